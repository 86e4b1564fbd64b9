/* SPDX-License-Identifier: EUPL-1.2
 *
 * The documents of a YAML stream, one by one: a document that is broken costs
 * that document.
 */
#ifndef CONNECTORS_COMMON_YAML_DOCUMENTS_H
#define CONNECTORS_COMMON_YAML_DOCUMENTS_H

#include <glib.h>

G_BEGIN_DECLS

/* Where the next document begins; { data, length, 1 } at first. */
typedef struct
{
  const char *data;
  gsize length;
  guint32 line;
} ConnectorsYamlRest;

/*
 * Cuts the next document off the rest. A line that begins with `---` or `...`
 * ends one: YAML forbids it within scalars.
 *
 * Returns: FALSE where nothing but blanks and comments is left
 */
gboolean connectors_yaml_next (ConnectorsYamlRest *rest,
                               const char **document_out,
                               gsize *length_out,
                               guint32 *first_line_out);

G_END_DECLS

#endif
