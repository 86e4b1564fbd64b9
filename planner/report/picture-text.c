/* SPDX-License-Identifier: EUPL-1.2
 *
 * A picture for other programs: DOT, Mermaid and GraphML, with all arrows.
 * Also what all writers say of a box and an arrow.
 */
#include "config.h"

#include "report/picture.h"

#include <math.h>
#include <string.h>

#include <uitweg/money.h>

#include "base/human.h"

void
picture_append_xml (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *p = valid; *p != '\0'; p++)
    if (*p == '&')
      g_string_append (out, "&amp;");
    else if (*p == '<')
      g_string_append (out, "&lt;");
    else if (*p == '>')
      g_string_append (out, "&gt;");
    else if (*p == '"')
      g_string_append (out, "&quot;");
    else
      g_string_append_c (out, (guchar) *p < 0x20 || *p == 0x7f ? ' ' : *p);
}

char *
picture_describe_box (const Picture *picture, const PictureBox *box)
{
  if (box->kind != NULL)
    {
      char *text = box->count == 1
                       ? g_strdup (box->kind)
                       : g_strdup_printf ("%u × %s", box->count, box->kind);

      return g_strdelimit (text, "_", ' ');
    }
  return g_strdup_printf (picture_say (picture, "%u things", "%u onderdelen"),
                          box->count);
}

char *
picture_describe_money (const Picture *picture, const PictureBox *box)
{
  g_autofree char *eur = NULL;

  if (box->money == UITWEG_UNKNOWN)
    return NULL;
  eur = base_human_eur (box->money, picture->language);
  return g_strconcat (box->n_unpriced > 0 ? "≥ " : "", eur,
                      picture_say (picture, "/month", "/maand"), NULL);
}

char *
picture_describe_traffic (const Picture *picture, const PictureArrow *arrow)
{
  g_autofree char *number = NULL;

  if (isnan (arrow->gib))
    return NULL;
  number = base_human_number (arrow->gib, arrow->gib < 10 ? 1 : 0,
                              picture->language);
  return g_strconcat (number, picture_say (picture, " GiB/month", " GiB/maand"),
                      NULL);
}

/* In double quotes for DOT. */
static void
append_quoted (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, (guchar) *p < 0x20 ? ' ' : *p);
    }
}

char *
picture_write_dot (const Picture *picture)
{
  GString *out = g_string_new ("digraph uitweg {\n  label=\"");

  append_quoted (out, picture->title);
  if (picture->folded != NULL)
    {
      g_string_append (out, "\\n");
      append_quoted (out, picture->folded);
    }
  g_string_append (out, "\";\n  node [shape=box];\n");
  for (guint i = 0; i < picture->boxes->len; i++)
    {
      const PictureBox *box = PICTURE_BOX (picture, i);
      g_autofree char *what = picture_describe_box (picture, box);
      g_autofree char *money = picture_describe_money (picture, box);
      const char *const parts[] = { what, box->providers, box->note, money };

      g_string_append_printf (out, "  b%u [label=\"", i);
      append_quoted (out, box->name);
      for (guint k = 0; k < G_N_ELEMENTS (parts); k++)
        if (parts[k] != NULL)
          {
            g_string_append (out, "\\n");
            append_quoted (out, parts[k]);
          }
      g_string_append (out, box->marked ? "\", penwidth=3];\n" : "\"];\n");
    }
  for (guint a = 0; a < picture->arrows->len; a++)
    {
      const PictureArrow *arrow = PICTURE_ARROW (picture, a);
      g_autofree char *label = picture_describe_traffic (picture, arrow);

      g_string_append_printf (out, "  b%u -> b%u [style=%s", arrow->from,
                              arrow->to, arrow->hard ? "solid" : "dashed");
      if (label != NULL)
        g_string_append_printf (out, ", label=\"%s\"", label);
      g_string_append (out, "];\n");
    }
  g_string_append (out, "}\n");
  return g_string_free (out, FALSE);
}

/* Mermaid takes HTML entities inside quotes, and no quotes. */
static void
append_mermaid (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (strchr ("\"#;<>&`", *p) != NULL)
      g_string_append_printf (out, "#%d;", *p);
    else
      g_string_append_c (out, (guchar) *p < 0x20 ? ' ' : *p);
}

char *
picture_write_mermaid (const Picture *picture)
{
  GString *out = g_string_new ("---\ntitle: \"");

  append_quoted (out, picture->title);
  g_string_append (out, "\"\n---\nflowchart TD\n");
  if (picture->folded != NULL)
    g_string_append_printf (out, "  %%%% %s\n", picture->folded);
  for (guint i = 0; i < picture->boxes->len; i++)
    {
      const PictureBox *box = PICTURE_BOX (picture, i);
      g_autofree char *what = picture_describe_box (picture, box);
      g_autofree char *money = picture_describe_money (picture, box);
      const char *const parts[] = { what, box->providers, box->note, money };

      g_string_append_printf (out, "  b%u[\"", i);
      append_mermaid (out, box->name);
      for (guint k = 0; k < G_N_ELEMENTS (parts); k++)
        if (parts[k] != NULL)
          {
            g_string_append (out, "<br/>");
            append_mermaid (out, parts[k]);
          }
      g_string_append (out, "\"]\n");
      if (box->marked)
        g_string_append_printf (out, "  style b%u stroke-width:3px\n", i);
    }
  for (guint a = 0; a < picture->arrows->len; a++)
    {
      const PictureArrow *arrow = PICTURE_ARROW (picture, a);
      g_autofree char *label = picture_describe_traffic (picture, arrow);

      g_string_append_printf (out, "  b%u %s", arrow->from,
                              arrow->hard ? "-->" : "-.->");
      if (label != NULL)
        g_string_append_printf (out, "|%s|", label);
      g_string_append_printf (out, " b%u\n", arrow->to);
    }
  return g_string_free (out, FALSE);
}

static void
append_data (GString *out, const char *key, const char *text)
{
  if (text == NULL)
    return;
  g_string_append_printf (out, "<data key=\"%s\">", key);
  picture_append_xml (out, text);
  g_string_append (out, "</data>");
}

static void
append_keys (GString *out)
{
  static const char *const keys[][3] = {
    { "name", "node", "string" },     { "kind", "node", "string" },
    { "provider", "node", "string" }, { "note", "node", "string" },
    { "count", "all", "int" },        { "eur_per_month", "node", "string" },
    { "hard", "edge", "boolean" },    { "gib_per_month", "edge", "double" },
  };

  for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
    g_string_append_printf (out,
                            "<key id=\"%s\" for=\"%s\" attr.name=\"%s\" "
                            "attr.type=\"%s\"/>\n",
                            keys[k][0], keys[k][1], keys[k][0], keys[k][2]);
}

static void
append_node (GString *out, const PictureBox *box, guint i)
{
  g_autofree char *count = g_strdup_printf ("%u", box->count);
  g_autofree char *money = box->money != UITWEG_UNKNOWN
                               ? uitweg_money_format (box->money)
                               : NULL;

  g_string_append_printf (out, "<node id=\"b%u\">", i);
  append_data (out, "name", box->name);
  append_data (out, "kind", box->kind);
  append_data (out, "provider", box->providers);
  append_data (out, "note", box->note);
  append_data (out, "count", count);
  append_data (out, "eur_per_month", money);
  g_string_append (out, "</node>\n");
}

char *
picture_write_graphml (const Picture *picture)
{
  GString *out = g_string_new (
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml "
      "xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");

  append_keys (out);
  g_string_append (out, "<graph edgedefault=\"directed\"><desc>");
  picture_append_xml (out, picture->title);
  if (picture->folded != NULL)
    g_string_append_printf (out, ". %s", picture->folded);
  g_string_append (out, "</desc>\n");
  for (guint i = 0; i < picture->boxes->len; i++)
    append_node (out, PICTURE_BOX (picture, i), i);
  for (guint a = 0; a < picture->arrows->len; a++)
    {
      const PictureArrow *arrow = PICTURE_ARROW (picture, a);
      g_autofree char *count = g_strdup_printf ("%u", arrow->count);
      char gib[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (out, "<edge source=\"b%u\" target=\"b%u\">",
                              arrow->from, arrow->to);
      append_data (out, "count", count);
      append_data (out, "hard", arrow->hard ? "true" : "false");
      if (!isnan (arrow->gib))
        append_data (out, "gib_per_month",
                     g_ascii_dtostr (gib, sizeof gib, arrow->gib));
      g_string_append (out, "</edge>\n");
    }
  g_string_append (out, "</graph>\n</graphml>\n");
  return g_string_free (out, FALSE);
}

char *
picture_write (const Picture *picture, const char *format)
{
  static const struct
  {
    const char *format;
    char *(*write) (const Picture *picture);
  } writers[] = { { "svg", picture_write_svg },
                  { "dot", picture_write_dot },
                  { "mermaid", picture_write_mermaid },
                  { "graphml", picture_write_graphml } };

  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    if (g_str_equal (format, writers[i].format))
      return writers[i].write (picture);
  return NULL;
}
