/* SPDX-License-Identifier: EUPL-1.2
 *
 * What is wrong with an input, up to a hundred places at a time, each with
 * file:line, what was found and what is expected.
 */
#ifndef BASE_PROBLEMS_H
#define BASE_PROBLEMS_H

#include <glib.h>

#define BASE_PROBLEMS_MAX 100

typedef struct _BaseProblems BaseProblems;

BaseProblems *base_problems_new (void);
void base_problems_free (BaseProblems *problems);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaseProblems, base_problems_free)

/* Notes "NAME:LINE: MESSAGE" (or "NAME:LINE:COLUMN: …" where column > 0; line
 * 0 gives "NAME: …"). Beyond BASE_PROBLEMS_MAX problems are only counted. */
void base_problems_add (BaseProblems *problems,
                        const char *name,
                        guint32 line,
                        guint32 column,
                        const char *format,
                        ...) G_GNUC_PRINTF (5, 6);
guint base_problems_get_count (const BaseProblems *problems);
/* (transfer none): problem `index` < MIN (count, BASE_PROBLEMS_MAX) */
const char *base_problems_get (const BaseProblems *problems, guint index);
gboolean base_problems_is_full (const BaseProblems *problems);
/* Appends the problems of `from`, in order. */
void base_problems_append (BaseProblems *problems, const BaseProblems *from);

/* FALSE and `error` set (BASE_INPUT_ERROR, BASE_INPUT_ERROR_INVALID; all lines
 * joined by newline, "… and N more" at the end) if there are any. */
typedef enum
{
  BASE_INPUT_ERROR_INVALID,
  BASE_INPUT_ERROR_UNREADABLE,
} BaseInputError;
#define BASE_INPUT_ERROR (base_input_error_quark ())
GQuark base_input_error_quark (void);
gboolean base_problems_check (const BaseProblems *problems, GError **error);

/* The word of `words` (NULL-terminated) nearest to `word` by edit distance, if
 * near enough to be a slip (at most a third of its length, at least 1), else
 * NULL. */
const char *base_nearest (const char *word, const char *const *words);

#endif
