/* SPDX-License-Identifier: EUPL-1.2
 *
 * The openstack-json connector: counts of samples by others and of our own,
 * joins over answers, what makes it incomplete, values that must not come out.
 */
#include "config.h"

#include "connectors-common.h"

#include <string.h>

#define PLANTED "planted-secret-Zw4rt3Tulp"
#define SERVER "openstack/server/11111111-aaaa-4bbb-8ccc-00000000000"
#define VOLUME "openstack/volume/33333333-aaaa-4bbb-8ccc-000000000001"
#define GIB ((gint64) 1 << 30)

static void
test_samples_of_others_give_their_counts (void)
{
  static const struct
  {
    const char *key;
    const char *count;
  } counts[] = {
    { "servers", "6" },
    { "servers_without_detail", "1" },
    { "flavors", "13" },
    { "volumeAttachments", "2" },
    { "hypervisors", "1" },
    { "server_groups", "1" },
    { "volumes", "2" },
    { "volume_attachments", "1" },
    { "snapshots", "1" },
    { "backups", "1" },
    { "groups", "2" },
    { "volume_types", "2" },
    { "attachments", "1" },
    { "subnets", "2" },
    { "routers", "2" },
    { "security_groups", "1" },
    { "floatingips", "3" },
    { "trunks", "1" },
    { "user_data_left_out", "3" },
    { "ipsec_site_connections", "1" },
  };
  g_autofree char *path = shared_input ("openstack");
  g_autoptr (Collected) collected = NULL;

  if (path == NULL)
    return;
  collected = collect_path ("openstack-json", path);
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    collected_require_tag (collected, counts[i].key, counts[i].count);
  g_assert_false (collected->is_complete);
  /* Networks and ports stand in two files each, and are the same. */
  g_assert_cmpuint (collected_count_kind (collected, UITWEG_KIND_NETWORK), ==,
                    2);
  g_assert_cmpuint (collected_count_kind (collected, UITWEG_KIND_DISK), ==, 2);
  /* Three of the six answers tell of one server. */
  g_assert_cmpuint (collected_count_kind (collected, UITWEG_KIND_VM), ==, 4);
  collected_forbid (collected, "IyEvYmluL2Jhc2gKL2Jpbi9zdQplY2hv");
  collected_forbid (collected, "\"secret\"");
}

static void
test_each_answer_of_others_says_whether_it_is_whole (void)
{
  static const struct
  {
    const char *file;
    gboolean is_complete;
  } files[] = {
    { "openstack/nova/servers/v2.69/servers-details-resp.json", FALSE },
    { "openstack/nova/servers/v2.73/servers-details-resp.json", TRUE },
    { "openstack/nova/servers/v2.47/servers-details-resp.json", FALSE },
    { "openstack/cinder/v2/volumes-list-detailed-response.json", FALSE },
    { "openstack/neutron/networks/networks-list-response.json", TRUE },
    { "openstack/neutron/security-groups/"
      "security-groups-list-response.json",
      TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = shared_input (files[i].file);
      g_autoptr (Collected) collected = NULL;

      if (path == NULL)
        return;
      collected = collect_path ("openstack-json", path);
      if (collected->is_complete != files[i].is_complete)
        g_error ("%s: complete is %d", files[i].file, collected->is_complete);
    }
}

static void
test_answers_are_joined (void)
{
  g_autofree char *path = own_input ("openstack-json", "");
  g_autoptr (Collected) collected = collect_path ("openstack-json", path);
  const UitwegTable *table = uitweg_estate_get_table (collected->estate,
                                                      UITWEG_RECORD_RESOURCE);
  guint32 web = collected_require (collected, SERVER "1");
  guint32 db = collected_require (collected, SERVER "2");
  guint32 lost = collected_require (collected, SERVER "3");

  g_assert_cmpint (uitweg_table_int64 (table, web, UITWEG_RESOURCE_VCPU), ==,
                   2);
  g_assert_cmpint (uitweg_table_int64 (table, web, UITWEG_RESOURCE_MEMORY), ==,
                   4 * GIB);
  g_assert_cmpint (uitweg_table_int64 (table, db, UITWEG_RESOURCE_VCPU), ==, 8);
  g_assert_cmpint (uitweg_table_int64 (table, lost, UITWEG_RESOURCE_VCPU), ==,
                   UITWEG_UNKNOWN);
  g_assert_cmpstr (uitweg_table_text (table, web, UITWEG_RESOURCE_APPLICATION),
                   ==, "webshop");
  g_assert_cmpint (uitweg_table_enum (table, web, UITWEG_RESOURCE_ENVIRONMENT),
                   ==, UITWEG_ENVIRONMENT_PRODUCTION);
  g_assert_cmpstr (uitweg_table_text (table, db, UITWEG_RESOURCE_STATE), ==,
                   "stopped");
  g_assert_true (
      collected_has_feature (collected, db, "device:passthrough-pci"));
  collected_require_edge (collected, SERVER "1", VOLUME, "attached");
  collected_require_edge (collected, SERVER "1", SERVER "2", "shares_disk");
  collected_require_edge (collected, SERVER "2", SERVER "1", "shares_disk");
  collected_require_edge (
      collected, SERVER "1",
      "openstack/security-group/88888888-aaaa-4bbb-8ccc-000000000001",
      "guarded_by");
  collected_require_edge (
      collected,
      "openstack/security-group/88888888-aaaa-4bbb-8ccc-000000000002",
      "openstack/security-group/88888888-aaaa-4bbb-8ccc-000000000001",
      "reachable_from");
  collected_require_edge (
      collected, SERVER "1",
      "openstack/subnet/77777777-aaaa-4bbb-8ccc-000000000001", "in_network");
  collected_require_edge (collected, SERVER "1",
                          "openstack/host/hv1.example.org", "runs_on");
  collected_require_edge (collected, VOLUME,
                          "openstack/key/44444444-aaaa-4bbb-8ccc-000000000001",
                          "encrypts_with");
  g_assert_false (collected->is_complete);
}

static void
test_secrets_and_people_stay_out (void)
{
  g_autofree char *path = own_input ("openstack-json", "");
  g_autoptr (Collected) collected = collect_path ("openstack-json", path);

  collected_forbid (collected, PLANTED);
  collected_forbid (collected, "Planted Persoon");
  collected_forbid (collected, "planted.persoon");
}

static void
test_other_files_are_an_error (void)
{
  g_autofree char *other = own_input ("nutanix-json", "vms.json");
  g_autofree char *cut = own_input ("../fuzz/corpus/openstack-json",
                                    "cut.json");

  expect_error ("openstack-json", other, UITWEG_CONNECTOR_ERROR_INPUT,
                "*vms.json:1: found something else, expected *");
  expect_error ("openstack-json", cut, UITWEG_CONNECTOR_ERROR_INPUT,
                "*cut.json:*: found *");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/openstack-json/counts",
                   test_samples_of_others_give_their_counts);
  g_test_add_func ("/openstack-json/complete",
                   test_each_answer_of_others_says_whether_it_is_whole);
  g_test_add_func ("/openstack-json/joins", test_answers_are_joined);
  g_test_add_func ("/openstack-json/secrets", test_secrets_and_people_stay_out);
  g_test_add_func ("/openstack-json/errors", test_other_files_are_an_error);
  return g_test_run ();
}
