/* SPDX-License-Identifier: EUPL-1.2
 *
 * A cell as people write it ("1.200,50", "16 GB", "3 maanden", "ja", "hoog")
 * as a value of a field.
 */
#ifndef CONNECTORS_TABLES_VALUE_H
#define CONNECTORS_TABLES_VALUE_H

#include "connectors/common/book.h"
#include "connectors/tables/mapping.h"

G_BEGIN_DECLS

typedef enum
{
  TABLES_SET,      /* the value stands in the row */
  TABLES_EMPTY,    /* the cell says nothing */
  TABLES_WITHHELD, /* a person or a secret: not kept */
  TABLES_TOLD,     /* not understood; the sheet has told so */
  TABLES_WRONG,    /* not understood; `why_out` says why, without the value */
} TablesOutcome;

/* A cell, or a text made from some, on its way into a field. */
typedef struct
{
  ConnectorsSheet *sheet;
  guint32 column;   /* of the cell; UITWEG_NONE for a text made from cells */
  const char *text; /* without blanks around it */
  const char *unit; /* or NULL */
  guint32 times;    /* column to multiply by, or UITWEG_NONE */
} TablesCell;

/* Whether a unit may stand for the field. */
gboolean tables_unit_fits (const char *unit, const UitwegField *field);

/* Sets a scalar field; `table` has `field` as number `number`. */
TablesOutcome tables_set_value (UitwegTable *table,
                                guint32 row,
                                guint number,
                                const TablesCell *cell,
                                const char **why_out);

/* Appends the elements of a cell to TEXTS. */
TablesOutcome tables_add_texts (UitwegTable *texts,
                                const UitwegField *field,
                                const char *text,
                                const char *separator);

/* The word of `words` that a word of a person means, or NULL. (transfer none)
 */
const char *tables_find_word (const char *const *words, const char *text);
/* 1, 0, or -1 for another word. */
gint tables_find_truth (const char *text);

/*
 * A number as people write it at the start of `text`: digits with grouping and
 * a decimal point or comma, maybe a currency sign before it.
 *
 * Returns: (transfer full): a plain decimal; NULL if there is none, or if it
 *   could be read in two ways. *rest_out is what stands behind it
 */
char *tables_scan_number (const char *text, const char **rest_out);

G_END_DECLS

#endif
