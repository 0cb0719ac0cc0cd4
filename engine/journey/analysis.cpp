#include "journey/analysis.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>
#include <stdexcept>

#include "journey/linear.hpp"
#include "journey/topology.hpp"

namespace polku::journey {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// A chain of nodes with chances on its arcs, and the chance to start at each node.
struct Chain {
  Digraph arcs;
  std::vector<double> chances;
  std::vector<double> starts;
};

struct Visits {
  std::vector<double> mean;
  std::vector<double> reach;
};

/// Closed sets of nodes (no chance leads out) are entered once and never left; all other nodes are transient,
/// and their mean visits solve (I - Qᵀ) v = start. One visit leads to N_jj visits, so the chance to come is
/// v_j / N_jj.
Visits visits(const Chain& chain) {
  const std::size_t n = chain.arcs.nodes;
  Digraph possible{n, {}};
  for (std::size_t i = 0; i < chain.chances.size(); ++i)
    if (chain.chances[i] > 0.0) possible.arcs.push_back(chain.arcs.arcs[i]);
  const std::vector<std::vector<std::size_t>> sets = strong_components(possible);
  std::vector<std::size_t> set_of(n);
  for (std::size_t s = 0; s < sets.size(); ++s)
    for (const std::size_t node : sets[s]) set_of[node] = s;
  std::vector<bool> leads_out(sets.size());
  std::vector<bool> goes_on(sets.size());
  for (const auto& [from, to] : possible.arcs) {
    goes_on[set_of[from]] = true;
    if (set_of[from] != set_of[to]) leads_out[set_of[from]] = true;
  }

  std::vector<std::size_t> transient;
  std::vector<std::size_t> row(n, none);
  for (std::size_t node = 0; node < n; ++node)
    if (leads_out[set_of[node]]) {
      row[node] = transient.size();
      transient.push_back(node);
    }

  // (I - Qᵀ) over the transient nodes.
  const std::size_t m = transient.size();
  std::vector<double> matrix(m * m);
  std::vector<double> start(m);
  for (std::size_t i = 0; i < m; ++i) {
    matrix[i * m + i] = 1.0;
    start[i] = chain.starts[transient[i]];
  }
  for (std::size_t i = 0; i < chain.chances.size(); ++i) {
    const auto& [from, to] = chain.arcs.arcs[i];
    if (row[from] != none && row[to] != none) matrix[row[to] * m + row[from]] -= chain.chances[i];
  }
  const LuDecomposition equations(std::move(matrix), m);
  const std::vector<double> mean = equations.solve(start);

  Visits result{std::vector<double>(n), std::vector<double>(n)};
  for (std::size_t i = 0; i < m; ++i) {
    std::vector<double> here(m);
    here[i] = 1.0;
    result.mean[transient[i]] = mean[i];
    result.reach[transient[i]] = std::min(1.0, mean[i] / equations.solve(here)[i]);
  }

  // What flows into each closed set stays there.
  std::vector<double> inflow(sets.size());
  for (std::size_t node = 0; node < n; ++node)
    if (row[node] == none) inflow[set_of[node]] += chain.starts[node];
  for (std::size_t i = 0; i < chain.chances.size(); ++i) {
    const auto& [from, to] = chain.arcs.arcs[i];
    if (row[from] != none && row[to] == none) inflow[set_of[to]] += mean[row[from]] * chain.chances[i];
  }
  for (std::size_t node = 0; node < n; ++node) {
    if (row[node] != none) continue;
    const double entering = inflow[set_of[node]];
    result.reach[node] = std::min(1.0, entering);
    result.mean[node] = goes_on[set_of[node]] && entering > 0.0 ? infinite : entering;
  }
  return result;
}

bool purchases(const JourneyGraph& graph, const Edge& edge) {
  return graph.nodes[edge.from].effect == scenario::Effect::purchase && !edge.fails();
}

/// The same chain ends at its first purchase; the chance of that is what passes there.
double chance_to_purchase(const JourneyGraph& graph, Chain chain) {
  for (std::size_t i = 0; i < graph.edges.size(); ++i)
    if (purchases(graph, graph.edges[i])) chain.arcs.arcs[i].second = graph.end();
  const std::vector<double> mean = visits(chain).mean;
  double sum = 0.0;
  for (std::size_t i = 0; i < graph.edges.size(); ++i)
    if (purchases(graph, graph.edges[i]) && chain.chances[i] > 0.0)
      sum += mean[graph.edges[i].from] * chain.chances[i];
  return std::min(1.0, sum);
}

std::set<std::string> outcomes(const JourneyGraph& graph, std::size_t node) {
  std::set<std::string> names;
  for (const Edge& edge : graph.edges_from(node)) names.insert(edge.outcome);
  return names;
}

void require_known(const JourneyGraph& graph, const DecisionShares& shares) {
  for (const auto& [decision, by_outcome] : shares) {
    const std::string& name = decision;
    const auto node = std::find_if(graph.nodes.begin(), graph.nodes.end(),
                                   [&](const Node& each) { return each.name == name && each.decides(); });
    if (node == graph.nodes.end())
      throw std::invalid_argument("journey: no decision is called '" + name + "'");
    const std::set<std::string> known = outcomes(graph, static_cast<std::size_t>(node - graph.nodes.begin()));
    for (const auto& [outcome, share] : by_outcome)
      if (!known.count(outcome))
        throw std::invalid_argument("journey: '" + name + "' has no outcome '" + outcome + "'");
  }
}

}  // namespace

std::vector<double> edge_chances(const JourneyGraph& graph, const DecisionShares& shares) {
  require_known(graph, shares);
  std::vector<double> chances;
  for (const Edge& edge : graph.edges) {
    const Node& node = graph.nodes[edge.from];
    double chance = edge.fails() ? 1.0 - node.success() : node.success();
    if (node.decides()) {
      const auto given = shares.find(node.name);
      if (given == shares.end()) {
        chance = 1.0 / static_cast<double>(outcomes(graph, edge.from).size());
      } else {
        const auto share = given->second.find(edge.outcome);
        chance = share == given->second.end() ? 0.0 : share->second;
      }
    }
    chances.push_back(chance * edge.chance);
  }
  return chances;
}

std::vector<double> entry_shares(const JourneyGraph& graph) {
  std::vector<double> shares;
  for (const Entry& entry : graph.entries) shares.push_back(entry.always ? 1.0 : 0.0);
  const auto total = [&] { return std::accumulate(shares.begin(), shares.end(), 0.0); };
  if (total() == 0.0)
    for (std::size_t i = 0; i < shares.size(); ++i) shares[i] = graph.entries[i].arrivals;
  if (total() == 0.0) std::fill(shares.begin(), shares.end(), 1.0);
  const double sum = total();
  for (double& share : shares) share /= sum;
  return shares;
}

Analysis analyse(const JourneyGraph& graph, const std::vector<double>& chances,
                 const std::vector<double>& entries) {
  Chain chain{digraph(graph), chances, std::vector<double>(graph.nodes.size())};
  for (std::size_t i = 0; i < entries.size(); ++i) chain.starts[graph.entries[i].node] += entries[i];
  const Visits counted = visits(chain);

  Analysis result;
  result.reach = counted.reach;
  result.purchase = chance_to_purchase(graph, chain);
  result.flow.visits = counted.mean;
  for (std::size_t i = 0; i < graph.edges.size(); ++i)
    result.flow.passages.push_back(chances[i] > 0.0 ? counted.mean[graph.edges[i].from] * chances[i] : 0.0);
  for (std::size_t step = 0; step < graph.steps(); ++step) {
    const double times = counted.mean[step];
    if (times == infinite) result.duration_days = infinite;
    if (graph.nodes[step].takes > 0.0) result.duration_days += times * graph.nodes[step].takes;
  }
  return result;
}

Analysis analyse(const JourneyGraph& graph) {
  return analyse(graph, edge_chances(graph), entry_shares(graph));
}

std::vector<std::size_t> gates_of_every_purchase(const JourneyGraph& graph) {
  const std::vector<std::size_t> starts = entry_nodes(graph);
  const std::vector<bool> reached = reachable(digraph(graph), starts);
  const std::vector<std::size_t> dominators = immediate_dominators(digraph(graph), starts);

  // Those dominators of one purchase that are dominators of all.
  std::vector<std::size_t> common;
  bool first = true;
  for (std::size_t step = 0; step < graph.steps(); ++step) {
    if (!reached[step] || graph.nodes[step].effect != scenario::Effect::purchase) continue;
    std::vector<std::size_t> chain;
    for (std::size_t at = step; at != none; at = dominators[at]) chain.push_back(at);
    std::reverse(chain.begin(), chain.end());
    if (first) common = chain;
    first = false;
    std::erase_if(
        common, [&](std::size_t node) { return std::find(chain.begin(), chain.end(), node) == chain.end(); });
  }
  std::erase_if(common, [&](std::size_t node) { return !graph.nodes[node].gated; });
  return common;
}

}  // namespace polku::journey
