/* SPDX-License-Identifier: EUPL-1.2
 *
 * How much hangs on each node: the weight of all that needs it, or of all
 * that it needs, for every node in one pass over the components. Sets that
 * are small are exact; large ones are estimated from a sample.
 */
#include "config.h"

#include <math.h>

#include "base/number.h"
#include "base/rng.h"
#include "graph/graph-private.h"

/*
 * Each node has a random rank, and the sketch of a set is its nodes of least
 * rank, at most `size` of them. Ranks are kept as places in the sorted order.
 */
typedef struct
{
  const double *weights; /* (nullable) */
  double *rank;          /* by place */
  guint32 *node;         /* by place */
  guint32 n_places;      /* nodes of some weight */
  guint32 size;
} Sample;

typedef struct
{
  guint32 *places; /* ascending */
  guint32 n;
  guint32 n_users; /* components that have not taken it over yet */
} Sketch;

typedef struct
{
  double rank;
  guint32 node;
} Ranked;

static int
compare_ranked (const void *left, const void *right)
{
  const Ranked *a = left;
  const Ranked *b = right;

  if (a->rank < b->rank || a->rank > b->rank)
    return a->rank < b->rank ? -1 : 1;
  return (a->node > b->node) - (a->node < b->node);
}

static double
weight_of (const Sample *sample, guint32 node)
{
  return sample->weights != NULL ? sample->weights[node] : 1;
}

static void
sample_init (Sample *sample, guint32 n_nodes, guint64 seed)
{
  g_autofree Ranked *ranked = g_new (Ranked, n_nodes);

  for (guint32 v = 0; v < n_nodes; v++)
    if (weight_of (sample, v) > 0)
      {
        ranked[sample->n_places].rank = -base_log (
                                            base_rng_uniform (seed, v, 0))
                                        / weight_of (sample, v);
        ranked[sample->n_places++].node = v;
      }
  qsort (ranked, sample->n_places, sizeof *ranked, compare_ranked);
  sample->rank = g_new (double, sample->n_places);
  sample->node = g_new (guint32, sample->n_places);
  for (guint32 i = 0; i < sample->n_places; i++)
    {
      sample->rank[i] = ranked[i].rank;
      sample->node[i] = ranked[i].node;
    }
}

/* Merges @from into @into, which has room for size + 1 and a spare of that;
 * one more than `size` is kept, so that a full sketch knows its bound. */
static void
merge (guint32 **into,
       guint32 **spare,
       guint32 *n_into,
       const Sketch *from,
       guint32 limit)
{
  const guint32 *a = *into;
  const guint32 *b = from->places;
  guint32 *out = *spare;
  guint32 i = 0, j = 0, n = 0;

  while (n < limit && i < *n_into && j < from->n)
    {
      guint32 left = a[i];
      guint32 right = b[j];

      out[n++] = MIN (left, right);
      i += left <= right;
      j += right <= left;
    }
  while (n < limit && i < *n_into)
    out[n++] = a[i++];
  while (n < limit && j < from->n)
    out[n++] = b[j++];
  *spare = *into;
  *into = out;
  *n_into = n;
}

/* 1 - exp (-x), true for small x too. */
static double
chance_below (double x)
{
  return x < 1e-3 ? x * (1 - x / 2 * (1 - x / 3 * (1 - x / 4)))
                  : 1 - base_exp (-x);
}

/*
 * The sum of a set from its sketch: exact when nothing was left out, else
 * each node stands for its weight over the chance to be below the bound.
 */
static double
sum_of (const Sample *sample, const guint32 *places, guint32 n)
{
  gboolean whole = n <= sample->size;
  double bound = whole ? 0 : sample->rank[places[sample->size]];
  double sum = 0;

  for (guint32 i = 0; i < MIN (n, sample->size); i++)
    {
      double weight = weight_of (sample, sample->node[places[i]]);

      sum += whole ? weight : weight / chance_below (weight * bound);
    }
  return sum;
}

/* What one pass holds. Components stand in the order of the pass. */
typedef struct
{
  const UitwegGraph *condensed;
  const guint32 *component_of;
  guint32 n;
  UitwegGraphWay way;
  Sample sample;
  guint32 *start; /* places of a component: [start[c], start[c + 1]) */
  guint32 *places;
  double *sum; /* by component */
  guint8 *exact;
} Pass;

/* The places of each component, ascending. */
static void
group_places (Pass *pass)
{
  const Sample *sample = &pass->sample;
  g_autofree guint32 *group_of = g_new (guint32, sample->n_places);

  for (guint32 i = 0; i < sample->n_places; i++)
    group_of[i] = pass->component_of[sample->node[i]];
  pass->start = g_new (guint32, (gsize) pass->n + 1);
  pass->places = graph_group_nodes (group_of, sample->n_places, pass->n,
                                    pass->start);
}

static void
run_pass (Pass *pass)
{
  const UitwegGraph *graph = pass->condensed;
  gboolean up = pass->way == UITWEG_GRAPH_NEEDED_BY;
  const GraphRows *sources = up ? &graph->needed_by : &graph->needs;
  const GraphRows *users = up ? &graph->needs : &graph->needed_by;
  guint32 limit = pass->sample.size + 1;
  g_autofree Sketch *sketches = g_new0 (Sketch, pass->n);
  g_autofree guint32 *one = g_new (guint32, limit);
  g_autofree guint32 *two = g_new (guint32, limit);

  for (guint32 step = 0; step < pass->n; step++)
    {
      /* What is needed has the lower number. */
      guint32 c = up ? pass->n - 1 - step : step;
      Sketch own = { .places = pass->places + pass->start[c],
                     .n = pass->start[c + 1] - pass->start[c] };
      guint32 n = 0;

      merge (&one, &two, &n, &own, limit);
      for (guint32 i = sources->start[c]; i < sources->start[c + 1]; i++)
        {
          Sketch *from = &sketches[sources->node[i]];

          merge (&one, &two, &n, from, limit);
          if (--from->n_users == 0)
            g_clear_pointer (&from->places, g_free);
        }
      pass->sum[c] = sum_of (&pass->sample, one, n);
      pass->exact[c] = n <= pass->sample.size;
      sketches[c].n_users = users->start[c + 1] - users->start[c];
      sketches[c].n = n;
      if (sketches[c].n_users > 0)
        sketches[c].places = g_memdup2 (one, MAX (n, 1) * sizeof *one);
    }
}

/* Counts the @n_refine greatest estimates out. */
static void
refine (Pass *pass, const double *own, guint32 n_refine)
{
  g_autofree guint8 *reached = g_new (guint8, pass->n);

  for (guint32 round = 0; round < n_refine; round++)
    {
      guint32 best = UITWEG_NONE;

      for (guint32 c = 0; c < pass->n; c++)
        if (pass->exact[c] == 0
            && (best == UITWEG_NONE || pass->sum[c] > pass->sum[best]))
          best = c;
      if (best == UITWEG_NONE)
        return;
      if (pass->way == UITWEG_GRAPH_NEEDED_BY)
        uitweg_graph_reach_dependants (pass->condensed, &best, 1, reached);
      else
        uitweg_graph_reach_needs (pass->condensed, &best, 1, reached);
      pass->sum[best] = 0;
      for (guint32 c = 0; c < pass->n; c++)
        if (reached[c] != 0)
          pass->sum[best] += own[c];
      pass->exact[best] = 1;
    }
}

double
uitweg_graph_estimate_reach (const UitwegGraph *graph,
                             UitwegGraphWay way,
                             const double *weights,
                             guint32 size,
                             guint32 n_refine,
                             guint64 seed,
                             double *sums,
                             guint8 *exact)
{
  g_autoptr (UitwegGraph) condensed = NULL;
  g_autofree guint32 *component_of = NULL;
  g_autofree double *own = NULL;
  g_autofree double *sum = NULL;
  g_autofree guint8 *is_exact = NULL;
  Pass pass = { .way = way, .sample = { .weights = weights, .size = size } };

  g_return_val_if_fail (graph != NULL && size > 2, NAN);
  g_return_val_if_fail (graph->n_nodes == 0 || sums != NULL, NAN);
  component_of = g_new (guint32, graph->n_nodes);
  pass.n = graph_find_raw_components (graph, component_of);
  condensed = uitweg_graph_condense (graph, component_of, pass.n);
  own = g_new0 (double, pass.n);
  pass.condensed = condensed;
  pass.component_of = component_of;
  pass.sum = sum = g_new (double, pass.n);
  pass.exact = is_exact = g_new (guint8, pass.n);
  sample_init (&pass.sample, graph->n_nodes, seed);
  for (guint32 v = 0; v < graph->n_nodes; v++)
    own[component_of[v]] += MAX (weight_of (&pass.sample, v), 0);
  group_places (&pass);
  run_pass (&pass);
  refine (&pass, own, n_refine);
  for (guint32 v = 0; v < graph->n_nodes; v++)
    {
      sums[v] = sum[component_of[v]];
      if (exact != NULL)
        exact[v] = is_exact[component_of[v]];
    }
  g_free (pass.start);
  g_free (pass.places);
  g_free (pass.sample.rank);
  g_free (pass.sample.node);
  return 1 / base_sqrt ((double) size - 1);
}
