/* SPDX-License-Identifier: EUPL-1.2
 *
 * Interned strings. Everything that is read ends up here: ids, names, tags
 * and places occur many times in an estate, and are kept once. Texts stand
 * in arena chunks that never move; an open-addressed table of indexes finds
 * them.
 */
#include "config.h"

#include "base/strpool.h"

#include <string.h>

#define CHUNK_SIZE ((gsize) 64 << 10)
#define FIRST_SLOTS ((gsize) 64)
#define FIRST_TEXTS ((gsize) 32)
#define MAX_TEXTS ((guint32) 1 << 31)

/* So many texts ahead, their slots are fetched. */
#define AHEAD ((guint32) 8)

/* Before each text stands its length, unaligned: */
#define HEAD_SIZE (sizeof (guint32))

/* The low half of the hash stands beside the index: a text is looked at only
 * when it is very likely the one, and never when the table grows. */
typedef struct
{
  guint32 index; /* of a text, or UITWEG_NONE */
  guint32 tag;
} Slot;

struct _BaseStrpool
{
  Slot *slots;
  gsize n_slots; /* a power of two, at least 4/3 of n_texts */
  char **texts;
  gsize n_allocated; /* of texts */
  guint32 n_texts;
  GPtrArray *chunks;
  char *free_start; /* in the chunk that is being filled */
  gsize free_size;
  gsize chunk_bytes;
};

/* Eight bytes at a time, multiplied and folded. There is no seed: the same
 * texts make the same table everywhere, and nothing depends on its order. */
static guint64
hash_text (const char *text, gsize length)
{
  guint64 hash = (guint64) length * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint64 word;

  while (length >= sizeof word)
    {
      memcpy (&word, text, sizeof word);
      hash ^= GUINT64_FROM_LE (word);
      hash *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
      hash ^= hash >> 32;
      text += sizeof word;
      length -= sizeof word;
    }
  word = 0;
  memcpy (&word, text, length);
  hash ^= GUINT64_FROM_LE (word);
  hash *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  hash ^= hash >> 32;
  hash *= G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);
  return hash ^ (hash >> 29);
}

static gsize
length_of (const char *text)
{
  guint32 length;

  memcpy (&length, text - HEAD_SIZE, HEAD_SIZE);
  return length;
}

/* The slot that holds the text, or the free slot where it would go. There are
 * at most 2^32 slots, so that the tag says where a text belongs. */
static gsize
find_slot (const BaseStrpool *pool, const char *text, gsize length, guint32 tag)
{
  gsize mask = pool->n_slots - 1;
  gsize slot = (gsize) tag & mask;

  while (pool->slots[slot].index != UITWEG_NONE)
    {
      if (pool->slots[slot].tag == tag)
        {
          const char *kept = pool->texts[pool->slots[slot].index];

          if (length_of (kept) == length && memcmp (kept, text, length) == 0)
            break;
        }
      slot = (slot + 1) & mask;
    }
  return slot;
}

static void
allocate_slots (BaseStrpool *pool, gsize n_slots)
{
  pool->slots = g_new (Slot, n_slots);
  pool->n_slots = n_slots;
  memset (pool->slots, 0xff, n_slots * sizeof *pool->slots);
}

static void
double_slots (BaseStrpool *pool)
{
  g_autofree Slot *old = g_steal_pointer (&pool->slots);
  gsize n_old = pool->n_slots;
  gsize mask = n_old * 2 - 1;

  allocate_slots (pool, n_old * 2);
  for (gsize i = 0; i < n_old; i++)
    {
      gsize slot = (gsize) old[i].tag & mask;

      if (old[i].index == UITWEG_NONE)
        continue;
      while (pool->slots[slot].index != UITWEG_NONE)
        slot = (slot + 1) & mask;
      pool->slots[slot] = old[i];
    }
}

static char *
allocate_chunk (BaseStrpool *pool, gsize size)
{
  char *chunk = g_malloc (size);

  g_ptr_array_add (pool->chunks, chunk);
  pool->chunk_bytes += size;
  return chunk;
}

/* Room for a text with its head and NUL. A text that would waste much of a
 * chunk gets one of its own, and the current chunk goes on being filled. */
static char *
allocate_text (BaseStrpool *pool, gsize length)
{
  gsize size = HEAD_SIZE + length + 1;
  char *start;

  if (size > CHUNK_SIZE / 4)
    return allocate_chunk (pool, size) + HEAD_SIZE;
  if (size > pool->free_size)
    {
      pool->free_start = allocate_chunk (pool, CHUNK_SIZE);
      pool->free_size = CHUNK_SIZE;
    }
  start = pool->free_start;
  pool->free_start += size;
  pool->free_size -= size;
  return start + HEAD_SIZE;
}

BaseStrpool *
base_strpool_new (void)
{
  BaseStrpool *pool = g_new0 (BaseStrpool, 1);

  allocate_slots (pool, FIRST_SLOTS);
  pool->n_allocated = FIRST_TEXTS;
  pool->texts = g_new (char *, pool->n_allocated);
  pool->chunks = g_ptr_array_new_with_free_func (g_free);
  return pool;
}

void
base_strpool_reserve (BaseStrpool *pool, gsize n)
{
  const gsize n_texts = MIN (pool->n_texts + n, MAX_TEXTS);

  if (n_texts > pool->n_allocated)
    {
      pool->texts = g_renew (char *, pool->texts, n_texts);
      pool->n_allocated = n_texts;
    }
  while (n_texts > pool->n_slots / 4 * 3)
    double_slots (pool);
}

void
base_strpool_free (BaseStrpool *pool)
{
  if (pool == NULL)
    return;
  g_ptr_array_free (pool->chunks, TRUE);
  g_free (pool->texts);
  g_free (pool->slots);
  g_free (pool);
}

static guint32
intern_tagged (BaseStrpool *pool, const char *text, gsize length, guint32 tag)
{
  const guint32 length32 = (guint32) length;
  const gsize slot = find_slot (pool, text, length, tag);
  char *kept;

  if (pool->slots[slot].index != UITWEG_NONE)
    return pool->slots[slot].index;
  if (pool->n_texts == MAX_TEXTS)
    return UITWEG_NONE;

  if (pool->n_texts == pool->n_allocated)
    {
      pool->n_allocated *= 2;
      pool->texts = g_renew (char *, pool->texts, pool->n_allocated);
    }
  kept = allocate_text (pool, length);
  memcpy (kept - HEAD_SIZE, &length32, HEAD_SIZE);
  memcpy (kept, text, length);
  kept[length] = '\0';
  pool->texts[pool->n_texts] = kept;
  pool->slots[slot] = (Slot){ pool->n_texts, tag };
  __atomic_store_n (&pool->n_texts, pool->n_texts + 1, __ATOMIC_RELAXED);

  if (pool->n_texts > pool->n_slots / 4 * 3)
    double_slots (pool);
  return pool->n_texts - 1;
}

guint32
base_strpool_intern (BaseStrpool *pool, const char *text, gsize length)
{
  g_return_val_if_fail (pool != NULL, UITWEG_NONE);

  if (text == NULL || length > BASE_STRPOOL_MAX_TEXT)
    return UITWEG_NONE;
  return intern_tagged (pool, text, length, (guint32) hash_text (text, length));
}

guint32 *
base_strpool_unite (BaseStrpool *pool, const BaseStrpool *from)
{
  const guint32 n = from->n_texts;
  guint32 *map = g_new (guint32, (gsize) n + 1);

  /* Each place holds the tag first, and the index once that is known. */
  for (gsize slot = 0; slot < from->n_slots; slot++)
    if (from->slots[slot].index != UITWEG_NONE)
      map[from->slots[slot].index] = from->slots[slot].tag;
  for (guint32 i = 0; i < n; i++)
    {
      if (i + AHEAD < n)
        __builtin_prefetch (
            &pool->slots[(gsize) map[i + AHEAD] & (pool->n_slots - 1)]);
      map[i] = intern_tagged (pool, from->texts[i], length_of (from->texts[i]),
                              map[i]);
    }
  return map;
}

guint32
base_strpool_find (const BaseStrpool *pool, const char *text, gsize length)
{
  const guint32 tag = text != NULL ? (guint32) hash_text (text, length) : 0;

  g_return_val_if_fail (pool != NULL, UITWEG_NONE);

  return text != NULL ? pool->slots[find_slot (pool, text, length, tag)].index
                      : UITWEG_NONE;
}

/* Another thread may be adding texts behind those that this one asks for. */
static inline guint32
read_count (const BaseStrpool *pool)
{
  return __atomic_load_n (&pool->n_texts, __ATOMIC_RELAXED);
}

const char *
base_strpool_get (const BaseStrpool *pool, guint32 index)
{
  g_return_val_if_fail (pool != NULL, NULL);

  return index < read_count (pool) ? pool->texts[index] : NULL;
}

gsize
base_strpool_get_length (const BaseStrpool *pool, guint32 index)
{
  g_return_val_if_fail (pool != NULL, 0);

  return index < read_count (pool) ? length_of (pool->texts[index]) : 0;
}

guint32
base_strpool_get_count (const BaseStrpool *pool)
{
  g_return_val_if_fail (pool != NULL, 0);

  return pool->n_texts;
}

gsize
base_strpool_get_size (const BaseStrpool *pool)
{
  g_return_val_if_fail (pool != NULL, 0);

  return sizeof *pool + pool->n_slots * sizeof *pool->slots
         + pool->n_allocated * sizeof *pool->texts + pool->chunk_bytes;
}
