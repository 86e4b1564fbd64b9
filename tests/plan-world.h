/* SPDX-License-Identifier: EUPL-1.2
 *
 * Small estates for the tests of plans and verdicts, with the shipped catalog
 * and an overlay of two providers with prices made for the test. Every plan
 * made here must keep the laws of plan-laws.h. Records are written with ' for
 * ", which reads better in C.
 */
#ifndef PLAN_WORLD_H
#define PLAN_WORLD_H

#include <string.h>

#include <glib/gstdio.h>

#include <uitweg/day.h>
#include <uitweg/money.h>
#include <uitweg/plan.h>

static UitwegCatalog *catalog;

typedef struct
{
  UitwegEstate *estate;
  const UitwegScenario *scenario;
  UitwegAssessment *assessment;
  UitwegOptions *options;
  UitwegPlan *plan;
} World;

#define EUR G_GINT64_CONSTANT (1000000)

#define RESOURCE(id, kind, rest)                                               \
  "{'record':'resource','id':'" id "','kind':'" kind "'" rest                  \
  ",'provenance':[{'source':'source/s','grade':'documented'}]}\n"
#define VM(id, rest)                                                           \
  RESOURCE (id, "vm",                                                          \
            ",'native_type':'terraform:aws_instance','provider':'aws',"        \
            "'region':'eu-west-1','vcpu':2,'memory_gib':4,'features':[],"      \
            "'eur_per_month':'100.00','used_gib':10,'data_gib':10" rest)
#define OWN(id, rest)                                                          \
  RESOURCE (id, "vm",                                                          \
            ",'provider':'premises','region':'NL','vcpu':2,'memory_gib':4,"    \
            "'used_gib':10,'data_gib':10" rest)
#define NET(id)                                                                \
  RESOURCE (id, "network",                                                     \
            ",'native_type':'terraform:aws_vpc','provider':'aws',"             \
            "'region':'eu-west-1','features':[],'eur_per_month':'0.00'")
#define NEEDS(from, to, rest)                                                  \
  "{'record':'dependency','id':'dep/" from "/" to "','from':'" from            \
  "','to':'" to "'" rest                                                       \
  ",'provenance':[{'source':'source/s','grade':'documented'}]}\n"
#define HARD(from, to)                                                         \
  NEEDS (from, to, ",'kind':'network','hard':true,'max_latency_us':100000")
#define SOFT(from, to)                                                         \
  NEEDS (from, to,                                                             \
         ",'kind':'network','hard':false,'gib_per_month':10,"                  \
         "'max_latency_us':200000")
#define SERVICE(id, criticality, rest)                                         \
  "{'record':'service','id':'" id "','criticality':'" criticality "'" rest     \
  ",'provenance':[{'source':'source/s','grade':'documented'}]}\n"
#define CONTRACT(id, rest)                                                     \
  "{'record':'contract','id':'" id "','provider':'aws'" rest                   \
  ",'provenance':[{'source':'source/s','grade':'documented'}]}\n"

#define HEAD                                                                   \
  "format: uitweg-scenario/1\n"                                                \
  "as_of: 2026-11-22\n"                                                        \
  "start: 2027-01-04\n"                                                        \
  "horizon: 5y\n"                                                              \
  "money: {currency: EUR, discount_rate: 4%, day_rate: {default: 800 EUR}, "   \
  "rates: [{currency: USD, eur: \"0.9\", date: 2026-11-01, source: test, "     \
  "grade: documented}]}\n"
#define LEAVE_AWS "leave: [{provider: aws}]\n"
#define PLANNED "triggers: [{id: planned, kind: planned}]\n"
#define TARGETS                                                                \
  "targets: {include: [proef, ander], exclude: [premises], allow_countries: "  \
  "[NL]}\n"
#define LINES                                                                  \
  "  lines: [{id: internet, bandwidth: 1Gbit/s, usable: 70%, hours: "          \
  "\"20:00-06:00\"}]\n"
#define CREW                                                                   \
  "capacity:\n"                                                                \
  "  skills: {platform: 2, database: 1, network: 1, application: 2, "          \
  "test: 1, security: 1, workplace: 1, data: 1}\n" LINES
#define USUAL HEAD LEAVE_AWS PLANNED TARGETS CREW

static const char overlay_index[] =
    "format: uitweg-catalog/1\n"
    "version: test\n"
    "as_of: 2026-11-22\n"
    "files:\n"
    "  - {path: providers/proef.yaml, table: providers, source: test, as_of: "
    "2026-11-22, licence: EUPL-1.2}\n"
    "  - {path: prices/proef.csv, table: prices, source: test, as_of: "
    "2026-11-22, licence: EUPL-1.2}\n"
    "  - {path: portability.yaml, table: portability, source: test, as_of: "
    "2026-11-22, licence: EUPL-1.2}\n";

static const char overlay_portability[] = "format: uitweg-catalog/1\n"
                                          "table: portability\n"
                                          "source: test\n"
                                          "as_of: 2026-11-22\n"
                                          "licence: EUPL-1.2\n"
                                          "values:\n"
                                          "  round_trip_us: 1000\n";

#define PROVIDER(id, name)                                                     \
  "  - id: " id "\n"                                                           \
  "    name: " name "\n"                                                       \
  "    tier: full-cloud\n"                                                     \
  "    seat_country: {value: NL, confidence: verified}\n"                      \
  "    ultimate_parent: {name: " name ", country: NL, confidence: verified}\n" \
  "    jurisdiction_class: eu_seat_eu_parent\n"                                \
  "    regions:\n"                                                             \
  "      - {code: nl-1, country: NL, confidence: verified}\n"                  \
  "      - {code: nl-2, country: NL, confidence: verified}\n"                  \
  "    certifications:\n"                                                      \
  "      - {name: ISO 27001, status: held, confidence: unverified}\n"          \
  "    managed_services:\n"                                                    \
  "      - {capability: vm, product: M, confidence: verified}\n"               \
  "      - {capability: object_storage, product: O, confidence: verified}\n"   \
  "      - {capability: private_network, product: N, confidence: verified}\n"

static const char overlay_providers[] = "format: uitweg-catalog/1\n"
                                        "table: providers\n"
                                        "source: test\n"
                                        "as_of: 2026-11-22\n"
                                        "licence: EUPL-1.2\n"
                                        "records:\n" PROVIDER ("proef",
                                                               "Proefwolk")
                                            PROVIDER ("ander", "Andere");

#define PRICES(id, vm)                                                         \
  id "/vm/m," id ",vm,M,,x86_64,2,4,0,,0,,EUR," vm                             \
     ",month,,,,,excluded,,list,,2026-10-01,verified,\n" id "/block/v," id     \
     ",block,V,,,,,,,,,EUR,0.10,gib_month,,,,,excluded,,list,,2026-10-01,"     \
     "verified,\n" id "/object/o," id                                          \
     ",object,Standard,,,,,,,,,EUR,0.01,gib_month,,,,,excluded,,list,,"        \
     "2026-10-01,verified,\n" id "/egress/e," id                               \
     ",egress,traffic,,,,,,,,,EUR,0.02,gib,,,,,excluded,,list,,2026-10-01,"    \
     "verified,\n"

static const char overlay_prices[] =
    "id,provider,kind,name,region,arch,vcpu,memory_gib,disk_gb,gpu,gpu_count,"
    "cpu_allocation,currency,price,unit,month_cap,month_hours,included_"
    "quantity,included_unit,vat,commitment,price_kind,source,as_of,confidence,"
    "note\n" PRICES ("proef", "20") PRICES ("ander", "30");

static inline char *
write_file (const char *folder, const char *name, const char *text)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, &error));
  g_assert_no_error (error);
  return path;
}

static inline void
delete_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
}

/* The shipped catalog and the overlay, for all tests of a program. */
static inline void
world_load_catalog (void)
{
  static const char *const files[] = {
    "catalog.yaml",
    "providers/proef.yaml",
    "prices/proef.csv",
    "portability.yaml",
    "providers",
    "prices",
    "",
  };
  const char *shipped = g_getenv ("UITWEG_CATALOG");
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("uitweg-XXXXXX", NULL);
  const char *paths[] = { shipped != NULL ? shipped : "catalog", folder };

  g_free (write_file (folder, files[0], overlay_index));
  g_free (write_file (folder, files[1], overlay_providers));
  g_free (write_file (folder, files[2], overlay_prices));
  g_free (write_file (folder, files[3], overlay_portability));
  catalog = uitweg_catalog_load (paths, 2, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    delete_file (folder, files[i]);
}

/* Everything up to the options. */
static inline void
world_load (World *world, const char *records, const char *rules)
{
  g_autofree char *folder = g_dir_make_tmp ("uitweg-XXXXXX", NULL);
  g_autoptr (GString) text = g_string_new (
      "{'format':'uitweg-estate/1'}\n"
      "{'record':'source','id':'source/s','connector':'tables','complete':"
      "true}\n"
      "{'record':'organisation','id':'org/x','country':'NL'}\n");
  g_autofree char *estate = NULL, *scenario = NULL;
  const char *paths[1];
  g_autoptr (GError) error = NULL;

  memset (world, 0, sizeof *world);
  g_string_append (text, records);
  g_string_replace (text, "'", "\"", 0);
  paths[0] = estate = write_file (folder, "estate.jsonl", text->str);
  scenario = write_file (folder, "scenario.yaml", rules);
  world->estate = uitweg_estate_load (paths, 1, 1, &error);
  g_assert_no_error (error);
  world->scenario = uitweg_scenario_load (scenario, &error);
  g_assert_no_error (error);
  delete_file (folder, "estate.jsonl");
  delete_file (folder, "scenario.yaml");
  delete_file (folder, "");
  world->assessment = uitweg_assessment_new (world->estate, catalog,
                                             world->scenario,
                                             world->scenario->start, 1, &error);
  g_assert_no_error (error);
  world->options = uitweg_options_new (world->assessment, world->scenario,
                                       &error);
  g_assert_no_error (error);
}

static inline void
world_clear (World *world)
{
  g_clear_pointer (&world->plan, uitweg_plan_unref);
  g_clear_pointer (&world->options, uitweg_options_unref);
  g_clear_pointer (&world->assessment, uitweg_assessment_unref);
  if (world->scenario != NULL)
    uitweg_scenario_free (world->scenario);
  g_clear_pointer (&world->estate, uitweg_estate_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

static inline guint32
thing (const World *world, const char *id)
{
  guint32 row = uitweg_estate_find (world->estate, UITWEG_RECORD_RESOURCE, id);

  g_assert_cmpuint (row, !=, UITWEG_NONE);
  return row;
}

static inline const UitwegPlanResource *
planned (const World *world, const char *id)
{
  return &uitweg_plan_get_resources (world->plan)[thing (world, id)];
}

static inline const UitwegPlanGroup *
group_of (const World *world, const char *id)
{
  guint32 n;
  const UitwegPlanGroup *groups = uitweg_plan_get_groups (world->plan, &n);

  g_assert_cmpuint (planned (world, id)->group, <, n);
  return &groups[planned (world, id)->group];
}

static inline gboolean
are_together (const World *world, const char *a, const char *b)
{
  return planned (world, a)->group == planned (world, b)->group;
}

/* "proef/nl-1", or "" for none. */
static inline const char *
target_of (const World *world, const char *id)
{
  const UitwegOption *option = planned (world, id)->option;

  return option == NULL || option->target == UITWEG_NONE
             ? ""
             : uitweg_options_get_target (world->options, option->target)->id;
}

static inline UitwegDay
day (const char *text)
{
  UitwegDay value = UITWEG_DAY_UNKNOWN;

  g_assert_true (uitweg_day_parse (text, &value));
  return value;
}

#endif
