// Readiness, taking up a change, alignment, and what they do to a chance.
#include "behaviour/readiness.hpp"

#include <array>

#include "behaviour/loyalty.hpp"
#include "tolerance.hpp"

using namespace polku::behaviour;
using namespace polku::test;

namespace {

constexpr double always = std::numeric_limits<double>::infinity();
constexpr std::array<double, 4> quarters{0.25, 0.25, 0.25, 0.25};
constexpr std::array<double, 4> stages{0.7, 0.5, 0.4, 0.6};

}  // namespace

TEST_CASE("the elasticity of substitution leads from the weakest link to the plain mean",
          "[behaviour][readiness]") {
  const auto mean = [](double elasticity) { return substitutes(stages, quarters, elasticity); };

  CHECK(mean(0.0) == 0.4);
  CHECK_THAT(mean(0.5), exactly(4 / (1 / 0.7 + 1 / 0.5 + 1 / 0.4 + 1 / 0.6)));  // harmonic
  CHECK_THAT(mean(1.0), exactly(std::pow(0.7 * 0.5 * 0.4 * 0.6, 0.25)));        // geometric
  CHECK_THAT(mean(2.0),
             exactly(std::pow((std::sqrt(0.7) + std::sqrt(0.5) + std::sqrt(0.4) + std::sqrt(0.6)) / 4, 2)));
  CHECK_THAT(mean(always), exactly(0.55));
}

TEST_CASE("no elasticity is a jump", "[behaviour][readiness]") {
  const auto mean = [](double elasticity) { return substitutes(stages, quarters, elasticity); };

  CHECK_THAT(mean(1 + 1e-9), exactly(mean(1.0)));
  CHECK_THAT(mean(1 - 1e-9), exactly(mean(1.0)));
  CHECK_THAT(mean(1e-12), exactly(0.4));
  CHECK_THAT(mean(1e12), exactly(0.55));
  double before = 0.0;
  for (double elasticity = 0.0; elasticity < 4; elasticity += 0.05) {
    CHECK(mean(elasticity) > before);
    before = mean(elasticity);
  }
}

TEST_CASE("a missing stage spoils everything up to elasticity 1, and costs less beyond",
          "[behaviour][readiness]") {
  const std::array<double, 4> without{1, 1, 1, 0};
  const auto mean = [&](double elasticity) { return substitutes(without, quarters, elasticity); };

  CHECK(mean(0.3) == 0.0);
  CHECK(mean(1.0) == 0.0);
  CHECK_THAT(mean(2.0), exactly(std::pow(0.75, 2)));  // 0.75^(s / (s - 1))
  CHECK_THAT(mean(4.0), exactly(std::pow(0.75, 4.0 / 3)));
  CHECK_THAT(mean(always), exactly(0.75));
}

TEST_CASE("what has no weight does not count, equal values are their own mean", "[behaviour][readiness]") {
  CHECK(substitutes(std::array<double, 2>{0.6, 0.0}, std::array<double, 2>{1, 0}, 0.0) == 0.6);
  CHECK(substitutes(std::array<double, 2>{0.6, 0.6}, std::array<double, 2>{0.3, 0.7}, 0.4) == 0.6);
  CHECK_THAT(substitutes(std::array<double, 2>{0.2, 0.8}, std::array<double, 2>{0.75, 0.25}, always),
             exactly(0.35));
}

TEST_CASE("a change is taken up slowly, quickly, slowly", "[behaviour][readiness]") {
  CHECK(taken_up(-1, 6) == 0.0);
  CHECK(taken_up(0, 6) == 0.0);
  CHECK_THAT(taken_up(0.5, 6), exactly(0.5));
  CHECK(taken_up(1, 6) == 1.0);
  CHECK_THAT(taken_up(0.2, 6) + taken_up(0.8, 6), exactly(1.0));
  const auto logistic = [](double x) { return 1 / (1 + std::exp(-x)); };
  CHECK_THAT(taken_up(0.25, 6), exactly((logistic(-1.5) - logistic(-3)) / (logistic(3) - logistic(-3))));
}

TEST_CASE("without steepness a change is taken up in a straight line, with much of it at once half way",
          "[behaviour][readiness]") {
  CHECK(taken_up(0.3, 0) == 0.3);
  CHECK_THAT(taken_up(0.3, 1e-6), exactly(0.3));
  CHECK_THAT(taken_up(0.49, 1e4), exactly(0.0));
  CHECK_THAT(taken_up(0.51, 1e4), exactly(1.0));
}

TEST_CASE("leaders who pull apart cancel each other", "[behaviour][readiness]") {
  const auto aligned = [](std::initializer_list<Pull> pulls) {
    return alignment({pulls.begin(), pulls.size()});
  };

  CHECK_THAT(aligned({{30, 1}, {30, 2}}), exactly(1.0));
  CHECK_THAT(aligned({{0, 1}, {180, 1}}), exactly(0.0));
  CHECK_THAT(aligned({{0, 1}, {90, 1}}), exactly(std::sqrt(0.5)));
  CHECK_THAT(aligned({{0, 1}, {120, 1}, {240, 1}}), exactly(0.0));
  CHECK_THAT(aligned({{10, 3}, {190, 1}}), exactly(0.5));
  CHECK_THAT(aligned({{-20, 1}, {20, 1}}), exactly(std::cos(20 * std::numbers::pi / 180)));
  CHECK(aligned({}) == 1.0);
}

TEST_CASE("readiness and morale above the usual raise the odds, load lowers them", "[behaviour][readiness]") {
  const Influence influence{2.0, 1.0, 3.0};

  CHECK(moved(influence, 0, 0, 0) == 0.0);
  CHECK_THAT(moved(influence, 0.2, -0.1, 0.1), exactly(0.0));
  CHECK_THAT(shifted_chance(0.8, moved(influence, 0.5, 0, 0)),
             exactly(4 * std::exp(1.0) / (1 + 4 * std::exp(1.0))));
  CHECK(!Influence{}.any());
}
