/* SPDX-License-Identifier: EUPL-1.2
 *
 * The assessment as JSON, for `uitweg assess --json`.
 */
#ifndef COMMAND_ASSESS_JSON_H
#define COMMAND_ASSESS_JSON_H

#include <uitweg/assessment.h>

void command_write_assessment (const UitwegAssessment *assessment,
                               GString *text);

/* "NL US ?": the countries with a say in a service; "?" where one on the way
 * is not known. */
void command_append_countries (const UitwegAssessment *assessment,
                               guint32 service,
                               GString *text);

#endif
