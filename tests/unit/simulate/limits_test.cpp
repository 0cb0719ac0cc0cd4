// The edges of what a model may hold: counters at their limits, the largest journey, the shortest lives.
#include "scenario/names.hpp"
#include "support/life.hpp"

using namespace polku;
using namespace polku::test;

TEST_CASE("purchases are counted up to 65,535 and booked beyond", "[simulate]") {
  SmallWorld small = small_world()
                         .customers(1)
                         .days(70.0005, 7.0)
                         .rate(every(0.001))
                         .journey({{"buy", purchase(to("end"))}});
  const Life life(small);

  // Every 66 ticks, which is what a thousandth of a day rounds to.
  const auto purchases = static_cast<std::int64_t>((life.world.calendar.end - 1) / 66);
  CHECK(purchases > 69000);
  CHECK(life.total(SegmentMeasure::purchases) == purchases);
  CHECK(life.total(SegmentMeasure::repeat_purchases) == purchases);
  CHECK(life.outcome.customers[0].purchases == 65535);
  CHECK(life.outcome.purchase_counts.back() == 1);
}

TEST_CASE("a journey of more than 65,535 equal encounters is remembered like one of them", "[simulate]") {
  // The gate opens on day 70, after some 70,000 encounters of experience 2.
  SmallWorld small =
      small_world().customers(1).days(100.0, 10.0).rate(every(60.0)).attribute("warmth", one_dimensional());
  small.model().behaviour.reference_weight = 0.0;
  Step visit = delivering(gate(0.0, "end", "visit"), {{"warmth", {1.0, 0.0}}});
  visit.takes.mean = 0.0002;
  small.journey({{"visit", visit}});
  small.option("opens", {change(80.0, {set("journey.visit.gate.success", 1.0)})});

  const Life life(small.build(0));

  CHECK(life.total(SegmentMeasure::encounters) > 65536 + 10000);
  CHECK(life.total(SegmentMeasure::completed) == 1);
  CHECK(life.outcome.customers[0].attitude == Approx(1.0f).epsilon(1e-3));
}

TEST_CASE("the largest journey leaves room for the clocks of all needs", "[simulate]") {
  const std::size_t most_steps = scenario::most_entries("journey"),
                    most_needs = scenario::most_entries("needs");
  SmallWorld small = small_world().customers(3).days(10.0, 10.0);
  Table<Step> steps;
  const auto name_of = [&](std::size_t s) { return s == most_steps ? "end" : "step_" + std::to_string(s); };
  for (std::size_t s = 0; s < most_steps; ++s) steps.emplace_back(name_of(s), encounter(to(name_of(s + 1))));
  small.journey(steps);
  small.people().need_rates.clear();
  small.model().needs.clear();
  constexpr double first = 0.55;  // days between the arrivals of the first need
  for (std::size_t k = 0; k < most_needs; ++k) {
    const std::string name = "need_" + std::to_string(k);
    scenario::Need need;
    need.starts = "step_0";
    small.model().needs.emplace_back(name, need);
    small.people().need_rates.emplace_back(name, every(first + 0.6 * static_cast<double>(k)));
  }
  small.us().contract = 5.0;
  small.model().review.clock = 0.1;
  const Life life(small);
  std::int64_t arrivals = 0;
  for (std::size_t k = 0; k < most_needs; ++k)
    arrivals += static_cast<std::int64_t>(9.9999 / (first + 0.6 * static_cast<double>(k)));

  CHECK(life.total(SegmentMeasure::journeys) == 3 * arrivals);
  CHECK(life.visits(name_of(most_steps - 1)) == 3 * arrivals);
}

TEST_CASE("a horizon shorter than a report is one period", "[simulate]") {
  const Life life(small_world().customers(5).days(10.0, 28.0));

  CHECK(life.world.calendar.periods == 1);
  CHECK(life.visits("visit") == 5);
}

TEST_CASE("figures of a partial last period are in it", "[simulate]") {
  const Life life(small_world().customers(5).days(30.0, 7.0).rate(every(29.0)));

  CHECK(life.world.calendar.periods == 5);
  CHECK(life.at(4, StepMeasure::visits) == 5);
}

TEST_CASE("a warm-up that is no whole number of reports keeps date 0 at the start of a period",
          "[simulate]") {
  const Life life(small_world().customers(5).warm_up(10.0).days(14.0, 7.0).rate(every(10.0)));

  CHECK(life.world.calendar.warm_up_periods == 2);
  CHECK(life.at(1, StepMeasure::visits) == 0);
  CHECK(life.at(2, StepMeasure::visits) == 5);  // day 10 is date 0
  CHECK(life.at(3, StepMeasure::visits) == 5);  // day 20 is date 10
}

TEST_CASE("a world in which nothing ever happens stands still", "[simulate]") {
  const Life life(small_world().rate(poisson(0.0)));

  CHECK(life.outcome.events == 0);
  CHECK(life.total(SegmentMeasure::customers) == 1000);
}

TEST_CASE("events at one instant are done in one order: the journey's step, the contract's end, the need",
          "[simulate]") {
  SmallWorld small = small_world()
                         .customers(1)
                         .days(20.0, 20.0)
                         .rate(every(5.0))
                         .journey({{"visit", encounter(to("end"), 5.0)}});
  small.us().contract = 10.0;
  Diary diary;
  auto settings = one_thread();
  settings.sink = &diary;
  const Life life(small, settings);
  std::vector<simulate::EventKind> at_ten;
  for (const auto& event : diary.events)
    if (event.time == base::to_ticks(10.0)) at_ten.push_back(event.kind);

  using Kind = simulate::EventKind;
  CHECK(at_ten == std::vector<Kind>{Kind::step, Kind::journey_ends, Kind::contract_ends, Kind::need,
                                    Kind::journey_begins});
}
