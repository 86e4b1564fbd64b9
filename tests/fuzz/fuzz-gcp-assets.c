/* SPDX-License-Identifier: EUPL-1.2
 *
 * Assets of Google Cloud, in any form.
 */
#include "config.h"

#include "fuzz-connectors.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_connector ("gcp-assets", NULL, NULL, data, size);
  return 0;
}
