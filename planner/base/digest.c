/* SPDX-License-Identifier: EUPL-1.2
 *
 * Digests of large files, for source records. GLib's checksum takes longer
 * than reading a bill; most processors can do better, with the same result.
 */
#include "config.h"

#include "base/digest.h"

#include <string.h>

#ifdef __x86_64__
#include <cpuid.h>
#include <immintrin.h>
#endif

#define BLOCK 64

struct _BaseDigest
{
  GChecksum *checksum; /* NULL where the processor does it */
  guint32 state[8];
  guint8 rest[2 * BLOCK]; /* less than a block, until the end */
  gsize n_rest;
  guint64 n_bytes;
};

#ifdef __x86_64__
static const guint32 round_constants[64] = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
  0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
  0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
  0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
  0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
  0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
};

static const guint32 first_state[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372,
                                        0xa54ff53a, 0x510e527f, 0x9b05688c,
                                        0x1f83d9ab, 0x5be0cd19 };

static gboolean
processor_hashes (void)
{
  guint a, b, c, d;

  if (!__get_cpuid (1, &a, &b, &c, &d) || (c & bit_SSE4_1) == 0
      || (c & bit_SSSE3) == 0)
    return FALSE;
  return __get_cpuid_count (7, 0, &a, &b, &c, &d) && (b & (1u << 29)) != 0;
}

/* The instructions want the state as A B E F and C D G H. */
__attribute__ ((target ("sha,sse4.1,ssse3"))) static void
hash_blocks (guint32 *state, const guint8 *data, gsize n_blocks)
{
  const __m128i swap = _mm_set_epi64x (0x0c0d0e0f08090a0b, 0x0405060700010203);
  __m128i dcba, hgfe, abef, cdgh;

  memcpy (&dcba, state, sizeof dcba);
  memcpy (&hgfe, state + 4, sizeof hgfe);
  dcba = _mm_shuffle_epi32 (dcba, 0xb1);
  hgfe = _mm_shuffle_epi32 (hgfe, 0x1b);
  abef = _mm_alignr_epi8 (dcba, hgfe, 8);
  cdgh = _mm_blend_epi16 (hgfe, dcba, 0xf0);
  for (; n_blocks > 0; n_blocks--, data += BLOCK)
    {
      const __m128i old_abef = abef, old_cdgh = cdgh;
      __m128i words[4];

      for (guint i = 0; i < 4; i++)
        {
          memcpy (&words[i], data + 16 * i, 16);
          words[i] = _mm_shuffle_epi8 (words[i], swap);
        }
#pragma GCC unroll 16
      for (guint i = 0; i < 16; i++)
        {
          __m128i four, sum;

          memcpy (&four, round_constants + 4 * i, sizeof four);
          sum = _mm_add_epi32 (words[i & 3], four);
          cdgh = _mm_sha256rnds2_epu32 (cdgh, abef, sum);
          abef = _mm_sha256rnds2_epu32 (abef, cdgh,
                                        _mm_shuffle_epi32 (sum, 0x0e));
          if (i >= 12)
            continue;
          sum = _mm_sha256msg1_epu32 (words[i & 3], words[(i + 1) & 3]);
          sum = _mm_add_epi32 (
              sum, _mm_alignr_epi8 (words[(i + 3) & 3], words[(i + 2) & 3], 4));
          words[i & 3] = _mm_sha256msg2_epu32 (sum, words[(i + 3) & 3]);
        }
      abef = _mm_add_epi32 (abef, old_abef);
      cdgh = _mm_add_epi32 (cdgh, old_cdgh);
    }
  abef = _mm_shuffle_epi32 (abef, 0x1b);
  cdgh = _mm_shuffle_epi32 (cdgh, 0xb1);
  dcba = _mm_blend_epi16 (abef, cdgh, 0xf0);
  hgfe = _mm_alignr_epi8 (cdgh, abef, 8);
  memcpy (state, &dcba, sizeof dcba);
  memcpy (state + 4, &hgfe, sizeof hgfe);
}
#endif

BaseDigest *
base_digest_new (void)
{
  BaseDigest *digest = g_new0 (BaseDigest, 1);

#ifdef __x86_64__
  memcpy (digest->state, first_state, sizeof first_state);
  if (processor_hashes ())
    return digest;
#endif
  digest->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  return digest;
}

void
base_digest_free (BaseDigest *digest)
{
  if (digest == NULL)
    return;
  g_clear_pointer (&digest->checksum, g_checksum_free);
  g_free (digest);
}

#ifdef __x86_64__
static void
add_to_blocks (BaseDigest *digest, const guint8 *data, gsize length)
{
  gsize n;

  digest->n_bytes += length;
  if (digest->n_rest > 0)
    {
      n = MIN (length, BLOCK - digest->n_rest);
      memcpy (digest->rest + digest->n_rest, data, n);
      digest->n_rest += n;
      data += n;
      length -= n;
      if (digest->n_rest < BLOCK)
        return;
      hash_blocks (digest->state, digest->rest, 1);
      digest->n_rest = 0;
    }
  hash_blocks (digest->state, data, length / BLOCK);
  n = length % BLOCK;
  memcpy (digest->rest, data + (length - n), n);
  digest->n_rest = n;
}

/* One bit, zeros, and the number of bits as the last eight bytes. */
static char *
finish_blocks (BaseDigest *digest)
{
  const guint64 n_bits = GUINT64_TO_BE (digest->n_bytes * 8);
  gsize n_blocks = digest->n_rest + 9 > BLOCK ? 2 : 1;
  GString *text = g_string_new (NULL);

  memset (digest->rest + digest->n_rest, 0,
          sizeof digest->rest - digest->n_rest);
  digest->rest[digest->n_rest] = 0x80;
  memcpy (digest->rest + n_blocks * BLOCK - 8, &n_bits, sizeof n_bits);
  hash_blocks (digest->state, digest->rest, n_blocks);
  for (guint i = 0; i < G_N_ELEMENTS (digest->state); i++)
    g_string_append_printf (text, "%08x", digest->state[i]);
  return g_string_free (text, FALSE);
}
#endif

void
base_digest_add (BaseDigest *digest, gconstpointer data, gsize length)
{
  if (length == 0)
    return;
#ifdef __x86_64__
  if (digest->checksum == NULL)
    {
      add_to_blocks (digest, data, length);
      return;
    }
#endif
  g_checksum_update (digest->checksum, data, (gssize) length);
}

char *
base_digest_finish (BaseDigest *digest)
{
#ifdef __x86_64__
  if (digest->checksum == NULL)
    return finish_blocks (digest);
#endif
  return g_strdup (g_checksum_get_string (digest->checksum));
}
