/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef COMMAND_CHECK_COVERAGE_H
#define COMMAND_CHECK_COVERAGE_H

#include "command/pipeline.h"

/* What was seen over all and per source, as text or JSON, on standard output;
 * `error` is set if it cannot be told. */
gboolean command_tell_coverage (const CommandOptions *options,
                                const UitwegEstate *estate,
                                const UitwegCatalog *catalog,
                                GError **error);

#endif
