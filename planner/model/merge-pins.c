/* SPDX-License-Identifier: EUPL-1.2
 *
 * What somebody decided about a merge: two records are one thing or are not,
 * a value is this. A file of decisions becomes records like those of any
 * other source, so that they are kept, win, and merge in any order.
 */
#include "config.h"

#include "model/merge-private.h"

#include <string.h>

#include "base/csv.h"
#include "base/file.h"
#include "base/json-write.h"
#include "model/messages.h"

#define PINS_BYTES_MAX ((gsize) 16 << 20)
#define PINS_SOURCE "source/pins"
#define PIN_DEPTH 16

static const char *const pin_words[] = { "same", "apart", "value", NULL };
static const char *const value_keys[] = { "id", "field", "value", "reason",
                                          NULL };

/* What is read at the moment. */
typedef struct
{
  const char *name;
  ModelBatch *batch;
  GHashTable *ids;   /* id -> record type + 1, of all batches */
  GPtrArray *sorted; /* the ids, NULL-ended, made when one is unknown */
  BaseDoc *doc;      /* of the record being made */
  BaseProblems *problems;
} Pins;

static void
add_ids (Pins *pins, const UitwegTable *table, UitwegRecordType type)
{
  const guint32 n = uitweg_table_get_n_rows (table);

  for (guint32 row = 0; row < n; row++)
    g_hash_table_insert (pins->ids, (gpointer) model_id (table, row),
                         GUINT_TO_POINTER (type + 1));
}

/* Ids that were merged away count too. */
static void
collect_ids (Pins *pins, const GPtrArray *batches)
{
  for (guint b = 0; b < batches->len; b++)
    for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
      {
        const ModelBatch *batch = g_ptr_array_index (batches, b);

        add_ids (pins, batch->tables[type], (UitwegRecordType) type);
        add_ids (
            pins,
            uitweg_table_child (batch->tables[type], model_seen_field (type)),
            (UitwegRecordType) type);
      }
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The type of the record with that id; a slip is told. */
static gboolean
find_type (Pins *pins, const char *id, guint32 line, UitwegRecordType *type_out)
{
  const guint found = GPOINTER_TO_UINT (g_hash_table_lookup (pins->ids, id));
  GHashTableIter iterator;
  gpointer key;
  const char *nearest;

  if (found != 0)
    {
      *type_out = (UitwegRecordType) (found - 1);
      return TRUE;
    }
  if (pins->sorted == NULL)
    {
      pins->sorted = g_ptr_array_new ();
      g_hash_table_iter_init (&iterator, pins->ids);
      while (g_hash_table_iter_next (&iterator, &key, NULL))
        g_ptr_array_add (pins->sorted, key);
      g_ptr_array_sort (pins->sorted, compare_ids);
      g_ptr_array_add (pins->sorted, NULL);
    }
  nearest = base_nearest (id, (const char *const *) pins->sorted->pdata);
  base_problems_add (pins->problems, pins->name, line, 0,
                     "found id '%s', which no estate has, expected %s%s%s", id,
                     nearest != NULL ? "'" : "the id of a record",
                     nearest != NULL ? nearest : "",
                     nearest != NULL ? "'" : "");
  return FALSE;
}

/* Makes a record of `json`, in a part of its own. */
static void
add_record (Pins *pins, UitwegRecordType type, GString *json, guint32 line)
{
  ModelBatch *batch = pins->batch;
  const ModelOrigin origin = { .line = line, .part = ++batch->n_headers };
  g_autoptr (GError) error = NULL;

  g_string_append (json, ",\"provenance\":[{\"source\":\"" PINS_SOURCE
                         "\",\"rule\":\"" MODEL_PIN_RULE
                         "\",\"grade\":\"documented\"}]}");
  if (!base_json_parse (pins->doc, pins->name, line, json->str, json->len,
                        PIN_DEPTH, &error))
    {
      model_note_error (pins->problems, pins->name, error);
      return;
    }
  if (base_table_read_row (batch->tables[type], pins->doc,
                           base_doc_node (pins->doc, 0), NULL, pins->name,
                           pins->problems)
      != UITWEG_NONE)
    g_array_append_val (batch->origins[type], origin);
}

static void
add_pair (Pins *pins, gboolean same, const char *a, const char *b, guint32 line)
{
  g_autoptr (GString) json = g_string_new ("{\"id\":");
  const char *const ids[] = { a, b };

  for (guint i = 0; i < 2; i++)
    {
      UitwegRecordType type = UITWEG_RECORD_RESOURCE;

      if (!find_type (pins, ids[i], line, &type))
        return;
      if (type == UITWEG_RECORD_RESOURCE)
        continue;
      base_problems_add (pins->problems, pins->name, line, 0,
                         "found '%s', which is a %s, expected a resource",
                         ids[i], model_record_names ()[type]);
      return;
    }
  base_json_append_string (json, a);
  g_string_append_printf (json, ",\"kind\":\"unknown\",\"%s\":[",
                          same ? "same_as" : "not_same_as");
  base_json_append_string (json, b);
  g_string_append_c (json, ']');
  add_record (pins, UITWEG_RECORD_RESOURCE, json, line);
}

static const UitwegField *
find_field (UitwegRecordType type, const char *key)
{
  const UitwegSchema *schema = uitweg_estate_get_schema (type);

  for (guint i = 0; i < schema->n_fields; i++)
    if (strcmp (schema->fields[i].key, key) == 0)
      return &schema->fields[i];
  return NULL;
}

static void
tell_field (Pins *pins, UitwegRecordType type, const char *key, guint32 line)
{
  const UitwegSchema *schema = uitweg_estate_get_schema (type);
  g_autofree const char **keys = g_new0 (const char *, schema->n_fields + 1u);
  const char *nearest;

  for (guint i = 0; i < schema->n_fields; i++)
    keys[i] = schema->fields[i].key;
  nearest = base_nearest (key, keys);
  base_problems_add (pins->problems, pins->name, line, 0,
                     "found field '%s', expected %s%s", key,
                     nearest != NULL ? nearest : "a field of a ",
                     nearest != NULL ? "" : model_record_names ()[type]);
}

/* A text as the value of a field in JSON. */
static void
append_value (GString *json, const UitwegField *field, const char *text)
{
  g_auto (GStrv) parts = NULL;

  switch (field->type)
    {
    case UITWEG_FIELD_BOOL:
    case UITWEG_FIELD_INT:
    case UITWEG_FIELD_NUMBER:
    case UITWEG_FIELD_SIZE:
      if (text[0] != '\0'
          && strspn (text, "0123456789+-.eEtrufals") == strlen (text))
        g_string_append (json, text);
      else
        base_json_append_string (json, text);
      break;
    case UITWEG_FIELD_TEXTS:
      parts = g_strsplit (text, "|", -1);
      g_string_append_c (json, '[');
      for (guint i = 0; parts[i] != NULL; i++)
        {
          g_string_append (json, i > 0 ? "," : "");
          base_json_append_string (json, parts[i]);
        }
      g_string_append_c (json, ']');
      break;
    case UITWEG_FIELD_TEXT:
    case UITWEG_FIELD_ENUM:
    case UITWEG_FIELD_MONEY:
    case UITWEG_FIELD_DAY:
    case UITWEG_FIELD_TIME:
    case UITWEG_FIELD_TAGS:
    case UITWEG_FIELD_LIST:
    case UITWEG_FIELD_NUMBERS:
      base_json_append_string (json, text);
      break;
    }
}

/* Whether a record with an id and this value alone is one. */
static gboolean
may_pin (Pins *pins, UitwegRecordType type, const char *id, guint32 line)
{
  switch (type)
    {
    case UITWEG_RECORD_PARTY:
    case UITWEG_RECORD_RESOURCE:
    case UITWEG_RECORD_SERVICE:
    case UITWEG_RECORD_CONTRACT:
    case UITWEG_RECORD_COST:
    case UITWEG_RECORD_ORGANISATION:
      return TRUE;
    case UITWEG_RECORD_SOURCE:
    case UITWEG_RECORD_DEPENDENCY:
      break;
    }
  base_problems_add (pins->problems, pins->name, line, 0,
                     "found '%s', which is a %s, expected a resource, service, "
                     "contract, party or cost",
                     id, model_record_names ()[type]);
  return FALSE;
}

static void
add_value (Pins *pins,
           const char *id,
           const char *key,
           const char *value,
           const char *reason,
           guint32 line)
{
  g_autoptr (GString) json = g_string_new ("{\"id\":");
  g_auto (GStrv) names = g_strsplit (key, ".", -1);
  const UitwegField *field;
  UitwegRecordType type = UITWEG_RECORD_RESOURCE;

  if (!find_type (pins, id, line, &type) || !may_pin (pins, type, id, line))
    return;
  field = find_field (type, key);
  if (field == NULL)
    {
      tell_field (pins, type, key, line);
      return;
    }
  base_json_append_string (json, id);
  if (type == UITWEG_RECORD_RESOURCE && strcmp (key, "kind") != 0)
    g_string_append (json, ",\"kind\":\"unknown\"");
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_string_append (json, i > 0 ? "{" : ",");
      base_json_append_string (json, names[i]);
      g_string_append_c (json, ':');
    }
  append_value (json, field, value);
  for (guint i = 1; names[i] != NULL; i++)
    g_string_append_c (json, '}');
  if (reason != NULL && reason[0] != '\0')
    {
      g_autofree char *tag = g_strconcat ("pin.", key, NULL);

      g_string_append (json, ",\"tags\":{");
      base_json_append_string (json, tag);
      g_string_append_c (json, ':');
      base_json_append_string (json, reason);
      g_string_append_c (json, '}');
    }
  add_record (pins, type, json, line);
}

static void
tell_shape (Pins *pins, const BaseNode *node, const char *expected)
{
  base_problems_add (pins->problems, pins->name, node->line, node->column,
                     "found %s%s%s, expected %s",
                     node->key != NULL ? "'" : "another value",
                     node->key != NULL ? node->key : "",
                     node->key != NULL ? "'" : "", expected);
}

/* same: [a, b, …] or apart: [a, b, …]: each with the first, or each pair. */
static void
read_ids (Pins *pins, const BaseDoc *doc, const BaseNode *list, gboolean same)
{
  if (list->kind != BASE_NODE_LIST || list->n_children < 2)
    {
      tell_shape (pins, list, "a list of two ids or more");
      return;
    }
  for (const BaseNode *a = base_doc_first (doc, list); a != NULL;
       a = base_doc_next (doc, a))
    {
      if (a->text == NULL)
        tell_shape (pins, a, "an id");
      for (const BaseNode *b = base_doc_next (doc, a);
           b != NULL && a->text != NULL; b = base_doc_next (doc, b))
        if (b->text != NULL)
          add_pair (pins, same, a->text, b->text, b->line);
      if (same)
        return;
    }
}

static void
read_value (Pins *pins, const BaseDoc *doc, const BaseNode *map)
{
  const char *texts[4] = { NULL };

  if (map->kind != BASE_NODE_MAP)
    {
      tell_shape (pins, map, "id, field, value and reason");
      return;
    }
  for (const BaseNode *node = base_doc_first (doc, map); node != NULL;
       node = base_doc_next (doc, node))
    {
      guint at = 0;

      while (value_keys[at] != NULL && strcmp (value_keys[at], node->key) != 0)
        at++;
      if (value_keys[at] == NULL)
        {
          const char *nearest = base_nearest (node->key, value_keys);

          tell_shape (pins, node,
                      nearest != NULL ? nearest : "id, field, value or reason");
          return;
        }
      texts[at] = node->kind == BASE_NODE_BOOL
                      ? (node->truth ? "true" : "false")
                      : node->text;
    }
  if (texts[0] == NULL || texts[1] == NULL || texts[2] == NULL)
    tell_shape (pins, map, "id, field and value");
  else
    add_value (pins, texts[0], texts[1], texts[2], texts[3], map->line);
}

static void
read_pin (Pins *pins, const BaseDoc *doc, const BaseNode *pin)
{
  const BaseNode *node = pin->kind == BASE_NODE_MAP && pin->n_children == 1
                             ? base_doc_first (doc, pin)
                             : NULL;
  const char *nearest;

  if (node == NULL)
    {
      tell_shape (pins, pin, "one of same, apart and value");
      return;
    }
  if (strcmp (node->key, "value") == 0)
    read_value (pins, doc, node);
  else if (strcmp (node->key, "same") == 0 || strcmp (node->key, "apart") == 0)
    read_ids (pins, doc, node, node->key[0] == 's');
  else
    {
      nearest = base_nearest (node->key, pin_words);
      tell_shape (pins, node,
                  nearest != NULL ? nearest : "same, apart or value");
    }
}

static gboolean
read_yaml (Pins *pins, const char *data, gsize length)
{
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (GError) error = NULL;
  const BaseNode *root;

  if (!base_yaml_parse (doc, pins->name, data, length, &error))
    {
      model_note_error (pins->problems, pins->name, error);
      return FALSE;
    }
  root = base_doc_node (doc, 0);
  if (root->kind != BASE_NODE_LIST)
    tell_shape (pins, root, "a list of same, apart and value");
  for (const BaseNode *pin =
           root->kind == BASE_NODE_LIST ? base_doc_first (doc, root) : NULL;
       pin != NULL; pin = base_doc_next (doc, pin))
    read_pin (pins, doc, pin);
  return TRUE;
}

/* The columns pin, id, other, field, value, reason. */
static void
read_csv (Pins *pins, const char *data, gsize length)
{
  static const char *const heads[] = { "pin",   "id",    "other",
                                       "field", "value", "reason" };
  g_autoptr (GError) error = NULL;
  g_autoptr (BaseCsv) csv = base_csv_new_for_data (pins->name, data, length,
                                                   BASE_CSV_COMMENTS, &error);

  while (csv != NULL && base_csv_next (csv, &error))
    {
      const char *cells[G_N_ELEMENTS (heads)];
      const guint32 line = base_csv_get_line (csv);

      for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
        {
          const guint32 column = base_csv_find_column (csv, heads[i]);
          const char *text = base_csv_get_text (csv, column);

          cells[i] = text != NULL ? text : "";
        }
      if (strcmp (cells[0], "value") == 0)
        add_value (pins, cells[1], cells[3], cells[4], cells[5], line);
      else if (strcmp (cells[0], "same") == 0
               || strcmp (cells[0], "apart") == 0)
        add_pair (pins, cells[0][0] == 's', cells[1], cells[2], line);
      else
        base_problems_add (pins->problems, pins->name, line, 0,
                           "found pin '%s', expected same, apart or value",
                           cells[0]);
    }
  if (error != NULL)
    model_note_error (pins->problems, pins->name, error);
}

/* A comma-separated file begins with its heads, a YAML file never does. */
static gboolean
is_csv (const char *data)
{
  while (*data == '#' || *data == '\n')
    data += strcspn (data, "\n") + (data[strcspn (data, "\n")] != '\0' ? 1 : 0);
  return g_ascii_strncasecmp (data, "pin", 3) == 0
         && strchr (",;\t", data[3]) != NULL;
}

static void
add_source (Pins *pins, const char *data, gsize length)
{
  g_autofree char *digest = base_file_sha256 (data, length);
  UitwegTable *table = pins->batch->tables[UITWEG_RECORD_SOURCE];
  const guint32 row = base_table_append (table);
  const ModelOrigin origin = { .line = 0, .part = ++pins->batch->n_headers };
  UitwegTable *files;
  guint32 file;

  base_table_set_text (table, row, UITWEG_SOURCE_ID, PINS_SOURCE);
  base_table_set_text (table, row, UITWEG_SOURCE_CONNECTOR, "pins");
  base_table_set_bool (table, row, UITWEG_SOURCE_COMPLETE, TRUE);
  files = base_table_begin_list (table, UITWEG_SOURCE_FILES);
  file = base_table_append (files);
  base_table_set_text (files, file, UITWEG_SOURCE_FILE_PATH, pins->name);
  base_table_set_text (files, file, UITWEG_SOURCE_FILE_SHA256, digest);
  base_table_end_list (table, UITWEG_SOURCE_FILES);
  g_array_append_val (pins->batch->origins[UITWEG_RECORD_SOURCE], origin);
}

gboolean
model_read_pins (const char *path,
                 GPtrArray *batches,
                 BaseProblems *problems,
                 GError **error)
{
  g_autoptr (ModelBatch) batch = model_batch_new (path);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *data;
  Pins pins = {
    .name = path, .batch = batch, .ids = ids, .doc = doc, .problems = problems
  };
  gsize length;

  bytes = base_file_read (path, PINS_BYTES_MAX, &failure);
  if (bytes == NULL)
    {
      g_set_error_literal (error, UITWEG_ESTATE_ERROR,
                           UITWEG_ESTATE_ERROR_UNREADABLE, failure->message);
      return FALSE;
    }
  data = g_bytes_get_data (bytes, &length);
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    base_table_set_lenient_money (batch->tables[type], TRUE);
  collect_ids (&pins, batches);
  if (is_csv (data))
    read_csv (&pins, data, length);
  else
    read_yaml (&pins, data, length);
  add_source (&pins, data, length);
  g_clear_pointer (&pins.sorted, g_ptr_array_unref);
  g_ptr_array_add (batches, g_steal_pointer (&batch));
  return TRUE;
}
