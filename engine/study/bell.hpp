// A wide bell in the unit cube, to draw from and to weigh by. In the flow: under fit and posterior. Thread
// safety: immutable once made; a Luck belongs to one thread.
#pragma once

#include <cstdint>

#include "base/draws.hpp"
#include "study/matrix.hpp"
#include "study/minimise.hpp"

namespace polku::study {

/// Where to look: around a point.
struct Guess {
  Point at;
  Matrix covariance;
};

/// Uniform numbers in (0, 1) for one point of one round.
class Luck {
 public:
  Luck(std::uint64_t seed, std::size_t round, std::size_t point);
  double uniform();
  double normal();

 private:
  base::DrawKey key_;
  base::DrawAddress address_;
  base::PhiloxBlock block_{};
  std::size_t left_ = 0;
};

/// A multivariate t with four degrees of freedom, cut to the cube: tails that no posterior of a fit
/// outreaches.
class Bell {
 public:
  Bell(const Guess& guess, std::uint64_t seed, std::size_t round);
  Point inside(Luck& luck) const;
  /// Up to a factor that all bells of these dimensions share.
  double density(const Point& at) const;

 private:
  Point step(Luck& luck) const;

  Point centre_;
  Matrix root_;
  double factor_ = 1.0;
};

/// L^-1 (point - centre), where the covariance is L L'.
std::vector<double> standardised(const Matrix& root, std::span<const double> point, const Point& centre);

}  // namespace polku::study
