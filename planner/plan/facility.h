/* SPDX-License-Identifier: EUPL-1.2
 *
 * The kernel of selection: which providers to open and which client (group)
 * to send to which. It is the uncapacitated facility location problem, with
 * an optional limit on the share of one facility.
 */
#ifndef PLAN_FACILITY_H
#define PLAN_FACILITY_H

#include <glib.h>

/* A cost that a client cannot have at a facility. */
#define PLAN_NEVER G_MAXINT64

/**
 * PlanFacilityProblem:
 * @n_clients: clients
 * @n_facilities: facilities
 * @cost: n_clients x n_facilities, by client; %PLAN_NEVER where impossible;
 *   every client has at least one that is possible. Sums must fit
 * @opening: n_facilities, what opening each costs, at least 0
 * @load: (nullable): n_clients x n_facilities: what counts for the share
 * @max_share_ppm: greatest share of the whole load at one facility that
 *   `limited` marks, in millionths; 1000000 or more: no limit
 * @limited: (nullable): n_facilities flags
 */
typedef struct
{
  guint32 n_clients;
  guint32 n_facilities;
  const gint64 *cost;
  const gint64 *opening;
  const gint64 *load;
  gint64 max_share_ppm;
  const guint8 *limited;
} PlanFacilityProblem;

/* Sends each client somewhere: `choice` (n_clients). Greedy opening, then
 * local search by opening, closing and exchanging one facility; then clients
 * are moved, least regret per load first, until the share holds. Ties go to
 * the lower number. Returns the value. `share_held_out` (nullable): whether
 * the share limit holds. */
gint64 plan_facility_solve (const PlanFacilityProblem *problem,
                            guint32 *choice,
                            gboolean *share_held_out);

/* No solution is below this, with or without the share limit.
 * Method: Erlenkotter, "A dual-based procedure for uncapacitated facility
 * location", Operations Research 26(6), 1978: dual ascent.
 * O(rounds x clients x facilities). */
gint64 plan_facility_bound (const PlanFacilityProblem *problem);

#endif
