/* SPDX-License-Identifier: EUPL-1.2
 *
 * The rows of a drawing: first turns the fewest links it can so that no
 * circle is left, then fills rows from below, no wider than the page.
 */
#include "config.h"

#include "graph/draw-private.h"

/* ELS: takes off sinks and sources, else the node with the most links out. */
typedef struct
{
  gint32 *in, *out; /* links of what is left; -1: taken */
  guint32 *rank;
} Peel;

static void
take (const Draw *draw, Peel *peel, guint32 node, guint32 rank)
{
  peel->rank[node] = rank;
  peel->in[node] = peel->out[node] = -1;
  for (guint32 e = 0; e < draw->n_links; e++)
    {
      if (draw->links[e].from == node && peel->in[draw->links[e].to] > 0)
        peel->in[draw->links[e].to]--;
      if (draw->links[e].to == node && peel->out[draw->links[e].from] > 0)
        peel->out[draw->links[e].from]--;
    }
}

/* The next to take; `at_end`: it goes behind all that is left. */
static guint32
choose (const Draw *draw, const Peel *peel, gboolean *at_end)
{
  guint32 best = DRAW_NONE;

  *at_end = FALSE;
  for (guint32 i = 0; i < draw->n_nodes; i++)
    if (peel->out[i] == 0)
      {
        *at_end = TRUE;
        return i;
      }
  for (guint32 i = 0; i < draw->n_nodes; i++)
    if (peel->in[i] == 0)
      return i;
  for (guint32 i = 0; i < draw->n_nodes; i++)
    if (peel->out[i] > 0
        && (best == DRAW_NONE
            || peel->out[i] - peel->in[i] > peel->out[best] - peel->in[best]))
      best = i;
  return best;
}

void
draw_turn_links (Draw *draw)
{
  const guint32 n = draw->n_nodes;
  g_autofree gint32 *in = g_new0 (gint32, (gsize) n + 1);
  g_autofree gint32 *out = g_new0 (gint32, (gsize) n + 1);
  g_autofree guint32 *rank = g_new0 (guint32, (gsize) n + 1);
  Peel peel = { in, out, rank };
  guint32 front = 0;
  guint32 end = n;

  for (guint32 e = 0; e < draw->n_links; e++)
    {
      out[draw->links[e].from]++;
      in[draw->links[e].to]++;
    }
  while (front < end)
    {
      gboolean at_end;
      const guint32 node = choose (draw, &peel, &at_end);

      take (draw, &peel, node, at_end ? --end : front++);
    }
  for (guint32 e = 0; e < draw->n_links; e++)
    {
      DrawLink *link = &draw->links[e];

      link->turned = rank[link->from] > rank[link->to];
      /* A label stands between its ends: both links are turned or none. */
      if (draw->nodes[link->to].is_label)
        {
          link->turned = rank[link->from] > rank[link[1].to];
          link[1].turned = link->turned;
          e++;
        }
    }
}

static guint32
upper (const DrawLink *link)
{
  return link->turned ? link->to : link->from;
}

static guint32
lower (const DrawLink *link)
{
  return link->turned ? link->from : link->to;
}

/* Length of the longest way up from each node. */
static guint32 *
find_heights (const Draw *draw)
{
  guint32 *height = g_new0 (guint32, (gsize) draw->n_nodes + 1);
  gboolean changed = TRUE;

  while (changed)
    {
      changed = FALSE;
      for (guint32 e = 0; e < draw->n_links; e++)
        {
          const DrawLink *link = &draw->links[e];

          if (height[lower (link)] <= height[upper (link)])
            {
              height[lower (link)] = height[upper (link)] + 1;
              changed = TRUE;
            }
        }
    }
  return height;
}

/* Whether all below `node` stands in a row before `row`, counted from below. */
static gboolean
is_ready (const Draw *draw, guint32 node, guint32 row)
{
  for (guint32 e = 0; e < draw->n_links; e++)
    if (upper (&draw->links[e]) == node)
      {
        const guint32 below = draw->nodes[lower (&draw->links[e])].row;

        if (below == DRAW_NONE || below >= row)
          return FALSE;
      }
  return TRUE;
}

/* Fills rows from below with the nodes of the longest way up first. Returns
 * how many rows; `row` then counts from below. */
static guint32
fill_rows (Draw *draw, const guint32 *height, gint32 room)
{
  guint32 left = 0;
  guint32 row = 0;
  gint32 used = 0;

  for (guint32 i = 0; i < draw->n_nodes; i++)
    {
      draw->nodes[i].row = DRAW_NONE;
      left += draw->nodes[i].alone ? 0 : 1;
    }
  while (left > 0)
    {
      guint32 best = DRAW_NONE;

      for (guint32 i = 0; i < draw->n_nodes; i++)
        if (!draw->nodes[i].alone && draw->nodes[i].row == DRAW_NONE
            && (used == 0 || used + draw->nodes[i].width <= room)
            && (best == DRAW_NONE || height[i] > height[best])
            && is_ready (draw, i, row))
          best = i;
      if (best == DRAW_NONE)
        {
          row++;
          used = 0;
          continue;
        }
      draw->nodes[best].row = row;
      used += draw->nodes[best].width + DRAW_BOX_GAP;
      left--;
    }
  return used > 0 ? row + 1 : row;
}

/* Links to each node from above and from below, as rows from above. */
static void
find_nets (Draw *draw)
{
  for (guint32 i = 0; i < draw->n_nets; i++)
    draw->nets[i] = (DrawNet){ 1, 0 };
  for (guint32 e = 0; e < draw->n_links; e++)
    {
      const DrawLink *link = &draw->links[e];
      const guint32 a = draw->nodes[upper (link)].row;
      const guint32 b = draw->nodes[lower (link)].row;
      DrawNet *net = &draw->nets[2 * link->to + (link->turned ? 1 : 0)];

      *net = net->top > net->bottom
                 ? (DrawNet){ a, b }
                 : (DrawNet){ MIN (net->top, a), MAX (net->bottom, b) };
    }
}

static gboolean
rows_fit (const Draw *draw)
{
  for (guint32 row = 0; row < draw->n_rows; row++)
    {
      gint32 used = 0;

      for (guint32 i = 0; i < draw->n_nodes; i++)
        if (draw->nodes[i].row == row)
          used += draw->nodes[i].width + DRAW_BOX_GAP;
      for (guint32 i = 0; i < draw->n_nets; i++)
        if (draw->nets[i].top < row && row < draw->nets[i].bottom)
          used += DRAW_LINE_GAP;
      if (used > draw->width + DRAW_BOX_GAP)
        return FALSE;
    }
  return TRUE;
}

/* Narrower rows leave more room for the lines that pass. */
void
draw_find_rows (Draw *draw)
{
  g_autofree guint32 *height = find_heights (draw);

  for (gint32 room = draw->width;; room -= DRAW_BOX_GAP)
    {
      draw->n_rows = fill_rows (draw, height, room);
      for (guint32 i = 0; i < draw->n_nodes; i++)
        if (!draw->nodes[i].alone)
          draw->nodes[i].row = draw->n_rows - 1 - draw->nodes[i].row;
      find_nets (draw);
      if (room <= DRAW_BOX_GAP || rows_fit (draw))
        return;
    }
}

gint32
draw_gap (const DrawItem *left, const DrawItem *right)
{
  return left->node != DRAW_NONE && right->node != DRAW_NONE ? DRAW_BOX_GAP
                                                             : DRAW_LINE_GAP;
}
