/* SPDX-License-Identifier: EUPL-1.2
 *
 * Layers: what needs nothing stands in layer 0, and each thing above all that
 * it needs. Only a graph without circles has them; one with circles gives an
 * error that names a circle.
 */
#include "config.h"

#include <string.h>

#include "graph/graph-private.h"

/*
 * Follows needs inside what could not be layered: every such node needs
 * another one, so that the walk comes back to a node it has seen.
 */
static void
set_cycle_error (const UitwegGraph *graph,
                 const guint32 *n_open,
                 GError **error)
{
  const GraphRows *needs = &graph->needs;
  g_autofree guint8 *seen = g_new0 (guint8, graph->n_nodes);
  g_autoptr (GString) text = g_string_new (NULL);
  guint32 node = 0;
  guint32 first;
  guint n_named = 0;

  while (n_open[node] == 0)
    node++;
  while (seen[node] == 0)
    {
      guint32 i = needs->start[node];

      seen[node] = 1;
      while (n_open[needs->node[i]] == 0)
        i++;
      node = needs->node[i];
    }
  first = node;
  do
    {
      guint32 i = needs->start[node];

      if (n_named++ < 8)
        g_string_append_printf (text, "%u, ", node);
      while (n_open[needs->node[i]] == 0)
        i++;
      node = needs->node[i];
    }
  while (node != first);
  g_set_error (error, UITWEG_GRAPH_ERROR, UITWEG_GRAPH_ERROR_CYCLE,
               "found a circle of %u nodes (%s%s), expected none", n_named,
               text->str, n_named > 8 ? "…" : "and back");
}

gboolean
uitweg_graph_find_layers (const UitwegGraph *graph,
                          guint32 *layer_of,
                          guint32 *n_out,
                          GError **error)
{
  const GraphRows *rows = NULL;
  g_autofree guint32 *n_open = NULL;
  g_autofree guint32 *queue = NULL;
  g_autofree guint32 *layer = NULL;
  guint32 n_queue = 0;
  guint32 n_layers = 0;

  g_return_val_if_fail (graph != NULL, FALSE);
  g_return_val_if_fail (graph->n_nodes == 0 || layer_of != NULL, FALSE);
  rows = &graph->needed_by;
  n_open = g_new (guint32, graph->n_nodes);
  queue = g_new (guint32, graph->n_nodes);
  layer = g_new0 (guint32, graph->n_nodes);
  for (guint32 v = 0; v < graph->n_nodes; v++)
    {
      n_open[v] = graph->needs.start[v + 1] - graph->needs.start[v];
      if (n_open[v] == 0)
        queue[n_queue++] = v;
    }
  for (guint32 done = 0; done < n_queue; done++)
    {
      guint32 node = queue[done];

      n_layers = MAX (n_layers, layer[node] + 1);
      for (guint32 i = rows->start[node]; i < rows->start[node + 1]; i++)
        {
          guint32 other = rows->node[i];

          layer[other] = MAX (layer[other], layer[node] + 1);
          if (--n_open[other] == 0)
            queue[n_queue++] = other;
        }
    }
  if (n_queue < graph->n_nodes)
    {
      set_cycle_error (graph, n_open, error);
      return FALSE;
    }
  if (graph->n_nodes > 0)
    memcpy (layer_of, layer, sizeof *layer * graph->n_nodes);
  if (n_out != NULL)
    *n_out = n_layers;
  return TRUE;
}
