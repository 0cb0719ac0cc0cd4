// Investment figures of a change.
#include "study/investment.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

using namespace polku::study;
using Catch::Matchers::WithinAbs;

namespace {
const std::vector<double> change{-100, -20, 10, 40, 60, 80};
}

TEST_CASE("an investment's value, rate, trough and payback match the textbook case", "[study][investment]") {
  CHECK_THAT(net_present_value(change, 0.10), WithinAbs(10.789750, 5e-7));
  CHECK_THAT(internal_rate_of_return(change).value(), WithinAbs(0.125170, 5e-7));
  CHECK_THAT(payback(change).value(), WithinAbs(4.125, 1e-9));
  REQUIRE(j_curve(change).has_value());
  CHECK_THAT(j_curve(change)->depth, WithinAbs(-120, 1e-9));
  CHECK(j_curve(change)->trough == 1);
}

TEST_CASE("at the internal rate the net present value vanishes", "[study][investment]") {
  for (const std::vector<double>& flows : {change, {-100, 260}, {-100, 30}, {50, -60}, {0, 0, -1, 3, 0}}) {
    const auto rate = internal_rate_of_return(flows);
    REQUIRE(rate.has_value());
    CHECK_THAT(net_present_value(flows, *rate), WithinAbs(0, 1e-9));
  }
  CHECK_THAT(internal_rate_of_return(std::array{-100., 260.}).value(), WithinAbs(1.6, 1e-9));
  CHECK_THAT(internal_rate_of_return(std::array{-100., 30.}).value(), WithinAbs(-0.7, 1e-9));
  CHECK_THAT(internal_rate_of_return(std::array{-100., 100.}).value(), WithinAbs(0, 1e-9));
  CHECK_THAT(internal_rate_of_return(std::array{-1e-6, 1e6}).value(), Catch::Matchers::WithinRel(1e12, 1e-9));
}

TEST_CASE("a rate is given among several sign changes only where it is the only one above zero",
          "[study][investment]") {
  const std::array late_outlay{-100., 150., -20., 10.};
  const std::array two_rates{-100., 230., -132.};  // zero at 10 % and at 20 %

  const auto rate = internal_rate_of_return(late_outlay);

  REQUIRE(rate.has_value());
  CHECK(*rate > 0);
  CHECK_THAT(net_present_value(late_outlay, *rate), WithinAbs(0, 1e-9));
  CHECK_FALSE(internal_rate_of_return(two_rates).has_value());
}

TEST_CASE("without both an outlay and a return there is no internal rate", "[study][investment]") {
  CHECK_FALSE(internal_rate_of_return({}).has_value());
  CHECK_FALSE(internal_rate_of_return(std::array{0., 0.}).has_value());
  CHECK_FALSE(internal_rate_of_return(std::array{5., 3.}).has_value());
  CHECK_FALSE(internal_rate_of_return(std::array{-5., -3.}).has_value());
  CHECK_FALSE(internal_rate_of_return(std::array{-5., std::numeric_limits<double>::infinity()}).has_value());
  CHECK_FALSE(internal_rate_of_return(std::array{1., std::nan("")}).has_value());
}

TEST_CASE("flows a year apart are discounted as periods, flows between by their days",
          "[study][investment]") {
  std::vector<DatedFlow> dated;
  for (std::size_t t = 0; t < change.size(); ++t)
    dated.push_back({365.25 * static_cast<double>(t), change[t]});

  CHECK_THAT(net_present_value(dated, 0.10), WithinAbs(10.789750, 5e-7));
  CHECK_THAT(net_present_value(std::array{DatedFlow{182.625, 121.}}, 0.21), WithinAbs(110, 1e-9));
  CHECK_THAT(net_present_value(std::array{DatedFlow{1000., 7.}}, 0.0), WithinAbs(7, 1e-9));
}

TEST_CASE("payback is the last time that the change comes out of the red", "[study][investment]") {
  CHECK_THAT(payback(std::array{-10., 20., -15., 10.}).value(), WithinAbs(2.5, 1e-9));
  CHECK_THAT(payback(std::array{-10., 5., 5., 5.}).value(), WithinAbs(2, 1e-9));
}

TEST_CASE("a change that ends in the red is never paid back", "[study][investment]") {
  CHECK_FALSE(payback(std::array{-10., 5.}).has_value());
  CHECK_FALSE(payback(std::array{-10., 20., -15.}).has_value());
}

TEST_CASE("a change that never loses has no J-curve and is paid back at once", "[study][investment]") {
  const std::array gain{0., 5., -3., 1.};

  CHECK_FALSE(j_curve(gain).has_value());
  CHECK(payback(gain) == 0.0);
  CHECK(payback({}) == 0.0);
}

TEST_CASE("return is per unit of outlay and needs an outlay", "[study][investment]") {
  CHECK_THAT(return_on_investment(10.789750, 118.181818).value(), WithinAbs(0.0912979, 1e-7));
  CHECK_FALSE(return_on_investment(5, 0).has_value());
}
