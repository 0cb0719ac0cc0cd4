#include "study/surface.hpp"

#include <algorithm>
#include <cmath>

namespace polku::study {
namespace {

/// 1, u, and all products of two, perhaps of three.
void powers(std::span<const double> u, bool cubic, std::vector<double>& row) {
  row.assign(1, 1.0);
  row.insert(row.end(), u.begin(), u.end());
  for (std::size_t i = 0; i < u.size(); ++i)
    for (std::size_t j = i; j < u.size(); ++j) {
      row.push_back(u[i] * u[j]);
      for (std::size_t k = j; cubic && k < u.size(); ++k) row.push_back(u[i] * u[j] * u[k]);
    }
}

}  // namespace

Surface::Surface(const std::vector<SimulatedPoint>& trials, const Guess& around)
    : around_(around), root_(*cholesky(around.covariance)) {
  const std::size_t n = around.at.size(), thirds = n * (n + 1) * (n + 2) / 6;
  cubic_ = trials.size() >= 4 * (terms(n) + thirds);
  const std::size_t count = terms(n) + (cubic_ ? thirds : 0);
  const std::size_t moments = trials.empty() ? 0 : trials.front().moments.size();
  rooted_.assign(moments, true);
  for (const SimulatedPoint& trial : trials)
    for (std::size_t m = 0; m < moments; ++m)
      if (trial.moments[m] < 0) rooted_[m] = false;

  Matrix normal(count, count), noise(count, count);
  double faded = 0.0;
  std::vector<std::vector<double>> right(moments, std::vector<double>(count));
  std::vector<double> row, u, squares(moments);
  for (const SimulatedPoint& trial : trials) {
    u = standardised(root_, trial.at, around_.at);
    double square = 0.0;
    for (const double x : u) square += x * x;
    const double fades = 1.0 / (1.0 + square / (2.0 * static_cast<double>(n)));
    const double weight = trial.customers * fades * fades;
    powers(u, cubic_, row);
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t j = 0; j < count; ++j) {
        normal(i, j) += weight * row[i] * row[j];
        noise(i, j) += weight * fades * fades * row[i] * row[j];
      }
    faded += fades * fades;
    for (std::size_t m = 0; m < moments; ++m) {
      // A quarter of a person more: then the root of a count has the root of its expectation for expectation.
      const double y = rooted_[m] ? std::sqrt(trial.moments[m] + 0.25 / trial.customers) : trial.moments[m];
      for (std::size_t i = 0; i < count; ++i) right[m][i] += weight * y * row[i];
      squares[m] += weight * y * y;
    }
  }
  // Where the trials leave a direction open, the surface is flat there.
  for (std::size_t i = 0; i < count; ++i) normal(i, i) += 1e-6 * (normal(0, 0) + normal(i, i)) + 1e-12;
  Matrix root = *cholesky(normal);
  for (std::size_t m = 0; m < moments; ++m) curves_.push_back(solve(root, right[m]));

  // Terms that over all moments are no larger than luck makes them are luck: without them, a number that
  // moves nothing moves nothing on the surface either.
  const Matrix inverted = *inverse(normal);
  const double trial_count = static_cast<double>(trials.size()), term_count = static_cast<double>(count);
  const double freedom = faded * std::max(0.05, 1.0 - term_count / trial_count);
  std::vector<bool> real(count, true);
  for (std::size_t i = 1; i < count; ++i) {
    double sum = 0.0, known = 0.0, variance = 0.0;  // of the coefficient, where a customer's is 1
    for (std::size_t j = 0; j < count; ++j)
      for (std::size_t k = 0; k < count; ++k) variance += inverted(i, j) * noise(j, k) * inverted(k, i);
    for (std::size_t m = 0; m < moments; ++m) {
      double left = squares[m];
      for (std::size_t k = 0; k < count; ++k) left -= curves_[m][k] * right[m][k];
      if (!(left > 1e-12 * squares[m])) continue;
      sum += curves_[m][i] * curves_[m][i] * freedom / (left * variance);
      known += 1.0;
    }
    real[i] = known == 0.0 || sum > known + 3.0 * std::sqrt(2.0 * known);
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (real[i]) continue;
    for (std::size_t k = 0; k < count; ++k) normal(i, k) = normal(k, i) = 0.0;
    normal(i, i) = 1.0;
    for (std::size_t m = 0; m < moments; ++m) right[m][i] = 0.0;
  }
  root = *cholesky(normal);
  for (std::size_t m = 0; m < moments; ++m) curves_[m] = solve(root, right[m]);
  std::vector<double> middle(count);
  middle[0] = 1.0;
  customers_ = 1.0 / solve(root, middle)[0];
}

std::vector<double> Surface::at(std::span<const double> point) const {
  std::vector<double> row;
  powers(standardised(root_, point, around_.at), cubic_, row);
  std::vector<double> found(curves_.size());
  for (std::size_t m = 0; m < found.size(); ++m) {
    double sum = 0.0;
    for (std::size_t i = 0; i < row.size(); ++i) sum += curves_[m][i] * row[i];
    found[m] = rooted_[m] ? std::max(0.0, sum) * std::max(0.0, sum) : sum;
  }
  return found;
}

double Surface::away(std::span<const double> point) const {
  double square = 0.0;
  for (const double x : standardised(root_, point, around_.at)) square += x * x;
  return std::sqrt(square);
}

Matrix Surface::slopes(const Point& point) const {
  Matrix found(curves_.size(), point.size());
  for (std::size_t i = 0; i < point.size(); ++i) {
    const double step = 1e-3 * std::sqrt(around_.covariance(i, i));
    Point below = point, above = point;
    below[i] -= step;
    above[i] += step;
    const auto low = at(below), high = at(above);
    for (std::size_t m = 0; m < found.rows(); ++m) found(m, i) = (high[m] - low[m]) / (2.0 * step);
  }
  return found;
}

}  // namespace polku::study
