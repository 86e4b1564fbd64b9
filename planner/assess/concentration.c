/* SPDX-License-Identifier: EUPL-1.2
 *
 * Concentration: how far the spend lies with few, as the sum of the squares
 * of shares (Herfindahl and Hirschman).
 */
#include "config.h"

#include "assess/assess-private.h"

#include <math.h>

UitwegInterval
uitweg_concentration_get_hhi (const UitwegMoney *spend,
                              guint32 n,
                              const UitwegMoney *unknown,
                              guint32 n_unknown)
{
  double sum = 0.0;
  double known_squares = 0.0;
  double unknown_squares = 0.0;
  double unknown_sum = 0.0;
  double largest = 0.0;

  for (guint32 i = 0; i < n; i++)
    sum += (double) spend[i];
  for (guint32 i = 0; i < n_unknown; i++)
    unknown_sum += (double) unknown[i];
  sum += unknown_sum;
  if (sum <= 0.0)
    return (UitwegInterval){ NAN, NAN };
  for (guint32 i = 0; i < n; i++)
    {
      double share = (double) spend[i] / sum;

      known_squares += share * share;
      largest = MAX (largest, share);
    }
  for (guint32 i = 0; i < n_unknown; i++)
    {
      double share = (double) unknown[i] / sum;

      unknown_squares += share * share;
    }
  unknown_sum /= sum;
  /* Least: each unknown one is somebody else. Most: all are the largest. */
  return (UitwegInterval){ 10000.0 * (known_squares + unknown_squares),
                           10000.0
                               * (known_squares + 2.0 * largest * unknown_sum
                                  + unknown_sum * unknown_sum) };
}
