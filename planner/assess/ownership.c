/* SPDX-License-Identifier: EUPL-1.2
 *
 * Who decides: from the holdings of one day the holders that control each
 * party, and where nobody knows. Parties own each other in circles at times,
 * so that what lies above a party is found by reach, not by descent.
 */
#include "config.h"

#include "assess/assess-private.h"

#include <math.h>

/* Shares are published rounded: this near to half is half. Percent. */
#define ROUNDING 1e-9

static gboolean
is_controlling (const AssessHolding *holding)
{
  return holding->rights != 0
         || (!isnan (holding->votes) && holding->votes >= 50.0 - ROUNDING);
}

/*
 * An association or cooperative is controlled from the countries whose
 * members together hold more than half of the votes: countries in falling
 * order of votes until they do, those equal to the last one included.
 *
 * Returns: FALSE if the known votes are no majority
 */
static gboolean
find_member_countries (const AssessParties *parties,
                       guint32 party,
                       guint64 *countries)
{
  double votes[ASSESS_MAX_COUNTRIES] = { 0.0 };
  guint64 chosen = 0;
  double sum = 0.0;

  for (guint32 h = parties->first[party]; h < parties->first[party + 1]; h++)
    {
      const AssessHolding *holding = &parties->holdings[h];
      guint8 seat = holding->holder == UITWEG_NONE
                        ? ASSESS_NO_COUNTRY
                        : parties->seat[holding->holder];

      if (seat != ASSESS_NO_COUNTRY && !isnan (holding->votes))
        votes[seat] += holding->votes;
    }
  while (sum <= 50.0 + ROUNDING)
    {
      double most = 0.0;

      for (guint c = 0; c < ASSESS_MAX_COUNTRIES; c++)
        if ((chosen >> c & 1) == 0)
          most = MAX (most, votes[c]);
      if (most <= 0.0)
        return FALSE;
      for (guint c = 0; c < ASSESS_MAX_COUNTRIES; c++)
        if ((chosen >> c & 1) == 0 && votes[c] >= most - ROUNDING)
          {
            chosen |= G_GUINT64_CONSTANT (1) << c;
            sum += votes[c];
          }
    }
  *countries = chosen;
  return TRUE;
}

/*
 * Whether it is unknown who controls: no majority and no joint control, or
 * half or more of the votes with somebody unknown.
 */
static gboolean
is_control_unknown (const AssessParties *parties,
                    guint32 party,
                    gboolean majority_of_members)
{
  double known = 0.0;
  gboolean decided = FALSE;
  gboolean unknown_holder = FALSE;

  for (guint32 h = parties->first[party]; h < parties->first[party + 1]; h++)
    {
      const AssessHolding *holding = &parties->holdings[h];
      gboolean half = !isnan (holding->votes)
                      && holding->votes >= 50.0 - ROUNDING;

      if (holding->holder == UITWEG_NONE)
        {
          unknown_holder = unknown_holder || is_controlling (holding);
          continue;
        }
      if (!isnan (holding->votes))
        known += holding->votes;
      decided = decided || half || (holding->rights & ASSESS_RIGHT_BOARD) != 0;
    }
  if (unknown_holder)
    return TRUE;
  if (majority_of_members)
    return FALSE;
  return !decided || 100.0 - known >= 50.0 - ROUNDING;
}

void
assess_find_controllers (const AssessParties *parties,
                         guint8 *controls,
                         guint64 *countries,
                         guint8 *unknown)
{
  for (guint32 p = 0; p < parties->n_parties; p++)
    {
      gboolean members = FALSE;

      countries[p] = 0;
      for (guint32 h = parties->first[p]; h < parties->first[p + 1]; h++)
        controls[h] = parties->holdings[h].holder != UITWEG_NONE
                      && is_controlling (&parties->holdings[h]);
      if (parties->has_members[p])
        members = find_member_countries (parties, p, &countries[p]);
      unknown[p] = parties->seat[p] == ASSESS_NO_COUNTRY;
      if (parties->owners_known[p] != UITWEG_OWNERS_END
          && is_control_unknown (parties, p, members))
        unknown[p] = 1;
    }
}

void
assess_close (const UitwegGraph *graph,
              const guint64 *own,
              const guint8 *unknown,
              guint64 *reached,
              guint8 *unknown_reached)
{
  guint32 n = uitweg_graph_get_n_nodes (graph);
  g_autofree guint64 *flags = g_new (guint64, n);

  for (guint32 v = 0; v < n; v++)
    flags[v] = unknown[v];
  uitweg_graph_reach_sets (graph, own, reached);
  uitweg_graph_reach_sets (graph, flags, flags);
  for (guint32 v = 0; v < n; v++)
    unknown_reached[v] = flags[v] != 0;
}
