/* SPDX-License-Identifier: EUPL-1.2
 *
 * How the JSON and the YAML reader fill a BaseDoc: values are added in the
 * order in which they stand in the text, each to the list or map that is open
 * last. The functions are inline because they are run for every value of
 * every line of an estate.
 */
#ifndef BASE_DOC_PRIVATE_H
#define BASE_DOC_PRIVATE_H

#include <string.h>

#include "base/doc.h"

/* No document is nested deeper than this. */
#define BASE_DOC_MAX_DEPTH 512

/* 48 bytes each: a document takes at most 1.5 GiB. */
#define BASE_DOC_MAX_NODES ((guint32) 32 << 20)

/* Readers may write this many bytes past the end of what they store. */
#define BASE_DOC_SLACK 16

/* Up to so many keys of a map are checked one by one as they come, more are
 * sorted when the map is closed. */
#define BASE_DOC_SMALL_MAP 64

typedef struct
{
  guint32 node;    /* the open LIST or MAP */
  guint32 last;    /* its last child so far, or UITWEG_NONE */
  guint64 seen[4]; /* one bit for each hash of its keys */
} BaseDocFrame;

struct _BaseDoc
{
  BaseNode *nodes;
  guint32 n_nodes;
  guint32 n_allocated;
  guint depth; /* number of frames in use */
  BaseDocFrame frames[BASE_DOC_MAX_DEPTH];
  char *arena; /* keys and texts; never moves while a text is read */
  gsize arena_size;
};

/* Empties the doc and makes room for `n_bytes` of keys and texts (and the
 * slack). FALSE if there is no memory for them. */
gboolean base_doc_start (BaseDoc *doc, gsize n_bytes);

/* Doubles the nodes. FALSE if there are too many. */
gboolean base_doc_grow (BaseDoc *doc);

/* Whether the open map already has `key`, the hash of which it has. */
gboolean base_doc_search_key (const BaseDoc *doc, const char *key);

/* A value of the open map whose key repeats an earlier one, or UITWEG_NONE.
 * For maps of more than BASE_DOC_SMALL_MAP keys: O(n log n). */
guint32 base_doc_find_repeat (const BaseDoc *doc);

/* The length of the UTF-8 sequence at `at`, whose first byte is not ASCII; 0
 * if there is none. */
gsize base_utf8_length (const char *at, const char *end);

/* The length of the JSON number at the start of `text`, 0 if there is none. */
gsize base_json_number_length (const char *text, gsize length);

/* What a key begins with. */
static inline guint16
base_doc_key_start (const char *key)
{
  if (key == NULL || key[0] == '\0')
    return 0;
  return (guint16) ((guchar) key[0] | (guint) (guchar) key[1] << 8);
}

/* Adds a value at the end of the open list or map. Returns its index, or
 * UITWEG_NONE if there are too many. */
static inline guint32
base_doc_add (BaseDoc *doc,
              BaseNodeKind kind,
              const char *key,
              guint32 line,
              guint32 column)
{
  guint32 index = doc->n_nodes;
  BaseNode *node;

  if (index == doc->n_allocated && !base_doc_grow (doc))
    return UITWEG_NONE;

  node = &doc->nodes[index];
  node->kind = (guint8) kind;
  node->truth = 0;
  node->key_start = base_doc_key_start (key);
  node->line = line;
  node->column = column;
  node->key = key;
  node->text = NULL;
  node->length = 0;
  node->n_children = 0;
  node->first = UITWEG_NONE;
  node->next = UITWEG_NONE;

  if (doc->depth > 0)
    {
      BaseDocFrame *frame = &doc->frames[doc->depth - 1];
      BaseNode *parent = &doc->nodes[frame->node];

      if (frame->last == UITWEG_NONE)
        parent->first = index;
      else
        doc->nodes[frame->last].next = index;
      parent->n_children++;
      frame->last = index;
    }
  doc->n_nodes++;
  return index;
}

/* Opens the list or map `index`, which was added last. The caller has made
 * sure that the depth is below BASE_DOC_MAX_DEPTH. */
static inline void
base_doc_open (BaseDoc *doc, guint32 index)
{
  BaseDocFrame *frame = &doc->frames[doc->depth++];

  frame->node = index;
  frame->last = UITWEG_NONE;
  memset (frame->seen, 0, sizeof frame->seen);
}

/* Whether the open map has no such key yet; the key counts from now on. Large
 * maps are left to base_doc_find_repeat(). `key` stands in the arena. */
static inline gboolean
base_doc_key_is_new (BaseDoc *doc, const char *key, gsize length)
{
  BaseDocFrame *frame = &doc->frames[doc->depth - 1];
  guint64 head, tail = 0, hash, bit;

  if (doc->nodes[frame->node].n_children >= BASE_DOC_SMALL_MAP)
    return TRUE;

  memcpy (&head, key, sizeof head);
  head = GUINT64_FROM_LE (head);
  if (length < sizeof head)
    head &= ((guint64) 1 << (8 * length)) - 1;
  else
    memcpy (&tail, key + length - sizeof tail, sizeof tail);
  hash = (head ^ (tail * 31) ^ (length << 56)) * 0x9e3779b97f4a7c15u;
  hash >>= 56;

  bit = (guint64) 1 << (hash & 63);
  if ((frame->seen[hash >> 6] & bit) != 0 && base_doc_search_key (doc, key))
    return FALSE;
  frame->seen[hash >> 6] |= bit;
  return TRUE;
}

#endif
