/* SPDX-License-Identifier: EUPL-1.2
 *
 * The plan, made step by step from options and scenario: groups, selection,
 * waves, effort, activities, schedule, bridges, contracts, cost, cash flow,
 * and who can reach what afterwards.
 */
#include "config.h"

#include <uitweg/plan.h>

#include "plan/plan-private.h"

G_DEFINE_QUARK (uitweg - plan - error - quark, uitweg_plan_error)

static gboolean
fill_plan (UitwegPlan *plan, GError **error)
{
  plan_make_groups (plan);
  if (!plan_select (plan, error))
    return FALSE;
  plan_make_waves (plan);
  if (!plan_make_effort (plan, error))
    return FALSE;
  plan_make_activities (plan);
  if (!plan_schedule (plan, error) || !plan_make_bridges (plan, error)
      || !plan_rate_waves (plan, error) || !plan_make_contracts (plan, error)
      || !plan_make_cost (plan, error) || !plan_make_cash_flow (plan, error))
    return FALSE;
  plan_sort_activities (plan);
  plan_find_jurisdictions_after (plan);
  return TRUE;
}

UitwegPlan *
uitweg_plan_new (const UitwegOptions *options,
                 const UitwegScenario *scenario,
                 guint trigger,
                 GError **error)
{
  g_autoptr (UitwegPlan) plan = g_new0 (UitwegPlan, 1);

  plan->ref_count = 1;
  plan->options = uitweg_options_ref (options);
  plan->assessment = uitweg_options_get_assessment (options);
  plan->estate = uitweg_assessment_get_estate (plan->assessment);
  plan->catalog = uitweg_assessment_get_catalog (plan->assessment);
  plan->scenario = scenario;
  plan->trigger = trigger;
  plan->texts = g_string_chunk_new (4096);
  plan->n_resources = uitweg_estate_get_n_resources (plan->estate);
  plan->resources = g_new0 (UitwegPlanResource, plan->n_resources + 1);
  for (guint32 r = 0; r < plan->n_resources; r++)
    plan->resources[r].learning = 1;
  plan->conflicts = g_array_new (FALSE, TRUE, sizeof (UitwegConflict));
  plan->conflict_resources = g_array_new (FALSE, TRUE, sizeof (guint32));
  plan->activities = g_array_new (FALSE, TRUE, sizeof (UitwegActivity));
  plan->needs = g_array_new (FALSE, TRUE, sizeof (guint32));
  plan->bridges = g_array_new (FALSE, TRUE, sizeof (UitwegBridgeUse));
  plan->contracts = g_array_new (FALSE, TRUE, sizeof (UitwegPlanContract));
  plan->cash_flow = g_array_new (FALSE, TRUE, sizeof (UitwegCashFlow));
  plan->end = UITWEG_DAY_UNKNOWN;
  return fill_plan (plan, error) ? g_steal_pointer (&plan) : NULL;
}

UitwegPlan *
uitweg_plan_ref (const UitwegPlan *plan)
{
  UitwegPlan *mine = (UitwegPlan *) plan;

  g_atomic_int_inc (&mine->ref_count);
  return mine;
}

void
uitweg_plan_unref (UitwegPlan *plan)
{
  if (plan == NULL || !g_atomic_int_dec_and_test (&plan->ref_count))
    return;
  uitweg_options_unref (plan->options);
  g_string_chunk_free (plan->texts);
  g_free (plan->resources);
  g_free (plan->groups);
  g_free (plan->group_resources);
  g_free (plan->provider_opened);
  g_array_unref (plan->conflicts);
  g_array_unref (plan->conflict_resources);
  g_free (plan->waves);
  g_free (plan->wave_groups);
  g_array_unref (plan->activities);
  g_array_unref (plan->needs);
  g_array_unref (plan->bridges);
  g_array_unref (plan->contracts);
  g_array_unref (plan->cash_flow);
  g_free (plan->jurisdictions_after);
  g_free (plan->unknown_after);
  g_free (plan);
}

const UitwegOptions *
uitweg_plan_get_options (const UitwegPlan *plan)
{
  return plan->options;
}

const UitwegScenario *
uitweg_plan_get_scenario (const UitwegPlan *plan)
{
  return plan->scenario;
}

guint
uitweg_plan_get_trigger (const UitwegPlan *plan)
{
  return plan->trigger;
}

const UitwegPlanResource *
uitweg_plan_get_resources (const UitwegPlan *plan)
{
  return plan->resources;
}

const UitwegPlanGroup *
uitweg_plan_get_groups (const UitwegPlan *plan, guint32 *n_out)
{
  *n_out = plan->n_groups;
  return plan->groups;
}

const guint32 *
uitweg_plan_get_group_resources (const UitwegPlan *plan)
{
  return plan->group_resources;
}

const UitwegPlanWave *
uitweg_plan_get_waves (const UitwegPlan *plan, guint32 *n_out)
{
  *n_out = plan->n_waves;
  return plan->waves;
}

const guint32 *
uitweg_plan_get_wave_groups (const UitwegPlan *plan)
{
  return plan->wave_groups;
}

const UitwegActivity *
uitweg_plan_get_activities (const UitwegPlan *plan, guint32 *n_out)
{
  *n_out = plan->activities->len;
  return (const UitwegActivity *) (gpointer) plan->activities->data;
}

const guint32 *
uitweg_plan_get_needs (const UitwegPlan *plan)
{
  return (const guint32 *) (gpointer) plan->needs->data;
}

const UitwegBridgeUse *
uitweg_plan_get_bridges (const UitwegPlan *plan, guint32 *n_out)
{
  *n_out = plan->bridges->len;
  return (const UitwegBridgeUse *) (gpointer) plan->bridges->data;
}

const UitwegPlanContract *
uitweg_plan_get_contracts (const UitwegPlan *plan, guint32 *n_out)
{
  *n_out = plan->contracts->len;
  return (const UitwegPlanContract *) (gpointer) plan->contracts->data;
}

const UitwegCashFlow *
uitweg_plan_get_cash_flow (const UitwegPlan *plan, guint32 *n_out)
{
  *n_out = plan->cash_flow->len;
  return (const UitwegCashFlow *) (gpointer) plan->cash_flow->data;
}

const UitwegPlanCost *
uitweg_plan_get_cost (const UitwegPlan *plan)
{
  return &plan->cost;
}

const UitwegConflict *
uitweg_plan_get_conflicts (const UitwegPlan *plan, guint32 *n_out)
{
  *n_out = plan->conflicts->len;
  return (const UitwegConflict *) (gpointer) plan->conflicts->data;
}

const guint32 *
uitweg_plan_get_conflict_resources (const UitwegPlan *plan)
{
  return (const guint32 *) (gpointer) plan->conflict_resources->data;
}

const UitwegPlanBound *
uitweg_plan_get_bound (const UitwegPlan *plan)
{
  return &plan->bound;
}

UitwegDay
uitweg_plan_get_end (const UitwegPlan *plan)
{
  return plan->end;
}

const guint64 *
uitweg_plan_get_jurisdictions_after (const UitwegPlan *plan)
{
  return plan->jurisdictions_after;
}

const guint8 *
uitweg_plan_get_jurisdiction_unknown_after (const UitwegPlan *plan)
{
  return plan->unknown_after;
}
