/* SPDX-License-Identifier: EUPL-1.2
 *
 * A plan document that has been read, for the renderers. Keys that are
 * absent, null or of another kind are unknown, never an error: documents of
 * older and newer programs can be shown.
 */
#ifndef REPORT_DOCUMENT_H
#define REPORT_DOCUMENT_H

#include <uitweg/report.h>

#include "base/doc.h"

struct _UitwegPlanDocument
{
  BaseDoc *doc;
  const BaseNode *root;
  char *json;
  gsize length;
  GHashTable *figures;   /* id -> BaseNode, both borrowed */
  GHashTable *resources; /* the same */
  GHashTable *groups;    /* the same */
  GHashTable *services;  /* the same */
};

/* NULL for `map` or for null, absent and of no map. */
const BaseNode *report_get (const UitwegPlanDocument *document,
                            const BaseNode *map,
                            const char *key);
/* First item of a list (or value of a map) and what follows it. */
const BaseNode *report_first (const UitwegPlanDocument *document,
                              const BaseNode *map,
                              const char *key);
const BaseNode *report_next (const UitwegPlanDocument *document,
                             const BaseNode *item);
/* How many items the list holds; 0 where there is none. */
guint32 report_count (const UitwegPlanDocument *document,
                      const BaseNode *map,
                      const char *key);

/* NULL unless it is a string. */
const char *report_text (const UitwegPlanDocument *document,
                         const BaseNode *map,
                         const char *key);
/* A string, or the one of {"en", "nl"} in the language; NULL unknown. */
const char *report_sentence (const UitwegPlanDocument *document,
                             const BaseNode *node,
                             const char *language);
/* -1 unknown */
gint report_bool (const UitwegPlanDocument *document,
                  const BaseNode *map,
                  const char *key);
/* UITWEG_UNKNOWN unless it is a whole number. */
gint64 report_int (const UitwegPlanDocument *document,
                   const BaseNode *map,
                   const char *key);
/* NAN unknown */
double report_number (const UitwegPlanDocument *document,
                      const BaseNode *map,
                      const char *key);
UitwegDay report_day (const UitwegPlanDocument *document,
                      const BaseNode *map,
                      const char *key);
UitwegInterval report_interval (const UitwegPlanDocument *document,
                                const BaseNode *map,
                                const char *key);

/* A list of two decimals, or one decimal; UITWEG_UNKNOWN in both ends. */
UitwegMoneyRange report_money (const UitwegPlanDocument *document,
                               const BaseNode *node);
/* The upper end of a range, or the amount itself. */
const BaseNode *report_last (const UitwegPlanDocument *document,
                             const BaseNode *money);
/* The ends as they are written; FALSE where they are unknown. */
gboolean report_money_texts (const UitwegPlanDocument *document,
                             const BaseNode *node,
                             const char **lo_out,
                             const char **hi_out);

/* NULL if there is none of that id. */
const BaseNode *report_find_figure (const UitwegPlanDocument *document,
                                    const char *id);
const BaseNode *report_find_resource (const UitwegPlanDocument *document,
                                      const char *id);
/* Its name, or the id itself. */
const char *report_name_resource (const UitwegPlanDocument *document,
                                  const char *id);
const char *report_name_service (const UitwegPlanDocument *document,
                                 const char *id);

#endif
