#include "study/certainty.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/math.hpp"
#include "base/special_functions.hpp"
#include "base/statistics.hpp"
#include "study/stream.hpp"

namespace polku::study {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

}  // namespace

std::vector<Standing> standings(const std::vector<std::vector<double>>& values, std::int64_t seed,
                                std::size_t draws) {
  const std::size_t systems = values.size(), n = systems == 0 ? 0 : values.front().size();
  std::vector<Standing> all(systems, {unknown, unknown});
  if (n < 2) return all;
  std::vector<double> means;
  for (const auto& row : values) means.push_back(base::mean_interval(row).mean);
  if (std::any_of(means.begin(), means.end(), [](double mean) { return std::isnan(mean); })) return all;

  std::fill(all.begin(), all.end(), Standing{0.0, 0.0});
  Stream stream(seed, DrawnFor::best);
  const double freedom = static_cast<double>(n - 1);
  std::vector<double> weights(n), drawn(systems);
  for (std::size_t d = 0; d < draws; ++d) {
    // Normal weights on the replications have exactly their covariance, whatever the number of systems.
    double chi_squared = 0.0;
    for (std::size_t r = 0; r + 1 < n; ++r) {
      const double z = stream.normal();
      chi_squared += z * z;
    }
    const double scale = std::sqrt(freedom / chi_squared) / std::sqrt(static_cast<double>(n) * freedom);
    for (double& weight : weights) weight = stream.normal() * scale;
    for (std::size_t i = 0; i < systems; ++i) {
      drawn[i] = means[i];
      for (std::size_t r = 0; r < n; ++r) drawn[i] += weights[r] * (values[i][r] - means[i]);
    }
    const double best = *std::max_element(drawn.begin(), drawn.end());
    const auto winners = static_cast<double>(std::count(drawn.begin(), drawn.end(), best));
    for (std::size_t i = 0; i < systems; ++i) {
      if (drawn[i] == best) all[i].chance_of_best += 1.0 / winners;
      all[i].expected_regret += best - drawn[i];
    }
  }
  for (Standing& standing : all) {
    standing.chance_of_best /= static_cast<double>(draws);
    standing.expected_regret /= static_cast<double>(draws);
  }
  return all;
}

double chance_ahead(double difference, double standard_error, double degrees_of_freedom) {
  if (standard_error == 0.0) return difference > 0.0 ? 1.0 : difference < 0.0 ? 0.0 : 0.5;
  const double t = difference / standard_error;
  if (std::isinf(degrees_of_freedom)) return base::normal_cdf(t);
  return base::student_t_cdf(t, degrees_of_freedom);
}

double chance_of_loss(std::span<const double> differences) {
  if (differences.size() < 2) return unknown;
  const base::Interval mean = base::mean_interval(differences);
  const double n = static_cast<double>(mean.n);
  // Without spread what ends at nothing is no loss.
  if (mean.standard_error == 0.0) return mean.mean < 0.0 ? 1.0 : 0.0;
  return 1.0 - chance_ahead(mean.mean, mean.standard_error * std::sqrt(n + 1.0), n - 1.0);
}

}  // namespace polku::study
