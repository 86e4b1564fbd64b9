/* SPDX-License-Identifier: EUPL-1.2
 *
 * Answers of Nutanix Prism, of any version.
 */
#include "config.h"

#include "fuzz-connectors.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_connector ("nutanix-json", "region", "nl", data, size);
  return 0;
}
