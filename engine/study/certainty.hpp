// How sure a decision is, from paired replications: the chance that each alternative is the best, the loss to
// expect from choosing it, the chance that it ends below the others. In the flow: compare, after the
// replications. Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace polku::study {

struct Standing {
  double chance_of_best = 0.0;   ///< 0..1
  double expected_regret = 0.0;  ///< expected lead of the best over this one. [unit of the measure]
};

/// Standing of each alternative by its true mean, given values[alternative][replication] of paired
/// replications: the posterior under a flat prior and normal data, a multivariate t with n - 1 degrees of
/// freedom around the sample means with the covariance of the replications, sampled. Ties share a win. With
/// fewer than two replications nothing is known: NaN.
std::vector<Standing> standings(const std::vector<std::vector<double>>& values, std::int64_t seed,
                                std::size_t draws = 10000);

/// Chance that a mean difference is above 0, given its estimate and standard error: Student's t, or the
/// normal distribution if the error is known (infinite degrees of freedom).
double chance_ahead(double difference, double standard_error, double degrees_of_freedom);

/// Chance that one more replication ends below 0: Student's t for a new value. NaN with fewer than two.
double chance_of_loss(std::span<const double> differences);

}  // namespace polku::study
