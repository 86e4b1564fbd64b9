/* SPDX-License-Identifier: EUPL-1.2
 *
 * Scans decimal literals and rounds them to whole numbers. Readers hand the
 * literal of a file to money.c and number.c, which come here.
 */
#include "config.h"

#include "base/decimal.h"

#define EXPONENT_MAX 1000000

/* Enough for G_MAXINT64, so that a product cannot wrap 128 bits: */
#define DIGITS_MAX 20

static gsize
skip_digits (const char *text, gsize at, gsize length)
{
  while (at < length && g_ascii_isdigit (text[at]))
    at++;
  return at;
}

/* Reads "e-12" at @at to the end of the text. */
static gboolean
scan_exponent (const char *text, gsize at, gsize length, gint64 *exponent)
{
  gboolean negative;
  gint64 value = 0;

  if (at == length)
    return TRUE;
  if (text[at] != 'e' && text[at] != 'E')
    return FALSE;
  at++;
  negative = at < length && text[at] == '-';
  if (at < length && (text[at] == '-' || text[at] == '+'))
    at++;
  if (at == length || skip_digits (text, at, length) != length)
    return FALSE;
  for (; at < length; at++)
    value = MIN (value * 10 + (text[at] - '0'), EXPONENT_MAX);
  *exponent = negative ? -value : value;
  return TRUE;
}

guint
base_decimal_get_digit (const BaseDecimal *decimal, gsize i)
{
  if (i >= decimal->n_digits)
    return 0;
  return (guint) (decimal->start[i < decimal->dot ? i : i + 1] - '0');
}

gboolean
base_decimal_scan (const char *text, gsize length, BaseDecimal *decimal_out)
{
  BaseDecimal decimal = { .negative = length > 0 && text[0] == '-' };
  gsize whole = decimal.negative ? 1 : 0;
  gsize point = skip_digits (text, whole, length);
  gboolean has_point = point < length && text[point] == '.';
  gsize fraction = has_point ? point + 1 : point;
  gsize end = skip_digits (text, fraction, length);
  gint64 exponent = 0;

  if ((point == whole && end == fraction) || (has_point && end == fraction))
    return FALSE;
  if (!scan_exponent (text, end, length, &exponent))
    return FALSE;

  while (whole < point && text[whole] == '0')
    whole++;
  decimal.magnitude = (gint64) (point - whole) + exponent;
  decimal.start = text + whole;
  decimal.dot = point - whole;
  decimal.n_digits = (point - whole) + (end - fraction);
  if (whole == point)
    {
      while (fraction < end && text[fraction] == '0')
        {
          fraction++;
          decimal.magnitude--;
        }
      decimal.start = text + fraction;
      decimal.dot = G_MAXSIZE;
      decimal.n_digits = end - fraction;
    }
  while (decimal.n_digits > 0
         && base_decimal_get_digit (&decimal, decimal.n_digits - 1) == 0)
    decimal.n_digits--;
  *decimal_out = decimal;
  return TRUE;
}

gboolean
base_decimal_to_int64 (const BaseDecimal *decimal,
                       gint scale,
                       gint64 *value_out)
{
  gint64 n_whole = decimal->magnitude + scale;
  __extension__ unsigned __int128 value = 0;
  guint next;
  gboolean more;

  if (decimal->n_digits == 0 || n_whole < 0)
    {
      *value_out = 0;
      return TRUE;
    }
  if (n_whole > DIGITS_MAX)
    return FALSE;
  for (gsize i = 0; i < (gsize) n_whole; i++)
    value = value * 10 + base_decimal_get_digit (decimal, i);

  next = base_decimal_get_digit (decimal, (gsize) n_whole);
  more = decimal->n_digits > (gsize) n_whole + 1;
  if (next > 5 || (next == 5 && (more || (value & 1) != 0)))
    value++;
  if (value > G_MAXINT64)
    return FALSE;
  *value_out = decimal->negative ? -(gint64) value : (gint64) value;
  return TRUE;
}
