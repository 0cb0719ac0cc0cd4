// Kano curves: the static family and the curves over gaps.
#include "behaviour/kano.hpp"

#include <array>
#include <cmath>

#include "tolerance.hpp"

using namespace polku::behaviour;
using namespace polku::test;

namespace {

double over_gap(KanoCategory category, double gap, double loss_weight) {
  const KanoStrength<double> s = strength_of<double>(category);
  return satisfaction_from_gap(gap, s.gain, s.loss, s.shape, loss_weight);
}

/// Satisfaction with quality x against the norm alone, gaps relative to their room: omega = 0.
double against_norm(KanoCategory category, double quality, double market_mean) {
  const double norm = category_norm(category, market_mean, 0.0);
  return over_gap(category, relative_gap(felt_quality(category, quality) - norm, norm), 1.0);
}

}  // namespace

TEST_CASE("the three static curves share their ends and bend their own way", "[behaviour][kano]") {
  const double better = 0.7, worse = -0.5;

  CHECK_THAT(static_satisfaction(0.5, better, worse, 1.0), printed(-0.046951));
  CHECK_THAT(static_satisfaction(0.5, better, worse, 0.0), printed(0.100000));
  CHECK_THAT(static_satisfaction(0.5, better, worse, -1.0), printed(0.246951));
  for (const double shape : {1.0, 0.0, -1.0}) {
    CHECK_THAT(static_satisfaction(0.0, better, worse, shape), exactly(-0.5));
    CHECK_THAT(static_satisfaction(1.0, better, worse, shape), exactly(0.7));
  }
}

TEST_CASE("attractive and must-be curves mirror each other", "[behaviour][kano]") {
  for (double x = 0; x <= 1; x += 0.05) {
    const double pair = static_satisfaction(x, 0.7, -0.5, 1.0) + static_satisfaction(1 - x, 0.7, -0.5, -1.0);
    CHECK_THAT(pair, exactly(0.2));
  }
}

TEST_CASE("the static family contains the three published curves", "[behaviour][kano]") {
  const double cs = 0.6, ds = -0.3, e = std::exp(1.0);

  for (double x = 0; x <= 1; x += 0.1) {
    const double attractive = (cs - ds) / (e - 1) * std::exp(x) - (cs - e * ds) / (e - 1);
    const double must_be = -e * (cs - ds) / (e - 1) * std::exp(-x) + (e * cs - ds) / (e - 1);
    CHECK_THAT(static_satisfaction(x, cs, ds, 1.0), exactly(attractive));
    CHECK_THAT(static_satisfaction(x, cs, ds, 0.0), exactly((cs - ds) * x + ds));
    CHECK_THAT(static_satisfaction(x, cs, ds, -1.0), exactly(must_be));
  }
}

TEST_CASE("a population of types is their mixture, not the curve of its commonest type",
          "[behaviour][kano]") {
  const double x = 0.5;
  const double mixture =
      0.4 * static_satisfaction(x, 1.0, 0.0, 1.0) + 0.3 * static_satisfaction(x, 1.0, -1.0, 0.0) +
      0.2 * static_satisfaction(x, 0.0, -1.0, -1.0) + 0.1 * static_satisfaction(x, 0.0, 0.0, 0.0);

  CHECK_THAT(mixture, printed(0.075508));
}

TEST_CASE("the curve stays accurate as its shape goes to zero", "[behaviour][kano]") {
  for (const double shape : {0.0, 1e-300, 1e-12, 1e-9, 2e-8, 1e-6, -1e-12, -1e-6}) {
    CHECK_THAT(kano_curve(0.3, shape), exactly(0.3 + 0.5 * shape * 0.3 * (0.3 - 1)));
  }
  CHECK(kano_curve(0.3f, 0.0f) == 0.3f);
}

TEST_CASE("against the norm alone the gap curves are the static curves", "[behaviour][kano]") {
  for (double x = 0; x <= 1; x += 0.05) {
    CHECK_THAT(against_norm(KanoCategory::attractive, x, 0.8),
               exactly(static_satisfaction(x, 1.0, 0.0, 1.0)));
    CHECK_THAT(against_norm(KanoCategory::must_be, x, 0.8), exactly(static_satisfaction(x, 0.0, -1.0, -1.0)));
    CHECK_THAT(against_norm(KanoCategory::one_dimensional, x, 0.5),
               exactly(static_satisfaction(x, 1.0, -1.0, 0.0)));
    CHECK_THAT(against_norm(KanoCategory::reverse, x, 0.5),
               exactly(static_satisfaction(1 - x, 1.0, -1.0, 0.0)));
    CHECK(against_norm(KanoCategory::indifferent, x, 0.5) == 0.0);
  }
}

TEST_CASE("a loss counts loss-weight times an equal gain, and only where there is something to lose",
          "[behaviour][kano]") {
  CHECK_THAT(over_gap(KanoCategory::one_dimensional, 0.2, 1.955), exactly(0.2));
  CHECK_THAT(over_gap(KanoCategory::one_dimensional, -0.2, 1.955), exactly(-0.391));
  CHECK(over_gap(KanoCategory::attractive, -0.2, 1.955) == 0.0);
  CHECK(over_gap(KanoCategory::must_be, 0.2, 1.955) == 0.0);
  CHECK_THAT(over_gap(KanoCategory::must_be, -1.0, 1.955), exactly(-1.955));
  CHECK_THAT(over_gap(KanoCategory::attractive, 1.0, 1.955), exactly(1.0));
}

TEST_CASE(
    "nothing is taken for granted of a delighter, all of a must-be, the market or a better promise of the "
    "rest",
    "[behaviour][kano]") {
  CHECK(category_norm(KanoCategory::attractive, 0.6, 0.9) == 0.0);
  CHECK(category_norm(KanoCategory::must_be, 0.6, 0.0) == 1.0);
  CHECK(category_norm(KanoCategory::one_dimensional, 0.6, 0.0) == 0.6);
  CHECK(category_norm(KanoCategory::one_dimensional, 0.6, 0.9) == 0.9);
}

TEST_CASE("a gap is relative to the room on its side of the reference", "[behaviour][kano]") {
  CHECK_THAT(relative_gap(0.1, 0.8), exactly(0.5));
  CHECK_THAT(relative_gap(-0.4, 0.8), exactly(-0.5));
  CHECK(relative_gap(0.0, 1.0) == 0.0);
  CHECK(relative_gap(0.0, 0.0) == 0.0);
}

TEST_CASE("single precision lanes follow the double precision curves", "[behaviour][kano]") {
  for (float gap = -1; gap <= 1; gap += 0.125f) {
    const float lane = satisfaction_from_gap(gap, 1.0f, 1.0f, 1.0f, 1.955f);
    const double exact = satisfaction_from_gap(static_cast<double>(gap), 1.0, 1.0, 1.0, 1.955);
    CHECK_THAT(static_cast<double>(lane), Catch::Matchers::WithinAbs(exact, 1e-6));
  }
}
