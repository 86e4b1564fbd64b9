/* SPDX-License-Identifier: EUPL-1.2
 *
 * Cuts a stream into lines for the readers of JSON Lines and of text. Memory
 * is bounded by the longest line, not by the file.
 */
#include "config.h"

#include "base/lines.h"

#include <string.h>

#include "base/problems.h"
#include "base/source.h"

struct _BaseLines
{
  BaseSource *source;
  gsize max_length;
  guint32 number;
  gsize to_skip; /* the line that was handed out */
};

static BaseLines *
new_lines (BaseSource *source)
{
  BaseLines *lines;

  if (source == NULL)
    return NULL;
  lines = g_new0 (BaseLines, 1);
  lines->source = source;
  lines->max_length = BASE_LINES_MAX_LENGTH;
  return lines;
}

BaseLines *
base_lines_open (const char *path, GError **error)
{
  return new_lines (base_source_open (path, error));
}

BaseLines *
base_lines_new_for_fd (const char *name, gint fd)
{
  return new_lines (base_source_new_for_fd (name, fd));
}

BaseLines *
base_lines_new_for_data (const char *name, const char *data, gsize length)
{
  return new_lines (base_source_new_for_data (name, data, length));
}

void
base_lines_free (BaseLines *lines)
{
  if (lines == NULL)
    return;
  base_source_free (lines->source);
  g_free (lines);
}

void
base_lines_set_max_length (BaseLines *lines, gsize max_length)
{
  g_return_if_fail (max_length <= BASE_LINES_MAX_LENGTH);

  lines->max_length = max_length;
}

/* Finds the LF, reading on as long as the line is not too long. *length_out
 * has no LF, and *next_out is where the next line starts. */
static gboolean
find_end (BaseLines *lines, gsize *length_out, gsize *next_out, GError **error)
{
  gsize seen = 0, n;
  const char *text = base_source_peek (lines->source, &n), *end = NULL;

  for (;;)
    {
      GError *failed = NULL;

      if (n > seen)
        end = memchr (text + seen, '\n', n - seen);
      if (end != NULL)
        {
          *length_out = (gsize) (end - text);
          *next_out = *length_out + 1;
          return TRUE;
        }
      /* CR LF do not count. */
      if (n > lines->max_length + 1)
        {
          *length_out = *next_out = n;
          return TRUE;
        }
      seen = n;
      if (!base_source_more (lines->source, &failed))
        {
          if (failed != NULL)
            {
              g_propagate_error (error, failed);
              return FALSE;
            }
          *length_out = *next_out = n;
          return n > 0;
        }
      text = base_source_peek (lines->source, &n);
    }
}

static gboolean
set_line_error (const BaseLines *lines,
                gsize at,
                const char *found,
                GError **error)
{
  g_set_error (error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_INVALID,
               "%s:%u:%" G_GSIZE_FORMAT ": found %s, expected UTF-8 text",
               base_source_get_name (lines->source), lines->number + 1, at + 1,
               found);
  return FALSE;
}

gboolean
base_lines_next (BaseLines *lines, BaseLine *line_out, GError **error)
{
  gsize length, next, n;
  const char *invalid;
  char *text;

  base_source_skip (lines->source, lines->to_skip);
  lines->to_skip = 0;
  if (!find_end (lines, &length, &next, error))
    return FALSE;

  text = base_source_peek (lines->source, &n);
  if (length > 0 && next > length && text[length - 1] == '\r')
    length--;
  if (length > lines->max_length)
    {
      g_set_error (error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_INVALID,
                   "%s:%u: found a line longer than %" G_GSIZE_FORMAT
                   " bytes, expected a shorter one",
                   base_source_get_name (lines->source), lines->number + 1,
                   lines->max_length);
      return FALSE;
    }
  if (!g_utf8_validate_len (text, length, &invalid))
    return set_line_error (lines, (gsize) (invalid - text),
                           *invalid == '\0' ? "NUL" : "invalid UTF-8", error);

  text[length] = '\0';
  lines->to_skip = next;
  lines->number++;
  *line_out = (BaseLine){ text, length, lines->number };
  return TRUE;
}
