/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the pods of a workload ask for and use: processors and memory of all
 * containers, images, volumes, accounts, and values that may name services.
 * Values stay in memory: only edges come of them.
 */
#include "config.h"

#include "connectors/kubernetes/kubernetes.h"

#include <string.h>

#define IMAGE_HOST "docker.io" /* of an image without a host */

static void
add_to (gint64 *sum, gint64 value)
{
  if (*sum == UITWEG_UNKNOWN || value == UITWEG_UNKNOWN
      || __builtin_add_overflow (*sum, value, sum))
    *sum = UITWEG_UNKNOWN;
}

static gint64
quantity_at (const KubernetesObject *object,
             const BaseNode *container,
             const char *path,
             KubernetesUnit unit)
{
  return kubernetes_parse_quantity (
      connectors_text_at (object->doc, container, path), unit);
}

/* A limit without a request is the request too. */
static gint64
request_of (const KubernetesObject *object,
            const BaseNode *container,
            const char *request,
            const char *limit,
            KubernetesUnit unit)
{
  gint64 value = quantity_at (object, container, request, unit);

  return value != UITWEG_UNKNOWN ? value
                                 : quantity_at (object, container, limit, unit);
}

/* "HOST/path:tag" has a host if the first part has a dot or a port. */
static void
read_image (const KubernetesObject *object,
            KubernetesWorkload *workload,
            const BaseNode *container)
{
  const char *image = connectors_text_at (object->doc, container, "image");
  const char *slash = image != NULL ? strchr (image, '/') : NULL;
  g_autofree char *host = NULL;

  if (image == NULL)
    return;
  if (strstr (image, "{{") != NULL)
    {
      g_autofree char *place = g_strdup_printf ("%s:%u", object->path,
                                                container->line);

      connectors_inventory_add_problem (object->run->inventory, place, 0,
                                        "found a template that is not "
                                        "rendered, expected an image");
      return;
    }
  if (slash != NULL)
    host = g_strndup (image, (gsize) (slash - image));
  if (host == NULL
      || (strchr (host, '.') == NULL && strchr (host, ':') == NULL
          && strcmp (host, "localhost") != 0))
    {
      g_free (host);
      host = g_strdup (IMAGE_HOST);
    }
  g_hash_table_add (workload->registries, g_steal_pointer (&host));
}

static void
add_text (KubernetesWorkload *workload, const char *text)
{
  if (text != NULL)
    g_ptr_array_add (workload->texts, g_strdup (text));
}

static void
add_config_need (const KubernetesObject *object,
                 KubernetesWorkload *workload,
                 const char *kind,
                 const char *name,
                 const char *origin)
{
  if (name != NULL)
    kubernetes_add_need (
        workload, kubernetes_id (object->run, kind, object->name_space, name),
        CONNECTORS_RULE_CONFIGURED, origin);
}

static void
add_config (const KubernetesObject *object,
            KubernetesWorkload *workload,
            const char *name,
            const char *origin)
{
  add_config_need (object, workload, "ConfigMap", name, origin);
  if (name != NULL)
    g_ptr_array_add (
        workload->configs,
        kubernetes_id (object->run, "ConfigMap", object->name_space, name));
}

static void
read_environment (const KubernetesObject *object,
                  KubernetesWorkload *workload,
                  const BaseNode *container)
{
  static const char *const lists[] = { "command", "args" };
  const BaseDoc *doc = object->doc;
  const BaseNode *list = connectors_node_list (doc, container, "env");

  for (const BaseNode *at = list != NULL ? base_doc_first (doc, list) : NULL;
       at != NULL; at = base_doc_next (doc, at))
    {
      add_text (workload, connectors_text_at (doc, at, "value"));
      add_config (
          object, workload,
          connectors_text_at (doc, at, "valueFrom.configMapKeyRef.name"),
          "kubernetes.env.configMapKeyRef");
      add_config_need (
          object, workload, "Secret",
          connectors_text_at (doc, at, "valueFrom.secretKeyRef.name"),
          "kubernetes.env.secretKeyRef");
    }
  list = connectors_node_list (doc, container, "envFrom");
  for (const BaseNode *at = list != NULL ? base_doc_first (doc, list) : NULL;
       at != NULL; at = base_doc_next (doc, at))
    {
      add_config (object, workload,
                  connectors_text_at (doc, at, "configMapRef.name"),
                  "kubernetes.envFrom");
      add_config_need (object, workload, "Secret",
                       connectors_text_at (doc, at, "secretRef.name"),
                       "kubernetes.envFrom");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      list = connectors_node_list (doc, container, lists[i]);
      for (const BaseNode *at = list != NULL ? base_doc_first (doc, list)
                                             : NULL;
           at != NULL; at = base_doc_next (doc, at))
        add_text (workload, connectors_node_text (at));
    }
}

static void
read_gpus (const KubernetesObject *object,
           KubernetesWorkload *workload,
           const BaseNode *container)
{
  static const char *const maps[] = { "resources.limits",
                                      "resources.requests" };

  for (gsize i = 0; i < G_N_ELEMENTS (maps); i++)
    {
      const BaseNode *map = connectors_node_map (object->doc, container,
                                                 maps[i]);

      for (const BaseNode *at = map != NULL ? base_doc_first (object->doc, map)
                                            : NULL;
           at != NULL; at = base_doc_next (object->doc, at))
        if (strstr (at->key, "/gpu") != NULL
            || strstr (at->key, ".gpu") != NULL)
          {
            gint64 n = kubernetes_parse_quantity (connectors_node_text (at),
                                                  KUBERNETES_COUNT);

            if (n > 0 && n < 1000)
              workload->gpus += n;
            if (n > 0)
              return;
          }
    }
}

/* The containers that run all the time; those that only prepare count with
 * what they name, not with what they ask for. */
static void
read_containers (const KubernetesObject *object,
                 KubernetesWorkload *workload,
                 const BaseNode *spec)
{
  const BaseNode *list = connectors_node_list (object->doc, spec, "containers");
  const BaseNode *first = connectors_node_list (object->doc, spec,
                                                "initContainers");

  for (const BaseNode *at = first != NULL ? base_doc_first (object->doc, first)
                                          : NULL;
       at != NULL; at = base_doc_next (object->doc, at))
    {
      read_image (object, workload, at);
      read_environment (object, workload, at);
    }
  if (list == NULL || list->n_children == 0)
    return;
  workload->cpu = workload->memory = workload->memory_limit = 0;
  for (const BaseNode *at = base_doc_first (object->doc, list); at != NULL;
       at = base_doc_next (object->doc, at))
    {
      add_to (&workload->cpu,
              request_of (object, at, "resources.requests.cpu",
                          "resources.limits.cpu", KUBERNETES_CPU));
      add_to (&workload->memory,
              request_of (object, at, "resources.requests.memory",
                          "resources.limits.memory", KUBERNETES_MEMORY));
      add_to (&workload->memory_limit,
              quantity_at (object, at, "resources.limits.memory",
                           KUBERNETES_MEMORY));
      read_image (object, workload, at);
      read_environment (object, workload, at);
      read_gpus (object, workload, at);
      if (connectors_bool_at (object->doc, at, "securityContext.privileged")
          == 1)
        g_ptr_array_add (workload->features, (gpointer) "device:privileged");
    }
}

/* A volume of a cloud or a file server, named in the pod itself. */
static void
read_foreign_volume (const KubernetesObject *object,
                     KubernetesWorkload *workload,
                     const BaseNode *volume)
{
  static const struct
  {
    const char *path;
    const char *format;
  } rules[] = {
    { "nfs.server", "storage-host/%s" },
    { "awsElasticBlockStore.volumeID", "%s" },
    { "azureDisk.diskURI", "%s" },
    { "gcePersistentDisk.pdName", "%s" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const char *text = connectors_text_at (object->doc, volume,
                                             rules[i].path);

      if (text != NULL)
        kubernetes_add_need (workload,
                             i == 0
                                 ? connectors_make_id ("storage-host/%s", text)
                                 : g_strdup (text),
                             CONNECTORS_RULE_ATTACHED, "kubernetes.volumes");
    }
}

static void
read_projected (const KubernetesObject *object,
                KubernetesWorkload *workload,
                const BaseNode *volume)
{
  const BaseDoc *doc = object->doc;
  const BaseNode *list = connectors_node_list (doc, volume,
                                               "projected.sources");

  for (const BaseNode *at = list != NULL ? base_doc_first (doc, list) : NULL;
       at != NULL; at = base_doc_next (doc, at))
    {
      add_config_need (object, workload, "ConfigMap",
                       connectors_text_at (doc, at, "configMap.name"),
                       "kubernetes.volumes.projected");
      add_config_need (object, workload, "Secret",
                       connectors_text_at (doc, at, "secret.name"),
                       "kubernetes.volumes.projected");
    }
}

static void
read_volumes (const KubernetesObject *object,
              KubernetesWorkload *workload,
              const BaseNode *spec)
{
  const BaseDoc *doc = object->doc;
  const BaseNode *list = connectors_node_list (doc, spec, "volumes");

  for (const BaseNode *at = list != NULL ? base_doc_first (doc, list) : NULL;
       at != NULL; at = base_doc_next (doc, at))
    {
      const char *claim = connectors_text_at (
          doc, at, "persistentVolumeClaim.claimName");

      if (claim != NULL)
        g_ptr_array_add (workload->claims,
                         kubernetes_id (object->run, "PersistentVolumeClaim",
                                        object->name_space, claim));
      if (connectors_node_at (doc, at, "hostPath") != NULL)
        {
          g_ptr_array_add (workload->features,
                           (gpointer) "device:host-filesystem");
          connectors_inventory_count (object->run->inventory, "host_paths", 1);
        }
      add_config (object, workload,
                  connectors_text_at (doc, at, "configMap.name"),
                  "kubernetes.volumes.configMap");
      add_config_need (object, workload, "Secret",
                       connectors_text_at (doc, at, "secret.secretName"),
                       "kubernetes.volumes.secret");
      read_projected (object, workload, at);
      read_foreign_volume (object, workload, at);
    }
}

void
kubernetes_read_pod (const KubernetesObject *object,
                     KubernetesWorkload *workload,
                     const BaseNode *spec)
{
  const BaseDoc *doc = object->doc;
  const char *account = connectors_text_at (doc, spec, "serviceAccountName");
  const char *node = connectors_text_at (doc, spec, "nodeName");

  if (account == NULL)
    account = connectors_text_at (doc, spec, "serviceAccount");
  if (account != NULL)
    kubernetes_add_need (workload,
                         kubernetes_id (object->run, "ServiceAccount",
                                        object->name_space, account),
                         CONNECTORS_RULE_ACTS_AS,
                         "kubernetes.serviceAccountName");
  if (node != NULL)
    kubernetes_add_need (workload,
                         kubernetes_id (object->run, "Node", "", node),
                         CONNECTORS_RULE_RUNS_ON, "kubernetes.nodeName");
  if (connectors_bool_at (doc, spec, "hostNetwork") == 1)
    g_ptr_array_add (workload->features, (gpointer) "device:host-network");
  read_containers (object, workload, spec);
  read_volumes (object, workload, spec);
}
