/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of the scenario: every key, every form of value, every id.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include <uitweg/catalog.h>
#include <uitweg/day.h>

#include "model/scenario-private.h"

#define START "format: uitweg-scenario/1\nstart: 2027-01-04\n"
#define EUR(amount) ((UitwegMoney) (amount) *1000000)

/* Loads text as if it stood in a file named "s.yaml". */
static const UitwegScenario *
load_text (const char *text, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("uitweg-XXXXXX", NULL);
  g_autofree char *old = g_get_current_dir ();
  const UitwegScenario *scenario;

  g_assert_cmpint (g_chdir (folder), ==, 0);
  g_assert_true (g_file_set_contents ("s.yaml", text, -1, NULL));
  scenario = uitweg_scenario_load ("s.yaml", error);
  g_unlink ("s.yaml");
  g_assert_cmpint (g_chdir (old), ==, 0);
  g_rmdir (folder);
  return scenario;
}

static UitwegEstate *
load_estate (const char *text)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  UitwegEstate *estate;
  int fd = g_file_open_tmp ("uitweg-XXXXXX", &path, NULL);
  const char *paths[1];

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  paths[0] = path;
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  estate = uitweg_estate_load (paths, 1, 1, &error);
  g_assert_no_error (error);
  g_unlink (path);
  return estate;
}

static void
test_what_is_not_said_has_a_default (void)
{
  g_autoptr (GError) error = NULL;
  const UitwegScenario *scenario = load_text (START, &error);

  g_assert_no_error (error);
  g_assert_cmpint (scenario->horizon_months, ==, 60);
  g_assert_cmpint (scenario->as_of, ==, UITWEG_DAY_UNKNOWN);
  g_assert_false (scenario->strict);
  g_assert_cmpint (scenario->budget_one_off, ==, UITWEG_UNKNOWN);
  g_assert_cmpint (scenario->max_share_ppm, ==, -1);
  g_assert_cmpint (scenario->samples, ==, 10000);
  g_assert_cmpuint (scenario->seed, ==, 1);
  g_assert_null (scenario->allow_countries[0]);
  g_assert_null (scenario->calendar_country);
  g_assert_cmpint (uitweg_scenario_get_day_rate (scenario, "platform"), ==,
                   UITWEG_UNKNOWN);
  g_assert_cmpuint (strlen (scenario->digest), ==, 64);
  uitweg_scenario_free (scenario);
}

static void
check_policy (const UitwegScenario *s)
{
  g_assert_cmpstr (s->title, ==, "T");
  g_assert_cmpstr (s->estate_paths[0], ==, "a.jsonl");
  g_assert_cmpstr (s->catalog_paths[0], ==, "over");
  g_assert_cmpint (s->horizon_months, ==, 18);
  g_assert_cmpuint (s->n_triggers, ==, 3);
  g_assert_cmpint (s->triggers[1].kind, ==, UITWEG_TRIGGER_DISRUPTIVE);
  g_assert_cmpint (s->triggers[1].notice_days, ==, 30);
  g_assert_cmpint (s->triggers[0].notice_days, ==, -1);
  g_assert_cmpstr (s->triggers[2].by, ==, "q");
  g_assert_true (s->strict);
  g_assert_true (s->verified_only);
  g_assert_cmpstr (s->accepted_layers[1], ==, "firmware");
  g_assert_cmpuint (s->n_leave, ==, 2);
  g_assert_cmpstr (s->leave[0].jurisdiction, ==, "US");
  g_assert_cmpstr (s->leave[1].provider, ==, "aws");
  g_assert_cmpstr (s->allow_countries[1], ==, "NO");
  g_assert_cmpstr (s->certificates[0], ==, "ISO 27001");
  g_assert_true (s->no_new_lock_in);
  g_assert_cmpint (s->max_share_ppm, ==, 605000);
  g_assert_cmpuint (s->n_residency, ==, 2);
  g_assert_cmpint (s->residency[0].data_class, ==, UITWEG_DATA_PERSONAL);
  g_assert_cmpstr (s->residency[1].countries[0], ==, "NL");
  g_assert_true (s->partial_allowed);
  g_assert_cmpint (s->partial_review_months, ==, 12);
  g_assert_cmpstr (s->rules_off[0], ==, "pilot");
}

static void
check_means (const UitwegScenario *s)
{
  g_assert_cmpuint (s->n_skills, ==, 3);
  g_assert_cmpstr (s->skills[0].skill, ==, "database");
  g_assert_cmpfloat (s->skills[0].people, ==, 0.5);
  g_assert_cmpint (s->skills[1].from, ==, UITWEG_DAY_UNKNOWN);
  g_assert_cmpfloat (s->skills[2].people, ==, 4);
  g_assert_cmpuint (s->n_lines, ==, 1);
  g_assert_cmpint (s->lines[0].bit_per_s, ==, 1500000000);
  g_assert_cmpint (s->lines[0].usable_ppm, ==, 700000);
  g_assert_cmpint (s->lines[0].from_minute, ==, 1200);
  g_assert_cmpint (s->lines[0].until_minute, ==, 360);
  g_assert_cmpint (s->budget_one_off, ==, EUR (1800000));
  g_assert_cmpint (s->budget_per_quarter, ==, EUR (300000));
  g_assert_cmpuint (s->n_freezes, ==, 1);
  g_assert_cmpint (s->discount_rate_ppm, ==, 45000);
  g_assert_cmpint (uitweg_scenario_get_day_rate (s, "database"), ==, EUR (960));
  g_assert_cmpint (uitweg_scenario_get_day_rate (s, "test"), ==, EUR (880));
  g_assert_cmpstr (s->rates[0].eur, ==, "0.92");
  g_assert_cmpint (s->rates[0].grade, ==, UITWEG_GRADE_DOCUMENTED);
  g_assert_cmpint (s->premises_hosts, ==, 6);
  g_assert_cmpint (s->premises_cores, ==, -1);
  g_assert_cmpuint (s->n_assumptions, ==, 2);
  g_assert_cmpstr (s->assumptions[0].kind, ==, "saas");
  g_assert_cmpint (s->assumptions[0].mode, ==, EUR (6));
  g_assert_cmpint (s->assumptions[0].high, ==, EUR (9));
  g_assert_cmpstr (s->assumptions[1].resource, ==, "vm/a");
  g_assert_cmpint (s->assumptions[1].mode, ==, EUR (100));
  g_assert_cmpuint (s->n_pins, ==, 3);
  g_assert_cmpstr (s->pins[0].provider, ==, "ovhcloud");
  g_assert_cmpstr (s->pins[0].region, ==, "gra");
  g_assert_null (s->pins[1].region);
  g_assert_cmpstr (s->pins[2].provider, ==, "party/x");
  g_assert_null (s->pins[2].region);
  g_assert_cmpuint (s->seed, ==, 7);
}

static void
test_every_key_is_kept (void)
{
  g_autoptr (GError) error = NULL;
  const UitwegScenario *scenario = load_text (
      START
      "title: T\nestate: [a.jsonl]\ncatalog: [over]\norganisation: org/x\n"
      "as_of: 2026-11-22\nhorizon: 18mo\n"
      "triggers:\n"
      "  - {id: p, kind: planned, deadline: 2029-12-31}\n"
      "  - {id: c, kind: disruptive, party: aws, notice: 30d}\n"
      "  - {id: t, kind: acquisition, party: p, by: q, on: 2027-09-01}\n"
      "definition: strict\nevidence: verified\n"
      "strict: {accepted_layers: [chips, firmware]}\n"
      "leave: [{jurisdiction: US}, {provider: aws}]\n"
      "targets: {allow_countries: [NL, NO], certificates: [ISO 27001]}\n"
      "rules: {no_new_lock_in: true, max_share_per_provider: 60.5%,\n"
      "  residency: {personal-special: [NL, DE], personal: [NL]},\n"
      "  partial: {allow: true, review: 1y}, off: [pilot]}\n"
      "capacity:\n"
      "  skills: {platform: [{people: 2}, {from: 2027-06-01, people: 4}],\n"
      "    database: 0.5}\n"
      "  lines: [{id: i, bandwidth: 1.5Gbit/s, usable: 70%,\n"
      "    hours: \"20:00-06:00\"}]\n"
      "budget: {one_off: 1.8M EUR, per_quarter: 300k EUR}\n"
      "calendar: {country: NL, freeze: [{from: 2027-12-13, until: 2028-01-08,"
      " why: x}]}\n"
      "money: {currency: EUR, discount_rate: 4.5%,\n"
      "  day_rate: {default: 880 EUR, database: 960},\n"
      "  rates: [{currency: USD, eur: 0.92, date: 2026-10-31, source: x,\n"
      "    grade: documented}]}\n"
      "premises: {eur_per_host_month: 260 EUR, hosts: 6}\n"
      "assume:\n"
      "  - {id: a, for: kind:saas, what: run, eur_per_month: 6 EUR, per: seat,"
      " low: 4 EUR, high: 9 EUR, source: x}\n"
      "  - {id: b, for: vm/a, what: one_off, eur: 100 EUR}\n"
      "pins:\n"
      "  - {resource: vm/a, target: ovhcloud/gra, reason: x}\n"
      "  - {application: app, strategy: retain}\n"
      "  - {application: app, target: party/x}\n"
      "simulate: {samples: 10, seed: 7}\n",
      &error);

  g_assert_no_error (error);
  check_policy (scenario);
  check_means (scenario);
  uitweg_scenario_free (scenario);
}

/* Text, and what its error says. */
static const struct
{
  const char *name;
  const char *text;
  const char *message;
} faults[] = {
  { "no-start", "format: uitweg-scenario/1\n",
    "s.yaml:1: found no key 'start', expected it" },
  { "format", "format: uitweg-scenario/2\nstart: 2027-01-04\n",
    "s.yaml:1: format: found 'uitweg-scenario/2', expected "
    "'uitweg-scenario/1'" },
  { "unknown-key", START "horizn: 5y\n",
    "s.yaml:3: found unknown key 'horizn', expected 'horizon'" },
  { "unknown-key-inside", START "rules: {no_new_lockin: true}\n",
    "s.yaml:3: found unknown key 'no_new_lockin', expected 'no_new_lock_in'" },
  { "day", "format: uitweg-scenario/1\nstart: 2027-02-30\n",
    "s.yaml:2: start:" },
  { "amount", START "budget: {one_off: 3 USD}\n",
    "s.yaml:3: one_off: found '3 USD', expected an amount such as 300k EUR" },
  { "negative-amount", START "budget: {one_off: -3}\n", "one_off: found '-3'" },
  { "percent", START "rules: {max_share_per_provider: 160%}\n",
    "max_share_per_provider: found '160%', expected a share such as 60%, at "
    "most 100%" },
  { "months", START "horizon: 5 years\n", "horizon: found '5 years'" },
  { "word", START "definition: narrow\n",
    "definition: found 'narrow', expected one of broad, strict" },
  { "trigger", START "triggers: [{id: x, kind: disruptive}]\n",
    "found a disruptive trigger without party" },
  { "trigger-twice",
    START "triggers: [{id: x, kind: planned}, {id: x, kind: planned}]\n",
    "triggers: found id 'x' again" },
  { "deadline",
    START "triggers:\n  - {id: x, kind: planned, deadline: 2027-01-04}\n",
    "s.yaml:4: deadline: found a day on or before the start" },
  { "leave", START "leave: [{provider: a, party: b}]\n",
    "found 2 of provider, party and jurisdiction, expected one" },
  { "residency", START "rules: {residency: {secret: [NL]}}\n",
    "residency: found 'secret', expected one of public" },
  { "hours",
    START "capacity: {lines: [{id: i, bandwidth: 1Gbit/s, hours: 20-6}]}\n",
    "hours: found '20-6', expected hours such as \"20:00-06:00\"" },
  { "rate", START "capacity: {lines: [{id: i, bandwidth: 1Gb}]}\n",
    "bandwidth: found '1Gb', expected a rate such as 1Gbit/s" },
  { "people", START "capacity: {skills: {platform: many}}\n",
    "platform: found 'many', expected a number of people" },
  { "currency", START "money: {currency: USD}\n",
    "currency: found 'USD', expected EUR" },
  { "freeze",
    START "calendar: {freeze: [{from: 2027-02-02, until: 2027-02-02}]}\n",
    "found a freeze that ends on or before its first day" },
  { "assume-amount", START "assume: [{id: a, for: x, what: run, eur: 3}]\n",
    "found no eur_per_month, expected the amount for 'run'" },
  { "assume-range",
    START "assume: [{id: a, for: x, what: one_off, eur: 3, low: 4}]\n",
    "expected low <= eur <= high" },
  { "pin", START "pins: [{resource: a, application: b, strategy: retain}]\n",
    "found both of resource and application, expected one" },
  { "pin-strategy", START "pins: [{resource: a, strategy: keep}]\n",
    "strategy: found 'keep', expected one of rehost" },
  { "pin-empty", START "pins: [{resource: a}]\n",
    "found neither target nor strategy" },
  { "samples", START "simulate: {samples: 1.5}\n",
    "samples: found '1.5', expected a whole number" },
  { "yaml", START "rules: [\n", "s.yaml:" },
  { "list", START "leave: US\n", "leave: found 'US', expected a list of maps" },
};

static void
test_a_fault_is_told (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;

  g_assert_null (load_text (faults[i].text, &error));
  g_assert_error (error, UITWEG_SCENARIO_ERROR, UITWEG_SCENARIO_ERROR_INVALID);
  if (strstr (error->message, faults[i].message) == NULL)
    g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, faults[i].message));
}

static void
test_forms_of_values (void)
{
  gint64 wide = 5;
  gint32 narrow = 5;
  gint32 until = 5;

  g_assert_true (model_parse_percent ("0.0001%", &wide));
  g_assert_cmpint (wide, ==, 1);
  g_assert_false (model_parse_percent ("-1%", &wide));
  g_assert_false (model_parse_percent ("%", &wide));
  g_assert_cmpint (wide, ==, 1);
  g_assert_true (model_parse_months ("2y", &narrow));
  g_assert_cmpint (narrow, ==, 24);
  g_assert_false (model_parse_months ("1.5y", &narrow));
  g_assert_false (model_parse_days ("30", &narrow));
  g_assert_cmpint (narrow, ==, 24);
  g_assert_true (model_parse_rate ("100 Mbit/s", &wide));
  g_assert_cmpint (wide, ==, 100000000);
  g_assert_false (model_parse_rate ("0Mbit/s", &wide));
  g_assert_true (model_parse_hours ("00:00-24:00", &narrow, &until));
  g_assert_cmpint (narrow, ==, until);
  g_assert_false (model_parse_hours ("25:00-06:00", &narrow, &until));
  g_assert_false (model_parse_hours ("20:60-06:00", &narrow, &until));
}

static void
test_a_missing_file_is_told (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (uitweg_scenario_load ("/nonexistent/s.yaml", &error));
  g_assert_error (error, UITWEG_SCENARIO_ERROR,
                  UITWEG_SCENARIO_ERROR_UNREADABLE);
}

#define ESTATE                                                                 \
  "{\"format\":\"uitweg-estate/1\"}\n"                                         \
  "{\"record\":\"source\",\"id\":\"s\",\"connector\":\"x\",\"newest\":"        \
  "\"2026-12-24\"}\n"                                                          \
  "{\"record\":\"organisation\",\"id\":\"org/x\"}\n"                           \
  "{\"record\":\"party\",\"id\":\"party/host\"}\n"                             \
  "{\"record\":\"resource\",\"id\":\"vm/database\",\"kind\":\"vm\","           \
  "\"provider\":\"aws\",\"application\":\"payroll\"}\n"                        \
  "{\"record\":\"dependency\",\"id\":\"d\",\"from\":\"vm/database\",\"to\":"   \
  "\"vm/mentioned\",\"kind\":\"data\"}\n"

/* What is said of the scenario with that text; NULL if all is well. */
static char *
check_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *whole = g_strconcat (START, text, NULL);
  const UitwegScenario *scenario = load_text (whole, &error);
  const char *path = g_getenv ("UITWEG_CATALOG");
  g_autoptr (UitwegCatalog) catalog = NULL;
  g_autoptr (UitwegEstate) estate = load_estate (ESTATE);

  g_assert_no_error (error);
  catalog = uitweg_catalog_load (&path, 1, &error);
  g_assert_no_error (error);
  if (!uitweg_scenario_check (scenario, estate, catalog, &error))
    g_assert_error (error, UITWEG_SCENARIO_ERROR,
                    UITWEG_SCENARIO_ERROR_INVALID);
  uitweg_scenario_free (scenario);
  return error != NULL ? g_strdup (error->message) : NULL;
}

static void
test_ids_that_are_defined_are_well (void)
{
  g_autofree char *message = check_text (
      "organisation: org/x\n"
      "triggers: [{id: c, kind: disruptive, party: aws},\n"
      "  {id: d, kind: disruptive, party: party/host}]\n"
      "leave: [{jurisdiction: US}, {party: party/host}]\n"
      "targets: {allow_countries: [NL], exclude: [premises, ionos]}\n"
      "rules: {off: [pilot], residency: {personal: [NL]}}\n"
      "capacity: {skills: {platform: 1}}\n"
      "calendar: {country: NL}\n"
      "money: {day_rate: {default: 1, test: 2}}\n"
      "assume: [{id: a, for: archetype:vm, what: run, eur_per_month: 1},\n"
      "  {id: b, for: kind:vm, target: ionos, what: one_off, eur: 1}]\n"
      "pins: [{resource: vm/database, target: ovhcloud/gra},\n"
      "  {application: payroll, strategy: retain}]\n");

  g_assert_cmpstr (message, ==, NULL);
}

static void
test_an_id_that_nothing_defines_is_told (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "organisation: org/y\n",
      "s.yaml:3: organisation: found 'org/y', expected 'org/x'" },
    { "triggers: [{id: c, kind: disruptive, party: party/hots}]\n",
      "triggers: party: found 'party/hots', expected 'party/host'" },
    { "leave: [{provider: awss}]\n",
      "leave: provider: found 'awss', expected 'aws'" },
    { "leave: [{jurisdiction: XX}]\n", "leave: jurisdiction: found 'XX'" },
    { "targets: {exclude: [ionoss]}\n",
      "targets: exclude: found 'ionoss', expected 'ionos'" },
    { "rules: {off: [pilots]}\n",
      "rules: off: found 'pilots', expected a rule of the catalog" },
    { "capacity: {skills: {platfrom: 1}}\n",
      "capacity: skills: found 'platfrom', expected 'platform'" },
    { "calendar: {country: XX}\n", "calendar: country: found 'XX'" },
    { "assume: [{id: a, for: vm/databse, what: run, eur_per_month: 1}]\n",
      "assume: for: found 'vm/databse', expected 'vm/database'" },
    { "assume: [{id: a, for: kind:vmm, what: run, eur_per_month: 1}]\n",
      "assume: for kind: found 'vmm', expected 'vm'" },
    { "pins: [{resource: vm/mentioned, strategy: retain}]\n",
      "pins: resource: found 'vm/mentioned'" },
    { "pins: [{application: payrol, strategy: retain}]\n",
      "pins: application: found 'payrol', expected 'payroll'" },
    { "pins: [{resource: vm/database, target: ovhcloud/grb}]\n",
      "pins: target: found 'grb', expected 'gra'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = check_text (cases[i].text);

      g_assert_nonnull (message);
      if (strstr (message, cases[i].message) == NULL)
        g_test_message ("%s", message);
      g_assert_nonnull (strstr (message, cases[i].message));
    }
}

static void
test_the_newest_day_is_the_default_of_as_of (void)
{
  g_autoptr (UitwegEstate) estate = load_estate (ESTATE);
  const char *path = g_getenv ("UITWEG_CATALOG");
  g_autoptr (UitwegCatalog) catalog = uitweg_catalog_load (&path, 1, NULL);
  const UitwegScenario *open = load_text (START, NULL);
  const UitwegScenario *said = load_text (START "as_of: 2026-11-22\n", NULL);

  g_assert_cmpint (uitweg_scenario_get_as_of (open, estate, catalog), ==,
                   uitweg_day_from_date (2026, 12, 24));
  g_assert_cmpint (uitweg_scenario_get_as_of (said, estate, catalog), ==,
                   uitweg_day_from_date (2026, 11, 22));
  uitweg_scenario_free (open);
  uitweg_scenario_free (said);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/scenario/defaults",
                   test_what_is_not_said_has_a_default);
  g_test_add_func ("/model/scenario/keys", test_every_key_is_kept);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *name = g_strconcat ("/model/scenario/fault/",
                                           faults[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_a_fault_is_told);
    }
  g_test_add_func ("/model/scenario/forms", test_forms_of_values);
  g_test_add_func ("/model/scenario/missing-file", test_a_missing_file_is_told);
  g_test_add_func ("/model/scenario/ids", test_ids_that_are_defined_are_well);
  g_test_add_func ("/model/scenario/unknown-ids",
                   test_an_id_that_nothing_defines_is_told);
  g_test_add_func ("/model/scenario/as-of",
                   test_the_newest_day_is_the_default_of_as_of);
  return g_test_run ();
}
