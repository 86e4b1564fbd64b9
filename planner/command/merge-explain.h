/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef COMMAND_MERGE_EXPLAIN_H
#define COMMAND_MERGE_EXPLAIN_H

#include <uitweg/identity.h>

#include "command/command.h"

/* What the merge did, summary first. (transfer full) */
char *command_explain_merge (const UitwegEstate *estate, guint n_files);
/* The same as JSON, with every note. (transfer full) */
char *command_explain_merge_json (const UitwegEstate *estate, guint n_files);

#endif
