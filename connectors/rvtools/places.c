/* SPDX-License-Identifier: EUPL-1.2
 *
 * The tabs of what machines stand on: hosts, clusters, datastores and port
 * groups, and how the ids of these are made wherever they are named.
 */
#include "config.h"

#include "connectors/rvtools/rvtools.h"

#include <math.h>
#include <string.h>

static const char *
make_id (RvtoolsInventory *inventory,
         const char *kind,
         const char *scope,
         const char *name)
{
  g_autofree char *id = NULL;

  if (name == NULL)
    return NULL;
  id = scope != NULL ? connectors_make_id ("%s/%s/%s", kind, scope, name)
                     : connectors_make_id ("%s/%s", kind, name);
  return rvtools_pool (inventory, id);
}

const char *
rvtools_host_id (RvtoolsInventory *inventory,
                 const char *scope,
                 const char *name)
{
  return make_id (inventory, "host", scope, name);
}

const char *
rvtools_cluster_id (RvtoolsInventory *inventory,
                    const char *scope,
                    const char *datacenter,
                    const char *name)
{
  g_autofree char *path = NULL;

  if (name == NULL || datacenter == NULL)
    return make_id (inventory, "cluster", scope, name);
  path = g_strdup_printf ("%s/%s", datacenter, name);
  return make_id (inventory, "cluster", scope, path);
}

const char *
rvtools_datastore_id (RvtoolsInventory *inventory,
                      const char *scope,
                      const char *name)
{
  return make_id (inventory, "datastore", scope, name);
}

const char *
rvtools_network_id (RvtoolsInventory *inventory,
                    const char *scope,
                    const char *name)
{
  return make_id (inventory, "network", scope, name);
}

static double
greater (double a, double b)
{
  return isnan (a) || b > a ? b : a;
}

/* Adds a thing, or what it says to the one of that id. */
static void
add_thing (RvtoolsInventory *inventory, GArray *things, const RvtoolsThing *new)
{
  const char *key;
  g_autofree char *text = NULL;
  guint number;
  RvtoolsThing *thing;

  text = g_strdup_printf ("thing\n%s", new->id);
  key = rvtools_pool (inventory, text);
  number = GPOINTER_TO_UINT (g_hash_table_lookup (inventory->by_key, key));
  if (number == 0)
    {
      g_array_append_val (things, *new);
      g_hash_table_insert (inventory->by_key, (gpointer) key,
                           GUINT_TO_POINTER (things->len));
      return;
    }
  thing = &g_array_index (things, RvtoolsThing, number - 1);
  thing->cores = MAX (thing->cores, new->cores);
  thing->memory = MAX (thing->memory, new->memory);
  thing->capacity = MAX (thing->capacity, new->capacity);
  thing->used = MAX (thing->used, new->used);
  thing->cpu_used = greater (thing->cpu_used, new->cpu_used);
  thing->memory_used = greater (thing->memory_used, new->memory_used);
  if (g_strcmp0 (new->type, thing->type) > 0)
    thing->type = new->type;
}

static RvtoolsThing
new_thing (RvtoolsInventory *inventory,
           ConnectorsSheet *sheet,
           guint32 name,
           guint32 scope)
{
  return (RvtoolsThing){
    .name = rvtools_keep (inventory, sheet, name),
    .scope = rvtools_keep (inventory, sheet, scope),
    .cores = UITWEG_UNKNOWN,
    .memory = UITWEG_UNKNOWN,
    .n_vms = UITWEG_UNKNOWN,
    .capacity = UITWEG_UNKNOWN,
    .used = UITWEG_UNKNOWN,
    .cpu_used = NAN,
    .memory_used = NAN,
  };
}

static guint32
find_scope (const ConnectorsSheet *sheet)
{
  return rvtools_column (sheet, "VI SDK UUID", "vCenter UUID", NULL);
}

static gboolean
end_tab (GError *failed, GError **error)
{
  if (failed != NULL)
    g_propagate_error (error, failed);
  return failed == NULL;
}

static void
add_sum (gint64 *sum, gint64 value)
{
  if (value != UITWEG_UNKNOWN)
    *sum += value;
}

typedef struct
{
  guint32 name, scope, datacenter, cluster, cores, memory, total, maker, model;
  guint32 cpu_used, memory_used;
} HostColumns;

static void
read_host (RvtoolsInventory *inventory,
           ConnectorsSheet *sheet,
           const HostColumns *c)
{
  RvtoolsTally *tally = &inventory->tallies[RVTOOLS_HOST];
  RvtoolsThing host = new_thing (inventory, sheet, c->name, c->scope);

  tally->n_rows++;
  host.cores = rvtools_amount (sheet, c->cores);
  host.memory = rvtools_amount (sheet, c->memory);
  host.n_vms = rvtools_amount (sheet, c->total);
  host.datacenter = rvtools_keep (inventory, sheet, c->datacenter);
  host.maker = rvtools_keep (inventory, sheet, c->maker);
  host.model = rvtools_keep (inventory, sheet, c->model);
  host.cpu_used = connectors_sheet_get_number (sheet, c->cpu_used) / 100.0;
  host.memory_used = connectors_sheet_get_number (sheet, c->memory_used)
                     / 100.0;
  add_sum (&tally->sums[0], host.cores);
  add_sum (&tally->sums[1], host.memory);
  add_sum (&tally->sums[2], host.n_vms);
  if (host.name == NULL)
    return;
  host.id = rvtools_host_id (inventory, host.scope, host.name);
  host.cluster = rvtools_cluster_id (
      inventory, host.scope, host.datacenter,
      rvtools_keep (inventory, sheet, c->cluster));
  add_thing (inventory, inventory->hosts, &host);
  if (host.cluster != NULL)
    {
      RvtoolsThing cluster = new_thing (inventory, sheet, c->cluster, c->scope);

      cluster.id = host.cluster;
      cluster.datacenter = host.datacenter;
      add_thing (inventory, inventory->clusters, &cluster);
    }
}

gboolean
rvtools_read_hosts (RvtoolsInventory *inventory,
                    ConnectorsSheet *sheet,
                    GError **error)
{
  const HostColumns columns = {
    .name = rvtools_column (sheet, "Host", NULL),
    .scope = find_scope (sheet),
    .datacenter = rvtools_column (sheet, "Datacenter", NULL),
    .cluster = rvtools_column (sheet, "Cluster", NULL),
    .cores = rvtools_column (sheet, "# Cores", NULL),
    .memory = rvtools_column (sheet, "# Memory", NULL),
    .total = rvtools_column (sheet, "# VMs total", "# VMs", NULL),
    .maker = rvtools_column (sheet, "Vendor", NULL),
    .model = rvtools_column (sheet, "Model", NULL),
    .cpu_used = rvtools_column (sheet, "CPU usage %", NULL),
    .memory_used = rvtools_column (sheet, "Memory usage %", NULL),
  };
  GError *failed = NULL;

  while (connectors_sheet_next (sheet, &failed))
    read_host (inventory, sheet, &columns);
  return end_tab (failed, error);
}

/* vCluster has no datacenter: it tells of clusters that hosts have named, and
 * of those by name where the name is unique among them. */
gboolean
rvtools_read_clusters (RvtoolsInventory *inventory,
                       ConnectorsSheet *sheet,
                       GError **error)
{
  const guint32 name = rvtools_column (sheet, "Name", NULL);
  const guint32 scope = find_scope (sheet);
  RvtoolsTally *tally = &inventory->tallies[RVTOOLS_CLUSTER];
  GError *failed = NULL;

  while (connectors_sheet_next (sheet, &failed))
    {
      RvtoolsThing cluster = new_thing (inventory, sheet, name, scope);
      gboolean is_known = FALSE;

      tally->n_rows++;
      for (guint i = 0; i < inventory->clusters->len && !is_known; i++)
        is_known = g_array_index (inventory->clusters, RvtoolsThing, i).name
                   == cluster.name;
      if (is_known || cluster.name == NULL)
        continue;
      cluster.id = rvtools_cluster_id (inventory, cluster.scope, NULL,
                                       cluster.name);
      add_thing (inventory, inventory->clusters, &cluster);
    }
  return end_tab (failed, error);
}

gboolean
rvtools_read_datastores (RvtoolsInventory *inventory,
                         ConnectorsSheet *sheet,
                         GError **error)
{
  const guint32 name = rvtools_column (sheet, "Name", NULL);
  const guint32 scope = find_scope (sheet);
  const guint32 type = rvtools_column (sheet, "Type", NULL);
  const guint32 capacity = rvtools_column (sheet, "Capacity MiB", "Capacity MB",
                                           NULL);
  const guint32 free = rvtools_column (sheet, "Free MiB", "Free MB", NULL);
  RvtoolsTally *tally = &inventory->tallies[RVTOOLS_DATASTORE];
  GError *failed = NULL;

  while (connectors_sheet_next (sheet, &failed))
    {
      RvtoolsThing store = new_thing (inventory, sheet, name, scope);
      gint64 left = rvtools_amount (sheet, free);

      tally->n_rows++;
      store.type = rvtools_keep (inventory, sheet, type);
      store.capacity = rvtools_amount (sheet, capacity);
      if (store.capacity != UITWEG_UNKNOWN && left != UITWEG_UNKNOWN
          && left <= store.capacity)
        store.used = store.capacity - left;
      add_sum (&tally->sums[0], store.capacity);
      if (store.name == NULL)
        continue;
      store.id = rvtools_datastore_id (inventory, store.scope, store.name);
      add_thing (inventory, inventory->datastores, &store);
    }
  return end_tab (failed, error);
}

gboolean
rvtools_read_port_groups (RvtoolsInventory *inventory,
                          ConnectorsSheet *sheet,
                          GError **error)
{
  const guint32 name = rvtools_column (sheet, "Port Group", "Port", NULL);
  const guint32 scope = find_scope (sheet);
  const guint32 vlan = rvtools_column (sheet, "VLAN", NULL);
  const gboolean is_distributed = rvtools_column (sheet, "Port Group", NULL)
                                  == UITWEG_NONE;
  RvtoolsTally *tally = &inventory->tallies[RVTOOLS_PORT_GROUP];
  GError *failed = NULL;

  while (connectors_sheet_next (sheet, &failed))
    {
      RvtoolsThing group = new_thing (inventory, sheet, name, scope);

      tally->n_rows++;
      if (group.name == NULL)
        continue;
      group.id = rvtools_network_id (inventory, group.scope, group.name);
      group.type = is_distributed ? "terraform:vsphere_distributed_port_group"
                                  : "terraform:vsphere_host_port_group";
      group.model = rvtools_keep (inventory, sheet, vlan);
      add_thing (inventory, inventory->port_groups, &group);
    }
  return end_tab (failed, error);
}
