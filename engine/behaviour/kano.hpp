// What fulfilling or failing an attribute does to satisfaction, by Kano category: the static curves of the
// literature and the curve over the gap to a reference, which the encounters of a journey use. Pure functions
// of their arguments: safe from any thread, branch-free, so loops over arrays vectorise.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "base/isa.hpp"
#include "base/math.hpp"

namespace polku::behaviour {

/// What an attribute is to a customer. Source: Kano et al. 1984 (from memory).
enum class KanoCategory : std::uint8_t { attractive, one_dimensional, must_be, indifferent, reverse };
inline constexpr std::size_t kano_category_count = 5;

/// How strongly an attribute acts, over gaps to the reference.
template <class Real>
struct KanoStrength {
  Real gain;   ///< CS: what fulfilment beyond the reference can give, 0..1.
  Real loss;   ///< DS: what failure below the reference can take, 0..1; positive here.
  Real shape;  ///< kappa: 0 linear, 1 the largest gaps count most.
};

/// Strengths of the pure types; means over customers of mixed types reproduce Better and Worse of the
/// questionnaire. Reverse is one-dimensional in 1 - quality. Source: types derived from Wang & Ji 2010 (from
/// memory).
template <class Real>
inline constexpr std::array<KanoStrength<Real>, kano_category_count> kano_strengths{{
    {Real(1), Real(0), Real(1)},  // attractive
    {Real(1), Real(1), Real(0)},  // one-dimensional
    {Real(0), Real(1), Real(1)},  // must-be
    {Real(0), Real(0), Real(0)},  // indifferent
    {Real(1), Real(1), Real(0)},  // reverse
}};

template <class Real>
constexpr KanoStrength<Real> strength_of(KanoCategory category) {
  return kano_strengths<Real>[static_cast<std::size_t>(category)];
}

/// Quality as it is felt, 0..1: 1 - q for a reverse attribute, which customers would rather not have.
template <class Real>
constexpr Real felt_quality(KanoCategory category, Real quality) {
  return category == KanoCategory::reverse ? Real(1) - quality : quality;
}

/// What customers take for granted of an attribute of this category, in felt quality 0..1: nothing of an
/// attractive one, all of a must-be, else the market's mean or the provider's standing promise if higher (0
/// without one). Source: assumed; it makes the gap curves at omega 0 the static ones.
template <class Real>
constexpr Real category_norm(KanoCategory category, Real market_mean, Real standing_promise) {
  const Real usual = standing_promise > market_mean ? standing_promise : market_mean;
  const Real at_most = category == KanoCategory::must_be ? Real(1) : usual;
  return category == KanoCategory::attractive ? Real(0) : at_most;
}

/// Curve from (0, 0) to (1, 1): g(x; kappa) = (e^(kappa x) - 1) / (e^kappa - 1), g(x; 0) = x. Convex for
/// kappa > 0; g(x; -kappa) = 1 - g(1 - x; kappa). One family for all categories, so that drift between them
/// is continuous. Source: exact algebra on Wang & Ji.
template <class Real>
POLKU_INLINE Real kano_curve(Real x, Real shape) {
  const bool straight = std::fabs(shape) < Real(1e-8);  // the quotient is 0 / 0 at 0
  const Real kappa = straight ? Real(1) : shape;
  const Real bent = base::expm1(kappa * x) / base::expm1(kappa);
  return straight ? x : bent;
}

/// Static curve: S(x) = DS + (CS - DS) g(x; kappa), in DS..CS. `better` CS in 0..1, `worse` DS in -1..0 (its
/// sign as in the questionnaire); shape +1 attractive, 0 one-dimensional, -1 must-be. Source: Wang & Ji 2010
/// (from memory).
template <class Real>
POLKU_INLINE Real static_satisfaction(Real fulfilment, Real better, Real worse, Real shape) {
  return worse + (better - worse) * kano_curve(fulfilment, shape);
}

/// Satisfaction with one attribute from its gap d = quality - reference, in -lambda..1:
/// CS g(d+; kappa) - lambda DS g(d-; kappa). Only one of d+ and d- differs from 0, so one curve of |d| serves
/// both. `loss_weight` lambda: 1.955 (Brown et al. 2024, read); 1.31 (Walasek et al. 2024, read); 1 is always
/// a legitimate setting.
template <class Real>
POLKU_INLINE Real satisfaction_from_gap(Real gap, Real gain, Real loss, Real shape, Real loss_weight) {
  const Real weight = gap >= Real(0) ? gain : -loss_weight * loss;
  return weight * kano_curve(std::fabs(gap), shape);
}

/// Gap as a share of the room there is: d / (1 - r) above the reference, d / r below, in -1..1. With the norm
/// alone as the reference (omega 0), `satisfaction_from_gap` at loss weight 1 then is the static curve of
/// attractive and must-be exactly, and of one-dimensional where the norm is 1/2 (elsewhere its zero moves to
/// the norm).
template <class Real>
constexpr Real relative_gap(Real gap, Real reference) {
  const Real room = gap >= Real(0) ? Real(1) - reference : reference;
  return gap / (room > Real(0) ? room : Real(1));
}

}  // namespace polku::behaviour
