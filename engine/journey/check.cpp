#include "journey/check.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "journey/labels.hpp"
#include "journey/topology.hpp"

namespace polku::journey {
namespace {

using base::Severity;

class Checker {
 public:
  Checker(const scenario::Model& model, const JourneyGraph& graph)
      : model_(model), graph_(graph), arcs_(digraph(graph)), reached_(reachable(arcs_, entry_nodes(graph))) {}

  std::vector<Finding> run() {
    if (graph_.steps() == 0) return {};
    if (graph_.entries.empty()) {
      report("no-entry", Severity::error, "journey", "no journey ever starts",
             "neither a need nor a review names a step to start at",
             "Add a need with `starts: " + name(0) + "`");
      return findings_;
    }
    check_reach();
    check_traps();
    check_timeless_loops();
    for (std::size_t step = 0; step < graph_.steps(); ++step) check_missing_edges(step);
    for (std::size_t step = 0; step < graph_.steps(); ++step) check_idle_edges(step);
    check_purchase();
    return findings_;
  }

 private:
  void report(const char* code, Severity severity, std::string path, std::string message, std::string why,
              std::string suggestion) {
    Finding& finding = findings_.emplace_back();
    finding.code = code;
    finding.severity = severity;
    finding.path = std::move(path);
    finding.message = std::move(message);
    finding.why = std::move(why);
    finding.suggestion = std::move(suggestion);
    finding.at_key = true;
  }

  const std::string& name(std::size_t node) const { return graph_.nodes[node].name; }
  std::string quoted(std::size_t node) const { return "'" + name(node) + "'"; }
  std::string path(std::size_t node, const char* field) const { return "journey." + name(node) + field; }

  void check_reach() {
    for (std::size_t step = 0; step < graph_.steps(); ++step)
      if (!reached_[step])
        report("unreachable-step", Severity::error, path(step, ""), "no journey comes to " + quoted(step),
               "no path leads there from a step at which journeys start",
               "Let a step lead to it, start a need there, or remove it");
  }

  /// A trap is a set of steps that lead to each other only. What leads into it is trapped as well, but not at
  /// fault.
  void check_traps() {
    for (const std::vector<std::size_t>& component : strong_components(arcs_)) {
      const auto inside = [&](std::size_t node) {
        return std::binary_search(component.begin(), component.end(), node);
      };
      const bool trap = std::all_of(component.begin(), component.end(), [&](std::size_t node) {
        const auto edges = graph_.edges_from(node);
        return graph_.is_step(node) && reached_[node] &&
               std::all_of(edges.begin(), edges.end(), [&](const Edge& edge) { return inside(edge.to); });
      });
      if (!trap) continue;
      std::string members = quoted(component.front());
      for (std::size_t i = 1; i < component.size(); ++i) members += ", " + quoted(component[i]);
      report("no-way-out", Severity::error, path(component.front(), ".next"),
             component.size() == 1 ? "there is no way out of " + members
                                   : "these steps lead only to each other: " + members,
             "a journey that comes here never ends", "Let an outcome lead on, to `end` or to `give_up`");
    }
  }

  void check_timeless_loops() {
    Digraph timeless{graph_.nodes.size(), {}};
    for (const Edge& edge : graph_.edges)
      if (reached_[edge.from] && !graph_.nodes[edge.from].takes_time && !graph_.nodes[edge.to].takes_time)
        timeless.arcs.emplace_back(edge.from, edge.to);
    // A need that is always there starts its next journey at the instant at which the last one ends.
    for (const Entry& entry : graph_.entries)
      if (entry.always && !graph_.nodes[entry.node].takes_time)
        for (const std::size_t terminal : {graph_.end(), graph_.give_up()})
          timeless.arcs.emplace_back(terminal, entry.node);

    for (const std::vector<std::size_t>& component : strong_components(timeless)) {
      const std::size_t first = component.front();
      const std::vector<std::size_t> cycle = shortest_cycle(timeless, first);
      if (cycle.empty()) continue;
      std::string names;
      bool restarts = false;
      for (const std::size_t node : cycle) {
        names += name(node) + " -> ";
        restarts = restarts || !graph_.is_step(node);
      }
      report("timeless-loop", Severity::error, path(first, ""),
             "a customer could go round at one instant for ever: " + names + name(first),
             restarts ? "no step takes time, and the next journey starts as soon as the last one ends"
                      : "no step of this loop takes time",
             "Give one of its steps a duration with `takes`");
    }
  }

  void check_missing_edges(std::size_t step) {
    const Node& node = graph_.nodes[step];
    const auto edges = graph_.edges_from(step);
    if (node.decides() || edges.empty()) return;
    const bool has_failure =
        std::any_of(edges.begin(), edges.end(), [](const Edge& edge) { return edge.fails(); });
    const bool has_success =
        std::any_of(edges.begin(), edges.end(), [](const Edge& edge) { return !edge.fails(); });
    if (node.can_fail && !has_failure) {
      const double failure = 1.0 - node.success();
      report("missing-failure-edge", Severity::error, path(step, ".next"),
             quoted(step) + " can fail, but nothing says where that leads",
             failure > 0.0 ? "its gate and hand-off fail " + percent(failure) + " of the time"
                           : "a rival's gate can fail here",
             "Write `next: {success: ..., failure: ...}`; `give_up` ends the journey");
    }
    if (node.success() > 0.0 && !has_success)
      report("missing-success-edge", Severity::error, path(step, ".next"),
             quoted(step) + " can succeed, but nothing says where that leads",
             "it succeeds " + percent(node.success()) + " of the time",
             "Add `success: ...`; `end` ends the journey");
  }

  void check_idle_edges(std::size_t step) {
    const Node& node = graph_.nodes[step];
    if (node.decides()) return;
    std::map<std::size_t, double> on_success, on_failure;
    for (const Edge& edge : graph_.edges_from(step))
      (edge.fails() ? on_failure : on_success)[edge.to] += edge.chance;
    if (!on_failure.empty() && !node.can_fail) {
      report("unused-failure-edge", Severity::warning, path(step, ".next.failure"),
             "the failure edge of " + quoted(step) + " is never taken", "the step always succeeds",
             "Give it a `gate` that can fail, or remove the edge");
      return;
    }
    const scenario::Step& written = model_.journey[step].second;
    const bool success_matters =
        node.effect != scenario::Effect::none || written.earns != 0.0 || !written.handoff.to.empty();
    const bool same_places = on_success.size() == on_failure.size() &&
                             std::equal(on_success.begin(), on_success.end(), on_failure.begin(),
                                        [](const auto& a, const auto& b) {
                                          return a.first == b.first && std::fabs(a.second - b.second) < 1e-9;
                                        });
    if (node.gated && !on_failure.empty() && same_places && !success_matters)
      report("needless-gate", Severity::warning, path(step, ".gate"),
             "nothing depends on the gate of " + quoted(step), "success and failure lead to the same places",
             "Let failure lead elsewhere, or remove the gate");
  }

  void check_purchase() {
    // Where we have customers from the start, a study of keeping them needs no purchase.
    for (const auto& [name, provider] : model_.providers)
      if (provider.own && model_.population.start.get(name, 0.0) > 0.0) return;
    for (std::size_t step = 0; step < graph_.steps(); ++step)
      if (reached_[step] && graph_.nodes[step].effect == scenario::Effect::purchase) return;
    report("no-purchase", Severity::warning, "journey", "nobody can ever buy",
           "no step that is reached has `effect: purchase`",
           "Mark the step at which the customer buys with `effect: purchase`");
  }

  const scenario::Model& model_;
  const JourneyGraph& graph_;
  Digraph arcs_;
  std::vector<bool> reached_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> check(const scenario::Model& model, const JourneyGraph& graph) {
  return Checker(model, graph).run();
}

std::vector<Finding> check(const scenario::Model& model) { return check(model, build(model)); }

}  // namespace polku::journey
