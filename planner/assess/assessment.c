/* SPDX-License-Identifier: EUPL-1.2
 *
 * The assessment: takes estate, catalog and scenario and lets each step fill
 * its columns; options and plan read them from here.
 */
#include "config.h"

#include "assess/assessment-private.h"

const UitwegTable *
assess_table (const UitwegAssessment *assessment, UitwegRecordType type)
{
  return uitweg_estate_get_table (assessment->estate, type);
}

UitwegAssessment *
uitweg_assessment_new (const UitwegEstate *estate,
                       const UitwegCatalog *catalog,
                       const UitwegScenario *scenario,
                       UitwegDay on,
                       guint n_threads,
                       GError **error)
{
  g_autoptr (UitwegAssessment) assessment = NULL;

  g_return_val_if_fail (estate != NULL && catalog != NULL && scenario != NULL,
                        NULL);
  g_return_val_if_fail (n_threads >= 1 && n_threads <= 64, NULL);
  assessment = g_new0 (UitwegAssessment, 1);
  assessment->ref_count = 1;
  assessment->estate = uitweg_estate_ref (estate);
  assessment->catalog = uitweg_catalog_ref ((UitwegCatalog *) catalog);
  assessment->scenario = scenario;
  assessment->on = on;
  assessment->n = uitweg_estate_get_n_resources (estate);
  assessment->n_services = uitweg_table_get_n_rows (
      uitweg_estate_get_table (estate, UITWEG_RECORD_SERVICE));

  assess_read_factors (catalog, &assessment->factors);
  assess_find_features (assessment);
  assess_find_hard (assessment);
  assess_find_portability (assessment);
  assess_find_providers (assessment);
  if (!assess_number_countries (assessment, error))
    return NULL;
  assessment->claimed = assess_entities_new (assessment, FALSE);
  assessment->of_verified = assess_entities_new (assessment, TRUE);
  assessment->entities = scenario->verified_only ? assessment->of_verified
                                                 : assessment->claimed;
  assess_find_control (assessment);
  assess_find_must_leave (assessment);
  assess_find_required (assessment);
  assess_find_services (assessment);
  if (!assess_find_coverage (assessment, error))
    return NULL;
  return g_steal_pointer (&assessment);
}

UitwegAssessment *
uitweg_assessment_ref (const UitwegAssessment *assessment)
{
  UitwegAssessment *counted = (UitwegAssessment *) assessment;

  g_return_val_if_fail (assessment != NULL, NULL);
  g_atomic_int_inc (&counted->ref_count);
  return counted;
}

void
uitweg_assessment_unref (UitwegAssessment *assessment)
{
  if (assessment == NULL || !g_atomic_int_dec_and_test (&assessment->ref_count))
    return;
  uitweg_graph_free (assessment->hard);
  uitweg_graph_free (assessment->needs);
  assess_entities_free (assessment->claimed);
  assess_entities_free (assessment->of_verified);
  g_free (assessment->entries);
  g_free (assessment->blockers);
  g_free (assessment->first_blocker);
  g_free (assessment->fit);
  g_free (assessment->own_portability);
  g_free (assessment->portability);
  g_free (assessment->witness);
  g_free (assessment->provider_of);
  g_free (assessment->place_of);
  g_free (assessment->own_jurisdictions);
  g_free (assessment->own_parties);
  g_free (assessment->own_unknown);
  g_free (assessment->jurisdictions);
  g_free (assessment->controllers);
  g_free (assessment->jurisdiction_unknown);
  g_free (assessment->must_leave);
  g_free (assessment->required);
  g_free (assessment->data_class);
  g_free (assessment->criticality);
  g_free (assessment->service_least);
  g_free (assessment->service_mean);
  uitweg_estate_unref (assessment->estate);
  uitweg_catalog_unref (assessment->catalog);
  g_free (assessment);
}

const UitwegEstate *
uitweg_assessment_get_estate (const UitwegAssessment *assessment)
{
  return assessment->estate;
}

const UitwegCatalog *
uitweg_assessment_get_catalog (const UitwegAssessment *assessment)
{
  return assessment->catalog;
}

const guint32 *
uitweg_assessment_get_entries (const UitwegAssessment *assessment)
{
  return assessment->entries;
}

const UitwegInterval *
uitweg_assessment_get_own_portability (const UitwegAssessment *assessment)
{
  return assessment->own_portability;
}

const UitwegInterval *
uitweg_assessment_get_portability (const UitwegAssessment *assessment)
{
  return assessment->portability;
}

const guint32 *
uitweg_assessment_get_portability_witness (const UitwegAssessment *assessment)
{
  return assessment->witness;
}

const UitwegBlocker *
uitweg_assessment_get_blockers (const UitwegAssessment *assessment,
                                guint32 *n_out)
{
  *n_out = assessment->n_blockers;
  return assessment->blockers;
}

void
uitweg_assessment_find_blockers (const UitwegAssessment *assessment,
                                 guint32 resource,
                                 guint32 *first_out,
                                 guint32 *n_out)
{
  g_return_if_fail (assessment != NULL && resource < assessment->n);
  *first_out = assessment->first_blocker[resource];
  *n_out = assessment->first_blocker[resource + 1] - *first_out;
}

guint
uitweg_assessment_get_n_countries (const UitwegAssessment *assessment)
{
  return assessment->countries.n;
}

const char *
uitweg_assessment_get_country (const UitwegAssessment *assessment,
                               guint country)
{
  g_return_val_if_fail (assessment != NULL && country < assessment->countries.n,
                        NULL);
  return assessment->countries.codes[country];
}

const guint64 *
uitweg_assessment_get_jurisdictions (const UitwegAssessment *assessment)
{
  return assessment->jurisdictions;
}

const guint8 *
uitweg_assessment_get_jurisdiction_unknown (const UitwegAssessment *assessment)
{
  return assessment->jurisdiction_unknown;
}

const guint64 *
uitweg_assessment_get_own_jurisdictions (const UitwegAssessment *assessment)
{
  return assessment->own_jurisdictions;
}

const guint8 *
uitweg_assessment_get_must_leave (const UitwegAssessment *assessment)
{
  return assessment->must_leave;
}

const guint8 *
uitweg_assessment_get_required_control (const UitwegAssessment *assessment)
{
  return assessment->required;
}

const gint8 *
uitweg_assessment_get_data_class (const UitwegAssessment *assessment)
{
  return assessment->data_class;
}

const gint8 *
uitweg_assessment_get_criticality (const UitwegAssessment *assessment)
{
  return assessment->criticality;
}

const UitwegInterval *
uitweg_assessment_get_service_portability (const UitwegAssessment *assessment)
{
  return assessment->service_least;
}

const UitwegInterval *
uitweg_assessment_get_service_mean_portability (
    const UitwegAssessment *assessment)
{
  return assessment->service_mean;
}

UitwegInterval
uitweg_assessment_get_share_under_control (const UitwegAssessment *assessment)
{
  return assessment->under_control;
}

Uitweg2439
uitweg_assessment_test_24_39 (const UitwegAssessment *assessment,
                              guint32 party,
                              double *largest_out,
                              double *together_out)
{
  guint8 in_eu[ASSESS_MAX_COUNTRIES] = { 0 };

  g_return_val_if_fail (assessment != NULL
                            && party < assessment->entities->parties.n_parties,
                        UITWEG_2439_GAP);
  for (guint c = 0; c < assessment->countries.n; c++)
    if (uitweg_catalog_in_area (assessment->catalog, "EU",
                                assessment->countries.codes[c]))
      in_eu[c] = 1;
  return assess_test_24_39 (&assessment->entities->parties, in_eu, party,
                            largest_out, together_out);
}

const UitwegCoverage *
uitweg_assessment_get_coverage (const UitwegAssessment *assessment)
{
  return &assessment->coverage;
}

const UitwegGraph *
uitweg_assessment_get_hard_graph (const UitwegAssessment *assessment)
{
  return assessment->hard;
}
