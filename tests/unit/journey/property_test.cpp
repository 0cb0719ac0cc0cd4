// Hundreds of random graphs, each answered a second time by the plainest method there is.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "journey/analysis.hpp"
#include "journey/topology.hpp"
#include "small_journey.hpp"

using namespace polku::journey;

namespace {

using Random = std::mt19937;

/// Portable, unlike the distributions of the standard library; in [0, n).
std::size_t below(Random& random, std::size_t n) { return random() % n; }

/// Sparse enough that many nodes cannot be reached; loops and parallel arcs occur.
Digraph random_digraph(Random& random) {
  Digraph graph{1 + below(random, 12), {}};
  const std::size_t arcs = below(random, 2 * graph.nodes + 1);
  for (std::size_t i = 0; i < arcs; ++i)
    graph.arcs.emplace_back(below(random, graph.nodes), below(random, graph.nodes));
  return graph;
}

std::vector<std::size_t> random_starts(Random& random, std::size_t nodes) {
  std::vector<std::size_t> starts{below(random, nodes)};
  if (below(random, 2)) starts.push_back(below(random, nodes));
  return starts;
}

/// Marks until nothing changes; `removed` is as if it were not there.
std::vector<bool> spread(const Digraph& graph, const std::vector<std::size_t>& starts,
                         std::size_t removed = none) {
  std::vector<bool> marked(graph.nodes);
  for (const std::size_t start : starts)
    if (start != removed) marked[start] = true;
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& [from, to] : graph.arcs)
      if (marked[from] && !marked[to] && to != removed) marked[to] = changed = true;
  }
  return marked;
}

/// A journey in which each step leads on with at least .05 to one that is nearer to the end, so that it ends.
SmallJourney random_journey(Random& random) {
  SmallJourney journey;
  const std::size_t steps = 2 + below(random, 8);
  const auto name = [&](std::size_t i) {
    return i < steps ? numbered("step", i) : std::string(i == steps ? "end" : "give_up");
  };
  for (std::size_t i = 0; i < steps; ++i) {
    const double onward = 0.05 + 0.9 * static_cast<double>(below(random, 1000)) / 1000.0;
    journey.step(name(i), {to(name(i + 1), onward), to(name(below(random, steps + 2)), 1.0 - onward),
                           on("failure", name(below(random, steps + 2)))});
    journey.gate(0.3 + 0.7 * static_cast<double>(below(random, 1000)) / 1000.0);
    if (below(random, 3) == 0) journey.purchase();
  }
  return journey.need("n", "step_0").need("m", name(below(random, steps)), 0.5);
}

}  // namespace

TEST_CASE("reachability agrees with spreading marks on 3,000 random graphs", "[journey]") {
  Random random(1);
  for (int i = 0; i < 3000; ++i) {
    const Digraph graph = random_digraph(random);
    const auto starts = random_starts(random, graph.nodes);

    REQUIRE(reachable(graph, starts) == spread(graph, starts));
    REQUIRE(reachable(reversed(reversed(graph)), starts) == spread(graph, starts));
  }
}

TEST_CASE("dominators agree with removing each node on 3,000 random graphs", "[journey]") {
  Random random(2);
  std::size_t dominated = 0, unreached = 0;
  for (int i = 0; i < 3000; ++i) {
    const Digraph graph = random_digraph(random);
    const auto starts = random_starts(random, graph.nodes);
    const auto immediate = immediate_dominators(graph, starts);
    const auto reached = spread(graph, starts);

    for (std::size_t gate = 0; gate < graph.nodes; ++gate) {
      const auto without = spread(graph, starts, gate);
      for (std::size_t node = 0; node < graph.nodes; ++node) {
        bool dominates = false;
        for (std::size_t at = immediate[node]; at != none; at = immediate[at])
          dominates = dominates || at == gate;
        const bool expected = node != gate && reached[node] && !without[node];
        REQUIRE(dominates == expected);
        dominated += expected;
        unreached += !reached[node];
      }
    }
  }
  CHECK(dominated > 1000);
  CHECK(unreached > 1000);
}

TEST_CASE("strong components are the sets of nodes that reach each other", "[journey]") {
  Random random(3);
  for (int i = 0; i < 1000; ++i) {
    const Digraph graph = random_digraph(random);
    std::vector<std::size_t> component(graph.nodes);
    const auto sets = strong_components(graph);
    for (std::size_t s = 0; s < sets.size(); ++s)
      for (const std::size_t each : sets[s]) component[each] = s;

    for (std::size_t a = 0; a < graph.nodes; ++a)
      for (std::size_t b = 0; b < graph.nodes; ++b)
        REQUIRE((component[a] == component[b]) == (spread(graph, {a})[b] && spread(graph, {b})[a]));
  }
}

TEST_CASE("a shortest cycle is a cycle, and exists where a node comes back to itself", "[journey]") {
  Random random(4);
  for (int i = 0; i < 1000; ++i) {
    const Digraph graph = random_digraph(random);
    const std::size_t start = below(random, graph.nodes);
    const auto has_arc = [&](std::size_t from, std::size_t to) {
      return std::find(graph.arcs.begin(), graph.arcs.end(), std::make_pair(from, to)) != graph.arcs.end();
    };
    bool returns = false;
    for (std::size_t next = 0; next < graph.nodes; ++next)
      returns = returns || (has_arc(start, next) && spread(graph, {next})[start]);

    const auto cycle = shortest_cycle(graph, start);

    REQUIRE(cycle.empty() == !returns);
    for (std::size_t at = 0; at < cycle.size(); ++at)
      REQUIRE(has_arc(cycle[at], cycle[(at + 1) % cycle.size()]));
    if (!cycle.empty()) REQUIRE(cycle.front() == start);
  }
}

TEST_CASE("mean visits, chances to come and to buy agree with walks through random journeys", "[journey]") {
  // 40,000 walks. Chances: |z| < 5.5 with the exact binomial error. Visits: |z| < 6 with the sample's own
  // error. With about 500 comparisons in all, a false alarm is rarer than 1 in 30,000; a bias of 5 % at
  // chance .5 is z = 20.
  constexpr int walks = 40000;
  Random random(5);
  for (int i = 0; i < 20; ++i) {
    const JourneyGraph graph = random_journey(random).graph();
    const auto chances = edge_chances(graph);
    const auto entries = entry_shares(graph);
    const Analysis analysis = analyse(graph, chances, entries);

    std::vector<double> visits(graph.nodes.size()), squares(graph.nodes.size()), reached(graph.nodes.size());
    double bought = 0.0;
    const auto uniform = [&] { return (static_cast<double>(random()) + 0.5) / 4294967296.0; };
    for (int walk = 0; walk < walks; ++walk) {
      std::vector<int> here(graph.nodes.size());
      bool buys = false;
      std::size_t at = graph.entries[uniform() < entries[0] ? 0 : 1].node;
      ++here[at];
      while (graph.is_step(at)) {
        double u = uniform();
        std::size_t edge = graph.first_edge[at];
        while (edge + 1 < graph.first_edge[at + 1] && u >= chances[edge]) u -= chances[edge++];
        buys = buys || (graph.nodes[at].effect == Effect::purchase && !graph.edges[edge].fails());
        at = graph.edges[edge].to;
        ++here[at];
      }
      for (std::size_t node = 0; node < here.size(); ++node) {
        visits[node] += here[node];
        squares[node] += here[node] * here[node];
        reached[node] += here[node] > 0;
      }
      bought += buys;
    }

    const auto chance_error = [&](double p) { return std::sqrt(p * (1.0 - p) / walks) + 1e-9; };
    for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
      const double mean = visits[node] / walks;
      const double error = std::sqrt((squares[node] / walks - mean * mean) / walks) + 1e-9;
      REQUIRE(std::fabs(analysis.flow.visits[node] - mean) < 6.0 * error + 6.0 / walks);
      REQUIRE(std::fabs(analysis.reach[node] - reached[node] / walks) <
              5.5 * chance_error(analysis.reach[node]));
    }
    REQUIRE(std::fabs(analysis.purchase - bought / walks) < 5.5 * chance_error(analysis.purchase));
    REQUIRE(analysis.flow.visits[graph.end()] + analysis.flow.visits[graph.give_up()] ==
            Approx(1.0).margin(1e-9));
  }
}

TEST_CASE("gates of every purchase agree with removing each gate on random journeys", "[journey]") {
  Random random(6);
  std::size_t found = 0;
  for (int i = 0; i < 500; ++i) {
    const JourneyGraph graph = random_journey(random).graph();
    const auto gates = gates_of_every_purchase(graph);
    const auto starts = entry_nodes(graph);
    const auto purchase_after = [&](std::size_t removed) {
      const auto marked = spread(digraph(graph), starts, removed);
      for (std::size_t step = 0; step < graph.steps(); ++step)
        if (marked[step] && graph.nodes[step].effect == Effect::purchase) return true;
      return false;
    };

    for (std::size_t step = 0; step < graph.steps(); ++step) {
      const bool listed = std::find(gates.begin(), gates.end(), step) != gates.end();
      REQUIRE(listed == (graph.nodes[step].gated && purchase_after(none) && !purchase_after(step)));
      found += listed;
    }
  }
  CHECK(found > 100);
}
