/* SPDX-License-Identifier: EUPL-1.2
 *
 * Bills of three kinds, plain and packed.
 */
#include "config.h"

#include "fuzz-connectors.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_connector ("focus", "rate", "USD=0.92", data, size);
  return 0;
}
