/* SPDX-License-Identifier: EUPL-1.2
 *
 * The whole path from files to verdicts: scenario, catalog and estate, then
 * the assessment, the options and the plan of each trigger. Everything that
 * depends on the environment (which catalogs there are) is settled here, so
 * that the library never asks.
 */
#include "config.h"

#include "command/pipeline.h"

#include <stdio.h>

#define SITE_CATALOG "/etc/uitweg/catalog"

void
command_pipeline_clear (CommandPipeline *pipeline)
{
  command_progress_end (&pipeline->progress);
  g_clear_pointer (&pipeline->verdict, uitweg_verdict_unref);
  g_clear_pointer (&pipeline->estate, uitweg_estate_unref);
  g_clear_pointer (&pipeline->catalog, uitweg_catalog_unref);
  g_clear_pointer (&pipeline->read, uitweg_scenario_free);
}

const char *
command_get_data_dir (void)
{
  const char *shipped = g_getenv ("UITWEG_CATALOG");

  return shipped != NULL && shipped[0] != '\0' ? shipped
                                               : UITWEG_DATADIR "/catalog";
}

char *
command_get_present (void)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  g_autoptr (GDateTime) now = NULL;
  gint64 seconds;

  if (epoch == NULL || epoch[0] == '\0')
    now = g_date_time_new_now_utc ();
  else if (g_ascii_string_to_signed (epoch, 10, 0, G_MAXINT32, &seconds, NULL))
    now = g_date_time_new_from_unix_utc (seconds);
  return now != NULL ? g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

UitwegCatalog *
command_load_catalog (const CommandOptions *options,
                      const char *const *more,
                      GError **error)
{
  g_autofree char *user = g_build_filename (g_get_user_config_dir (), "uitweg",
                                            "catalog", NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  g_ptr_array_add (paths, (gpointer) command_get_data_dir ());
  if (g_file_test (SITE_CATALOG, G_FILE_TEST_IS_DIR))
    g_ptr_array_add (paths, (gpointer) SITE_CATALOG);
  if (g_file_test (user, G_FILE_TEST_IS_DIR))
    g_ptr_array_add (paths, user);
  for (; more != NULL && *more != NULL; more++)
    g_ptr_array_add (paths, (gpointer) *more);
  for (char **own = options->catalog; own != NULL && *own != NULL; own++)
    g_ptr_array_add (paths, *own);
  return uitweg_catalog_load ((const char *const *) paths->pdata, paths->len,
                              error);
}

/* Whether any layer lies over the catalog that comes along, whose rules of
 * identity are those of the library. */
static gboolean
has_layers (const CommandOptions *options)
{
  g_autofree char *user = g_build_filename (g_get_user_config_dir (), "uitweg",
                                            "catalog", NULL);

  return options->catalog != NULL
         || g_file_test (SITE_CATALOG, G_FILE_TEST_IS_DIR)
         || g_file_test (user, G_FILE_TEST_IS_DIR);
}

UitwegEstate *
command_load_estate (const CommandOptions *options,
                     const char *const *paths,
                     guint n_paths,
                     const char *pins,
                     GError **error)
{
  UitwegIdentityRules rules = *uitweg_identity_rules_get_default ();
  g_autoptr (UitwegCatalog) catalog = NULL;

  if (has_layers (options))
    {
      catalog = command_load_catalog (options, NULL, error);
      if (catalog == NULL)
        return NULL;
      uitweg_catalog_get_identity_rules (catalog, &rules);
    }
  return uitweg_estate_load_by_rules (paths, n_paths, options->n_threads,
                                      &rules, pins, error);
}

static void
tell_stage (CommandPipeline *pipeline, const char *label)
{
  command_progress_tell (label, 0, 0, &pipeline->progress);
}

gboolean
command_pipeline_load (CommandPipeline *pipeline,
                       const CommandOptions *options,
                       GError **error)
{
  const char *const *paths = (const char *const *) options->words + 1;
  UitwegIdentityRules rules;

  pipeline->options = options;
  command_progress_init (&pipeline->progress, options);
  pipeline->read = uitweg_scenario_load (options->words[0], error);
  if (pipeline->read == NULL)
    return FALSE;
  pipeline->scenario = *pipeline->read;
  if (options->has_seed)
    pipeline->scenario.seed = options->seed_number;
  if (options->n_words == 1)
    paths = pipeline->read->estate_paths;
  if (paths[0] == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("%s: found no estate, expected 'estate:' or a file on "
                      "the command line"),
                   options->words[0]);
      return FALSE;
    }
  tell_stage (pipeline, _ ("reading"));
  pipeline->catalog = command_load_catalog (
      options, pipeline->read->catalog_paths, error);
  if (pipeline->catalog == NULL)
    return FALSE;
  uitweg_catalog_get_identity_rules (pipeline->catalog, &rules);
  pipeline->estate = uitweg_estate_load_by_rules (
      paths, g_strv_length ((char **) paths), options->n_threads, &rules, NULL,
      error);
  /* The check asks for lines that only the scenario as it was read knows. */
  return pipeline->estate != NULL
         && uitweg_scenario_check (pipeline->read, pipeline->estate,
                                   pipeline->catalog, error);
}

/* The day for which ownership is judged: an acquisition counts from its own
 * day, all else from the start of the plan. */
static UitwegDay
get_day (const UitwegScenario *scenario, guint trigger)
{
  if (trigger < scenario->n_triggers
      && scenario->triggers[trigger].kind == UITWEG_TRIGGER_ACQUISITION
      && scenario->triggers[trigger].on != UITWEG_DAY_UNKNOWN)
    return scenario->triggers[trigger].on;
  return scenario->start;
}

UitwegAssessment *
command_pipeline_assess (const CommandPipeline *pipeline,
                         guint trigger,
                         GError **error)
{
  return uitweg_assessment_new (pipeline->estate, pipeline->catalog,
                                &pipeline->scenario,
                                get_day (&pipeline->scenario, trigger),
                                pipeline->options->n_threads, error);
}

/* (transfer full): the options of one trigger. Triggers that are judged on
 * the same day have the same, so `before` is used again. */
static UitwegOptions *
make_options (CommandPipeline *pipeline,
              guint trigger,
              UitwegOptions *before,
              GError **error)
{
  const UitwegScenario *scenario = &pipeline->scenario;
  g_autoptr (UitwegAssessment) assessment = NULL;

  if (before != NULL
      && get_day (scenario, trigger) == get_day (scenario, trigger - 1))
    return uitweg_options_ref (before);
  tell_stage (pipeline, _ ("assessing"));
  assessment = command_pipeline_assess (pipeline, trigger, error);
  if (assessment == NULL)
    return NULL;
  tell_stage (pipeline, _ ("weighing options"));
  return uitweg_options_new (assessment, scenario, error);
}

gboolean
command_pipeline_plan (CommandPipeline *pipeline, GError **error)
{
  const guint n = MAX (pipeline->scenario.n_triggers, 1);
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func (
      (GDestroyNotify) uitweg_plan_unref);
  g_autoptr (UitwegOptions) before = NULL;

  for (guint trigger = 0; trigger < n; trigger++)
    {
      UitwegOptions *options = make_options (pipeline, trigger, before, error);
      UitwegPlan *plan;

      g_clear_pointer (&before, uitweg_options_unref);
      before = options;
      if (options == NULL)
        return FALSE;
      tell_stage (pipeline, _ ("planning"));
      plan = uitweg_plan_new (options, &pipeline->scenario, trigger, error);
      if (plan == NULL)
        return FALSE;
      g_ptr_array_add (plans, plan);
    }
  pipeline->verdict = uitweg_verdict_new ((UitwegPlan *const *) plans->pdata, n,
                                          error);
  return pipeline->verdict != NULL;
}

void
command_pipeline_hint (const CommandPipeline *pipeline)
{
  for (guint i = 0; i < pipeline->options->n_words; i++)
    command_hint_missing (pipeline->options, pipeline->options->words[i]);
}

/* The first line says that a source is not whole, the others why. */
static void
tell_source (const CommandOptions *options,
             const UitwegTable *table,
             guint32 row)
{
  const UitwegTable *problems = uitweg_table_child (table,
                                                    UITWEG_SOURCE_PROBLEMS);
  guint32 first, n;

  command_complain (options, _ ("%s is not complete"),
                    uitweg_table_text (table, row, UITWEG_SOURCE_ID));
  uitweg_table_list (table, row, UITWEG_SOURCE_PROBLEMS, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    fprintf (stderr, "  %s: %s\n",
             uitweg_table_text (problems, i, UITWEG_SOURCE_PROBLEM_CALL),
             uitweg_table_text (problems, i, UITWEG_SOURCE_PROBLEM_ERROR));
}

guint
command_tell_sources (const CommandOptions *options, const UitwegEstate *estate)
{
  const UitwegTable *table = uitweg_estate_get_table (estate,
                                                      UITWEG_RECORD_SOURCE);
  const guint32 n_rows = uitweg_table_get_n_rows (table);
  guint n = 0;

  for (guint32 row = 0; row < n_rows; row++)
    if (uitweg_table_bool (table, row, UITWEG_SOURCE_COMPLETE) == 0)
      {
        n++;
        tell_source (options, table, row);
      }
  return n;
}
