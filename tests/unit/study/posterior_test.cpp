// The sample of a posterior, held against posteriors that are known.
#include "study/posterior.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <utility>
#include <vector>

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
    CHECK(std::fabs(std::sqrt(found.covariance()(0, 0)) - 0.130744) < 4.5 * 0.130744 / std::sqrt(2 * n));
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
  Posterior rounds;
  while (!study::settled(rounds, settings)) rounds = study::next_round(coin, settings, rounds);
  const Posterior four = study::sample_posterior(coin, settings);

  const auto sorted = [](const Posterior& posterior) {
    std::vector<std::pair<study::Point, double>> all;
    for (const study::Particle& p : posterior.particles) all.emplace_back(p.at, p.weight);
    std::sort(all.begin(), all.end());
    return all;
  };
  CHECK(sorted(one) == sorted(rounds));
  REQUIRE(one.particles.size() == four.particles.size());
  for (std::size_t i = 0; i < one.particles.size(); ++i) CHECK(one.particles[i].at == four.particles[i].at);
}

TEST_CASE("a few drawn at even shares are spread as the whole sample", "[study]") {
  // Two numbers of which little but the sum is known, a - b with a deviation of .3.
  const auto ridge = [](std::span<const double> at) {
    const double off = (at[0] + at[1] - 1.0) / 0.02, along = (at[0] - at[1]) / 0.3;
    return off * off + along * along;
  };
  Sampling settings = around(0.5, 0.3);
  settings.guess = {{0.5, 0.5}, study::Matrix(2, 2)};
  settings.guess.covariance(0, 0) = settings.guess.covariance(1, 1) = 0.02;
  const Posterior all = study::sample_posterior(ridge, settings);
  REQUIRE(std::sqrt(all.covariance()(0, 0)) == Approx(0.15).epsilon(0.1));

  double mean = 0.0, square = 0.0;
  const auto points = all.spread(40);
  REQUIRE(points.size() == 40);
  for (const study::Point& at : points) {
    const double x = at[0] - 0.5;
    mean += x / 40;
    square += x * x / 40;
  }
  CHECK(std::fabs(mean) < 0.005);                                // drawn anyhow .024
  CHECK(square == Approx(all.covariance()(0, 0)).epsilon(0.1));  // drawn anyhow .22
}
