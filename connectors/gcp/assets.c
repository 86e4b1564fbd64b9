/* SPDX-License-Identifier: EUPL-1.2
 *
 * The forms of an inventory: an array or a page of assets as the command line
 * and the API print them, and one asset a line as an export stores them; keys
 * in either spelling.
 */
#include "config.h"

#include "connectors/gcp/set.h"

#include <string.h>

#include "base/lines.h"

#define MAX_DEPTH 512
/* Rows that are named one by one when they cannot be read. */
#define SHOWN_ROWS 20

typedef struct
{
  GcpSet *set;
  const ConnectorsSaved *saved;
  const BaseDoc *doc;
  gboolean gathers_numbers; /* the first of two looks */
  guint n_taken;
  guint n_bad;
  guint n_bare;
} File;

static const BaseNode *
either (const BaseDoc *doc,
        const BaseNode *map,
        const char *camel,
        const char *snake)
{
  const BaseNode *node = connectors_node_of (doc, map, camel);

  return node != NULL ? node : connectors_node_of (doc, map, snake);
}

static const char *
text_of (const BaseNode *node)
{
  return node != NULL && node->kind == BASE_NODE_STRING && node->text[0] != '\0'
             ? node->text
             : NULL;
}

/* Part of a path that is a project: of "projects/1", of "organization/2/
 * project/p", of "//cloudresourcemanager.googleapis.com/projects/1".
 * (transfer full) (nullable) */
static char *
project_in (const char *path)
{
  static const char *const words[] = { "projects/", "project/" };

  for (gsize i = 0; path != NULL && i < G_N_ELEMENTS (words); i++)
    {
      const char *at = strstr (path, words[i]);

      if (at != NULL)
        {
          at += strlen (words[i]);
          return g_strndup (at, strcspn (at, "/"));
        }
    }
  return NULL;
}

static gboolean
is_number (const char *text)
{
  return text[0] != '\0' && text[strspn (text, "0123456789")] == '\0';
}

/* The project that stands above the asset. (transfer full) (nullable) */
static char *
find_above (const BaseDoc *doc, const BaseNode *row)
{
  const BaseNode *ancestors = connectors_node_of (doc, row, "ancestors");
  const BaseNode *path = either (doc, row, "ancestryPath", "ancestry_path");
  const BaseNode *resource = connectors_node_of (doc, row, "resource");
  const BaseNode *project = connectors_node_of (doc, row, "project");
  const BaseNode *nearest = ancestors != NULL
                                    && ancestors->kind == BASE_NODE_LIST
                                ? base_doc_first (doc, ancestors)
                                : NULL;
  const BaseNode *const places[] = {
    nearest, path, connectors_node_of (doc, resource, "parent"), project
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      char *found = project_in (text_of (places[i]));

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A project has a number and an id; whoever shows both at once tells which
 * belong together. */
static void
keep_number (GcpSet *set, const char *first, const char *second)
{
  if (first == NULL || second == NULL || is_number (first)
      || !is_number (second))
    return;
  g_hash_table_insert (set->numbers, (gpointer) gcp_keep (set, second),
                       (gpointer) gcp_keep (set, first));
}

static void
gather_number (const File *file, const BaseNode *row, const char *path)
{
  const BaseNode *resource = connectors_node_of (file->doc, row, "resource");
  const BaseNode *data = connectors_node_of (file->doc, resource, "data");
  g_autofree char *said = gcp_project_of (path);
  g_autofree char *above = find_above (file->doc, row);
  const char *id = text_of (connectors_node_of (file->doc, data, "projectId"));

  keep_number (file->set, said, above);
  keep_number (file->set, id,
               connectors_text_at (file->doc, data, "projectNumber"));
}

static void
add_bad (File *file, const char *place, const char *what)
{
  if (file->gathers_numbers)
    return;
  if (file->n_bad++ < SHOWN_ROWS)
    connectors_inventory_add_problem (file->set->inventory, place, 1,
                                      "found %s, expected an asset", what);
}

/* An asset that stands in relation to another: only groups of instances are
 * told in no other way. */
static void
take_relation (const File *file, const BaseNode *row, const char *key)
{
  static const GcpRule rule = { "", "gcp.relation", CONNECTORS_RULE_FRONTS,
                                GCP_BACKWARD };
  const BaseNode *related = either (file->doc, row, "relatedAsset",
                                    "related_asset");
  const char *kind = text_of (
      either (file->doc, related, "relationshipType", "relationship_type"));
  const char *name = text_of (connectors_node_of (file->doc, related, "asset"));
  const char *service;
  const char *path;

  if (kind == NULL || name == NULL
      || strcmp (kind, "INSTANCE_TO_INSTANCEGROUP") != 0
      || !gcp_split (file->set, name, NULL, &service, &path))
    return;
  gcp_add_reference (file->set, key, service, path, &rule);
}

static void
take_asset (File *file,
            const BaseNode *row,
            const char *service,
            const char *path,
            const char *place)
{
  GcpSet *set = file->set;
  const BaseNode *resource = connectors_node_of (file->doc, row, "resource");
  const BaseNode *data = connectors_node_of (file->doc, resource, "data");
  g_autofree char *named = gcp_name_project (set, path);
  g_autofree char *key = g_strdup_printf ("%s/%s", service, named);
  g_autofree char *project = gcp_project_of (named);
  g_autofree char *above = find_above (file->doc, row);
  GcpAsset asset = { .doc = file->doc, .place = place };
  const char *location = text_of (
      connectors_node_of (file->doc, resource, "location"));

  if (project == NULL && above != NULL)
    {
      const char *id = g_hash_table_lookup (set->numbers, above);

      project = g_strdup (id != NULL ? id : above);
    }
  asset.data = data != NULL && data->kind == BASE_NODE_MAP ? data : NULL;
  asset.key = gcp_keep (set, key);
  asset.type = gcp_keep (
      set, text_of (either (file->doc, row, "assetType", "asset_type")));
  asset.project = project != NULL ? gcp_keep (set, project) : NULL;
  asset.location = location != NULL ? location
                                    : text_of (connectors_node_of (
                                        file->doc, row, "location"));
  if (either (file->doc, row, "relatedAsset", "related_asset") != NULL)
    {
      take_relation (file, row, asset.key);
      return;
    }
  file->n_taken++;
  file->n_bare += asset.data == NULL ? 1 : 0;
  gcp_add_thing (set, &asset);
  gcp_gather (set, &asset);
}

static void
take_row (File *file, const BaseNode *row, guint32 line)
{
  g_autofree char *place = g_strdup_printf ("%s:%u", file->saved->path, line);
  const BaseNode *inner = connectors_node_of (file->doc, row, "asset");
  const char *name;
  const char *service;
  const char *path;

  if (row->kind != BASE_NODE_MAP)
    {
      add_bad (file, place, "a value that is no map");
      return;
    }
  /* An entry of a history. */
  if (inner != NULL && inner->kind == BASE_NODE_MAP)
    {
      if (connectors_node_bool (connectors_node_of (file->doc, row, "deleted"))
          == 1)
        return;
      row = inner;
    }
  name = text_of (connectors_node_of (file->doc, row, "name"));
  if (name == NULL
      || text_of (either (file->doc, row, "assetType", "asset_type")) == NULL)
    {
      add_bad (file, place, "a row without name or type");
      return;
    }
  if (!g_str_has_prefix (name, "//")
      || g_str_has_prefix (name, "//cloudresourcemanager.")
      || !gcp_split (file->set, name, NULL, &service, &path) || service == NULL)
    {
      /* A project, folder or organisation is where things stand. */
      if (!g_str_has_prefix (name, "//cloudresourcemanager."))
        add_bad (file, place, "a name of another form");
      else if (file->gathers_numbers)
        gather_number (file, row, "");
      return;
    }
  if (file->gathers_numbers)
    gather_number (file, row, path);
  else
    take_asset (file, row, service, path, place);
}

static void
take_list (File *file, const BaseNode *list)
{
  for (guint look = 0; look < 2; look++)
    {
      file->gathers_numbers = look == 0;
      for (const BaseNode *at = base_doc_first (file->doc, list); at != NULL;
           at = base_doc_next (file->doc, at))
        take_row (file, at, at->line);
    }
}

/* One asset a line; a line that cannot be read costs itself. */
static gboolean
take_lines (File *file, GError **error)
{
  g_autoptr (BaseDoc) doc = base_doc_new ();

  file->doc = doc;
  for (guint look = 0; look < 2; look++)
    {
      BaseLines *lines = base_lines_new_for_data (
          file->saved->path, file->saved->data, file->saved->length);
      BaseLine line;
      GError *reason = NULL;

      file->gathers_numbers = look == 0;
      while (base_lines_next (lines, &line, &reason))
        {
          g_autoptr (GError) broken = NULL;

          if (line.text[strspn (line.text, " \t")] == '\0')
            continue;
          if (base_json_parse (doc, file->saved->path, line.number, line.text,
                               line.length, MAX_DEPTH, &broken))
            take_row (file, base_doc_node (doc, 0), line.number);
          else
            {
              g_autofree char *place = g_strdup_printf (
                  "%s:%u", file->saved->path, line.number);

              add_bad (file, place, "a line that is not JSON");
            }
        }
      base_lines_free (lines);
      if (reason != NULL)
        {
          g_set_error_literal (error, UITWEG_CONNECTOR_ERROR,
                               (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                               reason->message);
          g_error_free (reason);
          return FALSE;
        }
    }
  return TRUE;
}

/* Whether the text is one asset a line: its first line is a whole map. */
static gboolean
is_lines (const ConnectorsSaved *saved)
{
  g_autoptr (BaseDoc) doc = base_doc_new ();
  const char *end = memchr (saved->data, '\n', saved->length);
  gsize length = end != NULL ? (gsize) (end - saved->data) : saved->length;

  if (saved->length == 0 || saved->data[0] != '{'
      || !base_json_parse (doc, saved->path, 1, saved->data, length, MAX_DEPTH,
                           NULL))
    return FALSE;
  return connectors_node_of (doc, base_doc_node (doc, 0), "assets") == NULL;
}

static gboolean
take_document (File *file, GError **error)
{
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (GError) reason = NULL;
  const BaseNode *root;
  const BaseNode *list;

  if (!base_json_parse (doc, file->saved->path, 1, file->saved->data,
                        file->saved->length, MAX_DEPTH, &reason))
    {
      g_set_error_literal (error, UITWEG_CONNECTOR_ERROR,
                           (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                           reason->message);
      return FALSE;
    }
  file->doc = doc;
  root = base_doc_node (doc, 0);
  list = root->kind == BASE_NODE_LIST
             ? root
             : connectors_node_list (doc, root, "assets");
  if (list == NULL)
    list = connectors_node_list (doc, root, "results");
  if (list == NULL)
    return FALSE;
  take_list (file, list);
  if (text_of (either (doc, root, "nextPageToken", "next_page_token")) != NULL)
    connectors_inventory_add_problem (file->set->inventory, file->saved->path,
                                      0,
                                      "found a page that says that more "
                                      "follow, expected the last one");
  return file->n_taken > 0 || list->n_children == 0;
}

gboolean
gcp_take_file (const ConnectorsSaved *saved,
               ConnectorsInventory *inventory,
               gpointer data,
               GError **error)
{
  File file = { .set = data, .saved = saved };
  gboolean is_mine = is_lines (saved)
                         ? take_lines (&file, error) && file.n_taken > 0
                         : take_document (&file, error);

  if (!is_mine)
    return FALSE;
  if (file.n_bad > SHOWN_ROWS)
    connectors_inventory_add_problem (inventory, saved->path,
                                      file.n_bad - SHOWN_ROWS,
                                      "left out %u more rows that cannot be "
                                      "read",
                                      file.n_bad - SHOWN_ROWS);
  if (file.n_bare > 0)
    connectors_inventory_add_note (inventory, saved->path,
                                   "%u assets have no data: things without "
                                   "sizes, and few dependencies",
                                   file.n_bare);
  connectors_inventory_count (inventory, "assets", file.n_taken);
  return TRUE;
}
