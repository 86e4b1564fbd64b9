/* SPDX-License-Identifier: EUPL-1.2
 *
 * Several records of one thing become one, field by field: the better grade
 * wins, then the newer source, then the source first in byte order, then the
 * lesser text. Who lost is told in words.
 */
#include "config.h"

#include "model/merge-private.h"

#include <stdlib.h>
#include <string.h>

/* Values are shown up to this many bytes. */
#define VALUE_BYTES_MAX 120

/* One record's value of the field at hand, and how well it is founded. */
typedef struct
{
  guint32 row;
  UitwegGrade grade;
  const char *source; /* or NULL */
  const char *rule;   /* or NULL */
  UitwegDay newest;
  gboolean is_told; /* whether provenance says anything */
} Candidate;

/* Fields that one provenance entry of the result covers. */
typedef struct
{
  const char *source;
  const char *rule;
  UitwegGrade grade;
  GPtrArray *keys;
} Origin;

static void
clear_origin (gpointer data)
{
  Origin *origin = data;

  g_ptr_array_unref (origin->keys);
}

static Candidate
read_candidate (const UitwegTable *from,
                UitwegRecordType type,
                guint32 row,
                guint field,
                const UitwegEstate *estate)
{
  Candidate candidate = { .row = row,
                          .grade = UITWEG_GRADE_ASSUMED,
                          .newest = UITWEG_DAY_UNKNOWN };
  guint32 entry = model_provenance_find (from, type, row, field);
  const UitwegTable *entries = uitweg_table_child (
      from, model_provenance_field (type));
  guint32 source;

  if (entry == UITWEG_NONE)
    return candidate;
  candidate.is_told = TRUE;
  candidate.grade = (UitwegGrade) uitweg_table_enum (entries, entry,
                                                     UITWEG_PROVENANCE_GRADE);
  candidate.source = uitweg_table_text (entries, entry,
                                        UITWEG_PROVENANCE_SOURCE);
  candidate.rule = uitweg_table_text (entries, entry, UITWEG_PROVENANCE_RULE);
  source = uitweg_estate_find (estate, UITWEG_RECORD_SOURCE, candidate.source);
  if (source != UITWEG_NONE)
    candidate.newest = uitweg_table_day (estate->tables[UITWEG_RECORD_SOURCE],
                                         source, UITWEG_SOURCE_NEWEST);
  return candidate;
}

/* The value as a file holds it, without its key. */
static char *
format_value (const UitwegTable *from, guint32 row, guint field)
{
  const UitwegSchema *schema = uitweg_table_get_schema (from);
  g_autoptr (BaseStrpool) pool = base_strpool_new ();
  g_autoptr (UitwegTable) table = base_table_new (schema, pool);
  g_autoptr (GString) json = g_string_new ("{");
  const char *start;
  gsize length;

  base_table_append (table);
  base_table_copy_field (table, 0, from, row, field);
  base_table_write_row (table, 0, json);

  /* {"a":{"b":VALUE} gives VALUE: as many braces behind as names before the
   * last. */
  start = json->str + 1;
  length = json->len - 1;
  for (const char *key = schema->fields[field].key; key != NULL;)
    {
      const char *dot = strchr (key, '.');
      gsize skip = (dot != NULL ? (gsize) (dot - key) + 1 : strlen (key)) + 3;

      start += MIN (skip, length);
      length -= MIN (skip, length);
      if (dot != NULL && length > 0)
        length--;
      key = dot != NULL ? dot + 1 : NULL;
    }
  return g_strndup (start, length);
}

/* Below 0 if `a` wins over `b`. */
static int
compare_candidates (const Candidate *a,
                    const Candidate *b,
                    const UitwegTable *from,
                    guint field)
{
  g_autofree char *text_a = NULL;
  g_autofree char *text_b = NULL;

  if (a->grade != b->grade)
    return a->grade < b->grade ? -1 : 1;
  if (a->newest != b->newest)
    return a->newest > b->newest ? -1 : 1;
  if (g_strcmp0 (a->source, b->source) != 0)
    {
      if (a->source == NULL || b->source == NULL)
        return a->source != NULL ? -1 : 1;
      return strcmp (a->source, b->source);
    }
  if (base_table_equal_field (from, a->row, from, b->row, field))
    return g_strcmp0 (a->rule, b->rule);
  text_a = format_value (from, a->row, field);
  text_b = format_value (from, b->row, field);
  return strcmp (text_a, text_b);
}

static char *
describe (const Candidate *candidate, const UitwegTable *from, guint field)
{
  g_autofree char *value = format_value (from, candidate->row, field);

  if (strlen (value) > VALUE_BYTES_MAX)
    {
      char *end = g_utf8_find_prev_char (value, value + VALUE_BYTES_MAX);

      g_strlcpy (end, "…", VALUE_BYTES_MAX - (gsize) (end - value) + 4);
    }
  if (candidate->source == NULL)
    return g_strdup_printf ("%s (no source, %s)", value,
                            uitweg_grade_get_name (candidate->grade));
  return g_strdup_printf ("%s (%s, %s)", value, candidate->source,
                          uitweg_grade_get_name (candidate->grade));
}

static void
tell_conflict (const char *id,
               const UitwegTable *from,
               guint field,
               const Candidate *winner,
               const Candidate *loser,
               GPtrArray *conflicts)
{
  g_autofree char *won = describe (winner, from, field);
  g_autofree char *lost = describe (loser, from, field);

  g_ptr_array_add (
      conflicts,
      g_strdup_printf ("%s: field %s: %s wins over %s", id,
                       uitweg_table_get_schema (from)->fields[field].key, won,
                       lost));
}

/* "unknown" as a kind says less than any other, however well it is founded. */
static gboolean
says_nothing (const UitwegTable *from,
              UitwegRecordType type,
              guint32 row,
              guint field)
{
  if (!uitweg_table_has (from, row, field))
    return TRUE;
  return type == UITWEG_RECORD_RESOURCE && field == UITWEG_RESOURCE_KIND
         && uitweg_table_enum (from, row, field) == UITWEG_KIND_UNKNOWN;
}

/* Copies the winner's value into the last row of `to`.
 * Returns: FALSE if nobody knows the value */
static gboolean
merge_field (UitwegTable *to,
             UitwegRecordType type,
             const char *id,
             const UitwegTable *from,
             const guint32 *rows,
             guint32 n,
             guint field,
             const UitwegEstate *estate,
             Candidate *winner,
             GPtrArray *conflicts)
{
  guint32 to_row = uitweg_table_get_n_rows (to) - 1;
  gboolean found = FALSE;

  for (guint pass = 0; pass < 2 && !found; pass++)
    for (guint32 i = 0; i < n; i++)
      {
        Candidate candidate;

        if (pass == 0 ? says_nothing (from, type, rows[i], field)
                      : !uitweg_table_has (from, rows[i], field))
          continue;
        candidate = read_candidate (from, type, rows[i], field, estate);
        if (!found || compare_candidates (&candidate, winner, from, field) < 0)
          *winner = candidate;
        found = TRUE;
      }
  if (!found)
    return FALSE;
  base_table_copy_field (to, to_row, from, winner->row, field);
  for (guint32 i = 0; i < n; i++)
    {
      Candidate loser;

      if (rows[i] == winner->row || says_nothing (from, type, rows[i], field)
          || base_table_equal_field (from, winner->row, from, rows[i], field))
        continue;
      loser = read_candidate (from, type, rows[i], field, estate);
      tell_conflict (id, from, field, winner, &loser, conflicts);
    }
  return TRUE;
}

static void
add_origin (GArray *origins, const Candidate *winner, const char *key)
{
  Origin origin = { .source = winner->source,
                    .rule = winner->rule,
                    .grade = winner->grade };

  for (guint i = 0; i < origins->len; i++)
    {
      Origin *known = &g_array_index (origins, Origin, i);

      if (known->grade == winner->grade
          && g_strcmp0 (known->source, winner->source) == 0
          && g_strcmp0 (known->rule, winner->rule) == 0)
        {
          g_ptr_array_add (known->keys, (gpointer) key);
          return;
        }
    }
  origin.keys = g_ptr_array_new ();
  g_ptr_array_add (origin.keys, (gpointer) key);
  g_array_append_val (origins, origin);
}

static int
compare_origins (gconstpointer a, gconstpointer b)
{
  const Origin *x = a;
  const Origin *y = b;
  int order = g_strcmp0 (x->source, y->source);

  if (order == 0)
    order = g_strcmp0 (x->rule, y->rule);
  return order != 0 ? order : (int) x->grade - (int) y->grade;
}

/* Writes the origins as the provenance of the last row. The one with most
 * fields names none, unless there are fields of which nothing is told. */
static void
write_provenance (UitwegTable *to,
                  UitwegRecordType type,
                  GArray *origins,
                  gboolean all_told)
{
  UitwegTable *entries = base_table_begin_list (to,
                                                model_provenance_field (type));
  guint greatest = 0;

  g_array_sort (origins, compare_origins);
  for (guint i = 1; i < origins->len; i++)
    if (g_array_index (origins, Origin, i).keys->len
        > g_array_index (origins, Origin, greatest).keys->len)
      greatest = i;
  for (guint i = 0; i < origins->len; i++)
    {
      const Origin *origin = &g_array_index (origins, Origin, i);
      guint32 row = base_table_append (entries);
      UitwegTable *names;

      base_table_set_text (entries, row, UITWEG_PROVENANCE_SOURCE,
                           origin->source);
      base_table_set_text (entries, row, UITWEG_PROVENANCE_RULE, origin->rule);
      base_table_set_enum (entries, row, UITWEG_PROVENANCE_GRADE,
                           (gint) origin->grade);
      if (all_told && i == greatest)
        continue;
      names = base_table_begin_list (entries, UITWEG_PROVENANCE_FIELDS);
      for (guint k = 0; k < origin->keys->len; k++)
        base_table_add_text (names, g_ptr_array_index (origin->keys, k));
      base_table_end_list (entries, UITWEG_PROVENANCE_FIELDS);
    }
  base_table_end_list (to, model_provenance_field (type));
}

guint32
model_merge_rows (UitwegTable *to,
                  UitwegRecordType type,
                  const char *id,
                  const UitwegTable *from,
                  const guint32 *rows,
                  guint32 n,
                  const UitwegEstate *estate,
                  GPtrArray *conflicts)
{
  const UitwegSchema *schema = uitweg_table_get_schema (to);
  g_autoptr (GArray) origins = g_array_new (FALSE, FALSE, sizeof (Origin));
  gboolean all_told = TRUE;
  guint32 row = base_table_append (to);

  g_array_set_clear_func (origins, clear_origin);
  base_table_set_text (to, row, MODEL_ID_FIELD, id);
  for (guint field = MODEL_ID_FIELD + 1; field < schema->n_fields; field++)
    {
      Candidate winner = { 0 };

      if (field == model_provenance_field (type)
          || !merge_field (to, type, id, from, rows, n, field, estate, &winner,
                           conflicts))
        continue;
      if (winner.is_told)
        add_origin (origins, &winner, schema->fields[field].key);
      else
        all_told = FALSE;
    }
  write_provenance (to, type, origins, all_told);
  return row;
}
