/* SPDX-License-Identifier: EUPL-1.2
 *
 * The gcp-assets connector: counts of assets by others and of our own, three
 * forms of one inventory, edges, and values that must not come out.
 */
#include "config.h"

#include "connectors/common/sample.h"

#include <string.h>

#include "connectors-common.h"

#define PLANTED "planted-secret-Zw4rt3Tulp"
#define SHOP "gcp/winkel-prod/"
#define ZONE "compute/zones/europe-west4-a/"
#define GIB ((gint64) 1 << 30)

static void
test_assets_of_others_give_their_counts (void)
{
  g_autofree char *folder = shared_input ("gcp-assets");
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (Collected) collected = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (folder == NULL)
    return;
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json")
        && !g_str_has_suffix (name, ".tfplan.json"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_assert_cmpuint (paths->len, ==, 23);
  g_ptr_array_add (paths, NULL);
  collected = collect ("gcp-assets", (const char *const *) paths->pdata, NULL,
                       NULL);
  collected_require_tag (collected, "assets", "37");
  collected_require_tag (collected, "resources", "33");
  collected_require_tag (collected, "types", "22");
  g_assert_cmpuint (collected->n_resources, ==, 33);
  g_assert_cmpuint (collected_count_kind (collected, UITWEG_KIND_VM), ==, 3);
  g_assert_cmpuint (collected_count_kind (collected, UITWEG_KIND_DISK), ==, 2);
  g_assert_cmpuint (collected_count_kind (collected, UITWEG_KIND_NETWORK), ==,
                    3);
  g_assert_cmpuint (collected_count_kind (collected, UITWEG_KIND_CLUSTER), ==,
                    2);
  /* What is denied or switched off lets nobody in. */
  g_assert_cmpuint (collected_count_rule (collected, "reachable_from"), ==, 0);
  g_assert_cmpuint (collected_count_rule (collected, "shares_disk"), ==, 0);
  collected_forbid (collected, "test-password");
  collected_forbid (collected, "test-client_key");
  collected_forbid (collected, "test-disk_encryption_key_raw");
  collected_forbid (collected, "my-env-var-value");
}

static void
test_references_become_edges (void)
{
  static const char *const edges[][3] = {
    { ZONE "instances/web1", ZONE "disks/web1", "attached" },
    { ZONE "instances/web1", ZONE "instances/data1", "shares_disk" },
    { ZONE "instances/data1", ZONE "instances/web1", "reachable_from" },
    { ZONE "instances/data1", "compute/global/firewalls/web-naar-data",
      "guarded_by" },
    { ZONE "instances/web1", "compute/regions/europe-west4/subnetworks/web",
      "in_network" },
    { ZONE "instances/web1", "compute/global/networks/winkel", "in_network" },
    { ZONE "instances/web1", "iam/serviceAccounts/1001", "acts_as" },
    { "compute/regions/europe-west4/forwardingRules/winkel",
      "compute/regions/europe-west4/backendServices/web", "fronts" },
    { "compute/regions/europe-west4/backendServices/web",
      ZONE "instanceGroups/web-mig", "fronts" },
    { ZONE "instanceGroups/web-mig", ZONE "instances/web1", "fronts" },
    { "compute/regions/europe-west4/forwardingRules/winkel",
      "compute/regions/europe-west4/addresses/winkel", "attached" },
    { ZONE "disks/web1",
      "cloudkms/locations/europe-west4/keyRings/r/cryptoKeys/k",
      "encrypts_with" },
    { "cloudsql/instances/kopie", "cloudsql/instances/bestellingen",
      "replicates_from" },
    { "cloudsql/instances/bestellingen", "compute/global/networks/winkel",
      "in_network" },
    { "pubsub/subscriptions/orders-sub", "pubsub/topics/orders", "reads_from" },
    { "pubsub/subscriptions/orders-sub",
      "run/locations/europe-west4/services/portaal", "calls" },
    { "run/locations/europe-west4/services/portaal",
      "cloudsql/instances/bestellingen", "calls" },
  };
  g_autofree char *path = own_input ("gcp-assets", "assets.json");
  g_autoptr (Collected) collected = collect_path ("gcp-assets", path);

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      g_autofree char *from = g_strconcat (SHOP, edges[i][0], NULL);
      g_autofree char *to = g_strconcat (SHOP, edges[i][1], NULL);

      collected_require_edge (collected, from, to, edges[i][2]);
    }
  g_assert_cmpuint (collected_count_rule (collected, "shares_disk"), ==, 2);
  /* What no file holds keeps its full name, and the source is incomplete. */
  collected_require_edge (collected, SHOP ZONE "instances/data1",
                          "//compute.googleapis.com/projects/winkel-prod/"
                          "zones/europe-west4-a/disks/data1",
                          "attached");
  g_assert_false (collected->is_complete);
  collected_forbid (collected, PLANTED);
  collected_forbid (collected, "Planted Persoon");
  collected_forbid (collected, "planted.persoon");
}

static void
test_things_are_told_fully (void)
{
  g_autofree char *path = own_input ("gcp-assets", "assets.json");
  g_autoptr (Collected) collected = collect_path ("gcp-assets", path);
  const UitwegTable *table = uitweg_estate_get_table (collected->estate,
                                                      UITWEG_RECORD_RESOURCE);
  guint32 vm = collected_require (collected, SHOP ZONE "instances/web1");
  guint32 sql = collected_require (collected,
                                   SHOP "cloudsql/instances/bestellingen");

  g_assert_cmpstr (uitweg_table_text (table, vm, UITWEG_RESOURCE_NATIVE_TYPE),
                   ==, "cai:compute.googleapis.com/Instance");
  g_assert_cmpstr (uitweg_table_text (table, vm, UITWEG_RESOURCE_NATIVE_ID), ==,
                   "//compute.googleapis.com/projects/winkel-prod/zones/"
                   "europe-west4-a/instances/web1");
  g_assert_cmpstr (uitweg_table_text (table, vm, UITWEG_RESOURCE_ACCOUNT), ==,
                   "winkel-prod");
  g_assert_cmpstr (uitweg_table_text (table, vm, UITWEG_RESOURCE_REGION), ==,
                   "europe-west4");
  g_assert_cmpstr (uitweg_table_text (table, vm, UITWEG_RESOURCE_ZONE), ==,
                   "europe-west4-a");
  g_assert_cmpstr (uitweg_table_text (table, vm, UITWEG_RESOURCE_STATE), ==,
                   "running");
  g_assert_cmpstr (uitweg_table_text (table, vm, UITWEG_RESOURCE_APPLICATION),
                   ==, "webwinkel");
  g_assert_cmpint (uitweg_table_enum (table, vm, UITWEG_RESOURCE_ENVIRONMENT),
                   ==, UITWEG_ENVIRONMENT_PRODUCTION);
  /* The class of a database says its size. */
  g_assert_cmpint (uitweg_table_int64 (table, sql, UITWEG_RESOURCE_VCPU), ==,
                   2);
  g_assert_cmpint (uitweg_table_int64 (table, sql, UITWEG_RESOURCE_MEMORY), ==,
                   15 * GIB / 2);
  g_assert_true (collected_has_feature (collected, sql, "postgresql:15"));
}

/* Edges and things of both forms of one inventory, without their sources. */
static void
test_forms_and_order_change_nothing (void)
{
  g_autofree char *list = own_input ("gcp-assets", "assets.json");
  g_autofree char *lines = own_input ("gcp-assets", "assets.jsonl");
  g_autoptr (Collected) first = collect_path ("gcp-assets", list);
  g_autoptr (Collected) second = collect_path ("gcp-assets", lines);
  g_autoptr (Collected) both = collect (
      "gcp-assets", (const char *[]){ list, lines, NULL }, NULL, NULL);
  g_autoptr (Collected) turned = collect (
      "gcp-assets", (const char *[]){ lines, list, NULL }, NULL, NULL);
  const UitwegTable *a = uitweg_estate_get_table (first->estate,
                                                  UITWEG_RECORD_DEPENDENCY);
  const UitwegTable *b = uitweg_estate_get_table (second->estate,
                                                  UITWEG_RECORD_DEPENDENCY);

  g_assert_cmpuint (first->n_resources, ==, 22);
  g_assert_cmpuint (second->n_resources, ==, 22);
  g_assert_cmpuint (both->n_resources, ==, 22);
  g_assert_cmpuint (uitweg_table_get_n_rows (a), ==,
                    uitweg_table_get_n_rows (b));
  for (guint32 i = 0; i < uitweg_table_get_n_rows (a); i++)
    g_assert_cmpstr (uitweg_table_text (a, i, UITWEG_DEPENDENCY_ID), ==,
                     uitweg_table_text (b, i, UITWEG_DEPENDENCY_ID));
  g_assert_cmpstr (uitweg_estate_get_digest (both->estate), ==,
                   uitweg_estate_get_digest (turned->estate));
}

static void
test_bad_input_costs_itself (void)
{
  g_autofree char *bad = own_input ("gcp-assets", "bad-lines.jsonl");
  g_autofree char *page = own_input ("gcp-assets", "page.json");
  g_autofree char *other = own_input ("gcp-assets", "not-gcp.json");
  g_autofree char *cut = own_input ("gcp-assets", "truncated.json");
  g_autoptr (Collected) lines = collect_path ("gcp-assets", bad);
  g_autoptr (Collected) first = collect_path ("gcp-assets", page);

  g_assert_cmpuint (lines->n_resources, ==, 1);
  g_assert_false (lines->is_complete);
  /* A relation tells whom a group fronts. */
  collected_require_edge (lines,
                          "//compute.googleapis.com/projects/winkel-prod/"
                          "zones/europe-west4-a/instanceGroups/data-ig",
                          SHOP ZONE "instances/data1", "fronts");
  collected_forbid (lines, PLANTED);
  g_assert_cmpuint (first->n_resources, ==, 1);
  g_assert_false (first->is_complete);
  collected_forbid (first, PLANTED);
  expect_error ("gcp-assets", other, UITWEG_CONNECTOR_ERROR_INPUT,
                "*not-gcp.json:1: found something else, expected assets of "
                "Google Cloud");
  expect_error ("gcp-assets", cut, UITWEG_CONNECTOR_ERROR_INPUT,
                "*truncated.json:*: found *");
}

static void
test_files_are_recognised (void)
{
  static const struct
  {
    const char *file;
    gboolean is_mine;
  } files[] = {
    { "assets.json", TRUE },
    { "assets.jsonl", TRUE },
    { "page.json", TRUE },
    { "not-gcp.json", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = own_input ("gcp-assets", files[i].file);
      g_autoptr (UitwegConnectorSample)
          sample = connectors_sample_new (path, NULL);
      const char *what = NULL;
      guint sure =
          uitweg_connectors_find ("gcp-assets")->recognise (sample, &what);

      if ((sure == CONNECTORS_CERTAIN) != files[i].is_mine)
        g_error ("%s: found sureness %u", files[i].file, sure);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gcp-assets/others",
                   test_assets_of_others_give_their_counts);
  g_test_add_func ("/gcp-assets/edges", test_references_become_edges);
  g_test_add_func ("/gcp-assets/things", test_things_are_told_fully);
  g_test_add_func ("/gcp-assets/forms", test_forms_and_order_change_nothing);
  g_test_add_func ("/gcp-assets/bad-input", test_bad_input_costs_itself);
  g_test_add_func ("/gcp-assets/recognise", test_files_are_recognised);
  return g_test_run ();
}
