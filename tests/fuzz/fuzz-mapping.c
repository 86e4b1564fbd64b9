/* SPDX-License-Identifier: EUPL-1.2
 *
 * Mappings that people write, over one small list.
 */
#include "config.h"

#include "fuzz-connectors.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const char list[] = "name;kind;memory;host;owner;end;a;b\n"
                           "erp;vm;16 GB;kvm1;Team A;31-12-2027;x:1;y\n"
                           "kvm1;host;512;;;;;\n"
                           "erp;vm;16 GB;kvm2;Team B;2027-12-31;x:2;z\n";

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gint file = memfd_create ("mapping", 0);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", file);

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (write (file, data, size), ==, (gssize) size);
  fuzz_connector ("resources-csv", "mapping", path, (const guint8 *) list,
                  strlen (list));
  close (file);
  return 0;
}
