/* SPDX-License-Identifier: EUPL-1.2
 *
 * Activities: what is done for each moving group, with effort by skill, and
 * what must be done before it. schedule.c gives them dates.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include <uitweg/day.h>

#include "plan/plan-private.h"

static const char *const kind_names[] = {
  "prepare",  "procure",  "build",  "copy",         "test",
  "cut_over", "parallel", "retire", "end_contract",
};

const char *
uitweg_activity_kind_get_name (UitwegActivityKind kind)
{
  return kind_names[kind];
}

/* Share of a group's effort that an activity of this kind takes; 0 for those
 * that only take time. */
static double
get_share (const UitwegPlan *plan, UitwegActivityKind kind)
{
  g_autofree char *name = g_strdup_printf ("activities.share.%s",
                                           kind_names[kind]);
  const double share = uitweg_catalog_number_or_nan (plan->catalog, name);

  return isnan (share) ? 0 : share;
}

static void
add_overhead_hours (const UitwegPlan *plan,
                    const UitwegPlanGroup *group,
                    double hours_per_day,
                    double hours[UITWEG_MAX_SKILLS])
{
  const guint n_skills = uitweg_options_get_n_skills (plan->options);
  const double days = uitweg_effort_mean (
      group->overhead_low, group->overhead_mode, group->overhead_high);

  for (guint s = 0; s < n_skills; s++)
    {
      g_autofree char *name = g_strdup_printf (
          "effort.split.category.application.%s",
          uitweg_options_get_skill (plan->options, s));
      const double share = uitweg_catalog_number_or_nan (plan->catalog, name);

      if (!isnan (share))
        hours[s] += days * hours_per_day * share;
    }
}

void
plan_group_hours (const UitwegPlan *plan,
                  const UitwegPlanGroup *group,
                  double hours[UITWEG_MAX_SKILLS])
{
  const guint n_skills = uitweg_options_get_n_skills (plan->options);
  const double hours_per_day = uitweg_catalog_number (plan->catalog,
                                                      "effort.hours_per_day");

  memset (hours, 0, sizeof (double) * UITWEG_MAX_SKILLS);
  for (guint32 k = 0; k < group->n; k++)
    {
      const UitwegPlanResource *resource =
          &plan->resources[plan->group_resources[group->first + k]];
      const double days = uitweg_effort_mean (
          resource->days_low, resource->days_mode, resource->days_high);
      const double *split;

      if (resource->option == NULL || !(days > 0))
        continue;
      split = uitweg_options_get_split (plan->options,
                                        resource->option->skill_split);
      for (guint s = 0; s < n_skills; s++)
        hours[s] += days * hours_per_day * split[s];
    }
  add_overhead_hours (plan, group, hours_per_day, hours);
}

double
plan_opening_days (const UitwegPlan *plan)
{
  const char *class = uitweg_catalog_text (plan->catalog,
                                           "activities.provider.effort_class");
  g_autofree char *low = g_strdup_printf ("effort.class.%s.low", class);
  g_autofree char *mode = g_strdup_printf ("effort.class.%s.mode", class);
  g_autofree char *high = g_strdup_printf ("effort.class.%s.high", class);

  return uitweg_effort_mean (uitweg_catalog_number (plan->catalog, low),
                             uitweg_catalog_number (plan->catalog, mode),
                             uitweg_catalog_number (plan->catalog, high));
}

static guint32
add_activity (UitwegPlan *plan,
              UitwegActivityKind kind,
              guint32 group,
              const guint32 *needs,
              guint32 n_needs)
{
  UitwegActivity activity = { .kind = (guint8) kind,
                              .group = group,
                              .target_provider = UITWEG_NONE,
                              .wave = group == UITWEG_NONE
                                          ? 0
                                          : plan->groups[group].wave,
                              .start = UITWEG_DAY_UNKNOWN,
                              .end = UITWEG_DAY_UNKNOWN };

  activity.first_need = plan->needs->len;
  for (guint32 i = 0; i < n_needs; i++)
    if (needs[i] != UITWEG_NONE)
      {
        g_array_append_val (plan->needs, needs[i]);
        activity.n_needs++;
      }
  g_array_append_val (plan->activities, activity);
  return plan->activities->len - 1;
}

/* Working days: the longest of the skills, with at most `crew` people each. */
static void
give_effort (UitwegPlan *plan, guint32 activity, const double *hours)
{
  UitwegActivity *a = &g_array_index (plan->activities, UitwegActivity,
                                      activity);
  const double share = get_share (plan, (UitwegActivityKind) a->kind);
  const double hours_per_day = uitweg_catalog_number (plan->catalog,
                                                      "effort.hours_per_day");
  const double crew = uitweg_catalog_number (plan->catalog,
                                             "activities.crew.people");

  for (guint s = 0; s < UITWEG_MAX_SKILLS; s++)
    {
      const double days = hours[s] * share / (hours_per_day * crew);

      a->hours[s] = hours[s] * share;
      a->duration_days = MAX (a->duration_days, (gint32) ceil (days));
    }
}

static void
give_elapsed (UitwegPlan *plan, guint32 activity, gint32 days)
{
  UitwegActivity *a = &g_array_index (plan->activities, UitwegActivity,
                                      activity);

  a->elapsed = TRUE;
  a->duration_days = days;
}

/* Public bodies buy by tender, others by agreement: months from the first
 * word to a contract, by the sector of the organisation. */
static gint
get_procurement_months (const UitwegPlan *plan)
{
  const UitwegTable *table = uitweg_estate_get_table (
      plan->estate, UITWEG_RECORD_ORGANISATION);
  const char *sector = uitweg_table_get_n_rows (table) == 0
                           ? NULL
                           : uitweg_table_text (table, 0,
                                                UITWEG_ORGANISATION_SECTOR);
  g_autofree char *slug = g_strdelimit (g_strdup (sector != NULL ? sector : ""),
                                        " ", '-');
  g_autofree char *name = g_strconcat ("activities.procure.sector.", slug,
                                       NULL);
  const double months = uitweg_catalog_number_or_nan (plan->catalog, name);

  return (gint) (isnan (months) ? uitweg_catalog_number (
                     plan->catalog, "activities.procure.months")
                                : months);
}

/* One procurement per provider that is new to the organisation. */
static void
add_procurements (UitwegPlan *plan, guint32 *procured)
{
  const guint n = uitweg_catalog_get_n_providers (plan->catalog);
  const gint months = get_procurement_months (plan);
  const UitwegDay start = plan->scenario->start;
  const gint32 days = uitweg_day_add_months (start, months) - start;

  for (guint p = 0; p < n; p++)
    {
      procured[p] = UITWEG_NONE;
      if (!plan->provider_opened[p])
        continue;
      procured[p] = add_activity (plan, UITWEG_ACTIVITY_PROCURE, UITWEG_NONE,
                                  NULL, 0);
      give_elapsed (plan, procured[p], days);
      g_array_index (plan->activities, UitwegActivity, procured[p])
          .target_provider = p;
    }
}

/* The longest procurement among the providers that a group goes to. */
static guint32
find_procurement (const UitwegPlan *plan,
                  const UitwegPlanGroup *group,
                  const guint32 *procured)
{
  for (guint32 k = 0; k < group->n; k++)
    {
      const UitwegOption *option =
          plan->resources[plan->group_resources[group->first + k]].option;
      guint32 provider;

      if (option == NULL || option->target == UITWEG_NONE)
        continue;
      provider =
          uitweg_options_get_target (plan->options, option->target)->provider;
      if (provider != UITWEG_NONE && procured[provider] != UITWEG_NONE)
        return procured[provider];
    }
  return UITWEG_NONE;
}

static gint64
sum_transfer (const UitwegPlan *plan, const UitwegPlanGroup *group)
{
  gint64 bytes = 0;

  for (guint32 k = 0; k < group->n; k++)
    {
      const UitwegOption *option =
          plan->resources[plan->group_resources[group->first + k]].option;

      if (option != NULL && plan_moves (plan, option->resource)
          && option->transfer_bytes > 0
          && bytes < G_MAXINT64 - option->transfer_bytes)
        bytes += option->transfer_bytes;
    }
  return bytes;
}

/* A group's chain of activities; `cut_over_out` is where the next wave
 * hangs on. */
static void
add_group (UitwegPlan *plan, guint32 g, guint32 procurement)
{
  const UitwegPlanGroup *group = &plan->groups[g];
  const gint32 parallel = (gint32) uitweg_catalog_number (
      plan->catalog, "activities.parallel.days");
  double hours[UITWEG_MAX_SKILLS];
  guint32 at, before[2];

  plan_group_hours (plan, group, hours);
  at = add_activity (plan, UITWEG_ACTIVITY_PREPARE, g, NULL, 0);
  give_effort (plan, at, hours);
  before[0] = at;
  before[1] = procurement;
  at = add_activity (plan, UITWEG_ACTIVITY_BUILD, g, before, 2);
  give_effort (plan, at, hours);
  if (sum_transfer (plan, group) > 0)
    {
      at = add_activity (plan, UITWEG_ACTIVITY_COPY, g, &at, 1);
      give_elapsed (plan, at, 0);
    }
  at = add_activity (plan, UITWEG_ACTIVITY_TEST, g, &at, 1);
  give_effort (plan, at, hours);
  at = add_activity (plan, UITWEG_ACTIVITY_CUT_OVER, g, &at, 1);
  give_effort (plan, at, hours);
  at = add_activity (plan, UITWEG_ACTIVITY_PARALLEL, g, &at, 1);
  give_elapsed (plan, at, parallel);
  at = add_activity (plan, UITWEG_ACTIVITY_RETIRE, g, &at, 1);
  give_effort (plan, at, hours);
}

void
plan_make_activities (UitwegPlan *plan)
{
  const guint n = uitweg_catalog_get_n_providers (plan->catalog);
  g_autofree guint32 *procured = g_new (guint32, n + 1);

  add_procurements (plan, procured);
  for (guint32 w = 0; w < plan->n_waves; w++)
    for (guint32 i = 0; i < plan->waves[w].n; i++)
      {
        const guint32 g = plan->wave_groups[plan->waves[w].first + i];

        add_group (plan, g,
                   find_procurement (plan, &plan->groups[g], procured));
      }
}

static gint
compare_activities (gconstpointer a, gconstpointer b, gpointer data)
{
  const UitwegActivity *all = data;
  const guint32 i = *(const guint32 *) a, j = *(const guint32 *) b;
  const UitwegActivity *x = &all[i], *y = &all[j];

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  if (x->group != y->group)
    return x->group < y->group ? -1 : 1;
  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  return i < j ? -1 : i > j;
}

/* By start, then group, then kind; the needs are numbered anew. */
void
plan_sort_activities (UitwegPlan *plan)
{
  const guint32 n = plan->activities->len;
  const UitwegActivity *all = (const UitwegActivity *) (gpointer)
                                  plan->activities->data;
  GArray *sorted = g_array_sized_new (FALSE, TRUE, sizeof (UitwegActivity), n);
  g_autofree guint32 *order = g_new (guint32, n + 1);
  g_autofree guint32 *place = g_new (guint32, n + 1);

  for (guint32 i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, (gint) n, sizeof *order, compare_activities,
                     (gpointer) all);
  for (guint32 i = 0; i < n; i++)
    {
      place[order[i]] = i;
      g_array_append_val (sorted, all[order[i]]);
    }
  for (guint32 k = 0; k < plan->needs->len; k++)
    {
      guint32 *need = &g_array_index (plan->needs, guint32, k);

      *need = place[*need];
    }
  g_array_unref (plan->activities);
  plan->activities = sorted;
}
