// Small tables of figures out of a CSV, with every bad row in its place.
#include "store/curves.hpp"

#include <catch2/catch.hpp>

#include "support/temporary_folder.hpp"

using namespace polku;

namespace {

struct Told {
  base::Diagnostics diagnostics;
  std::vector<std::string> mistakes() const {
    std::vector<std::string> all;
    for (const auto& d : diagnostics.all())
      all.push_back(d.code + " " + std::to_string(d.location.line) + ":" + std::to_string(d.location.column));
    return all;
  }
};

struct Curve : Told {
  std::optional<store::TimedValues> all;
  explicit Curve(const std::string& bytes, store::TimeRange range = {}) {
    const test::TemporaryFolder folder;
    test::put(folder / "c.csv", bytes);
    all = store::read_timed_values(folder / "c.csv", "year", "share", range, diagnostics);
  }
};

struct Times : Told {
  std::optional<std::vector<double>> all;
  explicit Times(const std::string& bytes) {
    const test::TemporaryFolder folder;
    test::put(folder / "c.csv", bytes);
    all = store::read_times(folder / "c.csv", "year", diagnostics);
  }
};

struct Names : Told {
  std::optional<std::vector<store::NamedValue>> all;
  explicit Names(const std::string& bytes) {
    const test::TemporaryFolder folder;
    test::put(folder / "c.csv", bytes);
    all = store::read_named_values(folder / "c.csv", "provider", "share", diagnostics);
  }
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("values come by time, with or without a per cent sign", "[store]") {
  const Curve found("year,share\n2,50%\n1,63.1 %\n3,0.4\n");

  REQUIRE(found.all);
  REQUIRE(found.all->rows.size() == 3);
  CHECK(found.all->rows[0].time == 1.0);
  CHECK(found.all->rows[0].value == Approx(0.631));
  CHECK(found.all->rows[0].line == 3);
  CHECK(found.all->rows[1].value == 0.5);
  CHECK(found.all->rows[2].value == 0.4);
  CHECK(found.all->outside == 0);
}

TEST_CASE("a range holds its end and not its beginning; what lies outside is counted", "[store]") {
  const Curve found("year,share\n0,1\n1,0.9\n2,0.8\n3,0.7\n", {0.0, 2.0});

  REQUIRE(found.all);
  REQUIRE(found.all->rows.size() == 2);
  CHECK(found.all->rows.front().time == 1.0);
  CHECK(found.all->rows.back().time == 2.0);
  CHECK(found.all->outside == 2);
}

TEST_CASE("every mistake in a curve is told where it stands, and nothing is returned", "[store]") {
  const Curve found("year,share\n1,0.9\nsoon,0.8\n1,0.7\n2,-0.1\n3,\n");

  CHECK_FALSE(found.all);
  CHECK(found.mistakes() == Lines{"data-bad-number 3:1", "data-duplicate-row 4:1", "data-out-of-range 5:3",
                                  "data-empty-field 6:3"});
}

TEST_CASE("mistakes outside the range are told too", "[store]") {
  CHECK(Curve("year,share\n1,0.9\n9,x\n", {0.0, 2.0}).mistakes() == Lines{"data-bad-number 3:3"});
}

TEST_CASE("a curve without rows or without its columns is none", "[store]") {
  CHECK(Curve("year,share\n").mistakes() == Lines{"data-empty-file 1:0"});
  CHECK_FALSE(Curve("year,share\n").all);
  CHECK(Curve("year,part\n1,0.5\n").mistakes().size() == 1);
  CHECK_FALSE(Curve("year,part\n1,0.5\n").all);
}

TEST_CASE("times alone are read rising, whatever else the rows hold", "[store]") {
  const Times found("share,year\nx,3\n,1\n0.5,2\n");

  REQUIRE(found.all);
  CHECK(*found.all == std::vector<double>{1.0, 2.0, 3.0});
  CHECK(found.mistakes().empty());
  CHECK_FALSE(Times("share,year\n1,one\n").all);
}

TEST_CASE("named values keep their order and say where they stand", "[store]") {
  const Names found("provider,share\nus,40 %\nthem,0.6\n");

  REQUIRE(found.all);
  REQUIRE(found.all->size() == 2);
  CHECK(found.all->front().name == "us");
  CHECK(found.all->front().value == Approx(0.4));
  CHECK(found.all->front().line == 2);
  CHECK(found.all->back().name == "them");
}

TEST_CASE("names that are missing, twice, or without a value are told", "[store]") {
  const Names found("provider,share\nus,0.4\nus,0.5\n,0.1\nthem,-1\nall,most\n");

  CHECK_FALSE(found.all);
  CHECK(found.mistakes() == Lines{"data-duplicate-row 3:1", "data-empty-field 4:1", "data-out-of-range 5:6",
                                  "data-bad-number 6:5"});
  CHECK(Names("provider,share\n").mistakes() == Lines{"data-empty-file 1:0"});
}

TEST_CASE("who left is counted by name, and anything but 0 and 1 is told in its place", "[store]") {
  const test::TemporaryFolder folder;
  test::put(folder / "t.csv", "sort,left\na,1\nb,0\na,0\na,1\n");
  test::put(folder / "bad.csv", "sort,left\na,yes\n,1\nb,\n");
  Told sound, bad;

  const auto all = store::read_flagged_names(folder / "t.csv", "sort", "left", sound.diagnostics);

  REQUIRE(all);
  REQUIRE(all->size() == 2);
  CHECK((*all)[0].name == "a");
  CHECK((*all)[0].rows == 3);
  CHECK((*all)[0].flagged == 2);
  CHECK((*all)[1].line == 3);
  CHECK_FALSE(store::read_flagged_names(folder / "bad.csv", "sort", "left", bad.diagnostics));
  CHECK(bad.mistakes() ==
        std::vector<std::string>{"data-bad-number 2:3", "data-empty-field 3:1", "data-empty-field 4:3"});
}
