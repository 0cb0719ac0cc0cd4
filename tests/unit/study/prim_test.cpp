// Boxes around what is of interest.
#include "study/prim.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace polku::study;
using Catch::Matchers::WithinAbs;

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// Centres of 10 x 10 cells, of interest where x1 > .7 and x2 > .5.
struct Corner {
  Points points;
  std::vector<bool> interesting;
  Corner() {
    for (int i = 0; i < 10; ++i)
      for (int j = 0; j < 10; ++j) {
        points.push_back({(i + 0.5) / 10.0, (j + 0.5) / 10.0});
        interesting.push_back(i >= 7 && j >= 5);
      }
  }
};

}  // namespace

TEST_CASE("coverage, density and mass of a box are shares of points", "[study][prim]") {
  const Corner corner;
  const Box box{{0.6, 0.5}, {infinite, infinite}};

  const BoxQuality quality = quality_of(box, corner.points, corner.interesting);

  CHECK(std::count(corner.interesting.begin(), corner.interesting.end(), true) == 15);
  CHECK_THAT(quality.coverage, WithinAbs(1.0, 1e-12));
  CHECK_THAT(quality.density, WithinAbs(0.75, 1e-12));
  CHECK_THAT(quality.mass, WithinAbs(0.20, 1e-12));
}

TEST_CASE("a corner is found as it is, by the two parameters that make it", "[study][prim]") {
  const Corner corner;
  const auto found = prim(corner.points, corner.interesting, 1);

  REQUIRE(found);
  CHECK_THAT(found->box.low[0], WithinAbs(0.7, 1e-9));
  CHECK_THAT(found->box.low[1], WithinAbs(0.5, 1e-9));
  CHECK(std::isinf(found->box.high[0]));
  CHECK(std::isinf(found->box.high[1]));
  CHECK(found->quality.coverage == 1.0);
  CHECK(found->quality.density == 1.0);
  CHECK(found->reproduced[0] == Approx(1.0));
}

TEST_CASE("a parameter that makes no difference gets no condition", "[study][prim]") {
  Points points = sobol_points(512, 3, 2);
  std::vector<bool> interesting;
  for (const auto& p : points) interesting.push_back(p[1] < 0.3);

  const auto found = prim(points, interesting, 1);

  REQUIRE(found);
  CHECK_FALSE(found->box.restricts(0));
  CHECK_FALSE(found->box.restricts(2));
  CHECK_THAT(found->box.high[1], WithinAbs(0.3, 0.01));
  CHECK(found->reproduced[1] == Approx(1.0));
  CHECK(found->reproduced[0] < 0.5);
}

TEST_CASE("where all or nothing is of interest there is nothing to discover", "[study][prim]") {
  const Points points{{0.1}, {0.9}};
  CHECK_FALSE(prim(points, {true, true}, 1));
  CHECK_FALSE(prim(points, {false, false}, 1));
}
