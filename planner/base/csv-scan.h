/* SPDX-License-Identifier: EUPL-1.2
 *
 * The fast half of reading CSV: finds the end of a record and its delimiters
 * 64 bytes at a time. It knows well-formed records only; what it finds odd,
 * csv.c reads byte by byte, and says what is wrong.
 */
#ifndef BASE_CSV_SCAN_H
#define BASE_CSV_SCAN_H

#include <glib.h>

G_BEGIN_DECLS

/* A search for the end of one record, which can be gone on with when more
 * bytes have come. */
typedef struct
{
  char delimiter;
  guint32 *marks; /* where the delimiters between cells stand */
  gsize n_marks;
  gsize n_allocated;
  gboolean odd;         /* not well formed, or not to be known here */
  gboolean has_newline; /* within quotes */
  gboolean not_ascii;
  /* What holds at the start of the block that is looked at next. */
  gsize at;
  gsize n_marks_before;
  guint64 inside; /* all ones within quotes */
  guint64 opens;  /* 1 if a quote may open a cell here */
  guint64 closed; /* 1 behind a closing quote */
  guint64 was_cr; /* 1 behind a carriage return outside of quotes */
} BaseCsvScan;

/* Begins a record. */
void base_csv_scan_start (BaseCsvScan *scan, char delimiter);
void base_csv_scan_clear (BaseCsvScan *scan);

/*
 * Goes on in the @n bytes of @text, which begins with the record and holds
 * at least the bytes of the call before.
 *
 * Returns: where the LF stands that ends the record; @n if it is not there,
 *   or if the scan found something odd
 */
gsize base_csv_scan_find_end (BaseCsvScan *scan, const char *text, gsize n);

G_END_DECLS

#endif
