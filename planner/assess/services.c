/* SPDX-License-Identifier: EUPL-1.2
 *
 * Figures of services: how portable their members are, and which share of the
 * key services is under control.
 */
#include "config.h"

#include <math.h>

#include "assess/assessment-private.h"

/* Least and mean of one end of the members' intervals. */
typedef struct
{
  double least;
  double unpriced_least;
  double unpriced_most;
  double weighted;
  double weight;
  guint32 n;
} Sum;

static void
sum_add (Sum *sum, double value, UitwegMoney cost)
{
  sum->least = MIN (sum->least, value);
  sum->n++;
  if (cost == UITWEG_UNKNOWN)
    {
      sum->unpriced_least = MIN (sum->unpriced_least, value);
      sum->unpriced_most = MAX (sum->unpriced_most, value);
      return;
    }
  sum->weighted += value * (double) cost;
  sum->weight += (double) cost;
}

/*
 * The mean lies between that of the members with a cost and the values of
 * those without; @high says which end is asked.
 */
static double
sum_get_mean (const Sum *sum, gboolean high)
{
  double end = high ? sum->unpriced_most : sum->unpriced_least;

  if (sum->weight <= 0.0)
    return end;
  return high ? MAX (end, sum->weighted / sum->weight)
              : MIN (end, sum->weighted / sum->weight);
}

static void
find_portability (UitwegAssessment *assessment, guint32 service)
{
  const UitwegTable *table = assess_table (assessment, UITWEG_RECORD_RESOURCE);
  UitwegInterval *least = &assessment->service_least[service];
  UitwegInterval *mean = &assessment->service_mean[service];
  Sum lo = { .least = 1.0, .unpriced_least = 1.0, .unpriced_most = 0.0 };
  Sum hi = lo;
  guint32 n;
  const guint32 *members = uitweg_estate_get_members (assessment->estate,
                                                      service, &n);

  for (guint32 m = 0; m < n; m++)
    {
      UitwegInterval value = assessment->portability[members[m]];
      UitwegMoney cost = uitweg_table_int64 (table, members[m],
                                             UITWEG_RESOURCE_EUR_PER_MONTH);

      if (isnan (value.lo))
        continue;
      sum_add (&lo, value.lo, cost);
      sum_add (&hi, value.hi, cost);
    }
  if (n == 0)
    *least = *mean = (UitwegInterval){ 0.0, 1.0 };
  else if (lo.n == 0)
    *least = *mean = (UitwegInterval){ NAN, NAN };
  else
    {
      *least = (UitwegInterval){ lo.least, hi.least };
      *mean = (UitwegInterval){ sum_get_mean (&lo, FALSE),
                                sum_get_mean (&hi, TRUE) };
    }
}

/* Countries from which a service of that level may be controlled. */
static guint64
get_area (const UitwegAssessment *assessment, UitwegControlLevel level)
{
  guint32 organisation = assess_find_organisation (assessment);
  guint64 area = 0;
  guint8 own = ASSESS_NO_COUNTRY;

  if (level == UITWEG_CONTROL_ANY)
    return G_MAXUINT64;
  if (organisation != UITWEG_NONE)
    own = assess_find_country (
        &assessment->countries,
        uitweg_table_text (
            assess_table (assessment, UITWEG_RECORD_ORGANISATION), organisation,
            UITWEG_ORGANISATION_COUNTRY));
  if (level == UITWEG_CONTROL_NATIONAL)
    return own == ASSESS_NO_COUNTRY ? 0 : ASSESS_BIT (own);
  for (guint c = 0; c < assessment->countries.n; c++)
    if (uitweg_catalog_in_area (assessment->catalog, "EUROPE",
                                assessment->countries.codes[c]))
      area |= ASSESS_BIT (c);
  return area;
}

/* Known to lie outside counts 0, unknown [0, 1]. */
static UitwegInterval
get_control (const UitwegAssessment *assessment, guint32 service)
{
  guint64 area = get_area (assessment,
                           assess_service_level (assessment, service));
  guint64 countries = 0;
  gboolean unknown;
  guint32 n;
  const guint32 *members = uitweg_estate_get_members (assessment->estate,
                                                      service, &n);

  unknown = n == 0;
  for (guint32 m = 0; m < n; m++)
    {
      countries |= assessment->controllers[members[m]];
      unknown = unknown || assessment->jurisdiction_unknown[members[m]];
    }
  if ((countries & ~area) != 0)
    return (UitwegInterval){ 0.0, 0.0 };
  return (UitwegInterval){ unknown ? 0.0 : 1.0, 1.0 };
}

void
assess_find_services (UitwegAssessment *assessment)
{
  const UitwegTable *table = assess_table (assessment, UITWEG_RECORD_SERVICE);
  UitwegInterval sum = { 0.0, 0.0 };
  guint32 n_key = 0;

  assessment->service_least = g_new (UitwegInterval, assessment->n_services);
  assessment->service_mean = g_new (UitwegInterval, assessment->n_services);
  for (guint32 s = 0; s < assessment->n_services; s++)
    {
      gint criticality = uitweg_table_enum (table, s,
                                            UITWEG_SERVICE_CRITICALITY);
      UitwegInterval control;

      find_portability (assessment, s);
      if (criticality != UITWEG_CRITICALITY_VITAL
          && criticality != UITWEG_CRITICALITY_HIGH)
        continue;
      control = get_control (assessment, s);
      sum.lo += control.lo;
      sum.hi += control.hi;
      n_key++;
    }
  assessment->under_control = n_key == 0 ? (UitwegInterval){ NAN, NAN }
                                         : (UitwegInterval){ sum.lo / n_key,
                                                             sum.hi / n_key };
}
