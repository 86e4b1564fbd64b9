/* SPDX-License-Identifier: EUPL-1.2
 *
 * Answers of AWS calls: as they come, and as a bare list of a kind.
 */
#include "config.h"

#include "fuzz-connectors.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_connector ("aws-dump", "account", "123456789012", data, size);
  fuzz_connector ("aws-dump", "kind", "QueueUrls", data, size);
  return 0;
}
