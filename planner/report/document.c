/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads a plan document, checks its form, and gives its values to the
 * renderers: from the file of json.c to text.c, html.c and why.c.
 */
#include "config.h"

#include "report/document.h"

#include <math.h>
#include <string.h>

#include <uitweg/day.h>
#include <uitweg/money.h>

#include "base/file.h"
#include "base/number.h"

#define MAX_DEPTH 512
#define MAX_BYTES ((gsize) 1 << 30)
#define FORMAT "uitweg-plan/1"

static const char *
describe_kind (const BaseNode *node)
{
  switch ((BaseNodeKind) node->kind)
    {
    case BASE_NODE_NULL:
      return "null";
    case BASE_NODE_BOOL:
      return "true or false";
    case BASE_NODE_NUMBER:
      return "a number";
    case BASE_NODE_STRING:
      return "a text";
    case BASE_NODE_LIST:
      return "a list";
    case BASE_NODE_MAP:
      return "an object";
    }
  return "nothing";
}

static gboolean
refuse (const char *name,
        const BaseNode *node,
        const char *what,
        const char *expected,
        GError **error)
{
  g_set_error (error, UITWEG_REPORT_ERROR, UITWEG_REPORT_ERROR_INVALID,
               "%s:%u: found %s in '%s', expected %s", name, node->line,
               describe_kind (node), what, expected);
  return FALSE;
}

static gboolean
check_format (const UitwegPlanDocument *document,
              const char *name,
              GError **error)
{
  const char *format;

  if (document->root->kind != BASE_NODE_MAP)
    return refuse (name, document->root, "the document", "an object", error);
  format = report_text (document, document->root, "format");
  if (g_strcmp0 (format, FORMAT) == 0)
    return TRUE;
  g_set_error (error, UITWEG_REPORT_ERROR, UITWEG_REPORT_ERROR_INVALID,
               "%s:%u: found format '%s', expected '%s'", name,
               document->root->line, format == NULL ? "" : format, FORMAT);
  return FALSE;
}

/* The sections that hold objects, with the key that no two may share. */
static gboolean
check_sections (const UitwegPlanDocument *document,
                const char *name,
                GError **error)
{
  static const char *const lists[] = {
    "inputs",   "triggers", "figures", "sources",    "resources",
    "services", "groups",   "waves",   "activities", "contracts",
    "bridges",  "stays",    "holes",   "cash_flow",  "assumptions"
  };
  static const char *const maps[] = { "organisation",  "summary",
                                      "coverage",      "control",
                                      "concentration", "bound" };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      const BaseNode *list = report_get (document, document->root, lists[i]);

      if (list != NULL && list->kind != BASE_NODE_LIST)
        return refuse (name, list, lists[i], "a list", error);
      for (const BaseNode *item =
               report_first (document, document->root, lists[i]);
           item != NULL; item = report_next (document, item))
        if (item->kind != BASE_NODE_MAP)
          return refuse (name, item, lists[i], "objects", error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    {
      const BaseNode *map = report_get (document, document->root, maps[i]);

      if (map != NULL && map->kind != BASE_NODE_MAP)
        return refuse (name, map, maps[i], "an object", error);
    }
  return TRUE;
}

/* Amounts are pairs of decimals, the lower first, wherever they stand. */
static gboolean
check_amounts (const UitwegPlanDocument *document,
               const char *name,
               GError **error)
{
  static const char *const keys[] = { "one_off",   "run_before", "run_after",
                                      "run_today", "run",        "run_change",
                                      "overhead",  "penalty",    "stranded",
                                      "amount" };
  const guint32 n = base_doc_get_n_nodes (document->doc);

  for (guint32 i = 0; i < n; i++)
    {
      const BaseNode *node = base_doc_node (document->doc, i);
      UitwegMoneyRange range;

      if (node->key == NULL || node->kind != BASE_NODE_LIST)
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
        if (strcmp (node->key, keys[k]) == 0)
          {
            range = report_money (document, node);
            if (range.lo == UITWEG_UNKNOWN || range.lo > range.hi)
              return refuse (name, node, keys[k],
                             "two decimal texts, the lower first", error);
          }
    }
  return TRUE;
}

/* Fills `index` with the objects of a section by their id. */
static gboolean
index_section (const UitwegPlanDocument *document,
               const char *section,
               GHashTable *index,
               const char *name,
               GError **error)
{
  for (const BaseNode *item = report_first (document, document->root, section);
       item != NULL; item = report_next (document, item))
    {
      const char *id = report_text (document, item, "id");

      if (id == NULL)
        {
          g_set_error (error, UITWEG_REPORT_ERROR, UITWEG_REPORT_ERROR_INVALID,
                       "%s:%u: found an object without id in '%s', expected "
                       "'id' in each",
                       name, item->line, section);
          return FALSE;
        }
      if (!g_hash_table_insert (index, (gpointer) id, (gpointer) item))
        {
          g_set_error (error, UITWEG_REPORT_ERROR, UITWEG_REPORT_ERROR_INVALID,
                       "%s:%u: found id '%s' twice in '%s', expected it once",
                       name, item->line, id, section);
          return FALSE;
        }
    }
  return TRUE;
}

UitwegPlanDocument *
uitweg_plan_document_parse (const char *name,
                            const char *json,
                            gsize length,
                            GError **error)
{
  g_autoptr (UitwegPlanDocument) document = g_new0 (UitwegPlanDocument, 1);
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (name != NULL && json != NULL, NULL);

  document->doc = base_doc_new ();
  document->figures = g_hash_table_new (g_str_hash, g_str_equal);
  document->resources = g_hash_table_new (g_str_hash, g_str_equal);
  document->groups = g_hash_table_new (g_str_hash, g_str_equal);
  document->services = g_hash_table_new (g_str_hash, g_str_equal);
  if (!base_json_parse (document->doc, name, 1, json, length, MAX_DEPTH,
                        &problem))
    {
      g_set_error_literal (error, UITWEG_REPORT_ERROR,
                           UITWEG_REPORT_ERROR_INVALID, problem->message);
      return NULL;
    }
  document->root = base_doc_node (document->doc, 0);
  document->json = g_strndup (json, length);
  document->length = length;
  if (!check_format (document, name, error)
      || !check_sections (document, name, error)
      || !check_amounts (document, name, error)
      || !index_section (document, "figures", document->figures, name, error)
      || !index_section (document, "resources", document->resources, name,
                         error)
      || !index_section (document, "groups", document->groups, name, error)
      || !index_section (document, "services", document->services, name, error))
    return NULL;
  return g_steal_pointer (&document);
}

UitwegPlanDocument *
uitweg_plan_document_load (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) problem = NULL;
  gconstpointer data;
  gsize length;

  g_return_val_if_fail (path != NULL, NULL);

  bytes = base_file_read (path, MAX_BYTES, &problem);
  if (bytes == NULL)
    {
      g_set_error_literal (error, UITWEG_REPORT_ERROR,
                           UITWEG_REPORT_ERROR_INVALID, problem->message);
      return NULL;
    }
  data = g_bytes_get_data (bytes, &length);
  return uitweg_plan_document_parse (path, data == NULL ? "" : data, length,
                                     error);
}

void
uitweg_plan_document_free (UitwegPlanDocument *document)
{
  if (document == NULL)
    return;
  g_hash_table_unref (document->figures);
  g_hash_table_unref (document->resources);
  g_hash_table_unref (document->groups);
  g_hash_table_unref (document->services);
  base_doc_free (document->doc);
  g_free (document->json);
  g_free (document);
}

gint
uitweg_plan_document_get_exit_status (const UitwegPlanDocument *document)
{
  g_return_val_if_fail (document != NULL, 1);

  return report_int (document, document->root, "exit_status") == 0 ? 0 : 1;
}

const BaseNode *
report_get (const UitwegPlanDocument *document,
            const BaseNode *map,
            const char *key)
{
  const BaseNode *node;

  if (map == NULL || map->kind != BASE_NODE_MAP)
    return NULL;
  node = base_doc_find (document->doc, map, key);
  return node == NULL || node->kind == BASE_NODE_NULL ? NULL : node;
}

const BaseNode *
report_first (const UitwegPlanDocument *document,
              const BaseNode *map,
              const char *key)
{
  const BaseNode *list = report_get (document, map, key);

  return list == NULL
                 || (list->kind != BASE_NODE_LIST
                     && list->kind != BASE_NODE_MAP)
             ? NULL
             : base_doc_first (document->doc, list);
}

const BaseNode *
report_next (const UitwegPlanDocument *document, const BaseNode *item)
{
  return base_doc_next (document->doc, item);
}

guint32
report_count (const UitwegPlanDocument *document,
              const BaseNode *map,
              const char *key)
{
  const BaseNode *list = report_get (document, map, key);

  return list == NULL || list->kind != BASE_NODE_LIST ? 0 : list->n_children;
}

const char *
report_text (const UitwegPlanDocument *document,
             const BaseNode *map,
             const char *key)
{
  const BaseNode *node = report_get (document, map, key);

  return node == NULL || node->kind != BASE_NODE_STRING ? NULL : node->text;
}

const char *
report_sentence (const UitwegPlanDocument *document,
                 const BaseNode *node,
                 const char *language)
{
  const char *text;

  if (node == NULL || node->kind == BASE_NODE_NULL)
    return NULL;
  if (node->kind == BASE_NODE_STRING)
    return node->text;
  text = report_text (document, node, language);
  return text != NULL ? text : report_text (document, node, "en");
}

gint
report_bool (const UitwegPlanDocument *document,
             const BaseNode *map,
             const char *key)
{
  const BaseNode *node = report_get (document, map, key);

  return node == NULL || node->kind != BASE_NODE_BOOL ? -1 : node->truth;
}

gint64
report_int (const UitwegPlanDocument *document,
            const BaseNode *map,
            const char *key)
{
  const BaseNode *node = report_get (document, map, key);
  gint64 number;

  if (node == NULL || node->kind != BASE_NODE_NUMBER
      || !g_ascii_string_to_signed (node->text, 10, G_MININT64 + 1, G_MAXINT64,
                                    &number, NULL))
    return UITWEG_UNKNOWN;
  return number;
}

static double
parse_number (const BaseNode *node)
{
  double number;

  if (node == NULL || node->kind != BASE_NODE_NUMBER
      || !base_parse_number (node->text, &number, NULL))
    return NAN;
  return number;
}

double
report_number (const UitwegPlanDocument *document,
               const BaseNode *map,
               const char *key)
{
  return parse_number (report_get (document, map, key));
}

UitwegDay
report_day (const UitwegPlanDocument *document,
            const BaseNode *map,
            const char *key)
{
  const char *text = report_text (document, map, key);
  UitwegDay day = UITWEG_DAY_UNKNOWN;

  if (text != NULL)
    uitweg_day_parse (text, &day);
  return day;
}

UitwegInterval
report_interval (const UitwegPlanDocument *document,
                 const BaseNode *map,
                 const char *key)
{
  const BaseNode *node = report_get (document, map, key);
  const BaseNode *lo;
  UitwegInterval interval = { NAN, NAN };

  if (node == NULL)
    return interval;
  if (node->kind == BASE_NODE_NUMBER)
    interval.lo = interval.hi = parse_number (node);
  if (node->kind != BASE_NODE_LIST || node->n_children != 2)
    return interval;
  lo = base_doc_first (document->doc, node);
  interval.lo = parse_number (lo);
  interval.hi = parse_number (base_doc_next (document->doc, lo));
  return interval;
}

const BaseNode *
report_last (const UitwegPlanDocument *document, const BaseNode *money)
{
  const BaseNode *last = money;

  if (money != NULL && money->kind == BASE_NODE_LIST)
    for (const BaseNode *item = base_doc_first (document->doc, money);
         item != NULL; item = base_doc_next (document->doc, item))
      last = item;
  return last;
}

gboolean
report_money_texts (const UitwegPlanDocument *document,
                    const BaseNode *node,
                    const char **lo_out,
                    const char **hi_out)
{
  const BaseNode *lo = node, *hi = node;
  UitwegMoney money;

  if (node == NULL)
    return FALSE;
  if (node->kind == BASE_NODE_LIST && node->n_children == 2)
    {
      lo = base_doc_first (document->doc, node);
      hi = base_doc_next (document->doc, lo);
    }
  if (lo->kind != BASE_NODE_STRING || hi->kind != BASE_NODE_STRING
      || !uitweg_money_parse (lo->text, &money, NULL)
      || !uitweg_money_parse (hi->text, &money, NULL))
    return FALSE;
  *lo_out = lo->text;
  *hi_out = hi->text;
  return TRUE;
}

UitwegMoneyRange
report_money (const UitwegPlanDocument *document, const BaseNode *node)
{
  UitwegMoneyRange range = { UITWEG_UNKNOWN, UITWEG_UNKNOWN };
  const char *lo, *hi;

  if (report_money_texts (document, node, &lo, &hi))
    {
      uitweg_money_parse (lo, &range.lo, NULL);
      uitweg_money_parse (hi, &range.hi, NULL);
    }
  return range;
}

const BaseNode *
report_find_figure (const UitwegPlanDocument *document, const char *id)
{
  return id == NULL ? NULL : g_hash_table_lookup (document->figures, id);
}

const BaseNode *
report_find_resource (const UitwegPlanDocument *document, const char *id)
{
  return id == NULL ? NULL : g_hash_table_lookup (document->resources, id);
}

const char *
report_name_resource (const UitwegPlanDocument *document, const char *id)
{
  const char *name = report_text (document, report_find_resource (document, id),
                                  "name");

  return name != NULL ? name : id;
}

const char *
report_name_service (const UitwegPlanDocument *document, const char *id)
{
  const char *name = id == NULL ? NULL
                                : report_text (document,
                                               g_hash_table_lookup (
                                                   document->services, id),
                                               "name");

  return name != NULL ? name : id;
}
