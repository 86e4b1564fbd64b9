/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads the ArchiMate Model Exchange File Format: elements, relationships and
 * properties. Views, folders and documentation are not looked at: they hold
 * pictures and free text.
 */
#include "config.h"

#include "connectors/archimate/model.h"

#include <string.h>

#include "connectors/common/secrets.h"
#include "connectors/common/xml.h"

#define NAMESPACE "http://www.opengroup.org/xsd/archimate/"

typedef struct
{
  const char *type;
  ArchimateRole role;
  UitwegResourceKind kind;
} ElementRule;

/* Types of ArchiMate 3 that say what is there; the others are motives,
 * processes and plans. */
static const ElementRule element_rules[] = {
  { "BusinessService", ARCHIMATE_SERVICE, UITWEG_KIND_UNKNOWN },
  { "ApplicationService", ARCHIMATE_SERVICE, UITWEG_KIND_UNKNOWN },
  { "ApplicationComponent", ARCHIMATE_RESOURCE, UITWEG_KIND_APPLICATION },
  { "ApplicationCollaboration", ARCHIMATE_RESOURCE, UITWEG_KIND_APPLICATION },
  { "DataObject", ARCHIMATE_RESOURCE, UITWEG_KIND_DATABASE },
  { "Node", ARCHIMATE_RESOURCE, UITWEG_KIND_UNKNOWN },
  { "TechnologyCollaboration", ARCHIMATE_RESOURCE, UITWEG_KIND_CLUSTER },
  { "TechnologyService", ARCHIMATE_RESOURCE, UITWEG_KIND_PLATFORM },
  { "Device", ARCHIMATE_RESOURCE, UITWEG_KIND_HOST },
  { "SystemSoftware", ARCHIMATE_RESOURCE, UITWEG_KIND_PLATFORM },
  { "CommunicationNetwork", ARCHIMATE_RESOURCE, UITWEG_KIND_NETWORK },
  { "Path", ARCHIMATE_RESOURCE, UITWEG_KIND_CONNECTIVITY },
  { "Artifact", ARCHIMATE_RESOURCE, UITWEG_KIND_OTHER },
  { "Facility", ARCHIMATE_RESOURCE, UITWEG_KIND_FACILITY },
  { "Equipment", ARCHIMATE_RESOURCE, UITWEG_KIND_OTHER },
  { "BusinessActor", ARCHIMATE_PARTY, UITWEG_KIND_UNKNOWN },
};

/* A relation as it is drawn, from source to target, and who needs whom. */
static const struct
{
  const char *type;
  ArchimateSense sense;
  gboolean is_reversed; /* the target is the one that needs */
} relation_rules[] = {
  { "Serving", ARCHIMATE_NEEDS, TRUE },
  { "Assignment", ARCHIMATE_NEEDS, TRUE },
  { "Realization", ARCHIMATE_NEEDS, TRUE },
  { "Flow", ARCHIMATE_USES, TRUE },
  { "Access", ARCHIMATE_ACCESS, FALSE },
  { "Composition", ARCHIMATE_PART_OF, TRUE },
  { "Aggregation", ARCHIMATE_PART_OF, TRUE },
};

static void
clear_element (gpointer data)
{
  ArchimateElement *element = data;

  g_free (element->identifier);
  g_free (element->name);
  g_free (element->id);
  g_ptr_array_unref (element->properties);
}

ArchimateModel *
archimate_model_new (void)
{
  ArchimateModel *model = g_new0 (ArchimateModel, 1);

  model->elements = g_array_new (FALSE, FALSE, sizeof (ArchimateElement));
  g_array_set_clear_func (model->elements, clear_element);
  model->relations = g_array_new (FALSE, FALSE, sizeof (ArchimateRelation));
  model->left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return model;
}

void
archimate_model_free (ArchimateModel *model)
{
  if (model == NULL)
    return;
  g_array_unref (model->elements);
  g_array_unref (model->relations);
  g_hash_table_unref (model->left);
  g_free (model);
}

/* Counts what is not read by its type. */
static void
leave (ArchimateModel *model, const char *type)
{
  char *key = connectors_clean (type != NULL ? type : "no type");
  guint n = key != NULL
                ? GPOINTER_TO_UINT (g_hash_table_lookup (model->left, key))
                : 0;

  if (key != NULL)
    g_hash_table_replace (model->left, key, GUINT_TO_POINTER (n + 1));
}

static const ElementRule *
find_element_rule (const char *type)
{
  for (gsize i = 0; type != NULL && i < G_N_ELEMENTS (element_rules); i++)
    if (strcmp (element_rules[i].type, type) == 0)
      return &element_rules[i];
  return NULL;
}

/* Names of property definitions by their identifiers. */
static GHashTable *
read_definitions (const xmlNode *root)
{
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);
  const xmlNode *list = connectors_xml_child (root, "propertyDefinitions");

  for (const xmlNode *at = connectors_xml_child (list, "propertyDefinition");
       at != NULL; at = connectors_xml_next (at, "propertyDefinition"))
    {
      const char *id = connectors_xml_attribute (at, "identifier");
      const char *name = connectors_xml_text (
          connectors_xml_child (at, "name"));

      if (id != NULL && name != NULL)
        g_hash_table_insert (names, (gpointer) id, (gpointer) name);
    }
  return names;
}

static GPtrArray *
read_properties (const xmlNode *element, GHashTable *definitions)
{
  GPtrArray *properties = g_ptr_array_new_with_free_func (g_free);
  const xmlNode *list = connectors_xml_child (element, "properties");

  for (const xmlNode *at = connectors_xml_child (list, "property"); at != NULL;
       at = connectors_xml_next (at, "property"))
    {
      const char *reference = connectors_xml_attribute (
          at, "propertyDefinitionRef");
      const char *name = reference != NULL
                             ? g_hash_table_lookup (definitions, reference)
                             : NULL;
      const char *value = connectors_xml_text (
          connectors_xml_child (at, "value"));

      if (name == NULL || value == NULL || connectors_is_secret_key (name))
        continue;
      g_ptr_array_add (properties, g_strdup (name));
      g_ptr_array_add (properties, g_strdup (value));
    }
  return properties;
}

static const char *const role_prefixes[] = {
  [ARCHIMATE_SERVICE] = "service",
  [ARCHIMATE_RESOURCE] = "archimate",
  [ARCHIMATE_PARTY] = "party",
};

/* Services and parties are known by their names in other files too; where
 * two have one name, the second is known by its identifier. */
static char *
make_id (ArchimateRole role,
         const char *identifier,
         const char *name,
         GHashTable *taken)
{
  g_autofree char *id = connectors_make_id (
      "%s/%s", role_prefixes[role],
      role == ARCHIMATE_RESOURCE ? identifier : name);

  if (g_hash_table_contains (taken, id))
    {
      g_free (id);
      id = connectors_make_id ("%s/%s~%s", role_prefixes[role], name,
                               identifier);
    }
  g_hash_table_add (taken, g_strdup (id));
  return g_steal_pointer (&id);
}

static void
read_elements (ArchimateModel *model,
               const xmlNode *root,
               const char *path,
               GHashTable *by_identifier,
               ConnectorsSource *source)
{
  g_autoptr (GHashTable) definitions = read_definitions (root);
  g_autoptr (GHashTable)
      taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const xmlNode *list = connectors_xml_child (root, "elements");

  for (const xmlNode *at = connectors_xml_child (list, "element"); at != NULL;
       at = connectors_xml_next (at, "element"))
    {
      const char *identifier = connectors_xml_attribute (at, "identifier");
      const char *type = connectors_xml_attribute (at, "type");
      const ElementRule *rule = find_element_rule (type);
      g_autofree char *name = connectors_clean_public (
          connectors_xml_text (connectors_xml_child (at, "name")));
      ArchimateElement element = { 0 };

      if (rule == NULL)
        {
          leave (model, type);
          continue;
        }
      if (identifier == NULL || name == NULL
          || g_hash_table_contains (by_identifier, identifier))
        {
          connectors_source_add_problem (
              source, path, 1,
              "%s:%u: found %s, expected an element with an "
              "identifier of its own and a name",
              path, connectors_xml_get_line (at),
              identifier == NULL ? "no identifier"
              : name == NULL     ? "no name"
                                 : "an identifier a second time");
          continue;
        }
      element.identifier = g_strdup (identifier);
      element.role = rule->role;
      element.kind = rule->kind;
      element.type = rule->type;
      element.id = make_id (rule->role, identifier, name, taken);
      element.name = g_steal_pointer (&name);
      element.properties = read_properties (at, definitions);
      g_hash_table_insert (by_identifier, (gpointer) identifier,
                           GUINT_TO_POINTER (model->elements->len + 1));
      g_array_append_val (model->elements, element);
    }
}

static void
read_relations (ArchimateModel *model,
                const xmlNode *root,
                GHashTable *by_identifier)
{
  const xmlNode *list = connectors_xml_child (root, "relationships");

  for (const xmlNode *at = connectors_xml_child (list, "relationship");
       at != NULL; at = connectors_xml_next (at, "relationship"))
    {
      const char *type = connectors_xml_attribute (at, "type");
      const char *source = connectors_xml_attribute (at, "source");
      const char *target = connectors_xml_attribute (at, "target");
      guint from = source != NULL ? GPOINTER_TO_UINT (
                       g_hash_table_lookup (by_identifier, source))
                                  : 0;
      guint to = target != NULL ? GPOINTER_TO_UINT (
                     g_hash_table_lookup (by_identifier, target))
                                : 0;
      gsize rule = 0;

      while (rule < G_N_ELEMENTS (relation_rules)
             && g_strcmp0 (relation_rules[rule].type, type) != 0)
        rule++;
      if (rule == G_N_ELEMENTS (relation_rules))
        leave (model, type);
      else if (from == 0 || to == 0)
        model->n_lost++;
      else
        {
          gboolean turn = relation_rules[rule].is_reversed;
          const ArchimateRelation relation = {
            .from = (turn ? to : from) - 1,
            .to = (turn ? from : to) - 1,
            .sense = relation_rules[rule].sense,
            .type = relation_rules[rule].type
          };

          g_array_append_val (model->relations, relation);
        }
    }
}

gboolean
archimate_read (ArchimateModel *model,
                const char *path,
                const char *data,
                gsize length,
                ConnectorsSource *source,
                GError **error)
{
  g_autoptr (ConnectorsXml) xml = connectors_xml_parse (
      path, data, length, "an ArchiMate exchange file", error);
  g_autoptr (GHashTable)
      by_identifier = g_hash_table_new (g_str_hash, g_str_equal);
  const xmlNode *root;

  if (xml == NULL)
    return FALSE;
  root = connectors_xml_get_root (xml);
  if (root == NULL || !connectors_xml_is (root, "model") || root->ns == NULL
      || !g_str_has_prefix ((const char *) root->ns->href, NAMESPACE))
    {
      g_set_error (error, UITWEG_CONNECTOR_ERROR,
                   (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                   "%s:1: found another root element, expected model of the "
                   "ArchiMate exchange format",
                   path);
      return FALSE;
    }
  read_elements (model, root, path, by_identifier, source);
  read_relations (model, root, by_identifier);
  return TRUE;
}
