#include <algorithm>
#include <cmath>
#include <limits>

#include "base/statistics.hpp"
#include "cli/sweep_text.hpp"
#include "study/decision.hpp"
#include "study/summary.hpp"

namespace polku::cli {
namespace {

/// Values of the points that have one.
std::vector<double> sorted(const std::vector<double>& values) {
  std::vector<double> known;
  for (const double value : values)
    if (!std::isnan(value)) known.push_back(value);
  std::sort(known.begin(), known.end());
  return known;
}

/// Where exactly one range is varied and it is the size of an option, over a grid: the point of overspend.
std::optional<Overspend> overspend_of(const scenario::Scenario& scenario, const study::Explored& explored) {
  if (scenario.uncertain.size() != 1) return std::nullopt;
  const auto& range = scenario.uncertain.front();
  for (std::size_t o = 0; o < scenario.options.size(); ++o) {
    const auto& [name, option] = scenario.options[o];
    if (range.path != "options." + name + ".size") continue;
    const auto differences = explored.differences(o, study::deciding_measure(scenario));
    std::vector<std::size_t> by_size(differences.size());
    for (std::size_t i = 0; i < by_size.size(); ++i) by_size[i] = i;
    std::sort(by_size.begin(), by_size.end(),
              [&](std::size_t a, std::size_t b) { return explored.points()[a] < explored.points()[b]; });
    std::size_t peak = by_size.front();
    const auto mean = [&](std::size_t i) { return base::mean_interval(differences[i]).mean; };
    for (const std::size_t i : by_size)
      if (mean(i) > mean(peak)) peak = i;
    const std::size_t last = by_size.back();
    const base::Interval falls =
        base::paired_interval(differences[peak], differences[last], scenario.decide.confidence);
    Overspend found{name,       study::value_at(range, explored.points()[peak][0]),
                    0.0,        study::value_at(range, explored.points()[last][0]),
                    falls.mean, falls.low,
                    falls.high, peak != last && falls.low > 0.0};
    found.cost = found.size * option.cost.once;
    return found;
  }
  return std::nullopt;
}

}  // namespace

SweepFindings findings_of(const scenario::Scenario& scenario, const study::Explored& explored,
                          bool evenly_spread) {
  const std::size_t measure = study::deciding_measure(scenario), points = explored.points().size();
  SweepFindings findings;
  findings.measure = study::measure_of(scenario.decide.by);
  findings.unit = study::unit_of(study::base_measures()[measure], scenario.model.currency);
  const std::size_t options = std::max<std::size_t>(1, scenario.options.size());
  std::vector<std::vector<double>> outcomes{std::vector<double>(points, 0.0)};  // baseline, allowed options
  std::vector<std::size_t> allowed;
  for (std::size_t o = 0; o < options; ++o) {
    OptionOverPoints over;
    over.name = scenario.options.empty() ? "baseline" : scenario.options[o].first;
    over.differences = explored.mean_differences(o, measure);
    const auto known = sorted(over.differences);
    if (!known.empty()) {
      over.worst = known.front();
      over.middle = study::quantile(known, 0.5);
      over.best = known.back();
    }
    std::vector<bool> loses;
    for (const double difference : over.differences) loses.push_back(difference < 0.0);
    over.loses_at =
        static_cast<double>(std::count(loses.begin(), loses.end(), true)) / static_cast<double>(points);
    if (!scenario.options.empty()) {
      over.loses_if = study::prim(explored.points(), loses, scenario.model.run.seed);
      if (scenario::once(scenario.options[o].second) <= scenario.budget && known.size() == points) {
        outcomes.push_back(over.differences);
        allowed.push_back(o);
      }
    }
    findings.options.push_back(std::move(over));
  }
  if (scenario.options.empty()) return findings;
  for (std::size_t i = 0; i < points; ++i) {
    std::size_t best = 0;
    for (std::size_t a = 1; a < outcomes.size(); ++a)
      if (outcomes[a][i] > outcomes[best][i]) best = a;
    double& share = best == 0 ? findings.baseline_best_at : findings.options[allowed[best - 1]].best_at;
    share += 1.0 / static_cast<double>(points);
  }
  findings.overspend = overspend_of(scenario, explored);
  findings.information = evenly_spread && points >= 16;
  if (findings.information) {
    findings.perfect_information = study::value_of_perfect_information(outcomes);
    findings.of_parameters = study::value_of_information(explored.points(), outcomes,
                                                         scenario.decide.confidence, scenario.model.run.seed);
  }
  return findings;
}

}  // namespace polku::cli
