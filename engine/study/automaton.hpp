// What a log teaches about where a journey goes next. States are activities in a context: the same activity
// is two states where what follows depends on what came before. A prefix tree of all variants is folded into
// as few states as the data support, by red-blue state merging (Lang, Pearlmutter & Price 1998) under the
// Bayesian information criterion: two states with the same activity become one unless telling them apart
// gains more log-likelihood than ½ ln(events) for every transition that it costs. A first-order Markov chain
// is the special case of one state an activity. In the flow: from variants to discovery. Thread safety: pure
// functions.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "study/variants.hpp"

namespace polku::study {

struct Automaton {
  static constexpr std::uint32_t no_activity = std::numeric_limits<std::uint32_t>::max();
  struct Edge {
    std::uint32_t activity = 0;
    std::uint32_t to = 0;
    std::uint64_t count = 0;
  };
  struct State {
    std::uint32_t activity = no_activity;  ///< that led here; none at the start
    std::uint64_t visits = 0;
    std::uint64_t ends = 0;   ///< visits that were the last
    std::vector<Edge> edges;  ///< by activity, one for each
    const Edge* edge(std::uint32_t wanted) const;
  };
  std::vector<State> states;  ///< the first is the start
  std::size_t transitions() const;
};

/// Log-likelihood of the automaton's own counts at its own chances. [nats]
double log_likelihood(const Automaton& automaton);

/// One state for each activity.
Automaton first_order(std::span<const Variant> variants);

struct Learned {
  Automaton automaton;
  double penalty = 0.0;     ///< for a transition [nats]
  bool simplified = false;  ///< the penalty had to be raised, to keep to `most_states`
};
/// `most_states` counts states with an activity; at least as many as there are activities are made.
Learned learn_automaton(std::span<const Variant> variants, std::size_t most_states);

}  // namespace polku::study
