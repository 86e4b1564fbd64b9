/* SPDX-License-Identifier: EUPL-1.2
 *
 * How a table holds its rows: one column a field, allocated when the first
 * value is known, and only as far as the last known value. Shared by the
 * table-*.c files and by nobody else.
 */
#ifndef BASE_TABLE_IMPL_H
#define BASE_TABLE_IMPL_H

#include "base/key-index.h"
#include "base/table-private.h"

#define BASE_TYPE_BIT(type) (1u << (type))
#define BASE_TYPES_TEXT                                                        \
  (BASE_TYPE_BIT (UITWEG_FIELD_TEXT) | BASE_TYPE_BIT (UITWEG_FIELD_TIME))
#define BASE_TYPES_ENUM BASE_TYPE_BIT (UITWEG_FIELD_ENUM)
#define BASE_TYPES_BOOL BASE_TYPE_BIT (UITWEG_FIELD_BOOL)
#define BASE_TYPES_INT64                                                       \
  (BASE_TYPE_BIT (UITWEG_FIELD_INT) | BASE_TYPE_BIT (UITWEG_FIELD_SIZE)        \
   | BASE_TYPE_BIT (UITWEG_FIELD_MONEY))
#define BASE_TYPES_NUMBER BASE_TYPE_BIT (UITWEG_FIELD_NUMBER)
#define BASE_TYPES_DAY BASE_TYPE_BIT (UITWEG_FIELD_DAY)
#define BASE_TYPES_LIST                                                        \
  (BASE_TYPE_BIT (UITWEG_FIELD_LIST) | BASE_TYPE_BIT (UITWEG_FIELD_TEXTS)      \
   | BASE_TYPE_BIT (UITWEG_FIELD_TAGS) | BASE_TYPE_BIT (UITWEG_FIELD_NUMBERS))

/* A list: rows of the child table. */
typedef struct
{
  guint32 first;
  guint32 count; /* UITWEG_NONE: unknown */
} BaseListCell;

typedef struct
{
  void *cells;         /* of the type that fits the field; NULL: none */
  guint32 n_filled;    /* rows from here on are unknown */
  guint32 n_allocated; /* of cells */
  guint16 key_length;
  guint16 object_length; /* of the objects in its key: 9 in identity.uuid */
  guint8 width;          /* of a cell, in bytes */
} BaseColumn;

struct _UitwegTable
{
  const UitwegSchema *schema;
  BaseStrpool *pool;        /* borrowed */
  const guint32 *map;       /* borrowed: of the pool's texts to those of */
  const BaseStrpool *other; /* this pool; NULL: not known */
  guint32 n_rows;
  gboolean lenient_money;
  BaseColumn *columns;    /* one a field */
  UitwegTable **children; /* one a field; NULL for scalars */
  BaseKeyIndex *index;
};

/* The cell of a row that is filled, or NULL: the value is unknown. */
static inline const void *
base_table_cell (const UitwegTable *table, guint32 row, guint field)
{
  const BaseColumn *column = &table->columns[field];

  if (row >= column->n_filled)
    return NULL;
  return (const char *) column->cells + (gsize) row * column->width;
}

/* Index of a TEXT or TIME in the pool, or UITWEG_NONE. */
static inline guint32
base_table_text_index (const UitwegTable *table, guint32 row, guint field)
{
  const guint32 *cell = base_table_cell (table, row, field);

  return cell != NULL ? *cell : UITWEG_NONE;
}

/* Makes room for exactly `n` cells and writes "unknown" into the new ones. */
void base_table_fill_column (UitwegTable *table, guint field, guint32 n);

/* Takes away the rows from `n_rows` on, with the rows of their lists. */
void base_table_truncate (UitwegTable *table, guint32 n_rows);

/* Where a check stands: in a record of `name`, or in element `index` (of TAGS
 * in `tag`) of the list `key` of what `up` stands in. */
typedef struct _BaseCheck BaseCheck;
struct _BaseCheck
{
  const BaseCheck *up;
  const char *key;
  const char *tag; /* NULL but for TAGS */
  guint32 index;
  const char *name;
  BaseProblems *problems;
};

/* Notes "NAME:LINE: PATH.KEY: MESSAGE"; NULL `key` is the record itself. */
void base_check_report (const BaseCheck *check,
                        guint32 line,
                        const char *key,
                        const char *format,
                        ...) G_GNUC_PRINTF (4, 5);

/* `text` itself if a message may show it: short, and no control character;
 * else "…". */
const char *base_check_show (const char *text);

/* What a text that no field may hold is, as in "found …"; NULL if it is well.
 * At most 64 KiB of UTF-8 without control characters. */
const char *base_check_text (const char *text, gsize length);

/* Whether it is "YYYY-MM-DDTHH:MM:SSZ". */
gboolean base_check_time (const char *text);

/* The number of the word of `field` that is `word`, or -1 with a problem noted.
 */
gint base_check_word (const BaseCheck *check,
                      guint32 line,
                      const UitwegField *field,
                      const char *word);

/* Whether `value`, in the unit of the file, lies within the bounds of its
 * field; notes a problem if not. */
gboolean base_check_range (const BaseCheck *check,
                           guint32 line,
                           const UitwegField *field,
                           double value);

/* SIZE and MONEY in the unit of the file, for base_check_range(). */
#define BASE_GIB(bytes) ((double) (bytes) / 1073741824.0)
#define BASE_EUR(money) ((double) (money) / 1e6)

/* Notes that a required field is missing. */
void base_check_missing (const BaseCheck *check,
                         guint32 line,
                         const UitwegField *field);

/* "a string", "a whole number" ...: what a field of that type expects. */
const char *base_check_expected (UitwegFieldType type);

#endif
