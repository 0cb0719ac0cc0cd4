// Money as integer millionths of the currency unit: sums are exact and independent of order, and an activity
// may cost .4 cent. Rounded to cents only for display, by largest remainder, so that shown parts add up to
// the shown total. Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace polku::base {

using Money = std::int64_t;

inline constexpr Money money_per_unit = 1'000'000;
inline constexpr Money money_per_cent = 10'000;

/// Nearest millionth, halves away from zero. [currency units] Magnitudes above 9.2e12 units saturate; NaN
/// gives 0.
constexpr Money to_money(double units) noexcept {
  constexpr double limit = 9.2e18;
  const double scaled = units * static_cast<double>(money_per_unit);
  if (!(scaled > -limit)) return scaled <= -limit ? static_cast<Money>(-limit) : 0;
  if (scaled >= limit) return static_cast<Money>(limit);
  const Money whole = static_cast<Money>(scaled);
  const double rest = scaled - static_cast<double>(whole);
  return whole + (rest >= 0.5 ? 1 : 0) - (rest <= -0.5 ? 1 : 0);
}

/// [currency units] Exact up to 2^53 millionths (nine billion units), then the nearest double.
constexpr double to_units(Money money) noexcept {
  return static_cast<double>(money) / static_cast<double>(money_per_unit);
}

/// Nearest cent, halves away from zero.
constexpr std::int64_t to_cents(Money money) noexcept {
  const std::int64_t whole = money / money_per_cent;
  const Money rest = money % money_per_cent;
  return whole + (2 * rest >= money_per_cent ? 1 : 0) - (2 * rest <= -money_per_cent ? 1 : 0);
}

/// Splits `total` in proportion to `weights` by largest remainder; equal remainders go to the earlier part.
/// The parts sum to `total` exactly. Weights are finite and not negative; all zero means equal parts; none at
/// all gives no parts. A weight counts to one part in 2^53 of the largest one.
std::vector<Money> allocate(Money total, std::span<const double> weights);

/// Cents to show, each next to its amount, summing to the rounded sum of the amounts (largest remainder).
std::vector<std::int64_t> to_cents(std::span<const Money> amounts);

}  // namespace polku::base
