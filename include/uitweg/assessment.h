/* SPDX-License-Identifier: EUPL-1.2
 *
 * The assessment: what can be said of an estate from its structure alone,
 * without prices. Portability, who controls, what was seen.
 */
#ifndef UITWEG_ASSESSMENT_H
#define UITWEG_ASSESSMENT_H

#include <uitweg/catalog.h>
#include <uitweg/graph.h>

G_BEGIN_DECLS

/**
 * UitwegAssessmentError:
 * @UITWEG_ASSESSMENT_ERROR_COUNTRIES: more than 64 countries take part
 */
typedef enum
{
  UITWEG_ASSESSMENT_ERROR_COUNTRIES,
} UitwegAssessmentError;

#define UITWEG_ASSESSMENT_ERROR (uitweg_assessment_error_quark ())
GQuark uitweg_assessment_error_quark (void);

/**
 * UitwegAssessment:
 *
 * What can be said of one estate on one day. Immutable.
 */
typedef struct _UitwegAssessment UitwegAssessment;

/**
 * uitweg_assessment_new:
 * @estate: an estate; the assessment keeps a reference
 * @catalog: a catalog; likewise
 * @scenario: a scenario; borrowed, must live longer
 * @on: the day for which ownership is judged
 * @n_threads: 1 to 64; changes nothing in the result
 * @error: return location, or %NULL
 *
 * O((resources + dependencies) log resources).
 *
 * Ownership of @on counts acquisitions that were announced for a day up to
 * it, in the estate or by a trigger of the scenario.
 *
 * Returns: (transfer full): the assessment, immutable, or %NULL with
 *   %UITWEG_ASSESSMENT_ERROR or %UITWEG_MONEY_ERROR_OVERFLOW (bills) set
 *
 * Since: 0.1
 */
UitwegAssessment *uitweg_assessment_new (const UitwegEstate *estate,
                                         const UitwegCatalog *catalog,
                                         const UitwegScenario *scenario,
                                         UitwegDay on,
                                         guint n_threads,
                                         GError **error);
UitwegAssessment *uitweg_assessment_ref (const UitwegAssessment *assessment);
void uitweg_assessment_unref (UitwegAssessment *assessment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UitwegAssessment, uitweg_assessment_unref)

const UitwegEstate *
uitweg_assessment_get_estate (const UitwegAssessment *assessment);
const UitwegCatalog *
uitweg_assessment_get_catalog (const UitwegAssessment *assessment);

/* Service entry of each resource (number in the catalog, UITWEG_NONE for an
 * unknown type). (array length=n_resources) (transfer none) */
const guint32 *
uitweg_assessment_get_entries (const UitwegAssessment *assessment);

/* Own and inherited portability, 0 to 1; [NAN, NAN] for what is re-created
 * and has no value of its own (class not_moved). (array length=n_resources) */
const UitwegInterval *
uitweg_assessment_get_own_portability (const UitwegAssessment *assessment);
const UitwegInterval *
uitweg_assessment_get_portability (const UitwegAssessment *assessment);

/* The dependency row whose needed thing sets the low end of the inherited
 * value, or UITWEG_NONE where it is the resource's own. Following it gives
 * the path that explains. (array length=n_resources) */
const guint32 *
uitweg_assessment_get_portability_witness (const UitwegAssessment *assessment);

/* Letters "A" to "F", two for an interval over a border ("C–B"); static. */
const char *uitweg_portability_get_letters (const UitwegCatalog *catalog,
                                            UitwegInterval value);

/* Blockers: (resource, rule) pairs sorted by resource, category, rule. */
typedef struct
{
  guint32 resource;
  guint32 rule; /* number in the catalog */
} UitwegBlocker;
const UitwegBlocker *
uitweg_assessment_get_blockers (const UitwegAssessment *assessment,
                                guint32 *n_out);
/* Blockers [first, first + n) of one resource. */
void uitweg_assessment_find_blockers (const UitwegAssessment *assessment,
                                      guint32 resource,
                                      guint32 *first_out,
                                      guint32 *n_out);

/* Effective jurisdictions: countries by number, sorted by code; at most 64
 * take part in one estate (more is an error of uitweg_assessment_new). */
guint uitweg_assessment_get_n_countries (const UitwegAssessment *assessment);
const char *uitweg_assessment_get_country (const UitwegAssessment *assessment,
                                           guint country);
/* Bit c = country c, under the scenario's profile; with all dependencies.
 * (array length=n_resources) */
const guint64 *
uitweg_assessment_get_jurisdictions (const UitwegAssessment *assessment);
/* 1 where a party, seat or owner on the way is unknown. */
const guint8 *
uitweg_assessment_get_jurisdiction_unknown (const UitwegAssessment *assessment);
/* Own part only: without what is needed (for paths and for what changes when
 * the resource moves). */
const guint64 *
uitweg_assessment_get_own_jurisdictions (const UitwegAssessment *assessment);

/* A chain in words that explains why country `c` reaches resource `i`:
 * "vm/a → db/b (data) → party/x (operates) → party/y (51 % of votes, US)".
 * (transfer full) (nullable) */
char *uitweg_assessment_explain_jurisdiction (
    const UitwegAssessment *assessment, guint32 i, guint country);

/* Jurisdictions of a catalog provider or estate party by itself (seat,
 * subcontractors, controlling ancestors on `on`): a bit set over the same
 * countries, plus the unknown flag. `verified` leaves out claims. */
guint64 uitweg_assessment_get_provider_jurisdictions (
    const UitwegAssessment *assessment,
    guint32 provider,
    gboolean verified,
    gboolean *unknown_out);

/* Whether resource `i` must be left under the scenario's `leave`. */
const guint8 *
uitweg_assessment_get_must_leave (const UitwegAssessment *assessment);

/* Required control level of each resource: the strictest of its services,
 * the policy and the organisation. (array length=n_resources), elements
 * UitwegControlLevel */
const guint8 *
uitweg_assessment_get_required_control (const UitwegAssessment *assessment);
/* Strictest data class and criticality of the services it serves, directly or
 * through what needs it; -1 none. (array length=n_resources) */
const gint8 *
uitweg_assessment_get_data_class (const UitwegAssessment *assessment);
const gint8 *
uitweg_assessment_get_criticality (const UitwegAssessment *assessment);

/* Services, by row: the least portability of the members that have a value,
 * and their mean weighted by run cost (between the least and the greatest
 * where a cost is unknown). [0, 1] where no member is named, [NAN, NAN] where
 * all are made anew. */
const UitwegInterval *
uitweg_assessment_get_service_portability (const UitwegAssessment *assessment);
const UitwegInterval *uitweg_assessment_get_service_mean_portability (
    const UitwegAssessment *assessment);

/* Share of key services under control, by count: an interval. */
UitwegInterval
uitweg_assessment_get_share_under_control (const UitwegAssessment *assessment);

/* 24/39 test of SecNumCloud 3.2, 19.6 for one estate party. */
typedef enum
{
  UITWEG_2439_PASSES,
  UITWEG_2439_FAILS,
  UITWEG_2439_GAP,
} Uitweg2439;
Uitweg2439 uitweg_assessment_test_24_39 (const UitwegAssessment *assessment,
                                         guint32 party,
                                         double *largest_out,
                                         double *together_out);

/* What was seen (FIGURES 8). Money per month of the newest billed period. */
typedef struct
{
  UitwegMoney billed; /* 0 with n_cost_lines = 0: no bill was read */
  UitwegMoney matched;
  guint32 n_cost_lines;
  guint32 n_resources; /* without placeholders */
  guint32 n_placeholders;
  guint32 n_known_types;
  guint32 n_dependencies;
  guint32 n_declared, n_observed, n_inferred;
  guint32 n_without_dependency;
  guint32 n_services;
  guint32 n_services_with_members;
  guint32 n_sources, n_sources_complete;
  guint32 n_problems;             /* of sources */
  gint64 unseen_low, unseen_high; /* things that sources say they missed */
  UitwegMoney unseen_eur;         /* UITWEG_UNKNOWN when no source says */
} UitwegCoverage;
const UitwegCoverage *
uitweg_assessment_get_coverage (const UitwegAssessment *assessment);

/**
 * uitweg_concentration_get_hhi:
 * @spend: (array length=n): spend per known party, parent or country; not
 *   negative
 * @n: how many
 * @unknown: (array length=n_unknown) (nullable): spend whose parent is
 *   unknown, one for each thing that has one parent
 * @n_unknown: how many
 *
 * The index of Herfindahl and Hirschman, 10,000 times the sum of the squares
 * of the shares; an interval where parents are unknown. O(n + n_unknown).
 *
 * Returns: 0 to 10,000; [NAN, NAN] without spend
 *
 * Since: 0.1
 */
UitwegInterval uitweg_concentration_get_hhi (const UitwegMoney *spend,
                                             guint32 n,
                                             const UitwegMoney *unknown,
                                             guint32 n_unknown);

/* Hard dependencies, and those that always move together; never those of
 * rule reachable_from and guarded_by. A dependency that does not say counts
 * as hard. Edge numbers are dependency rows. (transfer none) */
const UitwegGraph *
uitweg_assessment_get_hard_graph (const UitwegAssessment *assessment);

/**
 * UitwegSourceCoverage:
 * @source: row of the source record; %UITWEG_NONE: over all
 * @n_resources: things that it tells; those of several sources count for each
 * @n_known_types: of these, with an entry in the service catalog
 * @n_without_dependency: of these, at no end of any dependency
 * @n_without_spend: of these, with no spend stated and none billed
 * @eur: what the things cost a month, as far as it is known
 * @eur_unknown_types: of this, of things without an entry
 * @eur_without_dependency: of this, of things without a dependency
 * @n_placeholders: over all only: things that are only mentioned
 * @n_dependencies: dependencies that it tells
 * @n_declared: of these
 * @n_observed: of these
 * @n_inferred: of these
 * @n_services: services that it tells
 * @n_services_with_members: of these
 * @n_cost_lines: lines of a bill that it tells
 * @n_without_amount: of these, lines without an amount in euro
 * @billed: their amount in its newest month
 * @matched: of this, tied to a resource
 * @n_complete: sources that are complete: 0 or 1, or over all
 * @n_asked: sources asked: 1, or over all
 * @n_problems: what it could not read
 * @unseen_low: things that it says it missed
 * @unseen_high: and at most
 * @unseen_eur: spend behind them; %UITWEG_UNKNOWN when it says none
 *
 * What one source saw (FIGURES 8), with the money behind each gap.
 */
typedef struct
{
  guint32 source;
  guint32 n_resources;
  guint32 n_known_types;
  guint32 n_without_dependency;
  guint32 n_without_spend;
  UitwegMoney eur;
  UitwegMoney eur_unknown_types;
  UitwegMoney eur_without_dependency;
  guint32 n_placeholders;
  guint32 n_dependencies;
  guint32 n_declared, n_observed, n_inferred;
  guint32 n_services;
  guint32 n_services_with_members;
  guint32 n_cost_lines;
  guint32 n_without_amount;
  UitwegMoney billed;
  UitwegMoney matched;
  guint32 n_complete, n_asked;
  guint32 n_problems;
  gint64 unseen_low, unseen_high;
  UitwegMoney unseen_eur;
} UitwegSourceCoverage;

/**
 * uitweg_coverage_by_source:
 * @estate: an estate
 * @catalog: whose service entries make a type known
 * @n_out: (out): how many
 * @error: return location, or %NULL
 *
 * Counts what was seen over all (the first) and per source, in the order of
 * the source records. Needs no scenario.
 *
 * Returns: (array length=n_out) (transfer full): free with g_free(); %NULL
 *   with %UITWEG_MONEY_ERROR set if a sum does not fit
 *
 * Since: 0.2
 */
UitwegSourceCoverage *uitweg_coverage_by_source (const UitwegEstate *estate,
                                                 const UitwegCatalog *catalog,
                                                 guint32 *n_out,
                                                 GError **error);

G_END_DECLS

#endif
