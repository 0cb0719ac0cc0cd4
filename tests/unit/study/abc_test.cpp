// Approximate Bayesian computation, held against posteriors that are known (model-tests §11, test 11f).
#include "study/abc.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/draws.hpp"
#include "base/normal.hpp"

using namespace polku;
using study::Posterior;
using study::Smc;

namespace {

double uniform(std::uint64_t luck, std::uint32_t i) {
  return base::unit_double(base::draw({luck}, {i, 0, 0, 0, 0, 0})[0]);
}

/// Ten throws of a coin with chance p, of which seven were heads.
double coin(std::span<const double> at, std::uint64_t luck, std::vector<double>& summaries) {
  int heads = 0;
  for (std::uint32_t i = 0; i < 10; ++i) heads += uniform(luck, i) < at[0];
  summaries = {heads - 7.0};
  return std::fabs(heads - 7.0);
}

/// The mean of 25 normal numbers with sd .5 around the point, seen at .6.
double normal_mean(std::span<const double> at, std::uint64_t luck, std::vector<double>& summaries) {
  double sum = 0.0;
  for (std::uint32_t i = 0; i < 25; ++i) sum += at[0] + 0.5 * base::normal_quantile(uniform(luck, i));
  summaries = {sum / 25 - 0.6};
  return std::fabs(summaries[0]);
}

}  // namespace

TEST_CASE("an exact match of 7 heads in 10 under an even prior gives Beta(8, 4)", "[study]") {
  Smc settings;
  settings.particles = 2000;

  const Posterior found = study::sample_posterior(1, coin, settings);

  // Beta(8, 4): mean 2/3, sd .130744. Standard errors with the effective number n of particles: sd / sqrt n,
  // and sd / sqrt 2n of the sd.
  REQUIRE(found.tolerance == 0.0);
  const double n = found.effective();
  CHECK(n > 500);
  CHECK(std::fabs(found.mean(0) - 2.0 / 3.0) < 4.5 * 0.130744 / std::sqrt(n));
  CHECK(std::fabs(found.deviation(0) - 0.130744) < 4.5 * 0.130744 / std::sqrt(2 * n));
  CHECK(std::fabs(found.quantile(0, 0.5) - 0.676196) < 0.025);  // median of Beta(8, 4)
}

TEST_CASE("a guess shortens the way and leaves the posterior", "[study]") {
  Smc settings;
  settings.particles = 2000;
  study::Matrix wide(1, 1);
  wide(0, 0) = 0.09;
  settings.guess = study::Guess{{0.5}, wide};  // a poor one

  const Posterior found = study::sample_posterior(1, coin, settings);

  const double n = found.effective();
  REQUIRE(found.tolerance == 0.0);
  CHECK(std::fabs(found.mean(0) - 2.0 / 3.0) < 4.5 * 0.130744 / std::sqrt(n));
  CHECK(std::fabs(found.deviation(0) - 0.130744) < 4.5 * 0.130744 / std::sqrt(2 * n));
}

TEST_CASE("threads change no particle", "[study]") {
  Smc settings;
  settings.particles = 100;
  settings.threads = 1;
  const Posterior one = study::sample_posterior(1, coin, settings);
  settings.threads = 4;
  const Posterior four = study::sample_posterior(1, coin, settings);

  REQUIRE(one.particles.size() == four.particles.size());
  for (std::size_t i = 0; i < one.particles.size(); ++i) {
    CHECK(one.particles[i].at == four.particles[i].at);
    CHECK(one.particles[i].weight == four.particles[i].weight);
  }
}

TEST_CASE("regression takes the tolerance out of the posterior", "[study]") {
  Smc settings;
  settings.particles = 1500;
  settings.rounds = 2;  // the tolerance is still wide

  const Posterior rough = study::sample_posterior(1, normal_mean, settings);
  const Posterior fine = study::adjusted(rough);

  // N(.6, .1²), which 0..1 hardly cuts.
  CHECK(rough.deviation(0) > 0.115);
  CHECK(std::fabs(fine.mean(0) - 0.6) < 0.012);
  CHECK(std::fabs(fine.deviation(0) - 0.1) < 0.012);
}

TEST_CASE("a tolerance out of reach ends with the round before", "[study]") {
  Smc settings;
  settings.particles = 50;
  int calls = 0;
  const auto never_closer = [&](std::span<const double>, std::uint64_t, std::vector<double>& summaries) {
    summaries = {1.0};
    return ++calls <= 50 ? 2.0 - calls * 0.001 : 3.0;
  };
  settings.threads = 1;

  const Posterior found = study::sample_posterior(1, never_closer, settings);

  CHECK(found.rounds == 1);
  CHECK(found.acceptance == 0.0);
  CHECK(found.particles.size() == 50);
}
