/* SPDX-License-Identifier: EUPL-1.2
 *
 * How batches become one estate: an index by id, what is one thing, who is
 * meant by an id, and how several records of one thing become one.
 */
#ifndef MODEL_MERGE_PRIVATE_H
#define MODEL_MERGE_PRIVATE_H

#include "model/estate-private.h"

G_BEGIN_DECLS

/* One record of the input: row `row` of batch `batch`. */
typedef struct
{
  guint64 prefix; /* of the id, behind what all ids begin with */
  const char *id;
  guint32 batch;
  guint32 row;
} ModelEntry;

/* The entries with one id: entries[first .. first + n). */
typedef struct
{
  const char *id;
  guint32 first;
  guint32 n;
} ModelGroup;

/* All records of one type, grouped by id, in the order of id. */
typedef struct
{
  ModelEntry *entries;
  guint32 n_entries;
  ModelGroup *groups;
  guint32 n_groups;
} ModelIndex;

/* merge-index.c: collects the records of one type, and then sorts them; the
 * sort reads no pool and may run beside one that grows */
void model_index_fill (const GPtrArray *batches,
                       UitwegRecordType type,
                       ModelIndex *index);
void model_index_sort (ModelIndex *index);
void model_index_clear (ModelIndex *index);
/* Group of that id, or UITWEG_NONE. O(log n). */
guint32 model_index_find (const ModelIndex *index, const char *id);

/* How cost lines that the merge matched to a resource say so. */
#define MODEL_MATCHED_BY_NATIVE_ID "identity.native_id"

/* What the provenance of a decision begins with as its rule. */
#define MODEL_PIN_RULE "pin"

/* merge-seen.c: takes merged records apart into what each source said */
void model_take_apart (GPtrArray *batches);
/* Orders the entries of each id by their content, and drops repeats. */
void model_index_settle (const GPtrArray *batches,
                         UitwegRecordType type,
                         ModelIndex *index);

/* Whether one source tells both records; those without any count as one's. */
gboolean model_share_source (const GPtrArray *batches,
                             UitwegRecordType type,
                             const ModelEntry *a,
                             const ModelEntry *b);

/* merge-notes.c: notes what was done; texts are copied */
void model_note (UitwegEstate *estate, const UitwegMergeNote *note);

/* merge-record.c: how records of one thing become one */
typedef struct _ModelMerger ModelMerger;
ModelMerger *model_merger_new (const GPtrArray *batches,
                               const UitwegIdentityRules *rules);
void model_merger_free (ModelMerger *merger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ModelMerger, model_merger_free)
/* Where the connector of a source stands in the order of the rules. */
guint model_merger_get_rank (const ModelMerger *merger, const char *source);

/* identity.c: which resources are one thing, and whom an id means */
typedef struct _ModelIdentity ModelIdentity;
ModelIdentity *model_identity_new (const GPtrArray *batches,
                                   const ModelIndex *index,
                                   const UitwegIdentityRules *rules,
                                   const ModelMerger *merger,
                                   UitwegEstate *estate);
void model_identity_free (ModelIdentity *identity);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ModelIdentity, model_identity_free)
/* (array) (transfer none) (nullable): for each group the group that it joins,
 * itself if none; NULL if no group joins another */
const guint32 *model_identity_get_joined (const ModelIdentity *identity);
/* The group that an id of a provider means, or UITWEG_NONE if none or several
 * do. What is not known is NULL. */
guint32 model_identity_find_native (ModelIdentity *identity,
                                    const char *id,
                                    const char *provider,
                                    const char *account);
/* The rule by which a group was joined; FALSE if it was not, or by a pin. */
gboolean model_identity_get_rule (const ModelIdentity *identity,
                                  guint32 group,
                                  UitwegIdentityRule *rule_out);

/* merge-references.c; borrows its arguments. maps[b] gives for each string of
 * batch b its index in `pool`; NULL where that is its own pool. */
typedef struct _ModelReferences ModelReferences;
ModelReferences *model_references_new (UitwegEstate *estate,
                                       const GPtrArray *batches,
                                       guint32 *const *maps,
                                       const ModelIndex *indexes,
                                       ModelIdentity *identity);
void model_references_free (ModelReferences *references);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ModelReferences, model_references_free)
/* Ids that are referred to and not defined, sorted. (transfer none) */
const GPtrArray *model_references_collect (ModelReferences *references,
                                           BaseProblems *problems);
/* The id that stands for `id`: itself if it was not merged away. */
const char *model_references_resolve (const ModelReferences *references,
                                      const char *id);
/* Tells the row of a resource in the estate; after collect. */
void model_references_set_row (ModelReferences *references,
                               const char *id,
                               guint32 row);
void model_references_set_group_row (ModelReferences *references,
                                     guint32 group,
                                     guint32 row);
/* The number of the resource that a field means, equal for equal things; and
 * the index of a text in the estate's pool, or UITWEG_NONE. */
guint32 model_references_get_number (const ModelReferences *references,
                                     guint32 batch,
                                     const UitwegTable *table,
                                     guint32 row,
                                     guint field);
guint32 model_references_get_index (const ModelReferences *references,
                                    guint32 batch,
                                    const UitwegTable *table,
                                    guint32 row,
                                    guint field);
/* The row of the resource whose id has that index in the pool. */
guint32 model_references_find_row (const ModelReferences *references,
                                   guint32 index);
/* Whether a record refers to a thing that was merged away. */
gboolean model_references_changes (const ModelReferences *references,
                                   UitwegRecordType type,
                                   const UitwegTable *table,
                                   guint32 row);
/* Copies a record as a new last row, its references resolved. */
guint32 model_references_copy (const ModelReferences *references,
                               UitwegTable *to,
                               UitwegRecordType type,
                               const UitwegTable *from,
                               guint32 row);

/* merge-copy.c: rows of the batches and of one table more, number
 * batches->len, which holds merged rows. `seen` are rows of the batches: row i
 * of `merged` is made of the next n_seen[i] (guint32) of them, or of none that
 * are to be told, where that is UITWEG_NONE. */
typedef struct
{
  const GPtrArray *batches;
  UitwegRecordType type;
  const UitwegTable *merged;
  const guint32 *const *maps; /* to the pool of the copy; one a table */
  const GArray *seen;         /* of BaseTableRow */
  const GArray *n_seen;
} ModelCopy;
/* Copies `rows` (of BaseTableRow) into a table without rows; to `drain` is to
 * free the columns of the batches as they are copied. */
void model_copy_rows (UitwegTable *to,
                      const ModelCopy *copy,
                      const GArray *rows,
                      gboolean drain,
                      guint n_threads);

/* merge-edges.c: for each group of dependencies the one that it joins; NULL if
 * one source tells all. (transfer full) */
guint32 *model_join_edges (const GPtrArray *batches,
                           const ModelIndex *index,
                           const ModelReferences *references);

/* merge-record.c again */
/* By which rule the record of one source was joined to the others. */
typedef struct
{
  const char *source;
  const char *rule;
  UitwegGrade grade;
} ModelJoin;
/* Merges rows of `from` into a new last row of `to`, field by field, all but
 * "seen"; differences are noted. `joins` (of ModelJoin) may be NULL. */
guint32 model_merge_rows (ModelMerger *merger,
                          UitwegTable *to,
                          UitwegRecordType type,
                          const char *id,
                          const UitwegTable *from,
                          const guint32 *rows,
                          guint32 n,
                          const GArray *joins,
                          UitwegEstate *notes);

/* merge-origins.c: where the fields of a merged record came from. Texts are
 * borrowed; `is_shared`: other origins gave the field too. */
GArray *model_origins_new (void);
void model_origins_add (GArray *origins,
                        const char *source,
                        const char *rule,
                        UitwegGrade grade,
                        const char *key,
                        gboolean is_shared);
/* Writes them as the provenance of the last row. */
void model_origins_write (GArray *origins,
                          UitwegTable *to,
                          UitwegRecordType type,
                          gboolean all_told);

/* estate-index.c: ends of dependencies, members, services of resources */
void model_index_references (UitwegEstate *estate,
                             const ModelReferences *references);

G_END_DECLS

#endif
