#include "base/special_functions.hpp"

#include <cmath>
#include <limits>

#include "base/math.hpp"

namespace polku::base {

namespace {

using Limits = std::numeric_limits<double>;

constexpr double two_pi = 6.28318530717958647693;
constexpr double half_log_two_pi = 0.918938533204672741780;
constexpr double stirling_from = 10;  // from here the series below is exact to the last place

/// ln Gamma(x + 1) - [(x + 1/2) ln x - x + ln(2 pi) / 2] for x >= 10. Source: Abramowitz & Stegun 6.1.41.
double stirling_series(double x) noexcept {
  const double inverse = 1 / x;
  return inverse * detail::horner(inverse * inverse, 1. / 12, -1. / 360, 1. / 1260, -1. / 1680, 1. / 1188,
                                  -691. / 360360, 1. / 156, -3617. / 122400);
}

double stirling_error(double x) noexcept {
  if (x >= stirling_from) return stirling_series(x);
  return lgamma(x + 1) - ((x + 0.5) * log(x) - x + half_log_two_pi);
}

/// Deviance x ln(x / mean) + mean - x >= 0 without cancellation where x is near the mean.
/// Source: Loader, "Fast and accurate computation of binomial probabilities" (2000), own series.
double deviance(double x, double mean) noexcept {
  const double v = (mean - x) / x;
  if (absolute(v) > 0.3) return x * log(x / mean) + mean - x;
  // v - ln(1 + v) with s = v / (2 + v): ln(1 + v) = 2 (s + s^3/3 + s^5/5 + ...) and v - 2 s = v s.
  const double s = v / (2 + v);
  const double z = s * s;
  const double series = detail::horner(z, 1. / 3, 1. / 5, 1. / 7, 1. / 9, 1. / 11, 1. / 13, 1. / 15, 1. / 17,
                                       1. / 19, 1. / 21, 1. / 23);
  return x * s * (v - 2 * z * series);
}

/// x^a e^-x / Gamma(a + 1): the Poisson probability of a, continued to real a. `error`: stirling_error(a).
double poisson(double a, double error, double x) noexcept {
  return exp(-error - deviance(a, x)) / std::sqrt(two_pi * a);
}

constexpr double close_enough = 1e-16;
constexpr double tiny = 1e-300;  // stands for a zero denominator
constexpr int most_terms = 1'000'000;

/// 1 / (b_0 + a_1 / (b_1 + a_2 / (b_2 + ...))) by Lentz's method. `numerator(k)` for k >= 1 and
/// `denominator(k)` for k >= 0. Source: Lentz (1976), as modified by Thompson & Barnett (1986).
template <class Numerator, class Denominator>
double inverse_continued_fraction(const Numerator& numerator, const Denominator& denominator) {
  const auto not_zero = [](double value) { return absolute(value) < tiny ? tiny : value; };
  double d = 1 / not_zero(denominator(0));
  double c = 1 / tiny;
  double result = d;
  for (int k = 1; k < most_terms; ++k) {
    d = 1 / not_zero(denominator(k) + numerator(k) * d);
    c = not_zero(denominator(k) + numerator(k) / c);
    const double factor = c * d;
    result *= factor;
    if (absolute(factor - 1) <= close_enough) break;
  }
  return result;
}

/// The part of the logarithm of beta_density_in_logit() that no x changes.
double beta_errors(double a, double b) noexcept {
  return stirling_error(a + b) - stirling_error(a) - stirling_error(b);
}

double beta_density(double a, double b, double errors, double x, double complement) noexcept {
  const double n = a + b;
  const double exponent = errors - deviance(a, n * x) - deviance(b, n * complement);
  return exp(exponent) * std::sqrt(a / n * (b / two_pi));
}

/// I_x(a, b) for x below the mean, where the fraction converges fast. Source: NIST DLMF 8.17.22.
double beta_lower(double a, double b, double errors, double x, double complement) noexcept {
  const auto numerator = [&](int k) {
    const double m = k / 2;
    return k % 2 == 0 ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                      : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
  };
  const double fraction = inverse_continued_fraction(numerator, [](int) { return 1.0; });
  return beta_density(a, b, errors, x, complement) / a * fraction;
}

/// `errors` and `mirrored` give beta_errors(a, b) and beta_errors(b, a), of which one is asked.
template <class Errors, class Mirrored>
Tails beta_tails(double a, double b, double x, double complement, const Errors& errors,
                 const Mirrored& mirrored) noexcept {
  if (!(x > 0)) return {0, 1};
  if (!(complement > 0)) return {1, 0};
  if (x < (a + 1) / (a + b + 2)) {
    const double lower = beta_lower(a, b, errors(), x, complement);
    return {lower, 1 - lower};
  }
  const double upper = beta_lower(b, a, mirrored(), complement, x);
  return {1 - upper, upper};
}

}  // namespace

double lgamma(double x) noexcept {
  if (!(x > 0)) return x == 0 ? Limits::infinity() : Limits::quiet_NaN();
  double product = 1;
  for (; x < stirling_from; ++x) product *= x;
  return (x - 0.5) * log(x) - x + half_log_two_pi + stirling_series(x) - log(product);
}

GammaShape::GammaShape(double shape) noexcept : shape_(shape), error_(stirling_error(shape)) {}

double GammaShape::density_in_log(double x) const noexcept { return shape_ * poisson(shape_, error_, x); }

Tails GammaShape::tails(double x) const noexcept {
  if (!(x > 0)) return {0, 1};
  if (x == Limits::infinity()) return {1, 0};
  if (x < shape_ + 1) {
    double term = 1, sum = 1;
    for (double k = 1; term > sum * close_enough; ++k) {
      term *= x / (shape_ + k);
      sum += term;
    }
    const double lower = poisson(shape_, error_, x) * sum;
    return {lower, 1 - lower};
  }
  // Source: NIST DLMF 8.9.2 in its even form.
  const auto numerator = [&](int k) { return -k * (k - shape_); };
  const auto denominator = [&](int k) { return x - shape_ + (2 * k + 1); };
  const double upper = density_in_log(x) * inverse_continued_fraction(numerator, denominator);
  return {1 - upper, upper};
}

double gamma_density_in_log(double shape, double x) noexcept { return GammaShape(shape).density_in_log(x); }
Tails incomplete_gamma(double shape, double x) noexcept { return GammaShape(shape).tails(x); }

BetaShape::BetaShape(double a, double b) noexcept
    : a_(a), b_(b), errors_(beta_errors(a, b)), mirrored_errors_(beta_errors(b, a)) {}

double BetaShape::density_in_logit(double x, double complement) const noexcept {
  return beta_density(a_, b_, errors_, x, complement);
}

Tails BetaShape::tails(double x, double complement) const noexcept {
  return beta_tails(
      a_, b_, x, complement, [this] { return errors_; }, [this] { return mirrored_errors_; });
}

double beta_density_in_logit(double a, double b, double x, double complement) noexcept {
  return beta_density(a, b, beta_errors(a, b), x, complement);
}
Tails incomplete_beta(double a, double b, double x, double complement) noexcept {
  return beta_tails(
      a, b, x, complement, [=] { return beta_errors(a, b); }, [=] { return beta_errors(b, a); });
}

namespace {

/// P(T > t) for t >= 0.
double student_t_upper(double t, double dof) noexcept {
  const double square = t * t;
  const double sum = dof + square;
  return 0.5 * incomplete_beta(0.5 * dof, 0.5, dof / sum, square / sum).lower;
}

}  // namespace

double student_t_cdf(double t, double dof) noexcept {
  const double upper = student_t_upper(absolute(t), dof);
  return t > 0 ? 1 - upper : upper;
}

double student_t_pdf(double t, double dof) noexcept {
  const double log_scale = lgamma(0.5 * (dof + 1)) - lgamma(0.5 * dof) - 0.5 * log(0.5 * two_pi * dof);
  return exp(log_scale - 0.5 * (dof + 1) * log1p(t * t / dof));
}

double student_t_quantile(double p, double dof) noexcept {
  const double tail = p < 0.5 ? p : 1 - p;
  if (!(tail > 0)) return tail == 0 ? with_sign_of(p - 0.5, Limits::infinity()) : Limits::quiet_NaN();
  if (tail == 0.5) return 0;

  // Bracket the root, then Newton on ln P(T > t): nearly straight in ln t far out and in t near the middle; a
  // step that leaves the bracket is replaced by halving it.
  double low = 0, high = 1;
  while (student_t_upper(high, dof) > tail) {
    low = high;
    high *= 2;
  }
  double t = 0.5 * (low + high);
  for (int step = 0; step < 200; ++step) {
    const double upper = student_t_upper(t, dof);
    (upper > tail ? low : high) = t;
    const double newton = t + (log(upper) - log(tail)) * upper / student_t_pdf(t, dof);
    const double next = newton > low && newton < high ? newton : 0.5 * (low + high);
    const double change = absolute(next - t);
    t = next;
    if (change <= 4 * Limits::epsilon() * t) break;
  }
  return with_sign_of(p - 0.5, t);
}

}  // namespace polku::base
