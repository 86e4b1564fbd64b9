/* SPDX-License-Identifier: EUPL-1.2
 *
 * Workbooks and CSV files: every cell of every sheet, as each type; and the
 * scanner of sheets alone.
 */
#include "config.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "connectors/common/book.h"
#include "connectors/common/xml-scan.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
read_cells (ConnectorsSheet *sheet)
{
  for (guint32 i = 0; i < connectors_sheet_get_n_columns (sheet); i++)
    {
      const char *text = connectors_sheet_get_text (sheet, i);

      g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
      connectors_sheet_get_number (sheet, i);
      connectors_sheet_get_int (sheet, i);
      connectors_sheet_get_micro (sheet, i);
      connectors_sheet_get_bool (sheet, i);
      connectors_sheet_get_day (sheet, i);
    }
  g_assert_nonnull (connectors_sheet_get_place (sheet));
}

static void
read_book (const char *path)
{
  g_autoptr (ConnectorsBook) book = connectors_book_open (path, NULL);

  for (guint i = 0; book != NULL && i < connectors_book_get_n_sheets (book);
       i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ConnectorsSheet)
          sheet = connectors_sheet_open (book, i, NULL, &error);

      while (sheet != NULL && connectors_sheet_next (sheet, &error))
        read_cells (sheet);
    }
}

/* The scanner alone: sheets in archives are rarely hit by chance. */
static void
scan (const guint8 *data, gsize size)
{
  g_autoptr (ConnectorsXmlScan) scan = connectors_xml_scan_new (
      base_source_new_for_data ("x", (const char *) data, size));
  g_autoptr (GError) error = NULL;
  ConnectorsXmlToken token;

  while ((token = connectors_xml_scan_next (scan, &error)) != CONNECTORS_XML_END
         && token != CONNECTORS_XML_ERROR)
    if (token == CONNECTORS_XML_TEXT)
      connectors_xml_scan_get_text (scan);
    else
      g_free (connectors_xml_scan_dup_attribute (scan, "r"));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gint file = memfd_create ("fuzz", 0);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", file);

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (write (file, data, size), ==, (gssize) size);
  read_book (path);
  close (file);
  scan (data, size);
  return 0;
}
