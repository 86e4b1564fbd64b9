/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads a mapping: a YAML file becomes rows of mapping-schema.c, and those
 * become tables and columns whose fields are known. All that is wrong is told
 * at once, each with its line.
 */
#include "config.h"

#include "connectors/tables/mapping-schema.h"
#include "connectors/tables/mapping.h"

#include "base/schema.h"

#include <string.h>

struct _TablesMapping
{
  BaseStrpool *pool; /* the texts of all tables */
  UitwegTable *rows;
  char *name;
  char *sha256;
  GPtrArray *tables;
};

/* What one reading needs everywhere. */
typedef struct
{
  const char *path;
  const BaseDoc *doc;
  const BaseNode *node; /* the part that is read now, for its line */
  BaseProblems *problems;
  TablesMapping *mapping;
} Reader;

static void G_GNUC_PRINTF (2, 3)
    complain (const Reader *reader, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  base_problems_add (reader->problems, reader->path,
                     reader->node != NULL ? reader->node->line : 0, 0, "%s",
                     text);
}

static void
clear_target (gpointer data)
{
  g_free (((TablesTarget *) data)->key);
}

static void
free_column (gpointer data)
{
  TablesColumn *column = data;

  g_free ((gpointer) column->aliases);
  g_clear_pointer (&column->values, g_hash_table_unref);
  clear_target (&column->target);
  g_clear_pointer (&column->parts, g_array_unref);
  g_free (column);
}

static void
free_filter (gpointer data)
{
  TablesFilter *filter = data;

  g_hash_table_unref (filter->words);
  g_free (filter);
}

static void
free_table (gpointer data)
{
  TablesTable *table = data;

  g_free ((gpointer) table->needs);
  g_free ((gpointer) table->ids);
  g_free ((gpointer) table->ignored);
  g_free ((gpointer) table->from);
  g_free ((gpointer) table->to);
  g_clear_pointer (&table->rules, g_hash_table_unref);
  g_ptr_array_unref (table->columns);
  g_ptr_array_unref (table->filters);
  g_free (table);
}

void
tables_mapping_free (TablesMapping *mapping)
{
  g_ptr_array_unref (mapping->tables);
  base_table_free (mapping->rows);
  base_strpool_free (mapping->pool);
  g_free (mapping->name);
  g_free (mapping->sha256);
  g_free (mapping);
}

/* The texts of a list, ended by NULL; the texts themselves stay where they
 * are. (transfer container) */
static const char *const *
get_texts (const UitwegTable *table, guint32 row, guint field)
{
  const UitwegTable *texts = uitweg_table_child (table, field);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  guint32 first, n;

  uitweg_table_list (table, row, field, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    g_ptr_array_add (list, (gpointer) uitweg_table_text (texts, i, 0));
  g_ptr_array_add (list, NULL);
  return (const char *const *) g_ptr_array_free (g_steal_pointer (&list),
                                                 FALSE);
}

/* Folded keys of TAGS with their values, or folded TEXTS with themselves;
 * NULL where the list is unknown. (transfer full) */
static GHashTable *
get_words (const UitwegTable *table, guint32 row, guint field)
{
  const UitwegTable *list = uitweg_table_child (table, field);
  const guint value = uitweg_table_get_schema (list)->n_fields - 1;
  GHashTable *words;
  guint32 first, n;

  if (!uitweg_table_list (table, row, field, &first, &n))
    return NULL;
  words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint32 i = first; i < first + n; i++)
    g_hash_table_insert (words, tables_fold (uitweg_table_text (list, i, 0)),
                         (gpointer) uitweg_table_text (list, i, value));
  return words;
}

static gboolean
parse_target (const Reader *reader,
              const TablesTable *table,
              const char *text,
              TablesTarget *target)
{
  g_autofree char *problem = NULL;

  if (tables_target_parse (table->schema, text, target, &problem))
    return TRUE;
  complain (reader, "%s", problem);
  return FALSE;
}

/* `parts` of a cell that holds several elements of a list. */
static void
read_parts (const Reader *reader,
            TablesColumn *column,
            const UitwegTable *rows,
            guint32 row)
{
  g_autofree const char *const *parts = get_texts (rows, row,
                                                   TABLES_COLUMN_PARTS);

  if (parts[0] == NULL)
    return;
  if (column->target.leaf->type != UITWEG_FIELD_LIST)
    {
      complain (reader, "found parts of '%s', expected a list of objects",
                column->target.leaf->key);
      return;
    }
  column->parts = g_array_new (FALSE, FALSE, sizeof (TablesTarget));
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      const UitwegSchema *schema = column->target.leaf->child;
      TablesTarget part = { .field = column->target.field,
                            .member = base_schema_find (schema, parts[i]) };

      if (part.member < 0)
        {
          complain (reader, "found part '%s', expected a member of '%s'",
                    parts[i], column->target.leaf->key);
          continue;
        }
      part.leaf = &schema->fields[part.member];
      g_array_append_val (column->parts, part);
    }
}

static void
read_meaning (const Reader *reader,
              const TablesTable *table,
              TablesColumn *column,
              const UitwegTable *rows,
              guint32 row)
{
  const char *field = uitweg_table_text (rows, row, TABLES_COLUMN_FIELD);
  const char *relation = uitweg_table_text (rows, row, TABLES_COLUMN_RELATION);

  if ((field != NULL) == (relation != NULL))
    complain (reader, "found %s, expected one of field and relation",
              field != NULL ? "both" : "neither");
  else if (relation != NULL)
    {
      column->rule = tables_find_rule (relation, &column->is_reverse);
      if (column->rule < 0)
        complain (reader,
                  "found relation '%s', expected a rule such as "
                  "runs_on, declared or reverse contains",
                  relation);
    }
  else if (parse_target (reader, table, field, &column->target))
    {
      read_parts (reader, column, rows, row);
      if (column->target.leaf->type == UITWEG_FIELD_LIST
          && column->parts == NULL)
        complain (reader,
                  "found the list '%s', expected parts, or one member "
                  "such as %s[1].%s",
                  field, field, column->target.leaf->child->fields[0].key);
    }
}

static void
read_column (const Reader *reader,
             TablesTable *table,
             const UitwegTable *rows,
             guint32 row)
{
  TablesColumn *column = g_new0 (TablesColumn, 1);
  const char *dutch = uitweg_table_text (rows, row, TABLES_COLUMN_HEAD_NL);
  g_autofree const char *const *aliases = get_texts (rows, row,
                                                     TABLES_COLUMN_ALIASES);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_ptr_array_add (table->columns, column);
  column->name = uitweg_table_text (rows, row, TABLES_COLUMN_COLUMN);
  column->value = uitweg_table_text (rows, row, TABLES_COLUMN_VALUE);
  column->unit = uitweg_table_text (rows, row, TABLES_COLUMN_UNIT);
  column->times = uitweg_table_text (rows, row, TABLES_COLUMN_TIMES);
  column->form = uitweg_table_text (rows, row, TABLES_COLUMN_FORM);
  column->otherwise = uitweg_table_text (rows, row, TABLES_COLUMN_OTHERWISE);
  column->separator = uitweg_table_text (rows, row, TABLES_COLUMN_SEPARATOR);
  column->between = uitweg_table_text (rows, row, TABLES_COLUMN_BETWEEN);
  column->to = uitweg_table_text (rows, row, TABLES_COLUMN_TO);
  column->values = get_words (rows, row, TABLES_COLUMN_VALUES);
  column->target.field = -1;
  column->rule = -1;

  if (column->name != NULL)
    g_ptr_array_add (names, (gpointer) column->name);
  if (dutch != NULL)
    g_ptr_array_add (names, (gpointer) dutch);
  for (gsize i = 0; aliases[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer) aliases[i]);
  g_ptr_array_add (names, NULL);
  column->aliases = (const char *const *) g_ptr_array_free (
      g_steal_pointer (&names), FALSE);
  if ((column->name != NULL) == (column->value != NULL))
    complain (reader, "found %s, expected one of column and value",
              column->name != NULL ? "both" : "neither");
  if (table->schema != NULL)
    read_meaning (reader, table, column, rows, row);
}

/* "fixed" is a column with a template that comes last. */
static void
read_fixed (const Reader *reader,
            TablesTable *table,
            const UitwegTable *rows,
            guint32 row)
{
  const UitwegTable *tags = uitweg_table_child (rows, TABLES_TABLE_FIXED);
  guint32 first, n;

  uitweg_table_list (rows, row, TABLES_TABLE_FIXED, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    {
      TablesColumn *column = g_new0 (TablesColumn, 1);

      column->aliases = (const char *const *) g_new0 (char *, 1);
      column->value = uitweg_table_text (tags, i, 1);
      column->rule = -1;
      column->target.field = -1;
      g_ptr_array_add (table->columns, column);
      if (table->schema != NULL)
        parse_target (reader, table, uitweg_table_text (tags, i, 0),
                      &column->target);
    }
}

static void
read_filters (TablesTable *table, const UitwegTable *rows, guint32 row)
{
  const UitwegTable *list = uitweg_table_child (rows, TABLES_TABLE_SKIP);
  guint32 first, n;

  uitweg_table_list (rows, row, TABLES_TABLE_SKIP, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    {
      TablesFilter *filter = g_new0 (TablesFilter, 1);

      filter->column = uitweg_table_text (list, i, TABLES_FILTER_COLUMN);
      filter->words = get_words (list, i, TABLES_FILTER_VALUES);
      filter->keeps = uitweg_table_bool (list, i, TABLES_FILTER_KEEP) == 1;
      g_ptr_array_add (table->filters, filter);
    }
}

/* What only relations have. */
static void
read_relation (const Reader *reader, TablesTable *table)
{
  GHashTableIter iter;
  gpointer word;
  gboolean is_reverse;

  if (table->from[0] == NULL || table->to[0] == NULL)
    complain (reader, "found a relation without from or to, expected both");
  if (table->otherwise != NULL && strcmp (table->otherwise, "-") != 0
      && tables_find_rule (table->otherwise, &is_reverse) < 0)
    complain (reader, "found rule '%s', expected one such as runs_on",
              table->otherwise);
  if (table->rules == NULL)
    return;
  g_hash_table_iter_init (&iter, table->rules);
  while (g_hash_table_iter_next (&iter, NULL, &word))
    if (strcmp (word, "-") != 0 && tables_find_rule (word, &is_reverse) < 0)
      complain (reader, "found rule '%s', expected one such as runs_on",
                (const char *) word);
}

static void
set_record (TablesTable *table, gint record)
{
  static const UitwegRecordType types[] = {
    [TABLES_RECORD_ORGANISATION] = UITWEG_RECORD_ORGANISATION,
    [TABLES_RECORD_PARTY] = UITWEG_RECORD_PARTY,
    [TABLES_RECORD_RESOURCE] = UITWEG_RECORD_RESOURCE,
    [TABLES_RECORD_DEPENDENCY] = UITWEG_RECORD_DEPENDENCY,
    [TABLES_RECORD_SERVICE] = UITWEG_RECORD_SERVICE,
    [TABLES_RECORD_CONTRACT] = UITWEG_RECORD_CONTRACT,
    [TABLES_RECORD_COST] = UITWEG_RECORD_COST,
  };

  table->is_relation = record == TABLES_RECORD_RELATION;
  if (!table->is_relation)
    {
      table->type = types[record];
      table->schema = uitweg_estate_get_schema (table->type);
    }
}

/* The child of a map called `key`, then its element `index`, for lines. */
static const BaseNode *
find_element (const Reader *reader,
              const BaseNode *map,
              const char *key,
              guint32 index)
{
  const BaseNode *list = base_doc_find (reader->doc, map, key);
  const BaseNode *node = list != NULL ? base_doc_first (reader->doc, list)
                                      : NULL;

  for (; index > 0 && node != NULL; index--)
    node = base_doc_next (reader->doc, node);
  return node;
}

static void
read_table (Reader *reader, const UitwegTable *rows, guint32 row, guint32 n)
{
  TablesTable *table = g_new0 (TablesTable, 1);
  const UitwegTable *columns = uitweg_table_child (rows, TABLES_TABLE_COLUMNS);
  const BaseNode *node = find_element (reader, base_doc_node (reader->doc, 0),
                                       "tables", n);
  const gint grade = uitweg_table_enum (rows, row, TABLES_TABLE_GRADE);
  guint32 first, n_columns;

  g_ptr_array_add (reader->mapping->tables, table);
  table->name = uitweg_table_text (rows, row, TABLES_TABLE_NAME);
  set_record (table, uitweg_table_enum (rows, row, TABLES_TABLE_RECORD));
  table->needs = get_texts (rows, row, TABLES_TABLE_NEEDS);
  table->is_also = uitweg_table_bool (rows, row, TABLES_TABLE_ALSO) == 1;
  table->has_comments = uitweg_table_bool (rows, row, TABLES_TABLE_COMMENTS)
                        == 1;
  table->is_optional = uitweg_table_bool (rows, row, TABLES_TABLE_OPTIONAL)
                       == 1;
  table->grade = grade >= 0 ? (UitwegGrade) grade : UITWEG_GRADE_DOCUMENTED;
  table->ids = get_texts (rows, row, TABLES_TABLE_ID);
  table->ignored = get_texts (rows, row, TABLES_TABLE_IGNORE);
  table->from = get_texts (rows, row, TABLES_TABLE_FROM);
  table->to = get_texts (rows, row, TABLES_TABLE_TO);
  table->kind = uitweg_table_text (rows, row, TABLES_TABLE_KIND);
  table->otherwise = uitweg_table_text (rows, row, TABLES_TABLE_OTHERWISE);
  table->rules = get_words (rows, row, TABLES_TABLE_RULES);
  table->columns = g_ptr_array_new_with_free_func (free_column);
  table->filters = g_ptr_array_new_with_free_func (free_filter);
  read_filters (table, rows, row);

  uitweg_table_list (rows, row, TABLES_TABLE_COLUMNS, &first, &n_columns);
  for (guint32 i = 0; i < n_columns; i++)
    {
      reader->node = find_element (reader, node, "columns", i);
      read_column (reader, table, columns, first + i);
    }
  reader->node = node;
  read_fixed (reader, table, rows, row);
  if (table->is_relation)
    read_relation (reader, table);
  else if (table->ids[0] == NULL)
    complain (reader, "found no id, expected a template such as \"vm/{name}\"");
}

static gboolean
read_rows (Reader *reader, GError **error)
{
  TablesMapping *mapping = reader->mapping;
  const BaseNode *root = base_doc_node (reader->doc, 0);
  const UitwegTable *tables;
  guint32 first, n;
  const char *name;

  if (root->kind != BASE_NODE_MAP)
    {
      base_problems_add (reader->problems, reader->path, root->line, 0,
                         "found no map, expected a mapping of uitweg");
      return base_problems_check (reader->problems, error);
    }
  if (base_table_read_row (mapping->rows, reader->doc, root, NULL, reader->path,
                           reader->problems)
      == UITWEG_NONE)
    return base_problems_check (reader->problems, error);
  name = uitweg_table_text (mapping->rows, 0, TABLES_MAPPING_NAME);
  if (name != NULL)
    {
      g_free (mapping->name);
      mapping->name = g_strdup (name);
    }
  tables = uitweg_table_child (mapping->rows, TABLES_MAPPING_TABLES);
  uitweg_table_list (mapping->rows, 0, TABLES_MAPPING_TABLES, &first, &n);
  for (guint32 i = 0; i < n; i++)
    read_table (reader, tables, first + i, i);
  return base_problems_check (reader->problems, error);
}

/* "topdesk" of "here/topdesk.yaml". (transfer full) */
static char *
stem_of (const char *path)
{
  char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return name;
}

/* (transfer full) (nullable): NULL with an error for a name without data. */
static char *
find_path (const char *name, const char *data_dir, GError **error)
{
  g_autofree char *file = NULL;
  g_autofree char *path = NULL;

  if (strpbrk (name, "/.") != NULL)
    return g_strdup (name);
  file = g_strconcat (name, ".yaml", NULL);
  if (data_dir != NULL)
    path = g_build_filename (data_dir, "mappings", file, NULL);
  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&path);
  g_set_error (error, UITWEG_CONNECTOR_ERROR,
               (gint) UITWEG_CONNECTOR_ERROR_OPTION,
               "found mapping '%s', expected a file, or the name of one of %s",
               name, data_dir != NULL ? "catalog/mappings" : "the catalog");
  return NULL;
}

TablesMapping *
tables_mapping_new (const char *name, const char *data_dir, GError **error)
{
  g_autofree char *path = find_path (name, data_dir, error);
  g_autofree char *text = NULL;
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (BaseProblems) problems = NULL;
  g_autoptr (TablesMapping) mapping = NULL;
  g_autoptr (GError) reason = NULL;
  Reader reader = { .doc = doc };
  gsize length = 0;

  if (path == NULL)
    return NULL;
  mapping = g_new0 (TablesMapping, 1);
  problems = base_problems_new ();
  mapping->pool = base_strpool_new ();
  mapping->rows = base_table_new (tables_get_mapping_schema (), mapping->pool);
  mapping->tables = g_ptr_array_new_with_free_func (free_table);
  mapping->name = stem_of (path);
  reader.path = path;
  reader.problems = problems;
  reader.mapping = mapping;
  if (connectors_read_file (path, TABLES_LARGEST_MAPPING, &text, &length,
                            &mapping->sha256, &reason)
      && base_yaml_parse (doc, path, text, length, &reason)
      && read_rows (&reader, &reason))
    return g_steal_pointer (&mapping);
  g_set_error (error, UITWEG_CONNECTOR_ERROR,
               (gint) UITWEG_CONNECTOR_ERROR_OPTION, "%s", reason->message);
  return NULL;
}

const char *
tables_mapping_get_name (const TablesMapping *mapping)
{
  return mapping->name;
}

const char *
tables_mapping_get_sha256 (const TablesMapping *mapping)
{
  return mapping->sha256;
}

guint
tables_mapping_get_n_tables (const TablesMapping *mapping)
{
  return mapping->tables->len;
}

const TablesTable *
tables_mapping_get_table (const TablesMapping *mapping, guint table)
{
  return g_ptr_array_index (mapping->tables, table);
}
