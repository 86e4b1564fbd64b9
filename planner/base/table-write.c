/* SPDX-License-Identifier: EUPL-1.2
 *
 * Writes rows as JSON, what is known of them and in the order of the schema,
 * so that reading and writing again gives the same bytes.
 */
#include "config.h"

#include <string.h>

#include <uitweg/day.h>
#include <uitweg/money.h>

#include "base/json-write.h"
#include "base/number.h"
#include "base/table-impl.h"

/* A comma, if something stands before in the same object or list. */
static void
append_comma (GString *json)
{
  if (json->len > 0 && json->str[json->len - 1] != '{'
      && json->str[json->len - 1] != '[')
    g_string_append_c (json, ',');
}

static void
append_key (GString *json, const char *key, gsize length)
{
  append_comma (json);
  g_string_append_c (json, '"');
  g_string_append_len (json, key, (gssize) length);
  g_string_append_len (json, "\":", 2);
}

/* Closes the objects of the last key `from` that `to` does not stand in, and
 * opens those that it does. */
static void
change_object (GString *json,
               const char *from,
               gsize from_length,
               const char *to,
               gsize to_length)
{
  gsize same = 0;

  for (gsize i = 0; i < MIN (from_length, to_length) && from[i] == to[i]; i++)
    if (from[i] == '.')
      same = i + 1;
  for (gsize i = same; i < from_length; i++)
    if (from[i] == '.')
      g_string_append_c (json, '}');
  for (gsize start = same, i = same; i < to_length; i++)
    if (to[i] == '.')
      {
        append_key (json, to + start, i - start);
        g_string_append_c (json, '{');
        start = i + 1;
      }
}

static void
write_elements (const UitwegTable *table,
                guint32 row,
                guint field,
                GString *json)
{
  const UitwegTable *child = table->children[field];
  guint32 first, n;

  uitweg_table_list (table, row, field, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    {
      append_comma (json);
      switch (table->schema->fields[field].type)
        {
        case UITWEG_FIELD_TEXTS:
          base_json_append_string (json, uitweg_table_text (child, i, 0));
          break;
        case UITWEG_FIELD_NUMBERS:
          base_append_number (json, uitweg_table_number (child, i, 0));
          break;
        case UITWEG_FIELD_TAGS:
          base_json_append_string (json, uitweg_table_text (child, i, 0));
          g_string_append_c (json, ':');
          base_json_append_string (json, uitweg_table_text (child, i, 1));
          break;
        case UITWEG_FIELD_LIST:
          g_string_append_c (json, '{');
          base_table_write_row (child, i, json);
          g_string_append_c (json, '}');
          break;
        case UITWEG_FIELD_TEXT:
        case UITWEG_FIELD_ENUM:
        case UITWEG_FIELD_BOOL:
        case UITWEG_FIELD_INT:
        case UITWEG_FIELD_NUMBER:
        case UITWEG_FIELD_SIZE:
        case UITWEG_FIELD_MONEY:
        case UITWEG_FIELD_DAY:
        case UITWEG_FIELD_TIME:
          g_return_if_reached ();
        }
    }
}

static void
append_quoted (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  g_string_append (json, text);
  g_string_append_c (json, '"');
}

void
base_table_write_value (const UitwegTable *table,
                        guint32 row,
                        guint field,
                        GString *json)
{
  UitwegFieldType type = table->schema->fields[field].type;
  g_autofree char *text = NULL;
  char digits[24];

  switch (type)
    {
    case UITWEG_FIELD_TEXT:
    case UITWEG_FIELD_TIME:
    case UITWEG_FIELD_ENUM:
      base_json_append_string (json, uitweg_table_text (table, row, field));
      break;
    case UITWEG_FIELD_BOOL:
      g_string_append (json, uitweg_table_bool (table, row, field) ? "true"
                                                                   : "false");
      break;
    case UITWEG_FIELD_INT:
      g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT,
                  uitweg_table_int64 (table, row, field));
      g_string_append (json, digits);
      break;
    case UITWEG_FIELD_NUMBER:
      base_append_number (json, uitweg_table_number (table, row, field));
      break;
    case UITWEG_FIELD_SIZE:
      base_append_gib (json, uitweg_table_int64 (table, row, field));
      break;
    case UITWEG_FIELD_MONEY:
      text = uitweg_money_format (uitweg_table_int64 (table, row, field));
      append_quoted (json, text);
      break;
    case UITWEG_FIELD_DAY:
      text = uitweg_day_format (uitweg_table_day (table, row, field));
      append_quoted (json, text);
      break;
    case UITWEG_FIELD_TEXTS:
    case UITWEG_FIELD_NUMBERS:
    case UITWEG_FIELD_LIST:
    case UITWEG_FIELD_TAGS:
      g_string_append_c (json, type == UITWEG_FIELD_TAGS ? '{' : '[');
      write_elements (table, row, field, json);
      g_string_append_c (json, type == UITWEG_FIELD_TAGS ? '}' : ']');
      break;
    }
}

/* Calls itself through write_elements(), as deep as the schema. */
void
base_table_write_row (const UitwegTable *table, guint32 row, GString *json)
{
  const char *last_key = "";
  gsize last_length = 0;

  g_return_if_fail (row < table->n_rows);

  for (guint i = 0; i < table->schema->n_fields; i++)
    {
      const BaseColumn *column = &table->columns[i];
      const char *key = table->schema->fields[i].key;
      const gsize start = column->object_length;

      if (row >= column->n_filled || !uitweg_table_has (table, row, i))
        continue;
      if (last_length > 0 || start > 0)
        change_object (json, last_key, last_length, key, start);
      append_key (json, key + start, column->key_length - start);
      base_table_write_value (table, row, i, json);
      last_key = key;
      last_length = start;
    }
  change_object (json, last_key, last_length, "", 0);
}
