/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef VERDICT_VERDICT_PRIVATE_H
#define VERDICT_VERDICT_PRIVATE_H

#include <uitweg/verdict.h>

struct _UitwegVerdict
{
  gint ref_count;
  guint n;
  UitwegTriggerVerdict *verdicts;
  GStringChunk *texts;
  GPtrArray *arrays; /* what the verdicts point at */
  gint8 *meets_before;
  gint8 *meets_after;
  UitwegConcentration concentration[2]; /* before, after */
};

/* One sentence in both languages, stored with the verdicts. */
UitwegText verdict_text (UitwegVerdict *verdict, char *en, char *nl);

/* Fills meets_before and meets_after from the first plan. */
void verdict_find_meets (UitwegVerdict *verdict, const UitwegPlan *plan);

/* The services that a shut-off of the trigger's party stops. */
void verdict_find_stops (UitwegVerdict *verdict,
                         UitwegTriggerVerdict *one,
                         const UitwegTrigger *trigger);

/* Concentration of spend before and after a plan. */
void verdict_find_concentration (UitwegVerdict *verdict,
                                 const UitwegPlan *plan);

#endif
