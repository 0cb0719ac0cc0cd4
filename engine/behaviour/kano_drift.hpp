// How an attribute grows old: yesterday's delighter is today's expectation and tomorrow's requirement, or a
// fad that nobody cares for any more. Categories move along a chain in the attribute's age; each customer
// holds a category for a time drawn once. Pure functions of their arguments: safe from any thread,
// branch-free.
#pragma once

#include <cmath>
#include <cstdint>

#include "base/isa.hpp"
#include "base/math.hpp"
#include "behaviour/kano.hpp"

namespace polku::behaviour {

/// Shares of a population that began attractive.
template <class Real>
struct DriftShares {
  Real attractive, one_dimensional, must_be;
};

/// Shares at an age, for rates nu_A (attractive to one-dimensional) and nu_O (on to must-be), both above 0,
/// in 1/age: e^(-nu_A t), nu_A / (nu_O - nu_A) (e^(-nu_A t) - e^(-nu_O t)), or nu t e^(-nu t) where they are
/// equal, and the rest. Source: progressive Markov chain, assumed; the life cycle is Kano's (2001, from
/// memory).
template <class Real>
inline Real drift_middle(Real age, Real leaves_attractive, Real leaves_one_dimensional) {
  const Real gap = leaves_one_dimensional - leaves_attractive;
  const Real early = base::exp(-leaves_attractive * age);
  // (1 - e^(-gap t)) / gap without cancellation where the rates are nearly equal.
  const Real factor = std::fabs(gap * age) < Real(1e-12) ? age : -base::expm1(-gap * age) / gap;
  return leaves_attractive * early * factor;
}
template <class Real>
DriftShares<Real> drift_shares(Real age, Real leaves_attractive, Real leaves_one_dimensional) {
  const Real attractive = base::exp(-leaves_attractive * age);
  const Real middle = drift_middle(age, leaves_attractive, leaves_one_dimensional);
  return {attractive, middle, Real(1) - attractive - middle};
}

/// Category of one customer at an age, from the one at age 0 and the ages for which attractive and
/// one-dimensional are held. A fad goes from attractive to indifferent and stays there.
POLKU_INLINE std::int32_t category_at_age(std::int32_t first, float age, float attractive_for,
                                          float one_dimensional_for, bool fad) {
  constexpr auto attractive = static_cast<std::int32_t>(KanoCategory::attractive);
  constexpr auto one_dimensional = static_cast<std::int32_t>(KanoCategory::one_dimensional);
  constexpr auto must_be = static_cast<std::int32_t>(KanoCategory::must_be);
  constexpr auto indifferent = static_cast<std::int32_t>(KanoCategory::indifferent);
  const float since = first == attractive ? age - attractive_for : age;  // since it became one-dimensional
  const bool moved = first == attractive && since >= 0.0f;
  const bool middle = moved || first == one_dimensional;
  const std::int32_t later = middle && since >= one_dimensional_for ? must_be : one_dimensional;
  const std::int32_t progressed = middle ? later : first;
  return fad ? (moved ? indifferent : first) : progressed;
}

}  // namespace polku::behaviour
