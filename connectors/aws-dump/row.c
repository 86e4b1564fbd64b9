/* SPDX-License-Identifier: EUPL-1.2
 *
 * The record of one thing, from all elements that tell of it. Only values at
 * the paths of the tables are kept, and of tags only what stands for a field:
 * tags and names hold what people write there.
 */
#include "config.h"

#include "connectors/aws-dump/dump.h"
#include "connectors/common/secrets.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

#define MIB ((gint64) 1 << 20)
#define GIB ((gint64) 1 << 30)
#define LARGEST_COUNT 1e6
#define LARGEST_BYTES 9e18
/* Lists of one thing that are longer are slips. */
#define MOST_VALUES 4096

typedef struct
{
  AwsDump *dump;
  AwsThing *thing;
  UitwegTable *table;
  guint32 row;
  GPtrArray *macs;
  GPtrArray *addresses;
  GArray *sizes; /* of gint64, of disks */
  GHashTable *tags;
  char *machine;
  char *engine;
  char *engine_version;
} Row;

static gboolean
has (const Row *row, guint field)
{
  return uitweg_table_has (row->table, row->row, field);
}

static void
set_text (const Row *row, guint field, const char *text)
{
  g_autofree char *clean = NULL;

  if (has (row, field))
    return;
  clean = connectors_clean_public (text);
  base_table_set_text (row->table, row->row, field, clean);
}

/* `largest` is in units of `unit`; what is beyond it, or below 0, is a slip. */
static void
set_number (
    const Row *row, guint field, const char *text, double unit, double largest)
{
  double number;

  if (has (row, field) || !base_parse_number (text, &number, NULL)
      || !(number >= 0) || number > largest)
    return;
  base_table_set_int64 (row->table, row->row, field,
                        (gint64) ceil (number * unit));
}

static void
add_unique (GPtrArray *list, const char *text)
{
  g_autofree char *clean = connectors_clean_public (text);

  if (clean == NULL || list->len >= MOST_VALUES)
    return;
  for (guint i = 0; i < list->len; i++)
    if (strcmp (g_ptr_array_index (list, i), clean) == 0)
      return;
  g_ptr_array_add (list, g_steal_pointer (&clean));
}

static void
add_tag (const Row *row, const char *key, const char *text)
{
  char *clean;

  if (g_hash_table_contains (row->tags, key))
    return;
  clean = connectors_clean_public (text);
  if (clean != NULL)
    g_hash_table_insert (row->tags, g_strdup (key), clean);
}

static void
add_size (const Row *row, const char *text)
{
  double number;
  gint64 size;

  if (!base_parse_number (text, &number, NULL) || !(number > 0) || number > 1e7
      || row->sizes->len >= MOST_VALUES)
    return;
  size = (gint64) ceil (number) * GIB;
  g_array_append_val (row->sizes, size);
}

static void
set_engine (Row *row, const char *text)
{
  if (row->engine == NULL)
    row->engine = g_ascii_strdown (text, -1);
}

/* "own" is material that was brought along, AWS_KMS the provider's. */
static gint
origin_of (const char *word)
{
  if (strcmp (word, "EXTERNAL") == 0
      || strcmp (word, "EXTERNAL_KEY_STORE") == 0)
    return 0;
  return 1;
}

static void
set_named (const Row *row, AwsWhat what, const char *text)
{
  if (what == AWS_STATE)
    set_text (row, UITWEG_RESOURCE_STATE, text);
  else if (what == AWS_ARCH)
    set_text (row, UITWEG_RESOURCE_ARCH, text);
  else if (what == AWS_ZONE)
    set_text (row, UITWEG_RESOURCE_ZONE, text);
  else if (what == AWS_HOSTNAME)
    set_text (row, UITWEG_RESOURCE_HOSTNAME, text);
  else if (what == AWS_OS)
    set_text (row, UITWEG_RESOURCE_OS_NAME, text);
  else if (what == AWS_ADDRESS)
    add_unique (row->addresses, text);
  else if (what == AWS_MAC)
    {
      g_autofree char *folded = g_ascii_strdown (text, -1);

      add_unique (row->macs, g_strdelimit (folded, "-", ':'));
    }
}

static void
set_value (Row *row, const AwsField *field, const BaseNode *node)
{
  const char *text = aws_node_text (node);

  if (field->what == AWS_MULTI_ZONE && node->kind == BASE_NODE_BOOL
      && !has (row, UITWEG_RESOURCE_REDUNDANCY))
    base_table_set_text (row->table, row->row, UITWEG_RESOURCE_REDUNDANCY,
                         node->truth ? "zone" : "none");
  if (text == NULL)
    return;
  switch (field->what)
    {
    case AWS_STATE:
    case AWS_ARCH:
    case AWS_ZONE:
    case AWS_HOSTNAME:
    case AWS_OS:
    case AWS_ADDRESS:
    case AWS_MAC:
      set_named (row, field->what, text);
      break;
    case AWS_MACHINE:
      if (row->machine == NULL)
        row->machine = connectors_clean_public (text);
      break;
    case AWS_DISK_GIB:
      add_size (row, text);
      break;
    case AWS_DATA_BYTES:
      set_number (row, UITWEG_RESOURCE_DATA, text, 1, LARGEST_BYTES);
      break;
    case AWS_OBJECTS:
      set_number (row, UITWEG_RESOURCE_OBJECTS, text, 1, 1e15);
      break;
    case AWS_COUNT:
      set_number (row, UITWEG_RESOURCE_COUNT, text, 1, 1e9);
      break;
    case AWS_CPU_UNITS:
      set_number (row, UITWEG_RESOURCE_VCPU, text, 1.0 / 1024, LARGEST_COUNT);
      add_tag (row, "cpu_units", text);
      break;
    case AWS_MEMORY_MIB:
      set_number (row, UITWEG_RESOURCE_MEMORY, text, (double) MIB, 1e9);
      break;
    case AWS_ENGINE:
      set_engine (row, text);
      break;
    case AWS_ENGINE_VERSION:
      if (row->engine_version == NULL)
        row->engine_version = g_strdup (text);
      break;
    case AWS_KEY_ORIGIN:
      base_table_set_enum (row->table, row->row, UITWEG_RESOURCE_KEY_ORIGIN,
                           origin_of (text));
      base_table_set_bool (row->table, row->row, UITWEG_RESOURCE_KEY_HSM,
                           strcmp (text, "AWS_CLOUDHSM") == 0 ? 1 : -1);
      break;
    case AWS_TAG:
      add_tag (row, field->tag, text);
      break;
    case AWS_MULTI_ZONE:
      break;
    }
}

/* Processors of a machine as the answer has them. */
static void
set_processors (const Row *row, const AwsElement *element)
{
  const BaseDoc *doc = element->file->doc;
  double cores = aws_path_number (doc, element->node, "CpuOptions.CoreCount");
  double threads = aws_path_number (doc, element->node,
                                    "CpuOptions.ThreadsPerCore");

  if (cores >= 1 && threads >= 1 && cores * threads <= LARGEST_COUNT
      && !has (row, UITWEG_RESOURCE_VCPU))
    base_table_set_int64 (row->table, row->row, UITWEG_RESOURCE_VCPU,
                          (gint64) (cores * threads));
}

/* Tags in all their spellings: lists of Key and Value, of key and value, of
 * TagKey and TagValue, and maps. */

static void
take_tag (Row *row, const char *key, const char *value)
{
  g_autofree char *clean = NULL;

  if (key == NULL || value == NULL)
    return;
  switch (connectors_tag_of (key))
    {
    case CONNECTORS_TAG_ENVIRONMENT:
      if (!has (row, UITWEG_RESOURCE_ENVIRONMENT))
        base_table_set_enum (row->table, row->row, UITWEG_RESOURCE_ENVIRONMENT,
                             connectors_environment_of (value));
      break;
    case CONNECTORS_TAG_APPLICATION:
      set_text (row, UITWEG_RESOURCE_APPLICATION, value);
      break;
    case CONNECTORS_TAG_NAME:
      if (strcmp (key, "Name") == 0 && row->thing->kind->name == NULL)
        {
          clean = connectors_clean_public (value);
          if (clean != NULL)
            base_table_set_text (row->table, row->row, UITWEG_RESOURCE_NAME,
                                 clean);
        }
      break;
    case CONNECTORS_TAG_SERVICE:
    case CONNECTORS_TAG_COST_CENTRE:
    case CONNECTORS_TAG_OWNER:
    case CONNECTORS_TAG_OTHER:
      break;
    }
}

static void
take_tags (Row *row, const AwsElement *element)
{
  static const char *const lists[] = { "Tags", "TagList", "tags", "TagSet" };
  static const char *const keys[][2] = { { "Key", "Value" },
                                         { "key", "value" },
                                         { "TagKey", "TagValue" } };
  const BaseDoc *doc = element->file->doc;

  if (element->node->kind != BASE_NODE_MAP)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      const BaseNode *list = base_doc_find (doc, element->node, lists[i]);

      if (list == NULL
          || (list->kind != BASE_NODE_LIST && list->kind != BASE_NODE_MAP))
        continue;
      for (const BaseNode *at = base_doc_first (doc, list); at != NULL;
           at = base_doc_next (doc, at))
        if (list->kind == BASE_NODE_MAP)
          take_tag (row, at->key, aws_node_text (at));
        else
          for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
            take_tag (row, aws_path_text (doc, at, keys[k][0]),
                      aws_path_text (doc, at, keys[k][1]));
    }
}

static void
take_element (Row *row, const AwsElement *element)
{
  const AwsField *field = element->kind->fields;

  for (; field != NULL && field->path != NULL; field++)
    {
      g_autoptr (GPtrArray) found = g_ptr_array_new ();

      aws_path_find_all (element->file->doc, element->node, field->path, found);
      for (guint i = 0; i < found->len; i++)
        set_value (row, field, g_ptr_array_index (found, i));
    }
  set_processors (row, element);
  take_tags (row, element);
}

/* A service is as large as the definition of its tasks says. */
static void
take_definition (Row *row, const AwsElement *element)
{
  const char *arn = aws_path_text (element->file->doc, element->node,
                                   "taskDefinition");
  g_autofree char *id = NULL;
  const AwsThing *definition;
  gboolean known;

  if (arn == NULL || strcmp (element->kind->key, "services") != 0)
    return;
  id = aws_resolve (row->dump, arn, NULL, &element->place, &known);
  definition = id != NULL ? g_hash_table_lookup (row->dump->things, id) : NULL;
  if (definition == NULL)
    return;
  for (guint i = 0; i < definition->elements->len; i++)
    {
      const AwsElement *other = &g_array_index (
          row->dump->elements, AwsElement,
          g_array_index (definition->elements, guint, i));
      const AwsField *field = other->kind->fields;

      for (; field != NULL && field->path != NULL; field++)
        if (field->what == AWS_CPU_UNITS || field->what == AWS_MEMORY_MIB)
          {
            const BaseNode *node = aws_path_find (other->file->doc, other->node,
                                                  field->path);

            if (node != NULL)
              set_value (row, field, node);
          }
    }
}

/* Volumes of a machine are things of their own; the machine names them. */
static void
take_disks (Row *row, const AwsElement *element)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  if (strcmp (element->kind->key, "Reservations") != 0)
    return;
  aws_path_find_all (element->file->doc, element->node,
                     "BlockDeviceMappings[].Ebs.VolumeId", found);
  for (guint i = 0; i < found->len; i++)
    {
      const char *text = aws_node_text (g_ptr_array_index (found, i));
      gboolean known;
      char *id = text != NULL ? aws_resolve (row->dump, text, "ec2:volume/",
                                             &element->place, &known)
                              : NULL;

      if (id != NULL && row->thing->disks->len < MOST_VALUES)
        g_ptr_array_add (row->thing->disks, id);
      else
        g_free (id);
    }
}

/* The row's lists. */

static void
write_texts (const Row *row, guint field, GPtrArray *texts)
{
  UitwegTable *list;

  if (texts->len == 0)
    return;
  g_ptr_array_sort (texts, connectors_compare_texts);
  list = base_table_begin_list (row->table, field);
  for (guint i = 0; i < texts->len; i++)
    base_table_add_text (list, g_ptr_array_index (texts, i));
  base_table_end_list (row->table, field);
}

static gint64
size_of_volume (const Row *row, const char *id)
{
  const AwsThing *volume = g_hash_table_lookup (row->dump->things, id);
  const AwsElement *element;
  double size;

  if (volume == NULL)
    return UITWEG_UNKNOWN;
  element = &g_array_index (row->dump->elements, AwsElement,
                            g_array_index (volume->elements, guint, 0));
  size = aws_path_number (element->file->doc, element->node, "Size");
  return size > 0 && size < 1e7 ? (gint64) ceil (size) * GIB : UITWEG_UNKNOWN;
}

static void
write_disks (const Row *row)
{
  GPtrArray *disks = row->thing->disks;
  UitwegTable *list;

  if (row->sizes->len == 0 && disks->len == 0)
    return;
  g_ptr_array_sort (disks, connectors_compare_texts);
  list = base_table_begin_list (row->table, UITWEG_RESOURCE_DISKS);
  for (guint i = 0; i < disks->len; i++)
    {
      const char *id = g_ptr_array_index (disks, i);
      guint32 disk;

      if (i > 0 && strcmp (id, g_ptr_array_index (disks, i - 1)) == 0)
        continue;
      disk = base_table_append (list);
      base_table_set_text (list, disk, UITWEG_DISK_ID, id);
      base_table_set_int64 (list, disk, UITWEG_DISK_SIZE,
                            size_of_volume (row, id));
    }
  for (guint i = 0; i < row->sizes->len; i++)
    {
      guint32 disk = base_table_append (list);

      base_table_set_int64 (list, disk, UITWEG_DISK_SIZE,
                            g_array_index (row->sizes, gint64, i));
    }
  base_table_end_list (row->table, UITWEG_RESOURCE_DISKS);
}

/* "postgresql:15", "mysql:8.0.35". */
static void
write_engine (const Row *row)
{
  g_autofree char *text = NULL;
  g_autofree char *clean = NULL;
  const char *engine = row->engine;
  char *version = row->engine_version;
  UitwegTable *list;

  if (engine == NULL)
    return;
  if (strcmp (engine, "postgres") == 0)
    engine = "postgresql";
  /* Ten and later count by their first number. */
  if (strcmp (engine, "postgresql") == 0 && version != NULL
      && version[0] != '9')
    version[strcspn (version, ".")] = '\0';
  text = version != NULL && version[0] != '\0'
             ? g_strdup_printf ("%s:%s", engine, version)
             : g_strdup (engine);
  clean = connectors_clean_public (text);
  if (clean == NULL)
    return;
  list = base_table_begin_list (row->table, UITWEG_RESOURCE_FEATURES);
  base_table_add_text (list, clean);
  base_table_end_list (row->table, UITWEG_RESOURCE_FEATURES);
}

static void
write_tags (const Row *row)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  UitwegTable *list;
  GHashTableIter iter;
  gpointer key;

  if (row->machine != NULL)
    add_tag (row, "machine_type", row->machine);
  g_hash_table_iter_init (&iter, row->tags);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, connectors_compare_texts);
  list = base_table_begin_list (row->table, UITWEG_RESOURCE_TAGS);
  for (guint i = 0; i < keys->len; i++)
    base_table_add_tag (
        list, g_ptr_array_index (keys, i),
        g_hash_table_lookup (row->tags, g_ptr_array_index (keys, i)));
  base_table_end_list (row->table, UITWEG_RESOURCE_TAGS);
}

static void
clear_row (Row *row)
{
  g_ptr_array_unref (row->macs);
  g_ptr_array_unref (row->addresses);
  g_array_unref (row->sizes);
  g_hash_table_unref (row->tags);
  g_free (row->machine);
  g_free (row->engine);
  g_free (row->engine_version);
}

/* Engines of the same interface that are services of their own. */
static const struct
{
  const char *engine;
  const char *form;
  const char *native_type;
} engine_types[] = {
  { "docdb", "rds:cluster:", "cloudformation:AWS::DocDB::DBCluster" },
  { "neptune", "rds:cluster:", "cloudformation:AWS::Neptune::DBCluster" },
};

static void
set_engine_type (const Row *row)
{
  for (gsize i = 0; row->engine != NULL && i < G_N_ELEMENTS (engine_types); i++)
    if (strcmp (row->engine, engine_types[i].engine) == 0
        && strcmp (row->thing->form, engine_types[i].form) == 0)
      base_table_set_text (row->table, row->row, UITWEG_RESOURCE_NATIVE_TYPE,
                           engine_types[i].native_type);
}

/* What is not in the tables has the type that its ARN tells: "api:glue:job". */
static char *
type_of (const AwsThing *thing)
{
  char *type;

  if (thing->kind->native_type != NULL)
    return g_strdup (thing->kind->native_type);
  type = g_strdup_printf ("api:%s", thing->form);
  while (strlen (type) > 4 && strchr (":/", type[strlen (type) - 1]) != NULL)
    type[strlen (type) - 1] = '\0';
  return type;
}

/* The name that an element has at the path of its kind. (transfer full) */
static char *
name_of (const AwsDump *dump, const AwsThing *thing)
{
  for (guint i = 0; i < thing->elements->len; i++)
    {
      const AwsElement *element = &g_array_index (
          dump->elements, AwsElement,
          g_array_index (thing->elements, guint, i));
      const char *path = element->kind->name;
      const char *text = path != NULL && path[0] != '\0' ? aws_path_text (
                             element->file->doc, element->node, path)
                                                         : NULL;
      char *clean = connectors_clean_public (text);

      /* Zones end in a point. */
      if (clean != NULL && g_str_has_suffix (clean, ".") && clean[1] != '\0')
        clean[strlen (clean) - 1] = '\0';
      if (clean != NULL)
        return clean;
    }
  return connectors_clean_public (thing->bare);
}

void
aws_add_resource (AwsDump *dump, AwsThing *thing)
{
  g_autofree char *type = type_of (thing);
  g_autofree char *name = name_of (dump, thing);
  g_autofree char *rule = NULL;
  Row row = { .dump = dump,
              .thing = thing,
              .table = connectors_source_get_resources (dump->source),
              .macs = g_ptr_array_new_with_free_func (g_free),
              .addresses = g_ptr_array_new_with_free_func (g_free),
              .sizes = g_array_new (FALSE, FALSE, sizeof (gint64)),
              .tags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             g_free) };

  row.row = connectors_begin_resource (dump->source, thing->id, name,
                                       thing->kind->kind, type);
  connectors_set_text (row.table, row.row, UITWEG_RESOURCE_NATIVE_ID,
                       thing->arn != NULL ? thing->arn : thing->bare);
  base_table_set_text (row.table, row.row, UITWEG_RESOURCE_PROVIDER, "aws");
  base_table_set_text (row.table, row.row, UITWEG_RESOURCE_ACCOUNT,
                       thing->place.account);
  base_table_set_text (row.table, row.row, UITWEG_RESOURCE_REGION,
                       thing->place.region);
  for (guint i = 0; i < thing->elements->len; i++)
    {
      const AwsElement *element = &g_array_index (
          dump->elements, AwsElement,
          g_array_index (thing->elements, guint, i));

      take_element (&row, element);
      take_definition (&row, element);
      take_disks (&row, element);
      rule = rule != NULL
                 ? rule
                 : g_strdup_printf ("aws-dump.%s",
                                    strcmp (element->kind->key, "*") != 0
                                        ? element->kind->key
                                        : "arn");
    }
  write_texts (&row, UITWEG_RESOURCE_MACS, row.macs);
  write_texts (&row, UITWEG_RESOURCE_ADDRESSES, row.addresses);
  write_disks (&row);
  write_engine (&row);
  set_engine_type (&row);
  write_tags (&row);
  aws_add_measures (dump, thing, row.row);
  if (row.machine != NULL)
    connectors_machine_types_apply (
        dump->types, dump->source, row.row, "aws",
        g_str_has_prefix (row.machine, "db.") ? row.machine + 3 : row.machine);
  connectors_end_resource (dump->source, row.row, rule,
                           UITWEG_GRADE_DOCUMENTED);
  clear_row (&row);
  thing->is_kept = TRUE;
}
