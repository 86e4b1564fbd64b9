/* SPDX-License-Identifier: EUPL-1.2
 *
 * Plans of small estates, from records and a scenario to groups, places,
 * waves, dates and money. Each also keeps the laws of plan-laws.h.
 */
#include "config.h"

#include "plan-laws.h"

#define RING                                                                   \
  VM ("vm/a", "")                                                              \
  VM ("vm/b", "")                                                              \
  VM ("vm/c", "")                                                              \
  VM ("vm/d", "")                                                              \
  HARD ("vm/a", "vm/b")                                                        \
  HARD ("vm/b", "vm/c") HARD ("vm/c", "vm/a") HARD ("vm/d", "vm/a")

static void
test_a_ring_moves_together (void)
{
  g_auto (World) world = { 0 };

  world_init (&world, RING, USUAL);
  g_assert_true (are_together (&world, "vm/a", "vm/b"));
  g_assert_true (are_together (&world, "vm/a", "vm/c"));
  g_assert_false (are_together (&world, "vm/a", "vm/d"));
  g_assert_cmpuint (group_of (&world, "vm/a")->together, ==,
                    UITWEG_TOGETHER_CYCLE);
}

static void
test_a_ring_taken_apart_still_moves_in_one_wave (void)
{
  g_auto (World) world = { 0 };

  world_init (&world, RING, USUAL "rules: {off: [move_together]}\n");
  g_assert_false (are_together (&world, "vm/a", "vm/b"));
  g_assert_cmpuint (group_of (&world, "vm/a")->wave, ==,
                    group_of (&world, "vm/b")->wave);
  g_assert_cmpuint (group_of (&world, "vm/d")->wave, >=,
                    group_of (&world, "vm/a")->wave);
}

static void
test_shared_data_and_tight_links_move_together (void)
{
  g_auto (World) world = { 0 };

  world_init (&world,
              VM ("vm/a", "") VM ("vm/b", "") VM ("vm/c", "") VM ("vm/d", "")
                  VM ("vm/e", "") VM ("vm/f", "") VM ("vm/g", "")
                      NEEDS ("vm/a", "vm/b",
                             ",'kind':'data','hard':true,'rule':'shares_disk'")
                          NEEDS ("vm/c", "vm/b",
                                 ",'kind':'data','hard':true,'rule':'attached'")
                              NEEDS ("vm/d", "vm/e",
                                     ",'kind':'platform','hard':true,'rule':"
                                     "'contains'")
                                  NEEDS ("vm/f", "vm/g",
                                         ",'kind':'network','hard':true,"
                                         "'max_latency_us':300"),
              USUAL);
  g_assert_true (are_together (&world, "vm/a", "vm/b"));
  g_assert_true (are_together (&world, "vm/a", "vm/c"));
  g_assert_cmpuint (group_of (&world, "vm/a")->together, ==,
                    UITWEG_TOGETHER_DATA);
  g_assert_true (are_together (&world, "vm/d", "vm/e"));
  g_assert_cmpuint (group_of (&world, "vm/d")->together, ==,
                    UITWEG_TOGETHER_CONTAINS);
  g_assert_true (are_together (&world, "vm/f", "vm/g"));
  g_assert_cmpuint (group_of (&world, "vm/f")->together, ==,
                    UITWEG_TOGETHER_LATENCY);
  g_assert_false (are_together (&world, "vm/a", "vm/d"));
}

#define APPLICATION                                                            \
  VM ("vm/a", ",'application':'x','environment':'production'")                 \
  VM ("vm/b", ",'application':'x','environment':'production'")                 \
  VM ("vm/t", ",'application':'x','environment':'non-production'")             \
  VM ("vm/y", ",'application':'y','environment':'production'")

static void
test_an_application_moves_together_per_environment (void)
{
  g_auto (World) world = { 0 }, apart = { 0 };

  world_init (&world, APPLICATION, USUAL);
  g_assert_true (are_together (&world, "vm/a", "vm/b"));
  g_assert_false (are_together (&world, "vm/a", "vm/t"));
  g_assert_false (are_together (&world, "vm/a", "vm/y"));
  g_assert_cmpuint (group_of (&world, "vm/t")->wave, <,
                    group_of (&world, "vm/a")->wave);
  world_init (&apart, APPLICATION,
              USUAL "rules: {off: [application_together]}\n");
  g_assert_false (are_together (&apart, "vm/a", "vm/b"));
}

static void
test_what_is_needed_goes_first_unless_switched_off (void)
{
  static const char records[] = SERVICE ("service/v", "high",
                                         ",'members':['vm/b']") VM ("vm/a", "")
      VM ("vm/b", "") VM ("vm/c", "") HARD ("vm/a", "vm/b")
          HARD ("vm/c", "vm/a");
  g_auto (World) world = { 0 }, off = { 0 };

  world_init (&world, records, USUAL);
  g_assert_cmpuint (group_of (&world, "vm/b")->wave, <=,
                    group_of (&world, "vm/a")->wave);
  /* Without the rule the least critical leads, whatever it needs. */
  world_init (&off, records, USUAL "rules: {off: [needs_first]}\n");
  g_assert_cmpuint (group_of (&off, "vm/a")->wave, ==, 1);
  g_assert_cmpuint (group_of (&off, "vm/b")->wave, ==, 2);
}

static void
test_production_and_the_rest_stand_apart (void)
{
  static const char records[] = VM ("vm/p", ",'environment':'production'")
      VM ("vm/q", ",'environment':'production'")
          VM ("vm/s", ",'environment':'non-production'")
              VM ("vm/t", ",'environment':'non-production'");
  g_auto (World) world = { 0 }, off = { 0 };
  guint32 n;

  world_init (&world, records, USUAL "rules: {off: [pilot]}\n");
  uitweg_plan_get_waves (world.plan, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (group_of (&world, "vm/s")->wave, ==, 1);
  g_assert_cmpuint (group_of (&world, "vm/t")->wave, ==, 1);
  g_assert_cmpuint (group_of (&world, "vm/p")->wave, ==, 2);
  g_assert_cmpuint (group_of (&world, "vm/q")->wave, ==, 2);
  world_init (&off, records, USUAL "rules: {off: [pilot, production_apart]}\n");
  uitweg_plan_get_waves (off.plan, &n);
  g_assert_cmpuint (n, ==, 1);
}

static void
test_foundations_stand_in_wave_0_and_follow_what_stands_on_them (void)
{
  static const char records[] = NET ("net/x") VM ("vm/a", "") VM ("vm/b", "")
      HARD ("vm/a", "net/x") HARD ("vm/b", "net/x");
  g_auto (World) world = { 0 }, off = { 0 };

  world_init (&world, records, USUAL);
  g_assert_true (group_of (&world, "net/x")->foundation);
  g_assert_cmpuint (group_of (&world, "net/x")->wave, ==, 0);
  g_assert_cmpuint (group_of (&world, "vm/a")->wave, >, 0);
  g_assert_cmpstr (target_of (&world, "net/x"), ==, target_of (&world, "vm/a"));
  world_init (&off, records, USUAL "rules: {off: [foundations]}\n");
  g_assert_cmpuint (group_of (&off, "net/x")->wave, ==, 1);
}

static void
test_a_foundation_alone_opens_its_provider (void)
{
  g_auto (World) world = { 0 };
  guint32 n, n_procured = 0;
  const UitwegActivity *all;

  world_init (&world, NET ("net/x"), USUAL);
  g_assert_true (group_of (&world, "net/x")->moves);
  all = uitweg_plan_get_activities (world.plan, &n);
  for (guint32 i = 0; i < n; i++)
    n_procured += all[i].kind == UITWEG_ACTIVITY_PROCURE;
  g_assert_cmpuint (n_procured, ==, 1);
}

static void
test_a_provider_is_procured_once_even_where_no_day_rate_is_known (void)
{
  g_auto (World) world = { 0 };
  guint32 n, n_procured = 0;
  const UitwegActivity *all;

  world_init (&world, VM ("vm/a", "") VM ("vm/b", ""),
              "format: uitweg-scenario/1\n"
              "as_of: 2026-11-22\n"
              "start: 2027-01-04\n"
              "horizon: 5y\n" LEAVE_AWS PLANNED TARGETS CREW);
  all = uitweg_plan_get_activities (world.plan, &n);
  for (guint32 i = 0; i < n; i++)
    n_procured += all[i].kind == UITWEG_ACTIVITY_PROCURE;
  g_assert_cmpuint (n_procured, ==, 1);
}

static void
test_the_pilot_is_small_and_not_critical (void)
{
  static const char records[] = VM ("vm/a", "") VM ("vm/b", "") VM ("vm/c", "")
      SERVICE ("service/v", "vital", ",'members':['vm/a']")
          SERVICE ("service/h", "high", ",'members':['vm/b']")
              SERVICE ("service/l", "low", ",'members':['vm/c']");
  g_auto (World) world = { 0 }, off = { 0 };
  guint32 n;
  const UitwegPlanWave *waves;

  world_init (&world, records, USUAL);
  waves = uitweg_plan_get_waves (world.plan, &n);
  g_assert_cmpuint (waves[0].number, ==, 1);
  g_assert_true (waves[0].pilot);
  g_assert_cmpuint (group_of (&world, "vm/c")->wave, ==, 1);
  g_assert_cmpuint (waves[0].n_resources, ==, 1);
  g_assert_cmpuint (group_of (&world, "vm/b")->wave, ==, 2);
  g_assert_cmpuint (group_of (&world, "vm/a")->wave, ==, 3);
  world_init (&off, records,
              USUAL "rules: {off: [pilot, critical_not_first]}\n");
  waves = uitweg_plan_get_waves (off.plan, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_false (waves[0].pilot);
}

/* Nothing is fit for a pilot; the vital thing still waits for the other. */
static void
test_without_a_pilot_the_vital_still_do_not_go_first (void)
{
  g_auto (World) world = { 0 };
  guint32 n;
  const UitwegPlanWave *waves;

  world_init (&world,
              VM ("vm/a", "") VM ("vm/b", "")
                  SERVICE ("service/v", "vital", ",'members':['vm/a']")
                      SERVICE ("service/h", "high", ",'members':['vm/b']"),
              USUAL);
  waves = uitweg_plan_get_waves (world.plan, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_false (waves[0].pilot);
  g_assert_cmpuint (group_of (&world, "vm/b")->wave, ==, 1);
  g_assert_cmpuint (group_of (&world, "vm/a")->wave, ==, 2);
}

static void
test_what_is_only_vital_goes_all_the_same (void)
{
  g_auto (World) world = { 0 };

  world_init (&world,
              VM ("vm/a", "")
                  SERVICE ("service/v", "vital", ",'members':['vm/a']"),
              USUAL);
  g_assert_cmpuint (group_of (&world, "vm/a")->wave, ==, 1);
}

static void
test_pins_hold (void)
{
  g_auto (World) world = { 0 };

  world_init (&world,
              VM ("vm/a", "") VM ("vm/b", "") VM ("vm/c", "") OWN ("vm/own", "")
                  OWN ("vm/rest", ""),
              USUAL "pins:\n"
                    "  - {resource: vm/a, target: ander/nl-2, reason: x}\n"
                    "  - {resource: vm/own, target: ander, reason: x}\n"
                    "  - {resource: vm/c, strategy: rehost, reason: x}\n");
  g_assert_cmpstr (target_of (&world, "vm/a"), ==, "ander/nl-2");
  g_assert_true (g_str_has_prefix (target_of (&world, "vm/own"), "ander/"));
  /* A provider that is opened anyway costs no second opening. */
  g_assert_true (g_str_has_prefix (target_of (&world, "vm/b"), "ander/"));
  g_assert_nonnull (planned (&world, "vm/c")->option);
  g_assert_cmpint (planned (&world, "vm/c")->option->strategy, ==,
                   UITWEG_STRATEGY_REHOST);
  g_assert_cmpstr (target_of (&world, "vm/rest"), ==, "");
  g_assert_cmpint (planned (&world, "vm/rest")->option->strategy, ==,
                   UITWEG_STRATEGY_RETAIN);
}

static void
test_a_pin_to_stay_holds (void)
{
  g_auto (World) world = { 0 };

  world_init (&world, VM ("vm/a", "") VM ("vm/b", ""),
              USUAL "rules: {partial: {allow: true, review: 12mo}}\n"
                    "pins: [{resource: vm/a, strategy: retain, reason: x}]\n");
  g_assert_cmpint (planned (&world, "vm/a")->option->strategy, ==,
                   UITWEG_STRATEGY_RETAIN);
  g_assert_true (planned (&world, "vm/a")->stays);
  g_assert_false (planned (&world, "vm/b")->stays);
  g_assert_true (group_of (&world, "vm/b")->moves);
}

static void
test_what_need_not_be_left_stays (void)
{
  g_auto (World) world = { 0 };
  guint32 n;

  world_init (&world, OWN ("vm/a", "") OWN ("vm/b", ""), USUAL);
  uitweg_plan_get_activities (world.plan, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpint (uitweg_plan_get_end (world.plan), ==, UITWEG_DAY_UNKNOWN);
  g_assert_false (planned (&world, "vm/a")->stays);
  g_assert_cmpuint (group_of (&world, "vm/a")->wave, ==, UITWEG_NONE);
}

#define EIGHT                                                                  \
  VM ("vm/1", "")                                                              \
  VM ("vm/2", "")                                                              \
  VM ("vm/3", "")                                                              \
  VM ("vm/4", "")                                                              \
  VM ("vm/5", "") VM ("vm/6", "") VM ("vm/7", "") VM ("vm/8", "")

static void
test_no_provider_gets_more_than_its_share (void)
{
  static const char *const ids[] = { "vm/1", "vm/2", "vm/3", "vm/4",
                                     "vm/5", "vm/6", "vm/7", "vm/8" };
  g_auto (World) world = { 0 };
  UitwegMoney proef = 0, all = 0;
  guint32 n;

  world_init (&world, EIGHT, USUAL "rules: {max_share_per_provider: 60%}\n");
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const UitwegOption *option = planned (&world, ids[i])->option;
      const UitwegMoney run = option->run_per_month.lo / 2
                              + option->run_per_month.hi / 2;

      all += run;
      proef += g_str_has_prefix (target_of (&world, ids[i]), "proef/") ? run
                                                                       : 0;
    }
  g_assert_cmpint (proef * 10, <=, all * 6);
  g_assert_cmpint ((all - proef) * 10, <=, all * 6);
  uitweg_plan_get_conflicts (world.plan, &n);
  g_assert_cmpuint (n, ==, 0);
}

static void
test_a_share_that_cannot_be_held_is_a_conflict (void)
{
  g_auto (World) world = { 0 };
  const UitwegConflict *conflicts;
  guint32 n;

  world_init (&world, VM ("vm/a", ""),
              USUAL "rules: {max_share_per_provider: 60%}\n");
  conflicts = uitweg_plan_get_conflicts (world.plan, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (conflicts[0].rule, ==, 0);
  g_assert_nonnull (conflicts[0].example);
}

static const UitwegActivity *
find_activity (const World *world, const char *id, UitwegActivityKind kind)
{
  guint32 n;
  const UitwegActivity *all = uitweg_plan_get_activities (world->plan, &n);

  for (guint32 i = 0; i < n; i++)
    if (all[i].kind == kind && all[i].group == planned (world, id)->group)
      return &all[i];
  g_assert_not_reached ();
}

static void
test_no_cut_over_in_a_freeze (void)
{
  g_auto (World) free = { 0 }, frozen = { 0 };
  UitwegDay on;

  world_init (&free, VM ("vm/a", ""), USUAL);
  on = find_activity (&free, "vm/a", UITWEG_ACTIVITY_CUT_OVER)->start;
  g_assert_cmpint (on, >=, day ("2027-03-01"));
  g_assert_cmpint (on, <, day ("2028-01-01"));
  world_init (&frozen, VM ("vm/a", ""),
              USUAL "calendar: {freeze: [{from: 2027-03-01, until: "
                    "2028-01-08, why: x}]}\n");
  g_assert_cmpint (
      find_activity (&frozen, "vm/a", UITWEG_ACTIVITY_CUT_OVER)->start, ==,
      day ("2028-01-10"));
}

/* One person where two would be sent: it takes twice as long. */
static void
test_few_people_take_longer (void)
{
  g_auto (World) many = { 0 }, few = { 0 };

  world_init (&many, EIGHT,
              HEAD LEAVE_AWS PLANNED TARGETS
              "capacity:\n"
              "  skills: {platform: 9, database: 9, network: 9, application: "
              "9, test: 9}\n" LINES);
  world_init (&few, EIGHT,
              HEAD LEAVE_AWS PLANNED TARGETS
              "capacity:\n"
              "  skills: {platform: 0.5, database: 0.5, network: 0.5, "
              "application: 0.5, test: 0.5}\n" LINES);
  g_assert_cmpint (uitweg_plan_get_end (few.plan), >,
                   uitweg_plan_get_end (many.plan));
}

static void
test_a_skill_that_nobody_has_is_an_error (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (GError) error = NULL;

  world_load (&world, VM ("vm/a", ""),
              HEAD LEAVE_AWS PLANNED TARGETS
              "capacity:\n  skills: {database: 1}\n" LINES);
  g_assert_null (uitweg_plan_new (world.options, world.scenario, 0, &error));
  g_assert_error (error, UITWEG_PLAN_ERROR, UITWEG_PLAN_ERROR_CALENDAR);
}

/* 10 Mbit/s, half of it, 10 hours a day: 22.5e9 bytes a day; 100 GiB take
 * 4.77 days, and a second copy waits for the line. */
static void
test_copies_take_the_time_of_the_line (void)
{
  g_auto (World) world = { 0 };
  const UitwegActivity *a, *b;
  UitwegDay first, last;

  world_init (&world,
              RESOURCE ("bucket/a", "bucket",
                        ",'native_type':'terraform:aws_s3_bucket','provider':"
                        "'aws','used_gib':100,'data_gib':100,'objects':5,"
                        "'features':[],'eur_per_month':'2.00'")
                  RESOURCE ("bucket/b", "bucket",
                            ",'native_type':'terraform:aws_s3_bucket',"
                            "'provider':'aws','used_gib':100,'data_gib':100,"
                            "'objects':5,'features':[],'eur_per_month':"
                            "'2.00'"),
              HEAD LEAVE_AWS PLANNED TARGETS
              "rules: {off: [pilot]}\n"
              "capacity:\n"
              "  lines: [{id: x, bandwidth: 10Mbit/s, usable: 50%, hours: "
              "\"20:00-06:00\"}]\n");
  a = find_activity (&world, "bucket/a", UITWEG_ACTIVITY_COPY);
  b = find_activity (&world, "bucket/b", UITWEG_ACTIVITY_COPY);
  g_assert_cmpint (planned (&world, "bucket/a")->option->transfer_bytes, ==,
                   100 * G_GINT64_CONSTANT (1073741824));
  first = MIN (a->start, b->start);
  last = MAX (a->end, b->end);
  g_assert_cmpint (MIN (a->end - a->start, b->end - b->start), ==, 5);
  g_assert_cmpint (last - first, ==, 10);
}

static void
test_no_line_no_copy (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (GError) error = NULL;

  world_load (&world, VM ("vm/a", ""), HEAD LEAVE_AWS PLANNED TARGETS);
  g_assert_null (uitweg_plan_new (world.options, world.scenario, 0, &error));
  g_assert_error (error, UITWEG_PLAN_ERROR, UITWEG_PLAN_ERROR_CALENDAR);
}

static void
test_a_bridge_lives_from_one_cut_over_to_the_other (void)
{
  g_auto (World) world = { 0 };
  const UitwegBridgeUse *bridges;
  const UitwegPlanGroup *a, *b;
  guint32 n;

  world_init (&world,
              VM ("vm/a", ",'environment':'production'")
                  VM ("vm/b", ",'environment':'non-production'")
                      SOFT ("vm/a", "vm/b"),
              USUAL);
  bridges = uitweg_plan_get_bridges (world.plan, &n);
  a = group_of (&world, "vm/a");
  b = group_of (&world, "vm/b");
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (bridges[0].needed, ==, thing (&world, "vm/b"));
  g_assert_cmpuint (bridges[0].needed_wave, ==, b->wave);
  g_assert_cmpuint (bridges[0].wave, ==, a->wave);
  g_assert_cmpuint (a->wave, !=, b->wave);
  g_assert_cmpint (bridges[0].from, ==, MIN (a->cut_over, b->cut_over));
  g_assert_cmpint (bridges[0].until, ==, MAX (a->cut_over, b->cut_over));
  g_assert_cmpfloat (bridges[0].gib_per_month, ==, 10);
  g_assert_cmpint (bridges[0].cost.lo, ==, 0);
}

static void
test_contracts_have_a_notice_day_and_a_leftover (void)
{
  g_auto (World) world = { 0 };
  const UitwegPlanContract *all;
  UitwegDay retired;
  guint32 n;

  world_init (
      &world,
      VM ("vm/a", "") OWN ("vm/own", "")
          CONTRACT ("contract/1",
                    ",'covers':['vm/a'],'end':'2028-06-30','notice_days':60,"
                    "'commitment':{'eur_per_year':'1461.00','until':"
                    "'2028-07-01'},'early_exit_penalty_eur':'9000.00'")
              CONTRACT ("contract/2",
                        ",'covers':['vm/a'],'end':'2028-06-30','commitment':"
                        "{'eur_per_year':'1461.00','until':'2028-07-01'},"
                        "'early_exit_penalty_eur':'7.00'")
                  CONTRACT ("contract/3",
                            ",'covers':['vm/a','vm/own'],'end':'2027-02-28',"
                            "'notice_days':0,'commitment':{'eur_per_year':"
                            "'1461.00'}"),
      USUAL);
  all = uitweg_plan_get_contracts (world.plan, &n);
  retired = group_of (&world, "vm/a")->retired;
  g_assert_cmpuint (n, ==, 3);
  /* The last day of June 2028, less 60 days. */
  g_assert_cmpint (all[0].notice_by, ==, day ("2028-05-01"));
  g_assert_cmpint (all[0].last_use, ==, retired);
  /* 1,461 EUR a year are 4 EUR a day. */
  g_assert_cmpint (all[0].stranded.lo, ==,
                   (day ("2028-07-01") - retired) * 4 * EUR);
  g_assert_cmpint (all[0].penalty.hi, ==, 0);
  g_assert_cmpint (all[1].notice_by, ==, UITWEG_DAY_UNKNOWN);
  g_assert_cmpint (all[1].stranded.hi, ==, 0);
  g_assert_cmpint (all[1].penalty.lo, ==, 7 * EUR);
  g_assert_cmpint (all[2].last_use, ==, UITWEG_DAY_UNKNOWN);
  g_assert_cmpint (all[2].notice_by, ==, day ("2027-02-28"));
  g_assert_cmpint (all[2].stranded.hi, ==, 0);
  g_assert_cmpint (uitweg_plan_get_end (world.plan), ==, day ("2028-07-01"));
}

/* Dual run is paid when things run twice, not before. */
static void
test_dual_run_falls_between_ready_and_retired (void)
{
  g_auto (World) world = { 0 };
  const UitwegCashFlow *flow;
  const UitwegPlanGroup *group;
  UitwegMoney other;
  guint32 n;

  world_init (&world, VM ("vm/a", ",'commitments':[]"), USUAL);
  flow = uitweg_plan_get_cash_flow (world.plan, &n);
  group = group_of (&world, "vm/a");
  g_assert_cmpint (group->target_ready, >, day ("2027-02-04"));
  g_assert_true (uitweg_money_scale (
      group->one_off.hi, MAX (0, day ("2027-02-04") - group->start),
      group->retired - group->start, &other, NULL));
  other += uitweg_plan_get_cost (world.plan)
               ->one_off[UITWEG_COST_PROCUREMENT]
               .value.hi;
  g_assert_cmpint (flow[0].one_off.hi, <=, other);
}

/* Rules that together leave vm/a no way, each by its text in the scenario and
 * what stands there without it. */
static const struct
{
  UitwegRule rule;
  const char *with, *without;
} clash[] = {
  { UITWEG_RULE_LEAVE, LEAVE_AWS, "" },
  { UITWEG_RULE_PARTIAL, "rules: {partial: {allow: false}}\n",
    "rules: {partial: {allow: true, review: 12mo}}\n" },
  { UITWEG_RULE_COUNTRIES, "targets:\n  allow_countries: [NL]\n",
    "targets:\n" },
  { UITWEG_RULE_EXCLUDE, "  exclude: [premises]\n", "" },
  { UITWEG_RULE_CERTIFICATES, "  certificates: [Proefkeur]\n", "" },
};

/* Without the rules whose flags are in `dropped`. */
static void
init_clash (World *world, guint dropped)
{
  g_autoptr (GString) text = g_string_new (HEAD PLANNED CREW);

  for (guint i = 0; i < G_N_ELEMENTS (clash); i++)
    g_string_append (text, (dropped & clash[i].rule) != 0 ? clash[i].without
                                                          : clash[i].with);
  world_init (world, VM ("vm/a", ""), text->str);
}

static void
test_no_rule_of_a_conflict_can_be_left_out (void)
{
  g_auto (World) all = { 0 };
  const UitwegConflict *conflicts;
  guint32 n;
  guint named = 0;

  init_clash (&all, 0);
  conflicts = uitweg_plan_get_conflicts (all.plan, &n);
  g_assert_true (planned (&all, "vm/a")->stays);
  g_assert_null (planned (&all, "vm/a")->option);
  g_assert_nonnull (planned (&all, "vm/a")->why);
  for (guint32 i = 0; i < n; i++)
    {
      g_assert_cmpuint (conflicts[i].n, ==, 1);
      named |= conflicts[i].rule;
    }
  g_assert_cmpuint (named, ==,
                    UITWEG_RULE_LEAVE | UITWEG_RULE_PARTIAL
                        | UITWEG_RULE_CERTIFICATES);
  for (guint i = 0; i < G_N_ELEMENTS (clash); i++)
    {
      g_auto (World) less = { 0 };

      init_clash (&less, clash[i].rule);
      uitweg_plan_get_conflicts (less.plan, &n);
      if ((named & clash[i].rule) != 0)
        {
          g_assert_nonnull (planned (&less, "vm/a")->option);
          g_assert_cmpuint (n, ==, 0);
        }
      else
        g_assert_cmpuint (n, >, 0);
    }
}

static void
append_plan (const World *world, GString *text)
{
  guint32 n;
  const UitwegPlanGroup *groups = uitweg_plan_get_groups (world->plan, &n);
  const UitwegPlanCost *cost = uitweg_plan_get_cost (world->plan);
  const UitwegTable *table = uitweg_estate_get_table (world->estate,
                                                      UITWEG_RECORD_RESOURCE);
  const UitwegActivity *activities;

  for (guint32 g = 0; g < n; g++)
    g_string_append_printf (text, "%s %s %u %u %d %d\n", groups[g].id,
                            groups[g].name, groups[g].n, groups[g].wave,
                            groups[g].cut_over, groups[g].retired);
  for (guint32 r = 0; r < uitweg_table_get_n_rows (table); r++)
    {
      const char *id = uitweg_table_text (table, r, UITWEG_RESOURCE_ID);

      g_string_append_printf (text, "%s %u %s\n", id,
                              planned (world, id)->group,
                              target_of (world, id));
    }
  activities = uitweg_plan_get_activities (world->plan, &n);
  for (guint32 i = 0; i < n; i++)
    g_string_append_printf (text, "%u %u %d %d\n", activities[i].kind,
                            activities[i].group, activities[i].start,
                            activities[i].end);
  g_string_append_printf (text, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                          cost->one_off_total.value.hi,
                          cost->horizon_discounted.hi);
}

static void
test_the_order_of_lines_does_not_matter (void)
{
  static const char *const lines[] = {
    NET ("net/x"),
    VM ("vm/a", ",'application':'x','environment':'production'"),
    VM ("vm/b", ",'application':'x','environment':'production'"),
    VM ("vm/c", ",'environment':'non-production'"),
    VM ("vm/d", ""),
    OWN ("vm/e", ""),
    HARD ("vm/a", "net/x"),
    HARD ("vm/d", "vm/c"),
    SOFT ("vm/c", "vm/a"),
    SERVICE ("service/s", "vital", ",'members':['vm/d']"),
    CONTRACT ("contract/1", ",'covers':['vm/a'],'end':'2029-06-30'"),
  };
  g_autoptr (GString) first = g_string_new (NULL);

  for (guint round = 0; round < 8; round++)
    {
      guint order[G_N_ELEMENTS (lines)];
      g_auto (World) world = { 0 };
      g_autoptr (GString) records = g_string_new (NULL);
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
        {
          const guint at = round == 0 ? i
                                      : (guint) g_test_rand_int_range (
                                          0, (gint) i + 1);

          order[i] = order[at];
          order[at] = i;
        }
      for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
        g_string_append (records, lines[order[i]]);
      world_init (&world, records->str, USUAL);
      append_plan (&world, found);
      if (round == 0)
        g_string_assign (first, found->str);
      g_assert_cmpstr (found->str, ==, first->str);
    }
}

int
main (int argc, char **argv)
{
  gint status;

  g_test_init (&argc, &argv, NULL);
  world_load_catalog ();
#define ADD_TEST(path, name) g_test_add_func ("/plan/" path, test_##name)
  ADD_TEST ("together/ring", a_ring_moves_together);
  ADD_TEST ("together/ring-apart", a_ring_taken_apart_still_moves_in_one_wave);
  ADD_TEST ("together/data", shared_data_and_tight_links_move_together);
  ADD_TEST ("together/application",
            an_application_moves_together_per_environment);
  ADD_TEST ("waves/needs", what_is_needed_goes_first_unless_switched_off);
  ADD_TEST ("waves/production", production_and_the_rest_stand_apart);
  ADD_TEST ("waves/foundations",
            foundations_stand_in_wave_0_and_follow_what_stands_on_them);
  ADD_TEST ("waves/pilot", the_pilot_is_small_and_not_critical);
  ADD_TEST ("waves/no-pilot", without_a_pilot_the_vital_still_do_not_go_first);
  ADD_TEST ("waves/only-vital", what_is_only_vital_goes_all_the_same);
  ADD_TEST ("select/pins", pins_hold);
  ADD_TEST ("select/pin-to-stay", a_pin_to_stay_holds);
  ADD_TEST ("select/stays", what_need_not_be_left_stays);
  ADD_TEST ("select/share", no_provider_gets_more_than_its_share);
  ADD_TEST ("select/share-not-held", a_share_that_cannot_be_held_is_a_conflict);
  ADD_TEST ("select/foundation-alone", a_foundation_alone_opens_its_provider);
  ADD_TEST ("select/no-day-rate",
            a_provider_is_procured_once_even_where_no_day_rate_is_known);
  ADD_TEST ("schedule/freeze", no_cut_over_in_a_freeze);
  ADD_TEST ("schedule/people", few_people_take_longer);
  ADD_TEST ("schedule/nobody", a_skill_that_nobody_has_is_an_error);
  ADD_TEST ("schedule/line", copies_take_the_time_of_the_line);
  ADD_TEST ("schedule/no-line", no_line_no_copy);
  ADD_TEST ("money/bridge", a_bridge_lives_from_one_cut_over_to_the_other);
  ADD_TEST ("money/contracts", contracts_have_a_notice_day_and_a_leftover);
  ADD_TEST ("money/dual-run", dual_run_falls_between_ready_and_retired);
  ADD_TEST ("conflict/irreducible", no_rule_of_a_conflict_can_be_left_out);
  ADD_TEST ("law/shuffled", the_order_of_lines_does_not_matter);
  status = g_test_run ();
  uitweg_catalog_unref (catalog);
  return status;
}
