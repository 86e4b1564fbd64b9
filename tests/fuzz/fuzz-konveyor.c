/* SPDX-License-Identifier: EUPL-1.2
 *
 * Application inventories of Konveyor.
 */
#include "config.h"

#include "fuzz-connectors.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_connector ("konveyor-csv", NULL, NULL, data, size);
  return 0;
}
