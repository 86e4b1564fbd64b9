/* SPDX-License-Identifier: EUPL-1.2
 *
 * The words behind `uitweg graph` that do more than look: draw and diff.
 */
#ifndef COMMAND_GRAPH_VERBS_H
#define COMMAND_GRAPH_VERBS_H

#include <uitweg/estate.h>

#include "command/command.h"

CommandExit command_graph_draw (const CommandOptions *options);

#endif
