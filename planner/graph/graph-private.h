/* SPDX-License-Identifier: EUPL-1.2
 *
 * The inside of a graph, shared by the files of this folder.
 */
#ifndef GRAPH_PRIVATE_H
#define GRAPH_PRIVATE_H

#include <uitweg/graph.h>

/*
 * One direction of a graph in compressed sparse rows: row v is
 * [start[v], start[v + 1]) of `node` and `edge`, sorted by node, then edge.
 */
typedef struct
{
  guint32 *start; /* n_nodes + 1 */
  guint32 *node;
  guint32 *edge; /* numbers of the arrays that the graph was built from */
} GraphRows;

struct _UitwegGraph
{
  guint32 n_nodes;
  guint32 n_edges;
  GraphRows needs;
  GraphRows needed_by;
};

/*
 * The graph of @n_edges edges, without self edges, whose numbers are
 * @numbers; nodes are known to be in range. O(n_nodes + n_edges).
 */
UitwegGraph *graph_build (guint32 n_nodes,
                          const guint32 *from,
                          const guint32 *to,
                          const guint32 *numbers,
                          guint32 n_edges);

/*
 * Strongly connected components, numbered so that edges between components go
 * to lower numbers, otherwise as the search finds them.
 *
 * Returns: how many there are
 */
guint32 graph_find_raw_components (const UitwegGraph *graph,
                                   guint32 *component_of);

/*
 * Nodes by group: those of group g are [start[g], start[g + 1]) of the
 * result, ascending. @start has @n_groups + 1 elements.
 *
 * Returns: (transfer full): @n_nodes nodes
 */
guint32 *graph_group_nodes (const guint32 *group_of,
                            guint32 n_nodes,
                            guint32 n_groups,
                            guint32 *start);

#endif
