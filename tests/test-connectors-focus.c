/* SPDX-License-Identifier: EUPL-1.2
 *
 * Bills of three kinds: what they add up to, what a month costs, what is left
 * over, and what is wrong with them.
 */
#include "config.h"

#include "connectors-common.h"

#include <glib/gstdio.h>
#include <string.h>

#include <uitweg/day.h>

#include "connectors/focus/amount.h"
#include "connectors/focus/dialect.h"

#define WEB "aws/111122223333/i-0aaaabbbbcccc0001"
#define GIS                                                                    \
  "/subscriptions/0a0b0c0d-0000-4000-8000-000000000001/resourcegroups/gis/"    \
  "providers/microsoft.compute/virtualmachines/gis-app"

static Collected *
collect_own (const char *name, const char *rate)
{
  g_autofree char *path = own_input ("focus", name);

  return collect ("focus", (const char *[]){ path, NULL },
                  (const char *[]){ rate != NULL ? "rate" : NULL, NULL },
                  (const char *[]){ rate, NULL });
}

static const UitwegTable *
table_of (const Collected *collected, UitwegRecordType type)
{
  return uitweg_estate_get_table (collected->estate, type);
}

static guint32
count (const Collected *collected, UitwegRecordType type)
{
  return uitweg_table_get_n_rows (table_of (collected, type));
}

static void
want_tag (const Collected *collected, const char *key, const char *value)
{
  g_assert_cmpstr (collected_tag (collected, 0, key), ==, value);
}

/* What a thing costs a month, in micro-euro. */
static gint64
month_of (const Collected *collected, const char *id)
{
  return uitweg_table_int64 (table_of (collected, UITWEG_RECORD_RESOURCE),
                             collected_require (collected, id),
                             UITWEG_RESOURCE_EUR_PER_MONTH);
}

static gboolean
has_problem (const Collected *collected, const char *part)
{
  const UitwegTable *sources = table_of (collected, UITWEG_RECORD_SOURCE);
  const UitwegTable *problems = uitweg_table_child (sources,
                                                    UITWEG_SOURCE_PROBLEMS);

  for (guint32 i = 0; i < uitweg_table_get_n_rows (problems); i++)
    if (strstr (uitweg_table_text (problems, i, UITWEG_SOURCE_PROBLEM_ERROR),
                part)
            != NULL
        || strstr (uitweg_table_text (problems, i, UITWEG_SOURCE_PROBLEM_CALL),
                   part)
               != NULL)
      return TRUE;
  return FALSE;
}

static void
forbid_planted (const Collected *collected)
{
  collected_forbid (collected, "planted-secret");
  collected_forbid (collected, "Planted Persoon");
  collected_forbid (collected, "planted.persoon");
}

/* Amounts and times. */

static void
test_amounts_are_exact (void)
{
  static const struct
  {
    const char *text;
    gboolean comma_groups;
    const char *expected; /* NULL: bad, "": unknown */
  } cases[] = {
    { "0.00060909750", TRUE, "0.0006090975" },
    { "-12", TRUE, "-12" },
    { "16.296932136636644627485419", TRUE, "16.296932136636644627485419" },
    { "1.2E-05", TRUE, "0.000012" },
    { "+3.5", TRUE, "3.5" },
    { " 7 ", TRUE, "7" },
    { "1,234.50", TRUE, "1234.5" },
    { "1.234,50", FALSE, "1234.5" },
    { "1 234,5", FALSE, "1234.5" },
    { "1'234'567.5", TRUE, "1234567.5" },
    { "1.234.567", FALSE, "1234567" },
    { "0,123", TRUE, "0.123" },
    { "1,234", TRUE, "1234" },
    { "1,234", FALSE, "1.234" },
    { ".5", TRUE, "0.5" },
    { "NULL", TRUE, "" },
    { "", TRUE, "" },
    { "n/a", TRUE, "" },
    { "twelve", TRUE, NULL },
    { "1.2.3,4,5", TRUE, NULL },
    { "99999999999999999999", TRUE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FocusAmount amount = { 0, 0, 0 };
      FocusAmountResult result = focus_amount_parse (
          cases[i].text, strlen (cases[i].text), cases[i].comma_groups,
          &amount);
      g_autofree char *text = focus_amount_format (&amount);

      if (cases[i].expected == NULL)
        g_assert_cmpint (result, ==, FOCUS_AMOUNT_BAD);
      else if (cases[i].expected[0] == '\0')
        g_assert_cmpint (result, ==, FOCUS_AMOUNT_UNKNOWN);
      else
        g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_sums_change_sign_without_loss (void)
{
  static const char *const parts[] = { "1", "-0.000000000000000000000001",
                                       "-1.5", "0.25",
                                       "0.000000000000000000000001" };
  FocusAmount sum = { 0, 0, 0 };
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      FocusAmount amount;

      g_assert_cmpint (
          focus_amount_parse (parts[i], strlen (parts[i]), TRUE, &amount), ==,
          FOCUS_AMOUNT_OK);
      g_assert_true (focus_amount_add (&sum, &amount));
    }
  text = focus_amount_format (&sum);
  g_assert_cmpstr (text, ==, "-0.25");
  g_assert_cmpint (focus_amount_to_micro (&sum), ==, -250000);
}

static void
test_times_of_three_styles (void)
{
  static const struct
  {
    const char *text;
    gint64 expected;
  } cases[] = {
    { "2024-09-01 00:00:00", 1725148800 },
    { "2024-09-01T00:00:00Z", 1725148800 },
    { "2024-09-01T02:00:00.000+02:00", 1725148800 },
    { "2024-09-01", 1725148800 },
    { "09/01/2024", 1725148800 },
    { "9/1/2024", 1725148800 },
    { "13/09/2024", 1726185600 },
    { "01-09-2024", 1725148800 },
    { "1.9.2024", 1725148800 },
    { "2024-02-30", UITWEG_UNKNOWN },
    { "soon", UITWEG_UNKNOWN },
    { "2024-09-01 25:00:00", UITWEG_UNKNOWN },
    { "2024-09-01x", UITWEG_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (focus_time_parse (cases[i].text, strlen (cases[i].text)),
                     ==, cases[i].expected);
}

/* Samples of our own. */

static void
test_a_bill_says_what_a_month_costs (void)
{
  g_autoptr (Collected) collected = collect_own ("focus-1.0.csv", NULL);
  const UitwegTable *resources = table_of (collected, UITWEG_RECORD_RESOURCE);
  guint32 web = collected_require (collected, WEB);

  g_assert_true (collected->is_complete);
  want_tag (collected, "rows", "10");
  want_tag (collected, "billed_sum.EUR", "141.9");
  want_tag (collected, "effective_sum.EUR",
            "141.900000000000000000000000012345");
  want_tag (collected, "billed_sum.USD", "7.3");
  want_tag (collected, "billed_unmatched.EUR", "70.2");
  g_assert_cmpint (month_of (collected, WEB), ==, 71700000);
  g_assert_cmpint (month_of (collected, "aws/111122223333/i-0aaaabbbbcccc0003"),
                   ==, 40000000);
  /* No rate is known: an amount in dollars is none in euro. */
  g_assert_cmpint (
      month_of (collected, "arn:aws:rds:eu-west-1:111122223333:db:orders"), ==,
      UITWEG_UNKNOWN);
  g_assert_cmpfloat (
      uitweg_table_number (resources, web, UITWEG_RESOURCE_EGRESS), ==, 100);
  g_assert_cmpstr (
      uitweg_table_text (resources, web, UITWEG_RESOURCE_NATIVE_ID), ==,
      "i-0aaaabbbbcccc0001");
  g_assert_cmpstr (
      uitweg_table_text (resources, web, UITWEG_RESOURCE_APPLICATION), ==,
      "webshop");
  g_assert_cmpint (uitweg_table_enum (resources, web, UITWEG_RESOURCE_KIND), ==,
                   UITWEG_KIND_VM);
  g_assert_cmpstr (
      uitweg_table_text (resources, web, UITWEG_RESOURCE_NATIVE_TYPE), ==,
      "cloudformation:AWS::EC2::Instance");
  g_assert_cmpuint (count (collected, UITWEG_RECORD_PARTY), ==, 2);
  g_assert_cmpuint (count (collected, UITWEG_RECORD_CONTRACT), ==, 1);
  forbid_planted (collected);
}

static void
test_a_rate_gives_euro (void)
{
  g_autoptr (Collected)
      collected = collect_own ("focus-1.0.csv", "USD=0.92@2026-10-31");

  g_assert_cmpint (
      month_of (collected, "arn:aws:rds:eu-west-1:111122223333:db:orders"), ==,
      6716000);
  want_tag (collected, "rate.USD", "0.92 on 2026-10-31");
  want_tag (collected, "billed_sum.USD", "7.3");
}

static void
test_a_bad_rate_is_refused (void)
{
  static const char *const rates[] = { "0.92",  "USD=",       "usd=1", "USD=-1",
                                       "USD=0", "USD=1@soon", NULL };
  g_autofree char *path = own_input ("focus", "focus-1.0.csv");

  for (guint i = 0; rates[i] != NULL; i++)
    {
      const UitwegCollectRequest request = {
        .option_keys = (const char *[]){ "rate", NULL },
        .option_values = (const char *[]){ rates[i], NULL },
        .paths = (const char *[]){ path, NULL }
      };
      g_autoptr (UitwegEstateBuilder) builder = uitweg_estate_builder_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (uitweg_connectors_find ("focus")->collect (
          &request, builder, NULL, &error));
      g_assert_error (error, UITWEG_CONNECTOR_ERROR,
                      (gint) UITWEG_CONNECTOR_ERROR_OPTION);
    }
}

static void
test_a_bad_row_costs_that_row (void)
{
  g_autoptr (Collected) collected = collect_own ("focus-bad-rows.csv", NULL);

  g_assert_false (collected->is_complete);
  want_tag (collected, "rows", "3");
  want_tag (collected, "rows_bad", "3");
  g_assert_true (has_problem (collected, "focus-bad-rows.csv:3"));
  g_assert_true (has_problem (collected, "focus-bad-rows.csv:4"));
  g_assert_true (has_problem (collected, "focus-bad-rows.csv:7"));
  g_assert_true (has_problem (collected, "the header repeated in 1 rows"));
  g_assert_true (has_problem (collected, "1 rows without an amount"));
  forbid_planted (collected);
}

static void
test_decimal_commas_and_later_names (void)
{
  g_autoptr (Collected)
      collected = collect_own ("focus-1.3-semicolon.csv", NULL);

  g_assert_true (collected->is_complete);
  want_tag (collected, "billed_sum.EUR", "1071.7");
  want_tag (collected, "billed_sum.EUR.aws", "1071.7");
  g_assert_cmpint (month_of (collected, WEB), ==, 1071700000);
}

static void
test_a_running_month_is_no_month (void)
{
  g_autoptr (Collected) collected = collect_own ("focus-running.csv", NULL);
  const UitwegTable *costs = table_of (collected, UITWEG_RECORD_COST);
  gboolean has_part = FALSE;

  g_assert_false (collected->is_complete);
  g_assert_true (has_problem (collected, "19 of 31 days"));
  /* September is whole; of what a year costs it has 30 days of 365. */
  g_assert_cmpint (month_of (collected, WEB), ==, 60000000);
  g_assert_cmpint (
      month_of (collected, "arn:aws:rds:eu-west-1:111122223333:db:orders"), ==,
      30000000);
  g_assert_cmpint (
      month_of (collected, "aws/111122223333/vol-0aaaabbbbcccc0002"), ==,
      UITWEG_UNKNOWN);
  for (guint32 i = 0; i < uitweg_table_get_n_rows (costs); i++)
    has_part = has_part
               || uitweg_table_day (costs, i, UITWEG_COST_PERIOD_END)
                      == uitweg_day_from_date (2026, 10, 21);
  g_assert_true (has_part);
}

static void
test_a_header_is_a_bill_of_nothing (void)
{
  g_autoptr (Collected) collected = collect_own ("focus-header-only.csv", NULL);

  g_assert_true (collected->is_complete);
  want_tag (collected, "rows", "0");
  g_assert_cmpuint (count (collected, UITWEG_RECORD_COST), ==, 0);
}

static void
test_actual_and_amortised_are_told_apart (void)
{
  g_autoptr (Collected) actual = collect_own ("azure-actual.csv", NULL);
  g_autoptr (Collected) amortised = collect_own ("azure-amortised.csv", NULL);
  const UitwegTable *contracts = table_of (actual, UITWEG_RECORD_CONTRACT);

  want_tag (actual, "cost_view", "actual");
  want_tag (actual, "billed_sum.EUR", "1107.4");
  want_tag (actual, "effective_sum.EUR", "12.4");
  want_tag (amortised, "cost_view", "amortised");
  want_tag (amortised, "billed_sum.EUR", "43.4");
  g_assert_cmpint (month_of (amortised, GIS), ==, 43400000);
  g_assert_cmpfloat (
      uitweg_table_number (table_of (amortised, UITWEG_RECORD_RESOURCE),
                           collected_require (amortised, GIS),
                           UITWEG_RESOURCE_EGRESS),
      ==, 155);
  /* Bought on 1 October 2026 for 36 months. */
  g_assert_cmpuint (uitweg_table_get_n_rows (contracts), ==, 1);
  g_assert_cmpint (uitweg_table_day (contracts, 0, UITWEG_CONTRACT_END), ==,
                   uitweg_day_from_date (2029, 9, 30));
  /* Two spellings of one id, and of one region. */
  g_assert_cmpuint (count (actual, UITWEG_RECORD_RESOURCE), ==, 1);
  forbid_planted (actual);
  forbid_planted (amortised);
}

static void
test_a_month_is_not_counted_twice (void)
{
  g_autofree char *actual = own_input ("focus", "azure-actual.csv");
  g_autofree char *amortised = own_input ("focus", "azure-amortised.csv");
  g_autoptr (Collected) both = collect (
      "focus", (const char *[]){ actual, amortised, NULL }, NULL, NULL);
  g_autoptr (Collected) turned = collect (
      "focus", (const char *[]){ amortised, actual, NULL }, NULL, NULL);
  g_autoptr (Collected) twice = collect (
      "focus", (const char *[]){ amortised, amortised, NULL }, NULL, NULL);

  g_assert_false (both->is_complete);
  g_assert_true (has_problem (both, "counts them twice"));
  want_tag (both, "billed_sum.EUR", "43.4");
  want_tag (both, "dialect", "azure");
  want_tag (both, "cost_view", "actual,amortised");
  g_assert_cmpstr (uitweg_estate_get_digest (both->estate), ==,
                   uitweg_estate_get_digest (turned->estate));
  g_assert_true (twice->is_complete);
  g_assert_true (has_problem (twice, "the same contents"));
  want_tag (twice, "billed_sum.EUR", "43.4");
}

static void
check_cur (const char *name)
{
  g_autoptr (Collected) collected = collect_own (name, "USD=0.5");
  const UitwegTable *contracts = table_of (collected, UITWEG_RECORD_CONTRACT);
  const UitwegTable *resources = table_of (collected, UITWEG_RECORD_RESOURCE);

  g_assert_true (collected->is_complete);
  want_tag (collected, "dialect", "cur");
  want_tag (collected, "billed_sum.USD", "170.283");
  /* Of the fees 5 of 60 of the plan and 10 of the reservation are unused. */
  want_tag (collected, "effective_sum.USD", "270.283");
  g_assert_cmpint (month_of (collected, WEB), ==, 40366500);
  /* Covered usage costs what the plan says, and its negation nothing. */
  g_assert_cmpint (month_of (collected, "aws/111122223333/i-0aaaabbbbcccc0004"),
                   ==, 27500000);
  g_assert_cmpfloat (uitweg_table_number (resources,
                                          collected_require (collected, WEB),
                                          UITWEG_RESOURCE_EGRESS),
                     ==, 12.5);
  g_assert_cmpstr (uitweg_table_text (resources,
                                      collected_require (collected, WEB),
                                      UITWEG_RESOURCE_APPLICATION),
                   ==, "webshop");
  g_assert_cmpuint (uitweg_table_get_n_rows (contracts), ==, 2);
  g_assert_cmpint (uitweg_table_day (contracts, 0, UITWEG_CONTRACT_END), ==,
                   uitweg_day_from_date (2026, 12, 31));
  g_assert_cmpint (uitweg_table_day (contracts, 1, UITWEG_CONTRACT_END), ==,
                   uitweg_day_from_date (2027, 2, 28));
  g_assert_cmpuint (count (collected, UITWEG_RECORD_RESOURCE), ==, 3);
  forbid_planted (collected);
}

static void
test_reports_of_aws_old_and_new (void)
{
  check_cur ("cur-2.0.csv");
  check_cur ("cur-legacy.csv");
}

static void
test_what_is_no_bill_is_refused (void)
{
  g_autofree char *other = own_input ("focus", "no-bill.csv");
  g_autofree char *part = own_input ("focus", "focus-no-currency.csv");

  expect_error ("focus", other, UITWEG_CONNECTOR_ERROR_INPUT,
                "*no-bill.csv:1: found another table*");
  expect_error ("focus", part, UITWEG_CONNECTOR_ERROR_INPUT,
                "*:1: found a header without BillingCurrency*");
  expect_error ("focus", "absent.csv", UITWEG_CONNECTOR_ERROR_INPUT,
                "absent.csv: *");
}

/* Packed files. */

/* (transfer full): what `text` is packed */
static GBytes *
pack (const char *text, gsize length)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GZlibCompressor)
      gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream)
      stream = g_converter_output_stream_new (memory, G_CONVERTER (gzip));

  g_assert_true (
      g_output_stream_write_all (stream, text, length, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (
      G_MEMORY_OUTPUT_STREAM (memory));
}

/* Collects bytes from a file of their own. */
static Collected *
collect_bytes (gconstpointer bytes, gsize length)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  gint file = g_file_open_tmp ("bill-XXXXXX", &path, &error);
  Collected *collected;

  g_assert_no_error (error);
  g_assert_true (g_close (file, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  collected = collect ("focus", (const char *[]){ path, NULL }, NULL, NULL);
  g_unlink (path);
  return collected;
}

static void
read_own (const char *name, char **text_out, gsize *length_out)
{
  g_autofree char *path = own_input ("focus", name);

  g_assert_true (g_file_get_contents (path, text_out, length_out, NULL));
}

static void
test_packed_bills_are_read (void)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GByteArray) two = g_byte_array_new ();
  g_autoptr (Collected) once = NULL;
  g_autoptr (Collected) joined = NULL;
  g_autoptr (Collected) cut = NULL;
  gsize length;

  read_own ("focus-1.0.csv", &text, &length);
  packed = pack (text, length);
  once = collect_bytes (g_bytes_get_data (packed, NULL),
                        g_bytes_get_size (packed));
  want_tag (once, "billed_sum.EUR", "141.9");

  /* Two packed files put together are one text with its header twice. */
  for (guint i = 0; i < 2; i++)
    g_byte_array_append (two, g_bytes_get_data (packed, NULL),
                         (guint) g_bytes_get_size (packed));
  joined = collect_bytes (two->data, two->len);
  want_tag (joined, "rows", "20");
  want_tag (joined, "billed_sum.EUR", "283.8");

  cut = collect_bytes (g_bytes_get_data (packed, NULL),
                       g_bytes_get_size (packed) - 8);
  g_assert_false (cut->is_complete);
  g_assert_true (has_problem (cut, "the rest was not read"));
}

static void
test_a_bomb_is_not_unpacked (void)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) large = NULL;
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (Collected) collected = NULL;
  gsize length;

  read_own ("focus-header-only.csv", &text, &length);
  large = g_string_new_len (text, (gssize) length);
  for (guint i = 0; i < 30 << 20; i++)
    g_string_append_c (large, '\n');
  packed = pack (large->str, large->len);
  collected = collect_bytes (g_bytes_get_data (packed, NULL),
                             g_bytes_get_size (packed));
  g_assert_false (collected->is_complete);
  g_assert_true (has_problem (collected, "far more than a table can hold"));
}

/* Rows in another order, and in two files, add up to the same. */
/* Rows that come again, in another month or with other quotes, are summed
 * like those that come first. */
static void
test_rows_that_come_again_count_again (void)
{
  g_autoptr (GString) text = g_string_new (
      "ServiceName,BilledCost,ResourceId,EffectiveCost,ChargeCategory,"
      "ChargePeriodStart,ChargePeriodEnd,BillingCurrency,ProviderName\n");
  g_autoptr (Collected) collected = NULL;

  for (guint i = 0; i < 12000; i++)
    g_string_append_printf (
        text,
        i % 3 == 0 ? "\"Store\",0.5,thing-%u,0.25,Usage,2026-%02u-01T00:00:00Z,"
                     "2026-%02u-01T01:00:00Z,EUR,AWS\n"
                   : "Store,0.5,thing-%u,0.25,Usage,2026-%02u-01T00:00:00Z,"
                     "2026-%02u-01T01:00:00Z,EUR,AWS\n",
        i % 500, i % 7 == 0 ? 9 : 10, i % 7 == 0 ? 9 : 10);
  collected = collect_bytes (text->str, text->len);
  want_tag (collected, "rows", "12000");
  want_tag (collected, "billed_sum.EUR", "6000");
  want_tag (collected, "effective_sum.EUR", "3000");
  g_assert_cmpuint (count (collected, UITWEG_RECORD_RESOURCE), ==, 500);
  g_assert_cmpuint (count (collected, UITWEG_RECORD_COST), ==, 1000);
}

static void
test_the_order_of_rows_says_nothing (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) turned = NULL;
  g_autoptr (Collected) first = NULL;
  g_autoptr (Collected) second = NULL;
  gsize length;
  guint n;
  const UitwegRecordType types[] = { UITWEG_RECORD_RESOURCE, UITWEG_RECORD_COST,
                                     UITWEG_RECORD_CONTRACT };

  read_own ("focus-running.csv", &text, &length);
  lines = g_strsplit (text, "\n", -1);
  n = g_strv_length (lines) - 1; /* the last is empty */
  turned = g_string_new (lines[0]);
  g_string_append_c (turned, '\n');
  for (guint i = n - 1; i > 0; i--)
    g_string_append_printf (turned, "%s\n", lines[i]);
  first = collect_bytes (text, length);
  second = collect_bytes (turned->str, turned->len);
  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    {
      const UitwegTable *a = table_of (first, types[t]);
      const UitwegTable *b = table_of (second, types[t]);

      g_assert_cmpuint (uitweg_table_get_n_rows (a), ==,
                        uitweg_table_get_n_rows (b));
      for (guint32 i = 0; i < uitweg_table_get_n_rows (a); i++)
        g_assert_cmpstr (uitweg_table_text (a, i, 0), ==,
                         uitweg_table_text (b, i, 0));
    }
  g_assert_cmpint (month_of (first, WEB), ==, month_of (second, WEB));
}

/* Samples of others. */

static Collected *
collect_shared (const char *name)
{
  g_autofree char *path = shared_input (name);

  return path != NULL
             ? collect ("focus", (const char *[]){ path, NULL }, NULL, NULL)
             : NULL;
}

static void
test_the_sample_of_focus (void)
{
  g_autoptr (Collected) collected = collect_shared ("focus/focus_sample.csv");

  if (collected == NULL)
    return;
  want_tag (collected, "rows", "1000");
  want_tag (collected, "billed_sum.USD", "20.52022672899");
  want_tag (collected, "effective_sum.USD", "14.97651418586");
  want_tag (collected, "billed_sum.USD.aws", "18.0066386184");
  want_tag (collected, "effective_sum.USD.aws", "13");
  want_tag (collected, "billed_sum.USD.azure", "1.97651418586");
  want_tag (collected, "effective_sum.USD.azure", "1.97651418586");
  want_tag (collected, "billed_sum.USD.Oracle", "0.53707392473");
  want_tag (collected, "effective_sum.USD.Oracle", "0");
  want_tag (collected, "rows.usage", "997");
  want_tag (collected, "rows.adjustment", "2");
  want_tag (collected, "rows.credit", "1");
  want_tag (collected, "rows_negative", "13");
  want_tag (collected, "rows_without_resource", "75");
  want_tag (collected, "resource_ids", "842");
  want_tag (collected, "rows_tagged", "711");
  want_tag (collected, "period_start", "2024-09-01");
  want_tag (collected, "period_end", "2024-10-01");
  g_assert_cmpuint (count (collected, UITWEG_RECORD_RESOURCE), ==, 842);
  g_assert_cmpuint (count (collected, UITWEG_RECORD_PARTY), ==, 6);
  g_assert_cmpuint (count (collected, UITWEG_RECORD_CONTRACT), ==, 2);
}

static void
test_the_samples_of_azure (void)
{
  g_autoptr (Collected)
      actual = collect_shared ("azure-billing/EA_ActualCost_Small.csv");
  g_autoptr (Collected)
      amortised = collect_shared ("azure-billing/EA_AmortizedCost_Small.csv");
  g_autoptr (Collected) empty = collect_shared ("azure-billing/EA_NoRows.csv");

  if (actual == NULL || amortised == NULL || empty == NULL)
    return;
  want_tag (actual, "rows", "11");
  want_tag (actual, "cost_view", "actual");
  want_tag (actual, "billed_sum.USD", "8.5450077867419368");
  want_tag (actual, "resource_ids", "11");
  want_tag (actual, "rows_tagged", "9");
  want_tag (actual, "rows.purchase", "1");
  want_tag (actual, "period_start", "2023-09-04");
  want_tag (actual, "period_end", "2023-09-22");
  want_tag (amortised, "rows", "28");
  want_tag (amortised, "cost_view", "amortised");
  want_tag (amortised, "billed_sum.USD", "16.296932136636644627485419");
  want_tag (amortised, "resource_ids", "22");
  want_tag (amortised, "rows_tagged", "27");
  g_assert_cmpuint (count (amortised, UITWEG_RECORD_CONTRACT), ==, 2);
  want_tag (empty, "rows", "0");
  g_assert_true (empty->is_complete);
}

static void
test_both_samples_of_azure_count_once (void)
{
  g_autofree char *actual = shared_input (
      "azure-billing/EA_ActualCost_Small.csv");
  g_autofree char *amortised = shared_input (
      "azure-billing/EA_AmortizedCost_Small.csv");
  g_autoptr (Collected) both = NULL;

  if (actual == NULL || amortised == NULL)
    return;
  both = collect ("focus", (const char *[]){ actual, amortised, NULL }, NULL,
                  NULL);
  g_assert_false (both->is_complete);
  g_assert_true (has_problem (both, "counts them twice"));
  want_tag (both, "billed_sum.USD", "16.296932136636644627485419");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/focus/amounts", test_amounts_are_exact);
  g_test_add_func ("/focus/sums", test_sums_change_sign_without_loss);
  g_test_add_func ("/focus/times", test_times_of_three_styles);
  g_test_add_func ("/focus/month", test_a_bill_says_what_a_month_costs);
  g_test_add_func ("/focus/rate", test_a_rate_gives_euro);
  g_test_add_func ("/focus/bad-rate", test_a_bad_rate_is_refused);
  g_test_add_func ("/focus/bad-rows", test_a_bad_row_costs_that_row);
  g_test_add_func ("/focus/semicolon", test_decimal_commas_and_later_names);
  g_test_add_func ("/focus/running", test_a_running_month_is_no_month);
  g_test_add_func ("/focus/header-only", test_a_header_is_a_bill_of_nothing);
  g_test_add_func ("/focus/views", test_actual_and_amortised_are_told_apart);
  g_test_add_func ("/focus/twice", test_a_month_is_not_counted_twice);
  g_test_add_func ("/focus/cur", test_reports_of_aws_old_and_new);
  g_test_add_func ("/focus/refused", test_what_is_no_bill_is_refused);
  g_test_add_func ("/focus/packed", test_packed_bills_are_read);
  g_test_add_func ("/focus/bomb", test_a_bomb_is_not_unpacked);
  g_test_add_func ("/focus/again", test_rows_that_come_again_count_again);
  g_test_add_func ("/focus/order", test_the_order_of_rows_says_nothing);
  g_test_add_func ("/focus/shared/focus", test_the_sample_of_focus);
  g_test_add_func ("/focus/shared/azure", test_the_samples_of_azure);
  g_test_add_func ("/focus/shared/both", test_both_samples_of_azure_count_once);
  return g_test_run ();
}
