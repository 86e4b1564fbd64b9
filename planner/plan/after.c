/* SPDX-License-Identifier: EUPL-1.2
 *
 * Who can reach what once the plan is carried out: the jurisdictions of each
 * option chosen, carried along the dependencies that are still there.
 */
#include "config.h"

#include <string.h>

#include "assess/assessment-private.h"
#include "plan/plan-private.h"

static gboolean
is_retired (const UitwegPlan *plan, guint32 r)
{
  return plan->resources[r].option != NULL
         && plan->resources[r].option->strategy == UITWEG_STRATEGY_RETIRE;
}

static UitwegGraph *
build_graph (const UitwegPlan *plan)
{
  const UitwegTable *table = uitweg_estate_get_table (plan->estate,
                                                      UITWEG_RECORD_DEPENDENCY);
  const guint32 *from = uitweg_estate_get_dependency_from (plan->estate);
  const guint32 *to = uitweg_estate_get_dependency_to (plan->estate);
  const guint32 n = uitweg_table_get_n_rows (table);
  g_autofree guint8 *keep = g_new0 (guint8, n + 1);

  for (guint32 row = 0; row < n; row++)
    keep[row] = assess_carries_control (plan->assessment, row)
                && !is_retired (plan, from[row]) && !is_retired (plan, to[row]);
  return uitweg_graph_new (plan->n_resources, from, to, keep, n, NULL);
}

void
plan_find_jurisdictions_after (UitwegPlan *plan)
{
  const guint32 n = plan->n_resources;
  g_autoptr (UitwegGraph) graph = build_graph (plan);
  g_autofree guint64 *own = g_new0 (guint64, n + 1);
  g_autofree guint64 *unknown = g_new0 (guint64, n + 1);
  const guint64 *today = uitweg_assessment_get_own_jurisdictions (
      plan->assessment);
  const guint8 *unknown_today = uitweg_assessment_get_jurisdiction_unknown (
      plan->assessment);

  for (guint32 r = 0; r < n; r++)
    {
      const UitwegOption *option = plan->resources[r].option;

      if (is_retired (plan, r))
        continue;
      if (option != NULL && plan_moves (plan, r))
        {
          own[r] = option->jurisdictions;
          unknown[r] = option->jurisdiction_unknown ? 1 : 0;
        }
      else
        {
          own[r] = today[r];
          unknown[r] = unknown_today[r];
        }
    }
  plan->jurisdictions_after = g_new0 (guint64, n + 1);
  plan->unknown_after = g_new0 (guint8, n + 1);
  uitweg_graph_reach_sets (graph, own, plan->jurisdictions_after);
  uitweg_graph_reach_sets (graph, unknown, own);
  for (guint32 r = 0; r < n; r++)
    plan->unknown_after[r] = own[r] != 0;
}
