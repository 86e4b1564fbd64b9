/* SPDX-License-Identifier: EUPL-1.2
 *
 * Hashes of rows. The bytes are taken as they stand in the file, quotes and
 * delimiters included: rows that are written in two ways have two memos, and
 * mean the same.
 */
#include "config.h"

#include "connectors/focus/memo.h"

#include <string.h>

/* Enough for most bills; one with more kinds of rows reads some again. */
#define FIRST_BITS 6
#define MOST_BITS 20

/* Columns that are read in each row, or never. */
static const FocusColumn apart[] = { FOCUS_BILLED,
                                     FOCUS_EFFECTIVE,
                                     FOCUS_START,
                                     FOCUS_END,
                                     FOCUS_QUANTITY,
                                     FOCUS_PERIOD_START,
                                     FOCUS_PERIOD_END,
                                     FOCUS_PLAN_EFFECTIVE,
                                     FOCUS_PLAN_COMMITTED,
                                     FOCUS_PLAN_USED,
                                     FOCUS_RESERVED_EFFECTIVE,
                                     FOCUS_RESERVED_UNUSED_UPFRONT,
                                     FOCUS_RESERVED_UNUSED_FEE };

static inline guint64
load_eight (const char *text)
{
  guint64 word;

  memcpy (&word, text, sizeof word);
  return word;
}

static inline guint64
load_four (const char *text)
{
  guint32 word;

  memcpy (&word, text, sizeof word);
  return word;
}

/* Two words are multiplied to 128 bits, and both halves go on. */
static inline void
mix (guint64 *hash, guint64 first, guint64 second)
{
  const unsigned __int128 product =
      (unsigned __int128) (hash[0] ^ first
                           ^ G_GUINT64_CONSTANT (0x9e3779b97f4a7c15))
      * (hash[1] ^ second ^ G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53));

  hash[0] = (guint64) product ^ second;
  hash[1] = (guint64) (product >> 64) + first;
}

void
focus_hash_bytes (guint64 *hash, const char *text, gsize length)
{
  const char *end = text + length;

  hash[0] ^= length * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  if (length >= 16)
    {
      for (; end - text > 16; text += 16)
        mix (hash, load_eight (text), load_eight (text + 8));
      mix (hash, load_eight (end - 16), load_eight (end - 8));
    }
  else if (length >= 8)
    mix (hash, load_eight (text), load_eight (end - 8));
  else if (length >= 4)
    mix (hash, load_four (text), load_four (end - 4));
  else if (length > 0)
    mix (hash, (guchar) text[0] | (guint64) (guchar) text[length / 2] << 8,
         (guchar) end[-1]);
  else
    mix (hash, 0, 0);
}

static gint
compare_numbers (gconstpointer a, gconstpointer b)
{
  const guint32 first = *(const guint32 *) a;
  const guint32 second = *(const guint32 *) b;

  return first < second ? -1 : first > second;
}

static gboolean
is_apart (FocusColumn column)
{
  for (guint i = 0; i < G_N_ELEMENTS (apart); i++)
    if (apart[i] == column)
      return TRUE;
  return FALSE;
}

static void
add_runs (GArray *runs, const GArray *numbers)
{
  for (guint i = 0; i < numbers->len; i++)
    {
      const guint32 number = g_array_index (numbers, guint32, i);
      const FocusRun run = { number, number };
      FocusRun *last = runs->len > 0
                           ? &g_array_index (runs, FocusRun, runs->len - 1)
                           : NULL;

      if (last != NULL && number <= last->last + 1)
        last->last = number;
      else
        g_array_append_val (runs, run);
    }
}

void
focus_row_memos_init (FocusRowMemos *memos,
                      const guint32 *columns,
                      const guint32 *tag_columns,
                      gsize n_tag_columns)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < FOCUS_N_COLUMNS; i++)
    if (columns[i] != UITWEG_NONE && !is_apart ((FocusColumn) i))
      g_array_append_val (numbers, columns[i]);
  g_array_append_vals (numbers, tag_columns, (guint) n_tag_columns);
  g_array_sort (numbers, compare_numbers);
  memos->runs = g_array_new (FALSE, FALSE, sizeof (FocusRun));
  add_runs (memos->runs, numbers);
  memos->n_bits = FIRST_BITS;
  memos->slots = g_new0 (FocusRowMemo, (gsize) 1 << FIRST_BITS);
}

void
focus_row_memos_clear (FocusRowMemos *memos)
{
  g_clear_pointer (&memos->runs, g_array_unref);
  g_clear_pointer (&memos->slots, g_free);
}

/* A hash has two slots side by side. If others have both, the first is lost:
 * the row that comes now is likelier to come again. */
static FocusRowMemo *
find_slot (const FocusRowMemos *memos, const guint64 *hash)
{
  const guint64 number = (hash[0] ^ hash[1]) >> (64 - memos->n_bits);
  FocusRowMemo *first = &memos->slots[number];
  FocusRowMemo *second = &memos->slots[number ^ 1];

  if (memcmp (first->hash, hash, sizeof first->hash) == 0
      || first->hash[0] == 0)
    return first;
  if (memcmp (second->hash, hash, sizeof second->hash) == 0
      || second->hash[0] == 0)
    return second;
  return first;
}

static void
grow (FocusRowMemos *memos)
{
  g_autofree FocusRowMemo *old = g_steal_pointer (&memos->slots);
  const gsize n_old = (gsize) 1 << memos->n_bits;

  memos->n_bits++;
  memos->n_kept = 0;
  memos->slots = g_new0 (FocusRowMemo, n_old * 2);
  for (gsize i = 0; i < n_old; i++)
    if (old[i].hash[0] != 0)
      focus_row_memos_keep (memos, find_slot (memos, old[i].hash), &old[i]);
}

void
focus_row_memos_keep (FocusRowMemos *memos,
                      FocusRowMemo *place,
                      const FocusRowMemo *memo)
{
  memos->n_kept += place->hash[0] == 0 ? 1 : 0;
  *place = *memo;
}

FocusRowMemo *
focus_row_memos_find (FocusRowMemos *memos,
                      const BaseCsv *csv,
                      guint64 *hash_out)
{
  guint64 hash[2] = { 0, 0 };

  for (guint i = 0; i < memos->runs->len; i++)
    {
      const FocusRun *run = &g_array_index (memos->runs, FocusRun, i);
      gsize length;
      const char *text = base_csv_peek_cells (csv, run->first, run->last,
                                              &length);

      if (text == NULL)
        return NULL;
      focus_hash_bytes (hash, text, length);
    }
  hash[0] |= 1;
  memcpy (hash_out, hash, sizeof hash);
  if (memos->n_kept >> (memos->n_bits - 2) > 0 && memos->n_bits < MOST_BITS)
    grow (memos);
  return find_slot (memos, hash);
}
