// Purchases out of a CSV, with every bad row in its place.
#include "store/transactions.hpp"

#include <catch2/catch.hpp>

#include "store/dates.hpp"
#include "support/temporary_folder.hpp"

using namespace polku;

namespace {

struct Read {
  std::optional<store::Transactions> all;
  std::vector<std::string> mistakes;
};

Read read(const std::string& bytes, store::DayRange range = {}, const std::string& amount = "amount") {
  const test::TemporaryFolder folder;
  test::put(folder / "d.csv", bytes);
  base::Diagnostics diagnostics;
  store::TransactionColumns columns;
  columns.amount = amount;
  Read found{store::read_transactions(folder / "d.csv", columns, range, diagnostics), {}};
  for (const auto& d : diagnostics.all())
    found.mistakes.push_back(d.code + " " + std::to_string(d.location.line) + ":" +
                             std::to_string(d.location.column));
  return found;
}

const std::int32_t new_year = *store::read_date("1997-01-01", scenario::DateFormat::iso);

}  // namespace

TEST_CASE("purchases come by customer and day, those of one day as one", "[store]") {
  const Read found = read(
      "customer,date,amount\nann,1997-01-05,3\nbob,1997-01-01,2.5\nann,1997-01-01,1\nann,1997-01-05,0.25\n");

  REQUIRE(found.all);
  CHECK(found.all->customers == std::vector<std::string>{"ann", "bob"});
  REQUIRE(found.all->purchases.size() == 3);
  CHECK(found.all->purchases[0].day == new_year);
  CHECK(found.all->purchases[1].day == new_year + 4);
  CHECK(found.all->purchases[1].amount == base::to_money(3.25));
  CHECK(found.all->purchases[2].customer == 1);
  CHECK(found.all->rows == 4);
  CHECK(found.all->merged == 1);
}

TEST_CASE("rows outside the range are counted and not kept, but their mistakes are told", "[store]") {
  const std::string bytes = "customer,date,amount\nann,1997-01-05,3\nbob,1997-01-09,2.5\n";

  const Read found = read(bytes, {new_year, new_year + 8});

  REQUIRE(found.all);
  CHECK(found.all->customers == std::vector<std::string>{"ann"});
  CHECK(found.all->outside == 1);
  CHECK(read(bytes + "eve,1997-02-01,-1\n", {new_year, new_year + 8}).mistakes ==
        std::vector<std::string>{"data-negative-amount 4:16"});
}

TEST_CASE("every bad row is told at once, with its line and field, and nothing is returned", "[store]") {
  const Read found = read(
      "customer,date,amount\n,1997-01-05,3\nbob,1997-02-30,2\nbob,1997-02-03,two\nbob,1997-02-03,-2\nbob,,2\n"
      "bob,1997-02-03,\nbob,1997-02-03\nbob,1997-02-03,\"1,5\"\nbob,1997-02-03,1e10\n");

  CHECK_FALSE(found.all);
  CHECK(found.mistakes ==
        std::vector<std::string>{"data-empty-field 2:1", "data-bad-date 3:5", "data-bad-amount 4:16",
                                 "data-negative-amount 5:16", "data-empty-field 6:5", "data-empty-field 7:16",
                                 "data-field-count 8:1", "data-bad-amount 9:16", "data-out-of-range 10:16"});
}

TEST_CASE("without an amount only customer and date are needed", "[store]") {
  CHECK(read("customer,date\nann,1997-01-05\n", {}, "").all);
  CHECK(read("customer,date\nann,1997-01-05\n").mistakes ==
        std::vector<std::string>{"data-missing-column 1:0"});
}

TEST_CASE("a file without rows is a mistake", "[store]") {
  CHECK(read("customer,date,amount\n").mistakes == std::vector<std::string>{"data-empty-file 1:0"});
  CHECK(read("").mistakes == std::vector<std::string>{"data-empty-file 0:0"});
}

TEST_CASE("the extent of a file is its first and last day", "[store]") {
  const test::TemporaryFolder folder;
  test::put(folder / "d.csv", "date,customer\n1997-03-01,a\n1997-01-01,b\n1997-02-01,a\n");
  base::Diagnostics diagnostics;

  const auto extent = store::extent_of(folder / "d.csv", {}, diagnostics);

  REQUIRE(extent);
  CHECK(extent->first == new_year);
  CHECK(extent->last == new_year + 59);
}

TEST_CASE("purchases from several providers are told apart, and one without a provider is a mistake",
          "[store]") {
  const test::TemporaryFolder folder;
  test::put(folder / "d.csv", "customer,date,brand\nann,3,us\nann,3,them\nann,3,us\nbob,4,us\n");
  test::put(folder / "bad.csv", "customer,date,brand\nann,3,us\nann,3,\n");
  base::Diagnostics diagnostics, bad;
  const store::TransactionColumns columns{"customer", "date", "", scenario::DateFormat::day_number, "brand"};

  const auto all = store::read_transactions(folder / "d.csv", columns, {}, diagnostics);

  REQUIRE(all);
  CHECK(all->purchases.size() == 3);
  CHECK(all->merged == 1);
  REQUIRE(all->providers.size() == 2);
  CHECK(all->providers[1].name == "them");
  CHECK(all->providers[1].line == 3);
  CHECK_FALSE(store::read_transactions(folder / "bad.csv", columns, {}, bad));
  REQUIRE(bad.all().size() == 1);
  CHECK(bad.all()[0].code == "data-empty-field");
  CHECK(bad.all()[0].location.line == 3);
}
