/* SPDX-License-Identifier: EUPL-1.2
 *
 * One virtual machine of any version of the API. Its guest_customization,
 * which holds passwords, is never looked at, and of its categories only what
 * tells environment and application.
 */
#include "config.h"

#include "connectors/nutanix/nutanix.h"

#include <string.h>

#define MIB ((gint64) 1 << 20)
#define GIB ((gint64) 1 << 30)

/* What is comes before what was asked. */
#define BOTH(path) "status.resources." path, "spec.resources." path

static void
set_processors (const NutanixRow *row, ConnectorsThing *thing)
{
  static const char *const sockets[] = { BOTH ("num_sockets"), "numSockets",
                                         "num_vcpus", NULL };
  static const char *const cores[] = { BOTH ("num_vcpus_per_socket"),
                                       "numCoresPerSocket",
                                       "num_cores_per_vcpu", NULL };
  static const char *const mib[] = { BOTH ("memory_size_mib"), "memory_mb",
                                     NULL };
  static const char *const bytes[] = { "memorySizeBytes", NULL };
  gint64 memory = connectors_multiply (nutanix_int (row, mib), MIB);
  gint64 per_socket = nutanix_int (row, cores);

  if (memory == UITWEG_UNKNOWN)
    memory = nutanix_int (row, bytes);
  connectors_thing_set_int (
      thing, UITWEG_RESOURCE_VCPU,
      connectors_multiply (nutanix_int (row, sockets),
                           per_socket != UITWEG_UNKNOWN ? per_socket : 1));
  connectors_thing_set_int (thing, UITWEG_RESOURCE_MEMORY, memory);
}

static void
set_state (const NutanixRow *row, ConnectorsThing *thing)
{
  static const char *const states[] = { BOTH ("power_state"), "powerState",
                                        "power_state", NULL };
  static const char *const hosts[] = { BOTH ("host_reference.uuid"),
                                       "host.extId", "host_uuid", NULL };
  const char *state = nutanix_text (row, states);
  const char *host = nutanix_text (row, hosts);
  gboolean is_on = state != NULL && g_ascii_strcasecmp (state, "on") == 0;
  gboolean is_off = state != NULL && g_ascii_strcasecmp (state, "off") == 0;

  connectors_thing_set_text (thing, UITWEG_RESOURCE_STATE,
                             is_on    ? "running"
                             : is_off ? "stopped"
                                      : state);
  if (is_on || is_off)
    connectors_inventory_count (row->run->inventory,
                                is_on ? "running" : "stopped", 1);
  nutanix_add_edge (row, NUTANIX_HOST, host, CONNECTORS_RULE_RUNS_ON,
                    "nutanix.vm.host_reference");
  if (is_on && host == NULL)
    row->run->n_without_host++;
}

static void
set_firmware (const NutanixRow *row, ConnectorsThing *thing)
{
  static const char *const boots[] = { BOTH ("boot_config.boot_type"),
                                       "bootConfig.$objectType", NULL };
  static const struct
  {
    const char *path;
    const char *feature;
  } flags[] = {
    { "status.resources.enable_cpu_passthrough",
      "device:cpu-host-passthrough" },
    { "spec.resources.enable_cpu_passthrough", "device:cpu-host-passthrough" },
    { "isCpuPassthroughEnabled", "device:cpu-host-passthrough" },
    { "status.resources.vtpm_config.vtpm_enabled", "device:tpm-emulator" },
    { "spec.resources.vtpm_config.vtpm_enabled", "device:tpm-emulator" },
    { "vtpmConfig.isVtpmEnabled", "device:tpm-emulator" },
    { "bootConfig.isSecureBootEnabled", "device:secure-boot" },
    { "boot.secure_boot", "device:secure-boot" },
    { "boot.uefi_boot", "device:uefi" },
  };
  const char *boot = nutanix_text (row, boots);

  connectors_thing_add_text (thing, UITWEG_RESOURCE_FEATURES, NULL);
  if (boot != NULL
      && (strstr (boot, "UEFI") != NULL || strstr (boot, "Uefi") != NULL
          || strcmp (boot, "SECURE_BOOT") == 0))
    connectors_thing_add_text (thing, UITWEG_RESOURCE_FEATURES, "device:uefi");
  if (g_strcmp0 (boot, "SECURE_BOOT") == 0)
    connectors_thing_add_text (thing, UITWEG_RESOURCE_FEATURES,
                               "device:secure-boot");
  if (boot != NULL && strchr (boot, '.') == NULL)
    {
      g_autofree char *folded = g_ascii_strdown (boot, -1);
      g_autofree char *key = g_strdup_printf ("boot_%s", folded);

      connectors_thing_add_tag (thing, "boot", folded);
      connectors_inventory_count (row->run->inventory, key, 1);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    if (connectors_bool_at (row->doc, row->row, flags[i].path) == 1)
      connectors_thing_add_text (thing, UITWEG_RESOURCE_FEATURES,
                                 flags[i].feature);
}

/* The list of the first path that has elements. */
static const BaseNode *
list_at (const NutanixRow *row, const char *const *paths)
{
  for (gsize i = 0; paths[i] != NULL; i++)
    {
      const BaseNode *list = connectors_node_list (row->doc, row->row,
                                                   paths[i]);

      if (list != NULL && list->n_children > 0)
        return list;
    }
  return NULL;
}

static const char *
first_text (const NutanixRow *row,
            const BaseNode *node,
            const char *const *paths)
{
  const char *text = NULL;

  for (gsize i = 0; paths[i] != NULL && text == NULL; i++)
    text = connectors_text_at (row->doc, node, paths[i]);
  return text;
}

/* Bytes and MiB are one fact; bytes are exact. */
static gint64
disk_size (const NutanixRow *row, const BaseNode *disk)
{
  static const char *const bytes[] = { "disk_size_bytes",
                                       "backingInfo.diskSizeBytes", "size",
                                       "storage_config.size", NULL };

  for (gsize i = 0; bytes[i] != NULL; i++)
    {
      gint64 size = connectors_int_at (row->doc, disk, bytes[i], G_MAXINT64);

      if (size != UITWEG_UNKNOWN)
        return size;
    }
  return connectors_multiply (
      connectors_int_at (row->doc, disk, "disk_size_mib", NUTANIX_LARGEST),
      MIB);
}

static gboolean
is_cdrom (const NutanixRow *row, const BaseNode *disk)
{
  const char *type = connectors_text_at (row->doc, disk,
                                         "device_properties.device_type");

  return g_strcmp0 (type, "CDROM") == 0
         || connectors_bool_at (row->doc, disk, "is_cdrom") == 1;
}

/* A volume group is a disk of its own, which several machines may write. */
static gboolean
read_volume_group (const NutanixRow *row,
                   ConnectorsThing *thing,
                   const BaseNode *disk)
{
  static const char *const groups[] = {
    "volume_group_reference.uuid", "volume_group_uuid",
    "backingInfo.volumeGroupExtId", "disk_address.volume_group_uuid", NULL
  };
  const char *group = first_text (row, disk, groups);
  g_autofree char *id = group != NULL ? nutanix_id (NUTANIX_VOLUME_GROUP, group)
                                      : NULL;

  if (id == NULL)
    return FALSE;
  connectors_thing_add_disk (thing, id, disk_size (row, disk), NULL, -1);
  connectors_inventory_add_edge (row->run->inventory, row->id, id,
                                 CONNECTORS_RULE_ATTACHED,
                                 "nutanix.vm.volume_group");
  connectors_inventory_join_group (row->run->inventory, id, row->id,
                                   CONNECTORS_RULE_SHARES_DISK,
                                   "nutanix.vm.volume_group");
  return TRUE;
}

/* Adds the size to what is to be moved; unknown as soon as one is. */
static void
add_size (gint64 *sum, gint64 size)
{
  if (*sum == UITWEG_UNKNOWN || size == UITWEG_UNKNOWN
      || __builtin_add_overflow (*sum, size, sum))
    *sum = UITWEG_UNKNOWN;
}

static void
read_disks (const NutanixRow *row, ConnectorsThing *thing)
{
  static const char *const lists[] = { BOTH ("disk_list"), "disks",
                                       "vm_disk_info", NULL };
  static const char *const containers[] = {
    "storage_config.storage_container_reference.uuid",
    "storage_container_reference.uuid", "backingInfo.storageContainer.extId",
    "storage_container_uuid", NULL
  };
  static const char *const images[] = {
    "data_source_reference.uuid", "backingInfo.dataSource.reference.imageExtId",
    NULL
  };
  static const char *const names[] = { "uuid", "extId",
                                       "disk_address.vmdisk_uuid", NULL };
  const BaseNode *list = list_at (row, lists);
  gint64 data = 0;

  for (const BaseNode *at = list != NULL ? base_doc_first (row->doc, list)
                                         : NULL;
       at != NULL; at = base_doc_next (row->doc, at))
    {
      gint64 size = disk_size (row, at);

      if (is_cdrom (row, at))
        {
          connectors_inventory_count (row->run->inventory, "cdroms_left_out",
                                      1);
          continue;
        }
      nutanix_add_edge (
          row, NUTANIX_CONTAINER, first_text (row, at, containers),
          CONNECTORS_RULE_ATTACHED, "nutanix.vm.disk.storage_container");
      nutanix_add_edge (row, NUTANIX_IMAGE, first_text (row, at, images),
                        CONNECTORS_RULE_RESTORES_FROM,
                        "nutanix.vm.disk.data_source");
      if (read_volume_group (row, thing, at))
        continue;
      connectors_thing_add_disk (thing, first_text (row, at, names), size, NULL,
                                 0);
      add_size (&data, size);
    }
  if (list != NULL)
    connectors_thing_set_int (thing, UITWEG_RESOURCE_DATA, data);
}

static void
read_addresses (const NutanixRow *row,
                ConnectorsThing *thing,
                const BaseNode *nic)
{
  static const char *const lists[] = {
    "ip_endpoint_list", "networkInfo.ipv4Info.learnedIpAddresses",
    "ip_addresses", NULL
  };
  static const char *const values[] = { "ip", "value", NULL };
  static const char *const fixed[] = { "ip_address",
                                       "networkInfo.ipv4Config.ipAddress.value",
                                       NULL };

  if (first_text (row, nic, fixed) != NULL)
    connectors_thing_add_text (thing, UITWEG_RESOURCE_ADDRESSES,
                               first_text (row, nic, fixed));
  for (gsize i = 0; lists[i] != NULL; i++)
    {
      const BaseNode *list = connectors_node_list (row->doc, nic, lists[i]);

      for (const BaseNode *at = list != NULL ? base_doc_first (row->doc, list)
                                             : NULL;
           at != NULL; at = base_doc_next (row->doc, at))
        {
          const char *text = connectors_node_text (at);

          connectors_thing_add_text (
              thing, UITWEG_RESOURCE_ADDRESSES,
              text != NULL ? text : first_text (row, at, values));
        }
    }
}

/* What is asked names the subnet, what is has the addresses: both lists. */
static void
read_nics (const NutanixRow *row, ConnectorsThing *thing)
{
  static const char *const lists[] = { BOTH ("nic_list"), "nics", "vm_nics",
                                       NULL };
  static const char *const macs[] = { "mac_address", "backingInfo.macAddress",
                                      NULL };
  static const char *const subnets[] = { "subnet_reference.uuid",
                                         "networkInfo.subnet.extId",
                                         "network_uuid", NULL };

  for (gsize i = 0; lists[i] != NULL; i++)
    {
      const BaseNode *list = connectors_node_list (row->doc, row->row,
                                                   lists[i]);

      for (const BaseNode *at = list != NULL ? base_doc_first (row->doc, list)
                                             : NULL;
           at != NULL; at = base_doc_next (row->doc, at))
        {
          connectors_thing_add_text (thing, UITWEG_RESOURCE_MACS,
                                     first_text (row, at, macs));
          nutanix_add_edge (row, NUTANIX_SUBNET, first_text (row, at, subnets),
                            CONNECTORS_RULE_IN_NETWORK,
                            "nutanix.vm.nic.subnet");
          read_addresses (row, thing, at);
        }
    }
}

static void
read_gpus (const NutanixRow *row, ConnectorsThing *thing)
{
  static const char *const lists[] = { BOTH ("gpu_list"), "gpus", "vm_gpus",
                                       NULL };
  const BaseNode *list = list_at (row, lists);

  if (list == NULL)
    return;
  connectors_thing_set_int (thing, UITWEG_RESOURCE_GPU, list->n_children);
  for (const BaseNode *at = base_doc_first (row->doc, list); at != NULL;
       at = base_doc_next (row->doc, at))
    {
      const char *mode = connectors_text_at (row->doc, at, "mode");

      connectors_thing_add_text (thing, UITWEG_RESOURCE_FEATURES,
                                 mode != NULL
                                         && strstr (mode, "VIRTUAL") != NULL
                                     ? "device:passthrough-mdev"
                                     : "device:passthrough-pci");
    }
}

static void
read_categories (const NutanixRow *row, ConnectorsThing *thing)
{
  const BaseNode *map = connectors_node_map (row->doc, row->row,
                                             "metadata.categories");

  for (const BaseNode *at = map != NULL ? base_doc_first (row->doc, map) : NULL;
       at != NULL; at = base_doc_next (row->doc, at))
    connectors_thing_add_owners_tag (thing, at->key, connectors_node_text (at));
}

void
nutanix_read_vm (const NutanixRow *row)
{
  static const char *const clusters[] = {
    "status.resources.cluster_reference.uuid", "status.cluster_reference.uuid",
    "spec.cluster_reference.uuid", "cluster.extId", NULL
  };
  static const char *const systems[] = {
    "status.resources.guest_tools.nutanix_guest_tools.guest_os_version",
    "spec.resources.guest_tools.nutanix_guest_tools.guest_os_version",
    "guestTools.guestOsVersion", NULL
  };
  ConnectorsThing *thing = nutanix_begin (row);
  const char *cluster = nutanix_text (row, clusters);

  connectors_thing_set_int (thing, UITWEG_RESOURCE_COUNT, 1);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_ACCOUNT, cluster);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_OS_NAME,
                             nutanix_text (row, systems));
  /* The machine sees the id of the API as its own. */
  if (strlen (row->uuid) == 36 && g_uuid_string_is_valid (row->uuid))
    connectors_thing_set_text (thing, UITWEG_RESOURCE_UUID, row->uuid);
  nutanix_add_edge (row, NUTANIX_CLUSTER, cluster, CONNECTORS_RULE_RUNS_ON,
                    "nutanix.vm.cluster_reference");
  set_processors (row, thing);
  set_state (row, thing);
  set_firmware (row, thing);
  read_disks (row, thing);
  read_nics (row, thing);
  read_gpus (row, thing);
  read_categories (row, thing);
}
