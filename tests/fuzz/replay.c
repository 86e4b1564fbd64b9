/* SPDX-License-Identifier: EUPL-1.2
 *
 * Stands in for libFuzzer in an ordinary build: gives each file of the
 * target's corpus to LLVMFuzzerTestOneInput() as a test of its own, so that
 * what a fuzzer once found is tried again by every `make check`.
 */
#include "config.h"

#include <glib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
replay_file (gconstpointer user_data)
{
  const char *path = user_data;
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *exact = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &contents, &length, &error));
  g_assert_no_error (error);

  /* Exactly as long as the file, so that one byte too far is seen. */
  exact = g_memdup2 (contents, length);
  g_assert_cmpint (LLVMFuzzerTestOneInput (exact, length), ==, 0);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Registers one test for each file, in the order of their names. */
static void
add_corpus (const char *target)
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *entry;

  folder = g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", target, NULL);
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (entry));
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *test = NULL;

      test = g_strdup_printf ("/fuzz/%s/%s", target, name);
      g_test_add_data_func_full (test, g_build_filename (folder, name, NULL),
                                 replay_file, g_free);
    }
}

static void
test_takes_nothing_at_all (void)
{
  g_assert_cmpint (LLVMFuzzerTestOneInput ((const guint8 *) "", 0), ==, 0);
}

int
main (int argc, char **argv)
{
  g_autofree char *program = g_path_get_basename (argv[0]);
  const char *target = program;

  g_test_init (&argc, &argv, NULL);
  if (g_str_has_prefix (target, "fuzz-"))
    target += strlen ("fuzz-");
  g_test_add_func ("/fuzz/empty", test_takes_nothing_at_all);
  add_corpus (target);
  return g_test_run ();
}
