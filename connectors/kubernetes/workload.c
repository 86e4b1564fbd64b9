/* SPDX-License-Identifier: EUPL-1.2
 *
 * Deployments and the like: how many copies, who made them, and the pods by
 * their template.
 */
#include "config.h"

#include "connectors/kubernetes/kubernetes.h"

#include <string.h>

#define LARGEST ((gint64) 1000000000)

static void
clear_need (gpointer data)
{
  KubernetesNeed *need = data;

  g_free (need->to);
}

void
kubernetes_workload_free (gpointer data)
{
  KubernetesWorkload *workload = data;

  g_free (workload->id);
  g_free (workload->kind);
  g_free (workload->name_space);
  g_free (workload->name);
  g_free (workload->uid);
  g_free (workload->owner);
  g_free (workload->application);
  g_free (workload->environment);
  if (workload->labels != NULL)
    g_hash_table_unref (workload->labels);
  g_hash_table_unref (workload->registries);
  g_ptr_array_unref (workload->features);
  g_ptr_array_unref (workload->claims);
  g_ptr_array_unref (workload->configs);
  g_ptr_array_unref (workload->texts);
  g_array_unref (workload->needs);
  g_array_unref (workload->disks);
  g_free (workload);
}

void
kubernetes_add_need (KubernetesWorkload *workload,
                     char *to,
                     ConnectorsRule rule,
                     const char *origin)
{
  KubernetesNeed need = { .to = to, .rule = rule, .origin = origin };

  g_array_append_val (workload->needs, need);
}

static KubernetesWorkload *
new_workload (const KubernetesObject *object)
{
  KubernetesWorkload *workload = g_new0 (KubernetesWorkload, 1);

  workload->id = g_strdup (object->id);
  workload->kind = g_strdup (object->kind);
  workload->name_space = g_strdup (object->name_space);
  workload->name = g_strdup (object->name);
  workload->uid = g_strdup (
      connectors_text_at (object->doc, object->object, "metadata.uid"));
  workload->replicas = UITWEG_UNKNOWN;
  workload->registries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                NULL);
  workload->features = g_ptr_array_new ();
  workload->claims = g_ptr_array_new_with_free_func (g_free);
  workload->configs = g_ptr_array_new_with_free_func (g_free);
  workload->texts = g_ptr_array_new_with_free_func (g_free);
  workload->needs = g_array_new (FALSE, FALSE, sizeof (KubernetesNeed));
  g_array_set_clear_func (workload->needs, clear_need);
  workload->disks = g_array_new (FALSE, FALSE, sizeof (gint64));
  return workload;
}

/* The controller that made the object, by kind and name. */
static char *
owner_of (const KubernetesObject *object)
{
  const BaseNode *list = connectors_node_list (object->doc, object->object,
                                               "metadata.ownerReferences");

  for (const BaseNode *at = list != NULL ? base_doc_first (object->doc, list)
                                         : NULL;
       at != NULL; at = base_doc_next (object->doc, at))
    {
      const char *kind = connectors_text_at (object->doc, at, "kind");
      const char *name = connectors_text_at (object->doc, at, "name");

      if (kind != NULL && name != NULL)
        return kubernetes_id (
            object->run, kind,
            strcmp (kind, "Node") == 0 ? "" : object->name_space, name);
    }
  return NULL;
}

/* Missing replicas are one; of a DaemonSet as many as there are nodes for
 * it, which only a live object says. */
static gint64
count_replicas (const KubernetesObject *object)
{
  const char *path = "spec.replicas";
  gint64 n;

  if (strcmp (object->kind, "DaemonSet") == 0)
    return connectors_int_at (object->doc, object->object,
                              "status.desiredNumberScheduled", LARGEST);
  if (strcmp (object->kind, "Job") == 0)
    path = "spec.parallelism";
  else if (strcmp (object->kind, "CronJob") == 0)
    path = "spec.jobTemplate.spec.parallelism";
  n = connectors_int_at (object->doc, object->object, path, LARGEST);
  return n != UITWEG_UNKNOWN ? n : 1;
}

/* Claims that a StatefulSet makes for each copy. */
static void
read_claim_templates (const KubernetesObject *object,
                      KubernetesWorkload *workload)
{
  const BaseNode *list = connectors_node_list (object->doc, object->object,
                                               "spec.volumeClaimTemplates");

  for (const BaseNode *at = list != NULL ? base_doc_first (object->doc, list)
                                         : NULL;
       at != NULL; at = base_doc_next (object->doc, at))
    {
      const char *name = connectors_text_at (object->doc, at,
                                             "spec.storageClassName");
      gint64 size = kubernetes_parse_quantity (
          connectors_text_at (object->doc, at,
                              "spec.resources.requests.storage"),
          KUBERNETES_MEMORY);

      g_array_append_val (workload->disks, size);
      if (name != NULL)
        kubernetes_add_need (
            workload, kubernetes_id (object->run, "StorageClass", "", name),
            CONNECTORS_RULE_ATTACHED, "kubernetes.volumeClaimTemplates");
    }
}

static void
read_marks (const KubernetesObject *object, KubernetesWorkload *workload)
{
  const BaseNode *labels = connectors_node_map (object->doc, object->object,
                                                "metadata.labels");
  const char *part = connectors_node_text (
      connectors_node_of (object->doc, labels, "app.kubernetes.io/part-of"));

  if (part == NULL)
    part = connectors_node_text (
        connectors_node_of (object->doc, labels, "app.kubernetes.io/name"));
  if (part == NULL)
    part = connectors_node_text (
        connectors_node_of (object->doc, labels, "app"));
  workload->application = g_strdup (part);
  workload->environment = g_strdup (
      connectors_node_text (connectors_node_of (object->doc, labels, "env")));
  if (workload->environment == NULL)
    workload->environment = g_strdup (connectors_node_text (
        connectors_node_of (object->doc, labels, "environment")));
}

void
kubernetes_read_workload (const KubernetesObject *object)
{
  const BaseDoc *doc = object->doc;
  KubernetesWorkload *workload = new_workload (object);
  const BaseNode *template = connectors_node_map (doc, object->object,
                                                  "spec.template");
  const BaseNode *spec;

  if (strcmp (object->kind, "Pod") == 0)
    template = object->object;
  else if (strcmp (object->kind, "CronJob") == 0)
    template = connectors_node_map (doc, object->object,
                                    "spec.jobTemplate.spec.template");
  spec = connectors_node_map (doc, template, "spec");
  workload->owner = owner_of (object);
  workload->replicas = count_replicas (object);
  workload->labels = kubernetes_read_labels (
      doc, connectors_node_map (doc, template, "metadata.labels"));
  workload->cpu = UITWEG_UNKNOWN;
  workload->memory = UITWEG_UNKNOWN;
  workload->memory_limit = UITWEG_UNKNOWN;
  read_marks (object, workload);
  read_claim_templates (object, workload);
  if (spec != NULL)
    kubernetes_read_pod (object, workload, spec);
  g_ptr_array_add (object->run->workloads, workload);
  g_hash_table_replace (object->run->by_id, workload->id, workload);
}
