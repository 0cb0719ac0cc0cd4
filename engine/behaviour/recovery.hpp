// What a complaint makes of a bad memory. Between memory and loyalty. Pure functions of their arguments: safe
// from any thread.
#pragma once

#include "base/isa.hpp"
#include "behaviour/decay.hpp"

namespace polku::behaviour {

/// A journey remembered as R < 0 after a complaint. Resolved: R + gain |R| 2^(-delay / patience), which a
/// gain above 1 lifts above zero; not resolved: the loss again, 2 R (double deviation). gain >= 0; delay and
/// patience in one unit. Source: recovery and double deviation, Bitner, Booms & Tetreault 1990 (from memory);
/// the fading and its half-life are assumed.
template <class Real>
POLKU_INLINE Real after_complaint(Real remembered, bool resolved, Real gain, Real delay, Real patience) {
  return resolved ? remembered - gain * remembered * share_left(delay, patience) : Real(2) * remembered;
}

}  // namespace polku::behaviour
