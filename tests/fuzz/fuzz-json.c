/* SPDX-License-Identifier: EUPL-1.2
 *
 * Any bytes are JSON or an error with a place. What is JSON is, written and
 * read again, the same bytes.
 */
#include "config.h"

#include <string.h>

#include "base/doc.h"
#include "base/json-write.h"

#define MAX_DEPTH 64

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
begin_node (const BaseNode *node, gboolean in_map, BaseJsonWriter *writer)
{
  if (in_map)
    base_json_key (writer, node->key);
  switch ((BaseNodeKind) node->kind)
    {
    case BASE_NODE_NULL:
      base_json_null (writer);
      break;
    case BASE_NODE_BOOL:
      base_json_bool (writer, node->truth);
      break;
    case BASE_NODE_NUMBER:
      base_json_raw (writer, node->text);
      break;
    case BASE_NODE_STRING:
      g_assert_cmpuint (strlen (node->text), ==, node->length);
      base_json_string (writer, node->text);
      break;
    case BASE_NODE_LIST:
      base_json_begin_list (writer);
      break;
    case BASE_NODE_MAP:
      base_json_begin_object (writer);
      break;
    }
}

/* Writes the tree without recursion: `open` holds the way to the node. */
static char *
write_doc (const BaseDoc *doc)
{
  const BaseNode *open[MAX_DEPTH + 1];
  const BaseNode *node = base_doc_node (doc, 0);
  g_autoptr (GString) out = g_string_new (NULL);
  BaseJsonWriter writer;
  guint depth = 0;

  base_json_writer_init (&writer, out, FALSE);
  while (node != NULL)
    {
      gboolean in_map = depth > 0 && open[depth - 1]->kind == BASE_NODE_MAP;
      gboolean opens = node->kind == BASE_NODE_MAP
                       || node->kind == BASE_NODE_LIST;
      const BaseNode *next = base_doc_next (doc, node);

      begin_node (node, in_map, &writer);
      if (opens)
        {
          g_assert_cmpuint (depth, <, MAX_DEPTH);
          open[depth++] = node;
          next = base_doc_first (doc, node);
        }
      while (next == NULL && depth > 0)
        {
          node = open[--depth];
          if (node->kind == BASE_NODE_MAP)
            base_json_end_object (&writer);
          else
            base_json_end_list (&writer);
          next = base_doc_next (doc, node);
        }
      node = next;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *once = NULL, *twice = NULL;

  if (!base_json_parse (doc, "fuzz", 1, (const char *) data, size, MAX_DEPTH,
                        &error))
    {
      g_assert_error (error, BASE_DOC_ERROR, BASE_DOC_ERROR_SYNTAX);
      g_assert_true (g_str_has_prefix (error->message, "fuzz:"));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }

  once = write_doc (doc);
  g_assert_true (g_utf8_validate (once, -1, NULL));
  base_json_parse (doc, "again", 1, once, strlen (once), MAX_DEPTH, &error);
  g_assert_no_error (error);
  twice = write_doc (doc);
  g_assert_cmpstr (once, ==, twice);
  return 0;
}
