/* SPDX-License-Identifier: EUPL-1.2
 *
 * The report as one page of HTML without scripts or anything from outside.
 */
#include "config.h"

#include "report/render.h"

void
report_render_html (Report *report)
{
  GString *out = report->out;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *escaped = NULL;

  report->out = text;
  report_render_text (report);
  report->out = out;
  escaped = g_markup_escape_text (text->str, (gssize) text->len);
  g_string_append_printf (out,
                          "<!DOCTYPE html>\n<html lang=\"%s\">\n<meta "
                          "charset=\"utf-8\">\n<title>%s</title>\n<pre>%s</pre>"
                          "\n</html>\n",
                          report->language, report_word (report, WORD_REPORT),
                          escaped);
}
