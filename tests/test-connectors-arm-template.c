/* SPDX-License-Identifier: EUPL-1.2
 *
 * The arm-template connector: expressions, loops, conditions and children of
 * our own templates, and the counts of those of others.
 */
#include "config.h"

#include "connectors-common.h"

static Collected *
collect_own (const char *name)
{
  g_autofree char *path = own_input ("arm-template", name);

  return collect ("arm-template", (const char *[]){ path, NULL },
                  (const char *[]){ "scope", NULL },
                  (const char *[]){ "t", NULL });
}

static void
expect_text (const Collected *collected,
             const char *id,
             guint field,
             const char *wanted)
{
  const UitwegTable *table = uitweg_estate_get_table (collected->estate,
                                                      UITWEG_RECORD_RESOURCE);

  g_assert_cmpstr (
      uitweg_table_text (table, collected_require (collected, id), field), ==,
      wanted);
}

static void
expect_int (const Collected *collected,
            const char *id,
            guint field,
            gint64 wanted)
{
  const UitwegTable *table = uitweg_estate_get_table (collected->estate,
                                                      UITWEG_RECORD_RESOURCE);

  g_assert_cmpint (
      uitweg_table_int64 (table, collected_require (collected, id), field), ==,
      wanted);
}

#define WEB "arm/t/microsoft.compute/virtualmachines/shop-web{n}"
#define NIC "arm/t/microsoft.network/networkinterfaces/shop-nic"
#define NET "arm/t/microsoft.network/virtualnetworks/shop-net"
#define SITE "arm/t/microsoft.web/sites/{sitename}"

static void
test_expressions_give_names_and_sizes (void)
{
  g_autoptr (Collected) shop = collect_own ("shop.json");

  expect_text (shop, NET, UITWEG_RESOURCE_REGION, "westeurope");
  expect_text (shop, NET, UITWEG_RESOURCE_NATIVE_TYPE,
               "arm:Microsoft.Network/virtualNetworks");
  expect_text (shop, NET, UITWEG_RESOURCE_STATE, "planned");
  expect_int (shop, WEB, UITWEG_RESOURCE_COUNT, 3);
  expect_int (shop, WEB, UITWEG_RESOURCE_VCPU, 2);
  collected_require (shop,
                     "arm/t/microsoft.sql/servers/shop-sql/databases/shop-db");
  collected_require (shop, "arm/t/microsoft.keyvault/vaults/shop-kv");
  collected_require (shop, SITE);
  /* A variable that needs itself is open. */
  collected_require (shop, "arm/t/microsoft.insights/components/{expression}");
  g_assert_cmpuint (shop->n_resources, ==, 9);
  g_assert_cmpint (uitweg_estate_get_grade (
                       shop->estate, UITWEG_RECORD_RESOURCE,
                       collected_require (shop, NET), UITWEG_RESOURCE_KIND),
                   ==, UITWEG_GRADE_INFERRED);
}

static void
test_needs_come_from_names_and_properties (void)
{
  g_autoptr (Collected) shop = collect_own ("shop.json");

  collected_require_edge (shop, NIC, NET, "in_network");
  collected_require_edge (shop, WEB, NIC, "attached");
  collected_require_edge (
      shop, "arm/t/microsoft.sql/servers/shop-sql/databases/shop-db",
      "arm/t/microsoft.sql/servers/shop-sql", "contains");
  collected_require_edge (shop, SITE, WEB, "declared");
  /* What a deployment makes is needed for it, and needs what it needs. */
  collected_require_edge (shop, SITE, "arm/t/microsoft.keyvault/vaults/shop-kv",
                          "declared");
  collected_require_edge (shop, "arm/t/microsoft.keyvault/vaults/shop-kv", NET,
                          "declared");
}

static void
test_what_is_left_out_is_told (void)
{
  g_autoptr (Collected) shop = collect_own ("shop.json");

  g_assert_cmpstr (collected_tag (shop, 0, "resources_top"), ==, "9");
  g_assert_cmpstr (collected_tag (shop, 0, "resources"), ==, "11");
  g_assert_cmpstr (collected_tag (shop, 0, "depends_on"), ==, "8");
  g_assert_cmpstr (collected_tag (shop, 0, "depends_on_resolved"), ==, "7");
  g_assert_cmpstr (collected_tag (shop, 0, "copy"), ==, "1");
  g_assert_cmpstr (collected_tag (shop, 0, "secure_parameters"), ==, "1");
  g_assert_false (shop->is_complete);
  g_assert_cmpuint (
      uitweg_estate_find (shop->estate, UITWEG_RECORD_RESOURCE,
                          "arm/t/microsoft.cache/redis/shop-cache"),
      ==, UITWEG_NONE);
}

static void
test_symbolic_names_of_bicep (void)
{
  g_autoptr (Collected) bicep = collect_own ("bicep.json");

  g_assert_cmpuint (bicep->n_resources, ==, 3);
  collected_require_edge (bicep, "arm/t/microsoft.web/sites/portaal",
                          "arm/t/microsoft.web/serverfarms/portaal-plan",
                          "runs_on");
  collected_require_edge (bicep,
                          "arm/t/microsoft.web/sites/portaal/slots/staging",
                          "arm/t/microsoft.web/sites/portaal", "contains");
  g_assert_true (bicep->is_complete);
}

static void
test_secrets_and_people_stay_out (void)
{
  g_autoptr (Collected) shop = collect_own ("shop.json");

  collected_forbid (shop, "planted-secret");
  collected_forbid (shop, "planted.persoon");
  collected_forbid (shop, "Planted Persoon");
}

static void
test_what_is_no_template_is_one_clear_error (void)
{
  g_autofree char *none = own_input ("arm-template", "no-resources.json");
  g_autofree char *bare = own_input ("arm-template", "no-type.json");
  g_autofree char *cut = own_input ("arm-template", "cut.json");

  expect_error ("arm-template", none, UITWEG_CONNECTOR_ERROR_INPUT,
                "*:1: found a document without resources*");
  expect_error ("arm-template", bare, UITWEG_CONNECTOR_ERROR_INPUT,
                "*:2: found another value, expected a resource with a type");
  expect_error ("arm-template", cut, UITWEG_CONNECTOR_ERROR_INPUT,
                "*cut.json:*found *");
}

/* Counts of data/inputs/README.md. */
static void
test_templates_of_others_give_their_counts (void)
{
  static const struct
  {
    const char *name;
    const char *top;
    const char *all;
    const char *depends;
    const char *copy;
  } counts[] = {
    { "application-insights-ServiceFabricCluster", "8", "8", "6", "0" },
    { "application-insights-WindowsVirtualMachine", "5", "6", "5", "0" },
    { "application-insights-WindowsVirtualMachineScaleSet", "5", "5", "4",
      "1" },
    { "event-grid-EventHubsDataMigration", "5", "8", "6", "0" },
    { "managed-app-existing-vnet-mainTemplate", "5", "5", "4", "0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *name = g_strdup_printf ("arm-templates/%s.json",
                                               counts[i].name);
      g_autofree char *path = shared_input (name);
      g_autoptr (Collected) collected = NULL;

      if (path == NULL)
        return;
      collected = collect ("arm-template", (const char *[]){ path, NULL }, NULL,
                           NULL);
      g_assert_cmpstr (collected_tag (collected, 0, "resources_top"), ==,
                       counts[i].top);
      g_assert_cmpstr (collected_tag (collected, 0, "resources"), ==,
                       counts[i].all);
      g_assert_cmpstr (collected_tag (collected, 0, "depends_on"), ==,
                       counts[i].depends);
      g_assert_cmpstr (collected_tag (collected, 0, "depends_on_resolved"), ==,
                       counts[i].depends);
      g_assert_cmpstr (collected_tag (collected, 0, "copy"), ==,
                       counts[i].copy);
      g_assert_cmpstr (collected_tag (collected, 0, "secure_parameters"), ==,
                       "1");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connectors/arm-template/expressions",
                   test_expressions_give_names_and_sizes);
  g_test_add_func ("/connectors/arm-template/needs",
                   test_needs_come_from_names_and_properties);
  g_test_add_func ("/connectors/arm-template/told",
                   test_what_is_left_out_is_told);
  g_test_add_func ("/connectors/arm-template/bicep",
                   test_symbolic_names_of_bicep);
  g_test_add_func ("/connectors/arm-template/secrets",
                   test_secrets_and_people_stay_out);
  g_test_add_func ("/connectors/arm-template/errors",
                   test_what_is_no_template_is_one_clear_error);
  g_test_add_func ("/connectors/arm-template/others",
                   test_templates_of_others_give_their_counts);
  return g_test_run ();
}
