/* SPDX-License-Identifier: EUPL-1.2
 *
 * Passes progress from long loops in any layer to the command, which alone
 * knows whether there is a terminal.
 */
#include "config.h"

#include "base/progress.h"

#define PARTS 100
#define UNKNOWN_STEP 65536

struct _BaseProgress
{
  BaseProgressFunc func;
  gpointer user_data;
  char *label;
  guint64 done;
  guint64 total;
  guint64 told;
};

BaseProgress *
base_progress_new (BaseProgressFunc func, gpointer user_data)
{
  BaseProgress *progress = g_new0 (BaseProgress, 1);

  progress->func = func;
  progress->user_data = user_data;
  return progress;
}

void
base_progress_free (BaseProgress *progress)
{
  if (progress == NULL)
    return;
  g_free (progress->label);
  g_free (progress);
}

static void
tell (BaseProgress *progress)
{
  progress->told = progress->done;
  if (progress->func != NULL)
    progress->func (progress->label, progress->done, progress->total,
                    progress->user_data);
}

void
base_progress_begin (BaseProgress *progress, const char *label, guint64 total)
{
  if (progress == NULL)
    return;
  g_free (progress->label);
  progress->label = g_strdup (label);
  progress->done = 0;
  progress->total = total;
  tell (progress);
}

void
base_progress_add (BaseProgress *progress, guint64 n)
{
  guint64 step;

  if (progress == NULL)
    return;
  step = progress->total > 0 ? MAX (progress->total / PARTS, 1) : UNKNOWN_STEP;
  progress->done += n;
  if (progress->done - progress->told >= step)
    tell (progress);
}

void
base_progress_end (BaseProgress *progress)
{
  if (progress == NULL)
    return;
  progress->done = MAX (progress->done, progress->total);
  if (progress->done != progress->told || progress->done == 0)
    tell (progress);
}
