/* SPDX-License-Identifier: EUPL-1.2
 *
 * Gives bytes to a connector as a file in memory, and what it makes of them
 * to the builder: whatever stands in a file, records must be well formed.
 */
#ifndef TESTS_FUZZ_CONNECTORS_H
#define TESTS_FUZZ_CONNECTORS_H

#include <uitweg/connector.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Reads `size` bytes with the connector, with one option or none. */
void fuzz_connector (const char *name,
                     const char *key,
                     const char *value,
                     const guint8 *data,
                     gsize size);

#endif
