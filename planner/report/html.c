/* SPDX-License-Identifier: EUPL-1.2
 *
 * The report as one page of HTML: no scripts, nothing from outside. Here is
 * the frame; the sections stand in html-*.c.
 */
#include "config.h"

#include "report/html-private.h"
#include "report/render.h"

#include <string.h>

typedef struct
{
  const char *id;
  ReportWord title;
  const char *key; /* not written where this list is empty; or NULL */
  void (*write) (Report *report);
} Section;

static const Section sections[] = {
  { "verdict", WORD_VERDICT, "triggers", html_write_verdicts },
  { "key-lines", WORD_KEY_LINES, NULL, html_write_key_lines },
  { "coverage", WORD_COVERAGE, NULL, html_write_coverage },
  { "costs", WORD_COSTS, "figures", html_write_costs },
  { "cash-flow", WORD_CASH_FLOW, "cash_flow", html_write_cash_flow },
  { "timeline", WORD_TIMELINE, "waves", html_write_timeline },
  { "waves", WORD_WAVE_MAP, "waves", html_write_map },
  { "groups", WORD_GROUPS, "groups", html_write_groups },
  { "stays", WORD_STAYS, NULL, html_write_stays },
  { "lock-in", WORD_LOCK_IN, "resources", html_write_lock_in },
  { "jurisdictions", WORD_JURISDICTIONS, "services", html_write_jurisdictions },
  { "concentration", WORD_CONCENTRATION, NULL, html_write_concentration },
  { "contracts", WORD_CONTRACTS, "contracts", html_write_contracts },
  { "bridges", WORD_BRIDGES, "bridges", html_write_bridges },
  { "shut-off", WORD_SHUT_OFF, NULL, html_write_stops },
  { "holes", WORD_HOLES, "holes", html_write_holes },
  { "assumptions", WORD_ASSUMPTIONS, "assumptions", html_write_assumptions },
  { "resources", WORD_ALL_RESOURCES, "resources", html_write_resources },
  { "figures", WORD_FIGURES, "figures", html_write_figures },
  { "method", WORD_METHOD, NULL, html_write_method },
};

/* The first sections are the first page; the contents follow them. */
#define N_FIRST_PAGE 3

static gboolean
has_shut_off (const Report *report)
{
  const UitwegPlanDocument *document = report->document;

  for (const BaseNode *trigger =
           report_first (document, document->root, "triggers");
       trigger != NULL; trigger = report_next (document, trigger))
    if (g_strcmp0 (report_text (document, trigger, "kind"), "disruptive") == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_present (const Report *report, const Section *section)
{
  const UitwegPlanDocument *document = report->document;

  if (section->write == html_write_stops)
    return has_shut_off (report);
  return section->key == NULL
         || report_count (document, document->root, section->key) > 0;
}

static void
write_head (Report *report)
{
  const UitwegPlanDocument *document = report->document;
  const char *name = report_text (
      document, report_get (document, document->root, "organisation"), "name");

  html_raw (report, "<!DOCTYPE html>\n<html");
  html_attribute (report, "lang", report->language);
  html_raw (report,
            ">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, "
            "initial-scale=1\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" "
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
            "<title>");
  html_word (report, WORD_REPORT);
  if (name != NULL)
    {
      html_raw (report, ": ");
      html_text (report, name);
    }
  html_raw (report, "</title>\n<style>\n");
  html_raw (report, html_style);
  html_raw (report, "</style>\n</head>\n<body>\n"
                    "<a class=\"skip\" href=\"#contents\">");
  html_word (report, WORD_CONTENTS);
  html_raw (report, "</a>\n");
}

static void
write_contents (Report *report)
{
  html_raw (report, "\n<nav id=\"contents\" aria-labelledby=\"contents-title\">"
                    "\n<h2 id=\"contents-title\">");
  html_word (report, WORD_CONTENTS);
  html_raw (report, "</h2>\n<ul>\n");
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (is_present (report, &sections[i]))
      {
        g_string_append_printf (report->out, "<li><a href=\"#%s\">",
                                sections[i].id);
        html_word (report, sections[i].title);
        html_raw (report, "</a></li>\n");
      }
  html_raw (report, "</ul>\n</nav>\n");
}

void
report_render_html (Report *report)
{
  write_head (report);
  html_write_title (report);
  html_raw (report, "<main>\n");
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      if (i == N_FIRST_PAGE)
        write_contents (report);
      if (is_present (report, &sections[i]))
        sections[i].write (report);
    }
  html_raw (report, "</main>\n</body>\n</html>\n");
}
