// Mean visits of each step against the absorbing Markov chain of the same journey (Kemeny & Snell 1960, ch.
// 3): gates with recovery, hand-offs, exits by chance, loops and decisions by channel. 20,000 journeys a
// model; the standard error comes from the journeys themselves, the tolerance is 4.5 of them.
#include <cmath>

#include "journey/analysis.hpp"
#include "support/by_chance.hpp"
#include "support/chance.hpp"
#include "support/life.hpp"

using namespace polku;
using namespace polku::test;

namespace {

constexpr std::uint32_t n = 20000;

/// Everybody takes the journey once; half a year is time enough for every loop.
SmallWorld once(Table<Step> steps) {
  SmallWorld small = small_world().customers(n).days(360.0, 360.0).rate(every(181.0));
  small.model().functions = {{"support", {}}};
  small.people().channels = {{"web", 0.55}, {"phone", 0.45}};
  return small.journey(std::move(steps));
}

Table<Step> ordering() {
  Step order = gate(0.85, "pay", "help", 0.3);
  order.handoff = {"support", 0.04};
  order.next = {{"success", "pay", 0.9},
                {"success", "browse", 0.1},
                {"failure", "help", 0.7},
                {"failure", "give_up", 0.3}};
  Step pay = gate(0.93, "end", "pay", 0.5);
  pay.takes.mean = 0.01;
  Step call = gate(0.7, "order", "call");
  call.takes.mean = 0.02;
  return {{"browse", encounter({{"", "browse", 0.3}, {"", "where", 0.6}, {"", "give_up", 0.1}}, 0.1)},
          {"where", by_channel({{"web", "order"}, {"phone", "call"}})},
          {"order", order},
          {"pay", pay},
          {"help", wait({{"", "help", 0.5}, {"", "order", 0.3}, {"", "call", 0.2}}, 0.05)},
          {"call", call}};
}

/// A random journey: every step leads to some others with some chances, and to an end with at least one in
/// five.
Table<Step> random_journey(std::uint32_t seed) {
  Table<Step> steps;
  Dice dice(seed);
  const auto any = [&] { return "step_" + std::to_string(dice.below(7)); };
  for (int s = 0; s < 7; ++s) {
    const std::string next = s < 6 ? "step_" + std::to_string(s + 1) : "end";
    Step x = encounter({{"success", next, 0.5},
                        {"success", any(), 0.2},
                        {"success", "end", 0.3},
                        {"failure", any(), 0.6},
                        {"failure", "give_up", 0.4}},
                       0.05);
    x.gate = {dice.between(0.3, 0.9), dice.between(0.0, 0.5)};
    if (dice.flip()) x.handoff = {"support", dice.between(0.0, 0.2)};
    if (s == 3)
      x = by_channel({{"web", next, 0.8}, {"web", any(), 0.2}, {"phone", any(), 0.5}, {"phone", "end", 0.5}});
    x.takes.mean = 0.05;
    steps.emplace_back("step_" + std::to_string(s), x);
  }
  return steps;
}

/// Visits of each step by each customer, and their deviation from the chain's means.
void check_visits(const SmallWorld& small) {
  const Model& model = small.scenario().model;
  const auto graph = journey::build(model);
  journey::DecisionShares shares;
  for (const auto& [name, x] : model.journey)
    if (x.kind == StepKind::decision) shares[name] = {{"web", 0.55}, {"phone", 0.45}};
  const auto expected =
      journey::analyse(graph, journey::edge_chances(graph, shares), journey::entry_shares(graph));

  Diary diary;
  auto settings = one_thread();
  settings.sink = &diary;
  const Life life(small, settings);
  std::vector<std::vector<int>> visits(model.journey.size(), std::vector<int>(n));
  for (const auto& event : diary.events)
    if (event.kind == simulate::EventKind::step) ++visits[event.thing][event.customer];
  REQUIRE(life.total(SegmentMeasure::completed) + life.total(SegmentMeasure::given_up) == n);

  for (std::size_t s = 0; s < model.journey.size(); ++s) {
    INFO("step " << model.journey[s].first);
    Sample sample;
    for (const int count : visits[s]) sample.add(count);
    const double mean = static_cast<double>(life.visits(model.journey[s].first)) / n;
    // A wait that repeats itself with chance 1/2 is one or two events (variance 1/4) and a geometric number
    // of visits (variance 2): what is seen of events, times 3, bounds the error of visits.
    const bool repeats = model.journey[s].second.kind == StepKind::wait;
    if (!repeats) CHECK(mean == Approx(sample.mean()).epsilon(1e-12));
    CHECK(std::fabs(mean - expected.flow.visits[s]) <=
          1e-9 + tolerated * (repeats ? 3.0 : 1.0) * sample.standard_error());
  }
  CHECK_SHARE(life.total(SegmentMeasure::completed), n, expected.flow.visits[graph.end()]);
}

}  // namespace

TEST_CASE("visits of an ordering journey are those of its absorbing chain", "[statistical]") {
  check_visits(once(ordering()));
}

TEST_CASE("visits of random journeys are those of their absorbing chains", "[statistical]") {
  const auto seed = GENERATE(1u, 2u, 3u, 4u, 5u, 6u);
  SmallWorld small = once(random_journey(seed));
  drop_unreachable_steps(small.model());

  check_visits(small);
}
