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
  UitwegResourceKind kind;
} KindRule;

/* The first that fits counts: longer and odder names stand first. */
static const KindRule kind_rules[] = {
  /* parts of something, which are no kind of their own */
  { "attachment", UITWEG_KIND_OTHER },
  { "association", UITWEG_KIND_OTHER },
  { "policy", UITWEG_KIND_OTHER },
  { "rule", UITWEG_KIND_OTHER },
  { "notification", UITWEG_KIND_OTHER },
  { "inventory", UITWEG_KIND_OTHER },
  { "metric", UITWEG_KIND_OTHER },
  { "configuration", UITWEG_KIND_OTHER },
  { "parameter_group", UITWEG_KIND_OTHER },
  { "option_group", UITWEG_KIND_OTHER },
  { "subnet_group", UITWEG_KIND_OTHER },
  { "resource_group", UITWEG_KIND_OTHER },
  { "event_source_mapping", UITWEG_KIND_OTHER },
  { "launch_template", UITWEG_KIND_OTHER },
  { "security_group", UITWEG_KIND_OTHER },
  { "security_list", UITWEG_KIND_OTHER },
  { "network_acl", UITWEG_KIND_OTHER },
  { "firewall", UITWEG_KIND_OTHER },
  { "route_table", UITWEG_KIND_OTHER },
  { "route", UITWEG_KIND_OTHER },
  { "network_interface", UITWEG_KIND_OTHER },
  { "eip", UITWEG_KIND_OTHER },
  { "public_ip", UITWEG_KIND_OTHER },
  { "floating_ip", UITWEG_KIND_OTHER },
  { "address", UITWEG_KIND_OTHER },
  { "availability_set", UITWEG_KIND_OTHER },
  { "placement_group", UITWEG_KIND_OTHER },
  { "alarm", UITWEG_KIND_OTHER },
  /* data */
  { "sql_database_instance", UITWEG_KIND_DATABASE },
  { "rds_cluster_instance", UITWEG_KIND_DATABASE },
  { "db_instance", UITWEG_KIND_DATABASE },
  { "sql_database", UITWEG_KIND_DATABASE },
  { "rds_cluster", UITWEG_KIND_DATABASE },
  { "docdb_cluster", UITWEG_KIND_DATABASE },
  { "neptune_cluster", UITWEG_KIND_DATABASE },
  { "redshift_cluster", UITWEG_KIND_DATABASE },
  { "alloydb_cluster", UITWEG_KIND_DATABASE },
  { "alloydb_instance", UITWEG_KIND_DATABASE },
  { "spanner_instance", UITWEG_KIND_DATABASE },
  { "bigtable_instance", UITWEG_KIND_DATABASE },
  { "bigquery_dataset", UITWEG_KIND_DATABASE },
  { "bigquery_table", UITWEG_KIND_DATABASE },
  { "dynamodb_table", UITWEG_KIND_DATABASE },
  { "keyspaces_table", UITWEG_KIND_DATABASE },
  { "storage_table", UITWEG_KIND_DATABASE },
  { "opensearch_domain", UITWEG_KIND_DATABASE },
  { "elasticsearch_domain", UITWEG_KIND_DATABASE },
  { "cosmosdb_account", UITWEG_KIND_DATABASE },
  { "flexible_server", UITWEG_KIND_DATABASE },
  { "sql_server", UITWEG_KIND_DATABASE },
  { "mssql_server", UITWEG_KIND_DATABASE },
  { "postgresql_server", UITWEG_KIND_DATABASE },
  { "mysql_server", UITWEG_KIND_DATABASE },
  { "mariadb_server", UITWEG_KIND_DATABASE },
  { "managed_instance", UITWEG_KIND_DATABASE },
  { "database", UITWEG_KIND_DATABASE },
  { "elasticache_cluster", UITWEG_KIND_CACHE },
  { "replication_group", UITWEG_KIND_CACHE },
  { "memorydb_cluster", UITWEG_KIND_CACHE },
  { "redis_instance", UITWEG_KIND_CACHE },
  { "redis_cluster", UITWEG_KIND_CACHE },
  { "memcache_instance", UITWEG_KIND_CACHE },
  { "redis_cache", UITWEG_KIND_CACHE },
  { "cache", UITWEG_KIND_CACHE },
  { "logging_project_bucket_config", UITWEG_KIND_PLATFORM },
  { "s3_bucket", UITWEG_KIND_BUCKET },
  { "storage_bucket", UITWEG_KIND_BUCKET },
  { "bucket", UITWEG_KIND_BUCKET },
  { "storage_container", UITWEG_KIND_BUCKET },
  { "storage_account", UITWEG_KIND_BUCKET },
  { "storage_share", UITWEG_KIND_SHARE },
  { "file_system", UITWEG_KIND_SHARE },
  { "filestore_instance", UITWEG_KIND_SHARE },
  { "netapp_volume", UITWEG_KIND_SHARE },
  { "share", UITWEG_KIND_SHARE },
  { "ebs_volume", UITWEG_KIND_DISK },
  { "managed_disk", UITWEG_KIND_DISK },
  { "compute_disk", UITWEG_KIND_DISK },
  { "region_disk", UITWEG_KIND_DISK },
  { "volume", UITWEG_KIND_DISK },
  { "volume_v3", UITWEG_KIND_DISK },
  { "virtual_disk", UITWEG_KIND_DISK },
  { "disk", UITWEG_KIND_DISK },
  { "snapshot", UITWEG_KIND_SNAPSHOT },
  { "backup_vault", UITWEG_KIND_BACKUP },
  { "services_vault", UITWEG_KIND_BACKUP },
  { "backup_plan", UITWEG_KIND_BACKUP },
  { "ami", UITWEG_KIND_IMAGE },
  { "image", UITWEG_KIND_IMAGE },
  { "image_v2", UITWEG_KIND_IMAGE },
  { "sqs_queue", UITWEG_KIND_QUEUE },
  { "queue", UITWEG_KIND_QUEUE },
  { "topic", UITWEG_KIND_QUEUE },
  { "subscription", UITWEG_KIND_QUEUE },
  { "eventhub", UITWEG_KIND_QUEUE },
  { "eventhub_namespace", UITWEG_KIND_QUEUE },
  { "servicebus_namespace", UITWEG_KIND_QUEUE },
  { "kinesis_stream", UITWEG_KIND_QUEUE },
  { "delivery_stream", UITWEG_KIND_QUEUE },
  { "mq_broker", UITWEG_KIND_QUEUE },
  { "msk_cluster", UITWEG_KIND_QUEUE },
  { "kafka_cluster", UITWEG_KIND_QUEUE },
  /* what runs */
  { "lambda_function", UITWEG_KIND_FUNCTION },
  { "cloudfunctions_function", UITWEG_KIND_FUNCTION },
  { "cloudfunctions2_function", UITWEG_KIND_FUNCTION },
  { "function_app", UITWEG_KIND_FUNCTION },
  { "function", UITWEG_KIND_FUNCTION },
  { "ecs_service", UITWEG_KIND_CONTAINER },
  { "task_definition", UITWEG_KIND_CONTAINER },
  { "run_service", UITWEG_KIND_CONTAINER },
  { "run_v2_service", UITWEG_KIND_CONTAINER },
  { "container_app", UITWEG_KIND_CONTAINER },
  { "container_group", UITWEG_KIND_CONTAINER },
  { "apprunner_service", UITWEG_KIND_CONTAINER },
  { "environment_container", UITWEG_KIND_CONTAINER },
  { "container", UITWEG_KIND_CONTAINER },
  { "web_app", UITWEG_KIND_APPLICATION },
  { "app_service", UITWEG_KIND_APPLICATION },
  { "beanstalk_environment", UITWEG_KIND_APPLICATION },
  { "engine_application", UITWEG_KIND_APPLICATION },
  { "machine_scale_set", UITWEG_KIND_VM },
  { "virtual_machine", UITWEG_KIND_VM },
  { "lightsail_instance", UITWEG_KIND_VM },
  { "compute_instance", UITWEG_KIND_VM },
  { "instance_v2", UITWEG_KIND_VM },
  { "spot_instance_request", UITWEG_KIND_VM },
  { "autoscaling_group", UITWEG_KIND_VM },
  { "instance_group_manager", UITWEG_KIND_VM },
  { "environment_vm", UITWEG_KIND_VM },
  { "vm", UITWEG_KIND_VM },
  { "droplet", UITWEG_KIND_VM },
  { "libvirt_domain", UITWEG_KIND_VM },
  { "hcloud_server", UITWEG_KIND_VM },
  { "upcloud_server", UITWEG_KIND_VM },
  { "ionoscloud_server", UITWEG_KIND_VM },
  { "stackit_server", UITWEG_KIND_VM },
  { "cloudscale_server", UITWEG_KIND_VM },
  { "instance_server", UITWEG_KIND_VM },
  { "kubernetes_cluster", UITWEG_KIND_CLUSTER },
  { "container_cluster", UITWEG_KIND_CLUSTER },
  { "eks_cluster", UITWEG_KIND_CLUSTER },
  { "ecs_cluster", UITWEG_KIND_CLUSTER },
  { "k8s_cluster", UITWEG_KIND_CLUSTER },
  { "node_pool", UITWEG_KIND_CLUSTER },
  { "node_group", UITWEG_KIND_CLUSTER },
  { "compute_cluster", UITWEG_KIND_CLUSTER },
  { "emr_cluster", UITWEG_KIND_CLUSTER },
  { "resource_pool", UITWEG_KIND_POOL },
  { "datastore", UITWEG_KIND_POOL },
  { "pool", UITWEG_KIND_POOL },
  { "vsphere_host", UITWEG_KIND_HOST },
  { "dedicated_host", UITWEG_KIND_HOST },
  { "ec2_host", UITWEG_KIND_HOST },
  /* networks and names */
  { "subnet", UITWEG_KIND_SUBNET },
  { "subnetwork", UITWEG_KIND_SUBNET },
  { "subnet_v2", UITWEG_KIND_SUBNET },
  { "vpc", UITWEG_KIND_NETWORK },
  { "virtual_network", UITWEG_KIND_NETWORK },
  { "compute_network", UITWEG_KIND_NETWORK },
  { "network_v2", UITWEG_KIND_NETWORK },
  { "port_group", UITWEG_KIND_NETWORK },
  { "segment", UITWEG_KIND_NETWORK },
  { "network", UITWEG_KIND_NETWORK },
  { "virtual_wan", UITWEG_KIND_NETWORK },
  { "virtual_hub", UITWEG_KIND_NETWORK },
  { "transit_gateway", UITWEG_KIND_NETWORK },
  { "express_route_circuit", UITWEG_KIND_CONNECTIVITY },
  { "express_route_port", UITWEG_KIND_CONNECTIVITY },
  { "express_route_gateway", UITWEG_KIND_CONNECTIVITY },
  { "express_route_connection", UITWEG_KIND_CONNECTIVITY },
  { "circuit_peering", UITWEG_KIND_CONNECTIVITY },
  { "internet_gateway", UITWEG_KIND_CONNECTIVITY },
  { "nat_gateway", UITWEG_KIND_CONNECTIVITY },
  { "network_gateway", UITWEG_KIND_CONNECTIVITY },
  { "vpn_gateway", UITWEG_KIND_CONNECTIVITY },
  { "vpn_connection", UITWEG_KIND_CONNECTIVITY },
  { "vpn_tunnel", UITWEG_KIND_CONNECTIVITY },
  { "customer_gateway", UITWEG_KIND_CONNECTIVITY },
  { "dx_connection", UITWEG_KIND_CONNECTIVITY },
  { "interconnect_attachment", UITWEG_KIND_CONNECTIVITY },
  { "network_peering", UITWEG_KIND_CONNECTIVITY },
  { "router", UITWEG_KIND_CONNECTIVITY },
  { "lb", UITWEG_KIND_LOAD_BALANCER },
  { "alb", UITWEG_KIND_LOAD_BALANCER },
  { "elb", UITWEG_KIND_LOAD_BALANCER },
  { "load_balancer", UITWEG_KIND_LOAD_BALANCER },
  { "loadbalancer", UITWEG_KIND_LOAD_BALANCER },
  { "loadbalancer_v2", UITWEG_KIND_LOAD_BALANCER },
  { "application_gateway", UITWEG_KIND_LOAD_BALANCER },
  { "forwarding_rule", UITWEG_KIND_LOAD_BALANCER },
  { "url_map", UITWEG_KIND_LOAD_BALANCER },
  { "target_group", UITWEG_KIND_LOAD_BALANCER },
  { "lb_listener", UITWEG_KIND_LOAD_BALANCER },
  { "backend_service", UITWEG_KIND_LOAD_BALANCER },
  { "cloudfront_distribution", UITWEG_KIND_LOAD_BALANCER },
  { "frontdoor", UITWEG_KIND_LOAD_BALANCER },
  { "route53_zone", UITWEG_KIND_DNS },
  { "route53_record", UITWEG_KIND_DNS },
  { "managed_zone", UITWEG_KIND_DNS },
  { "record_set", UITWEG_KIND_DNS },
  { "dns_zone", UITWEG_KIND_DNS },
  { "dns_record", UITWEG_KIND_DNS },
  { "dns_a_record", UITWEG_KIND_DNS },
  { "dns_cname_record", UITWEG_KIND_DNS },
  { "registered_domain", UITWEG_KIND_DNS },
  { "certificate", UITWEG_KIND_CERTIFICATE },
  { "certificate_authority", UITWEG_KIND_CERTIFICATE },
  { "ssl_certificate", UITWEG_KIND_CERTIFICATE },
  /* who and with what key */
  { "cognito_user_pool", UITWEG_KIND_IDENTITY },
  { "user_pool", UITWEG_KIND_IDENTITY },
  { "iam_user", UITWEG_KIND_IDENTITY },
  { "azuread_user", UITWEG_KIND_IDENTITY },
  { "azuread_group", UITWEG_KIND_IDENTITY },
  { "service_principal", UITWEG_KIND_IDENTITY },
  { "directory", UITWEG_KIND_IDENTITY },
  { "iam_role", UITWEG_KIND_ROLE },
  { "instance_profile", UITWEG_KIND_ROLE },
  { "assigned_identity", UITWEG_KIND_ROLE },
  { "service_account", UITWEG_KIND_ROLE },
  { "role_assignment", UITWEG_KIND_ROLE },
  { "custom_role", UITWEG_KIND_ROLE },
  { "role", UITWEG_KIND_ROLE },
  { "kms_key", UITWEG_KIND_KEY },
  { "kms_alias", UITWEG_KIND_KEY },
  { "crypto_key", UITWEG_KIND_KEY },
  { "key_ring", UITWEG_KIND_KEY },
  { "key_vault", UITWEG_KIND_KEY },
  { "vault_key", UITWEG_KIND_KEY },
  { "encryption_set", UITWEG_KIND_KEY },
  { "ecr_repository", UITWEG_KIND_REGISTRY },
  { "registry_repository", UITWEG_KIND_REGISTRY },
  { "container_registry", UITWEG_KIND_REGISTRY },
  /* what runs along */
  { "log_group", UITWEG_KIND_PLATFORM },
  { "analytics_workspace", UITWEG_KIND_PLATFORM },
  { "application_insights", UITWEG_KIND_PLATFORM },
  { "service_plan", UITWEG_KIND_PLATFORM },
  { "instance", UITWEG_KIND_VM },
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
ends_in (const char *type, const char *end)
{
  gsize length = strlen (type);
  gsize n = strlen (end);

  return length >= n && strcmp (type + length - n, end) == 0
         && (length == n || type[length - n - 1] == '_');
}

UitwegResourceKind
terraform_kind_of (const char *type, gboolean *is_known_out)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kind_rules); i++)
    if (ends_in (type, kind_rules[i].end))
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
