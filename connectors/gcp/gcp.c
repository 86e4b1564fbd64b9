/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads what the Cloud Asset Inventory of Google Cloud exports. All files are
 * read first, so that an asset may name what another file holds.
 */
#include "config.h"

#include <string.h>

#include "connectors/common/sample.h"
#include "connectors/connectors.h"
#include "connectors/gcp/set.h"

/* A larger file is not read. */
#define MAX_FILE ((gsize) 512 << 20)
/* Types without a kind that a note names. */
#define SHOWN_TYPES 20

static const UitwegConnectorOption options[] = {
  { NULL, NULL, NULL },
};

static void
clear_text (gpointer data)
{
  g_free (((GcpText *) data)->text);
}

static void
clear_member (gpointer data)
{
  g_free (((GcpMember *) data)->tags);
}

static void
clear_firewall (gpointer data)
{
  GcpFirewall *firewall = data;

  g_free (firewall->source_tags);
  g_free (firewall->target_tags);
  g_free (firewall->source_accounts);
  g_free (firewall->target_accounts);
}

static GArray *
new_array (guint size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, FALSE, size);

  g_array_set_clear_func (array, clear);
  return array;
}

static GcpSet *
new_set (void)
{
  GcpSet *set = g_new0 (GcpSet, 1);

  set->inventory = connectors_inventory_new ();
  set->pool = g_string_chunk_new (65536);
  set->assets = g_hash_table_new (g_str_hash, g_str_equal);
  set->paths = g_hash_table_new (g_str_hash, g_str_equal);
  set->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  set->projects = g_hash_table_new (g_str_hash, g_str_equal);
  set->accounts = g_hash_table_new (g_str_hash, g_str_equal);
  set->addresses = g_hash_table_new (g_str_hash, g_str_equal);
  set->groups = g_hash_table_new (g_str_hash, g_str_equal);
  set->types = g_hash_table_new (g_str_hash, g_str_equal);
  set->odd_types = g_hash_table_new (g_str_hash, g_str_equal);
  set->names = connectors_references_new (TRUE);
  set->references = new_array (sizeof (GcpReference), NULL);
  set->texts = new_array (sizeof (GcpText), clear_text);
  set->members = new_array (sizeof (GcpMember), clear_member);
  set->firewalls = new_array (sizeof (GcpFirewall), clear_firewall);
  return set;
}

static void
free_set (GcpSet *set)
{
  connectors_inventory_free (set->inventory);
  g_hash_table_unref (set->assets);
  g_hash_table_unref (set->paths);
  g_hash_table_unref (set->numbers);
  g_hash_table_unref (set->projects);
  g_hash_table_unref (set->accounts);
  g_hash_table_unref (set->addresses);
  g_hash_table_unref (set->groups);
  g_hash_table_unref (set->types);
  g_hash_table_unref (set->odd_types);
  connectors_references_free (set->names);
  g_array_unref (set->references);
  g_array_unref (set->texts);
  g_array_unref (set->members);
  g_array_unref (set->firewalls);
  g_string_chunk_free (set->pool);
  g_free (set);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GcpSet, free_set)

/* Types that no rule gives a kind are named, so that one can be added. */
static void
note_odd_types (const GcpSet *set)
{
  g_autofree char *types = connectors_list_keys (set->odd_types, SHOWN_TYPES);

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
  static const char *const suffixes[] = { ".json", ".jsonl", ".ndjson", NULL };
  static const ConnectorsSavedKind kind = {
    .suffixes = suffixes,
    .max_length = MAX_FILE,
    .form = CONNECTORS_SAVED_TEXT,
    .take = gcp_take_file,
    .expected = "assets of Google Cloud",
  };
  g_autoptr (ConnectorsMachineTypes) types = NULL;
  g_autoptr (GcpSet) set = NULL;

  if (!connectors_check_options (&connectors_gcp_assets, request, error))
    return FALSE;
  types = connectors_machine_types_new (request, error);
  if (types == NULL)
    return FALSE;
  set = new_set ();
  if (!connectors_inventory_read (set->inventory, request, &kind, set,
                                  cancellable, error))
    return FALSE;
  gcp_resolve (set);
  note_odd_types (set);
  connectors_inventory_use_machine_types (set->inventory, types);
  connectors_inventory_write (set->inventory, "gcp-assets", NULL, request,
                              builder);
  return TRUE;
}

static guint
recognise (const UitwegConnectorSample *sample, const char **what_out)
{
  static const char *const keys[] = { "[].assetType",       "[].asset_type",
                                      "assets[].assetType", "assetType",
                                      "asset_type",         "asset.assetType",
                                      "asset.asset_type" };

  if (sample->form != CONNECTORS_FORM_JSON
      && sample->form != CONNECTORS_FORM_JSON_LINES)
    return CONNECTORS_NOT_MINE;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (connectors_sample_has_key (sample, keys[i]))
      {
        *what_out = "an inventory of Google Cloud assets";
        return CONNECTORS_CERTAIN;
      }
  return CONNECTORS_NOT_MINE;
}

const UitwegConnector connectors_gcp_assets = {
  .api = UITWEG_CONNECTOR_API,
  .name = "gcp-assets",
  .summary = "Cloud Asset Inventory of Google Cloud, as a list or by lines",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect,
  .recognise = recognise,
};
