// `polku sweep`: many settings of the uncertain numbers, all worlds in the same luck at each.
#include <chrono>
#include <cmath>

#include "cli/exploring.hpp"
#include "cli/outcome_text.hpp"
#include "cli/simulation.hpp"
#include "cli/sweep_text.hpp"
#include "store/hdf5_file.hpp"

namespace polku::cli {
namespace {

/// Along one range a grid reads best; in several dimensions it would need too many points.
std::string design_of(const Arguments& arguments, std::size_t parameters) {
  if (!arguments.design.empty()) return arguments.design;
  return parameters == 1 ? "grid" : "sobol";
}

constexpr double most_points = 100000;

std::optional<study::Points> points_of(const std::string& design, std::int64_t asked, std::size_t parameters,
                                       std::int64_t seed) {
  if (design == "grid") {
    const std::size_t levels = asked < 0 ? 11 : static_cast<std::size_t>(asked);
    double count = 1.0;
    for (std::size_t p = 0; p < parameters; ++p) count *= static_cast<double>(levels);
    if (count > most_points) return std::nullopt;
    return study::grid(std::vector<std::size_t>(parameters, levels));
  }
  const std::size_t count = asked < 0 ? 64 : static_cast<std::size_t>(asked);
  return design == "sobol" ? study::sobol_points(count, parameters, seed)
                           : study::latin_hypercube(count, parameters, seed);
}

}  // namespace

Exit sweep(const Arguments& arguments, const Console& console) {
  const Input input = read_ranges(arguments, console);
  if (!input.loaded) return Exit::mistake;
  const scenario::Scenario& scenario = input.loaded->scenario;
  const std::size_t parameters = scenario.uncertain.size();
  const std::string design = design_of(arguments, parameters);
  const auto points = points_of(design, arguments.points, parameters, scenario.model.run.seed);
  if (!points) {
    base::Diagnostics diagnostics;
    diagnostics.add(argument_mistake("a grid over all these numbers has too many points",
                                     "at most 100,000 are tried", "Use --design sobol, or fewer --points"));
    tell(diagnostics, {}, arguments, console);
    return Exit::mistake;
  }
  if (!stands_at(*points, scenario, arguments, console)) return Exit::mistake;
  const auto overwrite = arguments.force ? store::Overwrite::yes : store::Overwrite::no;
  if (!arguments.output.empty()) store::check_output(arguments.output, overwrite);
  require_memory(study::estimate(scenario, !scenario.options.empty(), arguments.threads));

  const Interrupt interrupt;
  const auto start = std::chrono::steady_clock::now();
  std::optional<study::Explored> explored;
  record::Result result;
  const double runs = static_cast<double>(points->size() * (scenario.options.size() + 1)) *
                      static_cast<double>(scenario.model.run.replications);
  watch(runs, scenario, arguments, console, interrupt, [&](const study::Settings& settings) {
    explored.emplace(study::explore(scenario, *points, settings, "sweep"));
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    result = study::result_of(scenario, *explored, settings, seconds);
  });
  result.origins = origins_of(input.loaded->provenance);
  const bool any = !explored->points().empty();
  std::string file;
  if (!arguments.output.empty() && any) file = store::write(result, arguments.output, overwrite);
  if (!explored->complete())
    console.message("interrupted: " + std::to_string(explored->points().size()) + " of " +
                    std::to_string(points->size()) + " points were finished\n");
  if (any) {
    const SweepFindings findings = findings_of(scenario, *explored, design != "grid");
    const std::string digest = record::digest(result);
    if (arguments.json) {
      console.out(sweep_answer(scenario, *explored, findings, design, digest, file, input.diagnostics));
    } else if (!arguments.quiet) {
      std::string text = exploring_headline(scenario, explored->points().size(), console.width()) + '\n' +
                         sweep_text(scenario, *explored, findings, console.out_style(), console.width());
      text += "\ndigest " + digest + '\n';
      if (!file.empty()) text += "written to " + base::visible(file) + '\n';
      console.out(text);
    }
  }
  return explored->complete() ? Exit::done : Exit::interrupted;
}

}  // namespace polku::cli
