// What knowing a parameter would be worth, on decisions whose answers are known.
#include "study/information.hpp"

#include <catch2/catch.hpp>

#include "study/stream.hpp"

using namespace polku::study;
using Catch::Matchers::WithinAbs;

namespace {

/// Doing nothing brings 0; investing brings 4 (u0 - 1/2) + 2 (u1 - 1/2), u uniform on the unit square.
std::vector<std::vector<double>> outcomes_of(const Points& points) {
  std::vector<std::vector<double>> outcomes(2);
  for (const auto& u : points) {
    outcomes[0].push_back(0.0);
    outcomes[1].push_back(4.0 * (u[0] - 0.5) + 2.0 * (u[1] - 0.5));
  }
  return outcomes;
}

}  // namespace

TEST_CASE("knowing a parameter is worth the better half of the decisions", "[study][information]") {
  const Points points = sobol_points(4096, 3, 6);
  const auto worth = value_of_information(points, outcomes_of(points), 0.95, 1, 100);

  // E[max(0, c (u - 1/2))] = c / 8.
  CHECK_THAT(worth[0].value, WithinAbs(4.0 / 8.0, 0.01));
  CHECK_THAT(worth[1].value, WithinAbs(2.0 / 8.0, 0.01));
  CHECK_THAT(worth[2].value, WithinAbs(0.0, 0.01));
  CHECK(worth[0].between.low < 0.5);
  CHECK(worth[0].between.high > 0.5);
}

TEST_CASE("knowing everything is worth at least as much as knowing one thing", "[study][information]") {
  const Points points = sobol_points(4096, 3, 6);
  // x uniform on +-2, y on +-1: E[max(0, x + y)] = E|x + y| / 2 = 13/24.
  CHECK_THAT(value_of_perfect_information(outcomes_of(points)), WithinAbs(13.0 / 24.0, 0.005));
}

TEST_CASE("information that changes no decision is worth nothing", "[study][information]") {
  const Points points = sobol_points(512, 1, 6);
  std::vector<std::vector<double>> outcomes(2);
  for (const auto& u : points) {
    outcomes[0].push_back(u[0]);
    outcomes[1].push_back(5.0 + u[0]);
  }
  CHECK(value_of_information(points, outcomes, 0.95, 1, 50)[0].value == Approx(0.0).margin(1e-9));
}
