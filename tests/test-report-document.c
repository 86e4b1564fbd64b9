/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of plan documents: what is accepted, what is refused, and that what
 * is absent is unknown.
 */
#include "config.h"

#include <string.h>

#include <uitweg/report.h>

static UitwegPlanDocument *
parse (const char *json, GError **error)
{
  return uitweg_plan_document_parse ("plan.json", json, strlen (json), error);
}

static void
test_smallest (void)
{
  static const char json[] = "{\"format\": \"uitweg-plan/1\"}";
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegPlanDocument) document = parse (json, &error);
  static const char *const formats[] = { "text", "html", "json" };

  g_assert_no_error (error);
  g_assert_cmpint (uitweg_plan_document_get_exit_status (document), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *text = uitweg_report_render (document, formats[i], "en",
                                                    FALSE, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (strlen (text), >, 20);
    }
  {
    g_autofree char *summary = uitweg_report_summary (document, "nl", FALSE);

    g_assert_nonnull (strstr (summary, "onbekend"));
  }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *json;
    const char *message;
  } cases[] = {
    { "", "plan.json:1" },
    { "[]", "expected an object" },
    { "{\"format\": \"uitweg-estate/1\"}", "found format 'uitweg-estate/1'" },
    { "{\"format\": \"uitweg-plan/1\",\n\"figures\": {}}", "plan.json:2: " },
    { "{\"format\": \"uitweg-plan/1\", \"waves\": [1]}", "expected objects" },
    { "{\"format\": \"uitweg-plan/1\", \"bound\": []}", "expected an object" },
    { "{\"format\": \"uitweg-plan/1\", \"figures\": [{}]}", "without id" },
    { "{\"format\": \"uitweg-plan/1\", \"figures\": [{\"id\": \"a\"}, "
      "{\"id\": \"a\"}]}",
      "id 'a' twice" },
    { "{\"format\": \"uitweg-plan/1\", \"waves\": [{\"one_off\": [\"2.00\", "
      "\"1.00\"]}]}",
      "the lower first" },
    { "{\"format\": \"uitweg-plan/1\", \"waves\": [{\"one_off\": [\"1e99\", "
      "\"x\"]}]}",
      "the lower first" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (UitwegPlanDocument) document = parse (cases[i].json, &error);

      g_assert_error (error, UITWEG_REPORT_ERROR, UITWEG_REPORT_ERROR_INVALID);
      g_assert_null (document);
      g_assert_nonnull (strstr (error->message, cases[i].message));
    }
}

static void
test_no_file (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (uitweg_plan_document_load ("/nowhere/plan.json", &error));
  g_assert_error (error, UITWEG_REPORT_ERROR, UITWEG_REPORT_ERROR_INVALID);
}

/* Keys of other kinds than expected are shown as unknown. */
static void
test_other_kinds (void)
{
  static const char json[] =
      "{\"format\": \"uitweg-plan/1\", \"title\": 7, \"organisation\": null,"
      "\"triggers\": [{}, {\"id\": 1, \"text\": [], \"end\": \"soon\"}],"
      "\"summary\": {\"end\": 12, \"n_waves\": \"many\"},"
      "\"resources\": [{\"id\": \"a\", \"blockers\": [1, null], \"path\": 3,"
      "\"portability\": [0.5], \"parts\": [{}]}],"
      "\"groups\": [{\"id\": \"g\", \"resources\": [null]}],"
      "\"waves\": [{\"groups\": [1, \"none\"], \"start\": \"2027-01-01\","
      "\"end\": \"2026-01-01\"}], \"cash_flow\": [{}], \"bridges\": [{}],"
      "\"services\": [{\"id\": \"s\", \"jurisdictions_before\": [1]}],"
      "\"contracts\": [{}], \"holes\": [{}], \"assumptions\": [{}],"
      "\"figures\": [{\"id\": \"f\", \"parts\": [{}], \"grades\": []}],"
      "\"sources\": [{\"problems\": [{}]}], \"stays\": [{}],"
      "\"conflicts\": [1], \"exit_status\": 0}";
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegPlanDocument) document = parse (json, &error);
  g_autofree char *html = NULL, *text = NULL, *why = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (uitweg_plan_document_get_exit_status (document), ==, 0);
  html = uitweg_report_render (document, "html", "nl", FALSE, &error);
  g_assert_no_error (error);
  text = uitweg_report_render (document, "text", "en", TRUE, &error);
  g_assert_no_error (error);
  why = uitweg_report_why (document, "f", "en", &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/document/smallest", test_smallest);
  g_test_add_func ("/report/document/refused", test_refused);
  g_test_add_func ("/report/document/no-file", test_no_file);
  g_test_add_func ("/report/document/other-kinds", test_other_kinds);
  return g_test_run ();
}
