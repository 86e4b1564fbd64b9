/* SPDX-License-Identifier: EUPL-1.2
 *
 * From the ledger to the estate.
 */
#ifndef CONNECTORS_FOCUS_RECORDS_H
#define CONNECTORS_FOCUS_RECORDS_H

#include "connectors/focus/ledger.h"

G_BEGIN_DECLS

/* What one unit of a currency is in euro, in millionths. */
typedef struct
{
  char currency[4];
  gint64 micro;
  char *text; /* "0.92" or "0.92 on 2026-10-31" */
} FocusRate;

/* "USD=0.92,GBP=1.17@2026-10-31"; NULL gives none. (transfer full): NULL with
 * UITWEG_CONNECTOR_ERROR_OPTION set */
GArray *focus_rates_parse (const char *text, GError **error);
/* NULL if there is none; EUR is 1, with a NULL text. */
const FocusRate *focus_rates_find (const GArray *rates, const char *currency);
/* In micro-euro; UITWEG_UNKNOWN without a rate. */
gint64 focus_rates_convert (const GArray *rates,
                            const char *currency,
                            const FocusAmount *amount);

/*
 * The lines that count, sorted by what they say: those of files read twice,
 * and of files that tell of a month what a better one tells, are left out and
 * told; equal lines of several files are one.
 *
 * Returns: (transfer full): of FocusLine
 */
GArray *focus_lines_settle (FocusLedger *ledger);

/* The month in whole, newest of all, of a provider: its first day;
 * G_MININT32 if there is none. */
gint32 focus_lines_newest_month (FocusLedger *ledger, guint32 provider);

/* Notes what months lack, by provider. */
void focus_lines_note_months (FocusLedger *ledger);

/* Writes all records. */
void focus_add_records (FocusLedger *ledger,
                        const GArray *lines,
                        const GArray *rates,
                        ConnectorsSource *source);

G_END_DECLS

#endif
