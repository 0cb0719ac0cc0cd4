// Needs that come through others: the hazard grows with the share of people who ever bought. With one
// purchase each and full mixing adoption is Bass's, with the lag of the epoch in it.
#include <cmath>

#include "support/chance.hpp"
#include "support/life.hpp"

using namespace polku;
using namespace polku::test;

namespace {

constexpr std::int64_t n = 40000;
constexpr double year = 365.25;

/// Nobody has it at first; whoever wants it buys it at once and for good.
SmallWorld market(double p, double q, double epoch = 7.0, double days = 10 * year) {
  SmallWorld small =
      small_world().customers(n).nobody_has_a_provider().days(days, year).rate(poisson(p / year));
  small.model().time.epoch = epoch;
  small.model().needs[0].second.who = Who::non_customers;
  small.model().needs[0].second.referral = q / year;
  return small.journey({{"choose", decision({{"us", "buy"}}, Asks::everyone)}, {"buy", purchase(to("end"))}});
}

double adopted(const Life& life, std::size_t years) {
  return static_cast<double>(life.level(years - 1, SegmentMeasure::customers)) / static_cast<double>(n);
}

/// F' = 1 - (1 - F) e^(-(p + q F) dt), epoch by epoch.
double bass(double p, double q, double epoch, double until) {
  double share = 0.0;
  for (double time = 0.0; time < until - 1e-9; time += epoch)
    share = 1.0 - (1.0 - share) * std::exp(-(p + q * share) * std::min(epoch, until - time) / year);
  return share;
}

}  // namespace

TEST_CASE("with full mixing adoption is that of Bass", "[simulate]") {
  const Life life(market(0.03, 0.38));

  for (const std::size_t years : {1u, 5u, 10u}) {
    const double exact = bass(0.03, 0.38, 7.0, static_cast<double>(years) * year);
    INFO("after " << years << " years");
    // Others' luck is shared: the spread of an epidemic's size, about twice that of independent people.
    CHECK(adopted(life, years) == Approx(exact).margin(4.5 * 2.5 * std::sqrt(exact * (1 - exact) / n)));
  }
  // The epoch of a week lags a little behind the continuous curve, whose values are published.
  CHECK(bass(0.03, 0.38, 7.0, 5 * year) == Approx(0.331199).epsilon(0.02));
  CHECK(bass(0.03, 0.38, 7.0, 10 * year) == Approx(0.812803).epsilon(0.02));
}

TEST_CASE("without others to hear from there is the need's own rate alone", "[simulate]") {
  CHECK_SHARE(Life(market(0.2, 0.0, 7.0, year)).total(SegmentMeasure::customers), n, 1.0 - std::exp(-0.2));
  SmallWorld none = market(0.0, 5.0, 7.0, year);
  none.people().need_rates = {{"errand", poisson(0.0)}};
  CHECK(Life(none).total(SegmentMeasure::customers) == 0);  // nobody begins, so nobody is heard from
}

TEST_CASE("customers of the first day are heard from in the first epoch", "[simulate]") {
  SmallWorld small = market(0.0, 1.0, year, year);
  small.model().population.start = {{"us", 0.4}, {"none", 0.6}};
  const Life life(small);
  CHECK_SHARE(life.total(SegmentMeasure::joined), n - life.outcome.opening_customers, 1.0 - std::exp(-0.4));
}

TEST_CASE("referrals of one customer are a Poisson process at the rate of the epoch", "[simulate]") {
  SmallWorld small = market(0.0, 12.0, year / 4, year);
  small.model().population.start = {{"us", 1.0}};
  small.model().needs[0].second.who = Who::customers;
  small.journey({{"visit", encounter(to("end"))}});
  const Life life(small);

  const auto visits = static_cast<double>(life.visits("visit"));
  CHECK(std::fabs(visits - 12.0 * n) < 4.5 * std::sqrt(12.0 * n));
}

TEST_CASE("referrals do not depend on blocks or threads", "[simulate]") {
  auto blocks = one_thread();
  blocks.block_size = 77;
  auto threads = one_thread();
  threads.threads = 3;
  const SmallWorld small = market(0.03, 0.38).customers(3000);
  const Life life(small);
  CHECK(same_outcome(Life(small, blocks).outcome, life.outcome));
  CHECK(same_outcome(Life(small, threads).outcome, life.outcome));
}
