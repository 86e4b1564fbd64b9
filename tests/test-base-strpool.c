/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of the interned strings.
 */
#include "config.h"

#include <string.h>

#include "base/strpool.h"

static void
test_equal_texts_have_one_index (void)
{
  g_autoptr (BaseStrpool) pool = base_strpool_new ();

  g_assert_cmpuint (base_strpool_intern (pool, "alpha", 5), ==, 0);
  g_assert_cmpuint (base_strpool_intern (pool, "beta", 4), ==, 1);
  g_assert_cmpuint (base_strpool_intern (pool, "alphabet", 5), ==, 0);
  g_assert_cmpuint (base_strpool_intern (pool, "", 0), ==, 2);
  g_assert_cmpuint (base_strpool_get_count (pool), ==, 3);
  g_assert_cmpstr (base_strpool_get (pool, 0), ==, "alpha");
  g_assert_cmpstr (base_strpool_get (pool, 1), ==, "beta");
  g_assert_cmpstr (base_strpool_get (pool, 2), ==, "");
  g_assert_cmpuint (base_strpool_get_length (pool, 1), ==, 4);
}

static void
test_nothing_is_none (void)
{
  g_autoptr (BaseStrpool) pool = base_strpool_new ();

  g_assert_cmpuint (base_strpool_intern (pool, NULL, 0), ==, UITWEG_NONE);
  g_assert_cmpuint (base_strpool_find (pool, NULL, 0), ==, UITWEG_NONE);
  g_assert_cmpuint (base_strpool_find (pool, "x", 1), ==, UITWEG_NONE);
  g_assert_null (base_strpool_get (pool, UITWEG_NONE));
  g_assert_null (base_strpool_get (pool, 0));
  g_assert_cmpuint (base_strpool_get_length (pool, 0), ==, 0);
  g_assert_cmpuint (base_strpool_get_count (pool), ==, 0);
  base_strpool_free (NULL);
}

static void
test_a_text_too_long_is_refused (void)
{
  g_autoptr (BaseStrpool) pool = base_strpool_new ();

  g_assert_cmpuint (base_strpool_intern (pool, "x", BASE_STRPOOL_MAX_TEXT + 1),
                    ==, UITWEG_NONE);
  g_assert_cmpuint (base_strpool_get_count (pool), ==, 0);
}

static void
test_large_texts_do_not_move (void)
{
  g_autoptr (BaseStrpool) pool = base_strpool_new ();
  g_autofree char *large = g_strnfill (200000, 'x');
  const char *first;

  g_assert_cmpuint (base_strpool_intern (pool, "small", 5), ==, 0);
  first = base_strpool_get (pool, 0);
  g_assert_cmpuint (base_strpool_intern (pool, large, 200000), ==, 1);
  g_assert_cmpuint (base_strpool_intern (pool, large, 199999), ==, 2);
  g_assert_true (base_strpool_get (pool, 0) == first);
  g_assert_cmpstr (base_strpool_get (pool, 1), ==, large);
  g_assert_cmpuint (strlen (base_strpool_get (pool, 2)), ==, 199999);
}

static void
test_pools_are_united (void)
{
  g_autoptr (BaseStrpool) pool = base_strpool_new ();
  g_autoptr (BaseStrpool) from = base_strpool_new ();
  g_autofree guint32 *map = NULL;
  g_autofree guint32 *none = NULL;
  char text[32];

  for (guint i = 0; i < 1000; i++)
    {
      g_snprintf (text, sizeof text, "text %u", i);
      base_strpool_intern (i % 3 == 0 ? pool : from, text, strlen (text));
      if (i % 6 == 0)
        base_strpool_intern (from, text, strlen (text));
    }
  base_strpool_reserve (pool, 1000);
  none = base_strpool_unite (from, pool);
  map = base_strpool_unite (pool, from);
  g_assert_cmpuint (base_strpool_get_count (pool), ==, 1000);
  g_assert_cmpuint (base_strpool_get_count (from), ==, 1000);
  for (guint32 i = 0; i < 1000; i++)
    {
      g_snprintf (text, sizeof text, "text %u", i);
      g_assert_cmpuint (base_strpool_find (pool, text, strlen (text)), !=,
                        UITWEG_NONE);
      g_assert_cmpstr (base_strpool_get (pool, map[i]), ==,
                       base_strpool_get (from, i));
    }
  g_assert_cmpstr (base_strpool_get (from, none[1]), ==, "text 3");
}

static void
test_a_million_texts (void)
{
  g_autoptr (BaseStrpool) pool = base_strpool_new ();
  const guint32 n = 1000000;
  const char *first = NULL;
  char text[32];

  for (guint32 i = 0; i < n; i++)
    {
      gint length = g_snprintf (text, sizeof text, "vm/%u-of-estate", i);

      g_assert_cmpuint (base_strpool_intern (pool, text, (gsize) length), ==,
                        i);
      if (i == 0)
        first = base_strpool_get (pool, 0);
    }
  for (guint32 i = 0; i < n; i++)
    {
      gint length = g_snprintf (text, sizeof text, "vm/%u-of-estate", i);

      g_assert_cmpuint (base_strpool_find (pool, text, (gsize) length), ==, i);
      g_assert_cmpstr (base_strpool_get (pool, i), ==, text);
    }
  g_assert_cmpuint (base_strpool_get_count (pool), ==, n);
  g_assert_true (base_strpool_get (pool, 0) == first);
  g_assert_cmpuint (base_strpool_get_size (pool), <, 52 * (gsize) n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/strpool/equal", test_equal_texts_have_one_index);
  g_test_add_func ("/base/strpool/none", test_nothing_is_none);
  g_test_add_func ("/base/strpool/too-long", test_a_text_too_long_is_refused);
  g_test_add_func ("/base/strpool/large", test_large_texts_do_not_move);
  g_test_add_func ("/base/strpool/unite", test_pools_are_united);
  g_test_add_func ("/base/strpool/million", test_a_million_texts);
  return g_test_run ();
}
