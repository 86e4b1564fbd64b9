/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads one file: whatever its name, the keys at its top or in its elements
 * say which call it answers. Texts that say that a call was refused are no
 * answers, and make the dump incomplete.
 */
#include "config.h"

#include "connectors/aws-dump/dump.h"

#include <string.h>

#define LARGEST_FILE ((gsize) 768 << 20)
#define DEEPEST 128
#define LONGEST_CODE 60

/* Keys that say that there is more. */
static const char *const more_keys[] = {
  "NextToken",
  "nextToken",
  "Marker",
  "NextMarker",
  "nextMarker",
  "PaginationToken",
  "nextPageToken",
  "NextPageToken",
  "nextForwardToken",
  "LastEvaluatedTableName",
  "NextContinuationToken",
};

void
aws_count (AwsDump *dump, const char *what, guint n)
{
  const char *key = g_string_chunk_insert_const (dump->chunk, what);
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (dump->counts, key));

  if (n > 0)
    g_hash_table_insert (dump->counts, (gpointer) key,
                         GUINT_TO_POINTER (before + n));
}

void
aws_file_free (gpointer data)
{
  AwsFile *file = data;

  g_free (file->path);
  g_free (file->sha256);
  g_free (file->stem);
  base_doc_free (file->doc);
  g_free (file);
}

/* What redirected output is on Windows. (transfer full) (nullable) */
static char *
decode (const char *data, gsize length, gsize *length_out)
{
  const guchar *bytes = (const guchar *) data;
  const char *charset = NULL;

  if (length >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe)
    charset = "UTF-16LE";
  else if (length >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff)
    charset = "UTF-16BE";
  if (charset == NULL)
    return NULL;
  return g_convert (data + 2, (gssize) length - 2, "UTF-8", charset, NULL,
                    length_out, NULL);
}

/* The code in "An error occurred (AccessDenied) when calling …".
 * (transfer full) (nullable) */
static char *
find_refusal (const char *text)
{
  static const char *const codes[] = { "AccessDenied", "UnauthorizedOperation",
                                       "ExpiredToken", "AuthFailure",
                                       "UnrecognizedClientException" };
  const char *at = strstr (text, "An error occurred (");
  gsize n;

  if (at != NULL)
    {
      at += strlen ("An error occurred (");
      n = strcspn (at, ") \n");
      if (n > 0 && n <= LONGEST_CODE)
        {
          g_autofree char *code = g_strndup (at, n);

          for (char *c = code; *c != '\0'; c++)
            if (!g_ascii_isalnum (*c) && *c != '.')
              return g_strdup ("an error");
          return g_steal_pointer (&code);
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (strstr (text, codes[i]) != NULL)
      return g_strdup (codes[i]);
  return NULL;
}

static gboolean
fits (const AwsFile *file, const AwsKind *kind, const BaseNode *node)
{
  if (kind->marks == NULL)
    return node->kind == BASE_NODE_STRING;
  return aws_has_keys (file->doc, node, kind->marks);
}

static void
add_element (AwsDump *dump,
             const AwsFile *file,
             guint rank,
             const BaseNode *node,
             const BaseNode *parent,
             const char *caption)
{
  const AwsElement element = { .file = file,
                               .kind = g_ptr_array_index (dump->kinds, rank),
                               .node = node,
                               .parent = parent,
                               .caption = caption,
                               .rank = rank };

  g_array_append_val (dump->elements, element);
}

/* Whether the values of `key` may be of the kind; of a bare list (NULL) any
 * that is asked for, or that more than one key tells from others. */
static gboolean
may_hold (const AwsDump *dump, const AwsKind *kind, const char *key)
{
  gboolean is_any = strcmp (kind->key, "*") == 0;

  if (key != NULL)
    return is_any || strcmp (kind->key, key) == 0;
  if (dump->asked != NULL)
    return strcmp (kind->key, dump->asked->key) == 0;
  return kind->marks != NULL && (is_any || strcmp (kind->marks, "Arn") != 0);
}

static guint
count_marks (const AwsKind *kind)
{
  guint n = kind->marks != NULL ? 1 : 0;

  for (const char *at = kind->marks; n > 0 && *at != '\0'; at++)
    n += *at == ' ' ? 1 : 0;
  return n;
}

/* The things that a value has of a kind. */
static void
find_things (const AwsFile *file,
             const AwsKind *kind,
             const BaseNode *value,
             GPtrArray *found)
{
  g_ptr_array_set_size (found, 0);
  if (fits (file, kind, value))
    g_ptr_array_add (found, (gpointer) value);
  else if (kind->inner != NULL)
    aws_path_find_all (file->doc, value, kind->inner, found);
  for (guint i = found->len; i > 0; i--)
    if (!fits (file, kind, g_ptr_array_index (found, i - 1)))
      g_ptr_array_remove_index (found, i - 1);
}

/* Takes the things in one value of the list of `key`; NULL is any key. The
 * kind that asks for the most keys counts. Returns whether there is one. */
static gboolean
take_value (AwsDump *dump,
            const AwsFile *file,
            const char *key,
            const BaseNode *value,
            const char *caption)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  guint best = 0;
  gint most = -1;

  for (guint i = 0; i < dump->kinds->len; i++)
    {
      const AwsKind *kind = g_ptr_array_index (dump->kinds, i);
      gint n_marks = (gint) count_marks (kind);

      /* Any kind comes after those that are known. */
      if (strcmp (kind->key, "*") == 0 && most >= 0)
        break;
      if (n_marks <= most || !may_hold (dump, kind, key))
        continue;
      find_things (file, kind, value, found);
      if (found->len == 0)
        continue;
      best = i;
      most = n_marks;
    }
  if (most < 0)
    return FALSE;
  find_things (file, g_ptr_array_index (dump->kinds, best), value, found);
  for (guint f = 0; f < found->len; f++)
    {
      const BaseNode *node = g_ptr_array_index (found, f);

      add_element (dump, file, best, node, node != value ? value : NULL,
                   caption);
    }
  return TRUE;
}

/* Whether a word may stand in a note: keys of calls are such words, ids of
 * things as keys are none. */
static gboolean
is_plain_word (const char *key)
{
  gsize length = strlen (key);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (key[i]))
      return FALSE;
  return length > 0 && length <= 40;
}

static void
count_unknown (AwsDump *dump, const char *key, guint n)
{
  g_autofree char *what = g_strdup_printf (
      "of a kind that is not known%s%s",
      key != NULL && is_plain_word (key) ? ": " : "",
      key != NULL && is_plain_word (key) ? key : "");

  aws_count (dump, what, n);
}

/* A list within a list is a page, or a text with what belongs to it. */
static void
take_page (AwsDump *dump, const AwsFile *file, const BaseNode *list)
{
  const char *caption = NULL;

  for (const BaseNode *at = base_doc_first (file->doc, list); at != NULL;
       at = base_doc_next (file->doc, at))
    {
      if (at->kind == BASE_NODE_STRING)
        caption = at->text;
      else if (!take_value (dump, file, NULL, at, caption))
        count_unknown (dump, NULL, 1);
    }
}

static void
take_list (AwsDump *dump,
           const AwsFile *file,
           const char *key,
           const BaseNode *list)
{
  guint n_unknown = 0;

  for (const BaseNode *at = base_doc_first (file->doc, list); at != NULL;
       at = base_doc_next (file->doc, at))
    {
      if (at->kind == BASE_NODE_LIST && key == NULL)
        take_page (dump, file, at);
      else if (!take_value (dump, file, key, at, NULL))
        n_unknown++;
    }
  if (n_unknown > 0)
    count_unknown (dump, key, n_unknown);
}

/* Whether the map says that there are more answers. */
static void
check_more (AwsDump *dump, const AwsFile *file, const BaseNode *map)
{
  for (gsize i = 0; i < G_N_ELEMENTS (more_keys); i++)
    {
      const BaseNode *node = base_doc_find (file->doc, map, more_keys[i]);

      if (aws_node_text (node) != NULL)
        connectors_source_add_problem (dump->source, file->path, 0,
                                       "%s is not empty: there is more than "
                                       "this file holds",
                                       more_keys[i]);
    }
  if (aws_path_bool (file->doc, map, "IsTruncated") == 1)
    connectors_source_add_problem (dump->source, file->path, 0,
                                   "IsTruncated is true: there is more than "
                                   "this file holds");
}

static void
take_map (AwsDump *dump, const AwsFile *file, const BaseNode *root)
{
  guint n_taken = 0;
  guint before = dump->elements->len;

  check_more (dump, file, root);
  if (take_value (dump, file, NULL, root, NULL))
    return;
  for (const BaseNode *at = base_doc_first (file->doc, root); at != NULL;
       at = base_doc_next (file->doc, at))
    {
      if (g_str_has_prefix (at->key, "arn:"))
        {
          aws_count (dump, "maps by ARN: policies, keys and permissions", 1);
          n_taken++;
        }
      else if (at->kind == BASE_NODE_LIST)
        {
          take_list (dump, file, at->key, at);
          n_taken++;
        }
      else if (at->kind == BASE_NODE_MAP
               && strcmp (at->key, "ResponseMetadata") != 0)
        {
          check_more (dump, file, at);
          if (!take_value (dump, file, at->key, at, NULL))
            count_unknown (dump, at->key, 1);
          n_taken++;
        }
    }
  if (n_taken == 0 && dump->elements->len == before)
    count_unknown (dump, NULL, 1);
}

/* Folders that are an account or a region say where all in them is. */
static void
set_place (AwsDump *dump, AwsFile *file)
{
  g_auto (GStrv) parts = g_strsplit (file->path, G_DIR_SEPARATOR_S, -1);
  guint n = g_strv_length (parts);

  for (guint i = 0; i + 1 < n; i++)
    {
      if (aws_is_account (parts[i]))
        file->place.account = g_string_chunk_insert_const (dump->chunk,
                                                           parts[i]);
      if (aws_is_region (parts[i]))
        file->place.region = g_string_chunk_insert_const (dump->chunk,
                                                          parts[i]);
    }
}

static AwsFile *
add_file (AwsDump *dump, const char *path, const char *sha256)
{
  AwsFile *file = g_new0 (AwsFile, 1);
  g_autofree char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  file->path = g_strdup (path);
  file->sha256 = g_strdup (sha256);
  file->stem = g_steal_pointer (&name);
  file->doc = base_doc_new ();
  set_place (dump, file);
  g_ptr_array_add (dump->files, file);
  return file;
}

gboolean
aws_file_read (AwsDump *dump, const char *path, GError **error)
{
  g_autofree char *data = NULL;
  g_autofree char *decoded = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *refusal = NULL;
  g_autoptr (GError) reason = NULL;
  const BaseNode *root;
  const char *text;
  gsize length = 0;
  gsize decoded_length = 0;
  AwsFile *file;

  if (!connectors_read_file (path, LARGEST_FILE, &data, &length, &sha256,
                             error))
    return FALSE;
  decoded = decode (data, length, &decoded_length);
  text = decoded != NULL ? decoded : data;
  if (decoded != NULL)
    length = decoded_length;
  connectors_source_add_file (dump->source, path, sha256);
  if (length == strspn (text, " \t\r\n"))
    {
      connectors_source_add_note (dump->source, path, "the file is empty");
      dump->n_empty++;
      return TRUE;
    }
  file = add_file (dump, path, sha256);
  if (!base_json_parse (file->doc, path, 1, text, length, DEEPEST, &reason))
    {
      g_ptr_array_set_size (dump->files, (gint) dump->files->len - 1);
      refusal = find_refusal (text);
      if (refusal == NULL)
        {
          g_set_error_literal (error, UITWEG_CONNECTOR_ERROR,
                               (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                               reason->message);
          return FALSE;
        }
      connectors_source_add_problem (dump->source, path, 0,
                                     "the call was refused: %s", refusal);
      return TRUE;
    }
  root = base_doc_node (file->doc, 0);
  if (root->kind == BASE_NODE_LIST)
    take_list (dump, file, NULL, root);
  else if (root->kind == BASE_NODE_MAP)
    take_map (dump, file, root);
  else
    {
      g_set_error (error, UITWEG_CONNECTOR_ERROR,
                   (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                   "%s:%u:%u: found a single value, expected the answer of a "
                   "call",
                   path, root->line, root->column);
      g_ptr_array_set_size (dump->files, (gint) dump->files->len - 1);
      return FALSE;
    }
  return TRUE;
}
