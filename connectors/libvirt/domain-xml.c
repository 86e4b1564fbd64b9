/* SPDX-License-Identifier: EUPL-1.2
 *
 * Domain XML, from a file or from a daemon, becomes a LibvirtDomain. Only the
 * elements below are looked at; passwords, secrets, metadata and arguments
 * for QEMU are not.
 */
#include "config.h"

#include "connectors/libvirt/domain.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

/* Images behind an image; libxml2 bounds the depth of elements at 256. */
#define MAX_BACKING 64

static const char *
attribute (const xmlNode *node, const char *name)
{
  for (const xmlAttr *at = node != NULL ? node->properties : NULL; at != NULL;
       at = at->next)
    if (strcmp ((const char *) at->name, name) == 0 && at->children != NULL)
      return (const char *) at->children->content;
  return NULL;
}

static gboolean
has_value (const xmlNode *node, const char *name, const char *value)
{
  return g_strcmp0 (attribute (node, name), value) == 0;
}

static gboolean
is_named (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE
         && strcmp ((const char *) node->name, name) == 0;
}

/* First child of that name, or NULL. */
static const xmlNode *
child (const xmlNode *node, const char *name)
{
  for (const xmlNode *at = node != NULL ? node->children : NULL; at != NULL;
       at = at->next)
    if (is_named (at, name))
      return at;
  return NULL;
}

/* Text of an element without children; NULL if it has none. */
static const char *
text_of (const xmlNode *node)
{
  if (node == NULL || node->children == NULL
      || (node->children->type != XML_TEXT_NODE
          && node->children->type != XML_CDATA_SECTION_NODE))
    return NULL;
  return (const char *) node->children->content;
}

static void
free_disk (gpointer data)
{
  LibvirtDisk *disk = data;

  g_free (disk->target);
  g_free (disk->format);
  g_free (disk->source);
  g_free (disk->pool);
  g_free (disk->volume);
  g_ptr_array_unref (disk->hosts);
  g_ptr_array_unref (disk->backing);
  g_free (disk);
}

static void
free_interface (gpointer data)
{
  LibvirtInterface *nic = data;

  g_free (nic->network);
  g_free (nic->mac);
  g_free (nic);
}

static gint
compare_words (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (a, b);
}

static LibvirtDomain *
new_domain (void)
{
  LibvirtDomain *domain = g_new0 (LibvirtDomain, 1);

  domain->vcpus = UITWEG_UNKNOWN;
  domain->memory = UITWEG_UNKNOWN;
  domain->disks = g_ptr_array_new_with_free_func (free_disk);
  domain->nics = g_ptr_array_new_with_free_func (free_interface);
  domain->shmems = g_ptr_array_new_with_free_func (g_free);
  domain->features = g_tree_new_full (compare_words, NULL, g_free, NULL);
  return domain;
}

void
libvirt_domain_free (LibvirtDomain *domain)
{
  if (domain == NULL)
    return;
  g_free (domain->name);
  g_free (domain->uuid);
  g_free (domain->type);
  g_free (domain->arch);
  g_free (domain->machine);
  g_free (domain->os_id);
  g_ptr_array_unref (domain->disks);
  g_ptr_array_unref (domain->nics);
  g_ptr_array_unref (domain->shmems);
  g_tree_unref (domain->features);
  g_free (domain);
}

void
libvirt_domain_add_feature (LibvirtDomain *domain,
                            const char *feature,
                            LibvirtLift lift)
{
  g_tree_insert (domain->features, g_strdup (feature), NULL);
  domain->lift = MAX (domain->lift, lift);
}

gint64
libvirt_parse_size (const char *text, const char *unit)
{
  static const struct
  {
    const char *unit;
    guint64 bytes;
  } units[] = {
    { "b", 1 },
    { "bytes", 1 },
    { "KB", 1000 },
    { "k", 1024 },
    { "KiB", 1024 },
    { "MB", 1000000 },
    { "M", 1024 * 1024 },
    { "MiB", 1024 * 1024 },
    { "GB", 1000000000 },
    { "G", 1024 * 1024 * 1024 },
    { "GiB", 1024 * 1024 * 1024 },
    { "TB", G_GUINT64_CONSTANT (1000000000000) },
    { "T", G_GUINT64_CONSTANT (1) << 40 },
    { "TiB", G_GUINT64_CONSTANT (1) << 40 },
  };
  g_autofree char *trimmed = g_strstrip (g_strdup (text != NULL ? text : ""));
  guint64 number;
  guint64 bytes;

  if (!g_ascii_string_to_unsigned (trimmed, 10, 0, G_MAXINT64, &number, NULL))
    return UITWEG_UNKNOWN;
  if (unit == NULL)
    unit = "KiB";
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (units[i].unit, unit) == 0
        && g_uint64_checked_mul (&bytes, number, units[i].bytes)
        && bytes <= G_MAXINT64)
      return (gint64) bytes;
  return UITWEG_UNKNOWN;
}

static void
read_os (LibvirtDomain *domain, const xmlNode *os)
{
  static const char *const common[] = { "pc", "q35", "virt" };
  static const char *const rented[] = { "x86_64", "i686", "aarch64", NULL };
  const xmlNode *type = child (os, "type");
  const xmlNode *loader = child (os, "loader");
  const char *machine = attribute (type, "machine");
  const char *arch = attribute (type, "arch");

  domain->arch = g_strdup (arch);
  domain->machine = g_strdup (machine);
  if (arch != NULL && !g_strv_contains (rented, arch))
    libvirt_domain_add_feature (domain, "device:arch-foreign",
                                LIBVIRT_LIFT_BLOCKED);
  if (machine != NULL)
    {
      gboolean is_common = FALSE;

      /* "pc-i440fx-9.0", "pc-q35-9.0" and "virt-9.0" are versions. */
      for (gsize i = 0; i < G_N_ELEMENTS (common); i++)
        {
          gsize length = strlen (common[i]);

          if (strncmp (machine, common[i], length) == 0
              && (machine[length] == '\0' || machine[length] == '-'))
            is_common = TRUE;
        }
      if (!is_common)
        libvirt_domain_add_feature (domain, "device:machine-special",
                                    LIBVIRT_LIFT_ADAPT);
    }
  if (has_value (os, "firmware", "efi") || has_value (loader, "type", "pflash"))
    libvirt_domain_add_feature (domain, "device:uefi", LIBVIRT_LIFT_CONVERT);
  if (has_value (loader, "secure", "yes"))
    libvirt_domain_add_feature (domain, "device:secure-boot",
                                LIBVIRT_LIFT_CONVERT);
  for (const xmlNode *at = child (os, "firmware") != NULL
                               ? child (os, "firmware")->children
                               : NULL;
       at != NULL; at = at->next)
    if (is_named (at, "feature") && has_value (at, "name", "secure-boot")
        && has_value (at, "enabled", "yes"))
      libvirt_domain_add_feature (domain, "device:secure-boot",
                                  LIBVIRT_LIFT_CONVERT);
}

static void
read_cpu (LibvirtDomain *domain, const xmlNode *cpu)
{
  if (has_value (cpu, "mode", "host-passthrough"))
    libvirt_domain_add_feature (domain, "device:cpu-host-passthrough",
                                LIBVIRT_LIFT_CLEAN);
  for (const xmlNode *at = cpu->children; at != NULL; at = at->next)
    if (is_named (at, "feature")
        && (has_value (at, "name", "vmx") || has_value (at, "name", "svm"))
        && (has_value (at, "policy", "require")
            || has_value (at, "policy", "force")))
      libvirt_domain_add_feature (domain, "device:nested-virtualisation",
                                  LIBVIRT_LIFT_ADAPT);
}

static const char *
source_name (const xmlNode *source, LibvirtDiskType type)
{
  static const char *const keys[] = { "file", "dev", "dir", "path", "name" };
  const char *value = NULL;

  if (type == LIBVIRT_DISK_NETWORK)
    return attribute (source, "name");
  for (gsize i = 0; i < G_N_ELEMENTS (keys) && value == NULL; i++)
    value = attribute (source, keys[i]);
  return value;
}

static LibvirtDiskType
disk_type (const char *word)
{
  static const char *const words[] = { "file", "block", "network", "volume" };

  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (words); i++)
    if (strcmp (word, words[i]) == 0)
      return (LibvirtDiskType) i;
  return word == NULL ? LIBVIRT_DISK_FILE : LIBVIRT_DISK_OTHER;
}

/* What the source of a network disk says: protocol, name and servers, no
 * user, no secret. */
static void
read_network_source (LibvirtDisk *disk, const xmlNode *source)
{
  const char *name = attribute (source, "name");
  const char *protocol = attribute (source, "protocol");

  disk->source = g_strdup_printf ("%s:%s",
                                  protocol != NULL ? protocol : "network",
                                  name != NULL ? name : "");
  for (const xmlNode *at = source->children; at != NULL; at = at->next)
    if (is_named (at, "host"))
      {
        const char *host = attribute (at, "name");

        if (host == NULL)
          host = attribute (at, "socket");
        if (host != NULL && host[0] != '\0')
          g_ptr_array_add (disk->hosts, g_strdup (host));
      }
}

static void
read_backing (LibvirtDisk *disk, const xmlNode *element)
{
  const xmlNode *at = child (element, "backingStore");

  for (guint i = 0; at != NULL && i < MAX_BACKING; i++)
    {
      const char *path = source_name (child (at, "source"),
                                      disk_type (attribute (at, "type")));

      if (path != NULL && path[0] != '\0')
        g_ptr_array_add (disk->backing, g_strdup (path));
      at = child (at, "backingStore");
    }
}

static void
read_disk_features (LibvirtDomain *domain,
                    const LibvirtDisk *disk,
                    const xmlNode *element)
{
  const xmlNode *source = child (element, "source");

  if (has_value (element, "device", "lun"))
    libvirt_domain_add_feature (domain, "device:lun", LIBVIRT_LIFT_BLOCKED);
  if (child (source, "reservations") != NULL)
    libvirt_domain_add_feature (domain, "device:reservations",
                                LIBVIRT_LIFT_BLOCKED);
  if (disk->is_shareable && !disk->is_readonly && !disk->is_removable)
    libvirt_domain_add_feature (domain, "device:shared-disk",
                                LIBVIRT_LIFT_BLOCKED);
  if (disk->type == LIBVIRT_DISK_NETWORK)
    libvirt_domain_add_feature (domain, "device:network-disk",
                                LIBVIRT_LIFT_ADAPT);
  if (has_value (element, "type", "vhostuser"))
    libvirt_domain_add_feature (domain, "device:vhost-user",
                                LIBVIRT_LIFT_ADAPT);
  if (has_value (element, "type", "vhostvdpa"))
    libvirt_domain_add_feature (domain, "device:vdpa", LIBVIRT_LIFT_ADAPT);
  if (has_value (element, "type", "nvme"))
    libvirt_domain_add_feature (domain, "device:passthrough-pci",
                                LIBVIRT_LIFT_BLOCKED);
}

static void
read_disk (LibvirtDomain *domain, const xmlNode *element)
{
  LibvirtDisk *disk = g_new0 (LibvirtDisk, 1);
  const xmlNode *source = child (element, "source");

  disk->hosts = g_ptr_array_new_with_free_func (g_free);
  disk->backing = g_ptr_array_new_with_free_func (g_free);
  disk->type = disk_type (attribute (element, "type"));
  disk->is_removable = has_value (element, "device", "cdrom")
                       || has_value (element, "device", "floppy");
  disk->is_readonly = child (element, "readonly") != NULL;
  disk->is_shareable = child (element, "shareable") != NULL;
  disk->target = g_strdup (attribute (child (element, "target"), "dev"));
  disk->format = g_strdup (attribute (child (element, "driver"), "type"));
  disk->capacity = UITWEG_UNKNOWN;
  disk->allocation = UITWEG_UNKNOWN;
  if (source != NULL && disk->type == LIBVIRT_DISK_NETWORK)
    read_network_source (disk, source);
  else if (source != NULL && disk->type == LIBVIRT_DISK_VOLUME)
    {
      disk->pool = g_strdup (attribute (source, "pool"));
      disk->volume = g_strdup (attribute (source, "volume"));
      if (disk->pool != NULL && disk->volume != NULL)
        disk->source = g_strdup_printf ("%s/%s", disk->pool, disk->volume);
    }
  else if (source != NULL)
    disk->source = g_strdup (source_name (source, disk->type));
  if (disk->source != NULL && disk->source[0] == '\0')
    g_clear_pointer (&disk->source, g_free);
  read_backing (disk, element);
  read_disk_features (domain, disk, element);
  domain->n_removable += disk->is_removable ? 1 : 0;
  g_ptr_array_add (domain->disks, disk);
}

/* Interfaces by type: what the guest is attached to, and what hinders. */
static const struct
{
  const char *type;
  const char *prefix; /* of the network's name, or NULL */
  const char *key;    /* attribute of <source> with the name */
  const char *feature;
  LibvirtLift lift;
  gboolean is_link;
} nic_types[] = {
  { "network", "network", "network", NULL, LIBVIRT_LIFT_CLEAN, FALSE },
  { "bridge", "bridge", "bridge", NULL, LIBVIRT_LIFT_CLEAN, FALSE },
  { "user", NULL, NULL, NULL, LIBVIRT_LIFT_CLEAN, FALSE },
  { "direct", "link", "dev", "device:macvtap", LIBVIRT_LIFT_ADAPT, FALSE },
  { "vhostuser", NULL, NULL, "device:vhost-user", LIBVIRT_LIFT_ADAPT, FALSE },
  { "vdpa", NULL, NULL, "device:vdpa", LIBVIRT_LIFT_ADAPT, FALSE },
  { "hostdev", NULL, NULL, "device:sr-iov", LIBVIRT_LIFT_BLOCKED, FALSE },
  { "ethernet", NULL, NULL, NULL, LIBVIRT_LIFT_ADAPT, FALSE },
  { "server", "socket", "port", NULL, LIBVIRT_LIFT_ADAPT, TRUE },
  { "client", "socket", "port", NULL, LIBVIRT_LIFT_ADAPT, TRUE },
  { "mcast", "socket", "port", NULL, LIBVIRT_LIFT_ADAPT, TRUE },
  { "udp", "socket", "port", NULL, LIBVIRT_LIFT_ADAPT, TRUE },
};

static void
read_interface (LibvirtDomain *domain, const xmlNode *element)
{
  LibvirtInterface *nic = g_new0 (LibvirtInterface, 1);
  const char *type = attribute (element, "type");
  const char *mac = attribute (child (element, "mac"), "address");

  nic->mac = mac != NULL ? g_ascii_strdown (mac, -1) : NULL;
  for (gsize i = 0; type != NULL && i < G_N_ELEMENTS (nic_types); i++)
    if (strcmp (nic_types[i].type, type) == 0)
      {
        const char *name = nic_types[i].key != NULL ? attribute (
                               child (element, "source"), nic_types[i].key)
                                                    : NULL;

        if (name != NULL && name[0] != '\0')
          nic->network = g_strdup_printf ("%s/%s", nic_types[i].prefix, name);
        nic->is_link = nic_types[i].is_link;
        if (nic_types[i].feature != NULL)
          libvirt_domain_add_feature (domain, nic_types[i].feature,
                                      nic_types[i].lift);
        domain->lift = MAX (domain->lift, nic_types[i].lift);
      }
  g_ptr_array_add (domain->nics, nic);
}

/* Devices that say something by being there, with the attribute that must
 * have a value, if one must. */
static const struct
{
  const char *element;
  const char *key;
  const char *value;
  const char *feature;
  LibvirtLift lift;
} device_rules[] = {
  { "hostdev", "type", "pci", "device:passthrough-pci", LIBVIRT_LIFT_BLOCKED },
  { "hostdev", "type", "usb", "device:passthrough-usb", LIBVIRT_LIFT_BLOCKED },
  { "hostdev", "type", "scsi", "device:passthrough-scsi",
    LIBVIRT_LIFT_BLOCKED },
  { "hostdev", "type", "scsi_host", "device:passthrough-scsi",
    LIBVIRT_LIFT_BLOCKED },
  { "hostdev", "type", "mdev", "device:passthrough-mdev",
    LIBVIRT_LIFT_BLOCKED },
  { "filesystem", NULL, NULL, "device:host-filesystem", LIBVIRT_LIFT_ADAPT },
  { "memory", "model", "nvdimm", "device:nvdimm", LIBVIRT_LIFT_BLOCKED },
  { "memory", "model", "virtio-pmem", "device:nvdimm", LIBVIRT_LIFT_BLOCKED },
  { "shmem", NULL, NULL, "device:shmem", LIBVIRT_LIFT_BLOCKED },
  { "lease", NULL, NULL, "device:lease", LIBVIRT_LIFT_ADAPT },
  { "vsock", NULL, NULL, "device:vsock", LIBVIRT_LIFT_ADAPT },
  { "redirdev", NULL, NULL, "device:redirdev", LIBVIRT_LIFT_CLEAN },
  { "smartcard", NULL, NULL, "device:smartcard", LIBVIRT_LIFT_ADAPT },
};

static void
read_tpm (LibvirtDomain *domain, const xmlNode *element)
{
  if (has_value (child (element, "backend"), "type", "passthrough"))
    libvirt_domain_add_feature (domain, "device:tpm-passthrough",
                                LIBVIRT_LIFT_BLOCKED);
  else
    libvirt_domain_add_feature (domain, "device:tpm-emulator",
                                LIBVIRT_LIFT_CONVERT);
}

static void
read_devices (LibvirtDomain *domain, const xmlNode *devices)
{
  for (const xmlNode *at = devices->children; at != NULL; at = at->next)
    {
      if (at->type != XML_ELEMENT_NODE)
        continue;
      if (is_named (at, "disk"))
        read_disk (domain, at);
      else if (is_named (at, "interface"))
        read_interface (domain, at);
      else if (is_named (at, "tpm"))
        read_tpm (domain, at);
      else if (is_named (at, "shmem") && attribute (at, "name") != NULL)
        g_ptr_array_add (domain->shmems, g_strdup (attribute (at, "name")));

      for (gsize i = 0; i < G_N_ELEMENTS (device_rules); i++)
        if (is_named (at, device_rules[i].element)
            && (device_rules[i].key == NULL
                || has_value (at, device_rules[i].key, device_rules[i].value)))
          libvirt_domain_add_feature (domain, device_rules[i].feature,
                                      device_rules[i].lift);
    }
}

/* <libosinfo:libosinfo><libosinfo:os id="…"/>: all else of the metadata is
 * somebody else's. */
static void
read_metadata (LibvirtDomain *domain, const xmlNode *metadata)
{
  const xmlNode *info = child (metadata, "libosinfo");
  const char *id = attribute (child (info, "os"), "id");

  if (info != NULL && info->ns != NULL && info->ns->href != NULL
      && strstr ((const char *) info->ns->href, "libosinfo.org") != NULL)
    domain->os_id = g_strdup (id);
}

static void
read_vcpus (LibvirtDomain *domain, const xmlNode *vcpu)
{
  g_autofree char *text = g_strstrip (
      g_strdup (text_of (vcpu) != NULL ? text_of (vcpu) : ""));
  guint64 number;

  if (g_ascii_string_to_unsigned (text, 10, 1, 1000000, &number, NULL))
    domain->vcpus = (gint64) number;
  if (attribute (vcpu, "cpuset") != NULL)
    libvirt_domain_add_feature (domain, "device:cpu-pinning",
                                LIBVIRT_LIFT_CLEAN);
}

static void
read_element (LibvirtDomain *domain, const xmlNode *at)
{
  if (is_named (at, "name") && domain->name == NULL)
    domain->name = connectors_clean (text_of (at));
  else if (is_named (at, "uuid") && domain->uuid == NULL)
    {
      g_autofree char *uuid = connectors_clean (text_of (at));

      domain->uuid = uuid != NULL ? g_ascii_strdown (uuid, -1) : NULL;
    }
  else if (is_named (at, "memory"))
    domain->memory = libvirt_parse_size (text_of (at), attribute (at, "unit"));
  else if (is_named (at, "vcpu"))
    read_vcpus (domain, at);
  else if (is_named (at, "os"))
    read_os (domain, at);
  else if (is_named (at, "cpu"))
    read_cpu (domain, at);
  else if (is_named (at, "devices"))
    read_devices (domain, at);
  else if (is_named (at, "metadata"))
    read_metadata (domain, at);
  else if (is_named (at, "launchSecurity"))
    libvirt_domain_add_feature (domain, "device:launch-security",
                                LIBVIRT_LIFT_BLOCKED);
  else if (is_named (at, "memoryBacking") && child (at, "hugepages") != NULL)
    libvirt_domain_add_feature (domain, "device:hugepages", LIBVIRT_LIFT_CLEAN);
  else if (is_named (at, "cputune") && child (at, "vcpupin") != NULL)
    libvirt_domain_add_feature (domain, "device:cpu-pinning",
                                LIBVIRT_LIFT_CLEAN);
  else if (is_named (at, "numatune"))
    libvirt_domain_add_feature (domain, "device:numa-pinning",
                                LIBVIRT_LIFT_CLEAN);
  else if (is_named (at, "commandline") && at->ns != NULL)
    libvirt_domain_add_feature (domain, "device:qemu-commandline",
                                LIBVIRT_LIFT_ADAPT);
}

static gboolean
set_error (GError **error,
           const char *name,
           long line,
           const char *found,
           const char *expected)
{
  g_set_error (error, UITWEG_CONNECTOR_ERROR,
               (gint) UITWEG_CONNECTOR_ERROR_INPUT,
               "%s:%ld: found %s, expected %s", name, line, found, expected);
  return FALSE;
}

static gboolean
check_root (const char *name, xmlDoc *doc, GError **error)
{
  const xmlNode *root = xmlDocGetRootElement (doc);

  if (doc->intSubset != NULL)
    return set_error (error, name, 1, "a document type declaration",
                      "domain XML without one");
  if (root == NULL || !is_named (root, "domain"))
    return set_error (error, name, root != NULL ? xmlGetLineNo (root) : 1,
                      "another root element", "domain");
  return TRUE;
}

/* (transfer full): the document; NULL with `error` set */
static xmlDoc *
parse_document (const char *name, const char *xml, gsize length, GError **error)
{
  xmlParserCtxt *context = NULL;
  xmlDoc *doc;

  if (length > LIBVIRT_MAX_XML)
    {
      set_error (error, name, 1, "more than 16 MiB", "one domain");
      return NULL;
    }
  context = xmlNewParserCtxt ();
  doc = xmlCtxtReadMemory (context, xml, (int) length, NULL, NULL,
                           XML_PARSE_NONET | XML_PARSE_NOERROR
                               | XML_PARSE_NOWARNING | XML_PARSE_NOBLANKS);
  if (doc == NULL)
    set_error (error, name,
               context->lastError.line > 0 ? context->lastError.line : 1,
               "what is not well-formed XML", "a libvirt domain");
  xmlFreeParserCtxt (context);
  return doc;
}

LibvirtDomain *
libvirt_domain_parse (const char *name,
                      const char *xml,
                      gsize length,
                      gboolean *is_other_out,
                      GError **error)
{
  g_autoptr (LibvirtDomain) domain = new_domain ();
  xmlDoc *doc = parse_document (name, xml, length, error);

  if (doc == NULL)
    return NULL;
  if (!check_root (name, doc, error))
    {
      if (is_other_out != NULL)
        *is_other_out = doc->intSubset == NULL;
      xmlFreeDoc (doc);
      return NULL;
    }
  domain->type = connectors_clean (
      attribute (xmlDocGetRootElement (doc), "type"));
  for (const xmlNode *at = xmlDocGetRootElement (doc)->children; at != NULL;
       at = at->next)
    if (at->type == XML_ELEMENT_NODE)
      read_element (domain, at);
  xmlFreeDoc (doc);
  return g_steal_pointer (&domain);
}
