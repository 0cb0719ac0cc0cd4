#include "journey/graph.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <unordered_map>

#include "base/time.hpp"
#include "behaviour/need.hpp"
#include "journey/topology.hpp"

namespace polku::journey {
namespace {

using scenario::Model;
using scenario::Step;
using Places = std::unordered_map<std::string_view, std::size_t>;

double passes(const scenario::Gate& gate) { return gate.success + (1.0 - gate.success) * gate.retry; }

bool any_gate_may_fail(const Model& model, const std::string& name, const scenario::Gate& ours) {
  if (passes(ours) < 1.0) return true;
  return std::any_of(model.providers.begin(), model.providers.end(), [&](const auto& provider) {
    const double* success = provider.second.gates.find(name);
    return success && passes({*success, ours.retry}) < 1.0;
  });
}

/// Whether customers with this need wait at a step that ripens. Pain may be great enough at once.
bool ripens(const scenario::Need& need) {
  if (need.type == scenario::NeedType::plain) return false;
  if (need.type == scenario::NeedType::positive) return true;
  const auto& pain = need.pain;
  const double threshold = behaviour::acting_threshold(pain.action_cost, pain.present_bias, pain.patience);
  return base::to_ticks(behaviour::time_to_act(pain.initial, pain.growth, threshold)) > 0;
}

/// A step that ripens takes time unless journeys come to it that nothing holds up: from plain needs and
/// reviews.
void settle_ripening(const Model& model, JourneyGraph& graph) {
  std::vector<std::size_t> unripe;
  for (std::size_t i = 0; i < graph.entries.size(); ++i)
    if (i >= model.needs.size() || !ripens(model.needs[i].second)) unripe.push_back(graph.entries[i].node);
  const std::vector<bool> hurried = reachable(digraph(graph), unripe);
  for (std::size_t step = 0; step < graph.steps(); ++step)
    if (graph.nodes[step].kind == scenario::StepKind::ripen && !hurried[step])
      graph.nodes[step].takes_time = true;
}

/// Whether people may give up waiting for the function that owns a step.
bool may_give_up(const Model& model, const Step& step) {
  const scenario::Function* owner = model.functions.find(step.owner);
  return owner && step.kind == scenario::StepKind::encounter && std::isfinite(owner->patience) &&
         (owner->servers > 0.0 || owner->capacity > 0.0);
}

Node make_node(const Model& model, const std::string& name, const Step& step) {
  Node node;
  node.name = name;
  node.stage = step.stage;
  node.kind = step.kind;
  node.effect = step.effect;
  node.owner = step.owner;
  node.channel = step.channel;
  node.takes = step.takes.mean;
  node.takes_time = base::to_ticks(step.takes.mean) > 0;
  if (node.decides()) return node;
  node.gate = passes(step.gate);
  node.handoff_error = step.handoff.error;
  node.gated = any_gate_may_fail(model, name, step.gate);
  node.can_fail = node.gated || step.handoff.error > 0.0 || may_give_up(model, step);
  return node;
}

std::size_t place_of(const Places& places, const std::string& name) {
  const auto found = places.find(name);
  if (found == places.end()) throw std::invalid_argument("journey: no step is called '" + name + "'");
  return found->second;
}

/// Where a need starts journeys, and how often: the mean over the segments.
Entry make_entry(const Model& model, const std::string& name, std::size_t node) {
  Entry entry{node, "needs." + name, 0.0, false};
  for (const auto& segment : model.segments)
    if (const scenario::NeedRate* rate = segment.second.need_rates.find(name)) {
      entry.always = entry.always || rate->always;
      entry.arrivals += segment.second.share * (rate->every > 0.0 ? 1.0 / rate->every : rate->mean);
    }
  return entry;
}

}  // namespace

JourneyGraph build(const Model& model) {
  JourneyGraph graph;
  Places places;
  for (const auto& [name, step] : model.journey) {
    places.emplace(name, graph.nodes.size());
    graph.nodes.push_back(make_node(model, name, step));
  }
  for (const char* terminal : {"end", "give_up"}) {
    places.emplace(terminal, graph.nodes.size());
    graph.nodes.emplace_back().name = terminal;
  }

  for (const auto& [name, step] : model.journey) {
    graph.first_edge.push_back(graph.edges.size());
    for (const scenario::Edge& edge : step.next) {
      const std::string outcome = edge.outcome.empty() ? "success" : edge.outcome;
      const bool handoff = outcome == "success" && !step.handoff.to.empty();
      graph.edges.push_back(
          {place_of(places, name), place_of(places, edge.target), outcome, edge.chance, handoff});
    }
  }
  graph.first_edge.resize(graph.nodes.size() + 1, graph.edges.size());

  for (const auto& [name, need] : model.needs)
    graph.entries.push_back(make_entry(model, name, place_of(places, need.starts)));
  if (!model.review.starts.empty())
    graph.entries.push_back({place_of(places, model.review.starts), "review", 0.0, false});
  settle_ripening(model, graph);
  return graph;
}

}  // namespace polku::journey
