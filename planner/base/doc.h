/* SPDX-License-Identifier: EUPL-1.2
 *
 * One tree for all that is read: JSON and YAML both become a BaseDoc, with
 * the line and column of each value, and numbers as they were written (so
 * that no price passes through a binary float). Nodes stand in one array and
 * point by index; a doc can be emptied and filled again, so that reading a
 * million lines allocates nothing per line.
 */
#ifndef BASE_DOC_H
#define BASE_DOC_H

#include <glib.h>

#include <uitweg/types.h>

typedef enum
{
  BASE_NODE_NULL,
  BASE_NODE_BOOL,
  BASE_NODE_NUMBER, /* text holds the literal */
  BASE_NODE_STRING,
  BASE_NODE_LIST,
  BASE_NODE_MAP,
} BaseNodeKind;

typedef struct
{
  guint8 kind;        /* BaseNodeKind */
  guint8 truth;       /* BOOL */
  guint16 key_start;  /* the first two bytes of key, for base_doc_find() */
  guint32 line;       /* 1-based */
  guint32 column;     /* 1-based, in bytes; of YAML in characters */
  const char *key;    /* in a MAP: NUL-terminated, owned by the doc */
  const char *text;   /* STRING, NUMBER: NUL-terminated, owned by the doc */
  guint32 length;     /* of text */
  guint32 n_children; /* LIST, MAP */
  guint32 first;      /* first child, or UITWEG_NONE */
  guint32 next;       /* next sibling, or UITWEG_NONE */
} BaseNode;

typedef struct _BaseDoc BaseDoc;

BaseDoc *base_doc_new (void);
void base_doc_free (BaseDoc *doc);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaseDoc, base_doc_free)

/* Node 0 is the root of a parsed doc. The pointer is valid until the doc is
 * parsed into again. */
const BaseNode *base_doc_node (const BaseDoc *doc, guint32 index);
guint32 base_doc_get_n_nodes (const BaseDoc *doc);

/* The child of MAP `index` with that key, or NULL. O(children). */
const BaseNode *
base_doc_find (const BaseDoc *doc, const BaseNode *map, const char *key);
/* First child and next sibling as pointers; NULL at the end. */
const BaseNode *base_doc_first (const BaseDoc *doc, const BaseNode *node);
const BaseNode *base_doc_next (const BaseDoc *doc, const BaseNode *node);

/* BASE_DOC_ERROR_SYNTAX for anything that is not one well-formed document;
 * the message is "FILE:LINE:COLUMN: found X, expected Y". */
typedef enum
{
  BASE_DOC_ERROR_SYNTAX,
  BASE_DOC_ERROR_TOO_LARGE,
} BaseDocError;
#define BASE_DOC_ERROR (base_doc_error_quark ())
GQuark base_doc_error_quark (void);

/* Strict RFC 8259: one value, UTF-8 (a BOM is skipped at the start of a file
 * only), no NUL, no repeated key, no trailing bytes, depth at most 64 for
 * records and 512 for documents; iterative. `name` and `first_line` are for
 * messages. The bytes are copied: `data` may go. */
gboolean base_json_parse (BaseDoc *doc,
                          const char *name,
                          guint32 first_line,
                          const char *data,
                          gsize length,
                          guint max_depth,
                          GError **error);

/* One YAML 1.1 document by libyaml: no aliases, no tags, no merge keys,
 * repeated keys are errors; plain scalars that look like a JSON number become
 * NUMBER, true/false BOOL, null/~/empty NULL, all else STRING (so "yes", "no"
 * and 2026-11-22 stay text). */
gboolean base_yaml_parse (BaseDoc *doc,
                          const char *name,
                          const char *data,
                          gsize length,
                          GError **error);

/* The same for a document inside a file, which begins on `first_line` of it:
 * lines of nodes and messages are those of the file. */
gboolean base_yaml_parse_at (BaseDoc *doc,
                             const char *name,
                             guint32 first_line,
                             const char *data,
                             gsize length,
                             GError **error);

#endif
