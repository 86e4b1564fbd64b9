/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the verbs of the command share: the table of verbs and the exit
 * statuses that every manual page promises.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include <glib.h>

typedef enum
{
  COMMAND_EXIT_DONE = 0,
  COMMAND_EXIT_NO_PLAN = 1,
  COMMAND_EXIT_USAGE = 2,
  COMMAND_EXIT_INCOMPLETE = 3,
  COMMAND_EXIT_INTERNAL = 4,
} CommandExit;

typedef struct
{
  const char *name;
  const char *summary;
  /* Given the words from the verb on, ended by NULL. */
  CommandExit (*run) (int argc, char **argv);
} CommandVerb;

/* All verbs, in the order of --help; `n_out` gets their number. */
const CommandVerb *command_get_verbs (guint *n_out);

/* The verb called `name`, or NULL. */
const CommandVerb *command_find_verb (const char *name);

#endif
