/* SPDX-License-Identifier: EUPL-1.2
 *
 * Lines of 80 columns for a terminal or a mail: wrapping, columns, headings.
 * Used by text.c, summary.c and why.c.
 */
#include "config.h"

#include <string.h>

#include "report/text-private.h"

#define COLUMNS 80
#define VALUE_COLUMN 34

static void
append_blanks (GString *out, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (out, ' ');
}

/* The line already stands at `column`; those that follow begin at `rest`. */
static void
append_wrapped (Report *report, guint column, guint rest, const char *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  gboolean empty = TRUE;

  report_append_plain (plain, text);
  for (const char *p = plain->str + strspn (plain->str, " "); *p != '\0';)
    {
      const gsize n = strcspn (p, " ");
      const guint width = (guint) g_utf8_strlen (p, (gssize) n);

      if (!empty && column + 1 + width > COLUMNS)
        {
          g_string_append_c (report->out, '\n');
          append_blanks (report->out, rest);
          column = rest;
          empty = TRUE;
        }
      if (!empty)
        {
          g_string_append_c (report->out, ' ');
          column++;
        }
      g_string_append_len (report->out, p, (gssize) n);
      column += width;
      empty = FALSE;
      p += n;
      p += strspn (p, " ");
    }
  g_string_append_c (report->out, '\n');
}

void
report_wrap (Report *report, guint first, guint rest, const char *text)
{
  append_blanks (report->out, first);
  append_wrapped (report, first, rest, text);
}

void
report_pair (Report *report, const char *label, const char *value)
{
  const guint width = (guint) g_utf8_strlen (label, -1);

  if (width + 4 > VALUE_COLUMN)
    {
      report_wrap (report, 2, 4, label);
      report_wrap (report, VALUE_COLUMN, VALUE_COLUMN, value);
      return;
    }
  append_blanks (report->out, 2);
  report_append_plain (report->out, label);
  append_blanks (report->out, VALUE_COLUMN - 2 - width);
  append_wrapped (report, VALUE_COLUMN, VALUE_COLUMN, value);
}

void
report_bold (Report *report, const char *text)
{
  if (report->colour)
    g_string_append (report->out, "\033[1m");
  report_append_plain (report->out, text);
  if (report->colour)
    g_string_append (report->out, "\033[0m");
}

void
report_heading (Report *report, ReportWord word)
{
  const char *text = report_word (report, word);
  const glong width = g_utf8_strlen (text, -1);

  g_string_append_c (report->out, '\n');
  report_bold (report, text);
  g_string_append_c (report->out, '\n');
  for (glong i = 0; i < width; i++)
    g_string_append_c (report->out, '-');
  g_string_append_c (report->out, '\n');
}
