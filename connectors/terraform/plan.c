/* SPDX-License-Identifier: EUPL-1.2
 *
 * The configuration inside a plan: what each resource refers to by name. For
 * things that do not exist yet these are the only edges.
 */
#include "config.h"

#include "connectors/terraform/state.h"

#include <string.h>

/* A module of the configuration that waits to be read. */
typedef struct
{
  const BaseNode *module;
  const char *path; /* "module.a.module.b", "" at the root */
} Waiting;

/* A value that waits to be looked through, and the attribute it is part of. */
typedef struct
{
  const BaseNode *node;
  const char *key;
} Place;

/* "aws_x.y.id" in module `path` as the address of a resource without index;
 * NULL for variables, locals, outputs of modules and the like. */
static const char *
resolve (TerraformFile *file, const char *path, const char *reference)
{
  static const char *const others[] = { "var",   "local",     "each",
                                        "count", "path",      "module",
                                        "self",  "terraform", NULL };
  g_autofree char *plain = terraform_strip_indexes (reference);
  g_auto (GStrv) parts = g_strsplit (plain, ".", 4);
  guint n = g_strv_length (parts);
  gboolean is_data = n > 0 && strcmp (parts[0], "data") == 0;
  guint first = is_data ? 1 : 0;
  g_autofree char *address = NULL;

  if (n < first + 2 || g_strv_contains (others, parts[0]))
    return NULL;
  address = g_strdup_printf ("%s%s%s%s.%s", path, path[0] != '\0' ? "." : "",
                             is_data ? "data." : "", parts[first],
                             parts[first + 1]);
  return g_string_chunk_insert_const (file->chunk, address);
}

static void
add_reference (TerraformFile *file,
               GHashTable *seen,
               const char *path,
               const char *from,
               const char *key,
               const char *text)
{
  TerraformReference reference = { .from = from, .key = key };

  if (g_hash_table_add (seen, (gpointer) text))
    file->n_references++;
  reference.to = resolve (file, path, text);
  if (reference.to != NULL)
    g_array_append_val (file->references, reference);
}

/* All `references` below `expressions`, at any depth. */
static void
read_expressions (TerraformFile *file,
                  const char *path,
                  const char *from,
                  const BaseNode *expressions)
{
  const BaseDoc *doc = file->doc;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Place place = { expressions, "" };

  g_array_append_val (places, place);
  while (places->len > 0)
    {
      place = g_array_index (places, Place, places->len - 1);
      g_array_set_size (places, places->len - 1);
      for (const BaseNode *at = base_doc_first (doc, place.node); at != NULL;
           at = base_doc_next (doc, at))
        {
          gboolean is_list = at->key != NULL
                             && strcmp (at->key, "references") == 0;
          const Place below = { at, at->key == NULL || is_list ? place.key
                                                               : at->key };

          if (at->kind == BASE_NODE_STRING && place.node->key != NULL
              && strcmp (place.node->key, "references") == 0)
            add_reference (file, seen, path, from, place.key, at->text);
          else if (at->kind == BASE_NODE_MAP || at->kind == BASE_NODE_LIST)
            g_array_append_val (places, below);
        }
    }
}

static void
read_resource (TerraformFile *file, const char *path, const BaseNode *resource)
{
  const BaseDoc *doc = file->doc;
  const char *address = terraform_text (doc, resource, "address");
  const BaseNode *expressions = base_doc_find (doc, resource, "expressions");
  const BaseNode *depends = base_doc_find (doc, resource, "depends_on");
  g_autofree char *full = NULL;
  const char *from;

  if (address == NULL)
    return;
  full = path[0] != '\0' ? g_strdup_printf ("%s.%s", path, address)
                         : g_strdup (address);
  from = g_string_chunk_insert_const (file->chunk, full);
  if (expressions != NULL && expressions->kind == BASE_NODE_MAP)
    read_expressions (file, path, from, expressions);
  if (depends == NULL || depends->kind != BASE_NODE_LIST)
    return;
  for (const BaseNode *at = base_doc_first (doc, depends); at != NULL;
       at = base_doc_next (doc, at))
    {
      TerraformReference reference = { .from = from, .key = "" };

      reference.to = at->kind == BASE_NODE_STRING
                         ? resolve (file, path, at->text)
                         : NULL;
      if (reference.to != NULL)
        g_array_append_val (file->references, reference);
    }
}

static void
queue_calls (TerraformFile *file,
             GArray *waiting,
             const char *path,
             const BaseNode *calls)
{
  const BaseDoc *doc = file->doc;

  for (const BaseNode *at = base_doc_first (doc, calls); at != NULL;
       at = base_doc_next (doc, at))
    {
      const BaseNode *module = at->kind == BASE_NODE_MAP
                                   ? base_doc_find (doc, at, "module")
                                   : NULL;
      g_autofree char *below = g_strdup_printf (
          "%s%smodule.%s", path, path[0] != '\0' ? "." : "", at->key);
      Waiting next = { module, NULL };

      if (module == NULL || module->kind != BASE_NODE_MAP)
        continue;
      next.path = g_string_chunk_insert_const (file->chunk, below);
      g_array_append_val (waiting, next);
    }
}

void
terraform_read_configuration (TerraformFile *file,
                              const BaseNode *configuration)
{
  const BaseDoc *doc = file->doc;
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
  Waiting at = { base_doc_find (doc, configuration, "root_module"), "" };

  if (at.module == NULL || at.module->kind != BASE_NODE_MAP)
    return;
  g_array_append_val (waiting, at);
  for (guint i = 0; i < waiting->len; i++)
    {
      const BaseNode *resources;
      const BaseNode *calls;

      at = g_array_index (waiting, Waiting, i);
      resources = base_doc_find (doc, at.module, "resources");
      calls = base_doc_find (doc, at.module, "module_calls");
      if (resources != NULL && resources->kind == BASE_NODE_LIST)
        for (const BaseNode *resource = base_doc_first (doc, resources);
             resource != NULL; resource = base_doc_next (doc, resource))
          if (resource->kind == BASE_NODE_MAP)
            read_resource (file, at.path, resource);
      if (calls != NULL && calls->kind == BASE_NODE_MAP)
        queue_calls (file, waiting, at.path, calls);
    }
}
