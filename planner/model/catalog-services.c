/* SPDX-License-Identifier: EUPL-1.2
 *
 * Typed records of services, blocker rules, egress ladders and areas,
 * made once from the tables. A service has what its archetype has, unless it
 * says otherwise.
 */
#include "config.h"

#include "model/catalog-private.h"

#include <math.h>
#include <string.h>

const char *const *
model_catalog_texts (UitwegCatalog *catalog,
                     const UitwegTable *table,
                     guint32 row,
                     guint field)
{
  const UitwegTable *list = uitweg_table_child (table, field);
  const char **texts;
  guint32 first;
  guint32 n;

  uitweg_table_list (table, row, field, &first, &n);
  texts = g_new0 (const char *, (gsize) n + 1);
  for (guint32 i = 0; i < n; i++)
    texts[i] = uitweg_table_text (list, first + i, 0);
  g_ptr_array_add (catalog->owned, texts);
  return (const char *const *) texts;
}

/* A record and what it falls back on, with the fields of both. */
typedef struct
{
  UitwegCatalog *catalog;
  const UitwegTable *entries;
  guint32 entry;
  const UitwegTable *archetypes;
  guint32 archetype; /* UITWEG_NONE: nothing to fall back on */
} Pair;

static gboolean
is_own (const Pair *pair, guint entry_field)
{
  return uitweg_table_has (pair->entries, pair->entry, entry_field)
         || pair->archetype == UITWEG_NONE;
}

static const char *
read_text (const Pair *pair, guint entry_field, guint archetype_field)
{
  return is_own (pair, entry_field)
             ? uitweg_table_text (pair->entries, pair->entry, entry_field)
             : uitweg_table_text (pair->archetypes, pair->archetype,
                                  archetype_field);
}

static gint
read_enum (const Pair *pair, guint entry_field, guint archetype_field)
{
  return is_own (pair, entry_field)
             ? uitweg_table_enum (pair->entries, pair->entry, entry_field)
             : uitweg_table_enum (pair->archetypes, pair->archetype,
                                  archetype_field);
}

static gboolean
read_bool (const Pair *pair, guint entry_field, guint archetype_field)
{
  return (is_own (pair, entry_field)
              ? uitweg_table_bool (pair->entries, pair->entry, entry_field)
              : uitweg_table_bool (pair->archetypes, pair->archetype,
                                   archetype_field))
         == TRUE;
}

static const char *const *
read_texts (const Pair *pair, guint entry_field, guint archetype_field)
{
  return is_own (pair, entry_field)
             ? model_catalog_texts (pair->catalog, pair->entries, pair->entry,
                                    entry_field)
             : model_catalog_texts (pair->catalog, pair->archetypes,
                                    pair->archetype, archetype_field);
}

/* The same field of both tables. */
#define BOTH(field) CATALOG_ENTRY_##field, CATALOG_ARCHETYPE_##field

static void
read_service (UitwegCatalog *catalog, guint32 row, UitwegServiceEntry *service)
{
  const UitwegTable *entries = catalog->tables[MODEL_CATALOG_SERVICES];
  const char *archetype = uitweg_table_text (entries, row,
                                             CATALOG_ENTRY_ARCHETYPE);
  const Pair pair = { .catalog = catalog,
                      .entries = entries,
                      .entry = row,
                      .archetypes = catalog->tables[MODEL_CATALOG_ARCHETYPES],
                      .archetype = model_catalog_find (
                          catalog, MODEL_CATALOG_ARCHETYPES, archetype) };
  gint portability = read_enum (&pair, BOTH (PORTABILITY_CLASS));

  service->id = uitweg_table_text (entries, row, CATALOG_ENTRY_ID);
  service->cloud = uitweg_table_text (entries, row, CATALOG_ENTRY_CLOUD);
  service->service = uitweg_table_text (entries, row, CATALOG_ENTRY_SERVICE);
  service->archetype = archetype;
  service->category = read_text (&pair, BOTH (CATEGORY));
  service->phase = read_text (&pair, BOTH (PHASE));
  service->stateful = read_bool (&pair, BOTH (STATEFUL));
  service->equivalents = read_texts (&pair, BOTH (PORTABLE_EQUIVALENTS));
  service->capabilities = read_texts (&pair, BOTH (TARGET_CAPABILITY));
  service->needs_first = read_texts (&pair, BOTH (NEEDS_FIRST));
  service->portability = portability >= 0 ? (UitwegPortabilityClass) portability
                                          : UITWEG_PORTABILITY_CAPTIVE;
  service->export_path = read_enum (&pair, BOTH (EXPORT));
  service->strategy = read_text (&pair, BOTH (STRATEGY));
  service->effort_class = read_text (&pair, BOTH (EFFORT_CLASS));
  service->cutover = read_text (&pair, BOTH (CUTOVER));
  service->parallel_run = read_bool (&pair, BOTH (PARALLEL_RUN));
  service->data_export = read_text (&pair, BOTH (DATA_EXPORT));
}

/* Whether entry `row` says more about a type than entry `known`: one without
 * a condition does, then the one that stands first in the files, which is the
 * common case. Rows stand in the order of ids. */
static gboolean
is_better (const UitwegCatalog *catalog, guint32 row, guint32 known)
{
  const UitwegTable *entries = catalog->tables[MODEL_CATALOG_SERVICES];
  const GArray *places = catalog->places[MODEL_CATALOG_SERVICES];
  const ModelCatalogPlace *place = &g_array_index (places, ModelCatalogPlace,
                                                   row);
  const ModelCatalogPlace *other = &g_array_index (places, ModelCatalogPlace,
                                                   known);

  if (!uitweg_table_has (entries, known, CATALOG_ENTRY_MATCH_ATTRIBUTE))
    return FALSE;
  if (!uitweg_table_has (entries, row, CATALOG_ENTRY_MATCH_ATTRIBUTE))
    return TRUE;
  return place->file != other->file ? place->file < other->file
                                    : place->line < other->line;
}

static void
add_types (UitwegCatalog *catalog, guint32 row, guint field)
{
  const UitwegTable *entries = catalog->tables[MODEL_CATALOG_SERVICES];
  const UitwegTable *types = uitweg_table_child (entries, field);
  guint32 first;
  guint32 n;

  uitweg_table_list (entries, row, field, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    {
      const char *type = uitweg_table_text (types, i, 0);
      guint known = GPOINTER_TO_UINT (
          g_hash_table_lookup (catalog->types, type));

      if (known == 0 || is_better (catalog, row, known - 1))
        g_hash_table_insert (catalog->types, (gpointer) type,
                             GUINT_TO_POINTER (row + 1));
    }
}

void
model_catalog_build_services (UitwegCatalog *catalog)
{
  guint32 n = uitweg_table_get_n_rows (catalog->tables[MODEL_CATALOG_SERVICES]);

  catalog->n_services = n;
  catalog->services = g_new0 (UitwegServiceEntry, (gsize) n + 1);
  for (guint32 i = 0; i < n; i++)
    {
      read_service (catalog, i, &catalog->services[i]);
      add_types (catalog, i, CATALOG_ENTRY_TYPES);
      add_types (catalog, i, CATALOG_ENTRY_UNVERIFIED_TYPES);
    }
}

static void
build_blockers (UitwegCatalog *catalog)
{
  const UitwegTable *table = catalog->tables[MODEL_CATALOG_BLOCKERS];
  guint32 n = uitweg_table_get_n_rows (table);

  catalog->n_blockers = n;
  catalog->blockers = g_new0 (UitwegBlockerRule, (gsize) n + 1);
  for (guint32 i = 0; i < n; i++)
    {
      UitwegBlockerRule *rule = &catalog->blockers[i];

      rule->id = uitweg_table_text (table, i, CATALOG_BLOCKER_ID);
      rule->category = (UitwegBlockerCategory) uitweg_table_enum (
          table, i, CATALOG_BLOCKER_CATEGORY);
      rule->feature = uitweg_table_text (table, i, CATALOG_BLOCKER_FEATURE);
      rule->label = uitweg_table_text (table, i, CATALOG_BLOCKER_LABEL);
      rule->label_nl = uitweg_table_text (table, i, CATALOG_BLOCKER_LABEL_NL);
      rule->assessment = uitweg_table_text (table, i,
                                            CATALOG_BLOCKER_ASSESSMENT);
      rule->remedy = uitweg_table_text (table, i, CATALOG_BLOCKER_REMEDY);
      rule->remedy_nl = uitweg_table_text (table, i, CATALOG_BLOCKER_REMEDY_NL);
    }
}

/* Row of the full-exit programme of a provider, or UITWEG_NONE. */
static guint32
find_programme (const UitwegCatalog *catalog, const char *provider)
{
  const UitwegTable *table = catalog->tables[MODEL_CATALOG_EXIT_PROGRAMMES];

  for (guint32 i = 0; i < uitweg_table_get_n_rows (table); i++)
    if (strcmp (uitweg_table_text (table, i, CATALOG_PROGRAMME_PROVIDER),
                provider)
            == 0
        && uitweg_table_enum (table, i, CATALOG_PROGRAMME_KIND) == 0)
      return i;
  return UITWEG_NONE;
}

static void
read_waiver (UitwegCatalog *catalog, UitwegEgressLadder *ladder)
{
  const UitwegTable *table = catalog->tables[MODEL_CATALOG_EXIT_PROGRAMMES];
  guint32 row = find_programme (catalog, ladder->provider);
  const char *const *conditions;
  char *joined;

  if (row == UITWEG_NONE)
    return;
  ladder->waiver = TRUE;
  ladder->waiver_name = uitweg_table_text (table, row, CATALOG_PROGRAMME_NAME);
  conditions = model_catalog_texts (catalog, table, row,
                                    CATALOG_PROGRAMME_CONDITIONS);
  if (conditions[0] == NULL)
    return;
  joined = g_strjoinv ("; ", (char **) conditions);
  g_ptr_array_add (catalog->owned, joined);
  ladder->waiver_conditions = joined;
}

static const UitwegEgressTier *
read_tiers (UitwegCatalog *catalog, guint32 row, guint *n_out)
{
  const UitwegTable *table = catalog->tables[MODEL_CATALOG_EGRESS_TIERS];
  const UitwegTable *list = uitweg_table_child (table, CATALOG_EGRESS_TIERS);
  UitwegEgressTier *tiers;
  guint32 first;
  guint32 n;

  uitweg_table_list (table, row, CATALOG_EGRESS_TIERS, &first, &n);
  tiers = g_new0 (UitwegEgressTier, (gsize) n + 1);
  g_ptr_array_add (catalog->owned, tiers);
  for (guint32 i = 0; i < n; i++)
    {
      double to = uitweg_table_number (list, first + i, CATALOG_TIER_TO);

      tiers[i].from = uitweg_table_number (list, first + i, CATALOG_TIER_FROM);
      tiers[i].to = isnan (to) ? (double) INFINITY : to;
      tiers[i].price = uitweg_table_text (list, first + i, CATALOG_TIER_PRICE);
    }
  *n_out = n;
  return tiers;
}

static void
build_ladders (UitwegCatalog *catalog)
{
  const UitwegTable *table = catalog->tables[MODEL_CATALOG_EGRESS_TIERS];
  guint32 n = uitweg_table_get_n_rows (table);

  catalog->n_ladders = n;
  catalog->ladders = g_new0 (UitwegEgressLadder, (gsize) n + 1);
  for (guint32 i = 0; i < n; i++)
    {
      UitwegEgressLadder *ladder = &catalog->ladders[i];
      gint confidence = uitweg_table_enum (table, i, CATALOG_EGRESS_CONFIDENCE);

      ladder->provider = uitweg_table_text (table, i, CATALOG_EGRESS_PROVIDER);
      ladder->currency = uitweg_table_text (table, i, CATALOG_EGRESS_CURRENCY);
      ladder->unit = uitweg_table_enum (table, i, CATALOG_EGRESS_UNIT) == 0
                         ? "GB"
                         : "GiB";
      ladder->confidence = confidence >= 0
                                   && confidence <= UITWEG_CONFIDENCE_UNKNOWN
                               ? (UitwegConfidence) confidence
                               : UITWEG_CONFIDENCE_UNVERIFIED;
      ladder->tiers = read_tiers (catalog, i, &ladder->n_tiers);
      read_waiver (catalog, ladder);
    }
}

void
model_catalog_build_rules (UitwegCatalog *catalog)
{
  build_blockers (catalog);
  build_ladders (catalog);
}

guint32
uitweg_catalog_get_n_services (const UitwegCatalog *catalog)
{
  g_return_val_if_fail (catalog != NULL, 0);

  return catalog->n_services;
}

const UitwegServiceEntry *
uitweg_catalog_get_service (const UitwegCatalog *catalog, guint32 entry)
{
  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail (entry < catalog->n_services, NULL);

  return &catalog->services[entry];
}

guint32
uitweg_catalog_find_service (const UitwegCatalog *catalog,
                             const char *native_type)
{
  guint number;

  g_return_val_if_fail (catalog != NULL, UITWEG_NONE);
  g_return_val_if_fail (native_type != NULL, UITWEG_NONE);

  number = GPOINTER_TO_UINT (g_hash_table_lookup (catalog->types, native_type));
  return number > 0 ? number - 1 : UITWEG_NONE;
}

/* How many letters of `pattern` begin `word`, ignoring case: "POSTGRES_*" has
 * 8 in common with "postgresql:15". 0 if the pattern goes on otherwise. */
static gsize
count_common (const char *pattern, const char *word)
{
  gsize n = 0;

  while (pattern[n] != '\0' && pattern[n] != '*' && pattern[n] != '_'
         && g_ascii_tolower (pattern[n]) == g_ascii_tolower (word[n]))
    n++;
  return pattern[n] == '\0' || pattern[n] == '*' || pattern[n] == '_'
                 || (pattern[n] == '-' && pattern[n + 1] == '*')
             ? n
             : 0;
}

/* The best that a condition of an entry has in common with the words. */
static gsize
rate_entry (const UitwegTable *entries,
            guint32 row,
            const char *native_type,
            const char *const *words)
{
  const UitwegTable *values = uitweg_table_child (entries,
                                                  CATALOG_ENTRY_MATCH_ANY_OF);
  static const guint fields[] = { CATALOG_ENTRY_TYPES,
                                  CATALOG_ENTRY_UNVERIFIED_TYPES };
  gboolean has_type = FALSE;
  gsize best = 0;
  guint32 first;
  guint32 n;

  for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
    {
      const UitwegTable *types = uitweg_table_child (entries, fields[f]);

      uitweg_table_list (entries, row, fields[f], &first, &n);
      for (guint32 i = first; i < first + n; i++)
        if (strcmp (uitweg_table_text (types, i, 0), native_type) == 0)
          has_type = TRUE;
    }
  if (!has_type)
    return 0;
  uitweg_table_list (entries, row, CATALOG_ENTRY_MATCH_ANY_OF, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    for (guint w = 0; words[w] != NULL; w++)
      best = MAX (best,
                  count_common (uitweg_table_text (values, i, 0), words[w]));
  return best;
}

guint32
uitweg_catalog_match_service (const UitwegCatalog *catalog,
                              const char *native_type,
                              const char *const *words)
{
  const UitwegTable *entries;
  guint32 found;
  gsize best = 2; /* fewer letters in common say nothing */

  g_return_val_if_fail (catalog != NULL, UITWEG_NONE);
  g_return_val_if_fail (native_type != NULL, UITWEG_NONE);
  g_return_val_if_fail (words != NULL, UITWEG_NONE);

  entries = catalog->tables[MODEL_CATALOG_SERVICES];
  found = uitweg_catalog_find_service (catalog, native_type);
  if (found == UITWEG_NONE || words[0] == NULL)
    return found;
  for (guint32 row = 0; row < catalog->n_services; row++)
    {
      gsize rating;

      if (!uitweg_table_has (entries, row, CATALOG_ENTRY_MATCH_ATTRIBUTE))
        continue;
      rating = rate_entry (entries, row, native_type, words);
      if (rating > best)
        {
          best = rating;
          found = row;
        }
    }
  return found;
}

guint
uitweg_catalog_get_n_blocker_rules (const UitwegCatalog *catalog)
{
  g_return_val_if_fail (catalog != NULL, 0);

  return catalog->n_blockers;
}

const UitwegBlockerRule *
uitweg_catalog_get_blocker_rule (const UitwegCatalog *catalog, guint rule)
{
  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail (rule < catalog->n_blockers, NULL);

  return &catalog->blockers[rule];
}

guint32
uitweg_catalog_find_blocker (const UitwegCatalog *catalog, const char *feature)
{
  const char *equals;
  gsize length;

  g_return_val_if_fail (catalog != NULL, UITWEG_NONE);
  g_return_val_if_fail (feature != NULL, UITWEG_NONE);

  /* "device:cpu-model=host" is found as such, else as "device:cpu-model". */
  for (guint i = 0; i < catalog->n_blockers; i++)
    if (strcmp (catalog->blockers[i].feature, feature) == 0)
      return i;
  equals = strchr (feature, '=');
  if (equals == NULL)
    return UITWEG_NONE;
  length = (gsize) (equals - feature);
  for (guint i = 0; i < catalog->n_blockers; i++)
    if (strncmp (catalog->blockers[i].feature, feature, length) == 0
        && catalog->blockers[i].feature[length] == '\0')
      return i;
  return UITWEG_NONE;
}

const UitwegEgressLadder *
uitweg_catalog_find_egress (const UitwegCatalog *catalog, const char *provider)
{
  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail (provider != NULL, NULL);

  for (guint i = 0; i < catalog->n_ladders; i++)
    if (strcmp (catalog->ladders[i].provider, provider) == 0)
      return &catalog->ladders[i];
  return NULL;
}

gboolean
uitweg_catalog_in_area (const UitwegCatalog *catalog,
                        const char *area,
                        const char *country)
{
  const UitwegTable *table;
  const UitwegTable *countries;
  guint32 row;
  guint32 first;
  guint32 n;

  g_return_val_if_fail (catalog != NULL, FALSE);
  g_return_val_if_fail (area != NULL, FALSE);
  g_return_val_if_fail (country != NULL, FALSE);

  table = catalog->tables[MODEL_CATALOG_AREAS];
  countries = uitweg_table_child (table, CATALOG_AREA_COUNTRIES);
  row = model_catalog_find (catalog, MODEL_CATALOG_AREAS, area);
  if (row == UITWEG_NONE)
    return FALSE;
  uitweg_table_list (table, row, CATALOG_AREA_COUNTRIES, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    if (strcmp (uitweg_table_text (countries, i, 0), country) == 0)
      return TRUE;
  return FALSE;
}
