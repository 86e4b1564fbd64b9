/* SPDX-License-Identifier: EUPL-1.2
 *
 * The proxmox-json connector: rows and configurations are one guest, however
 * the files are named; values that must not come out.
 */
#include "config.h"

#include "connectors-common.h"

#include <string.h>

#define PLANTED "planted-secret-Zw4rt3Tulp"
#define AT "proxmox/lab/"
#define GIB ((gint64) 1 << 30)

static void
test_rows_and_configurations_are_joined (void)
{
  g_autofree char *path = own_input ("proxmox-json", "");
  g_autoptr (Collected) collected = collect_path ("proxmox-json", path);
  const UitwegTable *table = uitweg_estate_get_table (collected->estate,
                                                      UITWEG_RECORD_RESOURCE);
  guint32 web = collected_require (collected, AT "qemu/101");
  guint32 db = collected_require (collected, AT "qemu/102");
  guint32 dns = collected_require (collected, AT "lxc/103");

  g_assert_cmpint (uitweg_table_int64 (table, web, UITWEG_RESOURCE_VCPU), ==,
                   4);
  g_assert_cmpint (uitweg_table_int64 (table, web, UITWEG_RESOURCE_MEMORY), ==,
                   4 * GIB);
  g_assert_cmpint (uitweg_table_int64 (table, web, UITWEG_RESOURCE_DATA), ==,
                   42 * GIB);
  g_assert_cmpstr (uitweg_table_text (table, web, UITWEG_RESOURCE_STATE), ==,
                   "running");
  g_assert_cmpstr (uitweg_table_text (table, web, UITWEG_RESOURCE_NATIVE_ID),
                   ==, "qemu/101");
  g_assert_cmpstr (uitweg_table_text (table, db, UITWEG_RESOURCE_UUID), ==,
                   "21111111-2222-4333-8444-666666666666");
  g_assert_cmpint (uitweg_table_enum (table, dns, UITWEG_RESOURCE_KIND), ==,
                   UITWEG_KIND_CONTAINER);
  g_assert_cmpint (uitweg_table_int64 (table, dns, UITWEG_RESOURCE_VCPU), ==,
                   1);
  g_assert_true (collected_has_feature (collected, web, "device:secure-boot"));
  g_assert_true (
      collected_has_feature (collected, web, "device:passthrough-pci"));
  g_assert_true (
      collected_has_feature (collected, web, "device:qemu-commandline"));
  g_assert_true (
      collected_has_feature (collected, dns, "device:host-filesystem"));
  collected_require_edge (collected, AT "qemu/101", AT "storage/ceph",
                          "attached");
  collected_require_edge (collected, AT "qemu/102", AT "storage/pve1/local",
                          "attached");
  collected_require_edge (collected, AT "qemu/101", AT "qemu/102",
                          "shares_disk");
  collected_require_edge (collected, AT "qemu/101", AT "network/vmbr0.20",
                          "in_network");
  collected_require_edge (collected, AT "lxc/103", AT "node/pve1", "runs_on");
}

static void
test_what_is_missing_is_told (void)
{
  g_autofree char *path = own_input ("proxmox-json", "");
  g_autofree char *one = own_input ("proxmox-json", "db.json");
  g_autoptr (Collected) collected = collect_path ("proxmox-json", path);
  g_autoptr (Collected) alone = collect (
      "proxmox-json", (const char *[]){ one, NULL },
      (const char *[]){ "guest", NULL }, (const char *[]){ "777", NULL });

  g_assert_false (collected->is_complete);
  collected_require_tag (collected, "qemu", "3");
  collected_require_tag (collected, "templates_left_out", "1");
  collected_require_tag (collected, "configurations", "3");
  g_assert_false (alone->is_complete);
  collected_require (alone, "proxmox/qemu/777");
}

static void
test_secrets_and_people_stay_out (void)
{
  g_autofree char *path = own_input ("proxmox-json", "");
  g_autoptr (Collected) collected = collect_path ("proxmox-json", path);

  collected_forbid (collected, PLANTED);
  collected_forbid (collected, "Planted Persoon");
  collected_forbid (collected, "planted.persoon");
}

static void
test_other_files_are_an_error (void)
{
  g_autofree char *other = own_input ("nutanix-json", "vms.json");
  g_autofree char *cut = own_input ("../fuzz/corpus/proxmox-json", "cut.json");

  expect_error ("proxmox-json", other, UITWEG_CONNECTOR_ERROR_INPUT,
                "*vms.json:1: found something else, expected *");
  expect_error ("proxmox-json", cut, UITWEG_CONNECTOR_ERROR_INPUT,
                "*cut.json:*: found *");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proxmox-json/joins",
                   test_rows_and_configurations_are_joined);
  g_test_add_func ("/proxmox-json/missing", test_what_is_missing_is_told);
  g_test_add_func ("/proxmox-json/secrets", test_secrets_and_people_stay_out);
  g_test_add_func ("/proxmox-json/errors", test_other_files_are_an_error);
  return g_test_run ();
}
