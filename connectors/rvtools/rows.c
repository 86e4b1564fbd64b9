/* SPDX-License-Identifier: EUPL-1.2
 *
 * Machines and disks as records, from all that the tabs said. The specialised
 * tab wins over vInfo; what vInfo said otherwise stays as a tag.
 */
#include "config.h"

#include "connectors/rvtools/rvtools.h"

#include <math.h>
#include <string.h>

#define MIB_SHIFT 20

typedef struct
{
  RvtoolsInventory *inventory;
  UitwegTable *table;
  const char *provider;
  const char *region;
  guint next_disk; /* in the order of rvtools_order_disks() */
  guint next_address;
  guint next_mac;
  guint next_network;
} Writer;

static gint
compare_numbers (guint32 a, guint32 b)
{
  return a < b ? -1 : a > b;
}

/* What a disk is known by within its machine. */
static const char *
get_disk_key (const RvtoolsDisk *disk)
{
  const char *key = disk->key != NULL ? disk->key : disk->label;

  return key != NULL ? key : "disk";
}

/* 0 for two rows of one disk. */
static gint
compare_disk_keys (const RvtoolsDisk *first, const RvtoolsDisk *second)
{
  gint order = compare_numbers (first->vm, second->vm);

  if (order == 0)
    order = strcmp (first->owner, second->owner);
  return order != 0 ? order
                    : strcmp (get_disk_key (first), get_disk_key (second));
}

static gint
compare_disks (gconstpointer a, gconstpointer b)
{
  const RvtoolsDisk *first = a;
  const RvtoolsDisk *second = b;
  gint order = compare_disk_keys (first, second);

  return order != 0 ? order : g_strcmp0 (first->label, second->label);
}

/* Sorts disks by machine, and joins those that are told twice. */
void
rvtools_order_disks (RvtoolsInventory *inventory)
{
  RvtoolsDisk *disks = (RvtoolsDisk *) (gpointer) inventory->disks->data;
  guint n = 0;

  g_array_sort (inventory->disks, compare_disks);
  for (guint i = 0; i < inventory->disks->len; i++)
    if (n > 0 && compare_disk_keys (&disks[n - 1], &disks[i]) == 0)
      {
        RvtoolsDisk *kept = &disks[n - 1];

        kept->capacity = MAX (kept->capacity, disks[i].capacity);
        if (g_strcmp0 (disks[i].uuid, kept->uuid) > 0)
          kept->uuid = disks[i].uuid;
        if (g_strcmp0 (disks[i].path, kept->path) > 0)
          kept->path = disks[i].path;
        if (g_strcmp0 (disks[i].lun, kept->lun) > 0)
          kept->lun = disks[i].lun;
        kept->claims_sharing = kept->claims_sharing || disks[i].claims_sharing;
        inventory->tallies[RVTOOLS_DISK].n_doubled++;
      }
    else
      disks[n++] = disks[i];
  g_array_set_size (inventory->disks, n);
}

static gint
compare_facts (gconstpointer a, gconstpointer b)
{
  const RvtoolsFact *first = a;
  const RvtoolsFact *second = b;
  gint order = compare_numbers (first->vm, second->vm);

  return order != 0 ? order : strcmp (first->text, second->text);
}

/* Calls nothing back: gives the next fact of machine `vm` that differs from
 * the one before it, or NULL. */
static const char *
next_fact (const GArray *facts, guint32 vm, guint *next)
{
  while (*next < facts->len)
    {
      const RvtoolsFact *fact = &g_array_index (facts, RvtoolsFact, *next);

      if (fact->vm != vm)
        return NULL;
      *next += 1;
      if (*next < 2 || compare_facts (fact - 1, fact) != 0)
        return fact->text;
    }
  return NULL;
}

static gint64
to_bytes (gint64 mib)
{
  return mib == UITWEG_UNKNOWN ? UITWEG_UNKNOWN : mib << MIB_SHIFT;
}

static char *
make_disk_id (const RvtoolsDisk *disk)
{
  return connectors_make_id ("disk/%s/%s", disk->owner + strlen ("vm/"),
                             get_disk_key (disk));
}

static void
add_disk_entry (UitwegTable *list, const RvtoolsDisk *disk, const char *id)
{
  guint32 entry = base_table_append (list);

  base_table_set_text (list, entry, UITWEG_DISK_ID, id);
  base_table_set_int64 (list, entry, UITWEG_DISK_SIZE,
                        to_bytes (disk->capacity));
  base_table_set_bool (list, entry, UITWEG_DISK_SHARED,
                       disk->is_shared || disk->claims_sharing);
}

/* The datastore that a disk's path begins with, in brackets. */
static const char *
find_datastore (RvtoolsInventory *inventory, const RvtoolsDisk *disk)
{
  const char *scope =
      disk->vm != RVTOOLS_NO_VM
          ? g_array_index (inventory->vms, RvtoolsVm, disk->vm).scope
          : NULL;
  const char *end = disk->path != NULL ? strchr (disk->path, ']') : NULL;
  g_autofree char *name = NULL;

  if (end == NULL || end == disk->path + 1)
    return NULL;
  name = g_strndup (disk->path + 1, (gsize) (end - disk->path - 1));
  return rvtools_datastore_id (inventory, scope, name);
}

static void
set_place (Writer *writer, guint32 row, const char *scope)
{
  base_table_set_text (writer->table, row, UITWEG_RESOURCE_PROVIDER,
                       writer->provider);
  base_table_set_text (writer->table, row, UITWEG_RESOURCE_REGION,
                       writer->region);
  connectors_set_text (writer->table, row, UITWEG_RESOURCE_ACCOUNT, scope);
}

static void
add_disk (Writer *writer, const RvtoolsDisk *disk)
{
  RvtoolsInventory *inventory = writer->inventory;
  UitwegTable *table = writer->table;
  g_autofree char *id = make_disk_id (disk);
  const char *store = find_datastore (inventory, disk);
  guint32 row = connectors_begin_resource (inventory->source, id, disk->label,
                                           UITWEG_KIND_DISK,
                                           "terraform:vsphere_virtual_disk");
  UitwegTable *list;

  set_place (writer, row,
             disk->vm != RVTOOLS_NO_VM
                 ? g_array_index (inventory->vms, RvtoolsVm, disk->vm).scope
                 : NULL);
  connectors_set_text (table, row, UITWEG_RESOURCE_SERIAL, disk->uuid);
  /* The data move with the machine, and are counted there. */
  base_table_set_int64 (table, row, UITWEG_RESOURCE_DATA,
                        disk->vm != RVTOOLS_NO_VM ? 0 : UITWEG_UNKNOWN);
  list = base_table_begin_list (table, UITWEG_RESOURCE_DISKS);
  add_disk_entry (list, disk, id);
  base_table_end_list (table, UITWEG_RESOURCE_DISKS);
  connectors_end_resource (inventory->source, row, "rvtools.vDisk",
                           UITWEG_GRADE_DOCUMENTED);
  connectors_add_dependency (inventory->source, disk->owner, id,
                             CONNECTORS_RULE_ATTACHED, "rvtools.vDisk");
  if (store != NULL)
    connectors_add_dependency (inventory->source, id, store,
                               CONNECTORS_RULE_RUNS_ON, "rvtools.vDisk.path");
}

/* Disks of machine `number`, or of none, in its list: a machine without rows
 * there may have disks that the files do not tell of. */
static void
add_disk_entries (Writer *writer, guint32 number)
{
  const GArray *disks = writer->inventory->disks;
  UitwegTable *list;

  if (writer->next_disk >= disks->len
      || g_array_index (disks, RvtoolsDisk, writer->next_disk).vm != number)
    return;
  list = base_table_begin_list (writer->table, UITWEG_RESOURCE_DISKS);

  for (guint i = writer->next_disk; i < disks->len; i++)
    {
      const RvtoolsDisk *disk = &g_array_index (disks, RvtoolsDisk, i);
      g_autofree char *id = NULL;

      if (disk->vm != number)
        break;
      id = make_disk_id (disk);
      add_disk_entry (list, disk, id);
    }
  base_table_end_list (writer->table, UITWEG_RESOURCE_DISKS);
}

static void
add_features (Writer *writer, const RvtoolsVm *vm)
{
  /* Sorted. */
  static const struct
  {
    RvtoolsFeatures feature;
    const char *word;
  } words[] = {
    { RVTOOLS_CPU_HOT_ADD, "cpu-hot-add" },
    { RVTOOLS_LATENCY, "device:cpu-pinning" },
    { RVTOOLS_RAW_DISK, "device:lun" },
    { RVTOOLS_USB_DEVICE, "device:passthrough-usb" },
    { RVTOOLS_SECURE_BOOT, "device:secure-boot" },
    { RVTOOLS_SHARED_DISK, "device:shared-disk" },
    { RVTOOLS_UEFI, "device:uefi" },
    { RVTOOLS_FAULT_TOLERANT, "fault-tolerance" },
    { RVTOOLS_MEMORY_HOT_ADD, "memory-hot-add" },
  };
  UitwegTable *list;

  if (vm->is_bare)
    return;
  list = base_table_begin_list (writer->table, UITWEG_RESOURCE_FEATURES);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if ((vm->features & words[i].feature) != 0)
      base_table_add_text (list, words[i].word);
  base_table_end_list (writer->table, UITWEG_RESOURCE_FEATURES);
}

static void
add_use (UitwegTable *list, const char *what, double value)
{
  guint32 row;

  if (isnan (value))
    return;
  row = base_table_append (list);
  base_table_set_text (list, row, UITWEG_UTILISATION_WHAT, what);
  /* One look at one moment: neither a peak nor an average. */
  base_table_set_text (list, row, UITWEG_UTILISATION_STATISTIC, "moment");
  base_table_set_number (list, row, UITWEG_UTILISATION_VALUE, value);
  base_table_set_int64 (list, row, UITWEG_UTILISATION_SAMPLES, 1);
}

static void
add_utilisation (UitwegTable *table, double cpu, double memory)
{
  UitwegTable *list;

  if (isnan (cpu) && isnan (memory))
    return;
  list = base_table_begin_list (table, UITWEG_RESOURCE_UTILISATION);
  add_use (list, "cpu", cpu);
  add_use (list, "memory", memory);
  base_table_end_list (table, UITWEG_RESOURCE_UTILISATION);
}

static void
add_mib_tag (UitwegTable *tags, const char *key, gint64 value)
{
  g_autofree char *text = NULL;

  if (value == UITWEG_UNKNOWN)
    return;
  text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  base_table_add_tag (tags, key, text);
}

/* What vInfo said otherwise than the tab that won, and the upper end of the
 * data there can be. */
static void
add_tags (Writer *writer, const RvtoolsVm *vm)
{
  UitwegTable *tags = base_table_begin_list (writer->table,
                                             UITWEG_RESOURCE_TAGS);
  g_autofree char *rules = connectors_clean (vm->rules);

  if (rules != NULL)
    base_table_add_tag (tags, "cluster_rules", rules);
  add_mib_tag (tags, "provisioned_mib", vm->provisioned);
  if (vm->memory_size != UITWEG_UNKNOWN && vm->memory != vm->memory_size)
    add_mib_tag (tags, "vInfo.memory_mib", vm->memory);
  if (vm->cpu_vcpu != UITWEG_UNKNOWN && vm->vcpu != vm->cpu_vcpu)
    add_mib_tag (tags, "vInfo.vcpu", vm->vcpu);
  base_table_end_list (writer->table, UITWEG_RESOURCE_TAGS);
}

/* Sizes, each with the tab that it came from. */
static void
set_sizes (Writer *writer, guint32 row, const RvtoolsVm *vm)
{
  ConnectorsSource *source = writer->inventory->source;
  UitwegTable *table = writer->table;
  gint64 data = vm->consumed;

  base_table_set_int64 (table, row, UITWEG_RESOURCE_VCPU,
                        vm->cpu_vcpu != UITWEG_UNKNOWN ? vm->cpu_vcpu
                                                       : vm->vcpu);
  if (vm->cpu_vcpu != UITWEG_UNKNOWN)
    connectors_set_provenance (source, UITWEG_RESOURCE_VCPU,
                               "rvtools.vCPU.cpus", UITWEG_GRADE_DOCUMENTED);
  base_table_set_int64 (table, row, UITWEG_RESOURCE_MEMORY,
                        to_bytes (vm->memory_size != UITWEG_UNKNOWN
                                      ? vm->memory_size
                                      : vm->memory));
  if (vm->memory_size != UITWEG_UNKNOWN)
    connectors_set_provenance (source, UITWEG_RESOURCE_MEMORY,
                               "rvtools.vMemory.size", UITWEG_GRADE_DOCUMENTED);
  base_table_set_int64 (table, row, UITWEG_RESOURCE_USED,
                        to_bytes (vm->in_use));
  if (data != UITWEG_UNKNOWN)
    connectors_set_provenance (source, UITWEG_RESOURCE_DATA,
                               "rvtools.vPartition.consumed",
                               UITWEG_GRADE_MEASURED);
  else if (vm->in_use != UITWEG_UNKNOWN)
    {
      data = vm->in_use;
      connectors_set_provenance (source, UITWEG_RESOURCE_DATA,
                                 "rvtools.vInfo.in-use",
                                 UITWEG_GRADE_DOCUMENTED);
    }
  else if (vm->provisioned != UITWEG_UNKNOWN)
    {
      data = vm->provisioned;
      connectors_set_provenance (source, UITWEG_RESOURCE_DATA,
                                 "rvtools.vInfo.provisioned",
                                 UITWEG_GRADE_INFERRED);
    }
  base_table_set_int64 (table, row, UITWEG_RESOURCE_DATA, to_bytes (data));
}

static void
set_texts (Writer *writer, guint32 row, const RvtoolsVm *vm)
{
  UitwegTable *table = writer->table;
  g_autofree char *uuid = vm->uuid != NULL ? g_ascii_strdown (vm->uuid, -1)
                                           : NULL;
  g_autofree char *zone = NULL;

  if (vm->datacenter != NULL && vm->cluster != NULL)
    zone = g_strdup_printf ("%s/%s", vm->datacenter, vm->cluster);
  set_place (writer, row, vm->scope);
  connectors_set_text (table, row, UITWEG_RESOURCE_NATIVE_ID, vm->moref);
  connectors_set_text (table, row, UITWEG_RESOURCE_UUID, uuid);
  connectors_set_text (table, row, UITWEG_RESOURCE_HOSTNAME, vm->hostname);
  connectors_set_text (table, row, UITWEG_RESOURCE_ZONE,
                       zone != NULL ? zone : vm->datacenter);
  connectors_set_text (table, row, UITWEG_RESOURCE_STATE, vm->state);
  connectors_set_text (table, row, UITWEG_RESOURCE_OS_NAME, vm->os);
  connectors_set_text (table, row, UITWEG_RESOURCE_APPLICATION,
                       vm->application);
  base_table_set_enum (table, row, UITWEG_RESOURCE_ENVIRONMENT,
                       vm->environment);
  base_table_set_int64 (table, row, UITWEG_RESOURCE_COUNT, 1);
  if (vm->os != NULL && strstr (vm->os, "ARM") != NULL)
    base_table_set_text (table, row, UITWEG_RESOURCE_ARCH, "arm64");
  else if (vm->os != NULL && strstr (vm->os, "64-bit") != NULL)
    base_table_set_text (table, row, UITWEG_RESOURCE_ARCH, "x86_64");
}

static void
add_facts (Writer *writer,
           guint32 number,
           guint field,
           const GArray *facts,
           guint *next)
{
  UitwegTable *list = base_table_begin_list (writer->table, field);
  const char *text;

  while ((text = next_fact (facts, number, next)) != NULL)
    {
      g_autofree char *clean = connectors_clean (text);

      if (clean != NULL)
        base_table_add_text (list, clean);
    }
  base_table_end_list (writer->table, field);
}

static void
add_edges (Writer *writer, guint32 number, const RvtoolsVm *vm)
{
  RvtoolsInventory *inventory = writer->inventory;
  const char *host = rvtools_host_id (inventory, vm->scope, vm->host);
  const char *origin = "rvtools.vInfo.host";
  const char *network;

  if (host == NULL)
    {
      host = rvtools_cluster_id (inventory, vm->scope, vm->datacenter,
                                 vm->cluster);
      origin = "rvtools.vInfo.cluster";
    }
  if (host != NULL)
    connectors_add_dependency (inventory->source, vm->id, host,
                               CONNECTORS_RULE_RUNS_ON, origin);
  while (
      (network = next_fact (inventory->networks, number, &writer->next_network))
      != NULL)
    connectors_add_dependency (
        inventory->source, vm->id,
        rvtools_network_id (inventory, vm->scope, network),
        CONNECTORS_RULE_IN_NETWORK, "rvtools.network");
}

static void
skip_facts (const GArray *facts, guint32 number, guint *next)
{
  while (*next < facts->len
         && g_array_index (facts, RvtoolsFact, *next).vm <= number)
    *next += 1;
}

static void
add_machine (Writer *writer, guint32 number)
{
  RvtoolsInventory *inventory = writer->inventory;
  const RvtoolsVm *vm = &g_array_index (inventory->vms, RvtoolsVm, number);
  guint32 row = connectors_begin_resource (inventory->source, vm->id, vm->name,
                                           UITWEG_KIND_VM,
                                           "terraform:vsphere_virtual_machine");

  set_texts (writer, row, vm);
  set_sizes (writer, row, vm);
  add_facts (writer, number, UITWEG_RESOURCE_MACS, inventory->macs,
             &writer->next_mac);
  add_facts (writer, number, UITWEG_RESOURCE_ADDRESSES, inventory->addresses,
             &writer->next_address);
  add_disk_entries (writer, number);
  add_utilisation (writer->table, vm->cpu_used, vm->memory_used);
  add_features (writer, vm);
  add_tags (writer, vm);
  connectors_end_resource (inventory->source, row, "rvtools.vInfo",
                           UITWEG_GRADE_DOCUMENTED);
  add_edges (writer, number, vm);
}

void
rvtools_add_machines (RvtoolsInventory *inventory,
                      const char *provider,
                      const char *region)
{
  Writer writer = { .inventory = inventory,
                    .table = connectors_source_get_resources (
                        inventory->source),
                    .provider = provider,
                    .region = region };

  g_array_sort (inventory->addresses, compare_facts);
  g_array_sort (inventory->macs, compare_facts);
  g_array_sort (inventory->networks, compare_facts);
  for (guint32 i = 0; i < inventory->vms->len; i++)
    {
      if (!g_array_index (inventory->vms, RvtoolsVm, i).is_skipped)
        add_machine (&writer, i);
      skip_facts (inventory->macs, i, &writer.next_mac);
      skip_facts (inventory->addresses, i, &writer.next_address);
      skip_facts (inventory->networks, i, &writer.next_network);
      while (
          writer.next_disk < inventory->disks->len
          && g_array_index (inventory->disks, RvtoolsDisk, writer.next_disk).vm
                 == i)
        writer.next_disk++;
    }
  for (guint i = 0; i < inventory->disks->len; i++)
    add_disk (&writer, &g_array_index (inventory->disks, RvtoolsDisk, i));
}
