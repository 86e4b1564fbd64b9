/* SPDX-License-Identifier: EUPL-1.2
 *
 * Finds the field of a key. The reader of rows (table-read.c) asks here; a
 * record in the order of its schema costs one comparison a key, any other
 * one hash.
 */
#include "config.h"

#include "base/key-index.h"

#include <string.h>

#include "base/problems.h"

static guint
hash_key (guint scope, const char *key, gsize length)
{
  guint32 hash = 2166136261u + scope * 0x9e3779b9u;

  /* FNV-1a, with its upper half folded in. */
  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) key[i]) * 16777619u;
  return (hash ^ (hash >> 15)) % BASE_KEY_INDEX_SLOTS;
}

static gboolean
is_key (const BaseKey *known, guint scope, const char *key)
{
  return known->scope == scope
         && strncmp (known->start, key, known->length) == 0
         && key[known->length] == '\0';
}

/* The number of a key that is perhaps not there yet, or -1. */
static gint
find_part (const BaseKeyIndex *index,
           guint scope,
           const char *start,
           gsize length)
{
  for (guint i = 0; i < index->n_keys; i++)
    if (index->keys[i].scope == scope && index->keys[i].length == length
        && memcmp (index->keys[i].start, start, length) == 0)
      return (gint) i;
  return -1;
}

static guint
add_part (BaseKeyIndex *index,
          guint scope,
          const char *start,
          gsize length,
          gint field)
{
  guint number = index->n_keys++;
  guint slot = hash_key (scope, start, length);

  g_assert (number < BASE_KEY_INDEX_MAX && length <= G_MAXUINT8);
  index->keys[number] = (BaseKey){
    .start = start,
    .length = (guint8) length,
    .scope = (guint8) scope,
    .field = (gint8) field,
  };
  while (index->slots[slot] != 0)
    slot = (slot + 1) % BASE_KEY_INDEX_SLOTS;
  index->slots[slot] = (guint8) (number + 1);
  return number;
}

BaseKeyIndex *
base_key_index_new (const UitwegSchema *schema)
{
  BaseKeyIndex *index = g_new0 (BaseKeyIndex, 1);

  for (guint i = 0; i < schema->n_fields; i++)
    {
      const char *start = schema->fields[i].key, *dot;
      guint scope = BASE_KEY_ROOT;

      while ((dot = strchr (start, '.')) != NULL)
        {
          gsize length = (gsize) (dot - start);
          gint number = find_part (index, scope, start, length);

          if (number < 0)
            number = (gint) add_part (index, scope, start, length, -1);
          scope = (guint) number + 1;
          start = dot + 1;
        }
      add_part (index, scope, start, strlen (start), (gint) i);
    }
  return index;
}

gint
base_key_index_find (const BaseKeyIndex *index,
                     guint scope,
                     const char *key,
                     guint guess)
{
  guint slot;

  if (guess < index->n_keys && is_key (&index->keys[guess], scope, key))
    return (gint) guess;

  slot = hash_key (scope, key, strlen (key));
  for (; index->slots[slot] != 0; slot = (slot + 1) % BASE_KEY_INDEX_SLOTS)
    if (is_key (&index->keys[index->slots[slot] - 1], scope, key))
      return index->slots[slot] - 1;
  return -1;
}

char *
base_key_index_nearest (const BaseKeyIndex *index, guint scope, const char *key)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < index->n_keys; i++)
    if (index->keys[i].scope == scope)
      g_ptr_array_add (words,
                       g_strndup (index->keys[i].start, index->keys[i].length));
  g_ptr_array_add (words, NULL);
  return g_strdup (base_nearest (key, (const char *const *) words->pdata));
}
