#include "study/sensitivity.hpp"

#include <algorithm>
#include <numeric>

namespace polku::study {
namespace {

/// Parameters that matter to some option, the most important first cut off at `most`.
std::vector<std::size_t> passing(const std::vector<std::vector<MorrisEffect>>& screening,
                                 const SensitivityRules& rules) {
  const std::size_t parameters = screening.front().size();
  std::vector<double> share(parameters, 0.0);  // of the largest effect on an option
  for (const auto& effects : screening) {
    double largest = 0.0;
    for (const auto& effect : effects) largest = std::max(largest, effect.importance);
    for (std::size_t p = 0; p < parameters; ++p)
      if (largest > 0.0) share[p] = std::max(share[p], effects[p].importance / largest);
  }
  std::vector<std::size_t> passed(parameters);
  std::iota(passed.begin(), passed.end(), std::size_t{0});
  std::stable_sort(passed.begin(), passed.end(), [&](auto a, auto b) { return share[a] > share[b]; });
  while (!passed.empty() && (passed.size() > rules.most_parameters || share[passed.back()] < rules.matters))
    passed.pop_back();
  std::sort(passed.begin(), passed.end());
  return passed;
}

}  // namespace

MorrisDesign screening_design(const scenario::Scenario& scenario, const SensitivityRules& rules) {
  return morris_design(rules.trajectories, scenario.uncertain.size(), scenario.model.run.seed);
}

Sensitivity sensitivity(const scenario::Scenario& scenario, const SensitivityRules& rules,
                        const Settings& settings) {
  const std::size_t options = std::max<std::size_t>(1, scenario.options.size());
  const std::size_t measure = deciding_measure(scenario);
  const MorrisDesign design = screening_design(scenario, rules);
  const double most_rows =
      static_cast<double>(rules.rows * (std::min(rules.most_parameters, scenario.uncertain.size()) + 2));
  const double first = static_cast<double>(design.points.size());

  Sensitivity result;
  const double half_time = first / (first + most_rows);
  const Explored screened = explore(scenario, design.points, settings, "screening", 0.0, half_time);
  result.complete = screened.complete();
  if (!result.complete) return result;
  for (std::size_t o = 0; o < options; ++o)
    result.screening.push_back(morris_effects(design, screened.mean_differences(o, measure)));
  result.passed = passing(result.screening, rules);
  if (rules.rows == 0 || result.passed.empty()) return result;

  scenario::Scenario fewer = scenario;
  fewer.uncertain.clear();
  for (const std::size_t p : result.passed) fewer.uncertain.push_back(scenario.uncertain[p]);
  const SobolDesign sobol = sobol_design(rules.rows, fewer.uncertain.size(), scenario.model.run.seed);
  const Explored explored = explore(fewer, sobol.points, settings, "indices", half_time, 1.0);
  if (!explored.complete()) return {{}, {}, {}, false};
  for (std::size_t o = 0; o < options; ++o)
    result.indices.push_back(sobol_indices(sobol, explored.differences(o, measure),
                                           scenario.decide.confidence, scenario.model.run.seed));
  return result;
}

}  // namespace polku::study
