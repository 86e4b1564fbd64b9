/* SPDX-License-Identifier: EUPL-1.2
 *
 * The plan document, triggers: one verdict each.
 */
#include "config.h"

#include <math.h>

#include "report/json-private.h"

static void
write_texts (ReportJson *out, const UitwegTriggerVerdict *one)
{
  base_json_key (&out->json, "reasons");
  base_json_begin_list (&out->json);
  for (guint i = 0; i < one->n_reasons; i++)
    report_add_text (out, NULL, one->reasons[i]);
  base_json_end_list (&out->json);
  base_json_key (&out->json, "relaxations");
  base_json_begin_list (&out->json);
  for (guint i = 0; i < one->n_relaxations; i++)
    {
      base_json_begin_object (&out->json);
      base_json_add_string (&out->json, "rule", one->relaxations[i].rule);
      report_add_text (out, "text", one->relaxations[i].text);
      base_json_end_object (&out->json);
    }
  base_json_end_list (&out->json);
}

/* What a rule says when nothing gets past it. */
static UitwegText
get_rule_text (UitwegRule rule)
{
  switch (rule)
    {
    case UITWEG_RULE_COUNTRIES:
      return (UitwegText){ "places elsewhere are not allowed",
                           "plaatsen elders zijn niet toegestaan" };
    case UITWEG_RULE_LOCK_IN:
      return (UitwegText){ "what is bought instead may not bind more",
                           "wat ervoor in de plaats komt, mag niet meer "
                           "binden" };
    case UITWEG_RULE_EXCLUDE:
      return (UitwegText){ "places were ruled out by name",
                           "plaatsen zijn met name uitgesloten" };
    case UITWEG_RULE_CERTIFICATES:
      return (UitwegText){ "no other place is known to hold every certificate "
                           "asked for",
                           "van geen andere plaats is bekend dat zij elk "
                           "gevraagd certificaat heeft" };
    case UITWEG_RULE_RESIDENCY:
      return (UitwegText){ "the data may not stand in the other places",
                           "de gegevens mogen niet in de andere plaatsen "
                           "staan" };
    case UITWEG_RULE_CONTROL:
      return (UitwegText){ "the other places are not, or not known to be, "
                           "wholly under the control required",
                           "de andere plaatsen vallen niet, of niet "
                           "aantoonbaar, geheel onder het vereiste gezag" };
    case UITWEG_RULE_LEAVE:
      return (UitwegText){ "these things must be left",
                           "deze dingen moeten weg" };
    case UITWEG_RULE_PIN:
      return (UitwegText){ "a pin asks for another target or strategy",
                           "een vastgezette keuze vraagt een ander doel of een "
                           "andere aanpak" };
    case UITWEG_RULE_PARTIAL:
      return (UitwegText){ "nothing that must be left may stay behind",
                           "niets dat weg moet, mag achterblijven" };
    }
  return (UitwegText){ "no choice of places keeps every provider below its "
                       "share",
                       "met geen enkele keuze blijft elke aanbieder onder zijn "
                       "aandeel" };
}

static void
write_conflict (ReportJson *out, const UitwegPlan *plan)
{
  const guint32 *resources = uitweg_plan_get_conflict_resources (plan);
  guint32 n;
  const UitwegConflict *conflicts = uitweg_plan_get_conflicts (plan, &n);

  base_json_key (&out->json, "conflict");
  base_json_begin_list (&out->json);
  for (guint32 i = 0; i < n; i++)
    {
      base_json_begin_object (&out->json);
      base_json_add_string (&out->json, "rule",
                            conflicts[i].rule == 0
                                ? "rules.max_share_per_provider"
                                : uitweg_rule_get_name (conflicts[i].rule));
      report_add_text (out, "text", get_rule_text (conflicts[i].rule));
      base_json_add_string (&out->json, "example", conflicts[i].example);
      base_json_key (&out->json, "records");
      base_json_begin_list (&out->json);
      for (guint32 k = 0; k < conflicts[i].n; k++)
        base_json_string (
            &out->json,
            report_resource_id (out, resources[conflicts[i].first + k]));
      base_json_end_list (&out->json);
      base_json_add_int (&out->json, "n_opened", conflicts[i].n_opened);
      base_json_end_object (&out->json);
    }
  base_json_end_list (&out->json);
}

static void
write_stops (ReportJson *out, const UitwegTriggerVerdict *one)
{
  const UitwegTable *table = uitweg_estate_get_table (out->estate,
                                                      UITWEG_RECORD_SERVICE);

  base_json_key (&out->json, "services_stop");
  base_json_begin_list (&out->json);
  for (guint i = 0; i < one->n_stops; i++)
    {
      const UitwegStop *stop = &one->stops[i];

      base_json_begin_object (&out->json);
      base_json_add_string (
          &out->json, "service",
          uitweg_table_text (table, stop->service, UITWEG_SERVICE_ID));
      base_json_add_string (
          &out->json, "name",
          uitweg_table_text (table, stop->service, UITWEG_SERVICE_NAME));
      base_json_add_number (&out->json, "hours_low", stop->hours_low);
      base_json_add_number (&out->json, "hours_high", stop->hours_high);
      base_json_add_number (&out->json, "rto_hours", stop->rto_hours);
      base_json_add_bool (&out->json, "within_rto", stop->within_rto);
      report_add_text (out, "text", stop->text);
      base_json_end_object (&out->json);
    }
  base_json_end_list (&out->json);
}

static void
write_stays (ReportJson *out, const UitwegPlan *plan)
{
  const UitwegPlanResource *resources = uitweg_plan_get_resources (plan);
  const guint32 n = uitweg_estate_get_n_resources (out->estate);

  base_json_key (&out->json, "stays");
  base_json_begin_list (&out->json);
  for (guint32 r = 0; r < n; r++)
    if (resources[r].stays)
      base_json_string (&out->json, report_resource_id (out, r));
  base_json_end_list (&out->json);
}

static void
write_trigger (ReportJson *out, const UitwegTriggerVerdict *one)
{
  const UitwegTrigger *trigger = one->trigger < out->scenario->n_triggers
                                     ? &out->scenario->triggers[one->trigger]
                                     : NULL;
  static const char *const kinds[] = { "planned", "disruptive", "acquisition" };
  const UitwegPlanCost *cost = uitweg_plan_get_cost (one->plan);
  guint32 n_waves;

  uitweg_plan_get_waves (one->plan, &n_waves);
  base_json_begin_object (&out->json);
  base_json_add_string (&out->json, "id",
                        trigger != NULL ? trigger->id : "planned");
  base_json_add_string (&out->json, "kind",
                        kinds[trigger != NULL ? trigger->kind : 0]);
  base_json_add_string (&out->json, "party",
                        trigger != NULL ? trigger->party : NULL);
  base_json_add_day (&out->json, "deadline", one->deadline);
  base_json_add_string (&out->json, "verdict",
                        uitweg_verdict_code_get_name (one->code));
  base_json_add_bool (&out->json, "partial", one->partial);
  report_add_text (out, "text", one->text);
  base_json_add_day (&out->json, "end", one->end);
  base_json_key (&out->json, "margin_days");
  if (one->end == UITWEG_DAY_UNKNOWN || one->deadline == UITWEG_DAY_UNKNOWN)
    base_json_null (&out->json);
  else
    base_json_int (&out->json, one->margin_days);
  report_add_range (out, "one_off", cost->one_off_total.value);
  report_add_range (out, "run_after", cost->run_after.value);
  base_json_add_int (&out->json, "n_waves", n_waves);
  write_texts (out, one);
  write_conflict (out, one->plan);
  write_stays (out, one->plan);
  write_stops (out, one);
  base_json_end_object (&out->json);
}

void
report_write_triggers (ReportJson *out)
{
  guint n;
  const UitwegTriggerVerdict *verdicts = uitweg_verdict_get (out->verdict, &n);

  base_json_key (&out->json, "triggers");
  base_json_begin_list (&out->json);
  for (guint i = 0; i < n; i++)
    write_trigger (out, &verdicts[i]);
  base_json_end_list (&out->json);
}
