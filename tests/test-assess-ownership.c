/* SPDX-License-Identifier: EUPL-1.2
 *
 * Who controls, the 24/39 test and concentration, against worked numbers.
 */
#include "config.h"

#include "assess-fixtures.h"

enum
{
  NL,
  US,
  DE,
  FR,
  IE,
  IN,
};

#define BIT(country) (G_GUINT64_CONSTANT (1) << (country))

static const guint8 in_eu[ASSESS_MAX_COUNTRIES] = {
  [NL] = 1, [DE] = 1, [FR] = 1, [IE] = 1
};

static void
assert_reach (Fixture *fixture, guint32 party, guint64 countries, guint8 gap)
{
  guint64 reached[FIXTURE_MAX];
  guint8 unknown[FIXTURE_MAX];

  fixture_close (fixture_finish (fixture), reached, unknown);
  g_assert_cmphex (reached[party], ==, countries);
  g_assert_cmpuint (unknown[party], ==, gap);
}

/* One party of seat NL with up to two holders. */
typedef struct
{
  const char *name;
  UitwegOwnersKnown known;
  struct
  {
    guint8 seat; /* 0xfe: nobody knows who */
    double votes;
    guint8 rights;
  } holders[3];
  guint n_holders;
  guint64 countries;
  guint8 unknown;
} ControlCase;

#define NOBODY 0xfe

static const ControlCase control_cases[] = {
  { "majority",
    UITWEG_OWNERS_ALL,
    { { US, 51, 0 }, { NL, 49, 0 } },
    2,
    BIT (NL) | BIT (US),
    0 },
  { "minority",
    UITWEG_OWNERS_ALL,
    { { US, 40, 0 }, { NL, 60, 0 } },
    2,
    BIT (NL),
    0 },
  { "joint",
    UITWEG_OWNERS_ALL,
    { { US, 50, 0 }, { DE, 50, 0 } },
    2,
    BIT (NL) | BIT (US) | BIT (DE),
    0 },
  { "half-unknown",
    UITWEG_OWNERS_PART,
    { { DE, 50, 0 } },
    1,
    BIT (NL) | BIT (DE),
    1 },
  { "less-than-half-unknown",
    UITWEG_OWNERS_PART,
    { { DE, 51, 0 } },
    1,
    BIT (NL) | BIT (DE),
    0 },
  { "veto",
    UITWEG_OWNERS_ALL,
    { { DE, 90, 0 }, { US, 10, ASSESS_RIGHT_VETO } },
    2,
    BIT (NL) | BIT (DE) | BIT (US),
    0 },
  { "golden-share",
    UITWEG_OWNERS_ALL,
    { { FR, 100, 0 }, { US, 0, ASSESS_RIGHT_GOLDEN_SHARE } },
    2,
    BIT (NL) | BIT (FR) | BIT (US),
    0 },
  { "board",
    UITWEG_OWNERS_ALL,
    { { US, 40, ASSESS_RIGHT_BOARD }, { FR, 30, 0 }, { DE, 30, 0 } },
    3,
    BIT (NL) | BIT (US),
    0 },
  { "no-majority",
    UITWEG_OWNERS_ALL,
    { { US, 40, 0 }, { FR, 30, 0 }, { DE, 30, 0 } },
    3,
    BIT (NL),
    1 },
  { "unknown-majority-holder",
    UITWEG_OWNERS_ALL,
    { { NOBODY, 60, 0 }, { DE, 40, 0 } },
    2,
    BIT (NL),
    1 },
  { "unknown-veto-holder",
    UITWEG_OWNERS_ALL,
    { { DE, 60, 0 }, { NOBODY, 10, ASSESS_RIGHT_VETO } },
    2,
    BIT (NL) | BIT (DE),
    1 },
  { "votes-unknown", UITWEG_OWNERS_ALL, { { DE, NAN, 0 } }, 1, BIT (NL), 1 },
  { "none-known", UITWEG_OWNERS_NONE, { { 0, 0, 0 } }, 0, BIT (NL), 1 },
  { "end", UITWEG_OWNERS_END, { { 0, 0, 0 } }, 0, BIT (NL), 0 },
};

static guint32
fill_case (Fixture *fixture, const ControlCase *c)
{
  guint32 party = fixture_party (fixture, NL, c->known);

  for (guint i = 0; i < c->n_holders; i++)
    {
      guint32 holder = c->holders[i].seat == NOBODY
                           ? UITWEG_NONE
                           : fixture_party (fixture, c->holders[i].seat,
                                            UITWEG_OWNERS_END);

      fixture_hold (fixture, party, holder, NAN, c->holders[i].votes,
                    c->holders[i].rights);
    }
  return party;
}

static void
test_control (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (control_cases); i++)
    {
      Fixture fixture = { 0 };

      g_test_message ("%s", control_cases[i].name);
      assert_reach (&fixture, fill_case (&fixture, &control_cases[i]),
                    control_cases[i].countries, control_cases[i].unknown);
    }
}

static void
test_control_climbs_the_chain (void)
{
  Fixture fixture = { 0 };
  guint32 app = fixture_party (&fixture, NL, UITWEG_OWNERS_ALL);
  guint32 holding = fixture_party (&fixture, NL, UITWEG_OWNERS_ALL);
  guint32 foundation = fixture_party (&fixture, US, UITWEG_OWNERS_END);
  guint32 founders = fixture_party (&fixture, DE, UITWEG_OWNERS_END);

  fixture_hold (&fixture, app, holding, 100, 100, 0);
  fixture_hold (&fixture, holding, foundation, 51, 51, 0);
  fixture_hold (&fixture, holding, founders, 49, 49, 0);
  assert_reach (&fixture, app, BIT (NL) | BIT (US), 0);
}

static void
test_control_in_a_circle_ends (void)
{
  Fixture fixture = { 0 };
  guint32 a = fixture_party (&fixture, NL, UITWEG_OWNERS_ALL);
  guint32 b = fixture_party (&fixture, DE, UITWEG_OWNERS_ALL);

  fixture_hold (&fixture, a, b, 100, 100, 0);
  fixture_hold (&fixture, b, a, 100, 100, 0);
  assert_reach (&fixture, a, BIT (NL) | BIT (DE), 0);
}

static void
test_unknown_seat_of_a_controller (void)
{
  Fixture fixture = { 0 };
  guint32 a = fixture_party (&fixture, NL, UITWEG_OWNERS_ALL);
  guint32 b = fixture_party (&fixture, ASSESS_NO_COUNTRY, UITWEG_OWNERS_END);

  fixture_hold (&fixture, a, b, 100, 100, 0);
  assert_reach (&fixture, a, BIT (NL), 1);
}

static void
test_members_hold_the_majority (void)
{
  Fixture fixture = { 0 };
  guint32 coop = fixture_party (&fixture, NL, UITWEG_OWNERS_ALL);

  fixture.has_members[coop] = 1;
  for (guint i = 0; i < 10; i++)
    fixture_hold (&fixture, coop,
                  fixture_party (&fixture, i < 6 ? FR : US, UITWEG_OWNERS_NONE),
                  NAN, 10, 0);
  assert_reach (&fixture, coop, BIT (NL) | BIT (FR), 0);
}

static void
test_members_without_one_majority (void)
{
  Fixture fixture = { 0 };
  guint32 coop = fixture_party (&fixture, NL, UITWEG_OWNERS_ALL);
  const guint8 seats[] = { FR, DE, US };
  const double votes[] = { 40, 30, 30 };

  fixture.has_members[coop] = 1;
  for (guint i = 0; i < 3; i++)
    fixture_hold (&fixture, coop,
                  fixture_party (&fixture, seats[i], UITWEG_OWNERS_END), NAN,
                  votes[i], 0);
  /* DE and US are equal: neither can be left out. */
  assert_reach (&fixture, coop, BIT (NL) | BIT (FR) | BIT (DE) | BIT (US), 0);
}

static void
test_members_unknown (void)
{
  Fixture fixture = { 0 };
  guint32 coop = fixture_party (&fixture, NL, UITWEG_OWNERS_PART);

  fixture.has_members[coop] = 1;
  fixture_hold (&fixture, coop, fixture_party (&fixture, FR, UITWEG_OWNERS_END),
                NAN, 45, 0);
  assert_reach (&fixture, coop, BIT (NL), 1);
}

/* FRAMEWORKS 5.2: holders from outside, the rest is held in the Union. */
typedef struct
{
  guint8 seat;
  double capital[2]; /* NAN unknown */
  double votes[2];
  Uitweg2439 result;
  double largest;
  double together;
} ShareCase;

static const ShareCase share_cases[] = {
  { NL, { 24, 15 }, { 24, 15 }, UITWEG_2439_PASSES, 24, 39 },
  { NL, { 25, 0 }, { 0, 0 }, UITWEG_2439_FAILS, 25, 25 },
  { NL, { 20, 20 }, { 20, 20 }, UITWEG_2439_FAILS, 20, 40 },
  { NL, { 10, 0 }, { 30, 0 }, UITWEG_2439_FAILS, 30, 30 },
  { US, { 0, 0 }, { 0, 0 }, UITWEG_2439_FAILS, 0, 0 },
  { NL, { 24, NAN }, { 0, 0 }, UITWEG_2439_GAP, 24, 24 },
  { NL, { 24, NAN }, { 25, 0 }, UITWEG_2439_FAILS, 25, 25 },
  { ASSESS_NO_COUNTRY, { 0, 0 }, { 0, 0 }, UITWEG_2439_GAP, 0, 0 },
};

static double
rest (const double *shares)
{
  return isnan (shares[1]) ? 50 : 100 - shares[0] - shares[1];
}

static void
test_24_39 (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (share_cases); i++)
    {
      const ShareCase *c = &share_cases[i];
      Fixture fixture = { 0 };
      guint32 party = fixture_party (&fixture, c->seat, UITWEG_OWNERS_ALL);
      double largest = -1;
      double together = -1;

      for (guint h = 0; h < 2; h++)
        fixture_hold (&fixture, party,
                      fixture_party (&fixture, US, UITWEG_OWNERS_END),
                      c->capital[h], c->votes[h], 0);
      fixture_hold (&fixture, party,
                    fixture_party (&fixture, DE, UITWEG_OWNERS_END),
                    rest (c->capital), rest (c->votes), 0);
      g_assert_cmpint (assess_test_24_39 (fixture_finish (&fixture), in_eu,
                                          party, &largest, &together),
                       ==, c->result);
      g_assert_cmpfloat_with_epsilon (largest, c->largest, 1e-9);
      g_assert_cmpfloat_with_epsilon (together, c->together, 1e-9);
    }
}

static void
test_24_39_indirect (void)
{
  Fixture fixture = { 0 };
  guint32 party = fixture_party (&fixture, NL, UITWEG_OWNERS_ALL);
  guint32 holding = fixture_party (&fixture, DE, UITWEG_OWNERS_ALL);
  guint32 fund = fixture_party (&fixture, US, UITWEG_OWNERS_NONE);
  guint32 family = fixture_party (&fixture, DE, UITWEG_OWNERS_END);
  double largest;
  double together;

  fixture_hold (&fixture, party, holding, 60, 60, 0);
  fixture_hold (&fixture, party, family, 30, 30, 0);
  fixture_hold (&fixture, party, fund, 10, 10, 0);
  fixture_hold (&fixture, holding, fund, 25, 25, 0);
  fixture_hold (&fixture, holding, family, 75, 75, 0);
  /* 10 directly and 25 % of 60 through the holding. */
  g_assert_cmpint (assess_test_24_39 (fixture_finish (&fixture), in_eu, party,
                                      &largest, &together),
                   ==, UITWEG_2439_FAILS);
  g_assert_cmpfloat_with_epsilon (largest, 25, 1e-9);
  g_assert_cmpfloat_with_epsilon (together, 25, 1e-9);
}

static void
test_24_39_in_a_circle (void)
{
  Fixture fixture = { 0 };
  guint32 a = fixture_party (&fixture, NL, UITWEG_OWNERS_ALL);
  guint32 b = fixture_party (&fixture, DE, UITWEG_OWNERS_ALL);
  guint32 family = fixture_party (&fixture, DE, UITWEG_OWNERS_END);

  /* a holds b wholly and b half of a: the family has it all in the end. */
  fixture_hold (&fixture, a, b, 50, 50, 0);
  fixture_hold (&fixture, a, family, 50, 50, 0);
  fixture_hold (&fixture, b, a, 100, 100, 0);
  g_assert_cmpint (
      assess_test_24_39 (fixture_finish (&fixture), in_eu, a, NULL, NULL), ==,
      UITWEG_2439_PASSES);
  /* Two that hold each other wholly are held by nobody that is known. */
  fixture.added[0].capital = fixture.added[0].votes = 100;
  fixture.added[1].capital = fixture.added[1].votes = 0;
  g_assert_cmpint (
      assess_test_24_39 (fixture_finish (&fixture), in_eu, a, NULL, NULL), ==,
      UITWEG_2439_GAP);
}

static void
assert_hhi (const UitwegMoney *spend,
            guint32 n,
            const UitwegMoney *unknown,
            guint32 n_unknown,
            double lo,
            double hi)
{
  UitwegInterval hhi = uitweg_concentration_get_hhi (spend, n, unknown,
                                                     n_unknown);

  g_assert_cmpfloat_with_epsilon (hhi.lo, lo, 1e-9);
  g_assert_cmpfloat_with_epsilon (hhi.hi, hi, 1e-9);
}

static void
test_concentration (void)
{
  const UitwegMoney one[] = { 100 };
  const UitwegMoney two[] = { 50, 50 };
  const UitwegMoney three[] = { 60, 25, 15 };

  assert_hhi (one, 1, NULL, 0, 10000, 10000);
  assert_hhi (two, 2, NULL, 0, 5000, 5000);
  assert_hhi (three, 3, NULL, 0, 4450, 4450);
  /* 25 and 15 unknown: at most with the 60, at least each by itself. */
  assert_hhi (three, 1, three + 1, 2, 4450, 10000);
  assert_hhi (NULL, 0, two, 2, 5000, 10000);
  g_assert_true (isnan (uitweg_concentration_get_hhi (NULL, 0, NULL, 0).lo));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ownership/control", test_control);
  g_test_add_func ("/ownership/control-climbs-the-chain",
                   test_control_climbs_the_chain);
  g_test_add_func ("/ownership/control-in-a-circle-ends",
                   test_control_in_a_circle_ends);
  g_test_add_func ("/ownership/unknown-seat-of-a-controller",
                   test_unknown_seat_of_a_controller);
  g_test_add_func ("/ownership/members-hold-the-majority",
                   test_members_hold_the_majority);
  g_test_add_func ("/ownership/members-without-one-majority",
                   test_members_without_one_majority);
  g_test_add_func ("/ownership/members-unknown", test_members_unknown);
  g_test_add_func ("/ownership/24-39", test_24_39);
  g_test_add_func ("/ownership/24-39-indirect", test_24_39_indirect);
  g_test_add_func ("/ownership/24-39-in-a-circle", test_24_39_in_a_circle);
  g_test_add_func ("/ownership/concentration", test_concentration);
  return g_test_run ();
}
