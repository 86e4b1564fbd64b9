/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of the estate: reading, checking, writing, building, references.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include <uitweg/estate.h>

#include "base/table-private.h"

#define HEADER "{\"format\":\"uitweg-estate/1\"}\n"

static UitwegEstate *
load_one (const char *path, guint n_threads, GError **error)
{
  return uitweg_estate_load (&path, 1, n_threads, error);
}

/* Loads text as if it stood in a file named "estate.jsonl". */
static UitwegEstate *
load_text (const char *text, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("uitweg-XXXXXX", NULL);
  g_autofree char *old = g_get_current_dir ();
  UitwegEstate *estate;

  g_assert_cmpint (g_chdir (folder), ==, 0);
  g_assert_true (g_file_set_contents ("estate.jsonl", text, -1, NULL));
  estate = load_one ("estate.jsonl", 1, error);
  g_unlink ("estate.jsonl");
  g_assert_cmpint (g_chdir (old), ==, 0);
  g_rmdir (folder);
  return estate;
}

static char *
save_to_text (const UitwegEstate *estate)
{
  g_autofree char *folder = g_dir_make_tmp ("uitweg-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "out.jsonl", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  uitweg_estate_save (estate, path, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_unlink (path);
  /* No temporary file is left. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  return text;
}

static void
assert_fails (const char *text, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load_text (text, &error));
  g_assert_error (error, UITWEG_ESTATE_ERROR, UITWEG_ESTATE_ERROR_INVALID);
  if (strstr (error->message, message) == NULL)
    g_test_message ("expected: %s", message);
  g_assert_cmpstr (strstr (error->message, message) != NULL ? message
                                                            : error->message,
                   ==, message);
}

static void
assert_round_trip (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegEstate) first = load_one (path, 1, &error);
  g_autoptr (UitwegEstate) second = NULL;
  g_autofree char *written = NULL;
  g_autofree char *again = NULL;
  g_autofree char *digest = NULL;

  g_assert_no_error (error);
  written = save_to_text (first);
  second = load_text (written, &error);
  g_assert_no_error (error);
  again = save_to_text (second);
  g_assert_cmpstr (written, ==, again);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, written, -1);
  g_assert_cmpstr (uitweg_estate_get_digest (first), ==, digest);
  g_assert_cmpstr (uitweg_estate_get_digest (second), ==, digest);
}

static void
test_what_is_written_is_read_as_the_same (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "estate",
                                                 "all-records.jsonl", NULL);

  assert_round_trip (path);
}

static void
test_the_shared_example_makes_a_round_trip (void)
{
  const char *shared = g_getenv ("UITWEG_SHARED");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : ".",
                                            "examples", "estate.jsonl", NULL);

  if (shared == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("UITWEG_SHARED has no examples/estate.jsonl");
      return;
    }
  assert_round_trip (path);
}

/* Every value of the sample comes back: the written lines equal those read,
 * but for what is unknown, and their order. */
static void
test_nothing_known_is_lost (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "estate",
                                                 "all-records.jsonl", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegEstate) estate = load_one (path, 1, &error);
  const UitwegTable *table;
  const UitwegTable *child;
  guint32 row;
  guint32 first;
  guint32 n;

  g_assert_no_error (error);
  table = uitweg_estate_get_table (estate, UITWEG_RECORD_RESOURCE);
  row = uitweg_estate_find (estate, UITWEG_RECORD_RESOURCE, "vm/peil-db");
  g_assert_cmpuint (row, !=, UITWEG_NONE);
  g_assert_cmpint (uitweg_table_int64 (table, row, UITWEG_RESOURCE_MEMORY), ==,
                   G_GINT64_CONSTANT (33822867456));
  g_assert_cmpint (
      uitweg_table_int64 (table, row, UITWEG_RESOURCE_EUR_PER_MONTH), ==,
      610123456);
  g_assert_true (
      uitweg_table_list (table, row, UITWEG_RESOURCE_TAGS, &first, &n));
  child = uitweg_table_child (table, UITWEG_RESOURCE_TAGS);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (uitweg_table_text (child, first, 0), ==, "a");

  /* null is unknown, [] is known. */
  row = uitweg_estate_find (estate, UITWEG_RECORD_RESOURCE, "saas/mail");
  g_assert_false (
      uitweg_table_has (table, row, UITWEG_RESOURCE_ADMINISTRATORS));
  g_assert_true (uitweg_table_has (table, row, UITWEG_RESOURCE_BACKUPS));
  g_assert_false (uitweg_table_has (table, row, UITWEG_RESOURCE_VCPU));
  g_assert_cmpint (uitweg_table_int64 (table, row, UITWEG_RESOURCE_SEATS), ==,
                   0);
}

static void
test_grades_follow_provenance (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "estate",
                                                 "all-records.jsonl", NULL);
  g_autoptr (UitwegEstate) estate = load_one (path, 1, NULL);
  guint32 row = uitweg_estate_find (estate, UITWEG_RECORD_RESOURCE,
                                    "vm/peil-db");
  guint32 contract = uitweg_estate_find (estate, UITWEG_RECORD_CONTRACT,
                                         "contract/peil");

  g_assert_cmpint (uitweg_estate_get_grade (estate, UITWEG_RECORD_RESOURCE, row,
                                            UITWEG_RESOURCE_VCPU),
                   ==, UITWEG_GRADE_MEASURED);
  g_assert_cmpint (uitweg_estate_get_grade (estate, UITWEG_RECORD_RESOURCE, row,
                                            UITWEG_RESOURCE_KEY_HSM),
                   ==, UITWEG_GRADE_ASSUMED);
  g_assert_cmpint (uitweg_estate_get_grade (estate, UITWEG_RECORD_CONTRACT,
                                            contract, UITWEG_CONTRACT_END),
                   ==, UITWEG_GRADE_ASSUMED);
}

static void
test_what_is_only_mentioned_is_a_placeholder (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegEstate) estate = load_text (
      HEADER
      "{\"record\":\"resource\",\"id\":\"b\",\"kind\":\"vm\"}\n"
      "{\"record\":\"dependency\",\"id\":\"d2\",\"from\":\"b\","
      "\"to\":\"c\",\"kind\":\"data\"}\n"
      "{\"record\":\"dependency\",\"id\":\"d1\",\"from\":\"a\","
      "\"to\":\"b\",\"kind\":\"network\"}\n"
      "{\"record\":\"service\",\"id\":\"s\",\"members\":[\"e\",\"b\",\"e\"]}\n",
      &error);
  const UitwegTable *resources;
  const guint32 *members;
  const guint32 *services;
  guint32 n;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  resources = uitweg_estate_get_table (estate, UITWEG_RECORD_RESOURCE);
  g_assert_cmpuint (uitweg_estate_get_n_resources (estate), ==, 4);
  g_assert_cmpstr (uitweg_table_text (resources, 0, 0), ==, "a");
  g_assert_cmpstr (uitweg_table_text (resources, 1, 0), ==, "b");
  g_assert_true (uitweg_estate_is_placeholder (estate, 0));
  g_assert_false (uitweg_estate_is_placeholder (estate, 1));
  g_assert_cmpint (uitweg_table_enum (resources, 2, UITWEG_RESOURCE_KIND), ==,
                   UITWEG_KIND_UNKNOWN);
  /* Dependencies are in the order of ids too: d1, d2. */
  g_assert_cmpuint (uitweg_estate_get_dependency_from (estate)[0], ==, 0);
  g_assert_cmpuint (uitweg_estate_get_dependency_to (estate)[0], ==, 1);
  g_assert_cmpuint (uitweg_estate_get_dependency_to (estate)[1], ==, 2);
  members = uitweg_estate_get_members (estate, 0, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (members[0], ==, 1);
  g_assert_cmpuint (members[1], ==, 3);
  services = uitweg_estate_get_services_of (estate, 3, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (services[0], ==, 0);
  uitweg_estate_get_services_of (estate, 0, &n);
  g_assert_cmpuint (n, ==, 0);
  /* A placeholder is not written: nothing defines it. */
  text = save_to_text (estate);
  g_assert_null (strstr (text, "\"id\":\"a\""));
}

/* Text, and what its error says. */
static const struct
{
  const char *name;
  const char *text;
  const char *message;
} faults[] = {
  { "empty", "", "estate.jsonl:1: found an empty file, expected a header" },
  { "no-header", "{\"record\":\"resource\",\"id\":\"a\",\"kind\":\"vm\"}\n",
    "estate.jsonl:1: found no header" },
  { "format", "{\"format\":\"uitweg-estate/2\"}\n",
    "estate.jsonl:1: found format 'uitweg-estate/2', expected "
    "'uitweg-estate/1'" },
  { "header-key", "{\"format\":\"uitweg-estate/1\",\"writen_by\":\"x\"}\n",
    "estate.jsonl:1: header: found unknown key 'writen_by', expected "
    "'written_by'" },
  { "record-type",
    HEADER "{\"record\":\"resorce\",\"id\":\"a\",\"kind\":\"vm\"}\n",
    "estate.jsonl:2: found record 'resorce', expected resource" },
  { "first-key",
    HEADER "{\"id\":\"a\",\"record\":\"resource\",\"kind\":\"vm\"}\n",
    "estate.jsonl:2: found first key 'id', expected 'record' as the first "
    "key" },
  { "not-an-object", HEADER "[1]\n", "estate.jsonl:2: found no record" },
  { "truncated", HEADER "{\"record\":\"resource\",\"id\":\"a\",\"ki",
    "estate.jsonl:2:" },
  { "unknown-key",
    HEADER
    "{\"record\":\"resource\",\"id\":\"a\",\"kind\":\"vm\",\"vcpus\":2}\n",
    "'vcpu'" },
  { "negative-size",
    HEADER "{\"record\":\"resource\",\"id\":\"a\",\"kind\":\"vm\","
           "\"memory_gib\":-4}\n",
    "memory_gib" },
  { "kind", HEADER "{\"record\":\"resource\",\"id\":\"a\",\"kind\":\"vmm\"}\n",
    "'vm'" },
  { "day",
    HEADER "{\"record\":\"contract\",\"id\":\"a\",\"start\":\"2026-13-01\"}\n",
    "2026-13-01" },
  { "same-id",
    HEADER "{\"record\":\"resource\",\"id\":\"a\",\"kind\":\"vm\"}\n"
           "{\"record\":\"resource\",\"id\":\"b\",\"kind\":\"vm\"}\n"
           "{\"record\":\"resource\",\"id\":\"a\",\"kind\":\"vm\"}\n",
    "estate.jsonl:4: found id 'a' again, first as resource at "
    "estate.jsonl:2, expected each id once in a part" },
  { "same-id-of-two-types",
    HEADER "{\"record\":\"resource\",\"id\":\"a\",\"kind\":\"vm\"}\n"
           "{\"record\":\"service\",\"id\":\"a\"}\n",
    "estate.jsonl:3: found id 'a' again, first as resource at "
    "estate.jsonl:2, expected an id of its own for each record" },
  { "end-is-a-service",
    HEADER "{\"record\":\"service\",\"id\":\"s\"}\n"
           "{\"record\":\"dependency\",\"id\":\"d\",\"from\":\"a\","
           "\"to\":\"s\",\"kind\":\"data\"}\n",
    "estate.jsonl:3: dependency 'd': to: found 's', which is a service, "
    "expected a resource" },
  { "bridge",
    HEADER "{\"record\":\"dependency\",\"id\":\"d\",\"from\":\"a\","
           "\"to\":\"b\",\"kind\":\"data\",\"bridge\":\"people\"}\n",
    "estate.jsonl:2: dependency 'd': found bridge 'people', expected it on a "
    "dependency of kind identity only" },
  { "contract-days",
    HEADER "{\"record\":\"contract\",\"id\":\"c\",\"start\":\"2026-02-02\","
           "\"end\":\"2026-02-01\"}\n",
    "estate.jsonl:2: contract 'c': found end on or before start, expected a "
    "later day" },
  { "empty-id", HEADER "{\"record\":\"service\",\"id\":\"\"}\n", "empty" },
  { "country",
    HEADER "{\"record\":\"party\",\"id\":\"p\",\"seat\":\"Netherlands\"}\n",
    "estate.jsonl:2: party 'p': seat: found 'Netherlands', expected a country "
    "code such as NL" },
  { "provenance-field",
    HEADER "{\"record\":\"service\",\"id\":\"s\",\"provenance\":[{"
           "\"source\":\"x\",\"grade\":\"measured\",\"fields\":[\"rto\"]}]}\n",
    "provenance: found field 'rto', expected a key of the record" },
  { "two-organisations",
    HEADER "{\"record\":\"organisation\",\"id\":\"a\"}\n"
           "{\"record\":\"organisation\",\"id\":\"b\"}\n",
    "estate.jsonl:3: organisation 'b': found a second organisation beside "
    "'a', expected one" },
  { "shares",
    HEADER "{\"record\":\"party\",\"id\":\"p\",\"owners\":["
           "{\"party\":\"x\",\"capital_percent\":60},"
           "{\"party\":\"y\",\"capital_percent\":60}]}\n",
    "estate.jsonl:2: party 'p': owners: found capital_percent that sum to "
    "120, expected at most 100" },
  { "ownership-cycle",
    HEADER
    "{\"record\":\"party\",\"id\":\"a\",\"owners\":[{\"party\":\"b\"}]}\n"
    "{\"record\":\"party\",\"id\":\"b\",\"owners\":[{\"party\":\"c\"}]}\n"
    "{\"record\":\"party\",\"id\":\"c\",\"owners\":[{\"party\":\"a\"}]}\n",
    "estate.jsonl:2: party 'a': owners: found a cycle: 'a' is owned by 'b' "
    "is owned by 'c' is owned by 'a', expected an end" },
  { "party-slip",
    HEADER "{\"record\":\"party\",\"id\":\"party/zaakwijs\"}\n"
           "{\"record\":\"resource\",\"id\":\"r\",\"kind\":\"vm\","
           "\"administrators\":[{\"party\":\"party/zaakwijz\"}]}\n",
    "estate.jsonl:3: resource 'r': found party 'party/zaakwijz', which no "
    "record defines, expected 'party/zaakwijs'" },
};

static void
test_a_fault_is_told (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  assert_fails (faults[i].text, faults[i].message);
}

static void
test_shares_that_follow_each_other_are_no_fault (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegEstate) estate = load_text (
      HEADER
      "{\"record\":\"party\",\"id\":\"a\",\"owners\":["
      "{\"party\":\"b\",\"capital_percent\":100,\"until\":\"2020-01-01\"},"
      "{\"party\":\"c\",\"capital_percent\":100,\"from\":\"2020-01-01\"}]}\n"
      "{\"record\":\"party\",\"id\":\"b\",\"owners\":["
      "{\"party\":\"a\",\"from\":\"2020-01-01\"}]}\n"
      "{\"record\":\"party\",\"id\":\"c\"}\n",
      &error);

  g_assert_no_error (error);
  g_assert_nonnull (estate);
}

static void
test_a_line_without_end_is_refused (void)
{
  g_autoptr (GString) text = g_string_new (HEADER);
  g_autoptr (GError) error = NULL;

  g_string_append (text, "{\"record\":\"service\",\"id\":\"");
  for (guint i = 0; i < 17 << 10; i++)
    g_string_append_printf (text, "%01024u", i);
  g_assert_null (load_text (text->str, &error));
  g_assert_error (error, UITWEG_ESTATE_ERROR, UITWEG_ESTATE_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message,
                                   "estate.jsonl:2: found a line of more "
                                   "than"));
}

static void
test_a_missing_file_is_told (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load_one ("/nonexistent/estate.jsonl", 1, &error));
  g_assert_error (error, UITWEG_ESTATE_ERROR, UITWEG_ESTATE_ERROR_UNREADABLE);
}

/* A synthetic estate, its lines in an order of `seed`. */
static char *
make_estate (guint n, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (HEADER);

  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (
          lines,
          g_strdup_printf ("{\"record\":\"resource\",\"id\":\"vm/%u\","
                           "\"kind\":\"vm\",\"vcpu\":%u,\"tags\":{\"n\":"
                           "\"%u\"},\"provenance\":[{\"source\":\"source/x\","
                           "\"grade\":\"measured\"}]}\n",
                           i, i % 64, i));
      g_ptr_array_add (lines,
                       g_strdup_printf ("{\"record\":\"dependency\",\"id\":"
                                        "\"dep/%u\",\"from\":\"vm/%u\","
                                        "\"to\":\"vm/%u\",\"kind\":"
                                        "\"network\"}\n",
                                        i, i, (i * 7 + 1) % (n + 3)));
    }
  for (guint i = lines->len; i > 1; i--)
    {
      guint k = (guint) g_rand_int_range (random, 0, (gint32) i);
      gpointer line = lines->pdata[i - 1];

      lines->pdata[i - 1] = lines->pdata[k];
      lines->pdata[k] = line;
    }
  for (guint i = 0; i < lines->len; i++)
    g_string_append (text, lines->pdata[i]);
  return g_string_free (text, FALSE);
}

static void
test_order_and_threads_change_nothing (void)
{
  g_autofree char *folder = g_dir_make_tmp ("uitweg-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "estate.jsonl", NULL);
  g_autofree char *expected = NULL;

  for (guint seed = 0; seed < 2; seed++)
    {
      g_autofree char *text = make_estate (20000, seed);

      g_assert_true (g_file_set_contents (path, text, -1, NULL));
      for (guint n_threads = 1; n_threads <= 4; n_threads++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (UitwegEstate) estate = load_one (path, n_threads, &error);

          g_assert_no_error (error);
          if (expected == NULL)
            expected = g_strdup (uitweg_estate_get_digest (estate));
          g_assert_cmpstr (uitweg_estate_get_digest (estate), ==, expected);
        }
    }
  g_unlink (path);
  g_rmdir (folder);
}

/* The line number of a fault is that of the file, for any number of
 * threads. */
static void
test_threads_tell_the_same_line (void)
{
  g_autofree char *folder = g_dir_make_tmp ("uitweg-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "estate.jsonl", NULL);
  g_autofree char *text = make_estate (20000, 5);
  g_autofree char *twice = g_strconcat (text,
                                        "{\"record\":\"resource\",\"id\":"
                                        "\"vm/7\",\"kind\":\"vm\"}\n",
                                        NULL);
  g_autofree char *expected = NULL;

  g_assert_true (g_file_set_contents (path, twice, -1, NULL));
  for (guint n_threads = 1; n_threads <= 3; n_threads++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (load_one (path, n_threads, &error));
      if (expected == NULL)
        expected = g_strdup (error->message);
      g_assert_cmpstr (error->message, ==, expected);
    }
  g_assert_nonnull (strstr (expected, ":40002: found id 'vm/7' again"));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_a_builder_makes_the_same_estate (void)
{
  g_autoptr (UitwegEstateBuilder) builder = uitweg_estate_builder_new ();
  UitwegTable *table = uitweg_estate_builder_get_table (builder,
                                                        UITWEG_RECORD_RESOURCE);
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegEstate) estate = NULL;
  g_autoptr (UitwegEstate) read = NULL;
  g_autofree char *text = NULL;
  guint32 row = base_table_append (table);
  UitwegTable *features;

  base_table_set_text (table, row, UITWEG_RESOURCE_ID, "vm/b");
  base_table_set_enum (table, row, UITWEG_RESOURCE_KIND, UITWEG_KIND_VM);
  features = base_table_begin_list (table, UITWEG_RESOURCE_FEATURES);
  base_table_add_text (features, "uefi");
  base_table_end_list (table, UITWEG_RESOURCE_FEATURES);
  row = base_table_append (table);
  base_table_set_text (table, row, UITWEG_RESOURCE_ID, "vm/a");
  base_table_set_enum (table, row, UITWEG_RESOURCE_KIND, UITWEG_KIND_HOST);

  estate = uitweg_estate_builder_finish (g_steal_pointer (&builder), "libvirt",
                                         &error);
  g_assert_no_error (error);
  text = save_to_text (estate);
  read = load_text (text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (uitweg_estate_get_digest (read), ==,
                   uitweg_estate_get_digest (estate));
  g_assert_cmpuint (uitweg_estate_find (estate, UITWEG_RECORD_RESOURCE, "vm/b"),
                    ==, 1);
}

static void
test_a_builder_checks_its_rows (void)
{
  UitwegEstateBuilder *builder = uitweg_estate_builder_new ();
  UitwegTable *table = uitweg_estate_builder_get_table (builder,
                                                        UITWEG_RECORD_RESOURCE);
  g_autoptr (GError) error = NULL;
  guint32 row = base_table_append (table);

  base_table_set_text (table, row, UITWEG_RESOURCE_ID, "vm/b");
  g_assert_null (uitweg_estate_builder_finish (builder, "libvirt", &error));
  g_assert_error (error, UITWEG_ESTATE_ERROR, UITWEG_ESTATE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "libvirt: "));
  g_assert_nonnull (strstr (error->message, "kind"));
}

static void
test_saving_fails_and_leaves_what_was_there (void)
{
  g_autoptr (UitwegEstate) estate = load_text (HEADER, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (uitweg_estate_save (estate, "/nonexistent/x.jsonl", &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "/nonexistent/x.jsonl: "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/estate/round-trip",
                   test_what_is_written_is_read_as_the_same);
  g_test_add_func ("/model/estate/shared-example",
                   test_the_shared_example_makes_a_round_trip);
  g_test_add_func ("/model/estate/values", test_nothing_known_is_lost);
  g_test_add_func ("/model/estate/grades", test_grades_follow_provenance);
  g_test_add_func ("/model/estate/placeholders",
                   test_what_is_only_mentioned_is_a_placeholder);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *name = g_strconcat ("/model/estate/fault/",
                                           faults[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_a_fault_is_told);
    }
  g_test_add_func ("/model/estate/shares-in-turn",
                   test_shares_that_follow_each_other_are_no_fault);
  g_test_add_func ("/model/estate/long-line",
                   test_a_line_without_end_is_refused);
  g_test_add_func ("/model/estate/missing-file", test_a_missing_file_is_told);
  g_test_add_func ("/model/estate/same-bytes",
                   test_order_and_threads_change_nothing);
  g_test_add_func ("/model/estate/same-line", test_threads_tell_the_same_line);
  g_test_add_func ("/model/estate/builder",
                   test_a_builder_makes_the_same_estate);
  g_test_add_func ("/model/estate/builder-checks",
                   test_a_builder_checks_its_rows);
  g_test_add_func ("/model/estate/save-fails",
                   test_saving_fails_and_leaves_what_was_there);
  return g_test_run ();
}
