/* SPDX-License-Identifier: EUPL-1.2
 *
 * The nutanix-json connector: counts of samples by others and of our own,
 * versions
 * of the API, values that must not come out.
 */
#include "config.h"

#include "connectors-common.h"

#include <string.h>

#define PLANTED "planted-secret-Zw4rt3Tulp"
#define VM "nutanix/vm/aaaaaaaa-0000-4000-8000-00000000000"
#define MIB ((gint64) 1 << 20)

/* Sums over the machines. */
static void
add_machines (const Collected *collected,
              gint64 *vcpus,
              gint64 *memory,
              gint64 *disks,
              guint *n_disks)
{
  const UitwegTable *table = uitweg_estate_get_table (collected->estate,
                                                      UITWEG_RECORD_RESOURCE);
  const UitwegTable *list = uitweg_table_child (table, UITWEG_RESOURCE_DISKS);

  for (guint32 i = 0; i < uitweg_table_get_n_rows (table); i++)
    {
      guint32 first;
      guint32 n;

      if (uitweg_table_enum (table, i, UITWEG_RESOURCE_KIND) != UITWEG_KIND_VM)
        continue;
      *vcpus += uitweg_table_int64 (table, i, UITWEG_RESOURCE_VCPU);
      *memory += uitweg_table_int64 (table, i, UITWEG_RESOURCE_MEMORY);
      uitweg_table_list (table, i, UITWEG_RESOURCE_DISKS, &first, &n);
      *n_disks += n;
      for (guint32 d = first; d < first + n; d++)
        *disks += uitweg_table_int64 (list, d, UITWEG_DISK_SIZE);
    }
}

static void
test_samples_of_others_give_their_counts (void)
{
  g_autofree char *path = shared_input ("nutanix");
  g_autoptr (Collected) collected = NULL;
  gint64 vcpus = 0;
  gint64 memory = 0;
  gint64 disks = 0;
  guint n_disks = 0;

  if (path == NULL)
    return;
  collected = collect_path ("nutanix-json", path);
  g_assert_cmpuint (collected_count_kind (collected, UITWEG_KIND_VM), ==, 6);
  g_assert_cmpuint (collected_count_kind (collected, UITWEG_KIND_CLUSTER), ==,
                    2);
  g_assert_cmpuint (collected_count_kind (collected, UITWEG_KIND_HOST), ==, 3);
  g_assert_cmpuint (collected_count_kind (collected, UITWEG_KIND_SUBNET), ==,
                    4);
  g_assert_cmpuint (collected_count_kind (collected, UITWEG_KIND_POOL), ==, 3);
  /* Four of version 3, two of version 4 with ids of their own. */
  g_assert_cmpuint (collected_count_kind (collected, UITWEG_KIND_IMAGE), ==, 6);
  add_machines (collected, &vcpus, &memory, &disks, &n_disks);
  g_assert_cmpint (vcpus, ==, 27);
  g_assert_cmpint (memory, ==, 71680 * MIB);
  g_assert_cmpint (disks, ==, G_GINT64_CONSTANT (1476395008000));
  g_assert_cmpuint (n_disks, ==, 8);
  g_assert_cmpuint (collected_count_rule (collected, "in_network"), ==, 7);
  /* 5 machines on a host, 6 in a cluster */
  g_assert_cmpuint (collected_count_rule (collected, "runs_on"), ==, 11);
  g_assert_true (collected->is_complete);
}

static void
test_one_list_of_others_gives_its_counts (void)
{
  g_autofree char *path = shared_input ("nutanix/vms_list.json");
  g_autoptr (Collected) collected = NULL;

  if (path == NULL)
    return;
  collected = collect_path ("nutanix-json", path);
  collected_require_tag (collected, "vms", "6");
  collected_require_tag (collected, "boot_uefi", "4");
  collected_require_tag (collected, "boot_legacy", "1");
  collected_require_tag (collected, "boot_secure_boot", "1");
  collected_require_tag (collected, "running", "5");
  collected_require_tag (collected, "stopped", "1");
}

static void
test_versions_are_read_alike (void)
{
  g_autofree char *path = own_input ("nutanix-json", "");
  g_autoptr (Collected) collected = collect_path ("nutanix-json", path);
  const UitwegTable *table = uitweg_estate_get_table (collected->estate,
                                                      UITWEG_RECORD_RESOURCE);
  guint32 web = collected_require (collected, VM "1");
  guint32 newer = collected_require (collected, VM "4");
  guint32 host = collected_require (
      collected, "nutanix/host/12121212-0000-4000-8000-000000000001");

  g_assert_cmpint (uitweg_table_int64 (table, web, UITWEG_RESOURCE_VCPU), ==,
                   4);
  g_assert_cmpint (uitweg_table_int64 (table, newer, UITWEG_RESOURCE_VCPU), ==,
                   8);
  g_assert_cmpint (uitweg_table_int64 (table, newer, UITWEG_RESOURCE_MEMORY),
                   ==, 8192 * MIB);
  g_assert_cmpint (uitweg_table_int64 (table, host, UITWEG_RESOURCE_VCPU), ==,
                   32);
  g_assert_cmpint (uitweg_table_int64 (table, web, UITWEG_RESOURCE_DATA), ==,
                   10240 * MIB);
  g_assert_true (collected_has_feature (collected, web, "device:secure-boot"));
  g_assert_true (
      collected_has_feature (collected, web, "device:passthrough-pci"));
  g_assert_true (collected_has_feature (collected, newer, "device:uefi"));
  collected_require_edge (collected, VM "4",
                          "nutanix/subnet/cccccccc-0000-4000-8000-000000000001",
                          "in_network");
  collected_require_edge (collected, VM "1",
                          "nutanix/image/eeeeeeee-0000-4000-8000-000000000001",
                          "restores_from");
  collected_require_edge (collected, VM "1", VM "2", "shares_disk");
  collected_require_edge (collected, VM "2", VM "1", "shares_disk");
  /* 2 of 3 machines, and one that runs without a host */
  g_assert_false (collected->is_complete);
}

static void
test_secrets_and_people_stay_out (void)
{
  g_autofree char *path = own_input ("nutanix-json", "");
  g_autoptr (Collected) collected = collect_path ("nutanix-json", path);

  collected_forbid (collected, PLANTED);
  collected_forbid (collected, "Planted Persoon");
  collected_forbid (collected, "planted.persoon");
}

static void
test_other_files_are_an_error (void)
{
  g_autofree char *other = own_input ("openstack-json", "servers.json");
  g_autofree char *cut = own_input ("../fuzz/corpus/nutanix-json", "cut.json");

  expect_error ("nutanix-json", other, UITWEG_CONNECTOR_ERROR_INPUT,
                "*servers.json:1: found something else, expected *");
  expect_error ("nutanix-json", cut, UITWEG_CONNECTOR_ERROR_INPUT,
                "*cut.json:*: found *");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nutanix-json/counts",
                   test_samples_of_others_give_their_counts);
  g_test_add_func ("/nutanix-json/list",
                   test_one_list_of_others_gives_its_counts);
  g_test_add_func ("/nutanix-json/versions", test_versions_are_read_alike);
  g_test_add_func ("/nutanix-json/secrets", test_secrets_and_people_stay_out);
  g_test_add_func ("/nutanix-json/errors", test_other_files_are_an_error);
  return g_test_run ();
}
