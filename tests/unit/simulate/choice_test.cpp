// Free choices against the closed forms of logit.
#include "market.hpp"

using namespace polku;
using namespace polku::test;

TEST_CASE("choice shares are logit", "[simulate]") {
  check_shares(Life(market(1.0, 0.5)), 0.506480, 0.307196, 0.186324);
}

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
  // Test 5e: w = .7, V_rat = (1, .2, 0), V_emo = (.2, 1.5, 0), as reputations: V = gain x importance x (q -
  // norm).
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

TEST_CASE("repairing is an alternative like doing nothing", "[simulate]") {
  SmallWorld small = market(1.0, 0.5);
  small.model().repair.appeal = 0.5;
  small.journey({{"choose", decision({{"us", "end"}, {"repair", "give_up"}}, Asks::everyone)}});
  const Life life(small);

  CHECK_SHARE(life.total(AlternativeMeasure::chosen, repair), n, logit(-0.5));
  CHECK(life.total(AlternativeMeasure::chosen, nothing) == 0);
}

TEST_CASE("two decisions of one journey are two pieces of luck", "[simulate]") {
  SmallWorld small = market(0.0, 0.0);
  small.journey({{"choose", decision({{"us", "again"}, {"them", "end"}}, Asks::everyone)},
                 {"again", decision({{"us", "end"}, {"them", "give_up"}}, Asks::everyone)}});
  const Life life(small);

  CHECK_SHARE(life.total(SegmentMeasure::given_up), n, 0.25);
}

TEST_CASE("conflicted is who chose against the feeling", "[simulate]") {
  // Reason alone counts (w = 0) and sees d = 1 for us; feeling is indifferent and has the same random part.
  // Against it chooses whom the difference of the random parts puts between 0 and d: logistic(d) - 1/2.
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
