/* SPDX-License-Identifier: EUPL-1.2
 *
 * Joints: the nodes and the dependencies that alone hold two parts of the
 * graph together, whatever way they point. Where an estate comes apart most
 * easily.
 */
#include "config.h"

#include "graph/graph-private.h"

/* The search of Hopcroft and Tarjan (1973) with its call stack as an array. */
typedef struct
{
  const UitwegGraph *graph;
  guint32 *index; /* order of finding, UITWEG_NONE if not yet found */
  guint32 *low;
  guint32 *next;    /* how many of its edges a node has done */
  guint32 *came_by; /* number of the edge that found the node */
  guint32 *calls;   /* nodes entered and not left */
  guint8 *joint;    /* (nullable) */
  guint32 *bridges; /* (nullable) */
  guint32 n_bridges;
  guint32 n_calls;
  guint32 n_found;
} Search;

static void
search_enter (Search *search, guint32 node, guint32 edge)
{
  search->index[node] = search->low[node] = search->n_found++;
  search->next[node] = 0;
  search->came_by[node] = edge;
  search->calls[search->n_calls++] = node;
}

/* The next edge of @node either way; FALSE if there is none. */
static gboolean
search_next (Search *search, guint32 node, guint32 *other, guint32 *edge)
{
  const GraphRows *rows = &search->graph->needs;
  guint32 place = search->next[node]++;
  guint32 n_needs = rows->start[node + 1] - rows->start[node];

  if (place >= n_needs)
    {
      place -= n_needs;
      rows = &search->graph->needed_by;
      if (place >= rows->start[node + 1] - rows->start[node])
        return FALSE;
    }
  *other = rows->node[rows->start[node] + place];
  *edge = rows->edge[rows->start[node] + place];
  return TRUE;
}

static void
search_leave (Search *search)
{
  guint32 node = search->calls[--search->n_calls];
  guint32 caller;

  if (search->n_calls == 0)
    return;
  caller = search->calls[search->n_calls - 1];
  search->low[caller] = MIN (search->low[caller], search->low[node]);
  /* The first node of a search is told apart afterwards. */
  if (search->joint != NULL && search->n_calls > 1
      && search->low[node] >= search->index[caller])
    search->joint[caller] = 1;
  if (search->bridges != NULL && search->low[node] > search->index[caller])
    search->bridges[search->n_bridges++] = search->came_by[node];
}

static void
search_from (Search *search, guint32 root)
{
  guint32 n_children = 0;

  search_enter (search, root, UITWEG_NONE);
  while (search->n_calls > 0)
    {
      guint32 node = search->calls[search->n_calls - 1];
      guint32 other, edge;

      if (!search_next (search, node, &other, &edge))
        search_leave (search);
      else if (search->index[other] == UITWEG_NONE)
        {
          n_children += node == root;
          search_enter (search, other, edge);
        }
      else if (edge != search->came_by[node])
        search->low[node] = MIN (search->low[node], search->index[other]);
    }
  if (search->joint != NULL && n_children > 1)
    search->joint[root] = 1;
}

static guint32
search_all (const UitwegGraph *graph, guint8 *joint, guint32 *bridges)
{
  gsize n = graph->n_nodes;
  g_autofree guint32 *numbers = g_new (guint32, 5 * n);
  Search search = { .graph = graph,
                    .index = numbers,
                    .low = numbers + n,
                    .next = numbers + 2 * n,
                    .came_by = numbers + 3 * n,
                    .calls = numbers + 4 * n,
                    .joint = joint,
                    .bridges = bridges };

  for (guint32 v = 0; v < n; v++)
    search.index[v] = UITWEG_NONE;
  for (guint32 v = 0; v < n; v++)
    if (search.index[v] == UITWEG_NONE)
      search_from (&search, v);
  return search.n_bridges;
}

guint32
uitweg_graph_find_joints (const UitwegGraph *graph, guint8 *joint)
{
  guint32 n = 0;

  g_return_val_if_fail (graph != NULL, 0);
  g_return_val_if_fail (graph->n_nodes == 0 || joint != NULL, 0);
  for (guint32 v = 0; v < graph->n_nodes; v++)
    joint[v] = 0;
  search_all (graph, joint, NULL);
  for (guint32 v = 0; v < graph->n_nodes; v++)
    n += joint[v];
  return n;
}

static int
compare_numbers (const void *left, const void *right)
{
  guint32 a = *(const guint32 *) left;
  guint32 b = *(const guint32 *) right;

  return (a > b) - (a < b);
}

guint32 *
uitweg_graph_find_bridges (const UitwegGraph *graph, guint32 *n_out)
{
  guint32 *bridges = NULL;

  g_return_val_if_fail (graph != NULL && n_out != NULL, NULL);
  bridges = g_new (guint32, (gsize) graph->n_nodes + 1);
  *n_out = search_all (graph, NULL, bridges);
  qsort (bridges, *n_out, sizeof *bridges, compare_numbers);
  return bridges;
}
