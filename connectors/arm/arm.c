/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads templates of Azure Resource Manager, written by hand or compiled from
 * Bicep. A template says what shall be, not what is: all is inferred.
 */
#include "config.h"

#include "connectors/arm/set.h"
#include "connectors/azure/types.h"
#include "connectors/common/sample.h"
#include "connectors/common/secrets.h"
#include "connectors/connectors.h"

#include <string.h>

#define GIB ((gint64) 1 << 30)

static const UitwegConnectorOption options[] = {
  { "scope", NULL, "name in ids; fallback: name of the file" },
  { NULL, NULL, NULL },
};

/* An item whose record is being made. */
typedef struct
{
  ArmSet *set;
  const ArmItem *item;
  UitwegTable *table;
  guint32 row;
} Row;

/* The text at a path of the resource; NULL where it is open. (transfer full)
 * (nullable) */
static char *
text_at (const Row *row, const char *path)
{
  ArmTemplate *template = row->set->template;
  gboolean is_open;
  const char *text = arm_template_get_text (
      template, row->item->level,
      arm_find (template->doc, row->item->node, path), &is_open, NULL);

  return text != NULL && !is_open && text[0] != '\0' ? g_strdup (text) : NULL;
}

static gint64
number_at (const Row *row, const char *path)
{
  g_autofree char *text = text_at (row, path);
  gint64 number;

  return text != NULL
                 && g_ascii_string_to_signed (text, 10, 0, 1000000, &number,
                                              NULL)
             ? number
             : UITWEG_UNKNOWN;
}

/* "West Europe" is westeurope. */
static void
set_region (const Row *row)
{
  g_autofree char *text = text_at (row, "location");
  g_autofree char *small = text != NULL ? g_ascii_strdown (text, -1) : NULL;
  g_auto (GStrv) words = small != NULL ? g_strsplit (small, " ", -1) : NULL;
  g_autofree char *region = words != NULL ? g_strjoinv ("", words) : NULL;

  connectors_set_text (row->table, row->row, UITWEG_RESOURCE_REGION, region);
}

static void
set_tags (const Row *row)
{
  ArmTemplate *template = row->set->template;
  const BaseNode *tags = arm_find (template->doc, row->item->node, "tags");
  gint environment = -1;

  if (tags == NULL || tags->kind != BASE_NODE_MAP)
    return;
  for (const BaseNode *at = base_doc_first (template->doc, tags); at != NULL;
       at = base_doc_next (template->doc, at))
    {
      ConnectorsTag tag = connectors_tag_of (at->key);
      gboolean is_open;
      const char *text = arm_template_get_text (template, row->item->level, at,
                                                &is_open, NULL);
      g_autofree char *clean = is_open ? NULL : connectors_clean_public (text);

      if (tag == CONNECTORS_TAG_ENVIRONMENT && environment < 0)
        environment = connectors_environment_of (clean);
      else if (tag == CONNECTORS_TAG_APPLICATION && clean != NULL)
        base_table_set_text (row->table, row->row, UITWEG_RESOURCE_APPLICATION,
                             clean);
    }
  base_table_set_enum (row->table, row->row, UITWEG_RESOURCE_ENVIRONMENT,
                       environment);
}

static void
add_disk (const Row *row, UitwegTable **list, const BaseNode *node)
{
  ArmTemplate *template = row->set->template;
  gboolean is_open;
  const char *text = arm_template_get_text (template, row->item->level, node,
                                            &is_open, NULL);
  gint64 size;
  guint32 disk;

  if (text == NULL || is_open
      || !g_ascii_string_to_signed (text, 10, 1, 1000000, &size, NULL))
    return;
  if (*list == NULL)
    *list = base_table_begin_list (row->table, UITWEG_RESOURCE_DISKS);
  disk = base_table_append (*list);
  base_table_set_int64 (*list, disk, UITWEG_DISK_SIZE, size * GIB);
}

static void
set_disks (const Row *row)
{
  static const char *const profiles[] = {
    "properties.storageProfile",
    "properties.virtualMachineProfile.storageProfile"
  };
  const BaseDoc *doc = row->set->template->doc;
  UitwegTable *list = NULL;

  add_disk (row, &list,
            arm_find (doc, row->item->node, "properties.diskSizeGB"));
  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      const BaseNode *profile = arm_find (doc, row->item->node, profiles[i]);
      const BaseNode *disks = arm_find (doc, profile, "dataDisks");

      add_disk (row, &list, arm_find (doc, profile, "osDisk.diskSizeGB"));
      if (disks == NULL || disks->kind != BASE_NODE_LIST)
        continue;
      for (const BaseNode *at = base_doc_first (doc, disks); at != NULL;
           at = base_doc_next (doc, at))
        add_disk (row, &list, arm_find (doc, at, "diskSizeGB"));
    }
  if (list != NULL)
    base_table_end_list (row->table, UITWEG_RESOURCE_DISKS);
}

/* A loop makes equal copies, a scale set as many as its capacity. */
static void
set_sizes (const Row *row, const ConnectorsMachineTypes *types)
{
  gboolean is_set = g_ascii_strcasecmp (
                        row->item->type,
                        "Microsoft.Compute/virtualMachineScaleSets")
                    == 0;
  gint64 count = row->item->is_loop ? row->item->count : UITWEG_UNKNOWN;
  g_autofree char *size = text_at (row, "properties.hardwareProfile.vmSize");
  g_autofree char *sku = is_set ? text_at (row, "sku.name") : NULL;

  if (is_set && !row->item->is_loop)
    count = number_at (row, "sku.capacity");
  base_table_set_int64 (row->table, row->row, UITWEG_RESOURCE_COUNT, count);
  connectors_machine_types_apply (types, row->set->source, row->row, "azure",
                                  size != NULL ? size : sku);
}

static void
add_thing (ArmSet *set, guint32 i, const ConnectorsMachineTypes *types)
{
  const ArmItem *item = arm_template_get_item (set->template, i);
  g_autofree char *id = arm_set_make_id (set, item->key);
  g_autofree char *native_type = azure_type_make_native (item->type);
  g_autofree char *name = connectors_clean_public (item->name);
  const Row row = { .set = set,
                    .item = item,
                    .table = connectors_source_get_resources (set->source),
                    .row = connectors_begin_resource (
                        set->source, id, name, azure_type_get_kind (item->type),
                        native_type) };

  base_table_set_text (row.table, row.row, UITWEG_RESOURCE_PROVIDER, "azure");
  base_table_set_text (row.table, row.row, UITWEG_RESOURCE_STATE, "planned");
  set_region (&row);
  set_disks (&row);
  set_sizes (&row, types);
  set_tags (&row);
  connectors_end_resource (set->source, row.row, "arm-template.resource",
                           UITWEG_GRADE_INFERRED);
}

/* Records of all things; the second of one key is left out and told. */
static void
add_things (ArmSet *set, const ConnectorsMachineTypes *types)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_repeated = 0;

  for (guint32 i = 0; i < set->template->items->len; i++)
    {
      const ArmItem *item = arm_template_get_item (set->template, i);

      if (!arm_item_is_thing (item))
        continue;
      if (g_hash_table_add (seen, (gpointer) item->key))
        add_thing (set, i, types);
      else
        n_repeated++;
    }
  if (n_repeated > 0)
    connectors_source_add_problem (set->source, set->template->path, n_repeated,
                                   "%u resources have the name of one before",
                                   n_repeated);
}

static void
add_counts (ArmSet *set)
{
  const ArmTemplate *template = set->template;
  guint n_loops = 0;
  guint n_off = 0;
  guint n_maybe = 0;

  for (guint32 i = 0; i < template->items->len; i++)
    {
      const ArmItem *item = arm_template_get_item (template, i);

      n_loops += item->is_loop ? 1 : 0;
      n_off += item->is_off ? 1 : 0;
      n_maybe += item->is_maybe ? 1 : 0;
    }
  connectors_source_add_count (set->source, "resources_top", template->n_top);
  connectors_source_add_count (set->source, "resources", template->items->len);
  connectors_source_add_count (set->source, "depends_on", set->n_depends);
  connectors_source_add_count (set->source, "depends_on_resolved",
                               set->n_resolved);
  connectors_source_add_count (set->source, "copy", n_loops);
  connectors_source_add_count (set->source, "secure_parameters",
                               template->n_secure);
  connectors_source_add_note (set->source, template->path,
                              "resources are planned: what exists may differ");
  if (n_off > 0)
    connectors_source_add_note (set->source, template->path,
                                "left out %u whose condition is false", n_off);
  if (n_maybe > 0)
    connectors_source_add_note (set->source, template->path,
                                "%u are made only under a condition that is "
                                "not known",
                                n_maybe);
  if (set->n_depends > set->n_resolved)
    connectors_source_add_problem (
        set->source, template->path, set->n_depends - set->n_resolved,
        "%u of %u dependencies name what is not in "
        "the template",
        set->n_depends - set->n_resolved, set->n_depends);
}

/* The file's name without suffixes, else with the digest of the file.
 * (transfer full) */
static char *
make_scope (const ArmTemplate *template, const char *asked, GHashTable *taken)
{
  g_autofree char *base = g_path_get_basename (template->path);
  g_autofree char *stem = g_strndup (base, strcspn (base, "."));
  g_autofree char *scope = asked != NULL ? connectors_clean_public (asked)
                                         : connectors_clean_public (stem);

  if (scope == NULL || g_hash_table_contains (taken, scope))
    return g_strdup_printf ("%s~%.8s", scope != NULL ? scope : "template",
                            template->sha256);
  return g_steal_pointer (&scope);
}

static void
add_template (ArmTemplate *template,
              char *scope,
              const UitwegCollectRequest *request,
              UitwegEstateBuilder *builder,
              const ConnectorsMachineTypes *types)
{
  g_autofree char *id = g_strdup_printf ("arm-template/%s/%.12s", scope,
                                         template->sha256);
  g_autoptr (ConnectorsSource)
      source = connectors_source_new ("arm-template", id, request, builder);
  ArmSet set = { .template = template, .source = source, .scope = scope };

  connectors_source_set_asked (source, template->path);
  connectors_source_add_file (source, template->path, template->sha256);
  add_things (&set, types);
  arm_add_edges (&set);
  add_counts (&set);
  connectors_source_finish (source);
}

static void
free_template (gpointer template)
{
  arm_template_free (template);
}

static gboolean
collect (const UitwegCollectRequest *request,
         UitwegEstateBuilder *builder,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (GPtrArray)
      templates = g_ptr_array_new_with_free_func (free_template);
  g_autoptr (GHashTable)
      taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (ConnectorsMachineTypes) types = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  const char *asked;

  if (!connectors_check_options (&connectors_arm_template, request, error))
    return FALSE;
  asked = connectors_get_option (&connectors_arm_template, request, "scope");
  types = connectors_machine_types_new (request, error);
  if (types == NULL)
    return FALSE;
  for (gsize i = 0; request->paths[i] != NULL; i++)
    g_ptr_array_add (paths, (gpointer) request->paths[i]);
  g_ptr_array_sort (paths, connectors_compare_texts);
  for (guint i = 0; i < paths->len; i++)
    {
      ArmTemplate *template;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      template = arm_template_read (paths->pdata[i], error);
      if (template == NULL)
        return FALSE;
      g_ptr_array_add (templates, template);
      connectors_progress (request, "files", i + 1, paths->len);
    }
  for (guint i = 0; i < templates->len; i++)
    {
      char *scope = make_scope (templates->pdata[i], asked, taken);

      /* The very same file again says nothing new. */
      if (g_hash_table_add (taken, scope))
        add_template (templates->pdata[i], scope, request, builder, types);
    }
  return TRUE;
}

static guint
recognise (const UitwegConnectorSample *sample, const char **what_out)
{
  const char *schema = connectors_sample_get_value (sample, "$schema");
  g_autofree char *small = schema != NULL ? g_ascii_strdown (schema, -1) : NULL;

  if (sample->form != CONNECTORS_FORM_JSON || small == NULL
      || strstr (small, "deploymenttemplate.json") == NULL)
    return CONNECTORS_NOT_MINE;
  *what_out = "Resource Manager template";
  return CONNECTORS_CERTAIN;
}

const UitwegConnector connectors_arm_template = {
  .api = UITWEG_CONNECTOR_API,
  .name = "arm-template",
  .summary = "templates of Azure Resource Manager, also compiled from Bicep",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect,
  .recognise = recognise,
};
