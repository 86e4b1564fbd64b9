#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# The graph layer against another implementation, networkx: components and
# their order, condensation, islands, layers, reach, dominators, joints, bridges
# and paths.
# shellcheck disable=SC2016 # the inner shell has its own $
. "${top_srcdir:-.}/tests/tap.sh"

python3 -c 'import networkx' 2>"$scratch/err" \
  || skip_all "no python3 with networkx"

cat >"$scratch/oracle.py" <<'EOF'
import sys
import networkx as nx


def check_cuts(graph, edges, said, start):
    tree = nx.immediate_dominators(graph, start)
    tree[start] = start  # which versions of networkx leave out
    said_tree = {v: d for v, d in enumerate(said["dominators"]) if d != none}
    assert sorted(said_tree) == sorted(tree)
    for v, d in said_tree.items():
        assert d == tree[v], (v, d, tree[v])
    flat = graph.to_undirected()
    assert said["joints"] == sorted(nx.articulation_points(flat))
    count = {}
    for a, b in edges:
        pair = (min(a, b), max(a, b))
        count[pair] = count.get(pair, 0) + 1
    cuts = {(min(a, b), max(a, b)) for a, b in nx.bridges(flat)}
    cuts = [i for i, (a, b) in enumerate(edges)
            if (min(a, b), max(a, b)) in cuts
            and count[min(a, b), max(a, b)] == 1]
    assert said["bridges"] == cuts


none = 2**32 - 1


def check(n, edges, said):
    graph = nx.DiGraph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from((a, b) for a, b in edges if a != b)
    parts = nx.condensation(graph)
    least = {c: min(parts.nodes[c]["members"]) for c in parts}
    order = nx.lexicographical_topological_sort(parts.reverse(), key=least.get)
    number = {c: i for i, c in enumerate(order)}
    mapping = parts.graph["mapping"]
    assert said["components"] == [number[mapping[v]] for v in range(n)]
    assert said["condensed"] == [len(parts), parts.number_of_edges()]
    islands = sorted(nx.weakly_connected_components(graph), key=min)
    island = {v: i for i, some in enumerate(islands) for v in some}
    assert said["islands"] == [island[v] for v in range(n)]
    if nx.is_directed_acyclic_graph(graph):
        layer = {}
        for v in reversed(list(nx.topological_sort(graph))):
            layer[v] = max((layer[u] + 1 for u in graph[v]), default=0)
        assert said["layers"] == [layer[v] for v in range(n)]
    else:
        assert said["layers"] == ["circle"]
    start, count = said["needs"]
    assert count == len(nx.descendants(graph, start)) + 1
    start, count = said["dependants"]
    assert count == len(nx.ancestors(graph, start)) + 1
    check_cuts(graph, edges, said, start)
    a, b = said["ends"]
    if nx.has_path(graph, a, b):
        assert said["path"] == min(nx.all_shortest_paths(graph, a, b))
    else:
        assert said["path"] == []


graphs = 0
n, edges, said = None, [], {}
for line in sys.stdin:
    word, *rest = line.split()
    rest = [int(x) if x.isdigit() else x for x in rest]
    if word == "graph":
        n, edges, said = rest[0], [], {}
    elif word == "edge":
        edges.append(rest)
    else:
        said[word] = rest
    if word == "path":
        check(n, edges, said)
        graphs += 1
assert graphs == 200, graphs
EOF

check "prints 200 graphs and what is said of them" \
  sh -c '"$1" 1 200 >"$2"' sh "$top_builddir/tests/graph-print" \
  "$scratch/graphs"
check "networkx says the same" \
  sh -c 'python3 "$1" <"$2"' sh "$scratch/oracle.py" "$scratch/graphs"

done_testing
