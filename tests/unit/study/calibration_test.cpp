// What is finished of a calibration, as text and back.
#include "study/calibration.hpp"

#include <catch2/catch.hpp>

using namespace polku;
using study::FinishedStages;

namespace {

FinishedStages stages() {
  FinishedStages x;
  x.key = "abc";
  x.design.rounds = 3;
  x.design.near = 2;
  x.design.guess = {{0.1, 1.0 / 3.0}, study::Matrix(2, 2)};
  x.design.guess.covariance(0, 1) = -1e-300;
  x.design.trials = {{{0.4, 0.5}, {1.0, 2.5, -3.0}, 77.0}, {{0.6, 0.7}, {0.1, 0.2, 0.3}, 99.0}};
  return x;
}

}  // namespace

TEST_CASE("finished stages read back to the same bits", "[study]") {
  const std::string text = stages().text();

  const auto found = FinishedStages::read(text);

  REQUIRE(found);
  CHECK(found->text() == text);
  CHECK(found->design.near == 2);
  CHECK_FALSE(found->design.finished);
  CHECK(found->design.guess.at == stages().design.guess.at);
  CHECK(found->design.guess.covariance(0, 1) == -1e-300);
  CHECK(found->design.trials[1].moments == stages().design.trials[1].moments);
  CHECK(found->design.trials[1].customers == 99.0);
}

TEST_CASE("a damaged state is none", "[study]") {
  const std::string text = stages().text();

  for (std::size_t cut = 0; cut + 1 < text.size(); cut += 7)
    CHECK_FALSE(FinishedStages::read(text.substr(0, cut)));
  CHECK_FALSE(FinishedStages::read("polku calibration 2\nabc\n1 nan\n99999999999\n"));
  CHECK_FALSE(FinishedStages::read(""));
}
