/* SPDX-License-Identifier: EUPL-1.2
 *
 * Maps names of Terraform by their words, because new types come every month
 * and their last words say what they are. What is looked up in the catalog
 * (prices, lock-in) goes by the native type, not by these kinds.
 */
#include "config.h"

#include "connectors/terraform/kinds.h"

#include <string.h>

typedef struct
{
  const char *end; /* last words of a type, behind a '_' */
  gsize length;
  UitwegResourceKind kind;
} KindRule;

#define END(end, kind)                                                         \
  {                                                                            \
    end, sizeof end - 1, kind                                                  \
  }

/* The first that fits counts: longer and odder names stand first. */
static const KindRule kind_rules[] = {
  /* parts of something, which are no kind of their own */
  END ("attachment", UITWEG_KIND_OTHER),
  END ("association", UITWEG_KIND_OTHER),
  END ("policy", UITWEG_KIND_OTHER),
  END ("rule", UITWEG_KIND_OTHER),
  END ("notification", UITWEG_KIND_OTHER),
  END ("inventory", UITWEG_KIND_OTHER),
  END ("metric", UITWEG_KIND_OTHER),
  END ("configuration", UITWEG_KIND_OTHER),
  END ("parameter_group", UITWEG_KIND_OTHER),
  END ("option_group", UITWEG_KIND_OTHER),
  END ("subnet_group", UITWEG_KIND_OTHER),
  END ("resource_group", UITWEG_KIND_OTHER),
  END ("event_source_mapping", UITWEG_KIND_OTHER),
  END ("launch_template", UITWEG_KIND_OTHER),
  END ("security_group", UITWEG_KIND_OTHER),
  END ("security_list", UITWEG_KIND_OTHER),
  END ("network_acl", UITWEG_KIND_OTHER),
  END ("firewall", UITWEG_KIND_OTHER),
  END ("route_table", UITWEG_KIND_OTHER),
  END ("route", UITWEG_KIND_OTHER),
  END ("network_interface", UITWEG_KIND_OTHER),
  END ("eip", UITWEG_KIND_OTHER),
  END ("public_ip", UITWEG_KIND_OTHER),
  END ("floating_ip", UITWEG_KIND_OTHER),
  END ("address", UITWEG_KIND_OTHER),
  END ("availability_set", UITWEG_KIND_OTHER),
  END ("placement_group", UITWEG_KIND_OTHER),
  END ("alarm", UITWEG_KIND_OTHER),
  /* data */
  END ("sql_database_instance", UITWEG_KIND_DATABASE),
  END ("rds_cluster_instance", UITWEG_KIND_DATABASE),
  END ("db_instance", UITWEG_KIND_DATABASE),
  END ("sql_database", UITWEG_KIND_DATABASE),
  END ("rds_cluster", UITWEG_KIND_DATABASE),
  END ("docdb_cluster", UITWEG_KIND_DATABASE),
  END ("neptune_cluster", UITWEG_KIND_DATABASE),
  END ("redshift_cluster", UITWEG_KIND_DATABASE),
  END ("alloydb_cluster", UITWEG_KIND_DATABASE),
  END ("alloydb_instance", UITWEG_KIND_DATABASE),
  END ("spanner_instance", UITWEG_KIND_DATABASE),
  END ("bigtable_instance", UITWEG_KIND_DATABASE),
  END ("bigquery_dataset", UITWEG_KIND_DATABASE),
  END ("bigquery_table", UITWEG_KIND_DATABASE),
  END ("dynamodb_table", UITWEG_KIND_DATABASE),
  END ("keyspaces_table", UITWEG_KIND_DATABASE),
  END ("storage_table", UITWEG_KIND_DATABASE),
  END ("opensearch_domain", UITWEG_KIND_DATABASE),
  END ("elasticsearch_domain", UITWEG_KIND_DATABASE),
  END ("cosmosdb_account", UITWEG_KIND_DATABASE),
  END ("flexible_server", UITWEG_KIND_DATABASE),
  END ("sql_server", UITWEG_KIND_DATABASE),
  END ("mssql_server", UITWEG_KIND_DATABASE),
  END ("postgresql_server", UITWEG_KIND_DATABASE),
  END ("mysql_server", UITWEG_KIND_DATABASE),
  END ("mariadb_server", UITWEG_KIND_DATABASE),
  END ("managed_instance", UITWEG_KIND_DATABASE),
  END ("database", UITWEG_KIND_DATABASE),
  END ("elasticache_cluster", UITWEG_KIND_CACHE),
  END ("replication_group", UITWEG_KIND_CACHE),
  END ("memorydb_cluster", UITWEG_KIND_CACHE),
  END ("redis_instance", UITWEG_KIND_CACHE),
  END ("redis_cluster", UITWEG_KIND_CACHE),
  END ("memcache_instance", UITWEG_KIND_CACHE),
  END ("redis_cache", UITWEG_KIND_CACHE),
  END ("cache", UITWEG_KIND_CACHE),
  END ("logging_project_bucket_config", UITWEG_KIND_PLATFORM),
  END ("s3_bucket", UITWEG_KIND_BUCKET),
  END ("storage_bucket", UITWEG_KIND_BUCKET),
  END ("bucket", UITWEG_KIND_BUCKET),
  END ("storage_container", UITWEG_KIND_BUCKET),
  END ("storage_account", UITWEG_KIND_BUCKET),
  END ("storage_share", UITWEG_KIND_SHARE),
  END ("file_system", UITWEG_KIND_SHARE),
  END ("filestore_instance", UITWEG_KIND_SHARE),
  END ("netapp_volume", UITWEG_KIND_SHARE),
  END ("share", UITWEG_KIND_SHARE),
  END ("ebs_volume", UITWEG_KIND_DISK),
  END ("managed_disk", UITWEG_KIND_DISK),
  END ("compute_disk", UITWEG_KIND_DISK),
  END ("region_disk", UITWEG_KIND_DISK),
  END ("volume", UITWEG_KIND_DISK),
  END ("volume_v3", UITWEG_KIND_DISK),
  END ("virtual_disk", UITWEG_KIND_DISK),
  END ("disk", UITWEG_KIND_DISK),
  END ("snapshot", UITWEG_KIND_SNAPSHOT),
  END ("backup_vault", UITWEG_KIND_BACKUP),
  END ("services_vault", UITWEG_KIND_BACKUP),
  END ("backup_plan", UITWEG_KIND_BACKUP),
  END ("ami", UITWEG_KIND_IMAGE),
  END ("image", UITWEG_KIND_IMAGE),
  END ("image_v2", UITWEG_KIND_IMAGE),
  END ("sqs_queue", UITWEG_KIND_QUEUE),
  END ("queue", UITWEG_KIND_QUEUE),
  END ("topic", UITWEG_KIND_QUEUE),
  END ("subscription", UITWEG_KIND_QUEUE),
  END ("eventhub", UITWEG_KIND_QUEUE),
  END ("eventhub_namespace", UITWEG_KIND_QUEUE),
  END ("servicebus_namespace", UITWEG_KIND_QUEUE),
  END ("kinesis_stream", UITWEG_KIND_QUEUE),
  END ("delivery_stream", UITWEG_KIND_QUEUE),
  END ("mq_broker", UITWEG_KIND_QUEUE),
  END ("msk_cluster", UITWEG_KIND_QUEUE),
  END ("kafka_cluster", UITWEG_KIND_QUEUE),
  /* what runs */
  END ("lambda_function", UITWEG_KIND_FUNCTION),
  END ("cloudfunctions_function", UITWEG_KIND_FUNCTION),
  END ("cloudfunctions2_function", UITWEG_KIND_FUNCTION),
  END ("function_app", UITWEG_KIND_FUNCTION),
  END ("function", UITWEG_KIND_FUNCTION),
  END ("ecs_service", UITWEG_KIND_CONTAINER),
  END ("task_definition", UITWEG_KIND_CONTAINER),
  END ("run_service", UITWEG_KIND_CONTAINER),
  END ("run_v2_service", UITWEG_KIND_CONTAINER),
  END ("container_app", UITWEG_KIND_CONTAINER),
  END ("container_group", UITWEG_KIND_CONTAINER),
  END ("apprunner_service", UITWEG_KIND_CONTAINER),
  END ("environment_container", UITWEG_KIND_CONTAINER),
  END ("container", UITWEG_KIND_CONTAINER),
  END ("web_app", UITWEG_KIND_APPLICATION),
  END ("app_service", UITWEG_KIND_APPLICATION),
  END ("beanstalk_environment", UITWEG_KIND_APPLICATION),
  END ("engine_application", UITWEG_KIND_APPLICATION),
  END ("machine_scale_set", UITWEG_KIND_VM),
  END ("virtual_machine", UITWEG_KIND_VM),
  END ("lightsail_instance", UITWEG_KIND_VM),
  END ("compute_instance", UITWEG_KIND_VM),
  END ("instance_v2", UITWEG_KIND_VM),
  END ("spot_instance_request", UITWEG_KIND_VM),
  END ("autoscaling_group", UITWEG_KIND_VM),
  END ("instance_group_manager", UITWEG_KIND_VM),
  END ("environment_vm", UITWEG_KIND_VM),
  END ("vm", UITWEG_KIND_VM),
  END ("droplet", UITWEG_KIND_VM),
  END ("libvirt_domain", UITWEG_KIND_VM),
  END ("hcloud_server", UITWEG_KIND_VM),
  END ("upcloud_server", UITWEG_KIND_VM),
  END ("ionoscloud_server", UITWEG_KIND_VM),
  END ("stackit_server", UITWEG_KIND_VM),
  END ("cloudscale_server", UITWEG_KIND_VM),
  END ("instance_server", UITWEG_KIND_VM),
  END ("kubernetes_cluster", UITWEG_KIND_CLUSTER),
  END ("container_cluster", UITWEG_KIND_CLUSTER),
  END ("eks_cluster", UITWEG_KIND_CLUSTER),
  END ("ecs_cluster", UITWEG_KIND_CLUSTER),
  END ("k8s_cluster", UITWEG_KIND_CLUSTER),
  END ("node_pool", UITWEG_KIND_CLUSTER),
  END ("node_group", UITWEG_KIND_CLUSTER),
  END ("compute_cluster", UITWEG_KIND_CLUSTER),
  END ("emr_cluster", UITWEG_KIND_CLUSTER),
  END ("resource_pool", UITWEG_KIND_POOL),
  END ("datastore", UITWEG_KIND_POOL),
  END ("pool", UITWEG_KIND_POOL),
  END ("vsphere_host", UITWEG_KIND_HOST),
  END ("dedicated_host", UITWEG_KIND_HOST),
  END ("ec2_host", UITWEG_KIND_HOST),
  /* networks and names */
  END ("subnet", UITWEG_KIND_SUBNET),
  END ("subnetwork", UITWEG_KIND_SUBNET),
  END ("subnet_v2", UITWEG_KIND_SUBNET),
  END ("vpc", UITWEG_KIND_NETWORK),
  END ("virtual_network", UITWEG_KIND_NETWORK),
  END ("compute_network", UITWEG_KIND_NETWORK),
  END ("network_v2", UITWEG_KIND_NETWORK),
  END ("port_group", UITWEG_KIND_NETWORK),
  END ("segment", UITWEG_KIND_NETWORK),
  END ("network", UITWEG_KIND_NETWORK),
  END ("virtual_wan", UITWEG_KIND_NETWORK),
  END ("virtual_hub", UITWEG_KIND_NETWORK),
  END ("transit_gateway", UITWEG_KIND_NETWORK),
  END ("express_route_circuit", UITWEG_KIND_CONNECTIVITY),
  END ("express_route_port", UITWEG_KIND_CONNECTIVITY),
  END ("express_route_gateway", UITWEG_KIND_CONNECTIVITY),
  END ("express_route_connection", UITWEG_KIND_CONNECTIVITY),
  END ("circuit_peering", UITWEG_KIND_CONNECTIVITY),
  END ("internet_gateway", UITWEG_KIND_CONNECTIVITY),
  END ("nat_gateway", UITWEG_KIND_CONNECTIVITY),
  END ("network_gateway", UITWEG_KIND_CONNECTIVITY),
  END ("vpn_gateway", UITWEG_KIND_CONNECTIVITY),
  END ("vpn_connection", UITWEG_KIND_CONNECTIVITY),
  END ("vpn_tunnel", UITWEG_KIND_CONNECTIVITY),
  END ("customer_gateway", UITWEG_KIND_CONNECTIVITY),
  END ("dx_connection", UITWEG_KIND_CONNECTIVITY),
  END ("interconnect_attachment", UITWEG_KIND_CONNECTIVITY),
  END ("network_peering", UITWEG_KIND_CONNECTIVITY),
  END ("router", UITWEG_KIND_CONNECTIVITY),
  END ("lb", UITWEG_KIND_LOAD_BALANCER),
  END ("alb", UITWEG_KIND_LOAD_BALANCER),
  END ("elb", UITWEG_KIND_LOAD_BALANCER),
  END ("load_balancer", UITWEG_KIND_LOAD_BALANCER),
  END ("loadbalancer", UITWEG_KIND_LOAD_BALANCER),
  END ("loadbalancer_v2", UITWEG_KIND_LOAD_BALANCER),
  END ("application_gateway", UITWEG_KIND_LOAD_BALANCER),
  END ("forwarding_rule", UITWEG_KIND_LOAD_BALANCER),
  END ("url_map", UITWEG_KIND_LOAD_BALANCER),
  END ("target_group", UITWEG_KIND_LOAD_BALANCER),
  END ("lb_listener", UITWEG_KIND_LOAD_BALANCER),
  END ("backend_service", UITWEG_KIND_LOAD_BALANCER),
  END ("cloudfront_distribution", UITWEG_KIND_LOAD_BALANCER),
  END ("frontdoor", UITWEG_KIND_LOAD_BALANCER),
  END ("route53_zone", UITWEG_KIND_DNS),
  END ("route53_record", UITWEG_KIND_DNS),
  END ("managed_zone", UITWEG_KIND_DNS),
  END ("record_set", UITWEG_KIND_DNS),
  END ("dns_zone", UITWEG_KIND_DNS),
  END ("dns_record", UITWEG_KIND_DNS),
  END ("dns_a_record", UITWEG_KIND_DNS),
  END ("dns_cname_record", UITWEG_KIND_DNS),
  END ("registered_domain", UITWEG_KIND_DNS),
  END ("certificate", UITWEG_KIND_CERTIFICATE),
  END ("certificate_authority", UITWEG_KIND_CERTIFICATE),
  END ("ssl_certificate", UITWEG_KIND_CERTIFICATE),
  /* who and with what key */
  END ("cognito_user_pool", UITWEG_KIND_IDENTITY),
  END ("user_pool", UITWEG_KIND_IDENTITY),
  END ("iam_user", UITWEG_KIND_IDENTITY),
  END ("azuread_user", UITWEG_KIND_IDENTITY),
  END ("azuread_group", UITWEG_KIND_IDENTITY),
  END ("service_principal", UITWEG_KIND_IDENTITY),
  END ("directory", UITWEG_KIND_IDENTITY),
  END ("iam_role", UITWEG_KIND_ROLE),
  END ("instance_profile", UITWEG_KIND_ROLE),
  END ("assigned_identity", UITWEG_KIND_ROLE),
  END ("service_account", UITWEG_KIND_ROLE),
  END ("role_assignment", UITWEG_KIND_ROLE),
  END ("custom_role", UITWEG_KIND_ROLE),
  END ("role", UITWEG_KIND_ROLE),
  END ("kms_key", UITWEG_KIND_KEY),
  END ("kms_alias", UITWEG_KIND_KEY),
  END ("crypto_key", UITWEG_KIND_KEY),
  END ("key_ring", UITWEG_KIND_KEY),
  END ("key_vault", UITWEG_KIND_KEY),
  END ("vault_key", UITWEG_KIND_KEY),
  END ("encryption_set", UITWEG_KIND_KEY),
  END ("ecr_repository", UITWEG_KIND_REGISTRY),
  END ("registry_repository", UITWEG_KIND_REGISTRY),
  END ("container_registry", UITWEG_KIND_REGISTRY),
  /* what runs along */
  END ("log_group", UITWEG_KIND_PLATFORM),
  END ("analytics_workspace", UITWEG_KIND_PLATFORM),
  END ("application_insights", UITWEG_KIND_PLATFORM),
  END ("service_plan", UITWEG_KIND_PLATFORM),
  END ("instance", UITWEG_KIND_VM),
};

static const struct
{
  const char *prefix; /* of types, before the first '_' */
  const char *provider;
} provider_rules[] = {
  { "aws", "aws" },
  { "azuread", "azure" },
  { "azurerm", "azure" },
  { "azuredevops", "azure" },
  { "cloudscale", "cloudscale" },
  { "clevercloud", "clevercloud" },
  { "exoscale", "exoscale" },
  { "gcore", "gcore" },
  { "google", "gcp" },
  { "gridscale", "gridscale" },
  { "hcloud", "hetzner" },
  { "ionoscloud", "ionos" },
  { "libvirt", "premises" },
  { "nutanix", "premises" },
  { "ovh", "ovhcloud" },
  { "outscale", "outscale" },
  { "proxmox", "premises" },
  { "scaleway", "scaleway" },
  { "stackit", "stackit" },
  { "upcloud", "upcloud" },
  { "vsphere", "premises" },
  { "xenorchestra", "premises" },
};

static gboolean
has_end (const char *type, gsize length, const char *end, gsize n)
{
  return length >= n && n > 0 && type[length - 1] == end[n - 1]
         && memcmp (type + length - n, end, n) == 0
         && (length == n || type[length - n - 1] == '_');
}

static gboolean
ends_in (const char *type, const char *end)
{
  return has_end (type, strlen (type), end, strlen (end));
}

UitwegResourceKind
terraform_kind_of (const char *type, gboolean *is_known_out)
{
  const gsize length = strlen (type);

  for (gsize i = 0; i < G_N_ELEMENTS (kind_rules); i++)
    if (has_end (type, length, kind_rules[i].end, kind_rules[i].length))
      {
        if (is_known_out != NULL)
          *is_known_out = TRUE;
        return kind_rules[i].kind;
      }
  if (is_known_out != NULL)
    *is_known_out = FALSE;
  return UITWEG_KIND_OTHER;
}

const char *
terraform_provider_of (const char *type)
{
  gsize length = strcspn (type, "_");

  for (gsize i = 0; i < G_N_ELEMENTS (provider_rules); i++)
    if (strlen (provider_rules[i].prefix) == length
        && strncmp (type, provider_rules[i].prefix, length) == 0)
      return provider_rules[i].provider;
  return NULL;
}

static gboolean
is_guard (const char *type)
{
  return strstr (type, "security_group") != NULL
         || strstr (type, "firewall") != NULL || ends_in (type, "network_acl");
}

/* Whether a thing of that kind works for others, so that what stands before
 * it fronts it. */
static gboolean
is_backend (UitwegResourceKind kind)
{
  return kind == UITWEG_KIND_VM || kind == UITWEG_KIND_CONTAINER
         || kind == UITWEG_KIND_FUNCTION || kind == UITWEG_KIND_APPLICATION
         || kind == UITWEG_KIND_LOAD_BALANCER || kind == UITWEG_KIND_BUCKET;
}

/* By the kind of what is needed. */
static ConnectorsRule
rule_of_needed (UitwegResourceKind from_kind, UitwegResourceKind to_kind)
{
  switch (to_kind)
    {
    case UITWEG_KIND_NETWORK:
    case UITWEG_KIND_SUBNET:
      return CONNECTORS_RULE_IN_NETWORK;
    case UITWEG_KIND_KEY:
      return CONNECTORS_RULE_ENCRYPTS_WITH;
    case UITWEG_KIND_ROLE:
      return CONNECTORS_RULE_ACTS_AS;
    case UITWEG_KIND_DISK:
      return from_kind == UITWEG_KIND_SNAPSHOT ? CONNECTORS_RULE_RESTORES_FROM
                                               : CONNECTORS_RULE_ATTACHED;
    case UITWEG_KIND_IMAGE:
    case UITWEG_KIND_SNAPSHOT:
      return CONNECTORS_RULE_RESTORES_FROM;
    case UITWEG_KIND_HOST:
    case UITWEG_KIND_CLUSTER:
    case UITWEG_KIND_POOL:
      return CONNECTORS_RULE_RUNS_ON;
    case UITWEG_KIND_DATABASE:
    case UITWEG_KIND_CACHE:
    case UITWEG_KIND_QUEUE:
    case UITWEG_KIND_BUCKET:
    case UITWEG_KIND_SHARE:
      return from_kind == UITWEG_KIND_VM || from_kind == UITWEG_KIND_FUNCTION
                     || from_kind == UITWEG_KIND_CONTAINER
                     || from_kind == UITWEG_KIND_APPLICATION
                 ? CONNECTORS_RULE_READS_FROM
                 : CONNECTORS_RULE_DECLARED;
    case UITWEG_KIND_VM:
    case UITWEG_KIND_CONTAINER:
    case UITWEG_KIND_FUNCTION:
    case UITWEG_KIND_APPLICATION:
    case UITWEG_KIND_SAAS:
    case UITWEG_KIND_LOAD_BALANCER:
    case UITWEG_KIND_DNS:
    case UITWEG_KIND_CERTIFICATE:
    case UITWEG_KIND_IDENTITY:
    case UITWEG_KIND_REGISTRY:
    case UITWEG_KIND_BACKUP:
    case UITWEG_KIND_FACILITY:
    case UITWEG_KIND_POWER:
    case UITWEG_KIND_CONNECTIVITY:
    case UITWEG_KIND_EXCHANGE:
    case UITWEG_KIND_SATELLITE:
    case UITWEG_KIND_PLATFORM:
    case UITWEG_KIND_OTHER:
    case UITWEG_KIND_UNKNOWN:
      return CONNECTORS_RULE_DECLARED;
    }
  return CONNECTORS_RULE_DECLARED;
}

/* A part of a bucket, a role or a group is set on it: it neither reads it nor
 * acts as it. What lies in a network has its rule already. */
static ConnectorsRule
rule_of_part (ConnectorsRule rule, const char *from, const char *to)
{
  if (g_str_has_prefix (from, to) && strcmp (from, to) != 0
      && rule != CONNECTORS_RULE_IN_NETWORK
      && rule != CONNECTORS_RULE_REACHABLE_FROM)
    return CONNECTORS_RULE_CONTAINS;
  return rule;
}

static ConnectorsRule
rule_of_kinds (const char *from, const char *to)
{
  UitwegResourceKind from_kind = terraform_kind_of (from, NULL);
  UitwegResourceKind to_kind = terraform_kind_of (to, NULL);

  if (is_guard (to))
    return CONNECTORS_RULE_GUARDED_BY;
  if (ends_in (to, "subnet_group"))
    return CONNECTORS_RULE_IN_NETWORK;
  if (ends_in (to, "log_group") || ends_in (to, "analytics_workspace"))
    return CONNECTORS_RULE_LOGS_TO;
  if (ends_in (to, "network_interface"))
    return CONNECTORS_RULE_ATTACHED;
  if (from_kind == UITWEG_KIND_DNS && is_backend (to_kind))
    return CONNECTORS_RULE_RESOLVES_TO;
  if (from_kind == UITWEG_KIND_DNS && to_kind == UITWEG_KIND_DNS)
    return CONNECTORS_RULE_CONTAINS;
  if (ends_in (from, "lb_listener") && ends_in (to, "lb"))
    return CONNECTORS_RULE_CONTAINS;
  if (from_kind == UITWEG_KIND_LOAD_BALANCER && is_backend (to_kind))
    return CONNECTORS_RULE_FRONTS;
  return rule_of_needed (from_kind, to_kind);
}

ConnectorsRule
terraform_rule_of_kinds (const char *from, const char *to)
{
  return rule_of_part (rule_of_kinds (from, to), from, to);
}

/* Names of attributes, the first that fits counts. `where`: 's' at the start,
 * 'c' anywhere, '=' the whole name. */
static const struct
{
  const char *word;
  char where;
  ConnectorsRule rule;
} attribute_rules[] = {
  { "source_security_group_id", '=', CONNECTORS_RULE_REACHABLE_FROM },
  { "security_group", 'c', CONNECTORS_RULE_GUARDED_BY },
  { "firewall_policy_id", '=', CONNECTORS_RULE_GUARDED_BY },
  { "subnet", 's', CONNECTORS_RULE_IN_NETWORK },
  { "db_subnet_group", 's', CONNECTORS_RULE_IN_NETWORK },
  { "vpc_id", '=', CONNECTORS_RULE_IN_NETWORK },
  { "network_interface", 's', CONNECTORS_RULE_ATTACHED },
  { "network", 's', CONNECTORS_RULE_IN_NETWORK },
  { "virtual_network", 's', CONNECTORS_RULE_IN_NETWORK },
  { "virtual_hub", 's', CONNECTORS_RULE_IN_NETWORK },
  { "virtual_wan", 's', CONNECTORS_RULE_IN_NETWORK },
  { "kms_", 's', CONNECTORS_RULE_ENCRYPTS_WITH },
  { "key_vault_", 's', CONNECTORS_RULE_ENCRYPTS_WITH },
  { "target_key", 's', CONNECTORS_RULE_ENCRYPTS_WITH },
  { "disk_encryption_set", 's', CONNECTORS_RULE_ENCRYPTS_WITH },
  { "role", 's', CONNECTORS_RULE_ACTS_AS },
  { "iam_instance_profile", '=', CONNECTORS_RULE_ACTS_AS },
  { "identity_ids", '=', CONNECTORS_RULE_ACTS_AS },
  { "service_account", 's', CONNECTORS_RULE_ACTS_AS },
  { "role_arn", 'c', CONNECTORS_RULE_ACTS_AS },
  { "target_group_arn", 's', CONNECTORS_RULE_FRONTS },
  { "backend_", 's', CONNECTORS_RULE_FRONTS },
  { "instances", '=', CONNECTORS_RULE_FRONTS },
  { "replicate_source_db", '=', CONNECTORS_RULE_REPLICATES_FROM },
  { "replication_source", 's', CONNECTORS_RULE_REPLICATES_FROM },
  { "event_source", 's', CONNECTORS_RULE_READS_FROM },
  { "source_arn", '=', CONNECTORS_RULE_READS_FROM },
  { "source_", 's', CONNECTORS_RULE_RESTORES_FROM },
  { "image", 's', CONNECTORS_RULE_RESTORES_FROM },
  { "ami", '=', CONNECTORS_RULE_RESTORES_FROM },
  { "snapshot_id", 's', CONNECTORS_RULE_RESTORES_FROM },
  { "topic", 's', CONNECTORS_RULE_READS_FROM },
  { "queue", 's', CONNECTORS_RULE_READS_FROM },
  { "bucket", 's', CONNECTORS_RULE_READS_FROM },
  { "stream", 's', CONNECTORS_RULE_READS_FROM },
  { "zone_id", '=', CONNECTORS_RULE_CONTAINS },
  { "load_balancer_arn", '=', CONNECTORS_RULE_CONTAINS },
  { "server_id", '=', CONNECTORS_RULE_CONTAINS },
  { "cluster", 's', CONNECTORS_RULE_CONTAINS },
  { "log_group", 's', CONNECTORS_RULE_LOGS_TO },
  { "log_destination", 's', CONNECTORS_RULE_LOGS_TO },
  { "log_analytics_workspace", 's', CONNECTORS_RULE_LOGS_TO },
  { "volume_id", '=', CONNECTORS_RULE_ATTACHED },
  { "disk_id", '=', CONNECTORS_RULE_ATTACHED },
  { "managed_disk_id", '=', CONNECTORS_RULE_ATTACHED },
};

ConnectorsRule
terraform_rule_of_attribute (const char *key, const char *from, const char *to)
{
  for (gsize i = 0; i < G_N_ELEMENTS (attribute_rules); i++)
    {
      const char *word = attribute_rules[i].word;
      gboolean fits = FALSE;

      if (attribute_rules[i].where != 'c' && word[0] != key[0])
        continue;
      switch (attribute_rules[i].where)
        {
        case 's':
          fits = g_str_has_prefix (key, word);
          break;
        case 'c':
          fits = strstr (key, word) != NULL;
          break;
        default:
          fits = strcmp (key, word) == 0;
          break;
        }
      if (!fits)
        continue;
      return rule_of_part (attribute_rules[i].rule, from, to);
    }
  return terraform_rule_of_kinds (from, to);
}
