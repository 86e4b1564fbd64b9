/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the files of a book know of one another: book.c opens and reads rows,
 * book-packed.c gives the bytes of what is packed, book-xlsx.c knows the
 * parts of a workbook, book-rows.c the rows of its sheets, book-values.c what
 * cells say.
 */
#ifndef CONNECTORS_COMMON_BOOK_PRIVATE_H
#define CONNECTORS_COMMON_BOOK_PRIVATE_H

#include "base/csv.h"
#include "base/source.h"
#include "connectors/common/book.h"
#include "connectors/common/xml-scan.h"

G_BEGIN_DECLS

#define CONNECTORS_BOOK_MAX_COLUMNS 16384

/* Sets UITWEG_CONNECTOR_ERROR_INPUT and gives FALSE. */
gboolean connectors_book_fail (GError **error, const char *format, ...)
    G_GNUC_PRINTF (2, 3);
/* The same from an error of the layers below, which is taken. */
gboolean connectors_book_take (GError **error, GError *failed);

/* --- book-packed.c ---------------------------------------------------- */

/* The bytes of a file by descriptor, unpacked if `is_gzip`; the descriptor
 * stays the caller's and its offset is not used. */
typedef struct _ConnectorsBytes ConnectorsBytes;
ConnectorsBytes *
connectors_bytes_new (const char *name, gint fd, gboolean is_gzip);
void connectors_bytes_free (ConnectorsBytes *bytes);
/* A BaseSourceRead. */
gssize
connectors_bytes_read (gpointer data, char *bytes, gsize size, GError **error);

/* An archive of members, by the same rules. */
typedef struct _ConnectorsZip ConnectorsZip;
typedef struct _ConnectorsMember ConnectorsMember;
ConnectorsZip *connectors_zip_new (const char *name, gint fd, GError **error);
void connectors_zip_free (ConnectorsZip *zip);
gboolean connectors_zip_has (const ConnectorsZip *zip, const char *member);
ConnectorsMember *
connectors_member_open (ConnectorsZip *zip, const char *member, GError **error);
void connectors_member_free (ConnectorsMember *member);
/* A scan of its text, which must not outlive it. (transfer full) */
ConnectorsXmlScan *connectors_member_scan (ConnectorsMember *member);

/* --- book-xlsx.c ------------------------------------------------------ */

typedef struct _ConnectorsWorkbook ConnectorsWorkbook;
ConnectorsWorkbook *
connectors_workbook_open (const char *path, gint fd, GError **error);
void connectors_workbook_free (ConnectorsWorkbook *workbook);
guint connectors_workbook_get_n_sheets (const ConnectorsWorkbook *workbook);
const char *
connectors_workbook_get_sheet_name (const ConnectorsWorkbook *workbook,
                                    guint sheet);
ConnectorsMember *connectors_workbook_open_sheet (ConnectorsWorkbook *workbook,
                                                  guint sheet,
                                                  GError **error);
/* NULL if there is none of that number. */
const char *connectors_workbook_get_shared (const ConnectorsWorkbook *workbook,
                                            guint64 number);
/* Whether a style shows a number as a day; its number is that of a cell. */
gboolean connectors_workbook_is_day_style (const ConnectorsWorkbook *workbook,
                                           guint64 style);
/* The day of a number by the epoch of the workbook; *seconds_out is what
 * there is of the day. */
UitwegDay connectors_workbook_to_day (const ConnectorsWorkbook *workbook,
                                      double number,
                                      guint *seconds_out);

/* --- book-rows.c ------------------------------------------------------ */

typedef struct _ConnectorsRows ConnectorsRows;
ConnectorsRows *
connectors_rows_new (ConnectorsWorkbook *workbook, guint sheet, GError **error);
void connectors_rows_free (ConnectorsRows *rows);
/* The next row, FALSE at the end or with an error. `fault` is set for a row
 * that cannot be used. */
gboolean connectors_rows_next (ConnectorsRows *rows,
                               const char **fault_out,
                               GError **error);
guint64 connectors_rows_get_number (const ConnectorsRows *rows);
guint32 connectors_rows_get_n_cells (const ConnectorsRows *rows);
/* NULL without a cell there. Valid until the next row. */
const char *connectors_rows_get_text (const ConnectorsRows *rows,
                                      guint32 column);
/* Whether the cell is a number and not a text. */
gboolean connectors_rows_is_number (const ConnectorsRows *rows, guint32 column);

/* --- book.c ----------------------------------------------------------- */

/* What the cells of a column have told so far. */
typedef enum
{
  CONNECTORS_COLUMN_DOT = 1 << 0,   /* decimal points */
  CONNECTORS_COLUMN_COMMA = 1 << 1, /* decimal commas */
  CONNECTORS_COLUMN_DAY_FIRST = 1 << 2,
  CONNECTORS_COLUMN_MONTH_FIRST = 1 << 3,
} ConnectorsColumnSigns;

/* For book-values.c. */
ConnectorsColumnSigns *connectors_sheet_get_signs (ConnectorsSheet *sheet,
                                                   guint32 column);
char connectors_sheet_get_delimiter (const ConnectorsSheet *sheet);
gboolean connectors_sheet_is_number (const ConnectorsSheet *sheet,
                                     guint32 column);
const ConnectorsWorkbook *
connectors_sheet_get_workbook (const ConnectorsSheet *sheet);
/* Notes that a cell is not of its type. */
void connectors_sheet_note_cell (ConnectorsSheet *sheet,
                                 guint32 column,
                                 const char *expected);
/* A copy without the blanks at the end, kept until the next row. */
const char *connectors_sheet_keep_trimmed (ConnectorsSheet *sheet,
                                           const char *text,
                                           gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConnectorsBytes, connectors_bytes_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConnectorsZip, connectors_zip_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConnectorsMember, connectors_member_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConnectorsWorkbook, connectors_workbook_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConnectorsRows, connectors_rows_free)

G_END_DECLS

#endif
