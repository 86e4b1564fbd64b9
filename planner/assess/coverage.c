/* SPDX-License-Identifier: EUPL-1.2
 *
 * Coverage: how much of the estate was seen, in things and in money.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include <uitweg/day.h>
#include <uitweg/money.h>

#include "assess/assessment-private.h"

/* Words of how a dependency is known, in the order of the schema. */
enum
{
  BASIS_OBSERVED,
  BASIS_DECLARED,
  BASIS_INFERRED,
};

gint
assess_get_month (UitwegDay day)
{
  gint year = 0;
  gint month = 0;

  if (day == UITWEG_DAY_UNKNOWN)
    return G_MININT;
  uitweg_day_to_date (day, &year, &month, NULL);
  return year * 12 + month;
}

UitwegMoney
assess_get_euro (const UitwegTable *costs, guint32 row)
{
  UitwegMoney euro = uitweg_table_int64 (costs, row, UITWEG_COST_EUR);
  const char *currency = uitweg_table_text (costs, row, UITWEG_COST_CURRENCY);

  if (euro == UITWEG_UNKNOWN && g_strcmp0 (currency, "EUR") == 0)
    euro = uitweg_table_int64 (costs, row, UITWEG_COST_BILLED);
  return euro;
}

/* The newest month that was billed: lines whose period begins in it. */
static gboolean
find_bills (const UitwegAssessment *assessment,
            UitwegCoverage *coverage,
            GError **error)
{
  const UitwegTable *costs = assess_table (assessment, UITWEG_RECORD_COST);
  guint32 n = uitweg_table_get_n_rows (costs);
  gint newest = G_MININT;

  coverage->n_cost_lines = n;
  for (guint32 row = 0; row < n; row++)
    newest = MAX (newest, assess_get_month (uitweg_table_day (
                              costs, row, UITWEG_COST_PERIOD_START)));
  for (guint32 row = 0; row < n; row++)
    {
      UitwegMoney euro = assess_get_euro (costs, row);
      const char *resource = uitweg_table_text (costs, row,
                                                UITWEG_COST_RESOURCE);

      if (euro == UITWEG_UNKNOWN
          || assess_get_month (
                 uitweg_table_day (costs, row, UITWEG_COST_PERIOD_START))
                 != newest)
        continue;
      if (!uitweg_money_add (coverage->billed, euro, &coverage->billed, error))
        return FALSE;
      if (resource != NULL
          && uitweg_estate_find (assessment->estate, UITWEG_RECORD_RESOURCE,
                                 resource)
                 != UITWEG_NONE
          && !uitweg_money_add (coverage->matched, euro, &coverage->matched,
                                error))
        return FALSE;
    }
  return TRUE;
}

static void
count_resources (const UitwegAssessment *assessment, UitwegCoverage *coverage)
{
  const guint32 *from = uitweg_estate_get_dependency_from (assessment->estate);
  const guint32 *to = uitweg_estate_get_dependency_to (assessment->estate);
  g_autofree guint8 *joined = g_new0 (guint8, assessment->n);

  for (guint32 row = 0; row < coverage->n_dependencies; row++)
    if (from[row] != to[row])
      joined[from[row]] = joined[to[row]] = 1;
  for (guint32 i = 0; i < assessment->n; i++)
    {
      if (uitweg_estate_is_placeholder (assessment->estate, i))
        {
          coverage->n_placeholders++;
          continue;
        }
      coverage->n_resources++;
      coverage->n_known_types += assessment->entries[i] != UITWEG_NONE;
      coverage->n_without_dependency += !joined[i];
    }
}

static void
count_dependencies (const UitwegAssessment *assessment,
                    UitwegCoverage *coverage)
{
  const UitwegTable *table = assess_table (assessment,
                                           UITWEG_RECORD_DEPENDENCY);

  coverage->n_dependencies = uitweg_table_get_n_rows (table);
  for (guint32 row = 0; row < coverage->n_dependencies; row++)
    {
      gint basis = uitweg_table_enum (table, row, UITWEG_DEPENDENCY_BASIS);

      coverage->n_observed += basis == BASIS_OBSERVED;
      coverage->n_declared += basis == BASIS_DECLARED;
      coverage->n_inferred += basis == BASIS_INFERRED;
    }
}

static gint64
add_count (gint64 sum, double number)
{
  /* A source may guess at most 1e12 things, so that whole counts are exact
   * and sums of any number of sources stay below the end. */
  gint64 count = isnan (number) ? 0 : (gint64) number;

  return sum > G_MAXINT64 - count ? G_MAXINT64 : sum + count;
}

static gboolean
add_problem (const UitwegTable *problems,
             guint32 row,
             UitwegCoverage *coverage,
             GError **error)
{
  const UitwegTable *numbers = uitweg_table_child (
      problems, UITWEG_SOURCE_PROBLEM_RESOURCES);
  UitwegMoney euro = uitweg_table_int64 (problems, row,
                                         UITWEG_SOURCE_PROBLEM_EUR_PER_MONTH);
  UitwegMoney sum = coverage->unseen_eur == UITWEG_UNKNOWN
                        ? 0
                        : coverage->unseen_eur;
  guint32 first;
  guint32 n;

  uitweg_table_list (problems, row, UITWEG_SOURCE_PROBLEM_RESOURCES, &first,
                     &n);
  if (n > 0)
    {
      coverage->unseen_low = add_count (
          coverage->unseen_low, uitweg_table_number (numbers, first, 0));
      coverage->unseen_high = add_count (
          coverage->unseen_high,
          uitweg_table_number (numbers, first + n - 1, 0));
    }
  coverage->n_problems++;
  return euro == UITWEG_UNKNOWN
         || uitweg_money_add (sum, euro, &coverage->unseen_eur, error);
}

static gboolean
count_sources (const UitwegAssessment *assessment,
               UitwegCoverage *coverage,
               GError **error)
{
  const UitwegTable *table = assess_table (assessment, UITWEG_RECORD_SOURCE);
  const UitwegTable *problems = uitweg_table_child (table,
                                                    UITWEG_SOURCE_PROBLEMS);

  coverage->n_sources = uitweg_table_get_n_rows (table);
  coverage->unseen_eur = UITWEG_UNKNOWN;
  for (guint32 source = 0; source < coverage->n_sources; source++)
    {
      guint32 row;
      guint32 n;

      coverage->n_sources_complete += uitweg_table_bool (table, source,
                                                         UITWEG_SOURCE_COMPLETE)
                                      == 1;
      uitweg_table_list (table, source, UITWEG_SOURCE_PROBLEMS, &row, &n);
      for (guint32 behind = row + n; row < behind; row++)
        if (!add_problem (problems, row, coverage, error))
          return FALSE;
    }
  return TRUE;
}

gboolean
assess_find_coverage (UitwegAssessment *assessment, GError **error)
{
  UitwegCoverage coverage = { 0 };

  count_dependencies (assessment, &coverage);
  count_resources (assessment, &coverage);
  coverage.n_services = assessment->n_services;
  for (guint32 s = 0; s < assessment->n_services; s++)
    {
      guint32 n;

      uitweg_estate_get_members (assessment->estate, s, &n);
      coverage.n_services_with_members += n > 0;
    }
  if (!count_sources (assessment, &coverage, error)
      || !find_bills (assessment, &coverage, error))
    return FALSE;
  assessment->coverage = coverage;
  return TRUE;
}
