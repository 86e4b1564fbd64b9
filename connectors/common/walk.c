/* SPDX-License-Identifier: EUPL-1.2
 *
 * From the paths of a call to the list of files that are read.
 */
#include "config.h"

#include "connectors/common/walk.h"

#include <string.h>

#include "connectors/common/records.h"

#define MAX_DEPTH 64

/* A folder that waits. */
typedef struct
{
  char *path;
  guint depth;
} Folder;

static void
clear_folder (gpointer data)
{
  g_free (((Folder *) data)->path);
}

static gboolean
set_input_error (GError **error, const char *path, const char *reason)
{
  g_set_error (error, UITWEG_CONNECTOR_ERROR,
               (gint) UITWEG_CONNECTOR_ERROR_INPUT, "%s: %s", path, reason);
  return FALSE;
}

static gboolean
add_file (ConnectorsWalk *walk, char *path, GError **error)
{
  g_ptr_array_add (walk->files, path);
  if (walk->files->len <= CONNECTORS_MAX_FILES)
    return TRUE;
  return set_input_error (error, path,
                          "found more than 100000 files, expected fewer");
}

/* Takes what stands in one folder. */
static gboolean
take_entry (ConnectorsWalk *walk,
            GArray *folders,
            const Folder *folder,
            const char *name,
            GError **error)
{
  g_autofree char *path = g_build_filename (folder->path, name, NULL);
  gboolean is_link = g_file_test (path, G_FILE_TEST_IS_SYMLINK);

  if (name[0] == '.')
    walk->n_hidden++;
  else if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return add_file (walk, g_steal_pointer (&path), error);
  else if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    walk->n_others++;
  else if (is_link)
    walk->n_links++;
  else if (folder->depth == MAX_DEPTH)
    walk->n_too_deep++;
  else
    {
      const Folder below = { g_steal_pointer (&path), folder->depth + 1 };

      g_array_append_val (folders, below);
    }
  return TRUE;
}

static gboolean
walk_folder (ConnectorsWalk *walk, const char *path, GError **error)
{
  g_autoptr (GArray) folders = g_array_new (FALSE, FALSE, sizeof (Folder));
  const Folder first = { g_strdup (path), 1 };

  g_array_set_clear_func (folders, clear_folder);
  g_array_append_val (folders, first);
  for (guint i = 0; i < folders->len; i++)
    {
      const Folder folder = g_array_index (folders, Folder, i);
      g_autoptr (GDir) dir = g_dir_open (folder.path, 0, NULL);
      const char *name;

      if (dir == NULL)
        {
          walk->n_unreadable++;
          continue;
        }
      while ((name = g_dir_read_name (dir)) != NULL)
        if (!take_entry (walk, folders, &folder, name, error))
          return FALSE;
    }
  return TRUE;
}

static void
remove_repeats (GPtrArray *files)
{
  guint kept = 0;

  g_ptr_array_sort (files, connectors_compare_texts);
  for (guint i = 0; i < files->len; i++)
    if (kept > 0 && strcmp (files->pdata[i], files->pdata[kept - 1]) == 0)
      g_free (files->pdata[i]);
    else
      files->pdata[kept++] = files->pdata[i];
  for (guint i = kept; i < files->len; i++)
    files->pdata[i] = NULL;
  g_ptr_array_set_size (files, (gint) kept);
}

gboolean
connectors_walk (const char *const *paths, ConnectorsWalk *walk, GError **error)
{
  walk->files = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; paths[i] != NULL; i++)
    {
      if (!g_file_test (paths[i], G_FILE_TEST_EXISTS))
        return set_input_error (error, paths[i],
                                "found nothing there, expected a file or a "
                                "folder");
      if (g_file_test (paths[i], G_FILE_TEST_IS_DIR)
              ? !walk_folder (walk, paths[i], error)
              : !add_file (walk, g_strdup (paths[i]), error))
        return FALSE;
    }
  remove_repeats (walk->files);
  return TRUE;
}

void
connectors_walk_clear (ConnectorsWalk *walk)
{
  g_clear_pointer (&walk->files, g_ptr_array_unref);
}
