// How urgency and desire bend a choice.
#include "market.hpp"

using namespace polku;
using namespace polku::test;

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
