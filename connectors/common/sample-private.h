/* SPDX-License-Identifier: EUPL-1.2
 *
 * The parts of the first look: names in archives, key paths in JSON and YAML,
 * the root of XML. None of them needs a whole document.
 */
#ifndef CONNECTORS_COMMON_SAMPLE_PRIVATE_H
#define CONNECTORS_COMMON_SAMPLE_PRIVATE_H

#include "connectors/common/sample.h"

G_BEGIN_DECLS

/* How much of a file is looked at, in bytes of text. */
#define CONNECTORS_SAMPLE_SIZE ((gsize) 256 << 10)
/* The deepest path, and the longest value that is kept. */
#define CONNECTORS_SAMPLE_DEPTH 6
#define CONNECTORS_SAMPLE_VALUE 255

/* A set of key paths: path -> first text or number there, "" without. */
GHashTable *connectors_paths_new (void);

/* Adds the paths of one JSON value at `text`, as far as it goes. Returns what
 * follows it, or NULL if it ends nowhere. */
const char *connectors_paths_add_json (GHashTable *paths, const char *text);
/* Adds those of the first YAML document. */
void connectors_paths_add_yaml (GHashTable *paths, const char *text);
/* Whether a text begins as a YAML map or list does. */
gboolean connectors_paths_is_yaml (const char *text);

/* The name of the first element, without prefix, and its namespace, which may
 * be NULL. FALSE if there is none. (transfer full) */
gboolean connectors_sample_read_root (const char *text,
                                      char **name_out,
                                      char **namespace_out);

/* Names of the members of a zip archive; of a workbook its sheets, and then
 * *is_workbook_out is TRUE. What cannot be opened has none. (element-type
 * utf8) (transfer full): not ended by NULL */
GPtrArray *connectors_sample_read_zip (const char *path,
                                       gboolean *is_workbook_out);
/* Names of the members of a tar archive whose heads stand in `bytes`. */
GPtrArray *connectors_sample_read_tar (const char *bytes, gsize length);
gboolean connectors_sample_is_tar (const char *bytes, gsize length);

G_END_DECLS

#endif
