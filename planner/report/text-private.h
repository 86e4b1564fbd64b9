/* SPDX-License-Identifier: EUPL-1.2
 *
 * Lines of 80 columns: what the text report, the summary and `why` share.
 */
#ifndef REPORT_TEXT_PRIVATE_H
#define REPORT_TEXT_PRIVATE_H

#include "report/words.h"

/* `text` broken at blanks, each line indented; the first less or more. */
void report_wrap (Report *report, guint first, guint rest, const char *text);
/* A label, and its value in a column of its own. */
void report_pair (Report *report, const char *label, const char *value);
/* A heading with a line under it, and an empty line above. */
void report_heading (Report *report, ReportWord word);
/* In bold where colours are asked for. */
void report_bold (Report *report, const char *text);
/* (transfer full): one line from parts, NULL where there is nothing */
char *report_dup_trigger_line (const Report *report, const BaseNode *trigger);

/* The verdicts, each with its reasons; shared by text and summary. */
void report_write_verdicts (Report *report, gboolean all);
/* (transfer full): ids of the list "records" of a node, long lists cut */
char *report_dup_records (const UitwegPlanDocument *document,
                          const BaseNode *item);
void report_write_key_lines (Report *report);

#endif
