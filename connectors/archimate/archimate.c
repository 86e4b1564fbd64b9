/* SPDX-License-Identifier: EUPL-1.2
 *
 * Makes records of a model of architecture: what the business gets becomes
 * services, what they run on resources, and who is named an actor a party. A
 * service stands for what realises it: what needs a service needs that.
 */
#include "config.h"

#include "connectors/archimate/model.h"
#include "connectors/connectors.h"

#include <string.h>

#include "connectors/common/sample.h"
#include "connectors/common/secrets.h"

#define MAX_FILE ((gsize) 128 << 20)

static const UitwegConnectorOption options[] = {
  { "properties", NULL,
    "what properties stand for: NAME=FIELD,...; fields are owner, "
    "criticality, data_class, provider, environment, saas, tags.KEY" },
  { NULL, NULL, NULL },
};

typedef struct
{
  ConnectorsSource *source;
  ArchimateModel *model;
  GPtrArray *mapping; /* name, field, name, field */
  GArray **below;     /* of a service: elements that it needs or has */
} Writer;

/* --- Properties -----------------------------------------------------------
 */

static gboolean
is_field (const char *field)
{
  static const char *const fields[] = { "owner",    "criticality", "data_class",
                                        "provider", "environment", "saas" };

  if (g_str_has_prefix (field, "tags.") && field[strlen ("tags.")] != '\0')
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (fields[i], field) == 0)
      return TRUE;
  return FALSE;
}

/* (transfer full): the pairs of --properties */
static GPtrArray *
parse_mapping (const UitwegCollectRequest *request, GError **error)
{
  const char *text = connectors_get_option (&connectors_archimate, request,
                                            "properties");
  g_autoptr (GPtrArray) mapping = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *equals = strrchr (parts[i], '=');

      if (g_strstrip (parts[i])[0] == '\0')
        continue;
      if (equals == NULL || !is_field (equals + 1))
        {
          g_set_error (error, UITWEG_CONNECTOR_ERROR,
                       (gint) UITWEG_CONNECTOR_ERROR_OPTION,
                       "archimate: found --properties '%s', expected "
                       "NAME=FIELD with a field of owner, criticality, "
                       "data_class, provider, environment, saas or tags.KEY",
                       parts[i]);
          return NULL;
        }
      *equals = '\0';
      g_ptr_array_add (mapping, g_strdup (parts[i]));
      g_ptr_array_add (mapping, g_strdup (equals + 1));
    }
  return g_steal_pointer (&mapping);
}

/* (transfer none) (nullable): the value of the property that stands for a
 * field */
static const char *
get_field (const Writer *writer,
           const ArchimateElement *element,
           const char *field)
{
  for (guint m = 0; m + 1 < writer->mapping->len; m += 2)
    for (guint p = 0; p + 1 < element->properties->len; p += 2)
      if (strcmp (g_ptr_array_index (writer->mapping, m + 1), field) == 0
          && strcmp (g_ptr_array_index (writer->mapping, m),
                     g_ptr_array_index (element->properties, p))
                 == 0)
        return g_ptr_array_index (element->properties, p + 1);
  return NULL;
}

/* Sets the field of a closed list whose words fit. */
static void
set_word (UitwegTable *table,
          guint32 row,
          guint field,
          const char *text,
          const char *const (*words)[2],
          gsize n_words)
{
  for (gsize i = 0; text != NULL && i < n_words; i++)
    if (g_ascii_strcasecmp (text, words[i][0]) == 0
        || g_ascii_strcasecmp (text, words[i][1]) == 0)
      base_table_set_enum (table, row, field, (gint) i);
}

static void
write_tags (const Writer *writer,
            const ArchimateElement *element,
            UitwegTable *table,
            guint field)
{
  UitwegTable *tags = base_table_begin_list (table, field);

  for (guint m = 0; m + 1 < writer->mapping->len; m += 2)
    {
      const char *name = g_ptr_array_index (writer->mapping, m + 1);
      g_autofree char *value = g_str_has_prefix (name, "tags.")
                                   ? connectors_clean_public (
                                       get_field (writer, element, name))
                                   : NULL;

      base_table_add_tag (tags, name + MIN (strlen (name), strlen ("tags.")),
                          value);
    }
  base_table_add_tag (tags, "archimate", element->type);
  base_table_end_list (table, field);
}

/* --- Records --------------------------------------------------------------
 */

static void
write_resource (const Writer *writer, const ArchimateElement *element)
{
  UitwegTable *table = connectors_source_get_resources (writer->source);
  const char *saas = get_field (writer, element, "saas");
  gboolean is_saas = element->kind == UITWEG_KIND_APPLICATION && saas != NULL
                     && (g_ascii_strcasecmp (saas, "saas") == 0
                         || g_ascii_strcasecmp (saas, "true") == 0
                         || g_ascii_strcasecmp (saas, "ja") == 0
                         || g_ascii_strcasecmp (saas, "yes") == 0);
  g_autofree char *provider = connectors_clean_public (
      get_field (writer, element, "provider"));
  const char *environment = get_field (writer, element, "environment");
  guint32 row = connectors_begin_resource (
      writer->source, element->id, element->name,
      is_saas ? UITWEG_KIND_SAAS : element->kind, NULL);

  connectors_set_text (table, row, UITWEG_RESOURCE_PROVIDER, provider);
  if (environment != NULL)
    base_table_set_enum (table, row, UITWEG_RESOURCE_ENVIRONMENT,
                         connectors_environment_of (environment));
  if (element->kind == UITWEG_KIND_APPLICATION)
    connectors_set_text (table, row, UITWEG_RESOURCE_APPLICATION,
                         element->name);
  write_tags (writer, element, table, UITWEG_RESOURCE_TAGS);
  connectors_end_resource (writer->source, row, "archimate.element",
                           UITWEG_GRADE_DOCUMENTED);
}

/* Ids of the resources below an element: itself, or of a service all that it
 * needs, through other services too. (transfer full): sorted, each once */
static GPtrArray *
find_resources (const Writer *writer, guint32 element)
{
  const ArchimateModel *model = writer->model;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint32));
  GPtrArray *ids = g_ptr_array_new ();

  g_array_append_val (queue, element);
  g_hash_table_add (seen, GUINT_TO_POINTER (element));
  for (guint i = 0; i < queue->len; i++)
    {
      guint32 at = g_array_index (queue, guint32, i);
      const ArchimateElement *thing = archimate_element (model, at);

      if (thing->role == ARCHIMATE_RESOURCE)
        g_ptr_array_add (ids, thing->id);
      if (thing->role != ARCHIMATE_SERVICE || writer->below[at] == NULL)
        continue;
      for (guint j = 0; j < writer->below[at]->len; j++)
        {
          guint32 next = g_array_index (writer->below[at], guint32, j);

          if (g_hash_table_add (seen, GUINT_TO_POINTER (next)))
            g_array_append_val (queue, next);
        }
    }
  g_ptr_array_sort (ids, connectors_compare_texts);
  return ids;
}

static void
write_service (const Writer *writer, guint32 number)
{
  static const char *const criticality[][2] = {
    { "vital", "vitaal" },
    { "high", "hoog" },
    { "medium", "midden" },
    { "low", "laag" },
  };
  static const char *const classes[][2] = {
    { "public", "openbaar" },
    { "internal", "intern" },
    { "confidential", "vertrouwelijk" },
    { "personal", "persoonsgegevens" },
    { "personal-special", "bijzondere persoonsgegevens" },
    { "state-secret", "staatsgeheim" },
  };
  const ArchimateElement *element = archimate_element (writer->model, number);
  UitwegTable *table = connectors_source_get_table (writer->source,
                                                    UITWEG_RECORD_SERVICE);
  g_autoptr (GPtrArray) members = find_resources (writer, number);
  g_autofree char *owner = connectors_clean_unit (
      get_field (writer, element, "owner"));
  guint32 row = connectors_begin_record (writer->source, UITWEG_RECORD_SERVICE,
                                         element->id);
  UitwegTable *list;

  connectors_set_text (table, row, UITWEG_SERVICE_NAME, element->name);
  connectors_set_text (table, row, UITWEG_SERVICE_OWNER, owner);
  set_word (table, row, UITWEG_SERVICE_CRITICALITY,
            get_field (writer, element, "criticality"), criticality,
            G_N_ELEMENTS (criticality));
  set_word (table, row, UITWEG_SERVICE_DATA_CLASS,
            get_field (writer, element, "data_class"), classes,
            G_N_ELEMENTS (classes));
  list = base_table_begin_list (table, UITWEG_SERVICE_MEMBERS);
  for (guint i = 0; i < members->len; i++)
    base_table_add_text (list, g_ptr_array_index (members, i));
  base_table_end_list (table, UITWEG_SERVICE_MEMBERS);
  write_tags (writer, element, table, UITWEG_SERVICE_TAGS);
  connectors_end_record (writer->source, UITWEG_RECORD_SERVICE, row,
                         "archimate.element", UITWEG_GRADE_DOCUMENTED);
}

static void
write_party (const Writer *writer, const ArchimateElement *element)
{
  UitwegTable *table = connectors_source_get_table (writer->source,
                                                    UITWEG_RECORD_PARTY);
  guint32 row = connectors_begin_record (writer->source, UITWEG_RECORD_PARTY,
                                         element->id);

  connectors_set_text (table, row, UITWEG_PARTY_NAME, element->name);
  connectors_end_record (writer->source, UITWEG_RECORD_PARTY, row,
                         "archimate.element", UITWEG_GRADE_DOCUMENTED);
}

/* What services have below them: what they need, and their parts. */
static void
fill_below (Writer *writer)
{
  const GArray *relations = writer->model->relations;

  for (guint i = 0; i < relations->len; i++)
    {
      const ArchimateRelation *at = &g_array_index (relations,
                                                    ArchimateRelation, i);
      gboolean is_part = at->sense == ARCHIMATE_PART_OF;
      guint32 service = is_part ? at->to : at->from;
      guint32 other = is_part ? at->from : at->to;

      if (archimate_element (writer->model, service)->role != ARCHIMATE_SERVICE
          || at->sense == ARCHIMATE_USES)
        continue;
      if (writer->below[service] == NULL)
        writer->below[service] = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_array_append_val (writer->below[service], other);
    }
}

/* A resource needs what stands behind the other end. */
static void
write_relation (const Writer *writer, const ArchimateRelation *relation)
{
  static const ConnectorsRule rules[] = {
    [ARCHIMATE_NEEDS] = CONNECTORS_RULE_DECLARED,
    [ARCHIMATE_USES] = CONNECTORS_RULE_CALLS,
    [ARCHIMATE_ACCESS] = CONNECTORS_RULE_READS_FROM,
    [ARCHIMATE_PART_OF] = CONNECTORS_RULE_CONTAINS,
  };
  const ArchimateElement *from = archimate_element (writer->model,
                                                    relation->from);
  g_autoptr (GPtrArray) needed = NULL;
  ConnectorsRule rule = rules[relation->sense];

  if (from->role != ARCHIMATE_RESOURCE)
    return;
  if (strcmp (relation->type, "Assignment") == 0)
    rule = CONNECTORS_RULE_RUNS_ON;
  needed = find_resources (writer, relation->to);
  for (guint i = 0; i < needed->len; i++)
    connectors_add_dependency (writer->source, from->id,
                               g_ptr_array_index (needed, i), rule,
                               "archimate.relationship");
}

static void
note_left (const Writer *writer, const char *path)
{
  g_autoptr (GPtrArray) types = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer type;

  g_hash_table_iter_init (&iter, writer->model->left);
  while (g_hash_table_iter_next (&iter, &type, NULL))
    g_ptr_array_add (types, type);
  g_ptr_array_sort (types, connectors_compare_texts);
  for (guint i = 0; i < types->len; i++)
    g_string_append_printf (
        text, "%s%u %s", i > 0 ? ", " : "",
        GPOINTER_TO_UINT (g_hash_table_lookup (writer->model->left,
                                               g_ptr_array_index (types, i))),
        (const char *) g_ptr_array_index (types, i));
  if (types->len > 0)
    connectors_source_add_note (writer->source, path,
                                "left out what is no inventory: %s", text->str);
  if (writer->model->n_lost > 0)
    connectors_source_add_note (writer->source, path,
                                "left out %u relationships of things that are "
                                "left out",
                                writer->model->n_lost);
}

/* Names of properties that nothing was made of, so that they can be mapped. */
static void
note_properties (const Writer *writer, const char *path)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint m = 0; m + 1 < writer->mapping->len; m += 2)
    g_hash_table_add (seen, g_ptr_array_index (writer->mapping, m));
  for (guint32 i = 0; i < writer->model->elements->len; i++)
    {
      const ArchimateElement *element = archimate_element (writer->model, i);

      for (guint p = 0; p + 1 < element->properties->len; p += 2)
        if (g_hash_table_add (seen, g_ptr_array_index (element->properties, p)))
          g_ptr_array_add (names, g_ptr_array_index (element->properties, p));
    }
  if (names->len == 0)
    return;
  g_ptr_array_sort (names, connectors_compare_texts);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (names, i));
  connectors_source_add_note (writer->source, path,
                              "left out properties that --properties does not "
                              "name: %s",
                              text->str);
}

static void
write_all (Writer *writer, const char *path)
{
  const ArchimateModel *model = writer->model;
  guint counts[3] = { 0, 0, 0 };

  fill_below (writer);
  for (guint32 i = 0; i < model->elements->len; i++)
    {
      const ArchimateElement *element = archimate_element (model, i);

      counts[element->role]++;
      if (element->role == ARCHIMATE_RESOURCE)
        write_resource (writer, element);
      else if (element->role == ARCHIMATE_SERVICE)
        write_service (writer, i);
      else
        write_party (writer, element);
    }
  for (guint i = 0; i < model->relations->len; i++)
    write_relation (writer,
                    &g_array_index (model->relations, ArchimateRelation, i));
  connectors_source_add_count (writer->source, "resources",
                               counts[ARCHIMATE_RESOURCE]);
  connectors_source_add_count (writer->source, "services",
                               counts[ARCHIMATE_SERVICE]);
  connectors_source_add_count (writer->source, "parties",
                               counts[ARCHIMATE_PARTY]);
  connectors_source_add_count (writer->source, "relationships",
                               model->relations->len);
  note_left (writer, path);
  note_properties (writer, path);
}

static gboolean
read_file (const char *path,
           GPtrArray *mapping,
           const UitwegCollectRequest *request,
           UitwegEstateBuilder *builder,
           GError **error)
{
  g_autoptr (ArchimateModel) model = archimate_model_new ();
  g_autoptr (ConnectorsSource) source = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *id = NULL;
  Writer writer = { .model = model, .mapping = mapping };
  gsize length = 0;

  if (!connectors_read_file (path, MAX_FILE, &contents, &length, &sha256,
                             error))
    return FALSE;
  id = g_strdup_printf ("archimate/%.12s", sha256);
  source = connectors_source_new ("archimate", id, request, builder);
  connectors_source_set_asked (source, path);
  connectors_source_add_file (source, path, sha256);
  if (!archimate_read (model, path, contents, length, source, error))
    return FALSE;
  writer.source = source;
  writer.below = g_new0 (GArray *, model->elements->len + 1);
  write_all (&writer, path);
  for (guint i = 0; i < model->elements->len; i++)
    g_clear_pointer (&writer.below[i], g_array_unref);
  g_free (writer.below);
  connectors_source_finish (source);
  return TRUE;
}

static gboolean
collect (const UitwegCollectRequest *request,
         UitwegEstateBuilder *builder,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (GPtrArray) mapping = NULL;

  if (!connectors_check_options (&connectors_archimate, request, error))
    return FALSE;
  mapping = parse_mapping (request, error);
  if (mapping == NULL)
    return FALSE;
  for (gsize i = 0; request->paths[i] != NULL; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !read_file (request->paths[i], mapping, request, builder, error))
      return FALSE;
  return TRUE;
}

static guint
recognise (const UitwegConnectorSample *sample, const char **what_out)
{
  if (sample->form != CONNECTORS_FORM_XML
      || g_strcmp0 (sample->root, "model") != 0
      || sample->root_namespace == NULL
      || strstr (sample->root_namespace, "archimate") == NULL)
    return CONNECTORS_NOT_MINE;
  *what_out = "ArchiMate exchange file";
  return CONNECTORS_CERTAIN;
}

const UitwegConnector connectors_archimate = {
  .api = UITWEG_CONNECTOR_API,
  .name = "archimate",
  .summary = "models of architecture in the ArchiMate exchange format",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect,
  .recognise = recognise,
};
