/* SPDX-License-Identifier: EUPL-1.2
 *
 * Cuts a YAML stream into documents for base_yaml_parse_at(), which reads one
 * at a time.
 */
#include "config.h"

#include "connectors/common/yaml-documents.h"

#include <string.h>

static gboolean
is_marker (const char *line, gsize length)
{
  return length >= 3
         && (memcmp (line, "---", 3) == 0 || memcmp (line, "...", 3) == 0)
         && (length == 3 || g_ascii_isspace (line[3]));
}

/* Whether a line says something: no blank, comment or directive. */
static gboolean
is_content (const char *line, gsize length)
{
  gsize at = 0;

  while (at < length && g_ascii_isspace (line[at]))
    at++;
  return at < length && line[at] != '#' && !(at == 0 && line[0] == '%');
}

/* Length of the first line, its end included. */
static gsize
line_length (const ConnectorsYamlRest *rest)
{
  const char *end = memchr (rest->data, '\n', rest->length);

  return end != NULL ? (gsize) (end - rest->data) + 1 : rest->length;
}

static void
skip (ConnectorsYamlRest *rest, gsize n)
{
  rest->data += n;
  rest->length -= n;
  rest->line++;
}

gboolean
connectors_yaml_next (ConnectorsYamlRest *rest,
                      const char **document_out,
                      gsize *length_out,
                      guint32 *first_line_out)
{
  gboolean has_content = FALSE;
  ConnectorsYamlRest start = *rest;

  while (rest->length > 0)
    {
      gsize n = line_length (rest);

      if (!is_marker (rest->data, n))
        has_content = has_content || is_content (rest->data, n);
      else if (has_content)
        break;
      else if (rest->data[0] == '-' && is_content (rest->data + 3, n - 3))
        {
          /* "--- value" holds content behind the marker. */
          start = *rest;
          has_content = TRUE;
        }
      else
        {
          skip (rest, n);
          start = *rest;
          continue;
        }
      skip (rest, n);
    }
  if (!has_content)
    return FALSE;
  *document_out = start.data;
  *length_out = (gsize) (rest->data - start.data);
  *first_line_out = start.line;
  return TRUE;
}
