/* SPDX-License-Identifier: EUPL-1.2
 *
 * From paths to parsed documents: folders are walked, files are read and
 * bounded, UTF-16 becomes UTF-8, YAML is taken apart at its markers. Each
 * document goes to the connector, and is gone when it returns.
 */
#include "config.h"

#include "connectors/common/inventory.h"

#include <string.h>

/* Folders that wait to be read, and files in all. */
#define MAX_FOLDERS 10000
#define MAX_FILES 200000
#define MAX_DEPTH 256
/* Files of folders that are nothing of ours and are named. */
#define SHOWN_OTHERS 10

typedef struct
{
  ConnectorsInventory *inventory;
  const ConnectorsSavedKind *kind;
  gpointer data;
  BaseDoc *doc;
  guint n_taken;  /* documents */
  guint n_others; /* files of folders that are something else */
} Reading;

static gboolean
set_input_error (GError **error, const char *path, const char *reason)
{
  g_set_error (error, UITWEG_CONNECTOR_ERROR,
               (gint) UITWEG_CONNECTOR_ERROR_INPUT, "%s: %s", path, reason);
  return FALSE;
}

static gboolean
has_suffix (const char *name, const char *const *suffixes)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);

  for (gsize i = 0; suffixes[i] != NULL; i++)
    if (g_str_has_suffix (folded, suffixes[i]))
      return TRUE;
  return FALSE;
}

/* Appends the files below `path`; folders that wait stand in a stack, so that
 * depth is data. Links to folders are not followed. */
static gboolean
walk (GPtrArray *files,
      const char *path,
      const char *const *suffixes,
      GError **error)
{
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (folders, g_strdup (path));
  while (folders->len > 0)
    {
      g_autofree char *folder = g_ptr_array_steal_index (folders,
                                                         folders->len - 1);
      g_autoptr (GError) reason = NULL;
      g_autoptr (GDir) dir = g_dir_open (folder, 0, &reason);
      const char *name;

      if (dir == NULL)
        return set_input_error (error, folder, reason->message);
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *below = g_build_filename (folder, name, NULL);

          if (g_file_test (below, G_FILE_TEST_IS_DIR))
            {
              if (!g_file_test (below, G_FILE_TEST_IS_SYMLINK))
                g_ptr_array_add (folders, g_steal_pointer (&below));
            }
          else if (has_suffix (name, suffixes))
            g_ptr_array_add (files, g_steal_pointer (&below));
          if (folders->len > MAX_FOLDERS || files->len > MAX_FILES)
            return set_input_error (error, path,
                                    "found more than 10000 folders or 200000 "
                                    "files, expected fewer");
        }
    }
  return TRUE;
}

static gboolean
list_files (const UitwegCollectRequest *request,
            const ConnectorsSavedKind *kind,
            GPtrArray *files,
            GError **error)
{
  for (gsize i = 0; request->paths[i] != NULL; i++)
    {
      guint first = files->len;

      if (!g_file_test (request->paths[i], G_FILE_TEST_IS_DIR))
        g_ptr_array_add (files, g_strdup (request->paths[i]));
      else if (!walk (files, request->paths[i], kind->suffixes, error))
        return FALSE;
      else if (files->len == first)
        {
          g_set_error (error, UITWEG_CONNECTOR_ERROR,
                       (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                       "%s: found no file NAME%s, expected at least one",
                       request->paths[i], kind->suffixes[0]);
          return FALSE;
        }
    }
  g_ptr_array_sort (files, connectors_compare_texts);
  return TRUE;
}

/* Text of a file as UTF-8: a byte order mark of UTF-16 is heeded, that of
 * UTF-8 is left out. (transfer full) (nullable): NULL where nothing is to be
 * changed */
static char *
to_utf8 (const char *data, gsize *start, gsize *length)
{
  const char *charset = NULL;
  char *text;
  gsize n = 0;

  *start = 0;
  if (*length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    *start = 3;
  else if (*length >= 2 && memcmp (data, "\xff\xfe", 2) == 0)
    charset = "UTF-16LE";
  else if (*length >= 2 && memcmp (data, "\xfe\xff", 2) == 0)
    charset = "UTF-16BE";
  if (charset == NULL)
    return NULL;
  text = g_convert (data + 2, (gssize) *length - 2, "UTF-8", charset, NULL, &n,
                    NULL);
  if (text != NULL)
    *length = n;
  return text;
}

static gboolean
take_document (Reading *reading, ConnectorsSaved *saved, GError **error)
{
  saved->doc = reading->doc;
  saved->root = base_doc_node (reading->doc, 0);
  if (!reading->kind->take (saved, reading->inventory, reading->data, error))
    return FALSE;
  reading->n_taken++;
  return TRUE;
}

static gboolean
read_json (Reading *reading, ConnectorsSaved *saved, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (base_json_parse (reading->doc, saved->path, 1, saved->data, saved->length,
                       MAX_DEPTH, &reason))
    return take_document (reading, saved, error);
  g_set_error_literal (error, UITWEG_CONNECTOR_ERROR,
                       (gint) UITWEG_CONNECTOR_ERROR_INPUT, reason->message);
  return FALSE;
}

/* One line of YAML: whether it begins a document, and whether it says
 * anything. A marker at the start of a line stands in no scalar, whatever its
 * style, so that looking at lines is enough. */
static gboolean
is_marker (const char *line, gsize length, const char *marker)
{
  return length >= 3 && memcmp (line, marker, 3) == 0
         && (length == 3 || line[3] == ' ' || line[3] == '\t'
             || line[3] == '\r');
}

static gboolean
says_nothing (const char *line, gsize length)
{
  gsize at = 0;

  while (at < length
         && (line[at] == ' ' || line[at] == '\t' || line[at] == '\r'))
    at++;
  return at == length || line[at] == '#' || (at == 0 && line[0] == '%');
}

/* A document of a file that has several; one that cannot be read costs
 * itself. */
static void
read_yaml_part (Reading *reading,
                const ConnectorsSaved *file,
                const char *start,
                gsize length,
                guint32 first_line,
                guint *n_bad)
{
  ConnectorsSaved saved = { .path = file->path,
                            .data = start,
                            .length = length };
  g_autoptr (GError) reason = NULL;
  g_autofree char *part = NULL;
  g_autofree char *place = g_strdup_printf ("%s:%u", file->path, first_line);

  part = g_strndup (start, length);
  if (!base_yaml_parse_at (reading->doc, file->path, first_line, part,
                           strlen (part), &reason))
    {
      (*n_bad)++;
      if (strstr (part, "{{") != NULL)
        connectors_inventory_add_problem (reading->inventory, place, 1,
                                          "%s:%u: found a template that is "
                                          "not rendered, expected YAML",
                                          file->path, first_line);
      else
        connectors_inventory_add_problem (reading->inventory, place, 1, "%s",
                                          reason->message);
      return;
    }
  if (take_document (reading, &saved, &reason))
    return;
  (*n_bad)++;
  if (reason != NULL)
    connectors_inventory_add_problem (reading->inventory, place, 1, "%s",
                                      reason->message);
  else
    connectors_inventory_add_note (reading->inventory, place,
                                   "left out a document: expected %s",
                                   reading->kind->expected);
}

static gboolean
read_yaml (Reading *reading, const ConnectorsSaved *file, GError **error)
{
  const char *end = file->data + file->length;
  const char *start = file->data;
  guint n_before = reading->n_taken;
  guint32 first_line = 1;
  guint32 line = 1;
  guint n_bad = 0;
  gboolean has_content = FALSE;

  if (memchr (file->data, '\0', file->length) != NULL)
    return set_input_error (error, file->path, "found NUL, expected YAML");
  for (const char *at = file->data; at < end; line++)
    {
      const char *stop = memchr (at, '\n', (gsize) (end - at));
      gsize length = (gsize) ((stop != NULL ? stop : end) - at);
      gboolean begins = is_marker (at, length, "---");
      gboolean ends = is_marker (at, length, "...");

      if (begins || ends)
        {
          if (has_content)
            read_yaml_part (reading, file, start, (gsize) (at - start),
                            first_line, &n_bad);
          start = begins ? at : at + length;
          first_line = line;
          has_content = begins && !says_nothing (at + 3, length - 3);
        }
      else if (!says_nothing (at, length))
        has_content = TRUE;
      at += length + 1;
    }
  if (has_content)
    read_yaml_part (reading, file, start, (gsize) (end - start), first_line,
                    &n_bad);
  if (reading->n_taken > n_before)
    return TRUE;
  if (n_bad == 0)
    return FALSE;
  g_set_error (error, UITWEG_CONNECTOR_ERROR,
               (gint) UITWEG_CONNECTOR_ERROR_INPUT,
               "%s:1: found no document that can be read, expected %s",
               file->path, reading->kind->expected);
  return FALSE;
}

static gboolean
read_text (Reading *reading, ConnectorsSaved *saved, GError **error)
{
  if (!reading->kind->take (saved, reading->inventory, reading->data, error))
    return FALSE;
  reading->n_taken++;
  return TRUE;
}

static gboolean
read_file (Reading *reading, const char *path, GError **error)
{
  ConnectorsSaved saved = { .path = path };
  g_autofree char *contents = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *text = NULL;
  gsize start = 0;

  if (!(reading->kind->read != NULL
            ? reading->kind->read
            : connectors_read_file) (path, reading->kind->max_length, &contents,
                                     &saved.length, &sha256, error))
    return FALSE;
  connectors_inventory_add_file (reading->inventory, path, sha256);
  text = to_utf8 (contents, &start, &saved.length);
  saved.data = text != NULL ? text : contents + start;
  saved.length -= start;
  switch (reading->kind->form)
    {
    case CONNECTORS_SAVED_TEXT:
      return read_text (reading, &saved, error);
    case CONNECTORS_SAVED_YAML:
      {
        gsize blank = strspn (saved.data, " \t\r\n");

        if (saved.data[blank] != '{' && saved.data[blank] != '[')
          return read_yaml (reading, &saved, error);
      }
      return read_json (reading, &saved, error);
    case CONNECTORS_SAVED_JSON:
      return read_json (reading, &saved, error);
    }
  g_return_val_if_reached (FALSE);
}

/* A file that is not read, or is nothing of ours. */
static gboolean
handle_failure (Reading *reading,
                const char *path,
                gboolean is_named,
                GError *reason,
                GError **error)
{
  if (is_named && reason != NULL)
    {
      g_propagate_error (error, g_error_copy (reason));
      return FALSE;
    }
  if (is_named)
    {
      g_set_error (error, UITWEG_CONNECTOR_ERROR,
                   (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                   "%s:1: found something else, expected %s", path,
                   reading->kind->expected);
      return FALSE;
    }
  if (reason != NULL)
    connectors_inventory_add_problem (reading->inventory, path, 0, "%s",
                                      reason->message);
  else if (reading->n_others++ < SHOWN_OTHERS)
    connectors_inventory_add_note (reading->inventory, path,
                                   "left out: expected %s",
                                   reading->kind->expected);
  return TRUE;
}

gboolean
connectors_inventory_read (ConnectorsInventory *inventory,
                           const UitwegCollectRequest *request,
                           const ConnectorsSavedKind *kind,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BaseDoc) doc = base_doc_new ();
  Reading reading = { inventory, kind, data, doc, 0, 0 };

  if (!list_files (request, kind, files, error))
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    {
      const char *path = g_ptr_array_index (files, i);
      g_autoptr (GError) reason = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (i > 0 && strcmp (path, g_ptr_array_index (files, i - 1)) == 0)
        continue;
      if (!read_file (&reading, path, &reason)
          && !handle_failure (&reading, path,
                              g_strv_contains (request->paths, path), reason,
                              error))
        return FALSE;
      connectors_progress (request, "files", i + 1, files->len);
    }
  if (reading.n_others > SHOWN_OTHERS)
    connectors_inventory_add_note (
        inventory, "files", "left out %u more files: expected %s",
        reading.n_others - SHOWN_OTHERS, kind->expected);
  if (reading.n_taken > 0)
    return TRUE;
  g_set_error (error, UITWEG_CONNECTOR_ERROR,
               (gint) UITWEG_CONNECTOR_ERROR_INPUT,
               "%s: found nothing to read here or in what follows, expected %s",
               files->len > 0 ? (const char *) g_ptr_array_index (files, 0)
                              : request->paths[0],
               kind->expected);
  return FALSE;
}
