/* SPDX-License-Identifier: EUPL-1.2
 *
 * What stands before workloads: services by selector or by endpoints,
 * ingresses, gateways and routes, entries of a mesh, and policies.
 */
#include "config.h"

#include "connectors/kubernetes/kubernetes.h"

#include <string.h>

void
kubernetes_service_free (gpointer data)
{
  KubernetesService *service = data;

  g_free (service->id);
  g_free (service->name_space);
  if (service->selector != NULL)
    g_hash_table_unref (service->selector);
  g_free (service);
}

void
kubernetes_policy_free (gpointer data)
{
  KubernetesPolicy *policy = data;

  g_free (policy->id);
  g_free (policy->name_space);
  if (policy->selector != NULL)
    g_hash_table_unref (policy->selector);
  g_ptr_array_unref (policy->admitted);
  g_free (policy);
}

static const BaseNode *
first_of (const KubernetesObject *object, const BaseNode *list)
{
  return list != NULL ? base_doc_first (object->doc, list) : NULL;
}

/* A host outside the cluster, as a thing of another source. */
static void
call_outside (const KubernetesObject *object,
              const char *host,
              const char *origin)
{
  g_autofree char *id = NULL;

  if (host == NULL)
    return;
  id = connectors_make_id ("endpoint/%s", host);
  connectors_inventory_count (object->run->inventory, "external_hosts", 1);
  connectors_inventory_add_edge (object->run->inventory, object->id, id,
                                 CONNECTORS_RULE_CALLS, origin);
}

void
kubernetes_read_service (const KubernetesObject *object)
{
  const BaseDoc *doc = object->doc;
  const char *type = connectors_text_at (doc, object->object, "spec.type");
  gboolean is_balancer = g_strcmp0 (type, "LoadBalancer") == 0;
  ConnectorsThing *thing = kubernetes_begin (
      object, is_balancer ? UITWEG_KIND_LOAD_BALANCER : UITWEG_KIND_OTHER,
      "kubernetes.Service");
  const BaseNode *ingress = connectors_node_list (
      doc, object->object, "status.loadBalancer.ingress");
  KubernetesService *service = g_new0 (KubernetesService, 1);
  g_autofree char *key = g_strdup_printf ("services_%s",
                                          type != NULL ? type : "ClusterIP");

  connectors_inventory_count (object->run->inventory, key, 1);
  connectors_thing_add_tag (thing, "type", type != NULL ? type : "ClusterIP");
  for (const BaseNode *at = first_of (object, ingress); at != NULL;
       at = base_doc_next (doc, at))
    {
      connectors_thing_add_text (thing, UITWEG_RESOURCE_ADDRESSES,
                                 connectors_text_at (doc, at, "ip"));
      connectors_thing_set_text (thing, UITWEG_RESOURCE_HOSTNAME,
                                 connectors_text_at (doc, at, "hostname"));
    }
  call_outside (object,
                connectors_text_at (doc, object->object, "spec.externalName"),
                "kubernetes.Service.externalName");
  service->id = g_strdup (object->id);
  service->name_space = g_strdup (object->name_space);
  service->selector = kubernetes_read_labels (
      doc, connectors_node_map (doc, object->object, "spec.selector"));
  g_ptr_array_add (object->run->services, service);
  g_hash_table_replace (
      object->run->service_ids,
      g_strdup_printf ("%s/%s", object->name_space, object->name),
      g_strdup (object->id));
}

/* Notes the pod that an endpoint names; it is found when all are read. */
static void
add_endpoint (const KubernetesObject *object,
              const char *service,
              const BaseNode *endpoint)
{
  const char *kind = connectors_text_at (object->doc, endpoint,
                                         "targetRef.kind");
  const char *name = connectors_text_at (object->doc, endpoint,
                                         "targetRef.name");

  if (g_strcmp0 (kind, "Pod") != 0 || name == NULL)
    return;
  g_ptr_array_add (
      object->run->endpoints,
      kubernetes_id (object->run, "Service", object->name_space, service));
  g_ptr_array_add (
      object->run->endpoints,
      kubernetes_id (object->run, "Pod", object->name_space, name));
}

/* Pods behind a service without a selector: Endpoints have its name, slices
 * its label. */
void
kubernetes_read_endpoints (const KubernetesObject *object)
{
  const BaseDoc *doc = object->doc;
  const BaseNode *subsets = connectors_node_list (doc, object->object,
                                                  "subsets");
  const BaseNode *slice = connectors_node_list (doc, object->object,
                                                "endpoints");
  const char *service = connectors_node_text (connectors_node_of (
      doc, connectors_node_map (doc, object->object, "metadata.labels"),
      "kubernetes.io/service-name"));

  for (const BaseNode *at = service != NULL ? first_of (object, slice) : NULL;
       at != NULL; at = base_doc_next (doc, at))
    add_endpoint (object, service, at);
  for (const BaseNode *at = first_of (object, subsets); at != NULL;
       at = base_doc_next (doc, at))
    {
      const BaseNode *list = connectors_node_list (doc, at, "addresses");

      for (const BaseNode *address = first_of (object, list); address != NULL;
           address = base_doc_next (doc, address))
        add_endpoint (object, object->name, address);
    }
}

/* v1 has service.name, v1beta1 has serviceName. */
static void
front_backend (const KubernetesObject *object, const BaseNode *backend)
{
  const char *name = connectors_text_at (object->doc, backend, "service.name");

  if (name == NULL)
    name = connectors_text_at (object->doc, backend, "serviceName");
  kubernetes_add_edge (object, "Service", object->name_space, name,
                       CONNECTORS_RULE_FRONTS, "kubernetes.Ingress.backend");
}

static void
set_host (ConnectorsThing *thing, const char *host)
{
  if (host != NULL && strchr (host, '*') == NULL)
    connectors_thing_set_text (thing, UITWEG_RESOURCE_HOSTNAME, host);
}

void
kubernetes_read_ingress (const KubernetesObject *object)
{
  const BaseDoc *doc = object->doc;
  ConnectorsThing *thing = kubernetes_begin (object, UITWEG_KIND_LOAD_BALANCER,
                                             "kubernetes.Ingress");
  const BaseNode *rules = connectors_node_list (doc, object->object,
                                                "spec.rules");
  const BaseNode *tls = connectors_node_list (doc, object->object, "spec.tls");
  const char *class = connectors_text_at (doc, object->object,
                                          "spec.ingressClassName");

  if (class == NULL)
    class = connectors_node_text (connectors_node_of (
        doc, connectors_node_map (doc, object->object, "metadata.annotations"),
        "kubernetes.io/ingress.class"));
  connectors_thing_add_tag (thing, "class", class);
  front_backend (
      object, connectors_node_map (doc, object->object, "spec.defaultBackend"));
  front_backend (object,
                 connectors_node_map (doc, object->object, "spec.backend"));
  for (const BaseNode *at = first_of (object, rules); at != NULL;
       at = base_doc_next (doc, at))
    {
      const BaseNode *paths = connectors_node_list (doc, at, "http.paths");

      set_host (thing, connectors_text_at (doc, at, "host"));
      for (const BaseNode *path = first_of (object, paths); path != NULL;
           path = base_doc_next (doc, path))
        front_backend (object, connectors_node_map (doc, path, "backend"));
    }
  for (const BaseNode *at = first_of (object, tls); at != NULL;
       at = base_doc_next (doc, at))
    kubernetes_add_edge (object, "Secret", object->name_space,
                         connectors_text_at (doc, at, "secretName"),
                         CONNECTORS_RULE_CONFIGURED, "kubernetes.Ingress.tls");
}

void
kubernetes_read_gateway (const KubernetesObject *object)
{
  ConnectorsThing *thing = kubernetes_begin (object, UITWEG_KIND_LOAD_BALANCER,
                                             "kubernetes.Gateway");

  connectors_thing_add_tag (thing, "class",
                            connectors_text_at (object->doc, object->object,
                                                "spec.gatewayClassName"));
}

/* Routes of the gateway API and of OpenShift. */
void
kubernetes_read_route (const KubernetesObject *object)
{
  const BaseDoc *doc = object->doc;
  ConnectorsThing *thing = kubernetes_begin (object, UITWEG_KIND_LOAD_BALANCER,
                                             "kubernetes.Route");
  const BaseNode *parents = connectors_node_list (doc, object->object,
                                                  "spec.parentRefs");
  const BaseNode *rules = connectors_node_list (doc, object->object,
                                                "spec.rules");

  set_host (thing, connectors_text_at (doc, object->object, "spec.host"));
  for (const BaseNode *at = first_of (object, parents); at != NULL;
       at = base_doc_next (doc, at))
    {
      const char *name = connectors_text_at (doc, at, "name");
      const char *name_space = connectors_text_at (doc, at, "namespace");
      g_autofree char *gateway = NULL;

      if (name == NULL)
        continue;
      gateway = kubernetes_id (
          object->run, "Gateway",
          name_space != NULL ? name_space : object->name_space, name);
      connectors_inventory_add_edge (object->run->inventory, gateway,
                                     object->id, CONNECTORS_RULE_FRONTS,
                                     "kubernetes.Route.parentRefs");
    }
  for (const BaseNode *at = first_of (object, rules); at != NULL;
       at = base_doc_next (doc, at))
    {
      const BaseNode *backends = connectors_node_list (doc, at, "backendRefs");

      for (const BaseNode *backend = first_of (object, backends);
           backend != NULL; backend = base_doc_next (doc, backend))
        {
          const char *name_space = connectors_text_at (doc, backend,
                                                       "namespace");

          kubernetes_add_edge (
              object, "Service",
              name_space != NULL ? name_space : object->name_space,
              connectors_text_at (doc, backend, "name"), CONNECTORS_RULE_FRONTS,
              "kubernetes.Route.backendRefs");
        }
    }
  kubernetes_add_edge (object, "Service", object->name_space,
                       connectors_text_at (doc, object->object, "spec.to.name"),
                       CONNECTORS_RULE_FRONTS, "kubernetes.Route.to");
}

/* "name" or "name.namespace.svc…" */
static void
front_host (const KubernetesObject *object, const char *host)
{
  g_auto (GStrv) parts = host != NULL ? g_strsplit (host, ".", 4) : NULL;
  gboolean is_short = parts != NULL && parts[0] != NULL && parts[1] == NULL;

  if (parts == NULL || parts[0] == NULL)
    return;
  if (is_short || (parts[2] != NULL && strcmp (parts[2], "svc") == 0))
    kubernetes_add_edge (
        object, "Service", is_short ? object->name_space : parts[1], parts[0],
        CONNECTORS_RULE_FRONTS, "kubernetes.VirtualService.destination");
  else
    call_outside (object, host, "kubernetes.VirtualService.destination");
}

void
kubernetes_read_virtual_service (const KubernetesObject *object)
{
  static const char *const protocols[] = { "spec.http", "spec.tcp",
                                           "spec.tls" };
  const BaseDoc *doc = object->doc;
  const BaseNode *gateways = connectors_node_list (doc, object->object,
                                                   "spec.gateways");

  kubernetes_begin (object, UITWEG_KIND_LOAD_BALANCER,
                    "kubernetes.VirtualService");
  for (gsize i = 0; i < G_N_ELEMENTS (protocols); i++)
    {
      const BaseNode *list = connectors_node_list (doc, object->object,
                                                   protocols[i]);

      for (const BaseNode *at = first_of (object, list); at != NULL;
           at = base_doc_next (doc, at))
        {
          const BaseNode *routes = connectors_node_list (doc, at, "route");

          for (const BaseNode *route = first_of (object, routes); route != NULL;
               route = base_doc_next (doc, route))
            front_host (object,
                        connectors_text_at (doc, route, "destination.host"));
        }
    }
  for (const BaseNode *at = first_of (object, gateways); at != NULL;
       at = base_doc_next (doc, at))
    {
      const char *name = connectors_node_text (at);
      const char *slash = name != NULL ? strchr (name, '/') : NULL;
      g_autofree char *name_space = slash != NULL
                                        ? g_strndup (name,
                                                     (gsize) (slash - name))
                                        : g_strdup (object->name_space);
      g_autofree char *from = NULL;

      if (name == NULL || strcmp (name, "mesh") == 0)
        continue;
      from = kubernetes_id (object->run, "Gateway", name_space,
                            slash != NULL ? slash + 1 : name);
      connectors_inventory_add_edge (object->run->inventory, from, object->id,
                                     CONNECTORS_RULE_FRONTS,
                                     "kubernetes.VirtualService.gateways");
    }
}

void
kubernetes_read_service_entry (const KubernetesObject *object)
{
  const BaseNode *hosts = connectors_node_list (object->doc, object->object,
                                                "spec.hosts");

  kubernetes_begin (object, UITWEG_KIND_OTHER, "kubernetes.ServiceEntry");
  for (const BaseNode *at = first_of (object, hosts); at != NULL;
       at = base_doc_next (object->doc, at))
    call_outside (object, connectors_node_text (at),
                  "kubernetes.ServiceEntry.hosts");
}

/* Labels of a selector; expressions are not followed, and said so by NULL. */
static GHashTable *
read_selector (const KubernetesObject *object, const BaseNode *selector)
{
  const BaseNode *labels = connectors_node_map (object->doc, selector,
                                                "matchLabels");

  if (selector == NULL
      || connectors_node_at (object->doc, selector, "matchExpressions") != NULL)
    return NULL;
  if (labels == NULL)
    return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return kubernetes_read_labels (object->doc, labels);
}

/* Of `from`: pods of the own namespace are followed; other namespaces and
 * addresses are counted. */
static void
read_admitted (const KubernetesObject *object,
               KubernetesPolicy *policy,
               const BaseNode *peer)
{
  const BaseDoc *doc = object->doc;
  const BaseNode *pods = connectors_node_map (doc, peer, "podSelector");
  GHashTable *selector = NULL;

  if (connectors_node_at (doc, peer, "ipBlock") != NULL)
    connectors_inventory_count (object->run->inventory, "policy_ip_blocks", 1);
  else if (connectors_node_at (doc, peer, "namespaceSelector") != NULL)
    connectors_inventory_count (object->run->inventory,
                                "policy_other_namespaces", 1);
  else if (pods != NULL)
    selector = read_selector (object, pods);
  if (selector != NULL)
    g_ptr_array_add (policy->admitted, selector);
}

static void
free_labels (gpointer labels)
{
  g_hash_table_unref (labels);
}

void
kubernetes_read_policy (const KubernetesObject *object)
{
  const BaseDoc *doc = object->doc;
  KubernetesPolicy *policy = g_new0 (KubernetesPolicy, 1);
  const BaseNode *rules = connectors_node_list (doc, object->object,
                                                "spec.ingress");

  kubernetes_begin (object, UITWEG_KIND_OTHER, "kubernetes.NetworkPolicy");
  policy->id = g_strdup (object->id);
  policy->name_space = g_strdup (object->name_space);
  policy->selector = read_selector (
      object, connectors_node_map (doc, object->object, "spec.podSelector"));
  policy->admitted = g_ptr_array_new_with_free_func (free_labels);
  for (const BaseNode *at = first_of (object, rules); at != NULL;
       at = base_doc_next (doc, at))
    {
      const BaseNode *peers = connectors_node_list (doc, at, "from");

      for (const BaseNode *peer = first_of (object, peers); peer != NULL;
           peer = base_doc_next (doc, peer))
        read_admitted (object, policy, peer);
    }
  g_ptr_array_add (object->run->policies, policy);
}
