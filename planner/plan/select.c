/* SPDX-License-Identifier: EUPL-1.2
 *
 * Selection: one place per group, one option per resource. Minimises run cost
 * over the horizon, discounted, plus one-off cost plus the opening of
 * providers that the organisation does not yet use, over middle values of the
 * ranges; the ranges themselves stay in every figure. What need not be left
 * stays where it is, unless a pin says otherwise.
 */
#include "config.h"

#include <string.h>

#include <uitweg/day.h>
#include <uitweg/money.h>

#include "base/number.h"
#include "plan/facility.h"
#include "plan/plan-private.h"
#include "plan/sums.h"

typedef struct
{
  UitwegPlan *plan;
  guint n_targets; /* column n_targets is "no target" */
  double annuity;  /* months of run cost, discounted to the start */
  PlanSum guard;
  guint8 *no_way; /* by resource */
  gsize *first;   /* by resource, into values */
  gint64 *values; /* by option: what it counts for */
  guint8 *open;   /* by provider: the estate or a choice uses it */
  gint64 opening; /* what opening one more counts for */
} Selection;

/* Sum of the discount factors of the months of the horizon. */
static double
compute_annuity (const UitwegScenario *scenario)
{
  const double rate = (double) scenario->discount_rate_ppm / 1e6;
  double sum = 0;

  for (gint32 month = 1; month <= scenario->horizon_months; month++)
    {
      const UitwegDay end = uitweg_day_add_months (scenario->start, month);

      sum += base_discount_factor (rate, end - scenario->start);
    }
  return sum;
}

/* What an option counts for in the choice. Unknown run cost of what stays
 * counts as nothing here: nobody pays more for staying. */
static gint64
value_of (Selection *selection, const UitwegOption *option)
{
  UitwegMoneyRange value = option->one_off;

  if (plan_range_is_known (option->run_per_month))
    {
      PlanSum sum = { value, FALSE };

      plan_sum_add (&sum,
                    plan_sum_scaled (&selection->guard, option->run_per_month,
                                     selection->annuity));
      selection->guard.overflow |= sum.overflow;
      value = sum.value;
    }
  return plan_range_middle (value);
}

/* A price that nobody knows never makes an option look cheap: with more holes
 * than the best known one of its resource, an option counts at least as the
 * dearest of the best known. */
static void
weigh_options (Selection *selection, guint32 resource)
{
  const UitwegPlan *plan = selection->plan;
  gint64 *values = selection->values + selection->first[resource];
  guint least = G_MAXUINT;
  gint64 dearest = G_MININT64;
  guint32 n;
  const UitwegOption *options = uitweg_options_get (plan->options, resource,
                                                    &n);

  for (guint32 i = 0; i < n; i++)
    {
      values[i] = value_of (selection, &options[i]);
      if (options[i].allowed && options[i].target != UITWEG_NONE)
        least = MIN (least, options[i].n_holes);
    }
  for (guint32 i = 0; i < n; i++)
    if (options[i].allowed && options[i].target != UITWEG_NONE
        && options[i].n_holes == least)
      dearest = MAX (dearest, values[i]);
  for (guint32 i = 0; i < n; i++)
    if (options[i].target != UITWEG_NONE && options[i].n_holes > least)
      values[i] = MAX (values[i], dearest);
}

static void
weigh_all (Selection *selection)
{
  const UitwegPlan *plan = selection->plan;
  gsize all = 0;

  selection->first = g_new0 (gsize, (gsize) plan->n_resources + 1);
  for (guint32 r = 0; r < plan->n_resources; r++)
    {
      guint32 n;

      selection->first[r] = all;
      uitweg_options_get (plan->options, r, &n);
      all += n;
    }
  selection->values = g_new0 (gint64, all + 1);
  for (guint32 r = 0; r < plan->n_resources; r++)
    weigh_options (selection, r);
}

static gboolean
must_move (const UitwegPlan *plan, guint32 resource)
{
  return uitweg_assessment_get_must_leave (plan->assessment)[resource]
         || plan_is_pinned (plan, resource);
}

/* The best option of a resource in one column, or NULL. Options that leave
 * behind what must be left are asked for apart (`residue`). */
static const UitwegOption *
best_option (Selection *selection,
             guint32 resource,
             guint32 column,
             gboolean residue,
             gint64 *value_out)
{
  const UitwegPlan *plan = selection->plan;
  const gboolean forced = must_move (plan, resource);
  const UitwegOption *best = NULL;
  gint64 best_value = 0;
  guint32 n;
  const UitwegOption *options = uitweg_options_get (plan->options, resource,
                                                    &n);

  for (guint32 i = 0; i < n; i++)
    {
      const UitwegOption *option = &options[i];
      gint64 value;

      if (!option->allowed || option->must_leave_remains != residue
          || (option->target != UITWEG_NONE && option->target != column)
          || !plan_pins_allow (plan, option)
          || (!forced && option->strategy != UITWEG_STRATEGY_RETAIN))
        continue;
      value = selection->values[selection->first[resource] + i];
      if (best == NULL || value < best_value
          || (value == best_value && option->n_holes < best->n_holes))
        {
          best = option;
          best_value = value;
        }
    }
  if (value_out != NULL && best != NULL)
    *value_out = best_value;
  return best;
}

/* Whether anything of the resource can go anywhere without residue. */
static gboolean
has_way (Selection *selection, guint32 resource)
{
  for (guint32 column = 0; column <= selection->n_targets; column++)
    if (best_option (selection, resource, column, FALSE, NULL) != NULL)
      return TRUE;
  return FALSE;
}

/* Cost and load of one group in one column; FALSE if a member that has a way
 * elsewhere has none here. */
static gboolean
cost_group (Selection *selection,
            const UitwegPlanGroup *group,
            guint32 column,
            gint64 *cost_out,
            gint64 *load_out)
{
  const UitwegPlan *plan = selection->plan;
  gint64 cost = 0, load = 0;

  for (guint32 k = 0; k < group->n; k++)
    {
      const guint32 r = plan->group_resources[group->first + k];
      gint64 value = 0;
      const UitwegOption *option;

      if (selection->no_way[r])
        continue;
      option = best_option (selection, r, column, FALSE, &value);
      if (option == NULL)
        return FALSE;
      if (!uitweg_money_add (cost, value, &cost, NULL))
        selection->guard.overflow = TRUE;
      if (option->target == column
          && plan_range_is_known (option->run_per_month)
          && !uitweg_money_add (load, plan_range_middle (option->run_per_month),
                                &load, NULL))
        selection->guard.overflow = TRUE;
    }
  *cost_out = cost;
  *load_out = load;
  return TRUE;
}

static guint32
get_provider (const Selection *selection, const UitwegOption *option)
{
  return option == NULL || option->target == UITWEG_NONE
             ? UITWEG_NONE
             : uitweg_options_get_target (selection->plan->options,
                                          option->target)
                   ->provider;
}

static gboolean
is_open (const Selection *selection, const UitwegOption *option)
{
  const guint32 provider = get_provider (selection, option);

  return provider == UITWEG_NONE || selection->open[provider];
}

static void
open_for (Selection *selection, const UitwegOption *option)
{
  const guint32 provider = get_provider (selection, option);

  if (provider != UITWEG_NONE)
    selection->open[provider] = 1;
}

/* A group whose members have no place in common is taken apart here only: its
 * members are then chosen one by one, and the group has no single target. */
static void
choose_apart (Selection *selection, UitwegPlanGroup *group)
{
  UitwegPlan *plan = selection->plan;

  for (guint32 k = 0; k < group->n; k++)
    {
      const guint32 r = plan->group_resources[group->first + k];
      gint64 best_value = 0, value = 0;

      for (guint32 column = 0; column <= selection->n_targets; column++)
        {
          const UitwegOption *option = best_option (selection, r, column, FALSE,
                                                    &value);

          if (option == NULL)
            continue;
          value += is_open (selection, option) ? 0 : selection->opening;
          if (plan->resources[r].option == NULL || value < best_value)
            {
              plan->resources[r].option = option;
              best_value = value;
            }
        }
      open_for (selection, plan->resources[r].option);
    }
}

static void
choose_at (Selection *selection, UitwegPlanGroup *group, guint32 column)
{
  UitwegPlan *plan = selection->plan;

  group->target = UITWEG_NONE;
  for (guint32 k = 0; k < group->n; k++)
    {
      const guint32 r = plan->group_resources[group->first + k];
      const UitwegOption *option = best_option (selection, r, column, FALSE,
                                                NULL);

      plan->resources[r].option = option;
      if (option != NULL && option->target != UITWEG_NONE)
        group->target = option->target;
    }
}

/* What stays although it must be left: its residue option, or none at all. */
static void
choose_residue (Selection *selection)
{
  UitwegPlan *plan = selection->plan;

  for (guint32 r = 0; r < plan->n_resources; r++)
    {
      if (plan->resources[r].group == UITWEG_NONE || !selection->no_way[r])
        continue;
      plan->resources[r].stays = TRUE;
      for (guint32 column = 0;
           plan->resources[r].option == NULL && column <= selection->n_targets;
           column++)
        plan->resources[r].option = best_option (selection, r, column, TRUE,
                                                 NULL);
    }
}

/* Facilities are providers, premises and "no target"; a provider's best
 * region serves a client. */
typedef struct
{
  guint32 n_facilities;
  guint32 *facility_of; /* by column */
  guint32 n_clients;
  guint32 *client; /* group of each client */
  gint64 *cost;    /* by client and facility */
  gint64 *load;
  guint32 *column; /* best column, by client and facility */
  gint64 *opening;
  guint8 *limited;
} Table;

static void
table_clear (Table *table)
{
  g_free (table->facility_of);
  g_free (table->client);
  g_free (table->cost);
  g_free (table->load);
  g_free (table->column);
  g_free (table->opening);
  g_free (table->limited);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static void
number_facilities (const Selection *selection, Table *table)
{
  const UitwegPlan *plan = selection->plan;
  const guint n_providers = uitweg_catalog_get_n_providers (plan->catalog);

  table->n_facilities = n_providers + 2;
  table->facility_of = g_new (guint32, selection->n_targets + 1);
  for (guint t = 0; t < selection->n_targets; t++)
    {
      const UitwegTarget *target = uitweg_options_get_target (plan->options, t);

      table->facility_of[t] = target->provider == UITWEG_NONE
                                  ? n_providers
                                  : target->provider;
    }
  table->facility_of[selection->n_targets] = n_providers + 1;
}

/* Providers that the estate already uses are open. */
static gboolean
price_openings (const Selection *selection, Table *table, GError **error)
{
  const UitwegPlan *plan = selection->plan;
  const UitwegTable *resources = uitweg_estate_get_table (
      plan->estate, UITWEG_RECORD_RESOURCE);
  UitwegMoneyRange cost;

  table->opening = g_new0 (gint64, table->n_facilities);
  table->limited = g_new0 (guint8, table->n_facilities);
  if (!plan_opening_cost (plan, &cost, error))
    return FALSE;
  for (guint32 f = 0; f + 2 < table->n_facilities; f++)
    {
      table->opening[f] = plan_range_middle (cost);
      table->limited[f] = 1;
    }
  for (guint32 r = 0; r < plan->n_resources; r++)
    {
      const char *id = uitweg_table_text (resources, r,
                                          UITWEG_RESOURCE_PROVIDER);
      const guint32 provider = id == NULL ? UITWEG_NONE
                                          : uitweg_catalog_find_provider (
                                              plan->catalog, id);

      if (provider != UITWEG_NONE)
        table->opening[provider] = 0;
    }
  return TRUE;
}

static void
fill_client (Selection *selection, Table *table, guint32 g, guint32 client)
{
  const gsize at = (gsize) client * table->n_facilities;

  for (guint32 f = 0; f < table->n_facilities; f++)
    table->cost[at + f] = PLAN_NEVER;
  for (guint32 column = 0; column <= selection->n_targets; column++)
    {
      const guint32 f = table->facility_of[column];
      gint64 cost, load;

      if (cost_group (selection, &selection->plan->groups[g], column, &cost,
                      &load)
          && cost < table->cost[at + f])
        {
          table->cost[at + f] = cost;
          table->load[at + f] = load;
          table->column[at + f] = column;
        }
    }
}

static void
fill_table (Selection *selection, Table *table)
{
  const UitwegPlan *plan = selection->plan;
  const gsize n = (gsize) (plan->n_groups + 1) * table->n_facilities;

  table->client = g_new (guint32, plan->n_groups + 1);
  table->cost = g_new (gint64, n);
  table->load = g_new0 (gint64, n);
  table->column = g_new0 (guint32, n);
  for (guint32 g = 0; g < plan->n_groups; g++)
    {
      const gsize at = (gsize) table->n_clients * table->n_facilities;
      gboolean possible = FALSE;

      if (plan->groups[g].foundation)
        continue;
      fill_client (selection, table, g, table->n_clients);
      for (guint32 f = 0; f < table->n_facilities; f++)
        possible |= table->cost[at + f] != PLAN_NEVER;
      if (possible)
        table->client[table->n_clients++] = g;
    }
}

/* What the estate and the choice use is open to those that choose apart. */
static void
open_chosen (Selection *selection, const Table *table)
{
  const UitwegPlan *plan = selection->plan;

  for (guint32 f = 0; f + 2 < table->n_facilities; f++)
    {
      selection->open[f] = table->opening[f] == 0 ? 1 : 0;
      selection->opening = MAX (selection->opening, table->opening[f]);
    }
  for (guint32 r = 0; r < plan->n_resources; r++)
    open_for (selection, plan->resources[r].option);
}

/* Groups that were no client of the table. */
static void
choose_rest (Selection *selection, const Table *table)
{
  UitwegPlan *plan = selection->plan;
  g_autofree guint8 *done = g_new0 (guint8, plan->n_groups + 1);

  for (guint32 c = 0; c < table->n_clients; c++)
    done[table->client[c]] = 1;
  for (guint32 g = 0; g < plan->n_groups; g++)
    if (!done[g] && !plan->groups[g].foundation)
      choose_apart (selection, &plan->groups[g]);
}

/* What a client costs at a facility once the others have chosen: a provider
 * that nobody else opens has to be opened for it. */
static gint64
cost_beside (const Table *table,
             const guint8 *open,
             guint32 client,
             guint32 facility)
{
  return table->cost[(gsize) client * table->n_facilities + facility]
         + (open[facility] ? 0 : table->opening[facility]);
}

/* The second best place of a client among all, with what it costs more. */
static void
find_runner_up (const Table *table,
                const guint8 *open,
                UitwegPlanGroup *group,
                guint32 client,
                guint32 chosen,
                guint n_targets)
{
  const gsize at = (gsize) client * table->n_facilities;
  guint32 second = UITWEG_NONE;

  for (guint32 f = 0; f < table->n_facilities; f++)
    if (f != chosen && table->cost[at + f] != PLAN_NEVER
        && (second == UITWEG_NONE
            || cost_beside (table, open, client, f)
                   < cost_beside (table, open, client, second)))
      second = f;
  if (second == UITWEG_NONE || table->column[at + second] >= n_targets)
    return;
  group->runner_up = table->column[at + second];
  group->runner_up_difference = cost_beside (table, open, client, second)
                                - cost_beside (table, open, client, chosen);
}

static void
apply_choice (Selection *selection, Table *table, const guint32 *choice)
{
  UitwegPlan *plan = selection->plan;
  g_autofree guint8 *open = g_new0 (guint8, table->n_facilities);

  for (guint32 c = 0; c < table->n_clients; c++)
    open[choice[c]] = 1;
  for (guint32 c = 0; c < table->n_clients; c++)
    {
      const gsize at = (gsize) c * table->n_facilities;
      UitwegPlanGroup *group = &plan->groups[table->client[c]];

      choose_at (selection, group, table->column[at + choice[c]]);
      if (group->target != UITWEG_NONE)
        find_runner_up (table, open, group, c, choice[c], selection->n_targets);
    }
}

static gboolean
solve (Selection *selection, GError **error)
{
  UitwegPlan *plan = selection->plan;
  g_auto (Table) table = { 0 };
  g_autofree guint32 *choice = NULL;
  PlanFacilityProblem problem;
  gboolean held = TRUE;

  number_facilities (selection, &table);
  if (!price_openings (selection, &table, error))
    return FALSE;
  fill_table (selection, &table);
  if (!plan_sum_check (&selection->guard, "selection", error))
    return FALSE;
  problem = (PlanFacilityProblem){
    .n_clients = table.n_clients,
    .n_facilities = table.n_facilities,
    .cost = table.cost,
    .opening = table.opening,
    .load = table.load,
    .max_share_ppm = plan->scenario->max_share_ppm < 0
                         ? 1000000
                         : plan->scenario->max_share_ppm,
    .limited = table.limited,
  };
  choice = g_new0 (guint32, table.n_clients + 1);
  plan->bound.value = plan_facility_solve (&problem, choice, &held);
  plan->bound.lower = plan_facility_bound (&problem);
  plan->bound.gap = plan->bound.value > 0
                        ? (double) (plan->bound.value - plan->bound.lower)
                              / (double) plan->bound.value
                        : 0;
  apply_choice (selection, &table, choice);
  open_chosen (selection, &table);
  choose_rest (selection, &table);
  if (!held)
    {
      const UitwegConflict conflict = {
        .example = "no choice of places keeps every provider below its "
                   "share"
      };

      g_array_append_val (plan->conflicts, conflict);
    }
  return TRUE;
}

/* Foundations go where most of what stands on them goes. */
void
plan_follow_foundations (UitwegPlan *plan)
{
  const guint32 *from = uitweg_estate_get_dependency_from (plan->estate);
  const guint32 *to = uitweg_estate_get_dependency_to (plan->estate);
  const guint32 n = uitweg_table_get_n_rows (
      uitweg_estate_get_table (plan->estate, UITWEG_RECORD_DEPENDENCY));
  const guint n_targets = uitweg_options_get_n_targets (plan->options);
  g_autofree guint32 *votes = g_new0 (guint32, n_targets + 1);
  g_autofree guint32 *all = g_new0 (guint32, n_targets + 1);

  for (guint32 r = 0; r < plan->n_resources; r++)
    if (plan->resources[r].option != NULL
        && plan->resources[r].option->target != UITWEG_NONE)
      all[plan->resources[r].option->target]++;
  for (guint32 g = 0; g < plan->n_groups; g++)
    {
      UitwegPlanGroup *group = &plan->groups[g];
      guint32 best = UITWEG_NONE;

      if (!group->foundation)
        continue;
      memset (votes, 0, sizeof *votes * n_targets);
      for (guint32 row = 0; row < n; row++)
        if (plan->resources[to[row]].group == g
            && plan->resources[from[row]].option != NULL
            && plan->resources[from[row]].option->target != UITWEG_NONE)
          votes[plan->resources[from[row]].option->target]++;
      for (guint32 t = 0; t < n_targets; t++)
        if (votes[t] > 0 && (best == UITWEG_NONE || votes[t] > votes[best]))
          best = t;
      for (guint32 t = 0; best == UITWEG_NONE && t < n_targets; t++)
        if (all[t] > 0
            && (group->target == UITWEG_NONE || all[t] > all[group->target]))
          group->target = t;
      if (best != UITWEG_NONE)
        group->target = best;
    }
}

static void
choose_foundations (Selection *selection)
{
  UitwegPlan *plan = selection->plan;

  plan_follow_foundations (plan);
  for (guint32 g = 0; g < plan->n_groups; g++)
    {
      UitwegPlanGroup *group = &plan->groups[g];
      const guint32 wanted = group->target;
      gint64 cost, load;

      if (!group->foundation)
        continue;
      if (wanted != UITWEG_NONE
          && cost_group (selection, group, wanted, &cost, &load))
        choose_at (selection, group, wanted);
      else
        {
          group->target = UITWEG_NONE;
          choose_apart (selection, group);
        }
    }
}

/* Providers that something goes to and that the estate does not use. What
 * opening costs plays no part: it may not be known. */
static void
note_openings (UitwegPlan *plan)
{
  const UitwegTable *resources = uitweg_estate_get_table (
      plan->estate, UITWEG_RECORD_RESOURCE);
  const guint n = uitweg_catalog_get_n_providers (plan->catalog);

  plan->provider_opened = g_new0 (guint8, (gsize) n + 1);
  for (guint32 r = 0; r < plan->n_resources; r++)
    {
      const UitwegOption *option = plan->resources[r].option;
      const guint32 provider = option == NULL || option->target == UITWEG_NONE
                                   ? UITWEG_NONE
                                   : uitweg_options_get_target (plan->options,
                                                                option->target)
                                         ->provider;

      if (provider != UITWEG_NONE)
        plan->provider_opened[provider] = 1;
    }
  for (guint32 r = 0; r < plan->n_resources; r++)
    {
      const char *id = uitweg_table_text (resources, r,
                                          UITWEG_RESOURCE_PROVIDER);
      const guint32 provider = id == NULL ? UITWEG_NONE
                                          : uitweg_catalog_find_provider (
                                              plan->catalog, id);

      if (provider != UITWEG_NONE)
        plan->provider_opened[provider] = 0;
    }
}

gboolean
plan_select (UitwegPlan *plan, GError **error)
{
  g_autofree guint8 *no_way = g_new0 (guint8, plan->n_resources + 1);
  Selection selection = {
    .plan = plan,
    .n_targets = uitweg_options_get_n_targets (plan->options),
    .annuity = compute_annuity (plan->scenario),
    .no_way = no_way,
  };
  g_autofree guint8 *open = g_new0 (
      guint8, uitweg_catalog_get_n_providers (plan->catalog) + 1);
  gboolean solved;

  selection.open = open;
  weigh_all (&selection);
  for (guint32 r = 0; r < plan->n_resources; r++)
    no_way[r] = plan->resources[r].group != UITWEG_NONE
                && !has_way (&selection, r);
  solved = solve (&selection, error);
  if (solved)
    {
      choose_foundations (&selection);
      choose_residue (&selection);
      note_openings (plan);
    }
  g_free (selection.first);
  g_free (selection.values);
  if (!solved)
    return FALSE;
  plan_find_conflicts (plan, no_way);
  for (guint32 g = 0; g < plan->n_groups; g++)
    for (guint32 k = 0; k < plan->groups[g].n; k++)
      if (plan_moves (plan, plan->group_resources[plan->groups[g].first + k]))
        plan->groups[g].moves = TRUE;
  return plan_sum_check (&selection.guard, "selection", error);
}
