/* SPDX-License-Identifier: EUPL-1.2
 *
 * Bridges: a needed thing b and a wave other than b's in which something
 * needs b. One per pair; it lives from the earlier of the two cut-overs to
 * the later. Traffic over it costs between nothing (own lines, a provider
 * that gives parallel use away) and the list price of the place it leaves.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/money-private.h"
#include "plan/plan-private.h"
#include "plan/sums.h"

/* Days of a month of 730 hours, as a fraction of 24. */
#define HOURS_PER_DAY 24

static gint
compare_bridges (gconstpointer a, gconstpointer b)
{
  const UitwegBridgeUse *x = a, *y = b;

  if (x->needed != y->needed)
    return x->needed < y->needed ? -1 : 1;
  return x->wave < y->wave ? -1 : x->wave > y->wave;
}

static UitwegBridgeUse *
find_bridge (UitwegPlan *plan, GHashTable *index, guint32 needed, guint32 wave)
{
  const gint64 key = ((gint64) needed << 32) | wave;
  gpointer known = g_hash_table_lookup (index, &key);
  UitwegBridgeUse bridge = { .needed = needed,
                             .wave = wave,
                             .from = G_MAXINT32,
                             .until = UITWEG_DAY_UNKNOWN };

  if (known == NULL)
    {
      g_array_append_val (plan->bridges, bridge);
      known = GUINT_TO_POINTER (plan->bridges->len);
      g_hash_table_insert (index, g_memdup2 (&key, sizeof key), known);
    }
  return &g_array_index (plan->bridges, UitwegBridgeUse,
                         GPOINTER_TO_UINT (known) - 1);
}

/* List price of one month's traffic out of the provider of `resource`, or
 * UITWEG_UNKNOWN. Own premises charge nothing per byte. */
static gboolean
price_month (const UitwegPlan *plan,
             guint32 resource,
             double gib,
             UitwegMoney *price_out,
             GError **error)
{
  const UitwegTable *table = uitweg_estate_get_table (plan->estate,
                                                      UITWEG_RECORD_RESOURCE);
  const char *provider = uitweg_table_text (table, resource,
                                            UITWEG_RESOURCE_PROVIDER);
  const UitwegEgressLadder *ladder = provider == NULL
                                         ? NULL
                                         : uitweg_catalog_find_egress (
                                             plan->catalog, provider);
  const double per_gib = ladder != NULL && strcmp (ladder->unit, "GB") == 0
                             ? 1.073741824
                             : 1;

  *price_out = UITWEG_UNKNOWN;
  if (provider != NULL && strcmp (provider, "premises") == 0)
    {
      *price_out = 0;
      return TRUE;
    }
  if (ladder == NULL || isnan (gib))
    return TRUE;
  if (!uitweg_egress_price (ladder->tiers, ladder->n_tiers, gib * per_gib,
                            price_out, error))
    return FALSE;
  if (strcmp (ladder->currency, "EUR") == 0)
    return TRUE;
  for (guint i = 0; i < plan->scenario->n_rates; i++)
    if (strcmp (plan->scenario->rates[i].currency, ladder->currency) == 0)
      return base_money_times_decimal (*price_out, plan->scenario->rates[i].eur,
                                       price_out, error);
  *price_out = UITWEG_UNKNOWN;
  return TRUE;
}

static gboolean
price_bridge (const UitwegPlan *plan,
              UitwegBridgeUse *bridge,
              PlanSum *guard,
              GError **error)
{
  UitwegMoney month;

  if (!price_month (plan, bridge->needed, bridge->gib_per_month, &month, error))
    return FALSE;
  bridge->hole = month == UITWEG_UNKNOWN
                 || (isnan (bridge->gib_per_month) && month != 0);
  if (bridge->hole || bridge->until <= bridge->from)
    return TRUE;
  bridge->cost = plan_sum_fraction (guard, (UitwegMoneyRange){ 0, month },
                                    (gint64) (bridge->until - bridge->from)
                                        * HOURS_PER_DAY,
                                    BASE_HOURS_PER_MONTH);
  return TRUE;
}

static void
add_use (UitwegPlan *plan,
         GHashTable *index,
         const UitwegTable *table,
         guint32 row)
{
  const guint32 from = uitweg_estate_get_dependency_from (plan->estate)[row];
  const guint32 to = uitweg_estate_get_dependency_to (plan->estate)[row];
  const guint32 g = plan->resources[from].group;
  const guint32 h = plan->resources[to].group;
  UitwegBridgeUse *bridge;

  if (g == UITWEG_NONE || h == UITWEG_NONE || !plan_moves (plan, from)
      || !plan_moves (plan, to) || plan->groups[h].foundation
      || plan->groups[g].foundation
      || plan->groups[g].wave == plan->groups[h].wave)
    return;
  bridge = find_bridge (plan, index, to, plan->groups[g].wave);
  bridge->needed_wave = plan->groups[h].wave;
  bridge->n_dependencies++;
  bridge->from = MIN (bridge->from,
                      MIN (plan->groups[g].cut_over, plan->groups[h].cut_over));
  bridge->until = MAX (
      bridge->until, MAX (plan->groups[g].cut_over, plan->groups[h].cut_over));
  bridge->gib_per_month += uitweg_table_number (
      table, row, UITWEG_DEPENDENCY_GIB_PER_MONTH);
}

gboolean
plan_make_bridges (UitwegPlan *plan, GError **error)
{
  g_autoptr (GHashTable)
      index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  const UitwegTable *table = uitweg_estate_get_table (plan->estate,
                                                      UITWEG_RECORD_DEPENDENCY);
  const guint32 n = uitweg_table_get_n_rows (table);
  PlanSum guard = { { 0, 0 }, FALSE };

  for (guint32 row = 0; row < n; row++)
    add_use (plan, index, table, row);
  g_array_sort (plan->bridges, compare_bridges);
  for (guint i = 0; i < plan->bridges->len; i++)
    {
      UitwegBridgeUse *bridge = &g_array_index (plan->bridges, UitwegBridgeUse,
                                                i);

      if (!price_bridge (plan, bridge, &guard, error))
        return FALSE;
      for (guint32 w = 0; w < plan->n_waves; w++)
        plan->waves[w].n_bridges += plan->waves[w].number == bridge->wave;
    }
  return plan_sum_check (&guard, "bridges", error);
}
