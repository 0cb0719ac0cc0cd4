// What is finished of a calibration, as text and back.
#include "study/calibration.hpp"

#include <catch2/catch.hpp>

using namespace polku;
using study::FinishedStages;

namespace {

FinishedStages stages() {
  FinishedStages x;
  x.key = "abc";
  x.fit = {0.1, 1.0 / 3.0};
  x.profiles = {{{0.0, 0.5}, {3.5, 0.0}, 0.1, 0.9, true, false}};
  x.recoveries = {{{0.2, 0.3}, {0.01, 0.02}}};
  x.posterior.rounds = 1;
  x.posterior.simulations = 77;
  x.posterior.acceptance = 0.25;
  x.posterior.tolerance = scenario::infinite;
  x.posterior.particles = {{{0.4, 0.5}, 1.0, 2.5, {1e-300, -3.0}}};
  return x;
}

}  // namespace

TEST_CASE("finished stages read back to the same bits", "[study]") {
  const std::string text = stages().text();

  const auto found = FinishedStages::read(text);

  REQUIRE(found);
  CHECK(found->text() == text);
  CHECK(found->fit == stages().fit);
  CHECK(found->profiles[0].open_below);
  CHECK(found->posterior.tolerance == scenario::infinite);
  CHECK(found->posterior.particles[0].summaries == stages().posterior.particles[0].summaries);
}

TEST_CASE("a damaged state is none", "[study]") {
  const std::string text = stages().text();

  for (std::size_t cut = 0; cut + 1 < text.size(); cut += 7)
    CHECK_FALSE(FinishedStages::read(text.substr(0, cut)));
  CHECK_FALSE(FinishedStages::read("polku calibration 1\nabc\n1 nan\n99999999999\n"));
  CHECK_FALSE(FinishedStages::read(""));
}
