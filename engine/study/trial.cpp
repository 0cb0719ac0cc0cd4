#include "study/trial.hpp"

#include <algorithm>
#include <array>

#include "record/collect.hpp"
#include "scenario/edit.hpp"
#include "scenario/words.hpp"
#include "study/replicate.hpp"
#include "study/totals.hpp"

namespace polku::study {
namespace {

using scenario::Scenario;

constexpr std::string_view baseline = "baseline";

/// One part of a contrast: a weighted figure of the world in a place, 0 the baseline, then the options.
struct Weighed {
  std::size_t world;
  double weight;
  const scenario::Measurement* what;
};

class Contrast {
 public:
  explicit Contrast(const Scenario& scenario) : scenario_(scenario) {
    const auto& study = scenario.study;
    for (const auto& [name, weight] : study.contrast) add(place(name), weight, study.what);
    for (const auto& term : study.terms) add(place(term.world), term.weight, term.what);
    if (study.contrast.empty() && study.terms.empty()) {
      add(1, 1.0, study.what);
      add(0, -1.0, study.what);
    }
    if (!study.relative_to.empty()) reference_ = use(place(study.relative_to));
  }

  std::vector<world::World> worlds() const {
    std::vector<world::World> built;
    for (const std::size_t world : used_)
      built.push_back(world == 0 ? world::build(scenario_) : world::build(scenario_, world - 1));
    return built;
  }

  double of(const std::vector<world::World>& worlds, const std::vector<record::Finished>& finished) const {
    double sum = 0.0;
    for (const Weighed& part : parts_)
      sum += part.weight * figure_of(scenario_, *part.what, worlds[part.world], finished[part.world]);
    if (!reference_) return sum;
    return ratio(sum, figure_of(scenario_, scenario_.study.what, worlds[*reference_], finished[*reference_]));
  }

 private:
  std::size_t place(const std::string& name) const {
    return name == baseline ? 0 : scenario_.options.index(name) + 1;
  }
  /// Where a world stands among those that are run.
  std::size_t use(std::size_t world) {
    const auto found = std::find(used_.begin(), used_.end(), world);
    if (found != used_.end()) return static_cast<std::size_t>(found - used_.begin());
    used_.push_back(world);
    return used_.size() - 1;
  }
  void add(std::size_t world, double weight, const scenario::Measurement& what) {
    if (weight != 0.0) parts_.push_back({use(world), weight, &what});
  }

  const Scenario& scenario_;
  std::vector<std::size_t> used_;
  std::vector<Weighed> parts_;
  std::optional<std::size_t> reference_;
};

Finding judge(const base::Interval& contrast, double threshold) {
  if (contrast.low > threshold) return Finding::holds;
  if (contrast.high < threshold) return Finding::fails;
  return Finding::undecided;
}

/// The contrast with the model as it is in `scenario`; nothing if stopped.
std::optional<Setting> measure(const Scenario& scenario, double value, const Settings& settings,
                               const Part& part) {
  const Contrast contrast(scenario);
  const std::vector<world::World> worlds = contrast.worlds();
  Setting setting;
  setting.value = value;
  const auto each = [&](std::size_t, std::vector<record::Finished> finished) {
    setting.values.push_back(contrast.of(worlds, finished));
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
    if (here != here || next != next || (here < 0) == (next < 0)) continue;
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
      scenario::put(changed, sweep, value);
      turn.settings.push_back(run(changed, value, sweep.path));
    }
    turn.turns_at = crossing(turn.settings, scenario.study.threshold);
    trial.turns.push_back(std::move(turn));
  }
  trial.verdict = verdict_of(trial);
  return trial;
}

}  // namespace polku::study
