/* SPDX-License-Identifier: EUPL-1.2
 *
 * Decimal literals as they are written, with any number of digits, before
 * they become money, bytes or fractions. Nothing here is a binary float.
 */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <glib.h>

G_BEGIN_DECLS

/*
 * A scanned literal: plus or minus 0.D1 D2 D3 ... x 10^magnitude, where D1
 * and the last digit are not 0. It points into the text.
 */
typedef struct
{
  gboolean negative;
  gsize n_digits;   /* 0 for zero */
  gint64 magnitude; /* how many digits stand before the decimal point */
  const char *start;
  gsize dot; /* digits from here on stand behind a point in the text */
} BaseDecimal;

/*
 * Accepts [-]DIGITS[.DIGITS][e[+-]DIGITS], or no digits before the point;
 * the whole of @length bytes. Exponents beyond a million count as a million.
 *
 * Returns: FALSE if it is no decimal; @decimal_out is then left as it was
 */
gboolean
base_decimal_scan (const char *text, gsize length, BaseDecimal *decimal_out);

/* Returns: digit @i, counted from 0; 0 behind the last */
guint base_decimal_get_digit (const BaseDecimal *decimal, gsize i);

/*
 * @decimal x 10^@scale, rounded half to even. Exact for any number of
 * digits.
 *
 * Returns: FALSE if it does not fit or would be G_MININT64, which is kept
 *   for the unknown; @value_out is then left as it was
 */
gboolean base_decimal_to_int64 (const BaseDecimal *decimal,
                                gint scale,
                                gint64 *value_out);

G_END_DECLS

#endif
