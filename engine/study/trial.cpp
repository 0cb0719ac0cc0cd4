#include "study/trial.hpp"

#include <array>
#include <map>

#include "record/collect.hpp"
#include "scenario/edit.hpp"
#include "scenario/words.hpp"
#include "study/replicate.hpp"
#include "study/totals.hpp"

namespace polku::study {
namespace {

using scenario::Scenario;

constexpr std::string_view baseline = "baseline";

/// Weight of each world that counts, by its place: 0 the baseline, then the options.
std::map<std::size_t, double> weights_of(const Scenario& scenario) {
  std::map<std::size_t, double> weights;
  const auto place = [&](const std::string& name) {
    return name == baseline ? std::size_t{0} : scenario.options.index(name) + 1;
  };
  if (scenario.study.contrast.empty()) return {{0, -1.0}, {1, 1.0}};
  for (const auto& [name, weight] : scenario.study.contrast) weights[place(name)] = weight;
  if (!scenario.study.relative_to.empty()) weights.try_emplace(place(scenario.study.relative_to), 0.0);
  return weights;
}

Finding judge(const base::Interval& contrast, double threshold) {
  if (contrast.low > threshold) return Finding::holds;
  if (contrast.high < threshold) return Finding::fails;
  return Finding::undecided;
}

/// The contrast with the model as it is in `scenario`; nothing if stopped.
std::optional<Setting> measure(const Scenario& scenario, double value, const Settings& settings,
                               const Part& part) {
  const auto weights = weights_of(scenario);
  std::vector<world::World> worlds;
  for (const auto& [place, weight] : weights)
    worlds.push_back(place == 0 ? world::build(scenario) : world::build(scenario, place - 1));
  const std::size_t reference = scenario.study.relative_to.empty() || scenario.study.relative_to == baseline
                                    ? 0
                                    : scenario.options.index(scenario.study.relative_to) + 1;
  Setting setting;
  setting.value = value;
  const auto each = [&](std::size_t, std::vector<record::Finished> finished) {
    double contrast = 0.0, scale = 1.0;
    std::size_t w = 0;
    for (const auto& [place, weight] : weights) {
      const double figure = figure_of(scenario, worlds[w], finished[w]);
      contrast += weight != 0.0 ? weight * figure : 0.0;
      if (!scenario.study.relative_to.empty() && place == reference) scale = figure;
      ++w;
    }
    setting.values.push_back(ratio(contrast, scale));
  };
  const auto replications = static_cast<std::size_t>(scenario.model.run.replications);
  if (!replicate(worlds, replications, settings, part, each)) return std::nullopt;
  setting.contrast = base::mean_interval(setting.values, scenario.decide.confidence);
  setting.finding = judge(setting.contrast, scenario.study.threshold);
  return setting;
}

/// Where the mean crosses the threshold first, linear between two neighbours.
std::optional<double> crossing(const std::vector<Setting>& settings, double threshold) {
  for (std::size_t i = 0; i + 1 < settings.size(); ++i) {
    const double here = settings[i].contrast.mean - threshold,
                 next = settings[i + 1].contrast.mean - threshold;
    if ((here < 0) == (next < 0)) continue;
    return settings[i].value + (settings[i + 1].value - settings[i].value) * here / (here - next);
  }
  return std::nullopt;
}

Finding verdict_of(const Trial& trial) {
  std::array<bool, 2> seen{};
  const auto see = [&](const Setting& setting) {
    if (setting.finding == Finding::holds || setting.finding == Finding::fails)
      seen[setting.finding == Finding::holds ? 1 : 0] = true;
  };
  see(trial.written);
  for (const Turn& turn : trial.turns)
    for (const Setting& setting : turn.settings) see(setting);
  return seen[0] && seen[1] ? Finding::depends : trial.written.finding;
}

}  // namespace

std::string_view words(Finding finding) {
  constexpr std::array<std::string_view, 4> all = {"holds", "fails", "depends", "undecided"};
  return all[static_cast<std::size_t>(finding)];
}

Trial put_to_the_test(const Scenario& scenario, const Settings& settings) {
  std::size_t parts = 1, part = 0;
  for (const auto& sweep : scenario.study.turns) parts += sweep.values.size();
  Trial trial;
  const auto run = [&](const Scenario& changed, double value, std::string doing) {
    auto setting = measure(changed, value, settings, {part++, parts, std::move(doing)});
    trial.complete = trial.complete && setting.has_value();
    return setting.value_or(Setting{});
  };
  trial.written = run(scenario, 0.0, "as written");
  for (const auto& sweep : scenario.study.turns) {
    Turn turn{sweep.path, {}, {}};
    for (const double value : sweep.values) {
      if (!trial.complete) return trial;
      Scenario changed = scenario;
      scenario::put(changed.model, sweep, value);
      turn.settings.push_back(run(changed, value, sweep.path));
    }
    turn.turns_at = crossing(turn.settings, scenario.study.threshold);
    trial.turns.push_back(std::move(turn));
  }
  trial.verdict = verdict_of(trial);
  return trial;
}

}  // namespace polku::study
