/* SPDX-License-Identifier: EUPL-1.2
 *
 * The vectors of the figures' definitions that concern base/: rounding of
 * money, a month's price, discounting, quantiles, learning. They stand
 * outside of the project, in the folder of UITWEG_SHARED.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/doc.h"
#include "base/file.h"
#include "base/money-private.h"
#include "base/number.h"

#define MAX_FILE ((gsize) 16 << 20)
#define MAX_DEPTH 512

typedef struct
{
  const BaseDoc *doc;
  const BaseNode *given;
  const BaseNode *expect;
} Vector;

static const char *
get_text (const Vector *vector, const BaseNode *map, const char *key)
{
  const BaseNode *node = base_doc_find (vector->doc, map, key);

  g_assert_nonnull (node);
  return node->text;
}

static double
get_number (const Vector *vector, const BaseNode *map, const char *key)
{
  double number = NAN;

  g_assert_true (
      base_parse_number (get_text (vector, map, key), &number, NULL));
  return number;
}

static gint64
get_int (const Vector *vector, const BaseNode *map, const char *key)
{
  return g_ascii_strtoll (get_text (vector, map, key), NULL, 10);
}

static void
check_near (const Vector *vector, const char *key, double found)
{
  double expected = get_number (vector, vector->expect, key);
  double tolerance = base_doc_find (vector->doc, vector->expect, "tolerance")
                             != NULL
                         ? get_number (vector, vector->expect, "tolerance")
                         : 1e-9;

  g_assert_cmpfloat (fabs (found - expected), <=, tolerance);
}

static void
check_money_round (const Vector *vector)
{
  UitwegMoney money = 0;

  g_assert_true (uitweg_money_parse (get_text (vector, vector->given, "eur"),
                                     &money, NULL));
  g_assert_cmpint (money, ==, get_int (vector, vector->expect, "micro_eur"));
}

static void
check_price_month (const Vector *vector)
{
  const char *hour_text = get_text (vector, vector->given, "eur_per_hour");
  const char *cap_text = get_text (vector, vector->given, "eur_month_cap");
  BasePrice hour = { 0, 0 }, cap = { 0, 0 };
  UitwegMoney money = 0;

  if (hour_text != NULL)
    g_assert_true (base_money_parse_price (hour_text, &hour, NULL));
  if (cap_text != NULL)
    g_assert_true (base_money_parse_price (cap_text, &cap, NULL));
  g_assert_true (base_price_month (
      hour_text != NULL ? &hour : NULL, cap_text != NULL ? &cap : NULL,
      get_int (vector, vector->given, "count"), &money, NULL));
  g_assert_cmpint (money, ==,
                   get_int (vector, vector->expect, "micro_eur_per_month"));
}

static void
check_discount_factor (const Vector *vector)
{
  check_near (
      vector, "factor",
      base_discount_factor (get_number (vector, vector->given, "rate"),
                            (gint32) get_int (vector, vector->given, "days")));
}

static gint
compare_numbers (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
check_quantile (const Vector *vector)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));
  const BaseNode *list = base_doc_find (vector->doc, vector->given, "samples");

  for (const BaseNode *node = base_doc_first (vector->doc, list); node != NULL;
       node = base_doc_next (vector->doc, node))
    {
      double number = NAN;

      g_assert_true (base_parse_number (node->text, &number, NULL));
      g_array_append_val (samples, number);
    }
  g_array_sort (samples, compare_numbers);
  check_near (vector, "value",
              base_quantile_sorted ((const double *) (void *) samples->data,
                                    samples->len,
                                    get_number (vector, vector->given, "q")));
}

static void
check_learning (const Vector *vector)
{
  double rate = get_number (vector, vector->given, "rate_per_doubling");
  double nth = get_number (vector, vector->given, "nth");

  check_near (vector, "factor",
              MAX (get_number (vector, vector->given, "floor"),
                   base_pow (nth, base_log2 (rate))));
}

static const struct
{
  const char *figure;
  void (*check) (const Vector *vector);
} checks[] = {
  { "money.round", check_money_round },
  { "price.month", check_price_month },
  { "discount.factor", check_discount_factor },
  { "quantile", check_quantile },
  { "effort.learning", check_learning },
};

static void
test_vectors (void)
{
  g_autofree char *shared = g_strdup (g_getenv ("UITWEG_SHARED"));
  g_autofree char *path = NULL;
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  guint n_checked[G_N_ELEMENTS (checks)] = { 0 };
  const BaseNode *list;

  if (shared == NULL)
    shared = g_test_build_filename (G_TEST_DIST, "..", "..", "shared", NULL);
  path = g_build_filename (shared, "vectors", "figures.json", NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("no vectors/figures.json in UITWEG_SHARED");
      return;
    }
  bytes = base_file_read (path, MAX_FILE, &error);
  g_assert_no_error (error);
  g_assert_true (base_json_parse (doc, path, 1, g_bytes_get_data (bytes, NULL),
                                  g_bytes_get_size (bytes), MAX_DEPTH, &error));
  g_assert_no_error (error);

  list = base_doc_find (doc, base_doc_node (doc, 0), "vectors");
  for (const BaseNode *node = base_doc_first (doc, list); node != NULL;
       node = base_doc_next (doc, node))
    for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
      {
        const Vector vector = { doc, base_doc_find (doc, node, "given"),
                                base_doc_find (doc, node, "expect") };

        if (strcmp (base_doc_find (doc, node, "figure")->text, checks[i].figure)
            == 0)
          {
            checks[i].check (&vector);
            n_checked[i]++;
          }
      }
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    g_assert_cmpuint (n_checked[i], >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/vectors", test_vectors);
  return g_test_run ();
}
