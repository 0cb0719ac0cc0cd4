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

/// What somebody brings from now on, by quarters: `lifetime_value_after` with a quarter of the yearly margin,
/// a quarter of those whom a year loses, and the yearly discount rate compounded. Margin and retention stay
/// as they are. Retention above -3, discount rate >= 0; both may not be such that nothing ever ends. Source:
/// quarters as Gupta, Lehmann & Stuart 2004 value firms.
inline double lifetime_value_by_quarter(double margin, double retention, double discount_rate) {
  return lifetime_value_after(margin / 4, 1 - (1 - retention) / 4, base::pow(1 + discount_rate, 0.25) - 1);
}

/// How often a firm's customers have adopted by quarter t: ceiling / (1 + exp(-location - slope t)).
struct Adoption {
  double ceiling;   ///< Customers in the end.
  double location;  ///< Below 0.
  double slope;     ///< [1/quarter]
  double until(double quarter) const { return ceiling / (1 + base::exp(-location - slope * quarter)); }
};

/// A firm as the sum of its customers, present and future.
struct CustomerBase {
  double customers;         ///< Now.
  double margin;            ///< A customer's, a year. [currency units]
  double retention;         ///< A year. [0..1]
  double acquisition_cost;  ///< Of one more customer. [currency units]
  Adoption adoption;
  double now;  ///< The quarter of `adoption` that has just ended.
};

/// Customer equity: what the present customers bring from now on, and those who join in the next 75 years,
/// less what winning them costs; after `tax`. Who joins brings a margin at once, in the middle of the
/// quarter. Source: Gupta, Lehmann & Stuart 2004.
inline double customer_equity(const CustomerBase& firm, double discount_rate, double tax) {
  const double one = lifetime_value_by_quarter(firm.margin, firm.retention, discount_rate);
  const double joining = one + firm.margin / 4 - firm.acquisition_cost;
  const double quarterly = base::pow(1 + discount_rate, -0.25);
  double equity = firm.customers * one, factor = base::pow(1 + discount_rate, -0.125);
  for (int quarter = 1; quarter <= 300; ++quarter, factor *= quarterly)
    equity += factor * joining *
              (firm.adoption.until(firm.now + quarter) - firm.adoption.until(firm.now + quarter - 1));
  return (1 - tax) * equity;
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
