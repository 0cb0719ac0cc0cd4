// A run as a whole: what it keeps of customers, how it is stopped, how one customer is followed.
#include <atomic>
#include <numeric>

#include "support/life.hpp"
#include "support/rich_world.hpp"

using namespace polku;
using namespace polku::test;

TEST_CASE("as many customers are recorded as the model says, and no more than there are", "[simulate]") {
  SmallWorld small = small_world().customers(300);
  small.model().record.customers = 120;
  CHECK(Life(small).outcome.customers.size() == 120);
  small.model().record.customers = 1000;
  CHECK(Life(small).outcome.customers.size() == 300);
}

TEST_CASE("recording fewer customers changes nothing else", "[simulate]") {
  SmallWorld small = rich_world();
  const Life all(small);
  small.model().record.customers = 10;
  const Life few(small);

  CHECK(few.outcome.books.values() == all.outcome.books.values());
  CHECK(few.outcome.rows == all.outcome.rows);
}

TEST_CASE("everybody is counted by the number of purchases", "[simulate]") {
  const Life life(rich_world().customers(2500));
  const auto& counts = life.outcome.purchase_counts;

  CHECK(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}) == 2500);
}

TEST_CASE("a customer can be lived again without the others", "[simulate]") {
  const SmallWorld small = rich_world().customers(5000);
  const Life all(small);
  auto settings = one_thread();
  settings.block_size = 64;
  settings.only_customer = 1234;

  const Life alone(small, settings);

  CHECK(traces(alone.outcome.customers[1234]) == traces(all.outcome.customers[1234]));
  CHECK(alone.outcome.events < all.outcome.events / 50);
}

TEST_CASE("listening changes nothing", "[simulate]") {
  const SmallWorld small = rich_world().customers(500);
  Diary diary;
  auto settings = one_thread();
  settings.sink = &diary;

  CHECK(same_outcome(Life(small, settings).outcome, Life(small).outcome));
  CHECK(diary.events.size() > 1000);
}

TEST_CASE("events of a customer come in the order of its life", "[simulate]") {
  Diary diary;
  auto settings = one_thread();
  settings.sink = &diary;
  const Life life(rich_world().customers(300), settings);
  std::vector<base::Tick> last(300);
  int backwards = 0;

  for (const auto& event : diary.events) {
    backwards += event.time < last[event.customer];
    last[event.customer] = event.time;
  }

  CHECK(backwards == 0);
}

TEST_CASE("a run that is stopped is not complete", "[simulate]") {
  const std::atomic<bool> stop{true};
  auto settings = one_thread();
  settings.stop = &stop;

  CHECK_FALSE(Life(small_world(), settings).outcome.complete);
  CHECK(Life(small_world()).outcome.complete);
}

TEST_CASE("progress rises to all of it", "[simulate]") {
  double last = 0;
  bool falls = false;
  auto settings = one_thread();
  settings.block_size = 100;
  settings.progress = [&](double share) {
    falls = falls || share < last;
    last = share;
  };
  SmallWorld small = small_world();
  SECTION("block by block") {}
  SECTION("epoch by epoch") {
    small.attribute("warmth", one_dimensional());
    small.model().behaviour.norm = scenario::NormSource::market;
  }
  const Life life(small, settings);

  CHECK_FALSE(falls);
  CHECK(last == 1.0);
}
