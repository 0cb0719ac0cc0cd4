// The same bits whatever computes them: threads, blocks, epochs. Compared is everything that a run leaves
// behind.
#include <algorithm>
#include <cmath>

#include "support/life.hpp"
#include "support/rich_world.hpp"

using namespace polku;
using namespace polku::test;

namespace {

SmallWorld some_blocks(bool feedback) {
  SmallWorld small = rich_world().customers(3000);
  if (feedback) {
    small.model().behaviour.norm = scenario::NormSource::market;
    small.model().word_of_mouth.talk = 0.5;
    small.model().word_of_mouth.community = 130;  // cut by the borders of blocks
  }
  return small;
}

Life live(const SmallWorld& small, std::size_t threads, std::size_t block_size) {
  simulate::RunSettings settings;
  settings.threads = threads;
  settings.block_size = block_size;
  return Life(small, settings);
}

}  // namespace

TEST_CASE("no figure depends on the number of threads", "[determinism]") {
  const auto feedback = GENERATE(false, true);
  const SmallWorld small = some_blocks(feedback);
  const Life one = live(small, 1, 256);

  for (const std::size_t threads : {2u, 3u, 8u})
    CHECK(same_outcome(live(small, threads, 256).outcome, one.outcome));
}

TEST_CASE("no figure depends on how customers are cut into blocks", "[determinism]") {
  const auto feedback = GENERATE(false, true);
  const SmallWorld small = some_blocks(feedback).customers(feedback ? 500 : 3000);
  const Life whole = live(small, 2, 65536);

  for (const std::size_t block : {1u, 64u, 1000u, 2048u})
    CHECK(same_outcome(live(small, 2, block).outcome, whole.outcome));
}

TEST_CASE("no figure of an organisation under load depends on threads or blocks", "[determinism]") {
  SmallWorld small = some_blocks(false).customers(1500);
  auto& functions = small.model().functions;
  small.at("call").owner = small.at("use").owner = "support";
  small.at("order").owner = "sales";
  functions[0].second.capacity = 60.0;
  functions[0].second.supported_by = {{"support", {0.3, 0.5}}};
  functions[1].second.servers = 6.5;
  functions[1].second.handling = 0.1;
  functions[1].second.patience = 0.2;
  functions[1].second.waiting = {"speed", 0.05};
  functions[1].second.decay = 0.001;
  small.at("use").next = {{"success", "end", 0.9}, {"success", "where", 0.1}, {"failure", "end"}};
  small.at("use").delivers.emplace_back("speed", Quality{0.6, 0.15});
  small.at("use").delivers.erase(small.at("use").delivers.begin() + 1);
  auto& organisation = small.model().organisation;
  organisation.success = {1.0, 2.0, 1.0};
  organisation.quality = {1.0, 2.0, 1.0};
  organisation.evenness = {0.5, 0.5, 0.5};
  organisation.handoffs = {1.0, 1.0, 1.0};
  organisation.morale = {0.5, 0.5, 0.5, 30.0};
  organisation.attention = {0.2, 0.5, 0.5, 60.0};
  const Life whole = live(small, 1, 65536);
  REQUIRE(whole.total(simulate::FunctionMeasure::abandoned, 1) > 0);
  REQUIRE(whole.outcome.functions.back()[1].neglect < 0.0);

  for (const std::size_t block : {1u, 100u, 256u})
    CHECK(same_outcome(live(small, 3, block).outcome, whole.outcome));
}

TEST_CASE("no age of an attribute depends on threads or blocks", "[determinism]") {
  SmallWorld small = some_blocks(false).customers(1500);
  for (auto& [name, attribute] : small.model().attributes) {
    attribute.drift.trajectory = scenario::Trajectory::progressive;
    attribute.drift.per_contact = 0.1;
    attribute.drift.per_diffusion = 2.0;
  }
  small.option("again", {change(100.0, {add("attributes.warmth.drift.renewed", 1.5)}, 60.0)});
  const auto alive = [&](std::size_t threads, std::size_t block) {
    simulate::RunSettings settings;
    settings.threads = threads;
    settings.block_size = block;
    return Life(small.build(0), settings);
  };
  const Life whole = alive(1, 65536);
  REQUIRE(whole.outcome.ages.back().age[1] > 0.5);

  for (const std::size_t block : {1u, 100u, 256u}) {
    const Life cut = alive(3, block);
    CHECK(same_outcome(cut.outcome, whole.outcome));
    for (std::size_t m = 0; m < whole.outcome.categories.moments(); ++m)
      for (std::size_t k = 0; k < whole.world.attributes.size(); ++k)
        CHECK(cut.outcome.categories.at(m, k) == whole.outcome.categories.at(m, k));
  }
}

TEST_CASE("a full block of 65,536 customers is as good as small ones", "[determinism]") {
  SmallWorld small = small_world()
                         .customers(65537)
                         .days(10.0, 10.0)
                         .rate(poisson(0.2))
                         .journey({{"visit", gate(0.7, "end", "visit")}});
  small.at("visit").takes.mean = 1.0;

  CHECK(same_outcome(live(small, 2, 65536).outcome, live(small, 2, 2048).outcome));
}

TEST_CASE("without feedback the length of the epoch changes nothing", "[determinism]") {
  SmallWorld small = some_blocks(false);
  const Life month = live(small, 2, 512);
  small.model().time.epoch = 14.0;

  CHECK(same_outcome(live(small, 2, 512).outcome, month.outcome));
}

TEST_CASE("with feedback a shorter epoch changes the figures a little and only through the norms",
          "[determinism]") {
  SmallWorld small = some_blocks(true);
  small.model().word_of_mouth = {};
  const Life month = live(small, 2, 512);
  small.model().time.epoch = 14.0;
  const Life fortnight = live(small, 2, 512);

  CHECK_FALSE(month.outcome.books.values() == fortnight.outcome.books.values());
  const float a = month.outcome.norms.back()[0], b = fortnight.outcome.norms.back()[0];
  CHECK(std::fabs(a - b) < 0.01f);
}

TEST_CASE("other periods of reporting move no customer", "[determinism]") {
  SmallWorld small = some_blocks(false);
  const Life month = live(small, 2, 512);
  const Life week = live(small.days(300.0, 7.0), 2, 512);

  CHECK(same_customers(month.outcome, week.outcome));
  CHECK(month.total(SegmentMeasure::journeys) == week.total(SegmentMeasure::journeys));
}

TEST_CASE("more customers change nobody who was there", "[determinism]") {
  const Life few = live(some_blocks(false).customers(1000), 2, 512);
  const Life many = live(some_blocks(false), 2, 512);
  int changed = 0;

  for (std::size_t i = 0; i < 1000; ++i)
    changed += traces(few.outcome.customers[i]) != traces(many.outcome.customers[i]);

  CHECK(changed == 0);
}

TEST_CASE("a longer horizon changes nothing before it", "[determinism]") {
  const SmallWorld shorter = some_blocks(false).days(196.0, 28.0),
                   longer = some_blocks(false).days(280.0, 28.0);
  const Life before = live(shorter, 2, 512), after = live(longer, 2, 512);
  const std::size_t same = before.outcome.layout.row() * before.world.calendar.periods;

  CHECK(std::equal(before.outcome.books.values().begin(), before.outcome.books.values().end(),
                   after.outcome.books.values().begin(),
                   after.outcome.books.values().begin() + static_cast<std::ptrdiff_t>(same)));
}

TEST_CASE("another seed is another world", "[determinism]") {
  SmallWorld small = some_blocks(false);
  const Life one = live(small, 2, 512);
  small.model().run.seed += 1;

  CHECK_FALSE(same_outcome(live(small, 2, 512).outcome, one.outcome));
}
