/* SPDX-License-Identifier: EUPL-1.2
 *
 * Readers of what organisations write about their applications: Konveyor,
 * ArchiMate, Backstage and the DORA register.
 */
#include "config.h"

#include "connectors-common.h"

#include <string.h>

#define PLANTED "planted-secret-Zw4rt3Tulp"

static Collected *
read_paths (const char *connector,
            const char *const *paths,
            const char *key,
            const char *value)
{
  const char *const keys[] = { key, NULL };
  const char *const values[] = { value, NULL };
  Collected *collected = collect (connector, paths, keys, values);

  collected_forbid (collected, PLANTED);
  collected_forbid (collected, "lanted.persoon");
  collected_forbid (collected, "lanted Persoon");
  return collected;
}

static guint32
n_rows (const Collected *collected, UitwegRecordType type)
{
  return uitweg_table_get_n_rows (
      uitweg_estate_get_table (collected->estate, type));
}

static guint32
require (const Collected *collected, UitwegRecordType type, const char *id)
{
  guint32 row = uitweg_estate_find (collected->estate, type, id);

  if (row == UITWEG_NONE)
    g_error ("found no record '%s'", id);
  return row;
}

/* Wants the texts of a list joined by blanks. */
static void
check_texts (const Collected *collected,
             UitwegRecordType type,
             const char *id,
             guint field,
             const char *expected)
{
  const UitwegTable *table = uitweg_estate_get_table (collected->estate, type);
  const UitwegTable *list = uitweg_table_child (table, field);
  g_autoptr (GString) found = g_string_new (NULL);
  guint32 first;
  guint32 n;

  uitweg_table_list (table, require (collected, type, id), field, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    g_string_append_printf (found, "%s%s", found->len > 0 ? " " : "",
                            uitweg_table_text (list, i, 0));
  g_assert_cmpstr (found->str, ==, expected);
}

static const char *
text_of (const Collected *collected,
         UitwegRecordType type,
         const char *id,
         guint field)
{
  return uitweg_table_text (uitweg_estate_get_table (collected->estate, type),
                            require (collected, type, id), field);
}

static void
test_konveyor (void)
{
  g_autofree char *path = own_input ("konveyor", "applications.csv");
  const char *const paths[] = { path, NULL };
  g_autoptr (Collected)
      collected = read_paths ("konveyor-csv", paths, NULL, NULL);

  g_assert_cmpstr (collected_tag (collected, 0, "applications"), ==, "3");
  g_assert_cmpuint (n_rows (collected, UITWEG_RECORD_DEPENDENCY), ==, 3);
  collected_require_edge (collected, "application/formulieren",
                          "application/zaaksysteem", "declared");
  collected_require_edge (collected, "application/zaaksysteem",
                          "application/archief", "declared");
  collected_require_edge (collected, "application/zaaksysteem",
                          "application/betalen", "declared");
  check_texts (collected, UITWEG_RECORD_SERVICE, "service/Burgerzaken",
               UITWEG_SERVICE_MEMBERS,
               "application/formulieren application/zaaksysteem");
  g_assert_cmpstr (text_of (collected, UITWEG_RECORD_RESOURCE,
                            "application/zaaksysteem", UITWEG_RESOURCE_OS_NAME),
                   ==, "RHEL 8");
  /* An application that is only named. */
  g_assert_false (collected->is_complete);
}

static void
test_konveyor_shared (void)
{
  g_autofree char *path = shared_input (
      "konveyor/template_application_import.csv");
  const char *const paths[] = { path, NULL };
  g_autoptr (Collected) collected = NULL;

  if (path == NULL)
    return;
  collected = collect ("konveyor-csv", paths, NULL, NULL);
  g_assert_true (collected->is_complete);
  g_assert_cmpstr (collected_tag (collected, 0, "applications"), ==, "3");
  g_assert_cmpuint (n_rows (collected, UITWEG_RECORD_DEPENDENCY), ==, 2);
  collected_require_edge (collected, "application/gateway",
                          "application/inventory", "declared");
  collected_require_edge (collected, "application/gateway",
                          "application/customers", "declared");
  check_texts (
      collected, UITWEG_RECORD_SERVICE, "service/Retail",
      UITWEG_SERVICE_MEMBERS,
      "application/customers application/gateway application/inventory");
  collected_forbid (collected, "jdoe");
  collected_forbid (collected, "John Doe");
  collected_forbid (collected, "Jane Smith");
}

static void
test_archimate (void)
{
  g_autofree char *path = own_input ("archimate", "gemeente.xml");
  const char *const paths[] = { path, NULL };
  g_autoptr (Collected) collected = read_paths (
      "archimate", paths, "properties",
      "Eigenaar=owner,Belang=criticality,Leverancier=provider,Vorm=saas");
  const UitwegTable *services = uitweg_estate_get_table (collected->estate,
                                                         UITWEG_RECORD_SERVICE);
  const UitwegTable *resources = uitweg_estate_get_table (
      collected->estate, UITWEG_RECORD_RESOURCE);
  guint32 row = require (collected, UITWEG_RECORD_SERVICE,
                         "service/Paspoort aanvragen");

  g_assert_cmpstr (uitweg_table_text (services, row, UITWEG_SERVICE_OWNER), ==,
                   "Afdeling Burgerzaken");
  g_assert_cmpint (
      uitweg_table_enum (services, row, UITWEG_SERVICE_CRITICALITY), ==,
      UITWEG_CRITICALITY_VITAL);
  /* The service stands for what realises it, through another service. */
  check_texts (collected, UITWEG_RECORD_SERVICE, "service/Paspoort aanvragen",
               UITWEG_SERVICE_MEMBERS, "archimate/id-3");
  collected_require_edge (collected, "archimate/id-4", "archimate/id-3",
                          "declared");
  collected_require_edge (collected, "archimate/id-4", "archimate/id-5",
                          "runs_on");
  collected_require_edge (collected, "archimate/id-3", "archimate/id-6",
                          "reads_from");
  collected_require_edge (collected, "archimate/id-3", "archimate/id-4",
                          "calls");
  g_assert_cmpuint (n_rows (collected, UITWEG_RECORD_DEPENDENCY), ==, 4);
  row = collected_require (collected, "archimate/id-3");
  g_assert_cmpint (uitweg_table_enum (resources, row, UITWEG_RESOURCE_KIND), ==,
                   UITWEG_KIND_SAAS);
  g_assert_cmpstr (uitweg_table_text (resources, row, UITWEG_RESOURCE_PROVIDER),
                   ==, "zaak-bv");
  require (collected, UITWEG_RECORD_PARTY, "party/Zaak BV");
  g_assert_cmpuint (n_rows (collected, UITWEG_RECORD_PARTY), ==, 1);
  g_assert_false (collected->is_complete);
}

static void
test_dora (void)
{
  static const char *const names[] = { "b_02.01.csv", "b_02.02.csv",
                                       "b_05.01.csv", "b_05.02.csv",
                                       "b_06.01.csv", "b_99.01.csv" };
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (Collected) collected = NULL;
  const UitwegTable *table;
  guint32 row;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (paths, own_input ("dora", names[i]));
  g_ptr_array_add (paths, NULL);
  collected = read_paths ("dora-register", (const char *const *) paths->pdata,
                          NULL, NULL);

  g_assert_cmpuint (n_rows (collected, UITWEG_RECORD_CONTRACT), ==, 2);
  check_texts (collected, UITWEG_RECORD_CONTRACT, "contract/CTR-1",
               UITWEG_CONTRACT_COVERS, "dora/CTR-1/549300EXAMPLECLOUD01/S17");
  table = uitweg_estate_get_table (collected->estate, UITWEG_RECORD_CONTRACT);
  row = require (collected, UITWEG_RECORD_CONTRACT, "contract/CTR-1");
  g_assert_cmpint (uitweg_table_int64 (table, row, UITWEG_CONTRACT_NOTICE_DAYS),
                   ==, 90);
  g_assert_cmpint (uitweg_table_day (table, row, UITWEG_CONTRACT_END), ==,
                   UITWEG_DAY_UNKNOWN);
  row = require (collected, UITWEG_RECORD_CONTRACT, "contract/CTR-2");
  g_assert_cmpint (uitweg_table_day (table, row, UITWEG_CONTRACT_END), !=,
                   UITWEG_DAY_UNKNOWN);

  g_assert_cmpstr (text_of (collected, UITWEG_RECORD_PARTY,
                            "party/549300EXAMPLECLOUD01", UITWEG_PARTY_SEAT),
                   ==, "IE");
  check_texts (collected, UITWEG_RECORD_PARTY, "party/549300EXAMPLECLOUD01",
               UITWEG_PARTY_OWNERS, "party/549300EXAMPLEPARENT1");
  check_texts (collected, UITWEG_RECORD_PARTY, "party/549300EXAMPLESAAS001",
               UITWEG_PARTY_SUBCONTRACTORS,
               "party/549300EXAMPLECLOUD01 party/NLFREELANCE1");
  g_assert_null (text_of (collected, UITWEG_RECORD_PARTY, "party/NLFREELANCE1",
                          UITWEG_PARTY_NAME));

  check_texts (collected, UITWEG_RECORD_SERVICE, "service/F2",
               UITWEG_SERVICE_MEMBERS,
               "dora/CTR-1/549300EXAMPLECLOUD01/S17 "
               "dora/CTR-2/549300EXAMPLESAAS001/S19");
  table = uitweg_estate_get_table (collected->estate, UITWEG_RECORD_SERVICE);
  row = require (collected, UITWEG_RECORD_SERVICE, "service/F1");
  g_assert_cmpfloat (uitweg_table_number (table, row, UITWEG_SERVICE_RTO_HOURS),
                     ==, 4);
  g_assert_cmpint (uitweg_table_enum (table, row, UITWEG_SERVICE_CRITICALITY),
                   ==, UITWEG_CRITICALITY_HIGH);
}

static void
test_backstage (void)
{
  g_autofree char *path = own_input ("backstage", "catalog-info.yaml");
  const char *const paths[] = { path, NULL };
  g_autoptr (Collected) collected = read_paths ("backstage", paths, NULL, NULL);
  const char *cart = "backstage/component/default/cart";
  const char *pay = "backstage/component/default/pay";
  const char *database = "backstage/resource/default/cart-db";

  collected_require_edge (collected, cart, database, "declared");
  collected_require_edge (collected, cart, "backstage/component/other/mailer",
                          "declared");
  collected_require_edge (collected, cart, pay, "calls");
  collected_require_edge (collected, pay, cart, "contains");
  collected_require_edge (collected, pay, database, "declared");
  collected_require_edge (collected, pay, "backstage/api/default/postal-codes",
                          "calls");
  g_assert_cmpuint (n_rows (collected, UITWEG_RECORD_DEPENDENCY), ==, 6);
  check_texts (collected, UITWEG_RECORD_SERVICE, "service/webshop",
               UITWEG_SERVICE_MEMBERS,
               "backstage/component/default/cart "
               "backstage/resource/default/cart-db");
  g_assert_cmpstr (text_of (collected, UITWEG_RECORD_SERVICE, "service/webshop",
                            UITWEG_SERVICE_OWNER),
                   ==, "team-shop");
  g_assert_cmpstr (collected_tag (collected, 0, "resources"), ==, "3");
  /* A document that is broken and one without a name. */
  g_assert_false (collected->is_complete);
}

static void
test_bad (void)
{
  g_autofree char *csv = own_input ("flows", "other.csv");
  g_autofree char *xml = own_input ("flows", "map.graphml");
  g_autofree char *dora = own_input ("dora", "b_99.01.csv");

  expect_error ("konveyor-csv", csv, UITWEG_CONNECTOR_ERROR_INPUT,
                "*other.csv: found no column 'Record Type 1'*");
  expect_error ("archimate", xml, UITWEG_CONNECTOR_ERROR_INPUT,
                "*map.graphml:1: found another root element*");
  expect_error ("dora-register", dora, UITWEG_CONNECTOR_ERROR_INPUT,
                "*b_99.01.csv: found no row of a register*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connectors/konveyor/own", test_konveyor);
  g_test_add_func ("/connectors/konveyor/shared", test_konveyor_shared);
  g_test_add_func ("/connectors/archimate/own", test_archimate);
  g_test_add_func ("/connectors/dora/own", test_dora);
  g_test_add_func ("/connectors/backstage/own", test_backstage);
  g_test_add_func ("/connectors/portfolio/bad", test_bad);
  return g_test_run ();
}
