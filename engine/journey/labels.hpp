// Words and numbers that every drawing and finding writes alike. Internal to journey. Thread safety: pure
// functions.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "journey/graph.hpp"

namespace polku::journey {

/// A share as people read it: .0345 -> `3.45 %`.
std::string percent(double share);

/// A duration in the unit that suits it: .5 -> `12 hours`.
std::string duration_words(double days);

/// A key as a title: `call_in` -> `call in`.
std::string title(std::string_view key);

/// Identifier of a node or entry in a drawing: `n7`. Names would meet reserved words such as `end`.
std::string identifier(char letter, std::size_t number);

/// Name of what starts journeys: `needs.fault` -> `fault`.
std::string entry_name(const Entry& entry);

/// What a drawing writes into a node: title, then owner and duration, gate, and how many come by if `flow` is
/// given.
std::vector<std::string> node_lines(const JourneyGraph& graph, std::size_t node, const Flow* flow);

/// What a drawing writes beside an edge: outcome, lossy hand-off, then its share of journeys if `flow` is
/// given, else its share of the outcome. Empty if there is nothing to say (the one way on).
std::string edge_label(const JourneyGraph& graph, std::size_t edge, const Flow* flow);

/// Share of journeys that pass the edge, at most 1; 0 without a flow.
double edge_share(std::size_t edge, const Flow* flow);

/// Whether customers are lost on this edge: a failure, or the way to `give_up`.
bool leaks(const JourneyGraph& graph, const Edge& edge);

/// The steps of one stage, in the model's order.
struct StageGroup {
  scenario::Stage stage;
  std::string heading;  ///< `Need`
  std::vector<std::size_t> steps;
};

/// Those stages that have steps, in their order.
std::vector<StageGroup> stage_groups(const JourneyGraph& graph);

/// Whether any of the edges leads to the node; `end` and `give_up` are drawn only then.
bool leads_to(std::span<const Edge> edges, std::size_t node);

}  // namespace polku::journey
