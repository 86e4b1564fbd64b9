/* SPDX-License-Identifier: EUPL-1.2
 *
 * Numbers that are the same everywhere: powers and logarithms with the same
 * bits on every CPU, quantiles, rounding, and numbers as text. The C
 * library's own functions differ by version and CPU, and are not used.
 */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include <glib.h>

G_BEGIN_DECLS

/*
 * BASE_NUMBER_ERROR_SYNTAX: the text is no number
 * BASE_NUMBER_ERROR_RANGE: the number does not fit or is negative
 */
typedef enum
{
  BASE_NUMBER_ERROR_SYNTAX,
  BASE_NUMBER_ERROR_RANGE,
} BaseNumberError;

#define BASE_NUMBER_ERROR (base_number_error_quark ())
GQuark base_number_error_quark (void);

/*
 * As in C, special values included (base_log (0) is minus infinity,
 * base_pow (x, 0) is 1, a negative base needs a whole exponent). The error
 * is below 1 unit in the last place, and none for square roots and for
 * base_log2 of a power of two. errno is not touched.
 */
double base_exp (double x);
double base_log (double x);
double base_log2 (double x);
double base_pow (double x, double y);
double base_sqrt (double x);

/*
 * (1 + @rate) ^ (-@days / 365.25): what one euro after @days days is worth
 * at the start. @rate is a fraction a year, above -1.
 */
double base_discount_factor (double rate, gint32 days);

/*
 * The place, from 0, of quantile @q among @n sorted samples: the smallest
 * value with at least q x n samples at or below it. @n is above 0. @q is a
 * decimal that was read as a double, so that a product which is a whole
 * number but for the last bits counts as that number.
 */
gsize base_quantile_rank (gsize n, double q);

/* @sorted: ascending, no NAN. Returns: its quantile @q; NAN if @n is 0 */
double base_quantile_sorted (const double *sorted, gsize n, double q);

/* Returns: the nearest whole number, the even one of two */
double base_round_half_even (double x);

/*
 * The shortest decimal that reads back as the same double: "0.1", "1e+30"
 * is written 1e30, no exponent from 1e-7 up to 1e17. Valid in JSON. Minus
 * zero is "0". @number must be finite.
 */
void base_append_number (GString *text, double number);

/* (transfer full): the same as a text of its own */
char *base_format_number (double number);

/*
 * A number as JSON writes it, the whole of @text, finite.
 *
 * Returns: FALSE with BASE_NUMBER_ERROR set if it is not one or too large;
 *   @number_out is then left as it was
 */
gboolean
base_parse_number (const char *text, double *number_out, GError **error);

/*
 * Bytes as decimal GiB (2^30 bytes): the shortest decimal that gives the
 * same bytes, the nearest of that length. @bytes is at least 0.
 */
void base_append_gib (GString *text, gint64 bytes);

/* (transfer full): the same as a text of its own */
char *base_format_gib (gint64 bytes);

/*
 * @text is a decimal literal of GiB with any number of digits. The bytes
 * are its product with 2^30, rounded half to even, without a binary float.
 *
 * Returns: FALSE with BASE_NUMBER_ERROR set if it is no decimal, negative,
 *   or above G_MAXINT64 bytes; @bytes_out is then left as it was
 */
gboolean base_parse_gib (const char *text, gint64 *bytes_out, GError **error);

G_END_DECLS

#endif
