/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tables as people have them: a workbook (XLSX) with its sheets, or a CSV file
 * as one sheet, plain or packed by gzip, in UTF-8 or UTF-16. Rows come one by
 * one; columns are found by name and alias; a bad row costs that row.
 */
#ifndef CONNECTORS_COMMON_BOOK_H
#define CONNECTORS_COMMON_BOOK_H

#include "connectors/common/records.h"

G_BEGIN_DECLS

typedef struct _ConnectorsBook ConnectorsBook;
typedef struct _ConnectorsSheet ConnectorsSheet;

/*
 * Opens a file, whatever its name. What a packed file gives is bounded, in
 * all and per byte that it takes (zip bombs).
 *
 * Returns: (transfer full): NULL with UITWEG_CONNECTOR_ERROR_INPUT set if it
 *   cannot be read, or is neither a workbook nor text with a header
 */
ConnectorsBook *connectors_book_open (const char *path, GError **error);
void connectors_book_free (ConnectorsBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConnectorsBook, connectors_book_free)

const char *connectors_book_get_path (const ConnectorsBook *book);
/* Whether it is a workbook, and not CSV. */
gboolean connectors_book_is_workbook (const ConnectorsBook *book);
/* SHA-256 of the file's bytes, 64 digits. (transfer none) */
const char *connectors_book_get_sha256 (ConnectorsBook *book);
guint connectors_book_get_n_sheets (const ConnectorsBook *book);
/* The name of a sheet; of CSV the file's name without its suffixes. */
const char *connectors_book_get_sheet_name (const ConnectorsBook *book,
                                            guint sheet);
/* The sheet of that name, case folded, or UITWEG_NONE. */
guint connectors_book_find_sheet (const ConnectorsBook *book, const char *name);

/*
 * Begins to read a sheet: its first row that is not blank is the header. Bad
 * rows are noted in `source` with their place, each of the first 20, then
 * their number; NULL notes nothing.
 *
 * Returns: (transfer full): NULL with UITWEG_CONNECTOR_ERROR_INPUT set if it
 *   is damaged; a sheet without rows has no columns and gives no row
 */
ConnectorsSheet *connectors_sheet_open (ConnectorsBook *book,
                                        guint sheet,
                                        ConnectorsSource *source,
                                        GError **error);
void connectors_sheet_free (ConnectorsSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConnectorsSheet, connectors_sheet_free)

guint32 connectors_sheet_get_n_columns (const ConnectorsSheet *sheet);
const char *connectors_sheet_get_head (const ConnectorsSheet *sheet,
                                       guint32 column);
/* The column whose folded head is that of the first of `names` found there
 * (ended by NULL), or UITWEG_NONE. */
guint32 connectors_sheet_find (const ConnectorsSheet *sheet,
                               const char *const *names);

/*
 * Reads the next row that is neither blank, nor the header again, nor bad.
 *
 * Returns: FALSE at the end; and with UITWEG_CONNECTOR_ERROR_INPUT set where
 *   the rest of the sheet cannot be read: what was read before stands
 */
gboolean connectors_sheet_next (ConnectorsSheet *sheet, GError **error);

/* "file:12" or "file vInfo!12" of the present row. (transfer none) */
const char *connectors_sheet_get_place (ConnectorsSheet *sheet);
/* Rows given; blank ones; headers repeated; rows left out as bad. */
guint64 connectors_sheet_get_n_rows (const ConnectorsSheet *sheet);
guint64 connectors_sheet_get_n_blank (const ConnectorsSheet *sheet);
guint64 connectors_sheet_get_n_repeated (const ConnectorsSheet *sheet);
guint64 connectors_sheet_get_n_bad (const ConnectorsSheet *sheet);

/* The cell as it stands; NULL if the row has none there or column is
 * UITWEG_NONE. Valid until the next row. (transfer none) (nullable) */
const char *connectors_sheet_get_raw (const ConnectorsSheet *sheet,
                                      guint32 column);
/* The cell without blanks around it; NULL also where it says nothing: empty,
 * NULL, None, n/a, -, and the like. (transfer none) (nullable) */
const char *connectors_sheet_get_text (ConnectorsSheet *sheet, guint32 column);

/*
 * Typed cells. What is not of the type is noted in the source with place and
 * column, never with its value, and is unknown. Numbers take "1234.5",
 * "1,234.5", "1.234,5", "1 234,5", "1'234.5"; where one separator could be
 * either ("1,234"), the other cells of the column decide, as far as read,
 * else the delimiter of the file (";" goes with the decimal comma).
 */
double connectors_sheet_get_number (ConnectorsSheet *sheet, guint32 column);
gint64 connectors_sheet_get_int (ConnectorsSheet *sheet, guint32 column);
/* Money or another exact decimal, in millionths; UITWEG_UNKNOWN. More digits
 * are rounded half to even. */
gint64 connectors_sheet_get_micro (ConnectorsSheet *sheet, guint32 column);
/* 1, 0 or -1: true, True, 1, yes, ja, waar; false, 0, no, nee, onwaar */
gint connectors_sheet_get_bool (ConnectorsSheet *sheet, guint32 column);
/* ISO (a time may follow), a day of the workbook, or three numbers: with a
 * first part above 12 it is day-month-year, with a second above 12 it is
 * month-day-year; where neither tells, the column so far, else "/" is
 * month first and "-" or "." is day first. UITWEG_DAY_UNKNOWN */
UitwegDay connectors_sheet_get_day (ConnectorsSheet *sheet, guint32 column);

/* Notes something about the present row, with its place. */
void connectors_sheet_note (ConnectorsSheet *sheet, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

G_END_DECLS

#endif
