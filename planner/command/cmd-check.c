/* SPDX-License-Identifier: EUPL-1.2
 *
 * uitweg check: whether estates are sound, each by itself and all together,
 * and whether a scenario fits them and the catalog.
 */
#include "config.h"

#include "command/check-coverage.h"

static CommandExit run_check (const CommandOptions *options);

static const CommandOption own_options[] = {
  { "scenario", 0, COMMAND_VALUE_ONE, "FILE",
    N_ ("also check this scenario against estates and catalog"),
    G_STRUCT_OFFSET (CommandOptions, scenario) },
  { "coverage", 0, COMMAND_VALUE_NONE, NULL,
    N_ ("say what was seen, over all and per source"),
    G_STRUCT_OFFSET (CommandOptions, coverage) },
  COMMAND_OPTION_JSON,
  COMMAND_OPTIONS_END,
};

const CommandVerb command_check = {
  .name = "check",
  .synopsis = "[--coverage [--json]] [--scenario=FILE] ESTATE...",
  .summary = N_ ("say whether estates are sound"),
  .options = own_options,
  .takes = COMMAND_TAKES_CATALOG | COMMAND_TAKES_THREADS,
  .min_words = 1,
  .max_words = G_MAXUINT,
  .run = run_check,
};

static guint32
count_records (const UitwegEstate *estate)
{
  guint32 n = 0;

  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    n += uitweg_table_get_n_rows (
        uitweg_estate_get_table (estate, (UitwegRecordType) type));
  for (guint32 i = 0; i < uitweg_estate_get_n_resources (estate); i++)
    n -= uitweg_estate_is_placeholder (estate, i) ? 1 : 0;
  return n;
}

static void
tell_sound (const CommandOptions *options, const char *name, guint32 n)
{
  if (!options->quiet)
    command_print (ngettext ("%s: %u record, ok\n", "%s: %u records, ok\n", n),
                   name, n);
}

/* Each file by itself, so that one report names the mistakes of all. */
static CommandExit
check_each (const CommandOptions *options)
{
  CommandExit status = COMMAND_EXIT_DONE;

  for (guint i = 0; i < options->n_words; i++)
    {
      const char *const path = options->words[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (UitwegEstate)
          estate = uitweg_estate_load (&path, 1, options->n_threads, &error);

      if (estate != NULL)
        {
          tell_sound (options, path, count_records (estate));
          continue;
        }
      status = command_fail (options, error);
      command_hint_missing (options, path);
    }
  return status;
}

static gboolean
check_scenario (const CommandOptions *options,
                const UitwegEstate *estate,
                GError **error)
{
  const UitwegScenario *scenario = uitweg_scenario_load (options->scenario,
                                                         error);
  UitwegCatalog *catalog;
  gboolean done = FALSE;

  if (scenario == NULL)
    return FALSE;
  catalog = command_load_catalog (options, scenario->catalog_paths, error);
  if (catalog != NULL)
    {
      done = uitweg_scenario_check (scenario, estate, catalog, error);
      uitweg_catalog_unref (catalog);
    }
  uitweg_scenario_free (scenario);
  return done;
}

/* What was seen; an estate that is sound can be of any coverage. */
static CommandExit
show_coverage (const CommandOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegCatalog)
      catalog = command_load_catalog (options, NULL, &error);
  g_autoptr (UitwegEstate) estate = NULL;
  UitwegIdentityRules rules;

  if (catalog == NULL)
    return command_fail (options, error);
  uitweg_catalog_get_identity_rules (catalog, &rules);
  estate = uitweg_estate_load_by_rules ((const char *const *) options->words,
                                        options->n_words, options->n_threads,
                                        &rules, NULL, &error);
  if (estate == NULL
      || !command_tell_coverage (options, estate, catalog, &error))
    {
      const CommandExit status = command_fail (options, error);

      for (guint i = 0; i < options->n_words; i++)
        command_hint_missing (options, options->words[i]);
      return status;
    }
  return COMMAND_EXIT_DONE;
}

/* All together; standard input can be read only once. */
static CommandExit
check_together (const CommandOptions *options, gboolean tell)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegEstate) estate = uitweg_estate_load (
      (const char *const *) options->words, options->n_words,
      options->n_threads, &error);

  if (estate == NULL)
    return command_fail (options, error);
  if (tell)
    tell_sound (options, _ ("all together"), count_records (estate));
  if (options->scenario == NULL)
    return COMMAND_EXIT_DONE;
  if (!check_scenario (options, estate, &error))
    {
      CommandExit status = command_fail (options, error);

      command_hint_missing (options, options->scenario);
      return status;
    }
  if (!options->quiet)
    command_print (_ ("%s: fits, ok\n"), options->scenario);
  return COMMAND_EXIT_DONE;
}

static CommandExit
run_check (const CommandOptions *options)
{
  const gboolean has_input = g_strv_contains (
      (const char *const *) options->words, "-");
  const gboolean together = options->n_words > 1 || options->scenario != NULL
                            || has_input;
  CommandExit status = COMMAND_EXIT_DONE;

  if (options->json && !options->coverage)
    return command_misuse (options, "check",
                           _ ("found --json, expected --coverage with it"));
  if (options->coverage && options->scenario == NULL)
    return show_coverage (options);
  if (options->coverage)
    return command_misuse (
        options, "check",
        _ ("found --coverage with --scenario, expected one of them"));
  status = has_input ? COMMAND_EXIT_DONE : check_each (options);
  if (status != COMMAND_EXIT_DONE || !together)
    return status;
  return check_together (options, has_input);
}
