#include "world/parameters.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace polku;
using world::Parameters;

namespace {

/// Number 0 stays, number 1 rises from 1 to 3 over ticks 100..300 and jumps to 10 at 400, number 2 bends at
/// 300.
Parameters three_numbers() {
  return Parameters({0, 100, 300, 400, 400}, {{5, 1, 0}, {5, 1, 0}, {5, 3, 4}, {5, 3, 4}, {5, 10, 4}});
}

}  // namespace

TEST_CASE("a number that is the same in every snapshot is a constant", "[world]") {
  const Parameters p = three_numbers();

  CHECK_FALSE(p.varies(0));
  CHECK(p.varies(1));
  CHECK(p.varies(0, 2));
  CHECK_FALSE(p.varies(0, 1));
  for (const base::Tick time : {0u, 100u, 399u, 400u, base::never}) CHECK(p.at(0, time) == 5.0);
}

TEST_CASE("a number is linear between its knots and keeps its last value", "[world]") {
  const Parameters p = three_numbers();

  CHECK(p.at(1, 0) == 1.0);
  CHECK(p.at(1, 100) == 1.0);
  CHECK(p.at(1, 150) == 1.5);
  CHECK(p.at(1, 200) == 2.0);
  CHECK(p.at(1, 300) == 3.0);
  CHECK(p.at(1, base::never) == 10.0);
  CHECK(p.at(2, 250) == 3.0);
}

TEST_CASE("at a jump the later value holds from its very tick", "[world]") {
  const Parameters p = three_numbers();

  CHECK(p.at(1, 399) == 3.0);
  CHECK(p.at(1, 400) == 10.0);
}

TEST_CASE("an infinite number, as the log-odds of a quality of 0 are, stays so until the next knot",
          "[world]") {
  const double none = -std::numeric_limits<double>::infinity();
  const Parameters ramp({0, 10, 20, 30}, {{none}, {none}, {2.0}, {none}});
  CHECK(ramp.at(0, 5) == none);
  CHECK(ramp.at(0, 15) == none);
  CHECK(ramp.at(0, 20) == 2.0);
  CHECK(ramp.at(0, 25) == 2.0);
  CHECK(ramp.at(0, 30) == none);
  CHECK(ramp.at(0, 99) == none);
}

TEST_CASE("a jump at the start leaves no trace of what was before", "[world]") {
  const Parameters p({0, 50, 50}, {{2}, {2}, {7}});

  CHECK(p.at(0, 0) == 2.0);
  CHECK(p.at(0, 49) == 2.0);
  CHECK(p.at(0, 50) == 7.0);
  CHECK(p.initial(0) == 2.0);
}

TEST_CASE("the range of a number spans all its knots", "[world]") {
  const Parameters p({0, 10, 20}, {{1, 4}, {-3, 4}, {2, 4}});

  CHECK(p.range(0) == std::pair(-3.0, 2.0));
  CHECK(p.range(1) == std::pair(4.0, 4.0));
}

TEST_CASE("two worlds agree on a number only if they do at all times", "[world]") {
  const Parameters p = three_numbers();
  const Parameters other({0, 100, 300, 400, 400}, {{6, 1, 0}, {6, 1, 0}, {6, 3, 5}, {6, 3, 5}, {6, 10, 5}});
  const Parameters constant({0}, {{5, 1, 0}});

  CHECK(p.same(0, constant));
  CHECK_FALSE(p.same(0, other));
  CHECK(p.same(1, other));
  CHECK_FALSE(p.same(2, other));
  CHECK_FALSE(p.same(1, constant));
}

TEST_CASE("filling a batch gives each customer the number of the provider at the time", "[world]") {
  const Parameters p({0, 100}, {{1, 2, 3, 4}, {1, 2, 3, 8}});
  const std::uint8_t provider[] = {1, 0, 1, 0};
  const base::Tick time[] = {0, 25, 50, 100};
  float constant[4], varying[4], first[4];

  p.fill(0, 2, provider, time, 4, constant);
  p.fill(2, 2, provider, time, 4, varying);
  p.fill(3, 1, nullptr, time, 4, first);

  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(constant[i] == static_cast<float>(p.at(0 + provider[i], time[i])));
    CHECK(varying[i] == static_cast<float>(p.at(2 + provider[i], time[i])));
    CHECK(first[i] == static_cast<float>(p.at(3, time[i])));
  }
  CHECK(varying[2] == 6.0f);
}

TEST_CASE("a number reaches a level on its way or in a jump", "[world]") {
  const Parameters p = three_numbers();

  CHECK(p.first_reaching(0, 7, 5.0) == 7);
  CHECK(p.first_reaching(0, 7, 5.1) == base::never);
  CHECK(p.first_reaching(1, 0, 1.0) == 0);
  CHECK(p.first_reaching(1, 0, 2.0) == 200);
  CHECK(p.first_reaching(1, 250, 2.0) == 250);
  CHECK(p.first_reaching(1, 0, 3.5) == 400);
  CHECK(p.first_reaching(1, 500, 11.0) == base::never);
}
