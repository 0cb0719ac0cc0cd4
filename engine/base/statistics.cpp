#include "base/statistics.hpp"

#include <cmath>
#include <limits>
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

  double sum = 0;
  for (const double value : values) sum += value;
  const double mean = sum / n;
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

}  // namespace polku::base
