/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads the three forms of Terraform files: raw state, and what `show -json`
 * prints of a state and of a plan. Messages name places and types, never a
 * value: a state holds passwords in clear.
 */
#include "config.h"

#include "connectors/terraform/state.h"

#include "base/json-write.h"

#include <string.h>

static gboolean
set_error (GError **error,
           const char *path,
           const BaseNode *node,
           const char *found,
           const char *expected)
{
  g_set_error (error, UITWEG_CONNECTOR_ERROR,
               (gint) UITWEG_CONNECTOR_ERROR_INPUT,
               "%s:%u:%u: found %s, expected %s", path, node->line,
               node->column, found, expected);
  return FALSE;
}

const char *
terraform_text (const BaseDoc *doc, const BaseNode *map, const char *key)
{
  const BaseNode *node = base_doc_find (doc, map, key);

  return node != NULL && node->kind == BASE_NODE_STRING ? node->text : NULL;
}

static const BaseNode *
find_kind (const BaseDoc *doc,
           const BaseNode *map,
           const char *key,
           BaseNodeKind kind)
{
  const BaseNode *node = map != NULL && map->kind == BASE_NODE_MAP
                             ? base_doc_find (doc, map, key)
                             : NULL;

  return node != NULL && node->kind == (guint8) kind ? node : NULL;
}

char *
terraform_strip_indexes (const char *address)
{
  GString *out = g_string_new (NULL);
  gboolean in_index = FALSE;
  gboolean in_quotes = FALSE;

  for (const char *at = address; *at != '\0'; at++)
    {
      if (in_quotes)
        {
          if (*at == '\\' && at[1] != '\0')
            at++;
          else if (*at == '"')
            in_quotes = FALSE;
        }
      else if (in_index)
        {
          if (*at == '"')
            in_quotes = TRUE;
          else if (*at == ']')
            in_index = FALSE;
        }
      else if (*at == '[')
        in_index = TRUE;
      else
        g_string_append_c (out, *at);
    }
  return g_string_free (out, FALSE);
}

/* Appends "[0]" or "[\"key\"]". */
static void
append_index (GString *address, const BaseNode *index)
{
  if (index == NULL)
    return;
  if (index->kind == BASE_NODE_NUMBER)
    g_string_append_printf (address, "[%s]", index->text);
  else if (index->kind == BASE_NODE_STRING)
    {
      g_string_append_c (address, '[');
      base_json_append_string (address, index->text);
      g_string_append_c (address, ']');
    }
}

/* What an item is made of, as its form has it. */
typedef struct
{
  const char *module;
  const char *mode;
  const char *type;
  const char *name;
  const BaseNode *index;
  const BaseNode *values;
  const BaseNode *depends;
  const char *printed; /* may be NULL */
} Parts;

static void
add_item (TerraformFile *file, const Parts *parts)
{
  g_autoptr (GString) address = g_string_new (parts->module);
  TerraformItem item = { .values = parts->values, .depends = parts->depends };

  item.is_data = g_strcmp0 (parts->mode, "data") == 0;
  if (address->len > 0)
    g_string_append_c (address, '.');
  g_string_append_printf (address, "%s%s.%s", item.is_data ? "data." : "",
                          parts->type, parts->name);
  item.module = g_string_chunk_insert_const (file->chunk, parts->module);
  item.type = g_string_chunk_insert_const (file->chunk, parts->type);
  item.base = g_string_chunk_insert (file->chunk, address->str);
  append_index (address, parts->index);
  item.address = g_string_chunk_insert (file->chunk, address->str);
  item.printed = parts->printed != NULL ? parts->printed : item.address;
  g_array_append_val (file->items, item);
}

/* Raw state. */

static gboolean
read_raw_resource (TerraformFile *file,
                   const BaseNode *resource,
                   GError **error)
{
  const BaseDoc *doc = file->doc;
  const BaseNode *instances = find_kind (doc, resource, "instances",
                                         BASE_NODE_LIST);
  Parts parts = { .module = "" };

  if (resource->kind != BASE_NODE_MAP || instances == NULL
      || terraform_text (doc, resource, "type") == NULL
      || terraform_text (doc, resource, "name") == NULL)
    return set_error (error, file->path, resource, "another value",
                      "a resource with type, name and instances");
  parts.mode = terraform_text (doc, resource, "mode");
  parts.type = terraform_text (doc, resource, "type");
  parts.name = terraform_text (doc, resource, "name");
  if (terraform_text (doc, resource, "module") != NULL)
    parts.module = terraform_text (doc, resource, "module");

  for (const BaseNode *at = base_doc_first (doc, instances); at != NULL;
       at = base_doc_next (doc, at))
    {
      if (at->kind != BASE_NODE_MAP)
        return set_error (error, file->path, at, "another value",
                          "an instance");
      if (terraform_text (doc, at, "deposed") != NULL)
        {
          file->n_deposed++;
          continue;
        }
      parts.index = base_doc_find (doc, at, "index_key");
      parts.values = find_kind (doc, at, "attributes", BASE_NODE_MAP);
      if (parts.values == NULL)
        parts.values = find_kind (doc, at, "attributes_flat", BASE_NODE_MAP);
      parts.depends = find_kind (doc, at, "dependencies", BASE_NODE_LIST);
      add_item (file, &parts);
    }
  return TRUE;
}

static gboolean
read_raw (TerraformFile *file, GError **error)
{
  const BaseDoc *doc = file->doc;
  const BaseNode *root = base_doc_node (doc, 0);
  const BaseNode *version = base_doc_find (doc, root, "version");
  const BaseNode *resources = find_kind (doc, root, "resources",
                                         BASE_NODE_LIST);
  const BaseNode *serial = find_kind (doc, root, "serial", BASE_NODE_NUMBER);
  g_autoptr (GHashTable) modules = g_hash_table_new (g_str_hash, g_str_equal);

  if (g_strcmp0 (version->text, "4") != 0)
    return set_error (error, file->path, version, "a state of another version",
                      "version 4: upgrade it by a run of terraform 0.12 or "
                      "later, or use terraform show -json");
  if (resources == NULL)
    return set_error (error, file->path, root, "a state without resources",
                      "a list of resources");
  file->lineage = g_strdup (terraform_text (doc, root, "lineage"));
  if (serial != NULL)
    g_ascii_string_to_signed (serial->text, 10, 0, G_MAXINT64, &file->serial,
                              NULL);
  for (const BaseNode *at = base_doc_first (doc, resources); at != NULL;
       at = base_doc_next (doc, at))
    if (!read_raw_resource (file, at, error))
      return FALSE;

  g_hash_table_add (modules, (gpointer) "");
  for (guint i = 0; i < file->items->len; i++)
    g_hash_table_add (
        modules,
        (gpointer) g_array_index (file->items, TerraformItem, i).module);
  file->n_modules = g_hash_table_size (modules);
  return TRUE;
}

/* What `show -json` prints. */

static gboolean
read_shown_resource (TerraformFile *file,
                     const BaseNode *resource,
                     const char *module,
                     GError **error)
{
  const BaseDoc *doc = file->doc;
  Parts parts = { .module = module };

  if (resource->kind != BASE_NODE_MAP
      || terraform_text (doc, resource, "type") == NULL
      || terraform_text (doc, resource, "name") == NULL)
    return set_error (error, file->path, resource, "another value",
                      "a resource with type and name");
  if (base_doc_find (doc, resource, "deposed_key") != NULL)
    {
      file->n_deposed++;
      return TRUE;
    }
  parts.mode = terraform_text (doc, resource, "mode");
  parts.type = terraform_text (doc, resource, "type");
  parts.name = terraform_text (doc, resource, "name");
  parts.index = base_doc_find (doc, resource, "index");
  parts.values = find_kind (doc, resource, "values", BASE_NODE_MAP);
  parts.depends = find_kind (doc, resource, "depends_on", BASE_NODE_LIST);
  /* The printed address lacks the module path before 0.13, so it is put
   * together from its parts, and only counted by what is printed. */
  parts.printed = terraform_text (doc, resource, "address");
  add_item (file, &parts);
  return TRUE;
}

/* Modules nest: those still to be read stand in a queue. */
static gboolean
read_shown (TerraformFile *file, const BaseNode *values, GError **error)
{
  const BaseDoc *doc = file->doc;
  g_autoptr (GPtrArray) modules = g_ptr_array_new ();
  const BaseNode *root = find_kind (doc, values, "root_module", BASE_NODE_MAP);

  if (root != NULL)
    g_ptr_array_add (modules, (gpointer) root);
  for (guint i = 0; i < modules->len; i++)
    {
      const BaseNode *module = g_ptr_array_index (modules, i);
      const BaseNode *resources = find_kind (doc, module, "resources",
                                             BASE_NODE_LIST);
      const BaseNode *children = find_kind (doc, module, "child_modules",
                                            BASE_NODE_LIST);
      const char *path = terraform_text (doc, module, "address");
      const BaseNode *at;

      for (at = resources != NULL ? base_doc_first (doc, resources) : NULL;
           at != NULL; at = base_doc_next (doc, at))
        if (!read_shown_resource (file, at, path != NULL ? path : "", error))
          return FALSE;
      for (at = children != NULL ? base_doc_first (doc, children) : NULL;
           at != NULL; at = base_doc_next (doc, at))
        if (at->kind == BASE_NODE_MAP)
          g_ptr_array_add (modules, (gpointer) at);
    }
  file->n_modules = modules->len;
  return TRUE;
}

static gboolean
read_plan (TerraformFile *file, gboolean wants_planned, GError **error)
{
  const BaseDoc *doc = file->doc;
  const BaseNode *root = base_doc_node (doc, 0);
  const BaseNode *prior = find_kind (
      doc, find_kind (doc, root, "prior_state", BASE_NODE_MAP), "values",
      BASE_NODE_MAP);
  const BaseNode *planned = find_kind (doc, root, "planned_values",
                                       BASE_NODE_MAP);
  const BaseNode *configuration = find_kind (doc, root, "configuration",
                                             BASE_NODE_MAP);

  file->is_planned = wants_planned || prior == NULL;
  if (!read_shown (file, file->is_planned ? planned : prior, error))
    return FALSE;
  if (configuration != NULL)
    {
      terraform_read_project (file, configuration);
      terraform_read_configuration (file, configuration);
    }
  return TRUE;
}

/* Decides the form by the keys. */
static gboolean
read_document (TerraformFile *file, gboolean wants_planned, GError **error)
{
  const BaseDoc *doc = file->doc;
  const BaseNode *root = base_doc_node (doc, 0);

  if (root->kind != BASE_NODE_MAP)
    return set_error (error, file->path, root, "a document that is no object",
                      "a Terraform state or plan");
  file->version = g_strdup (terraform_text (doc, root, "terraform_version"));
  if (find_kind (doc, root, "planned_values", BASE_NODE_MAP) != NULL
      || find_kind (doc, root, "resource_changes", BASE_NODE_LIST) != NULL)
    {
      file->form = TERRAFORM_SHOWN_PLAN;
      return read_plan (file, wants_planned, error);
    }
  if (find_kind (doc, root, "version", BASE_NODE_NUMBER) != NULL)
    {
      file->form = TERRAFORM_RAW_STATE;
      return read_raw (file, error);
    }
  if (terraform_text (doc, root, "format_version") != NULL)
    {
      file->form = TERRAFORM_SHOWN_STATE;
      return read_shown (file, find_kind (doc, root, "values", BASE_NODE_MAP),
                         error);
    }
  return set_error (error, file->path, root, "another document",
                    "a Terraform state, or terraform show -json of a state "
                    "or a plan");
}

/* UTF-16 by its byte order mark becomes UTF-8 in `owned_out`; all else is
 * left to the JSON reader as it is. (transfer none) */
static const char *
decode (const char *path,
        const char *data,
        gsize length,
        char **owned_out,
        gsize *length_out,
        GError **error)
{
  const char *charset = NULL;
  char *text;

  if (length >= 2 && memcmp (data, "\xff\xfe", 2) == 0)
    charset = "UTF-16LE";
  else if (length >= 2 && memcmp (data, "\xfe\xff", 2) == 0)
    charset = "UTF-16BE";
  if (charset == NULL)
    {
      *length_out = length;
      return data;
    }
  text = g_convert (data + 2, (gssize) length - 2, "UTF-8", charset, NULL,
                    length_out, NULL);
  if (text == NULL)
    g_set_error (error, UITWEG_CONNECTOR_ERROR,
                 (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                 "%s: found invalid UTF-16, expected JSON", path);
  *owned_out = text;
  return text;
}

TerraformFile *
terraform_file_parse (const char *path,
                      const char *data,
                      gsize length,
                      gboolean wants_planned,
                      GError **error)
{
  g_autoptr (TerraformFile) file = g_new0 (TerraformFile, 1);
  g_autoptr (GError) reason = NULL;
  g_autofree char *owned = NULL;
  const char *text;
  gsize n = 0;

  file->path = path;
  file->serial = UITWEG_UNKNOWN;
  file->doc = base_doc_new ();
  file->chunk = g_string_chunk_new (4096);
  file->items = g_array_new (FALSE, FALSE, sizeof (TerraformItem));
  file->references = g_array_new (FALSE, FALSE, sizeof (TerraformReference));

  text = decode (path, data, length, &owned, &n, error);
  if (text == NULL)
    return NULL;
  if (!base_json_parse (file->doc, path, 1, text, n, 512, &reason))
    {
      g_set_error_literal (error, UITWEG_CONNECTOR_ERROR,
                           (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                           reason->message);
      return NULL;
    }
  if (!read_document (file, wants_planned, error))
    return NULL;
  return g_steal_pointer (&file);
}

TerraformFile *
terraform_file_read (const char *path, gboolean wants_planned, GError **error)
{
  g_autofree char *data = NULL;
  g_autofree char *sha256 = NULL;
  TerraformFile *file;
  gsize length = 0;

  if (!connectors_read_file (path, TERRAFORM_MAX_FILE, &data, &length, &sha256,
                             error))
    return NULL;
  file = terraform_file_parse (path, data, length, wants_planned, error);
  if (file != NULL)
    file->sha256 = g_steal_pointer (&sha256);
  return file;
}

void
terraform_file_free (TerraformFile *file)
{
  if (file == NULL)
    return;
  g_free (file->sha256);
  base_doc_free (file->doc);
  g_string_chunk_free (file->chunk);
  g_free (file->version);
  g_free (file->lineage);
  g_array_unref (file->items);
  g_array_unref (file->references);
  g_free (file);
}
