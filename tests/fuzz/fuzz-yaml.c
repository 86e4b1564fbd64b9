/* SPDX-License-Identifier: EUPL-1.2
 *
 * Any bytes are YAML or an error with a place. Every value has one, and every
 * text is UTF-8 that ends where it says.
 */
#include "config.h"

#include <string.h>

#include "base/doc.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (GError) error = NULL;
  guint32 n_children = 0;

  if (!base_yaml_parse (doc, "fuzz", (const char *) data, size, &error))
    {
      g_assert_error (error, BASE_DOC_ERROR, BASE_DOC_ERROR_SYNTAX);
      g_assert_true (g_str_has_prefix (error->message, "fuzz:"));
      g_assert_cmpuint (base_doc_get_n_nodes (doc), ==, 0);
      return 0;
    }

  g_assert_cmpuint (base_doc_get_n_nodes (doc), >, 0);
  for (guint32 i = 0; i < base_doc_get_n_nodes (doc); i++)
    {
      const BaseNode *node = base_doc_node (doc, i);

      n_children += node->n_children;
      g_assert_cmpuint (node->line, >, 0);
      g_assert_cmpuint (node->column, >, 0);
      if (node->key != NULL)
        g_assert_true (g_utf8_validate (node->key, -1, NULL));
      if (node->text != NULL)
        {
          g_assert_cmpuint (strlen (node->text), ==, node->length);
          g_assert_true (g_utf8_validate (node->text, -1, NULL));
        }
    }
  g_assert_cmpuint (n_children, ==, base_doc_get_n_nodes (doc) - 1);
  return 0;
}
