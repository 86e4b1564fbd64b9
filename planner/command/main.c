/* SPDX-License-Identifier: EUPL-1.2
 *
 * The entry of the command: finds the verb and hands the rest to it.
 */
#include "config.h"

#include "command/command.h"

#include <uitweg/version.h>

static CommandExit
complain (const char *what, const char *word)
{
  g_printerr ("uitweg: %s '%s'; see uitweg --help\n", what, word);
  return COMMAND_EXIT_USAGE;
}

static CommandExit
run (int argc, char **argv)
{
  const CommandVerb *verb;
  const char *word = argc > 1 ? argv[1] : NULL;

  if (word == NULL)
    {
      g_printerr ("uitweg: no verb given; see uitweg --help\n");
      return COMMAND_EXIT_USAGE;
    }
  if (g_str_equal (word, "--version"))
    {
      g_print ("uitweg %s\n", UITWEG_VERSION_STRING);
      return COMMAND_EXIT_DONE;
    }
  if (g_str_equal (word, "--help"))
    word = "help";
  else if (word[0] == '-')
    return complain ("unknown option", word);

  verb = command_find_verb (word);
  if (verb == NULL)
    return complain ("unknown verb", word);
  return verb->run (argc - 1, argv + 1);
}

int
main (int argc, char **argv)
{
  return (int) run (argc, argv);
}
