/* SPDX-License-Identifier: EUPL-1.2
 *
 * The builder that connectors fill: one batch without a file. Its records
 * pass the same checks and the same merge as those of a file.
 */
#include "config.h"

#include "model/estate-private.h"

#include "model/messages.h"

/* How many rows each table has where a part ends. */
typedef struct
{
  guint32 n_rows[UITWEG_N_RECORD_TYPES];
} End;

struct _UitwegEstateBuilder
{
  ModelBatch *batch;
  GArray *ends; /* of all parts but the last */
};

UitwegEstateBuilder *
uitweg_estate_builder_new (void)
{
  UitwegEstateBuilder *builder = g_new0 (UitwegEstateBuilder, 1);

  builder->batch = model_batch_new ("");
  builder->ends = g_array_new (FALSE, FALSE, sizeof (End));
  return builder;
}

void
uitweg_estate_builder_free (UitwegEstateBuilder *builder)
{
  if (builder == NULL)
    return;
  model_batch_free (builder->batch);
  g_array_unref (builder->ends);
  g_free (builder);
}

UitwegTable *
uitweg_estate_builder_get_table (UitwegEstateBuilder *builder,
                                 UitwegRecordType type)
{
  g_return_val_if_fail (builder != NULL, NULL);
  g_return_val_if_fail ((guint) type < UITWEG_N_RECORD_TYPES, NULL);

  return builder->batch->tables[type];
}

void
uitweg_estate_builder_begin_part (UitwegEstateBuilder *builder)
{
  End end;

  g_return_if_fail (builder != NULL);

  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    end.n_rows[type] = uitweg_table_get_n_rows (builder->batch->tables[type]);
  g_array_append_val (builder->ends, end);
}

/* Rows that setters made have no line: they are named by their id. */
static void
check_rows (const UitwegEstateBuilder *builder, BaseProblems *problems)
{
  ModelBatch *batch = builder->batch;

  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    {
      const UitwegTable *table = batch->tables[type];
      guint32 n = uitweg_table_get_n_rows (table);
      guint part = 0;

      for (guint32 row = 0; row < n; row++)
        {
          ModelOrigin origin = { .line = 0 };

          while (part < builder->ends->len
                 && g_array_index (builder->ends, End, part).n_rows[type]
                        <= row)
            part++;
          origin.part = part + 1;
          g_array_append_val (batch->origins[type], origin);
          if (base_table_check_row (table, row, batch->name, 0, problems))
            model_check_record (table, type, row, batch->name, 0, problems);
        }
    }
}

UitwegEstate *
uitweg_estate_builder_finish (UitwegEstateBuilder *builder,
                              const char *name,
                              GError **error)
{
  g_autoptr (UitwegEstateBuilder) owned = builder;
  g_autoptr (GPtrArray) batches = NULL;
  g_autoptr (BaseProblems) problems = base_problems_new ();
  g_autoptr (UitwegEstate) estate = NULL;

  g_return_val_if_fail (builder != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  g_free (owned->batch->name);
  owned->batch->name = g_strdup (name);
  owned->batch->n_headers = owned->ends->len + 1;
  check_rows (owned, problems);
  batches = g_ptr_array_new_with_free_func ((GDestroyNotify) model_batch_free);
  g_ptr_array_add (batches, g_steal_pointer (&owned->batch));
  if (base_problems_get_count (problems) == 0)
    estate = model_merge (batches, 1, uitweg_identity_rules_get_default (),
                          problems);
  if (!model_check_problems (problems, UITWEG_ESTATE_ERROR,
                             UITWEG_ESTATE_ERROR_INVALID, error))
    return NULL;
  return g_steal_pointer (&estate);
}
