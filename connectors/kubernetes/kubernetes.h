/* SPDX-License-Identifier: EUPL-1.2
 *
 * Objects of Kubernetes while they are read: what is linked only when all are
 * known (selectors, names of services in values, owners) is kept until then,
 * values of environments and ConfigMaps in memory only.
 */
#ifndef CONNECTORS_KUBERNETES_KUBERNETES_H
#define CONNECTORS_KUBERNETES_KUBERNETES_H

#include "connectors/common/inventory.h"
#include "connectors/common/nodes.h"

G_BEGIN_DECLS

typedef enum
{
  KUBERNETES_CPU,    /* thousandths */
  KUBERNETES_MEMORY, /* bytes */
  KUBERNETES_COUNT,
} KubernetesUnit;

/* What an object needs that is known by id. */
typedef struct
{
  char *to;
  ConnectorsRule rule;
  const char *origin;
} KubernetesNeed;

/* Anything that runs pods. */
typedef struct
{
  char *id;
  char *kind;
  char *name_space;
  char *name;
  char *uid;
  char *owner; /* id of the object that made it, or NULL */
  char *application;
  char *environment;
  gint64 replicas;     /* UITWEG_UNKNOWN: not said */
  gint64 cpu;          /* thousandths, of one copy */
  gint64 memory;       /* bytes */
  gint64 memory_limit; /* bytes */
  gint64 gpus;
  GHashTable *labels;     /* of its pods */
  GHashTable *registries; /* hosts of images */
  GPtrArray *features;    /* words */
  GPtrArray *claims;      /* ids */
  GPtrArray *configs;     /* ids of ConfigMaps whose values are its own */
  GPtrArray *texts;       /* values of environment, commands, arguments */
  GArray *needs;          /* of KubernetesNeed */
  GArray *disks;          /* of gint64: claims that it has made, bytes */
} KubernetesWorkload;

typedef struct
{
  char *id;
  char *name_space;
  GHashTable *selector; /* NULL: none */
} KubernetesService;

/* A NetworkPolicy: who may call whom. */
typedef struct
{
  char *id;
  char *name_space;
  GHashTable *selector;
  GPtrArray *admitted; /* of GHashTable: pods of the namespace */
} KubernetesPolicy;

typedef struct
{
  ConnectorsInventory *inventory;
  const char *cluster; /* or NULL */
  const char *provider;
  const char *region;
  GPtrArray *workloads;
  GHashTable *by_id; /* workload, by id */
  GPtrArray *services;
  GHashTable *service_ids; /* "NAMESPACE/NAME" -> id */
  GPtrArray *policies;
  GPtrArray *endpoints;    /* id of a service, of a pod, … */
  GPtrArray *nodes;        /* ids */
  GHashTable *fronted;     /* "SERVICE\nWORKLOAD" */
  GHashTable *configs;     /* id of a ConfigMap -> GPtrArray of texts */
  GHashTable *name_spaces; /* of namespaced objects of live lists */
  GHashTable *left_out;    /* kind -> number */
  gboolean is_live;
} KubernetesRun;

/* One object. */
typedef struct
{
  KubernetesRun *run;
  const BaseDoc *doc;
  const BaseNode *object;
  const char *path;
  const char *kind;
  const char *name;
  const char *name_space; /* "" for kinds of the whole cluster */
  char *id;
} KubernetesObject;

/* quantity.c: "100m", "64Mi", "1G", "1e3"; UITWEG_UNKNOWN where it is none.
 * Parts of a unit round up. */
gint64 kubernetes_parse_quantity (const char *text, KubernetesUnit unit);

/* kubernetes.c */
char *kubernetes_id (const KubernetesRun *run,
                     const char *kind,
                     const char *name_space,
                     const char *name);
/* The thing of an object, with name, uid and place. */
ConnectorsThing *kubernetes_begin (const KubernetesObject *object,
                                   UitwegResourceKind kind,
                                   const char *rule);
/* An edge to another object of the same namespace (or of the cluster for
 * name_space ""); NULL for `name` does nothing. */
void kubernetes_add_edge (const KubernetesObject *object,
                          const char *kind,
                          const char *name_space,
                          const char *name,
                          ConnectorsRule rule,
                          const char *origin);
/* A map of labels. (transfer full): NULL if there is none */
GHashTable *kubernetes_read_labels (const BaseDoc *doc, const BaseNode *map);

/* workload.c */
void kubernetes_read_workload (const KubernetesObject *object);
void kubernetes_workload_free (gpointer workload);
void kubernetes_add_need (KubernetesWorkload *workload,
                          char *to,
                          ConnectorsRule rule,
                          const char *origin);

/* pod.c: the template of a workload. */
void kubernetes_read_pod (const KubernetesObject *object,
                          KubernetesWorkload *workload,
                          const BaseNode *spec);

/* entry.c: what stands before workloads. */
void kubernetes_read_service (const KubernetesObject *object);
void kubernetes_read_endpoints (const KubernetesObject *object);
void kubernetes_read_ingress (const KubernetesObject *object);
void kubernetes_read_gateway (const KubernetesObject *object);
void kubernetes_read_route (const KubernetesObject *object);
void kubernetes_read_virtual_service (const KubernetesObject *object);
void kubernetes_read_service_entry (const KubernetesObject *object);
void kubernetes_read_policy (const KubernetesObject *object);
void kubernetes_service_free (gpointer service);
void kubernetes_policy_free (gpointer policy);

/* storage.c: claims, volumes, nodes, configuration. */
void kubernetes_read_claim (const KubernetesObject *object);
void kubernetes_read_volume (const KubernetesObject *object);
void kubernetes_read_storage_class (const KubernetesObject *object);
void kubernetes_read_node (const KubernetesObject *object);
void kubernetes_read_config (const KubernetesObject *object);
void kubernetes_read_account (const KubernetesObject *object);
void kubernetes_read_machine (const KubernetesObject *object);
void kubernetes_read_other (const KubernetesObject *object);

/* link.c: all that needs all objects. */
void kubernetes_link (KubernetesRun *run);

G_END_DECLS

#endif
