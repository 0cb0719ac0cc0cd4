// Value of a gain or a loss against a reference, and what uneven quality costs on average: the trade between
// steady and individual service in closed form. Used by analysis and as the textbook alternative to the Kano
// curves. Pure functions of their arguments: safe from any thread.
#pragma once

#include <cmath>

#include "base/isa.hpp"
#include "base/math.hpp"

namespace polku::behaviour {

/// Prospect value: v(d) = d^a for d >= 0, -lambda (-d)^a below. Exponent a > 0: .88 (Tversky & Kahneman 1992,
/// from memory) or 1. Loss weight lambda: 2.25 there, 1.955 in a meta-analysis (Brown et al. 2024, read).
template <class Real>
POLKU_INLINE Real prospect_value(Real gap, Real exponent, Real loss_weight) {
  const Real size = std::fabs(gap);
  const Real bent = base::pow(size, exponent);
  const Real value = exponent == Real(1) ? size : bent;
  return gap >= Real(0) ? value : -loss_weight * value;
}

/// Mean of v(d) for d ~ N(mean, spread^2), a = 1: mu Phi(mu/s) + s phi(mu/s) + lambda (mu Phi(-mu/s) - s
/// phi(mu/s)); at mu = 0 it is s (1 - lambda) / sqrt(2 pi). spread 0 gives v(mean). Source: derived here.
template <class Real>
inline Real mean_prospect_value(Real mean, Real spread, Real loss_weight) {
  if (!(spread > Real(0))) return prospect_value(mean, Real(1), loss_weight);
  const Real z = mean / spread;
  const Real swing = spread * base::normal_pdf(z);
  const Real gains = mean * base::normal_cdf(z) + swing;
  const Real losses = mean * base::normal_cdf(-z) - swing;
  return gains + loss_weight * losses;
}

}  // namespace polku::behaviour
