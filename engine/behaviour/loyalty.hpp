// How a relationship is reviewed and left: the chance that a review opens it, what attitude, conflict and a
// past break-up do to that chance, habit, and a wish to leave that a contract holds back. Last mechanism of a
// journey. Pure functions of their arguments: safe from any thread, branch-free, so loops over arrays
// vectorise.
#pragma once

#include "base/isa.hpp"
#include "base/math.hpp"
#include "behaviour/decay.hpp"

namespace polku::behaviour {

/// Chance that a review opens the relationship: 1 - (1 - p)^m, from ln(1 - p) <= 0 so that tiny p survive. m
/// >= 0. With p ~ Beta(a, b) and m = 1 this is the coin of BG/NBD and sBG; a hazard h over a time t is
/// open_chance(-h, t). Source: Fader, Hardie & Lee 2005 (read in code); multiplier assumed.
template <class Real>
POLKU_INLINE Real open_chance(Real log_one_minus_p, Real multiplier) {
  return -base::expm1(multiplier * log_one_minus_p);
}

/// Multiplier of a review: m = e^(-beta_A A + beta_C conflict) B. `conflict` 0..1, `criticality` B >= 1.
/// Source: assumed; both betas at 0 give the textbook models, and beta_C defaults to 0 because it would be
/// the claim itself.
template <class Real>
POLKU_INLINE Real review_multiplier(Real attitude_weight, Real attitude, Real conflict_weight, Real conflict,
                                    Real criticality) {
  return base::exp(conflict_weight * conflict - attitude_weight * attitude) * criticality;
}

/// Both in one; `conflict` has its weight in it already.
template <class Real>
POLKU_INLINE Real review_chance(Real log_one_minus_p, Real attitude_weight, Real attitude, Real conflict,
                                Real criticality) {
  return open_chance(log_one_minus_p,
                     review_multiplier(attitude_weight, attitude, Real(1), conflict, criticality));
}

/// Extra criticality after a return from a disappointment: B(t) = 1 + theta e^(-t / tau), t since the return;
/// tau > 0. Source: assumed (no estimate published); direction from Kumar, Bhagwat & Zhang 2015 (abstract
/// read).
template <class Real>
POLKU_INLINE Real breakup_criticality(Real extra, Real fading_time, Real elapsed) {
  return Real(1) + extra * base::exp(-elapsed / fading_time);
}

/// Criticality summed over the time since the return: t + theta tau (1 - e^(-t / tau)); at a constant hazard
/// h survival is e^(-h * exposure).
template <class Real>
POLKU_INLINE Real breakup_exposure(Real extra, Real fading_time, Real elapsed) {
  return elapsed - extra * fading_time * base::expm1(-elapsed / fading_time);
}

/// Habit after n experiences: h (1 - e^(-n / n_h)), a voluntary part of the bond; 0 at n = 0. Source:
/// assumed.
template <class Real>
POLKU_INLINE Real habit(Real full_habit, Real experiences, Real habit_scale) {
  const Real formed = -full_habit * base::expm1(-experiences / habit_scale);
  return experiences > Real(0) ? formed : Real(0);
}

/// Chance that a wish to leave, held back by a contract, still stands after a time: a half-life of 0 is the
/// memoryless variant, an infinite one the pent-up variant, in which all who were held back leave at lapse.
/// Source: both variants assumed.
template <class Real>
POLKU_INLINE Real wish_remaining(Real half_life, Real elapsed) {
  return share_left(elapsed, half_life);
}

/// A chance moved on the logit scale: logit^-1(logit p + shift). Adds what changes odds (satisfaction, word
/// of mouth) without leaving 0..1. Source: logistic retention, Xerox case of Jones & Sasser 1995 (read; slope
/// assumed).
template <class Real>
POLKU_INLINE Real shifted_chance(Real chance, Real logit_shift) {
  return base::sigmoid(base::logit(chance) + logit_shift);
}

}  // namespace polku::behaviour
