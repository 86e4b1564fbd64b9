/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the plan costs, line by line (FIGURES: plan cost), with the share of
 * each grade and the number of holes. Every line is an exact sum of what
 * resources, groups, bridges and contracts carry.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include <uitweg/money.h>

#include "base/money-private.h"
#include "base/number.h"
#include "plan/plan-private.h"
#include "plan/sums.h"

#define HOURS_PER_DAY 24

static const char *const line_names[UITWEG_N_COST_LINES] = {
  "effort",      "licences",        "transfer", "dual_run",
  "stranded",    "penalties",       "bridges",  "training",
  "procurement", "decommissioning", "other",
};

const char *
uitweg_cost_line_get_name (UitwegCostLine line)
{
  return line_names[line];
}

gboolean
uitweg_dual_run (UitwegMoney target_per_month,
                 UitwegMoney source_per_month,
                 UitwegDay target_ready,
                 UitwegDay cut_over,
                 UitwegDay retired,
                 UitwegMoney *out,
                 GError **error)
{
  const gint64 before = MAX (0, cut_over - target_ready);
  const gint64 after = MAX (0, retired - cut_over);
  const BasePrice day = { HOURS_PER_DAY, 0 };
  const __int128 sum = (__int128) target_per_month * before * day.mantissa
                       + (__int128) source_per_month * after * day.mantissa;
  __int128 quotient = sum / BASE_HOURS_PER_MONTH;
  const __int128 rest = sum % BASE_HOURS_PER_MONTH;
  const __int128 twice = rest < 0 ? -rest * 2 : rest * 2;

  /* Half to even, once, at the end of the formula. */
  if (twice > BASE_HOURS_PER_MONTH
      || (twice == BASE_HOURS_PER_MONTH && quotient % 2 != 0))
    quotient += sum < 0 ? -1 : 1;
  if (quotient > G_MAXINT64 || quotient <= G_MININT64)
    {
      g_set_error (error, UITWEG_PLAN_ERROR, UITWEG_PLAN_ERROR_OVERFLOW,
                   "dual run: the sum is above 9.2e12 EUR, expected less");
      return FALSE;
    }
  *out = (UitwegMoney) quotient;
  return TRUE;
}

static UitwegCostLine
line_of (UitwegPartKind kind)
{
  switch (kind)
    {
    case UITWEG_PART_EFFORT:
      return UITWEG_COST_EFFORT;
    case UITWEG_PART_LICENCE:
      return UITWEG_COST_LICENCES;
    case UITWEG_PART_TRANSFER:
    case UITWEG_PART_SWITCHING_EGRESS:
      return UITWEG_COST_TRANSFER;
    case UITWEG_PART_TRAINING:
      return UITWEG_COST_TRAINING;
    case UITWEG_PART_MACHINE:
    case UITWEG_PART_STORAGE:
    case UITWEG_PART_MANAGED_SERVICE:
    case UITWEG_PART_EGRESS:
    case UITWEG_PART_ADDRESS:
    case UITWEG_PART_SUPPORT:
    case UITWEG_PART_OPERATIONS:
    case UITWEG_PART_SAAS:
    case UITWEG_PART_PREMISES:
    case UITWEG_PART_MIGRATION:
    case UITWEG_PART_OTHER:
      return UITWEG_COST_OTHER;
    }
  return UITWEG_COST_OTHER;
}

/* Effort is split: the share of retiring is decommissioning. */
static void
add_effort (UitwegPlan *plan,
            UitwegMoneyRange amount,
            UitwegGrade grade,
            PlanSum *guard)
{
  const UitwegMoneyRange retire = plan_sum_scaled (
      guard, amount,
      uitweg_catalog_number (plan->catalog, "activities.share.retire"));
  PlanSum rest = { amount, FALSE };

  plan_sum_subtract (&rest, retire);
  plan_graded_add (&plan->cost.one_off[UITWEG_COST_EFFORT], guard, rest.value,
                   grade);
  plan_graded_add (&plan->cost.one_off[UITWEG_COST_DECOMMISSIONING], guard,
                   retire, grade);
}

static void
add_resource (UitwegPlan *plan, guint32 r, PlanSum *guard)
{
  const UitwegPlanResource *resource = &plan->resources[r];
  const UitwegOption *option = resource->option;

  for (guint32 i = 0; i < option->n_parts; i++)
    {
      const UitwegPart *part = uitweg_options_get_part (plan->options,
                                                        option->first_part + i);
      UitwegGradedSum *sum = part->monthly
                                 ? &plan->cost.run_after
                                 : &plan->cost.one_off[line_of (part->kind)];

      if (part->hole)
        sum->n_holes++;
      else if (part->monthly)
        plan_graded_add (sum, guard, part->amount, part->grade);
      else if (part->kind == UITWEG_PART_EFFORT)
        add_effort (plan,
                    plan_sum_scaled (guard, part->amount, resource->learning),
                    part->grade, guard);
      else
        plan_graded_add (sum, guard, part->amount, part->grade);
    }
}

static void
add_run (UitwegPlan *plan, guint32 r, PlanSum *guard)
{
  const UitwegMoneyRange today = uitweg_options_get_run_today (
      plan->options)[r];
  const UitwegGrade grade = (UitwegGrade) uitweg_options_get_run_today_grade (
      plan->options)[r];

  if (plan_range_is_known (today))
    plan_graded_add (&plan->cost.run_before, guard, today, grade);
  else
    plan->cost.run_before.n_holes++;
  if (plan_moves (plan, r))
    add_resource (plan, r, guard);
  else if (plan_range_is_known (today))
    plan_graded_add (&plan->cost.run_after, guard, today, grade);
  else
    plan->cost.run_after.n_holes++;
}

/* Both ends apart: the least of target and source together, and the most. */
static gboolean
add_dual_run (UitwegPlan *plan,
              const UitwegPlanGroup *group,
              PlanSum *guard,
              GError **error)
{
  const UitwegMoneyRange *today = uitweg_options_get_run_today (plan->options);
  PlanSum source = { { 0, 0 }, FALSE }, target = source;
  UitwegMoneyRange cost;

  for (guint32 k = 0; k < group->n; k++)
    {
      const guint32 r = plan->group_resources[group->first + k];

      if (!plan_moves (plan, r))
        continue;
      if (plan_range_is_known (today[r]))
        plan_sum_add (&source, today[r]);
      if (plan_range_is_known (plan->resources[r].option->run_per_month))
        plan_sum_add (&target, plan->resources[r].option->run_per_month);
    }
  if (!uitweg_dual_run (target.value.lo, source.value.lo, group->target_ready,
                        group->cut_over, group->retired, &cost.lo, error)
      || !uitweg_dual_run (target.value.hi, source.value.hi,
                           group->target_ready, group->cut_over, group->retired,
                           &cost.hi, error))
    return FALSE;
  plan_graded_add (&plan->cost.one_off[UITWEG_COST_DUAL_RUN], guard, cost,
                   UITWEG_GRADE_INFERRED);
  return plan_sum_check (&source, group->id, error)
         && plan_sum_check (&target, group->id, error);
}

static gboolean
add_groups (UitwegPlan *plan, PlanSum *guard, GError **error)
{
  for (guint32 g = 0; g < plan->n_groups; g++)
    {
      const UitwegPlanGroup *group = &plan->groups[g];

      add_effort (plan, group->overhead, UITWEG_GRADE_INFERRED, guard);
      if (group->moves && !add_dual_run (plan, group, guard, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_openings (UitwegPlan *plan, PlanSum *guard, GError **error)
{
  const guint n = uitweg_catalog_get_n_providers (plan->catalog);
  UitwegMoneyRange cost;

  if (!plan_opening_cost (plan, &cost, error))
    return FALSE;
  for (guint p = 0; p < n; p++)
    if (plan->provider_opened[p])
      plan_graded_add (&plan->cost.one_off[UITWEG_COST_PROCUREMENT], guard,
                       cost, UITWEG_GRADE_ASSUMED);
  return TRUE;
}

/* Resources' own commitments run on after their last use. */
static void
add_commitments (UitwegPlan *plan, guint32 r, PlanSum *guard)
{
  const UitwegTable *table = uitweg_estate_get_table (plan->estate,
                                                      UITWEG_RECORD_RESOURCE);
  const UitwegTable *list = uitweg_table_child (table,
                                                UITWEG_RESOURCE_COMMITMENTS);
  const UitwegDay retired = plan->groups[plan->resources[r].group].retired;
  guint32 first, n;

  uitweg_table_list (table, r, UITWEG_RESOURCE_COMMITMENTS, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    {
      const UitwegMoney month = uitweg_table_int64 (
          list, i, UITWEG_COMMITMENT_EUR_PER_MONTH);
      const UitwegDay until = uitweg_table_day (list, i,
                                                UITWEG_COMMITMENT_UNTIL);

      if (until == UITWEG_DAY_UNKNOWN || until <= retired)
        continue;
      if (month == UITWEG_UNKNOWN)
        plan->cost.one_off[UITWEG_COST_STRANDED].n_holes++;
      else
        plan_graded_add (
            &plan->cost.one_off[UITWEG_COST_STRANDED], guard,
            plan_sum_fraction (guard, (UitwegMoneyRange){ month, month },
                               (gint64) (until - retired) * HOURS_PER_DAY,
                               BASE_HOURS_PER_MONTH),
            UITWEG_GRADE_DOCUMENTED);
    }
}

static void
add_rest (UitwegPlan *plan, PlanSum *guard)
{
  UitwegGradedSum *lines = plan->cost.one_off;

  for (guint i = 0; i < plan->bridges->len; i++)
    {
      const UitwegBridgeUse *bridge = &g_array_index (plan->bridges,
                                                      UitwegBridgeUse, i);

      if (bridge->hole)
        lines[UITWEG_COST_BRIDGES].n_holes++;
      else
        plan_graded_add (&lines[UITWEG_COST_BRIDGES], guard, bridge->cost,
                         UITWEG_GRADE_INFERRED);
    }
  for (guint i = 0; i < plan->contracts->len; i++)
    {
      const UitwegPlanContract *contract = &g_array_index (
          plan->contracts, UitwegPlanContract, i);

      plan_graded_add (&lines[UITWEG_COST_STRANDED], guard, contract->stranded,
                       UITWEG_GRADE_DOCUMENTED);
      plan_graded_add (&lines[UITWEG_COST_PENALTIES], guard, contract->penalty,
                       UITWEG_GRADE_DOCUMENTED);
    }
}

gboolean
plan_make_cost (UitwegPlan *plan, GError **error)
{
  UitwegPlanCost *cost = &plan->cost;
  PlanSum guard = { { 0, 0 }, FALSE }, difference = guard;

  for (guint32 r = 0; r < plan->n_resources; r++)
    if (plan->resources[r].group != UITWEG_NONE)
      {
        add_run (plan, r, &guard);
        if (plan_moves (plan, r))
          add_commitments (plan, r, &guard);
      }
  if (!add_groups (plan, &guard, error) || !add_openings (plan, &guard, error))
    return FALSE;
  add_rest (plan, &guard);
  for (guint i = 0; i < UITWEG_N_COST_LINES; i++)
    plan_graded_join (&cost->one_off_total, &guard, &cost->one_off[i]);
  plan_sum_add (&difference, cost->run_after.value);
  plan_sum_subtract (&difference,
                     (UitwegMoneyRange){ cost->run_before.value.hi,
                                         cost->run_before.value.lo });
  cost->run_difference = difference.value;
  return plan_sum_check (&guard, "cost", error)
         && plan_sum_check (&difference, "run cost", error);
}
