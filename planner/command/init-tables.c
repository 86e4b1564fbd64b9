/* SPDX-License-Identifier: EUPL-1.2
 *
 * The tables that people fill by hand: CSV files with the columns of the
 * mapping `templates` of the catalog, a row that explains them and an example
 * row. Both begin with # and are left out when the tables are read.
 */
#include "config.h"

#include "command/init.h"

#include "base/csv.h"
#include "base/doc.h"
#include "base/file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define TEMPLATES "templates.yaml"
#define LARGEST ((gsize) 4 << 20)

/* One file to write. */
typedef struct
{
  char *path;
  GString *text;
} Table;

static void
free_table (gpointer data)
{
  Table *table = data;

  g_free (table->path);
  g_string_free (table->text, TRUE);
  g_free (table);
}

static const char *
get_text (const BaseDoc *doc, const BaseNode *map, const char *key)
{
  const BaseNode *node = base_doc_find (doc, map, key);

  return node != NULL && node->kind == BASE_NODE_STRING ? node->text : NULL;
}

/* The text of a key in the language: with "_nl" behind it where that is
 * there. */
static const char *
get_worded (const BaseDoc *doc,
            const BaseNode *column,
            const char *key,
            gboolean is_dutch)
{
  g_autofree char *dutch = g_strconcat (key, "_nl", NULL);
  const char *text = is_dutch ? get_text (doc, column, dutch) : NULL;

  return text != NULL ? text : get_text (doc, column, key);
}

static const char *
get_head (const BaseDoc *doc, const BaseNode *column, gboolean is_dutch)
{
  const char *dutch = is_dutch ? get_text (doc, column, "head_nl") : NULL;

  return dutch != NULL ? dutch : get_text (doc, column, "column");
}

/* Header, explanation and example. Spreadsheets take the semicolon where the
 * comma is decimal. */
static GString *
make_text (const BaseDoc *doc, const BaseNode *table, gboolean is_dutch)
{
  static const char *const keys[] = { NULL, "help", "example" };
  const BaseNode *columns = base_doc_find (doc, table, "columns");
  GString *text = g_string_new (NULL);

  for (gsize line = 0; line < G_N_ELEMENTS (keys); line++)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

      for (const BaseNode *column = base_doc_first (doc, columns);
           column != NULL; column = base_doc_next (doc, column))
        {
          const char *cell = keys[line] == NULL
                                 ? get_head (doc, column, is_dutch)
                                 : get_worded (doc, column, keys[line],
                                               is_dutch);
          const gboolean is_marked = keys[line] != NULL && cells->len == 0;

          if (get_text (doc, column, "column") != NULL)
            g_ptr_array_add (cells,
                             g_strconcat (is_marked ? "# " : "",
                                          cell != NULL ? cell : "", NULL));
        }
      base_csv_append_row (text, is_dutch ? ';' : ',',
                           (const char *const *) cells->pdata, cells->len);
    }
  return text;
}

/* Tables that are read beside another have no file of their own. */
static gboolean
has_file (const BaseDoc *doc, const BaseNode *table)
{
  const BaseNode *also = base_doc_find (doc, table, "also");

  return get_text (doc, table, "name") != NULL
         && base_doc_find (doc, table, "columns") != NULL
         && !(also != NULL && also->truth);
}

/* (transfer full): all files, none of which is there yet. */
static GPtrArray *
make_tables (const BaseDoc *doc,
             const char *folder,
             gboolean is_dutch,
             GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (free_table);
  const BaseNode *list = base_doc_find (doc, base_doc_node (doc, 0), "tables");

  for (const BaseNode *node = list != NULL ? base_doc_first (doc, list) : NULL;
       node != NULL; node = base_doc_next (doc, node))
    {
      g_autofree char *name = NULL;
      Table *table;

      if (!has_file (doc, node))
        continue;
      name = g_strconcat (get_text (doc, node, "name"), ".csv", NULL);
      table = g_new0 (Table, 1);
      table->path = g_build_filename (folder, name, NULL);
      table->text = make_text (doc, node, is_dutch);
      g_ptr_array_add (tables, table);
      if (!g_file_test (table->path, G_FILE_TEST_EXISTS))
        continue;
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("%s: is there already; nothing was written"),
                   table->path);
      return NULL;
    }
  return g_steal_pointer (&tables);
}

static gboolean
make_folder (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0777) == 0)
    return TRUE;
  base_file_set_error (error, BASE_FILE_ERROR, (gint) BASE_FILE_ERROR_WRITE,
                       folder, errno);
  return FALSE;
}

CommandExit
command_init_tables (const CommandOptions *options)
{
  const gboolean is_dutch = g_str_equal (command_get_language (options), "nl");
  g_autofree char *path = g_build_filename (command_get_data_dir (), "mappings",
                                            TEMPLATES, NULL);
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (GError) error = NULL;

  bytes = base_file_read (path, LARGEST, &error);
  if (bytes == NULL
      || !base_yaml_parse (doc, path, g_bytes_get_data (bytes, NULL),
                           g_bytes_get_size (bytes), &error)
      || !make_folder (options->tables, &error))
    return command_fail (options, error);
  tables = make_tables (doc, options->tables, is_dutch, &error);
  if (tables == NULL)
    return command_fail (options, error);
  for (guint i = 0; i < tables->len; i++)
    {
      const Table *table = g_ptr_array_index (tables, i);

      if (!base_file_write_atomic (table->path, table->text->str,
                                   table->text->len, &error))
        return command_fail (options, error);
      if (!options->quiet)
        command_print ("%s\n", table->path);
    }
  return COMMAND_EXIT_DONE;
}
