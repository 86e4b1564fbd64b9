/* SPDX-License-Identifier: EUPL-1.2
 *
 * The tabs that say more of machines: vMemory, vCPU, vDisk, vPartition,
 * vNetwork and vUSB. What they say goes into the machines of machines.c.
 */
#include "config.h"

#include "connectors/rvtools/rvtools.h"

#include <math.h>
#include <string.h>

static RvtoolsVm *
get_vm (RvtoolsInventory *inventory, guint32 number)
{
  return &g_array_index (inventory->vms, RvtoolsVm, number);
}

static void
add_sum (gint64 *sum, gint64 value)
{
  if (value != UITWEG_UNKNOWN)
    *sum += value;
}

static gboolean
end_tab (GError *failed, GError **error)
{
  if (failed != NULL)
    g_propagate_error (error, failed);
  return failed == NULL;
}

/* A share of `whole`, NAN without one. */
static double
share_of (gint64 part, gint64 whole)
{
  return part != UITWEG_UNKNOWN && whole != UITWEG_UNKNOWN && whole > 0
             ? (double) part / (double) whole
             : NAN;
}

static double
greater (double a, double b)
{
  return isnan (a) || b > a ? b : a;
}

gboolean
rvtools_read_memory (RvtoolsInventory *inventory,
                     ConnectorsSheet *sheet,
                     GError **error)
{
  const guint32 size = rvtools_column (sheet, "Size MiB", "Size MB", NULL);
  const guint32 active = rvtools_column (sheet, "Active", NULL);
  const guint32 hot_add = rvtools_column (sheet, "Hot Add", NULL);
  RvtoolsTally *tally = &inventory->tallies[RVTOOLS_MEMORY];
  GError *failed = NULL;
  RvtoolsJoin join;

  rvtools_join_init (&join, RVTOOLS_MEMORY, sheet);
  while (connectors_sheet_next (sheet, &failed))
    {
      gint64 memory = rvtools_amount (sheet, size);
      const char *owner;
      RvtoolsVm *vm;
      guint32 number;

      add_sum (&tally->sums[0], memory);
      if (!rvtools_join (inventory, &join, sheet, &number, &owner)
          || number == RVTOOLS_NO_VM)
        continue;
      vm = get_vm (inventory, number);
      vm->memory_size = MAX (vm->memory_size, memory);
      if (g_strcmp0 (vm->state, "running") == 0)
        vm->memory_used = greater (
            vm->memory_used, share_of (rvtools_amount (sheet, active), memory));
      if (connectors_sheet_get_bool (sheet, hot_add) == 1)
        vm->features |= RVTOOLS_MEMORY_HOT_ADD;
    }
  return end_tab (failed, error);
}

gboolean
rvtools_read_cpu (RvtoolsInventory *inventory,
                  ConnectorsSheet *sheet,
                  GError **error)
{
  const guint32 cpus = rvtools_column (sheet, "CPUs", NULL);
  const guint32 most = rvtools_column (sheet, "Max", NULL);
  const guint32 overall = rvtools_column (sheet, "Overall", NULL);
  const guint32 hot_add = rvtools_column (sheet, "Hot Add", NULL);
  RvtoolsTally *tally = &inventory->tallies[RVTOOLS_CPU];
  GError *failed = NULL;
  RvtoolsJoin join;

  rvtools_join_init (&join, RVTOOLS_CPU, sheet);
  while (connectors_sheet_next (sheet, &failed))
    {
      gint64 n = rvtools_amount (sheet, cpus);
      const char *owner;
      RvtoolsVm *vm;
      guint32 number;

      add_sum (&tally->sums[0], n);
      if (!rvtools_join (inventory, &join, sheet, &number, &owner)
          || number == RVTOOLS_NO_VM)
        continue;
      vm = get_vm (inventory, number);
      vm->cpu_vcpu = MAX (vm->cpu_vcpu, n);
      if (g_strcmp0 (vm->state, "running") == 0)
        vm->cpu_used = greater (vm->cpu_used,
                                share_of (rvtools_amount (sheet, overall),
                                          rvtools_amount (sheet, most)));
      if (connectors_sheet_get_bool (sheet, hot_add) == 1)
        vm->features |= RVTOOLS_CPU_HOT_ADD;
    }
  return end_tab (failed, error);
}

typedef struct
{
  guint32 label, key, uuid, path, capacity, raw, lun, sharing, bus;
} DiskColumns;

/* Whether a cell is there and says anything but `no`. */
static gboolean
is_other (ConnectorsSheet *sheet, guint32 column, const char *no)
{
  const char *text = connectors_sheet_get_text (sheet, column);

  return text != NULL && g_ascii_strcasecmp (text, no) != 0;
}

static RvtoolsDisk
read_disk (RvtoolsInventory *inventory,
           ConnectorsSheet *sheet,
           const DiskColumns *c)
{
  RvtoolsDisk disk = {
    .label = rvtools_keep (inventory, sheet, c->label),
    .key = rvtools_keep (inventory, sheet, c->key),
    .uuid = rvtools_keep (inventory, sheet, c->uuid),
    .path = rvtools_keep (inventory, sheet, c->path),
    .capacity = rvtools_amount (sheet, c->capacity),
    .claims_sharing = is_other (sheet, c->sharing, "sharingNone")
                      || is_other (sheet, c->bus, "noSharing"),
  };

  /* Some versions write mount points here; a file stands on a datastore. */
  if (disk.path != NULL && disk.path[0] != '[')
    disk.path = NULL;
  if (connectors_sheet_get_bool (sheet, c->raw) == 1)
    {
      const char *lun = rvtools_keep (inventory, sheet, c->lun);

      disk.lun = lun != NULL ? lun : "";
    }
  return disk;
}

gboolean
rvtools_read_disks (RvtoolsInventory *inventory,
                    ConnectorsSheet *sheet,
                    GError **error)
{
  const DiskColumns columns = {
    .label = rvtools_column (sheet, "Disk", NULL),
    .key = rvtools_column (sheet, "Disk Key", NULL),
    .uuid = rvtools_column (sheet, "Disk UUID", NULL),
    .path = rvtools_column (sheet, "Disk Path", "Path", NULL),
    .capacity = rvtools_column (sheet, "Capacity MiB", "Capacity MB", NULL),
    .raw = rvtools_column (sheet, "Raw", NULL),
    .lun = rvtools_column (sheet, "Raw LUN ID", NULL),
    .sharing = rvtools_column (sheet, "Sharing mode", NULL),
    .bus = rvtools_column (sheet, "Shared Bus", NULL),
  };
  RvtoolsTally *tally = &inventory->tallies[RVTOOLS_DISK];
  GError *failed = NULL;
  RvtoolsJoin join;

  rvtools_join_init (&join, RVTOOLS_DISK, sheet);
  while (connectors_sheet_next (sheet, &failed))
    {
      RvtoolsDisk disk = read_disk (inventory, sheet, &columns);

      add_sum (&tally->sums[0], disk.capacity);
      if (!rvtools_join (inventory, &join, sheet, &disk.vm, &disk.owner))
        continue;
      if (disk.lun != NULL && disk.vm != RVTOOLS_NO_VM)
        get_vm (inventory, disk.vm)->features |= RVTOOLS_RAW_DISK;
      g_array_append_val (inventory->disks, disk);
    }
  return end_tab (failed, error);
}

/* One file system mounted in several places is several rows of one size: it
 * counts once. */
static gboolean
is_new_volume (RvtoolsInventory *inventory,
               guint32 vm,
               const char *key,
               gint64 capacity,
               gint64 consumed)
{
  g_autofree char *text = g_strdup_printf (
      "%u\n%s\n%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT, vm,
      key != NULL ? key : "", capacity, consumed);

  if (consumed <= 0
      || g_hash_table_add (inventory->volumes,
                           (gpointer) rvtools_pool (inventory, text)))
    return TRUE;
  inventory->n_same_volume++;
  return FALSE;
}

gboolean
rvtools_read_partitions (RvtoolsInventory *inventory,
                         ConnectorsSheet *sheet,
                         GError **error)
{
  const guint32 key = rvtools_column (sheet, "Disk Key", NULL);
  const guint32 capacity = rvtools_column (sheet, "Capacity MiB", "Capacity MB",
                                           NULL);
  const guint32 consumed = rvtools_column (sheet, "Consumed MiB", "Consumed MB",
                                           NULL);
  const guint32 free = rvtools_column (sheet, "Free MiB", "Free MB", NULL);
  RvtoolsTally *tally = &inventory->tallies[RVTOOLS_PARTITION];
  GError *failed = NULL;
  RvtoolsJoin join;

  rvtools_join_init (&join, RVTOOLS_PARTITION, sheet);
  while (connectors_sheet_next (sheet, &failed))
    {
      gint64 size = rvtools_amount (sheet, capacity);
      gint64 used = rvtools_amount (sheet, consumed);
      gint64 left = rvtools_amount (sheet, free);
      const char *owner;
      RvtoolsVm *vm;
      guint32 number;

      if (used == UITWEG_UNKNOWN && size != UITWEG_UNKNOWN
          && left != UITWEG_UNKNOWN && left <= size)
        used = size - left;
      add_sum (&tally->sums[0], size);
      add_sum (&tally->sums[1], used);
      if (!rvtools_join (inventory, &join, sheet, &number, &owner)
          || number == RVTOOLS_NO_VM || used == UITWEG_UNKNOWN
          || !is_new_volume (inventory, number,
                             rvtools_keep (inventory, sheet, key), size, used))
        continue;
      vm = get_vm (inventory, number);
      vm->consumed = vm->consumed == UITWEG_UNKNOWN ? used
                                                    : vm->consumed + used;
    }
  return end_tab (failed, error);
}

static void
add_fact (GArray *facts, guint32 vm, const char *text)
{
  RvtoolsFact fact = { vm, text };

  if (text != NULL)
    g_array_append_val (facts, fact);
}

static void
add_addresses (RvtoolsInventory *inventory, guint32 vm, const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, ", ;", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    if (g_hostname_is_ip_address (words[i]))
      add_fact (inventory->addresses, vm, rvtools_pool (inventory, words[i]));
}

gboolean
rvtools_read_networks (RvtoolsInventory *inventory,
                       ConnectorsSheet *sheet,
                       GError **error)
{
  const guint32 network = rvtools_column (sheet, "Network", NULL);
  const guint32 mac = rvtools_column (sheet, "Mac Address", NULL);
  const guint32 address = rvtools_column (sheet, "IPv4 Address", "IP Address",
                                          NULL);
  GError *failed = NULL;
  RvtoolsJoin join;

  rvtools_join_init (&join, RVTOOLS_NETWORK, sheet);
  while (connectors_sheet_next (sheet, &failed))
    {
      const char *owner;
      const char *text;
      guint32 number;

      if (!rvtools_join (inventory, &join, sheet, &number, &owner)
          || number == RVTOOLS_NO_VM)
        continue;
      add_fact (inventory->networks, number,
                rvtools_keep (inventory, sheet, network));
      text = connectors_sheet_get_text (sheet, mac);
      if (text != NULL && strlen (text) == 17)
        {
          g_autofree char *small = g_ascii_strdown (text, -1);

          g_strdelimit (small, "-", ':');
          add_fact (inventory->macs, number, rvtools_pool (inventory, small));
        }
      text = connectors_sheet_get_text (sheet, address);
      if (text != NULL)
        add_addresses (inventory, number, text);
    }
  return end_tab (failed, error);
}

gboolean
rvtools_read_usb (RvtoolsInventory *inventory,
                  ConnectorsSheet *sheet,
                  GError **error)
{
  const guint32 connected = rvtools_column (sheet, "Connected", NULL);
  GError *failed = NULL;
  RvtoolsJoin join;

  rvtools_join_init (&join, RVTOOLS_USB, sheet);
  while (connectors_sheet_next (sheet, &failed))
    {
      const char *owner;
      guint32 number;

      if (rvtools_join (inventory, &join, sheet, &number, &owner)
          && number != RVTOOLS_NO_VM
          && connectors_sheet_get_bool (sheet, connected) != 0)
        get_vm (inventory, number)->features |= RVTOOLS_USB_DEVICE;
    }
  return end_tab (failed, error);
}
