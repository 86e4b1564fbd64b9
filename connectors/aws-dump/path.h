/* SPDX-License-Identifier: EUPL-1.2
 *
 * Values in documents by path: "A.B" for keys in keys, "A[]" for the elements
 * of a list, "*" for the values of all keys, "" for the value itself.
 */
#ifndef CONNECTORS_AWS_DUMP_PATH_H
#define CONNECTORS_AWS_DUMP_PATH_H

#include "base/doc.h"

/* All nodes at the path, in the order of the document, appended to `found`. */
void aws_path_find_all (const BaseDoc *doc,
                        const BaseNode *from,
                        const char *path,
                        GPtrArray *found);
/* The first of them, or NULL. O(keys on the way) */
const BaseNode *
aws_path_find (const BaseDoc *doc, const BaseNode *from, const char *path);
/* Its text: a string that is not empty, or a number as written; else NULL. */
const char *
aws_path_text (const BaseDoc *doc, const BaseNode *from, const char *path);
/* The text of one node, likewise. */
const char *aws_node_text (const BaseNode *node);
/* A number, also one written as a string; NAN if there is none. */
double
aws_path_number (const BaseDoc *doc, const BaseNode *from, const char *path);
/* 1, 0, or -1 if there is none. */
gint aws_path_bool (const BaseDoc *doc, const BaseNode *from, const char *path);
/* The day of an ISO time, or of seconds or milliseconds since 1970. */
UitwegDay
aws_path_day (const BaseDoc *doc, const BaseNode *from, const char *path);
/* Seconds since 1970 of the same, NAN if there are none. */
double aws_node_seconds (const BaseNode *node);
/* Whether all keys, written with blanks between, are in the map. */
gboolean
aws_has_keys (const BaseDoc *doc, const BaseNode *map, const char *keys);

#endif
