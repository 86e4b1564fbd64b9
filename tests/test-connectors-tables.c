/* SPDX-License-Identifier: EUPL-1.2
 *
 * Lists kept by hand and from CMDBs: our templates in two languages, shipped
 * and own mappings, cells as people write them, and what must not come out.
 */
#include "config.h"

#include "connectors-common.h"

#include "base/schema.h"
#include "connectors/tables/mapping.h"
#include <uitweg/day.h>

#include <glib/gstdio.h>
#include <string.h>

#define GIB ((gint64) 1 << 30)

static Collected *
collect_own (const char *connector,
             const char *mapping,
             const char *first,
             const char *second)
{
  g_autofree char *one = own_input ("tables", first);
  g_autofree char *two = second != NULL ? own_input ("tables", second) : NULL;
  const char *const paths[] = { one, two, NULL };
  const char *const keys[] = { mapping != NULL ? "mapping" : NULL, NULL };
  const char *const values[] = { mapping, NULL };

  return collect (connector, paths, keys, values);
}

static const UitwegTable *
table_of (const Collected *collected, UitwegRecordType type)
{
  return uitweg_estate_get_table (collected->estate, type);
}

static guint32
require (const Collected *collected, UitwegRecordType type, const char *id)
{
  guint32 row = uitweg_estate_find (collected->estate, type, id);

  if (row == UITWEG_NONE)
    g_error ("found no record '%s'", id);
  return row;
}

static guint32
n_of (const UitwegTable *table, guint32 row, guint field)
{
  guint32 first, n;

  uitweg_table_list (table, row, field, &first, &n);
  return n;
}

/* Text `column` of element `i` of a list. */
static const char *
element (
    const UitwegTable *table, guint32 row, guint field, guint32 i, guint column)
{
  guint32 first, n;

  uitweg_table_list (table, row, field, &first, &n);
  g_assert_cmpuint (i, <, n);
  return uitweg_table_text (uitweg_table_child (table, field), first + i,
                            column);
}

/* Whether a note or problem of the source has that text. */
static gboolean
tells (const Collected *collected, const char *text)
{
  const UitwegTable *sources = table_of (collected, UITWEG_RECORD_SOURCE);
  const UitwegTable *notes = uitweg_table_child (sources,
                                                 UITWEG_SOURCE_PROBLEMS);

  for (guint32 i = 0; i < uitweg_table_get_n_rows (notes); i++)
    if (strstr (uitweg_table_text (notes, i, UITWEG_SOURCE_PROBLEM_ERROR), text)
            != NULL
        || strstr (uitweg_table_text (notes, i, UITWEG_SOURCE_PROBLEM_CALL),
                   text)
               != NULL)
      return TRUE;
  return FALSE;
}

static void
forbid_planted (const Collected *collected)
{
  collected_forbid (collected, "planted-secret");
  collected_forbid (collected, "planted.persoon");
  collected_forbid (collected, "Planted Persoon");
  collected_forbid (collected, "Persoon, Planted");
}

static void
test_a_dutch_list_of_resources_is_read (void)
{
  g_autoptr (Collected)
      collected = collect_own ("resources-csv", NULL, "resources.csv", NULL);
  const UitwegTable *table = table_of (collected, UITWEG_RECORD_RESOURCE);
  guint32 row = collected_require (collected, "vm/erp-db");

  g_assert_cmpuint (collected->n_resources, ==, 4);
  g_assert_cmpint (uitweg_table_int64 (table, row, UITWEG_RESOURCE_VCPU), ==,
                   8);
  g_assert_cmpint (uitweg_table_int64 (table, row, UITWEG_RESOURCE_DATA), ==,
                   1200 * GIB + GIB / 4);
  g_assert_cmpint (
      uitweg_table_int64 (table, row, UITWEG_RESOURCE_EUR_PER_MONTH), ==,
      1234500000);
  g_assert_cmpfloat (uitweg_table_number (table, row, UITWEG_RESOURCE_GROWTH),
                     ==, 0.12);
  /* The second row of the same id gives a third disk. */
  g_assert_cmpuint (n_of (table, row, UITWEG_RESOURCE_DISKS), ==, 3);
  g_assert_cmpstr (element (table, row, UITWEG_RESOURCE_ADMINISTRATORS, 0,
                            UITWEG_ADMINISTRATOR_COUNTRY),
                   ==, "NL");
  g_assert_cmpint (uitweg_table_bool (table, row, UITWEG_RESOURCE_KEY_HSM), ==,
                   0);
  row = collected_require (collected, "vm/erp-web");
  g_assert_cmpint (uitweg_table_int64 (table, row, UITWEG_RESOURCE_MEMORY), ==,
                   16 * GIB);
  g_assert_cmpint (
      uitweg_table_int64 (table, row, UITWEG_RESOURCE_EUR_PER_MONTH), ==,
      99950000);
  g_assert_cmpint (uitweg_table_enum (table, row, UITWEG_RESOURCE_ENVIRONMENT),
                   ==, UITWEG_ENVIRONMENT_NON_PRODUCTION);
  row = collected_require (collected, "host/kvm01");
  g_assert_cmpint (uitweg_table_int64 (table, row, UITWEG_RESOURCE_VCPU), ==,
                   UITWEG_UNKNOWN);
  collected_require_edge (collected, "vm/erp-db", "host/kvm01", "runs_on");
  collected_require_edge (collected, "vm/erp-db", "network/netwerk-a",
                          "declared");
  collected_require_edge (collected, "vm/erp-web", "vm/erp-db", "declared");
  collected_require_edge (collected, "vm/erp-db", "opslag-x", "declared");
  forbid_planted (collected);
}

static void
test_what_was_left_out_is_told (void)
{
  g_autoptr (Collected)
      collected = collect_own ("resources-csv", NULL, "resources.csv", NULL);

  g_assert_false (collected->is_complete);
  g_assert_true (tells (collected, "left out 1 columns that the mapping does "
                                   "not name: opmerking"));
  g_assert_true (tells (collected, "resources.csv:6"));
  g_assert_true (tells (collected, "resources.csv:9"));
  g_assert_true (tells (collected, "1 rows begin with #"));
  g_assert_true (tells (collected, "1 rows have the id of another"));
  g_assert_true (tells (collected, "column 'eigenaar': left out 1 values"));
}

static void
test_services_are_read (void)
{
  g_autoptr (Collected)
      collected = collect_own ("services-csv", NULL, "services.csv", NULL);
  const UitwegTable *table = table_of (collected, UITWEG_RECORD_SERVICE);
  guint32 row = require (collected, UITWEG_RECORD_SERVICE, "service/Counter");

  g_assert_cmpuint (uitweg_table_get_n_rows (table), ==, 2);
  g_assert_cmpint (uitweg_table_enum (table, row, UITWEG_SERVICE_CRITICALITY),
                   ==, UITWEG_CRITICALITY_VITAL);
  g_assert_cmpint (uitweg_table_enum (table, row, UITWEG_SERVICE_DATA_CLASS),
                   ==, UITWEG_DATA_PERSONAL_SPECIAL);
  g_assert_cmpfloat (uitweg_table_number (table, row, UITWEG_SERVICE_RPO_HOURS),
                     ==, 1.5);
  g_assert_cmpfloat (
      uitweg_table_number (table, row, UITWEG_SERVICE_FALLBACK_HOURS), ==, 24);
  g_assert_cmpint (uitweg_table_int64 (table, row, UITWEG_SERVICE_USERS), ==,
                   1250);
  g_assert_cmpint (
      uitweg_table_int64 (table, row, UITWEG_SERVICE_LOSS_PER_HOUR), ==,
      1250500000);
  g_assert_cmpint (uitweg_table_day (table, row, UITWEG_SERVICE_EXPORT_DATE),
                   ==, uitweg_day_from_date (2026, 5, 31));
  g_assert_cmpuint (n_of (table, row, UITWEG_SERVICE_MEMBERS), ==, 2);
  g_assert_cmpuint (n_of (table, row, UITWEG_SERVICE_USER_GROUPS), ==, 2);
  g_assert_cmpuint (n_of (table, row, UITWEG_SERVICE_EXIT_TESTS), ==, 1);
  row = require (collected, UITWEG_RECORD_SERVICE, "service/Archive");
  g_assert_null (uitweg_table_text (table, row, UITWEG_SERVICE_OWNER));
  forbid_planted (collected);
}

static void
test_parties_are_read (void)
{
  g_autoptr (Collected)
      collected = collect_own ("parties-csv", NULL, "parties.csv", NULL);
  const UitwegTable *table = table_of (collected, UITWEG_RECORD_PARTY);
  guint32 row = require (collected, UITWEG_RECORD_PARTY,
                         "party/Polder Hosting B.V.");

  /* Two are only named. */
  g_assert_cmpuint (uitweg_table_get_n_rows (table), ==, 5);
  g_assert_cmpstr (uitweg_table_text (table, row, UITWEG_PARTY_SEAT), ==, "NL");
  g_assert_cmpuint (n_of (table, row, UITWEG_PARTY_OWNERS), ==, 2);
  g_assert_cmpstr (
      element (table, row, UITWEG_PARTY_OWNERS, 0, UITWEG_OWNER_PARTY), ==,
      "party/Fonds X");
  g_assert_cmpstr (
      element (table, row, UITWEG_PARTY_OWNERS, 1, UITWEG_OWNER_PARTY), ==,
      "party/Polder Holding B.V.");
  g_assert_cmpstr (
      element (table, row, UITWEG_PARTY_EVENTS, 0, UITWEG_PARTY_EVENT_STATUS),
      ==, "announced");
  g_assert_cmpuint (n_of (table, row, UITWEG_PARTY_SUBCONTRACTORS), ==, 1);
  row = require (collected, UITWEG_RECORD_PARTY, "party/Fonds X");
  g_assert_cmpint (uitweg_table_enum (table, row, UITWEG_PARTY_OWNERS_KNOWN),
                   ==, UITWEG_OWNERS_NONE);
}

static void
test_contracts_are_read (void)
{
  g_autoptr (Collected)
      collected = collect_own ("contracts-csv", NULL, "contracts.csv", NULL);
  const UitwegTable *table = table_of (collected, UITWEG_RECORD_CONTRACT);
  guint32 row = require (collected, UITWEG_RECORD_CONTRACT,
                         "contract/2024-017");

  g_assert_cmpint (uitweg_table_int64 (table, row, UITWEG_CONTRACT_NOTICE_DAYS),
                   ==, 92);
  g_assert_cmpstr (uitweg_table_text (table, row, UITWEG_CONTRACT_RENEWAL_KIND),
                   ==, "automatic");
  g_assert_cmpint (
      uitweg_table_int64 (table, row, UITWEG_CONTRACT_COMMITMENT_EUR_PER_YEAR),
      ==, G_GINT64_CONSTANT (40000000000));
  g_assert_cmpint (
      uitweg_table_bool (table, row, UITWEG_CONTRACT_EXIT_SUPPORT_AGREED), ==,
      1);
  g_assert_cmpuint (n_of (table, row, UITWEG_CONTRACT_COVERS), ==, 2);
  g_assert_cmpuint (n_of (table, row, UITWEG_CONTRACT_CLAUSES), ==, 4);
  g_assert_cmpstr (element (table, row, UITWEG_CONTRACT_CLAUSES, 2, 1), ==,
                   "defective");
  row = require (collected, UITWEG_RECORD_CONTRACT, "contract/2024-018");
  g_assert_cmpint (uitweg_table_day (table, row, UITWEG_CONTRACT_START), ==,
                   uitweg_day_from_date (2025, 5, 13));
  forbid_planted (collected);
}

static void
test_software_as_a_service_gives_its_contract_too (void)
{
  g_autoptr (Collected)
      collected = collect_own ("saas-csv", NULL, "saas.csv", NULL);
  const UitwegTable *table = table_of (collected, UITWEG_RECORD_RESOURCE);
  const UitwegTable *contracts = table_of (collected, UITWEG_RECORD_CONTRACT);
  guint32 row = collected_require (collected, "saas/Mail");

  g_assert_cmpuint (collected->n_resources, ==, 3);
  g_assert_cmpstr (uitweg_table_text (table, row, UITWEG_RESOURCE_NATIVE_TYPE),
                   ==, "saas:mail");
  g_assert_cmpint (uitweg_table_int64 (table, row, UITWEG_RESOURCE_SEATS), ==,
                   250);
  row = collected_require (collected, "saas/Wiki");
  g_assert_cmpstr (uitweg_table_text (table, row, UITWEG_RESOURCE_NATIVE_TYPE),
                   ==, "saas:other");
  row = require (collected, UITWEG_RECORD_CONTRACT, "contract/2024-017");
  g_assert_cmpuint (n_of (contracts, row, UITWEG_CONTRACT_COVERS), ==, 2);
  forbid_planted (collected);
}

static void
test_dependencies_name_things_by_name (void)
{
  g_autoptr (Collected) collected = collect_own (
      "resources-csv", NULL, "resources.csv", "dependencies.csv");
  const UitwegTable *table = table_of (collected, UITWEG_RECORD_DEPENDENCY);
  guint32 row;

  collected_require_edge (collected, "vm/erp-web", "vm/erp-db", "calls");
  collected_require_edge (collected, "vm/erp-web", "idp", "acts_as");
  row = require (collected, UITWEG_RECORD_DEPENDENCY,
                 "dep/vm/erp-web/vm/erp-db/calls");
  g_assert_cmpfloat (
      uitweg_table_number (table, row, UITWEG_DEPENDENCY_MAX_LATENCY), ==,
      10000);
  row = require (collected, UITWEG_RECORD_DEPENDENCY,
                 "dep/vm/erp-web/idp/acts_as");
  g_assert_cmpint (uitweg_table_enum (table, row, UITWEG_DEPENDENCY_KIND), ==,
                   UITWEG_DEPENDENCY_IDENTITY);
  g_assert_true (tells (collected, "left out 1 without two different ends"));
}

static void
test_servicenow_is_read (void)
{
  g_autoptr (Collected)
      collected = collect_own ("resources-csv", "servicenow-server",
                               "servicenow-server.csv", "servicenow-rel.csv");
  const UitwegTable *table = table_of (collected, UITWEG_RECORD_RESOURCE);
  guint32 row = collected_require (
      collected, "servicenow/aaaabbbbccccddddeeeeffff00001111");

  g_assert_cmpuint (collected->n_resources, ==, 2);
  g_assert_cmpint (uitweg_table_int64 (table, row, UITWEG_RESOURCE_MEMORY), ==,
                   64 * GIB);
  g_assert_cmpint (uitweg_table_int64 (table, row, UITWEG_RESOURCE_VCPU), ==,
                   8);
  collected_require_edge (collected,
                          "servicenow/aaaabbbbccccddddeeeeffff00001111",
                          "servicenow/esx1", "runs_on");
  collected_require_edge (collected, "servicenow/esx1", "servicenow/dc1",
                          "contains");
  collected_require_edge (collected, "servicenow/erp-app",
                          "servicenow/aaaabbbbccccddddeeeeffff00001111",
                          "declared");
  g_assert_true (tells (collected, "u_extra"));
  forbid_planted (collected);
}

static void
test_topdesk_is_read (void)
{
  g_autoptr (Collected) collected = collect_own (
      "resources-csv", "topdesk-asset", "topdesk.csv", NULL);

  g_assert_cmpuint (collected->n_resources, ==, 2);
  collected_require_edge (collected, "topdesk/A-1", "topdesk/H-1", "runs_on");
  g_assert_true (tells (collected, "Kleur"));
  forbid_planted (collected);
}

static void
test_a_mapping_of_ones_own_is_obeyed (void)
{
  g_autofree char *mapping = own_input ("tables", "own.yaml");
  g_autoptr (Collected)
      collected = collect_own ("resources-csv", mapping, "own.csv", NULL);
  const UitwegTable *table = table_of (collected, UITWEG_RECORD_RESOURCE);
  guint32 row = collected_require (collected, "vm/app1");

  g_assert_cmpuint (collected->n_resources, ==, 2);
  g_assert_cmpint (uitweg_table_int64 (table, row, UITWEG_RESOURCE_MEMORY), ==,
                   16 * GIB);
  g_assert_cmpint (
      uitweg_table_int64 (table, row, UITWEG_RESOURCE_EUR_PER_MONTH), ==,
      100000000);
  g_assert_cmpstr (element (table, row, UITWEG_RESOURCE_TAGS, 0, 1), ==,
                   "4.12");
  row = collected_require (collected, "vm/app2");
  g_assert_cmpint (
      uitweg_table_int64 (table, row, UITWEG_RESOURCE_EUR_PER_MONTH), ==,
      50050000);
  g_assert_cmpuint (n_of (table, row, UITWEG_RESOURCE_DISKS), ==, 2);
  collected_require_edge (collected, "vm/app1", "db/ora1", "declared");
  collected_require_edge (collected, "vm/app2", "vm/app1", "declared");
  g_assert_true (tells (collected, "left out 1 columns"));
}

static void
expect_mapping_error (const char *mapping, const char *text)
{
  g_autofree char *path = own_input ("tables", "own.csv");
  g_autoptr (UitwegEstateBuilder) builder = uitweg_estate_builder_new ();
  g_autoptr (GError) error = NULL;
  const UitwegCollectRequest request = {
    .option_keys = (const char *[]){ "mapping", NULL },
    .option_values = (const char *[]){ mapping, NULL },
    .paths = (const char *[]){ path, NULL },
  };

  g_assert_false (uitweg_connectors_find ("resources-csv")
                      ->collect (&request, builder, NULL, &error));
  g_assert_error (error, UITWEG_CONNECTOR_ERROR,
                  (gint) UITWEG_CONNECTOR_ERROR_OPTION);
  if (strstr (error->message, text) == NULL)
    g_error ("found '%s', expected '%s' in it", error->message, text);
}

static void
test_a_wrong_mapping_is_told_by_line (void)
{
  g_autofree char *mapping = own_input ("tables", "bad-mapping.yaml");
  g_autofree char *key = own_input ("tables", "bad-key.yaml");

  expect_mapping_error (
      mapping, "bad-mapping.yaml:7: found field 'nmae', did you mean 'name'?");
  expect_mapping_error (mapping, "bad-mapping.yaml:8: found field 'sise_gib', "
                                 "did you mean 'size_gib'?");
  expect_mapping_error (mapping, "bad-mapping.yaml:9: found field 'tags'");
  expect_mapping_error (mapping, "bad-mapping.yaml:10: found relation");
  expect_mapping_error (mapping, "bad-mapping.yaml:11: found neither");
  expect_mapping_error (key, "bad-key.yaml:4:");
  expect_mapping_error (key, "did you mean 'record'?");
  expect_mapping_error ("servicenow", "found mapping 'servicenow'");
}

static void
test_a_list_of_something_else_is_refused (void)
{
  g_autofree char *path = own_input ("tables", "no-header.csv");
  g_autofree char *facts = g_test_build_filename (G_TEST_DIST, "..", "catalog",
                                                  NULL);
  g_autoptr (UitwegEstateBuilder) builder = uitweg_estate_builder_new ();
  g_autoptr (GError) error = NULL;
  const UitwegCollectRequest request = {
    .paths = (const char *[]){ path, NULL }, .data_dir = facts
  };

  g_assert_false (uitweg_connectors_find ("resources-csv")
                      ->collect (&request, builder, NULL, &error));
  g_assert_error (error, UITWEG_CONNECTOR_ERROR,
                  (gint) UITWEG_CONNECTOR_ERROR_INPUT);
}

/* The records of an estate but for its sources, whose places differ. */
static char *
records_of (const Collected *collected)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GString *kept = g_string_new (NULL);
  gint file = g_file_open_tmp ("uitweg-test-XXXXXX", &path, NULL);

  g_close (file, NULL);
  g_assert_true (uitweg_estate_save (collected->estate, path, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_unlink (path);
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], "\"record\":\"source\"") == NULL)
      {
        char *provenance = strstr (lines[i], ",\"provenance\"");

        if (provenance != NULL)
          *provenance = '\0';
        g_string_append_printf (kept, "%s\n", lines[i]);
      }
  return g_string_free (kept, FALSE);
}

static void
test_the_order_of_rows_changes_nothing (void)
{
  static const char *const files[] = { "resources.csv", "services.csv",
                                       "parties.csv", "contracts.csv",
                                       "saas.csv" };

  for (gsize f = 0; f < G_N_ELEMENTS (files); f++)
    {
      g_autofree char *path = own_input ("tables", files[f]);
      g_autofree char *text = NULL;
      g_autofree char *mixed = g_build_filename (g_get_tmp_dir (),
                                                 "uitweg-mixed.csv", NULL);
      g_auto (GStrv) lines = NULL;
      g_autoptr (GString) other = NULL;
      g_autoptr (Collected) first = NULL;
      g_autoptr (Collected) second = NULL;
      g_autofree char *one = NULL;
      g_autofree char *two = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      lines = g_strsplit (g_strchomp (text), "\n", -1);
      other = g_string_new (lines[0]);
      for (guint i = g_strv_length (lines) - 1; i > 0; i--)
        g_string_append_printf (other, "\n%s", lines[i]);
      g_assert_true (g_file_set_contents (mixed, other->str, -1, NULL));
      first = collect_own ("resources-csv", NULL, files[f], NULL);
      second = collect ("resources-csv", (const char *[]){ mixed, NULL },
                        (const char *[]){ NULL }, (const char *[]){ NULL });
      one = records_of (first);
      two = records_of (second);
      g_assert_cmpstr (one, ==, two);
      g_unlink (mixed);
    }
}

/* Each key of a schema has its `.It Cm` on the page, in the section. */
static void
check_keys (const char *page, const char *title, const UitwegSchema *schema)
{
  g_autofree char *head = g_strdup_printf ("\n%s\n", title);
  const char *at = strstr (page, head);

  g_assert_nonnull (at);
  for (guint i = 0; i < schema->n_fields; i++)
    {
      g_autofree char *line = g_strdup_printf ("\n.It Cm %s\n",
                                               schema->fields[i].key);

      at = strstr (at, line);
      if (at == NULL)
        g_error ("uitweg-mapping(5): found no '%s' of %s in its place",
                 schema->fields[i].key, schema->name);
    }
}

static void
test_the_page_names_every_key (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "man",
                                                 "uitweg-mapping.5", NULL);
  g_autofree char *page = NULL;
  g_autofree char *problem = NULL;
  const UitwegSchema *mapping = tables_get_mapping_schema ();
  const UitwegSchema *table = mapping->fields[mapping->n_fields - 1].child;

  g_assert_true (base_schema_check (mapping, &problem));
  g_assert_true (g_file_get_contents (path, &page, NULL, NULL));
  check_keys (page, ".Sh MAPPING", mapping);
  check_keys (page, ".Ss tables", table);
  for (guint i = 0; i < table->n_fields; i++)
    if (table->fields[i].child != NULL)
      {
        g_autofree char *title = g_strdup_printf (".Ss %s",
                                                  table->fields[i].key);

        check_keys (page, title, table->fields[i].child);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tables/resources", test_a_dutch_list_of_resources_is_read);
  g_test_add_func ("/tables/told", test_what_was_left_out_is_told);
  g_test_add_func ("/tables/services", test_services_are_read);
  g_test_add_func ("/tables/parties", test_parties_are_read);
  g_test_add_func ("/tables/contracts", test_contracts_are_read);
  g_test_add_func ("/tables/saas",
                   test_software_as_a_service_gives_its_contract_too);
  g_test_add_func ("/tables/dependencies",
                   test_dependencies_name_things_by_name);
  g_test_add_func ("/tables/servicenow", test_servicenow_is_read);
  g_test_add_func ("/tables/topdesk", test_topdesk_is_read);
  g_test_add_func ("/tables/own", test_a_mapping_of_ones_own_is_obeyed);
  g_test_add_func ("/tables/wrong", test_a_wrong_mapping_is_told_by_line);
  g_test_add_func ("/tables/other", test_a_list_of_something_else_is_refused);
  g_test_add_func ("/tables/order", test_the_order_of_rows_changes_nothing);
  g_test_add_func ("/tables/page", test_the_page_names_every_key);
  return g_test_run ();
}
