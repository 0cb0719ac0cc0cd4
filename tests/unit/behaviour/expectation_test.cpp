// Formation of expectations.
#include "behaviour/expectation.hpp"

#include <array>
#include <limits>

#include "tolerance.hpp"

using namespace polku::behaviour;
using namespace polku::test;

TEST_CASE("the reference moves from the norm to one's own expectation", "[behaviour][expectation]") {
  CHECK(reference_level(0.0, 0.8, 0.4) == 0.8);
  CHECK(reference_level(1.0, 0.8, 0.4) == 0.4);
  CHECK_THAT(reference_level(0.5, 0.8, 0.4), exactly(0.6));
}

TEST_CASE("meeting an expectation raises preference, and a small shortfall can leave it unchanged",
          "[behaviour][expectation]") {
  const QualityBelief<double> prior{7.0, 4.0};
  const double noise = 2.0, risk_aversion = 0.1;
  CHECK_THAT(preference(prior, noise, risk_aversion), exactly(6.7));

  const QualityBelief<double> met = observed(prior, 7.0, noise);
  CHECK_THAT(met.mean, exactly(7.0));
  CHECK_THAT(met.variance, exactly(4.0 / 3));
  CHECK_THAT(preference(met, noise, risk_aversion), printed(6.833333));

  const QualityBelief<double> missed = observed(prior, 6.8, noise);
  CHECK_THAT(missed.mean, printed(6.866667));
  CHECK_THAT(preference(missed, noise, risk_aversion), exactly(6.7));
}

TEST_CASE("a certain belief learns nothing more", "[behaviour][expectation]") {
  const QualityBelief<double> certain = observed({7.0, 0.0}, 1.0, 2.0);

  CHECK(certain.mean == 7.0);
  CHECK(certain.variance == 0.0);
}

TEST_CASE("constant excellence is forgotten: all disconfirmation to come is finite",
          "[behaviour][expectation]") {
  double expectation = 5, total = 0, third = 0;

  for (int n = 1; n <= 200; ++n) {
    total += 8 - expectation;
    expectation = updated_expectation(expectation, 8.0, 0.3, 0.3);
    if (n == 3) third = expectation;
  }

  CHECK_THAT(third, exactly(6.971));
  CHECK_THAT(total, exactly(10.0));
}

TEST_CASE("expectations that rise faster than they fall end above unbiased quality",
          "[behaviour][expectation]") {
  // The rule is linear on each side, so the mean over the two qualities can be followed exactly.
  double mean = 7;

  for (int n = 0; n < 500; ++n) {
    mean = (updated_expectation(mean, 8.0, 0.3, 0.1) + updated_expectation(mean, 6.0, 0.3, 0.1)) / 2;
  }

  CHECK_THAT(mean, exactly(7.5));
}

TEST_CASE("an expectation that nothing confirms relaxes to the norm", "[behaviour][expectation]") {
  const double never = std::numeric_limits<double>::infinity();

  CHECK_THAT(relaxed_expectation(0.9, 0.5, 30.0, 30.0), exactly(0.7));
  CHECK_THAT(relaxed_expectation(0.9, 0.5, 60.0, 30.0), exactly(0.6));
  CHECK(relaxed_expectation(0.9, 0.5, 60.0, never) == 0.9);
  CHECK(relaxed_expectation(0.9, 0.5, 60.0, 0.0) == 0.5);
}

TEST_CASE("what should be is raised by excellence and never lowered", "[behaviour][expectation]") {
  CHECK_THAT(ratcheted(5.0, 8.0, 0.2), exactly(5.6));
  CHECK(ratcheted(5.0, 2.0, 0.2) == 5.0);
}

TEST_CASE("under drift the gain settles where drift and noise put it", "[behaviour][expectation]") {
  CHECK_THAT(kalman_variance(0.1, 2.0), exactly(0.5));
  CHECK_THAT(kalman_gain(0.1, 2.0), exactly(0.2));

  double variance = 1;  // the filter itself: update, then drift
  for (int n = 0; n < 500; ++n) variance = observed<double>({0.0, variance}, 0.0, 2.0).variance + 0.1;
  CHECK_THAT(variance, exactly(0.5));
}

TEST_CASE("the adaptation level is a geometric mean", "[behaviour][expectation]") {
  CHECK_THAT(adaptation_level<double>(std::array{2.0, 8.0}, std::array{0.5, 0.5}), exactly(4.0));
  CHECK_THAT(adaptation_level<double>(std::array{2.0, 8.0}, std::array{1.0, 0.0}), exactly(2.0));
}

TEST_CASE("within the zone of tolerance differences are felt less", "[behaviour][expectation]") {
  CHECK(tolerant_response(6.0, 5.0, 7.0, 0.3) == 0.0);
  CHECK_THAT(tolerant_response(7.0, 5.0, 7.0, 0.3), exactly(0.3));
  CHECK_THAT(tolerant_response(8.0, 5.0, 7.0, 0.3), exactly(1.3));
  CHECK_THAT(tolerant_response(4.0, 5.0, 7.0, 0.3), exactly(-1.3));
  CHECK_THAT(tolerant_response(4.0, 5.0, 7.0, 1.0), exactly(-2.0));
}
