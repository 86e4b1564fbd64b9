/* SPDX-License-Identifier: EUPL-1.2
 *
 * What a merge did: how many were joined by which rule, which values won and
 * why, what was kept apart. The counts stand first; of each kind the text
 * shows some, and JSON all.
 */
#include "config.h"

#include "command/merge-explain.h"

#include "base/json-write.h"

/* Notes of one kind and rule or field that the text shows. */
#define SHOWN_MAX 20

static const char *const kind_words[UITWEG_N_MERGE_NOTE_KINDS] = {
  "joined", "resolved", "matched", "conflict", "apart", "left_out", "alias",
};

static const char *const kind_heads[UITWEG_N_MERGE_NOTE_KINDS] = {
  N_ ("joined"),        N_ ("ids that mean a thing"),
  N_ ("bills matched"), N_ ("conflicts"),
  N_ ("kept apart"),    N_ ("left out"),
  N_ ("other words"),
};

/* Why one value wins over another, or two things are not one. */
static const struct
{
  const char *word;
  const char *text;
} reasons[] = {
  { "pin", N_ ("somebody decided") },
  { "grade", N_ ("better founded") },
  { "connector", N_ ("its connector comes first") },
  { "newer", N_ ("newer source") },
  { "source", N_ ("its source is first in order") },
  { "text", N_ ("first in order") },
  { "one_source", N_ ("one source has it on several") },
  { "many", N_ ("very many things have it") },
  { "kind", N_ ("of another kind") },
  { "provider", N_ ("of another provider") },
  { "native_id", N_ ("other ids of the provider") },
  { "uuid", N_ ("other UUIDs") },
  { "serial", N_ ("other serial numbers") },
  { "mac", N_ ("other hardware addresses") },
  { "host", N_ ("other host names or addresses") },
  { "name", N_ ("other names") },
  { "self", N_ ("a thing does not depend on itself") },
};

static const char *
explain_reason (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (reasons[i].word, word) == 0)
      return _ (reasons[i].text);
  return word;
}

/* Whether a note tells of two values of a field. */
static gboolean
has_sides (UitwegMergeNoteKind kind)
{
  return kind == UITWEG_MERGE_CONFLICT || kind == UITWEG_MERGE_ALIAS;
}

/* What notes of one kind are counted by: their rule, or the field. */
static const char *
get_group (const UitwegMergeNote *note)
{
  if (has_sides (note->kind))
    return note->field;
  return note->rule != NULL ? note->rule : "";
}

static gint
compare_by_group (gconstpointer a, gconstpointer b)
{
  const UitwegMergeNote *const *x = a;
  const UitwegMergeNote *const *y = b;
  gint order = (gint) (*x)->kind - (gint) (*y)->kind;

  if (order == 0)
    order = g_strcmp0 (get_group (*x), get_group (*y));
  if (order == 0)
    order = *x < *y ? -1 : *x > *y;
  return order;
}

/* The notes by kind and group, else in their order. */
static GPtrArray *
sort_notes (const UitwegEstate *estate)
{
  guint32 n;
  const UitwegMergeNote *notes = uitweg_estate_get_merge_notes (estate, &n);
  GPtrArray *sorted = g_ptr_array_sized_new (n);

  for (guint32 i = 0; i < n; i++)
    g_ptr_array_add (sorted, (gpointer) &notes[i]);
  g_ptr_array_sort (sorted, compare_by_group);
  return sorted;
}

/* One behind the last note of the group that begins at `i`. */
static guint
find_behind (const GPtrArray *notes, guint i)
{
  const UitwegMergeNote *first = g_ptr_array_index (notes, i);
  guint behind = i + 1;

  for (; behind < notes->len; behind++)
    {
      const UitwegMergeNote *note = g_ptr_array_index (notes, behind);

      if (note->kind != first->kind
          || g_strcmp0 (get_group (note), get_group (first)) != 0)
        break;
    }
  return behind;
}

static guint
count_kind (const GPtrArray *notes, UitwegMergeNoteKind kind)
{
  guint n = 0;

  for (guint i = 0; i < notes->len; i++)
    n += ((const UitwegMergeNote *) g_ptr_array_index (notes, i))->kind == kind;
  return n;
}

static guint32
count_resources (const UitwegEstate *estate)
{
  guint32 n = uitweg_estate_get_n_resources (estate);

  for (guint32 i = uitweg_estate_get_n_resources (estate); i > 0; i--)
    n -= uitweg_estate_is_placeholder (estate, i - 1) ? 1 : 0;
  return n;
}

static void
append_summary (GString *text, const GPtrArray *notes)
{
  for (guint kind = 0; kind < UITWEG_N_MERGE_NOTE_KINDS; kind++)
    {
      const char *head = _ (kind_heads[kind]);
      const glong width = g_utf8_strlen (head, -1);
      const char *before = "   ";

      g_string_append_printf (text, "%s%*s %8u", head,
                              (gint) MAX (24 - width, 0), "",
                              count_kind (notes, kind));
      for (guint i = 0; i < notes->len; i = find_behind (notes, i))
        {
          const UitwegMergeNote *note = g_ptr_array_index (notes, i);

          if (note->kind != kind || get_group (note)[0] == '\0')
            continue;
          g_string_append_printf (text, "%s%s %u", before, get_group (note),
                                  find_behind (notes, i) - i);
          before = ", ";
        }
      g_string_append_c (text, '\n');
    }
}

static void
append_value (GString *text,
              const char *value,
              const char *source,
              UitwegGrade grade)
{
  g_string_append_printf (text, "%s (%s, %s)", value,
                          source != NULL ? source : _ ("no source"),
                          uitweg_grade_get_name (grade));
}

static void
append_note (GString *text, const UitwegMergeNote *note)
{
  g_string_append_printf (text, "  %s", note->id);
  switch (note->kind)
    {
    case UITWEG_MERGE_JOINED:
    case UITWEG_MERGE_RESOLVED:
    case UITWEG_MERGE_MATCHED:
      g_string_append_printf (text, " = %s", note->other);
      if (note->value != NULL)
        g_string_append_printf (text, ": %s", note->value);
      break;
    case UITWEG_MERGE_CONFLICT:
    case UITWEG_MERGE_ALIAS:
      g_string_append (text, ": ");
      append_value (text, note->value, note->source, note->grade);
      g_string_append_printf (text, " %s ", _ ("wins over"));
      append_value (text, note->other_value, note->other_source,
                    note->other_grade);
      g_string_append_printf (text, ": %s", explain_reason (note->why));
      break;
    case UITWEG_MERGE_APART:
      g_string_append_printf (text, " / %s", note->other);
      if (note->value != NULL)
        g_string_append_printf (text, ": %s", note->value);
      g_string_append_printf (text, ": %s", explain_reason (note->why));
      break;
    case UITWEG_MERGE_LEFT_OUT:
      g_string_append_printf (text, ": %s: %s", note->other,
                              explain_reason (note->why));
      break;
    }
  g_string_append_c (text, '\n');
}

char *
command_explain_merge (const UitwegEstate *estate, guint n_files)
{
  g_autoptr (GPtrArray) notes = sort_notes (estate);
  GString *text = g_string_new (NULL);
  const UitwegTable *sources = uitweg_estate_get_table (estate,
                                                        UITWEG_RECORD_SOURCE);

  g_string_append_printf (text, _ ("files %u, sources %u, resources %u\n"),
                          n_files, uitweg_table_get_n_rows (sources),
                          count_resources (estate));
  append_summary (text, notes);
  for (guint i = 0; i < notes->len; i = find_behind (notes, i))
    {
      const UitwegMergeNote *first = g_ptr_array_index (notes, i);
      const guint n = find_behind (notes, i) - i;

      /* Of bills and of words the count says all. */
      if (first->kind == UITWEG_MERGE_MATCHED
          || first->kind == UITWEG_MERGE_ALIAS)
        continue;
      g_string_append_printf (
          text, "\n%s%s%s (%u)\n", _ (kind_heads[first->kind]),
          get_group (first)[0] != '\0' ? ": " : "", get_group (first), n);
      for (guint k = i; k < i + MIN (n, SHOWN_MAX); k++)
        append_note (text, g_ptr_array_index (notes, k));
      if (n > SHOWN_MAX)
        g_string_append_printf (text, _ ("  … and %u more (--json has all)\n"),
                                n - SHOWN_MAX);
    }
  return g_string_free (text, FALSE);
}

static void
add_side (BaseJsonWriter *json,
          const char *key,
          const char *value,
          const char *source,
          UitwegGrade grade)
{
  base_json_key (json, key);
  base_json_begin_object (json);
  base_json_add_string (json, "value", value);
  base_json_add_string (json, "source", source);
  base_json_add_string (json, "grade", uitweg_grade_get_name (grade));
  base_json_end_object (json);
}

static void
add_note (BaseJsonWriter *json, const UitwegMergeNote *note)
{
  base_json_begin_object (json);
  base_json_add_string (json, "what", kind_words[note->kind]);
  base_json_add_string (json, "id", note->id);
  if (note->other != NULL)
    base_json_add_string (json, "other", note->other);
  if (note->rule != NULL)
    base_json_add_string (json, "rule", note->rule);
  if (note->field != NULL)
    base_json_add_string (json, "field", note->field);
  if (has_sides (note->kind))
    {
      add_side (json, "won", note->value, note->source, note->grade);
      add_side (json, "lost", note->other_value, note->other_source,
                note->other_grade);
    }
  else if (note->value != NULL)
    base_json_add_string (json, "value", note->value);
  if (note->kind == UITWEG_MERGE_JOINED)
    base_json_add_string (json, "grade", uitweg_grade_get_name (note->grade));
  if (note->why != NULL)
    base_json_add_string (json, "why", note->why);
  base_json_end_object (json);
}

char *
command_explain_merge_json (const UitwegEstate *estate, guint n_files)
{
  g_autoptr (GPtrArray) notes = sort_notes (estate);
  GString *text = g_string_new (NULL);
  BaseJsonWriter json;

  base_json_writer_init (&json, text, TRUE);
  base_json_begin_object (&json);
  base_json_add_string (&json, "format", "uitweg-merge/1");
  base_json_add_int (&json, "n_files", n_files);
  base_json_add_int (&json, "n_sources",
                     uitweg_table_get_n_rows (uitweg_estate_get_table (
                         estate, UITWEG_RECORD_SOURCE)));
  base_json_add_int (&json, "n_resources", count_resources (estate));
  base_json_key (&json, "counts");
  base_json_begin_object (&json);
  for (guint kind = 0; kind < UITWEG_N_MERGE_NOTE_KINDS; kind++)
    {
      base_json_key (&json, kind_words[kind]);
      base_json_begin_object (&json);
      base_json_add_int (&json, "n", count_kind (notes, kind));
      base_json_key (&json, has_sides (kind) ? "fields" : "rules");
      base_json_begin_object (&json);
      for (guint i = 0; i < notes->len; i = find_behind (notes, i))
        {
          const UitwegMergeNote *note = g_ptr_array_index (notes, i);

          if (note->kind == kind && get_group (note)[0] != '\0')
            base_json_add_int (&json, get_group (note),
                               find_behind (notes, i) - i);
        }
      base_json_end_object (&json);
      base_json_end_object (&json);
    }
  base_json_end_object (&json);
  base_json_key (&json, "notes");
  base_json_begin_list (&json);
  for (guint i = 0; i < notes->len; i++)
    add_note (&json, g_ptr_array_index (notes, i));
  base_json_end_list (&json);
  base_json_end_object (&json);
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}
