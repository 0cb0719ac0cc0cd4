#include "study/sobol_indices.hpp"

#include <limits>
#include <numeric>

namespace polku::study {
namespace {

/// Outcomes less their mean over points, replication by replication: what all points of a replication share
/// is luck, not the parameters' doing.
std::vector<std::vector<double>> centred(std::vector<std::vector<double>> outcomes) {
  const std::size_t replications = outcomes.front().size();
  for (std::size_t r = 0; r < replications; ++r) {
    double sum = 0.0;
    for (const auto& point : outcomes) sum += point[r];
    for (auto& point : outcomes) point[r] -= sum / static_cast<double>(outcomes.size());
  }
  return outcomes;
}

/// Mean of a_r b_s over different replications r and s; over the same if there is only one. Unbiased for the
/// product of the expectations.
double product(const std::vector<double>& a, const std::vector<double>& b) {
  double sum_a = 0.0, sum_b = 0.0, same = 0.0;
  for (std::size_t r = 0; r < a.size(); ++r) {
    sum_a += a[r];
    sum_b += b[r];
    same += a[r] * b[r];
  }
  const double n = static_cast<double>(a.size());
  return a.size() == 1 ? same : (sum_a * sum_b - same) / (n * (n - 1.0));
}

std::vector<double> difference(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> result(a.size());
  for (std::size_t r = 0; r < a.size(); ++r) result[r] = a[r] - b[r];
  return result;
}

/// What one row of the design contributes to each index.
struct Row {
  double variance = 0.0;      // from A and B
  std::vector<double> first;  // numerators, by parameter
  std::vector<double> total;
};

}  // namespace

SobolDesign sobol_design(std::size_t rows, std::size_t parameters, std::int64_t seed) {
  SobolDesign design{parameters, rows, {}};
  for (const auto& both : sobol_points(rows, 2 * parameters, seed)) {
    const auto middle = both.begin() + static_cast<std::ptrdiff_t>(parameters);
    const std::vector<double> a(both.begin(), middle), b(middle, both.end());
    design.points.push_back(a);
    design.points.push_back(b);
    for (std::size_t p = 0; p < parameters; ++p) {
      design.points.push_back(a);
      design.points.back()[p] = b[p];
    }
  }
  return design;
}

SobolIndices sobol_indices(const SobolDesign& design, const std::vector<std::vector<double>>& outcomes,
                           double confidence, std::int64_t seed, std::size_t resamples) {
  const std::size_t k = design.parameters, step = k + 2;
  const auto f = centred(outcomes);
  const std::size_t replications = f.front().size();
  std::vector<Row> rows;
  for (std::size_t i = 0; i < design.rows; ++i) {
    const auto &a = f[i * step], &b = f[i * step + 1];
    Row row{(product(a, a) + product(b, b)) / 2.0, {}, {}};
    for (std::size_t p = 0; p < k; ++p) {
      const auto& ab = f[i * step + 2 + p];
      row.first.push_back(product(b, difference(ab, a)));
      row.total.push_back(product(difference(a, ab), difference(a, ab)) / 2.0);
    }
    rows.push_back(std::move(row));
  }

  const auto figures = [&](std::span<const std::size_t> places) {
    std::vector<double> sums(2 * k);
    double variance = 0.0;
    for (const std::size_t place : places) {
      variance += rows[place].variance;
      for (std::size_t p = 0; p < k; ++p) {
        sums[p] += rows[place].first[p];
        sums[k + p] += rows[place].total[p];
      }
    }
    for (double& sum : sums) sum = variance > 0.0 ? sum / variance : 0.0;
    sums.push_back(variance / static_cast<double>(places.size()));
    return sums;
  };
  std::vector<std::size_t> all(design.rows);
  std::iota(all.begin(), all.end(), std::size_t{0});
  const std::vector<double> estimate = figures(all);
  const std::vector<Between> between = bootstrap(design.rows, confidence, seed, resamples, figures);

  SobolIndices indices;
  indices.variance = estimate[2 * k];
  indices.variance_between = between[2 * k];
  indices.noise = std::numeric_limits<double>::quiet_NaN();
  if (replications > 1) {
    indices.noise = 0.0;
    for (const auto& point : f) {
      double squares = 0.0;
      for (const double x : point) squares += x * x / static_cast<double>(replications);
      indices.noise += (squares - product(point, point)) / static_cast<double>(f.size());
    }
  }
  for (std::size_t p = 0; p < k; ++p)
    indices.parameters.push_back({estimate[p], estimate[k + p], between[p], between[k + p]});
  return indices;
}

}  // namespace polku::study
