/* SPDX-License-Identifier: EUPL-1.2
 *
 * The assessment of small estates with the shipped catalog: from records to
 * figures. Records are written with ' for ", which reads better in C.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include <uitweg/assessment.h>
#include <uitweg/day.h>

static UitwegCatalog *catalog;

typedef struct
{
  UitwegEstate *estate;
  UitwegScenario scenario;
  UitwegAssessment *assessment;
} World;

#define PARTY(id, seat, rest)                                                  \
  "{'record':'party','id':'" id "','seat':'" seat "'" rest ",'provenance':"    \
  "[{'source':'source/s','grade':'documented'}]}\n"
#define OWNED(id, seat, by, votes)                                             \
  PARTY (id, seat,                                                             \
         ",'owners_known':'all','owners':[{'party':'" by                       \
         "','capital_percent':" votes ",'votes_percent':" votes "}]")
#define END(id, seat) PARTY (id, seat, ",'owners_known':'end'")
#define THING(id, kind, rest)                                                  \
  "{'record':'resource','id':'" id "','kind':'" kind "'" rest                  \
  ",'provenance':[{'source':'source/s','grade':'documented'}]}\n"
#define NEEDS(from, to, kind, hard, rest)                                      \
  "{'record':'dependency','id':'dep/" from "/" to "','from':'" from            \
  "','to':'" to "','kind':'" kind "','hard':" hard rest ",'provenance':["      \
  "{'source':'source/s','grade':'documented'}]}\n"
#define SERVICE(id, rest)                                                      \
  "{'record':'service','id':'" id "'" rest ",'provenance':["                   \
  "{'source':'source/s','grade':'documented'}]}\n"
#define SOURCE                                                                 \
  "{'record':'source','id':'source/s','connector':'tables','complete':true}\n"
#define ORGANISATION                                                           \
  "{'record':'organisation','id':'org/x','country':'NL',"                      \
  "'party':'party/x','required_control':[{'criticality':'vital','level':"      \
  "'national'}]}\n" END ("party/x", "NL")

static UitwegDay
day (const char *text)
{
  UitwegDay value = UITWEG_DAY_UNKNOWN;

  g_assert_true (uitweg_day_parse (text, &value));
  return value;
}

static void
assess (World *world, const char *on)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&world->assessment, uitweg_assessment_unref);
  world->assessment = uitweg_assessment_new (
      world->estate, catalog, &world->scenario, day (on), 1, &error);
  g_assert_no_error (error);
}

static UitwegEstate *
load (const char *records)
{
  g_autofree char *folder = g_dir_make_tmp ("uitweg-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "estate.jsonl", NULL);
  g_autoptr (GString)
      text = g_string_new ("{'format':'uitweg-estate/1'}\n" SOURCE);
  g_autoptr (GError) error = NULL;
  const char *paths[] = { path };
  UitwegEstate *estate = NULL;

  g_string_append (text, records);
  g_string_replace (text, "'", "\"", 0);
  g_file_set_contents (path, text->str, -1, &error);
  g_assert_no_error (error);
  estate = uitweg_estate_load (paths, 1, 1, &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_rmdir (folder);
  return estate;
}

static void
world_init (World *world, const char *records)
{
  memset (world, 0, sizeof *world);
  world->estate = load (records);
  assess (world, "2026-11-22");
}

static void
world_clear (World *world)
{
  uitweg_assessment_unref (world->assessment);
  uitweg_estate_unref (world->estate);
}

static guint32
thing (const World *world, const char *id)
{
  guint32 row = uitweg_estate_find (world->estate, UITWEG_RECORD_RESOURCE, id);

  g_assert_cmpuint (row, !=, UITWEG_NONE);
  return row;
}

static guint
country (const World *world, const char *code)
{
  guint c = 0;

  while (strcmp (uitweg_assessment_get_country (world->assessment, c), code)
         != 0)
    g_assert_cmpuint (++c, <,
                      uitweg_assessment_get_n_countries (world->assessment));
  return c;
}

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
  const char *path = NULL;
  g_autoptr (GError) error = NULL;
  gint status;

  g_test_init (&argc, &argv, NULL);
  path = g_getenv ("UITWEG_CATALOG");
  if (path == NULL)
    path = "catalog";
  catalog = uitweg_catalog_load (&path, 1, &error);
  g_assert_no_error (error);
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
  g_test_add_func ("/assess/24-39", test_24_39);
  g_test_add_func ("/assess/unverified-owners-are-not-there",
                   test_unverified_owners_are_not_there);
  g_test_add_func ("/assess/empty-estate", test_empty_estate);
  g_test_add_func ("/assess/too-many-countries", test_too_many_countries);
  status = g_test_run ();
  uitweg_catalog_unref (catalog);
  return status;
}
