/* SPDX-License-Identifier: EUPL-1.2
 *
 * The descriptor inside an OVA, which is a TAR archive: headers are followed
 * from one to the next, disks are passed over, and nothing is unpacked.
 */
#include "config.h"

#include "connectors/ovf/ovf.h"

#include <string.h>

#define BLOCK 512
/* Members that are passed over; the standard puts the descriptor first. */
#define MAX_MEMBERS 10000

static gboolean
fail (GError **error, const char *path, const char *text)
{
  g_set_error (error, UITWEG_CONNECTOR_ERROR,
               (gint) UITWEG_CONNECTOR_ERROR_INPUT, "%s: %s", path, text);
  return FALSE;
}

/* A size is octal text, or from 8 GiB on big endian behind a set bit.
 * UITWEG_UNKNOWN if it is neither. */
static gint64
parse_size (const guchar *field)
{
  gint64 size = 0;
  guint i = 0;

  if (field[0] == 0x80)
    {
      for (i = 1; i < 4; i++)
        if (field[i] != 0)
          return UITWEG_UNKNOWN;
      if (field[4] >= 0x40)
        return UITWEG_UNKNOWN;
      for (i = 4; i < 12; i++)
        size = size * 256 + field[i];
      return size;
    }
  while (i < 12 && field[i] == ' ')
    i++;
  if (i == 12 || field[i] < '0' || field[i] > '7')
    return UITWEG_UNKNOWN;
  for (; i < 12 && field[i] >= '0' && field[i] <= '7'; i++)
    size = size * 8 + (field[i] - '0');
  return size;
}

static gboolean
is_descriptor (const guchar *header)
{
  g_autofree char *name = g_strndup ((const char *) header, 100);
  g_autofree char *folded = g_ascii_strdown (name, -1);

  return (header[156] == '0' || header[156] == '\0')
         && g_str_has_suffix (folded, ".ovf");
}

/* Reads the member; the contents end in a NUL that does not count. */
static gboolean
read_member (GInputStream *stream,
             const char *path,
             gsize size,
             char **contents_out,
             char **sha256_out,
             GError **error)
{
  g_autofree char *contents = g_malloc (size + 1);
  gsize n = 0;

  if (!g_input_stream_read_all (stream, contents, size, &n, NULL, NULL)
      || n != size)
    return fail (error, path,
                 "found the end of the archive, expected all of its "
                 "descriptor");
  contents[size] = '\0';
  *sha256_out = g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                             (const guchar *) contents, size);
  *contents_out = g_steal_pointer (&contents);
  return TRUE;
}

/* Passes over `n` bytes: by a jump where the file can. */
static gboolean
pass (GInputStream *stream, gint64 n)
{
  if (G_IS_SEEKABLE (stream) && g_seekable_can_seek (G_SEEKABLE (stream)))
    return g_seekable_seek (G_SEEKABLE (stream), n, G_SEEK_CUR, NULL, NULL);
  return g_input_stream_skip (stream, (gsize) n, NULL, NULL) == (gssize) n;
}

static gboolean
find_descriptor (GInputStream *stream,
                 const char *path,
                 gsize limit,
                 char **contents_out,
                 gsize *length_out,
                 char **sha256_out,
                 GError **error)
{
  for (guint i = 0; i < MAX_MEMBERS; i++)
    {
      guchar header[BLOCK];
      gint64 size;
      gsize n = 0;

      if (!g_input_stream_read_all (stream, header, BLOCK, &n, NULL, NULL)
          || n != BLOCK || header[0] == '\0')
        break;
      size = parse_size (header + 124);
      if (size == UITWEG_UNKNOWN || size > G_MAXINT64 - BLOCK)
        return fail (error, path, "found a damaged archive, expected an OVA");
      if (is_descriptor (header))
        {
          if (size > (gint64) limit)
            return fail (error, path, "found a descriptor of more than 16 MiB");
          *length_out = (gsize) size;
          return read_member (stream, path, (gsize) size, contents_out,
                              sha256_out, error);
        }
      if (!pass (stream, (size + BLOCK - 1) / BLOCK * BLOCK))
        break;
    }
  return fail (error, path,
               "found an archive without a descriptor, expected NAME.ovf in "
               "it");
}

gboolean
ovf_read_file (const char *path,
               gsize limit,
               char **contents_out,
               gsize *length_out,
               char **sha256_out,
               GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  guchar header[BLOCK];
  gsize n = 0;

  if (stream != NULL
      && g_input_stream_read_all (G_INPUT_STREAM (stream), header, BLOCK, &n,
                                  NULL, NULL)
      && n == BLOCK && memcmp (header + 257, "ustar", 5) == 0
      && g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, NULL, NULL))
    return find_descriptor (G_INPUT_STREAM (stream), path, limit, contents_out,
                            length_out, sha256_out, error);
  return connectors_read_file (path, limit, contents_out, length_out,
                               sha256_out, error);
}
