/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of options on a small estate, with the shipped catalog and an overlay
 * whose provider has prices made for the test: the cheapest fitting offer,
 * what is too old or in another currency, ranges, holes, assumptions, rules.
 * And a law over the example estates: an option is the sum of its parts.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <uitweg/money.h>
#include <uitweg/options.h>

#define GIB ((gint64) 1 << 30)

static const char overlay_index[] =
    "format: uitweg-catalog/1\n"
    "version: test\n"
    "as_of: 2026-11-22\n"
    "files:\n"
    "  - {path: providers/proef.yaml, table: providers, source: test, as_of: "
    "2026-11-22, licence: EUPL-1.2}\n"
    "  - {path: prices/proef.csv, table: prices, source: test, as_of: "
    "2026-11-22, licence: EUPL-1.2}\n";

static const char overlay_providers[] =
    "format: uitweg-catalog/1\n"
    "table: providers\n"
    "source: test\n"
    "as_of: 2026-11-22\n"
    "licence: EUPL-1.2\n"
    "records:\n"
    "  - id: proef\n"
    "    name: Proefwolk\n"
    "    tier: full-cloud\n"
    "    seat_country: {value: NL, confidence: verified}\n"
    "    ultimate_parent: {name: Proef B.V., country: NL, confidence: "
    "verified}\n"
    "    jurisdiction_class: eu_seat_eu_parent\n"
    "    regions:\n"
    "      - {code: nl-1, country: NL, confidence: verified}\n"
    "      - {code: nl-2, country: NL, confidence: verified}\n"
    "    certifications:\n"
    "      - {name: ISO 27001, status: held, confidence: unverified}\n"
    "    managed_services:\n"
    "      - {capability: vm, product: M, confidence: verified}\n"
    "      - {capability: object_storage, product: O, confidence: verified}\n"
    "      - {capability: private_network, product: N, confidence: verified}\n"
    "  - id: stil\n"
    "    name: Stille wolk\n"
    "    tier: iaas\n"
    "    seat_country: {value: NL, confidence: verified}\n"
    "    ultimate_parent: {confidence: unknown}\n"
    "    jurisdiction_class: eu_seat_parent_unknown\n"
    "    regions:\n"
    "      - {code: ams, country: NL, confidence: verified}\n"
    "    managed_services:\n"
    "      - {capability: vm, product: M, confidence: verified}\n";

static const char overlay_prices[] =
    "id,provider,kind,name,region,arch,vcpu,memory_gib,disk_gb,gpu,gpu_count,"
    "cpu_allocation,currency,price,unit,month_cap,month_hours,included_"
    "quantity,included_unit,vat,commitment,price_kind,source,as_of,confidence,"
    "note\n"
    /* too small */
    "proef/vm/s,proef,vm,S,,x86_64,2,4,0,,0,,EUR,0.001,hour,,,,,excluded,,"
    "list,,2026-10-01,verified,\n"
    /* fits: 0.03 x 730 = 21.90, capped at 18 */
    "proef/vm/m,proef,vm,M,nl-1,x86_64,4,8,0,,0,shared,EUR,0.03,hour,18,,,,"
    "excluded,,list,,2026-10-01,verified,\n"
    /* fits, dearer; the only list price at nl-2 */
    "proef/vm/l,proef,vm,L,,x86_64,4,8,0,,0,,EUR,20,month,,,,,excluded,,list,,"
    "2026-10-01,verified,\n"
    /* a quote goes before list prices */
    "proef/vm/q,proef,vm,Q,nl-2,x86_64,4,8,0,,0,,EUR,25,month,,,,,excluded,"
    ",quote,,2026-11-01,verified,\n"
    /* another architecture */
    "proef/vm/arm,proef,vm,ARM,,arm64,4,8,0,,0,,EUR,5,month,,,,,excluded,,"
    "list,,2026-10-01,verified,\n"
    /* too old, and a currency without a rate */
    "proef/vm/old,proef,vm,OLD,,x86_64,4,8,0,,0,,EUR,1,month,,,,,excluded,,"
    "list,,2025-10-01,verified,\n"
    "proef/vm/chf,proef,vm,CHF,,x86_64,4,8,0,,0,,CHF,2,month,,,,,excluded,,"
    "list,,2026-10-01,verified,\n"
    "proef/block/v,proef,block,V,,,,,,,,,EUR,0.10,gib_month,,,,,excluded,,"
    "list,,2026-10-01,verified,\n"
    "proef/object/cold,proef,object,Cold Archive,,,,,,,,,EUR,0.001,gib_month,"
    ",,,,excluded,,list,,2026-10-01,verified,\n"
    "proef/object/o,proef,object,Standard,,,,,,,,,EUR,0.00001,gib_hour,,,,,"
    "excluded,,list,,2026-10-01,partly,\n"
    "proef/egress/e,proef,egress,traffic,,,,,,,,,EUR,0.02,gib,,,,,excluded,,"
    "list,,2026-10-01,verified,\n";

static const char estate_text[] =
    "{\"format\":\"uitweg-estate/1\",\"written_by\":\"test\"}\n"
    "{\"record\":\"source\",\"id\":\"source/a\",\"connector\":\"tables\"}\n"
    "{\"record\":\"organisation\",\"id\":\"org/a\",\"name\":\"A\",\"country\":"
    "\"NL\"}\n"
    "{\"record\":\"resource\",\"id\":\"vm/a\",\"kind\":\"vm\",\"native_type\":"
    "\"terraform:aws_instance\",\"provider\":\"aws\",\"region\":\"eu-west-1\","
    "\"vcpu\":8,\"memory_gib\":8,\"count\":3,\"data_gib\":300,\"disks\":[{"
    "\"id\":\"root\",\"size_gib\":200,\"used_gib\":100}],\"growth_per_year\":"
    "0,\"utilisation\":[{\"what\":\"cpu\",\"statistic\":\"p95\",\"value\":0.4}"
    ",{\"what\":\"memory\",\"statistic\":\"average\",\"value\":0.4}],"
    "\"features\":[],\"eur_per_month\":\"500.00\"}\n"
    "{\"record\":\"resource\",\"id\":\"vm/huge\",\"kind\":\"vm\",\"native_"
    "type\":\"terraform:aws_instance\",\"provider\":\"aws\",\"vcpu\":9000,"
    "\"memory_gib\":90000,\"licences\":[{\"name\":\"db\",\"transferable\":"
    "false}]}\n"
    "{\"record\":\"resource\",\"id\":\"bucket/b\",\"kind\":\"bucket\","
    "\"native_type\":\"terraform:aws_s3_bucket\",\"provider\":\"aws\",\"data_"
    "gib\":1000,\"used_gib\":1000,\"objects\":5,\"growth_per_year\":0,"
    "\"internet_egress_gib_per_month\":50,\"features\":[]}\n"
    "{\"record\":\"resource\",\"id\":\"saas/mail\",\"kind\":\"saas\","
    "\"provider\":\"premises\",\"seats\":10}\n"
    "{\"record\":\"resource\",\"id\":\"vm/own\",\"kind\":\"vm\",\"provider\":"
    "\"premises\",\"region\":\"NL\",\"vcpu\":3,\"memory_gib\":6}\n"
    "{\"record\":\"resource\",\"id\":\"vm/own2\",\"kind\":\"vm\",\"provider\":"
    "\"premises\",\"region\":\"NL\",\"vcpu\":1,\"memory_gib\":2}\n"
    "{\"record\":\"service\",\"id\":\"service/s\",\"criticality\":\"high\","
    "\"data_class\":\"personal-special\",\"required_control\":\"european\","
    "\"members\":[\"bucket/b\"]}\n"
    "{\"record\":\"resource\",\"id\":\"saas/billed-a\",\"kind\":\"saas\","
    "\"provider\":\"first\"}\n"
    "{\"record\":\"resource\",\"id\":\"saas/billed-b\",\"kind\":\"saas\","
    "\"provider\":\"second\"}\n"
    "{\"record\":\"cost\",\"id\":\"cost/1\",\"provider\":\"first\",\"peri"
    "od_start\":\"2026-09-01\",\"charge_kind\":\"usage\",\"currency\":\"E"
    "UR\",\"eur\":\"10\",\"resource\":\"saas/billed-a\",\"period_end\":\""
    "2026-10-01\",\"effective_eur\":\"40\"}\n"
    "{\"record\":\"cost\",\"id\":\"cost/2\",\"provider\":\"first\",\"peri"
    "od_start\":\"2026-09-01\",\"charge_kind\":\"usage\",\"currency\":\"E"
    "UR\",\"eur\":\"2\",\"resource\":\"saas/billed-a\",\"period_end\":\"2"
    "026-10-01\"}\n"
    "{\"record\":\"cost\",\"id\":\"cost/3\",\"provider\":\"first\",\"peri"
    "od_start\":\"2026-09-01\",\"charge_kind\":\"purchase\",\"currency\":"
    "\"EUR\",\"eur\":\"500\",\"resource\":\"saas/billed-a\",\"period_end"
    "\":\"2026-10-01\"}\n"
    "{\"record\":\"cost\",\"id\":\"cost/4\",\"provider\":\"first\",\"peri"
    "od_start\":\"2026-09-15\",\"charge_kind\":\"usage\",\"currency\":\"E"
    "UR\",\"eur\":\"30\",\"resource\":\"saas/billed-a\",\"period_end\":\""
    "2026-10-15\"}\n"
    "{\"record\":\"cost\",\"id\":\"cost/5\",\"provider\":\"first\",\"peri"
    "od_start\":\"2026-10-01\",\"charge_kind\":\"usage\",\"currency\":\"E"
    "UR\",\"eur\":\"7\",\"resource\":\"saas/billed-a\",\"period_end\":\"2"
    "026-10-20\"}\n"
    "{\"record\":\"cost\",\"id\":\"cost/6\",\"provider\":\"second\",\"per"
    "iod_start\":\"2026-11-01\",\"charge_kind\":\"usage\",\"currency\":\""
    "EUR\",\"eur\":\"3\",\"resource\":\"saas/billed-b\",\"period_end\":\""
    "2026-11-16\"}\n"
    "{\"record\":\"cost\",\"id\":\"cost/7\",\"provider\":\"second\",\"per"
    "iod_start\":\"2026-11-16\",\"charge_kind\":\"usage\",\"currency\":\""
    "EUR\",\"eur\":\"4\",\"resource\":\"saas/billed-b\",\"period_end\":\""
    "2026-12-01\"}\n";

static const char scenario_head[] =
    "format: uitweg-scenario/1\n"
    "organisation: org/a\n"
    "as_of: 2026-11-22\n"
    "start: 2027-01-04\n"
    "horizon: 5y\n"
    "money:\n"
    "  currency: EUR\n"
    "  day_rate: {default: 800 EUR}\n"
    "  rates: [{currency: USD, eur: \"0.5\", date: 2026-11-01, source: test, "
    "grade: documented}]\n"
    "premises: {eur_per_host_month: 100 EUR, staff_per_month: 300 EUR, hosts: "
    "1, cores: 8}\n";

typedef struct
{
  char *folder;
  UitwegEstate *estate;
  UitwegCatalog *catalog;
  const UitwegScenario *scenario;
  UitwegAssessment *assessment;
  UitwegOptions *options;
} Fixture;

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, &error));
  g_assert_no_error (error);
}

static const char *
get_shipped (void)
{
  const char *path = g_getenv ("UITWEG_CATALOG");

  return path != NULL ? path : "catalog";
}

/* Options of the test's estate under the head and `rules`. */
static void
set_up (Fixture *fixture, const char *rules)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strconcat (scenario_head, rules, NULL);
  g_autofree char *estate_path = NULL;
  g_autofree char *scenario_path = NULL;
  g_autofree char *overlay = NULL;
  const char *paths[2] = { get_shipped (), NULL };
  const char *estates[1];

  fixture->folder = g_dir_make_tmp ("uitweg-options-XXXXXX", &error);
  g_assert_no_error (error);
  write_file (fixture->folder, "overlay/catalog.yaml", overlay_index);
  write_file (fixture->folder, "overlay/providers/proef.yaml",
              overlay_providers);
  write_file (fixture->folder, "overlay/prices/proef.csv", overlay_prices);
  write_file (fixture->folder, "estate.jsonl", estate_text);
  write_file (fixture->folder, "scenario.yaml", text);
  overlay = g_build_filename (fixture->folder, "overlay", NULL);
  estate_path = g_build_filename (fixture->folder, "estate.jsonl", NULL);
  scenario_path = g_build_filename (fixture->folder, "scenario.yaml", NULL);
  paths[1] = overlay;
  estates[0] = estate_path;
  fixture->estate = uitweg_estate_load (estates, 1, 1, &error);
  g_assert_no_error (error);
  fixture->catalog = uitweg_catalog_load (paths, 2, &error);
  g_assert_no_error (error);
  fixture->scenario = uitweg_scenario_load (scenario_path, &error);
  g_assert_no_error (error);
  fixture->assessment = uitweg_assessment_new (
      fixture->estate, fixture->catalog, fixture->scenario,
      fixture->scenario->start, 1, &error);
  g_assert_no_error (error);
  fixture->options = uitweg_options_new (fixture->assessment, fixture->scenario,
                                         &error);
  g_assert_no_error (error);
  g_assert_nonnull (fixture->options);
}

static void
tear_down (Fixture *fixture)
{
  static const char *const files[] = { "overlay/catalog.yaml",
                                       "overlay/providers/proef.yaml",
                                       "overlay/prices/proef.csv",
                                       "estate.jsonl",
                                       "scenario.yaml",
                                       "overlay/providers",
                                       "overlay/prices",
                                       "overlay",
                                       "" };

  uitweg_options_unref (fixture->options);
  uitweg_assessment_unref (fixture->assessment);
  uitweg_scenario_free (fixture->scenario);
  uitweg_catalog_unref (fixture->catalog);
  uitweg_estate_unref (fixture->estate);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, files[i],
                                                NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_free (fixture->folder);
}

/* The option of a resource by strategy and target id; NULL target: none. */
static const UitwegOption *
find (const Fixture *fixture,
      const char *id,
      UitwegStrategy strategy,
      const char *target)
{
  guint32 i = uitweg_estate_find (fixture->estate, UITWEG_RECORD_RESOURCE, id);
  guint32 n;
  const UitwegOption *all;

  g_assert_cmpuint (i, !=, UITWEG_NONE);
  all = uitweg_options_get (fixture->options, i, &n);
  for (guint32 k = 0; k < n; k++)
    {
      if (all[k].strategy != strategy)
        continue;
      if (target == NULL
              ? all[k].target == UITWEG_NONE
              : all[k].target != UITWEG_NONE
                    && g_str_equal (uitweg_options_get_target (fixture->options,
                                                               all[k].target)
                                        ->id,
                                    target))
        return &all[k];
    }
  return NULL;
}

static const UitwegPart *
find_part (const Fixture *fixture,
           const UitwegOption *option,
           UitwegPartKind kind)
{
  g_assert_nonnull (option);
  for (guint32 p = 0; p < option->n_parts; p++)
    {
      const UitwegPart *part = uitweg_options_get_part (fixture->options,
                                                        option->first_part + p);

      if (part->kind == kind)
        return part;
    }
  return NULL;
}

static const char *
get_reason (const Fixture *fixture, const UitwegOption *option)
{
  g_assert_nonnull (option);
  return uitweg_options_get_reason (fixture->options, option->why_not);
}

static void
assert_starts (const char *text, const char *start)
{
  g_assert_nonnull (text);
  if (!g_str_has_prefix (text, start))
    g_error ("found '%s', expected it to begin with '%s'", text, start);
}

static void
test_the_cheapest_fitting_offer (void)
{
  Fixture fixture = { 0 };
  const UitwegOption *option;
  const UitwegPart *part;
  const UitwegNeed *need;
  guint32 i;

  set_up (&fixture, "");
  i = uitweg_estate_find (fixture.estate, UITWEG_RECORD_RESOURCE, "vm/a");
  need = &uitweg_options_get_needs (fixture.options)[i];
  g_assert_cmpfloat_with_epsilon (need->vcpu, 8 * 0.4 * 1.2, 1e-9);
  g_assert_cmpint (need->memory / 1024, ==, (gint64) (6.4 * 1048576));
  g_assert_cmpint (need->disk, ==, 100 * GIB);
  g_assert_cmpstr (need->basis, ==,
                   "vCPU p95 x 1.2; memory average x 2; disk used + growth");
  option = find (&fixture, "vm/a", UITWEG_STRATEGY_REHOST, "proef/nl-1");
  part = find_part (&fixture, option, UITWEG_PART_MACHINE);
  g_assert_cmpstr (part->source, ==, "proef/vm/m");
  g_assert_cmpint (part->amount.lo, ==, 54000000);
  g_assert_cmpint (part->amount.hi, ==, 54000000);
  g_assert_cmpint (part->grade, ==, UITWEG_GRADE_DOCUMENTED);
  assert_starts (part->text, "3 x M (4 vCPU, 8 GiB, shared CPU)");
  part = find_part (&fixture, option, UITWEG_PART_STORAGE);
  g_assert_cmpint (part->amount.lo, ==, 30000000);
  g_assert_cmpint (option->run_per_month.lo, ==, 84000000);
  g_assert_false (option->has_hole);
  /* M is sold at nl-1 only, and nl-2 has a quote */
  option = find (&fixture, "vm/a", UITWEG_STRATEGY_REHOST, "proef/nl-2");
  part = find_part (&fixture, option, UITWEG_PART_MACHINE);
  g_assert_cmpstr (part->source, ==, "proef/vm/q");
  g_assert_cmpint (part->amount.lo, ==, 75000000);
  tear_down (&fixture);
}

static void
test_no_price_is_a_range_or_a_hole (void)
{
  Fixture fixture = { 0 };
  const UitwegOption *option;
  const UitwegPart *part;

  set_up (&fixture, "");
  option = find (&fixture, "vm/a", UITWEG_STRATEGY_REHOST, "stil/ams");
  part = find_part (&fixture, option, UITWEG_PART_MACHINE);
  g_assert_false (part->hole);
  g_assert_cmpint (part->amount.lo, <=, 54000000);
  g_assert_cmpint (part->amount.hi, >=, 60000000);
  g_assert_cmpint (part->grade, ==, UITWEG_GRADE_ASSUMED);
  option = find (&fixture, "vm/huge", UITWEG_STRATEGY_REHOST, "stil/ams");
  part = find_part (&fixture, option, UITWEG_PART_MACHINE);
  g_assert_true (part->hole);
  g_assert_nonnull (part->text);
  g_assert_true (option->has_hole);
  part = find_part (&fixture, option, UITWEG_PART_LICENCE);
  g_assert_true (part->hole);
  option = find (&fixture, "saas/mail", UITWEG_STRATEGY_REPURCHASE, "stil/ams");
  part = find_part (&fixture, option, UITWEG_PART_SAAS);
  g_assert_true (part->hole);
  g_assert_cmpint (part->amount.lo, ==, 0);
  g_assert_cmpint (part->amount.hi, ==, 0);
  tear_down (&fixture);
}

static void
test_storage_traffic_and_switching (void)
{
  Fixture fixture = { 0 };
  const UitwegOption *option;
  const UitwegPart *part;

  set_up (&fixture, "");
  option = find (&fixture, "bucket/b", UITWEG_STRATEGY_REPLATFORM,
                 "proef/nl-1");
  part = find_part (&fixture, option, UITWEG_PART_STORAGE);
  /* not the archive; 0.00001 x 730 x 1000 */
  g_assert_cmpstr (part->source, ==, "proef/object/o");
  g_assert_cmpint (part->amount.lo, ==, 7300000);
  g_assert_cmpint (part->grade, ==, UITWEG_GRADE_INFERRED);
  part = find_part (&fixture, option, UITWEG_PART_EGRESS);
  g_assert_cmpint (part->amount.lo, ==, 1000000);
  g_assert_cmpint (option->transfer_bytes, ==, 1000 * GIB);
  g_assert_cmpint (option->transfer_objects, ==, 5);
  part = find_part (&fixture, option, UITWEG_PART_SWITCHING_EGRESS);
  g_assert_false (part->monthly);
  g_assert_cmpint (part->amount.lo, ==, 0);
  g_assert_cmpint (part->amount.hi, >, 0);
  tear_down (&fixture);
}

static void
test_own_premises (void)
{
  Fixture fixture = { 0 };
  const UitwegOption *option;
  const UitwegMoneyRange *today;
  guint32 i;

  set_up (&fixture, "");
  today = uitweg_options_get_run_today (fixture.options);
  i = uitweg_estate_find (fixture.estate, UITWEG_RECORD_RESOURCE, "vm/own");
  /* 400 EUR: three quarters of the vCPU and of the memory */
  g_assert_cmpint (today[i].lo, ==, 300000000);
  g_assert_cmpint (today[i].hi, ==, 300000000);
  i = uitweg_estate_find (fixture.estate, UITWEG_RECORD_RESOURCE, "saas/mail");
  g_assert_cmpint (today[i].lo, ==, UITWEG_UNKNOWN);
  option = find (&fixture, "vm/own", UITWEG_STRATEGY_RETAIN, NULL);
  g_assert_cmpint (option->run_per_month.lo, ==, 300000000);
  g_assert_cmpint (option->one_off.hi, ==, 0);
  g_assert_true (option->allowed);
  g_assert_null (find (&fixture, "vm/own", UITWEG_STRATEGY_REHOST, "premises"));
  option = find (&fixture, "vm/a", UITWEG_STRATEGY_REHOST, "premises");
  g_assert_nonnull (find_part (&fixture, option, UITWEG_PART_PREMISES));
  tear_down (&fixture);
}

/* Of each provider the newest month that is whole: of the first it is
 * September, 40 of 10 spread, 2, and 16 of 30 days of 30. */
static void
test_bills_of_whole_months (void)
{
  Fixture fixture = { 0 };
  const UitwegMoneyRange *today;
  guint32 i;

  set_up (&fixture, "");
  today = uitweg_options_get_run_today (fixture.options);
  i = uitweg_estate_find (fixture.estate, UITWEG_RECORD_RESOURCE,
                          "saas/billed-a");
  g_assert_cmpint (today[i].lo, ==, 58000000);
  i = uitweg_estate_find (fixture.estate, UITWEG_RECORD_RESOURCE,
                          "saas/billed-b");
  g_assert_cmpint (today[i].lo, ==, 7000000);
  tear_down (&fixture);
}

static void
test_an_assumption_fills_a_hole (void)
{
  Fixture fixture = { 0 };
  const UitwegOption *option;
  const UitwegPart *part;

  set_up (&fixture,
          "assume:\n"
          "  - {id: post, for: \"kind:saas\", what: run, eur_per_month: 6 EUR, "
          "per: seat, low: 4 EUR, high: 9 EUR, source: test, grade: "
          "assumed}\n"
          "  - {id: leren, for: saas/mail, what: training, eur: 100 EUR, per: "
          "seat, source: test, grade: assumed}\n");
  option = find (&fixture, "saas/mail", UITWEG_STRATEGY_REPURCHASE, "stil/ams");
  part = find_part (&fixture, option, UITWEG_PART_SAAS);
  g_assert_false (part->hole);
  g_assert_cmpstr (part->source, ==, "post");
  g_assert_cmpint (part->amount.lo, ==, 40000000);
  g_assert_cmpint (part->amount.hi, ==, 90000000);
  part = find_part (&fixture, option, UITWEG_PART_TRAINING);
  g_assert_cmpint (part->amount.lo, ==, 1000000000);
  tear_down (&fixture);
}

static void
test_rules_say_why_not (void)
{
  Fixture fixture = { 0 };
  const UitwegOption *option;

  set_up (&fixture,
          "evidence: verified\n"
          "leave: [{provider: aws}]\n"
          "targets: {allow_countries: [NL], certificates: [ISO 27001], "
          "exclude: [scaleway]}\n");
  option = find (&fixture, "vm/a", UITWEG_STRATEGY_REHOST, "proef/nl-1");
  g_assert_false (option->allowed);
  assert_starts (get_reason (&fixture, option),
                 "certificate ISO 27001: claimed, not verified");
  option = find (&fixture, "vm/a", UITWEG_STRATEGY_REHOST, "stil/ams");
  assert_starts (get_reason (&fixture, option),
                 "certificate ISO 27001: not known");
  option = find (&fixture, "vm/a", UITWEG_STRATEGY_REHOST, "scaleway/nl-ams-1");
  assert_starts (get_reason (&fixture, option), "targets.exclude");
  option = find (&fixture, "vm/a", UITWEG_STRATEGY_REHOST, "hetzner/fsn1");
  assert_starts (get_reason (&fixture, option), "targets.allow_countries");
  option = find (&fixture, "vm/a", UITWEG_STRATEGY_RETAIN, NULL);
  g_assert_true (option->must_leave_remains);
  g_assert_false (option->allowed);
  assert_starts (get_reason (&fixture, option), "leave:");
  tear_down (&fixture);

  memset (&fixture, 0, sizeof fixture);
  set_up (&fixture,
          "rules: {residency: {personal-special: [DE]}, partial: {allow: "
          "true, review: 12mo}}\n"
          "leave: [{provider: aws}]\n");
  option = find (&fixture, "bucket/b", UITWEG_STRATEGY_REPLATFORM,
                 "proef/nl-1");
  g_assert_cmpstr (get_reason (&fixture, option), ==,
                   "residency: personal-special data must stay in DE");
  option = find (&fixture, "vm/a", UITWEG_STRATEGY_RETAIN, NULL);
  g_assert_true (option->must_leave_remains);
  g_assert_true (option->allowed);
  tear_down (&fixture);
}

static void
test_an_unknown_parent_meets_no_control (void)
{
  Fixture fixture = { 0 };
  const UitwegOption *option;

  set_up (&fixture, "");
  option = find (&fixture, "bucket/b", UITWEG_STRATEGY_SELF_RUN, "stil/ams");
  g_assert_false (option->allowed);
  g_assert_cmpstr (get_reason (&fixture, option), ==,
                   "required control european: who controls stil/ams is not "
                   "known");
  option = find (&fixture, "bucket/b", UITWEG_STRATEGY_REPLATFORM,
                 "proef/nl-1");
  g_assert_true (option->allowed);
  g_assert_null (get_reason (&fixture, option));
  tear_down (&fixture);
}

/* The law: sums are the sums of their parts, a hole adds nothing and has a
 * name, and order is that of strategy and target. */
static void
check_option (const UitwegOptions *options, const UitwegOption *option)
{
  UitwegMoneyRange run = { 0, 0 }, once = { 0, 0 };
  guint32 n_holes = 0;

  for (guint32 p = 0; p < option->n_parts; p++)
    {
      const UitwegPart *part = uitweg_options_get_part (options,
                                                        option->first_part + p);
      UitwegMoneyRange *sum = part->monthly ? &run : &once;

      g_assert_nonnull (part->source);
      g_assert_cmpint (part->amount.lo, <=, part->amount.hi);
      if (part->hole)
        {
          n_holes++;
          g_assert_nonnull (part->text);
          g_assert_cmpint (part->amount.lo, ==, 0);
          g_assert_cmpint (part->amount.hi, ==, 0);
        }
      sum->lo += part->amount.lo;
      sum->hi += part->amount.hi;
    }
  g_assert_cmpint (run.lo, ==, option->run_per_month.lo);
  g_assert_cmpint (run.hi, ==, option->run_per_month.hi);
  g_assert_cmpint (once.lo, ==, option->one_off.lo);
  g_assert_cmpint (once.hi, ==, option->one_off.hi);
  g_assert_cmpuint (n_holes, ==, option->n_holes);
  g_assert_cmpint (n_holes > 0, ==, option->has_hole);
  g_assert_cmpint (option->allowed, ==, option->why_not == UITWEG_NONE);
  g_assert_true (option->coverage.lo <= option->coverage.hi);
  g_assert_true (option->days_low <= option->days_mode
                 && option->days_mode <= option->days_high);
}

static void
check_options (const UitwegOptions *options)
{
  const UitwegEstate *estate = uitweg_assessment_get_estate (
      uitweg_options_get_assessment (options));
  guint32 n_resources = uitweg_estate_get_n_resources (estate);

  for (guint32 i = 0; i < n_resources; i++)
    {
      guint32 n;
      const UitwegOption *all = uitweg_options_get (options, i, &n);

      g_assert_cmpuint (n, >, 0);
      g_assert_cmpint (all[n - 1].strategy, ==, UITWEG_STRATEGY_RETAIN);
      for (guint32 k = 0; k < n; k++)
        {
          double sum = 0;
          const double *split = uitweg_options_get_split (options,
                                                          all[k].skill_split);

          check_option (options, &all[k]);
          g_assert_cmpuint (all[k].resource, ==, i);
          if (k > 0 && all[k].strategy == all[k - 1].strategy)
            g_assert_cmpuint (all[k].target, >, all[k - 1].target);
          else if (k > 0)
            g_assert_cmpuint (all[k].strategy, >, all[k - 1].strategy);
          for (guint s = 0; s < uitweg_options_get_n_skills (options); s++)
            sum += split[s];
          g_assert_cmpfloat_with_epsilon (sum, 1, 1e-9);
        }
    }
}

static void
test_an_option_is_the_sum_of_its_parts (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "");
  check_options (fixture.options);
  tear_down (&fixture);
}

static void
test_the_municipality (void)
{
  const char *top = g_getenv ("top_srcdir");
  g_autofree char *path = g_build_filename (
      top != NULL ? top : ".", "scenarios", "gemeente", "scenario.yaml", NULL);
  const char *catalogs[1] = { get_shipped () };
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegEstate) estate = NULL;
  g_autoptr (UitwegCatalog) catalog = NULL;
  g_autoptr (UitwegAssessment) assessment = NULL;
  g_autoptr (UitwegOptions) options = NULL;
  const UitwegScenario *scenario;
  const UitwegMoneyRange *today;
  UitwegMoney premises = 0;
  const UitwegTable *resources;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("no scenarios/gemeente in this tree");
      return;
    }
  scenario = uitweg_scenario_load (path, &error);
  g_assert_no_error (error);
  estate = uitweg_estate_load (scenario->estate_paths,
                               g_strv_length ((char **) scenario->estate_paths),
                               1, &error);
  g_assert_no_error (error);
  catalog = uitweg_catalog_load (catalogs, 1, &error);
  g_assert_no_error (error);
  assessment = uitweg_assessment_new (estate, catalog, scenario,
                                      scenario->start, 1, &error);
  g_assert_no_error (error);
  options = uitweg_options_new (assessment, scenario, &error);
  g_assert_no_error (error);
  check_options (options);
  resources = uitweg_estate_get_table (estate, UITWEG_RECORD_RESOURCE);
  today = uitweg_options_get_run_today (options);
  for (guint32 i = 0; i < uitweg_estate_get_n_resources (estate); i++)
    if (today[i].lo != UITWEG_UNKNOWN
        && g_strcmp0 (
               uitweg_table_text (resources, i, UITWEG_RESOURCE_PROVIDER),
               "premises")
               == 0)
      premises += today[i].hi;
  /* 6 x 260 + 192 x 18 + 21,000, but for rounding of the shares */
  g_assert_cmpint (ABS (premises - 26016000000), <, 100);
  g_clear_pointer (&options, uitweg_options_unref);
  g_clear_pointer (&assessment, uitweg_assessment_unref);
  uitweg_scenario_free (scenario);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/options/prices/the-cheapest-fitting-offer",
                   test_the_cheapest_fitting_offer);
  g_test_add_func ("/options/prices/no-price-is-a-range-or-a-hole",
                   test_no_price_is_a_range_or_a_hole);
  g_test_add_func ("/options/prices/storage-traffic-and-switching",
                   test_storage_traffic_and_switching);
  g_test_add_func ("/options/prices/own-premises", test_own_premises);
  g_test_add_func ("/options/prices/bills-of-whole-months",
                   test_bills_of_whole_months);
  g_test_add_func ("/options/prices/an-assumption-fills-a-hole",
                   test_an_assumption_fills_a_hole);
  g_test_add_func ("/options/prices/rules-say-why-not", test_rules_say_why_not);
  g_test_add_func ("/options/prices/an-unknown-parent-meets-no-control",
                   test_an_unknown_parent_meets_no_control);
  g_test_add_func ("/options/prices/an-option-is-the-sum-of-its-parts",
                   test_an_option_is_the_sum_of_its_parts);
  g_test_add_func ("/options/prices/the-municipality", test_the_municipality);
  return g_test_run ();
}
