/* SPDX-License-Identifier: EUPL-1.2
 *
 * The exports of the admin centre: which one a sheet is, and its rows as
 * counts. Users and sites are only told apart, and never kept.
 */
#ifndef CONNECTORS_M365_REPORT_H
#define CONNECTORS_M365_REPORT_H

#include "connectors/common/book.h"

G_BEGIN_DECLS

typedef enum
{
  M365_MAILBOXES,
  M365_SITES,
  M365_ACCOUNTS, /* of OneDrive */
  M365_LICENCES,
  M365_NONE,
} M365Kind;

#define M365_N_USAGES 3

/* A mailbox, site or account: the newest that any file says of it. */
typedef struct
{
  M365Kind kind;
  UitwegDay day;    /* of the report */
  gint64 bytes;     /* UITWEG_UNKNOWN */
  gint64 objects;   /* UITWEG_UNKNOWN */
  char *department; /* "" where none is told */
  gboolean is_shared;
} M365Item;

typedef struct
{
  GHashTable *items;    /* whose it is, in memory only -> M365Item */
  GHashTable *products; /* name -> assigned + 1 */
  UitwegDay newest;
  guint n_deleted;
  guint n_repeated;
  guint n_concealed;
  guint n_unnamed;
  guint n_sheets[M365_NONE];
} M365Run;

M365Kind m365_kind_of (const ConnectorsSheet *sheet);

/* Reads the rest of a sheet. FALSE where it cannot be read: what was read
 * before stands. */
gboolean m365_read_sheet (M365Run *run,
                          M365Kind kind,
                          ConnectorsSheet *sheet,
                          GError **error);

void m365_item_free (gpointer item);

G_END_DECLS

#endif
