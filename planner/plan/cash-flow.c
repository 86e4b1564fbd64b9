/* SPDX-License-Identifier: EUPL-1.2
 *
 * Cash flow by month over the horizon, and the sums over it. A group's
 * one-off cost falls evenly over the days from its start to its end; running
 * falls to the source until cut-over and to the target from then on. What is
 * run twice in between stands in the one-off cost as dual run. The months add
 * up to the totals exactly: each takes what has fallen due by its end, less
 * what fell due before.
 */
#include "config.h"

#include <string.h>

#include <uitweg/day.h>

#include "base/money-private.h"
#include "base/number.h"
#include "plan/plan-private.h"
#include "plan/sums.h"

#define HOURS_PER_DAY 24

typedef struct
{
  UitwegPlan *plan;
  UitwegDay start, end; /* of the horizon */
  guint n_months;
  PlanSum *one_off; /* by month */
  PlanSum *run;
  PlanSum guard;
} Flow;

static void
flow_clear (Flow *flow)
{
  g_free (flow->one_off);
  g_free (flow->run);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Flow, flow_clear)

static UitwegDay
month_end (const Flow *flow, guint month)
{
  return uitweg_day_add_months (flow->start, (gint) month + 1);
}

/* Spreads an amount over [from, until); all on one day where that is empty.
 * What falls behind the horizon stands in its last month, so that no sum is
 * lost. */
static void
spread (Flow *flow, UitwegMoneyRange amount, UitwegDay from, UitwegDay until)
{
  PlanSum before = { { 0, 0 }, FALSE };

  if (from == UITWEG_DAY_UNKNOWN || from < flow->start)
    from = flow->start;
  if (until == UITWEG_DAY_UNKNOWN || until <= from)
    until = from + 1;
  for (guint m = 0; m < flow->n_months; m++)
    {
      const gint64 days = CLAMP ((gint64) month_end (flow, m) - from, 0,
                                 until - from);
      const UitwegMoneyRange due = m + 1 == flow->n_months
                                       ? amount
                                       : plan_sum_fraction (&flow->guard,
                                                            amount, days,
                                                            until - from);
      PlanSum part = { due, FALSE };

      plan_sum_subtract (&part, before.value);
      plan_sum_add (&flow->one_off[m], part.value);
      before.value = due;
    }
}

/* A monthly amount over [from, until). */
static void
run (Flow *flow, UitwegMoneyRange amount, UitwegDay from, UitwegDay until)
{
  for (guint m = 0; m < flow->n_months; m++)
    {
      const UitwegDay first = m == 0 ? flow->start : month_end (flow, m - 1);
      const gint64 whole = month_end (flow, m) - first;
      const gint64 days = CLAMP (MIN (until, month_end (flow, m))
                                     - (gint64) MAX (from, first),
                                 0, whole);

      if (days > 0)
        plan_sum_add (&flow->run[m],
                      plan_sum_fraction (&flow->guard, amount, days, whole));
    }
}

/* Cost lines that belong to a time of their own. */
static void
spread_rest (Flow *flow)
{
  UitwegPlan *plan = flow->plan;
  const UitwegGradedSum *lines = plan->cost.one_off;
  UitwegDay first = G_MAXINT32, last = flow->start;

  for (guint32 g = 0; g < plan->n_groups; g++)
    if (plan->groups[g].moves)
      {
        first = MIN (first, plan->groups[g].start);
        last = MAX (last, plan->groups[g].retired);
      }
  if (first == G_MAXINT32)
    first = flow->start;
  spread (flow, lines[UITWEG_COST_PROCUREMENT].value, flow->start, first);
  spread (flow, lines[UITWEG_COST_BRIDGES].value, first, last);
  for (guint i = 0; i < plan->contracts->len; i++)
    {
      const UitwegPlanContract *contract = &g_array_index (
          plan->contracts, UitwegPlanContract, i);

      spread (flow, contract->stranded, contract->last_use, plan->end);
      spread (flow, contract->penalty, contract->last_use,
              contract->last_use + 1);
    }
}

/* What a group costs once beyond its own one-off sum: dual run and stranded
 * commitments, as the rest of the totals. */
static void
spread_groups (Flow *flow)
{
  UitwegPlan *plan = flow->plan;
  const UitwegGradedSum *lines = plan->cost.one_off;
  PlanSum rest = { lines[UITWEG_COST_STRANDED].value, FALSE };
  UitwegDay first = G_MAXINT32, last = flow->start;

  for (guint i = 0; i < plan->contracts->len; i++)
    plan_sum_subtract (
        &rest, g_array_index (plan->contracts, UitwegPlanContract, i).stranded);
  for (guint32 g = 0; g < plan->n_groups; g++)
    {
      const UitwegPlanGroup *group = &plan->groups[g];

      run (flow, group->run_before, flow->start,
           group->moves ? group->cut_over : flow->end);
      if (!group->moves)
        continue;
      run (flow, group->run_after, group->cut_over, flow->end);
      spread (flow, group->one_off, group->start, group->retired);
      first = MIN (first, group->target_ready);
      last = MAX (last, group->retired);
    }
  first = MIN (first, last);
  spread (flow, lines[UITWEG_COST_DUAL_RUN].value, first, last);
  spread (flow, rest.value, last, plan->end);
}

static gboolean
write_flow (Flow *flow, GError **error)
{
  UitwegPlan *plan = flow->plan;
  UitwegPlanCost *cost = &plan->cost;
  const double rate = (double) plan->scenario->discount_rate_ppm / 1e6;
  PlanSum plain = { { 0, 0 }, FALSE }, discounted = plain, nothing = plain,
          nothing_discounted = plain;

  for (guint m = 0; m < flow->n_months; m++)
    {
      const UitwegDay end = month_end (flow, m);
      const double factor = base_discount_factor (rate, end - flow->start);
      PlanSum both = { flow->one_off[m].value, FALSE };
      const UitwegCashFlow month = { m == 0 ? flow->start
                                            : month_end (flow, m - 1),
                                     flow->one_off[m].value,
                                     flow->run[m].value };

      flow->guard.overflow |= flow->one_off[m].overflow;
      flow->guard.overflow |= flow->run[m].overflow;
      plan_sum_add (&both, flow->run[m].value);
      plan_sum_add (&plain, both.value);
      plan_sum_add (&discounted,
                    plan_sum_scaled (&flow->guard, both.value, factor));
      plan_sum_add (&nothing, cost->run_before.value);
      plan_sum_add (
          &nothing_discounted,
          plan_sum_scaled (&flow->guard, cost->run_before.value, factor));
      g_array_append_val (plan->cash_flow, month);
    }
  cost->horizon_plain = plain.value;
  cost->horizon_discounted = discounted.value;
  cost->do_nothing = nothing.value;
  cost->do_nothing_discounted = nothing_discounted.value;
  return plan_sum_check (&flow->guard, "cash flow", error)
         && plan_sum_check (&plain, "cash flow", error)
         && plan_sum_check (&nothing, "do nothing", error);
}

gboolean
plan_make_cash_flow (UitwegPlan *plan, GError **error)
{
  g_auto (Flow) flow = { 0 };

  flow.plan = plan;
  flow.start = plan->scenario->start;
  flow.n_months = (guint) plan->scenario->horizon_months;
  flow.end = uitweg_day_add_months (flow.start, plan->scenario->horizon_months);
  flow.one_off = g_new0 (PlanSum, flow.n_months + 1);
  flow.run = g_new0 (PlanSum, flow.n_months + 1);
  spread_groups (&flow);
  spread_rest (&flow);
  return write_flow (&flow, error);
}
