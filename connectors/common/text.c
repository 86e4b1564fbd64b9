/* SPDX-License-Identifier: EUPL-1.2
 *
 * What comes from outside, made fit for records: texts without control
 * characters, ids of a bounded length, options that are known, files of a
 * bounded size.
 */
#include "config.h"

#include "base/digest.h"
#include "connectors/common/records.h"

#include <string.h>

#define LONGEST_TEXT 1024
#define LONGEST_ID 255
/* What a long id keeps of itself before the digest. */
#define KEPT_OF_ID 220
#define DIGEST_IN_ID 24
#define READ_BLOCK ((gsize) 1 << 18)

/* Cuts `text` to at most `limit` bytes, between two characters. */
static void
cut (char *text, gsize limit)
{
  if (strlen (text) <= limit)
    return;
  while (limit > 0 && ((guchar) text[limit] & 0xc0) == 0x80)
    limit--;
  text[limit] = '\0';
}

/* Puts blanks for control characters: those of ASCII, and the 32 behind it,
 * which are two bytes. */
static void
blank_controls (char *text)
{
  for (char *at = text; *at != '\0'; at++)
    if ((guchar) *at < 0x20 || (guchar) *at == 0x7f)
      *at = ' ';
    else if ((guchar) *at == 0xc2 && (guchar) at[1] < 0xa0)
      {
        at[0] = ' ';
        at[1] = ' ';
      }
}

char *
connectors_clean (const char *text)
{
  char *clean;

  if (text == NULL)
    return NULL;
  clean = g_utf8_make_valid (text, -1);
  blank_controls (clean);
  cut (clean, LONGEST_TEXT);
  g_strstrip (clean);
  if (clean[0] != '\0')
    return clean;
  g_free (clean);
  return NULL;
}

void
connectors_set_text (UitwegTable *table,
                     guint32 row,
                     guint field,
                     const char *text)
{
  g_autofree char *clean = connectors_clean (text);

  base_table_set_text (table, row, field, clean);
}

char *
connectors_make_id (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *valid = NULL;
  g_autofree char *digest = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  valid = g_utf8_make_valid (text, -1);
  blank_controls (valid);
  if (strlen (valid) <= LONGEST_ID)
    return g_steal_pointer (&valid);

  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, valid, -1);
  digest[DIGEST_IN_ID] = '\0';
  cut (valid, KEPT_OF_ID);
  return g_strdup_printf ("%s~%s", valid, digest);
}

const char *
connectors_get_option (const UitwegConnector *connector,
                       const UitwegCollectRequest *request,
                       const char *key)
{
  for (gsize i = 0;
       request->option_keys != NULL && request->option_keys[i] != NULL; i++)
    if (strcmp (request->option_keys[i], key) == 0)
      return request->option_values[i];
  for (const UitwegConnectorOption *option = connector->options;
       option->key != NULL; option++)
    if (strcmp (option->key, key) == 0)
      return option->fallback;
  return NULL;
}

static gboolean
is_known_option (const UitwegConnector *connector, const char *key)
{
  for (const UitwegConnectorOption *option = connector->options;
       option->key != NULL; option++)
    if (strcmp (option->key, key) == 0)
      return TRUE;
  return FALSE;
}

gboolean
connectors_check_options (const UitwegConnector *connector,
                          const UitwegCollectRequest *request,
                          GError **error)
{
  for (gsize i = 0;
       request->option_keys != NULL && request->option_keys[i] != NULL; i++)
    {
      const char *key = request->option_keys[i];

      if (!is_known_option (connector, key))
        {
          g_set_error (error, UITWEG_CONNECTOR_ERROR,
                       (gint) UITWEG_CONNECTOR_ERROR_OPTION,
                       "%s: found option '%s', expected one that "
                       "uitweg-connectors(7) names",
                       connector->name, key);
          return FALSE;
        }
    }
  if (connector->takes_paths
      && (request->paths == NULL || request->paths[0] == NULL))
    {
      g_set_error (error, UITWEG_CONNECTOR_ERROR,
                   (gint) UITWEG_CONNECTOR_ERROR_OPTION,
                   "%s: found no path, expected a file", connector->name);
      return FALSE;
    }
  if (!connector->takes_paths && request->paths != NULL
      && request->paths[0] != NULL)
    {
      g_set_error (error, UITWEG_CONNECTOR_ERROR,
                   (gint) UITWEG_CONNECTOR_ERROR_OPTION,
                   "%s: found the path '%s', expected none", connector->name,
                   request->paths[0]);
      return FALSE;
    }
  return TRUE;
}

/* The size that the file system tells, 0 where it tells none. */
static gsize
size_of (GFileInputStream *stream)
{
  g_autoptr (GFileInfo) info = g_file_input_stream_query_info (
      stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);
  goffset size = info != NULL
                         && g_file_info_has_attribute (
                             info, G_FILE_ATTRIBUTE_STANDARD_SIZE)
                     ? g_file_info_get_size (info)
                     : 0;

  return size > 0 ? (gsize) size : 0;
}

/* Reads at most `limit` bytes, also from what has no size, such as a pipe;
 * each block is hashed while it is warm. (transfer full): ends in a NUL */
static char *
read_bounded (const char *path,
              gsize limit,
              gsize *length_out,
              char **sha256_out,
              GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (BaseDigest) digest = base_digest_new ();
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *contents = NULL;
  gsize room;
  gsize length = 0;
  gssize n;

  if (stream == NULL)
    return NULL;
  /* One byte more than the size, so that the end is seen without growing. */
  room = MIN (size_of (stream), limit) + 2;
  contents = g_malloc (room);
  do
    {
      if (length + 1 == room)
        {
          room = MAX (room * 2, READ_BLOCK);
          contents = g_realloc (contents, room);
        }
      n = g_input_stream_read (G_INPUT_STREAM (stream), contents + length,
                               MIN (room - 1 - length, READ_BLOCK), NULL,
                               error);
      if (n < 0)
        return NULL;
      if ((gsize) n > limit - length)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                       "found more than %" G_GSIZE_FORMAT " MiB", limit >> 20);
          return NULL;
        }
      base_digest_add (digest, contents + length, (gsize) n);
      length += (gsize) n;
    }
  while (n > 0);
  contents[length] = '\0';
  *length_out = length;
  *sha256_out = base_digest_finish (digest);
  return g_steal_pointer (&contents);
}

gboolean
connectors_read_file (const char *path,
                      gsize limit,
                      char **contents_out,
                      gsize *length_out,
                      char **sha256_out,
                      GError **error)
{
  g_autoptr (GError) reason = NULL;
  char *contents = read_bounded (path, limit, length_out, sha256_out, &reason);

  if (contents == NULL)
    {
      g_set_error (error, UITWEG_CONNECTOR_ERROR,
                   (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                   "%s: cannot be read: %s", path, reason->message);
      return FALSE;
    }
  *contents_out = contents;
  return TRUE;
}

void
connectors_progress (const UitwegCollectRequest *request,
                     const char *label,
                     guint64 done,
                     guint64 total)
{
  if (request->progress != NULL)
    request->progress (label, done, total, request->progress_data);
}

gint
connectors_compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
connectors_sorted_keys (GHashTable *table)
{
  GPtrArray *keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, connectors_compare_texts);
  return keys;
}

char *
connectors_list_keys (GHashTable *table, guint shown)
{
  g_autoptr (GPtrArray) keys = connectors_sorted_keys (table);
  g_autoptr (GString) text = g_string_new (NULL);

  if (keys->len == 0)
    return NULL;
  for (guint i = 0; i < keys->len && i < shown; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (keys, i));
  if (keys->len > shown)
    g_string_append_printf (text, " and %u more", keys->len - shown);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
