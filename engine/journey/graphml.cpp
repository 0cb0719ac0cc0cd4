#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/graphml.hpp>
#include <deque>
#include <sstream>

#include "journey/draw.hpp"
#include "scenario/words.hpp"

namespace polku::journey {
namespace {

struct EdgeIndex {
  std::size_t index = 0;
};
using Adjacency =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, boost::no_property, EdgeIndex>;

/// One GraphML attribute per column. The columns live here because Boost's property maps only point at them.
class Columns {
 public:
  explicit Columns(const Adjacency& graph) : graph_(graph) {}

  template <class Column>
  void of_nodes(const char* name, Column column) {
    properties_.property(
        name, boost::make_iterator_property_map(keep(std::move(column)), get(boost::vertex_index, graph_)));
  }
  template <class Column>
  void of_edges(const char* name, Column column) {
    properties_.property(
        name, boost::make_iterator_property_map(keep(std::move(column)), get(&EdgeIndex::index, graph_)));
  }
  const boost::dynamic_properties& properties() const { return properties_; }

 private:
  auto keep(std::vector<std::string> column) { return texts_.emplace_back(std::move(column)).begin(); }
  auto keep(std::vector<double> column) { return numbers_.emplace_back(std::move(column)).begin(); }

  const Adjacency& graph_;
  std::deque<std::vector<std::string>> texts_;
  std::deque<std::vector<double>> numbers_;
  boost::dynamic_properties properties_;
};

template <class Rows, class Value>
auto column(const Rows& rows, Value value) {
  std::vector<std::decay_t<decltype(value(rows.front()))>> result;
  for (const auto& row : rows) result.push_back(value(row));
  return result;
}

}  // namespace

std::string to_graphml(const JourneyGraph& graph, const Flow* flow) {
  Adjacency boost_graph(graph.nodes.size());
  for (const Edge& edge : graph.edges)
    add_edge(edge.from, edge.to, EdgeIndex{num_edges(boost_graph)}, boost_graph);

  // `end` and `give_up` have no stage and no kind.
  const auto of_step = [&](const Node& node, std::string_view text) {
    return std::string(graph.is_step(static_cast<std::size_t>(&node - graph.nodes.data())) ? text : "");
  };
  Columns columns(boost_graph);
  columns.of_nodes("name", column(graph.nodes, [](const Node& node) { return node.name; }));
  columns.of_nodes("stage", column(graph.nodes, [&](const Node& node) {
                     return of_step(node, scenario::word(node.stage));
                   }));
  columns.of_nodes("kind", column(graph.nodes, [&](const Node& node) {
                     return of_step(node, scenario::word(node.kind));
                   }));
  columns.of_nodes("owner", column(graph.nodes, [](const Node& node) { return node.owner; }));
  columns.of_nodes("channel", column(graph.nodes, [](const Node& node) { return node.channel; }));
  columns.of_nodes("takes_days", column(graph.nodes, [](const Node& node) { return node.takes; }));
  columns.of_nodes("success", column(graph.nodes, [](const Node& node) { return node.success(); }));
  columns.of_edges("outcome", column(graph.edges, [](const Edge& edge) { return edge.outcome; }));
  columns.of_edges("chance", column(graph.edges, [](const Edge& edge) { return edge.chance; }));
  if (flow) {
    columns.of_nodes("visits", flow->visits);
    columns.of_edges("passages", flow->passages);
  }
  std::ostringstream text;
  boost::write_graphml(text, boost_graph, columns.properties(), true);
  return text.str();
}

}  // namespace polku::journey
