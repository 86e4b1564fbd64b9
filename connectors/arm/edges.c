/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the resources of a template need: what dependsOn says, the parent of a
 * child, and ids of others that stand in properties once these are evaluated.
 */
#include "config.h"

#include "connectors/arm/set.h"
#include "connectors/azure/set.h"

#include <string.h>

typedef struct
{
  ArmSet *set;
  ArmTemplate *template;
  GHashTable *by_key;  /* key -> item + 1 */
  GHashTable *by_name; /* "LEVEL name", symbol or loop -> item + 1, or
                        * G_MAXUINT for several */
  GHashTable *by_type; /* the same by type in lower case */
} Edges;

gboolean
arm_item_is_thing (const ArmItem *item)
{
  return !item->is_off && !item->is_existing
         && g_ascii_strcasecmp (item->type, "Microsoft.Resources/deployments")
                != 0;
}

char *
arm_set_make_id (const ArmSet *set, const char *key)
{
  return connectors_make_id ("arm/%s/%s", set->scope, key);
}

static void
add_name (GHashTable *names, char *name, guint32 i)
{
  gboolean is_known = g_hash_table_contains (names, name);

  g_hash_table_insert (names, name,
                       GUINT_TO_POINTER (is_known ? G_MAXUINT : i + 1));
}

static char *
name_in (const ArmLevel *level, const char *name)
{
  g_autofree char *small = g_ascii_strdown (name, -1);

  return g_strdup_printf ("%p %s", (gconstpointer) level, small);
}

static void
index_items (Edges *edges)
{
  for (guint32 i = 0; i < edges->template->items->len; i++)
    {
      const ArmItem *item = arm_template_get_item (edges->template, i);

      if (!g_hash_table_contains (edges->by_key, item->key))
        g_hash_table_insert (edges->by_key, (gpointer) item->key,
                             GUINT_TO_POINTER (i + 1));
      add_name (edges->by_name, name_in (item->level, item->name), i);
      if (item->symbol != NULL)
        add_name (edges->by_name, name_in (item->level, item->symbol), i);
      if (item->copy != NULL)
        add_name (edges->by_name, name_in (item->level, item->copy), i);
      add_name (edges->by_type, g_ascii_strdown (item->type, -1), i);
    }
}

/* The number of an item, or UITWEG_NONE. */
static guint32
look_up (GHashTable *table, const char *name)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (table, name));

  return found > 0 && found < G_MAXUINT ? found - 1 : UITWEG_NONE;
}

/* "ns/a/b/c/d" is of type "ns/a/c". (transfer full) */
static char *
type_of_key (const char *key)
{
  g_auto (GStrv) parts = g_strsplit (key, "/", -1);
  g_autoptr (GString) type = g_string_new (parts[0]);

  for (guint i = 1; parts[0] != NULL && parts[i] != NULL; i += 2)
    {
      g_string_append_printf (type, "/%s", parts[i]);
      if (parts[i + 1] == NULL)
        break;
    }
  return g_strdup (type->str);
}

/* The item of a key, or of the longest part of it that one has: a subnet
 * that stands inside its network is the network. */
static guint32
find_key (const Edges *edges, const char *key)
{
  g_autofree char *part = g_strdup (key);

  for (char *slash = part; slash != NULL; slash = strrchr (part, '/'))
    {
      guint32 found;

      if (slash != part)
        *slash = '\0';
      found = look_up (edges->by_key, part);
      if (found != UITWEG_NONE)
        return found;
    }
  return UITWEG_NONE;
}

/* Whether a text in lower case is the key of a resource: "ns.x/type/name". */
static gboolean
is_key (const char *text)
{
  const char *slash = strchr (text, '/');

  return slash != NULL && memchr (text, '.', (gsize) (slash - text)) != NULL
         && strchr (slash + 1, '/') != NULL && strchr (text, ' ') == NULL
         && strchr (text, ':') == NULL && g_ascii_isalpha (text[0]);
}

/* Adds an edge to an item; to a deployment is to all that it makes. */
static void
add_edge_to (const Edges *edges,
             const char *from,
             guint32 to,
             ConnectorsRule rule,
             const char *origin)
{
  const ArmItem *item = arm_template_get_item (edges->template, to);
  g_autofree char *id = arm_set_make_id (edges->set, item->key);

  if (arm_item_is_thing (item))
    {
      connectors_add_dependency (edges->set->source, from, id, rule, origin);
      return;
    }
  for (guint32 i = 0; i < edges->template->items->len; i++)
    {
      const ArmItem *inner = arm_template_get_item (edges->template, i);

      if (inner->level->parent == to && arm_item_is_thing (inner))
        {
          g_autofree char *below = arm_set_make_id (edges->set, inner->key);

          connectors_add_dependency (edges->set->source, from, below, rule,
                                     origin);
        }
    }
}

static guint32
find_needed (const Edges *edges, const ArmItem *item, const char *text)
{
  g_autofree char *key = arm_fold_key (text);
  g_autofree char *name = name_in (item->level, text);
  g_autofree char *type = NULL;
  guint32 found = look_up (edges->by_name, name);

  if (found == UITWEG_NONE)
    found = look_up (edges->by_key, key);
  if (found == UITWEG_NONE && is_key (key))
    {
      type = type_of_key (key);
      found = look_up (edges->by_type, type);
    }
  return found;
}

/* One entry of dependsOn, of item `i`; what a deployment needs is needed by
 * all that it makes. */
static void
add_entry (Edges *edges, guint32 i, guint32 found, const char *key)
{
  for (guint32 f = 0; f < edges->template->items->len; f++)
    {
      const ArmItem *item = arm_template_get_item (edges->template, f);
      g_autofree char *from = NULL;
      g_autofree char *to = NULL;

      if (!arm_item_is_thing (item) || (f != i && item->level->parent != i))
        continue;
      from = arm_set_make_id (edges->set, item->key);
      if (found != UITWEG_NONE)
        {
          add_edge_to (edges, from, found, CONNECTORS_RULE_DECLARED,
                       "arm-template.dependsOn");
          continue;
        }
      to = arm_set_make_id (edges->set, key);
      connectors_add_dependency (edges->set->source, from, to,
                                 CONNECTORS_RULE_DECLARED,
                                 "arm-template.dependsOn");
    }
}

static void
add_declared (Edges *edges, guint32 i)
{
  const BaseDoc *doc = edges->template->doc;
  const ArmItem *item = arm_template_get_item (edges->template, i);
  const BaseNode *list = base_doc_find (doc, item->node, "dependsOn");

  if (list == NULL || list->kind != BASE_NODE_LIST)
    return;
  for (const BaseNode *at = base_doc_first (doc, list); at != NULL;
       at = base_doc_next (doc, at))
    {
      g_autofree char *text = g_strdup (
          arm_template_get_text (edges->template, item->level, at, NULL, NULL));
      g_autofree char *key = text != NULL ? arm_fold_key (text) : NULL;
      guint32 found = text != NULL ? find_needed (edges, item, text)
                                   : UITWEG_NONE;

      edges->set->n_depends++;
      edges->set->n_resolved += found != UITWEG_NONE ? 1 : 0;
      if (found != UITWEG_NONE || (key != NULL && is_key (key)))
        add_entry (edges, i, found, key);
    }
}

/* What a key means that stands at a place of an item. */
static void
add_mention (const Edges *edges,
             const ArmItem *item,
             const char *from,
             const char *key,
             const GPtrArray *path)
{
  g_autofree char *type = g_ascii_strdown (item->type, -1);
  const AzureRule *rule = azure_rule_find (type, path);
  guint32 found = find_key (edges, key);
  g_autofree char *id = NULL;

  if (rule->sense != AZURE_FORWARD && rule->sense != AZURE_BACKWARD)
    return;
  if (found != UITWEG_NONE
      && arm_template_get_item (edges->template, found)->node == item->node)
    return;
  id = arm_set_make_id (
      edges->set, found != UITWEG_NONE
                      ? arm_template_get_item (edges->template, found)->key
                      : key);
  if (rule->sense == AZURE_BACKWARD)
    connectors_add_dependency (edges->set->source, id, from, rule->rule,
                               "arm-template.property");
  else if (found != UITWEG_NONE)
    add_edge_to (edges, from, found, rule->rule, "arm-template.property");
  else
    connectors_add_dependency (edges->set->source, from, id, rule->rule,
                               "arm-template.property");
}

/* A text of the properties: its own id, else those that it is made of. */
static void
take_text (const Edges *edges,
           const ArmItem *item,
           const char *from,
           const BaseNode *node,
           const GPtrArray *path)
{
  g_autoptr (GPtrArray) mentions = g_ptr_array_new ();
  const char *text = arm_template_get_text (edges->template, item->level, node,
                                            NULL, mentions);
  g_autofree char *key = text != NULL && strchr (text, '/') != NULL
                             ? arm_fold_key (text)
                             : NULL;

  if (key != NULL && is_key (key)
      && (mentions->len > 0 || find_key (edges, key) != UITWEG_NONE))
    add_mention (edges, item, from, key, path);
  else
    for (guint i = 0; i < mentions->len; i++)
      {
        g_autofree char *mention = g_strdup (mentions->pdata[i]);

        if (is_key (mention))
          add_mention (edges, item, from, mention, path);
      }
}

typedef struct
{
  const BaseNode *node;
  guint depth;
} Place;

/* Parts of a resource that say nothing of what it needs. */
static gboolean
is_silent (const char *key)
{
  static const char *const silent[] = { "type", "name",      "dependsOn",
                                        "tags", "resources", "comments",
                                        "copy", "condition", "apiVersion",
                                        NULL };

  return g_strv_contains (silent, key);
}

/* Small letters without "_", as the rules of Azure have them. */
static char *
fold_word (const char *key)
{
  char *folded = g_ascii_strdown (key, -1);
  char *to = folded;

  for (const char *at = folded; *at != '\0'; at++)
    if (*at != '_')
      *to++ = *at;
  *to = '\0';
  return folded;
}

/* All texts of a resource but those of its children and inner templates. */
static void
walk_item (const Edges *edges, const ArmItem *item, const char *from)
{
  const BaseDoc *doc = edges->template->doc;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GPtrArray) path = g_ptr_array_new_with_free_func (g_free);
  Place place = { item->node, 0 };

  g_array_append_val (places, place);
  while (places->len > 0)
    {
      place = g_array_index (places, Place, places->len - 1);
      g_array_set_size (places, places->len - 1);
      if (place.depth > 0)
        {
          g_ptr_array_set_size (path, (gint) place.depth - 1);
          g_ptr_array_add (path, place.node->key != NULL
                                     ? fold_word (place.node->key)
                                     : NULL);
        }
      if (place.node->kind == BASE_NODE_STRING)
        take_text (edges, item, from, place.node, path);
      for (const BaseNode *at = base_doc_first (doc, place.node); at != NULL;
           at = base_doc_next (doc, at))
        {
          const Place below = { at, place.depth + 1 };

          if (place.depth > 0 || at->key == NULL || !is_silent (at->key))
            g_array_append_val (places, below);
        }
    }
}

static void
add_parent (const Edges *edges, const ArmItem *item, const char *from)
{
  g_autofree char *key = NULL;
  char *slash;
  guint32 parent = item->parent;

  /* A child may also stand beside its parent, with the name of both. */
  if (parent == UITWEG_NONE && strchr (item->name, '/') != NULL)
    {
      key = g_strdup (item->key);
      for (guint i = 0; i < 2; i++)
        {
          slash = strrchr (key, '/');
          if (slash != NULL)
            *slash = '\0';
        }
      parent = look_up (edges->by_key, key);
    }
  if (parent != UITWEG_NONE
      && arm_item_is_thing (arm_template_get_item (edges->template, parent)))
    add_edge_to (edges, from, parent, CONNECTORS_RULE_CONTAINS,
                 "arm-template.child");
}

void
arm_add_edges (ArmSet *set)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable)
      by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable)
      by_type = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Edges edges = { .set = set,
                  .template = set->template,
                  .by_key = by_key,
                  .by_name = by_name,
                  .by_type = by_type };

  index_items (&edges);
  for (guint32 i = 0; i < set->template->items->len; i++)
    {
      const ArmItem *item = arm_template_get_item (set->template, i);
      g_autofree char *id = arm_set_make_id (set, item->key);

      add_declared (&edges, i);
      if (!arm_item_is_thing (item))
        continue;
      add_parent (&edges, item, id);
      walk_item (&edges, item, id);
    }
}
