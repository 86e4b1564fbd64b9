/* SPDX-License-Identifier: EUPL-1.2
 *
 * Objects of Kubernetes, as JSON and as YAML.
 */
#include "config.h"

#include "fuzz-connectors.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_connector ("kubernetes", "cluster", "nl", data, size);
  return 0;
}
