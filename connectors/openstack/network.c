/* SPDX-License-Identifier: EUPL-1.2
 *
 * Networks, subnets, ports, routers, security groups, floating addresses and
 * load balancers. Of a VPN connection the key is never looked at.
 */
#include "config.h"

#include "connectors/openstack/openstack.h"

#include <string.h>

void
openstack_read_network (const OpenstackRow *row)
{
  ConnectorsThing *thing = openstack_begin (row, "network", UITWEG_KIND_NETWORK,
                                            "openstack:network",
                                            "openstack.network");

  if (connectors_bool_at (row->doc, row->row, "router:external") == 1)
    connectors_thing_add_tag (thing, "external", "true");
}

void
openstack_read_subnet (const OpenstackRow *row)
{
  ConnectorsThing *thing = openstack_begin (row, "subnet", UITWEG_KIND_SUBNET,
                                            "openstack:subnet",
                                            "openstack.subnet");

  connectors_thing_add_tag (thing, "cidr",
                            connectors_text_at (row->doc, row->row, "cidr"));
  openstack_add_edge (row, "subnet", "network",
                      connectors_text_at (row->doc, row->row, "network_id"),
                      CONNECTORS_RULE_IN_NETWORK, "openstack.subnet.network");
}

/* What a port does for its owner: a server, a router, or a service. */
static void
join_port (const OpenstackRow *row,
           const char *owner,
           const char *device,
           const char *to_word,
           const char *to,
           ConnectorsRule rule,
           const char *origin)
{
  g_autofree char *from = NULL;
  g_autofree char *to_id = to != NULL ? openstack_id (to_word, to) : NULL;

  if (device == NULL || owner == NULL || to_id == NULL)
    return;
  if (g_str_has_prefix (owner, "compute:"))
    from = openstack_id ("server", device);
  else if (g_str_has_prefix (owner, "network:router")
           || g_str_has_prefix (owner, "network:ha_router"))
    from = openstack_id ("router", device);
  if (from != NULL)
    connectors_inventory_add_edge (row->run->inventory, from, to_id, rule,
                                   origin);
}

static void
read_port_subnets (const OpenstackRow *row,
                   ConnectorsThing *thing,
                   const char *owner,
                   const char *device)
{
  const BaseNode *list = connectors_node_list (row->doc, row->row, "fixed_ips");

  for (const BaseNode *at = list != NULL ? base_doc_first (row->doc, list)
                                         : NULL;
       at != NULL; at = base_doc_next (row->doc, at))
    {
      const char *subnet = connectors_text_at (row->doc, at, "subnet_id");

      connectors_thing_add_text (
          thing, UITWEG_RESOURCE_ADDRESSES,
          connectors_text_at (row->doc, at, "ip_address"));
      openstack_add_edge (row, "port", "subnet", subnet,
                          CONNECTORS_RULE_IN_NETWORK,
                          "openstack.port.fixed_ips");
      join_port (row, owner, device, "subnet", subnet,
                 CONNECTORS_RULE_IN_NETWORK, "openstack.port.fixed_ips");
    }
}

/* The hardware address is that of the machine, which has it too: on the port
 * it would be a second thing with one address. */
void
openstack_read_port (const OpenstackRow *row)
{
  const BaseDoc *doc = row->doc;
  ConnectorsThing *thing = openstack_begin (row, "port", UITWEG_KIND_OTHER,
                                            "openstack:port", "openstack.port");
  const char *owner = connectors_text_at (doc, row->row, "device_owner");
  const char *device = connectors_text_at (doc, row->row, "device_id");
  const char *network = connectors_text_at (doc, row->row, "network_id");
  const BaseNode *groups = connectors_node_list (doc, row->row,
                                                 "security_groups");

  connectors_thing_add_tag (thing, "device_owner", owner);
  openstack_add_edge (row, "port", "network", network,
                      CONNECTORS_RULE_IN_NETWORK, "openstack.port.network_id");
  join_port (row, owner, device, "network", network, CONNECTORS_RULE_IN_NETWORK,
             "openstack.port.network_id");
  join_port (row, owner, device, "port", row->id, CONNECTORS_RULE_ATTACHED,
             "openstack.port.device_id");
  read_port_subnets (row, thing, owner, device);
  for (const BaseNode *at = groups != NULL ? base_doc_first (doc, groups)
                                           : NULL;
       at != NULL; at = base_doc_next (doc, at))
    {
      const char *group = connectors_node_text (at);

      openstack_add_edge (row, "port", "security-group", group,
                          CONNECTORS_RULE_GUARDED_BY,
                          "openstack.port.security_groups");
      join_port (row, owner, device, "security-group", group,
                 CONNECTORS_RULE_GUARDED_BY, "openstack.port.security_groups");
    }
}

void
openstack_read_router (const OpenstackRow *row)
{
  const BaseDoc *doc = row->doc;
  const BaseNode *fixed = connectors_node_list (
      doc, row->row, "external_gateway_info.external_fixed_ips");

  openstack_begin (row, "router", UITWEG_KIND_CONNECTIVITY, "openstack:router",
                   "openstack.router");
  openstack_add_edge (
      row, "router", "network",
      connectors_text_at (doc, row->row, "external_gateway_info.network_id"),
      CONNECTORS_RULE_IN_NETWORK, "openstack.router.gateway");
  for (const BaseNode *at = fixed != NULL ? base_doc_first (doc, fixed) : NULL;
       at != NULL; at = base_doc_next (doc, at))
    openstack_add_edge (row, "router", "subnet",
                        connectors_text_at (doc, at, "subnet_id"),
                        CONNECTORS_RULE_IN_NETWORK, "openstack.router.gateway");
}

/* The rule lets members of the remote group call members of the group: that
 * one is reachable from the other. Rules stand in a group and in a list. */
static void
read_rule (const OpenstackRow *row, const BaseNode *rule)
{
  const char *group = connectors_text_at (row->doc, rule, "security_group_id");
  const char *remote = connectors_text_at (row->doc, rule, "remote_group_id");
  const char *direction = connectors_text_at (row->doc, rule, "direction");
  gboolean is_egress = g_strcmp0 (direction, "egress") == 0;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  connectors_inventory_count (row->run->inventory, "security_rules", 1);
  if (group == NULL || remote == NULL)
    return;
  connectors_inventory_count (row->run->inventory, "security_rules_remote", 1);
  from = openstack_id ("security-group", is_egress ? group : remote);
  to = openstack_id ("security-group", is_egress ? remote : group);
  connectors_inventory_add_edge (row->run->inventory, from, to,
                                 CONNECTORS_RULE_REACHABLE_FROM,
                                 "openstack.security_group.remote_group_id");
}

void
openstack_read_security_rule (const OpenstackRow *row)
{
  read_rule (row, row->row);
}

void
openstack_read_security_group (const OpenstackRow *row)
{
  const BaseDoc *doc = row->doc;
  const BaseNode *rules = connectors_node_list (doc, row->row,
                                                "security_group_rules");
  const char *project = connectors_text_at (doc, row->row, "project_id");
  const char *name = connectors_text_at (doc, row->row, "name");
  const char *known;
  g_autofree char *key = NULL;

  openstack_begin (row, "security-group", UITWEG_KIND_OTHER,
                   "openstack:security_group", "openstack.security_group");
  if (project == NULL)
    project = connectors_text_at (doc, row->row, "tenant_id");
  key = g_strdup_printf ("%s\n%s", project != NULL ? project : "",
                         name != NULL ? name : "");
  known = g_hash_table_lookup (row->run->groups, key);
  /* Servers name groups: a name that two have in a project means neither. */
  if (known == NULL)
    g_hash_table_insert (row->run->groups, g_steal_pointer (&key),
                         g_strdup (row->id));
  else if (strcmp (known, row->id) != 0)
    g_hash_table_insert (row->run->groups, g_steal_pointer (&key),
                         g_strdup (""));
  for (const BaseNode *at = rules != NULL ? base_doc_first (doc, rules) : NULL;
       at != NULL; at = base_doc_next (doc, at))
    read_rule (row, at);
}

void
openstack_read_floating_ip (const OpenstackRow *row)
{
  const BaseDoc *doc = row->doc;
  ConnectorsThing *thing = openstack_begin (
      row, "floating-ip", UITWEG_KIND_OTHER, "openstack:floating_ip",
      "openstack.floating_ip");
  const char *owner = connectors_text_at (doc, row->row,
                                          "port_details.device_owner");
  const char *device = connectors_text_at (doc, row->row,
                                           "port_details.device_id");

  connectors_thing_add_text (
      thing, UITWEG_RESOURCE_ADDRESSES,
      connectors_text_at (doc, row->row, "floating_ip_address"));
  openstack_add_edge (row, "floating-ip", "port",
                      connectors_text_at (doc, row->row, "port_id"),
                      CONNECTORS_RULE_ATTACHED, "openstack.floating_ip.port");
  openstack_add_edge (row, "floating-ip", "network",
                      connectors_text_at (doc, row->row, "floating_network_id"),
                      CONNECTORS_RULE_IN_NETWORK,
                      "openstack.floating_ip.network");
  join_port (row, owner, device, "floating-ip", row->id,
             CONNECTORS_RULE_ATTACHED, "openstack.floating_ip.port");
}

void
openstack_read_trunk (const OpenstackRow *row)
{
  const BaseNode *ports = connectors_node_list (row->doc, row->row,
                                                "sub_ports");

  openstack_begin (row, "trunk", UITWEG_KIND_OTHER, "openstack:trunk",
                   "openstack.trunk");
  openstack_add_edge (row, "trunk", "port",
                      connectors_text_at (row->doc, row->row, "port_id"),
                      CONNECTORS_RULE_ATTACHED, "openstack.trunk.port");
  for (const BaseNode *at = ports != NULL ? base_doc_first (row->doc, ports)
                                          : NULL;
       at != NULL; at = base_doc_next (row->doc, at))
    openstack_add_edge (row, "trunk", "port",
                        connectors_text_at (row->doc, at, "port_id"),
                        CONNECTORS_RULE_ATTACHED, "openstack.trunk.sub_ports");
}

void
openstack_read_vpn_connection (const OpenstackRow *row)
{
  ConnectorsThing *thing = openstack_begin (
      row, "vpn-connection", UITWEG_KIND_CONNECTIVITY,
      "openstack:ipsec_site_connection", "openstack.vpn");

  connectors_thing_add_text (
      thing, UITWEG_RESOURCE_ADDRESSES,
      connectors_text_at (row->doc, row->row, "peer_address"));
}

void
openstack_read_load_balancer (const OpenstackRow *row)
{
  ConnectorsThing *thing = openstack_begin (
      row, "load-balancer", UITWEG_KIND_LOAD_BALANCER,
      "openstack:load_balancer", "openstack.load_balancer");

  connectors_thing_add_text (
      thing, UITWEG_RESOURCE_ADDRESSES,
      connectors_text_at (row->doc, row->row, "vip_address"));
  openstack_add_edge (row, "load-balancer", "subnet",
                      connectors_text_at (row->doc, row->row, "vip_subnet_id"),
                      CONNECTORS_RULE_IN_NETWORK,
                      "openstack.load_balancer.vip_subnet_id");
  openstack_add_edge (row, "load-balancer", "port",
                      connectors_text_at (row->doc, row->row, "vip_port_id"),
                      CONNECTORS_RULE_ATTACHED,
                      "openstack.load_balancer.vip_port_id");
}
