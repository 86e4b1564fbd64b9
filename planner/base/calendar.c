/* SPDX-License-Identifier: EUPL-1.2
 *
 * Working calendars: rules become one bit a day, with running counts, so
 * that a schedule of a million activities asks in constant time. Readers
 * fill them (calendar-load.c); plan/ and simulate/ ask.
 */
#include "config.h"

#include "base/calendar.h"

#include <string.h>

#define FIRST_DAY 10957 /* 2000-01-01 */
#define LAST_DAY 47846  /* 2100-12-31 */
#define N_DAYS (LAST_DAY - FIRST_DAY + 1)
#define WORD_BITS 64
#define N_WORDS ((N_DAYS + WORD_BITS - 1) / WORD_BITS)

#define WEEKEND_FREE 0x1fU /* Monday to Friday */
#define EVERY_DAY 0x7fU
#define FIRST_HOUR 9
#define LAST_HOUR 17

/* A set of days; before[w] counts those in the words below w. */
typedef struct
{
  guint64 words[N_WORDS];
  gint32 before[N_WORDS + 1];
} DaySet;

/* A freeze, or a day off as a period of one day. */
typedef struct
{
  UitwegDay from;
  UitwegDay until;
  char *name;
} Period;

struct _BaseCalendar
{
  guint weekdays;
  gint first_hour;
  gint last_hour;
  GArray *rules; /* BaseHolidayRule, name owned */
  GArray *days_off;
  GArray *freezes;
  gboolean compiled;
  DaySet sets[BASE_CALENDAR_N_DAYS_KINDS];
};

static void
clear_rule (gpointer rule)
{
  g_free ((char *) ((BaseHolidayRule *) rule)->name);
}

static void
clear_period (gpointer period)
{
  g_free (((Period *) period)->name);
}

static GArray *
new_array (gsize size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, FALSE, (guint) size);

  g_array_set_clear_func (array, clear);
  return array;
}

BaseCalendar *
base_calendar_new (void)
{
  BaseCalendar *calendar = g_new0 (BaseCalendar, 1);

  calendar->weekdays = WEEKEND_FREE;
  calendar->first_hour = FIRST_HOUR;
  calendar->last_hour = LAST_HOUR;
  calendar->rules = new_array (sizeof (BaseHolidayRule), clear_rule);
  calendar->days_off = new_array (sizeof (Period), clear_period);
  calendar->freezes = new_array (sizeof (Period), clear_period);
  return calendar;
}

void
base_calendar_free (BaseCalendar *calendar)
{
  if (calendar == NULL)
    return;
  g_array_unref (calendar->rules);
  g_array_unref (calendar->days_off);
  g_array_unref (calendar->freezes);
  g_free (calendar);
}

static void
add_period (GArray *periods, UitwegDay from, UitwegDay until, const char *name)
{
  Period period = { from, until, g_strdup (name != NULL ? name : "") };

  g_array_append_val (periods, period);
}

static void
copy_periods (GArray *to, const GArray *from)
{
  for (guint i = 0; i < from->len; i++)
    {
      const Period *period = &g_array_index (from, Period, i);

      add_period (to, period->from, period->until, period->name);
    }
}

BaseCalendar *
base_calendar_copy (const BaseCalendar *calendar)
{
  BaseCalendar *copy = base_calendar_new ();

  copy->weekdays = calendar->weekdays;
  copy->first_hour = calendar->first_hour;
  copy->last_hour = calendar->last_hour;
  for (guint i = 0; i < calendar->rules->len; i++)
    base_calendar_add_holiday (
        copy, &g_array_index (calendar->rules, BaseHolidayRule, i));
  copy_periods (copy->days_off, calendar->days_off);
  copy_periods (copy->freezes, calendar->freezes);
  copy->compiled = calendar->compiled;
  memcpy (copy->sets, calendar->sets, sizeof copy->sets);
  return copy;
}

void
base_calendar_set_weekdays (BaseCalendar *calendar, guint mask)
{
  g_return_if_fail (mask != 0 && mask <= EVERY_DAY);

  calendar->weekdays = mask;
  calendar->compiled = FALSE;
}

void
base_calendar_set_hours (BaseCalendar *calendar, gint from, gint until)
{
  g_return_if_fail (from >= 0 && from < until && until <= 24);

  calendar->first_hour = from;
  calendar->last_hour = until;
}

static gboolean
is_between (gint value, gint low, gint high)
{
  return value >= low && value <= high;
}

static gboolean
is_valid_rule (const BaseHolidayRule *rule)
{
  if (!is_between (rule->offset, -366, 366) || rule->every < 0)
    return FALSE;
  switch (rule->kind)
    {
    case BASE_HOLIDAY_FIXED:
      return uitweg_day_from_date (2000, rule->month, rule->day)
             != UITWEG_DAY_UNKNOWN;
    case BASE_HOLIDAY_EASTER:
      return TRUE;
    case BASE_HOLIDAY_NTH_WEEKDAY:
      return is_between (rule->month, 1, 12) && is_between (rule->weekday, 1, 7)
             && is_between (ABS (rule->nth), 1, 5);
    }
  return FALSE;
}

gboolean
base_calendar_add_holiday (BaseCalendar *calendar, const BaseHolidayRule *rule)
{
  BaseHolidayRule copy = *rule;

  if (!is_valid_rule (rule))
    return FALSE;
  copy.name = g_strdup (rule->name != NULL ? rule->name : "");
  g_array_append_val (calendar->rules, copy);
  calendar->compiled = FALSE;
  return TRUE;
}

void
base_calendar_add_day_off (BaseCalendar *calendar,
                           UitwegDay day,
                           const char *name)
{
  g_return_if_fail (day != UITWEG_DAY_UNKNOWN);

  add_period (calendar->days_off, day, day + 1, name);
  calendar->compiled = FALSE;
}

void
base_calendar_add_freeze (BaseCalendar *calendar,
                          UitwegDay from,
                          UitwegDay until,
                          const char *why)
{
  g_return_if_fail (from != UITWEG_DAY_UNKNOWN);
  g_return_if_fail (until != UITWEG_DAY_UNKNOWN && from < until);

  add_period (calendar->freezes, from, until, why);
  calendar->compiled = FALSE;
}

/* Anonymous Gregorian algorithm, in J. Meeus, "Astronomical Algorithms",
 * 1991, chapter 8. */
UitwegDay
base_calendar_get_easter (gint year)
{
  gint cycle = year % 19, century = year / 100, rest = year % 100;
  gint correction = (century - (century + 8) / 25 + 1) / 3;
  gint epact = (19 * cycle + century - century / 4 - correction + 15) % 30;
  gint weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4)
                 % 7;
  gint shift = (cycle + 11 * epact + 22 * weekday) / 451;
  gint sum = epact + weekday - 7 * shift + 114;

  return uitweg_day_from_date (year, sum / 31, sum % 31 + 1);
}

static UitwegDay
find_nth_weekday (const BaseHolidayRule *rule, gint year)
{
  UitwegDay first = uitweg_day_from_date (year, rule->month, 1);
  UitwegDay next = uitweg_day_add_months (first, 1), day;

  if (rule->nth > 0)
    {
      gint ahead = (rule->weekday - uitweg_day_get_weekday (first) + 7) % 7;

      day = first + ahead + 7 * (rule->nth - 1);
    }
  else
    {
      gint back = (uitweg_day_get_weekday (next - 1) - rule->weekday + 7) % 7;

      day = next - 1 - back + 7 * (rule->nth + 1);
    }
  return day >= first && day < next ? day : UITWEG_DAY_UNKNOWN;
}

/* The day of a rule in a year, or UITWEG_DAY_UNKNOWN if it has none. */
static UitwegDay
apply_rule (const BaseHolidayRule *rule, gint year)
{
  UitwegDay day = UITWEG_DAY_UNKNOWN;

  if ((rule->from_year != 0 && year < rule->from_year)
      || (rule->until_year != 0 && year > rule->until_year)
      || (rule->every != 0 && year % rule->every != 0))
    return UITWEG_DAY_UNKNOWN;

  switch (rule->kind)
    {
    case BASE_HOLIDAY_FIXED:
      day = uitweg_day_from_date (year, rule->month, rule->day);
      break;
    case BASE_HOLIDAY_EASTER:
      day = base_calendar_get_easter (year);
      break;
    case BASE_HOLIDAY_NTH_WEEKDAY:
      day = find_nth_weekday (rule, year);
      break;
    }
  if (day == UITWEG_DAY_UNKNOWN)
    return day;
  if (rule->kind != BASE_HOLIDAY_FIXED)
    day += rule->offset;
  return day + rule->move[uitweg_day_get_weekday (day)];
}

static void
remove_days (DaySet *set, UitwegDay from, UitwegDay until)
{
  from = MAX (from, FIRST_DAY);
  until = MIN (until, LAST_DAY + 1);
  for (UitwegDay day = from; day < until; day++)
    {
      gint i = day - FIRST_DAY;

      set->words[i / WORD_BITS] &= ~((guint64) 1 << (i % WORD_BITS));
    }
}

static void
remove_periods (DaySet *set, const GArray *periods)
{
  for (guint i = 0; i < periods->len; i++)
    {
      const Period *period = &g_array_index (periods, Period, i);

      remove_days (set, period->from, period->until);
    }
}

static void
count_set (DaySet *set)
{
  set->before[0] = 0;
  for (gint i = 0; i < N_WORDS; i++)
    set->before[i + 1] = set->before[i] + __builtin_popcountll (set->words[i]);
}

void
base_calendar_compile (BaseCalendar *calendar)
{
  DaySet *working = &calendar->sets[BASE_CALENDAR_WORKING];
  DaySet *open = &calendar->sets[BASE_CALENDAR_OPEN];
  gint weekday = uitweg_day_get_weekday (FIRST_DAY) - 1;

  memset (working->words, 0, sizeof working->words);
  for (gint i = 0; i < N_DAYS; i++, weekday = (weekday + 1) % 7)
    if ((calendar->weekdays >> weekday & 1) != 0)
      working->words[i / WORD_BITS] |= (guint64) 1 << (i % WORD_BITS);

  /* A rule may reach into the year before or after. */
  for (guint r = 0; r < calendar->rules->len; r++)
    for (gint year = BASE_CALENDAR_FIRST_YEAR - 2;
         year <= BASE_CALENDAR_LAST_YEAR + 2; year++)
      {
        UitwegDay day = apply_rule (
            &g_array_index (calendar->rules, BaseHolidayRule, r), year);

        if (day != UITWEG_DAY_UNKNOWN)
          remove_days (working, day, day + 1);
      }
  remove_periods (working, calendar->days_off);

  memcpy (open->words, working->words, sizeof open->words);
  remove_periods (open, calendar->freezes);
  count_set (working);
  count_set (open);
  calendar->compiled = TRUE;
}

gint
base_calendar_get_first_hour (const BaseCalendar *calendar)
{
  return calendar->first_hour;
}

gint
base_calendar_get_hours_per_day (const BaseCalendar *calendar)
{
  return calendar->last_hour - calendar->first_hour;
}

static gboolean
is_in_table (UitwegDay day)
{
  return day >= FIRST_DAY && day <= LAST_DAY;
}

gboolean
base_calendar_has_day (const BaseCalendar *calendar,
                       BaseCalendarDays days,
                       UitwegDay day)
{
  gint i = day - FIRST_DAY;

  g_return_val_if_fail (calendar->compiled, FALSE);

  return is_in_table (day)
         && (calendar->sets[days].words[i / WORD_BITS] >> (i % WORD_BITS) & 1)
                != 0;
}

/* How many days of the set are before the @i-th of the table. */
static gint32
get_rank (const DaySet *set, gint i)
{
  gint word = i / WORD_BITS, bit = i % WORD_BITS;
  guint64 below;

  if (bit == 0)
    return set->before[word];
  below = set->words[word] & (((guint64) 1 << bit) - 1);
  return set->before[word] + __builtin_popcountll (below);
}

/* The place in the table of day @rank of the set, counted from 0, or -1. */
static gint
find_rank (const DaySet *set, gint32 rank)
{
  gint low = 0, high = N_WORDS;
  guint64 word;

  if (rank < 0 || rank >= set->before[N_WORDS])
    return -1;
  while (high - low > 1)
    {
      gint middle = (low + high) / 2;

      if (set->before[middle] <= rank)
        low = middle;
      else
        high = middle;
    }
  word = set->words[low];
  for (gint32 left = rank - set->before[low]; left > 0; left--)
    word &= word - 1;
  return low * WORD_BITS + __builtin_ctzll (word);
}

UitwegDay
base_calendar_next_day (const BaseCalendar *calendar,
                        BaseCalendarDays days,
                        UitwegDay day)
{
  const DaySet *set = &calendar->sets[days];
  gint place;

  g_return_val_if_fail (calendar->compiled, UITWEG_DAY_UNKNOWN);

  if (!is_in_table (day))
    return UITWEG_DAY_UNKNOWN;
  place = find_rank (set, get_rank (set, day - FIRST_DAY));
  return place < 0 ? UITWEG_DAY_UNKNOWN : FIRST_DAY + place;
}

gint32
base_calendar_count_days (const BaseCalendar *calendar,
                          BaseCalendarDays days,
                          UitwegDay from,
                          UitwegDay until)
{
  const DaySet *set = &calendar->sets[days];

  g_return_val_if_fail (calendar->compiled, 0);

  return get_rank (set, CLAMP (until, FIRST_DAY, LAST_DAY + 1) - FIRST_DAY)
         - get_rank (set, CLAMP (from, FIRST_DAY, LAST_DAY + 1) - FIRST_DAY);
}

UitwegDay
base_calendar_add_days (const BaseCalendar *calendar,
                        BaseCalendarDays days,
                        UitwegDay from,
                        gint32 n)
{
  const DaySet *set = &calendar->sets[days];
  gint64 rank;
  gint place;

  g_return_val_if_fail (calendar->compiled, UITWEG_DAY_UNKNOWN);

  if (!is_in_table (from))
    return UITWEG_DAY_UNKNOWN;
  if (n == 0)
    return from;
  rank = (gint64) get_rank (set, from - FIRST_DAY) + n - (n > 0 ? 1 : 0);
  if (rank < 0 || rank > N_DAYS)
    return UITWEG_DAY_UNKNOWN;
  place = find_rank (set, (gint32) rank);
  if (place < 0)
    return UITWEG_DAY_UNKNOWN;
  return FIRST_DAY + place + (n > 0 ? 1 : 0);
}

gboolean
base_calendar_is_working_day (const BaseCalendar *calendar, UitwegDay day)
{
  return base_calendar_has_day (calendar, BASE_CALENDAR_WORKING, day);
}

UitwegDay
base_calendar_next_working_day (const BaseCalendar *calendar, UitwegDay day)
{
  return base_calendar_next_day (calendar, BASE_CALENDAR_WORKING, day);
}

UitwegDay
base_calendar_add_working_days (const BaseCalendar *calendar,
                                UitwegDay from,
                                gint32 n)
{
  return base_calendar_add_days (calendar, BASE_CALENDAR_WORKING, from, n);
}

gint32
base_calendar_count_working_days (const BaseCalendar *calendar,
                                  UitwegDay from,
                                  UitwegDay until)
{
  return base_calendar_count_days (calendar, BASE_CALENDAR_WORKING, from,
                                   until);
}

static const char *
find_period (const GArray *periods, UitwegDay day)
{
  for (guint i = 0; i < periods->len; i++)
    {
      const Period *period = &g_array_index (periods, Period, i);

      if (day >= period->from && day < period->until)
        return period->name;
    }
  return NULL;
}

const char *
base_calendar_get_holiday (const BaseCalendar *calendar, UitwegDay day)
{
  gint year;

  if (!is_in_table (day))
    return NULL;
  uitweg_day_to_date (day, &year, NULL, NULL);
  for (guint i = 0; i < calendar->rules->len; i++)
    {
      const BaseHolidayRule *rule = &g_array_index (calendar->rules,
                                                    BaseHolidayRule, i);

      for (gint near = year - 2; near <= year + 2; near++)
        if (apply_rule (rule, near) == day)
          return rule->name;
    }
  return find_period (calendar->days_off, day);
}

const char *
base_calendar_get_freeze (const BaseCalendar *calendar, UitwegDay day)
{
  return find_period (calendar->freezes, day);
}
