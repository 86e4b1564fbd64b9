/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of the catalog: what is shipped loads and says what its files say;
 * overlays override and withdraw; what is wrong is told with file and line.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include <uitweg/identity.h>

#include "base/calendar.h"
#include "base/schema.h"

/* The shipped catalog is read once: it never changes. */
static UitwegCatalog *shipped;

static const char *
shipped_path (void)
{
  return g_getenv ("UITWEG_CATALOG");
}

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* An overlay of one file, and an index with `more` at its end. */
static char *
make_overlay (const char *name,
              const char *table,
              const char *text,
              const char *more)
{
  char *folder = g_dir_make_tmp ("uitweg-XXXXXX", NULL);
  g_autofree char *index = g_strdup_printf (
      "format: uitweg-catalog/1\nversion: site\nas_of: 2026-12-01\n"
      "files:\n  - {path: %s, table: %s, source: test, as_of: 2026-11-30, "
      "licence: none}\n%s",
      name, table, more);

  write_file (folder, "catalog.yaml", index);
  write_file (folder, name, text);
  return folder;
}

static void
remove_overlay (const char *folder, const char *name)
{
  g_autofree char *index = g_build_filename (folder, "catalog.yaml", NULL);
  g_autofree char *file = g_build_filename (folder, name, NULL);

  g_unlink (index);
  g_unlink (file);
  g_rmdir (folder);
}

static UitwegCatalog *
load_over (const char *folder, GError **error)
{
  const char *paths[] = { shipped_path (), folder };

  return uitweg_catalog_load (paths, 2, error);
}

#define HEAD(table)                                                            \
  "format: uitweg-catalog/1\ntable: " table "\nsource: test\n"                 \
  "as_of: 2026-11-30\nlicence: none\n"

static void
test_the_shipped_catalog_says_what_its_files_say (void)
{
  guint32 entry = uitweg_catalog_find_service (shipped,
                                               "terraform:aws_instance");
  const UitwegServiceEntry *service;
  const UitwegMachineType *machine = uitweg_catalog_find_machine_type (
      shipped, "aws", "m5.large");

  g_assert_cmpuint (uitweg_catalog_get_n_providers (shipped), >=, 60);
  g_assert_cmpuint (uitweg_catalog_get_n_prices (shipped), >=, 1500);
  g_assert_cmpuint (uitweg_catalog_get_n_services (shipped), >=, 690);
  g_assert_cmpuint (strlen (uitweg_catalog_get_digest (shipped)), ==, 64);
  g_assert_cmpuint (entry, !=, UITWEG_NONE);
  service = uitweg_catalog_get_service (shipped, entry);
  g_assert_cmpstr (service->archetype, ==, "vm");
  g_assert_cmpstr (service->effort_class, ==, "S");
  g_assert_cmpint (service->portability, ==, UITWEG_PORTABILITY_CONVERTIBLE);
  g_assert_cmpint (service->export_path, ==, UITWEG_EXPORT_FULL);
  g_assert_true (service->stateful);
  g_assert_nonnull (machine);
  g_assert_cmpint (machine->vcpu, ==, 2);
  g_assert_cmpint (machine->memory, ==, G_GINT64_CONSTANT (8) << 30);
  g_assert_null (uitweg_catalog_find_machine_type (shipped, "aws", "m5"));
}

static void
test_providers_stand_in_the_order_of_their_ids (void)
{
  guint n = uitweg_catalog_get_n_providers (shipped);

  for (guint i = 0; i < n; i++)
    {
      const UitwegProvider *provider = uitweg_catalog_get_provider (shipped, i);

      g_assert_cmpuint (uitweg_catalog_find_provider (shipped, provider->id),
                        ==, i);
      if (i > 0)
        g_assert_cmpstr (uitweg_catalog_get_provider (shipped, i - 1)->id, <,
                         provider->id);
    }
  g_assert_cmpuint (uitweg_catalog_find_provider (shipped, "nobody"), ==,
                    UITWEG_NONE);
}

static void
test_an_unknown_parent_is_null (void)
{
  guint32 known = uitweg_catalog_find_provider (shipped, "ovhcloud");
  const UitwegProvider *provider = uitweg_catalog_get_provider (shipped, known);
  guint n_unknown = 0;

  g_assert_cmpstr (provider->parent_country, ==, "FR");
  g_assert_cmpint (provider->parent_confidence, ==, UITWEG_CONFIDENCE_VERIFIED);
  g_assert_cmpstr (provider->path, ==, "providers/ovhcloud.yaml");
  g_assert_cmpuint (provider->n_regions, >, 0);
  g_assert_cmpstr (provider->regions[0].code, ==, "gra");
  for (guint i = 0; i < uitweg_catalog_get_n_providers (shipped); i++)
    if (uitweg_catalog_get_provider (shipped, i)->parent_name == NULL)
      n_unknown++;
  g_assert_cmpuint (n_unknown, >, 0);
}

static void
test_prices_are_found_by_provider_and_kind (void)
{
  guint32 n_prices = uitweg_catalog_get_n_prices (shipped);
  guint32 counted = 0;
  guint32 provider = UITWEG_NONE;
  const char *kind = "";

  for (guint32 i = 0; i < n_prices; i++)
    {
      const UitwegPrice *price = uitweg_catalog_get_price (shipped, i);
      guint32 first;
      guint32 n;

      if (price->provider == provider && strcmp (price->kind, kind) == 0)
        continue;
      provider = price->provider;
      kind = price->kind;
      uitweg_catalog_find_prices (shipped, provider, kind, &first, &n);
      g_assert_cmpuint (first, ==, i);
      counted += n;
    }
  g_assert_cmpuint (counted, ==, n_prices);
  uitweg_catalog_find_prices (shipped, provider, "nothing", &counted,
                              &n_prices);
  g_assert_cmpuint (n_prices, ==, 0);
}

static void
test_parameters_have_dotted_names (void)
{
  g_assert_cmpfloat (uitweg_catalog_number (shipped, "effort.class.M.mode"), ==,
                     5);
  g_assert_cmpstr (uitweg_catalog_text (shipped, "effort.skills"), ==,
                   "platform|database|network|application|test");
  g_assert_cmpint (uitweg_catalog_day (shipped, "data-act.charges.nil_from"),
                   ==, uitweg_day_from_date (2027, 1, 12));
  g_assert_cmpint (
      uitweg_catalog_get_parameter_grade (shipped, "effort.class.M.mode"), ==,
      UITWEG_GRADE_ASSUMED);
  g_assert_cmpint (uitweg_catalog_get_parameter_grade (
                       shipped, "data-act.clock.notice_days"),
                   ==, UITWEG_GRADE_DOCUMENTED);
  g_assert_true (
      isnan (uitweg_catalog_number_or_nan (shipped, "effort.class.MM.mode")));
  g_assert_null (uitweg_catalog_text (shipped, "no.such.name"));
  g_assert_cmpfloat (
      uitweg_catalog_number (shipped, "waves.rule.wave_size.max"), ==, 40);
}

static void
test_areas_calendars_and_blockers (void)
{
  guint32 rule = uitweg_catalog_find_blocker (shipped,
                                              "device:passthrough-pci");
  const BaseCalendar *calendar = uitweg_catalog_find_calendar (shipped, "NL");
  const UitwegEgressLadder *ladder = uitweg_catalog_find_egress (shipped,
                                                                 "aws");

  g_assert_true (uitweg_catalog_in_area (shipped, "EU", "NL"));
  g_assert_false (uitweg_catalog_in_area (shipped, "EU", "CH"));
  g_assert_true (uitweg_catalog_in_area (shipped, "EUROPE", "CH"));
  g_assert_false (uitweg_catalog_in_area (shipped, "NOWHERE", "NL"));
  g_assert_nonnull (calendar);
  g_assert_false (base_calendar_is_working_day (
      calendar, uitweg_day_from_date (2027, 4, 27)));
  g_assert_null (uitweg_catalog_find_calendar (shipped, "XX"));
  g_assert_cmpuint (rule, !=, UITWEG_NONE);
  g_assert_cmpint (uitweg_catalog_get_blocker_rule (shipped, rule)->category,
                   ==, UITWEG_BLOCKER_CRITICAL);
  g_assert_cmpuint (
      uitweg_catalog_find_blocker (shipped, "device:passthrough-pci=0000:1"),
      ==, rule);
  g_assert_cmpuint (uitweg_catalog_find_blocker (shipped, "device:none"), ==,
                    UITWEG_NONE);
  g_assert_nonnull (ladder);
  g_assert_cmpstr (ladder->unit, ==, "GB");
  g_assert_true (ladder->waiver);
  g_assert_true (isinf (ladder->tiers[ladder->n_tiers - 1].to));
  g_assert_null (uitweg_catalog_find_egress (shipped, "ovhcloud"));
}

static void
test_a_feature_chooses_between_entries (void)
{
  static const struct
  {
    const char *feature;
    const char *archetype;
  } cases[] = {
    { "postgresql:15", "pg" },   { "mysql:8.0", "mysql" },
    { "mariadb:10", "mariadb" }, { "oracle:19", "oracle" },
    { "sqlserver-se", "mssql" }, { "uefi", "pg" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *words[] = { cases[i].feature, NULL };
      guint32 entry = uitweg_catalog_match_service (
          shipped, "terraform:aws_db_instance", words);

      g_assert_cmpuint (entry, !=, UITWEG_NONE);
      g_assert_cmpstr (uitweg_catalog_get_service (shipped, entry)->archetype,
                       ==, cases[i].archetype);
    }
}

static void
test_a_later_layer_overrides_and_withdraws (void)
{
  g_autofree char *folder = make_overlay (
      "prices.csv", "prices",
      "id,provider,kind,name,currency,price,unit,price_kind\n"
      "hetzner/block/volume,hetzner,block,Volume,EUR,0.044,gb_month,quote\n"
      "bit/vm/offer,bit,vm,Offer,EUR,100.00,month,quote\n",
      "withdraw:\n  - {table: countries, id: AE}\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegCatalog) catalog = load_over (folder, &error);
  guint32 first;
  guint32 n;

  g_assert_no_error (error);
  g_assert_cmpuint (uitweg_catalog_get_n_prices (catalog), ==,
                    uitweg_catalog_get_n_prices (shipped) + 1);
  uitweg_catalog_find_prices (catalog,
                              uitweg_catalog_find_provider (catalog, "hetzner"),
                              "block", &first, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (uitweg_catalog_get_price (catalog, first)->price, ==,
                   "0.044");
  g_assert_cmpuint (
      uitweg_table_get_n_rows (uitweg_catalog_get_table (catalog, "countries")),
      ==,
      uitweg_table_get_n_rows (uitweg_catalog_get_table (shipped, "countries"))
          - 1);
  g_assert_cmpint (uitweg_catalog_get_as_of (catalog), ==,
                   uitweg_day_from_date (2026, 12, 1));
  g_assert_cmpstr (uitweg_catalog_get_digest (catalog), !=,
                   uitweg_catalog_get_digest (shipped));
  remove_overlay (folder, "prices.csv");
}

static void
test_a_later_layer_sets_single_values (void)
{
  g_autofree char *folder = make_overlay (
      "effort.yaml", "effort",
      HEAD ("effort") "values:\n  class:\n    M: {mode: 6}\n", "");
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegCatalog) catalog = load_over (folder, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (uitweg_catalog_number (catalog, "effort.class.M.mode"), ==,
                     6);
  g_assert_cmpfloat (uitweg_catalog_number (catalog, "effort.class.M.low"), ==,
                     3);
  remove_overlay (folder, "effort.yaml");
}

/* An overlay and what its error says. */
static const struct
{
  const char *name;
  const char *file;
  const char *table;
  const char *text;
  const char *more;
  const char *message;
} faults[] = {
  { "unknown-column", "p.csv", "prices",
    "id,provider,kind,name,curency,price,unit,price_kind\n", "",
    "p.csv:1: found unknown column 'curency', expected 'currency'" },
  { "cell", "p.csv", "prices",
    "id,provider,kind,name,currency,price,unit,price_kind\n"
    "x,hetzner,vmm,N,EUR,1,hour,list\n",
    "", "p.csv:2:11: kind: found 'vmm', expected vm" },
  { "price", "p.csv", "prices",
    "id,provider,kind,name,currency,price,unit,price_kind\n"
    "x,hetzner,vm,N,EUR,-1,hour,list\n",
    "", "p.csv:2: 'x': price: found '-1', expected a decimal of at least 0" },
  { "provider", "p.csv", "prices",
    "id,provider,kind,name,currency,price,unit,price_kind\n"
    "x,hetzer,vm,N,EUR,1,hour,list\n",
    "", "p.csv:2: 'x': provider: found 'hetzer', expected 'hetzner'" },
  { "source", "p.csv", "prices",
    "id,provider,kind,name,currency,price,unit,price_kind,source\n"
    "x,hetzner,vm,N,EUR,1,hour,list,nowhere-at-all\n",
    "", "source: found 'nowhere-at-all', expected an id of table sources" },
  { "younger-than-the-catalog", "p.csv", "prices",
    "id,provider,kind,name,currency,price,unit,price_kind,as_of\n"
    "x,hetzner,vm,N,EUR,1,hour,list,2026-12-02\n",
    "", "as_of: found 2026-12-02, expected no day after that of the catalog" },
  { "repeat", "c.yaml", "capabilities",
    HEAD ("capabilities") "records:\n  - id: x1\n  - id: x1\n", "",
    "c.yaml:8: found id 'x1' again, first at " },
  { "unknown-key", "c.yaml", "capabilities",
    HEAD ("capabilities") "records:\n  - {id: x1, nme: y}\n", "", "'name'" },
  { "other-table", "c.yaml", "capabilities", HEAD ("countries") "records: []\n",
    "",
    "c.yaml:1: found table 'countries', expected 'capabilities' as the index "
    "says" },
  { "no-table", "c.yaml", "capabilites", HEAD ("capabilites") "records: []\n",
    "", "found table 'capabilites', expected 'capabilities'" },
  { "withdraw", "c.yaml", "capabilities", HEAD ("capabilities") "records: []\n",
    "withdraw:\n  - {table: prices, id: nothing}\n",
    "withdraw: found 'nothing' of table 'prices', expected an id of a layer "
    "below" },
  { "value", "e.yaml", "effort",
    HEAD ("effort") "values: {learning: {floor: low}}\n", "",
    "e.yaml:6: effort.learning.floor: found 'low', expected a number" },
  { "way-up", "c.yaml", "capabilities", HEAD ("capabilities") "records: []\n",
    "  - {path: ../x.yaml, table: prices, source: t, as_of: 2026-11-30, "
    "licence: none}\n",
    "found file '../x.yaml' outside the folder, expected inside" },
  { "ladder", "t.yaml", "egress-tiers",
    HEAD ("egress-tiers") "records:\n  - {id: x, provider: aws, currency: "
                          "USD, unit: gb, tiers: [{from: 0, to: 10, price: "
                          "'1'}, {from: 20, price: '1'}]}\n",
    "", "tiers: found a gap or an overlap at tier 2" },
};

static void
test_a_fault_is_told (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *folder = make_overlay (faults[i].file, faults[i].table,
                                          faults[i].text, faults[i].more);
  g_autoptr (GError) error = NULL;

  g_assert_null (load_over (folder, &error));
  g_assert_error (error, UITWEG_CATALOG_ERROR, UITWEG_CATALOG_ERROR_INVALID);
  if (strstr (error->message, faults[i].message) == NULL)
    g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, faults[i].message));
  remove_overlay (folder, faults[i].file);
}

static void
test_a_folder_without_index_is_told (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load_over ("/nonexistent", &error));
  g_assert_error (error, UITWEG_CATALOG_ERROR, UITWEG_CATALOG_ERROR_UNREADABLE);
}

static void
test_the_schemas_are_sound (void)
{
  const UitwegSchema *schema;

  for (guint i = 0; (schema = uitweg_catalog_get_schema (i)) != NULL; i++)
    {
      g_autofree char *problem = NULL;

      if (!base_schema_check (schema, &problem))
        g_error ("%s: %s", schema->name, problem);
    }
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    {
      g_autofree char *problem = NULL;

      if (!base_schema_check (uitweg_estate_get_schema (type), &problem))
        g_error ("%s", problem);
    }
}

static void
test_the_rules_of_identity_are_those_of_the_program (void)
{
  const UitwegIdentityRules *own = uitweg_identity_rules_get_default ();
  UitwegIdentityRules rules;

  uitweg_catalog_get_identity_rules (shipped, &rules);
  for (guint i = 0; i < UITWEG_N_IDENTITY_RULES; i++)
    {
      g_assert_cmpint (rules.enabled[i], ==, own->enabled[i]);
      g_assert_cmpfloat (rules.order[i], ==, own->order[i]);
      g_assert_cmpint (rules.grade[i], ==, own->grade[i]);
      g_assert_cmpint (rules.told[i], ==, own->told[i]);
    }
  g_assert_cmpstr (rules.ignored_uuids, ==, own->ignored_uuids);
  g_assert_cmpstr (rules.ignored_serials, ==, own->ignored_serials);
  g_assert_cmpstr (rules.ignored_macs, ==, own->ignored_macs);
  g_assert_cmpstr (rules.ignored_hosts, ==, own->ignored_hosts);
  g_assert_cmpstr (rules.ignored_addresses, ==, own->ignored_addresses);
  g_assert_cmpstr (rules.connectors, ==, own->connectors);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  const char *path;
  int status;

  g_test_init (&argc, &argv, NULL);
  path = shipped_path ();
  g_assert_nonnull (path);
  shipped = uitweg_catalog_load (&path, 1, &error);
  g_assert_no_error (error);
  g_test_add_func ("/model/catalog/shipped",
                   test_the_shipped_catalog_says_what_its_files_say);
  g_test_add_func ("/model/catalog/providers",
                   test_providers_stand_in_the_order_of_their_ids);
  g_test_add_func ("/model/catalog/parents", test_an_unknown_parent_is_null);
  g_test_add_func ("/model/catalog/prices",
                   test_prices_are_found_by_provider_and_kind);
  g_test_add_func ("/model/catalog/parameters",
                   test_parameters_have_dotted_names);
  g_test_add_func ("/model/catalog/areas", test_areas_calendars_and_blockers);
  g_test_add_func ("/model/catalog/match",
                   test_a_feature_chooses_between_entries);
  g_test_add_func ("/model/catalog/overlay",
                   test_a_later_layer_overrides_and_withdraws);
  g_test_add_func ("/model/catalog/values",
                   test_a_later_layer_sets_single_values);
  g_test_add_func ("/model/catalog/identity",
                   test_the_rules_of_identity_are_those_of_the_program);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *name = g_strconcat ("/model/catalog/fault/",
                                           faults[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_a_fault_is_told);
    }
  g_test_add_func ("/model/catalog/no-index",
                   test_a_folder_without_index_is_told);
  g_test_add_func ("/model/catalog/schemas", test_the_schemas_are_sound);
  status = g_test_run ();
  uitweg_catalog_unref (shipped);
  return status;
}
