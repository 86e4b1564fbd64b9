/* SPDX-License-Identifier: EUPL-1.2
 *
 * The azure-graph connector: counts of answers by others and of our own, the
 * forms in which rows come, edges, and values that must not come out.
 */
#include "config.h"

#include "connectors/azure/types.h"
#include "connectors/common/sample.h"

#include <glib/gstdio.h>
#include <string.h>

#include "connectors-common.h"

#define PLANTED "planted-secret-Zw4rt3Tulp"
#define SHOP "azure/5f2e0c1a-0000-4000-8000-00000000000a/rg-winkel/"
#define SHOP_ARM                                                               \
  "/subscriptions/5f2e0c1a-0000-4000-8000-00000000000a/resourcegroups/"        \
  "rg-winkel/providers/"
#define GIB ((gint64) 1 << 30)

/* Rows, mentions and own children of each file; see its README. */
static const struct
{
  const char *file;
  const char *rows;
  const char *mentions;
  const char *children;
  gboolean is_complete;
} recorded[] = {
  { "resource-graph-vm.json", "1", "3", "0", FALSE },
  { "resource-graph-storage.json", "1", "0", "0", FALSE },
  { "arm-list-vm-same-moment.json", "1", "4", "1", TRUE },
  { "arm-list-storage-same-moment.json", "1", "0", "0", TRUE },
  { "arm-resources-all.json", "78", "3", "0", TRUE },
  { "arm-virtualMachines.json", "3", "11", "4", TRUE },
  { "arm-networkInterfaces.json", "6", "21", "6", TRUE },
  { "arm-disks.json", "4", "4", "0", TRUE },
  { "arm-loadBalancers.json", "4", "17", "11", TRUE },
  { "arm-applicationGateways.json", "1", "8", "7", TRUE },
  { "arm-networkSecurityGroups.json", "2", "21", "20", TRUE },
  { "arm-publicIPAddresses.json", "4", "4", "0", TRUE },
  { "arm-routeTables.json", "2", "6", "4", TRUE },
  { "arm-postgres-flexibleServers.json", "2", "2", "0", TRUE },
  { "arm-virtualMachineScaleSets.json", "1", "1", "0", TRUE },
  { "arm-web-sites.json", "1", "1", "0", TRUE },
  { "arm-managedClusters.json", "1", "0", "0", TRUE },
  { "arm-redis.json", "1", "0", "0", TRUE },
  { "arm-sql-servers.json", "1", "0", "0", TRUE },
  { "arm-resourceGroups.json", "27", "0", "0", TRUE },
};

static void
test_recorded_answers_give_their_counts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (recorded); i++)
    {
      g_autofree char *name = g_build_filename ("azure-recorded",
                                                recorded[i].file, NULL);
      g_autofree char *path = shared_input (name);
      g_autoptr (Collected) collected = NULL;

      if (path == NULL)
        return;
      collected = collect_path ("azure-graph", path);
      collected_require_tag (collected, "rows", recorded[i].rows);
      collected_require_tag (collected, "mentions", recorded[i].mentions);
      collected_require_tag (collected, "own_children", recorded[i].children);
      g_assert_cmpint (collected->is_complete, ==, recorded[i].is_complete);
    }
}

static void
test_letters_do_not_make_another_thing (void)
{
  g_autofree char *path = shared_input ("azure-recorded");
  g_autoptr (Collected) collected = NULL;

  if (path == NULL)
    return;
  collected = collect_path ("azure-graph", path);
  g_assert_cmpuint (collected->n_resources, ==, 112);
  collected_require_tag (collected, "mentions", "106");
  collected_require_tag (collected, "own_children", "53");
  collected_require_tag (collected, "subscriptions", "1");
}

static void
test_one_machine_of_two_interfaces_is_one (void)
{
  static const char *const names[] = { "vm", "storage" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *graph = g_strdup_printf (
          "azure-recorded/resource-graph-%s.json", names[i]);
      g_autofree char *arm = g_strdup_printf (
          "azure-recorded/arm-list-%s-same-moment.json", names[i]);
      g_autofree char *first = shared_input (graph);
      g_autofree char *second = shared_input (arm);
      g_autoptr (Collected) collected = NULL;

      if (first == NULL || second == NULL)
        return;
      collected = collect ("azure-graph",
                           (const char *[]){ first, second, NULL }, NULL, NULL);
      g_assert_cmpuint (collected->n_resources, ==, 1);
    }
}

/* Lengths of the lists that the constants of calls hold. */
static void
test_bare_lists_give_their_counts (void)
{
  static const struct
  {
    const char *folder;
    guint rows;
  } folders[] = {
    { "aks", 4 },
    { "application_gateway", 1 },
    { "container_instances", 2 },
    { "data_factory", 4 },
    { "event_grid", 1 },
    { "firewall", 4 },
    { "key_vaults", 4 },
    { "logic_apps", 1 },
    { "monitor", 1 },
    { "permission_relationships", 6 },
    { "resource_group", 2 },
    { "sql", 26 },
    { "synapse", 6 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *name = g_build_filename ("azure", folders[i].folder,
                                                NULL);
      g_autofree char *path = shared_input (name);
      g_autoptr (Collected) collected = NULL;

      if (path == NULL)
        return;
      collected = collect_path ("azure-graph", path);
      if (collected->n_resources != folders[i].rows)
        g_error ("%s: found %u resources, expected %u", folders[i].folder,
                 collected->n_resources, folders[i].rows);
      collected_forbid (collected, "DSEngAll");
      collected_forbid (collected, "@microsoft.com");
    }
}

static Collected *
collect_shop (void)
{
  g_autofree char *graph = own_input ("azure-graph", "graph.json");
  g_autofree char *arm = own_input ("azure-graph", "arm-list.json");
  g_autofree char *table = own_input ("azure-graph", "graph-table.json");
  g_autofree char *list = own_input ("azure-graph", "cli-list.json");
  g_autofree char *group = own_input ("azure-graph", "one-group.json");

  return collect ("azure-graph",
                  (const char *[]){ graph, arm, table, list, group, NULL },
                  NULL, NULL);
}

static void
test_references_become_edges (void)
{
  static const char *const edges[][3] = {
    { "compute/virtualmachines/vm-web1", "compute/disks/vm-web1-os",
      "attached" },
    { "compute/virtualmachines/vm-web1", "compute/virtualmachines/vm-web2",
      "shares_disk" },
    { "compute/virtualmachines/vm-web1",
      "managedidentity/userassignedidentities/id-winkel", "acts_as" },
    { "compute/virtualmachines/vm-web1", "network/networkinterfaces/nic-web1",
      "attached" },
    { "compute/virtualmachines/vm-web2",
      "compute/diskencryptionsets/des-winkel", "encrypts_with" },
    { "compute/diskencryptionsets/des-winkel", "keyvault/vaults/kv-winkel",
      "encrypts_with" },
    { "network/networkinterfaces/nic-web2",
      "network/virtualnetworks/vnet-winkel/subnets/web", "in_network" },
    { "network/networkinterfaces/nic-web1",
      "network/networksecuritygroups/nsg-web", "guarded_by" },
    { "network/virtualnetworks/vnet-winkel/subnets/web",
      "network/virtualnetworks/vnet-winkel", "contains" },
    { "network/loadbalancers/lb-winkel", "compute/virtualmachines/vm-web2",
      "fronts" },
    { "network/applicationsecuritygroups/asg-data",
      "network/applicationsecuritygroups/asg-web", "reachable_from" },
    { "network/privateendpoints/pe-sql", "sql/servers/sql-winkel", "calls" },
    { "sql/servers/sql-winkel/databases/bestellingen", "sql/servers/sql-winkel",
      "contains" },
    { "web/sites/bestelportaal", "web/serverfarms/plan-winkel", "runs_on" },
    { "web/sites/bestelportaal", "sql/servers/sql-winkel", "calls" },
    { "containerservice/managedclusters/aks-winkel",
      "network/virtualnetworks/vnet-winkel/subnets/web", "in_network" },
  };
  g_autoptr (Collected) collected = collect_shop ();

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      g_autofree char *from = g_strconcat (SHOP, edges[i][0], NULL);
      g_autofree char *to = g_strconcat (SHOP, edges[i][1], NULL);

      collected_require_edge (collected, from, to, edges[i][2]);
    }
  /* What stands in the group of a cluster's machines is a part of it. */
  collected_require_edge (collected,
                          "azure/5f2e0c1a-0000-4000-8000-00000000000a/"
                          "mc_winkel/compute/virtualmachinescalesets/"
                          "aks-a-vmss",
                          SHOP "containerservice/managedclusters/aks-winkel",
                          "contains");
  /* What no file holds keeps the id that Azure gave it. */
  collected_require_edge (collected, SHOP "insights/components/ai-winkel",
                          SHOP_ARM "microsoft.operationalinsights/workspaces/"
                                   "log-winkel",
                          "logs_to");
  /* An availability set is a constraint. */
  g_assert_cmpuint (collected_count_rule (collected, "declared"), ==, 0);
}

static const char *
text_of (const Collected *collected, const char *id, guint field)
{
  return uitweg_table_text (
      uitweg_estate_get_table (collected->estate, UITWEG_RECORD_RESOURCE),
      collected_require (collected, id), field);
}

static void
test_machines_are_told_fully (void)
{
  g_autoptr (Collected) collected = collect_shop ();
  const UitwegTable *table = uitweg_estate_get_table (collected->estate,
                                                      UITWEG_RECORD_RESOURCE);
  guint32 vm = collected_require (collected,
                                  SHOP "compute/virtualmachines/vm-web1");
  guint32 arc = collected_require (collected,
                                   SHOP "hybridcompute/machines/fileserver1");
  guint32 cluster = collected_require (
      collected, SHOP "containerservice/managedclusters/aks-winkel");

  g_assert_cmpstr (uitweg_table_text (table, vm, UITWEG_RESOURCE_NATIVE_TYPE),
                   ==, "arm:Microsoft.Compute/virtualMachines");
  g_assert_cmpstr (uitweg_table_text (table, vm, UITWEG_RESOURCE_NATIVE_ID), ==,
                   SHOP_ARM "microsoft.compute/virtualmachines/vm-web1");
  g_assert_cmpstr (uitweg_table_text (table, vm, UITWEG_RESOURCE_UUID), ==,
                   "11111111-2222-4333-8444-555555555551");
  g_assert_cmpstr (uitweg_table_text (table, vm, UITWEG_RESOURCE_HOSTNAME), ==,
                   "web1");
  g_assert_cmpstr (uitweg_table_text (table, vm, UITWEG_RESOURCE_REGION), ==,
                   "westeurope");
  g_assert_cmpstr (uitweg_table_text (table, vm, UITWEG_RESOURCE_ZONE), ==,
                   "2");
  g_assert_cmpstr (uitweg_table_text (table, vm, UITWEG_RESOURCE_STATE), ==,
                   "running");
  g_assert_cmpstr (uitweg_table_text (table, vm, UITWEG_RESOURCE_APPLICATION),
                   ==, "webwinkel");
  g_assert_cmpint (uitweg_table_enum (table, vm, UITWEG_RESOURCE_ENVIRONMENT),
                   ==, UITWEG_ENVIRONMENT_PRODUCTION);
  g_assert_cmpstr (text_of (collected, SHOP "compute/virtualmachines/vm-web2",
                            UITWEG_RESOURCE_STATE),
                   ==, "stopped");
  /* A watched machine stands on own premises. */
  g_assert_cmpstr (uitweg_table_text (table, arc, UITWEG_RESOURCE_PROVIDER), ==,
                   "premises");
  g_assert_null (uitweg_table_text (table, arc, UITWEG_RESOURCE_REGION));
  g_assert_cmpint (uitweg_table_int64 (table, arc, UITWEG_RESOURCE_VCPU), ==,
                   8);
  g_assert_cmpint (uitweg_table_int64 (table, arc, UITWEG_RESOURCE_MEMORY), ==,
                   32 * GIB);
  g_assert_cmpint (uitweg_table_int64 (table, cluster, UITWEG_RESOURCE_COUNT),
                   ==, 5);
  g_assert_true (collected_has_feature (
      collected, collected_require (collected, SHOP "web/sites/bestelportaal"),
      "kind:functionapp"));
  g_assert_cmpstr (text_of (collected, SHOP "storage/storageaccounts/stwinkel",
                            UITWEG_RESOURCE_REDUNDANCY),
                   ==, "region");
  collected_forbid (collected, PLANTED);
  collected_forbid (collected, "Planted Persoon");
  collected_forbid (collected, "planted.persoon");
}

static void
test_machine_types_give_sizes (void)
{
  g_autofree char *path = own_input ("azure-graph", "cli-list.json");
  g_autofree char *facts = g_test_build_filename (G_TEST_DIST, "..", "catalog",
                                                  NULL);
  g_autoptr (UitwegEstateBuilder) builder = uitweg_estate_builder_new ();
  g_autoptr (UitwegEstate) estate = NULL;
  g_autoptr (GError) error = NULL;
  const UitwegCollectRequest request = {
    .paths = (const char *[]){ path, NULL }, .data_dir = facts
  };
  const UitwegTable *table;
  guint32 row;

  g_assert_true (uitweg_connectors_find ("azure-graph")
                     ->collect (&request, builder, NULL, &error));
  g_assert_no_error (error);
  estate = uitweg_estate_builder_finish (g_steal_pointer (&builder), "azure",
                                         &error);
  g_assert_no_error (error);
  table = uitweg_estate_get_table (estate, UITWEG_RECORD_RESOURCE);
  row = uitweg_estate_find (estate, UITWEG_RECORD_RESOURCE,
                            SHOP "containerservice/managedclusters/aks-winkel");
  g_assert_cmpuint (row, !=, UITWEG_NONE);
  g_assert_cmpint (uitweg_table_int64 (table, row, UITWEG_RESOURCE_VCPU), ==,
                   4);
  g_assert_cmpint (uitweg_table_int64 (table, row, UITWEG_RESOURCE_MEMORY), ==,
                   16 * GIB);
}

/* Writes a file of its own into a new folder. (transfer full) */
static char *
write_file (const char *contents)
{
  g_autofree char *folder = g_dir_make_tmp ("uitweg-XXXXXX", NULL);
  char *path = g_build_filename (folder, "rows.json", NULL);

  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
  return path;
}

static void
remove_file (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static gboolean
is_whole (const char *before, const char *behind, guint n_rows)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_autoptr (Collected) collected = NULL;

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (rows,
                            "%s{\"id\":\"/subscriptions/s/resourceGroups/g/"
                            "providers/Microsoft.Compute/disks/d%u\"}",
                            i > 0 ? "," : "", i);
  text = g_strconcat (before, rows->str, behind, NULL);
  path = write_file (text);
  collected = collect_path ("azure-graph", path);
  g_assert_cmpuint (collected->n_resources, ==, n_rows);
  remove_file (path);
  return collected->is_complete;
}

static void
test_pages_are_noticed (void)
{
  g_assert_true (is_whole ("[", "]", 99));
  g_assert_false (is_whole ("[", "]", 100));
  g_assert_true (is_whole ("[", "]", 101));
  g_assert_false (is_whole ("{\"value\":[", "]}", 1000));
  g_assert_true (is_whole ("{\"count\":100,\"data\":[",
                           "],\"skip_token\":null,"
                           "\"total_records\":100}",
                           100));
  g_assert_false (is_whole ("{\"count\":2,\"data\":[",
                            "],\"skip_token\":\"x\","
                            "\"total_records\":2}",
                            2));
  g_assert_false (
      is_whole ("{\"totalRecords\":3,\"count\":2,\"data\":[", "]}", 2));
  g_assert_false (
      is_whole ("{\"value\":[", "],\"nextLink\":\"https://x\"}", 2));
  g_assert_true (is_whole ("{\"value\":[", "],\"nextLink\":null}", 2));
  g_assert_true (is_whole ("{\"value\":[", "]}", 0));
  g_assert_false (
      is_whole ("{\"data\":[", "],\"resultTruncated\":\"true\"}", 2));
  g_assert_true (
      is_whole ("{\"data\":[", "],\"resultTruncated\":\"false\"}", 2));
}

static void
test_bad_rows_cost_themselves (void)
{
  g_autofree char *path = own_input ("azure-graph", "bad-rows.json");
  g_autoptr (Collected) collected = collect_path ("azure-graph", path);

  g_assert_false (collected->is_complete);
  g_assert_cmpuint (collected->n_resources, ==, 1);
  collected_forbid (collected, PLANTED);
  collected_forbid (collected, "Planted Persoon");
}

static void
test_a_row_that_fits_no_table_costs_itself (void)
{
  g_autofree char *path = write_file (
      "{\"count\":2,\"data\":{\"columns\":[{\"name\":\"id\"},{\"name\":"
      "\"tags\"}],\"rows\":[[\"/subscriptions/s/resourceGroups/g\",null],"
      "[\"/subscriptions/s/resourceGroups/h\"]]}}");
  g_autoptr (Collected) collected = collect_path ("azure-graph", path);

  g_assert_false (collected->is_complete);
  g_assert_cmpuint (collected->n_resources, ==, 1);
  collected_require (collected, "azure/s/g");
  remove_file (path);
}

static void
test_other_files_are_errors (void)
{
  g_autofree char *other = own_input ("azure-graph", "not-azure.json");
  g_autofree char *cut = own_input ("azure-graph", "truncated.json");
  g_autofree char *bare = own_input ("azure-graph", "bare.json");
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree char *path = NULL;

  expect_error ("azure-graph", other, UITWEG_CONNECTOR_ERROR_INPUT,
                "*not-azure.json:1: found something else, expected an answer "
                "of Azure");
  expect_error ("azure-graph", cut, UITWEG_CONNECTOR_ERROR_INPUT,
                "*truncated.json:*: found *");
  expect_error ("azure-graph", bare, UITWEG_CONNECTOR_ERROR_INPUT,
                "*bare.json:1: found *");
  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "[");
  path = write_file (deep->str);
  expect_error ("azure-graph", path, UITWEG_CONNECTOR_ERROR_INPUT, "*found *");
  remove_file (path);
}

static void
test_a_kind_tells_bare_rows (void)
{
  g_autofree char *path = own_input ("azure-graph", "bare.json");
  g_autoptr (Collected) collected = collect (
      "azure-graph", (const char *[]){ path, NULL },
      (const char *[]){ "kind", NULL },
      (const char *[]){ "Microsoft.KeyVault/vaults/keys", NULL });

  g_assert_cmpuint (collected_count_kind (collected, UITWEG_KIND_KEY), ==, 2);
}

static void
test_order_and_encoding_change_nothing (void)
{
  g_autofree char *graph = own_input ("azure-graph", "graph.json");
  g_autofree char *arm = own_input ("azure-graph", "arm-list.json");
  g_autoptr (Collected) one = collect (
      "azure-graph", (const char *[]){ graph, arm, NULL }, NULL, NULL);
  g_autoptr (Collected) other = collect (
      "azure-graph", (const char *[]){ arm, graph, NULL }, NULL, NULL);
  g_autofree char *text = NULL;
  g_autofree char *wide = NULL;
  g_autofree char *path = NULL;
  g_autoptr (Collected) plain = collect_path ("azure-graph", arm);
  g_autoptr (Collected) utf16 = NULL;
  gsize length;

  g_assert_cmpstr (uitweg_estate_get_digest (one->estate), ==,
                   uitweg_estate_get_digest (other->estate));
  /* As a shell of Windows saves it. */
  g_assert_true (g_file_get_contents (arm, &text, NULL, NULL));
  wide = g_convert (text, -1, "UTF-16", "UTF-8", NULL, &length, NULL);
  path = write_file ("");
  g_assert_true (g_file_set_contents (path, wide, (gssize) length, NULL));
  utf16 = collect_path ("azure-graph", path);
  g_assert_cmpuint (utf16->n_resources, ==, plain->n_resources);
  remove_file (path);
}

static void
test_rows_in_another_order_give_the_same (void)
{
  static const char form[] = "[%s,%s,%s]";
  static const char *const rows[] = {
    ("{\"id\":\"/subscriptions/s/resourceGroups/G/providers/Microsoft.Compute/"
     "disks/d\",\"name\":\"d\",\"location\":\"West Europe\",\"properties\":{"
     "\"diskSizeGB\":4}}"),
    ("{\"id\":\"/subscriptions/S/resourceGroups/g/providers/microsoft.compute/"
     "disks/D\",\"name\":\"D\",\"managedBy\":\"/subscriptions/s/resourceGroups/"
     "g/providers/Microsoft.Compute/virtualMachines/v\"}"),
    ("{\"id\":\"/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/"
     "virtualMachines/v\",\"name\":\"v\"}"),
  };
  g_autofree char *first = g_strdup_printf (form, rows[0], rows[1], rows[2]);
  g_autofree char *second = g_strdup_printf (form, rows[2], rows[1], rows[0]);
  g_autofree char *path = write_file (first);
  g_autoptr (Collected) one = collect_path ("azure-graph", path);
  g_autoptr (Collected) other = NULL;
  const char *id = "azure/s/g/compute/disks/d";

  g_assert_true (g_file_set_contents (path, second, -1, NULL));
  other = collect_path ("azure-graph", path);
  g_assert_cmpuint (one->n_resources, ==, 2);
  g_assert_cmpuint (other->n_resources, ==, 2);
  g_assert_cmpstr (text_of (one, id, UITWEG_RESOURCE_NAME), ==,
                   text_of (other, id, UITWEG_RESOURCE_NAME));
  collected_require_edge (other, "azure/s/g/compute/virtualmachines/v", id,
                          "attached");
  remove_file (path);
}

static void
test_files_are_recognised (void)
{
  static const struct
  {
    const char *file;
    gboolean is_mine;
  } files[] = {
    { "graph.json", TRUE },     { "graph-table.json", TRUE },
    { "arm-list.json", TRUE },  { "cli-list.json", TRUE },
    { "one-group.json", TRUE }, { "not-azure.json", FALSE },
    { "bare.json", FALSE },
  };
  const UitwegConnector *connector = uitweg_connectors_find ("azure-graph");

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = own_input ("azure-graph", files[i].file);
      g_autoptr (UitwegConnectorSample)
          sample = connectors_sample_new (path, NULL);
      const char *what = NULL;
      guint sure = connector->recognise (sample, &what);

      if ((sure == CONNECTORS_CERTAIN) != files[i].is_mine)
        g_error ("%s: found sureness %u", files[i].file, sure);
      g_assert_cmpint (what != NULL, ==, files[i].is_mine);
    }
}

/* Every type of the service catalog is spelled as there. */
static void
test_types_are_those_of_the_catalog (void)
{
  g_autofree char *path = g_test_build_filename (
      G_TEST_DIST, "..", "catalog", "services", "azure.yaml", NULL);
  g_autofree char *text = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (const char *at = strstr (text, "arm:"); at != NULL;
       at = strstr (at, "arm:"))
    {
      gsize length;
      g_autofree char *name = NULL;
      g_autofree char *folded = NULL;
      const AzureType *type;

      at += strlen ("arm:");
      length = strcspn (at, ",] \n");
      name = g_strndup (at, length);
      folded = g_ascii_strdown (name, -1);
      type = azure_type_find (folded);
      if (type == NULL || strcmp (type->name, name) != 0)
        g_error ("the catalog has type %s, the connector does not", name);
      n++;
    }
  g_assert_cmpuint (n, >, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/azure-graph/recorded",
                   test_recorded_answers_give_their_counts);
  g_test_add_func ("/azure-graph/letters",
                   test_letters_do_not_make_another_thing);
  g_test_add_func ("/azure-graph/two-interfaces",
                   test_one_machine_of_two_interfaces_is_one);
  g_test_add_func ("/azure-graph/bare-lists",
                   test_bare_lists_give_their_counts);
  g_test_add_func ("/azure-graph/edges", test_references_become_edges);
  g_test_add_func ("/azure-graph/machines", test_machines_are_told_fully);
  g_test_add_func ("/azure-graph/machine-types", test_machine_types_give_sizes);
  g_test_add_func ("/azure-graph/pages", test_pages_are_noticed);
  g_test_add_func ("/azure-graph/bad-rows", test_bad_rows_cost_themselves);
  g_test_add_func ("/azure-graph/bad-table-row",
                   test_a_row_that_fits_no_table_costs_itself);
  g_test_add_func ("/azure-graph/other-files", test_other_files_are_errors);
  g_test_add_func ("/azure-graph/kind", test_a_kind_tells_bare_rows);
  g_test_add_func ("/azure-graph/order",
                   test_order_and_encoding_change_nothing);
  g_test_add_func ("/azure-graph/row-order",
                   test_rows_in_another_order_give_the_same);
  g_test_add_func ("/azure-graph/recognise", test_files_are_recognised);
  g_test_add_func ("/azure-graph/types", test_types_are_those_of_the_catalog);
  return g_test_run ();
}
