/* SPDX-License-Identifier: EUPL-1.2
 *
 * Files in memory for connectors.
 */
#include "config.h"

#include "fuzz-connectors.h"

#include <sys/mman.h>
#include <unistd.h>

void
fuzz_connector (const char *name,
                const char *key,
                const char *value,
                const guint8 *data,
                gsize size)
{
  g_autoptr (UitwegEstateBuilder) builder = uitweg_estate_builder_new ();
  g_autoptr (UitwegEstate) estate = NULL;
  g_autoptr (GError) error = NULL;
  gint file = memfd_create ("fuzz", 0);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", file);
  const UitwegCollectRequest request = {
    .option_keys = (const char *[]){ key, NULL },
    .option_values = (const char *[]){ value, NULL },
    .paths = (const char *[]){ path, NULL }
  };

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (write (file, data, size), ==, (gssize) size);
  if (uitweg_connectors_find (name)->collect (&request, builder, NULL, &error))
    {
      estate = uitweg_estate_builder_finish (g_steal_pointer (&builder), name,
                                             &error);
      g_assert_no_error (error);
    }
  else
    g_assert_nonnull (error);
  close (file);
}
