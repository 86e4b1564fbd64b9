/* SPDX-License-Identifier: EUPL-1.2
 *
 * The plan document: everything that a reader of the plan, a report or `why`
 * needs, as one JSON text. What stands here was computed elsewhere.
 */
#include "config.h"

#include <math.h>

#include <uitweg/report.h>

#include "report/json-private.h"

G_DEFINE_QUARK (uitweg - report - error - quark, uitweg_report_error)

void
report_range (ReportJson *out, UitwegMoneyRange range)
{
  if (range.lo == UITWEG_UNKNOWN || range.hi == UITWEG_UNKNOWN)
    {
      base_json_null (&out->json);
      return;
    }
  base_json_begin_list (&out->json);
  base_json_money (&out->json, range.lo);
  base_json_money (&out->json, range.hi);
  base_json_end_list (&out->json);
}

void
report_add_range (ReportJson *out, const char *key, UitwegMoneyRange range)
{
  base_json_key (&out->json, key);
  report_range (out, range);
}

void
report_add_interval (ReportJson *out, const char *key, UitwegInterval interval)
{
  base_json_key (&out->json, key);
  if (isnan (interval.lo) || isnan (interval.hi))
    {
      base_json_null (&out->json);
      return;
    }
  base_json_begin_list (&out->json);
  base_json_number (&out->json, interval.lo);
  base_json_number (&out->json, interval.hi);
  base_json_end_list (&out->json);
}

void
report_add_text (ReportJson *out, const char *key, UitwegText text)
{
  if (key != NULL)
    base_json_key (&out->json, key);
  base_json_begin_object (&out->json);
  base_json_add_string (&out->json, "en", text.en);
  base_json_add_string (&out->json, "nl", text.nl);
  base_json_end_object (&out->json);
}

void
report_add_countries (ReportJson *out, const char *key, guint64 countries)
{
  const guint n = uitweg_assessment_get_n_countries (out->assessment);

  base_json_key (&out->json, key);
  base_json_begin_list (&out->json);
  for (guint c = 0; c < n; c++)
    if ((countries >> c & 1) != 0)
      base_json_string (&out->json,
                        uitweg_assessment_get_country (out->assessment, c));
  base_json_end_list (&out->json);
}

const char *
report_target_id (const ReportJson *out, guint32 target)
{
  return target == UITWEG_NONE
             ? NULL
             : uitweg_options_get_target (out->options, target)->id;
}

const char *
report_resource_id (const ReportJson *out, guint32 resource)
{
  return uitweg_table_text (
      uitweg_estate_get_table (out->estate, UITWEG_RECORD_RESOURCE), resource,
      UITWEG_RESOURCE_ID);
}

static void
write_organisation (ReportJson *out)
{
  const UitwegTable *table = uitweg_estate_get_table (
      out->estate, UITWEG_RECORD_ORGANISATION);

  base_json_key (&out->json, "organisation");
  if (uitweg_table_get_n_rows (table) == 0)
    {
      base_json_null (&out->json);
      return;
    }
  base_json_begin_object (&out->json);
  base_json_add_string (&out->json, "id",
                        uitweg_table_text (table, 0, UITWEG_ORGANISATION_ID));
  base_json_add_string (&out->json, "name",
                        uitweg_table_text (table, 0, UITWEG_ORGANISATION_NAME));
  base_json_add_string (
      &out->json, "country",
      uitweg_table_text (table, 0, UITWEG_ORGANISATION_COUNTRY));
  base_json_end_object (&out->json);
}

static void
write_input (ReportJson *out,
             const char *what,
             const char *digest,
             const char *version)
{
  base_json_begin_object (&out->json);
  base_json_add_string (&out->json, "what", what);
  base_json_add_string (&out->json, "sha256", digest);
  if (version != NULL)
    base_json_add_string (&out->json, "version", version);
  base_json_end_object (&out->json);
}

static void
write_head (ReportJson *out)
{
  const UitwegScenario *scenario = out->scenario;

  base_json_add_string (&out->json, "format", "uitweg-plan/1");
  base_json_add_string (&out->json, "written_by", "uitweg " PACKAGE_VERSION);
  base_json_add_string (&out->json, "title", scenario->title);
  write_organisation (out);
  base_json_add_day (
      &out->json, "as_of",
      uitweg_scenario_get_as_of (scenario, out->estate, out->catalog));
  base_json_add_day (&out->json, "start", scenario->start);
  base_json_add_int (&out->json, "horizon_months", scenario->horizon_months);
  base_json_add_string (&out->json, "definition",
                        scenario->strict ? "strict" : "broad");
  base_json_add_string (&out->json, "evidence",
                        scenario->verified_only ? "verified" : "claimed");
  base_json_add_int (&out->json, "seed", (gint64) scenario->seed);
  base_json_key (&out->json, "inputs");
  base_json_begin_list (&out->json);
  write_input (out, "estate", uitweg_estate_get_digest (out->estate), NULL);
  write_input (out, "catalog", uitweg_catalog_get_digest (out->catalog),
               uitweg_catalog_get_version (out->catalog));
  write_input (out, "scenario", scenario->digest, NULL);
  base_json_end_list (&out->json);
  base_json_add_int (&out->json, "exit_status",
                     uitweg_verdict_get_exit_status (out->verdict));
}

static void
count_moves (const ReportJson *out,
             guint *moving,
             guint *retiring,
             guint *staying)
{
  const UitwegPlanResource *resources = uitweg_plan_get_resources (out->plan);
  const guint32 n = uitweg_estate_get_n_resources (out->estate);

  *moving = *retiring = *staying = 0;
  for (guint32 r = 0; r < n; r++)
    {
      const UitwegOption *option = resources[r].option;

      if (resources[r].group == UITWEG_NONE)
        continue;
      if (option == NULL || option->strategy == UITWEG_STRATEGY_RETAIN)
        (*staying)++;
      else if (option->strategy == UITWEG_STRATEGY_RETIRE)
        (*retiring)++;
      else
        (*moving)++;
    }
}

static void
write_summary (ReportJson *out)
{
  const UitwegCoverage *coverage = uitweg_assessment_get_coverage (
      out->assessment);
  guint moving, retiring, staying;
  guint32 n_waves;
  const double seen = (double) coverage->n_resources;

  uitweg_plan_get_waves (out->plan, &n_waves);
  count_moves (out, &moving, &retiring, &staying);
  base_json_key (&out->json, "summary");
  base_json_begin_object (&out->json);
  base_json_add_string (&out->json, "one_off", "cost.one_off");
  base_json_add_string (&out->json, "run_before", "run.before");
  base_json_add_string (&out->json, "run_after", "run.after");
  base_json_add_string (&out->json, "run_difference", "run.difference");
  base_json_add_string (&out->json, "do_nothing", "cost.do_nothing");
  base_json_add_day (&out->json, "end", uitweg_plan_get_end (out->plan));
  base_json_add_int (&out->json, "n_waves", n_waves);
  base_json_add_int (&out->json, "n_resources", coverage->n_resources);
  base_json_add_int (&out->json, "n_move", moving);
  base_json_add_int (&out->json, "n_retire", retiring);
  base_json_add_int (&out->json, "n_stay", staying);
  report_add_interval (
      out, "coverage_spend",
      coverage->n_cost_lines == 0 || coverage->billed <= 0
          ? (UitwegInterval){ NAN, NAN }
          : (UitwegInterval){
              (double) coverage->matched / (double) coverage->billed,
              (double) coverage->matched / (double) coverage->billed });
  report_add_interval (
      out, "coverage_things",
      seen + (double) coverage->unseen_high <= 0
          ? (UitwegInterval){ NAN, NAN }
          : (UitwegInterval){ seen
                                  / (seen + coverage->n_placeholders
                                     + (double) coverage->unseen_high),
                              seen
                                  / (seen + coverage->n_placeholders
                                     + (double) coverage->unseen_low) });
  base_json_end_object (&out->json);
}

char *
uitweg_report_write_plan (const UitwegVerdict *verdict, GError **error)
{
  guint n;
  GString *text = g_string_new (NULL);
  ReportJson out = { .verdict = verdict };

  out.plan = uitweg_verdict_get (verdict, &n)[0].plan;
  out.scenario = uitweg_plan_get_scenario (out.plan);
  out.options = uitweg_plan_get_options (out.plan);
  out.assessment = uitweg_options_get_assessment (out.options);
  out.estate = uitweg_assessment_get_estate (out.assessment);
  out.catalog = uitweg_assessment_get_catalog (out.assessment);
  base_json_writer_init (&out.json, text, TRUE);
  base_json_begin_object (&out.json);
  write_head (&out);
  report_write_triggers (&out);
  write_summary (&out);
  report_write_figures (&out);
  report_write_coverage (&out);
  report_write_control (&out);
  report_write_resources (&out);
  report_write_services (&out);
  report_write_groups (&out);
  report_write_waves (&out);
  report_write_activities (&out);
  report_write_rest (&out);
  base_json_end_object (&out.json);
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}
