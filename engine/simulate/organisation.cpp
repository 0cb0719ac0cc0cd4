#include "simulate/organisation.hpp"

#include <algorithm>
#include <limits>

#include "base/math.hpp"
#include "behaviour/decay.hpp"
#include "behaviour/queueing.hpp"
#include "behaviour/readiness.hpp"
#include "simulate/measures.hpp"

namespace polku::simulate {
namespace {

using base::Tick;

Tick middle(Tick start, Tick until) { return start + (until - start) / 2; }

behaviour::Queue queue_of(const world::World& world, const world::Function& function, Tick time) {
  const double impatience = world.parameters.at(function.impatience, time);
  return {world.parameters.at(function.servers, time), world.parameters.at(function.handling, time),
          impatience > 0 ? 1 / impatience : std::numeric_limits<double>::infinity(), function.variability};
}

bool limited(const behaviour::Queue& queue) { return queue.servers > 0 && queue.handling > 0; }

behaviour::Influence influence(const scenario::Influences& x) { return {x.readiness, x.morale, x.load}; }

}  // namespace

void FunctionSums::operator+=(const FunctionSums& other) {
  for (std::size_t f = 0; f < work.size(); ++f) {
    work[f] += other.work[f];
    contacts[f] += other.contacts[f];
    incidents[f] += other.incidents[f];
  }
  lost += other.lost;
  customers += other.customers;
}

Organisation::Organisation(const world::World& world)
    : world_(world),
      carried_(world.functions.size()),
      states_(world.functions.size()),
      records_(world.functions.size()) {
  for (std::size_t f = 0; f < carried_.size(); ++f) carried_[f].morale = world.functions[f].morale_start;
}

double Organisation::load_above_usual(std::size_t f) const {
  const auto& function = world_.functions[f];
  const bool counts = anything_known_ && world_.parameters.range(function.servers).second > 0;
  return counts ? carried_[f].load - world_.organisation.usual_load : 0.0;
}

void Organisation::latch(Tick start, Tick until) {
  const Tick half = middle(start, until);
  const scenario::Organisation& x = world_.organisation;
  for (std::size_t f = 0; f < states_.size(); ++f) {
    const auto& function = world_.functions[f];
    const Carried& carried = carried_[f];
    const behaviour::Queue queue = queue_of(world_, function, half);
    behaviour::Waiting waiting;
    if (limited(queue))
      waiting = erlang(
          queue,
          behaviour::after(queue, carried.present, carried.arrivals, base::to_days(half - start)).offered);
    const double morale = carried.morale - function.morale_start;
    const double load = load_above_usual(f);
    // Readiness is in the tracks of the figures already.
    const auto moved = [&](const scenario::Influences& y) {
      return static_cast<float>(behaviour::moved(influence(y), 0.0, morale, load));
    };
    const auto neglect = static_cast<float>(carried.neglect);
    states_[f] = {static_cast<float>(waiting.chance),
                  static_cast<float>(waiting.wait * function.open),
                  static_cast<float>(waiting.gives_up),
                  moved(x.success) + neglect,
                  moved(x.quality) + neglect,
                  base::exp(-moved(x.evenness)),
                  moved(x.handoffs)};
    records_[f] = {carried.load,
                   waiting.queue,
                   waiting.mean() * function.open,
                   waiting.abandoned(),
                   world_.parameters.at(function.readiness, half),
                   carried.morale,
                   carried.neglect};
  }
  // What holds up those who help holds up those whom they help.
  const std::vector<FunctionState> own = states_;
  for (std::size_t f = 0; f < states_.size(); ++f)
    for (const auto& supporter : world_.functions[f].supported_by) {
      states_[f].success += supporter.weight * own[supporter.function].success;
      states_[f].quality += supporter.weight * own[supporter.function].quality;
      states_[f].handoffs += supporter.weight * own[supporter.function].handoffs;
    }
}

void Organisation::learn(const FunctionSums& sums, Tick start, Tick until) {
  const Tick half = middle(start, until);
  const double days = base::to_days(until - start);
  const scenario::Organisation& x = world_.organisation;
  const auto now = [&](world::ParameterId id) { return world_.parameters.at(id, half); };
  // Churn of the epoch, by the year.
  const double lost = customers_ > 0 ? static_cast<double>(sums.lost) / static_cast<double>(customers_) /
                                           days * base::days_per_year
                                     : 0.0;
  customers_ += sums.customers;
  for (auto& carried : carried_) carried.arrivals = 0.0;
  for (std::size_t f = 0; f < carried_.size(); ++f) {
    const double contacts = static_cast<double>(sums.work[f]) / sum_scale / days;
    carried_[f].arrivals += contacts;
    for (const auto& supporter : world_.functions[f].supported_by)
      carried_[supporter.function].arrivals += supporter.contacts * contacts;
  }
  anything_known_ = true;
  for (std::size_t f = 0; f < carried_.size(); ++f) {
    const auto& function = world_.functions[f];
    Carried& carried = carried_[f];
    const behaviour::Queue queue = queue_of(world_, function, half);
    if (limited(queue)) {
      carried.present = behaviour::after(queue, carried.present, carried.arrivals, days).present;
      carried.load = carried.arrivals * queue.handling / queue.servers;
    } else {
      carried.present = 0.0;
      carried.load = x.usual_load;
    }
    const double incidents =
        sums.contacts[f] > 0 ? static_cast<double>(sums.incidents[f]) / static_cast<double>(sums.contacts[f])
                             : 0.0;
    const double ready = now(function.readiness) - function.readiness_start;
    const double goal = std::clamp(now(function.morale) + x.morale.readiness * ready -
                                       x.morale.load * load_above_usual(f) - x.morale.incidents * incidents,
                                   0.0, 1.0);
    carried.morale += (goal - carried.morale) * (1 - behaviour::share_left(days, x.morale.half_life));
    if (function.decay == 0.0) continue;
    const double attention = std::clamp(now(world_.attention_always) + now(world_.attention_exit) * lost +
                                            now(world_.attention_voice) * incidents,
                                        0.0, 1.0);
    carried.neglect = carried.neglect * behaviour::share_left(days * attention, x.attention.half_life) -
                      function.decay * (1 - attention) * days;
  }
}

}  // namespace polku::simulate
