/* SPDX-License-Identifier: EUPL-1.2
 *
 * Keys of identity: what of a record may tell that it is the same thing as
 * another, folded so that what two sources write differently is equal.
 */
#ifndef MODEL_IDENTITY_PRIVATE_H
#define MODEL_IDENTITY_PRIVATE_H

#include "model/merge-private.h"

G_BEGIN_DECLS

/* Takes one key. Keys of one rule but different scopes say nothing about each
 * other: an ARN and the number of an account can both be right. */
typedef void (*ModelKeyTaker) (UitwegIdentityRule rule,
                               const char *scope,
                               const char *text,
                               gpointer data);

/* identity-keys.c: all keys of a resource that the rules do not ignore */
void model_identity_keys (const UitwegTable *table,
                          guint32 row,
                          const UitwegIdentityRules *rules,
                          ModelKeyTaker take,
                          gpointer data);

/* identity-native.c: the forms of an id of a provider that are keys. What is
 * not known is NULL, the kind UITWEG_KIND_UNKNOWN. */
void model_native_keys (const char *id,
                        const char *provider,
                        const char *account,
                        UitwegResourceKind kind,
                        ModelKeyTaker take,
                        gpointer data);
/* The UUID in the one way of writing, the lesser of both orders of bytes, or
 * NULL if it is none. (transfer full) */
char *model_fold_uuid (const char *text);

G_END_DECLS

#endif
