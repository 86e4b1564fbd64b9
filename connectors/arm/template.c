/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads a template: resources as an array or under symbolic names, children
 * inside their parents, and templates inside deployments. All wait in one
 * queue, so that depth is data.
 */
#include "config.h"

#include "connectors/arm/template.h"

#include <string.h>

#include "base/source.h"

#define MAX_ITEMS 100000

const ArmItem *
arm_template_get_item (const ArmTemplate *template, guint32 i)
{
  return &g_array_index (template->items, ArmItem, i);
}

const BaseNode *
arm_find (const BaseDoc *doc, const BaseNode *map, const char *path)
{
  g_auto (GStrv) keys = g_strsplit (path, ".", -1);

  for (guint i = 0; keys[i] != NULL && map != NULL; i++)
    map = map->kind == BASE_NODE_MAP ? base_doc_find (doc, map, keys[i]) : NULL;
  return map;
}

const char *
arm_template_get_text (ArmTemplate *template,
                       const ArmLevel *level,
                       const BaseNode *node,
                       gboolean *is_open_out,
                       GPtrArray *mentions)
{
  ArmValue value;

  if (is_open_out != NULL)
    *is_open_out = FALSE;
  if (node == NULL)
    return NULL;
  g_string_chunk_clear (template->scratch);
  value = arm_evaluate (&level->scope, node, mentions);
  if (is_open_out != NULL)
    *is_open_out = value.is_open;
  return value.text;
}

static const char *
keep (ArmTemplate *template, const char *text)
{
  return text != NULL ? g_string_chunk_insert (template->chunk, text) : NULL;
}

static gboolean
set_error (GError **error,
           const ArmTemplate *template,
           const BaseNode *node,
           const char *found,
           const char *expected)
{
  g_set_error (error, UITWEG_CONNECTOR_ERROR,
               (gint) UITWEG_CONNECTOR_ERROR_INPUT,
               "%s:%u: found %s, expected %s", template->path, node->line,
               found, expected);
  return FALSE;
}

static void
free_level (gpointer data)
{
  ArmLevel *level = data;

  if (level->scope.given != NULL)
    g_hash_table_unref (level->scope.given);
  g_free (level);
}

/* Notes a template, or a deployment with one. */
static ArmLevel *
add_level (ArmTemplate *template, const BaseNode *root, guint32 parent)
{
  ArmLevel *level = g_new0 (ArmLevel, 1);
  const BaseNode *parameters = arm_find (template->doc, root, "parameters");

  level->scope.doc = template->doc;
  level->scope.parameters = parameters;
  level->scope.variables = arm_find (template->doc, root, "variables");
  level->scope.chunk = template->scratch;
  level->resources = arm_find (template->doc, root, "resources");
  level->parent = parent;
  g_ptr_array_add (template->levels, level);
  if (parameters != NULL && parameters->kind == BASE_NODE_MAP)
    for (const BaseNode *at = base_doc_first (template->doc, parameters);
         at != NULL; at = base_doc_next (template->doc, at))
      template->n_secure += arm_is_secure (template->doc, at) ? 1 : 0;
  return level;
}

/* A deployment with a template of its own: its expressions see the outer
 * names unless it asks for inner ones, which the outer one gives. */
static void
add_deployment (ArmTemplate *template, guint32 i)
{
  const BaseDoc *doc = template->doc;
  const ArmItem *item = arm_template_get_item (template, i);
  const ArmLevel *outer = item->level;
  const BaseNode *inner = arm_find (doc, item->node, "properties.template");
  const BaseNode *given = arm_find (doc, item->node, "properties.parameters");
  const BaseNode *scope = arm_find (
      doc, item->node, "properties.expressionEvaluationOptions.scope");
  ArmLevel *level;

  if (inner == NULL || inner->kind != BASE_NODE_MAP)
    return;
  level = add_level (template, inner, i);
  if (scope == NULL || scope->kind != BASE_NODE_STRING
      || g_ascii_strcasecmp (scope->text, "inner") != 0)
    {
      level->scope.parameters = outer->scope.parameters;
      level->scope.variables = outer->scope.variables;
      if (outer->scope.given != NULL)
        level->scope.given = g_hash_table_ref (outer->scope.given);
      return;
    }
  level->scope.given = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                              g_free);
  if (given == NULL || given->kind != BASE_NODE_MAP)
    return;
  for (const BaseNode *at = base_doc_first (doc, given); at != NULL;
       at = base_doc_next (doc, at))
    {
      const char *text = arm_template_get_text (
          template, outer, arm_find (doc, at, "value"), NULL, NULL);

      if (text != NULL)
        g_hash_table_insert (level->scope.given, (gpointer) at->key,
                             g_strdup (text));
    }
}

/* The full type and name of a child, which may be given without those of its
 * parent. */
static void
set_names (ArmTemplate *template,
           ArmItem *item,
           const char *type,
           const char *name)
{
  const ArmItem *parent = item->parent != UITWEG_NONE
                              ? arm_template_get_item (template, item->parent)
                              : NULL;
  g_autofree char *full_type = g_strdup (type);
  g_autofree char *full_name = g_strdup (name);
  g_autofree char *key = NULL;

  if (parent != NULL && strchr (type, '.') == NULL)
    {
      g_free (full_type);
      g_free (full_name);
      full_type = g_strdup_printf ("%s/%s", parent->type, type);
      full_name = g_strdup_printf ("%s/%s", parent->name, name);
    }
  key = arm_make_key (full_type, full_name);
  item->type = keep (template, full_type);
  item->name = keep (template, full_name);
  item->key = keep (template, key);
}

static void
read_loop (ArmTemplate *template, ArmItem *item)
{
  const BaseNode *copy = arm_find (template->doc, item->node, "copy");
  const char *count;
  gint64 number;

  if (copy == NULL || copy->kind != BASE_NODE_MAP)
    return;
  item->is_loop = TRUE;
  item->copy = keep (
      template, arm_template_get_text (template, item->level,
                                       arm_find (template->doc, copy, "name"),
                                       NULL, NULL));
  count = arm_template_get_text (template, item->level,
                                 arm_find (template->doc, copy, "count"), NULL,
                                 NULL);
  if (count != NULL
      && g_ascii_string_to_signed (count, 10, 0, 1000000, &number, NULL))
    item->count = number;
}

static void
read_condition (ArmTemplate *template, ArmItem *item)
{
  const BaseNode *existing = base_doc_find (template->doc, item->node,
                                            "existing");
  const BaseNode *condition = base_doc_find (template->doc, item->node,
                                             "condition");
  gboolean is_open;
  const char *text = arm_template_get_text (template, item->level, condition,
                                            &is_open, NULL);

  item->is_existing = existing != NULL && existing->kind == BASE_NODE_BOOL
                      && existing->truth;
  item->is_maybe = text != NULL && is_open;
  item->is_off = text != NULL && !is_open
                 && g_ascii_strcasecmp (text, "false") == 0;
}

static gboolean
read_resource (ArmTemplate *template,
               const ArmLevel *level,
               const BaseNode *node,
               guint32 parent,
               GError **error)
{
  const BaseDoc *doc = template->doc;
  ArmItem item = {
    .node = node, .level = level, .parent = parent, .count = UITWEG_UNKNOWN
  };
  const BaseNode *type_node = arm_find (doc, node, "type");
  const char *type;
  const char *name;

  if (type_node == NULL || type_node->kind != BASE_NODE_STRING)
    return set_error (error, template, node, "another value",
                      "a resource with a type");
  if (template->items->len == MAX_ITEMS)
    return set_error (error, template, node, "more than 100000 resources",
                      "fewer");
  /* Of Bicep's own extensions the version follows the type. */
  type = keep (template, type_node->text);
  name = keep (template, arm_template_get_text (template, level,
                                                arm_find (doc, node, "name"),
                                                NULL, NULL));
  item.symbol = node->key;
  if (name == NULL)
    name = item.symbol != NULL ? item.symbol : "{name}";
  set_names (template, &item, type, name);
  read_loop (template, &item);
  read_condition (template, &item);
  g_array_append_val (template->items, item);
  return TRUE;
}

/* Reads the resources of a level or of a parent. */
static gboolean
read_list (ArmTemplate *template,
           const ArmLevel *level,
           const BaseNode *list,
           guint32 parent,
           GError **error)
{
  if (list == NULL
      || (list->kind != BASE_NODE_LIST && list->kind != BASE_NODE_MAP))
    return TRUE;
  for (const BaseNode *at = base_doc_first (template->doc, list); at != NULL;
       at = base_doc_next (template->doc, at))
    if (!read_resource (template, level, at, parent, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_levels (ArmTemplate *template, GError **error)
{
  guint32 next = 0;

  for (guint l = 0; l < template->levels->len; l++)
    {
      const ArmLevel *level = g_ptr_array_index (template->levels, l);

      if (!read_list (template, level, level->resources, level->parent, error))
        return FALSE;
      if (l == 0)
        template->n_top = template->items->len;
      for (; next < template->items->len; next++)
        {
          const ArmItem item = *arm_template_get_item (template, next);

          if (!read_list (template, item.level,
                          arm_find (template->doc, item.node, "resources"),
                          next, error))
            return FALSE;
          if (g_ascii_strcasecmp (item.type, "Microsoft.Resources/deployments")
              == 0)
            add_deployment (template, next);
        }
    }
  return TRUE;
}

/* The text of a file in UTF-8. (transfer full) */
static char *
read_text (const char *path,
           gsize *length_out,
           char **sha256_out,
           GError **error)
{
  g_autofree char *data = NULL;
  g_autofree char *sha256 = NULL;
  g_autoptr (BaseSource) source = NULL;
  g_autoptr (GError) reason = NULL;
  char *text;
  gsize length = 0;

  if (!connectors_read_file (path, ARM_MAX_FILE, &data, &length, &sha256,
                             error))
    return NULL;
  source = base_source_new_for_data (path, data, length);
  while (base_source_more (source, &reason))
    ;
  if (reason != NULL)
    {
      g_set_error_literal (error, UITWEG_CONNECTOR_ERROR,
                           (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                           reason->message);
      return NULL;
    }
  text = base_source_peek (source, length_out);
  *sha256_out = g_steal_pointer (&sha256);
  return g_memdup2 (text != NULL ? text : "", MAX (*length_out, 1));
}

ArmTemplate *
arm_template_read (const char *path, GError **error)
{
  g_autoptr (ArmTemplate) template = g_new0 (ArmTemplate, 1);
  g_autoptr (GError) reason = NULL;
  g_autofree char *text = NULL;
  const BaseNode *root;
  const BaseNode *resources;
  gsize length = 0;

  template->path = path;
  template->doc = base_doc_new ();
  template->chunk = g_string_chunk_new (4096);
  template->scratch = g_string_chunk_new (4096);
  template->levels = g_ptr_array_new_with_free_func (free_level);
  template->items = g_array_new (FALSE, FALSE, sizeof (ArmItem));
  text = read_text (path, &length, &template->sha256, error);
  if (text == NULL)
    return NULL;
  if (!base_json_parse (template->doc, path, 1, text, length, 512, &reason))
    {
      g_set_error_literal (error, UITWEG_CONNECTOR_ERROR,
                           (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                           reason->message);
      return NULL;
    }
  root = base_doc_node (template->doc, 0);
  resources = arm_find (template->doc, root, "resources");
  if (resources == NULL
      || (resources->kind != BASE_NODE_LIST
          && resources->kind != BASE_NODE_MAP))
    {
      set_error (error, template, root, "a document without resources",
                 "a Resource Manager template");
      return NULL;
    }
  add_level (template, root, UITWEG_NONE);
  return read_levels (template, error) ? g_steal_pointer (&template) : NULL;
}

void
arm_template_free (ArmTemplate *template)
{
  if (template == NULL)
    return;
  g_free (template->sha256);
  base_doc_free (template->doc);
  g_string_chunk_free (template->chunk);
  g_string_chunk_free (template->scratch);
  g_ptr_array_unref (template->levels);
  g_array_unref (template->items);
  g_free (template);
}
