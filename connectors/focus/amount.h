/* SPDX-License-Identifier: EUPL-1.2
 *
 * Sums of decimals without any rounding: cells of bills carry up to 36
 * decimals, and a sum must be the one that an auditor finds.
 */
#ifndef CONNECTORS_FOCUS_AMOUNT_H
#define CONNECTORS_FOCUS_AMOUNT_H

#include <glib.h>

G_BEGIN_DECLS

/* whole + high / 10^18 + low / 10^36; zeroed is 0. The parts of a sum may
 * differ in sign until it is written. */
typedef struct
{
  gint64 whole;
  gint64 high;
  gint64 low;
} FocusAmount;

/* Decimals that a cell may be written in. */
typedef enum
{
  FOCUS_AMOUNT_UNKNOWN, /* empty, NULL, n/a, - */
  FOCUS_AMOUNT_OK,
  FOCUS_AMOUNT_BAD,
} FocusAmountResult;

/*
 * Reads a decimal: plain, with an exponent, with a sign, with separators of
 * thousands (comma, point, blank, apostrophe), with a decimal comma. A lone
 * comma is a decimal comma unless @comma_groups and three digits follow.
 */
FocusAmountResult focus_amount_parse (const char *text,
                                      gsize length,
                                      gboolean comma_groups,
                                      FocusAmount *amount_out);

/* FALSE if the sum does not fit; it is then left as it was. */
gboolean focus_amount_add (FocusAmount *sum, const FocusAmount *amount);

void focus_amount_negate (FocusAmount *amount);
gboolean focus_amount_is_zero (const FocusAmount *amount);
gboolean focus_amount_is_negative (const FocusAmount *amount);

/* All its digits, no trailing zeros behind the point. (transfer full) */
char *focus_amount_format (const FocusAmount *amount);

/* In millionths, rounded half to even; UITWEG_UNKNOWN if it does not fit. */
gint64 focus_amount_to_micro (const FocusAmount *amount);

G_END_DECLS

#endif
