/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads what Azure says of itself: answers of Resource Graph, lists of
 * Resource Manager, and what `az … -o json` prints. All files are read first,
 * so that a row may name what another file holds.
 */
#include "config.h"

#include "connectors/azure/set.h"
#include "connectors/common/sample.h"
#include "connectors/connectors.h"

#include <string.h>

/* A larger file is not read. */
#define MAX_FILE ((gsize) 512 << 20)
/* Types without a kind that a note names. */
#define SHOWN_TYPES 20

static const UitwegConnectorOption options[] = {
  { "kind", NULL,
    "type of rows that tell none, such as Microsoft.KeyVault/vaults/keys" },
  { NULL, NULL, NULL },
};

static AzureSet *
new_set (const char *kind)
{
  AzureSet *set = g_new0 (AzureSet, 1);

  set->inventory = connectors_inventory_new ();
  set->pool = g_string_chunk_new (65536);
  set->rows = g_hash_table_new (g_str_hash, g_str_equal);
  set->owners = g_hash_table_new (g_str_hash, g_str_equal);
  set->hosts = g_hash_table_new (g_str_hash, g_str_equal);
  set->node_groups = g_hash_table_new (g_str_hash, g_str_equal);
  set->shared = g_hash_table_new (g_str_hash, g_str_equal);
  set->primaries = g_hash_table_new (g_str_hash, g_str_equal);
  set->seen_types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           NULL);
  set->references = g_array_new (FALSE, FALSE, sizeof (AzureReference));
  set->facts = g_array_new (FALSE, FALSE, sizeof (AzureFact));
  set->kind = kind;
  return set;
}

static void
free_set (AzureSet *set)
{
  connectors_inventory_free (set->inventory);
  g_hash_table_unref (set->rows);
  g_hash_table_unref (set->owners);
  g_hash_table_unref (set->hosts);
  g_hash_table_unref (set->node_groups);
  g_hash_table_unref (set->shared);
  g_hash_table_unref (set->primaries);
  g_hash_table_unref (set->seen_types);
  g_array_unref (set->references);
  g_array_unref (set->facts);
  g_string_chunk_free (set->pool);
  g_free (set);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzureSet, free_set)

/* Types that no rule gives a kind are named, so that one can be added. */
static void
note_unknown_types (const AzureSet *set)
{
  g_autofree char *types = connectors_list_keys (set->seen_types, SHOWN_TYPES);

  if (types != NULL)
    connectors_inventory_add_note (set->inventory, "types",
                                   "no kind is known for %s", types);
}

static gboolean
collect (const UitwegCollectRequest *request,
         UitwegEstateBuilder *builder,
         GCancellable *cancellable,
         GError **error)
{
  static const char *const suffixes[] = { ".json", NULL };
  static const ConnectorsSavedKind kind = { .suffixes = suffixes,
                                            .max_length = MAX_FILE,
                                            .form = CONNECTORS_SAVED_JSON,
                                            .take = azure_take_answer,
                                            .expected = "an answer of Azure" };
  g_autoptr (ConnectorsMachineTypes) types = NULL;
  g_autoptr (AzureSet) set = NULL;

  if (!connectors_check_options (&connectors_azure_graph, request, error))
    return FALSE;
  types = connectors_machine_types_new (request, error);
  if (types == NULL)
    return FALSE;
  set = new_set (
      connectors_get_option (&connectors_azure_graph, request, "kind"));
  if (!connectors_inventory_read (set->inventory, request, &kind, set,
                                  cancellable, error))
    return FALSE;
  azure_resolve (set);
  note_unknown_types (set);
  connectors_inventory_count (set->inventory, "resources",
                              g_hash_table_size (set->rows));
  connectors_inventory_use_machine_types (set->inventory, types);
  connectors_inventory_write (set->inventory, "azure-graph", NULL, request,
                              builder);
  return TRUE;
}

static guint
recognise (const UitwegConnectorSample *sample, const char **what_out)
{
  static const struct
  {
    const char *id;
    const char *what;
  } forms[] = {
    { "data[].id", "Azure Resource Graph" },
    { "data.rows[][]", "Azure Resource Graph, as a table" },
    { "value[].id", "a list of Azure Resource Manager" },
    { "[].id", "a list of the command line of Azure" },
    { "id", "a resource of Azure" },
  };

  if (sample->form != CONNECTORS_FORM_JSON)
    return CONNECTORS_NOT_MINE;
  if (connectors_sample_has_key (sample, "data.columns[].name")
      && connectors_sample_has_key (sample, "data.rows[]")
      && connectors_sample_has_key (sample, "resultTruncated"))
    {
      *what_out = forms[1].what;
      return CONNECTORS_CERTAIN;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      const char *id = connectors_sample_get_value (sample, forms[i].id);
      g_autofree char *key = id != NULL ? azure_id_fold (id) : NULL;

      if (key == NULL)
        continue;
      *what_out = forms[i].what;
      return CONNECTORS_CERTAIN;
    }
  return CONNECTORS_NOT_MINE;
}

const UitwegConnector connectors_azure_graph = {
  .api = UITWEG_CONNECTOR_API,
  .name = "azure-graph",
  .summary = "Azure Resource Graph, lists of Resource Manager and az -o json",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect,
  .recognise = recognise,
};
