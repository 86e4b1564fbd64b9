/* SPDX-License-Identifier: EUPL-1.2
 *
 * The envelopes in which Azure gives rows: Resource Graph as objects or as a
 * table, lists of Resource Manager, lists and single objects of the command
 * line. Says whether an answer is whole.
 */
#include "config.h"

#include "connectors/azure/set.h"

#include <string.h>

#define MAX_ROWS 100000000
/* What the tools give when nobody asks for more. */
#define FIRST_PAGE 100
#define FULL_PAGE 1000
/* Rows that are named one by one when they cannot be read. */
#define SHOWN_ROWS 20

typedef struct
{
  AzureSet *set;
  const ConnectorsSaved *saved;
  const BaseNode *columns;
  const char *rule;
  guint n_rows; /* as delivered */
  guint n_taken;
  guint n_bad;
  guint n_bare;
} Answer;

/* The parts of a network that stand inside it and have rows of their own. */
static void
take_subnets (const Answer *answer, const AzureRow *row)
{
  const BaseNode *subnets = azure_row_find (row, "subnets");

  if (subnets == NULL || subnets->kind != BASE_NODE_LIST)
    return;
  for (const BaseNode *at = base_doc_first (row->doc, subnets); at != NULL;
       at = base_doc_next (row->doc, at))
    {
      g_autofree char *place = g_strdup_printf ("%s:%u", answer->saved->path,
                                                at->line);
      const AzureRow inner = { .doc = row->doc,
                               .node = at,
                               .place = place,
                               .rule = "azure.virtualnetworks.subnets" };
      const char *id = at->kind == BASE_NODE_MAP ? azure_row_text (&inner, "id")
                                                 : NULL;
      g_autofree char *key = id != NULL ? azure_id_fold (id) : NULL;
      g_autofree char *type = key != NULL ? azure_id_get_type (key) : NULL;

      if (type == NULL || !g_str_has_suffix (type, "/subnets"))
        continue;
      azure_add_thing (answer->set, &inner, azure_set_keep (answer->set, key),
                       type);
      azure_gather (answer->set, &inner, azure_set_keep (answer->set, key),
                    type);
      connectors_inventory_count (answer->set->inventory, "subnets_inside", 1);
    }
}

/* The id of a row that was asked for without it. (transfer full) (nullable) */
static char *
make_key (const AzureRow *row, const char *type)
{
  const char *subscription = azure_row_text (row, "subscriptionid");
  const char *group = azure_row_text (row, "resourcegroup");
  const char *name = azure_row_text (row, "name");
  g_autofree char *id = NULL;

  if (type == NULL || name == NULL || strchr (name, '/') != NULL
      || strchr (type, '/') == NULL)
    return NULL;
  if (subscription != NULL && group != NULL)
    id = g_strdup_printf ("/subscriptions/%s/resourcegroups/%s/providers/%s/%s",
                          subscription, group, type, name);
  else
    id = g_strdup_printf ("/providers/%s/%s", type, name);
  return g_ascii_strdown (id, -1);
}

/* Whose id and type are known. */
static gboolean
name_row (const AzureSet *set,
          const AzureRow *row,
          char **key_out,
          char **type_out)
{
  const char *id = azure_row_text (row, "id");
  const char *said = azure_row_text (row, "type");
  g_autofree char *key = id != NULL ? azure_id_fold (id) : NULL;
  g_autofree char *type = key != NULL ? azure_id_get_type (key) : NULL;

  if (said == NULL || strchr (said, '/') == NULL)
    said = set->kind;
  if (type == NULL && said != NULL)
    type = g_ascii_strdown (said, -1);
  if (key == NULL && (id == NULL || set->kind != NULL))
    key = make_key (row, type);
  if (key == NULL || type == NULL)
    return FALSE;
  *key_out = g_steal_pointer (&key);
  *type_out = g_steal_pointer (&type);
  return TRUE;
}

static void
take_row (Answer *answer, const BaseNode *node)
{
  AzureSet *set = answer->set;
  g_autofree char *place = g_strdup_printf ("%s:%u", answer->saved->path,
                                            node->line);
  const AzureRow row = { .doc = answer->saved->doc,
                         .node = node,
                         .columns = answer->columns,
                         .place = place,
                         .rule = answer->rule };
  g_autofree char *key = NULL;
  g_autofree char *type = NULL;
  gboolean is_row = node->kind
                        == (answer->columns != NULL ? BASE_NODE_LIST
                                                    : BASE_NODE_MAP)
                    && (answer->columns == NULL
                        || node->n_children == answer->columns->n_children);

  answer->n_rows++;
  if (!is_row || !name_row (set, &row, &key, &type))
    {
      if (answer->n_bad++ < SHOWN_ROWS)
        connectors_inventory_add_problem (
            set->inventory, place, 1, "found a row %s, expected %s",
            is_row ? "without id or type" : "of another form",
            is_row ? "an id of Azure, or --kind with the type"
                   : "the fields of a resource");
      return;
    }
  answer->n_taken++;
  if (azure_row_top (&row, "properties") == NULL)
    answer->n_bare++;
  azure_add_thing (set, &row, azure_set_keep (set, key), type);
  azure_gather (set, &row, azure_set_keep (set, key), type);
  if (g_str_has_suffix (type, "/virtualnetworks"))
    take_subnets (answer, &row);
}

static void
take_rows (Answer *answer, const BaseNode *rows)
{
  for (const BaseNode *at = base_doc_first (answer->saved->doc, rows);
       at != NULL; at = base_doc_next (answer->saved->doc, at))
    take_row (answer, at);
}

/* "count": 2, and in lists of Resource Manager "count": {"value": 2}. */
static gint64
number_of (const BaseDoc *doc, const BaseNode *root, const char *key)
{
  const BaseNode *node = azure_child (doc, root, key);

  if (node != NULL && node->kind == BASE_NODE_MAP)
    node = azure_child (doc, node, "value");
  return connectors_node_int (node, MAX_ROWS);
}

/* Whether more rows were promised than are there, or may be. */
static void
check_whole (const Answer *answer, const BaseNode *root)
{
  static const char *const tokens[] = { "skiptoken", "$skiptoken", "nextlink",
                                        "@odata.nextlink" };
  ConnectorsInventory *inventory = answer->set->inventory;
  const BaseDoc *doc = answer->saved->doc;
  const char *path = answer->saved->path;
  gboolean is_map = root->kind == BASE_NODE_MAP;
  gint64 total = is_map ? number_of (doc, root, "totalrecords")
                        : UITWEG_UNKNOWN;
  gint64 count = is_map ? number_of (doc, root, "count") : UITWEG_UNKNOWN;
  gboolean is_told = FALSE;

  total = total == UITWEG_UNKNOWN ? count : MAX (total, count);
  if (total != UITWEG_UNKNOWN && total > answer->n_rows)
    {
      connectors_inventory_add_problem (
          inventory, path, (guint) (total - answer->n_rows),
          "found %u rows of %" G_GINT64_FORMAT, answer->n_rows, total);
      is_told = TRUE;
    }
  for (gsize i = 0; is_map && !is_told && i < G_N_ELEMENTS (tokens); i++)
    if (connectors_node_text (azure_child (doc, root, tokens[i])) != NULL)
      {
        connectors_inventory_add_problem (inventory, path, 0,
                                          "found a page that says that more "
                                          "follow, expected the last one");
        is_told = TRUE;
      }
  if (is_map && !is_told
      && connectors_node_bool (azure_child (doc, root, "resulttruncated")) == 1)
    {
      connectors_inventory_add_problem (inventory, path, 0,
                                        "found a result that was cut off");
      is_told = TRUE;
    }
  if (!is_told && total == UITWEG_UNKNOWN
      && (answer->n_rows == FIRST_PAGE || answer->n_rows == FULL_PAGE))
    connectors_inventory_add_problem (inventory, path, 0,
                                      "found exactly %u rows and no total: "
                                      "probably cut off",
                                      answer->n_rows);
}

/* What stands in the envelope; FALSE if it is none of Azure's. */
static gboolean
open_envelope (Answer *answer, const BaseNode *root)
{
  const BaseDoc *doc = answer->saved->doc;
  const BaseNode *data = NULL;
  const BaseNode *value = NULL;

  answer->rule = "azure.list";
  if (root->kind == BASE_NODE_LIST)
    {
      take_rows (answer, root);
      return answer->n_taken > 0 || answer->n_rows == 0;
    }
  if (root->kind != BASE_NODE_MAP)
    return FALSE;
  data = azure_child (doc, root, "data");
  value = azure_child (doc, root, "value");
  if (data != NULL && data->kind == BASE_NODE_MAP)
    {
      const BaseNode *rows = azure_child (doc, data, "rows");

      answer->columns = azure_child (doc, data, "columns");
      if (rows == NULL || rows->kind != BASE_NODE_LIST
          || answer->columns == NULL || answer->columns->kind != BASE_NODE_LIST)
        return FALSE;
      answer->rule = "azure.graph";
      take_rows (answer, rows);
    }
  else if (data != NULL && data->kind == BASE_NODE_LIST)
    {
      answer->rule = "azure.graph";
      take_rows (answer, data);
    }
  else if (value != NULL && value->kind == BASE_NODE_LIST)
    {
      answer->rule = "azure.arm";
      take_rows (answer, value);
    }
  else if (azure_child (doc, root, "id") != NULL)
    {
      answer->rule = "azure.object";
      take_row (answer, root);
      return answer->n_taken > 0;
    }
  else
    return FALSE;
  return answer->n_taken > 0 || answer->n_rows == 0;
}

gboolean
azure_take_answer (const ConnectorsSaved *saved,
                   ConnectorsInventory *inventory,
                   gpointer data,
                   GError **error)
{
  Answer answer = { .set = data, .saved = saved };

  if (!open_envelope (&answer, saved->root))
    return FALSE;
  check_whole (&answer, saved->root);
  if (answer.n_bad > SHOWN_ROWS)
    connectors_inventory_add_problem (inventory, saved->path,
                                      answer.n_bad - SHOWN_ROWS,
                                      "left out %u more rows that cannot be "
                                      "read",
                                      answer.n_bad - SHOWN_ROWS);
  if (answer.n_bare > 0 && answer.n_bare == answer.n_taken)
    connectors_inventory_add_note (inventory, saved->path,
                                   "%u rows have no properties: things "
                                   "without sizes, and few dependencies",
                                   answer.n_bare);
  connectors_inventory_count (inventory, "rows", answer.n_taken);
  return TRUE;
}
