/* SPDX-License-Identifier: EUPL-1.2
 *
 * From references to dependencies, once all assets are known: a path finds
 * its asset whatever service was said, and what no file holds stays as its
 * full name.
 */
#include "config.h"

#include "connectors/gcp/set.h"

#include <string.h>

#define ACCOUNT_DOMAIN ".gserviceaccount.com"

typedef struct
{
  GcpSet *set;
  GHashTable *missing; /* full names in projects that files hold */
  guint n_unnamed;     /* values that mean nothing known */
} Edges;

/* The asset that a service and a path mean, or NULL. */
static const char *
find_asset (const Edges *edges, const char *service, const char *path)
{
  const char *known;
  gpointer key = NULL;

  if (service != NULL)
    {
      g_autofree char *full = g_strdup_printf ("%s/%s", service, path);

      if (g_hash_table_lookup_extended (edges->set->assets, full, &key, NULL))
        return key;
    }
  known = g_hash_table_lookup (edges->set->paths, path);
  return known != NULL && known[0] != '\0' ? known : NULL;
}

/* The end of a dependency: a record, else the full name. (transfer full)
 * (nullable) */
static char *
find_end (Edges *edges, const GcpReference *reference)
{
  g_autofree char *path = gcp_name_project (edges->set, reference->path);
  const char *asset = find_asset (edges, reference->service, path);
  const char *service = reference->service != NULL ? reference->service
                                                   : gcp_service_of (path);
  g_autofree char *project = NULL;
  g_autofree char *own = NULL;
  char *full;

  if (asset != NULL)
    return gcp_make_record (asset);
  if (service == NULL)
    {
      own = g_strndup (reference->from, strcspn (reference->from, "/"));
      service = own;
    }
  full = g_strdup_printf ("//%s/%s", service, path);
  project = gcp_project_of (path);
  if (project == NULL || g_hash_table_contains (edges->set->projects, project))
    g_hash_table_add (edges->missing, g_strdup (full));
  return full;
}

/* A service account by its address. */
static char *
find_account (Edges *edges, const char *mail)
{
  const char *key = g_hash_table_lookup (edges->set->accounts, mail);
  const char *at = strchr (mail, '@');
  const char *dot = at != NULL ? strchr (at, '.') : NULL;

  if (key != NULL)
    return gcp_make_record (key);
  if (dot == NULL || !g_str_has_suffix (mail, ACCOUNT_DOMAIN))
    {
      edges->n_unnamed++;
      return NULL;
    }
  return g_strdup_printf ("//iam.googleapis.com/projects/%.*s/serviceAccounts/"
                          "%s",
                          (gint) (dot - at - 1), at + 1, mail);
}

static char *
find_address (const Edges *edges, const char *address)
{
  const char *key = g_hash_table_lookup (edges->set->addresses, address);

  return key != NULL ? gcp_make_record (key) : NULL;
}

/* Instances that a manager made are in its group. */
static void
add_managed (const Edges *edges, const char *manager, const char *instance)
{
  const char *group = g_hash_table_lookup (edges->set->groups, manager);
  const char *asset = group != NULL
                          ? find_asset (edges, "compute.googleapis.com", group)
                          : NULL;
  g_autofree char *from = NULL;

  if (group == NULL)
    return;
  from = asset != NULL ? gcp_make_record (asset)
                       : g_strdup_printf ("//compute.googleapis.com/%s", group);
  connectors_inventory_add_edge (edges->set->inventory, from, instance,
                                 CONNECTORS_RULE_FRONTS, "gcp.created-by");
}

static void
add_reference (Edges *edges, const GcpReference *reference)
{
  const GcpRule *rule = reference->rule;
  ConnectorsInventory *inventory = edges->set->inventory;
  g_autofree char *from = gcp_make_record (reference->from);
  g_autofree char *to = NULL;

  if (rule->sense == GCP_NOTHING)
    return;
  if (g_strcmp0 (reference->service, "email") == 0)
    to = find_account (edges, reference->path);
  else if (g_strcmp0 (reference->service, "address") == 0)
    to = find_address (edges, reference->path);
  else
    to = find_end (edges, reference);
  if (to == NULL || strcmp (from, to) == 0)
    return;
  if (strcmp (rule->key, "created-by") == 0)
    {
      g_autofree char *path = gcp_name_project (edges->set, reference->path);
      const char *manager = find_asset (edges, reference->service, path);

      if (manager != NULL)
        add_managed (edges, manager, from);
    }
  if (rule->sense == GCP_BACKWARD)
    connectors_inventory_add_edge (inventory, to, from, rule->rule,
                                   rule->origin);
  else
    connectors_inventory_add_edge (inventory, from, to, rule->rule,
                                   rule->origin);
}

/* Parts stand below what they are parts of, by their names. */
static void
add_parents (Edges *edges)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, edges->set->assets);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      static const char *const parts[] = { "/nodePools/",  "/databases/",
                                           "/cryptoKeys/", "/tables/",
                                           "/rrsets/",     "/versions/",
                                           "/revisions/" };
      const char *id = key;

      for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
        {
          const char *at = strstr (id, parts[i]);
          g_autofree char *parent = NULL;
          g_autofree char *from = NULL;
          g_autofree char *to = NULL;

          if (at == NULL)
            continue;
          parent = g_strndup (id, (gsize) (at - id));
          if (strchr (parent, '/') == NULL)
            continue;
          from = gcp_make_record (id);
          to = g_hash_table_contains (edges->set->assets, parent)
                   ? gcp_make_record (parent)
                   : g_strdup_printf ("//%s", parent);
          connectors_inventory_add_edge (edges->set->inventory, from, to,
                                         CONNECTORS_RULE_CONTAINS, "gcp.name");
          break;
        }
    }
}

typedef struct
{
  GcpSet *set;
  const char *from;
} Search;

static void
add_call (const char *id, gpointer data)
{
  const Search *search = data;
  g_autofree char *from = gcp_make_record (search->from);
  g_autofree char *to = gcp_make_record (id);

  if (strcmp (from, to) != 0)
    connectors_inventory_add_edge (search->set->inventory, from, to,
                                   CONNECTORS_RULE_CALLS, "gcp.environment");
}

static void
tell (const Edges *edges)
{
  ConnectorsInventory *inventory = edges->set->inventory;
  guint n_missing = g_hash_table_size (edges->missing);

  connectors_inventory_count (inventory, "types",
                              g_hash_table_size (edges->set->types));
  connectors_inventory_count (inventory, "projects",
                              g_hash_table_size (edges->set->projects));
  connectors_inventory_count (inventory, "resources",
                              g_hash_table_size (edges->set->assets));
  if (n_missing > 0)
    connectors_inventory_add_problem (inventory, "assets", n_missing,
                                      "%u things of the same projects are "
                                      "named, but in no file",
                                      n_missing);
  if (edges->n_unnamed > 0)
    connectors_inventory_add_note (inventory, "service accounts",
                                   "%u names of accounts are of nothing in "
                                   "the files",
                                   edges->n_unnamed);
}

void
gcp_resolve (GcpSet *set)
{
  g_autoptr (GHashTable)
      missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Edges edges = { .set = set, .missing = missing };

  for (guint i = 0; i < set->references->len; i++)
    add_reference (&edges, &g_array_index (set->references, GcpReference, i));
  for (guint i = 0; i < set->texts->len; i++)
    {
      const GcpText *text = &g_array_index (set->texts, GcpText, i);
      Search search = { set, text->from };

      connectors_references_scan (set->names, text->text, add_call, &search);
    }
  add_parents (&edges);
  gcp_add_reach (set);
  tell (&edges);
}
