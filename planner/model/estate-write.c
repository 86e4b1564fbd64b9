/* SPDX-License-Identifier: EUPL-1.2
 *
 * Writes an estate in its one canonical form: header, then the records in the
 * order of type and id, with the fields that are known. A file that was
 * written is read and written again as the same bytes, and its sha256 is the
 * digest of the estate.
 */
#include "config.h"

#include "model/estate-private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

/* Bytes that are gathered before they are handed on. */
#define PIECE_SIZE ((gsize) 1 << 20)

typedef gboolean (*Taker) (const char *bytes,
                           gsize length,
                           gpointer data,
                           GError **error);

static void
write_record (const UitwegTable *table,
              UitwegRecordType type,
              guint32 row,
              GString *line)
{
  g_string_append (line, "{\"record\":\"");
  g_string_append (line, model_record_names ()[type]);
  g_string_append_c (line, '"');
  base_table_write_row (table, row, line);
  g_string_append (line, "}\n");
}

/* Dependencies that count for nothing are kept: what joined their ends may
 * not hold once more is known. */
static gboolean
has_left_out (const UitwegEstate *estate, guint type, guint32 row)
{
  return type == UITWEG_RECORD_DEPENDENCY
         && row < uitweg_table_get_n_rows (estate->left_out);
}

static gboolean
write_estate (const UitwegEstate *estate,
              Taker take,
              gpointer data,
              GError **error)
{
  g_autoptr (GString) piece = g_string_sized_new (PIECE_SIZE + 4096);

  g_string_append (piece,
                   "{\"format\":\"uitweg-estate/1\",\"written_by\":\"" PACKAGE
                   " " VERSION "\"}\n");
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    {
      guint32 n = uitweg_table_get_n_rows (estate->tables[type]);
      guint32 left_out = 0;

      for (guint32 row = 0; row < n || has_left_out (estate, type, left_out);
           row++)
        {
          while (has_left_out (estate, type, left_out)
                 && (row >= n
                     || strcmp (model_id (estate->left_out, left_out),
                                model_id (estate->tables[type], row))
                            < 0))
            write_record (estate->left_out, type, left_out++, piece);
          if (row >= n
              || (type == UITWEG_RECORD_RESOURCE
                  && estate->placeholder[row] != 0))
            continue;
          write_record (estate->tables[type], type, row, piece);
          if (piece->len < PIECE_SIZE)
            continue;
          if (!take (piece->str, piece->len, data, error))
            return FALSE;
          g_string_truncate (piece, 0);
        }
    }
  return take (piece->str, piece->len, data, error);
}

static gboolean
take_digest (const char *bytes, gsize length, gpointer data, GError **error)
{
  g_checksum_update (data, (const guchar *) bytes, (gssize) length);
  return TRUE;
}

const char *
uitweg_estate_get_digest (const UitwegEstate *estate)
{
  UitwegEstate *lazy = (UitwegEstate *) estate;

  g_return_val_if_fail (estate != NULL, NULL);

  /* Made when it is first asked for: it takes as long as reading. */
  g_mutex_lock (&lazy->digest_lock);
  if (lazy->digest == NULL)
    {
      g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

      write_estate (estate, take_digest, checksum, NULL);
      lazy->digest = g_strdup (g_checksum_get_string (checksum));
    }
  g_mutex_unlock (&lazy->digest_lock);
  return lazy->digest;
}

static gboolean
take_file (const char *bytes, gsize length, gpointer writer, GError **error)
{
  return base_writer_write (writer, bytes, length, error);
}

static gboolean
take_stdout (const char *bytes, gsize length, gpointer data, GError **error)
{
  while (length > 0)
    {
      gssize n = write (STDOUT_FILENO, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          base_file_set_error (error, BASE_FILE_ERROR, BASE_FILE_ERROR_WRITE,
                               "-", errno);
          return FALSE;
        }
      bytes += n;
      length -= (gsize) n;
    }
  return TRUE;
}

gboolean
uitweg_estate_save (const UitwegEstate *estate,
                    const char *path,
                    GError **error)
{
  g_autoptr (BaseWriter) writer = NULL;

  g_return_val_if_fail (estate != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (strcmp (path, "-") == 0)
    return write_estate (estate, take_stdout, NULL, error);
  writer = base_writer_open (path, error);
  return writer != NULL && write_estate (estate, take_file, writer, error)
         && base_writer_commit (writer, error);
}
