/* SPDX-License-Identifier: EUPL-1.2
 *
 * Figures of small estates from records: portability, what must be left, what
 * is required, services, coverage.
 */
#include "config.h"

#include "assess-world.h"

static void
test_must_leave (void)
{
  const UitwegLeave by_provider = { .provider = "aws" };
  const UitwegLeave by_party = { .party = "party/us" };
  const UitwegLeave by_country = { .jurisdiction = "US" };
  World world;
  const guint8 *leave = NULL;

  world_init (&world,
              ORGANISATION OWNED ("party/nl", "NL", "party/us", "80") END (
                  "party/us", "US") THING ("vm/aws", "vm", ",'provider':'aws'")
                  THING ("vm/nl", "vm", ",'provider':'party/nl'")
                      THING ("vm/own", "vm", ",'provider':'premises'")
                          NEEDS ("vm/own", "vm/nl", "data", "true", ""));
  world.scenario.leave = &by_provider;
  world.scenario.n_leave = 1;
  assess (&world, "2026-11-22");
  leave = uitweg_assessment_get_must_leave (world.assessment);
  g_assert_true (leave[thing (&world, "vm/aws")]);
  g_assert_false (leave[thing (&world, "vm/nl")]);
  world.scenario.leave = &by_party;
  assess (&world, "2026-11-22");
  leave = uitweg_assessment_get_must_leave (world.assessment);
  g_assert_false (leave[thing (&world, "vm/aws")]);
  g_assert_true (leave[thing (&world, "vm/nl")]);
  world.scenario.leave = &by_country;
  assess (&world, "2026-11-22");
  leave = uitweg_assessment_get_must_leave (world.assessment);
  g_assert_true (leave[thing (&world, "vm/aws")]);
  g_assert_true (leave[thing (&world, "vm/nl")]);
  /* It needs such a thing, but is none. */
  g_assert_false (leave[thing (&world, "vm/own")]);
  world_clear (&world);
}

static void
test_required_control (void)
{
  World world;
  const guint8 *level = NULL;
  const gint8 *data_class = NULL;
  const gint8 *criticality = NULL;
  guint32 below;

  world_init (
      &world,
      ORGANISATION THING ("vm/a", "vm", ",'provider':'premises'") THING (
          "vm/b", "vm",
          ",'provider':'premises'") THING ("vm/below", "vm",
                                           ",'provider':'premises'")
          THING ("vm/free", "vm", ",'provider':'premises'") NEEDS (
              "vm/a", "vm/below", "data", "true", "") NEEDS ("vm/b", "vm/below",
                                                             "data", "true", "")
              NEEDS ("vm/a", "vm/free", "network", "false", "") SERVICE (
                  "service/a", ",'criticality':'vital','data_class':'internal',"
                               "'members':['vm/a']")
                  SERVICE (
                      "service/b",
                      ",'criticality':'low','data_class':'personal-special',"
                      "'members':['vm/b']"));
  level = uitweg_assessment_get_required_control (world.assessment);
  data_class = uitweg_assessment_get_data_class (world.assessment);
  criticality = uitweg_assessment_get_criticality (world.assessment);
  below = thing (&world, "vm/below");
  g_assert_cmpuint (level[thing (&world, "vm/a")], ==, UITWEG_CONTROL_NATIONAL);
  g_assert_cmpuint (level[thing (&world, "vm/b")], ==, UITWEG_CONTROL_EUROPEAN);
  g_assert_cmpuint (level[below], ==, UITWEG_CONTROL_NATIONAL);
  g_assert_cmpint (data_class[below], ==, UITWEG_DATA_PERSONAL_SPECIAL);
  g_assert_cmpint (criticality[below], ==, UITWEG_CRITICALITY_VITAL);
  g_assert_cmpuint (level[thing (&world, "vm/free")], ==, UITWEG_CONTROL_ANY);
  g_assert_cmpint (data_class[thing (&world, "vm/free")], ==, -1);
  g_assert_cmpint (criticality[thing (&world, "vm/free")], ==, -1);
  world_clear (&world);
}

static void
assert_value (UitwegInterval value, double lo, double hi)
{
  g_assert_cmpfloat_with_epsilon (value.lo, lo, 1e-9);
  g_assert_cmpfloat_with_epsilon (value.hi, hi, 1e-9);
}

static void
test_portability (void)
{
  World world;
  const UitwegInterval *own = NULL;
  const UitwegInterval *value = NULL;
  const guint32 *witness = NULL;
  double best;
  guint32 a;
  guint32 first;
  guint32 n;

  world_init (
      &world,
      THING ("vm/a", "vm",
             ",'native_type':'terraform:aws_instance','features':"
             "['device:passthrough-pci','device:sr-iov']")
          THING ("vm/unknown", "vm", ",'native_type':'no:such'")
              THING ("vm/plain", "vm",
                     ",'native_type':'terraform:aws_instance','features':[]")
                  THING ("vm/features", "vm",
                         ",'native_type':'terraform:aws_instance'")
                      THING ("disk/a", "disk", ",'features':[]")
                          NEEDS ("vm/plain", "vm/a", "platform", "true", ""));
  own = uitweg_assessment_get_own_portability (world.assessment);
  value = uitweg_assessment_get_portability (world.assessment);
  witness = uitweg_assessment_get_portability_witness (world.assessment);
  a = thing (&world, "vm/a");
  assert_value (own[thing (&world, "vm/unknown")], 0, 1);
  /* All are machines: what the type alone gives, which the catalog says. */
  best = own[thing (&world, "vm/plain")].hi;
  g_assert_cmpfloat (best, >, 0.1);
  assert_value (own[thing (&world, "vm/plain")], best, best);
  assert_value (own[thing (&world, "vm/features")], 0.5 * best, best);
  assert_value (own[a], 0.4 * best, 0.4 * best);
  assert_value (value[thing (&world, "vm/plain")], 0.4 * best, 0.4 * best);
  g_assert_cmpuint (witness[thing (&world, "vm/plain")], ==, 0);
  g_assert_cmpuint (witness[a], ==, UITWEG_NONE);
  uitweg_assessment_find_blockers (world.assessment, a, &first, &n);
  g_assert_cmpuint (n, ==, 2);
  uitweg_assessment_get_blockers (world.assessment, &n);
  g_assert_cmpuint (n, ==, 2);
  world_clear (&world);
}

/* Nothing is inherited from what is made anew, except over identity and key;
 * a soft dependency passes nothing on. */
static void
test_what_is_made_anew_passes_nothing_on (void)
{
  World world;
  const UitwegInterval *own = NULL;
  const UitwegInterval *value = NULL;
  const char *const same[] = { "vm/placed", "vm/soft" };
  guint32 keyed;

  world_init (
      &world,
      THING ("host/a", "host", "") THING ("facility/a", "facility", "")
          THING ("pool/a", "pool", "") THING ("other/a", "other", "") THING (
              "vm/placed", "vm",
              ",'native_type':'terraform:aws_instance','features':[]")
              THING ("vm/soft", "vm",
                     ",'native_type':'terraform:aws_instance','features':[]")
                  THING (
                      "vm/keyed", "vm",
                      ",'native_type':'terraform:aws_instance','features':[]")
                      NEEDS ("vm/placed", "host/a", "platform", "true", "")
                          NEEDS ("vm/placed", "facility/a", "platform", "true",
                                 "") NEEDS ("vm/placed", "pool/a", "platform",
                                            "true", "")
                              NEEDS ("vm/soft", "other/a", "platform", "false",
                                     "") NEEDS ("vm/keyed", "host/a", "key",
                                                "true", ",'bridge':'bound'"));
  own = uitweg_assessment_get_own_portability (world.assessment);
  value = uitweg_assessment_get_portability (world.assessment);
  g_assert_true (isnan (own[thing (&world, "host/a")].lo));
  g_assert_true (isnan (value[thing (&world, "facility/a")].hi));
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      guint32 vm = thing (&world, same[i]);

      assert_value (value[vm], own[vm].lo, own[vm].hi);
    }
  keyed = thing (&world, "vm/keyed");
  assert_value (value[keyed], 0.2, 0.2);
  world_clear (&world);
}

static void
test_features_tell_the_engine (void)
{
  World world;
  const guint32 *entries = NULL;
  const char *const ids[] = { "db/a", "db/b", "db/c" };
  const char *const archetypes[] = { "pg", "mysql", "pg" };

  world_init (
      &world,
      THING ("db/a", "database",
             ",'native_type':'terraform:aws_db_instance','features':"
             "['engine:postgres','postgresql:15']")
          THING ("db/b", "database",
                 ",'native_type':'terraform:aws_db_instance','features':"
                 "['mysql:8.0']")
              THING ("db/c", "database",
                     ",'native_type':'terraform:aws_db_instance','features':"
                     "['engine:postgres']"));
  entries = uitweg_assessment_get_entries (world.assessment);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      guint32 entry = entries[thing (&world, ids[i])];

      g_assert_cmpuint (entry, !=, UITWEG_NONE);
      g_assert_cmpstr (uitweg_catalog_get_service (catalog, entry)->archetype,
                       ==, archetypes[i]);
    }
  world_clear (&world);
}

static void
test_letters (void)
{
  const struct
  {
    UitwegInterval value;
    const char *letters;
  } cases[] = {
    { { 0.85, 0.85 }, "A" }, { { 0.7, 0.84 }, "B" }, { { 0.5, 1.0 }, "C–A" },
    { { 0.0, 1.0 }, "F–A" }, { { 0.1, 0.1 }, "F" },  { { 0.2, 0.31 }, "E–D" },
    { { NAN, NAN }, "–" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (uitweg_portability_get_letters (catalog, cases[i].value),
                     ==, cases[i].letters);
}

static void
test_services (void)
{
  World world;
  UitwegInterval share;
  double full;

  world_init (
      &world,
      ORGANISATION END ("party/us", "US") PARTY ("party/gap", "NL", "") THING (
          "vm/own", "vm",
          ",'provider':'premises','eur_per_month':'30.00','native_type':"
          "'terraform:aws_instance','features':[]")
          THING ("vm/us", "vm",
                 ",'provider':'party/us','eur_per_month':'10.00','native_type':"
                 "'terraform:aws_instance','features':"
                 "['device:passthrough-pci']")
              THING ("vm/gap", "vm", ",'provider':'party/gap'") SERVICE (
                  "service/a", ",'criticality':'vital','members':['vm/own']")
                  SERVICE (
                      "service/b",
                      ",'criticality':'vital','members':['vm/own','vm/us']")
                      SERVICE ("service/c",
                               ",'criticality':'high','members':['vm/gap']")
                          SERVICE ("service/d",
                                   ",'criticality':'low','members':['vm/us']"));
  /* a is under control, b is not, c nobody knows, d is no key service. */
  share = uitweg_assessment_get_share_under_control (world.assessment);
  assert_value (share, 1.0 / 3.0, 2.0 / 3.0);
  /* 30 EUR of full worth and 10 of half. */
  full = uitweg_assessment_get_portability (
             world.assessment)[thing (&world, "vm/own")]
             .hi;
  assert_value (uitweg_assessment_get_service_portability (world.assessment)[1],
                full / 2, full / 2);
  assert_value (
      uitweg_assessment_get_service_mean_portability (world.assessment)[1],
      0.875 * full, 0.875 * full);
  world_clear (&world);
}

static void
test_coverage (void)
{
  World world;
  const UitwegCoverage *coverage = NULL;

  world_init (
      &world,
      THING ("vm/a", "vm", ",'native_type':'terraform:aws_instance'") THING (
          "vm/b", "vm",
          "") THING ("vm/c", "vm",
                     "") NEEDS ("vm/a", "vm/b", "data", "true",
                                ",'basis':'observed'") NEEDS ("vm/a",
                                                              "vm/missing",
                                                              "data", "true",
                                                              ",'basis':'"
                                                              "declared'")
          SERVICE ("service/a", ",'members':['vm/a']") SERVICE (
              "service/b",
              "") "{'record':'cost','id':'cost/1','period_start':'2026-10-01',"
                  "'eur':'100.00','resource':'vm/a'}\n"
                  "{'record':'cost','id':'cost/2','period_start':'2026-10-15',"
                  "'billed':'20.50','currency':'EUR'}\n"
                  "{'record':'cost','id':'cost/3','period_start':'2026-09-01',"
                  "'eur':'999.00','resource':'vm/a'}\n"
                  "{'record':'source','id':'source/part','connector':'libvirt',"
                  "'complete':false,'problems':[{'call':'x','error':'y','"
                  "unseen':"
                  "{'resources':[1,12],'eur_per_month':'7.00'}},{'call':'x','"
                  "error':"
                  "'z'}]}\n");
  coverage = uitweg_assessment_get_coverage (world.assessment);
  g_assert_cmpint (coverage->billed, ==, 120500000);
  g_assert_cmpint (coverage->matched, ==, 100000000);
  g_assert_cmpuint (coverage->n_cost_lines, ==, 3);
  g_assert_cmpuint (coverage->n_resources, ==, 3);
  g_assert_cmpuint (coverage->n_placeholders, ==, 1);
  g_assert_cmpuint (coverage->n_known_types, ==, 1);
  g_assert_cmpuint (coverage->n_dependencies, ==, 2);
  g_assert_cmpuint (coverage->n_observed, ==, 1);
  g_assert_cmpuint (coverage->n_declared, ==, 1);
  g_assert_cmpuint (coverage->n_without_dependency, ==, 1);
  g_assert_cmpuint (coverage->n_services, ==, 2);
  g_assert_cmpuint (coverage->n_services_with_members, ==, 1);
  g_assert_cmpuint (coverage->n_sources, ==, 2);
  g_assert_cmpuint (coverage->n_sources_complete, ==, 1);
  g_assert_cmpuint (coverage->n_problems, ==, 2);
  g_assert_cmpint (coverage->unseen_low, ==, 1);
  g_assert_cmpint (coverage->unseen_high, ==, 12);
  g_assert_cmpint (coverage->unseen_eur, ==, 7000000);
  world_clear (&world);
}

static void
test_empty_estate (void)
{
  World world;
  const UitwegCoverage *coverage = NULL;
  UitwegInterval share;

  world_init (&world, "");
  coverage = uitweg_assessment_get_coverage (world.assessment);
  g_assert_cmpuint (coverage->n_resources, ==, 0);
  g_assert_cmpint (coverage->unseen_eur, ==, UITWEG_UNKNOWN);
  share = uitweg_assessment_get_share_under_control (world.assessment);
  g_assert_true (isnan (share.lo) && isnan (share.hi));
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  gint status;

  g_test_init (&argc, &argv, NULL);
  world_load_catalog ();
  g_test_add_func ("/assess/must-leave", test_must_leave);
  g_test_add_func ("/assess/required-control", test_required_control);
  g_test_add_func ("/assess/portability", test_portability);
  g_test_add_func ("/assess/what-is-made-anew-passes-nothing-on",
                   test_what_is_made_anew_passes_nothing_on);
  g_test_add_func ("/assess/features-tell-the-engine",
                   test_features_tell_the_engine);
  g_test_add_func ("/assess/letters", test_letters);
  g_test_add_func ("/assess/services", test_services);
  g_test_add_func ("/assess/coverage", test_coverage);
  g_test_add_func ("/assess/empty-estate", test_empty_estate);
  status = g_test_run ();
  uitweg_catalog_unref (catalog);
  return status;
}
