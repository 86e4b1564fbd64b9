/* SPDX-License-Identifier: EUPL-1.2
 *
 * Dominators: the single things that every chain between some foundations and
 * a node passes. What a planner calls a sole dependency.
 */
#include "config.h"

#include "graph/graph-private.h"

/*
 * The search of Lengauer and Tarjan (1979). Nodes are known by the order in
 * which the search finds them; 0 is a root above all the starts.
 */
typedef struct
{
  const GraphRows *ways; /* the edges that are followed */
  const GraphRows *back; /* the same, turned round */
  guint32 *number;       /* by node; UITWEG_NONE if not reached */
  guint32 *node;         /* by number */
  guint32 *parent;       /* in the tree of the search */
  guint32 *ancestor;     /* the same, with paths made short */
  guint32 *semi;
  guint32 *label; /* of the path up from here, the one of least semi */
  guint32 *dominator;
  guint32 *bucket; /* by number: first of those whose semi it is */
  guint32 *next;   /* the rest of a bucket */
  guint32 *path;
  guint32 n; /* found so far, the root included */
} Search;

static void
search_add (Search *search, guint32 node, guint32 parent)
{
  guint32 number = search->n++;

  search->number[node] = number;
  search->node[number] = node;
  search->parent[number] = parent;
}

/* Numbers what can be reached from @start, depth first. */
static void
search_from (Search *search, guint32 start, guint32 *place)
{
  const GraphRows *ways = search->ways;
  guint32 number = search->n;

  if (search->number[start] != UITWEG_NONE)
    return;
  search_add (search, start, 0);
  place[start] = ways->start[start];
  while (number != 0)
    {
      guint32 v = search->node[number];
      guint32 other;

      if (place[v] == ways->start[v + 1])
        {
          number = search->parent[number];
          continue;
        }
      other = ways->node[place[v]++];
      if (search->number[other] != UITWEG_NONE)
        continue;
      place[other] = ways->start[other];
      search_add (search, other, number);
      number = search->number[other];
    }
}

/* Of the path up from @v, without its end, the one of least semi; numbers
 * from @linked on hang in the forest. */
static guint32
evaluate (Search *search, guint32 v, guint32 linked)
{
  guint32 *ancestor = search->ancestor;
  guint32 *label = search->label;
  guint32 n_path = 0;
  guint32 top;

  if (v < linked)
    return v;
  for (top = v; ancestor[top] >= linked; top = ancestor[top])
    search->path[n_path++] = top;
  while (n_path > 0)
    {
      guint32 below = search->path[--n_path];
      guint32 above = ancestor[below];

      if (search->semi[label[above]] < search->semi[label[below]])
        label[below] = label[above];
      ancestor[below] = ancestor[top];
    }
  return label[v];
}

/* Gives @w its semi, the least number from which a way round leads to it. */
static void
find_semi (Search *search, guint32 w, const guint8 *is_start)
{
  const GraphRows *back = search->back;
  guint32 v = search->node[w];
  guint32 semi = is_start[v] != 0 ? 0 : search->parent[w];

  for (guint32 i = back->start[v]; i < back->start[v + 1]; i++)
    {
      guint32 from = search->number[back->node[i]];

      if (from != UITWEG_NONE)
        semi = MIN (semi, search->semi[evaluate (search, from, w + 1)]);
    }
  search->semi[w] = semi;
}

static void
empty_bucket (Search *search, guint32 above, guint32 linked)
{
  for (guint32 v = search->bucket[above]; v != UITWEG_NONE; v = search->next[v])
    {
      guint32 u = evaluate (search, v, linked);

      search->dominator[v] = search->semi[u] < search->semi[v] ? u : above;
    }
  search->bucket[above] = UITWEG_NONE;
}

static void
find_all (Search *search, const guint8 *is_start)
{
  for (guint32 w = 0; w < search->n; w++)
    {
      search->semi[w] = search->label[w] = w;
      search->ancestor[w] = search->parent[w];
      search->bucket[w] = UITWEG_NONE;
    }
  for (guint32 w = search->n; w-- > 1;)
    {
      find_semi (search, w, is_start);
      search->next[w] = search->bucket[search->semi[w]];
      search->bucket[search->semi[w]] = w;
      empty_bucket (search, search->parent[w], w);
    }
  search->dominator[0] = 0;
  for (guint32 w = 1; w < search->n; w++)
    if (search->dominator[w] != search->semi[w])
      search->dominator[w] = search->dominator[search->dominator[w]];
}

/* From numbers back to nodes. */
static void
name_dominators (const Search *search, guint32 n_nodes, guint32 *dominator_of)
{
  for (guint32 v = 0; v < n_nodes; v++)
    {
      guint32 number = search->number[v];

      if (number == UITWEG_NONE)
        dominator_of[v] = UITWEG_NONE;
      else if (search->dominator[number] == 0)
        dominator_of[v] = v;
      else
        dominator_of[v] = search->node[search->dominator[number]];
    }
}

guint32
uitweg_graph_find_dominators (const UitwegGraph *graph,
                              const guint32 *start,
                              guint32 n_start,
                              UitwegGraphWay way,
                              guint32 *dominator_of)
{
  g_autofree guint32 *numbers = NULL;
  g_autofree guint32 *place = NULL;
  g_autofree guint8 *is_start = NULL;
  Search search = { .n = 1 };
  gsize n;

  g_return_val_if_fail (graph != NULL, 0);
  g_return_val_if_fail (n_start == 0 || start != NULL, 0);
  g_return_val_if_fail (graph->n_nodes == 0 || dominator_of != NULL, 0);
  n = (gsize) graph->n_nodes + 1;
  numbers = g_new (guint32, 10 * n);
  place = g_new (guint32, n);
  is_start = g_new0 (guint8, n);
  search.ways = way == UITWEG_GRAPH_NEEDS ? &graph->needs : &graph->needed_by;
  search.back = way == UITWEG_GRAPH_NEEDS ? &graph->needed_by : &graph->needs;
  search.number = numbers;
  search.node = numbers + n;
  search.parent = numbers + 2 * n;
  search.ancestor = numbers + 3 * n;
  search.semi = numbers + 4 * n;
  search.label = numbers + 5 * n;
  search.dominator = numbers + 6 * n;
  search.bucket = numbers + 7 * n;
  search.next = numbers + 8 * n;
  search.path = numbers + 9 * n;
  search.parent[0] = 0;
  for (guint32 v = 0; v < graph->n_nodes; v++)
    search.number[v] = UITWEG_NONE;
  for (guint32 i = 0; i < n_start; i++)
    {
      g_assert (start[i] < graph->n_nodes);
      is_start[start[i]] = 1;
      search_from (&search, start[i], place);
    }
  find_all (&search, is_start);
  name_dominators (&search, graph->n_nodes, dominator_of);
  return search.n - 1;
}

guint32 *
uitweg_graph_find_foundations (const UitwegGraph *graph, guint32 *n_out)
{
  const GraphRows *needs = NULL;
  g_autofree guint32 *component_of = NULL;
  g_autofree guint8 *leans = NULL;
  guint32 *nodes = NULL;
  guint32 n;

  g_return_val_if_fail (graph != NULL && n_out != NULL, NULL);
  needs = &graph->needs;
  component_of = g_new (guint32, graph->n_nodes);
  n = graph_find_raw_components (graph, component_of);
  leans = g_new0 (guint8, n);
  nodes = g_new (guint32, (gsize) graph->n_nodes + 1);
  for (guint32 v = 0; v < graph->n_nodes; v++)
    for (guint32 i = needs->start[v]; i < needs->start[v + 1]; i++)
      if (component_of[needs->node[i]] != component_of[v])
        leans[component_of[v]] = 1;
  *n_out = 0;
  for (guint32 v = 0; v < graph->n_nodes; v++)
    if (leans[component_of[v]] == 0)
      nodes[(*n_out)++] = v;
  return nodes;
}
