// What remains of a journey: peak, end and mean of its encounters, and the attitude that journeys leave
// behind. Between the encounters (kano) and the review of the relationship (loyalty). Values without owner or
// clock: safe from any thread, branch-free.
#pragma once

namespace polku::behaviour {

/// The present journey as memory keeps it.
template <class Real>
struct JourneyMemory {
  Real peak = 0;   ///< Encounter of the largest magnitude, with its sign; the first of equals.
  Real end = 0;    ///< Last encounter.
  Real sum = 0;    ///< Sum of the encounters.
  Real count = 0;  ///< Number of encounters; a Real, so that lanes have one width.

  constexpr void absorb(Real encounter) {
    const Real size = encounter < Real(0) ? -encounter : encounter;
    const Real largest = peak < Real(0) ? -peak : peak;
    peak = size > largest ? encounter : peak;
    end = encounter;
    sum += encounter;
    count += Real(1);
  }

  /// w_p peak + w_e end + (1 - w_p - w_e) mean; 0 for a journey without encounters. The pure peak-end rule is
  /// (.5, .5); (.35, .35) is the assumed default, as the mean predicts about as well (Alaybek et al. 2022,
  /// read). Source: Fredrickson & Kahneman 1993 (from memory).
  constexpr Real remembered(Real peak_weight, Real end_weight) const {
    const Real mean = sum / (count > Real(0) ? count : Real(1));
    return peak_weight * peak + end_weight * end + (Real(1) - peak_weight - end_weight) * mean;
  }
};

/// Attitude after the journey that follows n earlier ones: A + (R - A) max(1 / (n + 2), least). Early
/// journeys weigh most, later ones never less than `least`. Source: anchoring and adjustment, Bolton 1998
/// (read); prior weight 2 and floor assumed.
template <class Real>
constexpr Real attitude_after(Real attitude, Real remembered, Real earlier_journeys, Real least = Real(0.1)) {
  const Real gain = Real(1) / (earlier_journeys + Real(2));
  return attitude + (remembered - attitude) * (gain > least ? gain : least);
}

}  // namespace polku::behaviour
