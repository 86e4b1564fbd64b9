/* SPDX-License-Identifier: EUPL-1.2
 *
 * uitweg report: a plan document as text, JSON or a page for the browser.
 */
#include "config.h"

#include "command/command.h"

#include <unistd.h>

#include <uitweg/report.h>

static CommandExit run_report (const CommandOptions *options);

static const CommandOption own_options[] = {
  { "format", 'f', COMMAND_VALUE_ONE, "FORMAT",
    N_ ("text, json or html; text if it is not given"),
    G_STRUCT_OFFSET (CommandOptions, format) },
  COMMAND_OPTION_OUTPUT,
  COMMAND_OPTIONS_END,
};

const CommandVerb command_report = {
  .name = "report",
  .synopsis = "[--format=FORMAT] [-o FILE] PLAN",
  .summary = N_ ("show a plan as text, JSON or HTML"),
  .options = own_options,
  .min_words = 1,
  .max_words = 1,
  .run = run_report,
};

static CommandExit
run_report (const CommandOptions *options)
{
  static const char *const formats[] = { "text", "json", "html", NULL };
  const char *format = options->format != NULL ? options->format : "text";
  g_autoptr (UitwegPlanDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!g_strv_contains (formats, format))
    return command_misuse (options, "report",
                           _ ("--format: found '%s', expected text, json or "
                              "html"),
                           format);
  document = uitweg_plan_document_load (options->words[0], &error);
  if (document == NULL)
    {
      CommandExit status = command_fail (options, error);

      command_hint_missing (options, options->words[0]);
      return status;
    }
  text = uitweg_report_render (
      document, format, command_get_language (options),
      options->output == NULL && command_has_colour (options, STDOUT_FILENO),
      &error);
  if (text == NULL)
    return command_fail (options, error);
  return command_write (options, options->output, text);
}
