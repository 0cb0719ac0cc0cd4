#include "record/event_log.hpp"

#include <algorithm>

#include "record/arrays.hpp"

namespace polku::record {
namespace {

using simulate::Event;
using simulate::EventKind;

template <class Thing>
std::vector<std::string> names(const std::vector<Thing>& things) {
  std::vector<std::string> result;
  for (const auto& thing : things) result.push_back(thing.name);
  return result;
}

/// One event with what only its place in the life tells.
struct Placed {
  const Event* event;
  std::int64_t world;
  std::int64_t journey;  // counts the customer's journeys from 1; 0 between journeys
};

std::vector<Placed> placed(const Collected& all) {
  std::vector<Placed> result;
  for (std::size_t w = 0; w < all.worlds.size(); ++w) {
    std::int64_t begun = 0;
    bool under_way = false;
    const Event* before = nullptr;
    for (const Event& event : all.runs[w].front().events) {
      if (!before || before->customer != event.customer) begun = 0, under_way = false;
      if (event.kind == EventKind::journey_begins) ++begun, under_way = true;
      result.push_back({&event, static_cast<std::int64_t>(w), under_way ? begun : 0});
      if (event.kind == EventKind::journey_ends) under_way = false;
      before = &event;
    }
  }
  return result;
}

}  // namespace

Events EventLog::take() {
  std::size_t count = 0;
  for (const Events& life : lives_) count += life.size();
  Events all;
  all.reserve(count);
  for (Events& life : lives_) {
    // Rounds of a wait and surveys at intervals come late; what happens at one time stays in its order.
    std::stable_sort(life.begin(), life.end(),
                     [](const Event& a, const Event& b) { return a.time < b.time; });
    all.insert(all.end(), life.begin(), life.end());
    Events().swap(life);
  }
  return all;
}

const std::vector<std::string>& event_words() {
  static const std::vector<std::string> words = {
      "need",          "need_dropped", "journey_begins", "desire_faded", "step", "felt",
      "encounter",     "chosen",       "purchase",       "joined",       "left", "review",
      "contract_ends", "journey_ends", "price_noticed",  "asked"};
  static_assert(static_cast<std::size_t>(EventKind::asked) == 15);
  return words;
}

Group log_group(const Collected& collected) {
  const world::World& first = collected.worlds.front();
  const std::vector<Placed> events = placed(collected);
  std::vector<std::string> alternatives = names(first.providers);
  alternatives.insert(alternatives.end(), {"nothing", "repair"});
  std::vector<std::string> words = event_words();
  if (first.surveys.empty()) words.pop_back();  // nobody is asked
  Group group{log_group_name, "every event of the first customers, first replication", {}, {}};
  group.axes = {numbers("event", events.size(), "by world, customer and time"),
                labels("kind_name", std::move(words), "what an event can be; `kind` counts in it from 0"),
                labels("world_name", names(collected.worlds), "`world` counts in it from 0"),
                labels("step", names(first.steps), "`thing` of events of steps and encounters"),
                labels("need", names(first.needs), "`thing` of needs and journeys that begin; 255 is none"),
                labels("attribute", names(first.attributes), "`thing` of what is felt"),
                labels("alternative", std::move(alternatives),
                       "`thing` of choices; the providers among them, of all other events; 255 is none")};
  if (!first.surveys.empty())
    group.axes.push_back(labels("survey", names(first.surveys), "`thing` of those who are asked"));
  const auto whole = [&](const char* name, const char* doc, auto get) {
    auto& values = add_variable<std::int64_t>(group, name, "1", doc, {"event"});
    for (std::size_t i = 0; i < events.size(); ++i) values[i] = static_cast<std::int64_t>(get(events[i]));
  };
  const auto real = [&](const char* name, const char* unit, const char* doc, auto get) {
    auto& values = add_variable<double>(group, name, unit, doc, {"event"});
    for (std::size_t i = 0; i < events.size(); ++i) values[i] = static_cast<double>(get(*events[i].event));
  };
  const double warm_up = base::to_days(first.calendar.warm_up);
  whole("world", "place of the world", [](const Placed& x) { return x.world; });
  whole("customer", "number of the customer", [](const Placed& x) { return x.event->customer; });
  whole("journey", "counts the customer's journeys from 1; 0 between journeys",
        [](const Placed& x) { return x.journey; });
  real("day", "days", "when, from the end of the warm-up",
       [&](const Event& x) { return base::to_days(x.time) - warm_up; });
  whole("kind", "what it is", [](const Placed& x) { return x.event->kind; });
  whole("thing", "what it is about", [](const Placed& x) { return x.event->thing; });
  whole("outcome", "how it came out", [](const Placed& x) { return x.event->outcome; });
  real("value", "1", "first number of the event", [](const Event& x) { return x.value; });
  real("second", "1", "second number of the event", [](const Event& x) { return x.second; });
  real("third", "1", "third number of the event", [](const Event& x) { return x.third; });
  return group;
}

}  // namespace polku::record
