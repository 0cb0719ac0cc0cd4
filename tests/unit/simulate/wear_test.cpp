// What time does to an attribute: delivered now and then, a delight that has been had lately, an expectation
// that fades, a category that grows old. Each off is the model without it.
#include <cmath>

#include "behaviour/kano_drift.hpp"
#include "support/chance.hpp"
#include "support/life.hpp"

using namespace polku;
using namespace polku::test;
using scenario::Trajectory;
using simulate::AttributeMeasure;
using simulate::EventKind;

namespace {

constexpr std::int64_t n = 4000;

/// Everybody meets one attribute of constant quality every ten days.
SmallWorld guests(scenario::Attribute attribute, double quality, double days = 100.5) {
  SmallWorld small = small_world().customers(n).days(days, days).rate(every(10.0));
  small.attribute("warmth", attribute);
  small.journey({{"visit", delivering(encounter(to("end")), {{"warmth", {quality, 0.0}}})}});
  small.model().behaviour.expectation_up = small.model().behaviour.expectation_down = 0.0;
  small.model().behaviour.reference_weight = 0.0;
  return small;
}

scenario::Attribute attractive() {
  scenario::Attribute x;
  x.kano.attractive = 1.0;
  return x;
}

std::int64_t felt(const Life& life) { return life.total(AttributeMeasure::observations); }
double satisfaction(const Life& life) {
  return static_cast<double>(life.total(AttributeMeasure::attribute_satisfaction_total)) /
         simulate::sum_scale / static_cast<double>(felt(life));
}

}  // namespace

TEST_CASE("an attribute that is delivered now and then is felt in its share of the encounters",
          "[simulate]") {
  SmallWorld small = guests(one_dimensional(), 0.8);
  small.at("visit").often = {{"warmth", 0.25}};
  CHECK_SHARE(felt(Life(small)), n * 10, 0.25);
  small.at("visit").often = {{"warmth", 0.0}};
  CHECK(felt(Life(small)) == 0);
}

TEST_CASE("what nobody delivered before can come by a change", "[simulate]") {
  SmallWorld small = guests(attractive(), 0.0);
  small.option("it", {change(50.0, {set("journey.visit.delivers.warmth", 0.8)})});
  const Life life(small.build(0));
  // Six of ten visits, that of the very day among them, please as if it had always been there.
  CHECK(satisfaction(life) == Approx(0.6 * satisfaction(Life(guests(attractive(), 0.8)))).epsilon(1e-5));
}

TEST_CASE("delivered always is the same as nothing said", "[simulate]") {
  SmallWorld said = guests(one_dimensional(), 0.8), unsaid = said;
  said.at("visit").often = {{"warmth", 1.0}};
  CHECK(same_outcome(Life(said).outcome, Life(unsaid).outcome));
}

TEST_CASE("a delight had lately pleases by the share that has come back", "[simulate]") {
  scenario::Attribute x = attractive();
  x.satiation = 10.0;  // half comes back between two visits
  const double once = satisfaction(Life(guests(attractive(), 0.8)));

  // The first is whole, the nine that follow are halves.
  CHECK(satisfaction(Life(guests(x, 0.8))) == Approx(once * (1.0 + 9 * 0.5) / 10).epsilon(1e-5));
}

TEST_CASE("what never pleases does not satiate", "[simulate]") {
  scenario::Attribute must_be;
  must_be.kano.must_be = 1.0;
  scenario::Attribute satiating = must_be;
  satiating.satiation = 10.0;
  CHECK(satisfaction(Life(guests(satiating, 0.8))) == satisfaction(Life(guests(must_be, 0.8))));
}

TEST_CASE("an expectation that nothing confirms fades towards the norm", "[simulate]") {
  SmallWorld small = guests(one_dimensional(0.5), 0.9, 20.5);
  auto& behaviour = small.model().behaviour;
  behaviour.reference_weight = 1.0;
  behaviour.expectation_up = 1.0;  // after the first visit .9 is expected
  const auto second_gap = [&](double half_life) {
    behaviour.expectation_half_life = half_life;
    Diary diary;
    auto settings = one_thread();
    settings.sink = &diary;
    const Life life(small, settings);
    const auto events = diary.of(EventKind::felt);
    REQUIRE(events.size() == 2);
    return static_cast<double>(events[1].value - events[1].second);
  };
  CHECK(second_gap(scenario::infinite) == Approx(0.0).margin(1e-5));
  CHECK(second_gap(10.0) == Approx(0.9 - (0.5 + 0.4 / 2)).margin(1e-5));
  CHECK(second_gap(5.0) == Approx(0.9 - (0.5 + 0.4 / 4)).margin(1e-5));
}

TEST_CASE("shares along the chain are those of the closed form", "[behaviour]") {
  // rates .3 and .2 at age 5
  const auto shares = behaviour::drift_shares(5.0, 0.3, 0.2);
  CHECK(shares.attractive == Approx(0.223130).margin(5e-7));
  CHECK(shares.one_dimensional == Approx(0.434248).margin(5e-7));
  CHECK(shares.must_be == Approx(0.342622).margin(5e-7));
  CHECK(behaviour::drift_shares(2.0, 1.0, 1.0).one_dimensional ==
        Approx(2.0 * std::exp(-2.0)).epsilon(1e-12));
}

TEST_CASE("customers hold categories as long as the chain says", "[simulate]") {
  scenario::Attribute x = attractive();
  x.drift = {Trajectory::progressive, 5.0, 0.3, 0.2, 0.0, 0.0, 0.0};  // age 5 after a year
  SmallWorld small = guests(x, 0.8, 366.0).rate(every(365.25));
  Diary diary;
  auto settings = one_thread();
  settings.sink = &diary;
  const Life life(small, settings);

  std::int64_t counts[behaviour::kano_category_count] = {};
  for (const auto& event : diary.events)
    if (event.kind == EventKind::felt) ++counts[event.outcome];
  const auto shares = behaviour::drift_shares(5.0, 0.3, 0.2);
  CHECK_SHARE(counts[0], n, shares.attractive);
  CHECK_SHARE(counts[1], n, shares.one_dimensional);
  CHECK_SHARE(counts[2], n, shares.must_be);
}

TEST_CASE("a fad ends in indifference, and the clock begins when the warm-up ends", "[simulate]") {
  scenario::Attribute x = attractive();
  x.drift = {Trajectory::fad, 1.0, 1e6, 1.0, 0.0, 0.0, 0.0};
  CHECK(satisfaction(Life(guests(x, 0.8))) == 0.0);
  CHECK(satisfaction(Life(guests(x, 0.8).warm_up(100.5).days(0.5, 0.5))) ==
        Approx(satisfaction(Life(guests(attractive(), 0.8)))));
}

TEST_CASE("a category that does not drift is the one of birth", "[simulate]") {
  SmallWorld slow = guests(attractive(), 0.8), stable = slow;
  slow.model().attributes[0].second.drift = {Trajectory::progressive, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0};
  CHECK(Life(slow).outcome.books.values() == Life(stable).outcome.books.values());
}
