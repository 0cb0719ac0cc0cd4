// When needs are acted on, and what happens to those that come during a journey.
#include "support/chance.hpp"
#include "support/life.hpp"

using namespace polku;
using namespace polku::test;
using simulate::EventKind;

namespace {

constexpr std::int64_t n = 20000;

/// Pain of test 6a: it grows from 2 to the threshold of 18.82 in 22.4177 weeks.
scenario::Need painful() {
  scenario::Need need;
  need.type = NeedType::negative;
  need.pain = {2.0, 0.1 / 7.0, 100.0, 0.82, 0.99};
  return need;
}

scenario::Need desired() {
  scenario::Need need;
  need.type = NeedType::positive;
  need.desire = {1.0, 7.0, 0.2};
  return need;
}

/// Everybody has the need once; the first step waits until it is acted on.
SmallWorld ripening(const scenario::Need& need, Table<Step> steps) {
  SmallWorld small = small_world().customers(n).days(400.0, 400.0).rate(every(250.0));
  small.model().needs[0].second = need;
  return small.journey(std::move(steps));
}

/// Times of one customer's steps, in days.
std::vector<double> days_of_steps(const SmallWorld& small) {
  Diary diary;
  auto settings = one_thread();
  settings.sink = &diary;
  const Life life(SmallWorld(small).customers(1), settings);
  std::vector<double> days;
  for (const auto& event : diary.of(EventKind::step)) days.push_back(base::to_days(event.time));
  return days;
}

}  // namespace

TEST_CASE("a negative need is acted on when its pain passes the threshold, to the tick", "[simulate]") {
  SmallWorld small = small_world().days(200.0, 200.0).rate(every(10.0));
  small.model().needs[0].second = painful();
  const auto days = days_of_steps(small.journey({{"grow", ripen(to("act"))}, {"act", encounter(to("end"))}}));

  const double exact = std::log(18.82 / 2.0) / (0.1 / 7.0);
  CHECK(exact / 7.0 == Approx(22.4177).margin(5e-5));
  REQUIRE(days.size() >= 2);
  CHECK(base::to_ticks(days[0]) == base::to_ticks(10.0) + base::to_ticks(exact));
  CHECK(days[1] == days[0]);
}

TEST_CASE("pain goes on growing while something else holds the customer up", "[simulate]") {
  SmallWorld small = small_world().days(300.0, 300.0).rate(every(10.0));
  small.model().needs[0].second = painful();
  const auto days = days_of_steps(small.journey(
      {{"think", wait(to("grow"), 70.0)}, {"grow", ripen(to("act"))}, {"act", encounter(to("end"))}}));

  REQUIRE(days.size() >= 3);
  CHECK(days[1] == Approx(10.0 + 22.4177 * 7.0).margin(5e-4));
}

TEST_CASE("a desire is acted on before it fades with the chance of the closed form", "[simulate]") {
  const Life life(ripening(desired(), {{"wish", ripen(to("buy"))}, {"buy", purchase(to("end"))}}));

  CHECK_SHARE(life.visits("buy"), n, 0.867314);
  CHECK(life.total(SegmentMeasure::faded) == n - life.visits("buy"));
  CHECK(life.total(SegmentMeasure::given_up) == life.total(SegmentMeasure::faded));
}

TEST_CASE("a barrier of seven days loses the hazard of those days", "[simulate]") {
  const Life life(
      ripening(desired(),
               {{"queue", wait(to("wish"), 7.0)}, {"wish", ripen(to("buy"))}, {"buy", purchase(to("end"))}}));

  CHECK_SHARE(life.visits("buy"), n, 0.635740);
}

TEST_CASE("a desire that is acted on is so at the time that its fading hazard gives", "[simulate]") {
  SmallWorld small = ripening(desired(), {{"wish", ripen(to("buy"))}, {"buy", purchase(to("end"))}});
  const Life life(small.days(255.0, 255.0));

  // P(T < 5 days) = 1 - exp(-k H / ln 2 (1 - 2^(-5/H)))
  CHECK_SHARE(life.visits("buy"), n, 1 - std::exp(-0.2 * 7.0 / std::log(2.0) * (1 - std::exp2(-5.0 / 7.0))));
}

TEST_CASE("a plain need waits for nothing where others ripen", "[simulate]") {
  SmallWorld small = small_world().days(20.0, 20.0).rate(every(10.0));

  CHECK(days_of_steps(small.journey({{"grow", ripen(to("act"))}, {"act", encounter(to("end"))}})) ==
        std::vector<double>{10.0, 10.0});
}

TEST_CASE("a need that arrives during a journey is dropped", "[simulate]") {
  SmallWorld small =
      small_world().days(20.0, 20.0).rate(every(3.0)).journey({{"visit", encounter(to("end"), 4.0)}});

  // 3 -> 7 (6 is dropped), 9 -> 13 (12 is dropped), 15 -> 19
  CHECK(days_of_steps(small) == std::vector<double>{7.0, 13.0, 19.0});
}

TEST_CASE("a need that arrives during a journey waits for its end", "[simulate]") {
  SmallWorld small =
      small_world().days(20.0, 20.0).rate(every(3.0)).journey({{"visit", encounter(to("end"), 4.0)}});
  small.model().needs[0].second.during_journey = scenario::DuringJourney::wait;

  // 3 -> 7, then one is always waiting
  CHECK(days_of_steps(small) == std::vector<double>{7.0, 11.0, 15.0, 19.0});
}

TEST_CASE("pain goes on growing while a need waits for a journey to end", "[simulate]") {
  // Six days from appearance to action; needs appear on days 3, 6, 9 ... and each is acted on six days later.
  SmallWorld small = small_world().days(20.0, 20.0).rate(every(3.0)).journey({{"grow", ripen(to("end"))}});
  auto& need = small.model().needs[0].second;
  need.type = NeedType::negative;
  need.pain = {1.0, std::log(2.0) / 6.0, 2.0 / (1 - 0.82 * 0.99), 0.82, 0.99};
  need.during_journey = scenario::DuringJourney::wait;
  const auto days = days_of_steps(small);

  REQUIRE(days.size() == 4);
  for (std::size_t k = 0; k < 4; ++k)
    CHECK(days[k] == Approx(9.0 + 3.0 * static_cast<double>(k)).margin(1e-4));
}

TEST_CASE("arrivals do not depend on what the journey does with them", "[simulate]") {
  const auto needs = [](double days) {
    SmallWorld small = small_world()
                           .customers(1)
                           .days(300.0, 300.0)
                           .rate(poisson(0.3))
                           .journey({{"visit", encounter(to("end"), days)}});
    Diary diary;
    auto settings = one_thread();
    settings.sink = &diary;
    const Life life(small, settings);
    std::vector<base::Tick> times;
    for (const auto& event : diary.events)
      if (event.kind == EventKind::need || event.kind == EventKind::need_dropped) times.push_back(event.time);
    return times;
  };

  CHECK(needs(0.0).size() > 50);
  CHECK(needs(0.0) == needs(5.0));
}

TEST_CASE("a need that is always there starts the next journey at the end of the last", "[simulate]") {
  SmallWorld small =
      small_world().days(10.0, 10.0).rate(always()).journey({{"visit", encounter(to("end"), 2.0)}});

  CHECK(days_of_steps(small) == std::vector<double>{2.0, 4.0, 6.0, 8.0});
}

TEST_CASE("only those whom a need concerns have it", "[simulate]") {
  SmallWorld small = small_world().customers(n).once();
  small.model().population.start = {{"us", 0.3}, {"none", 0.7}};

  SECTION("everyone") { CHECK(Life(small).total(SegmentMeasure::journeys) == n); }
  SECTION("customers") {
    small.model().needs[0].second.who = Who::customers;
    CHECK_SHARE(Life(small).total(SegmentMeasure::journeys), n, 0.3);
  }
  SECTION("people without a provider") {
    small.model().needs[0].second.who = Who::non_customers;
    CHECK_SHARE(Life(small).total(SegmentMeasure::journeys), n, 0.7);
  }
}

TEST_CASE("needs arrive at the stated rate, whatever its spread", "[simulate]") {
  const Life life(small_world().customers(5000).days(100.0, 100.0).rate(poisson(0.1, 0.7)));
  const double expected = 0.1 * 100.0;

  // Negative binomial: variance mu + (mu spread)^2.
  const double error = std::sqrt((expected + expected * expected * 0.49) / 5000);
  CHECK(std::fabs(static_cast<double>(life.visits("visit")) / 5000 - expected) < tolerated * error);
}

TEST_CASE(
    "a desire that is always there and mostly fades is refused, for it would come back at the same instant",
    "[simulate]") {
  SmallWorld small = ripening(desired(), {{"wish", ripen(to("buy"))}, {"buy", purchase(to("end"))}});
  small.model().needs[0].second.desire.hazard = 0.0;
  small.rate(always());

  CHECK_FALSE(mistakes(small.unchecked()).empty());
}
