/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads one folder of the catalog: its index, then each file that the index
 * names, into raw tables. What layers do to each other comes later.
 */
#include "config.h"

#include "model/catalog-private.h"

#include <string.h>

#include "base/calendar.h"
#include "base/file.h"
#include "model/messages.h"

#define INDEX_NAME "catalog.yaml"
#define FORMAT "uitweg-catalog/1"

enum
{
  INDEX_FORMAT,
  INDEX_VERSION,
  INDEX_AS_OF,
  INDEX_FILES,
  INDEX_WITHDRAW,
};

enum
{
  FILE_PATH,
  FILE_TABLE,
  FILE_SOURCE,
  FILE_AS_OF,
};

enum
{
  WITHDRAW_TABLE,
  WITHDRAW_ID,
};

enum
{
  HEAD_FORMAT,
  HEAD_TABLE,
  HEAD_SOURCE,
  HEAD_AS_OF,
};

#define TEXT(field_key, is_required)                                           \
  {                                                                            \
    .key = field_key, .type = UITWEG_FIELD_TEXT, .required = is_required       \
  }
#define DAY(field_key, is_required)                                            \
  {                                                                            \
    .key = field_key, .type = UITWEG_FIELD_DAY, .required = is_required        \
  }
#define LIST(field_key, is_required, schema)                                   \
  {                                                                            \
    .key = field_key, .type = UITWEG_FIELD_LIST, .required = is_required,      \
    .child = schema                                                            \
  }

static const UitwegField file_fields[] = {
  TEXT ("path", TRUE), TEXT ("table", TRUE),   TEXT ("source", TRUE),
  DAY ("as_of", TRUE), TEXT ("licence", TRUE), TEXT ("attribution", FALSE),
  TEXT ("note", FALSE)
};
static const UitwegSchema file_schema = { "files", file_fields,
                                          G_N_ELEMENTS (file_fields) };

static const UitwegField withdraw_fields[] = { TEXT ("table", TRUE),
                                               TEXT ("id", TRUE),
                                               TEXT ("reason", FALSE) };
static const UitwegSchema withdraw_schema = { "withdraw", withdraw_fields,
                                              G_N_ELEMENTS (withdraw_fields) };

static const UitwegField index_fields[] = {
  TEXT ("format", TRUE), TEXT ("version", TRUE), DAY ("as_of", TRUE),
  LIST ("files", FALSE, &file_schema),
  LIST ("withdraw", FALSE, &withdraw_schema)
};
static const UitwegSchema index_schema = { "index", index_fields,
                                           G_N_ELEMENTS (index_fields) };

static const UitwegField head_fields[] = {
  TEXT ("format", TRUE), TEXT ("table", TRUE),   TEXT ("source", TRUE),
  DAY ("as_of", TRUE),   TEXT ("licence", TRUE), TEXT ("attribution", FALSE),
  TEXT ("note", FALSE)
};
static const UitwegSchema head_schema = { "head", head_fields,
                                          G_N_ELEMENTS (head_fields) };

static const char *const content_keys[] = { "records", "values", NULL };

/* Tables of values. */
static const char *const value_tables[] = { "activities", "cost",
                                            "data-act",   "effort",
                                            "identity",   "portability",
                                            "waves",      NULL };

/* What is read at the moment. */
typedef struct
{
  UitwegCatalog *catalog;
  const char *folder;
  guint32 layer;
  guint32 file;
  const char *name; /* of the file, for messages */
  BaseDoc *doc;
  GChecksum *checksum;
  BaseProblems *problems;
} Reader;

/* Reads a file and counts its path and bytes into the digest. */
static GBytes *
read_bytes (Reader *reader, const char *path)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = base_file_read (reader->name, MODEL_CATALOG_FILE_MAX, &error);
  const guchar *data;
  gsize length;

  if (bytes == NULL)
    {
      model_note_error (reader->problems, reader->name, error);
      return NULL;
    }
  data = g_bytes_get_data (bytes, &length);
  g_checksum_update (reader->checksum, (const guchar *) path,
                     (gssize) strlen (path) + 1);
  g_checksum_update (reader->checksum, data, (gssize) length);
  return bytes;
}

static gboolean
parse_yaml (Reader *reader, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  const BaseNode *root;

  if (!base_yaml_parse (reader->doc, reader->name, data != NULL ? data : "",
                        length, &error))
    {
      model_note_error (reader->problems, reader->name, error);
      return FALSE;
    }
  root = base_doc_node (reader->doc, 0);
  if (root->kind != BASE_NODE_MAP)
    {
      base_problems_add (reader->problems, reader->name, root->line, 0,
                         "found no map, expected keys such as 'format'");
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_format (const Reader *reader, const UitwegTable *head)
{
  const char *format = uitweg_table_text (head, 0, HEAD_FORMAT);

  if (strcmp (format, FORMAT) == 0)
    return TRUE;
  base_problems_add (reader->problems, reader->name, 1, 0,
                     "found format '%s', expected '" FORMAT "'", format);
  return FALSE;
}

static gint
find_table (const char *name)
{
  for (guint table = 0; table < MODEL_N_CATALOG_TABLES; table++)
    if (strcmp (model_catalog_schema (table)->name, name) == 0)
      return (gint) table;
  return -1;
}

/* Says that the index names a table that is none. */
static void
note_unknown_table (const Reader *reader, const char *name)
{
  /* Those of values end in a NULL: room for calendars, and one more. */
  const char *names[MODEL_N_CATALOG_TABLES + G_N_ELEMENTS (value_tables)
                    + 1] = { NULL };
  const char *nearest;
  guint n = 0;

  for (; n < MODEL_N_CATALOG_TABLES; n++)
    names[n] = model_catalog_schema (n)->name;
  for (guint i = 0; value_tables[i] != NULL; i++)
    names[n++] = value_tables[i];
  names[n] = "calendars";
  nearest = base_nearest (name, names);
  base_problems_add (reader->problems, reader->name, 1, 0,
                     "found table '%s', expected '%s'", name,
                     nearest != NULL ? nearest : "providers");
}

static void
read_records (Reader *reader, ModelCatalogTable table, const BaseNode *records)
{
  UitwegCatalog *catalog = reader->catalog;

  for (const BaseNode *node = base_doc_first (reader->doc, records);
       node != NULL; node = base_doc_next (reader->doc, node))
    {
      ModelCatalogPlace place = { .file = reader->file,
                                  .line = node->line,
                                  .layer = reader->layer };

      if (base_table_read_row (catalog->tables[table], reader->doc, node, NULL,
                               reader->name, reader->problems)
          != UITWEG_NONE)
        g_array_append_val (catalog->places[table], place);
    }
}

static void
read_calendars (Reader *reader, const BaseNode *records)
{
  for (const BaseNode *node = base_doc_first (reader->doc, records);
       node != NULL; node = base_doc_next (reader->doc, node))
    {
      ModelCatalogCalendar calendar = { .place = { reader->file, node->line,
                                                   reader->layer } };
      const BaseNode *id = node->kind == BASE_NODE_MAP
                               ? base_doc_find (reader->doc, node, "id")
                               : NULL;

      if (id == NULL || id->kind != BASE_NODE_STRING)
        {
          base_problems_add (reader->problems, reader->name, node->line, 0,
                             "found a calendar without id, expected one");
          continue;
        }
      calendar.id = g_strdup (id->text);
      calendar.calendar = base_calendar_new ();
      base_calendar_load (calendar.calendar, reader->doc, node, reader->name,
                          reader->problems);
      g_array_append_val (reader->catalog->calendars, calendar);
    }
}

/* The content of a file: `records`, or `values` for a table of values. */
static void
read_content (Reader *reader, const char *table_name, const BaseNode *root)
{
  gint table = find_table (table_name);
  gboolean is_values = g_strv_contains (value_tables, table_name);
  const char *key = is_values ? "values" : "records";
  const BaseNode *content = base_doc_find (reader->doc, root, key);
  BaseNodeKind expected = is_values ? BASE_NODE_MAP : BASE_NODE_LIST;
  ModelCatalogPlace place = { .file = reader->file, .layer = reader->layer };

  if (table < 0 && !is_values && strcmp (table_name, "calendars") != 0)
    {
      note_unknown_table (reader, table_name);
      return;
    }
  if (content == NULL || (BaseNodeKind) content->kind != expected)
    {
      base_problems_add (reader->problems, reader->name,
                         content != NULL ? content->line : root->line, 0,
                         "found no %s, expected a %s of them", key,
                         is_values ? "map" : "list");
      return;
    }
  if (is_values)
    model_catalog_read_values (reader->catalog, table_name, reader->doc,
                               content, place, reader->problems);
  else if (table >= 0)
    read_records (reader, (ModelCatalogTable) table, content);
  else
    read_calendars (reader, content);
}

static void
read_yaml (Reader *reader, const ModelCatalogFile *file, GBytes *bytes)
{
  g_autoptr (UitwegTable)
      head = base_table_new (&head_schema, reader->catalog->pool);
  const BaseNode *root;
  const char *table;

  if (!parse_yaml (reader, bytes))
    return;
  root = base_doc_node (reader->doc, 0);
  if (base_table_read_row (head, reader->doc, root, content_keys, reader->name,
                           reader->problems)
          == UITWEG_NONE
      || !check_format (reader, head))
    return;
  table = uitweg_table_text (head, 0, HEAD_TABLE);
  if (strcmp (table, file->table) != 0)
    base_problems_add (reader->problems, reader->name, 1, 0,
                       "found table '%s', expected '%s' as the index says",
                       table, file->table);
  else
    read_content (reader, table, root);
}

static void
read_csv (Reader *reader, const ModelCatalogFile *file, GBytes *bytes)
{
  gint table = find_table (file->table);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (table < 0)
    note_unknown_table (reader, file->table);
  else
    model_catalog_read_csv (reader->catalog, (ModelCatalogTable) table,
                            reader->file, reader->layer,
                            data != NULL ? data : "", length, reader->problems);
}

/* A path inside the folder: no way up or out. */
static gboolean
is_inside (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] == '\0' || strcmp (parts[i], "..") == 0)
      return FALSE;
  return parts[0] != NULL;
}

static void
read_file (Reader *reader, const char *path, const char *table)
{
  ModelCatalogFile file = { .name = g_build_filename (reader->folder, path,
                                                      NULL),
                            .path = g_strdup (path),
                            .table = g_strdup (table) };
  g_autoptr (GBytes) bytes = NULL;

  reader->file = reader->catalog->files->len;
  g_array_append_val (reader->catalog->files, file);
  reader->name = file.name;
  bytes = read_bytes (reader, path);
  if (bytes == NULL)
    return;
  if (g_str_has_suffix (path, ".csv"))
    read_csv (reader, &file, bytes);
  else
    read_yaml (reader, &file, bytes);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const UitwegTable *files = data;

  return strcmp (uitweg_table_text (files, *(const guint32 *) a, FILE_PATH),
                 uitweg_table_text (files, *(const guint32 *) b, FILE_PATH));
}

/* Reads what the index names, in the order of path. */
static void
read_files (Reader *reader, const UitwegTable *index)
{
  const UitwegTable *files = uitweg_table_child (index, INDEX_FILES);
  const char *index_name = reader->name;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  UitwegDay as_of = uitweg_table_day (index, 0, INDEX_AS_OF);

  for (guint32 i = 0; i < uitweg_table_get_n_rows (files); i++)
    g_array_append_val (rows, i);
  g_array_sort_with_data (rows, compare_rows, (gpointer) files);
  for (guint i = 0; i < rows->len; i++)
    {
      guint32 row = g_array_index (rows, guint32, i);
      const char *path = uitweg_table_text (files, row, FILE_PATH);
      const char *fault = NULL;

      if (i > 0
          && strcmp (path, uitweg_table_text (
                               files, g_array_index (rows, guint32, i - 1),
                               FILE_PATH))
                 == 0)
        fault = "named twice, expected once";
      else if (!is_inside (path))
        fault = "outside the folder, expected inside";
      else if (uitweg_table_day (files, row, FILE_AS_OF) > as_of)
        fault = "of a later day than the catalog, expected no later";
      if (fault != NULL)
        base_problems_add (reader->problems, index_name, 0, 0,
                           "found file '%s' %s", path, fault);
      else
        read_file (reader, path, uitweg_table_text (files, row, FILE_TABLE));
    }
}

static void
read_withdrawals (Reader *reader, const UitwegTable *index)
{
  const UitwegTable *rows = uitweg_table_child (index, INDEX_WITHDRAW);

  for (guint32 i = 0; i < uitweg_table_get_n_rows (rows); i++)
    {
      ModelWithdrawal withdrawal = {
        .table = uitweg_table_text (rows, i, WITHDRAW_TABLE),
        .id = uitweg_table_text (rows, i, WITHDRAW_ID),
        .place = { reader->file, 0, reader->layer }
      };

      g_array_append_val (reader->catalog->withdrawals, withdrawal);
    }
}

void
model_catalog_read_layer (UitwegCatalog *catalog,
                          const char *folder,
                          guint32 layer,
                          GChecksum *checksum,
                          BaseProblems *problems)
{
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (UitwegTable) index = base_table_new (&index_schema, catalog->pool);
  g_autoptr (GBytes) bytes = NULL;
  ModelCatalogFile file = { .name = g_build_filename (folder, INDEX_NAME, NULL),
                            .path = g_strdup (INDEX_NAME),
                            .table = g_strdup ("") };
  Reader reader = { .catalog = catalog,
                    .folder = folder,
                    .layer = layer,
                    .file = catalog->files->len,
                    .name = file.name,
                    .doc = doc,
                    .checksum = checksum,
                    .problems = problems };

  g_array_append_val (catalog->files, file);
  bytes = read_bytes (&reader, INDEX_NAME);
  if (bytes == NULL || !parse_yaml (&reader, bytes)
      || base_table_read_row (index, doc, base_doc_node (doc, 0), NULL,
                              reader.name, problems)
             == UITWEG_NONE
      || !check_format (&reader, index))
    return;
  if (layer == 0)
    catalog->version = g_strdup (uitweg_table_text (index, 0, INDEX_VERSION));
  if (catalog->as_of == UITWEG_DAY_UNKNOWN
      || catalog->as_of < uitweg_table_day (index, 0, INDEX_AS_OF))
    catalog->as_of = uitweg_table_day (index, 0, INDEX_AS_OF);
  read_withdrawals (&reader, index);
  read_files (&reader, index);
}
