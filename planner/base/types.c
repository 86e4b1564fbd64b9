/* SPDX-License-Identifier: EUPL-1.2
 *
 * The words of the plain types that every file format shares.
 */
#include "config.h"

#include <uitweg/types.h>

const char *
uitweg_grade_get_name (UitwegGrade grade)
{
  switch (grade)
    {
    case UITWEG_GRADE_MEASURED:
      return "measured";
    case UITWEG_GRADE_DOCUMENTED:
      return "documented";
    case UITWEG_GRADE_INFERRED:
      return "inferred";
    case UITWEG_GRADE_ASSUMED:
      return "assumed";
    }
  g_return_val_if_reached (NULL);
}
