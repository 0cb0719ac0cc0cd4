// The whale curve: sorting and summing customers' results.
#include "behaviour/costing.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numeric>

namespace polku::behaviour {

WhaleCurve whale_curve(std::span<const Money> results) {
  std::vector<Money> sorted(results.begin(), results.end());
  std::sort(sorted.begin(), sorted.end(), std::greater<>{});
  WhaleCurve curve;
  curve.cumulative.resize(sorted.size() + 1, 0);
  std::partial_sum(sorted.begin(), sorted.end(), curve.cumulative.begin() + 1);
  return curve;
}

Money WhaleCurve::peak() const { return *std::max_element(cumulative.begin(), cumulative.end()); }

std::optional<double> WhaleCurve::share_of_best(double fraction) const {
  if (total() <= 0) return std::nullopt;
  const double position = std::clamp(fraction, 0.0, 1.0) * static_cast<double>(customers());
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, cumulative.size() - 1);
  const auto low = static_cast<double>(cumulative[below]);
  const auto high = static_cast<double>(cumulative[above]);
  return (low + (position - std::floor(position)) * (high - low)) / static_cast<double>(total());
}

std::optional<double> WhaleCurve::peak_share() const {
  if (total() <= 0) return std::nullopt;
  return static_cast<double>(peak()) / static_cast<double>(total());
}

}  // namespace polku::behaviour
