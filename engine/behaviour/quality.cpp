// Matching a logit-normal to two moments. With s(x) the sigmoid and X normal, everything follows from
// expectations of s and of s(1 - s), which is also its own derivative: c = E[s(1 - s)] = m(1 - m) - v =
// dm/dlocation.
//
// Quadrature is the trapezoid rule, which converges exponentially for analytic integrands on the whole line:
// over z where the density is the narrower factor, over x where s(1 - s) is. For the mean in the second case,
// integrating by parts turns the step-like s into Phi: E[s(X)] = integral of s(1 - s) Phi((location - x) /
// scale).
#include "behaviour/quality.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace polku::behaviour {
namespace {

constexpr double largest_narrow_scale = 2.5;  // both rules err below 1e-13 here

/// Trapezoid nodes, symmetric about 0.
template <int half_count>
struct Rule {
  double step;
  static constexpr std::size_t size = 2 * half_count + 1;
  constexpr double node(std::size_t i) const { return (static_cast<double>(i) - half_count) * step; }
};
constexpr Rule<36> narrow{0.25};  // over z, to +-9
constexpr Rule<112> wide{0.4};    // over x, to +-45

/// What both solvers need to know of a logit-normal, with derivatives by location and scale.
struct Expectations {
  double mean = 0;
  double mean_by_scale = 0;
  double variance = 0;
  double coupling = 0;  ///< E[s(1 - s)]; also the mean's derivative by location.
  double coupling_by_location = 0;
  double coupling_by_scale = 0;

  void add(double weight, double z, double s, double complement) {
    const double slope = s * complement;
    const double bend = slope * (complement - s);
    mean_by_scale += weight * z * slope;
    coupling += weight * slope;
    coupling_by_location += weight * bend;
    coupling_by_scale += weight * z * bend;
  }
};

Expectations expectations_over_z(LogitNormal<double> q) {
  static const auto weights = [] {
    std::array<double, narrow.size> made{};
    for (std::size_t i = 0; i < made.size(); ++i) made[i] = narrow.step * base::normal_pdf(narrow.node(i));
    return made;
  }();
  std::array<double, narrow.size> values, complements;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double x = q.location + q.scale * narrow.node(i);
    values[i] = base::sigmoid(x);
    complements[i] = base::sigmoid(-x);
  }
  Expectations e;
  for (std::size_t i = 0; i < values.size(); ++i) {
    e.mean += weights[i] * values[i];
    e.add(weights[i], narrow.node(i), values[i], complements[i]);
  }
  // In two passes: m(1 - m) - c would cancel when the spread is small.
  for (std::size_t i = 0; i < values.size(); ++i) {
    e.variance += weights[i] * (values[i] - e.mean) * (values[i] - e.mean);
  }
  return e;
}

Expectations expectations_over_x(LogitNormal<double> q) {
  static const auto sigmoids = [] {
    std::array<double, wide.size> made{};
    for (std::size_t i = 0; i < made.size(); ++i) made[i] = base::sigmoid(wide.node(i));
    return made;
  }();
  std::array<double, wide.size> z, density, chance_above;  // element by element first: these loops vectorise
  for (std::size_t i = 0; i < z.size(); ++i) z[i] = (wide.node(i) - q.location) / q.scale;
  for (std::size_t i = 0; i < z.size(); ++i) density[i] = base::normal_pdf(z[i]);
  for (std::size_t i = 0; i < z.size(); ++i) chance_above[i] = base::normal_cdf(-z[i]);
  Expectations e;
  for (std::size_t i = 0; i < z.size(); ++i) {
    const double s = sigmoids[i];
    const double complement = sigmoids[z.size() - 1 - i];
    e.mean += wide.step * s * complement * chance_above[i];
    e.add(wide.step / q.scale * density[i], z[i], s, complement);
  }
  e.variance = e.mean * (1 - e.mean) - e.coupling;
  return e;
}

Expectations expectations_of(LogitNormal<double> q) {
  return q.scale <= largest_narrow_scale ? expectations_over_z(q) : expectations_over_x(q);
}

/// The two equations, on scales on which they are nearly straight against location and ln scale: logit of the
/// mean, and logit of v / (m(1 - m)), which is ln(v / c).
struct Residual {
  double mean;
  double spread;
  double size() const { return std::max(std::fabs(mean), std::fabs(spread)); }
};

struct Target {
  double mean;
  double variance;
  double coupling() const { return mean * (1 - mean) - variance; }

  Residual residual(const Expectations& e) const {
    return {base::logit(e.mean) - base::logit(mean),
            base::log(e.variance / e.coupling) - base::log(variance / coupling())};
  }

  /// Where the search starts. The scale is that of a lognormal, right where the spread or the mean is small,
  /// or that of a probit with this coupling, right where the spread is large: the larger of the two.
  LogitNormal<double> first_guess() const {
    const double slope = mean * (1 - mean);
    const double z = base::normal_quantile(mean);
    const double density = base::normal_pdf(z);
    const double lognormal = base::log1p(variance / (slope * slope));
    const double probit = density * density * (1 / (coupling() * coupling()) - 1 / (slope * slope));
    const double squared_scale = std::max(lognormal, probit);
    const double logit_mean = base::logit(mean);
    return {-std::sqrt(logit_mean * logit_mean + z * z * squared_scale), std::sqrt(squared_scale)};
  }
};

}  // namespace

namespace detail {

std::optional<LogitNormal<double>> match_by_newton(double mean, double standard_deviation) {
  constexpr double settled = 1e-12;
  const Target target{mean, standard_deviation * standard_deviation};
  LogitNormal<double> at = target.first_guess();
  Expectations e = expectations_of(at);
  Residual r = target.residual(e);
  for (int iteration = 0; iteration < 30 && r.size() > settled; ++iteration) {
    // Jacobian of the residuals by (location, ln scale); v' = m'(1 - 2m) - c'.
    const double by_mean = 1 / (e.mean * (1 - e.mean));
    const double m_location = e.coupling, m_scale = e.mean_by_scale * at.scale;
    const double c_location = e.coupling_by_location, c_scale = e.coupling_by_scale * at.scale;
    const auto spread_slope = [&e](double m_slope, double c_slope) {
      return (m_slope * (1 - 2 * e.mean) - c_slope) / e.variance - c_slope / e.coupling;
    };
    const double a = m_location * by_mean, b = m_scale * by_mean;
    const double c = spread_slope(m_location, c_location), d = spread_slope(m_scale, c_scale);
    const double determinant = a * d - b * c;
    const double location_step = (b * r.spread - d * r.mean) / determinant;
    const double scale_step = (c * r.mean - a * r.spread) / determinant;

    // Halve the step until it helps.
    bool better = false;
    for (double damping = 1; !better && damping > 1e-4; damping /= 2) {
      const LogitNormal<double> next{at.location + damping * location_step,
                                     at.scale * base::exp(damping * scale_step)};
      const Expectations there = expectations_of(next);
      const Residual left = target.residual(there);
      better = left.size() < r.size();
      if (better) at = next, e = there, r = left;
    }
    if (!better) break;
  }
  // Rounding can stop it a little earlier than asked; what counts is whether the moments are met.
  if (!(r.size() < 1e-10)) return std::nullopt;
  return at;
}

LogitNormal<double> match_by_bisection(double mean, double standard_deviation) {
  constexpr int halvings = 64;
  const double relative_variance = standard_deviation * standard_deviation / (mean * (1 - mean));
  const auto located = [mean](double scale) {  // the mean grows with the location
    double low = -40 * (1 + scale), high = 1;
    for (int i = 0; i < halvings; ++i) {
      const double middle = (low + high) / 2;
      (expectations_of({middle, scale}).mean < mean ? low : high) = middle;
    }
    return LogitNormal<double>{(low + high) / 2, scale};
  };
  double low = -40, high = 40;  // ln scale; at a given mean the variance grows with it
  for (int i = 0; i < halvings; ++i) {
    const double middle = (low + high) / 2;
    const Expectations e = expectations_of(located(base::exp(middle)));
    (e.variance < relative_variance * (e.variance + e.coupling) ? low : high) = middle;
  }
  return located(base::exp((low + high) / 2));
}

}  // namespace detail

QualityMoments moments_of(LogitNormal<double> quality) {
  if (!(quality.scale > 0)) return {base::sigmoid(quality.location), 0};
  // 1 - m keeps more digits than m near 1, so look from the lower side.
  const Expectations e = expectations_of({-std::fabs(quality.location), quality.scale});
  return {quality.location > 0 ? 1 - e.mean : e.mean, std::sqrt(e.variance)};
}

std::optional<LogitNormal<double>> match_logit_normal(double mean, double standard_deviation) {
  if (!(mean >= 0 && mean <= 1 && standard_deviation >= 0)) return std::nullopt;
  const double bernoulli_variance = mean * (1 - mean);
  if (standard_deviation == 0) return LogitNormal<double>{base::logit(mean), 0};
  if (!(standard_deviation * standard_deviation < bernoulli_variance)) return std::nullopt;
  // So narrow that the sigmoid is a straight line to the last digit.
  if (standard_deviation < 1e-9 * bernoulli_variance) {
    return LogitNormal<double>{base::logit(mean), standard_deviation / bernoulli_variance};
  }
  // Solve on the side where the mean keeps its digits, and mirror.
  const bool mirrored = mean > 0.5;
  const double side = mirrored ? 1 - mean : mean;
  std::optional<LogitNormal<double>> matched = detail::match_by_newton(side, standard_deviation);
  if (!matched) matched = detail::match_by_bisection(side, standard_deviation);
  if (mirrored) matched->location = -matched->location;
  return matched;
}

}  // namespace polku::behaviour
