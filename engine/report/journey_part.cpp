// The journey as a graph, and what happened at its steps.
#include "journey/graph.hpp"
#include "report/arrays.hpp"
#include "report/parts.hpp"
#include "scenario/words.hpp"

namespace polku::report {
namespace {

std::size_t node_of(const journey::JourneyGraph& graph, const std::string& name) {
  std::size_t node = 0;
  while (node < graph.nodes.size() && graph.nodes[node].name != name) ++node;
  return node;
}

/// Ways of the customers whose lives are kept, those who deal with us or with nobody yet, and of ours who
/// turn to a rival: mean of the replications, for each world shown.
Json passages(const Subject& subject, const journey::JourneyGraph& graph) {
  const record::Group* group = subject.result.group("passages");
  if (!group) return nullptr;
  const Array count(*group, "count");
  const auto &from = labels(*group, "from"), &to = labels(*group, "to"), &with = labels(*group, "with");
  Json list = Json::array();
  for (std::size_t way = 0; way < from.size(); ++way) {
    Json one = {{"from", node_of(graph, from[way])}, {"to", node_of(graph, to[way])}};
    for (std::size_t whom = 0; whom < with.size(); ++whom) {
      one[with[whom]] = Json::array();
      for (const std::size_t w : shown_worlds(subject)) {
        double total = 0.0;
        for (std::size_t r = 0; r < count.size(1); ++r) total += count({w, r, way, whom});
        one[with[whom]].push_back(total / static_cast<double>(count.size(1)));
      }
    }
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace

Json journey(const Subject& subject) {
  const record::Group* group = subject.result.group("steps");
  if (!group) return nullptr;
  const scenario::Model& model = subject.scenario.model;
  const journey::JourneyGraph graph = journey::build(model);
  const std::vector<std::size_t> shown = shown_worlds(subject);
  const auto means = [&](const char* measure, std::size_t step) {
    const Array count(*group, measure);
    Json list = Json::array();
    for (const std::size_t w : shown) {
      double sum_of_all = 0.0;
      for (std::size_t r = 0; r < count.size(1); ++r) sum_of_all += count({w, r, step});
      list.push_back(sum_of_all / static_cast<double>(count.size(1)));
    }
    return list;
  };
  Json json = {
      {"shown", shown}, {"nodes", Json::array()}, {"edges", Json::array()}, {"entries", Json::array()}};
  for (std::size_t n = 0; n < graph.nodes.size(); ++n) {
    const journey::Node& node = graph.nodes[n];
    Json one = {{"name", node.name}};
    if (graph.is_step(n)) {
      const auto* function = model.functions.find(node.owner);
      one["stage"] = scenario::word(node.stage);
      one["kind"] = scenario::word(node.kind);
      one["owner"] = function && !function->title.empty() ? function->title : node.owner;
      one["channel"] = node.channel;
      one["gated"] = node.can_fail;
      for (const char* measure : {"visits", "failures", "recovered", "handoff_failures"})
        one[measure] = means(measure, n);
    }
    json["nodes"].push_back(std::move(one));
  }
  for (const journey::Edge& edge : graph.edges)
    json["edges"].push_back(
        {{"from", edge.from}, {"to", edge.to}, {"outcome", edge.outcome}, {"handoff", edge.handoff}});
  if (Json ways = passages(subject, graph); !ways.is_null()) json["passages"] = std::move(ways);
  for (const journey::Entry& entry : graph.entries)
    json["entries"].push_back({{"node", entry.node}, {"source", entry.source}});
  return json;
}

}  // namespace polku::report
