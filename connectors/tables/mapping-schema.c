/* SPDX-License-Identifier: EUPL-1.2
 *
 * The schema of mapping documents, what the name of a field means, and how
 * words are compared. Needs no file: mapping.c reads them.
 */
#include "config.h"

#include "connectors/tables/mapping-schema.h"
#include "connectors/tables/mapping.h"

#include "base/schema.h"

#include <string.h>

static const char *const format_words[] = { "uitweg-mapping/1", NULL };
static const char *const grade_words[] = { "measured", "documented", "inferred",
                                           "assumed", NULL };
static const char *const record_words[] = {
  "organisation", "party", "resource", "dependency", "service",
  "contract",     "cost",  "relation", NULL
};

#define FIELD(name, field_key, field_type, is_required, word_list,             \
              child_schema, help_text)                                         \
  { .key = field_key,                                                          \
    .type = UITWEG_FIELD_##field_type,                                         \
    .required = is_required,                                                   \
    .words = word_list,                                                        \
    .child = child_schema,                                                     \
    .help = help_text },

#define SCHEMA(name_of_schema, title, FIELDS)                                  \
  static const UitwegField name_of_schema##_fields[] = { FIELDS (FIELD) };     \
  static const UitwegSchema name_of_schema##_schema = {                        \
    title, name_of_schema##_fields, G_N_ELEMENTS (name_of_schema##_fields)     \
  };

SCHEMA (filter, "skip", TABLES_FILTER_FIELDS)
SCHEMA (column, "columns", TABLES_COLUMN_FIELDS)
SCHEMA (table, "tables", TABLES_TABLE_FIELDS)
SCHEMA (mapping, "mapping", TABLES_MAPPING_FIELDS)

const UitwegSchema *
tables_get_mapping_schema (void)
{
  return &mapping_schema;
}

char *
tables_fold (const char *word)
{
  g_autofree char *lower = g_utf8_strdown (word, -1);
  GString *folded = g_string_new (NULL);
  gboolean is_apart = FALSE;

  for (const char *at = g_strstrip (lower); *at != '\0'; at++)
    if (g_ascii_isspace (*at) || *at == '_' || *at == '-')
      is_apart = TRUE;
    else
      {
        if (is_apart && folded->len > 0)
          g_string_append_c (folded, ' ');
        g_string_append_c (folded, *at);
        is_apart = FALSE;
      }
  return g_string_free (folded, FALSE);
}

gint
tables_find_rule (const char *word, gboolean *is_reverse_out)
{
  static const char reverse[] = "reverse ";
  const gboolean is_reverse = g_str_has_prefix (word, reverse);

  if (is_reverse)
    word += strlen (reverse);
  *is_reverse_out = is_reverse;
  for (guint rule = 0; rule < CONNECTORS_N_RULES; rule++)
    if (strcmp (connectors_rule_get_word ((ConnectorsRule) rule), word) == 0)
      return (gint) rule;
  return -1;
}

/* "found 'memoy_gib', expected a field of resource; did you mean ...?" */
static void
explain_field (const UitwegSchema *schema, const char *text, char **problem_out)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  const char *nearest;

  for (guint i = 0; i < schema->n_fields; i++)
    g_ptr_array_add (keys, (gpointer) schema->fields[i].key);
  g_ptr_array_add (keys, NULL);
  nearest = base_nearest (text, (const char *const *) keys->pdata);
  *problem_out = nearest != NULL
                     ? g_strdup_printf ("found field '%s', did you mean '%s'?",
                                        text, nearest)
                     : g_strdup_printf ("found field '%s', expected one of %s",
                                        text, schema->name);
}

/* The rest of "disks[2].size_gib" behind "disks[". */
static gboolean
parse_element (const UitwegSchema *schema,
               const char *text,
               TablesTarget *target,
               char **problem_out)
{
  const UitwegField *list = &schema->fields[target->field];
  char *end = NULL;
  guint64 element = g_ascii_strtoull (text, &end, 10);

  if (list->type != UITWEG_FIELD_LIST || end[0] != ']' || end[1] != '.'
      || element > TABLES_MOST_ELEMENTS || text[0] == '+' || text[0] == '-')
    {
      *problem_out = g_strdup_printf ("found an element of '%s', expected a "
                                      "list and a number up to %d, such as "
                                      "disks[2].size_gib",
                                      list->key, TABLES_MOST_ELEMENTS);
      return FALSE;
    }
  target->element = (guint) element;
  target->member = base_schema_find (list->child, end + 2);
  if (target->member < 0)
    {
      explain_field (list->child, end + 2, problem_out);
      return FALSE;
    }
  target->leaf = &list->child->fields[target->member];
  return TRUE;
}

static gboolean
is_for_tables (const UitwegSchema *schema, const char *key)
{
  return strcmp (key, "provenance") != 0
         && !(strcmp (key, "id") == 0 && strcmp (schema->name, "source") == 0);
}

gboolean
tables_target_parse (const UitwegSchema *schema,
                     const char *text,
                     TablesTarget *target_out,
                     char **problem_out)
{
  TablesTarget target = { .member = -1 };
  const char *bracket = strchr (text, '[');
  const char *dot = strchr (text, '.');
  g_autofree char *name = NULL;

  target.field = base_schema_find (schema, text);
  if (target.field < 0 && bracket != NULL)
    name = g_strndup (text, (gsize) (bracket - text));
  else if (target.field < 0 && dot != NULL && dot[1] != '\0')
    name = g_strndup (text, (gsize) (dot - text));
  if (name != NULL)
    target.field = base_schema_find (schema, name);
  if (target.field < 0
      || !is_for_tables (schema, schema->fields[target.field].key))
    {
      explain_field (schema, text, problem_out);
      return FALSE;
    }
  target.leaf = &schema->fields[target.field];
  if (bracket != NULL)
    {
      if (!parse_element (schema, bracket + 1, &target, problem_out))
        return FALSE;
    }
  else if ((name != NULL) != (target.leaf->type == UITWEG_FIELD_TAGS))
    {
      *problem_out = g_strdup_printf ("found field '%s', expected %s", text,
                                      name != NULL ? "no key behind it"
                                                   : "a key behind it, such "
                                                     "as tags.room");
      return FALSE;
    }
  else if (name != NULL)
    target.key = g_strdup (dot + 1);
  *target_out = target;
  return TRUE;
}
