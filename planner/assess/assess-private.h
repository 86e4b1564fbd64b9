/* SPDX-License-Identifier: EUPL-1.2
 *
 * The kernels of the assessment, as pure functions on plain arrays: what the
 * files of this folder share, and what the tests check against worked
 * numbers.
 */
#ifndef ASSESS_PRIVATE_H
#define ASSESS_PRIVATE_H

#include <uitweg/assessment.h>

/* Portability: factors of the catalog, and the figures made of them. */

#define ASSESS_N_CLASSES 6
#define ASSESS_N_EXPORTS 3
#define ASSESS_N_LETTERS 5

typedef struct
{
  double class_factor[ASSESS_N_CLASSES]; /* NAN for not_moved */
  double export_factor[ASSESS_N_EXPORTS];
  UitwegInterval export_unknown;
  double per_critical;
  double per_warning;
  double configuration_floor;
  double network_fits;
  double network_too_slow;
  double name;
  double build;
  double administration;
  double data;
  double identity_machine;
  double identity_people;
  double key_reencrypt;
  double key_bound;
  double platform;
  double supply;
} AssessPortability;

/*
 * @portability: a UitwegPortabilityClass, -1 if the type is unknown
 * @export_path: a UitwegExport, -1 unknown
 * @fit: share of the used features that the best allowed target offers
 *
 * Returns: the own portability; [NAN, NAN] for what is made anew
 */
UitwegInterval assess_own_portability (const AssessPortability *factors,
                                       gint portability,
                                       gint export_path,
                                       UitwegInterval fit,
                                       guint32 n_critical,
                                       guint32 n_warning);

/*
 * @kind: a UitwegDependencyKind
 * @bridge: a UitwegBridge, -1 unknown; counts for identity and key
 * @tight: for network: 1 the round trip is too long, 0 it fits, -1 unknown
 *
 * Returns: how well a dependency can be bridged
 */
UitwegInterval assess_bridge (const AssessPortability *factors,
                              UitwegDependencyKind kind,
                              gint bridge,
                              gint tight);

/*
 * Inherited portability: the greatest fixed point of
 * P(v) = min (own (v), min over needs u of 1 - (1 - P(u)) (1 - b)).
 * @own: (array length=n_nodes): NAN has no value, and counts as 0 for others
 * @bridge: by edge number: b; 1 where nothing is inherited
 * @value: (out caller-allocates) (array length=n_nodes)
 * @witness: (out caller-allocates) (array length=n_nodes) (nullable): the
 *   edge that sets the low end, UITWEG_NONE where it is the node's own; of
 *   several the one that is settled first, then the least
 *
 * O((nodes + edges) log nodes).
 */
void assess_inherit (const UitwegGraph *graph,
                     const UitwegInterval *own,
                     const UitwegInterval *bridge,
                     UitwegInterval *value,
                     guint32 *witness);

/* Ownership. Countries are numbers below 64. */

#define ASSESS_MAX_COUNTRIES 64
#define ASSESS_NO_COUNTRY 0xff

typedef enum
{
  ASSESS_RIGHT_VETO = 1 << 0,
  ASSESS_RIGHT_GOLDEN_SHARE = 1 << 1,
  ASSESS_RIGHT_BOARD = 1 << 2,
} AssessRights;

typedef struct
{
  guint32 holder; /* party, or UITWEG_NONE if nobody knows who it is */
  guint32 row;    /* of the owners' table; UITWEG_NONE for a buyer */
  double capital; /* percent, NAN unknown */
  double votes;   /* percent, NAN unknown */
  guint8 rights;  /* AssessRights */
} AssessHolding;

/*
 * Who holds what on one day: the holdings in party p are
 * holdings[first[p] .. first[p + 1]).
 */
typedef struct
{
  guint32 n_parties;
  const guint8 *seat;         /* country, or ASSESS_NO_COUNTRY */
  const guint8 *has_members;  /* association or cooperative */
  const guint8 *owners_known; /* UitwegOwnersKnown */
  const guint32 *first;       /* n_parties + 1 */
  const AssessHolding *holdings;
} AssessParties;

/*
 * @controls: (out caller-allocates): 1 for each holding that gives control
 * @countries: (out caller-allocates) (array length=n_parties): countries of
 *   the members that hold the majority of votes
 * @unknown: (out caller-allocates) (array length=n_parties): 1 where nobody
 *   knows who controls, or the seat is unknown
 *
 * O(parties + holdings log holdings).
 */
void assess_find_controllers (const AssessParties *parties,
                              guint8 *controls,
                              guint64 *countries,
                              guint8 *unknown);

/*
 * What each node comes upon along @graph: union of @own, and whether any is
 * @unknown. Outputs may be the inputs. O(nodes + edges).
 */
void assess_close (const UitwegGraph *graph,
                   const guint64 *own,
                   const guint8 *unknown,
                   guint64 *reached,
                   guint8 *unknown_reached);

/* Why two entities are joined. */
typedef enum
{
  ASSESS_LINK_OWNER,
  ASSESS_LINK_BUYER,
  ASSESS_LINK_PARENT,
  ASSESS_LINK_SAME,
  ASSESS_LINK_SUBCONTRACTOR,
} AssessLinkKind;

/*
 * The 24/39 test of one party. @in_eu: by country, 1 in the European Union.
 * Shares are percent; outputs (nullable) are the largest and the summed known
 * share from outside, of capital or votes, whichever is more.
 * O(rounds x holdings).
 */
Uitweg2439 assess_test_24_39 (const AssessParties *parties,
                              const guint8 *in_eu,
                              guint32 party,
                              double *largest_out,
                              double *together_out);

#endif
