/* SPDX-License-Identifier: EUPL-1.2
 *
 * The writer of the plan document, in parts; see uitweg-plan(5).
 */
#ifndef REPORT_JSON_PRIVATE_H
#define REPORT_JSON_PRIVATE_H

#include <uitweg/verdict.h>

#include "base/json-write.h"

typedef struct
{
  BaseJsonWriter json;
  const UitwegVerdict *verdict;
  const UitwegPlan *plan;
  const UitwegScenario *scenario;
  const UitwegOptions *options;
  const UitwegAssessment *assessment;
  const UitwegEstate *estate;
  const UitwegCatalog *catalog;
} ReportJson;

/* Values of the document's own forms. */
void
report_add_range (ReportJson *out, const char *key, UitwegMoneyRange range);
void
report_add_interval (ReportJson *out, const char *key, UitwegInterval interval);
void report_add_text (ReportJson *out, const char *key, UitwegText text);
/* Codes of the countries in a set, sorted. */
void report_add_countries (ReportJson *out, const char *key, guint64 countries);
void report_range (ReportJson *out, UitwegMoneyRange range);

/* Sections, each with its key. */
void report_write_triggers (ReportJson *out);
void report_write_figures (ReportJson *out);
void report_write_coverage (ReportJson *out);
void report_write_control (ReportJson *out);
void report_write_resources (ReportJson *out);
void report_write_services (ReportJson *out);
void report_write_groups (ReportJson *out);
void report_write_waves (ReportJson *out);
void report_write_activities (ReportJson *out);
void report_write_rest (ReportJson *out);

/* Id of a group's wave and target for the eye of the document. */
const char *report_target_id (const ReportJson *out, guint32 target);
const char *report_resource_id (const ReportJson *out, guint32 resource);

#endif
