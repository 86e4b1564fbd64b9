/* SPDX-License-Identifier: EUPL-1.2
 *
 * Days of the proleptic Gregorian calendar as whole numbers. Files hold
 * dates, everything behind the readers holds days.
 *
 * Method: years that begin in March, in eras of 400 years, so that the day
 * of a leap year comes last.
 */
#include "config.h"

#include <uitweg/day.h>

#define FIRST_YEAR 1900
#define LAST_YEAR 2999
#define FIRST_DAY (-25567) /* 1900-01-01 */
#define LAST_DAY 376199    /* 2999-12-31 */

#define DAYS_PER_ERA 146097    /* 400 years */
#define DAYS_PER_CENTURY 36524 /* but for the last of an era */
#define DAYS_PER_LEAP_CYCLE 1460
#define DAYS_PER_YEAR 365
#define EPOCH_OFFSET 719468 /* 0000-03-01 to 1970-01-01 */

static gint
get_days_in_month (gint year, gint month)
{
  static const gint8 lengths[] = { 31, 28, 31, 30, 31, 30,
                                   31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return month == 2 && leap ? 29 : lengths[month - 1];
}

static gboolean
is_legal (UitwegDay day)
{
  return day >= FIRST_DAY && day <= LAST_DAY;
}

/* Reads @n digits, or returns -1. Stops at the end of the text. */
static gint
read_digits (const char *text, gint n)
{
  gint value = 0;

  for (gint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      value = value * 10 + (text[i] - '0');
    }
  return value;
}

gboolean
uitweg_day_parse (const char *text, UitwegDay *day_out)
{
  gint year, month, day_of_month;
  UitwegDay day;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (day_out != NULL, FALSE);

  year = read_digits (text, 4);
  if (year < 0 || text[4] != '-')
    return FALSE;
  month = read_digits (text + 5, 2);
  if (month < 0 || text[7] != '-')
    return FALSE;
  day_of_month = read_digits (text + 8, 2);
  if (day_of_month < 0 || text[10] != '\0')
    return FALSE;
  day = uitweg_day_from_date (year, month, day_of_month);
  if (day == UITWEG_DAY_UNKNOWN)
    return FALSE;
  *day_out = day;
  return TRUE;
}

char *
uitweg_day_format (UitwegDay day)
{
  gint year, month, day_of_month;

  g_return_val_if_fail (is_legal (day), NULL);

  uitweg_day_to_date (day, &year, &month, &day_of_month);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day_of_month);
}

UitwegDay
uitweg_day_from_date (gint year, gint month, gint day_of_month)
{
  gint shifted_year, era, year_of_era, day_of_year;

  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12
      || day_of_month < 1 || day_of_month > get_days_in_month (year, month))
    return UITWEG_DAY_UNKNOWN;

  shifted_year = month <= 2 ? year - 1 : year;
  era = shifted_year / 400;
  year_of_era = shifted_year - era * 400;
  /* 153 days in five months from March on: */
  day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day_of_month - 1;
  return era * DAYS_PER_ERA + year_of_era * DAYS_PER_YEAR + year_of_era / 4
         - year_of_era / 100 + day_of_year - EPOCH_OFFSET;
}

void
uitweg_day_to_date (UitwegDay day,
                    gint *year_out,
                    gint *month_out,
                    gint *day_of_month_out)
{
  gint shifted, era, day_of_era, year_of_era, day_of_year, month;

  g_return_if_fail (is_legal (day));

  shifted = day + EPOCH_OFFSET;
  era = shifted / DAYS_PER_ERA;
  day_of_era = shifted % DAYS_PER_ERA;
  year_of_era = (day_of_era - day_of_era / DAYS_PER_LEAP_CYCLE
                 + day_of_era / DAYS_PER_CENTURY
                 - day_of_era / (DAYS_PER_ERA - 1))
                / DAYS_PER_YEAR;
  day_of_year = day_of_era
                - (DAYS_PER_YEAR * year_of_era + year_of_era / 4
                   - year_of_era / 100);
  month = (5 * day_of_year + 2) / 153; /* 0 is March */

  if (day_of_month_out != NULL)
    *day_of_month_out = day_of_year - (153 * month + 2) / 5 + 1;
  if (month_out != NULL)
    *month_out = month < 10 ? month + 3 : month - 9;
  if (year_out != NULL)
    *year_out = era * 400 + year_of_era + (month < 10 ? 0 : 1);
}

/* Day 0 was a Thursday; the offset is whole weeks and makes it positive. */
gint
uitweg_day_get_weekday (UitwegDay day)
{
  g_return_val_if_fail (is_legal (day), 0);

  return (day + 3 + 70000) % 7 + 1;
}

UitwegDay
uitweg_day_add_months (UitwegDay day, gint n_months)
{
  gint year, month, day_of_month;
  gint64 months;

  g_return_val_if_fail (is_legal (day), UITWEG_DAY_UNKNOWN);

  uitweg_day_to_date (day, &year, &month, &day_of_month);
  months = (gint64) year * 12 + month - 1 + n_months;
  if (months < FIRST_YEAR * 12 || months >= (LAST_YEAR + 1) * 12)
    return UITWEG_DAY_UNKNOWN;
  year = (gint) (months / 12);
  month = (gint) (months % 12) + 1;
  return uitweg_day_from_date (
      year, month, MIN (day_of_month, get_days_in_month (year, month)));
}
