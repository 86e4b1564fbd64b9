/* SPDX-License-Identifier: EUPL-1.2
 *
 * How much hangs on each node, merged edges, pairs and wide sets, against
 * plain counts on random graphs.
 */
#include "config.h"

#include <math.h>

#include <uitweg/graph.h>

#define N_MAX 90
#define N_GRAPHS 200
#define N_WORDS 2

typedef struct
{
  guint32 n;
  guint32 n_edges;
  guint32 from[3 * N_MAX];
  guint32 to[3 * N_MAX];
  double weights[3 * N_MAX];
  guint64 kinds[3 * N_MAX];
} Case;

/* SplitMix64 of Steele, Lea and Flood (2014). */
static guint64
draw (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static UitwegGraph *
case_init (Case *c, guint64 seed)
{
  guint64 state = seed;
  gboolean acyclic = seed % 2 == 0;

  c->n = 1 + (guint32) (draw (&state) % N_MAX);
  c->n_edges = (guint32) (draw (&state) % (c->n * 5 / 2));
  for (guint32 e = 0; e < c->n_edges; e++)
    {
      guint32 a = (guint32) (draw (&state) % c->n);
      guint32 b = (guint32) (draw (&state) % c->n);

      c->from[e] = acyclic ? MAX (a, b) : a;
      c->to[e] = acyclic ? MIN (a, b) : b;
      c->weights[e] = draw (&state) % 5 == 0 ? NAN
                                             : (double) (draw (&state) % 100);
      c->kinds[e] = G_GUINT64_CONSTANT (1) << draw (&state) % 9;
    }
  return uitweg_graph_new (c->n, c->from, c->to, NULL, c->n_edges, NULL);
}

static double
count_out (const UitwegGraph *graph,
           UitwegGraphWay way,
           guint32 node,
           const double *weights)
{
  guint32 n = uitweg_graph_get_n_nodes (graph);
  g_autofree guint8 *reached = g_new (guint8, n);
  double sum = 0;

  if (way == UITWEG_GRAPH_NEEDS)
    uitweg_graph_reach_needs (graph, &node, 1, reached);
  else
    uitweg_graph_reach_dependants (graph, &node, 1, reached);
  for (guint32 v = 0; v < n; v++)
    if (reached[v] != 0)
      sum += weights[v];
  return sum;
}

/* Small sets and those counted out are exact, and said to be. */
static void
test_exact (void)
{
  for (guint64 seed = 1; seed <= N_GRAPHS; seed++)
    {
      g_autofree Case *c = g_new0 (Case, 1);
      g_autoptr (UitwegGraph) graph = case_init (c, seed);
      UitwegGraphWay way = seed % 3 == 0 ? UITWEG_GRAPH_NEEDS
                                         : UITWEG_GRAPH_NEEDED_BY;
      double weights[N_MAX], sums[N_MAX];
      guint8 exact[N_MAX];

      for (guint32 v = 0; v < c->n; v++)
        weights[v] = (double) ((v * 7 + seed) % 11);
      uitweg_graph_estimate_reach (graph, way, weights, N_MAX, 0, seed, sums,
                                   exact);
      for (guint32 v = 0; v < c->n; v++)
        {
          g_assert_cmpuint (exact[v], ==, 1);
          g_assert_cmpfloat_with_epsilon (
              sums[v], count_out (graph, way, v, weights), 1e-9);
        }
      uitweg_graph_estimate_reach (graph, way, weights, 4, 5, seed, sums,
                                   exact);
      for (guint32 v = 0; v < c->n; v++)
        if (exact[v] != 0)
          g_assert_cmpfloat_with_epsilon (
              sums[v], count_out (graph, way, v, weights), 1e-9);
    }
}

/* Over many seeds the error is about what was said, and leans nowhere. */
static void
test_error_is_as_said (void)
{
  const guint32 n = 2000;
  const guint32 n_seeds = 300;
  g_autofree guint32 *from = g_new (guint32, n);
  g_autofree guint32 *to = g_new (guint32, n);
  g_autofree double *weights = g_new (double, n);
  g_autofree double *sums = g_new (double, n);
  g_autoptr (UitwegGraph) graph = NULL;
  double mean = 0, square = 0, whole = 0, said = 0;

  for (guint32 v = 0; v < n; v++)
    {
      from[v] = v;
      to[v] = v / 2;
      weights[v] = 1 + v % 7;
      whole += weights[v];
    }
  graph = uitweg_graph_new (n, from, to, NULL, n, NULL);
  for (guint32 seed = 0; seed < n_seeds; seed++)
    {
      double off;

      said = uitweg_graph_estimate_reach (graph, UITWEG_GRAPH_NEEDED_BY,
                                          weights, 64, 0, seed, sums, NULL);
      off = sums[0] / whole - 1;
      mean += off / n_seeds;
      square += off * off / n_seeds;
    }
  g_assert_cmpfloat (fabs (mean), <, 4 * said / sqrt (n_seeds));
  g_assert_cmpfloat (sqrt (square), <, 1.2 * said);
}

static void
check_merged (const Case *c, const UitwegGraph *graph)
{
  g_autofree UitwegGraphJoin *joins = NULL;
  g_autoptr (UitwegGraph) merged = uitweg_graph_merge_parallel (
      graph, c->weights, c->kinds, &joins);
  guint32 next = 0;

  for (guint32 v = 0; v < c->n; v++)
    {
      const guint32 *edges = NULL;
      guint32 n;
      const guint32 *needs = uitweg_graph_get_needs (merged, v, &n, &edges);

      for (guint32 i = 0; i < n; i++)
        {
          UitwegGraphJoin sum = { 0 };

          g_assert_true (i == 0 || needs[i - 1] < needs[i]);
          g_assert_cmpuint (edges[i], ==, next++);
          for (guint32 e = 0; e < c->n_edges; e++)
            if (c->from[e] == v && c->to[e] == needs[i])
              {
                sum.n_edges++;
                sum.n_unknown += isnan (c->weights[e]) ? 1 : 0;
                sum.weight += isnan (c->weights[e]) ? 0 : c->weights[e];
                sum.kinds |= c->kinds[e];
              }
          g_assert_cmpuint (joins[edges[i]].n_edges, ==, sum.n_edges);
          g_assert_cmpuint (joins[edges[i]].n_unknown, ==, sum.n_unknown);
          g_assert_cmpfloat (joins[edges[i]].weight, ==, sum.weight);
          g_assert_cmpuint (joins[edges[i]].kinds, ==, sum.kinds);
        }
    }
  g_assert_cmpuint (next, ==, uitweg_graph_get_n_edges (merged));
}

static void
check_pairs (const Case *c, const UitwegGraph *graph)
{
  guint8 has[N_MAX][N_MAX] = { { 0 } };
  guint32 n;
  g_autofree guint32 *pairs = uitweg_graph_find_mutual_pairs (graph, &n);
  guint32 place = 0;

  for (guint32 e = 0; e < c->n_edges; e++)
    has[c->from[e]][c->to[e]] = 1;
  for (guint32 a = 0; a < c->n; a++)
    for (guint32 b = a + 1; b < c->n; b++)
      if (has[a][b] != 0 && has[b][a] != 0)
        {
          g_assert_cmpuint (place, <, n);
          g_assert_cmpuint (pairs[2 * place], ==, a);
          g_assert_cmpuint (pairs[2 * place + 1], ==, b);
          place++;
        }
  g_assert_cmpuint (place, ==, n);
}

static void
check_wide_sets (const Case *c, const UitwegGraph *graph)
{
  guint64 own[N_MAX * N_WORDS] = { 0 };
  guint64 reached[N_MAX * N_WORDS];
  guint8 down[N_MAX];

  for (guint32 v = 0; v < c->n; v++)
    own[v * N_WORDS + v / 64] = G_GUINT64_CONSTANT (1) << v % 64;
  uitweg_graph_reach_wide_sets (graph, N_WORDS, own, reached);
  for (guint32 v = 0; v < c->n; v++)
    {
      uitweg_graph_reach_needs (graph, &v, 1, down);
      for (guint32 u = 0; u < c->n; u++)
        g_assert_cmpuint (reached[v * N_WORDS + u / 64] >> u % 64 & 1, ==,
                          down[u]);
    }
}

static void
test_merged_and_wide (void)
{
  for (guint64 seed = 1; seed <= N_GRAPHS; seed++)
    {
      g_autofree Case *c = g_new0 (Case, 1);
      g_autoptr (UitwegGraph) graph = case_init (c, seed);

      check_merged (c, graph);
      check_pairs (c, graph);
      check_wide_sets (c, graph);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/blast/exact", test_exact);
  g_test_add_func ("/graph/blast/error-is-as-said", test_error_is_as_said);
  g_test_add_func ("/graph/blast/merged-and-wide", test_merged_and_wide);
  return g_test_run ();
}
