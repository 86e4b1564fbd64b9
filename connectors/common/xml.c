/* SPDX-License-Identifier: EUPL-1.2
 *
 * Between libxml2 and the readers of XML files: parsing with all that reaches
 * out or expands turned off, and short ways to names and texts.
 */
#include "config.h"

#include "connectors/common/xml.h"

#include <libxml/parser.h>
#include <string.h>

#include <uitweg/connector.h>

struct _ConnectorsXml
{
  xmlDoc *doc;
};

static void
set_error (GError **error,
           const char *path,
           glong line,
           const char *found,
           const char *expected)
{
  g_set_error (
      error, UITWEG_CONNECTOR_ERROR, (gint) UITWEG_CONNECTOR_ERROR_INPUT,
      "%s:%ld: found %s, expected %s", path, MAX (line, 1), found, expected);
}

ConnectorsXml *
connectors_xml_parse (const char *path,
                      const char *data,
                      gsize length,
                      const char *expected,
                      GError **error)
{
  g_autoptr (ConnectorsXml) xml = NULL;
  xmlParserCtxt *context;

  if (length > CONNECTORS_XML_MAX)
    {
      set_error (error, path, 1, "more than 128 MiB", expected);
      return NULL;
    }
  xml = g_new0 (ConnectorsXml, 1);
  context = xmlNewParserCtxt ();
  xml->doc = xmlCtxtReadMemory (context, data, (int) length, NULL, NULL,
                                XML_PARSE_NONET | XML_PARSE_NOERROR
                                    | XML_PARSE_NOWARNING | XML_PARSE_NOBLANKS
                                    | XML_PARSE_NOCDATA);
  if (xml->doc == NULL)
    set_error (error, path, context->lastError.line,
               "what is not well-formed XML", expected);
  xmlFreeParserCtxt (context);
  if (xml->doc == NULL)
    return NULL;
  if (xml->doc->intSubset != NULL)
    {
      set_error (error, path, 1, "a document type declaration", expected);
      return NULL;
    }
  return g_steal_pointer (&xml);
}

void
connectors_xml_free (ConnectorsXml *xml)
{
  if (xml == NULL)
    return;
  if (xml->doc != NULL)
    xmlFreeDoc (xml->doc);
  g_free (xml);
}

const xmlNode *
connectors_xml_get_root (const ConnectorsXml *xml)
{
  return xmlDocGetRootElement (xml->doc);
}

gboolean
connectors_xml_is (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE
         && strcmp ((const char *) node->name, name) == 0;
}

static const xmlNode *
first_of (const xmlNode *node, const char *name)
{
  for (; node != NULL; node = node->next)
    if (connectors_xml_is (node, name))
      return node;
  return NULL;
}

const xmlNode *
connectors_xml_child (const xmlNode *node, const char *name)
{
  return node != NULL ? first_of (node->children, name) : NULL;
}

const xmlNode *
connectors_xml_next (const xmlNode *node, const char *name)
{
  return first_of (node->next, name);
}

const char *
connectors_xml_attribute (const xmlNode *node, const char *name)
{
  for (const xmlAttr *at = node != NULL && node->type == XML_ELEMENT_NODE
                               ? node->properties
                               : NULL;
       at != NULL; at = at->next)
    if (strcmp ((const char *) at->name, name) == 0 && at->children != NULL)
      return (const char *) at->children->content;
  return NULL;
}

const char *
connectors_xml_text (const xmlNode *node)
{
  if (node == NULL || node->children == NULL
      || node->children->type != XML_TEXT_NODE)
    return NULL;
  return (const char *) node->children->content;
}

guint
connectors_xml_get_line (const xmlNode *node)
{
  return (guint) MAX (xmlGetLineNo (node), 1);
}
