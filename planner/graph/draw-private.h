/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the steps of drawing share. Nodes are the boxes in order of their
 * keys, then the labels; links are the arrows, in two where a label stands in
 * between.
 */
#ifndef GRAPH_DRAW_PRIVATE_H
#define GRAPH_DRAW_PRIVATE_H

#include "graph/draw.h"

#define DRAW_NONE G_MAXUINT32
#define DRAW_BOX_GAP 130
#define DRAW_LINE_GAP 70
#define DRAW_TRACK 60

typedef struct
{
  gint32 width, height;
  gboolean is_label;
  gboolean alone; /* no link: stands in a row of its own kind */
  guint32 row;
} DrawNode;

/* `from` needs `to`; `turned`: `to` stands above. */
typedef struct
{
  guint32 from, to;
  gboolean turned;
} DrawLink;

/* What stands in a row: a node, or the trunk of a net that passes. */
typedef struct
{
  guint32 node; /* DRAW_NONE: a trunk */
  guint32 net;
  guint32 row, place;
  gint32 width, height;
  gint32 x; /* the middle */
  gint32 y; /* the upper edge */
} DrawItem;

/* All links to one node that come from one side: 2 * node from above, + 1
 * from below. Its trunk stands in the rows between. */
typedef struct
{
  guint32 top, bottom; /* rows, ends included; top > bottom: no links */
} DrawNet;

/* One pin and the other end of its net, between row `row` and the next. */
typedef struct
{
  guint32 upper, lower; /* items */
  guint32 net, row;
  gint32 upper_x, lower_x, y; /* ports, and the level part */
} DrawSegment;

typedef struct
{
  guint32 n_boxes, n_nodes, n_links, n_nets, n_rows;
  guint32 n_items, n_segments;
  gint32 width, height;
  DrawNode *nodes;
  DrawLink *links;
  DrawNet *nets;
  GArray *items;         /* DrawItem; those of the nodes first */
  GArray *segments;      /* DrawSegment, by row */
  guint32 *order;        /* items, row by row */
  guint32 *starts;       /* n_rows + 1: where each row begins in `order` */
  guint *segment_starts; /* n_rows + 1: the same in `segments` */
  guint32 *trunks;       /* n_nets * n_rows: items, or DRAW_NONE */
} Draw;

#define DRAW_ITEM(draw, i) (&g_array_index ((draw)->items, DrawItem, i))
#define DRAW_SEGMENT(draw, i)                                                  \
  (&g_array_index ((draw)->segments, DrawSegment, i))

/* draw-rows.c: turns links that close a circle, and gives each node a row */
void draw_turn_links (Draw *draw);
void draw_find_rows (Draw *draw);
gint32 draw_gap (const DrawItem *left, const DrawItem *right);
/* draw-order.c: items, segments, and the order of each row */
void draw_make_items (Draw *draw);
void draw_order_rows (Draw *draw);
/* draw-place.c: middles, ports, level parts and heights */
void draw_place_items (Draw *draw);
void draw_route (Draw *draw);

#endif
