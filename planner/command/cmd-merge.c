/* SPDX-License-Identifier: EUPL-1.2
 *
 * uitweg merge: several estates into one, with a list of what disagreed, or
 * with all that was done to make it.
 */
#include "config.h"

#include "command/merge-explain.h"
#include "command/pipeline.h"

#include <stdio.h>

/* Lines of conflicts that are told without --explain. */
#define SHOWN_MAX 40

static CommandExit run_merge (const CommandOptions *options);

static const CommandOption own_options[] = {
  COMMAND_OPTION_OUTPUT,
  { "explain", 0, COMMAND_VALUE_NONE, NULL,
    N_ ("say what was joined, which values won, and why"),
    G_STRUCT_OFFSET (CommandOptions, explain) },
  { "pins", 0, COMMAND_VALUE_ONE, "FILE",
    N_ ("decisions that go before the rules"),
    G_STRUCT_OFFSET (CommandOptions, pins) },
  COMMAND_OPTION_JSON,
  COMMAND_OPTIONS_END,
};

const CommandVerb command_merge = {
  .name = "merge",
  .synopsis = "[--explain [--json]] [--pins=FILE] ESTATE... [-o FILE]",
  .summary = N_ ("put estates together into one"),
  .options = own_options,
  .takes = COMMAND_TAKES_THREADS | COMMAND_TAKES_CATALOG,
  .min_words = 1,
  .max_words = G_MAXUINT,
  .run = run_merge,
};

static void
tell_conflicts (const CommandOptions *options, const char *const *conflicts)
{
  guint n = 0;

  for (; !options->quiet && conflicts != NULL && conflicts[n] != NULL; n++)
    if (n < SHOWN_MAX)
      fprintf (stderr, "%s\n", conflicts[n]);
  if (n > SHOWN_MAX)
    fprintf (stderr, _ ("… and %u more: uitweg merge --explain\n"),
             n - SHOWN_MAX);
}

/* With --explain the estate is written only where -o says so, because the
 * explanation goes to standard output. */
static CommandExit
write_all (const CommandOptions *options, const UitwegEstate *estate)
{
  const gboolean saves = !options->explain || options->output != NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (saves
      && !uitweg_estate_save (
          estate, options->output != NULL ? options->output : "-", &error))
    return command_fail (options, error);
  if (options->explain)
    {
      text = options->json
                 ? command_explain_merge_json (estate, options->n_words)
                 : command_explain_merge (estate, options->n_words);
      return command_write (options, NULL, text);
    }
  tell_conflicts (options, uitweg_estate_get_conflicts (estate));
  return COMMAND_EXIT_DONE;
}

static CommandExit
run_merge (const CommandOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegEstate) estate = NULL;

  if (options->json && !options->explain)
    return command_misuse (options, "merge",
                           _ ("found --json, expected --explain with it"));
  if (options->explain && g_strcmp0 (options->output, "-") == 0)
    return command_misuse (
        options, "merge",
        _ ("found --explain with -o -, expected a file behind -o"));
  estate = command_load_estate (options, (const char *const *) options->words,
                                options->n_words, options->pins, &error);
  if (estate == NULL)
    {
      const CommandExit status = command_fail (options, error);

      for (guint i = 0; i < options->n_words; i++)
        command_hint_missing (options, options->words[i]);
      if (options->pins != NULL)
        command_hint_missing (options, options->pins);
      return status;
    }
  return write_all (options, estate);
}
