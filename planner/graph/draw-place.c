/* SPDX-License-Identifier: EUPL-1.2
 *
 * Places of a drawing: each row as near to its neighbours as the gaps let it
 * (least squares by pooling adjacent violators), then ports, and a level part
 * of its own for each net between two rows.
 */
#include "config.h"

#include <stdlib.h>

#include "graph/draw-private.h"

#define N_SWEEPS 16
#define ROW_GAP 170
#define NEAR 36 /* two upright lines this near look like one */

/* How strongly a segment pulls: trunks should be straight. */
static gint64
pull (const Draw *draw, const DrawSegment *segment)
{
  const gboolean upper = DRAW_ITEM (draw, segment->upper)->node == DRAW_NONE;
  const gboolean lower = DRAW_ITEM (draw, segment->lower)->node == DRAW_NONE;

  return upper && lower ? 8 : upper || lower ? 2 : 1;
}

typedef struct
{
  gint64 sum, weight;
  guint32 n;
} Pool;

static gint64
mean (const Pool *pool)
{
  return pool->sum / pool->weight;
}

/* Gaps of a row, made smaller where it would not fit. */
static gint64 *
make_offsets (const Draw *draw, guint32 row)
{
  const guint32 start = draw->starts[row];
  const guint32 n = draw->starts[row + 1] - start;
  gint64 *offsets = g_new0 (gint64, (gsize) n + 1);
  gint64 widths = 0;
  gint64 gaps = 0;
  gint64 room;

  for (guint32 k = 0; k < n; k++)
    {
      widths += DRAW_ITEM (draw, draw->order[start + k])->width;
      if (k > 0)
        gaps += draw_gap (DRAW_ITEM (draw, draw->order[start + k - 1]),
                          DRAW_ITEM (draw, draw->order[start + k]));
    }
  room = MAX (draw->width - widths, 0);
  for (guint32 k = 1; k < n; k++)
    {
      const DrawItem *left = DRAW_ITEM (draw, draw->order[start + k - 1]);
      const DrawItem *right = DRAW_ITEM (draw, draw->order[start + k]);
      gint64 gap = draw_gap (left, right);

      if (gaps > room)
        gap = gap * room / gaps;
      offsets[k] = offsets[k - 1] + left->width / 2 + gap
                   + (right->width + 1) / 2;
    }
  return offsets;
}

/* Puts a row as near as it can to `wish`, in its order and on the page. */
static void
fit_row (Draw *draw, guint32 row, const gint64 *wish, const gint64 *weight)
{
  const guint32 start = draw->starts[row];
  const guint32 n = draw->starts[row + 1] - start;
  g_autofree gint64 *offsets = make_offsets (draw, row);
  g_autofree Pool *pools = g_new0 (Pool, (gsize) n + 1);
  const DrawItem *last;
  gint64 least, most;
  guint32 n_pools = 0;

  if (n == 0)
    return;
  for (guint32 k = 0; k < n; k++)
    {
      pools[n_pools++] = (Pool){ (wish[k] - offsets[k]) * weight[k], weight[k],
                                 1 };
      while (n_pools > 1
             && mean (&pools[n_pools - 2]) > mean (&pools[n_pools - 1]))
        {
          n_pools--;
          pools[n_pools - 1].sum += pools[n_pools].sum;
          pools[n_pools - 1].weight += pools[n_pools].weight;
          pools[n_pools - 1].n += pools[n_pools].n;
        }
    }
  last = DRAW_ITEM (draw, draw->order[start + n - 1]);
  least = (DRAW_ITEM (draw, draw->order[start])->width + 1) / 2;
  most = MAX (draw->width - last->width / 2 - offsets[n - 1], least);
  for (guint32 p = 0, k = 0; p < n_pools; p++)
    for (guint32 i = 0; i < pools[p].n; i++, k++)
      DRAW_ITEM (draw, draw->order[start + k])->x =
          (gint32) (CLAMP (mean (&pools[p]), least, most) + offsets[k]);
}

/* Pulls a row towards what stands above (1), below (2) or both (3). */
static void
place_row (Draw *draw, guint32 row, guint sides)
{
  const guint32 start = draw->starts[row];
  const guint32 n = draw->starts[row + 1] - start;
  g_autofree gint64 *wish = g_new0 (gint64, (gsize) n + 1);
  g_autofree gint64 *weight = g_new0 (gint64, (gsize) n + 1);

  for (guint i = 0; i < draw->segments->len; i++)
    {
      const DrawSegment *s = DRAW_SEGMENT (draw, i);
      const DrawItem *a = DRAW_ITEM (draw, s->upper);
      const DrawItem *b = DRAW_ITEM (draw, s->lower);
      const gint64 w = 4 * pull (draw, s);

      if (b->row == row && (sides & 1) != 0)
        {
          wish[b->place] += w * a->x;
          weight[b->place] += w;
        }
      if (a->row == row && (sides & 2) != 0)
        {
          wish[a->place] += w * b->x;
          weight[a->place] += w;
        }
    }
  for (guint32 k = 0; k < n; k++)
    {
      wish[k] = weight[k] > 0 ? wish[k] / weight[k]
                              : DRAW_ITEM (draw, draw->order[start + k])->x;
      weight[k] = MAX (weight[k], 1);
    }
  fit_row (draw, row, wish, weight);
}

void
draw_place_items (Draw *draw)
{
  for (guint32 row = 0; row < draw->n_rows; row++)
    {
      const guint32 n = draw->starts[row + 1] - draw->starts[row];

      for (guint32 k = 0; k < n; k++)
        DRAW_ITEM (draw, draw->order[draw->starts[row] + k])->x =
            (gint32) ((gint64) draw->width * (2 * k + 1) / (2 * n));
      place_row (draw, row, 0);
    }
  for (guint sweep = 0; sweep < N_SWEEPS; sweep++)
    for (guint32 k = 0; k < draw->n_rows; k++)
      if (sweep % 2 == 0)
        place_row (draw, k, sweep + 4 < N_SWEEPS ? 1 : 3);
      else
        place_row (draw, draw->n_rows - 1 - k, sweep + 4 < N_SWEEPS ? 2 : 3);
}

/* A port at one edge of a box: where, and what it wants to be near. */
typedef struct
{
  guint32 net;
  gint32 wish;
} Port;

static gint
compare_ports (gconstpointer a, gconstpointer b)
{
  const Port *one = a;
  const Port *two = b;

  if (one->wish != two->wish)
    return one->wish < two->wish ? -1 : 1;
  return one->net < two->net ? -1 : one->net > two->net;
}

/* The nets at one edge of an item, by where they go. */
static GArray *
find_ports (const Draw *draw, guint32 item, gboolean below)
{
  GArray *ports = g_array_new (FALSE, FALSE, sizeof (Port));

  for (guint i = 0; i < draw->segments->len; i++)
    {
      const DrawSegment *s = DRAW_SEGMENT (draw, i);
      const guint32 other = below ? s->lower : s->upper;
      Port port = { s->net, DRAW_ITEM (draw, other)->x };
      gboolean known = FALSE;

      if ((below ? s->upper : s->lower) != item)
        continue;
      for (guint k = 0; k < ports->len; k++)
        known = known || g_array_index (ports, Port, k).net == port.net;
      if (!known)
        g_array_append_val (ports, port);
    }
  g_array_sort (ports, compare_ports);
  return ports;
}

/* Spreads the ports over the edge; a single one may stand right above or
 * below its other end. */
static void
set_ports (Draw *draw, guint32 item, gboolean below)
{
  g_autoptr (GArray) ports = find_ports (draw, item, below);
  const DrawItem *me = DRAW_ITEM (draw, item);
  const gint32 n = (gint32) ports->len;
  const gint32 step = MIN (me->width / (n + 1), 2 * DRAW_LINE_GAP);

  for (gint32 k = 0; k < n; k++)
    {
      const Port *port = &g_array_index (ports, Port, (guint) k);
      gint32 x = me->x - step * (n - 1) / 2 + step * k;

      if (n == 1 && (item >= draw->n_nodes || !draw->nodes[item].is_label)
          && ABS (port->wish - me->x) <= me->width / 4)
        x = port->wish;
      for (guint i = 0; i < draw->segments->len; i++)
        {
          DrawSegment *s = DRAW_SEGMENT (draw, i);

          if (s->net != port->net)
            continue;
          if (below && s->upper == item)
            s->upper_x = x;
          if (!below && s->lower == item)
            s->lower_x = x;
        }
    }
}

/* A net between two rows. */
typedef struct
{
  guint32 net;
  gint32 left, right;
  guint32 track;
  gboolean straight, placed;
} Lane;

/* Whether lane `a` must be above lane `b`: an upright line from above of the
 * one would meet one to below of the other. */
static gboolean
is_above (const Draw *draw, guint32 row, guint32 a, guint32 b)
{
  const guint first = draw->segment_starts[row];
  const guint end = draw->segment_starts[row + 1];

  for (guint i = first; i < end; i++)
    for (guint j = first; j < end && DRAW_SEGMENT (draw, i)->net == a; j++)
      {
        const DrawSegment *s = DRAW_SEGMENT (draw, i);
        const DrawSegment *t = DRAW_SEGMENT (draw, j);

        if (t->net == b && ABS (s->upper_x - t->lower_x) < NEAR)
          return TRUE;
      }
  return FALSE;
}

static GArray *
find_lanes (const Draw *draw, guint32 row)
{
  GArray *lanes = g_array_new (FALSE, TRUE, sizeof (Lane));

  for (guint i = 0; i < draw->segments->len; i++)
    {
      const DrawSegment *s = DRAW_SEGMENT (draw, i);
      Lane lane = { .net = s->net,
                    .left = MIN (s->upper_x, s->lower_x),
                    .right = MAX (s->upper_x, s->lower_x) };
      Lane *known = NULL;

      if (s->row != row)
        continue;
      for (guint k = 0; k < lanes->len; k++)
        if (g_array_index (lanes, Lane, k).net == s->net)
          known = &g_array_index (lanes, Lane, k);
      if (known != NULL)
        {
          known->left = MIN (known->left, lane.left);
          known->right = MAX (known->right, lane.right);
        }
      else
        g_array_append_val (lanes, lane);
    }
  return lanes;
}

/* The first track on which the lane meets no other, below all that must be
 * above it. */
static guint32
find_track (const Draw *draw, guint32 row, const GArray *lanes, guint of)
{
  const Lane *me = &g_array_index (lanes, Lane, of);
  guint32 track = 0;
  gboolean moved = TRUE;

  for (guint k = 0; k < lanes->len; k++)
    {
      const Lane *other = &g_array_index (lanes, Lane, k);

      if (other->placed && is_above (draw, row, other->net, me->net))
        track = MAX (track, other->track + 1);
    }
  while (moved)
    {
      moved = FALSE;
      for (guint k = 0; k < lanes->len; k++)
        {
          const Lane *other = &g_array_index (lanes, Lane, k);

          if (other->placed && other->track == track
              && other->left <= me->right + NEAR
              && me->left <= other->right + NEAR)
            {
              track++;
              moved = TRUE;
            }
        }
    }
  return track;
}

/* How many lanes not yet placed must be above this one. */
static guint
count_above (const Draw *draw, guint32 row, const GArray *lanes, guint of)
{
  guint n = 0;

  for (guint k = 0; k < lanes->len; k++)
    {
      const Lane *other = &g_array_index (lanes, Lane, k);

      n += k != of && !other->placed
           && is_above (draw, row, other->net,
                        g_array_index (lanes, Lane, of).net);
    }
  return n;
}

/* Gives each lane below a row its track; returns how many tracks. */
static guint32
assign_tracks (const Draw *draw, guint32 row, GArray *lanes)
{
  guint32 n_tracks = 0;

  for (guint k = 0; k < lanes->len; k++)
    {
      Lane *lane = &g_array_index (lanes, Lane, k);

      lane->straight = lane->left == lane->right;
    }
  for (;;)
    {
      guint best = G_MAXUINT;
      guint fewest = G_MAXUINT;
      Lane *lane;

      for (guint k = 0; k < lanes->len; k++)
        {
          const Lane *one = &g_array_index (lanes, Lane, k);
          const guint n = one->placed || one->straight
                              ? G_MAXUINT
                              : count_above (draw, row, lanes, k);

          if (n < fewest)
            {
              fewest = n;
              best = k;
            }
        }
      if (best == G_MAXUINT)
        return n_tracks;
      lane = &g_array_index (lanes, Lane, best);
      lane->track = find_track (draw, row, lanes, best);
      lane->placed = TRUE;
      n_tracks = MAX (n_tracks, lane->track + 1);
    }
}

static void
set_levels (Draw *draw, guint32 row, const GArray *lanes, gint32 y)
{
  for (guint i = 0; i < draw->segments->len; i++)
    for (guint k = 0; k < lanes->len; k++)
      {
        DrawSegment *s = DRAW_SEGMENT (draw, i);
        const Lane *lane = &g_array_index (lanes, Lane, k);

        if (s->row == row && s->net == lane->net)
          s->y = y + (gint32) lane->track * DRAW_TRACK;
      }
}

void
draw_route (Draw *draw)
{
  gint32 y = 0;

  for (guint32 i = 0; i < draw->items->len; i++)
    {
      set_ports (draw, i, TRUE);
      set_ports (draw, i, FALSE);
    }
  for (guint32 row = 0; row < draw->n_rows; row++)
    {
      g_autoptr (GArray) lanes = find_lanes (draw, row);
      const guint32 n = assign_tracks (draw, row, lanes);
      gint32 height = 0;

      for (guint32 k = draw->starts[row]; k < draw->starts[row + 1]; k++)
        height = MAX (height, DRAW_ITEM (draw, draw->order[k])->height);
      for (guint32 k = draw->starts[row]; k < draw->starts[row + 1]; k++)
        {
          DrawItem *item = DRAW_ITEM (draw, draw->order[k]);

          item->y = y + (height - item->height) / 2;
        }
      y += height;
      draw->height = y;
      set_levels (draw, row, lanes, y + ROW_GAP / 2 - 20);
      y += ROW_GAP + (gint32) (n > 0 ? n - 1 : 0) * DRAW_TRACK;
    }
}
