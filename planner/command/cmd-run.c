/* SPDX-License-Identifier: EUPL-1.2
 *
 * uitweg run: the whole path, from a scenario to a folder with the merged
 * estate, the plan and its reports. The folder gets all four or none.
 */
#include "config.h"

#include "command/pipeline.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include <uitweg/report.h>

#include "base/file.h"

static CommandExit run_run (const CommandOptions *options);

static const CommandOption own_options[] = {
  { "output", 'o', COMMAND_VALUE_ONE, "DIR",
    N_ ("folder for the plan and its reports; made if it is not there"),
    G_STRUCT_OFFSET (CommandOptions, output) },
  COMMAND_OPTIONS_END,
};

const CommandVerb command_run = {
  .name = "run",
  .synopsis = "SCENARIO [ESTATE...] -o DIR",
  .summary = N_ ("read, plan and report: the whole path"),
  .options = own_options,
  .takes = COMMAND_TAKES_CATALOG | COMMAND_TAKES_THREADS | COMMAND_TAKES_SEED
           | COMMAND_TAKES_PROGRESS,
  .min_words = 1,
  .max_words = G_MAXUINT,
  .run = run_run,
};

enum
{
  FILE_ESTATE,
  FILE_HTML,
  FILE_TEXT,
  FILE_PLAN,
  N_FILES,
};

static const char *const names[N_FILES] = { "estate.jsonl", "report.html",
                                            "report.txt", "plan.json" };

/* What goes into the folder; the estate is written by itself. */
typedef struct
{
  const UitwegEstate *estate;
  char *texts[N_FILES];
} Result;

static void
result_clear (Result *result)
{
  for (guint i = 0; i < N_FILES; i++)
    g_free (result->texts[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

static gboolean
fail_file (const char *path, GError **error)
{
  base_file_set_error (error, BASE_FILE_ERROR, BASE_FILE_ERROR_WRITE, path,
                       errno);
  return FALSE;
}

static gboolean
write_all (const Result *result, const char *folder, GError **error)
{
  for (guint i = 0; i < N_FILES; i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      gboolean done = i == FILE_ESTATE
                          ? uitweg_estate_save (result->estate, path, error)
                          : base_file_write_atomic (path, result->texts[i],
                                                    strlen (result->texts[i]),
                                                    error);

      if (!done)
        return FALSE;
    }
  return TRUE;
}

static gboolean
move_all (const char *from, const char *to, GError **error)
{
  for (guint i = 0; i < N_FILES; i++)
    {
      g_autofree char *path = g_build_filename (to, names[i], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          errno = EISDIR;
          return fail_file (path, error);
        }
    }
  for (guint i = 0; i < N_FILES; i++)
    {
      g_autofree char *source = g_build_filename (from, names[i], NULL);
      g_autofree char *path = g_build_filename (to, names[i], NULL);

      if (g_rename (source, path) != 0)
        return fail_file (path, error);
    }
  return TRUE;
}

static void
remove_all (const char *folder)
{
  for (guint i = 0; i < N_FILES; i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* Writes beside the place first, so that a full disk harms nothing that is
 * there. */
static gboolean
fill_folder (const Result *result, const char *folder, GError **error)
{
  const gboolean existed = g_file_test (folder, G_FILE_TEST_EXISTS);
  g_autofree char *beside = g_build_filename (folder, ".uitweg-XXXXXX", NULL);
  gboolean done;

  if (g_mkdir_with_parents (folder, 0777) != 0)
    return fail_file (folder, error);
  if (g_mkdtemp (beside) == NULL)
    {
      fail_file (folder, error);
      if (!existed)
        g_rmdir (folder);
      return FALSE;
    }
  done = write_all (result, beside, error) && move_all (beside, folder, error);
  remove_all (beside);
  if (!done && !existed)
    g_rmdir (folder);
  return done;
}

static gboolean
make_result (const CommandPipeline *pipeline,
             Result *result,
             UitwegPlanDocument **document_out,
             GError **error)
{
  const char *language = command_get_language (pipeline->options);
  g_autoptr (UitwegPlanDocument) document = NULL;

  result->estate = pipeline->estate;
  result->texts[FILE_PLAN] = uitweg_report_write_plan (pipeline->verdict,
                                                       error);
  if (result->texts[FILE_PLAN] == NULL)
    return FALSE;
  document = uitweg_plan_document_parse (
      names[FILE_PLAN], result->texts[FILE_PLAN],
      strlen (result->texts[FILE_PLAN]), error);
  if (document == NULL)
    return FALSE;
  result->texts[FILE_HTML] = uitweg_report_render (document, "html", language,
                                                   FALSE, error);
  if (result->texts[FILE_HTML] == NULL)
    return FALSE;
  result->texts[FILE_TEXT] = uitweg_report_render (document, "text", language,
                                                   FALSE, error);
  if (result->texts[FILE_TEXT] == NULL)
    return FALSE;
  *document_out = g_steal_pointer (&document);
  return TRUE;
}

static void
print_summary (const CommandOptions *options,
               const UitwegPlanDocument *document)
{
  g_autofree char *summary = uitweg_report_summary (
      document, command_get_language (options),
      command_has_colour (options, STDOUT_FILENO));
  g_autofree char *report = g_build_filename (options->output, names[FILE_HTML],
                                              NULL);

  command_print ("%s", summary);
  if (!options->quiet)
    command_print (_ ("Report: %s\n"), report);
}

static CommandExit
run_run (const CommandOptions *options)
{
  g_auto (CommandPipeline) pipeline = { 0 };
  g_auto (Result) result = { 0 };
  g_autoptr (UitwegPlanDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  CommandExit status;

  if (options->output == NULL)
    return command_misuse (options, "run", "%s",
                           _ ("found no -o DIR, expected a folder"));
  if (!command_pipeline_load (&pipeline, options, &error)
      || !command_pipeline_plan (&pipeline, &error)
      || !make_result (&pipeline, &result, &document, &error)
      || !fill_folder (&result, options->output, &error))
    {
      command_progress_end (&pipeline.progress);
      status = command_fail (options, error);
      command_pipeline_hint (&pipeline);
      return status;
    }
  command_progress_end (&pipeline.progress);
  if (!options->quiet)
    command_tell_sources (options, pipeline.estate);
  print_summary (options, document);
  return (CommandExit) uitweg_verdict_get_exit_status (pipeline.verdict);
}
