/* SPDX-License-Identifier: EUPL-1.2
 *
 * From a row of a price list to the price of a month (FIGURES 1): currency,
 * hours, caps and units. The offers of the catalog (offers.c) stand on it.
 * All amounts are exact until the one rounding to micro-euro.
 */
#include "config.h"

#include "options/pricing.h"

#include <uitweg/options.h>

/* What the unit of a row means: per what, for how long. */
static const struct
{
  const char *unit;
  gint64 bytes; /* 0: per piece */
  gint64 month; /* how many of its time in a month, times `parts` */
  gint64 parts;
} units[] = {
  { "hour", 0, BASE_HOURS_PER_MONTH, 1 },
  { "month", 0, 1, 1 },
  { "gb_hour", 1000000000, BASE_HOURS_PER_MONTH, 1 },
  { "gib_hour", 1 << 30, BASE_HOURS_PER_MONTH, 1 },
  { "tb_hour", 1000000000000, BASE_HOURS_PER_MONTH, 1 },
  { "gb_day", 1000000000, BASE_HOURS_PER_MONTH, 24 },
  { "gb_month", 1000000000, 1, 1 },
  { "gib_month", 1 << 30, 1, 1 },
  { "gb", 1000000000, 1, 1 },
  { "gib", 1 << 30, 1, 1 },
};

/* @text x @rate in euro; a NULL @text stays unknown. */
static gboolean
read_price (const char *text,
            const BasePrice *rate,
            gboolean *known_out,
            BasePrice *price_out,
            GError **error)
{
  BasePrice price;

  *known_out = FALSE;
  if (text == NULL)
    return TRUE;
  if (!base_money_parse_price (text, &price, error)
      || (rate != NULL && !base_price_multiply (&price, rate, &price, error)))
    return FALSE;
  *price_out = price;
  *known_out = TRUE;
  return TRUE;
}

gboolean
options_rate_read (const UitwegPrice *row,
                   const BasePrice *eur_rate,
                   OptionsRate *rate_out,
                   GError **error)
{
  OptionsRate rate = { 0 };
  guint i = 0;

  while (i < G_N_ELEMENTS (units) && !g_str_equal (units[i].unit, row->unit))
    i++;
  if (i == G_N_ELEMENTS (units))
    {
      g_set_error (error, UITWEG_MONEY_ERROR, UITWEG_MONEY_ERROR_SYNTAX,
                   "price '%s': found unit '%s', expected a unit of price "
                   "lists",
                   row->id, row->unit);
      return FALSE;
    }
  rate.bytes = units[i].bytes;
  rate.month = units[i].month;
  rate.parts = units[i].parts;
  if (!read_price (row->price, eur_rate, &rate.has_price, &rate.price, error)
      || !read_price (row->month_cap, eur_rate, &rate.has_cap, &rate.cap,
                      error))
    {
      g_prefix_error (error, "price '%s': ", row->id);
      return FALSE;
    }
  *rate_out = rate;
  return TRUE;
}

gboolean
options_rate_per_month (const OptionsRate *rate,
                        gint64 quantity,
                        UitwegMoney *out,
                        GError **error)
{
  UitwegMoney by_time = UITWEG_UNKNOWN, by_month = UITWEG_UNKNOWN;
  gint64 denominator = MAX (rate->bytes, 1), numerator;

  g_return_val_if_fail (rate->has_price || rate->has_cap, FALSE);

  if (__builtin_mul_overflow (quantity, rate->month, &numerator))
    {
      g_set_error_literal (error, UITWEG_MONEY_ERROR,
                           UITWEG_MONEY_ERROR_OVERFLOW,
                           "a quantity to be priced is out of range");
      return FALSE;
    }
  if (rate->has_price
      && !base_price_times (&rate->price, numerator, denominator * rate->parts,
                            &by_time, error))
    return FALSE;
  if (rate->has_cap
      && !base_price_times (&rate->cap, quantity, denominator, &by_month,
                            error))
    return FALSE;
  if (by_time == UITWEG_UNKNOWN)
    *out = by_month;
  else if (by_month == UITWEG_UNKNOWN)
    *out = by_time;
  else
    *out = MIN (by_time, by_month);
  return TRUE;
}

gboolean
uitweg_price_per_month (const char *eur_per_hour,
                        const char *eur_month_cap,
                        gint64 count,
                        UitwegMoney *out,
                        GError **error)
{
  BasePrice hour, cap;
  gboolean has_hour, has_cap;

  g_return_val_if_fail (eur_per_hour != NULL || eur_month_cap != NULL, FALSE);
  g_return_val_if_fail (count >= 0, FALSE);

  if (!read_price (eur_per_hour, NULL, &has_hour, &hour, error)
      || !read_price (eur_month_cap, NULL, &has_cap, &cap, error))
    return FALSE;
  return base_price_month (has_hour ? &hour : NULL, has_cap ? &cap : NULL,
                           count, out, error);
}
