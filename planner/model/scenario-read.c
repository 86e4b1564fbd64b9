/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads the map of a scenario by its keys: each value is parsed into the
 * place that scenario-keys.c names, and each mistake is told with file and
 * line.
 */
#include "config.h"

#include "model/scenario-private.h"

#include <stdarg.h>
#include <string.h>

#include <uitweg/day.h>

#include "base/money-private.h"

void
model_scenario_note (const ModelScenarioReader *reader,
                     const BaseNode *node,
                     const char *format,
                     ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  base_problems_add (reader->problems, reader->name, node->line, 0, "%s%s%s",
                     node->key != NULL ? node->key : "",
                     node->key != NULL ? ": " : "", text);
}

const char *
model_scenario_intern (const ModelScenarioReader *reader, const char *text)
{
  BaseStrpool *pool = reader->model->pool;

  return base_strpool_get (pool,
                           base_strpool_intern (pool, text, strlen (text)));
}

gconstpointer
model_scenario_own (const ModelScenarioReader *reader, GArray *array)
{
  gpointer data = g_array_free (array, FALSE);

  g_ptr_array_add (reader->model->owned, data);
  return data;
}

static const char *
kind_name (const BaseNode *node)
{
  switch ((BaseNodeKind) node->kind)
    {
    case BASE_NODE_NULL:
      return "nothing";
    case BASE_NODE_BOOL:
      return node->truth ? "true" : "false";
    case BASE_NODE_NUMBER:
    case BASE_NODE_STRING:
      return node->text;
    case BASE_NODE_LIST:
      return "a list";
    case BASE_NODE_MAP:
      return "a map";
    }
  return "nothing";
}

static gboolean
is_scalar (const BaseNode *node)
{
  return node->kind == BASE_NODE_STRING || node->kind == BASE_NODE_NUMBER;
}

const char *
model_scenario_text (const ModelScenarioReader *reader, const BaseNode *node)
{
  if (!is_scalar (node) || node->length == 0)
    {
      model_scenario_note (reader, node, "found %s, expected a text",
                           is_scalar (node) ? "an empty text"
                                            : kind_name (node));
      return NULL;
    }
  return model_scenario_intern (reader, node->text);
}

const char *const *
model_scenario_texts (const ModelScenarioReader *reader, const BaseNode *node)
{
  GArray *texts = g_array_new (TRUE, TRUE, sizeof (const char *));

  if (node->kind != BASE_NODE_LIST)
    model_scenario_note (reader, node,
                         "found '%s', expected a list such as [a, b]",
                         kind_name (node));
  else
    for (const BaseNode *child = base_doc_first (reader->doc, node);
         child != NULL; child = base_doc_next (reader->doc, child))
      {
        const char *text = model_scenario_text (reader, child);

        if (text != NULL)
          g_array_append_val (texts, text);
      }
  return model_scenario_own (reader, texts);
}

void
model_scenario_read_amount (const ModelScenarioReader *reader,
                            const BaseNode *node,
                            UitwegMoney *money_out)
{
  UitwegMoney money = 0;

  if (!is_scalar (node) || !base_amount_parse (node->text, &money, NULL)
      || money < 0)
    model_scenario_note (reader, node,
                         "found '%s', expected an amount such as 300k EUR",
                         kind_name (node));
  else
    *money_out = money;
}

static void
read_word (const ModelScenarioReader *reader,
           const BaseNode *node,
           const ModelKey *key,
           gint *word_out)
{
  const char *text = is_scalar (node) ? node->text : kind_name (node);
  g_autofree char *all = g_strjoinv (", ", (char **) key->words);

  for (gint i = 0; key->words[i] != NULL; i++)
    if (is_scalar (node) && strcmp (key->words[i], text) == 0)
      {
        *word_out = i;
        return;
      }
  model_scenario_note (reader, node, "found '%s', expected one of %s", text,
                       all);
}

static void
read_bool (const ModelScenarioReader *reader,
           const BaseNode *node,
           gboolean *truth_out)
{
  if (node->kind == BASE_NODE_BOOL)
    *truth_out = node->truth != 0;
  else
    model_scenario_note (reader, node, "found '%s', expected true or false",
                         kind_name (node));
}

/* All that is one text with a form of its own. */
static void
read_form (const ModelScenarioReader *reader,
           const BaseNode *node,
           ModelKeyType type,
           gpointer place)
{
  const char *text = is_scalar (node) ? node->text : "";
  const char *expected = "";
  gboolean ok = FALSE;

  if (type == MODEL_KEY_DAY)
    {
      ok = uitweg_day_parse (text, place);
      expected = "a day from 1900-01-01 to 2999-12-31";
    }
  else if (type == MODEL_KEY_PERCENT)
    {
      ok = model_parse_percent (text, place);
      expected = "a share such as 60%, at most 100%";
    }
  else if (type == MODEL_KEY_DAYS)
    {
      ok = model_parse_days (text, place);
      expected = "days such as 30d";
    }
  else if (type == MODEL_KEY_MONTHS)
    {
      ok = model_parse_months (text, place);
      expected = "a length such as 12mo or 5y";
    }
  else if (type == MODEL_KEY_WHOLE)
    {
      ok = model_parse_whole (text, place);
      expected = "a whole number";
    }
  else if (type == MODEL_KEY_RATE)
    {
      ok = model_parse_rate (text, place);
      expected = "a rate such as 1Gbit/s";
    }
  if (!ok)
    model_scenario_note (reader, node, "found '%s', expected %s",
                         kind_name (node), expected);
}

static void
read_list (const ModelScenarioReader *reader,
           const BaseNode *node,
           const ModelKey *key,
           char *target)
{
  GArray *elements = g_array_new (FALSE, TRUE, (guint) key->element_size);
  guint *count = (guint *) (gpointer) (target + key->count_offset);
  gconstpointer *place = (gconstpointer *) (gpointer) (target + key->offset);

  if (node->kind != BASE_NODE_LIST)
    model_scenario_note (reader, node, "found '%s', expected a list of maps",
                         kind_name (node));
  else
    for (const BaseNode *child = base_doc_first (reader->doc, node);
         child != NULL; child = base_doc_next (reader->doc, child))
      {
        gpointer element;

        g_array_set_size (elements, elements->len + 1);
        element = elements->data
                  + (gsize) (elements->len - 1) * key->element_size;
        if (key->init != NULL)
          key->init (element);
        model_scenario_read_map (reader, child, key->keys, element);
        if (key->finish != NULL)
          key->finish (reader, child, element);
      }
  *count = elements->len;
  *place = model_scenario_own (reader, elements);
}

static void
read_value (const ModelScenarioReader *reader,
            const BaseNode *node,
            const ModelKey *key,
            char *target)
{
  gpointer place = target + key->offset;

  if (key->line_offset != 0)
    *(guint32 *) (gpointer) ((char *) reader->model
                             + key->line_offset) = node->line;
  switch (key->type)
    {
    case MODEL_KEY_TEXT:
      *(const char **) place = model_scenario_text (reader, node);
      return;
    case MODEL_KEY_TEXTS:
      *(const char *const **) place = model_scenario_texts (reader, node);
      return;
    case MODEL_KEY_WORD:
      read_word (reader, node, key, place);
      return;
    case MODEL_KEY_BOOL:
      read_bool (reader, node, place);
      return;
    case MODEL_KEY_AMOUNT:
      model_scenario_read_amount (reader, node, place);
      return;
    case MODEL_KEY_DAY:
    case MODEL_KEY_PERCENT:
    case MODEL_KEY_DAYS:
    case MODEL_KEY_MONTHS:
    case MODEL_KEY_WHOLE:
    case MODEL_KEY_RATE:
      read_form (reader, node, key->type, place);
      return;
    case MODEL_KEY_MAP:
      /* Keys are ours: maps in maps end. */
      model_scenario_read_map (reader, node, key->keys, target);
      return;
    case MODEL_KEY_LIST:
      read_list (reader, node, key, target);
      return;
    case MODEL_KEY_CUSTOM:
      key->custom (reader, node, target);
      return;
    }
}

static void
note_unknown_key (const ModelScenarioReader *reader,
                  const BaseNode *node,
                  const ModelKey *keys)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *all = NULL;
  const char *nearest;

  for (guint i = 0; keys[i].name != NULL; i++)
    g_ptr_array_add (names, (gpointer) keys[i].name);
  g_ptr_array_add (names, NULL);
  nearest = base_nearest (node->key, (const char *const *) names->pdata);
  all = g_strjoinv (", ", (char **) names->pdata);
  base_problems_add (reader->problems, reader->name, node->line, 0,
                     "found unknown key '%s', expected %s%s%s", node->key,
                     nearest != NULL ? "'" : "one of ",
                     nearest != NULL ? nearest : all,
                     nearest != NULL ? "'" : "");
}

static const ModelKey *
find_key (const ModelKey *keys, const char *name)
{
  for (guint i = 0; keys[i].name != NULL; i++)
    if (strcmp (keys[i].name, name) == 0)
      return &keys[i];
  return NULL;
}

void
model_scenario_read_map (const ModelScenarioReader *reader,
                         const BaseNode *map,
                         const ModelKey *keys,
                         gpointer target)
{
  if (map->kind != BASE_NODE_MAP)
    {
      model_scenario_note (reader, map,
                           "found '%s', expected a map with keys such as '%s'",
                           kind_name (map), keys[0].name);
      return;
    }
  for (const BaseNode *node = base_doc_first (reader->doc, map); node != NULL;
       node = base_doc_next (reader->doc, node))
    {
      const ModelKey *key = find_key (keys, node->key);

      /* A key without a value says nothing. */
      if (key == NULL)
        note_unknown_key (reader, node, keys);
      else if (node->kind != BASE_NODE_NULL)
        read_value (reader, node, key, target);
    }
  for (guint i = 0; keys[i].name != NULL; i++)
    {
      const BaseNode *node = keys[i].required ? base_doc_find (reader->doc, map,
                                                               keys[i].name)
                                              : map;

      if (node == NULL || (node != map && node->kind == BASE_NODE_NULL))
        base_problems_add (reader->problems, reader->name, map->line, 0,
                           "found no key '%s', expected it", keys[i].name);
    }
}
