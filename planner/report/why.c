/* SPDX-License-Identifier: EUPL-1.2
 *
 * Why a figure is what it is: its formula, the grades of what it rests on,
 * and each part with its source. Nothing is computed here.
 */
#include "config.h"

#include <string.h>

#include "base/human.h"
#include "base/problems.h"
#include "report/text-private.h"

static void
write_part (Report *report, const BaseNode *part)
{
  const UitwegPlanDocument *document = report->document;
  const char *figure = report_text (document, part, "figure");
  const char *label = report_label_part (report, part);
  const char *grade = report_text (document, part, "grade");
  const char *source = report_text (document, part, "source");
  const BaseNode *node = report_get (document, part, "value");
  g_autofree char *value = node == NULL
                               ? g_strdup (report_word (report, WORD_HOLE))
                               : report_dup_money (report, node);
  g_autoptr (GString) text = g_string_new (value);

  if (grade != NULL)
    g_string_append_printf (text, "; %s", report_term (report, grade));
  if (source != NULL)
    g_string_append_printf (text, "; %s", source);
  if (figure != NULL)
    g_string_append_printf (text, " [%s]", figure);
  report_pair (report, label != NULL ? label : "?", text->str);
}

static void
write_holes (Report *report, const BaseNode *figure)
{
  const UitwegPlanDocument *document = report->document;
  const gint64 n = report_int (document, figure, "n_holes");
  const BaseNode *hole = report_first (document, figure, "holes");

  if (n != UITWEG_UNKNOWN && n > 0)
    {
      g_autofree char *count = base_human_count (n, report->language);
      g_autofree char *text = g_strdup_printf (
          "%s (%s)", count, report_word (report, WORD_NOT_PRICED));

      report_pair (report, report_word (report, WORD_HOLES_SHORT), text);
    }
  for (; hole != NULL; hole = report_next (document, hole))
    {
      const char *text = report_sentence (document, hole, report->language);

      if (text != NULL)
        report_pair (report, report_word (report, WORD_HOLE), text);
    }
}

static void
write_figure (Report *report, const BaseNode *figure)
{
  const UitwegPlanDocument *document = report->document;
  const char *label = report_sentence (
      document, report_get (document, figure, "label"), report->language);
  const char *formula = report_text (document, figure, "formula");
  const char *weakest = report_text (document, figure, "weakest");
  g_autofree char *value = report_dup_value (report, figure);
  g_autofree char *grades = report_dup_grades (report, figure);
  const BaseNode *part = report_first (document, figure, "parts");

  report_bold (report,
               label != NULL ? label : report_text (document, figure, "id"));
  g_string_append (report->out, "\n");
  report_pair (report, report_word (report, WORD_FIGURE),
               report_text (document, figure, "id"));
  report_pair (report, report_word (report, WORD_VALUE), value);
  if (formula != NULL)
    report_pair (report, report_word (report, WORD_FORMULA), formula);
  if (grades != NULL)
    {
      g_autofree char *line = g_strdup_printf (
          "%s; %s: %s", grades, report_word (report, WORD_WEAKEST),
          report_term (report, weakest));

      report_pair (report, report_word (report, WORD_GRADES), line);
    }
  write_holes (report, figure);
  if (part == NULL)
    return;
  report_heading (report, WORD_PARTS);
  for (; part != NULL; part = report_next (document, part))
    write_part (report, part);
}

/* All ids, sorted, NULL-terminated; the strings are borrowed. */
static char **
list_ids (const UitwegPlanDocument *document)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (const BaseNode *figure =
           report_first (document, document->root, "figures");
       figure != NULL; figure = report_next (document, figure))
    g_ptr_array_add (ids, (gpointer) report_text (document, figure, "id"));
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (ids, FALSE);
}

char *
uitweg_report_why (const UitwegPlanDocument *document,
                   const char *figure,
                   const char *language,
                   GError **error)
{
  Report report = { document, language, FALSE, NULL, -1 };
  const BaseNode *node;

  g_return_val_if_fail (document != NULL && figure != NULL, NULL);

  if (!report_is_language (language))
    {
      g_set_error (error, UITWEG_REPORT_ERROR, UITWEG_REPORT_ERROR_FORMAT,
                   "found language '%s', expected 'en' or 'nl'",
                   language != NULL ? language : "");
      return NULL;
    }
  node = report_find_figure (document, figure);
  if (node == NULL)
    {
      g_autofree char **ids = list_ids (document);
      const char *nearest = base_nearest (figure, (const char *const *) ids);
      g_autoptr (GString) plain = g_string_new (NULL);

      report_append_plain (plain, figure);
      g_set_error (error, UITWEG_REPORT_ERROR, UITWEG_REPORT_ERROR_FIGURE,
                   "found figure '%s', expected one of this plan%s%s%s; %s",
                   plain->str, nearest != NULL ? ", such as '" : "",
                   nearest != NULL ? nearest : "", nearest != NULL ? "'" : "",
                   report_word (&report, WORD_LIST_HINT));
      return NULL;
    }
  report.out = g_string_new (NULL);
  write_figure (&report, node);
  return g_string_free (report.out, FALSE);
}

char *
uitweg_report_list_figures (const UitwegPlanDocument *document,
                            const char *language)
{
  Report report = { document, report_is_language (language) ? language : "en",
                    FALSE, NULL, -1 };

  g_return_val_if_fail (document != NULL, NULL);

  report.out = g_string_new (NULL);
  for (const BaseNode *figure =
           report_first (document, document->root, "figures");
       figure != NULL; figure = report_next (document, figure))
    {
      const char *label = report_sentence (
          document, report_get (document, figure, "label"), report.language);

      report_append_plain (report.out, report_text (document, figure, "id"));
      g_string_append_c (report.out, '\t');
      report_append_plain (report.out, label != NULL ? label : "");
      g_string_append_c (report.out, '\n');
    }
  return g_string_free (report.out, FALSE);
}
