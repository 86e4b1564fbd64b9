/* SPDX-License-Identifier: EUPL-1.2
 *
 * Looks through the data of an asset for what it names, and for texts of
 * environments that may name something. The innermost key that is known says
 * why one thing needs the other.
 */
#include "config.h"

#include "connectors/gcp/set.h"

#include <stdlib.h>
#include <string.h>

/* Texts that are longer are not looked through. */
#define LONGEST_TEXT 65536

#define RULE(key, word, sense)                                                 \
  {                                                                            \
    key, "gcp." key, CONNECTORS_RULE_##word, GCP_##sense                       \
  }

/* By key. */
static const GcpRule rules[] = {
  RULE ("authorizedNetwork", IN_NETWORK, FORWARD),
  RULE ("backendService", FRONTS, FORWARD),
  RULE ("backends", FRONTS, FORWARD),
  RULE ("cluster", CONTAINS, NOTHING),
  RULE ("connector", IN_NETWORK, FORWARD),
  RULE ("cryptoKey", ENCRYPTS_WITH, FORWARD),
  RULE ("cryptoKeyName", ENCRYPTS_WITH, FORWARD),
  RULE ("deadLetterTopic", CALLS, FORWARD),
  RULE ("defaultKmsKeyName", ENCRYPTS_WITH, FORWARD),
  RULE ("defaultService", FRONTS, FORWARD),
  RULE ("destination", LOGS_TO, FORWARD),
  RULE ("eventTrigger", READS_FROM, FORWARD),
  RULE ("group", FRONTS, FORWARD),
  RULE ("instanceGroup", CONTAINS, BACKWARD),
  RULE ("instanceGroupUrls", CONTAINS, BACKWARD),
  RULE ("instanceTemplate", RESTORES_FROM, FORWARD),
  RULE ("instances", FRONTS, FORWARD),
  RULE ("keyName", ENCRYPTS_WITH, FORWARD),
  RULE ("kmsKey", ENCRYPTS_WITH, FORWARD),
  RULE ("kmsKeyName", ENCRYPTS_WITH, FORWARD),
  RULE ("logBucket", LOGS_TO, FORWARD),
  RULE ("network", IN_NETWORK, FORWARD),
  RULE ("peerings", REACHABLE_FROM, FORWARD),
  RULE ("privateNetwork", IN_NETWORK, FORWARD),
  RULE ("pubsubTarget", CALLS, FORWARD),
  RULE ("pubsubTopic", READS_FROM, FORWARD),
  RULE ("resourcePolicies", DECLARED, NOTHING),
  RULE ("secretKeyRef", READS_FROM, FORWARD),
  RULE ("securityPolicy", GUARDED_BY, FORWARD),
  RULE ("service", FRONTS, FORWARD),
  RULE ("source", ATTACHED, FORWARD),
  RULE ("sourceDisk", RESTORES_FROM, FORWARD),
  RULE ("sourceImage", RESTORES_FROM, FORWARD),
  RULE ("sourceInstanceTemplate", RESTORES_FROM, FORWARD),
  RULE ("sourceSnapshot", RESTORES_FROM, FORWARD),
  RULE ("subnetwork", IN_NETWORK, FORWARD),
  RULE ("subnetworks", IN_NETWORK, NOTHING),
  RULE ("target", FRONTS, FORWARD),
  RULE ("topic", READS_FROM, FORWARD),
  RULE ("urlMap", FRONTS, FORWARD),
  RULE ("users", ATTACHED, BACKWARD),
  RULE ("vpcAccessConnector", IN_NETWORK, FORWARD),
  RULE ("vpcConnector", IN_NETWORK, FORWARD),
};

static const GcpRule other_rule = { "", "gcp.reference",
                                    CONNECTORS_RULE_DECLARED, GCP_FORWARD };
static const GcpRule copy_rule = { "sourceDisk", "gcp.sourceDisk",
                                   CONNECTORS_RULE_REPLICATES_FROM,
                                   GCP_FORWARD };
static const GcpRule account_rule = { "email", "gcp.serviceAccount",
                                      CONNECTORS_RULE_ACTS_AS, GCP_FORWARD };
static const GcpRule master_rule = { "masterInstanceName",
                                     "gcp.masterInstanceName",
                                     CONNECTORS_RULE_REPLICATES_FROM,
                                     GCP_FORWARD };
static const GcpRule address_rule = { "address", "gcp.address",
                                      CONNECTORS_RULE_ATTACHED, GCP_FORWARD };
static const GcpRule manager_rule = { "created-by", "gcp.created-by",
                                      CONNECTORS_RULE_CONTAINS, GCP_FORWARD };

typedef struct
{
  const BaseNode *node;
  guint depth;
} Place;

typedef struct
{
  GcpSet *set;
  const GcpAsset *asset;
  GPtrArray *path; /* keys; NULL for elements of lists */
} Walk;

void
gcp_add_reference (GcpSet *set,
                   const char *from,
                   const char *service,
                   const char *path,
                   const GcpRule *rule)
{
  const GcpReference reference = { from, service, path, rule };

  g_array_append_val (set->references, reference);
}

static gint
compare_keys (gconstpointer key, gconstpointer rule)
{
  return strcmp (key, ((const GcpRule *) rule)->key);
}

static const GcpRule *
find_rule (const Walk *walk)
{
  for (guint i = walk->path->len; i > 0; i--)
    {
      const char *key = g_ptr_array_index (walk->path, i - 1);
      const GcpRule *rule = key != NULL
                                ? bsearch (key, rules, G_N_ELEMENTS (rules),
                                           sizeof rules[0], compare_keys)
                                : NULL;

      if (rule == NULL)
        continue;
      if (strcmp (key, "sourceDisk") == 0
          && g_str_has_suffix (walk->asset->type, "/Snapshot"))
        return &copy_rule;
      return rule;
    }
  return &other_rule;
}

/* The innermost key, of elements of a list that of the list. */
static const char *
last_key (const Walk *walk)
{
  for (guint i = walk->path->len; i > 0; i--)
    if (g_ptr_array_index (walk->path, i - 1) != NULL)
      return g_ptr_array_index (walk->path, i - 1);
  return "";
}

static gboolean
is_below (const Walk *walk, const char *word)
{
  for (guint i = 0; i < walk->path->len; i++)
    {
      const char *key = g_ptr_array_index (walk->path, i);

      if (key != NULL && strcmp (key, word) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Values that name a thing by less than a path. */
static gboolean
take_short (Walk *walk, const char *key, const char *text)
{
  GcpSet *set = walk->set;
  const char *project = walk->asset->project;
  const char *from = walk->asset->key;
  g_autofree char *path = NULL;

  if (strcmp (key, "masterInstanceName") == 0 && project != NULL)
    {
      const char *colon = strrchr (text, ':');

      path = g_strdup_printf ("projects/%s/instances/%s", project,
                              colon != NULL ? colon + 1 : text);
      gcp_add_reference (set, from, "cloudsql.googleapis.com",
                         gcp_keep (set, path), &master_rule);
      return TRUE;
    }
  if (strcmp (key, "logBucket") == 0)
    {
      gcp_add_reference (set, from, "storage.googleapis.com",
                         gcp_keep (set, text), find_rule (walk));
      return TRUE;
    }
  if (strcmp (key, "network") == 0 && project != NULL
      && strchr (text, '/') == NULL)
    {
      path = g_strdup_printf ("projects/%s/global/networks/%s", project, text);
      gcp_add_reference (set, from, "compute.googleapis.com",
                         gcp_keep (set, path), find_rule (walk));
      return TRUE;
    }
  if (strcmp (key, "email") == 0 || strcmp (key, "serviceAccount") == 0
      || strcmp (key, "serviceAccountEmail") == 0
      || strcmp (key, "serviceAccountName") == 0)
    {
      if (g_str_has_suffix (walk->asset->type, "/ServiceAccount"))
        return TRUE;
      gcp_add_reference (set, from, "email", gcp_keep (set, text),
                         &account_rule);
      return TRUE;
    }
  if (strcmp (key, "natIP") == 0 || strcmp (key, "IPAddress") == 0)
    {
      gcp_add_reference (set, from, "address", gcp_keep (set, text),
                         &address_rule);
      return strcmp (key, "natIP") == 0;
    }
  return FALSE;
}

/* Metadata of an instance are looked at for one key: who made it. */
static void
take_metadata (Walk *walk, const BaseNode *node)
{
  const BaseDoc *doc = walk->asset->doc;
  const char *key = connectors_text_at (doc, node, "key");
  const char *value = connectors_text_at (doc, node, "value");
  const char *service;
  const char *path;

  if (key != NULL && value != NULL && strcmp (key, "created-by") == 0
      && gcp_split (walk->set, value, walk->asset->project, &service, &path))
    gcp_add_reference (walk->set, walk->asset->key, "compute.googleapis.com",
                       path, &manager_rule);
}

static void
take_text (Walk *walk, const BaseNode *node)
{
  static const char *const environments[] = { "env", "environmentVariables",
                                              "annotations", "pushEndpoint" };
  const char *key = last_key (walk);
  const char *service;
  const char *path;

  if (node->length == 0 || node->length > LONGEST_TEXT
      || strcmp (key, "selfLink") == 0 || strcmp (key, "description") == 0
      || is_below (walk, "labels"))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (environments); i++)
    if (is_below (walk, environments[i]))
      {
        const GcpText text = { walk->asset->key, g_strdup (node->text) };

        g_array_append_val (walk->set->texts, text);
        return;
      }
  if (take_short (walk, key, node->text))
    return;
  if (gcp_split (walk->set, node->text, walk->asset->project, &service, &path))
    gcp_add_reference (walk->set, walk->asset->key, service, path,
                       find_rule (walk));
}

void
gcp_gather (GcpSet *set, const GcpAsset *asset)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  Walk walk = { .set = set, .asset = asset, .path = path };
  Place place = { asset->data, 0 };

  if (asset->data == NULL)
    return;
  g_array_append_val (places, place);
  while (places->len > 0)
    {
      place = g_array_index (places, Place, places->len - 1);
      g_array_set_size (places, places->len - 1);
      g_ptr_array_set_size (path, (gint) place.depth);
      g_ptr_array_add (path, (gpointer) place.node->key);
      if (place.node->kind == BASE_NODE_STRING)
        take_text (&walk, place.node);
      if (place.node->kind == BASE_NODE_MAP && is_below (&walk, "metadata")
          && is_below (&walk, "items"))
        {
          take_metadata (&walk, place.node);
          continue;
        }
      for (const BaseNode *at = base_doc_first (asset->doc, place.node);
           at != NULL; at = base_doc_next (asset->doc, at))
        {
          const Place below = { at, place.depth + 1 };

          g_array_append_val (places, below);
        }
    }
}
