/* SPDX-License-Identifier: EUPL-1.2
 *
 * The libvirt connector against libvirt's test driver: a node file, the
 * built-in node, and hosts that are not there.
 */
#include "config.h"

#include "connectors-common.h"

static Collected *
collect_uri (const char *uri)
{
  return collect ("libvirt", NULL,
                  (const char *[]){ "uri", "host", "region", NULL },
                  (const char *[]){ uri, "kvm01", "NL", NULL });
}

static Collected *
collect_node (void)
{
  g_autofree char *path = own_input ("libvirt", "node.xml");
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_strdup_printf ("test://%s", absolute);

  return collect_uri (uri);
}

static void
test_a_node_gives_what_stands_in_its_file (void)
{
  g_autoptr (Collected) collected = collect_node ();
  const UitwegTable *table = uitweg_estate_get_table (collected->estate,
                                                      UITWEG_RECORD_RESOURCE);
  guint n_kinds[UITWEG_KIND_UNKNOWN + 1] = { 0 };
  gint64 vcpus = 0;
  gint64 memory = 0;
  gint64 data = 0;
  gint64 disks = 0;
  guint n_running = 0;
  guint n_with_os = 0;

  g_assert_true (collected->is_complete);
  for (guint32 i = 0; i < uitweg_table_get_n_rows (table); i++)
    {
      gint kind = uitweg_table_enum (table, i, UITWEG_RESOURCE_KIND);
      gint64 bytes = uitweg_table_int64 (table, i, UITWEG_RESOURCE_DATA);

      g_assert_false (uitweg_estate_is_placeholder (collected->estate, i));
      n_kinds[kind]++;
      data += bytes != UITWEG_UNKNOWN ? bytes : 0;
      if (kind == UITWEG_KIND_DISK)
        disks += uitweg_table_int64 (table, i, UITWEG_RESOURCE_USED);
      if (kind != UITWEG_KIND_VM)
        continue;
      vcpus += uitweg_table_int64 (table, i, UITWEG_RESOURCE_VCPU);
      memory += uitweg_table_int64 (table, i, UITWEG_RESOURCE_MEMORY);
      n_running += g_strcmp0 (
                       uitweg_table_text (table, i, UITWEG_RESOURCE_STATE),
                       "running")
                           == 0
                       ? 1
                       : 0;
      n_with_os += uitweg_table_has (table, i, UITWEG_RESOURCE_OS_ID) ? 1 : 0;
    }
  g_assert_cmpuint (n_kinds[UITWEG_KIND_HOST], ==, 1);
  g_assert_cmpuint (n_kinds[UITWEG_KIND_VM], ==, 10);
  g_assert_cmpuint (n_kinds[UITWEG_KIND_NETWORK], ==, 3);
  g_assert_cmpuint (n_kinds[UITWEG_KIND_POOL], ==, 2);
  g_assert_cmpuint (n_kinds[UITWEG_KIND_DISK], ==, 13);
  g_assert_cmpuint (n_running, ==, 8);
  g_assert_cmpuint (n_with_os, ==, 8);
  g_assert_cmpint (vcpus, ==, 54);
  g_assert_cmpint (memory >> 30, ==, 204);
  g_assert_cmpint (disks >> 30, ==, 1405 + 1900);
  /* All data once: those of a machine's own disks with the machine, those of
   * a shared or a loose volume with the volume. */
  g_assert_cmpint (data, ==, disks);
}

static void
test_guests_need_host_network_and_disks (void)
{
  g_autoptr (Collected) collected = collect_node ();

  collected_require_edge (collected, "vm/fin-db01@kvm01", "host/kvm01",
                          "runs_on");
  collected_require_edge (collected, "vm/fin-db01@kvm01",
                          "volume/snel/fin-gedeeld.raw@kvm01", "attached");
  collected_require_edge (collected, "vm/fin-db01@kvm01", "vm/fin-db02@kvm01",
                          "shares_disk");
  collected_require_edge (collected, "vm/fin-db02@kvm01", "vm/fin-db01@kvm01",
                          "shares_disk");
  collected_require_edge (collected, "vm/fin-db01@kvm01",
                          "network/productie@kvm01", "in_network");
  collected_require_edge (collected, "volume/snel/fin-gedeeld.raw@kvm01",
                          "pool/snel@kvm01", "contains");
  g_assert_true (collected_has_feature (
      collected, collected_require (collected, "vm/fin-db01@kvm01"),
      "device:shared-disk"));
}

static void
test_the_built_in_node_is_read (void)
{
  g_autoptr (Collected) collected = collect_uri ("test:///default");

  collected_require (collected, "vm/test@kvm01");
  collected_require (collected, "network/default@kvm01");
  collected_require (collected, "pool/default-pool@kvm01");
}

static void
test_the_same_host_gives_the_same_bytes (void)
{
  g_autoptr (Collected) first = collect_node ();
  g_autoptr (Collected) second = collect_node ();

  g_assert_cmpstr (uitweg_estate_get_digest (first->estate), ==,
                   uitweg_estate_get_digest (second->estate));
}

static void
test_an_absent_daemon_is_an_incomplete_source (void)
{
  static const char *const uris[] = {
    "qemu+unix:///system?socket=/nonexistent/libvirt-sock",
    "hyperv://127.0.0.1:9/", "test:///nonexistent/node.xml"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autoptr (Collected) collected = collect_uri (uris[i]);

      g_assert_cmpuint (collected->n_resources, ==, 0);
      g_assert_false (collected->is_complete);
      g_assert_cmpuint (uitweg_table_get_n_rows (uitweg_estate_get_table (
                            collected->estate, UITWEG_RECORD_SOURCE)),
                        ==, 1);
    }
}

static void
test_what_was_asked_shows_no_secret (void)
{
  g_autoptr (Collected) collected = collect_uri (
      "qemu+tcp://user:planted-secret-Zw4rt3Tulp@127.0.0.1:9/"
      "system?password=planted-secret-Zw4rt3Tulp");

  collected_forbid (collected, "planted-secret-Zw4rt3Tulp");
}

static void
test_a_uri_with_a_slip_is_an_error (void)
{
  static const char *const uris[] = { "", "no scheme", "qemu//system" };

  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autoptr (UitwegEstateBuilder) builder = uitweg_estate_builder_new ();
      g_autoptr (GError) error = NULL;
      const UitwegCollectRequest request = {
        .option_keys = (const char *[]){ "uri", NULL },
        .option_values = (const char *[]){ uris[i], NULL }
      };

      g_assert_false (uitweg_connectors_find ("libvirt")->collect (
          &request, builder, NULL, &error));
      g_assert_error (error, UITWEG_CONNECTOR_ERROR,
                      (gint) UITWEG_CONNECTOR_ERROR_OPTION);
    }
}

static void
test_cancelling_ends_it (void)
{
  g_autoptr (UitwegEstateBuilder) builder = uitweg_estate_builder_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const UitwegCollectRequest request = {
    .option_keys = (const char *[]){ "uri", NULL },
    .option_values = (const char *[]){ "test:///default", NULL }
  };

  g_cancellable_cancel (cancellable);
  g_assert_false (uitweg_connectors_find ("libvirt")->collect (
      &request, builder, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (uitweg_connectors_find ("libvirt") == NULL)
    {
      g_test_skip ("built without libvirt");
      return 0;
    }
  g_test_add_func ("/connectors/libvirt/node",
                   test_a_node_gives_what_stands_in_its_file);
  g_test_add_func ("/connectors/libvirt/edges",
                   test_guests_need_host_network_and_disks);
  g_test_add_func ("/connectors/libvirt/default",
                   test_the_built_in_node_is_read);
  g_test_add_func ("/connectors/libvirt/same-bytes",
                   test_the_same_host_gives_the_same_bytes);
  g_test_add_func ("/connectors/libvirt/absent",
                   test_an_absent_daemon_is_an_incomplete_source);
  g_test_add_func ("/connectors/libvirt/asked",
                   test_what_was_asked_shows_no_secret);
  g_test_add_func ("/connectors/libvirt/uri",
                   test_a_uri_with_a_slip_is_an_error);
  g_test_add_func ("/connectors/libvirt/cancelled", test_cancelling_ends_it);
  return g_test_run ();
}
