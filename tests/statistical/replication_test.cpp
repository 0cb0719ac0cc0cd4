// Replications are independent of each other, and two worlds that share their luck differ by less than two
// that do not.
#include <cmath>

#include "base/statistics.hpp"
#include "support/chance.hpp"
#include "support/life.hpp"
#include "support/rich_world.hpp"

using namespace polku;
using namespace polku::test;

namespace {

Life replicate(const world::World& world, std::uint32_t replication) {
  auto settings = one_thread();
  settings.replication = replication;
  return Life(world, settings);
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  Sample x, y;
  for (std::size_t i = 0; i < a.size(); ++i) {
    x.add(a[i]);
    y.add(b[i]);
  }
  double product = 0;
  for (std::size_t i = 0; i < a.size(); ++i) product += (a[i] - x.mean()) * (b[i] - y.mean());
  return product / static_cast<double>(a.size() - 1) / std::sqrt(x.variance() * y.variance());
}

std::vector<double> purchases(const Life& life) {
  std::vector<double> counts;
  for (const auto& customer : life.outcome.customers) counts.push_back(customer.purchases);
  return counts;
}

}  // namespace

TEST_CASE("the same customer has independent lives in two replications", "[statistical]") {
  const auto world =
      small_world().customers(10000).rate(poisson(0.05, 1.0)).journey({{"buy", purchase(to("end"))}}).build();

  const double r = correlation(purchases(replicate(world, 0)), purchases(replicate(world, 1)));

  CHECK(std::fabs(r) < tolerated / std::sqrt(10000.0));
}

TEST_CASE("neighbouring customers have independent lives", "[statistical]") {
  const auto world =
      small_world().customers(10001).rate(poisson(0.05, 1.0)).journey({{"buy", purchase(to("end"))}}).build();
  const auto counts = purchases(replicate(world, 0));

  const double r = correlation({counts.begin(), counts.end() - 1}, {counts.begin() + 1, counts.end()});

  CHECK(std::fabs(r) < tolerated / std::sqrt(10000.0));
}

TEST_CASE("replications of a total spread as independent customers do", "[statistical]") {
  // Poisson purchases: the variance of the total over replications is its mean; chi-square with 39 degrees of
  // freedom.
  const auto world = small_world()
                         .customers(500)
                         .days(100.0, 100.0)
                         .rate(poisson(0.05))
                         .journey({{"buy", purchase(to("end"))}})
                         .build();
  Sample totals;
  for (std::uint32_t r = 0; r < 40; ++r)
    totals.add(static_cast<double>(replicate(world, r).total(SegmentMeasure::purchases)));

  CHECK_MEAN(totals, 500 * 100 * 0.05);
  CHECK(std::fabs(totals.variance() / 2500.0 - 1) < tolerated * std::sqrt(2.0 / 39));
}

TEST_CASE("worlds with the same luck differ far less by chance than worlds with their own", "[statistical]") {
  SmallWorld small = rich_world().customers(400);
  small.option("better", {change(0.0, {set("journey.call.gate.success", 0.8)})});
  const auto baseline = small.build(), option = small.build(0);
  Sample paired, independent;

  for (std::uint32_t r = 0; r < 16; ++r) {
    const auto happy = [](const Life& life) {
      return static_cast<double>(life.total(SegmentMeasure::satisfaction_total, 0));
    };
    const double before = happy(replicate(baseline, r));
    paired.add(happy(replicate(option, r)) - before);
    independent.add(happy(replicate(option, r + 100)) - before);
  }

  CHECK(paired.variance() < 0.5 * independent.variance());
}
