// The earth mover's distance: the least work that turns one distribution into another, work being mass times
// the distance it is moved. Exact: the transport problem by the simplex method on its network. In the flow:
// under the distances between logs. Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace polku::study {

/// Distributions with weights that need not sum to the same; each is scaled to 1. `cost(i, j)`: the distance
/// from point i of `a` to point j of `b`, at least 0. 0 if either is empty.
double earth_mover(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b,
                   const std::function<double(std::size_t, std::size_t)>& cost);

/// On the line, between two samples: the area between their distribution functions, in the unit of the data.
double earth_mover_on_line(std::vector<double> a, std::vector<double> b);

}  // namespace polku::study
