/* SPDX-License-Identifier: EUPL-1.2
 *
 * Building blocks of the HTML report: escaping, tables, amounts, grades.
 */
#include "config.h"

#include "report/html-private.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

void
html_raw (Report *report, const char *markup)
{
  g_string_append (report->out, markup);
}

/* Escapes for text and for values in double quotes alike. */
static void
append_escaped (GString *out, const char *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  report_append_plain (plain, text);
  for (const char *p = plain->str; *p != '\0'; p++)
    if (*p == '&')
      g_string_append (out, "&amp;");
    else if (*p == '<')
      g_string_append (out, "&lt;");
    else if (*p == '>')
      g_string_append (out, "&gt;");
    else if (*p == '"')
      g_string_append (out, "&quot;");
    else if (*p == '\'')
      g_string_append (out, "&#39;");
    else
      g_string_append_c (out, *p);
}

void
html_text (Report *report, const char *text)
{
  if (text == NULL)
    {
      html_raw (report, "<span class=\"unknown\">");
      append_escaped (report->out, report_word (report, WORD_UNKNOWN));
      html_raw (report, "</span>");
      return;
    }
  append_escaped (report->out, text);
}

void
html_word (Report *report, ReportWord word)
{
  append_escaped (report->out, report_word (report, word));
}

void
html_attribute (Report *report, const char *name, const char *value)
{
  g_string_append_printf (report->out, " %s=\"", name);
  append_escaped (report->out, value);
  g_string_append_c (report->out, '"');
}

/* Blanks are not allowed in an id. */
static char *
dup_id (const char *prefix, const char *id)
{
  char *whole = g_strconcat (prefix, "-", id, NULL);

  for (char *p = whole; *p != '\0'; p++)
    if (g_ascii_isspace (*p))
      *p = '_';
  return whole;
}

void
html_id (Report *report, const char *prefix, const char *id)
{
  g_autofree char *whole = dup_id (prefix, id);

  html_attribute (report, "id", whole);
}

void
html_href (Report *report, const char *prefix, const char *id)
{
  g_autofree char *whole = dup_id (prefix, id);
  g_autofree char *escaped = g_uri_escape_string (whole, "/", FALSE);
  g_autofree char *target = g_strconcat ("#", escaped, NULL);

  html_attribute (report, "href", target);
}

void
html_section (Report *report, const char *id, ReportWord title, gint lead)
{
  g_string_append_printf (report->out,
                          "\n<section id=\"%s\" aria-labelledby=\"%s-title\">\n"
                          "<h2 id=\"%s-title\">",
                          id, id, id);
  html_word (report, title);
  html_raw (report, "</h2>\n");
  report->section = (gint) title;
  if (lead < 0)
    return;
  html_raw (report, "<p class=\"lead\">");
  html_word (report, (ReportWord) lead);
  html_raw (report, "</p>\n");
}

void
html_section_end (Report *report)
{
  html_raw (report, "</section>\n");
}

void
html_heading (Report *report, ReportWord word)
{
  html_raw (report, "<h3>");
  html_word (report, word);
  html_raw (report, "</h3>\n");
}

void
html_table (Report *report,
            const char *id,
            ReportWord caption,
            const HtmlColumn *columns,
            guint n_columns)
{
  g_string_append_printf (
      report->out,
      "<div class=\"scroll\" role=\"region\" aria-labelledby=\"%s-caption\" "
      "tabindex=\"0\">\n<table id=\"%s\"%s>\n<caption id=\"%s-caption\"%s>",
      id, id, n_columns <= 3 ? " class=\"narrow\"" : "", id,
      report->section == (gint) caption ? " class=\"same\"" : "");
  html_word (report, caption);
  html_raw (report, "</caption>\n<thead><tr>");
  for (guint i = 0; i < n_columns; i++)
    {
      html_raw (report, columns[i].numeric ? "<th scope=\"col\" class=\"n\">"
                                           : "<th scope=\"col\">");
      if (columns[i].word >= 0)
        html_word (report, (ReportWord) columns[i].word);
      html_raw (report, "</th>");
    }
  html_raw (report, "</tr></thead>\n<tbody>\n");
}

void
html_table_end (Report *report)
{
  html_raw (report, "</tbody>\n</table>\n</div>\n");
}

void
html_row (Report *report, const char *heading)
{
  html_raw (report, "<tr><th scope=\"row\">");
  html_text (report, heading);
  html_raw (report, "</th>");
}

void
html_row_end (Report *report)
{
  html_raw (report, "</tr>\n");
}

void
html_cell (Report *report, const char *text)
{
  html_raw (report, "<td>");
  html_text (report, text);
  html_raw (report, "</td>");
}

void
html_cell_number (Report *report, const char *text)
{
  html_raw (report, "<td class=\"n\">");
  html_text (report, text);
  html_raw (report, "</td>");
}

void
html_cell_count (Report *report, const BaseNode *map, const char *key)
{
  g_autofree char *count = report_dup_count (report, map, key);

  html_cell_number (
      report,
      report_int (report->document, map, key) == UITWEG_UNKNOWN ? NULL : count);
}

void
html_cell_day (Report *report, const BaseNode *map, const char *key)
{
  g_autofree char *day = report_dup_day (report, map, key);

  html_raw (report, "<td class=\"day\">");
  html_text (report,
             report_day (report->document, map, key) == UITWEG_DAY_UNKNOWN
                 ? NULL
                 : day);
  html_raw (report, "</td>");
}

void
html_cell_sentence (Report *report, const BaseNode *map, const char *key)
{
  html_cell (report, report_sentence (report->document,
                                      report_get (report->document, map, key),
                                      report->language));
}

void
html_target (Report *report, const char *target)
{
  const char *slash = target == NULL ? NULL : strchr (target, '/');
  g_autofree char *provider = NULL;

  if (slash == NULL)
    {
      html_text (report, target);
      return;
    }
  provider = g_strndup (target, (gsize) (slash + 1 - target));
  html_raw (report, "<span class=\"whole\">");
  html_text (report, provider);
  html_raw (report, "</span><wbr><span class=\"whole\">");
  html_text (report, slash + 1);
  html_raw (report, "</span>");
}

/* The exact ends, and the id, that a script can compare. */
static void
append_data (Report *report, const char *figure, const BaseNode *money)
{
  const char *lo, *hi;

  html_attribute (report, "data-figure", figure);
  if (report_money_texts (report->document, money, &lo, &hi))
    {
      html_attribute (report, "data-lo", lo);
      html_attribute (report, "data-hi", hi);
    }
  if (report_find_figure (report->document, figure) != NULL)
    {
      g_autofree char *hint = g_strdup_printf ("uitweg why '%s'", figure);

      html_attribute (report, "title", hint);
    }
}

static void
append_amount (Report *report,
               const char *tag,
               const char *figure,
               const BaseNode *money)
{
  const gboolean known = report_money (report->document, money).lo
                         != UITWEG_UNKNOWN;
  g_autofree char *text = report_dup_money (report, money);

  html_raw (report, known ? " class=\"amount\"" : " class=\"amount unknown\"");
  append_data (report, figure, money);
  html_raw (report, ">");
  html_text (report, text);
  g_string_append_printf (report->out, "</%s>", tag);
}

void
html_amount (Report *report, const char *figure, const BaseNode *money)
{
  if (report_find_figure (report->document, figure) == NULL)
    {
      html_raw (report, "<span");
      append_amount (report, "span", figure, money);
      return;
    }
  html_raw (report, "<a");
  html_href (report, "figure", figure);
  append_amount (report, "a", figure, money);
}

void
html_amount_home (Report *report, const char *figure, const BaseNode *money)
{
  html_raw (report, "<span");
  if (report_find_figure (report->document, figure) != NULL)
    html_id (report, "figure", figure);
  append_amount (report, "span", figure, money);
}

void
html_cell_amount (Report *report,
                  const BaseNode *money,
                  const char *format,
                  ...)
{
  g_autofree char *figure = NULL;
  va_list arguments;

  va_start (arguments, format);
  figure = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  html_raw (report, "<td class=\"n\">");
  html_amount (report, figure, money);
  html_raw (report, "</td>");
}

void
html_pair_open (Report *report, ReportWord word)
{
  html_raw (report, "<div><dt>");
  html_word (report, word);
  html_raw (report, "</dt><dd>");
}

void
html_pair_end (Report *report)
{
  html_raw (report, "</dd></div>\n");
}

void
html_pair (Report *report, ReportWord word, const char *text)
{
  html_pair_open (report, word);
  html_text (report, text);
  html_pair_end (report);
}

void
html_grades (Report *report, const BaseNode *figure)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *grades = report_get (document, figure, "grades");
  g_autofree char *words = report_dup_grades (report, figure);

  if (words == NULL)
    return;
  html_raw (report, "<span class=\"grades\" role=\"img\"");
  html_attribute (report, "aria-label", words);
  html_attribute (report, "title", words);
  html_raw (report, ">");
  for (guint i = 0; i < UITWEG_N_GRADES; i++)
    {
      const char *name = uitweg_grade_get_name ((UitwegGrade) i);
      const double share = report_number (document, grades, name);
      char width[G_ASCII_DTOSTR_BUF_SIZE];

      if (isnan (share) || share <= 0)
        continue;
      g_ascii_formatd (width, sizeof width, "%.2f", MIN (share, 1) * 100);
      g_string_append_printf (report->out,
                              "<span class=\"g-%s\" style=\"width:%s%%\">"
                              "</span>",
                              name, width);
    }
  html_raw (report, "</span>");
}
