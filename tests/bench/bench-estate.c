/* SPDX-License-Identifier: EUPL-1.2
 *
 * Measures the way from an estate file to its assessment: read, graph,
 * assess. The peer of the same run is a bare pass over the file's lines that
 * parses each with cJSON, the JSON library of the design page, and keeps
 * nothing.
 *
 *   bench-estate CATALOG SCENARIO ESTATE
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <cjson/cJSON.h>

#include <uitweg/assessment.h>

static double
cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_utime.tv_sec + (double) usage.ru_stime.tv_sec
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double
peak_mib (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_maxrss / 1024;
}

typedef struct
{
  gint64 wall;
  double cpu;
} Mark;

static Mark
mark (void)
{
  return (Mark){ g_get_monotonic_time (), cpu_seconds () };
}

static void
print_row (const char *what, Mark from)
{
  printf ("| %-22s | %7.3f | %7.3f |        | %7.0f |\n", what,
          (double) (g_get_monotonic_time () - from.wall) / 1e6,
          cpu_seconds () - from.cpu, peak_mib ());
}

/* Parse every line, keep nothing. Returns the CPU time. */
static double
run_peer (const char *path)
{
  g_autofree char *text = NULL;
  const Mark start = mark ();
  gsize length;
  double cpu;

  if (!g_file_get_contents (path, &text, &length, NULL))
    exit (EXIT_FAILURE);
  for (char *line = text; line != NULL && *line != '\0';)
    {
      char *end = strchr (line, '\n');
      cJSON *json = cJSON_ParseWithLength (
          line, end != NULL ? (gsize) (end - line) : strlen (line));

      cJSON_Delete (json);
      line = end != NULL ? end + 1 : NULL;
    }
  cpu = cpu_seconds () - start.cpu;
  print_row ("cJSON, lines only", start);
  return cpu;
}

static int
run (const char *catalog_path, const char *scenario_path, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegEstate) estate = NULL;
  g_autoptr (UitwegCatalog) catalog = NULL;
  g_autoptr (UitwegAssessment) assessment = NULL;
  const UitwegScenario *scenario;
  Mark start, total, all = mark ();
  double peer, memory;

  printf ("| step                   |  wall s |   CPU s |  ratio | "
          "MiB peak |\n|---|---|---|---|---|\n");
  start = mark ();
  estate = uitweg_estate_load (&path, 1, 2, &error);
  if (estate != NULL)
    {
      print_row ("read, check, index", start);
      start = mark ();
      catalog = uitweg_catalog_load (&catalog_path, 1, &error);
    }
  scenario = catalog != NULL ? uitweg_scenario_load (scenario_path, &error)
                             : NULL;
  if (scenario != NULL)
    {
      print_row ("catalog and scenario", start);
      start = mark ();
      assessment = uitweg_assessment_new (estate, catalog, scenario,
                                          scenario->start, 2, &error);
    }
  if (assessment == NULL)
    {
      fprintf (stderr, "bench-estate: %s\n", error->message);
      return EXIT_FAILURE;
    }
  print_row ("graph and assessment", start);
  total = (Mark){ g_get_monotonic_time () - all.wall,
                  cpu_seconds () - all.cpu };
  memory = peak_mib ();
  peer = run_peer (path);
  printf ("| %-22s | %7.3f | %7.3f | %6.2f | %7.0f |\n", "all of it",
          (double) total.wall / 1e6, total.cpu, total.cpu / peer, memory);
  return EXIT_SUCCESS;
}

int
main (int argc, char **argv)
{
  if (argc != 4)
    {
      fputs ("usage: bench-estate CATALOG SCENARIO ESTATE\n", stderr);
      return EXIT_FAILURE;
    }
  return run (argv[1], argv[2], argv[3]);
}
