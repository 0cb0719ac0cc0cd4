// A small result with everything that a file must carry: both kinds of numbers, labels in any script, gaps,
// axes of length zero, a negative clock, a long scenario.
// For the tests of the store and, through make_example, for Python.
#pragma once

#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "record/result.hpp"

namespace polku::store::testing {

inline constexpr std::int64_t example_worlds = 3, example_replications = 8, example_warm_up = 3,
                              example_periods = 36;

/// Fills periods[world][replication][period][segment] of every variable with a market that grows, loses
/// customers and disappoints some; `refund` and `training` lose fewer and cost more at first. Numbers with a
/// likeness of life, so that a plot of them can be judged.
class ExampleMarket {
 public:
  record::Group periods() {
    for (std::int64_t world = 0; world < example_worlds; ++world) {
      for (std::int64_t replication = 0; replication < example_replications; ++replication)
        live(world, replication);
    }
    const std::vector<std::string> axes = {"world", "replication", "period", "segment"};
    return {"periods",
            "what happened in each reporting period",
            axes_of_periods(),
            {{"customers", "people", "customers at the end of the period", axes, customers_},
             {"lost_switched", "people", "customers lost to a rival", axes, lost_},
             {"purchases", "1", "purchases", axes, purchases_},
             {"encounters", "1", "encounters with us", axes, purchases_},
             {"satisfaction", "1", "mean reported satisfaction of encounters", axes, satisfaction_}}};
  }

  record::Group company() const {
    std::vector<record::Axis> axes = axes_of_periods();
    axes.pop_back();
    const std::vector<std::string> names = {"world", "replication", "period"};
    return {"company",
            "the company's account",
            axes,
            {{"revenue", "EUR", "booked revenue", names, revenue_},
             {"profit", "EUR", "revenue less all costs", names, profit_}}};
  }

  /// Profit of an option less that of the baseline, paired by replication, added up over the periods.
  record::Group cumulative() const {
    std::vector<double> sums;
    for (std::size_t world = 1; world < example_worlds; ++world) {
      for (std::size_t replication = 0; replication < example_replications; ++replication) {
        double sum = 0;
        for (std::size_t period = 0; period < periods_in_all; ++period) {
          sum += profit_[place(world, replication, period)] - profit_[place(0, replication, period)];
          sums.push_back(sum);
        }
      }
    }
    std::vector<record::Axis> axes = axes_of_periods();
    axes.pop_back();
    axes[0] = {"option", "", "", std::vector<std::string>{"refund", "training"}};
    return {"cumulative",
            "discounted profit so far, option less baseline",
            axes,
            {{"difference", "EUR", "", {"option", "replication", "period"}, sums}}};
  }

 private:
  static constexpr std::size_t periods_in_all = example_warm_up + example_periods;

  static std::size_t place(std::size_t world, std::size_t replication, std::size_t period) {
    return (world * example_replications + replication) * periods_in_all + period;
  }

  static std::vector<record::Axis> axes_of_periods() {
    std::vector<std::int64_t> replications;
    for (std::int64_t i = 0; i < example_replications; ++i) replications.push_back(i);
    std::vector<double> starts;
    for (std::int64_t i = -example_warm_up; i < example_periods; ++i)
      starts.push_back(static_cast<double>(i) * 30.4375);
    return {{"world", "", "", std::vector<std::string>{"baseline", "refund", "training"}},
            {"replication", "1", "", replications},
            {"period", "days", "start of the period, counted from the end of the warm-up", starts},
            {"segment", "", "", std::vector<std::string>{"families", "k\u00e4ytt\u00e4j\u00e4t \u5ba2"}}};
  }

  void live(std::int64_t world, std::int64_t replication) {
    std::minstd_rand luck(static_cast<std::uint32_t>(replication + 1));
    const auto noise = [&] { return static_cast<double>(luck() % 2001) / 1000.0 - 1.0; };
    double stock[2] = {4000, 2500};
    for (std::int64_t period = -example_warm_up; period < example_periods; ++period) {
      const bool changed = world > 0 && period >= 0;
      double revenue = 0, cost = 0;
      for (double& customers : stock) {
        const double leaving = 0.021 - (changed ? 0.003 * static_cast<double>(world) : 0.0) + 0.002 * noise();
        const double lost = customers * leaving;
        customers += 110 - lost + 12 * noise();
        const double bought = customers * (0.8 + 0.03 * noise());
        revenue += 25 * bought;
        cost += 17 * bought + (changed ? 900.0 * static_cast<double>(world * world) : 0.0);
        customers_.push_back(static_cast<std::int64_t>(customers));
        lost_.push_back(static_cast<std::int64_t>(lost));
        purchases_.push_back(static_cast<std::int64_t>(bought));
        satisfaction_.push_back(period < -1 ? std::numeric_limits<double>::quiet_NaN()
                                            : 0.35 + (changed ? 0.05 : 0.0) + 0.02 * noise());
      }
      revenue_.push_back(revenue);
      profit_.push_back(revenue - cost - 8000);
    }
  }

  std::vector<std::int64_t> customers_, lost_, purchases_;
  std::vector<double> satisfaction_, revenue_, profit_;
};

inline record::Result example_result() {
  ExampleMarket market;
  record::Result result;
  result.kind = "compare";
  result.title = "Does a refund pay? \u2013 n\u00e4yte";
  result.scenario = "{\"note\": \"" + std::string(70000, 'x') + "\"}";  // longer than an attribute may be
  result.origins = {
      {"time.horizon", "shop.yaml:3:12"}, {"needs.coffee.rate", "--set"}, {"time.epoch", "default"}};
  result.version = "0.1.0";
  result.git_hash = "0123abc";
  result.seed = std::int64_t{1} << 40;
  result.seconds = 1.25;
  result.threads = 2;
  result.groups = {market.periods(), market.company(), market.cumulative()};
  result.groups.push_back(
      {"customers",
       "customers followed to the end; here nobody was",
       {{"world", "", "", std::vector<std::string>{"baseline"}},
        {"customer", "1", "", std::vector<std::int64_t>{}}},
       {{"age", "days", "time since the first purchase", {"world", "customer"}, std::vector<double>{}}}});
  result.groups.push_back(
      {"totals",
       "",
       {},
       {{"events", "1", "events in all replications", {}, std::vector<std::int64_t>{1234567890123}}}});
  return result;
}

}  // namespace polku::store::testing
