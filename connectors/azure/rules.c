/* SPDX-License-Identifier: EUPL-1.2
 *
 * Why one thing of Azure names another: by the key under which the id
 * stands. The innermost key that is known decides; the type of the row does
 * where one key means different things.
 */
#include "config.h"

#include "connectors/azure/set.h"

#include <stdlib.h>
#include <string.h>

#define RULE(key, word, sense)                                                 \
  {                                                                            \
    key, "azure." key, CONNECTORS_RULE_##word, AZURE_##sense                   \
  }

/* By key. */
static const AzureRule rules[] = {
  RULE ("activekey", ENCRYPTS_WITH, FORWARD),
  RULE ("applicationgatewaybackendaddresspools", FRONTS, BACKWARD),
  RULE ("applicationinsights", LOGS_TO, FORWARD),
  RULE ("applicationsecuritygroups", GUARDED_BY, FORWARD),
  RULE ("appserviceplanid", RUNS_ON, FORWARD),
  RULE ("availabilityset", DECLARED, CONSTRAINT),
  RULE ("availabilitysets", DECLARED, CONSTRAINT),
  RULE ("backendaddresspool", FRONTS, NOTHING),
  RULE ("backendipconfiguration", FRONTS, FORWARD),
  RULE ("backendipconfigurations", FRONTS, FORWARD),
  RULE ("bootdiagnostics", LOGS_TO, FORWARD),
  RULE ("capacityreservationgroup", DECLARED, CONSTRAINT),
  RULE ("clusterresourceid", CONTAINS, FORWARD),
  RULE ("customerencryption", ENCRYPTS_WITH, FORWARD),
  RULE ("ddosprotectionplan", GUARDED_BY, FORWARD),
  RULE ("delegatedsubnetid", IN_NETWORK, FORWARD),
  RULE ("delegatedsubnetresourceid", IN_NETWORK, FORWARD),
  RULE ("diagnosticstorageaccount", LOGS_TO, FORWARD),
  RULE ("diskencryptionset", ENCRYPTS_WITH, FORWARD),
  RULE ("diskencryptionsetid", ENCRYPTS_WITH, FORWARD),
  RULE ("elasticpoolid", RUNS_ON, FORWARD),
  RULE ("environmentid", RUNS_ON, FORWARD),
  RULE ("eventhubauthorizationruleid", LOGS_TO, FORWARD),
  RULE ("firewallpolicy", GUARDED_BY, FORWARD),
  RULE ("galleryimageversionid", RESTORES_FROM, FORWARD),
  RULE ("gatewaysubnet", IN_NETWORK, FORWARD),
  RULE ("host", RUNS_ON, FORWARD),
  RULE ("hostgroup", RUNS_ON, FORWARD),
  RULE ("hostingenvironmentid", RUNS_ON, FORWARD),
  RULE ("hostingenvironmentprofile", RUNS_ON, FORWARD),
  RULE ("hostpoolarmpath", RUNS_ON, FORWARD),
  RULE ("identityprofile", ACTS_AS, FORWARD),
  RULE ("imagereference", RESTORES_FROM, FORWARD),
  RULE ("infrastructuresubnetid", IN_NETWORK, FORWARD),
  RULE ("instancepoolid", RUNS_ON, FORWARD),
  RULE ("ipconfiguration", ATTACHED, BACKWARD),
  RULE ("keyidentifier", ENCRYPTS_WITH, FORWARD),
  RULE ("keyuri", ENCRYPTS_WITH, FORWARD),
  RULE ("keyurl", ENCRYPTS_WITH, FORWARD),
  RULE ("keyvault", ENCRYPTS_WITH, FORWARD),
  RULE ("keyvaultarmid", ENCRYPTS_WITH, FORWARD),
  RULE ("keyvaultid", ENCRYPTS_WITH, FORWARD),
  RULE ("keyvaultkeyuri", ENCRYPTS_WITH, FORWARD),
  RULE ("keyvaultproperties", ENCRYPTS_WITH, FORWARD),
  RULE ("keyvaultresourceid", ENCRYPTS_WITH, FORWARD),
  RULE ("keyvaultsecretid", ENCRYPTS_WITH, FORWARD),
  RULE ("loadbalancerbackendaddresspools", FRONTS, BACKWARD),
  RULE ("loadbalancerinboundnatpools", FRONTS, BACKWARD),
  RULE ("loadbalancerinboundnatrules", FRONTS, BACKWARD),
  RULE ("loganalyticsworkspaceresourceid", LOGS_TO, FORWARD),
  RULE ("managedby", CONTAINS, FORWARD),
  RULE ("managedbyextended", ATTACHED, BACKWARD),
  RULE ("manageddisk", ATTACHED, FORWARD),
  RULE ("managedenvironmentid", RUNS_ON, FORWARD),
  RULE ("natgateway", IN_NETWORK, FORWARD),
  RULE ("networkinterfaceipconfiguration", FRONTS, FORWARD),
  RULE ("networkinterfaces", ATTACHED, FORWARD),
  RULE ("networksecuritygroup", GUARDED_BY, FORWARD),
  RULE ("nsgid", GUARDED_BY, FORWARD),
  RULE ("partnerservers", REPLICATES_FROM, FORWARD),
  RULE ("primaryuserassignedidentityid", ACTS_AS, FORWARD),
  RULE ("privatednszonearmresourceid", RESOLVES_TO, BACKWARD),
  RULE ("privatednszoneid", RESOLVES_TO, BACKWARD),
  RULE ("privateendpoint", CALLS, BACKWARD),
  RULE ("privatelinkresourceid", CALLS, FORWARD),
  RULE ("privatelinkserviceid", CALLS, FORWARD),
  RULE ("proximityplacementgroup", DECLARED, CONSTRAINT),
  RULE ("publicipaddress", ATTACHED, FORWARD),
  RULE ("publicipaddresses", ATTACHED, FORWARD),
  RULE ("publicipprefix", ATTACHED, FORWARD),
  RULE ("publicipprefixes", ATTACHED, FORWARD),
  RULE ("recoverabledatabaseid", RESTORES_FROM, FORWARD),
  RULE ("remotevirtualnetwork", REACHABLE_FROM, FORWARD),
  RULE ("replicationsourceid", REPLICATES_FROM, FORWARD),
  RULE ("restorabledroppeddatabaseid", RESTORES_FROM, FORWARD),
  RULE ("routetable", IN_NETWORK, FORWARD),
  RULE ("serverfarmid", RUNS_ON, FORWARD),
  RULE ("servicebusruleid", LOGS_TO, FORWARD),
  RULE ("source", READS_FROM, FORWARD),
  RULE ("sourcedatabaseid", RESTORES_FROM, FORWARD),
  RULE ("sourceresourceid", RESTORES_FROM, FORWARD),
  RULE ("sourceserverresourceid", REPLICATES_FROM, FORWARD),
  RULE ("sourcevault", ENCRYPTS_WITH, FORWARD),
  RULE ("storageaccountid", READS_FROM, FORWARD),
  RULE ("storageaccountresourceid", READS_FROM, FORWARD),
  RULE ("storageid", LOGS_TO, FORWARD),
  RULE ("storageuri", LOGS_TO, FORWARD),
  RULE ("subnet", IN_NETWORK, FORWARD),
  RULE ("subnetid", IN_NETWORK, FORWARD),
  RULE ("subnetids", IN_NETWORK, FORWARD),
  RULE ("subnetresourceid", IN_NETWORK, FORWARD),
  RULE ("subnets", IN_NETWORK, FORWARD),
  RULE ("targetresource", RESOLVES_TO, FORWARD),
  RULE ("targetresourceid", FRONTS, FORWARD),
  RULE ("topic", READS_FROM, FORWARD),
  RULE ("userassignedidentities", ACTS_AS, FORWARD),
  RULE ("userassignedidentity", ACTS_AS, FORWARD),
  RULE ("vaultid", ENCRYPTS_WITH, FORWARD),
  RULE ("virtualhub", IN_NETWORK, FORWARD),
  RULE ("virtualmachine", ATTACHED, BACKWARD),
  RULE ("virtualmachineresourceid", RUNS_ON, FORWARD),
  RULE ("virtualmachines", DECLARED, CONSTRAINT),
  RULE ("virtualmachinescaleset", CONTAINS, FORWARD),
  RULE ("virtualnetwork", IN_NETWORK, FORWARD),
  RULE ("virtualnetworkid", IN_NETWORK, FORWARD),
  RULE ("virtualnetworkrules", REACHABLE_FROM, FORWARD),
  RULE ("virtualnetworksubnetid", IN_NETWORK, FORWARD),
  RULE ("virtualwan", IN_NETWORK, FORWARD),
  RULE ("vnetid", IN_NETWORK, FORWARD),
  RULE ("vnetsubnetid", IN_NETWORK, FORWARD),
  RULE ("workspace", LOGS_TO, FORWARD),
  RULE ("workspaceid", LOGS_TO, FORWARD),
  RULE ("workspaceresourceid", LOGS_TO, FORWARD),
};

/* Where the type of the row changes what a key means. The first counts. */
static const struct
{
  const char *type; /* its end, folded */
  AzureRule rule;
} odd_rules[] = {
  { "/disks", RULE ("managedby", ATTACHED, BACKWARD) },
  { "/snapshots", RULE ("sourceresourceid", REPLICATES_FROM, FORWARD) },
  { "/networksecuritygroups", RULE ("subnets", GUARDED_BY, BACKWARD) },
  { "/networksecuritygroups",
    RULE ("networkinterfaces", GUARDED_BY, BACKWARD) },
  { "/networksecuritygroups",
    RULE ("applicationsecuritygroups", GUARDED_BY, NOTHING) },
  { "/networksecuritygroups",
    RULE ("sourceapplicationsecuritygroups", REACHABLE_FROM, NOTHING) },
  { "/networksecuritygroups",
    RULE ("destinationapplicationsecuritygroups", REACHABLE_FROM, NOTHING) },
  { "/routetables", RULE ("subnets", IN_NETWORK, BACKWARD) },
  { "/natgateways", RULE ("subnets", IN_NETWORK, BACKWARD) },
  { "/subnets", RULE ("ipconfigurations", IN_NETWORK, BACKWARD) },
  { "/subnets", RULE ("privateendpoints", IN_NETWORK, BACKWARD) },
  { "/networkinterfaces", RULE ("privateendpoint", ATTACHED, BACKWARD) },
  { "/replicationlinks", RULE ("partnerdatabaseid", REPLICATES_FROM, FORWARD) },
  { "/failovergroups", RULE ("databases", REPLICATES_FROM, NOTHING) },
  { "/publicipprefixes", RULE ("publicipaddresses", ATTACHED, BACKWARD) },
  { "/firewallpolicies", RULE ("firewalls", GUARDED_BY, BACKWARD) },
  { "/virtualhubs", RULE ("virtualnetworkconnections", IN_NETWORK, NOTHING) },
  { "/proximityplacementgroups",
    RULE ("virtualmachinescalesets", DECLARED, CONSTRAINT) },
};

static const AzureRule other_rule = { "", "azure.reference",
                                      CONNECTORS_RULE_DECLARED, AZURE_FORWARD };

static const AzureRule backend_rule = { "", "azure.backendaddresses",
                                        CONNECTORS_RULE_FRONTS, AZURE_FORWARD };
static const AzureRule image_rule = { "", "azure.image",
                                      CONNECTORS_RULE_RESTORES_FROM,
                                      AZURE_FORWARD };
static const AzureRule vault_rule = { "", "azure.vaultaddress",
                                      CONNECTORS_RULE_ENCRYPTS_WITH,
                                      AZURE_FORWARD };
static const AzureRule host_rule = { "", "azure.hostname",
                                     CONNECTORS_RULE_CALLS, AZURE_FORWARD };
const AzureRule azure_rule_group = { "", "azure.securityrules",
                                     CONNECTORS_RULE_REACHABLE_FROM,
                                     AZURE_FORWARD };
const AzureRule azure_rule_child = { "", "azure.id", CONNECTORS_RULE_CONTAINS,
                                     AZURE_FORWARD };
const AzureRule azure_rule_node_group = { "", "azure.noderesourcegroup",
                                          CONNECTORS_RULE_CONTAINS,
                                          AZURE_FORWARD };

static gint
compare_keys (gconstpointer key, gconstpointer rule)
{
  return strcmp (key, ((const AzureRule *) rule)->key);
}

static const AzureRule *
find_odd (const char *type, const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (odd_rules); i++)
    if (strcmp (odd_rules[i].rule.key, key) == 0
        && g_str_has_suffix (type, odd_rules[i].type))
      return &odd_rules[i].rule;
  return NULL;
}

const AzureRule *
azure_rule_find (const char *type, const GPtrArray *path)
{
  for (guint i = path->len; i > 0; i--)
    {
      const char *key = g_ptr_array_index (path, i - 1);
      const AzureRule *rule;

      if (key == NULL)
        continue;
      rule = find_odd (type, key);
      if (rule == NULL)
        rule = bsearch (key, rules, G_N_ELEMENTS (rules), sizeof rules[0],
                        compare_keys);
      if (rule != NULL)
        return rule;
    }
  return &other_rule;
}

const AzureRule *
azure_rule_of_host (const char *type, const GPtrArray *path, const char *host)
{
  static const char *const fronts[] = { "/loadbalancers",
                                        "/applicationgateways", "/frontdoors",
                                        "/trafficmanagerprofiles",
                                        "microsoft.cdn/profiles" };
  const AzureRule *rule = azure_rule_find (type, path);

  if (rule->rule == CONNECTORS_RULE_LOGS_TO
      || rule->rule == CONNECTORS_RULE_ENCRYPTS_WITH)
    return rule;
  if (g_str_has_suffix (host, ".azurecr.io"))
    return &image_rule;
  if (g_str_has_suffix (host, AZURE_VAULT_DOMAIN))
    return &vault_rule;
  for (gsize i = 0; i < G_N_ELEMENTS (fronts); i++)
    if (strstr (type, fronts[i]) != NULL)
      return &backend_rule;
  return &host_rule;
}
