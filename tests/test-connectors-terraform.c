/* SPDX-License-Identifier: EUPL-1.2
 *
 * The terraform connector: counts of files by others and of our own, ids,
 * edges, and values that must not come out.
 */
#include "config.h"

#include "connectors-common.h"

#include <string.h>

#define PLANTED "planted-secret-Zw4rt3Tulp"

/* Counts of ../shared/data/inputs/README.md. */
typedef struct
{
  const char *file;
  const char *values;
  guint managed;
  guint data;
  guint modules;
  guint types;
  guint depends_on;
  guint resolved;
  guint id_references;
  guint references;
} Counts;

/* In terraform_v0.12_state.json addresses lack their module path, so that
 * counting by what is printed gives 0 resolved and 8 pairs. The connector
 * restores the path: all that is there is found. */
static const Counts counts[] = {
  { "terraform/terraform_v0.14_state.json", "prior", 14, 4, 8, 11, 15, 13, 13,
    0 },
  { "terraform/terraform_v0.12_state.json", "prior", 14, 4, 8, 11, 8, 6, 13,
    0 },
  { "terraform/terraform_v0.14_plan.json", "planned", 26, 0, 13, 8, 0, 0, 13,
    260 },
  { "terraform/terraform_v0.12_plan.json", "planned", 26, 0, 13, 8, 0, 0, 13,
    260 },
  { "terraform/plan_with_target.json", "planned", 1, 0, 1, 1, 0, 0, 0, 0 },
  { "terraform/example_plan.json", "prior", 5, 0, 1, 3, 0, 0, 0, 0 },
  { "terraform/azure_firewall_plan.json", "prior", 11, 0, 1, 7, 0, 0, 0, 52 },
  { "terraform/express_route_gateway_plan.json", "prior", 8, 0, 1, 8, 0, 0, 0,
    29 },
  { "terraform-raw-state/aws_s3_full.tfstate", "prior", 26, 0, 1, 0, 28, 23, 62,
    0 },
  { "terraform-raw-state/aws_route53_record_multiples.tfstate", "prior", 11, 0,
    1, 0, 9, 9, 9, 0 },
  { "terraform-raw-state/aws_lb_listener.tfstate", "prior", 6, 1, 1, 0, 14, 6,
    4, 0 },
  { "terraform-raw-state/azurerm_network_security_group.tfstate", "prior", 3, 1,
    1, 0, 2, 2, 0, 0 },
  { "terraform-raw-state/aws_vpc_security_group_rule.tfstate", "prior", 11, 0,
    1, 0, 0, 0, 0, 0 },
  { "terraform-raw-state/aws_subnet.tfstate", "prior", 6, 0, 1, 0, 3, 0, 0, 0 },
  { "terraform-raw-state/aws_lambda_event_source_mapping.tfstate", "prior", 2,
    0, 1, 0, 6, 0, 0, 0 },
  { "terraform-raw-state/google_compute_instance_group_manager.tfstate",
    "prior", 1, 0, 1, 0, 2, 0, 0, 0 },
  { "terraform-raw-state/aws_dynamodb_table.tfstate", "prior", 2, 0, 1, 0, 0, 0,
    0, 0 },
  { "terraform-raw-state/aws_db_instance.tfstate", "prior", 1, 0, 1, 1, 0, 0, 0,
    0 },
  { "terraform-raw-state/aws_rds_cluster.tfstate", "prior", 1, 0, 1, 1, 0, 0, 0,
    0 },
  { "terraform-raw-state/aws_ec2_instance.tfstate", "prior", 1, 0, 1, 1, 0, 0,
    0, 0 },
  { "terraform-raw-state/google_compute_instance.tfstate", "prior", 1, 0, 1, 1,
    0, 0, 0, 0 },
  { "terraform-raw-state/google_sql_database_instance.tfstate", "prior", 1, 0,
    1, 1, 0, 0, 0, 0 },
  { "terraform-raw-state/data_source.tfstate", "prior", 0, 1, 1, 1, 0, 0, 0,
    0 },
  { "terraform-raw-state/v4_valid.tfstate", "prior", 1, 1, 1, 0, 0, 0, 1, 0 },
  { "terraform-raw-state/v4_invalid_version.tfstate", "prior", 1, 1, 1, 0, 0, 0,
    1, 0 },
  { "terraform-raw-state/v4_unsupported_version.tfstate", "prior", 1, 1, 1, 0,
    0, 0, 1, 0 },
};

static void
check_tag (const Collected *collected,
           const char *file,
           const char *key,
           guint expected)
{
  g_autofree char *text = g_strdup_printf ("%u", expected);
  const char *found = collected_tag (collected, 0, key);

  if (g_strcmp0 (found, text) != 0)
    g_error ("%s: found %s %s, expected %s", file, key, found, text);
}

static void
test_files_of_others_give_their_counts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      const Counts *count = &counts[i];
      g_autofree char *path = shared_input (count->file);
      g_autoptr (Collected) collected = NULL;

      if (path == NULL)
        return;
      collected = collect ("terraform", (const char *[]){ path, NULL },
                           (const char *[]){ "values", NULL },
                           (const char *[]){ count->values, NULL });
      check_tag (collected, count->file, "managed", count->managed);
      check_tag (collected, count->file, "data", count->data);
      check_tag (collected, count->file, "modules", count->modules);
      if (count->types > 0)
        check_tag (collected, count->file, "types", count->types);
      check_tag (collected, count->file, "depends_on", count->depends_on);
      check_tag (collected, count->file, "depends_on_resolved",
                 count->resolved);
      check_tag (collected, count->file, "id_references", count->id_references);
      check_tag (collected, count->file, "references", count->references);
      g_assert_cmpuint (collected->n_resources, ==, count->managed);
      collected_forbid (collected, "YourPwdShouldBeLongAndSecure!");
      collected_forbid (collected, "foobarbaz");
      collected_forbid (collected, "bar12345678");
    }
}

/* What is printed before 0.13 lacks the module path: those are the counts of
 * the README for that file. */
static void
test_counts_by_printed_addresses (void)
{
  static const struct
  {
    const char *file;
    guint resolved;
    guint id_references;
  } printed[] = {
    { "terraform/terraform_v0.12_state.json", 0, 8 },
    { "terraform/terraform_v0.14_state.json", 13, 13 },
    { "terraform-raw-state/aws_s3_full.tfstate", 23, 62 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (printed); i++)
    {
      g_autofree char *path = shared_input (printed[i].file);
      g_autoptr (Collected) collected = NULL;

      if (path == NULL)
        return;
      collected = collect ("terraform", (const char *[]){ path, NULL }, NULL,
                           NULL);
      check_tag (collected, path, "depends_on_resolved_as_printed",
                 printed[i].resolved);
      check_tag (collected, path, "id_references_as_printed",
                 printed[i].id_references);
    }
}

static void
test_a_file_that_is_no_json_is_one_clear_error (void)
{
  g_autofree char *path = shared_input (
      "terraform-raw-state/v4_invalid.tfstate");

  if (path == NULL)
    return;
  expect_error ("terraform", path, UITWEG_CONNECTOR_ERROR_INPUT,
                "*v4_invalid.tfstate:16:7: found *");
}

/* Distinct pairs of managed instances that any rule joins. */
static guint
count_pairs (const Collected *collected)
{
  const UitwegTable *table = uitweg_estate_get_table (collected->estate,
                                                      UITWEG_RECORD_DEPENDENCY);
  const guint32 *from = uitweg_estate_get_dependency_from (collected->estate);
  const guint32 *to = uitweg_estate_get_dependency_to (collected->estate);
  g_autoptr (GHashTable)
      pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint32 i = 0; i < uitweg_table_get_n_rows (table); i++)
    if (!uitweg_estate_is_placeholder (collected->estate, from[i])
        && !uitweg_estate_is_placeholder (collected->estate, to[i]))
      g_hash_table_add (pairs, g_strdup_printf ("%u %u", from[i], to[i]));
  return g_hash_table_size (pairs);
}

static void
check_webshop (const char *name)
{
  g_autofree char *path = own_input ("terraform", name);
  g_autoptr (Collected) collected = collect (
      "terraform", (const char *[]){ path, NULL },
      (const char *[]){ "scope", NULL }, (const char *[]){ "shop", NULL });

  check_tag (collected, name, "managed", 15);
  check_tag (collected, name, "data", 1);
  check_tag (collected, name, "types", 14);
  check_tag (collected, name, "depends_on", 25);
  check_tag (collected, name, "depends_on_resolved", 24);
  g_assert_cmpuint (collected->n_resources, ==, 15);
  g_assert_cmpuint (count_pairs (collected), ==, 23);
  /* One dependency leads to what is not there. */
  g_assert_false (collected->is_complete);
  collected_forbid (collected, PLANTED);

  collected_require (collected, "tf/shop/aws_instance.web[1]");
  collected_require_edge (collected, "tf/shop/aws_instance.web[0]",
                          "tf/shop/aws_subnet.shop", "in_network");
  collected_require_edge (collected, "tf/shop/aws_instance.web[0]",
                          "tf/shop/aws_security_group.web", "guarded_by");
  collected_require_edge (collected, "tf/shop/aws_instance.web[0]",
                          "tf/shop/data.aws_ami.debian", "restores_from");
}

static void
test_a_state_and_its_show_form_give_the_same (void)
{
  check_webshop ("webshop.tfstate");
  check_webshop ("webshop-show.json");
}

static void
test_a_plan_gives_what_exists_or_what_will_be (void)
{
  g_autofree char *path = own_input ("terraform", "plan-show.json");
  g_autoptr (Collected) prior = NULL;
  g_autoptr (Collected) planned = NULL;

  prior = collect ("terraform", (const char *[]){ path, NULL },
                   (const char *[]){ NULL }, (const char *[]){ NULL });
  planned = collect ("terraform", (const char *[]){ path, NULL },
                     (const char *[]){ "values", NULL },
                     (const char *[]){ "planned", NULL });
  g_assert_cmpuint (prior->n_resources, ==, 4);
  g_assert_cmpuint (planned->n_resources, ==, 6);
  check_tag (planned, "plan-show.json", "references", 9);
  collected_forbid (prior, PLANTED);
  collected_forbid (planned, PLANTED);
}

static void
test_wrong_files_are_refused_without_a_value (void)
{
  g_autofree char *truncated = own_input ("terraform", "truncated.tfstate");
  g_autofree char *old = own_input ("terraform", "version3.tfstate");
  g_autofree char *other = own_input ("terraform", "README.md");

  expect_error ("terraform", truncated, UITWEG_CONNECTOR_ERROR_INPUT,
                "*truncated.tfstate:*: found *");
  expect_error ("terraform", old, UITWEG_CONNECTOR_ERROR_INPUT,
                "*version3.tfstate:2:*expected version 4: upgrade*");
  expect_error ("terraform", other, UITWEG_CONNECTOR_ERROR_INPUT, "*: found *");
  expect_error ("terraform", "no/such.tfstate", UITWEG_CONNECTOR_ERROR_INPUT,
                "no/such.tfstate: cannot be read: *");
}

static void
test_a_state_that_lost_its_resources_is_incomplete (void)
{
  g_autofree char *path = own_input ("terraform", "no-resources.tfstate");
  g_autoptr (Collected)
      collected = collect ("terraform", (const char *[]){ path, NULL },
                           (const char *[]){ NULL }, (const char *[]){ NULL });

  g_assert_cmpuint (collected->n_resources, ==, 0);
  g_assert_false (collected->is_complete);
}

/* Writes `text` to a file of its own. (transfer full) */
static char *
write_text (const char *name, const char *text, gssize length)
{
  char *path = g_build_filename (g_get_tmp_dir (), name, NULL);

  g_assert_true (g_file_set_contents (path, text, length, NULL));
  return path;
}

static void
test_byte_order_marks_and_utf16_are_read (void)
{
  static const char state[] =
      "{\"version\":4,\"serial\":1,\"lineage\":\"11112222-0\","
      "\"resources\":[{\"mode\":\"managed\",\"type\":\"aws_s3_bucket\","
      "\"name\":\"b\",\"instances\":[{\"attributes\":{\"id\":\"some-bucket\","
      "\"region\":\"eu-west-1\"}}]}]}";
  static const char *const charsets[] = { "UTF-8", "UTF-16LE", "UTF-16BE" };
  g_autofree char *marked = g_strconcat ("\xef\xbb\xbf", state, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      gsize length = 0;
      g_autofree char *bytes = g_convert (marked, -1, charsets[i], "UTF-8",
                                          NULL, &length, NULL);
      g_autofree char *path = write_text ("uitweg-test.tfstate", bytes,
                                          (gssize) length);
      g_autoptr (Collected) collected = collect (
          "terraform", (const char *[]){ path, NULL }, (const char *[]){ NULL },
          (const char *[]){ NULL });

      g_assert_cmpuint (collected->n_resources, ==, 1);
      collected_require (collected, "tf/11112222/aws_s3_bucket.b");
    }
}

static void
test_a_shared_name_is_no_dependency (void)
{
  static const char state[] =
      "{\"version\":4,\"serial\":1,\"lineage\":\"11112222-0\","
      "\"resources\":[{\"mode\":\"managed\",\"type\":\"aws_db_instance\","
      "\"name\":\"d\",\"instances\":[{\"attributes\":{\"id\":\"shop-db\","
      "\"parameter_group_name\":\"shop-db-1\"}}]},"
      "{\"mode\":\"managed\",\"type\":\"aws_db_parameter_group\","
      "\"name\":\"p\",\"instances\":[{\"attributes\":{\"id\":\"shop-db-1\","
      "\"name_prefix\":\"shop-db\"}}]}]}";
  g_autofree char *path = write_text ("uitweg-test.tfstate", state, -1);
  g_autoptr (Collected)
      collected = collect ("terraform", (const char *[]){ path, NULL },
                           (const char *[]){ NULL }, (const char *[]){ NULL });

  g_assert_cmpuint (count_pairs (collected), ==, 1);
  collected_require_edge (collected, "tf/11112222/aws_db_instance.d",
                          "tf/11112222/aws_db_parameter_group.p", "declared");
}

static void
test_one_state_may_need_another (void)
{
  static const char network[] =
      "{\"version\":4,\"serial\":1,\"lineage\":\"aaaa0000-0\","
      "\"resources\":[{\"mode\":\"managed\",\"type\":\"aws_subnet\","
      "\"name\":\"s\",\"instances\":[{\"attributes\":{"
      "\"id\":\"subnet-123456\"}}]}]}";
  static const char machines[] =
      "{\"version\":4,\"serial\":1,\"lineage\":\"bbbb0000-0\","
      "\"resources\":[{\"mode\":\"data\",\"type\":\"aws_subnet\","
      "\"name\":\"s\",\"instances\":[{\"attributes\":{"
      "\"id\":\"subnet-123456\"}}]},"
      "{\"mode\":\"managed\",\"type\":\"aws_instance\",\"name\":\"i\","
      "\"instances\":[{\"attributes\":{\"id\":\"i-123456\","
      "\"subnet_id\":\"subnet-123456\"},"
      "\"dependencies\":[\"data.aws_subnet.s\"]}]}]}";
  g_autofree char *first = write_text ("uitweg-test-1.tfstate", network, -1);
  g_autofree char *second = write_text ("uitweg-test-2.tfstate", machines, -1);
  g_autoptr (Collected)
      collected = collect ("terraform", (const char *[]){ first, second, NULL },
                           (const char *[]){ NULL }, (const char *[]){ NULL });
  g_autoptr (Collected)
      turned = collect ("terraform", (const char *[]){ second, first, NULL },
                        (const char *[]){ NULL }, (const char *[]){ NULL });

  collected_require_edge (collected, "tf/bbbb0000/aws_instance.i",
                          "tf/aaaa0000/aws_subnet.s", "in_network");
  /* The data source is that subnet, so nothing is left open. */
  g_assert_cmpuint (uitweg_estate_get_n_resources (collected->estate), ==, 2);
  g_assert_cmpstr (uitweg_estate_get_digest (collected->estate), ==,
                   uitweg_estate_get_digest (turned->estate));
}

static void
check_native (const Collected *collected, const char *id, const char *native)
{
  const UitwegTable *table = uitweg_estate_get_table (collected->estate,
                                                      UITWEG_RECORD_RESOURCE);

  g_assert_cmpstr (uitweg_table_text (table, collected_require (collected, id),
                                      UITWEG_RESOURCE_NATIVE_ID),
                   ==, native);
}

static void
test_google_has_full_names (void)
{
  g_autofree char *plan = own_input ("terraform", "google-plan.json");
  g_autofree char *state = own_input ("terraform", "google.tfstate");
  g_autoptr (Collected) planned = collect_path ("terraform", plan);
  g_autoptr (Collected) stated = collect_path ("terraform", state);

  check_native (planned, "tf/google-plan/google_compute_instance.web",
                "//compute.googleapis.com/projects/winkel-prod/zones/"
                "europe-west4-a/instances/web1");
  check_native (planned, "tf/google-plan/google_pubsub_topic.orders",
                "//pubsub.googleapis.com/projects/winkel-mq/topics/orders");
  check_native (planned, "tf/google-plan/google_storage_bucket.media",
                "//storage.googleapis.com/winkel-media");
  check_native (planned, "tf/google-plan/google_compute_disk.nowhere", NULL);
  check_native (stated, "tf/77778888/google_compute_instance.web",
                "https://www.googleapis.com/compute/v1/projects/winkel-prod/"
                "zones/europe-west4-a/instances/web1");
  check_native (stated, "tf/77778888/google_cloud_run_service.shop",
                "//run.googleapis.com/projects/winkel-prod/locations/"
                "europe-west4/services/shop");
  collected_forbid (planned, PLANTED);
  collected_forbid (stated, PLANTED);
}

/* How many resources of the plan are one with an asset. */
static guint
count_joined (const char *plan, const char *assets)
{
  const char *const names[] = { "terraform", "gcp-assets" };
  const char *const paths[] = { plan, assets };
  g_autofree char *facts = g_test_build_filename (G_TEST_DIST, "..", "catalog",
                                                  NULL);
  g_autoptr (UitwegEstateBuilder) builder = uitweg_estate_builder_new ();
  g_autoptr (UitwegEstate) estate = NULL;
  g_autoptr (GError) error = NULL;
  const UitwegTable *table;
  const UitwegTable *seen;
  guint n_joined = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const UitwegCollectRequest request = {
        .paths = (const char *[]){ paths[i], NULL },
        .collected_at = "2026-11-22T12:00:00Z",
        .data_dir = facts
      };

      g_assert_true (uitweg_connectors_find (names[i])->collect (
          &request, builder, NULL, &error));
      g_assert_no_error (error);
    }
  estate = uitweg_estate_builder_finish (g_steal_pointer (&builder), "pair",
                                         &error);
  g_assert_no_error (error);
  table = uitweg_estate_get_table (estate, UITWEG_RECORD_RESOURCE);
  seen = uitweg_table_child (table, UITWEG_RESOURCE_PROVENANCE);
  for (guint32 i = 0; i < uitweg_table_get_n_rows (table); i++)
    {
      gboolean is_joined = FALSE;
      guint32 first, n;

      if (!uitweg_table_list (table, i, UITWEG_RESOURCE_PROVENANCE, &first, &n))
        continue;
      for (guint32 p = first + 1; p < first + n; p++)
        if (strcmp (uitweg_table_text (seen, p, UITWEG_PROVENANCE_SOURCE),
                    uitweg_table_text (seen, first, UITWEG_PROVENANCE_SOURCE))
            != 0)
          is_joined = TRUE;
      n_joined += is_joined ? 1 : 0;
    }
  return n_joined;
}

static void
test_plans_meet_the_assets_of_google (void)
{
  static const struct
  {
    const char *name;
    guint n_joined;
  } pairs[] = {
    { "example_bigquery_dataset", 1 },
    { "example_cloud_run_service", 1 },
    { "example_compute_address", 3 },
    { "example_compute_disk", 1 },
    { "example_compute_network", 1 },
    { "example_compute_snapshot", 2 },
    { "example_dns_managed_zone", 1 },
    { "example_kms_crypto_key", 1 },
    { "example_pubsub_subscription", 2 },
    { "full_sql_database_instance", 3 },
    { "full_storage_bucket", 1 },
    /* These plans do not say of which project they are. */
    { "example_compute_subnetwork", 0 },
    { "example_container_cluster", 0 },
    { "example_google_cloudfunctions_function", 0 },
    { "example_sql_database_instance", 0 },
    { "example_vpc_access_connector", 0 },
    { "full_compute_firewall", 0 },
    { "full_compute_instance", 0 },
    { "full_container_cluster", 0 },
    { "full_container_node_pool", 0 },
    { "full_spanner_instance", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *plan_name = g_strdup_printf ("gcp-assets/%s.tfplan.json",
                                                    pairs[i].name);
      g_autofree char *asset_name = g_strdup_printf ("gcp-assets/%s.json",
                                                     pairs[i].name);
      g_autofree char *plan = shared_input (plan_name);
      g_autofree char *assets = plan != NULL ? shared_input (asset_name) : NULL;

      if (assets == NULL)
        return;
      g_test_message ("%s", pairs[i].name);
      g_assert_cmpuint (count_joined (plan, assets), ==, pairs[i].n_joined);
    }
}

static void
test_options_are_checked (void)
{
  g_autoptr (UitwegEstateBuilder) builder = uitweg_estate_builder_new ();
  g_autoptr (GError) error = NULL;
  const UitwegCollectRequest request = {
    .option_keys = (const char *[]){ "valeus", NULL },
    .option_values = (const char *[]){ "prior", NULL },
    .paths = (const char *[]){ "x", NULL }
  };

  g_assert_false (uitweg_connectors_find ("terraform")
                      ->collect (&request, builder, NULL, &error));
  g_assert_error (error, UITWEG_CONNECTOR_ERROR, UITWEG_CONNECTOR_ERROR_OPTION);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connectors/terraform/printed",
                   test_counts_by_printed_addresses);
  g_test_add_func ("/connectors/terraform/counts",
                   test_files_of_others_give_their_counts);
  g_test_add_func ("/connectors/terraform/invalid",
                   test_a_file_that_is_no_json_is_one_clear_error);
  g_test_add_func ("/connectors/terraform/webshop",
                   test_a_state_and_its_show_form_give_the_same);
  g_test_add_func ("/connectors/terraform/plan",
                   test_a_plan_gives_what_exists_or_what_will_be);
  g_test_add_func ("/connectors/terraform/wrong-files",
                   test_wrong_files_are_refused_without_a_value);
  g_test_add_func ("/connectors/terraform/no-resources",
                   test_a_state_that_lost_its_resources_is_incomplete);
  g_test_add_func ("/connectors/terraform/charsets",
                   test_byte_order_marks_and_utf16_are_read);
  g_test_add_func ("/connectors/terraform/shared-name",
                   test_a_shared_name_is_no_dependency);
  g_test_add_func ("/connectors/terraform/two-states",
                   test_one_state_may_need_another);
  g_test_add_func ("/connectors/terraform/google", test_google_has_full_names);
  g_test_add_func ("/connectors/terraform/google-pairs",
                   test_plans_meet_the_assets_of_google);
  g_test_add_func ("/connectors/terraform/options", test_options_are_checked);
  return g_test_run ();
}
