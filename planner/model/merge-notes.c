/* SPDX-License-Identifier: EUPL-1.2
 *
 * What a merge did, as notes that can be sorted and counted, and as the lines
 * of conflicts that every report shows.
 */
#include "config.h"

#include "model/merge-private.h"

#include <string.h>

static const char *
keep (UitwegEstate *estate, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (estate->note_texts, text)
                      : NULL;
}

void
model_note (UitwegEstate *estate, const UitwegMergeNote *note)
{
  UitwegMergeNote kept = *note;

  kept.id = keep (estate, note->id);
  kept.other = keep (estate, note->other);
  kept.rule = keep (estate, note->rule);
  kept.field = keep (estate, note->field);
  kept.value = keep (estate, note->value);
  kept.source = keep (estate, note->source);
  kept.other_value = keep (estate, note->other_value);
  kept.other_source = keep (estate, note->other_source);
  kept.why = keep (estate, note->why);
  g_array_append_val (estate->notes, kept);
}

static gint
compare_notes (gconstpointer a, gconstpointer b)
{
  const UitwegMergeNote *x = a;
  const UitwegMergeNote *y = b;
  gint order = (gint) x->kind - (gint) y->kind;

  if (order == 0)
    order = g_strcmp0 (x->id, y->id);
  if (order == 0)
    order = g_strcmp0 (x->other, y->other);
  if (order == 0)
    order = g_strcmp0 (x->rule, y->rule);
  if (order == 0)
    order = g_strcmp0 (x->field, y->field);
  if (order == 0)
    order = g_strcmp0 (x->other_source, y->other_source);
  if (order == 0)
    order = g_strcmp0 (x->other_value, y->other_value);
  if (order == 0)
    order = g_strcmp0 (x->value, y->value);
  return order != 0 ? order : g_strcmp0 (x->why, y->why);
}

static char *
describe (const char *value, const char *source, UitwegGrade grade)
{
  return g_strdup_printf ("%s (%s, %s)", value,
                          source != NULL ? source : "no source",
                          uitweg_grade_get_name (grade));
}

static char *
tell_apart (const UitwegMergeNote *note)
{
  /* A name or an address often stands on two things; an id should not. */
  if (g_strcmp0 (note->rule, "host") == 0 || g_strcmp0 (note->rule, "name") == 0
      || g_strcmp0 (note->why, "pin") == 0)
    return NULL;
  if (strcmp (note->why, "one_source") == 0)
    return g_strdup_printf (
        "%s, %s: field %s: %s is on more than one thing of one source: not "
        "merged",
        note->id, note->other, note->field, note->value);
  if (strcmp (note->why, "many") == 0)
    return g_strdup_printf (
        "%s, %s: field %s: %s is on very many things: not merged", note->id,
        note->other, note->field, note->value);
  return g_strdup_printf (
      "%s, %s: field %s: %s is on both, which differ in %s: not merged",
      note->id, note->other, note->field, note->value, note->why);
}

/* The line of a note, or NULL if it is nothing to look at. */
static char *
tell (const UitwegMergeNote *note, const UitwegIdentityRules *rules)
{
  g_autofree char *won = NULL;
  g_autofree char *lost = NULL;

  switch (note->kind)
    {
    case UITWEG_MERGE_CONFLICT:
      won = describe (note->value, note->source, note->grade);
      lost = describe (note->other_value, note->other_source,
                       note->other_grade);
      return g_strdup_printf ("%s: field %s: %s wins over %s", note->id,
                              note->field, won, lost);
    case UITWEG_MERGE_APART:
      return tell_apart (note);
    case UITWEG_MERGE_LEFT_OUT:
      return g_strdup_printf ("%s: from and to are both %s: left out", note->id,
                              note->other);
    case UITWEG_MERGE_JOINED:
      for (guint i = 0; i < UITWEG_N_IDENTITY_RULES; i++)
        if (rules->told[i]
            && g_strcmp0 (note->rule, uitweg_identity_rule_get_name (i)) == 0)
          return g_strdup_printf (
              "%s, %s: joined by the rule %s alone: %s (inferred)", note->id,
              note->other, note->rule, note->value);
      return NULL;
    case UITWEG_MERGE_RESOLVED:
    case UITWEG_MERGE_MATCHED:
    case UITWEG_MERGE_ALIAS:
      return NULL;
    }
  g_return_val_if_reached (NULL);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

void
model_finish_notes (UitwegEstate *estate, const UitwegIdentityRules *rules)
{
  GPtrArray *lines = g_ptr_array_new ();

  g_array_sort (estate->notes, compare_notes);
  for (guint i = 0; i < estate->notes->len; i++)
    {
      char *line = tell (&g_array_index (estate->notes, UitwegMergeNote, i),
                         rules);

      if (line != NULL)
        g_ptr_array_add (lines, line);
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  estate->conflicts = (char **) g_ptr_array_free (lines, FALSE);
}

const UitwegMergeNote *
uitweg_estate_get_merge_notes (const UitwegEstate *estate, guint32 *n_out)
{
  g_return_val_if_fail (estate != NULL, NULL);
  g_return_val_if_fail (n_out != NULL, NULL);

  *n_out = estate->notes->len;
  return (const UitwegMergeNote *) (const void *) estate->notes->data;
}
