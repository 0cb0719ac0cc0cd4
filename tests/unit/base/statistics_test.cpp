#include <catch2/catch.hpp>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "base/statistics.hpp"

using namespace polku::base;

TEST_CASE("paired differences 2, 1, 3, 2, 2 give 2 in [1.1220, 2.8780]", "[base][statistics]") {
  const std::vector<double> with = {12, 21, 33, 7, 5};
  const std::vector<double> without = {10, 20, 30, 5, 3};

  const auto interval = paired_interval(with, without, 0.95);

  CHECK(interval.mean == 2.0);
  CHECK(interval.n == 5);
  CHECK(interval.standard_error == Approx(std::sqrt(0.5) / std::sqrt(5.0)).epsilon(1e-14));
  CHECK(interval.low == Approx(1.1220).margin(5e-5));
  CHECK(interval.high == Approx(2.8780).margin(5e-5));
  CHECK(interval.half_width == Approx(interval.high - interval.mean).epsilon(1e-14));
}

TEST_CASE("a large offset does not spoil the spread", "[base][statistics]") {
  const auto interval = mean_interval(std::vector<double>{1e9 + 2, 1e9 + 1, 1e9 + 3, 1e9 + 2, 1e9 + 2});

  CHECK(interval.half_width == Approx(0.8780).margin(5e-5));
}

TEST_CASE("one value says nothing about its spread, none says nothing at all", "[base][statistics]") {
  const auto one = mean_interval(std::vector<double>{3.0});
  CHECK(one.mean == 3.0);
  CHECK(one.n == 1);
  CHECK(std::isinf(one.half_width));
  CHECK(std::isinf(one.standard_error));

  const auto none = mean_interval(std::vector<double>{});
  CHECK(std::isnan(none.mean));
  CHECK(none.n == 0);
}

TEST_CASE("equal values have no width", "[base][statistics]") {
  const auto interval = mean_interval(std::vector<double>{4, 4, 4});
  CHECK(interval.low == 4.0);
  CHECK(interval.high == 4.0);
}

TEST_CASE("pairs of different length are refused", "[base][statistics]") {
  CHECK_THROWS_AS(paired_interval(std::vector<double>{1, 2}, std::vector<double>{1}), std::invalid_argument);
}

TEST_CASE("rank correlation of intelligence and hours of television is -29/165", "[base][statistics]") {
  // Ten pairs of a textbook example, without ties.
  const std::vector<double> intelligence = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
  const std::vector<double> hours = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};
  CHECK(rank_correlation(intelligence, hours) == Approx(-29.0 / 165.0).epsilon(1e-14));
}

TEST_CASE("ties share their ranks, and what is all alike has no rank correlation", "[base][statistics]") {
  // Ranks 1, 2.5, 2.5, 4 against 1.5, 1.5, 3.5, 3.5: covariance 3 over sqrt(4.5 * 4).
  CHECK(rank_correlation(std::vector<double>{1, 2, 2, 9}, std::vector<double>{0, 0, 1, 1}) ==
        Approx(3.0 / std::sqrt(18.0)).epsilon(1e-14));
  CHECK(rank_correlation(std::vector<double>{1, 2, 3}, std::vector<double>{5, 7, 8}) == Approx(1.0));
  CHECK(std::isnan(rank_correlation(std::vector<double>{1, 2}, std::vector<double>{3, 3})));
  CHECK(std::isnan(rank_correlation(std::vector<double>{}, std::vector<double>{})));
}
