/* SPDX-License-Identifier: EUPL-1.2
 *
 * Numbers and sizes as text, both ways, without a locale: what readers find
 * in files and what writers put there.
 */
#include "config.h"

#include "base/number.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "base/decimal.h"

/* A fraction of so many decimals is multiplied at once. */
#define SHORT_DECIMALS 10

#define GIB_BITS 30
#define GIB_MASK (((gint64) 1 << GIB_BITS) - 1)
#define GIB_HALF ((guint64) 1 << (GIB_BITS - 1))

/* k / 2^31 has 31 decimals: all halves of a byte stand on this grid, so that
 * of what follows only whether it is zero can matter. */
#define GIB_DIGITS 31

G_DEFINE_QUARK (base - number - error - quark, base_number_error)

/* Fills @digits with the fewest significant digits that give @number back,
 * and returns the exponent of the first. A decimal of up to 15 digits comes
 * back from a double when it is printed with 15, so that 15 digits without
 * their last zeros are the fewest; below DBL_MIN there are fewer bits. */
static gint
find_shortest_digits (double number, char digits[32])
{
  char text[32], format[8];
  const char *exponent;
  gsize n = 0;

  for (gint decimals = number < DBL_MIN ? 0 : 14; decimals <= 16; decimals++)
    {
      g_snprintf (format, sizeof format, "%%.%de", decimals);
      g_ascii_formatd (text, sizeof text, format, number);
      if (g_ascii_strtod (text, NULL) == number)
        break;
    }
  exponent = strchr (text, 'e');
  for (const char *c = text; c < exponent; c++)
    if (*c != '.')
      digits[n++] = *c;
  while (n > 1 && digits[n - 1] == '0')
    n--;
  digits[n] = '\0';
  return (gint) g_ascii_strtoll (exponent + 1, NULL, 10);
}

static void
append_zeros (GString *text, gint n)
{
  for (gint i = 0; i < n; i++)
    g_string_append_c (text, '0');
}

void
base_append_number (GString *text, double number)
{
  char digits[32];
  gint exponent, n_digits;

  g_return_if_fail (isfinite (number));

  if (number == 0.0)
    {
      g_string_append_c (text, '0');
      return;
    }
  if (number < 0.0)
    g_string_append_c (text, '-');
  exponent = find_shortest_digits (fabs (number), digits);
  n_digits = (gint) strlen (digits);

  if (exponent < -7 || exponent >= 17)
    {
      g_string_append_c (text, digits[0]);
      if (n_digits > 1)
        g_string_append_printf (text, ".%s", digits + 1);
      g_string_append_printf (text, "e%d", exponent);
    }
  else if (exponent < 0)
    {
      g_string_append (text, "0.");
      append_zeros (text, -exponent - 1);
      g_string_append (text, digits);
    }
  else if (n_digits <= exponent + 1)
    {
      g_string_append (text, digits);
      append_zeros (text, exponent + 1 - n_digits);
    }
  else
    {
      g_string_append_len (text, digits, exponent + 1);
      g_string_append_c (text, '.');
      g_string_append (text, digits + exponent + 1);
    }
}

char *
base_format_number (double number)
{
  GString *text = g_string_new (NULL);

  base_append_number (text, number);
  return g_string_free (text, FALSE);
}

gboolean
base_parse_number (const char *text, double *number_out, GError **error)
{
  BaseDecimal decimal;
  double number;

  g_return_val_if_fail (text != NULL, FALSE);

  if (!base_decimal_scan (text, strlen (text), &decimal))
    {
      g_set_error (error, BASE_NUMBER_ERROR, BASE_NUMBER_ERROR_SYNTAX,
                   "found '%s', expected a number", text);
      return FALSE;
    }
  number = g_ascii_strtod (text, NULL);
  if (!isfinite (number))
    {
      g_set_error (error, BASE_NUMBER_ERROR, BASE_NUMBER_ERROR_RANGE,
                   "found %s, expected a number below 1.8e308", text);
      return FALSE;
    }
  *number_out = number;
  return TRUE;
}

/* The fraction of @decimal, times 2^30, rounded half to even, for at most
 * SHORT_DECIMALS: 10^10 x 2^30 is below 2^64. */
static gint64
multiply_short_fraction (const BaseDecimal *decimal)
{
  guint64 fraction = 0, power = 1, product, bytes, rest;

  for (gint64 i = decimal->magnitude; i < (gint64) decimal->n_digits; i++)
    {
      fraction = fraction * 10
                 + (i < 0 ? 0 : base_decimal_get_digit (decimal, (gsize) i));
      power *= 10;
    }
  product = fraction << GIB_BITS;
  bytes = product / power;
  rest = product % power;
  if (rest > power / 2 || (rest * 2 == power && (bytes & 1) != 0))
    bytes++;
  return (gint64) bytes;
}

/* The fraction of @decimal, times 2^30, rounded half to even onto @whole.
 * The fraction is doubled thirty times; what is carried out is the bits. */
static gint64
multiply_fraction (const BaseDecimal *decimal, gint64 whole)
{
  guint8 digits[GIB_DIGITS];
  gint64 bytes = whole, first = decimal->magnitude;
  gboolean rest;

  for (gint i = 0; i < GIB_DIGITS; i++)
    digits[i] = first + i < 0 ? 0
                              : (guint8) base_decimal_get_digit (
                                  decimal, (gsize) (first + i));
  rest = first + GIB_DIGITS < (gint64) decimal->n_digits;

  for (gint bit = 0; bit < GIB_BITS; bit++)
    {
      guint carry = 0;

      for (gint i = GIB_DIGITS - 1; i >= 0; i--)
        {
          guint doubled = (guint) digits[i] * 2 + carry;

          carry = doubled / 10;
          digits[i] = (guint8) (doubled % 10);
        }
      bytes = bytes * 2 + carry;
    }

  for (gint i = 1; i < GIB_DIGITS; i++)
    rest = rest || digits[i] != 0;
  if (digits[0] > 5 || (digits[0] == 5 && (rest || (bytes & 1) != 0)))
    bytes++;
  return bytes;
}

static gboolean
set_gib_error (GError **error, const char *text, BaseNumberError code)
{
  g_set_error (error, BASE_NUMBER_ERROR, (gint) code,
               code == BASE_NUMBER_ERROR_SYNTAX
                   ? "found '%s', expected a number of GiB"
                   : "found %s, expected GiB from 0 to below 8589934592",
               text);
  return FALSE;
}

gboolean
base_parse_gib (const char *text, gint64 *bytes_out, GError **error)
{
  const gint64 whole_end = (gint64) 1 << (63 - GIB_BITS);
  BaseDecimal decimal;
  gint64 whole = 0, bytes;

  g_return_val_if_fail (text != NULL, FALSE);

  if (!base_decimal_scan (text, strlen (text), &decimal))
    return set_gib_error (error, text, BASE_NUMBER_ERROR_SYNTAX);
  if (decimal.n_digits == 0)
    {
      *bytes_out = 0;
      return TRUE;
    }
  if (decimal.negative || decimal.magnitude > 10)
    return set_gib_error (error, text, BASE_NUMBER_ERROR_RANGE);
  for (gint64 i = 0; i < decimal.magnitude; i++)
    whole = whole * 10 + base_decimal_get_digit (&decimal, (gsize) i);
  if (whole >= whole_end)
    return set_gib_error (error, text, BASE_NUMBER_ERROR_RANGE);

  /* Only the last half byte can round up out of range, to 2^63. */
  bytes = (gint64) decimal.n_digits - decimal.magnitude <= SHORT_DECIMALS
              ? multiply_short_fraction (&decimal)
              : multiply_fraction (&decimal, 0);
  if (bytes > GIB_MASK && whole == whole_end - 1)
    return set_gib_error (error, text, BASE_NUMBER_ERROR_RANGE);
  *bytes_out = (whole << GIB_BITS) + bytes;
  return TRUE;
}

void
base_append_gib (GString *text, gint64 bytes)
{
  guint64 fraction, power = 1, decimals = 0;
  gint n_decimals = 0;

  g_return_if_fail (bytes >= 0);

  fraction = (guint64) (bytes & GIB_MASK);
  g_string_append_printf (text, "%" G_GINT64_FORMAT, bytes >> GIB_BITS);
  if (fraction == 0)
    return;

  /* Ten decimals are always enough, and all products fit: 2^30 x 10^10 is
   * below 2^64. */
  for (; n_decimals <= 10; n_decimals++, power *= 10)
    {
      decimals = (fraction * power + GIB_HALF) >> GIB_BITS;
      if (((decimals << GIB_BITS) + power / 2) / power == fraction)
        break;
    }
  g_string_append_printf (text, ".%0*" G_GUINT64_FORMAT, n_decimals, decimals);
}

char *
base_format_gib (gint64 bytes)
{
  GString *text = g_string_new (NULL);

  base_append_gib (text, bytes);
  return g_string_free (text, FALSE);
}
