/* SPDX-License-Identifier: EUPL-1.2
 *
 * Looks at schemas themselves. Tests ask here whether a schema is sound, and
 * the man pages of the file formats are compared with the listing made here.
 */
#include "config.h"

#include "base/schema.h"

#include <string.h>

#include "base/number.h"

#define MAX_DOTS 2
#define MAX_WORDS 32000

const char *
base_field_type_get_name (UitwegFieldType type)
{
  static const char *const names[] = {
    [UITWEG_FIELD_TEXT] = "text",       [UITWEG_FIELD_ENUM] = "enum",
    [UITWEG_FIELD_BOOL] = "bool",       [UITWEG_FIELD_INT] = "int",
    [UITWEG_FIELD_NUMBER] = "number",   [UITWEG_FIELD_SIZE] = "size",
    [UITWEG_FIELD_MONEY] = "money",     [UITWEG_FIELD_DAY] = "day",
    [UITWEG_FIELD_TIME] = "time",       [UITWEG_FIELD_TEXTS] = "texts",
    [UITWEG_FIELD_TAGS] = "tags",       [UITWEG_FIELD_LIST] = "list",
    [UITWEG_FIELD_NUMBERS] = "numbers",
  };

  return names[type];
}

const UitwegSchema *
base_schema_get_texts (void)
{
  static const UitwegField fields[] = {
    { .key = "text",
      .type = UITWEG_FIELD_TEXT,
      .required = TRUE,
      .help = "The text" },
  };
  static const UitwegSchema schema = { "text", fields, G_N_ELEMENTS (fields) };

  return &schema;
}

const UitwegSchema *
base_schema_get_numbers (void)
{
  static const UitwegField fields[] = {
    { .key = "number",
      .type = UITWEG_FIELD_NUMBER,
      .required = TRUE,
      .help = "The number" },
  };
  static const UitwegSchema schema = { "number", fields,
                                       G_N_ELEMENTS (fields) };

  return &schema;
}

const UitwegSchema *
base_schema_get_tags (void)
{
  static const UitwegField fields[] = {
    { .key = "key",
      .type = UITWEG_FIELD_TEXT,
      .required = TRUE,
      .help = "The key of the tag" },
    { .key = "value",
      .type = UITWEG_FIELD_TEXT,
      .required = TRUE,
      .help = "The value of the tag" },
  };
  static const UitwegSchema schema = { "tag", fields, G_N_ELEMENTS (fields) };

  return &schema;
}

gint
base_schema_find (const UitwegSchema *schema, const char *key)
{
  for (guint i = 0; i < schema->n_fields; i++)
    if (strcmp (schema->fields[i].key, key) == 0)
      return (gint) i;
  return -1;
}

/* Why a key cannot be one, or NULL. */
static const char *
check_key (const char *key)
{
  guint n_dots = 0;

  if (key == NULL || key[0] == '\0')
    return "it has no key";
  if (strlen (key) > 64)
    return "its key is longer than 64 bytes";
  for (const char *at = key; *at != '\0'; at++)
    {
      gboolean is_first = at == key || at[-1] == '.';

      if (*at == '.')
        {
          n_dots++;
          if (is_first || at[1] == '\0')
            return "a part of its key is empty";
        }
      else if (!g_ascii_islower (*at)
               && (is_first || (!g_ascii_isdigit (*at) && *at != '_')))
        return "its key is not of lower-case letters, digits and underscores";
    }
  return n_dots > MAX_DOTS ? "its key has more than two dots" : NULL;
}

/* Why two keys cannot stand in one schema, or NULL. `next` follows `key`,
 * perhaps with others between. */
static const char *
check_pair (const UitwegSchema *schema, guint i, guint j)
{
  const char *a = schema->fields[i].key, *b = schema->fields[j].key;
  gsize same = 0, object = 0;

  for (; a[same] != '\0' && a[same] == b[same]; same++)
    if (a[same] == '.')
      object = same + 1;
  if (a[same] == '\0' && b[same] == '\0')
    return "its key stands there twice";
  if ((a[same] == '\0' && b[same] == '.')
      || (b[same] == '\0' && a[same] == '.'))
    return "its key is both a value and an object";

  /* All between two keys of one object must be keys of it too, or the
   * writer would open it twice. */
  for (guint k = i + 1; k < j && object > 0; k++)
    if (strncmp (schema->fields[k].key, a, object) != 0)
      return "its object is not in one piece";
  return NULL;
}

static const char *
check_field (const UitwegField *field)
{
  gboolean has_words = field->words != NULL && field->words[0] != NULL;
  gboolean may_have_words = field->type == UITWEG_FIELD_ENUM
                            || field->type == UITWEG_FIELD_TAGS
                            || field->type == UITWEG_FIELD_TEXTS;
  gboolean may_have_bounds = field->type == UITWEG_FIELD_INT
                             || field->type == UITWEG_FIELD_NUMBER
                             || field->type == UITWEG_FIELD_NUMBERS
                             || field->type == UITWEG_FIELD_SIZE
                             || field->type == UITWEG_FIELD_MONEY;
  const char *problem = check_key (field->key);
  gsize length;

  if (problem != NULL)
    return problem;
  if (field->type == UITWEG_FIELD_ENUM && !has_words)
    return "it has no words";
  if (field->words != NULL && !may_have_words)
    return "it has words, but is no enum";
  if (has_words && g_strv_length ((char **) field->words) > MAX_WORDS)
    return "it has too many words";
  if ((field->type == UITWEG_FIELD_LIST) != (field->child != NULL))
    return "lists, and only lists, have a child";
  if ((field->min != 0 || field->max != 0) && !may_have_bounds)
    return "it has bounds, but is no number";
  if (!(field->min <= field->max))
    return "its least value is above its greatest";
  length = field->help != NULL ? strlen (field->help) : 0;
  if (length == 0 || field->help[length - 1] == '.')
    return "its help is empty or ends in a full stop";
  return NULL;
}

/* Calls itself for children, BASE_SCHEMA_MAX_DEPTH deep at most. */
static gboolean
check_schema (const UitwegSchema *schema, guint depth, char **problem_out)
{
  const char *problem = NULL;
  guint i;

  if (depth > BASE_SCHEMA_MAX_DEPTH || schema->n_fields > 64)
    {
      *problem_out = g_strdup_printf ("%s: too deep or too many fields",
                                      schema->name);
      return FALSE;
    }
  for (i = 0; i < schema->n_fields; i++)
    {
      problem = check_field (&schema->fields[i]);
      for (guint j = 0; j < i && problem == NULL; j++)
        problem = check_pair (schema, j, i);
      if (problem != NULL)
        {
          const char *key = schema->fields[i].key;

          *problem_out = g_strdup_printf ("%s: field %u (%s): %s", schema->name,
                                          i, key != NULL ? key : "", problem);
          return FALSE;
        }
      if (schema->fields[i].child != NULL
          && !check_schema (schema->fields[i].child, depth + 1, problem_out))
        return FALSE;
    }
  return TRUE;
}

gboolean
base_schema_check (const UitwegSchema *schema, char **problem_out)
{
  return check_schema (schema, 1, problem_out);
}

/* Appends what a field may hold: words, bounds, or "-". */
static void
list_legal (const UitwegField *field, GString *text)
{
  if (field->words != NULL)
    {
      for (guint i = 0; field->words[i] != NULL; i++)
        g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                                field->words[i]);
      return;
    }
  if (field->min == 0 && field->max == 0)
    {
      g_string_append_c (text, '-');
      return;
    }
  base_append_number (text, field->min);
  g_string_append (text, "..");
  base_append_number (text, field->max);
}

static void
list_fields (const UitwegSchema *schema, const char *prefix, GString *text)
{
  for (guint i = 0; i < schema->n_fields; i++)
    {
      const UitwegField *field = &schema->fields[i];
      g_autofree char *inner = NULL;

      g_string_append_printf (text, "%s%s\t%s\t%s\t", prefix, field->key,
                              base_field_type_get_name (field->type),
                              field->required ? "required" : "-");
      list_legal (field, text);
      g_string_append_printf (text, "\t%s\n", field->help);
      /* What a record was made of is the record again. */
      if (field->child == NULL || field->child->fields == schema->fields)
        continue;
      inner = g_strdup_printf ("%s%s[].", prefix, field->key);
      list_fields (field->child, inner, text);
    }
}

void
base_schema_list (const UitwegSchema *schema, GString *text)
{
  list_fields (schema, "", text);
}
