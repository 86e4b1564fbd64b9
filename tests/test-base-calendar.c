/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of working calendars: rules, laws of counting, and the calendars of
 * the catalog against days that are known.
 */
#include "config.h"

#include <string.h>

#include "base/calendar.h"
#include "base/rng.h"

static UitwegDay
day_of (const char *text)
{
  UitwegDay day = UITWEG_DAY_UNKNOWN;

  g_assert_true (uitweg_day_parse (text, &day));
  return day;
}

/* Reads catalog/calendars/ID.yaml of the source folder. */
static BaseCalendar *
load (const char *id)
{
  g_autoptr (BaseCalendar) calendar = base_calendar_new ();
  g_autoptr (BaseProblems) problems = base_problems_new ();
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_strconcat (id, ".yaml", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "catalog",
                                                 "calendars", file, NULL);
  g_autofree char *text = NULL;
  const BaseNode *records;
  gsize length;
  gboolean ok;

  g_assert_true (g_file_get_contents (path, &text, &length, &error));
  ok = base_yaml_parse (doc, file, text, length, &error);
  g_assert_no_error (error);
  g_assert_true (ok);
  records = base_doc_find (doc, base_doc_node (doc, 0), "records");
  ok = base_calendar_load (calendar, doc, base_doc_first (doc, records), file,
                           problems);
  base_problems_check (problems, &error);
  g_assert_no_error (error);
  g_assert_true (ok);
  return g_steal_pointer (&calendar);
}

static void
test_easter (void)
{
  static const char *const easters[] = {
    "1961-04-02", "2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21",
    "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25",
    "2049-04-18", "2076-04-19", "2100-03-28", "2285-03-22"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (easters); i++)
    {
      UitwegDay day = day_of (easters[i]);
      gint year;

      uitweg_day_to_date (day, &year, NULL, NULL);
      g_assert_cmpint (base_calendar_get_easter (year), ==, day);
    }
  for (gint year = 1900; year < 3000; year++)
    g_assert_cmpint (uitweg_day_get_weekday (base_calendar_get_easter (year)),
                     ==, 7);
}

static void
check_closed (const BaseCalendar *calendar, const char *const *days)
{
  for (gsize i = 0; days[i] != NULL; i++)
    {
      g_assert_false (
          base_calendar_is_working_day (calendar, day_of (days[i])));
      g_assert_nonnull (base_calendar_get_holiday (calendar, day_of (days[i])));
    }
}

static gint32
count_year (const BaseCalendar *calendar, gint year)
{
  return base_calendar_count_working_days (
      calendar, uitweg_day_from_date (year, 1, 1),
      uitweg_day_from_date (year + 1, 1, 1));
}

static void
test_netherlands (void)
{
  g_autoptr (BaseCalendar) calendar = load ("NL");
  const char *const closed[] = { "2024-04-27", "2025-04-26", "2031-04-26",
                                 "2012-04-30", "2006-04-29", "2025-05-05",
                                 "2026-05-14", "2026-05-25", "2026-12-25",
                                 "2030-05-05", NULL };

  check_closed (calendar, closed);
  g_assert_true (
      base_calendar_is_working_day (calendar, day_of ("2026-05-05")));
  g_assert_true (
      base_calendar_is_working_day (calendar, day_of ("2031-04-28")));
  g_assert_true (
      base_calendar_is_working_day (calendar, day_of ("2026-04-03")));
  g_assert_cmpstr (base_calendar_get_holiday (calendar, day_of ("2025-04-26")),
                   ==, "King's Day");
  g_assert_null (base_calendar_get_holiday (calendar, day_of ("2025-04-27")));
  /* 261 weekdays less 1 Jan, Easter, King's, Ascension, Whit, Christmas */
  g_assert_cmpint (count_year (calendar, 2026), ==, 255);
  g_assert_cmpint (base_calendar_get_first_hour (calendar), ==, 9);
  g_assert_cmpint (base_calendar_get_hours_per_day (calendar), ==, 8);
}

static void
test_other_countries (void)
{
  g_autoptr (BaseCalendar) germany = load ("DE");
  g_autoptr (BaseCalendar) france = load ("FR");
  g_autoptr (BaseCalendar) belgium = load ("BE");
  g_autoptr (BaseCalendar) target = load ("EU");
  const char *const german[] = { "2017-10-31", "2025-10-03", "2026-04-03",
                                 NULL };
  const char *const french[] = { "2026-07-14", "2026-05-08", NULL };
  const char *const belgian[] = { "2026-07-21", "2026-11-11", NULL };
  const char *const of_target[] = { "2001-12-31", "2026-05-01", NULL };

  check_closed (germany, german);
  check_closed (france, french);
  check_closed (belgium, belgian);
  check_closed (target, of_target);
  g_assert_true (base_calendar_is_working_day (germany, day_of ("2018-10-31")));
  g_assert_true (base_calendar_is_working_day (target, day_of ("2026-05-14")));
  /* 261 less 1 Jan, 2 of Easter, 1 May, Ascension, Whit, 25 Dec; 3 October
   * and 26 December are Saturdays */
  g_assert_cmpint (count_year (germany, 2026), ==, 254);
  g_assert_cmpint (count_year (target, 2026), ==, 256);
}

static void
test_nth_weekdays (void)
{
  g_autoptr (BaseCalendar) calendar = base_calendar_new ();
  const BaseHolidayRule last_monday = { .name = "last Monday of May",
                                        .kind = BASE_HOLIDAY_NTH_WEEKDAY,
                                        .month = 5,
                                        .nth = -1,
                                        .weekday = 1 };
  const BaseHolidayRule after = {
    .name = "day after the fourth Thursday of November",
    .kind = BASE_HOLIDAY_NTH_WEEKDAY,
    .month = 11,
    .nth = 4,
    .weekday = 4,
    .offset = 1
  };
  const BaseHolidayRule fifth = { .name = "fifth Tuesday of February",
                                  .month = 2,
                                  .nth = 5,
                                  .kind = BASE_HOLIDAY_NTH_WEEKDAY,
                                  .weekday = 2 };
  const BaseHolidayRule wrong = { .kind = BASE_HOLIDAY_FIXED, .month = 13 };

  g_assert_true (base_calendar_add_holiday (calendar, &last_monday));
  g_assert_true (base_calendar_add_holiday (calendar, &after));
  g_assert_true (base_calendar_add_holiday (calendar, &fifth));
  g_assert_false (base_calendar_add_holiday (calendar, &wrong));
  base_calendar_compile (calendar);
  g_assert_false (
      base_calendar_is_working_day (calendar, day_of ("2027-05-31")));
  g_assert_true (
      base_calendar_is_working_day (calendar, day_of ("2027-05-24")));
  g_assert_false (
      base_calendar_is_working_day (calendar, day_of ("2026-11-27")));
  g_assert_true (
      base_calendar_is_working_day (calendar, day_of ("2026-11-26")));
  g_assert_cmpstr (base_calendar_get_holiday (calendar, day_of ("2028-02-29")),
                   ==, "fifth Tuesday of February");
  g_assert_null (base_calendar_get_holiday (calendar, day_of ("2028-02-22")));
}

static void
test_freezes_close_but_do_not_stop_work (void)
{
  g_autoptr (BaseCalendar) plain = load ("NL");
  g_autoptr (BaseCalendar) calendar = base_calendar_copy (plain);
  UitwegDay from = day_of ("2027-12-13"), until = day_of ("2028-01-08");

  base_calendar_add_freeze (calendar, from, until, "year-end");
  base_calendar_compile (calendar);
  g_assert_true (base_calendar_is_working_day (calendar, from));
  g_assert_false (base_calendar_has_day (calendar, BASE_CALENDAR_OPEN, from));
  g_assert_true (
      base_calendar_has_day (calendar, BASE_CALENDAR_OPEN, from - 3));
  g_assert_cmpint (base_calendar_next_day (calendar, BASE_CALENDAR_OPEN, from),
                   ==, day_of ("2028-01-10"));
  g_assert_cmpint (
      base_calendar_count_days (calendar, BASE_CALENDAR_OPEN, from, until), ==,
      0);
  g_assert_cmpint (base_calendar_count_working_days (calendar, from, until), ==,
                   20);
  g_assert_cmpstr (base_calendar_get_freeze (calendar, from), ==, "year-end");
  g_assert_null (base_calendar_get_freeze (calendar, until));
}

static void
test_the_ends_of_the_table (void)
{
  g_autoptr (BaseCalendar) calendar = base_calendar_new ();
  UitwegDay first = day_of ("2000-01-01"), last = day_of ("2100-12-31");

  base_calendar_set_weekdays (calendar, 0x7f);
  base_calendar_compile (calendar);
  g_assert_true (base_calendar_is_working_day (calendar, first));
  g_assert_true (base_calendar_is_working_day (calendar, last));
  g_assert_false (base_calendar_is_working_day (calendar, first - 1));
  g_assert_false (base_calendar_is_working_day (calendar, last + 1));
  g_assert_cmpint (base_calendar_add_working_days (calendar, first, 36890), ==,
                   last + 1);
  g_assert_cmpint (base_calendar_add_working_days (calendar, first, 36891), ==,
                   UITWEG_DAY_UNKNOWN);
  g_assert_cmpint (base_calendar_add_working_days (calendar, first, -1), ==,
                   UITWEG_DAY_UNKNOWN);
  g_assert_cmpint (base_calendar_add_working_days (calendar, first, G_MAXINT32),
                   ==, UITWEG_DAY_UNKNOWN);
  g_assert_cmpint (
      base_calendar_count_working_days (calendar, G_MININT32, G_MAXINT32), ==,
      36890);
  g_assert_cmpint (base_calendar_next_working_day (calendar, last + 1), ==,
                   UITWEG_DAY_UNKNOWN);
}

/* Counting, adding and asking agree, and with counting by hand. */
static void
test_the_laws_of_counting (void)
{
  g_autoptr (BaseCalendar) calendar = load ("NL");
  UitwegDay first = day_of ("2000-03-01");

  for (guint64 i = 0; i < 3000; i++)
    {
      UitwegDay from = first + (gint32) base_rng_below (1, 0, 2 * i, 36000);
      gint32 n = (gint32) base_rng_below (1, 0, 2 * i + 1, 401) - 200;
      UitwegDay end = base_calendar_add_working_days (calendar, from, n);
      gint32 by_hand = 0;

      if (end == UITWEG_DAY_UNKNOWN)
        continue;
      for (UitwegDay day = MIN (from, end); day < MAX (from, end); day++)
        by_hand += base_calendar_is_working_day (calendar, day);
      g_assert_cmpint (by_hand, ==, ABS (n));
      g_assert_cmpint (base_calendar_count_working_days (calendar, from, end),
                       ==, n);
      if (n > 0)
        g_assert_true (base_calendar_is_working_day (calendar, end - 1));
      if (n < 0)
        g_assert_true (base_calendar_is_working_day (calendar, end));
      g_assert_cmpint (
          base_calendar_count_working_days (
              calendar, from, base_calendar_next_working_day (calendar, from)),
          ==, 0);
    }
}

static void
test_problems_are_named (void)
{
  static const struct
  {
    const char *yaml;
    const char *expected;
  } cases[] = {
    { "holidays: [{name: x, month_day: 02-30}]", "*02-30*12-25*" },
    { "holidays: [{name: x}]", "*month_day, easter*" },
    { "holidays: [{month_day: 01-01}]", "*expected name*" },
    { "holidays: [{name: x, easter: 1, nth: 2}]", "*one of*" },
    { "holidays: [{name: x, weekday: mon, month: 1}]", "*one of*" },
    { "holidays: [{name: x, easter: 1.5}]", "*whole number*" },
    { "holidays: [{nam: x, easter: 1}]", "*'nam'*perhaps name*" },
    { "holidays: 5", "*a list*" },
    { "working_days: [mon, tues]", "*'tues'*" },
    { "working_days: []", "*at least one*" },
    { "hours: {from: 17, until: 9}", "*the later*" },
    { "hours: {from: 17, until: 25}", "*0 to 24*" },
    { "freeze: [{from: 2027-12-13}]", "*the day after*" },
    { "freeze: [{from: 2027-12-13, until: 2027-12-13}]", "*the day after*" },
    { "days_off: [{date: 13 May}]", "*2027-12-31*" },
    { "holiday: []", "*perhaps holidays*" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BaseCalendar) calendar = base_calendar_new ();
      g_autoptr (BaseProblems) problems = base_problems_new ();
      g_autoptr (BaseDoc) doc = base_doc_new ();

      g_assert_true (base_yaml_parse (doc, "x.yaml", cases[i].yaml,
                                      strlen (cases[i].yaml), NULL));
      g_assert_false (base_calendar_load (calendar, doc, base_doc_node (doc, 0),
                                          "x.yaml", problems));
      g_assert_cmpuint (base_problems_get_count (problems), ==, 1);
      if (!g_pattern_match_simple (cases[i].expected,
                                   base_problems_get (problems, 0)))
        g_error ("%s: %s", cases[i].yaml, base_problems_get (problems, 0));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/calendar/easter", test_easter);
  g_test_add_func ("/base/calendar/netherlands", test_netherlands);
  g_test_add_func ("/base/calendar/countries", test_other_countries);
  g_test_add_func ("/base/calendar/nth", test_nth_weekdays);
  g_test_add_func ("/base/calendar/freeze",
                   test_freezes_close_but_do_not_stop_work);
  g_test_add_func ("/base/calendar/ends", test_the_ends_of_the_table);
  g_test_add_func ("/base/calendar/laws", test_the_laws_of_counting);
  g_test_add_func ("/base/calendar/problems", test_problems_are_named);
  return g_test_run ();
}
