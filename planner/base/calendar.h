/* SPDX-License-Identifier: EUPL-1.2
 *
 * When people work: working weekdays less holidays, and periods in which
 * nothing may be changed. Rules are data (catalog/calendars/); compiled, a
 * calendar is a table of days from 2000-01-01 to 2100-12-31, which may be
 * read by many threads.
 */
#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

#include <uitweg/day.h>

#include "base/doc.h"
#include "base/problems.h"

G_BEGIN_DECLS

#define BASE_CALENDAR_FIRST_YEAR 2000
#define BASE_CALENDAR_LAST_YEAR 2100

/*
 * BASE_CALENDAR_WORKING: working weekdays that are no holidays
 * BASE_CALENDAR_OPEN: working days outside the freeze periods, on which
 *   something may be switched over
 */
typedef enum
{
  BASE_CALENDAR_WORKING,
  BASE_CALENDAR_OPEN,
} BaseCalendarDays;

#define BASE_CALENDAR_N_DAYS_KINDS 2

/*
 * BASE_HOLIDAY_FIXED: @month and @day
 * BASE_HOLIDAY_EASTER: @offset days after Easter Sunday (Western)
 * BASE_HOLIDAY_NTH_WEEKDAY: the @nth @weekday of @month, -1 for the last,
 *   then @offset days
 */
typedef enum
{
  BASE_HOLIDAY_FIXED,
  BASE_HOLIDAY_EASTER,
  BASE_HOLIDAY_NTH_WEEKDAY,
} BaseHolidayKind;

/* One rule; years are inclusive, 0 is no bound. */
typedef struct
{
  const char *name; /* copied; may be NULL */
  BaseHolidayKind kind;
  gint month;   /* 1 to 12 */
  gint day;     /* 1 to the end of the month; 02-29 in leap years only */
  gint offset;  /* -366 to 366 */
  gint nth;     /* 1 to 5, or -1 to -5 from the end */
  gint weekday; /* 1 Monday to 7 Sunday */
  gint from_year;
  gint until_year;
  gint every;    /* only in years that this divides; 0 for every year */
  gint8 move[8]; /* [1] to [7]: days to move it by if it falls there */
} BaseHolidayRule;

typedef struct _BaseCalendar BaseCalendar;

/* Returns: a calendar without rules: Monday to Friday, 9 to 17 hours */
BaseCalendar *base_calendar_new (void);
void base_calendar_free (BaseCalendar *calendar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaseCalendar, base_calendar_free)

/* Rules first, then base_calendar_compile(); after more rules, again. */

/* Bit 0 of @mask is Monday, bit 6 Sunday; at least one bit is set. */
void base_calendar_set_weekdays (BaseCalendar *calendar, guint mask);

/* Working hours of a working day; 0 <= @from < @until <= 24. */
void base_calendar_set_hours (BaseCalendar *calendar, gint from, gint until);

/* Returns: FALSE if the rule is none (a range above is not kept) */
gboolean base_calendar_add_holiday (BaseCalendar *calendar,
                                    const BaseHolidayRule *rule);

/* One date that is no working day. */
void base_calendar_add_day_off (BaseCalendar *calendar,
                                UitwegDay day,
                                const char *name);

/* From @from until before @until nothing is switched over. */
void base_calendar_add_freeze (BaseCalendar *calendar,
                               UitwegDay from,
                               UitwegDay until,
                               const char *why);

/* O(days of the table + rules x years). */
void base_calendar_compile (BaseCalendar *calendar);

/* (transfer full): the same rules, to add a scenario's freezes to. */
BaseCalendar *base_calendar_copy (const BaseCalendar *calendar);

/*
 * Reads the keys of one record (uitweg-catalog(5)): working_days, hours,
 * holidays, days_off, freeze; `id`, `name` and `name_nl` are left to the
 * caller. Adds to @calendar and compiles it.
 *
 * Returns: FALSE if it added to @problems; @calendar is then of no use
 */
gboolean base_calendar_load (BaseCalendar *calendar,
                             const BaseDoc *doc,
                             const BaseNode *record,
                             const char *name,
                             BaseProblems *problems);

/*
 * Reads a list of {from, until, why} into the freezes, as a scenario has it;
 * `until` is exclusive. Does not compile.
 */
gboolean base_calendar_load_freezes (BaseCalendar *calendar,
                                     const BaseDoc *doc,
                                     const BaseNode *list,
                                     const char *name,
                                     BaseProblems *problems);

/* Questions, of a compiled calendar. Days outside the table are in no set. */

gint base_calendar_get_first_hour (const BaseCalendar *calendar);
gint base_calendar_get_hours_per_day (const BaseCalendar *calendar);

/* O(1). */
gboolean base_calendar_has_day (const BaseCalendar *calendar,
                                BaseCalendarDays days,
                                UitwegDay day);

/*
 * The first such day at or after @day. O(log n).
 *
 * Returns: UITWEG_DAY_UNKNOWN if there is none before the table ends, or
 *   @day is outside it
 */
UitwegDay base_calendar_next_day (const BaseCalendar *calendar,
                                  BaseCalendarDays days,
                                  UitwegDay day);

/* How many such days from @from until before @until; negative if @until is
 * the earlier. O(1). */
gint32 base_calendar_count_days (const BaseCalendar *calendar,
                                 BaseCalendarDays days,
                                 UitwegDay from,
                                 UitwegDay until);

/*
 * The earliest end, exclusive, of a span that starts at @from and holds @n
 * such days: work of one day from a Friday ends on Saturday, and
 * base_calendar_next_day() says when the next work starts. A negative @n
 * goes back: the latest start of a span that ends, exclusive, at @from. 0
 * gives @from. O(log n).
 *
 * Returns: UITWEG_DAY_UNKNOWN if it leaves the table
 */
UitwegDay base_calendar_add_days (const BaseCalendar *calendar,
                                  BaseCalendarDays days,
                                  UitwegDay from,
                                  gint32 n);

/* The same for BASE_CALENDAR_WORKING. */
gboolean base_calendar_is_working_day (const BaseCalendar *calendar,
                                       UitwegDay day);
UitwegDay base_calendar_next_working_day (const BaseCalendar *calendar,
                                          UitwegDay day);
UitwegDay base_calendar_add_working_days (const BaseCalendar *calendar,
                                          UitwegDay from,
                                          gint32 n);
gint32 base_calendar_count_working_days (const BaseCalendar *calendar,
                                         UitwegDay from,
                                         UitwegDay until);

/* Returns: (transfer none): the name of the first holiday rule that makes
 *   @day one, or NULL. O(rules) */
const char *base_calendar_get_holiday (const BaseCalendar *calendar,
                                       UitwegDay day);

/* Returns: (transfer none): why @day is frozen, "" if nobody said; NULL if it
 *   is not. O(freezes) */
const char *base_calendar_get_freeze (const BaseCalendar *calendar,
                                      UitwegDay day);

/* Returns: Easter Sunday of the Gregorian calendar; @year from 1900 to 2999 */
UitwegDay base_calendar_get_easter (gint year);

G_END_DECLS

#endif
