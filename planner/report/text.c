/* SPDX-License-Identifier: EUPL-1.2
 *
 * The report as text of 80 columns: the same content as the HTML, in short.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/human.h"
#include "report/order.h"
#include "report/render.h"
#include "report/text-private.h"

#define MAX_LOCKED_IN 15

static void
write_title (Report *report)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *root = document->root;
  const char *title = report_text (document, root, "title");
  const char *name = report_text (
      document, report_get (document, root, "organisation"), "name");
  g_autofree char *as_of = report_dup_day (report, root, "as_of");
  g_autofree char *start = report_dup_day (report, root, "start");
  g_autofree char *months = report_dup_count (report, root, "horizon_months");
  g_autofree char *line = g_strdup_printf (
      "%s: %s; %s: %s; %s: %s %s", report_word (report, WORD_AS_OF), as_of,
      report_word (report, WORD_START), start,
      report_word (report, WORD_HORIZON), months,
      report_word (report, WORD_MONTHS));

  report_bold (report, report_word (report, WORD_REPORT));
  if (name != NULL)
    {
      g_string_append (report->out, ": ");
      report_bold (report, name);
    }
  g_string_append_c (report->out, '\n');
  if (title != NULL)
    report_wrap (report, 0, 0, title);
  report_wrap (report, 0, 0, line);
}

static void
write_coverage (Report *report)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *coverage = report_get (document, document->root, "coverage");
  g_autofree char *known = report_dup_count (report, coverage, "n_known_types");
  g_autofree char *all = report_dup_count (report, coverage, "n_resources");
  g_autofree char *complete = report_dup_count (report, coverage,
                                                "n_sources_complete");
  g_autofree char *sources = report_dup_count (report, coverage, "n_sources");
  g_autofree char *lonely = report_dup_count (report, coverage,
                                              "n_without_dependency");
  g_autofree char *types = g_strdup_printf ("%s %s %s", known,
                                            report_word (report, WORD_OF), all);
  g_autofree char *asked = g_strdup_printf (
      "%s %s %s %s", complete, report_word (report, WORD_OF), sources,
      report_word (report, WORD_SOURCES_COMPLETE));

  report_heading (report, WORD_COVERAGE);
  report_pair (report, report_word (report, WORD_TYPES_KNOWN), types);
  report_pair (report, report_word (report, WORD_SOURCES), asked);
  report_pair (report, report_word (report, WORD_DEPENDENCIES_NONE), lonely);
  for (const BaseNode *source =
           report_first (document, document->root, "sources");
       source != NULL; source = report_next (document, source))
    for (const BaseNode *problem = report_first (document, source, "problems");
         problem != NULL; problem = report_next (document, problem))
      {
        const char *id = report_text (document, source, "id");
        const char *error = report_text (document, problem, "error");

        report_pair (report, id != NULL ? id : "?",
                     error != NULL ? error
                                   : report_word (report, WORD_UNKNOWN));
      }
}

static void
write_costs (Report *report)
{
  const UitwegPlanDocument *document = report->document;

  report_heading (report, WORD_COSTS);
  for (const BaseNode *figure =
           report_first (document, document->root, "figures");
       figure != NULL; figure = report_next (document, figure))
    {
      const char *id = report_text (document, figure, "id");
      const char *label = report_sentence (
          document, report_get (document, figure, "label"), report->language);
      g_autofree char *value = NULL, *line = NULL;

      if (!g_str_has_prefix (id, "cost.") && !g_str_has_prefix (id, "run."))
        continue;
      value = report_dup_value (report, figure);
      line = g_strdup_printf ("%s [%s]", value, id);
      report_pair (report, label != NULL ? label : id, line);
    }
}

static void
write_waves (Report *report)
{
  const UitwegPlanDocument *document = report->document;

  if (report_count (document, document->root, "waves") == 0)
    return;
  report_heading (report, WORD_WAVES);
  for (const BaseNode *wave = report_first (document, document->root, "waves");
       wave != NULL; wave = report_next (document, wave))
    {
      const char *name = report_sentence (
          document, report_get (document, wave, "name"), report->language);
      const double risk = report_number (document, wave, "risk");
      g_autofree char *start = report_dup_day (report, wave, "start");
      g_autofree char *end = report_dup_day (report, wave, "end");
      g_autofree char *things = report_dup_count (report, wave, "n_resources");
      g_autofree char *cost = report_dup_money (
          report, report_get (document, wave, "one_off"));
      g_autofree char *points = report_dup_interval (
          report, (UitwegInterval){ risk, risk }, 0);
      g_autofree char *line = g_strdup_printf (
          "%s %s %s; %s %s; %s; %s: %s", start, report_word (report, WORD_TO),
          end, things, report_word (report, WORD_THINGS), cost,
          report_word (report, WORD_RISK), points);

      report_pair (report,
                   name != NULL ? name : report_word (report, WORD_WAVE), line);
    }
}

static void
write_groups (Report *report)
{
  const UitwegPlanDocument *document = report->document;

  if (report_count (document, document->root, "groups") == 0)
    return;
  report_heading (report, WORD_GROUPS);
  for (const BaseNode *group =
           report_first (document, document->root, "groups");
       group != NULL; group = report_next (document, group))
    {
      const char *name = report_text (document, group, "name");
      const char *target = report_text (document, group, "target");
      g_autofree char *cost = report_dup_money (
          report, report_get (document, group, "one_off"));
      g_autofree char *after = report_dup_money (
          report, report_get (document, group, "run_after"));
      g_autofree char *wave = report_dup_count (report, group, "wave");
      g_autofree char *line = NULL;

      if (report_int (document, group, "wave") == UITWEG_UNKNOWN)
        continue;
      line = g_strdup_printf ("%s %s; %s; %s; %s %s",
                              report_word (report, WORD_WAVE), wave,
                              target != NULL ? target : "-", cost, after,
                              report_word (report, WORD_PER_MONTH));
      report_pair (report, name != NULL ? name : "?", line);
    }
}

static void
write_stays (Report *report)
{
  const UitwegPlanDocument *document = report->document;

  report_heading (report, WORD_STAYS);
  if (report_count (document, document->root, "stays") == 0)
    report_wrap (report, 2, 2, report_word (report, WORD_NOTHING_STAYS));
  for (const BaseNode *item = report_first (document, document->root, "stays");
       item != NULL; item = report_next (document, item))
    {
      const char *id = report_text (document, item, "resource");
      const char *why = report_sentence (
          document, report_get (document, item, "why"), report->language);

      report_pair (report, id != NULL ? id : "?",
                   why != NULL ? why : report_word (report, WORD_UNKNOWN));
    }
}

static void
write_lock_in (Report *report)
{
  const UitwegPlanDocument *document = report->document;
  g_autoptr (GPtrArray) sorted = report_sort_by_portability (document);

  if (sorted->len == 0)
    return;
  report_heading (report, WORD_LOCK_IN);
  for (guint i = 0; i < sorted->len && i < MAX_LOCKED_IN; i++)
    {
      const BaseNode *resource = g_ptr_array_index (sorted, i);
      const BaseNode *blocker = report_first (document, resource, "blockers");
      const char *letters = report_text (document, resource, "letters");
      g_autofree char *value = report_dup_interval (
          report, report_interval (document, resource, "portability"), 2);
      g_autoptr (GString) line = g_string_new (NULL);

      g_string_append_printf (line, "%s (%s)", letters != NULL ? letters : "?",
                              value);
      for (; blocker != NULL; blocker = report_next (document, blocker))
        {
          const char *label = report_sentence (
              document, report_get (document, blocker, "label"),
              report->language);

          if (label != NULL)
            g_string_append_printf (line, "; %s", label);
        }
      report_pair (report, report_text (document, resource, "id"), line->str);
    }
}

static void
write_contracts (Report *report)
{
  const UitwegPlanDocument *document = report->document;

  if (report_count (document, document->root, "contracts") == 0)
    return;
  report_heading (report, WORD_CONTRACTS);
  for (const BaseNode *contract =
           report_first (document, document->root, "contracts");
       contract != NULL; contract = report_next (document, contract))
    {
      const char *id = report_text (document, contract, "id");
      g_autofree char *end = report_dup_day (report, contract, "end");
      g_autofree char *notice = report_dup_day (report, contract, "notice_by");
      g_autofree char *line = g_strdup_printf (
          "%s: %s; %s: %s", report_word (report, WORD_END), end,
          report_word (report, WORD_NOTICE_BY), notice);

      report_pair (report, id != NULL ? id : "?", line);
    }
}

static void
write_stops (Report *report)
{
  const UitwegPlanDocument *document = report->document;

  for (const BaseNode *trigger =
           report_first (document, document->root, "triggers");
       trigger != NULL; trigger = report_next (document, trigger))
    {
      const BaseNode *stop = report_first (document, trigger, "services_stop");

      if (g_strcmp0 (report_text (document, trigger, "kind"), "disruptive")
          != 0)
        continue;
      report_heading (report, WORD_SHUT_OFF);
      if (stop == NULL)
        report_wrap (report, 2, 2, report_word (report, WORD_NOBODY_STOPS));
      for (; stop != NULL; stop = report_next (document, stop))
        {
          const char *id = report_text (document, stop, "service");
          const char *text = report_sentence (
              document, report_get (document, stop, "text"), report->language);
          const char *name = report_text (document, stop, "name");

          report_pair (report,
                       name != NULL ? name
                       : id != NULL ? id
                                    : "?",
                       text != NULL ? text
                                    : report_word (report, WORD_UNKNOWN));
        }
    }
}

static void
write_assumptions (Report *report)
{
  const UitwegPlanDocument *document = report->document;

  if (report_count (document, document->root, "assumptions") == 0)
    return;
  report_heading (report, WORD_ASSUMPTIONS);
  for (const BaseNode *item =
           report_first (document, document->root, "assumptions");
       item != NULL; item = report_next (document, item))
    {
      const char *id = report_text (document, item, "id");
      const char *source = report_text (document, item, "source");
      const char *mode = report_text (document, item, "mode");
      const BaseNode *value = report_get (document, item, "value");
      g_autofree char *amount = value != NULL ? report_dup_money (report, value)
                                              : g_strdup (mode);
      g_autofree char *line = g_strdup_printf (
          "%s; %s; %s",
          amount != NULL ? amount : report_word (report, WORD_UNKNOWN),
          report_term (report, report_text (document, item, "grade")),
          source != NULL ? source : report_word (report, WORD_UNKNOWN));

      report_pair (report, id != NULL ? id : "?", line);
    }
}

static void
write_method (Report *report)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *root = document->root;
  const char *program = report_text (document, root, "written_by");
  g_autofree char *seed = report_dup_count (report, root, "seed");

  report_heading (report, WORD_METHOD);
  report_wrap (report, 2, 2, report_word (report, WORD_METHOD_LEAD));
  report_pair (report, report_word (report, WORD_VERSION),
               program != NULL ? program : report_word (report, WORD_UNKNOWN));
  report_pair (report, report_word (report, WORD_SEED), seed);
  for (const BaseNode *input = report_first (document, root, "inputs");
       input != NULL; input = report_next (document, input))
    {
      const char *digest = report_text (document, input, "sha256");

      report_pair (report,
                   report_term (report, report_text (document, input, "what")),
                   "SHA-256");
      report_wrap (report, 4, 4,
                   digest != NULL ? digest
                                  : report_word (report, WORD_UNKNOWN));
    }
}

void
report_render_text (Report *report)
{
  write_title (report);
  report_heading (report, WORD_VERDICT);
  report_write_verdicts (report, TRUE);
  report_heading (report, WORD_KEY_LINES);
  report_write_key_lines (report);
  write_coverage (report);
  write_costs (report);
  write_waves (report);
  write_groups (report);
  write_stays (report);
  write_lock_in (report);
  write_contracts (report);
  write_stops (report);
  write_assumptions (report);
  write_method (report);
}
