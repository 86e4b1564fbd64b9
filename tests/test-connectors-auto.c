/* SPDX-License-Identifier: EUPL-1.2
 *
 * The connector that recognises files: what each is taken for, what nobody
 * knows, what is broken, and that neither order nor place of files matters.
 */
#include "config.h"

#include "connectors-common.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "connectors/common/walk.h"

/* A problem or note of the source of `auto` with that text, or NULL. */
static const char *
find_note (const Collected *collected, const char *pattern)
{
  const UitwegTable *sources = uitweg_estate_get_table (collected->estate,
                                                        UITWEG_RECORD_SOURCE);
  const UitwegTable *problems = uitweg_table_child (sources,
                                                    UITWEG_SOURCE_PROBLEMS);

  for (guint32 s = 0; s < uitweg_table_get_n_rows (sources); s++)
    {
      guint32 first;
      guint32 n;

      if (!g_str_equal (uitweg_table_text (sources, s, UITWEG_SOURCE_CONNECTOR),
                        "auto"))
        continue;
      uitweg_table_list (sources, s, UITWEG_SOURCE_PROBLEMS, &first, &n);
      for (guint32 i = first; i < first + n; i++)
        {
          const char *text = uitweg_table_text (problems, i,
                                                UITWEG_SOURCE_PROBLEM_ERROR);

          if (g_pattern_match_simple (pattern, text))
            return uitweg_table_text (problems, i, UITWEG_SOURCE_PROBLEM_CALL);
        }
    }
  return NULL;
}

static void
test_each_file_goes_to_its_reader (void)
{
  g_autofree char *terraform = own_input ("terraform", NULL);
  g_autofree char *libvirt = own_input ("libvirt", NULL);
  g_autoptr (Collected) both = collect (
      "auto", (const char *[]){ terraform, libvirt, NULL }, NULL, NULL);
  g_autoptr (Collected) turned = collect (
      "auto", (const char *[]){ libvirt, terraform, libvirt, NULL }, NULL,
      NULL);

  g_assert_nonnull (
      find_note (both, "* files: taken for libvirt domain (libvirt-xml)"));
  g_assert_nonnull (
      find_note (both, "* files: taken for Terraform state (terraform)"));
  g_assert_nonnull (
      find_note (both, "* files: taken for Terraform plan (terraform)"));
  g_assert_nonnull (find_note (both, "left out, text that is no inventory"));
  g_assert_nonnull (find_note (both, "no reader knows it: found XML"));
  g_assert_nonnull (
      strstr (find_note (both, "found the end of the input*"), ":294:28"));
  g_assert_nonnull (find_note (both, "found a state of another version*"));
  g_assert_false (both->is_complete);
  g_assert_cmpuint (both->n_resources, ==, turned->n_resources);
  collected_forbid (both, "planted-secret");
}

static void
test_what_stands_beside_a_broken_file_is_read (void)
{
  g_autofree char *good = own_input ("terraform", "plan-show.json");
  g_autofree char *bad = own_input ("terraform", "truncated.tfstate");
  g_autoptr (Collected)
      alone = collect ("terraform", (const char *[]){ good, NULL }, NULL, NULL);
  g_autoptr (Collected)
      both = collect ("auto", (const char *[]){ bad, good, NULL }, NULL, NULL);

  g_assert_cmpuint (alone->n_resources, >, 0);
  g_assert_cmpuint (both->n_resources, ==, alone->n_resources);
  g_assert_false (both->is_complete);
}

static void
test_an_estate_is_taken_as_it_is (void)
{
  g_autofree char *estate = own_input ("estate", "all-records.jsonl");
  g_autofree char *plan = own_input ("terraform", "plan-show.json");
  g_autofree char *broken = own_input ("estate", "bad-date.jsonl");
  g_autoptr (UitwegEstate)
      loaded = uitweg_estate_load ((const char *const[]){ estate }, 1, 1, NULL);
  g_autoptr (Collected) collected = collect (
      "auto", (const char *[]){ plan, estate, broken, estate, NULL }, NULL,
      NULL);

  g_assert_nonnull (find_note (collected, "2 files: taken for an estate"));
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    {
      const UitwegTable *table = uitweg_estate_get_table (loaded, type);

      for (guint32 row = 0; row < uitweg_table_get_n_rows (table); row++)
        g_assert_cmpuint (
            uitweg_estate_find (collected->estate, type,
                                uitweg_table_text (table, row, 0)),
            !=, UITWEG_NONE);
    }
}

static void
test_files_that_nobody_reads_are_an_error (void)
{
  g_autofree char *path = own_input ("terraform", "README.md");

  expect_error ("auto", path, UITWEG_CONNECTOR_ERROR_INPUT,
                "auto: found 1 files of which none can be read*");
  expect_error ("auto", "/nonexistent/x", UITWEG_CONNECTOR_ERROR_INPUT,
                "/nonexistent/x: found nothing there*");
}

static void
test_the_provider_goes_to_machines_of_no_cloud (void)
{
  g_autofree char *libvirt = own_input ("libvirt", NULL);
  g_autoptr (Collected) collected = collect (
      "auto", (const char *[]){ libvirt, NULL },
      (const char *[]){ "provider", NULL }, (const char *[]){ "hoster", NULL });
  const UitwegTable *table = uitweg_estate_get_table (collected->estate,
                                                      UITWEG_RECORD_RESOURCE);
  guint n = 0;

  for (guint32 i = 0; i < uitweg_table_get_n_rows (table); i++)
    if (g_strcmp0 (uitweg_table_text (table, i, UITWEG_RESOURCE_PROVIDER),
                   "hoster")
        == 0)
      n++;
  g_assert_cmpuint (n, >, 0);
}

static void
test_walks_are_sorted_and_leave_out (void)
{
  g_autofree char *folder = g_dir_make_tmp ("uitweg-test-XXXXXX", NULL);
  g_autofree char *below = g_build_filename (folder, "b", NULL);
  g_autofree char *a = g_build_filename (below, "a", NULL);
  g_autofree char *c = g_build_filename (folder, "c", NULL);
  g_autofree char *hidden = g_build_filename (folder, ".git", NULL);
  g_autofree char *circle = g_build_filename (below, "circle", NULL);
  g_auto (ConnectorsWalk) walk = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (below, 0700), ==, 0);
  g_assert_true (g_file_set_contents (a, "", 0, NULL));
  g_assert_true (g_file_set_contents (c, "", 0, NULL));
  g_assert_true (g_file_set_contents (hidden, "", 0, NULL));
  g_assert_cmpint (symlink (folder, circle), ==, 0);

  connectors_walk ((const char *[]){ c, folder, hidden, NULL }, &walk, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (walk.files->len, ==, 3);
  g_assert_cmpstr (walk.files->pdata[0], ==, hidden);
  g_assert_cmpstr (walk.files->pdata[1], ==, a);
  g_assert_cmpstr (walk.files->pdata[2], ==, c);
  g_assert_cmpuint (walk.n_hidden, ==, 1);
  g_assert_cmpuint (walk.n_links, ==, 1);

  g_unlink (a);
  g_unlink (c);
  g_unlink (hidden);
  g_unlink (circle);
  g_rmdir (below);
  g_rmdir (folder);
}

/* Counts of the libvirt and Terraform files by their own connectors. */
static void
test_a_folder_of_others_is_one_estate (void)
{
  g_autofree char *path = shared_input ("terraform");
  g_autofree char *libvirt = shared_input ("libvirt");
  g_autoptr (Collected) collected = NULL;

  if (path == NULL)
    return;
  collected = collect ("auto", (const char *[]){ path, libvirt, NULL }, NULL,
                       NULL);
  g_assert_nonnull (find_note (collected, "165 files: taken for libvirt*"));
  g_assert_nonnull (
      find_note (collected, "6 files: taken for Terraform plan*"));
  g_assert_nonnull (
      find_note (collected, "2 files: taken for Terraform state*"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connectors/auto/kinds", test_each_file_goes_to_its_reader);
  g_test_add_func ("/connectors/auto/broken",
                   test_what_stands_beside_a_broken_file_is_read);
  g_test_add_func ("/connectors/auto/estates",
                   test_an_estate_is_taken_as_it_is);
  g_test_add_func ("/connectors/auto/none",
                   test_files_that_nobody_reads_are_an_error);
  g_test_add_func ("/connectors/auto/provider",
                   test_the_provider_goes_to_machines_of_no_cloud);
  g_test_add_func ("/connectors/auto/walk",
                   test_walks_are_sorted_and_leave_out);
  g_test_add_func ("/connectors/auto/others",
                   test_a_folder_of_others_is_one_estate);
  return g_test_run ();
}
