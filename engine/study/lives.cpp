#include "study/lives.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include "simulate/run.hpp"

namespace polku::study {
namespace {

using simulate::Event;
using simulate::EventKind;

std::unique_ptr<simulate::Outcome> outcome_of(world::World world, std::size_t people,
                                              std::uint32_t replication, const Settings& settings,
                                              simulate::EventSink* sink) {
  world.recorded_customers = static_cast<std::int64_t>(people);
  simulate::RunSettings run;
  run.replication = replication;
  run.threads = settings.threads;
  run.block_size = settings.block_size;
  run.stop = settings.stop;
  run.sink = sink;
  auto outcome = std::make_unique<simulate::Outcome>(world);
  simulate::run(world, run, *outcome);
  return outcome;
}

/// Keeps the events of some customers. Each customer belongs to one block, so no two threads meet in a list.
class Followers : public simulate::EventSink {
 public:
  explicit Followers(std::vector<std::uint32_t> customers) : customers_(std::move(customers)) {
    lives.resize(customers_.size());
  }
  bool watches(std::uint32_t customer) const override {
    return std::binary_search(customers_.begin(), customers_.end(), customer);
  }
  void on(const Event& event) override {
    const auto place = std::lower_bound(customers_.begin(), customers_.end(), event.customer);
    lives[static_cast<std::size_t>(place - customers_.begin())].push_back(event);
  }
  std::vector<std::vector<Event>> lives;

 private:
  std::vector<std::uint32_t> customers_;  // in order
};

bool same(const simulate::CustomerRow& a, const simulate::CustomerRow& b) {
  return a.provider == b.provider && a.gone == b.gone && a.cause == b.cause && a.purchases == b.purchases &&
         a.last_purchase == b.last_purchase && a.left == b.left && a.attitude == b.attitude &&
         a.money == b.money;
}

Fate fate_of(const simulate::CustomerRow& baseline, const simulate::CustomerRow& option, std::uint8_t own) {
  const bool ours_before = baseline.provider == own, ours_now = option.provider == own;
  if (ours_before != ours_now) return ours_now ? Fate::saved : Fate::lost;
  return same(baseline, option) ? Fate::untouched : Fate::touched;
}

/// The same thing at the same time, and the same quality of it. What somebody expects or feels about it may
/// differ by a hair for everybody once the market's norms move; that is no touch.
bool equal(const Event& a, const Event& b) {
  return a.time == b.time && a.kind == b.kind && a.thing == b.thing && a.outcome == b.outcome &&
         (a.kind != EventKind::felt || a.value == b.value);
}

/// What a person decides, or is decided about: choices, reviews, purchases, joining and leaving.
std::vector<std::size_t> decisions(const std::vector<Event>& life) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < life.size(); ++i) switch (life[i].kind) {
      case EventKind::chosen:
      case EventKind::review:
      case EventKind::purchase:
      case EventKind::joined:
      case EventKind::left: places.push_back(i); break;
      default: break;
    }
  return places;
}

/// Evenly spread over a list.
std::vector<std::uint32_t> thinned(const std::vector<std::uint32_t>& all, std::size_t most) {
  if (all.size() <= most) return all;
  std::vector<std::uint32_t> some;
  for (std::size_t i = 0; i < most; ++i) some.push_back(all[i * all.size() / most]);
  return some;
}

}  // namespace

std::optional<Parting> parting_of(const std::vector<Event>& baseline, const std::vector<Event>& option) {
  Parting parting;
  const std::size_t common = std::min(baseline.size(), option.size());
  while (parting.first < common && equal(baseline[parting.first], option[parting.first])) ++parting.first;
  if (parting.first == baseline.size() && parting.first == option.size()) return std::nullopt;
  parting.first_other = parting.first;
  const Event& event = parting.first < baseline.size() ? baseline[parting.first] : option[parting.first];
  if (event.kind == EventKind::felt) parting.attribute = event.thing;
  const auto& longer = parting.first < baseline.size() ? baseline : option;
  for (std::size_t i = parting.first + 1; i-- > 0 && !parting.step;) {
    if (longer[i].kind == EventKind::step) parting.step = longer[i].thing;
    if (longer[i].kind == EventKind::journey_ends) break;
  }

  const auto before = decisions(baseline), now = decisions(option);
  std::size_t d = 0;
  const auto alike = [&](const Event& a, const Event& b) {
    return a.kind == b.kind && a.thing == b.thing && a.outcome == b.outcome;
  };
  while (d < before.size() && d < now.size() && alike(baseline[before[d]], option[now[d]])) ++d;
  const auto place = [&](const std::vector<std::size_t>& places, const std::vector<Event>& life) {
    return d < places.size() ? places[d] : life.size();
  };
  parting.decision = place(before, baseline);
  parting.decision_other = place(now, option);
  return parting;
}

Lives lives_of(const world::World& baseline, const world::World& option, std::uint32_t replication,
               const Settings& settings, std::size_t most_people, std::size_t most_followed) {
  Lives lives;
  lives.people = std::min<std::size_t>(baseline.customers, most_people);
  lives.count.resize(baseline.segments.size());
  const auto stopped = [&] {
    lives.complete = false;
    return lives;
  };
  const auto a = outcome_of(baseline, lives.people, replication, settings, nullptr);
  if (!a->complete) return stopped();
  const auto b = outcome_of(option, lives.people, replication, settings, nullptr);
  if (!b->complete) return stopped();

  std::array<std::vector<std::uint32_t>, fates> people;
  for (std::size_t i = 0; i < lives.people; ++i) {
    const Fate fate = fate_of(a->customers[i], b->customers[i], baseline.own);
    ++lives.count[a->customers[i].segment][static_cast<std::size_t>(fate)];
    people[static_cast<std::size_t>(fate)].push_back(static_cast<std::uint32_t>(i));
  }
  std::vector<std::uint32_t> followed;
  for (const Fate fate : {Fate::saved, Fate::lost}) {
    const auto some = thinned(people[static_cast<std::size_t>(fate)], most_followed / 2);
    followed.insert(followed.end(), some.begin(), some.end());
  }
  std::sort(followed.begin(), followed.end());
  if (followed.empty()) return lives;
  Followers before(followed), now(followed);
  if (!outcome_of(baseline, 0, replication, settings, &before)->complete) return stopped();
  if (!outcome_of(option, 0, replication, settings, &now)->complete) return stopped();
  for (std::size_t i = 0; i < followed.size(); ++i) {
    const auto &row = a->customers[followed[i]], &other = b->customers[followed[i]];
    Twin twin{followed[i], fate_of(row, other, baseline.own), row.segment, {}, {}, {}, {}};
    twin.cause = static_cast<simulate::Cause>(twin.fate == Fate::saved ? row.cause : other.cause);
    twin.baseline = std::move(before.lives[i]);
    twin.option = std::move(now.lives[i]);
    // They end differently, so they part somewhere.
    twin.parting = parting_of(twin.baseline, twin.option).value_or(Parting{});
    lives.twins.push_back(std::move(twin));
  }
  return lives;
}

}  // namespace polku::study
