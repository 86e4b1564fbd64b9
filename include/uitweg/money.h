/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef UITWEG_MONEY_H
#define UITWEG_MONEY_H

#include <uitweg/types.h>

G_BEGIN_DECLS

/**
 * UitwegMoneyError:
 * @UITWEG_MONEY_ERROR_SYNTAX: the text is not a decimal amount
 * @UITWEG_MONEY_ERROR_OVERFLOW: the result is outside #UitwegMoney
 */
typedef enum
{
  UITWEG_MONEY_ERROR_SYNTAX,
  UITWEG_MONEY_ERROR_OVERFLOW,
} UitwegMoneyError;

#define UITWEG_MONEY_ERROR (uitweg_money_error_quark ())
GQuark uitweg_money_error_quark (void);

/**
 * uitweg_money_parse:
 * @text: a decimal such as "-12.3456789" or "3.7e-05"; no sign of currency,
 *   no grouping, any number of decimals
 * @money_out: (out): the amount, rounded half to even to the micro-euro
 * @error: return location, or %NULL
 *
 * O(length). Leaves @money_out as it was on failure.
 *
 * Returns: %FALSE with %UITWEG_MONEY_ERROR set if @text is no decimal or is
 *   out of range
 *
 * Since: 0.1
 */
gboolean
uitweg_money_parse (const char *text, UitwegMoney *money_out, GError **error);

/**
 * uitweg_money_add:
 * @a: an amount
 * @b: an amount
 * @sum_out: (out): @a + @b
 * @error: return location, or %NULL
 *
 * Returns: %FALSE with %UITWEG_MONEY_ERROR_OVERFLOW set if the sum does not
 *   fit; @sum_out is then left as it was
 *
 * Since: 0.1
 */
gboolean uitweg_money_add (UitwegMoney a,
                           UitwegMoney b,
                           UitwegMoney *sum_out,
                           GError **error);

/**
 * uitweg_money_scale:
 * @money: an amount
 * @numerator: any whole number
 * @denominator: above 0
 * @product_out: (out): @money x @numerator / @denominator through 128 bits,
 *   rounded half to even once
 * @error: return location, or %NULL
 *
 * The one multiplication of money: factors are exact fractions, so that no
 * amount ever passes through a binary float.
 *
 * Returns: %FALSE with %UITWEG_MONEY_ERROR_OVERFLOW set if the product does
 *   not fit; @product_out is then left as it was
 *
 * Since: 0.1
 */
gboolean uitweg_money_scale (UitwegMoney money,
                             gint64 numerator,
                             gint64 denominator,
                             UitwegMoney *product_out,
                             GError **error);

/**
 * uitweg_money_format:
 * @money: an amount
 *
 * The shortest decimal with at least two decimals that gives the same
 * micro-euro: "1234.50", "0.000001", "-3.00". This is the form in files.
 *
 * Returns: (transfer full): free with g_free()
 *
 * Since: 0.1
 */
char *uitweg_money_format (UitwegMoney money);

G_END_DECLS

#endif
