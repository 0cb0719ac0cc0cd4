// Lifetime value, cohort retention, value cube, wallet rule.
#include "behaviour/customer_value.hpp"

#include <cmath>

#include "tolerance.hpp"

using namespace polku::behaviour;
using namespace polku::test;

TEST_CASE("a lifetime is worth one margin more if the first comes now", "[behaviour][value]") {
  CHECK_THAT(lifetime_value_after(100, 0.8, 0.1), printed_to(266.6667, 1e-4));
  CHECK_THAT(lifetime_value_now(100, 0.8, 0.1), printed_to(366.6667, 1e-4));
  CHECK_THAT(lifetime_value_now(100, 0.8, 0.1) - lifetime_value_after(100, 0.8, 0.1), exactly(100));
}

TEST_CASE("the closed form is the discounted sum of margins", "[behaviour][value]") {
  double sum = 0, weight = 1;
  for (int t = 1; t < 400; ++t) sum += 100 * (weight *= 0.8 / 1.1);

  CHECK_THAT(lifetime_value_after(100, 0.8, 0.1), exactly(sum));
}

TEST_CASE("retention of a mixed cohort rises though nobody changes", "[behaviour][value]") {
  double survival = 1;

  CHECK_THAT(cohort_retention(1, 2, 1), exactly(2.0 / 3));
  CHECK_THAT(cohort_retention(1, 2, 2), exactly(3.0 / 4));
  CHECK_THAT(cohort_retention(1, 2, 3), exactly(4.0 / 5));
  CHECK_THAT(survival *= cohort_retention(1, 2, 1), exactly(2.0 / 3));
  CHECK_THAT(survival *= cohort_retention(1, 2, 2), exactly(1.0 / 2));
  CHECK_THAT(survival *= cohort_retention(1, 2, 3), exactly(2.0 / 5));
}

TEST_CASE("two published cohorts survive as their fitted beta-geometric says", "[behaviour][value]") {
  const auto survival = [](double a, double b, int years) {
    double alive = 100;
    for (int t = 1; t <= years; ++t) alive *= cohort_retention(a, b, t);
    return alive;
  };

  // The parameters are printed with three decimals, so the last digit of the figures may be off by one.
  CHECK_THAT(survival(0.704, 1.182, 8), printed_to(22.01, 0.02));
  CHECK_THAT(survival(0.704, 1.182, 12), printed_to(17.01, 0.02));
  CHECK_THAT(survival(0.668, 3.806, 8), printed_to(46.04, 0.02));
  CHECK_THAT(survival(0.668, 3.806, 12), printed_to(37.80, 0.02));
}

TEST_CASE("the wallet is shared by rank and shared out wholly", "[behaviour][value]") {
  CHECK_THAT(wallet_share(1, 3), exactly(1.0 / 2));
  CHECK_THAT(wallet_share(2, 3), exactly(1.0 / 3));
  CHECK_THAT(wallet_share(3, 3), exactly(1.0 / 6));
}

TEST_CASE("volume times efficiency times duration is lifetime value", "[behaviour][value]") {
  const ValueCube cube{1000, 0.20, duration_multiple(0.8, 0.1)};

  CHECK_THAT(cube.duration, printed(2.666667));
  CHECK_THAT(cube.value(), printed_to(533.3333, 1e-4));
  CHECK_THAT(cube.value(), exactly(lifetime_value_after(200, 0.8, 0.1)));
}

TEST_CASE("a change in value splits into its three causes without a rest", "[behaviour][value]") {
  const ValueCube before{1000, 0.20, 2.5}, after{1200, 0.15, 4.0};

  const auto split = split_change(before, after);

  REQUIRE(split.has_value());
  CHECK_THAT(split->volume + split->efficiency + split->duration,
             exactly(std::log(after.value() / before.value())));
  CHECK_THAT(split->efficiency, exactly(std::log(0.75)));
  CHECK_FALSE(split_change(before, {1200, -0.1, 4.0}).has_value());
}
