/* SPDX-License-Identifier: EUPL-1.2
 *
 * The HTML report, timeline: a table whose last column is drawn. Each row is
 * a drawing of its own with places in percent, so that it fits any width,
 * breaks over pages between rows, and repeats its axis with the heading.
 */
#include "config.h"

#include <string.h>

#include <uitweg/day.h>

#include "report/html-private.h"

#define ROW_HEIGHT 24
#define AXIS_HEIGHT 34
#define MAX_YEARS_OF_QUARTERS 4

typedef struct
{
  Report *report;
  UitwegDay from, until;  /* what the axis spans */
  UitwegDay deadline;     /* or UNKNOWN */
  gboolean quarters;      /* a line for each, not for years only */
  GHashTable *activities; /* group id -> GPtrArray of BaseNode */
} Gantt;

static void
widen (Gantt *gantt, UitwegDay day)
{
  if (day == UITWEG_DAY_UNKNOWN)
    return;
  if (gantt->from == UITWEG_DAY_UNKNOWN || day < gantt->from)
    gantt->from = day;
  if (gantt->until == UITWEG_DAY_UNKNOWN || day > gantt->until)
    gantt->until = day;
}

static void
widen_by (Gantt *gantt, const char *section, const char *start, const char *end)
{
  const UitwegPlanDocument *document = gantt->report->document;

  for (const BaseNode *item = report_first (document, document->root, section);
       item != NULL; item = report_next (document, item))
    {
      widen (gantt, report_day (document, item, start));
      widen (gantt, report_day (document, item, end));
    }
}

/* From the first day of a quarter to the first day of one. */
static gboolean
span (Gantt *gantt)
{
  const UitwegPlanDocument *document = gantt->report->document;
  gint year, month, last_year;

  widen_by (gantt, "waves", "start", "end");
  widen_by (gantt, "groups", "start", "retired");
  widen_by (gantt, "activities", "start", "end");
  gantt->deadline = report_day (
      document, report_first (document, document->root, "triggers"),
      "deadline");
  if (gantt->from == UITWEG_DAY_UNKNOWN)
    return FALSE;
  widen (gantt, gantt->deadline);
  uitweg_day_to_date (gantt->from, &year, &month, NULL);
  gantt->from = uitweg_day_from_date (year, (month - 1) / 3 * 3 + 1, 1);
  uitweg_day_to_date (gantt->until, &last_year, &month, NULL);
  gantt->until = uitweg_day_add_months (
      uitweg_day_from_date (last_year, (month - 1) / 3 * 3 + 1, 1), 3);
  gantt->quarters = last_year - year < MAX_YEARS_OF_QUARTERS;
  return gantt->until != UITWEG_DAY_UNKNOWN && gantt->until > gantt->from;
}

static void
append_place (Gantt *gantt, UitwegDay day)
{
  const double share = (double) (day - gantt->from)
                       / (double) (gantt->until - gantt->from);
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.3f", CLAMP (share, 0, 1) * 100);
  g_string_append_printf (gantt->report->out, "%s%%", text);
}

static void
append_line (Gantt *gantt, const char *class_name, UitwegDay day, guint height)
{
  GString *out = gantt->report->out;

  g_string_append_printf (out, "<line class=\"%s\" x1=\"", class_name);
  append_place (gantt, day);
  g_string_append (out, "\" x2=\"");
  append_place (gantt, day);
  g_string_append_printf (out, "\" y1=\"0\" y2=\"%u\"/>", height);
}

/* Year or quarter lines, and the deadline. */
static void
append_grid (Gantt *gantt, guint height)
{
  const gint step = gantt->quarters ? 3 : 12;
  gint year;
  UitwegDay day = gantt->from;

  if (!gantt->quarters)
    {
      uitweg_day_to_date (day, &year, NULL, NULL);
      day = uitweg_day_from_date (year + 1, 1, 1);
    }
  for (; day != UITWEG_DAY_UNKNOWN && day <= gantt->until;
       day = uitweg_day_add_months (day, step))
    append_line (gantt, "grid", day, height);
  if (gantt->deadline != UITWEG_DAY_UNKNOWN)
    append_line (gantt, "due", gantt->deadline, height);
}

static void
append_axis_text (Gantt *gantt, UitwegDay day, guint y, const char *text)
{
  GString *out = gantt->report->out;

  g_string_append (out, "<text x=\"");
  append_place (gantt, day);
  g_string_append_printf (out, "\" y=\"%u\" dx=\"3\">%s</text>", y, text);
}

/* Years above, quarters below; the deadline is named in the note. */
static void
write_axis (Gantt *gantt)
{
  Report *report = gantt->report;
  UitwegDay day = gantt->from;

  g_string_append_printf (report->out,
                          "<svg aria-hidden=\"true\" width=\"100%%\" "
                          "height=\"%d\">",
                          AXIS_HEIGHT);
  for (; day != UITWEG_DAY_UNKNOWN && day < gantt->until;
       day = uitweg_day_add_months (day, 3))
    {
      gint year, month;
      char text[16];

      uitweg_day_to_date (day, &year, &month, NULL);
      g_snprintf (text, sizeof text, "%d", year);
      if (month == 1 || day == gantt->from)
        append_axis_text (gantt, day, 12, text);
      g_snprintf (text, sizeof text, "%s%d",
                  strcmp (report->language, "nl") == 0 ? "K" : "Q",
                  (month + 2) / 3);
      if (gantt->quarters)
        append_axis_text (gantt, day, 28, text);
    }
  if (gantt->deadline != UITWEG_DAY_UNKNOWN)
    append_line (gantt, "due", gantt->deadline, AXIS_HEIGHT);
  html_raw (report, "</svg>");
}

static void
append_bar (Gantt *gantt,
            const char *kind,
            UitwegDay start,
            UitwegDay end,
            const char *label,
            guint inset)
{
  Report *report = gantt->report;
  const double whole = (double) (gantt->until - gantt->from);
  char width[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *from = NULL, *until = NULL;

  if (start == UITWEG_DAY_UNKNOWN || end == UITWEG_DAY_UNKNOWN || end < start)
    return;
  from = uitweg_day_format (start);
  until = uitweg_day_format (end);
  g_ascii_formatd (width, sizeof width, "%.3f",
                   MAX (end - start, 1) / whole * 100);
  html_raw (report, "<rect");
  html_attribute (report, "class", kind);
  html_raw (report, " x=\"");
  append_place (gantt, start);
  g_string_append_printf (report->out,
                          "\" width=\"%s%%\" y=\"%u\" height=\"%u\"><title>",
                          width, inset, ROW_HEIGHT - 2 * inset);
  if (label != NULL)
    html_text (report, label);
  g_string_append_printf (report->out, " %s – %s</title></rect>", from, until);
}

/* The cells with the period in words and the opening of the drawing. */
static void
open_row (Gantt *gantt,
          const BaseNode *item,
          const char *start,
          const char *end)
{
  Report *report = gantt->report;
  const UitwegDay first = report_day (report->document, item, start);
  const UitwegDay last = report_day (report->document, item, end);
  g_autofree char *from = first == UITWEG_DAY_UNKNOWN
                              ? g_strdup ("?")
                              : uitweg_day_format (first);
  g_autofree char *until = last == UITWEG_DAY_UNKNOWN
                               ? g_strdup ("?")
                               : uitweg_day_format (last);

  g_string_append_printf (report->out,
                          "<td class=\"day\">%s – %s</td>"
                          "<td class=\"plot\"><svg role=\"img\" "
                          "aria-label=\"%s – %s\" width=\"100%%\" "
                          "height=\"%d\">",
                          from, until, from, until, ROW_HEIGHT);
  append_grid (gantt, ROW_HEIGHT);
}

static void
close_row (Gantt *gantt)
{
  html_raw (gantt->report, "</svg></td></tr>\n");
}

static void
append_activity (Gantt *gantt, const BaseNode *activity)
{
  const UitwegPlanDocument *document = gantt->report->document;
  const char *kind = report_text (document, activity, "kind");
  const char *label = report_sentence (document,
                                       report_get (document, activity, "label"),
                                       gantt->report->language);
  g_autofree char *class_name = g_strconcat ("k-", kind != NULL ? kind : "x",
                                             NULL);

  append_bar (gantt, class_name, report_day (document, activity, "start"),
              report_day (document, activity, "end"), label,
              g_strcmp0 (kind, "cut_over") == 0 ? 3 : 6);
}

static void
write_group (Gantt *gantt, const BaseNode *group)
{
  Report *report = gantt->report;
  const UitwegPlanDocument *document = report->document;
  const char *id = report_text (document, group, "id");
  const char *name = report_text (document, group, "name");
  GPtrArray *activities = g_hash_table_lookup (gantt->activities, id);

  html_raw (report, "<tr><th scope=\"row\">");
  html_text (report, name != NULL ? name : id);
  html_raw (report, "</th>");
  open_row (gantt, group, "start", "retired");
  if (activities == NULL)
    append_bar (gantt, "k-build", report_day (document, group, "start"),
                report_day (document, group, "retired"), name, 6);
  for (guint i = 0; activities != NULL && i < activities->len; i++)
    append_activity (gantt, g_ptr_array_index (activities, i));
  close_row (gantt);
}

static void
write_wave (Gantt *gantt, const BaseNode *wave)
{
  Report *report = gantt->report;
  const UitwegPlanDocument *document = report->document;
  const char *name = report_sentence (
      document, report_get (document, wave, "name"), report->language);

  html_raw (report, "<tr class=\"wave\"><th scope=\"row\">");
  html_text (report, name != NULL ? name : report_word (report, WORD_WAVE));
  html_raw (report, "</th>");
  open_row (gantt, wave, "start", "end");
  append_bar (gantt, "k-wave", report_day (document, wave, "start"),
              report_day (document, wave, "end"), name, 9);
  close_row (gantt);
  for (const BaseNode *id = report_first (document, wave, "groups"); id != NULL;
       id = report_next (document, id))
    {
      const BaseNode *group = id->kind != BASE_NODE_STRING
                                  ? NULL
                                  : g_hash_table_lookup (document->groups,
                                                         id->text);

      if (group != NULL)
        write_group (gantt, group);
    }
}

/* Activities of no group: opening a provider. */
static void
write_loose (Gantt *gantt)
{
  Report *report = gantt->report;
  const UitwegPlanDocument *document = report->document;

  for (const BaseNode *activity =
           report_first (document, document->root, "activities");
       activity != NULL; activity = report_next (document, activity))
    {
      const char *provider = report_text (document, activity, "provider");
      const char *label = report_sentence (
          document, report_get (document, activity, "label"), report->language);

      if (report_text (document, activity, "group") != NULL)
        continue;
      html_raw (report, "<tr><th scope=\"row\">");
      html_text (report, label);
      if (provider != NULL)
        {
          html_raw (report, ": ");
          html_text (report, provider);
        }
      html_raw (report, "</th>");
      open_row (gantt, activity, "start", "end");
      append_activity (gantt, activity);
      close_row (gantt);
    }
}

static void
gather_activities (Gantt *gantt)
{
  const UitwegPlanDocument *document = gantt->report->document;

  for (const BaseNode *activity =
           report_first (document, document->root, "activities");
       activity != NULL; activity = report_next (document, activity))
    {
      const char *group = report_text (document, activity, "group");
      GPtrArray *list;

      if (group == NULL)
        continue;
      list = g_hash_table_lookup (gantt->activities, group);
      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (gantt->activities, (gpointer) group, list);
        }
      g_ptr_array_add (list, (gpointer) activity);
    }
}

static void
write_key (Report *report)
{
  static const struct
  {
    const char *kind;
    ReportWord word;
  } kinds[] = {
    { "prepare", WORD_KEY_PREPARE }, { "build", WORD_KEY_BUILD },
    { "cut_over", WORD_CUT_OVER },   { "parallel", WORD_KEY_PARALLEL },
    { "retire", WORD_KEY_RETIRE },
  };

  html_raw (report, "<ul class=\"key\">");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_string_append_printf (report->out, "<li><i class=\"k-%s\"></i>",
                              kinds[i].kind);
      html_word (report, kinds[i].word);
      html_raw (report, "</li>");
    }
  html_raw (report, "</ul>\n");
}

static void
write_deadline (Gantt *gantt)
{
  Report *report = gantt->report;
  const UitwegPlanDocument *document = report->document;
  const BaseNode *trigger = report_first (document, document->root, "triggers");
  g_autofree char *day = report_dup_day (report, trigger, "deadline");

  if (gantt->deadline == UITWEG_DAY_UNKNOWN)
    return;
  html_raw (report, "<p class=\"note\">");
  html_word (report, WORD_DEADLINE);
  html_raw (report, ": ");
  html_text (report, day);
  html_raw (report, "</p>\n");
}

void
html_write_timeline (Report *report)
{
  g_autoptr (GHashTable) activities = g_hash_table_new_full (
      g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  Gantt gantt = {
    report, UITWEG_DAY_UNKNOWN, UITWEG_DAY_UNKNOWN, UITWEG_DAY_UNKNOWN,
    FALSE,  activities
  };
  const UitwegPlanDocument *document = report->document;

  html_section (report, "timeline", WORD_TIMELINE, WORD_TIMELINE_LEAD);
  if (span (&gantt))
    {
      gather_activities (&gantt);
      write_deadline (&gantt);
      html_raw (report,
                "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                "aria-labelledby=\"gantt-caption\">\n<table class=\"gantt\">\n"
                "<caption id=\"gantt-caption\">");
      html_word (report, WORD_WAVES_AND_GROUPS);
      html_raw (report, "</caption>\n<thead><tr><th scope=\"col\">");
      html_word (report, WORD_GROUP);
      html_raw (report, "</th><th scope=\"col\" class=\"day\">");
      html_word (report, WORD_PERIOD);
      html_raw (report, "</th><th scope=\"col\"><span class=\"hidden\">");
      html_word (report, WORD_TIMELINE);
      html_raw (report, "</span>");
      write_axis (&gantt);
      html_raw (report, "</th></tr></thead>\n<tbody>\n");
      write_loose (&gantt);
      for (const BaseNode *wave =
               report_first (document, document->root, "waves");
           wave != NULL; wave = report_next (document, wave))
        write_wave (&gantt, wave);
      html_raw (report, "</tbody></table></div>\n");
      write_key (report);
    }
  html_section_end (report);
}
