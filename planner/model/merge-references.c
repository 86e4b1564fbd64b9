/* SPDX-License-Identifier: EUPL-1.2
 *
 * Which resource is meant by an id: one that is defined, one that was merged
 * into another, or one that is only mentioned and becomes a placeholder. All
 * ids of resources get a number here; defined ones that of their group.
 */
#include "config.h"

#include "model/merge-private.h"

#include <stdlib.h>
#include <string.h>

struct _ModelReferences
{
  BaseStrpool *pool; /* of the estate; borrowed */
  const GPtrArray *batches;
  guint32 *const *maps;
  const ModelIndex *indexes;
  ModelIdentity *identity;
  UitwegEstate *estate;  /* takes the notes */
  const guint32 *joined; /* one a resource group, or NULL */
  gboolean changes;      /* whether any id stands for another */
  guint32 n_groups;
  guint32 n_texts;    /* of the pool when numbers were given */
  guint32 *number_of; /* of a text of the pool; UITWEG_NONE: no resource */
  GPtrArray *missing; /* ids of placeholders; owned by the pool */
  GArray *rows;       /* guint32, one a number: row in the estate */
};

guint32
model_references_get_index (const ModelReferences *references,
                            guint32 batch,
                            const UitwegTable *table,
                            guint32 row,
                            guint field)
{
  guint32 index = base_table_get_text_index (table, row, field);
  const guint32 *map = references->maps[batch];

  return index == UITWEG_NONE || map == NULL ? index : map[index];
}

ModelReferences *
model_references_new (UitwegEstate *estate,
                      const GPtrArray *batches,
                      guint32 *const *maps,
                      const ModelIndex *indexes,
                      ModelIdentity *identity)
{
  ModelReferences *references = g_new0 (ModelReferences, 1);
  const ModelIndex *resources = &indexes[UITWEG_RECORD_RESOURCE];
  BaseStrpool *pool = estate->pool;

  references->pool = pool;
  references->batches = batches;
  references->maps = maps;
  references->indexes = indexes;
  references->identity = identity;
  references->estate = estate;
  references->joined = model_identity_get_joined (identity);
  references->changes = references->joined != NULL;
  references->n_groups = resources->n_groups;
  references->n_texts = base_strpool_get_count (pool);
  references->number_of = g_new (guint32, (gsize) references->n_texts + 1);
  memset (references->number_of, 0xff,
          (gsize) references->n_texts * sizeof (guint32));
  references->missing = g_ptr_array_new ();
  references->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 g = 0; g < resources->n_groups; g++)
    {
      const ModelEntry *entry = &resources->entries[resources->groups[g].first];
      const ModelBatch *batch = g_ptr_array_index (batches, entry->batch);

      references->number_of[model_references_get_index (
          references, entry->batch, batch->tables[UITWEG_RECORD_RESOURCE],
          entry->row, MODEL_ID_FIELD)] = g;
    }
  return references;
}

void
model_references_free (ModelReferences *references)
{
  if (references == NULL)
    return;
  g_free (references->number_of);
  g_ptr_array_unref (references->missing);
  g_array_unref (references->rows);
  g_free (references);
}

/* An id that no record has may be that of a provider: an ARN, an ARM id, an
 * instance's id, alone or behind the account and region. */
static guint32
find_mentioned (ModelReferences *references, const char *id)
{
  const char *slash = strrchr (id, '/');
  const char *subscription = strstr (id, "/subscriptions/");
  guint32 group = model_identity_find_native (references->identity, id, NULL,
                                              NULL);

  if (group == UITWEG_NONE && slash != NULL && g_str_has_prefix (id, "aws/"))
    group = model_identity_find_native (references->identity, slash + 1, "aws",
                                        NULL);
  if (group == UITWEG_NONE && subscription != NULL && subscription != id)
    group = model_identity_find_native (references->identity, subscription,
                                        NULL, NULL);
  return group;
}

static gboolean
resolve_mentioned (ModelReferences *references, guint32 index)
{
  const char *id = base_strpool_get (references->pool, index);
  const guint32 group = find_mentioned (references, id);
  UitwegMergeNote note = { .kind = UITWEG_MERGE_RESOLVED,
                           .other = id,
                           .rule = uitweg_identity_rule_get_name (
                               UITWEG_IDENTITY_NATIVE_ID) };

  if (group == UITWEG_NONE)
    return FALSE;
  note.id = references->indexes[UITWEG_RECORD_RESOURCE].groups[group].id;
  model_note (references->estate, &note);
  references->number_of[index] = group;
  references->changes = TRUE;
  return TRUE;
}

/* An id that no resource has: another record's, or a placeholder's. */
static void
add_missing (ModelReferences *references,
             const ModelBatch *batch,
             UitwegRecordType type,
             guint32 row,
             guint field,
             guint32 index,
             BaseProblems *problems)
{
  const char *id = base_strpool_get (references->pool, index);
  const ModelOrigin *origin = &g_array_index (batch->origins[type], ModelOrigin,
                                              row);
  const char *key = uitweg_estate_get_schema (type)->fields[field].key;
  guint32 line = origin->line > 0 ? origin->line + batch->first_line : 0;
  gsize length = strlen (id);

  if (length == 0 || length > MODEL_ID_MAX)
    {
      base_problems_add (problems, batch->name, line, 0,
                         "%s '%s': %s: found an id of %" G_GSIZE_FORMAT
                         " bytes, expected 1 to %d",
                         model_record_names ()[type],
                         model_id (batch->tables[type], row), key, length,
                         MODEL_ID_MAX);
      return;
    }
  for (guint other = 0; other < UITWEG_N_RECORD_TYPES; other++)
    if (other != UITWEG_RECORD_RESOURCE
        && model_index_find (&references->indexes[other], id) != UITWEG_NONE)
      {
        base_problems_add (problems, batch->name, line, 0,
                           "%s '%s': %s: found '%s', which is a %s, expected "
                           "a resource",
                           model_record_names ()[type],
                           model_id (batch->tables[type], row), key, id,
                           model_record_names ()[other]);
        return;
      }
  if (resolve_mentioned (references, index))
    return;
  references->number_of[index] = references->n_groups
                                 + references->missing->len;
  g_ptr_array_add (references->missing, (gpointer) id);
}

static void
collect_dependencies (ModelReferences *references,
                      guint32 b,
                      BaseProblems *problems)
{
  static const guint fields[] = { UITWEG_DEPENDENCY_FROM,
                                  UITWEG_DEPENDENCY_TO };
  const ModelBatch *batch = g_ptr_array_index (references->batches, b);
  const UitwegTable *table = batch->tables[UITWEG_RECORD_DEPENDENCY];
  guint32 n = uitweg_table_get_n_rows (table);

  for (guint32 row = 0; row < n; row++)
    for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
      {
        guint32 index = model_references_get_index (references, b, table, row,
                                                    fields[i]);

        if (references->number_of[index] == UITWEG_NONE)
          add_missing (references, batch, UITWEG_RECORD_DEPENDENCY, row,
                       fields[i], index, problems);
      }
}

static void
collect_members (ModelReferences *references, guint32 b, BaseProblems *problems)
{
  const ModelBatch *batch = g_ptr_array_index (references->batches, b);
  const UitwegTable *table = batch->tables[UITWEG_RECORD_SERVICE];
  const UitwegTable *members = uitweg_table_child (table,
                                                   UITWEG_SERVICE_MEMBERS);
  guint32 n = uitweg_table_get_n_rows (table);

  for (guint32 row = 0; row < n; row++)
    {
      guint32 i;
      guint32 behind;

      uitweg_table_list (table, row, UITWEG_SERVICE_MEMBERS, &i, &behind);
      for (behind += i; i < behind; i++)
        {
          guint32 index = model_references_get_index (references, b, members, i,
                                                      0);

          if (references->number_of[index] == UITWEG_NONE)
            add_missing (references, batch, UITWEG_RECORD_SERVICE, row,
                         UITWEG_SERVICE_MEMBERS, index, problems);
        }
    }
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

const GPtrArray *
model_references_collect (ModelReferences *references, BaseProblems *problems)
{
  guint32 none = UITWEG_NONE;

  for (guint32 b = 0; b < references->batches->len; b++)
    {
      collect_dependencies (references, b, problems);
      collect_members (references, b, problems);
    }
  g_ptr_array_sort (references->missing, compare_ids);
  for (guint32 i = references->n_groups + references->missing->len; i > 0; i--)
    g_array_append_val (references->rows, none);
  return references->missing;
}

/* The number of the resource that an index in the pool means. */
static guint32
find_number (const ModelReferences *references, guint32 index)
{
  guint32 number = index < references->n_texts ? references->number_of[index]
                                               : UITWEG_NONE;

  if (number < references->n_groups && references->joined != NULL)
    number = references->joined[number];
  return number;
}

guint32
model_references_get_number (const ModelReferences *references,
                             guint32 batch,
                             const UitwegTable *table,
                             guint32 row,
                             guint field)
{
  return find_number (references, model_references_get_index (
                                      references, batch, table, row, field));
}

const char *
model_references_resolve (const ModelReferences *references, const char *id)
{
  guint32 number;

  if (!references->changes)
    return id;
  number = find_number (references,
                        base_strpool_find (references->pool, id, strlen (id)));
  return number < references->n_groups
             ? references->indexes[UITWEG_RECORD_RESOURCE].groups[number].id
             : id;
}

void
model_references_set_row (ModelReferences *references,
                          const char *id,
                          guint32 row)
{
  guint32 index = base_strpool_find (references->pool, id, strlen (id));

  g_array_index (references->rows, guint32, references->number_of[index]) = row;
}

void
model_references_set_group_row (ModelReferences *references,
                                guint32 group,
                                guint32 row)
{
  g_array_index (references->rows, guint32, group) = row;
}

guint32
model_references_find_row (const ModelReferences *references, guint32 index)
{
  guint32 number = find_number (references, index);

  return number != UITWEG_NONE
             ? g_array_index (references->rows, guint32, number)
             : UITWEG_NONE;
}

/* A field that holds the id of a resource, or a list whose elements do. */
typedef struct
{
  UitwegRecordType type;
  guint field;
  gint inner; /* field of the list's elements; -1: no list */
} ReferenceField;

static const ReferenceField reference_fields[] = {
  { UITWEG_RECORD_RESOURCE, UITWEG_RESOURCE_DISKS, UITWEG_DISK_ID },
  { UITWEG_RECORD_DEPENDENCY, UITWEG_DEPENDENCY_FROM, -1 },
  { UITWEG_RECORD_DEPENDENCY, UITWEG_DEPENDENCY_TO, -1 },
  { UITWEG_RECORD_SERVICE, UITWEG_SERVICE_MEMBERS, 0 },
  { UITWEG_RECORD_CONTRACT, UITWEG_CONTRACT_COVERS, 0 },
  { UITWEG_RECORD_COST, UITWEG_COST_RESOURCE, -1 },
};

static gboolean
is_merged_away (const ModelReferences *references, const char *id)
{
  return id != NULL
         && strcmp (model_references_resolve (references, id), id) != 0;
}

gboolean
model_references_changes (const ModelReferences *references,
                          UitwegRecordType type,
                          const UitwegTable *table,
                          guint32 row)
{
  for (guint i = 0; references->changes && i < G_N_ELEMENTS (reference_fields);
       i++)
    {
      const ReferenceField *where = &reference_fields[i];
      const UitwegTable *holder = table;
      guint32 first = row;
      guint32 n = 1;
      guint field = where->field;

      if (where->type != type)
        continue;
      if (where->inner >= 0)
        {
          holder = uitweg_table_child (table, where->field);
          uitweg_table_list (table, row, where->field, &first, &n);
          field = (guint) where->inner;
        }
      for (guint32 k = first; k < first + n; k++)
        if (is_merged_away (references, uitweg_table_text (holder, k, field)))
          return TRUE;
    }
  return FALSE;
}

/* Copies a list with its references resolved; of texts none twice. */
static void
copy_list (const ModelReferences *references,
           UitwegTable *to,
           const UitwegTable *from,
           guint32 row,
           const ReferenceField *where)
{
  const UitwegTable *elements = uitweg_table_child (from, where->field);
  guint inner = (guint) where->inner;
  gboolean is_texts = uitweg_table_get_schema (from)->fields[where->field].type
                      == UITWEG_FIELD_TEXTS;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  UitwegTable *list;
  guint32 first;
  guint32 n;

  if (!uitweg_table_list (from, row, where->field, &first, &n))
    return;
  list = base_table_begin_list (to, where->field);
  for (guint32 i = first; i < first + n; i++)
    {
      const char *id = uitweg_table_text (elements, i, inner);
      const char *resolved = id != NULL
                                 ? model_references_resolve (references, id)
                                 : NULL;

      if (is_texts)
        {
          if (g_hash_table_add (seen, (gpointer) resolved))
            base_table_add_text (list, resolved);
          continue;
        }
      base_table_set_text (list, base_table_copy_row (list, elements, i), inner,
                           resolved);
    }
  base_table_end_list (to, where->field);
}

guint32
model_references_copy (const ModelReferences *references,
                       UitwegTable *to,
                       UitwegRecordType type,
                       const UitwegTable *from,
                       guint32 row)
{
  guint n_fields = uitweg_table_get_schema (from)->n_fields;
  guint64 done = 0;
  guint32 copy;

  if (!references->changes)
    return base_table_copy_row (to, from, row);
  copy = base_table_append (to);
  for (guint i = 0; i < G_N_ELEMENTS (reference_fields); i++)
    {
      const ReferenceField *where = &reference_fields[i];
      const char *id;

      if (where->type != type)
        continue;
      done |= G_GUINT64_CONSTANT (1) << where->field;
      if (where->inner >= 0)
        {
          copy_list (references, to, from, row, where);
          continue;
        }
      id = uitweg_table_text (from, row, where->field);
      if (id != NULL)
        base_table_set_text (to, copy, where->field,
                             model_references_resolve (references, id));
    }
  for (guint field = 0; field < n_fields; field++)
    if ((done >> field & 1) == 0)
      base_table_copy_field (to, copy, from, row, field);
  return copy;
}
