/* SPDX-License-Identifier: EUPL-1.2
 *
 * Money inside the library: exact unit prices, ranges, and amounts as people
 * write them in a scenario. Errors are UITWEG_MONEY_ERROR throughout, and
 * outputs are left as they were on failure.
 */
#ifndef BASE_MONEY_PRIVATE_H
#define BASE_MONEY_PRIVATE_H

#include <uitweg/money.h>

G_BEGIN_DECLS

/*
 * An exact decimal, mantissa / 10^scale, such as a unit price with twenty
 * decimals or a rate of exchange. The scale is at least 0.
 */
typedef struct
{
  __extension__ __int128 mantissa;
  gint scale;
} BasePrice;

/* The most significant digits of a price, and the most decimals: */
#define BASE_PRICE_MAX_DIGITS 38
#define BASE_PRICE_MAX_SCALE 400

/*
 * @text: a decimal as in uitweg_money_parse(). Nothing is rounded: more than
 * BASE_PRICE_MAX_DIGITS significant digits, or decimals beyond
 * BASE_PRICE_MAX_SCALE, are an overflow.
 */
gboolean
base_money_parse_price (const char *text, BasePrice *price_out, GError **error);

/* The price that is this amount exactly. */
BasePrice base_price_from_money (UitwegMoney money);

/* @a x @b, exactly; an overflow if it needs more than 38 digits. */
gboolean base_price_multiply (const BasePrice *a,
                              const BasePrice *b,
                              BasePrice *product_out,
                              GError **error);

/* Returns: below, equal to or above 0, as @a is to @b */
gint base_price_compare (const BasePrice *a, const BasePrice *b);

/*
 * @price x @numerator / @denominator, rounded half to even once.
 * @denominator is above 0. A price per GiB for bytes is
 * base_price_times (price, bytes, 1 << 30, ...).
 */
gboolean base_price_times (const BasePrice *price,
                           gint64 numerator,
                           gint64 denominator,
                           UitwegMoney *money_out,
                           GError **error);

/* The hours of a month in all prices. */
#define BASE_HOURS_PER_MONTH 730

/*
 * What @count of something cost a month: the smaller of the price for 730
 * hours and the month's cap, each times @count, rounded once. One of the two
 * prices may be NULL, not both.
 */
gboolean base_price_month (const BasePrice *per_hour,
                           const BasePrice *month_cap,
                           gint64 count,
                           UitwegMoney *money_out,
                           GError **error);

/* @money x the decimal literal @decimal, rounded half to even once. */
gboolean base_money_times_decimal (UitwegMoney money,
                                   const char *decimal,
                                   UitwegMoney *money_out,
                                   GError **error);

/* Adds @b to @sum unless it overflows. Either may be UITWEG_UNKNOWN: then
 * @sum is unknown. */
gboolean base_money_add_to (UitwegMoney *sum, UitwegMoney b, GError **error);

/*
 * Ranges. An end that is not known is UITWEG_UNKNOWN: with nothing known at
 * the lower end the least is open, at the upper end the most. Sums of
 * ranges add end to end; an open end stays open.
 */
#define BASE_MONEY_RANGE_UNKNOWN                                               \
  ((UitwegMoneyRange){ UITWEG_UNKNOWN, UITWEG_UNKNOWN })

/* Returns: {@money, @money} */
UitwegMoneyRange base_money_range (UitwegMoney money);

/* Returns: whether both ends are known and equal */
gboolean base_money_range_is_exact (UitwegMoneyRange range);

gboolean base_money_range_add (UitwegMoneyRange *sum,
                               UitwegMoneyRange part,
                               GError **error);

/* @range x @numerator / @denominator; a negative factor swaps the ends. */
gboolean base_money_range_scale (UitwegMoneyRange range,
                                 gint64 numerator,
                                 gint64 denominator,
                                 UitwegMoneyRange *product_out,
                                 GError **error);

/* Returns: the least range that holds both; open where one is open */
UitwegMoneyRange base_money_range_union (UitwegMoneyRange a,
                                         UitwegMoneyRange b);

/*
 * An amount as a scenario has it: a decimal, then maybe `k` (thousand) or
 * `M` (million), then maybe the currency, EUR, with or without a space:
 * "1.8M EUR", "300k EUR", "880 EUR", "12.50". Another currency is a syntax
 * error that says so.
 */
gboolean
base_amount_parse (const char *text, UitwegMoney *money_out, GError **error);

G_END_DECLS

#endif
