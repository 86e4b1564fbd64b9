/* SPDX-License-Identifier: EUPL-1.2
 *
 * Sums of money that remember an overflow, so that a formula reads as one and
 * is checked once.
 */
#ifndef PLAN_SUMS_H
#define PLAN_SUMS_H

#include <uitweg/plan.h>

typedef struct
{
  UitwegMoneyRange value;
  gboolean overflow;
} PlanSum;

void plan_sum_add (PlanSum *sum, UitwegMoneyRange amount);
void plan_sum_subtract (PlanSum *sum, UitwegMoneyRange amount);
/* FALSE and UITWEG_PLAN_ERROR_OVERFLOW, naming `what`, if it ran over. */
gboolean plan_sum_check (const PlanSum *sum, const char *what, GError **error);

/* Money times a factor of this project's own arithmetic, rounded half to even
 * once; the factor counts to a millionth of a millionth. */
UitwegMoneyRange
plan_sum_scaled (PlanSum *sum, UitwegMoneyRange amount, double factor);
/* Money times numerator / denominator. */
UitwegMoneyRange plan_sum_fraction (PlanSum *sum,
                                    UitwegMoneyRange amount,
                                    gint64 numerator,
                                    gint64 denominator);

/* Adds to a graded sum: the value, its high end under its grade. */
void plan_graded_add (UitwegGradedSum *graded,
                      PlanSum *guard,
                      UitwegMoneyRange amount,
                      UitwegGrade grade);
void plan_graded_join (UitwegGradedSum *graded,
                       PlanSum *guard,
                       const UitwegGradedSum *part);

static inline gboolean
plan_range_is_known (UitwegMoneyRange range)
{
  return range.lo != UITWEG_UNKNOWN && range.hi != UITWEG_UNKNOWN;
}

static inline UitwegMoney
plan_range_middle (UitwegMoneyRange range)
{
  return range.lo / 2 + range.hi / 2 + (range.lo % 2 + range.hi % 2) / 2;
}

#endif
