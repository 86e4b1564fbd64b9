/* SPDX-License-Identifier: EUPL-1.2
 *
 * Amounts, numbers and days for readers, in the forms of a language ("en" or
 * "nl"), without the locale of the machine.
 */
#ifndef BASE_HUMAN_H
#define BASE_HUMAN_H

#include <uitweg/types.h>

/* (transfer full): whole euro, rounded half away from zero for the eye only:
 * "EUR 1,234,567" or "€ 1.234.567"; "unknown" or "onbekend" */
char *base_human_eur (UitwegMoney money, const char *language);

/* (transfer full): one amount where both ends print alike, else
 * "EUR 1,000 to 2,000" or "€ 1.000 tot 2.000" */
char *base_human_eur_range (UitwegMoneyRange range, const char *language);

/* (transfer full): "31 December 2029" or "31 december 2029"; "unknown" */
char *base_human_day (UitwegDay day, const char *language);

/* (transfer full): a whole number with groups of three */
char *base_human_count (gint64 count, const char *language);

/* (transfer full): with that many decimals, 0 to 6, halves away from zero */
char *base_human_number (double number, guint decimals, const char *language);

#endif
