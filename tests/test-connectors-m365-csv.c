/* SPDX-License-Identifier: EUPL-1.2
 *
 * The m365-csv connector: sums by workload and department, and not one user.
 */
#include "config.h"

#include "connectors-common.h"

#define GIB ((gint64) 1 << 30)

static Collected *
collect_own (const char *const *names)
{
  g_auto (GStrv) paths = g_new0 (char *, g_strv_length ((char **) names) + 1);

  for (gsize i = 0; names[i] != NULL; i++)
    paths[i] = own_input ("m365", names[i]);
  return collect ("m365-csv", (const char *const *) paths,
                  (const char *[]){ NULL }, (const char *[]){ NULL });
}

static void
check (const Collected *collected,
       const char *id,
       gint64 seats,
       gint64 bytes,
       gint64 objects)
{
  const UitwegTable *table = uitweg_estate_get_table (collected->estate,
                                                      UITWEG_RECORD_RESOURCE);
  const guint32 row = collected_require (collected, id);

  g_assert_cmpint (uitweg_table_int64 (table, row, UITWEG_RESOURCE_SEATS), ==,
                   seats);
  g_assert_cmpint (uitweg_table_int64 (table, row, UITWEG_RESOURCE_DATA), ==,
                   bytes);
  g_assert_cmpint (uitweg_table_int64 (table, row, UITWEG_RESOURCE_OBJECTS), ==,
                   objects);
}

static void
test_reports_become_sums (void)
{
  g_autoptr (Collected) collected = collect_own ((const char *[]){
      "mailboxes.csv", "sites.csv", "onedrive.csv", "licences.csv", NULL });

  g_assert_cmpuint (collected->n_resources, ==, 5);
  g_assert_true (collected->is_complete);
  /* The newer of two reports of one mailbox; the shared one has no seat. */
  check (collected, "m365/mail/Burgerzaken", 2, 5 * GIB / 2, 1510);
  check (collected, "m365/mail/Sociaal Domein", 1, GIB / 2, 20);
  check (collected, "m365/sites", UITWEG_UNKNOWN, 3 * GIB, 300);
  check (collected, "m365/onedrive", 2, 4 * GIB, 37);
  check (collected, "m365/suite", 250, UITWEG_UNKNOWN, UITWEG_UNKNOWN);
  g_assert_cmpstr (collected_tag (collected, 0, "newest_report"), ==,
                   "2026-11-20");
}

static void
test_nobody_comes_out (void)
{
  g_autoptr (Collected) collected = collect_own (
      (const char *[]){ "mailboxes.csv", "sites.csv", "onedrive.csv",
                        "licences.csv", "concealed.csv", NULL });

  collected_forbid (collected, "planted");
  collected_forbid (collected, "Planted");
  collected_forbid (collected, "example.org");
  collected_forbid (collected, "personal");
  collected_forbid (collected, "9B2D4C1F");
  collected_forbid (collected, "11111111-0000");
}

static void
test_a_sum_with_a_hole_is_unknown (void)
{
  g_autoptr (Collected)
      collected = collect_own ((const char *[]){ "concealed.csv", NULL });

  check (collected, "m365/mail", 2, UITWEG_UNKNOWN, 7);
  g_assert_false (collected->is_complete);
}

static void
test_other_tables_are_refused (void)
{
  g_autofree char *other = own_input ("m365", "other.csv");

  expect_error ("m365-csv", other, UITWEG_CONNECTOR_ERROR_INPUT,
                "*other.csv: found no report, expected *");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/m365/sums", test_reports_become_sums);
  g_test_add_func ("/m365/nobody", test_nobody_comes_out);
  g_test_add_func ("/m365/hole", test_a_sum_with_a_hole_is_unknown);
  g_test_add_func ("/m365/other", test_other_tables_are_refused);
  return g_test_run ();
}
