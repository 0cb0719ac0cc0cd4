// The lowest point of a function of a few numbers in 0..1: many starts, then a local search that needs no
// derivatives and stands a little noise (NLopt's Subplex: Rowan 1990). Deterministic. In the flow: under
// calibration. Thread safety: as the function's.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace polku::study {

using Point = std::vector<double>;  // coordinates in 0..1
using Function = std::function<double(std::span<const double>)>;

struct Lowest {
  Point at;
  double value = 0.0;
  std::size_t evaluations = 0;
};

struct Search {
  std::size_t starts = 16;            ///< points spread evenly, of which the best begin a local search
  std::size_t local = 1;              ///< local searches
  std::size_t evaluations = 40;       ///< of each local search, at most
  double step = 0.1;                  ///< first step
  double precision = 1e-4;            ///< of the coordinates, where a search ends
  std::vector<Point> also_from = {};  ///< further starts
};

/// Infinite values are allowed: such points are avoided. Ends early where the function throws.
Lowest minimise(std::size_t dimensions, const Function& function, const Search& search = {});

/// A local search alone.
Lowest descend(const Point& from, const Function& function, double step, double precision,
               std::size_t evaluations);

/// The i-th of a sequence of points that fills the cube evenly, whatever its length (additive recurrence with
/// the powers of the generalised golden ratio, Roberts 2018, from memory).
Point spread_point(std::size_t i, std::size_t dimensions);

}  // namespace polku::study
