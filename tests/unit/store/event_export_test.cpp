// Texts of event logs: dates, XML and CSV cells.
#include <catch2/catch.hpp>

#include "store/csv_write.hpp"
#include "store/recorded_log.hpp"
#include "store/xes_write.hpp"

using namespace polku::store;

TEST_CASE("a time is written as its date, and the last millisecond of a day rounds into the next",
          "[store]") {
  std::int64_t day = 0;
  REQUIRE(read_date("2026-01-01", day));
  CHECK(day == 20454);  // date -d 2026-01-01 +%s / 86400
  CHECK(time_text(day, 0.0) == "2026-01-01T00:00:00.000+00:00");
  CHECK(time_text(day, 58.5) == "2026-02-28T12:00:00.000+00:00");
  CHECK(time_text(day, 789.25) == "2028-02-29T06:00:00.000+00:00");  // a leap year
  CHECK(time_text(day, -0.25) == "2025-12-31T18:00:00.000+00:00");
  CHECK(time_text(day, 1.0 - 1e-12) == "2026-01-02T00:00:00.000+00:00");
}

TEST_CASE("what is no date is not read as one", "[store]") {
  std::int64_t day = 7;
  for (const char* text :
       {"", "2026-1-1", "2026-02-30", "2026-13-01", "2026/01/01", "26-01-01xx", "2026-01-0x"})
    CHECK_FALSE(read_date(text, day));
  CHECK(day == 7);
}

TEST_CASE("a cell is quoted only where it must be", "[store]") {
  CHECK(csv_cell("plain text") == "plain text");
  CHECK(csv_cell("a,b") == "\"a,b\"");
  CHECK(csv_cell("say \"no\"") == "\"say \"\"no\"\"\"");
  CHECK(csv_cell("two\r\nlines") == "\"two\r\nlines\"");
  CHECK(csv_cell(" ") == "\" \"");
}

TEST_CASE("no text can break out of an XML attribute", "[store]") {
  CHECK(xml_text("<a b=\"c\">&") == "&lt;a b=&quot;c&quot;&gt;&amp;");
  CHECK(xml_text("tab\tline\n") == "tab&#9;line&#10;");
  CHECK(xml_text(std::string("nul\0", 4)) == "nul\xEF\xBF\xBD");
}
