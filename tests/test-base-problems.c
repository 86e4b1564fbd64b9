/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of the list of problems and of the suggestions for slips.
 */
#include "config.h"

#include <string.h>

#include "base/problems.h"

static void
test_no_problem_is_no_error (void)
{
  g_autoptr (BaseProblems) problems = base_problems_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (base_problems_check (problems, &error));
  g_assert_no_error (error);
}

static void
test_places_stand_before_the_message (void)
{
  g_autoptr (BaseProblems) problems = base_problems_new ();
  g_autoptr (GError) error = NULL;

  base_problems_add (problems, "a.csv", 3, 7, "found %d, expected %s", 1, "x");
  base_problems_add (problems, "a.csv", 4, 0, "found nothing");
  base_problems_add (problems, "100%s", 0, 5, "is no file");

  g_assert_false (base_problems_check (problems, &error));
  g_assert_error (error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==,
                   "a.csv:3:7: found 1, expected x\n"
                   "a.csv:4: found nothing\n"
                   "100%s: is no file");
}

static void
test_beyond_a_hundred_they_are_counted (void)
{
  g_autoptr (BaseProblems) problems = base_problems_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i <= 250; i++)
    {
      g_assert_cmpint (base_problems_is_full (problems), ==, i > 100);
      base_problems_add (problems, "f", i, 0, "wrong");
    }

  g_assert_cmpuint (base_problems_get_count (problems), ==, 250);
  g_assert_cmpstr (base_problems_get (problems, 99), ==, "f:100: wrong");
  g_assert_false (base_problems_check (problems, &error));
  g_assert_true (
      g_str_has_suffix (error->message, "f:100: wrong\n… and 150 more"));
}

static void
test_lists_are_joined_in_order (void)
{
  g_autoptr (BaseProblems) a = base_problems_new ();
  g_autoptr (BaseProblems) b = base_problems_new ();

  for (guint i = 0; i < 60; i++)
    {
      base_problems_add (a, "a", i + 1, 0, "wrong");
      base_problems_add (b, "b", i + 1, 0, "wrong");
    }
  base_problems_append (a, b);

  g_assert_cmpuint (base_problems_get_count (a), ==, 120);
  g_assert_true (base_problems_is_full (a));
  g_assert_cmpstr (base_problems_get (a, 60), ==, "b:1: wrong");
  g_assert_cmpuint (base_problems_get_count (b), ==, 60);
}

static void
test_the_nearest_word_is_suggested_if_near (void)
{
  static const char *const words[] = { "memory_gib", "disk_gib", "vcpu",
                                       "id",         "kind",     NULL };

  g_assert_cmpstr (base_nearest ("memroy_gib", words), ==, "memory_gib");
  g_assert_cmpstr (base_nearest ("memory_gb", words), ==, "memory_gib");
  g_assert_cmpstr (base_nearest ("vcpus", words), ==, "vcpu");
  g_assert_cmpstr (base_nearest ("di", words), ==, "id");
  g_assert_null (base_nearest ("colour", words));
  g_assert_null (base_nearest ("", words));
}

static void
test_the_first_of_equally_near_words_is_suggested (void)
{
  static const char *const words[] = { "cat", "car", NULL };

  g_assert_cmpstr (base_nearest ("cap", words), ==, "cat");
}

static void
test_long_words_are_not_compared (void)
{
  g_autofree char *word = g_strnfill (100000, 'a');
  const char *const words[] = { word, "b", NULL };

  g_assert_null (base_nearest (word, words));
  g_assert_cmpstr (base_nearest ("c", words), ==, "b");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/base/problems/" path, function)
  ADD ("none", test_no_problem_is_no_error);
  ADD ("places", test_places_stand_before_the_message);
  ADD ("many", test_beyond_a_hundred_they_are_counted);
  ADD ("append", test_lists_are_joined_in_order);
  ADD ("nearest", test_the_nearest_word_is_suggested_if_near);
  ADD ("ties", test_the_first_of_equally_near_words_is_suggested);
  ADD ("long", test_long_words_are_not_compared);
  return g_test_run ();
}
