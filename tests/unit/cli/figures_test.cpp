#include "cli/figures.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <vector>

namespace polku::cli {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::string written(std::string_view unit, double value, double half_width) {
  const Figure figure = figure_for(unit, std::vector{value}, std::vector{half_width});
  return number(value, figure) + " ±" + number(half_width, figure) + " " + figure.unit;
}

}  // namespace

TEST_CASE("thousands stand beside thousands", "[cli]") {
  const double large = 16'618'000.0, half = 47'000.0, small = 1234.5, tight = 2.0;
  const Figure thousand{1e3, 1, "kEUR"};
  CHECK(number(large, at_scale_of(figure_for("EUR", {&large, 1}, {&half, 1}), thousand)) == "16,618");
  CHECK(number(small, at_scale_of(figure_for("EUR", {&small, 1}, {&tight, 1}), thousand)) == "1.2345");
}

TEST_CASE("a number has as many digits as its interval deserves", "[cli]") {
  CHECK(written("years", 3.14159, 0.25) == "3.14 ±0.25 years");
  CHECK(written("years", 3.14159, 0.0123) == "3.142 ±0.012 years");
  CHECK(written("years", 314.159, 25.0) == "314 ±25 years");
}

TEST_CASE("money is written in the thousands or millions that suit it", "[cli]") {
  CHECK(written("EUR", 1234.5, 21.0) == "1,234 ±21 EUR");
  CHECK(written("EUR", 51234.0, 2100.0) == "51.2 ±2.1 kEUR");
  CHECK(written("SEK", 61'234'567.0, 1'234'567.0) == "61.2 ±1.2 MSEK");
  CHECK(written("EUR", -51234.0, 2100.0) == "-51.2 ±2.1 kEUR");
}

TEST_CASE("shares become per cent and people stay whole", "[cli]") {
  CHECK(written("share", 0.12345, 0.0021) == "12.35 ±0.21 %");
  CHECK(written("1/year", 0.12345, 0.021) == "12.3 ±2.1 % a year");
  CHECK(written("people", 6812.4, 0.7) == "6,812 ±1 ");
  CHECK(written("-1..1", 0.12345678, 0.00001) == "0.123 ±0.000 -1..1");
}

TEST_CASE("one row has one scale, and its narrowest interval is still seen", "[cli]") {
  const std::vector<double> means = {412'000.0, -3'000.0}, halves = {35'000.0, 400.0};

  const Figure figure = figure_for("EUR", means, halves);

  CHECK(figure.unit == "kEUR");
  CHECK(change(means[0], figure) == "+412.0");
  CHECK(change(means[1], figure) == "-3.0");
  CHECK(number(halves[1], figure) == "0.4");
}

TEST_CASE("without an interval four digits are shown", "[cli]") {
  CHECK(number(0.0123456, figure_for("years", std::vector{0.0123456}, {})) == "0.01235");
  CHECK(number(12.3456, figure_for("years", std::vector{12.3456}, std::vector{infinity})) == "12.35");
  CHECK(number(0.0, figure_for("years", std::vector{0.0}, std::vector{0.0})) == "0");
}

TEST_CASE("what does not exist is not written as a number", "[cli]") {
  const Figure figure{1.0, 1, ""};
  CHECK(number(nan, figure) == "–");
  CHECK(number(infinity, figure) == "∞");
  CHECK(change(nan, figure) == "–");
}

TEST_CASE("a change has a sign, and nothing is not negative", "[cli]") {
  const Figure figure{1.0, 1, ""};
  CHECK(change(1.26, figure) == "+1.3");
  CHECK(change(-1.26, figure) == "-1.3");
  CHECK(change(0.0, figure) == "0.0");
  CHECK(change(-0.01, figure) == "0.0");
  CHECK(change(0.01, figure) == "0.0");
}

TEST_CASE("thousands stand apart", "[cli]") {
  CHECK(thousands(0) == "0");
  CHECK(thousands(999) == "999");
  CHECK(thousands(1000) == "1,000");
  CHECK(thousands(-1234567) == "-1,234,567");
  CHECK(number(1234567.89, {1.0, 2, ""}) == "1,234,567.89");
}

TEST_CASE("durations and memory are said as people say them", "[cli]") {
  CHECK(days_in_words(5 * 365.25) == "5 years");
  CHECK(days_in_words(365.25) == "1 year");
  CHECK(days_in_words(3 * 30.4375) == "3 months");
  CHECK(days_in_words(14) == "2 weeks");
  CHECK(days_in_words(10) == "10 days");
  CHECK(days_in_words(10.5) == "10.5 days");
  CHECK(days_in_words(1.5) == "36 hours");
  CHECK(days_in_words(0.3) == "7.2 hours");
  CHECK(days_in_words(30.0 / 1440.0) == "30 minutes");
  CHECK(days_in_words(0.001) == "1.44 minutes");
  CHECK(days_in_words(0.0) == "0 days");
  CHECK(seconds_in_words(0.2) == "less than 1 s");
  CHECK(seconds_in_words(59.2) == "1 min 0 s");
  CHECK(seconds_in_words(130) == "2 min 10 s");
  CHECK(seconds_in_words(4800) == "1 h 20 min");
  CHECK(seconds_in_words(infinity) == "for ever");
  CHECK(bytes_in_words(45e6) == "45 MB");
  CHECK(bytes_in_words(3.42e9) == "3.4 GB");
  CHECK(percent(0.95) == "95 %");
  CHECK(percent(0.995) == "99.5 %");
}

}  // namespace polku::cli
