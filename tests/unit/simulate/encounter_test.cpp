// What an encounter leaves in a customer: experience, memory, attitude, expectation; and in the market:
// norms.
#include <algorithm>

#include "behaviour/memory.hpp"
#include "support/chance.hpp"
#include "support/life.hpp"

using namespace polku;
using namespace polku::test;
using simulate::AttributeMeasure;
using simulate::EventKind;

namespace {

/// Judged by the norm .5 alone, with losses as heavy as gains: experience is 4 (q - .5).
SmallWorld plain_feelings() {
  SmallWorld small = small_world().customers(1).attribute("warmth", one_dimensional());
  small.people().loss_weight = 1.0;
  small.model().behaviour.reference_weight = 0.0;
  return small;
}

Step warm(double quality, Next next) {
  return delivering(encounter(std::move(next)), {{"warmth", {quality, 0.0}}});
}

double attitude(const Life& life, std::size_t customer = 0) {
  return static_cast<double>(life.outcome.customers[customer].attitude);
}

}  // namespace

TEST_CASE("a journey is remembered by peak, end and mean", "[simulate]") {
  // Experiences -2, +1.6, +.4: peak -2, end .4, mean 0.
  SmallWorld small = plain_feelings().once().journey(
      {{"a", warm(0.0, to("b"))}, {"b", warm(0.9, to("c"))}, {"c", warm(0.6, to("end"))}});
  const double remembered = 0.35 * -2.0 + 0.35 * 0.4 + 0.3 * 0.0;

  CHECK(attitude(Life(small)) == Approx(remembered / 2).margin(1e-6));
}

TEST_CASE("under the pure peak-end rule a longer journey that ends better is remembered better",
          "[simulate]") {
  SmallWorld small = plain_feelings().once();
  small.model().behaviour.peak_weight = small.model().behaviour.end_weight = 0.5;
  const SmallWorld shorter =
      SmallWorld(small).journey({{"a", warm(0.3, to("b"))}, {"b", warm(0.0, to("end"))}});
  const SmallWorld longer = SmallWorld(small).journey(
      {{"a", warm(0.3, to("b"))}, {"b", warm(0.0, to("c"))}, {"c", warm(0.3, to("end"))}});

  CHECK(attitude(Life(shorter)) == Approx(-2.0 / 2).margin(1e-6));
  CHECK(attitude(Life(longer)) == Approx((-2.0 - 0.8) / 2 / 2).margin(1e-6));
}

TEST_CASE("attitude moves by 1/(n + 2) of the surprise, later by a tenth at least", "[simulate]") {
  const Life life(plain_feelings().days(15.5, 15.5).rate(every(1.0)).journey({{"a", warm(1.0, to("end"))}}));
  double expected = 0;

  for (int n = 0; n < 15; ++n)
    expected = behaviour::attitude_after(expected, 2.0, static_cast<double>(n), 0.1);

  CHECK(attitude(life) == Approx(expected).margin(1e-5));
}

TEST_CASE("a journey without encounters leaves the attitude alone", "[simulate]") {
  CHECK(attitude(Life(plain_feelings().once().journey({{"a", encounter(to("end"))}}))) == 0.0);
}

TEST_CASE("an experience weighs attributes by importance", "[simulate]") {
  SmallWorld small = plain_feelings().attribute("speed", one_dimensional(), 3.0);
  small.once().journey(
      {{"a", delivering(encounter(to("end")), {{"warmth", {1.0, 0.0}}, {"speed", {0.2, 0.0}}})}});

  CHECK(attitude(Life(small)) == Approx(4 * (0.25 * 0.5 - 0.75 * 0.3) / 2).margin(1e-6));
}

TEST_CASE("more attributes than three are felt as independently as the first", "[simulate]") {
  SmallWorld small = small_world().customers(5000).once();
  Table<Quality> delivers;
  for (int k = 0; k < 9; ++k) {
    scenario::Attribute basic;
    basic.kano.must_be = 1.0;
    small.attribute("basic_" + std::to_string(k), basic);
    delivers.emplace_back("basic_" + std::to_string(k), Quality{0.5, 0.0});
  }
  Diary diary;
  auto settings = one_thread();
  settings.sink = &diary;
  const Life life(small.journey({{"a", delivering(encounter(to("end")), delivers)}}), settings);
  std::vector<std::uint32_t> works(5000);
  for (const auto& event : diary.events)
    if (event.kind == EventKind::felt && event.value > 0.5f) works[event.customer] |= 1u << event.thing;

  for (std::uint32_t k = 0; k < 9; ++k)
    for (std::uint32_t other = 0; other <= k; ++other) {
      std::int64_t both = 0;
      for (const auto bits : works) both += (bits >> k & 1u) && (bits >> other & 1u);
      CHECK_SHARE(both, 5000, k == other ? 0.5 : 0.25);
    }
}

TEST_CASE("quality has the stated mean and spread", "[simulate]") {
  SmallWorld small = small_world().customers(20000).attribute("warmth", one_dimensional()).once();
  Diary diary;
  auto settings = one_thread();
  settings.sink = &diary;
  const Life life(small.journey({{"a", delivering(encounter(to("end")), {{"warmth", {0.9, 0.2}}})}}),
                  settings);
  Sample quality, squared;
  for (const auto& event : diary.events)
    if (event.kind == EventKind::felt) {
      quality.add(static_cast<double>(event.value));
      squared.add(static_cast<double>(event.value) * static_cast<double>(event.value));
    }

  CHECK(quality.size() == 20000);
  CHECK_MEAN(quality, 0.9);
  CHECK_MEAN(squared, 0.9 * 0.9 + 0.2 * 0.2);
  CHECK(static_cast<double>(life.total(AttributeMeasure::felt_total)) / simulate::sum_scale ==
        Approx(quality.mean() * 20000).margin(0.02));
}

TEST_CASE("expectations of a must-be that works half of the time inflate to .75", "[simulate]") {
  // Test 3c with x = .5 +- .5: E = .5 + .5 (up - down) / (up + down).
  SmallWorld small = small_world().customers(2000).days(200.0, 25.0).rate(every(1.0));
  scenario::Attribute basic;
  basic.kano.must_be = 1.0;
  small.attribute("basic", basic);
  small.model().behaviour.expectation_up = 0.3;
  small.model().behaviour.expectation_down = 0.1;
  const Life life(small.journey({{"a", delivering(encounter(to("end")), {{"basic", {0.5, 0.0}}})}}));
  const std::size_t last = life.world.calendar.periods - 1;

  const auto observations = static_cast<double>(life.at(last, AttributeMeasure::observations));
  const double mean = static_cast<double>(life.at(last, AttributeMeasure::expectation_total)) /
                      simulate::sum_scale / observations;
  // Var E = .0125 x (.3^2 + .1^2) / ... < .03; 25 encounters of one customer are as good as two independent
  // ones.
  CHECK(observations == 2000 * 25);
  CHECK(std::fabs(mean - 0.75) < tolerated * std::sqrt(0.03 / (2000 * 2)));
}

TEST_CASE("what is not noticed is not felt, for ever and for the same people", "[simulate]") {
  SmallWorld small = plain_feelings().customers(10000).days(3.5, 3.5).rate(every(1.0));
  small.us().noticed = {{"warmth", 0.3}};
  Diary diary;
  auto settings = one_thread();
  settings.sink = &diary;
  const Life life(small.journey({{"a", warm(1.0, to("end"))}}), settings);
  std::vector<int> felt(10000);
  for (const auto& event : diary.events)
    if (event.kind == EventKind::felt) ++felt[event.customer];

  CHECK_SHARE(std::count(felt.begin(), felt.end(), 3), 10000, 0.3);
  CHECK(std::count(felt.begin(), felt.end(), 0) == 10000 - std::count(felt.begin(), felt.end(), 3));
}

TEST_CASE("whoever deals with nobody feels nothing", "[simulate]") {
  const Life life(plain_feelings().nobody_has_a_provider().once().journey({{"a", warm(1.0, to("end"))}}));

  CHECK(life.visits("a") == 1);
  CHECK(life.total(SegmentMeasure::encounters) == 0);
  CHECK(life.total(AttributeMeasure::observations) == 0);
  CHECK(attitude(life) == 0.0);
}

TEST_CASE("encounters with a rival are not in our figures", "[simulate]") {
  SmallWorld small = plain_feelings().rival("them").once().journey({{"a", warm(1.0, to("end"))}});
  small.model().population.start = {{"them", 1.0}};
  const Life life(small);

  CHECK(life.total(SegmentMeasure::encounters) == 0);
  CHECK(life.total(SegmentMeasure::satisfaction_total) == 0);
  CHECK(life.total(AttributeMeasure::observations) == 0);
}

TEST_CASE("reported satisfaction is the experience through tanh", "[simulate]") {
  const Life life(plain_feelings().once().journey({{"a", warm(0.9, to("end"))}}));

  CHECK(static_cast<double>(life.total(SegmentMeasure::satisfaction_total)) / simulate::sum_scale ==
        Approx(std::tanh(1.6)).margin(2e-6));
}

TEST_CASE("an encounter worse than the limit is an incident", "[simulate]") {
  SmallWorld small =
      plain_feelings().once().journey({{"a", warm(0.2, to("b"))}, {"b", warm(0.4, to("end"))}});  // -1.2, -.4
  small.model().review.incident = 1.0;

  CHECK(Life(small).total(SegmentMeasure::incidents) == 1);
}

TEST_CASE("norms follow the market with their half-life, whatever the category", "[simulate]") {
  SmallWorld small =
      small_world().customers(200).days(365.0, 365.0).rate(every(1.0)).attribute("warmth", one_dimensional());
  SECTION("wanted") {}
  SECTION("unwanted") { small.model().attributes[0].second.kano = {0, 0, 0, 0, 1.0}; }
  small.model().behaviour.norm = scenario::NormSource::market;
  small.model().behaviour.norm_half_life = 100.0;
  small.model().time.epoch = 7.0;
  const Life life(small.journey({{"a", warm(0.9, to("end"))}}));

  REQUIRE(life.outcome.norms.size() == 53);
  for (std::size_t e = 2; e < life.outcome.norms.size(); ++e) {
    const double middle = 7.0 * static_cast<double>(e) + 3.5;
    CHECK(static_cast<double>(life.outcome.norms[e][0]) ==
          Approx(0.9 - 0.4 * std::exp2(-middle / 100.0)).margin(5e-4));
  }
}
