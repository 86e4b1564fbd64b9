/* SPDX-License-Identifier: EUPL-1.2
 *
 * Which services meet the control level that is required of them, before the
 * plan and after it. What is unknown is never counted as met.
 */
#include "config.h"

#include <string.h>

#include "verdict/verdict-private.h"

static gboolean
in_level (const UitwegAssessment *assessment,
          UitwegControlLevel level,
          const char *country)
{
  const UitwegEstate *estate = uitweg_assessment_get_estate (assessment);
  const UitwegTable *organisations = uitweg_estate_get_table (
      estate, UITWEG_RECORD_ORGANISATION);
  const char *own = uitweg_table_get_n_rows (organisations) == 0
                        ? NULL
                        : uitweg_table_text (organisations, 0,
                                             UITWEG_ORGANISATION_COUNTRY);

  switch (level)
    {
    case UITWEG_CONTROL_ANY:
      return TRUE;
    case UITWEG_CONTROL_EUROPEAN:
      return uitweg_catalog_in_area (uitweg_assessment_get_catalog (assessment),
                                     "EUROPE", country);
    case UITWEG_CONTROL_NATIONAL:
      return own != NULL && strcmp (own, country) == 0;
    }
  return FALSE;
}

/* The strictest level of the members, which carry that of their services. */
static UitwegControlLevel
find_level (const UitwegAssessment *assessment, guint32 service)
{
  const UitwegEstate *estate = uitweg_assessment_get_estate (assessment);
  const UitwegTable *table = uitweg_estate_get_table (estate,
                                                      UITWEG_RECORD_SERVICE);
  const guint8 *required = uitweg_assessment_get_required_control (assessment);
  const gint own = uitweg_table_enum (table, service,
                                      UITWEG_SERVICE_REQUIRED_CONTROL);
  guint32 n;
  const guint32 *members = uitweg_estate_get_members (estate, service, &n);
  guint8 level = UITWEG_CONTROL_ANY;

  if (own >= 0)
    return (UitwegControlLevel) own;
  for (guint32 i = 0; i < n; i++)
    level = MAX (level, required[members[i]]);
  return (UitwegControlLevel) level;
}

static gint8
meets (const UitwegAssessment *assessment,
       guint32 service,
       const guint64 *jurisdictions,
       const guint8 *unknown)
{
  const UitwegControlLevel level = find_level (assessment, service);
  guint32 n;
  const guint32 *members = uitweg_estate_get_members (
      uitweg_assessment_get_estate (assessment), service, &n);
  const guint n_countries = uitweg_assessment_get_n_countries (assessment);
  guint64 all = 0;
  gboolean gap = n == 0;

  if (level == UITWEG_CONTROL_ANY)
    return 1;
  for (guint32 i = 0; i < n; i++)
    {
      all |= jurisdictions[members[i]];
      gap |= unknown[members[i]];
    }
  for (guint c = 0; c < n_countries; c++)
    if ((all >> c & 1) != 0
        && !in_level (assessment, level,
                      uitweg_assessment_get_country (assessment, c)))
      return 0;
  return gap ? -1 : 1;
}

void
verdict_find_meets (UitwegVerdict *verdict, const UitwegPlan *plan)
{
  const UitwegAssessment *assessment = uitweg_options_get_assessment (
      uitweg_plan_get_options (plan));
  const guint32 n = uitweg_table_get_n_rows (uitweg_estate_get_table (
      uitweg_assessment_get_estate (assessment), UITWEG_RECORD_SERVICE));

  verdict->meets_before = g_new0 (gint8, n + 1);
  verdict->meets_after = g_new0 (gint8, n + 1);
  for (guint32 s = 0; s < n; s++)
    {
      verdict->meets_before[s] = meets (
          assessment, s, uitweg_assessment_get_jurisdictions (assessment),
          uitweg_assessment_get_jurisdiction_unknown (assessment));
      verdict->meets_after[s] = meets (
          assessment, s, uitweg_plan_get_jurisdictions_after (plan),
          uitweg_plan_get_jurisdiction_unknown_after (plan));
    }
}

UitwegInterval
uitweg_verdict_get_share_under_control_after (const UitwegVerdict *verdict)
{
  const UitwegPlan *plan = verdict->verdicts[0].plan;
  const UitwegTable *table = uitweg_estate_get_table (
      uitweg_assessment_get_estate (
          uitweg_options_get_assessment (uitweg_plan_get_options (plan))),
      UITWEG_RECORD_SERVICE);
  const guint32 n = uitweg_table_get_n_rows (table);
  guint32 key = 0, met = 0, open = 0;

  for (guint32 s = 0; s < n; s++)
    {
      const gint criticality = uitweg_table_enum (table, s,
                                                  UITWEG_SERVICE_CRITICALITY);

      if (criticality != UITWEG_CRITICALITY_VITAL
          && criticality != UITWEG_CRITICALITY_HIGH)
        continue;
      key++;
      met += verdict->meets_after[s] == 1;
      open += verdict->meets_after[s] == -1;
    }
  return key == 0 ? (UitwegInterval){ 0, 1 }
                  : (UitwegInterval){ (double) met / key,
                                      (double) (met + open) / key };
}
