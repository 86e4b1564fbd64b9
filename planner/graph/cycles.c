/* SPDX-License-Identifier: EUPL-1.2
 *
 * Circles: for each set of things that need each other, the cheapest
 * dependencies to cut so that no circle is left. Small sets exactly, large
 * ones by an order that is made better step by step, with a lower bound.
 */
#include "config.h"

#include "graph/graph-private.h"

#define EXACT_MAX 20
#define HALF (EXACT_MAX / 2)
#define SIFT_MAX 4000
#define SIFT_ROUNDS 20
#define PACK_STEPS 50000000

/*
 * One component with one arc from a node to another. An order of its nodes
 * tells what to cut: each arc whose end stands before its begin.
 */
typedef struct
{
  UitwegGraph *graph;
  guint32 *from;  /* by arc */
  double *weight; /* by arc */
  guint32 *order;
  guint32 *place; /* in the order, by node */
  guint32 n;
} Ring;

/* What it costs to have @v after each set of the nodes of one half. */
static void
fill_half (const Ring *ring, guint32 v, guint32 first, double *sums)
{
  const GraphRows *needs = &ring->graph->needs;
  double arc[HALF] = { 0 };

  for (guint32 i = needs->start[v]; i < needs->start[v + 1]; i++)
    if (needs->node[i] >= first && needs->node[i] < first + HALF)
      arc[needs->node[i] - first] = ring->weight[needs->edge[i]];
  sums[0] = 0;
  for (guint32 set = 1; set < 1u << HALF; set++)
    sums[set] = sums[set & (set - 1)] + arc[__builtin_ctz (set)];
}

/* The best order by dynamic programming over sets (Lawler, 1964). */
static void
order_exactly (Ring *ring)
{
  const guint32 n_half = 1u << HALF;
  const guint32 n_sets = 1u << ring->n;
  g_autofree double *sums = g_new (double, (gsize) ring->n * 2 * n_half);
  g_autofree double *cost = g_new (double, n_sets);
  g_autofree guint8 *last = g_new (guint8, n_sets);
  guint32 set = n_sets - 1;

  for (guint32 v = 0; v < ring->n; v++)
    {
      fill_half (ring, v, 0, sums + (gsize) v * 2 * n_half);
      fill_half (ring, v, HALF, sums + (gsize) (v * 2 + 1) * n_half);
    }
  cost[0] = 0;
  for (guint32 s = 1; s < n_sets; s++)
    {
      cost[s] = G_MAXDOUBLE;
      for (guint32 left = s; left != 0; left &= left - 1)
        {
          guint32 v = (guint32) __builtin_ctz (left);
          guint32 rest = s & ~(1u << v);
          const double *mine = sums + (gsize) v * 2 * n_half;
          double sum = cost[rest] + mine[rest % n_half]
                       + mine[n_half + rest / n_half];

          if (sum < cost[s])
            {
              cost[s] = sum;
              last[s] = (guint8) v;
            }
        }
    }
  for (guint32 i = ring->n; i-- > 0; set &= ~(1u << last[set]))
    ring->order[i] = last[set];
}

/* @v is no longer among those that are left. */
static void
take_out (const Ring *ring, guint32 v, double *out, double *in)
{
  const GraphRows *needs = &ring->graph->needs;
  const GraphRows *back = &ring->graph->needed_by;

  for (guint32 i = needs->start[v]; i < needs->start[v + 1]; i++)
    in[needs->node[i]] -= ring->weight[needs->edge[i]];
  for (guint32 i = back->start[v]; i < back->start[v + 1]; i++)
    out[back->node[i]] -= ring->weight[back->edge[i]];
}

/* The order of Eades, Lin and Smyth (1993): next comes the node of which most
 * leaves and least enters, among those that are left. */
static void
order_greedily (Ring *ring)
{
  g_autofree double *out = g_new0 (double, ring->n);
  g_autofree double *in = g_new0 (double, ring->n);
  g_autofree guint8 *done = g_new0 (guint8, ring->n);
  const UitwegGraph *graph = ring->graph;

  for (guint32 v = 0; v < ring->n; v++)
    for (guint32 i = graph->needs.start[v]; i < graph->needs.start[v + 1]; i++)
      {
        out[v] += ring->weight[graph->needs.edge[i]];
        in[graph->needs.node[i]] += ring->weight[graph->needs.edge[i]];
      }
  for (guint32 i = 0; i < ring->n; i++)
    {
      guint32 best = UITWEG_NONE;

      for (guint32 v = 0; v < ring->n; v++)
        if (done[v] == 0
            && (best == UITWEG_NONE || out[v] - in[v] > out[best] - in[best]))
          best = v;
      done[best] = 1;
      ring->order[i] = best;
      take_out (ring, best, out, in);
    }
}

/* The order in which a search depth first would leave the nodes, turned
 * round: what it is for sets too large for anything else. */
static void
order_by_search (Ring *ring)
{
  const GraphRows *needs = &ring->graph->needs;
  g_autofree guint32 *next = g_new (guint32, ring->n);
  g_autofree guint32 *calls = g_new (guint32, ring->n);
  g_autofree guint8 *found = g_new0 (guint8, ring->n);
  guint32 n_calls = 0;
  guint32 n_left = ring->n;

  /* All are reached from the first: they need each other. */
  calls[n_calls++] = 0;
  found[0] = 1;
  next[0] = needs->start[0];
  while (n_calls > 0)
    {
      guint32 v = calls[n_calls - 1];
      guint32 other;

      if (next[v] == needs->start[v + 1])
        {
          ring->order[--n_left] = v;
          n_calls--;
          continue;
        }
      other = needs->node[next[v]++];
      if (found[other] != 0)
        continue;
      found[other] = 1;
      next[other] = needs->start[other];
      calls[n_calls++] = other;
    }
  g_assert (n_left == 0);
}

/* The best place for @v in the order; @shift is all 0 and left so. */
static gboolean
sift (Ring *ring, guint32 v, double *shift)
{
  const GraphRows *needs = &ring->graph->needs;
  const GraphRows *back = &ring->graph->needed_by;
  guint32 here = ring->place[v];
  guint32 best = here;
  double least = -1e-9;
  double change = 0;

  for (guint32 i = back->start[v]; i < back->start[v + 1]; i++)
    shift[back->node[i]] += ring->weight[back->edge[i]];
  for (guint32 i = needs->start[v]; i < needs->start[v + 1]; i++)
    shift[needs->node[i]] -= ring->weight[needs->edge[i]];
  for (guint32 p = here; p-- > 0;)
    if ((change += shift[ring->order[p]]) < least)
      {
        least = change;
        best = p;
      }
  change = 0;
  for (guint32 p = here + 1; p < ring->n; p++)
    if ((change -= shift[ring->order[p]]) < least)
      {
        least = change;
        best = p;
      }
  for (guint32 i = back->start[v]; i < back->start[v + 1]; i++)
    shift[back->node[i]] = 0;
  for (guint32 i = needs->start[v]; i < needs->start[v + 1]; i++)
    shift[needs->node[i]] = 0;
  for (guint32 p = here; p != best; p = p < best ? p + 1 : p - 1)
    {
      ring->order[p] = ring->order[p < best ? p + 1 : p - 1];
      ring->place[ring->order[p]] = p;
    }
  ring->order[best] = v;
  ring->place[v] = best;
  return best != here;
}

static void
sift_all (Ring *ring)
{
  g_autofree double *shift = g_new0 (double, ring->n);
  gboolean moved = TRUE;

  for (guint32 i = 0; i < ring->n; i++)
    ring->place[ring->order[i]] = i;
  for (guint round = 0; moved && round < SIFT_ROUNDS; round++)
    {
      moved = FALSE;
      for (guint32 v = 0; v < ring->n; v++)
        moved = sift (ring, v, shift) || moved;
    }
}

/* Takes a shortest circle through @root, of nodes from @root on, out of
 * @left; returns the weight it had, 0 if there is none. */
static double
pack_one (const Ring *ring,
          guint32 root,
          double *left,
          guint32 *came_by,
          guint32 *queue,
          guint64 *steps)
{
  const GraphRows *needs = &ring->graph->needs;
  guint32 n_queue = 0;
  guint32 done = 0;
  double least = G_MAXDOUBLE;

  for (guint32 v = root; v < ring->n; v++)
    came_by[v] = UITWEG_NONE;
  queue[n_queue++] = root;
  for (; done < n_queue && came_by[root] == UITWEG_NONE; done++)
    for (guint32 i = needs->start[queue[done]];
         i < needs->start[queue[done] + 1]; i++, ++*steps)
      {
        guint32 other = needs->node[i];

        if (other < root || !(left[needs->edge[i]] > 0)
            || came_by[other] != UITWEG_NONE)
          continue;
        came_by[other] = needs->edge[i];
        if (other != root)
          queue[n_queue++] = other;
      }
  *steps += ring->n - root;
  if (came_by[root] == UITWEG_NONE)
    return 0;
  for (guint32 v = root, first = 1; first != 0 || v != root; first = 0)
    {
      least = MIN (least, left[came_by[v]]);
      v = ring->from[came_by[v]];
    }
  for (guint32 v = root, first = 1; first != 0 || v != root; first = 0)
    {
      left[came_by[v]] -= least;
      v = ring->from[came_by[v]];
    }
  return least;
}

/* Circles that share no weight: each must be cut by itself. */
static double
find_bound (const Ring *ring)
{
  g_autofree double *left = g_memdup2 (ring->weight,
                                       ring->graph->n_edges * sizeof *left);
  g_autofree guint32 *came_by = g_new (guint32, ring->n);
  g_autofree guint32 *queue = g_new (guint32, ring->n);
  guint64 steps = 0;
  double bound = 0;

  for (guint32 root = 0; root < ring->n; root++)
    for (double more = 1; more > 0 && steps < PACK_STEPS; bound += more)
      more = pack_one (ring, root, left, came_by, queue, &steps);
  return bound;
}

/* The arcs of one component, whose nodes are @nodes, ascending; @local is
 * their number within it. */
static void
ring_init (Ring *ring,
           const UitwegGraph *graph,
           const guint32 *component_of,
           const guint32 *nodes,
           const guint32 *local,
           const double *weights)
{
  const GraphRows *needs = &graph->needs;
  g_autofree guint32 *to = NULL;
  g_autofree guint32 *numbers = NULL;
  guint32 n_room = 0, n = 0;

  for (guint32 v = 0; v < ring->n; v++)
    n_room += needs->start[nodes[v] + 1] - needs->start[nodes[v]];
  ring->from = g_new (guint32, n_room);
  ring->weight = g_new (double, n_room);
  ring->order = g_new (guint32, ring->n);
  ring->place = g_new (guint32, ring->n);
  to = g_new (guint32, n_room);
  numbers = g_new (guint32, n_room);
  for (guint32 v = 0; v < ring->n; v++)
    for (guint32 i = needs->start[nodes[v]]; i < needs->start[nodes[v] + 1];
         i++)
      {
        guint32 other = needs->node[i];

        if (component_of[other] != component_of[nodes[v]])
          continue;
        if (n == 0 || ring->from[n - 1] != v || to[n - 1] != local[other])
          {
            ring->from[n] = v;
            to[n] = local[other];
            ring->weight[n] = 0;
            numbers[n] = n;
            n++;
          }
        ring->weight[n - 1] += weights != NULL ? weights[needs->edge[i]] : 1;
      }
  ring->graph = graph_build (ring->n, ring->from, to, numbers, n);
}

static void
ring_clear (Ring *ring)
{
  uitweg_graph_free (ring->graph);
  g_free (ring->from);
  g_free (ring->weight);
  g_free (ring->order);
  g_free (ring->place);
}

/* Fills in what the order of @ring says is to be cut. */
static void
name_cut (UitwegGraphCycle *cycle,
          const Ring *ring,
          const UitwegGraph *graph,
          const guint32 *component_of,
          const guint32 *local,
          const double *weights)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (guint32));
  const GraphRows *needs = &graph->needs;

  for (guint32 v = 0; v < ring->n; v++)
    for (guint32 i = needs->start[cycle->nodes[v]];
         i < needs->start[cycle->nodes[v] + 1]; i++)
      {
        guint32 other = needs->node[i];

        if (component_of[other] != component_of[cycle->nodes[v]]
            || ring->place[local[other]] > ring->place[v])
          continue;
        g_array_append_val (edges, needs->edge[i]);
        cycle->weight += weights != NULL ? weights[needs->edge[i]] : 1;
      }
  cycle->n_edges = edges->len;
  cycle->edges = (guint32 *) (void *) g_array_free (edges, FALSE);
}

static UitwegGraphCycle *
cut_one (const UitwegGraph *graph,
         const guint32 *component_of,
         const guint32 *nodes,
         guint32 n,
         const guint32 *local,
         const double *weights)
{
  UitwegGraphCycle *cycle = g_new0 (UitwegGraphCycle, 1);
  Ring ring = { .n = n };

  cycle->nodes = g_memdup2 (nodes, n * sizeof *nodes);
  cycle->n_nodes = n;
  ring_init (&ring, graph, component_of, nodes, local, weights);
  if (n <= EXACT_MAX)
    order_exactly (&ring);
  else if (n <= SIFT_MAX)
    order_greedily (&ring);
  else
    order_by_search (&ring);
  if (n > EXACT_MAX && n <= SIFT_MAX)
    sift_all (&ring);
  for (guint32 i = 0; i < n; i++)
    ring.place[ring.order[i]] = i;
  name_cut (cycle, &ring, graph, component_of, local, weights);
  cycle->bound = n <= EXACT_MAX ? cycle->weight : find_bound (&ring);
  cycle->bound = MIN (cycle->bound, cycle->weight);
  ring_clear (&ring);
  return cycle;
}

GPtrArray *
uitweg_graph_cut_cycles (const UitwegGraph *graph, const double *weights)
{
  GPtrArray *cycles = NULL;
  g_autofree guint32 *component_of = NULL;
  g_autofree guint32 *start = NULL;
  g_autofree guint32 *nodes = NULL;
  g_autofree guint32 *local = NULL;
  guint32 n;

  g_return_val_if_fail (graph != NULL, NULL);
  cycles = g_ptr_array_new_with_free_func (
      (GDestroyNotify) uitweg_graph_cycle_free);
  component_of = g_new (guint32, graph->n_nodes);
  n = uitweg_graph_find_components (graph, component_of);
  start = g_new (guint32, (gsize) n + 1);
  nodes = graph_group_nodes (component_of, graph->n_nodes, n, start);
  local = g_new (guint32, graph->n_nodes);
  for (guint32 c = 0; c < n; c++)
    for (guint32 m = start[c]; m < start[c + 1]; m++)
      local[nodes[m]] = m - start[c];
  for (guint32 c = 0; c < n; c++)
    if (start[c + 1] - start[c] > 1)
      g_ptr_array_add (cycles,
                       cut_one (graph, component_of, nodes + start[c],
                                start[c + 1] - start[c], local, weights));
  return cycles;
}

void
uitweg_graph_cycle_free (UitwegGraphCycle *cycle)
{
  if (cycle == NULL)
    return;
  g_free (cycle->nodes);
  g_free (cycle->edges);
  g_free (cycle);
}
