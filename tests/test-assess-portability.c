/* SPDX-License-Identifier: EUPL-1.2
 *
 * Own and inherited portability against worked numbers and, on random graphs,
 * against the fixed point by plain iteration.
 */
#include "config.h"

#include "assess-fixtures.h"

#define NEAR 1e-9

static void
assert_interval (UitwegInterval value, double lo, double hi)
{
  g_assert_cmpfloat_with_epsilon (value.lo, lo, NEAR);
  g_assert_cmpfloat_with_epsilon (value.hi, hi, NEAR);
}

static UitwegInterval
own (gint portability,
     gint export_path,
     double fit,
     guint32 critical,
     guint32 warning)
{
  return assess_own_portability (&fixture_factors, portability, export_path,
                                 (UitwegInterval){ fit, fit }, critical,
                                 warning);
}

static void
test_own (void)
{
  assert_interval (
      own (UITWEG_PORTABILITY_PORTABLE, UITWEG_EXPORT_FULL, 1, 0, 0), 1, 1);
  assert_interval (
      own (UITWEG_PORTABILITY_COMPATIBLE, UITWEG_EXPORT_FULL, 0.75, 0, 2), 0.51,
      0.51);
  assert_interval (
      own (UITWEG_PORTABILITY_CONVERTIBLE, UITWEG_EXPORT_PARTIAL, 1, 1, 1),
      0.192, 0.192);
  assert_interval (
      own (UITWEG_PORTABILITY_REBUILD, UITWEG_EXPORT_NONE, 0.5, 2, 3), 0.0075,
      0.0075);
}

static void
test_unknown_is_an_interval (void)
{
  UitwegInterval nothing = { 0.0, 1.0 };

  assert_interval (own (UITWEG_PORTABILITY_COMPATIBLE, -1, 1, 0, 0), 0.425,
                   0.85);
  assert_interval (assess_own_portability (&fixture_factors, -1,
                                           UITWEG_EXPORT_FULL, nothing, 0, 0),
                   0.0, 1.0);
  assert_interval (own (-1, -1, 1, 0, 0), 0.05, 1.0);
  g_assert_true (isnan (own (UITWEG_PORTABILITY_NOT_MOVED, -1, 1, 0, 0).lo));
  g_assert_true (isnan (own (UITWEG_PORTABILITY_NOT_MOVED, -1, 1, 0, 0).hi));
}

static void
test_bridges (void)
{
  const AssessPortability *f = &fixture_factors;

  assert_interval (assess_bridge (f, UITWEG_DEPENDENCY_NETWORK, -1, 0), 1, 1);
  assert_interval (assess_bridge (f, UITWEG_DEPENDENCY_NETWORK, -1, 1), 0.3,
                   0.3);
  assert_interval (assess_bridge (f, UITWEG_DEPENDENCY_NETWORK, -1, -1), 0.3,
                   1);
  assert_interval (
      assess_bridge (f, UITWEG_DEPENDENCY_IDENTITY, UITWEG_BRIDGE_MACHINE, 0),
      0.8, 0.8);
  assert_interval (
      assess_bridge (f, UITWEG_DEPENDENCY_IDENTITY, UITWEG_BRIDGE_PEOPLE, 0),
      0.3, 0.3);
  assert_interval (assess_bridge (f, UITWEG_DEPENDENCY_IDENTITY, -1, 0), 0.3,
                   0.8);
  /* A word that belongs to the other kind says nothing. */
  assert_interval (
      assess_bridge (f, UITWEG_DEPENDENCY_KEY, UITWEG_BRIDGE_PEOPLE, 0), 0.2,
      0.9);
  assert_interval (
      assess_bridge (f, UITWEG_DEPENDENCY_KEY, UITWEG_BRIDGE_BOUND, 0), 0.2,
      0.2);
  assert_interval (assess_bridge (f, UITWEG_DEPENDENCY_DATA, -1, 0), 0.5, 0.5);
  assert_interval (assess_bridge (f, UITWEG_DEPENDENCY_PLATFORM, -1, 0), 0, 0);
  assert_interval (assess_bridge (f, UITWEG_DEPENDENCY_SUPPLY, -1, 0), 1, 1);
}

typedef struct
{
  guint32 n;
  double own[6];
  guint32 n_needs;
  struct
  {
    guint32 from;
    guint32 to;
    double bridge;
  } needs[6];
  double expected[6];
  guint32 witness[6];
} InheritedCase;

#define NONE UITWEG_NONE

static const InheritedCase inherited_cases[] = {
  /* web, app, db, kms, idp, dns */
  { 6,
    { 0.95, 0.9, 0.8, 0.2, 0.3, 0.9 },
    5,
    { { 0, 1, 1 }, { 1, 2, 0.5 }, { 2, 3, 0.2 }, { 1, 4, 0.3 }, { 0, 5, 0.9 } },
    { 0.95, 0.51, 0.36, 0.2, 0.3, 0.9 },
    { NONE, 3, 2, NONE, NONE, NONE } },
  /* a circle of platforms, and d below it */
  { 4,
    { 0.9, 0.6, 0.8, 0.1 },
    4,
    { { 0, 1, 0 }, { 1, 2, 0 }, { 2, 0, 0 }, { 2, 3, 0.5 } },
    { 0.55, 0.55, 0.55, 0.1 },
    { 0, 1, 3, NONE } },
  { 3,
    { 1.0, 0.7, 0.05 },
    4,
    { { 0, 1, 0.3 }, { 1, 0, 0.5 }, { 1, 2, 0.2 }, { 0, 2, 1 } },
    { 0.468, 0.24, 0.05 },
    { 0, 2, NONE } },
  /* machine, disk, key, role, subnet (made anew: bridge 1) */
  { 5,
    { 0.95, 0.95, 0.1, 0.1, 0.1 },
    4,
    { { 0, 1, 0.5 }, { 1, 2, 0.9 }, { 0, 3, 0.8 }, { 0, 4, 1 } },
    { 0.82, 0.91, 0.1, 0.1, 0.1 },
    { 2, 1, NONE, NONE, NONE } },
  { 3,
    { 0.9, 0.1, 0.1 },
    2,
    { { 0, 1, 1 }, { 0, 2, 1 } },
    { 0.9, 0.1, 0.1 },
    { NONE, NONE, NONE } },
  { 3,
    { 0.3, 0.1, 0.3 },
    2,
    { { 0, 1, 0 }, { 0, 2, 0.5 } },
    { 0.1, 0.1, 0.3 },
    { 0, NONE, NONE } },
};

static void
check_inherited (const InheritedCase *c)
{
  guint32 from[6];
  guint32 to[6];
  UitwegInterval own_value[6];
  UitwegInterval bridge[6];
  UitwegInterval value[6];
  guint32 witness[6];
  g_autoptr (UitwegGraph) graph = NULL;

  for (guint32 e = 0; e < c->n_needs; e++)
    {
      from[e] = c->needs[e].from;
      to[e] = c->needs[e].to;
      bridge[e] = (UitwegInterval){ c->needs[e].bridge, c->needs[e].bridge };
    }
  for (guint32 v = 0; v < c->n; v++)
    own_value[v] = (UitwegInterval){ c->own[v], c->own[v] };
  graph = uitweg_graph_new (c->n, from, to, NULL, c->n_needs, NULL);
  assess_inherit (graph, own_value, bridge, value, witness);
  for (guint32 v = 0; v < c->n; v++)
    {
      assert_interval (value[v], c->expected[v], c->expected[v]);
      g_assert_cmpuint (witness[v], ==, c->witness[v]);
    }
}

static void
test_inherited (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (inherited_cases); i++)
    check_inherited (&inherited_cases[i]);
}

static void
test_no_value_counts_as_none (void)
{
  /* 0 needs role 1, which is made anew; 1 needs 2 and stays without value. */
  const guint32 from[] = { 0, 1 };
  const guint32 to[] = { 1, 2 };
  const UitwegInterval own_value[] = { { 0.9, 1.0 }, { NAN, NAN }, { 0.1, 1 } };
  const UitwegInterval bridge[] = { { 0.3, 0.8 }, { 0, 0 } };
  UitwegInterval value[3];
  guint32 witness[3];
  g_autoptr (UitwegGraph) graph = uitweg_graph_new (3, from, to, NULL, 2, NULL);

  assess_inherit (graph, own_value, bridge, value, witness);
  assert_interval (value[0], 0.3, 0.8);
  g_assert_cmpuint (witness[0], ==, 0);
  g_assert_true (isnan (value[1].lo) && isnan (value[1].hi));
  assert_interval (value[2], 0.1, 1.0);
}

/* SplitMix64 of Steele, Lea and Flood (2014). */
static guint64
draw (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

#define N_MAX 40

typedef struct
{
  guint32 n;
  guint32 n_edges;
  guint32 from[3 * N_MAX];
  guint32 to[3 * N_MAX];
  UitwegInterval own[N_MAX];
  UitwegInterval bridge[3 * N_MAX];
} RandomCase;

static UitwegInterval
random_interval (guint64 *state)
{
  double lo = (double) (draw (state) % 21) / 20.0;
  double hi = lo + (double) (draw (state) % 3) / 4.0;

  return (UitwegInterval){ lo, MIN (hi, 1.0) };
}

static void
random_case (RandomCase *c, guint64 seed)
{
  guint64 state = seed;

  c->n = 1 + (guint32) (draw (&state) % N_MAX);
  c->n_edges = (guint32) (draw (&state) % (3 * c->n));
  for (guint32 v = 0; v < c->n; v++)
    c->own[v] = random_interval (&state);
  for (guint32 e = 0; e < c->n_edges; e++)
    {
      c->from[e] = (guint32) (draw (&state) % c->n);
      c->to[e] = (guint32) (draw (&state) % c->n);
      c->bridge[e] = random_interval (&state);
    }
}

/* The greatest fixed point, from above, until nothing changes. */
static void
iterate (const RandomCase *c, gboolean high, double *value)
{
  gboolean changed = TRUE;

  for (guint32 v = 0; v < c->n; v++)
    value[v] = high ? c->own[v].hi : c->own[v].lo;
  while (changed)
    {
      changed = FALSE;
      for (guint32 e = 0; e < c->n_edges; e++)
        {
          double b = high ? c->bridge[e].hi : c->bridge[e].lo;
          double most = 1.0 - (1.0 - value[c->to[e]]) * (1.0 - b);

          if (c->from[e] != c->to[e] && most < value[c->from[e]] - 1e-15)
            {
              value[c->from[e]] = most;
              changed = TRUE;
            }
        }
    }
}

static void
test_inherited_is_the_fixed_point (void)
{
  for (guint64 seed = 1; seed <= 500; seed++)
    {
      g_autofree RandomCase *c = g_new0 (RandomCase, 1);
      UitwegInterval value[N_MAX];
      guint32 witness[N_MAX];
      double lo[N_MAX];
      double hi[N_MAX];
      g_autoptr (UitwegGraph) graph = NULL;

      random_case (c, seed);
      graph = uitweg_graph_new (c->n, c->from, c->to, NULL, c->n_edges, NULL);
      assess_inherit (graph, c->own, c->bridge, value, witness);
      iterate (c, FALSE, lo);
      iterate (c, TRUE, hi);
      for (guint32 v = 0; v < c->n; v++)
        {
          guint32 at = v;
          guint32 steps = 0;

          assert_interval (value[v], lo[v], hi[v]);
          g_assert_cmpfloat (value[v].lo, <=, value[v].hi);
          /* The path of witnesses ends at something of its own value. */
          for (; witness[at] != UITWEG_NONE; at = c->to[witness[at]])
            {
              g_assert_cmpuint (c->from[witness[at]], ==, at);
              g_assert_cmpuint (steps++, <, c->n);
            }
          g_assert_cmpfloat_with_epsilon (value[at].lo, c->own[at].lo, NEAR);
        }
    }
}

/* A chain of a million settles without recursion. */
static void
test_deep_chain (void)
{
  const guint32 n = 1000000;
  g_autofree guint32 *from = g_new (guint32, n);
  g_autofree guint32 *to = g_new (guint32, n);
  g_autofree guint32 *witness = g_new (guint32, n);
  g_autofree UitwegInterval *own_value = g_new (UitwegInterval, n);
  g_autofree UitwegInterval *bridge = g_new0 (UitwegInterval, n);
  g_autofree UitwegInterval *value = g_new (UitwegInterval, n);
  g_autoptr (UitwegGraph) graph = NULL;

  for (guint32 i = 0; i < n; i++)
    {
      from[i] = i;
      to[i] = i + 1;
      own_value[i] = (UitwegInterval){ i + 1 == n ? 0.25 : 0.5, 0.5 };
    }
  graph = uitweg_graph_new (n, from, to, NULL, n - 1, NULL);
  assess_inherit (graph, own_value, bridge, value, witness);
  assert_interval (value[0], 0.25, 0.5);
  g_assert_cmpuint (witness[0], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/portability/own", test_own);
  g_test_add_func ("/portability/unknown-is-an-interval",
                   test_unknown_is_an_interval);
  g_test_add_func ("/portability/bridges", test_bridges);
  g_test_add_func ("/portability/inherited", test_inherited);
  g_test_add_func ("/portability/no-value-counts-as-none",
                   test_no_value_counts_as_none);
  g_test_add_func ("/portability/inherited-is-the-fixed-point",
                   test_inherited_is_the_fixed_point);
  g_test_add_func ("/portability/deep-chain", test_deep_chain);
  return g_test_run ();
}
