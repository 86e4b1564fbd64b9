/* SPDX-License-Identifier: EUPL-1.2
 *
 * The record of one asset. Only fields named here are kept: metadata of
 * instances, environments and settings hold passwords and keys.
 */
#include "config.h"

#include "connectors/gcp/set.h"

#include <string.h>

#define GIB ((gint64) 1 << 30)
#define MIB ((gint64) 1 << 20)
/* Larger counts and sizes (in GiB) are slips. */
#define LARGEST 10000000

typedef struct
{
  GcpSet *set;
  const GcpAsset *asset;
  ConnectorsThing *thing;
} Thing;

static const char *
text_at (const Thing *it, const char *path)
{
  const BaseNode *node = connectors_node_at (it->asset->doc, it->asset->data,
                                             path);

  return node != NULL && node->kind == BASE_NODE_STRING && node->text[0] != '\0'
             ? node->text
             : NULL;
}

static gint64
int_at (const Thing *it, const char *path)
{
  return connectors_int_at (it->asset->doc, it->asset->data, path, LARGEST);
}

static const char *
last_of (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

static gboolean
is_type (const Thing *it, const char *type)
{
  return strcmp (it->asset->type, type) == 0;
}

/* "zones/europe-west4-a" in a name. (transfer full) (nullable) */
static char *
part_of_key (const char *key, const char *word)
{
  const char *at = strstr (key, word);

  if (at == NULL)
    return NULL;
  at += strlen (word);
  return at[0] != '\0' ? g_strndup (at, strcspn (at, "/")) : NULL;
}

/* "europe-west4-a" is a zone of europe-west4. */
static gboolean
is_zone (const char *place)
{
  gsize length = strlen (place);

  return length > 2 && place[length - 2] == '-'
         && g_ascii_islower (place[length - 1]);
}

static void
set_place (const Thing *it)
{
  static const char *const words[] = { "/zones/", "/regions/", "/locations/" };
  static const char *const paths[] = { "zone", "region", "location",
                                       "locationId" };
  g_autofree char *place = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (words) && place == NULL; i++)
    place = part_of_key (it->asset->key, words[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (paths) && place == NULL; i++)
    if (text_at (it, paths[i]) != NULL)
      place = g_strdup (last_of (text_at (it, paths[i])));
  if (place == NULL && it->asset->location != NULL)
    place = g_strdup (it->asset->location);
  connectors_thing_set_text (it->thing, UITWEG_RESOURCE_PROVIDER, "gcp");
  connectors_thing_set_text (it->thing, UITWEG_RESOURCE_ACCOUNT,
                             it->asset->project);
  if (place == NULL)
    return;
  for (char *at = place; *at != '\0'; at++)
    *at = g_ascii_tolower (*at);
  if (is_zone (place))
    {
      connectors_thing_set_text (it->thing, UITWEG_RESOURCE_ZONE, place);
      place[strlen (place) - 2] = '\0';
    }
  connectors_thing_set_text (it->thing, UITWEG_RESOURCE_REGION, place);
}

static void
set_state (const Thing *it)
{
  const char *state = text_at (it, "status");
  g_autofree char *word = NULL;

  if (state == NULL)
    state = text_at (it, "state");
  if (state == NULL)
    return;
  word = g_ascii_strdown (state, -1);
  connectors_thing_set_text (it->thing, UITWEG_RESOURCE_STATE,
                             strcmp (word, "terminated") == 0 ? "stopped"
                                                              : word);
}

/* "n2-custom-4-8192" and "db-custom-2-7680" say their size themselves. */
static void
set_machine_type (const Thing *it, const char *text)
{
  const char *type = last_of (text);
  const char *custom = strstr (type, "custom-");
  g_auto (GStrv) parts = NULL;
  gint64 vcpus;
  gint64 mib;

  connectors_thing_set_machine_type (it->thing, "gcp", type);
  if (custom == NULL)
    return;
  parts = g_strsplit (custom, "-", 4);
  if (g_strv_length (parts) < 3
      || !g_ascii_string_to_signed (parts[1], 10, 1, LARGEST, &vcpus, NULL)
      || !g_ascii_string_to_signed (parts[2], 10, 1, LARGEST, &mib, NULL))
    return;
  connectors_thing_set_int (it->thing, UITWEG_RESOURCE_VCPU, vcpus);
  connectors_thing_set_int (it->thing, UITWEG_RESOURCE_MEMORY, mib * MIB);
}

static void
add_accelerators (const Thing *it, const char *path)
{
  const BaseDoc *doc = it->asset->doc;
  const BaseNode *list = connectors_node_list (doc, it->asset->data, path);
  gint64 sum = 0;

  if (list == NULL)
    return;
  for (const BaseNode *at = base_doc_first (doc, list); at != NULL;
       at = base_doc_next (doc, at))
    sum += MAX (connectors_int_at (doc, at, "acceleratorCount", LARGEST), 0);
  if (sum > 0)
    connectors_thing_set_int (it->thing, UITWEG_RESOURCE_GPU, sum);
}

/* A disk of an instance; what is gone with the machine is a local disk. */
static void
add_disk (const Thing *it, const BaseNode *disk)
{
  const BaseDoc *doc = it->asset->doc;
  const char *source = connectors_text_at (doc, disk, "source");
  const char *kind = connectors_text_at (doc, disk, "type");
  const char *mode = connectors_text_at (doc, disk, "mode");
  gint64 gib = connectors_int_at (doc, disk, "diskSizeGb", LARGEST);
  g_autofree char *id = NULL;
  const char *service;
  const char *path;

  if (gib == UITWEG_UNKNOWN)
    gib = connectors_int_at (doc, disk, "initializeParams.diskSizeGb", LARGEST);
  if (source != NULL
      && gcp_split (it->set, source, it->asset->project, &service, &path))
    {
      g_autofree char *key = g_strdup_printf ("compute.googleapis.com/%s",
                                              path);

      id = gcp_make_record (key);
      /* Many may read one disk; who writes to it with others shares it. */
      if (mode == NULL || strcmp (mode, "READ_ONLY") != 0)
        {
          g_autofree char *machine = gcp_make_record (it->asset->key);

          connectors_inventory_join_group (it->set->inventory, key, machine,
                                           CONNECTORS_RULE_SHARES_DISK,
                                           "gcp.disks");
        }
    }
  else if (kind != NULL && strcmp (kind, "SCRATCH") == 0)
    id = g_strdup ("local-ssd");
  connectors_thing_add_disk (
      it->thing, id, connectors_multiply (gib, GIB), NULL,
      mode != NULL && strcmp (mode, "READ_ONLY") == 0 ? 0 : -1);
}

static void
set_instance (const Thing *it)
{
  const BaseDoc *doc = it->asset->doc;
  const BaseNode *disks = connectors_node_list (doc, it->asset->data, "disks");
  const BaseNode *nics = connectors_node_list (doc, it->asset->data,
                                               "networkInterfaces");

  if (text_at (it, "machineType") != NULL)
    set_machine_type (it, text_at (it, "machineType"));
  add_accelerators (it, "guestAccelerators");
  connectors_thing_set_text (it->thing, UITWEG_RESOURCE_HOSTNAME,
                             text_at (it, "hostname"));
  if (disks != NULL)
    for (const BaseNode *at = base_doc_first (doc, disks); at != NULL;
         at = base_doc_next (doc, at))
      {
        const char *image = connectors_text_at (doc, at,
                                                "initializeParams.sourceImage");

        add_disk (it, at);
        if (connectors_bool_at (doc, at, "boot") == 1 && image != NULL)
          connectors_thing_set_text (it->thing, UITWEG_RESOURCE_OS_NAME,
                                     last_of (image));
      }
  if (nics != NULL)
    for (const BaseNode *at = base_doc_first (doc, nics); at != NULL;
         at = base_doc_next (doc, at))
      {
        const char *address = connectors_text_at (doc, at, "networkIP");

        if (address != NULL && g_hostname_is_ip_address (address))
          connectors_thing_add_text (it->thing, UITWEG_RESOURCE_ADDRESSES,
                                     address);
      }
  gcp_keep_member (it->set, it->asset);
}

static void
set_disk (const Thing *it)
{
  gint64 gib = int_at (it, "sizeGb");

  if (gib == UITWEG_UNKNOWN)
    gib = int_at (it, "diskSizeGb");
  connectors_thing_add_disk (
      it->thing, NULL, connectors_multiply (gib, GIB), NULL,
      connectors_bool_at (it->asset->doc, it->asset->data, "multiWriter"));
  if (text_at (it, "type") != NULL)
    connectors_thing_add_tag (it->thing, "class",
                              last_of (text_at (it, "type")));
}

/* "POSTGRES_15" is postgresql:15. */
static void
set_engine (const Thing *it, const char *version)
{
  gsize length = strcspn (version, "_");
  g_autofree char *name = g_ascii_strdown (version, (gssize) length);
  g_autofree char *number = version[length] == '_' ? g_strdelimit (
                                g_strdup (version + length + 1), "_", '.')
                                                   : g_strdup ("");
  gboolean is_postgres = strcmp (name, "postgres") == 0;
  g_autofree char *feature = NULL;

  if (is_postgres && number[0] != '9')
    number[strcspn (number, ".")] = '\0';
  feature = g_strdup_printf ("%s%s%s", is_postgres ? "postgresql" : name,
                             number[0] != '\0' ? ":" : "", number);
  connectors_thing_add_text (it->thing, UITWEG_RESOURCE_FEATURES, feature);
}

static void
set_sql (const Thing *it)
{
  const char *mode = text_at (it, "settings.availabilityType");
  gint64 gib = int_at (it, "settings.dataDiskSizeGb");

  if (text_at (it, "databaseVersion") != NULL)
    set_engine (it, text_at (it, "databaseVersion"));
  if (text_at (it, "settings.tier") != NULL)
    set_machine_type (it, text_at (it, "settings.tier"));
  if (gib != UITWEG_UNKNOWN)
    connectors_thing_add_disk (it->thing, NULL, gib * GIB, NULL, -1);
  if (mode != NULL)
    connectors_thing_set_text (it->thing, UITWEG_RESOURCE_REDUNDANCY,
                               strcmp (mode, "REGIONAL") == 0 ? "zone"
                                                              : "none");
  connectors_references_add (it->set->names, text_at (it, "connectionName"),
                             it->asset->key);
}

static void
set_cluster (const Thing *it)
{
  gint64 nodes = int_at (it, "currentNodeCount");
  const char *type = text_at (it, "config.machineType");

  if (type == NULL)
    type = text_at (it, "nodeConfig.machineType");
  if (type != NULL)
    set_machine_type (it, type);
  connectors_thing_set_int (
      it->thing, UITWEG_RESOURCE_COUNT,
      nodes != UITWEG_UNKNOWN ? nodes : int_at (it, "initialNodeCount"));
  if (connectors_bool_at (it->asset->doc, it->asset->data, "autopilot.enabled")
      == 1)
    connectors_thing_add_text (it->thing, UITWEG_RESOURCE_FEATURES,
                               "autopilot.enabled:true");
}

static void
set_memory_gib (const Thing *it)
{
  gint64 gib = int_at (it, "memorySizeGb");

  connectors_thing_set_int (it->thing, UITWEG_RESOURCE_MEMORY,
                            connectors_multiply (gib, GIB));
}

static void
set_counts (const Thing *it)
{
  gint64 nodes = int_at (it, "nodeCount");

  if (nodes == UITWEG_UNKNOWN)
    nodes = int_at (it, "instance.nodeCount");
  connectors_thing_set_int (it->thing, UITWEG_RESOURCE_COUNT, nodes);
}

static void
set_function (const Thing *it)
{
  connectors_thing_set_int (
      it->thing, UITWEG_RESOURCE_MEMORY,
      connectors_multiply (int_at (it, "availableMemoryMb"), MIB));
}

static void
set_forwarding (const Thing *it)
{
  const char *scheme = text_at (it, "loadBalancingScheme");
  g_autofree char *feature = NULL;

  if (scheme == NULL)
    return;
  feature = g_strdup_printf ("loadBalancingScheme:%s", scheme);
  connectors_thing_add_text (it->thing, UITWEG_RESOURCE_FEATURES, feature);
}

static void
keep_address (const Thing *it)
{
  if (text_at (it, "address") != NULL)
    g_hash_table_insert (it->set->addresses,
                         (gpointer) gcp_keep (it->set, text_at (it, "address")),
                         (gpointer) it->asset->key);
}

static void
keep_account (const Thing *it)
{
  if (text_at (it, "email") != NULL)
    g_hash_table_insert (it->set->accounts,
                         (gpointer) gcp_keep (it->set, text_at (it, "email")),
                         (gpointer) it->asset->key);
}

static void
keep_group (const Thing *it)
{
  const char *group = text_at (it, "instanceGroup");
  const char *service;
  const char *path;

  connectors_thing_set_int (it->thing, UITWEG_RESOURCE_COUNT,
                            int_at (it, "targetSize"));
  if (group != NULL
      && gcp_split (it->set, group, it->asset->project, &service, &path))
    g_hash_table_insert (it->set->groups, (gpointer) it->asset->key,
                         (gpointer) path);
}

static void
keep_firewall (const Thing *it)
{
  gcp_keep_firewall (it->set, it->asset);
}

static const struct
{
  const char *type;
  void (*set) (const Thing *it);
} setters[] = {
  { "compute.googleapis.com/Instance", set_instance },
  { "compute.googleapis.com/Disk", set_disk },
  { "compute.googleapis.com/RegionDisk", set_disk },
  { "compute.googleapis.com/Snapshot", set_disk },
  { "compute.googleapis.com/Address", keep_address },
  { "compute.googleapis.com/GlobalAddress", keep_address },
  { "compute.googleapis.com/Firewall", keep_firewall },
  { "compute.googleapis.com/ForwardingRule", set_forwarding },
  { "compute.googleapis.com/InstanceGroupManager", keep_group },
  { "sqladmin.googleapis.com/Instance", set_sql },
  { "container.googleapis.com/Cluster", set_cluster },
  { "container.googleapis.com/NodePool", set_cluster },
  { "redis.googleapis.com/Instance", set_memory_gib },
  { "spanner.googleapis.com/Instance", set_counts },
  { "cloudfunctions.googleapis.com/CloudFunction", set_function },
  { "iam.googleapis.com/ServiceAccount", keep_account },
};

static void
set_labels (const Thing *it)
{
  static const char *const maps[] = { "labels", "resourceLabels",
                                      "settings.userLabels", "instance.labels",
                                      "metadata.labels" };
  const BaseDoc *doc = it->asset->doc;

  for (gsize i = 0; i < G_N_ELEMENTS (maps); i++)
    {
      const BaseNode *map = connectors_node_map (doc, it->asset->data, maps[i]);

      if (map == NULL)
        continue;
      for (const BaseNode *at = base_doc_first (doc, map); at != NULL;
           at = base_doc_next (doc, at))
        if (at->kind == BASE_NODE_STRING)
          connectors_thing_add_owners_tag (it->thing, at->key, at->text);
    }
}

/* Names by which the value of an environment may mean the thing. */
static void
keep_names (const Thing *it)
{
  static const char *const paths[] = { "status.url", "uri", "httpsTrigger.url",
                                       "endpoint", "host" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      const char *text = text_at (it, paths[i]);
      const char *host = text != NULL ? strstr (text, "://") : NULL;
      g_autofree char *name = NULL;

      if (text == NULL)
        continue;
      host = host != NULL ? host + 3 : text;
      name = g_strndup (host, strcspn (host, "/:"));
      connectors_references_add (it->set->names, name, it->asset->key);
    }
  if (is_type (it, "storage.googleapis.com/Bucket"))
    connectors_references_add (it->set->names, last_of (it->asset->key),
                               it->asset->key);
  connectors_references_add (it->set->names, strchr (it->asset->key, '/') + 1,
                             it->asset->key);
}

void
gcp_add_thing (GcpSet *set, const GcpAsset *asset)
{
  gboolean is_known;
  UitwegResourceKind kind = gcp_kind_of (asset->type, &is_known);
  g_autofree char *record = gcp_make_record (asset->key);
  g_autofree char *native = g_strdup_printf ("cai:%s", asset->type);
  g_autofree char *full = g_strdup_printf ("//%s", asset->key);
  const char *path = strchr (asset->key, '/') + 1;
  const char *known = g_hash_table_lookup (set->paths, path);
  Thing it = { .set = set, .asset = asset };

  it.thing = connectors_inventory_add (set->inventory, record, kind, native,
                                       "gcp.asset");
  connectors_thing_set_text (it.thing, UITWEG_RESOURCE_NAME,
                             text_at (&it, "name") != NULL
                                 ? last_of (text_at (&it, "name"))
                                 : last_of (asset->key));
  connectors_thing_set_text (it.thing, UITWEG_RESOURCE_NATIVE_ID, full);
  g_hash_table_insert (set->assets, (gpointer) asset->key, it.thing);
  g_hash_table_insert (
      set->paths, (gpointer) path,
      (gpointer) (known == NULL || strcmp (known, asset->key) == 0 ? asset->key
                                                                   : ""));
  g_hash_table_add (set->types, (gpointer) asset->type);
  if (!is_known)
    g_hash_table_add (set->odd_types, (gpointer) asset->type);
  if (asset->project != NULL)
    g_hash_table_add (set->projects, (gpointer) asset->project);
  set_place (&it);
  if (asset->data == NULL)
    return;
  set_state (&it);
  for (gsize i = 0; i < G_N_ELEMENTS (setters); i++)
    if (is_type (&it, setters[i].type))
      setters[i].set (&it);
  connectors_thing_add_tag (it.thing, "class", text_at (&it, "storageClass"));
  set_labels (&it);
  keep_names (&it);
}
