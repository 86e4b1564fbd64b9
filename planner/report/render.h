/* SPDX-License-Identifier: EUPL-1.2
 *
 * The forms of a report; each appends to `report->out`.
 */
#ifndef REPORT_RENDER_H
#define REPORT_RENDER_H

#include "report/words.h"

void report_render_text (Report *report);
void report_render_html (Report *report);

#endif
