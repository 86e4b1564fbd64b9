/* SPDX-License-Identifier: EUPL-1.2
 *
 * The catalog: folders of facts, the weakest first, become one immutable
 * object. Read (catalog-read.c), laid over each other (catalog-overlay.c),
 * checked (catalog-check.c), made into typed records.
 */
#include "config.h"

#include "model/catalog-private.h"

#include <string.h>

#include "base/calendar.h"
#include "model/messages.h"

G_DEFINE_QUARK (uitweg - catalog - error - quark, uitweg_catalog_error)

static void
clear_file (gpointer data)
{
  ModelCatalogFile *file = data;

  g_free (file->name);
  g_free (file->path);
  g_free (file->table);
}

static void
clear_calendar (gpointer data)
{
  ModelCatalogCalendar *calendar = data;

  g_free (calendar->id);
  base_calendar_free (calendar->calendar);
}

static UitwegCatalog *
new_catalog (void)
{
  UitwegCatalog *catalog = g_new0 (UitwegCatalog, 1);

  g_atomic_ref_count_init (&catalog->references);
  catalog->pool = base_strpool_new ();
  catalog->as_of = UITWEG_DAY_UNKNOWN;
  catalog->files = g_array_new (FALSE, FALSE, sizeof (ModelCatalogFile));
  g_array_set_clear_func (catalog->files, clear_file);
  for (guint table = 0; table < MODEL_N_CATALOG_TABLES; table++)
    {
      catalog->tables[table] = base_table_new (model_catalog_schema (table),
                                               catalog->pool);
      catalog->places[table] = g_array_new (FALSE, FALSE,
                                            sizeof (ModelCatalogPlace));
    }
  catalog->calendars = g_array_new (FALSE, FALSE,
                                    sizeof (ModelCatalogCalendar));
  g_array_set_clear_func (catalog->calendars, clear_calendar);
  catalog->parameters = g_array_new (FALSE, FALSE, sizeof (ModelParameter));
  catalog->withdrawals = g_array_new (FALSE, FALSE, sizeof (ModelWithdrawal));
  catalog->owned = g_ptr_array_new_with_free_func (g_free);
  catalog->types = g_hash_table_new (g_str_hash, g_str_equal);
  return catalog;
}

static void
free_catalog (UitwegCatalog *catalog)
{
  g_hash_table_unref (catalog->types);
  g_ptr_array_unref (catalog->owned);
  g_free (catalog->providers);
  g_free (catalog->prices);
  g_free (catalog->services);
  g_free (catalog->machines);
  g_free (catalog->blockers);
  g_free (catalog->ladders);
  g_array_unref (catalog->withdrawals);
  g_array_unref (catalog->parameters);
  g_array_unref (catalog->calendars);
  for (guint table = 0; table < MODEL_N_CATALOG_TABLES; table++)
    {
      base_table_free (catalog->tables[table]);
      g_array_unref (catalog->places[table]);
    }
  g_array_unref (catalog->files);
  g_free (catalog->version);
  g_free (catalog->digest);
  base_strpool_free (catalog->pool);
  g_free (catalog);
}

UitwegCatalog *
uitweg_catalog_ref (const UitwegCatalog *catalog)
{
  UitwegCatalog *counted = (UitwegCatalog *) catalog;

  g_return_val_if_fail (catalog != NULL, NULL);

  g_atomic_ref_count_inc (&counted->references);
  return counted;
}

void
uitweg_catalog_unref (UitwegCatalog *catalog)
{
  if (catalog != NULL && g_atomic_ref_count_dec (&catalog->references))
    free_catalog (catalog);
}

/* Whether each folder has an index that can be opened. */
static gboolean
check_folders (const char *const *paths, guint n_paths, GError **error)
{
  for (guint i = 0; i < n_paths; i++)
    {
      g_autofree char *index = g_build_filename (paths[i], "catalog.yaml",
                                                 NULL);

      if (g_file_test (index, G_FILE_TEST_IS_REGULAR))
        continue;
      g_set_error (error, UITWEG_CATALOG_ERROR, UITWEG_CATALOG_ERROR_UNREADABLE,
                   "%s: found no catalog.yaml, expected a catalog folder",
                   paths[i]);
      return FALSE;
    }
  return TRUE;
}

static void
build (UitwegCatalog *catalog)
{
  model_catalog_build_providers (catalog);
  model_catalog_build_prices (catalog);
  model_catalog_build_services (catalog);
  model_catalog_build_rules (catalog);
}

UitwegCatalog *
uitweg_catalog_load (const char *const *paths, guint n_paths, GError **error)
{
  g_autoptr (UitwegCatalog) catalog = NULL;
  g_autoptr (BaseProblems) problems = base_problems_new ();
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_return_val_if_fail (paths != NULL && n_paths >= 1, NULL);

  if (!check_folders (paths, n_paths, error))
    return NULL;
  catalog = new_catalog ();
  for (guint i = 0; i < n_paths; i++)
    model_catalog_read_layer (catalog, paths[i], i, checksum, problems);
  if (base_problems_get_count (problems) == 0)
    {
      model_catalog_overlay (catalog, problems);
      model_catalog_finish_parameters (catalog, problems);
      model_catalog_check (catalog, problems);
    }
  if (!model_check_problems (problems, UITWEG_CATALOG_ERROR,
                             UITWEG_CATALOG_ERROR_INVALID, error))
    return NULL;
  catalog->digest = g_strdup (g_checksum_get_string (checksum));
  build (catalog);
  return g_steal_pointer (&catalog);
}

const char *
uitweg_catalog_get_version (const UitwegCatalog *catalog)
{
  g_return_val_if_fail (catalog != NULL, NULL);

  return catalog->version;
}

UitwegDay
uitweg_catalog_get_as_of (const UitwegCatalog *catalog)
{
  g_return_val_if_fail (catalog != NULL, UITWEG_DAY_UNKNOWN);

  return catalog->as_of;
}

const char *
uitweg_catalog_get_digest (const UitwegCatalog *catalog)
{
  g_return_val_if_fail (catalog != NULL, NULL);

  return catalog->digest;
}

const UitwegTable *
uitweg_catalog_get_table (const UitwegCatalog *catalog, const char *name)
{
  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (guint table = 0; table < MODEL_N_CATALOG_TABLES; table++)
    if (strcmp (model_catalog_schema (table)->name, name) == 0)
      return catalog->tables[table];
  return NULL;
}

const UitwegSchema *
uitweg_catalog_get_schema (guint number)
{
  return number < MODEL_N_CATALOG_TABLES ? model_catalog_schema (number) : NULL;
}

const BaseCalendar *
uitweg_catalog_find_calendar (const UitwegCatalog *catalog, const char *code)
{
  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail (code != NULL, NULL);

  for (guint i = 0; i < catalog->calendars->len; i++)
    {
      const ModelCatalogCalendar *calendar = &g_array_index (
          catalog->calendars, ModelCatalogCalendar, i);

      if (strcmp (calendar->id, code) == 0)
        return calendar->calendar;
    }
  return NULL;
}
