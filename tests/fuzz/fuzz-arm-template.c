/* SPDX-License-Identifier: EUPL-1.2
 *
 * Templates of Azure Resource Manager with their expressions.
 */
#include "config.h"

#include "fuzz-connectors.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_connector ("arm-template", NULL, NULL, data, size);
  return 0;
}
