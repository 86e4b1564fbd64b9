/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef UITWEG_TYPES_H
#define UITWEG_TYPES_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * UITWEG_NONE:
 *
 * The index of nothing: a reference that points nowhere, an absent string.
 */
#define UITWEG_NONE G_MAXUINT32

/**
 * UITWEG_UNKNOWN:
 *
 * The value of a whole number, an amount of money or a size in bytes that
 * nobody has stated. Unknown is not zero: code that sums must test for it.
 */
#define UITWEG_UNKNOWN G_MININT64

/**
 * UitwegMoney:
 *
 * An amount in micro-euro: 1 is 0.000001 EUR. The range is about plus or
 * minus 9.2e12 EUR; arithmetic that would leave it is an error
 * (%UITWEG_MONEY_ERROR_OVERFLOW), never a wrap.
 */
typedef gint64 UitwegMoney;

/**
 * UitwegMoneyRange:
 * @lo: the least it can be, micro-euro
 * @hi: the most it can be, micro-euro; @lo when it is known exactly
 *
 * What a sum is when one of its parts is not known exactly.
 */
typedef struct
{
  UitwegMoney lo;
  UitwegMoney hi;
} UitwegMoneyRange;

/**
 * UitwegInterval:
 * @lo: lower end
 * @hi: upper end; @lo when the figure is known exactly
 *
 * A figure without a unit, or with the unit its owner documents.
 */
typedef struct
{
  double lo;
  double hi;
} UitwegInterval;

/**
 * UitwegDay:
 *
 * A calendar day: days since 1970-01-01, proleptic Gregorian. Legal values
 * are 1900-01-01 to 2999-12-31; %UITWEG_DAY_UNKNOWN is no day.
 */
typedef gint32 UitwegDay;

#define UITWEG_DAY_UNKNOWN G_MININT32

/**
 * UitwegGrade:
 * @UITWEG_GRADE_MEASURED: a meter or an API answer
 * @UITWEG_GRADE_DOCUMENTED: a contract, a verified catalog fact, a study of
 *   grade A or B
 * @UITWEG_GRADE_INFERRED: partly verified, a rule, grade C
 * @UITWEG_GRADE_ASSUMED: unverified, judgement, grade D, a user's guess
 *
 * How well a value is founded, best first: a larger number is weaker.
 */
typedef enum
{
  UITWEG_GRADE_MEASURED,
  UITWEG_GRADE_DOCUMENTED,
  UITWEG_GRADE_INFERRED,
  UITWEG_GRADE_ASSUMED,
} UitwegGrade;

#define UITWEG_N_GRADES 4

/**
 * uitweg_grade_get_name:
 * @grade: a grade
 *
 * Returns: (transfer none): its word in files, such as "measured"
 *
 * Since: 0.1
 */
const char *uitweg_grade_get_name (UitwegGrade grade);

G_END_DECLS

#endif
