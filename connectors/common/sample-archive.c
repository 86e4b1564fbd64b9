/* SPDX-License-Identifier: EUPL-1.2
 *
 * Names in archives and the root of XML, for the first look. Of a workbook
 * only the list of its sheets is unpacked, up to a bound.
 */
#include "config.h"

#include "connectors/common/sample-private.h"

#include <string.h>
#include <zip.h>

#define MAX_MEMBERS 10000
/* What is unpacked of a workbook's list of sheets. */
#define MAX_WORKBOOK ((gsize) 1 << 20)
#define TAR_BLOCK ((gsize) 512)

static gsize
skip_misc (const char *text)
{
  gsize at = strspn (text, " \t\r\n");

  while (text[at] == '<' && (text[at + 1] == '?' || text[at + 1] == '!'))
    {
      const char *end;
      guint depth = 0;

      if (g_str_has_prefix (text + at, "<!--"))
        end = strstr (text + at, "-->");
      else if (text[at + 1] == '?')
        end = strstr (text + at, "?>");
      else
        {
          /* A document type, perhaps with declarations in brackets. */
          end = text + at;
          while (*end != '\0' && (*end != '>' || depth > 0))
            {
              depth += *end == '[' ? 1 : 0;
              depth -= *end == ']' && depth > 0 ? 1 : 0;
              end++;
            }
        }
      if (end == NULL || *end == '\0')
        return strlen (text);
      at = (gsize) (strchr (end, '>') - text) + 1;
      at += strspn (text + at, " \t\r\n");
    }
  return at;
}

/* The value of attribute `name` in the tag at `tag`, as it is written.
 * (transfer full) (nullable) */
static char *
get_attribute (const char *tag, const char *name)
{
  const char *at = tag + strcspn (tag, " \t\r\n/>");

  while (*at != '\0' && *at != '>')
    {
      gsize length;
      const char *key;
      const char *end;

      at += strspn (at, " \t\r\n/");
      key = at;
      length = strcspn (at, "= \t\r\n>");
      at += length;
      at += strspn (at, " \t\r\n");
      if (*at != '=')
        return NULL;
      at += 1 + strspn (at + 1, " \t\r\n");
      if (*at != '"' && *at != '\'')
        return NULL;
      end = strchr (at + 1, *at);
      if (end == NULL)
        return NULL;
      if (length == strlen (name) && strncmp (key, name, length) == 0)
        return g_strndup (at + 1, (gsize) (end - at) - 1);
      at = end + 1;
    }
  return NULL;
}

gboolean
connectors_sample_read_root (const char *text,
                             char **name_out,
                             char **namespace_out)
{
  const char *tag = text + skip_misc (text);
  g_autofree char *full = NULL;
  g_autofree char *attribute = NULL;
  const char *colon;
  gsize length;

  if (tag[0] != '<')
    return FALSE;
  length = strcspn (tag + 1, " \t\r\n/>");
  if (length == 0
      || (!g_ascii_isalpha (tag[1]) && tag[1] != '_' && (guchar) tag[1] < 0x80))
    return FALSE;
  full = g_strndup (tag + 1, length);
  colon = strchr (full, ':');
  attribute = colon != NULL
                  ? g_strdup_printf ("xmlns:%.*s", (int) (colon - full), full)
                  : g_strdup ("xmlns");
  *name_out = g_strdup (colon != NULL ? colon + 1 : full);
  *namespace_out = get_attribute (tag + 1, attribute);
  return TRUE;
}

/* The five entities of XML in a name. */
static char *
decode (char *name)
{
  static const struct
  {
    const char *entity;
    char character;
  } entities[] = { { "&lt;", '<' },
                   { "&gt;", '>' },
                   { "&quot;", '"' },
                   { "&apos;", '\'' },
                   { "&amp;", '&' } };
  char *to = name;

  for (char *at = name; *at != '\0';)
    {
      gsize length = 1;
      char character = *at;

      for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
        if (g_str_has_prefix (at, entities[i].entity))
          {
            length = strlen (entities[i].entity);
            character = entities[i].character;
          }
      *to++ = character;
      at += length;
    }
  *to = '\0';
  return name;
}

static GPtrArray *
read_sheets (zip_t *archive)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = g_malloc0 (MAX_WORKBOOK + 1);
  zip_file_t *file = zip_fopen (archive, "xl/workbook.xml", 0);
  gsize length = 0;
  zip_int64_t n = 0;

  if (file == NULL)
    return names;
  do
    {
      n = zip_fread (file, text + length, MAX_WORKBOOK - length);
      length += n > 0 ? (gsize) n : 0;
    }
  while (n > 0 && length < MAX_WORKBOOK);
  zip_fclose (file);
  for (const char *at = strchr (text, '<');
       at != NULL && names->len < MAX_MEMBERS; at = strchr (at + 1, '<'))
    {
      gsize word = strcspn (at + 1, " \t\r\n/>");
      char *name;

      if (word < 5 || strncmp (at + 1 + word - 5, "sheet", 5) != 0
          || (word > 5 && at[word - 5] != ':'))
        continue;
      name = get_attribute (at + 1, "name");
      if (name != NULL)
        g_ptr_array_add (names, decode (name));
    }
  return names;
}

GPtrArray *
connectors_sample_read_zip (const char *path, gboolean *is_workbook_out)
{
  zip_t *archive = zip_open (path, ZIP_RDONLY, NULL);
  GPtrArray *names;
  zip_int64_t n;

  *is_workbook_out = FALSE;
  if (archive == NULL)
    return g_ptr_array_new_with_free_func (g_free);
  *is_workbook_out = zip_name_locate (archive, "xl/workbook.xml", 0) >= 0;
  if (*is_workbook_out)
    names = read_sheets (archive);
  else
    {
      names = g_ptr_array_new_with_free_func (g_free);
      n = MIN (zip_get_num_entries (archive, 0), MAX_MEMBERS);
      for (zip_int64_t i = 0; i < n; i++)
        {
          const char *name = zip_get_name (archive, (zip_uint64_t) i,
                                           ZIP_FL_ENC_GUESS);

          if (name != NULL)
            g_ptr_array_add (names, g_utf8_make_valid (name, -1));
        }
    }
  zip_discard (archive);
  return names;
}

gboolean
connectors_sample_is_tar (const char *bytes, gsize length)
{
  return length >= TAR_BLOCK && memcmp (bytes + 257, "ustar", 5) == 0;
}

GPtrArray *
connectors_sample_read_tar (const char *bytes, gsize length)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  gsize at = 0;

  while (at + TAR_BLOCK <= length && bytes[at] != '\0'
         && names->len < MAX_MEMBERS)
    {
      g_autofree char *size = g_strndup (bytes + at + 124, 12);
      g_autofree char *name = g_strndup (bytes + at, 100);
      guint64 n = g_ascii_strtoull (size, NULL, 8);

      g_ptr_array_add (names, g_utf8_make_valid (name, -1));
      if (n > length)
        break;
      at += TAR_BLOCK + (n + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK;
    }
  return names;
}
