#include "study/ledger.hpp"

#include <cmath>

#include "study/shapley.hpp"
#include "study/totals.hpp"

namespace polku::study {
namespace {

using M = simulate::SegmentMeasure;

/// Our customers through one period, times its length, and how losses and joins until then add to it.
struct Stock {
  double customer_days = 0.0, less_lost = 0.0;
};

std::vector<Stock> stocks(const world::World& world, const record::Finished& finished) {
  const auto& books = finished.outcome->books;
  std::vector<Stock> all;
  std::int64_t customers = finished.outcome->opening_customers, lost = 0;
  for (std::size_t p = 0; p < world.calendar.periods; ++p) {
    std::int64_t after = p == 0 ? 0 : customers, lost_after = lost;
    for (std::size_t g = 0; g < world.segments.size(); ++g) {
      after += books.at(p, M::customers, g);
      for (const M cause : {M::lost_review, M::lost_switched, M::lost_escaped, M::lost_disposal})
        lost_after += books.at(p, cause, g);
    }
    const double half = record::period_length(world, p) / 2.0;
    all.push_back(
        {half * static_cast<double>(customers + after), -half * static_cast<double>(lost + lost_after)});
    customers = after;
    lost = lost_after;
  }
  return all;
}

double ratio_or_nothing(double a, double b) { return b != 0.0 ? a / b : 0.0; }

}  // namespace

Ledger ledger_of(const world::World& world, const record::Finished& baseline, const record::Finished& option,
                 bool present_value) {
  const auto before = stocks(world, baseline), after = stocks(world, option);
  Ledger ledger;
  for (std::size_t p = world.calendar.warm_up_periods; p < world.calendar.periods; ++p) {
    const double factor = present_value ? record::discount_factor(world, p) : 1.0;
    const record::CompanyPeriod &a = baseline.company[p], &b = option.company[p];
    const auto units = [](base::Money money) { return base::to_units(money); };
    const auto brings = [&](const record::CompanyPeriod& x) { return units(x.revenue - x.product_cost); };
    const auto costs = [&](const record::CompanyPeriod& x) {
      return units(x.order_cost + x.service_cost + x.sustaining_cost);
    };
    // What a customer brings and costs a day in the baseline.
    const double each_brings = ratio_or_nothing(brings(a), before[p].customer_days);
    const double each_costs = ratio_or_nothing(costs(a), before[p].customer_days);
    const double more = after[p].customer_days - before[p].customer_days;
    const double stayed = after[p].less_lost - before[p].less_lost;
    const auto book = [&](LedgerLine line, double amount) {
      ledger.lines[static_cast<std::size_t>(line)] += factor * amount;
    };
    book(LedgerLine::stayed, stayed * (each_brings - each_costs));
    book(LedgerLine::came, (more - stayed) * (each_brings - each_costs));
    book(LedgerLine::brings, brings(b) - after[p].customer_days * each_brings -
                                 (brings(a) - before[p].customer_days * each_brings));
    book(LedgerLine::costs,
         after[p].customer_days * each_costs - costs(b) - (before[p].customer_days * each_costs - costs(a)));
    book(LedgerLine::acquisition, units(a.acquisition_cost - b.acquisition_cost));
    book(LedgerLine::unused, units(a.unused_capacity - b.unused_capacity));
    book(LedgerLine::general, units(a.general - b.general));
    book(LedgerLine::listening, units(a.listening - b.listening));
    book(LedgerLine::own_cost, units(a.investment - b.investment));
    ledger.total += factor * units(b.profit() - a.profit());
  }
  return ledger;
}

LedgerInCents in_cents(const std::vector<Ledger>& replications) {
  std::vector<double> means(ledger_lines, 0.0);
  double total = 0.0;
  const double n = static_cast<double>(replications.size());
  for (const Ledger& ledger : replications) {
    for (std::size_t l = 0; l < ledger_lines; ++l) means[l] += 100.0 * ledger.lines[l] / n;
    total += 100.0 * ledger.total / n;
  }
  LedgerInCents cents;
  cents.total = std::llround(total);
  const auto split = split_to_the_unit(means, cents.total);
  for (std::size_t l = 0; l < ledger_lines; ++l) cents.lines[l] = split[l];
  return cents;
}

}  // namespace polku::study
