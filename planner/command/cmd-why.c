/* SPDX-License-Identifier: EUPL-1.2
 *
 * uitweg why: where a figure of a plan comes from.
 */
#include "config.h"

#include "command/command.h"

#include <string.h>

#include <glib/gstdio.h>

#include <uitweg/report.h>

static CommandExit run_why (const CommandOptions *options);

static const CommandOption own_options[] = {
  { "list", 'l', COMMAND_VALUE_NONE, NULL,
    N_ ("print the figures that can be explained"),
    G_STRUCT_OFFSET (CommandOptions, list) },
  { "output", 'o', COMMAND_VALUE_ONE, "DIR",
    N_ ("take the plan that 'uitweg run -o DIR' wrote"),
    G_STRUCT_OFFSET (CommandOptions, output) },
  COMMAND_OPTIONS_END,
};

const CommandVerb command_why = {
  .name = "why",
  .synopsis = "[--list | FIGURE] [-o DIR | PLAN]",
  .summary = N_ ("explain a figure of a plan"),
  .options = own_options,
  .max_words = 2,
  .run = run_why,
};

/* (transfer full): the plan that was named, or else the newest of those at
 * the usual places. */
static char *
find_plan (const CommandOptions *options, const char *named)
{
  static const char *const places[] = { "plan.json", "out/plan.json" };
  const char *newest = places[1];
  gint64 newest_time = G_MININT64;

  if (named != NULL)
    return g_strdup (named);
  if (options->output != NULL)
    return g_build_filename (options->output, "plan.json", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      GStatBuf status;

      if (g_stat (places[i], &status) == 0 && status.st_mtime > newest_time)
        {
          newest = places[i];
          newest_time = status.st_mtime;
        }
    }
  return g_strdup (newest);
}

/* The library gives an id, a tab and a label on each line. */
static void
print_figures (const char *list)
{
  g_auto (GStrv) lines = g_strsplit (list, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      char *label = strchr (*line, '\t');

      if (label == NULL)
        continue;
      *label = '\0';
      command_print_cell (*line, 24);
      command_print ("%s\n", label + 1);
    }
}

/* Without a figure: what figures there are. */
static CommandExit
explain_figure (const CommandOptions *options,
                const char *figure,
                const char *path)
{
  const char *language = command_get_language (options);
  g_autoptr (UitwegPlanDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  CommandExit status;

  document = uitweg_plan_document_load (path, &error);
  if (document != NULL && figure == NULL)
    text = uitweg_report_list_figures (document, language);
  else if (document != NULL)
    text = uitweg_report_why (document, figure, language, &error);
  if (text == NULL)
    {
      status = command_fail (options, error);
      command_hint_missing (options, path);
      return status;
    }
  if (figure != NULL)
    return command_write (options, NULL, text);
  print_figures (text);
  return COMMAND_EXIT_DONE;
}

static CommandExit
run_why (const CommandOptions *options)
{
  const guint n_before = options->list ? 0 : 1;
  const char *named = options->n_words > n_before ? options->words[n_before]
                                                  : NULL;
  g_autofree char *path = NULL;

  if (options->n_words < n_before)
    return command_misuse (options, "why", "%s",
                           _ ("found no figure, expected one of 'uitweg why "
                              "--list'"));
  if (options->n_words > n_before + 1)
    return command_misuse (options, "why",
                           _ ("found '%s', expected no more "
                              "words"),
                           options->words[n_before + 1]);
  path = find_plan (options, named);
  return explain_figure (options, options->list ? NULL : options->words[0],
                         path);
}
