/* SPDX-License-Identifier: EUPL-1.2
 *
 * The HTML report, exposure: lock-in with what to do about it, whose law
 * reaches what before and after, concentration, and what a shut-off stops.
 */
#include "config.h"

#include <math.h>

#include "report/html-private.h"
#include "report/order.h"

#define MAX_LOCKED_IN 20

static const HtmlColumn lock_in_columns[] = {
  { WORD_RESOURCE, FALSE },    { WORD_LETTER, FALSE },
  { WORD_PORTABILITY, TRUE },  { WORD_PORTABILITY_OWN, TRUE },
  { WORD_PULLED_DOWN, FALSE }, { WORD_BLOCKERS, FALSE },
};

static void
write_blockers (Report *report, const BaseNode *resource)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *blocker = report_first (document, resource, "blockers");

  html_raw (report, "<td>");
  html_raw (report, blocker != NULL ? "<ul>" : "–");
  for (; blocker != NULL; blocker = report_next (document, blocker))
    {
      const char *remedy = report_sentence (
          document, report_get (document, blocker, "remedy"), report->language);

      html_raw (report, "<li>");
      html_text (report, report_sentence (
                             document, report_get (document, blocker, "label"),
                             report->language));
      html_raw (report, " <span class=\"small\">(");
      html_text (report, report_term (report, report_text (document, blocker,
                                                           "category")));
      html_raw (report, ")");
      if (remedy != NULL)
        {
          html_raw (report, "<br>");
          html_text (report, remedy);
        }
      html_raw (report, "</span></li>");
    }
  html_raw (report, report_first (document, resource, "blockers") != NULL
                        ? "</ul></td>"
                        : "</td>");
}

/* The chain of needed things, the nearest first. */
static void
write_path (Report *report, const BaseNode *resource)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *step = report_first (document, resource, "path");

  html_raw (report, step == NULL ? "<td>–" : "<td>");
  for (; step != NULL; step = report_next (document, step))
    {
      html_raw (report, "→ ");
      html_text (report, report_text (document, step, "id"));
      html_raw (report, " <span class=\"small\">(");
      html_text (report,
                 report_term (report, report_text (document, step, "why")));
      html_raw (report, ")</span> ");
    }
  html_raw (report, "</td>");
}

static void
write_locked_in (Report *report, const BaseNode *resource)
{
  const UitwegPlanDocument *document = report->document;
  const char *id = report_text (document, resource, "id");
  const UitwegInterval value = report_interval (document, resource,
                                                "portability");
  const UitwegInterval own = report_interval (document, resource,
                                              "portability_own");
  g_autofree char *value_text = report_dup_interval (report, value, 2);
  g_autofree char *own_text = report_dup_interval (report, own, 2);

  html_raw (report, "<tr><th scope=\"row\"><a");
  html_href (report, "resource", id);
  html_raw (report, ">");
  html_text (report, id);
  html_raw (report, "</a><br><span class=\"small\">");
  html_text (report, report_text (document, resource, "application"));
  html_raw (report, "</span></th><td><span class=\"letters\">");
  html_text (report, report_text (document, resource, "letters"));
  html_raw (report, "</span></td>");
  html_cell_number (report, value_text);
  html_cell_number (report, isnan (own.lo) ? NULL : own_text);
  write_path (report, resource);
  write_blockers (report, resource);
  html_row_end (report);
}

void
html_write_lock_in (Report *report)
{
  g_autoptr (GPtrArray) sorted = report_sort_by_portability (report->document);

  html_section (report, "lock-in", WORD_LOCK_IN, WORD_LOCK_IN_LEAD);
  html_table (report, "lock-in-list", WORD_LOCK_IN, lock_in_columns,
              G_N_ELEMENTS (lock_in_columns));
  for (guint i = 0; i < sorted->len && i < MAX_LOCKED_IN; i++)
    write_locked_in (report, g_ptr_array_index (sorted, i));
  html_table_end (report);
  if (sorted->len > MAX_LOCKED_IN)
    {
      html_raw (report, "<details><summary>");
      html_word (report, WORD_LOCK_IN_REST);
      g_string_append_printf (report->out,
                              " (%u)</summary>\n<div class=\"in\">\n",
                              sorted->len - MAX_LOCKED_IN);
      html_table (report, "lock-in-rest", WORD_LOCK_IN_REST, lock_in_columns,
                  G_N_ELEMENTS (lock_in_columns));
      for (guint i = MAX_LOCKED_IN; i < sorted->len; i++)
        write_locked_in (report, g_ptr_array_index (sorted, i));
      html_table_end (report);
      html_raw (report, "</div></details>\n");
    }
  html_section_end (report);
}

/* One cell of services and countries: a mark, and the same in words. */
static void
write_mark (Report *report, gboolean before, gboolean after)
{
  static const char *const marks[] = { "", "○", "◇", "●" };
  static const ReportWord words[] = { WORD_NONE, WORD_LEGEND_GONE,
                                      WORD_LEGEND_NEW, WORD_LEGEND_BOTH };
  const guint which = (before ? 1u : 0u) + (after ? 2u : 0u);

  html_raw (report, "<td class=\"c\">");
  if (which != 0)
    {
      g_string_append_printf (report->out,
                              "<span aria-hidden=\"true\">%s</span>"
                              "<span class=\"hidden\">",
                              marks[which]);
      html_word (report, words[which]);
      html_raw (report, "</span>");
    }
  html_raw (report, "</td>");
}

static void
write_unknown (Report *report, gboolean before, gboolean after)
{
  html_raw (report, "<td class=\"c\">");
  if (before || after)
    {
      html_raw (report, "<span aria-hidden=\"true\">?</span>"
                        "<span class=\"hidden\">");
      html_word (report, before && after ? WORD_LEGEND_BOTH
                         : before        ? WORD_LEGEND_GONE
                                         : WORD_LEGEND_NEW);
      html_raw (report, "</span>");
    }
  html_raw (report, "</td>");
}

static void
write_service (Report *report,
               const BaseNode *service,
               const GPtrArray *countries)
{
  const UitwegPlanDocument *document = report->document;
  const char *id = report_text (document, service, "id");
  const char *name = report_text (document, service, "name");
  const char *required = report_text (document, service, "required_control");

  html_raw (report, "<tr><th scope=\"row\">");
  html_text (report, name != NULL ? name : id);
  html_raw (report, "<br><span class=\"small\">");
  html_text (report, report_term (report, report_text (document, service,
                                                       "criticality")));
  html_raw (report, "</span></th>");
  for (guint i = 0; i < countries->len; i++)
    {
      const char *code = g_ptr_array_index (countries, i);

      write_mark (
          report,
          report_list_has (document, service, "jurisdictions_before", code),
          report_list_has (document, service, "jurisdictions_after", code));
    }
  write_unknown (report, report_bool (document, service, "unknown_before") == 1,
                 report_bool (document, service, "unknown_after") == 1);
  html_cell (report, required != NULL ? report_term (report, required)
                                      : report_word (report, WORD_BY_POLICY));
  html_cell (report, report_yes_no (report, report_bool (document, service,
                                                         "meets_before")));
  html_cell (report, report_yes_no (report, report_bool (document, service,
                                                         "meets_after")));
  html_row_end (report);
}

static void
write_legend (Report *report)
{
  html_raw (report, "<p class=\"note\">● ");
  html_word (report, WORD_LEGEND_BOTH);
  html_raw (report, "; ○ ");
  html_word (report, WORD_LEGEND_GONE);
  html_raw (report, "; ◇ ");
  html_word (report, WORD_LEGEND_NEW);
  html_raw (report, "; ? ");
  html_word (report, WORD_UNKNOWN_OWNER);
  html_raw (report, "</p>\n");
}

static void
write_matrix (Report *report)
{
  static const ReportWord last[] = { WORD_REQUIRED, WORD_MEETS_BEFORE,
                                     WORD_MEETS_AFTER };
  const UitwegPlanDocument *document = report->document;
  g_autoptr (GPtrArray) countries = report_list_countries (document);

  html_raw (report,
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
            "aria-labelledby=\"matrix-caption\">\n<table class=\"matrix\">\n"
            "<caption id=\"matrix-caption\">");
  html_word (report, WORD_JURISDICTIONS_MATRIX);
  html_raw (report, "</caption>\n<thead><tr><th scope=\"col\">");
  html_word (report, WORD_SERVICE);
  html_raw (report, "</th>");
  for (guint i = 0; i < countries->len; i++)
    {
      html_raw (report, "<th scope=\"col\" class=\"c\">");
      html_text (report, g_ptr_array_index (countries, i));
      html_raw (report, "</th>");
    }
  html_raw (report, "<th scope=\"col\" class=\"c\">"
                    "<span aria-hidden=\"true\">?</span>"
                    "<span class=\"hidden\">");
  html_word (report, WORD_UNKNOWN_OWNER);
  html_raw (report, "</span></th>");
  for (guint i = 0; i < G_N_ELEMENTS (last); i++)
    {
      html_raw (report, "<th scope=\"col\">");
      html_word (report, last[i]);
      html_raw (report, "</th>");
    }
  html_raw (report, "</tr></thead>\n<tbody>\n");
  for (const BaseNode *service =
           report_first (document, document->root, "services");
       service != NULL; service = report_next (document, service))
    write_service (report, service, countries);
  html_table_end (report);
  write_legend (report);
}

/* How many services each country reaches; a country that has gone is 0. */
static void
write_reach (Report *report, const BaseNode *control)
{
  static const HtmlColumn columns[] = { { WORD_COUNTRY, FALSE },
                                        { WORD_BEFORE, TRUE },
                                        { WORD_AFTER, TRUE } };
  const UitwegPlanDocument *document = report->document;
  const BaseNode *before = report_get (document, control, "before");
  const BaseNode *after = report_get (document, control, "after");
  const BaseNode *then = report_get (document, before, "services");
  const BaseNode *later = report_get (document, after, "services");
  g_autoptr (GPtrArray) countries = report_list_countries (document);

  if (then == NULL || later == NULL)
    return;
  html_table (report, "reach", WORD_JURISDICTIONS_COUNT, columns,
              G_N_ELEMENTS (columns));
  for (guint i = 0; i < countries->len; i++)
    {
      const char *code = g_ptr_array_index (countries, i);
      g_autofree char *old = report_dup_count (report, then, code);
      g_autofree char *new = report_dup_count (report, later, code);

      html_row (report, code);
      html_cell_number (report,
                        report_get (document, then, code) == NULL ? "0" : old);
      html_cell_number (report,
                        report_get (document, later, code) == NULL ? "0" : new);
      html_row_end (report);
    }
  html_row (report, report_word (report, WORD_UNKNOWN_OWNER));
  html_cell_count (report, before, "n_unknown");
  html_cell_count (report, after, "n_unknown");
  html_row_end (report);
  html_table_end (report);
}

void
html_write_jurisdictions (Report *report)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *control = report_get (document, document->root, "control");
  g_autofree char *before = report_dup_share (
      report,
      report_interval (document, control, "share_under_control_before"));
  g_autofree char *after = report_dup_share (
      report, report_interval (document, control, "share_under_control_after"));

  html_section (report, "jurisdictions", WORD_JURISDICTIONS,
                WORD_JURISDICTIONS_LEAD);
  html_raw (report, "<p><strong>");
  html_word (report, WORD_SHARE_CONTROL);
  html_raw (report, ":</strong> ");
  html_text (report, before);
  html_raw (report, " ");
  html_word (report, WORD_NOW);
  html_raw (report, ", ");
  html_text (report, after);
  html_raw (report, " ");
  html_word (report, WORD_AFTER_PLAN);
  html_raw (report, ".</p>\n");
  write_matrix (report);
  write_reach (report, control);
  html_section_end (report);
}

void
html_write_concentration (Report *report)
{
  static const HtmlColumn columns[] = { { WORD_PER, FALSE },
                                        { WORD_BEFORE, TRUE },
                                        { WORD_AFTER, TRUE } };
  static const struct
  {
    const char *key;
    ReportWord word;
  } rows[] = { { "provider", WORD_PROVIDER },
               { "parent", WORD_PARENT },
               { "country", WORD_COUNTRY_PROVIDER } };
  const UitwegPlanDocument *document = report->document;
  const BaseNode *all = report_get (document, document->root, "concentration");
  const BaseNode *before = report_get (document, all, "before");
  const BaseNode *after = report_get (document, all, "after");

  html_section (report, "concentration", WORD_CONCENTRATION,
                WORD_CONCENTRATION_LEAD);
  html_table (report, "concentration-list", WORD_CONCENTRATION, columns,
              G_N_ELEMENTS (columns));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const UitwegInterval then = report_interval (document, before,
                                                   rows[i].key);
      const UitwegInterval later = report_interval (document, after,
                                                    rows[i].key);
      g_autofree char *old = report_dup_interval (report, then, 0);
      g_autofree char *new = report_dup_interval (report, later, 0);

      if (i == 1 && isnan (then.lo) && isnan (later.lo))
        continue;
      html_row (report, report_word (report, rows[i].word));
      html_cell_number (report, isnan (then.lo) ? NULL : old);
      html_cell_number (report, isnan (later.lo) ? NULL : new);
      html_row_end (report);
    }
  html_table_end (report);
  html_section_end (report);
}

static void
write_trigger_stops (Report *report, const BaseNode *trigger, guint number)
{
  static const HtmlColumn columns[] = {
    { WORD_SERVICE, FALSE },    { WORD_HOURS, TRUE }, { WORD_RTO, TRUE },
    { WORD_WITHIN_RTO, FALSE }, { WORD_WHY, FALSE },
  };
  const UitwegPlanDocument *document = report->document;
  g_autofree char *id = g_strdup_printf ("stops-%u", number);

  html_table (report, id, WORD_SHUT_OFF, columns, G_N_ELEMENTS (columns));
  for (const BaseNode *stop = report_first (document, trigger, "services_stop");
       stop != NULL; stop = report_next (document, stop))
    {
      const char *service = report_text (document, stop, "service");
      const char *name = report_text (document, stop, "name");
      const UitwegInterval hours = {
        report_number (document, stop, "hours_low"),
        report_number (document, stop, "hours_high")
      };
      const double rto = report_number (document, stop, "rto_hours");
      g_autofree char *lasts = report_dup_interval (report, hours, 0);
      g_autofree char *allowed = report_dup_interval (
          report, (UitwegInterval){ rto, rto }, 0);

      html_row (report,
                name != NULL ? name : report_name_service (document, service));
      html_cell_number (report, isnan (hours.hi) ? NULL : lasts);
      html_cell_number (report, isnan (rto) ? NULL : allowed);
      html_cell (report, report_yes_no (report, report_bool (document, stop,
                                                             "within_rto")));
      html_cell_sentence (report, stop, "text");
      html_row_end (report);
    }
  html_table_end (report);
}

void
html_write_stops (Report *report)
{
  const UitwegPlanDocument *document = report->document;
  guint number = 0;

  html_section (report, "shut-off", WORD_SHUT_OFF, WORD_SHUT_OFF_LEAD);
  for (const BaseNode *trigger =
           report_first (document, document->root, "triggers");
       trigger != NULL; trigger = report_next (document, trigger))
    {
      const char *party = report_text (document, trigger, "party");

      if (g_strcmp0 (report_text (document, trigger, "kind"), "disruptive")
          != 0)
        continue;
      html_raw (report, "<h3>");
      html_text (report, report_text (document, trigger, "id"));
      if (party != NULL)
        {
          html_raw (report, ": ");
          html_text (report, party);
        }
      html_raw (report, "</h3>\n");
      if (report_count (document, trigger, "services_stop") > 0)
        write_trigger_stops (report, trigger, ++number);
      else
        {
          html_raw (report, "<p>");
          html_word (report, WORD_NOBODY_STOPS);
          html_raw (report, "</p>\n");
        }
    }
  html_section_end (report);
}
