/* SPDX-License-Identifier: EUPL-1.2
 *
 * Waves: moving groups packed into ordered waves. What a group needs (hard)
 * moves in the same or an earlier wave; groups that need each other in a ring
 * move in one wave. The other rules order what is ready; where nothing is
 * ready under all of them, the rule with the highest order in waves.yaml
 * gives way first.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "plan/plan-private.h"

/* A unit is a ring of groups, mostly one. */
typedef struct
{
  guint32 n_resources;
  guint32 first_group;
  gint criticality; /* -1 none */
  gboolean production;
  gboolean foundation;
  gboolean moves;
  guint n_blockers;
  guint32 wave;
} Unit;

typedef struct
{
  UitwegPlan *plan;
  UitwegGraph *needs; /* over units */
  guint32 *unit_of;   /* by group */
  Unit *units;
  guint32 n_units;
  guint32 *order; /* units by preference */
  gboolean needs_first, pilot, critical_not_first, production_apart;
  double size_max;
} Packing;

static void
packing_clear (Packing *packing)
{
  g_clear_pointer (&packing->needs, uitweg_graph_free);
  g_free (packing->unit_of);
  g_free (packing->units);
  g_free (packing->order);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Packing, packing_clear)

/* Group a needs group b first: a hard dependency between moving things, or
 * (a soft rule) production after its application's non-production. */
static UitwegGraph *
build_group_graph (const UitwegPlan *plan)
{
  const UitwegTable *table = uitweg_estate_get_table (plan->estate,
                                                      UITWEG_RECORD_DEPENDENCY);
  const guint32 *from = uitweg_estate_get_dependency_from (plan->estate);
  const guint32 *to = uitweg_estate_get_dependency_to (plan->estate);
  const guint32 n = uitweg_table_get_n_rows (table);
  g_autofree guint32 *a = g_new (guint32, n + 1);
  g_autofree guint32 *b = g_new (guint32, n + 1);
  g_autofree guint8 *keep = g_new0 (guint8, n + 1);

  for (guint32 row = 0; row < n; row++)
    {
      const guint32 g = plan->resources[from[row]].group;
      const guint32 h = plan->resources[to[row]].group;

      a[row] = b[row] = 0;
      if (g == UITWEG_NONE || h == UITWEG_NONE || g == h
          || !plan->groups[g].moves || !plan->groups[h].moves
          || uitweg_table_bool (table, row, UITWEG_DEPENDENCY_HARD) == 0
          || !plan_moves (plan, from[row]) || !plan_moves (plan, to[row]))
        continue;
      /* What stands on a foundation waits for it, never the reverse. */
      if (plan->groups[g].foundation && !plan->groups[h].foundation)
        continue;
      a[row] = g;
      b[row] = h;
      keep[row] = plan_rule_is_on (plan, "needs_first")
                  || plan_rule_is_on (plan, "move_together");
    }
  return uitweg_graph_new (plan->n_groups, a, b, keep, n, NULL);
}

static void
fill_units (Packing *packing)
{
  const UitwegPlan *plan = packing->plan;

  packing->units = g_new0 (Unit, packing->n_units + 1);
  for (guint32 u = 0; u < packing->n_units; u++)
    {
      packing->units[u].first_group = UITWEG_NONE;
      packing->units[u].criticality = -1;
      packing->units[u].foundation = TRUE;
      packing->units[u].wave = UITWEG_NONE;
    }
  for (guint32 g = 0; g < plan->n_groups; g++)
    {
      const UitwegPlanGroup *group = &plan->groups[g];
      Unit *unit = &packing->units[packing->unit_of[g]];

      unit->first_group = MIN (unit->first_group, g);
      unit->moves |= group->moves;
      unit->production |= group->production;
      unit->foundation &= group->foundation;
      if (group->criticality >= 0
          && (unit->criticality < 0 || group->criticality < unit->criticality))
        unit->criticality = group->criticality;
      for (guint32 k = 0; k < group->n; k++)
        {
          const guint32 r = plan->group_resources[group->first + k];
          guint32 first, n;

          if (!plan_moves (plan, r))
            continue;
          unit->n_resources++;
          uitweg_assessment_find_blockers (plan->assessment, r, &first, &n);
          unit->n_blockers += n;
        }
    }
}

/* Non-production first, least critical first, fewest blockers, smallest. */
static gint
compare_units (gconstpointer a, gconstpointer b, gpointer data)
{
  const Packing *packing = data;
  const Unit *x = &packing->units[*(const guint32 *) a];
  const Unit *y = &packing->units[*(const guint32 *) b];
  const gint x_rank = x->criticality < 0 ? UITWEG_CRITICALITY_LOW + 1
                                         : x->criticality;
  const gint y_rank = y->criticality < 0 ? UITWEG_CRITICALITY_LOW + 1
                                         : y->criticality;

  if (x->production != y->production)
    return x->production ? 1 : -1;
  if (x_rank != y_rank)
    return y_rank - x_rank;
  if (x->n_blockers != y->n_blockers)
    return x->n_blockers < y->n_blockers ? -1 : 1;
  if (x->n_resources != y->n_resources)
    return x->n_resources < y->n_resources ? -1 : 1;
  return x->first_group < y->first_group ? -1 : x->first_group > y->first_group;
}

static gboolean
is_ready (const Packing *packing, guint32 u)
{
  guint32 n;
  const guint32 *needs = uitweg_graph_get_needs (packing->needs, u, &n, NULL);

  if (!packing->needs_first)
    return TRUE;
  for (guint32 i = 0; i < n; i++)
    if (packing->units[needs[i]].moves
        && packing->units[needs[i]].wave == UITWEG_NONE)
      return FALSE;
  return TRUE;
}

/* The rule of the higher order gives way first, then the other by itself,
 * then both. */
#define GIVE_UP_CRITICAL_NOT_FIRST 1
#define GIVE_UP_PILOT 2
#define GIVE_UP_BOTH 3

/* State of the wave being filled. */
typedef struct
{
  guint32 number;
  guint32 n_resources;
  gint production; /* -1 empty */
  guint relaxed;   /* rules given up */
} Wave;

static gboolean
fits (const Packing *packing, const Wave *wave, const Unit *unit)
{
  const gboolean pilot = packing->pilot && (wave->relaxed & GIVE_UP_PILOT) == 0;

  if (wave->n_resources > 0
      && wave->n_resources + unit->n_resources > packing->size_max)
    return FALSE;
  if (packing->production_apart && wave->production >= 0
      && wave->production != unit->production)
    return FALSE;
  if (pilot && wave->number == 1
      && (wave->n_resources > 0 || unit->n_blockers > 0
          || (unit->criticality >= 0
              && unit->criticality < UITWEG_CRITICALITY_MEDIUM)))
    return FALSE;
  if (packing->critical_not_first
      && (wave->relaxed & GIVE_UP_CRITICAL_NOT_FIRST) == 0
      && wave->number == (pilot ? 2 : 1)
      && unit->criticality == UITWEG_CRITICALITY_VITAL)
    return FALSE;
  return TRUE;
}

static gboolean
fill_wave (Packing *packing, Wave *wave)
{
  gboolean any = FALSE, placed = TRUE;

  while (placed)
    {
      placed = FALSE;
      for (guint32 i = 0; i < packing->n_units; i++)
        {
          Unit *unit = &packing->units[packing->order[i]];

          if (unit->wave != UITWEG_NONE || !unit->moves
              || !is_ready (packing, packing->order[i])
              || !fits (packing, wave, unit))
            continue;
          unit->wave = wave->number;
          wave->n_resources += unit->n_resources;
          wave->production = unit->production;
          any = placed = TRUE;
        }
    }
  return any;
}

static void
pack (Packing *packing)
{
  guint32 left = 0, number = 1;

  for (guint32 u = 0; u < packing->n_units; u++)
    {
      Unit *unit = &packing->units[u];

      if (unit->moves && unit->foundation
          && plan_rule_is_on (packing->plan, "foundations"))
        unit->wave = 0;
      left += unit->moves && unit->wave == UITWEG_NONE;
    }
  while (left > 0)
    {
      Wave wave = { number, 0, -1, 0 };

      while (!fill_wave (packing, &wave) && wave.relaxed < GIVE_UP_BOTH)
        wave.relaxed++;
      /* A first wave that is no pilot is where criticality counts. */
      if (number == 1 && (wave.relaxed & GIVE_UP_PILOT) != 0)
        packing->pilot = FALSE;
      left = 0;
      for (guint32 u = 0; u < packing->n_units; u++)
        left += packing->units[u].moves
                && packing->units[u].wave == UITWEG_NONE;
      number++;
    }
}

static void
prepare (Packing *packing, UitwegPlan *plan)
{
  g_autoptr (UitwegGraph) graph = build_group_graph (plan);
  const double max = uitweg_catalog_number (plan->catalog,
                                            "waves.rule.wave_size.max");

  packing->plan = plan;
  packing->unit_of = g_new (guint32, plan->n_groups + 1);
  packing->n_units = uitweg_graph_find_components (graph, packing->unit_of);
  packing->needs = uitweg_graph_condense (graph, packing->unit_of,
                                          packing->n_units);
  fill_units (packing);
  packing->order = g_new (guint32, packing->n_units + 1);
  for (guint32 u = 0; u < packing->n_units; u++)
    packing->order[u] = u;
  g_qsort_with_data (packing->order, (gint) packing->n_units,
                     sizeof *packing->order, compare_units, packing);
  packing->needs_first = plan_rule_is_on (plan, "needs_first");
  packing->pilot = plan_rule_is_on (plan, "pilot");
  packing->critical_not_first = plan_rule_is_on (plan, "critical_not_first");
  packing->production_apart = plan_rule_is_on (plan, "production_apart");
  packing->size_max = plan_rule_is_on (plan, "wave_size")
                          ? max
                          : (double) G_MAXUINT32;
}

/* Waves without a gap in their numbers, groups sorted inside. */
static void
write_waves (UitwegPlan *plan, const Packing *packing)
{
  guint32 last = 0, at = 0;

  for (guint32 g = 0; g < plan->n_groups; g++)
    {
      UitwegPlanGroup *group = &plan->groups[g];

      group->wave = group->moves ? packing->units[packing->unit_of[g]].wave
                                 : UITWEG_NONE;
      if (group->moves)
        last = MAX (last, group->wave);
    }
  plan->waves = g_new0 (UitwegPlanWave, (gsize) last + 2);
  plan->wave_groups = g_new (guint32, plan->n_groups + 1);
  plan->n_waves = 0;
  for (guint32 w = 0; w <= last; w++)
    {
      UitwegPlanWave *wave = &plan->waves[plan->n_waves];

      wave->number = w;
      wave->first = at;
      wave->start = wave->end = UITWEG_DAY_UNKNOWN;
      wave->pilot = packing->pilot && w == 1;
      for (guint32 g = 0; g < plan->n_groups; g++)
        if (plan->groups[g].wave == w)
          plan->wave_groups[at++] = g;
      wave->n = at - wave->first;
      if (wave->n > 0)
        plan->n_waves++;
    }
}

void
plan_make_waves (UitwegPlan *plan)
{
  g_auto (Packing) packing = { 0 };

  prepare (&packing, plan);
  pack (&packing);
  write_waves (plan, &packing);
}
