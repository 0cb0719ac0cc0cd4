// The journey as an absorbing Markov chain: what simulation must agree with, and what can be said without it.
// Decisions of customers are inputs here (shares), not outcomes. Our own gates count, not the rivals'.
// Thread safety: pure functions. Source: Kemeny & Snell 1960, Finite Markov Chains, ch. 3; §8.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "journey/graph.hpp"

namespace polku::journey {

/// decision -> outcome -> share in 0..1 of those who decide there. Outcomes that are not named get 0.
using DecisionShares = std::map<std::string, std::map<std::string, double>>;

/// Chance of each edge, given that its node is visited. A decision that `shares` does not name splits equally
/// among its outcomes. Throws std::invalid_argument if `shares` names no decision, or an outcome that it does
/// not have.
std::vector<double> edge_chances(const JourneyGraph& graph, const DecisionShares& shares = {});

/// Share of journeys that each entry starts: by arrivals of needs. Needs that are always there leave no room
/// for others; without any rate all entries are alike.
std::vector<double> entry_shares(const JourneyGraph& graph);

struct Analysis {
  Flow flow;  ///< mean visits of each node and passages of each edge in one journey; may be infinite
  std::vector<double> reach;  ///< chance that a journey comes to the node at all
  double purchase = 0.0;      ///< chance that a journey comes to at least one successful purchase
  double duration_days =
      0.0;  ///< mean length of a journey, without the ripening of needs; infinite if it may never end
};

/// `chances` per edge, `entries` per entry. Any chances are fine: where no chance leads out (a gate that
/// never passes) visits are infinite. O(steps³).
Analysis analyse(const JourneyGraph& graph, const std::vector<double>& chances,
                 const std::vector<double>& entries);
Analysis analyse(const JourneyGraph& graph);

/// Steps with a gate that every journey passes before (or at) its purchase, in the order in which they are
/// passed; empty if no purchase can be reached.
std::vector<std::size_t> gates_of_every_purchase(const JourneyGraph& graph);

}  // namespace polku::journey
