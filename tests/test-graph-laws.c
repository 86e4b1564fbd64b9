/* SPDX-License-Identifier: EUPL-1.2
 *
 * Laws on random graphs, against the closure by Warshall's method, and depth
 * that would end a recursive search.
 */
#include "config.h"

#include <string.h>

#include <uitweg/graph.h>

#define N_MAX 60
#define N_GRAPHS 400

typedef struct
{
  guint32 n;
  guint32 n_edges;
  guint32 from[4 * N_MAX];
  guint32 to[4 * N_MAX];
  guint8 closure[N_MAX][N_MAX]; /* the node itself included */
  guint32 distance[N_MAX][N_MAX];
  UitwegGraph *graph;
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

static void
case_close (Case *c)
{
  for (guint32 i = 0; i < c->n; i++)
    for (guint32 j = 0; j < c->n; j++)
      c->distance[i][j] = i == j ? 0 : 10 * N_MAX;
  for (guint32 e = 0; e < c->n_edges; e++)
    if (c->from[e] != c->to[e])
      c->distance[c->from[e]][c->to[e]] = 1;
  for (guint32 k = 0; k < c->n; k++)
    for (guint32 i = 0; i < c->n; i++)
      for (guint32 j = 0; j < c->n; j++)
        c->distance[i][j] = MIN (c->distance[i][j],
                                 c->distance[i][k] + c->distance[k][j]);
  for (guint32 i = 0; i < c->n; i++)
    for (guint32 j = 0; j < c->n; j++)
      c->closure[i][j] = c->distance[i][j] < 10 * N_MAX;
}

static void
case_init (Case *c, guint64 seed, gboolean acyclic)
{
  guint64 state = seed;

  c->n = 1 + (guint32) (draw (&state) % N_MAX);
  c->n_edges = (guint32) (draw (&state) % (c->n * 3));
  for (guint32 e = 0; e < c->n_edges; e++)
    {
      guint32 a = (guint32) (draw (&state) % c->n);
      guint32 b = (guint32) (draw (&state) % c->n);

      c->from[e] = acyclic ? MAX (a, b) : a;
      c->to[e] = acyclic ? MIN (a, b) : b;
    }
  c->graph = uitweg_graph_new (c->n, c->from, c->to, NULL, c->n_edges, NULL);
  case_close (c);
}

static void
check_components (const Case *c)
{
  guint32 component_of[N_MAX];
  guint32 least[N_MAX];
  gboolean done[N_MAX] = { FALSE };
  guint32 n = uitweg_graph_find_components (c->graph, component_of);

  for (guint32 i = 0; i < c->n; i++)
    for (guint32 j = 0; j < c->n; j++)
      g_assert_cmpint (component_of[i] == component_of[j], ==,
                       c->closure[i][j] && c->closure[j][i]);
  for (guint32 e = 0; e < c->n_edges; e++)
    g_assert_cmpuint (component_of[c->from[e]], >=, component_of[c->to[e]]);
  for (guint32 i = c->n; i-- > 0;)
    least[component_of[i]] = i;
  /* Component k is, of those that could come k-th, the one of least node. */
  for (guint32 k = 0; k < n; k++)
    {
      for (guint32 other = k + 1; other < n; other++)
        {
          gboolean ready = TRUE;

          for (guint32 j = 0; j < c->n; j++)
            if (c->closure[least[other]][j] && component_of[j] != other)
              ready = ready && done[component_of[j]];
          g_assert_true (!ready || least[other] > least[k]);
        }
      done[k] = TRUE;
    }
}

static void
check_condensed (const Case *c)
{
  guint32 component_of[N_MAX];
  guint32 island_of[N_MAX];
  guint32 n = uitweg_graph_find_components (c->graph, component_of);
  g_autoptr (UitwegGraph)
      condensed = uitweg_graph_condense (c->graph, component_of, n);

  g_assert_true (uitweg_graph_find_layers (condensed, island_of, NULL, NULL));
  for (guint32 k = 0; k < n; k++)
    {
      const guint32 *edges = NULL;
      guint32 n_needs;
      const guint32 *needs = uitweg_graph_get_needs (condensed, k, &n_needs,
                                                     &edges);

      for (guint32 i = 0; i < n_needs; i++)
        {
          g_assert_cmpuint (component_of[c->from[edges[i]]], ==, k);
          g_assert_cmpuint (component_of[c->to[edges[i]]], ==, needs[i]);
          g_assert_true (i == 0 || needs[i - 1] < needs[i]);
          for (guint32 e = 0; e < edges[i]; e++)
            g_assert_false (component_of[c->from[e]] == k
                            && component_of[c->to[e]] == needs[i]);
        }
    }
}

static void
check_reach (const Case *c)
{
  guint64 own[N_MAX];
  guint64 reached[N_MAX];
  guint8 up[N_MAX];
  guint8 down[N_MAX];

  for (guint32 i = 0; i < c->n; i++)
    own[i] = G_GUINT64_CONSTANT (1) << i;
  uitweg_graph_reach_sets (c->graph, own, reached);
  for (guint32 i = 0; i < c->n; i++)
    {
      guint32 n_up = uitweg_graph_reach_dependants (c->graph, &i, 1, up);
      guint32 n_down = uitweg_graph_reach_needs (c->graph, &i, 1, down);

      for (guint32 j = 0; j < c->n; j++)
        {
          g_assert_cmpuint (reached[i] >> j & 1, ==, c->closure[i][j]);
          g_assert_cmpuint (down[j], ==, c->closure[i][j]);
          g_assert_cmpuint (up[j], ==, c->closure[j][i]);
          n_up -= up[j];
          n_down -= down[j];
        }
      g_assert_cmpuint (n_up, ==, 0);
      g_assert_cmpuint (n_down, ==, 0);
    }
}

/* Each step of the path is the least node that still lies on a shortest. */
static void
check_paths (const Case *c)
{
  for (guint32 i = 0; i < c->n; i++)
    for (guint32 j = 0; j < c->n; j++)
      {
        guint32 n = 0;
        g_autofree guint32 *path = uitweg_graph_find_path (c->graph, i, j, &n);

        g_assert_cmpint (path != NULL, ==, c->closure[i][j]);
        if (path == NULL)
          continue;
        g_assert_cmpuint (n, ==, c->distance[i][j] + 1);
        g_assert_cmpuint (path[0], ==, i);
        for (guint32 s = 1; s < n; s++)
          {
            guint32 least = 0;

            while (c->distance[path[s - 1]][least] != 1
                   || c->distance[least][j] != n - 1 - s)
              least++;
            g_assert_cmpuint (path[s], ==, least);
          }
      }
}

static void
check_islands (const Case *c)
{
  guint32 island_of[N_MAX];
  guint32 plain[N_MAX];
  gboolean changed = TRUE;

  uitweg_graph_find_islands (c->graph, island_of);
  for (guint32 i = 0; i < c->n; i++)
    plain[i] = i;
  while (changed)
    {
      changed = FALSE;
      for (guint32 e = 0; e < c->n_edges; e++)
        {
          guint32 least = MIN (plain[c->from[e]], plain[c->to[e]]);

          changed = changed || plain[c->from[e]] != plain[c->to[e]];
          plain[c->from[e]] = plain[c->to[e]] = least;
        }
    }
  for (guint32 i = 0; i < c->n; i++)
    for (guint32 j = 0; j < i; j++)
      {
        g_assert_cmpint (island_of[i] == island_of[j], ==,
                         plain[i] == plain[j]);
        g_assert_cmpint (island_of[i] > island_of[j], ==, plain[i] > plain[j]);
      }
}

static void
check_layers (const Case *c)
{
  guint32 layer_of[N_MAX];
  guint32 n;
  g_autoptr (GError) error = NULL;

  g_assert_true (uitweg_graph_find_layers (c->graph, layer_of, &n, &error));
  for (guint32 v = 0; v < c->n; v++)
    {
      guint32 expected = 0;

      for (guint32 e = 0; e < c->n_edges; e++)
        if (c->from[e] == v && c->to[e] != v)
          expected = MAX (expected, layer_of[c->to[e]] + 1);
      g_assert_cmpuint (layer_of[v], ==, expected);
      g_assert_cmpuint (layer_of[v], <, n);
    }
}

static void
test_laws (void)
{
  for (guint64 seed = 1; seed <= N_GRAPHS; seed++)
    {
      g_autofree Case *c = g_new0 (Case, 1);

      case_init (c, seed, seed % 4 == 0);
      check_components (c);
      check_condensed (c);
      check_reach (c);
      check_paths (c);
      check_islands (c);
      if (seed % 4 == 0)
        check_layers (c);
      uitweg_graph_free (c->graph);
    }
}

/* Rows do not depend on the order in which edges are given. */
static void
test_order_of_edges_changes_nothing (void)
{
  for (guint64 seed = 1; seed <= 50; seed++)
    {
      g_autofree Case *c = g_new0 (Case, 1);
      g_autoptr (UitwegGraph) turned = NULL;
      guint32 a[N_MAX];
      guint32 b[N_MAX];

      case_init (c, seed, FALSE);
      for (guint32 e = 0; e < c->n_edges / 2; e++)
        {
          guint32 other = c->n_edges - 1 - e;
          guint32 from = c->from[e];
          guint32 to = c->to[e];

          c->from[e] = c->from[other];
          c->to[e] = c->to[other];
          c->from[other] = from;
          c->to[other] = to;
        }
      turned = uitweg_graph_new (c->n, c->from, c->to, NULL, c->n_edges, NULL);
      uitweg_graph_find_components (c->graph, a);
      uitweg_graph_find_components (turned, b);
      for (guint32 v = 0; v < c->n; v++)
        g_assert_cmpuint (a[v], ==, b[v]);
      uitweg_graph_free (c->graph);
    }
}

static void
test_deep_chain (void)
{
  const guint32 n = 1000000;
  g_autofree guint32 *from = g_new (guint32, n);
  g_autofree guint32 *to = g_new (guint32, n);
  g_autofree guint32 *number = g_new (guint32, n);
  g_autofree guint64 *sets = g_new0 (guint64, n);
  g_autofree guint32 *path = NULL;
  g_autoptr (UitwegGraph) chain = NULL;
  g_autoptr (UitwegGraph) circle = NULL;
  guint32 n_path;

  for (guint32 i = 0; i < n; i++)
    {
      from[i] = i;
      to[i] = (i + 1) % n;
    }
  chain = uitweg_graph_new (n, from, to, NULL, n - 1, NULL);
  g_assert_cmpuint (uitweg_graph_find_components (chain, number), ==, n);
  g_assert_cmpuint (number[0], ==, n - 1);
  g_assert_cmpuint (number[n - 1], ==, 0);
  sets[n - 1] = 5;
  uitweg_graph_reach_sets (chain, sets, sets);
  g_assert_cmpuint (sets[0], ==, 5);
  path = uitweg_graph_find_path (chain, 0, n - 1, &n_path);
  g_assert_cmpuint (n_path, ==, n);
  g_assert_cmpuint (uitweg_graph_find_islands (chain, number), ==, 1);
  circle = uitweg_graph_new (n, from, to, NULL, n, NULL);
  g_assert_cmpuint (uitweg_graph_find_components (circle, number), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/laws", test_laws);
  g_test_add_func ("/graph/order-of-edges-changes-nothing",
                   test_order_of_edges_changes_nothing);
  g_test_add_func ("/graph/deep-chain", test_deep_chain);
  return g_test_run ();
}
