/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the rows of all bills of a run add up to: lines of cost by what they
 * have in common, the things billed, the commitments, and which days each
 * month has. Texts are kept once and known by number.
 */
#ifndef CONNECTORS_FOCUS_LEDGER_H
#define CONNECTORS_FOCUS_LEDGER_H

#include "base/strpool.h"
#include "connectors/common/records.h"
#include "connectors/focus/amount.h"
#include "connectors/focus/dialect.h"

G_BEGIN_DECLS

typedef enum
{
  FOCUS_KIND_USAGE,
  FOCUS_KIND_UNUSED, /* usage of a commitment that nothing used */
  FOCUS_KIND_PURCHASE,
  FOCUS_KIND_TAX,
  FOCUS_KIND_CREDIT,
  FOCUS_KIND_ADJUSTMENT,
  FOCUS_KIND_OTHER,
} FocusKind;

#define FOCUS_N_KINDS 7

/* (transfer none): the word of cost.charge_kind; NULL for OTHER */
const char *focus_kind_get_word (FocusKind kind);

/* What tells lines of cost apart. Texts are numbers of the pool or
 * UITWEG_NONE. */
typedef struct
{
  guint32 file;
  gint32 start; /* days since 1970: a month, or what a row says itself */
  gint32 end;
  guint32 kind;
  guint32 currency;
  guint32 provider; /* as the bill names it */
  guint32 account;
  guint32 service;
  guint32 region;
  guint32 commitment; /* in commitments */
  guint32 thing;      /* in things */
} FocusKey;

typedef struct
{
  FocusKey key;
  guint32 n_rows;
  FocusAmount billed;
  FocusAmount effective;
  FocusAmount egress; /* GiB */
} FocusLine;

/* A thing that is billed. Where rows disagree, the least text counts. */
typedef struct
{
  guint32 provider;
  guint32 scope; /* account, where an id is not unique in the world */
  guint32 native_id;
  guint32 account;
  guint32 name;
  guint32 type;
  guint32 category;
  guint32 service;
  guint32 region;
  guint32 zone;
  guint32 application;
  gint environment;  /* -1 */
  guint64 described; /* hash of the cells that told all this last */
  guint32 line;      /* the line that was added to last */
} FocusThing;

typedef struct
{
  guint32 provider;
  guint32 native_id;
  guint32 name;
  guint32 type;
  gint32 start; /* days since 1970, or G_MININT32 */
  gint32 end;   /* first day without it */
  gint months;  /* 0 */
} FocusCommitment;

/* The days that a month of a provider has rows for. */
typedef struct
{
  guint32 provider;
  gint32 start;  /* first day of the month */
  guint32 usage; /* one bit a day */
  guint32 any;
  gint64 usage_last; /* the last second, exclusive */
  gint64 any_last;
} FocusMonth;

/* How a file of Azure counts commitments. */
typedef enum
{
  FOCUS_VIEW_EITHER, /* nothing tells; the same in both */
  FOCUS_VIEW_ACTUAL,
  FOCUS_VIEW_AMORTISED,
  FOCUS_VIEW_BOTH,
} FocusView;

typedef struct
{
  const char *path;
  char *sha256;
  FocusDialect dialect;
  FocusView view;
  gboolean has_prepaid; /* purchases of commitments */
  gboolean has_spread;  /* usage that draws on them has a cost */
  guint64 n_rows;
  guint64 n_bad;
  guint64 n_repeated;
  guint64 n_negative;
  guint64 n_without_thing;
  guint64 n_tagged;
  guint64 n_without_amount;
  guint64 n_without_effective;
  guint64 n_without_unused;
  guint64 n_kinds[FOCUS_N_KINDS];
  gint64 first; /* seconds since 1970 */
  gint64 last;
} FocusFile;

/* Something to say about a place in a file. */
typedef struct
{
  char *place;
  char *text;
  guint unseen;
  gboolean is_problem;
} FocusNote;

typedef struct
{
  guint32 *slots;
  guint32 n_slots;
  GArray *keys; /* guint64: hashes by index */
} FocusIndex;

typedef struct
{
  BaseStrpool *pool;
  GArray *files; /* FocusFile */
  GArray *lines; /* FocusLine */
  GArray *things;
  GArray *commitments;
  GArray *months;
  FocusIndex line_index;
  FocusIndex thing_index;
  FocusIndex commitment_index;
  FocusIndex month_index;
  GPtrArray *notes;    /* of FocusNote */
  GArray *seen_ids;    /* guint8 by text: whether it is a resource id */
  guint32 n_ids;       /* different resource ids as written */
  GHashTable *parties; /* text number -> roles, a bit each */
  gboolean overflown;
} FocusLedger;

#define FOCUS_ROLE_PUBLISHER 1u
#define FOCUS_ROLE_ISSUER 2u

FocusLedger *focus_ledger_new (void);
void focus_ledger_free (FocusLedger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FocusLedger, focus_ledger_free)

/* (transfer none) (nullable) */
const char *focus_ledger_text (const FocusLedger *ledger, guint32 text);
guint32
focus_ledger_intern (FocusLedger *ledger, const char *text, gsize length);
/* The lesser of two texts; UITWEG_NONE is greater than any. */
guint32 focus_ledger_least (const FocusLedger *ledger, guint32 a, guint32 b);

void focus_ledger_note (FocusLedger *ledger,
                        const char *place,
                        guint unseen,
                        gboolean is_problem,
                        const char *format,
                        ...) G_GNUC_PRINTF (5, 6);

/* The line, thing or commitment with that key, made if there is none. Valid
 * until the next one is made. */
FocusLine *focus_ledger_get_line (FocusLedger *ledger, const FocusKey *key);
guint32 focus_ledger_get_thing (FocusLedger *ledger,
                                guint32 provider,
                                guint32 scope,
                                guint32 native_id);
guint32 focus_ledger_get_commitment (FocusLedger *ledger,
                                     guint32 provider,
                                     guint32 native_id);
FocusMonth *
focus_ledger_get_month (FocusLedger *ledger, guint32 provider, gint32 start);
/* Days since 1970 of the first of the month of a day, and of the next. */
gint32 focus_month_start (gint32 day);
gint32 focus_month_end (gint32 day);

/* Bits of the days of a month that have rows: of usage, if it has any. */
guint32 focus_month_get_days (const FocusMonth *month);
/* Whether it has all of them, to the last hour. */
gboolean focus_month_is_full (const FocusMonth *month);

G_END_DECLS

#endif
