/* SPDX-License-Identifier: EUPL-1.2
 *
 * The coverage of estates: what was seen over all and per source, as a share
 * of things and of money, with the money behind each gap.
 */
#include "config.h"

#include "command/check-coverage.h"

#include <uitweg/assessment.h>

#include "base/human.h"
#include "base/json-write.h"

#include <string.h>

/* Width of the names of sources. */
/* The least and greatest width of the names of sources. */
#define NAME_WIDTH 34
#define NAME_WIDTH_MAX 72

typedef struct
{
  const UitwegEstate *estate;
  const UitwegSourceCoverage *counts;
  guint32 n;
  const char *language;
  GString *text;
  gint width; /* of the names of sources */
} Show;

/* "132 of 150 (88 %)", or "-" of nothing. */
static char *
format_of (guint part, guint whole)
{
  if (whole == 0)
    return g_strdup ("-");
  return g_strdup_printf (_ ("%u of %u (%u %%)"), part, whole,
                          (guint) ((guint64) part * 100 / whole));
}

static void
add_line (Show *show, const char *label, const char *value, const char *behind)
{
  const glong width = g_utf8_strlen (label, -1);

  g_string_append_printf (
      show->text, "  %s%*s  %s%s%s\n", label, (gint) MAX (30 - width, 0), "",
      value, behind != NULL ? "; " : "", behind != NULL ? behind : "");
}

/* A count, and what the things cost a month. */
static void
add_gap (Show *show, const char *label, guint32 n, UitwegMoney money)
{
  g_autofree char *count = base_human_count (n, show->language);
  g_autofree char *eur = base_human_eur (money, show->language);
  g_autofree char *behind = money > 0
                                ? g_strdup_printf (_ ("%s per month"), eur)
                                : NULL;

  add_line (show, label, count, behind);
}

static void
show_spend (Show *show, const UitwegSourceCoverage *all)
{
  g_autofree char *billed = base_human_eur (all->billed, show->language);
  g_autofree char *matched = base_human_eur (all->matched, show->language);
  g_autofree char *rest = base_human_eur (all->billed - all->matched,
                                          show->language);
  g_autofree char *line = g_strdup_printf (_ ("%s of %s"), matched, billed);

  if (all->n_cost_lines == 0)
    {
      add_line (show, _ ("spend matched"), _ ("no bill was read"), NULL);
      return;
    }
  add_line (show, _ ("spend matched"), line, NULL);
  add_line (show, _ ("spend of no resource"), rest, NULL);
  if (all->n_without_amount > 0)
    add_gap (show, _ ("bill lines without euro"), all->n_without_amount, 0);
}

static void
show_all (Show *show)
{
  const UitwegSourceCoverage *all = &show->counts[0];
  g_autofree char *types = format_of (all->n_known_types, all->n_resources);
  g_autofree char *services = format_of (all->n_services_with_members,
                                         all->n_services);
  g_autofree char *sources = format_of (all->n_complete, all->n_asked);
  g_autofree char *low = base_human_count (all->unseen_low, show->language);
  g_autofree char *high = base_human_count (all->unseen_high, show->language);
  g_autofree char *missed = strcmp (low, high) == 0
                                ? g_strdup (low)
                                : g_strdup_printf (_ ("%s to %s"), low, high);
  g_autofree char *behind = all->unseen_eur != UITWEG_UNKNOWN ? base_human_eur (
                                all->unseen_eur, show->language)
                                                              : NULL;
  g_autofree char *edges = g_strdup_printf (
      _ ("%u declared, %u observed, %u inferred"), all->n_declared,
      all->n_observed, all->n_inferred);

  g_string_append_printf (show->text, "%s\n", _ ("Over all"));
  show_spend (show, all);
  add_line (show, _ ("types known"), types, NULL);
  add_gap (show, _ ("of an unknown type"),
           all->n_resources - all->n_known_types, all->eur_unknown_types);
  add_line (show, _ ("dependencies"), edges, NULL);
  add_gap (show, _ ("without any dependency"), all->n_without_dependency,
           all->eur_without_dependency);
  add_gap (show, _ ("only mentioned"), all->n_placeholders, 0);
  add_gap (show, _ ("without spend"), all->n_without_spend, 0);
  add_line (show, _ ("services with members"), services, NULL);
  add_line (show, _ ("sources complete"), sources, NULL);
  if (all->n_problems > 0)
    add_gap (show, _ ("not read"), all->n_problems, 0);
  if (all->unseen_high > 0)
    add_line (show, _ ("things not seen"), missed, behind);
}

static void
add_cell (Show *show, const char *value, gint width)
{
  const glong length = g_utf8_strlen (value, -1);

  g_string_append_printf (show->text, "  %*s%s",
                          (gint) MAX (width - (gint) length, 0), "", value);
}

static void
add_head (Show *show)
{
  const char *name = _ ("source");

  g_string_append_printf (show->text, "\n%s%*s", name,
                          (gint) (show->width - g_utf8_strlen (name, -1)), "");
  add_cell (show, _ ("complete"), 8);
  add_cell (show, _ ("things"), 8);
  add_cell (show, _ ("types"), 8);
  add_cell (show, _ ("edges"), 8);
  add_cell (show, _ ("alone"), 8);
  add_cell (show, _ ("matched"), 14);
  g_string_append_c (show->text, '\n');
}

static const char *
get_source_id (const Show *show, const UitwegSourceCoverage *c)
{
  return uitweg_table_text (
      uitweg_estate_get_table (show->estate, UITWEG_RECORD_SOURCE), c->source,
      UITWEG_SOURCE_ID);
}

/* As wide as the longest name, within bounds. */
static void
measure_names (Show *show)
{
  show->width = NAME_WIDTH;
  for (guint32 i = 1; i < show->n; i++)
    show->width = MAX (
        show->width,
        (gint) g_utf8_strlen (get_source_id (show, &show->counts[i]), -1));
  show->width = MIN (show->width, NAME_WIDTH_MAX);
}

static void
show_source (Show *show, const UitwegSourceCoverage *c)
{
  const char *id = get_source_id (show, c);
  const guint32 numbers[] = { c->n_resources, c->n_known_types,
                              c->n_dependencies, c->n_without_dependency };
  g_autofree char *matched = c->billed > 0 ? g_strdup_printf (
                                 "%" G_GINT64_FORMAT " %%",
                                 c->matched / MAX (c->billed / 100, 1))
                                           : g_strdup ("-");

  g_string_append_printf (show->text, "%s%*s", id,
                          (gint) MAX (show->width - g_utf8_strlen (id, -1), 0),
                          "");
  add_cell (show, c->n_complete == 1 ? _ ("yes") : _ ("no"), 8);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *count = base_human_count (numbers[i], show->language);

      add_cell (show, count, 8);
    }
  add_cell (show, matched, 14);
  g_string_append_c (show->text, '\n');
}

static void
write_text (const CommandOptions *options, Show *show)
{
  show->language = command_get_language (options);
  show_all (show);
  measure_names (show);
  if (show->n > 1)
    add_head (show);
  for (guint32 i = 1; i < show->n; i++)
    show_source (show, &show->counts[i]);
}

static void
write_one (const Show *show,
           BaseJsonWriter *json,
           const UitwegSourceCoverage *c)
{
  const gboolean has_bill = c->n_cost_lines > 0;

  base_json_begin_object (json);
  if (c->source != UITWEG_NONE)
    base_json_add_string (
        json, "source",
        uitweg_table_text (
            uitweg_estate_get_table (show->estate, UITWEG_RECORD_SOURCE),
            c->source, UITWEG_SOURCE_ID));
  base_json_add_int (json, "n_resources", c->n_resources);
  base_json_add_int (json, "n_known_types", c->n_known_types);
  base_json_add_int (json, "n_without_dependency", c->n_without_dependency);
  base_json_add_int (json, "n_without_spend", c->n_without_spend);
  base_json_add_money (json, "eur_per_month", c->eur);
  base_json_add_money (json, "eur_unknown_types", c->eur_unknown_types);
  base_json_add_money (json, "eur_without_dependency",
                       c->eur_without_dependency);
  if (c->source == UITWEG_NONE)
    base_json_add_int (json, "n_placeholders", c->n_placeholders);
  base_json_add_int (json, "n_dependencies", c->n_dependencies);
  base_json_add_int (json, "n_declared", c->n_declared);
  base_json_add_int (json, "n_observed", c->n_observed);
  base_json_add_int (json, "n_inferred", c->n_inferred);
  base_json_add_int (json, "n_services", c->n_services);
  base_json_add_int (json, "n_services_with_members",
                     c->n_services_with_members);
  base_json_add_int (json, "n_cost_lines", c->n_cost_lines);
  base_json_add_int (json, "n_without_amount", c->n_without_amount);
  base_json_add_money (json, "billed", has_bill ? c->billed : UITWEG_UNKNOWN);
  base_json_add_money (json, "matched", has_bill ? c->matched : UITWEG_UNKNOWN);
  base_json_add_money (json, "unmatched",
                       has_bill ? c->billed - c->matched : UITWEG_UNKNOWN);
  base_json_add_int (json, "n_sources", c->n_asked);
  base_json_add_int (json, "n_sources_complete", c->n_complete);
  base_json_add_int (json, "n_problems", c->n_problems);
  base_json_add_int (json, "unseen_low", c->unseen_low);
  base_json_add_int (json, "unseen_high", c->unseen_high);
  base_json_add_money (json, "unseen_eur", c->unseen_eur);
  base_json_end_object (json);
}

static void
write_json (const Show *show)
{
  BaseJsonWriter json;

  base_json_writer_init (&json, show->text, TRUE);
  base_json_begin_object (&json);
  base_json_add_string (&json, "format", "uitweg-coverage/1");
  base_json_key (&json, "all");
  write_one (show, &json, &show->counts[0]);
  base_json_key (&json, "sources");
  base_json_begin_list (&json);
  for (guint32 i = 1; i < show->n; i++)
    write_one (show, &json, &show->counts[i]);
  base_json_end_list (&json);
  base_json_end_object (&json);
  g_string_append_c (show->text, '\n');
}

gboolean
command_tell_coverage (const CommandOptions *options,
                       const UitwegEstate *estate,
                       const UitwegCatalog *catalog,
                       GError **error)
{
  guint32 n = 0;
  g_autofree UitwegSourceCoverage *counts = uitweg_coverage_by_source (
      estate, catalog, &n, error);
  g_autoptr (GString) text = g_string_new (NULL);
  Show show = { .estate = estate, .counts = counts, .n = n, .text = text };

  if (counts == NULL)
    return FALSE;
  if (options->json)
    write_json (&show);
  else
    write_text (options, &show);
  command_print ("%s", text->str);
  return TRUE;
}
