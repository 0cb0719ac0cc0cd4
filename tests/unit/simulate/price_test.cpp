// A rise of the price: when it is noticed, what it does to the relationship, and that nothing happens where
// it is too small or nobody looks.
#include <cmath>
#include <utility>
#include <vector>

#include "support/chance.hpp"
#include "support/life.hpp"

using namespace polku;
using namespace polku::test;
using scenario::ReviewAt;
using scenario::ReviewOutcome;
using simulate::EventKind;

namespace {

constexpr std::int64_t n = 10000;
constexpr double month = 30.0;

/// Everybody pays 100 a month and leaves with chance .3 at a review; the price changes after `days`.
SmallWorld payers(double new_price, double weight = 0.0, double days = 100.0, double ramp = 0.0) {
  SmallWorld small = small_world().customers(n).days(360.0, 360.0).rate(every(1000.0));
  small.us().price = {100.0, month};
  small.people().leave = {0.3, 0.0};
  small.model().review.after = {ReviewAt::price_rise};
  small.model().review.outcome = ReviewOutcome::leave;
  small.model().review.price_weight = weight;
  small.option("dearer", {change(days, {set("providers.us.price", new_price)}, ramp)});
  return small;
}

Life dearer(const SmallWorld& small, const simulate::RunSettings& settings = one_thread()) {
  return Life(small.build(0), settings);
}

}  // namespace

TEST_CASE("a noticed rise calls for one review", "[simulate]") {
  const Life life = dearer(payers(110.0));

  CHECK(life.total(SegmentMeasure::reviews) == n);
  CHECK_SHARE(life.total(SegmentMeasure::customers), n, 0.7);
}

TEST_CASE("the larger the rise, the easier the relationship opens", "[simulate]") {
  CHECK_SHARE(dearer(payers(200.0, 1.0)).total(SegmentMeasure::customers), n, 0.7 * 0.7);
  CHECK_SHARE(dearer(payers(200.0, 2.0)).total(SegmentMeasure::customers), n, 0.7 * 0.7 * 0.7 * 0.7);
}

TEST_CASE("a rise below what is noticed, a fall, and a rise that nobody reviews change nobody",
          "[simulate]") {
  CHECK(dearer(payers(104.9)).total(SegmentMeasure::reviews) == 0);
  CHECK(dearer(payers(50.0)).total(SegmentMeasure::reviews) == 0);
  SmallWorld blind = payers(200.0);
  blind.model().review.after = {};
  CHECK(dearer(blind).total(SegmentMeasure::reviews) == 0);
  CHECK_FALSE(blind.build(0).notices_price);
}

TEST_CASE("a rise is noticed at the payment that shows it", "[simulate]") {
  Diary diary;
  auto settings = one_thread();
  settings.sink = &diary;
  dearer(payers(110.0).customers(1), settings);

  const auto reviews = diary.of(EventKind::review);
  REQUIRE(reviews.size() == 1);
  CHECK(reviews[0].time == base::to_ticks(4 * month));  // day 100 is between the payments of days 90 and 120
}

TEST_CASE("a slow rise is noticed once it has become large enough, and again", "[simulate]") {
  Diary diary;
  auto settings = one_thread();
  settings.sink = &diary;
  SmallWorld small = payers(112.0, 0.0, 0.0, 240.0).customers(1);  // 100 -> 112 in 240 days
  small.people().leave = {0.0001, 0.0};
  dearer(small, settings);

  // 105 is reached on day 100, paid on day 120 as 106; 111.3 on day 226, paid on day 240 as 112.
  const auto reviews = diary.of(EventKind::review);
  REQUIRE(reviews.size() == 2);
  CHECK(reviews[0].time == base::to_ticks(120.0));
  CHECK(reviews[1].time == base::to_ticks(240.0));
}

TEST_CASE("who pays for each purchase notices at the purchase, and reviews when the journey is over",
          "[simulate]") {
  SmallWorld small = payers(110.0);
  small.us().price = {100.0, 0.0};
  small.rate(every(60.0)).journey({{"buy", purchase(to("end"))}});
  const Life life = dearer(small);

  CHECK(life.total(SegmentMeasure::reviews) == n);
  CHECK_SHARE(life.total(SegmentMeasure::customers), n, 0.7);
}

TEST_CASE("who chose against the feeling opens more easily by the weight of the conflict", "[simulate]") {
  SmallWorld small = small_world().customers(n).days(30.0, 30.0).nobody_has_a_provider().rate(every(10.0));
  small.rival("dear")
      .attribute("warmth", one_dimensional())
      .journey({{"choose", decision({{"us", "buy"}, {"dear", "buy"}}, Asks::opened)},
                {"buy", purchase(to("end"))}});
  small.model().attributes[0].second.dimension = scenario::Dimension::emotional;
  Model& m = small.model();
  m.needs[0].second.who = Who::everyone;
  m.providers[1].second.price = {50.0, 0.0};  // reason says us, feeling says the other
  m.providers[1].second.reputation = {{"warmth", 1.0}};
  m.providers[0].second.reputation = {{"warmth", 0.0}};
  m.behaviour.choice_scale = 1e-6;
  small.people().price_sensitivity = 1.0;
  small.people().leave = {0.1, 0.0};
  m.review.after = {ReviewAt::repeat_purchase};
  m.review.outcome = ReviewOutcome::leave;
  m.behaviour.attitude_on_leaving = 0.0;
  m.behaviour.conflict_on_leaving = std::log(3.0);
  const Life life(small);

  REQUIRE(life.total(SegmentMeasure::conflicted) == life.total(SegmentMeasure::choices));
  REQUIRE(life.total(SegmentMeasure::reviews) >= n);
  CHECK_SHARE(life.total(SegmentMeasure::opened), life.total(SegmentMeasure::reviews), 1.0 - 0.9 * 0.9 * 0.9);
}

TEST_CASE("who came back after going to a rival is more critical, until that has faded", "[simulate]") {
  SmallWorld small = small_world().customers(200).rival("them").days(1500.0, 1500.0).rate(every(30.0));
  small.journey({{"choose", decision({{"us", "buy"}, {"them", "buy"}})}, {"buy", purchase(to("end"))}});
  small.people().leave = {0.1, 0.0};
  small.model().review.clock = 0.05;
  small.model().behaviour.attitude_on_leaving = 0.0;
  small.model().behaviour.breakup_criticality = 2.0;
  const auto chances = [&](double fading) {
    small.model().behaviour.breakup_fading = fading;
    Diary diary;
    auto settings = one_thread();
    settings.sink = &diary;
    const Life life(small, settings);
    std::vector<std::pair<bool, double>> found;  // came back before, chance to open
    std::vector<bool> back(200, false);
    for (const auto& event : diary.events) {
      if (event.kind == EventKind::joined && event.thing == 0) back[event.customer] = true;
      if (event.kind == EventKind::review && event.thing == 0)
        found.emplace_back(back[event.customer], static_cast<double>(event.value));
    }
    return found;
  };
  std::size_t returned = 0;
  for (const auto& [back, chance] : chances(1e9)) {
    CHECK(chance == Approx(back ? 1.0 - 0.9 * 0.9 * 0.9 : 0.1).epsilon(1e-4));
    returned += back;
  }
  CHECK(returned > 100);
  // Within hours only those are critical who review on the day of their return.
  const auto soon = chances(0.1);
  std::size_t critical = 0;
  for (const auto& [back, chance] : soon) critical += chance > 0.11;
  CHECK(critical * 100 < soon.size());

  SmallWorld off = small, never = small;
  off.model().behaviour.breakup_criticality = 0.0;
  never.model().behaviour.breakup_criticality = 0.0;
  never.model().behaviour.breakup_fading = 7.0;
  CHECK_FALSE(off.build().remembers_breakup);
  CHECK(same_outcome(Life(off).outcome, Life(never).outcome));
}

TEST_CASE("who never paid notices no rise", "[simulate]") {
  SmallWorld small = payers(0.0);
  small.us().price = {0.0, 0.0};
  small.rate(every(60.0)).journey({{"buy", purchase(to("end"))}});
  small.option("later", {change(300.0, {set("providers.us.price", 1.0)})});
  CHECK(Life(small.build(1)).total(SegmentMeasure::reviews) == 0);
}
