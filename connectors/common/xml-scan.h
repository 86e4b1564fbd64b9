/* SPDX-License-Identifier: EUPL-1.2
 *
 * A scanner of the XML that spreadsheets are made of: tags and texts one by
 * one, in a window, without a tree. It knows no document types and so no
 * entities but the five of XML and numbers.
 */
#ifndef CONNECTORS_COMMON_XML_SCAN_H
#define CONNECTORS_COMMON_XML_SCAN_H

#include "base/source.h"

G_BEGIN_DECLS

typedef struct _ConnectorsXmlScan ConnectorsXmlScan;

typedef enum
{
  CONNECTORS_XML_END,
  CONNECTORS_XML_OPEN,  /* also of <x/>, which has no CLOSE */
  CONNECTORS_XML_CLOSE, /* of </x> */
  CONNECTORS_XML_TEXT,
  CONNECTORS_XML_ERROR,
} ConnectorsXmlToken;

/* A piece of the window; valid until the next token. */
typedef struct
{
  char *text; /* without a NUL */
  gsize length;
} ConnectorsXmlPiece;

/* Takes the source. */
ConnectorsXmlScan *connectors_xml_scan_new (BaseSource *source);
void connectors_xml_scan_free (ConnectorsXmlScan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConnectorsXmlScan, connectors_xml_scan_free)

/* The next tag or text; ERROR with BASE_INPUT_ERROR set. */
ConnectorsXmlToken connectors_xml_scan_next (ConnectorsXmlScan *scan,
                                             GError **error);
/* Of a tag: its name without prefix. */
gboolean connectors_xml_scan_is (const ConnectorsXmlScan *scan,
                                 const char *name);
/* Of a tag that is OPEN: whether it is <x/>. */
gboolean connectors_xml_scan_is_empty (const ConnectorsXmlScan *scan);
/* Of a tag: one character tells most of what a sheet holds. */
char connectors_xml_scan_get_initial (const ConnectorsXmlScan *scan,
                                      gsize *length_out);
/* Of a tag: the attribute of that name without prefix, as it stands in the
 * file; FALSE without. */
gboolean connectors_xml_scan_attribute (const ConnectorsXmlScan *scan,
                                        const char *name,
                                        ConnectorsXmlPiece *value_out);
/* The attributes of one letter each, as they stand in the file; those that
 * are not there have no text. */
void connectors_xml_scan_letters (const ConnectorsXmlScan *scan,
                                  const char *letters,
                                  ConnectorsXmlPiece *values_out);
/* Behind an OPEN <c>: takes `<v>VALUE</v></c>`, which is what most cells are,
 * at once. FALSE, with nothing taken, if something else follows. */
gboolean connectors_xml_scan_take_value (ConnectorsXmlScan *scan,
                                         ConnectorsXmlPiece *value_out);
/* An attribute as a text of its own. (transfer full) (nullable) */
char *connectors_xml_scan_dup_attribute (const ConnectorsXmlScan *scan,
                                         const char *name);
/* Of a TEXT: what it says, decoded in place. */
ConnectorsXmlPiece connectors_xml_scan_get_text (ConnectorsXmlScan *scan);

/* Decodes &amp; and its like in place, and puts a question mark for each byte
 * that is no UTF-8. Returns: the length then */
gsize connectors_xml_decode (char *text, gsize length);

G_END_DECLS

#endif
