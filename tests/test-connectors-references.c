/* SPDX-License-Identifier: EUPL-1.2
 *
 * Names that are known, found whole and inside texts; and what a machine type
 * holds.
 */
#include "config.h"

#include <glib/gstdio.h>

#include "connectors/common/machine-types.h"
#include "connectors/common/references.h"

static void
append_id (const char *id, gpointer data)
{
  g_string_append_printf (data, "%s ", id);
}

static void
expect_found (const ConnectorsReferences *references,
              const char *text,
              const char *wanted)
{
  g_autoptr (GString) found = g_string_new (NULL);

  connectors_references_scan (references, text, append_id, found);
  g_assert_cmpstr (found->str, ==, wanted);
}

static void
test_a_name_of_two_things_means_neither (void)
{
  g_autoptr (ConnectorsReferences) names = connectors_references_new (FALSE);

  connectors_references_add (names, "vol-1", "disk/a");
  connectors_references_add (names, "vol-1", "disk/a");
  connectors_references_add (names, "web", "vm/1");
  connectors_references_add (names, "web", "vm/2");
  connectors_references_add (names, "web", "vm/1");
  connectors_references_add (names, NULL, "vm/3");
  connectors_references_add (names, "", "vm/3");
  g_assert_cmpstr (connectors_references_find (names, "vol-1"), ==, "disk/a");
  g_assert_null (connectors_references_find (names, "VOL-1"));
  g_assert_null (connectors_references_find (names, "web"));
  g_assert_null (connectors_references_find (names, NULL));
  g_assert_null (connectors_references_find (names, ""));
  g_assert_true (connectors_references_is_ambiguous (names, "web"));
  g_assert_false (connectors_references_is_ambiguous (names, "vol-1"));
  expect_found (names, "web", "");
}

static void
test_case_is_folded_when_asked (void)
{
  g_autoptr (ConnectorsReferences) names = connectors_references_new (TRUE);

  connectors_references_add (names, "/Subscriptions/1/VM", "azure/1");
  g_assert_cmpstr (connectors_references_find (names, "/subscriptions/1/vm"),
                   ==, "azure/1");
  expect_found (names, "x;/SUBSCRIPTIONS/1/vm;y", "azure/1 ");
}

static void
test_names_inside_texts (void)
{
  g_autoptr (ConnectorsReferences) names = connectors_references_new (FALSE);

  connectors_references_add (names, "db.example.org", "db");
  connectors_references_add (names, "arn:aws:sqs:eu-west-1:1:jobs", "queue");
  connectors_references_add (names, "https://sqs.example/1/jobs", "queue");
  connectors_references_add (names, "bucket-of-logs", "bucket");
  connectors_references_add (names, "redis", "cache");
  connectors_references_add (names, "sqs.example", "service");

  expect_found (names, "redis", "cache ");
  expect_found (names, " redis ", "cache ");
  expect_found (names, "redis:6379", "cache ");
  expect_found (names, "redis://redis:6379/0", "cache ");
  expect_found (names, "postgres://u:p@db.example.org:5432/x?a=b", "db ");
  expect_found (names,
                "Server=db.example.org,1433;Queue=arn:aws:sqs:eu-west-1"
                ":1:jobs",
                "db queue ");
  expect_found (names, "{\"a\": [\"https://sqs.example/1/jobs?x\"]}", "queue ");
  expect_found (names, "https://sqs.example/1/other", "service ");
  expect_found (names, "s3://bucket-of-logs/2026", "bucket ");
  expect_found (names, "bucket-of-logs.s3.example bucket-of-logs", "bucket ");
  /* Short words inside longer texts mean nothing. */
  expect_found (names, "my.redis.x", "");
  expect_found (names, "", "");
  expect_found (names, NULL, "");
}

/* A source and a row in an estate of its own. */
static void
test_machine_types_fill_what_is_unknown (void)
{
  g_autofree char *folder = g_dir_make_tmp ("uitweg-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "machine-types.csv", NULL);
  const UitwegCollectRequest request = { .data_dir = folder };
  g_autoptr (UitwegEstateBuilder) builder = uitweg_estate_builder_new ();
  g_autoptr (ConnectorsSource)
      source = connectors_source_new ("x", "x", &request, builder);
  UitwegTable *table = connectors_source_get_resources (source);
  g_autoptr (ConnectorsMachineTypes) types = NULL;
  g_autoptr (GError) error = NULL;
  UitwegTable *list;
  g_autoptr (GString) json = g_string_new ("{");
  guint32 row;

  g_assert_true (g_file_set_contents (
      path,
      "provider,id,family,vcpu,memory_gib,gpu_count,arch,shared_cpu\n"
      "cloud,m1.large,m1,2,7.5,0,x86_64,\ncloud,odd,m1,,,,,\n",
      -1, NULL));
  types = connectors_machine_types_new (&request, &error);
  g_assert_no_error (error);

  row = connectors_begin_resource (source, "vm/1", "one", UITWEG_KIND_VM, NULL);
  base_table_set_int64 (table, row, UITWEG_RESOURCE_VCPU, 3);
  list = base_table_begin_list (table, UITWEG_RESOURCE_TAGS);
  base_table_add_tag (list, "zz", "kept");
  base_table_end_list (table, UITWEG_RESOURCE_TAGS);
  g_assert_true (
      connectors_machine_types_apply (types, source, row, "cloud", "M1.large"));
  connectors_end_resource (source, row, "x.vm", UITWEG_GRADE_MEASURED);
  base_table_write_row (table, row, json);
  g_assert_cmpstr (
      json->str, ==,
      "{\"id\":\"vm/1\",\"name\":\"one\",\"kind\":\"vm\",\"arch\":\"x86_64\","
      "\"vcpu\":3,\"gpu\":0,\"memory_gib\":7.5,"
      "\"tags\":{\"machine_type\":\"M1.large\",\"zz\":\"kept\"},"
      "\"provenance\":[{\"source\":\"source/x\",\"rule\":\"x.vm\","
      "\"grade\":\"measured\"},{\"source\":\"source/x\","
      "\"rule\":\"catalog.machine-types\",\"grade\":\"documented\","
      "\"fields\":[\"arch\",\"gpu\",\"memory_gib\"]}]");

  row = connectors_begin_resource (source, "vm/2", "two", UITWEG_KIND_VM, NULL);
  g_assert_true (
      connectors_machine_types_apply (types, source, row, "cloud", "odd"));
  g_assert_false (
      connectors_machine_types_apply (types, source, row, "other", "m1.large"));
  g_assert_false (
      connectors_machine_types_apply (types, source, row, NULL, "m1.large"));
  g_assert_false (
      connectors_machine_types_apply (types, source, row, "cloud", NULL));
  g_assert_false (uitweg_table_has (table, row, UITWEG_RESOURCE_VCPU));
  g_assert_false (uitweg_table_has (table, row, UITWEG_RESOURCE_MEMORY));
  connectors_end_resource (source, row, "x.vm", UITWEG_GRADE_MEASURED);

  g_assert_true (g_file_set_contents (path, "provider,id\n\"x", -1, NULL));
  g_assert_null (connectors_machine_types_new (&request, &error));
  g_assert_error (error, UITWEG_CONNECTOR_ERROR, UITWEG_CONNECTOR_ERROR_INPUT);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_without_facts_nothing_is_known (void)
{
  const UitwegCollectRequest none = { 0 };
  const UitwegCollectRequest empty = { .data_dir = "/nonexistent" };
  g_autoptr (ConnectorsMachineTypes)
      a = connectors_machine_types_new (&none, NULL);
  g_autoptr (ConnectorsMachineTypes)
      b = connectors_machine_types_new (&empty, NULL);

  g_assert_nonnull (a);
  g_assert_nonnull (b);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connectors/references/ambiguous",
                   test_a_name_of_two_things_means_neither);
  g_test_add_func ("/connectors/references/case",
                   test_case_is_folded_when_asked);
  g_test_add_func ("/connectors/references/scan", test_names_inside_texts);
  g_test_add_func ("/connectors/machine-types/apply",
                   test_machine_types_fill_what_is_unknown);
  g_test_add_func ("/connectors/machine-types/none",
                   test_without_facts_nothing_is_known);
  return g_test_run ();
}
