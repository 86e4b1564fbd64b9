/* SPDX-License-Identifier: EUPL-1.2
 *
 * Renders a plan document for tests: render-report FORMAT LANGUAGE FILE.
 */
#include "config.h"

#include <stdio.h>

#include <uitweg/report.h>

int
main (int argc, char **argv)
{
  g_autoptr (UitwegPlanDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (argc != 4)
    {
      fputs ("render-report FORMAT LANGUAGE FILE\n", stderr);
      return 2;
    }
  document = uitweg_plan_document_load (argv[3], &error);
  if (document != NULL)
    text = uitweg_report_render (document, argv[1], argv[2], FALSE, &error);
  if (text == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return 2;
    }
  fputs (text, stdout);
  return 0;
}
