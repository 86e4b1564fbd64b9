/* SPDX-License-Identifier: EUPL-1.2
 *
 * The plan document: coverage, sources, control, resources and services.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "report/json-private.h"

static void
write_problem (ReportJson *out, const UitwegTable *table, guint32 row)
{
  const UitwegTable *unseen = uitweg_table_child (
      table, UITWEG_SOURCE_PROBLEM_RESOURCES);
  guint32 first, n;

  base_json_begin_object (&out->json);
  base_json_add_string (
      &out->json, "call",
      uitweg_table_text (table, row, UITWEG_SOURCE_PROBLEM_CALL));
  base_json_add_string (
      &out->json, "error",
      uitweg_table_text (table, row, UITWEG_SOURCE_PROBLEM_ERROR));
  uitweg_table_list (table, row, UITWEG_SOURCE_PROBLEM_RESOURCES, &first, &n);
  report_add_interval (
      out, "unseen",
      n == 2 ? (UitwegInterval){ uitweg_table_number (unseen, first, 0),
                                 uitweg_table_number (unseen, first + 1, 0) }
             : (UitwegInterval){ NAN, NAN });
  base_json_add_money (
      &out->json, "eur_per_month",
      uitweg_table_int64 (table, row, UITWEG_SOURCE_PROBLEM_EUR_PER_MONTH));
  base_json_end_object (&out->json);
}

static void
write_sources (ReportJson *out)
{
  const UitwegTable *table = uitweg_estate_get_table (out->estate,
                                                      UITWEG_RECORD_SOURCE);
  const UitwegTable *problems = uitweg_table_child (table,
                                                    UITWEG_SOURCE_PROBLEMS);
  const guint32 n_rows = uitweg_table_get_n_rows (table);

  base_json_key (&out->json, "sources");
  base_json_begin_list (&out->json);
  for (guint32 row = 0; row < n_rows; row++)
    {
      guint32 first, n;

      base_json_begin_object (&out->json);
      base_json_add_string (&out->json, "id",
                            uitweg_table_text (table, row, UITWEG_SOURCE_ID));
      base_json_add_string (
          &out->json, "connector",
          uitweg_table_text (table, row, UITWEG_SOURCE_CONNECTOR));
      base_json_add_bool (
          &out->json, "complete",
          uitweg_table_bool (table, row, UITWEG_SOURCE_COMPLETE));
      base_json_add_day (&out->json, "newest",
                         uitweg_table_day (table, row, UITWEG_SOURCE_NEWEST));
      base_json_key (&out->json, "problems");
      base_json_begin_list (&out->json);
      uitweg_table_list (table, row, UITWEG_SOURCE_PROBLEMS, &first, &n);
      for (guint32 i = first; i < first + n; i++)
        write_problem (out, problems, i);
      base_json_end_list (&out->json);
      base_json_end_object (&out->json);
    }
  base_json_end_list (&out->json);
}

static void
write_conflicts (ReportJson *out)
{
  const char *const *conflicts = uitweg_estate_get_conflicts (out->estate);

  base_json_key (&out->json, "conflicts");
  base_json_begin_list (&out->json);
  for (; conflicts != NULL && *conflicts != NULL; conflicts++)
    base_json_string (&out->json, *conflicts);
  base_json_end_list (&out->json);
}

void
report_write_coverage (ReportJson *out)
{
  const UitwegCoverage *c = uitweg_assessment_get_coverage (out->assessment);
  const gboolean bills = c->n_cost_lines > 0;

  base_json_key (&out->json, "coverage");
  base_json_begin_object (&out->json);
  base_json_add_money (&out->json, "billed",
                       bills ? c->billed : UITWEG_UNKNOWN);
  base_json_add_money (&out->json, "matched",
                       bills ? c->matched : UITWEG_UNKNOWN);
  base_json_add_int (&out->json, "n_cost_lines", c->n_cost_lines);
  base_json_add_int (&out->json, "n_resources", c->n_resources);
  base_json_add_int (&out->json, "n_placeholders", c->n_placeholders);
  base_json_add_int (&out->json, "n_known_types", c->n_known_types);
  base_json_add_int (&out->json, "n_dependencies", c->n_dependencies);
  base_json_add_int (&out->json, "n_declared", c->n_declared);
  base_json_add_int (&out->json, "n_observed", c->n_observed);
  base_json_add_int (&out->json, "n_inferred", c->n_inferred);
  base_json_add_int (&out->json, "n_without_dependency",
                     c->n_without_dependency);
  base_json_add_int (&out->json, "n_services", c->n_services);
  base_json_add_int (&out->json, "n_services_with_members",
                     c->n_services_with_members);
  base_json_add_int (&out->json, "n_sources", c->n_sources);
  base_json_add_int (&out->json, "n_sources_complete", c->n_sources_complete);
  base_json_add_int (&out->json, "n_problems", c->n_problems);
  report_add_interval (
      out, "unseen",
      (UitwegInterval){ (double) c->unseen_low, (double) c->unseen_high });
  base_json_add_money (&out->json, "unseen_eur", c->unseen_eur);
  base_json_end_object (&out->json);
  write_sources (out);
  write_conflicts (out);
}

/* Services that each country reaches. */
static void
write_reach (ReportJson *out,
             const char *key,
             const guint64 *jurisdictions,
             const guint8 *unknown)
{
  const guint32 n_services = uitweg_table_get_n_rows (
      uitweg_estate_get_table (out->estate, UITWEG_RECORD_SERVICE));
  const guint n_countries = uitweg_assessment_get_n_countries (out->assessment);
  g_autofree guint64 *reached = g_new0 (guint64, n_services + 1);
  guint n_unknown = 0;

  for (guint32 s = 0; s < n_services; s++)
    {
      guint32 n;
      const guint32 *members = uitweg_estate_get_members (out->estate, s, &n);
      gboolean gap = FALSE;

      for (guint32 i = 0; i < n; i++)
        {
          reached[s] |= jurisdictions[members[i]];
          gap |= unknown[members[i]];
        }
      n_unknown += gap ? 1 : 0;
    }
  base_json_key (&out->json, key);
  base_json_begin_object (&out->json);
  base_json_key (&out->json, "services");
  base_json_begin_object (&out->json);
  for (guint c = 0; c < n_countries; c++)
    {
      gint64 count = 0;

      for (guint32 s = 0; s < n_services; s++)
        count += (gint64) (reached[s] >> c & 1);
      if (count > 0)
        base_json_add_int (&out->json,
                           uitweg_assessment_get_country (out->assessment, c),
                           count);
    }
  base_json_end_object (&out->json);
  base_json_add_int (&out->json, "n_unknown", n_unknown);
  base_json_end_object (&out->json);
}

static void
write_concentration (ReportJson *out, const char *key, gboolean after)
{
  const UitwegConcentration *c = uitweg_verdict_get_concentration (out->verdict,
                                                                   after);

  base_json_key (&out->json, key);
  base_json_begin_object (&out->json);
  report_add_interval (out, "provider", c->provider);
  report_add_interval (out, "country", c->country);
  base_json_end_object (&out->json);
}

void
report_write_control (ReportJson *out)
{
  base_json_key (&out->json, "control");
  base_json_begin_object (&out->json);
  report_add_interval (
      out, "share_under_control_before",
      uitweg_assessment_get_share_under_control (out->assessment));
  report_add_interval (
      out, "share_under_control_after",
      uitweg_verdict_get_share_under_control_after (out->verdict));
  write_reach (out, "before",
               uitweg_assessment_get_jurisdictions (out->assessment),
               uitweg_assessment_get_jurisdiction_unknown (out->assessment));
  write_reach (out, "after", uitweg_plan_get_jurisdictions_after (out->plan),
               uitweg_plan_get_jurisdiction_unknown_after (out->plan));
  base_json_end_object (&out->json);
  base_json_key (&out->json, "concentration");
  base_json_begin_object (&out->json);
  write_concentration (out, "before", FALSE);
  write_concentration (out, "after", TRUE);
  base_json_end_object (&out->json);
}

/* Words of the closed lists come from the schema, so that they are the words
 * of the estate. */
static const char *
word_of (UitwegRecordType type, guint field, gint value)
{
  return value < 0
             ? NULL
             : uitweg_estate_get_schema (type)->fields[field].words[value];
}

static void
add_field (ReportJson *out, const char *key, guint32 r, guint field)
{
  base_json_add_string (
      &out->json, key,
      uitweg_table_text (
          uitweg_estate_get_table (out->estate, UITWEG_RECORD_RESOURCE), r,
          field));
}

/* The chain of needed things that sets the low end of the portability. */
static void
write_path (ReportJson *out, guint32 r)
{
  const guint32 *witness = uitweg_assessment_get_portability_witness (
      out->assessment);
  const guint32 *to = uitweg_estate_get_dependency_to (out->estate);
  const UitwegTable *table = uitweg_estate_get_table (out->estate,
                                                      UITWEG_RECORD_DEPENDENCY);
  const guint32 n = uitweg_estate_get_n_resources (out->estate);

  base_json_key (&out->json, "path");
  base_json_begin_list (&out->json);
  for (guint32 steps = 0; witness[r] != UITWEG_NONE && steps < n; steps++)
    {
      const guint32 row = witness[r];

      r = to[row];
      base_json_begin_object (&out->json);
      base_json_add_string (&out->json, "id", report_resource_id (out, r));
      base_json_add_string (
          &out->json, "why",
          uitweg_table_text (table, row, UITWEG_DEPENDENCY_KIND));
      base_json_end_object (&out->json);
    }
  base_json_end_list (&out->json);
}

static void
write_blockers (ReportJson *out, guint32 r)
{
  static const char *const categories[] = { "critical", "warning",
                                            "information" };
  guint32 first, n, all;
  const UitwegBlocker *blockers = uitweg_assessment_get_blockers (
      out->assessment, &all);

  uitweg_assessment_find_blockers (out->assessment, r, &first, &n);
  base_json_key (&out->json, "blockers");
  base_json_begin_list (&out->json);
  for (guint32 i = first; i < first + n; i++)
    {
      const UitwegBlockerRule *rule = uitweg_catalog_get_blocker_rule (
          out->catalog, blockers[i].rule);

      base_json_begin_object (&out->json);
      base_json_add_string (&out->json, "rule", rule->id);
      base_json_add_string (&out->json, "category", categories[rule->category]);
      report_add_text (out, "label",
                       (UitwegText){ rule->label, rule->label_nl });
      report_add_text (out, "remedy",
                       (UitwegText){ rule->remedy, rule->remedy_nl });
      base_json_end_object (&out->json);
    }
  base_json_end_list (&out->json);
}

static void
write_parts (ReportJson *out, const UitwegOption *option)
{
  base_json_key (&out->json, "parts");
  base_json_begin_list (&out->json);
  for (guint32 i = 0; option != NULL && i < option->n_parts; i++)
    {
      const UitwegPart *part = uitweg_options_get_part (out->options,
                                                        option->first_part + i);

      base_json_begin_object (&out->json);
      base_json_add_string (&out->json, "kind",
                            uitweg_part_kind_get_name (part->kind));
      base_json_add_bool (&out->json, "monthly", part->monthly);
      base_json_add_bool (&out->json, "hole", part->hole);
      report_add_range (
          out, "amount",
          part->hole ? (UitwegMoneyRange){ UITWEG_UNKNOWN, UITWEG_UNKNOWN }
                     : part->amount);
      base_json_add_string (&out->json, "grade",
                            uitweg_grade_get_name (part->grade));
      base_json_add_string (&out->json, "source", part->source);
      base_json_add_string (&out->json, "text", part->text);
      base_json_end_object (&out->json);
    }
  base_json_end_list (&out->json);
}

static void
write_judgement (ReportJson *out, guint32 r)
{
  const UitwegInterval *value = uitweg_assessment_get_portability (
      out->assessment);

  base_json_add_bool (&out->json, "must_leave",
                      uitweg_assessment_get_must_leave (out->assessment)[r]);
  base_json_add_string (
      &out->json, "required_control",
      word_of (UITWEG_RECORD_SERVICE, UITWEG_SERVICE_REQUIRED_CONTROL,
               uitweg_assessment_get_required_control (out->assessment)[r]));
  base_json_add_string (
      &out->json, "data_class",
      word_of (UITWEG_RECORD_SERVICE, UITWEG_SERVICE_DATA_CLASS,
               uitweg_assessment_get_data_class (out->assessment)[r]));
  base_json_add_string (
      &out->json, "criticality",
      word_of (UITWEG_RECORD_SERVICE, UITWEG_SERVICE_CRITICALITY,
               uitweg_assessment_get_criticality (out->assessment)[r]));
  report_add_interval (
      out, "portability_own",
      uitweg_assessment_get_own_portability (out->assessment)[r]);
  report_add_interval (out, "portability", value[r]);
  base_json_add_string (&out->json, "letters",
                        isnan (value[r].lo) ? NULL
                                            : uitweg_portability_get_letters (
                                                out->catalog, value[r]));
  write_path (out, r);
  write_blockers (out, r);
  report_add_countries (
      out, "jurisdictions_before",
      uitweg_assessment_get_jurisdictions (out->assessment)[r]);
  base_json_add_bool (
      &out->json, "unknown_before",
      uitweg_assessment_get_jurisdiction_unknown (out->assessment)[r]);
  report_add_countries (out, "jurisdictions_after",
                        uitweg_plan_get_jurisdictions_after (out->plan)[r]);
  base_json_add_bool (
      &out->json, "unknown_after",
      uitweg_plan_get_jurisdiction_unknown_after (out->plan)[r]);
}

static void
write_choice (ReportJson *out, guint32 r)
{
  const UitwegPlanResource *resource = &uitweg_plan_get_resources (
      out->plan)[r];
  const UitwegOption *option = resource->option;
  const UitwegMoneyRange nothing = { UITWEG_UNKNOWN, UITWEG_UNKNOWN };
  guint32 n;
  const UitwegPlanGroup *groups = uitweg_plan_get_groups (out->plan, &n);
  const UitwegPlanGroup *group = &groups[resource->group];

  base_json_add_string (&out->json, "group", group->id);
  base_json_add_int (&out->json, "wave",
                     group->wave == UITWEG_NONE || option == NULL
                             || option->strategy == UITWEG_STRATEGY_RETAIN
                         ? UITWEG_UNKNOWN
                         : group->wave);
  base_json_add_string (&out->json, "strategy",
                        option == NULL ? NULL
                                       : uitweg_strategy_get_name (
                                           (UitwegStrategy) option->strategy));
  base_json_add_string (
      &out->json, "target",
      option == NULL ? NULL : report_target_id (out, option->target));
  report_add_range (out, "run_today",
                    uitweg_options_get_run_today (out->options)[r]);
  report_add_range (out, "run_after",
                    option == NULL ? nothing : option->run_per_month);
  report_add_range (out, "one_off", resource->one_off);
  base_json_key (&out->json, "days");
  base_json_begin_list (&out->json);
  base_json_number (&out->json, resource->days_low);
  base_json_number (&out->json, resource->days_mode);
  base_json_number (&out->json, resource->days_high);
  base_json_end_list (&out->json);
  base_json_add_number (&out->json, "learning", resource->learning);
  base_json_add_size (&out->json, "transfer_gib",
                      option == NULL ? 0 : option->transfer_bytes);
  report_add_interval (out, "coverage",
                       option == NULL ? (UitwegInterval){ NAN, NAN }
                                      : option->coverage);
  base_json_add_bool (&out->json, "stays", resource->stays);
  base_json_add_string (&out->json, "why", resource->why);
  base_json_add_string (&out->json, "need_basis",
                        uitweg_options_get_needs (out->options)[r].basis);
  write_parts (out, option);
}

void
report_write_resources (ReportJson *out)
{
  const UitwegPlanResource *resources = uitweg_plan_get_resources (out->plan);
  const guint32 n = uitweg_estate_get_n_resources (out->estate);

  base_json_key (&out->json, "resources");
  base_json_begin_list (&out->json);
  for (guint32 r = 0; r < n; r++)
    {
      if (resources[r].group == UITWEG_NONE)
        continue;
      base_json_begin_object (&out->json);
      add_field (out, "id", r, UITWEG_RESOURCE_ID);
      add_field (out, "name", r, UITWEG_RESOURCE_NAME);
      add_field (out, "kind", r, UITWEG_RESOURCE_KIND);
      add_field (out, "native_type", r, UITWEG_RESOURCE_NATIVE_TYPE);
      add_field (out, "provider", r, UITWEG_RESOURCE_PROVIDER);
      add_field (out, "region", r, UITWEG_RESOURCE_REGION);
      add_field (out, "application", r, UITWEG_RESOURCE_APPLICATION);
      add_field (out, "environment", r, UITWEG_RESOURCE_ENVIRONMENT);
      write_judgement (out, r);
      write_choice (out, r);
      base_json_end_object (&out->json);
    }
  base_json_end_list (&out->json);
}

/* Union over the members. */
static guint64
join_members (const ReportJson *out,
              guint32 service,
              const guint64 *jurisdictions,
              const guint8 *unknown,
              gboolean *unknown_out)
{
  guint32 n;
  const guint32 *members = uitweg_estate_get_members (out->estate, service, &n);
  guint64 all = 0;

  *unknown_out = FALSE;
  for (guint32 i = 0; i < n; i++)
    {
      all |= jurisdictions[members[i]];
      *unknown_out |= unknown[members[i]];
    }
  return all;
}

static void
write_service_control (ReportJson *out, guint32 s)
{
  gboolean unknown;
  guint64 all = join_members (
      out, s, uitweg_assessment_get_jurisdictions (out->assessment),
      uitweg_assessment_get_jurisdiction_unknown (out->assessment), &unknown);

  report_add_countries (out, "jurisdictions_before", all);
  base_json_add_bool (&out->json, "unknown_before", unknown);
  base_json_add_bool (&out->json, "meets_before",
                      uitweg_verdict_get_meets_before (out->verdict)[s]);
  all = join_members (out, s, uitweg_plan_get_jurisdictions_after (out->plan),
                      uitweg_plan_get_jurisdiction_unknown_after (out->plan),
                      &unknown);
  report_add_countries (out, "jurisdictions_after", all);
  base_json_add_bool (&out->json, "unknown_after", unknown);
  base_json_add_bool (&out->json, "meets_after",
                      uitweg_verdict_get_meets_after (out->verdict)[s]);
}

/* Waves in which members move, ascending. */
static void
write_service_waves (ReportJson *out, guint32 s)
{
  guint32 n_members, n_groups, n_waves;
  const guint32 *members = uitweg_estate_get_members (out->estate, s,
                                                      &n_members);
  const UitwegPlanGroup *groups = uitweg_plan_get_groups (out->plan, &n_groups);
  const UitwegPlanResource *resources = uitweg_plan_get_resources (out->plan);
  const UitwegPlanWave *waves = uitweg_plan_get_waves (out->plan, &n_waves);

  base_json_key (&out->json, "waves");
  base_json_begin_list (&out->json);
  for (guint32 w = 0; w < n_waves; w++)
    {
      gboolean here = FALSE;

      for (guint32 i = 0; i < n_members && !here; i++)
        {
          const UitwegPlanResource *resource = &resources[members[i]];

          here = resource->group != UITWEG_NONE
                 && groups[resource->group].wave == waves[w].number
                 && resource->option != NULL
                 && resource->option->strategy != UITWEG_STRATEGY_RETAIN;
        }
      if (here)
        base_json_int (&out->json, waves[w].number);
    }
  base_json_end_list (&out->json);
  base_json_add_int (&out->json, "n_members", n_members);
}

void
report_write_services (ReportJson *out)
{
  const UitwegTable *table = uitweg_estate_get_table (out->estate,
                                                      UITWEG_RECORD_SERVICE);
  const UitwegInterval *portability =
      uitweg_assessment_get_service_portability (out->assessment);
  const guint32 n = uitweg_table_get_n_rows (table);

  base_json_key (&out->json, "services");
  base_json_begin_list (&out->json);
  for (guint32 s = 0; s < n; s++)
    {
      base_json_begin_object (&out->json);
      base_json_add_string (&out->json, "id",
                            uitweg_table_text (table, s, UITWEG_SERVICE_ID));
      base_json_add_string (&out->json, "name",
                            uitweg_table_text (table, s, UITWEG_SERVICE_NAME));
      base_json_add_string (&out->json, "owner",
                            uitweg_table_text (table, s, UITWEG_SERVICE_OWNER));
      base_json_add_string (
          &out->json, "criticality",
          uitweg_table_text (table, s, UITWEG_SERVICE_CRITICALITY));
      base_json_add_string (
          &out->json, "data_class",
          uitweg_table_text (table, s, UITWEG_SERVICE_DATA_CLASS));
      base_json_add_string (
          &out->json, "required_control",
          uitweg_table_text (table, s, UITWEG_SERVICE_REQUIRED_CONTROL));
      report_add_interval (out, "portability", portability[s]);
      base_json_add_string (
          &out->json, "letters",
          isnan (portability[s].lo)
              ? NULL
              : uitweg_portability_get_letters (out->catalog, portability[s]));
      write_service_control (out, s);
      write_service_waves (out, s);
      base_json_end_object (&out->json);
    }
  base_json_end_list (&out->json);
}
