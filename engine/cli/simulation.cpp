#include "cli/simulation.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/time.hpp"
#include "cli/figures.hpp"
#include "cli/interrupt.hpp"
#include "cli/outcome.hpp"
#include "cli/outcome_text.hpp"
#include "cli/progress.hpp"
#include "store/hdf5_file.hpp"

namespace polku::cli {
namespace {

store::Overwrite overwrite(const Arguments& arguments) {
  return arguments.force ? store::Overwrite::yes : store::Overwrite::no;
}

std::size_t planned_replications(const scenario::Scenario& scenario, bool options) {
  return options ? study::most_replications(scenario)
                 : static_cast<std::size_t>(scenario.model.run.replications);
}

double customer_years(const scenario::Scenario& scenario, bool options) {
  const scenario::Model& model = scenario.model;
  const double worlds = 1.0 + (options ? static_cast<double>(scenario.options.size()) : 0.0);
  return worlds * static_cast<double>(planned_replications(scenario, options)) *
         static_cast<double>(model.population.customers) * (model.time.warm_up + model.time.horizon) /
         base::days_per_year;
}

record::Result watched(const Kind& kind, const scenario::Scenario& scenario, const Arguments& arguments,
                       const Console& console, const Interrupt& interrupt) {
  ProgressBar bar(console, !arguments.quiet, customer_years(scenario, kind.options));
  study::Settings settings;
  settings.threads = arguments.threads;
  settings.block_size = arguments.block_size;
  settings.stop = &interrupt.stop();
  settings.progress = [&](const study::Progress& progress) { bar.show(progress.share, progress.doing); };
  return kind.simulate(scenario, settings);
}

/// One line about an interruption, for standard error.
std::string interrupted(std::size_t done, std::size_t planned, const std::string& file) {
  if (done == 0) return "interrupted before the first replication was finished; nothing is left\n";
  return fmt::format("interrupted: {} of {} replications were finished; {}\n", done, planned,
                     file.empty() ? "without -o they are not saved" : "they are in " + base::visible(file));
}

}  // namespace

void require_memory(const study::Estimate& estimate) {
  const auto available = static_cast<double>(estimate.available_bytes);
  if (available <= 0.0 || estimate.bytes <= available) return;
  throw base::EnvironmentError(
      fmt::format("this needs about {} of memory, and {} are free. Try fewer --customers or --replications, "
                  "or a longer time.report",
                  bytes_in_words(estimate.bytes), bytes_in_words(available)));
}

Exit simulate(const Kind& kind, const Arguments& arguments, const Console& console) {
  Input input = read_input(arguments);
  if (kind.options && input.loaded && input.loaded->scenario.options.empty()) {
    base::Diagnostic mistake = argument_mistake("`" + arguments.file + "` has no options to compare",
                                                "a comparison holds each option against the baseline",
                                                "Add one, for example `options: {better: {changes: [{at: "
                                                "month 1, set: {journey.STEP.gate.success: 90 %}}]}}`, "
                                                "or use `polku run`");
    mistake.code = "no-options";
    input.diagnostics.add(std::move(mistake));
    input.loaded.reset();
  }
  tell(input.diagnostics, input.texts, arguments, console);
  if (!input.loaded) return Exit::mistake;
  const scenario::Scenario& scenario = input.loaded->scenario;
  if (!arguments.output.empty()) store::check_output(arguments.output, overwrite(arguments));
  const study::Estimate estimate = study::estimate(scenario, kind.options, arguments.threads);
  require_memory(estimate);

  const Interrupt interrupt;
  record::Result result = watched(kind, scenario, arguments, console, interrupt);
  result.origins = origins_of(input.loaded->provenance);
  const std::size_t done = replications_of(result);
  std::string file;
  if (!arguments.output.empty() && done > 0)
    file = store::write(result, arguments.output, overwrite(arguments));
  if (!result.complete)
    console.message(interrupted(done, planned_replications(scenario, kind.options), file));

  const std::string digest = record::digest(result);
  if (arguments.json) {
    console.out(
        kind.answer(scenario, {result, input.diagnostics, digest, file, estimate.bytes_per_customer}));
  } else if (!arguments.quiet && done > 0) {
    std::string text =
        headline(scenario, result, console.width()) + '\n' + kind.table(scenario, result, console);
    text += "\ndigest " + digest + '\n';
    if (!file.empty())
      text += fmt::format("written to {0}\n`polku report {0}` draws it as a page\n", base::visible(file));
    console.out(text);
  }
  return result.complete ? Exit::done : Exit::interrupted;
}

}  // namespace polku::cli
