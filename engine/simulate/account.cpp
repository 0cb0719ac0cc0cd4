#include "simulate/account.hpp"

#include <algorithm>

namespace polku::simulate {
namespace {

using scenario::Pool;

void book_cost(const Context& context, Columns& b, std::size_t i, Tick time, Pool pool, Money amount) {
  const auto book = [&](SegmentMeasure measure, Money* line) {
    context.books.add(time, measure, b.segment[i], amount);
    if (line) line[i] += amount;
  };
  if (b.provider[i] != context.world.own) pool = Pool::acquisition;
  switch (pool) {
    case Pool::product: return book(SegmentMeasure::product_cost, b.product_cost);
    case Pool::order: return book(SegmentMeasure::order_cost, b.order_cost);
    case Pool::service: return book(SegmentMeasure::service_cost, b.service_cost);
    case Pool::sustaining: return book(SegmentMeasure::sustaining_cost, b.sustaining_cost);
    case Pool::acquisition: return book(SegmentMeasure::acquisition_cost, nullptr);
  }
}

/// The first payment of what recurs: when the relationship began, or somewhere in the first period for those
/// who were customers before the clock started.
Tick first_payment(const Columns& b, std::size_t i, const world::Recurring& recurring) {
  const bool underway = (b.flags[i] & population::Flag::underway) != 0;
  return underway ? static_cast<Tick>((std::uint64_t{b.anchor[i]} * recurring.period) >> 32) : b.anchor[i];
}

/// Calls due(time) for every payment of `recurring` in [from, until), whole periods after the first.
template <class Due>
void each_due(const Columns& b, std::size_t i, const world::Recurring& recurring, Tick from, Tick until,
              Due due) {
  const std::uint64_t period = recurring.period, first = first_payment(b, i, recurring);
  const std::uint64_t passed = from > first ? (from - first + period - 1) / period : 0;
  for (std::uint64_t time = first + passed * period; time < until; time += period)
    due(static_cast<Tick>(time));
}

void book_price(const Context& context, Columns& b, std::size_t i, Tick time, double price, bool with_goods) {
  book_revenue(context, b, i, time, price);
  if (!with_goods) return;
  const double goods =
      price * context.world.parameters.at(context.world.providers[context.world.own].product_cost, time);
  if (goods <= 0) return;
  const Money amount = base::to_money(goods);
  context.books.add(time, SegmentMeasure::goods_cost, b.segment[i], amount);
  context.books.add(time, SegmentMeasure::product_cost, b.segment[i], amount);
  b.product_cost[i] += amount;
}

}  // namespace

void book_revenue(const Context& context, Columns& b, std::size_t i, Tick time, double units) {
  const Money amount = base::to_money(units);
  context.books.add(time, SegmentMeasure::revenue, b.segment[i], amount);
  b.revenue[i] += amount;
}

void book_activity(const Context& context, Columns& b, std::size_t i, Tick time, std::size_t activity,
                   double times) {
  const auto& x = context.world.activities[activity];
  const Money amount = base::to_money(context.world.parameters.at(x.rate, time) * times);
  context.books.add(time, ActivityMeasure::bookings, activity, quantised(static_cast<float>(times)));
  context.books.add(time, ActivityMeasure::activity_cost, activity, amount);
  book_cost(context, b, i, time, x.pool, amount);
}

void book_purchase(const Context& context, Columns& b, std::size_t i, Tick time, bool joined) {
  const auto& parameters = context.world.parameters;
  const auto& ours = context.world.providers[context.world.own];
  if (joined)
    if (const double fee = parameters.at(ours.joining_fee, time); fee > 0)
      book_revenue(context, b, i, time, fee);
  const double order = static_cast<double>(context.world.segments[b.segment[i]].order_size);
  if (ours.price_period == 0) book_price(context, b, i, time, parameters.at(ours.price, time) * order, true);
}

void settle(const Context& context, Columns& b, std::size_t i, Tick until) {
  const World& world = context.world;
  if (world.recurring.empty() || b.provider[i] != world.own) return;
  const Tick stop = std::min(until, world.calendar.end);
  if (stop <= b.settled[i]) return;
  for (const auto& recurring : world.recurring)
    each_due(b, i, recurring, b.settled[i], stop, [&](Tick time) {
      if (recurring.activity < 0)
        book_price(context, b, i, time, world.parameters.at(recurring.amount, time), true);
      else
        book_activity(context, b, i, time, static_cast<std::size_t>(recurring.activity), 1.0);
    });
  b.settled[i] = stop;
}

void settle_remaining_contract(const Context& context, Columns& b, std::size_t i, Tick from, Tick until) {
  const World& world = context.world;
  if (b.provider[i] != world.own) return;
  const Tick stop = std::min(until, world.calendar.end);
  for (const auto& recurring : world.recurring)
    if (recurring.activity < 0)
      each_due(b, i, recurring, from, stop, [&](Tick time) {
        book_price(context, b, i, time, world.parameters.at(recurring.amount, time), false);
      });
}

}  // namespace polku::simulate
