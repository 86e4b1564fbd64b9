/* SPDX-License-Identifier: EUPL-1.2
 *
 * Dominators, joints and bridges against their definition: leave a node or an
 * edge out and see what is still reached.
 */
#include "config.h"

#include <string.h>

#include <uitweg/graph.h>

#define N_MAX 24
#define N_GRAPHS 600

typedef struct
{
  guint32 n;
  guint32 n_edges;
  guint32 from[3 * N_MAX];
  guint32 to[3 * N_MAX];
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
case_init (Case *c, guint64 *state)
{
  c->n = 1 + (guint32) (draw (state) % N_MAX);
  c->n_edges = (guint32) (draw (state) % (c->n * 5 / 2));
  for (guint32 e = 0; e < c->n_edges; e++)
    {
      c->from[e] = (guint32) (draw (state) % c->n);
      c->to[e] = (guint32) (draw (state) % c->n);
    }
}

/* What @start reaches without node @gone and edge @cut; 2: both ways. */
static guint32
flood (const Case *c,
       const guint8 *start,
       guint32 gone,
       guint32 cut,
       int ways,
       guint8 *seen)
{
  gboolean changed = TRUE;
  guint32 n = 0;

  for (guint32 v = 0; v < c->n; v++)
    seen[v] = v != gone && start[v] != 0;
  while (changed)
    {
      changed = FALSE;
      for (guint32 e = 0; e < c->n_edges; e++)
        {
          guint32 a = c->from[e];
          guint32 b = c->to[e];

          if (e == cut || a == gone || b == gone)
            continue;
          if ((seen[a] != 0 && seen[b] == 0 && ways != 1)
              || (seen[b] != 0 && seen[a] == 0 && ways != 0))
            {
              seen[a] = seen[b] = 1;
              changed = TRUE;
            }
        }
    }
  for (guint32 v = 0; v < c->n; v++)
    n += seen[v];
  return n;
}

static void
check_dominators (const Case *c, guint64 *state, UitwegGraphWay way)
{
  g_autoptr (UitwegGraph)
      graph = uitweg_graph_new (c->n, c->from, c->to, NULL, c->n_edges, NULL);
  int ways = way == UITWEG_GRAPH_NEEDS ? 0 : 1;
  guint32 dominator_of[N_MAX], start[3], n_reached;
  guint8 is_start[N_MAX] = { 0 };
  guint8 whole[N_MAX], seen[N_MAX];
  guint8 dominates[N_MAX][N_MAX] = { { 0 } };

  for (guint32 i = 0; i < 3; i++)
    {
      start[i] = (guint32) (draw (state) % c->n);
      is_start[start[i]] = 1;
    }
  n_reached = uitweg_graph_find_dominators (graph, start, 3, way, dominator_of);
  g_assert_cmpuint (n_reached, ==,
                    flood (c, is_start, UITWEG_NONE, UITWEG_NONE, ways, whole));
  for (guint32 d = 0; d < c->n; d++)
    {
      flood (c, is_start, d, UITWEG_NONE, ways, seen);
      for (guint32 v = 0; v < c->n; v++)
        dominates[d][v] = v != d && whole[v] != 0 && seen[v] == 0;
    }
  for (guint32 v = 0; v < c->n; v++)
    {
      guint32 n_above = 0;
      guint32 n_said = 0;

      g_assert_cmpint (dominator_of[v] == UITWEG_NONE, ==, whole[v] == 0);
      for (guint32 d = 0; d < c->n; d++)
        n_above += dominates[d][v];
      for (guint32 u = v; whole[v] != 0 && dominator_of[u] != u;
           u = dominator_of[u])
        {
          g_assert_cmpuint (dominates[dominator_of[u]][v], ==, 1);
          n_said++;
        }
      g_assert_cmpuint (n_said, ==, n_above);
    }
}

/* How many islands there are without node @gone and edge @cut. */
static guint32
count_islands (const Case *c, guint32 gone, guint32 cut)
{
  guint8 done[N_MAX] = { 0 };
  guint8 seen[N_MAX];
  guint32 n = 0;

  for (guint32 v = 0; v < c->n; v++)
    {
      guint8 start[N_MAX] = { 0 };

      if (v == gone || done[v] != 0)
        continue;
      start[v] = 1;
      flood (c, start, gone, cut, 2, seen);
      for (guint32 u = 0; u < c->n; u++)
        done[u] |= seen[u];
      n++;
    }
  return n;
}

static void
check_joints (const Case *c)
{
  g_autoptr (UitwegGraph)
      graph = uitweg_graph_new (c->n, c->from, c->to, NULL, c->n_edges, NULL);
  guint32 whole = count_islands (c, UITWEG_NONE, UITWEG_NONE);
  guint8 joint[N_MAX];
  guint32 n_bridges;
  guint32 n = uitweg_graph_find_joints (graph, joint);
  guint32 place = 0;
  g_autofree guint32 *bridges = uitweg_graph_find_bridges (graph, &n_bridges);

  for (guint32 v = 0; v < c->n; v++)
    {
      g_assert_cmpint (joint[v] != 0, ==,
                       count_islands (c, v, UITWEG_NONE) > whole);
      n -= joint[v];
    }
  g_assert_cmpuint (n, ==, 0);
  for (guint32 e = 0; e < c->n_edges; e++)
    if (count_islands (c, UITWEG_NONE, e) > whole)
      {
        g_assert_cmpuint (place, <, n_bridges);
        g_assert_cmpuint (bridges[place++], ==, e);
      }
  g_assert_cmpuint (place, ==, n_bridges);
}

static void
test_laws (void)
{
  for (guint64 seed = 1; seed <= N_GRAPHS; seed++)
    {
      guint64 state = seed;
      Case c;

      case_init (&c, &state);
      check_dominators (&c, &state, UITWEG_GRAPH_NEEDS);
      check_dominators (&c, &state, UITWEG_GRAPH_NEEDED_BY);
      check_joints (&c);
    }
}

/* 3 and 4 need 2, which needs the circle of 0 and 1; 5 needs 3, 4. */
static void
test_sole_dependencies (void)
{
  const guint32 from[] = { 0, 1, 2, 2, 3, 4, 5, 5 };
  const guint32 to[] = { 1, 0, 0, 1, 2, 2, 3, 4 };
  g_autoptr (UitwegGraph) graph = uitweg_graph_new (7, from, to, NULL, 8, NULL);
  guint32 dominator_of[7], n;
  g_autofree guint32 *start = uitweg_graph_find_foundations (graph, &n);

  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (start[0], ==, 0);
  g_assert_cmpuint (start[1], ==, 1);
  g_assert_cmpuint (start[2], ==, 6);
  g_assert_cmpuint (uitweg_graph_find_dominators (
                        graph, start, n, UITWEG_GRAPH_NEEDED_BY, dominator_of),
                    ==, 7);
  g_assert_cmpuint (dominator_of[0], ==, 0);
  g_assert_cmpuint (dominator_of[2], ==, 2);
  g_assert_cmpuint (dominator_of[3], ==, 2);
  g_assert_cmpuint (dominator_of[5], ==, 2);
  g_assert_cmpuint (uitweg_graph_find_dominators (
                        graph, NULL, 0, UITWEG_GRAPH_NEEDS, dominator_of),
                    ==, 0);
  g_assert_cmpuint (dominator_of[6], ==, UITWEG_NONE);
}

/* A chain of a million, and a star. */
static void
test_deep_and_wide (void)
{
  const guint32 n = 1000000;
  g_autofree guint32 *from = g_new (guint32, n);
  g_autofree guint32 *to = g_new (guint32, n);
  g_autofree guint32 *dominator_of = g_new (guint32, n);
  g_autofree guint8 *joint = g_new (guint8, n);
  g_autofree guint32 *bridges = NULL;
  g_autoptr (UitwegGraph) chain = NULL;
  g_autoptr (UitwegGraph) star = NULL;
  guint32 n_bridges;

  for (guint32 i = 0; i < n; i++)
    {
      from[i] = i;
      to[i] = (i + 1) % n;
    }
  chain = uitweg_graph_new (n, from, to, NULL, n - 1, NULL);
  uitweg_graph_find_dominators (chain, from, 1, UITWEG_GRAPH_NEEDS,
                                dominator_of);
  for (guint32 i = 1; i < n; i++)
    g_assert_cmpuint (dominator_of[i], ==, i - 1);
  g_assert_cmpuint (uitweg_graph_find_joints (chain, joint), ==, n - 2);
  bridges = uitweg_graph_find_bridges (chain, &n_bridges);
  g_assert_cmpuint (n_bridges, ==, n - 1);
  memset (to, 0, n * sizeof *to);
  star = uitweg_graph_new (n, from, to, NULL, n, NULL);
  g_assert_cmpuint (uitweg_graph_find_joints (star, joint), ==, 1);
  g_assert_cmpuint (joint[0], ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/dominators/laws", test_laws);
  g_test_add_func ("/graph/dominators/sole", test_sole_dependencies);
  g_test_add_func ("/graph/dominators/deep", test_deep_and_wide);
  return g_test_run ();
}
