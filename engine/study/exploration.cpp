#include "study/exploration.hpp"

#include <algorithm>

#include "base/parallel.hpp"
#include "base/statistics.hpp"
#include "record/arrays.hpp"
#include "scenario/check.hpp"
#include "scenario/echo.hpp"
#include "scenario/edit.hpp"
#include "study/decision.hpp"
#include "study/replicate.hpp"
#include "study/summary.hpp"
#include "study/version.hpp"

namespace polku::study {
namespace {

std::vector<world::World> worlds_of(const scenario::Scenario& scenario) {
  std::vector<world::World> worlds{world::build(scenario)};
  for (std::size_t o = 0; o < scenario.options.size(); ++o) worlds.push_back(world::build(scenario, o));
  return worlds;
}

/// Settings whose progress fills a stretch of the whole.
Settings within(const Settings& settings, double from, double until) {
  Settings part = settings;
  if (settings.progress)
    part.progress = [&settings, from, until](const Progress& progress) {
      settings.progress({from + (until - from) * progress.share, progress.doing});
    };
  return part;
}

}  // namespace

double value_at(const scenario::Sweep& range, double place) {
  return range.values[0] + place * (range.values[1] - range.values[0]);
}

scenario::Scenario scenario_at(const scenario::Scenario& scenario, const std::vector<double>& point) {
  scenario::Scenario changed = scenario;
  for (std::size_t p = 0; p < point.size(); ++p)
    scenario::put(changed, scenario.uncertain[p], value_at(scenario.uncertain[p], point[p]));
  return changed;
}

std::string problem_at(const scenario::Scenario& scenario, const std::vector<double>& point) {
  for (const auto& finding : scenario::check_changed(scenario_at(scenario, point)))
    if (finding.severity == base::Severity::error) return finding.message;
  return "";
}

Explored::Explored(Points points, std::size_t worlds, std::size_t replications)
    : points_(std::move(points)), worlds_(worlds), replications_(replications) {}

double Explored::value(std::size_t point, std::size_t world, std::size_t measure,
                       std::size_t replication) const {
  const std::size_t measures = base_measures().size();
  return outcomes_[point][(world * measures + measure) * replications_ + replication];
}

std::vector<std::vector<double>> Explored::differences(std::size_t option, std::size_t measure) const {
  std::vector<std::vector<double>> all;
  for (std::size_t i = 0; i < outcomes_.size(); ++i) {
    auto& row = all.emplace_back();
    for (std::size_t r = 0; r < replications_; ++r)
      row.push_back(worlds_ == 1 ? value(i, 0, measure, r)
                                 : value(i, option + 1, measure, r) - value(i, 0, measure, r));
  }
  return all;
}

std::vector<double> Explored::mean_differences(std::size_t option, std::size_t measure) const {
  std::vector<double> means;
  for (const auto& row : differences(option, measure)) means.push_back(base::mean_interval(row).mean);
  return means;
}

void Explored::add(std::vector<double> outcomes_of_point) {
  outcomes_.push_back(std::move(outcomes_of_point));
}

void Explored::keep_finished() { points_.resize(outcomes_.size()); }

Explored explore(const scenario::Scenario& scenario, const Points& points, const Settings& settings,
                 const std::string& what, double progress_from, double progress_until) {
  const auto replications = static_cast<std::size_t>(scenario.model.run.replications);
  const std::size_t measures = base_measures().size(), worlds = scenario.options.size() + 1;
  const Settings part = within(settings, progress_from, progress_until);
  Explored explored(points, worlds, replications);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto built = worlds_of(scenario_at(scenario, points[i]));
    std::vector<double> outcomes(worlds * measures * replications);
    const auto each = [&](std::size_t r, const std::vector<record::Finished>& finished) {
      for (std::size_t w = 0; w < worlds; ++w) {
        const auto values = outcome_values(built[w], finished[w]);
        for (std::size_t m = 0; m < measures; ++m)
          outcomes[(w * measures + m) * replications + r] = values[m];
      }
    };
    const std::string doing =
        what + ", point " + std::to_string(i + 1) + " of " + std::to_string(points.size());
    if (!replicate(built, replications, part, {i, points.size(), doing}, each)) {
      explored.stop();
      break;
    }
    explored.add(std::move(outcomes));
  }
  explored.keep_finished();
  return explored;
}

std::size_t deciding_measure(const scenario::Scenario& scenario) {
  const auto& measures = base_measures();
  return static_cast<std::size_t>(
      std::find_if(measures.begin(), measures.end(),
                   [&](const OutcomeMeasure& m) { return m.name == measure_of(scenario.decide.by); }) -
      measures.begin());
}

record::Result result_of(const scenario::Scenario& scenario, const Explored& explored,
                         const Settings& settings, double seconds) {
  record::Result result;
  result.kind = "sweep";
  result.title = scenario.question.empty() ? scenario.model.name : scenario.question;
  result.scenario = scenario::echo(scenario);
  result.version = version();
  result.git_hash = git_hash();
  result.seed = scenario.model.run.seed;
  result.threads = static_cast<std::int64_t>(base::worker_count(settings.threads));
  result.seconds = seconds;
  result.complete = explored.complete();

  std::vector<std::string> paths, worlds{"baseline"}, measures, units;
  for (const auto& range : scenario.uncertain) paths.push_back(range.path);
  for (const auto& option : scenario.options) worlds.push_back(option.first);
  for (const auto& measure : base_measures()) {
    measures.emplace_back(measure.name);
    units.push_back(unit_of(measure, scenario.model.currency));
  }
  const std::size_t points = explored.points().size();
  record::Group where{"points", "settings of the uncertain numbers that were tried", {}, {}};
  where.axes.push_back(record::numbers("point", points, "one setting of all of them"));
  where.axes.push_back(record::labels("parameter", paths, "path of an uncertain number"));
  auto& values = record::add_variable<double>(where, "setting", "1", "in base units: days, shares, currency",
                                              {"point", "parameter"});
  for (std::size_t i = 0; i < points; ++i)
    for (std::size_t p = 0; p < paths.size(); ++p)
      values[i * paths.size() + p] = value_at(scenario.uncertain[p], explored.points()[i][p]);

  record::Group outcomes{"explored", "the outcome of each world at each point", {}, {}};
  outcomes.axes.push_back(record::numbers("point", points, "one setting of the uncertain numbers"));
  outcomes.axes.push_back(record::labels("world", worlds, "the baseline and the options"));
  outcomes.axes.push_back(record::labels("measure", measures, "outcome, over the time after the warm-up"));
  outcomes.axes.push_back(record::labels("unit", units, "unit of each measure, in their order"));
  outcomes.axes.push_back(
      record::numbers("replication", explored.replications(), "the same luck at every point"));
  auto& all = record::add_variable<double>(outcomes, "value", "1", "in the unit of the measure",
                                           {"point", "world", "measure", "replication"});
  std::size_t at = 0;
  for (std::size_t i = 0; i < points; ++i)
    for (std::size_t w = 0; w < worlds.size(); ++w)
      for (std::size_t m = 0; m < measures.size(); ++m)
        for (std::size_t r = 0; r < explored.replications(); ++r) all[at++] = explored.value(i, w, m, r);
  result.groups = {std::move(where), std::move(outcomes)};
  return result;
}

}  // namespace polku::study
