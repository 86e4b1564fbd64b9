/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads saved answers of Proxmox VE: cluster/resources and the configuration
 * of each guest, as pvesh prints them or as the API sends them.
 */
#include "config.h"

#include "connectors/proxmox/proxmox.h"

#include "connectors/common/sample.h"
#include "connectors/connectors.h"

#include <string.h>

#define LARGEST ((gint64) 1 << 60)
#define MAX_VMID 999999999

static const UitwegConnectorOption options[] = {
  { "cluster", NULL, "name of the cluster, where cluster/status is not given" },
  { "guest", NULL, "number of the guest, where one configuration is given" },
  { "provider", "premises", "id of the provider or party that runs it" },
  { "region", NULL, "region of the provider, or a country code" },
  { NULL, NULL, NULL },
};

static void
free_row (gpointer data)
{
  ProxmoxRow *row = data;

  g_free (row->type);
  g_free (row->name);
  g_free (row->node);
  g_free (row->status);
  g_free (row->pool);
  g_free (row->tags);
  g_free (row->plugin);
  g_free (row);
}

void
proxmox_config_free (gpointer data)
{
  ProxmoxConfig *config = data;

  g_tree_unref (config->keys);
  g_free (config->path);
  g_free (config->place);
  g_free (config);
}

char *
proxmox_id (const ProxmoxRun *run, const char *kind, const char *name)
{
  return connectors_make_id ("proxmox/%s%s%s/%s",
                             run->cluster != NULL ? run->cluster : "",
                             run->cluster != NULL ? "/" : "", kind, name);
}

/* Rows. */

/* The word behind "nodes" in a path as pvesh has it, for lists of one node
 * that do not name it. (transfer full) (nullable) */
static char *
part_behind (const char *path, const char *word)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    if (strcmp (parts[i], word) == 0 && parts[i + 1] != NULL)
      return g_strdup (parts[i + 1]);
  return NULL;
}

static gboolean
read_row (ProxmoxRun *run, const ConnectorsSaved *saved, const BaseNode *node)
{
  static const char *const types[] = { "qemu", "lxc", "node", "storage", NULL };
  const BaseDoc *doc = saved->doc;
  const char *type = connectors_text_at (doc, node, "type");
  gint64 vmid = connectors_int_at (doc, node, "vmid", MAX_VMID);
  ProxmoxRow *row;

  if (g_strcmp0 (type, "cluster") == 0
      && connectors_text_at (doc, node, "name") != NULL)
    {
      if (run->cluster == NULL)
        run->cluster = g_strdup (connectors_text_at (doc, node, "name"));
      return TRUE;
    }
  if (type == NULL && vmid != UITWEG_UNKNOWN)
    type = strstr (saved->path, "lxc") != NULL ? "lxc" : "qemu";
  if (type == NULL || !g_strv_contains (types, type))
    {
      if (type != NULL)
        connectors_inventory_count (run->inventory, "rows_left_out", 1);
      return type != NULL
             && (strcmp (type, "sdn") == 0 || strcmp (type, "pool") == 0
                 || strcmp (type, "network") == 0);
    }
  row = g_new0 (ProxmoxRow, 1);
  row->type = g_strdup (type);
  row->vmid = vmid;
  row->node = g_strdup (connectors_text_at (doc, node, "node"));
  if (row->node == NULL)
    row->node = part_behind (saved->path, "nodes");
  row->name = g_strdup (connectors_text_at (
      doc, node, strcmp (type, "storage") == 0 ? "storage" : "name"));
  row->status = g_strdup (connectors_text_at (doc, node, "status"));
  row->pool = g_strdup (connectors_text_at (doc, node, "pool"));
  row->tags = g_strdup (connectors_text_at (doc, node, "tags"));
  row->plugin = g_strdup (connectors_text_at (doc, node, "plugintype"));
  row->maxcpu = connectors_int_at (doc, node, "maxcpu", LARGEST);
  if (row->maxcpu == UITWEG_UNKNOWN)
    row->maxcpu = connectors_int_at (doc, node, "cpus", LARGEST);
  row->maxmem = connectors_int_at (doc, node, "maxmem", LARGEST);
  row->disk = connectors_int_at (doc, node, "disk", LARGEST);
  row->is_template = connectors_bool_at (doc, node, "template");
  row->is_shared = connectors_bool_at (doc, node, "shared");
  g_ptr_array_add (run->rows, row);
  if (strcmp (type, "storage") == 0 && row->is_shared == 1 && row->name != NULL)
    g_hash_table_add (run->shared, g_strdup (row->name));
  run->has_resources = TRUE;
  return TRUE;
}

/* Configurations. */

/* Keys that are kept while a guest is read; a * stands for a number. Not among
 * them: args, description, cipassword, sshkeys, and all others. */
static const char *const kept_keys[] = {
  "name",   "hostname",  "cores",    "sockets",  "vcpus",     "memory",
  "bios",   "cpu",       "ostype",   "arch",     "smbios1",   "tags",
  "rootfs", "hugepages", "template", "net*",     "scsi*",     "virtio*",
  "sata*",  "ide*",      "mp*",      "efidisk*", "tpmstate*", "hostpci*",
  "usb*",   "virtiofs*", "parallel*"
};

static gboolean
is_kept (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kept_keys); i++)
    {
      gsize n = strlen (kept_keys[i]) - 1;

      if (kept_keys[i][n] != '*'
              ? strcmp (key, kept_keys[i]) == 0
              : strncmp (key, kept_keys[i], n) == 0 && key[n] != '\0'
                    && strspn (key + n, "0123456789") == strlen (key + n))
        return TRUE;
    }
  return FALSE;
}

static gint
compare_words (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (a, b);
}

/* The last number of a path: "qemu/101/config.json", "vm-101.json". */
static gint64
number_in_path (const char *path)
{
  gint64 number = UITWEG_UNKNOWN;

  for (const char *at = path; *at != '\0';)
    {
      gsize n = strspn (at, "0123456789");

      if (n >= 3 && n <= 9)
        {
          g_autofree char *digits = g_strndup (at, n);

          g_ascii_string_to_signed (digits, 10, 100, MAX_VMID, &number, NULL);
        }
      at += n > 0 ? n : 1;
    }
  return number;
}

/* An object is a configuration if it has a digest, as all have, or two keys
 * that only configurations have. */
static gboolean
read_config (ProxmoxRun *run, const ConnectorsSaved *saved, const BaseNode *map)
{
  static const char *const telling[] = { "digest", "smbios1", "vmgenid",
                                         "scsihw", "ostype",  "rootfs",
                                         "net0",   "scsi0",   "virtio0" };
  const BaseDoc *doc = saved->doc;
  guint n_telling = 0;
  ProxmoxConfig *config;

  for (gsize i = 0; i < G_N_ELEMENTS (telling); i++)
    n_telling += connectors_node_at (doc, map, telling[i]) != NULL;
  if (n_telling < 2)
    return FALSE;
  config = g_new0 (ProxmoxConfig, 1);
  config->keys = g_tree_new_full (compare_words, NULL, g_free, g_free);
  config->path = g_strdup (saved->path);
  config->place = g_strdup_printf ("%s:%u", saved->path, map->line);
  config->is_container = connectors_node_at (doc, map, "rootfs") != NULL;
  config->has_arguments = connectors_text_at (doc, map, "args") != NULL;
  config->vmid = connectors_int_at (doc, map, "vmid", MAX_VMID);
  if (config->vmid == UITWEG_UNKNOWN)
    config->vmid = run->guest;
  for (const BaseNode *at = base_doc_first (doc, map); at != NULL;
       at = base_doc_next (doc, at))
    if (is_kept (at->key) && connectors_node_text (at) != NULL)
      g_tree_replace (config->keys, g_strdup (at->key),
                      g_strdup (connectors_node_text (at)));
  g_ptr_array_add (run->configs, config);
  return TRUE;
}

static gboolean
take (const ConnectorsSaved *saved,
      ConnectorsInventory *inventory,
      gpointer data,
      GError **error)
{
  const BaseNode *node = saved->root;
  const BaseNode *wrapped = connectors_node_at (saved->doc, node, "data");
  gboolean is_ours = FALSE;

  if (wrapped != NULL
      && (wrapped->kind == BASE_NODE_LIST || wrapped->kind == BASE_NODE_MAP))
    node = wrapped;
  if (node->kind == BASE_NODE_MAP)
    return read_config (data, saved, node);
  if (node->kind != BASE_NODE_LIST)
    return FALSE;
  for (const BaseNode *at = base_doc_first (saved->doc, node); at != NULL;
       at = base_doc_next (saved->doc, at))
    if (at->kind == BASE_NODE_MAP)
      is_ours = read_row (data, saved, at) || is_ours;
  return is_ours;
}

/* Joins. */

/* The guest whose number stands in the names of all volumes of the
 * configuration ("ceph:vm-101-disk-0"). */
typedef struct
{
  gint64 vmid;
  gboolean is_mixed;
} Owner;

static gboolean
note_owner (gpointer key, gpointer value, gpointer data)
{
  static const char *const marks[] = { "vm-", "subvol-" };
  Owner *owner = data;

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *first = g_strndup (value, strcspn (value, ","));
      const char *at = g_strrstr (first, marks[i]);
      g_autofree char *digits = NULL;
      gint64 vmid;

      if (at == NULL)
        continue;
      at += strlen (marks[i]);
      digits = g_strndup (at, strspn (at, "0123456789"));
      if (!g_ascii_string_to_signed (digits, 10, 1, MAX_VMID, &vmid, NULL))
        continue;
      owner->is_mixed = owner->is_mixed
                        || (owner->vmid != UITWEG_UNKNOWN
                            && owner->vmid != vmid);
      owner->vmid = vmid;
    }
  return FALSE;
}

static const ProxmoxRow *
find_row (const ProxmoxRun *run, const ProxmoxConfig *config, gint64 vmid)
{
  const char *type = config->is_container ? "lxc" : "qemu";

  for (guint i = 0; vmid != UITWEG_UNKNOWN && i < run->rows->len; i++)
    {
      const ProxmoxRow *row = g_ptr_array_index (run->rows, i);

      if (row->vmid == vmid && strcmp (row->type, type) == 0)
        return row;
    }
  return NULL;
}

/* The one guest of that name, or NULL. */
static const ProxmoxRow *
find_named (const ProxmoxRun *run, const ProxmoxConfig *config)
{
  const char *type = config->is_container ? "lxc" : "qemu";
  const char *name = g_tree_lookup (config->keys,
                                    config->is_container ? "hostname" : "name");
  const ProxmoxRow *found = NULL;

  for (guint i = 0; name != NULL && i < run->rows->len; i++)
    {
      const ProxmoxRow *row = g_ptr_array_index (run->rows, i);

      if (strcmp (row->type, type) != 0 || g_strcmp0 (row->name, name) != 0)
        continue;
      if (found != NULL && found->vmid != row->vmid)
        return NULL;
      found = row;
    }
  return found;
}

/* Which guest: what the content says, then the name that only one guest has,
 * then the names of its volumes, then the path. */
static gint64
find_guest (const ProxmoxRun *run, const ProxmoxConfig *config)
{
  const ProxmoxRow *named = find_named (run, config);
  Owner owner = { .vmid = UITWEG_UNKNOWN };

  if (config->vmid != UITWEG_UNKNOWN)
    return config->vmid;
  if (named != NULL)
    return named->vmid;
  g_tree_foreach (config->keys, note_owner, &owner);
  if (owner.vmid != UITWEG_UNKNOWN && !owner.is_mixed)
    return owner.vmid;
  return number_in_path (config->path);
}

static ConnectorsThing *
begin_row (ProxmoxRun *run,
           const ProxmoxRow *row,
           const char *id,
           UitwegResourceKind kind)
{
  g_autofree char *type = g_strdup_printf ("proxmox:%s", row->type);
  ConnectorsThing *thing = connectors_inventory_add (run->inventory, id, kind,
                                                     type, "proxmox.resources");

  connectors_thing_set_text (thing, UITWEG_RESOURCE_PROVIDER, run->provider);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_REGION, run->region);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_ACCOUNT,
                             run->cluster != NULL ? run->cluster : row->node);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_STATE, row->status);
  return thing;
}

static void
add_guest (ProxmoxRun *run, const ProxmoxRow *row)
{
  gboolean is_container = strcmp (row->type, "lxc") == 0;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, row->vmid);
  g_autofree char *native = g_strdup_printf ("%s/%s", row->type, number);
  g_autofree char *id = proxmox_id (run, row->type, number);
  g_auto (GStrv)
      words = g_strsplit_set (row->tags != NULL ? row->tags : "", ";, ", 64);
  ConnectorsThing *thing;

  connectors_inventory_count (run->inventory, row->type, 1);
  if (row->is_template == 1)
    {
      connectors_inventory_count (run->inventory, "templates_left_out", 1);
      return;
    }
  thing = begin_row (run, row, id,
                     is_container ? UITWEG_KIND_CONTAINER : UITWEG_KIND_VM);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_NAME, row->name);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_NATIVE_ID, native);
  connectors_thing_set_int (thing, UITWEG_RESOURCE_COUNT, 1);
  connectors_thing_set_int (thing, UITWEG_RESOURCE_VCPU, row->maxcpu);
  connectors_thing_set_int (thing, UITWEG_RESOURCE_MEMORY, row->maxmem);
  connectors_thing_add_tag (thing, "pool", row->pool);
  for (gsize i = 0; words[i] != NULL; i++)
    connectors_thing_set_environment (thing, words[i]);
  if (row->node != NULL)
    {
      g_autofree char *node = proxmox_id (run, "node", row->node);

      connectors_inventory_add_edge (run->inventory, id, node,
                                     CONNECTORS_RULE_RUNS_ON,
                                     "proxmox.resources.node");
    }
}

static void
add_node (ProxmoxRun *run, const ProxmoxRow *row)
{
  const char *name = row->node != NULL ? row->node : row->name;
  g_autofree char *id = NULL;
  ConnectorsThing *thing;

  if (name == NULL)
    return;
  id = proxmox_id (run, "node", name);
  thing = begin_row (run, row, id, UITWEG_KIND_HOST);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_NAME, name);
  connectors_thing_set_int (thing, UITWEG_RESOURCE_COUNT, 1);
  connectors_thing_set_int (thing, UITWEG_RESOURCE_VCPU, row->maxcpu);
  connectors_thing_set_int (thing, UITWEG_RESOURCE_MEMORY, row->maxmem);
  connectors_inventory_count (run->inventory, "node", 1);
}

static void
add_storage (ProxmoxRun *run, const ProxmoxRow *row)
{
  gboolean is_shared = row->is_shared == 1 || row->node == NULL;
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;
  ConnectorsThing *thing;

  if (row->name == NULL)
    return;
  name = is_shared ? g_strdup (row->name)
                   : g_strdup_printf ("%s/%s", row->node, row->name);
  id = proxmox_id (run, "storage", name);
  thing = begin_row (run, row, id, UITWEG_KIND_POOL);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_NAME, row->name);
  connectors_thing_set_int (thing, UITWEG_RESOURCE_USED, row->disk);
  connectors_thing_add_tag (thing, "plugin", row->plugin);
  connectors_inventory_count (run->inventory, "storage", 1);
  if (!is_shared)
    {
      g_autofree char *node = proxmox_id (run, "node", row->node);

      connectors_inventory_add_edge (run->inventory, id, node,
                                     CONNECTORS_RULE_CONTAINS,
                                     "proxmox.resources.storage");
    }
}

static void
add_rows (ProxmoxRun *run)
{
  for (guint i = 0; i < run->rows->len; i++)
    {
      const ProxmoxRow *row = g_ptr_array_index (run->rows, i);

      if (strcmp (row->type, "node") == 0)
        add_node (run, row);
      else if (strcmp (row->type, "storage") == 0)
        add_storage (run, row);
      else if (row->vmid != UITWEG_UNKNOWN)
        add_guest (run, row);
    }
}

static void
add_configs (ProxmoxRun *run)
{
  g_autoptr (GHashTable)
      known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_missing = 0;

  for (guint i = 0; i < run->configs->len; i++)
    {
      const ProxmoxConfig *config = g_ptr_array_index (run->configs, i);
      gint64 vmid = find_guest (run, config);

      g_hash_table_add (known, g_strdup_printf ("%d/%" G_GINT64_FORMAT,
                                                config->is_container, vmid));
      if (g_strcmp0 (g_tree_lookup (config->keys, "template"), "1") == 0)
        continue;
      if (vmid == UITWEG_UNKNOWN)
        connectors_inventory_add_problem (run->inventory, config->place, 0,
                                          "found a configuration of a guest "
                                          "whose number nothing tells: give "
                                          "--guest");
      proxmox_add_config (run, config, find_row (run, config, vmid), vmid);
      connectors_inventory_count (run->inventory, "configurations", 1);
    }
  for (guint i = 0; i < run->rows->len; i++)
    {
      const ProxmoxRow *row = g_ptr_array_index (run->rows, i);
      g_autofree char *key = g_strdup_printf (
          "%d/%" G_GINT64_FORMAT, strcmp (row->type, "lxc") == 0, row->vmid);

      n_missing += row->vmid != UITWEG_UNKNOWN && row->is_template != 1
                   && !g_hash_table_contains (known, key);
    }
  if (n_missing > 0)
    connectors_inventory_add_problem (run->inventory, "configurations", 0,
                                      "%u guests have no configuration here: "
                                      "their disks and networks are not known",
                                      n_missing);
  if (!run->has_resources)
    connectors_inventory_add_problem (run->inventory, "cluster/resources", 0,
                                      "not given: other guests, states and "
                                      "nodes are not known");
}

static gboolean
set_options (ProxmoxRun *run,
             const UitwegCollectRequest *request,
             GError **error)
{
  const UitwegConnector *connector = &connectors_proxmox_json;
  const char *guest;

  if (!connectors_check_options (connector, request, error))
    return FALSE;
  run->provider = connectors_get_option (connector, request, "provider");
  run->region = connectors_get_option (connector, request, "region");
  run->guest = UITWEG_UNKNOWN;
  guest = connectors_get_option (connector, request, "guest");
  if (guest != NULL
      && !g_ascii_string_to_signed (guest, 10, 1, MAX_VMID, &run->guest, NULL))
    {
      g_set_error (
          error, UITWEG_CONNECTOR_ERROR, (gint) UITWEG_CONNECTOR_ERROR_OPTION,
          "proxmox-json: found --guest '%s', expected a number", guest);
      return FALSE;
    }
  run->cluster = g_strdup (
      connectors_get_option (connector, request, "cluster"));
  return TRUE;
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
    .max_length = (gsize) 256 << 20,
    .form = CONNECTORS_SAVED_JSON,
    .take = take,
    .expected = "an answer of Proxmox VE, such as cluster/resources or the "
                "configuration of a guest"
  };
  g_autoptr (ConnectorsInventory) inventory = connectors_inventory_new ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  g_autoptr (GPtrArray)
      configs = g_ptr_array_new_with_free_func (proxmox_config_free);
  g_autoptr (GHashTable)
      shared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ProxmoxRun run = {
    .inventory = inventory, .rows = rows, .configs = configs, .shared = shared
  };
  gboolean ok = set_options (&run, request, error)
                && connectors_inventory_read (inventory, request, &kind, &run,
                                              cancellable, error);

  if (ok)
    {
      add_rows (&run);
      add_configs (&run);
      connectors_inventory_write (inventory, "proxmox-json", run.cluster,
                                  request, builder);
    }
  g_free (run.cluster);
  return ok;
}

static guint
recognise (const UitwegConnectorSample *sample, const char **what_out)
{
  static const struct
  {
    const char *path;
    guint grade;
  } keys[] = {
    { "[].vmid", CONNECTORS_CERTAIN },
    { "data[].vmid", CONNECTORS_CERTAIN },
    { "[].maxmem", CONNECTORS_LIKELY },
    { "data[].maxmem", CONNECTORS_LIKELY },
    { "vmgenid", CONNECTORS_CERTAIN },
    { "data.vmgenid", CONNECTORS_CERTAIN },
    { "smbios1", CONNECTORS_CERTAIN },
    { "data.smbios1", CONNECTORS_CERTAIN },
    { "rootfs", CONNECTORS_LIKELY },
    { "data.rootfs", CONNECTORS_LIKELY },
    { "[].quorate", CONNECTORS_LIKELY },
    { "data[].quorate", CONNECTORS_LIKELY },
  };

  if (sample->form != CONNECTORS_FORM_JSON)
    return CONNECTORS_NOT_MINE;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (connectors_sample_has_key (sample, keys[i].path))
      {
        *what_out = "answer of Proxmox VE";
        return keys[i].grade;
      }
  return CONNECTORS_NOT_MINE;
}

const UitwegConnector connectors_proxmox_json = {
  .api = UITWEG_CONNECTOR_API,
  .name = "proxmox-json",
  .summary = "saved answers of Proxmox VE",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect,
  .recognise = recognise,
};
