// Which parameters the variance of an outcome comes from: first-order and total Sobol indices with intervals,
// the noise of the simulation kept apart. In the flow: second step of `polku sensitivity`. Thread safety:
// pure functions.
//
// Source: Saltelli, Annoni, Azzini, Campolongo, Ratto & Tarantola 2010 (first order), Jansen 1999 (total).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "study/bootstrap.hpp"
#include "study/design.hpp"

namespace polku::study {

/// Points of two independent matrices A and B of `rows` points each, and of A with one column from B for
/// every parameter: row after row A, B, AB_1 ... AB_k. In all rows (k + 2) points.
struct SobolDesign {
  std::size_t parameters = 0, rows = 0;
  Points points;
};
SobolDesign sobol_design(std::size_t rows, std::size_t parameters, std::int64_t seed);

struct SobolIndex {
  double first = 0.0, total = 0.0;
  Between first_between, total_between;
};
struct SobolIndices {
  double variance = 0.0;  ///< of the expected outcome over the parameters. [square of the outcome's unit]
  Between variance_between;
  double noise = 0.0;  ///< variance of one replication around it; NaN if there is one replication only
  std::vector<SobolIndex> parameters;
};

/// `outcomes[point][replication]` in the order of the design's points; replication r has the same seeds at
/// every point. With two or more replications every mean square is a product of different replications, so
/// that noise adds nothing to any index; with one it does.
SobolIndices sobol_indices(const SobolDesign& design, const std::vector<std::vector<double>>& outcomes,
                           double confidence, std::int64_t seed, std::size_t resamples = 1000);

}  // namespace polku::study
