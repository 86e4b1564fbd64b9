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

/* One column. */
typedef struct
{
  UitwegTable *to;
  guint32 first;
  guint field;
  const UitwegTable *const *from;
  const GArray *rows;
} Column;

/* What threads share: each takes the next column. */
typedef struct
{
  const guint32 *const *maps;
  guint n_tables;
  GArray *columns; /* of Column */
  gint next;
} Work;

static gpointer
copy_columns (gpointer data)
{
  Work *work = data;
  gint i;

  while ((i = g_atomic_int_add (&work->next, 1)) < (gint) work->columns->len)
    {
      const Column *column = &g_array_index (work->columns, Column, (guint) i);

      base_table_gather_field (
          column->to, column->first, column->field, column->from, work->maps,
          work->n_tables,
          (const BaseTableRow *) (const void *) column->rows->data,
          column->rows->len);
    }
  return NULL;
}

static void
add_columns (Work *work, Column column, guint behind)
{
  for (; column.field < behind; column.field++)
    g_array_append_val (work->columns, column);
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
                 guint n_threads)
{
  const guint n_tables = copy->batches->len + 1;
  const guint n = rows->len < WORTH_A_THREAD ? 1 : n_threads;
  g_autofree const UitwegTable **from = g_new (const UitwegTable *, n_tables);
  g_autofree GThread **threads = g_new0 (GThread *, n);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_autoptr (GArray) seen = NULL;
  Work work = { copy->maps, n_tables, columns, 0 };
  Column column = { .from = from };

  for (guint b = 0; b < copy->batches->len; b++)
    {
      const ModelBatch *batch = g_ptr_array_index (copy->batches, b);

      from[b] = batch->tables[copy->type];
    }
  from[n_tables - 1] = copy->merged;
  base_table_append_many (to, rows->len);
  seen = append_seen (to, copy, rows, &column.to, &column.first);
  column.rows = seen;
  if (seen->len > 0)
    add_columns (&work, column, uitweg_table_get_schema (column.to)->n_fields);
  column = (Column){ .to = to, .from = from, .rows = rows };
  add_columns (&work, column, model_seen_field (copy->type));
  for (guint i = 1; i < n; i++)
    threads[i] = g_thread_new ("copy", copy_columns, &work);
  copy_columns (&work);
  for (guint i = 1; i < n; i++)
    g_thread_join (threads[i]);
}
