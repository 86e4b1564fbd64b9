/* SPDX-License-Identifier: EUPL-1.2
 *
 * Connectors `azure-migrate-csv`, `aws-discovery-csv` and
 * `google-migration-center`: lists of servers that people filled in or let
 * fill in for an import into those clouds.
 */
#include "config.h"

#include "connectors/servers/servers.h"

#include <string.h>

#include "connectors/common/sample.h"
#include "connectors/connectors.h"

/* Columns that all lists of a format have; `|` splits other names. */
static const char *const azure_marks[] = { "Server name", "Cores", "Memory",
                                           "OS name", NULL };
static const char *const aws_marks[] = {
  "ExternalId|mgn:server:user-provided-id|ServerId",
  "RAM.TotalSizeInMB|CPU.NumberOfLogicalCores|mgn:app:name|mgn:wave:name|"
  "mgn:server:platform|mgn:launch:instance-type|OS.Name",
  NULL
};
static const char *const google_marks[] = {
  "MachineId", "MemoryGiB|AllocatedProcessorCoreCount|TotalDiskAllocatedGiB",
  NULL
};

/* Reads the sheets of a file. What is no part of the format is told; a file
 * of which nothing is, is an error. */
static gboolean
read_book (ServerList *list,
           const UitwegConnector *connector,
           const char *const *marks,
           const char *path,
           GError **error)
{
  g_autoptr (ConnectorsBook) book = connectors_book_open (path, error);
  guint n_pages = 0;

  if (book == NULL)
    return FALSE;
  for (guint i = 0; i < connectors_book_get_n_sheets (book); i++)
    {
      g_autoptr (ConnectorsSheet)
          sheet = connectors_sheet_open (book, i, list->source, error);
      g_autoptr (GError) failed = NULL;
      ServersPage page;

      if (sheet == NULL)
        return FALSE;
      page = servers_page_of (sheet, marks);
      if (page == SERVERS_NONE)
        {
          connectors_source_add_note (
              list->source, connectors_book_get_sheet_name (book, i),
              "left out: found a sheet without the columns of the format");
          continue;
        }
      n_pages++;
      if (!servers_read (list, page, sheet, &failed))
        connectors_source_add_problem (list->source, path, 0, "%s",
                                       failed->message);
    }
  if (n_pages == 0)
    {
      g_set_error (error, UITWEG_CONNECTOR_ERROR,
                   (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                   "%s: found other columns, expected those of %s", path,
                   connector->name);
      return FALSE;
    }
  connectors_source_add_file (list->source, path,
                              connectors_book_get_sha256 (book));
  return TRUE;
}

static gboolean
collect_servers (const UitwegConnector *connector,
                 const char *const *marks,
                 const UitwegCollectRequest *request,
                 UitwegEstateBuilder *builder,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (ServerList) list = server_list_new ();
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;

  if (!connectors_check_options (connector, request, error))
    return FALSE;
  for (gsize i = 0; request->paths[i] != NULL; i++)
    g_ptr_array_add (paths, (gpointer) request->paths[i]);
  g_ptr_array_sort (paths, connectors_compare_texts);
  name = g_path_get_basename (g_ptr_array_index (paths, 0));
  id = g_strdup_printf ("%s/%s", connector->name, name);
  list->source = connectors_source_new (connector->name, id, request, builder);
  for (guint i = 0; i < paths->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !read_book (list, connector, marks, g_ptr_array_index (paths, i),
                       error))
      return FALSE;
  servers_write (list, connector->name,
                 connectors_get_option (connector, request, "provider"));
  return TRUE;
}

static gboolean
has_marks (const UitwegConnectorSample *sample, const char *const *marks)
{
  if (sample->form != CONNECTORS_FORM_TABLE)
    return FALSE;
  for (gsize i = 0; marks[i] != NULL; i++)
    {
      g_auto (GStrv) names = g_strsplit (marks[i], "|", -1);
      gboolean found = FALSE;

      for (gsize k = 0; names[k] != NULL && !found; k++)
        found = connectors_sample_has_column (sample, names[k]);
      if (!found)
        return FALSE;
    }
  return TRUE;
}

static guint
recognise_azure (const UitwegConnectorSample *sample, const char **what_out)
{
  *what_out = "Azure Migrate import list";
  return has_marks (sample, azure_marks) ? CONNECTORS_CERTAIN
                                         : CONNECTORS_NOT_MINE;
}

static guint
recognise_aws (const UitwegConnectorSample *sample, const char **what_out)
{
  *what_out = "AWS discovery or migration import list";
  return has_marks (sample, aws_marks) ? CONNECTORS_CERTAIN
                                       : CONNECTORS_NOT_MINE;
}

static guint
recognise_google (const UitwegConnectorSample *sample, const char **what_out)
{
  static const char *const companions[][4] = {
    { "MachineId", "DiskLabel", "SizeInGib", NULL },
    { "MachineId", "TimeStamp", "CpuUtilizationPercentage", NULL },
    { "MachineId", "Key", "Value", NULL },
  };

  *what_out = "Google Migration Center import list";
  if (has_marks (sample, google_marks))
    return CONNECTORS_CERTAIN;
  *what_out = "companion of a Google Migration Center import list";
  for (gsize i = 0; i < G_N_ELEMENTS (companions); i++)
    if (has_marks (sample, companions[i]))
      return CONNECTORS_CERTAIN;
  return CONNECTORS_NOT_MINE;
}

static gboolean
collect_azure (const UitwegCollectRequest *request,
               UitwegEstateBuilder *builder,
               GCancellable *cancellable,
               GError **error)
{
  return collect_servers (&connectors_azure_migrate_csv, azure_marks, request,
                          builder, cancellable, error);
}

static gboolean
collect_aws (const UitwegCollectRequest *request,
             UitwegEstateBuilder *builder,
             GCancellable *cancellable,
             GError **error)
{
  return collect_servers (&connectors_aws_discovery_csv, aws_marks, request,
                          builder, cancellable, error);
}

static gboolean
collect_google (const UitwegCollectRequest *request,
                UitwegEstateBuilder *builder,
                GCancellable *cancellable,
                GError **error)
{
  return collect_servers (&connectors_google_migration_center, google_marks,
                          request, builder, cancellable, error);
}

static const UitwegConnectorOption options[] = {
  { "provider", "premises", "provider of the servers" },
  { NULL, NULL, NULL },
};

const UitwegConnector connectors_azure_migrate_csv = {
  .api = UITWEG_CONNECTOR_API,
  .name = "azure-migrate-csv",
  .summary = "Server lists in the import format of Azure Migrate",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect_azure,
  .recognise = recognise_azure,
};

const UitwegConnector connectors_aws_discovery_csv = {
  .api = UITWEG_CONNECTOR_API,
  .name = "aws-discovery-csv",
  .summary = "Server lists of AWS Application Discovery and MGN",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect_aws,
  .recognise = recognise_aws,
};

const UitwegConnector connectors_google_migration_center = {
  .api = UITWEG_CONNECTOR_API,
  .name = "google-migration-center",
  .summary = "Server lists of Google Migration Center, and their companions",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect_google,
  .recognise = recognise_google,
};
