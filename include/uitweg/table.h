/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tables: every record of every file that uitweg reads stands in one. A
 * schema says which fields a record has, of which type, unit and range; the
 * same schema reads, checks, writes and documents. Rows are stored in
 * columns, and a column that no row fills takes no memory, so that a million
 * records cost what is known about them and nothing else.
 */
#ifndef UITWEG_TABLE_H
#define UITWEG_TABLE_H

#include <uitweg/types.h>

G_BEGIN_DECLS

/**
 * UitwegFieldType:
 * @UITWEG_FIELD_TEXT: UTF-8 without control characters (JSON string)
 * @UITWEG_FIELD_ENUM: one word of a closed list (JSON string)
 * @UITWEG_FIELD_BOOL: true or false
 * @UITWEG_FIELD_INT: a whole number (JSON number)
 * @UITWEG_FIELD_NUMBER: a finite decimal (JSON number), held as double
 * @UITWEG_FIELD_SIZE: decimal GiB in files, whole bytes in memory
 * @UITWEG_FIELD_MONEY: a decimal string in files, micro-euro in memory
 * @UITWEG_FIELD_DAY: "YYYY-MM-DD"
 * @UITWEG_FIELD_TIME: "YYYY-MM-DDTHH:MM:SSZ", held as text
 * @UITWEG_FIELD_TEXTS: a list of texts
 * @UITWEG_FIELD_TAGS: an object whose values are texts
 * @UITWEG_FIELD_LIST: a list of objects, each a row of a child table
 * @UITWEG_FIELD_NUMBERS: a list of finite decimals (child table, field 0)
 */
typedef enum
{
  UITWEG_FIELD_TEXT,
  UITWEG_FIELD_ENUM,
  UITWEG_FIELD_BOOL,
  UITWEG_FIELD_INT,
  UITWEG_FIELD_NUMBER,
  UITWEG_FIELD_SIZE,
  UITWEG_FIELD_MONEY,
  UITWEG_FIELD_DAY,
  UITWEG_FIELD_TIME,
  UITWEG_FIELD_TEXTS,
  UITWEG_FIELD_TAGS,
  UITWEG_FIELD_LIST,
  UITWEG_FIELD_NUMBERS,
} UitwegFieldType;

typedef struct _UitwegSchema UitwegSchema;

/**
 * UitwegField:
 * @key: the key in files; a dot is a nested object: "identity.uuid"
 * @type: what it holds
 * @required: whether a record without it is an error
 * @words: (nullable): for %UITWEG_FIELD_ENUM (and, if set, for the values of
 *   %UITWEG_FIELD_TAGS) the closed list, ended by %NULL
 * @min: least legal value of INT, NUMBER, SIZE (GiB) and MONEY (EUR)
 * @max: greatest legal value, likewise; @min = @max = 0 means no bound
 * @child: (nullable): for %UITWEG_FIELD_LIST the schema of one element
 * @help: one sentence for the man page, unit included, no full stop
 *
 * One field of a record. Fields are only ever added at the end.
 */
typedef struct
{
  const char *key;
  UitwegFieldType type;
  gboolean required;
  const char *const *words;
  double min;
  double max;
  const UitwegSchema *child;
  const char *help;
} UitwegField;

/**
 * UitwegSchema:
 * @name: the record's name, such as "resource"
 * @fields: the fields; the index in this array is the field number that all
 *   getters take
 * @n_fields: length of @fields, at most 64
 */
struct _UitwegSchema
{
  const char *name;
  const UitwegField *fields;
  guint n_fields;
};

/**
 * UitwegTable:
 *
 * Rows of one schema, in columns. Immutable once it is part of an estate, a
 * catalog or a scenario, and then readable by any number of threads.
 */
typedef struct _UitwegTable UitwegTable;

const UitwegSchema *uitweg_table_get_schema (const UitwegTable *table);
guint32 uitweg_table_get_n_rows (const UitwegTable *table);

/**
 * uitweg_table_has:
 * @table: a table
 * @row: below uitweg_table_get_n_rows()
 * @field: a field number of its schema
 *
 * Returns: whether the value is known; a known empty list counts as known
 *
 * Since: 0.1
 */
gboolean uitweg_table_has (const UitwegTable *table, guint32 row, guint field);

/* Getters. Each gives the documented "unknown" when the value is. O(1). */

/* (transfer none) (nullable): TEXT, TIME, ENUM (its word); %NULL = unknown */
const char *
uitweg_table_text (const UitwegTable *table, guint32 row, guint field);

/* ENUM: index in field.words, -1 = unknown */
gint uitweg_table_enum (const UitwegTable *table, guint32 row, guint field);

/* BOOL: 0, 1, -1 = unknown */
gint uitweg_table_bool (const UitwegTable *table, guint32 row, guint field);

/* INT as is, SIZE in bytes, MONEY in micro-euro; UITWEG_UNKNOWN = unknown */
gint64 uitweg_table_int64 (const UitwegTable *table, guint32 row, guint field);

/* NUMBER or INT as double; NAN = unknown */
double uitweg_table_number (const UitwegTable *table, guint32 row, guint field);

/* DAY; UITWEG_DAY_UNKNOWN = unknown */
UitwegDay uitweg_table_day (const UitwegTable *table, guint32 row, guint field);

/**
 * uitweg_table_list:
 * @table: a table
 * @row: below uitweg_table_get_n_rows()
 * @field: a field of type LIST, TEXTS, NUMBERS or TAGS
 * @first_out: (out): first row in the child table
 * @n_out: (out): number of rows; 0 for an empty or an unknown list
 *
 * The elements of a list are rows @first_out up to @first_out + @n_out of
 * uitweg_table_child(). TEXTS and NUMBERS have one field (0: the text, the
 * number), TAGS two (0: key, 1: value), sorted by key.
 *
 * Returns: %FALSE if the list is unknown
 *
 * Since: 0.1
 */
gboolean uitweg_table_list (const UitwegTable *table,
                            guint32 row,
                            guint field,
                            guint32 *first_out,
                            guint32 *n_out);

/* (transfer none): the child table of a LIST, TEXTS, NUMBERS or TAGS
 * field; never
 * NULL, perhaps without rows */
const UitwegTable *uitweg_table_child (const UitwegTable *table, guint field);

G_END_DECLS

#endif
