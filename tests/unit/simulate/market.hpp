// A market in which everybody decides once among us, a rival and doing nothing, and the check of the shares
// that come of it.
#pragma once

#include <cmath>

#include "support/chance.hpp"
#include "support/life.hpp"

namespace polku::test {

using simulate::AlternativeMeasure;

inline constexpr std::int64_t n = 20000;
inline constexpr std::size_t us = 0, them = 1, nothing = 2, repair = 3;

/// Everybody decides once among us, a rival and doing nothing; nothing comes of it.
inline SmallWorld market(double ours, double theirs, double awareness_ours = 1.0,
                         double awareness_theirs = 1.0) {
  SmallWorld small =
      small_world().customers(n).once().nobody_has_a_provider().rival("them", theirs, awareness_theirs);
  small.us().appeal = ours;
  small.us().awareness = awareness_ours;
  return small.journey(
      {{"choose", decision({{"us", "end"}, {"them", "end"}, {"nothing", "end"}}, Asks::everyone)}});
}

inline void check_shares(const Life& life, double ours, double theirs, double none) {
  CHECK(life.total(SegmentMeasure::choices) == n);
  CHECK_SHARE(life.total(AlternativeMeasure::chosen, us), n, ours);
  CHECK_SHARE(life.total(AlternativeMeasure::chosen, them), n, theirs);
  CHECK_SHARE(life.total(AlternativeMeasure::chosen, nothing), n, none);
}

inline double logit(double utility) { return 1 / (1 + std::exp(-utility)); }

}  // namespace polku::test
