/* SPDX-License-Identifier: EUPL-1.2
 *
 * What needs all objects: pods go to those that made them, services find
 * pods by their labels, and values of environments find services by name.
 */
#include "config.h"

#include "connectors/kubernetes/kubernetes.h"

#include <string.h>

/* Who made who made a pod: no more than this. */
#define MAX_OWNERS 8
/* Pairs that one policy may join. */
#define MAX_PAIRS 10000
#define LONGEST_HOST 253

/* Where the maker itself is in no file: the pods of a Deployment bear its name
 * and two more parts, those of a CronJob its name and the time. */
static KubernetesWorkload *
guess_maker (const KubernetesRun *run, const char *owner)
{
  static const struct
  {
    const char *kind;
    const char *maker;
  } makers[] = { { "/ReplicaSet/", "/Deployment/" }, { "/Job/", "/CronJob/" } };

  for (gsize i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      const char *at = strstr (owner, makers[i].kind);
      const char *dash = strrchr (owner, '-');
      g_autofree char *id = NULL;

      if (at == NULL || dash == NULL || dash < at)
        continue;
      id = g_strdup_printf (
          "%.*s%s%.*s", (gint) (at - owner), owner, makers[i].maker,
          (gint) (dash - at - (gssize) strlen (makers[i].kind)),
          at + strlen (makers[i].kind));
      return g_hash_table_lookup (run->by_id, id);
    }
  return NULL;
}

/* The workload that stands for this one: itself, or the one that made it. */
static KubernetesWorkload *
root_of (const KubernetesRun *run, KubernetesWorkload *workload)
{
  for (guint i = 0; i < MAX_OWNERS && workload->owner != NULL; i++)
    {
      KubernetesWorkload *owner = g_hash_table_lookup (run->by_id,
                                                       workload->owner);

      if (owner == NULL)
        owner = guess_maker (run, workload->owner);
      if (owner == NULL)
        break;
      workload = owner;
    }
  return workload;
}

/* Whether all of `selector` stands in `labels`. */
static gboolean
selects (GHashTable *selector, GHashTable *labels)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  if (selector == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, selector);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (labels == NULL
        || g_strcmp0 (g_hash_table_lookup (labels, key), value) != 0)
      return FALSE;
  return TRUE;
}

static void
add_sum (KubernetesRun *run, const char *key, gint64 each, gint64 copies)
{
  gint64 sum = connectors_multiply (each, copies);

  if (sum != UITWEG_UNKNOWN && sum > 0)
    connectors_inventory_count (run->inventory, key, (guint64) sum);
}

/* Exact sizes in tags; whole processors, rounded up, in the field. */
static void
set_sizes (KubernetesRun *run,
           ConnectorsThing *thing,
           const KubernetesWorkload *workload)
{
  connectors_thing_set_int (thing, UITWEG_RESOURCE_COUNT, workload->replicas);
  if (workload->cpu != UITWEG_UNKNOWN)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT,
                                               workload->cpu);

      connectors_thing_add_tag (thing, "cpu_request_milli", text);
      connectors_thing_set_int (thing, UITWEG_RESOURCE_VCPU,
                                workload->cpu / 1000
                                    + (workload->cpu % 1000 > 0));
    }
  else
    connectors_inventory_count (run->inventory, "workloads_without_cpu", 1);
  if (workload->memory != UITWEG_UNKNOWN)
    connectors_thing_set_int (thing, UITWEG_RESOURCE_MEMORY, workload->memory);
  else
    connectors_inventory_count (run->inventory, "workloads_without_memory", 1);
  if (workload->gpus > 0)
    connectors_thing_set_int (thing, UITWEG_RESOURCE_GPU, workload->gpus);
  add_sum (run, "requests_cpu_milli", workload->cpu, workload->replicas);
  add_sum (run, "requests_memory_bytes", workload->memory, workload->replicas);
  add_sum (run, "limits_memory_bytes", workload->memory_limit,
           workload->replicas);
}

static void
add_registries (KubernetesRun *run,
                ConnectorsThing *thing,
                const KubernetesWorkload *workload)
{
  g_autoptr (GList)
      hosts = g_list_sort (g_hash_table_get_keys (workload->registries),
                           (GCompareFunc) (void (*) (void)) strcmp);
  g_autoptr (GString) text = g_string_new (NULL);

  for (const GList *at = hosts; at != NULL; at = at->next)
    {
      g_autofree char *id = connectors_make_id ("registry/%s",
                                                (const char *) at->data);

      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "",
                              (const char *) at->data);
      connectors_inventory_add_edge (run->inventory, workload->id, id,
                                     CONNECTORS_RULE_RESTORES_FROM,
                                     "kubernetes.image");
    }
  connectors_thing_add_tag (thing, "registries", text->str);
}

static void
add_workload (KubernetesRun *run, const KubernetesWorkload *workload)
{
  g_autofree char *type = g_strdup_printf ("kubernetes:%s", workload->kind);
  g_autofree char *name = g_strdup_printf ("%s/%s", workload->name_space,
                                           workload->name);
  ConnectorsThing *thing = connectors_inventory_add (
      run->inventory, workload->id, UITWEG_KIND_CONTAINER, type,
      "kubernetes.workload");

  connectors_thing_set_text (thing, UITWEG_RESOURCE_NAME, name);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_NATIVE_ID, workload->uid);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_ACCOUNT, run->cluster);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_PROVIDER, run->provider);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_REGION, run->region);
  connectors_thing_set_text (thing, UITWEG_RESOURCE_APPLICATION,
                             workload->application);
  connectors_thing_set_environment (thing, workload->environment);
  set_sizes (run, thing, workload);
  add_registries (run, thing, workload);
  connectors_thing_add_text (thing, UITWEG_RESOURCE_FEATURES, NULL);
  for (guint i = 0; i < workload->features->len; i++)
    connectors_thing_add_text (thing, UITWEG_RESOURCE_FEATURES,
                               g_ptr_array_index (workload->features, i));
  for (guint i = 0; i < workload->disks->len; i++)
    connectors_thing_add_disk (
        thing, NULL, g_array_index (workload->disks, gint64, i), NULL, 0);
  connectors_inventory_count (run->inventory, "workloads", 1);
}

/* Claims and other needs, also of pods that a workload made. */
static void
add_needs (KubernetesRun *run,
           const KubernetesWorkload *root,
           const KubernetesWorkload *workload)
{
  for (guint i = 0; i < workload->claims->len; i++)
    {
      const char *claim = g_ptr_array_index (workload->claims, i);

      connectors_inventory_add_edge (run->inventory, root->id, claim,
                                     CONNECTORS_RULE_ATTACHED,
                                     "kubernetes.volumes.claim");
      connectors_inventory_join_group (run->inventory, claim, root->id,
                                       CONNECTORS_RULE_SHARES_DISK,
                                       "kubernetes.volumes.claim");
    }
  for (guint i = 0; i < workload->needs->len; i++)
    {
      const KubernetesNeed *need = &g_array_index (workload->needs,
                                                   KubernetesNeed, i);

      connectors_inventory_add_edge (run->inventory, root->id, need->to,
                                     need->rule, need->origin);
    }
}

/* Names of services in values. */

/* The host of "scheme://user@host:port/path", folded; NULL if it is no host
 * name. `is_marked`: a scheme or a port says that it is one. */
static char *
host_of (const char *text, gsize length, gboolean *is_marked)
{
  g_autofree char *copy = g_strndup (text, length);
  char *scheme = strstr (copy, "://");
  char *start = scheme != NULL ? scheme + 3 : copy;
  char *at;
  gsize n;

  start[strcspn (start, "/?#")] = '\0';
  at = strrchr (start, '@');
  if (at != NULL)
    start = at + 1;
  n = strcspn (start, ":");
  *is_marked = scheme != NULL
               || (start[n] == ':' && start[n + 1] != '\0'
                   && strspn (start + n + 1, "0123456789")
                          == strlen (start + n + 1));
  if (start[n] == ':' && !*is_marked)
    return NULL;
  start[n] = '\0';
  if (n == 0 || n > LONGEST_HOST
      || strspn (start, "abcdefghijklmnopqrstuvwxyz0123456789.-") != n)
    return NULL;
  return g_strdup (start);
}

/* The service of "name", "name.namespace", "name.namespace.svc…". */
static const char *
find_service (const KubernetesRun *run,
              const char *name_space,
              const char *host)
{
  g_auto (GStrv) parts = g_strsplit (host, ".", 4);
  g_autofree char *key = NULL;

  if (parts[0] == NULL
      || (parts[1] != NULL && parts[2] != NULL
          && strcmp (parts[2], "svc") != 0))
    return NULL;
  key = g_strdup_printf ("%s/%s", parts[1] != NULL ? parts[1] : name_space,
                         parts[0]);
  return g_hash_table_lookup (run->service_ids, key);
}

static gboolean
is_fronted (const KubernetesRun *run, const char *service, const char *workload)
{
  g_autofree char *pair = g_strdup_printf ("%s\n%s", service, workload);

  return g_hash_table_contains (run->fronted, pair);
}

/* A name with dots whose last part has letters is one of the world outside. */
static gboolean
is_outside (const char *host)
{
  const char *last = strrchr (host, '.');

  return last != NULL && strlen (last) > 2 && g_ascii_isalpha (last[1])
         && strcmp (last, ".local") != 0 && strcmp (last, ".svc") != 0
         && strcmp (last, ".internal") != 0;
}

static void
call_host (KubernetesRun *run,
           const KubernetesWorkload *workload,
           const char *host,
           gboolean is_marked)
{
  const char *service = find_service (run, workload->name_space, host);

  /* Its own service: the workload tells its name, and calls nobody. */
  if (service != NULL && is_fronted (run, service, workload->id))
    connectors_inventory_count (run->inventory, "own_names", 1);
  else if (service != NULL)
    connectors_inventory_add_edge (run->inventory, workload->id, service,
                                   CONNECTORS_RULE_CALLS_BY_NAME,
                                   "kubernetes.name");
  else if (is_marked && is_outside (host))
    {
      g_autofree char *id = connectors_make_id ("endpoint/%s", host);

      connectors_inventory_add_edge (run->inventory, workload->id, id,
                                     CONNECTORS_RULE_CALLS, "kubernetes.host");
    }
}

/* The whole text may be a bare name; a part of a longer one must look like
 * an address. */
static void
look_for_names (KubernetesRun *run,
                const KubernetesWorkload *workload,
                const char *text)
{
  static const char separators[] = " \t\r\n,;=|\"'()[]{}<>";
  gboolean is_whole = text[strcspn (text, separators)] == '\0';

  for (const char *at = text; *at != '\0';)
    {
      gsize length = strcspn (at, separators);
      gboolean is_marked = FALSE;
      g_autofree char *host = length > 0 && length < 1024
                                  ? host_of (at, length, &is_marked)
                                  : NULL;

      if (host != NULL
          && (is_whole || is_marked || strstr (host, ".svc") != NULL))
        call_host (run, workload, host, is_marked);
      at += length;
      at += strspn (at, separators);
    }
}

static void
look_through (KubernetesRun *run,
              const KubernetesWorkload *root,
              const KubernetesWorkload *workload)
{
  for (guint i = 0; i < workload->texts->len; i++)
    look_for_names (run, root, g_ptr_array_index (workload->texts, i));
  for (guint c = 0; c < workload->configs->len; c++)
    {
      const GPtrArray *texts = g_hash_table_lookup (
          run->configs, g_ptr_array_index (workload->configs, c));

      for (guint i = 0; texts != NULL && i < texts->len; i++)
        look_for_names (run, root, g_ptr_array_index (texts, i));
    }
}

/* Selectors. */

static void
front (KubernetesRun *run,
       const char *service,
       const char *workload,
       const char *origin)
{
  g_hash_table_add (run->fronted,
                    g_strdup_printf ("%s\n%s", service, workload));
  connectors_inventory_add_edge (run->inventory, service, workload,
                                 CONNECTORS_RULE_FRONTS, origin);
}

static void
link_services (KubernetesRun *run)
{
  for (guint s = 0; s < run->services->len; s++)
    {
      const KubernetesService *service = g_ptr_array_index (run->services, s);

      for (guint w = 0; w < run->workloads->len; w++)
        {
          KubernetesWorkload *workload = g_ptr_array_index (run->workloads, w);

          if (strcmp (service->name_space, workload->name_space) == 0
              && selects (service->selector, workload->labels))
            front (run, service->id, root_of (run, workload)->id,
                   "kubernetes.Service.selector");
        }
    }
  for (guint i = 0; i < run->endpoints->len; i += 2)
    {
      KubernetesWorkload *pod = g_hash_table_lookup (
          run->by_id, g_ptr_array_index (run->endpoints, i + 1));

      if (pod != NULL)
        front (run, g_ptr_array_index (run->endpoints, i),
               root_of (run, pod)->id, "kubernetes.Endpoints");
    }
}

static void
list_selected (KubernetesRun *run,
               const KubernetesPolicy *policy,
               GHashTable *selector,
               GPtrArray *ids)
{
  for (guint i = 0; i < run->workloads->len; i++)
    {
      KubernetesWorkload *workload = g_ptr_array_index (run->workloads, i);

      if (strcmp (policy->name_space, workload->name_space) == 0
          && root_of (run, workload) == workload
          && selects (selector, workload->labels))
        g_ptr_array_add (ids, workload->id);
    }
}

static void
link_policy (KubernetesRun *run, const KubernetesPolicy *policy)
{
  g_autoptr (GPtrArray) guarded = g_ptr_array_new ();
  g_autoptr (GPtrArray) callers = g_ptr_array_new ();

  list_selected (run, policy, policy->selector, guarded);
  for (guint i = 0; i < policy->admitted->len; i++)
    list_selected (run, policy, g_ptr_array_index (policy->admitted, i),
                   callers);
  for (guint g = 0; g < guarded->len; g++)
    connectors_inventory_add_edge (
        run->inventory, g_ptr_array_index (guarded, g), policy->id,
        CONNECTORS_RULE_GUARDED_BY, "kubernetes.NetworkPolicy");
  if ((guint64) guarded->len * callers->len > MAX_PAIRS)
    {
      connectors_inventory_add_note (run->inventory, policy->id,
                                     "left out %u x %u pairs that the policy "
                                     "admits",
                                     callers->len, guarded->len);
      return;
    }
  for (guint c = 0; c < callers->len; c++)
    for (guint g = 0; g < guarded->len; g++)
      connectors_inventory_add_edge (
          run->inventory, g_ptr_array_index (callers, c),
          g_ptr_array_index (guarded, g), CONNECTORS_RULE_REACHABLE_FROM,
          "kubernetes.NetworkPolicy.from");
}

void
kubernetes_link (KubernetesRun *run)
{
  link_services (run);
  for (guint i = 0; i < run->workloads->len; i++)
    {
      KubernetesWorkload *workload = g_ptr_array_index (run->workloads, i);
      const KubernetesWorkload *root = root_of (run, workload);

      if (root == workload)
        add_workload (run, workload);
      else
        connectors_inventory_count (run->inventory, "made_by_others", 1);
      add_needs (run, root, workload);
      look_through (run, root, workload);
    }
  for (guint i = 0; i < run->policies->len; i++)
    link_policy (run, g_ptr_array_index (run->policies, i));
}
