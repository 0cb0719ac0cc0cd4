#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <numeric>
#include <set>
#include <unordered_set>
#include <vector>

#include "base/hash.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "base/time.hpp"

using namespace polku::base;

namespace {

std::int64_t sum(const std::vector<std::int64_t>& values) {
  return std::accumulate(values.begin(), values.end(), std::int64_t{0});
}

}  // namespace

TEST_CASE("a day is 65,536 ticks and converts back exactly", "[base][time]") {
  CHECK(to_ticks(1.0) == ticks_per_day);
  CHECK(to_days(to_ticks(days_per_month)) == days_per_month);
  CHECK(to_days(to_ticks(days_per_year)) == days_per_year);
}

TEST_CASE("durations round to the nearest tick and saturate at never", "[base][time]") {
  CHECK(to_ticks(0.4 / 65536) == 0);
  CHECK(to_ticks(0.6 / 65536) == 1);
  CHECK(to_ticks(-3.0) == 0);
  CHECK(to_ticks(std::numeric_limits<double>::quiet_NaN()) == 0);
  CHECK(to_ticks(65536.0) == never);
  CHECK(to_ticks(std::numeric_limits<double>::infinity()) == never);
  CHECK(to_ticks(65535.9999) < never);
}

TEST_CASE("waiting from never stays never", "[base][time]") {
  CHECK(saturating_add(5, 7) == 12);
  CHECK(saturating_add(never, 7) == never);
  CHECK(saturating_add(never - 3, 7) == never);
  CHECK(saturating_add(1, never) == never);
}

TEST_CASE("money keeps tenths of a cent and rounds halves away from zero", "[base][money]") {
  CHECK(to_money(0.004) == 4000);
  CHECK(to_money(1.25) == 1'250'000);
  CHECK(to_money(0.5e-6) == 1);
  CHECK(to_money(-0.5e-6) == -1);
  CHECK(to_money(0.4999999e-6) == 0);
  CHECK(to_units(to_money(-1234.567891)) == -1234.567891);
  CHECK(to_money(1e300) == 9'200'000'000'000'000'000);
  CHECK(to_money(-1e300) == -9'200'000'000'000'000'000);
  CHECK(to_money(std::numeric_limits<double>::quiet_NaN()) == 0);
}

TEST_CASE("shares of an amount sum to it exactly", "[base][money]") {
  const std::vector<double> thirds = {1, 1, 1};
  CHECK(allocate(100, thirds) == std::vector<Money>{34, 33, 33});
  CHECK(allocate(-100, thirds) == std::vector<Money>{-34, -33, -33});
  CHECK(allocate(10, std::vector<double>{0, 0}) == std::vector<Money>{5, 5});
  CHECK(allocate(10, std::vector<double>{}).empty());
  CHECK(allocate(7, std::vector<double>{0.6, 0.4, 0.0}) == std::vector<Money>{4, 3, 0});

  std::vector<double> weights;
  for (int i = 0; i < 1000; ++i) weights.push_back(1.0 / (1 + i * 37 % 101));
  for (const Money total : {Money{9'000'000'000'000'000'001}, Money{1}, Money{-7'777'777'777}, Money{0}}) {
    CHECK(sum(allocate(total, weights)) == total);
  }
}

TEST_CASE("a share differs from its exact value by less than one millionth", "[base][money]") {
  const std::vector<double> weights = {0.1, 0.2, 0.3, 0.4};

  const auto parts = allocate(1'000'003, weights);

  for (std::size_t i = 0; i < weights.size(); ++i)
    CHECK(std::abs(static_cast<double>(parts[i]) - 1'000'003 * weights[i]) < 1.0);
}

TEST_CASE("cents that are shown sum to the total that is shown", "[base][money]") {
  const std::vector<Money> amounts = {to_money(0.004), to_money(0.004), to_money(0.004), to_money(-0.001)};

  const auto cents = to_cents(amounts);

  CHECK(sum(cents) == to_cents(to_money(0.011)));
  for (std::size_t i = 0; i < amounts.size(); ++i)
    CHECK(std::abs(cents[i] * money_per_cent - amounts[i]) < money_per_cent);
}

TEST_CASE("one cent amount rounds halves away from zero", "[base][money]") {
  CHECK(to_cents(to_money(0.005)) == 1);
  CHECK(to_cents(to_money(-0.005)) == -1);
  CHECK(to_cents(to_money(0.0049)) == 0);
  CHECK(to_cents(to_money(-12.344)) == -1234);
}

TEST_CASE("ids of one kind compare and hash by value", "[base][id]") {
  using StepId = Id<struct StepTag>;
  const std::unordered_set<StepId> steps = {StepId{1}, StepId{2}, StepId{1}};

  CHECK(steps.size() == 2);
  CHECK(StepId{1} < StepId{2});
  CHECK(StepId{3}.index() == 3);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<StepId, Id<struct ProviderTag>>);
}

TEST_CASE("name hashes are fixed for ever", "[base][hash]") {
  STATIC_REQUIRE(mix(0) == 0);
  CHECK(mix(1) == 0x514E28B7u);  // published value of MurmurHash3's fmix32
  CHECK(name_hash("") == mix(2166136261u));
  CHECK(name_hash("a") == mix(0xE40C292Cu));       // published FNV-1a of "a"
  CHECK(name_hash("foobar") == mix(0xBF9CF968u));  // and of "foobar"
}

TEST_CASE("names that differ in one letter do not collide", "[base][hash]") {
  std::set<std::uint32_t> hashes;
  for (int i = 0; i < 10000; ++i) hashes.insert(name_hash("step_" + std::to_string(i)));
  CHECK(hashes.size() == 10000);
}
