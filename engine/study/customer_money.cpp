#include "study/customer_money.hpp"

#include <algorithm>

#include "base/math.hpp"
#include "base/time.hpp"
#include "behaviour/costing.hpp"
#include "scenario/values.hpp"

namespace polku::study {
namespace {

using M = simulate::SegmentMeasure;
using record::Finished;
using world::World;

double horizon(const World& world) {
  return base::to_days(world.calendar.end) - base::to_days(world.calendar.warm_up);
}

double discount_at_end(const World& world) {
  return base::pow(1 + world.calendar.discount_rate, -horizon(world) / base::days_per_year);
}

/// What one customer brings from now on if `t` goes on. NaN without customers, and where nothing ever ends.
double from_now_on(const World& world, const Totals& t) {
  const double customer_years = t.mean_stock(M::customers) * t.years();
  if (!(customer_years > 0)) return nothing;
  const double lost = t.lost() / customer_years, discount_rate = world.calendar.discount_rate;
  if (!(lost > 0) && !(discount_rate > 0)) return nothing;
  const double retention = std::max(1 - lost, -3.0);  // of a quarter: at least nobody
  return behaviour::lifetime_value_by_quarter(t.customers_result() / customer_years, retention,
                                              discount_rate);
}

/// Discounted, what all customers brought; period by period as the present value of profit is.
double present_result(const World& world, const Finished& finished) {
  double total = 0;
  for (std::size_t p = world.calendar.warm_up_periods; p < world.calendar.periods; ++p)
    total += base::to_units(finished.company[p].customers()) * record::discount_factor(world, p);
  return total;
}

/// Revenue of customers recorded; a customer who only ever got money back has none.
std::vector<double> revenues(const Finished& finished) {
  std::vector<double> found;
  const auto& accounts = finished.outcome->accounts;
  for (std::size_t i = 0; i < accounts.size(); ++i)
    if (accounts[i].revenue > 0) found.push_back(base::to_units(accounts[i].revenue));
  return found;
}

}  // namespace

std::vector<double> worth_at_end(const World& world, const Finished& finished) {
  Window last_year = between(world, horizon(world) - base::days_per_year, scenario::infinite);
  const double of_all = from_now_on(world, Totals(world, finished, last_year));
  std::vector<double> worth;
  for (std::size_t g = 0; g < world.segments.size(); ++g) {
    last_year.segment = g;
    const Totals t(world, finished, last_year);
    // A segment without customers in the last year says nothing about itself.
    worth.push_back(t.mean_stock(M::customers) > 0 ? from_now_on(world, t) : of_all);
  }
  return worth;
}

double lifetime_value(const World& world, const Finished& finished, std::size_t customer,
                      const std::vector<double>& worth) {
  const auto& row = finished.outcome->customers[customer];
  const double within = base::to_units(finished.outcome->accounts[customer].present);
  return row.provider == world.own ? within + discount_at_end(world) * worth[row.segment] : within;
}

double customer_value(const World& world, const Finished& finished) {
  const auto worth = worth_at_end(world, finished);
  const auto& rows = finished.outcome->customers;
  double total = 0, count = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].purchases == 0) continue;
    total += lifetime_value(world, finished, i, worth);
    count += 1;
  }
  return ratio(total, count);
}

double customer_equity(const World& world, const Finished& finished) {
  const auto worth = worth_at_end(world, finished);
  double at_end = 0;
  for (std::size_t g = 0; g < world.segments.size(); ++g) {
    Window window = whole(world);
    window.segment = g;
    const double customers = Totals(world, finished, window).at_end(M::customers);
    if (customers > 0) at_end += customers * worth[g];
  }
  return present_result(world, finished) + discount_at_end(world) * at_end;
}

double best_fifth(const Finished& finished) {
  std::vector<base::Money> results;
  for (const auto& row : finished.outcome->customers)
    if (row.purchases > 0) results.push_back(row.money.result());
  return behaviour::whale_curve(results).share_of_best(0.2).value_or(nothing);
}

double concentration_of_revenue(const Finished& finished) {
  return behaviour::concentration(revenues(finished)).value_or(nothing);
}

double largest_customer(const Finished& finished) {
  const auto amounts = revenues(finished);
  double total = 0, largest = 0;
  for (const double amount : amounts) {
    total += amount;
    largest = std::max(largest, amount);
  }
  return ratio(largest, total);
}

double share_of_wallet(const World& world, const Finished& finished) {
  if (world.providers.size() < 2) return nothing;
  const auto& accounts = finished.outcome->accounts;
  double total = 0, count = 0;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    if (accounts[i].purchases == 0) continue;
    total += static_cast<double>(accounts[i].purchases) / static_cast<double>(accounts[i].purchases_of_all);
    count += 1;
  }
  return ratio(total, count);
}

behaviour::ValueCube value_cube(const World& world, const Finished& finished) {
  const Totals t(world, finished, whole(world));
  const double customer_years = t.mean_stock(M::customers) * t.years(), revenue = t.revenue();
  const double value = from_now_on(world, t), margin = ratio(t.customers_result(), customer_years);
  return {ratio(revenue, customer_years), ratio(t.customers_result(), revenue), ratio(value, margin)};
}

}  // namespace polku::study
