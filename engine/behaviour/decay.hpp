// What is left of something that fades with a half-life: desire, a remembered wish, an expectation that
// nothing confirms. The common piece of need, expectation and loyalty.
// Pure functions of their arguments: safe from any thread, and loops over arrays vectorise.
#pragma once

#include <numbers>

#include "base/isa.hpp"
#include "base/math.hpp"

namespace polku::behaviour {

/// Share left after a time: 2^(-elapsed / half_life), in 0..1. Both in one unit; elapsed >= 0.
/// A half-life of 0 forgets at once (0 is left even now), an infinite one never forgets (1 is left).
template <class Real>
POLKU_INLINE Real share_left(Real elapsed, Real half_life) {
  const Real left = base::exp(-std::numbers::ln2_v<Real> * (elapsed / half_life));
  return half_life > Real(0) ? left : Real(0);
}

}  // namespace polku::behaviour
