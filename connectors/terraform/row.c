/* SPDX-License-Identifier: EUPL-1.2
 *
 * The record of one managed instance. Only attributes named here are kept: a
 * state holds passwords, keys and tokens, also under harmless names.
 */
#include "config.h"

#include "connectors/common/secrets.h"
#include "connectors/terraform/records.h"

#include <string.h>

#define MIB ((gint64) 1 << 20)
#define GIB ((gint64) 1 << 30)
/* Larger counts and sizes (in GiB) are slips. */
#define LARGEST 10000000

/* An instance and where its values stand. */
typedef struct
{
  const TerraformState *state;
  const TerraformItem *item;
  const BaseDoc *doc;
  UitwegTable *table;
  guint32 row;
  const ConnectorsMachineTypes *types;
} Row;

static const char *
text_of (const Row *row, const char *key)
{
  const char *text = row->item->values != NULL
                         ? terraform_text (row->doc, row->item->values, key)
                         : NULL;

  return text != NULL && text[0] != '\0' ? text : NULL;
}

/* The first of several attributes that holds a text. */
static const char *
first_text (const Row *row, const char *const *keys)
{
  const char *text = NULL;

  for (gsize i = 0; keys[i] != NULL && text == NULL; i++)
    text = text_of (row, keys[i]);
  return text;
}

/* A whole number up to LARGEST, also one that came as a string. */
static gint64
number_of (const BaseNode *node)
{
  gint64 number;

  if (node != NULL
      && (node->kind == BASE_NODE_NUMBER || node->kind == BASE_NODE_STRING)
      && g_ascii_string_to_signed (node->text, 10, 0, LARGEST, &number, NULL))
    return number;
  return UITWEG_UNKNOWN;
}

static gint64
first_number (const Row *row, const char *const *keys)
{
  gint64 number = UITWEG_UNKNOWN;

  for (gsize i = 0; keys[i] != NULL && number == UITWEG_UNKNOWN; i++)
    if (row->item->values != NULL)
      number = number_of (base_doc_find (row->doc, row->item->values, keys[i]));
  return number;
}

/* Part `n` of an ARN, counted from 0. (transfer full) (nullable) */
static char *
arn_part (const Row *row, guint n)
{
  const char *arn = text_of (row, "arn");
  g_auto (GStrv) parts = NULL;

  if (arn == NULL || !g_str_has_prefix (arn, "arn:"))
    return NULL;
  parts = g_strsplit (arn, ":", 7);
  if (g_strv_length (parts) <= n || parts[n][0] == '\0')
    return NULL;
  return g_strdup (parts[n]);
}

/* The part of a path behind "/WORD/". (transfer full) (nullable) */
static char *
path_part (const char *path, const char *word)
{
  const char *at = path != NULL ? strstr (path, word) : NULL;

  if (at == NULL)
    return NULL;
  at += strlen (word);
  return at[0] != '\0' ? g_strndup (at, strcspn (at, "/")) : NULL;
}

/* "europe-west1-b" lies in "europe-west1", "eu-west-1a" in "eu-west-1".
 * (transfer full) */
static char *
region_of_zone (const char *zone)
{
  gsize length = strlen (zone);

  if (length >= 2 && zone[length - 2] == '-'
      && g_ascii_islower (zone[length - 1]))
    return g_strndup (zone, length - 2);
  if (length >= 2 && g_ascii_isdigit (zone[length - 2])
      && g_ascii_islower (zone[length - 1]))
    return g_strndup (zone, length - 1);
  return g_strdup (zone);
}

/* "West Europe" is westeurope; a URL ends in the name. (transfer full) */
static char *
fold_region (const char *text)
{
  const char *slash = strrchr (text, '/');
  char *folded = g_ascii_strdown (slash != NULL ? slash + 1 : text, -1);
  char *to = folded;

  for (const char *from = folded; *from != '\0'; from++)
    if (*from != ' ')
      *to++ = *from;
  *to = '\0';
  return folded;
}

static void
set_place (const Row *row, const char *provider)
{
  static const char *const zone_keys[] = { "availability_zone", "zone", NULL };
  static const char *const region_keys[] = { "region", "location", NULL };
  const char *zone = first_text (row, zone_keys);
  const char *region = first_text (row, region_keys);
  g_autofree char *zone_name = zone != NULL ? fold_region (zone) : NULL;
  g_autofree char *region_name = NULL;
  g_autofree char *account = arn_part (row, 4);

  if (region != NULL)
    region_name = fold_region (region);
  else if (zone_name != NULL)
    region_name = region_of_zone (zone_name);
  else
    region_name = arn_part (row, 3);
  if (account == NULL)
    account = path_part (text_of (row, "id"), "/subscriptions/");
  if (account == NULL)
    account = path_part (text_of (row, "self_link"), "/projects/");
  if (account == NULL)
    account = g_strdup (terraform_google_project (row->state->file, row->item));

  if (provider == NULL)
    provider = terraform_provider_of (row->item->type);
  connectors_set_text (row->table, row->row, UITWEG_RESOURCE_PROVIDER,
                       provider);
  connectors_set_text (row->table, row->row, UITWEG_RESOURCE_ACCOUNT, account);
  connectors_set_text (row->table, row->row, UITWEG_RESOURCE_REGION,
                       region_name);
  connectors_set_text (row->table, row->row, UITWEG_RESOURCE_ZONE, zone_name);
}

/* Sizes. */

static void
set_sizes (const Row *row)
{
  static const char *const vcpu_keys[] = { "vcpu", "vcpus", "num_cpus",
                                           "num_vcpus", NULL };
  static const char *const core_keys[] = { "cpu_core_count", NULL };
  static const char *const thread_keys[] = { "cpu_threads_per_core", NULL };
  static const char *const memory_keys[] = { "memory", "memory_size",
                                             "memory_size_mib", NULL };
  static const char *const count_keys[] = { "desired_capacity", "desired_count",
                                            "target_size",      "node_count",
                                            "instance_count",   NULL };
  gint64 vcpus = first_number (row, vcpu_keys);
  gint64 cores = first_number (row, core_keys);
  gint64 threads = first_number (row, thread_keys);
  gint64 mib = first_number (row, memory_keys);

  if (vcpus == UITWEG_UNKNOWN && cores != UITWEG_UNKNOWN
      && threads != UITWEG_UNKNOWN && cores <= LARGEST / MAX (threads, 1))
    vcpus = cores * threads;
  if (vcpus > 0 && vcpus <= 1000000)
    base_table_set_int64 (row->table, row->row, UITWEG_RESOURCE_VCPU, vcpus);
  if (mib > 0)
    base_table_set_int64 (row->table, row->row, UITWEG_RESOURCE_MEMORY,
                          mib * MIB);
  base_table_set_int64 (row->table, row->row, UITWEG_RESOURCE_COUNT,
                        first_number (row, count_keys));
}

/* Attributes that hold the size of a disk, wherever they stand. */
static const struct
{
  const char *key;
  const char *within; /* only inside this attribute, or at the top of a disk */
  gint64 unit;
} size_rules[] = {
  { "volume_size", NULL, GIB }, { "disk_size_gb", NULL, GIB },
  { "disk_size", NULL, GIB },   { "allocated_storage", NULL, GIB },
  { "storage_mb", NULL, MIB },  { "size", "initialize_params", GIB },
  { "size", "disk", GIB },      { "size", "", GIB },
};

typedef struct
{
  const BaseNode *node;
  const char *key;
} Place;

/* The list is begun by the first disk: a resource without any may have disks
 * that the state does not tell of. */
static void
add_disk (const Row *row,
          UitwegTable **list,
          const BaseNode *node,
          const char *within)
{
  for (gsize i = 0; i < G_N_ELEMENTS (size_rules); i++)
    {
      const char *wanted = size_rules[i].within;
      gint64 size;
      guint32 disk;

      /* This is asked of every attribute: the first letter tells most. */
      if (node->key[0] != size_rules[i].key[0]
          || strcmp (node->key, size_rules[i].key) != 0
          || (wanted != NULL && strcmp (within, wanted) != 0)
          || (wanted != NULL && wanted[0] == '\0'
              && terraform_kind_of (row->item->type, NULL) != UITWEG_KIND_DISK))
        continue;
      size = number_of (node);
      if (size == UITWEG_UNKNOWN || size == 0)
        return;
      if (*list == NULL)
        *list = base_table_begin_list (row->table, UITWEG_RESOURCE_DISKS);
      disk = base_table_append (*list);
      connectors_set_text (*list, disk, UITWEG_DISK_ID,
                           within[0] != '\0' ? within : NULL);
      base_table_set_int64 (*list, disk, UITWEG_DISK_SIZE,
                            size * size_rules[i].unit);
      return;
    }
}

/* Breadth first, so that disks stand in the order of the file. */
static void
set_disks (const Row *row)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  Place place = { row->item->values, "" };
  UitwegTable *list = NULL;

  g_array_append_val (places, place);
  for (guint i = 0; i < places->len; i++)
    {
      place = g_array_index (places, Place, i);
      for (const BaseNode *at = base_doc_first (row->doc, place.node);
           at != NULL; at = base_doc_next (row->doc, at))
        {
          const Place below = { at, at->key != NULL ? at->key : place.key };

          if (at->kind == BASE_NODE_MAP || at->kind == BASE_NODE_LIST)
            g_array_append_val (places, below);
          else if (at->key != NULL)
            add_disk (row, &list, at, place.key);
        }
    }
  if (list != NULL)
    base_table_end_list (row->table, UITWEG_RESOURCE_DISKS);
}

/* Engine and version, such as "postgresql:15". (transfer full) (nullable) */
static char *
engine_of (const Row *row)
{
  const char *engine = text_of (row, "engine");
  const char *version = text_of (row, "engine_version");
  const char *both = text_of (row, "database_version");
  g_autofree char *name = NULL;
  g_autofree char *number = NULL;

  if (engine != NULL)
    {
      name = g_ascii_strdown (engine, -1);
      number = g_strdup (version);
    }
  else if (both != NULL)
    {
      /* "POSTGRES_15", "MYSQL_8_0" */
      gsize length = strcspn (both, "_");

      name = g_ascii_strdown (both, (gssize) length);
      number = both[length] == '_'
                   ? g_strdelimit (g_strdup (both + length + 1), "_", '.')
                   : NULL;
    }
  if (name == NULL || name[0] == '\0')
    return NULL;
  if (strcmp (name, "postgres") == 0)
    {
      g_free (name);
      name = g_strdup ("postgresql");
    }
  /* Ten and later count by their first number. */
  if (strcmp (name, "postgresql") == 0 && number != NULL && number[0] != '9')
    number[strcspn (number, ".")] = '\0';
  return number != NULL && number[0] != '\0'
             ? g_strdup_printf ("%s:%s", name, number)
             : g_steal_pointer (&name);
}

static void
set_features (const Row *row)
{
  g_autofree char *engine = engine_of (row);
  g_autofree char *clean = connectors_clean (engine);
  UitwegTable *list;

  /* Which others are used the state does not tell. */
  if (clean == NULL)
    return;
  list = base_table_begin_list (row->table, UITWEG_RESOURCE_FEATURES);
  base_table_add_text (list, clean);
  base_table_end_list (row->table, UITWEG_RESOURCE_FEATURES);
}

/* Tags: a few keys are looked at, all others stay where they are. */
static void
set_tags (const Row *row)
{
  static const char *const maps[] = { "tags", "tags_all", "labels" };
  gboolean has_application = FALSE;
  gint environment = -1;

  for (gsize m = 0; m < G_N_ELEMENTS (maps); m++)
    {
      const BaseNode *map = base_doc_find (row->doc, row->item->values,
                                           maps[m]);

      if (map == NULL || map->kind != BASE_NODE_MAP)
        continue;
      for (const BaseNode *at = base_doc_first (row->doc, map); at != NULL;
           at = base_doc_next (row->doc, at))
        {
          ConnectorsTag tag = connectors_tag_of (at->key);
          g_autofree char *clean = at->kind == BASE_NODE_STRING
                                       ? connectors_clean_public (at->text)
                                       : NULL;

          if (tag == CONNECTORS_TAG_ENVIRONMENT && environment < 0)
            environment = connectors_environment_of (clean);
          if (tag != CONNECTORS_TAG_APPLICATION || clean == NULL
              || has_application)
            continue;
          has_application = TRUE;
          base_table_set_text (row->table, row->row,
                               UITWEG_RESOURCE_APPLICATION, clean);
        }
    }
  base_table_set_enum (row->table, row->row, UITWEG_RESOURCE_ENVIRONMENT,
                       environment);
}

/* The type of a machine, and what the shipped facts say of it. */
static void
set_machine_type (const Row *row, ConnectorsSource *source)
{
  static const char *const keys[] = {
    "instance_type",  "vm_size",     "machine_type",
    "instance_class", "server_type", "size",
    "sku_name",       "sku",         "flavor_name",
    "plan",           NULL
  };
  const char *type = first_text (row, keys);
  const char *slash = type != NULL ? strrchr (type, '/') : NULL;

  if (slash != NULL)
    type = slash + 1;
  connectors_machine_types_apply (
      row->types, source, row->row,
      uitweg_table_text (row->table, row->row, UITWEG_RESOURCE_PROVIDER), type);
}

/* Its name, else its address; a person has none. */
static void
set_name (const Row *row)
{
  const char *given = text_of (row, "name");
  g_autofree char *name = connectors_clean_public (
      given != NULL ? given : row->item->address);

  base_table_set_text (row->table, row->row, UITWEG_RESOURCE_NAME, name);
}

void
terraform_add_resource (TerraformState *state,
                        guint32 i,
                        const char *provider,
                        const ConnectorsMachineTypes *types)
{
  const TerraformItem *item = terraform_state_get_item (state, i);
  g_autofree char *native_type = g_strdup_printf ("terraform:%s", item->type);
  const Row row = { .state = state,
                    .item = item,
                    .doc = state->file->doc,
                    .types = types,
                    .table = connectors_source_get_resources (state->source),
                    .row = connectors_begin_resource (
                        state->source, g_ptr_array_index (state->ids, i), NULL,
                        terraform_kind_of (item->type, NULL), native_type) };

  set_name (&row);
  connectors_set_text (row.table, row.row, UITWEG_RESOURCE_NATIVE_ID,
                       g_ptr_array_index (state->natives, i));
  set_place (&row, provider);
  if (state->file->is_planned)
    base_table_set_text (row.table, row.row, UITWEG_RESOURCE_STATE, "planned");
  if (item->values != NULL)
    {
      set_sizes (&row);
      set_disks (&row);
      set_features (&row);
      set_tags (&row);
      set_machine_type (&row, state->source);
    }
  connectors_end_resource (state->source, row.row,
                           state->file->form == TERRAFORM_SHOWN_PLAN
                               ? "terraform.plan"
                               : "terraform.state",
                           UITWEG_GRADE_DOCUMENTED);
}
