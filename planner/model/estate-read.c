/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads estate files, line by line, into batches. A large file is cut into
 * stretches at line ends, one a thread; each fills a batch of its own, and
 * the batches in order are the file.
 */
#include "config.h"

#include "model/estate-private.h"

#include <string.h>
#include <sys/stat.h>

#include "base/doc.h"
#include "model/messages.h"

#define FORMAT "uitweg-estate/1"

/* A file below this size is not worth a second thread. */
#define STRETCH_MIN ((goffset) 1 << 20)

/* Lists and objects inside one record. */
#define RECORD_DEPTH 64

static const char *const record_keys[] = { "record", NULL };

/* One thread's work. */
typedef struct
{
  const char *path;
  goffset start;
  goffset end; /* -1: to the end of the file */
  ModelBatch *batch;
  BaseProblems *problems;
  GError *error;
} Stretch;

ModelBatch *
model_batch_new (const char *name)
{
  ModelBatch *batch = g_new0 (ModelBatch, 1);

  batch->name = g_strdup (name);
  batch->pool = base_strpool_new ();
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    {
      const UitwegSchema *schema = uitweg_estate_get_schema (type);

      batch->tables[type] = base_table_new (schema, batch->pool);
      batch->origins[type] = g_array_new (FALSE, FALSE, sizeof (ModelOrigin));
    }
  return batch;
}

void
model_batch_free (ModelBatch *batch)
{
  if (batch == NULL)
    return;
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    {
      base_table_free (batch->tables[type]);
      g_array_unref (batch->origins[type]);
    }
  base_strpool_free (batch->pool);
  g_free (batch->name);
  g_free (batch);
}

static void
read_header (Stretch *stretch,
             const BaseDoc *doc,
             const BaseNode *root,
             guint32 line)
{
  static const char *const keys[] = { "format", "written_by", NULL };
  const BaseNode *format = base_doc_first (doc, root);

  stretch->batch->n_headers++;
  if (format->kind != BASE_NODE_STRING || strcmp (format->text, FORMAT) != 0)
    base_problems_add (stretch->problems, stretch->path, line, 0,
                       "found format '%s', expected '" FORMAT "'",
                       format->text != NULL ? format->text : "");
  for (const BaseNode *node = format; node != NULL;
       node = base_doc_next (doc, node))
    {
      const char *nearest;

      if (g_strv_contains (keys, node->key))
        continue;
      nearest = base_nearest (node->key, keys);
      base_problems_add (stretch->problems, stretch->path, line, 0,
                         "header: found unknown key '%s', expected '%s'",
                         node->key, nearest != NULL ? nearest : "written_by");
    }
}

static void
read_record (Stretch *stretch,
             const BaseDoc *doc,
             const BaseNode *root,
             guint32 line)
{
  ModelBatch *batch = stretch->batch;
  const BaseNode *node = base_doc_first (doc, root);
  const char *const *names = model_record_names ();
  ModelOrigin origin = { .line = line, .part = batch->n_headers };
  UitwegRecordType type = 0;
  guint32 row;

  while (type < UITWEG_N_RECORD_TYPES
         && (node->kind != BASE_NODE_STRING
             || strcmp (names[type], node->text) != 0))
    type++;
  if (type == UITWEG_N_RECORD_TYPES)
    {
      const char *found = node->text != NULL ? node->text : "";
      const char *nearest = base_nearest (found, names);

      base_problems_add (stretch->problems, stretch->path, line, 0,
                         "found record '%s', expected %s%s", found,
                         nearest != NULL ? "" : "a record type such as ",
                         nearest != NULL ? nearest : "resource");
      return;
    }
  row = base_table_read_row (batch->tables[type], doc, root, record_keys,
                             stretch->path, stretch->problems);
  if (row == UITWEG_NONE)
    return;
  g_array_append_val (batch->origins[type], origin);
  model_check_record (batch->tables[type], type, row, stretch->path, line,
                      stretch->problems);
}

static void
read_line (Stretch *stretch,
           BaseDoc *doc,
           const char *line,
           gsize length,
           guint32 number)
{
  g_autoptr (GError) error = NULL;
  const BaseNode *root;
  const BaseNode *first;

  if (!base_json_parse (doc, stretch->path, number, line, length, RECORD_DEPTH,
                        &error))
    {
      model_note_error (stretch->problems, stretch->path, error);
      return;
    }
  root = base_doc_node (doc, 0);
  first = root->kind == BASE_NODE_MAP ? base_doc_first (doc, root) : NULL;
  if (first != NULL && strcmp (first->key, "format") == 0)
    read_header (stretch, doc, root, number);
  else if (number == 1 && stretch->start == 0)
    base_problems_add (stretch->problems, stretch->path, number, 0,
                       "found no header, expected "
                       "{\"format\":\"" FORMAT "\"} as line 1");
  else if (first != NULL && strcmp (first->key, "record") == 0)
    read_record (stretch, doc, root, number);
  else
    base_problems_add (stretch->problems, stretch->path, number, 0,
                       "found %s%s%s, expected 'record' as the first key",
                       first != NULL ? "first key '" : "no record",
                       first != NULL ? first->key : "",
                       first != NULL ? "'" : "");
}

static gboolean
is_blank (const char *line, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r')
      return FALSE;
  return TRUE;
}

static gpointer
read_stretch (gpointer data)
{
  Stretch *stretch = data;
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (ModelLines) lines = NULL;
  const char *line;
  gsize length;

  lines = model_lines_open (stretch->path, stretch->start, stretch->end,
                            &stretch->error);
  if (lines == NULL)
    return NULL;
  while (model_lines_next (lines, &line, &length, &stretch->error))
    {
      guint32 number = model_lines_get_number (lines);

      if (number > 1 && is_blank (line, length))
        continue;
      read_line (stretch, doc, line, length, number);
    }
  stretch->batch->n_lines = model_lines_get_number (lines);
  if (stretch->error == NULL && stretch->batch->n_lines == 0
      && stretch->start == 0)
    base_problems_add (stretch->problems, stretch->path, 1, 0,
                       "found an empty file, expected a header");
  return NULL;
}

static void
clear_stretch (gpointer data)
{
  Stretch *stretch = data;

  model_batch_free (stretch->batch);
  base_problems_free (stretch->problems);
  g_clear_error (&stretch->error);
}

/* How many threads are worth starting for the file. */
static guint
count_stretches (const char *path, guint n_threads, goffset *size_out)
{
  struct stat status;
  goffset n;

  if (strcmp (path, "-") == 0 || stat (path, &status) != 0
      || !S_ISREG (status.st_mode))
    return 1;
  *size_out = (goffset) status.st_size;
  n = *size_out / STRETCH_MIN;
  return n < 2 ? 1 : (guint) MIN (n, (goffset) n_threads);
}

/* Reads the file in `n` stretches at once. */
static GArray *
read_stretches (const char *path, guint n, goffset size)
{
  GArray *stretches = g_array_sized_new (FALSE, TRUE, sizeof (Stretch), n);
  g_autofree GThread **threads = g_new0 (GThread *, n);

  g_array_set_clear_func (stretches, clear_stretch);
  g_array_set_size (stretches, n);
  for (guint i = 0; i < n; i++)
    {
      Stretch *stretch = &g_array_index (stretches, Stretch, i);

      stretch->path = path;
      stretch->start = size / (goffset) n * (goffset) i;
      stretch->end = i + 1 < n ? size / (goffset) n * (goffset) (i + 1) : -1;
      stretch->batch = model_batch_new (path);
      stretch->problems = base_problems_new ();
    }
  for (guint i = 1; i < n; i++)
    threads[i] = g_thread_new ("estate", read_stretch,
                               &g_array_index (stretches, Stretch, i));
  read_stretch (&g_array_index (stretches, Stretch, 0));
  for (guint i = 1; i < n; i++)
    g_thread_join (threads[i]);
  return stretches;
}

static gboolean
is_clean (const GArray *stretches)
{
  for (guint i = 0; i < stretches->len; i++)
    {
      const Stretch *stretch = &g_array_index (stretches, Stretch, i);

      if (stretch->error != NULL
          || base_problems_get_count (stretch->problems) > 0)
        return FALSE;
    }
  return TRUE;
}

gboolean
model_read_estate (const char *path,
                   guint n_threads,
                   GPtrArray *batches,
                   BaseProblems *problems,
                   GError **error)
{
  goffset size = 0;
  guint n = count_stretches (path, n_threads, &size);
  g_autoptr (GArray) stretches = read_stretches (path, n, size);
  guint32 first_line = 0;

  /* Only the first stretch knows its line numbers: a file with problems is
   * read again in one. */
  if (n > 1 && !is_clean (stretches))
    {
      g_array_unref (stretches);
      stretches = read_stretches (path, 1, size);
    }
  for (guint i = 0; i < stretches->len; i++)
    {
      Stretch *stretch = &g_array_index (stretches, Stretch, i);

      base_problems_append (problems, stretch->problems);
      if (stretch->error != NULL
          && stretch->error->code == UITWEG_ESTATE_ERROR_INVALID)
        model_note_error (problems, path, stretch->error);
      else if (stretch->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&stretch->error));
          return FALSE;
        }
      stretch->batch->first_line = first_line;
      first_line += stretch->batch->n_lines;
      g_ptr_array_add (batches, g_steal_pointer (&stretch->batch));
    }
  return TRUE;
}
