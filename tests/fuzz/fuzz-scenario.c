/* SPDX-License-Identifier: EUPL-1.2
 *
 * Any bytes as a scenario: it is refused with a message, or read whole.
 */
#include "config.h"

#include <sys/mman.h>
#include <unistd.h>

#include <uitweg/scenario.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  int file = memfd_create ("fuzz", 0);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", file);
  const UitwegScenario *scenario;

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (write (file, data, size), ==, (gssize) size);
  scenario = uitweg_scenario_load (path, &error);
  close (file);
  if (scenario == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }
  g_assert_no_error (error);
  g_assert_cmpint (scenario->start, !=, UITWEG_DAY_UNKNOWN);
  g_assert_cmpint (scenario->horizon_months, >, 0);
  for (guint i = 0; i < scenario->n_skills; i++)
    g_assert_nonnull (scenario->skills[i].skill);
  for (guint i = 0; i < scenario->n_pins; i++)
    g_assert_true (scenario->pins[i].provider != NULL
                   || scenario->pins[i].strategy != NULL);
  uitweg_scenario_free (scenario);
  return 0;
}
