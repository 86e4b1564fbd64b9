/* SPDX-License-Identifier: EUPL-1.2
 *
 * RVTools inventories: a workbook, or a tab as CSV.
 */
#include "config.h"

#include "fuzz-connectors.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_connector ("rvtools", "region", "nl", data, size);
  return 0;
}
