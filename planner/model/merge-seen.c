/* SPDX-License-Identifier: EUPL-1.2
 *
 * A merged record carries what each source said of it, and is worth no more
 * than that: before estates are merged, such records are taken apart again,
 * so that the same files give the same estate whichever were merged first.
 */
#include "config.h"

#include "model/merge-private.h"

#include <string.h>

/* Rows of the table itself, and of what its records were made of. */
enum
{
  FROM_RECORDS,
  FROM_SEEN,
  N_FROM
};

static GArray *
list_rows (const ModelBatch *batch, UitwegRecordType type, GArray *origins)
{
  const UitwegTable *table = batch->tables[type];
  const guint32 n = uitweg_table_get_n_rows (table);
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (BaseTableRow), n);

  for (guint32 row = 0; row < n; row++)
    {
      ModelOrigin origin = g_array_index (batch->origins[type], ModelOrigin,
                                          row);
      BaseTableRow from = { .table = FROM_RECORDS, .row = row };
      guint32 n_seen;
      guint32 first;

      uitweg_table_list (table, row, model_seen_field (type), &first, &n_seen);
      origin.is_seen = n_seen > 0;
      if (n_seen == 0)
        {
          g_array_append_val (rows, from);
          g_array_append_val (origins, origin);
        }
      for (guint32 i = first; i < first + n_seen; i++)
        {
          from = (BaseTableRow){ .table = FROM_SEEN, .row = i };
          g_array_append_val (rows, from);
          g_array_append_val (origins, origin);
        }
    }
  return rows;
}

static void
take_table_apart (ModelBatch *batch, UitwegRecordType type)
{
  const guint seen = model_seen_field (type);
  const UitwegTable *from[N_FROM] = {
    batch->tables[type], uitweg_table_child (batch->tables[type], seen)
  };
  const guint32 *const maps[N_FROM] = { NULL, NULL };
  g_autoptr (GArray) rows = NULL;
  GArray *origins;
  UitwegTable *table;

  if (uitweg_table_get_n_rows (from[FROM_SEEN]) == 0)
    return;
  origins = g_array_new (FALSE, FALSE, sizeof (ModelOrigin));
  rows = list_rows (batch, type, origins);
  table = base_table_new (uitweg_estate_get_schema (type), batch->pool);
  base_table_append_many (table, rows->len);
  for (guint field = 0; field < seen; field++)
    base_table_gather_field (table, 0, field, from, maps, N_FROM,
                             (const BaseTableRow *) (const void *) rows->data,
                             rows->len);
  base_table_free (batch->tables[type]);
  batch->tables[type] = table;
  g_array_unref (batch->origins[type]);
  batch->origins[type] = origins;
}

/* What an earlier merge matched is matched again. */
static void
forget_matches (UitwegTable *costs)
{
  const guint32 n = uitweg_table_get_n_rows (costs);

  for (guint32 row = 0; row < n; row++)
    {
      const char *by = uitweg_table_text (costs, row, UITWEG_COST_MATCHED_BY);

      if (g_strcmp0 (by, MODEL_MATCHED_BY_NATIVE_ID) != 0)
        continue;
      base_table_set_text (costs, row, UITWEG_COST_RESOURCE, NULL);
      base_table_set_text (costs, row, UITWEG_COST_MATCHED_BY, NULL);
    }
}

void
model_take_apart (GPtrArray *batches)
{
  for (guint b = 0; b < batches->len; b++)
    {
      ModelBatch *batch = g_ptr_array_index (batches, b);

      for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
        take_table_apart (batch, (UitwegRecordType) type);
      forget_matches (batch->tables[UITWEG_RECORD_COST]);
    }
}

gboolean
model_share_source (const GPtrArray *batches,
                    UitwegRecordType type,
                    const ModelEntry *a,
                    const ModelEntry *b)
{
  const ModelEntry *const entries[] = { a, b };
  const guint field = model_provenance_field (type);
  const UitwegTable *lists[2];
  guint32 first[2];
  guint32 n[2];

  for (guint i = 0; i < 2; i++)
    {
      const ModelBatch *batch = g_ptr_array_index (batches, entries[i]->batch);

      lists[i] = uitweg_table_child (batch->tables[type], field);
      uitweg_table_list (batch->tables[type], entries[i]->row, field, &first[i],
                         &n[i]);
    }
  for (guint32 i = first[0]; i < first[0] + n[0]; i++)
    for (guint32 j = first[1]; j < first[1] + n[1]; j++)
      if (strcmp (uitweg_table_text (lists[0], i, UITWEG_PROVENANCE_SOURCE),
                  uitweg_table_text (lists[1], j, UITWEG_PROVENANCE_SOURCE))
          == 0)
        return TRUE;
  return n[0] == 0 && n[1] == 0;
}

/* One record of several with the same id, while they are put in order. */
typedef struct
{
  ModelEntry entry;
  const UitwegTable *table;
  const char *source; /* first of its provenance, or "" */
  char *json;         /* made when it is needed */
} Atom;

static const char *
first_source (const UitwegTable *table, UitwegRecordType type, guint32 row)
{
  const guint field = model_provenance_field (type);
  const char *source = NULL;
  guint32 first;
  guint32 n;

  uitweg_table_list (table, row, field, &first, &n);
  if (n > 0)
    source = uitweg_table_text (uitweg_table_child (table, field), first,
                                UITWEG_PROVENANCE_SOURCE);
  return source != NULL ? source : "";
}

static const char *
json_of (Atom *atom)
{
  if (atom->json == NULL)
    {
      g_autoptr (GString) json = g_string_new ("{");

      base_table_write_row (atom->table, atom->entry.row, json);
      atom->json = g_string_free (g_steal_pointer (&json), FALSE);
    }
  return atom->json;
}

static gint
compare_atoms (gconstpointer a, gconstpointer b)
{
  Atom *x = (Atom *) a;
  Atom *y = (Atom *) b;
  const int order = strcmp (x->source, y->source);

  return order != 0 ? order : strcmp (json_of (x), json_of (y));
}

static void
clear_atom (gpointer data)
{
  Atom *atom = data;

  g_free (atom->json);
}

/* Puts the entries of one id in an order that only their content decides, and
 * drops those that say the same. */
static void
settle_group (const GPtrArray *batches,
              UitwegRecordType type,
              ModelEntry *entries,
              ModelGroup *group)
{
  g_autoptr (GArray) atoms = g_array_new (FALSE, FALSE, sizeof (Atom));
  guint32 n = 0;

  g_array_set_clear_func (atoms, clear_atom);
  for (guint32 i = 0; i < group->n; i++)
    {
      const ModelBatch *batch = g_ptr_array_index (batches, entries[i].batch);
      Atom atom = { .entry = entries[i], .table = batch->tables[type] };

      atom.source = first_source (atom.table, type, atom.entry.row);
      g_array_append_val (atoms, atom);
    }
  g_array_sort (atoms, compare_atoms);
  for (guint i = 0; i < atoms->len; i++)
    if (i == 0
        || compare_atoms (&g_array_index (atoms, Atom, i - 1),
                          &g_array_index (atoms, Atom, i))
               != 0)
      entries[n++] = g_array_index (atoms, Atom, i).entry;
  group->n = n;
}

void
model_index_settle (const GPtrArray *batches,
                    UitwegRecordType type,
                    ModelIndex *index)
{
  for (guint32 g = 0; g < index->n_groups; g++)
    if (index->groups[g].n > 1)
      settle_group (batches, type, index->entries + index->groups[g].first,
                    &index->groups[g]);
}
