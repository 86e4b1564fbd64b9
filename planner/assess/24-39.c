/* SPDX-License-Identifier: EUPL-1.2
 *
 * The 24/39 test of SecNumCloud 3.2, 19.6: seat in the European Union, and of
 * capital and of votes no holder from outside has more than 24 %, and all
 * together no more than 39 %, directly or through others. A share held
 * through others is the product of the shares on the way, up to the first
 * holder from outside.
 */
#include "config.h"

#include "assess/assess-private.h"

#include <math.h>

/* Limits of the rule, percent. */
#define LARGEST 24.0
#define TOGETHER 39.0

/* Shares are published rounded: so much may be missing from 100 %. */
#define MISSING 0.1
#define ROUNDING 1e-9

/* Parties that own each other pass shares round; each round leaves less. */
#define MAX_ROUNDS 1000

/* Percent of the tested party that has come up to each holder. */
typedef struct
{
  double *here;    /* holders in the Union, to be passed on */
  double *next;    /* the same, of the next round */
  double *outside; /* holders elsewhere: the share ends here */
  double unknown;
} Shares;

static double
get_share (const AssessHolding *holding, gboolean votes)
{
  return votes ? holding->votes : holding->capital;
}

static void
pass_on (const AssessParties *parties,
         const guint8 *in_eu,
         gboolean votes,
         guint32 party,
         Shares *shares)
{
  double missing = 100.0;

  for (guint32 h = parties->first[party]; h < parties->first[party + 1]; h++)
    {
      const AssessHolding *holding = &parties->holdings[h];
      double percent = get_share (holding, votes);
      double part = shares->here[party] * percent / 100.0;
      guint8 seat = holding->holder == UITWEG_NONE
                        ? ASSESS_NO_COUNTRY
                        : parties->seat[holding->holder];

      if (isnan (percent))
        continue;
      missing -= percent;
      if (seat == ASSESS_NO_COUNTRY)
        shares->unknown += part;
      else if (in_eu[seat])
        shares->next[holding->holder] += part;
      else
        shares->outside[holding->holder] += part;
    }
  if (missing > MISSING + ROUNDING)
    shares->unknown += shares->here[party] * missing / 100.0;
}

/* Shares of capital or of votes: the largest and the sum from outside. */
static void
sum_shares (const AssessParties *parties,
            const guint8 *in_eu,
            gboolean votes,
            guint32 party,
            double *largest_out,
            double *together_out,
            double *unknown_out)
{
  guint32 n = parties->n_parties;
  g_autofree double *here = g_new0 (double, n);
  g_autofree double *next = g_new0 (double, n);
  g_autofree double *outside = g_new0 (double, n);
  Shares shares = { here, next, outside, 0.0 };
  double left = 100.0;

  here[party] = 100.0;
  for (guint round = 0; left > ROUNDING && round < MAX_ROUNDS; round++)
    {
      double *swap = shares.here;

      for (guint32 p = 0; p < n; p++)
        if (shares.here[p] > 0.0
            && parties->owners_known[p] != UITWEG_OWNERS_END)
          pass_on (parties, in_eu, votes, p, &shares);
      shares.here = shares.next;
      shares.next = swap;
      left = 0.0;
      for (guint32 p = 0; p < n; p++)
        {
          shares.next[p] = 0.0;
          left += shares.here[p];
        }
    }
  *unknown_out = shares.unknown + (left > ROUNDING ? left : 0.0);
  *largest_out = *together_out = 0.0;
  for (guint32 p = 0; p < n; p++)
    {
      *largest_out = MAX (*largest_out, outside[p]);
      *together_out += outside[p];
    }
}

Uitweg2439
assess_test_24_39 (const AssessParties *parties,
                   const guint8 *in_eu,
                   guint32 party,
                   double *largest_out,
                   double *together_out)
{
  guint8 seat = parties->seat[party];
  double largest[2];
  double together[2];
  double unknown[2];
  gboolean too_much = FALSE;

  for (guint votes = 0; votes < 2; votes++)
    {
      sum_shares (parties, in_eu, votes == 1, party, &largest[votes],
                  &together[votes], &unknown[votes]);
      too_much = too_much || largest[votes] > LARGEST + ROUNDING
                 || together[votes] > TOGETHER + ROUNDING;
    }
  if (largest_out != NULL)
    *largest_out = MAX (largest[0], largest[1]);
  if (together_out != NULL)
    *together_out = MAX (together[0], together[1]);
  if (too_much || (seat != ASSESS_NO_COUNTRY && !in_eu[seat]))
    return UITWEG_2439_FAILS;
  if (seat == ASSESS_NO_COUNTRY || unknown[0] > ROUNDING
      || unknown[1] > ROUNDING)
    return UITWEG_2439_GAP;
  return UITWEG_2439_PASSES;
}
