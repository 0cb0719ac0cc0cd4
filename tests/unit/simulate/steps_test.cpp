// Outcomes of steps: gates, recovery, hand-offs, exits, channels. Exact shares of independent journeys.
#include <algorithm>

#include "support/chance.hpp"
#include "support/life.hpp"

using namespace polku;
using namespace polku::test;
using simulate::EventKind;

namespace {

constexpr std::int64_t n = 20000;

SmallWorld one_journey_each() { return small_world().customers(n).once(); }

Table<Step> five_gates(double retry) {
  Table<Step> steps;
  const char* const names[] = {"find", "call", "identify", "order", "pay", "end"};
  for (std::size_t g = 0; g < 5; ++g)
    steps.emplace_back(names[g], gate(0.95, names[g + 1], "give_up", retry));
  return steps;
}

}  // namespace

TEST_CASE("five gates of 95 % let .95^5 of the journeys through", "[simulate]") {
  const Life life(one_journey_each().journey(five_gates(0.0)));

  CHECK(life.visits("find") == n);
  CHECK_SHARE(life.total(SegmentMeasure::completed), n, 0.773781);
  CHECK(life.total(SegmentMeasure::completed) + life.total(SegmentMeasure::given_up) == n);
  CHECK(life.visits("call") == n - life.total(StepMeasure::failures, 0));
}

TEST_CASE("one recovery of 60 % at each gate lets .98^5 through", "[simulate]") {
  const Life life(one_journey_each().journey(five_gates(0.6)));

  CHECK_SHARE(life.total(SegmentMeasure::completed), n, 0.903921);
  CHECK_SHARE(life.total(StepMeasure::recovered, 0), n, 0.03);
  CHECK_SHARE(life.total(StepMeasure::failures, 0), n, 0.02);
}

TEST_CASE("four hand-offs that lose 3 % each bring .97^4 to the end", "[simulate]") {
  SmallWorld small = one_journey_each();
  small.model().functions = {{"support", {}}};
  Table<Step> steps;
  for (int s = 0; s < 4; ++s) {
    Step x =
        encounter({{"success", s == 3 ? "end" : "step_" + std::to_string(s + 1)}, {"failure", "give_up"}});
    x.handoff = {"support", 0.03};
    steps.emplace_back("step_" + std::to_string(s), x);
  }
  const Life life(small.journey(steps));

  CHECK_SHARE(life.total(SegmentMeasure::completed), n, 0.885293);
  CHECK_SHARE(life.total(StepMeasure::handoff_failures, 0), n, 0.03);
  CHECK(life.total(StepMeasure::failures, 0) == 0);
}

TEST_CASE("a hand-off can lose only those who passed the gate", "[simulate]") {
  SmallWorld small = one_journey_each();
  small.model().functions = {{"support", {}}};
  Step x = gate(0.6, "end", "give_up", 0.5);
  x.handoff = {"support", 0.25};
  const Life life(small.journey({{"visit", x}}));

  CHECK_SHARE(life.total(StepMeasure::failures, 0), n, 0.2);
  CHECK_SHARE(life.total(StepMeasure::handoff_failures, 0), n, 0.8 * 0.25);
  CHECK_SHARE(life.total(SegmentMeasure::completed), n, 0.6);
}

TEST_CASE("with first contact resolution f a problem takes 1/f contacts", "[simulate]") {
  SmallWorld small = one_journey_each().days(60.0, 60.0).rate(every(59.0));
  Step call = gate(0.7, "end", "call");
  call.takes.mean = 0.01;
  const Life life(small.journey({{"call", call}}));

  // Geometric: mean 1/f, variance (1 - f)/f^2.
  const double contacts = static_cast<double>(life.visits("call")) / n;
  CHECK(std::fabs(contacts - 1 / 0.7) < tolerated * std::sqrt(0.3 / 0.49 / n));
  CHECK(life.total(SegmentMeasure::completed) == n);
}

TEST_CASE("exits of one outcome are taken by their chances", "[simulate]") {
  const Table<Step> ends{
      {"b", encounter(to("end"))}, {"c", encounter(to("end"))}, {"d", encounter(to("end"))}};

  SECTION("of success") {
    Table<Step> steps{{"a", encounter({{"", "b", 0.5}, {"", "c", 0.3}, {"", "d", 0.2}})}};
    steps.insert(steps.end(), ends.begin(), ends.end());
    const Life life(one_journey_each().journey(steps));
    CHECK_SHARE(life.visits("b"), n, 0.5);
    CHECK_SHARE(life.visits("c"), n, 0.3);
    CHECK_SHARE(life.visits("d"), n, 0.2);
  }
  SECTION("of success and of failure, apart from the gate's own luck") {
    Step a = encounter(
        {{"success", "b", 0.25}, {"success", "c", 0.75}, {"failure", "d", 0.4}, {"failure", "give_up", 0.6}});
    a.gate.success = 0.8;
    Table<Step> steps{{"a", a}};
    steps.insert(steps.end(), ends.begin(), ends.end());
    const Life life(one_journey_each().journey(steps));
    CHECK_SHARE(life.visits("b"), n, 0.8 * 0.25);
    CHECK_SHARE(life.visits("c"), n, 0.8 * 0.75);
    CHECK_SHARE(life.visits("d"), n, 0.2 * 0.4);
    CHECK_SHARE(life.total(SegmentMeasure::given_up), n, 0.2 * 0.6);
  }
}

TEST_CASE("a decision by channel follows the tastes of the segment", "[simulate]") {
  SmallWorld small = one_journey_each();
  small.people().channels = {{"web", 0.5}, {"phone", 0.3}, {"shop", 0.2}};
  const Life life(
      small.journey({{"where", by_channel({{"web", "online"}, {"phone", "call"}, {"shop", "walk"}})},
                     {"online", encounter(to("end"))},
                     {"call", encounter(to("end"))},
                     {"walk", encounter(to("end"))}}));

  CHECK_SHARE(life.visits("online"), n, 0.5);
  CHECK_SHARE(life.visits("call"), n, 0.3);
  CHECK_SHARE(life.visits("walk"), n, 0.2);
}

TEST_CASE("a channel may split again", "[simulate]") {
  SmallWorld small = one_journey_each();
  small.people().channels = {{"web", 0.5}, {"phone", 0.5}};
  const Life life(small.journey(
      {{"where", by_channel({{"web", "online"}, {"phone", "call", 0.4}, {"phone", "give_up", 0.6}})},
       {"online", encounter(to("end"))},
       {"call", encounter(to("end"))}}));

  CHECK_SHARE(life.visits("online"), n, 0.5);
  CHECK_SHARE(life.visits("call"), n, 0.5 * 0.4);
}

TEST_CASE("a step happens after the time that it takes", "[simulate]") {
  SmallWorld small = small_world().customers(1).days(10.0, 10.0).rate(every(3.0));
  small.journey({{"order", wait(to("delivery"), 0.25)}, {"delivery", encounter(to("end"), 2.0)}});
  Diary diary;
  auto settings = one_thread();
  settings.sink = &diary;
  const Life life(small, settings);

  const auto steps = diary.of(EventKind::step);
  REQUIRE(steps.size() == 5);
  CHECK(steps[0].time == base::to_ticks(3.25));
  CHECK(steps[1].time == base::to_ticks(5.25));
  CHECK(steps[2].time == base::to_ticks(6.25));
  CHECK(diary.of(EventKind::journey_ends).front().time == base::to_ticks(5.25));
}

TEST_CASE("a random duration is exponential", "[simulate]") {
  SmallWorld small = one_journey_each().days(101.0, 101.0).rate(every(100.5));
  Step x = encounter(to("end"));
  x.takes = {0.2, true};
  const Life life(small.journey({{"visit", x}}));

  CHECK_SHARE(life.visits("visit"), n, 1 - std::exp(-0.5 / 0.2));
}

TEST_CASE("a wait that is drawn from a distribution has its shares, and stretches with its mean",
          "[simulate]") {
  SmallWorld small = one_journey_each().days(101.0, 101.0).rate(every(100.5));
  Step x = encounter(to("end"));
  // A third within .1 days, a third of exactly .2, the rest evenly from there up to .8.
  x.takes = {0.0, false, {{0.0, 0.0}, {1.0 / 3, 0.1}, {1.0 / 3, 0.2}, {2.0 / 3, 0.2}, {1.0, 0.8}}};
  x.takes.mean = scenario::mean_of(x.takes.knots);
  const double after = 0.5;  // days from the need to the end

  SECTION("as written") {
    const Life life(small.journey({{"visit", x}}));
    CHECK_SHARE(life.visits("visit"), n, 2.0 / 3 + (after - 0.2) / 0.6 / 3);
  }
  SECTION("three times as long") {
    x.takes.mean *= 3.0;
    const Life life(small.journey({{"visit", x}}));
    CHECK_SHARE(life.visits("visit"), n, 1.0 / 3);  // the jump from .3 to .6 lies between
  }
}

TEST_CASE("a wait that repeats itself is visited as often as its chance says, up to the horizon",
          "[simulate]") {
  SmallWorld small = one_journey_each().rate(every(1.0));
  small.journey({{"queue", wait({{"", "queue", 0.8}, {"", "served", 0.15}, {"", "give_up", 0.05}}, 1.0)},
                 {"served", encounter(to("end"))}});
  small.model().needs[0].second.during_journey = scenario::DuringJourney::drop;
  const auto visits = [](double chance, double rounds) {
    return (1 - std::pow(chance, rounds)) / (1 - chance);
  };

  SECTION("after all of it") {
    const Life life(small.rate(every(100.0)).days(190.0, 190.0));
    CHECK(std::fabs(static_cast<double>(life.visits("queue")) / n - 5.0) <
          tolerated * std::sqrt(0.8 / 0.04 / n));
    CHECK_SHARE(life.visits("served"), n, 0.75);
  }
  SECTION("in the middle of it") {
    // The need comes on day 100, the wait ends on days 101, 102 and 103.
    const Life life(small.rate(every(100.0)).days(103.5, 103.5));
    const double error = std::sqrt((1 + 3 * 0.8 + 5 * 0.64 - std::pow(visits(0.8, 3), 2)) / n);
    CHECK(std::fabs(static_cast<double>(life.visits("queue")) / n - visits(0.8, 3)) < tolerated * error);
    CHECK_SHARE(life.visits("served"), n, 0.15 * visits(0.8, 3));
  }
  SECTION("period by period") {
    const Life life(small.rate(every(100.0)).days(150.5, 1.0));
    for (std::size_t round = 0; round < 10; ++round)
      CHECK_SHARE(life.at(101 + round, StepMeasure::visits, 0), n,
                  std::min(0.9999999, std::pow(0.8, static_cast<double>(round))));
  }
}

TEST_CASE("a wait that hardly ever ends is counted round by round as well", "[simulate]") {
  // The need comes on day 100; a day's wait ends once in 100,000 rounds, most people beyond the end of time.
  SmallWorld small = small_world().customers(1000).days(150.5, 150.5).rate(every(100.0));
  const Life life(small.journey({{"idle", wait({{"", "idle", 0.99999}, {"", "end", 0.00001}}, 1.0)}}));

  CHECK(life.visits("idle") > 1000 * 49);
  CHECK(life.visits("idle") <= 1000 * 50);
}

TEST_CASE("rounds of a wait that are done at once are those that happen one by one", "[simulate]") {
  SmallWorld small = small_world().customers(3000).rate(every(9.0));
  small.journey({{"queue", wait({{"", "queue", 0.8}, {"", "walk", 0.15}, {"", "end", 0.05}}, 1.0)},
                 {"walk", wait(to("served"), 0.5)},
                 {"served", encounter(to("end"))}});
  small.model().record.customers = 0;  // whoever is recorded is followed from step to step
  Diary diary;
  auto followed = one_thread();
  followed.sink = &diary;
  for (const double report : {1.0, 0.5, 2.5}) {
    small.days(40.25, report);
    const Life at_once(small), one_by_one(small, followed);
    INFO("reported every " << report << " days");
    CHECK(same_outcome(at_once.outcome, one_by_one.outcome));
    CHECK(at_once.visits("walk") > 3000);
  }
}

TEST_CASE("nothing happens at or after the horizon", "[simulate]") {
  const Life before(small_world().customers(10).days(7.0 + 1.0 / 65536, 7.0).rate(every(7.0)));
  const Life at(small_world().customers(10).days(7.0, 7.0).rate(every(7.0)));

  CHECK(before.visits("visit") == 10);
  CHECK(at.visits("visit") == 0);
}
