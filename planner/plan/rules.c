/* SPDX-License-Identifier: EUPL-1.2
 *
 * Small questions that every step of the plan asks: which rules are in force,
 * what is pinned, what is a foundation, what moves.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "plan/plan-private.h"

gboolean
plan_list_has (const char *const *list, const char *text)
{
  if (list == NULL || text == NULL)
    return FALSE;
  for (; *list != NULL; list++)
    if (strcmp (*list, text) == 0)
      return TRUE;
  return FALSE;
}

gboolean
plan_rule_is_on (const UitwegPlan *plan, const char *rule)
{
  g_autofree char *name = g_strdup_printf ("waves.rule.%s.enabled", rule);
  const double enabled = uitweg_catalog_number_or_nan (plan->catalog, name);

  return enabled > 0 && !plan_list_has (plan->scenario->rules_off, rule);
}

const UitwegServiceEntry *
plan_entry (const UitwegPlan *plan, guint32 resource)
{
  const guint32 *entries = uitweg_assessment_get_entries (plan->assessment);

  return entries[resource] == UITWEG_NONE
             ? NULL
             : uitweg_catalog_get_service (plan->catalog, entries[resource]);
}

gboolean
plan_is_foundation (const UitwegPlan *plan, guint32 resource)
{
  const UitwegServiceEntry *entry = plan_entry (plan, resource);
  const UitwegTable *table = uitweg_estate_get_table (plan->estate,
                                                      UITWEG_RECORD_RESOURCE);
  const gint kind = uitweg_table_enum (table, resource, UITWEG_RESOURCE_KIND);

  if (entry != NULL)
    return strcmp (entry->phase, "foundation") == 0;
  return kind == UITWEG_KIND_NETWORK || kind == UITWEG_KIND_SUBNET
         || kind == UITWEG_KIND_HOST || kind == UITWEG_KIND_POOL
         || kind == UITWEG_KIND_ROLE || kind == UITWEG_KIND_FACILITY
         || kind == UITWEG_KIND_POWER || kind == UITWEG_KIND_CONNECTIVITY;
}

gboolean
plan_moves (const UitwegPlan *plan, guint32 resource)
{
  const UitwegOption *option = plan->resources[resource].option;

  return option != NULL && option->strategy != UITWEG_STRATEGY_RETAIN;
}

static gboolean
pin_is_for (const UitwegPlan *plan, const UitwegPin *pin, guint32 resource)
{
  const UitwegTable *table = uitweg_estate_get_table (plan->estate,
                                                      UITWEG_RECORD_RESOURCE);
  const char *mine = pin->resource != NULL
                         ? uitweg_table_text (table, resource,
                                              UITWEG_RESOURCE_ID)
                         : uitweg_table_text (table, resource,
                                              UITWEG_RESOURCE_APPLICATION);
  const char *asked = pin->resource != NULL ? pin->resource : pin->application;

  return mine != NULL && asked != NULL && strcmp (mine, asked) == 0;
}

gboolean
plan_is_pinned (const UitwegPlan *plan, guint32 resource)
{
  for (guint i = 0; i < plan->scenario->n_pins; i++)
    if (pin_is_for (plan, &plan->scenario->pins[i], resource))
      return TRUE;
  return FALSE;
}

static gboolean
pin_allows (const UitwegPlan *plan,
            const UitwegPin *pin,
            const UitwegOption *option)
{
  const UitwegTarget *target = option->target == UITWEG_NONE
                                   ? NULL
                                   : uitweg_options_get_target (plan->options,
                                                                option->target);

  if (pin->strategy != NULL
      && strcmp (pin->strategy,
                 uitweg_strategy_get_name ((UitwegStrategy) option->strategy))
             != 0)
    return FALSE;
  if (pin->provider == NULL)
    return TRUE;
  if (target == NULL)
    return FALSE;
  if (target->provider == UITWEG_NONE)
    return strcmp (pin->provider, "premises") == 0;
  if (strcmp (pin->provider,
              uitweg_catalog_get_provider (plan->catalog, target->provider)->id)
      != 0)
    return FALSE;
  return pin->region == NULL
         || (target->region != NULL
             && strcmp (pin->region, target->region) == 0);
}

gboolean
plan_pins_allow (const UitwegPlan *plan, const UitwegOption *option)
{
  for (guint i = 0; i < plan->scenario->n_pins; i++)
    if (pin_is_for (plan, &plan->scenario->pins[i], option->resource)
        && !pin_allows (plan, &plan->scenario->pins[i], option))
      return FALSE;
  return TRUE;
}
