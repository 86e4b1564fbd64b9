/* SPDX-License-Identifier: EUPL-1.2
 *
 * Counter-based random numbers, for simulation and for search: Philox with
 * the draw and the trial as its counter and the seed as its key. A block
 * serves two draws.
 */
#include "config.h"

#include "base/rng.h"

#define N_ROUNDS 10
#define MULTIPLIER_A 0xd2511f53U
#define MULTIPLIER_B 0xcd9e8d57U
#define WEYL_A 0x9e3779b9U
#define WEYL_B 0xbb67ae85U

void
base_rng_block (const guint32 counter[4],
                const guint32 key[2],
                guint32 block_out[4])
{
  guint32 a = counter[0], b = counter[1], c = counter[2], d = counter[3];
  guint32 key_a = key[0], key_b = key[1];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      guint64 first = (guint64) a * MULTIPLIER_A;
      guint64 second = (guint64) c * MULTIPLIER_B;

      a = (guint32) (second >> 32) ^ b ^ key_a;
      b = (guint32) second;
      c = (guint32) (first >> 32) ^ d ^ key_b;
      d = (guint32) first;
      key_a += WEYL_A;
      key_b += WEYL_B;
    }
  block_out[0] = a;
  block_out[1] = b;
  block_out[2] = c;
  block_out[3] = d;
}

static void
make_pair (guint64 seed, guint64 trial, guint64 pair, guint64 pair_out[2])
{
  const guint32 counter[4] = { (guint32) pair, (guint32) (pair >> 32),
                               (guint32) trial, (guint32) (trial >> 32) };
  const guint32 key[2] = { (guint32) seed, (guint32) (seed >> 32) };
  guint32 block[4];

  base_rng_block (counter, key, block);
  pair_out[0] = (guint64) block[1] << 32 | block[0];
  pair_out[1] = (guint64) block[3] << 32 | block[2];
}

/* The upper 52 bits and a half: exact, and never 0 or 1. */
static double
make_uniform (guint64 bits)
{
  return ((double) (bits >> 12) + 0.5) * 0x1p-52;
}

guint64
base_rng_uint64 (guint64 seed, guint64 trial, guint64 draw)
{
  guint64 pair[2];

  make_pair (seed, trial, draw >> 1, pair);
  return pair[draw & 1];
}

double
base_rng_uniform (guint64 seed, guint64 trial, guint64 draw)
{
  return make_uniform (base_rng_uint64 (seed, trial, draw));
}

guint32
base_rng_below (guint64 seed, guint64 trial, guint64 draw, guint32 n)
{
  __extension__ unsigned __int128 product = base_rng_uint64 (seed, trial, draw);

  g_return_val_if_fail (n > 0, 0);

  product *= n;
  return (guint32) (product >> 64);
}

void
base_rng_fill_uniform (guint64 seed,
                       guint64 trial,
                       guint64 first_draw,
                       double *uniform_out,
                       gsize n)
{
  guint64 pair[2];
  gsize done = 0;

  if (n > 0 && (first_draw & 1) != 0)
    uniform_out[done++] = base_rng_uniform (seed, trial, first_draw);
  for (; n - done >= 2; done += 2)
    {
      make_pair (seed, trial, (first_draw + done) >> 1, pair);
      uniform_out[done] = make_uniform (pair[0]);
      uniform_out[done + 1] = make_uniform (pair[1]);
    }
  if (done < n)
    uniform_out[done] = base_rng_uniform (seed, trial, first_draw + done);
}
