/* SPDX-License-Identifier: EUPL-1.2
 *
 * Lines of a stretch of a file. An estate of a million records is read by
 * several threads at once: each takes the lines that begin in its stretch,
 * through a buffer of its own, so that the file never stands in memory.
 */
#include "config.h"

#include "model/estate-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_SIZE ((gsize) 1 << 20)

/* The longest line, in bytes: a record of this size is no record. */
#define LINE_MAX_BYTES ((gsize) 16 << 20)

struct _ModelLines
{
  char *path;
  int fd;
  goffset position; /* in the file, of the buffer's first unused byte */
  goffset end;      /* lines that begin from here on are not ours; -1: none */
  char *buffer;
  gsize allocated;
  gsize start; /* of the next line, in the buffer */
  gsize filled;
  guint32 number;
  gboolean at_end;
};

static void
set_read_error (GError **error, const char *path, int code)
{
  g_set_error (error, UITWEG_ESTATE_ERROR, UITWEG_ESTATE_ERROR_UNREADABLE,
               "%s: cannot be read: %s", path, g_strerror (code));
}

/* Moves what is left to the front of the buffer and reads behind it.
 * Returns: FALSE at the end of the file or with an error */
static gboolean
fill (ModelLines *lines, GError **error)
{
  gssize n;

  if (lines->at_end)
    return FALSE;
  lines->filled -= lines->start;
  memmove (lines->buffer, lines->buffer + lines->start, lines->filled);
  lines->start = 0;
  if (lines->filled == lines->allocated)
    {
      lines->allocated *= 2;
      lines->buffer = g_realloc (lines->buffer, lines->allocated);
    }
  do
    n = read (lines->fd, lines->buffer + lines->filled,
              lines->allocated - lines->filled);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    {
      set_read_error (error, lines->path, errno);
      return FALSE;
    }
  lines->at_end = n == 0;
  lines->filled += (gsize) n;
  return n > 0;
}

/* Finds the end of the line that starts at lines->start, reading on as far
 * as needed. Returns: FALSE with an error only */
static gboolean
find_end (ModelLines *lines, gsize *length_out, GError **error)
{
  gsize searched = 0;

  for (;;)
    {
      const char *from = lines->buffer + lines->start + searched;
      gsize n = lines->filled - lines->start - searched;
      const char *newline = n > 0 ? memchr (from, '\n', n) : NULL;
      GError *failure = NULL;

      searched += newline != NULL ? (gsize) (newline - from) : n;
      if (searched > LINE_MAX_BYTES)
        {
          g_set_error (error, UITWEG_ESTATE_ERROR, UITWEG_ESTATE_ERROR_INVALID,
                       "%s:%u: found a line of more than %" G_GSIZE_FORMAT
                       " bytes, expected one record",
                       lines->path, lines->number + 1, LINE_MAX_BYTES);
          return FALSE;
        }
      if (newline != NULL || !fill (lines, &failure))
        {
          if (failure != NULL)
            {
              g_propagate_error (error, failure);
              return FALSE;
            }
          if (newline == NULL)
            searched = lines->filled - lines->start;
          *length_out = searched;
          return TRUE;
        }
    }
}

/* A stretch that starts inside the file starts with the line behind the one
 * that holds its first byte, unless that byte follows a line's end. */
static gboolean
skip_to_line (ModelLines *lines, goffset start, GError **error)
{
  gsize length;

  if (lseek (lines->fd, (off_t) (start - 1), SEEK_SET) < 0)
    {
      set_read_error (error, lines->path, errno);
      return FALSE;
    }
  lines->position = start - 1;
  if (!fill (lines, error) && error != NULL && *error != NULL)
    return FALSE;
  if (!find_end (lines, &length, error))
    return FALSE;
  if (lines->start + length < lines->filled)
    length++;
  lines->start += length;
  lines->position += (goffset) length;
  return TRUE;
}

ModelLines *
model_lines_open (const char *path, goffset start, goffset end, GError **error)
{
  g_autoptr (ModelLines) lines = g_new0 (ModelLines, 1);

  lines->path = g_strdup (path);
  lines->end = end;
  lines->fd = strcmp (path, "-") == 0 ? dup (STDIN_FILENO)
                                      : open (path, O_RDONLY | O_CLOEXEC);
  if (lines->fd < 0)
    {
      set_read_error (error, path, errno);
      return NULL;
    }
  lines->allocated = BUFFER_SIZE;
  lines->buffer = g_malloc (lines->allocated);
  if (start > 0)
    {
      GError *failure = NULL;

      if (!skip_to_line (lines, start, &failure))
        {
          g_propagate_error (error, failure);
          return NULL;
        }
    }
  return g_steal_pointer (&lines);
}

void
model_lines_close (ModelLines *lines)
{
  if (lines == NULL)
    return;
  if (lines->fd >= 0)
    close (lines->fd);
  g_free (lines->buffer);
  g_free (lines->path);
  g_free (lines);
}

gboolean
model_lines_next (ModelLines *lines,
                  const char **line_out,
                  gsize *length_out,
                  GError **error)
{
  gsize length;

  if (lines->end >= 0 && lines->position >= lines->end)
    return FALSE;
  if (!find_end (lines, &length, error))
    return FALSE;
  if (length == 0 && lines->start == lines->filled)
    return FALSE;

  *line_out = lines->buffer + lines->start;
  *length_out = length;
  if (lines->start + length < lines->filled)
    length++;
  lines->start += length;
  lines->position += (goffset) length;
  lines->number++;
  return TRUE;
}

guint32
model_lines_get_number (const ModelLines *lines)
{
  return lines->number;
}
