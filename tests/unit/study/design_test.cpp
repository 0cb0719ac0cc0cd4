// Points of the unit cube.
#include "study/design.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace polku::study;

TEST_CASE("the first eight Sobol points in two dimensions are the published ones", "[study][design]") {
  const Points published{{0, 0},       {.5, .5},     {.75, .25},   {.25, .75},
                         {.375, .375}, {.875, .875}, {.625, .125}, {.125, .625}};
  CHECK(sobol_points(8, 2) == published);
}

TEST_CASE("scrambled Sobol points hit each elementary interval once", "[study][design]") {
  const Points points = sobol_points(64, 2, 11);
  CHECK(points != sobol_points(64, 2, 12));
  CHECK(points == sobol_points(64, 2, 11));
  for (const auto& [columns, rows] : {std::pair{64, 1}, {32, 2}, {8, 8}, {1, 64}}) {
    std::set<std::pair<int, int>> hit;
    for (const auto& p : points)
      hit.insert({static_cast<int>(p[0] * columns), static_cast<int>(p[1] * rows)});
    CHECK(hit.size() == 64);
  }
}

TEST_CASE("a Latin hypercube hits each stratum of each dimension once", "[study][design]") {
  const Points points = latin_hypercube(50, 3, 1);
  for (std::size_t d = 0; d < 3; ++d) {
    std::set<int> strata;
    for (const auto& p : points) strata.insert(static_cast<int>(p[d] * 50));
    CHECK(strata.size() == 50);
  }
}

TEST_CASE("a grid has every combination of its levels", "[study][design]") {
  CHECK(grid({2, 3}) == Points{{0, 0}, {0, .5}, {0, 1}, {1, 0}, {1, .5}, {1, 1}});
  CHECK(grid({1}) == Points{{0.5}});
}
