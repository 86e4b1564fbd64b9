/* SPDX-License-Identifier: EUPL-1.2
 *
 * A descriptor of OVF 1 or 2: disks with their units, and of each system the
 * hardware of its default configuration. Properties of products, which hold
 * passwords, are never looked at.
 */
#include "config.h"

#include "connectors/ovf/ovf.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#define MIB ((gint64) 1 << 20)
#define LARGEST ((gint64) 1 << 50)

typedef struct
{
  OvfRun *run;
  const xmlNode *root;
  char *configuration; /* id of the default, or NULL */
  char *digest;
} Envelope;

static gboolean
is_named (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE
         && strcmp ((const char *) node->name, name) == 0;
}

static const xmlNode *
child (const xmlNode *node, const char *name)
{
  const xmlNode *at = node != NULL ? node->children : NULL;

  while (at != NULL && !is_named (at, name))
    at = at->next;
  return at;
}

/* By the name without prefix. (transfer none) */
static const char *
attribute (const xmlNode *node, const char *name)
{
  for (const xmlAttr *at = node != NULL ? node->properties : NULL; at != NULL;
       at = at->next)
    if (strcmp ((const char *) at->name, name) == 0 && at->children != NULL
        && at->children->content != NULL)
      return (const char *) at->children->content;
  return NULL;
}

static const char *
text_of (const xmlNode *node)
{
  return node != NULL && node->children != NULL
                 && (node->children->type == XML_TEXT_NODE
                     || node->children->type == XML_CDATA_SECTION_NODE)
             ? (const char *) node->children->content
             : NULL;
}

static const char *
child_text (const xmlNode *node, const char *name)
{
  return text_of (child (node, name));
}

static gint64
number_of (const char *text)
{
  g_autofree char *copy = text != NULL ? g_strstrip (g_strdup (text)) : NULL;
  gint64 number;

  return copy != NULL
                 && g_ascii_string_to_signed (copy, 10, 0, LARGEST, &number,
                                              NULL)
             ? number
             : UITWEG_UNKNOWN;
}

/* "byte", "byte * 2^30", "byte * 1024 * 1024"; words of older versions. */
gint64
ovf_parse_unit (const char *text)
{
  static const struct
  {
    const char *word;
    gint64 unit;
  } words[] = {
    { "KiloBytes", 1 << 10 },
    { "MegaBytes", 1 << 20 },
    { "GigaBytes", 1 << 30 },
  };
  g_auto (GStrv) parts = NULL;
  gint64 unit = 1;

  if (text == NULL)
    return 1;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (words[i].word, text) == 0)
      return words[i].unit;
  parts = g_strsplit (text, "*", 8);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) power = g_strsplit (g_strstrip (parts[i]), "^", 3);
      gint64 base = number_of (power[0]);
      gint64 exponent = power[0] != NULL && power[1] != NULL
                            ? number_of (power[1])
                            : 1;

      if (i == 0 && g_ascii_strcasecmp (parts[0], "byte") == 0)
        continue;
      if (base == UITWEG_UNKNOWN || exponent == UITWEG_UNKNOWN || exponent > 62)
        return UITWEG_UNKNOWN;
      for (; exponent > 0; exponent--)
        unit = connectors_multiply (unit, base);
    }
  return unit;
}

/* The default configuration: marked so, else the first. */
static char *
find_configuration (const xmlNode *root)
{
  const xmlNode *section = child (root, "DeploymentOptionSection");
  const char *first = NULL;

  for (const xmlNode *at = section != NULL ? section->children : NULL;
       at != NULL; at = at->next)
    if (is_named (at, "Configuration"))
      {
        if (g_strcmp0 (attribute (at, "default"), "true") == 0)
          return g_strdup (attribute (at, "id"));
        first = first != NULL ? first : attribute (at, "id");
      }
  return g_strdup (first);
}

/* Whether the item counts in the default configuration. */
static gboolean
is_in_default (const Envelope *envelope, const xmlNode *item)
{
  const char *list = attribute (item, "configuration");
  g_auto (GStrv) words = list != NULL ? g_strsplit (list, " ", 100) : NULL;

  return words == NULL
         || (envelope->configuration != NULL
             && g_strv_contains ((const char *const *) words,
                                 envelope->configuration));
}

static const xmlNode *
find_disk (const Envelope *envelope, const char *id)
{
  const xmlNode *section = child (envelope->root, "DiskSection");

  for (const xmlNode *at = section != NULL ? section->children : NULL;
       at != NULL; at = at->next)
    if (is_named (at, "Disk") && g_strcmp0 (attribute (at, "diskId"), id) == 0)
      return at;
  return NULL;
}

/* "ovf:/disk/vmdisk1" names a disk of the section. */
static void
read_disk (const Envelope *envelope,
           ConnectorsThing *thing,
           const xmlNode *item,
           gint64 *data)
{
  const char *resource = child_text (item, "HostResource");
  const char *slash = resource != NULL ? strrchr (resource, '/') : NULL;
  const xmlNode *disk = slash != NULL ? find_disk (envelope, slash + 1) : NULL;
  const char *format = attribute (disk, "format");
  gint64 size = connectors_multiply (
      number_of (attribute (disk, "capacity")),
      ovf_parse_unit (attribute (disk, "capacityAllocationUnits")));

  if (size == UITWEG_UNKNOWN)
    envelope->run->n_unknown_sizes++;
  if (*data == UITWEG_UNKNOWN || size == UITWEG_UNKNOWN
      || __builtin_add_overflow (*data, size, data))
    *data = UITWEG_UNKNOWN;
  connectors_thing_add_disk (
      thing, slash != NULL ? slash + 1 : NULL, size,
      format != NULL && strstr (format, "vmdk") != NULL ? "vmdk" : NULL, -1);
}

static void
read_item (const Envelope *envelope,
           ConnectorsThing *thing,
           const char *id,
           const xmlNode *item,
           gint64 *data)
{
  gint64 type = number_of (child_text (item, "ResourceType"));
  gint64 quantity = number_of (child_text (item, "VirtualQuantity"));
  const char *unit = child_text (item, "AllocationUnits");

  switch (type)
    {
    case 3:
      connectors_thing_set_int (thing, UITWEG_RESOURCE_VCPU, quantity);
      break;
    case 4:
      connectors_thing_set_int (
          thing, UITWEG_RESOURCE_MEMORY,
          connectors_multiply (quantity,
                               unit != NULL ? ovf_parse_unit (unit) : MIB));
      break;
    case 10:
      connectors_thing_add_text (thing, UITWEG_RESOURCE_MACS,
                                 child_text (item, "Address"));
      ovf_add_network (envelope->run, id, child_text (item, "Connection"),
                       "ovf.Item.Connection");
      break;
    case 17:
      read_disk (envelope, thing, item, data);
      break;
    default:
      break;
    }
}

/* vmw:Config key="firmware" value="efi" */
static void
read_setting (ConnectorsThing *thing, const xmlNode *setting)
{
  static const struct
  {
    const char *key;
    const char *value;
    const char *feature;
  } rules[] = {
    { "firmware", "efi", "device:uefi" },
    { "bootOptions.efiSecureBootEnabled", "true", "device:secure-boot" },
    { "nestedHVEnabled", "true", "device:nested-virtualisation" },
  };
  const char *key = attribute (setting, "key");
  const char *value = attribute (setting, "value");

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_strcmp0 (key, rules[i].key) == 0
        && g_strcmp0 (value, rules[i].value) == 0)
      connectors_thing_add_text (thing, UITWEG_RESOURCE_FEATURES,
                                 rules[i].feature);
}

static void
read_hardware (const Envelope *envelope,
               ConnectorsThing *thing,
               const char *id,
               const xmlNode *hardware)
{
  gint64 data = 0;

  for (const xmlNode *at = hardware->children; at != NULL; at = at->next)
    if ((is_named (at, "Item") || is_named (at, "StorageItem")
         || is_named (at, "EthernetPortItem"))
        && is_in_default (envelope, at))
      read_item (envelope, thing, id, at, &data);
    else if (is_named (at, "Config"))
      read_setting (thing, at);
  connectors_thing_set_int (thing, UITWEG_RESOURCE_DATA, data);
}

static void
read_system (const Envelope *envelope, const xmlNode *system)
{
  const char *name = child_text (system, "Name");
  const xmlNode *hardware = child (system, "VirtualHardwareSection");
  const xmlNode *os = child (system, "OperatingSystemSection");
  const char *os_name = child_text (os, "Description");
  g_autofree char *id = NULL;
  ConnectorsThing *thing;

  if (name == NULL)
    name = attribute (system, "id");
  id = connectors_make_id ("ovf/%s/%s", name != NULL ? name : "unnamed",
                           envelope->digest);
  thing = ovf_begin_machine (envelope->run, id, name, "ovf:virtual_system",
                             "ovf");
  connectors_thing_set_text (thing, UITWEG_RESOURCE_OS_NAME,
                             os_name != NULL ? os_name
                                             : attribute (os, "osType"));
  connectors_thing_add_text (thing, UITWEG_RESOURCE_FEATURES, NULL);
  if (hardware != NULL)
    read_hardware (envelope, thing, id, hardware);
}

/* Systems stand in the envelope or in collections, at any depth. */
static guint
read_systems (const Envelope *envelope)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new ();
  guint n = 0;

  g_ptr_array_add (places, (gpointer) envelope->root);
  for (guint i = 0; i < places->len; i++)
    {
      const xmlNode *place = g_ptr_array_index (places, i);

      for (const xmlNode *at = place->children; at != NULL; at = at->next)
        if (is_named (at, "VirtualSystemCollection"))
          g_ptr_array_add (places, (gpointer) at);
        else if (is_named (at, "VirtualSystem"))
          {
            read_system (envelope, at);
            n++;
          }
    }
  return n;
}

static gboolean
fail (GError **error, const char *path, long line, const char *found)
{
  g_set_error (error, UITWEG_CONNECTOR_ERROR,
               (gint) UITWEG_CONNECTOR_ERROR_INPUT,
               "%s:%ld: found %s, expected an OVF envelope", path, line, found);
  return FALSE;
}

static gboolean
read_document (OvfRun *run,
               const ConnectorsSaved *saved,
               xmlDoc *doc,
               GError **error)
{
  const xmlNode *root = xmlDocGetRootElement (doc);
  Envelope envelope = { .run = run, .root = root };
  gboolean ok = TRUE;

  if (doc->intSubset != NULL)
    return fail (error, saved->path, 1, "a document type declaration");
  if (root == NULL || !is_named (root, "Envelope"))
    return fail (error, saved->path, 1, "another root element");
  envelope.configuration = find_configuration (root);
  envelope.digest = ovf_digest (saved->data, saved->length);
  if (read_systems (&envelope) == 0)
    ok = fail (error, saved->path, xmlGetLineNo (root),
               "an envelope without a system");
  g_free (envelope.configuration);
  g_free (envelope.digest);
  return ok;
}

gboolean
ovf_read_envelope (OvfRun *run, const ConnectorsSaved *saved, GError **error)
{
  xmlParserCtxt *context = xmlNewParserCtxt ();
  xmlDoc *doc = xmlCtxtReadMemory (
      context, saved->data, (int) saved->length, NULL, "UTF-8",
      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
          | XML_PARSE_NOBLANKS);
  gboolean ok;

  if (doc == NULL)
    {
      fail (error, saved->path,
            context->lastError.line > 0 ? context->lastError.line : 1,
            "what is not well-formed XML");
      xmlFreeParserCtxt (context);
      return FALSE;
    }
  xmlFreeParserCtxt (context);
  ok = read_document (run, saved, doc, error);
  xmlFreeDoc (doc);
  return ok;
}
