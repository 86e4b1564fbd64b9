/* SPDX-License-Identifier: EUPL-1.2
 *
 * The plan document: groups, waves, activities, contracts, bridges, cash
 * flow, bounds, and what stays, is missing or was assumed.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "report/json-private.h"

static void
write_together (ReportJson *out, guint together)
{
  static const struct
  {
    guint flag;
    UitwegText text;
  } reasons[] = {
    { UITWEG_TOGETHER_CYCLE,
      { "they need each other", "ze hebben elkaar nodig" } },
    { UITWEG_TOGETHER_DATA, { "they share data", "ze delen gegevens" } },
    { UITWEG_TOGETHER_CONTAINS,
      { "one is part of the other", "de een is deel van de ander" } },
    { UITWEG_TOGETHER_LATENCY,
      { "a latency bound keeps them together",
        "een grens aan de vertraging houdt ze bijeen" } },
    { UITWEG_TOGETHER_APPLICATION,
      { "one application and environment", "één toepassing en omgeving" } },
  };

  base_json_key (&out->json, "why_together");
  base_json_begin_list (&out->json);
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if ((together & reasons[i].flag) != 0)
      report_add_text (out, NULL, reasons[i].text);
  base_json_end_list (&out->json);
}

static void
write_group (ReportJson *out, const UitwegPlanGroup *group)
{
  const guint32 *members = uitweg_plan_get_group_resources (out->plan);

  base_json_begin_object (&out->json);
  base_json_add_string (&out->json, "id", group->id);
  base_json_add_string (&out->json, "name", group->name);
  base_json_add_int (&out->json, "wave",
                     group->wave == UITWEG_NONE ? UITWEG_UNKNOWN
                                                : (gint64) group->wave);
  base_json_add_bool (&out->json, "foundation", group->foundation);
  base_json_add_bool (&out->json, "moves", group->moves);
  base_json_key (&out->json, "resources");
  base_json_begin_list (&out->json);
  for (guint32 k = 0; k < group->n; k++)
    base_json_string (&out->json,
                      report_resource_id (out, members[group->first + k]));
  base_json_end_list (&out->json);
  write_together (out, group->together);
  base_json_add_string (&out->json, "target",
                        report_target_id (out, group->target));
  report_add_range (out, "run_before", group->run_before);
  report_add_range (out, "run_after", group->run_after);
  report_add_range (out, "one_off", group->one_off);
  report_add_range (out, "overhead", group->overhead);
  base_json_key (&out->json, "runner_up");
  if (group->runner_up == UITWEG_NONE)
    base_json_null (&out->json);
  else
    {
      base_json_begin_object (&out->json);
      base_json_add_string (&out->json, "target",
                            report_target_id (out, group->runner_up));
      base_json_add_money (&out->json, "difference",
                           group->runner_up_difference);
      base_json_end_object (&out->json);
    }
  base_json_add_day (&out->json, "start", group->start);
  base_json_add_day (&out->json, "target_ready", group->target_ready);
  base_json_add_day (&out->json, "cut_over", group->cut_over);
  base_json_add_day (&out->json, "retired", group->retired);
  base_json_end_object (&out->json);
}

void
report_write_groups (ReportJson *out)
{
  guint32 n;
  const UitwegPlanGroup *groups = uitweg_plan_get_groups (out->plan, &n);

  base_json_key (&out->json, "groups");
  base_json_begin_list (&out->json);
  for (guint32 g = 0; g < n; g++)
    write_group (out, &groups[g]);
  base_json_end_list (&out->json);
}

static void
write_wave_name (ReportJson *out, const UitwegPlanWave *wave)
{
  UitwegText text = { "Foundations", "Fundamenten" };
  g_autofree char *en = NULL, *nl = NULL;

  if (wave->number > 0)
    {
      en = g_strdup_printf (wave->pilot ? "Wave %u, pilot" : "Wave %u",
                            wave->number);
      nl = g_strdup_printf (wave->pilot ? "Golf %u, proef" : "Golf %u",
                            wave->number);
      text = (UitwegText){ en, nl };
    }
  report_add_text (out, "name", text);
}

static void
write_wave (ReportJson *out, const UitwegPlanWave *wave)
{
  const guint32 *order = uitweg_plan_get_wave_groups (out->plan);
  guint32 n;
  const UitwegPlanGroup *groups = uitweg_plan_get_groups (out->plan, &n);

  base_json_begin_object (&out->json);
  base_json_add_int (&out->json, "number", wave->number);
  write_wave_name (out, wave);
  base_json_add_bool (&out->json, "foundation", wave->number == 0);
  base_json_add_bool (&out->json, "pilot", wave->pilot);
  base_json_add_day (&out->json, "start", wave->start);
  base_json_add_day (&out->json, "end", wave->end);
  base_json_key (&out->json, "groups");
  base_json_begin_list (&out->json);
  for (guint32 i = 0; i < wave->n; i++)
    base_json_string (&out->json, groups[order[wave->first + i]].id);
  base_json_end_list (&out->json);
  base_json_add_int (&out->json, "n_resources", wave->n_resources);
  report_add_range (out, "one_off", wave->one_off);
  report_add_range (out, "run_change", wave->run_change);
  base_json_add_number (&out->json, "days", wave->days);
  base_json_add_size (&out->json, "transfer_gib", wave->transfer_bytes);
  base_json_add_number (&out->json, "risk", wave->risk);
  base_json_add_number (&out->json, "confidence", wave->confidence);
  base_json_key (&out->json, "risk_parts");
  base_json_begin_object (&out->json);
  base_json_add_number (&out->json, "complexity", wave->complexity);
  base_json_add_number (&out->json, "criticality", wave->criticality);
  base_json_add_number (&out->json, "bridges", wave->bridges);
  base_json_add_number (&out->json, "unknowns", wave->unknowns);
  base_json_add_number (&out->json, "first", wave->first_of_kind);
  base_json_end_object (&out->json);
  base_json_add_int (&out->json, "bridges", wave->n_bridges);
  base_json_end_object (&out->json);
}

void
report_write_waves (ReportJson *out)
{
  guint32 n;
  const UitwegPlanWave *waves = uitweg_plan_get_waves (out->plan, &n);

  base_json_key (&out->json, "waves");
  base_json_begin_list (&out->json);
  for (guint32 w = 0; w < n; w++)
    write_wave (out, &waves[w]);
  base_json_end_list (&out->json);
}

static void
write_label (ReportJson *out, const UitwegActivity *a)
{
  static const UitwegText names[] = {
    { "Prepare", "Voorbereiden" },
    { "Procure", "Inkopen" },
    { "Build target", "Doel bouwen" },
    { "Copy data", "Gegevens kopiëren" },
    { "Test", "Testen" },
    { "Cut over", "Overschakelen" },
    { "Source kept readable", "Bron blijft leesbaar" },
    { "Retire source", "Bron uitzetten" },
    { "Contract runs out", "Contract loopt af" },
  };

  report_add_text (out, "label", names[a->kind]);
}

static void
write_activity (ReportJson *out, guint32 number, const UitwegActivity *a)
{
  const guint32 *needs = uitweg_plan_get_needs (out->plan);
  const guint n_skills = uitweg_options_get_n_skills (out->options);
  guint32 n;
  const UitwegPlanGroup *groups = uitweg_plan_get_groups (out->plan, &n);

  base_json_begin_object (&out->json);
  base_json_add_int (&out->json, "number", number);
  base_json_add_string (&out->json, "group",
                        a->group == UITWEG_NONE ? NULL : groups[a->group].id);
  base_json_add_string (
      &out->json, "provider",
      a->target_provider == UITWEG_NONE
          ? NULL
          : uitweg_catalog_get_provider (out->catalog, a->target_provider)->id);
  base_json_add_int (&out->json, "wave",
                     a->wave == UITWEG_NONE ? UITWEG_UNKNOWN
                                            : (gint64) a->wave);
  base_json_add_string (
      &out->json, "kind",
      uitweg_activity_kind_get_name ((UitwegActivityKind) a->kind));
  write_label (out, a);
  base_json_add_day (&out->json, "start", a->start);
  base_json_add_day (&out->json, "end", a->end);
  base_json_add_bool (&out->json, "elapsed", a->elapsed);
  base_json_add_int (&out->json, "duration_days", a->duration_days);
  base_json_key (&out->json, "skills");
  base_json_begin_object (&out->json);
  for (guint s = 0; s < n_skills; s++)
    if (a->hours[s] > 0)
      base_json_add_number (&out->json,
                            uitweg_options_get_skill (out->options, s),
                            base_round_half_even (a->hours[s] * 100) / 100);
  base_json_end_object (&out->json);
  base_json_key (&out->json, "needs");
  base_json_begin_list (&out->json);
  for (guint32 k = 0; k < a->n_needs; k++)
    base_json_int (&out->json, needs[a->first_need + k]);
  base_json_end_list (&out->json);
  base_json_add_bool (&out->json, "critical", a->critical);
  base_json_add_int (&out->json, "slack_days", a->slack_days);
  base_json_end_object (&out->json);
}

void
report_write_activities (ReportJson *out)
{
  guint32 n;
  const UitwegActivity *activities = uitweg_plan_get_activities (out->plan, &n);

  base_json_key (&out->json, "activities");
  base_json_begin_list (&out->json);
  for (guint32 i = 0; i < n; i++)
    write_activity (out, i, &activities[i]);
  base_json_end_list (&out->json);
}

static void
write_contracts (ReportJson *out)
{
  const UitwegTable *table = uitweg_estate_get_table (out->estate,
                                                      UITWEG_RECORD_CONTRACT);
  guint32 n;
  const UitwegPlanContract *contracts = uitweg_plan_get_contracts (out->plan,
                                                                   &n);

  base_json_key (&out->json, "contracts");
  base_json_begin_list (&out->json);
  for (guint32 i = 0; i < n; i++)
    {
      const guint32 row = contracts[i].contract;

      base_json_begin_object (&out->json);
      base_json_add_string (&out->json, "id",
                            uitweg_table_text (table, row, UITWEG_CONTRACT_ID));
      base_json_add_string (
          &out->json, "provider",
          uitweg_table_text (table, row, UITWEG_CONTRACT_PROVIDER));
      base_json_add_day (&out->json, "end",
                         uitweg_table_day (table, row, UITWEG_CONTRACT_END));
      base_json_add_day (&out->json, "notice_by", contracts[i].notice_by);
      base_json_add_day (&out->json, "last_use", contracts[i].last_use);
      report_add_range (out, "penalty", contracts[i].penalty);
      report_add_range (out, "stranded", contracts[i].stranded);
      base_json_end_object (&out->json);
    }
  base_json_end_list (&out->json);
}

static void
write_bridges (ReportJson *out)
{
  guint32 n;
  const UitwegBridgeUse *bridges = uitweg_plan_get_bridges (out->plan, &n);
  const UitwegMoneyRange unknown = { UITWEG_UNKNOWN, UITWEG_UNKNOWN };

  base_json_key (&out->json, "bridges");
  base_json_begin_list (&out->json);
  for (guint32 i = 0; i < n; i++)
    {
      const UitwegBridgeUse *bridge = &bridges[i];

      base_json_begin_object (&out->json);
      base_json_add_string (&out->json, "needed",
                            report_resource_id (out, bridge->needed));
      base_json_add_int (&out->json, "needed_wave", bridge->needed_wave);
      base_json_add_int (&out->json, "wave", bridge->wave);
      base_json_add_int (&out->json, "dependencies", bridge->n_dependencies);
      base_json_add_day (&out->json, "from", bridge->from);
      base_json_add_day (&out->json, "until", bridge->until);
      base_json_add_number (&out->json, "weeks",
                            (bridge->until - bridge->from) / 7.0);
      base_json_add_number (&out->json, "gib_per_month", bridge->gib_per_month);
      report_add_range (out, "eur", bridge->hole ? unknown : bridge->cost);
      base_json_end_object (&out->json);
    }
  base_json_end_list (&out->json);
}

static void
write_cash_flow (ReportJson *out)
{
  guint32 n;
  const UitwegCashFlow *flow = uitweg_plan_get_cash_flow (out->plan, &n);

  base_json_key (&out->json, "cash_flow");
  base_json_begin_list (&out->json);
  for (guint32 i = 0; i < n; i++)
    {
      base_json_begin_object (&out->json);
      base_json_add_day (&out->json, "from", flow[i].month);
      report_add_range (out, "one_off", flow[i].one_off);
      report_add_range (out, "run", flow[i].run);
      base_json_end_object (&out->json);
    }
  base_json_end_list (&out->json);
}

static void
write_bound (ReportJson *out)
{
  const UitwegPlanBound *bound = uitweg_plan_get_bound (out->plan);

  base_json_key (&out->json, "bound");
  base_json_begin_object (&out->json);
  base_json_add_money (&out->json, "selection_value", bound->value);
  base_json_add_money (&out->json, "selection_lower", bound->lower);
  base_json_add_number (&out->json, "gap", bound->gap);
  base_json_add_int (&out->json, "makespan_days", bound->makespan_days);
  base_json_add_int (&out->json, "makespan_lower_days",
                     bound->makespan_lower_days);
  base_json_add_string (&out->json, "makespan_by", bound->makespan_by);
  base_json_end_object (&out->json);
}

static void
write_stays (ReportJson *out)
{
  const UitwegPlanResource *resources = uitweg_plan_get_resources (out->plan);
  const guint32 n = uitweg_estate_get_n_resources (out->estate);

  base_json_key (&out->json, "stays");
  base_json_begin_list (&out->json);
  for (guint32 r = 0; r < n; r++)
    if (resources[r].stays)
      {
        base_json_begin_object (&out->json);
        base_json_add_string (&out->json, "resource",
                              report_resource_id (out, r));
        base_json_add_string (&out->json, "why", resources[r].why);
        base_json_end_object (&out->json);
      }
  base_json_end_list (&out->json);
}

/* Holes of the chosen options, counted by what is missing. */
static void
write_holes (ReportJson *out)
{
  const UitwegPlanResource *resources = uitweg_plan_get_resources (out->plan);
  const guint32 n = uitweg_estate_get_n_resources (out->estate);

  base_json_key (&out->json, "holes");
  base_json_begin_list (&out->json);
  for (guint32 r = 0; r < n; r++)
    {
      const UitwegOption *option = resources[r].option;

      for (guint32 i = 0; option != NULL && i < option->n_parts; i++)
        {
          const UitwegPart *part = uitweg_options_get_part (
              out->options, option->first_part + i);

          if (!part->hole)
            continue;
          base_json_begin_object (&out->json);
          base_json_add_string (&out->json, "resource",
                                report_resource_id (out, r));
          base_json_add_string (&out->json, "what",
                                uitweg_part_kind_get_name (part->kind));
          base_json_add_bool (&out->json, "monthly", part->monthly);
          base_json_add_string (&out->json, "target",
                                report_target_id (out, option->target));
          base_json_add_string (&out->json, "text", part->text);
          base_json_end_object (&out->json);
        }
    }
  base_json_end_list (&out->json);
}

static void
write_assumption (ReportJson *out, const UitwegAssumption *a)
{
  const char *about = a->resource != NULL    ? a->resource
                      : a->kind != NULL      ? a->kind
                      : a->archetype != NULL ? a->archetype
                                             : a->provider;
  const UitwegMoneyRange range = { a->low == UITWEG_UNKNOWN ? a->mode : a->low,
                                   a->high == UITWEG_UNKNOWN ? a->mode
                                                             : a->high };

  base_json_begin_object (&out->json);
  base_json_add_string (&out->json, "id", a->id);
  base_json_add_string (&out->json, "for", about);
  base_json_add_string (&out->json, "what", a->what);
  base_json_add_string (&out->json, "per", a->per);
  base_json_add_money (&out->json, "mode", a->mode);
  report_add_range (out, "value", range);
  base_json_add_string (&out->json, "grade", uitweg_grade_get_name (a->grade));
  base_json_add_string (&out->json, "source", a->source);
  base_json_end_object (&out->json);
}

static void
write_rate (ReportJson *out, const UitwegRate *rate)
{
  g_autofree char *id = g_strdup_printf ("rate/%s", rate->currency);

  base_json_begin_object (&out->json);
  base_json_add_string (&out->json, "id", id);
  base_json_add_string (&out->json, "for", rate->currency);
  base_json_add_string (&out->json, "what", "exchange_rate");
  base_json_add_string (&out->json, "per", "unit");
  base_json_add_string (&out->json, "mode", rate->eur);
  base_json_add_day (&out->json, "date", rate->date);
  base_json_add_string (&out->json, "grade",
                        uitweg_grade_get_name (rate->grade));
  base_json_add_string (&out->json, "source", rate->source);
  base_json_end_object (&out->json);
}

static void
write_assumptions (ReportJson *out)
{
  const UitwegScenario *scenario = out->scenario;

  base_json_key (&out->json, "assumptions");
  base_json_begin_list (&out->json);
  for (guint i = 0; i < scenario->n_assumptions; i++)
    write_assumption (out, &scenario->assumptions[i]);
  for (guint i = 0; i < scenario->n_rates; i++)
    write_rate (out, &scenario->rates[i]);
  base_json_end_list (&out->json);
}

void
report_write_rest (ReportJson *out)
{
  write_contracts (out);
  write_bridges (out);
  write_cash_flow (out);
  write_bound (out);
  write_stays (out);
  write_holes (out);
  write_assumptions (out);
}
