// Logit-normal quality: both moments met, checked by a quadrature of the test's own.
#include "behaviour/quality.hpp"

#include <cmath>
#include <utility>
#include <vector>

#include "tolerance.hpp"

using namespace polku::behaviour;
using namespace polku::test;

namespace {

/// Moments by the midpoint rule over the quality's logit, in pieces much finer than its density and its
/// sigmoid.
QualityMoments fine_moments(LogitNormal<double> quality) {
  const int steps = 200000;
  const double width = 22.0 / steps;
  std::vector<double> values, weights;
  double mean = 0, variance = 0;
  for (int i = 0; i < steps; ++i) {
    const double z = -11 + (i + 0.5) * width;
    values.push_back(1 / (1 + std::exp(-(quality.location + quality.scale * z))));
    weights.push_back(std::exp(-0.5 * z * z) / std::sqrt(2 * M_PI) * width);
    mean += weights.back() * values.back();
  }
  for (std::size_t i = 0; i < values.size(); ++i)
    variance += weights[i] * (values[i] - mean) * (values[i] - mean);
  return {mean, std::sqrt(variance)};
}

}  // namespace

TEST_CASE("a matched quality has exactly the stated mean and spread", "[behaviour][quality]") {
  const std::vector<std::pair<double, double>> stated{
      {.9, .2},   {.5, .4},  {.02, .05},  {.999, .005}, {.5, .05},   {.7, .15},  {.3, .45},    {.95, .02},
      {.5, .499}, {.1, .29}, {.001, .02}, {.99, .09},   {.5, .0001}, {.85, .35}, {.0001, .001}};

  for (const auto& [mean, spread] : stated) {
    INFO("mean " << mean << ", standard deviation " << spread);
    const auto quality = match_logit_normal(mean, spread);
    REQUIRE(quality.has_value());
    const QualityMoments found = fine_moments(*quality);
    CHECK_THAT(found.mean, exactly(mean));
    CHECK_THAT(found.standard_deviation, exactly(spread));
  }
}

TEST_CASE("every mean and every feasible spread can be matched", "[behaviour][quality]") {
  for (int i = 1; i < 100; ++i) {
    for (int k = 1; k < 100; ++k) {
      const double mean = i / 100.0, spread = k / 100.0 * std::sqrt(mean * (1 - mean));
      const auto quality = match_logit_normal(mean, spread);
      REQUIRE(quality.has_value());
      const QualityMoments found = moments_of(*quality);
      REQUIRE_THAT(found.mean, exactly(mean));
      REQUIRE_THAT(found.standard_deviation, exactly(spread));
    }
  }
}

TEST_CASE("extreme means and spreads are matched too", "[behaviour][quality]") {
  for (const double mean : {1e-9, 1e-6, 1e-4, 0.5, 0.9999, 1 - 1e-6}) {
    for (const double relative_variance : {1e-16, 1e-12, 1e-6, 0.5, 0.999, 1 - 1e-9}) {
      INFO("mean " << mean << ", relative variance " << relative_variance);
      const double spread = std::sqrt(relative_variance * mean * (1 - mean));
      const auto quality = match_logit_normal(mean, spread);
      REQUIRE(quality.has_value());
      const QualityMoments found = moments_of(*quality);
      CHECK_THAT(found.mean, exactly(mean));
      CHECK_THAT(found.standard_deviation, exactly(spread));
    }
  }
}

TEST_CASE("bisection finds what Newton finds", "[behaviour][quality]") {
  for (const auto& [mean, spread] :
       std::vector<std::pair<double, double>>{{.1, .2}, {.5, .4}, {.02, .05}, {.001, .005}, {.5, .01}}) {
    INFO("mean " << mean << ", standard deviation " << spread);
    const auto newton = detail::match_by_newton(mean, spread);
    const LogitNormal<double> bisection = detail::match_by_bisection(mean, spread);
    REQUIRE(newton.has_value());
    CHECK_THAT(bisection.location, Catch::Matchers::WithinAbs(newton->location, 1e-8));
    CHECK_THAT(bisection.scale, Catch::Matchers::WithinAbs(newton->scale, 1e-8));
  }
}

TEST_CASE("quality without spread is its mean in every draw", "[behaviour][quality]") {
  for (const double mean : {0.0, 0.25, 0.9, 1.0}) {
    const auto quality = match_logit_normal(mean, 0);
    REQUIRE(quality.has_value());
    CHECK(quality->scale == 0.0);
    for (const double z : {-5.0, 0.0, 5.0}) CHECK_THAT(draw(*quality, z), exactly(mean));
  }
}

TEST_CASE("a spread that no quality in 0..1 can have is refused", "[behaviour][quality]") {
  CHECK_FALSE(match_logit_normal(0.5, 0.5).has_value());
  CHECK_FALSE(match_logit_normal(0.9, 0.4).has_value());
  CHECK_FALSE(match_logit_normal(0.0, 0.1).has_value());
  CHECK_FALSE(match_logit_normal(1.0, 0.1).has_value());
  CHECK_FALSE(match_logit_normal(1.2, 0.1).has_value());
  CHECK_FALSE(match_logit_normal(0.5, -0.1).has_value());
  CHECK_FALSE(match_logit_normal(std::nan(""), 0.1).has_value());
  CHECK_FALSE(match_logit_normal(0.5, std::nan("")).has_value());
}

TEST_CASE("mirroring the mean mirrors the quality", "[behaviour][quality]") {
  const auto low = match_logit_normal(0.25, 0.125), high = match_logit_normal(0.75, 0.125);

  REQUIRE((low.has_value() && high.has_value()));
  CHECK(high->location == -low->location);
  CHECK(high->scale == low->scale);
}

TEST_CASE("a single precision draw follows the double precision one", "[behaviour][quality]") {
  const LogitNormal<double> exact{1.3, 0.8};
  const LogitNormal<float> lane{1.3f, 0.8f};

  for (float z = -4; z <= 4; z += 0.25f) {
    CHECK_THAT(static_cast<double>(draw(lane, z)),
               Catch::Matchers::WithinAbs(draw(exact, static_cast<double>(z)), 1e-6));
  }
}
