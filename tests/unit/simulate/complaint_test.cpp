// Complaints and recovery; who is accepted; whom a delivery reaches; seasons and shocks. Each off is the
// model without it.
#include <cmath>

#include "behaviour/recovery.hpp"
#include "support/chance.hpp"
#include "support/life.hpp"

using namespace polku;
using namespace polku::test;
using simulate::AttributeMeasure;

namespace {

constexpr std::int64_t n = 20000;

/// Everybody is disappointed once by us: one encounter, quality .3 against a norm of .8.
SmallWorld disappointed() {
  SmallWorld small = small_world().customers(n).once();
  small.attribute("speed", one_dimensional(0.8));
  small.journey({{"visit", delivering(encounter(to("end")), {{"speed", {0.3, 0.0}}})}});
  small.model().behaviour.reference_weight = 0.0;
  return small;
}

constexpr double loss = -1.955 * 0.5 * 4.0;  // loss weight, gap, gain

/// Mean attitude of our customers at the end. The first journey counts half.
double attitude(const Life& life) {
  return static_cast<double>(life.level(0, SegmentMeasure::attitude_total)) / simulate::sum_scale /
         static_cast<double>(n);
}

}  // namespace

TEST_CASE("a complaint resolved at once leaves nothing of the loss, one that is not doubles it",
          "[simulate]") {
  SmallWorld small = disappointed();
  CHECK(attitude(Life(small)) == Approx(loss / 2).epsilon(1e-4));

  auto& complaints = small.model().complaints;
  complaints.share = 1.0;
  complaints.resolved = 1.0;
  CHECK(attitude(Life(small)) == Approx(0.0).margin(1e-4));
  complaints.resolved = 0.0;
  CHECK(attitude(Life(small)) == Approx(loss).epsilon(1e-4));
}

TEST_CASE("who waits a half-life for a recovery gets half of it, and a generous one can please",
          "[simulate]") {
  SmallWorld small = disappointed();
  auto& complaints = small.model().complaints;
  complaints.share = complaints.resolved = 1.0;
  complaints.patience = complaints.takes = 3.0;
  CHECK(attitude(Life(small)) == Approx(loss / 4).epsilon(1e-4));

  complaints.takes = 0.0;
  complaints.gain = 1.5;
  CHECK(attitude(Life(small)) == Approx(-loss / 4).epsilon(1e-4));
}

TEST_CASE("as many complain and are helped as the shares say", "[simulate]") {
  SmallWorld small = disappointed();
  auto& complaints = small.model().complaints;
  complaints.share = 0.4;
  complaints.resolved = 0.7;
  const Life life(small);

  CHECK_SHARE(life.total(SegmentMeasure::complaints), n, 0.4);
  CHECK_SHARE(life.total(SegmentMeasure::complaints_resolved), life.total(SegmentMeasure::complaints), 0.7);
}

TEST_CASE("nobody complains who is not disappointed enough", "[simulate]") {
  SmallWorld small = disappointed();
  small.model().complaints.share = 1.0;
  small.model().complaints.below = 4.0;

  CHECK(Life(small).total(SegmentMeasure::complaints) == 0);
}

TEST_CASE("who is not accepted is let go at the next decision, for good, and everybody else stays",
          "[simulate]") {
  SmallWorld small = small_world().customers(n).days(30.0, 30.0).rate(every(7.0));
  small.journey({{"choose", decision({{"us", "buy"}, {"nothing", "give_up"}}, Asks::everyone)},
                 {"buy", purchase(to("end"))}});
  small.model().nothing.appeal = -50.0;
  small.us().serves = {{"people", 0.6}};
  const Life life(small);

  CHECK_SHARE(life.total(SegmentMeasure::lost_refused), n, 0.4);
  CHECK(life.total(SegmentMeasure::customers) + life.total(SegmentMeasure::lost_refused) == n);
  CHECK(life.total(SegmentMeasure::purchases) == 4 * life.total(SegmentMeasure::customers));
  CHECK(life.total(SegmentMeasure::won_back) == 0);
}

TEST_CASE("a delivery can be meant for one segment alone", "[simulate]") {
  SmallWorld small = disappointed();
  small.model().segments.emplace_back("others", small.people());
  small.people().share = 0.25;
  small.model().segments.back().second.share = 0.75;
  small.at("visit").often = {{"speed", 0.0}, {"others.speed", 1.0}};

  // Segments are met as exactly as whole customers allow.
  CHECK(std::abs(Life(small).total(AttributeMeasure::observations) - n * 3 / 4) <= 1);
}

TEST_CASE("a delivery meant for those with a trait reaches them and nobody else", "[simulate]") {
  SmallWorld small = disappointed();
  small.people().traits = {{"old", 0.3}};
  small.at("visit").often = {{"speed", 0.0}, {"old.speed", 1.0}};
  CHECK_SHARE(Life(small).total(AttributeMeasure::observations), n, 0.3);

  small.at("visit").often = {{"speed", 1.0}, {"old.speed", 0.0}};
  CHECK_SHARE(Life(small).total(AttributeMeasure::observations), n, 0.7);
}

TEST_CASE("a season moves needs between half-years and leaves the year's total", "[simulate]") {
  constexpr double year = 365.25;
  SmallWorld small = small_world().customers(n).days(year, year / 2).rate(poisson(12 / year));
  small.model().needs[0].second.season = {0.5, year / 4};  // a sine from the start on
  const Life life(small);

  for (const auto& [half, mean] : {std::pair{0u, 7.909859}, {1u, 4.090141}})
    CHECK(static_cast<double>(life.at(half, SegmentMeasure::journeys)) / n ==
          Approx(mean).margin(4.5 * std::sqrt(mean / n)));
}

TEST_CASE("a shock multiplies arrivals while it lasts, and a constant intensity is a higher rate",
          "[simulate]") {
  SmallWorld small = small_world()
                         .customers(n)
                         .days(100.0, 50.0)
                         .rate(poisson(0.1))
                         .option("shock", {change(50.0, {set("needs.errand.intensity", 3.0)})});
  const Life shocked(small.build(0));
  small.model().needs[0].second.intensity = 2.0;
  const Life often(small.build());

  const auto mean = [](const Life& life, std::size_t period) {
    return static_cast<double>(life.at(period, SegmentMeasure::journeys)) / n;
  };
  CHECK(mean(shocked, 0) == Approx(5.0).margin(4.5 * std::sqrt(5.0 / n)));
  CHECK(mean(shocked, 1) == Approx(15.0).margin(4.5 * std::sqrt(15.0 / n)));
  CHECK(mean(often, 1) == Approx(10.0).margin(4.5 * std::sqrt(10.0 / n)));
}

TEST_CASE("a season of no swing and an intensity of one are no season", "[simulate]") {
  const SmallWorld plain = small_world().customers(500).days(100.0, 50.0).rate(poisson(0.1));
  SmallWorld said = plain;
  said.model().needs[0].second.season = {0.0, 40.0};

  CHECK(same_outcome(Life(said).outcome, Life(plain).outcome));
}
