// Arousal of needs: postponed pain, fading desire, seasonal arrivals.
#include "behaviour/need.hpp"

#include <cmath>
#include <limits>

#include "tolerance.hpp"

using namespace polku::behaviour;
using namespace polku::test;

namespace {
constexpr double never = std::numeric_limits<double>::infinity();
}

TEST_CASE("present bias postpones action until the pain has grown to its threshold", "[behaviour][need]") {
  const double money = acting_threshold(100.0, 0.82, 0.99);
  const double effort = acting_threshold(100.0, 0.66, 0.99);

  CHECK_THAT(money, exactly(18.82));
  CHECK_THAT(effort, exactly(34.66));
  CHECK_THAT(time_to_act(2.0, 0.1, money), printed_to(22.4177, 1e-4));
  CHECK_THAT(time_to_act(2.0, 0.1, effort), printed_to(28.5244, 1e-4));
  CHECK_THAT(pain_at(2.0, 0.1, time_to_act(2.0, 0.1, money)), exactly(money));
}

TEST_CASE("pain that is great enough is acted upon at once, pain that does not grow never",
          "[behaviour][need]") {
  CHECK(time_to_act(20.0, 0.1, 18.82) == 0.0);
  CHECK(time_to_act(2.0, 0.0, 18.82) == never);
  CHECK(time_to_act(2.0, -0.1, 18.82) == never);
  CHECK(time_to_act(0.0, 0.1, 18.82) == never);
}

TEST_CASE("urgency starts at the threshold and is full at twice the threshold", "[behaviour][need]") {
  CHECK(urgency(5.0, 10.0) == 0.0);
  CHECK(urgency(10.0, 10.0) == 0.0);
  CHECK_THAT(urgency(13.0, 10.0), exactly(0.3));
  CHECK(urgency(20.0, 10.0) == 1.0);
  CHECK(urgency(500.0, 10.0) == 1.0);
  CHECK(urgency(1.0, 0.0) == 1.0);
  CHECK(urgency(0.0, 0.0) == 0.0);
}

TEST_CASE("a soft threshold is acted upon at half the largest hazard when the pain reaches it",
          "[behaviour][need]") {
  CHECK_THAT(acting_hazard(10.0, 10.0, 2.0, 0.4), exactly(0.2));
  CHECK_THAT(acting_hazard(14.0, 10.0, 2.0, 0.4), exactly(0.4 / (1 + std::exp(-2.0))));
}

TEST_CASE("a week's delay loses a quarter of the purchases of a desire with a week's half-life",
          "[behaviour][need]") {
  CHECK_THAT(chance_to_buy(0.2, 1.0, 7.0, 0.0), printed(0.867314));
  CHECK_THAT(chance_to_buy(0.2, 1.0, 7.0, 7.0), printed(0.635740));
  CHECK(chance_to_buy(0.2, 1.0, never, 100.0) == 1.0);
}

TEST_CASE("a desire is acted upon when its summed hazard reaches the draw", "[behaviour][need]") {
  const double readiness = 0.2, half_life = 7.0;

  const double time = desire_acting_time(0.9, readiness, 1.0, half_life);

  const double before = total_desire_hazard(readiness, 1.0, half_life);
  const double after = total_desire_hazard(readiness, desire_at(1.0, half_life, time), half_life);
  CHECK_THAT(before - after, exactly(0.9));
}

TEST_CASE("a desire fades unmet if the draw exceeds all hazard to come", "[behaviour][need]") {
  const double all = total_desire_hazard(0.2, 1.0, 7.0);

  CHECK(desire_acting_time(all * 1.001, 0.2, 1.0, 7.0) == never);
  CHECK(std::isfinite(desire_acting_time(all * 0.999, 0.2, 1.0, 7.0)));
  CHECK(desire_acting_time(0.5, 0.2, 0.0, 7.0) == never);
}

TEST_CASE("a desire that never fades is acted upon after an ordinary exponential time", "[behaviour][need]") {
  CHECK_THAT(desire_acting_time(0.9, 0.2, 1.0, never), exactly(4.5));
  CHECK_THAT(desire_acting_time(0.9, 0.2, 1.0, 1e12), Catch::Matchers::WithinRel(4.5, 1e-9));
}

TEST_CASE("arrivals are exponential and never come at rate 0", "[behaviour][need]") {
  CHECK_THAT(next_arrival(std::exp(-1.0), 0.25), exactly(4.0));
  CHECK(next_arrival(0.5, 0.0) == never);
  CHECK(next_arrival(0.5f, 0.0f) == std::numeric_limits<float>::infinity());
}

TEST_CASE("a season moves needs between half-years and leaves the year's total", "[behaviour][need]") {
  CHECK_THAT(season_integral(12.0, 0.5, 1.0, 0.0, 0.5), printed(7.909859));
  CHECK_THAT(season_integral(12.0, 0.5, 1.0, 0.5, 1.0), printed(4.090141));
  CHECK_THAT(season_integral(12.0, 0.5, 1.0, 0.2, 1.2), exactly(12.0));
}

TEST_CASE("the season's integral is the sum of its factor", "[behaviour][need]") {
  const double from = 3.1, to = 3.45;
  const int steps = 100000;

  double sum = 0;
  for (int i = 0; i < steps; ++i) {
    sum += season_factor(0.7, 1.3, from + (to - from) * (i + 0.5) / steps);
  }

  CHECK_THAT(season_integral(2.0, 0.7, 1.3, from, to), exactly(2.0 * sum * (to - from) / steps));
}
