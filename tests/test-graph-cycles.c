/* SPDX-License-Identifier: EUPL-1.2
 *
 * Cuts of circles: no circle is left, the bound holds, and small ones are the
 * lightest of all orders.
 */
#include "config.h"

#include <uitweg/graph.h>

#define N_MAX 7
#define N_LARGE 60

/* SplitMix64 of Steele, Lea and Flood (2014). */
static guint64
draw (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

typedef struct
{
  guint32 n;
  guint32 n_edges;
  guint32 from[4 * N_LARGE];
  guint32 to[4 * N_LARGE];
  double weights[4 * N_LARGE];
} Case;

static UitwegGraph *
case_init (Case *c, guint64 seed, guint32 n_max)
{
  guint64 state = seed;

  c->n = 2 + (guint32) (draw (&state) % (n_max - 1));
  c->n_edges = (guint32) (draw (&state) % (c->n * 3));
  for (guint32 e = 0; e < c->n_edges; e++)
    {
      c->from[e] = (guint32) (draw (&state) % c->n);
      c->to[e] = (guint32) (draw (&state) % c->n);
      c->weights[e] = (double) (draw (&state) % 10);
    }
  return uitweg_graph_new (c->n, c->from, c->to, NULL, c->n_edges, NULL);
}

/* The lightest cut of all orders of @n nodes; @order is turned about. */
static double
try_orders (const Case *c, guint32 *order, guint32 n_fixed)
{
  double best = G_MAXDOUBLE;

  if (n_fixed == c->n)
    {
      guint32 place[N_MAX];
      double sum = 0;

      for (guint32 i = 0; i < c->n; i++)
        place[order[i]] = i;
      for (guint32 e = 0; e < c->n_edges; e++)
        if (place[c->from[e]] > place[c->to[e]])
          sum += c->weights[e];
      return sum;
    }
  for (guint32 i = n_fixed; i < c->n; i++)
    {
      guint32 swap = order[i];

      order[i] = order[n_fixed];
      order[n_fixed] = swap;
      best = MIN (best, try_orders (c, order, n_fixed + 1));
      order[n_fixed] = order[i];
      order[i] = swap;
    }
  return best;
}

/* No circle is left; returns the weight cut. */
static double
check_cut (const Case *c, const GPtrArray *cycles, double *bound)
{
  guint8 keep[4 * N_LARGE];
  guint32 layer_of[N_LARGE];
  g_autoptr (UitwegGraph) rest = NULL;
  double sum = 0;

  *bound = 0;
  for (guint32 e = 0; e < c->n_edges; e++)
    keep[e] = 1;
  for (guint i = 0; i < cycles->len; i++)
    {
      const UitwegGraphCycle *cycle = g_ptr_array_index (cycles, i);
      double mine = 0;

      g_assert_cmpuint (cycle->n_nodes, >, 1);
      g_assert_cmpuint (cycle->n_edges, >, 0);
      for (guint32 k = 0; k < cycle->n_edges; k++)
        {
          g_assert_cmpuint (keep[cycle->edges[k]], ==, 1);
          keep[cycle->edges[k]] = 0;
          mine += c->weights[cycle->edges[k]];
        }
      g_assert_cmpfloat (cycle->weight, ==, mine);
      g_assert_cmpfloat (cycle->bound, <=, cycle->weight);
      sum += mine;
      *bound += cycle->bound;
    }
  rest = uitweg_graph_new (c->n, c->from, c->to, keep, c->n_edges, NULL);
  g_assert_true (uitweg_graph_find_layers (rest, layer_of, NULL, NULL));
  return sum;
}

static void
test_small (void)
{
  for (guint64 seed = 1; seed <= 400; seed++)
    {
      g_autofree Case *c = g_new0 (Case, 1);
      g_autoptr (UitwegGraph) graph = case_init (c, seed, N_MAX);
      g_autoptr (GPtrArray)
          cycles = uitweg_graph_cut_cycles (graph, c->weights);
      guint32 order[N_MAX];
      double bound, sum;

      for (guint32 i = 0; i < c->n; i++)
        order[i] = i;
      sum = check_cut (c, cycles, &bound);
      g_assert_cmpfloat (sum, ==, try_orders (c, order, 0));
      g_assert_cmpfloat (sum, ==, bound);
    }
}

static void
test_large (void)
{
  for (guint64 seed = 1; seed <= 100; seed++)
    {
      g_autofree Case *c = g_new0 (Case, 1);
      g_autoptr (UitwegGraph) graph = case_init (c, seed, N_LARGE);
      g_autoptr (GPtrArray)
          cycles = uitweg_graph_cut_cycles (graph, c->weights);
      double bound;

      g_assert_cmpfloat (check_cut (c, cycles, &bound), >=, bound);
    }
}

/* A circle of many nodes is cut once, where it is cheapest, and the bound
 * proves it as far as moves of single nodes are tried. */
static void
test_one_circle (void)
{
  const guint32 sizes[] = { 2, 20, 21, 300, 200000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      guint32 n = sizes[i];
      g_autofree guint32 *from = g_new (guint32, n);
      g_autofree guint32 *to = g_new (guint32, n);
      g_autofree double *weights = g_new (double, n);
      g_autoptr (UitwegGraph) graph = NULL;
      g_autoptr (GPtrArray) cycles = NULL;
      const UitwegGraphCycle *cycle = NULL;

      for (guint32 v = 0; v < n; v++)
        {
          from[v] = v;
          to[v] = (v + 1) % n;
          weights[v] = v == n / 3 ? 2 : 5;
        }
      graph = uitweg_graph_new (n, from, to, NULL, n, NULL);
      cycles = uitweg_graph_cut_cycles (graph, weights);
      g_assert_cmpuint (cycles->len, ==, 1);
      cycle = g_ptr_array_index (cycles, 0);
      g_assert_cmpuint (cycle->n_nodes, ==, n);
      g_assert_cmpuint (cycle->n_edges, ==, 1);
      g_assert_cmpfloat (cycle->bound, ==, 2);
      if (n <= 4000)
        g_assert_cmpuint (cycle->edges[0], ==, n / 3);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/cycles/small", test_small);
  g_test_add_func ("/graph/cycles/large", test_large);
  g_test_add_func ("/graph/cycles/one-circle", test_one_circle);
  return g_test_run ();
}
