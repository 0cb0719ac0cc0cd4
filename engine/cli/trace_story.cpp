#include "cli/trace_story.hpp"

#include <algorithm>

#include "base/math.hpp"
#include "population/birth.hpp"

namespace polku::cli {
namespace {

/// Keeps what happens to one customer, in the order of its life.
class Listener : public simulate::EventSink {
 public:
  explicit Listener(Story& story) : story_(story) {}
  bool watches(std::uint32_t customer) const override { return customer == story_.customer; }
  void on(const simulate::Event& event) override { story_.events.push_back(event); }

 private:
  Story& story_;
};

Portrait portrait_of(const Story& story) {
  const world::World& world = story.world;
  population::Block block(world, 1);
  population::Columns& b = block.columns();
  population::bear(world, base::DrawKey{world.seed}, story.replication, story.customer, 1, b);
  Portrait portrait;
  portrait.segment = b.segment[0];
  portrait.provider = b.provider[0];
  portrait.contract_until = b.lapse[0];
  portrait.loss_weight = b.loss_weight[0];
  portrait.review_chance = -base::expm1(b.log_stay[0]);
  for (std::size_t n = 0; n < world.needs.size(); ++n) portrait.need_rates.push_back(b.need_rate[b.at(n, 0)]);
  for (std::size_t k = 0; k < world.attributes.size(); ++k)
    portrait.categories.push_back(b.category[b.at(k, 0)]);
  return portrait;
}

}  // namespace

Story tell_story(const scenario::Scenario& scenario, std::optional<std::size_t> option,
                 std::uint32_t customer, std::uint32_t replication, std::size_t threads,
                 const std::atomic<bool>* stop) {
  Story story;
  story.world = world::build(scenario, option);
  story.customer = customer;
  story.replication = replication;
  story.portrait = portrait_of(story);

  // Alone in a block, the customer's money is the sum over all rows. With feedback everybody has to live, and
  // the rows that are kept must reach as far as this customer.
  const bool alone = !story.world.feedback;
  story.world.recorded_customers = alone ? 0 : std::int64_t{customer} + 1;
  Listener listener(story);
  simulate::RunSettings settings;
  settings.replication = replication;
  settings.threads = alone ? 1 : threads;
  settings.block_size = alone ? 1 : simulate::default_block_size;
  settings.sink = &listener;
  settings.only_customer = customer;
  settings.stop = stop;
  simulate::Outcome outcome(story.world);
  simulate::run(story.world, settings, outcome);
  // Rounds of a wait that repeats itself and surveys at intervals are told late.
  std::stable_sort(story.events.begin(), story.events.end(),
                   [](const simulate::Event& a, const simulate::Event& b) { return a.time < b.time; });
  story.money = alone ? outcome.rows : outcome.customers[customer].money;
  story.complete = outcome.complete;
  return story;
}

}  // namespace polku::cli
