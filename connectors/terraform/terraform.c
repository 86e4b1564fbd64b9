/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads Terraform and OpenTofu files: raw states and what `show -json`
 * prints of states and plans. All files are read first, so that a state may
 * need what another one holds.
 */
#include "config.h"

#include "connectors/common/sample.h"
#include "connectors/connectors.h"
#include "connectors/terraform/records.h"

#include <string.h>

/* Types without a kind that a note names. */
#define SHOWN_TYPES 20

static const UitwegConnectorOption options[] = {
  { "provider", NULL, "id of the provider, where the types do not tell it" },
  { "scope", NULL, "name in ids; fallback: lineage, or name of the file" },
  { "values", "prior",
    "of a plan: prior (what exists) or planned (what will be)" },
  { NULL, NULL, NULL },
};

static void
free_state (gpointer data)
{
  TerraformState *state = data;

  terraform_file_free (state->file);
  connectors_source_free (state->source);
  g_free (state->scope);
  g_ptr_array_unref (state->ids);
  g_ptr_array_unref (state->natives);
  g_free (state);
}

static void
free_holders (gpointer holders)
{
  g_array_unref (holders);
}

/* "webshop" of "x/webshop.tfstate". (transfer full) */
static char *
stem_of_path (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot != name ? g_strndup (name, (gsize) (dot - name))
                                    : g_steal_pointer (&name);
}

/* What tells the addresses of this file from those of others. */
static char *
make_scope (const TerraformFile *file, const char *asked, GHashTable *taken)
{
  g_autofree char *scope = NULL;

  if (asked != NULL)
    scope = connectors_clean (asked);
  else if (file->lineage != NULL)
    scope = g_strndup (file->lineage, 8);
  else
    scope = stem_of_path (file->path);
  if (scope == NULL || scope[0] == '\0' || g_hash_table_contains (taken, scope))
    {
      char *longer = g_strdup_printf ("%s~%.8s", scope != NULL ? scope : "",
                                      file->sha256);

      g_free (scope);
      scope = longer;
    }
  for (guint n = 2; g_hash_table_contains (taken, scope); n++)
    {
      g_free (scope);
      scope = g_strdup_printf ("%.8s~%u", file->sha256, n);
    }
  return g_steal_pointer (&scope);
}

/* Files in the order of their paths, so that the order in which they are
 * given changes nothing. */
static gboolean
read_files (TerraformSet *set,
            const UitwegCollectRequest *request,
            gboolean wants_planned,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (gsize i = 0; request->paths[i] != NULL; i++)
    g_ptr_array_add (paths, (gpointer) request->paths[i]);
  g_ptr_array_sort (paths, connectors_compare_texts);

  for (guint i = 0; i < paths->len; i++)
    {
      TerraformState *state;
      TerraformFile *file;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      file = terraform_file_read (g_ptr_array_index (paths, i), wants_planned,
                                  error);
      if (file == NULL)
        return FALSE;
      state = g_new0 (TerraformState, 1);
      state->file = file;
      state->ids = g_ptr_array_new_with_free_func (g_free);
      state->natives = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (set->states, state);
      connectors_progress (request, "files", i + 1, paths->len);
    }
  return TRUE;
}

static void
name_states (TerraformSet *set,
             const UitwegCollectRequest *request,
             UitwegEstateBuilder *builder)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  const char *asked = connectors_get_option (&connectors_terraform, request,
                                             "scope");

  for (guint i = 0; i < set->states->len; i++)
    {
      TerraformState *state = g_ptr_array_index (set->states, i);
      g_autofree char *id = NULL;

      state->scope = make_scope (state->file, asked, taken);
      g_hash_table_add (taken, state->scope);
      id = g_strdup_printf ("terraform/%s/%.12s", state->scope,
                            state->file->sha256);
      state->source = connectors_source_new ("terraform", id, request, builder);
      connectors_source_set_asked (state->source, state->file->path);
      connectors_source_add_file (state->source, state->file->path,
                                  state->file->sha256);
    }
}

/* Counts of managed items and data, and of different types. */
static void
add_counts (TerraformState *state)
{
  g_autoptr (GHashTable) types = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_items = state->file->items->len;
  guint n_data = 0;

  for (guint32 i = 0; i < n_items; i++)
    {
      const TerraformItem *item = terraform_state_get_item (state, i);

      g_hash_table_add (types, (gpointer) item->type);
      n_data += item->is_data ? 1 : 0;
    }
  connectors_source_add_count (state->source, "managed", n_items - n_data);
  connectors_source_add_count (state->source, "data", n_data);
  connectors_source_add_count (state->source, "types",
                               g_hash_table_size (types));
  connectors_source_add_count (state->source, "modules",
                               state->file->n_modules);
  connectors_source_add_count (state->source, "depends_on", state->n_depends);
  connectors_source_add_count (state->source, "depends_on_resolved",
                               state->n_resolved);
  connectors_source_add_count (state->source, "id_references",
                               state->n_id_pairs);
  connectors_source_add_count (state->source, "depends_on_resolved_as_printed",
                               state->n_printed_resolved);
  connectors_source_add_count (state->source, "id_references_as_printed",
                               state->n_printed_pairs);
  connectors_source_add_count (state->source, "references",
                               state->file->n_references);
  connectors_source_add_tag (state->source, "terraform_version",
                             state->file->version);
}

/* Types that no rule gives a kind are named, so that one can be added. */
static void
note_unknown_types (TerraformState *state)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *types = NULL;

  for (guint32 i = 0; i < state->file->items->len; i++)
    {
      const TerraformItem *item = terraform_state_get_item (state, i);
      gboolean is_known;

      terraform_kind_of (item->type, &is_known);
      if (!item->is_data && !is_known)
        g_hash_table_add (seen, (gpointer) item->type);
    }
  types = connectors_list_keys (seen, SHOWN_TYPES);
  if (types != NULL)
    connectors_source_add_note (state->source, "types",
                                "no kind is known for %s", types);
}

static void
add_problems (TerraformState *state)
{
  const TerraformFile *file = state->file;
  guint n_lost = state->n_depends - state->n_resolved;

  if (n_lost > 0)
    connectors_source_add_problem (state->source, file->path, n_lost,
                                   "%u of %u dependencies name what is not in "
                                   "the file",
                                   n_lost, state->n_depends);
  if (file->form == TERRAFORM_RAW_STATE && file->items->len == 0
      && file->serial > 0)
    connectors_source_add_problem (state->source, file->path, 0,
                                   "no resources, though the state has "
                                   "changed before");
  if (file->n_deposed > 0)
    connectors_source_add_note (state->source, file->path,
                                "left out %u objects that wait to be "
                                "destroyed",
                                file->n_deposed);
  if (file->is_planned)
    connectors_source_add_note (state->source, file->path,
                                "resources are planned: what exists may "
                                "differ");
  note_unknown_types (state);
}

static void
add_records (TerraformSet *set,
             const UitwegCollectRequest *request,
             const ConnectorsMachineTypes *types)
{
  const char *provider = connectors_get_option (&connectors_terraform, request,
                                                "provider");

  for (guint32 s = 0; s < set->states->len; s++)
    {
      TerraformState *state = g_ptr_array_index (set->states, s);

      for (guint32 i = 0; i < state->file->items->len; i++)
        if (!terraform_state_get_item (state, i)->is_data)
          terraform_add_resource (state, i, provider, types);
      terraform_add_edges (set, s);
      add_counts (state);
      add_problems (state);
      connectors_source_finish (state->source);
    }
}

static gboolean
collect (const UitwegCollectRequest *request,
         UitwegEstateBuilder *builder,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (free_state);
  g_autoptr (GHashTable) holders = g_hash_table_new_full (
      g_str_hash, g_str_equal, NULL, free_holders);
  TerraformSet set = { .states = states, .holders = holders };
  g_autoptr (ConnectorsMachineTypes) types = NULL;
  const char *values;

  if (!connectors_check_options (&connectors_terraform, request, error))
    return FALSE;
  values = connectors_get_option (&connectors_terraform, request, "values");
  if (strcmp (values, "prior") != 0 && strcmp (values, "planned") != 0)
    {
      g_set_error (
          error, UITWEG_CONNECTOR_ERROR, (gint) UITWEG_CONNECTOR_ERROR_OPTION,
          "terraform: found --values '%s', expected prior or planned", values);
      return FALSE;
    }
  types = connectors_machine_types_new (request, error);
  if (types == NULL)
    return FALSE;
  if (!read_files (&set, request, strcmp (values, "planned") == 0, cancellable,
                   error))
    return FALSE;
  name_states (&set, request, builder);
  terraform_index (&set);
  add_records (&set, request, types);
  return TRUE;
}

static guint
recognise (const UitwegConnectorSample *sample, const char **what_out)
{
  if (sample->form != CONNECTORS_FORM_JSON)
    return CONNECTORS_NOT_MINE;
  if (connectors_sample_has_key (sample, "terraform_version"))
    {
      *what_out = "Terraform state";
      if (connectors_sample_has_key (sample, "planned_values")
          || connectors_sample_has_key (sample, "resource_changes"))
        *what_out = "Terraform plan";
      else if (!connectors_sample_has_key (sample, "values")
               && !connectors_sample_has_key (sample, "version"))
        return CONNECTORS_POSSIBLE;
      return CONNECTORS_CERTAIN;
    }
  *what_out = "Terraform plan";
  return connectors_sample_has_key (sample, "format_version")
                 && connectors_sample_has_key (sample, "planned_values")
             ? CONNECTORS_CERTAIN
             : CONNECTORS_NOT_MINE;
}

const UitwegConnector connectors_terraform = {
  .api = UITWEG_CONNECTOR_API,
  .name = "terraform",
  .summary = "Terraform and OpenTofu states, and show -json of states and "
             "plans",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect,
  .recognise = recognise,
};
