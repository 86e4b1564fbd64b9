/* SPDX-License-Identifier: EUPL-1.2
 *
 * Looks through all values of a row for what they name: ids of Azure, also
 * as keys of maps, and host names of Azure's services. The values themselves
 * go nowhere.
 */
#include "config.h"

#include "connectors/azure/set.h"

#include <string.h>

/* Texts that are longer are not looked through for host names. */
#define LONGEST_TEXT 65536
#define LONGEST_HOST 255

/* A value that waits, and how deep below the row it stands. */
typedef struct
{
  const BaseNode *node;
  guint depth;
} Place;

typedef struct
{
  AzureSet *set;
  const AzureRow *row;
  const char *key;      /* folded id of the row */
  const char *type;     /* folded */
  GPtrArray *path;      /* folded keys */
  GHashTable *mentions; /* folded ids */
  gboolean is_silent;   /* below what gives no dependency */
  guint n_children;     /* of the mentions, parts of the row */
} Walk;

const char *
azure_set_keep (AzureSet *set, const char *text)
{
  return g_string_chunk_insert_const (set->pool, text);
}

static const char *
fold_key (AzureSet *set, const char *key)
{
  g_autofree char *folded = g_ascii_strdown (key, -1);
  char *to = folded;

  for (const char *from = folded; *from != '\0'; from++)
    if (*from != '_')
      *to++ = *from;
  *to = '\0';
  return azure_set_keep (set, folded);
}

static gboolean
is_below (const char *id, const char *parent)
{
  gsize length = strlen (parent);

  return strncmp (id, parent, length) == 0
         && (id[length] == '/' || id[length] == '\0');
}

static void
add_reference (Walk *walk, const char *to, const AzureRule *rule)
{
  const AzureReference reference = { walk->key, azure_set_keep (walk->set, to),
                                     rule };

  g_array_append_val (walk->set->references, reference);
}

static void
take_id (Walk *walk, const char *text, gboolean is_value)
{
  g_autofree char *id = azure_id_fold (text);

  if (id == NULL)
    return;
  if (is_value && g_str_has_prefix (id, "/subscriptions/")
      && strcmp (id, walk->key) != 0
      && g_hash_table_add (walk->mentions, g_strdup (id))
      && g_str_has_prefix (id, walk->key))
    walk->n_children++;
  if (walk->is_silent || is_below (id, walk->key))
    return;
  add_reference (walk, id, azure_rule_find (walk->type, walk->path));
}

/* A key or secret in a vault by its address. */
static gboolean
take_address (Walk *walk, const char *text)
{
  g_autofree char *id = azure_id_fold (text);

  if (id == NULL)
    return FALSE;
  if (!is_below (id, walk->key))
    add_reference (
        walk, id,
        azure_rule_of_host (walk->type, walk->path, AZURE_VAULT_DOMAIN));
  return TRUE;
}

static gboolean
is_host_letter (char letter)
{
  return g_ascii_isalnum (letter) || letter == '-' || letter == '.';
}

/* Host names in the domains of Azure's services: whoever writes such a name
 * means the thing that has it. */
static void
take_hosts (Walk *walk, const char *text)
{
  static const char *const domains[] = {
    ".windows.net",       ".azure.com",
    ".azure.net",         ".azurecr.io",
    ".azurewebsites.net", ".azmk8s.io",
    ".azure-api.net",     ".azurefd.net",
    ".azureedge.net",     ".azurecontainerapps.io",
    ".azure-devices.net",
  };

  for (const char *at = text; *at != '\0';)
    {
      gsize length = 0;

      while (is_host_letter (at[length]))
        length++;
      if (length > 0 && length <= LONGEST_HOST)
        {
          g_autofree char *word = g_ascii_strdown (at, (gssize) length);

          for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
            if (g_str_has_suffix (word, domains[i]))
              {
                add_reference (
                    walk, word,
                    azure_rule_of_host (walk->type, walk->path, word));
                break;
              }
        }
      at += MAX (length, 1);
    }
}

static void
take_text (Walk *walk, const BaseNode *node)
{
  if (azure_id_is (node->text))
    take_id (walk, node->text, TRUE);
  else if (!walk->is_silent && node->length <= LONGEST_TEXT
           && strchr (node->text, '.') != NULL
           && !take_address (walk, node->text))
    take_hosts (walk, node->text);
}

/* Everything below one field of the row, without calling itself. */
static void
walk_field (Walk *walk, const char *name, const BaseNode *field)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  Place place = { field, 0 };

  g_array_append_val (places, place);
  while (places->len > 0)
    {
      const char *key;

      place = g_array_index (places, Place, places->len - 1);
      g_array_set_size (places, places->len - 1);
      g_ptr_array_set_size (walk->path, (gint) place.depth);
      key = place.depth == 0 ? name : place.node->key;
      g_ptr_array_add (walk->path, key != NULL
                                       ? (gpointer) fold_key (walk->set, key)
                                       : NULL);
      if (place.depth > 0 && key != NULL && azure_id_is (key)
          && !walk->is_silent)
        {
          /* The key says whom, what is above it says why. */
          g_ptr_array_set_size (walk->path, (gint) place.depth);
          take_id (walk, key, FALSE);
          g_ptr_array_add (walk->path, NULL);
        }
      if (place.node->kind == BASE_NODE_STRING)
        take_text (walk, place.node);
      for (const BaseNode *at = base_doc_first (walk->row->doc, place.node);
           at != NULL; at = base_doc_next (walk->row->doc, at))
        {
          const Place below = { at, place.depth + 1 };

          g_array_append_val (places, below);
        }
    }
}

/* Fields that name parts, or say nothing of a need. */
static gboolean
is_silent_field (const char *name)
{
  static const char *const silent[] = { "id",   "tags",       "resources",
                                        "name", "systemdata", "type",
                                        "etag", "plan",       NULL };

  for (gsize i = 0; silent[i] != NULL; i++)
    if (azure_key_is (name, silent[i]))
      return TRUE;
  return FALSE;
}

/* Subnets inside a network have rows of their own. */
static gboolean
has_inner_rows (const Walk *walk)
{
  return g_str_has_suffix (walk->type, "/virtualnetworks");
}

static void
walk_properties (Walk *walk, const char *name, const BaseNode *field)
{
  gboolean was_silent = walk->is_silent;

  if (!has_inner_rows (walk) || !azure_key_is (name, "properties")
      || field->kind != BASE_NODE_MAP)
    {
      walk->is_silent = was_silent
                        || (has_inner_rows (walk)
                            && azure_key_is (name, "subnets"));
      walk_field (walk, name, field);
      walk->is_silent = was_silent;
      return;
    }
  for (const BaseNode *at = base_doc_first (walk->row->doc, field); at != NULL;
       at = base_doc_next (walk->row->doc, at))
    {
      walk->is_silent = was_silent || azure_key_is (at->key, "subnets");
      walk_field (walk, at->key, at);
      walk->is_silent = was_silent;
    }
}

/* Members of one group may call those of another. */
static void
take_groups (Walk *walk, const BaseNode *rule)
{
  const BaseDoc *doc = walk->row->doc;
  const BaseNode *inner = azure_child (doc, rule, "properties");
  const BaseNode *properties = inner != NULL ? inner : rule;
  const BaseNode *to = azure_child (doc, properties,
                                    "destinationapplicationsecuritygroups");
  const BaseNode *from = azure_child (doc, properties,
                                      "sourceapplicationsecuritygroups");
  const char *access = azure_text (azure_child (doc, properties, "access"));
  const char *way = azure_text (azure_child (doc, properties, "direction"));

  if (to == NULL || from == NULL || to->kind != BASE_NODE_LIST
      || from->kind != BASE_NODE_LIST || access == NULL || way == NULL
      || g_ascii_strcasecmp (access, "Allow") != 0
      || g_ascii_strcasecmp (way, "Inbound") != 0)
    return;
  for (const BaseNode *a = base_doc_first (doc, to); a != NULL;
       a = base_doc_next (doc, a))
    for (const BaseNode *b = base_doc_first (doc, from); b != NULL;
         b = base_doc_next (doc, b))
      {
        const char *first = azure_text (azure_child (doc, a, "id"));
        const char *second = azure_text (azure_child (doc, b, "id"));
        g_autofree char *first_id = first != NULL ? azure_id_fold (first)
                                                  : NULL;
        g_autofree char *second_id = second != NULL ? azure_id_fold (second)
                                                    : NULL;

        if (first_id != NULL && second_id != NULL)
          {
            const AzureReference reference = {
              azure_set_keep (walk->set, first_id),
              azure_set_keep (walk->set, second_id), &azure_rule_group
            };

            g_array_append_val (walk->set->references, reference);
          }
      }
}

static void
take_all_groups (Walk *walk)
{
  const BaseNode *list = azure_row_find (walk->row, "securityrules");

  if (!g_str_has_suffix (walk->type, "/networksecuritygroups") || list == NULL
      || list->kind != BASE_NODE_LIST)
    return;
  for (const BaseNode *at = base_doc_first (walk->row->doc, list); at != NULL;
       at = base_doc_next (walk->row->doc, at))
    take_groups (walk, at);
}

void
azure_gather (AzureSet *set,
              const AzureRow *row,
              const char *key,
              const char *type)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  g_autoptr (GHashTable)
      mentions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Walk walk = { .set = set,
                .row = row,
                .key = key,
                .type = type,
                .path = path,
                .mentions = mentions };
  const BaseNode *column = row->columns != NULL
                               ? base_doc_first (row->doc, row->columns)
                               : NULL;

  for (const BaseNode *at = base_doc_first (row->doc, row->node); at != NULL;
       at = base_doc_next (row->doc, at))
    {
      const char *name = at->key;

      if (row->columns != NULL)
        {
          const BaseNode *head = azure_child (row->doc, column, "name");

          name = head != NULL && head->kind == BASE_NODE_STRING ? head->text
                                                                : "";
          column = base_doc_next (row->doc, column);
        }
      walk.is_silent = is_silent_field (name);
      walk_properties (&walk, name, at);
    }
  take_all_groups (&walk);
  connectors_inventory_count (set->inventory, "mentions",
                              g_hash_table_size (mentions));
  connectors_inventory_count (set->inventory, "own_children", walk.n_children);
}
