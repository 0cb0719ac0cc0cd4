// Simulates a small world and answers in plain words: how often, how much, how many at the end. Everything it
// says is read from the books, the customers' rows or the events.
#pragma once

#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "base/money.hpp"
#include "simulate/run.hpp"
#include "support/small_world.hpp"

namespace polku::test {

using simulate::SegmentMeasure;
using simulate::StepMeasure;

/// Everything that happens to the customers, in order. For one thread.
struct Diary : simulate::EventSink {
  std::vector<simulate::Event> events;
  bool watches(std::uint32_t) const override { return true; }
  void on(const simulate::Event& event) override { events.push_back(event); }

  std::vector<simulate::Event> of(simulate::EventKind kind, std::uint32_t customer = 0) const {
    std::vector<simulate::Event> found;
    for (const auto& event : events)
      if (event.kind == kind && event.customer == customer) found.push_back(event);
    return found;
  }
};

inline simulate::RunSettings one_thread() {
  simulate::RunSettings settings;
  settings.threads = 1;
  return settings;
}

struct Life {
  world::World world;
  simulate::Outcome outcome;

  explicit Life(world::World built, const simulate::RunSettings& settings = one_thread())
      : world(std::move(built)), outcome(world) {
    simulate::run(world, settings, outcome);
  }
  explicit Life(const SmallWorld& small, const simulate::RunSettings& settings = one_thread())
      : Life(small.build(), settings) {}

  template <class Measure>
  std::int64_t at(std::size_t period, Measure measure, std::size_t thing = 0) const {
    return outcome.books.at(period, measure, thing);
  }
  /// Over all periods: of a flow how many, of a level how many at the end.
  template <class Measure>
  std::int64_t total(Measure measure, std::size_t thing = 0) const {
    std::int64_t sum = 0;
    for (std::size_t p = 0; p < world.calendar.periods; ++p) sum += at(p, measure, thing);
    return sum;
  }
  /// A level at the end of a period.
  template <class Measure>
  std::int64_t level(std::size_t period, Measure measure, std::size_t thing = 0) const {
    std::int64_t sum = 0;
    for (std::size_t p = 0; p <= period; ++p) sum += at(p, measure, thing);
    return sum;
  }
  double money(SegmentMeasure measure, std::size_t segment = 0) const {
    return base::to_units(total(measure, segment));
  }
  std::size_t step(const std::string& name) const {
    for (std::size_t s = 0; s < world.steps.size(); ++s)
      if (world.steps[s].name == name) return s;
    FAIL("no step is called " << name);
    return 0;
  }
  std::int64_t visits(const std::string& name) const { return total(StepMeasure::visits, step(name)); }
};

/// Everything that a run leaves behind, but for counts of events and norms, as values that can be compared.
inline auto traces(const simulate::CustomerRow& x) {
  return std::make_tuple(x.segment, x.provider, x.cause, x.gone, x.purchases, x.last_purchase, x.left,
                         x.attitude, x.own_chance, x.money.revenue, x.money.product_cost, x.money.order_cost,
                         x.money.service_cost, x.money.sustaining_cost);
}
inline bool same_customers(const simulate::Outcome& a, const simulate::Outcome& b) {
  if (a.customers.size() != b.customers.size()) return false;
  for (std::size_t i = 0; i < a.customers.size(); ++i)
    if (traces(a.customers[i]) != traces(b.customers[i])) return false;
  return true;
}
inline bool same_rounds(const simulate::Outcome& a, const simulate::Outcome& b) {
  const auto told = [](const simulate::Round& x) {
    const double figure = x.figure == x.figure ? x.figure : -1e300;
    return std::make_tuple(x.time, x.policy, figure, x.lever, x.step, x.spent);
  };
  if (a.rounds.size() != b.rounds.size()) return false;
  for (std::size_t r = 0; r < a.rounds.size(); ++r)
    if (told(a.rounds[r]) != told(b.rounds[r])) return false;
  return true;
}
inline bool same_outcome(const simulate::Outcome& a, const simulate::Outcome& b) {
  return a.books.values() == b.books.values() && a.purchase_counts == b.purchase_counts && a.rows == b.rows &&
         a.norms == b.norms && a.ages == b.ages && a.functions == b.functions && a.events == b.events &&
         a.rated == b.rated && a.lifts.quality == b.lifts.quality && a.lifts.effort == b.lifts.effort &&
         same_rounds(a, b) && same_customers(a, b);
}

}  // namespace polku::test
