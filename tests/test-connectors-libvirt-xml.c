/* SPDX-License-Identifier: EUPL-1.2
 *
 * The libvirt-xml connector: what each device says, bonds between guests,
 * files that must be refused, and the counts of libvirt's own samples.
 */
#include "config.h"

#include "connectors-common.h"

#define PLANTED "planted-secret-Zw4rt3Tulp"

static Collected *
collect_own (const char *name)
{
  g_autofree char *path = own_input ("libvirt", name);

  return collect ("libvirt-xml", (const char *[]){ path, NULL },
                  (const char *[]){ "host", NULL },
                  (const char *[]){ "kvm01", NULL });
}

static const UitwegTable *
resources_of (const Collected *collected)
{
  return uitweg_estate_get_table (collected->estate, UITWEG_RECORD_RESOURCE);
}

/* What tests/data/libvirt/README.md says of each file. */
static const struct
{
  const char *file;
  const char *id;
  gint64 vcpus;
  gint64 memory_gib;
  const char *features[4];
} samples[] = {
  { "plain.xml", "vm/plain01@kvm01", 2, 4, { NULL } },
  { "uefi-nvram.xml",
    "vm/uefi01@kvm01",
    4,
    8,
    { "device:uefi", "device:secure-boot", NULL } },
  { "hostdev-pci.xml",
    "vm/verkeer-kaart@kvm01",
    8,
    16,
    { "device:passthrough-pci", NULL } },
  { "cluster-a.xml", "vm/fin-a@kvm01", 8, 32, { "device:shared-disk", NULL } },
  { "vhostuser.xml",
    "vm/dpdk01@kvm01",
    4,
    8,
    { "device:vhost-user", "device:hugepages", NULL } },
  { "tpm.xml", "vm/kantoor-tpm@kvm01", 2, 4, { "device:tpm-emulator", NULL } },
  { "host-passthrough.xml",
    "vm/reken01@kvm01",
    16,
    64,
    { "device:cpu-host-passthrough", "device:nested-virtualisation",
      "device:cpu-pinning", NULL } },
  { "filesystem.xml",
    "vm/bestanden01@kvm01",
    4,
    4,
    { "device:host-filesystem", NULL } },
  { "network-rbd.xml",
    "vm/ceph01@kvm01",
    4,
    8,
    { "device:network-disk", NULL } },
  { "aarch64.xml", "vm/arm01@kvm01", 2, 2, { "device:uefi", NULL } },
};

static void
test_each_device_is_a_feature (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (Collected) collected = collect_own (samples[i].file);
      const UitwegTable *table = resources_of (collected);
      guint32 row = collected_require (collected, samples[i].id);
      guint32 first;
      guint32 n;
      guint32 n_expected = 0;

      g_test_message ("%s", samples[i].file);
      g_assert_cmpint (uitweg_table_int64 (table, row, UITWEG_RESOURCE_VCPU),
                       ==, samples[i].vcpus);
      g_assert_cmpint (uitweg_table_int64 (table, row, UITWEG_RESOURCE_MEMORY),
                       ==, samples[i].memory_gib << 30);
      while (samples[i].features[n_expected] != NULL)
        g_assert_true (collected_has_feature (
            collected, row, samples[i].features[n_expected++]));
      g_assert_true (
          uitweg_table_list (table, row, UITWEG_RESOURCE_FEATURES, &first, &n));
      g_assert_cmpuint (n, ==, n_expected);
      collected_forbid (collected, PLANTED);
    }
}

static void
test_a_folder_is_read_whole (void)
{
  g_autoptr (Collected) collected = collect_own ("");
  const UitwegTable *table = resources_of (collected);
  gint64 vcpus = 0;
  gint64 memory = 0;

  g_assert_cmpuint (collected->n_resources, ==, 11);
  for (guint32 i = 0; i < uitweg_table_get_n_rows (table); i++)
    if (!uitweg_estate_is_placeholder (collected->estate, i))
      {
        vcpus += uitweg_table_int64 (table, i, UITWEG_RESOURCE_VCPU);
        memory += uitweg_table_int64 (table, i, UITWEG_RESOURCE_MEMORY);
      }
  g_assert_cmpint (vcpus, ==, 62);
  g_assert_cmpint (memory >> 30, ==, 182);
  /* Sizes of disks are not in the XML. */
  g_assert_false (collected->is_complete);
  collected_forbid (collected, PLANTED);
  collected_require_edge (collected, "vm/fin-a@kvm01", "vm/fin-b@kvm01",
                          "shares_disk");
  collected_require_edge (collected, "vm/fin-b@kvm01", "vm/fin-a@kvm01",
                          "shares_disk");
}

static void
test_unknown_sizes_are_not_zero (void)
{
  g_autoptr (Collected) collected = collect_own ("plain.xml");
  const UitwegTable *table = resources_of (collected);
  const UitwegTable *disks = uitweg_table_child (table, UITWEG_RESOURCE_DISKS);
  guint32 row = collected_require (collected, "vm/plain01@kvm01");
  guint32 first;
  guint32 n;

  g_assert_true (
      uitweg_table_list (table, row, UITWEG_RESOURCE_DISKS, &first, &n));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (uitweg_table_int64 (disks, first, UITWEG_DISK_SIZE), ==,
                   UITWEG_UNKNOWN);
  g_assert_cmpint (uitweg_table_int64 (table, row, UITWEG_RESOURCE_DATA), ==,
                   UITWEG_UNKNOWN);
  g_assert_nonnull (uitweg_table_text (table, row, UITWEG_RESOURCE_OS_ID));
}

static void
test_wrong_files_are_refused_with_their_line (void)
{
  g_autofree char *truncated = own_input ("libvirt-bad", "truncated.xml");
  g_autofree char *entity = own_input ("libvirt-bad", "entity.xml");
  g_autofree char *network = own_input ("libvirt-bad", "network.xml");
  g_autofree char *node = own_input ("libvirt", "node.xml");
  g_autofree char *folder = own_input ("libvirt-bad", "");

  expect_error ("libvirt-xml", truncated, UITWEG_CONNECTOR_ERROR_INPUT,
                "*truncated.xml:*: found *");
  expect_error ("libvirt-xml", entity, UITWEG_CONNECTOR_ERROR_INPUT,
                "*entity.xml:*: found a document type declaration*");
  expect_error ("libvirt-xml", network, UITWEG_CONNECTOR_ERROR_INPUT,
                "*network.xml:*: found another root element*");
  expect_error ("libvirt-xml", node, UITWEG_CONNECTOR_ERROR_INPUT,
                "*node.xml:*: found another root element*");
  expect_error ("libvirt-xml", folder, UITWEG_CONNECTOR_ERROR_INPUT, "*");
  expect_error ("libvirt-xml", "no/such.xml", UITWEG_CONNECTOR_ERROR_INPUT,
                "no/such.xml: cannot be read: *");
}

/* Counts of domains with a feature, ../shared/data/inputs/README.md. */
static const struct
{
  const char *feature;
  guint domains;
} shared_features[] = {
  { "device:host-filesystem", 8 }, { "device:launch-security", 5 },
  { "device:numa-pinning", 3 },    { "device:cpu-host-passthrough", 5 },
  { "device:tpm-passthrough", 1 }, { "device:tpm-emulator", 4 },
  { "device:secure-boot", 1 },     { "device:qemu-commandline", 1 },
  { "device:lease", 1 },           { "device:sr-iov", 1 },
};

static void
test_samples_of_libvirt_give_their_counts (void)
{
  g_autofree char *path = shared_input ("libvirt");
  g_autoptr (Collected) collected = NULL;
  const UitwegTable *table;
  const UitwegTable *disks;
  gint64 memory = 0;
  gint64 vcpus = 0;
  guint n_disks = 0;
  guint n_uuids = 0;

  if (path == NULL)
    return;
  collected = collect ("libvirt-xml", (const char *[]){ path, NULL },
                       (const char *[]){ NULL }, (const char *[]){ NULL });
  table = resources_of (collected);
  disks = uitweg_table_child (table, UITWEG_RESOURCE_DISKS);
  g_assert_cmpuint (collected->n_resources, ==, 165);
  g_assert_false (collected->is_complete);
  for (guint32 i = 0; i < uitweg_table_get_n_rows (table); i++)
    {
      guint32 first;
      guint32 n;

      if (uitweg_estate_is_placeholder (collected->estate, i))
        continue;
      memory += uitweg_table_int64 (table, i, UITWEG_RESOURCE_MEMORY);
      vcpus += uitweg_table_int64 (table, i, UITWEG_RESOURCE_VCPU);
      uitweg_table_list (table, i, UITWEG_RESOURCE_DISKS, &first, &n);
      n_disks += n;
      for (guint32 d = first; d < first + n; d++)
        g_assert_cmpint (uitweg_table_int64 (disks, d, UITWEG_DISK_SIZE), ==,
                         UITWEG_UNKNOWN);
      n_uuids += uitweg_table_text (table, i, UITWEG_RESOURCE_UUID) != NULL ? 1
                                                                            : 0;
    }
  g_assert_cmpint (memory, ==, G_GINT64_CONSTANT (169819576320));
  /* 162 files state 316; three state none, which is one each. */
  g_assert_cmpint (vcpus, ==, 316 + 3);
  /* 175 elements, of which 13 are CD-ROMs and 1 is a floppy. */
  g_assert_cmpuint (n_disks, ==, 175 - 14);
  /* A uuid that several files have is no identity. */
  g_assert_cmpuint (n_uuids, <, 26);

  for (gsize f = 0; f < G_N_ELEMENTS (shared_features); f++)
    {
      guint n = 0;

      for (guint32 i = 0; i < uitweg_table_get_n_rows (table); i++)
        n += collected_has_feature (collected, i, shared_features[f].feature)
                 ? 1
                 : 0;
      g_test_message ("%s", shared_features[f].feature);
      g_assert_cmpuint (n, ==, shared_features[f].domains);
    }
  collected_forbid (collected, "sercet");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connectors/libvirt-xml/devices",
                   test_each_device_is_a_feature);
  g_test_add_func ("/connectors/libvirt-xml/folder",
                   test_a_folder_is_read_whole);
  g_test_add_func ("/connectors/libvirt-xml/unknown-sizes",
                   test_unknown_sizes_are_not_zero);
  g_test_add_func ("/connectors/libvirt-xml/wrong-files",
                   test_wrong_files_are_refused_with_their_line);
  g_test_add_func ("/connectors/libvirt-xml/counts",
                   test_samples_of_libvirt_give_their_counts);
  return g_test_run ();
}
