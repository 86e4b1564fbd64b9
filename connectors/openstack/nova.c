/* SPDX-License-Identifier: EUPL-1.2
 *
 * Servers, flavours, hypervisors and images. Of a server user_data, metadata
 * and adminPass are never looked at.
 */
#include "config.h"

#include "connectors/openstack/openstack.h"

#include <string.h>

static const struct
{
  const char *key;
  const char *value; /* or NULL: any */
  const char *feature;
} extra_specs[] = {
  { "pci_passthrough:alias", NULL, "device:passthrough-pci" },
  { "accel:device_profile", NULL, "device:passthrough-pci" },
  { "resources:VGPU", NULL, "device:passthrough-mdev" },
  { "hw:cpu_policy", "dedicated", "device:cpu-pinning" },
  { "hw:numa_nodes", NULL, "device:numa-pinning" },
  { "hw:mem_page_size", NULL, "device:hugepages" },
  { "hw:mem_encryption", NULL, "device:launch-security" },
  { "os:secure_boot", "required", "device:secure-boot" },
  { "hw:tpm_version", NULL, "device:tpm-emulator" },
  { "hw:pmem", NULL, "device:nvdimm" },
};

static gint64
size_at (const BaseDoc *doc, const BaseNode *node, const char *key, gint64 unit)
{
  return connectors_multiply (
      connectors_int_at (doc, node, key, OPENSTACK_LARGEST), unit);
}

OpenstackFlavor *
openstack_flavor_new (const BaseDoc *doc, const BaseNode *node)
{
  OpenstackFlavor *flavor = g_new0 (OpenstackFlavor, 1);
  const BaseNode *specs = connectors_node_map (doc, node, "extra_specs");
  const char *name = connectors_text_at (doc, node, "original_name");

  flavor->vcpus = connectors_int_at (doc, node, "vcpus", OPENSTACK_LARGEST);
  flavor->ram = size_at (doc, node, "ram", OPENSTACK_MIB);
  flavor->disk = size_at (doc, node, "disk", OPENSTACK_GIB);
  flavor->ephemeral = size_at (doc, node, "ephemeral", OPENSTACK_GIB);
  if (flavor->ephemeral == UITWEG_UNKNOWN)
    flavor->ephemeral = size_at (doc, node, "OS-FLV-EXT-DATA:ephemeral",
                                 OPENSTACK_GIB);
  /* "" says that there is none */
  flavor->swap = size_at (doc, node, "swap", OPENSTACK_MIB);
  if (name == NULL)
    name = connectors_text_at (doc, node, "name");
  flavor->name = g_strdup (name);
  flavor->features = g_ptr_array_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (extra_specs); i++)
    {
      const char *value = connectors_node_text (
          connectors_node_of (doc, specs, extra_specs[i].key));

      if (value != NULL
          && (extra_specs[i].value == NULL
              || strcmp (value, extra_specs[i].value) == 0))
        g_ptr_array_add (flavor->features, (gpointer) extra_specs[i].feature);
    }
  return flavor;
}

void
openstack_flavor_free (gpointer data)
{
  OpenstackFlavor *flavor = data;

  if (flavor == NULL)
    return;
  g_free (flavor->name);
  g_ptr_array_unref (flavor->features);
  g_free (flavor);
}

void
openstack_server_free (gpointer data)
{
  OpenstackServer *server = data;

  g_free (server->id);
  g_free (server->flavor);
  g_free (server->project);
  g_ptr_array_unref (server->volumes);
  g_ptr_array_unref (server->groups);
  openstack_flavor_free (server->own);
  g_free (server);
}

void
openstack_read_flavor (const OpenstackRow *row)
{
  g_hash_table_replace (row->run->flavors, g_strdup (row->id),
                        openstack_flavor_new (row->doc, row->row));
}

/* {"net": [{"addr", "OS-EXT-IPS-MAC:mac_addr"}]} */
static void
read_addresses (const OpenstackRow *row, ConnectorsThing *thing)
{
  const BaseNode *networks = connectors_node_map (row->doc, row->row,
                                                  "addresses");

  if (networks == NULL)
    return;
  for (const BaseNode *network = base_doc_first (row->doc, networks);
       network != NULL; network = base_doc_next (row->doc, network))
    for (const BaseNode *at = base_doc_first (row->doc, network); at != NULL;
         at = base_doc_next (row->doc, at))
      {
        connectors_thing_add_text (thing, UITWEG_RESOURCE_ADDRESSES,
                                   connectors_text_at (row->doc, at, "addr"));
        connectors_thing_add_text (
            thing, UITWEG_RESOURCE_MACS,
            connectors_text_at (row->doc, at, "OS-EXT-IPS-MAC:mac_addr"));
      }
}

/* The texts at `key` of the elements of a list. */
static void
list_texts (const OpenstackRow *row,
            const char *list_key,
            const char *key,
            GPtrArray *texts)
{
  const BaseNode *list = connectors_node_list (row->doc, row->row, list_key);

  if (list == NULL)
    return;
  for (const BaseNode *at = base_doc_first (row->doc, list); at != NULL;
       at = base_doc_next (row->doc, at))
    if (connectors_text_at (row->doc, at, key) != NULL)
      g_ptr_array_add (texts,
                       g_strdup (connectors_text_at (row->doc, at, key)));
}

static void
read_host (const OpenstackRow *row)
{
  const char *host = connectors_text_at (row->doc, row->row,
                                         "OS-EXT-SRV-ATTR:hypervisor_hostname");

  if (host == NULL)
    host = connectors_text_at (row->doc, row->row, "OS-EXT-SRV-ATTR:host");
  if (host == NULL)
    row->run->n_without_host++;
  openstack_add_edge (row, "server", "host", host, CONNECTORS_RULE_RUNS_ON,
                      "openstack.server.host");
}

static OpenstackServer *
new_server (const OpenstackRow *row, ConnectorsThing *thing)
{
  OpenstackServer *server = g_new0 (OpenstackServer, 1);
  const BaseNode *flavor = connectors_node_map (row->doc, row->row, "flavor");

  server->thing = thing;
  server->id = openstack_id ("server", row->id);
  server->project = g_strdup (
      connectors_text_at (row->doc, row->row, "tenant_id"));
  server->volumes = g_ptr_array_new_with_free_func (g_free);
  server->groups = g_ptr_array_new_with_free_func (g_free);
  list_texts (row, "os-extended-volumes:volumes_attached", "id",
              server->volumes);
  list_texts (row, "security_groups", "name", server->groups);
  server->has_image = connectors_text_at (row->doc, row->row, "image.id")
                      != NULL;
  server->flavor = g_strdup (connectors_text_at (row->doc, flavor, "id"));
  if (connectors_node_at (row->doc, flavor, "vcpus") != NULL)
    server->own = openstack_flavor_new (row->doc, flavor);
  return server;
}

void
openstack_read_server (const OpenstackRow *row)
{
  const BaseDoc *doc = row->doc;
  ConnectorsThing *thing = openstack_begin (
      row, "server", UITWEG_KIND_VM, "openstack:server", "openstack.server");
  const char *status = connectors_text_at (doc, row->row, "status");
  g_autofree char *place = g_strdup_printf ("%s:%u", row->path, row->row->line);
  const BaseNode *metadata = connectors_node_map (doc, row->row, "metadata");

  connectors_thing_set_text (
      thing, UITWEG_RESOURCE_ZONE,
      connectors_text_at (doc, row->row, "OS-EXT-AZ:availability_zone"));
  connectors_thing_set_text (
      thing, UITWEG_RESOURCE_HOSTNAME,
      connectors_text_at (doc, row->row, "OS-EXT-SRV-ATTR:hostname"));
  connectors_thing_set_int (thing, UITWEG_RESOURCE_COUNT, 1);
  if (metadata != NULL)
    for (const BaseNode *at = base_doc_first (doc, metadata); at != NULL;
         at = base_doc_next (doc, at))
      connectors_thing_add_owners_tag (thing, at->key,
                                       connectors_node_text (at));
  /* A cell that is down tells only that the server is there. */
  if (g_strcmp0 (status, "UNKNOWN") == 0
      || connectors_node_at (doc, row->row, "flavor") == NULL)
    {
      connectors_inventory_add_problem (row->run->inventory, place, 1,
                                        "found a server without its details, "
                                        "expected all of it");
      connectors_inventory_count (row->run->inventory, "servers_without_detail",
                                  1);
      return;
    }
  read_addresses (row, thing);
  read_host (row);
  openstack_add_edge (row, "server", "image",
                      connectors_text_at (doc, row->row, "image.id"),
                      CONNECTORS_RULE_RESTORES_FROM, "openstack.server.image");
  if (connectors_text_at (doc, row->row, "OS-EXT-SRV-ATTR:user_data") != NULL)
    connectors_inventory_count (row->run->inventory, "user_data_left_out", 1);
  g_ptr_array_add (row->run->servers, new_server (row, thing));
}

void
openstack_read_hypervisor (const OpenstackRow *row)
{
  const BaseDoc *doc = row->doc;
  const char *name = connectors_text_at (doc, row->row, "hypervisor_hostname");
  g_autofree char *id = openstack_id ("host", name != NULL ? name : row->id);
  ConnectorsThing *thing = connectors_inventory_add (
      row->run->inventory, id, UITWEG_KIND_HOST, "openstack:hypervisor",
      "openstack.hypervisor");
  const BaseNode *servers = connectors_node_list (doc, row->row, "servers");

  connectors_thing_set_text (thing, UITWEG_RESOURCE_NAME, name);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_NATIVE_ID, row->id);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_PROVIDER,
                             row->run->provider);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_REGION, row->run->region);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_STATE,
                             connectors_text_at (doc, row->row, "state"));
  connectors_thing_add_text (thing, UITWEG_RESOURCE_ADDRESSES,
                             connectors_text_at (doc, row->row, "host_ip"));
  connectors_thing_set_text (
      thing, UITWEG_RESOURCE_ARCH,
      connectors_text_at (doc, row->row, "cpu_info.arch"));
  connectors_thing_set_int (
      thing, UITWEG_RESOURCE_VCPU,
      connectors_int_at (doc, row->row, "vcpus", OPENSTACK_LARGEST));
  connectors_thing_set_int (
      thing, UITWEG_RESOURCE_MEMORY,
      size_at (doc, row->row, "memory_mb", OPENSTACK_MIB));
  connectors_thing_set_int (thing, UITWEG_RESOURCE_COUNT, 1);
  for (const BaseNode *at = servers != NULL ? base_doc_first (doc, servers)
                                            : NULL;
       at != NULL; at = base_doc_next (doc, at))
    {
      const char *uuid = connectors_text_at (doc, at, "uuid");
      g_autofree char *server = uuid != NULL ? openstack_id ("server", uuid)
                                             : NULL;

      if (server != NULL)
        connectors_inventory_add_edge (row->run->inventory, server, id,
                                       CONNECTORS_RULE_RUNS_ON,
                                       "openstack.hypervisor.servers");
    }
}

/* A rule of placement is no edge: it is noted how many there are. */
void
openstack_read_server_group (const OpenstackRow *row)
{
  const char *policy = connectors_text_at (row->doc, row->row, "policy");
  const BaseNode *members = connectors_node_list (row->doc, row->row,
                                                  "members");
  g_autofree char *place = g_strdup_printf ("%s:%u", row->path, row->row->line);

  if (policy == NULL)
    {
      const BaseNode *list = connectors_node_list (row->doc, row->row,
                                                   "policies");

      if (list != NULL && list->n_children > 0)
        policy = connectors_node_text (base_doc_first (row->doc, list));
    }
  if (policy != NULL
      && (strcmp (policy, "affinity") == 0
          || strcmp (policy, "anti-affinity") == 0
          || strcmp (policy, "soft-affinity") == 0
          || strcmp (policy, "soft-anti-affinity") == 0))
    connectors_inventory_add_note (row->run->inventory, place,
                                   "a rule of placement (%s) for %u servers: "
                                   "keep it at the target",
                                   policy,
                                   members != NULL ? members->n_children : 0);
}

/* Of Nova: {"serverId", "volumeId"}. */
void
openstack_read_attachment (const OpenstackRow *row)
{
  const char *server = connectors_text_at (row->doc, row->row, "serverId");
  const char *volume = connectors_text_at (row->doc, row->row, "volumeId");
  g_autofree char *from = server != NULL ? openstack_id ("server", server)
                                         : NULL;
  g_autofree char *to = volume != NULL ? openstack_id ("volume", volume) : NULL;

  if (from == NULL || to == NULL)
    return;
  connectors_inventory_add_edge (row->run->inventory, from, to,
                                 CONNECTORS_RULE_ATTACHED,
                                 "openstack.volumeAttachments");
  connectors_inventory_join_group (row->run->inventory, to, from,
                                   CONNECTORS_RULE_SHARES_DISK,
                                   "openstack.volume.multiattach");
}

void
openstack_read_image (const OpenstackRow *row)
{
  ConnectorsThing *thing = openstack_begin (
      row, "image", UITWEG_KIND_IMAGE, "openstack:image", "openstack.image");

  connectors_thing_set_int (
      thing, UITWEG_RESOURCE_DATA,
      connectors_int_at (row->doc, row->row, "size", G_MAXINT64));
}

/* Joins. */

static void
apply_flavor (ConnectorsThing *thing,
              const OpenstackFlavor *flavor,
              gboolean has_image)
{
  connectors_thing_set_int (thing, UITWEG_RESOURCE_VCPU, flavor->vcpus);
  connectors_thing_set_int (thing, UITWEG_RESOURCE_MEMORY, flavor->ram);
  connectors_thing_add_tag (thing, "machine_type", flavor->name);
  connectors_thing_add_text (thing, UITWEG_RESOURCE_FEATURES, NULL);
  for (guint i = 0; i < flavor->features->len; i++)
    connectors_thing_add_text (thing, UITWEG_RESOURCE_FEATURES,
                               g_ptr_array_index (flavor->features, i));
  if (has_image)
    connectors_thing_add_disk (
        thing, "root", flavor->disk != 0 ? flavor->disk : UITWEG_UNKNOWN, NULL,
        0);
  if (flavor->ephemeral > 0)
    connectors_thing_add_disk (thing, "ephemeral", flavor->ephemeral, NULL, 0);
  if (flavor->swap > 0)
    connectors_thing_add_disk (thing, "swap", flavor->swap, NULL, 0);
}

static void
finish_server (OpenstackRun *run, const OpenstackServer *server)
{
  const OpenstackFlavor *flavor = server->own;

  if (flavor == NULL && server->flavor != NULL)
    flavor = g_hash_table_lookup (run->flavors, server->flavor);
  if (flavor != NULL)
    apply_flavor (server->thing, flavor, server->has_image);
  else
    connectors_inventory_count (run->inventory, "servers_without_flavor", 1);
  for (guint i = 0; i < server->volumes->len; i++)
    {
      const char *volume = g_ptr_array_index (server->volumes, i);
      const char *bytes = g_hash_table_lookup (run->volumes, volume);
      g_autofree char *id = openstack_id ("volume", volume);
      gint64 size = UITWEG_UNKNOWN;

      if (bytes != NULL)
        g_ascii_string_to_signed (bytes, 10, 0, G_MAXINT64, &size, NULL);
      connectors_thing_add_disk (server->thing, id, size, NULL, -1);
      connectors_inventory_add_edge (run->inventory, server->id, id,
                                     CONNECTORS_RULE_ATTACHED,
                                     "openstack.server.volumes_attached");
      connectors_inventory_join_group (run->inventory, id, server->id,
                                       CONNECTORS_RULE_SHARES_DISK,
                                       "openstack.volume.multiattach");
    }
  for (guint i = 0; i < server->groups->len; i++)
    {
      g_autofree char *key = g_strdup_printf (
          "%s\n%s", server->project != NULL ? server->project : "",
          (const char *) g_ptr_array_index (server->groups, i));
      const char *group = g_hash_table_lookup (run->groups, key);
      g_autofree char *id = group != NULL && group[0] != '\0'
                                ? openstack_id ("security-group", group)
                                : NULL;

      if (id != NULL)
        connectors_inventory_add_edge (run->inventory, server->id, id,
                                       CONNECTORS_RULE_GUARDED_BY,
                                       "openstack.server.security_groups");
    }
}

void
openstack_finish_servers (OpenstackRun *run)
{
  guint n_without_flavor = 0;

  for (guint i = 0; i < run->servers->len; i++)
    {
      const OpenstackServer *server = g_ptr_array_index (run->servers, i);

      finish_server (run, server);
      n_without_flavor +=
          server->own == NULL
          && (server->flavor == NULL
              || g_hash_table_lookup (run->flavors, server->flavor) == NULL);
    }
  if (n_without_flavor > 0)
    connectors_inventory_add_problem (run->inventory, "flavors", 0,
                                      "%u servers have a flavour that no file "
                                      "tells of: give flavors/detail too",
                                      n_without_flavor);
  if (run->n_without_host > 0)
    connectors_inventory_add_problem (run->inventory, "hosts", 0,
                                      "%u servers do not name their host: who "
                                      "asked was no administrator, and other "
                                      "projects are not seen",
                                      run->n_without_host);
}
