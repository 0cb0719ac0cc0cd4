#include "cli/trace_story.hpp"

#include <algorithm>
#include <utility>

#include "base/math.hpp"
#include "population/birth.hpp"

namespace polku::cli {
namespace {

/// Keeps what happens to some customers, in the order of their lives. A customer lives in one thread.
class Listener : public simulate::EventSink {
 public:
  explicit Listener(std::vector<Story>& stories) : stories_(stories) {}
  bool watches(std::uint32_t customer) const override { return of(customer) != nullptr; }
  void on(const simulate::Event& event) override { of(event.customer)->events.push_back(event); }

 private:
  Story* of(std::uint32_t customer) const {
    for (Story& story : stories_)
      if (story.customer == customer) return &story;
    return nullptr;
  }
  std::vector<Story>& stories_;
};

}  // namespace

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

std::vector<Story> tell_stories(const scenario::Scenario& scenario, std::optional<std::size_t> option,
                                const std::vector<std::uint32_t>& customers, std::uint32_t replication,
                                std::size_t threads, const std::atomic<bool>* stop) {
  world::World world = world::build(scenario, option);
  if (!world.feedback && customers.size() > 1) {  // each lives alone
    std::vector<Story> stories;
    for (const std::uint32_t customer : customers)
      stories.push_back(tell_story(scenario, option, customer, replication, threads, stop));
    return stories;
  }
  std::vector<Story> stories(customers.size());
  for (std::size_t k = 0; k < customers.size(); ++k) {
    stories[k].world = world;
    stories[k].customer = customers[k];
    stories[k].replication = replication;
    stories[k].portrait = portrait_of(stories[k]);
  }
  if (stories.empty()) return stories;

  // Alone in a block, the customer's money is the sum over all rows. With feedback everybody has to live, and
  // the rows that are kept must reach as far as the last customer.
  const bool alone = !world.feedback;
  world.recorded_customers =
      alone ? 0 : std::int64_t{*std::max_element(customers.begin(), customers.end())} + 1;
  Listener listener(stories);
  simulate::RunSettings settings;
  settings.replication = replication;
  settings.threads = alone ? 1 : threads;
  settings.block_size = alone ? 1 : 0;
  settings.sink = &listener;
  settings.only_customer = customers.front();
  settings.stop = stop;
  simulate::Outcome outcome(world);
  simulate::run(world, settings, outcome);
  for (Story& story : stories) {
    // Rounds of a wait that repeats itself and surveys at intervals are told late.
    std::stable_sort(story.events.begin(), story.events.end(),
                     [](const simulate::Event& a, const simulate::Event& b) { return a.time < b.time; });
    story.money = alone ? outcome.rows : outcome.customers[story.customer].money;
    story.complete = outcome.complete;
  }
  return stories;
}

Story tell_story(const scenario::Scenario& scenario, std::optional<std::size_t> option,
                 std::uint32_t customer, std::uint32_t replication, std::size_t threads,
                 const std::atomic<bool>* stop) {
  return std::move(tell_stories(scenario, option, {customer}, replication, threads, stop).front());
}

}  // namespace polku::cli
