/* SPDX-License-Identifier: EUPL-1.2
 *
 * The HTML report, first page: title, one verdict per trigger, and the lines
 * that matter.
 */
#include "config.h"

#include <string.h>

#include "report/html-private.h"
#include "report/text-private.h"

#define SHORT_DIGEST 12

static void
write_digests (Report *report)
{
  const UitwegPlanDocument *document = report->document;

  for (const BaseNode *input =
           report_first (document, document->root, "inputs");
       input != NULL; input = report_next (document, input))
    {
      const char *digest = report_text (document, input, "sha256");
      const char *version = report_text (document, input, "version");
      g_autofree char *brief = digest != NULL ? g_strndup (digest, SHORT_DIGEST)
                                              : NULL;

      html_raw (report, "<div><dt>");
      html_text (report,
                 report_term (report, report_text (document, input, "what")));
      html_raw (report, "</dt><dd>");
      if (version != NULL)
        {
          html_text (report, version);
          html_raw (report, " ");
        }
      html_raw (report, "<code>");
      html_text (report, brief);
      html_raw (report, "</code></dd></div>\n");
    }
}

void
html_write_title (Report *report)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *root = document->root;
  const char *title = report_text (document, root, "title");
  const char *name = report_text (
      document, report_get (document, root, "organisation"), "name");
  g_autofree char *as_of = report_dup_day (report, root, "as_of");
  g_autofree char *start = report_dup_day (report, root, "start");
  g_autofree char *months = report_dup_count (report, root, "horizon_months");
  g_autofree char *horizon = g_strconcat (
      months, " ", report_word (report, WORD_MONTHS), NULL);

  html_raw (report, "<header>\n<p class=\"eyebrow\">");
  html_word (report, WORD_REPORT);
  html_raw (report, "</p>\n<h1>");
  html_text (report, name != NULL ? name : title);
  html_raw (report, "</h1>\n");
  if (title != NULL && name != NULL)
    {
      html_raw (report, "<p class=\"subtitle\">");
      html_text (report, title);
      html_raw (report, "</p>\n");
    }
  html_raw (report, "<dl class=\"facts\">\n");
  html_pair (report, WORD_AS_OF, as_of);
  html_pair (report, WORD_START, start);
  html_pair (report, WORD_HORIZON, horizon);
  html_pair (report, WORD_DEFINITION,
             report_term (report, report_text (document, root, "definition")));
  html_pair (report, WORD_EVIDENCE,
             report_term (report, report_text (document, root, "evidence")));
  write_digests (report);
  html_raw (report, "</dl>\n</header>\n");
}

/* A heading and a list of sentences, or of objects that hold one. */
static void
write_sentences (Report *report,
                 const BaseNode *trigger,
                 const char *list,
                 const char *key,
                 ReportWord heading)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *item = report_first (document, trigger, list);

  if (item == NULL)
    return;
  html_raw (report, "<h4>");
  html_word (report, heading);
  html_raw (report, "</h4>\n<ul>\n");
  for (; item != NULL; item = report_next (document, item))
    {
      const char *rule = report_text (document, item, "rule");
      const BaseNode *text = key == NULL ? item
                                         : report_get (document, item, key);

      html_raw (report, "<li>");
      html_text (report, report_sentence (document, text, report->language));
      if (rule != NULL && text != NULL && strcmp (key, "rule") != 0)
        {
          html_raw (report, " <code class=\"small\">");
          html_text (report, rule);
          html_raw (report, "</code>");
        }
      html_raw (report, "</li>\n");
    }
  html_raw (report, "</ul>\n");
}

static void
write_conflict (Report *report, const BaseNode *trigger)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *item = report_first (document, trigger, "conflict");

  if (item == NULL)
    return;
  html_raw (report, "<h4>");
  html_word (report, WORD_CONFLICT);
  html_raw (report, "</h4>\n<ul>\n");
  for (; item != NULL; item = report_next (document, item))
    {
      g_autofree char *records = report_dup_records (document, item);

      html_raw (report, "<li>");
      html_text (report,
                 report_sentence (document, report_get (document, item, "text"),
                                  report->language));
      html_raw (report, " <code>");
      html_text (report, report_text (document, item, "rule"));
      html_raw (report, "</code>: ");
      html_text (report, records);
      html_raw (report, "</li>\n");
    }
  html_raw (report, "</ul>\n");
}

static void
write_trigger_facts (Report *report, const BaseNode *trigger)
{
  const UitwegPlanDocument *document = report->document;
  const char *id = report_text (document, trigger, "id");
  g_autofree char *deadline = report_dup_day (report, trigger, "deadline");
  g_autofree char *end = report_dup_day (report, trigger, "end");
  g_autofree char *waves = report_dup_count (report, trigger, "n_waves");
  g_autofree char *margin = report_dup_margin (report, trigger);
  g_autofree char *one_off = g_strdup_printf ("trigger.%s.one_off",
                                              id != NULL ? id : "?");
  g_autofree char *run = g_strdup_printf ("trigger.%s.run_after",
                                          id != NULL ? id : "?");

  html_raw (report, "<dl class=\"facts\">\n");
  if (report_get (document, trigger, "deadline") != NULL)
    html_pair (report, WORD_DEADLINE, deadline);
  html_pair (report, WORD_END_OF_PLAN, end);
  if (margin != NULL)
    html_pair (report, WORD_MARGIN, margin);
  html_pair_open (report, WORD_ONE_OFF);
  html_amount (report, one_off, report_get (document, trigger, "one_off"));
  html_pair_end (report);
  html_pair_open (report, WORD_RUN_AFTER);
  html_amount (report, run, report_get (document, trigger, "run_after"));
  html_pair_end (report);
  html_pair (report, WORD_WAVES, waves);
  html_raw (report, "</dl>\n");
}

static void
write_verdict (Report *report, const BaseNode *trigger, gboolean first)
{
  const UitwegPlanDocument *document = report->document;
  const char *text = report_sentence (
      document, report_get (document, trigger, "text"), report->language);
  g_autofree char *name = report_dup_trigger_line (report, trigger);

  html_raw (report, first ? "<article class=\"verdict first\">\n<h3>"
                          : "<article class=\"verdict\">\n<h3>");
  html_word (report, WORD_TRIGGER);
  html_raw (report, ": ");
  html_text (report, name);
  html_raw (report, "</h3>\n<p class=\"says\">");
  html_text (report, text != NULL
                         ? text
                         : report_term (report, report_text (document, trigger,
                                                             "verdict")));
  html_raw (report, "</p>\n");
  write_trigger_facts (report, trigger);
  write_sentences (report, trigger, "reasons", NULL, WORD_REASONS);
  write_sentences (report, trigger, "relaxations", "text", WORD_RELAXATIONS);
  write_conflict (report, trigger);
  if (first && report_count (document, document->root, "triggers") > 1)
    {
      html_raw (report, "<p class=\"note\">");
      html_word (report, WORD_FIRST_TRIGGER);
      html_raw (report, "</p>\n");
    }
  html_raw (report, "</article>\n");
}

void
html_write_verdicts (Report *report)
{
  const UitwegPlanDocument *document = report->document;
  gboolean first = TRUE;

  html_section (report, "verdict", WORD_VERDICT, -1);
  for (const BaseNode *trigger =
           report_first (document, document->root, "triggers");
       trigger != NULL; trigger = report_next (document, trigger))
    {
      write_verdict (report, trigger, first);
      first = FALSE;
    }
  html_section_end (report);
}

/* The tile of a figure that the summary names. */
static void
write_tile (Report *report, ReportWord word, const char *key, const char *id)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *summary = report_get (document, document->root, "summary");
  const char *named = report_text (document, summary, key);
  const BaseNode *figure;

  if (named != NULL)
    id = named;
  figure = report_find_figure (document, id);
  html_pair_open (report, word);
  html_amount (report, id, report_get (document, figure, "value"));
  html_pair_end (report);
}

static void
write_counts (Report *report, const BaseNode *summary)
{
  static const struct
  {
    const char *key;
    const char *term;
  } kinds[] = { { "n_move", NULL }, { "n_retire", "retire" } };
  const UitwegPlanDocument *document = report->document;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *count = report_dup_count (report, summary, kinds[i].key);

      if (report_int (document, summary, kinds[i].key) == UITWEG_UNKNOWN)
        continue;
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "; " : "",
                              kinds[i].term == NULL
                                  ? report_word (report, WORD_MOVES)
                                  : report_term (report, kinds[i].term),
                              count);
    }
  if (text->len > 0)
    {
      html_raw (report, "<span class=\"small\">");
      html_text (report, text->str);
      html_raw (report, "</span>");
    }
}

/* What must leave and cannot: how many, and the first few by name. */
static void
write_stays_tile (Report *report)
{
  enum
  {
    MAX_NAMES = 3
  };
  const UitwegPlanDocument *document = report->document;
  const BaseNode *item = report_first (document, document->root, "stays");

  html_pair_open (report, WORD_STAYS_SHORT);
  if (item == NULL)
    html_word (report, WORD_NONE);
  else
    {
      g_string_append_printf (report->out,
                              "<a href=\"#stays\">%u</a><span class=\"small\">",
                              report_count (document, document->root, "stays"));
      for (guint i = 0; item != NULL && i < MAX_NAMES;
           i++, item = report_next (document, item))
        {
          html_raw (report, i > 0 ? ", " : "");
          html_text (report, report_text (document, item, "resource"));
        }
      html_raw (report, item != NULL ? ", …</span>" : "</span>");
    }
  html_pair_end (report);
}

void
html_write_key_lines (Report *report)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *root = document->root;
  const BaseNode *summary = report_get (document, root, "summary");
  const BaseNode *trigger = report_first (document, root, "triggers");
  g_autofree char *end = report_dup_day (report, summary, "end");
  g_autofree char *margin = report_dup_margin (report, trigger);
  g_autofree char *waves = report_dup_count (report, summary, "n_waves");
  g_autofree char *seen = report_dup_seen (report);
  g_autofree char *counts = report_dup_coverage (report);

  html_section (report, "key-lines", WORD_KEY_LINES, -1);
  html_raw (report, "<dl class=\"tiles three\">\n");
  write_tile (report, WORD_ONE_OFF, "one_off", "cost.one_off");
  write_tile (report, WORD_RUN_BEFORE, "run_before", "run.before");
  write_tile (report, WORD_RUN_AFTER, "run_after", "run.after");
  html_pair_open (report, WORD_END_OF_PLAN);
  html_text (report, end);
  if (margin != NULL)
    {
      html_raw (report, "<span class=\"small\">");
      html_text (report, margin);
      html_raw (report, "</span>");
    }
  html_pair_end (report);
  html_pair_open (report, WORD_WAVES);
  html_text (report, waves);
  write_counts (report, summary);
  html_pair_end (report);
  write_stays_tile (report);
  html_pair_open (report, WORD_COVERAGE_SEEN);
  html_text (report, seen);
  html_raw (report, "<span class=\"small\">");
  html_text (report, counts);
  html_raw (report, "</span>");
  html_pair_end (report);
  write_tile (report, WORD_RUN_CHANGE, "run_difference", "run.difference");
  if (report_find_figure (document, "cost.do_nothing") != NULL)
    write_tile (report, WORD_DO_NOTHING, "do_nothing", "cost.do_nothing");
  html_raw (report, "</dl>\n");
  html_section_end (report);
}
