/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads objects of Kubernetes: what kubectl get -o json prints, and manifests
 * of one or many YAML documents.
 */
#include "config.h"

#include "connectors/kubernetes/kubernetes.h"

#include "connectors/common/sample.h"
#include "connectors/connectors.h"

#include <string.h>

static const UitwegConnectorOption options[] = {
  { "cluster", NULL, "name of the cluster, which no object tells" },
  { "provider", NULL, "id of the provider or party that runs the cluster" },
  { "region", NULL, "region of the cluster" },
  { NULL, NULL, NULL },
};

/* Kinds that are read; a NULL reader: they say nothing of what must move. */
static const struct
{
  const char *kind;
  gboolean is_of_cluster; /* has no namespace */
  void (*read) (const KubernetesObject *object);
} kinds[] = {
  { "Deployment", FALSE, kubernetes_read_workload },
  { "DeploymentConfig", FALSE, kubernetes_read_workload },
  { "Rollout", FALSE, kubernetes_read_workload },
  { "StatefulSet", FALSE, kubernetes_read_workload },
  { "DaemonSet", FALSE, kubernetes_read_workload },
  { "ReplicaSet", FALSE, kubernetes_read_workload },
  { "ReplicationController", FALSE, kubernetes_read_workload },
  { "Job", FALSE, kubernetes_read_workload },
  { "CronJob", FALSE, kubernetes_read_workload },
  { "Pod", FALSE, kubernetes_read_workload },
  { "Service", FALSE, kubernetes_read_service },
  { "Endpoints", FALSE, kubernetes_read_endpoints },
  { "EndpointSlice", FALSE, kubernetes_read_endpoints },
  { "Ingress", FALSE, kubernetes_read_ingress },
  { "Gateway", FALSE, kubernetes_read_gateway },
  { "HTTPRoute", FALSE, kubernetes_read_route },
  { "GRPCRoute", FALSE, kubernetes_read_route },
  { "TCPRoute", FALSE, kubernetes_read_route },
  { "TLSRoute", FALSE, kubernetes_read_route },
  { "Route", FALSE, kubernetes_read_route },
  { "VirtualService", FALSE, kubernetes_read_virtual_service },
  { "ServiceEntry", FALSE, kubernetes_read_service_entry },
  { "NetworkPolicy", FALSE, kubernetes_read_policy },
  { "PersistentVolumeClaim", FALSE, kubernetes_read_claim },
  { "PersistentVolume", TRUE, kubernetes_read_volume },
  { "StorageClass", TRUE, kubernetes_read_storage_class },
  { "Node", TRUE, kubernetes_read_node },
  { "ServiceAccount", FALSE, kubernetes_read_account },
  { "ConfigMap", FALSE, kubernetes_read_config },
  { "Secret", FALSE, kubernetes_read_config },
  { "VirtualMachine", FALSE, kubernetes_read_machine },
  { "APIService", TRUE, NULL },
  { "CSIDriver", TRUE, NULL },
  { "CSINode", TRUE, NULL },
  { "CSIStorageCapacity", FALSE, NULL },
  { "ClusterRole", TRUE, NULL },
  { "ClusterRoleBinding", TRUE, NULL },
  { "ComponentStatus", TRUE, NULL },
  { "ControllerRevision", FALSE, NULL },
  { "CustomResourceDefinition", TRUE, NULL },
  { "Event", FALSE, NULL },
  { "FlowSchema", TRUE, NULL },
  { "HorizontalPodAutoscaler", FALSE, NULL },
  { "IngressClass", TRUE, NULL },
  { "Lease", FALSE, NULL },
  { "LimitRange", FALSE, NULL },
  { "MutatingWebhookConfiguration", TRUE, NULL },
  { "Namespace", TRUE, NULL },
  { "PodDisruptionBudget", FALSE, NULL },
  { "PodMetrics", FALSE, NULL },
  { "PodTemplate", FALSE, NULL },
  { "PriorityClass", TRUE, NULL },
  { "PriorityLevelConfiguration", TRUE, NULL },
  { "ResourceQuota", FALSE, NULL },
  { "Role", FALSE, NULL },
  { "RoleBinding", FALSE, NULL },
  { "RuntimeClass", TRUE, NULL },
  { "ValidatingWebhookConfiguration", TRUE, NULL },
  { "VolumeAttachment", TRUE, NULL },
};

char *
kubernetes_id (const KubernetesRun *run,
               const char *kind,
               const char *name_space,
               const char *name)
{
  return connectors_make_id (
      "kubernetes/%s%s%s%s%s/%s", run->cluster != NULL ? run->cluster : "",
      run->cluster != NULL ? "/" : "", kind, name_space[0] != '\0' ? "/" : "",
      name_space, name);
}

ConnectorsThing *
kubernetes_begin (const KubernetesObject *object,
                  UitwegResourceKind kind,
                  const char *rule)
{
  g_autofree char *type = g_strdup_printf ("kubernetes:%s", object->kind);
  g_autofree char *name = g_strdup_printf (
      "%s%s%s", object->name_space, object->name_space[0] != '\0' ? "/" : "",
      object->name);
  ConnectorsThing *thing = connectors_inventory_add (
      object->run->inventory, object->id, kind, type, rule);

  connectors_thing_set_text (thing, UITWEG_RESOURCE_NAME, name);
  connectors_thing_set_text (
      thing, UITWEG_RESOURCE_NATIVE_ID,
      connectors_text_at (object->doc, object->object, "metadata.uid"));
  connectors_thing_set_text (thing, UITWEG_RESOURCE_ACCOUNT,
                             object->run->cluster);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_PROVIDER,
                             object->run->provider);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_REGION,
                             object->run->region);
  return thing;
}

void
kubernetes_add_edge (const KubernetesObject *object,
                     const char *kind,
                     const char *name_space,
                     const char *name,
                     ConnectorsRule rule,
                     const char *origin)
{
  g_autofree char *id = name != NULL ? kubernetes_id (object->run, kind,
                                                      name_space, name)
                                     : NULL;

  if (id != NULL)
    connectors_inventory_add_edge (object->run->inventory, object->id, id, rule,
                                   origin);
}

GHashTable *
kubernetes_read_labels (const BaseDoc *doc, const BaseNode *map)
{
  GHashTable *labels;

  if (map == NULL || map->n_children == 0)
    return NULL;
  labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (const BaseNode *at = base_doc_first (doc, map); at != NULL;
       at = base_doc_next (doc, at))
    {
      const char *text = connectors_node_text (at);

      if (at->kind == BASE_NODE_BOOL)
        text = at->truth ? "true" : "false";
      g_hash_table_replace (labels, g_strdup (at->key),
                            g_strdup (text != NULL ? text : ""));
    }
  return labels;
}

static void
count_left_out (KubernetesRun *run, const char *kind)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (run->left_out, kind));

  g_hash_table_replace (run->left_out, g_strdup (kind),
                        GUINT_TO_POINTER (n + 1));
}

/* `kind` is that of the list where an element does not say it. */
static void
read_object (KubernetesRun *run,
             const ConnectorsSaved *saved,
             const BaseNode *node,
             const char *kind)
{
  KubernetesObject object = {
    .run = run, .doc = saved->doc, .object = node, .path = saved->path
  };
  void (*read) (const KubernetesObject *object) = kubernetes_read_other;
  g_autofree char *place = g_strdup_printf ("%s:%u", saved->path, node->line);
  g_autofree char *id = NULL;

  object.kind = connectors_text_at (saved->doc, node, "kind");
  if (object.kind == NULL)
    object.kind = kind;
  object.name = connectors_text_at (saved->doc, node, "metadata.name");
  if (object.kind == NULL || object.name == NULL
      || strstr (object.name, "{{") != NULL)
    {
      connectors_inventory_add_problem (
          run->inventory, place, 1, "found %s, expected kind and metadata.name",
          object.name != NULL && object.kind != NULL
              ? "a template that is not rendered"
              : "an object without kind or name");
      return;
    }
  connectors_inventory_count (run->inventory, "objects", 1);
  object.name_space = connectors_text_at (saved->doc, node,
                                          "metadata.namespace");
  if (object.name_space == NULL)
    object.name_space = "default";
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, object.kind) == 0)
      {
        read = kinds[i].read;
        if (kinds[i].is_of_cluster)
          object.name_space = "";
      }
  if (read == NULL)
    {
      count_left_out (run, object.kind);
      return;
    }
  id = g_strdup_printf ("kind_%s", object.kind);
  connectors_inventory_count (run->inventory, id, 1);
  g_free (id);
  if (run->is_live && object.name_space[0] != '\0')
    g_hash_table_add (run->name_spaces, g_strdup (object.name_space));
  id = object.id = kubernetes_id (run, object.kind, object.name_space,
                                  object.name);
  read (&object);
}

static void
read_list (KubernetesRun *run,
           const ConnectorsSaved *saved,
           const BaseNode *items,
           const char *kind)
{
  gint64 n_left = connectors_int_at (saved->doc, saved->root,
                                     "metadata.remainingItemCount", G_MAXINT32);
  g_autofree char *single = g_strndup (kind, strlen (kind) - strlen ("List"));

  run->is_live = TRUE;
  if (connectors_text_at (saved->doc, saved->root, "metadata.continue") != NULL
      || n_left > 0)
    connectors_inventory_add_problem (run->inventory, saved->path,
                                      n_left > 0 ? (guint) n_left : 0,
                                      "found a part of a list, expected all of "
                                      "it");
  for (const BaseNode *at = base_doc_first (saved->doc, items); at != NULL;
       at = base_doc_next (saved->doc, at))
    read_object (run, saved, at, single[0] != '\0' ? single : NULL);
}

static gboolean
take (const ConnectorsSaved *saved,
      ConnectorsInventory *inventory,
      gpointer data,
      GError **error)
{
  KubernetesRun *run = data;
  const char *kind = connectors_text_at (saved->doc, saved->root, "kind");
  const char *version = connectors_text_at (saved->doc, saved->root,
                                            "apiVersion");
  const BaseNode *items = connectors_node_list (saved->doc, saved->root,
                                                "items");

  /* Files of other programs that look like objects. */
  if (kind == NULL || version == NULL
      || g_str_has_prefix (version, "backstage.io/")
      || g_str_has_prefix (version, "kustomize.config.k8s.io/"))
    return FALSE;
  connectors_inventory_count (inventory, "documents", 1);
  if (strcmp (kind, "Status") == 0)
    connectors_inventory_add_problem (
        inventory, saved->path, 0, "found a refusal, expected objects: %s",
        g_strcmp0 (connectors_text_at (saved->doc, saved->root, "reason"),
                   "Forbidden")
                == 0
            ? "who asked may not read them"
            : "the server failed");
  else if (g_str_has_suffix (kind, "List") && items != NULL)
    read_list (run, saved, items, kind);
  else
    read_object (run, saved, saved->root, NULL);
  return TRUE;
}

/* The cluster as a thing: only where it has a name. */
static void
add_cluster (KubernetesRun *run)
{
  g_autofree char *id = NULL;
  ConnectorsThing *thing;

  if (run->cluster == NULL)
    {
      connectors_inventory_add_note (run->inventory, "cluster",
                                     "the name of the cluster is not known: "
                                     "give --cluster, so that two clusters "
                                     "are not taken for one");
      return;
    }
  id = connectors_make_id ("kubernetes/%s", run->cluster);
  thing = connectors_inventory_add (run->inventory, id, UITWEG_KIND_CLUSTER,
                                    "kubernetes:Cluster", "kubernetes.cluster");
  connectors_thing_set_text (thing, UITWEG_RESOURCE_NAME, run->cluster);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_PROVIDER, run->provider);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_REGION, run->region);
  for (guint i = 0; i < run->workloads->len; i++)
    {
      const KubernetesWorkload *workload = g_ptr_array_index (run->workloads,
                                                              i);

      if (connectors_inventory_has (run->inventory, workload->id))
        connectors_inventory_add_edge (run->inventory, workload->id, id,
                                       CONNECTORS_RULE_RUNS_ON,
                                       "kubernetes.cluster");
    }
  for (guint i = 0; i < run->nodes->len; i++)
    connectors_inventory_add_edge (
        run->inventory, id, g_ptr_array_index (run->nodes, i),
        CONNECTORS_RULE_RUNS_ON, "kubernetes.cluster.nodes");
}

static void
note_left_out (KubernetesRun *run)
{
  g_autoptr (GList)
      names = g_list_sort (g_hash_table_get_keys (run->left_out),
                           (GCompareFunc) (void (*) (void)) strcmp);
  g_autoptr (GString) text = g_string_new (NULL);

  for (const GList *at = names; at != NULL; at = at->next)
    g_string_append_printf (
        text, "%s%u %s", text->len > 0 ? ", " : "",
        GPOINTER_TO_UINT (g_hash_table_lookup (run->left_out, at->data)),
        (const char *) at->data);
  if (text->len > 0)
    connectors_inventory_add_note (run->inventory, "kinds", "left out %s",
                                   text->str);
  if (run->is_live && g_hash_table_size (run->name_spaces) == 1)
    connectors_inventory_add_problem (run->inventory, "namespaces", 0,
                                      "found one namespace, expected all: ask "
                                      "with -A");
}

static void
free_texts (gpointer texts)
{
  g_ptr_array_unref (texts);
}

static void
clear_run (KubernetesRun *run)
{
  g_ptr_array_unref (run->workloads);
  g_hash_table_unref (run->by_id);
  g_ptr_array_unref (run->services);
  g_hash_table_unref (run->service_ids);
  g_ptr_array_unref (run->policies);
  g_ptr_array_unref (run->endpoints);
  g_ptr_array_unref (run->nodes);
  g_hash_table_unref (run->fronted);
  g_hash_table_unref (run->configs);
  g_hash_table_unref (run->name_spaces);
  g_hash_table_unref (run->left_out);
}

static void
init_run (KubernetesRun *run, const UitwegCollectRequest *request)
{
  const UitwegConnector *connector = &connectors_kubernetes;

  run->cluster = connectors_get_option (connector, request, "cluster");
  run->provider = connectors_get_option (connector, request, "provider");
  run->region = connectors_get_option (connector, request, "region");
  run->workloads = g_ptr_array_new_with_free_func (kubernetes_workload_free);
  run->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  run->services = g_ptr_array_new_with_free_func (kubernetes_service_free);
  run->service_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            g_free);
  run->policies = g_ptr_array_new_with_free_func (kubernetes_policy_free);
  run->endpoints = g_ptr_array_new_with_free_func (g_free);
  run->nodes = g_ptr_array_new_with_free_func (g_free);
  run->fronted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run->configs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        free_texts);
  run->name_spaces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            NULL);
  run->left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static gboolean
collect (const UitwegCollectRequest *request,
         UitwegEstateBuilder *builder,
         GCancellable *cancellable,
         GError **error)
{
  static const char *const suffixes[] = { ".yaml", ".yml", ".json", NULL };
  static const ConnectorsSavedKind kind = {
    .suffixes = suffixes,
    .max_length = (gsize) 512 << 20,
    .form = CONNECTORS_SAVED_YAML,
    .take = take,
    .expected = "objects of Kubernetes with apiVersion and kind"
  };
  g_autoptr (ConnectorsInventory) inventory = connectors_inventory_new ();
  KubernetesRun run = { .inventory = inventory };
  gboolean ok;

  if (!connectors_check_options (&connectors_kubernetes, request, error))
    return FALSE;
  init_run (&run, request);
  ok = connectors_inventory_read (inventory, request, &kind, &run, cancellable,
                                  error);
  if (ok)
    {
      kubernetes_link (&run);
      add_cluster (&run);
      note_left_out (&run);
      connectors_inventory_write (inventory, "kubernetes", run.cluster, request,
                                  builder);
    }
  clear_run (&run);
  return ok;
}

static guint
recognise (const UitwegConnectorSample *sample, const char **what_out)
{
  if (sample->form != CONNECTORS_FORM_JSON
      && sample->form != CONNECTORS_FORM_YAML)
    return CONNECTORS_NOT_MINE;
  if (!connectors_sample_has_key (sample, "apiVersion")
      || !connectors_sample_has_key (sample, "kind"))
    return CONNECTORS_NOT_MINE;
  *what_out = sample->form == CONNECTORS_FORM_JSON ? "objects of Kubernetes"
                                                   : "manifest of Kubernetes";
  return connectors_sample_has_key (sample, "items")
                 || connectors_sample_has_key (sample, "metadata.name")
                 || connectors_sample_has_key (sample, "metadata.generateName")
             ? CONNECTORS_LIKELY + 10
             : CONNECTORS_POSSIBLE;
}

const UitwegConnector connectors_kubernetes = {
  .api = UITWEG_CONNECTOR_API,
  .name = "kubernetes",
  .summary = "objects of Kubernetes: kubectl get -o json, and manifests",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect,
  .recognise = recognise,
};
