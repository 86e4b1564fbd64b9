/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tables of a DORA register; which one, the header says.
 */
#include "config.h"

#include "fuzz-connectors.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_connector ("dora-register", NULL, NULL, data, size);
  return 0;
}
