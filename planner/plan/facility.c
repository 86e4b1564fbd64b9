/* SPDX-License-Identifier: EUPL-1.2
 *
 * Selection's kernel: see facility.h. It knows no clouds; select.c brings the
 * costs.
 */
#include "config.h"

#include "plan/facility.h"

#include <string.h>

/* Where each client goes with the facilities open, and what all that costs;
 * PLAN_NEVER if some client has nowhere to go. */
static gint64
assign (const PlanFacilityProblem *problem, const guint8 *open, guint32 *choice)
{
  gint64 value = 0;

  for (guint32 f = 0; f < problem->n_facilities; f++)
    if (open[f])
      value += problem->opening[f];
  for (guint32 c = 0; c < problem->n_clients; c++)
    {
      const gint64 *cost = problem->cost + (gsize) c * problem->n_facilities;
      guint32 best = G_MAXUINT32;

      for (guint32 f = 0; f < problem->n_facilities; f++)
        if (open[f] && cost[f] != PLAN_NEVER
            && (best == G_MAXUINT32 || cost[f] < cost[best]))
          best = f;
      if (best == G_MAXUINT32)
        return PLAN_NEVER;
      if (choice != NULL)
        choice[c] = best;
      value += cost[best];
    }
  return value;
}

/* Tries every single change of `open`; keeps the best. Returns whether one
 * was better than `value_inout`. */
static gboolean
improve (const PlanFacilityProblem *problem, guint8 *open, gint64 *value_inout)
{
  gint64 best = *value_inout;
  guint32 best_open = G_MAXUINT32, best_close = G_MAXUINT32;

  for (guint32 a = 0; a < problem->n_facilities; a++)
    {
      gint64 value;

      open[a] = !open[a];
      value = assign (problem, open, NULL);
      if (value < best)
        {
          best = value;
          best_open = a;
          best_close = G_MAXUINT32;
        }
      for (guint32 b = 0; open[a] && b < problem->n_facilities; b++)
        if (b != a && open[b])
          {
            open[b] = 0;
            value = assign (problem, open, NULL);
            open[b] = 1;
            if (value < best)
              {
                best = value;
                best_open = a;
                best_close = b;
              }
          }
      open[a] = !open[a];
    }
  if (best_open == G_MAXUINT32)
    return FALSE;
  open[best_open] = !open[best_open];
  if (best_close != G_MAXUINT32)
    open[best_close] = 0;
  *value_inout = best;
  return TRUE;
}

/* Every client's own best opens first: a start that reaches everyone. */
static void
open_favourites (const PlanFacilityProblem *problem, guint8 *open)
{
  for (guint32 c = 0; c < problem->n_clients; c++)
    {
      const gint64 *cost = problem->cost + (gsize) c * problem->n_facilities;
      guint32 best = 0;

      for (guint32 f = 1; f < problem->n_facilities; f++)
        if (cost[f] < cost[best])
          best = f;
      open[best] = 1;
    }
}

static gint64
load_of (const PlanFacilityProblem *problem, guint32 client, guint32 facility)
{
  return problem->load[(gsize) client * problem->n_facilities + facility];
}

/* The limited facility that is furthest above its share, or G_MAXUINT32. */
static guint32
find_overfull (const PlanFacilityProblem *problem, const guint32 *choice)
{
  g_autofree gint64 *sum = g_new0 (gint64, problem->n_facilities);
  __int128 all = 0, worst = 0;
  guint32 found = G_MAXUINT32;

  for (guint32 c = 0; c < problem->n_clients; c++)
    {
      sum[choice[c]] += load_of (problem, c, choice[c]);
      all += load_of (problem, c, choice[c]);
    }
  for (guint32 f = 0; f < problem->n_facilities; f++)
    {
      const __int128 above = (__int128) sum[f] * 1000000
                             - all * problem->max_share_ppm;

      if (problem->limited[f] && above > worst)
        {
          worst = above;
          found = f;
        }
    }
  return found;
}

/* Moves the client of `full` whose other place costs least more per load.
 * A client moves once only, so that this ends. */
static gboolean
move_one (const PlanFacilityProblem *problem,
          guint32 full,
          guint32 *choice,
          guint8 *open,
          guint8 *moved)
{
  guint32 best_client = G_MAXUINT32, best_to = 0;
  gint64 best_regret = 0, best_load = 1;

  for (guint32 c = 0; c < problem->n_clients; c++)
    for (guint32 f = 0;
         choice[c] == full && !moved[c] && f < problem->n_facilities; f++)
      {
        const gint64 cost =
            problem->cost[(gsize) c * problem->n_facilities + f];
        const gint64 load = load_of (problem, c, full);
        gint64 regret;

        if (f == full || cost == PLAN_NEVER || load <= 0)
          continue;
        regret = cost - problem->cost[(gsize) c * problem->n_facilities + full]
                 + (open[f] ? 0 : problem->opening[f]);
        if (best_client == G_MAXUINT32
            || (__int128) regret * best_load < (__int128) best_regret * load)
          {
            best_client = c;
            best_to = f;
            best_regret = regret;
            best_load = load;
          }
      }
  if (best_client == G_MAXUINT32)
    return FALSE;
  choice[best_client] = best_to;
  moved[best_client] = 1;
  open[best_to] = 1;
  return TRUE;
}

static gboolean
hold_share (const PlanFacilityProblem *problem, guint32 *choice, guint8 *open)
{
  g_autofree guint8 *moved = g_new0 (guint8, problem->n_clients + 1);

  if (problem->load == NULL || problem->limited == NULL
      || problem->max_share_ppm >= 1000000)
    return TRUE;
  for (;;)
    {
      const guint32 full = find_overfull (problem, choice);

      if (full == G_MAXUINT32)
        return TRUE;
      if (!move_one (problem, full, choice, open, moved))
        return FALSE;
    }
}

gint64
plan_facility_solve (const PlanFacilityProblem *problem,
                     guint32 *choice,
                     gboolean *share_held_out)
{
  g_autofree guint8 *open = g_new0 (guint8, problem->n_facilities + 1);
  g_autofree guint8 *used = g_new0 (guint8, problem->n_facilities + 1);
  gint64 value;
  gboolean held;

  open_favourites (problem, open);
  value = assign (problem, open, choice);
  while (improve (problem, open, &value))
    ;
  assign (problem, open, choice);
  held = hold_share (problem, choice, open);
  if (share_held_out != NULL)
    *share_held_out = held;

  value = 0;
  for (guint32 c = 0; c < problem->n_clients; c++)
    {
      value += problem->cost[(gsize) c * problem->n_facilities + choice[c]];
      if (!used[choice[c]])
        value += problem->opening[choice[c]];
      used[choice[c]] = 1;
    }
  return value;
}

/* Raises the dual of one client to the next higher cost of it, or until a
 * facility that it pays for has no slack left. Returns whether it rose. */
static gboolean
raise_dual (const gint64 *cost, guint32 n, gint64 *slack, gint64 *dual)
{
  gint64 rise = PLAN_NEVER;

  for (guint32 f = 0; f < n; f++)
    if (cost[f] <= *dual)
      rise = MIN (rise, slack[f]);
    else if (cost[f] != PLAN_NEVER)
      rise = MIN (rise, cost[f] - *dual);
  if (rise <= 0 || rise == PLAN_NEVER)
    return FALSE;
  for (guint32 f = 0; f < n; f++)
    if (cost[f] <= *dual)
      slack[f] -= rise;
  *dual += rise;
  return TRUE;
}

gint64
plan_facility_bound (const PlanFacilityProblem *problem)
{
  const guint32 n = problem->n_facilities;
  g_autofree gint64 *slack = g_new (gint64, n + 1);
  g_autofree gint64 *dual = g_new (gint64, problem->n_clients + 1);
  gboolean rose = TRUE;
  gint64 bound = 0;

  memcpy (slack, problem->opening, sizeof *slack * n);
  for (guint32 c = 0; c < problem->n_clients; c++)
    {
      dual[c] = PLAN_NEVER;
      for (guint32 f = 0; f < n; f++)
        dual[c] = MIN (dual[c], problem->cost[(gsize) c * n + f]);
    }
  while (rose)
    {
      rose = FALSE;
      for (guint32 c = 0; c < problem->n_clients; c++)
        if (raise_dual (problem->cost + (gsize) c * n, n, slack, &dual[c]))
          rose = TRUE;
    }
  for (guint32 c = 0; c < problem->n_clients; c++)
    bound += dual[c];
  return bound;
}
