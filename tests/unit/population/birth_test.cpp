#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/math.hpp"
#include "base/special_functions.hpp"
#include "newborns.hpp"
#include "support/chance.hpp"

using namespace polku;
using namespace polku::test;
using population::Columns;

namespace {

constexpr double euler = 0.57721566490153286;
constexpr double pi = 3.14159265358979324;

SmallWorld many() { return small_world().customers(20000); }

double beta(double a, double b) { return base::exp(base::lgamma(a) + base::lgamma(b) - base::lgamma(a + b)); }

}  // namespace

TEST_CASE("need rates are Gamma with the stated mean and coefficient of variation", "[population]") {
  const Newborns born(many().rate(poisson(0.2, 0.8)));
  Sample rate, squared;

  for (std::size_t i = 0; i < born.count(); ++i) {
    const double x = static_cast<double>(born.of(&Columns::need_rate, 0, i));
    rate.add(x);
    squared.add(x * x);
  }

  CHECK_MEAN(rate, 0.2);
  CHECK_MEAN(squared, 0.2 * 0.2 * (1 + 0.8 * 0.8));
}

TEST_CASE("need rates are lognormal with the stated mean and coefficient of variation", "[population]") {
  scenario::NeedRate rates = poisson(0.2, 0.8);
  rates.distribution = scenario::Rates::lognormal;
  const Newborns born(many().rate(rates));
  Sample rate, logarithm, squared, above;

  for (std::size_t i = 0; i < born.count(); ++i) {
    const double x = static_cast<double>(born.of(&Columns::need_rate, 0, i)), log = base::log(x);
    rate.add(x);
    logarithm.add(log);
    squared.add(log * log);
    above.add(x > 0.6 ? 1.0 : 0.0);
  }

  // Moments of the logarithm: variance ln(1 + .8²), mean ln .2 less half of that.
  const double variance = base::log(1.64), mean = base::log(0.2) - 0.5 * variance;
  CHECK_MEAN(rate, 0.2);
  CHECK_MEAN(logarithm, mean);
  CHECK_MEAN(squared, mean * mean + variance);
  CHECK_MEAN(above, base::normal_cdf((mean - base::log(0.6)) / std::sqrt(variance)));
}

TEST_CASE("without spread everybody has the mean rate", "[population]") {
  const Newborns born(small_world().rate(poisson(0.2)));

  for (std::size_t i = 0; i < born.count(); ++i) CHECK(born.of(&Columns::need_rate, 0, i) == 0.2f);
}

TEST_CASE("chances to open the relationship are Beta: the moments of staying are those of sBG",
          "[population]") {
  SmallWorld small = many();
  small.people().leave = {1.0, 2.0};
  const Newborns born(small);
  Sample once, twice, thrice;

  for (std::size_t i = 0; i < born.count(); ++i) {
    const double log_stay = static_cast<double>(born.columns().log_stay[i]);
    once.add(base::exp(log_stay));
    twice.add(base::exp(2 * log_stay));
    thrice.add(base::exp(3 * log_stay));
  }

  CHECK_MEAN(once, beta(1, 3) / beta(1, 2));
  CHECK_MEAN(twice, beta(1, 4) / beta(1, 2));
  CHECK_MEAN(thrice, beta(1, 5) / beta(1, 2));
}

TEST_CASE("without a second parameter everybody has the same chance to open the relationship",
          "[population]") {
  SmallWorld small = small_world();

  SECTION("a chance") {
    small.people().leave = {0.25, 0.0};
    const Newborns born(small);
    for (std::size_t i = 0; i < born.count(); ++i)
      CHECK(born.columns().log_stay[i] == Approx(base::log(0.75)));
  }
  SECTION("certainty") {
    small.people().leave = {1.0, 0.0};
    const Newborns born(small);
    for (std::size_t i = 0; i < born.count(); ++i) CHECK(base::exp(born.columns().log_stay[i]) == 0.0f);
  }
  SECTION("never") {
    const Newborns born(small);
    for (std::size_t i = 0; i < born.count(); ++i) CHECK(born.columns().log_stay[i] == 0.0f);
  }
}

TEST_CASE("loss weights spread around the segment's", "[population]") {
  SmallWorld small = many();
  small.people().loss_weight_spread = 0.5;
  const Newborns born(small);
  Sample weight, squared;

  for (std::size_t i = 0; i < born.count(); ++i) {
    const double x = static_cast<double>(born.columns().loss_weight[i]);
    weight.add(x);
    squared.add(x * x);
  }

  CHECK_MEAN(weight, 1.955);
  CHECK_MEAN(squared, 1.955 * 1.955 * 1.25);
}

TEST_CASE("lasting taste is the logarithm of a Gamma draw, so that shares are Dirichlet", "[population]") {
  SmallWorld small = many();
  small.rival("them");
  small.people().taste = {{"us", 1.0}, {"them", 2.5}};
  const Newborns born(small);
  Sample ours, squared, theirs, share;

  for (std::size_t i = 0; i < born.count(); ++i) {
    const double us = static_cast<double>(born.of(&Columns::taste, 0, i));
    const double them = static_cast<double>(born.of(&Columns::taste, 1, i));
    ours.add(us);
    squared.add((us + euler) * (us + euler));
    theirs.add(base::exp(them));
    share.add(base::exp(us) / (base::exp(us) + base::exp(them)));
  }

  CHECK_MEAN(ours, -euler);
  CHECK_MEAN(squared, pi * pi / 6);
  CHECK_MEAN(theirs, 2.5);
  CHECK_MEAN(share, 1.0 / 3.5);
}

TEST_CASE("customers see an attribute in Kano's categories by the stated shares", "[population]") {
  SmallWorld small = many();
  scenario::Attribute attribute;
  attribute.kano = {0.4, 0.3, 0.15, 0.1, 0.05};
  small.attribute("warmth", attribute);
  const Newborns born(small);
  std::int64_t counts[5] = {};

  for (std::size_t i = 0; i < born.count(); ++i) ++counts[born.of(&Columns::category, 0, i)];

  const double shares[] = {0.4, 0.3, 0.15, 0.1, 0.05};
  for (std::size_t c = 0; c < 5; ++c) CHECK_SHARE(counts[c], 20000, shares[c]);
}

TEST_CASE("newborns expect what their category takes as normal", "[population]") {
  SmallWorld small = small_world();
  scenario::Attribute attribute;
  attribute.kano = {0.2, 0.2, 0.2, 0.2, 0.2};
  attribute.norm = 0.7;
  small.attribute("warmth", attribute);
  const Newborns born(small);
  const float expected[] = {0.0f, 0.7f, 1.0f, 0.7f, 0.3f};

  for (std::size_t i = 0; i < born.count(); ++i)
    CHECK(born.of(&Columns::expectation, 0, i) == Approx(expected[born.of(&Columns::category, 0, i)]));
}

TEST_CASE("a customer is the same person in a world with other things in it", "[population]") {
  SmallWorld small = small_world().rate(poisson(0.2, 0.8)).attribute("warmth", one_dimensional());
  small.model().attributes[0].second.kano = {0.5, 0.5, 0, 0, 0};
  small.people().leave = {1.0, 2.0};
  small.people().taste = {{"us", 1.5}};
  small.people().loss_weight_spread = 0.3;
  const Newborns before(small);

  scenario::Attribute speed = one_dimensional();
  small.rival("them").attribute("speed", speed).days(100, 10);
  small.model().needs.insert(small.model().needs.begin(), {"whim", scenario::Need{}});
  small.model().needs[0].second.starts = "visit";
  small.people().need_rates.emplace_back("whim", poisson(0.1, 0.5));
  std::rotate(small.model().attributes.begin(), small.model().attributes.begin() + 1,
              small.model().attributes.end());
  const Newborns after(small);

  bool same = true;
  for (std::size_t i = 0; i < before.count(); ++i) {
    const auto &a = before.columns(), &b = after.columns();
    same = same && a.segment[i] == b.segment[i] && a.log_stay[i] == b.log_stay[i] &&
           a.loss_weight[i] == b.loss_weight[i] &&
           before.of(&Columns::taste, 0, i) == after.of(&Columns::taste, 0, i) &&
           before.of(&Columns::category, 0, i) == after.of(&Columns::category, 1, i) &&
           before.of(&Columns::need_rate, 0, i) == after.of(&Columns::need_rate, 1, i) &&
           before.of(&Columns::need_due, 0, i) == after.of(&Columns::need_due, 1, i);
  }
  CHECK(same);
}

TEST_CASE("another replication or another seed is another population", "[population]") {
  const auto world = small_world().rate(poisson(0.2, 0.8)).build();
  auto other_seed = world;
  other_seed.seed += 1;
  const Newborns first(world, 0), again(world, 0), second(world, 1), seeded(other_seed, 0);
  const auto differing = [&](const Newborns& other) {
    int count = 0;
    for (std::size_t i = 0; i < first.count(); ++i)
      count += first.of(&Columns::need_rate, 0, i) != other.of(&Columns::need_rate, 0, i);
    return count;
  };

  CHECK(differing(again) == 0);
  CHECK(differing(second) > 990);
  CHECK(differing(seeded) > 990);
}

TEST_CASE("traits of one customer are independent of each other", "[population]") {
  SmallWorld small = many().rate(poisson(1.0, 1.0));
  small.people().leave = {1.0, 1.0};
  small.people().loss_weight_spread = 0.3;
  const Newborns born(small);
  std::int64_t both = 0;

  // The upper halves of two independent traits meet in a quarter of the customers.
  for (std::size_t i = 0; i < born.count(); ++i)
    both += born.of(&Columns::need_rate, 0, i) > static_cast<float>(std::numbers::ln2) &&
            born.columns().log_stay[i] < base::log(0.5f);

  CHECK_SHARE(both, 20000, 0.25);
}
