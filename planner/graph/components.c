/* SPDX-License-Identifier: EUPL-1.2
 *
 * Strongly connected components: things that need each other in a circle.
 * Waves, reach and layers all work on the graph of components, which has no
 * circles.
 */
#include "config.h"

#include "graph/graph-private.h"

/* The search of Tarjan (1972) with its call stack as an array. */
typedef struct
{
  const UitwegGraph *graph;
  guint32 *component_of; /* UITWEG_NONE until the component is complete */
  guint32 *index;        /* order of finding, UITWEG_NONE if not yet found */
  guint32 *low;
  guint32 *next;  /* the place in its row where a node goes on */
  guint32 *calls; /* nodes entered and not left */
  guint32 *stack; /* nodes found and in no component yet */
  guint32 n_calls;
  guint32 n_stack;
  guint32 n_found;
  guint32 n_components;
} Search;

static void
search_enter (Search *search, guint32 node)
{
  search->index[node] = search->n_found;
  search->low[node] = search->n_found++;
  search->next[node] = search->graph->needs.start[node];
  search->calls[search->n_calls++] = node;
  search->stack[search->n_stack++] = node;
}

/* All needs of the last call are done: its component may be complete. */
static void
search_leave (Search *search)
{
  guint32 node = search->calls[--search->n_calls];
  guint32 member;

  if (search->n_calls > 0)
    {
      guint32 caller = search->calls[search->n_calls - 1];

      search->low[caller] = MIN (search->low[caller], search->low[node]);
    }
  if (search->low[node] != search->index[node])
    return;
  do
    {
      member = search->stack[--search->n_stack];
      search->component_of[member] = search->n_components;
    }
  while (member != node);
  search->n_components++;
}

static void
search_from (Search *search, guint32 root)
{
  const GraphRows *needs = &search->graph->needs;

  search_enter (search, root);
  while (search->n_calls > 0)
    {
      guint32 node = search->calls[search->n_calls - 1];
      guint32 needed;

      if (search->next[node] == needs->start[node + 1])
        {
          search_leave (search);
          continue;
        }
      needed = needs->node[search->next[node]++];
      if (search->index[needed] == UITWEG_NONE)
        search_enter (search, needed);
      else if (search->component_of[needed] == UITWEG_NONE)
        search->low[node] = MIN (search->low[node], search->index[needed]);
    }
}

guint32
graph_find_raw_components (const UitwegGraph *graph, guint32 *component_of)
{
  guint32 n = graph->n_nodes;
  g_autofree guint32 *index = g_new (guint32, n);
  g_autofree guint32 *low = g_new (guint32, n);
  g_autofree guint32 *next = g_new (guint32, n);
  g_autofree guint32 *calls = g_new (guint32, n);
  g_autofree guint32 *stack = g_new (guint32, n);
  Search search = { .graph = graph,
                    .component_of = component_of,
                    .index = index,
                    .low = low,
                    .next = next,
                    .calls = calls,
                    .stack = stack };

  for (guint32 v = 0; v < n; v++)
    component_of[v] = index[v] = UITWEG_NONE;
  for (guint32 v = 0; v < n; v++)
    if (index[v] == UITWEG_NONE)
      search_from (&search, v);
  return search.n_components;
}

/*
 * A set of numbers that gives its least: bits, and above each 64 words of
 * bits one word that says which of them are not empty. A million numbers take
 * four levels, so that adding and taking cost next to nothing.
 */
#define SET_LEVELS 6

typedef struct
{
  guint64 *levels[SET_LEVELS];
} NumberSet;

static void
number_set_init (NumberSet *set, guint32 n)
{
  gsize words = n;

  for (guint level = 0; level < SET_LEVELS; level++)
    {
      words = words / 64 + 1;
      set->levels[level] = g_new0 (guint64, words);
    }
}

static void
number_set_clear (NumberSet *set)
{
  for (guint level = 0; level < SET_LEVELS; level++)
    g_free (set->levels[level]);
}

static void
number_set_add (NumberSet *set, guint32 number)
{
  for (guint level = 0; level < SET_LEVELS; level++)
    {
      set->levels[level][number / 64] |= G_GUINT64_CONSTANT (1) << number % 64;
      number /= 64;
    }
}

/* Takes the least number; UITWEG_NONE if there is none. */
static guint32
number_set_take (NumberSet *set)
{
  guint32 number = 0;
  guint32 place;

  if (set->levels[SET_LEVELS - 1][0] == 0)
    return UITWEG_NONE;
  for (guint level = SET_LEVELS; level-- > 0;)
    number = number * 64
             + (guint32) __builtin_ctzll (set->levels[level][number]);
  place = number;
  for (guint level = 0; level < SET_LEVELS; level++)
    {
      guint64 *word = &set->levels[level][place / 64];

      *word &= ~(G_GUINT64_CONSTANT (1) << place % 64);
      if (*word != 0)
        break;
      place /= 64;
    }
  return number;
}

/* Numbers components by their least node. */
static void
number_by_least_node (guint32 *component_of, guint32 n_nodes, guint32 n)
{
  g_autofree guint32 *number = g_new (guint32, n);
  guint32 n_seen = 0;

  for (guint32 c = 0; c < n; c++)
    number[c] = UITWEG_NONE;
  for (guint32 v = 0; v < n_nodes; v++)
    {
      guint32 *mine = &number[component_of[v]];

      if (*mine == UITWEG_NONE)
        *mine = n_seen++;
      component_of[v] = *mine;
    }
}

/* How many edges leave each component. */
static void
count_open_needs (const UitwegGraph *graph,
                  const guint32 *component_of,
                  guint32 *n_open)
{
  for (guint32 v = 0; v < graph->n_nodes; v++)
    for (guint32 i = graph->needs.start[v]; i < graph->needs.start[v + 1]; i++)
      if (component_of[graph->needs.node[i]] != component_of[v])
        n_open[component_of[v]]++;
}

/* Of the components whose needs are all numbered, the one with the least
 * node comes next. */
static void
number_in_order (const UitwegGraph *graph, guint32 *component_of, guint32 n)
{
  const GraphRows *rows = &graph->needed_by;
  g_autofree guint32 *start = g_new (guint32, (gsize) n + 1);
  g_autofree guint32 *nodes = graph_group_nodes (component_of, graph->n_nodes,
                                                 n, start);
  g_autofree guint32 *n_open = g_new0 (guint32, n);
  g_autofree guint32 *number = g_new (guint32, n);
  NumberSet ready;
  guint32 n_done = 0;

  count_open_needs (graph, component_of, n_open);
  number_set_init (&ready, n);
  for (guint32 c = 0; c < n; c++)
    if (n_open[c] == 0)
      number_set_add (&ready, c);
  for (guint32 c = number_set_take (&ready); c != UITWEG_NONE;
       c = number_set_take (&ready))
    {
      number[c] = n_done++;
      for (guint32 m = start[c]; m < start[c + 1]; m++)
        for (guint32 i = rows->start[nodes[m]]; i < rows->start[nodes[m] + 1];
             i++)
          {
            guint32 other = component_of[rows->node[i]];

            if (other != c && --n_open[other] == 0)
              number_set_add (&ready, other);
          }
    }
  number_set_clear (&ready);
  g_assert (n_done == n);
  for (guint32 v = 0; v < graph->n_nodes; v++)
    component_of[v] = number[component_of[v]];
}

guint32
uitweg_graph_find_components (const UitwegGraph *graph, guint32 *component_of)
{
  guint32 n;

  g_return_val_if_fail (graph != NULL, 0);
  g_return_val_if_fail (graph->n_nodes == 0 || component_of != NULL, 0);
  n = graph_find_raw_components (graph, component_of);
  number_by_least_node (component_of, graph->n_nodes, n);
  number_in_order (graph, component_of, n);
  return n;
}

UitwegGraph *
uitweg_graph_condense (const UitwegGraph *graph,
                       const guint32 *component_of,
                       guint32 n_components)
{
  const GraphRows *needs = NULL;
  g_autofree guint32 *start = NULL;
  g_autofree guint32 *nodes = NULL;
  g_autofree guint32 *from = NULL;
  g_autofree guint32 *to = NULL;
  g_autofree guint32 *numbers = NULL;
  g_autofree guint32 *merged = NULL; /* the edge of this row to component t */
  guint32 n_edges = 0;

  g_return_val_if_fail (graph != NULL, NULL);
  g_return_val_if_fail (graph->n_nodes == 0 || component_of != NULL, NULL);
  needs = &graph->needs;
  start = g_new (guint32, (gsize) n_components + 1);
  nodes = graph_group_nodes (component_of, graph->n_nodes, n_components, start);
  from = g_new (guint32, graph->n_edges);
  to = g_new (guint32, graph->n_edges);
  numbers = g_new (guint32, graph->n_edges);
  merged = g_new (guint32, n_components);
  for (guint32 c = 0; c < n_components; c++)
    merged[c] = UITWEG_NONE;
  for (guint32 c = 0; c < n_components; c++)
    {
      guint32 first = n_edges;

      for (guint32 m = start[c]; m < start[c + 1]; m++)
        for (guint32 i = needs->start[nodes[m]]; i < needs->start[nodes[m] + 1];
             i++)
          {
            guint32 target = component_of[needs->node[i]];
            guint32 edge = merged[target];

            if (target == c)
              continue;
            if (edge != UITWEG_NONE && edge >= first)
              {
                numbers[edge] = MIN (numbers[edge], needs->edge[i]);
                continue;
              }
            merged[target] = n_edges;
            from[n_edges] = c;
            to[n_edges] = target;
            numbers[n_edges++] = needs->edge[i];
          }
    }
  return graph_build (n_components, from, to, numbers, n_edges);
}
