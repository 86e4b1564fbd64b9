/* SPDX-License-Identifier: EUPL-1.2
 *
 * Entities of a Backstage catalog.
 */
#include "config.h"

#include "fuzz-connectors.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_connector ("backstage", NULL, NULL, data, size);
  return 0;
}
