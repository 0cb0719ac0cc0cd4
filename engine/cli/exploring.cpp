#include "cli/exploring.hpp"

#include <fmt/format.h>

#include "base/time.hpp"
#include "cli/figures.hpp"
#include "cli/progress.hpp"
#include "cli/simulation.hpp"
#include "cli/table.hpp"
#include "cli/value_text.hpp"

namespace polku::cli {

Input read_ranges(const Arguments& arguments, const Console& console) {
  Input input = read_input(arguments);
  if (input.loaded && input.loaded->scenario.uncertain.empty()) {
    base::Diagnostic mistake = argument_mistake(
        "nothing in `" + arguments.file + "` is uncertain", "there is neither `uncertain` nor --vary",
        "Name a number and its range, for example --vary 'behaviour.reference_weight=0 %..100 %'");
    mistake.code = "no-ranges";
    input.diagnostics.add(std::move(mistake));
    input.loaded.reset();
  }
  tell(input.diagnostics, input.texts, arguments, console);
  return input;
}

bool stands_at(const study::Points& points, const scenario::Scenario& scenario, const Arguments& arguments,
               const Console& console) {
  for (const auto& point : points) {
    const std::string problem = study::problem_at(scenario, point);
    if (problem.empty()) continue;
    std::string where;
    for (std::size_t p = 0; p < point.size(); ++p) {
      const auto& range = scenario.uncertain[p];
      where += (p == 0 ? "" : ", ") + range.path + " " +
               value_text(scenario, range.path, study::value_at(range, point[p]));
    }
    base::Diagnostics diagnostics;
    base::Diagnostic mistake = argument_mistake("within the ranges, " + problem, "at " + where,
                                                "Narrow a range, or do not vary these numbers together");
    mistake.code = "impossible-point";
    diagnostics.add(std::move(mistake));
    tell(diagnostics, {}, arguments, console);
    return false;
  }
  return true;
}

std::string exploring_headline(const scenario::Scenario& scenario, std::size_t points, std::size_t width) {
  const scenario::Model& model = scenario.model;
  std::string text;
  if (!scenario.question.empty()) text += wrapped(base::visible(scenario.question), width);
  text += base::visible(model.name) + '\n';
  return text + fmt::format("{} customers over {}, {} points, {} replication{} each, seed {}\n",
                            thousands(model.population.customers), days_in_words(model.time.horizon), points,
                            model.run.replications, model.run.replications == 1 ? "" : "s", model.run.seed);
}

void watch(double runs, const scenario::Scenario& scenario, const Arguments& arguments,
           const Console& console, const Interrupt& interrupt,
           const std::function<void(const study::Settings&)>& work) {
  const scenario::Model& model = scenario.model;
  const double years = (model.time.warm_up + model.time.horizon) / base::days_per_year;
  ProgressBar bar(console, !arguments.quiet, runs * static_cast<double>(model.population.customers) * years);
  study::Settings settings;
  settings.threads = arguments.threads;
  settings.block_size = arguments.block_size;
  settings.stop = &interrupt.stop();
  settings.progress = [&](const study::Progress& progress) { bar.show(progress.share, progress.doing); };
  work(settings);
}

}  // namespace polku::cli
