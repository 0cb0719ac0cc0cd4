// Providers more alike than doing nothing, and several who decide together.
#include "base/draws.hpp"
#include "behaviour/choice.hpp"
#include "support/chance.hpp"
#include "support/life.hpp"

using namespace polku;
using namespace polku::test;
using simulate::AlternativeMeasure;

namespace {

constexpr std::int64_t n = 200000;

/// Two providers worth 1 and .5, and doing nothing, worth 0.
SmallWorld market(double dissimilarity) {
  SmallWorld small = small_world().customers(n).once().nobody_has_a_provider().rival("them", 0.5);
  small.us().appeal = 1.0;
  small.model().behaviour.nest_dissimilarity = dissimilarity;
  return small.journey(
      {{"choose", decision({{"us", "buy"}, {"rival", "buy"}, {"nothing", "give_up"}}, Asks::everyone)},
       {"buy", purchase(to("end"))}});
}

/// Two firms offer a price of 10 and one of 6 with a kind service; a buyer and a user decide.
SmallWorld firm(double weight_of_the_buyer, double veto_of_the_user) {
  SmallWorld small = small_world().customers(n).once().nobody_has_a_provider().rival("them");
  small.us().price = {10.0, 0.0};
  small.model().providers[1].second.price = {6.0, 0.0};
  scenario::Role buyer, user;
  buyer.weight = weight_of_the_buyer;
  buyer.emotion_weight = 0.0;
  buyer.price_sensitivity = 0.5;
  user.weight = 1.0 - weight_of_the_buyer;
  user.emotion_weight = 0.0;
  user.price_sensitivity = 0.1;
  user.veto = veto_of_the_user;
  small.people().buying_centre = {{"buyer", buyer}, {"user", user}};
  return small.journey({{"choose", decision({{"us", "buy"}, {"rival", "buy"}}, Asks::everyone)},
                        {"buy", purchase(to("end"))}});
}

std::int64_t ours(const Life& life) { return life.total(AlternativeMeasure::chosen, 0); }

}  // namespace

TEST_CASE("in a nest the shares are those of the nested logit", "[simulate]") {
  const Life life(market(0.5));

  CHECK_SHARE(life.total(AlternativeMeasure::chosen, 0), n, 0.556131);
  CHECK_SHARE(life.total(AlternativeMeasure::chosen, 1), n, 0.204589);
  CHECK_SHARE(life.total(AlternativeMeasure::chosen, 2), n, 0.239280);
}

TEST_CASE("a nest in which nothing is shared is the plain logit, draw by draw", "[simulate]") {
  const Life life(market(1.0));
  CHECK_SHARE(life.total(AlternativeMeasure::chosen, 0), n, 0.506480);
  // Just below 1 the shared part all but vanishes.
  CHECK_SHARE(Life(market(0.999)).total(AlternativeMeasure::chosen, 0), n, 0.506480);
}

TEST_CASE("a buying centre decides by the weighted judgement of its roles", "[simulate]") {
  // Utility of a price is minus (w .5 + (1 - w) .1) times the price.
  for (const double weight : {0.0, 0.5, 1.0}) {
    const double sensitivity = weight * 0.5 + (1 - weight) * 0.1;
    CHECK_SHARE(ours(Life(firm(weight, -scenario::infinite))), n, base::sigmoid(-4.0 * sensitivity));
  }
}

TEST_CASE("a veto drops what one role cannot accept, whatever the others think", "[simulate]") {
  CHECK(ours(Life(firm(0.5, -0.8))) == 0);  // to the user we are worth -1, them -.6
  CHECK(ours(Life(firm(0.5, -1.1))) > 0);
}

TEST_CASE("one role is one person", "[simulate]") {
  SmallWorld alone = firm(1.0, -scenario::infinite), person = alone;
  person.people().buying_centre.clear();
  person.people().emotion_weight = 0.0;
  person.people().price_sensitivity = 0.5;

  CHECK(ours(Life(alone)) == ours(Life(person)));
}
