/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads small files whole and writes results so that a crash, a full disk or
 * a second run leaves either the old file or the new one.
 */
#include "config.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/problems.h"

#define BUFFER_SIZE ((gsize) 256 << 10)
#define FILE_MODE 0666 /* less the umask */

struct _BaseWriter
{
  char *path;
  char *temporary; /* NULL for a device, and after the commit */
  gint fd;
  GString *buffer;
  GError *failed;
};

G_DEFINE_QUARK (base - file - error - quark, base_file_error)

void
base_file_set_error (
    GError **error, GQuark domain, gint code, const char *path, gint number)
{
  const char *words = g_strerror (number);

  if (number == ENOENT)
    words = "no such file or folder";
  else if (number == EACCES || number == EPERM)
    words = "no permission";
  else if (number == EISDIR)
    words = "is a directory, expected a file";
  else if (number == ENOTDIR)
    words = "part of the path is not a directory";
  else if (number == ENOSPC)
    words = "no space left";
  g_set_error (error, domain, code, "%s: %s", path, words);
}

static gint
set_read_error (GError **error, const char *path, gint number)
{
  base_file_set_error (error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_UNREADABLE,
                       path, number);
  return -1;
}

gint
base_file_open (const char *path, gint64 *size_out, GError **error)
{
  struct stat info;
  gint fd = open (path, O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    return set_read_error (error, path, errno);
  if (fstat (fd, &info) != 0 || S_ISDIR (info.st_mode))
    {
      close (fd);
      return set_read_error (error, path, EISDIR);
    }
  if (size_out != NULL)
    *size_out = S_ISREG (info.st_mode) ? (gint64) info.st_size : -1;
  return fd;
}

/* Appends until the end, or until one byte more than @max_bytes. */
static gboolean
read_all (gint fd, gsize max_bytes, GByteArray *bytes)
{
  gssize n;

  do
    {
      guint used = bytes->len;
      gsize step = MIN (BUFFER_SIZE, max_bytes + 1 - used);

      g_byte_array_set_size (bytes, used + (guint) step);
      do
        n = read (fd, bytes->data + used, step);
      while (n < 0 && errno == EINTR);
      g_byte_array_set_size (bytes, used + (guint) MAX (n, 0));
    }
  while (n > 0 && bytes->len <= max_bytes);
  return n >= 0;
}

GBytes *
base_file_read (const char *path, gsize max_bytes, GError **error)
{
  g_autoptr (GByteArray) bytes = NULL;
  GByteArray *kept;
  gint64 size = -1;
  gboolean ok = TRUE;
  gint fd, number = 0;
  gsize length;

  g_return_val_if_fail (max_bytes < G_MAXUINT - BUFFER_SIZE, NULL);

  fd = base_file_open (path, &size, error);
  if (fd < 0)
    return NULL;
  bytes = g_byte_array_new ();
  if (size <= (gint64) max_bytes)
    {
      ok = read_all (fd, max_bytes, bytes);
      number = errno;
    }
  close (fd);
  if (!ok)
    {
      set_read_error (error, path, number);
      return NULL;
    }
  if (size > (gint64) max_bytes || bytes->len > max_bytes)
    {
      g_set_error (error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_INVALID,
                   "%s: found a larger file, expected at most %" G_GSIZE_FORMAT
                   " bytes",
                   path, max_bytes);
      return NULL;
    }
  length = bytes->len;
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  kept = g_steal_pointer (&bytes);
  return g_bytes_new_with_free_func (kept->data, length,
                                     (GDestroyNotify) g_byte_array_unref, kept);
}

static gboolean
fail_with (BaseWriter *writer, gint number, GError **error)
{
  base_file_set_error (&writer->failed, BASE_FILE_ERROR, BASE_FILE_ERROR_WRITE,
                       writer->path, number);
  g_propagate_error (error, g_error_copy (writer->failed));
  return FALSE;
}

/* Whether something is there that a rename would put out of the way. */
static gboolean
is_special (const char *path)
{
  struct stat info;

  return stat (path, &info) == 0 && !S_ISREG (info.st_mode);
}

BaseWriter *
base_writer_open (const char *path, GError **error)
{
  g_autoptr (BaseWriter) writer = g_new0 (BaseWriter, 1);
  char *resolved = realpath (path, NULL);

  /* A link is kept, and what it points to is written. */
  writer->path = g_strdup (resolved != NULL ? resolved : path);
  free (resolved); /* from malloc(), not g_malloc() */
  writer->buffer = g_string_sized_new (BUFFER_SIZE);
  if (is_special (writer->path))
    writer->fd = open (writer->path, O_WRONLY | O_CLOEXEC);
  else
    {
      writer->temporary = g_strconcat (writer->path, ".XXXXXX", NULL);
      writer->fd = g_mkstemp_full (writer->temporary, O_WRONLY | O_CLOEXEC,
                                   FILE_MODE);
    }
  if (writer->fd < 0)
    {
      g_clear_pointer (&writer->temporary, g_free);
      fail_with (writer, errno, error);
      return NULL;
    }
  return g_steal_pointer (&writer);
}

static gboolean
write_out (BaseWriter *writer, GError **error)
{
  const char *data = writer->buffer->str;
  gsize left = writer->buffer->len;

  while (left > 0)
    {
      gssize n = write (writer->fd, data, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail_with (writer, errno, error);
      data += n;
      left -= (gsize) n;
    }
  g_string_truncate (writer->buffer, 0);
  return TRUE;
}

gboolean
base_writer_write (BaseWriter *writer,
                   const char *data,
                   gsize length,
                   GError **error)
{
  if (writer->failed != NULL)
    {
      g_propagate_error (error, g_error_copy (writer->failed));
      return FALSE;
    }
  while (length > 0)
    {
      gsize n = MIN (length, BUFFER_SIZE - writer->buffer->len);

      g_string_append_len (writer->buffer, data, (gssize) n);
      data += n;
      length -= n;
      if (writer->buffer->len == BUFFER_SIZE && !write_out (writer, error))
        return FALSE;
    }
  return TRUE;
}

/* So that the new name outlives a crash; where folders cannot be opened or
 * synced, there is nothing better to do. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  gint fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

gboolean
base_writer_commit (BaseWriter *writer, GError **error)
{
  gint fd = writer->fd;

  if (!base_writer_write (writer, "", 0, error) || !write_out (writer, error))
    return FALSE;
  if (writer->temporary != NULL && fsync (fd) != 0)
    return fail_with (writer, errno, error);
  writer->fd = -1;
  if (close (fd) != 0)
    return fail_with (writer, errno, error);
  if (writer->temporary == NULL)
    return TRUE;
  if (g_rename (writer->temporary, writer->path) != 0)
    return fail_with (writer, errno, error);
  g_clear_pointer (&writer->temporary, g_free);
  sync_folder (writer->path);
  return TRUE;
}

void
base_writer_free (BaseWriter *writer)
{
  if (writer == NULL)
    return;
  if (writer->fd >= 0)
    close (writer->fd);
  if (writer->temporary != NULL)
    g_unlink (writer->temporary);
  if (writer->buffer != NULL)
    g_string_free (writer->buffer, TRUE);
  g_clear_error (&writer->failed);
  g_free (writer->temporary);
  g_free (writer->path);
  g_free (writer);
}

gboolean
base_file_write_atomic (const char *path,
                        const char *data,
                        gsize length,
                        GError **error)
{
  g_autoptr (BaseWriter) writer = base_writer_open (path, error);

  return writer != NULL && base_writer_write (writer, data, length, error)
         && base_writer_commit (writer, error);
}

char *
base_file_sha256 (gconstpointer data, gsize length)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  /* GChecksum counts in gssize; half the address space is enough. */
  g_checksum_update (checksum, data, (gssize) MIN (length, G_MAXSSIZE));
  return g_strdup (g_checksum_get_string (checksum));
}
