// What surveys make of what customers feel: the rating that a feeling gives, who answers, the figures that
// are computed from answers, and what undoes the selection. After the journey, before anybody acts on it.
// Values and pure functions: safe from any thread, branch-free, so loops over arrays vectorise.
#pragma once

#include <cmath>
#include <cstddef>

#include "base/isa.hpp"
#include "base/math.hpp"

namespace polku::behaviour {

/// `x` within [low, high], rounded to the nearest whole number, halves upwards.
template <class Real>
POLKU_INLINE Real whole_within(Real x, Real low, Real high) {
  const Real whole = std::floor(x + Real(0.5));
  const Real bounded = whole < low ? low : whole;
  return bounded > high ? high : bounded;
}

/// Points of the scale of recommendation (0-10) between who feels nothing and who could not feel better.
inline constexpr double rating_reach = 5.0;

/// Likelihood to recommend, 0-10, from a satisfaction in -1..1: round(neutral + 5 s + bias + noise), clipped.
/// `neutral` is what somebody says who feels nothing either way (5 in the middle of the scale); `bias` is
/// leniency of the group, social desirability and begging together; noise ~ N(0, .7^2) by default. Source:
/// group differences from Mittal & Kamakura 2001 (abstract read); form and defaults assumed.
template <class Real>
POLKU_INLINE Real rating(Real satisfaction, Real neutral, Real bias, Real noise) {
  return whole_within(neutral + Real(rating_reach) * satisfaction + bias + noise, Real(0), Real(10));
}

/// Net promoter score: who says 9 or 10 recommends, who says 0 to 6 warns. Source: Reichheld 2003 (from
/// memory).
template <class Real>
POLKU_INLINE bool promotes(Real rating) {
  return rating >= Real(9);
}
template <class Real>
POLKU_INLINE bool detracts(Real rating) {
  return rating <= Real(6);
}
/// From the shares of promoters and detractors, -100..100.
template <class Real>
POLKU_INLINE Real nps(Real promoters, Real detractors) {
  return Real(100) * (promoters - detractors);
}
/// Its standard error from n answers. An answer counts 1, 0 or -1, so the variance is p + d - (p - d)^2.
template <class Real>
POLKU_INLINE Real nps_standard_error(Real promoters, Real detractors, Real answers) {
  const Real difference = promoters - detractors;
  return Real(100) * std::sqrt((promoters + detractors - difference * difference) / answers);
}

/// Shares of promoters and detractors where ratings before rounding are N(mean, deviation^2).
template <class Real>
struct RatingShares {
  Real promoters, detractors;
};
template <class Real>
POLKU_INLINE RatingShares<Real> normal_rating_shares(Real mean, Real deviation) {
  return {base::normal_cdf((mean - Real(8.5)) / deviation), base::normal_cdf((Real(6.5) - mean) / deviation)};
}

/// Customer satisfaction on five points from the same answer on eleven: 1 + 4 y / 10, rounded; 4 and 5 count.
/// Source: top-2 share, standard; the line between the scales assumed.
template <class Real>
POLKU_INLINE bool satisfied(Real rating) {
  return whole_within(Real(1) + Real(0.4) * rating, Real(1), Real(5)) >= Real(4);
}

/// Customer effort score in its second form, agreement 1-7 with "they made it easy", from the effort spent:
/// 1 + 6 * 2^(-effort / half), plus noise, rounded and clipped. `half` > 0 is the effort that gets a 4.
/// Source: scale from Dixon, Freeman & Toman 2010 and its revision (from memory); the curve assumed.
template <class Real>
POLKU_INLINE Real ease(Real effort, Real half, Real noise) {
  const Real felt = Real(1) + Real(6) * base::exp(Real(-0.693147180559945309) * effort / half);
  return whole_within(felt + noise, Real(1), Real(7));
}

/// Chance to answer: logit^-1(a0 + a1 s + a2 |s|). a1 > 0: the pleased answer more readily (Chen, Zheng &
/// Ceran, Blockbuster, read in abstract); a2 > 0: the extremes do (Schoenmueller, Netzer & Stahl 2020,
/// abstract read). An infinite a0 stands for everybody or nobody.
template <class Real>
POLKU_INLINE Real response_chance(Real satisfaction, Real base_logit, Real tilt, Real polarity) {
  return base::sigmoid(base_logit + tilt * satisfaction + polarity * base::absolute(satisfaction));
}

/// First contact resolution as reported, when a true share f of contacts solves it at once: those solved are
/// reported so with the sensitivity, those not solved are called unsolved with the specificity.
template <class Real>
POLKU_INLINE Real observed_resolution(Real resolved, Real sensitivity, Real specificity) {
  return resolved * sensitivity + (Real(1) - resolved) * (Real(1) - specificity);
}
/// The same the other way round, for who knows how often people err. sensitivity + specificity > 1.
template <class Real>
POLKU_INLINE Real corrected_resolution(Real observed, Real sensitivity, Real specificity) {
  return (observed + specificity - Real(1)) / (sensitivity + specificity - Real(1));
}

/// Shares of k kinds of people among those who answer, from true shares and chances to answer:
/// pi_k r_k / sum pi r. Returns the share that answers, sum pi r. `observed` may be `shares`.
template <class Real>
constexpr Real observed_shares(std::size_t k, const Real* shares, const Real* response, Real* observed) {
  Real answers = 0;
  for (std::size_t i = 0; i < k; ++i) answers += shares[i] * response[i];
  for (std::size_t i = 0; i < k; ++i) observed[i] = shares[i] * response[i] / answers;
  return answers;
}

/// Each answer weighs 1 over the chance that it came, which gives the true shares back where the chances are
/// known and nowhere 0. Source: Horvitz & Thompson 1952. `weighted` may be `observed`.
template <class Real>
constexpr void inverse_weighted_shares(std::size_t k, const Real* observed, const Real* response,
                                       Real* weighted) {
  Real total = 0;
  for (std::size_t i = 0; i < k; ++i) total += observed[i] / response[i];
  for (std::size_t i = 0; i < k; ++i) weighted[i] = observed[i] / response[i] / total;
}

}  // namespace polku::behaviour
