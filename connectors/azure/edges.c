/* SPDX-License-Identifier: EUPL-1.2
 *
 * From references to dependencies, once all rows are known: an id that means
 * a part of a thing becomes the thing, an interface becomes its machine where
 * that is meant, and what no file holds stays as its own id.
 */
#include "config.h"

#include "connectors/azure/set.h"

#include <string.h>

typedef struct
{
  AzureSet *set;
  GHashTable *subscriptions; /* that rows are of */
  GHashTable *elsewhere;     /* ids in other subscriptions */
  guint n_unknown_hosts;
  guint n_constraints;
  guint n_scopes;
  guint n_open; /* ends that no file holds */
} Edges;

static gboolean
is_row (const Edges *edges, const char *id)
{
  return g_hash_table_contains (edges->set->rows, id);
}

/* The thing that an id means: itself or the nearest above it that a file
 * holds; else the nearest whose type is known for a thing. (transfer full)
 * (nullable): NULL if it is no thing of the organisation */
static char *
find_thing (Edges *edges, const char *id)
{
  g_autofree char *at = g_strdup (id);
  g_autofree char *stem = NULL;

  if (azure_id_is_scope (id) || azure_id_is_platform (id))
    {
      edges->n_scopes++;
      return NULL;
    }
  while (at != NULL)
    {
      g_autofree char *type = azure_id_get_type (at);
      char *parent;

      if (is_row (edges, at))
        return g_steal_pointer (&at);
      parent = azure_id_get_parent (at);
      if (stem == NULL
          && (parent == NULL
              || (type != NULL && azure_type_find (type) != NULL)))
        stem = g_strdup (at);
      g_free (at);
      at = parent;
    }
  return g_steal_pointer (&stem);
}

/* The vault that an address stands in. (transfer full) */
static char *
find_vault (const Edges *edges, const char *address)
{
  g_auto (GStrv) parts = g_strsplit (address, "/", 4);
  const char *vault = g_hash_table_lookup (edges->set->hosts, parts[2]);

  return vault != NULL && vault[0] != '\0'
             ? g_strdup (vault)
             : g_strdup_printf ("https://%s", parts[2]);
}

static char *
find_target (Edges *edges, const AzureReference *reference)
{
  const char *known;

  if (reference->to[0] == '/')
    return find_thing (edges, reference->to);
  if (g_str_has_prefix (reference->to, "https://"))
    return is_row (edges, reference->to) ? g_strdup (reference->to)
                                         : find_vault (edges, reference->to);
  known = g_hash_table_lookup (edges->set->hosts, reference->to);
  if (known != NULL && known[0] != '\0')
    return g_strdup (known);
  edges->n_unknown_hosts++;
  return NULL;
}

/* The end of a dependency. (transfer full) */
static char *
end_of (Edges *edges, const char *id)
{
  g_autofree char *subscription = NULL;

  if (is_row (edges, id))
    return azure_id_make_record (id);
  edges->n_open++;
  subscription = azure_id_get_subscription (id);
  if (subscription != NULL
      && !g_hash_table_contains (edges->subscriptions, subscription))
    g_hash_table_add (edges->elsewhere, g_strdup (id));
  return g_strdup (id);
}

static void
add_edge (Edges *edges, const char *from, const char *to, const AzureRule *rule)
{
  g_autofree char *first = end_of (edges, from);
  g_autofree char *second = end_of (edges, to);

  connectors_inventory_add_edge (edges->set->inventory, first, second,
                                 rule->rule, rule->origin);
}

static gboolean
is_below (const char *id, const char *parent)
{
  gsize length = strlen (parent);

  return strncmp (id, parent, length) == 0 && id[length] == '/';
}

/* A server that fails over: which of the two is the copy, the group says. */
static void
add_failover (Edges *edges,
              const AzureReference *reference,
              const char *partner)
{
  g_autofree char *server = azure_id_get_parent (reference->from);

  if (server == NULL)
    return;
  if (g_hash_table_contains (edges->set->primaries, reference->from))
    add_edge (edges, partner, server, reference->rule);
  else
    add_edge (edges, server, partner, reference->rule);
}

/* Machines at one disk belong together. */
static void
join_machines (Edges *edges, const char *machine, const char *disk)
{
  g_autofree char *id = NULL;

  if (!g_hash_table_contains (edges->set->shared, disk))
    return;
  id = end_of (edges, machine);
  connectors_inventory_join_group (edges->set->inventory, disk, id,
                                   CONNECTORS_RULE_SHARES_DISK,
                                   "azure.maxshares");
}

static void
add_reference (Edges *edges, const AzureReference *reference)
{
  const AzureRule *rule = reference->rule;
  g_autofree char *target = NULL;
  const char *from = reference->from;
  const char *to;
  const char *owner;

  if (rule->sense == AZURE_NOTHING)
    return;
  if (rule->sense == AZURE_CONSTRAINT)
    {
      edges->n_constraints++;
      return;
    }
  target = find_target (edges, reference);
  if (target == NULL || strcmp (target, from) == 0
      || (rule->rule == CONNECTORS_RULE_DECLARED && is_below (from, target)))
    return;
  if (strcmp (rule->key, "partnerservers") == 0)
    {
      add_failover (edges, reference, target);
      return;
    }
  to = target;
  if (rule->sense == AZURE_BACKWARD)
    {
      to = from;
      from = target;
    }
  if (rule->rule == CONNECTORS_RULE_FRONTS)
    {
      owner = g_hash_table_lookup (edges->set->owners, to);
      to = owner != NULL ? owner : to;
    }
  if (strcmp (from, to) == 0)
    return;
  add_edge (edges, from, to, rule);
  if (rule->rule == CONNECTORS_RULE_ATTACHED)
    join_machines (edges, from, to);
}

/* Which machine an interface is of: either side may say so. */
static void
find_owners (Edges *edges)
{
  AzureSet *set = edges->set;

  for (guint i = 0; i < set->references->len; i++)
    {
      const AzureReference *reference = &g_array_index (set->references,
                                                        AzureReference, i);
      const AzureRule *rule = reference->rule;
      g_autofree char *type = azure_id_get_type (reference->from);

      if (type == NULL || rule->rule != CONNECTORS_RULE_ATTACHED)
        continue;
      if (rule->sense == AZURE_FORWARD
          && strcmp (rule->key, "networkinterfaces") == 0
          && strcmp (type, "microsoft.compute/virtualmachines") == 0)
        g_hash_table_insert (set->owners, (gpointer) reference->to,
                             (gpointer) reference->from);
      else if (rule->sense == AZURE_BACKWARD
               && strcmp (rule->key, "virtualmachine") == 0
               && strcmp (type, "microsoft.network/networkinterfaces") == 0)
        g_hash_table_insert (set->owners, (gpointer) reference->from,
                             (gpointer) reference->to);
    }
}

/* Addresses of an interface identify the machine that a row tells of. */
static void
give_facts (const Edges *edges)
{
  AzureSet *set = edges->set;

  for (guint i = 0; i < set->facts->len; i++)
    {
      const AzureFact *fact = &g_array_index (set->facts, AzureFact, i);
      const char *machine = g_hash_table_lookup (set->owners, fact->interface);
      ConnectorsThing *thing = machine != NULL
                                   ? g_hash_table_lookup (set->rows, machine)
                                   : NULL;

      if (thing != NULL)
        connectors_thing_add_text (thing, fact->field, fact->text);
    }
}

/* Parents, and clusters that keep their machines in a group of their own. */
static void
add_memberships (Edges *edges)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, edges->set->rows);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const char *id = key;
      g_autofree char *subscription = azure_id_get_subscription (id);
      g_autofree char *group = azure_id_get_group (id);
      g_autofree char *parent = NULL;
      g_autofree char *place = g_strdup_printf (
          "%s/%s", subscription != NULL ? subscription : "",
          group != NULL ? group : "");
      const char *cluster = g_hash_table_lookup (edges->set->node_groups,
                                                 place);

      if (id[0] != '/')
        parent = find_vault (edges, id);
      else
        {
          g_autofree char *above = azure_id_get_parent (id);

          parent = above != NULL ? find_thing (edges, above) : NULL;
        }
      if (parent != NULL)
        add_edge (edges, id, parent, &azure_rule_child);
      if (cluster != NULL && strcmp (cluster, id) != 0
          && !azure_id_is_scope (id))
        add_edge (edges, id, cluster, &azure_rule_node_group);
    }
}

static void
find_subscriptions (Edges *edges)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, edges->set->rows);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      char *subscription = azure_id_get_subscription (key);

      if (subscription != NULL)
        g_hash_table_add (edges->subscriptions, subscription);
    }
}

static void
tell (const Edges *edges)
{
  ConnectorsInventory *inventory = edges->set->inventory;
  guint n_elsewhere = g_hash_table_size (edges->elsewhere);

  connectors_inventory_count (inventory, "subscriptions",
                              g_hash_table_size (edges->subscriptions));
  connectors_inventory_count (inventory, "open_ends", edges->n_open);
  if (n_elsewhere > 0)
    connectors_inventory_add_problem (
        inventory, "subscriptions", n_elsewhere,
        "%u things are named of subscriptions that no file holds", n_elsewhere);
  if (edges->n_constraints > 0)
    connectors_inventory_add_note (inventory, "placement",
                                   "%u references say where a thing may "
                                   "stand: tags, no dependencies",
                                   edges->n_constraints);
  if (edges->n_scopes > 0)
    connectors_inventory_add_note (inventory, "scopes",
                                   "%u references are to groups, "
                                   "subscriptions or what the provider offers "
                                   "to all: no dependencies",
                                   edges->n_scopes);
  if (edges->n_unknown_hosts > 0)
    connectors_inventory_add_note (inventory, "host names",
                                   "%u host names of the provider are of "
                                   "nothing in the files",
                                   edges->n_unknown_hosts);
}

void
azure_resolve (AzureSet *set)
{
  g_autoptr (GHashTable) subscriptions = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable)
      elsewhere = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Edges edges = { .set = set,
                  .subscriptions = subscriptions,
                  .elsewhere = elsewhere };

  find_subscriptions (&edges);
  find_owners (&edges);
  for (guint i = 0; i < set->references->len; i++)
    add_reference (&edges, &g_array_index (set->references, AzureReference, i));
  give_facts (&edges);
  add_memberships (&edges);
  tell (&edges);
}
