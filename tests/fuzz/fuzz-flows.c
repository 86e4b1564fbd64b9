/* SPDX-License-Identifier: EUPL-1.2
 *
 * Lists of edges, exports of Azure Migrate, GraphML and DOT.
 */
#include "config.h"

#include "fuzz-connectors.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_connector ("flows", "hard-share", "0.5", data, size);
  return 0;
}
