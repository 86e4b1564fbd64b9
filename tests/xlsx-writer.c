/* SPDX-License-Identifier: EUPL-1.2
 *
 * Workbooks as test data.
 */
#include "config.h"

#include "xlsx-writer.h"

#include <string.h>
#include <zip.h>

#define MAX_MEMBERS 64

void
zip_write (const char *path, const char *const *members)
{
  zip_t *archive = zip_open (path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

  g_assert_nonnull (archive);
  for (gsize i = 0; members[i] != NULL; i += 2)
    {
      zip_source_t *source = zip_source_buffer (archive, members[i + 1],
                                                strlen (members[i + 1]), 0);

      g_assert_cmpint (
          zip_file_add (archive, members[i], source, ZIP_FL_OVERWRITE), >=, 0);
    }
  g_assert_cmpint (zip_close (archive), ==, 0);
}

void
xlsx_write (const char *path,
            const XlsxSheet *sheets,
            guint n_sheets,
            const char *const *more)
{
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) outline = g_string_new ("<workbook><sheets>");
  g_autoptr (GString) relations = g_string_new ("<Relationships>");
  const char *members[MAX_MEMBERS + 1] = { 0 };
  gsize n = 0;

  members[n++] = "_rels/.rels";
  members[n++] = "<Relationships><Relationship Id='d' "
                 "Type='x/officeDocument' Target='xl/workbook.xml'/>"
                 "</Relationships>";
  for (guint i = 0; i < n_sheets; i++)
    {
      char *name = g_strdup_printf ("xl/worksheets/sheet%u.xml", i + 1);
      char *data = g_strdup_printf ("<?xml version='1.0'?><worksheet>"
                                    "<sheetData>%s</sheetData></worksheet>",
                                    sheets[i].rows);

      g_ptr_array_add (owned, name);
      g_ptr_array_add (owned, data);
      members[n++] = name;
      members[n++] = data;
      g_string_append_printf (outline, "<sheet name='%s' r:id='r%u'/>",
                              sheets[i].name, i + 1);
      g_string_append_printf (relations,
                              "<Relationship Id='r%u' Type='x/worksheet' "
                              "Target='worksheets/sheet%u.xml'/>",
                              i + 1, i + 1);
    }
  g_string_append (outline, "</sheets></workbook>");
  g_string_append (relations,
                   "<Relationship Id='s' Type='x/sharedStrings' "
                   "Target='/xl/sharedStrings.xml'/><Relationship Id='t' "
                   "Type='x/styles' Target='styles.xml'/></Relationships>");
  members[n++] = "xl/workbook.xml";
  members[n++] = outline->str;
  members[n++] = "xl/_rels/workbook.xml.rels";
  members[n++] = relations->str;
  members[n++] = "xl/sharedStrings.xml";
  members[n++] = "<sst/>";
  members[n++] = "xl/styles.xml";
  members[n++] = "<styleSheet/>";
  for (gsize i = 0; more != NULL && more[i] != NULL; i++)
    members[n++] = more[i];
  g_assert_cmpuint (n, <=, MAX_MEMBERS);
  zip_write (path, members);
}

char *
xlsx_rows (const char *table)
{
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);
  GString *rows = g_string_new (NULL);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "|", -1);

      g_string_append (rows, "<row>");
      for (gsize k = 0; cells[k] != NULL; k++)
        {
          g_autofree char *text = g_markup_escape_text (cells[k], -1);

          if (text[0] == '\0')
            g_string_append (rows, "<c/>");
          else if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, NULL,
                                               NULL))
            g_string_append_printf (rows, "<c><v>%s</v></c>", text);
          else
            g_string_append_printf (
                rows, "<c t='inlineStr'><is><t>%s</t></is></c>", text);
        }
      g_string_append (rows, "</row>");
    }
  return g_string_free (rows, FALSE);
}
