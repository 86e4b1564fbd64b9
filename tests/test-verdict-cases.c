/* SPDX-License-Identifier: EUPL-1.2
 *
 * Verdicts of small estates: what can be met, what would have to give way,
 * what stays, and what stops at a shut-off. And the vectors of dual run and
 * wave risk, where UITWEG_SHARED has them.
 */
#include "config.h"

#include <math.h>

#include <uitweg/verdict.h>

#include "base/doc.h"
#include "plan-laws.h"

/* The verdicts of all triggers of a scenario; the plan of the first is in
 * `world`. */
static UitwegVerdict *
judge (World *world, const char *records, const char *rules)
{
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func (
      (GDestroyNotify) uitweg_plan_unref);
  g_autoptr (GError) error = NULL;
  UitwegVerdict *verdict;

  world_init (world, records, rules);
  for (guint i = 0; i < world->scenario->n_triggers; i++)
    {
      g_ptr_array_add (
          plans, uitweg_plan_new (world->options, world->scenario, i, &error));
      g_assert_no_error (error);
    }
  verdict = uitweg_verdict_new ((UitwegPlan **) plans->pdata, plans->len,
                                &error);
  g_assert_no_error (error);
  return verdict;
}

static const UitwegTriggerVerdict *
get (const UitwegVerdict *verdict, guint i)
{
  guint n;
  const UitwegTriggerVerdict *all = uitweg_verdict_get (verdict, &n);

  g_assert_cmpuint (i, <, n);
  return &all[i];
}

static gboolean
relaxes (const UitwegTriggerVerdict *one, const char *rule)
{
  for (guint i = 0; i < one->n_relaxations; i++)
    if (strcmp (one->relaxations[i].rule, rule) == 0)
      {
        g_assert_nonnull (one->relaxations[i].text.en);
        g_assert_nonnull (one->relaxations[i].text.nl);
        return TRUE;
      }
  return FALSE;
}

#define HEAD_OF(triggers) HEAD LEAVE_AWS TARGETS CREW "triggers:\n" triggers

static void
test_a_plan_without_limits_is_feasible (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (UitwegVerdict) verdict = judge (&world, VM ("vm/a", ""), USUAL);
  const UitwegTriggerVerdict *one = get (verdict, 0);

  g_assert_cmpint (one->code, ==, UITWEG_VERDICT_FEASIBLE_NOT_SIMULATED);
  g_assert_false (one->partial);
  g_assert_cmpuint (one->n_relaxations, ==, 0);
  g_assert_cmpint (one->deadline, ==, UITWEG_DAY_UNKNOWN);
  g_assert_cmpint (one->end, ==, uitweg_plan_get_end (world.plan));
  g_assert_cmpint (uitweg_verdict_get_exit_status (verdict), ==, 0);
}

/* The deadline is the last day that may be used; the end is the first day on
 * which nothing is left to do. */
static void
test_a_deadline_holds_to_the_day (void)
{
  g_auto (World) open = { 0 };
  UitwegDay end;

  world_init (&open, VM ("vm/a", ""), USUAL);
  end = uitweg_plan_get_end (open.plan);
  for (gint late = 0; late < 2; late++)
    {
      g_auto (World) world = { 0 };
      g_autofree char *on = uitweg_day_format (end - 1 - late);
      g_autofree char *rules = g_strconcat (
          HEAD_OF ("  - {id: planned, kind: planned, deadline: "), on, "}\n",
          NULL);
      g_autoptr (UitwegVerdict)
          verdict = judge (&world, VM ("vm/a", ""), rules);
      const UitwegTriggerVerdict *one = get (verdict, 0);

      g_assert_cmpint (one->margin_days, ==, -late);
      g_assert_cmpint (one->code, ==,
                       late ? UITWEG_VERDICT_FEASIBLE_IF_RELAXED
                            : UITWEG_VERDICT_FEASIBLE_NOT_SIMULATED);
      g_assert_cmpint (relaxes (one, "triggers.deadline"), ==, late);
      g_assert_cmpint (uitweg_verdict_get_exit_status (verdict), ==, late);
    }
}

static void
test_budgets_bind (void)
{
  static const struct
  {
    const char *rules, *rule;
  } cases[] = {
    { USUAL "budget: {one_off: 10 EUR}\n", "budget.one_off" },
    { USUAL "budget: {run_per_month: 1 EUR}\n", "budget.run_per_month" },
    { USUAL "budget: {per_quarter: 10 EUR}\n", "budget.per_quarter" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (World) world = { 0 };
      g_autoptr (UitwegVerdict)
          verdict = judge (&world, VM ("vm/a", ""), cases[i].rules);
      const UitwegTriggerVerdict *one = get (verdict, 0);

      g_assert_cmpint (one->code, ==, UITWEG_VERDICT_FEASIBLE_IF_RELAXED);
      g_assert_cmpuint (one->n_relaxations, ==, 1);
      g_assert_true (relaxes (one, cases[i].rule));
      g_assert_cmpint (uitweg_verdict_get_exit_status (verdict), ==, 1);
    }
}

/* The last quarter of a horizon may be a short one; what is paid in it
 * counts. */
static void
test_a_short_last_quarter_counts (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (UitwegVerdict) verdict = judge (
      &world, VM ("vm/a", ""),
      "format: uitweg-scenario/1\n"
      "as_of: 2026-11-22\n"
      "start: 2027-01-04\n"
      "horizon: 2mo\n"
      "money: {currency: EUR, day_rate: {default: 800 EUR}}\n" LEAVE_AWS PLANNED
          TARGETS CREW "budget: {per_quarter: 10 EUR}\n");

  g_assert_true (relaxes (get (verdict, 0), "budget.per_quarter"));
}

static void
test_a_share_that_cannot_be_held_must_be_relaxed (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (UitwegVerdict) verdict = judge (
      &world, VM ("vm/a", ""), USUAL "rules: {max_share_per_provider: 60%}\n");

  g_assert_cmpint (get (verdict, 0)->code, ==,
                   UITWEG_VERDICT_FEASIBLE_IF_RELAXED);
  g_assert_true (relaxes (get (verdict, 0), "rules.max_share_per_provider"));
}

#define NO_WAY                                                                 \
  HEAD LEAVE_AWS PLANNED CREW                                                  \
      "targets: {exclude: [premises], certificates: [Proefkeur]}\n"

static void
test_without_a_way_it_is_not_feasible (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (UitwegVerdict) verdict = judge (
      &world, VM ("vm/a", ""), NO_WAY "rules: {partial: {allow: false}}\n");
  const UitwegTriggerVerdict *one = get (verdict, 0);

  g_assert_cmpint (one->code, ==, UITWEG_VERDICT_NOT_FEASIBLE);
  g_assert_cmpuint (one->n_reasons, >, 0);
  g_assert_true (relaxes (one, "targets.certificates"));
  g_assert_cmpint (uitweg_verdict_get_exit_status (verdict), ==, 1);
}

static void
test_what_may_stay_makes_a_partial_exit (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (UitwegVerdict) verdict = judge (
      &world, VM ("vm/a", ""),
      NO_WAY "rules: {partial: {allow: true, review: 12mo}}\n");
  const UitwegTriggerVerdict *one = get (verdict, 0);

  g_assert_true (one->partial);
  g_assert_cmpint (one->code, ==, UITWEG_VERDICT_FEASIBLE_NOT_SIMULATED);
  g_assert_true (g_str_has_suffix (one->text.en, "a partial exit"));
  g_assert_cmpint (uitweg_verdict_get_exit_status (verdict), ==, 0);
}

static void
test_the_first_trigger_decides_the_exit_status (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (UitwegVerdict) verdict = judge (
      &world, VM ("vm/a", ""),
      HEAD_OF ("  - {id: calm, kind: planned, deadline: 2031-12-31}\n"
               "  - {id: hasty, kind: planned, deadline: 2027-01-05}\n"));

  g_assert_cmpint (get (verdict, 0)->code, ==,
                   UITWEG_VERDICT_FEASIBLE_NOT_SIMULATED);
  g_assert_cmpint (get (verdict, 1)->code, ==,
                   UITWEG_VERDICT_FEASIBLE_IF_RELAXED);
  g_assert_cmpint (uitweg_verdict_get_exit_status (verdict), ==, 0);
}

#define SERVICES                                                               \
  VM ("vm/a", ",'backups':[{'party':'party/kluis','restore_hours':1000}]")     \
  VM ("vm/b", "")                                                              \
  OWN ("vm/own", "")                                                           \
  OWN ("vm/front", "")                                                         \
  HARD ("vm/front", "vm/a")                                                    \
  SERVICE ("service/a", "high", ",'members':['vm/a'],'rto_hours':300")         \
  SERVICE ("service/b", "high", ",'members':['vm/b'],'rto_hours':300")         \
  SERVICE ("service/f", "high", ",'members':['vm/front'],'rto_hours':10")      \
  SERVICE ("service/o", "high", ",'members':['vm/own']")

static void
check_stops (const UitwegVerdict *verdict)
{
  const UitwegTriggerVerdict *one = get (verdict, 0);

  g_assert_cmpuint (one->n_stops, ==, 3);
  /* 1,000 hours of restoring, 30 days of them before the shut-off. */
  g_assert_cmpuint (one->stops[0].service, ==, 0);
  g_assert_cmpfloat (one->stops[0].hours_low, ==, 1000 - 30 * 24);
  g_assert_cmpfloat (one->stops[0].hours_high, ==, 1000 - 30 * 24);
  g_assert_true (one->stops[0].within_rto);
  g_assert_cmpuint (one->stops[1].service, ==, 1);
  g_assert_true (isinf (one->stops[1].hours_high));
  g_assert_false (one->stops[1].within_rto);
  g_assert_cmpuint (one->stops[2].service, ==, 2);
  g_assert_cmpfloat (one->stops[2].hours_high, ==, 1000 - 30 * 24);
  g_assert_false (one->stops[2].within_rto);
  g_assert_cmpint (one->code, ==, UITWEG_VERDICT_NOT_FEASIBLE);
  g_assert_cmpint (uitweg_verdict_get_exit_status (verdict), ==, 1);
}

static void
test_a_shut_off_stops_what_needs_the_party (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (UitwegVerdict) verdict = judge (
      &world, SERVICES,
      HEAD_OF ("  - {id: off, kind: disruptive, party: aws, notice: 30d}\n"));

  check_stops (verdict);
}

/* The party that is the provider, and a party that owns it. */
static void
test_a_shut_off_by_the_owner_of_the_provider (void)
{
  static const char *const parties[] = { "party/cloud", "party/top" };

  for (guint i = 0; i < G_N_ELEMENTS (parties); i++)
    {
      g_auto (World) world = { 0 };
      g_autofree char *rules = g_strconcat (
          HEAD_OF ("  - {id: off, kind: disruptive, notice: 30d, party: "),
          parties[i], "}\n", NULL);
      g_autoptr (UitwegVerdict) verdict = judge (
          &world,
          SERVICES "{'record':'party','id':'party/top','seat':'US',"
                   "'owners_known':'end','provenance':[{'source':'source/s',"
                   "'grade':'documented'}]}\n"
                   "{'record':'party','id':'party/cloud','seat':'US',"
                   "'catalog_provider':'aws','owners_known':'all','owners':["
                   "{'party':'party/top','capital_percent':100,"
                   "'votes_percent':100}],'provenance':[{'source':'source/s',"
                   "'grade':'documented'}]}\n",
          rules);

      check_stops (verdict);
    }
}

static void
test_a_shut_off_that_touches_nothing (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (UitwegVerdict) verdict = judge (
      &world, SERVICES,
      HEAD_OF ("  - {id: off, kind: disruptive, party: azure, notice: 0d}\n"));
  const UitwegTriggerVerdict *one = get (verdict, 0);

  g_assert_cmpuint (one->n_stops, ==, 0);
  g_assert_cmpint (one->code, ==, UITWEG_VERDICT_FEASIBLE_NOT_SIMULATED);
}

static const BaseNode *
child (const BaseDoc *doc, const BaseNode *of, const char *key)
{
  const BaseNode *node = base_doc_find (doc, of, key);

  if (node == NULL)
    g_error ("found no '%s'", key);
  return node;
}

static double
number (const BaseDoc *doc, const BaseNode *of, const char *key)
{
  return g_ascii_strtod (child (doc, of, key)->text, NULL);
}

static UitwegDay
day_of (const BaseDoc *doc, const BaseNode *of, const char *key)
{
  return day (child (doc, of, key)->text);
}

static void
check_dual_run (const BaseDoc *doc,
                const BaseNode *given,
                const BaseNode *expect)
{
  g_autoptr (GError) error = NULL;
  UitwegMoney cost = -1;

  g_assert_true (uitweg_dual_run (
      (UitwegMoney) number (doc, given, "target_eur_per_month") * EUR,
      (UitwegMoney) number (doc, given, "source_eur_per_month") * EUR,
      day_of (doc, given, "target_ready"), day_of (doc, given, "cut_over"),
      day_of (doc, given, "retired"), &cost, &error));
  g_assert_no_error (error);
  g_assert_cmpint (cost, ==, (UitwegMoney) number (doc, expect, "micro"));
}

static double
weigh (const char *table, const char *key)
{
  g_autofree char *name = g_strconcat ("waves.", table, ".", key, NULL);

  return uitweg_catalog_number (catalog, name);
}

static void
check_risk (const BaseDoc *doc, const BaseNode *given, const BaseNode *expect)
{
  const UitwegRiskWeights weights = {
    weigh ("risk", "complexity"),    weigh ("risk", "criticality"),
    weigh ("risk", "bridges"),       weigh ("risk", "unknowns"),
    weigh ("risk", "first_of_kind"),
  };
  const double complexity =
      weigh ("complexity", "per_warning") * number (doc, given, "warnings")
      + weigh ("complexity", "per_critical") * number (doc, given, "criticals")
      + weigh ("complexity", "per_native_type")
            * number (doc, given, "native_types")
      + weigh ("complexity", "per_leaving_dependency")
            * number (doc, given, "hard_dependencies_out");
  const double bridges = number (doc, given, "bridges")
                         / uitweg_catalog_number (catalog,
                                                  "waves.bridges_full_at");
  const UitwegRiskWeights parts = {
    MIN (weigh ("complexity", "cap"), complexity),
    weigh ("criticality", child (doc, given, "criticality")->text),
    MIN (1, bridges),
    number (doc, given, "unknown_share"),
    number (doc, given, "first_share"),
  };

  g_assert_cmpfloat_with_epsilon (uitweg_wave_risk (&weights, &parts),
                                  number (doc, expect, "risk"),
                                  number (doc, expect, "tolerance"));
}

static void
test_vectors (void)
{
  const char *shared = g_getenv ("UITWEG_SHARED");
  g_autofree char *path = g_build_filename (
      shared != NULL ? shared : "../shared", "vectors", "figures.json", NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  BaseDoc *doc;
  gsize length;
  guint n_dual = 0, n_risk = 0;

  if (!g_file_get_contents (path, &data, &length, NULL))
    {
      g_test_skip ("no vectors/figures.json under UITWEG_SHARED");
      return;
    }
  doc = base_doc_new ();
  base_json_parse (doc, path, 1, data, length, 512, &error);
  g_assert_no_error (error);
  for (const BaseNode *node =
           base_doc_first (doc, child (doc, base_doc_node (doc, 0), "vectors"));
       node != NULL; node = base_doc_next (doc, node))
    {
      const char *figure = child (doc, node, "figure")->text;

      if (strcmp (figure, "dual_run") == 0)
        {
          check_dual_run (doc, child (doc, node, "given"),
                          child (doc, node, "expect"));
          n_dual++;
        }
      else if (strcmp (figure, "wave.risk") == 0)
        {
          check_risk (doc, child (doc, node, "given"),
                      child (doc, node, "expect"));
          n_risk++;
        }
    }
  g_assert_cmpuint (n_dual, >, 0);
  g_assert_cmpuint (n_risk, >, 0);
  base_doc_free (doc);
}

int
main (int argc, char **argv)
{
  gint status;

  g_test_init (&argc, &argv, NULL);
  world_load_catalog ();
#define ADD_TEST(path, name) g_test_add_func ("/verdict/" path, test_##name)
  ADD_TEST ("feasible", a_plan_without_limits_is_feasible);
  ADD_TEST ("deadline", a_deadline_holds_to_the_day);
  ADD_TEST ("budget", budgets_bind);
  ADD_TEST ("budget/short-quarter", a_short_last_quarter_counts);
  ADD_TEST ("share", a_share_that_cannot_be_held_must_be_relaxed);
  ADD_TEST ("no-way", without_a_way_it_is_not_feasible);
  ADD_TEST ("partial", what_may_stay_makes_a_partial_exit);
  ADD_TEST ("first-trigger", the_first_trigger_decides_the_exit_status);
  ADD_TEST ("shut-off", a_shut_off_stops_what_needs_the_party);
  ADD_TEST ("shut-off/owner", a_shut_off_by_the_owner_of_the_provider);
  ADD_TEST ("shut-off/nothing", a_shut_off_that_touches_nothing);
  ADD_TEST ("vectors", vectors);
  status = g_test_run ();
  uitweg_catalog_unref (catalog);
  return status;
}
