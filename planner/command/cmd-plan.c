/* SPDX-License-Identifier: EUPL-1.2
 *
 * uitweg plan: from a scenario to the plan document.
 */
#include "config.h"

#include "command/pipeline.h"

#include <string.h>
#include <unistd.h>

#include <uitweg/report.h>

static CommandExit run_plan (const CommandOptions *options);

static const CommandOption own_options[] = {
  COMMAND_OPTION_OUTPUT,
  COMMAND_OPTIONS_END,
};

const CommandVerb command_plan = {
  .name = "plan",
  .synopsis = "SCENARIO [ESTATE...] [-o FILE]",
  .summary = N_ ("plan the way out, as JSON"),
  .options = own_options,
  .takes = COMMAND_TAKES_CATALOG | COMMAND_TAKES_THREADS | COMMAND_TAKES_SEED
           | COMMAND_TAKES_PROGRESS,
  .min_words = 1,
  .max_words = G_MAXUINT,
  .run = run_plan,
};

/* Where the document went into a file, people still want to know. */
static void
print_summary (const CommandOptions *options, const char *text)
{
  g_autoptr (UitwegPlanDocument) document = NULL;
  g_autofree char *summary = NULL;

  if (options->quiet || options->output == NULL
      || g_str_equal (options->output, "-"))
    return;
  document = uitweg_plan_document_parse (options->output, text, strlen (text),
                                         NULL);
  if (document == NULL)
    return;
  summary = uitweg_report_summary (document, command_get_language (options),
                                   command_has_colour (options, STDOUT_FILENO));
  command_print ("%s", summary);
}

static CommandExit
run_plan (const CommandOptions *options)
{
  g_auto (CommandPipeline) pipeline = { 0 };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  CommandExit status;

  if (command_pipeline_load (&pipeline, options, &error)
      && command_pipeline_plan (&pipeline, &error))
    text = uitweg_report_write_plan (pipeline.verdict, &error);
  command_progress_end (&pipeline.progress);
  if (text == NULL)
    {
      status = command_fail (options, error);
      command_pipeline_hint (&pipeline);
      return status;
    }
  status = command_write (options, options->output, text);
  if (status != COMMAND_EXIT_DONE)
    return status;
  if (!options->quiet)
    command_tell_sources (options, pipeline.estate);
  print_summary (options, text);
  return (CommandExit) uitweg_verdict_get_exit_status (pipeline.verdict);
}
