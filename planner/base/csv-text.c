/* SPDX-License-Identifier: EUPL-1.2
 *
 * The small half of CSV: names of columns for comparing, and writing, for
 * the files that report/ and the command hand out.
 */
#include "config.h"

#include <string.h>

#include "base/csv.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

char *
base_csv_fold_name (const char *name)
{
  GString *folded = g_string_new (NULL);
  gsize length = strlen (name);

  while (length > 0 && g_ascii_isspace (name[length - 1]))
    length--;
  if (length > 0 && name[length - 1] == ')')
    {
      const char *open = g_strrstr_len (name, (gssize) length, "(");

      if (open != NULL && open != name)
        length = (gsize) (open - name);
    }
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (name[i]) && strchr ("_-*", name[i]) == NULL)
      g_string_append_c (folded, g_ascii_tolower (name[i]));
  return g_string_free (folded, FALSE);
}

/* Blanks at the ends, a leading # and a leading byte order mark are quoted
 * too: some programs would strip or skip them. */
static gboolean
needs_quotes (const char *text, char delimiter)
{
  gsize length = strcspn (text, "\"\r\n");

  if (text[length] != '\0' || strchr (text, delimiter) != NULL)
    return TRUE;
  return g_str_has_prefix (text, BYTE_ORDER_MARK)
         || (length > 0
             && (text[0] == ' ' || text[0] == '#' || text[length - 1] == ' '));
}

void
base_csv_append_cell (GString *out, char delimiter, const char *text)
{
  if (text == NULL)
    return;
  if (!needs_quotes (text, delimiter))
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *c);
    }
  g_string_append_c (out, '"');
}

void
base_csv_append_row (GString *out,
                     char delimiter,
                     const char *const *cells,
                     gsize n_cells)
{
  gsize start = out->len;

  for (gsize i = 0; i < n_cells; i++)
    {
      if (i > 0)
        g_string_append_c (out, delimiter);
      base_csv_append_cell (out, delimiter, cells[i]);
    }
  /* An empty line would be no row. */
  if (out->len == start && n_cells > 0)
    g_string_append (out, "\"\"");
  g_string_append_c (out, '\n');
}
