// Forced loyalty (test 4d): wishes to leave come with hazard .04 a month; a contract of 24 months lets one in
// eight out, so that the hazard is .005 inside and .04 after: S(24) = .886920, S(36) = .548812. If wishes are
// never forgotten, whoever ever wished leaves at the end: S(24+) = .382893. N = 50,000, tolerance 4.5
// standard errors.
#include "support/chance.hpp"
#include "support/life.hpp"

using namespace polku;
using namespace polku::test;

namespace {

constexpr std::int64_t n = 50000;
constexpr double month = base::days_per_month;

SmallWorld club(double horizon_days, double wish_half_life) {
  SmallWorld small =
      small_world().customers(n).days(horizon_days, month).rate(poisson(0.1 / base::days_per_year));
  small.us().contract = 24 * month;
  small.people().leave = {1.0, 0.0};
  small.model().review.clock = 0.04 / month;
  small.model().review.outcome = scenario::ReviewOutcome::leave;
  small.model().review.escape = 0.125;
  small.model().review.wish_half_life = wish_half_life;
  return small;
}

}  // namespace

TEST_CASE("survival under a contract whose wishes are forgotten", "[statistical]") {
  const Life life(club(36 * month, 0.0));

  CHECK_SHARE(life.level(23, SegmentMeasure::customers), n, 0.886920);
  CHECK_SHARE(life.level(35, SegmentMeasure::customers), n, 0.548812);
}

TEST_CASE("survival under a contract whose wishes are pent up", "[statistical]") {
  const Life life(club(24 * month + 1.0 / 256, scenario::infinite));

  CHECK_SHARE(life.level(23, SegmentMeasure::customers), n, 0.886920);
  CHECK_SHARE(life.total(SegmentMeasure::customers), n, 0.382893);
}

TEST_CASE("without a contract survival is exponential", "[statistical]") {
  SmallWorld small = club(24 * month, 0.0);
  small.us().contract = 0.0;

  CHECK_SHARE(Life(small).total(SegmentMeasure::customers), n, std::exp(-0.96));
}
