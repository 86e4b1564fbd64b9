/* SPDX-License-Identifier: EUPL-1.2
 *
 * The assessment as JSON: coverage, resources and services.
 */
#include "config.h"

#include "command/assess-json.h"

#include <math.h>

#include "base/json-write.h"

static void
add_interval (BaseJsonWriter *json, const char *key, UitwegInterval value)
{
  base_json_key (json, key);
  if (isnan (value.lo) || isnan (value.hi))
    {
      base_json_null (json);
      return;
    }
  base_json_begin_list (json);
  base_json_number (json, value.lo);
  base_json_number (json, value.hi);
  base_json_end_list (json);
}

static void
add_letters (BaseJsonWriter *json,
             const UitwegCatalog *catalog,
             UitwegInterval value)
{
  base_json_add_string (json, "letters",
                        isnan (value.lo)
                            ? NULL
                            : uitweg_portability_get_letters (catalog, value));
}

static void
add_countries (BaseJsonWriter *json,
               const UitwegAssessment *assessment,
               guint64 countries,
               gboolean unknown)
{
  const guint n = uitweg_assessment_get_n_countries (assessment);

  base_json_key (json, "jurisdictions");
  base_json_begin_list (json);
  for (guint c = 0; c < n; c++)
    if ((countries >> c & 1) != 0)
      base_json_string (json, uitweg_assessment_get_country (assessment, c));
  base_json_end_list (json);
  base_json_add_bool (json, "unknown", unknown);
}

static void
add_coverage (BaseJsonWriter *json, const UitwegCoverage *c)
{
  base_json_key (json, "coverage");
  base_json_begin_object (json);
  base_json_add_money (json, "billed",
                       c->n_cost_lines > 0 ? c->billed : UITWEG_UNKNOWN);
  base_json_add_money (json, "matched",
                       c->n_cost_lines > 0 ? c->matched : UITWEG_UNKNOWN);
  base_json_add_int (json, "n_cost_lines", c->n_cost_lines);
  base_json_add_int (json, "n_resources", c->n_resources);
  base_json_add_int (json, "n_placeholders", c->n_placeholders);
  base_json_add_int (json, "n_known_types", c->n_known_types);
  base_json_add_int (json, "n_dependencies", c->n_dependencies);
  base_json_add_int (json, "n_declared", c->n_declared);
  base_json_add_int (json, "n_observed", c->n_observed);
  base_json_add_int (json, "n_inferred", c->n_inferred);
  base_json_add_int (json, "n_without_dependency", c->n_without_dependency);
  base_json_add_int (json, "n_services", c->n_services);
  base_json_add_int (json, "n_services_with_members",
                     c->n_services_with_members);
  base_json_add_int (json, "n_sources", c->n_sources);
  base_json_add_int (json, "n_sources_complete", c->n_sources_complete);
  base_json_add_int (json, "n_problems", c->n_problems);
  base_json_add_int (json, "unseen_low", c->unseen_low);
  base_json_add_int (json, "unseen_high", c->unseen_high);
  base_json_add_money (json, "unseen_eur", c->unseen_eur);
  base_json_end_object (json);
}

static void
add_blockers (BaseJsonWriter *json,
              const UitwegAssessment *assessment,
              guint32 resource)
{
  const UitwegCatalog *catalog = uitweg_assessment_get_catalog (assessment);
  guint32 first, n, all;
  const UitwegBlocker *blockers = uitweg_assessment_get_blockers (assessment,
                                                                  &all);

  uitweg_assessment_find_blockers (assessment, resource, &first, &n);
  base_json_key (json, "blockers");
  base_json_begin_list (json);
  for (guint32 i = first; i < first + n; i++)
    base_json_string (
        json, uitweg_catalog_get_blocker_rule (catalog, blockers[i].rule)->id);
  base_json_end_list (json);
}

static void
add_resource (BaseJsonWriter *json,
              const UitwegAssessment *assessment,
              guint32 i)
{
  static const char *const levels[] = { "any", "european", "national" };
  const UitwegCatalog *catalog = uitweg_assessment_get_catalog (assessment);
  const UitwegTable *table = uitweg_estate_get_table (
      uitweg_assessment_get_estate (assessment), UITWEG_RECORD_RESOURCE);
  const guint32 entry = uitweg_assessment_get_entries (assessment)[i];
  const UitwegInterval value = uitweg_assessment_get_portability (
      assessment)[i];

  base_json_begin_object (json);
  base_json_add_string (json, "id",
                        uitweg_table_text (table, i, UITWEG_RESOURCE_ID));
  base_json_add_string (json, "service_entry",
                        entry == UITWEG_NONE
                            ? NULL
                            : uitweg_catalog_get_service (catalog, entry)->id);
  base_json_add_bool (json, "must_leave",
                      uitweg_assessment_get_must_leave (assessment)[i]);
  base_json_add_string (
      json, "required_control",
      levels[uitweg_assessment_get_required_control (assessment)[i]]);
  add_interval (json, "portability_own",
                uitweg_assessment_get_own_portability (assessment)[i]);
  add_interval (json, "portability", value);
  add_letters (json, catalog, value);
  add_countries (json, assessment,
                 uitweg_assessment_get_jurisdictions (assessment)[i],
                 uitweg_assessment_get_jurisdiction_unknown (assessment)[i]);
  add_blockers (json, assessment, i);
  base_json_end_object (json);
}

/* Union over the members of a service. */
static guint64
join_members (const UitwegAssessment *assessment,
              guint32 service,
              gboolean *unknown_out)
{
  const guint64 *countries = uitweg_assessment_get_jurisdictions (assessment);
  const guint8 *unknown = uitweg_assessment_get_jurisdiction_unknown (
      assessment);
  guint64 all = 0;
  guint32 n;
  const guint32 *members = uitweg_estate_get_members (
      uitweg_assessment_get_estate (assessment), service, &n);

  *unknown_out = FALSE;
  for (guint32 i = 0; i < n; i++)
    {
      all |= countries[members[i]];
      *unknown_out |= unknown[members[i]] != 0;
    }
  return all;
}

void
command_append_countries (const UitwegAssessment *assessment,
                          guint32 service,
                          GString *text)
{
  const guint n = uitweg_assessment_get_n_countries (assessment);
  gboolean unknown;
  guint64 all = join_members (assessment, service, &unknown);

  for (guint c = 0; c < n; c++)
    if ((all >> c & 1) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                              uitweg_assessment_get_country (assessment, c));
  if (unknown)
    g_string_append (text, text->len > 0 ? " ?" : "?");
}

static void
add_service (BaseJsonWriter *json,
             const UitwegAssessment *assessment,
             guint32 row)
{
  const UitwegTable *table = uitweg_estate_get_table (
      uitweg_assessment_get_estate (assessment), UITWEG_RECORD_SERVICE);
  const UitwegInterval value = uitweg_assessment_get_service_portability (
      assessment)[row];
  gboolean unknown;
  guint64 all = join_members (assessment, row, &unknown);

  base_json_begin_object (json);
  base_json_add_string (json, "id",
                        uitweg_table_text (table, row, UITWEG_SERVICE_ID));
  add_interval (json, "portability", value);
  add_letters (json, uitweg_assessment_get_catalog (assessment), value);
  add_countries (json, assessment, all, unknown);
  base_json_end_object (json);
}

void
command_write_assessment (const UitwegAssessment *assessment, GString *text)
{
  const UitwegEstate *estate = uitweg_assessment_get_estate (assessment);
  const guint32 n = uitweg_estate_get_n_resources (estate);
  const guint32 n_services = uitweg_table_get_n_rows (
      uitweg_estate_get_table (estate, UITWEG_RECORD_SERVICE));
  BaseJsonWriter json;

  base_json_writer_init (&json, text, TRUE);
  base_json_begin_object (&json);
  base_json_add_string (&json, "format", "uitweg-assessment/1");
  add_coverage (&json, uitweg_assessment_get_coverage (assessment));
  add_interval (&json, "share_under_control",
                uitweg_assessment_get_share_under_control (assessment));
  base_json_key (&json, "resources");
  base_json_begin_list (&json);
  for (guint32 i = 0; i < n; i++)
    add_resource (&json, assessment, i);
  base_json_end_list (&json);
  base_json_key (&json, "services");
  base_json_begin_list (&json);
  for (guint32 row = 0; row < n_services; row++)
    add_service (&json, assessment, row);
  base_json_end_list (&json);
  base_json_end_object (&json);
  g_string_append_c (text, '\n');
}
