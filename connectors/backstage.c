/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads the catalog-info.yaml files of Backstage: components and resources
 * with what they depend on, systems as business services. An API stands for
 * the component that provides it.
 */
#include "config.h"

#include "connectors/connectors.h"

#include <string.h>

#include "base/doc.h"
#include "connectors/common/nodes.h"
#include "connectors/common/records.h"
#include "connectors/common/sample.h"
#include "connectors/common/secrets.h"
#include "connectors/common/yaml-documents.h"

#define MAX_FILE ((gsize) 64 << 20)

static const UitwegConnectorOption options[] = {
  { NULL, NULL, NULL },
};

/* One thing of the catalog. References are "kind:namespace/name". */
typedef struct
{
  char *reference;
  char *title;
  char *type;
  char *lifecycle;
  char *owner;
  char *system;
  gboolean is_component;
} Entity;

typedef struct
{
  char *from;
  char *to;
  ConnectorsRule rule;
} Link;

typedef struct
{
  ConnectorsSource *source;
  GHashTable *entities;  /* reference -> Entity; components and resources */
  GHashTable *systems;   /* reference -> Entity */
  GHashTable *providers; /* reference of an API -> GPtrArray of references */
  GArray *links;         /* of Link */
  GHashTable *left;      /* kinds that are not read -> how many */
} Catalog;

static void
free_entity (gpointer data)
{
  Entity *entity = data;

  g_free (entity->reference);
  g_free (entity->title);
  g_free (entity->type);
  g_free (entity->lifecycle);
  g_free (entity->owner);
  g_free (entity->system);
  g_free (entity);
}

static void
clear_link (gpointer data)
{
  Link *link = data;

  g_free (link->from);
  g_free (link->to);
}

/* The full form of "[kind:][namespace/]name", in small letters: names differ
 * in more than case. (transfer full): NULL if it is no reference */
static char *
resolve (const char *text, const char *kind, const char *space)
{
  const char *colon = strchr (text, ':');
  const char *rest = colon != NULL ? colon + 1 : text;
  const char *slash = strchr (rest, '/');
  g_autofree char *given = colon != NULL
                               ? g_strndup (text, (gsize) (colon - text))
                               : g_strdup (kind);
  g_autofree char *within = slash != NULL
                                ? g_strndup (rest, (gsize) (slash - rest))
                                : g_strdup (space);
  const char *name = slash != NULL ? slash + 1 : rest;
  g_autofree char *full = NULL;

  if (given[0] == '\0' || within[0] == '\0' || name[0] == '\0'
      || connectors_is_personal (name))
    return NULL;
  full = g_strdup_printf ("%s:%s/%s", given, within, name);
  return g_ascii_strdown (full, -1);
}

/* --- Reading --------------------------------------------------------------
 */

/* What one document is about. */
typedef struct
{
  Catalog *catalog;
  const BaseDoc *doc;
  const BaseNode *root;
  const char *space;
  const char *reference;
} Reader;

static void
add_link (Catalog *catalog,
          const char *from,
          const char *to,
          ConnectorsRule rule)
{
  const Link link = { .from = g_strdup (from),
                      .to = g_strdup (to),
                      .rule = rule };

  g_array_append_val (catalog->links, link);
}

/* A list of references; `found` gets each in its full form. */
static void
each_reference (const Reader *reader,
                const char *path,
                const char *kind,
                void (*found) (const Reader *reader, const char *reference))
{
  const BaseNode *list = connectors_node_list (reader->doc, reader->root, path);

  for (const BaseNode *at = list != NULL ? base_doc_first (reader->doc, list)
                                         : NULL;
       at != NULL; at = base_doc_next (reader->doc, at))
    {
      const char *text = connectors_node_text (at);
      g_autofree char *reference = text != NULL
                                       ? resolve (text, kind, reader->space)
                                       : NULL;

      if (reference != NULL)
        found (reader, reference);
    }
}

static void
found_need (const Reader *reader, const char *reference)
{
  add_link (reader->catalog, reader->reference, reference,
            CONNECTORS_RULE_DECLARED);
}

static void
found_dependant (const Reader *reader, const char *reference)
{
  add_link (reader->catalog, reference, reader->reference,
            CONNECTORS_RULE_DECLARED);
}

static void
found_call (const Reader *reader, const char *reference)
{
  add_link (reader->catalog, reader->reference, reference,
            CONNECTORS_RULE_CALLS);
}

static void
found_provided (const Reader *reader, const char *reference)
{
  GHashTable *providers = reader->catalog->providers;
  GPtrArray *list = g_hash_table_lookup (providers, reference);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (providers, g_strdup (reference), list);
    }
  g_ptr_array_add (list, g_strdup (reader->reference));
}

/* A group owns; a user is a person and is not kept. (transfer full) */
static char *
read_owner (const Reader *reader)
{
  const char *text = connectors_text_at (reader->doc, reader->root,
                                         "spec.owner");
  g_autofree char *reference = text != NULL
                                   ? resolve (text, "group", reader->space)
                                   : NULL;
  const char *slash;

  if (reference == NULL || !g_str_has_prefix (reference, "group:"))
    return NULL;
  slash = strchr (reference, '/');
  return connectors_clean_public (slash + 1);
}

static Entity *
new_entity (const Reader *reader)
{
  Entity *entity = g_new0 (Entity, 1);
  const char *title = connectors_text_at (reader->doc, reader->root,
                                          "metadata.title");
  const char *system = connectors_text_at (reader->doc, reader->root,
                                           "spec.system");

  entity->reference = g_strdup (reader->reference);
  entity->title = connectors_clean_public (
      title != NULL
          ? title
          : connectors_text_at (reader->doc, reader->root, "metadata.name"));
  entity->type = connectors_clean_public (
      connectors_text_at (reader->doc, reader->root, "spec.type"));
  entity->lifecycle = connectors_clean_public (
      connectors_text_at (reader->doc, reader->root, "spec.lifecycle"));
  entity->owner = read_owner (reader);
  entity->system = system != NULL ? resolve (system, "system", reader->space)
                                  : NULL;
  return entity;
}

static void
leave (Catalog *catalog, const char *kind)
{
  char *key = connectors_clean (kind);
  guint n = key != NULL
                ? GPOINTER_TO_UINT (g_hash_table_lookup (catalog->left, key))
                : 0;

  if (key != NULL)
    g_hash_table_replace (catalog->left, key, GUINT_TO_POINTER (n + 1));
}

static void
keep (Catalog *catalog, GHashTable *table, Entity *entity, const char *place)
{
  if (g_hash_table_contains (table, entity->reference))
    {
      connectors_source_add_note (catalog->source, place,
                                  "found %s a second time, expected it once: "
                                  "the first one counts",
                                  entity->reference);
      free_entity (entity);
      return;
    }
  g_hash_table_insert (table, entity->reference, entity);
}

static void
read_entity (Catalog *catalog, const BaseDoc *doc, const char *place)
{
  Reader reader = { .catalog = catalog,
                    .doc = doc,
                    .root = base_doc_node (doc, 0) };
  const char *kind = connectors_text_at (doc, reader.root, "kind");
  const char *name = connectors_text_at (doc, reader.root, "metadata.name");
  const char *space = connectors_text_at (doc, reader.root,
                                          "metadata.namespace");
  g_autofree char *reference = NULL;

  reader.space = space != NULL ? space : "default";
  if (kind != NULL && name != NULL)
    reference = resolve (name, kind, reader.space);
  if (reference == NULL)
    {
      connectors_source_add_problem (catalog->source, place, 1,
                                     "found no kind or metadata.name, expected "
                                     "an entity of Backstage");
      return;
    }
  reader.reference = reference;
  if (strcmp (kind, "System") == 0)
    keep (catalog, catalog->systems, new_entity (&reader), place);
  else if (strcmp (kind, "Component") == 0 || strcmp (kind, "Resource") == 0)
    {
      const char *parent = connectors_text_at (doc, reader.root,
                                               "spec.subcomponentOf");
      g_autofree char *whole = parent != NULL
                                   ? resolve (parent, "component", reader.space)
                                   : NULL;
      Entity *entity = new_entity (&reader);

      entity->is_component = strcmp (kind, "Component") == 0;
      keep (catalog, catalog->entities, entity, place);
      each_reference (&reader, "spec.dependsOn", "component", found_need);
      each_reference (&reader, "spec.dependencyOf", "component",
                      found_dependant);
      each_reference (&reader, "spec.consumesApis", "api", found_call);
      each_reference (&reader, "spec.providesApis", "api", found_provided);
      if (whole != NULL)
        add_link (catalog, reference, whole, CONNECTORS_RULE_CONTAINS);
    }
  else
    leave (catalog, kind);
}

/* Reads the documents of one file. Returns how many were entities. */
static guint
read_documents (Catalog *catalog,
                const char *path,
                const char *data,
                gsize length)
{
  g_autoptr (BaseDoc) doc = base_doc_new ();
  ConnectorsYamlRest rest = { data, length, 1 };
  const char *text;
  guint32 line;
  gsize n;
  guint n_entities = 0;

  while (connectors_yaml_next (&rest, &text, &n, &line))
    {
      g_autofree char *place = g_strdup_printf ("%s:%u", path, line);
      g_autoptr (GError) reason = NULL;

      if (!base_yaml_parse_at (doc, path, line, text, n, &reason))
        connectors_source_add_problem (catalog->source, place, 1, "%s",
                                       reason->message);
      else
        {
          const char *api = connectors_text_at (doc, base_doc_node (doc, 0),
                                                "apiVersion");

          n_entities += api != NULL && strstr (api, "backstage.io") != NULL;
          read_entity (catalog, doc, place);
        }
    }
  return n_entities;
}

/* --- Records --------------------------------------------------------------
 */

/* What a type of a resource or component is; Backstage leaves the words to
 * its users, these are those of its documentation and of common use. */
static UitwegResourceKind
kind_of (const Entity *entity)
{
  static const struct
  {
    const char *word;
    UitwegResourceKind kind;
  } words[] = {
    { "database", UITWEG_KIND_DATABASE }, { "bucket", UITWEG_KIND_BUCKET },
    { "cache", UITWEG_KIND_CACHE },       { "queue", UITWEG_KIND_QUEUE },
    { "topic", UITWEG_KIND_QUEUE },       { "cluster", UITWEG_KIND_CLUSTER },
    { "server", UITWEG_KIND_VM },         { "vm", UITWEG_KIND_VM },
    { "dns", UITWEG_KIND_DNS },           { "cdn", UITWEG_KIND_LOAD_BALANCER },
    { "storage", UITWEG_KIND_SHARE },     { "network", UITWEG_KIND_NETWORK },
    { "library", UITWEG_KIND_OTHER },
  };

  for (gsize i = 0; entity->type != NULL && i < G_N_ELEMENTS (words); i++)
    if (strstr (entity->type, words[i].word) != NULL
        && (!entity->is_component || words[i].kind == UITWEG_KIND_OTHER))
      return words[i].kind;
  return entity->is_component ? UITWEG_KIND_APPLICATION : UITWEG_KIND_UNKNOWN;
}

/* "backstage/component/default/shop" of "component:default/shop" */
static char *
record_id (const char *reference)
{
  g_autofree char *path = g_strdup (reference);
  char *colon = strchr (path, ':');

  if (colon != NULL)
    *colon = '/';
  return connectors_make_id ("backstage/%s", path);
}

static void
write_entity (const Catalog *catalog, const Entity *entity)
{
  UitwegTable *table = connectors_source_get_resources (catalog->source);
  const Entity *system = entity->system != NULL ? g_hash_table_lookup (
                             catalog->systems, entity->system)
                                                : NULL;
  g_autofree char *id = record_id (entity->reference);
  guint32 row = connectors_begin_resource (catalog->source, id, entity->title,
                                           kind_of (entity), NULL);
  UitwegTable *tags;

  if (system != NULL)
    connectors_set_text (table, row, UITWEG_RESOURCE_APPLICATION,
                         system->title);
  if (entity->lifecycle != NULL)
    base_table_set_enum (table, row, UITWEG_RESOURCE_ENVIRONMENT,
                         connectors_environment_of (entity->lifecycle));
  tags = base_table_begin_list (table, UITWEG_RESOURCE_TAGS);
  base_table_add_tag (tags, "owner", entity->owner);
  base_table_add_tag (tags, "type", entity->type);
  base_table_end_list (table, UITWEG_RESOURCE_TAGS);
  connectors_end_resource (catalog->source, row,
                           entity->is_component ? "backstage.component"
                                                : "backstage.resource",
                           UITWEG_GRADE_DOCUMENTED);
}

static void
write_system (const Catalog *catalog,
              const Entity *system,
              const GPtrArray *entities)
{
  UitwegTable *table = connectors_source_get_table (catalog->source,
                                                    UITWEG_RECORD_SERVICE);
  const char *name = strchr (system->reference, '/') + 1;
  g_autofree char *id = connectors_make_id ("service/%s", name);
  guint32 row = connectors_begin_record (catalog->source, UITWEG_RECORD_SERVICE,
                                         id);
  UitwegTable *members;

  connectors_set_text (table, row, UITWEG_SERVICE_NAME, system->title);
  connectors_set_text (table, row, UITWEG_SERVICE_OWNER, system->owner);
  members = base_table_begin_list (table, UITWEG_SERVICE_MEMBERS);
  for (guint i = 0; i < entities->len; i++)
    {
      const Entity *entity = g_hash_table_lookup (
          catalog->entities, g_ptr_array_index (entities, i));
      g_autofree char *member = record_id (entity->reference);

      if (g_strcmp0 (entity->system, system->reference) == 0)
        base_table_add_text (members, member);
    }
  base_table_end_list (table, UITWEG_SERVICE_MEMBERS);
  connectors_end_record (catalog->source, UITWEG_RECORD_SERVICE, row,
                         "backstage.system", UITWEG_GRADE_DOCUMENTED);
}

/* A link to an API goes to all that provide it; to none, to the API, which
 * then is a name that nothing defines. */
static void
write_link (const Catalog *catalog, const Link *link)
{
  const GPtrArray *providers = g_hash_table_lookup (catalog->providers,
                                                    link->to);
  g_autofree char *from = record_id (link->from);
  guint n = providers != NULL ? providers->len : 1;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *to = record_id (
          providers != NULL ? g_ptr_array_index (providers, i) : link->to);

      connectors_add_dependency (catalog->source, from, to, link->rule,
                                 link->rule == CONNECTORS_RULE_CALLS
                                     ? "backstage.consumesApis"
                                     : "backstage.dependsOn");
    }
}

static void
write_all (const Catalog *catalog)
{
  g_autoptr (GPtrArray) entities = connectors_sorted_keys (catalog->entities);
  g_autoptr (GPtrArray) systems = connectors_sorted_keys (catalog->systems);
  g_autoptr (GPtrArray) left = connectors_sorted_keys (catalog->left);

  for (guint i = 0; i < entities->len; i++)
    write_entity (catalog,
                  g_hash_table_lookup (catalog->entities,
                                       g_ptr_array_index (entities, i)));
  for (guint i = 0; i < systems->len; i++)
    write_system (
        catalog,
        g_hash_table_lookup (catalog->systems, g_ptr_array_index (systems, i)),
        entities);
  for (guint i = 0; i < catalog->links->len; i++)
    write_link (catalog, &g_array_index (catalog->links, Link, i));
  connectors_source_add_count (catalog->source, "resources", entities->len);
  connectors_source_add_count (catalog->source, "services", systems->len);
  for (guint i = 0; i < left->len; i++)
    connectors_source_add_note (
        catalog->source, g_ptr_array_index (left, i),
        "left out %u of this kind",
        GPOINTER_TO_UINT (
            g_hash_table_lookup (catalog->left, g_ptr_array_index (left, i))));
}

/* --- The connector --------------------------------------------------------
 */

static void
catalog_clear (Catalog *catalog)
{
  connectors_source_free (catalog->source);
  g_hash_table_unref (catalog->entities);
  g_hash_table_unref (catalog->systems);
  g_hash_table_unref (catalog->providers);
  g_hash_table_unref (catalog->left);
  g_array_unref (catalog->links);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Catalog, catalog_clear)

static gint
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* One file; the first gives the source its name. */
static gboolean
read_file (Catalog *catalog,
           const char *path,
           const UitwegCollectRequest *request,
           UitwegEstateBuilder *builder,
           GError **error)
{
  g_autofree char *contents = NULL;
  g_autofree char *sha256 = NULL;
  gsize length = 0;

  if (!connectors_read_file (path, MAX_FILE, &contents, &length, &sha256,
                             error))
    return FALSE;
  if (catalog->source == NULL)
    {
      g_autofree char *id = g_strdup_printf ("backstage/%.12s", sha256);

      catalog->source = connectors_source_new ("backstage", id, request,
                                               builder);
      connectors_source_set_asked (catalog->source, path);
    }
  connectors_source_add_file (catalog->source, path, sha256);
  if (read_documents (catalog, path, contents, length) > 0)
    return TRUE;
  g_set_error (error, UITWEG_CONNECTOR_ERROR,
               (gint) UITWEG_CONNECTOR_ERROR_INPUT,
               "%s:1: found no entity with an apiVersion of backstage.io, "
               "expected a catalog-info.yaml",
               path);
  return FALSE;
}

static gboolean
collect (const UitwegCollectRequest *request,
         UitwegEstateBuilder *builder,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_auto (Catalog) catalog = { .source = NULL };

  catalog.entities = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                            free_entity);
  catalog.systems = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                           free_entity);
  catalog.providers = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  catalog.left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  catalog.links = g_array_new (FALSE, FALSE, sizeof (Link));
  g_array_set_clear_func (catalog.links, clear_link);
  if (!connectors_check_options (&connectors_backstage, request, error))
    return FALSE;
  for (gsize i = 0; request->paths[i] != NULL; i++)
    g_ptr_array_add (paths, (gpointer) request->paths[i]);
  g_ptr_array_sort (paths, compare_paths);
  for (guint i = 0; i < paths->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !read_file (&catalog, g_ptr_array_index (paths, i), request, builder,
                       error))
      return FALSE;
  write_all (&catalog);
  connectors_source_finish (catalog.source);
  return TRUE;
}

static guint
recognise (const UitwegConnectorSample *sample, const char **what_out)
{
  const char *api = sample->form == CONNECTORS_FORM_YAML
                        ? connectors_sample_get_value (sample, "apiVersion")
                        : NULL;

  if (api == NULL || strstr (api, "backstage.io") == NULL)
    return CONNECTORS_NOT_MINE;
  *what_out = "entities of a Backstage catalog";
  return CONNECTORS_CERTAIN;
}

const UitwegConnector connectors_backstage = {
  .api = UITWEG_CONNECTOR_API,
  .name = "backstage",
  .summary = "entities of a Backstage catalog (catalog-info.yaml)",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect,
  .recognise = recognise,
};
