/* SPDX-License-Identifier: EUPL-1.2
 *
 * Shortest paths: the chain that explains why one thing reaches another.
 */
#include "config.h"

#include "graph/graph-private.h"

/* Walks back from @to over @came_from. */
static guint32 *
trace (const guint32 *came_from, guint32 from, guint32 to, guint32 *n_out)
{
  guint32 length = 1;
  guint32 *path = NULL;

  for (guint32 v = to; v != from; v = came_from[v])
    length++;
  path = g_new (guint32, length);
  *n_out = length;
  for (guint32 v = to; length > 0; v = came_from[v])
    path[--length] = v;
  return path;
}

guint32 *
uitweg_graph_find_path (const UitwegGraph *graph,
                        guint32 from,
                        guint32 to,
                        guint32 *n_out)
{
  const GraphRows *needs = NULL;
  g_autofree guint32 *came_from = NULL;
  g_autofree guint32 *queue = NULL;
  guint32 n_queue = 0;

  g_return_val_if_fail (graph != NULL && n_out != NULL, NULL);
  g_return_val_if_fail (from < graph->n_nodes && to < graph->n_nodes, NULL);
  needs = &graph->needs;
  came_from = g_new (guint32, graph->n_nodes);
  queue = g_new (guint32, graph->n_nodes);
  for (guint32 v = 0; v < graph->n_nodes; v++)
    came_from[v] = UITWEG_NONE;
  came_from[from] = from;
  queue[n_queue++] = from;
  /* Rows are sorted, so each level of the queue stands in the order of its
   * least paths: the first to find a node is on the least one. */
  for (guint32 done = 0; done < n_queue && came_from[to] == UITWEG_NONE; done++)
    {
      guint32 node = queue[done];

      for (guint32 i = needs->start[node]; i < needs->start[node + 1]; i++)
        if (came_from[needs->node[i]] == UITWEG_NONE)
          {
            came_from[needs->node[i]] = node;
            queue[n_queue++] = needs->node[i];
          }
    }
  if (came_from[to] == UITWEG_NONE)
    return NULL;
  return trace (came_from, from, to, n_out);
}
