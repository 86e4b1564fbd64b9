/* SPDX-License-Identifier: EUPL-1.2
 *
 * Who reaches what: jurisdictions of small estates from records to sets and
 * chains in words.
 */
#include "config.h"

#include "assess-world.h"

static char *
codes (const World *world, guint64 set)
{
  GString *text = g_string_new (NULL);

  for (guint c = 0; c < uitweg_assessment_get_n_countries (world->assessment);
       c++)
    if ((set >> c & 1) != 0)
      g_string_append_printf (
          text, "%s%s", text->len > 0 ? " " : "",
          uitweg_assessment_get_country (world->assessment, c));
  return g_string_free (text, FALSE);
}

static void
assert_jurisdictions (const World *world,
                      const char *id,
                      const char *expected,
                      gboolean unknown)
{
  guint32 i = thing (world, id);
  g_autofree char *found = codes (
      world, uitweg_assessment_get_jurisdictions (world->assessment)[i]);

  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpint (
      uitweg_assessment_get_jurisdiction_unknown (world->assessment)[i], ==,
      unknown);
}

/* FRAMEWORKS 8.2, J-1 to J-5. */
static void
test_effective_jurisdictions (void)
{
  World world;

  world_init (
      &world,
      OWNED ("party/nl", "NL", "party/nl-top", "100") END (
          "party/nl-top",
          "NL") OWNED ("party/nl-us", "NL", "party/us",
                       "100") END ("party/us", "US") OWNED ("party/ie", "IE",
                                                            "party/us", "100")
          PARTY ("party/gap", "NL", ",'owners_known':'none'") THING (
              "vm/j1", "vm", ",'provider':'party/nl','region':'NL'")
              THING ("vm/j2", "vm", ",'provider':'party/nl-us','region':'NL'")
                  THING ("vm/j3", "vm",
                         ",'provider':'party/nl-us','region':'DE'")
                      THING ("saas/j4", "saas", ",'provider':'party/nl'")
                          THING ("vm/j4", "vm", ",'provider':'party/ie'")
                              NEEDS ("saas/j4", "vm/j4", "platform", "true", "")
                                  THING (
                                      "vm/j5", "vm",
                                      ",'provider':'party/gap','region':'NL',"
                                      "'administrators':[{'country':'IN'}]"));
  assert_jurisdictions (&world, "vm/j1", "NL", FALSE);
  assert_jurisdictions (&world, "vm/j2", "NL US", FALSE);
  assert_jurisdictions (&world, "vm/j3", "DE NL US", FALSE);
  assert_jurisdictions (&world, "saas/j4", "IE NL US", FALSE);
  assert_jurisdictions (&world, "vm/j5", "IN NL", TRUE);
  world_clear (&world);
}

static void
test_which_dependencies_carry_control (void)
{
  World world;

  world_init (
      &world,
      END ("party/nl", "NL") END ("party/us", "US")
          THING ("vm/us", "vm", ",'provider':'party/us'") THING (
              "vm/hard", "vm", ",'provider':'party/nl'")
              THING ("vm/soft-data", "vm", ",'provider':'party/nl'") THING (
                  "vm/soft-network", "vm", ",'provider':'party/nl'")
                  THING ("vm/guarded", "vm", ",'provider':'party/nl'") THING (
                      "vm/supplied", "vm", ",'provider':'party/nl'")
                      THING ("vm/far", "vm", ",'provider':'party/nl'")
                          NEEDS ("vm/hard", "vm/us", "network", "true", "")
                              NEEDS ("vm/soft-data", "vm/us", "data", "false",
                                     "") NEEDS ("vm/soft-network", "vm/us",
                                                "network", "false", "")
                                  NEEDS ("vm/guarded", "vm/us", "network",
                                         "true", ",'rule':'guarded_by'")
                                      NEEDS ("vm/supplied", "vm/us", "supply",
                                             "false", ",'rule':'firmware'")
                                          NEEDS ("vm/far", "vm/hard", "network",
                                                 "true", ""));
  assert_jurisdictions (&world, "vm/hard", "NL US", FALSE);
  assert_jurisdictions (&world, "vm/far", "NL US", FALSE);
  assert_jurisdictions (&world, "vm/soft-data", "NL US", FALSE);
  assert_jurisdictions (&world, "vm/soft-network", "NL", FALSE);
  assert_jurisdictions (&world, "vm/guarded", "NL", FALSE);
  assert_jurisdictions (&world, "vm/supplied", "NL", FALSE);
  world.scenario.strict = TRUE;
  assess (&world, "2026-11-22");
  assert_jurisdictions (&world, "vm/supplied", "NL US", FALSE);
  world.scenario.accepted_layers = (const char *const[]){ "firmware", NULL };
  assess (&world, "2026-11-22");
  assert_jurisdictions (&world, "vm/supplied", "NL", FALSE);
  world_clear (&world);
}

static void
test_everyone_with_access_counts (void)
{
  World world;

  world_init (&world,
              ORGANISATION END ("party/admin", "IN") END ("party/keys", "GB")
                  END ("party/backup", "FR") THING (
                      "vm/a", "vm",
                      ",'provider':'premises','region':'NL','key_custody':"
                      "{'holder':'party/keys'},'administrators':[{'party':"
                      "'party/admin','country':'CA'}],'backups':[{'party':"
                      "'party/backup','country':'BE'}]")
                      THING ("vm/nobody", "vm", "")
                          THING ("vm/own", "vm", ",'provider':'premises'"));
  assert_jurisdictions (&world, "vm/a", "BE CA FR GB IN NL", FALSE);
  assert_jurisdictions (&world, "vm/nobody", "", TRUE);
  assert_jurisdictions (&world, "vm/own", "NL", FALSE);
  world_clear (&world);
}

static void
test_subcontractors (void)
{
  World world;

  world_init (&world,
              PARTY ("party/saas", "NL",
                     ",'owners_known':'end','subcontractors':["
                     "{'party':'party/host','for':'operation'},"
                     "{'party':'party/maker','for':'software'}]")
                  OWNED ("party/host", "DE", "party/top", "60") PARTY (
                      "party/top", "US",
                      ",'owners_known':'end','subcontractors':["
                      "{'party':'party/elsewhere','for':'operation'}]")
                      END ("party/maker", "CA") END ("party/elsewhere", "IN")
                          THING ("saas/a", "saas", ",'provider':'party/saas'"));
  /* What the parent of the host has done elsewhere is not our concern. */
  assert_jurisdictions (&world, "saas/a", "DE NL US", FALSE);
  world.scenario.strict = TRUE;
  assess (&world, "2026-11-22");
  assert_jurisdictions (&world, "saas/a", "CA DE NL US", FALSE);
  world_clear (&world);
}

static void
test_control_is_dated (void)
{
  World world;
  const UitwegTrigger trigger = { .id = "takeover",
                                  .kind = UITWEG_TRIGGER_ACQUISITION,
                                  .party = "party/sold",
                                  .by = "party/buyer",
                                  .on = day ("2027-06-01") };

  world_init (&world,
              PARTY ("party/sold", "NL",
                     ",'owners_known':'all','owners':["
                     "{'party':'party/first','votes_percent':100,"
                     "'until':'2020-01-01'},"
                     "{'party':'party/second','votes_percent':100,"
                     "'from':'2020-01-01'}]")
                  OWNED ("party/announced", "NL", "party/first", "100")
                      PARTY ("party/bought", "NL",
                             ",'owners_known':'end','events':["
                             "{'date':'2026-10-05','kind':'acquisition',"
                             "'by':'party/buyer','status':'announced'},"
                             "{'date':'2026-10-06','kind':'acquisition',"
                             "'by':'party/second','status':'rumoured'}]")
                          END ("party/first", "DE") END ("party/second", "FR")
                              END ("party/buyer", "US") THING (
                                  "vm/sold", "vm", ",'provider':'party/sold'")
                                  THING ("vm/bought", "vm",
                                         ",'provider':'party/bought'"));
  assert_jurisdictions (&world, "vm/sold", "FR NL", FALSE);
  assert_jurisdictions (&world, "vm/bought", "NL US", FALSE);
  assess (&world, "2019-12-31");
  assert_jurisdictions (&world, "vm/sold", "DE NL", FALSE);
  assess (&world, "2026-10-04");
  assert_jurisdictions (&world, "vm/bought", "NL", FALSE);
  world.scenario.triggers = &trigger;
  world.scenario.n_triggers = 1;
  assess (&world, "2027-05-31");
  assert_jurisdictions (&world, "vm/sold", "FR NL", FALSE);
  assess (&world, "2027-06-01");
  assert_jurisdictions (&world, "vm/sold", "NL US", FALSE);
  world_clear (&world);
}

static void
assert_explained (const World *world,
                  const char *id,
                  const char *code,
                  const char *expected)
{
  g_autofree char *found = uitweg_assessment_explain_jurisdiction (
      world->assessment, thing (world, id), country (world, code));

  g_assert_cmpstr (found, ==, expected);
}

static void
test_explain (void)
{
  World world;

  world_init (
      &world,
      ORGANISATION OWNED ("party/app", "NL", "party/holding", "100")
          OWNED ("party/holding", "NL", "party/foundation",
                 "50.5") END ("party/foundation", "US")
              PARTY ("party/saas", "NL",
                     ",'owners_known':'end','subcontractors':["
                     "{'party':'party/app','for':'operation'}]")
                  THING ("vm/a", "vm", ",'provider':'premises'") THING (
                      "db/b", "database",
                      ",'provider':'party/app','backups':[{'country':'BE'}]")
                      THING ("saas/c", "saas",
                             ",'provider':'party/saas','region':'DE'")
                          NEEDS ("vm/a", "db/b", "data", "true", ""));
  assert_explained (&world, "vm/a", "US",
                    "vm/a → db/b (data) → party/app (operates) → "
                    "party/holding (100 % of votes) → "
                    "party/foundation (50.5 % of votes, US)");
  assert_explained (&world, "vm/a", "NL", "vm/a → premises (operates, NL)");
  assert_explained (&world, "vm/a", "BE", "vm/a → db/b (data) → backup in BE");
  assert_explained (&world, "saas/c", "US",
                    "saas/c → party/saas (operates) → party/app "
                    "(subcontractor for operation) → party/holding "
                    "(100 % of votes) → party/foundation "
                    "(50.5 % of votes, US)");
  assert_explained (&world, "saas/c", "DE", "saas/c → data in DE");
  assert_explained (&world, "vm/a", "DE", NULL);
  world_clear (&world);
}

static void
test_catalog_providers (void)
{
  World world;
  guint32 aws = uitweg_catalog_find_provider (catalog, "aws");
  gboolean unknown;
  guint64 set;
  g_autofree char *found = NULL;

  g_assert_cmpuint (aws, !=, UITWEG_NONE);
  world_init (&world, THING ("vm/a", "vm",
                             ",'provider':'aws','region':'eu-central-1'"));
  set = uitweg_assessment_get_provider_jurisdictions (world.assessment, aws,
                                                      FALSE, &unknown);
  found = codes (&world, set);
  g_assert_nonnull (strstr (found, "US"));
  g_assert_false (unknown);
  g_assert_cmphex (
      uitweg_assessment_get_jurisdictions (world.assessment)[0] & set, ==, set);
  world_clear (&world);
}

static void
test_24_39 (void)
{
  World world;
  double largest;

  world_init (&world, OWNED ("party/a", "NL", "party/us", "30")
                          OWNED ("party/b", "NL", "party/de", "100")
                              PARTY ("party/c", "NL", "") END ("party/us", "US")
                                  END ("party/de", "DE"));
  g_assert_cmpint (
      uitweg_assessment_test_24_39 (world.assessment, 0, &largest, NULL), ==,
      UITWEG_2439_FAILS);
  g_assert_cmpfloat_with_epsilon (largest, 30, 1e-9);
  g_assert_cmpint (
      uitweg_assessment_test_24_39 (world.assessment, 1, NULL, NULL), ==,
      UITWEG_2439_PASSES);
  g_assert_cmpint (
      uitweg_assessment_test_24_39 (world.assessment, 2, NULL, NULL), ==,
      UITWEG_2439_GAP);
  world_clear (&world);
}

static void
test_unverified_owners_are_not_there (void)
{
  World world;

  world_init (
      &world,
      END ("party/top", "DE") OWNED (
          "party/sure", "NL", "party/top",
          "100") "{'record':'party','id':'party/"
                 "guess','seat':'NL','owners_known':"
                 "'all','owners':[{'party':'party/top','votes_percent':100}],"
                 "'provenance':[{'source':'source/s','grade':'documented'},"
                 "{'source':'source/"
                 "s','grade':'assumed','fields':['owners']}]}\n" THING (
                     "vm/sure", "vm", ",'provider':'party/sure'")
                     THING ("vm/guess", "vm", ",'provider':'party/guess'"));
  assert_jurisdictions (&world, "vm/guess", "DE NL", FALSE);
  world.scenario.verified_only = TRUE;
  assess (&world, "2026-11-22");
  assert_jurisdictions (&world, "vm/sure", "DE NL", FALSE);
  assert_jurisdictions (&world, "vm/guess", "NL", TRUE);
  world_clear (&world);
}

static void
test_too_many_countries (void)
{
  g_autoptr (GString) records = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegEstate) estate = NULL;
  UitwegScenario scenario = { 0 };

  for (guint i = 0; i < 65; i++)
    g_string_append_printf (records,
                            "{'record':'party','id':'party/%u','seat':"
                            "'%c%c'}\n",
                            i, 'A' + i / 26, 'A' + i % 26);
  estate = load (records->str);
  g_assert_null (uitweg_assessment_new (estate, catalog, &scenario,
                                        day ("2026-11-22"), 1, &error));
  g_assert_error (error, UITWEG_ASSESSMENT_ERROR,
                  UITWEG_ASSESSMENT_ERROR_COUNTRIES);
}

int
main (int argc, char **argv)
{
  gint status;

  g_test_init (&argc, &argv, NULL);
  world_load_catalog ();
  g_test_add_func ("/assess/effective-jurisdictions",
                   test_effective_jurisdictions);
  g_test_add_func ("/assess/which-dependencies-carry-control",
                   test_which_dependencies_carry_control);
  g_test_add_func ("/assess/everyone-with-access-counts",
                   test_everyone_with_access_counts);
  g_test_add_func ("/assess/subcontractors", test_subcontractors);
  g_test_add_func ("/assess/control-is-dated", test_control_is_dated);
  g_test_add_func ("/assess/explain", test_explain);
  g_test_add_func ("/assess/catalog-providers", test_catalog_providers);
  g_test_add_func ("/assess/24-39", test_24_39);
  g_test_add_func ("/assess/unverified-owners-are-not-there",
                   test_unverified_owners_are_not_there);
  g_test_add_func ("/assess/too-many-countries", test_too_many_countries);
  status = g_test_run ();
  uitweg_catalog_unref (catalog);
  return status;
}
