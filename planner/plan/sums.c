/* SPDX-License-Identifier: EUPL-1.2
 *
 * Sums of money for the plan. Every total of a plan is an exact sum of
 * micro-euro, made here.
 */
#include "config.h"

#include "plan/sums.h"

#include <uitweg/money.h>

#include "base/number.h"

/* Fractions of a factor that count: 10^-12. */
#define FACTOR_UNITS G_GINT64_CONSTANT (1000000000000)

void
plan_sum_add (PlanSum *sum, UitwegMoneyRange amount)
{
  if (!uitweg_money_add (sum->value.lo, amount.lo, &sum->value.lo, NULL)
      || !uitweg_money_add (sum->value.hi, amount.hi, &sum->value.hi, NULL))
    sum->overflow = TRUE;
}

void
plan_sum_subtract (PlanSum *sum, UitwegMoneyRange amount)
{
  const UitwegMoneyRange negative = { -amount.lo, -amount.hi };

  plan_sum_add (sum, negative);
}

gboolean
plan_sum_check (const PlanSum *sum, const char *what, GError **error)
{
  if (!sum->overflow)
    return TRUE;
  g_set_error (error, UITWEG_PLAN_ERROR, UITWEG_PLAN_ERROR_OVERFLOW,
               "%s: the sum is above 9.2e12 EUR, expected less", what);
  return FALSE;
}

UitwegMoneyRange
plan_sum_fraction (PlanSum *sum,
                   UitwegMoneyRange amount,
                   gint64 numerator,
                   gint64 denominator)
{
  UitwegMoneyRange product = { 0, 0 };

  if (!uitweg_money_scale (amount.lo, numerator, denominator, &product.lo, NULL)
      || !uitweg_money_scale (amount.hi, numerator, denominator, &product.hi,
                              NULL))
    sum->overflow = TRUE;
  return product;
}

UitwegMoneyRange
plan_sum_scaled (PlanSum *sum, UitwegMoneyRange amount, double factor)
{
  const double units = base_round_half_even (factor * (double) FACTOR_UNITS);

  if (!(units >= -9e18 && units <= 9e18))
    {
      sum->overflow = TRUE;
      return (UitwegMoneyRange){ 0, 0 };
    }
  return plan_sum_fraction (sum, amount, (gint64) units, FACTOR_UNITS);
}

void
plan_graded_add (UitwegGradedSum *graded,
                 PlanSum *guard,
                 UitwegMoneyRange amount,
                 UitwegGrade grade)
{
  PlanSum sum = { graded->value, FALSE };

  plan_sum_add (&sum, amount);
  graded->value = sum.value;
  if (sum.overflow
      || !uitweg_money_add (graded->by_grade[grade], amount.hi,
                            &graded->by_grade[grade], NULL))
    guard->overflow = TRUE;
}

void
plan_graded_join (UitwegGradedSum *graded,
                  PlanSum *guard,
                  const UitwegGradedSum *part)
{
  PlanSum sum = { graded->value, FALSE };

  plan_sum_add (&sum, part->value);
  graded->value = sum.value;
  guard->overflow |= sum.overflow;
  for (guint i = 0; i < UITWEG_N_GRADES; i++)
    if (!uitweg_money_add (graded->by_grade[i], part->by_grade[i],
                           &graded->by_grade[i], NULL))
      guard->overflow = TRUE;
  graded->n_holes += part->n_holes;
}
