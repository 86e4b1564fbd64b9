/* SPDX-License-Identifier: EUPL-1.2
 *
 * Any bytes as lines: numbered, bounded, valid text without newlines.
 */
#include "config.h"

#include <string.h>

#include "base/lines.h"

#define MAX_LENGTH 64

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (BaseLines)
      lines = base_lines_new_for_data ("fuzz", (const char *) data, size);
  g_autoptr (GError) error = NULL;
  BaseLine line = { NULL, 0, 0 };
  guint32 n = 0;

  base_lines_set_max_length (lines, MAX_LENGTH);
  while (base_lines_next (lines, &line, &error))
    {
      g_assert_cmpuint (line.number, ==, ++n);
      g_assert_cmpuint (line.length, <=, MAX_LENGTH);
      g_assert_cmpuint (strlen (line.text), ==, line.length);
      g_assert_null (strchr (line.text, '\n'));
      g_assert_true (g_utf8_validate_len (line.text, line.length, NULL));
    }
  return 0;
}
