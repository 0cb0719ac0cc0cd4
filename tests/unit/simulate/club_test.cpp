// A club: so many purchases in a row bring a reward, what is collected speaks for staying, and leaving loses
// it.
#include <cmath>

#include "market.hpp"
#include "population/columns.hpp"

using namespace polku;
using namespace polku::test;

namespace {

/// Our customers, who buy for 20 every ten days.
SmallWorld members(double after, double reward) {
  SmallWorld small = small_world()
                         .customers(10)
                         .days(365.0, 365.0)
                         .rate(every(10.0))
                         .journey({{"buy", purchase(to("end"))}});
  small.us().price = {20.0, 0.0};
  small.us().club = {after, reward};
  return small;
}

double revenue(const Life& life) { return base::to_units(life.total(SegmentMeasure::revenue)); }

}  // namespace

TEST_CASE("every so many purchases bring a reward, which is off the price", "[simulate]") {
  const Life life(members(5, 6.0));
  CHECK(life.total(SegmentMeasure::purchases) == 10 * 36);
  CHECK(life.total(SegmentMeasure::rewards) == 10 * 7);
  CHECK(revenue(life) == 10 * (36 * 20.0 - 7 * 6.0));

  CHECK(Life(members(36, 6.0)).total(SegmentMeasure::rewards) == 10);
  CHECK(Life(members(37, 6.0)).total(SegmentMeasure::rewards) == 0);
}

TEST_CASE("a club without a reward, or without an end, is none", "[simulate]") {
  const auto none = members(0, 0.0).build();
  CHECK_FALSE(none.clubs);
  CHECK_FALSE(members(5, 0.0).build().clubs);
  CHECK(population::bytes_per_customer(none) + 2 == population::bytes_per_customer(members(5, 6.0).build()));
  CHECK(same_outcome(Life(members(0, 0.0)).outcome, Life(members(5, 0.0)).outcome));
}

TEST_CASE("a club that opens later counts from then on", "[simulate]") {
  SmallWorld small = members(5, 0.0);
  small.option("opens", {change(205.0, {set("providers.us.club.reward", 6.0)})});
  const Life life(small.build(0));
  CHECK(life.total(SegmentMeasure::rewards) == 10 * 3);  // days 210 to 360 hold 16 purchases
}

TEST_CASE("customers of old are somewhere between two rewards", "[simulate]") {
  SmallWorld small = members(10, 6.0).customers(n).days(35.0, 35.0);
  small.model().population.tenure = scenario::Tenure::spread;
  CHECK_SHARE(Life(small).total(SegmentMeasure::rewards), n, 0.3);  // three purchases of ten
}

TEST_CASE("what is collected speaks for the present provider in proportion", "[simulate]") {
  // One purchase of four towards 40 is worth 10, in utility .1 each.
  SmallWorld small = market(0.0, 0.0).days(2.9, 2.9);
  small.model().population.start = {{"us", 1.0}};
  small.people().price_sensitivity = 0.1;
  small.us().club = {4, 40.0};
  small.model().needs = {{"thing", {}}, {"errand", {}}};
  small.model().needs[0].second.starts = "buy";
  small.model().needs[1].second.starts = "choose";
  small.people().need_rates = {{"thing", every(1.5)}, {"errand", every(2.0)}};
  small.model().journey.emplace_back("buy", purchase(to("end")));
  const double sum = std::exp(1.0) + 2.0;
  const Life life(small);

  check_shares(life, std::exp(1.0) / sum, 1 / sum, 1 / sum);
  // It is imposed: without it a third would have stayed.
  CHECK_SHARE(life.total(SegmentMeasure::forced), n, std::exp(1.0) / sum - 1.0 / 3);
}

TEST_CASE("who came back, and who of them leaves again, is counted apart", "[simulate]") {
  // With us at days 10 and 20, elsewhere at days 13 and 26.
  const auto until = [](double days) {
    SmallWorld small = small_world().customers(10).days(days, days).rival("them");
    small.model().needs = {{"thing", {}}, {"other", {}}};
    small.model().needs[0].second.starts = "here";
    small.model().needs[1].second.starts = "there";
    small.people().need_rates = {{"thing", every(10.0)}, {"other", every(13.0)}};
    small.model().journey = {{"here", decision({{"us", "buy"}}, Asks::everyone)},
                             {"there", decision({{"them", "buy"}}, Asks::everyone)},
                             {"buy", purchase(to("end"))}};
    return Life(small);
  };
  CHECK(until(19.0).total(SegmentMeasure::lost_returned) == 0);
  CHECK(until(19.0).total(SegmentMeasure::returned) == 0);
  CHECK(until(24.0).total(SegmentMeasure::returned) == 10);
  CHECK(until(29.0).total(SegmentMeasure::returned) == 0);
  CHECK(until(29.0).total(SegmentMeasure::lost_returned) == 10);
}

TEST_CASE("leaving forfeits what was collected", "[simulate]") {
  const auto strays = [](bool leaves) {
    SmallWorld small = members(4, 6.0).days(69.0, 69.0).rival("them");
    small.model().needs = {{"thing", {}}, {"other", {}}};
    small.model().needs[0].second.starts = "here";
    small.model().needs[1].second.starts = "there";
    small.people().need_rates = {{"thing", every(10.0)}, {"other", every(leaves ? 35.0 : 1000.0)}};
    small.model().journey = {{"here", decision({{"us", "buy"}}, Asks::everyone)},
                             {"there", decision({{"them", "buy"}}, Asks::everyone)},
                             {"buy", purchase(to("end"))}};
    return Life(small).total(SegmentMeasure::rewards);
  };
  CHECK(strays(false) == 10);  // at the fourth of six
  CHECK(strays(true) == 0);    // three here, one there, three here
}
