/* SPDX-License-Identifier: EUPL-1.2
 *
 * Layers over each other: of several records with one id that of the
 * strongest layer stays, whole; a layer may take records below it away. What
 * stays is sorted by id.
 */
#include "config.h"

#include "model/catalog-private.h"

#include <string.h>

#include "base/calendar.h"

/* One record of a raw table. */
typedef struct
{
  const char *key;
  guint32 layer;
  guint32 row;
} Entry;

const char *
model_catalog_key (const UitwegCatalog *catalog,
                   ModelCatalogTable table,
                   guint32 row)
{
  const UitwegTable *rows = catalog->tables[table];
  g_autofree char *key = NULL;

  if (table != MODEL_CATALOG_MACHINE_TYPES)
    return uitweg_table_text (rows, row, 0);
  key = g_strjoin ("/", uitweg_table_text (rows, row, CATALOG_MACHINE_PROVIDER),
                   uitweg_table_text (rows, row, CATALOG_MACHINE_ID), NULL);
  return base_strpool_get (
      catalog->pool, base_strpool_intern (catalog->pool, key, strlen (key)));
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = a;
  const Entry *y = b;
  int order = strcmp (x->key, y->key);

  if (order == 0 && x->layer != y->layer)
    return x->layer < y->layer ? -1 : 1;
  return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

/* Whether a stronger layer takes the record away. */
static gboolean
is_withdrawn (UitwegCatalog *catalog,
              const char *table,
              const char *id,
              guint32 layer)
{
  gboolean found = FALSE;

  for (guint i = 0; i < catalog->withdrawals->len; i++)
    {
      ModelWithdrawal *withdrawal = &g_array_index (catalog->withdrawals,
                                                    ModelWithdrawal, i);

      if (strcmp (withdrawal->table, table) != 0
          || strcmp (withdrawal->id, id) != 0 || withdrawal->place.layer == 0)
        continue;
      withdrawal->used = TRUE;
      found = found || withdrawal->place.layer > layer;
    }
  return found;
}

static void
note_repeat (const UitwegCatalog *catalog,
             const ModelCatalogPlace *place,
             const ModelCatalogPlace *before,
             const char *key,
             BaseProblems *problems)
{
  base_problems_add (
      problems,
      g_array_index (catalog->files, ModelCatalogFile, place->file).name,
      place->line, 0,
      "found id '%s' again, first at %s:%u, expected each id once", key,
      g_array_index (catalog->files, ModelCatalogFile, before->file).name,
      before->line);
}

/* Sorts the entries and drops all that are overridden or withdrawn. */
static void
keep_strongest (UitwegCatalog *catalog,
                ModelCatalogTable table,
                GArray *entries,
                BaseProblems *problems)
{
  const GArray *places = catalog->places[table];
  const char *name = model_catalog_schema (table)->name;
  guint kept = 0;

  g_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry entry = g_array_index (entries, Entry, i);
      const Entry *next = i + 1 < entries->len
                              ? &g_array_index (entries, Entry, i + 1)
                              : NULL;

      if (next != NULL && strcmp (next->key, entry.key) == 0)
        {
          if (next->layer == entry.layer)
            note_repeat (catalog,
                         &g_array_index (places, ModelCatalogPlace, next->row),
                         &g_array_index (places, ModelCatalogPlace, entry.row),
                         entry.key, problems);
          continue;
        }
      if (!is_withdrawn (catalog, name, entry.key, entry.layer))
        g_array_index (entries, Entry, kept++) = entry;
    }
  g_array_set_size (entries, kept);
}

static void
overlay_table (UitwegCatalog *catalog,
               ModelCatalogTable table,
               BaseProblems *problems)
{
  const UitwegTable *raw = catalog->tables[table];
  guint32 n = uitweg_table_get_n_rows (raw);
  g_autoptr (GArray)
      entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), n);
  UitwegTable *rows = base_table_new (model_catalog_schema (table),
                                      catalog->pool);
  GArray *places = g_array_new (FALSE, FALSE, sizeof (ModelCatalogPlace));

  for (guint32 row = 0; row < n; row++)
    {
      Entry entry = { .key = model_catalog_key (catalog, table, row),
                      .layer = g_array_index (catalog->places[table],
                                              ModelCatalogPlace, row)
                                   .layer,
                      .row = row };

      g_array_append_val (entries, entry);
    }
  keep_strongest (catalog, table, entries, problems);
  for (guint i = 0; i < entries->len; i++)
    {
      guint32 row = g_array_index (entries, Entry, i).row;

      base_table_copy_row (rows, raw, row);
      g_array_append_val (places, g_array_index (catalog->places[table],
                                                 ModelCatalogPlace, row));
    }
  base_table_free (catalog->tables[table]);
  g_array_unref (catalog->places[table]);
  catalog->tables[table] = rows;
  catalog->places[table] = places;
}

static void
overlay_calendars (UitwegCatalog *catalog, BaseProblems *problems)
{
  GArray *calendars = catalog->calendars;

  /* A later one with the same id takes the place of the earlier. */
  for (guint i = 0; i < calendars->len; i++)
    {
      const ModelCatalogCalendar *one = &g_array_index (
          calendars, ModelCatalogCalendar, i);
      gboolean drop = is_withdrawn (catalog, "calendars", one->id,
                                    one->place.layer);

      for (guint j = i + 1; j < calendars->len; j++)
        {
          const ModelCatalogCalendar *other = &g_array_index (
              calendars, ModelCatalogCalendar, j);

          if (strcmp (one->id, other->id) != 0)
            continue;
          drop = TRUE;
          if (one->place.layer == other->place.layer)
            note_repeat (catalog, &other->place, &one->place, one->id,
                         problems);
        }
      if (drop)
        g_array_remove_index (calendars, i--);
    }
}

void
model_catalog_overlay (UitwegCatalog *catalog, BaseProblems *problems)
{
  for (guint table = 0; table < MODEL_N_CATALOG_TABLES; table++)
    overlay_table (catalog, table, problems);
  overlay_calendars (catalog, problems);
  for (guint i = 0; i < catalog->withdrawals->len; i++)
    {
      const ModelWithdrawal *withdrawal = &g_array_index (catalog->withdrawals,
                                                          ModelWithdrawal, i);

      if (!withdrawal->used)
        base_problems_add (problems,
                           g_array_index (catalog->files, ModelCatalogFile,
                                          withdrawal->place.file)
                               .name,
                           0, 0,
                           "withdraw: found '%s' of table '%s', expected an "
                           "id of a layer below",
                           withdrawal->id, withdrawal->table);
    }
}

guint32
model_catalog_find (const UitwegCatalog *catalog,
                    ModelCatalogTable table,
                    const char *id)
{
  const UitwegTable *rows = catalog->tables[table];
  guint32 low = 0;
  guint32 high = uitweg_table_get_n_rows (rows);

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;
      int order = strcmp (uitweg_table_text (rows, middle, 0), id);

      if (order == 0)
        return middle;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return UITWEG_NONE;
}
