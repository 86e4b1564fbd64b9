/* SPDX-License-Identifier: EUPL-1.2
 *
 * Where to draw the boxes and arrows of a small graph: rows of boxes, what is
 * needed below what needs it. All in whole units; the caller says how long a
 * unit is.
 */
#ifndef GRAPH_DRAW_H
#define GRAPH_DRAW_H

#include <glib.h>

G_BEGIN_DECLS

/* One box; its key is its own, and decides where there is a choice, so that
 * the order of the boxes changes nothing. */
typedef struct
{
  const char *key; /* borrowed during the call */
  gint32 width, height;
} GraphDrawBox;

/* `from` needs `to`, both boxes and not the same one. A label of width 0 is
 * none. */
typedef struct
{
  guint32 from, to;
  gint32 label_width, label_height;
} GraphDrawArrow;

typedef struct
{
  gint32 x, y;
} GraphDrawPoint;

/* Corners at the upper left. Arrow `a` is the line through points
 * `first[a]` to `first[a + 1] - 1`, from the edge of one box to that of the
 * other, each part level or upright; lines to one box may share their way. */
typedef struct
{
  guint32 n_boxes, n_arrows;
  gint32 width, height;
  GraphDrawPoint *boxes;
  GraphDrawPoint *labels;
  guint32 *first;
  GraphDrawPoint *points;
} GraphDrawing;

/*
 * Lays out in rows no wider than `width`, which is above the width of every
 * box and label. No two boxes and labels overlap. Equal boxes and arrows by
 * key give equal places in any order.
 *
 * Method: K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding
 * of hierarchical system structures", IEEE Trans. SMC 11(2), 1981, with the
 * turned arrows of P. Eades, X. Lin, W. F. Smyth (1993), rows of bounded width
 * after Coffman and Graham (1972), and all arrows to one box on one trunk. For
 * some 60 boxes: O((boxes + arrows)^2) for each sweep.
 */
GraphDrawing *graph_drawing_new (const GraphDrawBox *boxes,
                                 guint32 n_boxes,
                                 const GraphDrawArrow *arrows,
                                 guint32 n_arrows,
                                 gint32 width);
void graph_drawing_free (GraphDrawing *drawing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GraphDrawing, graph_drawing_free)

G_END_DECLS

#endif
