/* SPDX-License-Identifier: EUPL-1.2
 *
 * One run over lists: the rows of all sheets are kept as they are read, and
 * become records at the end, when every name is known.
 */
#ifndef CONNECTORS_TABLES_TABLES_H
#define CONNECTORS_TABLES_TABLES_H

#include "connectors/common/book.h"
#include "connectors/common/references.h"
#include "connectors/tables/mapping.h"

G_BEGIN_DECLS

/* Where a row of one record type came from. */
typedef struct
{
  const TablesTable *table;
} TablesOrigin;

/* One thing needs another; names are not yet ids. */
typedef struct
{
  char *from;
  char *to;
  gboolean is_from_id; /* a name otherwise */
  gboolean is_to_id;
  const char *form; /* template of the id of what no row has, or NULL */
  gint rule;        /* ConnectorsRule */
  const TablesTable *table;
} TablesEdge;

typedef struct
{
  const TablesMapping *mapping;
  ConnectorsSource *source;
  BaseStrpool *pool;
  UitwegTable *rows[UITWEG_N_RECORD_TYPES]; /* NULL where nothing was read */
  GArray *origins[UITWEG_N_RECORD_TYPES];   /* of TablesOrigin, by row */
  GArray *edges;                            /* of TablesEdge */
  GHashTable *withheld;                     /* head of a column -> how often */
  guint n_rows;
  guint n_comments;
  guint n_skipped;
  guint n_unnamed;   /* rows without an id */
  guint n_repeated;  /* rows with the id of another, of all record types */
  guint n_told;      /* values that were not understood */
  guint n_otherwise; /* cells that `values` does not name */
} TablesRun;

void tables_run_init (TablesRun *run,
                      const TablesMapping *mapping,
                      ConnectorsSource *source);
void tables_run_clear (TablesRun *run);

/*
 * Reads a sheet by one table of the mapping.
 *
 * Returns: FALSE where the rest of the sheet cannot be read: what was read
 *   before stands
 */
gboolean tables_read_sheet (TablesRun *run,
                            const TablesTable *table,
                            ConnectorsSheet *sheet,
                            GError **error);

/* How many columns of the table the sheet has; 0 if one that it needs is not
 * there. */
guint tables_count_columns (const TablesTable *table,
                            const ConnectorsSheet *sheet);
/* Notes the columns of the sheet that none of the tables reads. */
void tables_note_unread (TablesRun *run,
                         const GPtrArray *tables,
                         const ConnectorsSheet *sheet,
                         const char *place);

/* Turns all that was read into records and dependencies. */
void tables_write (TablesRun *run);

G_END_DECLS

#endif
