/* SPDX-License-Identifier: EUPL-1.2
 *
 * Joins the shipped table of machine types to what an inventory names only by
 * its type. The facts are the catalog's; here is only the join.
 */
#include "config.h"

#include "connectors/common/machine-types.h"

#include "base/csv.h"
#include "base/number.h"

#define RULE "catalog.machine-types"

typedef struct
{
  gint64 vcpu;
  gint64 gpu;
  gint64 memory; /* bytes */
  const char *arch;
} Type;

struct _ConnectorsMachineTypes
{
  GHashTable *types; /* "provider type" in small letters -> Type */
  GStringChunk *pool;
};

static ConnectorsMachineTypes *
new_types (void)
{
  ConnectorsMachineTypes *types = g_new0 (ConnectorsMachineTypes, 1);

  types->types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        g_free);
  types->pool = g_string_chunk_new (256);
  return types;
}

void
connectors_machine_types_free (ConnectorsMachineTypes *types)
{
  if (types == NULL)
    return;
  g_hash_table_unref (types->types);
  g_string_chunk_free (types->pool);
  g_free (types);
}

/* (transfer full) */
static char *
make_key (const char *provider, const char *type)
{
  g_autofree char *both = g_strdup_printf ("%s %s", provider, type);

  return g_ascii_strdown (both, -1);
}

static gint64
int_of (const BaseCsv *csv, guint32 column)
{
  const char *text = base_csv_get_text (csv, column);
  gint64 value;

  return text != NULL
                 && g_ascii_string_to_signed (text, 10, 0, 1000000, &value,
                                              NULL)
             ? value
             : UITWEG_UNKNOWN;
}

static void
add_row (ConnectorsMachineTypes *types, const BaseCsv *csv)
{
  const char *provider = base_csv_get_text (
      csv, base_csv_find_column (csv, "provider"));
  const char *id = base_csv_get_text (csv, base_csv_find_column (csv, "id"));
  const char *memory = base_csv_get_text (
      csv, base_csv_find_column (csv, "memory_gib"));
  const char *arch = base_csv_get_text (csv,
                                        base_csv_find_column (csv, "arch"));
  Type *type;

  if (provider == NULL || id == NULL || id[0] == '\0')
    return;
  type = g_new0 (Type, 1);
  type->vcpu = int_of (csv, base_csv_find_column (csv, "vcpu"));
  type->gpu = int_of (csv, base_csv_find_column (csv, "gpu_count"));
  type->memory = UITWEG_UNKNOWN;
  if (memory != NULL)
    base_parse_gib (memory, &type->memory, NULL);
  if (arch != NULL && arch[0] != '\0')
    type->arch = g_string_chunk_insert_const (types->pool, arch);
  g_hash_table_replace (types->types, make_key (provider, id), type);
}

ConnectorsMachineTypes *
connectors_machine_types_new (const UitwegCollectRequest *request,
                              GError **error)
{
  g_autoptr (ConnectorsMachineTypes) types = new_types ();
  g_autoptr (BaseCsv) csv = NULL;
  g_autoptr (GError) reason = NULL;
  g_autofree char *path = NULL;

  if (request->data_dir == NULL)
    return g_steal_pointer (&types);
  path = g_build_filename (request->data_dir, "machine-types.csv", NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&types);
  csv = base_csv_open (path, BASE_CSV_COMMENTS, &reason);
  while (csv != NULL && base_csv_next (csv, &reason))
    add_row (types, csv);
  if (reason != NULL)
    {
      g_set_error_literal (error, UITWEG_CONNECTOR_ERROR,
                           (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                           reason->message);
      return NULL;
    }
  return g_steal_pointer (&types);
}

/* Adds a tag to those that the row has. */
static void
add_tag (UitwegTable *table, guint32 row, const char *key, const char *value)
{
  const UitwegTable *tags = uitweg_table_child (table, UITWEG_RESOURCE_TAGS);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *clean = connectors_clean (value);
  UitwegTable *list;
  guint32 first;
  guint32 n;

  uitweg_table_list (table, row, UITWEG_RESOURCE_TAGS, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    {
      if (g_str_equal (uitweg_table_text (tags, i, 0), key))
        return;
      g_ptr_array_add (texts, g_strdup (uitweg_table_text (tags, i, 0)));
      g_ptr_array_add (texts, g_strdup (uitweg_table_text (tags, i, 1)));
    }
  list = base_table_begin_list (table, UITWEG_RESOURCE_TAGS);
  for (guint i = 0; i < texts->len; i += 2)
    base_table_add_tag (list, texts->pdata[i], texts->pdata[i + 1]);
  base_table_add_tag (list, key, clean);
  base_table_end_list (table, UITWEG_RESOURCE_TAGS);
}

static void
set_number (ConnectorsSource *source, guint32 row, guint field, gint64 value)
{
  UitwegTable *table = connectors_source_get_resources (source);

  if (value == UITWEG_UNKNOWN || uitweg_table_has (table, row, field))
    return;
  base_table_set_int64 (table, row, field, value);
  connectors_set_provenance (source, field, RULE, UITWEG_GRADE_DOCUMENTED);
}

gboolean
connectors_machine_types_apply (const ConnectorsMachineTypes *types,
                                ConnectorsSource *source,
                                guint32 row,
                                const char *provider,
                                const char *type)
{
  UitwegTable *table = connectors_source_get_resources (source);
  g_autofree char *key = NULL;
  const Type *known;

  if (type == NULL || type[0] == '\0')
    return FALSE;
  add_tag (table, row, "machine_type", type);
  if (provider == NULL)
    return FALSE;
  key = make_key (provider, type);
  known = g_hash_table_lookup (types->types, key);
  if (known == NULL)
    return FALSE;
  set_number (source, row, UITWEG_RESOURCE_VCPU, known->vcpu);
  set_number (source, row, UITWEG_RESOURCE_GPU, known->gpu);
  set_number (source, row, UITWEG_RESOURCE_MEMORY, known->memory);
  if (known->arch != NULL
      && !uitweg_table_has (table, row, UITWEG_RESOURCE_ARCH))
    {
      base_table_set_text (table, row, UITWEG_RESOURCE_ARCH, known->arch);
      connectors_set_provenance (source, UITWEG_RESOURCE_ARCH, RULE,
                                 UITWEG_GRADE_DOCUMENTED);
    }
  return TRUE;
}
