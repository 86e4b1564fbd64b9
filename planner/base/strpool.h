/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef BASE_STRPOOL_H
#define BASE_STRPOOL_H

#include <uitweg/types.h>

G_BEGIN_DECLS

/*
 * Interned strings: each different text is kept once and is known by its
 * index, 0, 1, 2 ... in order of first interning. Texts end in a NUL that
 * does not count, hold no NUL, and stay where they are until the pool is
 * freed. A pool that is no longer interned into may be read by many threads.
 */
typedef struct _BaseStrpool BaseStrpool;

/* The longest text a pool takes, in bytes: 64 MiB. */
#define BASE_STRPOOL_MAX_TEXT ((gsize) 64 << 20)

/* Returns: (transfer full): an empty pool */
BaseStrpool *base_strpool_new (void);

/*
 * Makes room for @n texts more. While they are interned by one thread, others
 * may get (and not find) the texts that were there before.
 */
void base_strpool_reserve (BaseStrpool *pool, gsize n);

/* @pool may be NULL. */
void base_strpool_free (BaseStrpool *pool);

/*
 * Keeps @length bytes at @text, which need not end in a NUL and must hold
 * none. NULL @text is no string: gives UITWEG_NONE. Expected O(length).
 *
 * Returns: the index; UITWEG_NONE if @text is NULL, longer than
 *   BASE_STRPOOL_MAX_TEXT, or the pool is full (2^31 strings)
 */
guint32 base_strpool_intern (BaseStrpool *pool, const char *text, gsize length);

/*
 * Keeps all texts of @from, in their order, without hashing them again.
 *
 * Returns: (transfer full): for each index in @from that in @pool, as
 *   base_strpool_intern() gives it
 */
guint32 *base_strpool_unite (BaseStrpool *pool, const BaseStrpool *from);

/* Returns: the index, or UITWEG_NONE if the pool does not hold it */
guint32
base_strpool_find (const BaseStrpool *pool, const char *text, gsize length);

/*
 * O(1).
 *
 * Returns: (transfer none): the text; NULL if @index is UITWEG_NONE or not
 *   of this pool
 */
const char *base_strpool_get (const BaseStrpool *pool, guint32 index);

/* Returns: the length of the text in bytes, 0 if there is none. O(1) */
gsize base_strpool_get_length (const BaseStrpool *pool, guint32 index);

/* Returns: how many different strings it holds */
guint32 base_strpool_get_count (const BaseStrpool *pool);

/* Returns: the bytes that the pool has allocated */
gsize base_strpool_get_size (const BaseStrpool *pool);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaseStrpool, base_strpool_free)

G_END_DECLS

#endif
