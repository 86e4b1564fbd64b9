/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of powers and logarithms, quantiles, rounding, and numbers as text.
 * The expected values were computed with 300 bits (mpmath) and rounded once.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/rng.h"

typedef struct
{
  double x;
  double y;
  double expected;
} Sample;

static const Sample exp_samples[] = {
  { 0x1.0000000000000p-1, 0, 0x1.a61298e1e069cp+0 },
  { 0x1.0000000000000p+0, 0, 0x1.5bf0a8b145769p+1 },
  { -0x1.0000000000000p+0, 0, 0x1.78b56362cef38p-2 },
  { 0x1.b7cdfd9d7bdbbp-34, 0, 0x1.000000006df38p+0 },
  { -0x1.70ef54646d497p-57, 0, 0x1.0000000000000p+0 },
  { 0x1.62e42fead449cp-2, 0, 0x1.6a09e66640654p+0 },
  { -0x1.62e43096a0c0dp-2, 0, 0x1.6a09e62ce9a31p-1 },
  { 0x1.62d999999999ap+9, 0, 0x1.d75ae7a50ee14p+1023 },
  { 0x1.62e42fefa39efp+9, 0, 0x1.fffffffffff2ap+1023 },
  { -0x1.6226666666666p+9, 0, 0x1.19e98b83de7a3p-1022 },
  { -0x1.5e00000000000p+9, 0, 0x1.14f2b0fb9307fp-1010 },
  { -0x1.6840000000000p+9, 0, 0x0.00005cf08fff0p-1022 },
  { -0x1.7400000000000p+9, 0, 0x0.0000000000002p-1022 },
  { 0x1.6000000000000p+6, 0, 0x1.f1056dc7bf22dp+126 },
  { -0x1.c2fcf590aedecp+2, 0, 0x1.c847b91412c88p-11 },
  { -0x1.bee9be20d407ap+3, 0, 0x1.cdd9032cc2965p-21 },
  { 0x1.82646a8f739fcp+2, 0, 0x1.a2cb3d40e5bdfp+8 },
  { -0x1.11a409ee4c4d8p+4, 0, 0x1.40f5189c6aa64p-25 },
  { 0x1.6f6e85787c880p+0, 0, 0x1.0cda43ab5bb7bp+2 },
  { -0x1.57d61c858201cp+2, 0, 0x1.3044d0f55ceaap-8 },
  { -0x1.1ae174c73942cp+4, 0, 0x1.684f06292abb7p-26 },
  { 0x1.3091504b41340p-2, 0, 0x1.58ad39dbac180p+0 },
  { -0x1.2800b6191fcd0p+4, 0, 0x1.3d575b693850ep-27 },
  { -0x1.53bbedf45ead0p+1, 0, 0x1.202eafe1c142fp-4 },
  { -0x1.134ae32cbf38dp+4, 0, 0x1.2179f7c592ee8p-25 },
  { -0x1.05f19473ea8d6p+4, 0, 0x1.4d5cc8fb167e5p-24 },
  { -0x1.a6b14a5a9f668p+6, 0, 0x1.75bd7cea6074fp-153 },
  { 0x1.c997cd2df4534p+8, 0, 0x1.1f708ad77ca9ap+660 },
  { -0x1.0756b04599207p+9, 0, 0x1.1f15e71133b67p-760 },
  { -0x1.837727b3a3f5ap+8, 0, 0x1.00fb1d5826348p-559 },
  { 0x1.64d022420c858p+7, 0, 0x1.4e93667afbdc3p+257 },
  { 0x1.39657146e9b5ap+9, 0, 0x1.34c8fe2efe8e1p+904 },
  { 0x1.afc6c981e1058p+6, 0, 0x1.a8bf1aaca33dep+155 },
  { -0x1.214b6f8ea4cc4p+7, 0, 0x1.3f219e760d731p-209 },
};

static const Sample log_samples[] = {
  { 0x1.0000000000000p+1, 0, 0x1.62e42fefa39efp-1 },
  { 0x1.4000000000000p+3, 0, 0x1.26bb1bbb55516p+1 },
  { 0x1.0000000000000p-1, 0, -0x1.62e42fefa39efp-1 },
  { 0x1.fffffffffffffp-1, 0, -0x1.0000000000000p-53 },
  { 0x1.0000000000001p+0, 0, 0x1.fffffffffffffp-53 },
  { 0x1.6a09e667f3bccp-1, 0, -0x1.62e42fefa39f1p-2 },
  { 0x1.6a09e667f3bcdp+0, 0, 0x1.62e42fefa39f0p-2 },
  { 0x1.6a09e667f3bccp+0, 0, 0x1.62e42fefa39eep-2 },
  { 0x0.0000000000001p-1022, 0, -0x1.74385446d71c3p+9 },
  { 0x1.0000000000000p-1022, 0, -0x1.6232bdd7abcd2p+9 },
  { 0x1.fffffffffffffp+1023, 0, 0x1.62e42fefa39efp+9 },
  { 0x1.8000000000000p+1, 0, 0x1.193ea7aad030bp+0 },
  { 0x1.ccccccccccccdp-1, 0, -0x1.af8e8210a415cp-4 },
  { 0x1.4f8b588e368f1p-17, 0, -0x1.7069e2aa2aa5bp+3 },
  { 0x1.dcd6500000000p+29, 0, 0x1.4b927f32bffb8p+4 },
  { 0x1.93857460acb3cp+0, 0, 0x1.d1f91c89b5673p-2 },
  { 0x1.4b0ce296d398fp-1, 0, -0x1.be84fdf626e30p-2 },
  { 0x1.755e305ddc916p+0, 0, 0x1.8271b51b2a347p-2 },
  { 0x1.c77ade4e065fcp-1, 0, -0x1.df1efe4097e47p-4 },
  { 0x1.7d0f0095cdcc2p-1, 0, -0x1.2e75da6564423p-2 },
  { 0x1.6f8276d7bd0ccp-1, 0, -0x1.53886d38030f9p-2 },
  { 0x1.d12487970e748p-1, 0, -0x1.8922bddc598c5p-4 },
  { 0x1.6a8741cf6c90ep+0, 0, 0x1.644682ce1cbdfp-2 },
  { 0x1.8fbb5e39cbaa2p-1, 0, -0x1.faf14a32979d7p-3 },
  { 0x1.2e7d592be0e80p+0, 0, 0x1.55bfb9578bef4p-3 },
  { 0x1.3d296edf9ca3bp+0, 0, 0x1.b6c0b6d91c7cfp-3 },
  { 0x1.f1de17396f80ap-1, 0, -0x1.ca98eec67c58ap-6 },
  { 0x1.1e76bdf21d252p+95, 0, 0x1.07d87db35611cp+6 },
  { 0x1.7bff74c0ef015p-872, 0, -0x1.2e03c1d8c08a9p+9 },
  { 0x1.295b63124e706p-878, 0, -0x1.30377be6346f4p+9 },
  { 0x1.e79ce1814f1f6p-587, 0, -0x1.963ba936cf01cp+8 },
  { 0x1.7ad6f38c73eacp+359, 0, 0x1.f276ab014a879p+7 },
  { 0x1.9a2da89f9bd2dp-145, 0, -0x1.9023c3c91bda4p+6 },
  { 0x1.7b07025565353p-371, 0, -0x1.00c3e260823cbp+8 },
  { 0x1.73c1b73d9b55ep+170, 0, 0x1.d8d513acae358p+6 },
};

static const Sample log2_samples[] = {
  { 0x1.0000000000000p+1, 0, 0x1.0000000000000p+0 },
  { 0x1.4000000000000p+3, 0, 0x1.a934f0979a371p+1 },
  { 0x1.0000000000000p-1, 0, -0x1.0000000000000p+0 },
  { 0x1.fffffffffffffp-1, 0, -0x1.71547652b82fep-53 },
  { 0x1.0000000000001p+0, 0, 0x1.71547652b82fdp-52 },
  { 0x1.6a09e667f3bccp-1, 0, -0x1.0000000000001p-1 },
  { 0x1.6a09e667f3bcdp+0, 0, 0x1.0000000000001p-1 },
  { 0x1.6a09e667f3bccp+0, 0, 0x1.ffffffffffffep-2 },
  { 0x0.0000000000001p-1022, 0, -0x1.0c80000000000p+10 },
  { 0x1.0000000000000p-1022, 0, -0x1.ff00000000000p+9 },
  { 0x1.fffffffffffffp+1023, 0, 0x1.0000000000000p+10 },
  { 0x1.8000000000000p+1, 0, 0x1.95c01a39fbd68p+0 },
  { 0x1.ccccccccccccdp-1, 0, -0x1.374d65d9e608dp-3 },
  { 0x1.4f8b588e368f1p-17, 0, -0x1.09c1165ec0627p+4 },
  { 0x1.dcd6500000000p+29, 0, 0x1.de5b8eaa8d7e0p+4 },
  { 0x1.93857460acb3cp+0, 0, 0x1.5020e79f9fef1p-1 },
  { 0x1.4b0ce296d398fp-1, 0, -0x1.4218820a5bdefp-1 },
  { 0x1.755e305ddc916p+0, 0, 0x1.16c2b2fc6e580p-1 },
  { 0x1.c77ade4e065fcp-1, 0, -0x1.599ce00cd0fcap-3 },
  { 0x1.7d0f0095cdcc2p-1, 0, -0x1.b45baa43dcd05p-2 },
  { 0x1.6f8276d7bd0ccp-1, 0, -0x1.e9d7ab202b1edp-2 },
  { 0x1.d12487970e748p-1, 0, -0x1.1b966462fa6fcp-3 },
  { 0x1.6a8741cf6c90ep+0, 0, 0x1.00ff972cd122cp-1 },
  { 0x1.8fbb5e39cbaa2p-1, 0, -0x1.6dae86b725ae8p-2 },
  { 0x1.2e7d592be0e80p+0, 0, 0x1.ed0a1b04ce274p-3 },
  { 0x1.3d296edf9ca3bp+0, 0, 0x1.3c7e44cac57e5p-2 },
  { 0x1.f1de17396f80ap-1, 0, -0x1.4acedf288fae2p-5 },
  { 0x1.1e76bdf21d252p+95, 0, 0x1.7ca61a2bc905cp+6 },
  { 0x1.7bff74c0ef015p-872, 0, -0x1.b3b70f3c5a802p+9 },
  { 0x1.295b63124e706p-878, 0, -0x1.b6e4586758e02p+9 },
  { 0x1.e79ce1814f1f6p-587, 0, -0x1.2509031f24dfep+9 },
  { 0x1.7ad6f38c73eacp+359, 0, 0x1.6790c0e85e28ep+8 },
  { 0x1.9a2da89f9bd2dp-145, 0, -0x1.20a3c8f1735d5p+7 },
  { 0x1.7b07025565353p-371, 0, -0x1.726f1040a5380p+8 },
  { 0x1.73c1b73d9b55ep+170, 0, 0x1.551390e8ada3ep+7 },
};

static const Sample pow_samples[] = {
  { 0x1.0000000000000p+1, 0x1.0000000000000p-1, 0x1.6a09e667f3bcdp+0 },
  { 0x1.4000000000000p+3, 0x1.3400000000000p+8, 0x1.1ccf385ebc8a0p+1023 },
  { 0x1.4000000000000p+3, -0x1.4000000000000p+2, 0x1.4f8b588e368f1p-17 },
  { 0x1.ccccccccccccdp-1, 0x1.a934f0979a371p+1, 0x1.68ccdf3d133a6p-1 },
  { 0x1.0000000000001p+0, 0x1.ff973cafa8000p+51, 0x1.5ba97e5c5ee1cp+1 },
  { 0x1.fffffffffffffp-1, 0x1.1c37937e08000p+53, 0x1.5164a390287e9p-2 },
  { 0x1.0a3d70a3d70a4p+0, -0x1.5e182e423bed1p+1, 0x1.cbeb667d97cfbp-1 },
  { 0x1.8000000000000p+1, 0x1.9000000000000p+6, 0x1.69194f299cddap+158 },
  { 0x1.56e1fc2f8f359p-997, 0x1.0cccccccccccdp+0, 0x0.000000c1069cdp-1022 },
  { 0x1.7e43c8800759cp+996, -0x1.11eb851eb851fp+0, 0x0.00000000000cap-1022 },
  { 0x0.0000000000001p-1022, 0x1.0000000000000p-2, 0x1.6a09e667f3bcdp-269 },
  { 0x1.e000000000000p+2, -0x1.6833333333333p+8, 0x0.0000007a9dc8ap-1022 },
  { 0x1.199999999999ap+0, 0x1.b580000000000p+12, 0x1.70482352af339p+962 },
  { 0x1.2589a1856ff46p+2, -0x1.405f7026508f4p+4, 0x1.0022e262d5d5bp-44 },
  { 0x1.fdb805dd7001bp+2, 0x1.3e641ebbf746cp+4, 0x1.7c12dbb1d2646p+59 },
  { 0x1.421e7d3b5da73p+1, 0x1.dc4fce9033050p+2, 0x1.e0c067ed81fa9p+9 },
  { 0x1.532a1cfcd02eep+2, 0x1.2c1c28ba58fa4p+5, 0x1.30e31643b71afp+90 },
  { 0x1.d49397d2bf672p+2, -0x1.534cb106354c9p+4, 0x1.10ff13e2f3ecbp-61 },
  { 0x1.39b82a0db2e19p+3, -0x1.318c20ecce851p+5, 0x1.296ef0ab636f1p-126 },
  { 0x1.0f529737770a2p+2, 0x1.9b6cecbc6941cp+4, 0x1.7feee89cc6664p+53 },
  { 0x1.9aca2387a8f5cp+0, -0x1.1a8b6cba90b60p+0, 0x1.2fce0a33091d2p-1 },
  { 0x1.f3de13c31210ap-2, 0x1.0d2536ff862b0p+4, 0x1.830fc2b78cc84p-18 },
  { 0x1.ead5048f664c1p+2, 0x1.d35db357467c0p+2, 0x1.60dc0d8c6a47cp+21 },
  { 0x1.188d26a2ce89fp+3, -0x1.2a0104cbf9bc4p+4, 0x1.957944a5cbfc4p-59 },
  { 0x1.bef06bbeef22fp+2, 0x1.2dfbcda6ab7fcp+3, 0x1.604f0752063f0p+26 },
  { 0x1.75d25478b6be8p+2, -0x1.18492f68fd598p+2, 0x1.cd1cc58ad1985p-12 },
  { 0x1.0d4d424c1b3d1p+3, 0x1.63beb032fe720p+5, 0x1.92d6bfaabc60cp+136 },
  { 0x1.32c9e8acce446p+2, 0x1.06a4be4cffff8p+4, 0x1.1586be073bcf9p+37 },
  { 0x1.66b8a035a99cfp-1, 0x1.426321c5ebe5cp+4, 0x1.93e2930c0a896p-11 },
  { 0x1.aea0855b2b205p+97, 0x1.7ab29b416615ap+1, 0x1.2666ccee59bbap+289 },
  { 0x1.d7dac8515cd2fp+213, -0x1.4adc7bb6684f9p+0, 0x1.7cce5e3f87f96p-277 },
  { 0x1.167d3270eb8aep-76, 0x1.030cf242a0008p+0, 0x1.299c83bc7bbe6p-77 },
  { 0x1.bd0119232d3c3p-318, -0x1.d6b035de01d40p-3, 0x1.de65b3e5d198dp+72 },
  { 0x1.5f313022d100bp-221, -0x1.261207b09b004p+1, 0x1.9b06675f47e4ep+506 },
  { 0x1.f76f1bb000d6dp-294, 0x1.9c0180b72fda8p+0, 0x1.537dd455bb432p-472 },
  { 0x1.ab42d3d350647p-247, -0x1.83a9e2b39a889p+0, 0x1.e2f77c8e2e04ep+372 },
  { 0x1.766dffffbc842p-73, 0x1.1d40880faa260p+1, 0x1.741faf745d9fbp-162 },
  { 0x1.44fd3f7c9aad8p-279, -0x1.38314ecb89870p-2, 0x1.f06484a1bfa7dp+84 },
  { 0x1.cc88c4829f94ep+32, 0x1.267053cd2518cp+1, 0x1.79009f135ead7p+75 },
};

/* How many doubles lie between two of the same sign. */
static guint64
get_distance (double a, double b)
{
  guint64 a_bits, b_bits;

  memcpy (&a_bits, &a, sizeof a);
  memcpy (&b_bits, &b, sizeof b);
  return a_bits > b_bits ? a_bits - b_bits : b_bits - a_bits;
}

static void
check_samples (const Sample *samples, gsize n, double (*function) (double))
{
  for (gsize i = 0; i < n; i++)
    {
      double found = function (samples[i].x);

      if (get_distance (found, samples[i].expected) > 1)
        g_error ("f (%a) is %a, expected %a", samples[i].x, found,
                 samples[i].expected);
    }
}

static void
test_values_are_within_one_last_place (void)
{
  check_samples (exp_samples, G_N_ELEMENTS (exp_samples), base_exp);
  check_samples (log_samples, G_N_ELEMENTS (log_samples), base_log);
  check_samples (log2_samples, G_N_ELEMENTS (log2_samples), base_log2);
  for (gsize i = 0; i < G_N_ELEMENTS (pow_samples); i++)
    {
      const Sample *sample = &pow_samples[i];
      double found = base_pow (sample->x, sample->y);

      if (get_distance (found, sample->expected) > 1)
        g_error ("%a ^ %a is %a, expected %a", sample->x, sample->y, found,
                 sample->expected);
    }
}

static void
test_special_values (void)
{
  g_assert_true (base_exp (0.0) == 1.0);
  g_assert_true (base_exp (-INFINITY) == 0.0);
  g_assert_true (base_exp (INFINITY) == INFINITY);
  g_assert_true (base_exp (710.0) == INFINITY);
  g_assert_true (base_exp (-746.0) == 0.0);
  g_assert_true (isnan (base_exp (NAN)));

  g_assert_true (base_log (1.0) == 0.0);
  g_assert_true (base_log (0.0) == -INFINITY);
  g_assert_true (base_log (INFINITY) == INFINITY);
  g_assert_true (isnan (base_log (-1.0)));
  g_assert_true (isnan (base_log2 (NAN)));
  for (gint n = -1074; n <= 1023; n++)
    g_assert_true (base_log2 (ldexp (1.0, n)) == n);

  g_assert_true (base_pow (NAN, 0.0) == 1.0);
  g_assert_true (base_pow (1.0, NAN) == 1.0);
  g_assert_true (isnan (base_pow (-2.0, 0.5)));
  g_assert_true (base_pow (-2.0, 3.0) == -8.0);
  g_assert_true (base_pow (-2.0, 4.0) == 16.0);
  g_assert_true (base_pow (0.0, 2.0) == 0.0);
  g_assert_true (base_pow (-0.0, -3.0) == -INFINITY);
  g_assert_true (base_pow (-0.0, -2.0) == INFINITY);
  g_assert_true (base_pow (0.5, INFINITY) == 0.0);
  g_assert_true (base_pow (0.5, -INFINITY) == INFINITY);
  g_assert_true (base_pow (-1.0, INFINITY) == 1.0);
  g_assert_true (base_pow (-INFINITY, 3.0) == -INFINITY);
  g_assert_true (base_pow (INFINITY, -1.0) == 0.0);
  g_assert_true (base_pow (1.5, 1e300) == INFINITY);
  g_assert_true (base_pow (1.5, -1e300) == 0.0);
  g_assert_true (base_pow (2.0, -1074.0) == 0x1p-1074);
  g_assert_true (base_sqrt (2.0) == 0x1.6a09e667f3bcdp+0);
  g_assert_true (isnan (base_sqrt (-1.0)));
}

static void
test_whole_powers_are_exact (void)
{
  double power = 1.0;

  for (gint n = 0; n <= 33; n++, power *= 3.0)
    g_assert_true (base_pow (3.0, n) == power);
}

/* The same bits everywhere: a digest of many results, taken once. */
static void
test_the_bits_are_always_the_same (void)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint64 i = 0; i < 20000; i++)
    {
      double u = base_rng_uniform (1, 0, 2 * i);
      double v = base_rng_uniform (1, 0, 2 * i + 1);
      double results[] = { base_exp (1400.0 * u - 700.0), base_log (u),
                           base_log2 (v * 1e6),
                           base_pow (u * 20.0, 60.0 * v - 30.0) };
      guint64 bits[G_N_ELEMENTS (results)];

      memcpy (bits, results, sizeof bits);
      for (gsize k = 0; k < G_N_ELEMENTS (bits); k++)
        bits[k] = GUINT64_TO_LE (bits[k]);
      g_checksum_update (checksum, (const guchar *) bits, (gssize) sizeof bits);
    }
  g_assert_cmpstr (
      g_checksum_get_string (checksum), ==,
      "d96d53e3027270ca90b3c71b4e164eb48dccf971a8b30612e85881b770459c44");
}

/* The vectors of the figures' definitions, section 1 and 2. */
static void
test_discount_factor (void)
{
  static const struct
  {
    double rate;
    gint32 days;
    double expected;
  } cases[] = {
    { 0.04, 365, 0.9615642744956038 },
    { 0.04, 1826, 0.8219491717832997 },
    { 0.0, 900, 1.0 },
    { 0.065, 31, 0.9946693747692527 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (
        base_discount_factor (cases[i].rate, cases[i].days), cases[i].expected,
        1e-12);
}

static void
test_learning_by_power (void)
{
  static const struct
  {
    double nth;
    double expected;
  } cases[] = { { 1, 1.0 },   { 2, 0.9 },
                { 4, 0.81 },  { 8, 0.7290000000000001 },
                { 100, 0.6 }, { 1000, 0.6 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (
        MAX (0.6, base_pow (cases[i].nth, base_log2 (0.9))), cases[i].expected,
        1e-12);
}

static void
test_quantile (void)
{
  static const double sorted[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
  static const struct
  {
    double q;
    double expected;
  } cases[] = { { 0.0, 1 }, { 0.05, 1 },  { 0.1, 1 },  { 0.11, 2 }, { 0.5, 5 },
                { 0.8, 8 }, { 0.95, 10 }, { 1.0, 10 }, { 1.5, 10 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat (base_quantile_sorted (sorted, 10, cases[i].q), ==,
                       cases[i].expected);
  g_assert_true (isnan (base_quantile_sorted (sorted, 0, 0.5)));

  /* Hundredths of hundreds are whole, although 0.07 x 100 is not: */
  for (gsize hundreds = 1; hundreds <= 10000; hundreds *= 10)
    for (gsize percent = 1; percent <= 100; percent++)
      g_assert_cmpuint (
          base_quantile_rank (100 * hundreds, (double) percent / 100.0), ==,
          percent * hundreds - 1);
}

static void
test_round_half_even (void)
{
  static const double cases[][2] = {
    { 0.5, 0 },
    { 1.5, 2 },
    { 2.5, 2 },
    { -0.5, 0 },
    { -1.5, -2 },
    { -2.5, -2 },
    { 0.49999999999999994, 0 },
    { 2.51, 3 },
    { 1e300, 1e300 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat (base_round_half_even (cases[i][0]), ==, cases[i][1]);
}

static void
test_numbers_are_written_shortest (void)
{
  static const struct
  {
    double number;
    const char *expected;
  } cases[] = {
    { 0.0, "0" },
    { -0.0, "0" },
    { 1.0, "1" },
    { -12.5, "-12.5" },
    { 0.1, "0.1" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { 1e-7, "0.0000001" },
    { 1.5e-8, "1.5e-8" },
    { 123456789012345680.0, "1.2345678901234568e17" },
    { 12345678901234568.0, "12345678901234568" },
    { 1e16, "10000000000000000" },
    { 1e30, "1e30" },
    { 5e-324, "5e-324" },
    { 1.7976931348623157e308, "1.7976931348623157e308" },
    { 9007199254740993.0, "9007199254740992" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = base_format_number (cases[i].number);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_numbers_come_back (void)
{
  for (guint64 i = 0; i < 20000; i++)
    {
      guint64 bits = base_rng_uint64 (2, 0, i);
      g_autofree char *text = NULL;
      double number, back = 0.0;

      memcpy (&number, &bits, sizeof number);
      if (!isfinite (number))
        continue;
      text = base_format_number (number);
      g_assert_true (base_parse_number (text, &back, NULL));
      g_assert_true (back == number);
    }
}

static void
test_no_number_is_an_error (void)
{
  static const char *const texts[] = { "",    "-",   ".",     "1.",
                                       "1e",  "1e+", "+1",    "0x10",
                                       "1 ",  " 1",  "nan",   "inf",
                                       "1,5", "--1", "1.5.2", "1e5.0" };
  double number = 77.0;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (base_parse_number (texts[i], &number, &error));
      g_assert_error (error, BASE_NUMBER_ERROR, BASE_NUMBER_ERROR_SYNTAX);
    }
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (base_parse_number ("1e999", &number, &error));
    g_assert_error (error, BASE_NUMBER_ERROR, BASE_NUMBER_ERROR_RANGE);
  }
  g_assert_cmpfloat (number, ==, 77.0);
}

static void
test_gib (void)
{
  static const struct
  {
    const char *text;
    gint64 bytes;
    const char *back;
  } cases[] = {
    { "0", 0, "0" },
    { "-0.0", 0, "0" },
    { "1", 1073741824, "1" },
    { "0.5", 536870912, "0.5" },
    { "1.5e3", 1610612736000, "1500" },
    { "0.1", 107374182, "0.1" },
    { "0.000000001", 1, "0.000000001" },
    { "0.0000000004", 0, "0" },
    { "0.0000000005", 1, "0.000000001" },
    /* half a byte exactly: to the even one */
    { "0.0000000004656612873077392578125", 0, "0" },
    { "0.00000000046566128730773925781250001", 1, "0.000000001" },
    { "0.0000000013969838619232177734375", 2, "0.000000002" },
    { "8589934591.9999999995", G_MAXINT64, "8589934591.999999999" },
    { "465.7612873", 500107374104, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *back = NULL;
      gint64 bytes = 77;

      g_assert_true (base_parse_gib (cases[i].text, &bytes, &error));
      g_assert_no_error (error);
      if (cases[i].back == NULL)
        continue;
      g_assert_cmpint (bytes, ==, cases[i].bytes);
      back = base_format_gib (bytes);
      g_assert_cmpstr (back, ==, cases[i].back);
    }
}

static void
test_gib_comes_back (void)
{
  for (guint64 i = 0; i < 100000; i++)
    {
      gint64 bytes = (gint64) (base_rng_uint64 (3, 0, i) >> (1 + i % 60));
      g_autofree char *text = base_format_gib (bytes);
      gint64 back = -1;

      g_assert_true (base_parse_gib (text, &back, NULL));
      g_assert_cmpint (back, ==, bytes);
    }
}

static void
test_no_gib_is_an_error (void)
{
  static const struct
  {
    const char *text;
    BaseNumberError code;
  } cases[] = {
    { "", BASE_NUMBER_ERROR_SYNTAX },
    { "1 GiB", BASE_NUMBER_ERROR_SYNTAX },
    { "-1", BASE_NUMBER_ERROR_RANGE },
    { "-0.0000000001", BASE_NUMBER_ERROR_RANGE },
    { "8589934592", BASE_NUMBER_ERROR_RANGE },
    { "8589934591.99999999999", BASE_NUMBER_ERROR_RANGE },
    { "1e400", BASE_NUMBER_ERROR_RANGE },
    { "99999999999999999999", BASE_NUMBER_ERROR_RANGE },
  };
  gint64 bytes = 77;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (base_parse_gib (cases[i].text, &bytes, &error));
      g_assert_error (error, BASE_NUMBER_ERROR, (gint) cases[i].code);
    }
  g_assert_cmpint (bytes, ==, 77);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/number/accuracy",
                   test_values_are_within_one_last_place);
  g_test_add_func ("/base/number/special", test_special_values);
  g_test_add_func ("/base/number/whole-powers", test_whole_powers_are_exact);
  g_test_add_func ("/base/number/bits", test_the_bits_are_always_the_same);
  g_test_add_func ("/base/number/discount", test_discount_factor);
  g_test_add_func ("/base/number/learning", test_learning_by_power);
  g_test_add_func ("/base/number/quantile", test_quantile);
  g_test_add_func ("/base/number/round", test_round_half_even);
  g_test_add_func ("/base/number/shortest", test_numbers_are_written_shortest);
  g_test_add_func ("/base/number/back", test_numbers_come_back);
  g_test_add_func ("/base/number/errors", test_no_number_is_an_error);
  g_test_add_func ("/base/number/gib", test_gib);
  g_test_add_func ("/base/number/gib-back", test_gib_comes_back);
  g_test_add_func ("/base/number/gib-errors", test_no_gib_is_an_error);
  return g_test_run ();
}
