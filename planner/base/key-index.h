/* SPDX-License-Identifier: EUPL-1.2
 *
 * Which field of a schema a key of a record means. Prepared once a table,
 * because a million records ask it forty times each.
 */
#ifndef BASE_KEY_INDEX_H
#define BASE_KEY_INDEX_H

#include <uitweg/table.h>

/* At most 64 fields, each in at most two objects of its own. */
#define BASE_KEY_INDEX_MAX 192
#define BASE_KEY_INDEX_SLOTS 512

/* The scope of the keys of the record itself. */
#define BASE_KEY_ROOT 0

typedef struct
{
  const char *start; /* in field.key, not NUL-terminated */
  guint8 length;
  guint8 scope; /* which object it stands in: BASE_KEY_ROOT or the number of
                 * that object's key + 1 */
  gint8 field;  /* -1: it opens an object, with keys of scope number + 1 */
} BaseKey;

typedef struct
{
  BaseKey keys[BASE_KEY_INDEX_MAX]; /* in the order of the schema */
  guint n_keys;
  guint8 slots[BASE_KEY_INDEX_SLOTS]; /* number of a key + 1, or 0 */
} BaseKeyIndex;

/* (transfer full): free with g_free() */
BaseKeyIndex *base_key_index_new (const UitwegSchema *schema);

/* The number of the key, or -1. `guess` is the number that is likely, such as
 * the one after the last found: records mostly keep the schema's order. */
gint base_key_index_find (const BaseKeyIndex *index,
                          guint scope,
                          const char *key,
                          guint guess);

/* The known key of `scope` that `key` is likely a slip of, or NULL (transfer
 * full). */
char *base_key_index_nearest (const BaseKeyIndex *index,
                              guint scope,
                              const char *key);

#endif
