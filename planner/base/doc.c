/* SPDX-License-Identifier: EUPL-1.2
 *
 * Holds what the JSON and YAML readers found. Here the text of a file has
 * become values; table-read.c, the catalog and the scenario turn them into
 * records.
 */
#include "config.h"

#include "base/doc.h"

#include <stdlib.h>

#include "base/doc-private.h"

#define FIRST_NODES 256

GQuark
base_doc_error_quark (void)
{
  return g_quark_from_static_string ("base-doc-error-quark");
}

BaseDoc *
base_doc_new (void)
{
  return g_new0 (BaseDoc, 1);
}

void
base_doc_free (BaseDoc *doc)
{
  if (doc == NULL)
    return;

  g_free (doc->nodes);
  g_free (doc->arena);
  g_free (doc);
}

const BaseNode *
base_doc_node (const BaseDoc *doc, guint32 index)
{
  return index < doc->n_nodes ? &doc->nodes[index] : NULL;
}

guint32
base_doc_get_n_nodes (const BaseDoc *doc)
{
  return doc->n_nodes;
}

const BaseNode *
base_doc_first (const BaseDoc *doc, const BaseNode *node)
{
  return base_doc_node (doc, node->first);
}

const BaseNode *
base_doc_next (const BaseDoc *doc, const BaseNode *node)
{
  return base_doc_node (doc, node->next);
}

const BaseNode *
base_doc_find (const BaseDoc *doc, const BaseNode *map, const char *key)
{
  const BaseNode *const nodes = doc->nodes;
  const guint16 start = base_doc_key_start (key);

  if (map->kind != BASE_NODE_MAP)
    return NULL;

  /* This is the most frequent question of all: two letters that stand in the
   * node mostly answer it. */
  for (guint32 i = map->first; i < doc->n_nodes; i = nodes[i].next)
    if (nodes[i].key_start == start && strcmp (nodes[i].key, key) == 0)
      return &nodes[i];
  return NULL;
}

gboolean
base_doc_start (BaseDoc *doc, gsize n_bytes)
{
  doc->n_nodes = 0;
  doc->depth = 0;
  if (doc->arena_size < n_bytes + BASE_DOC_SLACK)
    {
      /* Half as much again, so that slowly growing lines do not allocate
       * each time. Nothing in the old arena is wanted any more. */
      gsize size = n_bytes + n_bytes / 2 + BASE_DOC_SLACK;
      char *arena = g_try_malloc (size);

      if (arena == NULL)
        return FALSE;
      g_free (doc->arena);
      doc->arena = arena;
      doc->arena_size = size;
    }
  return TRUE;
}

gboolean
base_doc_grow (BaseDoc *doc)
{
  guint32 n = doc->n_allocated == 0 ? FIRST_NODES : doc->n_allocated * 2;
  BaseNode *nodes;

  if (n > BASE_DOC_MAX_NODES)
    return FALSE;
  nodes = g_try_renew (BaseNode, doc->nodes, n);
  if (nodes == NULL)
    return FALSE;
  doc->nodes = nodes;
  doc->n_allocated = n;
  return TRUE;
}

gboolean
base_doc_search_key (const BaseDoc *doc, const char *key)
{
  const BaseNode *map = &doc->nodes[doc->frames[doc->depth - 1].node];

  return base_doc_find (doc, map, key) != NULL;
}

/* By key, then by place, so that the later one of two equal keys is found. */
static int
compare_nodes (const void *a, const void *b)
{
  const BaseNode *left = *(const BaseNode *const *) a;
  const BaseNode *right = *(const BaseNode *const *) b;
  int order = strcmp (left->key, right->key);

  if (order != 0)
    return order;
  return (left > right) - (left < right);
}

guint32
base_doc_find_repeat (const BaseDoc *doc)
{
  const BaseNode *map = &doc->nodes[doc->frames[doc->depth - 1].node];
  g_autofree const BaseNode **sorted = NULL;
  const BaseNode *found = NULL, *child;
  guint32 n = 0;

  if (map->n_children <= BASE_DOC_SMALL_MAP)
    return UITWEG_NONE;

  sorted = g_new (const BaseNode *, map->n_children);
  for (child = base_doc_first (doc, map); child != NULL;
       child = base_doc_next (doc, child))
    sorted[n++] = child;
  qsort (sorted, n, sizeof *sorted, compare_nodes);
  for (guint32 i = 1; i < n; i++)
    if (strcmp (sorted[i - 1]->key, sorted[i]->key) == 0
        && (found == NULL || sorted[i] < found))
      found = sorted[i];
  return found != NULL ? (guint32) (found - doc->nodes) : UITWEG_NONE;
}
