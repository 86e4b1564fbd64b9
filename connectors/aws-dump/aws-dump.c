/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads what the AWS command line printed: one file a call, in folders by
 * account and region or flat. All files are read first, so that what one
 * file names is found in another.
 */
#include "config.h"

#include "connectors/aws-dump/dump.h"
#include "connectors/common/sample.h"
#include "connectors/connectors.h"

#include <string.h>

/* Folders within folders. */
#define DEEPEST 16
/* A key as long as this names one thing only. */
#define LONG_MARK 8
#define LONGER_MARK 10

static const UitwegConnectorOption options[] = {
  { "account", NULL, "account number, where neither folder nor file says it" },
  { "region", NULL, "region, where neither folder nor file says it" },
  { "kind", NULL,
    "what a bare list holds: the key of the call's answer, such as Volumes" },
  { NULL, NULL, NULL },
};

/* Appends the files below a folder, which is itself the first of `folders`. */
static gboolean
list_folder (const char *folder, GPtrArray *paths, GError **error)
{
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) depths = g_array_new (FALSE, FALSE, sizeof (guint));
  guint depth = 0;

  g_ptr_array_add (folders, g_strdup (folder));
  g_array_append_val (depths, depth);
  for (guint i = 0; i < folders->len; i++)
    {
      const char *here = g_ptr_array_index (folders, i);
      g_autoptr (GError) reason = NULL;
      g_autoptr (GDir) dir = g_dir_open (here, 0, &reason);
      const char *name;

      depth = g_array_index (depths, guint, i) + 1;
      if (dir == NULL)
        {
          g_set_error (error, UITWEG_CONNECTOR_ERROR,
                       (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                       "%s: cannot be read: %s", here, reason->message);
          return FALSE;
        }
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (here, name, NULL);

          if (g_file_test (path, G_FILE_TEST_IS_DIR))
            {
              if (depth < DEEPEST
                  && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
                {
                  g_ptr_array_add (folders, g_steal_pointer (&path));
                  g_array_append_val (depths, depth);
                }
            }
          else if (g_str_has_suffix (name, ".json")
                   || g_str_has_suffix (name, ".txt"))
            g_ptr_array_add (paths, g_steal_pointer (&path));
        }
    }
  return TRUE;
}

static GPtrArray *
list_paths (const UitwegCollectRequest *request, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; request->paths[i] != NULL; i++)
    {
      if (!g_file_test (request->paths[i], G_FILE_TEST_IS_DIR))
        g_ptr_array_add (paths, g_strdup (request->paths[i]));
      else if (!list_folder (request->paths[i], paths, error))
        return NULL;
    }
  if (paths->len == 0)
    {
      g_set_error_literal (error, UITWEG_CONNECTOR_ERROR,
                           (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                           "aws-dump: found no files, expected answers of "
                           "calls in .json files");
      return NULL;
    }
  g_ptr_array_sort (paths, connectors_compare_texts);
  return g_steal_pointer (&paths);
}

/* A file that is no answer costs that file, unless there is no other. */
static gboolean
read_files (AwsDump *dump,
            const GPtrArray *paths,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GError) first = NULL;
  guint n_bad = 0;

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_autoptr (GError) reason = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!aws_file_read (dump, path, &reason))
        {
          n_bad++;
          connectors_source_add_problem (dump->source, path, 0, "%s",
                                         reason->message);
          if (first == NULL)
            first = g_steal_pointer (&reason);
        }
      connectors_progress (dump->request, "files", i + 1, paths->len);
    }
  if (n_bad == 0 && dump->n_empty == paths->len)
    {
      g_set_error (error, UITWEG_CONNECTOR_ERROR,
                   (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                   "%s: found nothing in it, expected the answer of a call",
                   (const char *) g_ptr_array_index (paths, 0));
      return FALSE;
    }
  if (n_bad < paths->len)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

static void
clear_dump (AwsDump *dump)
{
  if (dump->kinds == NULL) /* never begun */
    return;
  connectors_source_free (dump->source);
  connectors_machine_types_free (dump->types);
  g_ptr_array_unref (dump->kinds);
  g_ptr_array_unref (dump->files);
  g_array_unref (dump->elements);
  g_ptr_array_unref (dump->sorted);
  g_hash_table_unref (dump->things);
  connectors_references_free (dump->names);
  connectors_references_free (dump->hosts);
  connectors_references_free (dump->bare);
  g_array_unref (dump->measures);
  g_string_chunk_free (dump->chunk);
  g_hash_table_unref (dump->counts);
  g_hash_table_unref (dump->missing);
  g_hash_table_unref (dump->seen_routes);
  g_hash_table_unref (dump->seen_money);
  g_hash_table_unref (dump->seen_regions);
  g_hash_table_unref (dump->named_regions);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AwsDump, clear_dump)

static void
free_set (gpointer set)
{
  g_hash_table_unref (set);
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
init_dump (AwsDump *dump,
           const UitwegCollectRequest *request,
           UitwegEstateBuilder *builder)
{
  dump->request = request;
  dump->builder = builder;
  dump->kinds = aws_kinds_new ();
  dump->files = g_ptr_array_new_with_free_func (aws_file_free);
  dump->elements = g_array_new (FALSE, FALSE, sizeof (AwsElement));
  dump->sorted = g_ptr_array_new ();
  dump->things = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                        aws_thing_free);
  dump->names = connectors_references_new (FALSE);
  dump->hosts = connectors_references_new (TRUE);
  dump->bare = connectors_references_new (FALSE);
  dump->measures = g_array_new (FALSE, FALSE, sizeof (AwsMeasure));
  dump->chunk = g_string_chunk_new (4096);
  dump->counts = g_hash_table_new (g_str_hash, g_str_equal);
  dump->missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         free_set);
  dump->seen_routes = new_set ();
  dump->seen_money = new_set ();
  dump->seen_regions = new_set ();
  dump->named_regions = new_set ();
}

/* One name for the same files, however they are given. */
static char *
name_source (const GPtrArray *paths)
{
  g_autoptr (GPtrArray) digests = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *data = NULL;
      gsize length = 0;

      if (g_file_get_contents (g_ptr_array_index (paths, i), &data, &length,
                               NULL))
        g_ptr_array_add (digests,
                         g_compute_checksum_for_data (
                             G_CHECKSUM_SHA256, (const guchar *) data, length));
    }
  g_ptr_array_sort (digests, connectors_compare_texts);
  for (guint i = 0; i < digests->len; i++)
    g_checksum_update (sum, g_ptr_array_index (digests, i), -1);
  return g_strdup_printf ("aws-dump/%.12s", g_checksum_get_string (sum));
}

/* The first of the paths given, in their order by name, and how many more. */
static void
set_asked (AwsDump *dump)
{
  const char *first = dump->request->paths[0];
  guint n = 0;
  g_autofree char *asked = NULL;

  for (; dump->request->paths[n] != NULL; n++)
    if (strcmp (dump->request->paths[n], first) < 0)
      first = dump->request->paths[n];
  asked = n > 1 ? g_strdup_printf ("%s and %u more", first, n - 1)
                : g_strdup (first);
  connectors_source_set_asked (dump->source, asked);
}

static const AwsKind *
find_kind (const GPtrArray *kinds, const char *key)
{
  for (guint i = 0; i < kinds->len; i++)
    {
      const AwsKind *kind = g_ptr_array_index (kinds, i);

      if (g_ascii_strcasecmp (kind->key, key) == 0)
        return kind;
    }
  return NULL;
}

static gboolean
read_options (AwsDump *dump, GError **error)
{
  const char *kind = connectors_get_option (&connectors_aws_dump, dump->request,
                                            "kind");

  dump->fallback.account = connectors_get_option (&connectors_aws_dump,
                                                  dump->request, "account");
  dump->fallback.region = connectors_get_option (&connectors_aws_dump,
                                                 dump->request, "region");
  if (kind == NULL)
    return TRUE;
  dump->asked = find_kind (dump->kinds, kind);
  if (dump->asked != NULL)
    return TRUE;
  g_set_error (error, UITWEG_CONNECTOR_ERROR,
               (gint) UITWEG_CONNECTOR_ERROR_OPTION,
               "aws-dump: found --kind '%s', expected the key of a list in an "
               "answer, such as Volumes or DBInstances",
               kind);
  return FALSE;
}

/* What is told of in regions of which no call was made. */
static void
note_regions (AwsDump *dump)
{
  g_autoptr (GPtrArray) regions = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, dump->named_regions);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (dump->seen_regions, key))
      g_ptr_array_add (regions, key);
  g_ptr_array_sort (regions, connectors_compare_texts);
  for (guint i = 0; i < regions->len; i++)
    connectors_source_add_problem (
        dump->source, "regions", 0,
        "tags or costs name %s, of which there is no other answer",
        (const char *) g_ptr_array_index (regions, i));
}

static void
see_region (AwsDump *dump, const AwsElement *element)
{
  const char *region = element->place.region;

  if (region == NULL || element->kind->role != AWS_THING)
    return;
  if (strcmp (element->kind->key, "ResourceTagMappingList") == 0)
    g_hash_table_add (dump->named_regions, g_strdup (region));
  else
    g_hash_table_add (dump->seen_regions, g_strdup (region));
}

static void
add_element_records (AwsDump *dump, const AwsElement *element)
{
  switch (element->kind->role)
    {
    case AWS_THING:
    case AWS_RELATION:
      aws_add_edges (dump, element);
      break;
    case AWS_CONTRACT:
      aws_add_contract (dump, element);
      break;
    case AWS_COST:
      aws_add_costs (dump, element);
      break;
    case AWS_ROUTES:
      aws_add_routes (dump, element);
      break;
    case AWS_METRIC:
      break;
    case AWS_NOTHING:
      aws_count (dump, "no inventory in their call", 1);
      break;
    }
}

/* How many values of variables were looked through. */
static guint
count_variables (const AwsDump *dump)
{
  guint n = 0;

  for (guint i = 0; i < dump->elements->len; i++)
    {
      const AwsElement *element = &g_array_index (dump->elements, AwsElement,
                                                  i);
      g_autoptr (GPtrArray) found = NULL;

      if (element->kind->role != AWS_THING
          || element->kind->kind != UITWEG_KIND_FUNCTION)
        continue;
      found = g_ptr_array_new ();
      aws_path_find_all (element->file->doc, element->node,
                         "Environment.Variables.*", found);
      n += found->len;
    }
  return n;
}

/* Notes on what was left out, in the order of their words. */
static void
add_counts (AwsDump *dump, guint n_kept)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, dump->counts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, connectors_compare_texts);
  for (guint i = 0; i < keys->len; i++)
    {
      const char *what = g_ptr_array_index (keys, i);

      connectors_source_add_note (
          dump->source, "left out", "%u: %s",
          GPOINTER_TO_UINT (g_hash_table_lookup (dump->counts, what)), what);
    }
  connectors_source_add_count (dump->source, "files", dump->files->len);
  connectors_source_add_count (dump->source, "elements", dump->elements->len);
  connectors_source_add_count (dump->source, "resources", n_kept);
  connectors_source_add_count (dump->source, "environment_variables",
                               count_variables (dump));
}

static void
add_records (AwsDump *dump)
{
  guint n_kept = 0;

  aws_name_things (dump);
  for (guint i = 0; i < dump->elements->len; i++)
    {
      const AwsElement *element = &g_array_index (dump->elements, AwsElement,
                                                  i);

      see_region (dump, element);
      if (element->kind->role == AWS_METRIC)
        aws_read_metric (dump, element);
    }
  aws_sort_measures (dump);
  for (guint i = 0; i < dump->sorted->len; i++)
    {
      AwsThing *thing = g_ptr_array_index (dump->sorted, i);

      if (thing->is_gone)
        continue;
      aws_add_resource (dump, thing);
      n_kept++;
    }
  for (guint i = 0; i < dump->elements->len; i++)
    add_element_records (dump, &g_array_index (dump->elements, AwsElement, i));
  aws_note_missing (dump);
  note_regions (dump);
  add_counts (dump, n_kept);
  connectors_source_finish (dump->source);
}

static gboolean
collect (const UitwegCollectRequest *request,
         UitwegEstateBuilder *builder,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (GPtrArray) paths = NULL;
  g_autofree char *id = NULL;
  g_auto (AwsDump) dump = { .request = NULL };

  if (!connectors_check_options (&connectors_aws_dump, request, error))
    return FALSE;
  paths = list_paths (request, error);
  if (paths == NULL)
    return FALSE;
  init_dump (&dump, request, builder);
  if (!read_options (&dump, error))
    return FALSE;
  dump.types = connectors_machine_types_new (request, error);
  if (dump.types == NULL)
    return FALSE;
  id = name_source (paths);
  dump.source = connectors_source_new ("aws-dump", id, request, builder);
  set_asked (&dump);
  if (!read_files (&dump, paths, cancellable, error))
    return FALSE;
  add_records (&dump);
  return TRUE;
}

/* Whether the look has all marks of a kind behind `start`. */
static gboolean
has_marks (const UitwegConnectorSample *sample,
           const char *start,
           const char *inner,
           const char *marks)
{
  g_auto (GStrv) keys = g_strsplit (marks, " ", -1);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (start, inner != NULL ? "." : "",
                                           inner != NULL ? inner : "", ".",
                                           keys[i], NULL);

      if (!connectors_sample_has_key (sample, path[0] == '.' ? path + 1 : path))
        return FALSE;
    }
  return TRUE;
}

/* A list of a known key whose elements have the marks of the kind is an
 * answer; so is, less surely, a bare list of such elements. */
static guint
look_for_kind (const UitwegConnectorSample *sample, const AwsKind *kind)
{
  g_autofree char *list = g_strconcat (kind->key, "[]", NULL);
  gboolean several;

  if (kind->marks == NULL || strcmp (kind->key, "*") == 0)
    return CONNECTORS_NOT_MINE;
  if (has_marks (sample, list, kind->inner, kind->marks)
      || has_marks (sample, kind->key, kind->inner, kind->marks))
    return CONNECTORS_CERTAIN;
  several = strchr (kind->marks, ' ') != NULL;
  /* One short key may be of anything. */
  if (!several
      && strlen (kind->marks)
             < (gsize) (kind->role == AWS_NOTHING ? LONGER_MARK : LONG_MARK))
    return CONNECTORS_NOT_MINE;
  if (has_marks (sample, "[]", NULL, kind->marks)
      || (kind->inner != NULL
          && has_marks (sample, "[]", kind->inner, kind->marks))
      || has_marks (sample, "[][]", NULL, kind->marks))
    return CONNECTORS_LIKELY;
  return CONNECTORS_NOT_MINE;
}

/* Policies, keys and permissions are kept by tools under the ARN of whose
 * they are: no inventory, and still answers of AWS. */
static gboolean
is_map_by_arn (const UitwegConnectorSample *sample)
{
  const char *at = sample->text + strspn (sample->text, " \t\r\n");

  if (*at != '{')
    return FALSE;
  at++;
  return g_str_has_prefix (at + strspn (at, " \t\r\n"), "\"arn:aws");
}

static guint
recognise (const UitwegConnectorSample *sample, const char **what_out)
{
  static const char *const texts[] = { "QueueUrls", "TableNames", "FindingIds",
                                       "DetectorIds", "taskDefinitionArns" };
  g_autoptr (GPtrArray) kinds = NULL;
  guint best = CONNECTORS_NOT_MINE;

  if (sample->form != CONNECTORS_FORM_JSON)
    return CONNECTORS_NOT_MINE;
  kinds = aws_kinds_new ();
  for (guint i = 0; i < kinds->len && best < CONNECTORS_CERTAIN; i++)
    best = MAX (best, look_for_kind (sample, g_ptr_array_index (kinds, i)));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (best == CONNECTORS_NOT_MINE
        && connectors_sample_has_key (sample, texts[i]))
      best = CONNECTORS_LIKELY;
  if (best == CONNECTORS_NOT_MINE && is_map_by_arn (sample))
    best = CONNECTORS_LIKELY;
  if (best > CONNECTORS_NOT_MINE)
    *what_out = "answers of AWS calls";
  return best;
}

const UitwegConnector connectors_aws_dump = {
  .api = UITWEG_CONNECTOR_API,
  .name = "aws-dump",
  .summary = "saved answers of the AWS command line, in folders by account "
             "and region or flat",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect,
  .recognise = recognise,
};
