/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef MODEL_MESSAGES_H
#define MODEL_MESSAGES_H

#include "base/problems.h"

G_BEGIN_DECLS

/* Notes an error whose message is "NAME:LINE:COLUMN: …", "NAME:LINE: …" or
 * without a place, as a problem of `name` at that place. */
void model_note_error (BaseProblems *problems,
                       const char *name,
                       const GError *error);

/* FALSE and `error` of that domain and code set, one line a problem, if there
 * are problems. */
gboolean model_check_problems (const BaseProblems *problems,
                               GQuark domain,
                               gint code,
                               GError **error);

G_END_DECLS

#endif
