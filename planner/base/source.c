/* SPDX-License-Identifier: EUPL-1.2
 *
 * Where bytes come in: the readers of lines (lines.c) and of CSV (csv.c)
 * take their text from here, in UTF-8 whatever the file was written in.
 */
#include "config.h"

#include "base/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/problems.h"

#define READ_SIZE ((gsize) 256 << 10)
#define HEAD_SIZE 3 /* the longest mark */

/* Two bytes of UTF-16 become at most three of UTF-8. */
#define UTF16_READ_SIZE (READ_SIZE / 2)

typedef enum
{
  ENCODING_UNKNOWN,
  ENCODING_UTF8,
  ENCODING_UTF16_LE,
  ENCODING_UTF16_BE,
} Encoding;

struct _BaseSource
{
  char *name;
  gint fd; /* -1 for memory and readers */
  gboolean owns_fd;
  const char *data;
  gsize data_left;
  BaseSourceRead read_bytes;
  gpointer reader_data;
  Encoding encoding;
  char *buffer;
  gsize size;
  gsize start;
  gsize end;
  guint64 n_units; /* of UTF-16 so far */
  gint odd_byte;   /* the first half of a unit, or -1 */
  gunichar upper;  /* of a surrogate pair, or 0 */
};

static BaseSource *
new_source (const char *name)
{
  BaseSource *source = g_new0 (BaseSource, 1);

  source->name = g_strdup (name);
  source->fd = -1;
  source->odd_byte = -1;
  return source;
}

BaseSource *
base_source_open (const char *path, GError **error)
{
  gint fd = base_file_open (path, NULL, error);
  BaseSource *source;

  if (fd < 0)
    return NULL;
  source = base_source_new_for_fd (path, fd);
  source->owns_fd = TRUE;
  return source;
}

BaseSource *
base_source_new_for_fd (const char *name, gint fd)
{
  BaseSource *source = new_source (name);

  source->fd = fd;
  return source;
}

BaseSource *
base_source_new_for_data (const char *name, const char *data, gsize length)
{
  BaseSource *source = new_source (name);

  source->data = data;
  source->data_left = length;
  return source;
}

BaseSource *
base_source_new_for_reader (const char *name,
                            BaseSourceRead read_bytes,
                            gpointer data)
{
  BaseSource *source = new_source (name);

  source->read_bytes = read_bytes;
  source->reader_data = data;
  return source;
}

void
base_source_free (BaseSource *source)
{
  if (source == NULL)
    return;
  if (source->owns_fd)
    close (source->fd);
  g_free (source->buffer);
  g_free (source->name);
  g_free (source);
}

const char *
base_source_get_name (const BaseSource *source)
{
  return source->name;
}

char *
base_source_peek (BaseSource *source, gsize *n_out)
{
  *n_out = source->end - source->start;
  return source->buffer != NULL ? source->buffer + source->start : NULL;
}

void
base_source_skip (BaseSource *source, gsize n)
{
  g_return_if_fail (n <= source->end - source->start);

  source->start += n;
}

/* Room for READ_SIZE bytes and one behind the unread ones. */
static void
make_room (BaseSource *source)
{
  gsize unread = source->end - source->start;

  if (source->size - source->end > READ_SIZE)
    return;
  if (unread > 0 && source->start > 0)
    memmove (source->buffer, source->buffer + source->start, unread);
  source->start = 0;
  source->end = unread;
  if (source->size - unread > READ_SIZE)
    return;
  source->size = MAX (source->size * 2, unread + READ_SIZE + 1);
  source->buffer = g_realloc (source->buffer, source->size);
}

/* At most @size bytes; *n_out is 0 at the end. */
static gboolean
read_raw (
    BaseSource *source, char *bytes, gsize size, gsize *n_out, GError **error)
{
  gssize n;

  if (source->read_bytes != NULL)
    {
      n = source->read_bytes (source->reader_data, bytes, size, error);
      *n_out = n > 0 ? (gsize) n : 0;
      return n >= 0;
    }
  if (source->fd < 0)
    {
      *n_out = MIN (size, source->data_left);
      if (*n_out == 0)
        return TRUE;
      memcpy (bytes, source->data, *n_out);
      source->data += *n_out;
      source->data_left -= *n_out;
      return TRUE;
    }
  do
    n = read (source->fd, bytes, size);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    {
      base_file_set_error (error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_UNREADABLE,
                           source->name, errno);
      return FALSE;
    }
  *n_out = (gsize) n;
  return TRUE;
}

static gboolean
set_utf16_error (const BaseSource *source, GError **error)
{
  g_set_error (
      error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_INVALID,
      "%s: found half a character of UTF-16 near byte %" G_GUINT64_FORMAT
      ", expected both halves",
      source->name, source->n_units * 2);
  return FALSE;
}

static gboolean
take_unit (BaseSource *source, gunichar unit, GError **error)
{
  gboolean is_lower = (unit & 0xfc00) == 0xdc00;

  source->n_units++;
  if (is_lower != (source->upper != 0))
    return set_utf16_error (source, error);
  if ((unit & 0xfc00) == 0xd800)
    {
      source->upper = unit;
      return TRUE;
    }
  if (is_lower)
    unit = 0x10000 + ((source->upper & 0x3ff) << 10) + (unit & 0x3ff);
  source->upper = 0;
  source->end += (gsize) g_unichar_to_utf8 (unit, source->buffer + source->end);
  return TRUE;
}

static gboolean
decode_utf16 (BaseSource *source, const guint8 *bytes, gsize n, GError **error)
{
  gboolean little = source->encoding == ENCODING_UTF16_LE;

  for (gsize i = 0; i < n; i++)
    {
      guint first;

      if (source->odd_byte < 0)
        {
          source->odd_byte = bytes[i];
          continue;
        }
      first = (guint) source->odd_byte;
      source->odd_byte = -1;
      if (!take_unit (source,
                      little ? first | (guint) bytes[i] << 8
                             : first << 8 | bytes[i],
                      error))
        return FALSE;
    }
  return TRUE;
}

/* Looks at what the first bytes are, and drops the mark. */
static gboolean
find_encoding (BaseSource *source, GError **error)
{
  guint8 head[HEAD_SIZE];
  gsize n_head = 0, n;

  do
    {
      if (!read_raw (source, (char *) head + n_head, sizeof head - n_head, &n,
                     error))
        return FALSE;
      n_head += n;
    }
  while (n > 0 && n_head < sizeof head);

  source->encoding = ENCODING_UTF8;
  if (n_head == 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    return TRUE;
  if (n_head >= 2 && memcmp (head, "\xff\xfe", 2) == 0)
    source->encoding = ENCODING_UTF16_LE;
  else if (n_head >= 2 && memcmp (head, "\xfe\xff", 2) == 0)
    source->encoding = ENCODING_UTF16_BE;
  if (source->encoding != ENCODING_UTF8)
    return decode_utf16 (source, head + 2, n_head - 2, error);
  memcpy (source->buffer + source->end, head, n_head);
  source->end += n_head;
  return TRUE;
}

static gboolean
read_utf16 (BaseSource *source, gsize *n_out, GError **error)
{
  g_autofree char *bytes = g_malloc (UTF16_READ_SIZE);

  if (!read_raw (source, bytes, UTF16_READ_SIZE, n_out, error)
      || !decode_utf16 (source, (const guint8 *) bytes, *n_out, error))
    return FALSE;
  if (*n_out == 0 && (source->odd_byte >= 0 || source->upper != 0))
    return set_utf16_error (source, error);
  return TRUE;
}

gboolean
base_source_more (BaseSource *source, GError **error)
{
  gsize n = 0, before;

  make_room (source);
  before = source->end;
  if (source->encoding == ENCODING_UNKNOWN && !find_encoding (source, error))
    return FALSE;
  do
    {
      if (source->encoding != ENCODING_UTF8)
        {
          if (!read_utf16 (source, &n, error))
            return FALSE;
          continue;
        }
      if (!read_raw (source, source->buffer + source->end,
                     READ_SIZE - HEAD_SIZE, &n, error))
        return FALSE;
      source->end += n;
    }
  while (n > 0 && source->end == before);
  return source->end > before;
}
