// `polku sensitivity`: which uncertain numbers move the answer.
#include "study/sensitivity.hpp"

#include "cli/exploring.hpp"
#include "cli/sensitivity_text.hpp"
#include "cli/simulation.hpp"

namespace polku::cli {

Exit sensitivity(const Arguments& arguments, const Console& console) {
  const Input input = read_ranges(arguments, console);
  if (!input.loaded) return Exit::mistake;
  const scenario::Scenario& scenario = input.loaded->scenario;
  study::SensitivityRules rules;
  rules.trajectories = static_cast<std::size_t>(arguments.trajectories);
  if (arguments.points >= 0) rules.rows = static_cast<std::size_t>(arguments.points);
  const study::Points points = study::screening_design(scenario, rules).points;
  // Corners are where ranges fail together, and the screening goes from corner to corner.
  const study::Points corners =
      study::grid(std::vector<std::size_t>(std::min<std::size_t>(scenario.uncertain.size(), 8), 2));
  if (!stands_at(points, scenario, arguments, console) || !stands_at(corners, scenario, arguments, console))
    return Exit::mistake;
  require_memory(study::estimate(scenario, !scenario.options.empty(), arguments.threads));

  const Interrupt interrupt;
  study::Sensitivity found;
  const std::size_t passing = std::min(rules.most_parameters, scenario.uncertain.size());
  const double runs =
      static_cast<double>((points.size() + rules.rows * (passing + 2)) * (scenario.options.size() + 1)) *
      static_cast<double>(scenario.model.run.replications);
  watch(runs, scenario, arguments, console, interrupt,
        [&](const study::Settings& settings) { found = study::sensitivity(scenario, rules, settings); });
  if (!found.complete) {
    console.message("interrupted before there was an answer\n");
    return Exit::interrupted;
  }
  if (arguments.json)
    console.out(sensitivity_answer(scenario, found, input.diagnostics));
  else if (!arguments.quiet)
    console.out(exploring_headline(scenario, points.size(), console.width()) + '\n' +
                sensitivity_text(scenario, found, console.out_style(), console.width()));
  return Exit::done;
}

}  // namespace polku::cli
