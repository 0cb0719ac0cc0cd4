// Distances between logs against cases that can be worked out by hand.
#include <catch2/catch.hpp>

#include <cmath>

#include "study/earth_mover.hpp"
#include "study/log_distance.hpp"

using namespace polku;
using namespace polku::study;

namespace {

std::vector<std::uint64_t> random_masses(std::size_t n, std::uint64_t& state) {
  std::vector<std::uint64_t> masses;
  for (std::size_t i = 0; i < n; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    masses.push_back(1 + (state >> 40) % 50);
  }
  return masses;
}

record::CaseLog log_of(const std::vector<std::vector<std::uint32_t>>& paths, std::int64_t step_days = 1) {
  record::CaseLog log;
  log.activities = {"a", "b", "c", "d"};
  for (const auto& path : paths) {
    log.cases.push_back({log.events.size(), static_cast<std::uint32_t>(path.size()), false});
    for (std::size_t i = 0; i < path.size(); ++i)
      log.events.push_back({static_cast<std::int64_t>(i) * step_days * 86'400'000, path[i]});
  }
  return log;
}

LogDistances between(const record::CaseLog& a, const record::CaseLog& b) {
  return distances(portrait_of(a, a.cases), portrait_of(b, b.cases));
}

}  // namespace

TEST_CASE("moving everything to one place costs the mean distance", "[study][earth]") {
  const std::vector<std::uint64_t> a = {1, 2, 1}, b = {5};

  const double work = earth_mover(a, b, [](std::size_t i, std::size_t) { return static_cast<double>(i); });

  CHECK(work == Approx(1.0).margin(1e-8));
}

TEST_CASE("the cheapest transport is found", "[study][earth]") {
  // The optimum is that of SciPy's linear programming (HiGHS).
  const std::vector<std::uint64_t> supply = {20, 30, 25}, demand = {10, 28, 27, 10};
  const double cost[3][4] = {{4, 5, 6, 5}, {3, 10, 9, 10}, {7, 8, 9, 6}};

  const double work = earth_mover(supply, demand, [&](std::size_t i, std::size_t j) { return cost[i][j]; });

  CHECK(75.0 * work == Approx(497.0).margin(1e-6));
}

TEST_CASE("on a line the transport agrees with the area between the distribution functions",
          "[study][earth]") {
  std::uint64_t state = 7;
  for (int repetition = 0; repetition < 20; ++repetition) {
    const auto a = random_masses(40, state), b = random_masses(55, state);
    std::vector<double> sample_a, sample_b;
    for (std::size_t i = 0; i < a.size(); ++i)
      sample_a.insert(sample_a.end(), a[i], std::sqrt(static_cast<double>(i)));
    for (std::size_t j = 0; j < b.size(); ++j)
      sample_b.insert(sample_b.end(), b[j], 0.1 * static_cast<double>(j));

    const double network = earth_mover(a, b, [](std::size_t i, std::size_t j) {
      return std::fabs(std::sqrt(static_cast<double>(i)) - 0.1 * static_cast<double>(j));
    });

    CHECK(network == Approx(earth_mover_on_line(sample_a, sample_b)).epsilon(1e-6));
  }
}

TEST_CASE("equal masses, where every basis is degenerate, are transported as well", "[study][earth]") {
  const std::vector<std::uint64_t> ones(64, 1);

  const double work = earth_mover(ones, ones, [](std::size_t i, std::size_t j) {
    return i == (j * 13 + 5) % 64 ? 0.0 : 1.0;  // a permutation costs nothing
  });

  CHECK(work == Approx(0.0).margin(1e-7));
}

TEST_CASE("the distance of two paths is the share of steps to be changed", "[study][distance]") {
  const std::vector<std::uint32_t> abc = {0, 1, 2}, acb = {0, 2, 1}, abcd = {0, 1, 2, 3}, none;
  CHECK(path_distance(abc, abc) == 0.0);
  CHECK(path_distance(abc, abcd) == 0.25);
  CHECK(path_distance(abc, acb) == Approx(2.0 / 3.0));
  CHECK(path_distance(abc, none) == 1.0);
  CHECK(path_distance(none, none) == 0.0);
}

TEST_CASE("a log is at no distance from itself", "[study][distance]") {
  const auto log = log_of({{0, 1}, {0, 1}, {0, 2, 1}});
  const LogDistances x = between(log, log);
  CHECK(x.variants == 0.0);
  CHECK(x.follows == 0.0);
  CHECK(x.steps == 0.0);
  CHECK(x.durations == 0.0);
}

TEST_CASE("distances between two small logs are what a hand computes", "[study][distance]") {
  const auto a = log_of({{0, 1}, {0, 1}, {0, 1}, {0, 1}});
  const auto b = log_of({{0, 1}, {0, 1}, {0, 2}, {0, 2}}, 3);

  const LogDistances x = between(a, b);

  CHECK(x.variants == Approx(0.25));  // half of the cases, one of two steps exchanged
  // Of 12 pairs of each, 2 ab become ac and 2 b-end become c-end, each with one step in common.
  CHECK(x.follows == Approx(4.0 / 12.0 * 0.5));
  CHECK(x.steps ==
        Approx(1.0 / 2.0));  // half a visit of b less, half a visit of c more, of two visits a case
  CHECK(x.durations == Approx(2.0));
  CHECK(x.mean_duration_b == Approx(3.0));
}

TEST_CASE("cases known to be open are not compared", "[study][distance]") {
  auto log = log_of({{0, 1}, {0}});
  log.cases[1].open = true;
  CHECK(portrait_of(log, log.cases).durations.size() == 1);
}
