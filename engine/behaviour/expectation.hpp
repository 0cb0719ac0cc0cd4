// What a customer compares an experience with, and how experience becomes the next expectation: the reference
// of the gap, inflation, learning from noisy quality, what should be, tolerance. Pure functions of their
// arguments: safe from any thread, branch-free where customers meet them.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>

#include "base/isa.hpp"
#include "base/math.hpp"
#include "behaviour/decay.hpp"

namespace polku::behaviour {

/// Reference of an experience: r = (1 - omega) norm + omega expectation. `own_weight` omega in 0..1: with 1
/// long-run satisfaction forgets the level of quality, with 0 the static Kano curves hold. Source: assumed
/// (.5; always swept).
template <class Real>
constexpr Real reference_level(Real own_weight, Real norm, Real expectation) {
  return (Real(1) - own_weight) * norm + own_weight * expectation;
}

/// Expectation after an experience: e + up d+ - down d-, d = quality - e; both gains in 0..1. up = down is
/// the adaptive rule, up > down inflation. Source: Johnson, Anderson & Fornell 1995 (abstract read);
/// asymmetry assumed.
template <class Real>
constexpr Real updated_expectation(Real expectation, Real quality, Real up, Real down) {
  const Real surprise = quality - expectation;
  return expectation + (surprise >= Real(0) ? up : down) * surprise;
}

/// Expectation of what has not been met for a time: relaxes towards the norm with a half-life. Not being
/// offered something is no observation of it. Source: assumed.
template <class Real>
POLKU_INLINE Real relaxed_expectation(Real expectation, Real norm, Real elapsed, Real half_life) {
  return norm + (expectation - norm) * share_left(elapsed, half_life);
}

/// What should be, a ratchet: Sh + k max(0, D - Sh), k in 0..1 (.2 assumed). Source: Boulding et al. 1993
/// (from memory).
template <class Real>
constexpr Real ratcheted(Real should, Real delivered, Real gain) {
  return should + (delivered > should ? gain * (delivered - should) : Real(0));
}

/// What will be, as a normal belief about a provider's quality.
template <class Real>
struct QualityBelief {
  Real mean;
  Real variance;  ///< tau^2, of the mean itself; >= 0.
};

/// Bayes' rule after one observation with noise sigma^2 > 0, as a gain: m + K (x - m), K = tau^2 / (tau^2 +
/// sigma^2). Source: Rust, Inman, Jia & Zahorik 1999 (model read, equations standard).
template <class Real>
constexpr QualityBelief<Real> observed(QualityBelief<Real> prior, Real quality, Real noise_variance) {
  const Real gain = prior.variance / (prior.variance + noise_variance);
  return {prior.mean + gain * (quality - prior.mean), gain * noise_variance};
}

/// Gain of the same rule where the prior is worth n0 = sigma^2 / tau^2 > 0 observations and n have been made:
/// 1 / (n0 + n + 1), in 0..1. Source: as `observed`.
template <class Real>
constexpr Real firmness_gain(Real prior_observations, Real observations) {
  return Real(1) / (prior_observations + observations + Real(1));
}

/// Preference under predictive risk: m - rho / 2 (tau^2 + sigma^2), rho .1 assumed. Source: as `observed`.
template <class Real>
constexpr Real preference(QualityBelief<Real> belief, Real noise_variance, Real risk_aversion) {
  return belief.mean - risk_aversion / Real(2) * (belief.variance + noise_variance);
}

/// Steady prediction variance p when quality drifts with variance q a step: (q + sqrt(q^2 + 4 q sigma^2))
/// / 2. Source: Kalman (standard).
template <class Real>
inline Real kalman_variance(Real drift_variance, Real noise_variance) {
  const Real q = drift_variance;
  return (q + std::sqrt(q * q + Real(4) * q * noise_variance)) / Real(2);
}

/// Steady gain under drift: p / (p + sigma^2), in 0..1.
template <class Real>
inline Real kalman_gain(Real drift_variance, Real noise_variance) {
  const Real p = kalman_variance(drift_variance, noise_variance);
  return p / (p + noise_variance);
}

/// Adaptation level: the weighted geometric mean of positive stimuli, weights summing to 1. Source: Helson
/// 1964 (from memory).
template <class Real>
inline Real adaptation_level(std::span<const Real> stimuli, std::span<const Real> weights) {
  Real log_level = 0;
  for (std::size_t i = 0; i < stimuli.size(); ++i) log_level += weights[i] * base::log(stimuli[i]);
  return base::exp(log_level);
}

/// Response to performance with a zone of tolerance [adequate, desired]: 0 in its middle, slope `inside`
/// within it (.3 assumed), slope 1 outside, continuous. Source: concept by Parasuraman, Zeithaml & Berry 1994
/// (read); slopes and zero assumed.
template <class Real>
constexpr Real tolerant_response(Real performance, Real adequate, Real desired, Real inside) {
  const Real below = performance < adequate ? performance - adequate : Real(0);
  const Real above = performance > desired ? performance - desired : Real(0);
  const Real within = (performance - below - above) - (adequate + desired) / Real(2);
  return below + inside * within + above;
}

}  // namespace polku::behaviour
