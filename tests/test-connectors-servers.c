/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of the server lists of Azure Migrate, AWS and Google.
 */
#include "config.h"

#include <string.h>

#include "connectors-common.h"

#define GIB ((gint64) 1 << 30)

static const UitwegTable *
resources_of (const Collected *collected)
{
  return uitweg_estate_get_table (collected->estate, UITWEG_RECORD_RESOURCE);
}

static Collected *
collect_own (const char *connector, const char *file)
{
  g_autofree char *path = own_input ("servers", file);

  return collect (connector, (const char *[]){ path, NULL }, NULL, NULL);
}

/* The figure of use, -1 without. */
static double
find_use (const Collected *collected,
          const char *id,
          const char *what,
          const char *statistic)
{
  const UitwegTable *table = resources_of (collected);
  const UitwegTable *uses = uitweg_table_child (table,
                                                UITWEG_RESOURCE_UTILISATION);
  guint32 first;
  guint32 n;

  uitweg_table_list (table, collected_require (collected, id),
                     UITWEG_RESOURCE_UTILISATION, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    if (strcmp (uitweg_table_text (uses, i, UITWEG_UTILISATION_WHAT), what) == 0
        && strcmp (uitweg_table_text (uses, i, UITWEG_UTILISATION_STATISTIC),
                   statistic)
               == 0)
      return uitweg_table_number (uses, i, UITWEG_UTILISATION_VALUE);
  return -1.0;
}

static gint64
get_int (const Collected *collected, const char *id, guint field)
{
  return uitweg_table_int64 (resources_of (collected),
                             collected_require (collected, id), field);
}

static void
forbid_planted (const Collected *collected)
{
  collected_forbid (collected, "planted-secret");
  collected_forbid (collected, "lanted.persoon");
  collected_forbid (collected, "Planted Persoon");
}

static void
test_azure_migrate (void)
{
  g_autoptr (Collected)
      collected = collect_own ("azure-migrate-csv", "azure-migrate.csv");

  /* Two rows of app02 are one server; a row without a name and one with too
   * many cells are lost, and told. */
  g_assert_cmpuint (collected->n_resources, ==, 2);
  g_assert_false (collected->is_complete);
  g_assert_cmpint (get_int (collected, "server/app01", UITWEG_RESOURCE_VCPU),
                   ==, 4);
  g_assert_cmpint (get_int (collected, "server/app01", UITWEG_RESOURCE_MEMORY),
                   ==, 16 * GIB);
  g_assert_cmpint (get_int (collected, "server/app01", UITWEG_RESOURCE_DATA),
                   ==, 384 * GIB);
  g_assert_cmpint (get_int (collected, "server/app02", UITWEG_RESOURCE_MEMORY),
                   ==, 8 * GIB);
  g_assert_cmpfloat (find_use (collected, "server/app01", "cpu", "average"), ==,
                     0.35);
  g_assert_cmpfloat (find_use (collected, "server/app02", "memory", "average"),
                     ==, -1.0);
  g_assert_true (collected_has_feature (
      collected, collected_require (collected, "server/app01"), "device:uefi"));
  forbid_planted (collected);
}

static void
test_aws_discovery (void)
{
  g_autoptr (Collected)
      collected = collect_own ("aws-discovery-csv", "aws-discovery.csv");
  const UitwegTable *table = resources_of (collected);
  guint32 row = collected_require (collected, "server/ext-1");

  g_assert_cmpuint (collected->n_resources, ==, 2);
  g_assert_true (collected->is_complete);
  g_assert_cmpint (get_int (collected, "server/ext-1", UITWEG_RESOURCE_MEMORY),
                   ==, 32 * GIB);
  g_assert_cmpstr (uitweg_table_text (table, row, UITWEG_RESOURCE_NATIVE_ID),
                   ==, "vm-41");
  g_assert_cmpfloat (find_use (collected, "server/ext-1", "memory", "peak"), ==,
                     0.75);
  g_assert_cmpfloat (find_use (collected, "server/ext-1", "cpu", "peak"), ==,
                     0.8);
  g_assert_cmpuint (uitweg_estate_find (collected->estate,
                                        UITWEG_RECORD_SERVICE, "service/ERP"),
                    !=, UITWEG_NONE);
  g_assert_cmpuint (uitweg_estate_find (collected->estate,
                                        UITWEG_RECORD_SERVICE,
                                        "service/Salaris"),
                    !=, UITWEG_NONE);
  forbid_planted (collected);
}

static void
test_aws_migration_service (void)
{
  g_autoptr (Collected)
      collected = collect_own ("aws-discovery-csv", "aws-mgn.csv");
  guint32 service = uitweg_estate_find (
      collected->estate, UITWEG_RECORD_SERVICE, "service/Webwinkel");
  guint32 n;

  g_assert_cmpuint (collected->n_resources, ==, 2);
  g_assert_cmpuint (service, !=, UITWEG_NONE);
  uitweg_estate_get_members (collected->estate, service, &n);
  g_assert_cmpuint (n, ==, 2);
  forbid_planted (collected);
}

static void
test_google_with_companions (void)
{
  g_autofree char *list = own_input ("servers", "google-vmInfo.csv");
  g_autofree char *disks = own_input ("servers", "google-diskInfo.csv");
  g_autofree char *samples = own_input ("servers", "google-perfInfo.csv");
  g_autofree char *tags = own_input ("servers", "google-tagInfo.csv");
  g_autoptr (Collected) collected = collect (
      "google-migration-center",
      (const char *[]){ tags, samples, disks, list, NULL }, NULL, NULL);

  g_assert_cmpuint (collected->n_resources, ==, 2);
  /* m-9 has samples, and is in no list. */
  g_assert_false (collected->is_complete);
  g_assert_cmpint (get_int (collected, "server/m-1", UITWEG_RESOURCE_USED), ==,
                   (gint64) (120.5 * (double) GIB));
  g_assert_cmpfloat (find_use (collected, "server/m-1", "cpu", "average"), ==,
                     0.2);
  g_assert_cmpfloat (find_use (collected, "server/m-1", "cpu", "peak"), ==,
                     0.3);
  g_assert_cmpfloat (find_use (collected, "server/m-1", "memory", "peak"), ==,
                     0.75);
  /* One disk of m-2 does not say what it holds: what is allocated counts. */
  g_assert_cmpint (get_int (collected, "server/m-2", UITWEG_RESOURCE_DATA), ==,
                   300 * GIB);
  g_assert_cmpstr (
      uitweg_table_text (resources_of (collected),
                         collected_require (collected, "server/m-1"),
                         UITWEG_RESOURCE_APPLICATION),
      ==, "Kaarten");
  forbid_planted (collected);
}

static void
test_other_columns_are_refused (void)
{
  g_autofree char *path = own_input ("servers", "google-vmInfo.csv");

  expect_error ("azure-migrate-csv", path, UITWEG_CONNECTOR_ERROR_INPUT,
                "*vmInfo.csv: found other columns*");
  expect_error ("aws-discovery-csv", path, UITWEG_CONNECTOR_ERROR_INPUT,
                "*vmInfo.csv: found other columns*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connectors/servers/azure", test_azure_migrate);
  g_test_add_func ("/connectors/servers/aws", test_aws_discovery);
  g_test_add_func ("/connectors/servers/mgn", test_aws_migration_service);
  g_test_add_func ("/connectors/servers/google", test_google_with_companions);
  g_test_add_func ("/connectors/servers/refused",
                   test_other_columns_are_refused);
  return g_test_run ();
}
