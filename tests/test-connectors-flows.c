/* SPDX-License-Identifier: EUPL-1.2
 *
 * The flows connector: lists of edges, exports of Azure Migrate, GraphML and
 * DOT, whole and broken.
 */
#include "config.h"

#include "connectors-common.h"

#include <math.h>
#include <string.h>

#define PLANTED "planted-secret-Zw4rt3Tulp"

static Collected *
read_own (const char *first, const char *second)
{
  g_autofree char *one = own_input ("flows", first);
  g_autofree char *two = second != NULL ? own_input ("flows", second) : NULL;
  const char *const paths[] = { one, two, NULL };
  Collected *collected = collect ("flows", paths, NULL, NULL);

  collected_forbid (collected, PLANTED);
  collected_forbid (collected, "lanted.persoon");
  collected_forbid (collected, "lanted Persoon");
  return collected;
}

static guint32
require_edge (const Collected *collected,
              const char *from,
              const char *to,
              const char *rule)
{
  g_autofree char *id = g_strdup_printf ("dep/%s/%s/%s", from, to, rule);

  collected_require_edge (collected, from, to, rule);
  return uitweg_estate_find (collected->estate, UITWEG_RECORD_DEPENDENCY, id);
}

static const UitwegTable *
dependencies (const Collected *collected)
{
  return uitweg_estate_get_table (collected->estate, UITWEG_RECORD_DEPENDENCY);
}

static void
check_edge (const Collected *collected,
            guint32 row,
            double gib,
            double latency_us,
            gint hard)
{
  const UitwegTable *table = dependencies (collected);
  double found = uitweg_table_number (table, row,
                                      UITWEG_DEPENDENCY_GIB_PER_MONTH);
  double latency = uitweg_table_number (table, row,
                                        UITWEG_DEPENDENCY_MAX_LATENCY);

  if (isnan (gib))
    g_assert_true (isnan (found));
  else
    g_assert_cmpfloat (found, ==, gib);
  if (isnan (latency_us))
    g_assert_true (isnan (latency));
  else
    g_assert_cmpfloat (latency, ==, latency_us);
  g_assert_cmpint (uitweg_table_bool (table, row, UITWEG_DEPENDENCY_HARD), ==,
                   hard);
}

static void
test_edges (void)
{
  g_autoptr (Collected) collected = read_own ("edges.csv", NULL);
  guint32 row;

  /* Two rows are one dependency: traffic added, least latency, hard once. */
  row = require_edge (collected, "host/webshop-app", "host/erp-db", "calls");
  check_edge (collected, row, 140.5, 2000, 1);
  row = require_edge (collected, "host/webshop-app", "vm/mail01", "calls");
  check_edge (collected, row, NAN, NAN, 0);
  row = require_edge (collected, "host/backup01", "host/erp-db", "reads_from");
  check_edge (collected, row, 1024, NAN, 0);
  /* A kind that is not known and traffic below 0 are told, and unknown. */
  row = require_edge (collected, "host/webshop-app", "host/10.1.2.3", "calls");
  check_edge (collected, row, NAN, NAN, 0);
  require_edge (collected, "host/webshop-app", "https://pay.example.org/hook",
                "calls");
  g_assert_cmpuint (uitweg_table_get_n_rows (dependencies (collected)), ==, 5);
  g_assert_false (collected->is_complete);
  g_assert_true (uitweg_estate_is_placeholder (
      collected->estate, collected_require (collected, "vm/mail01")));
  g_assert_cmpstr (
      uitweg_table_text (
          uitweg_estate_get_table (collected->estate, UITWEG_RECORD_RESOURCE),
          collected_require (collected, "host/webshop-app"),
          UITWEG_RESOURCE_HOSTNAME),
      ==, "webshop-app");
}

static void
test_dutch (void)
{
  g_autoptr (Collected) collected = read_own ("kanten.csv", NULL);
  guint32 row;

  row = require_edge (collected, "host/zaaksysteem", "host/zaak-db", "calls");
  check_edge (collected, row, 1250.5, 800, 0);
  row = require_edge (collected, "host/zaaksysteem", "host/bestanden",
                      "reads_from");
  check_edge (collected, row, 12.25, NAN, 1);
  g_assert_true (collected->is_complete);
}

static const char *
edge_tag (const Collected *collected, guint32 row, const char *key)
{
  const UitwegTable *table = dependencies (collected);
  const UitwegTable *tags = uitweg_table_child (table, UITWEG_DEPENDENCY_TAGS);
  guint32 first;
  guint32 n;

  uitweg_table_list (table, row, UITWEG_DEPENDENCY_TAGS, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    if (strcmp (uitweg_table_text (tags, i, 0), key) == 0)
      return uitweg_table_text (tags, i, 1);
  return NULL;
}

static void
test_azure (void)
{
  g_autoptr (Collected) collected = read_own ("azure-1.csv", "azure-2.csv");
  g_autoptr (Collected) turned = read_own ("azure-2.csv", "azure-1.csv");
  const UitwegTable *table = dependencies (collected);
  guint32 row;

  /* 10 slots in all. The address alone is DB01: 7 of 10 make it hard. */
  row = require_edge (collected, "host/web01", "host/db01", "calls");
  check_edge (collected, row, NAN, NAN, 1);
  g_assert_cmpstr (edge_tag (collected, row, "slots"), ==, "7 of 10");
  g_assert_cmpstr (edge_tag (collected, row, "ports"), ==, "1433");
  g_assert_null (edge_tag (collected, row, "infrastructure"));
  g_assert_cmpint (uitweg_table_enum (table, row, UITWEG_DEPENDENCY_BASIS), ==,
                   0);
  row = require_edge (collected, "host/web01", "host/dc01", "calls");
  check_edge (collected, row, NAN, NAN, 0);
  g_assert_cmpstr (edge_tag (collected, row, "infrastructure"), ==, "yes");
  row = require_edge (collected, "host/batch01", "host/db01", "calls");
  check_edge (collected, row, NAN, NAN, 1);
  g_assert_cmpstr (edge_tag (collected, row, "slots"), ==, "2 of 10");
  require_edge (collected, "host/batch01", "host/203.0.113.9", "calls");
  g_assert_cmpuint (uitweg_table_get_n_rows (table), ==, 4);
  g_assert_true (collected->is_complete);
  g_assert_cmpstr (uitweg_estate_get_digest (collected->estate), ==,
                   uitweg_estate_get_digest (turned->estate));
}

static void
test_azure_short (void)
{
  g_autoptr (Collected) collected = read_own ("azure-1.csv", NULL);

  /* Two days say nothing of a month. */
  g_assert_false (collected->is_complete);
  g_assert_cmpstr (collected_tag (collected, 0, "slots"), ==, "4");
}

static void
test_graphml (void)
{
  g_autoptr (Collected) collected = read_own ("map.graphml", NULL);
  guint32 row;

  require_edge (collected, "host/portal", "host/identity01", "acts_as");
  row = require_edge (collected, "host/portal", "host/archive", "calls");
  check_edge (collected, row, 4.5, NAN, 0);
  row = require_edge (collected, "host/archive", "host/tape", "calls");
  check_edge (collected, row, NAN, NAN, 0);
  require_edge (collected, "host/tape", "host/archive", "calls");
  require_edge (collected, "host/portal", "host/n9", "calls");
  g_assert_cmpuint (uitweg_table_get_n_rows (dependencies (collected)), ==, 5);
  g_assert_false (collected->is_complete);
}

static guint32
n_members (const Collected *collected, const char *service)
{
  guint32 row = uitweg_estate_find (collected->estate, UITWEG_RECORD_SERVICE,
                                    service);
  guint32 first;
  guint32 n;

  g_assert_cmpuint (row, !=, UITWEG_NONE);
  uitweg_table_list (
      uitweg_estate_get_table (collected->estate, UITWEG_RECORD_SERVICE), row,
      UITWEG_SERVICE_MEMBERS, &first, &n);
  return n;
}

static void
test_dot (void)
{
  g_autoptr (Collected) collected = read_own ("shop.dot", NULL);
  guint32 row;

  row = require_edge (collected, "host/app", "host/orders db", "reads_from");
  check_edge (collected, row, 30.5, NAN, 1);
  row = require_edge (collected, "host/web", "host/app", "reads_from");
  check_edge (collected, row, 30.5, NAN, 1);
  row = require_edge (collected, "host/app", "host/mail", "calls");
  check_edge (collected, row, NAN, 20000, 0);
  g_assert_cmpuint (n_members (collected, "service/Web shop"), ==, 2);
  g_assert_cmpuint (n_members (collected, "service/data"), ==, 1);
  /* Sets of nodes as ends are left out, and told. */
  g_assert_false (collected->is_complete);
}

static void
test_bad (void)
{
  static const struct
  {
    const char *file;
    const char *pattern;
  } bad[] = {
    { "cut.dot", "*cut.dot:4: found the end of the file*" },
    { "laughs.graphml", "*laughs.graphml:1: found a document type*" },
    { "other.csv", "*other.csv: found something else, expected a table*" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = own_input ("flows", bad[i].file);

      expect_error ("flows", path, UITWEG_CONNECTOR_ERROR_INPUT,
                    bad[i].pattern);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connectors/flows/edges", test_edges);
  g_test_add_func ("/connectors/flows/dutch", test_dutch);
  g_test_add_func ("/connectors/flows/azure", test_azure);
  g_test_add_func ("/connectors/flows/azure-short", test_azure_short);
  g_test_add_func ("/connectors/flows/graphml", test_graphml);
  g_test_add_func ("/connectors/flows/dot", test_dot);
  g_test_add_func ("/connectors/flows/bad", test_bad);
  return g_test_run ();
}
