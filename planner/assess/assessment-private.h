/* SPDX-License-Identifier: EUPL-1.2
 *
 * The assessment in the making: its columns, and the steps that fill them, in
 * the order in which uitweg_assessment_new() takes them.
 */
#ifndef ASSESSMENT_PRIVATE_H
#define ASSESSMENT_PRIVATE_H

#include "assess/assess-private.h"

#define ASSESS_BIT(country) (G_GUINT64_CONSTANT (1) << (country))

/* Countries that take part, by number and back. */
typedef struct
{
  guint n;
  char codes[ASSESS_MAX_COUNTRIES][3];
  guint8 numbers[26 * 26]; /* ASSESS_NO_COUNTRY where it takes no part */
} AssessCountries;

/*
 * Who there is: the parties of the estate (by row), the providers of the
 * catalog, the ultimate parent of each provider, and the organisation itself;
 * and what joins them.
 */
typedef struct
{
  guint32 n;
  guint32 first_provider;
  guint32 first_parent;
  guint32 premises;
  gboolean verified; /* leaves out what nobody has verified */
  AssessParties parties;
  guint8 *seat;
  guint8 *has_members;
  guint8 *owners_known;
  guint32 *first;
  AssessHolding *holdings;
  guint32 n_links;
  guint32 *from;
  guint32 *to;
  guint8 *kind;         /* AssessLinkKind */
  guint32 *row;         /* of the owners' or the subcontractors' table */
  UitwegGraph *control; /* owners, buyers, parents, the same */
  UitwegGraph *work;    /* subcontractors, the same */
  guint64 *own;         /* seat, countries of a majority of members */
  guint64 *controlled;  /* and of all who control */
  guint64 *reached;     /* and of all who are subcontracted */
  guint8 *unknown;
} AssessEntities;

struct _UitwegAssessment
{
  gint ref_count;
  UitwegEstate *estate;
  UitwegCatalog *catalog;
  const UitwegScenario *scenario;
  UitwegDay on;
  guint32 n;          /* resources */
  guint32 n_services; /* of the estate */

  AssessPortability factors;
  guint32 *entries;
  UitwegBlocker *blockers;
  guint32 n_blockers;
  guint32 *first_blocker; /* n + 1 */
  UitwegInterval *fit;
  UitwegInterval *own_portability;
  UitwegInterval *portability;
  guint32 *witness;
  UitwegGraph *hard;

  AssessCountries countries;
  AssessEntities *claimed;
  AssessEntities *of_verified;
  const AssessEntities *entities; /* the one of the scenario */
  guint32 *provider_of;           /* entity, or UITWEG_NONE */
  guint16 *place_of;              /* country code, packed */
  UitwegGraph *needs;             /* along which jurisdictions reach */
  guint64 *own_jurisdictions;
  guint64 *own_parties; /* without places */
  guint8 *own_unknown;
  guint64 *jurisdictions;
  guint64 *controllers;
  guint8 *jurisdiction_unknown;

  guint8 *must_leave;
  guint8 *required;
  gint8 *data_class;
  gint8 *criticality;
  UitwegInterval *service_least;
  UitwegInterval *service_mean;
  UitwegInterval under_control;
  UitwegCoverage coverage;
};

/* A table of the estate, and a text of it. */
const UitwegTable *assess_table (const UitwegAssessment *assessment,
                                 UitwegRecordType type);

/* parameters.c: the catalog's factors and rules. */
void assess_read_factors (const UitwegCatalog *catalog,
                          AssessPortability *factors);
/* Whether the list of words that is parameter @name holds @word. */
gboolean assess_has_word (const UitwegCatalog *catalog,
                          const char *name,
                          const char *word);
/* The level that the policy asks for: the strictest of all rules that match;
 * each argument -1 when unknown. */
UitwegControlLevel assess_policy_level (const UitwegCatalog *catalog,
                                        gint criticality,
                                        gint data_class,
                                        gint national_security);

/* features.c: entries, blockers, feature fit. */
void assess_find_features (UitwegAssessment *assessment);

/* hard.c: the graph of hard dependencies. */
void assess_find_hard (UitwegAssessment *assessment);
void assess_find_portability (UitwegAssessment *assessment);

/* countries.c */
#define ASSESS_NO_CODE G_MAXUINT16
/* "NL" as a number below 26 * 26; ASSESS_NO_CODE for what is no code. */
guint16 assess_pack_country (const char *code);
guint8 assess_find_country (const AssessCountries *countries, const char *code);
gboolean assess_number_countries (UitwegAssessment *assessment, GError **error);

/* entities.c, holdings.c */
AssessEntities *assess_entities_new (const UitwegAssessment *assessment,
                                     gboolean verified);
void assess_entities_free (AssessEntities *entities);
void assess_read_holdings (const UitwegAssessment *assessment,
                           AssessEntities *entities);
/* Whether a subcontractor for that (nullable) counts under the profile. */
gboolean assess_layer_counts (const UitwegScenario *scenario,
                              const char *layer);
/* The organisation of the scenario: its row, or UITWEG_NONE. */
guint32 assess_find_organisation (const UitwegAssessment *assessment);

/* control.c */
/* The entity of a provider's or party's id (nullable), or UITWEG_NONE. */
guint32 assess_find_entity (const UitwegAssessment *assessment, const char *id);
void assess_find_providers (UitwegAssessment *assessment);
void assess_find_control (UitwegAssessment *assessment);
/* Whether control reaches along dependency `row`, in the layers that the
 * scenario counts. */
gboolean assess_carries_control (const UitwegAssessment *assessment,
                                 guint32 row);

/* must-leave.c, required.c, services.c, coverage.c */
UitwegControlLevel assess_service_level (const UitwegAssessment *assessment,
                                         guint32 service);
void assess_find_must_leave (UitwegAssessment *assessment);
void assess_find_required (UitwegAssessment *assessment);
void assess_find_services (UitwegAssessment *assessment);
gboolean assess_find_coverage (UitwegAssessment *assessment, GError **error);
/* Months since year 0; G_MININT if it is not known. */
gint assess_get_month (UitwegDay day);
/* Euro of a billed line; the bill's own amount where it is in euro. */
UitwegMoney assess_get_euro (const UitwegTable *costs, guint32 row);

#endif
