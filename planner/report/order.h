/* SPDX-License-Identifier: EUPL-1.2
 *
 * Orders of the reports: what stands in the document in one order and reads
 * better in another.
 */
#ifndef REPORT_ORDER_H
#define REPORT_ORDER_H

#include "report/document.h"

/* (transfer container): resources with a portability, the worst first, those
 * that are alike in the order of the document. O(n log n). */
GPtrArray *report_sort_by_portability (const UitwegPlanDocument *document);

/* (transfer container): codes of all countries that reach a service before
 * or after, sorted; borrowed strings. */
GPtrArray *report_list_countries (const UitwegPlanDocument *document);

/* Whether the list under `key` holds the text. */
gboolean report_list_has (const UitwegPlanDocument *document,
                          const BaseNode *map,
                          const char *key,
                          const char *text);

#endif
