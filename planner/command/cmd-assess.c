/* SPDX-License-Identifier: EUPL-1.2
 *
 * uitweg assess: what can be said without prices. What was seen, how portable
 * things are, under whose law they stand, and what hinders a move.
 */
#include "config.h"

#include "command/pipeline.h"

#include <math.h>

#include "base/human.h"
#include "base/json-write.h"
#include "command/assess-json.h"

static CommandExit run_assess (const CommandOptions *options);

static const CommandOption own_options[] = {
  COMMAND_OPTION_OUTPUT,
  COMMAND_OPTION_JSON,
  COMMAND_OPTIONS_END,
};

const CommandVerb command_assess = {
  .name = "assess",
  .synopsis = "SCENARIO [ESTATE...] [--json] [-o FILE]",
  .summary = N_ ("judge portability, control and coverage"),
  .options = own_options,
  .takes = COMMAND_TAKES_CATALOG | COMMAND_TAKES_THREADS
           | COMMAND_TAKES_PROGRESS,
  .min_words = 1,
  .max_words = G_MAXUINT,
  .run = run_assess,
};

typedef struct
{
  const UitwegAssessment *assessment;
  const UitwegEstate *estate;
  const UitwegCatalog *catalog;
  const char *language;
  GString *text;
} Show;

static void add (Show *show, const char *format, ...) G_GNUC_PRINTF (2, 3);
static void
add (Show *show, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (show->text, format, arguments);
  va_end (arguments);
}

static void
add_cell (Show *show, const char *text, glong width)
{
  glong length = g_utf8_strlen (text, -1);

  add (show, "  %s%*s", text, length < width ? (int) (width - length) : 0, "");
}

static void
show_coverage (Show *show)
{
  const UitwegCoverage *c = uitweg_assessment_get_coverage (show->assessment);
  g_autofree char *billed = base_human_eur (c->billed, show->language);
  g_autofree char *matched = base_human_eur (c->matched, show->language);
  g_autofree char *low = base_human_count (c->unseen_low, show->language);
  g_autofree char *high = base_human_count (c->unseen_high, show->language);

  add (show, "%s\n", _ ("What was seen"));
  add (show,
       _ ("  %u resources, %u of a known type, %u without a "
          "dependency\n"),
       c->n_resources, c->n_known_types, c->n_without_dependency);
  add (show, _ ("  %u more are only mentioned\n"), c->n_placeholders);
  add (show, _ ("  %u dependencies: %u declared, %u observed, %u inferred\n"),
       c->n_dependencies, c->n_declared, c->n_observed, c->n_inferred);
  add (show, _ ("  %u services, %u with members\n"), c->n_services,
       c->n_services_with_members);
  add (show, _ ("  %u of %u sources are complete\n"), c->n_sources_complete,
       c->n_sources);
  if (c->n_cost_lines > 0)
    add (show, _ ("  %s billed per month, %s of it belongs to a resource\n"),
         billed, matched);
  if (c->unseen_high > 0)
    add (show, _ ("  %s to %s things were not seen\n"), low, high);
}

/* Resources per letter, in order of the letters. */
static void
show_portability (Show *show)
{
  const guint32 n = uitweg_estate_get_n_resources (show->estate);
  const UitwegInterval *values = uitweg_assessment_get_portability (
      show->assessment);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GList) letters = NULL;
  guint none = 0;

  for (guint32 i = 0; i < n; i++)
    {
      const char *word;

      if (isnan (values[i].lo))
        {
          none++;
          continue;
        }
      word = uitweg_portability_get_letters (show->catalog, values[i]);
      g_hash_table_insert (
          counts, (gpointer) word,
          GUINT_TO_POINTER (
              GPOINTER_TO_UINT (g_hash_table_lookup (counts, word)) + 1));
    }
  add (show, "\n%s\n", _ ("Portability, with all that is needed"));
  letters = g_list_sort (g_hash_table_get_keys (counts),
                         (GCompareFunc) g_strcmp0);
  for (const GList *l = letters; l != NULL; l = l->next)
    {
      add_cell (show, l->data, 6);
      add (show, "%u\n",
           GPOINTER_TO_UINT (g_hash_table_lookup (counts, l->data)));
    }
  if (none > 0)
    add (show, _ ("  made anew: %u\n"), none);
}

static void
show_services (Show *show)
{
  const UitwegTable *table = uitweg_estate_get_table (show->estate,
                                                      UITWEG_RECORD_SERVICE);
  const UitwegInterval *values = uitweg_assessment_get_service_portability (
      show->assessment);
  const UitwegInterval share = uitweg_assessment_get_share_under_control (
      show->assessment);
  const guint32 n = uitweg_table_get_n_rows (table);

  if (n > 0)
    add (show, "\n%s\n", _ ("Services: portability, and who has a say"));
  for (guint32 row = 0; row < n; row++)
    {
      g_autoptr (GString) countries = g_string_new (NULL);

      command_append_countries (show->assessment, row, countries);
      add_cell (show, uitweg_table_text (table, row, UITWEG_SERVICE_ID), 34);
      add_cell (show,
                isnan (values[row].lo) ? "-"
                                       : uitweg_portability_get_letters (
                                           show->catalog, values[row]),
                5);
      add (show, "  %s\n", countries->str);
    }
  if (isnan (share.lo))
    return;
  {
    g_autofree char *lo = base_human_number (share.lo * 100, 0, show->language);
    g_autofree char *hi = base_human_number (share.hi * 100, 0, show->language);

    add (show, _ ("  key services under control: %s %% to %s %%\n"), lo, hi);
  }
}

static void
show_blockers (Show *show)
{
  const guint n_rules = uitweg_catalog_get_n_blocker_rules (show->catalog);
  const gboolean dutch = g_str_equal (show->language, "nl");
  guint32 n;
  const UitwegBlocker *blockers = uitweg_assessment_get_blockers (
      show->assessment, &n);
  g_autofree guint32 *counts = g_new0 (guint32, n_rules + 1);

  for (guint32 i = 0; i < n; i++)
    counts[blockers[i].rule]++;
  if (n > 0)
    add (show, "\n%s\n", _ ("What hinders a move"));
  for (guint r = 0; r < n_rules; r++)
    {
      const UitwegBlockerRule *rule = uitweg_catalog_get_blocker_rule (
          show->catalog, r);

      if (counts[r] > 0)
        add (show, "  %4u  %s\n", counts[r],
             dutch && rule->label_nl != NULL ? rule->label_nl : rule->label);
    }
}

static void
show_must_leave (Show *show)
{
  const guint32 n = uitweg_estate_get_n_resources (show->estate);
  const guint8 *leave = uitweg_assessment_get_must_leave (show->assessment);
  guint32 count = 0;

  for (guint32 i = 0; i < n; i++)
    count += leave[i];
  add (show, _ ("\n%u resources must be left\n"), count);
}

static CommandExit
run_assess (const CommandOptions *options)
{
  g_auto (CommandPipeline) pipeline = { 0 };
  g_autoptr (UitwegAssessment) assessment = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Show show = { .text = text, .language = command_get_language (options) };

  if (command_pipeline_load (&pipeline, options, &error))
    assessment = command_pipeline_assess (&pipeline, 0, &error);
  command_progress_end (&pipeline.progress);
  if (assessment == NULL)
    {
      CommandExit status = command_fail (options, error);

      command_pipeline_hint (&pipeline);
      return status;
    }
  show.assessment = assessment;
  show.estate = pipeline.estate;
  show.catalog = pipeline.catalog;
  if (options->json)
    command_write_assessment (assessment, text);
  else
    {
      show_coverage (&show);
      show_portability (&show);
      show_services (&show);
      show_blockers (&show);
      show_must_leave (&show);
    }
  if (!options->quiet)
    command_tell_sources (options, pipeline.estate);
  return command_write (options, options->output, text->str);
}
