/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef UITWEG_DAY_H
#define UITWEG_DAY_H

#include <uitweg/types.h>

G_BEGIN_DECLS

/**
 * uitweg_day_parse:
 * @text: "YYYY-MM-DD", nothing before or after
 * @day_out: (out): the day
 *
 * Returns: %FALSE if @text is not a day from 1900-01-01 to 2999-12-31;
 *   @day_out is then left as it was
 *
 * Since: 0.1
 */
gboolean uitweg_day_parse (const char *text, UitwegDay *day_out);

/**
 * uitweg_day_format:
 * @day: a legal day
 *
 * Returns: (transfer full): "YYYY-MM-DD"; free with g_free()
 *
 * Since: 0.1
 */
char *uitweg_day_format (UitwegDay day);

/**
 * uitweg_day_from_date:
 * @year: 1900 to 2999
 * @month: 1 to 12
 * @day_of_month: 1 to the length of the month
 *
 * Returns: the day, or %UITWEG_DAY_UNKNOWN if there is no such date
 *
 * Since: 0.1
 */
UitwegDay uitweg_day_from_date (gint year, gint month, gint day_of_month);

/**
 * uitweg_day_to_date:
 * @day: a legal day
 * @year_out: (out) (optional): 1900 to 2999
 * @month_out: (out) (optional): 1 to 12
 * @day_of_month_out: (out) (optional): 1 to 31
 *
 * Since: 0.1
 */
void uitweg_day_to_date (UitwegDay day,
                         gint *year_out,
                         gint *month_out,
                         gint *day_of_month_out);

/**
 * uitweg_day_get_weekday:
 * @day: a legal day
 *
 * Returns: 1 for Monday to 7 for Sunday (ISO 8601)
 *
 * Since: 0.1
 */
gint uitweg_day_get_weekday (UitwegDay day);

/**
 * uitweg_day_add_months:
 * @day: a legal day
 * @n_months: whole months, negative to go back
 *
 * The same day of a later month; the last day of that month where it is
 * shorter (2027-01-31 + 1 is 2027-02-28).
 *
 * Returns: the day, or %UITWEG_DAY_UNKNOWN if it is out of range
 *
 * Since: 0.1
 */
UitwegDay uitweg_day_add_months (UitwegDay day, gint n_months);

G_END_DECLS

#endif
