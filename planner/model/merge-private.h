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

/* identity.c: which resources are one thing. Returns for each group the group
 * that it joins, itself if none; NULL if no group joins another. Lines about
 * keys that are no key are added to `conflicts`. */
guint32 *model_find_identities (const GPtrArray *batches,
                                const ModelIndex *index,
                                GPtrArray *conflicts);

/* merge-references.c; borrows its arguments. maps[b] gives for each string of
 * batch b its index in `pool`; NULL where that is its own pool. */
typedef struct _ModelReferences ModelReferences;
ModelReferences *model_references_new (BaseStrpool *pool,
                                       const GPtrArray *batches,
                                       guint32 *const *maps,
                                       const ModelIndex *indexes,
                                       const guint32 *joined);
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

/* merge-record.c: merges rows of `from` into a new last row of `to`, field by
 * field; differences are told in `conflicts`. The sources of `estate` are
 * finished. */
guint32 model_merge_rows (UitwegTable *to,
                          UitwegRecordType type,
                          const char *id,
                          const UitwegTable *from,
                          const guint32 *rows,
                          guint32 n,
                          const UitwegEstate *estate,
                          GPtrArray *conflicts);

/* estate-index.c: ends of dependencies, members, services of resources */
void model_index_references (UitwegEstate *estate,
                             const ModelReferences *references);

G_END_DECLS

#endif
