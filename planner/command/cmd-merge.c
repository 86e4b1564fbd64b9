/* SPDX-License-Identifier: EUPL-1.2
 *
 * uitweg merge: several estates into one, with a list of what disagreed.
 */
#include "config.h"

#include "command/command.h"

#include <stdio.h>

static CommandExit run_merge (const CommandOptions *options);

static const CommandOption own_options[] = {
  COMMAND_OPTION_OUTPUT,
  COMMAND_OPTIONS_END,
};

const CommandVerb command_merge = {
  .name = "merge",
  .synopsis = "ESTATE... [-o FILE]",
  .summary = N_ ("put estates together into one"),
  .options = own_options,
  .takes = COMMAND_TAKES_THREADS,
  .min_words = 1,
  .max_words = G_MAXUINT,
  .run = run_merge,
};

static CommandExit
run_merge (const CommandOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegEstate) estate = uitweg_estate_load (
      (const char *const *) options->words, options->n_words,
      options->n_threads, &error);
  const char *const *conflicts;

  if (estate == NULL
      || !uitweg_estate_save (
          estate, options->output != NULL ? options->output : "-", &error))
    {
      CommandExit status = command_fail (options, error);

      for (guint i = 0; i < options->n_words; i++)
        command_hint_missing (options, options->words[i]);
      return status;
    }
  conflicts = uitweg_estate_get_conflicts (estate);
  for (; !options->quiet && conflicts != NULL && *conflicts != NULL;
       conflicts++)
    fprintf (stderr, "%s\n", *conflicts);
  return COMMAND_EXIT_DONE;
}
