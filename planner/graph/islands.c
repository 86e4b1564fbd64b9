/* SPDX-License-Identifier: EUPL-1.2
 *
 * Islands: parts of the graph that no dependency joins. Each can be planned
 * by itself.
 */
#include "config.h"

#include "graph/graph-private.h"

static guint32
mark (const GraphRows *rows,
      guint32 node,
      guint32 island,
      guint32 *island_of,
      guint32 *queue,
      guint32 n_queue)
{
  for (guint32 i = rows->start[node]; i < rows->start[node + 1]; i++)
    if (island_of[rows->node[i]] == UITWEG_NONE)
      {
        island_of[rows->node[i]] = island;
        queue[n_queue++] = rows->node[i];
      }
  return n_queue;
}

guint32
uitweg_graph_find_islands (const UitwegGraph *graph, guint32 *island_of)
{
  g_autofree guint32 *queue = NULL;
  guint32 n_islands = 0;

  g_return_val_if_fail (graph != NULL, 0);
  g_return_val_if_fail (graph->n_nodes == 0 || island_of != NULL, 0);
  queue = g_new (guint32, graph->n_nodes);
  for (guint32 v = 0; v < graph->n_nodes; v++)
    island_of[v] = UITWEG_NONE;
  for (guint32 v = 0; v < graph->n_nodes; v++)
    {
      guint32 n_queue = 0;
      guint32 island = n_islands;

      if (island_of[v] != UITWEG_NONE)
        continue;
      n_islands++;
      island_of[v] = island;
      queue[n_queue++] = v;
      for (guint32 done = 0; done < n_queue; done++)
        {
          n_queue = mark (&graph->needs, queue[done], island, island_of, queue,
                          n_queue);
          n_queue = mark (&graph->needed_by, queue[done], island, island_of,
                          queue, n_queue);
        }
    }
  return n_islands;
}
