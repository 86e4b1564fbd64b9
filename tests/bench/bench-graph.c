/* SPDX-License-Identifier: EUPL-1.2
 *
 * Measures the graph layer on random edges: bench-graph NODES EDGES. Prints a
 * table of seconds of CPU, and the peak of memory.
 */
#include "config.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include <uitweg/graph.h>

#include "base/rng.h"

static double
cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static void
lap (const char *what, double *since)
{
  double now = cpu ();

  g_print ("| %s | %.3f |\n", what, now - *since);
  *since = cpu ();
}

static void
measure (const UitwegGraph *graph, double since)
{
  guint32 n = uitweg_graph_get_n_nodes (graph);
  g_autofree guint32 *component_of = g_new (guint32, n);
  g_autofree guint64 *sets = g_new0 (guint64, n);
  g_autofree guint8 *reached = g_new (guint8, n);
  g_autofree double *sums = g_new (double, n);
  g_autofree guint32 *start = NULL;
  g_autoptr (UitwegGraph) condensed = NULL;
  guint32 n_components, n_start, first = 0;
  double error;

  n_components = uitweg_graph_find_components (graph, component_of);
  lap ("components", &since);
  condensed = uitweg_graph_condense (graph, component_of, n_components);
  lap ("condensed edges", &since);
  for (guint32 v = 0; v < n; v++)
    sets[v] = v % 1000 == 0 ? G_GUINT64_CONSTANT (1) << v / 1000 % 64 : 0;
  uitweg_graph_reach_sets (graph, sets, sets);
  lap ("exposure of all nodes, 64 members", &since);
  uitweg_graph_reach_dependants (graph, &first, 1, reached);
  lap ("blast radius of one node", &since);
  error = uitweg_graph_estimate_reach (graph, UITWEG_GRAPH_NEEDED_BY, NULL,
                                       1200, 1, 1, sums, NULL);
  lap ("blast radius of every node", &since);
  start = uitweg_graph_find_foundations (graph, &n_start);
  uitweg_graph_find_dominators (graph, start, n_start, UITWEG_GRAPH_NEEDED_BY,
                                component_of);
  lap ("dominators", &since);
  uitweg_graph_find_joints (graph, reached);
  lap ("joints", &since);
  g_print ("standard error of the blast radius at most %.4f\n", error);
}

int
main (int argc, char **argv)
{
  guint32 n = argc > 1 ? (guint32) g_ascii_strtoull (argv[1], NULL, 10)
                       : 1000000;
  guint32 n_edges = argc > 2 ? (guint32) g_ascii_strtoull (argv[2], NULL, 10)
                             : 5000000;
  gboolean acyclic = argc > 3 && g_strcmp0 (argv[3], "acyclic") == 0;
  g_autofree guint32 *from = g_new (guint32, (gsize) n_edges + 1);
  g_autofree guint32 *to = g_new (guint32, (gsize) n_edges + 1);
  g_autoptr (UitwegGraph) graph = NULL;
  struct rusage usage;
  double since;

  for (guint32 e = 0; e < n_edges; e++)
    {
      guint32 a = base_rng_below (1, e, 0, n);
      guint32 b = base_rng_below (1, e, 1, n);

      from[e] = acyclic ? MAX (a, b) : a;
      to[e] = acyclic ? MIN (a, b) : b;
    }
  since = cpu ();
  graph = uitweg_graph_new (n, from, to, NULL, n_edges, NULL);
  g_print ("| step, %u nodes, %u edges | CPU, s |\n|---|---|\n", n, n_edges);
  lap ("rows both ways", &since);
  measure (graph, since);
  getrusage (RUSAGE_SELF, &usage);
  g_print ("peak %ld MiB\n", usage.ru_maxrss / 1024);
  return EXIT_SUCCESS;
}
