/* SPDX-License-Identifier: EUPL-1.2
 *
 * The two halves of uitweg init.
 */
#ifndef COMMAND_INIT_H
#define COMMAND_INIT_H

#include "command/pipeline.h"

/* Writes the tables to fill by hand into the folder of --tables. */
CommandExit command_init_tables (const CommandOptions *options);

#endif
