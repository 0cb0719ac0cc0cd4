// Erlang's formulas, against the design's figures, limits in closed form and a chain solved state by state.
#include "behaviour/queueing.hpp"

#include <cmath>
#include <vector>

#include "tolerance.hpp"

using namespace polku::behaviour;
using namespace polku::test;

namespace {

constexpr double never = std::numeric_limits<double>::infinity();

/// Chances of 0, 1, 2 ... people present, by the balance of arrivals and departures.
std::vector<double> chain(double arrivals, double service, int servers, double leaving) {
  std::vector<double> chances{1.0};
  double sum = 1.0;
  for (int n = 1; n < 4000; ++n) {
    chances.push_back(chances.back() * arrivals /
                      (std::min(n, servers) * service + std::max(0, n - servers) * leaving));
    sum += chances.back();
  }
  for (double& chance : chances) chance /= sum;
  return chances;
}

}  // namespace

TEST_CASE("four people with ten arrivals an hour keep two of three waiting", "[behaviour][queueing]") {
  const Queue four{4, 1.0 / 3, never, 1}, five{5, 1.0 / 3, never, 1};  // hours

  const Waiting few = erlang(four, 10.0 / 3), more = erlang(five, 10.0 / 3);

  CHECK_THAT(few.chance, printed(0.657722));
  CHECK_THAT(60 * few.mean(), printed_to(19.7316, 1e-4));
  CHECK_THAT(few.longer_than(1.0 / 6), printed(0.471278));
  CHECK_THAT(more.chance, printed(0.326669));
  CHECK_THAT(60 * more.mean(), printed_to(3.9200, 1e-4));
  CHECK_THAT(few.busy, exactly(10.0 / 3));
}

TEST_CASE("contacts that come back lengthen the queue of those who come first", "[behaviour][queueing]") {
  const Queue four{4, 1.0 / 3, never, 1};
  const auto wait = [&](double solved) { return 60 * erlang(four, 7 / solved / 3).mean(); };

  CHECK_THAT(wait(0.7), printed_to(19.73, 1e-2));
  CHECK_THAT(wait(0.8), printed_to(8.7692, 1e-4));
}

TEST_CASE("one server has the textbook queue", "[behaviour][queueing]") {
  const Waiting one = erlang({}, 0.8);

  CHECK_THAT(one.queue, exactly(3.2));
  CHECK_THAT(one.mean() + 1, exactly(5.0));
  CHECK_THAT(one.chance, exactly(0.8));
}

TEST_CASE("the loss formula has its known values", "[behaviour][queueing]") {
  CHECK_THAT(erlang_b(1, 1), exactly(0.5));
  CHECK_THAT(erlang_b(2, 2), exactly(0.4));
  CHECK_THAT(erlang_b(5, 10), printed(0.018385));  // printed in Erlang's tables as .0184
  CHECK(erlang_b(3, 0) == 1.0);
  CHECK_THAT(erlang_b(2, 0.5), exactly(1 / 1.25));
}

TEST_CASE("half a server lies between none and one", "[behaviour][queueing]") {
  double before = 1.0;
  for (double servers = 0.1; servers < 6; servers += 0.1) {
    CHECK(erlang_b(2.5, servers) < before);
    before = erlang_b(2.5, servers);
  }
}

TEST_CASE("with patience the queue is that of the chain solved state by state", "[behaviour][queueing]") {
  for (const double arrivals : {0.5, 3.0, 11.9, 12.0, 15.0, 40.0})
    for (const double leaving : {0.1, 1.0, 3.0, 20.0}) {
      const auto chances = chain(arrivals, 3, 4, leaving);
      double waits = 0, queue = 0;
      for (std::size_t n = 0; n < chances.size(); ++n) {
        if (n >= 4) waits += chances[n];
        if (n > 4) queue += static_cast<double>(n - 4) * chances[n];
      }

      const Waiting found = erlang({4, 1.0 / 3, 1 / leaving, 1}, arrivals / 3);

      CHECK_THAT(found.chance, exactly(waits));
      CHECK_THAT(found.queue, exactly(queue));
      CHECK_THAT(found.abandoned(), exactly(leaving * queue / arrivals));
      CHECK_THAT(found.mean(), exactly(queue / arrivals));
    }
}

TEST_CASE("who is as patient as service is long sees a Poisson number of people", "[behaviour][queueing]") {
  const Waiting found = erlang({2, 1, 1, 1}, 3);

  // E (N - 2)+ for N ~ Poisson(3): 3 - 2 + 2 P(0) + P(1).
  CHECK_THAT(found.queue, exactly(1 + 5 * std::exp(-3.0)));
  CHECK_THAT(found.chance, exactly(1 - 4 * std::exp(-3.0)));
}

TEST_CASE("endless patience is Erlang C, none is the loss formula", "[behaviour][queueing]") {
  const Waiting patient = erlang({4, 1, 1e9, 1}, 3.2), endless = erlang({4, 1, never, 1}, 3.2);
  CHECK_THAT(patient.chance, Catch::Matchers::WithinAbs(endless.chance, 1e-7));
  CHECK_THAT(patient.queue, Catch::Matchers::WithinAbs(endless.queue, 1e-6));

  CHECK_THAT(erlang({4, 1, 1e-9, 1}, 3.2).abandoned(), Catch::Matchers::WithinAbs(erlang_b(3.2, 4), 1e-7));
}

TEST_CASE("far above capacity patience lets go what exceeds it", "[behaviour][queueing]") {
  const Waiting swamped = erlang({10, 1, 5, 1}, 5000);

  CHECK_THAT(swamped.chance, exactly(1.0));
  CHECK_THAT(swamped.busy, exactly(10.0));
  CHECK_THAT(swamped.queue, Catch::Matchers::WithinRel(5.0 * 4990, 1e-9));
}

TEST_CASE("uneven handling lengthens the wait in proportion", "[behaviour][queueing]") {
  const Waiting even = erlang({3, 1, never, 0.5}, 2), uneven = erlang({3, 1, never, 2}, 2);
  CHECK_THAT(uneven.mean(), exactly(4 * even.mean()));
}

TEST_CASE("a constant load settles at Erlang's figures from above and below", "[behaviour][queueing]") {
  const Queue queue{4, 1.0 / 3, never, 1};
  for (const double start : {0.0, 200.0}) {
    Unsettled state{start, 0};
    for (int hour = 0; hour < 4000; ++hour) state = after(queue, state.present, 10, 0.25);

    CHECK_THAT(state.offered, exactly(10.0 / 3));
    CHECK_THAT(state.present, exactly(erlang(queue, 10.0 / 3).present()));
  }
}

TEST_CASE("what exceeds capacity piles up one for one, and is worked off", "[behaviour][queueing]") {
  const Queue queue{10, 0.5, never, 1};  // 20 an hour

  const Unsettled high = after(queue, 0, 30, 1000);
  CHECK_THAT(high.present, Catch::Matchers::WithinRel(10.0 * 1000, 1e-3));
  CHECK_THAT(erlang(queue, high.offered).mean(), Catch::Matchers::WithinRel(10.0 * 1000 / 20, 2e-3));

  const Unsettled later = after(queue, high.present, 10, 500);
  CHECK_THAT(later.present, Catch::Matchers::WithinRel(5000.0, 1e-3));
}

TEST_CASE("an empty function lets nobody wait", "[behaviour][queueing]") {
  const Unsettled idle = after({3, 1, never, 1}, 0, 0, 7);
  CHECK(idle.present == 0);
  CHECK(erlang({3, 1, never, 1}, idle.offered).mean() == 0);
  CHECK(erlang({3, 1, 2, 1}, 0).abandoned() == 0);
}
