// Whose merit a joint effect is: the Shapley split over several changes, with their interactions. In the
// flow: `polku explain`, on the worlds of every combination of changes. Thread safety: pure functions.
//
// Source: Shapley 1953; interaction index: Grabisch & Roubens 1999; sampling: Castro, Gomez & Tejada 2009.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace polku::study {

/// A combination of players: bit i set if i takes part.
using Coalition = std::uint64_t;

struct Shapley {
  std::vector<double> share;                     ///< of each player; they sum to value(all) - value(none)
  std::vector<std::vector<double>> interaction;  ///< [i][j]: beyond what i and j do alone; 0 on the diagonal
};

/// Exact, from the value of every one of 2^players coalitions, in the order of their bits.
Shapley shapley(const std::vector<double>& value_of, std::size_t players);

struct SampledShapley {
  std::vector<double> share;           ///< sums to value(all) - value(none)
  std::vector<double> standard_error;  ///< from the order in which players join, none of the values' own
};

/// Orders in which players join, each with its reverse (antithetic); the value of a coalition is asked for
/// once at most.
SampledShapley sampled_shapley(const std::function<double(Coalition)>& value, std::size_t players,
                               std::size_t orders, std::int64_t seed);

/// A total in whole minor units (cents) split in proportion to the exact shares, so that the parts sum to the
/// total to the unit: rounded down, what is left goes to the largest remainders, ties to the first.
std::vector<std::int64_t> split_to_the_unit(const std::vector<double>& parts, std::int64_t total);

}  // namespace polku::study
