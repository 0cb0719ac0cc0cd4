// How a need is aroused and when it is acted upon: pain that grows until acting pays, desire that fades
// unless acting is easy, arrivals at a customer's own rate with a season. First mechanism of every journey.
// Pure functions of their arguments: safe from any thread. Times share one unit, rates are its inverse.
#pragma once

#include <cmath>
#include <limits>
#include <numbers>

#include "base/isa.hpp"
#include "base/math.hpp"
#include "behaviour/decay.hpp"

namespace polku::behaviour {

// ---- Negative need: postponed until the pain is great, then urgent ----

/// Pain per period from which acting beats waiting one more period: theta = c (1 - beta delta).
/// A naive present-biased customer bears the pain at once and can push the cost c one period away, so acts
/// iff c <= D + beta delta c. beta in 0..1: .82 for money, .66 otherwise (IZA DP 14625, read); delta in 0..1.
/// Source: derived here in the spirit of O'Donoghue & Rabin 1999 (assumed).
template <class Real>
constexpr Real acting_threshold(Real cost, Real present_bias, Real discount) {
  return cost * (Real(1) - present_bias * discount);
}

/// Pain after a time: D(t) = D0 e^(g t). Source: assumed.
template <class Real>
POLKU_INLINE Real pain_at(Real initial_pain, Real growth, Real elapsed) {
  return initial_pain * base::exp(growth * elapsed);
}

/// Time until the pain reaches the threshold: ln(theta / D0) / g; 0 if it is there already, infinite if it
/// never gets there.
template <class Real>
POLKU_INLINE Real time_to_act(Real initial_pain, Real growth, Real threshold) {
  const Real wait = base::log(threshold / initial_pain) / growth;
  const bool arrives = growth > Real(0) && initial_pain > Real(0);
  const Real later = arrives ? wait : std::numeric_limits<Real>::infinity();
  return initial_pain >= threshold ? Real(0) : later;
}

/// Hazard of acting when the threshold is soft: h_max / (1 + e^(-(D - theta) / spread)). [1/time] spread > 0.
/// Source: assumed.
template <class Real>
POLKU_INLINE Real acting_hazard(Real pain, Real threshold, Real spread, Real largest_hazard) {
  return largest_hazard * base::sigmoid((pain - threshold) / spread);
}

/// How urgent a need is: min(1, D / theta - 1), in 0..1; 0 below the threshold, 1 from twice the threshold
/// on. Urgency takes away search, price sensitivity and the worth of doing nothing. Source: assumed.
template <class Real>
constexpr Real urgency(Real pain, Real threshold) {
  const Real excess = pain - threshold;
  const Real ratio = excess / (threshold > Real(0) ? threshold : Real(1));
  const Real above = excess >= threshold ? Real(1) : ratio;
  return excess > Real(0) ? above : Real(0);
}

// ---- Positive desire: fades with a half-life (no established value; 7 days is assumed) ----

/// Desire left after a time: W(t) = W0 2^(-t / H). Source: assumed.
template <class Real>
POLKU_INLINE Real desire_at(Real initial_desire, Real half_life, Real elapsed) {
  return initial_desire * share_left(elapsed, half_life);
}

/// Hazard k W(t) summed over all time to come: k W H / ln 2. `readiness` k is the hazard per unit of desire.
template <class Real>
constexpr Real total_desire_hazard(Real readiness, Real desire, Real half_life) {
  return readiness * desire * half_life / std::numbers::ln2_v<Real>;
}

/// Chance that the desire is ever acted upon if nothing is possible before `delay`: 1 - exp(-k W(delay) H /
/// ln 2).
template <class Real>
POLKU_INLINE Real chance_to_buy(Real readiness, Real initial_desire, Real half_life, Real delay) {
  const Real left = desire_at(initial_desire, half_life, delay);
  return -base::expm1(-total_desire_hazard(readiness, left, half_life));
}

/// When a desire is acted upon: the time at which its summed hazard reaches an Exp(1) draw; infinite if it
/// fades first. After a barrier of length d: d + desire_acting_time(draw, k, desire_at(W0, H, d), H).
template <class Real>
POLKU_INLINE Real desire_acting_time(Real exponential_draw, Real readiness, Real desire, Real half_life) {
  const Real never = std::numeric_limits<Real>::infinity();
  const Real spent = exponential_draw / total_desire_hazard(readiness, desire, half_life);
  const Real fading = -base::log1p(-spent) * (half_life / std::numbers::ln2_v<Real>);
  const Real steady = exponential_draw / (readiness * desire);
  const Real acts = half_life < never ? fading : steady;
  return spent < Real(1) ? acts : never;
}

// ---- Arrivals ----

/// Time to the next arrival of a Poisson process: -ln(u) / rate, u in (0, 1); infinite at rate 0.
template <class Real>
POLKU_INLINE Real next_arrival(Real uniform, Real rate) {
  const Real wait = -base::log(uniform) / rate;
  return rate > Real(0) ? wait : std::numeric_limits<Real>::infinity();
}

/// Sine of a whole turn's share; reduced first, so that late times keep their accuracy.
template <class Real>
POLKU_INLINE Real sine_of_turns(Real turns) {
  return base::sin(Real(2) * std::numbers::pi_v<Real> * (turns - std::floor(turns)));
}

/// Factor of the season on a need rate: 1 + A sin(2 pi t / T), A in 0..1. Thinning (Lewis & Shedler 1979,
/// from memory): draw arrivals at rate (1 + A) and keep each with chance factor / (1 + A).
template <class Real>
POLKU_INLINE Real season_factor(Real amplitude, Real period, Real time) {
  return Real(1) + amplitude * sine_of_turns(time / period);
}

/// Expected arrivals in [from, to): rate * integral of the season factor. The difference of two cosines is
/// written as a product of sines, which stays accurate in short windows.
template <class Real>
POLKU_INLINE Real season_integral(Real rate, Real amplitude, Real period, Real from, Real to) {
  const Real middle = sine_of_turns((from + to) / (Real(2) * period));
  const Real half_width = sine_of_turns((to - from) / (Real(2) * period));
  return rate * ((to - from) + amplitude * period / std::numbers::pi_v<Real> * middle * half_width);
}

}  // namespace polku::behaviour
