/* SPDX-License-Identifier: EUPL-1.2
 *
 * The kubernetes connector: manifests of others and of our own, quantities,
 * links by selector and by name, values that must not come out.
 */
#include "config.h"

#include "connectors-common.h"

#include <string.h>

#include "connectors/kubernetes/kubernetes.h"

#define PLANTED "planted-secret-Zw4rt3Tulp"
#define AT "kubernetes/lab/"
#define MIB ((gint64) 1 << 20)

static Collected *
collect_lab (const char *path)
{
  return collect ("kubernetes", (const char *[]){ path, NULL },
                  (const char *[]){ "cluster", NULL },
                  (const char *[]){ "lab", NULL });
}

static void
test_manifests_of_others_give_their_counts (void)
{
  static const struct
  {
    const char *key;
    const char *count;
  } counts[] = {
    { "documents", "35" },
    { "kind_Deployment", "12" },
    { "kind_Service", "12" },
    { "kind_ServiceAccount", "11" },
    { "services_ClusterIP", "11" },
    { "services_LoadBalancer", "1" },
    { "requests_cpu_milli", "1570" },
    { "requests_memory_bytes", "1434451968" }, /* 1,368 MiB */
    { "limits_memory_bytes", "2665480192" },   /* 2,542 MiB */
  };
  g_autofree char *path = shared_input ("kubernetes/kubernetes-manifests.yaml");
  g_autoptr (Collected) collected = NULL;

  if (path == NULL)
    return;
  collected = collect_path ("kubernetes", path);
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    collected_require_tag (collected, counts[i].key, counts[i].count);
  g_assert_cmpuint (collected_count_rule (collected, "fronts"), ==, 12);
  g_assert_cmpuint (collected_count_rule (collected, "calls"), ==, 16);
  g_assert_cmpuint (collected_count_rule (collected, "attached"), ==, 0);
  g_assert_cmpuint (collected_count_kind (collected, UITWEG_KIND_CONTAINER), ==,
                    12);
  g_assert_true (collected->is_complete);
}

static void
test_mesh_of_others_gives_its_counts (void)
{
  g_autofree char *path = shared_input ("kubernetes/istio-manifests.yaml");
  g_autoptr (Collected) collected = NULL;

  if (path == NULL)
    return;
  collected = collect_path ("kubernetes", path);
  collected_require_tag (collected, "documents", "5");
  collected_require_tag (collected, "kind_ServiceEntry", "2");
  collected_require_edge (collected,
                          "kubernetes/HTTPRoute/default/frontend-route",
                          "kubernetes/Service/default/frontend", "fronts");
  collected_require_edge (collected, "kubernetes/Gateway/default/istio-gateway",
                          "kubernetes/HTTPRoute/default/frontend-route",
                          "fronts");
  collected_require_edge (
      collected, "kubernetes/ServiceEntry/default/allow-egress-googleapis",
      "endpoint/accounts.google.com", "calls");
}

static void
test_quantities_are_exact (void)
{
  static const struct
  {
    const char *text;
    KubernetesUnit unit;
    gint64 value;
  } cases[] = {
    { "100m", KUBERNETES_CPU, 100 },
    { "0.1", KUBERNETES_CPU, 100 },
    { "2", KUBERNETES_CPU, 2000 },
    { "1500000n", KUBERNETES_CPU, 2 },
    { "1e3", KUBERNETES_CPU, 1000000 },
    { "64Mi", KUBERNETES_MEMORY, 64 * MIB },
    { "1G", KUBERNETES_MEMORY, 1000000000 },
    { "0.5Gi", KUBERNETES_MEMORY, 512 * MIB },
    { "128974848000m", KUBERNETES_MEMORY, 128974848 },
    { "0", KUBERNETES_MEMORY, 0 },
    { "", KUBERNETES_MEMORY, UITWEG_UNKNOWN },
    { ".", KUBERNETES_MEMORY, UITWEG_UNKNOWN },
    { "-1", KUBERNETES_MEMORY, UITWEG_UNKNOWN },
    { "12x", KUBERNETES_MEMORY, UITWEG_UNKNOWN },
    { "9Ei", KUBERNETES_MEMORY, UITWEG_UNKNOWN },
    { "1e31", KUBERNETES_MEMORY, UITWEG_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (kubernetes_parse_quantity (cases[i].text, cases[i].unit)
        != cases[i].value)
      g_error ("'%s' is %" G_GINT64_FORMAT, cases[i].text,
               kubernetes_parse_quantity (cases[i].text, cases[i].unit));
}

static void
test_objects_are_linked (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *rule;
  } edges[] = {
    { AT "Service/shop/web", AT "Deployment/shop/web", "fronts" },
    { AT "Ingress/shop/shop", AT "Service/shop/web", "fronts" },
    { AT "Deployment/shop/web", AT "Service/shop/orders", "calls" },
    { AT "Deployment/shop/web", AT "Service/infra/cache", "calls" },
    { AT "Deployment/shop/web", AT "Service/shop/bank", "calls" },
    { AT "Deployment/shop/web", AT "Service/shop/mail", "calls" },
    { AT "Deployment/shop/web", "endpoint/db.example.com", "calls" },
    { AT "Service/shop/mail", "endpoint/smtp.example.com", "calls" },
    { AT "Deployment/shop/web", AT "Secret/shop/web-secret", "declared" },
    { AT "Deployment/shop/web", AT "ServiceAccount/shop/web", "acts_as" },
    { AT "ServiceAccount/shop/web", "arn:aws:iam::123456789012:role/shop-web",
      "acts_as" },
    { AT "Deployment/shop/web", AT "StatefulSet/shop/orders", "shares_disk" },
    { AT "Deployment/shop/web", AT "PersistentVolumeClaim/shop/docs",
      "attached" },
    { AT "PersistentVolumeClaim/shop/docs", AT "PersistentVolume/pv-1",
      "attached" },
    { AT "PersistentVolume/pv-1", "vol-0123456789abcdef0", "attached" },
    /* by the pod that it made */
    { AT "Deployment/shop/web", AT "Node/n1", "runs_on" },
    { AT "StatefulSet/shop/orders", AT "NetworkPolicy/shop/orders",
      "guarded_by" },
    { AT "Deployment/shop/web", AT "StatefulSet/shop/orders",
      "reachable_from" },
    { AT "Deployment/shop/web", "registry/registry.example.org:5000",
      "restores_from" },
    { AT "Deployment/shop/web", "kubernetes/lab", "runs_on" },
  };
  g_autofree char *path = own_input ("kubernetes", "");
  g_autoptr (Collected) collected = collect_lab (path);

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    collected_require_edge (collected, edges[i].from, edges[i].to,
                            edges[i].rule);
  /* Its own name is no call. */
  g_assert_cmpuint (uitweg_estate_find (collected->estate,
                                        UITWEG_RECORD_DEPENDENCY,
                                        "dep/" AT "Deployment/shop/web/" AT
                                        "Service/shop/web/calls"),
                    ==, UITWEG_NONE);
}

static void
test_sizes_of_all_containers_count (void)
{
  g_autofree char *path = own_input ("kubernetes", "");
  g_autoptr (Collected) collected = collect_lab (path);
  const UitwegTable *table = uitweg_estate_get_table (collected->estate,
                                                      UITWEG_RECORD_RESOURCE);
  guint32 web = collected_require (collected, AT "Deployment/shop/web");
  guint32 orders = collected_require (collected, AT "StatefulSet/shop/orders");
  guint32 node = collected_require (collected, AT "Node/n1");

  g_assert_cmpint (uitweg_table_int64 (table, web, UITWEG_RESOURCE_COUNT), ==,
                   3);
  /* 250m and, by its limit, 100m: one processor when rounded up */
  g_assert_cmpint (uitweg_table_int64 (table, web, UITWEG_RESOURCE_VCPU), ==,
                   1);
  g_assert_cmpint (uitweg_table_int64 (table, web, UITWEG_RESOURCE_MEMORY), ==,
                   192 * MIB);
  g_assert_true (
      collected_has_feature (collected, web, "device:host-filesystem"));
  g_assert_cmpint (uitweg_table_int64 (table, orders, UITWEG_RESOURCE_MEMORY),
                   ==, UITWEG_UNKNOWN);
  g_assert_cmpstr (uitweg_table_text (table, node, UITWEG_RESOURCE_NATIVE_ID),
                   ==, "i-0123456789abcdef0");
  g_assert_cmpstr (uitweg_table_text (table, node, UITWEG_RESOURCE_PROVIDER),
                   ==, "aws");
}

static void
test_bad_documents_cost_themselves (void)
{
  g_autofree char *path = own_input ("kubernetes", "chart.yaml");
  g_autoptr (Collected) collected = collect_lab (path);

  collected_require (collected, AT "Service/chart/good");
  g_assert_false (collected->is_complete);
  collected_require_tag (collected, "documents", "1");
}

static void
test_secrets_and_people_stay_out (void)
{
  g_autofree char *path = own_input ("kubernetes", "");
  g_autoptr (Collected) collected = collect_lab (path);

  collected_forbid (collected, PLANTED);
  collected_forbid (collected, "Planted Persoon");
  collected_forbid (collected, "planted.persoon");
}

static void
test_other_files_are_an_error (void)
{
  g_autofree char *other = own_input ("nutanix-json", "vms.json");
  g_autofree char *empty = own_input ("../fuzz/corpus/kubernetes", "empty");

  expect_error ("kubernetes", other, UITWEG_CONNECTOR_ERROR_INPUT,
                "*vms.json:1: found something else, expected *");
  expect_error ("kubernetes", empty, UITWEG_CONNECTOR_ERROR_INPUT,
                "*expected *");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kubernetes/counts",
                   test_manifests_of_others_give_their_counts);
  g_test_add_func ("/kubernetes/mesh", test_mesh_of_others_gives_its_counts);
  g_test_add_func ("/kubernetes/quantities", test_quantities_are_exact);
  g_test_add_func ("/kubernetes/links", test_objects_are_linked);
  g_test_add_func ("/kubernetes/sizes", test_sizes_of_all_containers_count);
  g_test_add_func ("/kubernetes/bad", test_bad_documents_cost_themselves);
  g_test_add_func ("/kubernetes/secrets", test_secrets_and_people_stay_out);
  g_test_add_func ("/kubernetes/errors", test_other_files_are_an_error);
  return g_test_run ();
}
