/* SPDX-License-Identifier: EUPL-1.2
 *
 * Between a parsed document and the fields of a record: values by path and
 * type. What is not of the type is unknown.
 */
#include "config.h"

#include "connectors/common/nodes.h"

#include <string.h>

#define LONGEST_KEY 128

const BaseNode *
connectors_node_of (const BaseDoc *doc, const BaseNode *map, const char *key)
{
  if (map == NULL || map->kind != BASE_NODE_MAP)
    return NULL;
  return base_doc_find (doc, map, key);
}

const BaseNode *
connectors_node_at (const BaseDoc *doc, const BaseNode *node, const char *path)
{
  char key[LONGEST_KEY];

  while (node != NULL && path[0] != '\0')
    {
      gsize length = strcspn (path, ".");

      g_assert (length < sizeof key);
      memcpy (key, path, length);
      key[length] = '\0';
      node = connectors_node_of (doc, node, key);
      path += length + (path[length] == '.' ? 1 : 0);
    }
  return node;
}

static const BaseNode *
of_kind (const BaseNode *node, BaseNodeKind kind)
{
  return node != NULL && node->kind == kind ? node : NULL;
}

const BaseNode *
connectors_node_map (const BaseDoc *doc, const BaseNode *node, const char *path)
{
  return of_kind (connectors_node_at (doc, node, path), BASE_NODE_MAP);
}

const BaseNode *
connectors_node_list (const BaseDoc *doc,
                      const BaseNode *node,
                      const char *path)
{
  return of_kind (connectors_node_at (doc, node, path), BASE_NODE_LIST);
}

const char *
connectors_node_text (const BaseNode *node)
{
  if (node == NULL
      || (node->kind != BASE_NODE_STRING && node->kind != BASE_NODE_NUMBER)
      || node->text[0] == '\0')
    return NULL;
  return node->text;
}

gint64
connectors_node_int (const BaseNode *node, gint64 limit)
{
  const char *text = connectors_node_text (node);
  const char *point;
  g_autofree char *whole = NULL;
  gint64 number;

  if (text == NULL)
    return UITWEG_UNKNOWN;
  point = strchr (text, '.');
  if (point != NULL && point[1] != '\0'
      && strspn (point + 1, "0") == strlen (point + 1))
    text = whole = g_strndup (text, (gsize) (point - text));
  return g_ascii_string_to_signed (text, 10, 0, limit, &number, NULL)
             ? number
             : UITWEG_UNKNOWN;
}

gint
connectors_node_bool (const BaseNode *node)
{
  const char *text = connectors_node_text (node);

  if (node != NULL && node->kind == BASE_NODE_BOOL)
    return node->truth ? 1 : 0;
  if (text == NULL)
    return -1;
  if (g_ascii_strcasecmp (text, "true") == 0 || strcmp (text, "1") == 0
      || g_ascii_strcasecmp (text, "yes") == 0)
    return 1;
  if (g_ascii_strcasecmp (text, "false") == 0 || strcmp (text, "0") == 0
      || g_ascii_strcasecmp (text, "no") == 0)
    return 0;
  return -1;
}

const char *
connectors_text_at (const BaseDoc *doc, const BaseNode *node, const char *path)
{
  return connectors_node_text (connectors_node_at (doc, node, path));
}

gint64
connectors_int_at (const BaseDoc *doc,
                   const BaseNode *node,
                   const char *path,
                   gint64 limit)
{
  return connectors_node_int (connectors_node_at (doc, node, path), limit);
}

gint
connectors_bool_at (const BaseDoc *doc, const BaseNode *node, const char *path)
{
  return connectors_node_bool (connectors_node_at (doc, node, path));
}

gint64
connectors_multiply (gint64 a, gint64 b)
{
  gint64 product;

  if (a == UITWEG_UNKNOWN || b == UITWEG_UNKNOWN
      || __builtin_mul_overflow (a, b, &product))
    return UITWEG_UNKNOWN;
  return product;
}
