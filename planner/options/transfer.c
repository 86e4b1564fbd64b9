/* SPDX-License-Identifier: EUPL-1.2
 *
 * How long copying takes, and whether it ever catches up (FIGURES 2). Pure:
 * sizes in, time out; when a line is open is the schedule's business.
 */
#include "config.h"

#include <math.h>
#include <uitweg/options.h>

#define BYTES_PER_GIB 1073741824.0

double
uitweg_transfer_line_seconds (gint64 bytes,
                              double bit_per_s,
                              double usable,
                              double share,
                              gint64 objects,
                              double objects_per_s)
{
  double rate = bit_per_s * usable * share;
  double by_size = 0, by_number = 0;

  if (bytes == UITWEG_UNKNOWN)
    return (double) NAN;
  if (bytes > 0)
    by_size = rate > 0 ? (double) bytes * 8 / rate : (double) INFINITY;
  /* An unknown number of objects, or no known rate, sets no bound. */
  if (objects > 0 && objects_per_s > 0)
    by_number = (double) objects / objects_per_s;
  return MAX (by_size, by_number);
}

gboolean
uitweg_transfer_keep_up (double gib,
                         double change_gib_per_day,
                         double bit_per_s,
                         double usable,
                         double hours_per_day,
                         double *line_gib_per_day_out,
                         double *days_out)
{
  double line = bit_per_s * usable * hours_per_day * 3600 / 8 / BYTES_PER_GIB;

  if (line_gib_per_day_out != NULL)
    *line_gib_per_day_out = line;
  /* Unknown change compares false: nobody can say that it catches up. */
  if (!(change_gib_per_day < line))
    {
      if (days_out != NULL)
        *days_out = (double) NAN;
      return FALSE;
    }
  if (days_out != NULL)
    *days_out = gib / (line - change_gib_per_day);
  return TRUE;
}
