/* SPDX-License-Identifier: EUPL-1.2
 *
 * SHA-256 of what is read piece by piece, by the instructions of the
 * processor where it has them.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BaseDigest BaseDigest;

/* Returns: (transfer full): the digest of nothing yet */
BaseDigest *base_digest_new (void);
void base_digest_free (BaseDigest *digest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaseDigest, base_digest_free)

/* Adds @length bytes. */
void base_digest_add (BaseDigest *digest, gconstpointer data, gsize length);

/* Returns: (transfer full): 64 hexadecimal digits; nothing may be added
 *   after that */
char *base_digest_finish (BaseDigest *digest);

G_END_DECLS

#endif
