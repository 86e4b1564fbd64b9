/* SPDX-License-Identifier: EUPL-1.2
 *
 * Merges the edges that join the same two nodes, with the sum of their weights
 * and the set of their kinds, and finds pairs that need each other.
 */
#include "config.h"

#include <math.h>

#include "graph/graph-private.h"

static void
join_add (UitwegGraphJoin *join,
          guint32 edge,
          const double *weights,
          const guint64 *kinds)
{
  join->n_edges++;
  if (kinds != NULL)
    join->kinds |= kinds[edge];
  if (weights == NULL)
    return;
  if (isnan (weights[edge]))
    join->n_unknown++;
  else
    join->weight += weights[edge];
}

UitwegGraph *
uitweg_graph_merge_parallel (const UitwegGraph *graph,
                             const double *weights,
                             const guint64 *kinds,
                             UitwegGraphJoin **joins_out)
{
  const GraphRows *needs = NULL;
  g_autofree UitwegGraphJoin *joins = NULL;
  g_autofree guint32 *from = NULL;
  g_autofree guint32 *to = NULL;
  g_autofree guint32 *numbers = NULL;
  guint32 n = 0;

  g_return_val_if_fail (graph != NULL, NULL);
  needs = &graph->needs;
  joins = g_new0 (UitwegGraphJoin, (gsize) graph->n_edges + 1);
  from = g_new (guint32, graph->n_edges);
  to = g_new (guint32, graph->n_edges);
  numbers = g_new (guint32, graph->n_edges);
  for (guint32 v = 0; v < graph->n_nodes; v++)
    for (guint32 i = needs->start[v]; i < needs->start[v + 1]; i++)
      {
        if (i == needs->start[v] || needs->node[i] != needs->node[i - 1])
          {
            from[n] = v;
            to[n] = needs->node[i];
            numbers[n] = n;
            n++;
          }
        join_add (&joins[n - 1], needs->edge[i], weights, kinds);
      }
  if (joins_out != NULL)
    *joins_out = g_steal_pointer (&joins);
  return graph_build (graph->n_nodes, from, to, numbers, n);
}

guint32 *
uitweg_graph_find_mutual_pairs (const UitwegGraph *graph, guint32 *n_out)
{
  const GraphRows *needs = NULL;
  const GraphRows *back = NULL;
  GArray *pairs = NULL;

  g_return_val_if_fail (graph != NULL && n_out != NULL, NULL);
  needs = &graph->needs;
  back = &graph->needed_by;
  pairs = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 v = 0; v < graph->n_nodes; v++)
    {
      guint32 j = back->start[v];

      for (guint32 i = needs->start[v]; i < needs->start[v + 1]; i++)
        {
          guint32 other = needs->node[i];

          if (other < v || (i > needs->start[v] && other == needs->node[i - 1]))
            continue;
          while (j < back->start[v + 1] && back->node[j] < other)
            j++;
          if (j == back->start[v + 1] || back->node[j] != other)
            continue;
          g_array_append_val (pairs, v);
          g_array_append_val (pairs, other);
        }
    }
  *n_out = pairs->len / 2;
  return (guint32 *) (void *) g_array_free (pairs, FALSE);
}
