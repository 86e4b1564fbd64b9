/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads saved answers of Nutanix Prism: lists of versions 2, 3 and 4 of its
 * API, and single things.
 */
#include "config.h"

#include "connectors/nutanix/nutanix.h"

#include "connectors/common/sample.h"
#include "connectors/connectors.h"

#include <string.h>

#define MIB ((gint64) 1 << 20)

static const UitwegConnectorOption options[] = {
  { "provider", "premises", "id of the provider or party that runs it" },
  { "region", NULL, "region of the provider, or a country code" },
  { NULL, NULL, NULL },
};

/* Words in ids, of API version 3, and of counts. */
static const struct
{
  const char *word;
  const char *kind; /* in metadata.kind */
  const char *plural;
  const char *native_type;
  const char *rule;
  UitwegResourceKind resource;
} kinds[NUTANIX_N_KINDS] = {
  [NUTANIX_VM] = { "vm", "vm", "vms", "nutanix:vm", "nutanix.vm",
                   UITWEG_KIND_VM },
  [NUTANIX_HOST] = { "host", "host", "hosts", "nutanix:host", "nutanix.host",
                     UITWEG_KIND_HOST },
  [NUTANIX_CLUSTER] = { "cluster", "cluster", "clusters", "nutanix:cluster",
                        "nutanix.cluster", UITWEG_KIND_CLUSTER },
  [NUTANIX_SUBNET] = { "subnet", "subnet", "subnets", "nutanix:subnet",
                       "nutanix.subnet", UITWEG_KIND_SUBNET },
  [NUTANIX_CONTAINER] = { "storage-container", "storage_container",
                          "storage_containers", "nutanix:storage_container",
                          "nutanix.storage_container", UITWEG_KIND_POOL },
  [NUTANIX_IMAGE] = { "image", "image", "images", "nutanix:image",
                      "nutanix.image", UITWEG_KIND_IMAGE },
  [NUTANIX_VOLUME_GROUP] = { "volume-group", "volume_group", "volume_groups",
                             "nutanix:volume_group", "nutanix.volume_group",
                             UITWEG_KIND_DISK },
};

char *
nutanix_id (NutanixKind kind, const char *uuid)
{
  return connectors_make_id ("nutanix/%s/%s", kinds[kind].word, uuid);
}

const char *
nutanix_text (const NutanixRow *row, const char *const *paths)
{
  const char *text = NULL;

  for (gsize i = 0; paths[i] != NULL && text == NULL; i++)
    text = connectors_text_at (row->doc, row->row, paths[i]);
  return text;
}

gint64
nutanix_int (const NutanixRow *row, const char *const *paths)
{
  gint64 number = UITWEG_UNKNOWN;

  for (gsize i = 0; paths[i] != NULL && number == UITWEG_UNKNOWN; i++)
    number = connectors_int_at (row->doc, row->row, paths[i], G_MAXINT64);
  return number;
}

void
nutanix_add_edge (const NutanixRow *row,
                  NutanixKind kind,
                  const char *to,
                  ConnectorsRule rule,
                  const char *origin)
{
  g_autofree char *id = to != NULL ? nutanix_id (kind, to) : NULL;

  if (id != NULL)
    connectors_inventory_add_edge (row->run->inventory, row->id, id, rule,
                                   origin);
}

ConnectorsThing *
nutanix_begin (const NutanixRow *row)
{
  static const char *const names[] = { "status.name", "spec.name",
                                       "metadata.name", "name", NULL };
  ConnectorsThing *thing = connectors_inventory_add (
      row->run->inventory, row->id, kinds[row->kind].resource,
      kinds[row->kind].native_type, kinds[row->kind].rule);

  connectors_thing_set_text (thing, UITWEG_RESOURCE_NAME,
                             nutanix_text (row, names));
  connectors_thing_set_text (thing, UITWEG_RESOURCE_NATIVE_ID, row->uuid);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_PROVIDER,
                             row->run->provider);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_REGION, row->run->region);
  return thing;
}

static const char *
cluster_of (const NutanixRow *row)
{
  static const char *const paths[] = {
    "status.resources.cluster_reference.uuid",
    "status.cluster_reference.uuid",
    "spec.cluster_reference.uuid",
    "clusterExtId",
    "cluster_uuid",
    "cluster.uuid",
    "clusterReference",
    NULL
  };

  return nutanix_text (row, paths);
}

static void
read_host (const NutanixRow *row)
{
  static const char *const cores[] = { "status.resources.num_cpu_cores",
                                       "num_cpu_cores", "numberOfCpuCores",
                                       NULL };
  static const char *const mib[] = { "status.resources.memory_capacity_mib",
                                     NULL };
  static const char *const bytes[] = { "memory_capacity_in_bytes",
                                       "memorySizeBytes", NULL };
  static const char *const serials[] = { "status.resources.serial_number",
                                         "serial", NULL };
  ConnectorsThing *thing = nutanix_begin (row);
  gint64 memory = connectors_multiply (nutanix_int (row, mib), MIB);

  connectors_thing_set_int (thing, UITWEG_RESOURCE_VCPU,
                            nutanix_int (row, cores));
  connectors_thing_set_int (
      thing, UITWEG_RESOURCE_MEMORY,
      memory != UITWEG_UNKNOWN ? memory : nutanix_int (row, bytes));
  connectors_thing_set_int (thing, UITWEG_RESOURCE_COUNT, 1);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_SERIAL,
                             nutanix_text (row, serials));
  connectors_thing_set_text (thing, UITWEG_RESOURCE_ACCOUNT, cluster_of (row));
  nutanix_add_edge (row, NUTANIX_CLUSTER, cluster_of (row),
                    CONNECTORS_RULE_CONTAINS, "nutanix.host.cluster_reference");
}

static void
read_cluster (const NutanixRow *row)
{
  static const char *const arches[] = { "status.resources.config.cluster_arch",
                                        "config.clusterArch", NULL };
  ConnectorsThing *thing = nutanix_begin (row);
  const char *arch = nutanix_text (row, arches);
  g_autofree char *folded = arch != NULL ? g_ascii_strdown (arch, -1) : NULL;

  connectors_thing_set_text (thing, UITWEG_RESOURCE_ARCH, folded);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_ACCOUNT, row->uuid);
}

static void
read_subnet (const NutanixRow *row)
{
  static const char *const vlans[] = { "status.resources.vlan_id",
                                       "spec.resources.vlan_id", "vlan_id",
                                       "networkId", NULL };
  ConnectorsThing *thing = nutanix_begin (row);

  connectors_thing_add_tag (thing, "vlan", nutanix_text (row, vlans));
  connectors_thing_set_text (thing, UITWEG_RESOURCE_ACCOUNT, cluster_of (row));
  nutanix_add_edge (row, NUTANIX_CLUSTER, cluster_of (row),
                    CONNECTORS_RULE_CONTAINS,
                    "nutanix.subnet.cluster_reference");
}

static void
read_container (const NutanixRow *row)
{
  static const char *const used[] = { "usageBytes", NULL };
  static const char *const factors[] = { "status.resources.replication_factor",
                                         "replication_factor",
                                         "replicationFactor", NULL };
  ConnectorsThing *thing = nutanix_begin (row);
  const BaseNode *stats = connectors_node_map (row->doc, row->row,
                                               "status.resources.usage_stats");
  gint64 bytes = nutanix_int (row, used);

  if (stats == NULL)
    stats = connectors_node_map (row->doc, row->row, "usage_stats");
  if (bytes == UITWEG_UNKNOWN)
    bytes = connectors_node_int (
        connectors_node_of (row->doc, stats, "storage.user_usage_bytes"),
        G_MAXINT64);
  connectors_thing_set_int (thing, UITWEG_RESOURCE_USED, bytes);
  connectors_thing_add_tag (thing, "replication_factor",
                            nutanix_text (row, factors));
  connectors_thing_set_text (thing, UITWEG_RESOURCE_ACCOUNT, cluster_of (row));
  nutanix_add_edge (row, NUTANIX_CLUSTER, cluster_of (row),
                    CONNECTORS_RULE_CONTAINS,
                    "nutanix.storage_container.cluster_reference");
}

static void
read_image (const NutanixRow *row)
{
  static const char *const sizes[] = { "status.resources.size_bytes",
                                       "sizeBytes", "vm_disk_size", NULL };
  ConnectorsThing *thing = nutanix_begin (row);

  connectors_thing_set_int (thing, UITWEG_RESOURCE_DATA,
                            nutanix_int (row, sizes));
}

static void
read_volume_group (const NutanixRow *row)
{
  static const char *const sizes[] = { "sizeBytes", NULL };
  ConnectorsThing *thing = nutanix_begin (row);

  connectors_thing_set_int (thing, UITWEG_RESOURCE_DATA,
                            nutanix_int (row, sizes));
}

/* By metadata.kind of version 3, by $objectType of version 4, and where there
 * is neither by keys that only things of the kind have. */
static gboolean
find_kind (const BaseDoc *doc, const BaseNode *row, NutanixKind *kind_out)
{
  static const struct
  {
    const char *key;
    NutanixKind kind;
  } keys[] = {
    { "storage_container_uuid", NUTANIX_CONTAINER },
    { "replicationFactor", NUTANIX_CONTAINER },
    { "numSockets", NUTANIX_VM },
    { "num_vcpus", NUTANIX_VM },
    { "numberOfCpuCores", NUTANIX_HOST },
    { "num_cpu_cores", NUTANIX_HOST },
    { "clusterLocationExtIds", NUTANIX_IMAGE },
    { "image_type", NUTANIX_IMAGE },
    { "subnetType", NUTANIX_SUBNET },
    { "vlan_id", NUTANIX_SUBNET },
    { "nodes", NUTANIX_CLUSTER },
    { "iscsi_target", NUTANIX_VOLUME_GROUP },
  };
  static const struct
  {
    const char *suffix;
    NutanixKind kind;
  } types[] = {
    { ".Vm", NUTANIX_VM },
    { ".Host", NUTANIX_HOST },
    { ".Cluster", NUTANIX_CLUSTER },
    { ".Subnet", NUTANIX_SUBNET },
    { ".StorageContainer", NUTANIX_CONTAINER },
    { ".Image", NUTANIX_IMAGE },
    { ".VolumeGroup", NUTANIX_VOLUME_GROUP },
  };
  const char *word = connectors_text_at (doc, row, "metadata.kind");
  const char *type = connectors_text_at (doc, row, "$objectType");

  for (gsize i = 0; word != NULL && i < NUTANIX_N_KINDS; i++)
    if (strcmp (kinds[i].kind, word) == 0)
      {
        *kind_out = (NutanixKind) i;
        return TRUE;
      }
  for (gsize i = 0; type != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_str_has_suffix (type, types[i].suffix))
      {
        *kind_out = types[i].kind;
        return TRUE;
      }
  for (gsize i = 0; word == NULL && i < G_N_ELEMENTS (keys); i++)
    if (connectors_node_at (doc, row, keys[i].key) != NULL)
      {
        *kind_out = keys[i].kind;
        return TRUE;
      }
  return FALSE;
}

static void
read_known (const NutanixRow *row)
{
  switch (row->kind)
    {
    case NUTANIX_VM:
      nutanix_read_vm (row);
      break;
    case NUTANIX_HOST:
      read_host (row);
      break;
    case NUTANIX_CLUSTER:
      read_cluster (row);
      break;
    case NUTANIX_SUBNET:
      read_subnet (row);
      break;
    case NUTANIX_CONTAINER:
      read_container (row);
      break;
    case NUTANIX_IMAGE:
      read_image (row);
      break;
    case NUTANIX_VOLUME_GROUP:
      read_volume_group (row);
      break;
    }
}

/* FALSE if the row is of no kind that is known. */
static gboolean
read_row (NutanixRun *run,
          const ConnectorsSaved *saved,
          const BaseNode *node,
          gboolean is_listed)
{
  static const char *const uuids[] = { "metadata.uuid", "extId", "uuid",
                                       "storage_container_uuid", NULL };
  NutanixRow row = {
    .run = run, .doc = saved->doc, .row = node, .path = saved->path
  };
  g_autofree char *id = NULL;

  if (!find_kind (saved->doc, node, &row.kind))
    return FALSE;
  row.uuid = nutanix_text (&row, uuids);
  if (row.uuid == NULL)
    {
      g_autofree char *place = g_strdup_printf ("%s:%u", saved->path,
                                                node->line);

      connectors_inventory_add_problem (run->inventory, place, 1,
                                        "found a %s without an id, expected "
                                        "one",
                                        kinds[row.kind].word);
      return TRUE;
    }
  id = row.id = nutanix_id (row.kind, row.uuid);
  connectors_inventory_count (run->inventory, kinds[row.kind].plural, 1);
  if (is_listed)
    g_hash_table_add (run->listed[row.kind], g_strdup (row.uuid));
  read_known (&row);
  return TRUE;
}

static gboolean
read_list (NutanixRun *run, const ConnectorsSaved *saved, const BaseNode *list)
{
  static const char *const totals[] = { "total_matches", "grand_total_entities",
                                        "totalAvailableResults" };
  const BaseNode *metadata = connectors_node_map (saved->doc, saved->root,
                                                  "metadata");
  NutanixKind kind = NUTANIX_VM;
  gboolean is_known = FALSE;
  guint n_other = 0;

  for (const BaseNode *at = base_doc_first (saved->doc, list); at != NULL;
       at = base_doc_next (saved->doc, at))
    if (!read_row (run, saved, at, TRUE))
      n_other++;
    else if (!is_known)
      is_known = find_kind (saved->doc, at, &kind);
  for (gsize i = 0; is_known && i < G_N_ELEMENTS (totals); i++)
    run->totals[kind] = MAX (
        run->totals[kind],
        connectors_int_at (saved->doc, metadata, totals[i], NUTANIX_LARGEST));
  if (n_other > 0 && is_known)
    connectors_inventory_add_note (run->inventory, saved->path,
                                   "left out %u of a kind that is not known",
                                   n_other);
  return is_known || (list->n_children == 0 && metadata != NULL);
}

static gboolean
take (const ConnectorsSaved *saved,
      ConnectorsInventory *inventory,
      gpointer data,
      GError **error)
{
  const BaseNode *list = connectors_node_list (saved->doc, saved->root,
                                               "entities");

  if (list == NULL)
    list = connectors_node_list (saved->doc, saved->root, "data");
  if (list != NULL)
    return connectors_node_map (saved->doc, saved->root, "metadata") != NULL
           && read_list (data, saved, list);
  if (connectors_node_map (saved->doc, saved->root, "data") != NULL
      && connectors_text_at (saved->doc, saved->root, "data.extId") != NULL)
    return read_row (data, saved,
                     connectors_node_at (saved->doc, saved->root, "data"),
                     FALSE);
  return connectors_text_at (saved->doc, saved->root, "metadata.uuid") != NULL
         && read_row (data, saved, saved->root, FALSE);
}

static void
check_complete (NutanixRun *run)
{
  for (gsize i = 0; i < NUTANIX_N_KINDS; i++)
    {
      guint n = g_hash_table_size (run->listed[i]);

      if (run->totals[i] > (gint64) n)
        connectors_inventory_add_problem (
            run->inventory, kinds[i].plural, (guint) (run->totals[i] - n),
            "found %u of %" G_GINT64_FORMAT ", expected all pages", n,
            run->totals[i]);
    }
  if (run->n_without_host > 0)
    connectors_inventory_add_problem (run->inventory, "hosts", 0,
                                      "%u machines run but name no host",
                                      run->n_without_host);
}

static gboolean
collect (const UitwegCollectRequest *request,
         UitwegEstateBuilder *builder,
         GCancellable *cancellable,
         GError **error)
{
  static const char *const suffixes[] = { ".json", NULL };
  static const ConnectorsSavedKind kind = {
    .suffixes = suffixes,
    .max_length = (gsize) 512 << 20,
    .form = CONNECTORS_SAVED_JSON,
    .take = take,
    .expected = "an answer of Nutanix Prism, such as vms/list"
  };
  g_autoptr (ConnectorsInventory) inventory = connectors_inventory_new ();
  NutanixRun run = { .inventory = inventory };
  gboolean ok;

  if (!connectors_check_options (&connectors_nutanix_json, request, error))
    return FALSE;
  run.provider = connectors_get_option (&connectors_nutanix_json, request,
                                        "provider");
  run.region = connectors_get_option (&connectors_nutanix_json, request,
                                      "region");
  for (gsize i = 0; i < NUTANIX_N_KINDS; i++)
    run.listed[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           NULL);
  ok = connectors_inventory_read (inventory, request, &kind, &run, cancellable,
                                  error);
  if (ok)
    {
      check_complete (&run);
      connectors_inventory_write (inventory, "nutanix-json", NULL, request,
                                  builder);
    }
  for (gsize i = 0; i < NUTANIX_N_KINDS; i++)
    g_hash_table_unref (run.listed[i]);
  return ok;
}

static guint
recognise (const UitwegConnectorSample *sample, const char **what_out)
{
  static const char *const keys[] = { "metadata.total_matches",
                                      "metadata.grand_total_entities",
                                      "metadata.totalAvailableResults",
                                      "spec.cluster_reference", NULL };

  if (sample->form != CONNECTORS_FORM_JSON)
    return CONNECTORS_NOT_MINE;
  for (gsize i = 0; keys[i] != NULL; i++)
    if (connectors_sample_has_key (sample, keys[i]))
      {
        *what_out = "answer of Nutanix Prism";
        return CONNECTORS_CERTAIN;
      }
  return CONNECTORS_NOT_MINE;
}

const UitwegConnector connectors_nutanix_json = {
  .api = UITWEG_CONNECTOR_API,
  .name = "nutanix-json",
  .summary = "saved answers of Nutanix Prism",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect,
  .recognise = recognise,
};
