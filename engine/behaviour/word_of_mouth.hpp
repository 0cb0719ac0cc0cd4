// What people tell each other: how much they talk, whom it reaches, what it is worth to who hears it. Between
// memory (what a journey left) and choice (what is known and liked). Pure functions of their arguments: safe
// from any thread.
#pragma once

#include "base/isa.hpp"
#include "base/math.hpp"

namespace polku::behaviour {

/// Messages after a journey remembered as s in -1..1: w0 (1 + w+ max(s, 0) + w- max(-s, 0)). w0 >= 0 is what
/// a journey that left no feeling brings. Source: direction Anderson 1998 (read); weights assumed (1
/// and 1.2).
template <class Real>
POLKU_INLINE Real messages_told(Real remembered, Real base, Real positive, Real negative) {
  const Real pleased = remembered > Real(0) ? remembered : Real(0);
  const Real annoyed = remembered < Real(0) ? -remembered : Real(0);
  return base * (Real(1) + positive * pleased + negative * annoyed);
}

/// Share of people who know of a provider: those who do anyway, and of the others those whom one of so many
/// messages a head has reached: a + (1 - a)(1 - e^(-reach messages)). Source: Poisson contacts, assumed.
template <class Real>
POLKU_INLINE Real made_aware(Real aware, Real messages, Real reach) {
  return aware - (Real(1) - aware) * base::expm1(-reach * messages);
}

/// Utility that messages add for who knows the provider already: kappa (positive - negative), messages a
/// head. A logit shift, which needs no weight of its own for bad news to look stronger on the liked and good
/// news on the disliked. Source: East, Hammond & Lomax 2008 (abstract read); kappa assumed.
template <class Real>
constexpr Real hearsay_utility(Real positive, Real negative, Real impact) {
  return impact * (positive - negative);
}

}  // namespace polku::behaviour
