/* SPDX-License-Identifier: EUPL-1.2
 *
 * Arithmetic of person-days: mean of three points, learning, and their price
 * (FIGURES 2). Pure; what the points are is said in effort.c.
 */
#include "config.h"

#include "base/number.h"
#include "options/effort.h"

/* Days are exact to a millionth before they meet money. */
#define FINE_PER_DAY 1000000

double
uitweg_effort_mean (double low, double mode, double high)
{
  return (low + 4 * mode + high) / 6;
}

double
uitweg_effort_learning (guint32 nth, double rate_per_doubling, double floor)
{
  double factor;

  if (nth <= 1)
    return 1;
  factor = base_pow ((double) nth, base_log2 (rate_per_doubling));
  return MAX (factor, floor);
}

gboolean
options_effort_price (double days,
                      UitwegMoney eur_per_day,
                      UitwegMoney *out,
                      GError **error)
{
  double fine = base_round_half_even (days * FINE_PER_DAY);

  if (!(fine >= 0 && fine < 9.0e15))
    {
      g_set_error_literal (error, UITWEG_MONEY_ERROR,
                           UITWEG_MONEY_ERROR_OVERFLOW,
                           "an effort is out of range");
      return FALSE;
    }
  return uitweg_money_scale (eur_per_day, (gint64) fine, FINE_PER_DAY, out,
                             error);
}
