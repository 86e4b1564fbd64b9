/* SPDX-License-Identifier: EUPL-1.2
 *
 * The estate as the rest of the program sees it: tables that never change,
 * found by id. Files become batches (estate-read.c), batches one estate
 * (merge.c), and everything after that only reads.
 */
#include "config.h"

#include "model/estate-private.h"

#include <string.h>

#include "model/messages.h"

#define THREADS_MAX 64

G_DEFINE_QUARK (uitweg - estate - error - quark, uitweg_estate_error)

UitwegEstate *
model_estate_new (BaseStrpool *pool)
{
  UitwegEstate *estate = g_new0 (UitwegEstate, 1);

  g_atomic_ref_count_init (&estate->references);
  g_mutex_init (&estate->digest_lock);
  estate->pool = pool;
  estate->n_threads = 1;
  estate->names = g_ptr_array_new_with_free_func (g_free);
  estate->left_out = base_table_new (
      uitweg_estate_get_schema (UITWEG_RECORD_DEPENDENCY), pool);
  estate->notes = g_array_new (FALSE, FALSE, sizeof (UitwegMergeNote));
  estate->note_texts = g_string_chunk_new (4096);
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    {
      estate->tables[type] = base_table_new (uitweg_estate_get_schema (type),
                                             pool);
      estate->places[type] = g_array_new (FALSE, FALSE, sizeof (ModelPlace));
    }
  return estate;
}

static void
free_estate (UitwegEstate *estate)
{
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    {
      base_table_free (estate->tables[type]);
      g_array_unref (estate->places[type]);
    }
  base_table_free (estate->left_out);
  base_strpool_free (estate->pool);
  g_array_unref (estate->notes);
  g_string_chunk_free (estate->note_texts);
  g_ptr_array_unref (estate->names);
  g_free (estate->placeholder);
  g_free (estate->dependency_from);
  g_free (estate->dependency_to);
  g_free (estate->member_first);
  g_free (estate->members);
  g_free (estate->service_first);
  g_free (estate->services);
  g_strfreev (estate->conflicts);
  g_mutex_clear (&estate->digest_lock);
  g_free (estate->digest);
  g_free (estate);
}

UitwegEstate *
uitweg_estate_ref (const UitwegEstate *estate)
{
  UitwegEstate *counted = (UitwegEstate *) estate;

  g_return_val_if_fail (estate != NULL, NULL);

  g_atomic_ref_count_inc (&counted->references);
  return counted;
}

void
uitweg_estate_unref (UitwegEstate *estate)
{
  if (estate != NULL && g_atomic_ref_count_dec (&estate->references))
    free_estate (estate);
}

UitwegEstate *
uitweg_estate_load (const char *const *paths,
                    guint n_paths,
                    guint n_threads,
                    GError **error)
{
  return uitweg_estate_load_by_rules (paths, n_paths, n_threads, NULL, NULL,
                                      error);
}

UitwegEstate *
uitweg_estate_load_by_rules (const char *const *paths,
                             guint n_paths,
                             guint n_threads,
                             const UitwegIdentityRules *rules,
                             const char *pins,
                             GError **error)
{
  g_autoptr (GPtrArray) batches = NULL;
  g_autoptr (BaseProblems) problems = base_problems_new ();
  g_autoptr (UitwegEstate) estate = NULL;

  g_return_val_if_fail (paths != NULL || n_paths == 0, NULL);
  g_return_val_if_fail (n_threads >= 1 && n_threads <= THREADS_MAX, NULL);

  batches = g_ptr_array_new_with_free_func ((GDestroyNotify) model_batch_free);
  for (guint i = 0; i < n_paths; i++)
    if (!model_read_estate (paths[i], n_threads, batches, problems, error))
      return NULL;
  if (pins != NULL && base_problems_get_count (problems) == 0
      && !model_read_pins (pins, batches, problems, error))
    return NULL;
  if (base_problems_get_count (problems) == 0)
    estate = model_merge (
        batches, n_threads,
        rules != NULL ? rules : uitweg_identity_rules_get_default (), problems);
  if (!model_check_problems (problems, UITWEG_ESTATE_ERROR,
                             UITWEG_ESTATE_ERROR_INVALID, error))
    return NULL;
  return g_steal_pointer (&estate);
}

const UitwegTable *
uitweg_estate_get_table (const UitwegEstate *estate, UitwegRecordType type)
{
  g_return_val_if_fail (estate != NULL, NULL);
  g_return_val_if_fail ((guint) type < UITWEG_N_RECORD_TYPES, NULL);

  return estate->tables[type];
}

guint32
uitweg_estate_get_n_resources (const UitwegEstate *estate)
{
  g_return_val_if_fail (estate != NULL, 0);

  return uitweg_table_get_n_rows (estate->tables[UITWEG_RECORD_RESOURCE]);
}

const char *
model_id (const UitwegTable *table, guint32 row)
{
  return uitweg_table_text (table, row, MODEL_ID_FIELD);
}

guint32
uitweg_estate_find (const UitwegEstate *estate,
                    UitwegRecordType type,
                    const char *id)
{
  const UitwegTable *table;
  guint32 low = 0;
  guint32 high;

  g_return_val_if_fail (estate != NULL, UITWEG_NONE);
  g_return_val_if_fail ((guint) type < UITWEG_N_RECORD_TYPES, UITWEG_NONE);
  g_return_val_if_fail (id != NULL, UITWEG_NONE);

  table = estate->tables[type];
  high = uitweg_table_get_n_rows (table);
  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;
      int order = strcmp (model_id (table, middle), id);

      if (order == 0)
        return middle;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return UITWEG_NONE;
}

gboolean
uitweg_estate_is_placeholder (const UitwegEstate *estate, guint32 i)
{
  g_return_val_if_fail (i < uitweg_estate_get_n_resources (estate), FALSE);

  return estate->placeholder[i] != 0;
}

const guint32 *
uitweg_estate_get_dependency_from (const UitwegEstate *estate)
{
  g_return_val_if_fail (estate != NULL, NULL);

  return estate->dependency_from;
}

const guint32 *
uitweg_estate_get_dependency_to (const UitwegEstate *estate)
{
  g_return_val_if_fail (estate != NULL, NULL);

  return estate->dependency_to;
}

const guint32 *
uitweg_estate_get_members (const UitwegEstate *estate,
                           guint32 service,
                           guint32 *n_out)
{
  guint32 first;

  g_return_val_if_fail (estate != NULL, NULL);
  g_return_val_if_fail (n_out != NULL, NULL);
  g_return_val_if_fail (
      service < uitweg_table_get_n_rows (estate->tables[UITWEG_RECORD_SERVICE]),
      NULL);

  first = estate->member_first[service];
  *n_out = estate->member_first[service + 1] - first;
  return estate->members + first;
}

const guint32 *
uitweg_estate_get_services_of (const UitwegEstate *estate,
                               guint32 i,
                               guint32 *n_out)
{
  guint32 first;

  g_return_val_if_fail (estate != NULL, NULL);
  g_return_val_if_fail (n_out != NULL, NULL);
  g_return_val_if_fail (i < uitweg_estate_get_n_resources (estate), NULL);

  first = estate->service_first[i];
  *n_out = estate->service_first[i + 1] - first;
  return estate->services + first;
}

const char *const *
uitweg_estate_get_conflicts (const UitwegEstate *estate)
{
  g_return_val_if_fail (estate != NULL, NULL);

  return (const char *const *) estate->conflicts;
}
