/* SPDX-License-Identifier: EUPL-1.2
 *
 * uitweg collect: lets one connector read a system or files, and writes what
 * it found as an estate. Here the clock is read, once, for the source record.
 */
#include "config.h"

#include "command/pipeline.h"

static CommandExit run_collect (const CommandOptions *options);

static const CommandOption own_options[] = {
  COMMAND_OPTION_OUTPUT,
  COMMAND_OPTIONS_END,
};

const CommandVerb command_collect = {
  .name = "collect",
  .synopsis = "CONNECTOR [OPTION...] [PATH...] [-o FILE]",
  .summary = N_ ("read an estate from a system or from files"),
  .options = own_options,
  .takes = COMMAND_TAKES_CONNECTOR | COMMAND_TAKES_PROGRESS,
  .max_words = G_MAXUINT,
  .run = run_collect,
};

/* (transfer full): the estate that the connector reads. */
static UitwegEstate *
read_estate (const CommandOptions *options,
             const char *collected_at,
             GError **error)
{
  const UitwegConnector *connector = options->connector;
  g_autoptr (UitwegEstateBuilder) builder = uitweg_estate_builder_new ();
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  CommandProgress progress;
  UitwegCollectRequest request = {
    .paths = (const char *const *) options->words,
    .collected_at = collected_at,
    .progress = command_progress_tell,
    .progress_data = &progress,
    .data_dir = command_get_data_dir (),
  };
  gboolean done;

  for (guint i = 0; i < options->n_connector_values; i++)
    if (options->connector_values[i] != NULL)
      {
        g_ptr_array_add (keys, (gpointer) connector->options[i].key);
        g_ptr_array_add (values, options->connector_values[i]);
      }
  g_ptr_array_add (keys, NULL);
  g_ptr_array_add (values, NULL);
  request.option_keys = (const char *const *) keys->pdata;
  request.option_values = (const char *const *) values->pdata;
  command_progress_init (&progress, options);
  done = connector->collect (&request, builder, NULL, error);
  command_progress_end (&progress);
  if (!done)
    return NULL;
  return uitweg_estate_builder_finish (g_steal_pointer (&builder),
                                       connector->name, error);
}

/* Says what `auto` took each file for, unless its source is told anyway. */
static void
tell_choices (const CommandOptions *options, const UitwegEstate *estate)
{
  const UitwegTable *table = uitweg_estate_get_table (estate,
                                                      UITWEG_RECORD_SOURCE);
  const UitwegTable *problems = uitweg_table_child (table,
                                                    UITWEG_SOURCE_PROBLEMS);
  guint32 n_rows = uitweg_table_get_n_rows (table);

  for (guint32 row = 0; !options->quiet && row < n_rows; row++)
    {
      guint32 first, n;

      if (!g_str_equal (uitweg_table_text (table, row, UITWEG_SOURCE_CONNECTOR),
                        options->connector->name)
          || uitweg_table_bool (table, row, UITWEG_SOURCE_COMPLETE) == 0)
        continue;
      uitweg_table_list (table, row, UITWEG_SOURCE_PROBLEMS, &first, &n);
      for (guint32 i = first; i < first + n; i++)
        command_complain (
            options, "%s: %s",
            uitweg_table_text (problems, i, UITWEG_SOURCE_PROBLEM_CALL),
            uitweg_table_text (problems, i, UITWEG_SOURCE_PROBLEM_ERROR));
    }
}

static CommandExit
run_collect (const CommandOptions *options)
{
  g_autofree char *collected_at = command_get_present ();
  g_autoptr (UitwegEstate) estate = NULL;
  g_autoptr (GError) error = NULL;

  if (options->connector == NULL)
    return command_misuse (options, "collect", "%s",
                           _ ("found no connector behind 'collect', expected "
                              "one of 'uitweg connectors'"));
  if (collected_at == NULL)
    return command_misuse (options, "collect",
                           _ ("SOURCE_DATE_EPOCH: found '%s', expected "
                              "seconds since 1970"),
                           g_getenv ("SOURCE_DATE_EPOCH"));
  if (!options->connector->takes_paths && options->n_words > 0)
    return command_misuse (options, "collect",
                           _ ("found '%s', but %s reads no files"),
                           options->words[0], options->connector->name);
  if (options->connector->takes_paths && options->n_words == 0)
    return command_misuse (options, "collect",
                           _ ("found no path, but %s reads files"),
                           options->connector->name);
  estate = read_estate (options, collected_at, &error);
  if (estate == NULL
      || !uitweg_estate_save (
          estate, options->output != NULL ? options->output : "-", &error))
    return command_fail (options, error);
  if (g_str_equal (options->connector->name, "auto"))
    tell_choices (options, estate);
  return command_tell_sources (options, estate) > 0 ? COMMAND_EXIT_INCOMPLETE
                                                    : COMMAND_EXIT_DONE;
}
