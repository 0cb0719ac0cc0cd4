// Free choices against the closed forms of logit.
#include <algorithm>

#include "support/chance.hpp"
#include "support/life.hpp"

using namespace polku;
using namespace polku::test;
using simulate::AlternativeMeasure;
using simulate::EventKind;

namespace {

constexpr std::int64_t n = 20000;
constexpr std::size_t us = 0, them = 1, nothing = 2, repair = 3;

/// Everybody decides once among us, a rival and doing nothing; nothing comes of it.
SmallWorld market(double ours, double theirs, double awareness_ours = 1.0, double awareness_theirs = 1.0) {
  SmallWorld small = small_world().customers(n).once().nobody_has_a_provider().rival("them", theirs, awareness_theirs);
  small.us().appeal = ours;
  small.us().awareness = awareness_ours;
  return small.journey({{"choose", decision({{"us", "end"}, {"them", "end"}, {"nothing", "end"}}, Asks::everyone)}});
}

void check_shares(const Life& life, double ours, double theirs, double none) {
  CHECK(life.total(SegmentMeasure::choices) == n);
  CHECK_SHARE(life.total(AlternativeMeasure::chosen, us), n, ours);
  CHECK_SHARE(life.total(AlternativeMeasure::chosen, them), n, theirs);
  CHECK_SHARE(life.total(AlternativeMeasure::chosen, nothing), n, none);
}

double logit(double utility) { return 1 / (1 + std::exp(-utility)); }

}  // namespace

TEST_CASE("choice shares are logit", "[simulate]") { check_shares(Life(market(1.0, 0.5)), 0.506480, 0.307196, 0.186324); }

TEST_CASE("utilities count in units of the choice scale", "[simulate]") {
  SmallWorld small = market(2.0, 1.0);
  small.model().behaviour.choice_scale = 2.0;

  check_shares(Life(small), 0.506480, 0.307196, 0.186324);
}

TEST_CASE("doubling every utility and the choice scale changes no choice", "[simulate]") {
  SmallWorld doubled = market(2.0, 1.0);
  doubled.model().behaviour.choice_scale = 2.0;

  CHECK(same_outcome(Life(market(1.0, 0.5)).outcome, Life(doubled).outcome));
}

TEST_CASE("providers that do not come to mind are not chosen", "[simulate]") {
  check_shares(Life(market(1.0, 0.5, 0.8, 0.5)), 0.495016, 0.185124, 0.319860);
}

TEST_CASE("when nothing acceptable comes to mind the journey is given up", "[simulate]") {
  SmallWorld small = market(0.0, 0.0, 0.3, 0.0);
  small.journey({{"choose", decision({{"us", "end"}, {"them", "end"}}, Asks::everyone)}});
  const Life life(small);

  CHECK_SHARE(life.total(SegmentMeasure::completed), n, 0.3);
  CHECK(life.total(AlternativeMeasure::chosen, them) == 0);
  CHECK(life.total(SegmentMeasure::given_up) == n - life.total(SegmentMeasure::completed));
}

TEST_CASE("a high price costs utility by the segment's price sensitivity", "[simulate]") {
  SmallWorld small = market(0.0, 0.0);
  small.people().price_sensitivity = 0.1;
  small.people().emotion_weight = 0.0;
  small.us().price = {12.0, 0.0};
  small.model().providers[them].second.price = {2.0, 0.0};
  small.model().nothing.price = 5.0;
  const double sum = std::exp(-1.2) + std::exp(-0.2) + std::exp(-0.5);

  check_shares(Life(small), std::exp(-1.2) / sum, std::exp(-0.2) / sum, std::exp(-0.5) / sum);
}

TEST_CASE("a price speaks to reason alone", "[simulate]") {
  SmallWorld small = market(0.0, 0.0);
  small.people().price_sensitivity = 0.1;
  small.people().emotion_weight = 0.75;
  small.us().price = {12.0, 0.0};
  const double sum = std::exp(-0.25 * 1.2) + 2.0;

  check_shares(Life(small), std::exp(-0.25 * 1.2) / sum, 1 / sum, 1 / sum);
}

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

TEST_CASE("effort spent so far speaks for doing nothing", "[simulate]") {
  SmallWorld small = market(1.0, 0.5);
  small.people().effort_sensitivity = 0.25;
  Step search = encounter(to("choose"));
  search.effort = 2.0;
  small.model().journey.insert(small.model().journey.begin(), {"search", search});
  small.model().needs[0].second.starts = "search";
  const double sum = std::exp(0.5) + std::exp(0.0) + 1.0;

  check_shares(Life(small), std::exp(0.5) / sum, 1.0 / sum, 1.0 / sum);
}

TEST_CASE("reason and emotion mix by the segment's emotion weight", "[simulate]") {
  // Test 5e: w = .7, V_rat = (1, .2, 0), V_emo = (.2, 1.5, 0), as reputations: V = gain x importance x (q - norm).
  SmallWorld small = market(0.0, 0.0);
  small.people().emotion_weight = 0.7;
  small.model().behaviour.gain = 8.0;
  scenario::Attribute warmth = one_dimensional();
  warmth.dimension = scenario::Dimension::emotional;
  small.attribute("use", one_dimensional()).attribute("warmth", warmth);
  small.us().reputation = {{"use", 0.75}, {"warmth", 0.55}};
  small.model().providers[them].second.reputation = {{"use", 0.55}, {"warmth", 0.875}};

  check_shares(Life(small), 0.277911, 0.543104, 0.178985);
}

TEST_CASE("value counts by its weight", "[simulate]") {
  SmallWorld small = market(0.0, 0.0);
  small.attribute("use", one_dimensional());
  small.us().reputation = {{"use", 1.0}};  // public value 2
  small.model().behaviour.value_weight = 0.25;
  small.people().emotion_weight = 0.0;
  const double sum = std::exp(0.5) + 2.0;

  check_shares(Life(small), std::exp(0.5) / sum, 1.0 / sum, 1.0 / sum);
}

TEST_CASE("own experience takes the place of public opinion, experience by experience", "[simulate]") {
  // One journey of quality 1 against the norm .5: R = 4 x .5 = 2, attitude 2 x 1/2 = 1, believed for 1 part in 3; the
  // public, which counts for 2, believes .4 less than normal: -.4 x 4 x 1.
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

TEST_CASE("switching costs speak for the present provider, and who stays for them alone is forced", "[simulate]") {
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
  small.journey({{"choose", decision({{"us", "ours"}, {"them", "theirs"}})}, {"ours", encounter(to("end"))}, {"theirs", encounter(to("end"))}});
  const Life life(small);

  CHECK_SHARE(life.total(SegmentMeasure::choices), n, 0.6);
  CHECK_SHARE(life.visits("ours"), n, 0.4 + 0.6 * logit(-5.0));
}

TEST_CASE("the present provider may have an edge of its own", "[simulate]") {
  SmallWorld small = market(0.0, 0.0);
  small.model().population.start = {{"us", 1.0}};
  small.journey({{"choose", decision({{"us", "join"}, {"them", "switch"}, {"present", "stay"}}, Asks::everyone)},
                 {"join", encounter(to("end"))},
                 {"switch", encounter(to("end"))},
                 {"stay", encounter(to("end"))}});
  const Life life(small);

  CHECK(life.visits("join") == 0);
  CHECK_SHARE(life.visits("stay"), n, 0.5);
  CHECK(life.visits("stay") + life.visits("switch") == n);
}

TEST_CASE("repairing is an alternative like doing nothing", "[simulate]") {
  SmallWorld small = market(1.0, 0.5);
  small.model().repair.appeal = 0.5;
  small.journey({{"choose", decision({{"us", "end"}, {"repair", "give_up"}}, Asks::everyone)}});
  const Life life(small);

  CHECK_SHARE(life.total(AlternativeMeasure::chosen, repair), n, logit(-0.5));
  CHECK(life.total(AlternativeMeasure::chosen, nothing) == 0);
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
    if (event.kind == EventKind::chosen) ours[event.customer] += event.thing == us;

  // The share of a person is uniform on 0..1, so two choices agree with chance 2/3.
  CHECK_SHARE(std::count(ours.begin(), ours.end(), 2), n, 1.0 / 3);
  CHECK_SHARE(std::count(ours.begin(), ours.end(), 0), n, 1.0 / 3);
}

TEST_CASE("two decisions of one journey are two pieces of luck", "[simulate]") {
  SmallWorld small = market(0.0, 0.0);
  small.journey({{"choose", decision({{"us", "again"}, {"them", "end"}}, Asks::everyone)},
                 {"again", decision({{"us", "end"}, {"them", "give_up"}}, Asks::everyone)}});
  const Life life(small);

  CHECK_SHARE(life.total(SegmentMeasure::given_up), n, 0.25);
}

TEST_CASE("conflicted is who chose against the feeling", "[simulate]") {
  // Reason alone counts (w = 0) and sees d = 1 for us; feeling is indifferent and has the same random part. Against it
  // chooses whom the difference of the random parts puts between 0 and d: logistic(d) - 1/2.
  SmallWorld small = market(0.0, 0.0);
  small.attribute("use", one_dimensional());
  small.us().reputation = {{"use", 0.75}};
  small.journey({{"choose", decision({{"us", "end"}, {"them", "end"}}, Asks::everyone)}});

  SECTION("where reason decides") {
    small.people().emotion_weight = 0.0;
    CHECK_SHARE(Life(small).total(SegmentMeasure::conflicted), n, logit(1.0) - 0.5);
  }
  SECTION("nobody where feeling decides") {
    small.people().emotion_weight = 1.0;
    CHECK(Life(small).total(SegmentMeasure::conflicted) == 0);
  }
}

TEST_CASE("urgency shrinks search, price sensitivity and the worth of doing nothing", "[simulate]") {
  // Pain passes the threshold at once and is half as great again 10 days later: urgency .5.
  SmallWorld small = market(0.0, 0.0).days(20.0, 20.0).rate(every(9.5));
  auto& need = small.model().needs[0].second;
  need.type = NeedType::negative;
  need.pain = {10.0, std::log(1.5) / 10.0, 10.0 / (1 - 0.82 * 0.99), 0.82, 0.99};
  small.model().journey.insert(small.model().journey.begin(), {"dither", wait(to("choose"), 10.0)});
  need.starts = "dither";

  SECTION("doing nothing") {
    small.model().behaviour.urgency_on_search = 0.0;
    const double sum = 2.0 + std::exp(-2.0 * 0.5);
    check_shares(Life(small), 1 / sum, 1 / sum, std::exp(-1.0) / sum);
  }
  SECTION("prices") {
    small.model().behaviour.pain_on_nothing = small.model().behaviour.urgency_on_search = 0.0;
    small.people().emotion_weight = 0.0;
    small.people().price_sensitivity = 0.2;
    small.us().price = {10.0, 0.0};
    const double ours = std::exp(-0.2 * 10.0 * (1 - 0.5 * 0.5));
    check_shares(Life(small), ours / (2 + ours), 1 / (2 + ours), 1 / (2 + ours));
  }
  SECTION("search") {
    small.model().behaviour.pain_on_nothing = 0.0;
    const double aware = 1 - 0.5 * 0.5;  // of each provider
    const double one = aware * ((1 - aware) / 2 + aware / 3);
    check_shares(Life(small), one, one, 1 - 2 * one);
  }
}

TEST_CASE("desire that is left speaks against doing nothing", "[simulate]") {
  SmallWorld small = market(0.0, 0.0).days(20.0, 20.0).rate(every(9.5));
  auto& need = small.model().needs[0].second;
  need.type = NeedType::positive;
  need.desire = {1.0, 10.0, 0.2};
  small.model().behaviour.desire_on_nothing = 3.0;
  small.model().journey.insert(small.model().journey.begin(), {"dither", wait(to("choose"), 10.0)});
  need.starts = "dither";
  const double none = std::exp(-1.5);

  check_shares(Life(small), 1 / (2 + none), 1 / (2 + none), none / (2 + none));
}
