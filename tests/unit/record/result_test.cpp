#include "record/result.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

using namespace polku::record;

namespace {

Result small_result() {
  Result result;
  result.kind = "run";
  result.title = "small";
  result.scenario = "{}";
  result.version = "0.1.0";
  result.seed = 7;
  result.groups = {{"periods",
                    "",
                    {{"world", "", "", std::vector<std::string>{"ab", "c"}},
                     {"period", "days", "", std::vector<double>{-30.5, 0}}},
                    {{"customers", "1", "", {"world", "period"}, std::vector<std::int64_t>{1, 2, 3, 4}},
                     {"profit", "EUR", "", {"period"}, std::vector<double>{0.5, -1}}}}};
  return result;
}

std::vector<double>& profit(Result& result) {
  return std::get<std::vector<double>>(result.groups[0].variables[1].values);
}

/// Whether the digest notices what `change` does.
template <class Change>
bool notices(Change change) {
  Result changed = small_result();
  change(changed);
  return digest(changed) != digest(small_result());
}

}  // namespace

TEST_CASE("axes and variables know their size and are found by name", "[record]") {
  const Result result = small_result();

  const Group* periods = result.group("periods");

  REQUIRE(periods != nullptr);
  CHECK(periods->axis("world")->size() == 2);
  CHECK(periods->variable("customers")->size() == 4);
  CHECK(periods->axis("customers") == nullptr);
  CHECK(periods->variable("world") == nullptr);
  CHECK(result.group("period") == nullptr);
}

TEST_CASE("a digest is the same on every machine and in every version with this file format", "[record]") {
  CHECK(digest(small_result()) == "06394d37041a16468bec6ccea30b66eb");
  CHECK(digest(Result{}) == "a521ca9590903ce0537fe5ec928081d5");
}

TEST_CASE("a digest notices every number and every name", "[record]") {
  CHECK(notices([](Result& r) { profit(r)[1] = std::nextafter(-1.0, 0.0); }));
  CHECK(notices([](Result& r) { profit(r)[1] = std::numeric_limits<double>::quiet_NaN(); }));
  CHECK(notices([](Result& r) { std::get<0>(r.groups[0].variables[0].values)[3] = 5; }));
  CHECK(notices([](Result& r) { std::get<std::vector<double>>(r.groups[0].axes[1].coordinates)[0] = -30; }));
  CHECK(notices([](Result& r) { r.groups[0].name = "epochs"; }));
  CHECK(notices([](Result& r) { r.groups[0].axes[0].name = "option"; }));
  CHECK(notices([](Result& r) { r.groups[0].variables[0].name = "people"; }));
  CHECK(notices([](Result& r) { r.groups[0].variables[1].unit = "USD"; }));
  CHECK(notices([](Result& r) { r.groups[0].variables[1].axes = {"world"}; }));
  CHECK(notices([](Result& r) { r.seed = -7; }));
  CHECK(notices([](Result& r) { r.complete = false; }));
  CHECK(notices([](Result& r) { r.kind = "compare"; }));
  CHECK(notices([](Result& r) { r.scenario = "{ }"; }));
  CHECK(notices([](Result& r) { r.version = "0.2.0"; }));
}

TEST_CASE("a digest notices what moves from one place to the next", "[record]") {
  CHECK(notices([](Result& r) { r.groups[0].axes[0].coordinates = std::vector<std::string>{"a", "bc"}; }));
  CHECK(notices([](Result& r) { r.kind = "runs", r.title = "mall"; }));
  CHECK(notices([](Result& r) { std::swap(r.groups[0].variables[0], r.groups[0].variables[1]); }));
  CHECK(notices(
      [](Result& r) { r.groups.push_back({}), std::swap(r.groups[1].variables, r.groups[0].variables); }));
}

TEST_CASE("integers and doubles with the same bits have different digests", "[record]") {
  Result integers = small_result();
  Result doubles = small_result();

  integers.groups[0].variables[1].values = std::vector<std::int64_t>{0, 0};
  doubles.groups[0].variables[1].values = std::vector<double>{0, 0};

  CHECK(digest(integers) != digest(doubles));
}

TEST_CASE("a digest takes -0 for 0 and any NaN for any other", "[record]") {
  Result one = small_result();
  Result other = small_result();

  profit(one) = {0.0, std::numeric_limits<double>::quiet_NaN()};
  profit(other) = {-0.0, -std::numeric_limits<double>::signaling_NaN()};

  CHECK(digest(one) == digest(other));
}

TEST_CASE("time, threads, origins and words of explanation are not in the digest", "[record]") {
  CHECK_FALSE(notices([](Result& r) { r.seconds = 12; }));
  CHECK_FALSE(notices([](Result& r) { r.threads = 64; }));
  CHECK_FALSE(notices([](Result& r) { r.git_hash = "0123abc"; }));
  CHECK_FALSE(notices([](Result& r) { r.origins = {{"time.horizon", "/elsewhere/shop.yaml:3:12"}}; }));
  CHECK_FALSE(notices([](Result& r) { r.groups[0].variables[0].doc = "people who buy"; }));
}

TEST_CASE("a digest covers arrays longer than its buffer to the last number", "[record]") {
  for (const std::size_t size : {511u, 512u, 513u, 5000u}) {
    Result one = small_result();
    one.groups[0].variables[1].values = std::vector<double>(size, 1.0);
    Result other = one;

    profit(other).back() = 2.0;

    CHECK(digest(one) != digest(other));
  }
}
