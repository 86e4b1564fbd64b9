/* SPDX-License-Identifier: EUPL-1.2
 *
 * Collects what is wrong with an input while it is read on, so that a user
 * mends a file once and not a hundred times. Every reader reports here; the
 * command turns the whole into one error and exit status 2.
 */
#include "config.h"

#include "base/problems.h"

#include <string.h>

/* Words longer than this are not compared: nobody mistypes them so little. */
#define LONGEST_WORD 63

struct _BaseProblems
{
  GPtrArray *lines; /* (element-type utf8): at most BASE_PROBLEMS_MAX */
  guint count;
};

GQuark
base_input_error_quark (void)
{
  return g_quark_from_static_string ("base-input-error-quark");
}

BaseProblems *
base_problems_new (void)
{
  BaseProblems *problems = g_new0 (BaseProblems, 1);

  problems->lines = g_ptr_array_new_with_free_func (g_free);
  return problems;
}

void
base_problems_free (BaseProblems *problems)
{
  if (problems == NULL)
    return;

  g_ptr_array_unref (problems->lines);
  g_free (problems);
}

void
base_problems_add (BaseProblems *problems,
                   const char *name,
                   guint32 line,
                   guint32 column,
                   const char *format,
                   ...)
{
  GString *text;
  va_list arguments;

  if (problems->count < G_MAXUINT)
    problems->count++;
  if (problems->lines->len >= BASE_PROBLEMS_MAX)
    return;

  text = g_string_new (name);
  if (line > 0)
    g_string_append_printf (text, ":%u", line);
  if (line > 0 && column > 0)
    g_string_append_printf (text, ":%u", column);
  g_string_append (text, ": ");
  va_start (arguments, format);
  g_string_append_vprintf (text, format, arguments);
  va_end (arguments);
  g_ptr_array_add (problems->lines, g_string_free (text, FALSE));
}

guint
base_problems_get_count (const BaseProblems *problems)
{
  return problems->count;
}

const char *
base_problems_get (const BaseProblems *problems, guint index)
{
  g_return_val_if_fail (index < problems->lines->len, NULL);

  return g_ptr_array_index (problems->lines, index);
}

gboolean
base_problems_is_full (const BaseProblems *problems)
{
  return problems->lines->len >= BASE_PROBLEMS_MAX;
}

void
base_problems_append (BaseProblems *problems, const BaseProblems *from)
{
  guint n = MIN (from->lines->len, BASE_PROBLEMS_MAX - problems->lines->len);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (problems->lines,
                     g_strdup (g_ptr_array_index (from->lines, i)));
  if (__builtin_add_overflow (problems->count, from->count, &problems->count))
    problems->count = G_MAXUINT;
}

gboolean
base_problems_check (const BaseProblems *problems, GError **error)
{
  g_autoptr (GString) text = NULL;
  guint n = problems->lines->len;

  if (problems->count == 0)
    return TRUE;

  text = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (
        text, "%s%s", i > 0 ? "\n" : "",
        (const char *) g_ptr_array_index (problems->lines, i));
  if (problems->count > n)
    g_string_append_printf (text, "\n… and %u more", problems->count - n);
  g_set_error_literal (error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_INVALID,
                       text->str);
  return FALSE;
}

/* How many letters must be added, taken away, replaced or swapped with their
 * neighbour to make `b` of `a`; both at most LONGEST_WORD long.
 *
 * Method: Damerau, "A technique for computer detection and correction of
 * spelling errors", CACM 7(3), 1964; in the restricted form, where no letter
 * is edited twice. */
static guint
edit_distance (const char *a, gsize a_length, const char *b, gsize b_length)
{
  guint rows[3][LONGEST_WORD + 1];
  guint *before = rows[0], *last = rows[1], *this = rows[2], *spare;

  for (guint j = 0; j <= b_length; j++)
    last[j] = j;
  for (guint i = 1; i <= a_length; i++)
    {
      this[0] = i;
      for (guint j = 1; j <= b_length; j++)
        {
          guint replaced = last[j - 1] + (a[i - 1] != b[j - 1] ? 1 : 0);
          guint moved = MIN (last[j], this[j - 1]) + 1;

          this[j] = MIN (replaced, moved);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            this[j] = MIN (this[j], before[j - 2] + 1);
        }
      spare = before;
      before = last;
      last = this;
      this = spare;
    }
  return last[b_length];
}

const char *
base_nearest (const char *word, const char *const *words)
{
  const char *nearest = NULL;
  gsize length = strlen (word);
  guint least = MAX ((guint) MIN (length, LONGEST_WORD) / 3, 1) + 1;

  if (length > LONGEST_WORD)
    return NULL;

  for (; *words != NULL; words++)
    {
      gsize other = strlen (*words);
      guint distance;

      if (other > LONGEST_WORD)
        continue;
      distance = edit_distance (word, length, *words, other);
      if (distance < least)
        {
          least = distance;
          nearest = *words;
        }
    }
  return nearest;
}
