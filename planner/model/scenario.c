/* SPDX-License-Identifier: EUPL-1.2
 *
 * The scenario: a YAML file becomes one checked struct that owns all it
 * points at. What its ids mean is looked at later, with estate and catalog
 * (scenario-check.c).
 */
#include "config.h"

#include "model/scenario-private.h"

#include <string.h>

#include <uitweg/catalog.h>

#include "base/file.h"
#include "model/messages.h"

/* The largest scenario, in bytes. */
#define SCENARIO_MAX ((gsize) 16 << 20)

#define DEFAULT_HORIZON_MONTHS 60
#define DEFAULT_SAMPLES 10000
#define DEFAULT_SEED 1

G_DEFINE_QUARK (uitweg - scenario - error - quark, uitweg_scenario_error)

/* What a scenario says that says nothing. */
static ModelScenario *
new_scenario (const char *path)
{
  static const char *const none[] = { NULL };
  ModelScenario *model = g_new0 (ModelScenario, 1);
  UitwegScenario *scenario = &model->scenario;

  model->pool = base_strpool_new ();
  model->owned = g_ptr_array_new_with_free_func (g_free);
  scenario->path = base_strpool_get (
      model->pool, base_strpool_intern (model->pool, path, strlen (path)));
  scenario->estate_paths = none;
  scenario->catalog_paths = none;
  scenario->as_of = UITWEG_DAY_UNKNOWN;
  scenario->start = UITWEG_DAY_UNKNOWN;
  scenario->horizon_months = DEFAULT_HORIZON_MONTHS;
  scenario->accepted_layers = none;
  scenario->allow_countries = none;
  scenario->certificates = none;
  scenario->exclude = none;
  scenario->include = none;
  scenario->max_share_ppm = -1;
  scenario->partial_review_months = -1;
  scenario->rules_off = none;
  scenario->budget_one_off = UITWEG_UNKNOWN;
  scenario->budget_per_quarter = UITWEG_UNKNOWN;
  scenario->budget_run_per_month = UITWEG_UNKNOWN;
  scenario->premises_eur_per_host_month = UITWEG_UNKNOWN;
  scenario->premises_licence_per_core_month = UITWEG_UNKNOWN;
  scenario->premises_staff_per_month = UITWEG_UNKNOWN;
  scenario->premises_hosts = -1;
  scenario->premises_cores = -1;
  scenario->samples = DEFAULT_SAMPLES;
  scenario->seed = DEFAULT_SEED;
  return model;
}

void
uitweg_scenario_free (const UitwegScenario *scenario)
{
  ModelScenario *model = (ModelScenario *) scenario;

  if (model == NULL)
    return;
  g_ptr_array_unref (model->owned);
  base_strpool_free (model->pool);
  g_free (model);
}

/* Ids that must differ: of triggers, and of assumptions. */
static void
check_repeats (const ModelScenarioReader *reader)
{
  const UitwegScenario *scenario = &reader->model->scenario;

  for (guint i = 0; i < scenario->n_triggers; i++)
    for (guint j = 0; j < i; j++)
      if (g_strcmp0 (scenario->triggers[i].id, scenario->triggers[j].id) == 0)
        base_problems_add (reader->problems, reader->name,
                           scenario->triggers[i].line, 0,
                           "triggers: found id '%s' again, expected each once",
                           scenario->triggers[i].id);
  for (guint i = 0; i < scenario->n_assumptions; i++)
    for (guint j = 0; j < i; j++)
      if (g_strcmp0 (scenario->assumptions[i].id, scenario->assumptions[j].id)
          == 0)
        base_problems_add (reader->problems, reader->name,
                           scenario->assumptions[i].line, 0,
                           "assume: found id '%s' again, expected each once",
                           scenario->assumptions[i].id);
}

static void
check_whole (const ModelScenarioReader *reader)
{
  const UitwegScenario *scenario = &reader->model->scenario;

  check_repeats (reader);
  if (scenario->horizon_months < 1)
    base_problems_add (reader->problems, reader->name, 1, 0,
                       "horizon: found nothing, expected at least 1mo");
  for (guint i = 0; i < scenario->n_triggers; i++)
    {
      const UitwegTrigger *trigger = &scenario->triggers[i];

      if (trigger->deadline != UITWEG_DAY_UNKNOWN
          && scenario->start != UITWEG_DAY_UNKNOWN
          && trigger->deadline <= scenario->start)
        base_problems_add (reader->problems, reader->name, trigger->line, 0,
                           "deadline: found a day on or before the start, "
                           "expected a later day");
    }
}

static void
read_bytes (const ModelScenarioReader *reader, BaseDoc *doc, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *digest = base_file_sha256 (data != NULL ? data : "", length);

  reader->model->scenario.digest = model_scenario_intern (reader, digest);
  if (!base_yaml_parse (doc, reader->name, data != NULL ? data : "", length,
                        &error))
    {
      model_note_error (reader->problems, reader->name, error);
      return;
    }
  model_scenario_read_map (reader, base_doc_node (doc, 0),
                           model_scenario_keys (), &reader->model->scenario);
  check_whole (reader);
}

const UitwegScenario *
uitweg_scenario_load (const char *path, GError **error)
{
  g_autoptr (BaseProblems) problems = base_problems_new ();
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) failure = NULL;
  ModelScenario *model;
  ModelScenarioReader reader;

  g_return_val_if_fail (path != NULL, NULL);

  bytes = base_file_read (path, SCENARIO_MAX, &failure);
  if (bytes == NULL)
    {
      g_set_error_literal (error, UITWEG_SCENARIO_ERROR,
                           UITWEG_SCENARIO_ERROR_UNREADABLE, failure->message);
      return NULL;
    }
  model = new_scenario (path);
  reader = (ModelScenarioReader){
    .model = model, .doc = doc, .name = path, .problems = problems
  };
  read_bytes (&reader, doc, bytes);
  if (!model_check_problems (problems, UITWEG_SCENARIO_ERROR,
                             UITWEG_SCENARIO_ERROR_INVALID, error))
    {
      uitweg_scenario_free (&model->scenario);
      return NULL;
    }
  return &model->scenario;
}

UitwegMoney
uitweg_scenario_get_day_rate (const UitwegScenario *scenario, const char *skill)
{
  UitwegMoney fallback = UITWEG_UNKNOWN;

  g_return_val_if_fail (scenario != NULL, UITWEG_UNKNOWN);
  g_return_val_if_fail (skill != NULL, UITWEG_UNKNOWN);

  for (guint i = 0; i < scenario->n_day_rates; i++)
    {
      if (strcmp (scenario->day_rates[i].skill, skill) == 0)
        return scenario->day_rates[i].eur_per_day;
      if (strcmp (scenario->day_rates[i].skill, "default") == 0)
        fallback = scenario->day_rates[i].eur_per_day;
    }
  return fallback;
}

UitwegDay
uitweg_scenario_get_as_of (const UitwegScenario *scenario,
                           const UitwegEstate *estate,
                           const UitwegCatalog *catalog)
{
  const UitwegTable *sources;
  UitwegDay newest;

  g_return_val_if_fail (scenario != NULL, UITWEG_DAY_UNKNOWN);
  g_return_val_if_fail (estate != NULL, UITWEG_DAY_UNKNOWN);
  g_return_val_if_fail (catalog != NULL, UITWEG_DAY_UNKNOWN);

  if (scenario->as_of != UITWEG_DAY_UNKNOWN)
    return scenario->as_of;
  newest = uitweg_catalog_get_as_of (catalog);
  sources = uitweg_estate_get_table (estate, UITWEG_RECORD_SOURCE);
  for (guint32 i = 0; i < uitweg_table_get_n_rows (sources); i++)
    {
      UitwegDay day = uitweg_table_day (sources, i, UITWEG_SOURCE_NEWEST);

      /* The unknown day is before every other. */
      newest = MAX (newest, day);
    }
  return newest;
}
