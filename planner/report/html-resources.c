/* SPDX-License-Identifier: EUPL-1.2
 *
 * The HTML report, appendix: every resource with its parts, every figure with
 * its formula, and the inputs. Figures are explained here, and linked to.
 */
#include "config.h"

#include <math.h>

#include "report/html-private.h"

static void
write_parts (Report *report, const BaseNode *resource)
{
  const UitwegPlanDocument *document = report->document;
  const char *id = report_text (document, resource, "id");
  guint number = 0;

  if (report_count (document, resource, "parts") == 0)
    return;
  html_raw (report, "<div class=\"scroll\"><table><thead><tr>");
  html_raw (report, "<th scope=\"col\">");
  html_word (report, WORD_PART);
  html_raw (report, "</th><th scope=\"col\">");
  html_word (report, WORD_PERIOD);
  html_raw (report, "</th><th scope=\"col\" class=\"n\">");
  html_word (report, WORD_AMOUNT);
  html_raw (report, "</th><th scope=\"col\">");
  html_word (report, WORD_GRADE);
  html_raw (report, "</th><th scope=\"col\">");
  html_word (report, WORD_SOURCE);
  html_raw (report, "</th></tr></thead><tbody>\n");
  for (const BaseNode *part = report_first (document, resource, "parts");
       part != NULL; part = report_next (document, part))
    {
      const char *text = report_text (document, part, "text");

      html_raw (report, "<tr><th scope=\"row\">");
      html_text (report,
                 report_term (report, report_text (document, part, "kind")));
      if (text != NULL)
        {
          html_raw (report, "<br><span class=\"small\">");
          html_text (report, text);
          html_raw (report, "</span>");
        }
      html_raw (report, "</th>");
      html_cell (
          report,
          report_word (report, report_bool (document, part, "monthly") == 1
                                   ? WORD_PER_MONTH
                                   : WORD_ONE_OFF));
      if (report_bool (document, part, "hole") == 1)
        html_cell_number (report, report_word (report, WORD_HOLE));
      else
        html_cell_amount (report, report_get (document, part, "amount"),
                          "resource.%s#%u", id, number);
      html_cell (report,
                 report_term (report, report_text (document, part, "grade")));
      html_cell (report, report_text (document, part, "source"));
      html_row_end (report);
      number++;
    }
  html_raw (report, "</tbody></table></div>\n");
}

static void
write_countries (Report *report,
                 const BaseNode *resource,
                 ReportWord word,
                 const char *list,
                 const char *unknown)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *code = report_first (document, resource, list);
  const gboolean gap = report_bool (document, resource, unknown) == 1;

  html_raw (report, "<div><dt>");
  html_word (report, WORD_JURISDICTIONS);
  html_raw (report, " (");
  html_word (report, word);
  html_raw (report, ")</dt><dd>");
  if (code == NULL && !gap)
    html_raw (report, "–");
  for (gboolean first = TRUE; code != NULL;
       code = report_next (document, code), first = FALSE)
    {
      html_raw (report, first ? "" : ", ");
      html_text (report, code->kind == BASE_NODE_STRING ? code->text : NULL);
    }
  html_raw (report, gap ? " ?" : "");
  html_pair_end (report);
}

static void
write_resource_facts (Report *report, const BaseNode *resource)
{
  static const struct
  {
    const char *key;
    ReportWord word;
  } facts[] = {
    { "kind", WORD_KIND },
    { "native_type", WORD_NATIVE_TYPE },
    { "provider", WORD_PROVIDER },
    { "region", WORD_REGION },
    { "application", WORD_APPLICATION },
    { "environment", WORD_ENVIRONMENT },
    { "criticality", WORD_CRITICALITY },
    { "data_class", WORD_DATA_CLASS },
    { "required_control", WORD_REQUIRED },
    { "group", WORD_GROUP },
    { "need_basis", WORD_NEED_BASIS },
  };
  const UitwegPlanDocument *document = report->document;
  const char *id = report_text (document, resource, "id");
  const BaseNode *today = report_get (document, resource, "run_today");
  g_autofree char *figure = g_strdup_printf ("resource.%s.run_today", id);

  html_raw (report, "<dl class=\"facts\">\n");
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      const char *word = report_text (document, resource, facts[i].key);

      if (word != NULL)
        html_pair (report, facts[i].word, report_term (report, word));
    }
  html_pair_open (report, WORD_RUN_BEFORE);
  html_amount (report, figure, today);
  html_pair_end (report);
  html_pair (
      report, WORD_MUST_LEAVE,
      report_yes_no (report, report_bool (document, resource, "must_leave")));
  write_countries (report, resource, WORD_BEFORE, "jurisdictions_before",
                   "unknown_before");
  write_countries (report, resource, WORD_AFTER, "jurisdictions_after",
                   "unknown_after");
  html_raw (report, "</dl>\n");
}

/* The line that stands closed: name, way out, target, and what it costs. */
static void
write_resource_line (Report *report, const BaseNode *resource)
{
  const UitwegPlanDocument *document = report->document;
  const char *id = report_text (document, resource, "id");
  const char *name = report_text (document, resource, "name");
  const char *strategy = report_text (document, resource, "strategy");
  const char *target = report_text (document, resource, "target");
  g_autofree char *one_off = g_strdup_printf ("resource.%s.one_off", id);
  g_autofree char *run = g_strdup_printf ("resource.%s.run_after", id);

  html_raw (report, "<summary><span><strong>");
  html_text (report, name != NULL ? name : id);
  html_raw (report, "</strong> <span class=\"small\">");
  html_text (report, id);
  html_raw (report, "</span></span><span>");
  if (strategy == NULL && report_bool (document, resource, "stays") == 1)
    html_word (report, WORD_IN_PLACE);
  else
    html_text (report, report_term (report, strategy));
  if (target != NULL)
    {
      html_raw (report, " → ");
      html_text (report, target);
    }
  html_raw (report, "</span><span class=\"end\">");
  html_amount_home (report, one_off,
                    report_get (document, resource, "one_off"));
  html_raw (report, "; ");
  html_amount_home (report, run, report_get (document, resource, "run_after"));
  html_raw (report, " ");
  html_word (report, WORD_PER_MONTH);
  html_raw (report, "</span></summary>\n");
}

void
html_write_resources (Report *report)
{
  const UitwegPlanDocument *document = report->document;

  html_section (report, "resources", WORD_ALL_RESOURCES,
                WORD_ALL_RESOURCES_LEAD);
  for (const BaseNode *resource =
           report_first (document, document->root, "resources");
       resource != NULL; resource = report_next (document, resource))
    {
      const char *why = report_sentence (
          document, report_get (document, resource, "why"), report->language);

      html_raw (report, "<details");
      html_id (report, "resource", report_text (document, resource, "id"));
      html_raw (report, ">");
      write_resource_line (report, resource);
      html_raw (report, "<div class=\"in\">\n");
      if (why != NULL)
        {
          html_raw (report, "<p>");
          html_word (report, WORD_WHY);
          html_raw (report, ": ");
          html_text (report, why);
          html_raw (report, "</p>\n");
        }
      write_resource_facts (report, resource);
      write_parts (report, resource);
      html_raw (report, "</div></details>\n");
    }
  html_section_end (report);
}

static void
write_figure_part (Report *report,
                   const BaseNode *part,
                   const char *id,
                   guint number)
{
  const UitwegPlanDocument *document = report->document;
  const char *source = report_text (document, part, "source");
  const char *grade = report_text (document, part, "grade");
  const char *figure = report_text (document, part, "figure");

  html_raw (report, "<tr><th scope=\"row\">");
  if (figure != NULL && report_find_figure (document, figure) != NULL)
    {
      html_raw (report, "<a");
      html_href (report, "figure", figure);
      html_raw (report, ">");
      html_text (report, report_label_part (report, part));
      html_raw (report, "</a>");
    }
  else
    html_text (report, report_label_part (report, part));
  html_raw (report, "</th>");
  if (report_get (document, part, "value") == NULL)
    html_cell_number (report, report_word (report, WORD_HOLE));
  else
    html_cell_amount (report, report_get (document, part, "value"), "%s#%u", id,
                      number);
  html_cell (report, grade != NULL ? report_term (report, grade) : "–");
  html_cell (report, source != NULL ? source : "–");
  html_row_end (report);
}

static void
write_figure_parts (Report *report, const BaseNode *figure)
{
  const UitwegPlanDocument *document = report->document;
  const char *id = report_text (document, figure, "id");
  guint number = 0;

  if (report_count (document, figure, "parts") == 0)
    return;
  html_raw (report, "<div class=\"scroll\"><table><thead><tr>"
                    "<th scope=\"col\">");
  html_word (report, WORD_PART);
  html_raw (report, "</th><th scope=\"col\" class=\"n\">");
  html_word (report, WORD_AMOUNT);
  html_raw (report, "</th><th scope=\"col\">");
  html_word (report, WORD_GRADE);
  html_raw (report, "</th><th scope=\"col\">");
  html_word (report, WORD_SOURCE);
  html_raw (report, "</th></tr></thead><tbody>\n");
  for (const BaseNode *part = report_first (document, figure, "parts");
       part != NULL; part = report_next (document, part))
    write_figure_part (report, part, id, number++);
  html_raw (report, "</tbody></table></div>\n");
}

static void
write_figure (Report *report, const BaseNode *figure)
{
  const UitwegPlanDocument *document = report->document;
  const char *id = report_text (document, figure, "id");
  const char *label = report_sentence (
      document, report_get (document, figure, "label"), report->language);
  const char *formula = report_text (document, figure, "formula");
  const char *unit = report_text (document, figure, "unit");
  g_autofree char *value = report_dup_value (report, figure);
  g_autofree char *grades = report_dup_grades (report, figure);

  html_raw (report, "<details");
  html_id (report, "figure", id);
  html_raw (report, "><summary><span><strong>");
  html_text (report, label != NULL ? label : id);
  html_raw (report, "</strong> <span class=\"small\">[");
  html_text (report, id);
  html_raw (report, "]</span></span><span class=\"end\">");
  if (unit != NULL && g_str_has_prefix (unit, "EUR"))
    html_amount (report, id, report_get (document, figure, "value"));
  else
    html_text (report, value);
  html_raw (report, "</span></summary>\n<div class=\"in\">\n<p>");
  html_word (report, WORD_FORMULA);
  html_raw (report, ": ");
  html_text (report, formula);
  html_raw (report, "</p>\n");
  if (grades != NULL)
    {
      html_raw (report, "<p>");
      html_word (report, WORD_GRADES);
      html_raw (report, ": ");
      html_text (report, grades);
      html_raw (report, "</p>\n");
    }
  write_figure_parts (report, figure);
  html_raw (report, "</div></details>\n");
}

/* Figures of a resource stand with the resource. */
void
html_write_figures (Report *report)
{
  const UitwegPlanDocument *document = report->document;

  html_section (report, "figures", WORD_FIGURES, WORD_FIGURES_LEAD);
  for (const BaseNode *figure =
           report_first (document, document->root, "figures");
       figure != NULL; figure = report_next (document, figure))
    if (!g_str_has_prefix (report_text (document, figure, "id"), "resource."))
      write_figure (report, figure);
  html_section_end (report);
}

static void
write_bound (Report *report)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *bound = report_get (document, document->root, "bound");
  const double gap = report_number (document, bound, "gap");
  g_autofree char *share = report_dup_share (report,
                                             (UitwegInterval){ gap, gap });
  g_autofree char *days = report_dup_count (report, bound, "makespan_days");
  g_autofree char *least = report_dup_count (report, bound,
                                             "makespan_lower_days");
  const char *by = report_text (document, bound, "makespan_by");

  if (bound == NULL)
    return;
  html_heading (report, WORD_BOUND);
  html_raw (report, "<dl class=\"facts\">\n");
  html_pair_open (report, WORD_SELECTION_VALUE);
  html_amount (report, "bound.selection_value",
               report_get (document, bound, "selection_value"));
  html_pair_end (report);
  html_pair_open (report, WORD_LOWER_BOUND);
  html_amount (report, "bound.selection_lower",
               report_get (document, bound, "selection_lower"));
  html_pair_end (report);
  html_pair (report, WORD_GAP, isnan (gap) ? NULL : share);
  html_pair_open (report, WORD_MAKESPAN);
  html_text (report, days);
  html_raw (report, " ");
  html_word (report, WORD_DAYS);
  html_pair_end (report);
  html_pair_open (report, WORD_MAKESPAN_LOWER);
  html_text (report, least);
  html_raw (report, " ");
  html_word (report, WORD_DAYS);
  if (by != NULL)
    {
      html_raw (report, "<br><span class=\"small\">");
      html_text (report, by);
      html_raw (report, "</span>");
    }
  html_pair_end (report);
  html_raw (report, "</dl>\n");
}

void
html_write_method (Report *report)
{
  static const HtmlColumn columns[] = { { WORD_WHAT, FALSE },
                                        { WORD_VERSION, FALSE },
                                        { WORD_DIGEST, FALSE } };
  const UitwegPlanDocument *document = report->document;
  const BaseNode *root = document->root;
  g_autofree char *seed = report_dup_count (report, root, "seed");

  html_section (report, "method", WORD_METHOD, WORD_METHOD_LEAD);
  html_raw (report, "<dl class=\"facts\">\n");
  html_pair (report, WORD_PROGRAM, report_text (document, root, "written_by"));
  html_pair (report, WORD_DOCUMENT, report_text (document, root, "format"));
  html_pair (report, WORD_SEED, seed);
  html_raw (report, "</dl>\n");
  write_bound (report);
  html_table (report, "inputs", WORD_DIGESTS, columns, G_N_ELEMENTS (columns));
  for (const BaseNode *input = report_first (document, root, "inputs");
       input != NULL; input = report_next (document, input))
    {
      const char *version = report_text (document, input, "version");

      html_row (report,
                report_term (report, report_text (document, input, "what")));
      html_cell (report, version != NULL ? version : "–");
      html_raw (report, "<td><code>");
      html_text (report, report_text (document, input, "sha256"));
      html_raw (report, "</code></td>");
      html_row_end (report);
    }
  html_table_end (report);
  html_section_end (report);
}
