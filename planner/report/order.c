/* SPDX-License-Identifier: EUPL-1.2
 *
 * Sorts parts of the plan document for reading.
 */
#include "config.h"

#include "report/order.h"

#include <math.h>
#include <string.h>

typedef struct
{
  const BaseNode *node;
  UitwegInterval value;
  guint place;
} Ranked;

static gint
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *left = a, *right = b;

  if (left->value.lo != right->value.lo)
    return left->value.lo < right->value.lo ? -1 : 1;
  if (left->value.hi != right->value.hi)
    return left->value.hi < right->value.hi ? -1 : 1;
  return left->place < right->place ? -1 : 1;
}

GPtrArray *
report_sort_by_portability (const UitwegPlanDocument *document)
{
  g_autoptr (GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  GPtrArray *sorted = g_ptr_array_new ();
  guint place = 0;

  for (const BaseNode *resource =
           report_first (document, document->root, "resources");
       resource != NULL; resource = report_next (document, resource))
    {
      const Ranked one = { resource,
                           report_interval (document, resource, "portability"),
                           place++ };

      if (!isnan (one.value.lo) && !isnan (one.value.hi))
        g_array_append_val (ranked, one);
    }
  g_array_sort (ranked, compare_ranked);
  for (guint i = 0; i < ranked->len; i++)
    g_ptr_array_add (sorted, (gpointer) g_array_index (ranked, Ranked, i).node);
  return sorted;
}

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_countries (const UitwegPlanDocument *document,
               const BaseNode *service,
               const char *key,
               GHashTable *seen,
               GPtrArray *countries)
{
  for (const BaseNode *code = report_first (document, service, key);
       code != NULL; code = report_next (document, code))
    if (code->kind == BASE_NODE_STRING
        && g_hash_table_add (seen, (gpointer) code->text))
      g_ptr_array_add (countries, (gpointer) code->text);
}

GPtrArray *
report_list_countries (const UitwegPlanDocument *document)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *countries = g_ptr_array_new ();

  for (const BaseNode *service =
           report_first (document, document->root, "services");
       service != NULL; service = report_next (document, service))
    {
      add_countries (document, service, "jurisdictions_before", seen,
                     countries);
      add_countries (document, service, "jurisdictions_after", seen, countries);
    }
  g_ptr_array_sort (countries, compare_texts);
  return countries;
}

gboolean
report_list_has (const UitwegPlanDocument *document,
                 const BaseNode *map,
                 const char *key,
                 const char *text)
{
  for (const BaseNode *item = report_first (document, map, key); item != NULL;
       item = report_next (document, item))
    if (item->kind == BASE_NODE_STRING && strcmp (item->text, text) == 0)
      return TRUE;
  return FALSE;
}
