// BG/NBD (Fader, Hardie & Lee 2005) by the whole simulator with everything else switched off: needs of Gamma
// rates, a Beta coin after each repeat purchase. Test 6d: E[X(39)] = 1.194927, P(X(39) = 0..3) = .574311
// .199197 .085323 .045797. N = 200,000, standard error of the mean .0057; each figure may be off by 4.5
// standard errors (seven false alarms in a million). A bias of 5 % in the rates moves the mean by 7 standard
// errors, and the last test sees it.
#include <cmath>

#include "support/chance.hpp"
#include "support/life.hpp"

using namespace polku;
using namespace polku::test;
using scenario::ReviewAt;
using scenario::ReviewOutcome;

namespace {

constexpr std::int64_t n = 200000;
constexpr double mean_39 = 1.194927, mean_52 = 1.443908;
constexpr double chances_39[] = {0.574311, 0.199197, 0.085323, 0.045797};

/// t = 0 is the first purchase; rates in weeks are r / alpha with shape r.
SmallWorld buy_till_you_die(double weeks, double bias = 1.0) {
  constexpr double r = 0.2426, alpha_weeks = 4.414;
  SmallWorld small = small_world().customers(n).days(weeks * 7.0, weeks * 7.0);
  small.rate(poisson(bias * r / alpha_weeks / 7.0, 1 / std::sqrt(r))).journey({{"buy", purchase(to("end"))}});
  small.model().needs[0].second.who = Who::customers;
  small.people().leave = {0.793, 2.426};
  small.model().review.after = {ReviewAt::repeat_purchase};
  small.model().review.outcome = ReviewOutcome::leave;
  small.model().behaviour.attitude_on_leaving = 0.0;
  small.model().record.customers = n;
  return small;
}

/// Repeat purchases of each customer: those beyond the first, which is that of the start.
Sample repeats(const Life& life) {
  Sample sample;
  for (const auto& customer : life.outcome.customers) sample.add(customer.purchases - 1);
  return sample;
}

}  // namespace

TEST_CASE("BG/NBD: the mean number of repeat purchases after 39 and 52 weeks", "[statistical]") {
  const Life half(buy_till_you_die(39.0)), year(buy_till_you_die(52.0));

  CHECK_MEAN(repeats(half), mean_39);
  CHECK_MEAN(repeats(year), mean_52);
}

TEST_CASE("BG/NBD: how many buy never, once, twice, three times in 39 weeks", "[statistical]") {
  const Life life(buy_till_you_die(39.0));

  for (std::size_t x = 0; x < 4; ++x) CHECK_SHARE(life.outcome.purchase_counts[x + 1], n, chances_39[x]);
}

TEST_CASE("NBD: without the coin the mean is r t / alpha and those who never buy are the same",
          "[statistical]") {
  SmallWorld small = buy_till_you_die(39.0);
  small.model().review.after.clear();
  const Life life(small);

  CHECK_MEAN(repeats(life), 2.143498);
  CHECK_SHARE(life.outcome.purchase_counts[1], n, chances_39[0]);
}

TEST_CASE("a bias of 5 % in the need rates would not pass these tests", "[statistical]") {
  const Life biased(buy_till_you_die(39.0, 1.05));

  CHECK(std::fabs(repeats(biased).deviation(mean_39)) > tolerated);
  CHECK(std::fabs(share_deviation(biased.outcome.purchase_counts[1], n, chances_39[0])) > tolerated);
}
