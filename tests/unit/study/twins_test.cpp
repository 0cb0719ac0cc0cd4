// Twins against what is known in closed form: what a customer with a gamma rate will do next, given the past.
#include "study/twins.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/draws.hpp"
#include "base/tabulated_quantile.hpp"

using namespace polku;

namespace {

/// Poisson purchases with rates ~ Gamma(2, 40 days), for 200 days; nobody leaves.
std::vector<study::Life> lives(std::size_t people, std::uint64_t seed) {
  const base::GammaQuantile gamma(2.0);
  std::vector<study::Life> all(people);
  for (std::uint32_t i = 0; i < people; ++i) {
    const double rate = gamma.at(base::draw({seed}, {i, 0, 0, 0, 0, 0})[0]) / 40.0;
    double time = 0.0;
    for (std::uint32_t k = 1;; ++k) {
      time -= std::log(base::unit_double(base::draw({seed}, {i, 0, 0, 0, k, 0})[0])) / rate;
      if (time > 200.0) break;
      all[i].purchases.push_back(base::to_ticks(time));
    }
  }
  return all;
}

}  // namespace

TEST_CASE("twins know the future that the conditional expectation has", "[study]") {
  std::vector<study::History> real;
  for (const std::uint32_t x : {0u, 1u, 3u, 8u, 15u}) real.push_back({x, x ? 70.0 : 0.0, 100.0});
  study::Twins twins(real, 100.0);
  for (std::uint64_t world = 1; world <= 5; ++world) twins.add(study::Days(lives(40000, world)), 2);

  const auto expected = twins.expected();

  // NBD: E[next 100 days | x in 100 days] = 100 (2 + x) / (40 + 100), recency does not matter.
  for (std::size_t i = 0; i < real.size(); ++i) {
    const double exact = 100.0 * (2.0 + real[i].repeats) / 140.0;
    // Given x, what comes has a variance of exact * (1 + 100 / 140).
    const double error = std::sqrt(exact * (1 + 100.0 / 140.0) / twins.found()[i]);
    CHECK(twins.found()[i] >= 150.0);
    CHECK(std::fabs(expected[i] - exact) < 4.5 * error);
  }
}

TEST_CASE("who is like nobody is expected to go on as so far", "[study]") {
  const std::vector<study::History> real{{500, 99.0, 100.0}};
  study::Twins twins(real, 50.0);
  twins.add(study::Days(lives(1000, 1)));

  CHECK(twins.expected()[0] == Approx(250.0));
  CHECK(twins.found()[0] == 0.0);
}
