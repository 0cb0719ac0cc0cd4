#include "simulate/books.hpp"

#include <set>

#include "support/small_world.hpp"

using namespace polku;
using namespace polku::test;
using namespace polku::simulate;

TEST_CASE("a time falls into the reporting period that holds it", "[simulate]") {
  for (const double report : {0.05, 1.0, 7.0, 30.4375, 365.25})
    for (const double warm_up : {0.0, 3.0, 30.4375, 400.0}) {
      const auto world = small_world().days(500.0, report).warm_up(warm_up).build();
      const Layout layout(world);
      const std::uint64_t length = world.calendar.report;
      const std::uint64_t pad = world.calendar.warm_up_periods * length - world.calendar.warm_up;
      std::size_t wrong = 0;

      const auto period = [&](std::uint64_t time) { return (time + pad) / length; };
      for (std::uint64_t time = 0; time < world.calendar.end; time += 9973)
        wrong += layout.period(static_cast<Tick>(time)) != period(time);
      for (std::uint64_t boundary = length - pad; boundary < world.calendar.end; boundary += length)
        for (const std::uint64_t time : {boundary - 1, boundary})
          wrong += layout.period(static_cast<Tick>(time)) != period(time);

      INFO("report " << report << ", warm-up " << warm_up);
      CHECK(wrong == 0);
      CHECK(layout.period(world.calendar.warm_up) == world.calendar.warm_up_periods);
      CHECK(layout.period(world.calendar.end - 1) + 1 == world.calendar.periods);
    }
}

TEST_CASE("every measure of every thing has a place of its own in the row", "[simulate]") {
  SmallWorld small = small_world().rival("them").attribute("warmth", one_dimensional());
  small.model().activities = {{"call", {}}, {"letter", {}}};
  small.model().segments[0].second.share = 0.5;
  small.model().segments.push_back(small.model().segments[0]);
  small.model().segments[1].first = "others";
  const Layout layout(small.build());
  std::set<std::size_t> places;
  std::size_t asked = 0;

  const auto visit = [&](auto measure, std::size_t things) {
    using Measure = decltype(measure);
    for (std::size_t m = 0; m < measure_count<Measure>; ++m)
      for (std::size_t thing = 0; thing < things; ++thing, ++asked)
        places.insert(layout.place(static_cast<Measure>(m), thing));
  };
  visit(SegmentMeasure{}, 2);
  visit(ProviderMeasure{}, 2);
  visit(StepMeasure{}, 1);
  visit(AttributeMeasure{}, 1);
  visit(ActivityMeasure{}, 2);
  visit(AlternativeMeasure{}, 4);

  CHECK(places.size() == asked);
  CHECK(layout.row() == asked);
  CHECK(*places.rbegin() + 1 == asked);
}

TEST_CASE("books of two threads add up in any order", "[simulate]") {
  const auto world = small_world().build();
  const Layout layout(world);
  Books one(layout), two(layout), forward(layout), backward(layout);
  one.add(0, SegmentMeasure::journeys, 0, 3);
  one.add(base::to_ticks(30), SegmentMeasure::revenue, 0, 5'000'000);
  two.add(base::to_ticks(30), SegmentMeasure::revenue, 0, -2'000'000);

  forward.merge(one);
  forward.merge(two);
  backward.merge(two);
  backward.merge(one);

  CHECK(forward.values() == backward.values());
  CHECK(forward.at(0, SegmentMeasure::journeys, 0) == 3);
  CHECK(forward.at(1, SegmentMeasure::revenue, 0) == 3'000'000);
}

TEST_CASE("fixed point rounds to the nearest step, halves away from zero", "[simulate]") {
  const float step = static_cast<float>(1 / sum_scale);

  CHECK(quantised(1.0f) == 1048576);
  CHECK(quantised(0.4f * step) == 0);
  CHECK(quantised(0.6f * step) == 1);
  CHECK(quantised(0.5f * step) == 1);
  CHECK(quantised(-0.5f * step) == -1);
  CHECK(quantised(-1.25f) == -1310720);
}
