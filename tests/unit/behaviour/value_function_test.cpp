// Value of gains and losses, and the price of uneven quality.
#include "behaviour/value_function.hpp"

#include <cmath>

#include "tolerance.hpp"

using namespace polku::behaviour;
using namespace polku::test;

namespace {

/// Chance that a normal gap exceeds a bound.
double above(double bound, double mean, double spread) {
  return 0.5 * std::erfc((bound - mean) / spread / std::sqrt(2.0));
}

/// Mean at which steady-on-average service is neither gain nor loss, at spread 1.
double break_even_mean(double loss_weight) {
  double low = 0, high = 1;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (mean_prospect_value(middle, 1.0, loss_weight) < 0 ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace

TEST_CASE("losses weigh more than equal gains and both bend", "[behaviour][value]") {
  CHECK_THAT(prospect_value(1.0, 0.88, 2.25), exactly(1.0));
  CHECK_THAT(prospect_value(-1.0, 0.88, 2.25), exactly(-2.25));
  CHECK_THAT(prospect_value(2.0, 0.88, 2.25), printed(1.840375));
  CHECK_THAT(prospect_value(-2.0, 0.88, 2.25), printed(-4.140844));
  CHECK(prospect_value(0.0, 0.88, 2.25) == 0.0);
}

TEST_CASE("with exponent and loss weight 1 value is the gap itself", "[behaviour][value]") {
  for (const double gap : {-0.7, 0.0, 0.3}) CHECK(prospect_value(gap, 1.0, 1.0) == gap);
}

TEST_CASE("spread around a met expectation costs satisfaction", "[behaviour][value]") {
  CHECK_THAT(mean_prospect_value(0.0, 1.0, 2.25), printed(-0.498678));
  CHECK_THAT(mean_prospect_value(0.0, 2.0, 2.25), exactly(2 * -1.25 / std::sqrt(2 * M_PI)));
  CHECK_THAT(break_even_mean(2.25), printed(0.322722));
  CHECK_THAT(break_even_mean(1.955), printed(0.266998));
  CHECK_THAT(mean_prospect_value(0.0, 1.0, 1.0), exactly(0.0));
}

TEST_CASE("steady service satisfies more than better but uneven service, with fewer delights",
          "[behaviour][value]") {
  CHECK_THAT(mean_prospect_value(0.3, 0.25, 2.25), printed(0.282468));
  CHECK_THAT(mean_prospect_value(0.5, 1.0, 2.25), printed(0.252754));
  CHECK(above(1.5, 0.3, 0.25) < 1e-6);
  CHECK_THAT(above(1.5, 0.5, 1.0), printed(0.158655));
}

TEST_CASE("the closed form is the mean of the value function", "[behaviour][value]") {
  const double mean = 0.4, spread = 0.7, loss_weight = 1.955;
  const int steps = 400000;
  double sum = 0;

  for (int i = 0; i < steps; ++i) {
    const double z = -10 + 20.0 * (i + 0.5) / steps;
    sum += std::exp(-0.5 * z * z) * prospect_value(mean + spread * z, 1.0, loss_weight);
  }

  CHECK_THAT(mean_prospect_value(mean, spread, loss_weight), exactly(sum * 20 / steps / std::sqrt(2 * M_PI)));
}

TEST_CASE("without spread the mean value is the value of the mean", "[behaviour][value]") {
  CHECK_THAT(mean_prospect_value(-0.2, 0.0, 2.25), exactly(-0.45));
  CHECK_THAT(mean_prospect_value(-0.2, 1e-6, 2.25), exactly(-0.45));
}
