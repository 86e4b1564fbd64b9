/* SPDX-License-Identifier: EUPL-1.2
 *
 * A picture as SVG: 180 mm wide, one unit a tenth of a point, so that text of
 * 90 units is 9 pt on paper. No script; light and dark by style sheet.
 */
#include "config.h"

#include "report/picture.h"

#include <string.h>

#include "graph/draw.h"

#define PAGE 5102 /* 180 mm in tenths of a point */
#define MARGIN 40
#define INNER (PAGE - 2 * MARGIN)
#define LINE 118 /* from one line of text to the next */
#define PADDING 55
#define TEXT_MAX 960
#define TITLE_MAX 4600
#define N_TINTS 6
#define MAX_LINES 6
#define ARROW_LABELS_MAX 14

static const char style[] =
    "svg{background:#fff;font-family:Arial,\"Liberation Sans\",Helvetica,"
    "sans-serif;font-size:90px;fill:#1c2226}\n"
    ".title{font-size:130px;font-weight:700}.name{font-weight:700}\n"
    ".box rect,.key{stroke:#566068;stroke-width:9;fill:#eceff1}\n"
    ".box.marked rect{stroke:#0e5a6b;stroke-width:26}\n"
    ".p0 rect,.key.p0{fill:#dbeaf7}.p1 rect,.key.p1{fill:#fbe3cf}"
    ".p2 rect,.key.p2{fill:#dff0dc}.p3 rect,.key.p3{fill:#efe0f3}"
    ".p4 rect,.key.p4{fill:#fdf3c4}.p5 rect,.key.p5{fill:#d9efec}\n"
    ".arrow{fill:none;stroke:#566068;stroke-width:11;stroke-linejoin:round}"
    ".soft{stroke-dasharray:36 26}.head{fill:#566068}"
    ".back{fill:#fff}\n"
    "@media (prefers-color-scheme:dark){svg{background:#14181b;"
    "fill:#e5e9eb}.box rect,.key{stroke:#a2adb4;fill:#2d353a}"
    ".box.marked rect{stroke:#84c9d8}"
    ".p0 rect,.key.p0{fill:#1f3a52}.p1 rect,.key.p1{fill:#553619}"
    ".p2 rect,.key.p2{fill:#24452a}.p3 rect,.key.p3{fill:#46304d}"
    ".p4 rect,.key.p4{fill:#4d431a}.p5 rect,.key.p5{fill:#1d4642}"
    ".arrow{stroke:#a2adb4}.head{fill:#a2adb4}.back{fill:#14181b}}\n";

/* Widths of Helvetica from 32 to 126, thousandths of the size. */
static const guint16 widths[] = {
  278, 278, 355, 556, 556,  889, 667, 191, 333, 333, 389, 584, 278, 333,
  278, 278, 556, 556, 556,  556, 556, 556, 556, 556, 556, 556, 278, 278,
  584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722,  778, 667, 778, 722, 667, 611, 722, 667, 944,
  667, 667, 611, 278, 278,  278, 469, 556, 333, 556, 556, 500, 556, 556,
  278, 556, 556, 222, 222,  500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500,  500, 500, 334, 260, 334, 584
};

/* Thousandths; a little more than the letter, for other faces. */
static gint32
letter_width (gunichar letter, gboolean bold)
{
  gint32 width = letter >= 32 && letter < 127     ? widths[letter - 32]
                 : g_unichar_iswide (letter)      ? 1000
                 : g_unichar_iszerowidth (letter) ? 0
                                                  : 722;

  return (width + (bold ? 56 : 0)) * 104 / 100;
}

static gint32
text_width (const char *text, gint32 size, gboolean bold)
{
  gint32 sum = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    sum += letter_width (g_utf8_get_char (p), bold);
  return (gint32) ((gint64) sum * size / 1000) + 1;
}

/* One line of a box or below the picture. */
typedef struct
{
  char *text;
  gboolean bold;
} Line;

static void
clear_line (gpointer data)
{
  g_free (((Line *) data)->text);
}

static void
add_line (GArray *lines, const char *text, gsize length, gboolean bold)
{
  Line line = { g_strndup (text, length), bold };

  g_strstrip (line.text);
  g_array_append_val (lines, line);
}

/* Breaks a text where it may be broken, into at most `max` lines; what is
 * left is cut and ends in an ellipsis. */
static void
wrap (GArray *lines, const char *text, gint32 room, guint max, gboolean bold)
{
  const char *start = text;

  for (guint n = 1; *start != '\0'; n++)
    {
      const char *end = start;
      const char *good = NULL;
      g_autofree char *cut = NULL;
      gint64 used = n == max ? letter_width (0x2026, bold) : 0;

      while (*end != '\0'
             && (used + letter_width (g_utf8_get_char (end), bold)) * 90
                    <= (gint64) room * 1000)
        {
          used += letter_width (g_utf8_get_char (end), bold);
          if (strchr (" -/_", *end) != NULL)
            good = end + 1;
          end = g_utf8_next_char (end);
        }
      if (*end == '\0' || (n == max && text_width (start, 90, bold) <= room))
        {
          add_line (lines, start, strlen (start), bold);
          return;
        }
      if (n == max)
        {
          cut = g_strndup (start, (gsize) (end - start));
          g_strchomp (cut);
          good = cut;
          cut = g_strconcat (good, "…", NULL);
          g_free ((char *) good);
          add_line (lines, cut, strlen (cut), bold);
          return;
        }
      if (good == NULL)
        good = end > start ? end : g_utf8_next_char (start);
      add_line (lines, start, (gsize) (good - start), bold);
      start = good;
    }
}

static GArray *
lines_new (void)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));

  g_array_set_clear_func (lines, clear_line);
  return lines;
}

/* What a box says. */
static GArray *
make_lines (const Picture *picture, const PictureBox *box)
{
  GArray *lines = lines_new ();
  g_autofree char *what = picture_describe_box (picture, box);
  g_autofree char *money = picture_describe_money (picture, box);

  wrap (lines, box->name, TEXT_MAX, 2, TRUE);
  wrap (lines, what, TEXT_MAX, 1, FALSE);
  wrap (lines,
        box->providers != NULL
            ? box->providers
            : picture_say (picture, "provider unknown", "leverancier onbekend"),
        TEXT_MAX, 1, FALSE);
  if (box->note != NULL)
    wrap (lines, box->note, TEXT_MAX, 1, FALSE);
  if (money != NULL)
    wrap (lines, money, TEXT_MAX, 1, FALSE);
  return lines;
}

/* What is on the page. */
typedef struct
{
  const Picture *picture;
  GString *out;
  GPtrArray *lines; /* of each box: a GArray of Line */
  GraphDrawBox *boxes;
  GPtrArray *labels; /* of each arrow that is drawn, or NULL */
  GArray *shown;     /* guint: the arrows that are drawn */
  GPtrArray *tints;  /* providers with a tint, borrowed */
  guint n_implied;
} Page;

static void
free_lines (gpointer data)
{
  if (data != NULL)
    g_array_unref (data);
}

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
find_tints (Page *page)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  page->tints = g_ptr_array_new ();
  for (guint i = 0; i < page->picture->boxes->len; i++)
    {
      char *provider = PICTURE_BOX (page->picture, i)->provider;

      if (provider != NULL && g_hash_table_add (known, provider))
        g_ptr_array_add (page->tints, provider);
    }
  g_ptr_array_sort (page->tints, compare_texts);
  if (page->tints->len > N_TINTS)
    g_ptr_array_set_size (page->tints, N_TINTS);
}

static gint
tint_of (const Page *page, const char *provider)
{
  for (guint k = 0; provider != NULL && k < page->tints->len; k++)
    if (g_str_equal (page->tints->pdata[k], provider))
      return (gint) k;
  return -1;
}

static void
measure_boxes (Page *page)
{
  const guint n = page->picture->boxes->len;

  page->lines = g_ptr_array_new_with_free_func (free_lines);
  page->boxes = g_new0 (GraphDrawBox, (gsize) n + 1);
  for (guint i = 0; i < n; i++)
    {
      const PictureBox *box = PICTURE_BOX (page->picture, i);
      GArray *lines = make_lines (page->picture, box);
      gint32 width = 500;

      for (guint k = 0; k < lines->len; k++)
        width = MAX (width, text_width (g_array_index (lines, Line, k).text, 90,
                                        g_array_index (lines, Line, k).bold));
      page->boxes[i] = (GraphDrawBox){
        .key = box->key,
        .width = width + 2 * PADDING,
        .height = (gint32) lines->len * LINE + PADDING + 20,
      };
      g_ptr_array_add (page->lines, lines);
    }
}

/* Chooses the arrows, and which have room for a label. */
static GraphDrawing *
lay_out (Page *page)
{
  const Picture *picture = page->picture;
  g_autofree GraphDrawArrow *arrows = g_new0 (GraphDrawArrow,
                                              (gsize) picture->arrows->len + 1);
  guint n_labels = 0;

  page->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  page->labels = g_ptr_array_new_with_free_func (g_free);
  for (guint a = 0; a < picture->arrows->len; a++)
    if (PICTURE_ARROW (picture, a)->implied)
      page->n_implied++;
    else
      {
        g_array_append_val (page->shown, a);
        g_ptr_array_add (
            page->labels,
            picture_describe_traffic (picture, PICTURE_ARROW (picture, a)));
        n_labels += page->labels->pdata[page->labels->len - 1] != NULL;
      }
  for (guint k = 0; k < page->shown->len; k++)
    {
      const PictureArrow *arrow = PICTURE_ARROW (
          picture, g_array_index (page->shown, guint, k));
      const char *label = page->labels->pdata[k];

      arrows[k] = (GraphDrawArrow){ .from = arrow->from, .to = arrow->to };
      if (n_labels <= ARROW_LABELS_MAX && label != NULL)
        {
          arrows[k].label_width = text_width (label, 90, FALSE) + 40;
          arrows[k].label_height = LINE;
        }
      else
        g_clear_pointer (&page->labels->pdata[k], g_free);
    }
  return graph_drawing_new (page->boxes, picture->boxes->len, arrows,
                            page->shown->len, INNER);
}

static void
write_text (Page *page, gint32 x, gint32 y, const char *class, const char *text)
{
  g_string_append_printf (page->out, "<text x=\"%d\" y=\"%d\"", x, y);
  if (class != NULL)
    g_string_append_printf (page->out, " class=\"%s\"", class);
  g_string_append (page->out, ">");
  picture_append_xml (page->out, text);
  g_string_append (page->out, "</text>\n");
}

static void
write_arrows (Page *page, const GraphDrawing *drawing, gint32 top)
{
  for (guint k = 0; k < page->shown->len; k++)
    {
      const PictureArrow *arrow = PICTURE_ARROW (
          page->picture, g_array_index (page->shown, guint, k));

      g_string_append_printf (page->out,
                              "<path class=\"arrow%s\" data-from=\"b%u\" "
                              "data-to=\"b%u\" marker-end=\"url(#head)\" d=\"",
                              arrow->hard ? "" : " soft", arrow->from,
                              arrow->to);
      for (guint32 p = drawing->first[k]; p < drawing->first[k + 1]; p++)
        g_string_append_printf (
            page->out, "%c%d %d", p == drawing->first[k] ? 'M' : 'L',
            drawing->points[p].x + MARGIN, drawing->points[p].y + top);
      g_string_append (page->out, "\"/>\n");
    }
  for (guint k = 0; k < page->shown->len; k++)
    {
      const char *label = page->labels->pdata[k];
      const gint32 x = drawing->labels[k].x + MARGIN;
      const gint32 y = drawing->labels[k].y + top;

      if (label == NULL)
        continue;
      g_string_append_printf (page->out,
                              "<g class=\"label\"><rect class=\"back\" "
                              "x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
                              x, y, text_width (label, 90, FALSE) + 40, LINE);
      write_text (page, x + 20, y + 90, NULL, label);
      g_string_append (page->out, "</g>\n");
    }
}

static void
write_boxes (Page *page, const GraphDrawing *drawing, gint32 top)
{
  for (guint i = 0; i < page->picture->boxes->len; i++)
    {
      const PictureBox *box = PICTURE_BOX (page->picture, i);
      const GArray *lines = page->lines->pdata[i];
      const gint32 x = drawing->boxes[i].x + MARGIN;
      const gint32 y = drawing->boxes[i].y + top;
      const gint tint = tint_of (page, box->provider);

      g_string_append_printf (page->out, "<g id=\"b%u\" class=\"box", i);
      if (tint >= 0)
        g_string_append_printf (page->out, " p%d", tint);
      g_string_append (page->out,
                       box->marked ? " marked\"><title>" : "\"><title>");
      picture_append_xml (page->out, box->name);
      g_string_append_printf (page->out,
                              "</title><rect x=\"%d\" y=\"%d\" width=\"%d\" "
                              "height=\"%d\" rx=\"24\"/>\n",
                              x, y, page->boxes[i].width,
                              page->boxes[i].height);
      for (guint k = 0; k < lines->len; k++)
        write_text (page, x + PADDING, y + PADDING / 2 + 95 + (gint32) k * LINE,
                    g_array_index (lines, Line, k).bold ? "name" : NULL,
                    g_array_index (lines, Line, k).text);
      g_string_append (page->out, "</g>\n");
    }
}

/* The tints with their names; returns where it ends. */
static gint32
write_key (Page *page, gint32 y)
{
  gint32 x = MARGIN;

  for (guint k = 0; k < page->tints->len; k++)
    {
      const char *name = page->tints->pdata[k];
      const gint32 width = text_width (name, 90, FALSE) + 330;

      if (x > MARGIN && x + width > PAGE - MARGIN)
        {
          x = MARGIN;
          y += LINE + 30;
        }
      g_string_append_printf (page->out,
                              "<rect class=\"key p%u\" x=\"%d\" y=\"%d\" "
                              "width=\"120\" height=\"84\"/>",
                              k, x, y);
      write_text (page, x + 160, y + 80, NULL, name);
      x += width;
    }
  return page->tints->len > 0 ? y + LINE + 60 : y;
}

/* What must be known to read the picture. */
static GArray *
make_notes (const Page *page)
{
  const Picture *picture = page->picture;
  GArray *notes = lines_new ();
  gboolean any_marked = FALSE;

  for (guint i = 0; i < picture->boxes->len; i++)
    any_marked = any_marked || PICTURE_BOX (picture, i)->marked;
  if (page->shown->len > 0)
    wrap (notes,
          picture_say (picture,
                       "An arrow goes from what needs to what is needed; "
                       "dashed: it can do without for a while.",
                       "Een pijl gaat van wat nodig heeft naar wat nodig is; "
                       "gestreept: het kan even zonder."),
          INNER, MAX_LINES, FALSE);
  if (any_marked && picture->marked != NULL)
    wrap (notes, picture->marked, INNER, MAX_LINES, FALSE);
  if (picture->folded != NULL)
    wrap (notes, picture->folded, INNER, MAX_LINES, FALSE);
  if (page->n_implied > 0)
    {
      g_autofree char *text = g_strdup_printf (
          picture_say (picture,
                       "%u arrows that follow from others are not drawn.",
                       "%u pijlen die uit andere volgen zijn niet "
                       "getekend."),
          page->n_implied);

      wrap (notes, text, INNER, MAX_LINES, FALSE);
    }
  if (picture->boxes->len == 0)
    wrap (notes,
          picture_say (picture, "There is nothing to draw.",
                       "Er is niets te tekenen."),
          INNER, MAX_LINES, FALSE);
  return notes;
}

static void
write_head (Page *page, gint32 height)
{
  const Picture *picture = page->picture;

  g_string_append_printf (
      page->out,
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"180mm\" "
      "height=\"%d.%02dmm\" viewBox=\"0 0 %d %d\" role=\"img\" "
      "aria-labelledby=\"title desc\" lang=\"%s\">\n<title id=\"title\">",
      (gint) ((gint64) height * 18000 / PAGE / 100),
      (gint) ((gint64) height * 18000 / PAGE % 100), PAGE, height,
      picture->language);
  picture_append_xml (page->out, picture->title);
  g_string_append (page->out, "</title>\n<desc id=\"desc\">");
  g_string_append_printf (page->out,
                          picture_say (picture, "%u boxes and %u arrows.",
                                       "%u vakken en %u pijlen."),
                          picture->boxes->len, page->shown->len);
  for (guint k = 0; k < page->shown->len; k++)
    {
      const PictureArrow *arrow = PICTURE_ARROW (
          picture, g_array_index (page->shown, guint, k));

      g_string_append_c (page->out, ' ');
      picture_append_xml (page->out, PICTURE_BOX (picture, arrow->from)->name);
      g_string_append (page->out,
                       picture_say (picture, " needs ", " heeft nodig: "));
      picture_append_xml (page->out, PICTURE_BOX (picture, arrow->to)->name);
      g_string_append_c (page->out, '.');
    }
  g_string_append_printf (
      page->out,
      "</desc>\n<style>\n%s</style>\n<defs><marker id=\"head\" "
      "markerUnits=\"userSpaceOnUse\" markerWidth=\"70\" markerHeight=\"60\" "
      "refX=\"66\" refY=\"30\" orient=\"auto\" viewBox=\"0 0 70 60\"><path "
      "class=\"head\" d=\"M0 0L70 30L0 60z\"/></marker></defs>\n",
      style);
}

/* Title, drawing, key and notes from top to bottom. */
static void
write_page (Page *page, const GraphDrawing *drawing)
{
  g_autoptr (GArray) title = lines_new ();
  g_autoptr (GArray) notes = make_notes (page);
  g_autoptr (GString) body = g_string_new (NULL);
  GString *out = page->out;
  gint32 y = 40;

  wrap (title, page->picture->title, TITLE_MAX * 90 / 130, 2, TRUE);
  page->out = body;
  for (guint k = 0; k < title->len; k++, y += 160)
    write_text (page, MARGIN, y + 120, "title",
                g_array_index (title, Line, k).text);
  y += 120;
  write_arrows (page, drawing, y);
  write_boxes (page, drawing, y);
  y = write_key (page, y + drawing->height + 200);
  for (guint k = 0; k < notes->len; k++, y += LINE + 12)
    write_text (page, MARGIN, y + 90, "note",
                g_array_index (notes, Line, k).text);
  page->out = out;
  write_head (page, y + 60);
  g_string_append (out, body->str);
  g_string_append (out, "</svg>\n");
}

char *
picture_write_svg (const Picture *picture)
{
  Page page = { .picture = picture, .out = g_string_new (NULL) };
  g_autoptr (GraphDrawing) drawing = NULL;

  find_tints (&page);
  measure_boxes (&page);
  drawing = lay_out (&page);
  write_page (&page, drawing);
  g_ptr_array_unref (page.lines);
  g_ptr_array_unref (page.labels);
  g_ptr_array_unref (page.tints);
  g_array_unref (page.shown);
  g_free (page.boxes);
  return g_string_free (page.out, FALSE);
}
