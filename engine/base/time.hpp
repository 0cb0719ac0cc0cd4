// Simulated time: integer ticks of 2^-16 day, so that comparing and adding times is exact on every machine.
// 32 bits reach 179 years. Periods are half open, [t, t + length). Everything in the engine is scheduled in
// ticks; formulas that need a real number take days from to_days(). Thread safety: pure functions.
#pragma once

#include <cstdint>

namespace polku::base {

using Tick = std::uint32_t;

inline constexpr Tick ticks_per_day = 65536;
/// Later than every event.
inline constexpr Tick never = 0xFFFFFFFF;

inline constexpr double days_per_week = 7.0;
inline constexpr double days_per_month = 30.4375;
inline constexpr double days_per_year = 365.25;

/// Nearest tick, halves up. [days] Below zero and NaN give 0; what does not fit gives `never`.
constexpr Tick to_ticks(double days) noexcept {
  const double ticks = days * static_cast<double>(ticks_per_day) + 0.5;
  if (!(ticks >= 1.0)) return 0;
  return ticks >= static_cast<double>(never) ? never : static_cast<Tick>(ticks);
}

/// [days], exact. `never` is an ordinary number here (about 65,536 days); ask before converting.
constexpr double to_days(Tick ticks) noexcept {
  return static_cast<double>(ticks) / static_cast<double>(ticks_per_day);
}

/// time + wait, or `never` where the sum does not fit: never plus anything stays never.
constexpr Tick saturating_add(Tick time, Tick wait) noexcept {
  const Tick sum = time + wait;
  return sum < time ? never : sum;
}

}  // namespace polku::base
