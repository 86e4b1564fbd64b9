/* SPDX-License-Identifier: EUPL-1.2
 *
 * Typed records of providers, their prices and the machine types of source
 * clouds, made once from the tables. Texts stay in the catalog's pool.
 */
#include "config.h"

#include "model/catalog-private.h"

#include <stdlib.h>
#include <string.h>

static gpointer
own (UitwegCatalog *catalog, gpointer array)
{
  g_ptr_array_add (catalog->owned, array);
  return array;
}

/* Not stated is unknown; the word judgement counts as unverified. */
static UitwegConfidence
read_confidence (const UitwegTable *table, guint32 row, guint field)
{
  gint word = uitweg_table_enum (table, row, field);

  if (word < 0)
    return UITWEG_CONFIDENCE_UNKNOWN;
  return word <= UITWEG_CONFIDENCE_UNKNOWN ? (UitwegConfidence) word
                                           : UITWEG_CONFIDENCE_UNVERIFIED;
}

UitwegGrade
uitweg_confidence_get_grade (UitwegConfidence confidence)
{
  switch (confidence)
    {
    case UITWEG_CONFIDENCE_VERIFIED:
      return UITWEG_GRADE_DOCUMENTED;
    case UITWEG_CONFIDENCE_PARTLY:
      return UITWEG_GRADE_INFERRED;
    case UITWEG_CONFIDENCE_UNVERIFIED:
    case UITWEG_CONFIDENCE_UNKNOWN:
      return UITWEG_GRADE_ASSUMED;
    }
  return UITWEG_GRADE_ASSUMED;
}

/* Which fields of a list of facts become which member; -1: none. */
typedef struct
{
  guint list;
  guint name;
  gint status;
  gint country;
  gint code;
  guint confidence;
} FactFields;

static const char *
optional_text (const UitwegTable *table, guint32 row, gint field)
{
  return field >= 0 ? uitweg_table_text (table, row, (guint) field) : NULL;
}

static const UitwegProviderFact *
read_facts (UitwegCatalog *catalog,
            guint32 row,
            const FactFields *fields,
            guint *n_out)
{
  const UitwegTable *table = catalog->tables[MODEL_CATALOG_PROVIDERS];
  const UitwegTable *list = uitweg_table_child (table, fields->list);
  UitwegProviderFact *facts;
  guint32 first;
  guint32 n;

  uitweg_table_list (table, row, fields->list, &first, &n);
  facts = own (catalog, g_new0 (UitwegProviderFact, (gsize) n + 1));
  for (guint32 i = 0; i < n; i++)
    {
      guint32 at = first + i;

      facts[i].name = uitweg_table_text (list, at, fields->name);
      facts[i].status = optional_text (list, at, fields->status);
      facts[i].country = optional_text (list, at, fields->country);
      facts[i].code = optional_text (list, at, fields->code);
      facts[i].confidence = read_confidence (list, at, fields->confidence);
    }
  *n_out = n;
  return facts;
}

static void
read_lists (UitwegCatalog *catalog, guint32 row, UitwegProvider *provider)
{
  static const FactFields regions = {
    CATALOG_PROVIDER_REGIONS, CATALOG_REGION_CITY, -1,
    CATALOG_REGION_COUNTRY,   CATALOG_REGION_CODE, CATALOG_REGION_CONFIDENCE
  };
  static const FactFields certificates = { CATALOG_PROVIDER_CERTIFICATIONS,
                                           CATALOG_CERTIFICATE_NAME,
                                           CATALOG_CERTIFICATE_STATUS,
                                           -1,
                                           -1,
                                           CATALOG_CERTIFICATE_CONFIDENCE };
  static const FactFields managed = { CATALOG_PROVIDER_MANAGED_SERVICES,
                                      CATALOG_MANAGED_CAPABILITY,
                                      CATALOG_MANAGED_PRODUCT,
                                      -1,
                                      -1,
                                      CATALOG_MANAGED_CONFIDENCE };

  provider->regions = read_facts (catalog, row, &regions, &provider->n_regions);
  provider->certificates = read_facts (catalog, row, &certificates,
                                       &provider->n_certificates);
  provider->capabilities = read_facts (catalog, row, &managed,
                                       &provider->n_capabilities);
}

void
model_catalog_build_providers (UitwegCatalog *catalog)
{
  const UitwegTable *table = catalog->tables[MODEL_CATALOG_PROVIDERS];
  const GArray *places = catalog->places[MODEL_CATALOG_PROVIDERS];
  guint32 n = uitweg_table_get_n_rows (table);

  catalog->n_providers = n;
  catalog->providers = g_new0 (UitwegProvider, (gsize) n + 1);
  for (guint32 i = 0; i < n; i++)
    {
      UitwegProvider *provider = &catalog->providers[i];
      guint32 file = g_array_index (places, ModelCatalogPlace, i).file;

      provider->id = uitweg_table_text (table, i, CATALOG_PROVIDER_ID);
      provider->name = uitweg_table_text (table, i, CATALOG_PROVIDER_NAME);
      provider->tier = uitweg_table_text (table, i, CATALOG_PROVIDER_TIER);
      provider->legal_entity = uitweg_table_text (
          table, i, CATALOG_PROVIDER_LEGAL_ENTITY_VALUE);
      provider->seat_country = uitweg_table_text (
          table, i, CATALOG_PROVIDER_SEAT_COUNTRY_VALUE);
      provider->seat_confidence = read_confidence (
          table, i, CATALOG_PROVIDER_SEAT_COUNTRY_CONFIDENCE);
      provider->parent_name = uitweg_table_text (
          table, i, CATALOG_PROVIDER_ULTIMATE_PARENT_NAME);
      provider->parent_country = uitweg_table_text (
          table, i, CATALOG_PROVIDER_ULTIMATE_PARENT_COUNTRY);
      provider->parent_confidence = read_confidence (
          table, i, CATALOG_PROVIDER_ULTIMATE_PARENT_CONFIDENCE);
      provider->jurisdiction_class = uitweg_table_text (
          table, i, CATALOG_PROVIDER_JURISDICTION_CLASS);
      provider->note = uitweg_table_text (table, i, CATALOG_PROVIDER_NOTE);
      provider->path =
          g_array_index (catalog->files, ModelCatalogFile, file).path;
      read_lists (catalog, i, provider);
    }
}

static void
read_price (const UitwegCatalog *catalog, guint32 row, UitwegPrice *price)
{
  const UitwegTable *table = catalog->tables[MODEL_CATALOG_PRICES];

  price->id = uitweg_table_text (table, row, CATALOG_PRICE_ID);
  price->provider = uitweg_catalog_find_provider (
      catalog, uitweg_table_text (table, row, CATALOG_PRICE_PROVIDER));
  price->kind = uitweg_table_text (table, row, CATALOG_PRICE_KIND);
  price->name = uitweg_table_text (table, row, CATALOG_PRICE_NAME);
  price->region = uitweg_table_text (table, row, CATALOG_PRICE_REGION);
  price->arch = uitweg_table_text (table, row, CATALOG_PRICE_ARCH);
  price->vcpu = uitweg_table_number (table, row, CATALOG_PRICE_VCPU);
  price->memory = uitweg_table_int64 (table, row, CATALOG_PRICE_MEMORY_GIB);
  price->disk_gb = uitweg_table_number (table, row, CATALOG_PRICE_DISK_GB);
  price->gpu = uitweg_table_text (table, row, CATALOG_PRICE_GPU);
  price->cpu_allocation = uitweg_table_text (table, row,
                                             CATALOG_PRICE_CPU_ALLOCATION);
  price->currency = uitweg_table_text (table, row, CATALOG_PRICE_CURRENCY);
  price->price = uitweg_table_text (table, row, CATALOG_PRICE_PRICE);
  price->unit = uitweg_table_text (table, row, CATALOG_PRICE_UNIT);
  price->month_cap = uitweg_table_text (table, row, CATALOG_PRICE_MONTH_CAP);
  price->month_hours = uitweg_table_number (table, row,
                                            CATALOG_PRICE_MONTH_HOURS);
  price->included_quantity = uitweg_table_number (
      table, row, CATALOG_PRICE_INCLUDED_QUANTITY);
  price->included_unit = uitweg_table_text (table, row,
                                            CATALOG_PRICE_INCLUDED_UNIT);
  price->vat = uitweg_table_text (table, row, CATALOG_PRICE_VAT);
  price->commitment = uitweg_table_text (table, row, CATALOG_PRICE_COMMITMENT);
  price->price_kind = uitweg_table_text (table, row, CATALOG_PRICE_PRICE_KIND);
  price->source = uitweg_table_text (table, row, CATALOG_PRICE_SOURCE);
  price->as_of = uitweg_table_day (table, row, CATALOG_PRICE_AS_OF);
  price->confidence = read_confidence (table, row, CATALOG_PRICE_CONFIDENCE);
  price->note = uitweg_table_text (table, row, CATALOG_PRICE_NOTE);
}

static int
compare_prices (const void *a, const void *b)
{
  const UitwegPrice *x = a;
  const UitwegPrice *y = b;
  int order;

  if (x->provider != y->provider)
    return x->provider < y->provider ? -1 : 1;
  order = strcmp (x->kind, y->kind);
  return order != 0 ? order : strcmp (x->id, y->id);
}

void
model_catalog_build_prices (UitwegCatalog *catalog)
{
  const UitwegTable *prices = catalog->tables[MODEL_CATALOG_PRICES];
  const UitwegTable *machines = catalog->tables[MODEL_CATALOG_MACHINE_TYPES];

  catalog->n_prices = uitweg_table_get_n_rows (prices);
  catalog->prices = g_new0 (UitwegPrice, (gsize) catalog->n_prices + 1);
  for (guint32 i = 0; i < catalog->n_prices; i++)
    read_price (catalog, i, &catalog->prices[i]);
  qsort (catalog->prices, catalog->n_prices, sizeof *catalog->prices,
         compare_prices);

  /* The table stands in the order of provider/id already. */
  catalog->n_machines = uitweg_table_get_n_rows (machines);
  catalog->machines = g_new0 (UitwegMachineType,
                              (gsize) catalog->n_machines + 1);
  for (guint32 i = 0; i < catalog->n_machines; i++)
    {
      UitwegMachineType *machine = &catalog->machines[i];

      machine->id = uitweg_table_text (machines, i, CATALOG_MACHINE_ID);
      machine->provider = uitweg_table_text (machines, i,
                                             CATALOG_MACHINE_PROVIDER);
      machine->vcpu = uitweg_table_int64 (machines, i, CATALOG_MACHINE_VCPU);
      machine->memory = uitweg_table_int64 (machines, i,
                                            CATALOG_MACHINE_MEMORY_GIB);
      machine->gpus = uitweg_table_int64 (machines, i,
                                          CATALOG_MACHINE_GPU_COUNT);
      machine->arch = uitweg_table_text (machines, i, CATALOG_MACHINE_ARCH);
    }
}

guint
uitweg_catalog_get_n_providers (const UitwegCatalog *catalog)
{
  g_return_val_if_fail (catalog != NULL, 0);

  return catalog->n_providers;
}

const UitwegProvider *
uitweg_catalog_get_provider (const UitwegCatalog *catalog, guint provider)
{
  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail (provider < catalog->n_providers, NULL);

  return &catalog->providers[provider];
}

guint32
uitweg_catalog_find_provider (const UitwegCatalog *catalog, const char *id)
{
  g_return_val_if_fail (catalog != NULL, UITWEG_NONE);
  g_return_val_if_fail (id != NULL, UITWEG_NONE);

  return model_catalog_find (catalog, MODEL_CATALOG_PROVIDERS, id);
}

gboolean
uitweg_provider_offers (const UitwegProvider *provider,
                        const char *capability,
                        UitwegConfidence *confidence_out)
{
  g_return_val_if_fail (provider != NULL, FALSE);
  g_return_val_if_fail (capability != NULL, FALSE);

  for (guint i = 0; i < provider->n_capabilities; i++)
    {
      const UitwegProviderFact *fact = &provider->capabilities[i];

      if (strcmp (fact->name, capability) != 0)
        continue;
      if (confidence_out != NULL)
        *confidence_out = fact->confidence;
      return TRUE;
    }
  return FALSE;
}

guint32
uitweg_catalog_get_n_prices (const UitwegCatalog *catalog)
{
  g_return_val_if_fail (catalog != NULL, 0);

  return catalog->n_prices;
}

const UitwegPrice *
uitweg_catalog_get_price (const UitwegCatalog *catalog, guint32 price)
{
  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail (price < catalog->n_prices, NULL);

  return &catalog->prices[price];
}

/* The first price that is not before (provider, kind); behind all of that
 * kind if `behind`. */
static guint32
find_price (const UitwegCatalog *catalog,
            guint32 provider,
            const char *kind,
            gboolean behind)
{
  guint32 low = 0;
  guint32 high = catalog->n_prices;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;
      const UitwegPrice *price = &catalog->prices[middle];
      int order = price->provider != provider
                      ? (price->provider < provider ? -1 : 1)
                      : strcmp (price->kind, kind);

      if (order < 0 || (order == 0 && behind))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

void
uitweg_catalog_find_prices (const UitwegCatalog *catalog,
                            guint32 provider,
                            const char *kind,
                            guint32 *first_out,
                            guint32 *n_out)
{
  g_return_if_fail (catalog != NULL);
  g_return_if_fail (kind != NULL);
  g_return_if_fail (first_out != NULL && n_out != NULL);

  *first_out = find_price (catalog, provider, kind, FALSE);
  *n_out = find_price (catalog, provider, kind, TRUE) - *first_out;
}

const UitwegMachineType *
uitweg_catalog_find_machine_type (const UitwegCatalog *catalog,
                                  const char *provider,
                                  const char *id)
{
  g_autofree char *key = NULL;
  guint32 low = 0;
  guint32 high;

  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail (provider != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  key = g_strjoin ("/", provider, id, NULL);
  high = catalog->n_machines;
  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;
      const UitwegMachineType *machine = &catalog->machines[middle];
      g_autofree char *other = g_strjoin ("/", machine->provider, machine->id,
                                          NULL);
      int order = strcmp (other, key);

      if (order == 0)
        return machine;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}
