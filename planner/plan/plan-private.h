/* SPDX-License-Identifier: EUPL-1.2
 *
 * A plan while it is made: each file of this folder fills its own part, in
 * the order of plan.c, from what stands above it in the struct.
 */
#ifndef PLAN_PLAN_PRIVATE_H
#define PLAN_PLAN_PRIVATE_H

#include <uitweg/plan.h>

struct _UitwegPlan
{
  gint ref_count;
  UitwegOptions *options;
  const UitwegAssessment *assessment;
  const UitwegEstate *estate;
  const UitwegCatalog *catalog;
  const UitwegScenario *scenario;
  guint trigger;
  GStringChunk *texts;

  /* groups.c */
  guint32 n_resources;
  UitwegPlanResource *resources;
  guint32 n_groups;
  UitwegPlanGroup *groups;
  guint32 *group_resources;

  /* select.c */
  guint8 *provider_opened; /* by provider number: new to the estate */
  UitwegPlanBound bound;
  GArray *conflicts;          /* UitwegConflict */
  GArray *conflict_resources; /* guint32 */

  /* waves.c */
  guint32 n_waves;
  UitwegPlanWave *waves;
  guint32 *wave_groups;

  /* activities.c, schedule.c */
  GArray *activities; /* UitwegActivity */
  GArray *needs;      /* guint32 */
  UitwegDay end;

  /* bridges.c, contracts.c, cost.c, after.c */
  GArray *bridges;   /* UitwegBridgeUse */
  GArray *contracts; /* UitwegPlanContract */
  GArray *cash_flow; /* UitwegCashFlow */
  UitwegPlanCost cost;
  guint64 *jurisdictions_after;
  guint8 *unknown_after;
};

/* Each step leaves `plan` half filled on failure; plan.c then frees it. */
void plan_make_groups (UitwegPlan *plan);
gboolean plan_select (UitwegPlan *plan, GError **error);
void plan_find_conflicts (UitwegPlan *plan, const guint8 *no_way);
void plan_follow_foundations (UitwegPlan *plan);
void plan_make_waves (UitwegPlan *plan);
gboolean plan_make_effort (UitwegPlan *plan, GError **error);
gboolean plan_rate_waves (UitwegPlan *plan, GError **error);
void plan_make_activities (UitwegPlan *plan);
gboolean plan_schedule (UitwegPlan *plan, GError **error);
gboolean plan_make_bridges (UitwegPlan *plan, GError **error);
gboolean plan_make_contracts (UitwegPlan *plan, GError **error);
void plan_sort_activities (UitwegPlan *plan);
gboolean plan_make_cost (UitwegPlan *plan, GError **error);
gboolean plan_make_cash_flow (UitwegPlan *plan, GError **error);
void plan_find_jurisdictions_after (UitwegPlan *plan);

/* Whether a resource changes place, form or ends. */
gboolean plan_moves (const UitwegPlan *plan, guint32 resource);
/* Service entry of a resource, or NULL. */
const UitwegServiceEntry *plan_entry (const UitwegPlan *plan, guint32 resource);
/* Network, identity, landing zone: what others stand on. */
gboolean plan_is_foundation (const UitwegPlan *plan, guint32 resource);
/* Whether a default rule of waves.yaml is in force. */
gboolean plan_rule_is_on (const UitwegPlan *plan, const char *rule);
/* Text of `row` in a list of texts of the scenario, "" in none. */
gboolean plan_list_has (const char *const *list, const char *text);
/* Applies the pins to an option of a resource. */
gboolean plan_pins_allow (const UitwegPlan *plan, const UitwegOption *option);
gboolean plan_is_pinned (const UitwegPlan *plan, guint32 resource);

/* Effort of a group in person-hours per skill, learning included. */
void plan_group_hours (const UitwegPlan *plan,
                       const UitwegPlanGroup *group,
                       double hours[UITWEG_MAX_SKILLS]);
/* What opening a provider takes: person-days and money. */
double plan_opening_days (const UitwegPlan *plan);
gboolean plan_opening_cost (const UitwegPlan *plan,
                            UitwegMoneyRange *cost_out,
                            GError **error);

#endif
