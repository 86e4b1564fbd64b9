/* SPDX-License-Identifier: EUPL-1.2
 *
 * Turns a map of a document into a row. Estates, catalogs and scenarios all
 * come this way, so that each mistake in any file is found and worded alike.
 * A row is there wholly or not at all.
 */
#include "config.h"

#include <string.h>

#include <uitweg/day.h>
#include <uitweg/money.h>

#include "base/number.h"
#include "base/table-impl.h"

/* One row while it is read. */
typedef struct
{
  UitwegTable *table;
  guint32 row;
  const BaseDoc *doc;
  BaseCheck check;
  const char *const *extra_keys;
  guint64 known; /* one bit a field */
  guint guess;   /* number of the key that is likely next */
} RowReader;

/* Returns FALSE, to be returned. */
static gboolean
fail (const RowReader *reader,
      const BaseNode *node,
      const UitwegField *field,
      const char *found,
      const char *expected)
{
  base_check_report (&reader->check, node->line, field->key,
                     "found %s, expected %s", found, expected);
  return FALSE;
}

static const char *
get_kind_name (const BaseNode *node)
{
  switch ((BaseNodeKind) node->kind)
    {
    case BASE_NODE_NULL:
      return "null";
    case BASE_NODE_BOOL:
      return node->truth ? "true" : "false";
    case BASE_NODE_NUMBER:
      return "a number";
    case BASE_NODE_STRING:
      return "a string";
    case BASE_NODE_LIST:
      return "a list";
    case BASE_NODE_MAP:
      return "an object";
    }
  g_return_val_if_reached ("nothing");
}

/* Fails for a literal that may be shown. */
static gboolean
fail_literal (const RowReader *reader,
              const BaseNode *node,
              const UitwegField *field,
              const char *expected)
{
  g_autofree char *found = NULL;

  found = g_strdup_printf (node->kind == BASE_NODE_STRING ? "'%s'" : "%s",
                           base_check_show (node->text));
  return fail (reader, node, field, found, expected);
}

/* Whether `node` is a text that a field can hold. */
static gboolean
is_text (const RowReader *reader,
         const BaseNode *node,
         const UitwegField *field,
         const char *expected)
{
  const char *found;

  if (node->kind != BASE_NODE_STRING)
    return fail (reader, node, field, get_kind_name (node), expected);
  found = base_check_text (node->text, node->length);
  if (found != NULL)
    return fail (reader, node, field, found,
                 "at most 64 KiB of UTF-8 without control characters");
  return TRUE;
}

static gboolean
read_text (RowReader *reader, const BaseNode *node, guint number)
{
  const UitwegField *field = &reader->table->schema->fields[number];
  const char *expected = base_check_expected (field->type);

  if (!is_text (reader, node, field, expected))
    return FALSE;
  if (field->type == UITWEG_FIELD_TIME && !base_check_time (node->text))
    return fail_literal (reader, node, field, expected);
  base_table_set_text_len (reader->table, reader->row, number, node->text,
                           node->length);
  return TRUE;
}

static gboolean
read_enum (RowReader *reader, const BaseNode *node, guint number)
{
  const UitwegField *field = &reader->table->schema->fields[number];
  gint value;

  if (node->kind != BASE_NODE_STRING)
    return fail (reader, node, field, get_kind_name (node),
                 base_check_expected (field->type));
  value = base_check_word (&reader->check, node->line, field, node->text);
  if (value < 0)
    return FALSE;
  base_table_set_enum (reader->table, reader->row, number, value);
  return TRUE;
}

static gboolean
read_bool (RowReader *reader, const BaseNode *node, guint number)
{
  const UitwegField *field = &reader->table->schema->fields[number];

  if (node->kind != BASE_NODE_BOOL)
    return fail (reader, node, field, get_kind_name (node),
                 base_check_expected (field->type));
  base_table_set_bool (reader->table, reader->row, number, node->truth);
  return TRUE;
}

/* The value of digits with a sign; FALSE if they do not fit or are none. The
 * least gint64 is kept for the unknown. */
static gboolean
parse_int (const char *text, gint64 *value_out)
{
  gboolean is_negative = *text == '-';
  gint64 value = 0;

  for (text += is_negative ? 1 : 0; *text != '\0'; text++)
    if (!g_ascii_isdigit (*text) || __builtin_mul_overflow (value, 10, &value)
        || __builtin_add_overflow (value, *text - '0', &value))
      return FALSE;
  *value_out = is_negative ? -value : value;
  return TRUE;
}

static gboolean
read_int (RowReader *reader, const BaseNode *node, guint number)
{
  const UitwegField *field = &reader->table->schema->fields[number];
  gint64 value;

  if (node->kind != BASE_NODE_NUMBER)
    return fail (reader, node, field, get_kind_name (node),
                 base_check_expected (field->type));
  if (!parse_int (node->text, &value))
    return fail_literal (reader, node, field,
                         "a whole number without decimals, below 2^63");
  if (!base_check_range (&reader->check, node->line, field, (double) value))
    return FALSE;
  base_table_set_int64 (reader->table, reader->row, number, value);
  return TRUE;
}

static gboolean
parse_number (const RowReader *reader,
              const BaseNode *node,
              const UitwegField *field,
              double *number_out)
{
  if (node->kind != BASE_NODE_NUMBER)
    return fail (reader, node, field, get_kind_name (node), "a number");
  if (!base_parse_number (node->text, number_out, NULL))
    return fail_literal (reader, node, field, "a number below 1.8e308");
  return base_check_range (&reader->check, node->line, field, *number_out);
}

static gboolean
read_number (RowReader *reader, const BaseNode *node, guint number)
{
  const UitwegField *field = &reader->table->schema->fields[number];
  double value;

  if (!parse_number (reader, node, field, &value))
    return FALSE;
  base_table_set_number (reader->table, reader->row, number, value);
  return TRUE;
}

static gboolean
read_size (RowReader *reader, const BaseNode *node, guint number)
{
  const UitwegField *field = &reader->table->schema->fields[number];
  gint64 bytes;

  if (node->kind != BASE_NODE_NUMBER)
    return fail (reader, node, field, get_kind_name (node),
                 base_check_expected (field->type));
  if (!base_parse_gib (node->text, &bytes, NULL))
    return fail_literal (reader, node, field, "0 to 8589934591 GiB");
  if (!base_check_range (&reader->check, node->line, field, BASE_GIB (bytes)))
    return FALSE;
  base_table_set_int64 (reader->table, reader->row, number, bytes);
  return TRUE;
}

static gboolean
read_money (RowReader *reader, const BaseNode *node, guint number)
{
  const UitwegField *field = &reader->table->schema->fields[number];
  const char *expected = base_check_expected (field->type);
  g_autoptr (GError) error = NULL;
  UitwegMoney money;

  if (node->kind != BASE_NODE_STRING
      && !(node->kind == BASE_NODE_NUMBER && reader->table->lenient_money))
    return fail (reader, node, field, get_kind_name (node), expected);
  /* A NUL cannot stand in a string, so the text is the whole of it. */
  if (!uitweg_money_parse (node->text, &money, &error))
    return fail_literal (
        reader, node, field,
        g_error_matches (error, UITWEG_MONEY_ERROR, UITWEG_MONEY_ERROR_OVERFLOW)
            ? "an amount within 9.2e12 EUR"
            : expected);
  if (!base_check_range (&reader->check, node->line, field, BASE_EUR (money)))
    return FALSE;
  base_table_set_int64 (reader->table, reader->row, number, money);
  return TRUE;
}

static gboolean
read_day (RowReader *reader, const BaseNode *node, guint number)
{
  const UitwegField *field = &reader->table->schema->fields[number];
  UitwegDay day;

  if (node->kind != BASE_NODE_STRING)
    return fail (reader, node, field, get_kind_name (node),
                 base_check_expected (field->type));
  if (!uitweg_day_parse (node->text, &day))
    return fail_literal (reader, node, field,
                         "a day from 1900-01-01 to 2999-12-31");
  base_table_set_day (reader->table, reader->row, number, day);
  return TRUE;
}

/* One text of TEXTS, or one tag of TAGS. `field` has no key: the check says
 * where the element stands. */
static gboolean
read_text_element (const RowReader *reader,
                   const BaseNode *node,
                   const UitwegField *field,
                   UitwegTable *child)
{
  gboolean is_tag = field->type == UITWEG_FIELD_TAGS;
  guint32 row;
  const char *found;

  if (!is_text (reader, node, field, "a string"))
    return FALSE;
  if (field->words != NULL
      && base_check_word (&reader->check, node->line, field, node->text) < 0)
    return FALSE;
  found = is_tag ? base_check_text (node->key, strlen (node->key)) : NULL;
  if (found != NULL)
    return fail (reader, node, field, found,
                 "keys of UTF-8 without control characters");

  row = base_table_append (child);
  if (is_tag)
    base_table_set_text (child, row, 0, node->key);
  base_table_set_text_len (child, row, is_tag ? 1 : 0, node->text,
                           node->length);
  return TRUE;
}

static guint32 read_row (UitwegTable *table,
                         const BaseDoc *doc,
                         const BaseNode *map,
                         const char *const *extra_keys,
                         const BaseCheck *check);

/* Reads all elements, so that all problems are found. */
static gboolean
read_elements (const RowReader *reader, const BaseNode *list, guint number)
{
  UitwegField field = reader->table->schema->fields[number];
  UitwegTable *child = reader->table->children[number];
  RowReader element = *reader;
  const BaseNode *node;
  gboolean ok = TRUE;
  double value;

  element.check.up = &reader->check;
  element.check.key = field.key;
  element.check.tag = NULL;
  element.check.index = 0;
  field.key = NULL;
  for (node = base_doc_first (reader->doc, list); node != NULL;
       node = base_doc_next (reader->doc, node))
    {
      if (field.type == UITWEG_FIELD_TAGS)
        element.check.tag = node->key;
      if (field.type == UITWEG_FIELD_LIST)
        ok &= read_row (child, reader->doc, node, NULL, &element.check)
              != UITWEG_NONE;
      else if (field.type != UITWEG_FIELD_NUMBERS)
        ok &= read_text_element (&element, node, &field, child);
      else if (parse_number (&element, node, &field, &value))
        base_table_add_number (child, value);
      else
        ok = FALSE;
      element.check.index++;
    }
  return ok;
}

static gboolean
read_list (RowReader *reader, const BaseNode *node, guint number)
{
  const UitwegField *field = &reader->table->schema->fields[number];
  gboolean ok;

  if (node->kind
      != (field->type == UITWEG_FIELD_TAGS ? BASE_NODE_MAP : BASE_NODE_LIST))
    return fail (reader, node, field, get_kind_name (node),
                 base_check_expected (field->type));
  base_table_begin_list (reader->table, number);
  ok = read_elements (reader, node, number);
  base_table_end_list (reader->table, number);
  return ok;
}

static gboolean
read_value (RowReader *reader, const BaseNode *node, guint number)
{
  switch (reader->table->schema->fields[number].type)
    {
    case UITWEG_FIELD_TEXT:
    case UITWEG_FIELD_TIME:
      return read_text (reader, node, number);
    case UITWEG_FIELD_ENUM:
      return read_enum (reader, node, number);
    case UITWEG_FIELD_BOOL:
      return read_bool (reader, node, number);
    case UITWEG_FIELD_INT:
      return read_int (reader, node, number);
    case UITWEG_FIELD_NUMBER:
      return read_number (reader, node, number);
    case UITWEG_FIELD_SIZE:
      return read_size (reader, node, number);
    case UITWEG_FIELD_MONEY:
      return read_money (reader, node, number);
    case UITWEG_FIELD_DAY:
      return read_day (reader, node, number);
    case UITWEG_FIELD_TEXTS:
    case UITWEG_FIELD_TAGS:
    case UITWEG_FIELD_LIST:
    case UITWEG_FIELD_NUMBERS:
      return read_list (reader, node, number);
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
fail_unknown_key (const RowReader *reader, const BaseNode *node, guint scope)
{
  g_autofree char *nearest = NULL;
  const char *shown = base_check_show (node->key);

  nearest = base_key_index_nearest (reader->table->index, scope, node->key);
  if (nearest != NULL)
    base_check_report (&reader->check, node->line, NULL,
                       "unknown key '%s', did you mean '%s'?", shown, nearest);
  else
    base_check_report (&reader->check, node->line, NULL,
                       "unknown key '%s' in %s", shown,
                       reader->table->schema->name);
  return FALSE;
}

/* Reads the keys of one object: of the record, or of what "a.b" calls "a".
 * Calls itself for the latter, at most twice. */
static gboolean
read_object (RowReader *reader, const BaseNode *map, guint scope)
{
  const BaseKeyIndex *index = reader->table->index;
  const BaseNode *node;
  gboolean ok = TRUE;

  for (node = base_doc_first (reader->doc, map); node != NULL;
       node = base_doc_next (reader->doc, node))
    {
      gint number;

      if (scope == BASE_KEY_ROOT && reader->extra_keys != NULL
          && g_strv_contains (reader->extra_keys, node->key))
        continue;
      number = base_key_index_find (index, scope, node->key, reader->guess);
      if (number < 0)
        {
          ok = fail_unknown_key (reader, node, scope);
          continue;
        }
      reader->guess = (guint) number + 1;
      if (node->kind == BASE_NODE_NULL)
        continue;
      if (index->keys[number].field >= 0)
        {
          guint field = (guint) index->keys[number].field;

          /* A wrong value is not a missing one. */
          reader->known |= (guint64) 1 << field;
          ok &= read_value (reader, node, field);
        }
      else if (node->kind == BASE_NODE_MAP)
        ok &= read_object (reader, node, (guint) number + 1);
      else
        {
          base_check_report (&reader->check, node->line, node->key,
                             "found %s, expected an object",
                             get_kind_name (node));
          ok = FALSE;
        }
    }
  return ok;
}

/* Calls itself through read_elements(), as deep as the schema. */
static guint32
read_row (UitwegTable *table,
          const BaseDoc *doc,
          const BaseNode *map,
          const char *const *extra_keys,
          const BaseCheck *check)
{
  RowReader reader = {
    .table = table,
    .doc = doc,
    .check = *check,
    .extra_keys = extra_keys,
  };
  const UitwegSchema *schema = table->schema;
  gboolean ok;

  if (map->kind != BASE_NODE_MAP)
    {
      base_check_report (check, map->line, NULL, "found %s, expected an object",
                         get_kind_name (map));
      return UITWEG_NONE;
    }
  reader.row = base_table_append (table);
  ok = read_object (&reader, map, BASE_KEY_ROOT);
  for (guint i = 0; i < schema->n_fields; i++)
    if (schema->fields[i].required && (reader.known >> i & 1) == 0)
      {
        base_check_missing (check, map->line, &schema->fields[i]);
        ok = FALSE;
      }
  if (!ok)
    {
      base_table_truncate (table, reader.row);
      return UITWEG_NONE;
    }
  return reader.row;
}

guint32
base_table_read_row (UitwegTable *table,
                     const BaseDoc *doc,
                     const BaseNode *map,
                     const char *const *extra_keys,
                     const char *name,
                     BaseProblems *problems)
{
  const BaseCheck check = { .name = name, .problems = problems };

  return read_row (table, doc, map, extra_keys, &check);
}
