/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reports of the Microsoft 365 admin centre.
 */
#include "config.h"

#include "fuzz-connectors.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_connector ("m365-csv", "tenant", "t", data, size);
  return 0;
}
