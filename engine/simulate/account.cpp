#include "simulate/account.hpp"

#include <algorithm>
#include <array>

namespace polku::simulate {
namespace {

using scenario::Pool;

/// Where a pool's cost stands: in the books, and in the customers' own lines (none for the acquisition
/// account).
struct PoolLines {
  SegmentMeasure measure;
  Money* own;
};

PoolLines lines_of(const Columns& b, Pool pool) {
  switch (pool) {
    case Pool::product: return {SegmentMeasure::product_cost, b.product_cost};
    case Pool::order: return {SegmentMeasure::order_cost, b.order_cost};
    case Pool::service: return {SegmentMeasure::service_cost, b.service_cost};
    case Pool::sustaining: return {SegmentMeasure::sustaining_cost, b.sustaining_cost};
    default: return {SegmentMeasure::acquisition_cost, nullptr};
  }
}

/// Keeps what was booked in the customer's own account.
void keep(const Context& context, const Columns& b, std::size_t i, Tick time, Money revenue, Money cost) {
  if (context.keeps_account(b.first + i))
    context.accounts->book(b.first + i, context.layout.period(time), revenue, cost);
}

void book_cost(const Context& context, Columns& b, std::size_t i, Tick time, Pool pool, Money amount) {
  const PoolLines lines = lines_of(b, b.provider[i] == context.world.own ? pool : Pool::acquisition);
  context.books.add(time, lines.measure, b.segment[i], amount);
  if (!lines.own) return;
  lines.own[i] += amount;
  keep(context, b, i, time, 0, amount);
}

/// The first payment of what recurs: when the relationship began, or somewhere in the first period for those
/// who were customers before the clock started.
Tick first_payment(const Columns& b, std::size_t i, Tick period) {
  const bool underway = (b.flags[i] & population::Flag::underway) != 0;
  return underway ? static_cast<Tick>((std::uint64_t{b.anchor[i]} * period) >> 32) : b.anchor[i];
}

/// The first payment at or after a time.
std::uint64_t payment_from(const Columns& b, std::size_t i, Tick period, Tick from) {
  const std::uint64_t first = first_payment(b, i, period);
  const std::uint64_t passed = from > first ? (from - first + period - 1) / period : 0;
  return first + passed * period;
}

/// Calls due(time) for every payment of `recurring` in [from, until), whole periods after the first.
template <class Due>
void each_due(const Columns& b, std::size_t i, const world::Recurring& recurring, Tick from, Tick until,
              Due due) {
  for (std::uint64_t time = payment_from(b, i, recurring.period, from); time < until;
       time += recurring.period)
    due(static_cast<Tick>(time));
}

/// What one payment of something that recurs writes: lines of the books, and the customer's own line.
struct Payment {
  std::array<std::size_t, 3> places{};  // in the row of a period
  std::array<std::int64_t, 3> amounts{};
  std::size_t count = 0;
  void add(std::size_t place, std::int64_t amount) {
    places[count] = place;
    amounts[count++] = amount;
  }
};

/// Books all payments due in [from, until) whose amounts never change: they are worked out once.
void book_constant(const Context& context, Columns& b, std::size_t i, const world::Recurring& recurring,
                   Tick from, Tick until) {
  const World& world = context.world;
  const std::size_t segment = b.segment[i];
  const auto at = [&](auto measure, std::size_t thing) { return context.layout.place(measure, thing); };
  Payment payment;
  const double units = world.parameters.initial(recurring.amount);
  Money amount = base::to_money(units), goods = 0;
  Money* line = b.revenue;
  if (recurring.activity < 0) {
    goods = base::to_money(units * world.parameters.initial(world.providers[world.own].product_cost));
    payment.add(at(SegmentMeasure::revenue, segment), amount);
    payment.add(at(SegmentMeasure::goods_cost, segment), goods);
    payment.add(at(SegmentMeasure::product_cost, segment), goods);
  } else {
    const auto activity = static_cast<std::size_t>(recurring.activity);
    const PoolLines lines = lines_of(b, world.activities[activity].pool);
    line = lines.own;
    payment.add(at(ActivityMeasure::bookings, activity), quantised(1.0f));
    payment.add(at(ActivityMeasure::activity_cost, activity), amount);
    payment.add(at(lines.measure, segment), amount);
  }
  std::int64_t payments = 0;
  const bool kept = line && context.keeps_account(b.first + i), pays_us = recurring.activity < 0;
  each_due(b, i, recurring, from, until, [&](Tick time) {
    const std::size_t period = context.layout.period(time);
    std::int64_t* const row = context.books.row(period);
    for (std::size_t k = 0; k < payment.count; ++k) row[payment.places[k]] += payment.amounts[k];
    ++payments;
    if (kept) context.accounts->book(b.first + i, period, pays_us ? amount : 0, pays_us ? goods : amount);
  });
  if (line) line[i] += payments * amount;
  b.product_cost[i] += payments * goods;
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
  keep(context, b, i, time, 0, amount);
}

}  // namespace

void book_revenue(const Context& context, Columns& b, std::size_t i, Tick time, double units) {
  const Money amount = base::to_money(units);
  context.books.add(time, SegmentMeasure::revenue, b.segment[i], amount);
  b.revenue[i] += amount;
  keep(context, b, i, time, amount, 0);
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

Tick next_payment(const Columns& b, std::size_t i, Tick period, Tick from) {
  return static_cast<Tick>(std::min<std::uint64_t>(payment_from(b, i, period, from), base::never));
}

void settle(const Context& context, Columns& b, std::size_t i, Tick until) {
  const World& world = context.world;
  if (world.recurring.empty() || b.provider[i] != world.own) return;
  const Tick stop = std::min(until, world.calendar.end);
  if (stop <= b.settled[i]) return;
  for (const auto& recurring : world.recurring) {
    if (recurring.constant) {
      book_constant(context, b, i, recurring, b.settled[i], stop);
      continue;
    }
    each_due(b, i, recurring, b.settled[i], stop, [&](Tick time) {
      if (recurring.activity < 0)
        book_price(context, b, i, time, world.parameters.at(recurring.amount, time), true);
      else
        book_activity(context, b, i, time, static_cast<std::size_t>(recurring.activity), 1.0);
    });
  }
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
