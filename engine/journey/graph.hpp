// The journey as flat arrays: nodes are the model's steps in their order, then `end` and `give_up`; edges are
// sorted by the node they leave. Read by check, analysis and draw here, and compiled into tables by world.
// Thread safety: a value, immutable once built.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/model.hpp"

namespace polku::journey {

/// No node, no edge.
inline constexpr std::size_t none = static_cast<std::size_t>(-1);

struct Node {
  std::string name;  ///< key in the YAML, or `end`, `give_up`
  scenario::Stage stage = scenario::Stage::use;
  scenario::StepKind kind = scenario::StepKind::encounter;
  scenario::Effect effect = scenario::Effect::none;
  std::string owner;        ///< function responsible; may be empty
  std::string channel;      ///< may be empty
  double takes = 0.0;       ///< mean duration [days]; what a need takes to ripen is not in it
  bool takes_time = false;  ///< false: the customer goes on at the same instant
  double gate = 1.0;  ///< chance that our gate lets pass, recovery included: p + (1-p)·retry. Source: §8
  double handoff_error = 0.0;  ///< chance that the hand-off after it fails
  bool can_fail = false;       ///< at ours or at a rival's, by gate or by hand-off
  bool gated = false;          ///< somebody's gate may fail here, ours or a rival's

  /// Chance of the outcome `success` at our company. [1/visit] Source: §8
  double success() const { return gate * (1.0 - handoff_error); }
  bool decides() const { return kind == scenario::StepKind::decision; }
};

struct Edge {
  std::size_t from = none;
  std::size_t to = none;
  std::string outcome;   ///< success, failure, or what a decision chooses
  double chance = 1.0;   ///< share of that outcome in 0..1
  bool handoff = false;  ///< another function takes over on the way

  bool fails() const { return outcome == "failure"; }
};

/// A place where journeys start.
struct Entry {
  std::size_t node = none;
  std::string source;     ///< path of the cause: `needs.fault`, `review`
  double arrivals = 0.0;  ///< mean needs of a customer [1/day]; 0 for reviews, whose rate is an outcome
  bool always = false;    ///< for some segment the next journey starts as soon as the last one ends
};

struct JourneyGraph {
  std::vector<Node> nodes;
  std::vector<Edge> edges;
  std::vector<std::size_t> first_edge;  ///< edges of node i: [first_edge[i], first_edge[i + 1])
  std::vector<Entry> entries;

  std::size_t steps() const { return nodes.size() - 2; }
  std::size_t end() const { return nodes.size() - 2; }
  std::size_t give_up() const { return nodes.size() - 1; }
  bool is_step(std::size_t node) const { return node < steps(); }
  std::span<const Edge> edges_from(std::size_t node) const {
    return std::span(edges).subspan(first_edge[node], first_edge[node + 1] - first_edge[node]);
  }
};

/// How often nodes and edges are passed, counted by a simulation or computed by analyse().
struct Flow {
  std::vector<double> visits;    ///< per node
  std::vector<double> passages;  ///< per edge
  double journeys = 1.0;         ///< journeys that these numbers add up; 1: they are means per journey
};

/// Requires a model whose names refer to something (scenario's checks); throws std::invalid_argument if a
/// target, or a step where journeys start, does not exist.
JourneyGraph build(const scenario::Model& model);

}  // namespace polku::journey
