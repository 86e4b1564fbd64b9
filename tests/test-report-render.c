/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of the renderers on a plan document with everything in it.
 */
#include "config.h"

#include <string.h>

#include <uitweg/report.h>

static UitwegPlanDocument *
load_sample (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "plan",
                                                 "sample.json", NULL);
  UitwegPlanDocument *document = uitweg_plan_document_load (path, &error);

  g_assert_no_error (error);
  return document;
}

static char *
render (const UitwegPlanDocument *document,
        const char *format,
        const char *language)
{
  g_autoptr (GError) error = NULL;
  char *text = uitweg_report_render (document, format, language, FALSE, &error);

  g_assert_no_error (error);
  return text;
}

static void
assert_has (const char *text, const char *what)
{
  if (strstr (text, what) == NULL)
    g_error ("found no '%s'", what);
}

static void
test_names_are_escaped (void)
{
  g_autoptr (UitwegPlanDocument) document = load_sample ();
  g_autofree char *html = render (document, "html", "en");

  assert_has (html, "Website &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; "
                    "&amp; forms");
  g_assert_null (strstr (html, "<script"));
  g_assert_null (strstr (html, "alert('x')"));
}

static void
test_languages (void)
{
  g_autoptr (UitwegPlanDocument) document = load_sample ();
  g_autofree char *en = render (document, "html", "en");
  g_autofree char *nl = render (document, "html", "nl");
  g_autofree char *text = render (document, "text", "nl");

  assert_has (en, "<html lang=\"en\">");
  assert_has (en, "What it costs");
  assert_has (en, "feasible, certainty not computed");
  assert_has (nl, "<html lang=\"nl\">");
  assert_has (nl, "Wat het kost");
  assert_has (nl, "haalbaar, zekerheid niet berekend");
  g_assert_null (strstr (nl, "What it costs"));
  assert_has (text, "Wat het kost");
  assert_has (text, "Inzet van mensen");
}

static void
test_same_bytes (void)
{
  static const char *const formats[] = { "text", "html", "json" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (UitwegPlanDocument) one = load_sample ();
      g_autoptr (UitwegPlanDocument) two = load_sample ();
      g_autofree char *first = render (one, formats[i], "en");
      g_autofree char *second = render (two, formats[i], "en");

      g_assert_cmpstr (first, ==, second);
    }
}

static void
test_json_is_the_document (void)
{
  g_autoptr (UitwegPlanDocument) document = load_sample ();
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "plan",
                                                 "sample.json", NULL);
  g_autofree char *json = render (document, "json", "en");
  g_autofree char *file = NULL;

  g_assert_true (g_file_get_contents (path, &file, NULL, NULL));
  g_assert_cmpstr (json, ==, file);
}

/* 80 characters at most; an id or digest without a blank may be longer. */
static void
test_text_columns (void)
{
  static const char *const languages[] = { "en", "nl" };
  g_autoptr (UitwegPlanDocument) document = load_sample ();

  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      g_autofree char *text = render (document, "text", languages[l]);
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      g_assert_null (strchr (text, '\033'));
      for (guint i = 0; lines[i] != NULL; i++)
        if (g_utf8_strlen (lines[i], -1) > 80)
          g_error ("found %ld columns: %s", g_utf8_strlen (lines[i], -1),
                   lines[i]);
    }
}

static void
test_colour (void)
{
  g_autoptr (UitwegPlanDocument) document = load_sample ();
  g_autofree char *plain = uitweg_report_summary (document, "en", FALSE);
  g_autofree char *bold = uitweg_report_summary (document, "en", TRUE);

  g_assert_null (strchr (plain, '\033'));
  g_assert_nonnull (strstr (bold, "\033[1m"));
}

static void
test_terminal_is_not_steered (void)
{
  static const char json[] =
      "{\"format\": \"uitweg-plan/1\", \"title\": \"a\\u001b[31mb\\u202ec\","
      "\"figures\": [{\"id\": \"f\\u0007\", \"label\": \"x\\u009by\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegPlanDocument) document = uitweg_plan_document_parse (
      "plan.json", json, strlen (json), &error);
  g_autofree char *text = NULL, *list = NULL, *html = NULL;

  g_assert_no_error (error);
  text = render (document, "text", "en");
  list = uitweg_report_list_figures (document, "en");
  html = render (document, "html", "en");
  assert_has (text, "a\xef\xbf\xbd[31mb\xef\xbf\xbd"
                    "c");
  g_assert_null (strchr (list, '\a'));
  g_assert_null (strstr (list, "\xc2\x9b"));
  g_assert_null (strchr (html, '\033'));
}

static void
test_summary (void)
{
  g_autoptr (UitwegPlanDocument) document = load_sample ();
  g_autofree char *en = uitweg_report_summary (document, "en", FALSE);
  g_autofree char *nl = uitweg_report_summary (document, "nl", FALSE);

  assert_has (en, "planned: feasible, certainty not computed");
  assert_has (en, "One-off cost ");
  assert_has (en, "Run cost per month before ");
  assert_has (en, "Run cost per month after ");
  assert_has (en, "End of the plan ");
  assert_has (en, "Waves ");
  assert_has (en, "vm/kantoor-01: device:passthrough-pci, pinned");
  assert_has (en, "96% of what was billed");
  assert_has (en, "source/kvm03-2026-11-20: not complete");
  assert_has (nl, "Eenmalige kosten ");
  assert_has (nl, "niet volledig");
}

static void
test_unknown_format (void)
{
  g_autoptr (UitwegPlanDocument) document = load_sample ();
  g_autoptr (GError) error = NULL;

  g_assert_null (uitweg_report_render (document, "pdf", "en", FALSE, &error));
  g_assert_error (error, UITWEG_REPORT_ERROR, UITWEG_REPORT_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_null (uitweg_report_render (document, "text", "fr", FALSE, &error));
  g_assert_error (error, UITWEG_REPORT_ERROR, UITWEG_REPORT_ERROR_FORMAT);
}

static void
test_why (void)
{
  g_autoptr (UitwegPlanDocument) document = load_sample ();
  g_autoptr (GError) error = NULL;
  g_autofree char *total = uitweg_report_why (document, "cost.one_off", "nl",
                                              &error);
  g_autofree char *thing = NULL;

  g_assert_no_error (error);
  assert_has (total, "Eenmalige kosten van het plan");
  assert_has (total, "sum of the cost lines");
  assert_has (total, "Inzet van mensen");
  assert_has (total, "[cost.effort]");
  assert_has (total, "afgeleid 72%");
  assert_has (total, "Ontbrekende prijzen");
  thing = uitweg_report_why (document, "resource.database/geo-02.run_after",
                             "en", &error);
  g_assert_no_error (error);
  assert_has (thing, "not priced");
  assert_has (thing, "documented;");
}

static void
test_why_names_the_nearest (void)
{
  g_autoptr (UitwegPlanDocument) document = load_sample ();
  g_autoptr (GError) error = NULL;

  g_assert_null (uitweg_report_why (document, "cost.one_of", "en", &error));
  g_assert_error (error, UITWEG_REPORT_ERROR, UITWEG_REPORT_ERROR_FIGURE);
  assert_has (error->message, "'cost.one_off'");
  assert_has (error->message, "uitweg why --list");
}

/* Each figure of the list can be asked, and has its place on the page. */
static void
test_every_figure (void)
{
  g_autoptr (UitwegPlanDocument) document = load_sample ();
  g_autofree char *list = uitweg_report_list_figures (document, "en");
  g_autofree char *html = render (document, "html", "en");
  g_auto (GStrv) lines = g_strsplit (list, "\n", -1);
  guint n = 0;

  for (; lines[n] != NULL && *lines[n] != '\0'; n++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) fields = g_strsplit (lines[n], "\t", 2);
      g_autofree char *why = uitweg_report_why (document, fields[0], "en",
                                                &error);
      g_autofree char *place = g_strdup_printf ("id=\"figure-%s\"", fields[0]);

      g_assert_no_error (error);
      assert_has (why, fields[0]);
      assert_has (html, place);
    }
  g_assert_cmpuint (n, >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/names-are-escaped", test_names_are_escaped);
  g_test_add_func ("/report/languages", test_languages);
  g_test_add_func ("/report/same-bytes", test_same_bytes);
  g_test_add_func ("/report/json-is-the-document", test_json_is_the_document);
  g_test_add_func ("/report/text-columns", test_text_columns);
  g_test_add_func ("/report/colour", test_colour);
  g_test_add_func ("/report/terminal-is-not-steered",
                   test_terminal_is_not_steered);
  g_test_add_func ("/report/summary", test_summary);
  g_test_add_func ("/report/unknown-format", test_unknown_format);
  g_test_add_func ("/report/why", test_why);
  g_test_add_func ("/report/why-names-the-nearest", test_why_names_the_nearest);
  g_test_add_func ("/report/every-figure", test_every_figure);
  return g_test_run ();
}
