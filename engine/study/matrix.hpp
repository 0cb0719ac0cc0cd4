// Small dense matrices for fits of a handful of numbers: products, Cholesky, eigenvalues of a symmetric
// matrix. Own, because the largest has some ten rows. Internal to study. Thread safety: plain values.
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

namespace polku::study {

class Matrix {
 public:
  Matrix() = default;
  Matrix(std::size_t rows, std::size_t columns) : rows_(rows), columns_(columns), values_(rows * columns) {}
  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  double& operator()(std::size_t i, std::size_t j) { return values_[i * columns_ + j]; }
  double operator()(std::size_t i, std::size_t j) const { return values_[i * columns_ + j]; }

 private:
  std::size_t rows_ = 0, columns_ = 0;
  std::vector<double> values_;
};

/// Lower L with L L' = A, or nothing unless A is positive definite.
inline std::optional<Matrix> cholesky(const Matrix& a) {
  Matrix l(a.rows(), a.rows());
  for (std::size_t i = 0; i < a.rows(); ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = a(i, j);
      for (std::size_t k = 0; k < j; ++k) sum -= l(i, k) * l(j, k);
      if (i != j)
        l(i, j) = sum / l(j, j);
      else if (sum > 0)
        l(i, i) = std::sqrt(sum);
      else
        return std::nullopt;
    }
  return l;
}

/// The x with L L' x = b.
inline std::vector<double> solve(const Matrix& l, std::vector<double> b) {
  const std::size_t n = l.rows();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) b[i] -= l(i, k) * b[k];
    b[i] /= l(i, i);
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) b[i] -= l(k, i) * b[k];
    b[i] /= l(i, i);
  }
  return b;
}

/// Inverse of a positive definite matrix, or nothing.
inline std::optional<Matrix> inverse(const Matrix& a) {
  const auto l = cholesky(a);
  if (!l) return std::nullopt;
  Matrix x(a.rows(), a.rows());
  for (std::size_t j = 0; j < a.rows(); ++j) {
    std::vector<double> unit(a.rows(), 0.0);
    unit[j] = 1.0;
    const auto column = solve(*l, unit);
    for (std::size_t i = 0; i < a.rows(); ++i) x(i, j) = column[i];
  }
  return x;
}

/// Eigenvalues of a symmetric matrix, and its eigenvectors as columns, by Jacobi rotations.
struct Eigen {
  std::vector<double> values;
  Matrix vectors;
};
inline Eigen eigen(Matrix a) {
  const std::size_t n = a.rows();
  Eigen found{std::vector<double>(n), Matrix(n, n)};
  for (std::size_t i = 0; i < n; ++i) found.vectors(i, i) = 1.0;
  for (int sweep = 0; sweep < 60; ++sweep)
    for (std::size_t p = 0; p < n; ++p)
      for (std::size_t q = p + 1; q < n; ++q) {
        if (a(p, q) == 0.0) continue;
        const double theta = (a(q, q) - a(p, p)) / (2 * a(p, q));
        const double t = (theta < 0 ? -1.0 : 1.0) / (std::fabs(theta) + std::sqrt(theta * theta + 1));
        const double c = 1 / std::sqrt(t * t + 1), s = t * c;
        for (std::size_t k = 0; k < n; ++k) {
          const double kp = a(k, p), kq = a(k, q);
          a(k, p) = c * kp - s * kq;
          a(k, q) = s * kp + c * kq;
        }
        for (std::size_t k = 0; k < n; ++k) {
          const double pk = a(p, k), qk = a(q, k);
          a(p, k) = c * pk - s * qk;
          a(q, k) = s * pk + c * qk;
          const double vp = found.vectors(k, p), vq = found.vectors(k, q);
          found.vectors(k, p) = c * vp - s * vq;
          found.vectors(k, q) = s * vp + c * vq;
        }
      }
  for (std::size_t i = 0; i < n; ++i) found.values[i] = a(i, i);
  return found;
}

}  // namespace polku::study
