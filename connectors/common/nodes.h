/* SPDX-License-Identifier: EUPL-1.2
 *
 * Typed looks into a parsed document: by a path of keys, and as the type that
 * is wanted, whatever form the value was saved in.
 */
#ifndef CONNECTORS_COMMON_NODES_H
#define CONNECTORS_COMMON_NODES_H

#include "base/doc.h"

G_BEGIN_DECLS

/* The value below `node` at `path`, keys joined by dots ("spec.template"), or
 * NULL. `node` may be NULL. (transfer none) (nullable) O(keys) */
const BaseNode *
connectors_node_at (const BaseDoc *doc, const BaseNode *node, const char *path);
/* The value of one key, which may hold dots. */
const BaseNode *
connectors_node_of (const BaseDoc *doc, const BaseNode *map, const char *key);

/* A MAP or LIST at that path, else NULL. */
const BaseNode *connectors_node_map (const BaseDoc *doc,
                                     const BaseNode *node,
                                     const char *path);
const BaseNode *connectors_node_list (const BaseDoc *doc,
                                      const BaseNode *node,
                                      const char *path);

/* What a node says: text that is not empty, or a number as it is written,
 * else NULL. (transfer none) (nullable) */
const char *connectors_node_text (const BaseNode *node);
/* A whole number from 0 to `limit`, also as text or with a fraction of zeros;
 * UITWEG_UNKNOWN */
gint64 connectors_node_int (const BaseNode *node, gint64 limit);
/* 1, 0 or -1: true, "True", 1, "yes" */
gint connectors_node_bool (const BaseNode *node);

/* The same at a path. */
const char *
connectors_text_at (const BaseDoc *doc, const BaseNode *node, const char *path);
gint64 connectors_int_at (const BaseDoc *doc,
                          const BaseNode *node,
                          const char *path,
                          gint64 limit);
gint
connectors_bool_at (const BaseDoc *doc, const BaseNode *node, const char *path);

/* a * b of counts and sizes; UITWEG_UNKNOWN if one is, or if it is too large */
gint64 connectors_multiply (gint64 a, gint64 b);

G_END_DECLS

#endif
