/* SPDX-License-Identifier: EUPL-1.2
 *
 * The table of verbs. It is the one place that knows them all: dispatch,
 * --help and the check of the manual are made from it.
 */
#include "config.h"

#include "command/command.h"

static CommandExit run_help (const CommandOptions *options);

const CommandVerb command_help = {
  .name = "help",
  .synopsis = "[VERB]",
  .summary = N_ ("print this text, or that of a verb"),
  .max_words = 1,
  .run = run_help,
};

static const CommandVerb *const verbs[] = {
  &command_run,   &command_collect, &command_check,      &command_merge,
  &command_graph, &command_assess,  &command_plan,       &command_report,
  &command_why,   &command_catalog, &command_connectors, &command_init,
  &command_help,
};

const CommandVerb *const *
command_get_verbs (guint *n_out)
{
  *n_out = G_N_ELEMENTS (verbs);
  return verbs;
}

const CommandVerb *
command_find_verb (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i]->name, name))
      return verbs[i];
  return NULL;
}

static CommandExit
run_help (const CommandOptions *options)
{
  const CommandVerb *verb = NULL;

  if (options->n_words == 1)
    {
      verb = command_find_verb (options->words[0]);
      if (verb == NULL)
        return command_misuse (options, "help", _ ("unknown verb '%s'"),
                               options->words[0]);
    }
  command_print_help (verb, options);
  return COMMAND_EXIT_DONE;
}
