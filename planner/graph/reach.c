/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reach: which of up to 64 members (jurisdictions, parties) each node comes
 * upon through all that it needs, and which nodes fall with a given one.
 */
#include "config.h"

#include <string.h>

#include "graph/graph-private.h"

void
uitweg_graph_reach_sets (const UitwegGraph *graph,
                         const guint64 *own,
                         guint64 *reached)
{
  const GraphRows *needs = NULL;
  g_autofree guint32 *component_of = NULL;
  g_autofree guint32 *start = NULL;
  g_autofree guint32 *nodes = NULL;
  g_autofree guint64 *sets = NULL;
  guint32 n;

  g_return_if_fail (graph != NULL);
  g_return_if_fail (graph->n_nodes == 0 || (own != NULL && reached != NULL));
  needs = &graph->needs;
  component_of = g_new (guint32, graph->n_nodes);
  n = graph_find_raw_components (graph, component_of);
  start = g_new (guint32, (gsize) n + 1);
  nodes = graph_group_nodes (component_of, graph->n_nodes, n, start);
  sets = g_new (guint64, n);
  /* What a component needs has a lower number, so its set is complete. */
  for (guint32 c = 0; c < n; c++)
    {
      guint64 set = 0;

      for (guint32 m = start[c]; m < start[c + 1]; m++)
        {
          guint32 v = nodes[m];

          set |= own[v];
          for (guint32 i = needs->start[v]; i < needs->start[v + 1]; i++)
            if (component_of[needs->node[i]] != c)
              set |= sets[component_of[needs->node[i]]];
        }
      sets[c] = set;
    }
  for (guint32 v = 0; v < graph->n_nodes; v++)
    reached[v] = sets[component_of[v]];
}

static guint32
reach (const UitwegGraph *graph,
       const GraphRows *rows,
       const guint32 *start,
       guint32 n_start,
       guint8 *reached)
{
  g_autofree guint32 *queue = g_new (guint32, graph->n_nodes);
  guint32 n_queue = 0;

  if (graph->n_nodes > 0)
    memset (reached, 0, graph->n_nodes);
  for (guint32 i = 0; i < n_start; i++)
    {
      g_assert (start[i] < graph->n_nodes);
      if (reached[start[i]] == 0)
        {
          reached[start[i]] = 1;
          queue[n_queue++] = start[i];
        }
    }
  for (guint32 done = 0; done < n_queue; done++)
    {
      guint32 node = queue[done];

      for (guint32 i = rows->start[node]; i < rows->start[node + 1]; i++)
        {
          guint32 other = rows->node[i];

          if (reached[other] == 0)
            {
              reached[other] = 1;
              queue[n_queue++] = other;
            }
        }
    }
  return n_queue;
}

guint32
uitweg_graph_reach_dependants (const UitwegGraph *graph,
                               const guint32 *start,
                               guint32 n_start,
                               guint8 *reached)
{
  g_return_val_if_fail (graph != NULL, 0);
  g_return_val_if_fail (graph->n_nodes == 0 || reached != NULL, 0);
  return reach (graph, &graph->needed_by, start, n_start, reached);
}

guint32
uitweg_graph_reach_needs (const UitwegGraph *graph,
                          const guint32 *start,
                          guint32 n_start,
                          guint8 *reached)
{
  g_return_val_if_fail (graph != NULL, 0);
  g_return_val_if_fail (graph->n_nodes == 0 || reached != NULL, 0);
  return reach (graph, &graph->needs, start, n_start, reached);
}
