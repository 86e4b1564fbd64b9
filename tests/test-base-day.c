/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of days, over every day there is.
 */
#include "config.h"

#include <uitweg/day.h>

/* Counts through all days by hand: GLib's GDate is the second opinion. */
static void
test_every_day_comes_back (void)
{
  GDate date;
  UitwegDay day, first = 0, last = 0;

  g_assert_true (uitweg_day_parse ("1900-01-01", &first));
  g_assert_true (uitweg_day_parse ("2999-12-31", &last));
  g_assert_cmpint (last - first + 1, ==, 401767);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1900);

  for (day = first; day <= last; day++, g_date_add_days (&date, 1))
    {
      g_autofree char *text = uitweg_day_format (day);
      gint year, month, day_of_month;
      UitwegDay back = 77;

      uitweg_day_to_date (day, &year, &month, &day_of_month);
      g_assert_cmpint (year, ==, g_date_get_year (&date));
      g_assert_cmpint (month, ==, (gint) g_date_get_month (&date));
      g_assert_cmpint (day_of_month, ==, g_date_get_day (&date));
      g_assert_cmpint (uitweg_day_get_weekday (day), ==,
                       (gint) g_date_get_weekday (&date));
      g_assert_cmpint (uitweg_day_from_date (year, month, day_of_month), ==,
                       day);
      g_assert_true (uitweg_day_parse (text, &back));
      g_assert_cmpint (back, ==, day);
    }
}

static void
test_known_days (void)
{
  UitwegDay day = 77;

  g_assert_true (uitweg_day_parse ("1970-01-01", &day));
  g_assert_cmpint (day, ==, 0);
  g_assert_cmpint (uitweg_day_get_weekday (0), ==, 4);
  g_assert_true (uitweg_day_parse ("2026-11-22", &day));
  g_assert_cmpint (day, ==, 20779);
  g_assert_cmpint (uitweg_day_get_weekday (day), ==, 7);
  uitweg_day_to_date (day, NULL, NULL, NULL);
}

static void
test_no_day (void)
{
  static const char *const texts[] = {
    "",           "2026",        "2026-1-1",    "2026-02-29",
    "2026-13-01", "2026-00-01",  "2026-01-00",  "2026-04-31",
    "1899-12-31", "3000-01-01",  "2026-01-01 ", " 2026-01-01",
    "2026/01/01", "2026-01-01T", "20260101",    "1900-02-29",
    "2026-01-",   "2026-01-1x",  "-026-01-01"
  };
  UitwegDay day = 77;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (uitweg_day_parse (texts[i], &day));
  g_assert_cmpint (day, ==, 77);
  g_assert_cmpint (uitweg_day_from_date (2027, 2, 29), ==, UITWEG_DAY_UNKNOWN);
}

static void
test_months (void)
{
  static const struct
  {
    const char *from;
    gint n_months;
    const char *expected;
  } cases[] = {
    { "2027-01-31", 1, "2027-02-28" },  { "2028-01-31", 1, "2028-02-29" },
    { "2027-03-31", -1, "2027-02-28" }, { "2027-01-15", 0, "2027-01-15" },
    { "2027-01-15", -1, "2026-12-15" }, { "2027-12-15", 1, "2028-01-15" },
    { "2027-05-31", 13, "2028-06-30" }, { "2027-05-31", -1524, "1900-05-31" },
    { "2999-12-31", 1, NULL },          { "1900-01-01", -1, NULL },
    { "2027-05-31", G_MAXINT, NULL },   { "2027-05-31", G_MININT, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      UitwegDay from = 0, expected = UITWEG_DAY_UNKNOWN;

      g_assert_true (uitweg_day_parse (cases[i].from, &from));
      if (cases[i].expected != NULL)
        g_assert_true (uitweg_day_parse (cases[i].expected, &expected));
      g_assert_cmpint (uitweg_day_add_months (from, cases[i].n_months), ==,
                       expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/day/all", test_every_day_comes_back);
  g_test_add_func ("/base/day/known", test_known_days);
  g_test_add_func ("/base/day/none", test_no_day);
  g_test_add_func ("/base/day/months", test_months);
  return g_test_run ();
}
