/* SPDX-License-Identifier: EUPL-1.2
 *
 * Claims, volumes and classes of storage, nodes, accounts, and configuration.
 * Of a Secret only its name is kept; values of a ConfigMap stay in memory.
 */
#include "config.h"

#include "connectors/kubernetes/kubernetes.h"

#include <string.h>

static gint64
quantity_at (const KubernetesObject *object,
             const char *path,
             KubernetesUnit unit)
{
  return kubernetes_parse_quantity (
      connectors_text_at (object->doc, object->object, path), unit);
}

/* "ReadWriteMany,ReadOnlyMany", and whether many may write. */
static gboolean
read_modes (const KubernetesObject *object, ConnectorsThing *thing)
{
  const BaseNode *list = connectors_node_list (object->doc, object->object,
                                               "spec.accessModes");
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_shared = FALSE;

  for (const BaseNode *at = list != NULL ? base_doc_first (object->doc, list)
                                         : NULL;
       at != NULL; at = base_doc_next (object->doc, at))
    {
      const char *mode = connectors_node_text (at);

      if (mode == NULL)
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", mode);
      is_shared = is_shared || strcmp (mode, "ReadWriteMany") == 0;
    }
  connectors_thing_add_tag (thing, "access_modes", text->str);
  return is_shared;
}

void
kubernetes_read_claim (const KubernetesObject *object)
{
  ConnectorsThing *thing = kubernetes_begin (
      object, UITWEG_KIND_DISK, "kubernetes.PersistentVolumeClaim");
  gint64 size = quantity_at (object, "status.capacity.storage",
                             KUBERNETES_MEMORY);
  gboolean is_shared = read_modes (object, thing);

  if (size == UITWEG_UNKNOWN)
    size = quantity_at (object, "spec.resources.requests.storage",
                        KUBERNETES_MEMORY);
  connectors_thing_set_int (thing, UITWEG_RESOURCE_DATA, size);
  connectors_thing_add_disk (thing, NULL, size, NULL, is_shared);
  kubernetes_add_edge (
      object, "PersistentVolume", "",
      connectors_text_at (object->doc, object->object, "spec.volumeName"),
      CONNECTORS_RULE_ATTACHED, "kubernetes.PersistentVolumeClaim.volumeName");
  kubernetes_add_edge (
      object, "StorageClass", "",
      connectors_text_at (object->doc, object->object, "spec.storageClassName"),
      CONNECTORS_RULE_ATTACHED,
      "kubernetes.PersistentVolumeClaim.storageClassName");
}

/* Behind a volume stands one of a cloud, by the id that the cloud gives. */
void
kubernetes_read_volume (const KubernetesObject *object)
{
  static const char *const handles[] = { "spec.csi.volumeHandle",
                                         "spec.awsElasticBlockStore.volumeID",
                                         "spec.azureDisk.diskURI",
                                         "spec.gcePersistentDisk.pdName",
                                         "spec.cinder.volumeID" };
  const BaseDoc *doc = object->doc;
  ConnectorsThing *thing = kubernetes_begin (object, UITWEG_KIND_DISK,
                                             "kubernetes.PersistentVolume");
  const char *server = connectors_text_at (doc, object->object,
                                           "spec.nfs.server");
  gint64 size = quantity_at (object, "spec.capacity.storage",
                             KUBERNETES_MEMORY);

  connectors_thing_add_disk (thing, NULL, size, NULL,
                             read_modes (object, thing));
  connectors_thing_add_tag (
      thing, "driver",
      connectors_text_at (doc, object->object, "spec.csi.driver"));
  for (gsize i = 0; i < G_N_ELEMENTS (handles); i++)
    {
      const char *handle = connectors_text_at (doc, object->object, handles[i]);

      if (handle != NULL && g_str_has_prefix (handle, "aws://")
          && strrchr (handle, '/')[1] != '\0')
        handle = strrchr (handle, '/') + 1;
      if (handle != NULL)
        connectors_inventory_add_edge (object->run->inventory, object->id,
                                       handle, CONNECTORS_RULE_ATTACHED,
                                       "kubernetes.PersistentVolume.handle");
    }
  if (server != NULL)
    {
      g_autofree char *id = connectors_make_id ("storage-host/%s", server);

      connectors_inventory_add_edge (object->run->inventory, object->id, id,
                                     CONNECTORS_RULE_ATTACHED,
                                     "kubernetes.PersistentVolume.nfs");
    }
  kubernetes_add_edge (
      object, "StorageClass", "",
      connectors_text_at (doc, object->object, "spec.storageClassName"),
      CONNECTORS_RULE_ATTACHED, "kubernetes.PersistentVolume.storageClassName");
}

void
kubernetes_read_storage_class (const KubernetesObject *object)
{
  ConnectorsThing *thing = kubernetes_begin (object, UITWEG_KIND_POOL,
                                             "kubernetes.StorageClass");

  connectors_thing_add_tag (
      thing, "provisioner",
      connectors_text_at (object->doc, object->object, "provisioner"));
}

/* The provider's id of the machine that a node is. */
static void
read_provider_id (const KubernetesObject *object, ConnectorsThing *thing)
{
  const char *text = connectors_text_at (object->doc, object->object,
                                         "spec.providerID");
  const char *colon = text != NULL ? strstr (text, "://") : NULL;
  g_autofree char *scheme = NULL;
  g_autofree char *id = NULL;

  if (colon == NULL)
    return;
  scheme = g_strndup (text, (gsize) (colon - text));
  colon += strlen ("://");
  if (strcmp (scheme, "gce") == 0)
    {
      g_auto (GStrv) parts = g_strsplit (colon, "/", 4);

      if (g_strv_length (parts) == 3)
        id = g_strdup_printf ("//compute.googleapis.com/projects/%s/zones/%s/"
                              "instances/%s",
                              parts[0], parts[1], parts[2]);
    }
  else if (strcmp (scheme, "azure") == 0)
    id = g_strdup (colon);
  else
    id = g_strdup (strrchr (text, '/') + 1);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_NATIVE_ID, id);
  connectors_thing_add_tag (thing, "provider_id_scheme", scheme);
  /* Words of the format that are ids of the catalog, but for gce. */
  connectors_thing_set_text (thing, UITWEG_RESOURCE_PROVIDER,
                             strcmp (scheme, "gce") == 0 ? "gcp" : scheme);
}

static void
read_node_addresses (const KubernetesObject *object, ConnectorsThing *thing)
{
  const BaseNode *list = connectors_node_list (object->doc, object->object,
                                               "status.addresses");

  for (const BaseNode *at = list != NULL ? base_doc_first (object->doc, list)
                                         : NULL;
       at != NULL; at = base_doc_next (object->doc, at))
    {
      const char *type = connectors_text_at (object->doc, at, "type");
      const char *address = connectors_text_at (object->doc, at, "address");

      if (g_strcmp0 (type, "Hostname") == 0)
        connectors_thing_set_text (thing, UITWEG_RESOURCE_HOSTNAME, address);
      else if (type != NULL && g_str_has_suffix (type, "IP"))
        connectors_thing_add_text (thing, UITWEG_RESOURCE_ADDRESSES, address);
    }
}

void
kubernetes_read_node (const KubernetesObject *object)
{
  const BaseDoc *doc = object->doc;
  const BaseNode *labels = connectors_node_map (doc, object->object,
                                                "metadata.labels");
  gboolean is_rented = connectors_text_at (doc, object->object,
                                           "spec.providerID")
                       != NULL;
  ConnectorsThing *thing = kubernetes_begin (
      object, is_rented ? UITWEG_KIND_VM : UITWEG_KIND_HOST, "kubernetes.Node");
  gint64 cpu = quantity_at (object, "status.capacity.cpu", KUBERNETES_CPU);
  const char *arch = connectors_text_at (doc, object->object,
                                         "status.nodeInfo.architecture");
  const char *uuid = connectors_text_at (doc, object->object,
                                         "status.nodeInfo.systemUUID");
  g_autofree char *folded = uuid != NULL ? g_ascii_strdown (uuid, -1) : NULL;

  g_ptr_array_add (object->run->nodes, g_strdup (object->id));
  read_provider_id (object, thing);
  read_node_addresses (object, thing);
  connectors_thing_set_int (thing, UITWEG_RESOURCE_COUNT, 1);
  connectors_thing_set_int (thing, UITWEG_RESOURCE_VCPU,
                            cpu != UITWEG_UNKNOWN ? cpu / 1000 : cpu);
  connectors_thing_set_int (
      thing, UITWEG_RESOURCE_MEMORY,
      quantity_at (object, "status.capacity.memory", KUBERNETES_MEMORY));
  connectors_thing_set_text (thing, UITWEG_RESOURCE_ARCH,
                             g_strcmp0 (arch, "amd64") == 0 ? "x86_64" : arch);
  connectors_thing_set_text (
      thing, UITWEG_RESOURCE_OS_NAME,
      connectors_text_at (doc, object->object, "status.nodeInfo.osImage"));
  connectors_thing_set_text (thing, UITWEG_RESOURCE_UUID, folded);
  connectors_thing_set_text (
      thing, UITWEG_RESOURCE_REGION,
      connectors_node_text (
          connectors_node_of (doc, labels, "topology.kubernetes.io/region")));
  connectors_thing_set_text (thing, UITWEG_RESOURCE_ZONE,
                             connectors_node_text (connectors_node_of (
                                 doc, labels, "topology.kubernetes.io/zone")));
  connectors_thing_add_tag (
      thing, "machine_type",
      connectors_node_text (connectors_node_of (
          doc, labels, "node.kubernetes.io/instance-type")));
}

/* Values stay in memory until services are looked for in them. */
void
kubernetes_read_config (const KubernetesObject *object)
{
  const BaseNode *data = connectors_node_map (object->doc, object->object,
                                              "data");
  GPtrArray *texts;

  kubernetes_begin (object, UITWEG_KIND_OTHER, "kubernetes.configuration");
  if (strcmp (object->kind, "ConfigMap") != 0 || data == NULL)
    return;
  texts = g_ptr_array_new_with_free_func (g_free);
  for (const BaseNode *at = base_doc_first (object->doc, data); at != NULL;
       at = base_doc_next (object->doc, at))
    if (connectors_node_text (at) != NULL)
      g_ptr_array_add (texts, g_strdup (connectors_node_text (at)));
  g_hash_table_replace (object->run->configs, g_strdup (object->id), texts);
}

/* An account may act as an identity of the cloud around the cluster. */
void
kubernetes_read_account (const KubernetesObject *object)
{
  static const char *const roles[] = { "eks.amazonaws.com/role-arn",
                                       "iam.gke.io/gcp-service-account",
                                       "azure.workload.identity/client-id" };
  const BaseNode *notes = connectors_node_map (object->doc, object->object,
                                               "metadata.annotations");

  kubernetes_begin (object, UITWEG_KIND_ROLE, "kubernetes.ServiceAccount");
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      const char *role = connectors_node_text (
          connectors_node_of (object->doc, notes, roles[i]));

      if (role != NULL)
        connectors_inventory_add_edge (object->run->inventory, object->id, role,
                                       CONNECTORS_RULE_ACTS_AS,
                                       "kubernetes.ServiceAccount.annotations");
    }
}

/* A virtual machine of KubeVirt. */
void
kubernetes_read_machine (const KubernetesObject *object)
{
  const BaseDoc *doc = object->doc;
  const BaseNode *spec = connectors_node_map (doc, object->object,
                                              "spec.template.spec");
  const BaseNode *volumes = connectors_node_list (doc, spec, "volumes");
  ConnectorsThing *thing = kubernetes_begin (object, UITWEG_KIND_VM,
                                             "kubernetes.VirtualMachine");
  gint64 cores = connectors_int_at (doc, spec, "domain.cpu.cores", 100000);
  gint64 sockets = connectors_int_at (doc, spec, "domain.cpu.sockets", 1000);
  gint64 threads = connectors_int_at (doc, spec, "domain.cpu.threads", 1000);
  const char *memory = connectors_text_at (doc, spec, "domain.memory.guest");

  if (memory == NULL)
    memory = connectors_text_at (doc, spec, "domain.resources.requests.memory");
  connectors_thing_set_int (thing, UITWEG_RESOURCE_COUNT, 1);
  connectors_thing_set_int (
      thing, UITWEG_RESOURCE_VCPU,
      connectors_multiply (
          cores,
          connectors_multiply (sockets != UITWEG_UNKNOWN ? sockets : 1,
                               threads != UITWEG_UNKNOWN ? threads : 1)));
  connectors_thing_set_int (
      thing, UITWEG_RESOURCE_MEMORY,
      kubernetes_parse_quantity (memory, KUBERNETES_MEMORY));
  for (const BaseNode *at = volumes != NULL ? base_doc_first (doc, volumes)
                                            : NULL;
       at != NULL; at = base_doc_next (doc, at))
    {
      const char *claim = connectors_text_at (
          doc, at, "persistentVolumeClaim.claimName");

      if (claim == NULL)
        claim = connectors_text_at (doc, at, "dataVolume.name");
      kubernetes_add_edge (object, "PersistentVolumeClaim", object->name_space,
                           claim, CONNECTORS_RULE_ATTACHED,
                           "kubernetes.VirtualMachine.volumes");
    }
}

void
kubernetes_read_other (const KubernetesObject *object)
{
  kubernetes_begin (object, UITWEG_KIND_OTHER, "kubernetes.object");
}
