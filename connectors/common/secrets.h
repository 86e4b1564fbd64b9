/* SPDX-License-Identifier: EUPL-1.2
 *
 * What must never leave a connector: passwords, keys, tokens, and the names
 * of people. The rule of every connector is an allow-list of fields; these
 * functions are the second fence, for texts that are allowed.
 */
#ifndef CONNECTORS_COMMON_SECRETS_H
#define CONNECTORS_COMMON_SECRETS_H

#include <glib.h>

G_BEGIN_DECLS

/* Whether a key names a secret: password, token, access_key, sas, … with
 * case, `_` and `-` folded; http_tokens and *_secret_arn do not. */
gboolean connectors_is_secret_key (const char *key);

/* Whether a text holds what looks like a secret: a private key, AKIA…, sig=
 * in an address, AccountKey=, scheme://user:pass@host, ghp_…, xox?-…, a JSON
 * web token. O(length) */
gboolean connectors_is_secret_text (const char *text);

/* Whether a text holds a mail address or "Name <mail>": a person. */
gboolean connectors_is_personal (const char *text);

/* As connectors_clean(), and NULL for what is secret or personal; user, query
 * and fragment of an address are cut. (transfer full) (nullable) */
char *connectors_clean_public (const char *text);

/* Of an owner as tables have it: the unit or role; NULL for a person, which
 * is a mail address, "Surname, First", or two or three words that each begin
 * with a capital and name no unit (Team, Afdeling, Dienst, …) by any word.
 * (transfer full) (nullable) */
char *connectors_clean_unit (const char *text);

/* The field that a tag's key stands for, case and separators folded. */
typedef enum
{
  CONNECTORS_TAG_OTHER, /* not kept */
  CONNECTORS_TAG_ENVIRONMENT,
  CONNECTORS_TAG_APPLICATION,
  CONNECTORS_TAG_SERVICE,
  CONNECTORS_TAG_OWNER,
  CONNECTORS_TAG_COST_CENTRE,
  CONNECTORS_TAG_NAME,
} ConnectorsTag;
ConnectorsTag connectors_tag_of (const char *key);

/* UITWEG_ENVIRONMENT_* for "prod", "acc", "test", "ontwikkel", …; or -1 */
gint connectors_environment_of (const char *value);

G_END_DECLS

#endif
