// Morris and Sobol on functions whose answers are known.
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

#include "base/math.hpp"
#include "study/morris.hpp"
#include "study/sobol_indices.hpp"
#include "study/stream.hpp"

using namespace polku;
using namespace polku::study;
using Catch::Matchers::WithinAbs;

namespace {

using Function = std::function<double(const std::vector<double>&)>;
constexpr double pi = 3.14159265358979323846;

/// Ishigami & Homma 1990 with a = 7, b = 0.1, on the unit cube.
double ishigami(const std::vector<double>& u) {
  const auto x = [&](std::size_t i) { return pi * (2.0 * u[i] - 1.0); };
  const double s = base::sin(x(1)), third = x(2) * x(2);
  return base::sin(x(0)) + 7.0 * s * s + 0.1 * third * third * base::sin(x(0));
}

SobolIndices indices_of(const Function& f, std::size_t parameters, std::size_t rows,
                        std::size_t replications = 1, double noise = 0.0) {
  const SobolDesign design = sobol_design(rows, parameters, 5);
  Stream stream(8, DrawnFor::best);
  std::vector<std::vector<double>> outcomes;
  for (const auto& point : design.points) {
    const double expected = f(point);
    std::vector<double> values(replications);
    for (double& value : values) value = expected + (noise > 0.0 ? noise * stream.normal() : 0.0);
    outcomes.push_back(values);
  }
  return sobol_indices(design, outcomes, 0.95, 1, 200);
}

}  // namespace

// 2^14 rows of scrambled Sobol points; what is left of the error is below 0.01.
TEST_CASE("Sobol indices of the Ishigami function are the analytic ones", "[study][sensitivity]") {
  const SobolIndices found = indices_of(ishigami, 3, 16384);
  const double first[] = {.313905, .442411, 0.0}, total[] = {.557589, .442411, .243684};

  CHECK_THAT(found.variance, WithinAbs(13.844588, 0.05));
  for (std::size_t p = 0; p < 3; ++p) {
    INFO("parameter " << p);
    CHECK_THAT(found.parameters[p].first, WithinAbs(first[p], 0.01));
    CHECK_THAT(found.parameters[p].total, WithinAbs(total[p], 0.01));
    CHECK(found.parameters[p].first_between.low <= first[p]);
    CHECK(found.parameters[p].first_between.high >= first[p]);
  }
}

TEST_CASE("Sobol indices of a linear function are the squares of its coefficients", "[study][sensitivity]") {
  const auto found =
      indices_of([](const auto& u) { return u[0] + 2.0 * u[1] + 3.0 * u[2]; }, 3, 4096).parameters;
  for (std::size_t p = 0; p < 3; ++p) {
    const double share = static_cast<double>((p + 1) * (p + 1)) / 14.0;
    CHECK_THAT(found[p].first, WithinAbs(share, 0.003));
    CHECK_THAT(found[p].total, WithinAbs(share, 0.003));
  }
}

TEST_CASE("Sobol indices of a product count the interaction twice", "[study][sensitivity]") {
  for (const auto& index : indices_of([](const auto& u) { return u[0] * u[1]; }, 2, 4096).parameters) {
    CHECK_THAT(index.first, WithinAbs(3.0 / 7.0, 0.005));
    CHECK_THAT(index.total, WithinAbs(4.0 / 7.0, 0.005));
  }
}

TEST_CASE("noise of the simulation inflates no index where replications tell it apart",
          "[study][sensitivity]") {
  const Function linear = [](const auto& u) { return u[0] + 0.0 * u[1]; };  // variance 1/12
  const double sd = std::sqrt(1.0 / 12.0);                                  // as much noise again

  const SobolIndices apart = indices_of(linear, 2, 4096, 2, sd), mixed = indices_of(linear, 2, 4096, 1, sd);

  CHECK_THAT(apart.noise, WithinAbs(1.0 / 12.0, 0.003));
  CHECK_THAT(apart.variance, WithinAbs(1.0 / 12.0, 0.003));
  CHECK_THAT(apart.parameters[0].total, WithinAbs(1.0, 0.06));
  CHECK_THAT(apart.parameters[1].total, WithinAbs(0.0, 0.06));
  CHECK(std::isnan(mixed.noise));
  CHECK(mixed.parameters[1].total > 0.4);  // a half, all of it noise
}

TEST_CASE("the effects of a linear model are its coefficients times the ranges, without spread",
          "[study][sensitivity]") {
  const MorrisDesign design = morris_design(10, 3, 4);
  REQUIRE(design.points.size() == 40);
  std::vector<double> outcomes;
  for (const auto& u : design.points) outcomes.push_back(3.0 * u[0] - 6.0 * u[1] + 0.75 * u[2]);

  const auto effects = morris_effects(design, outcomes);

  const double coefficients[] = {3.0, -6.0, 0.75};
  for (std::size_t p = 0; p < 3; ++p) {
    CHECK_THAT(effects[p].mean, WithinAbs(coefficients[p], 1e-12));
    CHECK_THAT(effects[p].importance, WithinAbs(std::fabs(coefficients[p]), 1e-12));
    CHECK_THAT(effects[p].spread, WithinAbs(0.0, 1e-12));
  }
}

TEST_CASE("an interaction spreads the effects of both parameters and of no other", "[study][sensitivity]") {
  const MorrisDesign design = morris_design(20, 3, 4);
  std::vector<double> outcomes;
  for (const auto& u : design.points) outcomes.push_back(u[0] * u[1] + u[2]);

  const auto effects = morris_effects(design, outcomes);

  CHECK(effects[0].spread > 0.1);
  CHECK(effects[1].spread > 0.1);
  CHECK_THAT(effects[2].spread, WithinAbs(0.0, 1e-12));
}
