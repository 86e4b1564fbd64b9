/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of tables: storage, reading, checking and writing of rows, and of the
 * schemas behind them.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include <uitweg/day.h>

#include "base/schema.h"
#include "base/table-private.h"

#include "record-schema.h"

#define NAME "estate.jsonl"

typedef struct
{
  BaseStrpool *pool;
  UitwegTable *table;
  BaseDoc *doc;
  BaseProblems *problems;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->pool = base_strpool_new ();
  fixture->table = base_table_new (&record_schema, fixture->pool);
  fixture->doc = base_doc_new ();
  fixture->problems = base_problems_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  base_table_free (fixture->table);
  base_strpool_free (fixture->pool);
  base_doc_free (fixture->doc);
  base_problems_free (fixture->problems);
}

/* Reads one line, which is JSON; whether it is a record is the question. */
static guint32
read_line (Fixture *fixture, const char *json)
{
  g_autoptr (GError) error = NULL;

  base_json_parse (fixture->doc, NAME, 7, json, strlen (json), 64, &error);
  g_assert_no_error (error);
  return base_table_read_row (fixture->table, fixture->doc,
                              base_doc_node (fixture->doc, 0), NULL, NAME,
                              fixture->problems);
}

static char *
write_line (const UitwegTable *table, guint32 row)
{
  GString *json = g_string_new ("{");

  base_table_write_row (table, row, json);
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

static void
assert_round_trip (Fixture *fixture, const char *json, const char *expected)
{
  guint32 row = read_line (fixture, json);
  g_autofree char *written = NULL;
  g_autoptr (GError) error = NULL;

  base_problems_check (fixture->problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (row, !=, UITWEG_NONE);
  written = write_line (fixture->table, row);
  g_assert_cmpstr (written, ==, expected);
}

static void
test_every_type_is_written_as_it_was_read (Fixture *f, gconstpointer data)
{
  assert_round_trip (f, FULL_RECORD, FULL_RECORD);
}

static void
test_getters_give_what_was_read (Fixture *f, gconstpointer data)
{
  guint32 row = read_line (f, FULL_RECORD), first, n;
  const UitwegTable *t = f->table, *disks, *tags;

  g_assert_cmpuint (row, ==, 0);
  g_assert_cmpstr (uitweg_table_text (t, 0, RECORD_ID), ==, "vm/1");
  g_assert_cmpint (uitweg_table_enum (t, 0, RECORD_KIND), ==, 0);
  g_assert_cmpstr (uitweg_table_text (t, 0, RECORD_KIND), ==, "vm");
  g_assert_cmpint (uitweg_table_bool (t, 0, RECORD_RUNNING), ==, 0);
  g_assert_cmpint (uitweg_table_int64 (t, 0, RECORD_VCPU), ==, 0);
  g_assert_cmpfloat (uitweg_table_number (t, 0, RECORD_VCPU), ==, 0);
  g_assert_cmpfloat (uitweg_table_number (t, 0, RECORD_GROWTH), ==, -0.12);
  g_assert_cmpint (uitweg_table_int64 (t, 0, RECORD_MEMORY_GIB), ==, 1 << 29);
  g_assert_cmpint (uitweg_table_int64 (t, 0, RECORD_EUR_PER_MONTH), ==,
                   21450000000);
  g_assert_cmpint (uitweg_table_day (t, 0, RECORD_START), ==,
                   uitweg_day_from_date (2026, 11, 22));
  g_assert_cmpstr (uitweg_table_text (t, 0, RECORD_HOST_NAME), ==, "a\"b\\c");
  g_assert_true (uitweg_table_list (t, 0, RECORD_ROLES, &first, &n));
  g_assert_cmpuint (n, ==, 0);
  g_assert_true (uitweg_table_list (t, 0, RECORD_RANGE, &first, &n));
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpfloat (
      uitweg_table_number (uitweg_table_child (t, RECORD_RANGE), first + 1, 0),
      ==, 12.5);
  g_assert_true (uitweg_table_list (t, 0, RECORD_DISKS, &first, &n));
  g_assert_cmpuint (n, ==, 2);
  disks = uitweg_table_child (t, RECORD_DISKS);
  g_assert_cmpstr (uitweg_table_text (disks, first + 1, DISK_ID), ==, "d2");
  g_assert_false (uitweg_table_has (disks, first + 1, DISK_SIZE_GIB));
  g_assert_true (uitweg_table_list (t, 0, RECORD_TAGS, &first, &n));
  tags = uitweg_table_child (t, RECORD_TAGS);
  g_assert_cmpstr (uitweg_table_text (tags, first + 1, 0), ==, "b");
  g_assert_cmpstr (uitweg_table_text (tags, first + 1, 1), ==, "");
}

static void
test_absent_and_null_are_unknown_and_never_zero (Fixture *f, gconstpointer data)
{
  static const char *const lines[] = {
    "{\"id\":\"a\"}",
    "{\"id\":\"a\",\"kind\":null,\"running\":null,\"vcpu\":null,"
    "\"growth\":null,\"memory_gib\":null,\"eur_per_month\":null,"
    "\"start\":null,\"seen_at\":null,\"identity\":null,\"roles\":null,"
    "\"unseen\":{},\"disks\":null,\"tags\":null,\"grades\":null}",
    "{\"identity\":{\"uuid\":null,\"net\":{\"name\":null}},\"id\":\"a\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    assert_round_trip (f, lines[i], "{\"id\":\"a\"}");
  for (guint32 row = 0; row < G_N_ELEMENTS (lines); row++)
    {
      guint32 first, n;

      for (guint i = RECORD_ID + 1; i < N_RECORD_FIELDS; i++)
        g_assert_false (uitweg_table_has (f->table, row, i));
      g_assert_cmpint (uitweg_table_enum (f->table, row, RECORD_KIND), ==, -1);
      g_assert_cmpint (uitweg_table_bool (f->table, row, RECORD_RUNNING), ==,
                       -1);
      g_assert_cmpint (uitweg_table_int64 (f->table, row, RECORD_VCPU), ==,
                       UITWEG_UNKNOWN);
      g_assert_true (isnan (uitweg_table_number (f->table, row, RECORD_VCPU)));
      g_assert_true (
          isnan (uitweg_table_number (f->table, row, RECORD_GROWTH)));
      g_assert_cmpint (uitweg_table_day (f->table, row, RECORD_START), ==,
                       UITWEG_DAY_UNKNOWN);
      g_assert_null (uitweg_table_text (f->table, row, RECORD_UUID));
      g_assert_false (
          uitweg_table_list (f->table, row, RECORD_DISKS, &first, &n));
      g_assert_cmpuint (n, ==, 0);
    }
}

static void
test_any_order_of_keys_is_read (Fixture *f, gconstpointer data)
{
  assert_round_trip (f,
                     "{\"tags\":{\"z\":\"1\",\"a\":\"2\"},\"vcpu\":2,"
                     "\"identity\":{\"net\":{\"name\":\"n\"},\"uuid\":\"u\"},"
                     "\"id\":\"a\"}",
                     "{\"id\":\"a\",\"vcpu\":2,\"identity\":{\"uuid\":\"u\","
                     "\"net\":{\"name\":\"n\"}},"
                     "\"tags\":{\"a\":\"2\",\"z\":\"1\"}}");
}

/* A pair that makes a good record bad, and what is said of it. */
static const struct
{
  const char *pair;
  const char *message;
} mistakes[] = {
  { "\"memroy_gib\":1", "unknown key 'memroy_gib', did you mean"
                        " 'memory_gib'?" },
  { "\"colour\":1", "unknown key 'colour' in record" },
  { "\"identity.uuid\":\"x\"", "unknown key 'identity.uuid' in record" },
  { "\"identity\":{\"uid\":\"x\"}", "unknown key 'uid', did you mean"
                                    " 'uuid'?" },
  { "\"identity\":3", "identity: found a number, expected an object" },
  { "\"kind\":\"contaner\"", "kind: found 'contaner', did you mean"
                             " 'container'?" },
  { "\"kind\":\"x\"", "kind: found 'x', expected one of: vm, container,"
                      " database, bucket" },
  { "\"kind\":3", "kind: found a number, expected a string" },
  { "\"running\":\"yes\"", "running: found a string, expected true or"
                           " false" },
  { "\"vcpu\":\"3\"", "vcpu: found a string, expected a whole number" },
  { "\"vcpu\":3.0", "vcpu: found 3.0, expected a whole number without"
                    " decimals, below 2^63" },
  { "\"vcpu\":9223372036854775808", "vcpu: found 9223372036854775808,"
                                    " expected a whole number without"
                                    " decimals, below 2^63" },
  { "\"vcpu\":-1", "vcpu: found -1, expected at least 0" },
  { "\"vcpu\":4097", "vcpu: found 4097, expected at most 4096" },
  { "\"growth\":-1.5", "growth: found -1.5, expected at least -1" },
  { "\"growth\":1e999", "growth: found 1e999, expected a number below"
                        " 1.8e308" },
  { "\"memory_gib\":-4", "memory_gib: found -4, expected 0 to 8589934591"
                         " GiB" },
  { "\"memory_gib\":1e10", "memory_gib: found 1e10, expected 0 to"
                           " 8589934591 GiB" },
  { "\"memory_gib\":\"4\"", "memory_gib: found a string, expected a number"
                            " of GiB" },
  { "\"eur_per_month\":12.5", "eur_per_month: found a number, expected a"
                              " decimal string such as \"12.50\"" },
  { "\"eur_per_month\":\"12,50\"", "eur_per_month: found '12,50', expected"
                                   " a decimal string such as \"12.50\"" },
  { "\"eur_per_month\":\"99999999999999\"",
    "eur_per_month: found '99999999999999', expected an amount within"
    " 9.2e12 EUR" },
  { "\"eur_per_month\":\"-1\"", "eur_per_month: found -1, expected at least"
                                " 0" },
  { "\"start\":\"2026-02-30\"", "start: found '2026-02-30', expected a day"
                                " from 1900-01-01 to 2999-12-31" },
  { "\"start\":\"3000-01-01\"", "start: found '3000-01-01', expected a day"
                                " from 1900-01-01 to 2999-12-31" },
  { "\"start\":20261122", "start: found a number, expected a day as"
                          " \"YYYY-MM-DD\"" },
  { "\"seen_at\":\"2026-11-20T24:00:00Z\"",
    "seen_at: found '2026-11-20T24:00:00Z', expected a time as"
    " \"YYYY-MM-DDTHH:MM:SSZ\"" },
  { "\"seen_at\":\"2026-11-20T21:14:05+01:00\"",
    "seen_at: found '2026-11-20T21:14:05+01:00', expected a time as"
    " \"YYYY-MM-DDTHH:MM:SSZ\"" },
  { "\"roles\":\"x\"", "roles: found a string, expected a list of"
                       " strings" },
  { "\"roles\":[\"x\",null]", "roles[1]: found null, expected a string" },
  { "\"unseen\":{\"range\":[1,\"2\"]}",
    "unseen.range[1]: found a string, expected a number" },
  { "\"unseen\":{\"range\":[-1]}",
    "unseen.range[0]: found -1, expected at least 0" },
  { "\"disks\":{}", "disks: found an object, expected a list of objects" },
  { "\"disks\":[3]", "disks[0]: found a number, expected an object" },
  { "\"disks\":[{\"id\":\"a\"},{\"size_gib\":1}]",
    "disks[1].id: found no such key, expected a string" },
  { "\"disks\":[{\"id\":\"a\",\"events\":[{\"date\":\"x\"}]}]",
    "disks[0].events[0].date: found 'x', expected a day from 1900-01-01 to"
    " 2999-12-31" },
  { "\"tags\":[]", "tags: found a list, expected an object of strings" },
  { "\"tags\":{\"a\":1}", "tags.a: found a number, expected a string" },
  { "\"grades\":{\"a\":\"guessed\"}",
    "grades.a: found 'guessed', expected one of: measured, assumed" },
  { "\"identity\":{\"uuid\":\"a\\u0007b\"}",
    "identity.uuid: found a control character, expected at most 64 KiB of"
    " UTF-8 without control characters" },
  { "\"identity\":{\"uuid\":\"a\\u0085b\"}",
    "identity.uuid: found a control character, expected at most 64 KiB of"
    " UTF-8 without control characters" },
};

static void
test_mistakes_are_named_and_leave_no_row (Fixture *f, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autofree char *line = g_strdup_printf (
          "{\"id\":\"a\",\"disks\":null,%s}", mistakes[i].pair);
      g_autofree char *expected = g_strconcat (NAME ":7: ", mistakes[i].message,
                                               NULL);
      guint before = base_problems_get_count (f->problems);

      if (g_str_has_prefix (mistakes[i].pair, "\"disks\""))
        {
          g_free (line);
          line = g_strdup_printf ("{\"id\":\"a\",%s}", mistakes[i].pair);
        }
      g_assert_cmpuint (read_line (f, line), ==, UITWEG_NONE);
      g_assert_cmpuint (base_problems_get_count (f->problems), ==, before + 1);
      g_assert_cmpstr (base_problems_get (f->problems, before), ==, expected);
      g_assert_cmpuint (uitweg_table_get_n_rows (f->table), ==, 0);
    }
}

static void
test_required_keys_are_asked_for (Fixture *f, gconstpointer data)
{
  static const char missing[] = NAME
      ":7: id: found no such key, expected a string";

  g_assert_cmpuint (read_line (f, "{}"), ==, UITWEG_NONE);
  g_assert_cmpuint (read_line (f, "{\"id\":null}"), ==, UITWEG_NONE);
  g_assert_cmpuint (read_line (f, "[]"), ==, UITWEG_NONE);
  g_assert_cmpstr (base_problems_get (f->problems, 0), ==, missing);
  g_assert_cmpstr (base_problems_get (f->problems, 1), ==, missing);
  g_assert_cmpstr (base_problems_get (f->problems, 2), ==,
                   NAME ":7: found a list, expected an object");
}

static void
test_all_problems_of_a_row_are_found (Fixture *f, gconstpointer data)
{
  g_assert_cmpuint (read_line (f, "{\"vcpu\":-1,\"colour\":1,\"disks\":["
                                  "{\"size_gib\":-1},{\"id\":3}]}"),
                    ==, UITWEG_NONE);
  /* vcpu, colour, disks[0].size_gib and .id, disks[1].id, id */
  g_assert_cmpuint (base_problems_get_count (f->problems), ==, 6);
}

static void
test_a_bad_row_leaves_nothing_behind (Fixture *f, gconstpointer data)
{
  const UitwegTable *disks = uitweg_table_child (f->table, RECORD_DISKS);
  const UitwegTable *events = uitweg_table_child (disks, DISK_EVENTS);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GString) bad = g_string_new (FULL_RECORD);
  guint32 n_events;

  read_line (f, FULL_RECORD);
  n_events = uitweg_table_get_n_rows (events);
  before = write_line (f->table, 0);

  g_string_truncate (bad, bad->len - 1);
  g_string_append (bad, ",\"x\":1}");
  g_assert_cmpuint (read_line (f, bad->str), ==, UITWEG_NONE);

  g_assert_cmpuint (uitweg_table_get_n_rows (f->table), ==, 1);
  g_assert_cmpuint (uitweg_table_get_n_rows (disks), ==, 2);
  g_assert_cmpuint (uitweg_table_get_n_rows (events), ==, n_events);
  after = write_line (f->table, 0);
  g_assert_cmpstr (before, ==, after);

  /* and the next row knows nothing of it */
  base_problems_free (f->problems);
  f->problems = base_problems_new ();
  assert_round_trip (f, "{\"id\":\"b\"}", "{\"id\":\"b\"}");
  assert_round_trip (f, FULL_RECORD, FULL_RECORD);
}

static void
test_extra_keys_are_the_callers (Fixture *f, gconstpointer data)
{
  static const char *const extra[] = { "record", NULL };
  static const char *const lines[] = {
    "{\"record\":\"vm\",\"id\":\"a\"}",
    "{\"id\":\"a\",\"disks\":[{\"record\":1,\"id\":\"d\"}]}",
  };

  for (guint32 i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      base_json_parse (f->doc, NAME, 1, lines[i], strlen (lines[i]), 64, NULL);
      g_assert_cmpuint (base_table_read_row (f->table, f->doc,
                                             base_doc_node (f->doc, 0), extra,
                                             NAME, f->problems),
                        ==, i == 0 ? 0 : UITWEG_NONE);
    }
}

static void
test_lenient_money_may_be_a_number (Fixture *f, gconstpointer data)
{
  base_table_set_lenient_money (f->table, TRUE);
  assert_round_trip (f, "{\"id\":\"a\",\"eur_per_month\":12.5}",
                     "{\"id\":\"a\",\"eur_per_month\":\"12.50\"}");
  assert_round_trip (f, "{\"id\":\"a\",\"eur_per_month\":\"12.5\"}",
                     "{\"id\":\"a\",\"eur_per_month\":\"12.50\"}");
}

static void
test_long_values_are_not_shown (Fixture *f, gconstpointer data)
{
  read_line (f, "{\"id\":\"a\",\"kind\":\"s3cr3t-s3cr3t-s3cr3t-s3cr3t-"
                "s3cr3t-s3cr3t\",\"a-key-that-is-long-enough-to-hold-a-s3cr3t"
                "\":1,\"\\u001b[31m\":1}");
  g_assert_cmpuint (base_problems_get_count (f->problems), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_null (strstr (base_problems_get (f->problems, i), "s3cr3t"));
      g_assert_null (strchr (base_problems_get (f->problems, i), '\033'));
    }
}

static void
test_texts_are_bounded (Fixture *f, gconstpointer data)
{
  g_autofree char *text = g_strnfill (64 << 10, 'x');
  g_autofree char *good = g_strdup_printf ("{\"id\":\"%s\"}", text);
  g_autofree char *bad = g_strdup_printf ("{\"id\":\"%sx\"}", text);

  assert_round_trip (f, good, good);
  g_assert_cmpuint (read_line (f, bad), ==, UITWEG_NONE);
}

static void
test_setters_store (Fixture *f, gconstpointer data)
{
  UitwegTable *t = f->table, *child;
  g_autofree char *json = NULL;

  base_table_append (t);
  base_table_set_text (t, 0, RECORD_ID, "a");
  base_table_set_enum (t, 0, RECORD_KIND, 3);
  base_table_set_bool (t, 0, RECORD_RUNNING, 5);
  base_table_set_int64 (t, 0, RECORD_VCPU, 4);
  base_table_set_number (t, 0, RECORD_GROWTH, 1);
  base_table_set_day (t, 0, RECORD_START, 0);
  child = base_table_begin_list (t, RECORD_ROLES);
  base_table_add_text (child, "x");
  base_table_add_text (child, NULL);
  base_table_end_list (t, RECORD_ROLES);
  child = base_table_begin_list (t, RECORD_TAGS);
  base_table_add_tag (child, "z", "1");
  base_table_add_tag (child, "a", "2");
  base_table_add_tag (child, "z", "3");
  base_table_add_tag (child, "b", NULL);
  base_table_end_list (t, RECORD_TAGS);
  json = write_line (t, 0);
  g_assert_cmpstr (json, ==,
                   "{\"id\":\"a\",\"kind\":\"bucket\",\"running\":true,"
                   "\"vcpu\":4,\"growth\":1,\"start\":\"1970-01-01\","
                   "\"roles\":[\"x\"],\"tags\":{\"a\":\"2\",\"z\":\"3\"}}");
}

static void
test_setters_forget (Fixture *f, gconstpointer data)
{
  UitwegTable *t = f->table;
  g_autofree char *json = NULL;
  guint32 row = read_line (f, FULL_RECORD);

  base_table_set_text (t, row, RECORD_ID, NULL);
  base_table_set_text (t, row, RECORD_SEEN_AT, NULL);
  base_table_set_text (t, row, RECORD_UUID, NULL);
  base_table_set_text (t, row, RECORD_HOST_NAME, NULL);
  base_table_set_enum (t, row, RECORD_KIND, -1);
  base_table_set_bool (t, row, RECORD_RUNNING, -1);
  base_table_set_int64 (t, row, RECORD_VCPU, UITWEG_UNKNOWN);
  base_table_set_int64 (t, row, RECORD_MEMORY_GIB, UITWEG_UNKNOWN);
  base_table_set_int64 (t, row, RECORD_EUR_PER_MONTH, UITWEG_UNKNOWN);
  base_table_set_number (t, row, RECORD_GROWTH, NAN);
  base_table_set_day (t, row, RECORD_START, UITWEG_DAY_UNKNOWN);
  base_table_begin_list (t, RECORD_MACS);
  base_table_end_list (t, RECORD_MACS);
  base_table_begin_list (t, RECORD_DISKS);
  base_table_end_list (t, RECORD_DISKS);
  json = write_line (t, row);
  g_assert_cmpstr (json, ==,
                   "{\"identity\":{\"net\":{\"macs\":[]}},\"roles\":[],"
                   "\"unseen\":{\"range\":[1,12.5]},\"disks\":[],"
                   "\"tags\":{\"a\":\"1\",\"b\":\"\"},"
                   "\"grades\":{\"vcpu\":\"assumed\"}}");
  g_assert_cmpuint (
      uitweg_table_get_n_rows (uitweg_table_child (t, RECORD_DISKS)), ==, 0);
}

static void
test_rows_of_setters_are_checked_alike (Fixture *f, gconstpointer data)
{
  static const char *const expected[] = {
    "x: id: found a control character, expected at most 64 KiB of UTF-8"
    " without control characters",
    "x: vcpu: found -3, expected at least 0",
    "x: memory_gib: found a negative size, expected at least 0",
    "x: seen_at: found 'now', expected a time as \"YYYY-MM-DDTHH:MM:SSZ\"",
    "x: roles[0]: found bytes that are not UTF-8, expected at most 64 KiB of"
    " UTF-8 without control characters",
    "x: disks[0].id: found no such key, expected a string",
    "x: grades.a: found 'b', expected one of: measured, assumed",
  };
  UitwegTable *t = f->table;

  base_table_append (t);
  base_table_set_text (t, 0, RECORD_ID, "a\nb");
  base_table_set_int64 (t, 0, RECORD_VCPU, -3);
  base_table_set_int64 (t, 0, RECORD_MEMORY_GIB, -1);
  base_table_set_text (t, 0, RECORD_SEEN_AT, "now");
  base_table_add_text (base_table_begin_list (t, RECORD_ROLES), "\xff");
  base_table_end_list (t, RECORD_ROLES);
  base_table_append (base_table_begin_list (t, RECORD_DISKS));
  base_table_end_list (t, RECORD_DISKS);
  base_table_add_tag (base_table_begin_list (t, RECORD_GRADES), "a", "b");
  base_table_end_list (t, RECORD_GRADES);

  g_assert_false (base_table_check_row (t, 0, "x", 0, f->problems));
  g_assert_cmpuint (base_problems_get_count (f->problems), ==,
                    G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (base_problems_get (f->problems, i), ==, expected[i]);
}

static void
test_a_read_row_passes_the_check (Fixture *f, gconstpointer data)
{
  guint32 row = read_line (f, FULL_RECORD);

  g_assert_true (base_table_check_row (f->table, row, NAME, 1, f->problems));
}

static void
test_rows_are_copied_between_pools (Fixture *f, gconstpointer data)
{
  g_autoptr (BaseStrpool) pool = base_strpool_new ();
  g_autoptr (UitwegTable) to = base_table_new (&record_schema, pool);
  g_autofree char *json = NULL, *again = NULL;

  base_strpool_intern (pool, "other", 5);
  read_line (f, FULL_RECORD);
  for (guint32 i = 0; i < 3; i++)
    g_assert_cmpuint (base_table_copy_row (to, f->table, 0), ==, i);
  json = write_line (to, 2);
  g_assert_cmpstr (json, ==, FULL_RECORD);
  for (guint i = 0; i < N_RECORD_FIELDS; i++)
    g_assert_true (base_table_equal_field (to, 1, f->table, 0, i));

  /* a list that replaces another leaves none of its rows */
  read_line (f, "{\"id\":\"b\",\"disks\":[{\"id\":\"new\"}]}");
  base_table_copy_field (to, 2, f->table, 1, RECORD_DISKS);
  base_table_copy_field (to, 2, f->table, 1, RECORD_TAGS);
  g_assert_cmpuint (
      uitweg_table_get_n_rows (uitweg_table_child (to, RECORD_DISKS)), ==, 5);
  g_assert_false (uitweg_table_has (to, 2, RECORD_TAGS));
  g_assert_false (base_table_equal_field (to, 1, to, 2, RECORD_DISKS));
  g_assert_true (base_table_equal_field (to, 2, f->table, 1, RECORD_DISKS));
  again = write_line (to, 1);
  g_assert_cmpstr (again, ==, FULL_RECORD);
}

static void
test_each_single_difference_is_seen (Fixture *f, gconstpointer data)
{
  guint32 full = read_line (f, FULL_RECORD);
  guint32 empty = read_line (f, "{\"id\":\"other\"}");
  const UitwegTable *t = f->table;

  for (guint i = 0; i < N_RECORD_FIELDS; i++)
    {
      g_assert_false (base_table_equal_field (t, full, t, empty, i));
      g_assert_true (base_table_equal_field (t, empty, t, empty, i));
    }
}

/* A column that nobody fills takes nothing, one that is filled its width. */
static void
test_memory_is_what_is_known (Fixture *f, gconstpointer data)
{
  gsize empty = base_table_get_size (f->table);
  const guint32 n = 100000;

  for (guint32 i = 0; i < n; i++)
    base_table_append (f->table);
  g_assert_cmpuint (base_table_get_size (f->table), ==, empty);

  base_table_set_int64 (f->table, n - 1, RECORD_VCPU, UITWEG_UNKNOWN);
  g_assert_cmpuint (base_table_get_size (f->table), ==, empty);
  for (guint32 i = 0; i < n; i++)
    {
      base_table_set_bool (f->table, i, RECORD_RUNNING, 1);
      base_table_set_int64 (f->table, i, RECORD_VCPU, i);
    }
  g_assert_cmpuint (base_table_get_size (f->table), >=, empty + n * 9);
  g_assert_cmpuint (base_table_get_size (f->table), <=, empty + n * 9 * 2);
  g_assert_cmpint (uitweg_table_int64 (f->table, n - 1, RECORD_VCPU), ==,
                   n - 1);
}

static void
test_long_lists_of_words_fit (Fixture *f, gconstpointer data)
{
  const char *words[301] = { NULL };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  UitwegField field = {
    .key = "word", .type = UITWEG_FIELD_ENUM, .words = words, .help = "a word"
  };
  UitwegSchema schema = { "words", &field, 1 };
  g_autoptr (UitwegTable) table = NULL;

  for (guint i = 0; i < 300; i++)
    {
      g_ptr_array_add (texts, g_strdup_printf ("w%u", i));
      words[i] = g_ptr_array_index (texts, i);
    }
  table = base_table_new (&schema, f->pool);
  base_table_append (table);
  base_table_append (table);
  base_table_set_enum (table, 1, 0, 299);
  g_assert_cmpint (uitweg_table_enum (table, 0, 0), ==, -1);
  g_assert_cmpstr (uitweg_table_text (table, 1, 0), ==, "w299");
}

static void
assert_schema (UitwegField first, UitwegField second, const char *expected)
{
  const UitwegField fields[] = { first, second };
  const UitwegSchema schema = { "s", fields, 2 };
  g_autofree char *problem = NULL;
  gboolean ok = base_schema_check (&schema, &problem);

  g_assert_cmpint (ok, ==, expected == NULL);
  g_assert_cmpstr (problem, ==, expected);
}

static void
test_unsound_schemas_are_refused (void)
{
  const UitwegField a = { .key = "a",
                          .type = UITWEG_FIELD_INT,
                          .help = "what" };
  UitwegField b = a, c = a;
  g_autofree char *problem = NULL;

  g_assert_true (base_schema_check (&record_schema, &problem));

  b.key = "b";
  assert_schema (a, b, NULL);
  assert_schema (a, a, "s: field 1 (a): its key stands there twice");
  c.key = "a.b";
  assert_schema (a, c,
                 "s: field 1 (a.b): its key is both a value and an object");
  c.key = "a..b";
  assert_schema (b, c, "s: field 1 (a..b): a part of its key is empty");
  c.key = "x.y.z.w";
  assert_schema (b, c, "s: field 1 (x.y.z.w): its key has more than two dots");
  c.key = "Name";
  assert_schema (b, c,
                 "s: field 1 (Name): its key is not of lower-case letters,"
                 " digits and underscores");
  c = a;
  c.type = UITWEG_FIELD_ENUM;
  assert_schema (b, c, "s: field 1 (a): it has no words");
  c.type = UITWEG_FIELD_LIST;
  assert_schema (b, c, "s: field 1 (a): lists, and only lists, have a child");
  c = a;
  c.min = 2;
  c.max = 1;
  assert_schema (b, c, "s: field 1 (a): its least value is above its greatest");
  c.type = UITWEG_FIELD_TEXT;
  assert_schema (b, c, "s: field 1 (a): it has bounds, but is no number");
  c = a;
  c.help = "Stops.";
  assert_schema (b, c,
                 "s: field 1 (a): its help is empty or ends in a full stop");
}

static void
test_objects_of_a_schema_stand_in_one_piece (void)
{
  const UitwegField fields[] = {
    { .key = "a.x", .type = UITWEG_FIELD_INT, .help = "what" },
    { .key = "b", .type = UITWEG_FIELD_INT, .help = "what" },
    { .key = "a.y", .type = UITWEG_FIELD_INT, .help = "what" },
  };
  const UitwegSchema schema = { "s", fields, G_N_ELEMENTS (fields) };
  g_autofree char *problem = NULL;

  g_assert_false (base_schema_check (&schema, &problem));
  g_assert_cmpstr (problem, ==,
                   "s: field 2 (a.y): its object is not in one piece");
}

static void
test_schemas_are_listed (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  base_schema_list (&disk_schema, text);
  g_assert_cmpstr (text->str, ==,
                   "id\ttext\trequired\t-\tunique name\n"
                   "size_gib\tsize\t-\t0..1000000\tsize, GiB\n"
                   "events\tlist\t-\t-\twhat happened to it\n"
                   "events[].date\tday\trequired\t-\tday it happened\n"
                   "events[].notes\ttexts\t-\t-\twhat was said\n");
  g_assert_cmpint (base_schema_find (&disk_schema, "events"), ==, 2);
  g_assert_cmpint (base_schema_find (&disk_schema, "event"), ==, -1);
}

/* Rows of two pools, in an order of our own and with one that nobody has. */
static void
test_rows_are_gathered_in_any_order (Fixture *f, gconstpointer data)
{
  g_autoptr (BaseStrpool) pool = base_strpool_new ();
  g_autoptr (UitwegTable) other = base_table_new (&record_schema, pool);
  g_autoptr (UitwegTable) to = base_table_new (&record_schema, pool);
  const UitwegTable *const from[] = { f->table, other };
  const BaseTableRow rows[] = {
    { 1, 0 }, { 0, 1 }, { UITWEG_NONE, 0 }, { 0, 0 }
  };
  g_autofree guint32 *map = NULL;
  const guint32 *maps[] = { NULL, NULL };
  guint32 first;

  read_line (f, FULL_RECORD);
  read_line (f, "{\"id\":\"vm/2\",\"kind\":\"vm\",\"tags\":{}}");
  base_table_copy_row (other, f->table, 1);
  base_table_set_text (other, 0, RECORD_ID, "vm/3");
  map = g_new (guint32, base_strpool_get_count (f->pool));
  for (guint32 i = 0; i < base_strpool_get_count (f->pool); i++)
    map[i] = base_strpool_intern (pool, base_strpool_get (f->pool, i),
                                  base_strpool_get_length (f->pool, i));
  maps[0] = map;

  first = base_table_append_many (to, G_N_ELEMENTS (rows));
  for (guint field = 0; field < N_RECORD_FIELDS; field++)
    base_table_gather_field (to, first, field, from, maps, 2, rows,
                             G_N_ELEMENTS (rows));
  g_assert_cmpstr (uitweg_table_text (to, 0, RECORD_ID), ==, "vm/3");
  g_assert_cmpstr (uitweg_table_text (to, 1, RECORD_ID), ==, "vm/2");
  for (guint field = 0; field < N_RECORD_FIELDS; field++)
    {
      g_assert_false (uitweg_table_has (to, 2, field));
      g_assert_true (base_table_equal_field (to, 1, f->table, 1, field));
      g_assert_true (base_table_equal_field (to, 3, f->table, 0, field));
    }
  g_assert_cmpuint (base_table_get_text_index (to, 2, RECORD_ID), ==,
                    UITWEG_NONE);
}

static void
test_lists_are_appended_and_dropped (Fixture *f, gconstpointer data)
{
  const guint32 lengths[] = { UITWEG_NONE, 2, 0, UITWEG_NONE };
  UitwegTable *child;
  guint32 first;
  guint32 n;

  base_table_append_many (f->table, G_N_ELEMENTS (lengths));
  child = base_table_append_lists (f->table, RECORD_TAGS, lengths,
                                   G_N_ELEMENTS (lengths), &first);
  g_assert_true (child == uitweg_table_child (f->table, RECORD_TAGS));
  g_assert_cmpuint (first, ==, 0);
  g_assert_cmpuint (uitweg_table_get_n_rows (child), ==, 2);
  g_assert_false (uitweg_table_has (f->table, 0, RECORD_TAGS));
  g_assert_false (uitweg_table_has (f->table, 3, RECORD_TAGS));
  g_assert_true (uitweg_table_list (f->table, 1, RECORD_TAGS, &first, &n));
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (uitweg_table_list (f->table, 2, RECORD_TAGS, &first, &n));
  g_assert_cmpuint (n, ==, 0);

  base_table_set_text (f->table, 1, RECORD_ID, "vm/1");
  base_table_drop_field (f->table, RECORD_TAGS);
  g_assert_false (uitweg_table_has (f->table, 1, RECORD_TAGS));
  g_assert_cmpuint (uitweg_table_get_n_rows (child), ==, 0);
  g_assert_cmpstr (uitweg_table_text (f->table, 1, RECORD_ID), ==, "vm/1");
}

/* A map is believed: what it says is what the copy holds. */
static void
test_a_map_goes_before_looking_up (Fixture *f, gconstpointer data)
{
  g_autoptr (BaseStrpool) pool = base_strpool_new ();
  g_autoptr (UitwegTable) to = base_table_new (&record_schema, pool);
  g_autofree guint32 *map = NULL;

  g_assert_true (base_table_get_pool (to) == pool);
  read_line (f, FULL_RECORD);
  base_strpool_intern (pool, "first", 5);
  map = base_strpool_unite (pool, f->pool);
  base_table_set_map (f->table, pool, map);
  base_table_copy_row (to, f->table, 0);
  for (guint field = 0; field < N_RECORD_FIELDS; field++)
    g_assert_true (base_table_equal_field (to, 0, f->table, 0, field));
  g_assert_cmpuint (base_strpool_get_count (pool), ==,
                    base_strpool_get_count (f->pool) + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                    \
  g_test_add ("/base/table/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("round-trip", test_every_type_is_written_as_it_was_read);
  ADD ("getters", test_getters_give_what_was_read);
  ADD ("unknown", test_absent_and_null_are_unknown_and_never_zero);
  ADD ("order", test_any_order_of_keys_is_read);
  ADD ("mistakes", test_mistakes_are_named_and_leave_no_row);
  ADD ("required", test_required_keys_are_asked_for);
  ADD ("problems", test_all_problems_of_a_row_are_found);
  ADD ("roll-back", test_a_bad_row_leaves_nothing_behind);
  ADD ("extra-keys", test_extra_keys_are_the_callers);
  ADD ("lenient-money", test_lenient_money_may_be_a_number);
  ADD ("secrets", test_long_values_are_not_shown);
  ADD ("bounds", test_texts_are_bounded);
  ADD ("set", test_setters_store);
  ADD ("forget", test_setters_forget);
  ADD ("check", test_rows_of_setters_are_checked_alike);
  ADD ("check-read", test_a_read_row_passes_the_check);
  ADD ("copy", test_rows_are_copied_between_pools);
  ADD ("gather", test_rows_are_gathered_in_any_order);
  ADD ("lists", test_lists_are_appended_and_dropped);
  ADD ("map", test_a_map_goes_before_looking_up);
  ADD ("equal", test_each_single_difference_is_seen);
  ADD ("memory", test_memory_is_what_is_known);
  ADD ("words", test_long_lists_of_words_fit);
  g_test_add_func ("/base/schema/unsound", test_unsound_schemas_are_refused);
  g_test_add_func ("/base/schema/pieces",
                   test_objects_of_a_schema_stand_in_one_piece);
  g_test_add_func ("/base/schema/list", test_schemas_are_listed);
  return g_test_run ();
}
