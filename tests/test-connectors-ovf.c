/* SPDX-License-Identifier: EUPL-1.2
 *
 * The ovf connector: each form of a machine as a file, units of disks, shared
 * disks, values that must not come out.
 */
#include "config.h"

#include "connectors-common.h"

#include "connectors/ovf/ovf.h"

#define PLANTED "planted-secret-Zw4rt3Tulp"
#define GIB ((gint64) 1 << 30)

/* The row of the first machine of that name. */
static guint32
require_named (const Collected *collected, const char *name)
{
  const UitwegTable *table = uitweg_estate_get_table (collected->estate,
                                                      UITWEG_RECORD_RESOURCE);

  for (guint32 i = 0; i < uitweg_table_get_n_rows (table); i++)
    if (g_strcmp0 (uitweg_table_text (table, i, UITWEG_RESOURCE_NAME), name)
        == 0)
      return i;
  g_error ("found no machine '%s'", name);
}

static void
check_shop (const Collected *collected)
{
  const UitwegTable *table = uitweg_estate_get_table (collected->estate,
                                                      UITWEG_RECORD_RESOURCE);
  guint32 shop = require_named (collected, "shop");

  g_assert_cmpint (uitweg_table_int64 (table, shop, UITWEG_RESOURCE_VCPU), ==,
                   4);
  g_assert_cmpint (uitweg_table_int64 (table, shop, UITWEG_RESOURCE_MEMORY), ==,
                   2 * GIB);
  g_assert_cmpint (uitweg_table_int64 (table, shop, UITWEG_RESOURCE_DATA), ==,
                   17 * GIB);
  g_assert_true (collected_has_feature (collected, shop, "device:uefi"));
  collected_require_edge (collected,
                          uitweg_table_text (table, shop, UITWEG_RESOURCE_ID),
                          "network/VM Network", "in_network");
}

static void
test_each_form_is_read (void)
{
  g_autofree char *path = own_input ("ovf", "");
  g_autoptr (Collected) collected = collect_path ("ovf", path);
  const UitwegTable *table = uitweg_estate_get_table (collected->estate,
                                                      UITWEG_RECORD_RESOURCE);
  guint32 node = require_named (collected, "node-a");
  guint32 exported = require_named (collected, "exported");

  collected_require_tag (collected, "machines", "4");
  check_shop (collected);
  g_assert_cmpint (uitweg_table_int64 (table, node, UITWEG_RESOURCE_VCPU), ==,
                   2);
  g_assert_cmpstr (uitweg_table_text (table, node, UITWEG_RESOURCE_UUID), ==,
                   "564d0000-0000-0001-0000-000000000001");
  g_assert_cmpint (uitweg_table_int64 (table, exported, UITWEG_RESOURCE_DATA),
                   ==, GIB);
  collected_require_edge (
      collected, "vmx/node-a/564d0000-0000-0001-0000-000000000001",
      "vmx/node-b/564d0000-0000-0002-0000-000000000001", "shares_disk");
  g_assert_false (collected->is_complete);
}

static void
test_the_descriptor_of_a_package_is_found (void)
{
  g_autofree char *path = own_input ("../fuzz/corpus/ovf", "shop.ova");
  g_autoptr (Collected) collected = collect_path ("ovf", path);

  check_shop (collected);
  g_assert_true (collected->is_complete);
}

static void
test_units_are_read (void)
{
  g_assert_cmpint (ovf_parse_unit (NULL), ==, 1);
  g_assert_cmpint (ovf_parse_unit ("byte"), ==, 1);
  g_assert_cmpint (ovf_parse_unit ("byte * 2^30"), ==, GIB);
  g_assert_cmpint (ovf_parse_unit ("byte*2^20"), ==, 1 << 20);
  g_assert_cmpint (ovf_parse_unit ("byte * 10^6"), ==, 1000000);
  g_assert_cmpint (ovf_parse_unit ("MegaBytes"), ==, 1 << 20);
  g_assert_cmpint (ovf_parse_unit ("hertz * 10^6"), ==, UITWEG_UNKNOWN);
  g_assert_cmpint (ovf_parse_unit ("byte * 2^"), ==, UITWEG_UNKNOWN);
  g_assert_cmpint (ovf_parse_unit ("byte * 2^63"), ==, UITWEG_UNKNOWN);
}

static void
test_secrets_and_people_stay_out (void)
{
  g_autofree char *path = own_input ("ovf", "");
  g_autoptr (Collected) collected = collect_path ("ovf", path);

  collected_forbid (collected, PLANTED);
  collected_forbid (collected, "Planted Persoon");
  collected_forbid (collected, "planted.persoon");
}

static void
test_other_files_are_an_error (void)
{
  static const struct
  {
    const char *name;
    const char *message;
  } files[] = {
    { "cut.ova", "*cut.ova: found *" },
    { "dtd.ovf", "*dtd.ovf:1: found a document type declaration*" },
    { "bad.vmx", "*bad.vmx:1: found something else*" },
    { "empty", "*expected OVF*" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = own_input ("../fuzz/corpus/ovf", files[i].name);

      expect_error ("ovf", path, UITWEG_CONNECTOR_ERROR_INPUT,
                    files[i].message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ovf/forms", test_each_form_is_read);
  g_test_add_func ("/ovf/package", test_the_descriptor_of_a_package_is_found);
  g_test_add_func ("/ovf/units", test_units_are_read);
  g_test_add_func ("/ovf/secrets", test_secrets_and_people_stay_out);
  g_test_add_func ("/ovf/errors", test_other_files_are_an_error);
  return g_test_run ();
}
