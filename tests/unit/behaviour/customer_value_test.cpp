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

TEST_CASE("by quarters, a lifetime is the sum of its quarters", "[behaviour][value]") {
  double sum = 0, weight = 1;
  for (int t = 1; t < 2000; ++t) sum += 25 * (weight *= (1 - 0.2 / 4) / std::pow(1.1, 0.25));

  CHECK_THAT(lifetime_value_by_quarter(100, 0.8, 0.1), printed_to(sum, 1e-8));
}

TEST_CASE("present customers of a firm that wins nobody are all it is worth", "[behaviour][value]") {
  const CustomerBase nobody_comes{1000, 100, 0.8, 50, {0, -4, 0.3}, 20};

  CHECK_THAT(customer_equity(nobody_comes, 0.1, 0), exactly(1000 * lifetime_value_by_quarter(100, 0.8, 0.1)));
  CHECK_THAT(customer_equity(nobody_comes, 0.1, 0.38),
             exactly(0.62 * 1000 * lifetime_value_by_quarter(100, 0.8, 0.1)));
}

TEST_CASE("who joins is worth a lifetime and a margin at once, less what winning costs",
          "[behaviour][value]") {
  // Everybody joins in the first quarter: the curve is a step in its middle.
  const CustomerBase all_at_once{0, 100, 0.8, 50, {1000, -500, 1000}, 0};

  CHECK_THAT(
      customer_equity(all_at_once, 0.1, 0),
      printed_to(1000 * (lifetime_value_by_quarter(100, 0.8, 0.1) + 25 - 50) * std::pow(1.1, -0.125), 1e-6));
}

TEST_CASE("retention moves value 2 to 7 times as much as margin does, and acquisition cost hardly",
          "[behaviour][value]") {
  // What 1 % more of each changes, in %: Gupta, Lehmann & Stuart 2004, Table 5 (margin and retention as
  // printed there). Its Table 6 gives Amazon 2.2 between 70 and 80 % and less below, so 2.45 is not met.
  struct Printed {
    CustomerBase firm;
    double retention, margin, acquisition_cost;
  };
  const auto x =
      GENERATE(Printed{{33.8e6, 4 * 3.87, 0.70, 7.70, {67.045e6, -4.114, 0.265}, 25}, 2.45, 1.07, 0.07},
               Printed{{1.877e6, 4 * 50.39, 0.95, 203.44, {2.482e6, -3.345, 0.263}, 17.25}, 6.75, 1.03, 0.03},
               Printed{{46.6e6, 4 * 13.71, 0.85, 75.49, {171.2e6, -3.052, 0.149}, 21.25}, 5.12, 1.32, 0.32},
               Printed{{46.1e6, 4 * 4.31, 0.80, 11.26, {81.945e6, -6.009, 0.317}, 23.5}, 3.42, 1.08, 0.08},
               Printed{{4.117e6, 4 * 43.02, 0.95, 391.0, {4.719e6, -3.441, 0.365}, 18.75}, 6.67, 1.02, 0.02});
  const auto elasticity = [&](double CustomerBase::*what) {
    CustomerBase more = x.firm;
    more.*what *= 1.01;
    return 100 * (customer_equity(more, 0.12, 0.38) / customer_equity(x.firm, 0.12, 0.38) - 1);
  };

  CHECK(elasticity(&CustomerBase::retention) == Approx(x.retention).epsilon(0.22));
  CHECK(elasticity(&CustomerBase::margin) == Approx(x.margin).margin(0.06));
  CHECK(elasticity(&CustomerBase::acquisition_cost) == Approx(-x.acquisition_cost).margin(0.06));
}
