/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of money: parsing, sums, products, unit prices, ranges and amounts.
 */
#include "config.h"

#include "base/money-private.h"
#include "base/rng.h"

static void
test_parse_rounds_half_to_even (void)
{
  static const struct
  {
    const char *text;
    gint64 expected;
  } cases[] = {
    /* the vectors of money.round */
    { "0.0000005", 0 },
    { "0.0000015", 2 },
    { "-0.0000025", -2 },
    { "1234567.8912345", 1234567891234 },
    { "0.1", 100000 },
    /* and more */
    { "0.00000150000000000000000000001", 2 },
    { "0.0000005000000000000000000000000000001", 1 },
    { "-12.3456789", -12345679 },
    { "3.7e-05", 37 },
    { "0e-99999999999", 0 },
    { "1E3", 1000000000 },
    { "1e-400", 0 },
    { ".5", 500000 },
    { "000123.4500", 123450000 },
    { "9223372036854.775807", G_MAXINT64 },
    { "-9223372036854.775807", -G_MAXINT64 },
    { "9223372036854.7758074999", G_MAXINT64 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      UitwegMoney money = 77;

      g_assert_true (uitweg_money_parse (cases[i].text, &money, &error));
      g_assert_no_error (error);
      g_assert_cmpint (money, ==, cases[i].expected);
    }
}

static void
test_parse_errors_change_nothing (void)
{
  static const struct
  {
    const char *text;
    UitwegMoneyError code;
  } cases[] = {
    { "", UITWEG_MONEY_ERROR_SYNTAX },
    { "12,50", UITWEG_MONEY_ERROR_SYNTAX },
    { "1 000", UITWEG_MONEY_ERROR_SYNTAX },
    { "12.50 EUR", UITWEG_MONEY_ERROR_SYNTAX },
    { "1e", UITWEG_MONEY_ERROR_SYNTAX },
    { "inf", UITWEG_MONEY_ERROR_SYNTAX },
    { "9223372036854.7758075", UITWEG_MONEY_ERROR_OVERFLOW },
    { "-9223372036854.775808", UITWEG_MONEY_ERROR_OVERFLOW },
    { "1e999999999999", UITWEG_MONEY_ERROR_OVERFLOW },
    { "99999999999999999999999999", UITWEG_MONEY_ERROR_OVERFLOW },
  };
  UitwegMoney money = 77;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (uitweg_money_parse (cases[i].text, &money, &error));
      g_assert_error (error, UITWEG_MONEY_ERROR, (gint) cases[i].code);
      g_assert_cmpint (money, ==, 77);
    }
}

static void
test_format_is_shortest (void)
{
  static const struct
  {
    UitwegMoney money;
    const char *expected;
  } cases[] = {
    { 0, "0.00" },
    { 1234500000, "1234.50" },
    { 1, "0.000001" },
    { -3000000, "-3.00" },
    { -10, "-0.00001" },
    { G_MAXINT64, "9223372036854.775807" },
    { -G_MAXINT64, "-9223372036854.775807" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = uitweg_money_format (cases[i].money);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_format_comes_back (void)
{
  for (guint64 i = 0; i < 20000; i++)
    {
      UitwegMoney money = (gint64) (base_rng_uint64 (1, 0, i) >> (1 + i % 60)),
                  back = 0;
      g_autofree char *text = NULL;

      money = (i & 1) != 0 ? -money : money;
      text = uitweg_money_format (money);
      g_assert_true (uitweg_money_parse (text, &back, NULL));
      g_assert_cmpint (back, ==, money);
    }
}

static void
test_add_fails_at_the_ends (void)
{
  g_autoptr (GError) error = NULL;
  UitwegMoney sum = 77;

  g_assert_true (uitweg_money_add (G_MAXINT64 - 1, 1, &sum, NULL));
  g_assert_cmpint (sum, ==, G_MAXINT64);
  g_assert_false (uitweg_money_add (G_MAXINT64, 1, &sum, &error));
  g_assert_error (error, UITWEG_MONEY_ERROR, UITWEG_MONEY_ERROR_OVERFLOW);
  g_assert_cmpint (sum, ==, G_MAXINT64);

  /* One below the least is the unknown, which no sum may become: */
  g_assert_false (uitweg_money_add (-G_MAXINT64, -1, &sum, NULL));
  g_assert_cmpint (sum, ==, G_MAXINT64);
}

static void
test_scale_rounds_once (void)
{
  static const gint64 cases[][4] = {
    { 5, 1, 10, 0 },
    { 15, 1, 10, 2 },
    { 25, 1, 10, 2 },
    { -25, 1, 10, -2 },
    { -35, 1, 10, -4 },
    { 7, -1, 2, -4 },
    { 10, 1, 3, 3 },
    { 20, 1, 3, 7 },
    { 0, 5, 9, 0 },
    { G_MAXINT64, G_MAXINT64, G_MAXINT64, G_MAXINT64 },
    { G_MAXINT64, G_MININT64, G_MAXINT64, 0 },
  };
  UitwegMoney product = 77;

  for (gsize i = 0; i + 1 < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (uitweg_money_scale (cases[i][0], cases[i][1], cases[i][2],
                                         &product, NULL));
      g_assert_cmpint (product, ==, cases[i][3]);
    }
  {
    g_autoptr (GError) error = NULL;

    product = 77;
    g_assert_false (uitweg_money_scale (G_MAXINT64, G_MININT64, G_MAXINT64,
                                        &product, &error));
    g_assert_error (error, UITWEG_MONEY_ERROR, UITWEG_MONEY_ERROR_OVERFLOW);
    g_assert_cmpint (product, ==, 77);
  }
}

/* The law of rounding: no whole number is nearer, and of two the even. */
static void
test_scale_is_the_nearest (void)
{
  for (guint64 i = 0; i < 20000; i++)
    {
      gint64 money = (gint64) base_rng_below (1, 0, 3 * i, 2000001) - 1000000;
      gint64 numerator = (gint64) base_rng_below (1, 0, 3 * i + 1, 2001) - 1000;
      gint64 denominator = 1 + base_rng_below (1, 0, 3 * i + 2, 16);
      gint64 product, twice_off;

      g_assert_true (
          uitweg_money_scale (money, numerator, denominator, &product, NULL));
      twice_off = 2 * ABS (money * numerator - product * denominator);
      g_assert_cmpint (twice_off, <=, denominator);
      if (twice_off == denominator)
        g_assert_cmpint (product % 2, ==, 0);
    }
}

static BasePrice
parse_price (const char *text)
{
  g_autoptr (GError) error = NULL;
  BasePrice price = { 77, 77 };

  g_assert_true (base_money_parse_price (text, &price, &error));
  g_assert_no_error (error);
  return price;
}

static void
test_a_price_is_exact (void)
{
  static const struct
  {
    const char *price;
    gint64 numerator;
    gint64 denominator;
    gint64 expected;
  } cases[] = {
    { "0.00000000000000000001", 1000000000000000000, 1, 10000 },
    { "0.12345678901234567890", 1000000000000000000, 1,
      -1 /* beyond the range: see below */ },
    { "0.0000000025", 1000, 1, 2 },
    { "0.0000000035", 1000, 1, 4 },
    { "0.00000000250000000000000000000001", 1000, 1, 3 },
    { "-0.0000000025", 1000, 1, -2 },
    { "0.0000000025", -1000, 1, -2 },
    { "0.09", 1, 3, 30000 },
    { "0.01", 1, 3, 3333 },
    { "0.02", 1, 3, 6667 },
    { "0.0408", 1610612736, 1073741824, 61200 },
    { "1e3", 2, 1, 2000000000 },
    { "1e-390", G_MAXINT64, 1, 0 },
    { "0", G_MAXINT64, 1, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BasePrice price = parse_price (cases[i].price);
      g_autoptr (GError) error = NULL;
      UitwegMoney money = 77;
      gboolean ok = base_price_times (&price, cases[i].numerator,
                                      cases[i].denominator, &money, &error);

      if (cases[i].expected == -1)
        {
          g_assert_false (ok);
          g_assert_error (error, UITWEG_MONEY_ERROR,
                          UITWEG_MONEY_ERROR_OVERFLOW);
          g_assert_cmpint (money, ==, 77);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (money, ==, cases[i].expected);
    }
}

static void
test_price_errors (void)
{
  static const struct
  {
    const char *text;
    UitwegMoneyError code;
  } cases[] = {
    { "cheap", UITWEG_MONEY_ERROR_SYNTAX },
    { "123456789012345678901234567890123456789", UITWEG_MONEY_ERROR_OVERFLOW },
    { "1e38", UITWEG_MONEY_ERROR_OVERFLOW },
    { "1e-401", UITWEG_MONEY_ERROR_OVERFLOW },
  };
  BasePrice price = { 77, 7 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (base_money_parse_price (cases[i].text, &price, &error));
      g_assert_error (error, UITWEG_MONEY_ERROR, (gint) cases[i].code);
      g_assert_true (price.mantissa == 77 && price.scale == 7);
    }
}

static void
test_prices_compare_by_value (void)
{
  /* ascending */
  static const char *const texts[] = {
    "-1e37",   "-2",   "-0.5",
    "-1e-400", "0",    "1e-400",
    "1e-399",  "0.07", "0.0700000000000000000000000000000001",
    "1",       "10",   "99999999999999999999999999999999999999",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (texts); k++)
      {
        BasePrice a = parse_price (texts[i]), b = parse_price (texts[k]);
        gint order = base_price_compare (&a, &b);

        g_assert_cmpint ((order > 0) - (order < 0), ==,
                         (gint) (i > k) - (gint) (i < k));
      }
}

static void
test_price_times_price (void)
{
  BasePrice dollars = parse_price ("0.0116"), rate = parse_price ("0.8625");
  BasePrice huge = parse_price ("99999999999999999999999999999999999999");
  BasePrice product = { 77, 7 };
  UitwegMoney money = 0;

  g_assert_true (base_price_multiply (&dollars, &rate, &product, NULL));
  g_assert_true (base_price_times (&product, 730, 1, &money, NULL));
  g_assert_cmpint (money, ==, 7303650);
  g_assert_false (base_price_multiply (&huge, &rate, &product, NULL));
  g_assert_true (base_price_times (&product, 730, 1, &money, NULL));
  g_assert_cmpint (money, ==, 7303650);
}

/* The vectors of price.month. */
static void
test_price_month (void)
{
  static const struct
  {
    const char *per_hour;
    const char *cap;
    gint64 count;
    gint64 expected;
  } cases[] = {
    { "0.1578", NULL, 3, 345582000 },
    { "0.0119", "7.99", 10, 79900000 },
    { "0.07", "50.40", 1, 50400000 },
    { NULL, "22.00", 2, 44000000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BasePrice hour = { 0, 0 }, cap = { 0, 0 };
      UitwegMoney money = 77;

      if (cases[i].per_hour != NULL)
        hour = parse_price (cases[i].per_hour);
      if (cases[i].cap != NULL)
        cap = parse_price (cases[i].cap);
      g_assert_true (base_price_month (cases[i].per_hour != NULL ? &hour : NULL,
                                       cases[i].cap != NULL ? &cap : NULL,
                                       cases[i].count, &money, NULL));
      g_assert_cmpint (money, ==, cases[i].expected);
    }
}

static void
test_money_times_decimal (void)
{
  UitwegMoney money = 77;

  g_assert_true (base_money_times_decimal (1000000, "0.065", &money, NULL));
  g_assert_cmpint (money, ==, 65000);
  g_assert_true (base_money_times_decimal (-5, "0.5", &money, NULL));
  g_assert_cmpint (money, ==, -2);
  g_assert_true (base_money_times_decimal (G_MAXINT64, "1", &money, NULL));
  g_assert_cmpint (money, ==, G_MAXINT64);
  g_assert_false (base_money_times_decimal (G_MAXINT64, "1.1", &money, NULL));
  g_assert_false (base_money_times_decimal (1, "x", &money, NULL));
  g_assert_cmpint (money, ==, G_MAXINT64);
}

static void
test_ranges (void)
{
  UitwegMoneyRange sum = { 0, 0 }, part = { 10, 20 }, all;

  g_assert_true (base_money_range_add (&sum, part, NULL));
  g_assert_true (base_money_range_add (&sum, base_money_range (5), NULL));
  g_assert_cmpint (sum.lo, ==, 15);
  g_assert_cmpint (sum.hi, ==, 25);
  g_assert_false (base_money_range_is_exact (sum));
  g_assert_true (base_money_range_is_exact (base_money_range (5)));
  g_assert_false (base_money_range_is_exact (BASE_MONEY_RANGE_UNKNOWN));

  g_assert_true (base_money_range_scale (sum, -1, 2, &part, NULL));
  g_assert_cmpint (part.lo, ==, -12);
  g_assert_cmpint (part.hi, ==, -8);
  g_assert_false (base_money_range_scale (sum, G_MAXINT64, 1, &part, NULL));
  g_assert_cmpint (part.lo, ==, -12);

  all = base_money_range_union (sum, base_money_range (3));
  g_assert_cmpint (all.lo, ==, 3);
  g_assert_cmpint (all.hi, ==, 25);

  part = (UitwegMoneyRange){ 1, UITWEG_UNKNOWN };
  all = base_money_range_union (all, part);
  g_assert_cmpint (all.lo, ==, 1);
  g_assert_cmpint (all.hi, ==, UITWEG_UNKNOWN);
  g_assert_true (base_money_range_add (&sum, part, NULL));
  g_assert_cmpint (sum.lo, ==, 16);
  g_assert_cmpint (sum.hi, ==, UITWEG_UNKNOWN);

  part = base_money_range (G_MAXINT64);
  g_assert_false (base_money_range_add (&sum, part, NULL));
  g_assert_cmpint (sum.lo, ==, 16);
}

static void
test_amounts (void)
{
  static const struct
  {
    const char *text;
    gint64 expected;
  } cases[] = {
    { "1.8M EUR", 1800000000000 }, { "300k EUR", 300000000000 },
    { "880 EUR", 880000000 },      { "12.50", 12500000 },
    { "1.8MEUR", 1800000000000 },  { "880EUR", 880000000 },
    { "2M", 2000000000000 },       { "-3k", -3000000000 },
    { "0.0000005k EUR", 500 },
  };
  static const char *const bad[] = { "",        "EUR",    "1.8 M EUR", "12 USD",
                                     "1,5 EUR", "5 EURO", "5  EUR",    "5 ",
                                     "k",       "5kk",    "5K",        "M EUR",
                                     "5 eur",   "4%",     "9.3e6M EUR" };
  UitwegMoney money;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (base_amount_parse (cases[i].text, &money, &error));
      g_assert_no_error (error);
      g_assert_cmpint (money, ==, cases[i].expected);
    }
  money = 77;
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (base_amount_parse (bad[i], &money, &error));
      g_assert_true (error != NULL && error->domain == UITWEG_MONEY_ERROR);
      g_assert_cmpint (money, ==, 77);
    }
}

static void
test_grades_have_words (void)
{
  g_assert_cmpstr (uitweg_grade_get_name (UITWEG_GRADE_MEASURED), ==,
                   "measured");
  g_assert_cmpstr (uitweg_grade_get_name (UITWEG_GRADE_ASSUMED), ==, "assumed");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/money/parse", test_parse_rounds_half_to_even);
  g_test_add_func ("/base/money/parse-errors",
                   test_parse_errors_change_nothing);
  g_test_add_func ("/base/money/format", test_format_is_shortest);
  g_test_add_func ("/base/money/back", test_format_comes_back);
  g_test_add_func ("/base/money/add", test_add_fails_at_the_ends);
  g_test_add_func ("/base/money/scale", test_scale_rounds_once);
  g_test_add_func ("/base/money/nearest", test_scale_is_the_nearest);
  g_test_add_func ("/base/money/price", test_a_price_is_exact);
  g_test_add_func ("/base/money/price-errors", test_price_errors);
  g_test_add_func ("/base/money/compare", test_prices_compare_by_value);
  g_test_add_func ("/base/money/multiply", test_price_times_price);
  g_test_add_func ("/base/money/month", test_price_month);
  g_test_add_func ("/base/money/times", test_money_times_decimal);
  g_test_add_func ("/base/money/range", test_ranges);
  g_test_add_func ("/base/money/amount", test_amounts);
  g_test_add_func ("/base/money/grade", test_grades_have_words);
  return g_test_run ();
}
