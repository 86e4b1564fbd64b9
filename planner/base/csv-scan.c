/* SPDX-License-Identifier: EUPL-1.2
 *
 * Between source.c and csv.c, for large files: each 64 bytes of a record
 * become one word a kind of character, and quotes are followed by arithmetic
 * on whole words. A record that is not strictly RFC 4180 is left to csv.c.
 */
#include "config.h"

#include "base/csv-scan.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define BLOCK 64
#define FIRST_MARKS 64

/* Bit i says what byte i of a block is. */
typedef struct
{
  guint64 quote;
  guint64 delimiter;
  guint64 newline;
  guint64 cr;
  guint64 nul;
  guint64 high; /* not ASCII */
} Block;

static void
classify_bytes (const char *text, gsize n, char delimiter, Block *block)
{
  memset (block, 0, sizeof *block);
  for (gsize i = 0; i < n; i++)
    {
      const guint64 bit = (guint64) 1 << i;

      block->quote |= text[i] == '"' ? bit : 0;
      block->delimiter |= text[i] == delimiter ? bit : 0;
      block->newline |= text[i] == '\n' ? bit : 0;
      block->cr |= text[i] == '\r' ? bit : 0;
      block->nul |= text[i] == '\0' ? bit : 0;
      block->high |= ((guchar) text[i] & 0x80) != 0 ? bit : 0;
    }
}

#ifdef __SSE2__
static inline guint64
equal_bytes (const __m128i *bytes, __m128i wanted)
{
  guint64 bits = 0;

  for (guint i = 0; i < 4; i++)
    bits |= (guint64) (guint32) _mm_movemask_epi8 (
                _mm_cmpeq_epi8 (bytes[i], wanted))
            << (16 * i);
  return bits;
}

static inline void
classify_block (const char *text, char delimiter, Block *block)
{
  __m128i bytes[4];

  block->high = 0;
  for (guint i = 0; i < 4; i++)
    {
      memcpy (&bytes[i], text + 16 * i, 16);
      block->high |= (guint64) (guint32) _mm_movemask_epi8 (bytes[i])
                     << (16 * i);
    }
  block->quote = equal_bytes (bytes, _mm_set1_epi8 ('"'));
  block->delimiter = equal_bytes (bytes, _mm_set1_epi8 (delimiter));
  block->newline = equal_bytes (bytes, _mm_set1_epi8 ('\n'));
  block->cr = equal_bytes (bytes, _mm_set1_epi8 ('\r'));
  block->nul = equal_bytes (bytes, _mm_setzero_si128 ());
}
#else
static inline void
classify_block (const char *text, char delimiter, Block *block)
{
  classify_bytes (text, BLOCK, delimiter, block);
}
#endif

/* Bit i is set if an odd number of bits up to i is. */
static inline guint64
prefix_xor (guint64 bits)
{
  for (guint shift = 1; shift < 64; shift *= 2)
    bits ^= bits << shift;
  return bits;
}

void
base_csv_scan_start (BaseCsvScan *scan, char delimiter)
{
  scan->delimiter = delimiter;
  scan->n_marks = 0;
  scan->odd = FALSE;
  scan->has_newline = FALSE;
  scan->not_ascii = FALSE;
  scan->at = 0;
  scan->n_marks_before = 0;
  scan->inside = 0;
  scan->opens = 1;
  scan->closed = 0;
  scan->was_cr = 0;
}

void
base_csv_scan_clear (BaseCsvScan *scan)
{
  g_clear_pointer (&scan->marks, g_free);
  scan->n_allocated = 0;
}

static void
add_marks (BaseCsvScan *scan, guint64 bits)
{
  guint32 *mark;

  if (scan->n_marks + BLOCK > scan->n_allocated)
    {
      scan->n_allocated = MAX (scan->n_allocated * 2, FIRST_MARKS * 2);
      scan->marks = g_renew (guint32, scan->marks, scan->n_allocated);
    }
  mark = scan->marks + scan->n_marks;
  for (; bits != 0; bits &= bits - 1)
    *mark++ = (guint32) scan->at + (guint32) __builtin_ctzll (bits);
  scan->n_marks = (gsize) (mark - scan->marks);
}

/*
 * Takes the @n bytes of a block at the place of the scan. An opening quote
 * must stand at the start of a cell or behind a closing one (two quotes are
 * one), a closing one before a delimiter, the end or a quote.
 *
 * Returns: the place of the LF that ends the record in the block, or @n
 */
static inline gsize
take_block (BaseCsvScan *scan, const Block *block, gsize n)
{
  const guint64 inside = prefix_xor (block->quote) ^ scan->inside;
  const guint64 opening = block->quote & inside;
  const guint64 closing = block->quote & ~inside;
  const guint64 newline = block->newline & ~inside;
  const guint64 delimiter = block->delimiter & ~inside;
  const guint64 cr = block->cr & ~inside;
  const gsize end = newline != 0 ? (gsize) __builtin_ctzll (newline) : n;
  /* What counts of the block: up to and with the LF. */
  const guint64 valid = end >= BLOCK - 1
                            ? ~(guint64) 0
                            : ((guint64) 1 << (end + (end < n))) - 1;
  const guint64 may_open = (delimiter | closing) << 1 | scan->opens;
  const guint64 behind = closing << 1 | scan->closed;
  const guint64 behind_cr = cr << 1 | scan->was_cr;
  const guint64 odd = (opening & ~may_open)
                      | (behind & ~(delimiter | newline | block->quote | cr))
                      | (behind_cr & ~newline) | block->nul;

  scan->odd = scan->odd || (odd & valid) != 0;
  scan->not_ascii = scan->not_ascii || (block->high & valid) != 0;
  scan->has_newline = scan->has_newline
                      || (block->newline & inside & valid) != 0;
  add_marks (scan, delimiter & valid);
  if (end < n || n < BLOCK)
    return end;

  scan->inside = (guint64) 0 - (inside >> 63);
  scan->opens = (delimiter | closing) >> 63;
  scan->closed = closing >> 63;
  scan->was_cr = cr >> 63;
  scan->at += BLOCK;
  scan->n_marks_before = scan->n_marks;
  return n;
}

gsize
base_csv_scan_find_end (BaseCsvScan *scan, const char *text, gsize n)
{
  Block block;
  gsize end;

  /* Of a block that was not whole, what was found is found again. */
  scan->n_marks = scan->n_marks_before;
  while (n - scan->at >= BLOCK && !scan->odd)
    {
      const gsize start = scan->at;

      classify_block (text + start, scan->delimiter, &block);
      end = take_block (scan, &block, BLOCK);
      if (end < BLOCK)
        return scan->odd ? n : start + end;
    }
  if (scan->odd || n == scan->at)
    return n;
  classify_bytes (text + scan->at, n - scan->at, scan->delimiter, &block);
  end = take_block (scan, &block, n - scan->at);
  return end < n - scan->at && !scan->odd ? scan->at + end : n;
}
