/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads saved answers of Nova, Cinder, Neutron, Glance and Octavia: each list
 * goes to the reader of its things, and what stands in two answers is joined
 * when all are read.
 */
#include "config.h"

#include "connectors/common/sample.h"
#include "connectors/connectors.h"
#include "connectors/openstack/openstack.h"

#include <string.h>

static const UitwegConnectorOption options[] = {
  { "provider", NULL, "id of the provider or party that runs the cloud" },
  { "region", NULL, "region of the cloud, which no answer names" },
  { NULL, NULL, NULL },
};

/* What an answer may hold, by its key. A NULL reader: counted, not kept. */
static const struct
{
  const char *list;
  const char *single; /* GET of one, or NULL */
  void (*read) (const OpenstackRow *row);
} answers[] = {
  { "servers", "server", openstack_read_server },
  { "flavors", "flavor", openstack_read_flavor },
  { "hypervisors", "hypervisor", openstack_read_hypervisor },
  { "server_groups", "server_group", openstack_read_server_group },
  { "volumeAttachments", NULL, openstack_read_attachment },
  { "images", NULL, openstack_read_image },
  { "volumes", "volume", openstack_read_volume },
  { "attachments", "attachment", openstack_read_volume_attachment },
  { "snapshots", "snapshot", openstack_read_snapshot },
  { "backups", "backup", openstack_read_backup },
  { "networks", "network", openstack_read_network },
  { "subnets", "subnet", openstack_read_subnet },
  { "ports", "port", openstack_read_port },
  { "routers", "router", openstack_read_router },
  { "security_groups", "security_group", openstack_read_security_group },
  { "security_group_rules", NULL, openstack_read_security_rule },
  { "floatingips", "floatingip", openstack_read_floating_ip },
  { "trunks", "trunk", openstack_read_trunk },
  { "ipsec_site_connections", NULL, openstack_read_vpn_connection },
  { "loadbalancers", "loadbalancer", openstack_read_load_balancer },
  { "availabilityZoneInfo", NULL, NULL },
  { "volume_types", NULL, NULL },
  { "groups", NULL, NULL },
};

char *
openstack_id (const char *kind, const char *id)
{
  return connectors_make_id ("openstack/%s/%s", kind, id);
}

ConnectorsThing *
openstack_begin (const OpenstackRow *row,
                 const char *word,
                 UitwegResourceKind kind,
                 const char *native_type,
                 const char *rule)
{
  static const char *const projects[] = { "project_id", "tenant_id",
                                          "os-vol-tenant-attr:tenant_id",
                                          "os-backup-project-attr:project_id",
                                          "owner" };
  g_autofree char *id = openstack_id (word, row->id);
  ConnectorsThing *thing = connectors_inventory_add (row->run->inventory, id,
                                                     kind, native_type, rule);
  const char *status = connectors_text_at (row->doc, row->row, "status");
  const char *project = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (projects) && project == NULL; i++)
    project = connectors_text_at (row->doc, row->row, projects[i]);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_NAME,
                             connectors_text_at (row->doc, row->row, "name"));
  connectors_thing_set_text (thing, UITWEG_RESOURCE_NATIVE_ID, row->id);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_ACCOUNT, project);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_PROVIDER,
                             row->run->provider);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_REGION, row->run->region);
  if (status != NULL)
    {
      g_autofree char *state = g_ascii_strdown (status, -1);

      connectors_thing_set_text (thing, UITWEG_RESOURCE_STATE,
                                 strcmp (state, "shutoff") == 0 ? "stopped"
                                                                : state);
    }
  return thing;
}

void
openstack_add_edge (const OpenstackRow *row,
                    const char *word,
                    const char *to_word,
                    const char *to,
                    ConnectorsRule rule,
                    const char *origin)
{
  g_autofree char *from_id = openstack_id (word, row->id);
  g_autofree char *to_id = to != NULL ? openstack_id (to_word, to) : NULL;

  if (to_id != NULL)
    connectors_inventory_add_edge (row->run->inventory, from_id, to_id, rule,
                                   origin);
}

/* A row without an id cannot be told from others. */
static void
read_row (OpenstackRun *run,
          const ConnectorsSaved *saved,
          gsize answer,
          const BaseNode *node)
{
  OpenstackRow row = {
    .run = run, .doc = saved->doc, .row = node, .path = saved->path
  };
  g_autofree char *place = g_strdup_printf ("%s:%u", saved->path, node->line);

  if (answers[answer].read == NULL)
    return;
  row.id = connectors_text_at (saved->doc, node, "id");
  if (row.id == NULL)
    row.id = connectors_text_at (saved->doc, node, "attachment_id");
  if (node->kind == BASE_NODE_MAP && row.id != NULL)
    answers[answer].read (&row);
  else
    connectors_inventory_add_problem (run->inventory, place, 1,
                                      "found an element of %s without an id, "
                                      "expected one",
                                      answers[answer].list);
}

static void
add_more (OpenstackRun *run,
          const ConnectorsSaved *saved,
          const BaseNode *links)
{
  g_autofree char *place = g_strdup_printf ("%s:%u", saved->path, links->line);
  g_autofree char *what = g_strndup (links->key,
                                     strlen (links->key) - strlen ("_links"));

  connectors_inventory_add_problem (run->inventory, place, 0,
                                    "found a link to more %s, expected the "
                                    "last page",
                                    what);
}

/* "servers_links": [{"rel": "next"}] says that there is more. */
static void
check_complete (OpenstackRun *run, const ConnectorsSaved *saved)
{
  for (const BaseNode *links = base_doc_first (saved->doc, saved->root);
       links != NULL; links = base_doc_next (saved->doc, links))
    {
      if (links->kind != BASE_NODE_LIST || links->key == NULL
          || !g_str_has_suffix (links->key, "_links"))
        continue;
      for (const BaseNode *at = base_doc_first (saved->doc, links); at != NULL;
           at = base_doc_next (saved->doc, at))
        if (g_strcmp0 (connectors_text_at (saved->doc, at, "rel"), "next") == 0)
          add_more (run, saved, links);
    }
}

static gboolean
take (const ConnectorsSaved *saved,
      ConnectorsInventory *inventory,
      gpointer data,
      GError **error)
{
  OpenstackRun *run = data;
  gboolean is_ours = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      const BaseNode *list = connectors_node_list (saved->doc, saved->root,
                                                   answers[i].list);
      const BaseNode *single = answers[i].single != NULL ? connectors_node_map (
                                   saved->doc, saved->root, answers[i].single)
                                                         : NULL;

      if (list != NULL)
        {
          connectors_inventory_count (inventory, answers[i].list,
                                      list->n_children);
          for (const BaseNode *at = base_doc_first (saved->doc, list);
               at != NULL; at = base_doc_next (saved->doc, at))
            read_row (run, saved, i, at);
        }
      else if (single != NULL)
        {
          connectors_inventory_count (inventory, answers[i].list, 1);
          read_row (run, saved, i, single);
        }
      is_ours = is_ours || list != NULL || single != NULL;
    }
  if (is_ours)
    check_complete (run, saved);
  return is_ours;
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
    .expected = "an answer of the API of OpenStack, such as servers/detail"
  };
  g_autoptr (ConnectorsInventory) inventory = connectors_inventory_new ();
  g_autoptr (GPtrArray)
      servers = g_ptr_array_new_with_free_func (openstack_server_free);
  g_autoptr (GHashTable) flavors = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, openstack_flavor_free);
  g_autoptr (GHashTable)
      volumes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable)
      groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  OpenstackRun run = { .inventory = inventory,
                       .servers = servers,
                       .flavors = flavors,
                       .volumes = volumes,
                       .groups = groups };

  if (!connectors_check_options (&connectors_openstack_json, request, error))
    return FALSE;
  run.provider = connectors_get_option (&connectors_openstack_json, request,
                                        "provider");
  run.region = connectors_get_option (&connectors_openstack_json, request,
                                      "region");
  if (!connectors_inventory_read (inventory, request, &kind, &run, cancellable,
                                  error))
    return FALSE;
  openstack_finish_servers (&run);
  connectors_inventory_write (inventory, "openstack-json", run.region, request,
                              builder);
  return TRUE;
}

/* Keys that no other format has at the top, and some that others may have. */
static guint
recognise (const UitwegConnectorSample *sample, const char **what_out)
{
  static const struct
  {
    const char *path;
    guint grade;
  } keys[] = {
    { "servers[].OS-EXT-STS:vm_state", CONNECTORS_CERTAIN },
    { "servers[].tenant_id", CONNECTORS_CERTAIN },
    { "server.tenant_id", CONNECTORS_CERTAIN },
    { "flavors[].vcpus", CONNECTORS_CERTAIN },
    { "hypervisors[].hypervisor_hostname", CONNECTORS_CERTAIN },
    { "server_groups[].members", CONNECTORS_CERTAIN },
    { "volumeAttachments[].volumeId", CONNECTORS_CERTAIN },
    { "availabilityZoneInfo[].zoneName", CONNECTORS_CERTAIN },
    { "volumes[].volume_type", CONNECTORS_CERTAIN },
    { "volume_types[].extra_specs", CONNECTORS_CERTAIN },
    { "attachments[].attach_mode", CONNECTORS_CERTAIN },
    { "snapshots[].volume_id", CONNECTORS_LIKELY },
    { "backups[].volume_id", CONNECTORS_LIKELY },
    { "groups[].group_type", CONNECTORS_CERTAIN },
    { "networks[].router:external", CONNECTORS_CERTAIN },
    { "subnets[].network_id", CONNECTORS_CERTAIN },
    { "ports[].device_owner", CONNECTORS_CERTAIN },
    { "routers[].external_gateway_info", CONNECTORS_CERTAIN },
    { "security_groups[].security_group_rules", CONNECTORS_CERTAIN },
    { "security_group_rules[].security_group_id", CONNECTORS_CERTAIN },
    { "floatingips[].floating_network_id", CONNECTORS_CERTAIN },
    { "trunks[].sub_ports", CONNECTORS_CERTAIN },
    { "ipsec_site_connections[].vpnservice_id", CONNECTORS_CERTAIN },
    { "loadbalancers[].vip_subnet_id", CONNECTORS_CERTAIN },
    { "images[].disk_format", CONNECTORS_LIKELY },
  };

  if (sample->form != CONNECTORS_FORM_JSON)
    return CONNECTORS_NOT_MINE;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (connectors_sample_has_key (sample, keys[i].path))
      {
        *what_out = "answer of the API of OpenStack";
        return keys[i].grade;
      }
  return CONNECTORS_NOT_MINE;
}

const UitwegConnector connectors_openstack_json = {
  .api = UITWEG_CONNECTOR_API,
  .name = "openstack-json",
  .summary = "saved answers of the APIs of OpenStack",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect,
  .recognise = recognise,
};
