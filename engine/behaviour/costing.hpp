// What a customer costs and leaves: activity rates on practical capacity, the hierarchy of results, the whale
// curve. Integers throughout, so that customers + unallocated = company holds to the last millionth. Pure
// functions: safe from any thread. Source: Kaplan & Cooper 1998, Kaplan & Anderson 2004 (from memory).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/money.hpp"

namespace polku::behaviour {

using base::Money;

/// Cost of one unit of an activity's driver: cost / *practical* capacity, to the nearest millionth, halves
/// away from 0. `practical_capacity` > 0, in driver units of the same period as the cost.
constexpr Money activity_rate(Money cost, std::int64_t practical_capacity) {
  const Money half = practical_capacity / 2;
  return (cost >= 0 ? cost + half : cost - half) / practical_capacity;
}

/// What of an activity's cost no customer caused: cost - rate * used; it also takes the rounding of the rate,
/// so nothing is lost. Negative if the activity ran above its practical capacity.
constexpr Money unused_capacity(Money cost, Money rate, std::int64_t used) { return cost - rate * used; }

/// One customer's money in one period.
struct CustomerLines {
  Money revenue = 0;
  Money product = 0;     ///< Cost of what was sold.
  Money order = 0;       ///< Cost caused by orders.
  Money service = 0;     ///< Cost of customer service.
  Money sustaining = 0;  ///< Cost of having the customer at all.
};

/// Contribution margins, each after one more layer of cost.
struct CustomerResult {
  Money after_product;     ///< CM1
  Money after_orders;      ///< CM2
  Money after_service;     ///< CM3
  Money after_sustaining;  ///< The customer's result.
};

constexpr CustomerResult customer_result(const CustomerLines& lines) {
  const Money first = lines.revenue - lines.product;
  const Money second = first - lines.order;
  const Money third = second - lines.service;
  return {first, second, third, third - lines.sustaining};
}

/// Identity of every period: sum of customers' results - unused capacity - general costs. `customers`
/// includes the account to which the cost of prospects who never buy is booked.
constexpr Money company_result(Money customers, Money unused, Money general) {
  return customers - unused - general;
}

/// What of an amount that nobody caused is shown next to each of several parties, in proportion to a stated
/// key: whole cents that sum to the amount's own to the last one (largest remainder). Only for show: no
/// result contains it. Weights are finite and not negative; all 0 means equal parts.
inline std::vector<std::int64_t> shown_cents(Money amount, std::span<const double> weights) {
  return base::allocate(base::to_cents(amount), weights);
}

/// How few customers bring how much: sum of squared shares of `amounts`, none below 0: 1 / n where n are
/// alike, 1 where one brings all. Nothing where there is nothing. Source: Herfindahl's index.
inline std::optional<double> concentration(std::span<const double> amounts) {
  double total = 0, squares = 0;
  for (const double amount : amounts) {
    total += amount;
    squares += amount * amount;
  }
  if (!(total > 0)) return std::nullopt;
  return squares / (total * total);
}

/// Customers sorted by result, best first, and summed up.
struct WhaleCurve {
  std::vector<Money> cumulative;  ///< [i] is the result of the best i customers; [0] is 0.

  std::int64_t customers() const { return static_cast<std::int64_t>(cumulative.size()) - 1; }
  Money total() const { return cumulative.back(); }
  Money peak() const;  ///< Result of all who earn anything, >= 0.

  /// Share of the total that the best fraction of customers (0..1) earns, linear between two customers;
  /// nothing if the total is not above 0: then only money has a meaning.
  std::optional<double> share_of_best(double fraction) const;
  /// Height of the peak as a share of the total (2.3 = 230 %); what exceeds 1 is destroyed by the rest.
  /// Nothing if the total is not above 0.
  std::optional<double> peak_share() const;
};

WhaleCurve whale_curve(std::span<const Money> results);

}  // namespace polku::behaviour
