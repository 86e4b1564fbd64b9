/* SPDX-License-Identifier: EUPL-1.2
 *
 * Prints what the graph layer says of random graphs, for another program to
 * compare: "graph N", then "edge A B" lines, then one line an answer.
 * graph-print FIRST-SEED N-GRAPHS
 */
#include "config.h"

#include <stdlib.h>

#include <uitweg/graph.h>

/* SplitMix64 of Steele, Lea and Flood (2014). */
static guint64
draw (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static void
print_numbers (const char *name, const guint32 *numbers, guint32 n)
{
  g_print ("%s", name);
  for (guint32 i = 0; i < n; i++)
    g_print (" %u", numbers[i]);
  g_print ("\n");
}

static void
print_answers (const UitwegGraph *graph, guint32 from, guint32 to)
{
  guint32 n = uitweg_graph_get_n_nodes (graph);
  g_autofree guint32 *numbers = g_new (guint32, n);
  g_autofree guint8 *reached = g_new (guint8, n);
  g_autofree guint32 *path = NULL;
  g_autofree guint32 *bridges = NULL;
  g_autoptr (UitwegGraph) condensed = NULL;
  guint32 n_components = uitweg_graph_find_components (graph, numbers);
  guint32 n_path = 0;
  guint32 n_bridges = 0;

  print_numbers ("components", numbers, n);
  condensed = uitweg_graph_condense (graph, numbers, n_components);
  g_print ("condensed %u %u\n", n_components,
           uitweg_graph_get_n_edges (condensed));
  uitweg_graph_find_islands (graph, numbers);
  print_numbers ("islands", numbers, n);
  if (uitweg_graph_find_layers (graph, numbers, NULL, NULL))
    print_numbers ("layers", numbers, n);
  else
    g_print ("layers circle\n");
  g_print ("needs %u %u\n", from,
           uitweg_graph_reach_needs (graph, &from, 1, reached));
  g_print ("dependants %u %u\n", from,
           uitweg_graph_reach_dependants (graph, &from, 1, reached));
  uitweg_graph_find_dominators (graph, &from, 1, UITWEG_GRAPH_NEEDS, numbers);
  print_numbers ("dominators", numbers, n);
  uitweg_graph_find_joints (graph, reached);
  g_print ("joints");
  for (guint32 v = 0; v < n; v++)
    if (reached[v] != 0)
      g_print (" %u", v);
  bridges = uitweg_graph_find_bridges (graph, &n_bridges);
  g_print ("\n");
  print_numbers ("bridges", bridges, n_bridges);
  path = uitweg_graph_find_path (graph, from, to, &n_path);
  g_print ("ends %u %u\n", from, to);
  print_numbers ("path", path, n_path);
}

static void
print_graph (guint64 seed)
{
  guint64 state = seed;
  guint32 n = 1 + (guint32) (draw (&state) % 300);
  guint32 n_edges = (guint32) (draw (&state) % (n * 2));
  gboolean acyclic = draw (&state) % 3 == 0;
  g_autofree guint32 *from = g_new (guint32, n_edges);
  g_autofree guint32 *to = g_new (guint32, n_edges);
  g_autoptr (UitwegGraph) graph = NULL;

  g_print ("graph %u\n", n);
  for (guint32 i = 0; i < n_edges; i++)
    {
      guint32 a = (guint32) (draw (&state) % n);
      guint32 b = (guint32) (draw (&state) % n);

      from[i] = acyclic ? MAX (a, b) : a;
      to[i] = acyclic ? MIN (a, b) : b;
      g_print ("edge %u %u\n", from[i], to[i]);
    }
  graph = uitweg_graph_new (n, from, to, NULL, n_edges, NULL);
  print_answers (graph, (guint32) (draw (&state) % n),
                 (guint32) (draw (&state) % n));
}

int
main (int argc, char **argv)
{
  guint64 first;
  guint64 n;

  if (argc != 3)
    return EXIT_FAILURE;
  first = g_ascii_strtoull (argv[1], NULL, 10);
  n = g_ascii_strtoull (argv[2], NULL, 10);
  for (guint64 seed = first; seed < first + n; seed++)
    print_graph (seed);
  return EXIT_SUCCESS;
}
