/* SPDX-License-Identifier: EUPL-1.2
 *
 * Writes small workbooks for tests, part by part, so that a test can write
 * wrong ones too.
 */
#ifndef TESTS_XLSX_WRITER_H
#define TESTS_XLSX_WRITER_H

#include <glib.h>

/* A sheet: its name and what stands in <sheetData>. */
typedef struct
{
  const char *name;
  const char *rows;
} XlsxSheet;

/* Writes an archive of members: names and contents in turn, ended by NULL. */
void zip_write (const char *path, const char *const *members);
/* Writes a workbook. `more` are members besides, or instead; or NULL. */
void xlsx_write (const char *path,
                 const XlsxSheet *sheets,
                 guint n_sheets,
                 const char *const *more);
/* The rows of a table for XlsxSheet: cells split by '|' and rows by '\n';
 * what reads as a whole number is one. (transfer full) */
char *xlsx_rows (const char *table);

#endif
