/* SPDX-License-Identifier: EUPL-1.2
 *
 * How the command speaks: results on standard output, all else on standard
 * error, colours and progress only where a person looks.
 */
#include "config.h"

#include "command/command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <uitweg/money.h>
#include <uitweg/plan.h>
#include <uitweg/report.h>

#include "base/file.h"
#include "base/problems.h"

/* The first of the variables that is set decides, as in every program. */
const char *
command_get_language (const CommandOptions *options)
{
  static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

  if (options->language != NULL)
    return options->language;
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);

      if (value != NULL && value[0] != '\0')
        return g_str_has_prefix (value, "nl") ? "nl" : "en";
    }
  return "en";
}

gboolean
command_has_colour (const CommandOptions *options, int fd)
{
  const char *no_colour = g_getenv ("NO_COLOR");
  const char *terminal = g_getenv ("TERM");

  if (options->colour != NULL && !g_str_equal (options->colour, "auto"))
    return g_str_equal (options->colour, "always");
  return isatty (fd) && (no_colour == NULL || no_colour[0] == '\0')
         && terminal != NULL && !g_str_equal (terminal, "dumb");
}

void
command_print (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  vfprintf (stdout, format, arguments);
  va_end (arguments);
}

void
command_print_cell (const char *text, guint width)
{
  glong length = g_utf8_strlen (text, -1);

  command_print (
      "%s%*s", text,
      length < (glong) width ? (int) ((glong) width - length) + 2 : 2, "");
}

static void
complain_text (const CommandOptions *options, const char *text)
{
  gboolean colour = command_has_colour (options, STDERR_FILENO);

  fflush (stdout);
  fprintf (stderr, "%suitweg:%s %s\n", colour ? "\033[1;31m" : "",
           colour ? "\033[0m" : "", text);
}

void
command_complain (const CommandOptions *options, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  complain_text (options, text);
}

CommandExit
command_misuse (const CommandOptions *options,
                const char *verb,
                const char *format,
                ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  complain_text (options, text);
  fprintf (stderr, _ ("see: uitweg %s%s--help\n"), verb != NULL ? verb : "",
           verb != NULL ? " " : "");
  return COMMAND_EXIT_USAGE;
}

/* Lists of problems name file and line themselves. */
static gboolean
is_list (const GError *error)
{
  return g_error_matches (error, UITWEG_ESTATE_ERROR,
                          UITWEG_ESTATE_ERROR_INVALID)
         || g_error_matches (error, UITWEG_CATALOG_ERROR,
                             UITWEG_CATALOG_ERROR_INVALID)
         || g_error_matches (error, UITWEG_SCENARIO_ERROR,
                             UITWEG_SCENARIO_ERROR_INVALID)
         || g_error_matches (error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_INVALID);
}

static CommandExit
find_status (const GError *error)
{
  const GQuark inputs[] = {
    UITWEG_ESTATE_ERROR, UITWEG_CATALOG_ERROR, UITWEG_SCENARIO_ERROR,
    BASE_INPUT_ERROR,    BASE_FILE_ERROR,      UITWEG_ASSESSMENT_ERROR,
    UITWEG_MONEY_ERROR,  UITWEG_PLAN_ERROR,    UITWEG_REPORT_ERROR,
    UITWEG_GRAPH_ERROR,  G_OPTION_ERROR,       G_FILE_ERROR,
    G_IO_ERROR,
  };

  if (error->domain == UITWEG_CONNECTOR_ERROR)
    return error->code == UITWEG_CONNECTOR_ERROR_OPTION
                   || error->code == UITWEG_CONNECTOR_ERROR_INPUT
               ? COMMAND_EXIT_USAGE
               : COMMAND_EXIT_INCOMPLETE;
  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    if (error->domain == inputs[i])
      return COMMAND_EXIT_USAGE;
  return COMMAND_EXIT_INTERNAL;
}

CommandExit
command_fail (const CommandOptions *options, const GError *error)
{
  if (is_list (error))
    {
      fflush (stdout);
      fprintf (stderr, "%s\n", error->message);
    }
  else
    complain_text (options, error->message);
  return find_status (error);
}

void
command_hint_missing (const CommandOptions *options, const char *path)
{
  if (options->quiet || g_str_equal (path, "-")
      || g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  if (g_str_has_suffix (path, ".yaml") || g_str_has_suffix (path, ".yml"))
    fprintf (stderr,
             _ ("A scenario is a YAML file that says what is asked; copy one "
                "from scenarios/ to begin with.\n"));
  else if (g_str_has_suffix (path, "plan.json"))
    fprintf (stderr, _ ("Make a plan with: uitweg run SCENARIO -o DIR\n"));
  else
    fprintf (stderr, _ ("Make an estate with: uitweg collect CONNECTOR "
                        "-o FILE\n"));
}

CommandExit
command_write (const CommandOptions *options,
               const char *path,
               const char *text)
{
  g_autoptr (GError) error = NULL;

  if (path == NULL || g_str_equal (path, "-"))
    {
      fwrite (text, 1, strlen (text), stdout);
      return COMMAND_EXIT_DONE;
    }
  if (!base_file_write_atomic (path, text, strlen (text), &error))
    return command_fail (options, error);
  return COMMAND_EXIT_DONE;
}

void
command_progress_init (CommandProgress *progress, const CommandOptions *options)
{
  *progress = (CommandProgress){
    .on = !options->quiet && !options->no_progress && isatty (STDERR_FILENO),
    .began = g_get_monotonic_time (),
  };
}

/* Work that takes less than a second needs no bar. */
void
command_progress_tell (const char *label,
                       guint64 done,
                       guint64 total,
                       gpointer data)
{
  CommandProgress *progress = data;
  gint64 now;

  if (!progress->on)
    return;
  now = g_get_monotonic_time ();
  if (now - progress->began < G_USEC_PER_SEC
      || now - progress->last < G_USEC_PER_SEC / 10)
    return;
  progress->last = now;
  progress->drawn = TRUE;
  if (total > 0)
    fprintf (stderr, "\r%s: %u %%\033[K", label,
             (guint) ((double) MIN (done, total) * 100 / (double) total));
  else
    fprintf (stderr, "\r%s: %" G_GUINT64_FORMAT "\033[K", label, done);
  fflush (stderr);
}

void
command_progress_end (CommandProgress *progress)
{
  if (progress->drawn)
    fputs ("\r\033[K", stderr);
  progress->drawn = FALSE;
}
