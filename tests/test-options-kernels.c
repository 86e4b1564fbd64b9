/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of the pure kernels of options: price of a month, transfer, egress,
 * effort. Worked numbers stand in tables; the shared file of figure vectors
 * is read as well where it is at hand.
 */
#include "config.h"

#include <math.h>
#include <string.h>
#include <uitweg/day.h>
#include <uitweg/options.h>

#include "base/doc.h"
#include "base/number.h"
#include "options/effort.h"
#include "options/pricing.h"

static void
test_price_per_month (void)
{
  static const struct
  {
    const char *hour, *cap;
    gint64 count;
    UitwegMoney expected;
  } rows[] = {
    { "0.1578", NULL, 3, 345582000 },
    { "0.0119", "7.99", 10, 79900000 },
    { "0.07", "50.40", 1, 50400000 },
    { NULL, "22.00", 2, 44000000 },
    { "0.302777777777778", NULL, 1, 221027778 },
    /* 0.0000284444444444444 x 730 = 0.0207644444444444, rounded once */
    { "0.0000284444444444444", NULL, 1000000, 20764444444 },
    { "0", NULL, 4, 0 },
    { "0.07", "50.40", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      UitwegMoney out = 1;

      g_assert_true (uitweg_price_per_month (rows[i].hour, rows[i].cap,
                                             rows[i].count, &out, &error));
      g_assert_no_error (error);
      g_assert_cmpint (out, ==, rows[i].expected);
    }
}

static void
test_price_failures_leave_the_output (void)
{
  UitwegMoney out = 7;
  g_autoptr (GError) error = NULL;

  g_assert_false (uitweg_price_per_month ("0,5", NULL, 1, &out, &error));
  g_assert_error (error, UITWEG_MONEY_ERROR, UITWEG_MONEY_ERROR_SYNTAX);
  g_clear_error (&error);
  g_assert_false (uitweg_price_per_month ("1e12", NULL, 99, &out, &error));
  g_assert_error (error, UITWEG_MONEY_ERROR, UITWEG_MONEY_ERROR_OVERFLOW);
  g_clear_error (&error);
  g_assert_false (uitweg_price_per_month ("1e90", NULL, 1, &out, &error));
  g_assert_error (error, UITWEG_MONEY_ERROR, UITWEG_MONEY_ERROR_OVERFLOW);
  g_assert_cmpint (out, ==, 7);
}

static void
test_units_of_price_lists (void)
{
  static const struct
  {
    const char *price, *unit, *cap;
    gint64 quantity;
    UitwegMoney expected;
  } rows[] = {
    /* 1 TB at 0.000059 EUR a GB and hour, with and without its cap */
    { "0.000059", "gb_hour", NULL, 1000000000000, 43070000 },
    { "0.000059", "gb_hour", "0.042", 1000000000000, 42000000 },
    /* 100 GiB are 107.3741824 GB */
    { "0.0572", "gb_month", NULL, 107374182400, 6141803 },
    { "0.00014", "gib_hour", NULL, 107374182400, 10220000 },
    { "0.0087", "tb_hour", NULL, 2000000000000, 12702000 },
    { "0.001", "gb_day", NULL, 240000000000, 7300000 },
    { "0.1578", "hour", NULL, 3, 345582000 },
    { "38", "month", NULL, 2, 76000000 },
    { "0.02", "gib", NULL, 1073741824, 20000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      UitwegPrice row = { 0 };
      OptionsRate rate;
      UitwegMoney out;

      row.id = "row";
      row.price = rows[i].price;
      row.unit = rows[i].unit;
      row.month_cap = rows[i].cap;
      g_assert_true (options_rate_read (&row, NULL, &rate, NULL));
      g_assert_true (
          options_rate_per_month (&rate, rows[i].quantity, &out, NULL));
      g_assert_cmpint (out, ==, rows[i].expected);
    }
}

static void
test_other_currencies_need_a_rate (void)
{
  UitwegPrice row = { 0 };
  OptionsRate rate;
  BasePrice eur;
  UitwegMoney out;
  g_autoptr (GError) error = NULL;

  row.id = "row";
  row.price = "100";
  row.unit = "month";
  g_assert_true (base_money_parse_price ("0.925", &eur, NULL));
  g_assert_true (options_rate_read (&row, &eur, &rate, NULL));
  g_assert_true (options_rate_per_month (&rate, 1, &out, NULL));
  g_assert_cmpint (out, ==, 92500000);
  row.unit = "year";
  g_assert_false (options_rate_read (&row, NULL, &rate, &error));
  g_assert_error (error, UITWEG_MONEY_ERROR, UITWEG_MONEY_ERROR_SYNTAX);
}

static void
test_transfer (void)
{
  const gint64 gib = 1073741824;
  double line, days;

  g_assert_cmpfloat_with_epsilon (
      uitweg_transfer_line_seconds (1024 * gib, 1e9, 0.7, 1, 0, 0),
      12565.847174582857, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      uitweg_transfer_line_seconds (10 * gib, 1e9, 0.7, 1, 5000000, 800),
      6250.0, 1e-6);
  g_assert_true (
      isnan (uitweg_transfer_line_seconds (UITWEG_UNKNOWN, 1e9, 1, 1, 0, 0)));
  g_assert_cmpfloat (
      uitweg_transfer_line_seconds (0, 1e9, 1, 1, UITWEG_UNKNOWN, 800), ==, 0);
  g_assert_true (isinf (uitweg_transfer_line_seconds (1, 0, 1, 1, 0, 0)));

  g_assert_true (
      uitweg_transfer_keep_up (10240, 50, 1e9, 0.7, 10, &line, &days));
  g_assert_cmpfloat_with_epsilon (line, 2933.6661100387573, 1e-9);
  g_assert_cmpfloat_with_epsilon (days, 3.5510352479269423, 1e-9);
  g_assert_false (
      uitweg_transfer_keep_up (2048, 4000, 1e9, 0.7, 10, &line, &days));
  g_assert_true (isnan (days));
  g_assert_false (uitweg_transfer_keep_up (1, NAN, 1e9, 0.7, 10, NULL, NULL));
}

static const UitwegEgressTier ladder[] = {
  { 0, 100, "0" },
  { 100, 10240, "0.09" },
  { 10240, 51200, "0.085" },
  { 51200, 153600, "0.07" },
  { 153600, INFINITY, "0.05" },
};

static void
test_egress_tiers (void)
{
  static const struct
  {
    double quantity;
    UitwegMoney expected;
  } rows[] = {
    { 0, 0 },
    { 80, 0 },
    { 12000, 1062200000 },
    { 160000, 11882200000 },
    { 10240, 912600000 },
    { 100.5, 45000 },
  };
  UitwegMoney out;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (uitweg_egress_price (ladder, G_N_ELEMENTS (ladder),
                                          rows[i].quantity, &out, NULL));
      g_assert_cmpint (out, ==, rows[i].expected);
    }
  out = 5;
  g_assert_false (uitweg_egress_price (ladder, 5, -1, &out, &error));
  g_assert_error (error, UITWEG_MONEY_ERROR, UITWEG_MONEY_ERROR_OVERFLOW);
  g_clear_error (&error);
  g_assert_false (uitweg_egress_price (ladder, 5, NAN, &out, &error));
  g_assert_error (error, UITWEG_MONEY_ERROR, UITWEG_MONEY_ERROR_OVERFLOW);
  g_assert_cmpint (out, ==, 5);
}

/* A law: the price of traffic never falls when there is more of it. */
static void
test_egress_rises_with_traffic (void)
{
  UitwegMoney last = 0;

  for (guint i = 0; i < 2000; i++)
    {
      UitwegMoney out;

      g_assert_true (uitweg_egress_price (ladder, G_N_ELEMENTS (ladder),
                                          i * 97.3, &out, NULL));
      g_assert_cmpint (out, >=, last);
      last = out;
    }
}

static void
test_egress_switching (void)
{
  UitwegDay free_from = uitweg_day_from_date (2027, 1, 12);
  UitwegMoneyRange range;

  range = uitweg_egress_switching (free_from - 1, free_from, 1062200000, 0);
  g_assert_cmpint (range.lo, ==, 0);
  g_assert_cmpint (range.hi, ==, 1062200000);
  range = uitweg_egress_switching (free_from, free_from, 1062200000, 0);
  g_assert_cmpint (range.lo, ==, 0);
  g_assert_cmpint (range.hi, ==, 0);
  range = uitweg_egress_switching (free_from - 12, free_from, 1062200000,
                                   UITWEG_UNKNOWN);
  g_assert_cmpint (range.lo, ==, 1062200000);
  g_assert_cmpint (range.hi, ==, 1062200000);
}

static void
test_effort (void)
{
  UitwegMoney out;

  g_assert_cmpfloat_with_epsilon (uitweg_effort_mean (4, 6, 20), 8, 1e-12);
  g_assert_cmpfloat_with_epsilon (uitweg_effort_mean (0.1, 0.25, 0.5),
                                  0.26666666666666666, 1e-12);
  g_assert_cmpfloat (uitweg_effort_learning (1, 0.9, 0.6), ==, 1);
  g_assert_cmpfloat_with_epsilon (uitweg_effort_learning (2, 0.9, 0.6), 0.9,
                                  1e-12);
  g_assert_cmpfloat_with_epsilon (uitweg_effort_learning (8, 0.9, 0.6), 0.729,
                                  1e-12);
  g_assert_cmpfloat (uitweg_effort_learning (100, 0.9, 0.6), ==, 0.6);
  /* 5.5 days at 880 EUR; a third of a day is rounded once */
  g_assert_true (options_effort_price (5.5, 880000000, &out, NULL));
  g_assert_cmpint (out, ==, 4840000000);
  g_assert_true (options_effort_price (1.0 / 3, 300000000, &out, NULL));
  g_assert_cmpint (out, ==, 99999900);
  g_assert_false (options_effort_price (NAN, 1, &out, NULL));
  g_assert_cmpint (out, ==, 99999900);
}

/* The file of shared vectors. */

typedef struct
{
  const BaseDoc *doc;
  const BaseNode *given;
  const BaseNode *expect;
} Vector;

static double
get_number (const Vector *vector, const BaseNode *map, const char *key)
{
  const BaseNode *node = base_doc_find (vector->doc, map, key);
  double number = (double) NAN;

  if (node != NULL
      && (node->kind == BASE_NODE_NUMBER || node->kind == BASE_NODE_STRING))
    g_assert_true (base_parse_number (node->text, &number, NULL));
  return number;
}

static const char *
get_text (const Vector *vector, const BaseNode *map, const char *key)
{
  const BaseNode *node = base_doc_find (vector->doc, map, key);

  return node == NULL || node->kind == BASE_NODE_NULL ? NULL : node->text;
}

static gint64
get_whole (const Vector *vector, const BaseNode *map, const char *key)
{
  return (gint64) get_number (vector, map, key);
}

static void
check_near (const Vector *vector, const char *key, double value)
{
  double tolerance = get_number (vector, vector->expect, "tolerance");

  g_assert_cmpfloat_with_epsilon (get_number (vector, vector->expect, key),
                                  value, isnan (tolerance) ? 1e-9 : tolerance);
}

static void
check_price (const Vector *v)
{
  UitwegMoney out;

  g_assert_true (
      uitweg_price_per_month (get_text (v, v->given, "eur_per_hour"),
                              get_text (v, v->given, "eur_month_cap"),
                              get_whole (v, v->given, "count"), &out, NULL));
  g_assert_cmpint (out, ==, get_whole (v, v->expect, "micro_eur_per_month"));
}

static void
check_effort_mean (const Vector *v)
{
  check_near (v, "days",
              uitweg_effort_mean (get_number (v, v->given, "low_days"),
                                  get_number (v, v->given, "mode_days"),
                                  get_number (v, v->given, "high_days")));
}

static void
check_learning (const Vector *v)
{
  check_near (
      v, "factor",
      uitweg_effort_learning ((guint32) get_whole (v, v->given, "nth"),
                              get_number (v, v->given, "rate_per_doubling"),
                              get_number (v, v->given, "floor")));
}

static void
check_transfer (const Vector *v)
{
  check_near (
      v, "line_seconds",
      uitweg_transfer_line_seconds (get_whole (v, v->given, "gib") << 30,
                                    get_number (v, v->given, "bit_per_s"),
                                    get_number (v, v->given, "usable"),
                                    get_number (v, v->given, "share"),
                                    get_whole (v, v->given, "objects"),
                                    get_number (v, v->given, "objects_per_s")));
}

static void
check_keep_up (const Vector *v)
{
  double line, days;
  gboolean converges;

  converges = uitweg_transfer_keep_up (
      get_number (v, v->given, "gib"),
      get_number (v, v->given, "change_gib_per_day"),
      get_number (v, v->given, "bit_per_s"), get_number (v, v->given, "usable"),
      get_number (v, v->given, "hours_per_day"), &line, &days);
  check_near (v, "line_gib_per_day", line);
  g_assert_cmpint (converges, ==,
                   base_doc_find (v->doc, v->expect, "converges")->truth);
  if (converges)
    check_near (v, "days_until_in_step", days);
}

static void
check_tiers (const Vector *v)
{
  const BaseNode *list, *step;
  g_autoptr (GArray)
      tiers = g_array_new (FALSE, FALSE, sizeof (UitwegEgressTier));
  double from = 0, sum = 0;
  UitwegMoney out;

  list = base_doc_find (v->doc, v->given, "ladder_up_to_gb_and_price");
  for (step = base_doc_first (v->doc, list); step != NULL;
       step = base_doc_next (v->doc, step))
    {
      const BaseNode *limit = base_doc_first (v->doc, step);
      UitwegEgressTier tier = { from, INFINITY, NULL };

      if (limit->kind == BASE_NODE_NUMBER)
        g_assert_true (base_parse_number (limit->text, &tier.to, NULL));
      tier.price = base_doc_next (v->doc, limit)->text;
      from = tier.to;
      g_array_append_val (tiers, tier);
    }
  list = base_doc_find (v->doc, v->given, "transfers_gb_in_one_month");
  for (step = base_doc_first (v->doc, list); step != NULL;
       step = base_doc_next (v->doc, step))
    {
      double one;

      g_assert_true (base_parse_number (step->text, &one, NULL));
      sum += one;
    }
  g_assert_true (uitweg_egress_price ((const UitwegEgressTier *) tiers->data,
                                      tiers->len, sum, &out, NULL));
  g_assert_cmpint (out, ==, get_whole (v, v->expect, "micro"));
}

static void
check_switching (const Vector *v)
{
  UitwegMoney list, programme = UITWEG_UNKNOWN;
  UitwegMoneyRange range;
  UitwegDay day;
  const char *text = get_text (v, v->given, "exit_programme_price_total");

  g_assert_true (uitweg_day_parse (get_text (v, v->given, "day"), &day));
  g_assert_true (uitweg_money_parse (get_text (v, v->given, "list_price_total"),
                                     &list, NULL));
  if (text != NULL)
    g_assert_true (uitweg_money_parse (text, &programme, NULL));
  range = uitweg_egress_switching (day, uitweg_day_from_date (2027, 1, 12),
                                   list, programme);
  g_assert_cmpint (range.lo, ==, get_whole (v, v->expect, "micro_lo"));
  g_assert_cmpint (range.hi, ==, get_whole (v, v->expect, "micro_hi"));
}

static const struct
{
  const char *figure;
  void (*check) (const Vector *vector);
} checks[] = {
  { "price.month", check_price },          { "effort.mean", check_effort_mean },
  { "effort.learning", check_learning },   { "transfer.time", check_transfer },
  { "transfer.keep_up", check_keep_up },   { "egress.tiers", check_tiers },
  { "egress.switching", check_switching },
};

static void
test_shared_vectors (void)
{
  const char *shared = g_getenv ("UITWEG_SHARED");
  g_autofree char *path = g_build_filename (
      shared != NULL ? shared : "../shared", "vectors", "figures.json", NULL);
  g_autofree char *data = NULL;
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (GError) error = NULL;
  const BaseNode *list, *node;
  gsize length;
  guint n_checked = 0;

  if (!g_file_get_contents (path, &data, &length, NULL))
    {
      g_test_skip ("no vectors/figures.json under UITWEG_SHARED");
      return;
    }
  g_assert_true (base_json_parse (doc, path, 1, data, length, 512, &error));
  g_assert_no_error (error);
  list = base_doc_find (doc, base_doc_node (doc, 0), "vectors");
  for (node = base_doc_first (doc, list); node != NULL;
       node = base_doc_next (doc, node))
    {
      const char *figure = base_doc_find (doc, node, "figure")->text;
      Vector vector = { doc, base_doc_find (doc, node, "given"),
                        base_doc_find (doc, node, "expect") };

      for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
        if (g_str_equal (checks[i].figure, figure))
          {
            checks[i].check (&vector);
            n_checked++;
          }
    }
  g_assert_cmpuint (n_checked, >=, G_N_ELEMENTS (checks));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/options/kernels/price-per-month", test_price_per_month);
  g_test_add_func ("/options/kernels/price-failures-leave-the-output",
                   test_price_failures_leave_the_output);
  g_test_add_func ("/options/kernels/units-of-price-lists",
                   test_units_of_price_lists);
  g_test_add_func ("/options/kernels/other-currencies-need-a-rate",
                   test_other_currencies_need_a_rate);
  g_test_add_func ("/options/kernels/transfer", test_transfer);
  g_test_add_func ("/options/kernels/egress-tiers", test_egress_tiers);
  g_test_add_func ("/options/kernels/egress-rises-with-traffic",
                   test_egress_rises_with_traffic);
  g_test_add_func ("/options/kernels/egress-switching", test_egress_switching);
  g_test_add_func ("/options/kernels/effort", test_effort);
  g_test_add_func ("/options/kernels/shared-vectors", test_shared_vectors);
  return g_test_run ();
}
