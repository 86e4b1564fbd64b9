/* SPDX-License-Identifier: EUPL-1.2
 *
 * Says which library a program runs with. Every result names it.
 */
#include "config.h"

#include <uitweg/version.h>

const char *
uitweg_get_version (void)
{
  return PACKAGE_VERSION;
}
