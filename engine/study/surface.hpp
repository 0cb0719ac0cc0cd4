// What simulations show as a smooth function of the numbers sought: each statistic of the targets (its root,
// so that counts have one variance) as a polynomial of third degree (second, where points are few), by least
// squares over the points that were simulated, the nearer ones first (response surface: Box & Wilson 1951).
// Between neighbouring points luck averages out, which no comparison of two simulations can do. Coordinates
// lie in 0..1. In the flow: simulator -> surface -> fit and posterior. Thread safety: immutable once made.
#pragma once

#include <span>
#include <vector>

#include "study/bell.hpp"

namespace polku::study {

/// What was simulated at one point.
struct SimulatedPoint {
  Point at;
  std::vector<double> moments;
  double customers = 0.0;
};

class Surface {
 public:
  /// `around`: which trials count, and where the surface is good.
  Surface(const std::vector<SimulatedPoint>& trials, const Guess& around);

  std::vector<double> at(std::span<const double> point) const;
  /// How far from the middle, in standard deviations of the bell.
  double away(std::span<const double> point) const;
  /// Moments by coordinates.
  Matrix slopes(const Point& point) const;
  /// As many customers as stand behind the value in the middle.
  double customers() const { return customers_; }

  /// Coefficients of the second degree, of so many numbers.
  static std::size_t terms(std::size_t numbers) { return (numbers + 1) * (numbers + 2) / 2; }

 private:
  Guess around_;
  Matrix root_;                              // of the bell's covariance
  std::vector<std::vector<double>> curves_;  // per moment
  std::vector<bool> rooted_;
  double customers_ = 0.0;
  bool cubic_ = false;
};

}  // namespace polku::study
