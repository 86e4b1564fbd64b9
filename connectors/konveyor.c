/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads application inventories of Konveyor: rows of type 1 are applications,
 * rows of type 2 say which needs which. Owners and contributors are people
 * and are not kept.
 */
#include "config.h"

#include "connectors/connectors.h"

#include <string.h>

#include "connectors/common/book.h"
#include "connectors/common/sample.h"
#include "connectors/common/secrets.h"

#define N_TAGS 20

static const UitwegConnectorOption options[] = {
  { NULL, NULL, NULL },
};

typedef struct
{
  guint32 type;
  guint32 name;
  guint32 service;
  guint32 dependency;
  guint32 direction;
  guint32 repository;
  guint32 category[N_TAGS];
  guint32 tag[N_TAGS];
} Columns;

typedef struct
{
  char *id;
  char *name;
  char *service;
  char *repository;
  GPtrArray *tags; /* key, value, key, value */
} Application;

/* A row of type 2: both names are looked up when all rows are read. */
typedef struct
{
  char *from;
  char *to;
  char *place;
} Link;

typedef struct
{
  ConnectorsSource *source;
  GHashTable *applications; /* folded name -> Application */
  GPtrArray *links;
} Inventory;

static void
free_application (gpointer data)
{
  Application *application = data;

  g_free (application->id);
  g_free (application->name);
  g_free (application->service);
  g_free (application->repository);
  g_ptr_array_unref (application->tags);
  g_free (application);
}

static void
free_link (gpointer data)
{
  Link *link = data;

  g_free (link->from);
  g_free (link->to);
  g_free (link->place);
  g_free (link);
}

static guint32
find (const ConnectorsSheet *sheet, const char *name)
{
  const char *const names[] = { name, NULL };

  return connectors_sheet_find (sheet, names);
}

static void
find_columns (const ConnectorsSheet *sheet, Columns *columns)
{
  columns->type = find (sheet, "Record Type 1");
  columns->name = find (sheet, "Application Name");
  columns->service = find (sheet, "Business Service");
  columns->dependency = find (sheet, "Dependency");
  columns->direction = find (sheet, "Dependency Direction");
  columns->repository = find (sheet, "Repository URL");
  for (guint i = 0; i < N_TAGS; i++)
    {
      g_autofree char *category = g_strdup_printf ("Tag Category %u", i + 1);
      g_autofree char *tag = g_strdup_printf ("Tag %u", i + 1);

      columns->category[i] = find (sheet, category);
      columns->tag[i] = find (sheet, tag);
    }
}

static char *
fold (const char *name)
{
  g_autofree char *clean = connectors_clean_public (name);

  return clean != NULL ? g_utf8_casefold (clean, -1) : NULL;
}

/* Tags say what an application is made of; what looks like a secret or a
 * person is not kept. */
static GPtrArray *
read_tags (ConnectorsSheet *sheet, const Columns *columns)
{
  GPtrArray *tags = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_TAGS; i++)
    {
      const char *category = connectors_sheet_get_text (sheet,
                                                        columns->category[i]);
      g_autofree char *key = connectors_clean_public (category);
      g_autofree char *value = connectors_clean_public (
          connectors_sheet_get_text (sheet, columns->tag[i]));

      if (key == NULL || value == NULL || connectors_is_secret_key (key))
        continue;
      g_ptr_array_add (tags, g_steal_pointer (&key));
      g_ptr_array_add (tags, g_steal_pointer (&value));
    }
  return tags;
}

static void
read_application (Inventory *inventory,
                  ConnectorsSheet *sheet,
                  const Columns *columns)
{
  const char *text = connectors_sheet_get_text (sheet, columns->name);
  g_autofree char *name = connectors_clean_public (text);
  g_autofree char *folded = fold (text);
  Application *application;

  if (folded == NULL)
    {
      connectors_sheet_note (sheet, "found no name, expected that of an "
                                    "application");
      return;
    }
  if (g_hash_table_contains (inventory->applications, folded))
    {
      connectors_sheet_note (sheet, "found an application a second time, "
                                    "expected it once: the first one counts");
      return;
    }
  application = g_new0 (Application, 1);
  application->id = connectors_make_id ("application/%s", folded);
  application->name = g_steal_pointer (&name);
  application->service = connectors_clean_public (
      connectors_sheet_get_text (sheet, columns->service));
  application->repository = connectors_clean_public (
      connectors_sheet_get_text (sheet, columns->repository));
  application->tags = read_tags (sheet, columns);
  g_hash_table_insert (inventory->applications, g_steal_pointer (&folded),
                       application);
}

/* Southbound: the application needs the other; northbound: the other needs
 * it. */
static void
read_link (Inventory *inventory, ConnectorsSheet *sheet, const Columns *columns)
{
  g_autofree char *name = fold (
      connectors_sheet_get_text (sheet, columns->name));
  g_autofree char *other = fold (
      connectors_sheet_get_text (sheet, columns->dependency));
  const char *direction = connectors_sheet_get_text (sheet, columns->direction);
  gboolean is_south = direction != NULL
                      && g_ascii_strcasecmp (direction, "southbound") == 0;
  gboolean is_north = direction != NULL
                      && g_ascii_strcasecmp (direction, "northbound") == 0;
  Link *link;

  if (name == NULL || other == NULL || (!is_south && !is_north))
    {
      connectors_sheet_note (sheet, "found a dependency without two names and "
                                    "a direction, expected both and southbound "
                                    "or northbound");
      return;
    }
  link = g_new0 (Link, 1);
  link->from = g_strdup (is_south ? name : other);
  link->to = g_strdup (is_south ? other : name);
  link->place = g_strdup (connectors_sheet_get_place (sheet));
  g_ptr_array_add (inventory->links, link);
}

static gboolean
read_rows (Inventory *inventory, ConnectorsBook *book, GError **error)
{
  g_autoptr (ConnectorsSheet)
      sheet = connectors_sheet_open (book, 0, inventory->source, error);
  g_autoptr (GError) reason = NULL;
  Columns columns;

  if (sheet == NULL)
    return FALSE;
  find_columns (sheet, &columns);
  if (columns.type == UITWEG_NONE || columns.name == UITWEG_NONE)
    {
      g_set_error (
          error, UITWEG_CONNECTOR_ERROR, (gint) UITWEG_CONNECTOR_ERROR_INPUT,
          "%s: found no column '%s', expected an application "
          "inventory of Konveyor",
          connectors_book_get_path (book),
          columns.type == UITWEG_NONE ? "Record Type 1" : "Application Name");
      return FALSE;
    }
  while (connectors_sheet_next (sheet, &reason))
    {
      gint64 type = connectors_sheet_get_int (sheet, columns.type);

      if (type == 1)
        read_application (inventory, sheet, &columns);
      else if (type == 2)
        read_link (inventory, sheet, &columns);
      else
        connectors_sheet_note (sheet, "found another type of record, expected "
                                      "1 or 2");
    }
  if (reason != NULL)
    connectors_source_add_problem (inventory->source,
                                   connectors_book_get_path (book), 0, "%s",
                                   reason->message);
  return TRUE;
}

/* --- Records --------------------------------------------------------------
 */

static const char *
find_tag (const Application *application, const char *key)
{
  for (guint i = 0; i + 1 < application->tags->len; i += 2)
    if (g_ascii_strcasecmp (g_ptr_array_index (application->tags, i), key) == 0)
      return g_ptr_array_index (application->tags, i + 1);
  return NULL;
}

static void
write_application (const Inventory *inventory, const Application *application)
{
  UitwegTable *table = connectors_source_get_resources (inventory->source);
  guint32 row = connectors_begin_resource (inventory->source, application->id,
                                           application->name,
                                           UITWEG_KIND_APPLICATION, NULL);
  UitwegTable *tags;

  connectors_set_text (table, row, UITWEG_RESOURCE_APPLICATION,
                       application->name);
  connectors_set_text (table, row, UITWEG_RESOURCE_OS_NAME,
                       find_tag (application, "Operating System"));
  tags = base_table_begin_list (table, UITWEG_RESOURCE_TAGS);
  for (guint i = 0; i + 1 < application->tags->len; i += 2)
    base_table_add_tag (tags, g_ptr_array_index (application->tags, i),
                        g_ptr_array_index (application->tags, i + 1));
  base_table_add_tag (tags, "repository", application->repository);
  base_table_end_list (table, UITWEG_RESOURCE_TAGS);
  connectors_end_resource (inventory->source, row, "konveyor.application",
                           UITWEG_GRADE_DOCUMENTED);
}

static gint
compare_applications (gconstpointer a, gconstpointer b)
{
  const Application *first = *(const Application *const *) a;
  const Application *second = *(const Application *const *) b;

  return strcmp (first->id, second->id);
}

/* Applications with the same business service, in the order of their ids. */
static void
write_services (const Inventory *inventory, const GPtrArray *applications)
{
  UitwegTable *table = connectors_source_get_table (inventory->source,
                                                    UITWEG_RECORD_SERVICE);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < applications->len; i++)
    {
      const Application *first = g_ptr_array_index (applications, i);
      g_autofree char *id = NULL;
      UitwegTable *members;
      guint32 row;

      if (first->service == NULL || !g_hash_table_add (done, first->service))
        continue;
      id = connectors_make_id ("service/%s", first->service);
      row = connectors_begin_record (inventory->source, UITWEG_RECORD_SERVICE,
                                     id);
      connectors_set_text (table, row, UITWEG_SERVICE_NAME, first->service);
      members = base_table_begin_list (table, UITWEG_SERVICE_MEMBERS);
      for (guint j = i; j < applications->len; j++)
        {
          const Application *member = g_ptr_array_index (applications, j);

          if (g_strcmp0 (member->service, first->service) == 0)
            base_table_add_text (members, member->id);
        }
      base_table_end_list (table, UITWEG_SERVICE_MEMBERS);
      connectors_end_record (inventory->source, UITWEG_RECORD_SERVICE, row,
                             "konveyor.business-service",
                             UITWEG_GRADE_DOCUMENTED);
    }
  connectors_source_add_count (inventory->source, "services",
                               g_hash_table_size (done));
}

static void
write_links (const Inventory *inventory)
{
  guint n_unknown = 0;

  for (guint i = 0; i < inventory->links->len; i++)
    {
      const Link *link = g_ptr_array_index (inventory->links, i);
      g_autofree char *from = connectors_make_id ("application/%s", link->from);
      g_autofree char *to = connectors_make_id ("application/%s", link->to);

      if (!g_hash_table_contains (inventory->applications, link->from)
          || !g_hash_table_contains (inventory->applications, link->to))
        n_unknown++;
      connectors_add_dependency (inventory->source, from, to,
                                 CONNECTORS_RULE_DECLARED,
                                 "konveyor.dependency");
    }
  connectors_source_add_count (inventory->source, "dependencies",
                               inventory->links->len);
  if (n_unknown > 0)
    connectors_source_add_problem (inventory->source, "dependencies", n_unknown,
                                   "%u of %u dependencies name an application "
                                   "that is not in the file",
                                   n_unknown, inventory->links->len);
}

static void
write_all (const Inventory *inventory)
{
  g_autoptr (GPtrArray) applications = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer application;

  g_hash_table_iter_init (&iter, inventory->applications);
  while (g_hash_table_iter_next (&iter, NULL, &application))
    g_ptr_array_add (applications, application);
  g_ptr_array_sort (applications, compare_applications);
  for (guint i = 0; i < applications->len; i++)
    write_application (inventory, g_ptr_array_index (applications, i));
  connectors_source_add_count (inventory->source, "applications",
                               applications->len);
  write_services (inventory, applications);
  write_links (inventory);
}

static gboolean
read_file (const char *path,
           const UitwegCollectRequest *request,
           UitwegEstateBuilder *builder,
           GError **error)
{
  g_autoptr (ConnectorsBook) book = connectors_book_open (path, error);
  g_autoptr (ConnectorsSource) source = NULL;
  g_autoptr (GHashTable) applications = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, free_application);
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (free_link);
  g_autofree char *id = NULL;
  Inventory inventory = { .applications = applications, .links = links };

  if (book == NULL)
    return FALSE;
  id = g_strdup_printf ("konveyor/%.12s", connectors_book_get_sha256 (book));
  source = connectors_source_new ("konveyor-csv", id, request, builder);
  connectors_source_set_asked (source, path);
  connectors_source_add_file (source, path, connectors_book_get_sha256 (book));
  inventory.source = source;
  if (!read_rows (&inventory, book, error))
    return FALSE;
  write_all (&inventory);
  connectors_source_finish (source);
  return TRUE;
}

static gboolean
collect (const UitwegCollectRequest *request,
         UitwegEstateBuilder *builder,
         GCancellable *cancellable,
         GError **error)
{
  if (!connectors_check_options (&connectors_konveyor, request, error))
    return FALSE;
  for (gsize i = 0; request->paths[i] != NULL; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !read_file (request->paths[i], request, builder, error))
      return FALSE;
  return TRUE;
}

static guint
recognise (const UitwegConnectorSample *sample, const char **what_out)
{
  static const char *const names[] = { "Record Type 1", "Application Name",
                                       NULL };

  if (sample->form != CONNECTORS_FORM_TABLE
      || !connectors_sample_has_columns (sample, names))
    return CONNECTORS_NOT_MINE;
  *what_out = "application inventory of Konveyor";
  return CONNECTORS_CERTAIN;
}

const UitwegConnector connectors_konveyor = {
  .api = UITWEG_CONNECTOR_API,
  .name = "konveyor-csv",
  .summary = "application inventories of Konveyor (CSV)",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect,
  .recognise = recognise,
};
