/* SPDX-License-Identifier: EUPL-1.2
 *
 * Hosts, clusters, datastores and port groups as records; and what the source
 * says of itself: counts, and what is missing.
 */
#include "config.h"

#include "connectors/rvtools/rvtools.h"

#include <math.h>
#include <string.h>

#define MIB_SHIFT 20

static void
add_use (UitwegTable *list, const char *what, double value)
{
  guint32 row;

  if (isnan (value) || value < 0.0)
    return;
  row = base_table_append (list);
  base_table_set_text (list, row, UITWEG_UTILISATION_WHAT, what);
  base_table_set_text (list, row, UITWEG_UTILISATION_STATISTIC, "moment");
  base_table_set_number (list, row, UITWEG_UTILISATION_VALUE, value);
}

static gint64
to_bytes (gint64 mib)
{
  return mib == UITWEG_UNKNOWN ? UITWEG_UNKNOWN : mib << MIB_SHIFT;
}

static void
add_tag (UitwegTable *tags, const char *key, const char *value)
{
  g_autofree char *clean = connectors_clean (value);

  if (clean != NULL)
    base_table_add_tag (tags, key, clean);
}

/* Appends a thing; tags, and for hosts the cluster they are part of. */
static void
add_thing (RvtoolsInventory *inventory,
           const RvtoolsThing *thing,
           UitwegResourceKind kind,
           const char *native_type,
           const char *rule,
           const char *const place[2])
{
  UitwegTable *table = connectors_source_get_resources (inventory->source);
  guint32 row = connectors_begin_resource (inventory->source, thing->id,
                                           thing->name, kind, native_type);
  UitwegTable *list;

  base_table_set_text (table, row, UITWEG_RESOURCE_PROVIDER, place[0]);
  base_table_set_text (table, row, UITWEG_RESOURCE_REGION, place[1]);
  connectors_set_text (table, row, UITWEG_RESOURCE_ACCOUNT, thing->scope);
  connectors_set_text (table, row, UITWEG_RESOURCE_ZONE, thing->datacenter);
  base_table_set_int64 (table, row, UITWEG_RESOURCE_VCPU, thing->cores);
  base_table_set_int64 (table, row, UITWEG_RESOURCE_MEMORY,
                        to_bytes (thing->memory));
  base_table_set_int64 (table, row, UITWEG_RESOURCE_USED,
                        to_bytes (thing->used));
  base_table_set_int64 (table, row, UITWEG_RESOURCE_COUNT, 1);
  /* What it holds is data of machines, and is counted there. */
  if (thing->capacity != UITWEG_UNKNOWN)
    {
      guint32 disk;

      base_table_set_int64 (table, row, UITWEG_RESOURCE_DATA, 0);
      list = base_table_begin_list (table, UITWEG_RESOURCE_DISKS);
      disk = base_table_append (list);
      base_table_set_int64 (list, disk, UITWEG_DISK_SIZE,
                            to_bytes (thing->capacity));
      base_table_end_list (table, UITWEG_RESOURCE_DISKS);
    }
  if (!isnan (thing->cpu_used) || !isnan (thing->memory_used))
    {
      list = base_table_begin_list (table, UITWEG_RESOURCE_UTILISATION);
      add_use (list, "cpu", thing->cpu_used);
      add_use (list, "memory", thing->memory_used);
      base_table_end_list (table, UITWEG_RESOURCE_UTILISATION);
    }
  list = base_table_begin_list (table, UITWEG_RESOURCE_TAGS);
  add_tag (list, "maker", thing->maker);
  if (kind == UITWEG_KIND_HOST)
    add_tag (list, "model", thing->model);
  else if (kind == UITWEG_KIND_NETWORK)
    add_tag (list, "vlan", thing->model);
  else
    add_tag (list, "type", thing->type);
  base_table_end_list (table, UITWEG_RESOURCE_TAGS);
  connectors_end_resource (inventory->source, row, rule,
                           UITWEG_GRADE_DOCUMENTED);
  if (thing->cluster != NULL)
    connectors_add_dependency (inventory->source, thing->id, thing->cluster,
                               CONNECTORS_RULE_CONTAINS,
                               "rvtools.vHost.cluster");
}

static const char *
get_store_type (const RvtoolsThing *store)
{
  return store->type != NULL && g_ascii_strncasecmp (store->type, "NFS", 3) == 0
             ? "terraform:vsphere_nas_datastore"
             : "terraform:vsphere_vmfs_datastore";
}

void
rvtools_add_things (RvtoolsInventory *inventory,
                    const char *provider,
                    const char *region)
{
  const char *const place[2] = { provider, region };

  for (guint i = 0; i < inventory->hosts->len; i++)
    add_thing (inventory, &g_array_index (inventory->hosts, RvtoolsThing, i),
               UITWEG_KIND_HOST, "terraform:vsphere_host", "rvtools.vHost",
               place);
  for (guint i = 0; i < inventory->clusters->len; i++)
    add_thing (inventory, &g_array_index (inventory->clusters, RvtoolsThing, i),
               UITWEG_KIND_POOL, "terraform:vsphere_compute_cluster",
               "rvtools.vHost.cluster", place);
  for (guint i = 0; i < inventory->datastores->len; i++)
    {
      const RvtoolsThing *store = &g_array_index (inventory->datastores,
                                                  RvtoolsThing, i);

      add_thing (inventory, store, UITWEG_KIND_POOL, get_store_type (store),
                 "rvtools.vDatastore", place);
    }
  for (guint i = 0; i < inventory->port_groups->len; i++)
    {
      const RvtoolsThing *group = &g_array_index (inventory->port_groups,
                                                  RvtoolsThing, i);

      add_thing (inventory, group, UITWEG_KIND_NETWORK, group->type,
                 "rvtools.dvPort", place);
    }
}

static void
add_number (RvtoolsInventory *inventory,
            RvtoolsTab tab,
            const char *what,
            gint64 value)
{
  g_autofree char *key = g_strdup_printf ("%s.%s", rvtools_tab_get_name (tab),
                                          what);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  connectors_source_add_tag (inventory->source, key, text);
}

/* What each tab adds up to, for the eye that compares. */
static void
add_sums (RvtoolsInventory *inventory)
{
  static const struct
  {
    RvtoolsTab tab;
    const char *names[7];
  } sums[] = {
    { RVTOOLS_INFO,
      { "cpus", "memory_mib", "disks", "provisioned_mib", "nics",
        "capacity_mib", "in_use_mib" } },
    { RVTOOLS_MEMORY, { "size_mib" } },
    { RVTOOLS_DISK, { "capacity_mib" } },
    { RVTOOLS_CPU, { "cpus" } },
    { RVTOOLS_PARTITION, { "capacity_mib", "consumed_mib" } },
    { RVTOOLS_HOST, { "cores", "memory_mib", "vms" } },
    { RVTOOLS_DATASTORE, { "capacity_mib" } },
  };

  for (gsize i = 0; i < RVTOOLS_OTHER; i++)
    if (inventory->tallies[i].is_present)
      add_number (inventory, (RvtoolsTab) i, "rows",
                  (gint64) inventory->tallies[i].n_rows);
  for (gsize i = 0; i < G_N_ELEMENTS (sums); i++)
    for (gsize k = 0;
         k < G_N_ELEMENTS (sums[i].names) && sums[i].names[k] != NULL; k++)
      if (inventory->tallies[sums[i].tab].is_present)
        add_number (inventory, sums[i].tab, sums[i].names[k],
                    inventory->tallies[sums[i].tab].sums[k]);
}

/* Rows of a tab that found no machine. */
static void
add_join_problems (RvtoolsInventory *inventory, RvtoolsTab tab)
{
  const RvtoolsTally *tally = &inventory->tallies[tab];
  const char *name = rvtools_tab_get_name (tab);

  if (tally->n_unjoined > 0)
    connectors_source_add_problem (
        inventory->source, name, 0,
        "left out %" G_GUINT64_FORMAT
        " rows without VM ID, whose name is not that of exactly one machine "
        "or cannot be trusted",
        tally->n_unjoined);
  if (tally->n_by_name > 0)
    connectors_source_add_note (inventory->source, name,
                                "joined %" G_GUINT64_FORMAT
                                " rows by name, since they have no VM ID",
                                tally->n_by_name);
  if (tally->n_misnamed > 0)
    connectors_source_add_note (inventory->source, name,
                                "found %" G_GUINT64_FORMAT
                                " rows that name a machine otherwise than "
                                "vInfo; the VM ID counts",
                                tally->n_misnamed);
  if (tally->n_doubled > 0)
    connectors_source_add_note (inventory->source, name,
                                "found %" G_GUINT64_FORMAT
                                " rows of what has a row already; they are "
                                "one record",
                                tally->n_doubled);
}

static void
add_missing (RvtoolsInventory *inventory)
{
  const RvtoolsTally *tallies = inventory->tallies;
  ConnectorsSource *source = inventory->source;
  gint64 n_vms = (gint64) tallies[RVTOOLS_INFO].n_rows;
  gint64 n_hosted = tallies[RVTOOLS_HOST].sums[2];
  gint64 n_told = tallies[RVTOOLS_INFO].sums[2];
  gint64 n_disks = (gint64) (tallies[RVTOOLS_DISK].n_rows
                             - tallies[RVTOOLS_DISK].n_skipped);

  if (!tallies[RVTOOLS_INFO].is_present)
    connectors_source_add_problem (source, "vInfo", 0,
                                   "found no tab vInfo, expected one");
  if (n_hosted > n_vms)
    connectors_source_add_problem (source, "vHost",
                                   (guint) MIN (n_hosted - n_vms, G_MAXINT),
                                   "hosts count %" G_GINT64_FORMAT
                                   " machines, vInfo has %" G_GINT64_FORMAT,
                                   n_hosted, n_vms);
  if (tallies[RVTOOLS_DISK].is_present && tallies[RVTOOLS_INFO].is_present
      && n_told != n_disks)
    connectors_source_add_problem (source, "vDisk", 0,
                                   "vInfo counts %" G_GINT64_FORMAT
                                   " disks, vDisk has %" G_GINT64_FORMAT,
                                   n_told, n_disks);
  if (tallies[RVTOOLS_DISK].is_present
      && !tallies[RVTOOLS_PARTITION].is_present)
    connectors_source_add_problem (source, "vPartition", 0,
                                   "found vDisk without vPartition: what is "
                                   "used inside of disks is not known");
  if (g_hash_table_size (inventory->unseen) > 0)
    connectors_source_add_problem (
        source, "vInfo", g_hash_table_size (inventory->unseen),
        "other tabs have %u machines that vInfo does not have",
        g_hash_table_size (inventory->unseen));
  if (inventory->n_bare > 0)
    connectors_source_add_problem (source, "vInfo", 0,
                                   "%u machines have a name and nothing else",
                                   inventory->n_bare);
  if (inventory->n_stale > 0)
    connectors_source_add_problem (source, "vInfo", 0,
                                   "%u machines are not connected: what is "
                                   "told of them may be old",
                                   inventory->n_stale);
  if (inventory->n_lonely > 0)
    connectors_source_add_problem (source, "vDisk", 0,
                                   "%u disks are shared with a machine that "
                                   "is not found",
                                   inventory->n_lonely);
}

void
rvtools_add_counts (RvtoolsInventory *inventory)
{
  add_sums (inventory);
  if (inventory->n_templates > 0)
    connectors_source_add_note (inventory->source, "vInfo",
                                "left out %u templates",
                                inventory->n_templates);
  if (inventory->n_placeholders > 0)
    connectors_source_add_note (inventory->source, "vInfo",
                                "left out %u placeholders of Site Recovery "
                                "Manager",
                                inventory->n_placeholders);
  if (inventory->n_same_volume > 0)
    connectors_source_add_note (inventory->source, "vPartition",
                                "left out %" G_GUINT64_FORMAT
                                " more mounts of file systems that are "
                                "counted already",
                                inventory->n_same_volume);
  for (guint i = 0; i < RVTOOLS_OTHER; i++)
    add_join_problems (inventory, (RvtoolsTab) i);
  add_missing (inventory);
}
