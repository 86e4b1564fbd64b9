/* SPDX-License-Identifier: EUPL-1.2
 *
 * The order of each row of a drawing: sweeps by the mean of the neighbours,
 * then swaps of neighbours, as long as fewer lines cross.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "graph/draw-private.h"

#define N_SWEEPS 24

static guint32
add_trunk (Draw *draw, guint32 net, guint32 row)
{
  const DrawItem item = { .node = DRAW_NONE, .net = net, .row = row };

  g_array_append_val (draw->items, item);
  return draw->items->len - 1;
}

/* The item of a net in a row: its trunk, or its head. */
static guint32
item_in_row (const Draw *draw, guint32 net, guint32 row)
{
  const guint32 trunk = draw->trunks[(gsize) net * draw->n_rows + row];

  return trunk != DRAW_NONE ? trunk : net / 2;
}

static void
add_segment (Draw *draw, guint32 a, guint32 b, guint32 net)
{
  const guint32 row = DRAW_ITEM (draw, a)->row;
  const DrawSegment segment = {
    .upper = a, .lower = b, .net = net, .row = row
  };

  for (guint i = 0; i < draw->segments->len; i++)
    if (DRAW_SEGMENT (draw, i)->upper == a && DRAW_SEGMENT (draw, i)->lower == b
        && DRAW_SEGMENT (draw, i)->net == net)
      return;
  g_array_append_val (draw->segments, segment);
}

static gint
compare_segments (gconstpointer a, gconstpointer b)
{
  const DrawSegment *one = a;
  const DrawSegment *two = b;

  if (one->row != two->row)
    return one->row < two->row ? -1 : 1;
  if (one->net != two->net)
    return one->net < two->net ? -1 : 1;
  if (one->upper != two->upper)
    return one->upper < two->upper ? -1 : 1;
  return one->lower < two->lower ? -1 : one->lower > two->lower;
}

static void
make_segments (Draw *draw)
{
  for (guint32 e = 0; e < draw->n_links; e++)
    {
      const DrawLink *link = &draw->links[e];
      const guint32 net = 2 * link->to + (link->turned ? 1 : 0);
      const guint32 from = draw->nodes[link->from].row;
      const guint32 to = draw->nodes[link->to].row;

      if (!link->turned)
        for (guint32 row = from; row < to; row++)
          add_segment (draw,
                       row == from ? link->from : item_in_row (draw, net, row),
                       item_in_row (draw, net, row + 1), net);
      else
        for (guint32 row = from; row > to; row--)
          add_segment (draw, item_in_row (draw, net, row - 1),
                       row == from ? link->from : item_in_row (draw, net, row),
                       net);
    }
  g_array_sort (draw->segments, compare_segments);
  draw->segment_starts = g_new0 (guint, (gsize) draw->n_rows + 1);
  for (guint i = 0; i < draw->segments->len; i++)
    draw->segment_starts[DRAW_SEGMENT (draw, i)->row + 1] = i + 1;
  for (guint32 row = 0; row < draw->n_rows; row++)
    draw->segment_starts[row + 1] = MAX (draw->segment_starts[row + 1],
                                         draw->segment_starts[row]);
}

void
draw_make_items (Draw *draw)
{
  guint32 k = 0;

  for (guint32 i = 0; i < draw->n_nodes; i++)
    {
      const DrawItem item = { .node = i,
                              .net = DRAW_NONE,
                              .row = draw->nodes[i].row,
                              .width = draw->nodes[i].width,
                              .height = draw->nodes[i].height };

      g_array_append_val (draw->items, item);
    }
  draw->trunks = g_new (guint32, (gsize) draw->n_nets * draw->n_rows + 1);
  memset (draw->trunks, 0xff,
          sizeof *draw->trunks * ((gsize) draw->n_nets * draw->n_rows + 1));
  for (guint32 net = 0; net < draw->n_nets; net++)
    for (guint32 row = draw->nets[net].top + 1; row < draw->nets[net].bottom;
         row++)
      draw->trunks[(gsize) net * draw->n_rows + row] = add_trunk (draw, net,
                                                                  row);
  make_segments (draw);
  draw->order = g_new0 (guint32, (gsize) draw->items->len + 1);
  draw->starts = g_new0 (guint32, (gsize) draw->n_rows + 1);
  for (guint32 row = 0; row < draw->n_rows; row++)
    {
      draw->starts[row] = k;
      for (guint32 i = 0; i < draw->items->len; i++)
        if (DRAW_ITEM (draw, i)->row == row)
          {
            DRAW_ITEM (draw, i)->place = k - draw->starts[row];
            draw->order[k++] = i;
          }
    }
  draw->starts[draw->n_rows] = k;
}

static gboolean
cross (const Draw *draw, const DrawSegment *a, const DrawSegment *b)
{
  const guint32 a_up = DRAW_ITEM (draw, a->upper)->place;
  const guint32 a_low = DRAW_ITEM (draw, a->lower)->place;
  const guint32 b_up = DRAW_ITEM (draw, b->upper)->place;
  const guint32 b_low = DRAW_ITEM (draw, b->lower)->place;

  return a->net != b->net
         && ((a_up < b_up && a_low > b_low) || (a_up > b_up && a_low < b_low));
}

/* Crossings of the segments below rows `first` to `last`. */
static guint32
count_crossings (const Draw *draw, guint32 first, guint32 last)
{
  guint32 n = 0;

  for (guint32 row = first; row <= last && row < draw->n_rows; row++)
    for (guint i = draw->segment_starts[row]; i < draw->segment_starts[row + 1];
         i++)
      for (guint j = i + 1; j < draw->segment_starts[row + 1]; j++)
        n += cross (draw, DRAW_SEGMENT (draw, i), DRAW_SEGMENT (draw, j)) ? 1
                                                                          : 0;
  return n;
}

typedef struct
{
  gint64 mean;
  guint32 place, item;
} Wish;

static gint
compare_wishes (gconstpointer a, gconstpointer b)
{
  const Wish *one = a;
  const Wish *two = b;

  if (one->mean != two->mean)
    return one->mean < two->mean ? -1 : 1;
  return one->place < two->place ? -1 : one->place > two->place;
}

/* Sorts a row by the mean place of its neighbours above, or below; the place
 * counts from the middle of each row. */
static void
sort_row (Draw *draw, guint32 row, gboolean by_upper)
{
  const guint32 start = draw->starts[row];
  const guint32 n = draw->starts[row + 1] - start;
  g_autofree Wish *wishes = g_new0 (Wish, (gsize) n + 1);

  for (guint32 k = 0; k < n; k++)
    {
      const guint32 item = draw->order[start + k];
      gint64 sum = 0;
      gint64 count = 0;

      for (guint i = 0; i < draw->segments->len; i++)
        {
          const DrawSegment *s = DRAW_SEGMENT (draw, i);
          const guint32 mine = by_upper ? s->lower : s->upper;
          const DrawItem *other = DRAW_ITEM (draw,
                                             by_upper ? s->upper : s->lower);

          if (mine != item)
            continue;
          sum += 1000 * (2 * (gint64) other->place + 1)
                 / (draw->starts[other->row + 1] - draw->starts[other->row]);
          count++;
        }
      wishes[k] = (Wish){ count > 0 ? sum / count : 1000 * (2 * k + 1) / n, k,
                          item };
    }
  qsort (wishes, n, sizeof *wishes, compare_wishes);
  for (guint32 k = 0; k < n; k++)
    {
      draw->order[start + k] = wishes[k].item;
      DRAW_ITEM (draw, wishes[k].item)->place = k;
    }
}

static void
set_order (Draw *draw, const guint32 *order)
{
  for (guint32 row = 0; row < draw->n_rows; row++)
    for (guint32 k = draw->starts[row]; k < draw->starts[row + 1]; k++)
      {
        draw->order[k] = order[k];
        DRAW_ITEM (draw, order[k])->place = k - draw->starts[row];
      }
}

static void
swap (Draw *draw, guint32 k)
{
  const guint32 left = draw->order[k];
  const guint32 right = draw->order[k + 1];

  draw->order[k] = right;
  draw->order[k + 1] = left;
  DRAW_ITEM (draw, right)->place--;
  DRAW_ITEM (draw, left)->place++;
}

/* Swaps neighbours as long as that helps. */
static void
swap_neighbours (Draw *draw)
{
  gboolean helped = TRUE;

  for (guint round = 0; helped && round < N_SWEEPS; round++)
    {
      helped = FALSE;
      for (guint32 row = 0; row < draw->n_rows; row++)
        for (guint32 k = draw->starts[row]; k + 1 < draw->starts[row + 1]; k++)
          {
            const guint32 first = row > 0 ? row - 1 : 0;
            const guint32 before = count_crossings (draw, first, row);

            swap (draw, k);
            if (count_crossings (draw, first, row) < before)
              helped = TRUE;
            else
              swap (draw, k);
          }
    }
}

void
draw_order_rows (Draw *draw)
{
  const gsize size = sizeof *draw->order * ((gsize) draw->items->len + 1);
  g_autofree guint32 *best = g_memdup2 (draw->order, size);
  guint32 least = count_crossings (draw, 0, draw->n_rows);

  for (guint sweep = 0; sweep < N_SWEEPS && least > 0; sweep++)
    {
      guint32 n;

      for (guint32 k = 1; k < draw->n_rows; k++)
        if (sweep % 2 == 0)
          sort_row (draw, k, TRUE);
        else
          sort_row (draw, draw->n_rows - 1 - k, FALSE);
      n = count_crossings (draw, 0, draw->n_rows);
      if (n < least)
        {
          least = n;
          memcpy (best, draw->order, size);
        }
    }
  set_order (draw, best);
  swap_neighbours (draw);
}
