// Graph algorithms on bare node numbers. The room's only door to Boost.Graph's algorithms, which stay in the
// .cpp; check and analysis choose which arcs count (all, those without time, those with a chance) and ask
// here. Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "journey/graph.hpp"

namespace polku::journey {

/// Nodes 0 .. nodes-1 and arcs (from, to); parallel arcs and loops are allowed.
struct Digraph {
  std::size_t nodes = 0;
  std::vector<std::pair<std::size_t, std::size_t>> arcs;
};

Digraph digraph(const JourneyGraph& graph);
Digraph reversed(const Digraph& graph);

/// Nodes where journeys start, each once, ascending.
std::vector<std::size_t> entry_nodes(const JourneyGraph& graph);

/// For each node whether some path leads to it from one of `starts`; the starts themselves are reached.
std::vector<bool> reachable(const Digraph& graph, const std::vector<std::size_t>& starts);

/// Sets of nodes that all reach each other, nodes ascending, sets by first node.
std::vector<std::vector<std::size_t>> strong_components(const Digraph& graph);

/// A shortest cycle through `node`, beginning there, without the repetition at its end; empty if there is
/// none.
std::vector<std::size_t> shortest_cycle(const Digraph& graph, std::size_t node);

/// For each node the last other node that every path from any of `starts` passes; `none` where no single node
/// is passed, and for nodes that cannot be reached (Boost's algorithm is wrong with those, so they are left
/// out first). Lengauer & Tarjan 1979, O((n + m) log n).
std::vector<std::size_t> immediate_dominators(const Digraph& graph, const std::vector<std::size_t>& starts);

}  // namespace polku::journey
