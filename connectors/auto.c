/* SPDX-License-Identifier: EUPL-1.2
 *
 * The connector that chooses connectors: each file is recognised by what is
 * in it, and each connector reads all files of its kind at once, into a part
 * of its own. Which file was taken for what stands in the source record.
 */
#include "config.h"

#include "connectors/common/records.h"
#include "connectors/common/sample.h"
#include "connectors/common/walk.h"
#include "connectors/connectors.h"

#include <string.h>

/* Files that no reader knows which are named one by one. */
#define SHOWN_UNKNOWN 100
/* Paths that the source names as asked for. */
#define SHOWN_PATHS 8

static const UitwegConnectorOption options[] = {
  { "provider", NULL,
    "id of the provider or party that runs what is not a cloud's" },
  { NULL, NULL, NULL },
};

/* A file and what it was taken for. */
typedef struct
{
  char *path;
  const UitwegConnector *connector; /* NULL: none, or an estate */
  const UitwegConnector *rival;     /* as sure as the connector */
  const UitwegConnector *maybe;     /* not sure enough to be taken */
  const char *what;
  char *form; /* what it looks like */
  gboolean is_estate;
  gboolean is_text; /* plain text or nothing: no inventory */
} File;

typedef struct
{
  const UitwegCollectRequest *request;
  UitwegEstateBuilder *builder;
  GCancellable *cancellable;
  ConnectorsSource *source;
  GPtrArray *files; /* of File */
  guint n_read;     /* files that gave something */
} Run;

static void
free_file (gpointer data)
{
  File *file = data;

  g_free (file->path);
  g_free (file->form);
  g_free (file);
}

/* What is seen. */

/* Form and counts only: a name in the file may be anything. (transfer full) */
static char *
describe (const UitwegConnectorSample *sample)
{
  guint n = g_strv_length ((char **) sample->members);

  switch (sample->form)
    {
    case CONNECTORS_FORM_EMPTY:
      return g_strdup ("an empty file");
    case CONNECTORS_FORM_BINARY:
      return g_strdup ("no text");
    case CONNECTORS_FORM_WORKBOOK:
      return g_strdup_printf ("a workbook of %u sheets", n);
    case CONNECTORS_FORM_ZIP:
      return n > 0 ? g_strdup_printf ("a zip archive of %u members", n)
                   : g_strdup ("a zip archive that cannot be opened");
    case CONNECTORS_FORM_TAR:
      return g_strdup ("a tar archive");
    case CONNECTORS_FORM_XML:
      return g_strdup ("XML");
    case CONNECTORS_FORM_JSON:
      return g_strdup ("JSON");
    case CONNECTORS_FORM_JSON_LINES:
      return g_strdup ("JSON, one value a line");
    case CONNECTORS_FORM_YAML:
      return g_strdup ("YAML");
    case CONNECTORS_FORM_TABLE:
      return g_strdup ("a table");
    case CONNECTORS_FORM_TEXT:
      return g_strdup ("plain text");
    }
  g_return_val_if_reached (NULL);
}

static gboolean
is_estate (const UitwegConnectorSample *sample)
{
  const char *format = connectors_sample_get_value (sample, "format");

  return format != NULL && g_str_has_prefix (format, "uitweg-estate/");
}

/* The surest connector; the first by name of those that are as sure. */
static void
choose (File *file, const UitwegConnectorSample *sample)
{
  const UitwegConnector *const *all = uitweg_connectors_list ();
  guint best = CONNECTORS_NOT_MINE;

  for (gsize i = 0; all[i] != NULL; i++)
    {
      const char *what = NULL;
      guint sure = all[i]->recognise != NULL ? all[i]->recognise (sample, &what)
                                             : CONNECTORS_NOT_MINE;

      if (sure == best && sure >= CONNECTORS_LIKELY && file->rival == NULL)
        file->rival = all[i];
      if (sure <= best)
        continue;
      best = sure;
      file->rival = NULL;
      file->connector = all[i];
      file->what = what;
    }
  if (best < CONNECTORS_LIKELY)
    {
      file->maybe = file->connector;
      file->connector = NULL;
    }
}

static File *
look_at (const char *path, GError **error)
{
  g_autoptr (UitwegConnectorSample)
      sample = connectors_sample_new (path, error);
  File *file;

  if (sample == NULL)
    return NULL;
  file = g_new0 (File, 1);
  file->path = g_strdup (path);
  file->form = describe (sample);
  file->is_estate = is_estate (sample);
  if (!file->is_estate)
    choose (file, sample);
  file->is_text = file->connector == NULL && file->maybe == NULL
                  && (sample->form == CONNECTORS_FORM_TEXT
                      || sample->form == CONNECTORS_FORM_EMPTY);
  return file;
}

/* Notes why a file is not read, with the place that the message begins with. */
static void
add_file_problem (Run *run, const char *path, const GError *reason)
{
  const char *text = reason->message;
  const char *end = g_str_has_prefix (text, path)
                        ? strstr (text + strlen (path), ": ")
                        : NULL;
  g_autofree char *place = end != NULL ? g_strndup (text, (gsize) (end - text))
                                       : g_strdup (path);

  connectors_source_add_problem (run->source, place, 1, "%s",
                                 end != NULL ? end + 2 : text);
}

static gboolean
look_at_all (Run *run, const ConnectorsWalk *walk, GError **error)
{
  for (guint i = 0; i < walk->files->len; i++)
    {
      g_autoptr (GError) reason = NULL;
      File *file = look_at (walk->files->pdata[i], &reason);

      if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
        {
          if (file != NULL)
            free_file (file);
          return FALSE;
        }
      if (file != NULL)
        g_ptr_array_add (run->files, file);
      else
        add_file_problem (run, walk->files->pdata[i], reason);
      connectors_progress (run->request, "files", i + 1, walk->files->len);
    }
  return TRUE;
}

/* What is read. */

/* Appends all records of one connector, as a part of their own. */
static void
copy_records (const Run *run, UitwegEstateBuilder *from)
{
  uitweg_estate_builder_begin_part (run->builder);
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    {
      UitwegTable *to = uitweg_estate_builder_get_table (run->builder, type);
      const UitwegTable *table = uitweg_estate_builder_get_table (from, type);
      guint32 n = uitweg_table_get_n_rows (table);

      for (guint32 row = 0; row < n; row++)
        base_table_copy_row (to, table, row);
    }
}

/* Things that are only mentioned are made again by the builder. */
static void
copy_estate (const Run *run, const UitwegEstate *estate)
{
  uitweg_estate_builder_begin_part (run->builder);
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    {
      UitwegTable *to = uitweg_estate_builder_get_table (run->builder, type);
      const UitwegTable *table = uitweg_estate_get_table (estate, type);
      guint32 n = uitweg_table_get_n_rows (table);

      for (guint32 row = 0; row < n; row++)
        if (type != UITWEG_RECORD_RESOURCE
            || !uitweg_estate_is_placeholder (estate, row))
          base_table_copy_row (to, table, row);
    }
}

static gboolean
has_premises (const UitwegConnector *connector)
{
  for (const UitwegConnectorOption *option = connector->options;
       option != NULL && option->key != NULL; option++)
    if (strcmp (option->key, "provider") == 0)
      return g_strcmp0 (option->fallback, "premises") == 0;
  return FALSE;
}

/* Lets a connector read `paths` into a builder of its own. The provider is
 * passed on where it means who runs the machines. (transfer full) */
static UitwegEstateBuilder *
read_paths (const Run *run,
            const UitwegConnector *connector,
            const GPtrArray *paths,
            GError **error)
{
  g_autoptr (UitwegEstateBuilder) own = uitweg_estate_builder_new ();
  UitwegCollectRequest request = *run->request;
  const char *none[] = { NULL };

  if (!has_premises (connector))
    {
      request.option_keys = none;
      request.option_values = none;
    }
  request.paths = (const char *const *) paths->pdata;
  if (!connector->collect (&request, own, run->cancellable, error))
    return NULL;
  return g_steal_pointer (&own);
}

/* Finds the files that a connector cannot read: each is tried alone, notes
 * what is wrong with it, and is left out. (transfer container) */
static GPtrArray *
keep_good (Run *run, const UitwegConnector *connector, const GPtrArray *paths)
{
  GPtrArray *good = g_ptr_array_new ();

  for (guint i = 0; paths->pdata[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) alone = g_ptr_array_new ();
      g_autoptr (UitwegEstateBuilder) own = NULL;
      g_autoptr (GError) reason = NULL;

      g_ptr_array_add (alone, paths->pdata[i]);
      g_ptr_array_add (alone, NULL);
      own = read_paths (run, connector, alone, &reason);
      if (own != NULL)
        g_ptr_array_add (good, paths->pdata[i]);
      else
        add_file_problem (run, paths->pdata[i], reason);
    }
  g_ptr_array_add (good, NULL);
  return good;
}

/* Reads all files of a connector. A file that it cannot read costs itself. */
static gboolean
read_group (Run *run, const UitwegConnector *connector, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GPtrArray) good = NULL;
  g_autoptr (UitwegEstateBuilder) own = NULL;
  g_autoptr (GError) reason = NULL;

  for (guint i = 0; i < run->files->len; i++)
    {
      const File *file = run->files->pdata[i];

      if (file->connector == connector)
        g_ptr_array_add (paths, file->path);
    }
  if (paths->len == 0)
    return TRUE;
  g_ptr_array_add (paths, NULL);
  own = read_paths (run, connector, paths, &reason);
  if (own == NULL && !g_cancellable_is_cancelled (run->cancellable))
    {
      good = keep_good (run, connector, paths);
      g_clear_error (&reason);
      if (good->len > 1)
        own = read_paths (run, connector, good, &reason);
      if (reason != NULL)
        connectors_source_add_problem (run->source, connector->name,
                                       good->len - 1, "%s", reason->message);
    }
  if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
    return FALSE;
  if (own == NULL)
    return TRUE;
  run->n_read += (good != NULL ? good : paths)->len - 1;
  copy_records (run, own);
  return TRUE;
}

static void
read_estates (Run *run)
{
  for (guint i = 0; i < run->files->len; i++)
    {
      const File *file = run->files->pdata[i];
      g_autoptr (UitwegEstate) estate = NULL;
      g_autoptr (GError) reason = NULL;

      if (!file->is_estate)
        continue;
      estate = uitweg_estate_load ((const char *const[]){ file->path }, 1, 1,
                                   &reason);
      if (estate == NULL)
        {
          add_file_problem (run, file->path, reason);
          continue;
        }
      run->n_read++;
      copy_estate (run, estate);
    }
}

/* What is told. */

/* What a file was taken for: "Terraform state (terraform)". */
static char *
name_kind (const File *file)
{
  if (file->is_estate)
    return g_strdup ("an estate");
  if (file->connector == NULL)
    return NULL;
  return file->what != NULL
             ? g_strdup_printf ("%s (%s)", file->what, file->connector->name)
             : g_strdup (file->connector->name);
}

/* Counts of files with the same folder and kind. */
typedef struct
{
  const char *path; /* of the first */
  char *folder;
  char *kind;
  guint n;
} Fold;

static void
clear_fold (gpointer data)
{
  g_free (((Fold *) data)->folder);
  g_free (((Fold *) data)->kind);
}

/* `places` gives the number of a fold + 1 by "FOLDER\nKIND". */
static void
add_fold (GArray *folds, GHashTable *places, const File *file, const char *kind)
{
  g_autofree char *folder = g_path_get_dirname (file->path);
  g_autofree char *key = g_strdup_printf ("%s\n%s", folder, kind);
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, key));
  Fold fold = { .path = file->path, .n = 1 };

  if (place > 0)
    {
      g_array_index (folds, Fold, place - 1).n++;
      return;
    }
  fold.folder = g_steal_pointer (&folder);
  fold.kind = g_strdup (kind);
  g_array_append_val (folds, fold);
  g_hash_table_insert (places, g_steal_pointer (&key),
                       GUINT_TO_POINTER (folds->len));
}

static void
tell_folds (Run *run, const GArray *folds)
{
  for (guint i = 0; i < folds->len; i++)
    {
      const Fold *fold = &g_array_index (folds, Fold, i);

      if (fold->n == 1)
        connectors_source_add_note (run->source, fold->path, "%s", fold->kind);
      else
        connectors_source_add_note (run->source, fold->folder, "%u files: %s",
                                    fold->n, fold->kind);
    }
}

static void
tell_unknown (Run *run, const File *file, guint n_unknown)
{
  if (n_unknown > SHOWN_UNKNOWN)
    return;
  if (file->maybe != NULL)
    connectors_source_add_problem (run->source, file->path, 1,
                                   "no reader knows it for sure: found %s, "
                                   "which %s might read",
                                   file->form, file->maybe->name);
  else
    connectors_source_add_problem (run->source, file->path, 1,
                                   "no reader knows it: found %s", file->form);
}

static void
tell_files (Run *run)
{
  g_autoptr (GArray) folds = g_array_new (FALSE, FALSE, sizeof (Fold));
  g_autoptr (GHashTable)
      places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_unknown = 0;

  g_array_set_clear_func (folds, clear_fold);
  for (guint i = 0; i < run->files->len; i++)
    {
      const File *file = run->files->pdata[i];
      g_autofree char *kind = name_kind (file);
      g_autofree char *taken = kind != NULL
                                   ? g_strconcat ("taken for ", kind, NULL)
                                   : NULL;

      if (taken != NULL)
        add_fold (folds, places, file, taken);
      else if (file->is_text)
        add_fold (folds, places, file, "left out, text that is no inventory");
      else
        tell_unknown (run, file, ++n_unknown);
      if (file->rival != NULL)
        connectors_source_add_note (run->source, file->path,
                                    "%s might read it as well",
                                    file->rival->name);
    }
  if (n_unknown > SHOWN_UNKNOWN)
    connectors_source_add_problem (
        run->source, "files", n_unknown - SHOWN_UNKNOWN,
        "no reader knows %u more", n_unknown - SHOWN_UNKNOWN);
  tell_folds (run, folds);
}

static void
tell_walk (Run *run, const ConnectorsWalk *walk)
{
  if (walk->n_hidden > 0)
    connectors_source_add_note (run->source, "files",
                                "left out %u whose names begin with a dot",
                                walk->n_hidden);
  if (walk->n_links > 0)
    connectors_source_add_note (run->source, "files",
                                "left out %u links to folders", walk->n_links);
  if (walk->n_others > 0)
    connectors_source_add_note (run->source, "files",
                                "left out %u that are neither file nor folder",
                                walk->n_others);
  if (walk->n_too_deep > 0)
    connectors_source_add_problem (run->source, "files", walk->n_too_deep,
                                   "left out %u folders of more than 64 levels",
                                   walk->n_too_deep);
  if (walk->n_unreadable > 0)
    connectors_source_add_problem (run->source, "files", walk->n_unreadable,
                                   "%u folders cannot be listed",
                                   walk->n_unreadable);
}

/* The same files give the same id, wherever they stand: of each path counts
 * what follows the part that all share. (transfer full) */
static char *
make_id (const ConnectorsWalk *walk)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *first = walk->files->len > 0 ? walk->files->pdata[0] : "";
  gsize shared = 0;

  for (gsize at = 0; first[at] != '\0'; at++)
    if (first[at] == G_DIR_SEPARATOR)
      shared = at + 1;
  for (guint i = 1; i < walk->files->len; i++)
    {
      const char *path = walk->files->pdata[i];
      gsize same = 0;

      for (gsize at = 0; at < shared && path[at] == first[at]; at++)
        if (path[at] == G_DIR_SEPARATOR)
          same = at + 1;
      shared = same;
    }
  for (guint i = 0; i < walk->files->len; i++)
    {
      const char *path = walk->files->pdata[i];

      g_checksum_update (sum, (const guchar *) path + shared,
                         (gssize) strlen (path + shared) + 1);
    }
  return g_strdup_printf ("auto/%.12s", g_checksum_get_string (sum));
}

/* FALSE with an error set if nothing was read at all. */
static gboolean
check_read (const Run *run, const ConnectorsWalk *walk, GError **error)
{
  if (run->n_read > 0)
    return TRUE;
  g_set_error (error, UITWEG_CONNECTOR_ERROR,
               (gint) UITWEG_CONNECTOR_ERROR_INPUT,
               "auto: found %u files of which none can be read, expected at "
               "least one that a connector knows; 'uitweg collect CONNECTOR' "
               "says why it does not take one",
               walk->files->len);
  return FALSE;
}

/* The first of the paths, in the order of their names, and how many more.
 * (transfer full) */
static char *
make_asked (char **paths)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; paths[i] != NULL; i++)
    g_ptr_array_add (sorted, paths[i]);
  g_ptr_array_sort (sorted, connectors_compare_texts);
  for (guint i = 0; i < MIN (sorted->len, SHOWN_PATHS); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            (const char *) g_ptr_array_index (sorted, i));
  if (sorted->len > SHOWN_PATHS)
    g_string_append_printf (text, " and %u more", sorted->len - SHOWN_PATHS);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
collect (const UitwegCollectRequest *request,
         UitwegEstateBuilder *builder,
         GCancellable *cancellable,
         GError **error)
{
  const UitwegConnector *const *all = uitweg_connectors_list ();
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (free_file);
  g_autoptr (ConnectorsSource) source = NULL;
  g_auto (ConnectorsWalk) walk = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *asked = NULL;
  Run run = { .request = request,
              .builder = builder,
              .cancellable = cancellable,
              .files = files };

  if (!connectors_check_options (&connectors_auto, request, error)
      || !connectors_walk (request->paths, &walk, error))
    return FALSE;
  id = make_id (&walk);
  source = run.source = connectors_source_new ("auto", id, request, builder);
  asked = make_asked ((char **) request->paths);
  connectors_source_set_asked (source, asked);
  if (!look_at_all (&run, &walk, error))
    return FALSE;
  tell_files (&run);
  tell_walk (&run, &walk);
  for (gsize i = 0; all[i] != NULL; i++)
    if (!read_group (&run, all[i], error))
      return FALSE;
  read_estates (&run);
  if (!check_read (&run, &walk, error))
    return FALSE;
  connectors_source_add_count (source, "files", walk.files->len);
  connectors_source_add_count (source, "files_read", run.n_read);
  uitweg_estate_builder_begin_part (builder);
  connectors_source_finish (source);
  return TRUE;
}

const UitwegConnector connectors_auto = {
  .api = UITWEG_CONNECTOR_API,
  .name = "auto",
  .summary = "files and folders of any kind below, each recognised by what is "
             "in it",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect,
};
