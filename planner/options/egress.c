/* SPDX-License-Identifier: EUPL-1.2
 *
 * What leaving traffic costs: the ladder of a calendar month, and the law's
 * calendar for switching (FIGURES 2; Regulation (EU) 2023/2854, Article 29).
 */
#include "config.h"

#include <math.h>
#include <uitweg/options.h>

#include "base/money-private.h"
#include "base/number.h"

/* Quantities are counted in billionths of their unit. */
#define FINE_PER_UNIT 1000000000LL

static gboolean
make_fine (double quantity, gint64 *fine_out)
{
  double fine = base_round_half_even (quantity * (double) FINE_PER_UNIT);

  if (!(fine >= 0 && fine < 9.0e18))
    return FALSE;
  *fine_out = (gint64) fine;
  return TRUE;
}

static gboolean
fail_overflow (GError **error)
{
  g_set_error_literal (error, UITWEG_MONEY_ERROR, UITWEG_MONEY_ERROR_OVERFLOW,
                       "a quantity of traffic is out of range");
  return FALSE;
}

/* Adds @price x @fine to the exact sum. */
static gboolean
add_tier (BasePrice *sum, const BasePrice *price, gint64 fine, GError **error)
{
  BasePrice quantity = { fine, 0 }, part;
  BasePrice *coarse = sum;

  if (!base_price_multiply (price, &quantity, &part, error))
    return FALSE;
  if (part.scale < sum->scale)
    coarse = &part;
  for (gint i = ABS (part.scale - sum->scale); i > 0; i--)
    if (__builtin_mul_overflow (coarse->mantissa, 10, &coarse->mantissa))
      return fail_overflow (error);
  sum->scale = MAX (part.scale, sum->scale);
  if (__builtin_add_overflow (sum->mantissa, part.mantissa, &sum->mantissa))
    return fail_overflow (error);
  return TRUE;
}

gboolean
uitweg_egress_price (const UitwegEgressTier *tiers,
                     guint n_tiers,
                     double quantity,
                     UitwegMoney *out,
                     GError **error)
{
  BasePrice sum = { 0, 0 };
  gint64 all;

  if (!make_fine (quantity, &all))
    return fail_overflow (error);
  for (guint i = 0; i < n_tiers; i++)
    {
      BasePrice price;
      gint64 from, to = all;

      if (!make_fine (tiers[i].from, &from) || from >= all)
        continue;
      if (isfinite (tiers[i].to) && make_fine (tiers[i].to, &to))
        to = MIN (to, all);
      if (!base_money_parse_price (tiers[i].price, &price, error)
          || !add_tier (&sum, &price, to - from, error))
        return FALSE;
    }
  return base_price_times (&sum, 1, FINE_PER_UNIT, out, error);
}

UitwegMoneyRange
uitweg_egress_switching (UitwegDay day,
                         UitwegDay free_from,
                         UitwegMoney list_price,
                         UitwegMoney programme_price)
{
  UitwegMoneyRange range = { list_price, list_price };

  if (free_from != UITWEG_DAY_UNKNOWN && day != UITWEG_DAY_UNKNOWN
      && day >= free_from)
    return (UitwegMoneyRange){ 0, 0 };
  if (programme_price != UITWEG_UNKNOWN && programme_price < list_price)
    range.lo = programme_price;
  return range;
}
