/* SPDX-License-Identifier: EUPL-1.2
 *
 * The public, reading half of tables: assessment, planning and reports ask
 * here for what readers and connectors stored in table.c. Nothing is written,
 * so any number of threads may ask.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/table-impl.h"

/* The cell of a known value of a field of one of `types`, or NULL. */
static inline const void *
get_cell (const UitwegTable *table, guint32 row, guint field, guint types)
{
  g_return_val_if_fail (field < table->schema->n_fields, NULL);
  g_return_val_if_fail (row < table->n_rows, NULL);
  g_return_val_if_fail (
      (BASE_TYPE_BIT (table->schema->fields[field].type) & types) != 0, NULL);

  return base_table_cell (table, row, field);
}

const UitwegSchema *
uitweg_table_get_schema (const UitwegTable *table)
{
  return table->schema;
}

guint32
uitweg_table_get_n_rows (const UitwegTable *table)
{
  return table->n_rows;
}

gboolean
uitweg_table_has (const UitwegTable *table, guint32 row, guint field)
{
  const void *cell;

  g_return_val_if_fail (field < table->schema->n_fields, FALSE);
  g_return_val_if_fail (row < table->n_rows, FALSE);

  cell = base_table_cell (table, row, field);
  if (cell == NULL)
    return FALSE;
  switch (table->schema->fields[field].type)
    {
    case UITWEG_FIELD_TEXT:
    case UITWEG_FIELD_TIME:
      return *(const guint32 *) cell != UITWEG_NONE;
    case UITWEG_FIELD_ENUM:
      return uitweg_table_enum (table, row, field) >= 0;
    case UITWEG_FIELD_BOOL:
      return *(const gint8 *) cell >= 0;
    case UITWEG_FIELD_INT:
    case UITWEG_FIELD_SIZE:
    case UITWEG_FIELD_MONEY:
      return *(const gint64 *) cell != UITWEG_UNKNOWN;
    case UITWEG_FIELD_NUMBER:
      return !isnan (*(const double *) cell);
    case UITWEG_FIELD_DAY:
      return *(const UitwegDay *) cell != UITWEG_DAY_UNKNOWN;
    case UITWEG_FIELD_TEXTS:
    case UITWEG_FIELD_TAGS:
    case UITWEG_FIELD_LIST:
    case UITWEG_FIELD_NUMBERS:
      return ((const BaseListCell *) cell)->count != UITWEG_NONE;
    }
  g_return_val_if_reached (FALSE);
}

const char *
uitweg_table_text (const UitwegTable *table, guint32 row, guint field)
{
  const guint32 *cell;

  g_return_val_if_fail (field < table->schema->n_fields, NULL);

  if (table->schema->fields[field].type == UITWEG_FIELD_ENUM)
    {
      gint value = uitweg_table_enum (table, row, field);

      return value >= 0 ? table->schema->fields[field].words[value] : NULL;
    }
  cell = get_cell (table, row, field, BASE_TYPES_TEXT);
  return cell != NULL ? base_strpool_get (table->pool, *cell) : NULL;
}

gint
uitweg_table_enum (const UitwegTable *table, guint32 row, guint field)
{
  const void *cell = get_cell (table, row, field, BASE_TYPES_ENUM);

  if (cell == NULL)
    return -1;
  if (table->columns[field].width == sizeof (gint8))
    return *(const gint8 *) cell;
  return *(const gint16 *) cell;
}

gint
uitweg_table_bool (const UitwegTable *table, guint32 row, guint field)
{
  const gint8 *cell = get_cell (table, row, field, BASE_TYPES_BOOL);

  return cell != NULL ? *cell : -1;
}

gint64
uitweg_table_int64 (const UitwegTable *table, guint32 row, guint field)
{
  const gint64 *cell = get_cell (table, row, field, BASE_TYPES_INT64);

  return cell != NULL ? *cell : UITWEG_UNKNOWN;
}

double
uitweg_table_number (const UitwegTable *table, guint32 row, guint field)
{
  const void *cell;

  cell = get_cell (table, row, field,
                   BASE_TYPES_NUMBER | BASE_TYPE_BIT (UITWEG_FIELD_INT));
  if (cell == NULL)
    return NAN;
  if (table->schema->fields[field].type == UITWEG_FIELD_NUMBER)
    return *(const double *) cell;
  if (*(const gint64 *) cell == UITWEG_UNKNOWN)
    return NAN;
  return (double) *(const gint64 *) cell;
}

UitwegDay
uitweg_table_day (const UitwegTable *table, guint32 row, guint field)
{
  const UitwegDay *cell = get_cell (table, row, field, BASE_TYPES_DAY);

  return cell != NULL ? *cell : UITWEG_DAY_UNKNOWN;
}

gboolean
uitweg_table_list (const UitwegTable *table,
                   guint32 row,
                   guint field,
                   guint32 *first_out,
                   guint32 *n_out)
{
  const BaseListCell *cell = get_cell (table, row, field, BASE_TYPES_LIST);

  if (cell == NULL || cell->count == UITWEG_NONE)
    {
      *first_out = 0;
      *n_out = 0;
      return FALSE;
    }
  *first_out = cell->first;
  *n_out = cell->count;
  return TRUE;
}

const UitwegTable *
uitweg_table_child (const UitwegTable *table, guint field)
{
  g_return_val_if_fail (field < table->schema->n_fields, NULL);
  g_return_val_if_fail (table->children[field] != NULL, NULL);

  return table->children[field];
}

static gboolean
equal_texts (const UitwegTable *a,
             guint32 a_row,
             const UitwegTable *b,
             guint32 b_row,
             guint field)
{
  if (a->pool == b->pool)
    return base_table_text_index (a, a_row, field)
           == base_table_text_index (b, b_row, field);
  return g_strcmp0 (uitweg_table_text (a, a_row, field),
                    uitweg_table_text (b, b_row, field))
         == 0;
}

/* Calls base_table_equal_field() for the elements, as deep as the schema. */
static gboolean
equal_lists (const UitwegTable *a,
             guint32 a_row,
             const UitwegTable *b,
             guint32 b_row,
             guint field)
{
  guint32 a_first, b_first, a_n, b_n;
  gboolean a_known = uitweg_table_list (a, a_row, field, &a_first, &a_n);
  gboolean b_known = uitweg_table_list (b, b_row, field, &b_first, &b_n);
  const UitwegTable *a_child = a->children[field];
  const UitwegTable *b_child = b->children[field];

  if (a_known != b_known || a_n != b_n)
    return FALSE;
  for (guint32 i = 0; i < a_n; i++)
    for (guint j = 0; j < a_child->schema->n_fields; j++)
      if (!base_table_equal_field (a_child, a_first + i, b_child, b_first + i,
                                   j))
        return FALSE;
  return TRUE;
}

gboolean
base_table_equal_field (const UitwegTable *a,
                        guint32 a_row,
                        const UitwegTable *b,
                        guint32 b_row,
                        guint field)
{
  double left, right;

  g_return_val_if_fail (a->schema->fields == b->schema->fields, FALSE);
  g_return_val_if_fail (field < a->schema->n_fields, FALSE);

  switch (a->schema->fields[field].type)
    {
    case UITWEG_FIELD_TEXT:
    case UITWEG_FIELD_TIME:
      return equal_texts (a, a_row, b, b_row, field);
    case UITWEG_FIELD_ENUM:
      return uitweg_table_enum (a, a_row, field)
             == uitweg_table_enum (b, b_row, field);
    case UITWEG_FIELD_BOOL:
      return uitweg_table_bool (a, a_row, field)
             == uitweg_table_bool (b, b_row, field);
    case UITWEG_FIELD_INT:
    case UITWEG_FIELD_SIZE:
    case UITWEG_FIELD_MONEY:
      return uitweg_table_int64 (a, a_row, field)
             == uitweg_table_int64 (b, b_row, field);
    case UITWEG_FIELD_NUMBER:
      left = uitweg_table_number (a, a_row, field);
      right = uitweg_table_number (b, b_row, field);
      return (isnan (left) && isnan (right)) || left == right;
    case UITWEG_FIELD_DAY:
      return uitweg_table_day (a, a_row, field)
             == uitweg_table_day (b, b_row, field);
    case UITWEG_FIELD_TEXTS:
    case UITWEG_FIELD_TAGS:
    case UITWEG_FIELD_LIST:
    case UITWEG_FIELD_NUMBERS:
      return equal_lists (a, a_row, b, b_row, field);
    }
  g_return_val_if_reached (FALSE);
}

gsize
base_table_get_size (const UitwegTable *table)
{
  gsize size = sizeof *table + sizeof *table->index;

  for (guint i = 0; i < table->schema->n_fields; i++)
    {
      const BaseColumn *column = &table->columns[i];

      size += sizeof *column + sizeof *table->children;
      size += (gsize) column->n_allocated * column->width;
      if (table->children[i] != NULL)
        size += base_table_get_size (table->children[i]);
    }
  return size;
}
