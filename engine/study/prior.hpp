// What is known of the numbers sought before the data are looked at: normal distributions of their
// coordinates, as the scenario states them, or nothing. In the flow: scenario -> prior -> fit and posterior.
// Thread safety: immutable once made.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace polku::study {

/// Of one coordinate.
struct Believed {
  double centre = 0.5, deviation = 1.0;
};

struct Prior {
  std::vector<std::optional<Believed>> coordinates;  ///< nothing: all of the range alike

  /// -2 log density, up to a constant.
  double distance(std::span<const double> at) const {
    double sum = 0.0;
    for (std::size_t i = 0; i < coordinates.size(); ++i)
      if (coordinates[i]) {
        const double off = (at[i] - coordinates[i]->centre) / coordinates[i]->deviation;
        sum += off * off;
      }
    return sum;
  }
  /// 1 / variance of a coordinate.
  double precision(std::size_t i) const {
    return coordinates[i] ? 1.0 / (coordinates[i]->deviation * coordinates[i]->deviation) : 0.0;
  }
};

}  // namespace polku::study
