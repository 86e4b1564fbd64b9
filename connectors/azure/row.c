/* SPDX-License-Identifier: EUPL-1.2
 *
 * The record of one row. Only fields named here are kept: properties hold
 * passwords, scripts and connection strings under many names.
 */
#include "config.h"

#include "connectors/azure/set.h"

#include <string.h>

#define AZURE_ML_WORKSPACES "microsoft.machinelearningservices/workspaces"

#define GIB ((gint64) 1 << 30)
/* Larger counts and sizes (in GiB) are slips. */
#define LARGEST 10000000
#define LARGEST_BYTES ((gint64) 1 << 60)

static gint64
int_of (const AzureRow *row, const char *path)
{
  return connectors_node_int (azure_row_find (row, path), LARGEST);
}

static gint64
gib_of (const AzureRow *row, const char *path)
{
  return connectors_multiply (int_of (row, path), GIB);
}

/* "West Europe" is westeurope. (transfer full) */
static char *
fold_region (const char *text)
{
  char *folded = g_ascii_strdown (text, -1);
  char *to = folded;

  for (const char *from = folded; *from != '\0'; from++)
    if (*from != ' ')
      *to++ = *from;
  *to = '\0';
  return folded;
}

typedef struct
{
  AzureSet *set;
  const AzureRow *row;
  const char *key;
  const char *type;
  ConnectorsThing *thing;
} Thing;

static gboolean
is_type (const Thing *it, const char *end)
{
  return g_str_has_suffix (it->type, end);
}

static void
set_text (const Thing *it, guint field, const char *path)
{
  connectors_thing_set_text (it->thing, field, azure_row_text (it->row, path));
}

static void
set_place (const Thing *it)
{
  const char *location = azure_row_text (it->row, "location");
  const BaseNode *zones = azure_row_top (it->row, "zones");
  const BaseNode *zone = zones != NULL && zones->kind == BASE_NODE_LIST
                             ? base_doc_first (it->row->doc, zones)
                             : NULL;
  g_autofree char *region = location != NULL ? fold_region (location) : NULL;
  g_autofree char *account = azure_id_get_subscription (it->key);
  g_autofree char *group = azure_id_get_group (it->key);
  gboolean is_premises = is_type (it, "microsoft.hybridcompute/machines")
                         || is_type (it, "microsoft.azurestackhci/clusters")
                         || is_type (it,
                                     "microsoft.kubernetes/connectedclusters");

  connectors_thing_set_text (it->thing, UITWEG_RESOURCE_PROVIDER,
                             is_premises ? "premises" : "azure");
  connectors_thing_set_text (it->thing, UITWEG_RESOURCE_ACCOUNT, account);
  if (is_premises)
    connectors_thing_add_tag (it->thing, "managed_from", region);
  else
    connectors_thing_set_text (it->thing, UITWEG_RESOURCE_REGION, region);
  if (azure_text (zone) != NULL && zones->n_children == 1)
    connectors_thing_set_text (it->thing, UITWEG_RESOURCE_ZONE, zone->text);
  else if (azure_text (zone) != NULL)
    connectors_thing_set_text (it->thing, UITWEG_RESOURCE_REDUNDANCY, "zone");
  connectors_thing_add_tag (it->thing, "resource_group", group);
}

/* "PowerState/deallocated" and "VM running". */
static void
set_state (const Thing *it)
{
  static const char *const paths[] = {
    "extended.instanceview.powerstate.code",
    "powerstate",
    "extended.instanceview.powerstate.displaystatus",
    "diskstate",
    "powerstate.code",
    "state",
    "status",
  };
  const char *text = NULL;
  g_autofree char *word = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (paths) && text == NULL; i++)
    text = azure_row_text (it->row, paths[i]);
  if (text == NULL)
    return;
  if (strrchr (text, '/') != NULL)
    text = strrchr (text, '/') + 1;
  if (g_ascii_strncasecmp (text, "VM ", 3) == 0)
    text += 3;
  word = g_ascii_strdown (text, -1);
  if (strcmp (word, "deallocated") == 0)
    {
      g_free (word);
      word = g_strdup ("stopped");
    }
  connectors_thing_set_text (it->thing, UITWEG_RESOURCE_STATE, word);
}

/* How many copies a class of storage or a service keeps, and where. */
static void
set_redundancy (const Thing *it)
{
  const char *sku = azure_row_text (it->row, "sku.name");
  const char *mode = azure_row_text (it->row, "highavailability.mode");
  g_autofree char *word = sku != NULL ? g_ascii_strup (sku, -1) : NULL;

  if (connectors_node_bool (azure_row_find (it->row, "zoneredundant")) == 1
      || (mode != NULL && g_ascii_strcasecmp (mode, "ZoneRedundant") == 0))
    connectors_thing_set_text (it->thing, UITWEG_RESOURCE_REDUNDANCY, "zone");
  else if (word == NULL)
    return;
  else if (strstr (word, "GRS") != NULL || strstr (word, "GZRS") != NULL)
    connectors_thing_set_text (it->thing, UITWEG_RESOURCE_REDUNDANCY, "region");
  else if (g_str_has_suffix (word, "_ZRS"))
    connectors_thing_set_text (it->thing, UITWEG_RESOURCE_REDUNDANCY, "zone");
  else if (g_str_has_suffix (word, "_LRS"))
    connectors_thing_set_text (it->thing, UITWEG_RESOURCE_REDUNDANCY, "none");
}

/* What a managed disk is to its machine: the record of the disk, if a row
 * tells of it anywhere, else its name. */
static void
add_disk (const Thing *it, const BaseNode *disk)
{
  const BaseDoc *doc = it->row->doc;
  const BaseNode *managed = azure_child (doc, disk, "manageddisk");
  const char *id = azure_text (azure_child (doc, managed, "id"));
  gint64 gib = connectors_node_int (azure_child (doc, disk, "disksizegb"),
                                    LARGEST);
  g_autofree char *key = id != NULL ? azure_id_fold (id) : NULL;
  g_autofree char *record = key != NULL ? azure_id_make_record (key) : NULL;

  connectors_thing_add_disk (
      it->thing,
      record != NULL ? record : azure_text (azure_child (doc, disk, "name")),
      connectors_multiply (gib, GIB), NULL, -1);
}

static void
set_machine_disks (const Thing *it)
{
  const BaseNode *os = azure_row_find (it->row, "storageprofile.osdisk");
  const BaseNode *data = azure_row_find (it->row, "storageprofile.datadisks");

  if (os != NULL && os->kind == BASE_NODE_MAP)
    add_disk (it, os);
  if (data == NULL || data->kind != BASE_NODE_LIST)
    return;
  for (const BaseNode *at = base_doc_first (it->row->doc, data); at != NULL;
       at = base_doc_next (it->row->doc, at))
    if (at->kind == BASE_NODE_MAP)
      add_disk (it, at);
}

/* "Canonical UbuntuServer 16.04.0-LTS". */
static void
set_system (const Thing *it, const char *profile)
{
  static const char *const parts[] = { "publisher", "offer", "sku" };
  g_autofree char *image_path = g_strdup_printf ("%s.imagereference", profile);
  g_autofree char *type_path = g_strdup_printf ("%s.osdisk.ostype", profile);
  const BaseNode *image = azure_row_find (it->row, image_path);
  g_autoptr (GString) name = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *part = azure_text (
          azure_child (it->row->doc, image, parts[i]));

      if (part != NULL)
        g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", part);
    }
  if (name->len > 0)
    connectors_thing_set_text (it->thing, UITWEG_RESOURCE_OS_NAME, name->str);
  else
    set_text (it, UITWEG_RESOURCE_OS_NAME, type_path);
}

/* Where a machine may stand is no dependency, but it binds. */
static void
set_constraint (const Thing *it, const char *path, const char *tag)
{
  const char *id = azure_row_text (it->row, path);
  g_autofree char *key = id != NULL ? azure_id_fold (id) : NULL;
  g_autofree char *record = key != NULL ? azure_id_make_record (key) : NULL;

  connectors_thing_add_tag (it->thing, tag, record);
}

static void
set_machine_type (const Thing *it, const char *path)
{
  const char *size = azure_row_text (it->row, path);

  if (size != NULL)
    connectors_thing_set_machine_type (it->thing, "azure", size);
}

static void
set_machine (const Thing *it)
{
  set_machine_type (it, "hardwareprofile.vmsize");
  connectors_thing_set_int (it->thing, UITWEG_RESOURCE_VCPU,
                            int_of (it->row, "hardwareprofile"
                                             ".vmsizeproperties"
                                             ".vcpusavailable"));
  set_text (it, UITWEG_RESOURCE_UUID, "properties.vmid");
  set_text (it, UITWEG_RESOURCE_UUID, "vmid");
  set_text (it, UITWEG_RESOURCE_HOSTNAME, "osprofile.computername");
  set_machine_disks (it);
  set_system (it, "storageprofile");
  set_constraint (it, "availabilityset.id", "availability_set");
  set_constraint (it, "proximityplacementgroup.id",
                  "proximity_placement_group");
  set_constraint (it, "capacityreservation.capacityreservationgroup.id",
                  "capacity_reservation_group");
  connectors_thing_add_tag (it->thing, "licence",
                            azure_row_text (it->row, "licensetype"));
}

static void
set_scale_set (const Thing *it)
{
  set_machine_type (it, "sku.name");
  connectors_thing_set_int (it->thing, UITWEG_RESOURCE_COUNT,
                            int_of (it->row, "sku.capacity"));
  set_system (it, "virtualmachineprofile.storageprofile");
  set_constraint (it, "proximityplacementgroup.id",
                  "proximity_placement_group");
}

/* A machine elsewhere that Azure only watches. */
static void
set_arc_machine (const Thing *it)
{
  const BaseNode *memory = azure_row_find (it->row,
                                           "detectedproperties"
                                           ".totalphysicalmemoryingigabytes");

  set_text (it, UITWEG_RESOURCE_UUID, "vmuuid");
  set_text (it, UITWEG_RESOURCE_HOSTNAME, "osprofile.computername");
  set_text (it, UITWEG_RESOURCE_HOSTNAME, "machinefqdn");
  set_text (it, UITWEG_RESOURCE_OS_NAME, "osname");
  set_text (it, UITWEG_RESOURCE_OS_NAME, "ossku");
  connectors_thing_set_int (it->thing, UITWEG_RESOURCE_VCPU,
                            int_of (it->row, "detectedproperties"
                                             ".logicalcorecount"));
  connectors_thing_set_int (
      it->thing, UITWEG_RESOURCE_MEMORY,
      connectors_multiply (connectors_node_int (memory, LARGEST), GIB));
  connectors_thing_add_tag (
      it->thing, "hardware",
      azure_row_text (it->row, "detectedproperties.model"));
}

static void
set_disk (const Thing *it)
{
  gint64 shares = int_of (it->row, "maxshares");
  gint64 size = gib_of (it->row, "disksizegb");

  connectors_thing_add_disk (it->thing, NULL, size, NULL,
                             shares == UITWEG_UNKNOWN ? -1 : shares > 1);
  if (shares != UITWEG_UNKNOWN && shares > 1)
    g_hash_table_add (it->set->shared, (gpointer) it->key);
}

/* Pools of one machine type count as copies of it; others are told apart by
 * rows of their own, or not at all. */
static void
set_cluster (const Thing *it)
{
  const BaseDoc *doc = it->row->doc;
  const BaseNode *pools = azure_row_find (it->row, "agentpoolprofiles");
  const char *group = azure_row_text (it->row, "noderesourcegroup");
  g_autofree char *subscription = azure_id_get_subscription (it->key);
  const char *size = NULL;
  gint64 nodes = 0;

  if (group != NULL && subscription != NULL)
    {
      g_autofree char *name = g_strdup_printf ("%s/%s", subscription, group);
      g_autofree char *folded = g_ascii_strdown (name, -1);

      g_hash_table_insert (it->set->node_groups,
                           (gpointer) azure_set_keep (it->set, folded),
                           (gpointer) it->key);
    }
  if (pools == NULL || pools->kind != BASE_NODE_LIST || pools->n_children == 0)
    return;
  for (const BaseNode *at = base_doc_first (doc, pools); at != NULL;
       at = base_doc_next (doc, at))
    {
      const char *next = azure_text (azure_child (doc, at, "vmsize"));
      gint64 count = connectors_node_int (azure_child (doc, at, "count"),
                                          LARGEST);

      if (next == NULL || count == UITWEG_UNKNOWN
          || (size != NULL && g_ascii_strcasecmp (size, next) != 0))
        {
          connectors_inventory_add_note (it->set->inventory, it->row->place,
                                         "a cluster of several machine types: "
                                         "its size is not known");
          return;
        }
      size = next;
      nodes += count;
    }
  connectors_thing_set_int (it->thing, UITWEG_RESOURCE_COUNT, nodes);
  connectors_thing_set_machine_type (it->thing, "azure", size);
}

/* "postgresql:15" of a server, by the name of its type. */
static void
set_engine (const Thing *it)
{
  static const char *const engines[][2] = {
    { "microsoft.dbforpostgresql/", "postgresql" },
    { "microsoft.dbformysql/", "mysql" },
    { "microsoft.dbformariadb/", "mariadb" },
  };
  const char *version = azure_row_text (it->row, "properties.version");

  if (version == NULL)
    version = azure_row_text (it->row, "version");
  for (gsize i = 0; i < G_N_ELEMENTS (engines); i++)
    if (g_str_has_prefix (it->type, engines[i][0]))
      {
        g_autofree char *text = version != NULL ? g_strdup_printf (
                                    "%s:%s", engines[i][1], version)
                                                : g_strdup (engines[i][1]);

        connectors_thing_add_text (it->thing, UITWEG_RESOURCE_FEATURES, text);
      }
}

static void
set_database (const Thing *it)
{
  gint64 size = gib_of (it->row, "storage.storagesizegb");

  if (size == UITWEG_UNKNOWN)
    size = connectors_multiply (int_of (it->row, "storageprofile.storagemb"),
                                (gint64) 1 << 20);
  if (size == UITWEG_UNKNOWN)
    size = connectors_node_int (azure_row_find (it->row, "maxsizebytes"),
                                LARGEST_BYTES);
  if (size != UITWEG_UNKNOWN)
    connectors_thing_add_disk (it->thing, NULL, size, NULL, -1);
  set_engine (it);
}

/* What tells two services of one type apart in the catalog. */
static void
set_variant (const Thing *it)
{
  static const char *const attributes[] = { "kind", "sku.tier",
                                            "ishnsenabled" };
  static const char *const types[] = { "microsoft.web/sites",
                                       "microsoft.cognitiveservices/accounts",
                                       "microsoft.documentdb/databaseaccounts",
                                       "microsoft.sql/servers/databases",
                                       "microsoft.storage/storageaccounts",
                                       AZURE_ML_WORKSPACES };
  gboolean has_variants = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    has_variants = has_variants || strcmp (it->type, types[i]) == 0;
  for (gsize i = 0; has_variants && i < G_N_ELEMENTS (attributes); i++)
    {
      const BaseNode *node = azure_row_find (it->row, attributes[i]);
      const char *text = azure_text (node);
      g_autofree char *feature = NULL;

      if (node != NULL && node->kind == BASE_NODE_BOOL)
        text = node->truth ? "true" : NULL;
      if (text == NULL)
        continue;
      feature = g_strdup_printf ("%s:%s", attributes[i], text);
      connectors_thing_add_text (it->thing, UITWEG_RESOURCE_FEATURES, feature);
    }
}

static void
set_capabilities (const Thing *it)
{
  const BaseDoc *doc = it->row->doc;
  const BaseNode *list = azure_row_find (it->row, "capabilities");

  if (!is_type (it, "microsoft.documentdb/databaseaccounts") || list == NULL
      || list->kind != BASE_NODE_LIST)
    return;
  for (const BaseNode *at = base_doc_first (doc, list); at != NULL;
       at = base_doc_next (doc, at))
    {
      const char *name = azure_text (azure_child (doc, at, "name"));

      if (name != NULL)
        {
          g_autofree char *feature = g_strdup_printf ("capabilities:%s", name);

          connectors_thing_add_text (it->thing, UITWEG_RESOURCE_FEATURES,
                                     feature);
        }
    }
}

static void
set_tags (const Thing *it)
{
  const BaseNode *tags = azure_row_top (it->row, "tags");
  const char *sku = azure_row_text (it->row, "sku.name");

  if (sku == NULL)
    sku = azure_row_text (it->row, "properties.sku.name");
  connectors_thing_add_tag (it->thing, "sku", sku);
  connectors_thing_add_tag (it->thing, "marketplace",
                            azure_row_text (it->row, "plan.publisher"));
  if (tags == NULL || tags->kind != BASE_NODE_MAP)
    return;
  for (const BaseNode *at = base_doc_first (it->row->doc, tags); at != NULL;
       at = base_doc_next (it->row->doc, at))
    if (azure_text (at) != NULL)
      connectors_thing_add_owners_tag (it->thing, at->key, at->text);
}

static void
set_failover (const Thing *it)
{
  const char *role = azure_row_text (it->row, "replicationrole");

  if (role != NULL && g_ascii_strcasecmp (role, "Primary") == 0)
    g_hash_table_add (it->set->primaries, (gpointer) it->key);
}

/* By type: what else its rows tell. */
static const struct
{
  const char *type;
  void (*set) (const Thing *it);
} setters[] = {
  { "microsoft.compute/virtualmachines", set_machine },
  { "microsoft.compute/virtualmachinescalesets", set_scale_set },
  { "microsoft.hybridcompute/machines", set_arc_machine },
  { "microsoft.compute/disks", set_disk },
  { "microsoft.compute/snapshots", set_disk },
  { "microsoft.containerservice/managedclusters", set_cluster },
  { "microsoft.sql/servers/failovergroups", set_failover },
};

static void
set_plain_sizes (const Thing *it)
{
  if (azure_type_get_kind (it->type) == UITWEG_KIND_DATABASE)
    set_database (it);
  if (is_type (it, "/agentpools"))
    {
      set_machine_type (it, "vmsize");
      connectors_thing_set_int (it->thing, UITWEG_RESOURCE_COUNT,
                                int_of (it->row, "count"));
    }
  if (is_type (it, "microsoft.web/serverfarms"))
    connectors_thing_set_int (it->thing, UITWEG_RESOURCE_COUNT,
                              int_of (it->row, "sku.capacity"));
}

void
azure_add_thing (AzureSet *set,
                 const AzureRow *row,
                 const char *key,
                 const char *type)
{
  g_autofree char *record = azure_id_make_record (key);
  g_autofree char *native = azure_type_make_native (type);
  g_autofree char *last = azure_id_get_name (key);
  const char *name = azure_row_text (row, "name");
  Thing it = { .set = set, .row = row, .key = key, .type = type };

  it.thing = connectors_inventory_add (
      set->inventory, record, azure_type_get_kind (type), native, row->rule);
  connectors_thing_set_text (it.thing, UITWEG_RESOURCE_NAME,
                             name != NULL ? name : last);
  /* An id that was made up of a name is none of the provider's. */
  if (azure_row_text (row, "id") != NULL
      || g_str_has_prefix (key, "/subscriptions/"))
    connectors_thing_set_text (it.thing, UITWEG_RESOURCE_NATIVE_ID, key);
  g_hash_table_insert (set->rows, (gpointer) key, it.thing);
  if (azure_type_find (type) == NULL)
    g_hash_table_add (set->seen_types, g_strdup (type));
  set_place (&it);
  set_state (&it);
  set_redundancy (&it);
  for (gsize i = 0; i < G_N_ELEMENTS (setters); i++)
    if (strcmp (type, setters[i].type) == 0)
      setters[i].set (&it);
  set_plain_sizes (&it);
  set_variant (&it);
  set_capabilities (&it);
  if (strcmp (type, "microsoft.network/networkinterfaces") == 0)
    azure_keep_interface (set, row, key);
  azure_keep_hosts (set, row, key);
  set_tags (&it);
}
