/* SPDX-License-Identifier: EUPL-1.2
 *
 * Full names of what Terraform makes at Google Cloud, as the Cloud Asset
 * Inventory writes them: a plan has no ids yet, and some ids of states are
 * not what the provider calls the thing.
 */
#include "config.h"

#include "connectors/terraform/records.h"

#include <string.h>

/* What names of projects are made of; the colon is behind a domain. */
#define PROJECT "abcdefghijklmnopqrstuvwxyz0123456789-.:"

/* {P} is the project, {KEY} the last part of an attribute, {+KEY} all of it. */
static const struct
{
  const char *type;
  const char *form;
} names[] = {
#define COMPUTE "//compute.googleapis.com/projects/{P}/"
  { "google_compute_address", COMPUTE "regions/{region}/addresses/{name}" },
  { "google_compute_autoscaler", COMPUTE "zones/{zone}/autoscalers/{name}" },
  { "google_compute_backend_bucket", COMPUTE "global/backendBuckets/{name}" },
  { "google_compute_backend_service", COMPUTE "global/backendServices/{name}" },
  { "google_compute_disk", COMPUTE "zones/{zone}/disks/{name}" },
  { "google_compute_firewall", COMPUTE "global/firewalls/{name}" },
  { "google_compute_forwarding_rule",
    COMPUTE "regions/{region}/forwardingRules/{name}" },
  { "google_compute_global_address", COMPUTE "global/addresses/{name}" },
  { "google_compute_global_forwarding_rule",
    COMPUTE "global/forwardingRules/{name}" },
  { "google_compute_health_check", COMPUTE "global/healthChecks/{name}" },
  { "google_compute_image", COMPUTE "global/images/{name}" },
  { "google_compute_instance", COMPUTE "zones/{zone}/instances/{name}" },
  { "google_compute_instance_group",
    COMPUTE "zones/{zone}/instanceGroups/{name}" },
  { "google_compute_instance_group_manager",
    COMPUTE "zones/{zone}/instanceGroupManagers/{name}" },
  { "google_compute_instance_template",
    COMPUTE "global/instanceTemplates/{name}" },
  { "google_compute_network", COMPUTE "global/networks/{name}" },
  { "google_compute_region_backend_service",
    COMPUTE "regions/{region}/backendServices/{name}" },
  { "google_compute_region_disk", COMPUTE "regions/{region}/disks/{name}" },
  { "google_compute_region_instance_group_manager",
    COMPUTE "regions/{region}/instanceGroupManagers/{name}" },
  { "google_compute_route", COMPUTE "global/routes/{name}" },
  { "google_compute_router", COMPUTE "regions/{region}/routers/{name}" },
  { "google_compute_snapshot", COMPUTE "global/snapshots/{name}" },
  { "google_compute_ssl_certificate", COMPUTE "global/sslCertificates/{name}" },
  { "google_compute_subnetwork",
    COMPUTE "regions/{region}/subnetworks/{name}" },
  { "google_compute_target_http_proxy",
    COMPUTE "global/targetHttpProxies/{name}" },
  { "google_compute_target_https_proxy",
    COMPUTE "global/targetHttpsProxies/{name}" },
  { "google_compute_url_map", COMPUTE "global/urlMaps/{name}" },
  { "google_compute_vpn_tunnel", COMPUTE "regions/{region}/vpnTunnels/{name}" },
#undef COMPUTE
  { "google_bigquery_dataset",
    "//bigquery.googleapis.com/projects/{P}/datasets/{dataset_id}" },
  { "google_bigquery_table", "//bigquery.googleapis.com/projects/{P}/datasets/"
                             "{dataset_id}/tables/{table_id}" },
  { "google_cloud_run_service", "//run.googleapis.com/projects/{P}/locations/"
                                "{location}/services/{name}" },
  { "google_cloud_run_v2_service", "//run.googleapis.com/projects/{P}/"
                                   "locations/{location}/services/{name}" },
  { "google_cloudfunctions_function",
    "//cloudfunctions.googleapis.com/projects/{P}/locations/{region}/"
    "functions/{name}" },
  { "google_container_cluster", "//container.googleapis.com/projects/{P}/"
                                "locations/{location}/clusters/{name}" },
  { "google_container_node_pool",
    "//container.googleapis.com/projects/{P}/locations/{location}/clusters/"
    "{cluster}/nodePools/{name}" },
  { "google_dns_managed_zone",
    "//dns.googleapis.com/projects/{P}/managedZones/{name}" },
  { "google_kms_crypto_key",
    "//cloudkms.googleapis.com/{+key_ring}/cryptoKeys/{name}" },
  { "google_kms_key_ring", "//cloudkms.googleapis.com/projects/{P}/locations/"
                           "{location}/keyRings/{name}" },
  { "google_pubsub_subscription",
    "//pubsub.googleapis.com/projects/{P}/subscriptions/{name}" },
  { "google_pubsub_topic", "//pubsub.googleapis.com/projects/{P}/topics/"
                           "{name}" },
  { "google_redis_instance", "//redis.googleapis.com/projects/{P}/locations/"
                             "{region}/instances/{name}" },
  { "google_secret_manager_secret",
    "//secretmanager.googleapis.com/projects/{P}/secrets/{secret_id}" },
  { "google_spanner_instance",
    "//spanner.googleapis.com/projects/{P}/instances/{name}" },
  { "google_sql_database_instance",
    "//cloudsql.googleapis.com/projects/{P}/instances/{name}" },
  { "google_storage_bucket", "//storage.googleapis.com/{name}" },
  { "google_vpc_access_connector", "//vpcaccess.googleapis.com/projects/{P}/"
                                   "locations/{region}/connectors/{name}" },
};

static const char *
value_of (const TerraformFile *file, const TerraformItem *item, const char *key)
{
  const char *text = item->values != NULL
                         ? terraform_text (file->doc, item->values, key)
                         : NULL;

  return text != NULL && text[0] != '\0' ? text : NULL;
}

const char *
terraform_google_project (const TerraformFile *file, const TerraformItem *item)
{
  const char *project;

  if (!g_str_has_prefix (item->type, "google_"))
    return NULL;
  project = value_of (file, item, "project");
  if (project == NULL)
    project = file->project;
  /* Nothing else than such a name is ever shown. */
  return project != NULL && project[strspn (project, PROJECT)] == '\0' ? project
                                                                       : NULL;
}

/* What stands for `{KEY}`, whose key is `key`; NULL if it is not known. */
static const char *
find_part (const TerraformFile *file,
           const TerraformItem *item,
           const char *key)
{
  const char *text;
  const char *slash;

  if (strcmp (key, "P") == 0)
    return terraform_google_project (file, item);
  if (key[0] == '+')
    return value_of (file, item, key + 1);
  text = value_of (file, item, key);
  slash = text != NULL ? strrchr (text, '/') : NULL;
  return slash != NULL ? slash + 1 : text;
}

/* (transfer full) (nullable) */
static char *
fill (const TerraformFile *file, const TerraformItem *item, const char *form)
{
  g_autoptr (GString) name = g_string_new (NULL);
  const char *at = form;

  while (*at != '\0')
    {
      gsize plain = strcspn (at, "{");
      g_autofree char *key = NULL;
      const char *part;

      g_string_append_len (name, at, (gssize) plain);
      at += plain;
      if (*at == '\0')
        break;
      key = g_strndup (at + 1, strcspn (at + 1, "}"));
      part = find_part (file, item, key);
      if (part == NULL || part[0] == '\0')
        return NULL;
      g_string_append (name, part);
      at += strlen (key) + 2;
    }
  return g_string_free (g_steal_pointer (&name), FALSE);
}

char *
terraform_google_name (const TerraformFile *file, const TerraformItem *item)
{
  if (!g_str_has_prefix (item->type, "google_"))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (item->type, names[i].type) == 0)
      return fill (file, item, names[i].form);
  return NULL;
}

/* A constant, or the value of the variable that an expression names. */
static const char *
evaluate (const BaseDoc *doc, const BaseNode *expression)
{
  const char *constant = terraform_text (doc, expression, "constant_value");
  const BaseNode *references = base_doc_find (doc, expression, "references");
  const BaseNode *variables = base_doc_find (doc, base_doc_node (doc, 0),
                                             "variables");
  const BaseNode *first = references != NULL ? base_doc_first (doc, references)
                                             : NULL;
  const BaseNode *variable;

  if (constant != NULL)
    return constant;
  if (first == NULL || first->kind != BASE_NODE_STRING || variables == NULL
      || references->n_children != 1 || !g_str_has_prefix (first->text, "var."))
    return NULL;
  variable = base_doc_find (doc, variables, first->text + strlen ("var."));
  return variable != NULL ? terraform_text (doc, variable, "value") : NULL;
}

void
terraform_read_project (TerraformFile *file, const BaseNode *configuration)
{
  const BaseDoc *doc = file->doc;
  const BaseNode *providers = base_doc_find (doc, configuration,
                                             "provider_config");
  const char *found = NULL;

  if (providers == NULL || providers->kind != BASE_NODE_MAP)
    return;
  for (const BaseNode *at = base_doc_first (doc, providers); at != NULL;
       at = base_doc_next (doc, at))
    {
      const char *name = terraform_text (doc, at, "name");
      const BaseNode *expressions = base_doc_find (doc, at, "expressions");
      const BaseNode *expression = expressions != NULL ? base_doc_find (
                                       doc, expressions, "project")
                                                       : NULL;
      const char *project = NULL;

      if (name == NULL
          || (strcmp (name, "google") != 0
              && strcmp (name, "google-beta") != 0))
        continue;
      /* What a module calls a variable is not that of the root. */
      if (expression != NULL
          && terraform_text (doc, at, "module_address") == NULL)
        project = evaluate (doc, expression);
      if (project == NULL || project[0] == '\0'
          || (found != NULL && strcmp (found, project) != 0))
        return;
      found = project;
    }
  file->project = found;
}
