/* SPDX-License-Identifier: EUPL-1.2
 *
 * XML as a tree, for the formats that are drawn by hand and so are small.
 * Nothing is fetched, no entity is expanded, and a document type declaration
 * is refused.
 */
#ifndef CONNECTORS_COMMON_XML_H
#define CONNECTORS_COMMON_XML_H

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* The longest document: its tree takes some ten times as much. */
#define CONNECTORS_XML_MAX ((gsize) 128 << 20)

typedef struct _ConnectorsXml ConnectorsXml;

/* `expected` is a word for messages ("GraphML"). (transfer full): NULL with
 * UITWEG_CONNECTOR_ERROR_INPUT set, as "path:line: found X, expected Y" */
ConnectorsXml *connectors_xml_parse (const char *path,
                                     const char *data,
                                     gsize length,
                                     const char *expected,
                                     GError **error);
void connectors_xml_free (ConnectorsXml *xml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConnectorsXml, connectors_xml_free)

const xmlNode *connectors_xml_get_root (const ConnectorsXml *xml);

/* Whether it is an element of that name, whatever its prefix. */
gboolean connectors_xml_is (const xmlNode *node, const char *name);
/* First child of that name, and the next of that name beside a node. */
const xmlNode *connectors_xml_child (const xmlNode *node, const char *name);
const xmlNode *connectors_xml_next (const xmlNode *node, const char *name);
/* The value of an attribute, whatever its prefix; NULL without. */
const char *connectors_xml_attribute (const xmlNode *node, const char *name);
/* The text of an element without children; NULL if it has none. */
const char *connectors_xml_text (const xmlNode *node);
guint connectors_xml_get_line (const xmlNode *node);

G_END_DECLS

#endif
