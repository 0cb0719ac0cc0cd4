// Review of the relationship and leaving.
#include "behaviour/loyalty.hpp"

#include <cmath>
#include <limits>

#include "tolerance.hpp"

using namespace polku::behaviour;
using namespace polku::test;

namespace {

constexpr double never = std::numeric_limits<double>::infinity();

/// Survivors of one review with multiplier m, leave propensity ~ Beta(a, b): mean of 1 - open_chance, by the
/// trapezoid rule over logit p, which converges exponentially.
double survivors_of_review(double a, double b, double multiplier) {
  double sum = 0, mass = 0;
  const double step = 0.05;
  for (double t = -120; t <= 60; t += step) {
    const double p = 1 / (1 + std::exp(-t)), complement = 1 / (1 + std::exp(t));
    const double density = std::pow(p, a) * std::pow(complement, b);
    sum += density * (1 - open_chance(std::log(complement), multiplier));
    mass += density;
  }
  return sum / mass;
}

}  // namespace

TEST_CASE("a review opens with the customer's own propensity at multiplier 1", "[behaviour][loyalty]") {
  CHECK_THAT(open_chance(std::log1p(-0.2), 1.0), exactly(0.2));
  CHECK_THAT(open_chance(std::log1p(-0.2), 2.0), exactly(0.36));
  CHECK(open_chance(std::log1p(-0.2), 0.0) == 0.0);
}

TEST_CASE("a tiny propensity keeps its digits", "[behaviour][loyalty]") {
  CHECK_THAT(open_chance(std::log1p(-1e-12), 3.0), Catch::Matchers::WithinRel(3e-12, 1e-9));
  CHECK_THAT(static_cast<double>(open_chance(-1e-12f, 3.0f)), Catch::Matchers::WithinRel(3e-12, 1e-6));
}

TEST_CASE("a known multiplier shifts the beta-geometric survival to its closed form",
          "[behaviour][loyalty]") {
  const double a = 0.704, b = 1.182;
  const auto closed_form = [&](double m) {
    return std::exp(std::lgamma(b + m) - std::lgamma(b) + std::lgamma(a + b) - std::lgamma(a + b + m));
  };

  CHECK_THAT(survivors_of_review(a, b, 0.5), printed(0.762509));
  CHECK_THAT(survivors_of_review(a, b, 2.0), printed(0.473843));
  CHECK_THAT(survivors_of_review(a, b, 0.5), exactly(closed_form(0.5)));
  CHECK_THAT(survivors_of_review(a, b, 1.0), exactly(b / (a + b)));
}

TEST_CASE("attitude protects, conflict and a past break-up expose, and with both betas 0 neither acts",
          "[behaviour][loyalty]") {
  CHECK(review_multiplier(0.0, 0.7, 0.0, 1.0, 1.0) == 1.0);
  CHECK_THAT(review_multiplier(2.0, 0.5, 0.0, 1.0, 1.0), exactly(std::exp(-1.0)));
  CHECK_THAT(review_multiplier(2.0, 0.5, 0.4, 1.0, 3.0), exactly(3 * std::exp(-0.6)));
}

TEST_CASE("a point of satisfaction can triple retention from a fifth", "[behaviour][loyalty]") {
  CHECK_THAT(shifted_chance(0.2, std::log(6.0)), exactly(0.6));
}

TEST_CASE("a contract holds back wishes to leave and lapse lets them act", "[behaviour][loyalty]") {
  const double wish = 0.04, escape = 0.125;  // a month
  const auto survival = [wish](double months) { return 1 - open_chance(-wish, months); };

  const double at_lapse = survival(24 * escape);
  const double held_back = survival(24 * (1 - escape));
  const double mean_life = (1 - std::exp(-0.12)) / (wish * escape) + std::exp(-0.12) / wish;

  CHECK_THAT(at_lapse, printed(0.886920));
  CHECK_THAT(at_lapse * survival(12), printed(0.548812));
  CHECK_THAT(mean_life, printed_to(44.7889, 1e-4));
  CHECK_THAT(at_lapse * held_back, printed(0.382893));  // pent-up: every wish still stands
}

TEST_CASE("wishes still standing at lapse lie between memoryless and pent-up", "[behaviour][loyalty]") {
  const auto standing = [](double half_life) {  // months' worth of wishes left of 24
    const int steps = 240000;
    double sum = 0;
    for (int i = 0; i < steps; ++i) sum += wish_remaining(half_life, 24 * (i + 0.5) / steps);
    return 24 * sum / steps;
  };

  CHECK(standing(0.0) == 0.0);
  CHECK(standing(never) == 24.0);
  CHECK_THAT(standing(6.0), exactly(6 / std::log(2.0) * (1 - 1.0 / 16)));
  CHECK(wish_remaining(0.0, 0.0) == 0.0);
}

TEST_CASE("after a break-up fewer survive half a year", "[behaviour][loyalty]") {
  const double hazard = 0.03;  // a month

  CHECK_THAT(std::exp(-hazard * breakup_exposure(0.0, 3.0, 6.0)), printed(0.835270));
  CHECK_THAT(std::exp(-hazard * breakup_exposure(2.0, 3.0, 6.0)), printed(0.714881));
}

TEST_CASE("criticality starts at 1 + theta, fades, and sums to its exposure", "[behaviour][loyalty]") {
  CHECK(breakup_criticality(2.0, 3.0, 0.0) == 3.0);
  CHECK_THAT(breakup_criticality(2.0, 3.0, 3.0), exactly(1 + 2 / std::exp(1.0)));
  CHECK(breakup_criticality(0.0, 3.0, 1.0) == 1.0);

  const int steps = 200000;
  double sum = 0;
  for (int i = 0; i < steps; ++i) sum += breakup_criticality(2.0, 3.0, 6 * (i + 0.5) / steps);
  CHECK_THAT(breakup_exposure(2.0, 3.0, 6.0), exactly(6 * sum / steps));
}

TEST_CASE("habit grows with experience towards its full strength", "[behaviour][loyalty]") {
  CHECK(habit(0.8, 0.0, 5.0) == 0.0);
  CHECK_THAT(habit(0.8, 5.0, 5.0), exactly(0.8 * (1 - std::exp(-1.0))));
  CHECK_THAT(habit(0.8, 1000.0, 5.0), exactly(0.8));
  CHECK(habit(0.8, 0.0, 0.0) == 0.0);
  CHECK(habit(0.8, 1.0, 0.0) == 0.8);
}
