/* SPDX-License-Identifier: EUPL-1.2
 *
 * Hard dependencies as a graph, and portability along it: which dependencies
 * pass something on, and how well each can be bridged.
 */
#include "config.h"

#include "assess/assessment-private.h"

#include <math.h>
#include <string.h>

/* Rules of dependencies (FORMATS 2) with a meaning of their own. */
static const char *const never_followed[] = { "guarded_by", "reachable_from",
                                              NULL };
static const char *const moves_together[] = { "attached", "shares_disk",
                                              "contains", NULL };

static gboolean
has_rule (const UitwegTable *table, guint32 row, const char *const *rules)
{
  const char *rule = uitweg_table_text (table, row, UITWEG_DEPENDENCY_RULE);

  return rule != NULL && g_strv_contains (rules, rule);
}

void
assess_find_hard (UitwegAssessment *assessment)
{
  const UitwegTable *table = assess_table (assessment,
                                           UITWEG_RECORD_DEPENDENCY);
  guint32 n = uitweg_table_get_n_rows (table);
  g_autofree guint8 *keep = g_new0 (guint8, n);

  for (guint32 row = 0; row < n; row++)
    keep[row] = !has_rule (table, row, never_followed)
                && (uitweg_table_bool (table, row, UITWEG_DEPENDENCY_HARD) != 0
                    || has_rule (table, row, moves_together));
  assessment->hard = uitweg_graph_new (
      assessment->n, uitweg_estate_get_dependency_from (assessment->estate),
      uitweg_estate_get_dependency_to (assessment->estate), keep, n, NULL);
}

/* Kinds that are not moved whatever their type: a new place has its own. */
static gboolean
is_of_the_place (gint kind)
{
  return kind == UITWEG_KIND_HOST || kind == UITWEG_KIND_SNAPSHOT
         || kind == UITWEG_KIND_FACILITY || kind == UITWEG_KIND_POWER
         || kind == UITWEG_KIND_CONNECTIVITY || kind == UITWEG_KIND_EXCHANGE
         || kind == UITWEG_KIND_SATELLITE;
}

/* The class, of the entry or else of the kind; -1 unknown. */
static gint
get_class (const UitwegAssessment *assessment, guint32 resource)
{
  guint32 entry = assessment->entries[resource];

  if (entry != UITWEG_NONE)
    return (gint) uitweg_catalog_get_service (assessment->catalog, entry)
        ->portability;
  return is_of_the_place (uitweg_table_enum (
             assess_table (assessment, UITWEG_RECORD_RESOURCE), resource,
             UITWEG_RESOURCE_KIND))
             ? (gint) UITWEG_PORTABILITY_NOT_MOVED
             : -1;
}

/* Entries whose things are made anew rather than moved, so that others inherit
 * nothing from them. */
static gboolean
is_entry_recreated (const UitwegCatalog *catalog, guint32 entry)
{
  const UitwegServiceEntry *service = uitweg_catalog_get_service (catalog,
                                                                  entry);

  if (service->portability == UITWEG_PORTABILITY_NOT_MOVED
      || assess_has_word (catalog, "portability.recreated.archetypes",
                          service->archetype))
    return TRUE;
  return service->portability <= UITWEG_PORTABILITY_CONVERTIBLE
         && assess_has_word (catalog, "portability.recreated.cutovers",
                             service->cutover);
}

/* The same for resources; without an entry the kind decides. */
static guint8 *
find_recreated (const UitwegAssessment *assessment)
{
  const UitwegTable *table = assess_table (assessment, UITWEG_RECORD_RESOURCE);
  guint32 n_entries = uitweg_catalog_get_n_services (assessment->catalog);
  g_autofree guint8 *entries = g_new (guint8, n_entries);
  guint8 *recreated = g_new (guint8, assessment->n);

  for (guint32 entry = 0; entry < n_entries; entry++)
    entries[entry] = is_entry_recreated (assessment->catalog, entry) ? 1 : 0;
  for (guint32 i = 0; i < assessment->n; i++)
    {
      gint kind = uitweg_table_enum (table, i, UITWEG_RESOURCE_KIND);

      if (assessment->entries[i] != UITWEG_NONE)
        recreated[i] = entries[assessment->entries[i]];
      else
        recreated[i] = is_of_the_place (kind) || kind == UITWEG_KIND_POOL;
    }
  return recreated;
}

/*
 * Whether the round trip to a target is too long for a network dependency. A
 * dependency that states no bound bears any; -1 where the round trip is
 * unknown.
 */
static gint
is_tight (const UitwegTable *table, guint32 row, double round_trip_us)
{
  double bound = uitweg_table_number (table, row,
                                      UITWEG_DEPENDENCY_MAX_LATENCY);

  if (isnan (bound))
    return 0;
  return isnan (round_trip_us) ? -1 : bound < round_trip_us;
}

static void
find_bridges (const UitwegAssessment *assessment, UitwegInterval *bridge)
{
  const UitwegTable *table = assess_table (assessment,
                                           UITWEG_RECORD_DEPENDENCY);
  const guint32 *to = uitweg_estate_get_dependency_to (assessment->estate);
  g_autofree guint8 *recreated = find_recreated (assessment);
  double round_trip_us = uitweg_catalog_number_or_nan (
      assessment->catalog, "portability.round_trip_us");
  guint32 n = uitweg_table_get_n_rows (table);

  for (guint32 row = 0; row < n; row++)
    {
      gint kind = uitweg_table_enum (table, row, UITWEG_DEPENDENCY_KIND);
      gboolean exempt = kind != UITWEG_DEPENDENCY_IDENTITY
                        && kind != UITWEG_DEPENDENCY_KEY && recreated[to[row]];

      /* What only moves together is soft: nothing is inherited over it. */
      if (exempt || kind < 0
          || uitweg_table_bool (table, row, UITWEG_DEPENDENCY_HARD) == 0)
        bridge[row] = (UitwegInterval){ 1.0, 1.0 };
      else
        bridge[row] = assess_bridge (
            &assessment->factors, (UitwegDependencyKind) kind,
            uitweg_table_enum (table, row, UITWEG_DEPENDENCY_BRIDGE),
            is_tight (table, row, round_trip_us));
    }
}

static void
count_blockers (const UitwegAssessment *assessment,
                guint32 resource,
                guint32 *n_critical,
                guint32 *n_warning)
{
  *n_critical = *n_warning = 0;
  for (guint32 b = assessment->first_blocker[resource];
       b < assessment->first_blocker[resource + 1]; b++)
    switch (uitweg_catalog_get_blocker_rule (assessment->catalog,
                                             assessment->blockers[b].rule)
                ->category)
      {
      case UITWEG_BLOCKER_CRITICAL:
        (*n_critical)++;
        break;
      case UITWEG_BLOCKER_WARNING:
        (*n_warning)++;
        break;
      case UITWEG_BLOCKER_INFORMATION:
        break;
      }
}

void
assess_find_portability (UitwegAssessment *assessment)
{
  guint32 n_dependencies = uitweg_table_get_n_rows (
      assess_table (assessment, UITWEG_RECORD_DEPENDENCY));
  g_autofree UitwegInterval *bridge = g_new (UitwegInterval, n_dependencies);

  assessment->own_portability = g_new (UitwegInterval, assessment->n);
  assessment->portability = g_new (UitwegInterval, assessment->n);
  assessment->witness = g_new (guint32, assessment->n);
  for (guint32 i = 0; i < assessment->n; i++)
    {
      guint32 entry = assessment->entries[i];
      guint32 n_critical;
      guint32 n_warning;

      count_blockers (assessment, i, &n_critical, &n_warning);
      assessment->own_portability[i] = assess_own_portability (
          &assessment->factors, get_class (assessment, i),
          entry == UITWEG_NONE
              ? -1
              : uitweg_catalog_get_service (assessment->catalog, entry)
                    ->export_path,
          assessment->fit[i], n_critical, n_warning);
    }
  find_bridges (assessment, bridge);
  assess_inherit (assessment->hard, assessment->own_portability, bridge,
                  assessment->portability, assessment->witness);
}

const char *
uitweg_portability_get_letters (const UitwegCatalog *catalog,
                                UitwegInterval value)
{
  static const char *const names[] = {
    "portability.letter.A", "portability.letter.B", "portability.letter.C",
    "portability.letter.D", "portability.letter.E"
  };
  /* Low letter first: "D–B" lies between D and B. */
  static const char
      *const letters[ASSESS_N_LETTERS + 1][ASSESS_N_LETTERS + 1] = {
        { "A" },
        { "B–A", "B" },
        { "C–A", "C–B", "C" },
        { "D–A", "D–B", "D–C", "D" },
        { "E–A", "E–B", "E–C", "E–D", "E" },
        { "F–A", "F–B", "F–C", "F–D", "F–E", "F" }
      };
  guint low = 0;
  guint high = 0;

  if (isnan (value.lo) || isnan (value.hi))
    return "–";
  while (low < ASSESS_N_LETTERS
         && value.lo < uitweg_catalog_number (catalog, names[low]))
    low++;
  while (high < low && value.hi < uitweg_catalog_number (catalog, names[high]))
    high++;
  return letters[low][high];
}
