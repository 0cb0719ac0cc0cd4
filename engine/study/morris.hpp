// Screening: which parameters matter at all, from a few runs. In the flow: first step of `polku sensitivity`.
// Thread safety: pure functions.
//
// Source: Morris 1991; Campolongo, Cariboni & Saltelli 2007 (mu*).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "study/design.hpp"

namespace polku::study {

/// Trajectories through a grid of four levels: k + 1 points each, from one to the next one parameter moves by
/// two thirds of its range.
struct MorrisDesign {
  Points points;                   ///< of all trajectories, one after the other
  std::vector<std::size_t> moved;  ///< the parameter that differs from the point before; the first of a
                                   ///< trajectory: the number of parameters
};
MorrisDesign morris_design(std::size_t trajectories, std::size_t parameters, std::int64_t seed);

/// In the unit of the outcome, over a parameter's whole range.
struct MorrisEffect {
  double mean = 0.0;        ///< mu: mean elementary effect
  double importance = 0.0;  ///< mu*: mean of its size
  double spread = 0.0;      ///< sigma: standard deviation, from interaction and curvature
};
/// `outcomes` in the order of the design's points.
std::vector<MorrisEffect> morris_effects(const MorrisDesign& design, const std::vector<double>& outcomes);

}  // namespace polku::study
