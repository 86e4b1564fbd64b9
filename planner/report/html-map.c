/* SPDX-License-Identifier: EUPL-1.2
 *
 * The HTML report, what moves: the map of waves, groups with their targets,
 * what stays, contracts and bridges.
 */
#include "config.h"

#include <math.h>

#include "report/html-private.h"

static void
write_card_group (Report *report, const char *id)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *group = g_hash_table_lookup (document->groups, id);
  const char *name = report_text (document, group, "name");
  const char *target = report_text (document, group, "target");

  html_raw (report, "<li><a");
  html_href (report, "group", id);
  html_raw (report, ">");
  html_text (report, name != NULL ? name : id);
  g_string_append_printf (report->out, "</a> <span class=\"small\">%u ",
                          report_count (document, group, "resources"));
  html_word (report, WORD_THINGS);
  if (target != NULL)
    {
      html_raw (report, " → ");
      html_target (report, target);
    }
  html_raw (report, "</span></li>\n");
}

/* A number from 0 to `full` as a bar below it. */
static void
write_meter (Report *report, ReportWord word, double value, double full)
{
  const double share = value / full;
  g_autofree char *number =
      full > 1
          ? report_dup_interval (report, (UitwegInterval){ value, value }, 0)
          : report_dup_share (report, (UitwegInterval){ value, value });
  char width[G_ASCII_DTOSTR_BUF_SIZE];

  html_pair_open (report, word);
  html_text (report, number);
  if (!isnan (share))
    {
      g_ascii_formatd (width, sizeof width, "%.1f", CLAMP (share, 0, 1) * 100);
      g_string_append_printf (report->out,
                              "<span class=\"meter\" aria-hidden=\"true\">"
                              "<span style=\"width:%s%%\"></span></span>",
                              width);
    }
  html_pair_end (report);
}

static void
write_card_facts (Report *report, const BaseNode *wave)
{
  const UitwegPlanDocument *document = report->document;
  const double days = report_number (document, wave, "days");
  const double gib = report_number (document, wave, "transfer_gib");
  g_autofree char *number = report_dup_count (report, wave, "number");
  g_autofree char *one_off = g_strdup_printf ("wave.%s.one_off", number);
  g_autofree char *change = g_strdup_printf ("wave.%s.run_change", number);
  g_autofree char *things = report_dup_count (report, wave, "n_resources");
  g_autofree char *bridges = report_dup_count (report, wave, "bridges");
  g_autofree char *person_days = report_dup_interval (
      report, (UitwegInterval){ days, days }, 0);
  g_autofree char *size = report_dup_interval (report,
                                               (UitwegInterval){ gib, gib }, 0);
  g_autofree char *data = g_strconcat (size, " GiB", NULL);

  html_raw (report, "<dl class=\"facts\">\n");
  html_pair (report, WORD_THINGS_TITLE, things);
  html_pair (report, WORD_EFFORT_DAYS, person_days);
  html_pair_open (report, WORD_ONE_OFF);
  html_amount (report, one_off, report_get (document, wave, "one_off"));
  html_pair_end (report);
  html_pair_open (report, WORD_RUN_CHANGE);
  html_amount (report, change, report_get (document, wave, "run_change"));
  html_pair_end (report);
  write_meter (report, WORD_RISK, report_number (document, wave, "risk"), 100);
  write_meter (report, WORD_CONFIDENCE,
               report_number (document, wave, "confidence"), 1);
  html_pair (report, WORD_TRANSFER, isnan (gib) ? NULL : data);
  html_pair (report, WORD_BRIDGES, bridges);
  html_raw (report, "</dl>\n");
}

void
html_write_map (Report *report)
{
  const UitwegPlanDocument *document = report->document;

  html_section (report, "waves", WORD_WAVE_MAP, WORD_WAVES_LEAD);
  html_raw (report, "<div class=\"map\">\n");
  for (const BaseNode *wave = report_first (document, document->root, "waves");
       wave != NULL; wave = report_next (document, wave))
    {
      g_autofree char *start = report_dup_day (report, wave, "start");
      g_autofree char *end = report_dup_day (report, wave, "end");

      html_raw (report, "<article class=\"card\">\n<h3>");
      html_text (report,
                 report_sentence (document, report_get (document, wave, "name"),
                                  report->language));
      html_raw (report, "</h3>\n<p class=\"small\">");
      html_text (report, start);
      html_raw (report, " – ");
      html_text (report, end);
      html_raw (report, "</p>\n");
      write_card_facts (report, wave);
      html_raw (report, "<ul>\n");
      for (const BaseNode *id = report_first (document, wave, "groups");
           id != NULL; id = report_next (document, id))
        if (id->kind == BASE_NODE_STRING)
          write_card_group (report, id->text);
      html_raw (report, "</ul>\n</article>\n");
    }
  html_raw (report, "</div>\n");
  html_section_end (report);
}

/* Why its things move together, and which they are. */
static void
write_members (Report *report, const BaseNode *group)
{
  enum
  {
    MAX_MEMBERS = 4
  };
  const UitwegPlanDocument *document = report->document;
  guint i = 0;

  html_raw (report, "<br><span class=\"small\">");
  html_text (report, report_text (document, group, "id"));
  html_raw (report, ": ");
  for (const BaseNode *id = report_first (document, group, "resources");
       id != NULL && i < MAX_MEMBERS; id = report_next (document, id), i++)
    {
      html_raw (report, i > 0 ? ", " : "");
      html_text (report, id->kind == BASE_NODE_STRING ? id->text : NULL);
    }
  if (report_count (document, group, "resources") > MAX_MEMBERS)
    g_string_append_printf (report->out, ", … (%u)",
                            report_count (document, group, "resources"));
  html_raw (report, "</span>");
}

static void
write_runner_up (Report *report, const BaseNode *group, const char *id)
{
  const UitwegPlanDocument *document = report->document;
  const BaseNode *next = report_get (document, group, "runner_up");
  const BaseNode *difference = report_get (document, next, "difference");
  g_autofree char *figure = g_strdup_printf ("group.%s.runner_up", id);

  if (next == NULL)
    {
      html_raw (report, "<td>–</td>");
      return;
    }
  html_raw (report, "<td>");
  html_target (report, report_text (document, next, "target"));
  if (difference != NULL)
    {
      html_raw (report, "<br><span class=\"small\">");
      html_word (report, WORD_DIFFERENCE);
      html_raw (report, " ");
      html_amount (report, figure, difference);
      html_raw (report, "</span>");
    }
  html_raw (report, "</td>");
}

static void
write_group (Report *report, const BaseNode *group)
{
  const UitwegPlanDocument *document = report->document;
  const char *id = report_text (document, group, "id");
  const char *name = report_text (document, group, "name");
  const gint64 wave = report_int (document, group, "wave");

  html_raw (report, "<tr");
  html_id (report, "group", id);
  html_raw (report, "><th scope=\"row\">");
  html_text (report, name != NULL ? name : id);
  write_members (report, group);
  html_raw (report, "</th>");
  if (wave == UITWEG_UNKNOWN)
    {
      html_raw (report, "<td class=\"n\">–</td><td>");
      html_word (report, WORD_IN_PLACE);
      html_raw (report, "</td>");
    }
  else
    {
      html_cell_count (report, group, "wave");
      html_raw (report, "<td>");
      if (report_get (document, group, "target") != NULL)
        html_target (report, report_text (document, group, "target"));
      else
        html_raw (report, "–");
      html_raw (report, "</td>");
    }
  write_runner_up (report, group, id);
  html_cell_amount (report, report_get (document, group, "run_before"),
                    "group.%s.run_before", id);
  html_cell_amount (report, report_get (document, group, "run_after"),
                    "group.%s.run_after", id);
  html_cell_amount (report, report_get (document, group, "one_off"),
                    "group.%s.one_off", id);
  if (wave == UITWEG_UNKNOWN)
    html_raw (report, "<td>–</td>");
  else
    html_cell_day (report, group, "cut_over");
  html_row_end (report);
}

static const HtmlColumn group_columns[] = {
  { WORD_GROUP, FALSE },     { WORD_WAVE, TRUE },
  { WORD_TARGET, FALSE },    { WORD_RUNNER_UP, FALSE },
  { WORD_RUN_BEFORE, TRUE }, { WORD_RUN_AFTER, TRUE },
  { WORD_ONE_OFF, TRUE },    { WORD_CUT_OVER, FALSE },
};

/* Those that go in a wave, or those that do not. */
static void
write_group_table (Report *report,
                   const char *id,
                   ReportWord caption,
                   gboolean moving)
{
  const UitwegPlanDocument *document = report->document;

  html_table (report, id, caption, group_columns, G_N_ELEMENTS (group_columns));
  for (const BaseNode *group =
           report_first (document, document->root, "groups");
       group != NULL; group = report_next (document, group))
    if ((report_int (document, group, "wave") != UITWEG_UNKNOWN) == moving)
      write_group (report, group);
  html_table_end (report);
}

static guint
count_in_place (const Report *report)
{
  const UitwegPlanDocument *document = report->document;
  guint n = 0;

  for (const BaseNode *group =
           report_first (document, document->root, "groups");
       group != NULL; group = report_next (document, group))
    n += report_int (document, group, "wave") == UITWEG_UNKNOWN ? 1 : 0;
  return n;
}

void
html_write_groups (Report *report)
{
  const guint in_place = count_in_place (report);

  html_section (report, "groups", WORD_GROUPS, WORD_GROUPS_LEAD);
  write_group_table (report, "group-list", WORD_GROUPS, TRUE);
  if (in_place > 0)
    {
      html_raw (report, "<details><summary>");
      html_word (report, WORD_GROUPS_IN_PLACE);
      g_string_append_printf (
          report->out, " (%u)</summary>\n<div class=\"in\">\n", in_place);
      write_group_table (report, "groups-in-place", WORD_GROUPS_IN_PLACE,
                         FALSE);
      html_raw (report, "</div></details>\n");
    }
  html_section_end (report);
}

void
html_write_stays (Report *report)
{
  static const HtmlColumn columns[] = { { WORD_RESOURCE, FALSE },
                                        { WORD_NAME, FALSE },
                                        { WORD_WHY, FALSE } };
  const UitwegPlanDocument *document = report->document;
  const BaseNode *item = report_first (document, document->root, "stays");

  html_section (report, "stays", WORD_STAYS,
                item != NULL ? WORD_STAYS_LEAD : WORD_NOTHING_STAYS);
  if (item != NULL)
    {
      html_table (report, "stay-list", WORD_STAYS, columns,
                  G_N_ELEMENTS (columns));
      for (; item != NULL; item = report_next (document, item))
        {
          const char *id = report_text (document, item, "resource");

          html_row (report, id);
          html_cell (report, report_name_resource (document, id));
          html_cell_sentence (report, item, "why");
          html_row_end (report);
        }
      html_table_end (report);
    }
  html_section_end (report);
}

void
html_write_contracts (Report *report)
{
  static const HtmlColumn columns[] = {
    { WORD_CONTRACT, FALSE },  { WORD_PROVIDER, FALSE }, { WORD_END, FALSE },
    { WORD_NOTICE_BY, FALSE }, { WORD_LAST_USE, FALSE }, { WORD_PENALTY, TRUE },
    { WORD_STRANDED, TRUE },
  };
  const UitwegPlanDocument *document = report->document;

  html_section (report, "contracts", WORD_CONTRACTS, -1);
  html_table (report, "contract-list", WORD_CONTRACTS, columns,
              G_N_ELEMENTS (columns));
  for (const BaseNode *contract =
           report_first (document, document->root, "contracts");
       contract != NULL; contract = report_next (document, contract))
    {
      const char *id = report_text (document, contract, "id");

      html_row (report, id);
      html_cell (report, report_text (document, contract, "provider"));
      html_cell_day (report, contract, "end");
      html_cell_day (report, contract, "notice_by");
      if (report_get (document, contract, "last_use") != NULL)
        html_cell_day (report, contract, "last_use");
      else
        html_cell (report, report_word (report, WORD_BEYOND_PLAN));
      html_cell_amount (report, report_get (document, contract, "penalty"),
                        "contract.%s.penalty", id != NULL ? id : "?");
      html_cell_amount (report, report_get (document, contract, "stranded"),
                        "contract.%s.stranded", id != NULL ? id : "?");
      html_row_end (report);
    }
  html_table_end (report);
  html_section_end (report);
}

void
html_write_bridges (Report *report)
{
  static const HtmlColumn columns[] = {
    { WORD_NEEDED, FALSE }, { WORD_FROM_WAVE, TRUE },
    { WORD_IN_WAVE, TRUE }, { WORD_FROM, FALSE },
    { WORD_UNTIL, FALSE },  { WORD_GIB_PER_MONTH, TRUE },
    { WORD_AMOUNT, TRUE },
  };
  const UitwegPlanDocument *document = report->document;
  guint number = 0;

  html_section (report, "bridges", WORD_BRIDGES, WORD_BRIDGES_LEAD);
  html_table (report, "bridge-list", WORD_BRIDGES, columns,
              G_N_ELEMENTS (columns));
  for (const BaseNode *bridge =
           report_first (document, document->root, "bridges");
       bridge != NULL; bridge = report_next (document, bridge), number++)
    {
      const double gib = report_number (document, bridge, "gib_per_month");
      g_autofree char *traffic = report_dup_interval (
          report, (UitwegInterval){ gib, gib }, 0);
      const gint64 own = report_int (document, bridge, "needed_wave");

      html_row (report, report_text (document, bridge, "needed"));
      if (own < 0 || own >= UITWEG_NONE)
        html_cell_number (report, report_word (report, WORD_IN_PLACE));
      else
        html_cell_count (report, bridge, "needed_wave");
      html_cell_count (report, bridge, "wave");
      html_cell_day (report, bridge, "from");
      html_cell_day (report, bridge, "until");
      html_cell_number (report, isnan (gib) ? NULL : traffic);
      html_cell_amount (report, report_get (document, bridge, "eur"),
                        "bridge.%u.eur", number);
      html_row_end (report);
    }
  html_table_end (report);
  html_section_end (report);
}
