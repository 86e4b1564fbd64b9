/* SPDX-License-Identifier: EUPL-1.2
 *
 * Machines as files: OVF, OVA, VMX and exports of Coriolis.
 */
#include "config.h"

#include "fuzz-connectors.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_connector ("ovf", "region", "nl", data, size);
  return 0;
}
