/* SPDX-License-Identifier: EUPL-1.2
 *
 * From rows to records, when all files are read: names of other things become
 * ids, rows with one id become one record, and relations become dependencies.
 * The order of rows and files changes nothing.
 */
#include "config.h"

#include "connectors/tables/write.h"

#include <string.h>

void
tables_run_init (TablesRun *run,
                 const TablesMapping *mapping,
                 ConnectorsSource *source)
{
  *run = (TablesRun){ .mapping = mapping, .source = source };
  run->pool = base_strpool_new ();
  run->edges = g_array_new (FALSE, FALSE, sizeof (TablesEdge));
  run->withheld = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
tables_run_clear (TablesRun *run)
{
  for (guint i = 0; i < run->edges->len; i++)
    {
      g_free (g_array_index (run->edges, TablesEdge, i).from);
      g_free (g_array_index (run->edges, TablesEdge, i).to);
    }
  g_array_unref (run->edges);
  g_hash_table_unref (run->withheld);
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    {
      g_clear_pointer (&run->rows[type], base_table_free);
      g_clear_pointer (&run->origins[type], g_array_unref);
    }
  base_strpool_free (run->pool);
}

/* What a dependency must have; from a rule comes what it does not say. */
static void
complete_dependencies (TablesWriter *writer)
{
  UitwegTable *rows = writer->run->rows[UITWEG_RECORD_DEPENDENCY];

  for (guint32 row = 0; row < uitweg_table_get_n_rows (rows); row++)
    {
      const char *from = uitweg_table_text (rows, row, UITWEG_DEPENDENCY_FROM);
      const char *to = uitweg_table_text (rows, row, UITWEG_DEPENDENCY_TO);
      const char *word = uitweg_table_text (rows, row, UITWEG_DEPENDENCY_RULE);
      gboolean is_reverse;
      const gint rule = tables_find_rule (word != NULL ? word : "declared",
                                          &is_reverse);
      g_autofree char *id = NULL;

      if (from == NULL || to == NULL || strcmp (from, to) == 0)
        {
          writer->n_incomplete++;
          base_table_set_text (rows, row, 0, NULL);
          continue;
        }
      if (uitweg_table_enum (rows, row, UITWEG_DEPENDENCY_KIND) < 0)
        base_table_set_enum (
            rows, row, UITWEG_DEPENDENCY_KIND,
            rule >= 0 ? (gint) connectors_rule_get_kind ((ConnectorsRule) rule)
                      : (gint) UITWEG_DEPENDENCY_BUILD);
      id = connectors_make_id (
          "dep/%s/%s/%s", from, to,
          word != NULL ? word
                       : uitweg_table_text (rows, row, UITWEG_DEPENDENCY_KIND));
      base_table_set_text (rows, row, 0, id);
    }
}

/* Resources have to be of some kind. */
static void
complete_resources (TablesWriter *writer)
{
  UitwegTable *rows = writer->run->rows[UITWEG_RECORD_RESOURCE];
  guint n = 0;

  for (guint32 row = 0; row < uitweg_table_get_n_rows (rows); row++)
    if (uitweg_table_text (rows, row, 0) != NULL
        && uitweg_table_enum (rows, row, UITWEG_RESOURCE_KIND) < 0)
      {
        base_table_set_enum (rows, row, UITWEG_RESOURCE_KIND,
                             (gint) UITWEG_KIND_UNKNOWN);
        n++;
      }
  if (n > 0)
    connectors_source_add_note (writer->run->source, "kind",
                                "%u resources are of a kind that is not known",
                                n);
}

/* By id; rows of one id by what they say, so that their order is none. */
static gint
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const UitwegTable *rows = data;
  const guint32 first = *(const guint32 *) a;
  const guint32 second = *(const guint32 *) b;
  gint order = strcmp (uitweg_table_text (rows, first, 0),
                       uitweg_table_text (rows, second, 0));
  g_autoptr (GString) one = NULL;
  g_autoptr (GString) other = NULL;

  if (order != 0 || first == second)
    return order;
  one = g_string_new ("{");
  other = g_string_new ("{");
  base_table_write_row (rows, first, one);
  base_table_write_row (rows, second, other);
  return strcmp (one->str, other->str);
}

static GArray *
sort_rows (UitwegTable *rows)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 row = 0; row < uitweg_table_get_n_rows (rows); row++)
    if (uitweg_table_text (rows, row, 0) != NULL)
      g_array_append_val (order, row);
  g_array_sort_with_data (order, compare_rows, rows);
  return order;
}

/* What an element names, as ids. FALSE if it must name one and does not. */
static gboolean
resolve_element (TablesWriter *writer,
                 const UitwegTable *from,
                 guint32 row,
                 UitwegRecordType type,
                 guint field,
                 GPtrArray *ids)
{
  const UitwegSchema *schema = uitweg_table_get_schema (from);

  for (guint f = 0; f < schema->n_fields; f++)
    {
      const TablesReference *reference = tables_find_reference (
          type, field, schema->fields[f].key);
      const char *name = reference != NULL ? uitweg_table_text (from, row, f)
                                           : NULL;
      char *id = name != NULL
                     ? tables_resolve (writer, reference->named, name, NULL)
                     : NULL;

      g_ptr_array_add (ids, id);
      if (id != NULL)
        tables_name_party (writer, reference, id);
      if (name != NULL && id == NULL && schema->fields[f].required)
        return FALSE;
      /* Nobody owns himself. */
      if (type == UITWEG_RECORD_PARTY && field == UITWEG_PARTY_OWNERS
          && id != NULL && strcmp (id, writer->id) == 0)
        {
          writer->n_unsound++;
          return FALSE;
        }
    }
  return TRUE;
}

/* Copies one element, unless the list has it already. */
static void
copy_element (TablesWriter *writer,
              UitwegTable *to,
              const UitwegTable *from,
              guint32 row,
              UitwegRecordType type,
              guint field,
              GHashTable *seen)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new ("{");
  guint32 last;

  base_table_write_row (from, row, text);
  if (!g_hash_table_add (seen, g_string_free (text, FALSE))
      || !resolve_element (writer, from, row, type, field, ids))
    return;
  last = base_table_copy_row (to, from, row);
  for (guint f = 0; f < ids->len; f++)
    if (tables_find_reference (type, field,
                               uitweg_table_get_schema (from)->fields[f].key)
        != NULL)
      base_table_set_text (to, last, f, g_ptr_array_index (ids, f));
}

/* A list of all rows of one id. */
static void
copy_list (TablesWriter *writer,
           UitwegRecordType type,
           UitwegTable *to,
           const guint32 *rows,
           guint n_rows,
           guint field)
{
  const UitwegTable *from = writer->run->rows[type];
  const UitwegTable *child = uitweg_table_child (from, field);
  const UitwegFieldType kind =
      uitweg_table_get_schema (from)->fields[field].type;
  const TablesReference *reference = tables_find_reference (type, field, NULL);
  g_autoptr (GHashTable)
      seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  UitwegTable *list = base_table_begin_list (to, field);

  for (guint r = 0; r < n_rows; r++)
    {
      guint32 first, n;

      uitweg_table_list (from, rows[r], field, &first, &n);
      for (guint32 i = first; i < first + n; i++)
        {
          const char *text = kind != UITWEG_FIELD_LIST
                                 ? uitweg_table_text (child, i, 0)
                                 : NULL;
          char *id = NULL;

          if (kind == UITWEG_FIELD_LIST)
            copy_element (writer, list, child, i, type, field, seen);
          else if (kind == UITWEG_FIELD_TAGS)
            {
              /* The first row that has the key counts. */
              if (g_hash_table_add (seen, g_strdup (text)))
                base_table_add_tag (list, text,
                                    uitweg_table_text (child, i, 1));
            }
          else
            {
              id = reference != NULL
                       ? tables_resolve (writer, reference->named, text, NULL)
                       : g_strdup (text);
              if (id != NULL && !g_hash_table_contains (seen, id))
                {
                  base_table_add_text (list, id);
                  g_hash_table_add (seen, id);
                }
              else
                g_free (id);
            }
        }
    }
  base_table_end_list (to, field);
}

static gboolean
is_list (UitwegFieldType type)
{
  return type == UITWEG_FIELD_TEXTS || type == UITWEG_FIELD_TAGS
         || type == UITWEG_FIELD_LIST;
}

/* Takes away the first of two days that are in the wrong order. `gap` is 1
 * where the second is the first day after. */
static void
mend_days (TablesWriter *writer,
           UitwegTable *table,
           guint32 row,
           guint from,
           guint to,
           UitwegDay gap)
{
  const UitwegDay first = uitweg_table_day (table, row, from);
  const UitwegDay last = uitweg_table_day (table, row, to);

  if (first == UITWEG_DAY_UNKNOWN || last == UITWEG_DAY_UNKNOWN
      || first + gap <= last)
    return;
  base_table_set_day (table, row, from, UITWEG_DAY_UNKNOWN);
  writer->n_unsound++;
}

/* What one cell cannot tell: values that contradict each other. */
static void
mend_row (TablesWriter *writer,
          UitwegRecordType type,
          UitwegTable *table,
          guint32 row)
{
  gint bridge, needed;

  if (type == UITWEG_RECORD_CONTRACT)
    mend_days (writer, table, row, UITWEG_CONTRACT_START, UITWEG_CONTRACT_END,
               0);
  if (type == UITWEG_RECORD_COST)
    mend_days (writer, table, row, UITWEG_COST_PERIOD_START,
               UITWEG_COST_PERIOD_END, 1);
  if (type != UITWEG_RECORD_DEPENDENCY)
    return;
  bridge = uitweg_table_enum (table, row, UITWEG_DEPENDENCY_BRIDGE);
  needed = bridge == UITWEG_BRIDGE_MACHINE || bridge == UITWEG_BRIDGE_PEOPLE
               ? UITWEG_DEPENDENCY_IDENTITY
               : UITWEG_DEPENDENCY_KEY;
  if (bridge >= 0
      && uitweg_table_enum (table, row, UITWEG_DEPENDENCY_KIND) != needed)
    {
      base_table_set_enum (table, row, UITWEG_DEPENDENCY_BRIDGE, -1);
      writer->n_unsound++;
    }
}

/* Rows of one id as one record: of each field the first value in the order of
 * the rows, of lists all elements. */
static void
copy_rows (TablesWriter *writer,
           UitwegRecordType type,
           UitwegTable *to,
           guint32 to_row,
           const guint32 *rows,
           guint n_rows)
{
  const UitwegTable *from = writer->run->rows[type];
  const UitwegSchema *schema = uitweg_table_get_schema (from);

  for (guint f = 1; f < schema->n_fields; f++)
    {
      guint first = 0;

      while (first < n_rows && !uitweg_table_has (from, rows[first], f))
        first++;
      if (first == n_rows)
        continue;
      if (is_list (schema->fields[f].type))
        {
          copy_list (writer, type, to, rows, n_rows, f);
          continue;
        }
      base_table_copy_field (to, to_row, from, rows[first], f);
      for (guint r = first + 1; r < n_rows; r++)
        if (uitweg_table_has (from, rows[r], f)
            && !base_table_equal_field (from, rows[first], from, rows[r], f))
          writer->n_differing++;
    }
  mend_row (writer, type, to, to_row);
}

/* Dependencies are rows of the estate's table like all others, but their
 * provenance is our own. */
static void
write_dependency (TablesWriter *writer,
                  const char *id,
                  const guint32 *rows,
                  guint n_rows,
                  const char *rule,
                  UitwegGrade grade)
{
  UitwegTable *to = connectors_source_get_table (writer->run->source,
                                                 UITWEG_RECORD_DEPENDENCY);
  const guint32 row = base_table_append (to);
  UitwegTable *list;
  guint32 entry;

  base_table_set_text (to, row, 0, id);
  copy_rows (writer, UITWEG_RECORD_DEPENDENCY, to, row, rows, n_rows);
  list = base_table_begin_list (to, UITWEG_DEPENDENCY_PROVENANCE);
  entry = base_table_append (list);
  base_table_set_text (list, entry, UITWEG_PROVENANCE_SOURCE,
                       connectors_source_get_id (writer->run->source));
  base_table_set_text (list, entry, UITWEG_PROVENANCE_RULE, rule);
  base_table_set_enum (list, entry, UITWEG_PROVENANCE_GRADE, (gint) grade);
  base_table_end_list (to, UITWEG_DEPENDENCY_PROVENANCE);
}

static char *
make_rule (const TablesRun *run, const TablesTable *table)
{
  return g_strdup_printf ("%s.%s", tables_mapping_get_name (run->mapping),
                          table->name);
}

static void
write_group (TablesWriter *writer,
             UitwegRecordType type,
             const guint32 *rows,
             guint n_rows)
{
  TablesRun *run = writer->run;
  const char *id = uitweg_table_text (run->rows[type], rows[0], 0);
  const TablesOrigin *origin = &g_array_index (run->origins[type], TablesOrigin,
                                               rows[0]);
  g_autofree char *rule = make_rule (run, origin->table);
  UitwegGrade grade = origin->table->grade;

  if (!g_hash_table_add (writer->taken, (gpointer) id))
    {
      writer->n_clashing++;
      return;
    }
  run->n_repeated += n_rows - 1;
  writer->id = id;
  if (type == UITWEG_RECORD_DEPENDENCY)
    write_dependency (writer, id, rows, n_rows, rule, grade);
  else
    {
      const guint32 row = connectors_begin_record (run->source, type, id);

      copy_rows (writer, type, connectors_source_get_table (run->source, type),
                 row, rows, n_rows);
      connectors_end_record (run->source, type, row, rule, grade);
    }
}

static void
write_records (TablesWriter *writer, UitwegRecordType type)
{
  UitwegTable *table = writer->run->rows[type];
  g_autoptr (GArray) order = sort_rows (table);
  const guint32 *rows = (const guint32 *) (gconstpointer) order->data;
  guint end;
  guint n = 0;
  g_autofree char *key = NULL;

  for (guint start = 0; start < order->len; start = end, n++)
    {
      const char *id = uitweg_table_text (table, rows[start], 0);

      for (end = start + 1; end < order->len; end++)
        if (strcmp (uitweg_table_text (table, rows[end], 0), id) != 0)
          break;
      write_group (writer, type, rows + start, end - start);
    }
  key = g_strdup_printf ("%s", uitweg_table_get_schema (table)->name);
  connectors_source_add_count (writer->run->source, key, n);
}

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

/* "Polder Hosting" and "Polder Holding" are two, though an estate takes the
 * one for a slip of the other: where there are parties at all, those that are
 * only named get a record too, and are counted. */
static void
write_nobody (TablesWriter *writer)
{
  g_autoptr (GList) ids = g_hash_table_get_keys (writer->nobody);
  guint n = 0;

  if (writer->run->rows[UITWEG_RECORD_PARTY] == NULL)
    return;
  ids = g_list_sort (ids, compare_texts);
  for (const GList *at = ids; at != NULL; at = at->next)
    if (g_hash_table_add (writer->taken, at->data))
      {
        const guint32 row = connectors_begin_record (
            writer->run->source, UITWEG_RECORD_PARTY, at->data);

        connectors_end_record (writer->run->source, UITWEG_RECORD_PARTY, row,
                               "tables.named", UITWEG_GRADE_INFERRED);
        n++;
      }
  if (n > 0)
    connectors_source_add_note (writer->run->source, "parties",
                                "%u are named and have no row of their own", n);
}

static void
write_edges (TablesWriter *writer)
{
  static const UitwegRecordType resources[] = { UITWEG_RECORD_RESOURCE,
                                                UITWEG_RECORD_RESOURCE };
  TablesRun *run = writer->run;

  for (guint i = 0; i < run->edges->len; i++)
    {
      const TablesEdge *edge = &g_array_index (run->edges, TablesEdge, i);
      g_autofree char *from = edge->is_from_id
                                  ? g_strdup (edge->from)
                                  : tables_resolve (writer, resources,
                                                    edge->from, edge->form);
      g_autofree char *to = edge->is_to_id
                                ? g_strdup (edge->to)
                                : tables_resolve (writer, resources, edge->to,
                                                  edge->form);
      g_autofree char *rule = make_rule (run, edge->table);

      if (from == NULL || to == NULL || !tables_is_of (writer, resources, from)
          || !tables_is_of (writer, resources, to))
        continue;
      connectors_add_dependency (run->source, from, to,
                                 (ConnectorsRule) edge->rule,
                                 g_intern_string (rule));
    }
  if (run->edges->len > 0)
    connectors_source_add_count (run->source, "relations", run->edges->len);
}

static void
note_withheld (const TablesRun *run)
{
  g_autoptr (GList) heads = g_hash_table_get_keys (run->withheld);

  heads = g_list_sort (heads, compare_texts);
  for (const GList *at = heads; at != NULL; at = at->next)
    connectors_source_add_note (
        run->source, "withheld",
        "column '%s': left out %u values that name a person or hold a secret",
        (const char *) at->data,
        GPOINTER_TO_UINT (g_hash_table_lookup (run->withheld, at->data)));
}

static void
note_count (const TablesRun *run, const char *what, guint n, const char *text)
{
  if (n > 0)
    connectors_source_add_note (run->source, what, "%u %s", n, text);
}

static void
add_notes (const TablesWriter *writer)
{
  const TablesRun *run = writer->run;

  connectors_source_add_count (run->source, "rows", run->n_rows);
  note_count (run, "rows", run->n_comments,
              "rows begin with # and were left out");
  note_count (run, "rows", run->n_skipped,
              "rows were left out, as the mapping says");
  note_count (run, "rows", run->n_repeated,
              "rows have the id of another and were joined with it");
  note_count (run, "rows", writer->n_differing,
              "values differ between rows with one id; the first in order "
              "counts");
  note_count (run, "values", run->n_otherwise,
              "cells have a word that the mapping does not name");
  note_count (run, "names", writer->n_mistyped,
              "names belong to a thing of another type and were left out");
  note_count (run, "values", writer->n_unsound,
              "values contradict others of their record and were left out");
  note_count (run, "values", run->n_told,
              "values were not understood and are unknown");
  note_count (run, "names", writer->n_ambiguous,
              "names belong to several things and were taken as they stand");
  note_withheld (run);
  if (run->n_unnamed > 0)
    connectors_source_add_problem (run->source, "rows", run->n_unnamed,
                                   "left out %u rows without what an id is "
                                   "made of",
                                   run->n_unnamed);
  if (writer->n_incomplete > 0)
    connectors_source_add_problem (
        run->source, "dependencies", writer->n_incomplete,
        "left out %u without two different ends", writer->n_incomplete);
  if (writer->n_clashing > 0)
    connectors_source_add_problem (run->source, "ids", writer->n_clashing,
                                   "left out %u records with the id of one of "
                                   "another type",
                                   writer->n_clashing);
}

void
tables_write (TablesRun *run)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) types = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable)
      nobody = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  TablesWriter writer = {
    .run = run, .taken = taken, .types = types, .nobody = nobody
  };

  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    tables_index_names (&writer, (UitwegRecordType) type);
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    if (run->rows[type] != NULL)
      tables_resolve_scalars (&writer, (UitwegRecordType) type);
  if (run->rows[UITWEG_RECORD_DEPENDENCY] != NULL)
    complete_dependencies (&writer);
  if (run->rows[UITWEG_RECORD_RESOURCE] != NULL)
    complete_resources (&writer);
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    if (run->rows[type] != NULL)
      write_records (&writer, (UitwegRecordType) type);
  write_nobody (&writer);
  write_edges (&writer);
  add_notes (&writer);
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    connectors_references_free (writer.names[type]);
}
