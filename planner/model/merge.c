/* SPDX-License-Identifier: EUPL-1.2
 *
 * Batches become one estate: records are put in the order of their ids, those
 * of one thing are merged, references are resolved, and all is copied once
 * into tables that never change again. The order of files, parts and lines
 * leaves no trace.
 */
#include "config.h"

#include "model/merge-private.h"

#include <string.h>

/* Fewer rows are sorted by one thread. */
#define WORTH_A_THREAD 10000

/* All that is needed while the estate comes about. */
typedef struct
{
  GPtrArray *batches;
  guint n_threads;
  guint32 **maps; /* one a batch and one for merged rows: to the estate's
                     pool; NULL where that is its own */
  guint32 n_parts;
  const UitwegIdentityRules *rules;
  ModelIndex indexes[UITWEG_N_RECORD_TYPES];
  ModelIdentity *identity;
  const guint32 *joined_resources; /* NULL: none is merged into another */
  ModelReferences *references;
  ModelMerger *merger;
  UitwegEstate *estate;
  BaseProblems *problems;
} Merge;

/* Groups of one type that become one record: lists through `next`. */
typedef struct
{
  const guint32 *joined; /* NULL: each stands alone */
  guint32 *next;         /* group after this one in its list, or NONE */
} Joins;

static const ModelOrigin *
origin_of (const Merge *merge, UitwegRecordType type, const ModelEntry *entry)
{
  const ModelBatch *batch = g_ptr_array_index (merge->batches, entry->batch);

  return &g_array_index (batch->origins[type], ModelOrigin, entry->row);
}

static guint32
part_of (const Merge *merge, UitwegRecordType type, const ModelEntry *entry)
{
  const ModelBatch *batch = g_ptr_array_index (merge->batches, entry->batch);

  return batch->first_part + origin_of (merge, type, entry)->part;
}

static guint32
line_of (const Merge *merge, UitwegRecordType type, const ModelEntry *entry)
{
  const ModelBatch *batch = g_ptr_array_index (merge->batches, entry->batch);
  guint32 line = origin_of (merge, type, entry)->line;

  return line > 0 ? line + batch->first_line : 0;
}

static void
number_parts (Merge *merge)
{
  for (guint b = 0; b < merge->batches->len; b++)
    {
      ModelBatch *batch = g_ptr_array_index (merge->batches, b);

      batch->first_part = merge->n_parts;
      merge->n_parts += batch->n_headers;
    }
}

static void
tell_repeat (Merge *merge,
             UitwegRecordType type,
             const ModelEntry *entry,
             UitwegRecordType first_type,
             const ModelEntry *first,
             const char *expected)
{
  const ModelBatch *batch = g_ptr_array_index (merge->batches, entry->batch);
  const ModelBatch *before = g_ptr_array_index (merge->batches, first->batch);
  guint32 line = line_of (merge, first_type, first);
  g_autofree char *place = line > 0
                               ? g_strdup_printf ("%s:%u", before->name, line)
                               : g_strdup (before->name);

  base_problems_add (merge->problems, batch->name, line_of (merge, type, entry),
                     0, "found id '%s' again, first as %s at %s, expected %s",
                     entry->id, model_record_names ()[first_type], place,
                     expected);
}

/* The same id twice in one part. Batches are in the order of parts, so that
 * equals are neighbours. */
static void
check_repeats (Merge *merge, UitwegRecordType type)
{
  const ModelIndex *index = &merge->indexes[type];

  for (guint32 g = 0; g < index->n_groups; g++)
    {
      const ModelEntry *entries = index->entries + index->groups[g].first;

      for (guint32 i = 1; i < index->groups[g].n; i++)
        if (part_of (merge, type, &entries[i])
                == part_of (merge, type, &entries[i - 1])
            && (!origin_of (merge, type, &entries[i])->is_seen
                || !origin_of (merge, type, &entries[i - 1])->is_seen))
          tell_repeat (merge, type, &entries[i], type, &entries[i - 1],
                       "each id once in a part");
    }
}

/* The same id for records of two types: all groups are walked at once. */
static void
check_types (Merge *merge)
{
  guint32 at[UITWEG_N_RECORD_TYPES] = { 0 };

  for (;;)
    {
      const char *least = NULL;
      guint least_type = 0;

      for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
        {
          const ModelIndex *index = &merge->indexes[type];
          const char *id = at[type] < index->n_groups
                               ? index->groups[at[type]].id
                               : NULL;
          int order = id == NULL ? 1 : least == NULL ? -1 : strcmp (id, least);

          if (order == 0)
            tell_repeat (
                merge, type, &index->entries[index->groups[at[type]].first],
                least_type,
                &merge->indexes[least_type].entries
                     [merge->indexes[least_type].groups[at[least_type]].first],
                "an id of its own for each record");
          if (order == 0)
            at[type]++;
          if (order < 0)
            {
              least = id;
              least_type = type;
            }
        }
      if (least == NULL)
        return;
      at[least_type]++;
    }
}

static void
init_joins (Joins *joins, const guint32 *joined, guint32 n_groups)
{
  joins->joined = joined;
  joins->next = NULL;
  if (joined == NULL)
    return;
  joins->next = g_new (guint32, n_groups);
  memset (joins->next, 0xff, n_groups * sizeof *joins->next);
  /* From the last: each list is then in the order of ids. */
  for (guint32 g = n_groups; g-- > 0;)
    if (joined[g] != g)
      {
        joins->next[g] = joins->next[joined[g]];
        joins->next[joined[g]] = g;
      }
}

static void
add_place (Merge *merge, UitwegRecordType type, const ModelEntry *entry)
{
  ModelPlace place = { .file = entry->batch,
                       .line = line_of (merge, type, entry) };

  g_array_append_val (merge->estate->places[type], place);
}

/* The rows of one type while their order is found: rows of batches as they
 * are, and rows that had to be made. */
typedef struct
{
  UitwegRecordType type;
  Joins joins;
  GArray *rows;        /* of BaseTableRow, in the order of the estate */
  GArray *left_out;    /* of BaseTableRow: of things on themselves */
  GArray *seen;        /* of BaseTableRow: what merged rows were made of */
  GArray *n_seen;      /* guint32, one a row of `merged` */
  UitwegTable *parts;  /* records that are merged, references resolved */
  UitwegTable *merged; /* what came of them */
} Emission;

static void
init_emission (Merge *merge,
               Emission *emission,
               UitwegRecordType type,
               const guint32 *joined)
{
  const UitwegSchema *schema = uitweg_estate_get_schema (type);

  emission->type = type;
  init_joins (&emission->joins, joined, merge->indexes[type].n_groups);
  emission->rows = g_array_new (FALSE, FALSE, sizeof (BaseTableRow));
  emission->left_out = g_array_new (FALSE, FALSE, sizeof (BaseTableRow));
  emission->seen = g_array_new (FALSE, FALSE, sizeof (BaseTableRow));
  emission->n_seen = g_array_new (FALSE, FALSE, sizeof (guint32));
  emission->parts = base_table_new (schema, merge->estate->pool);
  emission->merged = base_table_new (schema, merge->estate->pool);
}

static void
clear_emission (Emission *emission)
{
  g_free (emission->joins.next);
  g_array_unref (emission->rows);
  g_array_unref (emission->left_out);
  g_array_unref (emission->seen);
  g_array_unref (emission->n_seen);
  base_table_free (emission->parts);
  base_table_free (emission->merged);
}

static const UitwegTable *
table_of (const Merge *merge, UitwegRecordType type, const ModelEntry *entry)
{
  const ModelBatch *batch = g_ptr_array_index (merge->batches, entry->batch);

  return batch->tables[type];
}

/* Says how a group came to join another. */
static void
add_join (const Merge *merge, GArray *joins, guint32 g)
{
  const ModelIndex *index = &merge->indexes[UITWEG_RECORD_RESOURCE];
  const ModelEntry *entry = &index->entries[index->groups[g].first];
  const UitwegTable *table = table_of (merge, UITWEG_RECORD_RESOURCE, entry);
  static const char *const words[UITWEG_N_IDENTITY_RULES] = {
    "identity.native_id", "identity.uuid", "identity.serial",
    "identity.mac",       "identity.host", "identity.name",
  };
  UitwegIdentityRule rule;
  ModelJoin join;
  guint32 first;
  guint32 n;

  uitweg_table_list (table, entry->row, UITWEG_RESOURCE_PROVENANCE, &first, &n);
  if (n == 0 || !model_identity_get_rule (merge->identity, g, &rule))
    return;
  join.source = uitweg_table_text (
      uitweg_table_child (table, UITWEG_RESOURCE_PROVENANCE), first,
      UITWEG_PROVENANCE_SOURCE);
  join.rule = words[rule];
  join.grade = merge->rules->grade[rule];
  g_array_append_val (joins, join);
}

/* What each source said goes, as it said it, with the last row of `merged`. */
static void
keep_seen (const Merge *merge, Emission *emission, guint32 g)
{
  const ModelIndex *index = &merge->indexes[emission->type];
  const guint32 *next = emission->joins.next;
  guint32 n = 0;

  for (guint32 part = g; part != UITWEG_NONE;
       part = next != NULL ? next[part] : UITWEG_NONE)
    for (guint32 i = 0; i < index->groups[part].n; i++, n++)
      {
        const ModelEntry *one = &index->entries[index->groups[part].first + i];
        const BaseTableRow row = { one->batch, one->row };

        g_array_append_val (emission->seen, row);
      }
  g_array_append_val (emission->n_seen, n);
}

/* Merges a group with those that join it. Returns: the row in `merged` */
static guint32
merge_group (Merge *merge, Emission *emission, guint32 g)
{
  const ModelIndex *index = &merge->indexes[emission->type];
  const guint32 *next = emission->joins.next;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) joins = g_array_new (FALSE, FALSE, sizeof (ModelJoin));
  guint32 merged;

  for (guint32 part = g; part != UITWEG_NONE;
       part = next != NULL ? next[part] : UITWEG_NONE)
    {
      if (part != g && emission->type == UITWEG_RECORD_RESOURCE)
        add_join (merge, joins, part);
      for (guint32 i = 0; i < index->groups[part].n; i++)
        {
          const ModelEntry *one =
              &index->entries[index->groups[part].first + i];
          const guint32 row = model_references_copy (
              merge->references, emission->parts, emission->type,
              table_of (merge, emission->type, one), one->row);

          g_array_append_val (rows, row);
        }
    }
  merged = model_merge_rows (merge->merger, emission->merged, emission->type,
                             index->groups[g].id, emission->parts,
                             (const guint32 *) (const void *) rows->data,
                             rows->len, joins, merge->estate);
  keep_seen (merge, emission, g);
  return merged;
}

/* The resource that a billed id of the provider means, if nothing says it. */
static const char *
match_cost (Merge *merge, const UitwegTable *table, guint32 row)
{
  const char *native = uitweg_table_text (table, row, UITWEG_COST_NATIVE_ID);
  const ModelIndex *index = &merge->indexes[UITWEG_RECORD_RESOURCE];
  guint32 group;

  if (native == NULL || uitweg_table_has (table, row, UITWEG_COST_RESOURCE))
    return NULL;
  group = model_identity_find_native (
      merge->identity, native,
      uitweg_table_text (table, row, UITWEG_COST_PROVIDER),
      uitweg_table_text (table, row, UITWEG_COST_ACCOUNT));
  return group != UITWEG_NONE ? index->groups[group].id : NULL;
}

static void
set_match (Merge *merge, UitwegTable *costs, guint32 row, const char *resource)
{
  const UitwegMergeNote note = {
    .kind = UITWEG_MERGE_MATCHED,
    .id = resource,
    .other = model_id (costs, row),
    .rule = uitweg_identity_rule_get_name (UITWEG_IDENTITY_NATIVE_ID),
  };

  base_table_set_text (costs, row, UITWEG_COST_RESOURCE, resource);
  base_table_set_text (costs, row, UITWEG_COST_MATCHED_BY,
                       MODEL_MATCHED_BY_NATIVE_ID);
  model_note (merge->estate, &note);
}

/* Finds the row of a group, with those that join it: one of a batch as it
 * is, or one that is made in `merged`. */
static BaseTableRow
make_row (Merge *merge, Emission *emission, guint32 g)
{
  const ModelIndex *index = &merge->indexes[emission->type];
  const ModelGroup *group = &index->groups[g];
  const guint32 *next = emission->joins.next;
  const ModelEntry *entry = &index->entries[group->first];
  const UitwegTable *table = table_of (merge, emission->type, entry);
  BaseTableRow row = { .table = merge->batches->len };
  const guint32 none = UITWEG_NONE;
  const char *match;

  if (group->n > 1 || (next != NULL && next[g] != UITWEG_NONE))
    row.row = merge_group (merge, emission, g);
  else if (model_references_changes (merge->references, emission->type, table,
                                     entry->row))
    {
      row.row = model_references_copy (merge->references, emission->merged,
                                       emission->type, table, entry->row);
      keep_seen (merge, emission, g);
    }
  else
    row = (BaseTableRow){ .table = entry->batch, .row = entry->row };
  if (emission->type != UITWEG_RECORD_COST)
    return row;
  match = match_cost (
      merge, row.table == merge->batches->len ? emission->merged : table,
      row.row);
  if (match == NULL)
    return row;
  if (row.table != merge->batches->len)
    row = (BaseTableRow){ merge->batches->len,
                          base_table_copy_row (emission->merged, table,
                                               entry->row) };
  if (row.row == emission->n_seen->len)
    g_array_append_val (emission->n_seen, none);
  set_match (merge, emission->merged, row.row, match);
  return row;
}

/* Copies all rows into the estate, in their order. */
static void
copy_rows (Merge *merge, const Emission *emission)
{
  const ModelCopy copy = { .batches = merge->batches,
                           .type = emission->type,
                           .merged = emission->merged,
                           .maps = (const guint32 *const *) merge->maps,
                           .seen = emission->seen,
                           .n_seen = emission->n_seen };

  if (emission->type == UITWEG_RECORD_DEPENDENCY)
    model_copy_rows (merge->estate->left_out, &copy, emission->left_out, FALSE,
                     merge->n_threads);
  model_copy_rows (merge->estate->tables[emission->type], &copy, emission->rows,
                   TRUE, merge->n_threads);
}

/* The batches' rows of a type are not needed once they are copied. */
static void
drop_rows (Merge *merge, UitwegRecordType type)
{
  for (guint b = 0; b < merge->batches->len; b++)
    {
      ModelBatch *batch = g_ptr_array_index (merge->batches, b);

      g_clear_pointer (&batch->tables[type], base_table_free);
    }
}

/* An edge from a thing to itself says nothing: it is told and left out, but
 * kept for the next merge. */
static gboolean
leave_out (Merge *merge, Emission *emission, BaseTableRow row)
{
  const ModelBatch *batch = row.table < merge->batches->len
                                ? g_ptr_array_index (merge->batches, row.table)
                                : NULL;
  const UitwegTable *table = batch != NULL ? batch->tables[emission->type]
                                           : emission->merged;
  UitwegMergeNote note = { .kind = UITWEG_MERGE_LEFT_OUT, .why = "self" };

  if (emission->type != UITWEG_RECORD_DEPENDENCY)
    return FALSE;
  note.other = uitweg_table_text (table, row.row, UITWEG_DEPENDENCY_FROM);
  if (strcmp (note.other,
              uitweg_table_text (table, row.row, UITWEG_DEPENDENCY_TO))
      != 0)
    return FALSE;
  note.id = model_id (table, row.row);
  model_note (merge->estate, &note);
  g_array_append_val (emission->left_out, row);
  return TRUE;
}

/* Appends the record of a group, with those that join it. */
static void
emit_group (Merge *merge, Emission *emission, guint32 g)
{
  const ModelIndex *index = &merge->indexes[emission->type];
  const BaseTableRow row = make_row (merge, emission, g);

  if (leave_out (merge, emission, row))
    return;
  add_place (merge, emission->type, &index->entries[index->groups[g].first]);
  g_array_append_val (emission->rows, row);
}

static void
emit_records (Merge *merge, UitwegRecordType type, const guint32 *joined)
{
  const ModelIndex *index = &merge->indexes[type];
  Emission emission;

  init_emission (merge, &emission, type, joined);
  for (guint32 g = 0; g < index->n_groups; g++)
    if (joined == NULL || joined[g] == g)
      emit_group (merge, &emission, g);
  copy_rows (merge, &emission);
  clear_emission (&emission);
  drop_rows (merge, type);
}

static void
emit_placeholder (Merge *merge, Emission *emission, const char *id)
{
  ModelPlace place = { .file = 0, .line = 0 };
  BaseTableRow row = { .table = UITWEG_NONE };

  merge->estate->placeholder[emission->rows->len] = 1;
  model_references_set_row (merge->references, id, emission->rows->len);
  g_array_append_val (emission->rows, row);
  g_array_append_val (merge->estate->places[UITWEG_RECORD_RESOURCE], place);
}

/* Gives the placeholders their id and kind, once there are rows. */
static void
fill_placeholders (Merge *merge, const GPtrArray *missing)
{
  UitwegTable *table = merge->estate->tables[UITWEG_RECORD_RESOURCE];
  guint32 n = uitweg_table_get_n_rows (table);
  guint m = 0;

  for (guint32 row = 0; row < n && m < missing->len; row++)
    {
      if (merge->estate->placeholder[row] == 0)
        continue;
      base_table_set_text (table, row, UITWEG_RESOURCE_ID,
                           g_ptr_array_index (missing, m++));
      base_table_set_enum (table, row, UITWEG_RESOURCE_KIND,
                           UITWEG_KIND_UNKNOWN);
    }
}

/* Resources and placeholders, in one order of ids. */
static void
emit_resources (Merge *merge, const GPtrArray *missing)
{
  const ModelIndex *index = &merge->indexes[UITWEG_RECORD_RESOURCE];
  const guint32 *joined = merge->joined_resources;
  Emission emission;
  guint m = 0;

  init_emission (merge, &emission, UITWEG_RECORD_RESOURCE, joined);
  merge->estate->placeholder = g_new0 (guint8, (gsize) index->n_groups
                                                   + missing->len + 1);
  for (guint32 g = 0; g < index->n_groups; g++)
    {
      const char *id = index->groups[g].id;

      if (joined != NULL && joined[g] != g)
        continue;
      while (m < missing->len
             && strcmp (g_ptr_array_index (missing, m), id) < 0)
        emit_placeholder (merge, &emission, g_ptr_array_index (missing, m++));
      model_references_set_group_row (merge->references, g, emission.rows->len);
      emit_group (merge, &emission, g);
    }
  while (m < missing->len)
    emit_placeholder (merge, &emission, g_ptr_array_index (missing, m++));
  copy_rows (merge, &emission);
  fill_placeholders (merge, missing);
  clear_emission (&emission);
  drop_rows (merge, UITWEG_RECORD_RESOURCE);
}

static void
emit_all (Merge *merge, const GPtrArray *missing)
{
  UitwegEstate *estate = merge->estate;
  g_autofree guint32 *joined_edges = model_join_edges (
      merge->batches, &merge->indexes[UITWEG_RECORD_DEPENDENCY],
      merge->references);

  for (guint b = 0; b < merge->batches->len; b++)
    {
      const ModelBatch *batch = g_ptr_array_index (merge->batches, b);

      g_ptr_array_add (estate->names, g_strdup (batch->name));
    }
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    if (type == UITWEG_RECORD_RESOURCE)
      emit_resources (merge, missing);
    else
      emit_records (merge, type,
                    type == UITWEG_RECORD_DEPENDENCY ? joined_edges : NULL);
  model_index_references (estate, merge->references);
  model_finish_notes (estate, merge->rules);
  model_check_estate (estate, merge->problems);
}

/* The pool of the first batch becomes that of the estate; the strings of the
 * others are added to it, each once. */
static void
unite_pools (Merge *merge)
{
  guint n = merge->batches->len;

  merge->maps = g_new0 (guint32 *, (gsize) n + 1);
  for (guint b = 1; b < n; b++)
    {
      const ModelBatch *batch = g_ptr_array_index (merge->batches, b);

      merge->maps[b] = base_strpool_unite (merge->estate->pool, batch->pool);
      for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
        base_table_set_map (batch->tables[type], merge->estate->pool,
                            merge->maps[b]);
    }
}

/* The part of the preparation that reads no more of tables than their ids. */
static gpointer
prepare_beside (gpointer data)
{
  Merge *merge = data;

  model_index_sort (&merge->indexes[UITWEG_RECORD_DEPENDENCY]);
  unite_pools (merge);
  return NULL;
}

static void
reserve_texts (Merge *merge)
{
  gsize n = 0;

  for (guint b = 1; b < merge->batches->len; b++)
    {
      const ModelBatch *batch = g_ptr_array_index (merge->batches, b);

      n += base_strpool_get_count (batch->pool);
    }
  base_strpool_reserve (merge->estate->pool, n);
}

/* What must be known before records are merged: their order, which resources
 * are one, and one pool. A second thread makes the pool one, and sorts the
 * dependencies, which are most of an estate. */
static void
prepare (Merge *merge)
{
  ModelIndex *dependencies = &merge->indexes[UITWEG_RECORD_DEPENDENCY];
  ModelIndex *resources = &merge->indexes[UITWEG_RECORD_RESOURCE];
  GThread *thread = NULL;

  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    model_index_fill (merge->batches, type, &merge->indexes[type]);
  reserve_texts (merge);
  if (merge->n_threads > 1
      && MAX (dependencies->n_entries, resources->n_entries) >= WORTH_A_THREAD)
    thread = g_thread_new ("prepare", prepare_beside, merge);
  else
    prepare_beside (merge);
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    if (type != UITWEG_RECORD_DEPENDENCY)
      {
        model_index_sort (&merge->indexes[type]);
        check_repeats (merge, type);
        model_index_settle (merge->batches, type, &merge->indexes[type]);
      }
  merge->merger = model_merger_new (merge->batches, merge->rules);
  merge->identity = model_identity_new (merge->batches, resources, merge->rules,
                                        merge->merger, merge->estate);
  merge->joined_resources = model_identity_get_joined (merge->identity);
  if (thread != NULL)
    g_thread_join (thread);
  check_repeats (merge, UITWEG_RECORD_DEPENDENCY);
  model_index_settle (merge->batches, UITWEG_RECORD_DEPENDENCY, dependencies);
  check_types (merge);
}

static void
merge_batches (Merge *merge)
{
  const GPtrArray *missing;

  number_parts (merge);
  prepare (merge);
  if (base_problems_get_count (merge->problems) > 0)
    return;
  merge->references = model_references_new (merge->estate, merge->batches,
                                            merge->maps, merge->indexes,
                                            merge->identity);
  missing = model_references_collect (merge->references, merge->problems);
  if (base_problems_get_count (merge->problems) == 0)
    emit_all (merge, missing);
}

/* The pool that becomes the estate's. */
static BaseStrpool *
take_pool (GPtrArray *batches)
{
  ModelBatch *first = batches->len > 0 ? g_ptr_array_index (batches, 0) : NULL;

  return first != NULL ? g_steal_pointer (&first->pool) : base_strpool_new ();
}

UitwegEstate *
model_merge (GPtrArray *batches,
             guint n_threads,
             const UitwegIdentityRules *rules,
             BaseProblems *problems)
{
  Merge merge = { .batches = batches,
                  .n_threads = n_threads,
                  .rules = rules,
                  .problems = problems };
  g_autoptr (UitwegEstate) estate = NULL;

  model_take_apart (batches);
  estate = model_estate_new (take_pool (batches));
  estate->n_threads = n_threads;
  merge.estate = estate;
  merge_batches (&merge);
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    model_index_clear (&merge.indexes[type]);
  for (guint b = 0; merge.maps != NULL && b < batches->len; b++)
    g_free (merge.maps[b]);
  g_free (merge.maps);
  model_references_free (merge.references);
  model_merger_free (merge.merger);
  model_identity_free (merge.identity);
  /* Their tables were in the estate's pool. */
  g_ptr_array_set_size (batches, 0);
  return base_problems_get_count (problems) == 0 ? g_steal_pointer (&estate)
                                                 : NULL;
}
