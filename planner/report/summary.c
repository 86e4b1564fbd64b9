/* SPDX-License-Identifier: EUPL-1.2
 *
 * The lines that matter, at the end of a run and on the first page of the
 * text report: verdicts, cost, end, what stays, and how much was seen.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/human.h"
#include "report/text-private.h"

#define MAX_STAYS 5
#define MAX_NAMED 6

char *
report_dup_trigger_line (const Report *report, const BaseNode *trigger)
{
  const UitwegPlanDocument *document = report->document;
  const char *id = report_text (document, trigger, "id");
  const char *kind = report_text (document, trigger, "kind");
  const char *party = report_text (document, trigger, "party");
  GString *line = g_string_new (id != NULL ? id : "?");

  if (kind != NULL && g_strcmp0 (id, kind) != 0)
    g_string_append_printf (line, " (%s%s%s)", report_term (report, kind),
                            party != NULL ? ", " : "",
                            party != NULL ? party : "");
  else if (party != NULL)
    g_string_append_printf (line, " (%s)", party);
  return g_string_free (line, FALSE);
}

static void
write_dates (Report *report, const BaseNode *trigger)
{
  const UitwegPlanDocument *document = report->document;
  g_autofree char *deadline = report_dup_day (report, trigger, "deadline");
  g_autofree char *end = report_dup_day (report, trigger, "end");
  g_autofree char *margin = report_dup_margin (report, trigger);
  g_autoptr (GString) line = g_string_new (NULL);

  if (report_day (document, trigger, "deadline") != UITWEG_DAY_UNKNOWN)
    g_string_append_printf (line, "%s: %s", report_word (report, WORD_DEADLINE),
                            deadline);
  if (report_day (document, trigger, "end") != UITWEG_DAY_UNKNOWN)
    g_string_append_printf (line, "%s%s: %s", line->len > 0 ? "; " : "",
                            report_word (report, WORD_END_OF_PLAN), end);
  if (margin != NULL)
    g_string_append_printf (line, " (%s)", margin);
  if (line->len > 0)
    report_wrap (report, 4, 4, line->str);
}

/* A list of sentences, or of objects that hold one under `key`. */
static void
write_sentences (Report *report,
                 const BaseNode *trigger,
                 const char *list,
                 const char *key,
                 ReportWord heading)
{
  const BaseNode *item = report_first (report->document, trigger, list);

  if (item != NULL)
    {
      g_autofree char *line = g_strconcat (report_word (report, heading), ":",
                                           NULL);

      report_wrap (report, 4, 4, line);
    }
  for (; item != NULL; item = report_next (report->document, item))
    {
      const char *text = report_sentence (
          report->document,
          key == NULL ? item : report_get (report->document, item, key),
          report->language);
      g_autofree char *line = g_strconcat (
          "- ", text != NULL ? text : report_word (report, WORD_UNKNOWN), NULL);

      report_wrap (report, 4, 6, line);
    }
}

/* The things that a rule concerns: the first ones by name, then a number. */
char *
report_dup_records (const UitwegPlanDocument *document, const BaseNode *item)
{
  const guint32 n = report_count (document, item, "records");
  const BaseNode *record = report_first (document, item, "records");
  GString *text = g_string_new (NULL);

  for (guint32 i = 0; record != NULL && i < MAX_NAMED;
       i++, record = report_next (document, record))
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            record->text != NULL ? record->text : "");
  if (n > MAX_NAMED)
    g_string_append_printf (text, " … (%u)", n);
  return g_string_free (text, FALSE);
}

/* Rules in conflict, each with what it says and what it concerns. */
static void
write_conflict (Report *report, const BaseNode *trigger)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *item = report_first (document, trigger, "conflict");

  if (item != NULL)
    {
      g_autofree char *line = g_strconcat (report_word (report, WORD_CONFLICT),
                                           ":", NULL);

      report_wrap (report, 4, 4, line);
    }
  for (; item != NULL; item = report_next (document, item))
    {
      const char *rule = report_text (document, item, "rule");
      const char *text = report_sentence (
          document, report_get (document, item, "text"), report->language);
      g_autofree char *records = report_dup_records (document, item);
      g_autofree char *line = g_strdup_printf (
          "- %s: %s (%s)",
          rule != NULL ? rule : report_word (report, WORD_UNKNOWN),
          text != NULL ? text : report_word (report, WORD_UNKNOWN), records);

      report_wrap (report, 4, 6, line);
    }
}

void
report_write_verdicts (Report *report, gboolean all)
{
  const UitwegPlanDocument *document = report->document;

  for (const BaseNode *trigger =
           report_first (document, document->root, "triggers");
       trigger != NULL; trigger = report_next (document, trigger))
    {
      g_autofree char *name = report_dup_trigger_line (report, trigger);
      const char *text = report_sentence (
          document, report_get (document, trigger, "text"), report->language);

      g_string_append (report->out, "  ");
      report_bold (report, name);
      g_string_append (report->out, ": ");
      if (text == NULL)
        text = report_term (report, report_text (document, trigger, "verdict"));
      report_append_plain (report->out, text);
      g_string_append_c (report->out, '\n');
      write_dates (report, trigger);
      if (!all)
        continue;
      write_sentences (report, trigger, "reasons", NULL, WORD_REASONS);
      write_sentences (report, trigger, "relaxations", "text",
                       WORD_RELAXATIONS);
      write_conflict (report, trigger);
    }
}

/* The figure that the summary names, or the one of that id. */
static const BaseNode *
find_summary_figure (const Report *report, const char *key, const char *id)
{
  const UitwegPlanDocument *document = report->document;
  const char *named = report_text (
      document, report_get (document, document->root, "summary"), key);

  return report_find_figure (document, named != NULL ? named : id);
}

static void
write_run (Report *report)
{
  const BaseNode *before = find_summary_figure (report, "run_before",
                                                "run.before");
  const BaseNode *after = find_summary_figure (report, "run_after",
                                               "run.after");
  g_autofree char *now = report_dup_money (
      report, report_get (report->document, before, "value"));
  g_autofree char *then = report_dup_money (
      report, report_get (report->document, after, "value"));

  report_pair (report, report_word (report, WORD_RUN_BEFORE), now);
  report_pair (report, report_word (report, WORD_RUN_AFTER), then);
}

static void
write_stays (Report *report)
{
  const UitwegPlanDocument *document = report->document;
  const guint32 n = report_count (document, document->root, "stays");
  g_autofree char *count = base_human_count (n, report->language);
  guint shown = 0;

  report_pair (report, report_word (report, WORD_STAYS_SHORT),
               n == 0 ? report_word (report, WORD_NONE) : count);
  for (const BaseNode *item = report_first (document, document->root, "stays");
       item != NULL && shown < MAX_STAYS;
       item = report_next (document, item), shown++)
    {
      const char *id = report_text (document, item, "resource");
      const char *why = report_sentence (
          document, report_get (document, item, "why"), report->language);
      g_autofree char *line = g_strdup_printf (
          "%s: %s", id != NULL ? id : "?",
          why != NULL ? why : report_word (report, WORD_UNKNOWN));

      report_wrap (report, 4, 6, line);
    }
  if (n > MAX_STAYS)
    report_wrap (report, 4, 6, "…");
}

static void
write_unseen (Report *report)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *coverage = report_get (document, document->root, "coverage");
  const UitwegInterval unseen = report_interval (document, coverage, "unseen");
  g_autofree char *seen = report_dup_seen (report);
  g_autofree char *counts = report_dup_coverage (report);

  report_pair (report, report_word (report, WORD_COVERAGE_SEEN),
               seen != NULL ? seen : report_word (report, WORD_UNKNOWN));
  report_wrap (report, 4, 6, counts);
  for (const BaseNode *source =
           report_first (document, document->root, "sources");
       source != NULL; source = report_next (document, source))
    {
      const BaseNode *problem = report_first (document, source, "problems");
      const char *id = report_text (document, source, "id");
      const char *text = report_text (document, problem, "error");
      g_autofree char *line = g_strdup_printf (
          "%s: %s", id != NULL ? id : "?",
          report_word (report, WORD_INCOMPLETE));
      g_autofree char *whole = text == NULL
                                   ? g_strdup (line)
                                   : g_strconcat (line, " (", text, ")", NULL);

      if (report_bool (document, source, "complete") == 0)
        report_wrap (report, 4, 6, whole);
    }
  if (!isnan (unseen.hi) && unseen.hi > 0)
    {
      g_autofree char *text = report_dup_interval (report, unseen, 0);

      report_pair (report, report_word (report, WORD_UNSEEN), text);
    }
}

void
report_write_key_lines (Report *report)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *summary = report_get (document, document->root, "summary");
  const BaseNode *one_off = find_summary_figure (report, "one_off",
                                                 "cost.one_off");
  g_autofree char *cost = report_dup_money (
      report, report_get (document, one_off, "value"));
  g_autofree char *end = report_dup_day (report, summary, "end");
  g_autofree char *waves = report_dup_count (report, summary, "n_waves");

  report_pair (report, report_word (report, WORD_ONE_OFF), cost);
  write_run (report);
  report_pair (report, report_word (report, WORD_END_OF_PLAN), end);
  report_pair (report, report_word (report, WORD_WAVES), waves);
  write_stays (report);
  write_unseen (report);
}

char *
uitweg_report_summary (const UitwegPlanDocument *document,
                       const char *language,
                       gboolean colour)
{
  Report report = { document, report_is_language (language) ? language : "en",
                    colour, NULL, -1 };

  g_return_val_if_fail (document != NULL, NULL);

  report.out = g_string_new (NULL);
  report_write_verdicts (&report, FALSE);
  report_write_key_lines (&report);
  return g_string_free (report.out, FALSE);
}
