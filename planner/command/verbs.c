/* SPDX-License-Identifier: EUPL-1.2
 *
 * The table of verbs. It is the one place that knows them all: dispatch,
 * --help and the check of the manual are made from it.
 */
#include "config.h"

#include "command/command.h"

static CommandExit run_help (int argc, char **argv);

static const CommandVerb verbs[] = {
  { "help", "print this text", run_help },
};

const CommandVerb *
command_get_verbs (guint *n_out)
{
  *n_out = G_N_ELEMENTS (verbs);
  return verbs;
}

const CommandVerb *
command_find_verb (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].name, name))
      return &verbs[i];
  return NULL;
}

static CommandExit
run_help (int argc, char **argv)
{
  g_print ("usage: uitweg [--help] [--version] VERB [OPTION...]\n\nVerbs:\n");
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_print ("  %-12s %s\n", verbs[i].name, verbs[i].summary);
  return COMMAND_EXIT_DONE;
}
