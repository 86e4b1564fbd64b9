/* SPDX-License-Identifier: EUPL-1.2
 *
 * Random numbers as a pure function of (seed, trial, draw): threads, their
 * number and the order of work cannot change them.
 */
#ifndef BASE_RNG_H
#define BASE_RNG_H

#include <glib.h>

G_BEGIN_DECLS

/*
 * One block of Philox4x32-10 (J. K. Salmon et al., "Parallel random numbers:
 * as easy as 1, 2, 3", SC 2011): 128 random bits of a counter and a key.
 */
void base_rng_block (const guint32 counter[4],
                     const guint32 key[2],
                     guint32 block_out[4]);

/* Returns: 64 random bits */
guint64 base_rng_uint64 (guint64 seed, guint64 trial, guint64 draw);

/* Returns: a number above 0 and below 1, an odd multiple of 2^-53 */
double base_rng_uniform (guint64 seed, guint64 trial, guint64 draw);

/*
 * Returns: a whole number from 0 to @n - 1; @n is above 0. The bias is below
 * @n / 2^64.
 */
guint32 base_rng_below (guint64 seed, guint64 trial, guint64 draw, guint32 n);

/*
 * base_rng_uniform() for the @n draws from @first_draw on, at half the cost.
 */
void base_rng_fill_uniform (guint64 seed,
                            guint64 trial,
                            guint64 first_draw,
                            double *uniform_out,
                            gsize n);

G_END_DECLS

#endif
