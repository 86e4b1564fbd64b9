/* SPDX-License-Identifier: EUPL-1.2
 *
 * Rows of a catalog table that stand in a CSV file: the header holds the
 * keys of the schema, an empty cell is unknown, a list is a|b|c.
 */
#include "config.h"

#include "model/catalog-private.h"

#include <math.h>
#include <string.h>

#include <uitweg/day.h>

#include "base/csv.h"
#include "base/number.h"
#include "base/schema.h"
#include "model/messages.h"

/* Where a cell goes. */
typedef struct
{
  UitwegTable *table;
  guint32 row;
  const UitwegField *field;
  guint number; /* of the field */
} Target;

static gint
find_word (const UitwegField *field, const char *text)
{
  for (gint i = 0; field->words[i] != NULL; i++)
    if (strcmp (field->words[i], text) == 0)
      return i;
  return -1;
}

static gboolean
set_word (const Target *target, const char *text, const char **expected_out)
{
  gint word = find_word (target->field, text);
  const char *nearest = base_nearest (text, target->field->words);

  *expected_out = nearest != NULL ? nearest : target->field->words[0];
  base_table_set_enum (target->table, target->row, target->number, word);
  return word >= 0;
}

static gboolean
set_number (const Target *target, const char *text)
{
  double number;

  if (!base_parse_number (text, &number, NULL))
    return FALSE;
  if (target->field->type == UITWEG_FIELD_NUMBER)
    {
      base_table_set_number (target->table, target->row, target->number,
                             number);
      return TRUE;
    }
  if (fabs (number) > 1e15 || number != (double) (gint64) number)
    return FALSE;
  base_table_set_int64 (target->table, target->row, target->number,
                        (gint64) number);
  return TRUE;
}

static gboolean
set_bool (const Target *target, const char *text)
{
  gboolean truth = strcmp (text, "true") == 0;

  if (!truth && strcmp (text, "false") != 0)
    return FALSE;
  base_table_set_bool (target->table, target->row, target->number, truth);
  return TRUE;
}

static void
set_texts (const Target *target, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "|", -1);
  UitwegTable *list = base_table_begin_list (target->table, target->number);

  for (guint i = 0; parts[i] != NULL; i++)
    base_table_add_text (list, parts[i]);
  base_table_end_list (target->table, target->number);
}

/* Returns: FALSE with what was expected */
static gboolean
set_cell (const Target *target, const char *text, const char **expected_out)
{
  UitwegDay day;
  gint64 bytes;

  switch (target->field->type)
    {
    case UITWEG_FIELD_TEXT:
    case UITWEG_FIELD_TIME:
      base_table_set_text (target->table, target->row, target->number, text);
      return TRUE;
    case UITWEG_FIELD_ENUM:
      return set_word (target, text, expected_out);
    case UITWEG_FIELD_BOOL:
      *expected_out = "true or false";
      return set_bool (target, text);
    case UITWEG_FIELD_INT:
      *expected_out = "a whole number";
      return set_number (target, text);
    case UITWEG_FIELD_NUMBER:
      *expected_out = "a number";
      return set_number (target, text);
    case UITWEG_FIELD_SIZE:
      *expected_out = "a size in GiB";
      if (!base_parse_gib (text, &bytes, NULL))
        return FALSE;
      base_table_set_int64 (target->table, target->row, target->number, bytes);
      return TRUE;
    case UITWEG_FIELD_DAY:
      *expected_out = "a day such as 2026-11-22";
      if (!uitweg_day_parse (text, &day))
        return FALSE;
      base_table_set_day (target->table, target->row, target->number, day);
      return TRUE;
    case UITWEG_FIELD_TEXTS:
      set_texts (target, text);
      return TRUE;
    case UITWEG_FIELD_MONEY:
    case UITWEG_FIELD_TAGS:
    case UITWEG_FIELD_LIST:
    case UITWEG_FIELD_NUMBERS:
      *expected_out = "nothing: this key is for YAML files";
      return FALSE;
    }
  g_return_val_if_reached (FALSE);
}

/* The field of each column; -1 and a problem for a column that is none. */
static gint *
map_columns (const BaseCsv *csv,
             const UitwegSchema *schema,
             BaseProblems *problems)
{
  guint32 n = base_csv_get_n_columns (csv);
  gint *fields = g_new (gint, (gsize) n + 1);
  g_autofree const char **keys = g_new0 (const char *,
                                         (gsize) schema->n_fields + 1);

  for (guint i = 0; i < schema->n_fields; i++)
    keys[i] = schema->fields[i].key;
  for (guint32 i = 0; i < n; i++)
    {
      const char *head = base_csv_get_head (csv, i);
      const char *nearest;

      fields[i] = base_schema_find (schema, head);
      if (fields[i] >= 0)
        continue;
      nearest = base_nearest (head, keys);
      base_problems_add (problems, base_csv_get_name (csv), 1, 0,
                         "found unknown column '%s', expected %s%s%s", head,
                         nearest != NULL ? "'" : "a key of table ",
                         nearest != NULL ? nearest : schema->name,
                         nearest != NULL ? "'" : "");
    }
  return fields;
}

static void
read_row (UitwegTable *table,
          const BaseCsv *csv,
          const gint *fields,
          BaseProblems *problems)
{
  const UitwegSchema *schema = uitweg_table_get_schema (table);
  guint32 row = base_table_append (table);
  guint before = base_problems_get_count (problems);

  for (guint32 i = 0; i < base_csv_get_n_columns (csv); i++)
    {
      const BaseCsvCell *cell = base_csv_get_cell (csv, i);
      const char *expected = "text";
      Target target = { .table = table, .row = row };

      if (fields[i] < 0 || cell == NULL || cell->length == 0)
        continue;
      target.number = (guint) fields[i];
      target.field = &schema->fields[target.number];
      if (!set_cell (&target, cell->text, &expected))
        base_problems_add (problems, base_csv_get_name (csv), cell->line,
                           cell->column, "%s: found '%s', expected %s",
                           target.field->key, cell->text, expected);
    }
  if (base_problems_get_count (problems) == before)
    base_table_check_row (table, row, base_csv_get_name (csv),
                          base_csv_get_line (csv), problems);
}

void
model_catalog_read_csv (UitwegCatalog *catalog,
                        ModelCatalogTable table,
                        guint32 file,
                        guint32 layer,
                        const char *data,
                        gsize length,
                        BaseProblems *problems)
{
  const char *name =
      g_array_index (catalog->files, ModelCatalogFile, file).name;
  g_autoptr (GError) error = NULL;
  g_autoptr (BaseCsv)
      csv = base_csv_new_for_data (name, data, length, BASE_CSV_STRICT, &error);
  g_autofree gint *fields = NULL;

  if (csv != NULL)
    fields = map_columns (csv, model_catalog_schema (table), problems);
  while (csv != NULL && base_csv_next (csv, &error))
    {
      ModelCatalogPlace place = { .file = file,
                                  .line = base_csv_get_line (csv),
                                  .layer = layer };

      read_row (catalog->tables[table], csv, fields, problems);
      g_array_append_val (catalog->places[table], place);
    }
  if (error != NULL)
    model_note_error (problems, name, error);
}
