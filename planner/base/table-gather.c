/* SPDX-License-Identifier: EUPL-1.2
 *
 * Copies many rows at once, column by column, in an order of the caller's:
 * how the rows that several threads read become one sorted table. Columns do
 * not touch each other, so that threads may share the work.
 */
#include "config.h"

#include <string.h>

#include "base/table-impl.h"

/* What all columns of one copy share. */
typedef struct
{
  const UitwegTable *const *from;
  const guint32 *const *maps;
  const BaseTableRow *rows;
  guint32 n;
} Gather;

guint32
base_table_append_many (UitwegTable *table, guint32 n)
{
  guint32 first = table->n_rows;

  if (n >= UITWEG_NONE - first)
    g_error ("a table of %s holds %u rows and cannot hold %u more",
             table->schema->name, first, n);
  table->n_rows += n;
  return first;
}

guint32
base_table_get_text_index (const UitwegTable *table, guint32 row, guint field)
{
  return base_table_text_index (table, row, field);
}

/* The cell of one row of the copy, or NULL: the value is unknown. */
static inline const void *
source_cell (const Gather *gather, guint32 i, guint field)
{
  const BaseTableRow *row = &gather->rows[i];

  return row->table == UITWEG_NONE
             ? NULL
             : base_table_cell (gather->from[row->table], row->row, field);
}

/* One behind the last row of the copy whose value may be known. */
static guint32
find_end (const Gather *gather, guint field)
{
  guint32 end = gather->n;

  while (end > 0 && source_cell (gather, end - 1, field) == NULL)
    end--;
  return end;
}

static void
gather_cells (UitwegTable *to,
              guint32 first,
              guint field,
              const Gather *gather,
              guint32 end)
{
  BaseColumn *column = &to->columns[field];
  char *cells = (char *) column->cells + (gsize) first * column->width;

  for (guint32 i = 0; i < end; i++)
    {
      const void *cell = source_cell (gather, i, field);

      if (cell != NULL)
        memcpy (cells + (gsize) i * column->width, cell, column->width);
    }
}

static void
gather_texts (UitwegTable *to,
              guint32 first,
              guint field,
              const Gather *gather,
              guint32 end)
{
  guint32 *cells = (guint32 *) to->columns[field].cells + first;

  for (guint32 i = 0; i < end; i++)
    {
      const guint32 *cell = source_cell (gather, i, field);
      const guint32 *map;

      if (cell == NULL || *cell == UITWEG_NONE)
        continue;
      map = gather->maps[gather->rows[i].table];
      cells[i] = map != NULL ? map[*cell] : *cell;
    }
}

/* Lists: the cells first, then all their elements as rows of the child. Calls
 * base_table_gather_field() again, as deep as the schema. */
static void
gather_lists (UitwegTable *to,
              guint32 first,
              guint field,
              const Gather *gather,
              guint32 end,
              guint n_tables)
{
  BaseListCell *cells = (BaseListCell *) to->columns[field].cells + first;
  UitwegTable *child = to->children[field];
  g_autofree const UitwegTable **from = g_new (const UitwegTable *, n_tables);
  g_autofree BaseTableRow *rows = NULL;
  guint32 n = 0, n_rows = 0, child_first;

  for (guint32 i = 0; i < end; i++)
    {
      const BaseListCell *cell = source_cell (gather, i, field);

      if (cell != NULL && cell->count != UITWEG_NONE)
        n += cell->count;
    }
  rows = g_new (BaseTableRow, (gsize) n + 1);
  child_first = base_table_append_many (child, n);
  for (guint32 i = 0; i < end; i++)
    {
      const BaseListCell *cell = source_cell (gather, i, field);

      if (cell == NULL || cell->count == UITWEG_NONE)
        continue;
      cells[i].first = child_first + n_rows;
      cells[i].count = cell->count;
      for (guint32 k = 0; k < cell->count; k++)
        rows[n_rows++] = (BaseTableRow){ gather->rows[i].table,
                                         cell->first + k };
    }
  for (guint t = 0; t < n_tables; t++)
    from[t] = gather->from[t]->children[field];
  for (guint i = 0; i < child->schema->n_fields; i++)
    base_table_gather_field (child, child_first, i, from, gather->maps,
                             n_tables, rows, n);
}

void
base_table_gather_field (UitwegTable *to,
                         guint32 first,
                         guint field,
                         const UitwegTable *const *from,
                         const guint32 *const *maps,
                         guint n_tables,
                         const BaseTableRow *rows,
                         guint32 n)
{
  const Gather gather = { from, maps, rows, n };
  guint bit = BASE_TYPE_BIT (to->schema->fields[field].type);
  guint32 end = find_end (&gather, field);

  if (end == 0)
    return;
  base_table_fill_column (to, field, first + end);
  if ((bit & BASE_TYPES_LIST) != 0)
    gather_lists (to, first, field, &gather, end, n_tables);
  else if ((bit & BASE_TYPES_TEXT) != 0)
    gather_texts (to, first, field, &gather, end);
  else
    gather_cells (to, first, field, &gather, end);
}

UitwegTable *
base_table_append_lists (UitwegTable *table,
                         guint field,
                         const guint32 *lengths,
                         guint32 n,
                         guint32 *first_out)
{
  UitwegTable *child = table->children[field];
  BaseListCell *cells;
  guint32 end = n;

  *first_out = child->n_rows;
  while (end > 0 && lengths[end - 1] == UITWEG_NONE)
    end--;
  if (end == 0)
    return child;
  base_table_fill_column (table, field, end);
  cells = table->columns[field].cells;
  for (guint32 i = 0; i < end; i++)
    if (lengths[i] != UITWEG_NONE)
      cells[i] = (BaseListCell){ base_table_append_many (child, lengths[i]),
                                 lengths[i] };
  return child;
}
