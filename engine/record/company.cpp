#include "record/company.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/time.hpp"

namespace polku::record {
namespace {

using simulate::ActivityMeasure;
using simulate::SegmentMeasure;
using world::World;

/// An amount per time, booked period by period so that the rounded amounts always sum to the rounded total.
class Accrual {
 public:
  Money book(double amount) {
    total_ += amount;
    const Money now = base::to_money(total_);
    return now - std::exchange(booked_, now);
  }

 private:
  double total_ = 0.0;
  Money booked_ = 0;
};

base::Tick middle(const World& world, std::size_t period) {
  return base::to_ticks(base::to_days(world.calendar.warm_up) + period_start(world, period) +
                        period_length(world, period) / 2);
}

Money sum(const World& world, const simulate::Outcome& outcome, std::size_t period, SegmentMeasure measure) {
  Money total = 0;
  for (std::size_t g = 0; g < world.segments.size(); ++g) total += outcome.books.at(period, measure, g);
  return total;
}

/// What an option costs in a period besides its start.
double running_cost(const World& world, const world::Investment& investment, std::size_t period) {
  if (investment.running_period <= 0 || investment.start == base::never) return 0.0;
  const double start = base::to_days(investment.start) - base::to_days(world.calendar.warm_up);
  const double from = period_start(world, period), until = from + period_length(world, period);
  const double days = std::max(0.0, until - std::max(from, start));
  return investment.running * days / investment.running_period;
}

bool holds(const World& world, const simulate::Layout& layout, std::size_t period, base::Tick time) {
  return time != base::never && time < world.calendar.end && layout.period(time) == period;
}

void check_rows(const World& world, const simulate::Outcome& outcome) {
  simulate::MoneyLines segments;
  for (std::size_t p = 0; p < world.calendar.periods; ++p) {
    segments.revenue += sum(world, outcome, p, SegmentMeasure::revenue);
    segments.product_cost += sum(world, outcome, p, SegmentMeasure::product_cost);
    segments.order_cost += sum(world, outcome, p, SegmentMeasure::order_cost);
    segments.service_cost += sum(world, outcome, p, SegmentMeasure::service_cost);
    segments.sustaining_cost += sum(world, outcome, p, SegmentMeasure::sustaining_cost);
  }
  if (!(segments == outcome.rows))
    throw std::logic_error("customers' accounts do not sum to the segments' books");
}

/// What surveys cost in a period, and what policies spent at readings in it.
Money listening(const World& world, const simulate::Outcome& outcome, std::size_t period) {
  Money total = 0;
  const std::size_t segments = world.segments.size();
  for (std::size_t s = 0; s < world.surveys.size(); ++s)
    for (std::size_t g = 0; g < segments; ++g)
      total += base::to_money(world.surveys[s].cost) *
               outcome.books.at(period, simulate::SurveyMeasure::asked, s * segments + g);
  for (const auto& round : outcome.rounds)
    if (outcome.layout.period(round.time) == period) total += round.spent;
  return total;
}

}  // namespace

OwnCost own_cost(const World& world, const simulate::Layout& layout, std::size_t period) {
  OwnCost cost;
  for (const auto& investment : world.investments) {
    cost.running += running_cost(world, investment, period);
    if (holds(world, layout, period, investment.start)) cost.once += base::to_units(investment.once);
  }
  return cost;
}

bool pays_to_listen(const World& world) { return !world.surveys.empty() || !world.policies.empty(); }

std::vector<CompanyPeriod> company_account(const World& world, const simulate::Outcome& outcome) {
  std::vector<CompanyPeriod> account(world.calendar.periods);
  std::vector<Accrual> budgets(world.activities.size()), running(world.investments.size());
  Accrual general;
  for (std::size_t p = 0; p < account.size(); ++p) {
    CompanyPeriod& x = account[p];
    x.revenue = sum(world, outcome, p, SegmentMeasure::revenue);
    x.product_cost = sum(world, outcome, p, SegmentMeasure::product_cost);
    x.order_cost = sum(world, outcome, p, SegmentMeasure::order_cost);
    x.service_cost = sum(world, outcome, p, SegmentMeasure::service_cost);
    x.sustaining_cost = sum(world, outcome, p, SegmentMeasure::sustaining_cost);
    x.acquisition_cost = sum(world, outcome, p, SegmentMeasure::acquisition_cost);
    const double days = period_length(world, p);
    Money by_cause = sum(world, outcome, p, SegmentMeasure::goods_cost), paid = by_cause;
    for (std::size_t a = 0; a < world.activities.size(); ++a) {
      const auto& activity = world.activities[a];
      const Money charged = outcome.books.at(p, ActivityMeasure::activity_cost, a);
      by_cause += charged;
      const bool pooled = activity.budget != world::no_parameter;
      paid += pooled ? budgets[a].book(world.parameters.at(activity.budget, middle(world, p)) * days /
                                       activity.budget_period)
                     : charged;
    }
    const Money by_customer =
        x.product_cost + x.order_cost + x.service_cost + x.sustaining_cost + x.acquisition_cost;
    if (by_customer != by_cause)
      throw std::logic_error("costs by customer and costs by activity differ in a period");
    x.unused_capacity = paid - by_cause;
    if (world.general_period > 0)
      x.general = general.book(world.parameters.at(world.general_costs, middle(world, p)) * days /
                               world.general_period);
    for (std::size_t i = 0; i < running.size(); ++i) {
      const auto& investment = world.investments[i];
      x.investment += running[i].book(running_cost(world, investment, p));
      if (holds(world, outcome.layout, p, investment.start)) x.investment += investment.once;
    }
    if (pays_to_listen(world)) x.listening = listening(world, outcome, p);
    // The company as its owners see it: what came in minus what was paid out.
    if (x.profit() != x.revenue - paid - x.general - x.investment - x.listening)
      throw std::logic_error("customers and unallocated costs do not sum to the company");
  }
  check_rows(world, outcome);
  return account;
}

}  // namespace polku::record
