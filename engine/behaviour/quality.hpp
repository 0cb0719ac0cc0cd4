// Quality that an encounter delivers, bounded to 0..1 and yet with exactly the mean and spread that a
// provider states: logit-normal, both moments matched once when the world is built (a clamped normal .90 +-
// .20 would have mean .861). Pure functions of their arguments: safe from any thread; `draw` is branch-free
// and vectorises.
#pragma once

#include <optional>

#include "base/isa.hpp"
#include "base/math.hpp"

namespace polku::behaviour {

/// Quality q = sigmoid(location + scale z), z standard normal. A location of -+infinity with scale 0 is q = 0
/// or 1.
template <class Real>
struct LogitNormal {
  Real location;
  Real scale;  ///< >= 0.
};

/// Mean and standard deviation of a quality in 0..1.
struct QualityMoments {
  double mean;
  double standard_deviation;
};

/// Moments of a logit-normal by fixed quadrature, absolute error below 1e-12 at any location and scale.
QualityMoments moments_of(LogitNormal<double> quality);

/// The logit-normal with this mean in [0, 1] and standard deviation s >= 0; nothing if there is none, that is
/// unless s = 0 or s^2 < mean (1 - mean). Both moments are met to 1e-10. Takes some 10 microseconds. Method:
/// damped Newton on the logits of mean and relative variance; nested bisection where it does not settle.
std::optional<LogitNormal<double>> match_logit_normal(double mean, double standard_deviation);

/// Quality for a standard normal draw z, in 0..1.
template <class Real>
POLKU_INLINE Real draw(LogitNormal<Real> quality, Real z) {
  return base::sigmoid(quality.location + quality.scale * z);
}

namespace detail {
/// The two solvers behind `match_logit_normal`, apart so that tests can hold one against the other. Here 0 <
/// mean <= 1/2, and the standard deviation is neither negligible nor too large. Newton may give up, bisection
/// cannot.
std::optional<LogitNormal<double>> match_by_newton(double mean, double standard_deviation);
LogitNormal<double> match_by_bisection(double mean, double standard_deviation);
}  // namespace detail

}  // namespace polku::behaviour
