/* SPDX-License-Identifier: EUPL-1.2
 *
 * Unit prices as exact decimals. A price has more decimals than money, and
 * is multiplied by a quantity before it is rounded, once. Products stand in
 * 256 bits, so that nothing is lost on the way.
 */
#include "config.h"

#include <string.h>

#include "base/decimal.h"
#include "base/money-private.h"

#define MICRO_DIGITS 6
#define N_LIMBS 8
#define LIMB_BITS 32
#define STEP_DIGITS 18

__extension__ typedef __int128 Wide;
__extension__ typedef unsigned __int128 UnsignedWide;

/* A whole number of 256 bits, the lowest limb first. */
typedef struct
{
  guint32 limbs[N_LIMBS];
} Large;

static guint64
get_power_of_ten (gint exponent)
{
  guint64 power = 1;

  for (gint i = 0; i < exponent; i++)
    power *= 10;
  return power;
}

static Large
large_from (UnsignedWide value)
{
  Large large = { { 0 } };

  for (gsize i = 0; i < 4; i++)
    large.limbs[i] = (guint32) (value >> (LIMB_BITS * i));
  return large;
}

/* The caller knows that the product fits. */
static void
large_multiply (Large *large, guint64 factor)
{
  UnsignedWide carry = 0;

  for (gsize i = 0; i < N_LIMBS; i++)
    {
      carry += (UnsignedWide) factor * large->limbs[i];
      large->limbs[i] = (guint32) carry;
      carry >>= LIMB_BITS;
    }
}

/* Divides, and returns whether anything was left over. */
static gboolean
large_divide (Large *large, guint64 divisor)
{
  UnsignedWide rest = 0;

  for (gsize i = N_LIMBS; i-- > 0;)
    {
      rest = rest << LIMB_BITS | large->limbs[i];
      large->limbs[i] = (guint32) (rest / divisor);
      rest %= divisor;
    }
  return rest != 0;
}

static gint
large_compare (const Large *a, const Large *b)
{
  for (gsize i = N_LIMBS; i-- > 0;)
    if (a->limbs[i] != b->limbs[i])
      return a->limbs[i] > b->limbs[i] ? 1 : -1;
  return 0;
}

static UnsignedWide
get_magnitude (Wide value)
{
  return value < 0 ? -(UnsignedWide) value : (UnsignedWide) value;
}

static gboolean
set_overflow (GError **error, const char *message)
{
  g_set_error_literal (error, UITWEG_MONEY_ERROR, UITWEG_MONEY_ERROR_OVERFLOW,
                       message);
  return FALSE;
}

gboolean
base_money_parse_price (const char *text, BasePrice *price_out, GError **error)
{
  BaseDecimal decimal;
  BasePrice price = { 0, 0 };
  gint64 scale, n_digits;

  g_return_val_if_fail (text != NULL, FALSE);

  if (!base_decimal_scan (text, strlen (text), &decimal))
    {
      g_set_error (error, UITWEG_MONEY_ERROR, UITWEG_MONEY_ERROR_SYNTAX,
                   "found '%s', expected a decimal price such as 0.0119", text);
      return FALSE;
    }
  n_digits = (gint64) decimal.n_digits;
  if (n_digits > 0)
    {
      scale = n_digits - decimal.magnitude;
      n_digits -= MIN (scale, 0);
      if (n_digits > BASE_PRICE_MAX_DIGITS || scale > BASE_PRICE_MAX_SCALE)
        {
          g_set_error (error, UITWEG_MONEY_ERROR, UITWEG_MONEY_ERROR_OVERFLOW,
                       "found %s, expected a price of at most 38 digits", text);
          return FALSE;
        }
      for (gsize i = 0; i < (gsize) n_digits; i++)
        price.mantissa = price.mantissa * 10
                         + base_decimal_get_digit (&decimal, i);
      price.scale = (gint) MAX (scale, 0);
    }
  if (decimal.negative)
    price.mantissa = -price.mantissa;
  *price_out = price;
  return TRUE;
}

BasePrice
base_price_from_money (UitwegMoney money)
{
  return (BasePrice){ money, MICRO_DIGITS };
}

gboolean
base_price_multiply (const BasePrice *a,
                     const BasePrice *b,
                     BasePrice *product_out,
                     GError **error)
{
  BasePrice product = { 0, a->scale + b->scale };

  if (__builtin_mul_overflow (a->mantissa, b->mantissa, &product.mantissa))
    return set_overflow (error, "a product of prices has too many digits");
  while (product.scale > 0 && product.mantissa % 10 == 0)
    {
      product.mantissa /= 10;
      product.scale--;
    }
  if (product.scale > BASE_PRICE_MAX_SCALE)
    return set_overflow (error, "a product of prices has too many decimals");
  *product_out = product;
  return TRUE;
}

/* Both to the larger scale. A mantissa has at most 39 digits, so that a
 * scale that is 39 less decides by itself. */
gint
base_price_compare (const BasePrice *a, const BasePrice *b)
{
  gint sign_a = (a->mantissa > 0) - (a->mantissa < 0);
  gint sign_b = (b->mantissa > 0) - (b->mantissa < 0);
  gint shift = a->scale - b->scale;
  Large large_a = large_from (get_magnitude (a->mantissa));
  Large large_b = large_from (get_magnitude (b->mantissa));
  Large *smaller_scale = shift > 0 ? &large_b : &large_a;

  if (sign_a != sign_b || sign_a == 0)
    return sign_a - sign_b;
  if (ABS (shift) > BASE_PRICE_MAX_DIGITS)
    return shift > 0 ? -sign_a : sign_a;
  for (gint left = ABS (shift); left > 0; left -= STEP_DIGITS)
    large_multiply (smaller_scale, get_power_of_ten (MIN (left, STEP_DIGITS)));
  return sign_a * large_compare (&large_a, &large_b);
}

gboolean
base_price_times (const BasePrice *price,
                  gint64 numerator,
                  gint64 denominator,
                  UitwegMoney *money_out,
                  GError **error)
{
  gboolean negative = (price->mantissa < 0) != (numerator < 0);
  Large value = large_from (get_magnitude (price->mantissa));
  gboolean rest;
  guint64 money;

  g_return_val_if_fail (denominator > 0, FALSE);

  /* At most 127 + 64 + 20 + 1 bits. Twice the result keeps the half. */
  large_multiply (&value, (guint64) get_magnitude (numerator));
  large_multiply (&value, 2 * get_power_of_ten (MICRO_DIGITS));
  rest = large_divide (&value, (guint64) denominator);
  for (gint left = price->scale; left > 0; left -= STEP_DIGITS)
    rest |= large_divide (&value, get_power_of_ten (MIN (left, STEP_DIGITS)));

  for (gsize i = 2; i < N_LIMBS; i++)
    if (value.limbs[i] != 0)
      return set_overflow (error, "a price times a quantity is beyond "
                                  "9.2e12 EUR");
  money = (guint64) value.limbs[1] << LIMB_BITS | value.limbs[0];
  rest = (money & 1) != 0 && (rest || (money >> 1 & 1) != 0);
  money = (money >> 1) + (rest ? 1 : 0);
  if (money > G_MAXINT64)
    return set_overflow (error, "a price times a quantity is beyond "
                                "9.2e12 EUR");
  *money_out = negative ? -(gint64) money : (gint64) money;
  return TRUE;
}

gboolean
base_price_month (const BasePrice *per_hour,
                  const BasePrice *month_cap,
                  gint64 count,
                  UitwegMoney *money_out,
                  GError **error)
{
  const BasePrice hours = { BASE_HOURS_PER_MONTH, 0 };
  BasePrice month;

  g_return_val_if_fail (per_hour != NULL || month_cap != NULL, FALSE);

  if (per_hour == NULL)
    return base_price_times (month_cap, count, 1, money_out, error);
  if (!base_price_multiply (per_hour, &hours, &month, error))
    return FALSE;
  if (month_cap != NULL && base_price_compare (month_cap, &month) < 0)
    month = *month_cap;
  return base_price_times (&month, count, 1, money_out, error);
}

gboolean
base_money_times_decimal (UitwegMoney money,
                          const char *decimal,
                          UitwegMoney *money_out,
                          GError **error)
{
  BasePrice factor;

  g_return_val_if_fail (money != UITWEG_UNKNOWN, FALSE);

  /* A micro-euro stands for 10^-6, which base_price_times() puts in again. */
  if (!base_money_parse_price (decimal, &factor, error))
    return FALSE;
  factor.scale += MICRO_DIGITS;
  return base_price_times (&factor, money, 1, money_out, error);
}
