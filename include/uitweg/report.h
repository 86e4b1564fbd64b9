/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reports: one plan document in, one text out. No report does arithmetic of
 * its own: a figure that is not in the plan document is in no report.
 */
#ifndef UITWEG_REPORT_H
#define UITWEG_REPORT_H

#include <uitweg/verdict.h>

G_BEGIN_DECLS

/**
 * UitwegReportError:
 * @UITWEG_REPORT_ERROR_INVALID: the file is no plan document
 * @UITWEG_REPORT_ERROR_FORMAT: no such format or language
 * @UITWEG_REPORT_ERROR_FIGURE: no such figure
 */
typedef enum
{
  UITWEG_REPORT_ERROR_INVALID,
  UITWEG_REPORT_ERROR_FORMAT,
  UITWEG_REPORT_ERROR_FIGURE,
} UitwegReportError;

#define UITWEG_REPORT_ERROR (uitweg_report_error_quark ())
GQuark uitweg_report_error_quark (void);

/**
 * uitweg_report_write_plan:
 * @verdict: verdicts with their plans; the first trigger's plan is the one
 *   that is written out
 * @error: return location, or %NULL
 *
 * The plan document, `uitweg-plan/1`: everything that reports and `why`
 * need, with digests of all inputs. Equal inputs give equal bytes.
 *
 * Returns: (transfer full): JSON text, or %NULL with an error set
 *
 * Since: 0.1
 */
char *uitweg_report_write_plan (const UitwegVerdict *verdict, GError **error);

/* A plan document that has been read. Immutable. */
typedef struct _UitwegPlanDocument UitwegPlanDocument;

/* (transfer full): reads and checks the form of a plan document */
UitwegPlanDocument *uitweg_plan_document_load (const char *path,
                                               GError **error);
UitwegPlanDocument *uitweg_plan_document_parse (const char *name,
                                                const char *json,
                                                gsize length,
                                                GError **error);
void uitweg_plan_document_free (UitwegPlanDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UitwegPlanDocument, uitweg_plan_document_free)

/* Exit status that belongs to the document's first verdict: 0 or 1. */
gint uitweg_plan_document_get_exit_status (const UitwegPlanDocument *document);

/**
 * uitweg_report_render:
 * @document: a plan document
 * @format: "text", "json" or "html"
 * @language: "en" or "nl"
 * @colour: whether text may carry terminal colours
 * @error: return location, or %NULL
 *
 * Returns: (transfer full): the report, or %NULL with %UITWEG_REPORT_ERROR
 *   set
 *
 * Since: 0.1
 */
char *uitweg_report_render (const UitwegPlanDocument *document,
                            const char *format,
                            const char *language,
                            gboolean colour,
                            GError **error);

/* (transfer full): the few lines that matter, at the end of a run */
char *uitweg_report_summary (const UitwegPlanDocument *document,
                             const char *language,
                             gboolean colour);

/* (transfer full): a figure with its parts, down to records, catalog facts
 * and assumptions; an unknown figure is an error that names the nearest. */
char *uitweg_report_why (const UitwegPlanDocument *document,
                         const char *figure,
                         const char *language,
                         GError **error);

/**
 * uitweg_report_list_figures:
 * @document: a plan document
 * @language: "en" or "nl"
 *
 * Returns: (transfer full): the ids that uitweg_report_why() takes, one a
 *   line, in the order of the document, each with a tab and its label
 *
 * Since: 0.1
 */
char *uitweg_report_list_figures (const UitwegPlanDocument *document,
                                  const char *language);

G_END_DECLS

#endif
