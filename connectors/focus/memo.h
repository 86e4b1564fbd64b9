/* SPDX-License-Identifier: EUPL-1.2
 *
 * Rows of a bill repeat each other in all but their times and amounts. What
 * a row meant is kept by a hash of the bytes that tell it, so that one that
 * comes again is not understood again.
 */
#ifndef CONNECTORS_FOCUS_MEMO_H
#define CONNECTORS_FOCUS_MEMO_H

#include "connectors/focus/dialect.h"

G_BEGIN_DECLS

/* What the rows with that hash have in common. */
typedef struct
{
  guint64 hash[2];    /* of all their bytes that count; 0 and 0 if it is free */
  gint64 egress_unit; /* MiB, 0 if they are no traffic */
  guint32 line;
  gboolean is_tagged;
} FocusRowMemo;

/* Columns next to each other, hashed at once. */
typedef struct
{
  guint32 first;
  guint32 last;
} FocusRun;

typedef struct
{
  FocusRowMemo *slots;
  guint n_bits; /* of the number of slots */
  gsize n_kept;
  GArray *runs; /* FocusRun */
} FocusRowMemos;

/* By where the columns stand, and those of tags. */
void focus_row_memos_init (FocusRowMemos *memos,
                           const guint32 *columns,
                           const guint32 *tag_columns,
                           gsize n_tag_columns);
void focus_row_memos_clear (FocusRowMemos *memos);

/*
 * The memo where the last row of @csv belongs, before any cell of it is cut,
 * and its hash. It is what the row means if the hashes are the same. Valid
 * until the next row.
 *
 * Returns: (transfer none) (nullable): NULL if the row is to be read in full
 */
FocusRowMemo *focus_row_memos_find (FocusRowMemos *memos,
                                    const BaseCsv *csv,
                                    guint64 *hash_out);

/* Keeps what a row means in the place that was found for it. */
void focus_row_memos_keep (FocusRowMemos *memos,
                           FocusRowMemo *place,
                           const FocusRowMemo *memo);

/* Goes on hashing, 16 bytes at a time. */
void focus_hash_bytes (guint64 *hash, const char *text, gsize length);

G_END_DECLS

#endif
