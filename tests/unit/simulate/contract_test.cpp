// Contracts: they hold wishes back, let some escape, remember or forget them, end to the tick and may renew.
#include <algorithm>

#include "support/chance.hpp"
#include "support/life.hpp"

using namespace polku;
using namespace polku::test;
using scenario::ReviewAt;
using scenario::ReviewOutcome;
using simulate::EventKind;

namespace {

constexpr std::int64_t n = 10000;

/// Members bound for 50 days who wish to leave at random times, on average every 25 days.
SmallWorld club(double horizon, double escape = 0.0, double wish_half_life = 0.0) {
  SmallWorld small = small_world().customers(n).days(horizon, 10.0).rate(poisson(0.01));
  small.us().contract = 50.0;
  small.people().leave = {1.0, 0.0};
  small.model().review.clock = 0.04;
  small.model().review.outcome = ReviewOutcome::leave;
  small.model().review.escape = escape;
  small.model().review.wish_half_life = wish_half_life;
  return small;
}

}  // namespace

TEST_CASE("a contract holds everybody back until it ends", "[simulate]") {
  const Life life(club(50.0));

  CHECK(life.total(SegmentMeasure::customers) == n);
  CHECK(life.total(SegmentMeasure::held_back) == life.total(SegmentMeasure::opened));
  CHECK(life.total(SegmentMeasure::reviews) > n);
}

TEST_CASE("those whose wish is held back are forced until the contract ends", "[simulate]") {
  const Life bound(club(50.0)), free(club(60.0));

  CHECK_SHARE(bound.total(SegmentMeasure::forced), n, 1 - std::exp(-0.04 * 50.0));
  CHECK(free.total(SegmentMeasure::forced) == 0);
}

TEST_CASE("wishes escape from a contract with the stated chance", "[simulate]") {
  const Life life(club(50.0, 0.125));

  CHECK_SHARE(life.total(SegmentMeasure::customers), n, std::exp(-0.005 * 50.0));
  CHECK(life.total(SegmentMeasure::lost_escaped) == n - life.total(SegmentMeasure::customers));
  CHECK(life.total(SegmentMeasure::lost_review) == 0);
}

TEST_CASE("a wish that is forgotten at once does not outlive the contract", "[simulate]") {
  const Life life(club(70.0));

  CHECK(life.level(4, SegmentMeasure::customers) == n);
  CHECK_SHARE(life.total(SegmentMeasure::customers), n, std::exp(-0.04 * 20.0));
}

TEST_CASE("a wish that is never forgotten leaves at the end of the contract", "[simulate]") {
  const Life life(club(50.0 + 1.0 / 64, 0.0, scenario::infinite));

  CHECK_SHARE(life.total(SegmentMeasure::customers), n, std::exp(-0.04 * 50.0));
}

TEST_CASE("a wish fades with its half-life", "[simulate]") {
  // The last wish, age a, is exponential with rate .04 cut at 50: it remains with the mean of 2^(-a / 10).
  const Life life(club(50.0 + 1.0 / 64, 0.0, 10.0));
  const double fading = 0.04 + std::log(2.0) / 10.0;

  CHECK_SHARE(n - life.total(SegmentMeasure::customers), n, 0.04 / fading * (1 - std::exp(-fading * 50.0)));
}

TEST_CASE("a contract ends at its very tick", "[simulate]") {
  Diary diary;
  auto settings = one_thread();
  settings.sink = &diary;
  const Life life(club(60.0).customers(1), settings);

  REQUIRE(diary.of(EventKind::contract_ends).size() == 1);
  CHECK(diary.of(EventKind::contract_ends)[0].time == base::to_ticks(50.0));
}

TEST_CASE("a contract that renews is reviewed at each renewal: survival is that of sBG", "[simulate]") {
  SmallWorld small = club(175.0);
  small.us().renews = true;
  small.people().leave = {1.0, 2.0};
  small.model().review.clock = 0.0;
  small.model().review.after = {ReviewAt::renewal};
  const Life life(small);

  CHECK(life.level(4, SegmentMeasure::customers) == n);
  CHECK_SHARE(life.level(9, SegmentMeasure::customers), n, 2.0 / 3);
  CHECK_SHARE(life.level(14, SegmentMeasure::customers), n, 1.0 / 2);
  CHECK_SHARE(life.level(17, SegmentMeasure::customers), n, 2.0 / 5);
}

TEST_CASE("a contract that does not renew leaves the customer free", "[simulate]") {
  SmallWorld small = club(175.0);
  small.model().review.after = {ReviewAt::renewal};
  small.model().review.clock = 0.0;
  small.people().leave = {0.25, 0.0};
  const Life life(small);

  CHECK(life.total(SegmentMeasure::reviews) == n);
  CHECK_SHARE(life.total(SegmentMeasure::customers), n, 0.75);
}

TEST_CASE("a renewed contract holds back as the first one did", "[simulate]") {
  SmallWorld small = club(95.0);
  small.us().renews = true;

  CHECK(Life(small).total(SegmentMeasure::customers) == n);
}

TEST_CASE("a contract for ever holds for ever", "[simulate]") {
  SmallWorld small = club(300.0);
  small.us().contract = scenario::infinite;

  SECTION("of customers at the start") { CHECK(Life(small).total(SegmentMeasure::customers) == n); }
  SECTION("of those who join") {
    small.nobody_has_a_provider()
        .rate(every(10.0))
        .journey({{"choose", decision({{"us", "buy"}})}, {"buy", purchase(to("end"))}});
    const Life life(small);
    CHECK(life.total(SegmentMeasure::joined) == n);
    CHECK(life.total(SegmentMeasure::customers) == n);
  }
}

TEST_CASE("every purchase starts the contract again", "[simulate]") {
  SmallWorld small = club(100.0).rate(every(40.0)).journey({{"buy", purchase(to("end"))}});

  CHECK(Life(small).total(SegmentMeasure::customers) == n);
}

TEST_CASE("a customer who left during a contract still pays until it ends", "[simulate]") {
  SmallWorld small = club(100.0, 1.0).customers(500);
  small.us().price = {7.0, 10.0};
  small.us().product_cost = 0.5;
  small.model().activities = {{"account", {{1.0, 10.0}, Pool::sustaining, {}, 0.0}}};
  const Life life(small);
  double served = 0;

  for (const auto& customer : life.outcome.customers) {
    const double stayed = std::ceil(base::to_days(std::min(customer.left, life.world.calendar.end)) / 10.0);
    CHECK(base::to_units(customer.money.revenue) ==
          7.0 * (customer.left < base::to_ticks(50.0) ? 5.0 : stayed));
    served += stayed;
  }
  // Goods are no longer delivered, and nobody cares for the account.
  CHECK(life.money(SegmentMeasure::product_cost) == Approx(3.5 * served));
  CHECK(life.money(SegmentMeasure::sustaining_cost) == Approx(served));
  CHECK(life.total(SegmentMeasure::lost_escaped) > 300);
}

TEST_CASE("what is still owed is booked in the periods in which it falls due", "[simulate]") {
  SmallWorld small = club(100.0, 1.0).customers(500);
  small.us().price = {7.0, 10.0};
  const Life life(small);

  for (std::size_t period = 0; period < 5; ++period)
    CHECK(base::to_units(life.at(period, SegmentMeasure::revenue)) == 500 * 7.0);
}

TEST_CASE("whoever switches during a contract pays the rest of it", "[simulate]") {
  SmallWorld small = club(100.0).rival("them").rate(every(25.0));
  small.model().review.clock = 0.0;
  small.us().price = {7.0, 10.0};
  small.journey({{"choose", decision({{"them", "buy"}}, Asks::everyone)}, {"buy", purchase(to("end"))}});
  const Life life(small);

  CHECK(life.total(SegmentMeasure::lost_switched) == n);
  CHECK(life.money(SegmentMeasure::revenue) == n * 7.0 * 5);
}

TEST_CASE("a wish that the end of the contract sets free looks around where the model says so",
          "[simulate]") {
  SmallWorld small = club(50.0 + 1.0 / 64, 0.0, scenario::infinite).rival("them").rate(every(1000.0));
  small.model().review.outcome = ReviewOutcome::choose_again;
  small.model().review.starts = "choose";
  small.us().renews = true;
  small.journey({{"choose", decision({{"us", "end"}, {"them", "buy"}})}, {"buy", purchase(to("end"))}});
  const Life life(small);
  const double wished = 1 - std::exp(-0.04 * 50.0);

  CHECK_SHARE(life.total(SegmentMeasure::choices), n, wished);
  CHECK_SHARE(life.total(SegmentMeasure::lost_switched), n, wished / 2);
}
