/* SPDX-License-Identifier: EUPL-1.2
 *
 * Which bill a table is, by its header, and where it holds what.
 */
#ifndef CONNECTORS_FOCUS_DIALECT_H
#define CONNECTORS_FOCUS_DIALECT_H

#include "base/csv.h"

G_BEGIN_DECLS

typedef enum
{
  FOCUS_DIALECT_FOCUS,
  FOCUS_DIALECT_AZURE,
  FOCUS_DIALECT_CUR,
  FOCUS_DIALECT_NONE,
} FocusDialect;

#define FOCUS_N_DIALECTS 3

typedef enum
{
  FOCUS_BILLED,
  FOCUS_EFFECTIVE,
  FOCUS_CURRENCY,
  FOCUS_CHARGE,
  FOCUS_START,
  FOCUS_END,
  FOCUS_SERVICE,
  FOCUS_CATEGORY,
  FOCUS_RESOURCE,
  FOCUS_NAME,
  FOCUS_TYPE,
  FOCUS_REGION,
  FOCUS_ZONE,
  FOCUS_ACCOUNT,
  FOCUS_PAYER, /* the account that pays, where no account is named */
  FOCUS_PROVIDER,
  FOCUS_PUBLISHER,
  FOCUS_ISSUER,
  FOCUS_QUANTITY,
  FOCUS_UNIT,
  FOCUS_DESCRIPTION,
  FOCUS_COMMITMENT,
  FOCUS_COMMITMENT_NAME,
  FOCUS_COMMITMENT_TYPE,
  FOCUS_COMMITMENT_STATUS,
  FOCUS_COMMITMENT_END,
  FOCUS_TAGS,
  FOCUS_PERIOD_START,
  FOCUS_PERIOD_END,
  FOCUS_TERM,
  FOCUS_FREQUENCY,
  FOCUS_PRICING,
  /* of the Cost and Usage Report: what covered usage costs */
  FOCUS_PLAN_EFFECTIVE,
  FOCUS_RESERVED_EFFECTIVE,
  FOCUS_PLAN,
  FOCUS_PLAN_END,
  /* and what nothing used of a commitment */
  FOCUS_PLAN_COMMITTED,
  FOCUS_PLAN_USED,
  FOCUS_RESERVED_UNUSED_UPFRONT,
  FOCUS_RESERVED_UNUSED_FEE,
} FocusColumn;

#define FOCUS_N_COLUMNS 40

/* Returns: the dialect whose necessary columns the table has */
FocusDialect focus_dialect_of (const BaseCsv *csv);

/* The same by a question for one column. */
FocusDialect focus_dialect_find (gboolean (*has) (gconstpointer data,
                                                  const char *name),
                                 gconstpointer data);

/* Fills where each column stands, UITWEG_NONE where it does not. */
void focus_dialect_get_columns (FocusDialect dialect,
                                const BaseCsv *csv,
                                guint32 *columns_out);

/* (transfer none): "FOCUS", "Azure cost export", … and a word for tags */
const char *focus_dialect_get_name (FocusDialect dialect);
const char *focus_dialect_get_word (FocusDialect dialect);

/* The first necessary column that is not there, of the likeliest dialect. */
const char *focus_dialect_get_missing (const BaseCsv *csv);

/*
 * A time as bills write it: ISO with or without a time and a zone (none is
 * UTC), MONTH/DAY/YEAR (DAY/MONTH/YEAR if that is the only way to read it),
 * DAY-MONTH-YEAR or DAY.MONTH.YEAR.
 *
 * Returns: seconds since 1970, UTC; UITWEG_UNKNOWN if it is none
 */
gint64 focus_time_parse (const char *text, gsize length);

G_END_DECLS

#endif
