/* SPDX-License-Identifier: EUPL-1.2
 *
 * Answers of Azure, in any envelope.
 */
#include "config.h"

#include "fuzz-connectors.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_connector ("azure-graph", "kind", "Microsoft.Sql/servers", data, size);
  return 0;
}
