// Dates and numbers as people write them.
#include "store/dates.hpp"

#include <catch2/catch.hpp>

using polku::scenario::DateFormat;
using polku::store::read_date;
using polku::store::read_decimal;
using polku::store::write_date;

TEST_CASE("a date is the number of days since 1970", "[store]") {
  CHECK(read_date("1970-01-01", DateFormat::iso) == 0);
  CHECK(read_date("20000301", DateFormat::iso) == 11017);  // 30 years, 7 leap days, 31 + 29 days
  CHECK(read_date("2000-03-01T23:59:59", DateFormat::iso) == 11017);
  CHECK(read_date("1.3.2000", DateFormat::day_month_year) == 11017);
  CHECK(read_date("03/01/2000", DateFormat::month_day_year) == 11017);
  CHECK(read_date("-4", DateFormat::day_number) == -4);
  CHECK(read_date("15", DateFormat::week_number) == 105);
  CHECK(write_date(11017, DateFormat::iso) == "2000-03-01");
}

TEST_CASE("what is no date is none", "[store]") {
  for (const char* text : {"", "1999-02-29", "2000-13-01", "2000-00-10", "200-01-01", "2000-1-1",
                           "2000/01/01", "2000010", "2000-01-32", "yesterday", "20000101x", "0x100101"})
    CHECK_FALSE(read_date(text, DateFormat::iso));
  CHECK_FALSE(read_date("13/31/2000", DateFormat::month_day_year));
  CHECK_FALSE(read_date("1.2/2000", DateFormat::day_month_year));
  CHECK_FALSE(read_date("1.5", DateFormat::day_number));
  CHECK_FALSE(read_date("99999999999999999999", DateFormat::day_number));
}

TEST_CASE("amounts are decimal numbers with a point and nothing else", "[store]") {
  CHECK(read_decimal("12.50") == 12.5);
  CHECK(read_decimal("-0.5") == -0.5);
  CHECK(read_decimal("007") == 7.0);
  for (const char* text :
       {"", "-", "12,50", "1,234.50", "1.234,50", "$5", "5 EUR", "nan", "inf", "0x10", "1e999", "--5"})
    CHECK_FALSE(read_decimal(text));
}
