// Gamma and beta functions, complete and incomplete, and Student's t: what tables of quantiles, confidence
// intervals and closed forms need. Same bits everywhere (own exp and log, see elementary.hpp). Relative error
// in both tails, measured against Boost.Math: below 1e-12 for parameters from 0.05 to 1e3, below 5e-12 up to
// 1e4, slowly more beyond. Not for inner loops: microseconds, more with great parameters. Thread safety: pure
// functions.
#pragma once

namespace polku::base {

/// ln Gamma(x) for x > 0; infinity at 0, NaN below. Relative error as above, absolute near the zeros at 1
/// and 2.
double lgamma(double x) noexcept;

/// Both sides of a distribution function, each with full relative accuracy: `upper` is not 1 - `lower`
/// rounded.
struct Tails {
  double lower, upper;
};

/// Gamma(shape, scale 1) at x >= 0: lower = P(a, x), upper = Q(a, x). shape > 0.
Tails incomplete_gamma(double shape, double x) noexcept;

/// x times the density of Gamma(shape, scale 1) at x > 0, that is dP / d(ln x).
double gamma_density_in_log(double shape, double x) noexcept;

/// Beta(a, b) at x: lower = I_x(a, b). a, b > 0; `complement` = 1 - x, given apart because it may be tiny.
Tails incomplete_beta(double a, double b, double x, double complement) noexcept;
inline Tails incomplete_beta(double a, double b, double x) noexcept {
  return incomplete_beta(a, b, x, 1 - x);
}

/// x (1 - x) times the density of Beta(a, b) at x in (0, 1), that is dI / d(logit x).
double beta_density_in_logit(double a, double b, double x, double complement) noexcept;

/// The same for many x of one shape, most of whose work is done once: the same numbers.
class GammaShape {
 public:
  explicit GammaShape(double shape) noexcept;
  Tails tails(double x) const noexcept;
  double density_in_log(double x) const noexcept;

 private:
  double shape_, error_;
};
class BetaShape {
 public:
  BetaShape(double a, double b) noexcept;
  Tails tails(double x, double complement) const noexcept;
  double density_in_logit(double x, double complement) const noexcept;

 private:
  double a_, b_, errors_, mirrored_errors_;
};

/// Student's t with `dof` > 0 degrees of freedom (need not be whole): P(T <= t), and its density at t.
double student_t_cdf(double t, double dof) noexcept;
double student_t_pdf(double t, double dof) noexcept;

/// The t with P(T <= t) = p; p in (0, 1), -infinity at 0, infinity at 1, NaN outside. Relative error below
/// 1e-11.
double student_t_quantile(double p, double dof) noexcept;

}  // namespace polku::base
