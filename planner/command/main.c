/* SPDX-License-Identifier: EUPL-1.2
 *
 * The entry of the command: finds the verb, reads its options and hands the
 * rest to it. Only here and in messages.c is the environment looked at.
 */
#include "config.h"

#include "command/command.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include <uitweg/version.h>

#include "base/problems.h"

/* Translations need a locale that is not "C" and need not be installed: with
 * LANGUAGE set, C.UTF-8 is enough. Numbers stay in the form of "C". */
static void
set_language (const CommandOptions *options)
{
  const char *language = command_get_language (options);
  gboolean dutch = g_str_equal (language, "nl");

  g_setenv ("LANGUAGE", language, TRUE);
  if (dutch && setlocale (LC_MESSAGES, "nl_NL.UTF-8") == NULL)
    setlocale (LC_MESSAGES, "C.UTF-8");
  else if (!dutch)
    setlocale (LC_MESSAGES, "C");
  bindtextdomain (GETTEXT_PACKAGE, UITWEG_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static CommandExit
refuse_verb (const CommandOptions *options, const char *word)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint n;
  const CommandVerb *const *verbs = command_get_verbs (&n);
  const char *nearest;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (names, (gpointer) verbs[i]->name);
  g_ptr_array_add (names, NULL);
  nearest = base_nearest (word, (const char *const *) names->pdata);
  if (nearest != NULL)
    return command_misuse (options, NULL,
                           _ ("unknown verb '%s', did you mean '%s'?"), word,
                           nearest);
  return command_misuse (options, NULL, _ ("unknown verb '%s'"), word);
}

static CommandExit
run_verb (const CommandVerb *verb,
          const CommandOptions *before,
          int argc,
          char **argv)
{
  g_auto (CommandOptions) options = { .quiet = before->quiet };
  g_autoptr (GError) error = NULL;
  int n_read;

  options.language = g_strdup (before->language);
  options.colour = g_strdup (before->colour);
  if (!command_parse (verb, argc, argv, &options, &n_read, &error))
    return command_misuse (before, verb->name, "%s", error->message);
  set_language (&options);
  if (options.help)
    command_print_help (verb, &options);
  else if (options.list_options)
    command_print_options (verb, &options);
  else
    return verb->run (&options);
  return COMMAND_EXIT_DONE;
}

static void
list_verbs (void)
{
  guint n;
  const CommandVerb *const *verbs = command_get_verbs (&n);

  for (guint i = 0; i < n; i++)
    command_print ("%s\n", verbs[i]->name);
}

static CommandExit
run (int argc, char **argv)
{
  g_auto (CommandOptions) options = { 0 };
  g_autoptr (GError) error = NULL;
  const CommandVerb *verb;
  int n = 0;

  set_language (&options);
  if (!command_parse (NULL, argc, argv, &options, &n, &error))
    return command_misuse (&options, NULL, "%s", error->message);
  set_language (&options);
  if (options.help)
    command_print_help (NULL, &options);
  else if (options.version)
    command_print ("uitweg %s\n", UITWEG_VERSION_STRING);
  else if (options.list_options)
    command_print_options (NULL, &options);
  else if (options.list_verbs)
    list_verbs ();
  else if (argc - n < 2)
    return command_misuse (&options, NULL, "%s", _ ("no verb given"));
  else
    {
      verb = command_find_verb (argv[n + 1]);
      if (verb == NULL)
        return refuse_verb (&options, argv[n + 1]);
      return run_verb (verb, &options, argc - n - 1, argv + n + 1);
    }
  return COMMAND_EXIT_DONE;
}

int
main (int argc, char **argv)
{
  CommandExit status = run (argc, argv);

  /* A full disk behind a pipe shows only now. */
  if ((fflush (stdout) != 0 || ferror (stdout) != 0)
      && status != COMMAND_EXIT_USAGE)
    {
      const CommandOptions none = { 0 };

      command_complain (&none, _ ("standard output: %s"), g_strerror (errno));
      status = COMMAND_EXIT_USAGE;
    }
  return (int) status;
}
