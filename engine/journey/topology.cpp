#include "journey/topology.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/pending/queue.hpp>

namespace polku::journey {
namespace {

using Adjacency = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

Adjacency adjacency(const Digraph& graph) { return {graph.arcs.begin(), graph.arcs.end(), graph.nodes}; }

}  // namespace

Digraph digraph(const JourneyGraph& graph) {
  Digraph result{graph.nodes.size(), {}};
  for (const Edge& edge : graph.edges) result.arcs.emplace_back(edge.from, edge.to);
  return result;
}

Digraph reversed(const Digraph& graph) {
  Digraph result{graph.nodes, {}};
  for (const auto& [from, to] : graph.arcs) result.arcs.emplace_back(to, from);
  return result;
}

std::vector<std::size_t> entry_nodes(const JourneyGraph& graph) {
  std::vector<std::size_t> nodes;
  for (const Entry& entry : graph.entries) nodes.push_back(entry.node);
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

std::vector<bool> reachable(const Digraph& graph, const std::vector<std::size_t>& starts) {
  const Adjacency boost_graph = adjacency(graph);
  std::vector<boost::default_color_type> colours(graph.nodes, boost::white_color);
  boost::queue<std::size_t> queue;
  boost::breadth_first_visit(
      boost_graph, starts.begin(), starts.end(), queue, boost::default_bfs_visitor(),
      boost::make_iterator_property_map(colours.begin(), boost::get(boost::vertex_index, boost_graph)));

  std::vector<bool> reached(graph.nodes);
  std::transform(colours.begin(), colours.end(), reached.begin(),
                 [](boost::default_color_type colour) { return colour != boost::white_color; });
  return reached;
}

std::vector<std::vector<std::size_t>> strong_components(const Digraph& graph) {
  const Adjacency boost_graph = adjacency(graph);
  std::vector<std::size_t> component(graph.nodes);
  const std::size_t count = boost::strong_components(
      boost_graph,
      boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, boost_graph)));

  std::vector<std::vector<std::size_t>> sets(count);
  for (std::size_t node = 0; node < graph.nodes; ++node) sets[component[node]].push_back(node);
  std::sort(sets.begin(), sets.end());
  return sets;
}

std::vector<std::size_t> shortest_cycle(const Digraph& graph, std::size_t node) {
  // Most nodes that are asked about stand in no cycle, and to many no arc leads at all.
  const auto leads_here = [node](const auto& arc) { return arc.second == node; };
  if (std::none_of(graph.arcs.begin(), graph.arcs.end(), leads_here)) return {};
  const Adjacency boost_graph = adjacency(graph);
  std::vector<std::size_t> before(graph.nodes, none);
  std::vector<std::size_t> distance(graph.nodes, none);
  distance[node] = 0;
  const auto index = boost::get(boost::vertex_index, boost_graph);
  boost::breadth_first_search(
      boost_graph, node,
      boost::visitor(boost::make_bfs_visitor(
          std::make_pair(boost::record_predecessors(boost::make_iterator_property_map(before.begin(), index),
                                                    boost::on_tree_edge()),
                         boost::record_distances(boost::make_iterator_property_map(distance.begin(), index),
                                                 boost::on_tree_edge())))));

  // The arc that closes the cycle is the one back to `node` from the nearest place.
  std::size_t last = none;
  for (const auto& [from, to] : graph.arcs)
    if (to == node && distance[from] != none && (last == none || distance[from] < distance[last]))
      last = from;
  std::vector<std::size_t> cycle;
  for (std::size_t at = last; at != none; at = before[at]) cycle.push_back(at);
  std::reverse(cycle.begin(), cycle.end());
  return cycle;
}

std::vector<std::size_t> immediate_dominators(const Digraph& graph, const std::vector<std::size_t>& starts) {
  // Several starts become one: a root before them all. It dominates everything, so nothing is said by it.
  const std::size_t root = graph.nodes;
  const std::vector<bool> reached = reachable(graph, starts);
  Digraph pruned{graph.nodes + 1, {}};
  for (const auto& [from, to] : graph.arcs)
    if (reached[from]) pruned.arcs.emplace_back(from, to);
  for (const std::size_t start : starts) pruned.arcs.emplace_back(root, start);

  const Adjacency boost_graph = adjacency(pruned);
  std::vector<std::size_t> dominators(pruned.nodes, none);
  boost::lengauer_tarjan_dominator_tree(
      boost_graph, root,
      boost::make_iterator_property_map(dominators.begin(), boost::get(boost::vertex_index, boost_graph)));
  dominators.pop_back();
  std::replace(dominators.begin(), dominators.end(), root, none);
  return dominators;
}

}  // namespace polku::journey
