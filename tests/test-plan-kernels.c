/* SPDX-License-Identifier: EUPL-1.2
 *
 * The plan's kernels: the worked numbers of the figures, and selection
 * against every possible answer.
 */
#include "config.h"

#include <string.h>

#include <uitweg/day.h>
#include <uitweg/plan.h>

#include "plan/facility.h"

static void
test_dual_run_counts_elapsed_days_with_ends_exclusive (void)
{
  g_autoptr (GError) error = NULL;
  UitwegMoney cost = 77;
  gboolean ok = uitweg_dual_run (
      1200 * G_GINT64_CONSTANT (1000000), 1500 * G_GINT64_CONSTANT (1000000),
      uitweg_day_from_date (2027, 2, 1), uitweg_day_from_date (2027, 3, 15),
      uitweg_day_from_date (2027, 4, 14), &cost, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
  g_assert_cmpint (cost, ==, G_GINT64_CONSTANT (3136438356));
}

static void
test_dual_run_that_overflows_changes_nothing (void)
{
  g_autoptr (GError) error = NULL;
  UitwegMoney cost = 77;

  g_assert_false (
      uitweg_dual_run (G_MAXINT64, G_MAXINT64, 0, 1000, 2000, &cost, &error));
  g_assert_error (error, UITWEG_PLAN_ERROR, UITWEG_PLAN_ERROR_OVERFLOW);
  g_assert_cmpint (cost, ==, 77);
}

static void
test_wave_risk_weighs_its_five_parts (void)
{
  const UitwegRiskWeights weights = { 30, 25, 20, 15, 10 };
  /* 2 warnings, 6 types, 4 leaving, low, 1 bridge, unknown 0.2, first 1 */
  const UitwegRiskWeights small = { 0.1 * 2 + 0.03 * 6 + 0.02 * 4, 0.1,
                                    1.0 / 20, 0.2, 1 };
  const UitwegRiskWeights large = { 1, 1, 1, 0.6, 0.1 };

  g_assert_cmpfloat_with_epsilon (uitweg_wave_risk (&weights, &small), 30.3,
                                  1e-9);
  g_assert_cmpfloat_with_epsilon (uitweg_wave_risk (&weights, &large), 85.0,
                                  1e-9);
}

/* Every set of open facilities, every client at its cheapest open one. */
static gint64
solve_by_force (const PlanFacilityProblem *problem)
{
  gint64 best = PLAN_NEVER;

  for (guint set = 1; set < 1u << problem->n_facilities; set++)
    {
      gint64 value = 0;

      for (guint f = 0; f < problem->n_facilities; f++)
        value += set >> f & 1 ? problem->opening[f] : 0;
      for (guint c = 0; c < problem->n_clients && value != PLAN_NEVER; c++)
        {
          gint64 least = PLAN_NEVER;

          for (guint f = 0; f < problem->n_facilities; f++)
            if (set >> f & 1)
              least = MIN (least, problem->cost[c * problem->n_facilities + f]);
          value = least == PLAN_NEVER ? PLAN_NEVER : value + least;
        }
      best = MIN (best, value);
    }
  return best;
}

#define CLIENTS 7
#define FACILITIES 5

static void
fill (gint64 *cost, gint64 *opening)
{
  for (guint f = 0; f < FACILITIES; f++)
    opening[f] = g_test_rand_int_range (0, 60);
  for (guint c = 0; c < CLIENTS; c++)
    for (guint f = 0; f < FACILITIES; f++)
      cost[c * FACILITIES + f] = f > 0 && g_test_rand_int_range (0, 5) == 0
                                     ? PLAN_NEVER
                                     : g_test_rand_int_range (0, 100);
}

/* The law: bound <= best <= found, and what is found is a true cost. */
static void
test_selection_lies_between_its_bound_and_the_best (void)
{
  guint optimal = 0;

  for (guint round = 0; round < 300; round++)
    {
      gint64 cost[CLIENTS * FACILITIES], opening[FACILITIES];
      PlanFacilityProblem problem = { CLIENTS, FACILITIES, cost, opening,
                                      NULL,    1000000,    NULL };
      guint32 choice[CLIENTS];
      guint8 used[FACILITIES] = { 0 };
      gint64 value, best, sum = 0;

      fill (cost, opening);
      value = plan_facility_solve (&problem, choice, NULL);
      best = solve_by_force (&problem);
      for (guint c = 0; c < CLIENTS; c++)
        {
          g_assert_cmpint (cost[c * FACILITIES + choice[c]], !=, PLAN_NEVER);
          sum += cost[c * FACILITIES + choice[c]];
          sum += used[choice[c]] ? 0 : opening[choice[c]];
          used[choice[c]] = 1;
        }
      g_assert_cmpint (sum, ==, value);
      g_assert_cmpint (value, >=, best);
      g_assert_cmpint (plan_facility_bound (&problem), <=, best);
      optimal += value == best;
    }
  g_assert_cmpuint (optimal, >=, 280);
}

static void
test_a_share_limit_moves_the_least_regret_first (void)
{
  /* Four clients like the first facility; half of the load may stay. */
  const gint64 cost[] = { 10, 11, 10, 40, 10, 12, 10, 90 };
  const gint64 load[] = { 5, 5, 5, 5, 5, 5, 5, 5 };
  const gint64 opening[] = { 0, 1 };
  const guint8 limited[] = { 1, 1 };
  const PlanFacilityProblem problem = { 4,    2,      cost,   opening,
                                        load, 500000, limited };
  const guint32 expected[] = { 1, 0, 1, 0 };
  guint32 choice[4];
  gboolean held = FALSE;

  g_assert_cmpint (plan_facility_solve (&problem, choice, &held), ==, 44);
  g_assert_true (held);
  for (guint c = 0; c < G_N_ELEMENTS (expected); c++)
    g_assert_cmpuint (choice[c], ==, expected[c]);
}

static void
test_a_share_limit_that_cannot_hold_is_said (void)
{
  const gint64 cost[] = { 10, PLAN_NEVER, 10, PLAN_NEVER };
  const gint64 load[] = { 5, 0, 5, 0 };
  const gint64 opening[] = { 0, 0 };
  const guint8 limited[] = { 1, 1 };
  const PlanFacilityProblem problem = { 2,    2,      cost,   opening,
                                        load, 500000, limited };
  guint32 choice[2];
  gboolean held = TRUE;

  g_assert_cmpint (plan_facility_solve (&problem, choice, &held), ==, 20);
  g_assert_false (held);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/dual-run/vector",
                   test_dual_run_counts_elapsed_days_with_ends_exclusive);
  g_test_add_func ("/plan/dual-run/overflow",
                   test_dual_run_that_overflows_changes_nothing);
  g_test_add_func ("/plan/risk/vectors", test_wave_risk_weighs_its_five_parts);
  g_test_add_func ("/plan/select/law",
                   test_selection_lies_between_its_bound_and_the_best);
  g_test_add_func ("/plan/select/share",
                   test_a_share_limit_moves_the_least_regret_first);
  g_test_add_func ("/plan/select/share-impossible",
                   test_a_share_limit_that_cannot_hold_is_said);
  return g_test_run ();
}
