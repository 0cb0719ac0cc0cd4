// Small dense linear systems by LU decomposition with partial pivoting. Journeys have some hundred steps at
// most, so a dense n x n matrix is right. Internal to journey. Thread safety: immutable once built.
#pragma once

#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace polku::journey {

class LuDecomposition {
 public:
  /// `matrix` is row-major, n x n, not singular. O(n³). Golub & Van Loan, Matrix Computations,
  /// algorithm 3.4.1.
  LuDecomposition(std::vector<double> matrix, std::size_t n) : n_(n), lu_(std::move(matrix)), rows_(n) {
    std::iota(rows_.begin(), rows_.end(), std::size_t{0});
    for (std::size_t k = 0; k < n_; ++k) {
      std::size_t pivot = k;
      for (std::size_t i = k + 1; i < n_; ++i)
        if (std::fabs(at(i, k)) > std::fabs(at(pivot, k))) pivot = i;
      std::swap(rows_[k], rows_[pivot]);
      for (std::size_t i = k + 1; i < n_; ++i) {
        const double factor = at(i, k) /= at(k, k);
        if (factor == 0.0) continue;
        for (std::size_t j = k + 1; j < n_; ++j) at(i, j) -= factor * at(k, j);
      }
    }
  }

  /// x with matrix · x = b. O(n²).
  std::vector<double> solve(const std::vector<double>& b) const {
    std::vector<double> x;
    for (std::size_t i = 0; i < n_; ++i) {
      x.push_back(b[rows_[i]]);
      for (std::size_t j = 0; j < i; ++j) x[i] -= at(i, j) * x[j];
    }
    for (std::size_t i = n_; i-- > 0;) {
      for (std::size_t j = i + 1; j < n_; ++j) x[i] -= at(i, j) * x[j];
      x[i] /= at(i, i);
    }
    return x;
  }

 private:
  double& at(std::size_t i, std::size_t j) { return lu_[rows_[i] * n_ + j]; }
  double at(std::size_t i, std::size_t j) const { return lu_[rows_[i] * n_ + j]; }

  std::size_t n_;
  std::vector<double> lu_;         // both factors in one square
  std::vector<std::size_t> rows_;  // rows in pivoted order
};

}  // namespace polku::journey
