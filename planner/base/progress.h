/* SPDX-License-Identifier: EUPL-1.2
 *
 * How far a long piece of work is, told to whoever asked. Nothing is printed
 * here, and no clock is read.
 */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <glib.h>

G_BEGIN_DECLS

/* @total is 0 where it is not known. */
typedef void (*BaseProgressFunc) (const char *label,
                                  guint64 done,
                                  guint64 total,
                                  gpointer user_data);

/*
 * One teller, for one thread. All functions take NULL, and then do nothing,
 * so that work need not ask whether somebody listens.
 */
typedef struct _BaseProgress BaseProgress;

BaseProgress *base_progress_new (BaseProgressFunc func, gpointer user_data);
void base_progress_free (BaseProgress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaseProgress, base_progress_free)

/* Begins a piece of work, and tells so. @label is copied. */
void
base_progress_begin (BaseProgress *progress, const char *label, guint64 total);

/* @n more are done. Tells each hundredth of the total, or each 65,536 where
 * there is none. */
void base_progress_add (BaseProgress *progress, guint64 n);

/* The work is done: tells the total, if it was not told yet. */
void base_progress_end (BaseProgress *progress);

G_END_DECLS

#endif
