#include "world/changes.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "scenario/edit.hpp"
#include "scenario/field.hpp"
#include "world/readiness.hpp"

namespace polku::world {
namespace {

constexpr int pieces_of_a_ramp = 16;

bool adopts(const scenario::Change& change) { return !change.adopt.by.empty(); }

/// From nothing to all of a change; what takes for ever ends after everything else.
base::Tick length_of(const scenario::Change& change, const scenario::Organisation& organisation) {
  const double days = adopts(change) ? adoption_days(organisation, change.adopt) : change.ramp;
  return days < scenario::longest_days ? base::to_ticks(days) : base::never - 1;
}

/// How much of a change's time has passed: 0 none, 1 all.
double share_of(const scenario::Change& change, double warm_up_days, Knot knot,
                const scenario::Organisation& organisation) {
  const base::Tick start = base::to_ticks(warm_up_days + change.at);
  const base::Tick stop =
      std::isfinite(change.until) ? base::to_ticks(warm_up_days + change.until) : base::never;
  const bool started = knot.limit == Limit::after ? knot.time >= start : knot.time > start;
  const bool stopped = knot.limit == Limit::after ? knot.time >= stop : knot.time > stop;
  if (!started || stopped) return 0.0;
  const base::Tick ramp = length_of(change, organisation);
  if (ramp == 0) return 1.0;
  if (ramp == base::never - 1) return 0.0;
  return std::min(1.0, static_cast<double>(knot.time - start) / static_cast<double>(ramp));
}

void apply(scenario::Model& model, const scenario::Edit& edit, double share) {
  const auto number = scenario::locate(model, edit.path);
  if (!number) throw std::logic_error("a change of " + edit.path + ", which is no number, passed the checks");
  *number->value = scenario::edited(*number->value, edit, share);
}

}  // namespace

std::vector<Knot> knots_of(const std::vector<const scenario::Option*>& options, double warm_up_days,
                           const scenario::Organisation& organisation) {
  std::vector<base::Tick> jumps, bends;
  std::vector<scenario::Change> changes;
  for (const auto* option : options)
    changes.insert(changes.end(), option->changes.begin(), option->changes.end());
  for (const auto& change : changes) {
    const base::Tick start = base::to_ticks(warm_up_days + change.at);
    const base::Tick ramp = length_of(change, organisation);
    if (ramp == 0) jumps.push_back(start);
    for (int piece = 0; ramp > 0 && piece <= pieces_of_a_ramp; ++piece)
      bends.push_back(base::saturating_add(
          start,
          static_cast<base::Tick>(std::uint64_t{ramp} * static_cast<unsigned>(piece) / pieces_of_a_ramp)));
    if (std::isfinite(change.until)) jumps.push_back(base::to_ticks(warm_up_days + change.until));
  }
  std::vector<Knot> knots{{0, Limit::after}};
  std::vector<base::Tick> times = bends;
  times.insert(times.end(), jumps.begin(), jumps.end());
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  for (const base::Tick time : times) {
    const bool jump = std::find(jumps.begin(), jumps.end(), time) != jumps.end();
    if (jump && time > 0) knots.push_back({time, Limit::before});
    if (time > 0) knots.push_back({time, Limit::after});
  }
  return knots;
}

std::vector<std::string> adopted_paths(const std::vector<const scenario::Option*>& options) {
  std::vector<std::string> paths;
  for (const auto* option : options)
    for (const auto& change : option->changes)
      if (adopts(change))
        for (const auto& edit : change.edits) paths.push_back(edit.path);
  return paths;
}

scenario::Model born_as(scenario::Model model, const std::vector<const scenario::Option*>& options) {
  for (const auto* option : options)
    for (const auto& instead : option->instead) {
      const double value = instead.values.front();
      for (const auto& path : scenario::matching_paths(model, instead.path)) {
        double& number = *scenario::locate(model, path)->value;
        number = option->size == 1.0
                     ? value
                     : scenario::edited(number, {scenario::EditKind::set, path, value}, option->size);
      }
    }
  return model;
}

scenario::Model model_at(const scenario::Model& model, const std::vector<const scenario::Option*>& options,
                         double warm_up_days, Knot knot) {
  const scenario::Model born = born_as(model, options);
  scenario::Model changed = born;
  for (const auto* option : options)
    for (const auto& change : option->changes) {
      double share = share_of(change, warm_up_days, knot, born.organisation);
      if (share == 0.0 || option->size == 0.0) continue;
      if (adopts(change)) share = take_up(changed, born, change.adopt, share);
      for (const auto& edit : change.edits) apply(changed, edit, option->size * share);
    }
  return changed;
}

}  // namespace polku::world
