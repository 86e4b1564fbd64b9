/* SPDX-License-Identifier: EUPL-1.2
 *
 * Below the books: bytes of files, of gzip and of the members of a zip
 * archive. What a few bytes may grow to is bounded here, for all of them.
 */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>
#include <zlib.h>

#include "base/file.h"
#include "base/problems.h"
#include "connectors/common/book-private.h"

#define READ_BLOCK ((gsize) 256 << 10)

/* Text may grow to SMALL in any case, to RATIO times what it was packed in,
 * and never beyond LARGE. Sheets full of blank cells reach about 100. */
#define SMALL ((guint64) 64 << 20)
#define RATIO 256
#define LARGE ((guint64) 16 << 30)

struct _ConnectorsBytes
{
  char *name;
  gint fd;
  gint64 at;
  gboolean is_gzip;
  gboolean in_stream; /* between the start and the end of packed data */
  z_stream stream;
  guint8 *block;
  guint64 n_given;
};

struct _ConnectorsZip
{
  char *name;
  zip_t *archive;
};

struct _ConnectorsMember
{
  char *name; /* of the archive and the member, for messages */
  zip_file_t *file;
  guint64 n_packed;
  guint64 n_given;
};

static gboolean
check_growth (const char *name, guint64 n_packed, guint64 n, GError **error)
{
  if (n <= SMALL || (n / RATIO <= n_packed && n <= LARGE))
    return TRUE;
  g_set_error (error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_INVALID,
               "%s: found more than %" G_GUINT64_FORMAT
               " MiB packed in %" G_GUINT64_FORMAT " KiB, expected less",
               name, n >> 20, n_packed >> 10);
  return FALSE;
}

ConnectorsBytes *
connectors_bytes_new (const char *name, gint fd, gboolean is_gzip)
{
  ConnectorsBytes *bytes = g_new0 (ConnectorsBytes, 1);

  bytes->name = g_strdup (name);
  bytes->fd = fd;
  bytes->is_gzip = is_gzip;
  if (is_gzip)
    {
      bytes->block = g_malloc (READ_BLOCK);
      /* 16: with the header of gzip. It fails only without memory. */
      if (inflateInit2 (&bytes->stream, 16 + MAX_WBITS) != Z_OK)
        g_error ("inflateInit2 failed");
    }
  return bytes;
}

void
connectors_bytes_free (ConnectorsBytes *bytes)
{
  if (bytes == NULL)
    return;
  if (bytes->is_gzip)
    inflateEnd (&bytes->stream);
  g_free (bytes->block);
  g_free (bytes->name);
  g_free (bytes);
}

static gssize
read_at (ConnectorsBytes *bytes, void *to, gsize size, GError **error)
{
  gssize n;

  do
    n = pread (bytes->fd, to, size, bytes->at);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    base_file_set_error (error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_UNREADABLE,
                         bytes->name, errno);
  else
    bytes->at += n;
  return n;
}

/* Unpacks a piece. A file may hold several streams, one behind another, and
 * anything behind the last. */
static gboolean
unpack (ConnectorsBytes *bytes, GError **error)
{
  gint status;

  if (!bytes->in_stream)
    {
      if (bytes->stream.next_in[0] != 0x1f)
        {
          bytes->stream.avail_in = 0;
          return TRUE;
        }
      inflateReset (&bytes->stream);
      bytes->in_stream = TRUE;
    }
  status = inflate (&bytes->stream, Z_NO_FLUSH);
  if (status == Z_STREAM_END)
    bytes->in_stream = FALSE;
  else if (status != Z_OK && status != Z_BUF_ERROR)
    {
      g_set_error (error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_INVALID,
                   "%s: found damaged gzip data, expected it whole",
                   bytes->name);
      return FALSE;
    }
  return TRUE;
}

static gssize
read_gzip (ConnectorsBytes *bytes, char *to, gsize size, GError **error)
{
  z_stream *stream = &bytes->stream;
  gsize n;

  stream->next_out = (Bytef *) to;
  stream->avail_out = (uInt) size;
  while (stream->avail_out == size)
    {
      if (stream->avail_in == 0)
        {
          gssize n_read = read_at (bytes, bytes->block, READ_BLOCK, error);

          if (n_read < 0)
            return -1;
          if (n_read == 0 && bytes->in_stream)
            {
              g_set_error (error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_INVALID,
                           "%s: found the end inside gzip data, expected it "
                           "whole",
                           bytes->name);
              return -1;
            }
          if (n_read == 0)
            return 0;
          stream->next_in = bytes->block;
          stream->avail_in = (uInt) n_read;
        }
      if (!unpack (bytes, error))
        return -1;
    }
  n = size - stream->avail_out;
  bytes->n_given += n;
  return check_growth (bytes->name, (guint64) bytes->at, bytes->n_given, error)
             ? (gssize) n
             : -1;
}

gssize
connectors_bytes_read (gpointer data, char *to, gsize size, GError **error)
{
  ConnectorsBytes *bytes = data;

  return bytes->is_gzip ? read_gzip (bytes, to, size, error)
                        : read_at (bytes, to, size, error);
}

ConnectorsZip *
connectors_zip_new (const char *name, gint fd, GError **error)
{
  gint copy = dup (fd);
  int code = 0;
  zip_t *archive = copy >= 0 ? zip_fdopen (copy, 0, &code) : NULL;
  ConnectorsZip *zip;

  if (archive == NULL)
    {
      zip_error_t reason;

      zip_error_init_with_code (&reason, code);
      connectors_book_fail (error,
                            "%s: found a damaged zip archive (%s), expected a "
                            "whole one",
                            name, zip_error_strerror (&reason));
      zip_error_fini (&reason);
      if (copy >= 0)
        close (copy);
      return NULL;
    }
  zip = g_new0 (ConnectorsZip, 1);
  zip->name = g_strdup (name);
  zip->archive = archive;
  return zip;
}

void
connectors_zip_free (ConnectorsZip *zip)
{
  if (zip == NULL)
    return;
  zip_discard (zip->archive);
  g_free (zip->name);
  g_free (zip);
}

gboolean
connectors_zip_has (const ConnectorsZip *zip, const char *member)
{
  return zip_name_locate (zip->archive, member, 0) >= 0;
}

ConnectorsMember *
connectors_member_open (ConnectorsZip *zip, const char *name, GError **error)
{
  zip_stat_t info;
  zip_file_t *file = NULL;
  ConnectorsMember *member;

  if (zip_stat (zip->archive, name, 0, &info) == 0
      && (info.valid & ZIP_STAT_COMP_SIZE) != 0)
    file = zip_fopen (zip->archive, name, 0);
  if (file == NULL)
    {
      connectors_book_fail (error, "%s: cannot read %s: %s", zip->name, name,
                            zip_strerror (zip->archive));
      return NULL;
    }
  member = g_new0 (ConnectorsMember, 1);
  member->name = g_strdup_printf ("%s: %s", zip->name, name);
  member->file = file;
  member->n_packed = info.comp_size;
  return member;
}

void
connectors_member_free (ConnectorsMember *member)
{
  if (member == NULL)
    return;
  zip_fclose (member->file);
  g_free (member->name);
  g_free (member);
}

static gssize
read_member (gpointer data, char *to, gsize size, GError **error)
{
  ConnectorsMember *member = data;
  zip_int64_t n = zip_fread (member->file, to, size);

  if (n < 0)
    {
      g_set_error (error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_INVALID,
                   "%s: found damaged packed data (%s), expected it whole",
                   member->name, zip_file_strerror (member->file));
      return -1;
    }
  member->n_given += (guint64) n;
  return check_growth (member->name, member->n_packed, member->n_given, error)
             ? (gssize) n
             : -1;
}

ConnectorsXmlScan *
connectors_member_scan (ConnectorsMember *member)
{
  return connectors_xml_scan_new (
      base_source_new_for_reader (member->name, read_member, member));
}
