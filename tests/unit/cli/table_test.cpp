#include "cli/table.hpp"

#include <catch2/catch.hpp>

namespace polku::cli {

TEST_CASE("columns line up whatever stands in the cells", "[cli]") {
  Table table({{"", Align::left}, {"mean"}, {"unit", Align::left}});
  table.section("Money");
  table.row({{"revenue"}, {"1,234"}, {"kEUR"}});
  table.row({{"cost"}, {"7"}});

  CHECK(table.text({}) ==
        "            mean  unit\n"
        "──────────────────────\n"
        "Money\n"
        "  revenue  1,234  kEUR\n"
        "  cost         7\n");
}

TEST_CASE("colour changes no column", "[cli]") {
  Table table({{"", Align::left}, {"mean"}});
  table.row({{"good", Emphasis::good}, {"1", Emphasis::bad}});
  std::string coloured = table.text({true});

  CHECK(coloured.find("\x1b[32mgood\x1b[0m") != std::string::npos);
  for (std::size_t at; (at = coloured.find('\x1b')) != std::string::npos;)
    coloured.erase(at, coloured.find('m', at) - at + 1);
  CHECK(coloured == table.text({false}));
}

TEST_CASE("width is counted as the eye sees it", "[cli]") {
  CHECK(columns_of("abc") == 3);
  CHECK(columns_of("±äé") == 3);
  CHECK(columns_of("顧客") == 4);
  CHECK(columns_of("e\u0301") == 1);
}

TEST_CASE("what is too long is clipped without cutting a character", "[cli]") {
  CHECK(clipped("installation", 8) == "install…");
  CHECK(clipped("installation", 12) == "installation");
  CHECK(clipped("顧客満足度", 6) == "顧客…");
}

TEST_CASE("control characters from a file never reach the terminal", "[cli]") {
  const std::string hostile = "\x1b[2J\x07title\n\u202Eevil";

  const std::string shown = clipped(hostile, 200);

  CHECK(shown.find_first_of("\x1b\x07\n") == std::string::npos);
  CHECK(shown.find("\u202E") == std::string::npos);
  CHECK(shown.find("title") != std::string::npos);
}

TEST_CASE("sentences break at blanks and keep every word", "[cli]") {
  CHECK(wrapped("one two three four", 9) == "one two\nthree\nfour\n");
  CHECK(wrapped("unbreakable", 4) == "unbreakable\n");
  CHECK(wrapped("a b", 80) == "a b\n");
}

}  // namespace polku::cli
