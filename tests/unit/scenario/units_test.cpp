#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "scenario/text.hpp"
#include "scenario/units.hpp"

using namespace polku::scenario;

namespace {

double number(std::string_view text, Unit unit) {
  const auto reading = read_number(text, unit, "EUR");
  INFO(text);
  REQUIRE(std::holds_alternative<double>(reading));
  return std::get<double>(reading);
}

template <class T>
std::string code(const Reading<T>& reading) {
  const Mistake* mistake = std::get_if<Mistake>(&reading);
  return mistake ? mistake->code : "none";
}

std::string number_code(std::string_view text, Unit unit) { return code(read_number(text, unit, "EUR")); }

}  // namespace

TEST_CASE("times are read in days, with a month of 30.4375 and a year of 365.25", "[scenario]") {
  CHECK(number("5 years", Unit::days) == 1826.25);
  CHECK(number("1 week", Unit::days) == 7.0);
  CHECK(number("6months", Unit::days) == 182.625);
  CHECK(number("12 hours", Unit::days) == Approx(0.5).epsilon(1e-15));
  CHECK(number("90 minutes", Unit::days) == Approx(0.0625).epsilon(1e-15));
  CHECK(number("month 3", Unit::days) == 91.3125);
  CHECK(number("year 1.5", Unit::days) == 547.875);
  CHECK(number("none", Unit::days) == 0.0);
  CHECK(number("0", Unit::days) == 0.0);
  CHECK(std::isinf(number("forever", Unit::days)));
}

TEST_CASE("shares, rates and amounts are read in base units", "[scenario]") {
  CHECK(number("40 %", Unit::share) == 0.4);
  CHECK(number("40%", Unit::share) == 0.4);
  CHECK(number("0.4", Unit::share) == 0.4);
  CHECK(number("8 %/year", Unit::share_per_year) == 0.08);
  CHECK(number("8 %/year", Unit::per_day) == Approx(0.08 / 365.25).epsilon(1e-15));
  CHECK(number("0.5/year", Unit::per_day) == Approx(0.5 / 365.25).epsilon(1e-15));
  CHECK(number("3500 contacts/week", Unit::per_day) == 500.0);
  CHECK(number("39 EUR", Unit::money) == 39.0);
  CHECK(number("-39 EUR", Unit::money) == -39.0);
  CHECK(number("400 kEUR", Unit::money) == 400'000.0);
  CHECK(number("1.2 MEUR", Unit::money) == 1'200'000.0);
  CHECK(number("-1.5e3", Unit::plain) == -1500.0);
  CHECK(number("+2", Unit::plain) == 2.0);
}

TEST_CASE("qualities, prices and durations have shapes of their own", "[scenario]") {
  const auto quality = std::get<Quality>(read_quality("0.75 +- 0.20"));
  const auto typeset = std::get<Quality>(read_quality("75 % \u00B1 20 %"));
  const auto price = std::get<Price>(read_price("39 EUR/month", "EUR"));
  const auto once = std::get<Price>(read_price("0.39 kEUR", "EUR"));
  const auto drawn = std::get<Duration>(read_duration("exponential 3 days"));

  CHECK((quality.mean == 0.75 && quality.spread == 0.2));
  CHECK((typeset.mean == 0.75 && typeset.spread == 0.2));
  CHECK(std::get<Quality>(read_quality("0.75")).spread == 0.0);
  CHECK((price.amount == 39.0 && price.period == 30.4375));
  CHECK((once.amount == 390.0 && once.period == 0.0));
  CHECK((drawn.mean == 3.0 && drawn.exponential));
  CHECK_FALSE(std::get<Duration>(read_duration("3 days")).exponential);
}

TEST_CASE("a distribution of waits is shares and times, and reads back from what it is written as",
          "[scenario]") {
  const auto waits =
      std::get<Duration>(read_duration("0 % 0 minutes, 50 % 12 hours, 50 % 1 day, 100 % 9 days"));

  CHECK(waits.knots.size() == 4);
  CHECK(waits.mean == Approx(0.5 * 0.25 + 0.5 * 5.0));
  const auto again = std::get<Duration>(read_duration(write_duration(waits)));
  CHECK(again.mean == waits.mean);
  CHECK((again.knots[1].share == 0.5 && again.knots[1].days == 0.5));
  CHECK(code(read_duration("0 % 1 day, 90 % 2 days")) == "wait-levels");
  CHECK(code(read_duration("0 % 1 day, 60 % 3 days, 40 % 4 days, 100 % 5 days")) == "wait-levels");
  CHECK(code(read_duration("0 % 1 day, 50 % 3 days, 100 % 2 days")) == "wait-levels");
  CHECK(code(read_duration("1 day, 2 days")) != "none");
  CHECK(code(read_duration("0 % 1 day, 100 % forever")) == "out-of-range");
  CHECK(code(read_duration("0 % 1 day,")) == "wait-levels");
}

TEST_CASE("what is not a number in the expected unit is a mistake with its own code", "[scenario]") {
  CHECK(number_code("5", Unit::days) == "missing-unit");
  CHECK(number_code("5 EUR", Unit::days) == "wrong-unit");
  CHECK(number_code("5 dyas", Unit::days) == "wrong-unit");
  CHECK(number_code("month", Unit::days) == "not-a-number");
  CHECK(number_code("month -3", Unit::days) == "not-a-number");
  CHECK(number_code("5 %", Unit::plain) == "wrong-unit");
  CHECK(number_code("0.5 1/year", Unit::per_day) == "not-a-number");
  CHECK(number_code("3 widgets/week", Unit::per_day) == "wrong-unit");
  CHECK(number_code("3 contacts/week", Unit::share_per_year) == "wrong-unit");
  CHECK(number_code("39 USD", Unit::money) == "wrong-currency");
  CHECK(number_code("39 eur", Unit::money) == "wrong-unit");
  CHECK(number_code("39 xEUR", Unit::money) == "wrong-unit");
  CHECK(number_code("39 EUR/month", Unit::money) == "wrong-unit");
  CHECK(code(read_price("39", "EUR")) == "missing-unit");
  CHECK(code(read_price("39 EUR/moon", "EUR")) == "wrong-unit");
  CHECK(code(read_quality("0.7 +- ")) == "not-a-number");
  CHECK(code(read_quality("0.7 +- 0.1 +- 0.1")) == "wrong-unit");
  CHECK(code(read_duration("exponential")) == "not-a-number");
}

TEST_CASE("numbers are plain decimals", "[scenario]") {
  for (const char* text :
       {"", " ", "-", "five", ".5", "5.", "0x10", "1_000", "1,000", "1 000", "1'000", "--1", "1-"}) {
    INFO(text);
    CHECK(number_code(text, Unit::plain) != "none");
  }
  for (const char* text : {"nan", ".nan", "NaN", "inf", "-inf", ".Inf", "Infinity", "1e400"}) {
    INFO(text);
    CHECK(number_code(text, Unit::plain) == "not-finite");
  }
  for (const char* text : {"010", "00", "-01", "01 day"}) {
    INFO(text);
    CHECK(number_code(text, Unit::days) == "leading-zero");
  }
  CHECK(number("1e-400", Unit::plain) == 0.0);
}

TEST_CASE("counts and truth values are read literally", "[scenario]") {
  CHECK(std::get<std::int64_t>(read_count("9000000000000000")) == 9'000'000'000'000'000);
  CHECK(std::get<std::int64_t>(read_count("-3")) == -3);
  CHECK(code(read_count("1e3")) == "not-a-whole-number");
  CHECK(code(read_count("99999999999999999999")) == "not-a-whole-number");
  CHECK(code(read_count("3 customers")) == "not-a-whole-number");
  CHECK(std::get<bool>(read_flag("true")));
  CHECK_FALSE(std::get<bool>(read_flag("false")));
  for (const char* text : {"yes", "No", "on", "TRUE", "1", ""})
    CHECK(code(read_flag(text)) == "not-true-or-false");
}

TEST_CASE("what is written with its unit reads back to the same bits", "[scenario]") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const double mantissa = static_cast<double>(random() >> 11) * 0x1p-53 + 0x1p-60;
    const double value = std::ldexp(mantissa, static_cast<int>(random() % 120) - 60);
    for (const Unit unit :
         {Unit::plain, Unit::share, Unit::days, Unit::per_day, Unit::money, Unit::share_per_year})
      REQUIRE(number(write_number(value, unit, "EUR"), unit) == value);
    for (const double period : {0.0, 1.0, 7.0, 30.4375, 365.25}) {
      const auto price = std::get<Price>(read_price(write_price({value, period}, "EUR"), "EUR"));
      REQUIRE((price.amount == value && price.period == period));
    }
  }
  CHECK(shortest(0.1) == "0.1");
  CHECK(shortest(1.0 / 3.0) == "0.3333333333333333");
  CHECK(shortest(1e22) == "1e+22");
}
