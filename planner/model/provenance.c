/* SPDX-License-Identifier: EUPL-1.2
 *
 * Where a value comes from and how well it is founded: the entries of
 * `provenance` of a record, asked field by field.
 */
#include "config.h"

#include "model/estate-private.h"

#include <string.h>

gboolean
model_provenance_names (const char *name, const char *key)
{
  gsize length = strlen (name);

  /* "identity" names all of "identity.uuid", "identity.macs", … */
  return strncmp (name, key, length) == 0
         && (key[length] == '\0' || key[length] == '.');
}

/* 0: the entry names other fields, 1: it names none, 2: it names `key`. */
static guint
rank_entry (const UitwegTable *entries, guint32 entry, const char *key)
{
  const UitwegTable *names = uitweg_table_child (entries,
                                                 UITWEG_PROVENANCE_FIELDS);
  guint32 first;
  guint32 n;

  if (!uitweg_table_list (entries, entry, UITWEG_PROVENANCE_FIELDS, &first, &n))
    return 1;
  for (guint32 i = first; i < first + n; i++)
    if (model_provenance_names (uitweg_table_text (names, i, 0), key))
      return 2;
  return 0;
}

guint32
model_provenance_find (const UitwegTable *table,
                       UitwegRecordType type,
                       guint32 row,
                       guint field)
{
  const UitwegTable *entries = uitweg_table_child (
      table, model_provenance_field (type));
  const char *key = uitweg_table_get_schema (table)->fields[field].key;
  guint32 found = UITWEG_NONE;
  guint found_rank = 1;
  guint32 first;
  guint32 n;

  uitweg_table_list (table, row, model_provenance_field (type), &first, &n);
  for (guint32 i = first; i < first + n; i++)
    {
      guint rank = rank_entry (entries, i, key);

      if (rank == 0 || rank < found_rank)
        continue;
      if (found == UITWEG_NONE || rank > found_rank
          || uitweg_table_enum (entries, i, UITWEG_PROVENANCE_GRADE)
                 > uitweg_table_enum (entries, found, UITWEG_PROVENANCE_GRADE))
        found = i;
      found_rank = rank;
    }
  return found;
}

UitwegGrade
uitweg_estate_get_grade (const UitwegEstate *estate,
                         UitwegRecordType type,
                         guint32 row,
                         guint field)
{
  const UitwegTable *table;
  guint32 entry;

  g_return_val_if_fail (estate != NULL, UITWEG_GRADE_ASSUMED);
  g_return_val_if_fail ((guint) type < UITWEG_N_RECORD_TYPES,
                        UITWEG_GRADE_ASSUMED);

  table = estate->tables[type];
  g_return_val_if_fail (row < uitweg_table_get_n_rows (table),
                        UITWEG_GRADE_ASSUMED);
  g_return_val_if_fail (field < uitweg_table_get_schema (table)->n_fields,
                        UITWEG_GRADE_ASSUMED);

  if (type == UITWEG_RECORD_RESOURCE && estate->placeholder[row] != 0)
    return UITWEG_GRADE_INFERRED;
  entry = model_provenance_find (table, type, row, field);
  if (entry == UITWEG_NONE)
    return UITWEG_GRADE_ASSUMED;
  return (UitwegGrade) uitweg_table_enum (
      uitweg_table_child (table, model_provenance_field (type)), entry,
      UITWEG_PROVENANCE_GRADE);
}
