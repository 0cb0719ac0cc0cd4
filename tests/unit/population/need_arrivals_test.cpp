#include <numbers>

#include "newborns.hpp"
#include "support/chance.hpp"

using namespace polku;
using namespace polku::test;
using base::Tick;

namespace {

/// The first arrivals of a customer's Poisson need.
std::vector<Tick> arrivals(const world::World& world, std::uint32_t customer, std::size_t count,
                           std::uint32_t replication = 0) {
  const base::DrawKey key{world.seed};
  const auto& rate = world.segments[0].need_rates[0];
  const float own = static_cast<float>(rate.mean);
  std::vector<Tick> times{population::first_arrival(world, key, replication, customer, 0, rate, own)};
  while (times.size() < count) {
    std::uint32_t word = 0, unused[3] = {};
    Tick next = 0;
    population::next_arrivals(world, key, replication, 0, 1,
                              {&customer, &times.back(), &own, &word, unused, unused + 1, unused + 2, &next});
    times.push_back(next);
  }
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

TEST_CASE("a regular need arrives first after its interval", "[population]") {
  const auto world = small_world().rate(every(2.5)).build();

  CHECK(population::first_arrival(world, {world.seed}, 0, 3, 0, world.segments[0].need_rates[0], 0.0f) ==
        base::to_ticks(2.5));
}

TEST_CASE("a batch of arrivals is what each customer would draw alone", "[population]") {
  const auto world = small_world().rate(poisson(0.25)).build();
  constexpr std::size_t n = 100;
  std::vector<std::uint32_t> customer(n), words(4 * n);
  std::vector<Tick> now(n), next(n);
  const std::vector<float> rate(n, 0.25f);
  for (std::uint32_t k = 0; k < n; ++k) {
    customer[k] = 3 * k;
    now[k] = arrivals(world, 3 * k, 1)[0];
  }

  population::next_arrivals(world, {world.seed}, 0, 0, n,
                            {customer.data(), now.data(), rate.data(), words.data(), words.data() + n,
                             words.data() + 2 * n, words.data() + 3 * n, next.data()});

  for (std::uint32_t k = 0; k < n; ++k) CHECK(next[k] == arrivals(world, 3 * k, 2)[1]);
}

TEST_CASE("a need without a rate never arrives", "[population]") {
  CHECK(arrivals(small_world().rate(poisson(0.0)).build(), 3, 2) ==
        std::vector<Tick>{base::never, base::never});
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
