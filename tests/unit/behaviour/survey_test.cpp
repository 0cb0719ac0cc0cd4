// Ratings, who answers, and what is computed from answers.
#include "behaviour/survey.hpp"

#include <array>
#include <limits>

#include "tolerance.hpp"

using namespace polku::behaviour;
using namespace polku::test;

TEST_CASE("a normal rating gives promoters and detractors by two thresholds", "[behaviour][survey]") {
  const auto shares = normal_rating_shares(8.0, 1.5);

  CHECK_THAT(shares.promoters, printed(0.369441));
  CHECK_THAT(shares.detractors, printed(0.158655));
  CHECK_THAT(nps(shares.promoters, shares.detractors), printed_to(21.0786, 1e-4));
  CHECK_THAT(nps_standard_error(shares.promoters, shares.detractors, 400.0), printed_to(3.4773, 1e-4));
}

TEST_CASE("one answer is worth a standard error of what it can say", "[behaviour][survey]") {
  // A fair coin between 1 and -1 has variance 1, one between 0 and 1 a quarter.
  CHECK_THAT(nps_standard_error(0.5, 0.5, 1.0), exactly(100.0));
  CHECK_THAT(nps_standard_error(0.5, 0.0, 1.0), exactly(50.0));
  CHECK_THAT(nps_standard_error(1.0, 0.0, 7.0), exactly(0.0));
}

TEST_CASE("a rating is rounded to a whole number and stays on its scale", "[behaviour][survey]") {
  CHECK(rating(0.0, 5.0, 0.0, 0.0) == 5);
  CHECK(rating(0.7, 5.0, 0.0, 0.0) == 9);  // 8.5 and halves go up
  CHECK(rating(0.6999, 5.0, 0.0, 0.0) == 8);
  CHECK(rating(0.3, 5.0, 0.0, -0.001) == 6);  // 6.499
  CHECK(rating(1.0, 5.0, 3.0, 0.0) == 10);
  CHECK(rating(-1.0, 5.0, 0.0, -4.0) == 0);
  CHECK(rating(0.0f, 7.0f, 1.5f, 0.2f) == 9);
}

TEST_CASE("nine and ten promote, six and less detract, four and five of five are satisfied",
          "[behaviour][survey]") {
  for (int y = 0; y <= 10; ++y) {
    INFO("rating " << y);
    CHECK(promotes(static_cast<double>(y)) == (y >= 9));
    CHECK(detracts(static_cast<double>(y)) == (y <= 6));
    CHECK(satisfied(static_cast<double>(y)) == (y >= 7));  // 1 + .4 * 6 = 3.4 rounds to 3, 3.8 to 4
  }
}

TEST_CASE("effort takes ease away by halves, on a scale from one to seven", "[behaviour][survey]") {
  CHECK(ease(0.0, 3.0, 0.0) == 7);
  CHECK(ease(3.0, 3.0, 0.0) == 4);
  CHECK(ease(1e6, 3.0, 0.0) == 1);
  CHECK(ease(0.0, 3.0, 5.0) == 7);
  CHECK(ease(1e6, 3.0, -5.0) == 1);
}

TEST_CASE("the chance to answer tilts towards the pleased and rises at both ends", "[behaviour][survey]") {
  CHECK_THAT(response_chance(0.0, 0.0, 2.0, 3.0), exactly(0.5));
  // logit 0 + .5 * .8 + 1 * .8 = 1.2, and -.4 + .8 = .4 for who feels as much the other way
  CHECK_THAT(response_chance(0.8, 0.0, 0.5, 1.0), printed(0.768525));
  CHECK_THAT(response_chance(-0.8, 0.0, 0.5, 1.0), printed(0.598688));
  constexpr double forever = std::numeric_limits<double>::infinity();
  CHECK(response_chance(0.3, forever, 1.0, 1.0) == 1.0);
  CHECK(response_chance(0.3, -forever, 1.0, 1.0) == 0.0);
}

TEST_CASE("who answers at Blockbuster is not who was there, and weighting brings them back",
          "[behaviour][survey]") {
  const std::array<double, 3> people{0.3, 0.2, 0.5}, response{0.06, 0.23, 0.32};
  std::array<double, 3> seen{}, weighted{};

  CHECK_THAT(observed_shares(3, people.data(), response.data(), seen.data()), exactly(0.224));
  CHECK_THAT(seen[0], printed(0.080357));
  CHECK_THAT(seen[1], printed(0.205357));
  CHECK_THAT(seen[2], printed(0.714286));
  inverse_weighted_shares(3, seen.data(), response.data(), weighted.data());
  for (std::size_t k = 0; k < 3; ++k) CHECK_THAT(weighted[k], exactly(people[k]));
}

TEST_CASE("reported first contact resolution errs in both directions", "[behaviour][survey]") {
  CHECK_THAT(observed_resolution(0.7, 0.95, 0.85), exactly(0.71));
  CHECK_THAT(corrected_resolution(0.71, 0.95, 0.85), exactly(0.7));
  CHECK_THAT(observed_resolution(0.7, 1.0, 1.0), exactly(0.7));
}
