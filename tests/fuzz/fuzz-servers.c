/* SPDX-License-Identifier: EUPL-1.2
 *
 * Server lists, by each of their three readers.
 */
#include "config.h"

#include "fuzz-connectors.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_connector ("azure-migrate-csv", "provider", "premises", data, size);
  fuzz_connector ("aws-discovery-csv", "provider", "premises", data, size);
  fuzz_connector ("google-migration-center", "provider", "premises", data,
                  size);
  return 0;
}
