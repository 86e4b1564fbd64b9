/* SPDX-License-Identifier: EUPL-1.2
 *
 * From rows to records, when all files are read: names of other things become
 * ids, rows with one id become one record, and relations become dependencies.
 * The order of rows and files changes nothing.
 */
#include "config.h"

#include "connectors/tables/tables.h"

#include "base/schema.h"

#include <string.h>

/* Fields that name other records by id or, as people do, by name. */
typedef struct
{
  UitwegRecordType type;
  const char *field;
  const char *member; /* of an element of a list, or NULL */
  UitwegRecordType named[2];
} Reference;

static const Reference references[] = {
  { UITWEG_RECORD_DEPENDENCY,
    "from",
    NULL,
    { UITWEG_RECORD_RESOURCE, UITWEG_RECORD_RESOURCE } },
  { UITWEG_RECORD_DEPENDENCY,
    "to",
    NULL,
    { UITWEG_RECORD_RESOURCE, UITWEG_RECORD_RESOURCE } },
  { UITWEG_RECORD_RESOURCE,
    "provider",
    NULL,
    { UITWEG_RECORD_PARTY, UITWEG_RECORD_PARTY } },
  { UITWEG_RECORD_RESOURCE,
    "key_custody.holder",
    NULL,
    { UITWEG_RECORD_PARTY, UITWEG_RECORD_PARTY } },
  { UITWEG_RECORD_RESOURCE,
    "administrators",
    "party",
    { UITWEG_RECORD_PARTY, UITWEG_RECORD_PARTY } },
  { UITWEG_RECORD_RESOURCE,
    "backups",
    "party",
    { UITWEG_RECORD_PARTY, UITWEG_RECORD_PARTY } },
  { UITWEG_RECORD_SERVICE,
    "members",
    NULL,
    { UITWEG_RECORD_RESOURCE, UITWEG_RECORD_RESOURCE } },
  { UITWEG_RECORD_CONTRACT,
    "customer",
    NULL,
    { UITWEG_RECORD_PARTY, UITWEG_RECORD_PARTY } },
  { UITWEG_RECORD_CONTRACT,
    "provider",
    NULL,
    { UITWEG_RECORD_PARTY, UITWEG_RECORD_PARTY } },
  { UITWEG_RECORD_CONTRACT,
    "covers",
    NULL,
    { UITWEG_RECORD_SERVICE, UITWEG_RECORD_RESOURCE } },
  { UITWEG_RECORD_PARTY,
    "owners",
    "party",
    { UITWEG_RECORD_PARTY, UITWEG_RECORD_PARTY } },
  { UITWEG_RECORD_PARTY,
    "subcontractors",
    "party",
    { UITWEG_RECORD_PARTY, UITWEG_RECORD_PARTY } },
  { UITWEG_RECORD_PARTY,
    "events",
    "by",
    { UITWEG_RECORD_PARTY, UITWEG_RECORD_PARTY } },
};

/* What is known while records are written. */
typedef struct
{
  TablesRun *run;
  ConnectorsReferences *names[UITWEG_N_RECORD_TYPES];
  GHashTable *taken;  /* ids of all records written */
  guint n_differing;  /* values of rows with one id that are not the same */
  guint n_clashing;   /* ids that records of two types have */
  guint n_ambiguous;  /* names that two things have */
  guint n_incomplete; /* dependencies without an end or a kind */
  guint n_unsound;    /* values that do not go with others of the record */
  const char *id;     /* of the record that is written now */
} Writer;

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

/* Puts in every name that the records of a type have. */
static void
index_names (Writer *writer, UitwegRecordType type)
{
  static const char *const keys[] = { "id", "name", "identity.native_id",
                                      "identity.hostname" };
  const UitwegTable *rows = writer->run->rows[type];

  writer->names[type] = connectors_references_new (TRUE);
  if (rows == NULL)
    return;
  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      const gint field = base_schema_find (uitweg_table_get_schema (rows),
                                           keys[k]);

      for (guint32 row = 0; field >= 0 && row < uitweg_table_get_n_rows (rows);
           row++)
        {
          const char *id = uitweg_table_text (rows, row, 0);

          if (id != NULL)
            connectors_references_add (
                writer->names[type],
                uitweg_table_text (rows, row, (guint) field), id);
        }
    }
}

/* The id that a name means; the name itself where none has it. (transfer
 * full) (nullable) */
static char *
resolve (Writer *writer,
         const UitwegRecordType *types,
         const char *name,
         const char *form)
{
  for (guint i = 0; i < 2; i++)
    {
      const ConnectorsReferences *names = writer->names[types[i]];
      const char *id = connectors_references_find (names, name);

      if (id != NULL)
        return g_strdup (id);
      if (i == 0 && connectors_references_is_ambiguous (names, name))
        writer->n_ambiguous++;
    }
  if (form != NULL)
    {
      g_auto (GStrv) around = g_strsplit (form, "{}", 2);
      g_autofree char *text = g_strconcat (
          around[0], name, around[0] != NULL ? around[1] : NULL, NULL);

      return connectors_make_id ("%s", text);
    }
  return connectors_make_id ("%s", name);
}

static const Reference *
find_reference (UitwegRecordType type, guint field, const char *member)
{
  const UitwegSchema *schema = uitweg_estate_get_schema (type);

  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    if (references[i].type == type
        && base_schema_find (schema, references[i].field) == (gint) field
        && g_strcmp0 (references[i].member, member) == 0)
      return &references[i];
  return NULL;
}

/* Scalar fields that name others; those in lists are done when the lists are
 * copied. */
static void
resolve_scalars (Writer *writer, UitwegRecordType type)
{
  UitwegTable *rows = writer->run->rows[type];
  const UitwegSchema *schema = uitweg_table_get_schema (rows);

  for (guint f = 0; f < schema->n_fields; f++)
    {
      const Reference *reference = find_reference (type, f, NULL);

      if (reference == NULL || schema->fields[f].type != UITWEG_FIELD_TEXT)
        continue;
      for (guint32 row = 0; row < uitweg_table_get_n_rows (rows); row++)
        {
          const char *name = uitweg_table_text (rows, row, f);
          g_autofree char *id = name != NULL ? resolve (
                                    writer, reference->named, name, NULL)
                                             : NULL;

          if (id != NULL && strcmp (id, name) != 0)
            base_table_set_text (rows, row, f, id);
        }
    }
}

/* What a dependency must have; from a rule comes what it does not say. */
static void
complete_dependencies (Writer *writer)
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
complete_resources (Writer *writer)
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

/* Copies one element, unless the list has it already. */
static void
copy_element (Writer *writer,
              UitwegTable *to,
              const UitwegTable *from,
              guint32 row,
              UitwegRecordType type,
              guint field,
              GHashTable *seen)
{
  const UitwegSchema *schema = uitweg_table_get_schema (from);
  GString *text = g_string_new ("{");
  guint32 last;

  base_table_write_row (from, row, text);
  if (!g_hash_table_add (seen, g_string_free (text, FALSE)))
    return;
  if (type == UITWEG_RECORD_PARTY && field == UITWEG_PARTY_OWNERS)
    {
      const Reference *owner = find_reference (type, field, "party");
      g_autofree char *id = resolve (
          writer, owner->named,
          uitweg_table_text (from, row, UITWEG_OWNER_PARTY), NULL);

      /* Nobody owns himself. */
      if (strcmp (id, writer->id) == 0)
        {
          writer->n_unsound++;
          return;
        }
    }
  last = base_table_copy_row (to, from, row);
  for (guint f = 0; f < schema->n_fields; f++)
    {
      const Reference *reference = find_reference (type, field,
                                                   schema->fields[f].key);
      const char *name = reference != NULL ? uitweg_table_text (from, row, f)
                                           : NULL;
      g_autofree char *id = name != NULL
                                ? resolve (writer, reference->named, name, NULL)
                                : NULL;

      if (id != NULL)
        base_table_set_text (to, last, f, id);
    }
}

/* A list of all rows of one id. */
static void
copy_list (Writer *writer,
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
  const Reference *reference = find_reference (type, field, NULL);
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
                       ? resolve (writer, reference->named, text, NULL)
                       : g_strdup (text);
              if (!g_hash_table_contains (seen, id))
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
mend_days (Writer *writer,
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
mend_row (Writer *writer,
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
copy_rows (Writer *writer,
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
write_dependency (Writer *writer,
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
write_group (Writer *writer,
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
write_records (Writer *writer, UitwegRecordType type)
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

static void
write_edges (Writer *writer)
{
  static const UitwegRecordType resources[] = { UITWEG_RECORD_RESOURCE,
                                                UITWEG_RECORD_RESOURCE };
  TablesRun *run = writer->run;

  for (guint i = 0; i < run->edges->len; i++)
    {
      const TablesEdge *edge = &g_array_index (run->edges, TablesEdge, i);
      g_autofree char *from = edge->is_from_id
                                  ? g_strdup (edge->from)
                                  : resolve (writer, resources, edge->from,
                                             edge->form);
      g_autofree char *to = edge->is_to_id ? g_strdup (edge->to)
                                           : resolve (writer, resources,
                                                      edge->to, edge->form);
      g_autofree char *rule = make_rule (run, edge->table);

      connectors_add_dependency (run->source, from, to,
                                 (ConnectorsRule) edge->rule,
                                 g_intern_string (rule));
    }
  if (run->edges->len > 0)
    connectors_source_add_count (run->source, "relations", run->edges->len);
}

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
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
add_notes (const Writer *writer)
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
  Writer writer = { .run = run, .taken = taken };

  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    index_names (&writer, (UitwegRecordType) type);
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    if (run->rows[type] != NULL)
      resolve_scalars (&writer, (UitwegRecordType) type);
  if (run->rows[UITWEG_RECORD_DEPENDENCY] != NULL)
    complete_dependencies (&writer);
  if (run->rows[UITWEG_RECORD_RESOURCE] != NULL)
    complete_resources (&writer);
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    if (run->rows[type] != NULL)
      write_records (&writer, (UitwegRecordType) type);
  write_edges (&writer);
  add_notes (&writer);
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    connectors_references_free (writer.names[type]);
}
