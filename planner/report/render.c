/* SPDX-License-Identifier: EUPL-1.2
 *
 * One plan document in, one text out, in the form that was asked for.
 */
#include "config.h"

#include "report/render.h"

#include <string.h>

char *
uitweg_report_render (const UitwegPlanDocument *document,
                      const char *format,
                      const char *language,
                      gboolean colour,
                      GError **error)
{
  Report report = { document, language, colour, NULL, -1 };

  g_return_val_if_fail (document != NULL && format != NULL, NULL);

  if (!report_is_language (language))
    {
      g_set_error (error, UITWEG_REPORT_ERROR, UITWEG_REPORT_ERROR_FORMAT,
                   "found language '%s', expected 'en' or 'nl'",
                   language != NULL ? language : "");
      return NULL;
    }
  if (strcmp (format, "json") == 0)
    return g_strndup (document->json, document->length);
  if (strcmp (format, "text") != 0 && strcmp (format, "html") != 0)
    {
      g_set_error (error, UITWEG_REPORT_ERROR, UITWEG_REPORT_ERROR_FORMAT,
                   "found format '%s', expected 'text', 'json' or 'html'",
                   format);
      return NULL;
    }
  report.out = g_string_new (NULL);
  if (strcmp (format, "text") == 0)
    report_render_text (&report);
  else
    report_render_html (&report);
  return g_string_free (report.out, FALSE);
}
