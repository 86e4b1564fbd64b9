/* SPDX-License-Identifier: EUPL-1.2
 *
 * Models of architecture, with some properties mapped.
 */
#include "config.h"

#include "fuzz-connectors.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_connector ("archimate", "properties",
                  "Eigenaar=owner,Belang=criticality,Vorm=saas,X=tags.x", data,
                  size);
  return 0;
}
