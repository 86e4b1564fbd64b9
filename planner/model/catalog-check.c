/* SPDX-License-Identifier: EUPL-1.2
 *
 * What must hold between the facts of a catalog: every id that is named is
 * defined, no fact is younger than the catalog, prices are decimals, and what
 * is unknown is said to be so.
 */
#include "config.h"

#include "model/catalog-private.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include <uitweg/day.h>

#include "base/money-private.h"

static void note (const UitwegCatalog *catalog,
                  ModelCatalogTable table,
                  guint32 row,
                  BaseProblems *problems,
                  const char *format,
                  ...) G_GNUC_PRINTF (5, 6);

static void
note (const UitwegCatalog *catalog,
      ModelCatalogTable table,
      guint32 row,
      BaseProblems *problems,
      const char *format,
      ...)
{
  const ModelCatalogPlace *place = &g_array_index (catalog->places[table],
                                                   ModelCatalogPlace, row);
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  base_problems_add (
      problems,
      g_array_index (catalog->files, ModelCatalogFile, place->file).name,
      place->line, 0, "'%s': %s",
      uitweg_table_text (catalog->tables[table], row, 0), text);
}

/* Notes an id that `among` does not define, with the nearest that it does. */
static void
check_id (const UitwegCatalog *catalog,
          ModelCatalogTable table,
          guint32 row,
          const char *key,
          const char *id,
          ModelCatalogTable among,
          BaseProblems *problems)
{
  const UitwegTable *defined = catalog->tables[among];
  guint32 n = uitweg_table_get_n_rows (defined);
  g_autofree const char **ids = NULL;
  const char *nearest;

  if (id == NULL || model_catalog_find (catalog, among, id) != UITWEG_NONE)
    return;
  ids = g_new0 (const char *, (gsize) n + 1);
  for (guint32 i = 0; i < n; i++)
    ids[i] = uitweg_table_text (defined, i, 0);
  nearest = base_nearest (id, ids);
  note (catalog, table, row, problems, "%s: found '%s', expected %s%s%s", key,
        id, nearest != NULL ? "'" : "an id of table ",
        nearest != NULL ? nearest : model_catalog_schema (among)->name,
        nearest != NULL ? "'" : "");
}

static gboolean
ends_in (const char *key, const char *name)
{
  const char *dot = strrchr (key, '.');

  return strcmp (dot != NULL ? dot + 1 : key, name) == 0;
}

/* Sources, providers and days of one row, of the record or of a list. */
static void
check_common (const UitwegCatalog *catalog,
              ModelCatalogTable table,
              guint32 row,
              const UitwegTable *holder,
              guint32 at,
              BaseProblems *problems)
{
  const UitwegSchema *schema = uitweg_table_get_schema (holder);

  for (guint field = 0; field < schema->n_fields; field++)
    {
      const char *key = schema->fields[field].key;
      UitwegFieldType type = schema->fields[field].type;

      if (type == UITWEG_FIELD_TEXT && ends_in (key, "source"))
        check_id (catalog, table, row, key,
                  uitweg_table_text (holder, at, field), MODEL_CATALOG_SOURCES,
                  problems);
      else if (type == UITWEG_FIELD_TEXT && strcmp (key, "provider") == 0)
        check_id (catalog, table, row, key,
                  uitweg_table_text (holder, at, field),
                  MODEL_CATALOG_PROVIDERS, problems);
      else if (type == UITWEG_FIELD_DAY
               && uitweg_table_day (holder, at, field) > catalog->as_of)
        {
          g_autofree char *day = uitweg_day_format (
              uitweg_table_day (holder, at, field));

          note (catalog, table, row, problems,
                "%s: found %s, expected no day after that of the catalog", key,
                day);
        }
    }
}

static void
check_row (const UitwegCatalog *catalog,
           ModelCatalogTable table,
           guint32 row,
           BaseProblems *problems)
{
  const UitwegTable *rows = catalog->tables[table];
  const UitwegSchema *schema = uitweg_table_get_schema (rows);

  check_common (catalog, table, row, rows, row, problems);
  for (guint field = 0; field < schema->n_fields; field++)
    {
      const UitwegTable *list;
      guint32 first;
      guint32 n;

      if (schema->fields[field].type != UITWEG_FIELD_LIST)
        continue;
      list = uitweg_table_child (rows, field);
      uitweg_table_list (rows, row, field, &first, &n);
      for (guint32 i = first; i < first + n; i++)
        check_common (catalog, table, row, list, i, problems);
    }
}

/* Every text of a list is an id of `among`. */
static void
check_list (const UitwegCatalog *catalog,
            ModelCatalogTable table,
            guint32 row,
            guint field,
            ModelCatalogTable among,
            BaseProblems *problems)
{
  const UitwegTable *rows = catalog->tables[table];
  const UitwegTable *list = uitweg_table_child (rows, field);
  guint32 first;
  guint32 n;

  uitweg_table_list (rows, row, field, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    check_id (catalog, table, row,
              uitweg_table_get_schema (rows)->fields[field].key,
              uitweg_table_text (list, i, 0), among, problems);
}

static void
check_decimal (const UitwegCatalog *catalog,
               ModelCatalogTable table,
               guint32 row,
               const char *key,
               const char *text,
               BaseProblems *problems)
{
  BasePrice price;

  if (text == NULL)
    return;
  if (!base_money_parse_price (text, &price, NULL) || price.mantissa < 0)
    note (catalog, table, row, problems,
          "%s: found '%s', expected a decimal of at least 0", key, text);
}

static void
check_currency (const UitwegCatalog *catalog,
                ModelCatalogTable table,
                guint32 row,
                const char *currency,
                BaseProblems *problems)
{
  if (strlen (currency) == 3 && g_ascii_isupper (currency[0])
      && g_ascii_isupper (currency[1]) && g_ascii_isupper (currency[2]))
    return;
  note (catalog, table, row, problems,
        "currency: found '%s', expected an ISO 4217 code such as EUR",
        currency);
}

static void
check_provider (const UitwegCatalog *catalog,
                guint32 row,
                BaseProblems *problems)
{
  const UitwegTable *rows = catalog->tables[MODEL_CATALOG_PROVIDERS];
  const UitwegTable *regions = uitweg_table_child (rows,
                                                   CATALOG_PROVIDER_REGIONS);
  const UitwegTable *managed = uitweg_table_child (
      rows, CATALOG_PROVIDER_MANAGED_SERVICES);
  static const guint countries[] = { CATALOG_PROVIDER_SEAT_COUNTRY_VALUE,
                                     CATALOG_PROVIDER_ULTIMATE_PARENT_COUNTRY };
  guint32 first;
  guint32 n;

  for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
    check_id (catalog, MODEL_CATALOG_PROVIDERS, row,
              uitweg_table_get_schema (rows)->fields[countries[i]].key,
              uitweg_table_text (rows, row, countries[i]),
              MODEL_CATALOG_COUNTRIES, problems);
  if (uitweg_table_list (rows, row, CATALOG_PROVIDER_REGIONS, &first, &n)
      && n == 0)
    note (catalog, MODEL_CATALOG_PROVIDERS, row, problems,
          "regions: found an empty list, expected a region, or no list if "
          "they are unknown");
  for (guint32 i = first; i < first + n; i++)
    check_id (catalog, MODEL_CATALOG_PROVIDERS, row, "regions.country",
              uitweg_table_text (regions, i, CATALOG_REGION_COUNTRY),
              MODEL_CATALOG_COUNTRIES, problems);
  uitweg_table_list (rows, row, CATALOG_PROVIDER_MANAGED_SERVICES, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    check_id (catalog, MODEL_CATALOG_PROVIDERS, row,
              "managed_services.capability",
              uitweg_table_text (managed, i, CATALOG_MANAGED_CAPABILITY),
              MODEL_CATALOG_CAPABILITIES, problems);
}

static void
check_price (const UitwegCatalog *catalog, guint32 row, BaseProblems *problems)
{
  const UitwegTable *rows = catalog->tables[MODEL_CATALOG_PRICES];

  check_currency (catalog, MODEL_CATALOG_PRICES, row,
                  uitweg_table_text (rows, row, CATALOG_PRICE_CURRENCY),
                  problems);
  check_decimal (catalog, MODEL_CATALOG_PRICES, row, "price",
                 uitweg_table_text (rows, row, CATALOG_PRICE_PRICE), problems);
  check_decimal (catalog, MODEL_CATALOG_PRICES, row, "month_cap",
                 uitweg_table_text (rows, row, CATALOG_PRICE_MONTH_CAP),
                 problems);
}

static void
check_types (const UitwegCatalog *catalog,
             guint32 row,
             guint field,
             BaseProblems *problems)
{
  static const char *const kinds[] = {
    "terraform", "cloudformation", "arm",        "cai",     "api",     "other",
    "saas",      "libvirt",        "openstack",  "nutanix", "proxmox", "ovf",
    "vmx",       "coriolis",       "kubernetes", NULL
  };
  const UitwegTable *rows = catalog->tables[MODEL_CATALOG_SERVICES];
  const UitwegTable *types = uitweg_table_child (rows, field);
  guint32 first;
  guint32 n;

  uitweg_table_list (rows, row, field, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    {
      const char *type = uitweg_table_text (types, i, 0);
      const char *colon = strchr (type, ':');
      g_autofree char *kind = g_strndup (
          type, colon != NULL ? (gsize) (colon - type) : 0);

      if (colon == NULL || colon[1] == '\0' || !g_strv_contains (kinds, kind))
        note (catalog, MODEL_CATALOG_SERVICES, row, problems,
              "types: found '%s', expected KIND:TYPE such as "
              "terraform:aws_instance",
              type);
    }
}

static void
check_service (const UitwegCatalog *catalog,
               guint32 row,
               BaseProblems *problems)
{
  const UitwegTable *rows = catalog->tables[MODEL_CATALOG_SERVICES];

  check_id (catalog, MODEL_CATALOG_SERVICES, row, "archetype",
            uitweg_table_text (rows, row, CATALOG_ENTRY_ARCHETYPE),
            MODEL_CATALOG_ARCHETYPES, problems);
  check_types (catalog, row, CATALOG_ENTRY_TYPES, problems);
  check_types (catalog, row, CATALOG_ENTRY_UNVERIFIED_TYPES, problems);
  check_list (catalog, MODEL_CATALOG_SERVICES, row,
              CATALOG_ENTRY_TARGET_CAPABILITY, MODEL_CATALOG_CAPABILITIES,
              problems);
  check_list (catalog, MODEL_CATALOG_SERVICES, row, CATALOG_ENTRY_NEEDS_FIRST,
              MODEL_CATALOG_CAPABILITIES, problems);
}

static void
check_archetype (const UitwegCatalog *catalog,
                 guint32 row,
                 BaseProblems *problems)
{
  check_list (catalog, MODEL_CATALOG_ARCHETYPES, row,
              CATALOG_ARCHETYPE_TARGET_CAPABILITY, MODEL_CATALOG_CAPABILITIES,
              problems);
  check_list (catalog, MODEL_CATALOG_ARCHETYPES, row,
              CATALOG_ARCHETYPE_NEEDS_FIRST, MODEL_CATALOG_CAPABILITIES,
              problems);
}

/* A ladder starts at 0 and has neither gap nor overlap. */
static void
check_ladder (const UitwegCatalog *catalog, guint32 row, BaseProblems *problems)
{
  const UitwegTable *rows = catalog->tables[MODEL_CATALOG_EGRESS_TIERS];
  const UitwegTable *tiers = uitweg_table_child (rows, CATALOG_EGRESS_TIERS);
  double expected = 0;
  guint32 first;
  guint32 n;

  check_currency (catalog, MODEL_CATALOG_EGRESS_TIERS, row,
                  uitweg_table_text (rows, row, CATALOG_EGRESS_CURRENCY),
                  problems);
  uitweg_table_list (rows, row, CATALOG_EGRESS_TIERS, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    {
      if (uitweg_table_number (tiers, i, CATALOG_TIER_FROM) != expected)
        note (catalog, MODEL_CATALOG_EGRESS_TIERS, row, problems,
              "tiers: found a gap or an overlap at tier %u, expected each to "
              "begin where the one before ends",
              i - first + 1);
      check_decimal (catalog, MODEL_CATALOG_EGRESS_TIERS, row, "tiers.price",
                     uitweg_table_text (tiers, i, CATALOG_TIER_PRICE),
                     problems);
      expected = uitweg_table_number (tiers, i, CATALOG_TIER_TO);
    }
  if (n == 0 || !isnan (expected))
    note (catalog, MODEL_CATALOG_EGRESS_TIERS, row, problems,
          "tiers: found an end, expected a last tier without one");
}

static void
check_special (const UitwegCatalog *catalog,
               ModelCatalogTable table,
               guint32 row,
               BaseProblems *problems)
{
  const UitwegTable *rows = catalog->tables[table];

  if (table == MODEL_CATALOG_PROVIDERS)
    check_provider (catalog, row, problems);
  else if (table == MODEL_CATALOG_PRICES)
    check_price (catalog, row, problems);
  else if (table == MODEL_CATALOG_SERVICES)
    check_service (catalog, row, problems);
  else if (table == MODEL_CATALOG_ARCHETYPES)
    check_archetype (catalog, row, problems);
  else if (table == MODEL_CATALOG_EGRESS_TIERS)
    check_ladder (catalog, row, problems);
  else if (table == MODEL_CATALOG_AREAS)
    check_list (catalog, table, row, CATALOG_AREA_COUNTRIES,
                MODEL_CATALOG_COUNTRIES, problems);
  else if (table == MODEL_CATALOG_EXIT_PROGRAMMES)
    check_decimal (catalog, table, row, "cost",
                   uitweg_table_text (rows, row, CATALOG_PROGRAMME_COST),
                   problems);
}

void
model_catalog_check (const UitwegCatalog *catalog, BaseProblems *problems)
{
  for (guint table = 0; table < MODEL_N_CATALOG_TABLES; table++)
    {
      guint32 n = uitweg_table_get_n_rows (catalog->tables[table]);

      for (guint32 row = 0; row < n; row++)
        {
          check_row (catalog, table, row, problems);
          check_special (catalog, table, row, problems);
        }
    }
}
