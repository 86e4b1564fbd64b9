/* SPDX-License-Identifier: EUPL-1.2
 *
 * Builds a graph from columns of edges: the estate's dependencies become two
 * arrays of rows, sorted by counting, so that everything after this walks
 * memory in order.
 */
#include "config.h"

#include <string.h>

#include "graph/graph-private.h"

G_DEFINE_QUARK (uitweg - graph - error - quark, uitweg_graph_error)

static void
rows_init (GraphRows *rows, guint32 n_nodes, guint32 n_edges)
{
  rows->start = g_new0 (guint32, (gsize) n_nodes + 1);
  /* Never NULL, so that a row without edges is a legal pointer. */
  rows->node = g_new (guint32, MAX (n_edges, 1));
  rows->edge = g_new (guint32, MAX (n_edges, 1));
}

static void
rows_clear (GraphRows *rows)
{
  g_free (rows->start);
  g_free (rows->node);
  g_free (rows->edge);
}

/* Turns counts in start[v + 1] into the first place of each row. */
static void
rows_sum (guint32 *start, guint32 n_nodes)
{
  for (guint32 v = 0; v < n_nodes; v++)
    start[v + 1] += start[v];
}

/*
 * Fills @to with the edges of @from turned round. Because rows of @from are
 * walked in order of node, each row of @to comes out sorted by node; that
 * edges keep their order within a node makes the second key.
 */
static void
rows_transpose (GraphRows *to, const GraphRows *from, guint32 n_nodes)
{
  g_autofree guint32 *place = NULL;

  for (guint32 i = 0; i < from->start[n_nodes]; i++)
    to->start[from->node[i] + 1]++;
  rows_sum (to->start, n_nodes);
  place = g_memdup2 (to->start, sizeof *place * ((gsize) n_nodes + 1));
  for (guint32 v = 0; v < n_nodes; v++)
    for (guint32 i = from->start[v]; i < from->start[v + 1]; i++)
      {
        guint32 slot = place[from->node[i]]++;

        to->node[slot] = v;
        to->edge[slot] = from->edge[i];
      }
}

/* The edges by their target, in the order given. */
static void
rows_gather (GraphRows *rows,
             guint32 n_nodes,
             const guint32 *from,
             const guint32 *to,
             const guint32 *numbers,
             guint32 n_edges)
{
  g_autofree guint32 *place = NULL;

  for (guint32 i = 0; i < n_edges; i++)
    rows->start[to[i] + 1]++;
  rows_sum (rows->start, n_nodes);
  place = g_memdup2 (rows->start, sizeof *place * ((gsize) n_nodes + 1));
  for (guint32 i = 0; i < n_edges; i++)
    {
      guint32 slot = place[to[i]]++;

      rows->node[slot] = from[i];
      rows->edge[slot] = numbers[i];
    }
}

UitwegGraph *
graph_build (guint32 n_nodes,
             const guint32 *from,
             const guint32 *to,
             const guint32 *numbers,
             guint32 n_edges)
{
  UitwegGraph *graph = g_new0 (UitwegGraph, 1);

  graph->n_nodes = n_nodes;
  graph->n_edges = n_edges;
  rows_init (&graph->needed_by, n_nodes, n_edges);
  rows_gather (&graph->needed_by, n_nodes, from, to, numbers, n_edges);
  rows_init (&graph->needs, n_nodes, n_edges);
  rows_transpose (&graph->needs, &graph->needed_by, n_nodes);
  /* Again, because the first rows are not yet sorted by node. */
  memset (graph->needed_by.start, 0, sizeof (guint32) * ((gsize) n_nodes + 1));
  rows_transpose (&graph->needed_by, &graph->needs, n_nodes);
  return graph;
}

UitwegGraph *
uitweg_graph_new (guint32 n_nodes,
                  const guint32 *from,
                  const guint32 *to,
                  const guint8 *keep,
                  guint32 n_edges,
                  GError **error)
{
  g_autofree guint32 *numbers = NULL;
  g_autofree guint32 *kept_from = NULL;
  g_autofree guint32 *kept_to = NULL;
  guint32 n_kept = 0;

  g_return_val_if_fail (n_edges == 0 || (from != NULL && to != NULL), NULL);
  numbers = g_new (guint32, n_edges);
  kept_from = g_new (guint32, n_edges);
  kept_to = g_new (guint32, n_edges);
  for (guint32 i = 0; i < n_edges; i++)
    {
      if (from[i] >= n_nodes || to[i] >= n_nodes)
        {
          g_set_error (error, UITWEG_GRAPH_ERROR, UITWEG_GRAPH_ERROR_NODE,
                       "edge %u: found node %u, expected one below %u", i,
                       from[i] >= n_nodes ? from[i] : to[i], n_nodes);
          return NULL;
        }
      if (from[i] == to[i] || (keep != NULL && keep[i] == 0))
        continue;
      numbers[n_kept] = i;
      kept_from[n_kept] = from[i];
      kept_to[n_kept] = to[i];
      n_kept++;
    }
  return graph_build (n_nodes, kept_from, kept_to, numbers, n_kept);
}

void
uitweg_graph_free (UitwegGraph *graph)
{
  if (graph == NULL)
    return;
  rows_clear (&graph->needs);
  rows_clear (&graph->needed_by);
  g_free (graph);
}

guint32
uitweg_graph_get_n_nodes (const UitwegGraph *graph)
{
  g_return_val_if_fail (graph != NULL, 0);
  return graph->n_nodes;
}

guint32
uitweg_graph_get_n_edges (const UitwegGraph *graph)
{
  g_return_val_if_fail (graph != NULL, 0);
  return graph->n_edges;
}

static const guint32 *
rows_get (const GraphRows *rows,
          guint32 node,
          guint32 *n_out,
          const guint32 **edges_out)
{
  guint32 first = rows->start[node];

  *n_out = rows->start[node + 1] - first;
  if (edges_out != NULL)
    *edges_out = rows->edge + first;
  return rows->node + first;
}

const guint32 *
uitweg_graph_get_needs (const UitwegGraph *graph,
                        guint32 node,
                        guint32 *n_out,
                        const guint32 **edges_out)
{
  g_return_val_if_fail (graph != NULL && node < graph->n_nodes, NULL);
  return rows_get (&graph->needs, node, n_out, edges_out);
}

const guint32 *
uitweg_graph_get_needed_by (const UitwegGraph *graph,
                            guint32 node,
                            guint32 *n_out,
                            const guint32 **edges_out)
{
  g_return_val_if_fail (graph != NULL && node < graph->n_nodes, NULL);
  return rows_get (&graph->needed_by, node, n_out, edges_out);
}

guint32 *
graph_group_nodes (const guint32 *group_of,
                   guint32 n_nodes,
                   guint32 n_groups,
                   guint32 *start)
{
  guint32 *nodes = g_new (guint32, n_nodes);
  g_autofree guint32 *place = NULL;

  memset (start, 0, sizeof *start * ((gsize) n_groups + 1));
  for (guint32 v = 0; v < n_nodes; v++)
    start[group_of[v] + 1]++;
  rows_sum (start, n_groups);
  place = g_memdup2 (start, sizeof *place * ((gsize) n_groups + 1));
  for (guint32 v = 0; v < n_nodes; v++)
    nodes[place[group_of[v]]++] = v;
  return nodes;
}
