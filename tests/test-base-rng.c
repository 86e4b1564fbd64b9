/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of the random numbers: the published known answers of
 * Philox4x32-10 (Random123, kat_vectors), and their use.
 */
#include "config.h"

#include "base/rng.h"

static void
test_known_answers (void)
{
  static const struct
  {
    guint32 counter[4];
    guint32 key[2];
    guint32 expected[4];
  } cases[] = {
    { { 0, 0, 0, 0 },
      { 0, 0 },
      { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 } },
    { { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff },
      { 0xffffffff, 0xffffffff },
      { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd } },
    { { 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 },
      { 0xa4093822, 0x299f31d0 },
      { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint32 block[4];

      base_rng_block (cases[i].counter, cases[i].key, block);
      for (gsize k = 0; k < 4; k++)
        g_assert_cmphex (block[k], ==, cases[i].expected[k]);
    }
}

static void
test_draws_stand_in_blocks (void)
{
  g_assert_cmphex (base_rng_uint64 (0, 0, 0), ==, 0xe169c58d6627e8d5);
  g_assert_cmphex (base_rng_uint64 (0, 0, 1), ==, 0x9b00dbd8bc57ac4c);
  g_assert_cmphex (base_rng_uint64 (0, 0, 2), !=, base_rng_uint64 (0, 1, 2));
  g_assert_cmphex (base_rng_uint64 (0, 0, 2), !=, base_rng_uint64 (1, 0, 2));
}

static void
test_a_fill_is_its_draws (void)
{
  double filled[9];

  for (guint64 first = 0; first < 4; first++)
    for (gsize n = 0; n <= G_N_ELEMENTS (filled); n++)
      {
        base_rng_fill_uniform (5, 6, first, filled, n);
        for (gsize i = 0; i < n; i++)
          g_assert_cmpfloat (filled[i], ==, base_rng_uniform (5, 6, first + i));
      }
}

static void
test_uniform_is_inside_and_even (void)
{
  const guint n = 200000;
  guint counts[10] = { 0 };
  double sum = 0.0;

  for (guint i = 0; i < n; i++)
    {
      double u = base_rng_uniform (1, 2, i);

      g_assert_cmpfloat (u, >, 0.0);
      g_assert_cmpfloat (u, <, 1.0);
      sum += u;
      counts[base_rng_below (1, 3, i, 10)]++;
    }
  g_assert_cmpfloat_with_epsilon (sum / n, 0.5, 0.005);
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_assert_cmpuint (counts[i], >, 19000);
      g_assert_cmpuint (counts[i], <, 21000);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/rng/known-answers", test_known_answers);
  g_test_add_func ("/base/rng/blocks", test_draws_stand_in_blocks);
  g_test_add_func ("/base/rng/fill", test_a_fill_is_its_draws);
  g_test_add_func ("/base/rng/uniform", test_uniform_is_inside_and_even);
  return g_test_run ();
}
