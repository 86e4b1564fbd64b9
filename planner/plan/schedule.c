/* SPDX-License-Identifier: EUPL-1.2
 *
 * The schedule: one serial schedule generation over the activities in order
 * of wave, group and step. People work on working days within their capacity;
 * lines carry one copy after another in their open hours; cut-overs of a wave
 * wait for those of the wave before and avoid freezes; all else is elapsed
 * time.
 *
 * Method: Kelley, "The critical-path method: resources planning and
 * scheduling", 1963 (serial schedule generation).
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include <uitweg/day.h>

#include "base/calendar.h"
#include "plan/plan-private.h"

/* People are counted in thousandths; so is the time of the lines. */
#define UNITS 1000

typedef struct
{
  UitwegPlan *plan;
  const BaseCalendar *calendar;
  guint n_skills;
  UitwegDay first, last;     /* days that may be used: [first, last) */
  gint32 *free_units;        /* by skill (lines behind them) and day */
  double line_bytes_per_day; /* of all lines together; 0: none */
} Schedule;

static void
schedule_clear (Schedule *schedule)
{
  g_free (schedule->free_units);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Schedule, schedule_clear)

static gint32 *
units_at (const Schedule *schedule, guint lane, UitwegDay day)
{
  return schedule->free_units
         + (gsize) lane * (gsize) (schedule->last - schedule->first)
         + (day - schedule->first);
}

static double
sum_lines (const UitwegScenario *scenario)
{
  double bytes_per_day = 0;

  for (guint i = 0; i < scenario->n_lines; i++)
    {
      const UitwegLine *line = &scenario->lines[i];
      const gint32 minutes = line->from_minute == line->until_minute ? 24 * 60
                             : line->from_minute < line->until_minute
                                 ? line->until_minute - line->from_minute
                                 : 24 * 60 - line->from_minute
                                       + line->until_minute;

      bytes_per_day += (double) line->bit_per_s / 8
                       * ((double) line->usable_ppm / 1e6) * 60.0 * minutes;
    }
  return bytes_per_day;
}

/* Capacity of a skill on a day: the last entry that has begun. Where the
 * scenario names no skill at all, people are not limited. */
static double
get_people (const UitwegScenario *scenario, const char *skill, UitwegDay day)
{
  double people = scenario->n_skills == 0 ? G_MAXINT32 / UNITS / 4 : 0;

  for (guint i = 0; i < scenario->n_skills; i++)
    {
      const UitwegSkillCapacity *entry = &scenario->skills[i];

      if (strcmp (entry->skill, skill) == 0
          && (entry->from == UITWEG_DAY_UNKNOWN || entry->from <= day))
        people = entry->people;
    }
  return people;
}

static gboolean
is_working (const Schedule *schedule, UitwegDay day)
{
  return schedule->calendar != NULL
             ? base_calendar_is_working_day (schedule->calendar, day)
             : uitweg_day_get_weekday (day) <= 5;
}

static void
open_schedule (Schedule *schedule, UitwegPlan *plan)
{
  const UitwegScenario *scenario = plan->scenario;
  const gint years = (gint) uitweg_catalog_number (
      plan->catalog, "activities.end_of_line.years");

  schedule->plan = plan;
  schedule->calendar = scenario->calendar_country == NULL
                           ? NULL
                           : uitweg_catalog_find_calendar (
                               plan->catalog, scenario->calendar_country);
  schedule->n_skills = uitweg_options_get_n_skills (plan->options);
  schedule->first = scenario->start;
  schedule->last = uitweg_day_add_months (scenario->start, 12 * years);
  schedule->line_bytes_per_day = sum_lines (scenario);
  schedule->free_units = g_new0 (
      gint32, (gsize) (schedule->n_skills + 1)
                  * (gsize) (schedule->last - schedule->first));
  for (UitwegDay day = schedule->first; day < schedule->last; day++)
    {
      const gboolean working = is_working (schedule, day);

      for (guint s = 0; s < schedule->n_skills; s++)
        *units_at (schedule, s, day) =
            working ? (gint32) (UNITS
                                * get_people (
                                    scenario,
                                    uitweg_options_get_skill (plan->options, s),
                                    day))
                    : 0;
      *units_at (schedule, schedule->n_skills, day) = UNITS;
    }
}

static gboolean
is_frozen (const UitwegScenario *scenario, UitwegDay day)
{
  for (guint i = 0; i < scenario->n_freezes; i++)
    if (day >= scenario->freezes[i].from && day < scenario->freezes[i].until)
      return TRUE;
  return FALSE;
}

static const char past_the_end[] =
    "the plan runs past the last day that is scheduled, expected more capacity";

static gboolean
set_calendar_error (GError **error, const UitwegPlan *plan, const char *what)
{
  g_set_error (error, UITWEG_PLAN_ERROR, UITWEG_PLAN_ERROR_CALENDAR, "%s: %s",
               plan->scenario->path, what);
  return FALSE;
}

/* The most of a skill that is still free on any day. */
static gint32
find_most (const Schedule *schedule, guint skill)
{
  gint32 most = 0;

  for (UitwegDay day = schedule->first; day < schedule->last; day++)
    most = MAX (most, *units_at (schedule, skill, day));
  return most;
}

/* Where a skill never has as many people as the crew, the work takes longer:
 * nobody works more than a day's hours a day. */
static gboolean
stretch (const Schedule *schedule, UitwegActivity *activity, GError **error)
{
  const double hours_per_day = uitweg_catalog_number (schedule->plan->catalog,
                                                      "effort.hours_per_day");

  for (guint s = 0; s < schedule->n_skills; s++)
    {
      const double days = activity->hours[s] / hours_per_day;
      const gint32 most = days > 0 ? find_most (schedule, s) : 0;

      if (!(days > 0))
        continue;
      if (most == 0)
        {
          g_autofree char *what = g_strdup_printf (
              "capacity.skills gives no '%s', expected people for every skill "
              "that the plan needs",
              uitweg_options_get_skill (schedule->plan->options, s));

          return set_calendar_error (error, schedule->plan, what);
        }
      if (days * UNITS / most > schedule->last - schedule->first)
        return set_calendar_error (error, schedule->plan, past_the_end);
      activity->duration_days = MAX (activity->duration_days,
                                     (gint32) ceil (days * UNITS / most));
    }
  return TRUE;
}

/* Demand of each skill per day, in units. */
static void
find_demand (const Schedule *schedule,
             const UitwegActivity *activity,
             gint32 *demand)
{
  const double hours_per_day = uitweg_catalog_number (schedule->plan->catalog,
                                                      "effort.hours_per_day");

  for (guint s = 0; s < schedule->n_skills; s++)
    if (activity->hours[s] > 0)
      demand[s] = (gint32) ceil (activity->hours[s] / hours_per_day
                                     / activity->duration_days * UNITS
                                 - 1e-6);
}

static gboolean
has_room (const Schedule *schedule,
          const UitwegActivity *activity,
          const gint32 *demand,
          UitwegDay day)
{
  if (activity->kind == UITWEG_ACTIVITY_CUT_OVER
      && is_frozen (schedule->plan->scenario, day))
    return FALSE;
  for (guint s = 0; s < schedule->n_skills; s++)
    if (demand[s] > *units_at (schedule, s, day))
      return FALSE;
  return TRUE;
}

/* First start not before `day` with room on each of its working days in a
 * row; takes the room. */
static gboolean
place_work (Schedule *schedule,
            UitwegActivity *activity,
            const gint32 *demand,
            UitwegDay day)
{
  UitwegDay start = day, at = day;
  gint32 done = 0;

  /* What takes no work is not cut over in a freeze either. */
  while (activity->duration_days == 0
         && activity->kind == UITWEG_ACTIVITY_CUT_OVER
         && is_frozen (schedule->plan->scenario, start))
    start = ++at;
  while (done < activity->duration_days)
    {
      if (at >= schedule->last)
        return FALSE;
      if (!is_working (schedule, at))
        at++;
      else if (has_room (schedule, activity, demand, at))
        {
          if (done++ == 0)
            start = at;
          at++;
        }
      else
        {
          done = 0;
          at++;
        }
    }
  activity->start = start;
  activity->end = activity->duration_days == 0 ? start : at;
  for (UitwegDay d = start; d < activity->end; d++)
    for (guint s = 0; is_working (schedule, d) && s < schedule->n_skills; s++)
      *units_at (schedule, s, d) -= demand[s];
  return TRUE;
}

/* Copies one after another over the lines, in what is left of each day. */
static gboolean
place_copy (Schedule *schedule, UitwegActivity *activity, UitwegDay day)
{
  const UitwegPlan *plan = schedule->plan;
  const UitwegPlanGroup *group = &plan->groups[activity->group];
  double left = 0;

  for (guint32 k = 0; k < group->n; k++)
    {
      const UitwegOption *option =
          plan->resources[plan->group_resources[group->first + k]].option;

      if (option != NULL && plan_moves (plan, option->resource)
          && option->transfer_bytes > 0)
        left += (double) option->transfer_bytes;
    }
  left = ceil (left / schedule->line_bytes_per_day * UNITS);
  activity->start = UITWEG_DAY_UNKNOWN;
  for (UitwegDay at = day; left > 0; at++)
    {
      gint32 *units, used;

      if (at >= schedule->last)
        return FALSE;
      units = units_at (schedule, schedule->n_skills, at);
      if (*units == 0)
        continue;
      used = left < *units ? (gint32) left : *units;
      *units -= used;
      left -= used;
      if (activity->start == UITWEG_DAY_UNKNOWN)
        activity->start = at;
      activity->end = at + 1;
    }
  activity->duration_days = activity->end - activity->start;
  return TRUE;
}

static gboolean
place (Schedule *schedule,
       UitwegActivity *activity,
       UitwegDay day,
       GError **error)
{
  g_autofree gint32 *demand = g_new0 (gint32, schedule->n_skills + 1);
  gboolean placed = TRUE;

  if (!activity->elapsed)
    {
      if (!stretch (schedule, activity, error))
        return FALSE;
      find_demand (schedule, activity, demand);
    }
  if (activity->kind == UITWEG_ACTIVITY_COPY)
    {
      if (!(schedule->line_bytes_per_day > 0))
        return set_calendar_error (error, schedule->plan,
                                   "capacity.lines is empty, expected a line "
                                   "to copy the data over");
      placed = place_copy (schedule, activity, day);
    }
  else if (activity->elapsed)
    {
      activity->start = day;
      activity->end = day + activity->duration_days;
      placed = activity->end < schedule->last;
    }
  else
    placed = place_work (schedule, activity, demand, day);
  return placed || set_calendar_error (error, schedule->plan, past_the_end);
}

/* Gives the room of an activity back (sign 1) or takes it (-1). */
static void
use_room (Schedule *schedule,
          const UitwegActivity *activity,
          const gint32 *demand,
          gint32 sign)
{
  for (UitwegDay d = activity->start; d < activity->end; d++)
    for (guint s = 0; is_working (schedule, d) && s < schedule->n_skills; s++)
      *units_at (schedule, s, d) += sign * demand[s];
}

/* The latest start, not before today's, with room on every working day and an
 * end by `limit`. Its own room counts as free. */
static void
move_late (Schedule *schedule, UitwegActivity *activity, UitwegDay limit)
{
  g_autofree gint32 *demand = g_new0 (gint32, schedule->n_skills + 1);
  UitwegDay at = limit, end = limit;
  gint32 done = 0;

  if (activity->duration_days == 0)
    return;
  find_demand (schedule, activity, demand);
  use_room (schedule, activity, demand, 1);
  while (done < activity->duration_days && at > activity->start)
    {
      at--;
      if (!is_working (schedule, at))
        continue;
      if (!has_room (schedule, activity, demand, at))
        done = 0;
      else if (done++ == 0)
        end = at + 1;
    }
  if (done == activity->duration_days)
    {
      activity->start = at;
      activity->end = end;
    }
  use_room (schedule, activity, demand, -1);
}

/* Work that has time is done late: a target that waits for its cut-over costs
 * twice, and what is prepared a year ahead is prepared again. Cut-overs and
 * all elapsed time stay where they are, so the plan ends on the same day. */
static void
justify_late (Schedule *schedule)
{
  UitwegPlan *plan = schedule->plan;
  const guint32 n = plan->activities->len;
  g_autofree UitwegDay *limit = g_new (UitwegDay, n + 1);

  for (guint32 i = 0; i < n; i++)
    limit[i] = plan->end;
  for (guint32 i = n; i-- > 0;)
    {
      UitwegActivity *a = &g_array_index (plan->activities, UitwegActivity, i);

      if (a->kind == UITWEG_ACTIVITY_PREPARE || a->kind == UITWEG_ACTIVITY_BUILD
          || a->kind == UITWEG_ACTIVITY_TEST)
        move_late (schedule, a, limit[i]);
      for (guint32 k = 0; k < a->n_needs; k++)
        {
          const guint32 need = g_array_index (plan->needs, guint32,
                                              a->first_need + k);

          limit[need] = MIN (limit[need], a->start);
        }
    }
}

/* Latest ends by precedence, from the last activity back: how far an activity
 * can move from its earliest day without moving the end. */
static void
find_slack (UitwegPlan *plan)
{
  const guint32 n = plan->activities->len;
  g_autofree UitwegDay *latest = g_new (UitwegDay, n + 1);
  UitwegDay end = plan->scenario->start;

  for (guint32 i = 0; i < n; i++)
    end = MAX (end, g_array_index (plan->activities, UitwegActivity, i).end);
  for (guint32 i = 0; i < n; i++)
    latest[i] = end;
  for (guint32 i = n; i-- > 0;)
    {
      UitwegActivity *a = &g_array_index (plan->activities, UitwegActivity, i);
      const gint32 length = a->end - a->start;

      a->slack_days = latest[i] - a->end;
      a->critical = a->slack_days == 0;
      for (guint32 k = 0; k < a->n_needs; k++)
        {
          const guint32 need = g_array_index (plan->needs, guint32,
                                              a->first_need + k);

          latest[need] = MIN (latest[need], latest[i] - length);
        }
    }
  plan->end = end;
}

/* No schedule ends sooner than its longest chain, nor than the work of a
 * skill divided by its people. */
static void
find_lower_bound (const Schedule *schedule, UitwegPlan *plan)
{
  const guint32 n = plan->activities->len;
  g_autofree gint32 *finish = g_new0 (gint32, n + 1);
  const double hours_per_day = uitweg_catalog_number (plan->catalog,
                                                      "effort.hours_per_day");
  UitwegPlanBound *bound = &plan->bound;

  bound->makespan_by = "critical path";
  for (guint32 i = 0; i < n; i++)
    {
      const UitwegActivity *a = &g_array_index (plan->activities,
                                                UitwegActivity, i);
      gint32 start = 0;

      for (guint32 k = 0; k < a->n_needs; k++)
        start = MAX (
            start,
            finish[g_array_index (plan->needs, guint32, a->first_need + k)]);
      finish[i] = start + a->duration_days;
      bound->makespan_lower_days = MAX (bound->makespan_lower_days, finish[i]);
    }
  for (guint s = 0; s < schedule->n_skills; s++)
    {
      const char *skill = uitweg_options_get_skill (plan->options, s);
      double hours = 0;
      UitwegDay day = schedule->first;

      for (guint32 i = 0; i < n; i++)
        hours += g_array_index (plan->activities, UitwegActivity, i).hours[s];
      for (; hours > 1e-6 && day < schedule->last; day++)
        if (is_working (schedule, day))
          hours -= hours_per_day * get_people (plan->scenario, skill, day);
      if (day - schedule->first > bound->makespan_lower_days)
        {
          bound->makespan_lower_days = day - schedule->first;
          bound->makespan_by = skill;
        }
    }
  bound->makespan_days = plan->end == UITWEG_DAY_UNKNOWN
                             ? 0
                             : plan->end - plan->scenario->start;
}

static void
date_group (UitwegPlan *plan, const UitwegActivity *a)
{
  UitwegPlanGroup *group = a->group == UITWEG_NONE ? NULL
                                                   : &plan->groups[a->group];

  if (group == NULL)
    return;
  if (a->kind == UITWEG_ACTIVITY_PREPARE)
    group->start = a->start;
  if (a->kind == UITWEG_ACTIVITY_BUILD)
    group->target_ready = a->end;
  if (a->kind == UITWEG_ACTIVITY_CUT_OVER)
    group->cut_over = a->end;
  if (a->kind == UITWEG_ACTIVITY_RETIRE)
    group->retired = a->end;
}

static void
date_waves (UitwegPlan *plan)
{
  for (guint32 w = 0; w < plan->n_waves; w++)
    for (guint32 i = 0; i < plan->waves[w].n; i++)
      {
        UitwegPlanWave *wave = &plan->waves[w];
        const UitwegPlanGroup *group =
            &plan->groups[plan->wave_groups[wave->first + i]];

        if (i == 0 || group->start < wave->start)
          wave->start = group->start;
        if (i == 0 || group->retired > wave->end)
          wave->end = group->retired;
      }
}

gboolean
plan_schedule (UitwegPlan *plan, GError **error)
{
  g_auto (Schedule) schedule = { 0 };
  UitwegDay gate = plan->scenario->start, next_gate = gate;
  guint32 wave = 0;

  if (plan->activities->len == 0)
    return TRUE;
  open_schedule (&schedule, plan);
  for (guint32 i = 0; i < plan->activities->len; i++)
    {
      UitwegActivity *a = &g_array_index (plan->activities, UitwegActivity, i);
      UitwegDay day = plan->scenario->start;

      if (a->wave != wave)
        {
          wave = a->wave;
          gate = next_gate;
        }
      for (guint32 k = 0; k < a->n_needs; k++)
        {
          const guint32 need = g_array_index (plan->needs, guint32,
                                              a->first_need + k);

          day = MAX (
              day, g_array_index (plan->activities, UitwegActivity, need).end);
        }
      if (a->kind == UITWEG_ACTIVITY_CUT_OVER)
        day = MAX (day, gate);
      if (!place (&schedule, a, day, error))
        return FALSE;
      if (a->kind == UITWEG_ACTIVITY_CUT_OVER)
        next_gate = MAX (next_gate, a->end);
    }
  find_slack (plan);
  justify_late (&schedule);
  for (guint32 i = 0; i < plan->activities->len; i++)
    date_group (plan, &g_array_index (plan->activities, UitwegActivity, i));
  find_lower_bound (&schedule, plan);
  date_waves (plan);
  return TRUE;
}
