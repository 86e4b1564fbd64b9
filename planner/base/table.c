/* SPDX-License-Identifier: EUPL-1.2
 *
 * Stores rows in columns. Readers and connectors fill tables here; every
 * later stage reads them through table-get.c. A row costs nothing but what is
 * known of it, so an estate of a million resources fits in memory.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/schema.h"
#include "base/table-impl.h"

#define FIRST_CELLS 8

/* The bytes of a cell. */
static guint8
get_width (const UitwegField *field)
{
  switch (field->type)
    {
    case UITWEG_FIELD_TEXT:
    case UITWEG_FIELD_TIME:
      return sizeof (guint32);
    case UITWEG_FIELD_ENUM:
      return g_strv_length ((char **) field->words) <= G_MAXINT8
                 ? sizeof (gint8)
                 : sizeof (gint16);
    case UITWEG_FIELD_BOOL:
      return sizeof (gint8);
    case UITWEG_FIELD_INT:
    case UITWEG_FIELD_SIZE:
    case UITWEG_FIELD_MONEY:
      return sizeof (gint64);
    case UITWEG_FIELD_NUMBER:
      return sizeof (double);
    case UITWEG_FIELD_DAY:
      return sizeof (UitwegDay);
    case UITWEG_FIELD_TEXTS:
    case UITWEG_FIELD_TAGS:
    case UITWEG_FIELD_LIST:
    case UITWEG_FIELD_NUMBERS:
      return sizeof (BaseListCell);
    }
  g_assert_not_reached ();
}

static void
set_column (BaseColumn *column, const UitwegField *field)
{
  const char *dot = strrchr (field->key, '.');

  column->key_length = (guint16) strlen (field->key);
  column->object_length = dot != NULL ? (guint16) (dot - field->key + 1) : 0;
  column->width = get_width (field);
}

static const UitwegSchema *
get_child_schema (const UitwegField *field)
{
  if (field->type == UITWEG_FIELD_TEXTS)
    return base_schema_get_texts ();
  if (field->type == UITWEG_FIELD_TAGS)
    return base_schema_get_tags ();
  if (field->type == UITWEG_FIELD_NUMBERS)
    return base_schema_get_numbers ();
  return field->type == UITWEG_FIELD_LIST ? field->child : NULL;
}

/* Calls itself for child schemas, which are ours and at most
 * BASE_SCHEMA_MAX_DEPTH deep. */
UitwegTable *
base_table_new (const UitwegSchema *schema, BaseStrpool *pool)
{
  UitwegTable *table = g_new0 (UitwegTable, 1);

  g_assert (schema->n_fields <= 64);
  table->schema = schema;
  table->pool = pool;
  table->columns = g_new0 (BaseColumn, schema->n_fields);
  table->children = g_new0 (UitwegTable *, schema->n_fields);
  table->index = base_key_index_new (schema);
  for (guint i = 0; i < schema->n_fields; i++)
    {
      const UitwegSchema *child = get_child_schema (&schema->fields[i]);

      set_column (&table->columns[i], &schema->fields[i]);
      if (child != NULL)
        table->children[i] = base_table_new (child, pool);
    }
  return table;
}

void
base_table_free (UitwegTable *table)
{
  if (table == NULL)
    return;

  for (guint i = 0; i < table->schema->n_fields; i++)
    {
      g_free (table->columns[i].cells);
      base_table_free (table->children[i]);
    }
  g_free (table->columns);
  g_free (table->children);
  g_free (table->index);
  g_free (table);
}

BaseStrpool *
base_table_get_pool (const UitwegTable *table)
{
  return table->pool;
}

/* Calls itself for child tables, as deep as the schema. */
void
base_table_drop_field (UitwegTable *table, guint field)
{
  BaseColumn *column = &table->columns[field];
  UitwegTable *child = table->children[field];

  g_clear_pointer (&column->cells, g_free);
  column->n_filled = column->n_allocated = 0;
  if (child == NULL)
    return;
  for (guint i = 0; i < child->schema->n_fields; i++)
    base_table_drop_field (child, i);
  child->n_rows = 0;
}

void
base_table_set_lenient_money (UitwegTable *table, gboolean lenient)
{
  table->lenient_money = lenient;
  for (guint i = 0; i < table->schema->n_fields; i++)
    if (table->children[i] != NULL)
      base_table_set_lenient_money (table->children[i], lenient);
}

void
base_table_set_map (UitwegTable *table,
                    const BaseStrpool *other,
                    const guint32 *map)
{
  table->other = other;
  table->map = map;
  for (guint i = 0; i < table->schema->n_fields; i++)
    if (table->children[i] != NULL)
      base_table_set_map (table->children[i], other, map);
}

guint32
base_table_append (UitwegTable *table)
{
  if (table->n_rows == UITWEG_NONE - 1)
    g_error ("a table of %s holds %u rows and can hold no more",
             table->schema->name, table->n_rows);
  return table->n_rows++;
}

void
base_table_truncate (UitwegTable *table, guint32 n_rows)
{
  for (guint i = 0; i < table->schema->n_fields; i++)
    {
      BaseColumn *column = &table->columns[i];

      /* Rows are made in order, so the first list that goes is the first of
       * its rows in the child. */
      for (guint32 row = n_rows;
           table->children[i] != NULL && row < column->n_filled; row++)
        {
          const BaseListCell *cell = base_table_cell (table, row, i);

          if (cell->count == UITWEG_NONE)
            continue;
          base_table_truncate (table->children[i], cell->first);
          break;
        }
      column->n_filled = MIN (column->n_filled, n_rows);
    }
  table->n_rows = n_rows;
}

/* Writes "unknown" into the cells from n_filled up to `n`. */
static void
fill_unknown (BaseColumn *column, UitwegFieldType type, guint32 n)
{
  guint32 from = column->n_filled;

  switch (type)
    {
    case UITWEG_FIELD_TEXT:
    case UITWEG_FIELD_TIME:
    case UITWEG_FIELD_ENUM:
    case UITWEG_FIELD_BOOL:
    case UITWEG_FIELD_TEXTS:
    case UITWEG_FIELD_TAGS:
    case UITWEG_FIELD_LIST:
    case UITWEG_FIELD_NUMBERS:
      /* UITWEG_NONE and -1 are all ones. */
      memset ((char *) column->cells + (gsize) from * column->width, 0xff,
              (gsize) (n - from) * column->width);
      break;
    case UITWEG_FIELD_INT:
    case UITWEG_FIELD_SIZE:
    case UITWEG_FIELD_MONEY:
      for (guint32 i = from; i < n; i++)
        ((gint64 *) column->cells)[i] = UITWEG_UNKNOWN;
      break;
    case UITWEG_FIELD_NUMBER:
      for (guint32 i = from; i < n; i++)
        ((double *) column->cells)[i] = NAN;
      break;
    case UITWEG_FIELD_DAY:
      for (guint32 i = from; i < n; i++)
        ((UitwegDay *) column->cells)[i] = UITWEG_DAY_UNKNOWN;
      break;
    }
  column->n_filled = n;
}

void
base_table_fill_column (UitwegTable *table, guint field, guint32 n)
{
  BaseColumn *column = &table->columns[field];

  if (n <= column->n_filled)
    return;
  if (n > column->n_allocated)
    {
      column->cells = g_realloc (column->cells, (gsize) n * column->width);
      column->n_allocated = n;
    }
  fill_unknown (column, table->schema->fields[field].type, n);
}

/* The cell to write to. */
static inline void *
reach_cell (UitwegTable *table, guint32 row, guint field)
{
  BaseColumn *column = &table->columns[field];

  if (row >= column->n_filled)
    {
      if (row >= column->n_allocated)
        {
          guint32 n = MAX (column->n_allocated, FIRST_CELLS);

          while (n <= row)
            n = n > G_MAXUINT32 / 2 ? G_MAXUINT32 : n * 2;
          column->cells = g_realloc (column->cells, (gsize) n * column->width);
          column->n_allocated = n;
        }
      fill_unknown (column, table->schema->fields[field].type, row + 1);
    }
  return (char *) column->cells + (gsize) row * column->width;
}

/* Whether a setter that was called for a field of one of `types` may write.
 * An unknown value needs no cell where there is none. */
static inline gboolean
may_set (const UitwegTable *table,
         guint32 row,
         guint field,
         guint types,
         gboolean is_known)
{
  g_return_val_if_fail (field < table->schema->n_fields, FALSE);
  g_return_val_if_fail (row < table->n_rows, FALSE);
  g_return_val_if_fail (
      (BASE_TYPE_BIT (table->schema->fields[field].type) & types) != 0, FALSE);

  return is_known || row < table->columns[field].n_filled;
}

void
base_table_set_text_len (UitwegTable *table,
                         guint32 row,
                         guint field,
                         const char *text,
                         gsize length)
{
  if (!may_set (table, row, field, BASE_TYPES_TEXT, text != NULL))
    return;
  *(guint32 *) reach_cell (table, row, field) = base_strpool_intern (
      table->pool, text, length);
}

void
base_table_set_text (UitwegTable *table,
                     guint32 row,
                     guint field,
                     const char *text)
{
  base_table_set_text_len (table, row, field, text,
                           text != NULL ? strlen (text) : 0);
}

void
base_table_set_enum (UitwegTable *table, guint32 row, guint field, gint value)
{
  void *cell;

  if (!may_set (table, row, field, BASE_TYPES_ENUM, value >= 0))
    return;
  cell = reach_cell (table, row, field);
  if (table->columns[field].width == sizeof (gint8))
    *(gint8 *) cell = (gint8) MAX (value, -1);
  else
    *(gint16 *) cell = (gint16) MAX (value, -1);
}

void
base_table_set_bool (UitwegTable *table, guint32 row, guint field, gint truth)
{
  if (!may_set (table, row, field, BASE_TYPES_BOOL, truth >= 0))
    return;
  *(gint8 *) reach_cell (table, row,
                         field) = (gint8) (truth < 0 ? -1 : truth != 0);
}

void
base_table_set_int64 (UitwegTable *table,
                      guint32 row,
                      guint field,
                      gint64 value)
{
  if (may_set (table, row, field, BASE_TYPES_INT64, value != UITWEG_UNKNOWN))
    *(gint64 *) reach_cell (table, row, field) = value;
}

void
base_table_set_number (UitwegTable *table,
                       guint32 row,
                       guint field,
                       double value)
{
  if (may_set (table, row, field, BASE_TYPES_NUMBER, !isnan (value)))
    *(double *) reach_cell (table, row, field) = value;
}

void
base_table_set_day (UitwegTable *table, guint32 row, guint field, UitwegDay day)
{
  if (may_set (table, row, field, BASE_TYPES_DAY, day != UITWEG_DAY_UNKNOWN))
    *(UitwegDay *) reach_cell (table, row, field) = day;
}

/* Makes the list of the last row unknown again and takes its rows away: they
 * are the last of the child. */
static void
forget_list (UitwegTable *table, guint field)
{
  guint32 row = table->n_rows - 1;
  BaseListCell *cell;

  if (row >= table->columns[field].n_filled)
    return;
  cell = reach_cell (table, row, field);
  if (cell->count != UITWEG_NONE)
    base_table_truncate (table->children[field], cell->first);
  cell->first = cell->count = UITWEG_NONE;
}

UitwegTable *
base_table_begin_list (UitwegTable *table, guint field)
{
  guint32 row = table->n_rows - 1;
  UitwegTable *child;
  BaseListCell *cell;

  if (!may_set (table, row, field, BASE_TYPES_LIST, TRUE))
    return NULL;
  forget_list (table, field);
  child = table->children[field];
  cell = reach_cell (table, row, field);
  cell->first = child->n_rows;
  cell->count = 0;
  return child;
}

/* One tag while they are sorted. */
typedef struct
{
  const char *key;
  guint32 key_index;
  guint32 value_index;
  guint32 place;
} Tag;

static int
compare_tags (const void *a, const void *b)
{
  const Tag *left = a, *right = b;
  int order = strcmp (left->key, right->key);

  if (order != 0)
    return order;
  return (left->place > right->place) - (left->place < right->place);
}

static gboolean
are_tags_sorted (const UitwegTable *tags, guint32 first)
{
  for (guint32 row = first + 1; row < tags->n_rows; row++)
    if (strcmp (uitweg_table_text (tags, row - 1, 0),
                uitweg_table_text (tags, row, 0))
        >= 0)
      return FALSE;
  return TRUE;
}

/* Sorts the tags from row `first` on by key. Of tags with the same key the
 * last stays. */
static void
sort_tags (UitwegTable *tags, guint32 first)
{
  guint32 n = tags->n_rows - first, n_kept = 0;
  g_autofree Tag *sorted = NULL;

  if (are_tags_sorted (tags, first))
    return;

  sorted = g_new (Tag, n);
  for (guint32 i = 0; i < n; i++)
    sorted[i] = (Tag){
      .key = uitweg_table_text (tags, first + i, 0),
      .key_index = base_table_text_index (tags, first + i, 0),
      .value_index = base_table_text_index (tags, first + i, 1),
      .place = i,
    };
  qsort (sorted, n, sizeof *sorted, compare_tags);
  for (guint32 i = 0; i < n; i++)
    {
      if (i + 1 < n && sorted[i].key_index == sorted[i + 1].key_index)
        continue;
      *(guint32 *) reach_cell (tags, first + n_kept, 0) = sorted[i].key_index;
      *(guint32 *) reach_cell (tags, first + n_kept, 1) = sorted[i].value_index;
      n_kept++;
    }
  base_table_truncate (tags, first + n_kept);
}

void
base_table_end_list (UitwegTable *table, guint field)
{
  guint32 row = table->n_rows - 1;
  UitwegTable *child;
  BaseListCell *cell;

  if (!may_set (table, row, field, BASE_TYPES_LIST, TRUE))
    return;
  child = table->children[field];
  cell = reach_cell (table, row, field);
  g_return_if_fail (cell->count != UITWEG_NONE);
  if (table->schema->fields[field].type == UITWEG_FIELD_TAGS)
    sort_tags (child, cell->first);
  cell->count = child->n_rows - cell->first;
}

void
base_table_add_text (UitwegTable *texts, const char *text)
{
  guint32 row = base_table_append (texts);

  base_table_set_text (texts, row, 0, text);
  if (base_table_text_index (texts, row, 0) == UITWEG_NONE)
    base_table_truncate (texts, row);
}

void
base_table_add_tag (UitwegTable *tags, const char *key, const char *value)
{
  guint32 row = base_table_append (tags);

  base_table_set_text (tags, row, 0, key);
  base_table_set_text (tags, row, 1, value);
  if (base_table_text_index (tags, row, 0) == UITWEG_NONE
      || base_table_text_index (tags, row, 1) == UITWEG_NONE)
    base_table_truncate (tags, row);
}

void
base_table_add_number (UitwegTable *numbers, double value)
{
  base_table_set_number (numbers, base_table_append (numbers), 0, value);
}

/* Copies the text of a cell, by index where the pool is the same or a map is
 * known. */
static void
copy_text (UitwegTable *to,
           guint32 to_row,
           const UitwegTable *from,
           guint32 from_row,
           guint field)
{
  guint32 index = base_table_text_index (from, from_row, field);

  if (!may_set (to, to_row, field, BASE_TYPES_TEXT, index != UITWEG_NONE))
    return;
  if (from->map != NULL && to->pool == from->other && index != UITWEG_NONE)
    index = from->map[index];
  else if (to->pool != from->pool && index != UITWEG_NONE)
    index = base_strpool_intern (to->pool, base_strpool_get (from->pool, index),
                                 base_strpool_get_length (from->pool, index));
  *(guint32 *) reach_cell (to, to_row, field) = index;
}

static void
copy_list (UitwegTable *to,
           const UitwegTable *from,
           guint32 from_row,
           guint field)
{
  guint32 first, n;
  UitwegTable *child;

  if (!uitweg_table_list (from, from_row, field, &first, &n))
    {
      forget_list (to, field);
      return;
    }
  child = base_table_begin_list (to, field);
  for (guint32 i = 0; i < n; i++)
    base_table_copy_row (child, from->children[field], first + i);
  base_table_end_list (to, field);
}

void
base_table_copy_field (UitwegTable *to,
                       guint32 to_row,
                       const UitwegTable *from,
                       guint32 from_row,
                       guint field)
{
  g_return_if_fail (to->schema->fields == from->schema->fields);
  g_return_if_fail (field < to->schema->n_fields);

  switch (to->schema->fields[field].type)
    {
    case UITWEG_FIELD_TEXT:
    case UITWEG_FIELD_TIME:
      copy_text (to, to_row, from, from_row, field);
      break;
    case UITWEG_FIELD_ENUM:
      base_table_set_enum (to, to_row, field,
                           uitweg_table_enum (from, from_row, field));
      break;
    case UITWEG_FIELD_BOOL:
      base_table_set_bool (to, to_row, field,
                           uitweg_table_bool (from, from_row, field));
      break;
    case UITWEG_FIELD_INT:
    case UITWEG_FIELD_SIZE:
    case UITWEG_FIELD_MONEY:
      base_table_set_int64 (to, to_row, field,
                            uitweg_table_int64 (from, from_row, field));
      break;
    case UITWEG_FIELD_NUMBER:
      base_table_set_number (to, to_row, field,
                             uitweg_table_number (from, from_row, field));
      break;
    case UITWEG_FIELD_DAY:
      base_table_set_day (to, to_row, field,
                          uitweg_table_day (from, from_row, field));
      break;
    case UITWEG_FIELD_TEXTS:
    case UITWEG_FIELD_TAGS:
    case UITWEG_FIELD_LIST:
    case UITWEG_FIELD_NUMBERS:
      g_return_if_fail (to_row + 1 == to->n_rows);
      copy_list (to, from, from_row, field);
      break;
    }
}

/* Calls itself through copy_list(), as deep as the schema. */
guint32
base_table_copy_row (UitwegTable *to, const UitwegTable *from, guint32 row)
{
  guint32 new_row = base_table_append (to);

  for (guint i = 0; i < to->schema->n_fields; i++)
    base_table_copy_field (to, new_row, from, row, i);
  return new_row;
}
