/* SPDX-License-Identifier: EUPL-1.2
 *
 * Edges between the instances of Terraform files, in order of trust: what is
 * declared, attributes that hold another's id, references of a plan's
 * configuration. Values are compared in memory; only the edge is kept.
 */
#include "config.h"

#include "connectors/terraform/records.h"

#include <string.h>

/* A value that waits to be looked at, and the attribute it is part of. */
typedef struct
{
  const BaseNode *node;
  const char *key;
} Place;

typedef struct
{
  TerraformSet *set;
  TerraformState *state;
  guint32 s;                 /* its number */
  GHashTable *by_address;    /* address, with and without indexes -> GArray of
                              * guint32 items */
  GHashTable *known;         /* "FROM\nTO" -> rule + 1, by attributes */
  GHashTable *id_pairs;      /* (from << 32 | to) + 1 */
  GHashTable *printed;       /* printed addresses, with and without index */
  GHashTable *printed_pairs; /* "FROM\nTO" */
  GArray *places;            /* scratch: of Place */
  BaseDoc *embedded;         /* scratch: JSON inside a text */
} Edges;

static const char *
id_of (const TerraformState *state, guint32 i)
{
  return g_ptr_array_index (state->ids, i);
}

static void
add_address (GHashTable *by_address, const char *address, guint32 item)
{
  GArray *items = g_hash_table_lookup (by_address, address);

  if (items == NULL)
    {
      items = g_array_new (FALSE, FALSE, sizeof item);
      g_hash_table_insert (by_address, g_strdup (address), items);
    }
  if (items->len == 0 || g_array_index (items, guint32, items->len - 1) != item)
    g_array_append_val (items, item);
}

static void
free_array (gpointer array)
{
  g_array_unref (array);
}

static GHashTable *
index_addresses (const TerraformState *state)
{
  GHashTable *by_address = g_hash_table_new_full (g_str_hash, g_str_equal,
                                                  g_free, free_array);

  for (guint32 i = 0; i < state->file->items->len; i++)
    {
      const TerraformItem *item = terraform_state_get_item (state, i);
      g_autofree char *plain = terraform_strip_indexes (item->base);

      add_address (by_address, item->address, i);
      add_address (by_address, item->base, i);
      add_address (by_address, plain, i);
    }
  return by_address;
}

/* (transfer full): what is printed, and that without a last [index] */
static GHashTable *
index_printed (const TerraformState *state)
{
  GHashTable *printed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                               NULL);

  for (guint32 i = 0; i < state->file->items->len; i++)
    {
      const char *address = terraform_state_get_item (state, i)->printed;
      const char *index = g_str_has_suffix (address, "]")
                              ? strrchr (address, '[')
                              : NULL;

      g_hash_table_add (printed, g_strdup (address));
      if (index != NULL)
        g_hash_table_add (printed,
                          g_strndup (address, (gsize) (index - address)));
    }
  return printed;
}

/* Attributes that hold an id. */

/* What "subnet_ids" is about: "subnet". */
static char *
stem_of (const char *key)
{
  static const char *const ends[] = { "_arns",  "_arn",  "_ids", "_id",
                                      "_names", "_name", "s" };
  char *stem = g_strdup (key);

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (stem, ends[i]) && strlen (stem) > strlen (ends[i]))
      {
        stem[strlen (stem) - strlen (ends[i])] = '\0';
        break;
      }
  return stem;
}

/* How well a holder fits as the owner of an id, less is better: managed
 * before data, named by the attribute, then the shortest type. */
static gsize
rank_of (const TerraformItem *holder, const char *stem)
{
  return (gsize) (holder->is_data ? 100000 : 0)
         + (gsize) (strstr (holder->type, stem) == NULL ? 10000 : 0)
         + MIN (strlen (holder->type), (gsize) 9999);
}

static const TerraformItem *
item_of (const Edges *edges, const TerraformHolder *holder)
{
  return terraform_state_get_item (
      g_ptr_array_index (edges->set->states, holder->state), holder->item);
}

static void
add_attribute_edge (Edges *edges,
                    guint32 from,
                    const TerraformHolder *to,
                    const char *key)
{
  const TerraformState *other = g_ptr_array_index (edges->set->states,
                                                   to->state);
  const char *from_id = id_of (edges->state, from);
  const char *to_id = id_of (other, to->item);
  ConnectorsRule rule = terraform_rule_of_attribute (
      key, terraform_state_get_item (edges->state, from)->type,
      item_of (edges, to)->type);

  if (strcmp (from_id, to_id) == 0)
    return;
  connectors_add_dependency (edges->state->source, from_id, to_id, rule,
                             "terraform.attribute");
  g_hash_table_insert (edges->known, g_strdup_printf ("%s\n%s", from_id, to_id),
                       GUINT_TO_POINTER ((guint) rule + 1));
}

static void
count_id_pair (Edges *edges, guint32 from, const TerraformHolder *holder)
{
  gint64 pair = ((gint64) from << 32) | holder->item;
  const char *one;
  const char *other;

  if (holder->state != edges->s || !holder->is_id || holder->item == from
      || g_hash_table_contains (edges->id_pairs, &pair))
    return;
  g_hash_table_add (edges->id_pairs, g_memdup2 (&pair, sizeof pair));
  edges->state->n_id_pairs++;
  one = terraform_state_get_item (edges->state, from)->printed;
  other = terraform_state_get_item (edges->state, holder->item)->printed;
  if (strcmp (one, other) != 0
      && g_hash_table_add (edges->printed_pairs,
                           g_strdup_printf ("%s\n%s", one, other)))
    edges->state->n_printed_pairs++;
}

/* Attributes by which a thing names itself: that something else has the same
 * name there is chance, as with a database and its parameter group. */
static gboolean
is_own_name (const char *key)
{
  static const char *const keys[] = { "name",        "Name",
                                      "name_prefix", "identifier",
                                      "description", NULL };

  return g_strv_contains (keys, key);
}

/* The text `text` stands in attribute `key` of item `from`. */
static void
match_text (Edges *edges,
            guint32 from,
            const char *key,
            const char *text,
            gboolean is_plain)
{
  const GArray *holders = g_hash_table_lookup (edges->set->holders, text);
  g_autofree char *stem = NULL;
  gsize best = G_MAXSIZE;

  if (holders == NULL)
    return;
  stem = stem_of (key);
  for (guint i = 0; i < holders->len; i++)
    {
      const TerraformHolder *holder = &g_array_index (holders, TerraformHolder,
                                                      i);

      if (is_plain)
        count_id_pair (edges, from, holder);
      best = MIN (best, rank_of (item_of (edges, holder), stem));
    }
  if (is_own_name (key))
    return;
  /* A thing that is the owner itself needs nothing by its own id. */
  for (guint i = 0; i < holders->len; i++)
    {
      const TerraformHolder *holder = &g_array_index (holders, TerraformHolder,
                                                      i);

      if (holder->state == edges->s && holder->item == from
          && rank_of (item_of (edges, holder), stem) == best)
        return;
    }
  for (guint i = 0; i < holders->len; i++)
    {
      const TerraformHolder *holder = &g_array_index (holders, TerraformHolder,
                                                      i);

      if (rank_of (item_of (edges, holder), stem) == best)
        add_attribute_edge (edges, from, holder, key);
    }
}

/* Looks through all texts below `root`; JSON in a text is looked through as
 * well, once. */
static void
scan (Edges *edges,
      guint32 from,
      const BaseDoc *doc,
      const BaseNode *root,
      const char *root_key)
{
  gboolean is_plain = doc != edges->embedded;
  guint base = edges->places->len;
  Place place = { root, root_key };

  g_array_append_val (edges->places, place);
  while (edges->places->len > base)
    {
      place = g_array_index (edges->places, Place, edges->places->len - 1);
      g_array_set_size (edges->places, edges->places->len - 1);
      for (const BaseNode *at = base_doc_first (doc, place.node); at != NULL;
           at = base_doc_next (doc, at))
        {
          const Place below = { at, at->key != NULL ? at->key : place.key };

          if (at->kind == BASE_NODE_MAP || at->kind == BASE_NODE_LIST)
            g_array_append_val (edges->places, below);
          if (at->kind != BASE_NODE_STRING
              || (place.node == root && is_plain && at->key != NULL
                  && strcmp (at->key, "id") == 0))
            continue;
          if (terraform_is_telling (at->text))
            match_text (edges, from, below.key, at->text, is_plain);
          if (is_plain && (at->text[0] == '{' || at->text[0] == '[')
              && base_json_parse (edges->embedded, "embedded", 1, at->text,
                                  at->length, 64, NULL))
            scan (edges, from, edges->embedded,
                  base_doc_node (edges->embedded, 0), below.key);
        }
    }
}

/* What is declared, and what the configuration refers to. */

/* Edges to all `items`, or to those of the same module where it has some. */
static void
add_named_edges (Edges *edges,
                 guint32 from,
                 const GArray *items,
                 const char *key,
                 const char *origin)
{
  const TerraformItem *item = terraform_state_get_item (edges->state, from);
  const char *from_id = id_of (edges->state, from);
  gboolean is_near = FALSE;

  for (guint i = 0; i < items->len; i++)
    if (terraform_state_get_item (edges->state,
                                  g_array_index (items, guint32, i))
            ->module
        == item->module)
      is_near = TRUE;

  for (guint i = 0; i < items->len; i++)
    {
      guint32 to = g_array_index (items, guint32, i);
      const TerraformItem *needed = terraform_state_get_item (edges->state, to);
      g_autofree char *pair = g_strdup_printf ("%s\n%s", from_id,
                                               id_of (edges->state, to));
      guint known = GPOINTER_TO_UINT (g_hash_table_lookup (edges->known, pair));
      ConnectorsRule rule;

      if (is_near && needed->module != item->module)
        continue;
      if (known > 0)
        rule = (ConnectorsRule) (known - 1);
      else if (key[0] != '\0')
        rule = terraform_rule_of_attribute (key, item->type, needed->type);
      else
        rule = terraform_rule_of_kinds (item->type, needed->type);
      connectors_add_dependency (edges->state->source, from_id,
                                 id_of (edges->state, to), rule, origin);
    }
}

/* Something that no entry of the file is: the edge is kept, to a placeholder
 * with its type as far as the address tells. */
static void
add_lost_edge (Edges *edges, guint32 from, const char *address)
{
  g_autofree char *plain = terraform_strip_indexes (address);
  g_auto (GStrv) parts = g_strsplit (plain, ".", -1);
  guint n = g_strv_length (parts);
  g_autofree char *id = NULL;

  if (n < 2 || strcmp (parts[n - 2], "module") == 0)
    return;
  id = connectors_make_id ("tf/%s/%s", edges->state->scope, address);
  connectors_add_dependency (
      edges->state->source, id_of (edges->state, from), id,
      terraform_rule_of_kinds (
          terraform_state_get_item (edges->state, from)->type, parts[n - 2]),
      "terraform.depends_on");
}

static void
add_declared (Edges *edges, guint32 from)
{
  const BaseDoc *doc = edges->state->file->doc;
  const BaseNode *depends =
      terraform_state_get_item (edges->state, from)->depends;

  if (depends == NULL)
    return;
  for (const BaseNode *at = base_doc_first (doc, depends); at != NULL;
       at = base_doc_next (doc, at))
    {
      const GArray *items;

      if (at->kind != BASE_NODE_STRING)
        continue;
      edges->state->n_depends++;
      edges->state->n_printed_resolved += g_hash_table_contains (edges->printed,
                                                                 at->text)
                                              ? 1
                                              : 0;
      items = g_hash_table_lookup (edges->by_address, at->text);
      if (items == NULL)
        {
          add_lost_edge (edges, from, at->text);
          continue;
        }
      edges->state->n_resolved++;
      add_named_edges (edges, from, items, "", "terraform.depends_on");
    }
}

static void
add_references (Edges *edges)
{
  const GArray *references = edges->state->file->references;

  for (guint i = 0; i < references->len; i++)
    {
      const TerraformReference *reference = &g_array_index (
          references, TerraformReference, i);
      const GArray *from = g_hash_table_lookup (edges->by_address,
                                                reference->from);
      const GArray *to = g_hash_table_lookup (edges->by_address, reference->to);

      for (guint f = 0; from != NULL && to != NULL && f < from->len; f++)
        add_named_edges (edges, g_array_index (from, guint32, f), to,
                         reference->key, "terraform.reference");
    }
}

void
terraform_add_edges (TerraformSet *set, guint32 s)
{
  TerraformState *state = g_ptr_array_index (set->states, s);
  g_autoptr (GHashTable) by_address = index_addresses (state);
  g_autoptr (GHashTable)
      known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) id_pairs = g_hash_table_new_full (
      g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) printed = index_printed (state);
  g_autoptr (GHashTable) printed_pairs = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (BaseDoc) embedded = base_doc_new ();
  Edges edges = { .set = set,
                  .state = state,
                  .s = s,
                  .by_address = by_address,
                  .known = known,
                  .id_pairs = id_pairs,
                  .printed = printed,
                  .printed_pairs = printed_pairs,
                  .places = places,
                  .embedded = embedded };

  for (guint32 i = 0; i < state->file->items->len; i++)
    {
      const TerraformItem *item = terraform_state_get_item (state, i);

      if (item->values != NULL)
        scan (&edges, i, state->file->doc, item->values, "");
    }
  for (guint32 i = 0; i < state->file->items->len; i++)
    add_declared (&edges, i);
  add_references (&edges);
}
