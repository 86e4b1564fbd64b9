/* SPDX-License-Identifier: EUPL-1.2
 *
 * The first look at a file: its bytes become text, the text a form, and the
 * form gives the names by which connectors recognise their own files.
 */
#include "config.h"

#include "connectors/common/sample.h"

#include <string.h>

#include "base/csv.h"
#include "base/source.h"
#include "connectors/common/sample-private.h"

#define READ_BLOCK ((gsize) 16 << 10)

/* The public part comes first. */
typedef struct
{
  UitwegConnectorSample sample;
  char *path;
  char *text;
  char *root;
  char *root_namespace;
  GPtrArray *members; /* of char *, ended by NULL */
  GHashTable *paths;  /* key path -> value or "" */
  GHashTable *heads;  /* folded heads of columns */
} Look;

static const Look *
get_look (const UitwegConnectorSample *sample)
{
  return (const Look *) (gconstpointer) sample;
}

/* Reads at most CONNECTORS_SAMPLE_SIZE bytes. */
static GByteArray *
read_stream (GInputStream *stream, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (READ_BLOCK);
  gssize n = 0;

  do
    {
      g_autoptr (GError) reason = NULL;

      n = g_input_stream_read (
          stream, block, MIN (READ_BLOCK, CONNECTORS_SAMPLE_SIZE - bytes->len),
          NULL, &reason);
      if (n < 0 && bytes->len == 0)
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return NULL;
        }
      /* What was read before a fault is looked at. */
      if (n > 0)
        g_byte_array_append (bytes, block, (guint) n);
    }
  while (n > 0 && bytes->len < CONNECTORS_SAMPLE_SIZE);
  return g_steal_pointer (&bytes);
}

static gboolean
is_gzip (const GByteArray *bytes)
{
  return bytes->len >= 3 && bytes->data[0] == 0x1f && bytes->data[1] == 0x8b
         && bytes->data[2] == 8;
}

static gboolean
is_zip (const GByteArray *bytes)
{
  return bytes->len >= 4
         && (memcmp (bytes->data, "PK\3\4", 4) == 0
             || memcmp (bytes->data, "PK\5\6", 4) == 0);
}

/* (transfer full): the first bytes of what was packed; NULL if there are
 * none. */
static GByteArray *
unpack (const GByteArray *bytes)
{
  g_autoptr (GInputStream) packed = g_memory_input_stream_new_from_data (
      bytes->data, bytes->len, NULL);
  g_autoptr (GZlibDecompressor)
      unpacker = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream)
      stream = g_converter_input_stream_new (packed, G_CONVERTER (unpacker));

  return read_stream (stream, NULL);
}

/* The text of the bytes in UTF-8; NULL if they are none. */
static char *
make_text (const GByteArray *bytes)
{
  g_autoptr (BaseSource) source = base_source_new_for_data (
      "sample", (const char *) bytes->data, bytes->len);
  g_autofree char *text = NULL;
  gsize length;
  char *at;

  while (base_source_more (source, NULL))
    ;
  at = base_source_peek (source, &length);
  if (at == NULL || length == 0)
    return g_strdup ("");
  for (gsize i = 0; i < length; i++)
    if ((guchar) at[i] < 0x20 && strchr ("\t\n\r\f\v\x1a", at[i]) == NULL)
      return NULL;
  if (memchr (at, '\0', length) != NULL)
    return NULL;
  text = g_strndup (at, length);
  return g_utf8_make_valid (text, (gssize) length);
}

/* Whether the text is one JSON value a line. */
static gboolean
is_json_lines (const char *text, const char *rest)
{
  const char *line_end = strchr (text, '\n');

  if (text[0] != '{' || rest == NULL || line_end == NULL || rest > line_end)
    return FALSE;
  rest += strspn (rest, " \t\r\n");
  return rest[0] == '{';
}

static gboolean
read_heads (Look *look)
{
  g_autoptr (BaseCsv) csv = NULL;
  gsize length = strlen (look->text);
  guint32 n;

  csv = base_csv_new_for_data ("sample", look->text, length, BASE_CSV_STRICT,
                               NULL);
  n = csv != NULL ? base_csv_get_n_columns (csv) : 0;
  if (n < 2)
    return FALSE;
  /* Two or three parts of a sentence are no header, unless rows follow. */
  if (n < 4 && base_csv_next (csv, NULL) && base_csv_get_n_cells (csv) != n)
    return FALSE;
  for (guint32 i = 0; i < n; i++)
    g_hash_table_add (look->heads,
                      base_csv_fold_name (base_csv_get_head (csv, i)));
  return TRUE;
}

/* Finds the form of the text, and the names in it. */
static ConnectorsForm
read_text (Look *look)
{
  const char *text = look->text + strspn (look->text, " \t\r\n");
  const char *rest;

  if (text[0] == '\0')
    return CONNECTORS_FORM_EMPTY;
  if (text[0] == '<'
      && connectors_sample_read_root (text, &look->root, &look->root_namespace))
    return CONNECTORS_FORM_XML;
  if (text[0] == '{' || text[0] == '[')
    {
      rest = connectors_paths_add_json (look->paths, text);
      if (g_hash_table_size (look->paths) > 0 || rest != NULL)
        return is_json_lines (text, rest) ? CONNECTORS_FORM_JSON_LINES
                                          : CONNECTORS_FORM_JSON;
    }
  if (connectors_paths_is_yaml (look->text))
    {
      connectors_paths_add_yaml (look->paths, look->text);
      return CONNECTORS_FORM_YAML;
    }
  return read_heads (look) ? CONNECTORS_FORM_TABLE : CONNECTORS_FORM_TEXT;
}

static void
read_bytes (Look *look, const GByteArray *bytes)
{
  gboolean is_workbook;

  if (is_zip (bytes) && !look->sample.is_gzip)
    {
      g_ptr_array_unref (look->members);
      look->members = connectors_sample_read_zip (look->path, &is_workbook);
      look->sample.form = is_workbook ? CONNECTORS_FORM_WORKBOOK
                                      : CONNECTORS_FORM_ZIP;
    }
  else if (connectors_sample_is_tar ((const char *) bytes->data, bytes->len))
    {
      g_ptr_array_unref (look->members);
      look->members = connectors_sample_read_tar ((const char *) bytes->data,
                                                  bytes->len);
      look->sample.form = CONNECTORS_FORM_TAR;
    }
  else
    {
      look->text = make_text (bytes);
      look->sample.form = look->text != NULL ? read_text (look)
                                             : CONNECTORS_FORM_BINARY;
    }
}

UitwegConnectorSample *
connectors_sample_new (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GByteArray) unpacked = NULL;
  g_autoptr (GError) reason = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &reason);
  Look *look;

  if (stream != NULL)
    bytes = read_stream (G_INPUT_STREAM (stream), &reason);
  if (bytes == NULL)
    {
      g_set_error (error, UITWEG_CONNECTOR_ERROR,
                   (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                   "%s: cannot be read: %s", path, reason->message);
      return NULL;
    }
  look = g_new0 (Look, 1);
  look->path = g_strdup (path);
  look->members = g_ptr_array_new_with_free_func (g_free);
  look->paths = connectors_paths_new ();
  look->heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  unpacked = is_gzip (bytes) ? unpack (bytes) : NULL;
  look->sample.is_gzip = unpacked != NULL;
  read_bytes (look, unpacked != NULL ? unpacked : bytes);
  if (look->text == NULL)
    look->text = g_strdup ("");
  g_ptr_array_add (look->members, NULL);

  look->sample.path = look->path;
  look->sample.text = look->text;
  look->sample.length = strlen (look->text);
  look->sample.root = look->root;
  look->sample.root_namespace = look->root_namespace;
  look->sample.members = (const char *const *) look->members->pdata;
  return &look->sample;
}

void
connectors_sample_free (UitwegConnectorSample *sample)
{
  Look *look = (Look *) (gpointer) sample;

  if (look == NULL)
    return;
  g_free (look->path);
  g_free (look->text);
  g_free (look->root);
  g_free (look->root_namespace);
  g_ptr_array_unref (look->members);
  g_hash_table_unref (look->paths);
  g_hash_table_unref (look->heads);
  g_free (look);
}

gboolean
connectors_sample_has_column (const UitwegConnectorSample *sample,
                              const char *name)
{
  g_autofree char *folded = base_csv_fold_name (name);

  return g_hash_table_contains (get_look (sample)->heads, folded);
}

gboolean
connectors_sample_has_columns (const UitwegConnectorSample *sample,
                               const char *const *names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (!connectors_sample_has_column (sample, names[i]))
      return FALSE;
  return TRUE;
}

gboolean
connectors_sample_has_key (const UitwegConnectorSample *sample,
                           const char *path)
{
  return g_hash_table_contains (get_look (sample)->paths, path);
}

const char *
connectors_sample_get_value (const UitwegConnectorSample *sample,
                             const char *path)
{
  const char *value = g_hash_table_lookup (get_look (sample)->paths, path);

  return value != NULL && value[0] != '\0' ? value : NULL;
}

gboolean
connectors_sample_has_member (const UitwegConnectorSample *sample,
                              const char *name)
{
  for (gsize i = 0; sample->members[i] != NULL; i++)
    if (g_ascii_strcasecmp (sample->members[i], name) == 0)
      return TRUE;
  return FALSE;
}
