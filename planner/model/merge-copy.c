/* SPDX-License-Identifier: EUPL-1.2
 *
 * The last step of a merge: all rows, found in their order, are copied once
 * into the tables of the estate, with what each source said of those that
 * were merged. Columns do not touch each other: threads share them.
 */
#include "config.h"

#include "model/merge-private.h"

/* A copy of fewer rows is not shared. */
#define WORTH_A_THREAD 10000

/* Rows that are copied, and where the first of them goes. */
typedef struct
{
  UitwegTable *to;
  guint32 first;
  const GArray *rows;
} Part;

/* What threads share: each takes the next column, of the rows and of what
 * each source said of them. Then nobody needs it in the batches. */
typedef struct
{
  const UitwegTable **from;
  UitwegTable **drained; /* tables of the batches; NULL: they are kept */
  const guint32 *const *maps;
  guint n_tables;
  guint n_fields;
  Part parts[2];
  gint next;
} Work;

static gpointer
copy_columns (gpointer data)
{
  Work *work = data;
  guint field;

  while ((field = (guint) g_atomic_int_add (&work->next, 1)) < work->n_fields)
    {
      for (guint i = 0; i < G_N_ELEMENTS (work->parts); i++)
        {
          const Part *part = &work->parts[i];

          base_table_gather_field (
              part->to, part->first, field, work->from, work->maps,
              work->n_tables,
              (const BaseTableRow *) (const void *) part->rows->data,
              part->rows->len);
        }
      for (guint t = 0; work->drained != NULL && t + 1 < work->n_tables; t++)
        base_table_drop_field (work->drained[t], field);
    }
  return NULL;
}

/* Makes room for what each source said. Returns: the rows to copy there */
static GArray *
append_seen (UitwegTable *to,
             const ModelCopy *copy,
             const GArray *rows,
             UitwegTable **child_out,
             guint32 *first_out)
{
  GArray *seen = g_array_new (FALSE, FALSE, sizeof (BaseTableRow));
  const guint32 n_merged = copy->n_seen->len;
  g_autofree guint32 *starts = g_new (guint32, (gsize) n_merged + 1);
  g_autofree guint32 *lengths = g_new (guint32, (gsize) rows->len + 1);

  starts[0] = 0;
  for (guint32 i = 0; i < n_merged; i++)
    {
      const guint32 n = g_array_index (copy->n_seen, guint32, i);

      starts[i + 1] = starts[i] + (n != UITWEG_NONE ? n : 0);
    }
  for (guint32 i = 0; i < rows->len; i++)
    {
      const BaseTableRow *row = &g_array_index (rows, BaseTableRow, i);

      lengths[i] = row->table == copy->batches->len
                       ? g_array_index (copy->n_seen, guint32, row->row)
                       : UITWEG_NONE;
      if (lengths[i] != UITWEG_NONE)
        g_array_append_vals (
            seen, &g_array_index (copy->seen, BaseTableRow, starts[row->row]),
            lengths[i]);
    }
  *child_out = base_table_append_lists (to, model_seen_field (copy->type),
                                        lengths, rows->len, first_out);
  return seen;
}

void
model_copy_rows (UitwegTable *to,
                 const ModelCopy *copy,
                 const GArray *rows,
                 gboolean drain,
                 guint n_threads)
{
  const guint n_tables = copy->batches->len + 1;
  const guint n = rows->len < WORTH_A_THREAD ? 1 : n_threads;
  g_autofree const UitwegTable **from = g_new (const UitwegTable *, n_tables);
  g_autofree UitwegTable **drained = g_new (UitwegTable *, n_tables);
  g_autofree GThread **threads = g_new0 (GThread *, n);
  g_autoptr (GArray) seen = NULL;
  Work work = { .from = from,
                .drained = drain ? drained : NULL,
                .maps = copy->maps,
                .n_tables = n_tables,
                .n_fields = model_seen_field (copy->type),
                .parts = { { .to = to, .rows = rows } } };
  Part *part = &work.parts[1];

  for (guint b = 0; b < copy->batches->len; b++)
    {
      const ModelBatch *batch = g_ptr_array_index (copy->batches, b);

      from[b] = drained[b] = batch->tables[copy->type];
    }
  from[n_tables - 1] = copy->merged;
  base_table_append_many (to, rows->len);
  seen = append_seen (to, copy, rows, &part->to, &part->first);
  part->rows = seen;
  for (guint i = 1; i < n; i++)
    threads[i] = g_thread_new ("copy", copy_columns, &work);
  copy_columns (&work);
  for (guint i = 1; i < n; i++)
    g_thread_join (threads[i]);
}
