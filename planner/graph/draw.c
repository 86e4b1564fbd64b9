/* SPDX-License-Identifier: EUPL-1.2
 *
 * A drawing of a small graph, from the boxes and arrows of a picture to their
 * places. The steps stand in draw-rows.c, draw-order.c and draw-place.c.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "graph/draw-private.h"

#define ALONE_GAP 320 /* above what has no arrow */

static int
compare_keys (const void *a, const void *b, void *data)
{
  const GraphDrawBox *boxes = data;

  return strcmp (boxes[*(const guint32 *) a].key,
                 boxes[*(const guint32 *) b].key);
}

/* One arrow with its ends by rank. */
typedef struct
{
  guint32 from, to, arrow;
} Ranked;

static gint
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *one = a;
  const Ranked *two = b;

  if (one->from != two->from)
    return one->from < two->from ? -1 : 1;
  return one->to < two->to ? -1 : one->to > two->to;
}

/* What the caller gave, in an order that only the keys decide. */
typedef struct
{
  const GraphDrawBox *boxes;
  const GraphDrawArrow *arrows;
  guint32 n_boxes, n_arrows;
  guint32 *node_of; /* by box */
  Ranked *ranked;
  guint32 *label_of; /* by arrow: node, or DRAW_NONE */
} Given;

static void
rank_given (Given *given)
{
  g_autofree guint32 *sorted = g_new0 (guint32, (gsize) given->n_boxes + 1);

  for (guint32 i = 0; i < given->n_boxes; i++)
    sorted[i] = i;
  g_qsort_with_data (sorted, (gint) given->n_boxes, sizeof *sorted,
                     compare_keys, (gpointer) given->boxes);
  given->node_of = g_new0 (guint32, (gsize) given->n_boxes + 1);
  for (guint32 i = 0; i < given->n_boxes; i++)
    given->node_of[sorted[i]] = i;
  given->ranked = g_new0 (Ranked, (gsize) given->n_arrows + 1);
  for (guint32 a = 0; a < given->n_arrows; a++)
    given->ranked[a] = (Ranked){ given->node_of[given->arrows[a].from],
                                 given->node_of[given->arrows[a].to], a };
  qsort (given->ranked, given->n_arrows, sizeof *given->ranked, compare_ranked);
}

/* So that halves are whole. */
static gint32
make_even (gint32 width)
{
  return width + width % 2;
}

static void
add_nodes (Draw *draw, Given *given)
{
  guint32 k = given->n_boxes;

  given->label_of = g_new0 (guint32, (gsize) given->n_arrows + 1);
  draw->nodes = g_new0 (DrawNode, (gsize) given->n_boxes + given->n_arrows + 1);
  draw->links = g_new0 (DrawLink, 2 * (gsize) given->n_arrows + 1);
  for (guint32 i = 0; i < given->n_boxes; i++)
    draw->nodes[given->node_of[i]] = (DrawNode){
      .width = make_even (given->boxes[i].width),
      .height = given->boxes[i].height,
      .alone = TRUE,
      .row = DRAW_NONE,
    };
  for (guint32 r = 0; r < given->n_arrows; r++)
    {
      const Ranked *ranked = &given->ranked[r];
      const GraphDrawArrow *arrow = &given->arrows[ranked->arrow];

      draw->nodes[ranked->from].alone = draw->nodes[ranked->to].alone = FALSE;
      given->label_of[ranked->arrow] = DRAW_NONE;
      if (arrow->label_width <= 0)
        {
          draw->links[draw->n_links++] = (DrawLink){ ranked->from, ranked->to,
                                                     FALSE };
          continue;
        }
      draw->nodes[k] = (DrawNode){ .width = make_even (arrow->label_width),
                                   .height = arrow->label_height,
                                   .is_label = TRUE,
                                   .row = DRAW_NONE };
      draw->links[draw->n_links++] = (DrawLink){ ranked->from, k, FALSE };
      draw->links[draw->n_links++] = (DrawLink){ k, ranked->to, FALSE };
      given->label_of[ranked->arrow] = k++;
    }
  draw->n_boxes = given->n_boxes;
  draw->n_nodes = k;
  draw->n_nets = 2 * k;
  draw->nets = g_new0 (DrawNet, (gsize) draw->n_nets + 1);
}

static void
add_point (GArray *points, gint32 x, gint32 y)
{
  const GraphDrawPoint point = { x, y };
  const GraphDrawPoint *last = points->len > 0 ? &g_array_index (
                                   points, GraphDrawPoint, points->len - 1)
                                               : NULL;

  if (last == NULL || last->x != x || last->y != y)
    g_array_append_val (points, point);
}

static const DrawSegment *
find_segment (const Draw *draw, guint32 net, guint32 item, gboolean below)
{
  for (guint i = 0; i < draw->segments->len; i++)
    {
      const DrawSegment *s = DRAW_SEGMENT (draw, i);

      if (s->net == net && (below ? s->upper : s->lower) == item)
        return s;
    }
  return NULL;
}

/* The way from `from` to `to`, segment by segment. */
static void
add_way (const Draw *draw, guint32 from, guint32 to, GArray *points)
{
  const gboolean turned = draw->nodes[to].row < draw->nodes[from].row;
  const guint32 net = 2 * to + (turned ? 1 : 0);

  for (guint32 item = from; item != to;)
    {
      const DrawSegment *s = find_segment (draw, net, item, !turned);
      const DrawItem *a = DRAW_ITEM (draw, s->upper);
      const DrawItem *b = DRAW_ITEM (draw, s->lower);

      if (!turned)
        {
          add_point (points, s->upper_x, a->y + a->height);
          add_point (points, s->upper_x, s->y);
          add_point (points, s->lower_x, s->y);
          add_point (points, s->lower_x, b->y);
        }
      else
        {
          add_point (points, s->lower_x, b->y);
          add_point (points, s->lower_x, s->y);
          add_point (points, s->upper_x, s->y);
          add_point (points, s->upper_x, a->y + a->height);
        }
      item = turned ? s->upper : s->lower;
    }
}

static void
write_arrows (const Draw *draw, const Given *given, GraphDrawing *out)
{
  g_autoptr (GArray)
      points = g_array_new (FALSE, FALSE, sizeof (GraphDrawPoint));

  for (guint32 a = 0; a < given->n_arrows; a++)
    {
      const guint32 from = given->node_of[given->arrows[a].from];
      const guint32 to = given->node_of[given->arrows[a].to];
      const guint32 label = given->label_of[a];

      out->first[a] = points->len;
      if (label == DRAW_NONE)
        {
          add_way (draw, from, to, points);
          continue;
        }
      add_way (draw, from, label, points);
      add_way (draw, label, to, points);
      out->labels[a] = (GraphDrawPoint){
        DRAW_ITEM (draw, label)->x - draw->nodes[label].width / 2,
        DRAW_ITEM (draw, label)->y,
      };
    }
  out->first[given->n_arrows] = points->len;
  out->points = g_new0 (GraphDrawPoint, (gsize) points->len + 1);
  if (points->len > 0)
    memcpy (out->points, points->data, points->len * sizeof *out->points);
}

/* Boxes without arrows, in lines below the rest. */
static void
place_alone (Draw *draw)
{
  gint32 y = draw->height > 0 ? draw->height + ALONE_GAP : 0;
  gint32 x = 0;
  gint32 height = 0;

  for (guint32 i = 0; i < draw->n_nodes; i++)
    {
      const DrawNode *node = &draw->nodes[i];

      if (!node->alone)
        continue;
      if (x > 0 && x + node->width > draw->width)
        {
          x = 0;
          y += height + DRAW_BOX_GAP;
          height = 0;
        }
      DRAW_ITEM (draw, i)->x = x + node->width / 2;
      DRAW_ITEM (draw, i)->y = y;
      x += node->width + DRAW_BOX_GAP;
      height = MAX (height, node->height);
      draw->height = y + height;
    }
}

static void
run_steps (Draw *draw)
{
  draw_turn_links (draw);
  draw_find_rows (draw);
  draw_make_items (draw);
  draw_order_rows (draw);
  draw_place_items (draw);
  draw_route (draw);
  place_alone (draw);
}

GraphDrawing *
graph_drawing_new (const GraphDrawBox *boxes,
                   guint32 n_boxes,
                   const GraphDrawArrow *arrows,
                   guint32 n_arrows,
                   gint32 width)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (DrawItem));
  g_autoptr (GArray)
      segments = g_array_new (FALSE, FALSE, sizeof (DrawSegment));
  Given given = {
    .boxes = boxes, .arrows = arrows, .n_boxes = n_boxes, .n_arrows = n_arrows
  };
  Draw draw = { .width = width, .items = items, .segments = segments };
  GraphDrawing *out = g_new0 (GraphDrawing, 1);

  rank_given (&given);
  add_nodes (&draw, &given);
  run_steps (&draw);
  out->n_boxes = n_boxes;
  out->n_arrows = n_arrows;
  out->width = width;
  out->height = draw.height;
  out->boxes = g_new0 (GraphDrawPoint, (gsize) n_boxes + 1);
  out->labels = g_new0 (GraphDrawPoint, (gsize) n_arrows + 1);
  out->first = g_new0 (guint32, (gsize) n_arrows + 1);
  for (guint32 i = 0; i < n_boxes; i++)
    {
      const DrawItem *item = DRAW_ITEM (&draw, given.node_of[i]);

      out->boxes[i] = (GraphDrawPoint){ item->x - boxes[i].width / 2, item->y };
    }
  write_arrows (&draw, &given, out);
  g_free (draw.nodes);
  g_free (draw.links);
  g_free (draw.nets);
  g_free (draw.order);
  g_free (draw.starts);
  g_free (draw.segment_starts);
  g_free (draw.trunks);
  g_free (given.node_of);
  g_free (given.ranked);
  g_free (given.label_of);
  return out;
}

void
graph_drawing_free (GraphDrawing *drawing)
{
  if (drawing == NULL)
    return;
  g_free (drawing->boxes);
  g_free (drawing->labels);
  g_free (drawing->first);
  g_free (drawing->points);
  g_free (drawing);
}
