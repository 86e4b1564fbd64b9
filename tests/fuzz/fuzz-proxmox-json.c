/* SPDX-License-Identifier: EUPL-1.2
 *
 * Answers of Proxmox VE: rows and configurations.
 */
#include "config.h"

#include "fuzz-connectors.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_connector ("proxmox-json", "region", "nl", data, size);
  return 0;
}
