/* SPDX-License-Identifier: EUPL-1.2
 *
 * How tables come to be: rows are begun, filled field by field (or from a
 * document node) and ended. The public, reading half is <uitweg/table.h>.
 */
#ifndef BASE_TABLE_PRIVATE_H
#define BASE_TABLE_PRIVATE_H

#include <uitweg/table.h>

#include "base/doc.h"
#include "base/problems.h"
#include "base/strpool.h"

/* The strings of a table (and of its child tables) stand in `pool`, which the
 * table borrows: it must live longer. */
UitwegTable *base_table_new (const UitwegSchema *schema, BaseStrpool *pool);
void base_table_free (UitwegTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UitwegTable, base_table_free)

/* The pool of its texts; who fills a table may keep texts of its own there. */
BaseStrpool *base_table_get_pool (const UitwegTable *table);

/* Whether read_row takes money also as a bare number (YAML written by hand)
 * and not only as a string. Holds for child tables too; FALSE at first. */
void base_table_set_lenient_money (UitwegTable *table, gboolean lenient);

/* Tells which texts of the pool `other` those of the table's pool are, by
 * index: rows are then copied to tables of that pool without looking up their
 * texts. Holds for child tables too; borrows both. */
void base_table_set_map (UitwegTable *table,
                         const BaseStrpool *other,
                         const guint32 *map);

/* A row is appended with every field unknown. */
guint32 base_table_append (UitwegTable *table);

/* Setters: `row` must be the last row for list fields; scalars of any row may
 * be set until the table is handed over. A NULL text, UITWEG_UNKNOWN, NAN, -1
 * or UITWEG_DAY_UNKNOWN leaves (or makes) the value unknown. Setters do not
 * check ranges: base_table_check_row() does. */
void base_table_set_text (UitwegTable *table,
                          guint32 row,
                          guint field,
                          const char *text);
/* as set_text, for text that is not NUL-terminated */
void base_table_set_text_len (UitwegTable *table,
                              guint32 row,
                              guint field,
                              const char *text,
                              gsize length);
void
base_table_set_enum (UitwegTable *table, guint32 row, guint field, gint value);
void
base_table_set_bool (UitwegTable *table, guint32 row, guint field, gint truth);
/* INT, SIZE (bytes), MONEY (micro-euro) */
void base_table_set_int64 (UitwegTable *table,
                           guint32 row,
                           guint field,
                           gint64 value);
void base_table_set_number (UitwegTable *table,
                            guint32 row,
                            guint field,
                            double value);
void base_table_set_day (UitwegTable *table,
                         guint32 row,
                         guint field,
                         UitwegDay day);

/* Starts the list of the last row: it is now known, and empty. Then append
 * rows to base_table_get_child() and call base_table_end_list(). */
UitwegTable *base_table_begin_list (UitwegTable *table, guint field);
void base_table_end_list (UitwegTable *table, guint field);
/* TEXTS, NUMBERS and TAGS in one call each, between begin_list and end_list.
 * What is NULL is left out, and of tags with the same key the last one
 * counts. */
void base_table_add_text (UitwegTable *texts, const char *text);
void base_table_add_number (UitwegTable *numbers, double value);
void base_table_add_tag (UitwegTable *tags, const char *key, const char *value);

/* Appends one row from a MAP: reads every field, reports unknown keys (with
 * the nearest known one), wrong types, words outside a list, values out of
 * range, missing required fields, each as "NAME:LINE: …". Keys in
 * `extra_keys` (NULL-terminated, may be NULL) are the caller's and skipped.
 * Returns the row, or UITWEG_NONE if there were problems (no row is then
 * left). */
guint32 base_table_read_row (UitwegTable *table,
                             const BaseDoc *doc,
                             const BaseNode *map,
                             const char *const *extra_keys,
                             const char *name,
                             BaseProblems *problems);

/* The same checks (types aside) for a row that setters made; `what` names the
 * record in messages. */
gboolean base_table_check_row (const UitwegTable *table,
                               guint32 row,
                               const char *name,
                               guint32 line,
                               BaseProblems *problems);

/* Makes numbers outside the ranges of their fields unknown, lists included;
 * for rows of what others wrote. Returns: how many */
guint base_table_drop_outliers (UitwegTable *table, guint32 row);

/* Copies `row` of `from` (same schema, any pool) as a new last row. */
guint32
base_table_copy_row (UitwegTable *to, const UitwegTable *from, guint32 row);
/* Copies one field, lists included, into the last row of `to`. The schema of
 * one table may hold fewer fields than that of the other, if it is the start
 * of it: the same array. */
void base_table_copy_field (UitwegTable *to,
                            guint32 to_row,
                            const UitwegTable *from,
                            guint32 from_row,
                            guint field);
/* Whether two values are equal (both unknown counts as equal). */
gboolean base_table_equal_field (const UitwegTable *a,
                                 guint32 a_row,
                                 const UitwegTable *b,
                                 guint32 b_row,
                                 guint field);

/* Many rows at once: rows are appended, unknown, and then filled field by
 * field with the same fields of rows of other tables of the same schema. Only
 * one thread at a time may fill a field; different fields are independent. */
guint32 base_table_append_many (UitwegTable *table, guint32 n);

/* Row `row` of from[table]; table UITWEG_NONE leaves the row unknown. */
typedef struct
{
  guint32 table;
  guint32 row;
} BaseTableRow;

/* maps[t] gives for each string of the pool of from[t] its index in the pool
 * of `to`; NULL where the pool is the same. */
void base_table_gather_field (UitwegTable *to,
                              guint32 first,
                              guint field,
                              const UitwegTable *const *from,
                              const guint32 *const *maps,
                              guint n_tables,
                              const BaseTableRow *rows,
                              guint32 n);

/* Gives the list `field` of the first `n` rows lengths[i] elements each,
 * appended without values; UITWEG_NONE leaves the list unknown. Returns: the
 * child table, for base_table_gather_field() from *first_out on */
UitwegTable *base_table_append_lists (UitwegTable *table,
                                      guint field,
                                      const guint32 *lengths,
                                      guint32 n,
                                      guint32 *first_out);

/* Makes a field unknown in all rows and frees what it held. As for a copy, one
 * thread at a time may do so with a field. */
void base_table_drop_field (UitwegTable *table, guint field);

/* Index in the pool of the text of a TEXT or TIME field, or UITWEG_NONE. */
guint32
base_table_get_text_index (const UitwegTable *table, guint32 row, guint field);

/* Appends the known fields of a row to `json` as "key":value pairs in schema
 * order, nested objects rebuilt from dotted keys, commas between (and before
 * the first, if `json` does not end in '{'). */
void
base_table_write_row (const UitwegTable *table, guint32 row, GString *json);

/* The same of one field that is known, without its key. */
void base_table_write_value (const UitwegTable *table,
                             guint32 row,
                             guint field,
                             GString *json);

/* Bytes held, for tests of the memory goals. */
gsize base_table_get_size (const UitwegTable *table);

#endif
