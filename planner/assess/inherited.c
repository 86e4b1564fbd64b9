/* SPDX-License-Identifier: EUPL-1.2
 *
 * Inherited portability: a thing is no more portable than what it must drag
 * along. Values only fall along dependencies and never below what is needed,
 * so nodes can be settled in rising order of value, as in Dijkstra (1959),
 * and circles need no care.
 */
#include "config.h"

#include "assess/assess-private.h"

#include <math.h>

/* Nodes by value, then number, in a binary heap; place[] finds them back. */
typedef struct
{
  double *value;
  guint32 *heap;
  guint32 *place; /* UITWEG_NONE once taken */
  guint32 n;
} Queue;

static gboolean
queue_before (const Queue *queue, guint32 a, guint32 b)
{
  if (queue->value[a] < queue->value[b])
    return TRUE;
  return !(queue->value[b] < queue->value[a]) && a < b;
}

static void
queue_put (Queue *queue, guint32 place, guint32 node)
{
  queue->heap[place] = node;
  queue->place[node] = place;
}

static void
queue_rise (Queue *queue, guint32 place)
{
  guint32 node = queue->heap[place];

  while (place > 0 && queue_before (queue, node, queue->heap[(place - 1) / 2]))
    {
      queue_put (queue, place, queue->heap[(place - 1) / 2]);
      place = (place - 1) / 2;
    }
  queue_put (queue, place, node);
}

static void
queue_sink (Queue *queue, guint32 place)
{
  guint32 node = queue->heap[place];

  for (gsize child = 2 * (gsize) place + 1; child < queue->n;
       child = 2 * (gsize) place + 1)
    {
      guint32 least = (guint32) child;

      if (child + 1 < queue->n
          && queue_before (queue, queue->heap[child + 1], queue->heap[child]))
        least++;
      if (!queue_before (queue, queue->heap[least], node))
        break;
      queue_put (queue, place, queue->heap[least]);
      place = least;
    }
  queue_put (queue, place, node);
}

static guint32
queue_take (Queue *queue)
{
  guint32 node = queue->heap[0];

  queue->place[node] = UITWEG_NONE;
  queue->n--;
  if (queue->n > 0)
    {
      queue->heap[0] = queue->heap[queue->n];
      queue_sink (queue, 0);
    }
  return node;
}

/* Settles one end; @value holds own values and becomes the fixed point. */
static void
settle (const UitwegGraph *graph,
        const UitwegInterval *bridge,
        gboolean high,
        Queue *queue,
        guint32 *witness)
{
  guint32 n = uitweg_graph_get_n_nodes (graph);

  queue->n = n;
  for (guint32 v = 0; v < n; v++)
    queue_put (queue, v, v);
  for (guint32 place = n / 2; place-- > 0;)
    queue_sink (queue, place);
  while (queue->n > 0)
    {
      guint32 needed = queue_take (queue);
      guint32 n_needed_by;
      const guint32 *edges = NULL;
      const guint32 *nodes = uitweg_graph_get_needed_by (graph, needed,
                                                         &n_needed_by, &edges);

      for (guint32 i = 0; i < n_needed_by; i++)
        {
          guint32 node = nodes[i];
          double b = high ? bridge[edges[i]].hi : bridge[edges[i]].lo;
          double most = 1.0 - (1.0 - queue->value[needed]) * (1.0 - b);

          if (queue->place[node] == UITWEG_NONE || !(most < queue->value[node]))
            continue;
          queue->value[node] = most;
          queue_rise (queue, queue->place[node]);
          if (witness != NULL)
            witness[node] = edges[i];
        }
    }
}

void
assess_inherit (const UitwegGraph *graph,
                const UitwegInterval *own,
                const UitwegInterval *bridge,
                UitwegInterval *value,
                guint32 *witness)
{
  guint32 n = uitweg_graph_get_n_nodes (graph);
  g_autofree double *settled = g_new (double, n);
  g_autofree guint32 *heap = g_new (guint32, n);
  g_autofree guint32 *place = g_new (guint32, n);
  Queue queue = { settled, heap, place, 0 };

  for (guint32 v = 0; v < n; v++)
    {
      settled[v] = isnan (own[v].hi) ? 0.0 : own[v].hi;
      if (witness != NULL)
        witness[v] = UITWEG_NONE;
    }
  settle (graph, bridge, TRUE, &queue, NULL);
  for (guint32 v = 0; v < n; v++)
    {
      value[v].hi = isnan (own[v].hi) ? NAN : settled[v];
      settled[v] = isnan (own[v].lo) ? 0.0 : own[v].lo;
    }
  settle (graph, bridge, FALSE, &queue, witness);
  for (guint32 v = 0; v < n; v++)
    value[v].lo = isnan (own[v].lo) ? NAN : settled[v];
}
