/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef UITWEG_GRAPH_H
#define UITWEG_GRAPH_H

#include <uitweg/types.h>

G_BEGIN_DECLS

/**
 * UitwegGraph:
 *
 * Who needs whom. An edge `a -> b` reads "a needs b". Immutable once built,
 * so any number of threads may read it. Stored as two compressed-sparse-row
 * arrays (forward and reverse); edge numbers are those of the arrays that it
 * was built from, so that callers keep weights and kinds in columns of their
 * own.
 */
typedef struct _UitwegGraph UitwegGraph;

/**
 * UitwegGraphError:
 * @UITWEG_GRAPH_ERROR_NODE: an edge names a node that is not there
 * @UITWEG_GRAPH_ERROR_CYCLE: an order was asked of a graph that has none
 */
typedef enum
{
  UITWEG_GRAPH_ERROR_NODE,
  UITWEG_GRAPH_ERROR_CYCLE,
} UitwegGraphError;

#define UITWEG_GRAPH_ERROR (uitweg_graph_error_quark ())
GQuark uitweg_graph_error_quark (void);

/* Builds from parallel arrays; `keep` (nullable) says which edges take part.
 * Self edges are dropped; parallel edges stay. O(n_nodes + n_edges). */
UitwegGraph *uitweg_graph_new (guint32 n_nodes,
                               const guint32 *from,
                               const guint32 *to,
                               const guint8 *keep,
                               guint32 n_edges,
                               GError **error);
void uitweg_graph_free (UitwegGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UitwegGraph, uitweg_graph_free)

guint32 uitweg_graph_get_n_nodes (const UitwegGraph *graph);
/* Edges that take part: without self edges and those not kept. */
guint32 uitweg_graph_get_n_edges (const UitwegGraph *graph);

/* (array length=n_out) (transfer none): nodes that `node` needs, ascending
 * (then by edge number); `edges_out` (nullable) the edge number of each */
const guint32 *uitweg_graph_get_needs (const UitwegGraph *graph,
                                       guint32 node,
                                       guint32 *n_out,
                                       const guint32 **edges_out);

/* (array length=n_out) (transfer none): nodes that need `node`, likewise */
const guint32 *uitweg_graph_get_needed_by (const UitwegGraph *graph,
                                           guint32 node,
                                           guint32 *n_out,
                                           const guint32 **edges_out);

/**
 * uitweg_graph_find_components:
 * @graph: a graph
 * @component_of: (out caller-allocates) (array length=n_nodes): strongly
 *   connected component of each node, numbered so that every edge between
 *   components goes from a higher to a lower number (what is needed comes
 *   first): of the components whose needs are all numbered, the one with the
 *   least node comes next
 *
 * Method: Tarjan, "Depth-first search and linear graph algorithms", SIAM J.
 * Comput. 1(2), 1972, made iterative. O(nodes + edges).
 *
 * Returns: the number of components
 *
 * Since: 0.1
 */
guint32 uitweg_graph_find_components (const UitwegGraph *graph,
                                      guint32 *component_of);

/* The graph of components: node c is component c; parallel edges merged (the
 * least edge number stays), no self edges. O(nodes + edges). */
UitwegGraph *uitweg_graph_condense (const UitwegGraph *graph,
                                    const guint32 *component_of,
                                    guint32 n_components);

/**
 * uitweg_graph_find_layers:
 * @graph: a graph
 * @layer_of: (out caller-allocates) (array length=n_nodes): 0 for a node that
 *   needs nothing, else 1 more than the highest layer of what it needs
 * @n_out: (out) (optional): number of layers
 * @error: return location, or %NULL
 *
 * O(nodes + edges).
 *
 * Returns: %FALSE with %UITWEG_GRAPH_ERROR_CYCLE set, naming a circle, if
 *   nodes need each other; outputs are then left as they were
 *
 * Since: 0.1
 */
gboolean uitweg_graph_find_layers (const UitwegGraph *graph,
                                   guint32 *layer_of,
                                   guint32 *n_out,
                                   GError **error);

/**
 * uitweg_graph_reach_sets:
 * @graph: a graph
 * @own: (array length=n_nodes): a set of up to 64 members for each node
 * @reached: (out caller-allocates) (array length=n_nodes): union of the own
 *   sets of the node and of all that it needs, at any distance; may be @own
 *
 * O(nodes + edges) for 64 members.
 *
 * Since: 0.1
 */
void uitweg_graph_reach_sets (const UitwegGraph *graph,
                              const guint64 *own,
                              guint64 *reached);

/* Marks 1 in `reached` (length n_nodes, zeroed by the call) for `start` nodes
 * and all that need them (blast radius), or all that they need. Returns how
 * many were marked. O(nodes + edges). */
guint32 uitweg_graph_reach_dependants (const UitwegGraph *graph,
                                       const guint32 *start,
                                       guint32 n_start,
                                       guint8 *reached);
guint32 uitweg_graph_reach_needs (const UitwegGraph *graph,
                                  const guint32 *start,
                                  guint32 n_start,
                                  guint8 *reached);

/* (array length=n_out) (transfer full) (nullable): a shortest path of nodes
 * from `from` to `to` along edges, both included, least node numbers on ties;
 * NULL if there is none. O(nodes + edges). */
guint32 *uitweg_graph_find_path (const UitwegGraph *graph,
                                 guint32 from,
                                 guint32 to,
                                 guint32 *n_out);

/* Weakly connected components, numbered by least node. Returns how many. */
guint32 uitweg_graph_find_islands (const UitwegGraph *graph,
                                   guint32 *island_of);

/**
 * UitwegGraphWay:
 * @UITWEG_GRAPH_NEEDS: along edges, to what a node needs
 * @UITWEG_GRAPH_NEEDED_BY: against edges, to what needs it
 */
typedef enum
{
  UITWEG_GRAPH_NEEDS,
  UITWEG_GRAPH_NEEDED_BY,
} UitwegGraphWay;

/**
 * uitweg_graph_find_dominators:
 * @graph: a graph
 * @start: (array length=n_start): nodes where every chain begins
 * @n_start: their number
 * @way: how the chains go on
 * @dominator_of: (out caller-allocates) (array length=n_nodes): for each node
 *   the last other node that every chain from @start to it passes; the node
 *   itself if there is no such node; %UITWEG_NONE if no chain reaches it
 *
 * From the foundations with %UITWEG_GRAPH_NEEDED_BY, the dominators of a node
 * (its own, that one's, and so on) are its sole dependencies: everything it
 * stands on comes through each of them.
 *
 * Method: Lengauer and Tarjan, "A fast algorithm for finding dominators in a
 * flowgraph", ACM TOPLAS 1(1), 1979, made iterative. O(edges * log nodes).
 *
 * Returns: the number of nodes reached, @start included
 *
 * Since: 0.1
 */
guint32 uitweg_graph_find_dominators (const UitwegGraph *graph,
                                      const guint32 *start,
                                      guint32 n_start,
                                      UitwegGraphWay way,
                                      guint32 *dominator_of);

/* (array length=n_out) (transfer full): the nodes on which the rest stands:
 * those that need nothing, or nothing outside of their own circle; ascending.
 * O(nodes + edges). */
guint32 *uitweg_graph_find_foundations (const UitwegGraph *graph,
                                        guint32 *n_out);

/* Marks 1 in `joint` (length n_nodes) for nodes without which their island
 * falls apart (articulation points), whatever way edges point. Returns how
 * many. O(nodes + edges). */
guint32 uitweg_graph_find_joints (const UitwegGraph *graph, guint8 *joint);

/* (array length=n_out) (transfer full): numbers of the edges without which
 * their island falls apart, ascending. Of two edges that join the same nodes,
 * either way round, none is one. O(nodes + edges * log edges). */
guint32 *uitweg_graph_find_bridges (const UitwegGraph *graph, guint32 *n_out);

/**
 * uitweg_graph_estimate_reach:
 * @graph: a graph
 * @way: %UITWEG_GRAPH_NEEDED_BY for the blast radius, what falls with a node;
 *   %UITWEG_GRAPH_NEEDS for what it stands on
 * @weights: (array length=n_nodes) (nullable): what each node counts for,
 *   such as money or users; what is not above 0 counts for nothing; %NULL: 1
 * @size: how many nodes of a set are sampled, above 2
 * @n_refine: how many of the greatest estimates are then counted out
 * @seed: of the sample
 * @sums: (out caller-allocates) (array length=n_nodes): the weight of each
 *   node and all that is reached from it
 * @exact: (out caller-allocates) (array length=n_nodes) (nullable): 1 where
 *   the sum is no estimate: where at most @size nodes of some weight are
 *   reached, and where it was counted out. A circle counts as one node
 *
 * Method: bottom-k sketches over the components in topological order; Cohen,
 * "Size-estimation framework with applications to transitive closure and
 * reachability", JCSS 55(3), 1997; Cohen and Kaplan, "Summarizing data using
 * bottom-k sketches", PODC 2007. O(edges * size + n_refine * edges).
 *
 * Returns: a bound on the relative standard error of each estimate
 *
 * Since: 0.1
 */
double uitweg_graph_estimate_reach (const UitwegGraph *graph,
                                    UitwegGraphWay way,
                                    const double *weights,
                                    guint32 size,
                                    guint32 n_refine,
                                    guint64 seed,
                                    double *sums,
                                    guint8 *exact);

/**
 * UitwegGraphJoin:
 * @n_edges: how many edges were merged into one
 * @n_unknown: how many of them have no known weight
 * @weight: the sum of the weights that are known
 * @kinds: the union of their kinds
 */
typedef struct
{
  guint32 n_edges;
  guint32 n_unknown;
  double weight;
  guint64 kinds;
} UitwegGraphJoin;

/**
 * uitweg_graph_merge_parallel:
 * @graph: a graph
 * @weights: (nullable): a weight for each edge number, NAN if unknown
 * @kinds: (nullable): a set for each edge number
 * @joins_out: (out) (optional) (transfer full): one for each edge of the
 *   result, whose edges are numbered from 0 by node, then by what it needs
 *
 * O(nodes + edges).
 *
 * Returns: (transfer full): the graph with one edge from a node to another
 *
 * Since: 0.1
 */
UitwegGraph *uitweg_graph_merge_parallel (const UitwegGraph *graph,
                                          const double *weights,
                                          const guint64 *kinds,
                                          UitwegGraphJoin **joins_out);

/* (array length=n_out) (transfer full): the pairs of nodes that need each
 * other, the lesser node first; n_out counts pairs, two numbers each. In order
 * of the first node, then the second. O(nodes + edges). */
guint32 *uitweg_graph_find_mutual_pairs (const UitwegGraph *graph,
                                         guint32 *n_out);

/* uitweg_graph_reach_sets() for sets of any number of members: `n_words`
 * words of 64 for each node, side by side. O(n_words * (nodes + edges)). */
void uitweg_graph_reach_wide_sets (const UitwegGraph *graph,
                                   guint32 n_words,
                                   const guint64 *own,
                                   guint64 *reached);

/**
 * UitwegGraphCycle:
 * @nodes: (array length=n_nodes): nodes that need each other, ascending
 * @edges: (array length=n_edges): numbers of the edges to cut, so that no
 *   circle is left among them
 * @n_nodes: two at least
 * @n_edges: one at least
 * @weight: of @edges
 * @bound: no cut is lighter than this; @weight where the cut is known to be
 *   the lightest
 */
typedef struct
{
  guint32 *nodes;
  guint32 *edges;
  guint32 n_nodes;
  guint32 n_edges;
  double weight;
  double bound;
} UitwegGraphCycle;

void uitweg_graph_cycle_free (UitwegGraphCycle *cycle);

/**
 * uitweg_graph_cut_cycles:
 * @graph: a graph
 * @weights: (nullable): what cutting costs, for each edge number, finite and
 *   not negative; %NULL: 1
 *
 * Up to 20 nodes by dynamic programming over sets. Above, the order of Eades,
 * Lin and Smyth ("A fast and effective heuristic for the feedback arc set
 * problem", Inf. Proc. Letters 47, 1993) and moves of single nodes up to 4000
 * nodes, beyond these the order of a search; with circles that share no
 * weight as the bound.
 *
 * Returns: (transfer full) (element-type UitwegGraphCycle): one for each
 *   component of two nodes and more, in the order of components
 *
 * Since: 0.1
 */
GPtrArray *uitweg_graph_cut_cycles (const UitwegGraph *graph,
                                    const double *weights);

G_END_DECLS

#endif
