// What speaks for the present provider: experience, habit, taste, what it costs to leave.
#include <algorithm>

#include "market.hpp"

using namespace polku;
using namespace polku::test;

TEST_CASE("a joining fee repels those who would have to pay it", "[simulate]") {
  SmallWorld small = market(0.0, 0.0);
  small.people().price_sensitivity = 0.1;
  small.us().joining_fee = 10.0;
  const double sum = std::exp(-1.0) + 2.0;

  SECTION("newcomers") { check_shares(Life(small), std::exp(-1.0) / sum, 1 / sum, 1 / sum); }
  SECTION("not customers") {
    small.model().population.start = {{"us", 1.0}};
    check_shares(Life(small), 1.0 / 3, 1.0 / 3, 1.0 / 3);
  }
}

TEST_CASE("own experience takes the place of public opinion, experience by experience", "[simulate]") {
  // One journey of quality 1 against the norm .5: R = 4 x .5 = 2, attitude 2 x 1/2 = 1, believed for 1 part
  // in 3; the public, which counts for 2, believes .4 less than normal: -.4 x 4 x 1.
  SmallWorld small = market(0.0, 0.0).days(2.9, 2.9);
  small.model().population.start = {{"us", 1.0}};
  small.attribute("use", one_dimensional());
  small.us().reputation = {{"use", 0.4}};
  small.model().providers[them].second.reputation = {{"use", 0.5}};
  small.people().loss_weight = 1.0;
  small.people().emotion_weight = 0.0;
  small.model().behaviour.reference_weight = 0.0;
  small.model().needs = {{"use", {}}, {"errand", {}}};
  small.model().needs[0].second.starts = "visit";
  small.model().needs[1].second.starts = "choose";
  small.people().need_rates = {{"use", every(1.5)}, {"errand", every(2.0)}};
  small.model().journey.emplace_back("visit", delivering(encounter(to("end")), {{"use", {1.0, 0.0}}}));
  const double value = 2.0 / 3 * (-0.4) + 1.0 / 3 * 1.0;
  const double sum = std::exp(value) + 2.0;

  check_shares(Life(small), std::exp(value) / sum, 1 / sum, 1 / sum);
}

TEST_CASE("a habit of n experiences speaks for the present provider", "[simulate]") {
  SmallWorld small = market(0.0, 0.0).days(2.9, 2.9);
  small.model().population.start = {{"us", 1.0}};
  small.attribute("use", one_dimensional(), 1.0);
  small.us().reputation = {{"use", 0.5}};
  small.model().behaviour.habit = 1.5;
  small.model().behaviour.habit_experiences = 2.0;
  small.model().needs = {{"use", {}}, {"errand", {}}};
  small.model().needs[0].second.starts = "visit";
  small.model().needs[1].second.starts = "choose";
  small.people().need_rates = {{"use", every(1.5)}, {"errand", every(2.0)}};
  small.model().journey.emplace_back("visit", delivering(encounter(to("end")), {{"use", {0.5, 0.0}}}));
  small.model().behaviour.reference_weight = 0.0;
  const double habit = 1.5 * (1 - std::exp(-1.0 / 2.0));
  const double sum = std::exp(habit) + 2.0;

  check_shares(Life(small), std::exp(habit) / sum, 1 / sum, 1 / sum);
}

TEST_CASE("switching costs speak for the present provider, and who stays for them alone is forced",
          "[simulate]") {
  // Test 4e: V = (1, 1, 0) and a bonus of ln 2 for the incumbent.
  SmallWorld small = market(1.0, 1.0);
  small.model().population.start = {{"us", 1.0}};
  small.people().price_sensitivity = 1.0;
  small.us().switching_cost = std::log(2.0);
  const Life life(small);

  check_shares(life, 0.593845, 0.296923, 0.109232);
  CHECK_SHARE(life.total(SegmentMeasure::forced), n, 0.593845 - 0.422319);
}

TEST_CASE("switching costs that nobody counts hold nobody", "[simulate]") {
  SmallWorld small = market(1.0, 1.0);
  small.model().population.start = {{"us", 1.0}};
  small.people().price_sensitivity = 1.0;
  small.us().switching_cost = std::log(2.0);
  small.model().behaviour.switching_weight = 0.0;
  const Life life(small);

  check_shares(life, 0.422319, 0.422319, 0.155362);
  CHECK(life.total(SegmentMeasure::forced) == 0);
}

TEST_CASE("the present provider always comes to mind", "[simulate]") {
  SmallWorld small = market(1.0, 0.5, 0.0, 1.0);
  small.model().population.start = {{"us", 1.0}};

  check_shares(Life(small), 0.506480, 0.307196, 0.186324);
}

TEST_CASE("whose relationship is not open goes straight to the present provider", "[simulate]") {
  SmallWorld small = market(0.0, 5.0);
  small.model().population.start = {{"us", 0.4}, {"none", 0.6}};
  small.journey({{"choose", decision({{"us", "ours"}, {"them", "theirs"}})},
                 {"ours", encounter(to("end"))},
                 {"theirs", encounter(to("end"))}});
  const Life life(small);

  CHECK_SHARE(life.total(SegmentMeasure::choices), n, 0.6);
  CHECK_SHARE(life.visits("ours"), n, 0.4 + 0.6 * logit(-5.0));
}

TEST_CASE("the present provider may have an edge of its own", "[simulate]") {
  SmallWorld small = market(0.0, 0.0);
  small.model().population.start = {{"us", 1.0}};
  small.journey(
      {{"choose", decision({{"us", "join"}, {"them", "switch"}, {"present", "stay"}}, Asks::everyone)},
       {"join", encounter(to("end"))},
       {"switch", encounter(to("end"))},
       {"stay", encounter(to("end"))}});
  const Life life(small);

  CHECK(life.visits("join") == 0);
  CHECK_SHARE(life.visits("stay"), n, 0.5);
  CHECK(life.visits("stay") + life.visits("switch") == n);
}

TEST_CASE("lasting taste makes choices of one person alike and leaves the shares Dirichlet", "[simulate]") {
  SmallWorld small = market(0.0, 0.0).days(2.5, 2.5);
  small.people().taste = {{"us", 1.0}, {"them", 1.0}};
  small.journey({{"choose", decision({{"us", "end"}, {"them", "end"}}, Asks::everyone)}});
  Diary diary;
  auto settings = one_thread();
  settings.sink = &diary;
  const Life life(small, settings);
  std::vector<int> ours(n);
  for (const auto& event : diary.events)
    if (event.kind == simulate::EventKind::chosen) ours[event.customer] += event.thing == us;

  // The share of a person is uniform on 0..1, so two choices agree with chance 2/3.
  CHECK_SHARE(std::count(ours.begin(), ours.end(), 2), n, 1.0 / 3);
  CHECK_SHARE(std::count(ours.begin(), ours.end(), 0), n, 1.0 / 3);
}
