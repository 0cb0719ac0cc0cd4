// What a customer is worth over time: lifetime value, retention over a cohort, the value cube, share of
// wallet by rank. Closed forms for analysis and tests; the engine itself books money where it arises. Pure
// functions of their arguments: safe from any thread.
#pragma once

#include <optional>

#include "base/math.hpp"

namespace polku::behaviour {

/// Discounted duration: r / (1 + i - r), the worth of 1 at the end of each period that a customer stays.
/// Retention r in 0..1 and discount rate i per period, i > r - 1.
constexpr double duration_multiple(double retention, double discount_rate) {
  return retention / (1 + discount_rate - retention);
}

/// Lifetime value if the first margin comes after one period: m r / (1 + i - r). Source: Gupta & Lehmann
/// (formula read).
constexpr double lifetime_value_after(double margin, double retention, double discount_rate) {
  return margin * duration_multiple(retention, discount_rate);
}

/// Lifetime value if the first margin comes now: m (1 + i) / (1 + i - r).
constexpr double lifetime_value_now(double margin, double retention, double discount_rate) {
  return margin * (1 + discount_rate) / (1 + discount_rate - retention);
}

/// Share of a cohort's survivors who renew at renewal t = 1, 2, ... if the chance of leaving is Beta(a, b)
/// over customers: (b + t - 1) / (a + b + t - 1). It rises by sorting alone. Source: shifted beta-geometric,
/// Fader & Hardie 2007 (from memory; checked on its data).
constexpr double cohort_retention(double a, double b, int renewal) {
  return (b + renewal - 1) / (a + b + renewal - 1);
}

/// Wallet allocation rule: share of category spending by a brand's rank (1 = preferred) among n brands: (1 -
/// rank / (n + 1)) 2 / n; sums to 1. Source: Keiningham et al. 2011 (from memory).
constexpr double wallet_share(int rank, int brands) {
  return (1 - static_cast<double>(rank) / (brands + 1)) * 2 / brands;
}

/// Customer value = volume x efficiency x duration. Source: attributed to Huldi & Staub 2002 by name only;
/// the measures are assumed.
struct ValueCube {
  double volume;      ///< Revenue a period. [currency units]
  double efficiency;  ///< Result after cost to serve, per unit of revenue.
  double duration;    ///< `duration_multiple`. [periods]

  constexpr double value() const { return volume * efficiency * duration; }
};

/// Parts of the change in ln(value); they add up to it exactly.
struct ValueSplit {
  double volume;
  double efficiency;
  double duration;
};

/// Splits a change in value into its three causes; nothing unless all six measures are positive.
inline std::optional<ValueSplit> split_change(const ValueCube& before, const ValueCube& after) {
  const auto positive = [](const ValueCube& cube) {
    return cube.volume > 0 && cube.efficiency > 0 && cube.duration > 0;
  };
  if (!positive(before) || !positive(after)) return std::nullopt;
  return ValueSplit{base::log(after.volume / before.volume), base::log(after.efficiency / before.efficiency),
                    base::log(after.duration / before.duration)};
}

}  // namespace polku::behaviour
