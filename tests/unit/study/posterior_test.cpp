// The sample of a posterior, held against posteriors that are known.
#include "study/posterior.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace polku;
using study::Posterior;
using study::Sampling;

namespace {

/// -2 log likelihood of 7 heads in ten throws of a coin.
double coin(std::span<const double> at) {
  return -2.0 * (7.0 * std::log(std::max(at[0], 1e-300)) + 3.0 * std::log(std::max(1.0 - at[0], 1e-300)));
}

Sampling around(double middle, double deviation, std::size_t particles = 4000) {
  Sampling settings;
  settings.particles = particles;
  study::Matrix covariance(1, 1);
  covariance(0, 0) = deviation * deviation;
  settings.guess = {{middle}, covariance};
  return settings;
}

}  // namespace

TEST_CASE("7 heads in 10 under an even prior give Beta(8, 4)", "[study]") {
  // The second guess is poor: it costs effective particles, and changes nothing.
  for (const Sampling& settings : {around(0.7, 0.2), around(0.2, 0.05)}) {
    const Posterior found = study::sample_posterior(coin, settings);

    // Test 11f: mean 2/3, sd .130744. Standard errors with the effective number n of particles: sd / sqrt n,
    // and sd / sqrt 2n of the sd.
    const double n = found.effective();
    CHECK(n > 1000);
    CHECK(std::fabs(found.mean(0) - 2.0 / 3.0) < 4.5 * 0.130744 / std::sqrt(n));
    CHECK(std::fabs(found.deviation(0) - 0.130744) < 4.5 * 0.130744 / std::sqrt(2 * n));
    CHECK(std::fabs(found.quantile(0, 0.5) - 0.676196) < 0.025);  // median of Beta(8, 4)
  }
}

TEST_CASE("data that say nothing leave the prior", "[study]") {
  const Posterior found =
      study::sample_posterior([](std::span<const double>) { return 3.0; }, around(0.9, 0.1));

  const double n = found.effective();
  CHECK(std::fabs(found.mean(0) - 0.5) < 4.5 * 0.288675 / std::sqrt(n));
  CHECK(std::fabs(found.quantile(0, 0.05) - 0.05) < 4.5 * std::sqrt(0.05 * 0.95 / n));
}

TEST_CASE("threads and stops change no particle", "[study]") {
  Sampling settings = around(0.5, 0.3, 100);
  settings.threads = 1;
  const Posterior one = study::sample_posterior(coin, settings);
  settings.threads = 4;
  Posterior four;
  while (!study::settled(four, settings)) four = study::next_round(coin, settings, four);

  REQUIRE(one.particles.size() == four.particles.size());
  for (std::size_t i = 0; i < one.particles.size(); ++i) {
    CHECK(one.particles[i].at == four.particles[i].at);
    CHECK(one.particles[i].weight == four.particles[i].weight);
  }
}
