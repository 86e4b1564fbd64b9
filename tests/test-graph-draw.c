/* SPDX-License-Identifier: EUPL-1.2
 *
 * Laws of drawings on random graphs: nothing overlaps, all stands on the
 * page, arrows go from box to box, and the order of what is given is none.
 */
#include "config.h"

#include "graph/draw.h"

#define N_MAX 60
#define N_GRAPHS 60
#define WIDTH 5000

typedef struct
{
  guint32 n, n_arrows;
  char keys[N_MAX][8];
  GraphDrawBox boxes[N_MAX];
  GraphDrawArrow arrows[4 * N_MAX];
} Case;

/* SplitMix64 of Steele, Lea and Flood (2014). */
static guint64
draw (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static guint32
below (guint64 *state, guint32 n)
{
  return (guint32) (draw (state) % n);
}

static void
case_init (Case *c, guint64 seed)
{
  guint64 state = seed;
  const guint32 n_tries = below (&state, 3 * N_MAX) + 1;
  const gboolean labels = seed % 3 == 0;

  c->n = 1 + below (&state, seed % 10 == 0 ? N_MAX : 20);
  c->n_arrows = 0;
  for (guint32 i = 0; i < c->n; i++)
    {
      g_snprintf (c->keys[i], sizeof c->keys[i], "k%03u", i);
      c->boxes[i] = (GraphDrawBox){ c->keys[i],
                                    300 + (gint32) below (&state, 700),
                                    200 + (gint32) below (&state, 400) };
    }
  for (guint32 k = 0; k < n_tries && c->n > 1; k++)
    {
      GraphDrawArrow arrow = { below (&state, c->n), below (&state, c->n),
                               labels && k < 20 ? 350 : 0, 120 };
      gboolean known = arrow.from == arrow.to;

      for (guint32 i = 0; i < c->n_arrows; i++)
        known = known
                || (c->arrows[i].from == arrow.from
                    && c->arrows[i].to == arrow.to);
      if (!known)
        c->arrows[c->n_arrows++] = arrow;
    }
}

typedef struct
{
  gint32 left, top, right, bottom;
} Area;

static Area
box_area (const Case *c, const GraphDrawing *d, guint32 i)
{
  return (Area){ d->boxes[i].x, d->boxes[i].y,
                 d->boxes[i].x + c->boxes[i].width,
                 d->boxes[i].y + c->boxes[i].height };
}

static Area
label_area (const Case *c, const GraphDrawing *d, guint32 a)
{
  return (Area){ d->labels[a].x, d->labels[a].y,
                 d->labels[a].x + c->arrows[a].label_width,
                 d->labels[a].y + c->arrows[a].label_height };
}

static gboolean
overlap (Area a, Area b)
{
  return a.left < b.right && b.left < a.right && a.top < b.bottom
         && b.top < a.bottom;
}

static GArray *
all_areas (const Case *c, const GraphDrawing *d)
{
  GArray *areas = g_array_new (FALSE, FALSE, sizeof (Area));

  for (guint32 i = 0; i < c->n; i++)
    {
      const Area area = box_area (c, d, i);

      g_array_append_val (areas, area);
    }
  for (guint32 a = 0; a < c->n_arrows; a++)
    if (c->arrows[a].label_width > 0)
      {
        const Area area = label_area (c, d, a);

        g_array_append_val (areas, area);
      }
  return areas;
}

static void
test_nothing_overlaps_and_all_is_on_the_page (void)
{
  for (guint64 seed = 1; seed <= N_GRAPHS; seed++)
    {
      Case c;
      g_autoptr (GraphDrawing) d = NULL;
      g_autoptr (GArray) areas = NULL;

      case_init (&c, seed);
      d = graph_drawing_new (c.boxes, c.n, c.arrows, c.n_arrows, WIDTH);
      areas = all_areas (&c, d);
      for (guint i = 0; i < areas->len; i++)
        {
          const Area a = g_array_index (areas, Area, i);

          g_assert_cmpint (a.left, >=, 0);
          g_assert_cmpint (a.top, >=, 0);
          g_assert_cmpint (a.right, <=, WIDTH);
          g_assert_cmpint (a.bottom, <=, d->height);
          for (guint j = 0; j < i; j++)
            g_assert_false (overlap (a, g_array_index (areas, Area, j)));
        }
    }
}

static gboolean
is_on_edge (Area a, GraphDrawPoint p)
{
  return p.x >= a.left && p.x <= a.right && (p.y == a.top || p.y == a.bottom);
}

/* Nor does a line run through a box. */
static void
check_line (const Case *c, const GraphDrawing *d, guint32 arrow)
{
  for (guint32 k = d->first[arrow]; k + 1 < d->first[arrow + 1]; k++)
    {
      const GraphDrawPoint p = d->points[k];
      const GraphDrawPoint q = d->points[k + 1];
      const Area line = { MIN (p.x, q.x), MIN (p.y, q.y), MAX (p.x, q.x) + 1,
                          MAX (p.y, q.y) };

      g_assert_true (p.x == q.x || p.y == q.y);
      g_assert_cmpint (line.left, >=, 0);
      g_assert_cmpint (line.right, <=, WIDTH + 1);
      for (guint32 i = 0; i < c->n; i++)
        g_assert_false (overlap (line, box_area (c, d, i)));
    }
}

static void
test_arrows_go_from_box_to_box (void)
{
  for (guint64 seed = 1; seed <= N_GRAPHS; seed++)
    {
      Case c;
      g_autoptr (GraphDrawing) d = NULL;

      case_init (&c, seed);
      d = graph_drawing_new (c.boxes, c.n, c.arrows, c.n_arrows, WIDTH);
      for (guint32 a = 0; a < c.n_arrows; a++)
        {
          g_assert_cmpuint (d->first[a + 1], >=, d->first[a] + 2);
          g_assert_true (is_on_edge (box_area (&c, d, c.arrows[a].from),
                                     d->points[d->first[a]]));
          g_assert_true (is_on_edge (box_area (&c, d, c.arrows[a].to),
                                     d->points[d->first[a + 1] - 1]));
          check_line (&c, d, a);
        }
    }
}

/* The same boxes and arrows in the opposite order. */
static void
test_the_order_of_what_is_given_is_none (void)
{
  for (guint64 seed = 1; seed <= N_GRAPHS; seed++)
    {
      Case c, r;
      g_autoptr (GraphDrawing) d = NULL;
      g_autoptr (GraphDrawing) e = NULL;

      case_init (&c, seed);
      r = c;
      for (guint32 i = 0; i < c.n; i++)
        r.boxes[c.n - 1 - i] = c.boxes[i];
      for (guint32 a = 0; a < c.n_arrows; a++)
        {
          r.arrows[c.n_arrows - 1 - a] = c.arrows[a];
          r.arrows[c.n_arrows - 1 - a].from = c.n - 1 - c.arrows[a].from;
          r.arrows[c.n_arrows - 1 - a].to = c.n - 1 - c.arrows[a].to;
        }
      d = graph_drawing_new (c.boxes, c.n, c.arrows, c.n_arrows, WIDTH);
      e = graph_drawing_new (r.boxes, r.n, r.arrows, r.n_arrows, WIDTH);
      g_assert_cmpint (d->height, ==, e->height);
      for (guint32 i = 0; i < c.n; i++)
        {
          g_assert_cmpint (d->boxes[i].x, ==, e->boxes[c.n - 1 - i].x);
          g_assert_cmpint (d->boxes[i].y, ==, e->boxes[c.n - 1 - i].y);
        }
    }
}

static void
test_an_empty_picture_and_one_box (void)
{
  const GraphDrawBox box = { "a", 400, 300 };
  g_autoptr (GraphDrawing) none = graph_drawing_new (&box, 0, NULL, 0, WIDTH);
  g_autoptr (GraphDrawing) one = graph_drawing_new (&box, 1, NULL, 0, WIDTH);

  g_assert_cmpint (none->height, ==, 0);
  g_assert_cmpint (one->height, ==, 300);
}

static void
test_what_is_needed_stands_below (void)
{
  const GraphDrawBox boxes[] = { { "a", 400, 300 },
                                 { "b", 400, 300 },
                                 { "c", 400, 300 } };
  const GraphDrawArrow arrows[] = { { 2, 0, 0, 0 }, { 0, 1, 0, 0 } };
  g_autoptr (GraphDrawing) d = graph_drawing_new (boxes, 3, arrows, 2, WIDTH);

  g_assert_cmpint (d->boxes[2].y, <, d->boxes[0].y);
  g_assert_cmpint (d->boxes[0].y, <, d->boxes[1].y);
  /* A chain is one straight line. */
  g_assert_cmpint (d->boxes[0].x, ==, d->boxes[1].x);
  g_assert_cmpint (d->boxes[0].x, ==, d->boxes[2].x);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/draw/overlap",
                   test_nothing_overlaps_and_all_is_on_the_page);
  g_test_add_func ("/graph/draw/arrows", test_arrows_go_from_box_to_box);
  g_test_add_func ("/graph/draw/order",
                   test_the_order_of_what_is_given_is_none);
  g_test_add_func ("/graph/draw/small", test_an_empty_picture_and_one_box);
  g_test_add_func ("/graph/draw/below", test_what_is_needed_stands_below);
  return g_test_run ();
}
