/* SPDX-License-Identifier: EUPL-1.2
 *
 * The settings file of a VMware machine: lines of key = "value". Keys of
 * encryption and of the guest's own variables are never looked at.
 */
#include "config.h"

#include "connectors/ovf/ovf.h"

#include <string.h>

#define MIB ((gint64) 1 << 20)
#define LARGEST ((gint64) 1 << 40)

typedef struct
{
  OvfRun *run;
  GHashTable *keys; /* folded -> value */
  const char *path;
  char *id;
  ConnectorsThing *thing;
} Machine;

/* "|22" is the character of that code. (transfer full) */
static char *
decode (const char *text, gsize length)
{
  GString *value = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    if (text[i] == '|' && i + 2 < length && g_ascii_isxdigit (text[i + 1])
        && g_ascii_isxdigit (text[i + 2]))
      {
        gint code = g_ascii_xdigit_value (text[i + 1]) * 16
                    + g_ascii_xdigit_value (text[i + 2]);

        g_string_append_c (value, code != 0 ? (char) code : ' ');
        i += 2;
      }
    else
      g_string_append_c (value, text[i]);
  return g_string_free (value, FALSE);
}

/* FALSE if the text holds a line that is none of VMX. */
static gboolean
read_lines (GHashTable *keys, const char *data, gsize length)
{
  const char *end = data + length;

  for (const char *at = data; at < end;)
    {
      const char *stop = memchr (at, '\n', (gsize) (end - at));
      g_autofree char *line = g_strndup (
          at, (gsize) ((stop != NULL ? stop : end) - at));
      char *equals = strchr (line, '=');
      char *open = equals != NULL ? strchr (equals, '"') : NULL;
      char *close = open != NULL ? strrchr (open, '"') : NULL;

      at += strlen (line) + 1;
      g_strstrip (line);
      if (line[0] == '\0' || line[0] == '#')
        continue;
      if (close == NULL || close == open)
        return FALSE;
      *equals = '\0';
      g_strchomp (line);
      g_hash_table_replace (keys, g_ascii_strdown (line, -1),
                            decode (open + 1, (gsize) (close - open - 1)));
    }
  return TRUE;
}

static const char *get (const Machine *machine, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

static const char *
get (const Machine *machine, const char *format, ...)
{
  g_autofree char *key = NULL;
  const char *text;
  va_list arguments;

  va_start (arguments, format);
  key = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  text = g_hash_table_lookup (machine->keys, key);
  return text != NULL && text[0] != '\0' ? text : NULL;
}

static gboolean
is_true (const char *text)
{
  return text != NULL && g_ascii_strcasecmp (text, "true") == 0;
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

/* "56 4d a1 … -b2 …" as a UUID. (transfer full) (nullable) */
static char *
parse_uuid (const char *text)
{
  g_autoptr (GString) uuid = g_string_new (NULL);

  for (; text != NULL && *text != '\0'; text++)
    {
      if (!g_ascii_isxdigit (*text))
        continue;
      if (uuid->len == 8 || uuid->len == 13 || uuid->len == 18
          || uuid->len == 23)
        g_string_append_c (uuid, '-');
      g_string_append_c (uuid, g_ascii_tolower (*text));
    }
  return g_uuid_string_is_valid (uuid->str) ? g_strdup (uuid->str) : NULL;
}

/* A shared disk is named by one machine as its own file and by others with
 * the path: the folder and the file are the same. (transfer full) */
static char *
disk_key (const Machine *machine, const char *file)
{
  g_autofree char *folder = NULL;
  g_autofree char *name = g_path_get_basename (file);
  g_autofree char *owner = NULL;

  if (strchr (file, '/') != NULL)
    folder = g_path_get_dirname (file);
  else
    folder = g_path_get_dirname (machine->path);
  owner = g_path_get_basename (folder);
  return g_strdup_printf ("vmdk/%s/%s", owner, name);
}

static void
read_disk (Machine *machine, const char *bus, guint unit, guint place)
{
  const char *file = get (machine, "%s%u:%u.filename", bus, unit, place);
  const char *type = get (machine, "%s%u:%u.devicetype", bus, unit, place);
  const char *sharing = get (machine, "%s%u:%u.sharing", bus, unit, place);
  const char *shared_bus = get (machine, "%s%u.sharedbus", bus, unit);
  gboolean is_shared;

  if (file == NULL
      || !is_true (get (machine, "%s%u:%u.present", bus, unit, place)))
    return;
  if (type != NULL && strstr (type, "cdrom") != NULL)
    {
      connectors_inventory_count (machine->run->inventory, "cdroms_left_out",
                                  1);
      return;
    }
  if (type != NULL && strstr (type, "passthru") != NULL)
    connectors_thing_add_text (machine->thing, UITWEG_RESOURCE_FEATURES,
                               "device:lun");
  is_shared = (sharing != NULL
               && g_ascii_strcasecmp (sharing, "multi-writer") == 0)
              || (shared_bus != NULL
                  && g_ascii_strcasecmp (shared_bus, "none") != 0);
  connectors_thing_add_disk (machine->thing, file, UITWEG_UNKNOWN, "vmdk",
                             is_shared);
  machine->run->n_unknown_sizes++;
  if (is_shared)
    {
      g_autofree char *key = disk_key (machine, file);

      connectors_thing_add_text (machine->thing, UITWEG_RESOURCE_FEATURES,
                                 "device:shared-disk");
      connectors_inventory_join_group (machine->run->inventory, key,
                                       machine->id, CONNECTORS_RULE_SHARES_DISK,
                                       "vmx.sharing");
    }
}

static void
read_disks (Machine *machine)
{
  static const struct
  {
    const char *bus;
    guint n_units;
    guint n_places;
  } buses[] = {
    { "scsi", 4, 65 }, { "sata", 4, 30 }, { "nvme", 4, 64 }, { "ide", 2, 2 }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (buses); i++)
    for (guint unit = 0; unit < buses[i].n_units; unit++)
      for (guint place = 0; place < buses[i].n_places; place++)
        read_disk (machine, buses[i].bus, unit, place);
}

static void
read_interfaces (Machine *machine)
{
  for (guint i = 0; i < 10; i++)
    {
      const char *mac = get (machine, "ethernet%u.address", i);

      if (!is_true (get (machine, "ethernet%u.present", i)))
        continue;
      if (mac == NULL)
        mac = get (machine, "ethernet%u.generatedaddress", i);
      connectors_thing_add_text (machine->thing, UITWEG_RESOURCE_MACS, mac);
      ovf_add_network (machine->run, machine->id,
                       get (machine, "ethernet%u.networkname", i),
                       "vmx.networkName");
    }
}

static void
read_features (Machine *machine)
{
  static const struct
  {
    const char *key;
    const char *feature;
  } flags[] = {
    { "uefi.secureboot.enabled", "device:secure-boot" },
    { "vtpm.present", "device:tpm-emulator" },
    { "vhv.enable", "device:nested-virtualisation" },
    { "pcipassthru0.present", "device:passthrough-pci" },
    { "usb:0.present", "device:passthrough-usb" },
  };
  const char *firmware = get (machine, "firmware");

  connectors_thing_add_text (machine->thing, UITWEG_RESOURCE_FEATURES, NULL);
  if (firmware != NULL && g_ascii_strcasecmp (firmware, "efi") == 0)
    connectors_thing_add_text (machine->thing, UITWEG_RESOURCE_FEATURES,
                               "device:uefi");
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    if (is_true (get (machine, "%s", flags[i].key)))
      connectors_thing_add_text (machine->thing, UITWEG_RESOURCE_FEATURES,
                                 flags[i].feature);
}

gboolean
ovf_read_vmx (OvfRun *run, const ConnectorsSaved *saved)
{
  g_autoptr (GHashTable)
      keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Machine machine = { .run = run, .keys = keys, .path = saved->path };
  g_autofree char *uuid = NULL;
  g_autofree char *digest = ovf_digest (saved->data, saved->length);
  g_autofree char *id = NULL;
  const char *name;
  gint64 vcpus;

  if (!read_lines (keys, saved->data, saved->length)
      || (get (&machine, "config.version") == NULL
          && get (&machine, "virtualhw.version") == NULL))
    return FALSE;
  name = get (&machine, "displayname");
  uuid = parse_uuid (get (&machine, "uuid.bios"));
  id = machine.id = connectors_make_id ("vmx/%s/%s",
                                        name != NULL ? name : "unnamed",
                                        uuid != NULL ? uuid : digest);
  machine.thing = ovf_begin_machine (run, id, name, "vmx:machine", "vmx");
  vcpus = number_of (get (&machine, "numvcpus"));
  /* A machine without the line has one. */
  connectors_thing_set_int (machine.thing, UITWEG_RESOURCE_VCPU,
                            vcpus != UITWEG_UNKNOWN ? vcpus : 1);
  connectors_thing_set_int (
      machine.thing, UITWEG_RESOURCE_MEMORY,
      connectors_multiply (number_of (get (&machine, "memsize")), MIB));
  connectors_thing_set_text (machine.thing, UITWEG_RESOURCE_UUID, uuid);
  connectors_thing_set_text (machine.thing, UITWEG_RESOURCE_OS_NAME,
                             get (&machine, "guestos"));
  read_features (&machine);
  read_disks (&machine);
  read_interfaces (&machine);
  return TRUE;
}
