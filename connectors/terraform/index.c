/* SPDX-License-Identifier: EUPL-1.2
 *
 * Names for what the files hold: an id for each record, the id that the
 * provider gave (by which states are merged), and an index from such ids to
 * what has them.
 */
#include "config.h"

#include "connectors/common/secrets.h"
#include "connectors/terraform/records.h"

#include <string.h>

#define SHORTEST_ID 6

const TerraformItem *
terraform_state_get_item (const TerraformState *state, guint32 i)
{
  return &g_array_index (state->file->items, TerraformItem, i);
}

gboolean
terraform_is_telling (const char *text)
{
  gsize n = 0;

  while (g_ascii_isdigit (text[n]))
    n++;
  return text[n] != '\0' && n + strnlen (text + n, SHORTEST_ID) >= SHORTEST_ID;
}

static const char *
value_of (const TerraformState *state,
          const TerraformItem *item,
          const char *key)
{
  const char *text = item->values != NULL
                         ? terraform_text (state->file->doc, item->values, key)
                         : NULL;

  return text != NULL && text[0] != '\0' ? text : NULL;
}

static void
add_holder (TerraformSet *set,
            const char *text,
            guint32 state,
            guint32 item,
            gboolean is_id)
{
  const TerraformHolder holder = { state, item, is_id };
  GArray *holders;

  if (text == NULL || !terraform_is_telling (text))
    return;
  holders = g_hash_table_lookup (set->holders, text);
  if (holders == NULL)
    {
      holders = g_array_new (FALSE, FALSE, sizeof holder);
      g_hash_table_insert (set->holders, (gpointer) text, holders);
    }
  /* An ARN that is also the id counts once. */
  for (guint i = 0; i < holders->len; i++)
    if (g_array_index (holders, TerraformHolder, i).state == state
        && g_array_index (holders, TerraformHolder, i).item == item)
      return;
  g_array_append_val (holders, holder);
}

static void
index_state (TerraformSet *set, guint32 s)
{
  const TerraformState *state = g_ptr_array_index (set->states, s);

  for (guint32 i = 0; i < state->file->items->len; i++)
    {
      const TerraformItem *item = terraform_state_get_item (state, i);

      add_holder (set, value_of (state, item, "id"), s, i, TRUE);
      add_holder (set, value_of (state, item, "arn"), s, i, FALSE);
      add_holder (set, value_of (state, item, "self_link"), s, i, FALSE);
    }
}

/* Whether an id is one in the whole world. */
static gboolean
is_global (const char *id)
{
  return g_str_has_prefix (id, "arn:") || g_str_has_prefix (id, "projects/")
         || g_str_has_prefix (id, "/subscriptions/")
         || strstr (id, "://") != NULL;
}

/* The best id that the provider gave. An attribute `arn` may be that of
 * something else, unless it ends in the item's own id or name. */
static const char *
best_id (const TerraformState *state, const TerraformItem *item)
{
  static const char *const own_keys[] = { "id", "identifier", "name" };
  const char *id = value_of (state, item, "id");
  const char *arn = value_of (state, item, "arn");
  const char *link = value_of (state, item, "self_link");

  if (link != NULL)
    return link;
  /* The id of a queue is its address, which other sources do not have. */
  if (arn != NULL
      && (id == NULL || !is_global (id) || strstr (id, "://") != NULL))
    for (gsize i = 0; i < G_N_ELEMENTS (own_keys); i++)
      {
        const char *own = value_of (state, item, own_keys[i]);

        if (own != NULL && g_str_has_suffix (arn, own))
          return arn;
      }
  return id != NULL ? id : arn;
}

/* Parts of a thing often carry its id as their own: the shortest type owns
 * it, as aws_s3_bucket does before aws_s3_bucket_policy. */
static gboolean
is_owner (const TerraformSet *set, const char *id, const TerraformItem *item)
{
  const GArray *holders = g_hash_table_lookup (set->holders, id);

  for (guint i = 0; holders != NULL && i < holders->len; i++)
    {
      const TerraformHolder *holder = &g_array_index (holders, TerraformHolder,
                                                      i);
      const TerraformItem *other = terraform_state_get_item (
          g_ptr_array_index (set->states, holder->state), holder->item);

      if (!other->is_data && strlen (other->type) < strlen (item->type))
        return FALSE;
    }
  return TRUE;
}

/* (transfer full) (nullable) */
static char *
make_native (const TerraformSet *set,
             const TerraformState *state,
             const TerraformItem *item)
{
  const char *id = best_id (state, item);
  g_autofree char *google = NULL;

  /* A link tells all; other ids of Google may be names of few. */
  if (id == NULL
      || (strstr (id, "://") == NULL && !g_str_has_prefix (id, "projects/")))
    google = terraform_google_name (state->file, item);
  if (google != NULL || id == NULL)
    return g_steal_pointer (&google);
  /* The provider does not tell upper from lower case here. */
  if (g_str_has_prefix (id, "/subscriptions/") && is_owner (set, id, item))
    return g_ascii_strdown (id, -1);
  if (is_global (id) && is_owner (set, id, item))
    return g_strdup (id);
  return g_strdup_printf ("%s:%s", item->type, id);
}

/* What a person is called by, as its digest: by it states still meet. (transfer
 * full) (nullable) */
static char *
hide_person (char *native)
{
  g_autofree char *owned = native;
  g_autofree char *digest = NULL;

  if (native == NULL
      || (!connectors_is_personal (native)
          && !connectors_is_secret_text (native)))
    return g_steal_pointer (&owned);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, native, -1);
  return g_strdup_printf ("person:%.24s", digest);
}

/* The id of the managed item that a data source reads, in whatever file. */
static const char *
find_meant (const TerraformSet *set,
            const TerraformState *state,
            const TerraformItem *item)
{
  const char *id = value_of (state, item, "id");
  const GArray *holders = id != NULL ? g_hash_table_lookup (set->holders, id)
                                     : NULL;

  for (guint i = 0; holders != NULL && i < holders->len; i++)
    {
      const TerraformHolder *holder = &g_array_index (holders, TerraformHolder,
                                                      i);
      const TerraformState *other = g_ptr_array_index (set->states,
                                                       holder->state);
      const TerraformItem *found = terraform_state_get_item (other,
                                                             holder->item);

      if (!found->is_data && strcmp (found->type, item->type) == 0)
        return g_ptr_array_index (other->ids, holder->item);
    }
  return NULL;
}

/* The address as a part of ids: one whose index is a person or a secret gets
 * a digest instead. (transfer full) */
static char *
make_address (const TerraformItem *item)
{
  g_autofree char *digest = NULL;

  if (!connectors_is_personal (item->address)
      && !connectors_is_secret_text (item->address))
    return g_strdup (item->address);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, item->address, -1);
  return g_strdup_printf ("%s~%.12s", item->base, digest);
}

static void
name_items (TerraformState *state)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint32 i = 0; i < state->file->items->len; i++)
    {
      const TerraformItem *item = terraform_state_get_item (state, i);
      g_autofree char *address = make_address (item);
      char *id = connectors_make_id ("tf/%s/%s", state->scope, address);

      for (guint n = 2; g_hash_table_contains (taken, id); n++)
        {
          g_free (id);
          id = connectors_make_id ("tf/%s/%s~%u", state->scope, address, n);
        }
      g_hash_table_add (taken, id);
      g_ptr_array_add (state->ids, id);
    }
}

static void
resolve_data (TerraformSet *set, TerraformState *state)
{
  for (guint32 i = 0; i < state->file->items->len; i++)
    {
      const TerraformItem *item = terraform_state_get_item (state, i);
      const char *meant = item->is_data ? find_meant (set, state, item) : NULL;

      if (meant != NULL)
        {
          g_free (g_ptr_array_index (state->ids, i));
          g_ptr_array_index (state->ids, i) = g_strdup (meant);
        }
    }
}

void
terraform_index (TerraformSet *set)
{
  for (guint32 s = 0; s < set->states->len; s++)
    {
      name_items (g_ptr_array_index (set->states, s));
      index_state (set, s);
    }
  for (guint32 s = 0; s < set->states->len; s++)
    {
      TerraformState *state = g_ptr_array_index (set->states, s);

      resolve_data (set, state);
      for (guint32 i = 0; i < state->file->items->len; i++)
        g_ptr_array_add (state->natives,
                         hide_person (make_native (
                             set, state, terraform_state_get_item (state, i))));
    }
}
