// Intervals by resampling: how a figure computed from rows varies when the rows are drawn anew from
// themselves. In the flow: sensitivity, scenario discovery. Thread safety: pure function.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "study/stream.hpp"

namespace polku::study {

struct Between {
  double low = 0.0, high = 0.0;
};

/// The value below which a share of sorted values lies, linear between two neighbours.
inline double quantile(std::span<const double> sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(place));
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - std::floor(place)) * (sorted[above] - sorted[below]);
}

/// Percentile intervals (Efron & Tibshirani 1993) of several figures at once. `figures` computes them from
/// the places of `rows` rows, drawn with replacement.
inline std::vector<Between> bootstrap(
    std::size_t rows, double confidence, std::int64_t seed, std::size_t resamples,
    const std::function<std::vector<double>(std::span<const std::size_t>)>& figures) {
  Stream stream(seed, DrawnFor::bootstrap);
  std::vector<std::size_t> places(rows);
  std::vector<std::vector<double>> drawn;  // by figure
  for (std::size_t b = 0; b < resamples; ++b) {
    for (std::size_t& place : places) place = stream.below(rows);
    const std::vector<double> values = figures(places);
    drawn.resize(values.size());
    for (std::size_t f = 0; f < values.size(); ++f) drawn[f].push_back(values[f]);
  }
  std::vector<Between> intervals;
  for (auto& values : drawn) {
    std::sort(values.begin(), values.end());
    intervals.push_back(
        {quantile(values, (1.0 - confidence) / 2.0), quantile(values, (1.0 + confidence) / 2.0)});
  }
  return intervals;
}

}  // namespace polku::study
