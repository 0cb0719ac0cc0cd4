// What the fields of a model are made of: things by name, amounts with their units, and the words that a
// person may choose among. Thread safety: plain values.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace polku::scenario {

/// Things by name, in the order in which the file lists them.
template <class T>
struct Table : std::vector<std::pair<std::string, T>> {
  using std::vector<std::pair<std::string, T>>::vector;
  const T* find(std::string_view name) const {
    for (const auto& [key, value] : *this)
      if (key == name) return &value;
    return nullptr;
  }
  T* find(std::string_view name) { return const_cast<T*>(std::as_const(*this).find(name)); }
  T get(std::string_view name, T otherwise) const {
    const T* found = find(name);
    return found ? *found : otherwise;
  }
  /// Place in the table, or size() if absent.
  std::size_t index(std::string_view name) const {
    for (std::size_t i = 0; i < this->size(); ++i)
      if ((*this)[i].first == name) return i;
    return this->size();
  }
};

inline constexpr double infinite = std::numeric_limits<double>::infinity();

/// `0.75 +- 0.20`: mean and standard deviation of a quality in 0..1.
struct Quality {
  double mean = 0.5;
  double spread = 0.0;
};

/// `39 EUR/month` recurs every `period` days; `39 EUR` is paid once for each purchase (period 0).
struct Price {
  double amount = 0.0;
  double period = 0.0;
};

/// A point of a distribution of times: `share` of them are at most `days`.
struct WaitKnot {
  double share = 0.0;
  double days = 0.0;
};

/// How long a step takes: a constant, exponential with that mean (`exponential 3 days`), or drawn from a
/// distribution that is linear between knots (`0 % 1 hour, 50 % 1 day, 100 % 9 days`). The mean of the latter
/// is that of its knots as they were written; who changes the mean stretches the distribution.
struct Duration {
  double mean = 0.0;
  bool exponential = false;
  std::vector<WaitKnot> knots = {};  // from 0 to 1, none falling; empty: no such distribution
  bool drawn() const { return exponential || !knots.empty(); }
};

/// Mean of the distribution that is linear between knots. [days]
inline double mean_of(const std::vector<WaitKnot>& knots) {
  double mean = 0.0;
  for (std::size_t i = 1; i < knots.size(); ++i)
    mean += (knots[i].share - knots[i - 1].share) * (knots[i].days + knots[i - 1].days) / 2.0;
  return mean;
}

enum class Dimension { functional, economic, emotional, social };
enum class Side { benefit, sacrifice };
enum class Trajectory { stable, progressive, fad };
enum class Stage { need, search, choice, purchase, use, disposal };
enum class StepKind { wait, ripen, encounter, decision };
enum class DecisionBy { utility, channel };
enum class Asks { opened, everyone };
enum class Tenure { fresh, spread };
enum class Rates { gamma, lognormal };
enum class Effect { none, purchase, leave };
enum class NeedType { plain, negative, positive };
enum class Who { everyone, customers, non_customers };
enum class DuringJourney { drop, wait };
enum class Pool { product, order, service, sustaining, acquisition };
enum class ReviewOutcome { choose_again, leave };
enum class ReviewAt { repeat_purchase, renewal, incident, first_purchase, price_rise };
inline constexpr std::size_t review_occasions = 5;
enum class NormSource { fixed, market };
enum class Gap { absolute, relative };
enum class Learning { adaptive, bayesian };
enum class MustBe { works_or_fails, graded };
enum class AskedBy { customers, mystery_shoppers };
enum class Reads { touchpoints, complaints, nps, ces };
enum class Basis { answers, truth };
/// In what proportion costs that belong to no customer are shown next to segments.
enum class AllocationKey { none, revenue, customers, purchases };
/// How dates are written in a data file.
enum class DateFormat { iso, day_month_year, month_day_year, day_number, week_number };
/// How large the errors of a series are: `error` of each value, or one size for all, which the data show.
enum class SeriesErrors { stated, alike };
/// What a data file says about customers.
enum class DataKind { transactions, retention, series, shares, panel, leaving };
enum class Measure { npv, profit, customers, loyalty, satisfaction, revenue };

/// What a study measures, in one world, after the warm-up.
enum class Figure {
  npv,
  profit,
  revenue,
  cost,
  customers,
  customers_mean,
  joined,
  won_back,
  lost,
  lost_switched,
  lost_escaped,
  churn,
  churn_first,
  churn_returned,
  loyalty_voluntary,
  loyalty_forced,
  satisfaction,
  attitude,
  purchases,
  repeat_purchases,
  journeys,
  given_up,
  conflicted,
  reviews,
  opened,
  visits,
  failures,
  handoff_failures,
  waiting,
  abandoned,
  load,
  readiness,
  morale,
  felt,
  expectation,
  attribute_satisfaction,
  best_fifth,
  share_of_purchases,
  smallest_leak,
  customers_result,
  unallocated,
  nps,
  nps_true,
  nps_weighted,
  csat,
  csat_true,
  ces,
  ces_true,
  fcr,
  fcr_true,
  response,
  turned,
  turned_true,
  rating_and_staying,
  listening_cost,
  customer_value,
  customer_equity,
  concentration,
  largest_customer,
  share_of_wallet,
  volume,
  efficiency,
  duration
};

}  // namespace polku::scenario
