// exp, log and their kin, for float and double, with the same bits on every machine and compiler. libm cannot
// give that: it differs between systems, and one glibc picks fused variants at run time. No fused operations
// here (the build sets -ffp-contract=off), no tables, no branches: a loop over arrays vectorises. Polynomials
// are plain Taylor and arctanh series on reduced arguments, long enough that their error lies below half a
// unit in the last place. Measured errors in units in the last place (ulp) stand beside each function. Thread
// safety: pure functions.
#pragma once

#include <cstdint>
#include <limits>
#include <type_traits>

#include "base/isa.hpp"

namespace polku::base {

namespace detail {

// Layout and constants of the two formats. ln 2 and pi are split so that a whole multiple of the high part is
// exact.
template <class Real>
struct Format;

template <>
struct Format<float> {
  using Bits = std::uint32_t;
  static constexpr int mantissa = 23;
  static constexpr Bits bias = 127, sign = 0x80000000u, one = 0x3f800000u,
                        half_root = 0x3f3504f3u;  // 1, sqrt(1/2)
  static constexpr Bits two_to_mantissa = 0x4b000000u;
  static constexpr float rounder =
      0x1.8p23f;  // adding it rounds to a whole number, which its low bits then hold
  static constexpr float ln2_high = 0x1.62e4p-1f, ln2_low = 0x1.7f7d1cp-20f;
  static constexpr float pi_high = 0x1.92p1f, pi_middle = 0x1.fb4p-11f, pi_low = 0x1.4442d2p-23f;
  static constexpr float exp_lowest = -104.0f, exp_highest = 89.0f;  // beyond them exp is 0 and infinite
};

template <>
struct Format<double> {
  using Bits = std::uint64_t;
  static constexpr int mantissa = 52;
  static constexpr Bits bias = 1023, sign = 0x8000000000000000u, one = 0x3ff0000000000000u,
                        half_root = 0x3fe6a09e667f3bcdu;
  static constexpr Bits two_to_mantissa = 0x4330000000000000u;
  static constexpr double rounder = 0x1.8p52;
  static constexpr double ln2_high = 0x1.62e42feep-1, ln2_low = 0x1.a39ef35793c76p-33;
  static constexpr double pi_high = 0x1.921fb54p1, pi_middle = 0x1.10b461p-29, pi_low = 0x1.a62633145c06ep-57;
  static constexpr double exp_lowest = -746.0, exp_highest = 710.0;
};

template <class Real>
using Bits = typename Format<Real>::Bits;

/// std::bit_cast, which the library of Emscripten 3.1.6 lacks.
template <class To, class From>
POLKU_INLINE constexpr To bits_as(From from) noexcept {
  return __builtin_bit_cast(To, from);
}

template <class Real>
inline constexpr bool is_float = std::is_same_v<Real, float>;

/// c0 + x (c1 + x (c2 + ...)).
template <class Real>
POLKU_INLINE constexpr Real horner(Real, Real last) noexcept {
  return last;
}
template <class Real, class... Rest>
POLKU_INLINE constexpr Real horner(Real x, Real first, Rest... rest) noexcept {
  return first + x * horner(x, static_cast<Real>(rest)...);
}

/// 2^(biased - bias); biased lies in 1 .. 2 bias.
template <class Real>
POLKU_INLINE Real power_of_two(Bits<Real> biased) noexcept {
  return bits_as<Real>(biased << Format<Real>::mantissa);
}

// x = n ln 2 + r with |r| <= ln 2 / 2: exp(x) = first * second * (1 + tail), where tail = exp(r) - 1. Two
// scale factors, because 2^n alone leaves the format before the result does.
template <class Real>
struct ExpParts {
  Real tail, first, second, inverse_second;
};

template <class Real>
POLKU_INLINE ExpParts<Real> exp_parts(Real x) noexcept {
  using F = Format<Real>;
  x = x < F::exp_lowest ? F::exp_lowest : x;
  x = x > F::exp_highest ? F::exp_highest : x;
  const Real shifted = x * static_cast<Real>(1.44269504088896340736) + F::rounder;
  const Real n = shifted - F::rounder;
  const Real r = (x - n * F::ln2_high) - n * F::ln2_low;

  Real tail;
  if constexpr (is_float<Real>) {
    tail = horner(r, 1.f / 2, 1.f / 6, 1.f / 24, 1.f / 120, 1.f / 720, 1.f / 5040);
  } else {
    tail = horner(r, 1. / 2, 1. / 6, 1. / 24, 1. / 120, 1. / 720, 1. / 5040, 1. / 40320, 1. / 362880,
                  1. / 3628800, 1. / 39916800, 1. / 479001600, 1. / 6227020800.);
  }
  tail = r + r * r * tail;

  const auto biased = bits_as<Bits<Real>>(shifted) - bits_as<Bits<Real>>(F::rounder) + 2 * F::bias;
  const auto first = biased >> 1;
  const auto second = biased - first;
  return {tail, power_of_two<Real>(first), power_of_two<Real>(second),
          power_of_two<Real>(2 * F::bias - second)};
}

// x = 2^exponent (1 + fraction), 1 + fraction between sqrt(1/2) and sqrt(2); x positive, finite and not
// subnormal.
template <class Real>
struct LogParts {
  Real exponent, fraction;
};

template <class Real>
POLKU_INLINE LogParts<Real> log_parts(Real x) noexcept {
  using F = Format<Real>;
  const auto bits = bits_as<Bits<Real>>(x) + (F::one - F::half_root);
  const auto mask = (Bits<Real>{1} << F::mantissa) - 1;
  // Through the bits of 2^52 + exponent: processors without AVX-512 cannot convert 64-bit integers in
  // vectors.
  const Real exponent = bits_as<Real>(F::two_to_mantissa | (bits >> F::mantissa)) -
                        (bits_as<Real>(F::two_to_mantissa) + static_cast<Real>(F::bias));
  return {exponent, bits_as<Real>((bits & mask) + F::half_root) - 1};
}

/// ln of the parts, plus a small correction. With s = f / (2 + f): ln(1 + f) = 2 artanh(s) = f - s (f -
/// R(s)). Source of the arrangement: fdlibm (Sun Microsystems, 1993).
template <class Real>
POLKU_INLINE Real log_of_parts(LogParts<Real> parts, Real correction) noexcept {
  using F = Format<Real>;
  const Real f = parts.fraction;
  const Real s = f / (2 + f);
  const Real z = s * s;
  Real series;
  if constexpr (is_float<Real>) {
    series = horner(z, 2.f / 3, 2.f / 5, 2.f / 7, 2.f / 9);
  } else {
    series = horner(z, 2. / 3, 2. / 5, 2. / 7, 2. / 9, 2. / 11, 2. / 13, 2. / 15, 2. / 17, 2. / 19, 2. / 21);
  }
  const Real half_square = static_cast<Real>(0.5) * f * f;
  const Real low = s * (half_square + z * series) + (parts.exponent * F::ln2_low + correction);
  return parts.exponent * F::ln2_high - ((half_square - low) - f);
}

/// `value` where the logarithm of `x` is an ordinary number, else its limit: -infinity at 0, NaN below.
template <class Real>
POLKU_INLINE Real log_limits(Real x, Real value) noexcept {
  using Limits = std::numeric_limits<Real>;
  const Real above = x < Limits::infinity() ? value : x;
  const Real below = x == 0 ? -Limits::infinity() : Limits::quiet_NaN();
  return x > 0 ? above : below;
}

}  // namespace detail

/// |x|, and |magnitude| with the sign of `sign`: bit operations, so that they vectorise everywhere.
template <class Real>
POLKU_INLINE Real absolute(Real x) noexcept {
  return detail::bits_as<Real>(detail::bits_as<detail::Bits<Real>>(x) & ~detail::Format<Real>::sign);
}
template <class Real>
POLKU_INLINE Real with_sign_of(Real sign, Real magnitude) noexcept {
  constexpr auto bit = detail::Format<Real>::sign;
  return detail::bits_as<Real>((detail::bits_as<detail::Bits<Real>>(magnitude) & ~bit) |
                               (detail::bits_as<detail::Bits<Real>>(sign) & bit));
}

/// e^x, error < 1 ulp. Above 709.78 (float 88.72) infinity; below -745.1 (-103.9) 0; gradual in between.
template <class Real>
POLKU_INLINE Real exp(Real x) noexcept {
  const auto parts = detail::exp_parts(x);
  return (1 + parts.tail) * parts.first * parts.second;
}

/// e^x - 1 without cancellation near 0, error < 2 ulp.
template <class Real>
POLKU_INLINE Real expm1(Real x) noexcept {
  const auto parts = detail::exp_parts(x);
  return (parts.tail * parts.first + (parts.first - parts.inverse_second)) * parts.second;
}

/// ln x, error < 1 ulp. log(0) = -infinity; NaN for x < 0.
template <class Real>
POLKU_INLINE Real log(Real x) noexcept {
  using Limits = std::numeric_limits<Real>;
  constexpr Real lift = detail::is_float<Real> ? static_cast<Real>(0x1p25) : static_cast<Real>(0x1p54);
  const bool subnormal = x < Limits::min();
  auto parts = detail::log_parts(subnormal ? x * lift : x);
  parts.exponent -= subnormal ? static_cast<Real>(detail::is_float<Real> ? 25 : 54) : Real{0};
  return detail::log_limits(x, detail::log_of_parts(parts, Real{0}));
}

/// ln(1 + x) without cancellation near 0, error < 1 ulp. log1p(-1) = -infinity; NaN for x < -1.
template <class Real>
POLKU_INLINE Real log1p(Real x) noexcept {
  const Real sum = 1 + x;
  const Real lost = x > 1 ? 1 - (sum - x) : x - (sum - 1);  // what rounding took from the sum, exact
  return detail::log_limits(sum, detail::log_of_parts(detail::log_parts(sum), lost / sum));
}

/// Hyperbolic tangent, error < 3 ulp.
template <class Real>
POLKU_INLINE Real tanh(Real x) noexcept {
  const Real below = expm1(-2 * absolute(x));
  return with_sign_of(x, below / (2 + below));
}

/// Logistic function 1 / (1 + e^-x), error < 3 ulp; 0 below -709.78 (float -88.72).
template <class Real>
POLKU_INLINE Real sigmoid(Real x) noexcept {
  return 1 / (1 + exp(-x));
}

/// ln(p / (1 - p)), the inverse of sigmoid; error < 3 ulp of the greater of 1 and the result. Infinite at 0
/// and 1.
template <class Real>
POLKU_INLINE Real logit(Real p) noexcept {
  return log(p / (1 - p));
}

/// x^y for x >= 0, as exp(y ln x): relative error up to (2 + |y ln x|) 2^-52 (float 2^-23). pow(x, 0) = 1.
/// NaN for x < 0.
template <class Real>
POLKU_INLINE Real pow(Real x, Real y) noexcept {
  const Real power = exp(y * log(x));
  return y == 0 ? Real{1} : power;
}

/// Sine of x radians, absolute error < 2^-51 (float 2^-22) for |x| <= 10^8 (float 10^4); meaningless beyond.
template <class Real>
POLKU_INLINE Real sin(Real x) noexcept {
  using F = detail::Format<Real>;
  const Real shifted = x * static_cast<Real>(0.318309886183790671538) + F::rounder;
  const Real n = shifted - F::rounder;
  const Real r = ((x - n * F::pi_high) - n * F::pi_middle) - n * F::pi_low;
  const Real z = r * r;
  Real series;
  if constexpr (detail::is_float<Real>) {
    series = detail::horner(z, -1.f / 6, 1.f / 120, -1.f / 5040, 1.f / 362880, -1.f / 39916800,
                            1.f / 6227020800.f);
  } else {
    series = detail::horner(z, -1. / 6, 1. / 120, -1. / 5040, 1. / 362880, -1. / 39916800, 1. / 6227020800.,
                            -1. / 1307674368e3, 1. / 355687428096e3, -1. / 121645100408832e3,
                            1. / 51090942171709440e3);
  }
  const auto odd = detail::bits_as<detail::Bits<Real>>(shifted)
                   << (8 * sizeof(Real) - 1);  // an odd half turn flips
  return detail::bits_as<Real>(detail::bits_as<detail::Bits<Real>>(r + r * z * series) ^ odd);
}

}  // namespace polku::base
