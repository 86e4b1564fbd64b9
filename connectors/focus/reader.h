/* SPDX-License-Identifier: EUPL-1.2
 *
 * One bill, row by row, into the ledger.
 */
#ifndef CONNECTORS_FOCUS_READER_H
#define CONNECTORS_FOCUS_READER_H

#include "base/doc.h"
#include "connectors/focus/ledger.h"
#include "connectors/focus/memo.h"

G_BEGIN_DECLS

/* Cells that a column had, by a hash of theirs, so that one that comes again
 * is not looked up again. */
typedef struct
{
  const char *text;
  gsize length;
  guint32 number;
} FocusMemo;

#define FOCUS_N_MEMOS 256

/* The month that was looked up last. */
typedef struct
{
  gint32 start; /* 0 and 0: none */
  gint32 end;
  guint32 provider;
  guint32 number;
} FocusMonthMemo;

/* A column `resourceTags/user:KEY` of an old report. */
typedef struct
{
  guint32 column;
  gint tag; /* ConnectorsTag */
} FocusTagColumn;

typedef struct
{
  FocusLedger *ledger;
  FocusFile *file; /* of the ledger; no other is added meanwhile */
  guint32 number;  /* its own */
  BaseCsv *csv;
  guint32 columns[FOCUS_N_COLUMNS];
  FocusMemo memo[FOCUS_N_COLUMNS][FOCUS_N_MEMOS];
  FocusRowMemos row_memos;
  FocusMonthMemo month_memo;
  guint32 last_party[2];
  GArray *tag_columns;  /* FocusTagColumn */
  GArray *folded_ids;   /* guint32 by text: resource ids in one case */
  GArray *folded_names; /* the same of accounts, regions */
  GArray *egress;       /* guint8 by text: 0 unknown, 1 no, 2 yes */
  BaseDoc *doc;
  guint32 azure; /* texts */
  guint32 aws;
  guint n_noted;
} FocusReader;

/* One row after its amounts and times are known. */
typedef struct
{
  FocusAmount billed;
  FocusAmount effective;
  gint64 start;
  gint64 end;
  FocusKey key;
} FocusRow;

/* The text of a cell, UITWEG_NONE where it says nothing. */
guint32 focus_reader_text (FocusReader *reader, FocusColumn column);
/* A cell that may be NULL, and is if it says nothing. */
const BaseCsvCell *focus_reader_cell (FocusReader *reader, FocusColumn column);

/* Reads a file. FALSE with UITWEG_CONNECTOR_ERROR_INPUT set if it is no bill;
 * what is wrong further on is noted in the ledger. */
gboolean
focus_read_file (FocusLedger *ledger, const char *path, GError **error);

/* Parts of a row: what it is billed as, and what is known of its thing. */
void focus_row_classify (FocusReader *reader, FocusRow *row);
void focus_row_describe (FocusReader *reader, const FocusRow *row);
/* What it costs beside what is billed, by its amounts and its key. */
void focus_row_set_effective (FocusReader *reader, FocusRow *row);
gboolean focus_row_is_tagged (FocusReader *reader);
/* How many MiB a unit of its traffic to the internet is; 0 if it is none. */
gint64 focus_row_get_egress_unit (FocusReader *reader);
/* GiB of that traffic; FALSE if it does not say. */
gboolean
focus_row_get_egress (FocusReader *reader, gint64 unit, FocusAmount *gib_out);

G_END_DECLS

#endif
