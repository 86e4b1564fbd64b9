/* SPDX-License-Identifier: EUPL-1.2
 *
 * Sums and risk of groups and waves (FIGURES: wave risk and confidence),
 * recomputed from what the plan holds and nothing else.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "plan/plan-private.h"
#include "plan/sums.h"

double
uitweg_wave_risk (const UitwegRiskWeights *weights,
                  const UitwegRiskWeights *parts)
{
  return weights->complexity * parts->complexity
         + weights->criticality * parts->criticality
         + weights->bridges * parts->bridges
         + weights->unknowns * parts->unknowns
         + weights->first_of_kind * parts->first_of_kind;
}

static void
add_known (PlanSum *sum, UitwegMoneyRange amount)
{
  if (plan_range_is_known (amount))
    plan_sum_add (sum, amount);
}

static gboolean
sum_group (UitwegPlan *plan, UitwegPlanGroup *group, GError **error)
{
  const UitwegMoneyRange *today = uitweg_options_get_run_today (plan->options);
  PlanSum before = { { 0, 0 }, FALSE }, after = before, one_off = before;

  for (guint32 k = 0; k < group->n; k++)
    {
      const guint32 r = plan->group_resources[group->first + k];
      const UitwegPlanResource *resource = &plan->resources[r];

      add_known (&before, today[r]);
      if (plan_moves (plan, r))
        {
          add_known (&after, resource->option->run_per_month);
          plan_sum_add (&one_off, resource->one_off);
        }
      else
        add_known (&after, today[r]);
    }
  plan_sum_add (&one_off, group->overhead);
  group->run_before = before.value;
  group->run_after = after.value;
  group->one_off = one_off.value;
  return plan_sum_check (&before, group->id, error)
         && plan_sum_check (&after, group->id, error)
         && plan_sum_check (&one_off, group->id, error);
}

/* What a wave holds, counted. */
typedef struct
{
  guint warnings, criticals, native_types, leaving;
  gint criticality;
  double known, unknown; /* high ends of the money, by grade */
  double effort, first_effort;
} Count;

static void
count_blockers (const UitwegPlan *plan, guint32 r, Count *count)
{
  guint32 first, n, all;
  const UitwegBlocker *blockers = uitweg_assessment_get_blockers (
      plan->assessment, &all);

  uitweg_assessment_find_blockers (plan->assessment, r, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    switch (uitweg_catalog_get_blocker_rule (plan->catalog, blockers[i].rule)
                ->category)
      {
      case UITWEG_BLOCKER_CRITICAL:
        count->criticals++;
        break;
      case UITWEG_BLOCKER_WARNING:
        count->warnings++;
        break;
      case UITWEG_BLOCKER_INFORMATION:
        break;
      }
}

static void
count_money (const UitwegPlan *plan, const UitwegOption *option, Count *count)
{
  for (guint32 i = 0; i < option->n_parts; i++)
    {
      const UitwegPart *part = uitweg_options_get_part (plan->options,
                                                        option->first_part + i);

      if (part->monthly || part->hole)
        continue;
      if (part->grade >= UITWEG_GRADE_INFERRED)
        count->unknown += (double) part->amount.hi;
      else
        count->known += (double) part->amount.hi;
    }
}

static void
count_resource (const UitwegPlan *plan,
                guint32 r,
                GHashTable *types,
                GHashTable *archetypes,
                GHashTable *before,
                Count *count)
{
  const UitwegTable *table = uitweg_estate_get_table (plan->estate,
                                                      UITWEG_RECORD_RESOURCE);
  const char *type = uitweg_table_text (table, r, UITWEG_RESOURCE_NATIVE_TYPE);
  const UitwegServiceEntry *entry = plan_entry (plan, r);
  const UitwegPlanResource *resource = &plan->resources[r];
  const double days = uitweg_effort_mean (
      resource->days_low, resource->days_mode, resource->days_high);
  const char *archetype = entry != NULL ? entry->archetype : "";

  count_blockers (plan, r, count);
  count_money (plan, resource->option, count);
  if (g_hash_table_add (types, (gpointer) (type != NULL ? type : "")))
    count->native_types++;
  count->effort += days;
  if (!g_hash_table_contains (before, archetype))
    count->first_effort += days;
  g_hash_table_add (archetypes, (gpointer) archetype);
}

static guint
count_leaving (const UitwegPlan *plan, guint32 wave)
{
  const UitwegTable *table = uitweg_estate_get_table (plan->estate,
                                                      UITWEG_RECORD_DEPENDENCY);
  const guint32 *from = uitweg_estate_get_dependency_from (plan->estate);
  const guint32 *to = uitweg_estate_get_dependency_to (plan->estate);
  const guint32 n = uitweg_table_get_n_rows (table);
  guint leaving = 0;

  for (guint32 row = 0; row < n; row++)
    {
      const guint32 g = plan->resources[from[row]].group;
      const guint32 h = plan->resources[to[row]].group;

      leaving += g != UITWEG_NONE && plan->groups[g].wave == wave
                 && uitweg_table_bool (table, row, UITWEG_DEPENDENCY_HARD) == 1
                 && (h == UITWEG_NONE || plan->groups[h].wave != wave);
    }
  return leaving;
}

static double
weigh_criticality (const UitwegPlan *plan, gint criticality)
{
  static const char *const names[] = {
    "waves.criticality.vital",
    "waves.criticality.high",
    "waves.criticality.medium",
    "waves.criticality.low",
  };

  return criticality < 0
             ? 0
             : uitweg_catalog_number (plan->catalog, names[criticality]);
}

static void
rate (const UitwegPlan *plan, UitwegPlanWave *wave, const Count *count)
{
  const UitwegCatalog *catalog = plan->catalog;
  const UitwegRiskWeights weights = {
    uitweg_catalog_number (catalog, "waves.risk.complexity"),
    uitweg_catalog_number (catalog, "waves.risk.criticality"),
    uitweg_catalog_number (catalog, "waves.risk.bridges"),
    uitweg_catalog_number (catalog, "waves.risk.unknowns"),
    uitweg_catalog_number (catalog, "waves.risk.first_of_kind"),
  };
  const double money = count->known + count->unknown;
  const double complexity =
      uitweg_catalog_number (catalog, "waves.complexity.per_warning")
          * count->warnings
      + uitweg_catalog_number (catalog, "waves.complexity.per_critical")
            * count->criticals
      + uitweg_catalog_number (catalog, "waves.complexity.per_native_type")
            * count->native_types
      + uitweg_catalog_number (catalog,
                               "waves.complexity.per_leaving_dependency")
            * count->leaving;
  UitwegRiskWeights parts;

  wave->complexity = MIN (
      uitweg_catalog_number (catalog, "waves.complexity.cap"), complexity);
  wave->criticality = weigh_criticality (plan, count->criticality);
  wave->bridges = MIN (
      1, wave->n_bridges
             / uitweg_catalog_number (catalog, "waves.bridges_full_at"));
  wave->unknowns = money > 0 ? count->unknown / money : 0;
  wave->first_of_kind = count->effort > 0 ? count->first_effort / count->effort
                                          : 0;
  wave->confidence = 1 - wave->unknowns;
  parts = (UitwegRiskWeights){ wave->complexity, wave->criticality,
                               wave->bridges, wave->unknowns,
                               wave->first_of_kind };
  wave->risk = uitweg_wave_risk (&weights, &parts);
}

static gboolean
sum_wave (UitwegPlan *plan,
          UitwegPlanWave *wave,
          GHashTable *before,
          GError **error)
{
  g_autoptr (GHashTable) types = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable)
      archetypes = g_hash_table_new (g_str_hash, g_str_equal);
  PlanSum one_off = { { 0, 0 }, FALSE }, change = one_off;
  Count count = { .criticality = -1 };
  GHashTableIter iter;
  gpointer key;

  for (guint32 i = 0; i < wave->n; i++)
    {
      const UitwegPlanGroup *group =
          &plan->groups[plan->wave_groups[wave->first + i]];

      plan_sum_add (&one_off, group->one_off);
      plan_sum_add (&change, group->run_after);
      plan_sum_subtract (&change, (UitwegMoneyRange){ group->run_before.hi,
                                                      group->run_before.lo });
      if (group->criticality >= 0
          && (count.criticality < 0 || group->criticality < count.criticality))
        count.criticality = group->criticality;
      count.unknown += (double) group->overhead.hi;
      for (guint32 k = 0; k < group->n; k++)
        {
          const guint32 r = plan->group_resources[group->first + k];

          if (!plan_moves (plan, r))
            continue;
          wave->n_resources++;
          wave->transfer_bytes += MAX (
              0, plan->resources[r].option->transfer_bytes);
          count_resource (plan, r, types, archetypes, before, &count);
        }
      wave->days += uitweg_effort_mean (
          group->overhead_low, group->overhead_mode, group->overhead_high);
    }
  wave->days += count.effort;
  count.leaving = count_leaving (plan, wave->number);
  wave->one_off = one_off.value;
  wave->run_change = change.value;
  rate (plan, wave, &count);
  g_hash_table_iter_init (&iter, archetypes);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (before, key);
  return plan_sum_check (&one_off, "wave", error)
         && plan_sum_check (&change, "wave", error);
}

gboolean
plan_rate_waves (UitwegPlan *plan, GError **error)
{
  g_autoptr (GHashTable) before = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint32 g = 0; g < plan->n_groups; g++)
    if (!sum_group (plan, &plan->groups[g], error))
      return FALSE;
  for (guint32 w = 0; w < plan->n_waves; w++)
    if (!sum_wave (plan, &plan->waves[w], before, error))
      return FALSE;
  return TRUE;
}
