/* SPDX-License-Identifier: EUPL-1.2
 *
 * Any bytes as an estate: it is refused with a message, or read, and then
 * what is written is read again as the same.
 */
#include "config.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <uitweg/estate.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static UitwegEstate *
load (const guint8 *data, gsize size, guint n_copies, GError **error)
{
  int file = memfd_create ("fuzz", 0);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", file);
  const char *paths[] = { path, path };
  UitwegEstate *estate;

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (write (file, data, size), ==, (gssize) size);
  estate = uitweg_estate_load (paths, n_copies, 1, error);
  close (file);
  return estate;
}

static char *
save (const UitwegEstate *estate)
{
  g_autofree char *folder = g_dir_make_tmp ("uitweg-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "estate", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  uitweg_estate_save (estate, path, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  unlink (path);
  rmdir (folder);
  return text;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegEstate) estate = load (data, size, 1, &error);
  g_autoptr (UitwegEstate) again = NULL;
  g_autoptr (UitwegEstate) twice = NULL;
  g_autofree char *text = NULL;

  if (estate == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }
  text = save (estate);
  again = load ((const guint8 *) text, strlen (text), 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (uitweg_estate_get_digest (again), ==,
                   uitweg_estate_get_digest (estate));
  /* The same parts a second time add nothing that is wrong. */
  twice = load ((const guint8 *) text, strlen (text), 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (uitweg_estate_get_n_resources (twice), <=,
                    uitweg_estate_get_n_resources (estate));
  return 0;
}
