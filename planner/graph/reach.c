/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reach: which members (jurisdictions, parties) of a set each node comes upon
 * through all that it needs, and which nodes fall with a given one.
 */
#include "config.h"

#include <string.h>

#include "graph/graph-private.h"

/* Sets of @n_words words a node. Inline, so that one word costs no loop. */
static inline void
reach_words (const UitwegGraph *graph,
             gsize n_words,
             const guint64 *own,
             guint64 *reached)
{
  const GraphRows *needs = &graph->needs;
  g_autofree guint32 *component_of = g_new (guint32, graph->n_nodes);
  guint32 n = graph_find_raw_components (graph, component_of);
  g_autofree guint32 *start = g_new (guint32, (gsize) n + 1);
  g_autofree guint32 *nodes = graph_group_nodes (component_of, graph->n_nodes,
                                                 n, start);
  g_autofree guint64 *sets = g_new0 (guint64, n * n_words);

  /* What a component needs has a lower number, so its set is complete. */
  for (guint32 c = 0; c < n; c++)
    for (guint32 m = start[c]; m < start[c + 1]; m++)
      {
        guint32 v = nodes[m];

        for (gsize w = 0; w < n_words; w++)
          sets[c * n_words + w] |= own[v * n_words + w];
        for (guint32 i = needs->start[v]; i < needs->start[v + 1]; i++)
          {
            guint32 other = component_of[needs->node[i]];

            for (gsize w = 0; other != c && w < n_words; w++)
              sets[c * n_words + w] |= sets[other * n_words + w];
          }
      }
  for (guint32 v = 0; v < graph->n_nodes; v++)
    for (gsize w = 0; w < n_words; w++)
      reached[v * n_words + w] = sets[component_of[v] * n_words + w];
}

void
uitweg_graph_reach_sets (const UitwegGraph *graph,
                         const guint64 *own,
                         guint64 *reached)
{
  g_return_if_fail (graph != NULL);
  g_return_if_fail (graph->n_nodes == 0 || (own != NULL && reached != NULL));
  reach_words (graph, 1, own, reached);
}

void
uitweg_graph_reach_wide_sets (const UitwegGraph *graph,
                              guint32 n_words,
                              const guint64 *own,
                              guint64 *reached)
{
  g_return_if_fail (graph != NULL);
  g_return_if_fail (graph->n_nodes == 0 || (own != NULL && reached != NULL));
  reach_words (graph, n_words, own, reached);
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
