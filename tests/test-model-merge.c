/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of the merge: parts, grades, identity, references, conflicts.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include <uitweg/estate.h>

#define HEADER "{\"format\":\"uitweg-estate/1\"}\n"

/* A source of a day, and a record's provenance from it. */
#define SOURCE(id, day)                                                        \
  "{\"record\":\"source\",\"id\":\"" id "\",\"connector\":\"x\","              \
  "\"newest\":\"" day "\"}\n"
#define FROM(id, grade)                                                        \
  "\"provenance\":[{\"source\":\"" id "\",\"grade\":\"" grade "\"}]"
#define VM(id, rest)                                                           \
  "{\"record\":\"resource\",\"id\":\"" id "\",\"kind\":"                       \
  "\"vm\"," rest "}\n"

/* Loads the texts as files of one estate, in this order. */
static UitwegEstate *
load_threaded (const char *const *texts, guint n, guint n_threads)
{
  g_autofree char *folder = g_dir_make_tmp ("uitweg-XXXXXX", NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  UitwegEstate *estate;

  for (guint i = 0; i < n; i++)
    {
      char *path = g_strdup_printf ("%s/%u.jsonl", folder, i);

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      g_ptr_array_add (paths, path);
    }
  estate = uitweg_estate_load ((const char *const *) paths->pdata, n, n_threads,
                               &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    g_unlink (g_ptr_array_index (paths, i));
  g_rmdir (folder);
  return estate;
}

static UitwegEstate *
load (const char *const *texts, guint n)
{
  return load_threaded (texts, n, 1);
}

/* Loads two parts in both orders, which must give the same. */
static UitwegEstate *
load_both_ways (const char *a, const char *b)
{
  const char *forth[] = { a, b };
  const char *back[] = { b, a };
  UitwegEstate *estate = load (forth, 2);
  g_autoptr (UitwegEstate) other = load (back, 2);
  const char *const *conflicts = uitweg_estate_get_conflicts (estate);
  const char *const *others = uitweg_estate_get_conflicts (other);

  g_assert_cmpstr (uitweg_estate_get_digest (estate), ==,
                   uitweg_estate_get_digest (other));
  for (guint i = 0; conflicts[i] != NULL || others[i] != NULL; i++)
    g_assert_cmpstr (conflicts[i], ==, others[i]);
  return estate;
}

/* The text with a source of its own for all records that name none. */
static char *
name_source (const char *text, const char *source)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "{\"record\"")
        && strstr (lines[i], "provenance") == NULL)
      {
        g_autofree char *line = g_steal_pointer (&lines[i]);

        line[strlen (line) - 1] = '\0';
        lines[i] = g_strdup_printf ("%s,\"provenance\":[{\"source\":\"%s\","
                                    "\"grade\":\"documented\"}]}",
                                    line, source);
      }
  return g_strjoinv ("\n", lines);
}

/* Loads two parts of two sources in both orders. */
static UitwegEstate *
load_of_two (const char *a, const char *b)
{
  g_autofree char *of_one = name_source (a, "source/1");
  g_autofree char *of_other = name_source (b, "source/2");

  return load_both_ways (of_one, of_other);
}

static const UitwegTable *
resources (const UitwegEstate *estate)
{
  return uitweg_estate_get_table (estate, UITWEG_RECORD_RESOURCE);
}

static gint64
vcpu (const UitwegEstate *estate, const char *id)
{
  guint32 row = uitweg_estate_find (estate, UITWEG_RECORD_RESOURCE, id);

  g_assert_cmpuint (row, !=, UITWEG_NONE);
  return uitweg_table_int64 (resources (estate), row, UITWEG_RESOURCE_VCPU);
}

static void
test_the_better_grade_wins (void)
{
  g_autoptr (UitwegEstate) estate = load_both_ways (
      HEADER SOURCE ("s/x", "2026-01-01")
          VM ("a", "\"vcpu\":4,\"zone\":\"z\"," FROM ("s/x", "measured")),
      HEADER SOURCE ("s/y", "2026-06-01")
          VM ("a", "\"vcpu\":8,\"account\":\"q\"," FROM ("s/y", "inferred")));
  const char *const *conflicts = uitweg_estate_get_conflicts (estate);

  g_assert_cmpint (vcpu (estate, "a"), ==, 4);
  g_assert_cmpstr (conflicts[0], ==,
                   "a: field vcpu: 4 (s/x, measured) wins over 8 (s/y, "
                   "inferred)");
  g_assert_null (conflicts[1]);
  /* What only one knows is kept, with its own grade. */
  g_assert_cmpstr (
      uitweg_table_text (resources (estate), 0, UITWEG_RESOURCE_ZONE), ==, "z");
  g_assert_cmpstr (
      uitweg_table_text (resources (estate), 0, UITWEG_RESOURCE_ACCOUNT), ==,
      "q");
  g_assert_cmpint (uitweg_estate_get_grade (estate, UITWEG_RECORD_RESOURCE, 0,
                                            UITWEG_RESOURCE_ZONE),
                   ==, UITWEG_GRADE_MEASURED);
  g_assert_cmpint (uitweg_estate_get_grade (estate, UITWEG_RECORD_RESOURCE, 0,
                                            UITWEG_RESOURCE_ACCOUNT),
                   ==, UITWEG_GRADE_INFERRED);
}

static void
test_of_equal_grades_the_newer_source_wins (void)
{
  g_autoptr (UitwegEstate) estate = load_both_ways (
      HEADER SOURCE ("s/x", "2026-01-01")
          VM ("a", "\"vcpu\":4," FROM ("s/x", "measured")),
      HEADER SOURCE ("s/y", "2026-06-01")
          VM ("a", "\"vcpu\":8," FROM ("s/y", "measured")));

  g_assert_cmpint (vcpu (estate, "a"), ==, 8);
}

static void
test_of_equal_days_the_source_first_in_order_wins (void)
{
  g_autoptr (UitwegEstate) estate = load_both_ways (
      HEADER SOURCE ("s/x", "2026-01-01")
          VM ("a", "\"vcpu\":9," FROM ("s/x", "measured")),
      HEADER SOURCE ("s/y", "2026-01-01")
          VM ("a", "\"vcpu\":8," FROM ("s/y", "measured")));

  g_assert_cmpint (vcpu (estate, "a"), ==, 9);
}

static void
test_without_any_source_order_changes_nothing (void)
{
  g_autoptr (UitwegEstate) estate = load_both_ways (
      HEADER VM ("a", "\"vcpu\":9"), HEADER VM ("a", "\"vcpu\":8"));
  const char *const *conflicts = uitweg_estate_get_conflicts (estate);

  g_assert_cmpint (vcpu (estate, "a"), ==, 8);
  g_assert_cmpstr (conflicts[0], ==,
                   "a: field vcpu: 8 (no source, assumed) wins over 9 (no "
                   "source, assumed)");
}

static void
test_a_later_header_starts_a_part (void)
{
  const char *texts[] = { HEADER VM ("a", "\"vcpu\":9")
                              HEADER VM ("a", "\"vcpu\":9") };
  g_autoptr (UitwegEstate) estate = load (texts, 1);

  g_assert_cmpuint (uitweg_estate_get_n_resources (estate), ==, 1);
  g_assert_null (uitweg_estate_get_conflicts (estate)[0]);
}

static void
test_one_machine_seen_twice_becomes_one (void)
{
  g_autoptr (UitwegEstate) estate = load_of_two (
      HEADER VM (
          "vm/a",
          "\"identity\":{\"uuid\":\"AA-11\"},\"vcpu\":4," FROM (
              "s/x", "measured")) "{\"record\":\"dependency\",\"id\":\"d1\","
                                  "\"from\":\"vm/a\","
                                  "\"to\":\"disk/"
                                  "1\",\"kind\":\"data\",\"rule\":\"attached\","
                                  "\"gib_per_month\":5}\n",
      HEADER VM (
          "z/a",
          "\"identity\":{\"uuid\":\"aa-11\"},\"zone\":\"q\"," FROM (
              "s/y",
              "inferred")) "{\"record\":\"dependency\",\"id\":\"d2\",\"from\":"
                           "\"z/a\","
                           "\"to\":\"disk/"
                           "1\",\"kind\":\"data\",\"rule\":\"attached\"}\n"
                           "{\"record\":\"dependency\",\"id\":\"d3\",\"from\":"
                           "\"z/b\","
                           "\"to\":\"z/a\",\"kind\":\"data\"}\n"
                           "{\"record\":\"service\",\"id\":\"s\",\"members\":["
                           "\"z/a\"]}\n"
                           "{\"record\":\"cost\",\"id\":\"c\",\"resource\":\"z/"
                           "a\"}\n");
  guint32 row = uitweg_estate_find (estate, UITWEG_RECORD_RESOURCE, "vm/a");
  const UitwegTable *edges = uitweg_estate_get_table (estate,
                                                      UITWEG_RECORD_DEPENDENCY);
  guint32 n;

  /* disk/1 and z/b are placeholders. */
  g_assert_cmpuint (uitweg_estate_get_n_resources (estate), ==, 3);
  g_assert_cmpuint (uitweg_estate_find (estate, UITWEG_RECORD_RESOURCE, "z/a"),
                    ==, UITWEG_NONE);
  g_assert_cmpint (vcpu (estate, "vm/a"), ==, 4);
  g_assert_cmpstr (
      uitweg_table_text (resources (estate), row, UITWEG_RESOURCE_ZONE), ==,
      "q");
  /* d2 says what d1 says. */
  g_assert_cmpuint (uitweg_table_get_n_rows (edges), ==, 2);
  g_assert_cmpstr (uitweg_table_text (edges, 1, UITWEG_DEPENDENCY_TO), ==,
                   "vm/a");
  g_assert_cmpuint (uitweg_estate_get_dependency_to (estate)[1], ==, row);
  g_assert_cmpuint (uitweg_estate_get_members (estate, 0, &n)[0], ==, row);
  g_assert_cmpstr (
      uitweg_table_text (uitweg_estate_get_table (estate, UITWEG_RECORD_COST),
                         0, UITWEG_COST_RESOURCE),
      ==, "vm/a");
}

static void
test_an_edge_to_itself_is_left_out (void)
{
  g_autoptr (UitwegEstate) estate = load_of_two (
      HEADER VM ("vm/a", "\"identity\":{\"uuid\":\"u1\"}"),
      HEADER VM (
          "vm/b",
          "\"identity\":{\"uuid\":\"u1\"}") "{\"record\":\"dependency\",\"id\":"
                                            "\"d\",\"from\":\"vm/a\","
                                            "\"to\":\"vm/"
                                            "b\",\"kind\":\"data\"}\n");

  g_assert_cmpuint (uitweg_table_get_n_rows (uitweg_estate_get_table (
                        estate, UITWEG_RECORD_DEPENDENCY)),
                    ==, 0);
  g_assert_cmpstr (uitweg_estate_get_conflicts (estate)[0], ==,
                   "d: from and to are both vm/a: left out");
}

/* Machines of one source, of which every other is one of the other source's,
 * with edges that come to nothing where they are, and with prices. */
static char *
make_overlap (guint source, guint n)
{
  GString *text = g_string_new (HEADER);

  g_string_append_printf (text,
                          "{\"record\":\"source\",\"id\":\"s%u\","
                          "\"connector\":\"x\"}\n",
                          source);
  for (guint i = 0; i < n; i++)
    {
      const guint thing = i % 2 == 0 ? i : i + source * n;

      g_string_append_printf (
          text,
          "{\"record\":\"resource\",\"id\":\"vm/%u/%u\",\"kind\":\"vm\","
          "\"identity\":{\"uuid\":\"u%u\"},\"tags\":{\"n\":\"%u\"},"
          "\"provenance\":[{\"source\":\"s%u\",\"grade\":\"documented\"}]}\n"
          "{\"record\":\"dependency\",\"id\":\"d/%u/%u\",\"from\":\"vm/0/%u\","
          "\"to\":\"vm/%u/%u\",\"kind\":\"data\",\"provenance\":[{\"source\":"
          "\"s%u\",\"grade\":\"documented\"}]}\n",
          source, i, thing, i % 7, source, source, i, i, source, i, source);
    }
  return g_string_free (text, FALSE);
}

static void
test_threads_change_nothing (void)
{
  enum
  {
    N = 12000
  };
  g_autofree char *a = make_overlap (0, N);
  g_autofree char *b = make_overlap (1, N);
  const char *texts[] = { a, b };
  g_autoptr (UitwegEstate) estate = load (texts, 2);

  g_assert_cmpuint (uitweg_estate_get_n_resources (estate), ==, N + N / 2);
  for (guint n_threads = 2; n_threads <= 3; n_threads++)
    {
      g_autoptr (UitwegEstate) other = load_threaded (texts, 2, n_threads);
      g_autoptr (GError) error = NULL;

      g_assert_cmpstr (uitweg_estate_get_digest (other), ==,
                       uitweg_estate_get_digest (estate));
      if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
        continue;
      g_assert_false (uitweg_estate_save (other, "/dev/full", &error));
      g_assert_nonnull (error);
    }
}

static void
test_one_key_on_two_things_of_a_part_is_told (void)
{
  g_autoptr (UitwegEstate) estate = load_of_two (
      HEADER VM ("vm/a", "\"identity\":{\"macs\":[\"52:54:00:00:00:01\"]}")
          VM ("vm/b", "\"identity\":{\"macs\":[\"52:54:00:00:00:01\"]}"),
      HEADER VM ("vm/c", "\"identity\":{\"macs\":[\"52:54:00:00:00:01\"]}"));

  g_assert_cmpuint (uitweg_estate_get_n_resources (estate), ==, 3);
  g_assert_cmpstr (uitweg_estate_get_conflicts (estate)[0], ==,
                   "vm/a, vm/b, vm/c: field identity.macs: 52:54:00:00:00:01 "
                   "is on more than one thing of one source: not merged");
}

static void
test_a_weaker_key_joins_only_what_a_stronger_allows (void)
{
  /* Same MAC, other UUID: two machines. */
  g_autoptr (UitwegEstate) apart = load_of_two (
      HEADER VM ("vm/a",
                 "\"identity\":{\"uuid\":\"u1\",\"macs\":[\"52:54:00:00:00:"
                 "01\"]}"),
      HEADER VM ("vm/b",
                 "\"identity\":{\"uuid\":\"u2\",\"macs\":[\"52:54:00:00:00:"
                 "01\"]}"));
  /* Same MAC, one without UUID: one machine. */
  g_autoptr (UitwegEstate) joined = load_of_two (
      HEADER VM ("vm/a",
                 "\"identity\":{\"uuid\":\"u1\",\"macs\":[\"52:54:00:00:00:"
                 "01\"]}"),
      HEADER VM ("vm/b", "\"identity\":{\"macs\":[\"52:54:00:00:00:01\"]}"));
  /* Host name and address at two providers: two machines. */
  g_autoptr (UitwegEstate) places = load_of_two (
      HEADER VM ("vm/a",
                 "\"provider\":\"aws\",\"identity\":{\"hostname\":\"h\","
                 "\"addresses\":[\"10.0.0.1\"]}"),
      HEADER VM ("vm/b",
                 "\"provider\":\"azure\",\"identity\":{\"hostname\":\"h\","
                 "\"addresses\":[\"10.0.0.1\"]}"));
  /* The same at one. */
  g_autoptr (UitwegEstate) place = load_of_two (
      HEADER VM ("vm/a",
                 "\"provider\":\"aws\",\"identity\":{\"hostname\":\"h\","
                 "\"addresses\":[\"10.0.0.1\"]}"),
      HEADER VM ("vm/b",
                 "\"provider\":\"aws\",\"identity\":{\"hostname\":\"H\","
                 "\"addresses\":[\"10.0.0.2\",\"10.0.0.1\"]}"));

  g_assert_cmpuint (uitweg_estate_get_n_resources (apart), ==, 2);
  g_assert_cmpuint (uitweg_estate_get_n_resources (joined), ==, 1);
  g_assert_cmpuint (uitweg_estate_get_n_resources (places), ==, 2);
  g_assert_cmpuint (uitweg_estate_get_n_resources (place), ==, 1);
}

static void
test_kinds_and_blank_keys_are_not_merged (void)
{
  g_autoptr (UitwegEstate) kinds = load_of_two (
      HEADER VM ("vm/a", "\"identity\":{\"uuid\":\"u1\"}"),
      HEADER "{\"record\":\"resource\",\"id\":\"host/a\",\"kind\":\"host\","
             "\"identity\":{\"uuid\":\"u1\"}}\n");
  g_autoptr (UitwegEstate) blank = load_of_two (
      HEADER VM ("vm/a", "\"identity\":{\"uuid\":\"00000000-0000-0000-0000-"
                         "000000000000\"}"),
      HEADER VM ("vm/b", "\"identity\":{\"uuid\":\"00000000-0000-0000-0000-"
                         "000000000000\"}"));

  g_assert_cmpuint (uitweg_estate_get_n_resources (kinds), ==, 2);
  g_assert_cmpuint (uitweg_estate_get_n_resources (blank), ==, 2);
}

static void
test_native_ids_are_unique_in_their_scope (void)
{
  /* Ids of Azure differ in case only. */
  g_autoptr (UitwegEstate) global = load_of_two (
      HEADER VM ("vm/a",
                 "\"identity\":{\"native_id\":\"/subscriptions/X/vm/1\"}"),
      HEADER VM ("vm/b",
                 "\"identity\":{\"native_id\":\"/SUBSCRIPTIONS/x/VM/1\"}"));
  g_autoptr (UitwegEstate) accounts = load_of_two (
      HEADER VM ("vm/a", "\"provider\":\"p\",\"account\":\"1\",\"identity\":{"
                         "\"native_id\":\"i-1\"}"),
      HEADER VM ("vm/b", "\"provider\":\"p\",\"account\":\"2\",\"identity\":{"
                         "\"native_id\":\"i-1\"}"));
  g_autoptr (UitwegEstate) account = load_of_two (
      HEADER VM ("vm/a", "\"provider\":\"p\",\"account\":\"1\",\"identity\":{"
                         "\"native_id\":\"i-1\"}"),
      HEADER VM ("vm/b", "\"provider\":\"p\",\"account\":\"1\",\"identity\":{"
                         "\"native_id\":\"i-1\"}"));

  g_assert_cmpuint (uitweg_estate_get_n_resources (global), ==, 1);
  g_assert_cmpuint (uitweg_estate_get_n_resources (accounts), ==, 2);
  g_assert_cmpuint (uitweg_estate_get_n_resources (account), ==, 1);
}

static void
test_a_known_kind_wins_over_unknown (void)
{
  g_autoptr (UitwegEstate) estate = load_both_ways (
      HEADER VM ("a", FROM ("s/x", "assumed")), HEADER
      "{\"record\":\"resource\",\"id\":\"a\",\"kind\":\"unknown\"," FROM (
          "s/y", "measured") "}\n");

  g_assert_cmpint (
      uitweg_table_enum (resources (estate), 0, UITWEG_RESOURCE_KIND), ==,
      UITWEG_KIND_VM);
  g_assert_null (uitweg_estate_get_conflicts (estate)[0]);
}

/* Three chains of random identities: any order of the parts gives the same
 * estate, and no two records of one part ever become one. */
static void
test_any_order_of_parts_gives_the_same (void)
{
  enum
  {
    N_PARTS = 4,
    N_THINGS = 30
  };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *digest = NULL;

  for (guint part = 0; part < N_PARTS; part++)
    {
      GString *text = g_string_new (HEADER);

      for (guint i = 0; i < N_THINGS; i++)
        g_string_append_printf (
            text,
            "{\"record\":\"resource\",\"id\":\"p%u/%u\",\"kind\":\"vm\","
            "\"identity\":{\"uuid\":%s%d%s,\"macs\":[\"m%d\"],"
            "\"hostname\":\"h%d\",\"addresses\":[\"1\"]},"
            "\"provenance\":[{\"source\":\"s%u\",\"grade\":\"inferred\"}]}"
            "\n",
            part, i, g_test_rand_bit () ? "\"u" : "\"x",
            g_test_rand_int_range (0, 60), "\"", g_test_rand_int_range (0, 60),
            g_test_rand_int_range (0, 60), part);
      g_ptr_array_add (texts, g_string_free (text, FALSE));
    }
  for (guint round = 0; round < N_PARTS; round++)
    {
      const char *rotated[N_PARTS];
      g_autoptr (UitwegEstate) estate = NULL;

      for (guint part = 0; part < N_PARTS; part++)
        rotated[part] = g_ptr_array_index (texts, (part + round) % N_PARTS);
      estate = load (rotated, N_PARTS);
      g_assert_cmpuint (uitweg_estate_get_n_resources (estate), >=, N_THINGS);
      if (digest == NULL)
        digest = g_strdup (uitweg_estate_get_digest (estate));
      g_assert_cmpstr (uitweg_estate_get_digest (estate), ==, digest);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/merge/grade", test_the_better_grade_wins);
  g_test_add_func ("/model/merge/newer",
                   test_of_equal_grades_the_newer_source_wins);
  g_test_add_func ("/model/merge/source-order",
                   test_of_equal_days_the_source_first_in_order_wins);
  g_test_add_func ("/model/merge/no-source",
                   test_without_any_source_order_changes_nothing);
  g_test_add_func ("/model/merge/header", test_a_later_header_starts_a_part);
  g_test_add_func ("/model/merge/uuid",
                   test_one_machine_seen_twice_becomes_one);
  g_test_add_func ("/model/merge/self-edge",
                   test_an_edge_to_itself_is_left_out);
  g_test_add_func ("/model/merge/threads", test_threads_change_nothing);
  g_test_add_func ("/model/merge/ambiguous",
                   test_one_key_on_two_things_of_a_part_is_told);
  g_test_add_func ("/model/merge/weaker-key",
                   test_a_weaker_key_joins_only_what_a_stronger_allows);
  g_test_add_func ("/model/merge/kinds",
                   test_kinds_and_blank_keys_are_not_merged);
  g_test_add_func ("/model/merge/native",
                   test_native_ids_are_unique_in_their_scope);
  g_test_add_func ("/model/merge/unknown-kind",
                   test_a_known_kind_wins_over_unknown);
  g_test_add_func ("/model/merge/any-order",
                   test_any_order_of_parts_gives_the_same);
  return g_test_run ();
}
