/* SPDX-License-Identifier: EUPL-1.2
 *
 * Small graphs whose answers can be checked by eye.
 */
#include "config.h"

#include <string.h>

#include <uitweg/graph.h>

/* 0 -> 1 -> 2 -> 0 is a circle; 1 -> 3; 4 -> 3; 5 alone; 3 -> 3 is dropped;
 * 0 -> 1 is there twice. */
static const guint32 some_from[] = { 0, 1, 2, 1, 4, 3, 0 };
static const guint32 some_to[] = { 1, 2, 0, 3, 3, 3, 1 };

static UitwegGraph *
some_graph (void)
{
  g_autoptr (GError) error = NULL;
  UitwegGraph *graph = uitweg_graph_new (6, some_from, some_to, NULL,
                                         G_N_ELEMENTS (some_from), &error);

  g_assert_no_error (error);
  return graph;
}

static void
test_rows_are_sorted (void)
{
  g_autoptr (UitwegGraph) graph = some_graph ();
  const guint32 *nodes = NULL;
  const guint32 *edges = NULL;
  guint32 n;

  g_assert_cmpuint (uitweg_graph_get_n_nodes (graph), ==, 6);
  g_assert_cmpuint (uitweg_graph_get_n_edges (graph), ==, 6);
  nodes = uitweg_graph_get_needs (graph, 0, &n, &edges);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (nodes[0], ==, 1);
  g_assert_cmpuint (nodes[1], ==, 1);
  g_assert_cmpuint (edges[0], ==, 0);
  g_assert_cmpuint (edges[1], ==, 6);
  nodes = uitweg_graph_get_needs (graph, 1, &n, &edges);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (nodes[0], ==, 2);
  g_assert_cmpuint (nodes[1], ==, 3);
  g_assert_cmpuint (edges[0], ==, 1);
  g_assert_cmpuint (edges[1], ==, 3);
  nodes = uitweg_graph_get_needed_by (graph, 3, &n, &edges);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (nodes[0], ==, 1);
  g_assert_cmpuint (nodes[1], ==, 4);
  g_assert_cmpuint (edges[1], ==, 4);
  uitweg_graph_get_needs (graph, 5, &n, NULL);
  g_assert_cmpuint (n, ==, 0);
}

static void
test_keep_leaves_out_edges (void)
{
  const guint8 keep[] = { 1, 0, 0, 0, 1, 1, 0 };
  g_autoptr (UitwegGraph)
      graph = uitweg_graph_new (6, some_from, some_to, keep, 7, NULL);
  const guint32 *edges = NULL;
  guint32 n;

  g_assert_cmpuint (uitweg_graph_get_n_edges (graph), ==, 2);
  uitweg_graph_get_needed_by (graph, 3, &n, &edges);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (edges[0], ==, 4);
}

static void
test_node_out_of_range_is_an_error (void)
{
  const guint32 from[] = { 0, 1 };
  const guint32 to[] = { 1, 2 };
  g_autoptr (GError) error = NULL;

  g_assert_null (uitweg_graph_new (2, from, to, NULL, 2, &error));
  g_assert_error (error, UITWEG_GRAPH_ERROR, UITWEG_GRAPH_ERROR_NODE);
  g_assert_cmpstr (error->message, ==,
                   "edge 1: found node 2, expected one below 2");
}

static void
test_components_of_a_circle (void)
{
  g_autoptr (UitwegGraph) graph = some_graph ();
  guint32 component_of[6];

  /* 3 is needed by {0, 1, 2} and by 4. */
  g_assert_cmpuint (uitweg_graph_find_components (graph, component_of), ==, 4);
  g_assert_cmpuint (component_of[3], ==, 0);
  g_assert_cmpuint (component_of[0], ==, 1);
  g_assert_cmpuint (component_of[1], ==, 1);
  g_assert_cmpuint (component_of[2], ==, 1);
  g_assert_cmpuint (component_of[4], ==, 2);
  g_assert_cmpuint (component_of[5], ==, 3);
}

static void
test_condense_merges_parallel_edges (void)
{
  const guint32 from[] = { 0, 1, 0, 1, 2 };
  const guint32 to[] = { 1, 0, 2, 2, 3 };
  g_autoptr (UitwegGraph) graph = uitweg_graph_new (4, from, to, NULL, 5, NULL);
  g_autoptr (UitwegGraph) condensed = NULL;
  guint32 component_of[4];
  const guint32 *nodes = NULL;
  const guint32 *edges = NULL;
  guint32 n = uitweg_graph_find_components (graph, component_of);

  g_assert_cmpuint (n, ==, 3);
  condensed = uitweg_graph_condense (graph, component_of, n);
  g_assert_cmpuint (uitweg_graph_get_n_nodes (condensed), ==, 3);
  g_assert_cmpuint (uitweg_graph_get_n_edges (condensed), ==, 2);
  nodes = uitweg_graph_get_needs (condensed, component_of[0], &n, &edges);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (nodes[0], ==, component_of[2]);
  g_assert_cmpuint (edges[0], ==, 2);
}

static void
test_layers (void)
{
  const guint32 from[] = { 0, 0, 1, 2 };
  const guint32 to[] = { 1, 2, 3, 1 };
  g_autoptr (UitwegGraph) graph = uitweg_graph_new (5, from, to, NULL, 4, NULL);
  g_autoptr (GError) error = NULL;
  guint32 layer_of[5];
  guint32 n;

  g_assert_true (uitweg_graph_find_layers (graph, layer_of, &n, &error));
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpuint (layer_of[0], ==, 3);
  g_assert_cmpuint (layer_of[1], ==, 1);
  g_assert_cmpuint (layer_of[2], ==, 2);
  g_assert_cmpuint (layer_of[3], ==, 0);
  g_assert_cmpuint (layer_of[4], ==, 0);
}

static void
test_layers_of_a_circle_are_an_error (void)
{
  g_autoptr (UitwegGraph) graph = some_graph ();
  g_autoptr (GError) error = NULL;
  guint32 layer_of[6] = { 7, 7, 7, 7, 7, 7 };
  guint32 n = 9;

  g_assert_false (uitweg_graph_find_layers (graph, layer_of, &n, &error));
  g_assert_error (error, UITWEG_GRAPH_ERROR, UITWEG_GRAPH_ERROR_CYCLE);
  g_assert_cmpstr (
      error->message, ==,
      "found a circle of 3 nodes (0, 1, 2, and back), expected none");
  for (guint i = 0; i < 6; i++)
    g_assert_cmpuint (layer_of[i], ==, 7);
  g_assert_cmpuint (n, ==, 9);
}

static void
test_long_circle_is_named_in_part (void)
{
  guint32 from[20];
  guint32 to[20];
  guint32 layer_of[21];
  g_autoptr (UitwegGraph) graph = NULL;
  g_autoptr (GError) error = NULL;

  /* Node 20 needs the circle and is not on it. */
  for (guint32 i = 0; i < 19; i++)
    {
      from[i] = i;
      to[i] = (i + 1) % 19;
    }
  from[19] = 20;
  to[19] = 4;
  graph = uitweg_graph_new (21, from, to, NULL, 20, NULL);
  g_assert_false (uitweg_graph_find_layers (graph, layer_of, NULL, &error));
  g_assert_error (error, UITWEG_GRAPH_ERROR, UITWEG_GRAPH_ERROR_CYCLE);
  g_assert_nonnull (strstr (error->message, "19 nodes (0, 1, 2"));
}

static void
test_reach (void)
{
  g_autoptr (UitwegGraph) graph = some_graph ();
  const guint64 own[6] = { 1, 2, 4, 8, 16, 32 };
  const guint32 start[] = { 3, 3 };
  const guint32 circle[] = { 2, 5 };
  guint64 reached[6];
  guint8 marks[6];

  uitweg_graph_reach_sets (graph, own, reached);
  g_assert_cmpuint (reached[0], ==, 15);
  g_assert_cmpuint (reached[1], ==, 15);
  g_assert_cmpuint (reached[2], ==, 15);
  g_assert_cmpuint (reached[3], ==, 8);
  g_assert_cmpuint (reached[4], ==, 24);
  g_assert_cmpuint (reached[5], ==, 32);
  g_assert_cmpuint (uitweg_graph_reach_dependants (graph, start, 2, marks), ==,
                    5);
  g_assert_cmpuint (marks[5], ==, 0);
  g_assert_cmpuint (uitweg_graph_reach_needs (graph, circle, 2, marks), ==, 5);
  g_assert_cmpuint (marks[4], ==, 0);
  g_assert_cmpuint (uitweg_graph_reach_needs (graph, NULL, 0, marks), ==, 0);
}

static void
test_path_takes_least_nodes_on_ties (void)
{
  /* 0 -> 3 -> 4 and 0 -> 1 -> 5 -> ... : two ways of three edges to 6. */
  const guint32 from[] = { 0, 0, 3, 1, 5, 4, 2, 0 };
  const guint32 to[] = { 3, 1, 4, 5, 6, 6, 6, 6 };
  const guint8 keep[] = { 1, 1, 1, 1, 1, 1, 1, 0 };
  g_autoptr (UitwegGraph) graph = uitweg_graph_new (8, from, to, keep, 8, NULL);
  g_autofree guint32 *path = NULL;
  g_autofree guint32 *none = NULL;
  g_autofree guint32 *self = NULL;
  guint32 n = 77;

  none = uitweg_graph_find_path (graph, 6, 0, &n);
  g_assert_null (none);
  g_assert_cmpuint (n, ==, 77);
  path = uitweg_graph_find_path (graph, 0, 6, &n);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpuint (path[0], ==, 0);
  g_assert_cmpuint (path[1], ==, 1);
  g_assert_cmpuint (path[2], ==, 5);
  g_assert_cmpuint (path[3], ==, 6);
  self = uitweg_graph_find_path (graph, 7, 7, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (self[0], ==, 7);
}

static void
test_islands (void)
{
  g_autoptr (UitwegGraph) graph = some_graph ();
  guint32 island_of[6];

  g_assert_cmpuint (uitweg_graph_find_islands (graph, island_of), ==, 2);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpuint (island_of[i], ==, 0);
  g_assert_cmpuint (island_of[5], ==, 1);
}

static void
test_empty_graph (void)
{
  g_autoptr (UitwegGraph)
      graph = uitweg_graph_new (0, NULL, NULL, NULL, 0, NULL);
  g_autoptr (UitwegGraph) condensed = NULL;
  guint32 n = 5;

  g_assert_cmpuint (uitweg_graph_find_components (graph, NULL), ==, 0);
  condensed = uitweg_graph_condense (graph, NULL, 0);
  g_assert_cmpuint (uitweg_graph_get_n_nodes (condensed), ==, 0);
  g_assert_cmpuint (uitweg_graph_find_islands (graph, NULL), ==, 0);
  g_assert_true (uitweg_graph_find_layers (graph, NULL, &n, NULL));
  g_assert_cmpuint (n, ==, 0);
  uitweg_graph_reach_sets (graph, NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/rows-are-sorted", test_rows_are_sorted);
  g_test_add_func ("/graph/keep-leaves-out-edges", test_keep_leaves_out_edges);
  g_test_add_func ("/graph/node-out-of-range-is-an-error",
                   test_node_out_of_range_is_an_error);
  g_test_add_func ("/graph/components-of-a-circle",
                   test_components_of_a_circle);
  g_test_add_func ("/graph/condense-merges-parallel-edges",
                   test_condense_merges_parallel_edges);
  g_test_add_func ("/graph/layers", test_layers);
  g_test_add_func ("/graph/layers-of-a-circle-are-an-error",
                   test_layers_of_a_circle_are_an_error);
  g_test_add_func ("/graph/long-circle-is-named-in-part",
                   test_long_circle_is_named_in_part);
  g_test_add_func ("/graph/reach", test_reach);
  g_test_add_func ("/graph/path-takes-least-nodes-on-ties",
                   test_path_takes_least_nodes_on_ties);
  g_test_add_func ("/graph/islands", test_islands);
  g_test_add_func ("/graph/empty", test_empty_graph);
  return g_test_run ();
}
