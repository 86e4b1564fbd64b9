/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of RVTools inventories: our own tabs, as CSV and as a workbook, and
 * the workbook of others.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "connectors-common.h"
#include "connectors/common/book.h"
#include "connectors/common/sample.h"
#include "xlsx-writer.h"

#define SCOPE "5f0a2b1c-1111-4222-8333-944455556666"
#define VM(number) "vm/" SCOPE "/vm-" number
#define DISK(number) "disk/" SCOPE "/vm-" number

static const char *const tabs[] = {
  "vInfo",    "vMemory", "vCPU",       "vDisk",  "vPartition",
  "vNetwork", "vHost",   "vDatastore", "dvPort", "vLicense",
};

#define N_TABS G_N_ELEMENTS (tabs)

static char *
tab_path (gsize tab)
{
  g_autofree char *name = g_strdup_printf ("RVTools_tab%s.csv", tabs[tab]);

  return own_input ("rvtools", name);
}

static Collected *
collect_tabs (void)
{
  const char *paths[N_TABS + 1] = { 0 };
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < N_TABS; i++)
    {
      /* The order of files does not count. */
      g_ptr_array_add (owned, tab_path (N_TABS - 1 - i));
      paths[i] = g_ptr_array_index (owned, i);
    }
  return collect ("rvtools", paths, NULL, NULL);
}

static void
check_tag (const Collected *collected, const char *key, const char *expected)
{
  const char *found = collected_tag (collected, 0, key);

  if (g_strcmp0 (found, expected) != 0)
    g_error ("found %s %s, expected %s", key, found, expected);
}

static const UitwegTable *
resources_of (const Collected *collected)
{
  return uitweg_estate_get_table (collected->estate, UITWEG_RECORD_RESOURCE);
}

static void
test_tabs_make_machines (void)
{
  g_autoptr (Collected) collected = collect_tabs ();
  const UitwegTable *table = resources_of (collected);
  guint32 web = collected_require (collected, VM ("101"));
  guint32 db = collected_require (collected, VM ("103"));
  guint32 disks = 0;
  guint32 n;

  /* 6 machines, 8 disks, 2 hosts, 1 cluster, 2 datastores, 2 port groups */
  g_assert_cmpuint (collected->n_resources, ==, 21);
  g_assert_false (collected->is_complete);
  g_assert_cmpstr (uitweg_table_text (table, web, UITWEG_RESOURCE_NAME), ==,
                   "web01");
  g_assert_cmpstr (uitweg_table_text (table, web, UITWEG_RESOURCE_ACCOUNT), ==,
                   SCOPE);
  g_assert_cmpstr (uitweg_table_text (table, web, UITWEG_RESOURCE_ZONE), ==,
                   "Delft/Cluster A");
  /* One file system under two mount points counts once: 15,100 MiB. */
  g_assert_cmpint (uitweg_table_int64 (table, web, UITWEG_RESOURCE_DATA), ==,
                   (gint64) 15100 << 20);
  /* The specialised tabs win. */
  g_assert_cmpint (uitweg_table_int64 (table, db, UITWEG_RESOURCE_VCPU), ==, 8);
  g_assert_cmpint (
      uitweg_table_int64 (table, collected_require (collected, VM ("102")),
                          UITWEG_RESOURCE_MEMORY),
      ==, (gint64) 8192 << 20);
  uitweg_table_list (table, db, UITWEG_RESOURCE_DISKS, &disks, &n);
  g_assert_cmpuint (n, ==, 2);
  /* 60.000 in a table split by semicolons. */
  g_assert_cmpint (uitweg_table_int64 (table, db, UITWEG_RESOURCE_DATA), ==,
                   (gint64) 60000 << 20);
}

static void
test_tabs_make_edges (void)
{
  g_autoptr (Collected) collected = collect_tabs ();

  collected_require_edge (collected, VM ("101"), DISK ("101/2000"), "attached");
  collected_require_edge (collected, VM ("101"),
                          "host/" SCOPE "/esx1.example.org", "runs_on");
  collected_require_edge (collected, "host/" SCOPE "/esx1.example.org",
                          "cluster/" SCOPE "/Delft/Cluster A", "contains");
  collected_require_edge (collected, VM ("101"), "network/" SCOPE "/LAN",
                          "in_network");
  collected_require_edge (collected, DISK ("101/2000"),
                          "datastore/" SCOPE "/ds1", "runs_on");
  collected_require_edge (collected, VM ("103"), VM ("104"), "shares_disk");
  collected_require_edge (collected, VM ("104"), VM ("103"), "shares_disk");
  /* A machine that vInfo does not have is a placeholder. */
  collected_require_edge (collected, VM ("199"), DISK ("199/2000"), "attached");
  g_assert_true (uitweg_estate_is_placeholder (
      collected->estate, collected_require (collected, VM ("199"))));
}

static void
test_features_that_hinder (void)
{
  static const struct
  {
    const char *id;
    const char *feature;
  } expected[] = {
    { VM ("102"), "device:uefi" },        { VM ("102"), "device:secure-boot" },
    { VM ("103"), "device:shared-disk" }, { VM ("103"), "device:cpu-pinning" },
    { VM ("107"), "device:lun" },         { VM ("101"), "memory-hot-add" },
  };
  g_autoptr (Collected) collected = collect_tabs ();

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    if (!collected_has_feature (collected,
                                collected_require (collected, expected[i].id),
                                expected[i].feature))
      g_error ("%s: found no %s", expected[i].id, expected[i].feature);
  g_assert_false (collected_has_feature (
      collected, collected_require (collected, VM ("101")), "device:uefi"));
}

static void
test_templates_are_left_out (void)
{
  g_autoptr (Collected) collected = collect_tabs ();

  g_assert_cmpuint (uitweg_estate_find (collected->estate,
                                        UITWEG_RECORD_RESOURCE, VM ("105")),
                    ==, UITWEG_NONE);
  g_assert_cmpuint (uitweg_estate_find (collected->estate,
                                        UITWEG_RECORD_RESOURCE, VM ("106")),
                    ==, UITWEG_NONE);
  check_tag (collected, "vInfo.rows", "8");
}

static void
test_nothing_secret_is_kept (void)
{
  g_autoptr (Collected) collected = collect_tabs ();

  collected_forbid (collected, "planted-secret-Zw4rt3Tulp");
  collected_forbid (collected, "planted.persoon");
  collected_forbid (collected, "Planted Persoon");
}

/* The lines of resources and dependencies. */
static char *
show_records (const Collected *collected)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GString *shown = g_string_new (NULL);
  gint file = g_file_open_tmp ("uitweg-test-XXXXXX", &path, NULL);

  g_close (file, NULL);
  g_assert_true (uitweg_estate_save (collected->estate, path, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_unlink (path);
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], "\"record\":\"source\"") == NULL)
      g_string_append_printf (shown, "%s\n", lines[i]);
  return g_string_free (shown, FALSE);
}

/* Rows of a tab as `table` of xlsx_rows(), in the order of the file or with
 * the last first. */
static char *
read_table (gsize tab, gboolean reversed)
{
  g_autofree char *path = tab_path (tab);
  g_autoptr (GError) error = NULL;
  g_autoptr (ConnectorsBook) book = connectors_book_open (path, &error);
  g_autoptr (ConnectorsSheet) sheet = NULL;
  GString *table = g_string_new (NULL);
  gsize head;
  guint32 n;

  g_assert_no_error (error);
  sheet = connectors_sheet_open (book, 0, NULL, &error);
  g_assert_no_error (error);
  n = connectors_sheet_get_n_columns (sheet);
  for (guint32 i = 0; i < n; i++)
    g_string_append_printf (table, "%s%s", i > 0 ? "|" : "",
                            connectors_sheet_get_head (sheet, i));
  head = table->len;
  while (connectors_sheet_next (sheet, &error))
    {
      g_autoptr (GString) row = g_string_new ("\n");

      for (guint32 i = 0; i < n; i++)
        {
          const char *text = connectors_sheet_get_raw (sheet, i);

          g_string_append_printf (row, "%s%s", i > 0 ? "|" : "",
                                  text != NULL ? text : "");
        }
      g_string_insert (table, reversed ? (gssize) head : -1, row->str);
    }
  return g_string_free (table, FALSE);
}

static Collected *
collect_workbook (gboolean reversed)
{
  XlsxSheet sheets[N_TABS];
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = g_dir_make_tmp ("uitweg-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "RVTools_tabvInfo.csv",
                                            NULL);
  Collected *collected;

  for (gsize i = 0; i < N_TABS; i++)
    {
      g_autofree char *table = read_table (i, reversed);
      char *rows = xlsx_rows (table);

      g_ptr_array_add (owned, rows);
      sheets[i] = (XlsxSheet){ tabs[i], rows };
    }
  xlsx_write (path, sheets, N_TABS, NULL);
  collected = collect ("rvtools", (const char *[]){ path, NULL }, NULL, NULL);
  g_unlink (path);
  g_rmdir (folder);
  return collected;
}

/* The same tabs in a workbook, and with their rows in another order, give the
 * same records. (60.000 is a text of one meaning per file: left out.) */
static void
test_workbook_and_order_change_nothing (void)
{
  g_autoptr (Collected) straight = collect_workbook (FALSE);
  g_autoptr (Collected) reversed = collect_workbook (TRUE);
  g_autoptr (Collected) tables = collect_tabs ();
  g_autofree char *a = show_records (straight);
  g_autofree char *b = show_records (reversed);
  g_autofree char *c = show_records (tables);
  g_auto (GStrv) of_workbook = g_strsplit (a, "\n", -1);
  g_auto (GStrv) of_tables = g_strsplit (c, "\n", -1);

  g_assert_cmpstr (a, ==, b);
  g_assert_cmpuint (g_strv_length (of_workbook), ==, g_strv_length (of_tables));
  for (gsize i = 0; of_tables[i] != NULL; i++)
    if (strstr (of_tables[i], "\"db01\"") == NULL)
      g_assert_cmpstr (of_workbook[i], ==, of_tables[i]);
}

static void
test_what_is_no_inventory (void)
{
  g_autofree char *licence = tab_path (9);
  g_autofree char *folder = g_dir_make_tmp ("uitweg-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.xlsx", NULL);
  static const XlsxSheet sheets[] = {
    { "vInfo", "<row><c><v>1</v></c><c><v>2</v></c></row>" }
  };

  expect_error ("rvtools", licence, UITWEG_CONNECTOR_ERROR_INPUT,
                "*vLicense.csv: found no tab of RVTools, expected vInfo");
  xlsx_write (path, sheets, 1, NULL);
  expect_error ("rvtools", path, UITWEG_CONNECTOR_ERROR_INPUT,
                "*found no tab of RVTools*");
  g_file_set_contents (path, "PK\3\4 cut", -1, NULL);
  expect_error ("rvtools", path, UITWEG_CONNECTOR_ERROR_INPUT,
                "*found a damaged zip archive*");
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_the_workbook_of_others (void)
{
  static const char *const expected[][2] = {
    { "vInfo.rows", "9" },
    { "vInfo.cpus", "51" },
    { "vInfo.memory_mib", "105753" },
    { "vInfo.disks", "7" },
    { "vInfo.nics", "8" },
    { "vInfo.capacity_mib", "1181367" },
    { "vInfo.provisioned_mib", "1371610" },
    { "vInfo.in_use_mib", "351571" },
    { "vCPU.rows", "9" },
    { "vCPU.cpus", "70" },
    { "vMemory.rows", "9" },
    { "vMemory.size_mib", "155648" },
    { "vDisk.rows", "9" },
    { "vDisk.capacity_mib", "1344512" },
    { "vPartition.rows", "9" },
    { "vPartition.capacity_mib", "922530" },
    { "vPartition.consumed_mib", "185714" },
    { "vHost.rows", "7" },
    { "vHost.cores", "224" },
    { "vHost.memory_mib", "1832579" },
    { "vHost.vms", "183" },
  };
  g_autofree char *path = shared_input ("rvtools/example1.xlsx");
  g_autoptr (Collected) collected = NULL;
  const UitwegTable *table;
  const UitwegTable *edges;
  guint n_vms = 0;

  if (path == NULL)
    return;
  collected = collect ("rvtools", (const char *[]){ path, NULL }, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    check_tag (collected, expected[i][0], expected[i][1]);
  g_assert_false (collected->is_complete);
  /* 9 machines, 9 disks, 7 hosts, 1 cluster */
  g_assert_cmpuint (collected->n_resources, ==, 26);
  table = resources_of (collected);
  for (guint32 i = 0; i < uitweg_table_get_n_rows (table); i++)
    n_vms += uitweg_table_enum (table, i, UITWEG_RESOURCE_KIND)
             == (gint) UITWEG_KIND_VM;
  g_assert_cmpuint (n_vms, ==, 9);
  /* vMemory wins over vInfo's 2,224 MiB. */
  g_assert_cmpint (
      uitweg_table_int64 (table,
                          collected_require (collected, "vm/vm-89952/500b85c1"),
                          UITWEG_RESOURCE_MEMORY),
      ==, (gint64) 2048 << 20);
  /* A name and nothing else is a machine of unknown size. */
  g_assert_true (
      uitweg_table_int64 (table, collected_require (collected, "vm/name/vm-9"),
                          UITWEG_RESOURCE_VCPU)
      == UITWEG_UNKNOWN);
  /* By id, though vDisk calls the machine vm-8 and vm-7. */
  collected_require_edge (collected, "vm/vm-107051/500b80af",
                          "disk/vm-107051/500b80af/2001", "attached");
  collected_require_edge (collected, "vm/vm-111122", "disk/vm-111122/2000",
                          "attached");
  edges = uitweg_estate_get_table (collected->estate, UITWEG_RECORD_DEPENDENCY);
  for (guint32 i = 0; i < uitweg_table_get_n_rows (edges); i++)
    g_assert_cmpstr (uitweg_table_text (edges, i, UITWEG_DEPENDENCY_RULE), !=,
                     "shares_disk");
}

/* Each tab that is exported by itself is known, whatever it is called. */
static void
test_tabs_are_recognised (void)
{
  static const char *const known[] = { "dvPort",    "vCPU",    "vDatastore",
                                       "vDisk",     "vHost",   "vInfo",
                                       "vLicense",  "vMemory", "vNetwork",
                                       "vPartition" };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *name = g_strdup_printf ("RVTools_tab%s.csv", known[i]);
      g_autofree char *path = own_input ("rvtools", name);
      g_autoptr (GError) error = NULL;
      g_autoptr (UitwegConnectorSample)
          sample = connectors_sample_new (path, &error);
      const char *what = NULL;

      g_assert_no_error (error);
      if (uitweg_connectors_find ("rvtools")->recognise (sample, &what)
          < CONNECTORS_LIKELY)
        g_error ("found %s not recognised", name);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connectors/rvtools/machines", test_tabs_make_machines);
  g_test_add_func ("/connectors/rvtools/edges", test_tabs_make_edges);
  g_test_add_func ("/connectors/rvtools/features", test_features_that_hinder);
  g_test_add_func ("/connectors/rvtools/templates",
                   test_templates_are_left_out);
  g_test_add_func ("/connectors/rvtools/secrets", test_nothing_secret_is_kept);
  g_test_add_func ("/connectors/rvtools/order",
                   test_workbook_and_order_change_nothing);
  g_test_add_func ("/connectors/rvtools/recognise", test_tabs_are_recognised);
  g_test_add_func ("/connectors/rvtools/wrong", test_what_is_no_inventory);
  g_test_add_func ("/connectors/rvtools/shared", test_the_workbook_of_others);
  return g_test_run ();
}
