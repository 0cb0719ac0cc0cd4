#include "study/information.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace polku::study {
namespace {

constexpr std::size_t terms = 5;  // polynomials up to degree 4
using Terms = std::array<double, terms>;

/// Legendre polynomials on [0, 1], by Bonnet's recursion.
Terms legendre(double u) {
  const double x = 2.0 * u - 1.0;
  Terms p{1.0, x};
  for (std::size_t n = 1; n + 1 < terms; ++n) {
    const double degree = static_cast<double>(n);
    p[n + 1] = ((2.0 * degree + 1.0) * x * p[n] - degree * p[n - 1]) / (degree + 1.0);
  }
  return p;
}

/// Solves A c = b for symmetric positive A by Cholesky's method; a term that adds nothing gets nothing.
Terms solve(std::array<Terms, terms> a, Terms b) {
  for (std::size_t j = 0; j < terms; ++j) {
    for (std::size_t k = 0; k < j; ++k) a[j][j] -= a[j][k] * a[j][k];
    a[j][j] = a[j][j] > 1e-12 ? std::sqrt(a[j][j]) : 0.0;
    for (std::size_t i = j + 1; i < terms; ++i) {
      for (std::size_t k = 0; k < j; ++k) a[i][j] -= a[i][k] * a[j][k];
      a[i][j] = a[j][j] > 0.0 ? a[i][j] / a[j][j] : 0.0;
    }
  }
  for (std::size_t j = 0; j < terms; ++j) {
    for (std::size_t k = 0; k < j; ++k) b[j] -= a[j][k] * b[k];
    b[j] = a[j][j] > 0.0 ? b[j] / a[j][j] : 0.0;
  }
  for (std::size_t j = terms; j-- > 0;) {
    for (std::size_t k = j + 1; k < terms; ++k) b[j] -= a[k][j] * b[k];
    b[j] = a[j][j] > 0.0 ? b[j] / a[j][j] : 0.0;
  }
  return b;
}

double at(const Terms& coefficients, const Terms& basis) {
  return std::inner_product(basis.begin(), basis.end(), coefficients.begin(), 0.0);
}

/// E[max over alternatives of E(outcome | parameter)] - max over alternatives of E(outcome), on some points.
double value_on(std::span<const std::size_t> places, const std::vector<Terms>& basis,
                const std::vector<std::vector<double>>& outcomes) {
  const double n = static_cast<double>(places.size());
  std::array<Terms, terms> gram{};
  for (const std::size_t place : places)
    for (std::size_t i = 0; i < terms; ++i)
      for (std::size_t j = 0; j < terms; ++j) gram[i][j] += basis[place][i] * basis[place][j] / n;
  std::vector<Terms> fits;
  std::vector<double> means;
  for (const auto& outcome : outcomes) {
    Terms moments{};
    double mean = 0.0;
    for (const std::size_t place : places) {
      mean += outcome[place] / n;
      for (std::size_t i = 0; i < terms; ++i) moments[i] += basis[place][i] * outcome[place] / n;
    }
    fits.push_back(solve(gram, moments));
    means.push_back(mean);
  }
  double informed = 0.0;
  for (const std::size_t place : places) {
    double best = at(fits[0], basis[place]);
    for (const Terms& fit : fits) best = std::max(best, at(fit, basis[place]));
    informed += best / n;
  }
  return std::max(0.0, informed - *std::max_element(means.begin(), means.end()));
}

}  // namespace

std::vector<ValueOfInformation> value_of_information(const Points& points,
                                                     const std::vector<std::vector<double>>& outcomes,
                                                     double confidence, std::int64_t seed,
                                                     std::size_t resamples) {
  const std::size_t parameters = points.front().size();
  std::vector<std::vector<Terms>> bases(parameters);
  for (std::size_t p = 0; p < parameters; ++p)
    for (const auto& point : points) bases[p].push_back(legendre(point[p]));
  const auto figures = [&](std::span<const std::size_t> places) {
    std::vector<double> values;
    for (const auto& basis : bases) values.push_back(value_on(places, basis, outcomes));
    return values;
  };
  std::vector<std::size_t> all(points.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  const auto values = figures(all);
  const auto between = bootstrap(points.size(), confidence, seed, resamples, figures);
  std::vector<ValueOfInformation> result;
  for (std::size_t p = 0; p < parameters; ++p) result.push_back({values[p], between[p]});
  return result;
}

double value_of_perfect_information(const std::vector<std::vector<double>>& outcomes) {
  const std::size_t points = outcomes.front().size();
  double informed = 0.0;
  std::vector<double> means(outcomes.size());
  for (std::size_t i = 0; i < points; ++i) {
    double best = outcomes.front()[i];
    for (std::size_t a = 0; a < outcomes.size(); ++a) {
      best = std::max(best, outcomes[a][i]);
      means[a] += outcomes[a][i] / static_cast<double>(points);
    }
    informed += best / static_cast<double>(points);
  }
  return informed - *std::max_element(means.begin(), means.end());
}

}  // namespace polku::study
