// Reading CSV files that nobody vouches for.
#include "base/csv.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "support/temporary_folder.hpp"

using namespace polku;
using base::CsvReader;
using base::CsvRow;

namespace {

struct Table {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
  base::Diagnostics diagnostics;
  std::vector<std::string> mistakes;  // "CODE LINE:COLUMN"
};

Table table_of(const std::string& bytes, const base::CsvLimits& limits = {}) {
  const test::TemporaryFolder folder;
  const std::string path = folder / "data.csv";
  test::put(path, bytes);
  Table table;
  CsvReader reader(path, table.diagnostics, limits);
  table.header = reader.header();
  CsvRow row;
  while (reader.next(row)) {
    table.rows.emplace_back();
    for (const auto& field : row.fields) table.rows.back().emplace_back(field.text);
  }
  for (const auto& d : table.diagnostics.all()) {
    CHECK(d.location.file == path);
    table.mistakes.push_back(d.code + " " + std::to_string(d.location.line) + ":" +
                             std::to_string(d.location.column));
  }
  return table;
}

using Rows = std::vector<std::vector<std::string>>;
using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("comma, semicolon and tab, quotes, CRLF, byte order mark and a missing last line feed are read",
          "[base]") {
  const Rows expected{{"a b", "1,5", "say \"hi\""}, {"", "2", "two\nlines"}};

  CHECK(table_of("\xEF\xBB\xBFx,y,z\r\n a b ,\"1,5\",\"say \"\"hi\"\"\"\r\n,2,\"two\nlines\"").rows ==
        expected);
  CHECK(table_of("x;y;z\na b;1,5;\"say \"\"hi\"\"\"\n;2;\"two\nlines\"\n\n").rows == expected);
  CHECK(table_of("x\ty\tz\na b\t1,5\t\"say \"\"hi\"\"\"\n\t2\t\"two\nlines\"\n").rows == expected);
  CHECK(table_of("x,y\n1,2\n").header == Words{"x", "y"});
  CHECK(table_of("n\u00e4me\n\u20ac\n").rows == Rows{{"\u20ac"}});
}

TEST_CASE("a row after a field over two lines has the right line number", "[base]") {
  CHECK(table_of("x,y\n1,\"a\nb\"\n1\n2,2\n").mistakes == Words{"data-field-count 4:1"});
}

TEST_CASE("rows with mistakes are told with their place and left out, the others are read", "[base]") {
  const Table table = table_of("x,y\n1,2\n1,2,3\n3,4\na\"b,1\n\"a\"b,1\n5,6\n7\n");

  CHECK(table.rows == Rows{{"1", "2"}, {"3", "4"}, {"5", "6"}});
  CHECK(table.mistakes == Words{"data-field-count 3:1", "data-stray-quote 5:2", "data-stray-quote 6:4",
                                "data-field-count 8:1"});
}

TEST_CASE("two encodings in one file are found in the line where the other one begins", "[base]") {
  const Table table = table_of("name,n\nM\xC3\xBCller,1\nM\xFCller,2\nMeier,3\n");

  CHECK(table.mistakes == Words{"data-encoding 3:2"});
  CHECK(table.rows.size() == 2);
  CHECK(table_of(std::string("\xFF\xFEx\0,\0y\0\n\0", 10)).mistakes == Words{"data-encoding 1:0"});
  CHECK(table_of("x\n\xED\xA0\x80\n").mistakes == Words{"data-encoding 2:1"});  // a surrogate
  CHECK(table_of("x\n\xC0\xAF\n").mistakes == Words{"data-encoding 2:1"});      // overlong
}

TEST_CASE("a file without anything, without rows or with bytes of no text is told apart", "[base]") {
  CHECK(table_of("").mistakes == Words{"data-empty-file 0:0"});
  CHECK(table_of("x,y\n").mistakes.empty());
  CHECK(table_of(std::string("x\n\0\n", 4)).mistakes == Words{"data-control-character 2:1"});
  CHECK(table_of("x,x\n1,2\n").mistakes == Words{"data-duplicate-column 1:3"});
}

TEST_CASE("a line that never ends costs no more than the limit", "[base]") {
  base::CsvLimits limits;
  limits.line_bytes = 1000;

  CHECK(table_of("x\n1\n" + std::string(500'000, 'a') + "\n2\n", limits).mistakes ==
        Words{"data-long-line 3:0"});
  CHECK(table_of("x\n1\n\"" + std::string(5000, '\n'), limits).mistakes == Words{"data-open-quote 3:1"});
  CHECK(table_of("x\n1\n\"abc\n").mistakes == Words{"data-open-quote 3:1"});
}

TEST_CASE("a file full of mistakes ends at the limit of mistakes", "[base]") {
  base::CsvLimits limits;
  limits.mistakes = 5;
  std::string bytes = "x,y\n";
  for (int i = 0; i < 100'000; ++i) bytes += i % 2 ? "1\n" : "\xFF,1\n";

  const Table table = table_of(bytes, limits);

  CHECK(table.mistakes.size() == 6);
  CHECK(table.mistakes.back() == "data-too-many-mistakes 6:0");
}

TEST_CASE("what is no ordinary file is an environment failure", "[base]") {
  base::Diagnostics diagnostics;
  CHECK_THROWS_AS(CsvReader("/no/such/file.csv", diagnostics), base::EnvironmentError);
  CHECK_THROWS_AS(CsvReader("/dev/zero", diagnostics), base::EnvironmentError);
  CHECK_THROWS_AS(CsvReader("/", diagnostics), base::EnvironmentError);
}

TEST_CASE("a missing column is told with those that are there", "[base]") {
  const test::TemporaryFolder folder;
  test::put(folder / "d.csv", "customer,dat,amount\n");
  base::Diagnostics diagnostics;
  CsvReader reader(folder / "d.csv", diagnostics);

  CHECK_FALSE(reader.column("date"));
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics.all()[0].code == "data-missing-column");
  CHECK(diagnostics.all()[0].why == "the columns are `customer`, `dat`, `amount`");
  CHECK(diagnostics.all()[0].suggestion == "Did you mean `dat`?");
}
