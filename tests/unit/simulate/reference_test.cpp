// What a quality is held against: a promise, a zone of tolerance, an expectation that grows firmer. Each off
// is the model without it.
#include "behaviour/expectation.hpp"
#include "population/columns.hpp"
#include "support/chance.hpp"
#include "support/life.hpp"

using namespace polku;
using namespace polku::test;
using simulate::AttributeMeasure;

namespace {

constexpr std::int64_t n = 2000;

/// Everybody chooses us once and meets one attribute of constant quality every ten days.
SmallWorld guests(double quality, double days) {
  SmallWorld small = small_world().customers(n).days(days, days).rate(every(10.0));
  small.attribute("speed", one_dimensional());
  small.journey({{"visit", delivering(encounter(to("end")), {{"speed", {quality, 0.0}}})}});
  small.model().behaviour.expectation_up = small.model().behaviour.expectation_down = 0.0;
  small.model().behaviour.reference_weight = 0.0;
  return small;
}

void learns_as_belief(SmallWorld& small) {
  auto& behaviour = small.model().behaviour;
  behaviour.learning = scenario::Learning::bayesian;
  behaviour.expectation_up = scenario::Behaviour{}.expectation_up;  // has no effect now
  behaviour.expectation_down = scenario::Behaviour{}.expectation_down;
}

double mean(const Life& life, AttributeMeasure measure) {
  return static_cast<double>(life.total(measure)) / simulate::sum_scale /
         static_cast<double>(life.total(AttributeMeasure::observations));
}
double gap(const Life& life) { return mean(life, AttributeMeasure::gap_total); }
double satisfaction(const Life& life) { return mean(life, AttributeMeasure::attribute_satisfaction_total); }

}  // namespace

TEST_CASE("a promise above the market's norm is what a one-dimensional quality is held against",
          "[simulate]") {
  SmallWorld small = guests(0.7, 15.0);  // norm 1/2
  CHECK(gap(Life(small)) == Approx(0.2).epsilon(1e-5));

  small.us().promise = {{"speed", 0.9}};
  CHECK(gap(Life(small)) == Approx(-0.2).epsilon(1e-5));
  small.us().promise = {{"speed", 0.3}};  // below the norm: the market has taught more
  CHECK(gap(Life(small)) == Approx(0.2).epsilon(1e-5));
}

TEST_CASE("who is with a provider from the start expects what it promises", "[simulate]") {
  SmallWorld small = guests(0.7, 15.0);
  small.model().behaviour.reference_weight = 1.0;  // own expectation alone
  small.us().promise = {{"speed", 0.3}};

  CHECK(gap(Life(small)) == Approx(0.4).epsilon(1e-5));
}

TEST_CASE("a gap within the zone of tolerance counts by its slope, and beyond it the rest counts whole",
          "[simulate]") {
  SmallWorld small = guests(0.7, 15.0);
  auto& segment = small.people();
  auto& slope = small.model().behaviour.tolerance_slope;

  slope = 0.3;
  segment.tolerance = 0.25;
  CHECK(satisfaction(Life(small)) == Approx(0.3 * 0.2).epsilon(1e-5));
  segment.tolerance = 0.1;
  CHECK(satisfaction(Life(small)) == Approx(0.3 * 0.1 + 0.1).epsilon(1e-5));
}

TEST_CASE("a zone in which everything counts is no zone", "[simulate]") {
  SmallWorld plain = guests(0.7, 105.0), zone = plain;
  zone.people().tolerance = 0.2;
  zone.model().behaviour.tolerance_slope = 1.0;

  CHECK(satisfaction(Life(zone)) == Approx(satisfaction(Life(plain))).epsilon(1e-5));
}

TEST_CASE("an expectation that learns as a belief is the mean of what was first expected and what was met",
          "[simulate]") {
  SmallWorld small = guests(0.8, 105.0);  // ten visits
  learns_as_belief(small);
  small.model().behaviour.prior_observations = 2.0;

  double sum = 0;  // the expectation after each visit
  behaviour::QualityBelief<double> belief{0.5, 1.0};
  for (int visit = 0; visit < 10; ++visit) {
    belief = behaviour::observed(belief, 0.8, 2.0);  // sigma^2 / tau^2 = 2
    sum += belief.mean;
  }
  const Life life(small);
  CHECK(mean(life, AttributeMeasure::expectation_total) == Approx(sum / 10).epsilon(1e-5));
}

TEST_CASE("promises, tolerance and firmness take no memory where nobody uses them", "[simulate]") {
  const SmallWorld plain = guests(0.7, 15.0);
  SmallWorld belief = plain;
  learns_as_belief(belief);

  CHECK(polku::population::bytes_per_customer(plain.build()) + 2 ==
        polku::population::bytes_per_customer(belief.build()));
}
