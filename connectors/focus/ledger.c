/* SPDX-License-Identifier: EUPL-1.2
 *
 * Sums by key. A million rows come here; what differs between them is kept
 * once, so that memory follows what is billed and not how often.
 */
#include "config.h"

#include "connectors/focus/ledger.h"

#include <string.h>

#include <uitweg/day.h>

#define FIRST_SLOTS 1024u
#define DAY_SECONDS 86400

static const char *const kind_words[FOCUS_N_KINDS] = {
  [FOCUS_KIND_USAGE] = "usage",       [FOCUS_KIND_UNUSED] = "usage",
  [FOCUS_KIND_PURCHASE] = "purchase", [FOCUS_KIND_TAX] = "tax",
  [FOCUS_KIND_CREDIT] = "credit",     [FOCUS_KIND_ADJUSTMENT] = "adjustment",
};

const char *
focus_kind_get_word (FocusKind kind)
{
  return kind_words[kind];
}

static void
index_init (FocusIndex *index)
{
  index->n_slots = FIRST_SLOTS;
  index->slots = g_new (guint32, FIRST_SLOTS);
  memset (index->slots, 0xff, FIRST_SLOTS * sizeof (guint32));
  index->keys = g_array_new (FALSE, FALSE, sizeof (guint64));
}

static void
index_clear (FocusIndex *index)
{
  g_free (index->slots);
  g_array_unref (index->keys);
}

static guint64
hash_words (const guint32 *words, gsize n)
{
  guint64 hash = n;

  for (gsize i = 0; i < n; i++)
    {
      hash = (hash ^ words[i]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      hash ^= hash >> 29;
    }
  return hash;
}

static void
index_grow (FocusIndex *index)
{
  guint32 mask;

  index->n_slots *= 2;
  mask = index->n_slots - 1;
  index->slots = g_renew (guint32, index->slots, index->n_slots);
  memset (index->slots, 0xff, index->n_slots * sizeof (guint32));
  for (guint32 i = 0; i < index->keys->len; i++)
    {
      guint32 slot = (guint32) g_array_index (index->keys, guint64, i) & mask;

      while (index->slots[slot] != UITWEG_NONE)
        slot = (slot + 1) & mask;
      index->slots[slot] = i;
    }
}

/*
 * Finds the entry of `entries` that begins with the @n words. FALSE if there
 * is none: its number is then that of the next entry, which the caller must
 * append.
 */
static gboolean
index_find (FocusIndex *index,
            const GArray *entries,
            const guint32 *words,
            gsize n,
            guint32 *number_out)
{
  const guint size = g_array_get_element_size ((GArray *) entries);
  const guint64 hash = hash_words (words, n);
  guint32 mask, slot;

  if (index->keys->len * 2 >= index->n_slots)
    index_grow (index);
  mask = index->n_slots - 1;
  slot = (guint32) hash & mask;
  for (; index->slots[slot] != UITWEG_NONE; slot = (slot + 1) & mask)
    {
      const guint32 number = index->slots[slot];

      if (g_array_index (index->keys, guint64, number) == hash
          && memcmp (entries->data + (gsize) number * size, words,
                     n * sizeof *words)
                 == 0)
        {
          *number_out = number;
          return TRUE;
        }
    }
  *number_out = index->keys->len;
  index->slots[slot] = index->keys->len;
  g_array_append_val (index->keys, hash);
  return FALSE;
}

static void
clear_file (gpointer data)
{
  g_free (((FocusFile *) data)->sha256);
}

static void
free_note (gpointer data)
{
  FocusNote *note = data;

  g_free (note->place);
  g_free (note->text);
  g_free (note);
}

void
focus_ledger_note (FocusLedger *ledger,
                   const char *place,
                   guint unseen,
                   gboolean is_problem,
                   const char *format,
                   ...)
{
  FocusNote *note = g_new0 (FocusNote, 1);
  va_list arguments;

  va_start (arguments, format);
  note->text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  note->place = g_strdup (place);
  note->unseen = unseen;
  note->is_problem = is_problem;
  g_ptr_array_add (ledger->notes, note);
}

FocusLedger *
focus_ledger_new (void)
{
  FocusLedger *ledger = g_new0 (FocusLedger, 1);

  ledger->pool = base_strpool_new ();
  ledger->files = g_array_new (FALSE, TRUE, sizeof (FocusFile));
  g_array_set_clear_func (ledger->files, clear_file);
  ledger->lines = g_array_new (FALSE, FALSE, sizeof (FocusLine));
  ledger->things = g_array_new (FALSE, FALSE, sizeof (FocusThing));
  ledger->commitments = g_array_new (FALSE, FALSE, sizeof (FocusCommitment));
  ledger->months = g_array_new (FALSE, FALSE, sizeof (FocusMonth));
  index_init (&ledger->line_index);
  index_init (&ledger->thing_index);
  index_init (&ledger->commitment_index);
  index_init (&ledger->month_index);
  ledger->notes = g_ptr_array_new_with_free_func (free_note);
  ledger->seen_ids = g_array_new (FALSE, TRUE, sizeof (guint8));
  ledger->parties = g_hash_table_new (NULL, NULL);
  return ledger;
}

void
focus_ledger_free (FocusLedger *ledger)
{
  if (ledger == NULL)
    return;
  base_strpool_free (ledger->pool);
  g_array_unref (ledger->files);
  g_array_unref (ledger->lines);
  g_array_unref (ledger->things);
  g_array_unref (ledger->commitments);
  g_array_unref (ledger->months);
  index_clear (&ledger->line_index);
  index_clear (&ledger->thing_index);
  index_clear (&ledger->commitment_index);
  index_clear (&ledger->month_index);
  g_ptr_array_unref (ledger->notes);
  g_array_unref (ledger->seen_ids);
  g_hash_table_unref (ledger->parties);
  g_free (ledger);
}

const char *
focus_ledger_text (const FocusLedger *ledger, guint32 text)
{
  return base_strpool_get (ledger->pool, text);
}

guint32
focus_ledger_intern (FocusLedger *ledger, const char *text, gsize length)
{
  return base_strpool_intern (ledger->pool, text, length);
}

guint32
focus_ledger_least (const FocusLedger *ledger, guint32 a, guint32 b)
{
  if (a == b || b == UITWEG_NONE)
    return a;
  if (a == UITWEG_NONE)
    return b;
  return strcmp (focus_ledger_text (ledger, a), focus_ledger_text (ledger, b))
                 < 0
             ? a
             : b;
}

FocusLine *
focus_ledger_get_line (FocusLedger *ledger, const FocusKey *key)
{
  guint32 number;

  if (!index_find (&ledger->line_index, ledger->lines, (const guint32 *) key,
                   sizeof *key / sizeof (guint32), &number))
    {
      const FocusLine line = { .key = *key };

      g_array_append_val (ledger->lines, line);
    }
  return &g_array_index (ledger->lines, FocusLine, number);
}

guint32
focus_ledger_get_thing (FocusLedger *ledger,
                        guint32 provider,
                        guint32 scope,
                        guint32 native_id)
{
  const guint32 words[] = { provider, scope, native_id };
  guint32 number;

  if (!index_find (&ledger->thing_index, ledger->things, words,
                   G_N_ELEMENTS (words), &number))
    {
      const FocusThing thing = { .provider = provider,
                                 .scope = scope,
                                 .native_id = native_id,
                                 .account = UITWEG_NONE,
                                 .name = UITWEG_NONE,
                                 .type = UITWEG_NONE,
                                 .category = UITWEG_NONE,
                                 .service = UITWEG_NONE,
                                 .region = UITWEG_NONE,
                                 .zone = UITWEG_NONE,
                                 .application = UITWEG_NONE,
                                 .line = UITWEG_NONE,
                                 .environment = -1 };

      g_array_append_val (ledger->things, thing);
    }
  return number;
}

guint32
focus_ledger_get_commitment (FocusLedger *ledger,
                             guint32 provider,
                             guint32 native_id)
{
  const guint32 words[] = { provider, native_id };
  guint32 number;

  if (!index_find (&ledger->commitment_index, ledger->commitments, words,
                   G_N_ELEMENTS (words), &number))
    {
      const FocusCommitment commitment = { .provider = provider,
                                           .native_id = native_id,
                                           .name = UITWEG_NONE,
                                           .type = UITWEG_NONE,
                                           .start = G_MININT32,
                                           .end = G_MININT32 };

      g_array_append_val (ledger->commitments, commitment);
    }
  return number;
}

FocusMonth *
focus_ledger_get_month (FocusLedger *ledger, guint32 provider, gint32 start)
{
  const guint32 words[] = { provider, (guint32) start };
  guint32 number;

  if (!index_find (&ledger->month_index, ledger->months, words,
                   G_N_ELEMENTS (words), &number))
    {
      const FocusMonth month = { .provider = provider, .start = start };

      g_array_append_val (ledger->months, month);
    }
  return &g_array_index (ledger->months, FocusMonth, number);
}

gint32
focus_month_start (gint32 day)
{
  gint32 epoch = uitweg_day_from_date (1970, 1, 1);
  gint year, month;

  uitweg_day_to_date (day + epoch, &year, &month, NULL);
  return uitweg_day_from_date (year, month, 1) - epoch;
}

gint32
focus_month_end (gint32 day)
{
  gint32 epoch = uitweg_day_from_date (1970, 1, 1);
  gint year, month;

  uitweg_day_to_date (day + epoch, &year, &month, NULL);
  return (month < 12 ? uitweg_day_from_date (year, month + 1, 1)
                     : uitweg_day_from_date (year + 1, 1, 1))
         - epoch;
}

guint32
focus_month_get_days (const FocusMonth *month)
{
  return month->usage != 0 ? month->usage : month->any;
}

gboolean
focus_month_is_full (const FocusMonth *month)
{
  const gint32 end = focus_month_end (month->start);
  const guint32 all = (guint32) (((guint64) 1 << (end - month->start)) - 1);
  const gint64 last = month->usage != 0 ? month->usage_last : month->any_last;

  return focus_month_get_days (month) == all
         && last >= (gint64) end * DAY_SECONDS;
}
