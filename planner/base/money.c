/* SPDX-License-Identifier: EUPL-1.2
 *
 * Amounts of money: whole micro-euro, with sums that fail instead of
 * wrapping and products that round once. All cost in assess/, options/ and
 * plan/ is summed here. No binary float comes near.
 */
#include "config.h"

#include <uitweg/money.h>

#include <string.h>

#include "base/decimal.h"
#include "base/money-private.h"

#define MICRO_DIGITS 6
#define MICRO_PER_EURO 1000000
#define CENT_DIGITS 2
#define CURRENCY_LENGTH 3

__extension__ typedef __int128 Wide;
__extension__ typedef unsigned __int128 UnsignedWide;

G_DEFINE_QUARK (uitweg - money - error - quark, uitweg_money_error)

static gboolean
set_overflow (GError **error, const char *what)
{
  g_set_error (error, UITWEG_MONEY_ERROR, UITWEG_MONEY_ERROR_OVERFLOW,
               "%s is beyond 9.2e12 EUR", what);
  return FALSE;
}

gboolean
uitweg_money_parse (const char *text, UitwegMoney *money_out, GError **error)
{
  BaseDecimal decimal;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (money_out != NULL, FALSE);

  if (!base_decimal_scan (text, strlen (text), &decimal))
    {
      g_set_error (error, UITWEG_MONEY_ERROR, UITWEG_MONEY_ERROR_SYNTAX,
                   "found '%s', expected a decimal amount such as 1234.50",
                   text);
      return FALSE;
    }
  if (!base_decimal_to_int64 (&decimal, MICRO_DIGITS, money_out))
    return set_overflow (error, text);
  return TRUE;
}

gboolean
uitweg_money_add (UitwegMoney a,
                  UitwegMoney b,
                  UitwegMoney *sum_out,
                  GError **error)
{
  UitwegMoney sum;

  g_return_val_if_fail (sum_out != NULL, FALSE);
  g_return_val_if_fail (a != UITWEG_UNKNOWN && b != UITWEG_UNKNOWN, FALSE);

  if (__builtin_add_overflow (a, b, &sum) || sum == UITWEG_UNKNOWN)
    return set_overflow (error, "a sum of money");
  *sum_out = sum;
  return TRUE;
}

gboolean
uitweg_money_scale (UitwegMoney money,
                    gint64 numerator,
                    gint64 denominator,
                    UitwegMoney *product_out,
                    GError **error)
{
  Wide product = (Wide) money * numerator;
  const UnsignedWide divisor = (guint64) denominator;
  UnsignedWide magnitude, quotient, rest;

  g_return_val_if_fail (product_out != NULL, FALSE);
  g_return_val_if_fail (denominator > 0, FALSE);
  g_return_val_if_fail (money != UITWEG_UNKNOWN, FALSE);

  magnitude = (UnsignedWide) (product < 0 ? -product : product);
  quotient = magnitude / divisor;
  rest = (magnitude % divisor) * 2;
  if (rest > divisor || (rest == divisor && (quotient & 1) != 0))
    quotient++;
  if (quotient > G_MAXINT64)
    return set_overflow (error, "a product of money");
  *product_out = product < 0 ? -(gint64) quotient : (gint64) quotient;
  return TRUE;
}

char *
uitweg_money_format (UitwegMoney money)
{
  guint64 magnitude = money < 0 ? 0 - (guint64) money : (guint64) money;
  guint64 euros = magnitude / MICRO_PER_EURO;
  guint64 decimals = magnitude % MICRO_PER_EURO;
  gint n_decimals = MICRO_DIGITS;

  g_return_val_if_fail (money != UITWEG_UNKNOWN, NULL);

  while (n_decimals > CENT_DIGITS && decimals % 10 == 0)
    {
      decimals /= 10;
      n_decimals--;
    }
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT,
                          money < 0 ? "-" : "", euros, n_decimals, decimals);
}

gboolean
base_money_add_to (UitwegMoney *sum, UitwegMoney b, GError **error)
{
  if (*sum == UITWEG_UNKNOWN || b == UITWEG_UNKNOWN)
    {
      *sum = UITWEG_UNKNOWN;
      return TRUE;
    }
  return uitweg_money_add (*sum, b, sum, error);
}

UitwegMoneyRange
base_money_range (UitwegMoney money)
{
  return (UitwegMoneyRange){ money, money };
}

gboolean
base_money_range_is_exact (UitwegMoneyRange range)
{
  return range.lo == range.hi && range.lo != UITWEG_UNKNOWN;
}

gboolean
base_money_range_add (UitwegMoneyRange *sum,
                      UitwegMoneyRange part,
                      GError **error)
{
  UitwegMoneyRange total = *sum;

  if (!base_money_add_to (&total.lo, part.lo, error)
      || !base_money_add_to (&total.hi, part.hi, error))
    return FALSE;
  *sum = total;
  return TRUE;
}

static gboolean
scale_end (UitwegMoney end,
           gint64 numerator,
           gint64 denominator,
           UitwegMoney *product_out,
           GError **error)
{
  if (end == UITWEG_UNKNOWN)
    {
      *product_out = UITWEG_UNKNOWN;
      return TRUE;
    }
  return uitweg_money_scale (end, numerator, denominator, product_out, error);
}

gboolean
base_money_range_scale (UitwegMoneyRange range,
                        gint64 numerator,
                        gint64 denominator,
                        UitwegMoneyRange *product_out,
                        GError **error)
{
  UitwegMoneyRange product;
  gboolean swap = numerator < 0;

  if (!scale_end (swap ? range.hi : range.lo, numerator, denominator,
                  &product.lo, error)
      || !scale_end (swap ? range.lo : range.hi, numerator, denominator,
                     &product.hi, error))
    return FALSE;
  *product_out = product;
  return TRUE;
}

/* UITWEG_UNKNOWN is below every amount, so that MIN keeps it; at the upper
 * end it has to be looked for. */
UitwegMoneyRange
base_money_range_union (UitwegMoneyRange a, UitwegMoneyRange b)
{
  UitwegMoneyRange both = { MIN (a.lo, b.lo), MAX (a.hi, b.hi) };

  if (a.hi == UITWEG_UNKNOWN || b.hi == UITWEG_UNKNOWN)
    both.hi = UITWEG_UNKNOWN;
  return both;
}

/* Cuts the currency and one space before it off the end of @text. */
static gboolean
cut_currency (const char *text, gsize *length, GError **error)
{
  const char *currency = text + *length - MIN (*length, CURRENCY_LENGTH);

  for (gsize i = 0; i < CURRENCY_LENGTH; i++)
    if (!g_ascii_isupper (currency[i]))
      return TRUE;
  if (strcmp (currency, "EUR") != 0)
    {
      g_set_error (error, UITWEG_MONEY_ERROR, UITWEG_MONEY_ERROR_SYNTAX,
                   "found currency '%s', expected EUR: other currencies need "
                   "a dated rate",
                   currency);
      return FALSE;
    }
  *length -= CURRENCY_LENGTH;
  if (*length > 0 && text[*length - 1] == ' ')
    *length -= 1;
  return TRUE;
}

/* The power of ten of a suffix at the end of the number; it is cut off. */
static gint
cut_suffix (const char *text, gsize *length)
{
  gint power = 0;

  if (*length > 0 && text[*length - 1] == 'k')
    power = 3;
  else if (*length > 0 && text[*length - 1] == 'M')
    power = 6;
  if (power > 0)
    *length -= 1;
  return power;
}

gboolean
base_amount_parse (const char *text, UitwegMoney *money_out, GError **error)
{
  BaseDecimal decimal;
  gsize length;
  gint power;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (money_out != NULL, FALSE);

  length = strlen (text);
  if (!cut_currency (text, &length, error))
    return FALSE;
  power = cut_suffix (text, &length);
  if (!base_decimal_scan (text, length, &decimal))
    {
      g_set_error (error, UITWEG_MONEY_ERROR, UITWEG_MONEY_ERROR_SYNTAX,
                   "found '%s', expected an amount such as 880 EUR, 300k EUR "
                   "or 1.8M EUR",
                   text);
      return FALSE;
    }
  if (!base_decimal_to_int64 (&decimal, MICRO_DIGITS + power, money_out))
    return set_overflow (error, text);
  return TRUE;
}
