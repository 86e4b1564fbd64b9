/* SPDX-License-Identifier: EUPL-1.2
 *
 * What all connectors do alike: one source record for what was asked, rows of
 * resources with their provenance, dependencies by rule, and problems that
 * are noted and do not end the reading.
 */
#ifndef CONNECTORS_RECORDS_H
#define CONNECTORS_RECORDS_H

#include <uitweg/connector.h>

#include "base/table-private.h"

G_BEGIN_DECLS

/* The rules of dependencies; each gives a kind, hard or soft, and a grade. */
typedef enum
{
  CONNECTORS_RULE_RUNS_ON,
  CONNECTORS_RULE_ATTACHED,
  CONNECTORS_RULE_SHARES_DISK,
  CONNECTORS_RULE_IN_NETWORK,
  CONNECTORS_RULE_GUARDED_BY,
  CONNECTORS_RULE_REACHABLE_FROM,
  CONNECTORS_RULE_FRONTS,
  CONNECTORS_RULE_RESOLVES_TO, /* "fronts" of a name: kind name */
  CONNECTORS_RULE_CALLS,
  CONNECTORS_RULE_CALLS_BY_NAME, /* "calls" where its own settings name it */
  CONNECTORS_RULE_READS_FROM,
  CONNECTORS_RULE_REPLICATES_FROM,
  CONNECTORS_RULE_RESTORES_FROM,
  CONNECTORS_RULE_ENCRYPTS_WITH,
  CONNECTORS_RULE_ACTS_AS,
  CONNECTORS_RULE_LOGS_TO,
  CONNECTORS_RULE_CONTAINS,   /* from child to parent */
  CONNECTORS_RULE_CONFIGURED, /* "declared" of settings: not hard */
  CONNECTORS_RULE_DECLARED,
} ConnectorsRule;

#define CONNECTORS_N_RULES 19

/* (transfer none): the word of the rule in records */
const char *connectors_rule_get_word (ConnectorsRule rule);
UitwegDependencyKind connectors_rule_get_kind (ConnectorsRule rule);

/* Sets what a rule says of a dependency: kind, rule, hard or soft, bridge. */
void connectors_set_rule (UitwegTable *table, guint32 row, ConnectorsRule rule);

/* One source record in the making, with the dependencies read so far. */
typedef struct _ConnectorsSource ConnectorsSource;

/* Borrows the request and the builder. `id` is without "source/". */
ConnectorsSource *connectors_source_new (const char *connector,
                                         const char *id,
                                         const UitwegCollectRequest *request,
                                         UitwegEstateBuilder *builder);
void connectors_source_free (ConnectorsSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConnectorsSource, connectors_source_free)

/* What was asked, without secrets. */
void connectors_source_set_asked (ConnectorsSource *source, const char *asked);
/* The newest day in what was read: of two files of one kind the newer wins. */
void connectors_source_set_newest (ConnectorsSource *source, UitwegDay newest);
void connectors_source_add_file (ConnectorsSource *source,
                                 const char *path,
                                 const char *sha256);
void connectors_source_add_tag (ConnectorsSource *source,
                                const char *key,
                                const char *value);
void connectors_source_add_count (ConnectorsSource *source,
                                  const char *key,
                                  guint count);
/* Something was not read: the source is incomplete. `unseen` things are
 * missing by it, 0 if nobody can say. */
void connectors_source_add_problem (ConnectorsSource *source,
                                    const char *call,
                                    guint unseen,
                                    const char *format,
                                    ...) G_GNUC_PRINTF (4, 5);
/* Something to know about what was read; the source stays complete. */
void connectors_source_add_note (ConnectorsSource *source,
                                 const char *call,
                                 const char *format,
                                 ...) G_GNUC_PRINTF (3, 4);

/* Writes the dependencies and, last, the source record. */
void connectors_source_finish (ConnectorsSource *source);

/* The table that resources are appended to. */
UitwegTable *connectors_source_get_resources (ConnectorsSource *source);

/* Appends a resource; `native_type` may be NULL. Lists are filled in any
 * order, the row ends with connectors_end_resource(). */
guint32 connectors_begin_resource (ConnectorsSource *source,
                                   const char *id,
                                   const char *name,
                                   UitwegResourceKind kind,
                                   const char *native_type);
/* Gives one field of the open record (resource or other) a provenance of its
 * own; the last call for a field counts. */
void connectors_set_provenance (ConnectorsSource *source,
                                guint field,
                                const char *rule,
                                UitwegGrade grade);
/* Adds the provenance of all other fields. */
void connectors_end_resource (ConnectorsSource *source,
                              guint32 row,
                              const char *rule,
                              UitwegGrade grade);

/* The same for a record of any type but source and dependency. */
guint32 connectors_begin_record (ConnectorsSource *source,
                                 UitwegRecordType type,
                                 const char *id);
void connectors_end_record (ConnectorsSource *source,
                            UitwegRecordType type,
                            guint32 row,
                            const char *rule,
                            UitwegGrade grade);
/* (transfer none): the table of that type */
UitwegTable *connectors_source_get_table (ConnectorsSource *source,
                                          UitwegRecordType type);
/* (transfer none): the id of the source record */
const char *connectors_source_get_id (const ConnectorsSource *source);

/* Notes that `from` needs `to`; `origin` is the rule of the connector that
 * says so. The same pair by the same rule becomes one record that names all
 * its origins; a thing that needs itself is left out and counted. */
void connectors_add_dependency (ConnectorsSource *source,
                                const char *from,
                                const char *to,
                                ConnectorsRule rule,
                                const char *origin);

/* Text as a record can hold it: control characters become blanks, what is no
 * UTF-8 U+FFFD, at most 1024 bytes. (transfer full) (nullable): NULL for NULL
 * and for text that is empty then */
char *connectors_clean (const char *text);
void connectors_set_text (UitwegTable *table,
                          guint32 row,
                          guint field,
                          const char *text);
/* An id of at most 255 bytes: a long one keeps its start and gets a digest.
 * (transfer full) */
char *connectors_make_id (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* For g_ptr_array_sort() of texts: bytes by strcmp(). */
gint connectors_compare_texts (gconstpointer a, gconstpointer b);
/* (transfer container): the keys of a table of texts, sorted; they stay the
 * table's */
GPtrArray *connectors_sorted_keys (GHashTable *table);
/* "a, b and 3 more": the keys of a table of texts, sorted, at most `shown` by
 * name. (transfer full) (nullable): NULL for an empty table */
char *connectors_list_keys (GHashTable *table, guint shown);

/* Whether all options given are known to the connector; else
 * UITWEG_CONNECTOR_ERROR_OPTION, with the nearest known one. */
gboolean connectors_check_options (const UitwegConnector *connector,
                                   const UitwegCollectRequest *request,
                                   GError **error);
/* (transfer none) (nullable): the value given, else the fallback */
const char *connectors_get_option (const UitwegConnector *connector,
                                   const UitwegCollectRequest *request,
                                   const char *key);

/* Reads a file of at most `limit` bytes, which is below 1 GiB. The contents end
 * in a NUL that does not count; they and the digest are (transfer full). */
gboolean connectors_read_file (const char *path,
                               gsize limit,
                               char **contents_out,
                               gsize *length_out,
                               char **sha256_out,
                               GError **error);

/* Tells how far it is, if anybody asked. */
void connectors_progress (const UitwegCollectRequest *request,
                          const char *label,
                          guint64 done,
                          guint64 total);

G_END_DECLS

#endif
