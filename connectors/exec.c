/* SPDX-License-Identifier: EUPL-1.2
 *
 * Runs a program of the user's own that writes an estate on its standard
 * output: the way to add a connector without touching this project. There is
 * no shell, and what the program writes is checked like any estate.
 */
#include "config.h"

#include "connectors/common/records.h"
#include "connectors/connectors.h"

#include <glib/gstdio.h>
#include <string.h>

static const UitwegConnectorOption options[] = {
  { NULL, NULL, NULL },
};

static gboolean
set_failed (GError **error, const char *program, const char *reason)
{
  g_set_error (error, UITWEG_CONNECTOR_ERROR,
               (gint) UITWEG_CONNECTOR_ERROR_FAILED, "%s: %s", program, reason);
  return FALSE;
}

/* Runs it with its output in the file `path`. `status_out` is what it ended
 * with, -1 for a signal. */
static gboolean
run (const UitwegCollectRequest *request,
     const char *path,
     GCancellable *cancellable,
     gint *status_out,
     GError **error)
{
  g_autoptr (GSubprocessLauncher)
      launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) reason = NULL;

  g_subprocess_launcher_set_stdout_file_path (launcher, path);
  child = g_subprocess_launcher_spawnv (launcher, request->paths, &reason);
  if (child == NULL)
    return set_failed (error, request->paths[0], reason->message);
  if (!g_subprocess_wait (child, cancellable, &reason))
    {
      g_subprocess_force_exit (child);
      return set_failed (error, request->paths[0], reason->message);
    }
  *status_out = g_subprocess_get_if_exited (child)
                    ? g_subprocess_get_exit_status (child)
                    : -1;
  return TRUE;
}

/* Copies all that the program told; what it only mentioned is mentioned
 * again by the same records. */
static void
copy_records (const UitwegEstate *estate, UitwegEstateBuilder *builder)
{
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    {
      const UitwegTable *from = uitweg_estate_get_table (
          estate, (UitwegRecordType) type);
      UitwegTable *to = uitweg_estate_builder_get_table (
          builder, (UitwegRecordType) type);

      for (guint32 row = 0; row < uitweg_table_get_n_rows (from); row++)
        if (type != UITWEG_RECORD_RESOURCE
            || !uitweg_estate_is_placeholder (estate, row))
          base_table_copy_row (to, from, row);
    }
}

static gboolean
read_output (const UitwegCollectRequest *request,
             UitwegEstateBuilder *builder,
             const char *path,
             gint status,
             GError **error)
{
  g_autoptr (UitwegEstate) estate = NULL;
  g_autoptr (ConnectorsSource) source = NULL;
  g_autoptr (GError) reason = NULL;
  g_autofree char *name = g_path_get_basename (request->paths[0]);
  g_autofree char *id = g_strdup_printf ("exec/%s", name);

  estate = uitweg_estate_load (&path, 1, 1, &reason);
  if (estate == NULL && status != 0)
    return set_failed (error, request->paths[0],
                       "ended with an error and gave no estate");
  if (estate == NULL)
    return set_failed (error, request->paths[0], reason->message);

  copy_records (estate, builder);
  source = connectors_source_new ("exec", id, request, builder);
  /* Arguments may hold secrets: the program's name is enough. */
  connectors_source_set_asked (source, request->paths[0]);
  if (status != 0)
    connectors_source_add_problem (source, request->paths[0], 0,
                                   "ended with status %d", status);
  connectors_source_finish (source);
  return TRUE;
}

static gboolean
collect (const UitwegCollectRequest *request,
         UitwegEstateBuilder *builder,
         GCancellable *cancellable,
         GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) reason = NULL;
  gint status = 0;
  gint file;
  gboolean ok;

  if (!connectors_check_options (&connectors_exec, request, error))
    return FALSE;
  file = g_file_open_tmp ("uitweg-exec-XXXXXX", &path, &reason);
  if (file < 0)
    return set_failed (error, request->paths[0], reason->message);
  g_close (file, NULL);
  ok = run (request, path, cancellable, &status, error)
       && read_output (request, builder, path, status, error);
  g_unlink (path);
  return ok;
}

const UitwegConnector connectors_exec = {
  .api = UITWEG_CONNECTOR_API,
  .name = "exec",
  .summary = "what a program of your own writes on its standard output",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect,
};
