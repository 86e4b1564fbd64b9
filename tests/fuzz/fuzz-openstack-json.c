/* SPDX-License-Identifier: EUPL-1.2
 *
 * Answers of the APIs of OpenStack.
 */
#include "config.h"

#include "fuzz-connectors.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_connector ("openstack-json", "region", "nl", data, size);
  return 0;
}
