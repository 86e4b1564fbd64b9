/* SPDX-License-Identifier: EUPL-1.2
 *
 * Effort once the order is known: the n-th thing of a kind takes less than
 * the first (learning), each application costs its overhead once, and opening
 * a provider costs a landing zone.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "options/effort.h"
#include "plan/plan-private.h"
#include "plan/sums.h"

/* The mean of a prior as money, over the skills of a split of the catalog;
 * FALSE also where no day rate is stated (then without an error). */
static gboolean
price_days (const UitwegPlan *plan,
            double days,
            const char *category,
            UitwegMoneyRange *cost_out,
            GError **error)
{
  const guint n = uitweg_options_get_n_skills (plan->options);
  PlanSum sum = { { 0, 0 }, FALSE };

  for (guint s = 0; s < n; s++)
    {
      const char *skill = uitweg_options_get_skill (plan->options, s);
      g_autofree char *name = g_strdup_printf ("effort.split.category.%s.%s",
                                               category, skill);
      const double share = uitweg_catalog_number_or_nan (plan->catalog, name);
      const UitwegMoney rate = uitweg_scenario_get_day_rate (plan->scenario,
                                                             skill);
      UitwegMoneyRange part;

      if (isnan (share) || share <= 0)
        continue;
      if (rate == UITWEG_UNKNOWN)
        return FALSE;
      if (!options_effort_price (days * share, rate, &part.lo, error))
        return FALSE;
      part.hi = part.lo;
      plan_sum_add (&sum, part);
    }
  *cost_out = sum.value;
  return plan_sum_check (&sum, "effort", error);
}

gboolean
plan_opening_cost (const UitwegPlan *plan,
                   UitwegMoneyRange *cost_out,
                   GError **error)
{
  GError *problem = NULL;

  *cost_out = (UitwegMoneyRange){ 0, 0 };
  if (price_days (
          plan, plan_opening_days (plan),
          uitweg_catalog_text (plan->catalog, "activities.provider.category"),
          cost_out, &problem)
      || problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

/* Counts the n-th of each archetype in order of (wave, group, resource). */
static guint32
count_nth (GHashTable *counts, const UitwegServiceEntry *entry)
{
  const char *archetype = entry != NULL ? entry->archetype : "";
  const guint nth = GPOINTER_TO_UINT (g_hash_table_lookup (counts, archetype))
                    + 1;

  g_hash_table_insert (counts, (gpointer) archetype, GUINT_TO_POINTER (nth));
  return nth;
}

/* One-off parts of the chosen option, effort weighed by what was learnt. */
static void
sum_resource (UitwegPlan *plan, guint32 r, PlanSum *guard)
{
  UitwegPlanResource *resource = &plan->resources[r];
  const UitwegOption *option = resource->option;
  PlanSum all = { { 0, 0 }, FALSE }, effort = { { 0, 0 }, FALSE };

  for (guint32 i = 0; i < option->n_parts; i++)
    {
      const UitwegPart *part = uitweg_options_get_part (plan->options,
                                                        option->first_part + i);
      UitwegMoneyRange amount = part->amount;

      if (part->monthly || part->hole)
        continue;
      if (part->kind == UITWEG_PART_EFFORT)
        {
          amount = plan_sum_scaled (guard, amount, resource->learning);
          plan_sum_add (&effort, amount);
        }
      plan_sum_add (&all, amount);
    }
  guard->overflow |= all.overflow || effort.overflow;
  resource->effort = effort.value;
  resource->one_off = all.value;
  resource->days_low = option->days_low * resource->learning;
  resource->days_mode = option->days_mode * resource->learning;
  resource->days_high = option->days_high * resource->learning;
}

/* How much an application changes by a strategy: more wins. */
static gint
rank_of (UitwegStrategy strategy)
{
  switch (strategy)
    {
    case UITWEG_STRATEGY_REFACTOR:
      return 3;
    case UITWEG_STRATEGY_REPLATFORM:
    case UITWEG_STRATEGY_SELF_RUN:
    case UITWEG_STRATEGY_REPURCHASE:
      return 2;
    case UITWEG_STRATEGY_REHOST:
    case UITWEG_STRATEGY_RELOCATE:
      return 1;
    case UITWEG_STRATEGY_RETIRE:
    case UITWEG_STRATEGY_RETAIN:
      return 0;
    }
  return 0;
}

/* Person-days of an application by rank, and the heaviest strategy of each:
 * the rank that carries most of the work is what happens to it as a whole. */
typedef struct
{
  guint32 group;
  double days[4];
  UitwegStrategy strategy[4];
} Application;

/* Things that run something count as an application of their own where none
 * is named. */
static gboolean
is_workload (const UitwegPlan *plan, guint32 r)
{
  const UitwegTable *table = uitweg_estate_get_table (plan->estate,
                                                      UITWEG_RECORD_RESOURCE);
  const gint kind = uitweg_table_enum (table, r, UITWEG_RESOURCE_KIND);

  return kind == UITWEG_KIND_VM || kind == UITWEG_KIND_CONTAINER
         || kind == UITWEG_KIND_FUNCTION || kind == UITWEG_KIND_APPLICATION
         || kind == UITWEG_KIND_SAAS || kind == UITWEG_KIND_DATABASE;
}

static void
note_application (const UitwegPlan *plan,
                  GHashTable *index,
                  GArray *applications,
                  guint32 g,
                  guint32 r)
{
  const UitwegTable *table = uitweg_estate_get_table (plan->estate,
                                                      UITWEG_RECORD_RESOURCE);
  const UitwegPlanResource *resource = &plan->resources[r];
  const UitwegStrategy strategy = (UitwegStrategy) resource->option->strategy;
  const gint rank = rank_of (strategy);
  const char *name = uitweg_table_text (table, r, UITWEG_RESOURCE_APPLICATION);
  Application fresh = { .group = g };
  Application *application;
  gpointer known;

  if (name == NULL && !is_workload (plan, r))
    return;
  if (name == NULL)
    name = plan->groups[g].id;
  if (!g_hash_table_lookup_extended (index, name, NULL, &known))
    {
      known = GUINT_TO_POINTER (applications->len);
      g_hash_table_insert (index, (gpointer) name, known);
      g_array_append_val (applications, fresh);
    }
  application = &g_array_index (applications, Application,
                                GPOINTER_TO_UINT (known));
  application->strategy[rank] = strategy;
  application->days[rank] += uitweg_effort_mean (
      resource->days_low, resource->days_mode, resource->days_high);
}

/* Ties go to the heavier strategy. */
static UitwegStrategy
get_main_strategy (const Application *application)
{
  gint best = 3;

  for (gint rank = 2; rank >= 0; rank--)
    if (application->days[rank] > application->days[best])
      best = rank;
  return application->days[best] > 0 ? application->strategy[best]
                                     : UITWEG_STRATEGY_RETAIN;
}

static gboolean
add_overhead (UitwegPlan *plan, const Application *application, GError **error)
{
  UitwegPlanGroup *group = &plan->groups[application->group];
  const OptionsEffort effort = options_effort_overhead (
      plan->catalog, get_main_strategy (application));
  UitwegMoneyRange cost = { 0, 0 };
  PlanSum sum = { group->overhead, FALSE };
  GError *problem = NULL;

  if (!price_days (plan,
                   uitweg_effort_mean (effort.low, effort.mode, effort.high),
                   "application", &cost, &problem)
      && problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  group->overhead_low += effort.low;
  group->overhead_mode += effort.mode;
  group->overhead_high += effort.high;
  plan_sum_add (&sum, cost);
  group->overhead = sum.value;
  return plan_sum_check (&sum, group->id, error);
}

gboolean
plan_make_effort (UitwegPlan *plan, GError **error)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray)
      applications = g_array_new (FALSE, FALSE, sizeof (Application));
  const double rate = uitweg_catalog_number (
      plan->catalog, "effort.learning.rate_per_doubling");
  const double floor = uitweg_catalog_number (plan->catalog,
                                              "effort.learning.floor");
  PlanSum guard = { { 0, 0 }, FALSE };

  for (guint32 w = 0; w < plan->n_waves; w++)
    for (guint32 i = 0; i < plan->waves[w].n; i++)
      {
        const guint32 g = plan->wave_groups[plan->waves[w].first + i];
        const UitwegPlanGroup *group = &plan->groups[g];

        for (guint32 k = 0; k < group->n; k++)
          {
            const guint32 r = plan->group_resources[group->first + k];

            if (!plan_moves (plan, r))
              continue;
            plan->resources[r].learning = uitweg_effort_learning (
                count_nth (counts, plan_entry (plan, r)), rate, floor);
            sum_resource (plan, r, &guard);
            if (!group->foundation)
              note_application (plan, index, applications, g, r);
          }
      }
  for (guint i = 0; i < applications->len; i++)
    if (!add_overhead (plan, &g_array_index (applications, Application, i),
                       error))
      return FALSE;
  return plan_sum_check (&guard, "effort", error);
}
