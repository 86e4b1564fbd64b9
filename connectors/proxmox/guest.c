/* SPDX-License-Identifier: EUPL-1.2
 *
 * One guest by its configuration: flat keys, many with parts of their own
 * ("local-lvm:vm-100-disk-0,size=32G").
 */
#include "config.h"

#include "connectors/proxmox/proxmox.h"

#include <string.h>

#define MIB ((gint64) 1 << 20)
#define LARGEST ((gint64) 1 << 40)

/* What a guest is while its keys are looked through. */
typedef struct
{
  ProxmoxRun *run;
  const ProxmoxConfig *config;
  ConnectorsThing *thing;
  char *id;
  const char *node; /* or NULL */
  gint64 data;
} Guest;

char *
proxmox_part (const char *text, const char *key)
{
  gsize length = strlen (key);

  for (const char *at = text; at != NULL; at = strchr (at, ','))
    {
      at += at[0] == ',' ? 1 : 0;
      if (strncmp (at, key, length) == 0 && at[length] == '=')
        return g_strndup (at + length + 1, strcspn (at + length + 1, ","));
    }
  return NULL;
}

static const char *
get (const ProxmoxConfig *config, const char *key)
{
  return g_tree_lookup (config->keys, key);
}

static gint64
number_of (const char *text)
{
  gint64 number;

  return text != NULL
                 && g_ascii_string_to_signed (text, 10, 0, LARGEST, &number,
                                              NULL)
             ? number
             : UITWEG_UNKNOWN;
}

/* "32G", "512M", "4096K", "1T"; without a unit it is bytes. */
static gint64
size_of (const char *text)
{
  static const char units[] = "KMGT";
  g_autofree char *digits = NULL;
  const char *unit;
  gsize n;

  if (text == NULL)
    return UITWEG_UNKNOWN;
  n = strspn (text, "0123456789");
  digits = g_strndup (text, n);
  if (text[n] == '\0')
    return number_of (digits);
  unit = strchr (units, text[n]);
  if (unit == NULL || text[n + 1] != '\0')
    return UITWEG_UNKNOWN;
  return connectors_multiply (number_of (digits),
                              (gint64) 1 << (10 * (unit - units + 1)));
}

static void
set_sizes (const Guest *guest)
{
  const ProxmoxConfig *config = guest->config;
  gint64 sockets = number_of (get (config, "sockets"));
  gint64 cores = number_of (get (config, "cores"));
  gint64 vcpus = number_of (get (config, "vcpus"));
  const char *memory = get (config, "memory");
  g_autofree char *current = proxmox_part (memory, "current");
  gint64 mib = number_of (current != NULL ? current : memory);

  /* A container without cores may use all of its node. */
  if (!config->is_container && vcpus == UITWEG_UNKNOWN)
    vcpus = connectors_multiply (sockets != UITWEG_UNKNOWN ? sockets : 1,
                                 cores != UITWEG_UNKNOWN ? cores : 1);
  connectors_thing_set_int (guest->thing, UITWEG_RESOURCE_VCPU,
                            config->is_container ? cores : vcpus);
  connectors_thing_set_int (guest->thing, UITWEG_RESOURCE_MEMORY,
                            connectors_multiply (mib, MIB));
}

static void
add_feature (const Guest *guest, const char *feature)
{
  connectors_thing_add_text (guest->thing, UITWEG_RESOURCE_FEATURES, feature);
}

static void
read_smbios (const Guest *guest)
{
  const char *smbios = get (guest->config, "smbios1");
  g_autofree char *uuid = proxmox_part (smbios, "uuid");
  g_autofree char *folded = uuid != NULL ? g_ascii_strdown (uuid, -1) : NULL;

  if (folded != NULL && g_uuid_string_is_valid (folded))
    connectors_thing_set_text (guest->thing, UITWEG_RESOURCE_UUID, folded);
}

/* A storage that not all nodes see is one of the node. */
static void
attach_storage (const Guest *guest, const char *storage, const char *volume)
{
  gboolean is_shared = g_hash_table_contains (guest->run->shared, storage);
  g_autofree char *name = is_shared || guest->node == NULL
                              ? g_strdup (storage)
                              : g_strdup_printf ("%s/%s", guest->node, storage);
  g_autofree char *id = proxmox_id (guest->run, "storage", name);
  g_autofree char *group = g_strdup_printf ("%s\n%s", id, volume);

  connectors_inventory_add_edge (guest->run->inventory, guest->id, id,
                                 CONNECTORS_RULE_ATTACHED, "proxmox.disk");
  if (is_shared || guest->node != NULL)
    connectors_inventory_join_group (guest->run->inventory, group, guest->id,
                                     CONNECTORS_RULE_SHARES_DISK,
                                     "proxmox.disk.volume");
}

/* The state of firmware and TPM moves with the guest and is no disk of it. */
static gboolean
read_state_disk (const Guest *guest, const char *key, const char *text)
{
  g_autofree char *keys = proxmox_part (text, "pre-enrolled-keys");

  if (g_str_has_prefix (key, "efidisk"))
    {
      add_feature (guest, "device:uefi");
      if (g_strcmp0 (keys, "1") == 0)
        add_feature (guest, "device:secure-boot");
      return TRUE;
    }
  if (g_str_has_prefix (key, "tpmstate"))
    {
      add_feature (guest, "device:tpm-emulator");
      return TRUE;
    }
  return FALSE;
}

static void
add_disk (Guest *guest, const char *text, const char *volume)
{
  g_autofree char *size_text = proxmox_part (text, "size");
  g_autofree char *format = proxmox_part (text, "format");
  g_autofree char *shared = proxmox_part (text, "shared");
  gint64 size = size_of (size_text);

  connectors_thing_add_disk (guest->thing, volume, size, format,
                             g_strcmp0 (shared, "1") == 0);
  if (guest->data == UITWEG_UNKNOWN || size == UITWEG_UNKNOWN
      || __builtin_add_overflow (guest->data, size, &guest->data))
    guest->data = UITWEG_UNKNOWN;
}

static void
read_disk (Guest *guest, const char *key, const char *text)
{
  g_autofree char *file = proxmox_part (text, "file");
  g_autofree char *volume = proxmox_part (text, "volume");
  g_autofree char *media = proxmox_part (text, "media");
  g_autofree char *storage = NULL;
  const char *colon;

  if (g_strcmp0 (media, "cdrom") == 0)
    {
      connectors_inventory_count (guest->run->inventory, "cdroms_left_out", 1);
      return;
    }
  if (volume == NULL)
    volume = file != NULL ? g_steal_pointer (&file)
                          : g_strndup (text, strcspn (text, ","));
  if (strcmp (volume, "none") == 0)
    return;
  /* A path: a folder of the node, or a disk as it is. */
  if (volume[0] == '/')
    {
      add_feature (guest, guest->config->is_container ? "device:host-filesystem"
                                                      : "device:lun");
      add_disk (guest, text, volume);
      return;
    }
  colon = strchr (volume, ':');
  if (colon != NULL)
    {
      storage = g_strndup (volume, (gsize) (colon - volume));
      attach_storage (guest, storage, colon + 1);
    }
  if (!read_state_disk (guest, key, text))
    add_disk (guest, text, volume);
}

static gboolean
is_mac (const char *text)
{
  gsize n = strspn (text, "0123456789abcdefABCDEF:");

  return n == 17 && (text[n] == ',' || text[n] == '\0') && text[2] == ':'
         && text[5] == ':';
}

static void
read_interface (const Guest *guest, const char *text)
{
  static const char *const address_keys[] = { "ip", "ip6" };
  g_autofree char *bridge = proxmox_part (text, "bridge");
  g_autofree char *tag = proxmox_part (text, "tag");

  for (const char *at = strchr (text, '='); at != NULL;
       at = strchr (at + 1, '='))
    if (is_mac (at + 1))
      {
        g_autofree char *mac = g_strndup (at + 1, 17);

        connectors_thing_add_text (guest->thing, UITWEG_RESOURCE_MACS, mac);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (address_keys); i++)
    {
      g_autofree char *address = proxmox_part (text, address_keys[i]);

      if (address != NULL)
        address[strcspn (address, "/")] = '\0';
      if (address != NULL && g_hostname_is_ip_address (address))
        connectors_thing_add_text (guest->thing, UITWEG_RESOURCE_ADDRESSES,
                                   address);
    }
  if (bridge != NULL)
    {
      g_autofree char *name = g_strdup_printf (
          "%s%s%s", bridge, tag != NULL ? "." : "", tag != NULL ? tag : "");
      g_autofree char *id = proxmox_id (guest->run, "network", name);

      connectors_inventory_add_edge (guest->run->inventory, guest->id, id,
                                     CONNECTORS_RULE_IN_NETWORK,
                                     "proxmox.net.bridge");
    }
}

/* Whether `key` is `word` and a number. */
static gboolean
is_numbered (const char *key, const char *word)
{
  gsize n = strlen (word);

  return strncmp (key, word, n) == 0 && g_ascii_isdigit (key[n]);
}

static gboolean
read_key (gpointer key, gpointer value, gpointer data)
{
  static const char *const disks[] = { "scsi", "virtio",  "sata",    "ide",
                                       "mp",   "efidisk", "tpmstate" };
  static const struct
  {
    const char *word;
    const char *feature;
  } devices[] = {
    { "hostpci", "device:passthrough-pci" },
    { "virtiofs", "device:host-filesystem" },
    { "parallel", "device:passthrough-usb" },
  };
  Guest *guest = data;
  g_autofree char *mediated = proxmox_part (value, "mdev");

  for (gsize i = 0; i < G_N_ELEMENTS (disks); i++)
    if (is_numbered (key, disks[i]))
      read_disk (guest, key, value);
  if (strcmp (key, "rootfs") == 0)
    read_disk (guest, key, value);
  if (is_numbered (key, "net"))
    read_interface (guest, value);
  if (is_numbered (key, "hostpci") && mediated != NULL)
    add_feature (guest, "device:passthrough-mdev");
  else
    for (gsize i = 0; i < G_N_ELEMENTS (devices); i++)
      if (is_numbered (key, devices[i].word))
        add_feature (guest, devices[i].feature);
  if (is_numbered (key, "usb") && strstr (value, "spice") == NULL)
    add_feature (guest, "device:passthrough-usb");
  return FALSE;
}

static void
read_marks (const Guest *guest)
{
  const ProxmoxConfig *config = guest->config;
  const char *cpu = get (config, "cpu");
  const char *bios = get (config, "bios");
  const char *tags = get (config, "tags");
  const char *arch = get (config, "arch");
  g_auto (GStrv) words = tags != NULL ? g_strsplit_set (tags, ";, ", 64) : NULL;

  if (cpu != NULL
      && (strcmp (cpu, "host") == 0 || g_str_has_prefix (cpu, "host,")
          || strstr (cpu, "cputype=host") != NULL))
    add_feature (guest, "device:cpu-host-passthrough");
  if (g_strcmp0 (bios, "ovmf") == 0)
    add_feature (guest, "device:uefi");
  if (get (config, "hugepages") != NULL)
    add_feature (guest, "device:hugepages");
  if (config->has_arguments)
    add_feature (guest, "device:qemu-commandline");
  connectors_thing_set_text (guest->thing, UITWEG_RESOURCE_OS_NAME,
                             get (config, "ostype"));
  connectors_thing_set_text (guest->thing, UITWEG_RESOURCE_ARCH,
                             g_strcmp0 (arch, "amd64") == 0     ? "x86_64"
                             : g_strcmp0 (arch, "aarch64") == 0 ? "arm64"
                                                                : arch);
  for (gsize i = 0; words != NULL && words[i] != NULL; i++)
    connectors_thing_set_environment (guest->thing, words[i]);
}

void
proxmox_add_config (ProxmoxRun *run,
                    const ProxmoxConfig *config,
                    const ProxmoxRow *row,
                    gint64 vmid)
{
  const char *word = config->is_container ? "lxc" : "qemu";
  const char *name = get (config, config->is_container ? "hostname" : "name");
  g_autofree char *type = g_strdup_printf ("proxmox:%s", word);
  g_autofree char *number = vmid != UITWEG_UNKNOWN
                                ? g_strdup_printf ("%" G_GINT64_FORMAT, vmid)
                                : g_strdup (name != NULL ? name : "unnamed");
  g_autofree char *native = g_strdup_printf ("%s/%s", word, number);
  g_autofree char *id = proxmox_id (run, word, number);
  Guest guest = { .run = run,
                  .config = config,
                  .id = id,
                  .node = row != NULL ? row->node : NULL };

  guest.thing = connectors_inventory_add (
      run->inventory, id,
      config->is_container ? UITWEG_KIND_CONTAINER : UITWEG_KIND_VM, type,
      "proxmox.config");
  connectors_thing_set_text (guest.thing, UITWEG_RESOURCE_NAME, name);
  if (config->is_container)
    connectors_thing_set_text (guest.thing, UITWEG_RESOURCE_HOSTNAME, name);
  if (vmid != UITWEG_UNKNOWN)
    connectors_thing_set_text (guest.thing, UITWEG_RESOURCE_NATIVE_ID, native);
  connectors_thing_set_text (guest.thing, UITWEG_RESOURCE_PROVIDER,
                             run->provider);
  connectors_thing_set_text (guest.thing, UITWEG_RESOURCE_REGION, run->region);
  connectors_thing_set_text (guest.thing, UITWEG_RESOURCE_ACCOUNT,
                             run->cluster != NULL ? run->cluster : guest.node);
  connectors_thing_set_int (guest.thing, UITWEG_RESOURCE_COUNT, 1);
  connectors_thing_add_text (guest.thing, UITWEG_RESOURCE_FEATURES, NULL);
  set_sizes (&guest);
  read_smbios (&guest);
  read_marks (&guest);
  g_tree_foreach (config->keys, read_key, &guest);
  connectors_thing_set_int (guest.thing, UITWEG_RESOURCE_DATA, guest.data);
}
