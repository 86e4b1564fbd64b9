/* SPDX-License-Identifier: EUPL-1.2
 *
 * What is true of every plan, whatever the estate and the scenario. Holds for
 * scenarios without a calendar, whose working days are Monday to Friday.
 */
#ifndef PLAN_LAWS_H
#define PLAN_LAWS_H

#include "plan-world.h"

static inline void
check_groups (const World *world)
{
  guint32 n, n_resources = uitweg_estate_get_n_resources (world->estate);
  const UitwegPlanGroup *groups = uitweg_plan_get_groups (world->plan, &n);
  const guint32 *members = uitweg_plan_get_group_resources (world->plan);
  const UitwegPlanResource *all = uitweg_plan_get_resources (world->plan);
  g_autofree guint8 *seen = g_new0 (guint8, n_resources + 1);

  for (guint32 g = 0; g < n; g++)
    for (guint32 k = 0; k < groups[g].n; k++)
      {
        const guint32 r = members[groups[g].first + k];

        g_assert_false (seen[r]);
        g_assert_cmpuint (all[r].group, ==, g);
        seen[r] = 1;
      }
  for (guint32 r = 0; r < n_resources; r++)
    g_assert_true (seen[r] || uitweg_estate_is_placeholder (world->estate, r));
}

#define ADD(sum, range) ((sum).lo += (range).lo, (sum).hi += (range).hi)

static inline void
assert_range (UitwegMoneyRange found, UitwegMoneyRange expected)
{
  g_assert_cmpint (found.lo, ==, expected.lo);
  g_assert_cmpint (found.hi, ==, expected.hi);
}

static inline void
check_money (const World *world)
{
  const UitwegPlanCost *cost = uitweg_plan_get_cost (world->plan);
  guint32 n;
  const UitwegPlanGroup *groups = uitweg_plan_get_groups (world->plan, &n);
  const UitwegCashFlow *flow;
  UitwegMoneyRange lines = { 0, 0 }, before = lines, after = lines,
                   months = lines;

  for (guint i = 0; i < UITWEG_N_COST_LINES; i++)
    {
      UitwegMoney grades = 0;

      ADD (lines, cost->one_off[i].value);
      for (guint k = 0; k < UITWEG_N_GRADES; k++)
        grades += cost->one_off[i].by_grade[k];
      g_assert_cmpint (grades, ==, cost->one_off[i].value.hi);
    }
  assert_range (cost->one_off_total.value, lines);
  for (guint32 g = 0; g < n; g++)
    {
      ADD (before, groups[g].run_before);
      ADD (after, groups[g].run_after);
    }
  assert_range (cost->run_before.value, before);
  assert_range (cost->run_after.value, after);
  flow = uitweg_plan_get_cash_flow (world->plan, &n);
  g_assert_cmpint (n, ==, world->scenario->horizon_months);
  for (guint32 m = 0; m < n; m++)
    {
      g_assert_cmpint (flow[m].one_off.lo, >=, 0);
      ADD (months, flow[m].one_off);
    }
  assert_range (months, lines);
  for (guint32 m = 0; m < n; m++)
    ADD (months, flow[m].run);
  assert_range (cost->horizon_plain, months);
  if (world->scenario->discount_rate_ppm > 0)
    {
      g_assert_cmpint (cost->horizon_discounted.hi, <=, cost->horizon_plain.hi);
      g_assert_cmpint (cost->do_nothing_discounted.hi, <=, cost->do_nothing.hi);
    }
}

static inline gint
compare_activities (const UitwegActivity *a, const UitwegActivity *b)
{
  if (a->start != b->start)
    return a->start < b->start ? -1 : 1;
  if (a->group != b->group)
    return a->group < b->group ? -1 : 1;
  return a->kind - b->kind;
}

static inline void
check_activities (const World *world)
{
  guint32 n;
  const UitwegActivity *all = uitweg_plan_get_activities (world->plan, &n);
  const guint32 *needs = uitweg_plan_get_needs (world->plan);
  const UitwegPlanBound *bound = uitweg_plan_get_bound (world->plan);
  gboolean critical = n == 0;
  UitwegDay end = UITWEG_DAY_UNKNOWN;

  for (guint32 i = 0; i < n; i++)
    {
      g_assert_cmpint (all[i].start, >=, world->scenario->start);
      g_assert_cmpint (all[i].end, >=, all[i].start);
      g_assert_cmpint (all[i].slack_days, >=, 0);
      /* A contract ends on its day; the chain of work is counted apart. */
      if (all[i].kind != UITWEG_ACTIVITY_END_CONTRACT)
        g_assert_cmpint (all[i].critical, ==, all[i].slack_days == 0);
      critical |= all[i].critical;
      end = MAX (end, all[i].end);
      if (i > 0)
        g_assert_cmpint (compare_activities (&all[i - 1], &all[i]), <=, 0);
      for (guint32 k = 0; k < all[i].n_needs; k++)
        g_assert_cmpint (all[needs[all[i].first_need + k]].end, <=,
                         all[i].start);
      for (guint f = 0; all[i].kind == UITWEG_ACTIVITY_CUT_OVER
                        && f < world->scenario->n_freezes;
           f++)
        g_assert_true (all[i].end <= world->scenario->freezes[f].from
                       || all[i].start >= world->scenario->freezes[f].until);
    }
  g_assert_true (critical);
  g_assert_cmpint (uitweg_plan_get_end (world->plan), ==, end);
  g_assert_cmpint (bound->lower, <=, bound->value);
  g_assert_cmpint (bound->makespan_lower_days, <=, bound->makespan_days);
  if (n > 0)
    g_assert_cmpint (bound->makespan_days, ==, end - world->scenario->start);
}

static inline double
find_people (const UitwegScenario *scenario, const char *skill, UitwegDay on)
{
  double people = 0;

  for (guint i = 0; i < scenario->n_skills; i++)
    if (strcmp (scenario->skills[i].skill, skill) == 0
        && (scenario->skills[i].from == UITWEG_DAY_UNKNOWN
            || scenario->skills[i].from <= on))
      people = scenario->skills[i].people;
  return people;
}

/* Each activity's hours lie evenly over its working days. */
static inline void
check_capacity (const World *world)
{
  const double per_day = uitweg_catalog_number (catalog,
                                                "effort.hours_per_day");
  guint32 n;
  const UitwegActivity *all = uitweg_plan_get_activities (world->plan, &n);
  const UitwegDay start = world->scenario->start;
  const UitwegDay end = MAX (start, uitweg_plan_get_end (world->plan));

  for (guint s = 0; world->scenario->n_skills > 0
                    && s < uitweg_options_get_n_skills (world->options);
       s++)
    {
      const char *skill = uitweg_options_get_skill (world->options, s);
      g_autofree double *hours = g_new0 (double, (gsize) (end - start) + 1);

      for (guint32 i = 0; i < n; i++)
        {
          gint working = 0;

          for (UitwegDay d = all[i].start; d < all[i].end; d++)
            working += uitweg_day_get_weekday (d) <= 5;
          g_assert_true (all[i].hours[s] <= 1e-9 || working > 0);
          for (UitwegDay d = all[i].start; d < all[i].end; d++)
            if (uitweg_day_get_weekday (d) <= 5)
              hours[d - start] += all[i].hours[s] / working;
        }
      for (UitwegDay d = start; d < end; d++)
        g_assert_cmpfloat (hours[d - start], <=,
                           per_day * find_people (world->scenario, skill, d)
                               + 1e-3);
    }
}

/* What is needed, and can be waited for, moves in the same wave or before. */
static inline void
check_order (const World *world)
{
  const UitwegTable *table = uitweg_estate_get_table (world->estate,
                                                      UITWEG_RECORD_DEPENDENCY);
  const guint32 *from = uitweg_estate_get_dependency_from (world->estate);
  const guint32 *to = uitweg_estate_get_dependency_to (world->estate);
  const UitwegPlanResource *all = uitweg_plan_get_resources (world->plan);
  guint32 n_groups;
  const UitwegPlanGroup *groups = uitweg_plan_get_groups (world->plan,
                                                          &n_groups);

  for (guint32 row = 0; row < uitweg_table_get_n_rows (table); row++)
    {
      const UitwegPlanGroup *g, *h;

      if (uitweg_table_bool (table, row, UITWEG_DEPENDENCY_HARD) == 0
          || all[from[row]].group == UITWEG_NONE
          || all[to[row]].group == UITWEG_NONE)
        continue;
      g = &groups[all[from[row]].group];
      h = &groups[all[to[row]].group];
      if (!g->moves || !h->moves || (g->foundation && !h->foundation))
        continue;
      g_assert_cmpuint (h->wave, <=, g->wave);
    }
}

/* Plans, and checks the laws; those of order only where its rules are on. */
static inline void
world_init (World *world, const char *records, const char *rules)
{
  g_autoptr (GError) error = NULL;

  world_load (world, records, rules);
  world->plan = uitweg_plan_new (world->options, world->scenario, 0, &error);
  g_assert_no_error (error);
  check_groups (world);
  check_money (world);
  check_activities (world);
  check_capacity (world);
  if (world->scenario->rules_off == NULL || *world->scenario->rules_off == NULL)
    check_order (world);
}

#endif
