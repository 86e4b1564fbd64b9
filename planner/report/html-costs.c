/* SPDX-License-Identifier: EUPL-1.2
 *
 * The HTML report, money: the cost lines with their grades, and the cash flow
 * by month.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "report/html-private.h"

static const HtmlColumn cost_columns[] = { { WORD_COST_LINE, FALSE },
                                           { WORD_AMOUNT, TRUE },
                                           { WORD_GRADES, FALSE },
                                           { WORD_WEAKEST, FALSE },
                                           { WORD_HOLES_SHORT, TRUE } };

static void
write_line (Report *report,
            const BaseNode *figure,
            gboolean total,
            gboolean graded)
{
  const UitwegPlanDocument *document = report->document;
  const char *id = report_text (document, figure, "id");
  const char *weakest = report_text (document, figure, "weakest");
  const BaseNode *grades = report_get (document, figure, "grades");
  g_autofree char *words = report_dup_grades (report, figure);

  html_raw (report, total ? "<tr class=\"total\"><th scope=\"row\">"
                          : "<tr><th scope=\"row\">");
  html_text (report,
             report_sentence (document, report_get (document, figure, "label"),
                              report->language));
  html_raw (report, "</th>");
  html_cell_amount (report, report_get (document, figure, "value"), "%s", id);
  if (!graded)
    {
      html_row_end (report);
      return;
    }
  html_raw (report, "<td class=\"bar\">");
  html_grades (report, figure);
  html_raw (report, "</td><td>");
  if (grades != NULL && words != NULL)
    html_text (report, report_term (report, weakest));
  html_raw (report, "</td>");
  if (report_int (document, figure, "n_holes") == UITWEG_UNKNOWN)
    html_raw (report, "<td></td>");
  else
    html_cell_count (report, figure, "n_holes");
  html_row_end (report);
}

static void
write_key (Report *report)
{
  html_raw (report, "<ul class=\"key\">");
  for (guint i = 0; i < UITWEG_N_GRADES; i++)
    {
      const char *name = uitweg_grade_get_name ((UitwegGrade) i);

      g_string_append_printf (report->out, "<li><i class=\"g-%s\"></i>", name);
      html_text (report, report_term (report, name));
      html_raw (report, "</li>");
    }
  html_raw (report, "</ul>\n");
}

/* The figures that belong; those of the horizon are no lines of the total,
 * and have no grades of their own. */
static void
write_table (Report *report,
             const char *id,
             ReportWord caption,
             gboolean (*belongs) (const char *id),
             gboolean graded)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *total = report_find_figure (document, "cost.one_off");

  html_table (report, id, caption, cost_columns,
              graded ? G_N_ELEMENTS (cost_columns) : 2);
  for (const BaseNode *figure =
           report_first (document, document->root, "figures");
       figure != NULL; figure = report_next (document, figure))
    if (figure != total && belongs (report_text (document, figure, "id")))
      write_line (report, figure, FALSE, graded);
  if (total != NULL && belongs ("cost.one_off"))
    write_line (report, total, TRUE, graded);
  html_table_end (report);
}

static gboolean
is_horizon (const char *id)
{
  return g_str_has_prefix (id, "cost.do_nothing")
         || g_str_has_prefix (id, "cost.total");
}

static gboolean
is_one_off (const char *id)
{
  return g_str_has_prefix (id, "cost.") && !is_horizon (id);
}

static gboolean
is_run (const char *id)
{
  return g_str_has_prefix (id, "run.");
}

void
html_write_costs (Report *report)
{
  html_section (report, "costs", WORD_COSTS, WORD_COSTS_LEAD);
  write_table (report, "cost-lines", WORD_ONE_OFF, is_one_off, TRUE);
  write_table (report, "run-lines", WORD_RUN_COST, is_run, TRUE);
  write_table (report, "horizon-lines", WORD_OVER_HORIZON, is_horizon, FALSE);
  write_key (report);
  html_raw (report, "<p class=\"note\">");
  html_word (report, WORD_GRADES_LEAD);
  html_raw (report, "</p>\n");
  html_section_end (report);
}

/* The largest upper end, for the height of the bars only. */
static const BaseNode *
find_highest (const Report *report, const char *key)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *highest = NULL;
  UitwegMoney most = 0;

  for (const BaseNode *month =
           report_first (document, document->root, "cash_flow");
       month != NULL; month = report_next (document, month))
    {
      const BaseNode *node = report_get (document, month, key);
      const UitwegMoney hi = report_money (document, node).hi;

      if (hi != UITWEG_UNKNOWN && hi > most)
        {
          most = hi;
          highest = node;
        }
    }
  return highest;
}

#define PLOT_HEIGHT 130
#define PLOT_TOP 18

static void
append_bar (Report *report,
            const char *class_name,
            double x,
            double width,
            double share)
{
  const double height = CLAMP (share, 0, 1) * (PLOT_HEIGHT - PLOT_TOP);
  char text[4][G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text[0], sizeof text[0], "%.3f", x * 100);
  g_ascii_formatd (text[1], sizeof text[1], "%.1f", PLOT_HEIGHT - height);
  g_ascii_formatd (text[2], sizeof text[2], "%.3f", width * 100);
  g_ascii_formatd (text[3], sizeof text[3], "%.1f", height);
  g_string_append_printf (report->out,
                          "<rect class=\"%s\" x=\"%s%%\" y=\"%s\" "
                          "width=\"%s%%\" height=\"%s\"/>",
                          class_name, text[0], text[1], text[2], text[3]);
}

/* One month: what is certain, and above it what may come. A year begins with
 * its number below the axis. */
static void
write_month (Report *report,
             const BaseNode *month,
             const char *key,
             double place,
             double step,
             UitwegMoney most)
{
  const UitwegPlanDocument *document = report->document;
  const UitwegMoneyRange range = report_money (
      document, report_get (document, month, key));
  const char *from = report_text (document, month, "from");

  if (from == NULL)
    from = report_text (document, month, "month");
  if (range.lo != UITWEG_UNKNOWN && range.hi > 0)
    {
      g_autofree char *amount = report_dup_money (
          report, report_get (document, month, key));

      html_raw (report, "<g><title>");
      g_string_append_printf (report->out, "%.7s: ", from != NULL ? from : "");
      html_text (report, amount);
      html_raw (report, "</title>");
      append_bar (report, "b-hi", place + step * 0.12, step * 0.76,
                  (double) range.hi / (double) most);
      append_bar (report, "b-lo", place + step * 0.12, step * 0.76,
                  (double) range.lo / (double) most);
      html_raw (report, "</g>");
    }
  if (from != NULL && strlen (from) >= 7
      && (strncmp (from + 5, "01", 2) == 0 || place <= 0))
    {
      char x[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (x, sizeof x, "%.3f", place * 100);
      g_string_append_printf (
          report->out,
          "<line class=\"axis\" x1=\"%s%%\" x2=\"%s%%\" y1=\"%d\" y2=\"%d\"/>"
          "<text x=\"%s%%\" y=\"%d\" dx=\"4\">%.4s</text>",
          x, x, PLOT_HEIGHT, PLOT_HEIGHT + 16, x, PLOT_HEIGHT + 15, from);
    }
}

static void
write_plot (Report *report, ReportWord caption, const char *key, const char *id)
{
  const UitwegPlanDocument *document = report->document;
  const guint32 n = report_count (document, document->root, "cash_flow");
  const BaseNode *highest = find_highest (report, key);
  const UitwegMoney most = report_money (document, highest).hi;
  const double step = 1.0 / MAX (n, 1);
  g_autofree char *label = NULL;
  guint i = 0;

  if (highest == NULL)
    return;
  label = report_dup_money (report, report_last (document, highest));
  html_raw (report, "<figure class=\"chart\"><figcaption");
  g_string_append_printf (report->out, " id=\"%s\">", id);
  html_word (report, caption);
  g_string_append_printf (
      report->out,
      "</figcaption>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
      "aria-labelledby=\"%s\"><div class=\"plot\"><svg role=\"img\" "
      "aria-labelledby=\"%s\" width=\"100%%\" height=\"%d\">\n"
      "<line class=\"grid\" x1=\"0\" x2=\"100%%\" y1=\"%d\" y2=\"%d\"/>"
      "<text x=\"0\" y=\"%d\">",
      id, id, PLOT_HEIGHT + 20, PLOT_TOP, PLOT_TOP, PLOT_TOP - 5);
  html_text (report, label);
  html_raw (report, "</text>\n");
  for (const BaseNode *month =
           report_first (document, document->root, "cash_flow");
       month != NULL; month = report_next (document, month), i++)
    write_month (report, month, key, i * step, step, most);
  g_string_append_printf (report->out,
                          "\n<line class=\"axis\" x1=\"0\" x2=\"100%%\" "
                          "y1=\"%d\" y2=\"%d\"/></svg></div></div></figure>\n",
                          PLOT_HEIGHT, PLOT_HEIGHT);
}

static void
write_months (Report *report)
{
  static const HtmlColumn columns[] = { { WORD_MONTH, FALSE },
                                        { WORD_ONE_OFF, TRUE },
                                        { WORD_RUN_COST, TRUE } };
  const UitwegPlanDocument *document = report->document;

  html_raw (report, "<details class=\"screen\"><summary>");
  html_word (report, WORD_CASH_FLOW_TABLE);
  html_raw (report, "</summary>\n<div class=\"in\">\n");
  html_table (report, "months", WORD_CASH_FLOW, columns,
              G_N_ELEMENTS (columns));
  for (const BaseNode *month =
           report_first (document, document->root, "cash_flow");
       month != NULL; month = report_next (document, month))
    {
      const char *from = report_text (document, month, "from");
      g_autofree char *name = NULL;

      if (from == NULL)
        from = report_text (document, month, "month");
      name = g_strndup (from != NULL ? from : "?", 7);
      html_row (report, name);
      html_cell_amount (report, report_get (document, month, "one_off"),
                        "month.%s.one_off", name);
      html_cell_amount (report, report_get (document, month, "run"),
                        "month.%s.run", name);
      html_row_end (report);
    }
  html_table_end (report);
  html_raw (report, "</div></details>\n");
}

void
html_write_cash_flow (Report *report)
{
  html_section (report, "cash-flow", WORD_CASH_FLOW, WORD_CASH_FLOW_LEAD);
  write_plot (report, WORD_ONE_OFF_MONTH, "one_off", "plot-one-off");
  write_plot (report, WORD_RUN_COST, "run", "plot-run");
  write_months (report);
  html_section_end (report);
}
