#include "base/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "base/special_functions.hpp"

namespace polku::base {

Interval mean_interval(std::span<const double> values, double confidence) {
  using Limits = std::numeric_limits<double>;
  const auto n = static_cast<double>(values.size());
  if (values.empty())
    return {Limits::quiet_NaN(), -Limits::infinity(), Limits::infinity(),
            Limits::infinity(),  Limits::infinity(),  0};

  // Around the first value, so that equal values have exactly their mean and no spread.
  const double around = std::isfinite(values.front()) ? values.front() : 0.0;
  double sum = 0;
  for (const double value : values) sum += value - around;
  const double mean = around + sum / n;
  if (values.size() == 1)
    return {mean, -Limits::infinity(), Limits::infinity(), Limits::infinity(), Limits::infinity(), 1};

  double squares = 0;  // a second pass, because sum of squares minus square of sum cancels
  for (const double value : values) squares += (value - mean) * (value - mean);
  const double standard_error = std::sqrt(squares / (n - 1) / n);
  const double half_width = standard_error * student_t_quantile(0.5 + 0.5 * confidence, n - 1);
  return {mean, mean - half_width, mean + half_width, half_width, standard_error, values.size()};
}

Interval paired_interval(std::span<const double> a, std::span<const double> b, double confidence) {
  if (a.size() != b.size()) throw std::invalid_argument("paired_interval needs as many values on both sides");
  std::vector<double> differences(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) differences[i] = a[i] - b[i];
  return mean_interval(differences, confidence);
}

namespace {

/// Rank of each value, 1 for the smallest; equal values share the mean of the ranks that they take.
std::vector<double> ranks_of(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t first = 0, end = 0; first < order.size(); first = end) {
    while (end < order.size() && values[order[end]] == values[order[first]]) ++end;
    const double shared = 0.5 * static_cast<double>(first + 1 + end);
    for (std::size_t k = first; k < end; ++k) ranks[order[k]] = shared;
  }
  return ranks;
}

}  // namespace

double rank_correlation(std::span<const double> a, std::span<const double> b) {
  if (a.size() != b.size() || a.empty()) return std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> x = ranks_of(a), y = ranks_of(b);
  const double mean = 0.5 * static_cast<double>(a.size() + 1);  // of ranks, with or without ties
  double xy = 0, xx = 0, yy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - mean) * (y[i] - mean);
    xx += (x[i] - mean) * (x[i] - mean);
    yy += (y[i] - mean) * (y[i] - mean);
  }
  return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace polku::base
