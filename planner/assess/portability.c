/* SPDX-License-Identifier: EUPL-1.2
 *
 * Own portability: what the type of a thing, its way out, its features and
 * its configuration say about moving it, before anything that it needs is
 * looked at. The factors are data of the catalog.
 */
#include "config.h"

#include "assess/assess-private.h"

#include <math.h>

static UitwegInterval
class_factor (const AssessPortability *factors, gint portability)
{
  UitwegInterval range = { 1.0, 0.0 };

  if (portability >= 0)
    return (UitwegInterval){ factors->class_factor[portability],
                             factors->class_factor[portability] };
  /* The type is unknown: any class that has a value may be its class. */
  for (gint i = 0; i < ASSESS_N_CLASSES; i++)
    if (!isnan (factors->class_factor[i]))
      {
        range.lo = MIN (range.lo, factors->class_factor[i]);
        range.hi = MAX (range.hi, factors->class_factor[i]);
      }
  return range;
}

UitwegInterval
assess_own_portability (const AssessPortability *factors,
                        gint portability,
                        gint export_path,
                        UitwegInterval fit,
                        guint32 n_critical,
                        guint32 n_warning)
{
  UitwegInterval interface = class_factor (factors, portability);
  UitwegInterval out = factors->export_unknown;
  double configuration = MAX (factors->configuration_floor,
                              1.0 - factors->per_critical * n_critical
                                  - factors->per_warning * n_warning);

  if (isnan (interface.lo))
    return (UitwegInterval){ NAN, NAN };
  if (export_path >= 0)
    out.lo = out.hi = factors->export_factor[export_path];
  return (UitwegInterval){ interface.lo * out.lo * fit.lo * configuration,
                           interface.hi * out.hi * fit.hi * configuration };
}

static UitwegInterval
one_or_both (double first, double second, gint which)
{
  if (which == 0)
    return (UitwegInterval){ first, first };
  if (which == 1)
    return (UitwegInterval){ second, second };
  return (UitwegInterval){ MIN (first, second), MAX (first, second) };
}

UitwegInterval
assess_bridge (const AssessPortability *factors,
               UitwegDependencyKind kind,
               gint bridge,
               gint tight)
{
  double value = 0.0;

  switch (kind)
    {
    case UITWEG_DEPENDENCY_NETWORK:
      return one_or_both (factors->network_fits, factors->network_too_slow,
                          tight);
    case UITWEG_DEPENDENCY_IDENTITY:
      return one_or_both (factors->identity_machine, factors->identity_people,
                          bridge == UITWEG_BRIDGE_MACHINE  ? 0
                          : bridge == UITWEG_BRIDGE_PEOPLE ? 1
                                                           : -1);
    case UITWEG_DEPENDENCY_KEY:
      return one_or_both (factors->key_reencrypt, factors->key_bound,
                          bridge == UITWEG_BRIDGE_REENCRYPT ? 0
                          : bridge == UITWEG_BRIDGE_BOUND   ? 1
                                                            : -1);
    case UITWEG_DEPENDENCY_DATA:
      value = factors->data;
      break;
    case UITWEG_DEPENDENCY_PLATFORM:
      value = factors->platform;
      break;
    case UITWEG_DEPENDENCY_BUILD:
      value = factors->build;
      break;
    case UITWEG_DEPENDENCY_NAME:
      value = factors->name;
      break;
    case UITWEG_DEPENDENCY_ADMINISTRATION:
      value = factors->administration;
      break;
    case UITWEG_DEPENDENCY_SUPPLY:
      value = factors->supply;
      break;
    }
  return (UitwegInterval){ value, value };
}
