/* SPDX-License-Identifier: EUPL-1.2
 *
 * Any bytes as a file of the catalog. The first line names the table and the
 * form, "prices.csv" or "effort.yaml"; the rest is the file. Alone it is no
 * catalog, so that there is always a message.
 */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include <uitweg/catalog.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
write_file (const char *path, const char *text, gsize size)
{
  g_assert_true (g_file_set_contents_full (
      path, text, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* Loads a folder that holds an index and that file. */
static void
load (const char *name, const char *text, gsize size)
{
  g_autofree char *folder = g_dir_make_tmp ("uitweg-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autofree char *index = g_build_filename (folder, "catalog.yaml", NULL);
  g_autofree char *table = g_strndup (name, strcspn (name, "."));
  g_autofree char *content = g_strdup_printf (
      "format: uitweg-catalog/1\nversion: x\nas_of: 2026-11-22\nfiles: "
      "[{path: %s, table: %s, source: x, as_of: 2026-11-22, licence: x}]\n",
      name, table);
  const char *paths[] = { folder };
  g_autoptr (GError) error = NULL;

  write_file (index, content, strlen (content));
  write_file (file, text, size);
  g_assert_null (uitweg_catalog_load (paths, 1, &error));
  g_assert_nonnull (error);
  unlink (file);
  unlink (index);
  rmdir (folder);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const guint8 *newline = size > 0 ? memchr (data, '\n', size) : NULL;
  gsize length = newline != NULL ? (gsize) (newline - data) : 0;
  g_autofree char *name = g_strndup ((const char *) data, length);

  if (length == 0 || length > 32
      || strspn (name, "abcdefghijklmnopqrstuvwxyz-.") != length
      || name[0] == '.' || strcmp (name, "catalog.yaml") == 0)
    return 0;
  load (name, (const char *) data + length + 1, size - length - 1);
  return 0;
}
