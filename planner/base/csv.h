/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tables as text, by RFC 4180: quoted cells may hold the delimiter, quotes
 * and newlines. Columns are found by name.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <uitweg/types.h>

#include "base/source.h"

G_BEGIN_DECLS

/* The longest record and the most columns: 16 MiB and 16,384. */
#define BASE_CSV_MAX_RECORD ((gsize) 16 << 20)
#define BASE_CSV_MAX_COLUMNS 16384

/*
 * BASE_CSV_COMMENTS: lines that begin with # are skipped
 * BASE_CSV_LENIENT: a bad row below the header costs that row and no more,
 *   see base_csv_get_fault(); a quote inside a plain cell is a character; a
 *   first line `sep=;`, as Excel writes it, names the delimiter
 */
typedef enum
{
  BASE_CSV_STRICT = 0,
  BASE_CSV_COMMENTS = 1 << 0,
  BASE_CSV_LENIENT = 1 << 1,
} BaseCsvFlags;

/* A cell as it stands, blanks included. An unquoted "" is an empty text, not
 * yet an unknown: that is for the reader of the column. */
typedef struct
{
  const char *text; /* NUL-terminated; valid until the next row is read */
  gsize length;
  guint32 line;   /* where it begins, from 1 */
  guint32 column; /* in bytes, from 1 */
  gboolean quoted;
} BaseCsvCell;

typedef struct _BaseCsv BaseCsv;

/*
 * Opens a file and reads its header, on which the delimiter is found: that
 * of comma, semicolon and tab which occurs most, the first of equals. UTF-16
 * with a byte order mark is read too.
 *
 * Returns: (transfer full): NULL with BASE_INPUT_ERROR set if it cannot be
 *   read or has no header
 */
BaseCsv *base_csv_open (const char *path, BaseCsvFlags flags, GError **error);

/* The same for @length bytes at @data, which stay the caller's. */
BaseCsv *base_csv_new_for_data (const char *name,
                                const char *data,
                                gsize length,
                                BaseCsvFlags flags,
                                GError **error);

/* The same for a source, which becomes the table's in any case. */
BaseCsv *base_csv_new_for_source (BaseSource *source,
                                  BaseCsvFlags flags,
                                  GError **error);

void base_csv_free (BaseCsv *csv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaseCsv, base_csv_free)

/* Returns: (transfer none): the name for messages */
const char *base_csv_get_name (const BaseCsv *csv);

char base_csv_get_delimiter (const BaseCsv *csv);
guint32 base_csv_get_n_columns (const BaseCsv *csv);

/* Returns: (transfer none): the head of a column as it stands */
const char *base_csv_get_head (const BaseCsv *csv, guint32 column);

/* Returns: the first column whose folded head is the folded @name, or
 *   UITWEG_NONE. O(columns) */
guint32 base_csv_find_column (const BaseCsv *csv, const char *name);

/* The same for the first of @names (NULL-terminated) that is there. */
guint32 base_csv_find_column_of (const BaseCsv *csv, const char *const *names);

/* Returns: the first column whose folded head begins with the folded
 *   @prefix, or UITWEG_NONE. O(columns) */
guint32 base_csv_find_column_prefix (const BaseCsv *csv, const char *prefix);

/*
 * Reads the next row; empty lines are skipped. A row may be shorter than the
 * header; what is longer must be empty there.
 *
 * Returns: FALSE at the end; and with BASE_INPUT_ERROR_INVALID (malformed,
 *   not UTF-8, too long) or _UNREADABLE set; nothing more can then be read
 */
gboolean base_csv_next (BaseCsv *csv, GError **error);

/*
 * Of the last row read with BASE_CSV_LENIENT: "found X, expected Y" if it is
 * bad. It then has no cells, and the next row can be read.
 *
 * Returns: (transfer none) (nullable)
 */
const char *base_csv_get_fault (const BaseCsv *csv);

/* Of the last row read: where it begins, how many cells it has. */
guint32 base_csv_get_line (const BaseCsv *csv);
guint32 base_csv_get_n_cells (const BaseCsv *csv);

/* Returns: (transfer none): NULL if @column is UITWEG_NONE or the row is
 *   shorter */
const BaseCsvCell *base_csv_get_cell (const BaseCsv *csv, guint32 column);

/*
 * The bytes of that cell without cutting it, for telling whether it is the
 * same as another: of a quoted cell the quotes too, unless it is cut already.
 *
 * Returns: (transfer none): not NUL-terminated; NULL as for get_cell()
 */
const char *
base_csv_peek_cell (const BaseCsv *csv, guint32 column, gsize *length_out);

/*
 * The bytes from cell @first up to and with cell @last as they stand in the
 * file, if no cell of the row was got yet.
 *
 * Returns: (transfer none) (nullable): not NUL-terminated; NULL if the row
 *   is shorter or had to be cut at once
 */
const char *base_csv_peek_cells (const BaseCsv *csv,
                                 guint32 first,
                                 guint32 last,
                                 gsize *length_out);

/* Returns: (transfer none): the text of that cell, or NULL */
const char *base_csv_get_text (const BaseCsv *csv, guint32 column);

/*
 * A name for comparing: ASCII letters small, without blanks, `_`, `-`, `*`
 * and a last part in parentheses: "*Memory (In MB)" is "memory".
 *
 * Returns: (transfer full)
 */
char *base_csv_fold_name (const char *name);

/* Appends @text (NULL is empty) as a cell, quoted where it must be. */
void base_csv_append_cell (GString *out, char delimiter, const char *text);

/* Appends a row with LF. A row of one empty cell is `""`. */
void base_csv_append_row (GString *out,
                          char delimiter,
                          const char *const *cells,
                          gsize n_cells);

G_END_DECLS

#endif
