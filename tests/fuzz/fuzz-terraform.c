/* SPDX-License-Identifier: EUPL-1.2
 *
 * States and plans of Terraform: as what exists, and as what will be.
 */
#include "config.h"

#include "fuzz-connectors.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_connector ("terraform", "values", "prior", data, size);
  fuzz_connector ("terraform", "values", "planned", data, size);
  return 0;
}
