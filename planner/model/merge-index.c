/* SPDX-License-Identifier: EUPL-1.2
 *
 * All records of one type in the order of their ids, whichever batch they
 * stand in. Rows are not moved: they are copied once, later, in this order.
 */
#include "config.h"

#include "model/merge-private.h"

#include <stdlib.h>
#include <string.h>

/* Eight bytes of the id behind what all ids of the table begin with, first
 * byte most significant: most comparisons need no more. */
static guint64
read_prefix (const char *text)
{
  guint64 prefix = 0;
  guint n = 0;

  for (; n < sizeof prefix && text[n] != '\0'; n++)
    prefix = prefix << 8 | (guint8) text[n];
  return n == 0 ? 0 : prefix << (8 * (sizeof prefix - n));
}

static int
compare_entries (const void *a, const void *b)
{
  const ModelEntry *x = a;
  const ModelEntry *y = b;
  int order;

  if (x->prefix != y->prefix)
    return x->prefix < y->prefix ? -1 : 1;
  order = strcmp (x->id, y->id);
  if (order != 0)
    return order;
  if (x->batch != y->batch)
    return x->batch < y->batch ? -1 : 1;
  return (x->row > y->row) - (x->row < y->row);
}

static void
fill_entries (const GPtrArray *batches,
              UitwegRecordType type,
              ModelIndex *index)
{
  guint32 n = 0;

  for (guint32 b = 0; b < batches->len; b++)
    {
      const ModelBatch *batch = g_ptr_array_index (batches, b);
      const UitwegTable *table = batch->tables[type];
      guint32 n_rows = uitweg_table_get_n_rows (table);

      for (guint32 row = 0; row < n_rows; row++)
        {
          ModelEntry *entry = &index->entries[n++];

          entry->id = model_id (table, row);
          entry->batch = b;
          entry->row = row;
        }
    }
}

static void
sort_entries (ModelIndex *index)
{
  ModelEntry *entries = index->entries;
  gboolean sorted = TRUE;
  gsize common = strlen (entries[0].id);

  for (guint32 i = 1; i < index->n_entries && common > 0; i++)
    {
      gsize n = 0;

      while (n < common && entries[i].id[n] == entries[0].id[n])
        n++;
      common = n;
    }
  for (guint32 i = 0; i < index->n_entries; i++)
    entries[i].prefix = read_prefix (entries[i].id + common);
  for (guint32 i = 1; i < index->n_entries && sorted; i++)
    sorted = compare_entries (&entries[i - 1], &entries[i]) <= 0;
  if (!sorted)
    qsort (entries, index->n_entries, sizeof *entries, compare_entries);
}

void
model_index_fill (const GPtrArray *batches,
                  UitwegRecordType type,
                  ModelIndex *index)
{
  guint32 n = 0;

  for (guint32 b = 0; b < batches->len; b++)
    {
      const ModelBatch *batch = g_ptr_array_index (batches, b);

      n += uitweg_table_get_n_rows (batch->tables[type]);
    }
  memset (index, 0, sizeof *index);
  if (n == 0)
    return;
  index->entries = g_new (ModelEntry, n);
  index->n_entries = n;
  fill_entries (batches, type, index);
}

void
model_index_sort (ModelIndex *index)
{
  if (index->n_entries == 0)
    return;
  sort_entries (index);
  index->groups = g_new (ModelGroup, index->n_entries);
  for (guint32 i = 0; i < index->n_entries; i++)
    {
      ModelGroup *group = &index->groups[index->n_groups];

      if (index->n_groups > 0
          && strcmp (group[-1].id, index->entries[i].id) == 0)
        {
          group[-1].n++;
          continue;
        }
      *group = (ModelGroup){ index->entries[i].id, i, 1 };
      index->n_groups++;
    }
}

void
model_index_clear (ModelIndex *index)
{
  g_clear_pointer (&index->entries, g_free);
  g_clear_pointer (&index->groups, g_free);
  index->n_entries = 0;
  index->n_groups = 0;
}

guint32
model_index_find (const ModelIndex *index, const char *id)
{
  guint32 low = 0;
  guint32 high = index->n_groups;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;
      int order = strcmp (index->groups[middle].id, id);

      if (order == 0)
        return middle;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return UITWEG_NONE;
}
