/* SPDX-License-Identifier: EUPL-1.2
 *
 * Values of a row by name. Interfaces and libraries of Azure write one name
 * as vmSize, VmSize or vm_size, and put it into `properties` or beside it.
 */
#include "config.h"

#include "connectors/azure/set.h"

#include <string.h>

gboolean
azure_key_is (const char *key, const char *folded)
{
  for (; *key != '\0'; key++)
    {
      if (*key == '_' && *folded != '_')
        continue;
      if (g_ascii_tolower (*key) != *folded)
        return FALSE;
      folded++;
    }
  return *folded == '\0';
}

const BaseNode *
azure_child (const BaseDoc *doc, const BaseNode *map, const char *key)
{
  if (map == NULL || map->kind != BASE_NODE_MAP)
    return NULL;
  for (const BaseNode *at = base_doc_first (doc, map); at != NULL;
       at = base_doc_next (doc, at))
    if (azure_key_is (at->key, key))
      return at;
  return NULL;
}

const BaseNode *
azure_row_top (const AzureRow *row, const char *key)
{
  const BaseNode *cell;

  if (row->columns == NULL)
    return azure_child (row->doc, row->node, key);
  cell = base_doc_first (row->doc, row->node);
  for (const BaseNode *at = base_doc_first (row->doc, row->columns);
       at != NULL && cell != NULL; at = base_doc_next (row->doc, at))
    {
      const BaseNode *name = azure_child (row->doc, at, "name");

      if (name != NULL && name->kind == BASE_NODE_STRING
          && azure_key_is (name->text, key))
        return cell;
      cell = base_doc_next (row->doc, cell);
    }
  return NULL;
}

const BaseNode *
azure_row_find (const AzureRow *row, const char *path)
{
  g_auto (GStrv) keys = g_strsplit (path, ".", -1);
  const BaseNode *properties = azure_row_top (row, "properties");
  const BaseNode *node = azure_child (row->doc, properties, keys[0]);

  if (node == NULL)
    node = azure_row_top (row, keys[0]);
  for (guint i = 1; node != NULL && keys[i] != NULL; i++)
    node = azure_child (row->doc, node, keys[i]);
  return node;
}

/* Text that says something; "" and null stand for nothing. */
const char *
azure_text (const BaseNode *node)
{
  return node != NULL && node->kind == BASE_NODE_STRING && node->text[0] != '\0'
             ? node->text
             : NULL;
}

/* A field of the row comes before one of the same name in its properties:
 * only `id`, `name` and the like are asked for without a path. */
const char *
azure_row_text (const AzureRow *row, const char *path)
{
  const BaseNode *node = strchr (path, '.') == NULL ? azure_row_top (row, path)
                                                    : NULL;

  return azure_text (azure_text (node) != NULL ? node
                                               : azure_row_find (row, path));
}
