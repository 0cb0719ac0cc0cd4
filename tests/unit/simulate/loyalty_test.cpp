// Reviews of the relationship: what calls for them, how likely they open it, and what then follows.
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

/// Everybody buys again every ten days and then thinks about leaving with chance p.
SmallWorld buyers(double p, double days) {
  SmallWorld small =
      small_world().customers(n).days(days, days).rate(every(10.0)).journey({{"buy", purchase(to("end"))}});
  small.model().needs[0].second.who = Who::customers;
  small.people().leave = {p, 0.0};
  small.model().review.after = {ReviewAt::repeat_purchase};
  small.model().review.outcome = ReviewOutcome::leave;
  return small;
}

/// Everybody thinks about leaving every 30 of 100 days, with chance a or Beta(a, b).
SmallWorld reviewers(double a, double b) {
  SmallWorld small = small_world().customers(n).days(100.0, 10.0);
  small.people().leave = {a, b};
  small.model().behaviour.attitude_on_leaving = 0.0;
  small.model().review.outcome = ReviewOutcome::leave;
  small.model().review.every = 30.0;
  return small;
}

/// Reviews at random times open every relationship; a journey decides between us and a rival.
SmallWorld doubters(double clock) {
  SmallWorld small = small_world().customers(n).rival("them").days(100.0, 100.0).rate(every(60.0));
  small.people().leave = {1.0, 0.0};
  small.model().review.clock = clock;
  return small.journey(
      {{"choose", decision({{"us", "buy"}, {"them", "buy"}})}, {"buy", purchase(to("end"))}});
}

}  // namespace

TEST_CASE("a coin after each repeat purchase decides who stays", "[simulate]") {
  const Life life(buyers(0.3, 35.0));

  CHECK_SHARE(life.total(SegmentMeasure::customers), n, 0.7 * 0.7 * 0.7);
  CHECK(life.total(SegmentMeasure::gone) == n - life.total(SegmentMeasure::customers));
  CHECK(life.total(SegmentMeasure::lost_review) == life.total(SegmentMeasure::gone));
  CHECK_SHARE(life.outcome.purchase_counts[2], n, 0.3);
  CHECK_SHARE(life.outcome.purchase_counts[3], n, 0.7 * 0.3);
}

TEST_CASE("with Beta coins survival is that of sBG", "[simulate]") {
  SmallWorld small = buyers(0.0, 35.0);
  small.people().leave = {1.0, 2.0};
  const Life life(small);

  CHECK_SHARE(n - life.outcome.purchase_counts[2], n, 2.0 / 3);  // retention 2/3, 3/4, 4/5
  CHECK_SHARE(n - life.outcome.purchase_counts[2] - life.outcome.purchase_counts[3], n, 1.0 / 2);
  CHECK_SHARE(life.total(SegmentMeasure::customers), n, 2.0 / 5);
}

TEST_CASE("whoever left for good does nothing any more", "[simulate]") {
  Diary diary;
  auto settings = one_thread();
  settings.sink = &diary;
  const Life life(buyers(0.5, 100.0).customers(200), settings);
  std::vector<bool> left(200);
  int late = 0;

  for (const auto& event : diary.events) {
    late += left[event.customer];
    if (event.kind == EventKind::left) left[event.customer] = true;
  }

  CHECK(late == 0);
  CHECK(std::count(left.begin(), left.end(), true) == life.total(SegmentMeasure::gone));
}

TEST_CASE("a first purchase is reviewed only if the model says so", "[simulate]") {
  SmallWorld small = buyers(0.4, 15.0).nobody_has_a_provider();
  small.model().needs[0].second.who = Who::everyone;
  small.journey({{"choose", decision({{"us", "buy"}}, Asks::everyone)}, {"buy", purchase(to("end"))}});

  CHECK(Life(small).total(SegmentMeasure::reviews) == 0);
  small.model().review.after = {ReviewAt::first_purchase};
  const Life life(small);
  CHECK(life.total(SegmentMeasure::reviews) == n);
  CHECK_SHARE(life.total(SegmentMeasure::opened), n, 0.4);
}

TEST_CASE("good experience lowers the chance to open by exp(-beta A)", "[simulate]") {
  // One encounter of quality 1 against the norm .5: R = 2, attitude 1 when the review comes.
  SmallWorld small = buyers(0.4, 15.0).attribute("warmth", one_dimensional());
  small.model().behaviour.reference_weight = 0.0;
  small.model().behaviour.attitude_on_leaving = 0.7;
  small.at("buy").delivers = {{"warmth", {1.0, 0.0}}};
  const Life life(small);

  CHECK_SHARE(life.total(SegmentMeasure::opened), n, 1 - std::pow(0.6, std::exp(-0.7)));
}

TEST_CASE("a bad experience is reviewed if it is critical", "[simulate]") {
  SmallWorld small = small_world().customers(n).once().attribute("warmth", one_dimensional());
  small.people().leave = {0.4, 0.0};
  small.model().behaviour.attitude_on_leaving = 0.0;
  small.model().review.after = {ReviewAt::incident};
  small.model().review.outcome = ReviewOutcome::leave;
  small.at("visit").delivers = {{"warmth", {0.1, 0.0}}};

  small.model().review.incident = 1.0;
  CHECK_SHARE(Life(small).total(SegmentMeasure::opened), n, 0.4);
  small.model().review.incident = 100.0;
  CHECK(Life(small).total(SegmentMeasure::reviews) == 0);
}

TEST_CASE("reviews at random times come at the stated rate", "[simulate]") {
  SmallWorld small = small_world().customers(n).days(100.0, 50.0);
  small.model().review.clock = 0.03;

  const double reviews = static_cast<double>(Life(small).total(SegmentMeasure::reviews)) / n;

  CHECK(std::fabs(reviews - 3.0) < tolerated * std::sqrt(3.0 / n));
}

TEST_CASE("a dated change of the review clock changes how often people review", "[simulate]") {
  SmallWorld small = small_world().customers(n).days(100.0, 50.0);
  small.model().review.clock = 0.03;
  small.option("more reviews", {change(50.0, {set("review.clock", 0.12)})});

  const Life before(small), after(small.build(0));

  CHECK(after.at(0, SegmentMeasure::reviews) == before.at(0, SegmentMeasure::reviews));
  const double reviews = static_cast<double>(after.at(1, SegmentMeasure::reviews)) / n;
  CHECK(std::fabs(reviews - 6.0) < 0.2);
}

TEST_CASE("reviews at fixed intervals count from joining", "[simulate]") {
  SmallWorld small = small_world().customers(n).days(100.0, 20.0);
  small.model().review.every = 30.0;

  SECTION("fresh customers review together") {
    const Life life(small);
    for (const std::size_t epoch : {0u, 2u})
      CHECK(life.at(epoch, SegmentMeasure::reviews) == 0);  // before day 20, days 40 to 60
    for (const std::size_t epoch : {1u, 3u, 4u}) CHECK(life.at(epoch, SegmentMeasure::reviews) == n);
  }
  SECTION("who has long been a customer is somewhere between two reviews") {
    small.model().population.tenure = scenario::Tenure::spread;
    const Life life(small);
    CHECK_SHARE(life.at(0, SegmentMeasure::reviews), n, 20.0 / 30.0);
    CHECK(life.total(SegmentMeasure::reviews) >= 3 * n);  // in 90 days
  }
  SECTION("nobody reviews what is not, and joining starts the interval") {
    small.nobody_has_a_provider()
        .rate(every(25.0))
        .journey({{"choose", decision({{"us", "buy"}})}, {"buy", purchase(to("end"))}});
    small.model().needs[0].second.who = Who::non_customers;
    const Life life(small);
    CHECK(life.at(0, SegmentMeasure::reviews) + life.at(1, SegmentMeasure::reviews) == 0);
    CHECK(life.at(1, SegmentMeasure::joined) == n);
    CHECK(life.at(2, SegmentMeasure::reviews) == n);  // day 25 + 30
  }
}

TEST_CASE("who has left for good reviews no more", "[simulate]") {
  const Life life(reviewers(0.5, 0.0));

  const auto left = life.at(3, SegmentMeasure::lost_review);
  CHECK_SHARE(left, n, 0.5);
  CHECK(life.at(6, SegmentMeasure::reviews) == n - left);
  CHECK(life.at(9, SegmentMeasure::reviews) == n - left - life.at(6, SegmentMeasure::lost_review));
}

TEST_CASE("a review on the day a contract ends finds the customer free", "[simulate]") {
  SmallWorld small = reviewers(0.5, 0.0);
  small.us().contract = 30.0;
  small.us().renews = true;
  small.model().population.tenure = GENERATE(scenario::Tenure::fresh, scenario::Tenure::spread);
  // Three occasions; four for the third of customers whose first comes within ten days.
  const double stay =
      small.model().population.tenure == scenario::Tenure::fresh ? 0.125 : 0.125 * (2.0 / 3 + 1.0 / 6);
  CHECK_SHARE(Life(small).total(SegmentMeasure::customers), n, stay);
}

TEST_CASE("chances to leave at fixed intervals are the shifted beta-geometric", "[simulate]") {
  // Fader & Hardie (2007): B(1, 4 + 3) / B(1, 4) of them are left after three occasions.
  CHECK_SHARE(Life(reviewers(1.0, 4.0)).total(SegmentMeasure::customers), n, 4.0 / 7.0);
}

TEST_CASE("an opened relationship waits for the next need and then chooses freely", "[simulate]") {
  const Life life(doubters(1.0));

  CHECK(life.total(SegmentMeasure::choices) == n);
  CHECK_SHARE(life.total(SegmentMeasure::lost_switched), n, 0.5);
}

TEST_CASE("an opened relationship looks around at once where the model says so", "[simulate]") {
  SmallWorld small = doubters(0.01).rate(every(1000.0));
  small.model().review.starts = "choose";
  const Life life(small);

  CHECK(life.total(SegmentMeasure::journeys) > 0);
  CHECK(life.total(SegmentMeasure::choices) == life.total(SegmentMeasure::journeys));
  // Each review, with us or with them, ends with the other one with chance 1/2: hazard .005 a day both ways.
  CHECK_SHARE(n - life.total(SegmentMeasure::customers), n, (1 - std::exp(-2 * 0.005 * 100.0)) / 2);
}

TEST_CASE("a choice to stay closes the relationship again", "[simulate]") {
  SmallWorld small = doubters(0.0);
  small.model().providers[1].second.awareness = 0.0;  // so everybody stays
  small.model().review.clock = 0.0;
  small.model().review.after = {ReviewAt::first_purchase};
  small.nobody_has_a_provider().rate(every(10.0));
  const Life life(small);

  // The first need finds no provider, the second an opened relationship, all others go straight.
  CHECK(life.total(SegmentMeasure::journeys) == 9 * n);
  CHECK(life.total(SegmentMeasure::choices) == 2 * n);
}

TEST_CASE("nobody looks around whose relationship has been closed meanwhile", "[simulate]") {
  SmallWorld small = doubters(0.2).customers(500).rate(every(20.0));
  small.model().journey.insert(small.model().journey.begin(), {"think", wait(to("choose"), 10.0)});
  small.model().needs[0].second.starts = "think";
  small.model().review.starts = "choose";
  Diary diary;
  auto settings = one_thread();
  settings.sink = &diary;
  const Life life(small, settings);
  std::vector<bool> open(500);
  int for_nothing = 0;

  for (const auto& event : diary.events) {
    if (event.kind == EventKind::review && event.outcome == 1) open[event.customer] = true;
    if (event.kind == EventKind::purchase) open[event.customer] = false;
    if (event.kind == EventKind::journey_begins && event.thing == world::no_need)
      for_nothing += !open[event.customer];
  }

  CHECK(for_nothing == 0);
}

TEST_CASE("every journey that began has ended once everybody left for good", "[simulate]") {
  SmallWorld small = doubters(0.5).rate(every(5.0));
  small.model().review.outcome = ReviewOutcome::leave;
  small.journey({{"think", wait(to("end"), 4.0)}});
  const Life life(small);

  REQUIRE(life.total(SegmentMeasure::gone) == n);
  CHECK(life.total(SegmentMeasure::journeys) ==
        life.total(SegmentMeasure::completed) + life.total(SegmentMeasure::given_up));
}

TEST_CASE("whoever has no more use for it leaves with that cause and may come back", "[simulate]") {
  SmallWorld small = small_world().customers(n).days(25.0, 25.0).rate(every(10.0)).nobody_has_a_provider();
  Step dispose = encounter(to("end"));
  dispose.effect = Effect::leave;
  small.journey({{"choose", decision({{"us", "buy"}}, Asks::everyone)},
                 {"buy", purchase(to("use"))},
                 {"use", wait(to("dispose"), 5.0)},
                 {"dispose", dispose}});
  const Life life(small);

  CHECK(life.total(SegmentMeasure::lost_disposal) == n);
  CHECK(life.total(SegmentMeasure::joined) == 2 * n);
  CHECK(life.total(SegmentMeasure::won_back) == n);
  CHECK(life.total(SegmentMeasure::repeat_purchases) == n);
}
