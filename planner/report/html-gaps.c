/* SPDX-License-Identifier: EUPL-1.2
 *
 * The HTML report, what is not known: coverage and incomplete sources, prices
 * that are missing, and what was assumed.
 */
#include "config.h"

#include <math.h>

#include "report/html-private.h"

/* "132 of 150", and what it counts. */
static void
write_of (Report *report,
          const BaseNode *coverage,
          ReportWord word,
          const char *part,
          const char *whole,
          gint after)
{
  g_autofree char *some = report_dup_count (report, coverage, part);
  g_autofree char *all = report_dup_count (report, coverage, whole);

  html_pair_open (report, word);
  html_text (report, some);
  html_raw (report, " ");
  html_word (report, WORD_OF);
  html_raw (report, " ");
  html_text (report, all);
  if (after >= 0)
    {
      html_raw (report, "<span class=\"small\">");
      html_word (report, (ReportWord) after);
      html_raw (report, "</span>");
    }
  html_pair_end (report);
}

static void
write_spend (Report *report, const BaseNode *coverage)
{
  const UitwegPlanDocument *document = report->document;

  html_pair_open (report, WORD_SPEND);
  html_amount (report, "coverage.matched",
               report_get (document, coverage, "matched"));
  html_raw (report, "<span class=\"small\">");
  html_word (report, WORD_MATCHED);
  html_raw (report, ", ");
  html_word (report, WORD_OF);
  html_raw (report, " ");
  html_amount (report, "coverage.billed",
               report_get (document, coverage, "billed"));
  html_raw (report, " ");
  html_word (report, WORD_BILLED);
  html_raw (report, "</span>");
  html_pair_end (report);
}

static void
write_dependencies (Report *report, const BaseNode *coverage)
{
  static const struct
  {
    const char *key;
    ReportWord word;
  } kinds[] = {
    { "n_declared", WORD_DEPENDENCIES_DECLARED },
    { "n_observed", WORD_DEPENDENCIES_OBSERVED },
    { "n_inferred", WORD_DEPENDENCIES_INFERRED },
  };
  g_autofree char *all = report_dup_count (report, coverage, "n_dependencies");
  g_autofree char *lonely = report_dup_count (report, coverage,
                                              "n_without_dependency");

  html_pair_open (report, WORD_DEPENDENCIES);
  html_text (report, all);
  html_raw (report, "<span class=\"small\">");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *count = report_dup_count (report, coverage,
                                                 kinds[i].key);

      html_raw (report, i > 0 ? ", " : "");
      html_text (report, count);
      html_raw (report, " ");
      html_word (report, kinds[i].word);
    }
  html_raw (report, "</span>");
  html_pair_end (report);
  html_pair (report, WORD_DEPENDENCIES_NONE, lonely);
}

/* Problems of one source, each with what it hides. */
static void
write_problems (Report *report, const BaseNode *source)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *problem = report_first (document, source, "problems");

  html_raw (report, "<td>");
  if (problem == NULL)
    html_word (report, WORD_NONE);
  else
    html_raw (report, "<ul>");
  for (; problem != NULL; problem = report_next (document, problem))
    {
      const char *call = report_text (document, problem, "call");
      const UitwegInterval unseen = report_interval (document, problem,
                                                     "unseen");
      const BaseNode *spend = report_get (document, problem, "eur_per_month");

      html_raw (report, "<li>");
      html_text (report, report_text (document, problem, "error"));
      if (call != NULL)
        {
          html_raw (report, " <code class=\"small\">");
          html_text (report, call);
          html_raw (report, "</code>");
        }
      if (!isnan (unseen.hi))
        {
          g_autofree char *count = report_dup_interval (report, unseen, 0);

          html_raw (report, "<br>");
          html_word (report, WORD_UNSEEN);
          html_raw (report, ": ");
          html_text (report, count);
        }
      if (spend != NULL)
        {
          g_autofree char *amount = report_dup_money (report, spend);

          html_raw (report, "; ");
          html_text (report, amount);
          html_raw (report, " ");
          html_word (report, WORD_PER_MONTH);
        }
      html_raw (report, "</li>");
    }
  if (report_first (document, source, "problems") != NULL)
    html_raw (report, "</ul>");
  html_raw (report, "</td>");
}

static void
write_sources (Report *report)
{
  static const HtmlColumn columns[] = { { WORD_SOURCE, FALSE },
                                        { WORD_CONNECTOR, FALSE },
                                        { WORD_COMPLETE, FALSE },
                                        { WORD_NEWEST, FALSE },
                                        { WORD_PROBLEMS, FALSE } };
  const UitwegPlanDocument *document = report->document;

  if (report_count (document, document->root, "sources") == 0)
    return;
  html_table (report, "sources", WORD_SOURCES, columns, G_N_ELEMENTS (columns));
  for (const BaseNode *source =
           report_first (document, document->root, "sources");
       source != NULL; source = report_next (document, source))
    {
      const gint complete = report_bool (document, source, "complete");

      html_row (report, report_text (document, source, "id"));
      html_cell (report, report_text (document, source, "connector"));
      html_raw (report, complete == 1 ? "<td>" : "<td><strong>");
      html_text (report, report_yes_no (report, complete));
      html_raw (report, complete == 1 ? "</td>" : "</strong></td>");
      html_cell_day (report, source, "newest");
      write_problems (report, source);
      html_row_end (report);
    }
  html_table_end (report);
}

static void
write_conflicts (Report *report)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *item = report_first (document, document->root, "conflicts");

  if (item == NULL)
    return;
  html_raw (report, "<details class=\"paper\"><summary>");
  html_word (report, WORD_CONFLICTS);
  g_string_append_printf (report->out,
                          " (%u)</summary>\n<div class=\"in\"><ul>\n",
                          report_count (document, document->root, "conflicts"));
  for (; item != NULL; item = report_next (document, item))
    {
      html_raw (report, "<li>");
      html_text (report, report_sentence (document, item, report->language));
      html_raw (report, "</li>\n");
    }
  html_raw (report, "</ul></div></details>\n");
}

void
html_write_coverage (Report *report)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *coverage = report_get (document, document->root, "coverage");
  const UitwegInterval unseen = report_interval (document, coverage, "unseen");
  g_autofree char *missing = report_dup_interval (report, unseen, 0);
  g_autofree char *named = report_dup_count (report, coverage,
                                             "n_placeholders");

  html_section (report, "coverage", WORD_COVERAGE, WORD_COVERAGE_LEAD);
  html_raw (report, "<dl class=\"tiles\">\n");
  write_spend (report, coverage);
  write_of (report, coverage, WORD_SOURCES, "n_sources_complete", "n_sources",
            WORD_SOURCES_COMPLETE);
  write_of (report, coverage, WORD_TYPES_KNOWN, "n_known_types", "n_resources",
            -1);
  html_pair_open (report, WORD_UNSEEN);
  html_text (report, isnan (unseen.hi) ? NULL : missing);
  if (report_get (document, coverage, "unseen_eur") != NULL)
    {
      html_raw (report, "<span class=\"small\">");
      html_amount (report, "coverage.unseen_eur",
                   report_get (document, coverage, "unseen_eur"));
      html_raw (report, " ");
      html_word (report, WORD_PER_MONTH);
      html_raw (report, "</span>");
    }
  html_pair_end (report);
  html_pair (report, WORD_PLACEHOLDERS, named);
  write_dependencies (report, coverage);
  write_of (report, coverage, WORD_SERVICES, "n_services_with_members",
            "n_services", WORD_SERVICES_WITH_MEMBERS);
  html_raw (report, "</dl>\n");
  write_sources (report);
  write_conflicts (report);
  html_section_end (report);
}

void
html_write_holes (Report *report)
{
  static const HtmlColumn columns[] = {
    { WORD_RESOURCE, FALSE }, { WORD_WHAT, FALSE }, { WORD_PERIOD, FALSE },
    { WORD_TARGET, FALSE },   { WORD_WHY, FALSE },
  };
  const UitwegPlanDocument *document = report->document;

  html_section (report, "holes", WORD_HOLES, WORD_HOLES_LEAD);
  html_table (report, "hole-list", WORD_HOLES, columns, G_N_ELEMENTS (columns));
  for (const BaseNode *hole = report_first (document, document->root, "holes");
       hole != NULL; hole = report_next (document, hole))
    {
      const gint monthly = report_bool (document, hole, "monthly");
      const char *text = report_sentence (
          document, report_get (document, hole, "text"), report->language);
      const char *obtain = report_sentence (
          document, report_get (document, hole, "obtain"), report->language);

      html_row (report, report_text (document, hole, "resource"));
      html_cell (report,
                 report_term (report, report_text (document, hole, "what")));
      html_cell (report, monthly < 0 ? NULL
                                     : report_word (
                                         report, monthly == 1 ? WORD_PER_MONTH
                                                              : WORD_ONE_OFF));
      html_cell (report, report_text (document, hole, "target"));
      html_raw (report, "<td>");
      html_text (report, text);
      if (obtain != NULL)
        {
          html_raw (report, "<br>");
          html_word (report, WORD_HOW_TO_OBTAIN);
          html_raw (report, ": ");
          html_text (report, obtain);
        }
      html_raw (report, "</td>");
      html_row_end (report);
    }
  html_table_end (report);
  html_section_end (report);
}

void
html_write_assumptions (Report *report)
{
  static const HtmlColumn columns[] = {
    { WORD_FIGURE, FALSE }, { WORD_FOR_WHAT, FALSE }, { WORD_WHAT, FALSE },
    { WORD_VALUE, TRUE },   { WORD_PER, FALSE },      { WORD_GRADE, FALSE },
    { WORD_SOURCE, FALSE },
  };
  const UitwegPlanDocument *document = report->document;

  html_section (report, "assumptions", WORD_ASSUMPTIONS, WORD_ASSUMPTIONS_LEAD);
  html_table (report, "assumption-list", WORD_ASSUMPTIONS, columns,
              G_N_ELEMENTS (columns));
  for (const BaseNode *item =
           report_first (document, document->root, "assumptions");
       item != NULL; item = report_next (document, item))
    {
      const char *id = report_text (document, item, "id");
      const BaseNode *value = report_get (document, item, "value");

      html_row (report, id);
      html_cell (report, report_text (document, item, "for"));
      html_cell (report,
                 report_term (report, report_text (document, item, "what")));
      if (value != NULL && value->kind == BASE_NODE_LIST)
        html_cell_amount (report, value, "assumption.%s.value",
                          id != NULL ? id : "?");
      else
        html_cell_number (report, report_text (document, item, "mode"));
      html_cell (report, report_text (document, item, "per"));
      html_cell (report,
                 report_term (report, report_text (document, item, "grade")));
      html_cell (report, report_text (document, item, "source"));
      html_row_end (report);
    }
  html_table_end (report);
  html_section_end (report);
}
