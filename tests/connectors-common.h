/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the tests of connectors share: to collect, to finish, and to look at
 * what came of it.
 */
#ifndef TESTS_CONNECTORS_COMMON_H
#define TESTS_CONNECTORS_COMMON_H

#include <uitweg/connector.h>

/* What one run of a connector gave. */
typedef struct
{
  UitwegEstate *estate;
  guint n_resources; /* as collected, before any merge */
  gboolean is_complete;
} Collected;

void collected_free (Collected *collected);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Collected, collected_free)

/* Runs the connector and fails the test on an error. Lists end in NULL. */
Collected *collect (const char *connector,
                    const char *const *paths,
                    const char *const *keys,
                    const char *const *values);

/* Runs it on one path, and wants an error whose message fits `pattern`. */
void expect_error (const char *connector,
                   const char *path,
                   UitwegConnectorError code,
                   const char *pattern);

/* A file below data/inputs of the shared folder; skips the test and gives
 * NULL where there is none. (transfer full) */
char *shared_input (const char *name);
/* A file of tests/data. (transfer full) */
char *own_input (const char *folder, const char *name);

/* Tag of source number `source`, NULL without. (transfer none) */
const char *
collected_tag (const Collected *collected, guint32 source, const char *key);
/* Wants the tag of the first source to be that. */
void collected_require_tag (const Collected *collected,
                            const char *key,
                            const char *expected);
/* Resources of the kind, without placeholders. */
guint collected_count_kind (const Collected *collected,
                            UitwegResourceKind kind);
/* Dependencies by the rule. */
guint collected_count_rule (const Collected *collected, const char *rule);
/* Runs it on one path, without options. */
Collected *collect_path (const char *connector, const char *path);
/* Row of the resource with that id; fails the test without. */
guint32 collected_require (const Collected *collected, const char *id);
void collected_require_edge (const Collected *collected,
                             const char *from,
                             const char *to,
                             const char *rule);
/* Whether the resource uses the feature. */
gboolean collected_has_feature (const Collected *collected,
                                guint32 row,
                                const char *feature);
/* Wants that the text stands nowhere in the estate as it is written. */
void collected_forbid (const Collected *collected, const char *text);

#endif
