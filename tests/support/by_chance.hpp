// Models that are put together by chance: choices from one seed, in the order in which they are asked for,
// and what makes a journey of random steps whole.
#pragma once

#include <cstdint>
#include <initializer_list>

#include "base/philox.hpp"
#include "journey/topology.hpp"

namespace polku::test {

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : seed_(seed) {}
  double share() { return base::unit_double(base::philox({++count_, 0, 0, 0}, {seed_, 7})[0]); }
  bool flip(double chance = 0.5) { return share() < chance; }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(share() * static_cast<double>(n)); }
  double between(double low, double high) { return low + (high - low) * share(); }
  template <class T>
  T one_of(std::initializer_list<T> things) {
    return *(things.begin() + below(things.size()));
  }

 private:
  std::uint32_t seed_, count_ = 0;
};

/// Leaves out the steps that no journey can come to.
inline void drop_unreachable_steps(scenario::Model& model) {
  const auto graph = journey::build(model);
  const auto reached = journey::reachable(journey::digraph(graph), journey::entry_nodes(graph));
  for (std::size_t s = graph.steps(); s-- > 0;)
    if (!reached[s]) model.journey.erase(model.journey.begin() + static_cast<std::ptrdiff_t>(s));
}

}  // namespace polku::test
