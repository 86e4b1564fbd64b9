/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the tests of the assessment share: the factors that the catalog ships
 * (as FIGURES words them), and parties made by hand.
 */
#ifndef ASSESS_FIXTURES_H
#define ASSESS_FIXTURES_H

#include <math.h>

#include "assess/assess-private.h"

static const AssessPortability fixture_factors = {
  .class_factor = { 1.0, 0.85, 0.6, 0.3, 0.1, NAN },
  .export_factor = { 1.0, 0.8, 0.5 },
  .export_unknown = { 0.5, 1.0 },
  .per_critical = 0.5,
  .per_warning = 0.1,
  .configuration_floor = 0.1,
  .network_fits = 1.0,
  .network_too_slow = 0.3,
  .name = 0.9,
  .build = 0.7,
  .administration = 0.7,
  .data = 0.5,
  .identity_machine = 0.8,
  .identity_people = 0.3,
  .key_reencrypt = 0.9,
  .key_bound = 0.2,
  .platform = 0.0,
  .supply = 1.0,
};

#define FIXTURE_MAX 64

/* Parties, filled in any order; finish() sorts the holdings by party. */
typedef struct
{
  guint8 seat[FIXTURE_MAX];
  guint8 has_members[FIXTURE_MAX];
  guint8 owners_known[FIXTURE_MAX];
  guint32 first[FIXTURE_MAX + 1];
  guint32 of[FIXTURE_MAX];
  AssessHolding added[FIXTURE_MAX];
  AssessHolding holdings[FIXTURE_MAX];
  guint32 n_holdings;
  AssessParties parties;
} Fixture;

static inline guint32
fixture_party (Fixture *fixture, guint8 seat, UitwegOwnersKnown known)
{
  guint32 party = fixture->parties.n_parties++;

  g_assert_cmpuint (party, <, FIXTURE_MAX);
  fixture->seat[party] = seat;
  fixture->owners_known[party] = (guint8) known;
  return party;
}

static inline void
fixture_hold (Fixture *fixture,
              guint32 of,
              guint32 by,
              double capital,
              double votes,
              guint8 rights)
{
  g_assert_cmpuint (fixture->n_holdings, <, FIXTURE_MAX);
  fixture->of[fixture->n_holdings] = of;
  fixture->added[fixture->n_holdings++] = (AssessHolding){
    .holder = by, .capital = capital, .votes = votes, .rights = rights
  };
}

static inline const AssessParties *
fixture_finish (Fixture *fixture)
{
  guint32 n = 0;

  for (guint32 p = 0; p < fixture->parties.n_parties; p++)
    {
      fixture->first[p] = n;
      for (guint32 h = 0; h < fixture->n_holdings; h++)
        if (fixture->of[h] == p)
          fixture->holdings[n++] = fixture->added[h];
    }
  fixture->first[fixture->parties.n_parties] = n;
  fixture->parties.seat = fixture->seat;
  fixture->parties.has_members = fixture->has_members;
  fixture->parties.owners_known = fixture->owners_known;
  fixture->parties.first = fixture->first;
  fixture->parties.holdings = fixture->holdings;
  return &fixture->parties;
}

/* Jurisdictions of all parties by themselves, with who controls them. */
static inline void
fixture_close (const AssessParties *parties, guint64 *reached, guint8 *unknown)
{
  guint8 controls[FIXTURE_MAX];
  guint32 from[FIXTURE_MAX];
  guint32 to[FIXTURE_MAX];
  guint32 n_edges = 0;
  g_autoptr (UitwegGraph) graph = NULL;

  assess_find_controllers (parties, controls, reached, unknown);
  for (guint32 p = 0; p < parties->n_parties; p++)
    {
      if (parties->seat[p] != ASSESS_NO_COUNTRY)
        reached[p] |= G_GUINT64_CONSTANT (1) << parties->seat[p];
      for (guint32 h = parties->first[p]; h < parties->first[p + 1]; h++)
        if (controls[h])
          {
            from[n_edges] = p;
            to[n_edges++] = parties->holdings[h].holder;
          }
    }
  graph = uitweg_graph_new (parties->n_parties, from, to, NULL, n_edges, NULL);
  assess_close (graph, reached, unknown, reached, unknown);
}

#endif
