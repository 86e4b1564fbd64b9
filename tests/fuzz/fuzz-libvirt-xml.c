/* SPDX-License-Identifier: EUPL-1.2
 *
 * Domain XML, as virsh dumpxml writes it.
 */
#include "config.h"

#include "fuzz-connectors.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_connector ("libvirt-xml", "host", "h", data, size);
  return 0;
}
