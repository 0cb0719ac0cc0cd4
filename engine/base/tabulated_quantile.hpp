// Quantile functions of Gamma and Beta as tables: a trait at birth is the quantile of one random word, so a
// fitted parameter moves every customer smoothly (rejection sampling would not). The table is a monotone
// cubic in t = logit(u) with exact derivatives, y = ln x for Gamma and logit x for Beta; both are nearly
// straight in the tails, which is why 1,025 nodes suffice for every word: |F(x(u)) - u| < 1e-7 min(u, 1 - u),
// u = (word + 1/2) 2^-32. Thread safety: immutable after construction.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace polku::base {

/// Shapes that the tables support. Others throw std::invalid_argument: fields are checked before they come
/// here.
inline constexpr double least_shape = 0.05;
inline constexpr double greatest_shape = 1e4;

/// y(t), t = logit(u) for every u a word can stand for.
class LogitTable {
 public:
  struct Node {
    double value, slope;  ///< y and dy/dt * node distance
  };

  explicit LogitTable(std::vector<Node> nodes) : nodes_(std::move(nodes)) {}

  double at(std::uint32_t word) const noexcept;

 private:
  std::vector<Node> nodes_;
};

/// Gamma(shape, scale 1). Multiply by a scale, or divide by `shape` for mean 1.
class GammaQuantile {
 public:
  explicit GammaQuantile(double shape);

  /// ln x: finite even where x is 1e-200, as it is for small shapes.
  double log_at(std::uint32_t word) const noexcept { return table_.at(word); }
  double at(std::uint32_t word) const noexcept;

 private:
  LogitTable table_;
};

/// Beta(a, b).
class BetaQuantile {
 public:
  BetaQuantile(double a, double b);

  double at(std::uint32_t word) const noexcept;
  double log_at(std::uint32_t word) const noexcept;  ///< ln x
  double log_of_complement_at(
      std::uint32_t word) const noexcept;  ///< ln(1 - x), accurate for x near 0 and near 1

 private:
  LogitTable table_;
};

}  // namespace polku::base
