#include <numbers>

#include "newborns.hpp"
#include "support/chance.hpp"

using namespace polku;
using namespace polku::test;
using base::Tick;
using population::next_need;

namespace {

/// The first arrivals of a customer's need.
std::vector<Tick> arrivals(const world::World& world, std::uint32_t customer, std::size_t count, std::uint32_t replication = 0) {
  const base::DrawKey key{world.seed};
  const auto& rate = world.segments[0].need_rates[0];
  std::vector<Tick> times;
  Tick now = 0;
  for (std::size_t k = 0; k < count; ++k)
    times.push_back(now = next_need(world, key, replication, customer, 0, rate, static_cast<float>(rate.mean), now, k == 0));
  return times;
}

}  // namespace

TEST_CASE("waits for a Poisson need are exponential, the first like the later ones", "[population]") {
  const auto world = small_world().rate(poisson(0.25)).build();
  Sample first, later, squared;
  std::int64_t short_waits = 0;

  for (std::uint32_t customer = 0; customer < 5000; ++customer) {
    const auto times = arrivals(world, customer, 3);
    first.add(base::to_days(times[0]));
    for (std::size_t k = 1; k < 3; ++k) {
      const double wait = base::to_days(times[k] - times[k - 1]);
      later.add(wait);
      squared.add(wait * wait);
      short_waits += wait < 4.0 * std::numbers::ln2;
    }
  }

  CHECK_MEAN(first, 4.0);
  CHECK_MEAN(later, 4.0);
  CHECK_MEAN(squared, 2 * 16.0);
  CHECK_SHARE(short_waits, 10000, 0.5);
}

TEST_CASE("the next arrival depends on nothing but the customer and the last arrival", "[population]") {
  const auto world = small_world().rate(poisson(0.25)).build();
  const auto bigger = small_world().rate(poisson(0.25)).customers(5).rival("them").build();

  CHECK(arrivals(world, 7, 20) == arrivals(bigger, 7, 20));
  CHECK(arrivals(world, 7, 20) != arrivals(world, 8, 20));
  CHECK(arrivals(world, 7, 20) != arrivals(world, 7, 20, 1));
}

TEST_CASE("a regular need arrives after every interval", "[population]") {
  const auto world = small_world().rate(every(2.5)).build();

  CHECK(arrivals(world, 3, 3) == std::vector<Tick>{base::to_ticks(2.5), base::to_ticks(5.0), base::to_ticks(7.5)});
}

TEST_CASE("a need without a rate never arrives", "[population]") {
  CHECK(arrivals(small_world().rate(poisson(0.0)).build(), 3, 2) == std::vector<Tick>{base::never, base::never});
}

TEST_CASE("two arrivals are at least a tick apart, whatever the rate", "[population]") {
  const auto world = small_world().rate(poisson(1e9)).build();
  const auto times = arrivals(world, 0, 100);

  for (std::size_t k = 1; k < times.size(); ++k) CHECK(times[k] == times[k - 1] + 1);
}

TEST_CASE("arrivals beyond the end of time are never", "[population]") {
  const auto world = small_world().rate(poisson(1e-12)).build();

  CHECK(arrivals(world, 0, 1) == std::vector<Tick>{base::never});
}
