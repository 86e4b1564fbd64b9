/* SPDX-License-Identifier: EUPL-1.2
 *
 * Any bytes are a plan document that every renderer can show, or an error
 * with a place.
 */
#include "config.h"

#include <string.h>

#include <uitweg/report.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const formats[] = { "text", "html", "json" };
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegPlanDocument) document = uitweg_plan_document_parse (
      "fuzz", (const char *) data, size, &error);
  g_autofree char *summary = NULL, *list = NULL;

  if (document == NULL)
    {
      g_assert_error (error, UITWEG_REPORT_ERROR, UITWEG_REPORT_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, "fuzz:"));
      return 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *text = uitweg_report_render (
          document, formats[i], i % 2 == 0 ? "nl" : "en", FALSE, &error);

      g_assert_no_error (error);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_true (i == 2 || strstr (text, "<script") == NULL || i == 0);
    }
  summary = uitweg_report_summary (document, "en", TRUE);
  list = uitweg_report_list_figures (document, "en");
  g_assert_true (g_utf8_validate (summary, -1, NULL));
  g_assert_true (g_utf8_validate (list, -1, NULL));
  return 0;
}
