/* SPDX-License-Identifier: EUPL-1.2
 *
 * The estate from inside. Records are read into batches (one a file, or one
 * a thread where a file is large), and the batches become one estate.
 */
#ifndef MODEL_ESTATE_PRIVATE_H
#define MODEL_ESTATE_PRIVATE_H

#include <uitweg/identity.h>

#include "base/problems.h"
#include "base/strpool.h"
#include "base/table-private.h"

G_BEGIN_DECLS

/* In every record the id is the first field. */
#define MODEL_ID_FIELD 0

/* The longest id, in bytes. */
#define MODEL_ID_MAX 255

/* Where a record of a batch was read: line 0 if it was not read but made by
 * setters. */
typedef struct
{
  guint32 line;     /* of the batch, 1-based */
  guint32 part;     /* of the batch: 0 belongs to the batch before */
  gboolean is_seen; /* it was part of a merged record */
} ModelOrigin;

/* The records of a stretch of one file, in the order of the file. */
typedef struct
{
  char *name; /* what messages call it */
  BaseStrpool *pool;
  UitwegTable *tables[UITWEG_N_RECORD_TYPES];
  GArray *origins[UITWEG_N_RECORD_TYPES]; /* of ModelOrigin, one a row */
  guint32 n_lines;
  guint32 n_headers;
  guint32 first_line; /* lines of the same file in batches before */
  guint32 first_part; /* number of its part 0 in the whole input */
} ModelBatch;

ModelBatch *model_batch_new (const char *name);
void model_batch_free (ModelBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ModelBatch, model_batch_free)

/* Where a row of a finished estate comes from, for messages. */
typedef struct
{
  guint32 file; /* in UitwegEstate.names */
  guint32 line;
} ModelPlace;

struct _UitwegEstate
{
  gatomicrefcount references;
  BaseStrpool *pool;
  UitwegTable *tables[UITWEG_N_RECORD_TYPES];
  GArray *places[UITWEG_N_RECORD_TYPES]; /* of ModelPlace */
  GPtrArray *names;                      /* of files */
  guint8 *placeholder;                   /* one a resource */
  guint32 *dependency_from;
  guint32 *dependency_to;
  guint32 *member_first; /* n services + 1 */
  guint32 *members;
  guint32 *service_first; /* n resources + 1 */
  guint32 *services;
  UitwegTable *left_out; /* dependencies of a thing on itself, as told */
  GArray *notes;         /* of UitwegMergeNote */
  GStringChunk *note_texts;
  char **conflicts;
  guint n_threads;    /* that may write it */
  GMutex digest_lock; /* the digest is made when it is first asked for */
  char *digest;
};

/* estate-schema.c */
const char *const *model_record_names (void);
guint model_provenance_field (UitwegRecordType type);
guint model_seen_field (UitwegRecordType type);

/* estate.c: an estate without rows; `pool` becomes its own */
UitwegEstate *model_estate_new (BaseStrpool *pool);
const char *model_id (const UitwegTable *table, guint32 row);

/* estate-read.c: appends the batches of one file; problems are noted, and
 * FALSE is returned only if it cannot be read at all */
gboolean model_read_estate (const char *path,
                            guint n_threads,
                            GPtrArray *batches,
                            BaseProblems *problems,
                            GError **error);

/* estate-lines.c: lines of a stretch of a file */
typedef struct _ModelLines ModelLines;
ModelLines *
model_lines_open (const char *path, goffset start, goffset end, GError **error);
void model_lines_close (ModelLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ModelLines, model_lines_close)
/* The next line without its end, valid until the next call. Returns FALSE at
 * the end, or with `error` set if it cannot be read or is too long. */
gboolean model_lines_next (ModelLines *lines,
                           const char **line_out,
                           gsize *length_out,
                           GError **error);
guint32 model_lines_get_number (const ModelLines *lines);

/* estate-check.c: what the schema cannot say about one record */
void model_check_record (const UitwegTable *table,
                         UitwegRecordType type,
                         guint32 row,
                         const char *name,
                         guint32 line,
                         BaseProblems *problems);
/* and about records together: parties, ownership, the organisation */
void model_check_estate (const UitwegEstate *estate, BaseProblems *problems);
/* estate-ownership.c: no party owns itself, shares sum to at most 100 */
void model_check_ownership (const UitwegEstate *estate, BaseProblems *problems);
void model_add_problem (const UitwegEstate *estate,
                        UitwegRecordType type,
                        guint32 row,
                        BaseProblems *problems,
                        const char *format,
                        ...) G_GNUC_PRINTF (5, 6);

/* provenance.c */
/* Whether a name in provenance.fields means this key. */
gboolean model_provenance_names (const char *name, const char *key);
/* Entry of the row's provenance that says where `field` is from: the weakest
 * of those that name it, else of those that name none. UITWEG_NONE if there
 * is none. The entry is a row of the child table. */
guint32 model_provenance_find (const UitwegTable *table,
                               UitwegRecordType type,
                               guint32 row,
                               guint field);

/* merge.c: batches to one estate; they are emptied. NULL if problems were
 * noted. */
UitwegEstate *model_merge (GPtrArray *batches,
                           guint n_threads,
                           const UitwegIdentityRules *rules,
                           BaseProblems *problems);

/* merge-pins.c: appends a batch of what somebody decided, once all others are
 * read; problems are noted, and FALSE is returned only if the file cannot be
 * read at all */
gboolean model_read_pins (const char *path,
                          GPtrArray *batches,
                          BaseProblems *problems,
                          GError **error);

/* merge-notes.c */
void model_finish_notes (UitwegEstate *estate,
                         const UitwegIdentityRules *rules);

G_END_DECLS

#endif
