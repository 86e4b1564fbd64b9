/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads machines that stand as files: OVF and OVA packages, settings of VMX,
 * and exports of Coriolis.
 */
#include "config.h"

#include "connectors/ovf/ovf.h"

#include "connectors/common/sample.h"
#include "connectors/connectors.h"

#include <string.h>

#define MIB ((gint64) 1 << 20)
#define LARGEST ((gint64) 1 << 40)
#define MAX_DEPTH 64

static const UitwegConnectorOption options[] = {
  { "provider", "premises", "id of the provider or party that runs them" },
  { "region", NULL, "region of the provider, or a country code" },
  { NULL, NULL, NULL },
};

ConnectorsThing *
ovf_begin_machine (const OvfRun *run,
                   const char *id,
                   const char *name,
                   const char *native_type,
                   const char *rule)
{
  ConnectorsThing *thing = connectors_inventory_add (
      run->inventory, id, UITWEG_KIND_VM, native_type, rule);

  connectors_thing_set_text (thing, UITWEG_RESOURCE_NAME, name);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_PROVIDER, run->provider);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_REGION, run->region);
  connectors_thing_set_int (thing, UITWEG_RESOURCE_COUNT, 1);
  connectors_inventory_count (run->inventory, "machines", 1);
  return thing;
}

void
ovf_add_network (const OvfRun *run,
                 const char *id,
                 const char *network,
                 const char *origin)
{
  g_autofree char *clean = connectors_clean (network);
  g_autofree char *to = clean != NULL ? connectors_make_id ("network/%s", clean)
                                      : NULL;

  if (to != NULL)
    connectors_inventory_add_edge (run->inventory, id, to,
                                   CONNECTORS_RULE_IN_NETWORK, origin);
}

char *
ovf_digest (const char *data, gsize length)
{
  char *digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                              (const guchar *) data, length);

  digest[8] = '\0';
  return digest;
}

/* Coriolis. */

static void
read_devices (OvfRun *run,
              ConnectorsThing *thing,
              const char *id,
              const BaseDoc *doc,
              const BaseNode *root)
{
  const BaseNode *disks = connectors_node_list (doc, root, "devices.disks");
  const BaseNode *nics = connectors_node_list (doc, root, "devices.nics");
  gint64 data = 0;

  for (const BaseNode *at = disks != NULL ? base_doc_first (doc, disks) : NULL;
       at != NULL; at = base_doc_next (doc, at))
    {
      gint64 size = connectors_int_at (doc, at, "size_bytes", G_MAXINT64);

      connectors_thing_add_disk (thing, connectors_text_at (doc, at, "id"),
                                 size, connectors_text_at (doc, at, "format"),
                                 -1);
      if (data == UITWEG_UNKNOWN || size == UITWEG_UNKNOWN
          || __builtin_add_overflow (data, size, &data))
        data = UITWEG_UNKNOWN;
      run->n_unknown_sizes += size == UITWEG_UNKNOWN;
    }
  if (disks != NULL)
    connectors_thing_set_int (thing, UITWEG_RESOURCE_DATA, data);
  for (const BaseNode *at = nics != NULL ? base_doc_first (doc, nics) : NULL;
       at != NULL; at = base_doc_next (doc, at))
    {
      const BaseNode *list = connectors_node_list (doc, at, "ip_addresses");

      connectors_thing_add_text (thing, UITWEG_RESOURCE_MACS,
                                 connectors_text_at (doc, at, "mac_address"));
      for (const BaseNode *ip = list != NULL ? base_doc_first (doc, list)
                                             : NULL;
           ip != NULL; ip = base_doc_next (doc, ip))
        connectors_thing_add_text (thing, UITWEG_RESOURCE_ADDRESSES,
                                   connectors_node_text (ip));
      ovf_add_network (run, id, connectors_text_at (doc, at, "network_name"),
                       "coriolis.nics.network_name");
    }
}

static void
read_coriolis (OvfRun *run, const BaseDoc *doc, const BaseNode *root)
{
  const char *native = connectors_text_at (doc, root, "id");
  const char *name = connectors_text_at (doc, root, "name");
  const char *firmware = connectors_text_at (doc, root, "firmware_type");
  g_autofree char *id = connectors_make_id ("coriolis/%s",
                                            native != NULL ? native
                                            : name != NULL ? name
                                                           : "unnamed");
  ConnectorsThing *thing = ovf_begin_machine (run, id, name, "coriolis:vm",
                                              "coriolis");

  connectors_thing_set_text (thing, UITWEG_RESOURCE_NATIVE_ID, native);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_OS_NAME,
                             connectors_text_at (doc, root, "os_type"));
  connectors_thing_set_int (thing, UITWEG_RESOURCE_VCPU,
                            connectors_int_at (doc, root, "num_cpu", LARGEST));
  connectors_thing_set_int (
      thing, UITWEG_RESOURCE_MEMORY,
      connectors_multiply (connectors_int_at (doc, root, "memory_mb", LARGEST),
                           MIB));
  connectors_thing_add_text (thing, UITWEG_RESOURCE_FEATURES, NULL);
  if (g_strcmp0 (firmware, "EFI") == 0)
    connectors_thing_add_text (thing, UITWEG_RESOURCE_FEATURES, "device:uefi");
  if (connectors_bool_at (doc, root, "secure_boot") == 1)
    connectors_thing_add_text (thing, UITWEG_RESOURCE_FEATURES,
                               "device:secure-boot");
  if (connectors_bool_at (doc, root, "nested_virtualization") == 1)
    connectors_thing_add_text (thing, UITWEG_RESOURCE_FEATURES,
                               "device:nested-virtualisation");
  read_devices (run, thing, id, doc, root);
}

static gboolean
take_json (OvfRun *run, const ConnectorsSaved *saved, GError **error)
{
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (GError) reason = NULL;
  const BaseNode *root;

  if (!base_json_parse (doc, saved->path, 1, saved->data, saved->length,
                        MAX_DEPTH, &reason))
    {
      g_set_error_literal (error, UITWEG_CONNECTOR_ERROR,
                           (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                           reason->message);
      return FALSE;
    }
  root = base_doc_node (doc, 0);
  if (connectors_node_at (doc, root, "num_cpu") == NULL
      || connectors_node_map (doc, root, "devices") == NULL)
    return FALSE;
  read_coriolis (run, doc, root);
  return TRUE;
}

static gboolean
take (const ConnectorsSaved *saved,
      ConnectorsInventory *inventory,
      gpointer data,
      GError **error)
{
  gsize blank = strspn (saved->data, " \t\r\n");

  if (memchr (saved->data, '\0', saved->length) != NULL)
    return FALSE;
  if (saved->data[blank] == '<')
    return ovf_read_envelope (data, saved, error);
  if (saved->data[blank] == '{')
    return take_json (data, saved, error);
  return ovf_read_vmx (data, saved);
}

static gboolean
collect (const UitwegCollectRequest *request,
         UitwegEstateBuilder *builder,
         GCancellable *cancellable,
         GError **error)
{
  static const char *const suffixes[] = { ".ovf",  ".ova",  ".vmx",
                                          ".vmtx", ".json", NULL };
  static const ConnectorsSavedKind kind = {
    .suffixes = suffixes,
    .max_length = OVF_MAX_FILE,
    .form = CONNECTORS_SAVED_TEXT,
    .take = take,
    .expected = "OVF, OVA, VMX, or an export of Coriolis",
    .read = ovf_read_file
  };
  g_autoptr (ConnectorsInventory) inventory = connectors_inventory_new ();
  OvfRun run = { .inventory = inventory };

  if (!connectors_check_options (&connectors_ovf, request, error))
    return FALSE;
  run.provider = connectors_get_option (&connectors_ovf, request, "provider");
  run.region = connectors_get_option (&connectors_ovf, request, "region");
  if (!connectors_inventory_read (inventory, request, &kind, &run, cancellable,
                                  error))
    return FALSE;
  if (run.n_unknown_sizes > 0)
    connectors_inventory_add_problem (inventory, "disk sizes", 0,
                                      "%u disks of unknown size: the file of "
                                      "the machine does not say it",
                                      run.n_unknown_sizes);
  connectors_inventory_write (inventory, "ovf", NULL, request, builder);
  return TRUE;
}

/* Whether the text begins a line with `word`, case folded. */
static gboolean
has_line (const char *text, const char *word)
{
  for (const char *at = text; at != NULL;)
    {
      if (g_ascii_strncasecmp (at, word, strlen (word)) == 0)
        return TRUE;
      at = strchr (at, '\n');
      at = at != NULL ? at + 1 : NULL;
    }
  return FALSE;
}

static guint
recognise (const UitwegConnectorSample *sample, const char **what_out)
{
  if (sample->form == CONNECTORS_FORM_XML && sample->root != NULL
      && strcmp (sample->root, "Envelope") == 0
      && sample->root_namespace != NULL
      && strstr (sample->root_namespace, "/ovf/envelope") != NULL)
    {
      *what_out = "OVF descriptor";
      return CONNECTORS_CERTAIN;
    }
  if (sample->form == CONNECTORS_FORM_TAR)
    for (gsize i = 0; sample->members[i] != NULL; i++)
      if (g_str_has_suffix (sample->members[i], ".ovf"))
        {
          *what_out = "OVA package";
          return CONNECTORS_CERTAIN;
        }
  if (sample->form == CONNECTORS_FORM_JSON
      && connectors_sample_has_key (sample, "num_cpu")
      && connectors_sample_has_key (sample, "devices.disks"))
    {
      *what_out = "export of Coriolis";
      return CONNECTORS_CERTAIN;
    }
  if (sample->text != NULL && has_line (sample->text, "virtualHW.version"))
    {
      *what_out = "settings of a VMware machine";
      return CONNECTORS_CERTAIN;
    }
  return CONNECTORS_NOT_MINE;
}

const UitwegConnector connectors_ovf = {
  .api = UITWEG_CONNECTOR_API,
  .name = "ovf",
  .summary = "machines as files: OVF, OVA, VMX, exports of Coriolis",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect,
  .recognise = recognise,
};
