/* SPDX-License-Identifier: EUPL-1.2
 *
 * Contracts: when each is last used, when notice is due, and what leaving
 * before its end leaves unpaid-for: the rest of the commitment, or the early
 * exit penalty where that is less.
 */
#include "config.h"

#include <string.h>

#include <uitweg/day.h>

#include "plan/plan-private.h"
#include "plan/sums.h"

/* A year has 365.25 days: a commitment per year is spread over quarters of
 * days. */
#define QUARTER_DAYS_PER_YEAR 1461

typedef struct
{
  gboolean any; /* something is covered that is part of the estate */
  gboolean all_leave;
  UitwegDay last;
} Use;

static void
use_resource (const UitwegPlan *plan, guint32 r, Use *use)
{
  const guint32 g = plan->resources[r].group;

  if (g == UITWEG_NONE)
    return;
  use->any = TRUE;
  if (!plan_moves (plan, r) || plan->groups[g].retired == UITWEG_DAY_UNKNOWN)
    use->all_leave = FALSE;
  else
    use->last = MAX (use->last, plan->groups[g].retired);
}

static Use
find_use (const UitwegPlan *plan, const UitwegTable *table, guint32 row)
{
  const UitwegTable *covers = uitweg_table_child (table,
                                                  UITWEG_CONTRACT_COVERS);
  Use use = { FALSE, TRUE, UITWEG_DAY_UNKNOWN };
  guint32 first, n;

  uitweg_table_list (table, row, UITWEG_CONTRACT_COVERS, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    {
      const char *id = uitweg_table_text (covers, i, 0);
      const guint32 r = uitweg_estate_find (plan->estate,
                                            UITWEG_RECORD_RESOURCE, id);
      const guint32 s = uitweg_estate_find (plan->estate, UITWEG_RECORD_SERVICE,
                                            id);
      guint32 n_members = 0;
      const guint32 *members = s == UITWEG_NONE
                                   ? NULL
                                   : uitweg_estate_get_members (plan->estate, s,
                                                                &n_members);

      if (r != UITWEG_NONE)
        use_resource (plan, r, &use);
      for (guint32 m = 0; m < n_members; m++)
        use_resource (plan, members[m], &use);
    }
  return use;
}

static void
price_leftover (const UitwegTable *table,
                guint32 row,
                UitwegPlanContract *contract,
                PlanSum *guard)
{
  const UitwegMoney per_year = uitweg_table_int64 (
      table, row, UITWEG_CONTRACT_COMMITMENT_EUR_PER_YEAR);
  const UitwegMoney penalty = uitweg_table_int64 (
      table, row, UITWEG_CONTRACT_EARLY_EXIT_PENALTY);
  const UitwegDay end = uitweg_table_day (table, row, UITWEG_CONTRACT_END);
  UitwegDay until = uitweg_table_day (table, row,
                                      UITWEG_CONTRACT_COMMITMENT_UNTIL);

  if (until == UITWEG_DAY_UNKNOWN && end != UITWEG_DAY_UNKNOWN)
    until = end + 1;
  if (per_year != UITWEG_UNKNOWN && until != UITWEG_DAY_UNKNOWN
      && until > contract->last_use)
    contract->stranded = plan_sum_fraction (
        guard, (UitwegMoneyRange){ per_year, per_year },
        (gint64) (until - contract->last_use) * 4, QUARTER_DAYS_PER_YEAR);
  if (penalty != UITWEG_UNKNOWN && penalty < contract->stranded.hi)
    {
      contract->penalty = (UitwegMoneyRange){ penalty, penalty };
      contract->stranded = (UitwegMoneyRange){ 0, 0 };
    }
}

static void
add_end (UitwegPlan *plan, UitwegDay from, UitwegDay until)
{
  UitwegActivity activity = { .kind = UITWEG_ACTIVITY_END_CONTRACT,
                              .group = UITWEG_NONE,
                              .target_provider = UITWEG_NONE,
                              .wave = UITWEG_NONE,
                              .start = from,
                              .end = until,
                              .duration_days = until - from,
                              .elapsed = TRUE };

  activity.first_need = plan->needs->len;
  g_array_append_val (plan->activities, activity);
  plan->end = MAX (plan->end, until);
  plan->bound.makespan_days = plan->end - plan->scenario->start;
}

static gboolean
add_contract (UitwegPlan *plan,
              const UitwegTable *table,
              guint32 row,
              GError **error)
{
  const Use use = find_use (plan, table, row);
  const UitwegDay end = uitweg_table_day (table, row, UITWEG_CONTRACT_END);
  const gint64 notice = uitweg_table_int64 (table, row,
                                            UITWEG_CONTRACT_NOTICE_DAYS);
  UitwegPlanContract contract = { .contract = row,
                                  .last_use = UITWEG_DAY_UNKNOWN,
                                  .notice_by = UITWEG_DAY_UNKNOWN };
  PlanSum guard = { { 0, 0 }, FALSE };

  if (end != UITWEG_DAY_UNKNOWN && notice != UITWEG_UNKNOWN)
    contract.notice_by = end - (UitwegDay) notice;
  if (use.any && use.all_leave)
    {
      contract.last_use = use.last;
      price_leftover (table, row, &contract, &guard);
      if (end != UITWEG_DAY_UNKNOWN && contract.penalty.hi == 0
          && end + 1 > use.last)
        add_end (plan, use.last, end + 1);
    }
  g_array_append_val (plan->contracts, contract);
  return plan_sum_check (&guard, "contracts", error);
}

gboolean
plan_make_contracts (UitwegPlan *plan, GError **error)
{
  const UitwegTable *table = uitweg_estate_get_table (plan->estate,
                                                      UITWEG_RECORD_CONTRACT);
  const guint32 n = uitweg_table_get_n_rows (table);

  for (guint32 row = 0; row < n; row++)
    if (!add_contract (plan, table, row, error))
      return FALSE;
  return TRUE;
}
